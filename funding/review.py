"""What the staff's page of an import shows. In: an import. Out: plain rows for the template; nothing is written.

The rows of the file are read back from where the reader put them (StagedRow); what was understood of the file as a
whole stands in `Import.summary`, in the form of `import_ati --json`.
"""

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import BooleanField, Count, F, Func, QuerySet, Value
from django.utils.translation import get_language, gettext, pgettext

from funding.cells_corrected import Moved, sums_moved
from funding.choices import ImportState, MentionTier, RowKind, RowState
from funding.imports.models import Import, Mention, StagedRow
from funding.models import FACTS
from funding.record_words import field_label, record_label
from funding.review_years import year_lines
from projects.numbers import money

AT_WORK = (
    ImportState.RECEIVED,
    ImportState.READING,
    ImportState.RESOLVING,
    ImportState.COMMITTING,
    ImportState.UNDOING,
)
# In the order in which an equation is read: what stands above the data, the data, what stands below.
KINDS_IN_ORDER = ("title", "header", "data", "subtotal", "total", "note", "blank")
# A name that waits is settled once for all its rows, not row by row.
WAITS_FOR_A_NAME = ("name-waiting", "person-waiting")
# Blocks that a barcode has at most: more than a screen has pixels would only shimmer.
MOST_BARS = 1_000


def row_words(kind: str, number: int) -> str:
    """What stands under a term of the equation: “title”, “headers”, “data”."""
    words = {
        "title": (pgettext("row of a file", "title"), gettext("titles")),
        "header": (pgettext("row of a file", "header"), gettext("headers")),
        "data": (pgettext("row of a file", "data"), pgettext("row of a file", "data")),
        "subtotal": (gettext("subtotal"), gettext("subtotals")),
        "total": (pgettext("row of a file", "total"), pgettext("row of a file", "totals")),
        "note": (pgettext("row of a file", "note"), pgettext("row of a file", "notes")),
        "blank": (pgettext("row of a file", "blank"), pgettext("row of a file", "blanks")),
    }
    return words[kind][number != 1]


@dataclass(frozen=True)
class Step:
    label: str
    state: str


def steps(batch: Import) -> list[Step]:
    """The five steps of an import, each “done”, “now”, “stopped” or “todo”."""
    labels = (
        gettext("File read"),
        gettext("Rows classified"),
        gettext("Columns and problems"),
        gettext("Names matched"),
        gettext("Publication"),
    )
    position = step_of(batch)
    stopped = batch.state in (ImportState.REFUSED, ImportState.FAILED) and not batch.is_pictures
    states = ["done" if index < position else "todo" for index in range(len(labels))]
    if position < len(labels):
        states[position] = "stopped" if stopped else "now"
    return [Step(label, state) for label, state in zip(labels, states, strict=True)]


def step_of(batch: Import) -> int:
    """Which of the five steps the import is at; 5 where all is done."""
    if batch.state in (ImportState.RECEIVED, ImportState.REFUSED):
        return 0
    if batch.state == ImportState.READING:
        return 1 if batch.step == "stage" else 0
    if batch.state == ImportState.RESOLVING:
        return 3
    if batch.state == ImportState.REVIEW:
        states = {*batch.rows.order_by().values_list("state", flat=True).distinct()}
        stuck = RowState.WAITING in states and RowState.READY not in states
        return 3 if waiting_names(batch).exists() else 2 if stuck else 4
    if batch.state == ImportState.FAILED:
        return {"read": 0, "stage": 1, "resolve": 3, "preview": 3}.get(batch.step, 4)
    return 5 if batch.state == ImportState.COMMITTED else 4


def waiting_names(batch: Import) -> QuerySet[Mention]:
    return batch.mentions.filter(tier=MentionTier.WAITING)


@dataclass(frozen=True)
class Term:
    kind: str
    number: int
    words: str


@dataclass(frozen=True)
class Equation:
    """“312 = 1 + 2 + 305 + 3 + 1”: every row of the file has a place."""

    total: int
    terms: list[Term]

    @property
    def in_words(self) -> str:
        return " + ".join(f"{term.number} {term.words}" for term in self.terms)


def equation(batch: Import) -> Equation:
    """Rows of the file by kind; a row that gives several records (years as columns) counts once."""
    counted = dict(batch.rows.filter(part=0).order_by().values_list("kind").annotate(n=Count("pk")))
    terms = [Term(kind, counted[kind], row_words(kind, counted[kind])) for kind in KINDS_IN_ORDER if counted.get(kind)]
    return Equation(sum(term.number for term in terms), terms)


@dataclass(frozen=True)
class Bars:
    """The rows of the file from top to bottom, as a barcode takes them: kinds, and positions to review."""

    kinds: list[str]
    problems: list[int]


def barcode_rows(batch: Import) -> Bars:
    """Each row's kind; where there are more rows than bars, the first that is not data stands for its neighbours."""
    rows = list(batch.rows.filter(part=0).order_by("table", "sheet", "row").values_list("sheet", "row", "kind"))
    troubled = set(batch.rows.filter(has_problem(blocking=True)).order_by().values_list("sheet", "row"))
    size = -(-len(rows) // MOST_BARS) or 1
    kinds: list[str] = []
    problems: list[int] = []
    for start in range(0, len(rows), size):
        block = rows[start : start + size]
        if any((sheet, row) in troubled for sheet, row, _kind in block):
            problems.append(len(kinds))
        kinds.append(next((kind for _sheet, _row, kind in block if kind != RowKind.DATA), RowKind.DATA.value))
    return Bars(kinds, problems)


def has_problem(blocking: bool = False) -> Func:
    """Whether a row has a problem of its own."""
    conditions = [f'@.code != "{code}"' for code in WAITS_FOR_A_NAME] + (["@.blocking == true"] if blocking else [])
    return Func(
        F("problems"),
        Value(f"$[*] ? ({' && '.join(conditions)})"),
        template="jsonb_path_exists(%(expressions)s::jsonpath)",
        output_field=BooleanField(),
    )


@dataclass(frozen=True)
class SumCheck:
    """What a table's amounts add up to, beside what the file says; `verdict` is True, False or None (says nothing)."""

    currency: str
    sum: Decimal
    declared: Decimal | None
    difference: Decimal
    verdict: bool | None
    cell: str
    uncounted: int
    fiscal_year: str
    sheet: str
    # So many of its amounts were corrected; the sum is with what was typed.
    corrected: int


def sums(batch: Import, corrected: list[StagedRow]) -> list[SumCheck]:
    tables = {table.get("index", number): table for number, table in enumerate(batch.summary.get("tables", []))}
    moved_by = sums_moved(corrected)
    found = []
    for amount in batch.summary.get("amounts", []):
        currency, declared = amount.get("currency") or "CAD", as_decimal(amount.get("declared_total"))
        moved = moved_by.get((amount.get("table"), amount.get("column", "")), Moved())
        total = (as_decimal(amount["sum"]) or Decimal(0)) + moved.sums[currency]
        found.append(
            SumCheck(
                currency=currency,
                sum=total,
                declared=declared,
                difference=total - (declared or Decimal(0)),
                verdict=None if declared is None else total == declared,
                cell=amount.get("cell", ""),
                uncounted=max(0, amount.get("uncounted", 0) - moved.counted),
                fiscal_year=amount.get("fiscal_year", ""),
                sheet=tables.get(amount.get("table"), {}).get("sheet", "") if len(tables) > 1 else "",
                corrected=moved.rows,
            )
        )
    return found


def as_decimal(text: Any) -> Decimal | None:
    """The amount of a summary, which JSON keeps as text; None where there is none."""
    try:
        return None if text in (None, "") else Decimal(str(text))
    except InvalidOperation:
        return None


@dataclass(frozen=True)
class Effect:
    """What would be, or was, done to the register's facts of one kind."""

    label: str
    created: int
    changed: int
    unchanged: int


@dataclass(frozen=True)
class Preview:
    effects: list[Effect]
    changes: list[dict[str, str]]
    sums: list[dict[str, Any]]
    withdrawn: list[dict[str, str]]
    created: int
    changed: int
    unchanged: int
    waiting: int
    withdrawn_count: int = 0
    years: list[Any] = field(default_factory=list)


def preview(batch: Import) -> Preview:
    """What the import would create, change (before → after) and leave alone; after publication, what it did."""
    is_over = batch.state == ImportState.COMMITTED or batch.outcome.get("facts")
    found = batch.outcome if is_over else batch.summary.get("preview", {})
    effects = [
        Effect(record_label(kind), each.get("created", 0), each.get("changed", 0), each.get("unchanged", 0))
        for kind, each in found.get("facts", {}).items()
    ]
    changes = [changed_field(change) for change in found.get("changes", [])]
    amounts = [
        {"currency": each["currency"], **{name: as_decimal(each.get(name)) for name in ("created", "before", "after")}}
        for each in found.get("sums", [])
    ]
    withdrawn = [
        {**each, "kind": record_label(each["kind"]), "address": address_of(batch, each)}
        for each in found.get("withdrawn", [])
    ]
    counted = ("created", "changed", "unchanged", "waiting", "withdrawn_count")
    numbers = {name: found.get(name, 0) for name in counted}
    return Preview(effects, changes, amounts, withdrawn, **numbers, years=year_lines(found))


def address_of(batch: Import, fact: dict[str, Any]) -> str:
    """The public page of a fact, where its kind has one."""
    page = getattr(FACTS[fact["kind"]], "page", "") if fact.get("kind") in FACTS else ""
    return batch.register.address(page, fact["key"]) if page else ""


def stale(batch: Import) -> int:
    """Rows that were corrected since it was last worked out what publishing does."""
    return batch.rows.filter(as_read__isnull=False, effect=None, state=RowState.READY).count()


def changed_field(change: dict[str, Any]) -> dict[str, str]:
    """One field before and after, in words; amounts in the money that the award is in, or was."""
    words = {**change, "kind": record_label(change["kind"]), "field": field_label(change["field"])}
    for side, currency in words.pop("currencies", {}).items():
        amount = as_decimal(change.get(side))
        words[side] = "" if amount is None else money(amount, currency or "CAD", (get_language() or "fr")[:2])
    return words


@dataclass(frozen=True)
class Progress:
    """How far the work is; `total` is 0 where it is not counted yet."""

    words: str
    done: int
    total: int

    @property
    def fraction(self) -> Decimal:
        return min(Decimal(1), Decimal(self.done) / self.total) if self.total else Decimal(0)


def progress(batch: Import) -> Progress:
    words = {
        "read": gettext("Reading the file"),
        "stage": gettext("Classifying the rows"),
        "resolve": gettext("Matching the names"),
        "preview": gettext("Comparing with the register"),
        "commit": gettext("Publishing the rows"),
        "undo": gettext("Undoing the import"),
    }
    return Progress(words.get(batch.step) or str(batch.get_state_display()), batch.done, batch.total)


def headline(batch: Import) -> str:
    """The finding that the page of an import begins with."""
    what = {"what": batch.source.title if batch.source else batch.file_name or gettext("A fact by hand")}
    if batch.state in AT_WORK:
        return gettext("%(what)s: the work goes on") % what
    if batch.state == ImportState.REFUSED:
        kept = gettext("%(what)s: kept as a source, to be entered by hand")
        return (kept if batch.is_pictures else gettext("%(what)s: this file could not be taken in")) % what
    if batch.state == ImportState.FAILED:
        return gettext("%(what)s: the work stopped") % what
    if batch.state == ImportState.COMMITTED:
        return gettext("%(what)s: published") % what
    if batch.state == ImportState.UNDONE:
        return gettext("%(what)s: undone") % what
    return gettext("%(what)s: here is what we understood") % what

"""How a table of a file was read, as the staff's page lets it be corrected. In: an import. Out: plain rows; no writing.

Header candidates with their scores, the field of each column with its confidence and the next best ones, how numbers
and dates are written, and the profile of the body that was replayed or is being taught.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from funding.choices import RowKind
from funding.imports import hidden
from funding.imports.headers import KINDS
from funding.imports.models import Import, ReadingProfile
from funding.imports.remembered import followed_by, signature_of_table
from funding.record_words import field_label, record_label

# Candidates beyond these are one click further.
SHOWN_AT_ONCE = 3
LABELS_SHOWN = 7
Choice = tuple[str, str, bool]


@dataclass(frozen=True)
class Candidate:
    """Rows that may be the header: `value` is what the form sends (« 2-3 », « none »)."""

    value: str
    rows: str
    score: Decimal | None
    labels: list[str]
    more: int
    chosen: bool


@dataclass(frozen=True)
class ColumnChoice:
    """The fields that a column may be: the likely ones with their score, then all."""

    letter: str
    likely: list[tuple[str, str, Decimal, bool]]
    others: list[Choice]
    picked: bool


@dataclass(frozen=True)
class Remembered:
    """A profile of the body: the one that was replayed here, or the one that this import teaches."""

    pk: int
    version: int
    followed: int
    who: str
    taught_here: bool


@dataclass(frozen=True)
class TableChoices:
    """What may be picked for one table; `corrected` where something was, in this import."""

    candidates: list[Candidate]
    more_candidates: list[Candidate]
    columns: dict[str, ColumnChoice]
    kinds: list[Choice]
    decimal_marks: list[Choice]
    date_orders: list[Choice]
    currencies: list[Choice]
    units: list[Choice]
    # The field that the titles of groups fill; none where the table has no such titles.
    group_fields: list[Choice]
    corrected: bool
    remembered: Remembered | None


def choices(batch: Import, table: dict[str, Any]) -> TableChoices:
    override = override_of(batch, table)
    found = candidates(table)
    shown, rest = found[:SHOWN_AT_ONCE], found[SHOWN_AT_ONCE:]
    chosen = next((one for one in rest if one.chosen), None)
    if chosen is not None:
        shown, rest = [*shown, chosen], [one for one in rest if one is not chosen]
    kind = table.get("record_kind", "award")
    picked = set((override or {}).get("fields", {}))
    return TableChoices(
        candidates=shown,
        more_candidates=rest,
        columns={column["letter"]: column_choice(column, kind, picked) for column in table.get("columns", [])},
        kinds=[(code, record_label(code), code == kind) for code in KINDS],
        decimal_marks=ways(table, override or {}, "decimal_mark", MARKS),
        date_orders=ways(table, override or {}, "date_order", ORDERS),
        currencies=ways(table, override or {}, "currency", CURRENCIES),
        units=ways(table, override or {}, "unit", UNITS),
        group_fields=group_fields(table, override or {}) if table.get("rows", {}).get("title") else [],
        corrected=override is not None,
        remembered=remembered(batch, table),
    )


def override_of(batch: Import, table: dict[str, Any]) -> dict[str, Any] | None:
    """What was picked for the table in this import; None where nothing was."""
    overrides = (batch.options.get("reader") or {}).get("overrides") or {}
    found = overrides.get(str(table.get("index", 0)))
    return dict(found) if found is not None else None


def first(table: dict[str, Any], name: str) -> str:
    """How the table's first column that tells writes its numbers, its dates, its money."""
    return next((str(column[name]) for column in table.get("columns", []) if column.get(name)), "")


def candidates(table: dict[str, Any]) -> list[Candidate]:
    """The rows that may be the header, the likeliest first, the one in use among them; last, that there is none."""
    used = list(table.get("header_rows") or [])
    found = [candidate(one["rows"], one["labels"], one["score"], used) for one in table.get("header_candidates", [])]
    if used and not any(one.chosen for one in found):
        labels = [column.get("header", "") for column in table.get("columns", [])]
        found.append(candidate(used, labels, None, used))
    return [*found, Candidate("none", gettext("No header"), None, [], 0, not used)]


def candidate(rows: list[int], labels: list[str], score: float | None, used: list[int]) -> Candidate:
    words = [label for label in labels if label]
    return Candidate(
        value="-".join(dict.fromkeys((str(rows[0]), str(rows[-1])))),
        rows=rows_in_words(rows),
        score=None if score is None else Decimal(str(score)),
        labels=words[:LABELS_SHOWN],
        more=max(0, len(words) - LABELS_SHOWN),
        chosen=list(rows) == used,
    )


def rows_in_words(rows: list[int]) -> str:
    """« Row 2 », « Rows 2–3 »."""
    if len(rows) == 1:
        return gettext("Row %(row)s") % {"row": rows[0]}
    return gettext("Rows %(first)s–%(last)s") % {"first": rows[0], "last": rows[-1]}


def column_choice(column: dict[str, Any], kind: str, picked: set[str]) -> ColumnChoice:
    now = column.get("field", "")
    scored = {now: Decimal(str(column.get("confidence", 0)))} if now and column["letter"] not in picked else {}
    scored |= {name: Decimal(str(score)) for name, score in column.get("suggestions", []) if name not in scored}
    likely = [(name, field_label(name), score, name == now) for name, score in scored.items() if name in KINDS[kind]]
    others = [(name, field_label(name), name == now) for name in KINDS[kind] if name not in scored]
    return ColumnChoice(column["letter"], likely, sorted(others, key=lambda one: one[1]), column["letter"] in picked)


# What a choice says that leaves to the reader what it found.
AS_FOUND = "found"
MARKS = {",": _("comma: 1 234,50"), ".": _("point: 1,234.50")}
ORDERS = {
    "dmy": _("day, month, year: 31/12/2021"),
    "mdy": _("month, day, year: 12/31/2021"),
    "ymd": _("year, month, day: 2021-12-31"),
}
UNITS = {
    "1": _("as they stand"),
    "1000": _("thousands"),
    "1000000": _("millions"),
    "1000000000": _("billions (10⁹)"),
}
CURRENCIES = {code: code for code in ("CAD", "USD", "EUR", "GBP")}


def ways(table: dict[str, Any], override: dict[str, Any], name: str, words: Mapping[str, Any]) -> list[Choice]:
    """How a table may be told to write its numbers, its dates, its money; first, that its columns tell."""
    now, seen = override.get(name, ""), first(table, name)
    shown = (
        gettext("as the columns show: %(what)s") % {"what": words.get(seen, seen)} if seen else gettext("not settled")
    )
    return [("", shown, not now), *[(code, str(label), code == now) for code, label in words.items()]]


def group_fields(table: dict[str, Any], override: dict[str, Any]) -> list[Choice]:
    """First that the titles tell it themselves, then none, then each field."""
    picked, seen = override.get("group_field"), table.get("group_field", "")
    tells = gettext("as the titles show: %(what)s") % {"what": field_label(seen)} if seen else gettext("not settled")
    fields = [(name, field_label(name), picked == name) for name in KINDS[table.get("record_kind", "award")]]
    return [
        (AS_FOUND, tells, picked is None),
        ("", gettext("none: kept as a note"), picked == ""),
        *sorted(fields, key=lambda one: one[1].casefold()),
    ]


def remembered(batch: Import, table: dict[str, Any]) -> Remembered | None:
    """The profile that this import teaches with the table's headings, else the one that the table was read with."""
    taught = ReadingProfile.objects.filter(learned_from=batch, signature=signature_of_table(table))
    replayed = ReadingProfile.objects.filter(pk=(table.get("profile") or {}).get("id", 0), retired_at=None)
    profile = taught.select_related("made_by").first() or replayed.select_related("made_by").first()
    if profile is None:
        return None
    who = profile.made_by.get_username() if profile.made_by else ""
    return Remembered(profile.pk, profile.version, followed_by(profile), who, profile.learned_from_id == batch.pk)


@dataclass(frozen=True)
class PassedOver:
    """A sheet that was read as text: `number` counts the file's sheets from 1 on."""

    number: int
    name: str
    rows: int
    candidates: list[Candidate]


def passed_over(batch: Import) -> list[PassedOver]:
    """The sheets that were taken for a cover or a letter, where a person may say that a table stands."""
    return [
        PassedOver(
            number + 1,
            sheet.get("name", ""),
            sheet.get("rows", 0),
            [candidate(one["rows"], one["labels"], one["score"], []) for one in sheet.get("header_candidates", [])],
        )
        for number, sheet in enumerate(batch.summary.get("sheets", []))
        if sheet.get("role") == "cover"
    ]


@dataclass(frozen=True)
class HiddenPart:
    """A hidden part of the file, in words, and what a reviewer decided about it."""

    key: str
    words: str
    decision: str


def parts_of(batch: Import) -> list[hidden.Part]:
    """The hidden parts of the import's file."""
    rows = batch.rows.filter(hidden=True).exclude(kind=RowKind.BLANK).order_by("sheet")
    counted = dict(rows.values_list("sheet").annotate(n=Count("pk")))
    return hidden.parts(batch.summary, batch.options, counted)


def hidden_parts(batch: Import) -> list[HiddenPart]:
    return [HiddenPart(part.key, part_in_words(part), part.decision) for part in parts_of(batch)]


def part_in_words(part: hidden.Part) -> str:
    given = {"sheet": part.sheet or gettext("the file"), "column": part.column, "header": part.header, "n": part.rows}
    if part.what == "sheet":
        return gettext("The whole sheet “%(sheet)s”, %(n)s rows") % given
    if part.what == "rows":
        return ngettext("%(n)s row of “%(sheet)s”", "%(n)s rows of “%(sheet)s”", part.rows) % given
    if part.header:
        return gettext("Column %(column)s of “%(sheet)s”, headed “%(header)s”") % given
    return gettext("Column %(column)s of “%(sheet)s”") % given

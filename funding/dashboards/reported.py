"""The page « reported against computed »: each figure of a source beside what the register adds up to."""

from collections import Counter
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from funding import charts
from funding.dashboards import sketch
from funding.dashboards.asked import Asked
from funding.dashboards.cells import stated, text
from funding.dashboards.page import Cell, Chart, Number, Page, Rows, drawn, none_on_record, scope
from funding.dashboards.words import count, dollars, language, said, share_of, table_name, unit_word
from funding.export_columns import column, number
from funding.questions.books import Books
from funding.questions.reported import AGREES, IN_WORDS, LESS, MORE, NOT_COMPUTED, VERDICTS, Check, checks
from projects.numbers import percent, plain, rounded

SLUG = "reported-against-computed"
COLOURS = {AGREES: "token:thread-fill", LESS: "token:signal", MORE: "token:caution"}
MARKS = {AGREES: "traced", LESS: "signal", MORE: "caution", NOT_COMPUTED: "void", IN_WORDS: "void"}
BARS = 30
# As the table has them: what is missing first.
IN_ORDER = (LESS, MORE, AGREES, NOT_COMPUTED, IN_WORDS)


def page(asked: Asked) -> Page:
    """All the figures of the register's sources, in their own order."""
    figures = list(asked.figures.select_related("use_type", "organization").order_by("table", "pk"))
    if not figures:
        closing = _("A study or a report that states totals would be compared here.")
        return none_on_record(
            asked, _("No source states a figure here."), closing, title=title(), definitions=definitions()
        )
    rows = checks(figures, Books(asked.register))
    counts = Counter(row.verdict for row in rows)
    compared = counts[AGREES] + counts[LESS] + counts[MORE]
    finding = _("Of %(n)s figures that sources state, the register reaches %(agrees)s within their rounding.") % {
        "n": count(len(rows)),
        "agrees": count(counts[AGREES]),
    }
    second = _("It has less for %(less)s, more for %(more)s, and nothing to compare %(none)s with.") % {
        "less": count(counts[LESS]),
        "more": count(counts[MORE]),
        "none": count(counts[NOT_COMPUTED] + counts[IN_WORDS]),
    }
    words = verdict_words()
    return Page(
        slug=asked.slug,
        title=title(),
        finding=finding,
        second=second,
        basis="records",
        basis_words=_("Figures of sources beside what the register's records add up to."),
        numbers=tuple(Number(words[one], count(counts[one]), "", asked.counted("table", one), counts[one]) for one in VERDICTS if counts[one]),
        charts=tuple(chart for chart in (chart_of(asked, rows, second),) if chart),
        tables=(table_of(asked, rows),),
        definitions=definitions(),
        scope=scope(
            asked,
            _("Every figure that a source of the register states, also those of its tables."),
            _("Figure"),
            count(len(rows)),
            _("%(n)s figures that no record can be compared with.") % {"n": count(len(rows) - compared)},
        ),
        gaps=(
            (_("A check of the transcription."), _("Where the record comes from the same passage as the figure, that they agree only shows that both were read alike.")),
            (_("Less is not an error."), _("Few of the entries that the study counted are on record: what is missing is named on each line.")),
        ),
        sketch=sketch.parts([[(counts[one], MARKS[one]) for one in VERDICTS]]),
        wanted=reverse("import_upload"),
    )  # fmt: skip


def title() -> str:
    return _("Reported against computed")


def verdict_words() -> dict[str, str]:
    return {
        AGREES: _("agrees within rounding"),
        LESS: _("the register has less"),
        MORE: _("the register has more"),
        NOT_COMPUTED: _("not calculated"),
        IN_WORDS: _("given in words only"),
    }


def reach(row: Check) -> Decimal:
    """The computed part of what is stated."""
    return row.computed / row.figure.value if row.computed is not None and row.figure.value else Decimal(0)


def chart_of(asked: Asked, rows: list[Check], sentence: str) -> Chart | None:
    """How much of each figure the register reaches, the figures of tables left to the table below."""
    compared = [row for row in rows if row.computed is not None and row.figure.value and not row.figure.table]
    compared = sorted(compared, key=lambda row: (min(reach(row), Decimal(1)), row.figure.pk))[:BARS]
    if not compared:
        return None
    words = drawn(asked, _("How much of each figure is on record"), sentence)
    bars = [
        charts.Bar(
            row.figure.label,
            min(reach(row), Decimal("1.5")),
            f"{computed_text(row)} / {said(row.figure)} · {percent(reach(row), language(), 0)}",
            colour=COLOURS[row.verdict],
            short=percent(reach(row), language(), 0),
        )
        for row in compared
    ]
    subtitle = _(
        "computed / stated; green agrees within rounding, red has less, ochre has more; tables are in the table below"
    )
    return Chart("reach", words.title, subtitle, words, charts.ranked_bars(bars, words), wide=True)


def computed_text(row: Check) -> str:
    """What the register adds up to, in the figure's unit."""
    if row.computed is None:
        return "—"
    if row.figure.unit == "CAD":
        return dollars(row.computed, "CAD")
    if row.figure.unit == "%":
        return percent(row.computed / 100, language())
    return plain(rounded(row.computed, 1), language())


def difference_words(row: Check) -> str:
    """The difference in words: what is missing, or what is too much."""
    what = row.figure.get_rule_display()
    if row.verdict == IN_WORDS:
        return _("The source gives no number.")
    if row.verdict == NOT_COMPUTED:
        return what or _("Nothing on record can be compared with it.")
    if row.verdict == AGREES:
        return _("Agrees: %(what)s.") % {"what": what}
    gap = abs(row.difference or Decimal(0))
    amount = dollars(gap, "CAD") if row.figure.unit == "CAD" else plain(rounded(gap, 1), language())
    parts = {
        "amount": amount,
        "share": share_of(gap, row.figure.value or 1),
        "what": what,
    }
    if row.verdict == LESS:
        return _("%(amount)s less, %(share)s of it: %(what)s.") % parts
    return _("%(amount)s more, %(share)s of it: %(what)s.") % parts


def table_of(asked: Asked, rows: list[Check]) -> Rows:
    columns = (
        column("figure", _lazy("Figure"), _lazy("What the source states.")),
        column("table", _lazy("Table"), _lazy("The table of the source it stands in.")),
        number("value", _lazy("As stated"), _lazy("The number that the source states; empty where it gives words.")),
        column("unit", _lazy("Unit"), _lazy("What the figure counts, or its currency.")),
        number(
            "computed",
            _lazy("The register"),
            _lazy("What the register adds up to; empty where nothing can be compared."),
        ),
        number("difference", _lazy("Difference"), _lazy("Computed less stated.")),
        column("verdict", _lazy("Verdict"), _lazy("Whether they agree, by its code.")),
        column("why", _lazy("In words"), _lazy("What is counted, and by how much it differs.")),
        column("closes", _lazy("What would close it"), _lazy("The record that would close the gap.")),
    )
    words = verdict_words()
    rows = [row for verdict in IN_ORDER for row in rows if row.verdict == verdict]
    counts = Counter(row.verdict for row in rows)
    upload = reverse("import_upload")
    cells = []
    for row in rows:
        closes = row.figure.get_closes_display() if row.verdict != AGREES else ""
        cells.append(
            (
                text(row.figure.label, value=row.figure.key, of=row.figure, detail=table_name(row.figure.table)),
                text(row.figure.table),
                stated(row.figure),
                text(unit_word(row.figure.unit), value=row.figure.unit),
                Cell(computed_text(row), number=True, value=row.computed),
                Cell("", number=True, value=row.difference),
                Cell(words[row.verdict], value=row.verdict, missing=row.verdict == LESS),
                text(difference_words(row)),
                text(closes, upload) if closes else text("—", value=""),
            )
        )
    note = _("What would close a gap leads to where a file can be handed in, for those who may.")
    hidden = frozenset({"table", "unit", "difference"})
    return Rows(
        _("Every figure"),
        columns,
        tuple(cells),
        note=note,
        only_download=hidden,
        shown_rows=400,
        counted_in=tuple(frozenset({row.verdict}) for row in rows),
        groups=tuple((words[verdict], counts[verdict]) for verdict in IN_ORDER if counts[verdict]),
    )


def definitions() -> tuple[tuple[str, str], ...]:
    return (
        (_("Agrees within rounding"), _("The computed number, to the rounding of the source, is the stated one, or meets its word: more than, at least, at most, about.")),
        (_("Computed"), _("What the register's published records add up to, by the rule said on the line; a sum only of what is in the figure's currency.")),
        (_("Not calculated"), _("The register has nothing that the figure could be compared with, or comparing would be circular.")),
    )  # fmt: skip

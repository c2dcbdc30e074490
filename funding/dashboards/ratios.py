"""The page « public research and commercial projects »: the ratio in a sentence, both sides, what moves the ratio."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from funding.dashboards import sketch
from funding.dashboards.asked import Asked
from funding.dashboards.cells import counted, measured, text
from funding.dashboards.page import Cell, Number, Page, Rows, from_records, nothing, scope
from funding.dashboards.ratios_charts import chart_list
from funding.dashboards.ratios_study import of_study
from funding.dashboards.ratios_words import (
    SLUG,
    aside,
    commercial_name,
    definitions,
    finding,
    missing,
    research_name,
    second,
    times,
    title,
)
from funding.dashboards.words import count, dollars, inexact_words, language
from funding.export_columns import column, number
from funding.questions.ratios import Comparison, Side, compare, groups_of, what_moves
from funding.questions.reported_ratio import reported_ratio
from projects.numbers import money

__all__ = ["SLUG", "page"]


def page(asked: Asked) -> Page:
    """Records where they suffice, else the study's ratio."""
    if not asked.covered.suffices:
        stated = reported_ratio(asked.stated)
        return of_study(asked, stated) if stated else nothing(asked, asked.covered, **fixed(asked))
    groups = groups_of(asked.lines)
    answers = compare(asked.lines, groups)
    if not asked.covered_here.suffices or not answers:
        return nothing(asked, asked.covered_here, **fixed(asked))
    return of_records(asked, answers, what_moves(answers[0], groups))


def fixed(asked: Asked) -> dict[str, object]:
    universe = _("Final awards: those that reach the one who uses the money. What another award replaces is left out.")
    n, absent = count(asked.covered_here.usable), count(asked.covered_here.missing)
    return {"title": title(), "definitions": definitions(), "scope": scope(asked, universe, _("Award"), n, absent)}


def of_records(asked: Asked, answers: list[Comparison], moved: dict[str, Decimal | None]) -> Page:
    answer = answers[0]
    tables = [sides_table(asked, answers), other_currencies(answers[1:])]
    universe = _("Final awards: those that reach the one who uses the money. What another award replaces is left out.")
    unit = _("Award; amounts in %(currency)s, currencies are never added up.") % {"currency": answer.currency}
    return from_records(
        asked,
        title=title(),
        finding=finding(answer),
        second=second(answer),
        numbers=numbers(asked, answer),
        charts=chart_list(asked, answer, moved),
        tables=tuple(table for table in tables if table.rows),
        definitions=definitions(),
        scope=scope(asked, universe, unit, count(answer.awards), missing(answer)),
        gaps=(
            (_("What no sum can count."), missing(answer)),
            (commercial_name() + ".", aside(answer.commercial)),
            (research_name() + ".", aside(answer.research)),
            *inexact_words(asked.lines.final().filter(currency=answer.currency)),
        ),
        sketch=sketch.bars([(answer.commercial.total or 0, "commercial"), (answer.research.total or 0, "research")]),
    )


def numbers(asked: Asked, answer: Comparison) -> tuple[Number, ...]:
    currency = answer.currency
    both = asked.behind("sides", currency=currency)
    found = [Number(_("Ratio"), _("%(n)s to 1") % {"n": times(answer.ratio)}, "", both)] if answer.ratio else []
    for name, side in ((commercial_name(), answer.commercial), (research_name(), answer.research)):
        total = dollars(side.total, currency) if side.total is not None else _("not known")
        meaning = _("%(awards)s awards, %(projects)s projects") % {
            "awards": count(side.awards),
            "projects": count(side.projects),
        }
        found.append(Number(name, total, meaning, asked.behind("side", side.name, currency=currency), side.total))
    neither = answer.neither
    neither_text = dollars(neither.total, currency) if neither.total is not None else _("not known")
    neither_meaning = _("%(awards)s awards") % {"awards": count(neither.awards)}
    of_neither = asked.behind("side", neither.name, currency=currency)
    found.append(Number(_("On neither side"), neither_text, neither_meaning, of_neither, neither.total))
    without = count(answer.without_amount)
    of_them = asked.behind("without", currency=currency)
    found.append(Number(_("Without an amount"), without, _("counted in no sum"), of_them, answer.without_amount))
    return tuple(found)


SIDE_COLUMNS = (
    column("side", _lazy("Side"), _lazy("Empty for a figure that the study states.")),
    number("awards", _lazy("Awards"), _lazy("Final awards of the side.")),
    number("projects", _lazy("Projects"), _lazy("Projects of the side.")),
    number("value", _lazy("Total"), _lazy("The sum of the side, or the figure; empty is not known.")),
    number("mean", _lazy("Mean"), _lazy("Mean award of the side.")),
    number("median", _lazy("Median"), _lazy("Median award of the side.")),
    number("without_amount", _lazy("Without an amount"), _lazy("Awards that no sum can count.")),
    column("unit", _lazy("Unit"), _lazy("The currency, or what the figure counts.")),
)


def sides_table(asked: Asked, answers: list[Comparison]) -> Rows:
    """The three sides in the currency with the most awards, then in the others."""
    return Rows(
        _("The table under the charts"),
        SIDE_COLUMNS,
        tuple(row for answer in answers for row in side_rows(asked, answer)),
        note=_("Each award stands in one line. Currencies are never added up."),
    )


def side_rows(asked: Asked, answer: Comparison) -> list[tuple[Cell, ...]]:
    names = (commercial_name(), research_name(), _("On neither side"))
    sides = (answer.commercial, answer.research, answer.neither)
    return [side_row(asked, name, side, answer.currency) for name, side in zip(names, sides, strict=True)]


def whole(value: Decimal | None, currency: str, behind: str = "") -> Cell:
    """To the dollar; a mean of cents would say more than is known."""
    if value is None:
        return Cell(_("not known"), number=True, missing=True)
    return Cell(money(value.quantize(Decimal(1)), currency, language()), number=True, value=value, address=behind)


def side_row(asked: Asked, name: str, side: Side, currency: str) -> tuple[Cell, ...]:
    behind = asked.behind("side", side.name, currency=currency)
    return (
        text(name, value=side.name),
        counted(side.awards, behind),
        counted(
            side.projects,
            (asked.projects_behind if side.listed else asked.behind)("side", side.name, currency=currency),
        ),
        whole(side.total, currency, behind),
        whole(side.mean, currency, behind),
        whole(side.median, currency, behind),
        counted(side.without_amount, asked.behind("side", side.name, "without", currency=currency)),
        text(currency),
    )


def other_currencies(answers: list[Comparison]) -> Rows:
    rows = tuple(
        (
            text(answer.currency),
            whole(answer.commercial.total, answer.currency),
            whole(answer.research.total, answer.currency),
            measured(answer.ratio, 1),
        )
        for answer in answers
    )
    columns = (
        column("currency", _lazy("Currency"), _lazy("The currency of the amounts.")),
        number("commercial", commercial_name(), _lazy("The sum of the side, or the figure; empty is not known.")),
        number("research", research_name(), _lazy("The sum of the side, or the figure; empty is not known.")),
        number("ratio", _lazy("Ratio"), _lazy("Commercial dollars for one dollar of research.")),
    )
    return Rows(_("In other currencies"), columns, rows, note=_("Currencies are never added up."), name="currencies")

"""The page « public research and commercial projects »: the ratio in a sentence, both sides, their distribution.

In: the filtered awards, the register's reported figures and what the records cover. Out: a `page.Page`.
"""

from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from funding.dashboards.page import (
    Asked,
    Cell,
    Number,
    Page,
    Rows,
    cannot_be_calculated,
    count,
    headings,
    language,
    shared_scope,
    why_not,
)
from funding.dashboards.ratios_charts import chart_list
from funding.dashboards.ratios_export import export, lines_of
from funding.dashboards.ratios_study import from_study
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
from funding.models import AwardQuerySet, ReportedFigure
from funding.questions.coverage import Coverage, coverage
from funding.questions.ratios import Comparison, Side, comparisons, reported_ratio
from projects.numbers import money, short_money


def page(asked: Asked, awards: AwardQuerySet, everything: AwardQuerySet, figures: QuerySet[ReportedFigure]) -> Page:
    """`awards` are the filtered ones, `everything` the register's; records where they suffice, else the study's "
    "ratio."""
    whole = coverage(everything, figures)
    if not whole.suffices:
        stated = reported_ratio(figures)
        return from_study(asked, whole, stated) if stated else nothing(asked, whole)
    part = coverage(awards, ReportedFigure.objects.none())
    answers = comparisons(awards)
    return from_records(asked, answers) if part.suffices and answers else nothing(asked, part)


# --- From the records


def from_records(asked: Asked, answers: list[Comparison]) -> Page:
    answer = answers[0]
    tables = [sides_table(asked, answer), other_currencies(answers[1:])]
    return Page(
        slug=SLUG,
        title=title(),
        finding=finding(answer),
        second=second(answer),
        basis="records",
        basis_words=_("Calculated from the register's own records."),
        numbers=numbers(asked, answer),
        charts=chart_list(asked, answer),
        tables=tuple(table for table in tables if table.rows),
        definitions=definitions(),
        scope=shared_scope(
            asked,
            _("Final awards: those that reach the one who uses the money. What another award replaces is left out."),
            _("Award; amounts in %(currency)s, currencies are never added up.") % {"currency": answer.currency},
            count(answer.awards),
            missing(answer),
        ),
        gaps=(
            (_("What no sum can count."), missing(answer)),
            (commercial_name() + ".", aside(answer.commercial)),
            (research_name() + ".", aside(answer.research)),
        ),
        export=export([side for answer in answers for side in lines_of(answer)]),
    )


def numbers(asked: Asked, answer: Comparison) -> tuple[Number, ...]:
    words, currency, rows = language(), answer.currency, asked.rows()
    found = [Number(_("Ratio"), _("%(n)s to 1") % {"n": times(answer.ratio)}, "", rows)] if answer.ratio else []
    for name, side in ((commercial_name(), answer.commercial), (research_name(), answer.research)):
        total = short_money(side.total, currency, words) if side.total is not None else _("not known")
        meaning = _("%(awards)s awards, %(projects)s projects") % {
            "awards": count(side.awards),
            "projects": count(side.projects),
        }
        found.append(Number(name, total, meaning, rows))
    neither = answer.neither
    neither_text = short_money(neither.total, currency, words) if neither.total is not None else _("not known")
    neither_meaning = _("%(awards)s awards") % {"awards": count(neither.awards)}
    found.append(Number(_("On neither side"), neither_text, neither_meaning, rows))
    without = count(answer.without_amount)
    found.append(Number(_("Without an amount"), without, _("counted in no sum"), asked.rows(amount="missing")))
    return tuple(found)


def sides_table(asked: Asked, answer: Comparison) -> Rows:
    names = (commercial_name(), research_name(), _("On neither side"))
    sides = (answer.commercial, answer.research, answer.neither)
    return Rows(
        _("The table under the charts"),
        headings(
            _("Side"),
            (_("Awards"),),
            (_("Projects"),),
            (_("Total"),),
            (_("Mean"),),
            (_("Median"),),
            (_("Without an amount"),),
        ),
        tuple(side_row(asked, name, side, answer.currency) for name, side in zip(names, sides, strict=True)),
        note=_("The three lines are apart: each award stands in one of them."),
    )


def whole(value: Decimal | None, currency: str) -> str:
    """To the dollar; a mean of cents would say more than is known."""
    return _("not known") if value is None else money(value.quantize(Decimal(1)), currency, language())


def side_row(asked: Asked, name: str, side: Side, currency: str) -> tuple[Cell, ...]:
    return (
        Cell(name),
        Cell(count(side.awards), number=True, address=asked.rows()),
        Cell(count(side.projects), number=True),
        Cell(whole(side.total, currency), number=True),
        Cell(whole(side.mean, currency), number=True),
        Cell(whole(side.median, currency), number=True),
        Cell(count(side.without_amount), number=True, address=asked.rows(amount="missing")),
    )


def other_currencies(answers: list[Comparison]) -> Rows:
    rows = tuple(
        (
            Cell(answer.currency),
            *(Cell(whole(side.total, answer.currency), number=True) for side in (answer.commercial, answer.research)),
            Cell(times(answer.ratio) if answer.ratio else "—", number=True),
        )
        for answer in answers
    )
    columns = headings(_("Currency"), (commercial_name(),), (research_name(),), (_("Ratio"),))
    return Rows(_("In other currencies"), columns, rows, note=_("Currencies are never added up."))


def nothing(asked: Asked, covered: Coverage) -> Page:
    return Page(
        slug=SLUG,
        title=title(),
        finding=cannot_be_calculated(covered),
        basis="none",
        basis_words=_("No measure is printed where less than half of what is asked is on record."),
        closing=why_not(covered),
        definitions=definitions(),
        scope=shared_scope(
            asked,
            _("Final awards: those that reach the one who uses the money. What another award replaces is left out."),
            _("Award"),
            count(covered.usable),
            count(covered.missing),
        ),
        export=export([]),
    )

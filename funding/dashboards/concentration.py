"""The page « concentration »: the finding in a sentence, its measures, two charts and the table under them.

In: the filtered awards, the register's reported figures and what the records cover. Out: a `page.Page`.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from funding import charts
from funding.dashboards.concentration_words import (
    BARS,
    amount,
    as_if,
    counted,
    definitions,
    finding,
    finding_of,
    gaps,
    is_currency,
    largest_title,
    measured,
    missing,
    table_finding,
    top_share,
    top_words,
)
from funding.dashboards.page import (
    Asked,
    Cell,
    Chart,
    Number,
    Page,
    Rows,
    cannot_be_calculated,
    chart_words,
    count,
    evidence_of,
    headings,
    language,
    shared_scope,
    source_line,
    table_name,
    why_not,
)
from funding.export_columns import Column, Type, column, number
from funding.exports import Table
from funding.models import AwardQuerySet, ReportedFigure
from funding.questions.concentration import Concentration, Holder, concentration, in_tables
from funding.questions.coverage import Coverage, coverage
from projects.choices import OrganizationKind, Sector
from projects.numbers import decimal, money, percent, plain, short_money

SLUG = "concentration"
# The table shows so many rows, the download all of them.
ROWS = 100


def page(asked: Asked, awards: AwardQuerySet, everything: AwardQuerySet, figures: QuerySet[ReportedFigure]) -> Page:
    """`awards` are the filtered ones, `everything` the register's; records where they suffice, else a table."""
    whole = coverage(everything, figures)
    if not whole.suffices:
        return from_tables(asked, whole, in_tables(figures))
    answers = concentration(awards)
    part = coverage(awards, ReportedFigure.objects.none())
    if not part.suffices or not answers or answers[0].measures is None:
        return nothing(asked, part)
    return from_records(asked, answers)


def title() -> str:
    return _("Concentration")


# --- From the records


def from_records(asked: Asked, answers: list[Concentration]) -> Page:
    """The currency with the most awards in full, the others in a table beside it."""
    answer = answers[0]
    measures = measured(answer)
    return Page(
        slug=SLUG,
        title=title(),
        finding=finding(answer),
        second=as_if(measures),
        basis="records",
        basis_words=_("Calculated from the register's own records."),
        numbers=numbers(asked, answer),
        charts=chart_list(asked, answer, source_line(asked.register)),
        tables=tuple(table for table in (holder_rows(asked, answer), other_currencies(answers[1:])) if table.rows),
        definitions=definitions(),
        scope=shared_scope(
            asked,
            _("Final awards: those that reach the one who uses the money. What another award replaces is left out."),
            _("Organization; amounts in %(currency)s, currencies are never added up.") % {"currency": answer.unit},
            ngettext("%(n)s organization", "%(n)s organizations", measures.n) % {"n": count(measures.n)},
            missing(answer),
        ),
        gaps=gaps(answer),
        export=export(answers),
    )


def numbers(asked: Asked, answer: Concentration) -> tuple[Number, ...]:
    """n, HHI, N_eff, CR4, Gini: the figures under the finding."""
    measures, words = measured(answer), language()
    rows = asked.rows() if not answer.holders[0].figure else ""
    spread = _("HHI* = %(value)s") % {"value": decimal(measures.normalised, words, 3)} if measures.normalised else ""
    return (
        Number(_("Organizations (n)"), count(measures.n), _("with a total above zero"), rows),
        Number(_("HHI"), decimal(measures.hhi, words), spread or _("from 0 to 10,000"), rows),
        Number(_("Effective number"), decimal(measures.effective, words, 1), _("10,000 ÷ HHI"), rows),
        Number(_("Largest"), percent(measures.cr1, words), _("CR1, share of the first"), rows),
        Number(_("Four largest"), percent(measures.cr4, words), _("CR4"), rows),
        Number(_("Ten largest"), percent(measures.cr10, words), _("CR10"), rows),
        Number(_("Gini"), decimal(measures.gini, words, 3), _("0: equal parts; near 1: one has everything"), rows),
    )


def chart_list(asked: Asked, answer: Concentration, source: str) -> tuple[Chart, ...]:
    """The Lorenz curve and the ten largest."""
    measures, words = measured(answer), language()
    top, share = top_share(answer)
    marked = (1 - Decimal(top) / measures.n, 1 - share, top_words(top, share)) if measures.n > top else None
    what = _("amounts received") if is_currency(answer.unit) else counted(answer.unit)
    curve = chart_words(asked.register, _("Lorenz curve"), source, finding_of(answer))
    bars = chart_words(asked.register, largest_title(answer), source, finding_of(answer))
    drawn_bars = [
        charts.Bar(
            holder.organization.short,
            holder.total,
            f"{bar_text(holder, answer.unit)} · {percent(holder.share, words)}",
            holder.organization.sector,
        )
        for holder in answer.holders[:BARS]
    ]
    return (
        Chart(
            "lorenz",
            curve.title,
            _("cumulated share of %(what)s, from the smallest to the largest") % {"what": what},
            curve,
            lambda: charts.lorenz(
                measures.lorenz,
                curve,
                across=_("organizations, from the smallest"),
                up=what,
                even=_("equal parts"),
                top=marked,
            ),
        ),
        Chart(
            "largest",
            bars.title,
            _("%(what)s, and share of the whole") % {"what": what},
            bars,
            lambda: charts.ranked_bars(drawn_bars, bars),
        ),
    )


def bar_text(holder: Holder, unit: str) -> str:
    return short_money(holder.total, unit, language()) if is_currency(unit) else plain(holder.total, language())


def holder_rows(asked: Asked, answer: Concentration) -> Rows:
    """The table under the charts: who, awards, total, share, share with those above."""
    words, so_far, rows = language(), Decimal(0), []
    for place, holder in enumerate(answer.holders[:ROWS], start=1):
        so_far += holder.share
        body = holder.organization
        behind = asked.rows(recipient=body.key)
        rows.append(
            (
                Cell(count(place), number=True),
                Cell(body.label, address=asked.register.address("organization", body.key), sector=body.sector),
                Cell(count(holder.awards), number=True, address=behind),
                Cell(amount(holder.total, answer.unit), number=True, address=behind),
                Cell(percent(holder.share, words), number=True),
                Cell(percent(so_far, words), number=True),
            )
        )
    return Rows(
        _("The table under the charts"),
        headings((_("Rank"),), _("Organization"), (_("Awards"),), (_("Total"),), (_("Share"),), (_("Cumulated"),)),
        tuple(rows),
        note=shown_note(answer),
    )


def shown_note(answer: Concentration) -> str:
    if len(answer.holders) <= ROWS:
        return ""
    return _("The first %(shown)s of %(n)s are shown; the download has all of them.") % {
        "shown": count(ROWS),
        "n": count(len(answer.holders)),
    }


def other_currencies(answers: list[Concentration]) -> Rows:
    """The same measures in each other currency, one row each."""
    words = language()
    rows = tuple(
        (
            Cell(answer.unit),
            Cell(count(answer.measures.n), number=True),
            Cell(money(answer.measures.total, answer.unit, words), number=True),
            Cell(decimal(answer.measures.hhi, words), number=True),
            Cell(decimal(answer.measures.effective, words, 1), number=True),
            Cell(decimal(answer.measures.gini, words, 3), number=True),
        )
        for answer in answers
        if answer.measures
    )
    columns = headings(_("Currency"), (_("Organizations"),), (_("Total"),), (_("HHI"),), (_("N_eff"),), (_("Gini"),))
    return Rows(_("In other currencies"), columns, rows, note=_("Currencies are never added up."))


# --- From a source's table


def from_tables(asked: Asked, covered: Coverage, tables: list[Concentration]) -> Page:
    """The largest table of a source that counts something per organization; nothing but the gap where there is none."""
    if not tables:
        return nothing(asked, covered)
    answer = tables[0]
    measures = measured(answer)
    figures = [holder.figure for holder in answer.holders if holder.figure]
    return Page(
        slug=SLUG,
        title=title(),
        finding=table_finding(answer),
        second=as_if(measures),
        basis="reported",
        basis_words=_("Calculated from %(table)s of the study, not from the register's records.")
        % {"table": table_name(figures[0].table)},
        cannot=cannot_be_calculated(covered),
        closing=why_not(covered),
        numbers=numbers(asked, answer),
        charts=chart_list(asked, answer, source_line(asked.register, figures)),
        tables=(table_rows(asked, answer),),
        definitions=definitions(),
        scope=shared_scope(
            asked,
            _("The organizations that %(table)s of the study lists.") % {"table": table_name(figures[0].table)},
            _("Organization; %(what)s, not money.") % {"what": counted(answer.unit)},
            ngettext("%(n)s organization", "%(n)s organizations", measures.n) % {"n": count(measures.n)},
            _("The amounts: the study does not give them per organization."),
        ),
        gaps=(
            (
                _("Participations, not projects."),
                _(
                    "A project counts in each organization that takes part in it: the total is larger than the number "
                    "of "
                    "projects. An organization's projects are also its partners'."
                ),
            ),
            (_("Not money."), _("What each organization receives is not published; participation says nothing of it.")),
        ),
        export=export(tables[:1]),
    )


def table_rows(asked: Asked, answer: Concentration) -> Rows:
    words, so_far, rows = language(), Decimal(0), []
    for place, holder in enumerate(answer.holders, start=1):
        so_far += holder.share
        body = holder.organization
        rows.append(
            (
                Cell(count(place), number=True),
                Cell(body.label, address=asked.register.address("organization", body.key), sector=body.sector),
                Cell(amount(holder.total, answer.unit), number=True, evidence=evidence_of(holder.figure)),
                Cell(percent(holder.share, words), number=True),
                Cell(percent(so_far, words), number=True),
            )
        )
    total = (
        Cell(""),
        Cell(_("Total")),
        Cell(amount(measured(answer).total, answer.unit), number=True),
        Cell(percent(Decimal(1), words), number=True),
        Cell(""),
    )
    return Rows(
        _("The table under the charts"),
        headings((_("Rank"),), _("Organization"), (capfirst(counted(answer.unit)),), (_("Share"),), (_("Cumulated"),)),
        tuple(rows),
        note=_("The total counts participations, not projects."),
        total=total,
    )


def nothing(asked: Asked, covered: Coverage) -> Page:
    """No measure, and why."""
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
            _("Organization"),
            count(covered.usable),
            count(covered.missing),
        ),
        export=export([]),
    )


# --- Download

Line = tuple[Concentration, int, Holder]


def read(name: str) -> Callable[[Line], Any]:
    """A field of the organization of a line."""
    return lambda line: getattr(line[2].organization, name)


EXPORT = (
    Column("rank", _lazy("Rank"), _lazy("1 for the largest, in its unit."), Type.NUMBER, lambda line: line[1]),
    column("organization", _lazy("Organization"), _lazy("The name of the organization."), read("name")),
    column("key", _lazy("Key"), _lazy("The public key of the organization."), read("key")),
    Column("kind", _lazy("Kind"), _lazy("What the body is."), Type.TEXT, read("kind"), OrganizationKind),
    Column("sector", _lazy("Sector"), _lazy("Whose the body is."), Type.TEXT, read("sector"), Sector),
    number("total", _lazy("Total"), _lazy("What it received, or what the table counts."), lambda line: line[2].total),
    column("unit", _lazy("Unit"), _lazy("The currency, or what the table counts."), lambda line: line[0].unit),
    number("share", _lazy("Share"), _lazy("Share of the total in its unit, from 0 to 1."), lambda line: line[2].share),
    number("awards", _lazy("Awards"), _lazy("Awards counted; 0 for a table."), lambda line: line[2].awards),
    column(
        "table",
        _lazy("Table"),
        _lazy("The study's table; empty where the register's records are counted."),
        lambda line: line[2].figure.table if line[2].figure else "",
    ),
    number("hhi", _lazy("HHI"), _lazy("Of all the organizations in its unit."), lambda line: measured(line[0]).hhi),
    number("gini", _lazy("Gini"), _lazy("Of all the organizations in its unit."), lambda line: measured(line[0]).gini),
)


def export(answers: list[Concentration]) -> Table:
    """Every holder in every currency, one row each."""
    lines = [(answer, place, holder) for answer in answers for place, holder in enumerate(answer.holders, start=1)]
    return Table(f"question_{SLUG}", EXPORT, lambda: lines)

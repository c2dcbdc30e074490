"""The tables of the page « concentration »: who holds what, and the same measures in other currencies."""

from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from funding.dashboards.asked import Asked
from funding.dashboards.cells import body, counted, measured, share, sum_of, text
from funding.dashboards.concentration_words import counted_thing, is_currency, measures_of
from funding.dashboards.page import Cell, Rows
from funding.dashboards.words import evidence_of
from funding.export_columns import Column, Type, column, number
from funding.questions.concentration import Concentration
from projects.choices import OrganizationKind, Sector

BY_GROUP = "group"
RANK = number("rank", _lazy("Rank"), _lazy("1 for the largest, in its unit."))
ORGANIZATION = column("organization", _lazy("Organization"), _lazy("The name of the organization."))
CUMULATED = number("cumulated", _lazy("Cumulated"), _lazy("Its share and those of all the larger ones."))
SHARE = number("share", _lazy("Share"), _lazy("Share of the total in its unit, from 0 to 1."))
HIDDEN = (
    column("key", _lazy("Key"), _lazy("The public key of the organization.")),
    Column("kind", _lazy("Kind"), _lazy("What the body is."), Type.TEXT, None, OrganizationKind),
    Column("sector", _lazy("Sector"), _lazy("Whose the body is."), Type.TEXT, None, Sector),
    column("unit", _lazy("Unit"), _lazy("The currency, or what the table counts.")),
    column("table", _lazy("Table"), _lazy("The study's table; empty where the register's records are counted.")),
    number("hhi", _lazy("HHI"), _lazy("Of all the organizations in its unit.")),
    number("gini", _lazy("Gini"), _lazy("Of all the organizations in its unit.")),
)


def holder_rows(asked: Asked, answers: list[Concentration]) -> Rows:
    """Who, awards, total, share, share with those above; the download has the other currencies too."""
    answer = answers[0]
    of_figures = bool(answer.holders[0].figure)
    heading = capfirst(counted_thing(answer.unit)) if of_figures else _("Total")
    total = number("total", heading, _lazy("What it received, or what the table counts."))
    awards = number("awards", _lazy("Awards"), _lazy("Awards counted; 0 for a table."))
    only_download = {one.name for one in HIDDEN} | ({"awards"} if of_figures else set())
    rows = tuple(row for one in answers for row in rows_of(asked, one))
    return Rows(
        _("The table under the charts"),
        (RANK, ORGANIZATION, awards, total, SHARE, CUMULATED, *HIDDEN),
        rows,
        note=_("The total counts participations, not projects.") if of_figures else "",
        total=total_row(answer) if of_figures else (),
        only_download=frozenset(only_download),
        known_rows=sum(measures_of(one).n for one in answers if one.measures),
        counted_in=tuple(frozenset({one.unit}) for one in answers for _holder in one.holders),
    )


def rows_of(asked: Asked, answer: Concentration) -> list[tuple[Cell, ...]]:
    measures, so_far = measures_of(answer), Decimal(0)
    rows: list[tuple[Cell, ...]] = []
    # Read once: Django looks every word of a list up again for each `get_…_display`.
    kinds, sectors = ({str(code): str(label) for code, label in one.choices} for one in (OrganizationKind, Sector))
    for place, holder in enumerate(answer.holders, start=1):
        so_far += holder.share
        owner, figure = holder.organization, holder.figure
        member = "group" if asked.views.get("by") == BY_GROUP else "body"
        behind = "" if figure else asked.behind(member, owner.key, currency=answer.unit)
        amount = sum_of(holder.total, answer.unit, behind) if is_currency(answer.unit) else counted(holder.total)
        rows.append(
            (
                counted(place),
                body(asked, owner),
                counted(holder.awards, behind),
                Cell(amount.text, True, behind, evidence=evidence_of(figure), value=holder.total),
                share(holder.share, 1),
                share(so_far, 1),
                text(owner.key),
                text(kinds[owner.kind], value=owner.kind),
                text(sectors[owner.sector], value=owner.sector),
                text(answer.unit),
                text(figure.table if figure else ""),
                measured(measures.hhi, 0),
                measured(measures.gini, 3),
            )
        )
    return rows


def total_row(answer: Concentration) -> tuple[Cell, ...]:
    whole = counted(measures_of(answer).total)
    return (Cell(""), Cell(_("Total")), whole, share(1, 1), Cell(""))


def other_currencies(answers: list[Concentration]) -> Rows:
    """The same measures in each other currency, one row each."""
    rows = tuple(
        (
            text(answer.unit),
            counted(answer.measures.n),
            sum_of(answer.measures.total, answer.unit),
            measured(answer.measures.hhi, 0),
            measured(answer.measures.effective),
            measured(answer.measures.gini, 3),
        )
        for answer in answers
        if answer.measures
    )
    columns = (
        column("currency", _lazy("Currency"), _lazy("The currency of the amounts.")),
        number("n", _lazy("Organizations"), _lazy("Organizations with a total above zero.")),
        number("total", _lazy("Total"), _lazy("What they received together.")),
        number("hhi", _lazy("HHI"), _lazy("Of all the organizations in its unit.")),
        number("effective", _lazy("N_eff"), _lazy("The effective number: 10,000 ÷ HHI.")),
        number("gini", _lazy("Gini"), _lazy("Of all the organizations in its unit.")),
    )
    return Rows(_("In other currencies"), columns, rows, note=_("Currencies are never added up."), name="currencies")

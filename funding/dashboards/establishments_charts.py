"""The charts of the page « establishments »: projects, hours and money, establishment by establishment."""

from decimal import Decimal

from django.utils.translation import gettext as _

from funding import charts
from funding.dashboards.asked import Asked
from funding.dashboards.page import Chart, drawn
from funding.dashboards.words import count, dollars
from funding.questions.establishments import Establishment

BARS = 15
CURRENCY = "CAD"


def projects_chart(asked: Asked, holders: list, finding: str) -> Chart:
    figures = [figure for _body, _value, figure in holders if figure]
    words = drawn(asked, _("Projects by establishment"), finding, figures, computed=bool(figures))
    bars = [
        charts.Bar(owner.short, value, count(value), owner.sector, address=asked.page_of(owner))
        for owner, value, _figure in holders[:BARS]
    ]
    return Chart(
        "projects",
        words.title,
        _("number of projects that it takes part in"),
        words,
        charts.ranked_bars(bars, words),
        wide=True,
    )


def given_charts(asked: Asked, rows: list[Establishment]) -> list[Chart]:
    """Hours, and dollars, by establishment; where none is known there is nothing to draw."""
    found = []
    hours = sorted((row for row in rows if row.hours), key=lambda row: -(row.hours or 0))
    money = sorted((row for row in rows if row.money.get(CURRENCY)), key=lambda row: -row.money[CURRENCY])
    if hours:
        first = hours[0]
        sentence = _("%(name)s put in %(hours)s hours of work.") % {
            "name": first.organization.label,
            "hours": count(first.hours or 0),
        }
        words = drawn(asked, _("Hours of public staff"), sentence)
        bars = [
            charts.Bar(
                row.organization.short,
                row.hours or Decimal(0),
                count(row.hours or 0),
                row.organization.sector,
                address=asked.page_of(row.organization),
            )
            for row in hours[:BARS]
        ]
        found.append(
            Chart(
                "hours",
                words.title,
                _("hours put into projects, where sources give them"),
                words,
                charts.ranked_bars(bars, words),
            )
        )
    if money:
        first = money[0]
        sentence = _("%(name)s put in %(money)s of its own.") % {
            "name": first.organization.label,
            "money": dollars(first.money[CURRENCY], CURRENCY),
        }
        words = drawn(asked, _("Money of establishments"), sentence)
        bars = [
            charts.Bar(
                row.organization.short,
                row.money[CURRENCY],
                dollars(row.money[CURRENCY], CURRENCY),
                row.organization.sector,
                address=asked.page_of(row.organization),
            )
            for row in money[:BARS]
        ]
        found.append(
            Chart(
                "money",
                words.title,
                _("salaries, services and equipment, where sources give an amount"),
                words,
                charts.ranked_bars(bars, words),
            )
        )
    return found

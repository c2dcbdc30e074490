"""The download of the page « public research and commercial projects »: one line per side, or per figure."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from funding.dashboards.ratios_words import (
    SLUG,
    commercial_name,
    research_name,
)
from funding.export_columns import Column, column, number
from funding.exports import Table
from funding.questions.ratios import Comparison

# side, label, total, unit, awards, projects, median
Line = tuple[str, str, Decimal | None, str, int | None, int | None, Decimal | None]


def at(place: int) -> Callable[[Line], Any]:
    return lambda line: line[place]


EXPORT: tuple[Column, ...] = (
    column("side", _lazy("Side"), _lazy("Empty for a figure that the study states."), at(0)),
    column("label", _lazy("What it is"), _lazy("The side, or the study's figure."), at(1)),
    number("value", _lazy("Total or value"), _lazy("The sum of the side, or the figure; empty is not known."), at(2)),
    column("unit", _lazy("Unit"), _lazy("The currency, or what the figure counts."), at(3)),
    number("awards", _lazy("Awards"), _lazy("Final awards of the side."), at(4)),
    number("projects", _lazy("Projects"), _lazy("Projects of the side."), at(5)),
    number("median", _lazy("Median"), _lazy("Median award of the side."), at(6)),
)


def lines_of(answer: Comparison) -> list[Line]:
    names = (commercial_name(), research_name(), _("On neither side"))
    sides = (answer.commercial, answer.research, answer.neither)
    return [
        (side.name, name, side.total, answer.currency, side.awards, side.projects, side.median)
        for name, side in zip(names, sides, strict=True)
    ]


def export(lines: list[Line]) -> Table:
    return Table(f"question_{SLUG}", EXPORT, lambda: lines)

"""What the pages of an import draw: the barcode of its rows, the score of a header, the choices of a column, the words of
the scope rule in a row."""

from decimal import Decimal
from typing import Any

from django import template

from funding.reading_view import ColumnChoice, TableChoices
from funding.review import Bars
from funding.scope_view import Part, ScopeLine
from portal.drawing import barcode

register = template.Library()
SCORE_WIDTH = 44


@register.inclusion_tag("_barcode.html")
def barcode_of(bars: Bars, label: str) -> dict[str, Any]:
    """The picture, with a sentence that says the same for who can't see it."""
    return {"rows": barcode(bars.kinds, bars.problems), "label": label}


@register.inclusion_tag("imports/_score.html")
def score_bar(score: Decimal) -> dict[str, Any]:
    """A score from 0 to 1 as a short bar; the number stands beside it."""
    return {"width": SCORE_WIDTH, "part": round(SCORE_WIDTH * max(0, min(1, float(score))), 1)}


@register.simple_tag
def choice_of(choices: TableChoices, letter: str) -> ColumnChoice:
    """The fields that a column may be."""
    return choices.columns[letter]


@register.filter
def scope_parts(text: str, line: ScopeLine | None) -> list[Part]:
    """A text of a row in pieces, those that are words of the scope rule with their theme."""
    return line.marked.get(text, [Part(text, "")]) if line else [Part(text, "")]


@register.filter
def of_row(lines: dict[int, ScopeLine], pk: int) -> ScopeLine | None:
    """What the scope rule says of a row; None where the register has no rule."""
    return lines.get(pk)

"""The barcode of a file's rows. In: kinds of rows and which to review (funding.review.Bars). Out: an SVG."""

from typing import Any

from django import template

from funding.review import Bars
from portal.drawing import barcode

register = template.Library()


@register.inclusion_tag("_barcode.html")
def barcode_of(bars: Bars, label: str) -> dict[str, Any]:
    """The picture, with a sentence that says the same for who can't see it."""
    return {"rows": barcode(bars.kinds, bars.problems), "label": label}

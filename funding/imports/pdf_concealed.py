"""What a page of a PDF holds and does not show: text under boxes and pictures, in the colour of its ground, too small.

Comes in: the characters of a page of pdfplumber and what lies on it (`pdf_covers`). Goes out: the characters that can't be
seen, and the black boxes with nothing under them, which are true redactions. A box may be drawn on the page, or be a remark
laid over it: such a mark was put there to redact, and the text below was never taken out.
"""

from collections.abc import Sequence
from typing import Any

from funding.imports.concealed import TINY
from funding.imports.pdf_covers import (
    DARK,
    LIGHT,
    Box,
    Cover,
    annotations,
    brightness,
    middle,
    shown,
    within,
)


def center(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def holds(box: Box, characters: Sequence[Any]) -> bool:
    return any(within(middle(character), box) for character in characters)


def hidden(page: Any, characters: Sequence[Any], covers: Sequence[Cover], others: Sequence[Any]) -> list[Any]:
    """Those of the characters that nobody sees who looks at the page, and those that are known to be hidden."""
    found = {id(one): one for one in unseen(characters, covers, marks(page))}
    known = {id(one) for one in others}
    return [*found.values(), *(one for one in characters if id(one) in known and id(one) not in found)]


def marks(page: Any) -> list[Box]:
    """Remarks laid over the page that cover what is below: marked for redaction, or filled with a dark colour."""
    return [box for box, remark in annotations(page) if covers_text(remark)]


def covers_text(remark: Any) -> bool:
    from pdfminer.pdftypes import resolve1

    kind = getattr(remark.get("Subtype"), "name", "")
    colour = resolve1(remark.get("C" if kind == "Highlight" else "IC"))
    return kind == "Redact" or (
        kind in {"Square", "Circle", "Highlight"} and bool(colour) and brightness(colour) < DARK
    )


def unseen(characters: Sequence[Any], covers: Sequence[Cover], marked: Sequence[Box] = ()) -> list[Any]:
    """Characters in the colour of what they stand on (black under a black box, white on white paper), below a mark, or
    too small to read."""
    dark = [cover.box for cover in covers if cover.is_dark]
    shaded = [cover.box for cover in covers if cover.is_shade]
    found = []
    for character in characters:
        place, bright = middle(character), brightness(character.get("non_stroking_color"))
        under_black = bright < DARK and any(within(place, box) for box in dark)
        on_white = bright > LIGHT and not any(within(place, box) for box in shaded)
        is_marked = any(within(place, box) for box in marked)
        # Of a letter that lies on its side the size is its breadth.
        size = character["size"] if character["upright"] else max(character["width"], character["height"])
        if under_black or on_white or is_marked or size <= TINY:
            found.append(character)
    return found


def outside(page: Any, characters: Sequence[Any]) -> list[Any]:
    """Characters beside the part of the page that is shown."""
    seen, left = shown(page), page.mediabox[0]
    return [
        one for one in characters if not within(((one["x0"] + one["x1"]) / 2 - left, (one["y0"] + one["y1"]) / 2), seen)
    ]


def true_redactions(characters: Sequence[Any], covers: Sequence[Cover]) -> list[Cover]:
    """Black boxes of a line's height without any text."""
    dark = [one for one in covers if one.is_dark and one.box[3] - one.box[1] < 60 and one.box[2] - one.box[0] >= 8]
    return [one for one in dark if not holds(one.box, characters)]

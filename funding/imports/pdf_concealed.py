"""What a page of a PDF holds and does not show: text under black boxes, painted over, in the colour of its ground, too small.

Comes in: the characters and the boxes of a page of pdfplumber. Goes out: the characters that can't be seen, and the black
boxes with nothing under them, which are true redactions. A box may be drawn on the page, or be a remark laid over it: such
a mark was put there to redact, and the text below was never taken out.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from funding.imports.concealed import TINY

Box = tuple[float, float, float, float]

DARK, LIGHT = 0.35, 0.92
# Points, about a line.
BAND = 12


def middle(thing: Any) -> tuple[float, float]:
    return (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2


def within(point: tuple[float, float], box: Box) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def center(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def brightness(colour: Any) -> float:
    """0 black, 1 white, of a colour in grey, RGB or CMYK; 0 where the page says none, which is PDF's own default."""
    parts = [float(part) for part in (colour if isinstance(colour, list | tuple) else [colour]) if _is_number(part)]
    if len(parts) == 4:
        return (1 - parts[3]) * (1 - sum(parts[:3]) / 3)
    return sum(parts) / len(parts) if parts else 0.0


def _is_number(part: Any) -> bool:
    return isinstance(part, int | float) and not isinstance(part, bool)


def box_of(thing: Any) -> Box:
    return thing["x0"], thing["top"], thing["x1"], thing["bottom"]


def holds(box: Box, characters: Sequence[Any]) -> bool:
    return any(within(middle(character), box) for character in characters)


def filled_boxes(page: Any) -> list[tuple[Box, float]]:
    """Filled boxes that are no lines, with their brightness, in the order they were drawn."""
    return [
        (box_of(box), brightness(box.get("non_stroking_color")))
        for box in page.rects
        if box.get("fill") and min(box["width"], box["height"]) >= 4
    ]


def marks(page: Any) -> list[Box]:
    """Remarks laid over the page that cover what is below: marked for redaction, or filled with a dark colour."""
    try:
        return [box_of(one) for one in page.annots if _covers(one["data"])]
    except (KeyError, TypeError, ValueError, AttributeError):
        # A remark that is written wrongly is not drawn either.
        return []


def _covers(remark: Any) -> bool:
    kind = getattr(remark.get("Subtype"), "name", "")
    colour = remark.get("C" if kind == "Highlight" else "IC")
    return kind == "Redact" or (
        kind in {"Square", "Circle", "Highlight"} and bool(colour) and brightness(colour) < DARK
    )


def unseen(characters: Sequence[Any], boxes: Sequence[tuple[Box, float]], marked: Sequence[Box] = ()) -> list[Any]:
    """Characters in the colour of what they stand on (black under a black box, white on white paper), below a mark, or
    too small to read."""
    dark = [box for box, bright in boxes if bright < DARK]
    shaded = [box for box, bright in boxes if bright < LIGHT]
    hidden = []
    for character in characters:
        place, bright = middle(character), brightness(character.get("non_stroking_color"))
        under_black = bright < DARK and any(within(place, box) for box in dark)
        on_white = bright > LIGHT and not any(within(place, box) for box in shaded)
        is_marked = any(within(place, box) for box in marked)
        if under_black or on_white or is_marked or character.get("size", TINY + 1) <= TINY:
            hidden.append(character)
    return hidden


def painted_over(page: Any) -> list[Any]:
    """Characters over which a light box was painted later: they are in the file as before."""
    light = {
        number: box_of(box)
        for number, box in enumerate(page.rects)
        if box.get("fill")
        and min(box["width"], box["height"]) >= 4
        and brightness(box.get("non_stroking_color")) > LIGHT
    }
    if not light:
        return []
    # A table may have a white box for each cell, and thousands of characters: each box looks at those of its height.
    bands: dict[int, list[tuple[int, Any]]] = {}
    for number, character in enumerate(page.chars):
        bands.setdefault(int(middle(character)[1]) // BAND, []).append((number, character))
    hidden: dict[int, Any] = {}
    characters = rectangles = 0
    for kind in kinds_of(page.layout):
        characters += kind == "LTChar"
        if kind == "LTRect":
            if box := light.get(rectangles):
                near = chain.from_iterable(
                    bands.get(band, ()) for band in range(int(box[1]) // BAND, int(box[3]) // BAND + 1)
                )
                below = {number: one for number, one in near if number < characters and within(middle(one), box)}
                hidden |= below
            rectangles += 1
    return [*hidden.values()]


def kinds_of(things: Any) -> Iterator[str]:
    """What is on a page of pdfminer, in the order in which it was drawn; pdfplumber gives characters and boxes apart."""
    for thing in things:
        if hasattr(thing, "__iter__"):
            yield from kinds_of(thing)
        else:
            yield type(thing).__name__


def true_redactions(characters: Sequence[Any], boxes: Sequence[tuple[Box, float]]) -> list[Box]:
    """Black boxes of a line's height without any text."""
    dark = [box for box, bright in boxes if bright < DARK and box[3] - box[1] < 60 and box[2] - box[0] >= 8]
    return [box for box in dark if not holds(box, characters)]

"""What lies on a page of a PDF and may hide letters: boxes, thick lines, pictures, filled shapes, and what stands outside.

Comes in: a page of pdfplumber. Goes out: its covers, each with its place in the order of drawing; the letters that one was
drawn over later; the part of the page that a reader sees.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain
from typing import Any, NamedTuple

Box = tuple[float, float, float, float]

DARK, LIGHT = 0.35, 0.92
# Points, about a line.
BAND = 12
# A line this thick is a bar. A shape covers its box where it fills so much of it.
BAR, FULL = 6, 0.8
KINDS = {"LTRect": "rect", "LTCurve": "curve", "LTLine": "line", "LTImage": "image"}


class Cover(NamedTuple):
    """`bright` is None for a picture; `thing` the id of what pdfplumber holds, `number` its place among those of its kind."""

    box: Box
    bright: float | None
    kind: str
    number: int
    thing: int

    @property
    def is_dark(self) -> bool:
        return self.bright is not None and self.bright < DARK

    @property
    def is_shade(self) -> bool:
        """Whether white letters can be read on it."""
        return self.bright is None or self.bright < LIGHT


def middle(thing: Any) -> tuple[float, float]:
    return (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2


def within(point: tuple[float, float], box: Box) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def box_of(thing: Any) -> Box:
    return thing["x0"], thing["top"], thing["x1"], thing["bottom"]


def brightness(colour: Any) -> float:
    """0 black, 1 white, of a colour in grey, RGB or CMYK; 0 where the page says none, which is PDF's own default."""
    parts = [float(part) for part in (colour if isinstance(colour, list | tuple) else [colour]) if _is_number(part)]
    if len(parts) == 4:
        return (1 - parts[3]) * (1 - sum(parts[:3]) / 3)
    return sum(parts) / len(parts) if parts else 0.0


def _is_number(part: Any) -> bool:
    return isinstance(part, int | float) and not isinstance(part, bool)


def covers(page: Any) -> list[Cover]:
    """Filled shapes that are no thin lines, bars and pictures."""
    found = []
    for kind in KINDS.values():
        for number, thing in enumerate(page.objects.get(kind, ())):
            if box := _covered(kind, thing):
                found.append(Cover(box, _brightness(kind, thing), kind, number, id(thing)))
    return found


def _covered(kind: str, thing: Any) -> Box | None:
    if kind == "image":
        return box_of(thing)
    if kind == "line":
        half = (thing["linewidth"] or 0) / 2
        if half * 2 < BAR or min(thing["width"], thing["height"]) > 1:
            return None
        left, top, right, bottom = box_of(thing)
        is_level = thing["width"] >= thing["height"]
        return (left, top - half, right, bottom + half) if is_level else (left - half, top, right + half, bottom)
    if not thing.get("fill") or min(thing["width"], thing["height"]) < 4:
        return None
    if kind == "curve" and _area(thing["pts"]) < FULL * thing["width"] * thing["height"]:
        return None
    return box_of(thing)


def _brightness(kind: str, thing: Any) -> float | None:
    if kind == "image":
        return None
    return brightness(thing.get("stroking_color" if kind == "line" else "non_stroking_color"))


def _area(points: Sequence[tuple[float, float]]) -> float:
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs)) / 2


def is_scan(page: Any, part: float = 0.5) -> bool:
    """Whether pictures take most of the page: its text, where it has one, was recognized on them."""
    return sum(image["width"] * image["height"] for image in page.images) > part * page.width * page.height


def drawn_over(page: Any, found: Sequence[Cover]) -> list[Any]:
    """Characters over which something was drawn later: they are in the file as before."""
    is_opaque = not _has_transparency(page.page_obj.resources)
    pictures = {id(image) for image in page.images if _is_opaque(image)} if not is_scan(page) else set()
    over = {
        (cover.kind, cover.number): cover.box
        for cover in found
        if (cover.thing in pictures if cover.bright is None else is_opaque or cover.bright > LIGHT)
    }
    if not over:
        return []
    # A table may have a box for each cell, and thousands of characters: each box looks at those of its height.
    bands: dict[int, list[tuple[int, Any]]] = {}
    for number, character in enumerate(page.chars):
        bands.setdefault(int(middle(character)[1]) // BAND, []).append((number, character))
    hidden: dict[int, Any] = {}
    characters = 0
    counts = dict.fromkeys(KINDS.values(), 0)
    for name in kinds_of(page.layout):
        characters += name == "LTChar"
        kind = KINDS.get(name)
        if kind:
            if box := over.get((kind, counts[kind])):
                near = chain.from_iterable(
                    bands.get(band, ()) for band in range(int(box[1]) // BAND, int(box[3]) // BAND + 1)
                )
                hidden |= {number: one for number, one in near if number < characters and within(middle(one), box)}
            counts[kind] += 1
    return [*hidden.values()]


def kinds_of(things: Any) -> Iterator[str]:
    """What is on a page of pdfminer, in the order in which it was drawn; pdfplumber gives characters and boxes apart."""
    for thing in things:
        if hasattr(thing, "__iter__"):
            yield from kinds_of(thing)
        else:
            yield type(thing).__name__


def _is_opaque(image: Any) -> bool:
    attributes = image["stream"].attrs
    return not (image.get("imagemask") or attributes.get("SMask") or attributes.get("Mask"))


def _has_transparency(resources: Any, depth: int = 2) -> bool:
    """Whether something on the page may shine through, as a marker's colour does."""
    from pdfminer.pdftypes import resolve1

    resources = resolve1(resources) or {}
    for state in map(resolve1, (resolve1(resources.get("ExtGState")) or {}).values()):
        modes = resolve1((state or {}).get("BM"))
        names = {getattr(mode, "name", "") for mode in (modes if isinstance(modes, list) else [modes])}
        alpha = resolve1((state or {}).get("ca", 1))
        mask = getattr(resolve1((state or {}).get("SMask")), "name", "") if "SMask" in (state or {}) else "None"
        if (_is_number(alpha) and alpha < 1) or not names <= {"", "Normal", "Compatible"} or mask != "None":
            return True
    figures = (resolve1(one) for one in (resolve1(resources.get("XObject")) or {}).values()) if depth else ()
    return any(_has_transparency(one.attrs.get("Resources"), depth - 1) for one in figures if hasattr(one, "attrs"))


def shown(page: Any) -> Box:
    """The part of a page that a reader sees, as (left, bottom, right, top) from the foot of what pdfminer made of it."""
    left, bottom, right, top = _turned(page, page.page_obj.cropbox or page.page_obj.mediabox)
    return left - 1, bottom - 1, right + 1, top + 1


def _turned(page: Any, box: Sequence[float]) -> Box:
    left, bottom, right, top = page.page_obj.mediabox
    corners = []
    for x, y in (box[:2], box[2:]):
        turned = {0: (x - left, y - bottom), 90: (y - bottom, right - x), 180: (right - x, top - y)}
        corners.append(turned.get(page.rotation, (top - y, x - left)))
    (x0, y0), (x1, y1) = corners
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def from_foot(page: Any, box: Box) -> Box:
    """A box of pdfplumber as (left, bottom, right, top), as `shown` has it."""
    left, foot = page.mediabox[0], page.mediabox[1] + page.height
    return box[0] - left, foot - box[3], box[2] - left, foot - box[1]


def annotations(page: Any) -> list[tuple[Box, dict[str, Any]]]:
    """Remarks and fields with their place. pdfplumber gives none of a page where one of them has an accent, or no place."""
    from pdfminer.pdftypes import resolve1

    found = []
    for one in map(resolve1, resolve1(page.page_obj.annots) or ()):
        with suppress(KeyError, TypeError, ValueError, AttributeError):
            x0, y0, x1, y1 = _turned(page, [float(resolve1(side)) for side in resolve1(one["Rect"])])
            across, foot = page.mediabox[0], page.mediabox[1] + page.height
            found.append(((x0 + across, foot - y1, x1 + across, foot - y0), one))
    return found

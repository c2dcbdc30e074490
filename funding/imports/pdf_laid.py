"""What was laid over the page of a PDF, or drawn through its text: remarks, fields that were filled in, lines that strike.

Comes in: a page of pdfplumber; then the sheet's rows, each with where it stands. Goes out: the cells of the sheet that are
struck through, those with a remark, and those over which a text stands that is none of the page's own: what a reader of the
file sees there in the place of what the page says (ISO 32000-1 § 12.5, 12.7).
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from funding.imports.grid import Grid
from funding.imports.pdf_concealed import covers_text
from funding.imports.pdf_covers import Box, annotations, box_of, middle, within

# A line of this thickness strikes letters where it crosses their middle, between these parts of their height.
THIN, UPPER, LOWER = 1.6, 0.34, 0.7
# So many letters are struck together.
LEAST = 3
BAND = 12
SEEN_ELSEWHERE = {"Link", "Popup", "Redact"}


class Laid(NamedTuple):
    """`kind` is struck, comment or text; `boxes` the letters that it strikes, or where it stands."""

    kind: str
    text: str
    boxes: tuple[Box, ...]


class Spot(NamedTuple):
    """Where a row of the sheet stands on its page; `edges` are the left edges of its cells."""

    top: float
    bottom: float
    edges: Sequence[float]
    row: int


def remarks(page: Any, characters: Sequence[Any]) -> list[Laid]:
    """Remarks and filled fields."""
    found = (_remark(box, one, characters) for box, one in annotations(page))
    return [one for one in found if one is not None and one.boxes]


def _remark(box: Box, one: Any, characters: Sequence[Any]) -> Laid | None:
    kind = getattr(one.get("Subtype"), "name", "")
    if kind == "StrikeOut":
        return Laid("struck", "", tuple(box_of(letter) for letter in characters if within(middle(letter), box)))
    text = _value(one) if kind == "Widget" else _text(one.get("Contents") or one.get("RC"))
    if not text or kind in SEEN_ELSEWHERE or covers_text(one):
        return None
    return Laid("text" if kind in {"Widget", "FreeText"} else "comment", text, (box,))


def _value(field: Any, depth: int = 4) -> str:
    """What was written into a field, or chosen; its parent may hold it."""
    from pdfminer.pdftypes import resolve1

    value, kind = resolve1(field.get("V")), getattr(resolve1(field.get("FT")), "name", "")
    if kind in {"Btn", "Sig"}:
        return ""
    if value is None and field.get("Parent") is not None and depth:
        return _value(resolve1(field["Parent"]), depth - 1)
    return ", ".join(filter(None, map(_text, value if isinstance(value, list) else [value])))


def _text(value: Any) -> str:
    from pdfminer.pdftypes import resolve1
    from pdfminer.utils import decode_text

    value = resolve1(value)
    if hasattr(value, "get_data"):
        value = value.get_data()
    text = decode_text(value) if isinstance(value, bytes) else value if isinstance(value, str) else ""
    return " ".join(re.sub(r"<[^<>]*>", " ", text).split())


def strokes(page: Any, characters: Sequence[Any]) -> tuple[list[Laid], set[int]]:
    """(level lines through the middle of letters, with these; the ids of those lines)."""
    lines = [
        one
        for one in (*page.lines, *page.rects, *page.curves)
        if one["height"] <= THIN and one["width"] >= 2 * max(one["height"], THIN)
    ]
    if not lines:
        return [], set()
    bands: dict[int, list[Any]] = {}
    for letter in characters:
        for band in {int(letter["top"]) // BAND, int(letter["bottom"]) // BAND}:
            bands.setdefault(band, []).append(letter)
    found, ids = [], set()
    for line in lines:
        at = (line["top"] + line["bottom"]) / 2
        letters = [letter for letter in bands.get(int(at) // BAND, ()) if _is_struck(letter, line, at)]
        if len(letters) >= LEAST:
            found.append(Laid("struck", "", tuple(map(box_of, letters))))
            ids.add(id(line))
    return found, ids


def _is_struck(letter: Any, line: Any, at: float) -> bool:
    height = letter["bottom"] - letter["top"]
    is_through = UPPER * height <= at - letter["top"] <= LOWER * height
    return is_through and line["x0"] - 1 <= (letter["x0"] + letter["x1"]) / 2 <= line["x1"] + 1


def set_down(grid: Grid, spots: Sequence[Spot], laid: Iterable[Laid]) -> None:
    """Says of the sheet's cells what was laid over their page."""
    for one in laid:
        for box in one.boxes if spots else ():
            row, column = _cell(spots, box)
            if one.kind == "struck":
                grid.struck.setdefault(row, set()).add(column)
            else:
                cells = grid.comments if one.kind == "comment" else grid.laid
                cells[row, column] = " · ".join(filter(None, [cells.get((row, column), ""), one.text]))


def _cell(spots: Sequence[Spot], box: Box) -> tuple[int, int]:
    (x, y) = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    spot = min(spots, key=lambda one: max(one.top - y, y - one.bottom, 0))
    return spot.row, max(sum(edge <= x for edge in spot.edges) - 1, 0)

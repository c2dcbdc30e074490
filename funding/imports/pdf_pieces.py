"""Numbers of a PDF's page that were drawn in pieces far apart: « 12   345   $ » is one amount, not three columns.

Comes in: the texts of a page, as playa found them. Goes out: the same, numbers whole. Columns of numbers are told from pieces
by the gaps: between pieces they are narrow, all the same, and never wider after a number that ends at the same place.
"""

import itertools
import re
from typing import Any

# A gap is narrow by this part of a letter's height; gaps are the same within so many points; so many are no chance.
NARROW, SAME, LEAST = 0.8, 1, 3
PIECE = re.compile(r"[-(]?\d{1,3}(\s\d{3})*")
REST = re.compile(r"\d{3}(\s\d{3})*([.,]\d+)?\)?(\s?\$)?")


def whole(texts: list[Any]) -> list[Any]:
    """Texts with their numbers put together. What is joined is changed."""
    found = sorted(texts, key=lambda text: (-round(text.y0), text.x0))
    beside = [pair for pair in itertools.pairwise(found) if _are_numbers(*pair)]
    near = [pair for pair in beside if _gap(*pair) < NARROW * pair[0].height]
    ends_of_pieces = {place for before, _after in near for place in (int(before.x1), int(before.x1 + SAME))}
    far = (before for before, after in beside if _gap(before, after) >= NARROW * before.height)
    if any(int(before.x1) in ends_of_pieces or int(before.x1 + SAME) in ends_of_pieces for before in far):
        return texts
    gaps = [_gap(*pair) for pair in near if _said(pair[1]) != "$"]
    rests = [_said(after) for _before, after in near if _said(after) != "$"]
    if len(gaps) < LEAST or max(gaps) - min(gaps) > SAME or not all(map(REST.fullmatch, rests)):
        return texts
    ends: dict[int, Any] = {}
    for before, after in near:
        start = ends.get(id(before), before)
        _join(start, after)
        ends[id(after)] = start
    return [text for text in texts if id(text) not in ends]


def _said(text: Any) -> str:
    return str(text.get_text()).strip()


def _gap(before: Any, after: Any) -> float:
    return float(after.x0 - before.x1)


def _are_numbers(before: Any, after: Any) -> bool:
    """Whether a number may go on in the next text of its line."""
    is_one_line = abs(before.y0 - after.y0) < SAME and _gap(before, after) >= 0
    return is_one_line and PIECE.fullmatch(_said(before)) is not None and _said(after)[:1] in "0123456789$"


def _join(start: Any, after: Any) -> None:
    from playa.miner import LTAnno

    start._objs = [*(one for one in start._objs if one.get_text() != "\n"), LTAnno(" "), *after._objs]
    start.set_bbox((start.x0, min(start.y0, after.y0), after.x1, max(start.y1, after.y1)))

"""The small drawing beside a question in the index: rectangles in a box of 240 by 96, with a meaning each.

In: shares from 0 to 1, each with what it is (a class of static/css/questions.css: traced, void, public, private …).
Out: a `Sketch`, which a template only prints.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

WIDTH, HEIGHT = 240, 96
Share = Decimal | float | int


@dataclass(frozen=True)
class Mark:
    what: str
    x: str
    y: str
    width: str
    height: str
    round: str = ""


@dataclass(frozen=True)
class Sketch:
    marks: tuple[Mark, ...]


def mark(what: str, x: float, y: float, width: float, height: float) -> Mark:
    return Mark(what, *(f"{value:.1f}" for value in (x, y, max(width, 0.8), max(height, 0.8))))


def bars(values: Iterable[tuple[Share, str]]) -> Sketch:
    """The longest first, one under the other; the longest fills the width."""
    rows = [(float(value), what) for value, what in values][:8]
    longest = max((value for value, _what in rows), default=0) or 1
    step = HEIGHT / max(len(rows), 1)
    return Sketch(
        tuple(
            mark(what, 0, place * step + step * 0.15, WIDTH * value / longest, step * 0.7)
            for place, (value, what) in enumerate(rows)
        )
    )


def columns(values: Sequence[tuple[Share, str]]) -> Sketch:
    """Beside each other, in their own order; the tallest fills the height."""
    tallest = max((float(value) for value, _what in values), default=0) or 1
    step = WIDTH / max(len(values), 1)
    return Sketch(
        tuple(
            mark(
                what,
                place * step,
                HEIGHT - HEIGHT * float(value) / tallest,
                step * 0.78,
                HEIGHT * float(value) / tallest,
            )
            for place, (value, what) in enumerate(values)
        )
    )


def parts(rows: Sequence[Sequence[tuple[Share, str]]]) -> Sketch:
    """Bars of parts, one under the other; each bar is a whole."""
    step, marks = HEIGHT / max(len(rows), 1), []
    for place, row in enumerate(rows):
        whole, x = sum(float(value) for value, _what in row) or 1, 0.0
        for value, what in row:
            width = WIDTH * float(value) / whole
            if width:
                marks.append(mark(what, x, place * step + step * 0.15, width, step * 0.7))
            x += width
    return Sketch(tuple(marks))


def dots(filled: int, all_of_them: int, what: str = "private", rest: str = "edge", in_a_row: int = 25) -> Sketch:
    """So many dots, the first ones filled."""
    rows = max(1, -(-all_of_them // in_a_row))
    step = min(WIDTH / in_a_row, HEIGHT / rows)
    size = step * 0.62
    return Sketch(
        tuple(
            replace(
                mark(
                    what if place < filled else rest,
                    (place % in_a_row) * step,
                    (place // in_a_row) * step,
                    size,
                    size,
                ),
                round=f"{size / 2:.1f}",
            )
            for place in range(all_of_them)
        )
    )


def flow(left: Sequence[tuple[Share, str]], right: Sequence[tuple[Share, str]]) -> Sketch:
    """Who pays on the left, where it ends on the right, and the thread between."""
    marks = [mark("thin", 12, HEIGHT / 2 - 3, WIDTH - 24, 6)]
    for values, x in ((left, 0), (right, WIDTH - 12)):
        whole, y = sum(float(value) for value, _what in values) or 1, 0.0
        for value, what in values:
            height = HEIGHT * float(value) / whole
            if height > 1:
                marks.append(mark(what, x, y, 12, height - 1))
            y += height
    return Sketch(tuple(marks))

"""A small network as a drawing made on the server: a thing in the middle, who pays it at the left, whom it pays at the
right, and below them who shares projects and seats. On a phone all of them hang from it.

In: groups of neighbours, plain rows. Out: places of names and the lines to them, ready to be written in an SVG.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from portal.drawing import number

WIDTH, MIDDLE, LINE = 1120, 560, 30
# Where names end at the left, and begin at the right; and how many letters there is room for.
LEFT, RIGHT, LETTERS = 350, 770, 42
TOP = 34
DRAWN = 7
# So wide is a year where its sum can stand at the end of its bar.
ROOM_FOR_A_SUM = 60
# On a phone.
LETTERS_HUNG = 34
# Left or right, money or another tie.
SIDES = {
    "paid_by": ("left", "money"),
    "pays": ("right", "money"),
    "partner": ("left", "tie"),
    "sits_here": ("right", "tie"),
    "sits": ("right", "tie"),
    "beside": ("left", "tie"),
}


def network(groups: Sequence[tuple[str, str, Sequence[Any]]]) -> dict[str, Any]:
    """Groups (tie, heading, neighbours) → {width, height, y, name_y, headings: [{x, y, anchor, words}], nodes: [{x, y,
    anchor, words, full, address, count, line, kind, width}]}; `y` is the height of the middle."""
    heights = {"left": TOP, "right": TOP}
    headings, nodes = [], []
    for tie, heading, rows in groups:
        side, kind = SIDES[tie]
        x, anchor = (LEFT, "end") if side == "left" else (RIGHT, "start")
        headings.append({"x": x, "y": heights[side], "anchor": anchor, "words": heading})
        most = max(row.count for row in rows)
        for row in rows[:DRAWN]:
            heights[side] += LINE
            nodes.append(
                {
                    "x": x,
                    "y": heights[side],
                    "anchor": anchor,
                    "words": shortened(row.name),
                    "full": row.name,
                    "address": row.address,
                    "count": row.count,
                    "side": side,
                    "kind": kind,
                    "width": number(1.5 + 3.5 * row.count / most) if kind == "money" else "1.2",
                }
            )
        heights[side] += LINE + 18
    height = max(*heights.values(), 180) - 18
    middle = height / 2
    for node in nodes:
        node["line"] = line(node["side"], float(node["y"]) - 5, middle)
    return {
        "width": WIDTH,
        "height": height,
        "x": MIDDLE,
        "y": number(middle),
        "name_y": number(middle + 66),
        "headings": headings,
        "nodes": nodes,
    }


def hung(groups: Sequence[tuple[str, str, Sequence[Any]]]) -> dict[str, Any]:
    """The same for a phone: the middle at the top, and the names hanging from it one under the other, group by group.

    {width, height, headings: [{y, words}], nodes: [{y, words, full, address, count, line, kind, width}]}.
    """
    headings, nodes, y = [], [], 40
    for tie, heading, rows in groups:
        y += LINE
        headings.append({"y": y, "words": heading})
        most = max(row.count for row in rows)
        for row in rows[:DRAWN]:
            y += LINE
            kind = SIDES[tie][1]
            nodes.append(
                {
                    "y": y,
                    "words": shortened(row.name, LETTERS_HUNG),
                    "full": row.name,
                    "address": row.address,
                    "count": row.count,
                    "line": f"M14 30V{y - 17}Q14 {y - 5} 26 {y - 5}H40",
                    "kind": kind,
                    "width": number(1.5 + 3.5 * row.count / most) if kind == "money" else "1.2",
                }
            )
        y += 8
    return {"width": 356, "height": y + 8, "headings": headings, "nodes": nodes}


def line(side: str, y: float, middle: float) -> str:
    """A curve from the name to the middle."""
    start, end = (LEFT + 14, MIDDLE - 46) if side == "left" else (RIGHT - 14, MIDDLE + 46)
    turn = (start + end) / 2
    return f"M{number(start)} {number(y)}C{number(turn)} {number(y)} {number(turn)} {number(middle)} {number(end)} {number(middle)}"


def shortened(name: str, letters: int = LETTERS) -> str:
    return name if len(name) <= letters else f"{name[: letters - 1].rstrip()}…"


def mirrored(years: Sequence[Any], words: Callable[[Decimal], str] = str, *, half: int = 84) -> dict[str, Any]:
    """Received above a line, paid below it, year by year; paid above it where nothing is received.

    Returns {width, height, base, label_y, bars: [{x, width, middle, year, up, up_y, up_words, down, down_y, down_words,
    down_words_y}]}; `words` write a sum, at the end of its bar. `year` is empty where the names of years would touch, and
    so are the sums. What has no amount has no bar, nor has a sum below zero: the table says it. `years`
    are of one currency and have a year.
    """
    receives = any(year.received for year in years)
    pairs = [(year.received if receives else year.paid, year.paid if receives else None) for year in years]
    tops = [max([float(pair[side] or 0) for pair in pairs], default=0) for side in (0, 1)]
    largest = max(*tops, 0) or 1
    step = min(64, 760 // len(years))
    base, every = half + 20, -(-len(years) // 10)
    room = step >= ROOM_FOR_A_SUM
    bars = []
    for place, (year, pair) in enumerate(zip(years, pairs, strict=True)):
        up, down = (half * max(float(value or 0), 0) / largest for value in pair)
        bars.append(
            {
                "x": number(place * step + step * 0.18),
                "width": number(step * 0.64),
                "middle": number((place + 0.5) * step),
                "year": year.year if place % every == 0 else "",
                "up": number(up),
                "up_y": number(base - up),
                "up_words": words(pair[0] or Decimal(0)) if room and up else "",
                "up_words_y": number(base - up - 4),
                "down": number(down),
                "down_y": base + 20,
                "down_words": words(pair[1] or Decimal(0)) if room and down else "",
                "down_words_y": number(base + 34 + down),
            }
        )
    height = base + 24 + half * max(tops[1], 0) / largest + (16 if tops[1] > 0 else 0)
    width = max(len(years), 6) * step
    return {
        "width": width,
        "height": number(height),
        "base": base,
        "label_y": base + 14,
        "bars": bars,
        "receives": receives,
    }

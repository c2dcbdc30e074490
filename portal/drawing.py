"""Drawings in SVG, made on the server: rows in, coordinates out; a template turns them into markup (templates/_*.html).

In: plain rows (never querysets) with Decimal amounts. Out: dicts of text and numbers ready to be written in an SVG:
every coordinate is text with a decimal point, whatever the page's language. Colours are classes.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

# Where things stand in the two versions of the home picture: `across` the way the strands are spread, `along` the way
# they run. x = 0 is the middle of the margin's thread.
WIDE: dict[str, Any] = {
    "width": 1172,
    "height": 430,
    "start": -60,
    "plateau": (118, 210),
    "spread": (22, 404),
    "node": (512, 206),
    "turn": 730,
    "traced": (24, 6.0, 850),
    "bands": ((112, 206), (318, 424)),
    "void": (800, 1165),
}
TALL: dict[str, Any] = {
    "width": 356,
    "height": 520,
    "start": -16,
    "plateau": (96, 132),
    "spread": (34, 342),
    "node": (262, 178),
    "turn": 372,
    "traced": (24, 6.0, 424),
    "bands": ((150, 350),),
    "void": (392, 500),
}
MOST_STRANDS = 80


def number(value: float) -> str:
    """A coordinate: one decimal at most, with a point."""
    return f"{value:.1f}".removesuffix(".0")


def strand_unit(total: Decimal) -> Decimal:
    """How much one strand stands for: 1, 2 or 5 times a power of ten, so that there are at most 80 strands."""
    unit = Decimal(1)
    steps = (Decimal(2), Decimal("2.5"), Decimal(2))
    position = 0
    while total / unit > MOST_STRANDS:
        unit *= steps[position % 3]
        position += 1
    return unit


def strands(groups: Sequence[Mapping[str, Any]], unit: Decimal, *, tall: bool = False) -> dict[str, Any]:
    """The home picture: one strand per unit of money, tied to the margin, through one body, arriving or fading.

    `groups`: [{amount: Decimal, traced: bool}], in the order in which they are drawn. A group's last strand is thinner
    where it stands for less than a unit (8.68 M$ is eight strands and a thin one). Returns {width, height, box,
    arriving: [{d, thin}], traced: [{d, thin, offset}], void: […], ends: [{x, y}], node: {x, y, width, height},
    groups: [{x, y}]}:
    paths before the body, solid paths after it, dashed paths after it, where the solid ones end, the body's bar and
    the middle of each group on its way in.
    """
    plan = TALL if tall else WIDE
    cut = [cut_in_strands(group["amount"], unit) for group in groups]
    placed = plateaus(cut, plan)
    total = sum(len(widths) for widths in cut)
    along, middle = plan["node"]
    pitch = min(2.0, 130 / max(total, 1))
    first = middle - pitch * (total - 1) / 2
    drawing: dict[str, Any] = {"arriving": [], "traced": [], "void": [], "ends": [], "groups": []}
    traced_total = sum(len(widths) for group, widths in zip(groups, cut, strict=True) if group["traced"])
    ways_out = outlets(traced_total, total - traced_total, plan)
    order = 0
    for group, widths, across in zip(groups, cut, placed, strict=True):
        drawing["groups"].append(point((plan["plateau"][0] + plan["plateau"][1]) / 2, middle_of(across), tall))
        for thin, level in zip(widths, across, strict=True):
            gate = first + pitch * order
            drawing["arriving"].append({"d": arrival(level, gate, plan, tall), "thin": thin})
            kind = "traced" if group["traced"] else "void"
            end, stop = ways_out[kind].pop(0)
            # Dashes that begin together would draw lines of their own across the strands.
            offset = number(order * 0.6180339887 % 1 * 8.5)
            drawing[kind].append({"d": departure(gate, end, stop, plan, tall), "thin": thin, "offset": offset})
            if group["traced"]:
                drawing["ends"].append(point(stop, end, tall))
            order += 1
    half = pitch * total / 2 + 6
    corner = point(along - 4, middle - half, tall)
    size = (8.0, 2 * half)
    drawing["node"] = {**corner, "width": number(size[tall]), "height": number(size[not tall])}
    drawing["box"] = f"0 {plan['start'] if not tall else -16} {plan['width']} {plan['height'] - plan['start']}"
    return drawing | {"width": plan["width"], "height": plan["height"] - plan["start"]}


def cut_in_strands(amount: Decimal, unit: Decimal) -> list[bool]:
    """One item per strand, True for a last one that is less than a unit."""
    whole, rest = divmod(amount, unit)
    return [False] * int(whole) + [True] * bool(rest)


def plateaus(cut: Sequence[Sequence[bool]], plan: Mapping[str, Any]) -> list[list[float]]:
    """Where each strand of each group runs level on its way in: even spacing, a wider gap between groups."""
    low, high = plan["spread"]
    gap = 22.0
    places = sum(map(len, cut))
    pitch = (high - low - gap * (len(cut) - 1)) / max(places - 1, 1)
    levels, position = [], float(low)
    for widths in cut:
        levels.append([position + pitch * index for index in range(len(widths))])
        position += pitch * len(widths) + gap
    return levels


def outlets(traced: int, void: int, plan: Mapping[str, Any]) -> dict[str, list[tuple[float, float]]]:
    """{traced, void}: for each strand after the body, its level and where it stops.

    A dashed strand stops sooner or later by a fixed rule (the golden ratio spreads any number of them evenly), so that
    the same register always gives the same picture.
    """
    top, pitch, stop = plan["traced"]
    solid = [(top + pitch * index, float(stop)) for index in range(traced)]
    near, far = plan["void"]
    bands = plan["bands"]
    shares = [void * (index + 1) // len(bands) - void * index // len(bands) for index in range(len(bands))]
    faded: list[tuple[float, float]] = []
    for (low, high), share in zip(bands, shares, strict=True):
        for index in range(share):
            level = low + (high - low) * (index + 0.5) / share
            turn = (len(faded) * 0.6180339887) % 1
            faded.append((level, near + (far - near) * turn**1.4))
    return {"traced": solid, "void": faded}


def arrival(level: float, gate: float, plan: Mapping[str, Any], tall: bool) -> str:
    """From the thread in the margin to the body."""
    enter, leave = plan["plateau"]
    along, _middle = plan["node"]
    start = plan["start"]
    if tall:
        middle = (leave + along) / 2
        return (
            f"M0 {start}C0 {number(enter * 0.45)} {number(level)} {number(enter * 0.3)} {number(level)} {enter}"
            f"V{leave}C{number(level)} {number(middle)} {number(gate)} {number(middle)} {number(gate)} {along}"
        )
    middle = (leave + along) / 2
    return (
        f"M0 {start}C0 {number(level * 0.75)} {number(enter * 0.35)} {number(level)} {enter} {number(level)}"
        f"H{leave}C{number(middle)} {number(level)} {number(middle)} {number(gate)} {along} {number(gate)}"
    )


def departure(gate: float, level: float, stop: float, plan: Mapping[str, Any], tall: bool) -> str:
    """From the body to where the strand arrives, or is lost from sight."""
    along, _middle = plan["node"]
    turn = plan["turn"]
    middle = (along + turn) / 2
    if tall:
        return (
            f"M{number(gate)} {along}C{number(gate)} {number(middle)} {number(level)} {number(middle)} "
            f"{number(level)} {turn}V{number(stop)}"
        )
    return (
        f"M{along} {number(gate)}C{number(middle)} {number(gate)} {number(middle)} {number(level)} "
        f"{turn} {number(level)}H{number(stop)}"
    )


def point(along: float, across: float, tall: bool) -> dict[str, str]:
    """{x, y} of a place, in the version that runs down or in the one that runs to the right."""
    x, y = (across, along) if tall else (along, across)
    return {"x": number(x), "y": number(y)}


def middle_of(levels: Sequence[float]) -> float:
    return (levels[0] + levels[-1]) / 2 if levels else 0.0


def dot_matrix(part: int, whole: int, sector: str = "private", *, columns: int = 34, pitch: int = 10) -> dict[str, Any]:
    """`part` filled dots among `whole` (17 of 199), by columns: {width, height, sector, dots: [{x, y, filled}]}."""
    rows = -(-whole // columns)
    dots = [
        {
            "x": number((index // rows) * pitch + pitch / 2),
            "y": number((index % rows) * pitch + pitch / 2),
            "filled": index < part,
        }
        for index in range(whole)
    ]
    return {"width": columns * pitch, "height": rows * pitch, "sector": sector, "dots": dots}


def squares(many: int, *, columns: int = 16, side: int = 14, gap: int = 3) -> dict[str, Any]:
    """`many` squares against one (32 to 1): {width, height, side, many: [{x, y}], one: {x, y}}, the one last."""
    step = side + gap
    rows = -(-many // columns)
    places = [{"x": number((i % columns) * step), "y": number((i // columns) * step)} for i in range(many)]
    return {
        "width": columns * step - gap,
        "height": (rows + 1) * step + gap * 2,
        "side": side,
        "many": places,
        "one": {"x": "0", "y": number(rows * step + gap * 2)},
    }


def share_bar(parts: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Parts of one whole, in per cent of its width: [{amount: Decimal, kind: traced|void}] → [{x, width, kind}]."""
    total = sum((part["amount"] for part in parts), Decimal(0))
    drawn, x = [], 0.0
    for part in parts:
        length = float(part["amount"] / total) * 100 if total else 0.0
        drawn.append({"x": f"{x:.2f}%", "width": f"{length:.2f}%", "kind": part["kind"]})
        x += length
    return drawn


def bars(rows: Sequence[Mapping[str, Any]], *, width: int = 300) -> dict[str, Any]:
    """Bars to compare a few amounts: [{label, words, value: Decimal}] → {width, height, bars: [{…, y, width}]}."""
    largest = max((row["value"] for row in rows), default=Decimal(0))
    drawn = [
        {
            **row,
            "y": index * 30,
            "text_y": index * 30 + 14,
            "width": number(max(float(row["value"] / largest) * width, 1.0) if largest else 0.0),
        }
        for index, row in enumerate(rows)
    ]
    return {"width": width, "height": len(rows) * 30 - 10, "bars": drawn}


def histogram(
    years: Sequence[tuple[int, int]], chosen: tuple[int | None, int | None] = (None, None), *, width: int = 216
) -> dict[str, Any]:
    """Awards by year for the facet: years [(year, count)] in order, `chosen` (from, to) or None for either end.

    Returns {width, height, base, bars: [{x, y, width, height, middle, label_y, year, count, out}], first, last}: `out`
    where the year is outside what is chosen.
    """
    if not years:
        return {"width": width, "height": 72, "base": 56, "bars": [], "first": None, "last": None}
    largest = max(count for _year, count in years) or 1
    step = width / len(years)
    low, high = chosen
    drawn = []
    for index, (year, count) in enumerate(years):
        height = 42 * count / largest
        drawn.append(
            {
                "x": number(index * step + 0.5),
                "y": number(56 - height),
                "width": number(max(step - 2, 1)),
                "height": number(height),
                "middle": number((index + 0.5) * step),
                "label_y": number(56 - height - 4),
                "year": year,
                "count": count,
                "out": (low is not None and year < low) or (high is not None and year > high),
            }
        )
    return {"width": width, "height": 72, "base": 56, "bars": drawn, "first": years[0][0], "last": years[-1][0]}


def barcode(kinds: Iterable[str], problems: Iterable[int] = (), *, width: int = 1120) -> dict[str, Any]:
    """Every row of a sheet from top to bottom: kinds (data, header, …) in order, `problems` the rows (from 0).

    Rows of one kind that follow each other are one block: hundreds of thin bars would shimmer on a phone. Returns
    {width, runs: [{x, width, kind, tall, first, count}], marks: [{x}], gaps: path between rows, empty above 400 rows}.
    """
    listed = list(kinds)
    if not listed:
        return {"width": width, "runs": [], "marks": [], "gaps": ""}
    step = width / len(listed)
    runs, position = [], 0
    for kind, group in groupby(listed):
        count = sum(1 for _row in group)
        runs.append(
            {
                "x": number(position * step),
                "width": number(max(count * step, 2.0)),
                "kind": kind,
                "tall": kind != "data",
                "first": position + 1,
                "count": count,
            }
        )
        position += count
    marks = [{"x": number(row * step + step / 2 - 2)} for row in problems]
    gaps = "".join(f"M{number(row * step)} 14V46" for row in range(1, len(listed))) if len(listed) <= 400 else ""
    return {"width": width, "runs": runs, "marks": marks, "gaps": gaps}


def home_picture(
    groups: Sequence[Mapping[str, Any]],
    *,
    title: str,
    through: Mapping[str, Any],
    traced: Mapping[str, Any],
    void: Mapping[str, Any],
    unit: Decimal,
) -> dict[str, Any]:
    """The home picture with its words, for a wide window and for a phone (templates/_strands.html).

    `groups`: [{amount, traced, name, sum, from, lines, address}], what arrives (`name` is `sum` and `from` in one line); `through`: {name, address}, the body; `traced` and
    `void`: {name, lines, address}, what is said where strands arrive and where they fade. `name` is the figure or the
    body, `lines` what stands under it, `address` its rows. Returns {title, wide, tall}: two drawings with their texts.
    """
    wide, tall = strands(groups, unit), strands(groups, unit, tall=True)
    wide["texts"] = [
        *(label(group, 128, float(at["y"]) - 2, "strong") for group, at in zip(groups, wide["groups"], strict=True)),
        label(through, float(wide["node"]["x"]) + 4, float(wide["node"]["y"]) - 16, "name", "middle"),
        label(traced, WIDE["traced"][2] + 16, 44, "large traced"),
        label(void, 760, 258, "large missing"),
    ]
    node = tall["node"]
    largest = max(range(len(groups)), key=lambda index: groups[index]["amount"]) if groups else 0
    tall["texts"] = [
        *(
            beside_strands(group, float(at["x"]), 108 if place == largest else 164)
            for place, (group, at) in enumerate(zip(groups, tall["groups"], strict=True))
        ),
        label(through, TALL["width"] - 4, float(node["y"]) - 8, "name", "end"),
        label(traced, 22, TALL["traced"][2] + 36, "large traced"),
        label(void, 22, TALL["void"][1] + 44, "large missing"),
    ]
    tall["box"] = f"0 -16 {TALL['width']} 620"
    return {"title": title, "wide": wide, "tall": tall}


def beside_strands(group: Mapping[str, Any], x: float, y: float) -> dict[str, Any]:
    """A group's words over its strands where they run down: the amount, and whom it is from under it, so that they are
    no wider than a few strands; inside the picture's edges."""
    said = {"name": group["sum"], "lines": [group["from"]], "address": group.get("address", "")}
    half = max(map(len, (group["sum"], group["from"]))) * 7.6 / 2 + 8
    return label(said, min(max(x, half + 12), TALL["width"] - half), y, "strong", "middle")


def label(said: Mapping[str, Any], x: float, y: float, style: str, anchor: str = "start") -> dict[str, Any]:
    """{x, y, style, anchor, address, ground, lines: [{words, dy, style}]}: a name and the lines under it.

    `ground` {x, y, width, height} is a piece of paper under words that stand on strands; no server knows how wide
    a word will be, so it is cut for letters of 7.6 units (bold Public Sans at 14), 9.6 (Source Serif at 19) or 11 (at 22).
    """
    under = [str(words) for words in said.get("lines", ())]
    lines = [{"words": said["name"], "dy": 0, "style": ""}]
    for index, words in enumerate(under):
        lines.append({"words": words, "dy": 21 if index == 0 and "large" in style else 19, "style": "under"})
    ground = None
    if style.startswith("strong") or style == "name":
        letter = 7.6 if style.startswith("strong") else 9.6 if anchor == "end" else 11.0
        width = max(len(words) for words in [str(said["name"]), *under]) * letter + 16
        left = {"start": x - 8, "middle": x - width / 2, "end": x + 8 - width}[anchor]
        ground = {
            "x": number(left),
            "y": number(y - 19),
            "width": number(width),
            "height": number(19 * len(lines) + 8),
        }
    return {
        "x": number(x),
        "y": number(y),
        "style": style,
        "anchor": anchor,
        "address": said.get("address", ""),
        "ground": ground,
        "lines": lines,
    }

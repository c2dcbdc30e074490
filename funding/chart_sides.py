"""Charts that set one group against another: two sides, squares, dots, and how amounts are spread on each side.

Rows in, a Plotly figure out, in the language of `funding.charts`. Imports nothing from Django.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from funding.charts import INK, SECTORS, Figure, Words, axis, figure, heading, invented_mark, note
from projects.numbers import decimal

COMMERCIAL_COLOUR, RESEARCH_COLOUR = "token:commercial", "token:research"
PRIVATE_COLOUR = SECTORS["private"][1]
# On a wide screen and on a small one.
SQUARES_IN_A_ROW = (16, 8)
SQUARE_SIZE = 42
# Less of a square than this is not seen.
SMALLEST_PART = 0.05


# --- Two sides


@dataclass(frozen=True)
class Pair:
    """One measure of both sides: what it is, and (value, number as people read it) of commercial and of research."""

    label: str
    commercial: tuple[Decimal, str]
    research: tuple[Decimal, str]


def two_sides(pairs: Sequence[Pair], words: Words, *, commercial: str, research: str) -> Figure:
    """Small charts, one per measure, each with its scale from zero and its numbers on the bars: beside each other on a
    wide screen, one under the other on a small one."""
    data, wide, narrow = [], {}, {}
    wide_notes, narrow_notes = [], []
    part = 1 / len(pairs)
    for place, pair in enumerate(pairs):
        suffix = "" if place == 0 else str(place + 1)
        values = [max(0.0, float(pair.commercial[0])), max(0.0, float(pair.research[0]))]
        data.append(
            {"type": "bar", "x": [commercial, research], "y": values, "xaxis": f"x{suffix}", "yaxis": f"y{suffix}",
             "text": [pair.commercial[1], pair.research[1]], "textposition": "outside", "cliponaxis": False,
             "textfont": {"color": INK, "size": 14}, "constraintext": "none", "hoverinfo": "skip",
             "marker": {"color": [COMMERCIAL_COLOUR, RESEARCH_COLOUR]}}
        )  # fmt: skip
        across, down = [place * part + 0.02, (place + 1) * part - 0.02], [1 - (place + 0.8) * part, 1 - place * part]
        wide[f"xaxis{suffix}"] = axis(domain=across, anchor=f"y{suffix}", showgrid=False, tickangle=0)
        wide[f"yaxis{suffix}"] = axis(anchor=f"x{suffix}", range=[0, max([*values, 1e-9]) * 1.18], visible=False)
        narrow[f"xaxis{suffix}"], narrow[f"yaxis{suffix}"] = {"domain": [0.15, 0.85]}, {"domain": down}
        wide_notes.append(heading(sum(across) / 2, 1, pair.label, yshift=12))
        narrow_notes.append(heading(0, down[1], pair.label, xanchor="left", yshift=4))
    if words.invented:
        narrow_notes.append(invented_mark(words.invented) | {"yshift": 22})
    margin = {"l": 8, "r": 8, "t": 64, "b": 8}
    small = {**narrow, "height": 230 * len(pairs), "annotations": narrow_notes}
    drawn = figure(
        data, words, height=340, bargap=0.4, margin=margin, annotations=wide_notes, narrow={"layout": small}, **wide
    )
    if words.invented:
        drawn["layout"]["annotations"][-1]["yshift"] = 38
    return drawn


def squares(count: Decimal, words: Words, *, many: str, one: str) -> Figure:
    """So many squares, then one: dollars on the commercial side for each dollar of research.

    A part of a square is drawn as wide as the part. A small screen has fewer squares in a row.
    """
    anchor = {"type": "scatter", "x": [0], "y": [0], "mode": "markers", "marker": {"opacity": 0}, "hoverinfo": "skip"}
    wide, narrow = (square_rows(count, in_a_row, many, one) for in_a_row in SQUARES_IN_A_ROW)
    drawn = figure([anchor], words, **wide)
    if words.invented:
        narrow["annotations"].append(invented_mark(words.invented))
    return {**drawn, "narrow": {"layout": narrow}}


def square_rows(count: Decimal, in_a_row: int, many: str, one: str) -> dict[str, Any]:
    """The layout: rows of squares and their words, then the single square with its words beside it."""
    whole, part = int(count), float(count % 1)
    places = [(place % in_a_row, place // in_a_row) for place in range(whole + 1)]
    shapes = [square(*place, 1.0, COMMERCIAL_COLOUR) for place in places[:whole]]
    if part >= SMALLEST_PART:
        shapes.append(square(*places[whole], part, COMMERCIAL_COLOUR))
    rows = max(1, -(-len(shapes) // in_a_row))
    shapes.append(square(0, rows + 1, 1.0, RESEARCH_COLOUR))
    height = rows + 2
    hidden = axis(visible=False, showgrid=False, constrain="domain")
    return {
        "height": round(SQUARE_SIZE * height) + 40,
        "margin": {"l": 0, "r": 0, "t": 32, "b": 8},
        "shapes": shapes,
        "annotations": [
            note(0, -rows - 0.4, many, xanchor="left", yanchor="middle"),
            note(1.1, -rows - 1.43, one, xanchor="left", yanchor="middle"),
        ],
        "xaxis": {**hidden, "range": [0, in_a_row], "constraintoward": "left"},
        "yaxis": {**hidden, "range": [-height, 0], "scaleanchor": "x", "constraintoward": "top"},
    }


def square(column: int, row: int, width: float, colour: str) -> dict[str, Any]:
    corner = {"x0": column, "x1": column + 0.86 * width, "y0": -row - 0.86, "y1": -row}
    return {"type": "rect", **corner, "fillcolor": colour, "line": {"width": 0}}


DOTS_IN_A_ROW = (50, 20)


def dots(filled: int, count: int, words: Words) -> Figure:
    """One dot for each private body, the first ones filled: a share that can be counted."""
    drawn = figure(dot_traces(filled, count, DOTS_IN_A_ROW[0]), words, **dot_layout(count, DOTS_IN_A_ROW[0]))
    narrow = {"data": dot_traces(filled, count, DOTS_IN_A_ROW[1]), "layout": dot_layout(count, DOTS_IN_A_ROW[1])}
    return {**drawn, "narrow": narrow}


def dot_traces(filled: int, count: int, in_a_row: int) -> list[dict[str, Any]]:
    places = [(place % in_a_row, -(place // in_a_row)) for place in range(count)]
    marker = {"size": 11 if count <= 600 else 5, "line": {"color": PRIVATE_COLOUR, "width": 1.5}}
    return [
        {"type": "scatter", "mode": "markers", "hoverinfo": "skip", "x": [x for x, _y in part], "y": [y for _x, y in part],
         "marker": {**marker, "color": colour}}
        for part, colour in ((places[:filled], PRIVATE_COLOUR), (places[filled:], "rgba(0,0,0,0)"))
    ]  # fmt: skip


def dot_layout(count: int, in_a_row: int) -> dict[str, Any]:
    rows = -(-count // in_a_row)
    return {
        "height": 22 * rows + 60,
        "margin": {"l": 0, "r": 0, "t": 36, "b": 8},
        "xaxis": axis(range=[-1, in_a_row], visible=False),
        "yaxis": axis(range=[-rows, 1], visible=False),
    }


# --- Distribution


def distribution(
    commercial: Sequence[int],
    research: Sequence[int],
    words: Words,
    *,
    names: tuple[str, str],
    labels: Sequence[str],
    across: str,
) -> Figure:
    """Share of each side's awards in each class of amounts, one side above the other, on the same scale.

    `commercial` and `research` are the awards in each class, which `labels` name; `names` the sides, commercial first.
    """
    data, notes = [], []
    sides = [(commercial, COMMERCIAL_COLOUR, "y"), (research, RESEARCH_COLOUR, "y2")]
    tallest = 0.0
    for (counts, colour, place), name in zip(sides, names, strict=True):
        shares = [count / (sum(counts) or 1) for count in counts]
        tallest = max(tallest, *shares)
        texts = [decimal(count, words.language) if count else "" for count in counts]
        data.append(
            {"type": "bar", "x": list(labels), "y": shares, "yaxis": place, "xaxis": "x", "text": texts,
             "textposition": "outside", "cliponaxis": False, "constraintext": "none",
             "textfont": {"color": INK, "size": 12},
             "marker": {"color": colour}, "hoverinfo": "skip"}
        )  # fmt: skip
        top = 1 if place == "y" else 0.46
        notes.append(heading(0, top, name, xanchor="left"))
    scale = {"range": [0, max(tallest, 0.01) * 1.2], "visible": False}
    return figure(
        data,
        words,
        height=420,
        bargap=0.15,
        margin={"l": 8, "r": 8, "t": 56, "b": 8},
        annotations=notes,
        xaxis=axis(anchor="y2", title={"text": across, "standoff": 8}, showgrid=False, tickangle=0),
        narrow={"layout": {"xaxis": {"tickfont": {"size": 10}}}},
        yaxis=axis(domain=[0.56, 1], **scale),
        yaxis2=axis(domain=[0, 0.44], **scale),
    )

"""Charts of marks on a scale: a number among bands, spans of time, circles where a column and a row meet.

Rows in, a Plotly figure out, in the language of `funding.charts`. Imports nothing from Django.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from textwrap import wrap
from typing import Any

from funding.charts import (
    BAR_HEIGHT,
    INK,
    INK_2,
    NARROW_BAR_HEIGHT,
    NARROW_LABEL,
    NO_BREAK,
    PAPER,
    THREAD,
    Bar,
    Figure,
    Words,
    axis,
    figure,
    heading,
    invented_mark,
    marked_label,
    narrow_labels,
    note,
    ranked_bars,
)
from projects.numbers import decimal

VOID, THREAD_MID = "token:void", "token:thread-mid"
# The mark of invented data stands above the years, which have their axis at the top.
ABOVE_THE_YEARS = 26
BAND_COLOURS = ("token:hollow", "token:rule", "token:rule-2")


@dataclass(frozen=True)
class Band:
    """A band of a scale: where it ends, and what it means."""

    end: Decimal
    label: str


def scale(value: Decimal, interval: tuple[Decimal, Decimal] | None, bands: Sequence[Band], words: Words) -> Figure:
    """A number on its scale, with bands behind it and, where it is not sure, from where to where it may be.

    The scale is drawn by square roots, so that its lower end, where most numbers are, has room.
    """
    end = float(bands[-1].end)

    def at(number: Decimal | float) -> float:
        return (max(float(number), 0.0) / end) ** 0.5

    shapes, notes, start = [], [], 0.0
    for band, colour in zip(bands, BAND_COLOURS, strict=False):
        stop = at(band.end)
        shapes.append({"type": "rect", "x0": start, "x1": stop, "y0": 0.3, "y1": 0.7, "fillcolor": colour,
                       "line": {"width": 0}, "layer": "below"})  # fmt: skip
        notes.append(
            note((start + stop) / 2, 0.22, escape(band.label), yanchor="top", font={"size": 12, "color": INK_2})
        )
        start = stop
    if interval:
        low, high = (at(one) for one in interval)
        shapes.append({"type": "line", "x0": low, "x1": high, "y0": 0.5, "y1": 0.5,
                       "line": {"color": VOID, "width": 4, "dash": "dot"}})  # fmt: skip
    data = [
        {"type": "scatter", "mode": "markers", "x": [at(value)], "y": [0.5], "hoverinfo": "skip",
         "marker": {"size": 16, "color": THREAD, "line": {"color": PAPER, "width": 2}}},
    ]  # fmt: skip
    notes.append(heading(at(value), 0.78, f"HHI {decimal(value, words.language)}", xref="x", yref="y"))
    ticks = [0, 500, 1_000, 1_800, 3_000, 5_000, 10_000]
    small = [notes[-1], *([invented_mark(words.invented)] if words.invented else [])]
    few = [0, 1_000, 3_000, 10_000]
    narrow_axis = {"tickvals": [at(tick) for tick in few], "ticktext": [decimal(tick, words.language) for tick in few]}
    return figure(
        data,
        words,
        height=190,
        margin={"l": 16, "r": 24, "t": 40, "b": 8},
        xaxis=axis(
            range=[0, 1.01],
            tickvals=[at(tick) for tick in ticks],
            ticktext=[decimal(tick, words.language) for tick in ticks],
            showgrid=False,
        ),
        yaxis=axis(range=[0, 1], visible=False),
        shapes=shapes,
        annotations=notes,
        narrow={"layout": {"annotations": small, "xaxis": narrow_axis}},
    )


@dataclass(frozen=True)
class Span:
    """A row on a line of time: its label, its first and last year (with parts), its words and its colour."""

    label: str
    start: float
    end: float
    text: str
    colour: str = THREAD
    # Not told to its end, or from its beginning: dashed.
    open: bool = False


def spans(rows: Sequence[Span], words: Words) -> Figure:
    """When: a bar or a point per row from its first to its last year, with its words after it."""
    places = list(range(len(rows)))
    data: list[dict[str, Any]] = []
    for place, row in enumerate(rows):
        same = row.end - row.start < 0.05
        data.append(
            {"type": "scatter", "mode": "markers" if same else "lines+markers", "x": [row.start, row.end],
             "y": [place, place], "line": {"color": row.colour, "width": 6, "dash": "dot" if row.open else "solid"},
             "marker": {"size": 11, "color": row.colour, "line": {"color": PAPER, "width": 2}},
             "hovertext": [f"{escape(row.label)}<br>{escape(row.text)}"] * 2,
             "hovertemplate": "%{hovertext}<extra></extra>"}
        )  # fmt: skip
    first, last = min((row.start for row in rows), default=2018.0), max((row.end for row in rows), default=2024.0)
    # Up to the first comma of the sentence; a decimal comma has no space after it.
    short = [row.text.split(", ")[0] for row in rows]
    notes = [
        note(row.end, place, f"{NO_BREAK}{NO_BREAK}{escape(row.text)}", xanchor="left", yanchor="middle",
             font={"size": 12, "color": INK_2})
        for place, row in enumerate(rows)
    ]  # fmt: skip
    years = list(range(int(first), int(last) + 2))
    years = years[:: max(1, len(years) // 8)]
    return figure(
        data,
        words,
        height=BAR_HEIGHT * len(rows) + 96,
        margin={"l": 8, "r": 8, "t": 46, "b": 8},
        mark_above=ABOVE_THE_YEARS,
        words_after=True,
        xaxis=axis(range=[first - 0.4, last + 0.4], tickvals=years, ticktext=[str(year) for year in years], side="top"),
        yaxis=axis(
            range=[len(rows) - 0.5, -0.5],
            tickvals=places,
            ticktext=[f"{marked_label(Bar(row.label, Decimal(0), ''))}{NO_BREAK}" for row in rows],
            showgrid=False,
        ),
        annotations=notes,
        narrow={
            "layout": {
                "xaxis": {
                    "tickvals": years[:: max(1, len(years) - 1)],
                    "ticktext": [str(year) for year in years[:: max(1, len(years) - 1)]],
                },
                "yaxis": narrow_labels([marked_label(Bar(row.label, Decimal(0), ""), NARROW_LABEL, 3) for row in rows]),
                "height": NARROW_BAR_HEIGHT * len(rows) + 90,
                "annotations": [
                    *(
                        one | {"text": f"{NO_BREAK}{NO_BREAK}{escape(text)}"}
                        for one, text in zip(notes, short, strict=True)
                    ),
                    *([invented_mark(words.invented, ABOVE_THE_YEARS)] if words.invented else []),
                ],
            }
        },
    )


@dataclass(frozen=True)
class Dot:
    """A place in a matrix: its column, its row, its size, and the number as people read it."""

    column: str
    row: str
    value: Decimal
    text: str


def meetings(dots: Sequence[Dot], words: Words) -> Figure:
    """What a small screen shows instead of a matrix: a bar for each place where a column and a row meet."""
    ranked = sorted(dots, key=lambda dot: (-dot.value, dot.row, dot.column))
    return ranked_bars([Bar(f"{dot.row} · {dot.column}", dot.value, dot.text) for dot in ranked], words)


def matrix(columns: Sequence[str], rows: Sequence[str], dots: Sequence[Dot], words: Words) -> Figure:
    """A circle where a column and a row meet, its ground as large as the number in it."""
    largest = max((float(dot.value) for dot in dots), default=1.0) or 1.0
    data: list[dict[str, Any]] = [
        {"type": "scatter", "mode": "markers+text", "x": [columns.index(dot.column) for dot in dots],
         "y": [rows.index(dot.row) for dot in dots], "text": [dot.text for dot in dots], "textposition": "middle right",
         "textfont": {"color": INK, "size": 12}, "cliponaxis": False,
         "marker": {"size": [max(4.0, 38 * (max(float(dot.value), 0.0) / largest) ** 0.5) for dot in dots],
                    "color": THREAD_MID, "line": {"color": THREAD, "width": 1}},
         "hovertext": [f"{escape(dot.row)} · {escape(dot.column)}<br>{dot.text}" for dot in dots],
         "hovertemplate": "%{hovertext}<extra></extra>"}
    ]  # fmt: skip
    return figure(
        data,
        words,
        height=54 * len(rows) + 110,
        margin={"l": 8, "r": 24, "t": 84, "b": 8},
        xaxis=axis(
            range=[-0.5, len(columns) - 0.2],
            tickvals=list(range(len(columns))),
            ticktext=["<br>".join(wrap(escape(one), 16)) for one in columns],
            side="top",
            tickangle=0,
        ),
        yaxis=axis(
            range=[len(rows) - 0.5, -0.5],
            tickvals=list(range(len(rows))),
            ticktext=[f"{marked_label(Bar(one, Decimal(0), ''))}{NO_BREAK}" for one in rows],
        ),
        narrow={"instead": meetings(dots, words)},
    )

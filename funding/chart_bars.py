"""Charts of bars: parts of a whole, columns by year, a scale with bands, landmarks on ranked bars, spans of time.

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
    EDGE,
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
    beside,
    figure,
    heading,
    invented_mark,
    marked_label,
    narrow_labels,
    note,
    ranked_bars,
)
from projects.numbers import decimal

VOID, VOID_PALE = "token:void", "token:void-pale"
THREAD_MID = "token:thread-mid"
BAND_COLOURS = ("token:hollow", "token:rule", "token:rule-2")


@dataclass(frozen=True)
class Band:
    """A band of a scale: where it ends, and what it means."""

    end: Decimal
    label: str


@dataclass(frozen=True)
class Series:
    """One kind of part: its name, its colour, a value per row, and the number as people read it."""

    name: str
    colour: str
    values: tuple[Decimal, ...]
    texts: tuple[str, ...]
    # What nobody published is hatched; nothing else is.
    hatched: bool = False


def filled(series: Series) -> dict[str, Any]:
    """The marker of a series: a plain colour, or the hatching of the void."""
    if not series.hatched:
        return {"color": series.colour, "line": {"color": PAPER, "width": 1}}
    pattern = {"shape": "/", "fgcolor": VOID, "bgcolor": VOID_PALE, "size": 7, "solidity": 0.18, "fillmode": "replace"}
    return {"color": VOID_PALE, "pattern": pattern, "line": {"color": VOID, "width": 1}}


def named(series: Sequence[Series], words: Words) -> list[dict[str, Any]]:
    """The names of the series above the chart, a line each after a square of its colour: in place of a legend."""
    start = 20 if words.invented else 0
    where = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    found = []
    for place, one in enumerate(series):
        shift = 8 + start + 18 * (len(series) - 1 - place)
        mark, colour = ("▨", VOID) if one.hatched else ("■", one.colour)
        found.append(note(0, 1, mark, yshift=shift, font={"size": 15, "color": colour}, **where))
        found.append(note(0, 1, escape(one.name), yshift=shift, xshift=20, **where))
    return found


def parts(labels: Sequence[str], series: Sequence[Series], words: Words, *, totals: Sequence[str] = ()) -> Figure:
    """A bar per row, cut into its parts; `totals` stand after the bars."""
    places = list(range(len(labels)))
    data: list[dict[str, Any]] = [
        {"type": "bar", "orientation": "h", "y": places, "x": [float(value) for value in one.values],
         "marker": filled(one), "hovertext": [f"{escape(label)}<br>{escape(one.name)} : {text}" for label, text
                                              in zip(labels, one.texts, strict=True)],
         "hovertemplate": "%{hovertext}<extra></extra>"}
        for one in series
    ]  # fmt: skip
    sums = [sum(float(one.values[place]) for one in series) for place in places]
    notes = named(series, words) + [
        note(total, place, f"{NO_BREAK}{text}", xanchor="left", yanchor="middle")
        for place, (total, text) in enumerate(zip(sums, totals, strict=False))
    ]
    top = 28 + 18 * len(series) + (20 if words.invented else 0)
    longest = max(sums, default=1.0) or 1.0
    return figure(
        data,
        words,
        height=BAR_HEIGHT * len(labels) + top + 24,
        barmode="stack",
        bargap=0.35,
        margin={"l": 8, "r": 16, "t": top, "b": 8},
        xaxis=axis(range=[0, longest * beside(totals, 800)], visible=False),
        yaxis=axis(
            autorange="reversed",
            tickvals=places,
            ticktext=[f"{marked_label(Bar(label, Decimal(0), ''))}{NO_BREAK}" for label in labels],
            showgrid=False,
        ),
        annotations=notes,
        narrow={
            "layout": {
                "xaxis": {"range": [0, longest * beside(totals, 170)]},
                "yaxis": narrow_labels([marked_label(Bar(one, Decimal(0), ""), NARROW_LABEL, 3) for one in labels]),
                "height": NARROW_BAR_HEIGHT * len(labels) + top + 24,
            }
        },
    )


def columns(labels: Sequence[str], series: Sequence[Series], words: Words, *, up: str, across: str = "") -> Figure:
    """A column per label, cut into its parts, the sum of each above it."""
    data: list[dict[str, Any]] = [
        {"type": "bar", "x": list(labels), "y": [float(value) for value in one.values], "marker": filled(one),
         "hovertext": [f"{escape(label)}<br>{escape(one.name)} : {text}" for label, text
                       in zip(labels, one.texts, strict=True)],
         "hovertemplate": "%{hovertext}<extra></extra>"}
        for one in series
    ]  # fmt: skip
    several = len(series) > 1
    if not several:
        data[0] |= {"text": list(series[0].texts), "textposition": "outside", "cliponaxis": False,
                    "constraintext": "none", "textfont": {"color": INK, "size": 12}}  # fmt: skip
    top = (28 + 18 * len(series) if several else 44) + (20 if words.invented else 0)
    return figure(
        data,
        words,
        height=320 + top,
        barmode="relative",
        bargap=0.25,
        margin={"l": 8, "r": 8, "t": top, "b": 8},
        xaxis=axis(type="category", title={"text": across, "standoff": 8}, showgrid=False, tickangle=0),
        yaxis=axis(title={"text": up, "standoff": 8}, nticks=6),
        annotations=named(series, words) if several else [],
        narrow={"layout": {"xaxis": {"tickfont": {"size": 11}, "tickangle": -45}}},
    )


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


def ranked_with_landmarks(bars: Sequence[Bar], words: Words, landmarks: Sequence[tuple[Decimal, str]]) -> Figure:
    """Ranked bars with vertical lines where a rule stands, each with its words."""
    drawn = ranked_bars(bars, words)
    longest = max([float(bar.value) for bar in bars] + [float(value) for value, _text in landmarks], default=1.0)
    layout = drawn["layout"]
    texts = [bar.text for bar in bars]
    layout["xaxis"]["range"] = [0, longest * beside(texts, 800)]
    drawn["narrow"]["layout"]["xaxis"]["range"] = [0, longest * beside([bar.short or bar.text for bar in bars], 170)]
    layout["margin"] = {**layout["margin"], "t": 60}
    layout["height"] += 28
    layout["shapes"] = [
        {"type": "line", "xref": "x", "yref": "paper", "x0": float(value), "x1": float(value), "y0": 0, "y1": 1,
         "line": {"color": EDGE, "width": 1.5, "dash": "dash"}}
        for value, _text in landmarks
    ]  # fmt: skip
    layout["annotations"] = [
        *layout["annotations"],
        *(
            note(float(value), 1, escape(text), yref="paper", xanchor="right" if place % 2 == 0 else "left",
                 yanchor="bottom", yshift=4, font={"size": 12, "color": INK_2})
            for place, (value, text) in enumerate(landmarks)
        ),
    ]  # fmt: skip
    return drawn


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
    rooms = [
        room_for(max(map(len, texts), default=0), max(1.0, last - first), width)
        for texts, width in (([row.text for row in rows], 820), (short, 170))
    ]
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
        height=BAR_HEIGHT * len(rows) + 90,
        margin={"l": 8, "r": 8, "t": 40, "b": 8},
        xaxis=axis(
            range=[first - 0.4, last + rooms[0]], tickvals=years, ticktext=[str(year) for year in years], side="top"
        ),
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
                    "range": [first - 0.4, last + rooms[1]],
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
                    *([invented_mark(words.invented)] if words.invented else []),
                ],
            }
        },
    )


def room_for(letters: int, years: float, width: int) -> float:
    """So many years to the right leave room for the words, in a chart so many pixels wide."""
    part = min(0.7, (letters * 6.4 + 24) / width)
    return years * part / (1 - part)


@dataclass(frozen=True)
class Dot:
    """A place in a matrix: its column, its row, its size, and the number as people read it."""

    column: str
    row: str
    value: Decimal
    text: str


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
        narrow={"data": [{"mode": "markers"}], "layout": {"xaxis": {"tickangle": -60, "tickfont": {"size": 11}}}},
    )

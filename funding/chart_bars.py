"""Charts of bars: parts of a whole, columns by year, landmarks on ranked bars.

Rows in, a Plotly figure out, in the language of `funding.charts`. Imports nothing from Django.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
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
    Bar,
    Figure,
    Words,
    axis,
    beside,
    figure,
    marked_label,
    narrow_labels,
    note,
    ranked_bars,
)

VOID, VOID_PALE = "token:void", "token:void-pale"


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

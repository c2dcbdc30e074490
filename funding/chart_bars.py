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
    NO_BREAK,
    PAPER,
    Bar,
    Figure,
    Words,
    axis,
    figure,
    invented_notes,
    marked_label,
    names_above,
    note,
    ranked_bars,
)
from projects.numbers import short_money

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
    small = names_above([Bar(label, Decimal(0), "") for label in labels])

    def after(down: float) -> list[dict[str, Any]]:
        return [
            note(total, place + down, f"{NO_BREAK}{text}", xanchor="left", yanchor="middle")
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
        xaxis=axis(range=[0, longest], visible=False),
        words_after=True,
        yaxis=axis(
            autorange="reversed",
            tickvals=places,
            ticktext=[f"{marked_label(Bar(label, Decimal(0), ''))}{NO_BREAK}" for label in labels],
            showgrid=False,
        ),
        annotations=named(series, words) + after(0),
        narrow={
            "data": [{"width": small.width, "offset": 0} for _one in series],
            "layout": small.layout(top, named(series, words) + after(small.width / 2) + invented_notes(words)),
        },
    )


def money_ticks(highest: float, currency: str, language: str) -> dict[str, Any]:
    """The marks of an axis of money, written as money is: « 60 M$ », where a library's own would be « 60M »."""
    step = 10.0 ** (len(str(int(highest))) - 1)
    step = next((step * part for part in (0.1, 0.2, 0.5, 1, 2) if highest / (step * part) <= 6), step * 2)
    values = [place * step for place in range(int(highest / step) + 1)]
    return {"tickvals": values, "ticktext": [short_money(Decimal(str(one)), currency, language) for one in values]}


def columns(
    labels: Sequence[str], series: Sequence[Series], words: Words, *, up: str, across: str = "", currency: str = ""
) -> Figure:
    """A column per label, cut into its parts, the sum of each above it; in `currency` where it is money."""
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
    highest = max(
        (sum(max(float(value), 0.0) for value in row) for row in zip(*(one.values for one in series), strict=True)),
        default=0.0,
    )
    ticks = money_ticks(highest, currency, words.language) if currency and highest >= 1 else {"nticks": 6}
    top = (28 + 18 * len(series) if several else 44) + (20 if words.invented else 0)
    return figure(
        data,
        words,
        height=320 + top,
        barmode="relative",
        bargap=0.25,
        margin={"l": 8, "r": 8, "t": top, "b": 8},
        xaxis=axis(type="category", title={"text": across, "standoff": 8}, showgrid=False, tickangle=0),
        yaxis=axis(title={"text": up, "standoff": 8}, **ticks),
        annotations=named(series, words) if several else [],
        narrow={"layout": {"xaxis": {"tickfont": {"size": 11}, "tickangle": -45}}},
    )


def ranked_with_landmarks(bars: Sequence[Bar], words: Words, landmarks: Sequence[tuple[Decimal, str]]) -> Figure:
    """Ranked bars with vertical lines where a rule stands, each with its words."""
    drawn = ranked_bars(bars, words)
    longest = max([float(bar.value) for bar in bars] + [float(value) for value, _text in landmarks], default=1.0)
    layout = drawn["layout"]
    layout["xaxis"]["range"] = [0, longest]
    layout["margin"] = {**layout["margin"], "t": 60}
    layout["height"] += 28
    layout["shapes"] = [
        {"type": "line", "xref": "x", "yref": "paper", "x0": float(value), "x1": float(value), "y0": 0, "y1": 1,
         "line": {"color": EDGE, "width": 1.5, "dash": "dash"}}
        for value, _text in landmarks
    ]  # fmt: skip
    marks = [
        note(float(value), 1, escape(text), yref="paper", xanchor="right" if place % 2 == 0 else "left",
             yanchor="bottom", yshift=4, font={"size": 12, "color": INK_2})
        for place, (value, text) in enumerate(landmarks)
    ]  # fmt: skip
    layout["annotations"] = [*layout["annotations"], *marks]
    small = drawn["narrow"]["layout"]
    small["annotations"] = [*small["annotations"], *marks]
    small["margin"] = {**small["margin"], "t": 60}
    small["height"] += 20
    return drawn

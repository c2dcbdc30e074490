"""Rows in, a Plotly figure out, as a dictionary. Imports nothing from Django.

One visual language: colours are the site's tokens, written `token:thread`; static/js/charts.js puts their values in,
for light and for dark, and gives every chart its type and axes. What a mark is stands beside it, never in a legend.
Traces are SVG ones only: the site's content security policy leaves no WebGL. Words come in `Words`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Any

from projects.numbers import decimal, percent

Figure = dict[str, Any]

THREAD, THREAD_PALE = "token:thread", "token:thread-pale"
INK, INK_2 = "token:ink", "token:ink-2"
EDGE, PAPER, SIGNAL = "token:edge", "token:paper", "token:signal"
# A sector is always a shape and a colour (static/css/tokens.css).
SECTORS = {
    "public": ("■", "token:public"),
    "parapublic": ("◩", "token:parapublic"),
    "private": ("●", "token:private"),
    "nonprofit": ("◆", "token:nonprofit"),
    "unknown": ("○", "token:ink-3"),
}
COMMERCIAL_COLOUR, RESEARCH_COLOUR = "token:private", "token:public"
# More points than this change no pixel of a Lorenz curve.
MOST_POINTS = 400
BAR_HEIGHT = 34
LONGEST_LABEL = 34
SQUARES_IN_A_ROW = 8
NO_BREAK = "\u00a0"


@dataclass(frozen=True)
class Words:
    """What a chart says: title, source line, a sentence that stands for it, and a mark where data is invented."""

    language: str
    title: str
    source: str
    summary: str
    invented: str = ""


@dataclass(frozen=True)
class Bar:
    """A bar: its label, its length, the number as people read it, and the sector of the body or another colour."""

    label: str
    value: Decimal
    text: str
    sector: str = ""
    colour: str = THREAD


def figure(data: list[dict[str, Any]], words: Words, **layout: Any) -> Figure:
    """A figure; `meta` has what stands around it on its page. `narrow` is what a small screen draws otherwise."""
    narrow = layout.pop("narrow", None)
    notes = list(layout.pop("annotations", []))
    if words.invented:
        notes.append(invented_mark(words.invented))
    base: dict[str, Any] = {
        "showlegend": False,
        "separators": ",\u202f" if words.language == "fr" else ".,",
        "meta": {"title": words.title, "source": words.source, "summary": words.summary},
        "annotations": notes,
    }
    drawn: Figure = {"data": data, "layout": {**base, **layout}}
    return {**drawn, "narrow": narrow} if narrow else drawn


def invented_mark(text: str) -> dict[str, Any]:
    """Stands on the chart itself, so that a saved picture says it too."""
    where = {"xref": "paper", "yref": "paper", "x": 1, "y": 1, "xanchor": "right", "yanchor": "bottom", "yshift": 8}
    return {**where, "text": f"<i>{text}</i>", "showarrow": False, "font": {"size": 12, "color": SIGNAL}}


def axis(**more: Any) -> dict[str, Any]:
    """No line at zero, no zoom by dragging."""
    return {"zeroline": False, "fixedrange": True, **more}


def note(x: Any, y: Any, text: str, **more: Any) -> dict[str, Any]:
    """Words beside a mark, in place of a legend."""
    return {"x": x, "y": y, "text": text, "showarrow": False, "font": {"size": 13, "color": INK}, **more}


# --- Lorenz curve


def lorenz(
    points: Sequence[tuple[Decimal, Decimal]],
    words: Words,
    *,
    across: str,
    up: str,
    even: str,
    top: tuple[Decimal, Decimal, str] | None = None,
) -> Figure:
    """The curve under the line of even parts, with the ground between them filled.

    `points` go from (0, 0) to (1, 1); `across` and `up` name the axes, `even` the line; `top` is a point of the curve
    to mark (share of bodies, share of the total) and what to say of it.
    """
    thin = thinned(points)
    x, y = [float(point[0]) for point in thin], [float(point[1]) for point in thin]
    language = words.language
    texts = [f"{percent(a, language)} → {percent(b, language)}" for a, b in thin]
    data = [
        {"type": "scatter", "mode": "lines", "x": [0, 1], "y": [0, 1], "hoverinfo": "skip",
         "line": {"color": EDGE, "width": 1.5, "dash": "dash"}},
        {"type": "scatter", "mode": "lines", "x": x, "y": y, "fill": "tonexty", "fillcolor": THREAD_PALE,
         "line": {"color": THREAD, "width": 3}, "text": texts, "hovertemplate": "%{text}<extra></extra>"},
    ]  # fmt: skip
    notes = [note(0.46, 0.5, even, xanchor="right", yanchor="bottom", font={"size": 13, "color": INK_2})]
    shapes: list[dict[str, Any]] = []
    if top:
        at_x, at_y, text = float(top[0]), float(top[1]), top[2]
        data.append(
            {"type": "scatter", "mode": "markers", "x": [at_x], "y": [at_y], "hoverinfo": "skip",
             "marker": {"size": 12, "color": PAPER, "line": {"color": THREAD, "width": 3}}}
        )  # fmt: skip
        shapes = [straight((at_x, at_y), (1, at_y), 1.5, "dot"), straight((1, at_y), (1, 1), 5, "solid")]
        notes.append(note(0.97, at_y, text, xanchor="right", yanchor="top", align="right", yshift=-8))
    ticks = [0, 0.25, 0.5, 0.75, 1]
    labels = [percent(Decimal(str(tick)), language, 0) for tick in ticks]
    return figure(
        data,
        words,
        height=420,
        margin={"l": 8, "r": 16, "t": 32, "b": 8},
        xaxis=axis(
            range=[0, 1.02], tickvals=ticks, ticktext=labels, title={"text": across, "standoff": 8}, showgrid=False
        ),
        yaxis=axis(range=[0, 1.02], tickvals=ticks, ticktext=labels, title={"text": up, "standoff": 8}),
        annotations=notes,
        shapes=shapes,
    )


def straight(start: tuple[float, float], end: tuple[float, float], width: float, dash: str) -> dict[str, Any]:
    line = {"color": THREAD, "width": width, "dash": dash}
    return {"type": "line", "x0": start[0], "y0": start[1], "x1": end[0], "y1": end[1], "line": line}


def thinned(points: Sequence[tuple[Decimal, Decimal]]) -> list[tuple[Decimal, Decimal]]:
    """At most MOST_POINTS of them, with both ends."""
    if len(points) <= MOST_POINTS:
        return list(points)
    step = -(-len(points) // MOST_POINTS)
    return [*points[:-1:step], points[-1]]


# --- Ranked bars


def ranked_bars(bars: Sequence[Bar], words: Words, *, across: str) -> Figure:
    """The longest first, each with its label before it and its number after it."""
    marked = [f"{marked_label(bar)}{NO_BREAK}" for bar in bars]
    colours = [SECTORS[bar.sector][1] if bar.sector in SECTORS else bar.colour for bar in bars]
    places = list(range(len(bars)))
    data = [
        {"type": "bar", "orientation": "h", "y": places, "x": [float(bar.value) for bar in bars],
         "text": [bar.text for bar in bars], "textposition": "outside", "cliponaxis": False,
         "textfont": {"color": INK, "size": 13}, "marker": {"color": colours},
         "hovertext": [f"{escape(bar.label)}<br>{bar.text}" for bar in bars],
         "hovertemplate": "%{hovertext}<extra></extra>"},
    ]  # fmt: skip
    longest = max((float(bar.value) for bar in bars), default=1.0)
    return figure(
        data,
        words,
        height=BAR_HEIGHT * len(bars) + 72,
        bargap=0.35,
        margin={"l": 8, "r": 16, "t": 32, "b": 8},
        xaxis=axis(
            range=[0, longest * 1.25], showticklabels=False, title={"text": across, "standoff": 8}, showgrid=False
        ),
        yaxis=axis(autorange="reversed", tickvals=places, ticktext=marked, tickfont={"color": INK}),
    )


def marked_label(bar: Bar) -> str:
    """The label with its sector's shape, cut where it is long: the whole name stands in the table."""
    label = bar.label if len(bar.label) <= LONGEST_LABEL else f"{bar.label[: LONGEST_LABEL - 1].rstrip()}…"
    # Plotly reads labels as a small HTML.
    label = escape(label)
    return f"{label} {SECTORS[bar.sector][0]}" if bar.sector in SECTORS else label


# --- Two sides


@dataclass(frozen=True)
class Pair:
    """One measure of both sides: what it is, and (value, number as people read it) of commercial and of research."""

    label: str
    commercial: tuple[Decimal, str]
    research: tuple[Decimal, str]


def two_sides(pairs: Sequence[Pair], words: Words, *, commercial: str, research: str) -> Figure:
    """Small charts beside each other, one per measure, each with its scale from zero and its numbers on the bars."""
    data, notes, layout = [], [], {}
    width = 1 / len(pairs)
    for place, pair in enumerate(pairs):
        suffix = "" if place == 0 else str(place + 1)
        values = [max(0.0, float(pair.commercial[0])), max(0.0, float(pair.research[0]))]
        data.append(
            {"type": "bar", "x": [commercial, research], "y": values, "xaxis": f"x{suffix}", "yaxis": f"y{suffix}",
             "text": [pair.commercial[1], pair.research[1]], "textposition": "outside", "cliponaxis": False,
             "textfont": {"color": INK, "size": 15}, "hoverinfo": "skip",
             "marker": {"color": [COMMERCIAL_COLOUR, RESEARCH_COLOUR]}}
        )  # fmt: skip
        domain = [place * width + 0.02, (place + 1) * width - 0.02]
        layout[f"xaxis{suffix}"] = axis(domain=domain, anchor=f"y{suffix}", showgrid=False, tickfont={"color": INK})
        top = max([*values, 1e-9]) * 1.18
        layout[f"yaxis{suffix}"] = axis(anchor=f"x{suffix}", range=[0, top], showticklabels=False, showgrid=False)
        notes.append(
            note(sum(domain) / 2, 1, f"<b>{pair.label}</b>", xref="paper", yref="paper", yanchor="bottom", yshift=12)
        )
    margin = {"l": 8, "r": 8, "t": 64 if words.invented else 48, "b": 8}
    drawn = figure(data, words, height=340, bargap=0.4, margin=margin, annotations=notes, **layout)
    if words.invented:
        drawn["layout"]["annotations"][-1]["yshift"] = 34
    return drawn


def squares(count: Decimal, words: Words, *, many: str, one: str) -> Figure:
    """So many squares against one: dollars on the commercial side for each dollar of research. A part of a square is
    drawn as wide as the part."""
    whole, part = int(count), float(count % 1)
    shapes = [square(place, 1.0, COMMERCIAL_COLOUR) for place in range(whole)]
    if part >= 0.05:
        shapes.append(square(whole, part, COMMERCIAL_COLOUR))
    rows = max(1, -(-len(shapes) // SQUARES_IN_A_ROW))
    left = SQUARES_IN_A_ROW + 1.2
    shapes.append(square(0, 1.0, RESEARCH_COLOUR, left=left))
    notes = [
        note(0, -rows - 0.25, many, xanchor="left", yanchor="top", align="left"),
        note(left, -1.25, one, xanchor="left", yanchor="top", align="left"),
    ]
    anchor = {"type": "scatter", "x": [0], "y": [0], "mode": "markers", "marker": {"opacity": 0}, "hoverinfo": "skip"}
    hidden = axis(visible=False, showgrid=False)
    return figure(
        [anchor],
        words,
        height=48 * rows + 96,
        margin={"l": 0, "r": 0, "t": 32, "b": 0},
        shapes=shapes,
        annotations=notes,
        xaxis={**hidden, "range": [-0.1, left + 5]},
        yaxis={**hidden, "range": [-rows - 1.6, 0.1], "scaleanchor": "x", "constrain": "domain"},
    )


def square(place: int, width: float, colour: str, left: float = 0.0) -> dict[str, Any]:
    x, y = left + place % SQUARES_IN_A_ROW, -(place // SQUARES_IN_A_ROW)
    edge = {"width": 0}
    return {"type": "rect", "x0": x, "x1": x + 0.86 * width, "y0": y - 0.86, "y1": y, "fillcolor": colour, "line": edge}


# --- Distribution

# Edges of the classes of amounts, in the currency: three to a power of ten.
CLASS_EDGES = [10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000]


def classes(amounts: Sequence[Decimal]) -> list[int]:
    """How many amounts fall below each edge and above the one before; the last class is open."""
    counts = [0] * (len(CLASS_EDGES) + 1)
    for amount in amounts:
        counts[sum(amount >= edge for edge in CLASS_EDGES)] += 1
    return counts


def distribution(
    commercial: Sequence[Decimal],
    research: Sequence[Decimal],
    words: Words,
    *,
    names: tuple[str, str],
    labels: Sequence[str],
    across: str,
) -> Figure:
    """Share of each side's awards in each class of amounts, one side above the other, on the same scale.

    `labels` name the classes, one more than CLASS_EDGES; `names` the sides, commercial first.
    """
    data, notes = [], []
    sides = [(commercial, COMMERCIAL_COLOUR, "y"), (research, RESEARCH_COLOUR, "y2")]
    tallest = 0.0
    for (amounts, colour, place), name in zip(sides, names, strict=True):
        counts = classes(amounts)
        shares = [count / len(amounts) if amounts else 0.0 for count in counts]
        tallest = max(tallest, *shares)
        texts = [decimal(count, words.language) if count else "" for count in counts]
        data.append(
            {"type": "bar", "x": list(labels), "y": shares, "yaxis": place, "xaxis": "x", "text": texts,
             "textposition": "outside", "cliponaxis": False, "textfont": {"color": INK, "size": 12},
             "marker": {"color": colour}, "hoverinfo": "skip"}
        )  # fmt: skip
        top = 1 if place == "y" else 0.46
        notes.append(note(0, top, f"<b>{name}</b>", xref="paper", yref="paper", xanchor="left", yanchor="bottom"))
    scale = {"range": [0, max(tallest, 0.01) * 1.2], "showticklabels": False, "showgrid": False}
    return figure(
        data,
        words,
        height=420,
        bargap=0.15,
        margin={"l": 8, "r": 8, "t": 56, "b": 8},
        annotations=notes,
        xaxis=axis(anchor="y2", title={"text": across, "standoff": 8}, showgrid=False, tickfont={"color": INK}),
        yaxis=axis(domain=[0.56, 1], **scale),
        yaxis2=axis(domain=[0, 0.44], **scale),
    )

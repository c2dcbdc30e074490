"""Rows in, a Plotly figure out, as a dictionary. Imports nothing from Django.

One visual language: colours are the site's tokens, written `token:thread`; static/js/charts.js puts their values in,
for light and for dark, and gives every chart its type and axes. What a mark is stands beside it, never in a legend.
Traces are SVG ones only: the site's content security policy leaves no WebGL. Words come in `Words`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from textwrap import wrap
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
# On a small screen.
NARROW_LABEL, NARROW_BAR_HEIGHT = 20, 46
# On a wide screen and on a small one.
SQUARES_IN_A_ROW = (16, 8)
SQUARE_SIZE = 42
# Less of a square than this is not seen.
SMALLEST_PART = 0.05
NO_BREAK = "\u00a0"


@dataclass(frozen=True)
class Words:
    """What a chart says: title, source line, a sentence that stands for it, and a mark where data is invented.

    `stated`: it draws figures that a source states, not the register's own records.
    """

    language: str
    title: str
    source: str
    summary: str
    invented: str = ""
    stated: bool = False


@dataclass(frozen=True)
class Bar:
    """A bar: its label, its length, the number as people read it, and the sector of the body or another colour."""

    label: str
    value: Decimal
    text: str
    sector: str = ""
    colour: str = THREAD
    # The page of its rows, where a click leads.
    address: str = ""
    # What a small screen has room for; the whole text where it is empty.
    short: str = ""


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
    # Tags such as <b> would be inline styles, which the site's policy refuses: weight and slope are fonts.
    return {**where, "text": text, "showarrow": False, "font": {"size": 12, "color": SIGNAL, "style": "italic"}}


def axis(**more: Any) -> dict[str, Any]:
    """No line at zero, no zoom by dragging."""
    return {"zeroline": False, "fixedrange": True, **more}


def note(x: Any, y: Any, text: str, **more: Any) -> dict[str, Any]:
    """Words beside a mark, in place of a legend."""
    return {"x": x, "y": y, "text": text, "showarrow": False, "font": {"size": 13, "color": INK}, **more}


def heading(x: float, y: float, text: str, **more: Any) -> dict[str, Any]:
    """The name of a part of a chart, above it."""
    where = {"xref": "paper", "yref": "paper", "xanchor": "center", "yanchor": "bottom", **more}
    return note(x, y, text, **where, font={"size": 13, "color": INK, "weight": 650})


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
        notes.append(pointing((at_x, at_y), (0.3, 0.9), text))
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


def pointing(at: tuple[float, float], words_at: tuple[float, float], text: str) -> dict[str, Any]:
    """Words in the empty corner above the line of equal parts, with a line from them to the point."""
    tail = {"ax": words_at[0], "ay": words_at[1], "axref": "x", "ayref": "y"}
    line = {"arrowhead": 0, "arrowwidth": 1, "arrowcolor": INK_2, "standoff": 8}
    return note(at[0], at[1], text, xanchor="center", **tail, **line) | {"showarrow": True}


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


def ranked_bars(bars: Sequence[Bar], words: Words) -> Figure:
    """The longest first, each with its label before it and its number after it."""
    marked = [f"{marked_label(bar)}{NO_BREAK}" for bar in bars]
    colours = [SECTORS[bar.sector][1] if bar.sector in SECTORS else bar.colour for bar in bars]
    places = list(range(len(bars)))
    data = [
        {"type": "bar", "orientation": "h", "y": places, "x": [float(bar.value) for bar in bars],
         "text": [bar.text for bar in bars], "textposition": "outside", "cliponaxis": False,
         "textfont": {"color": INK, "size": 13}, "constraintext": "none", "marker": {"color": colours},
         "hovertext": [f"{escape(bar.label)}<br>{bar.text}" for bar in bars],
         "customdata": [bar.address for bar in bars],
         "hovertemplate": "%{hovertext}<extra></extra>"},
    ]  # fmt: skip
    longest = max((float(bar.value) for bar in bars), default=1.0)
    short = [bar.short or bar.text for bar in bars]
    return figure(
        data,
        words,
        height=BAR_HEIGHT * len(bars) + 72,
        bargap=0.35,
        margin={"l": 8, "r": 16, "t": 32, "b": 8},
        xaxis=axis(range=[0, longest * beside([bar.text for bar in bars], 800)], visible=False),
        yaxis=axis(autorange="reversed", tickvals=places, ticktext=marked, showgrid=False),
        narrow={
            "data": [{"text": short}],
            "layout": {
                "xaxis": {"range": [0, longest * beside(short, 170)]},
                "yaxis": narrow_labels([marked_label(bar, NARROW_LABEL, 3) for bar in bars]),
                "height": NARROW_BAR_HEIGHT * len(bars) + 72,
            },
        },
    )


def beside(texts: Sequence[str], width: int) -> float:
    """By how much an axis is longer than its longest bar, so that the words after the bars have room, in a chart whose
    bars have so many pixels."""
    part = min(0.72, (max((len(text) for text in texts), default=0) * 6.6 + 12) / width)
    return 1 / (1 - part)


def narrow_labels(labels: Sequence[str]) -> dict[str, Any]:
    """The names of rows on a small screen: shorter lines, and more of them."""
    return {"ticktext": [f"{label}{NO_BREAK}" for label in labels], "tickfont": {"size": 12}}


def marked_label(bar: Bar, longest: int = LONGEST_LABEL, most_lines: int = 2) -> str:
    """The label with its sector's shape, on several lines where it is long; the table has it whole."""
    lines = wrap(bar.label, longest, max_lines=most_lines, placeholder="…", break_long_words=False) or [bar.label]
    if max(map(len, lines)) > longest + 1:
        half = longest // 2
        lines = [f"{bar.label[: half - 1].rstrip()}…{bar.label[-half:].lstrip()}"]
    # Plotly reads labels as a small HTML.
    label = "<br>".join(escape(line) for line in lines)
    return f"{label} {SECTORS[bar.sector][0]}" if bar.sector in SECTORS else label


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
    """One dot for each, the first ones filled: a share that can be counted."""
    drawn = figure(dot_traces(filled, count, DOTS_IN_A_ROW[0]), words, **dot_layout(count, DOTS_IN_A_ROW[0]))
    narrow = {"data": dot_traces(filled, count, DOTS_IN_A_ROW[1]), "layout": dot_layout(count, DOTS_IN_A_ROW[1])}
    return {**drawn, "narrow": narrow}


def dot_traces(filled: int, count: int, in_a_row: int) -> list[dict[str, Any]]:
    places = [(place % in_a_row, -(place // in_a_row)) for place in range(count)]
    marker = {"size": 11 if count <= 600 else 5, "line": {"color": COMMERCIAL_COLOUR, "width": 1.5}}
    return [
        {"type": "scatter", "mode": "markers", "hoverinfo": "skip", "x": [x for x, _y in part], "y": [y for _x, y in part],
         "marker": {**marker, "color": colour}}
        for part, colour in ((places[:filled], COMMERCIAL_COLOUR), (places[filled:], "rgba(0,0,0,0)"))
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

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

from projects.numbers import percent

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
# More points than this change no pixel of a Lorenz curve.
MOST_POINTS = 400
BAR_HEIGHT = 34
LONGEST_LABEL = 34
# On a small screen.
NARROW_LABEL, NARROW_BAR_HEIGHT = 20, 46
# There, a bar's name stands above it: letters of a line, pixels of a line and of the bar, and between two rows.
LETTERS_ABOVE, LINE_ABOVE, BAR_UNDER, BETWEEN_ROWS = 52, 16, 18, 12
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
    """A figure; `meta` has what stands around it on its page. `narrow` is what a small screen draws otherwise.

    `words_after`: words stand after marks along the first axis. It is made as long as they need where they are drawn
    (static/js/charts.js), since only a browser knows how wide words are.
    """
    narrow = layout.pop("narrow", None)
    notes, above = list(layout.pop("annotations", [])), layout.pop("mark_above", 8)
    words_after = {"words_after": True} if layout.pop("words_after", False) else {}
    if words.invented:
        notes.append(invented_mark(words.invented, above))
    base: dict[str, Any] = {
        "showlegend": False,
        "separators": ",\u202f" if words.language == "fr" else ".,",
        "meta": {"title": words.title, "source": words.source, "summary": words.summary, **words_after},
        "annotations": notes,
    }
    drawn: Figure = {"data": data, "layout": {**base, **layout}}
    return {**drawn, "narrow": narrow} if narrow else drawn


def invented_mark(text: str, above: int = 8) -> dict[str, Any]:
    """Stands on the chart itself, so that a saved picture says it too; higher where an axis stands at the top."""
    where = {"xref": "paper", "yref": "paper", "x": 1, "y": 1, "xanchor": "right", "yanchor": "bottom", "yshift": above}
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
        notes.append(pointing((at_x, at_y), (0.38, 0.9), text))
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
    small = names_above(bars)
    return figure(
        data,
        words,
        height=BAR_HEIGHT * len(bars) + 72,
        bargap=0.35,
        margin={"l": 8, "r": 16, "t": 32, "b": 8},
        xaxis=axis(range=[0, longest], visible=False),
        words_after=True,
        yaxis=axis(autorange="reversed", tickvals=places, ticktext=marked, showgrid=False),
        narrow={
            "data": [{"text": short, "width": small.width, "offset": 0}],
            "layout": small.layout(40, invented_notes(words)),
        },
    )


@dataclass(frozen=True)
class NamesAbove:
    """Bars on a small screen: each begins at the edge, under its name, so that it has the whole width.

    `width`: of a bar, in rows; bars begin at their row's place and lie below it.
    """

    width: float
    rows: int
    height: int
    above: int
    notes: tuple[dict[str, Any], ...]

    def layout(self, top: int, notes: Sequence[dict[str, Any]]) -> dict[str, Any]:
        """What the chart is laid out by; `top`: pixels over the rows, `notes`: what is said besides the names."""
        tall = self.height * (self.rows - 1) + self.above + BAR_UNDER + 8
        upper, lower = -self.above / self.height, self.rows - 1 + (BAR_UNDER + 8) / self.height
        return {
            "yaxis": {"visible": False, "autorange": False, "range": [lower, upper]},
            "annotations": [*self.notes, *notes],
            "margin": {"l": 0, "r": 8, "t": top, "b": 8},
            "height": tall + top + 8,
        }


def names_above(bars: Sequence[Bar]) -> NamesAbove:
    labels = [marked_label(bar, LETTERS_ABOVE, 2) for bar in bars]
    above = LINE_ABOVE * max((1 + label.count("<br>") for label in labels), default=1) + 4
    height = above + BAR_UNDER + BETWEEN_ROWS
    notes = tuple(
        note(0, place, label, xref="paper", xanchor="left", yanchor="bottom", align="left", borderpad=0,
             font={"size": 12, "color": INK})
        for place, label in enumerate(labels)
    )  # fmt: skip
    return NamesAbove(BAR_UNDER / height, len(bars), height, above, notes)


def invented_notes(words: Words) -> list[dict[str, Any]]:
    return [invented_mark(words.invented)] if words.invented else []


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

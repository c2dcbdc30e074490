"""Money between places: a Sankey chart, and on a small screen bars for each step. Imports nothing from Django."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from funding.charts import INK, LONGEST_LABEL, SECTORS, Figure, Words, axis, figure, note

VOID, VOID_PALE, THREAD_FILL = "token:void", "token:void-pale", "token:thread-fill"
THREAD_BAND, VOID_BAND = "token:thread/38", "token:void/30"
NODE_COLOUR = "token:ink-3"
# On a small screen: letters of each end of a band, bands drawn of a step, and the pixels of one.
NARROW_END, BANDS_OF_A_STEP, STEP_HEIGHT = 23, 12, 44


@dataclass(frozen=True)
class Place:
    """A place: its label, the money that passes as people read it, its sector where it has one, and its address."""

    label: str
    text: str
    sector: str = ""
    address: str = ""
    void: bool = False


@dataclass(frozen=True)
class Band:
    """Money from one place (its position) to another, as people read it, and the rows behind it."""

    source: int
    target: int
    amount: Decimal
    text: str
    address: str = ""
    void: bool = False


def sankey(places: Sequence[Place], bands: Sequence[Band], words: Words, *, columns: Sequence[str]) -> Figure:
    """Bands as wide as the money; what nobody published is grey. `columns` name the sides, from left to right."""
    labels = [f"{escape(shortened(place.label))} {place.text}" for place in places]
    data = [
        {"type": "sankey", "arrangement": "snap", "textfont": {"color": INK, "size": 13},
         "node": {"label": labels, "pad": 18, "thickness": 14, "line": {"width": 0},
                  "color": [colour(place) for place in places],
                  "customdata": [place.address for place in places],
                  "hovertemplate": "%{label}<extra></extra>"},
         "link": {"source": [band.source for band in bands], "target": [band.target for band in bands],
                  "value": [float(band.amount) for band in bands],
                  "color": [VOID_BAND if band.void else THREAD_BAND for band in bands],
                  "label": [band.text for band in bands],
                  "customdata": [band.address for band in bands],
                  "hovertemplate": "%{source.label} → %{target.label}<br>%{label}<extra></extra>"}}
    ]  # fmt: skip
    tallest = max(sum(band.source == place for band in bands) for place in range(len(places))) if bands else 1
    height = max(360, 44 * (len(places) // 2 + 1), 26 * tallest)
    ends = (("left", 0.0), ("center", 0.5), ("right", 1.0)) if len(columns) == 3 else (("left", 0.0), ("right", 1.0))
    notes = [
        note(x, 1, name, xref="paper", yref="paper", xanchor=anchor, yanchor="bottom", yshift=10,
             font={"size": 13, "color": INK, "weight": 650})
        for name, (anchor, x) in zip(columns, ends, strict=True)
    ]  # fmt: skip
    drawn = figure(data, words, height=height + 80, margin={"l": 4, "r": 4, "t": 64, "b": 16}, annotations=notes)
    if words.invented:
        drawn["layout"]["annotations"][-1]["yshift"] = 32
    return {**drawn, "narrow": {"instead": step_bars(places, bands, words, columns)}}


def step_bars(places: Sequence[Place], bands: Sequence[Band], words: Words, columns: Sequence[str]) -> Figure:
    """What a small screen shows instead: the bands of each step as bars, the widest first, each under its own words.

    The widest BANDS_OF_A_STEP of a step are drawn; the table has them all.
    """
    reached = {band.target for band in bands}
    first = [band for band in bands if band.source not in reached]
    steps = [(columns[0], first), (columns[1], [band for band in bands if band.source in reached])]
    drawn: list[tuple[float, Band]] = []
    notes, row = [], 0.0
    for name, step in steps:
        if not step:
            continue
        notes.append(note(0, row, f"{escape(name)} →", xanchor="left", font={"size": 13, "color": INK, "weight": 650}))
        for band in sorted(step, key=lambda band: -band.amount)[:BANDS_OF_A_STEP]:
            row += 1
            drawn.append((row + 0.2, band))
            way = both_ends(places[band.source].label, places[band.target].label)
            notes.append(note(0, row - 0.2, escape(way), xanchor="left", font={"size": 12, "color": INK}))
        row += 1.2
    longest = max((float(band.amount) for _row, band in drawn), default=1.0)
    bars = {
        "type": "bar", "orientation": "h", "width": 0.34, "y": [at for at, _band in drawn],
        "x": [float(band.amount) for _row, band in drawn], "text": [band.text for _row, band in drawn],
        "textposition": "outside", "cliponaxis": False, "constraintext": "none", "textfont": {"color": INK, "size": 12},
        "marker": {
            "color": [VOID_PALE if band.void else THREAD_FILL for _row, band in drawn],
            "pattern": {"shape": ["/" if band.void else "" for _row, band in drawn], "fgcolor": VOID, "size": 7,
                        "solidity": 0.18, "fillmode": "replace"},
            "line": {"width": [1 if band.void else 0 for _row, band in drawn], "color": VOID},
        },
        "customdata": [band.address for _row, band in drawn],
        "hovertext": [f"{escape(places[band.source].label)} → {escape(places[band.target].label)}<br>{band.text}"
                      for _row, band in drawn],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }  # fmt: skip
    return figure(
        [bars],
        words,
        height=round(STEP_HEIGHT * row) + 40,
        margin={"l": 4, "r": 8, "t": 32, "b": 8},
        xaxis=axis(range=[0, longest], visible=False),
        words_after=True,
        yaxis=axis(range=[row - 0.6, -0.6], visible=False),
        annotations=notes,
    )


def both_ends(source: str, target: str) -> str:
    """« Ministère → MEDTEQ » on one line; the shorter name leaves its room to the longer one."""
    rooms = [max(NARROW_END, 2 * NARROW_END - len(other)) for other in (target, source)]
    return " → ".join(shortened(one, room) for one, room in zip((source, target), rooms, strict=True))


def shortened(label: str, longest: int = LONGEST_LABEL) -> str:
    """At a space where there is one not far before: a word cut in two says something else."""
    if len(label) <= longest:
        return label
    room = label[: longest - 1]
    words = room.rpartition(" ")[0] if label[longest - 1] != " " else room
    return f"{words if len(words) > longest // 2 else room.rstrip()}…"


def colour(place: Place) -> str:
    if place.void:
        return VOID
    return SECTORS[place.sector][1] if place.sector in SECTORS else NODE_COLOUR

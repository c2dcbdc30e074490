"""The Sankey chart: places in columns, and bands of money between them. Imports nothing from Django."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from funding.charts import INK, LONGEST_LABEL, SECTORS, Figure, Words, figure, note

VOID, THREAD_BAND, VOID_BAND = "token:void", "token:thread/38", "token:void/30"
NODE_COLOUR = "token:ink-3"
# Letters of a label on a small screen: at either side, and between them.
NARROW_END, NARROW_MIDDLE = 15, 11


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
    drawn = figure(
        data,
        words,
        height=height + 80,
        margin={"l": 4, "r": 4, "t": 64, "b": 16},
        annotations=notes,
        narrow={
            "data": [
                {"textfont": {"size": 10}, "node": {"pad": 10, "thickness": 10, "label": short_labels(places, bands)}}
            ]
        },
    )
    if words.invented:
        drawn["layout"]["annotations"][-1]["yshift"] = 32
    return drawn


def short_labels(places: Sequence[Place], bands: Sequence[Band]) -> list[str]:
    """On a small screen: fewer letters, and no sum for who stands between two sides."""
    between = {band.source for band in bands} & {band.target for band in bands}
    return [
        escape(shortened(place.label, NARROW_MIDDLE))
        if at in between
        else f"{escape(shortened(place.label, NARROW_END))} {place.text}"
        for at, place in enumerate(places)
    ]


def shortened(label: str, longest: int = LONGEST_LABEL) -> str:
    return label if len(label) <= longest else f"{label[: longest - 1].rstrip()}…"


def colour(place: Place) -> str:
    if place.void:
        return VOID
    return SECTORS[place.sector][1] if place.sector in SECTORS else NODE_COLOUR

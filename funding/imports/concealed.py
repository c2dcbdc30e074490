"""Styles that show nothing: text in the colour of its own ground, letters too small to see, the format « ;;; ».

Comes in: the bytes of an XLSX's styles.xml; or a style's colours, size and format, from the reader of another workbook.
Goes out: which styles show nothing, of cells and of conditional formats. A redaction made so hides nothing from a machine.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from funding.imports.small_xml import elements

# The first colours of every theme are the window's and its text's; 64 and 65 are the system's (ECMA-376 § 18.8.27).
THEME = {"0": "FFFFFF", "1": "000000"}
INDEXED = {"0": "000000", "1": "FFFFFF", "8": "000000", "9": "FFFFFF", "64": "000000", "65": "FFFFFF"}
WHITE, BLACK = "FFFFFF", "000000"
# Letters of this many points or fewer can't be read; no two colours this close can be told apart, channel by channel.
TINY, SAME = 2.0, 24
NO_FORMAT = ";;;"


def shows_nothing(text: str, ground: str, points: float = 11, code: str = "") -> bool:
    """Whether text of a colour on a ground, of a size, in a number format can't be seen. A colour is six digits, or any
    name where it can't be told, '' where nothing is known of it."""
    return points <= TINY or code.strip() == NO_FORMAT or alike(text, ground)


def alike(one: str, other: str) -> bool:
    """The same colour, or nearly."""
    if not one or not other:
        return False
    if one == other:
        return True
    try:
        channels = zip(bytes.fromhex(one), bytes.fromhex(other), strict=True)
        return all(abs(first - second) <= SAME for first, second in channels)
    except ValueError:
        return False


@dataclass(slots=True)
class Font:
    colour: str = BLACK
    points: float = 11
    struck: bool = False


@dataclass(slots=True)
class Conditional:
    """How a cell looks under a conditional format: in black where it says nothing of the text, on the cell's own ground where
    it says nothing of that."""

    part: str = ""
    text: str = BLACK
    ground: str | None = None
    code: str = ""

    def take(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in {"font", "fill", "border"}:
            self.part = name
        elif name == "numFmt":
            self.code = attributes.get("formatCode", "")
        elif self.part == "font" and name == "color":
            self.text = colour(attributes)
        elif self.part == "fill" and name in {"bgColor", "fgColor"}:
            # Of a plain ground Excel writes the colour as the second of the two.
            self.ground = colour(attributes)

    def conceals_on(self, ground: str) -> bool:
        """On a cell of this ground; what can't be told of the ground may be its colour."""
        own = ground if self.ground is None else self.ground
        is_told = bool(own) or self.text in {"", BLACK}
        return shows_nothing(self.text, own if is_told else self.text, code=self.code)


@dataclass(slots=True)
class Looks:
    """Of the styles of cells (`s` of a cell) the ground of each, and the numbers of those that show nothing, and of those
    that strike their text through; of the styles of conditional formats (`dxfId`) those under which some cell of the
    workbook would show nothing."""

    grounds: list[str] = field(default_factory=list)
    concealing: set[int] = field(default_factory=set)
    striking: set[int] = field(default_factory=set)
    conditional: dict[int, Conditional] = field(default_factory=dict)


def looks_of(data: bytes) -> Looks:
    """The looks of an XLSX's styles."""
    fonts: list[Font] = []
    fills: list[str] = []
    formats: dict[str, str] = {}
    conditions: list[Conditional] = []
    found = Looks()
    section, solid = "", False
    for name, attributes in elements(data):
        if name in {"fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs"}:
            section = name
        elif section == "dxfs":
            if name == "dxf":
                conditions.append(Conditional())
            elif conditions:
                conditions[-1].take(name, attributes)
        elif name == "numFmt":
            formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif section == "fonts":
            _take_font(name, attributes, fonts)
        elif section == "fills" and name == "patternFill":
            solid = attributes.get("patternType") == "solid"
            fills.append("" if solid else WHITE)
        elif section == "fills" and name == "fgColor" and solid and fills:
            fills[-1] = colour(attributes)
        elif section == "cellXfs" and name == "xf":
            font, fill = _at(fonts, attributes, "fontId") or Font(""), _at(fills, attributes, "fillId") or ""
            if shows_nothing(font.colour, fill, font.points, formats.get(attributes.get("numFmtId", ""), "")):
                found.concealing.add(len(found.grounds))
            if font.struck:
                found.striking.add(len(found.grounds))
            found.grounds.append(fill)
    grounds = {WHITE, *found.grounds}
    found.conditional = {number: one for number, one in enumerate(conditions) if any(map(one.conceals_on, grounds))}
    return found


def _take_font(name: str, attributes: Mapping[str, str], fonts: list[Font]) -> None:
    if name == "font":
        fonts.append(Font())
    elif name == "color" and fonts:
        fonts[-1].colour = colour(attributes)
    elif name == "sz" and fonts:
        fonts[-1].points = float(attributes.get("val", "11"))
    elif name == "strike" and fonts:
        fonts[-1].struck = is_on(attributes)


def is_on(attributes: Mapping[str, str]) -> bool:
    """« <strike/> », « <strike val="1"/> »."""
    return attributes.get("val", "1") not in {"0", "false"}


def _at[T](things: list[T], attributes: Mapping[str, str], name: str) -> T | None:
    place = int(attributes.get(name, "0"))
    return things[place] if place < len(things) else None


def colour(attributes: Mapping[str, str]) -> str:
    """Six digits; a name for the further colours of a theme; '' where it can't be told: a tinted theme colour is none of the
    two plain ones."""
    if "rgb" in attributes:
        return attributes["rgb"][-6:].upper()
    if attributes.get("theme", "0") not in THEME:
        return f"theme {attributes['theme']} {attributes.get('tint', '')}"
    if attributes.get("tint", "0") not in {"0", "0.0"}:
        return ""
    if "theme" in attributes:
        return THEME.get(attributes["theme"], "")
    return INDEXED.get(attributes.get("indexed", ""), "")

"""Cell styles of an ODS that show nothing (see `concealed`), and styles of cells or letters that strike them through.

Comes in: an archive that scan found safe. Goes out: the names of such styles. A style has what its parent says and it
does not, and under a condition what another style says; a text without a colour of its own is shown in whatever can be read
on its ground (ODF 1.3, part 3 § 20.186). Whether a condition holds now is not worked out.
"""

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from funding.imports.concealed import WHITE, shows_nothing
from funding.imports.small_xml import entity_free_parser

# The styles of the cells stand before them, at the beginning of content.xml.
MOST = 16 * 1024 * 1024
CHUNK = 256 * 1024
# Before the names of styles of letters, which may be those of cells too.
LETTERS = "letters/"
KINDS = {"table-cell": "", "text": LETTERS}
LINES = ("style:text-line-through-style", "style:text-line-through-type")
POINTS = re.compile(r"([\d.]+)pt")


@dataclass(slots=True)
class Style:
    parent: str = ""
    text: str = ""
    ground: str = ""
    points: float = 0
    # The line through the text: '' where nothing is said, « none » where there is none.
    line: str = ""
    # The styles that may take its place under a condition.
    instead: list[str] = field(default_factory=list)


class _Styles:
    """Follows the styles of cells in a part of the document."""

    def __init__(self, found: dict[str, Style]) -> None:
        self.found = found
        self.current: Style | None = None
        self.over = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in {"style:style", "style:default-style"}:
            kind = KINDS.get(attributes.get("style:family", ""))
            self.current = None if kind is None else Style(f"{kind}{attributes.get('style:parent-style-name', '')}")
            if self.current and kind is not None:
                # The default style has no name.
                self.found[f"{kind}{attributes.get('style:name', '')}"] = self.current
        elif self.current and name == "style:text-properties":
            self._text(self.current, attributes)
        elif self.current and name == "style:map":
            self.current.instead.append(attributes.get("style:apply-style-name", ""))
        elif self.current and name == "style:table-cell-properties":
            self.current.ground = six_digits(attributes.get("fo:background-color", "")) or self.current.ground

    def end(self, name: str) -> None:
        if name in {"style:style", "style:default-style"}:
            self.current = None
        self.over = self.over or name == "office:automatic-styles"

    @staticmethod
    def _text(style: Style, attributes: Mapping[str, str]) -> None:
        if attributes.get("style:use-window-font-color") != "true":
            style.text = six_digits(attributes.get("fo:color", "")) or style.text
        style.line = next((attributes[name] for name in LINES if name in attributes), "") or style.line
        if match := POINTS.fullmatch(attributes.get("fo:font-size", "")):
            style.points = float(match[1])


def six_digits(colour: str) -> str:
    """'#ffffff' → 'FFFFFF'; white where the cell is transparent, for so is the sheet; '' where nothing is said."""
    return WHITE if colour == "transparent" else colour[1:].upper() if re.fullmatch("#[0-9a-fA-F]{6}", colour) else ""


def telling_ods_styles(archive: zipfile.ZipFile) -> tuple[set[str], set[str]]:
    """Names of the cell styles that show nothing, and of those that strike their text through; of letters, after LETTERS."""
    found: dict[str, Style] = {}
    for part in ("styles.xml", "content.xml"):
        if part in archive.namelist():
            _read(archive, part, found)
    of_cells = [name for name in found if name and not name.startswith(LETTERS)]
    alone = {name for name in of_cells if _conceals(found, name)}
    striking = {name for name in found if name and _line(found, name) not in {"", "none"}}
    return alone | {name for name in of_cells if alone.intersection(found[name].instead)}, striking


def _read(archive: zipfile.ZipFile, part: str, found: dict[str, Style]) -> None:
    styles, parser = _Styles(found), entity_free_parser()
    parser.StartElementHandler, parser.EndElementHandler = styles.start, styles.end
    with archive.open(part) as stream:
        read = 0
        while not (styles.over and part == "content.xml") and read < MOST and (chunk := stream.read(CHUNK)):
            read += len(chunk)
            parser.Parse(chunk, False)


def _conceals(found: Mapping[str, Style], name: str) -> bool:
    """As the style, those that it takes after and the default one say; white paper where none says."""
    text, ground, points, seen = "", "", 0.0, set[str]()
    while name not in seen:
        seen.add(name)
        style = found.get(name, Style())
        text, ground, points = text or style.text, ground or style.ground, points or style.points
        name = style.parent
    return shows_nothing(text, ground or WHITE, points or 11)


def _line(found: Mapping[str, Style], name: str) -> str:
    seen = set[str]()
    while name not in seen:
        seen.add(name)
        style = found.get(name, Style())
        if style.line:
            return style.line
        name = style.parent
    return ""

"""Cell styles of an XLSX that show nothing: text in the colour of its own background, or the format « ;;; ».

Comes in: the bytes of styles.xml. Goes out: the numbers of such styles. A redaction made so hides nothing from a machine.
"""

from collections.abc import Mapping

from funding.imports.small_xml import elements

# The first colours of every theme are the window's and its text's; 64 and 65 are the system's (ECMA-376 § 18.8.27).
THEME = {"0": "FFFFFF", "1": "000000"}
INDEXED = {"0": "000000", "1": "FFFFFF", "8": "000000", "9": "FFFFFF", "64": "000000", "65": "FFFFFF"}
WHITE, BLACK = "FFFFFF", "000000"


def concealing_styles(data: bytes) -> set[int]:
    """Numbers of the cell styles (`s` of a cell) that show nothing."""
    fonts: list[str] = []
    fills: list[str] = []
    formats: dict[str, str] = {}
    found: set[int] = set()
    section, number, solid = "", 0, False
    for name, attributes in elements(data):
        if name in {"fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs"}:
            section = name
        elif name == "numFmt":
            formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif section == "fonts" and name == "font":
            fonts.append(BLACK)
        elif section == "fonts" and name == "color" and fonts:
            fonts[-1] = colour(attributes)
        elif section == "fills" and name == "patternFill":
            solid = attributes.get("patternType") == "solid"
            fills.append("" if solid else WHITE)
        elif section == "fills" and name == "fgColor" and solid and fills:
            fills[-1] = colour(attributes)
        elif section == "cellXfs" and name == "xf":
            font, fill = _at(fonts, attributes, "fontId"), _at(fills, attributes, "fillId")
            is_blank = formats.get(attributes.get("numFmtId", ""), "").strip() == ";;;"
            if is_blank or (font and font == fill):
                found.add(number)
            number += 1
    return found


def _at(colours: list[str], attributes: Mapping[str, str], name: str) -> str:
    place = int(attributes.get(name, "0"))
    return colours[place] if place < len(colours) else ""


def colour(attributes: Mapping[str, str]) -> str:
    """Six digits, '' where it can't be told: a tinted theme colour is none of the two plain ones."""
    if "rgb" in attributes:
        return attributes["rgb"][-6:].upper()
    if attributes.get("tint", "0") not in {"0", "0.0"}:
        return ""
    if "theme" in attributes:
        return THEME.get(attributes["theme"], "")
    return INDEXED.get(attributes.get("indexed", ""), "")

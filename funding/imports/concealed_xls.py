"""Cell styles of an XLS that show nothing (see `concealed`), and those that strike their text through.

Comes in: the records of a workbook's globals (MS-XLS § 2.4: FONT, FORMAT, PALETTE, XF). Goes out: the numbers of such
styles. A colour is a number of the palette; where the workbook has none of its own, only its black and white are known.
"""

import struct
from collections.abc import Iterable

from funding.imports.concealed import BLACK, WHITE, shows_nothing

FONT, FORMAT, PALETTE, STYLE = 0x31, 0x41E, 0x92, 0xE0
# 64 and 65 are the window's text and ground, 0x7FFF is automatic.
COLOURS = {0: BLACK, 1: WHITE, 8: BLACK, 9: WHITE, 64: BLACK, 65: WHITE, 0x7FFF: BLACK}
SOLID = 1
# There is no font with this number: the fourth is called 5.
NO_FONT = 4
STRUCK = 0x08


def telling_xls_styles(records: Iterable[tuple[int, bytes]]) -> tuple[set[int], set[int]]:
    """Numbers of the cell styles (`ixfe` of a cell) that show nothing, and of those that strike their text through."""
    fonts: list[tuple[int, float]] = []
    struck: list[bool] = []
    formats: dict[int, str] = {}
    palette = dict(COLOURS)
    styles: list[bytes] = []
    for kind, content in records:
        if kind == FONT and len(content) >= 6:
            height, flags, colour = struct.unpack_from("<3H", content)
            fonts.append((colour, height / 20))
            struck.append(bool(flags & STRUCK))
        elif kind == FORMAT and len(content) > 5:
            formats[struct.unpack_from("<H", content)[0]] = _text(content[2:])
        elif kind == PALETTE:
            palette.update(_colours(content))
        elif kind == STYLE and len(content) >= 12:
            styles.append(content)
    concealing = {number for number, style in enumerate(styles) if _conceals(style, fonts, formats, palette)}
    return concealing, {number for number, style in enumerate(styles) if any(struck[_font_of(style) :][:1])}


def _font_of(style: bytes) -> int:
    """The place of a style's font in their list."""
    number: int = struct.unpack_from("<H", style)[0]
    return number - (number > NO_FONT)


def _text(content: bytes) -> str:
    """A string with its length in two bytes and its width in one, as BIFF8 writes formats."""
    length, wide = struct.unpack_from("<HB", content)
    return content[3 : 3 + length * 2].decode("utf-16-le", "replace") if wide & 1 else content[3:].decode("latin-1")


def _colours(content: bytes) -> dict[int, str]:
    """The workbook's own colours, from number 8."""
    (count,) = struct.unpack_from("<H", content)
    colours = (content[2 + 4 * n : 5 + 4 * n].hex().upper() for n in range(count))
    return {8 + number: colour for number, colour in enumerate(colours) if len(colour) == 6}


def _conceals(style: bytes, fonts: list[tuple[int, float]], formats: dict[int, str], palette: dict[int, str]) -> bool:
    place, (code,) = _font_of(style), struct.unpack_from("<H", style, 2)
    colour, points = fonts[place] if place < len(fonts) else (-1, 11.0)
    text = palette.get(colour, f"colour {colour}") if colour >= 0 else ""
    return shows_nothing(text, _ground(style, palette), points, formats.get(code, ""))


def _ground(style: bytes, palette: dict[int, str]) -> str:
    """The colour behind the text: white paper where nothing fills the cell, '' behind a pattern."""
    if len(style) >= 20:
        (edges,) = struct.unpack_from("<I", style, 14)
        (colours,) = struct.unpack_from("<H", style, 18)
        pattern = edges >> 26
    else:
        colours, flags = struct.unpack_from("<2H", style, 8)
        pattern = flags & 0x3F
    if not pattern:
        return WHITE
    colour = colours & 0x7F
    return palette.get(colour, f"colour {colour}") if pattern == SOLID else ""

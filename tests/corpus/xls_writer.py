"""An XLS written by hand: text and numbers, rows and columns that are hidden, rows in a style that shows nothing.

In: rows. Out: the bytes of a workbook stream (MS-XLS, BIFF8), as few records as a reader needs.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


@dataclass(frozen=True)
class Style:
    """Colours are numbers of the palette (8 black, 9 white, 10 red); a ground of 0 is none; `colours` are the palette's."""

    text: int = 8
    ground: int = 0
    points: float = 11
    code: str = ""
    colours: Sequence[str] = ()
    struck: bool = False


@dataclass(frozen=True)
class Error:
    """An error in a cell, by its code; of a formula, or typed."""

    code: int
    is_of_a_formula: bool = True


def _error(row: int, column: int, style: int, error: Error) -> bytes:
    place = struct.pack("<3H", row, column, style)
    if not error.is_of_a_formula:
        return _record(0x205, place + bytes([error.code, 1]))
    value, formula = struct.pack("<6BH", 2, 0, error.code, 0, 0, 0, 0xFFFF), bytes([0x1C, error.code])
    return _record(0x06, place + value + struct.pack("<HIH", 0, 0, len(formula)) + formula)


def book(
    sheet: str,
    rows: Sequence[Sequence[Any]],
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[int] = (),
    styles: dict[int, Style] | None = None,
    *,
    heights: dict[int, int] | None = None,
    widths: dict[int, int] | None = None,
    notes: dict[tuple[int, int], str] | None = None,
) -> bytes:
    """A workbook of one sheet; rows and columns count from 0. `styles` are by row, `heights` in twips, `widths` in parts of
    a character of which there are 256, `notes` by (row, column)."""
    start = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)) + _styles(list((styles or {}).values()))
    name = sheet.encode("latin-1")
    length = len(start) + 4 + 8 + len(name) + 4
    bound = _record(0x85, struct.pack("<IBBBB", length, 0, 0, len(name), 0) + name)
    return (
        start
        + bound
        + _record(0x0A, b"")
        + _sheet(
            rows,
            dict.fromkeys(hidden_rows, 0) | (heights or {}),
            dict.fromkeys(hidden_columns, 0) | (widths or {}),
            list(styles or {}),
            notes or {},
        )
    )


def _styles(styles: Sequence[Style]) -> bytes:
    """Fonts, formats, the palette, and cell styles: sixteen ordinary ones, then these."""
    if not styles:
        return b""
    fonts = [Style()] * 4 + list(styles)
    parts = [
        _record(0x31, struct.pack("<6H4B", int(one.points * 20), 8 * one.struck, one.text, 400, 0, 0, 0, 0, 0, 0))
        for one in fonts
    ]
    for number, one in enumerate(styles):
        if one.code:
            code = one.code.encode("latin-1")
            parts.append(_record(0x41E, struct.pack("<HHB", 164 + number, len(code), 0) + code))
        if one.colours:
            colours = b"".join(bytes.fromhex(colour) + b"\0" for colour in one.colours)
            parts.append(_record(0x92, struct.pack("<H", len(one.colours)) + colours))
    parts += [_record(0xE0, bytes(20))] * 16
    for number, one in enumerate(styles):
        code = 164 + number if one.code else 0
        edges, colours = (1 << 26 if one.ground else 0), one.ground | 65 << 7
        parts.append(_record(0xE0, struct.pack("<3H8xIH", 5 + number, code, 1, edges, colours)))
    return b"".join(parts)


def _note(number: int, cell: tuple[int, int], text: str) -> bytes:
    """An object, its text, and which cell they are about."""
    return (
        _record(0x5D, struct.pack("<5H", 0x15, 18, 0x19, number, 0) + bytes(16))
        + _record(0x1B6, struct.pack("<9H", 0, 0, 0, 0, 0, len(text), 16, 0, 0))
        + _record(0x3C, b"\1" + text.encode("utf-16-le"))
        + _record(0x3C, bytes(16))
        + _record(0x1C, struct.pack("<5H", *cell, 0, number, 0) + bytes(3))
    )


def _sheet(
    rows: Sequence[Sequence[Any]],
    heights: dict[int, int],
    widths: dict[int, int],
    styled: Sequence[int],
    notes: dict[tuple[int, int], str],
) -> bytes:
    """A height or width of 0 is that of a hidden row or column."""
    width = max(map(len, rows))
    parts = [_record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))]
    parts += [
        _record(0x7D, struct.pack("<6H", column, column, width or 2048, 15, int(not width), 0))
        for column, width in widths.items()
    ]
    parts.append(_record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0)))
    for number, row in enumerate(rows):
        height = heights.get(number, 255)
        flags = 0 if height else 0x20
        parts.append(_record(0x208, struct.pack("<6HHH", number, 0, len(row), height or 255, 0, 0, 0x100 | flags, 15)))
        style = 16 + styled.index(number) if number in styled else 15
        for column, cell in enumerate(row):
            if isinstance(cell, str) and cell:
                text = cell.encode("utf-16-le")
                parts.append(_record(0x204, struct.pack("<3HHB", number, column, style, len(cell), 1) + text))
            elif isinstance(cell, Error):
                parts.append(_error(number, column, style, cell))
            elif cell != "":
                parts.append(_record(0x203, struct.pack("<3Hd", number, column, style, cell)))
    parts += [_note(number, cell, text) for number, (cell, text) in enumerate(notes.items(), 1)]
    parts.append(_record(0x0A, b""))
    return b"".join(parts)

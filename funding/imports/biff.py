"""What calamine does not tell of an XLS: hidden rows and columns, rows that only their style conceals, cells that are
struck through, the epoch of dates, errors in cells, notes about them.

Comes in: the path of a compound document that scan found safe. Goes out: SheetFacts by sheet name. Only the beginnings of
records are read (MS-XLS § 2.4): BOUNDSHEET8, DATE1904, ROW, COLINFO, and of each cell its style and whether it holds an
error (§ 2.5.10), no other content.
"""

import struct
from collections.abc import Iterator
from pathlib import Path

from funding.imports.compound import open_compound
from funding.imports.concealed_xls import telling_xls_styles
from funding.imports.sheet_facts import LONGEST_COMMENT, Comments, Lost, SheetFacts, Struck, Zeros, only_zeros

BOUND_SHEET, DATE_1904, ROW, COLUMN_INFO, END = 0x85, 0x22, 0x208, 0x7D, 0x0A
# Cells that hold something: number, text of three kinds, formula, truth or error, packed number; a row of packed numbers.
CELLS, MANY = {0x203, 0x204, 0xFD, 0xD6, 0x06, 0x205, 0x27E}, 0xBD
OBJECT, TEXT_OF_OBJECT, CONTINUED, NOTE = 0x5D, 0x1B6, 0x3C, 0x1C
FORMULA, TRUTH_OR_ERROR = 0x06, 0x205
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
LAST_COLUMN = 256
# Two points in twips, half a character in parts of it.
LOWEST, NARROWEST = 40, 128


def facts_of_xls(path: Path) -> dict[str, SheetFacts]:
    """{sheet name: what is hidden on it}; nothing where the file can't be followed."""
    try:
        with path.open("rb") as stream:
            found = open_compound(stream, path.stat().st_size)
            book = found.content("workbook" if "workbook" in found.streams else "book")
        sheets, epoch = _sheets(book)
        concealing, striking = telling_xls_styles(_records(book, 0))
        return {
            name: SheetFacts(
                hidden_rows=rows,
                hidden_columns=columns,
                epoch=epoch,
                concealed_rows=frozenset(_cells_in(book, place, concealing)),
                lost=lost,
                zeros=zeros,
                struck=_cells_in(book, place, striking),
                comments=_comments(book, place),
            )
            for name, place in sheets.items()
            for rows, columns, lost, zeros in [_hidden(book, place)]
        }
    except (struct.error, IndexError, KeyError, ValueError, OSError):
        return {}


def _records(book: bytes, place: int) -> Iterator[tuple[int, bytes]]:
    """(type, content) of each record from a place to the end of its substream."""
    while place + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, place)
        if kind == END:
            return
        yield kind, book[place + 4 : place + 4 + length]
        place += 4 + length


def _sheets(book: bytes) -> tuple[dict[str, int], int]:
    """({name: where its records begin}, epoch)."""
    sheets: dict[str, int] = {}
    epoch = 1900
    for kind, content in _records(book, 0):
        if kind == BOUND_SHEET and len(content) > 8:
            (place,) = struct.unpack_from("<I", content)
            is_wide = content[7] & 1
            text = content[8:]
            sheets[text.decode("utf-16-le" if is_wide else "latin-1", "replace")] = place
        elif kind == DATE_1904 and content[:2] == b"\x01\x00":
            epoch = 1904
    return sheets, epoch


def _hidden(book: bytes, place: int) -> tuple[frozenset[int], frozenset[int], Lost, Zeros]:
    """Rows and columns (from 0) that are hidden, or too low or too narrow to show a letter; the cells that hold an error; and
    the columns whose formulas are all 0."""
    lost: Lost = []
    counted: list[tuple[int, int, bool]] = []
    rows: set[int] = set()
    columns: set[int] = set()
    for kind, content in _records(book, place):
        if kind == ROW and len(content) >= 16:
            number, height, flags = struct.unpack_from("<H4xH4xH", content)
            if flags & 0x20 or height & 0x7FFF < LOWEST:
                rows.add(number)
        elif kind == COLUMN_INFO and len(content) >= 10:
            first, last, width, _style, flags = struct.unpack_from("<5H", content)
            if flags & 1 or width < NARROWEST:
                columns.update(range(first, min(last + 1, LAST_COLUMN)))
        elif kind in (TRUTH_OR_ERROR, FORMULA) and (error := _error(kind, content)):
            lost.append((*struct.unpack_from("<2H", content), error))
        elif kind == FORMULA and len(content) >= 14:
            counted.append((*struct.unpack_from("<2H", content), content[6:14] == bytes(8)))
    return frozenset(rows), frozenset(columns), lost, only_zeros(counted)


def _error(kind: int, content: bytes) -> str:
    """The error that a cell holds, itself or as the value of its formula; else ''."""
    if kind == TRUTH_OR_ERROR:
        return ERRORS.get(content[6], "#") if content[7:8] == b"\x01" else ""
    return ERRORS.get(content[8], "#") if content[6:7] == b"\x02" and content[12:14] == b"\xff\xff" else ""


def _cells_in(book: bytes, place: int, styles: set[int]) -> Struck:
    """{row: columns} (from 0) of the cells that hold something in one of these styles."""
    found: Struck = {}
    for kind, content in _records(book, place) if styles else ():
        if kind in CELLS and len(content) >= 6:
            row, column, style = struct.unpack_from("<3H", content)
            if style in styles:
                found.setdefault(row, set()).add(column)
        elif kind == MANY and len(content) >= 6:
            row, first = struct.unpack_from("<2H", content)
            for offset, at in enumerate(range(4, len(content) - 2, 6)):
                if struct.unpack_from("<H", content, at)[0] in styles:
                    found.setdefault(row, set()).add(first + offset)
    return found


def _comments(book: bytes, place: int) -> Comments:
    """{(row, column): text} of the notes: each says its cell and its object, whose text follows it (MS-XLS § 2.4.179)."""
    texts: dict[int, str] = {}
    cells: dict[tuple[int, int], int] = {}
    number, before = -1, 0
    for kind, content in _records(book, place):
        if kind == OBJECT and len(content) >= 8:
            number = struct.unpack_from("<H", content, 6)[0]
        elif kind == CONTINUED and before == TEXT_OF_OBJECT and content:
            encoding = "utf-16-le" if content[0] & 1 else "latin-1"
            texts[number] = " ".join(content[1:].decode(encoding, "replace").split())[:LONGEST_COMMENT]
        elif kind == NOTE and len(content) >= 8:
            row, column, _flags, of = struct.unpack_from("<4H", content)
            cells[row, column] = of
        before = kind
    return {cell: texts.get(of, "") or "…" for cell, of in cells.items()}

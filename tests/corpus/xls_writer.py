"""An XLS written by hand: text and numbers, rows and columns that are hidden.

In: rows. Out: the bytes of a workbook stream (MS-XLS, BIFF8), as few records as a reader needs.
"""

import struct
from collections.abc import Sequence
from typing import Any


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def book(
    sheet: str, rows: Sequence[Sequence[Any]], hidden_rows: Sequence[int] = (), hidden_columns: Sequence[int] = ()
) -> bytes:
    """A workbook of one sheet; rows and columns count from 0."""
    start = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    name = sheet.encode("latin-1")
    length = len(start) + 4 + 8 + len(name) + 4
    bound = _record(0x85, struct.pack("<IBBBB", length, 0, 0, len(name), 0) + name)
    return start + bound + _record(0x0A, b"") + _sheet(rows, hidden_rows, hidden_columns)


def _sheet(rows: Sequence[Sequence[Any]], hidden_rows: Sequence[int], hidden_columns: Sequence[int]) -> bytes:
    width = max(map(len, rows))
    parts = [_record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))]
    parts += [_record(0x7D, struct.pack("<6H", column, column, 2048, 15, 1, 0)) for column in hidden_columns]
    parts.append(_record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0)))
    for number, row in enumerate(rows):
        flags = 0x20 if number in hidden_rows else 0
        parts.append(_record(0x208, struct.pack("<6HHH", number, 0, len(row), 255, 0, 0, 0x100 | flags, 15)))
        for column, cell in enumerate(row):
            if isinstance(cell, str) and cell:
                text = cell.encode("utf-16-le")
                parts.append(_record(0x204, struct.pack("<3HHB", number, column, 15, len(cell), 1) + text))
            elif cell != "":
                parts.append(_record(0x203, struct.pack("<3Hd", number, column, 15, cell)))
    parts.append(_record(0x0A, b""))
    return b"".join(parts)

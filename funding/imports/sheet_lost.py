"""Cells of a workbook that hold a formula and no value: an error of the spreadsheet, or a value that was never stored, or a
0 that was stored instead.

Comes in: a sheet of an XLSX that scan found safe. Goes out: (row, column, text) of each such cell: the error (« #REF! »), or
the formula (« =C2*2 »). Calamine gives them as empty, which would say that the body left something out.
"""

import re
import zipfile
from html import unescape

from funding.imports.sheet_facts import Lost, Zeros, chunks, column_index, only_zeros

CELL = rb'<(?:\w+:)?c r="([A-Z]{1,3})(\d{1,7})"'
WRONG = re.compile(CELL + rb'[^>]*? t="e"[^>/]*>(.*?)</(?:\w+:)?c>', re.DOTALL)
VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)<")
# A formula without a stored value; of type « str » the value is an empty text.
UNCOUNTED = re.compile(
    CELL + rb'(?![^>]* t="str")[^>/]*>\s*<(?:\w+:)?f(?:\s[^>]*?)?(?:/>|>([^<]*)</(?:\w+:)?f>)\s*'
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
COUNTED = re.compile(
    CELL + rb"[^>]*>\s*<(?:\w+:)?f(?:\s[^>]*?)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*<(?:\w+:)?v>([^<]*)</(?:\w+:)?v>"
)
ZEROS = {b"0", b"0.0"}
# What a sheet has that has such a cell; a formula ends so.
TELLING = (b' t="e"', b"f>")
LONGEST = 200


def lost_cells(archive: zipfile.ZipFile, part: str) -> tuple[Lost, Zeros]:
    """The cells of one sheet, errors first in each piece of the part; and the columns whose formulas are all 0."""
    found: Lost = []
    counted: list[tuple[int, int, bool]] = []
    for chunk in chunks(archive, part, b"c>"):
        if not any(word in chunk for word in TELLING):
            continue
        for letters, row, content in WRONG.findall(chunk):
            value = VALUE.search(content)
            text = value[1].decode() if value else "#"
            found.append((int(row) - 1, column_index(letters), text))
        for letters, row, formula in UNCOUNTED.findall(chunk):
            # A formula that several cells share is written once, and empty in the others.
            text = unescape(formula.decode("utf-8", "replace")) or "…"
            found.append((int(row) - 1, column_index(letters), f"={text}"[:LONGEST]))
        for letters, row, value in COUNTED.findall(chunk):
            counted.append((int(row) - 1, column_index(letters), value in ZEROS))
    return found, only_zeros(counted)

"""The messy sample of the import page, all of it made up: text in, the workbook that an administrator can try out.

In: fixtures/exemple-desordre.txt, one row a line, cells parted by tabs; a number alone in a cell is written as a number.
Out: the workbook fixtures/exemple-desordre.xlsx, the same bytes each time.
"""

import re
from datetime import datetime
from pathlib import Path

import xlsxwriter
from django.conf import settings

TEXT = settings.BASE_DIR / "fixtures" / "exemple-desordre.txt"
WORKBOOK = TEXT.with_suffix(".xlsx")
# First row, first column, last row, last column (from 0) of the cells that are one on the sheet.
MERGED = ((0, 0, 0, 5), (2, 0, 2, 1), (2, 2, 2, 4))


def build_sample(path: Path = WORKBOOK, text: Path = TEXT) -> Path:
    """Write the sample's workbook."""
    rows = [line.split("\t") for line in text.read_text().splitlines() if not line.startswith("#")]
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"title": "Données inventées", "author": "", "created": datetime(2026, 11, 23)})  # noqa: DTZ001
        page = book.add_worksheet("Aides 2019-2023")
        page.set_column(0, 1, 34)
        page.set_column(2, 5, 20)
        bold = book.add_format({"bold": True})
        for number, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if re.fullmatch(r"-?\d+(\.\d+)?", cell):
                    page.write_number(number, column, float(cell))
                elif cell:
                    page.write_string(number, column, cell, bold if number < 4 else None)
        for first, left, last, right in MERGED:
            page.merge_range(first, left, last, right, rows[first][left], bold)
    return path

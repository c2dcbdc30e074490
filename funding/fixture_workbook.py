"""The workbook of the first register, written from its readable text (`funding.fixture`).

In: the folder of text files. Out: an XLSX as an administrator would receive it: cover sheet, titles, headers of two
rows, amounts in words and in numbers, subtotals, notes. The same text gives the same bytes.
"""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from funding.fixture import FIRST_REGISTER, Column, Row, Sheet, as_number, read_sheets

# Written into the file's properties: a workbook that said when it was built would differ at each build.
MADE_ON = datetime(2023, 11, 16, tzinfo=UTC)
WHOLE_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
WIDTHS = {"texte": 24, "nombre": 12, "montant": 18, "date": 12}
WIDE = {
    "title",
    "title_en",
    "name",
    "description",
    "description_en",
    "note",
    "quote",
    "label",
    "label_en",
    "concerns",
    "organization",
}
NUMBER_FORMATS = {"nombre": "General", "montant": '#,##0 "$"', "date": "yyyy-mm-dd"}
HEADER = {"bold": True, "bottom": 1}


def build_workbook(path: Path, folder: Path = FIRST_REGISTER) -> Path:
    """Writes the workbook of the folder's sheets to `path`; makes its folder where it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path, {"strings_to_urls": False}) as book:
        book.set_properties({"title": "Registre 1", "author": "", "created": MADE_ON})
        formats = {
            "title": book.add_format({"bold": True, "font_size": 14}),
            "header": book.add_format(
                {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E8EEF2"}
            ),
            "group": book.add_format({"bold": True, "align": "center", "bottom": 1, "bg_color": "#D6E0E7"}),
            "total": book.add_format({"bold": True, "top": 1, "num_format": "General"}),
            "note": book.add_format({"italic": True}),
            "texte": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        for sort, number_format in NUMBER_FORMATS.items():
            formats[sort] = book.add_format({"num_format": number_format, "valign": "top"})
        for sheet in read_sheets(folder):
            write_sheet(book.add_worksheet(sheet.name), sheet, formats)
    return path


def write_sheet(page: Worksheet, sheet: Sheet, formats: dict[str, Format]) -> None:
    """Titles, a header of two rows, the rows, an empty row, the notes; a cover sheet is its lines."""
    if not sheet.record_kind:
        page.set_column(0, 0, 120, formats["texte"])
        for number, line in enumerate(sheet.lines):
            if line:
                page.write_string(number, 0, line, formats["title"] if number == 0 else None)
        return
    for number, title in enumerate(sheet.titles):
        page.write_string(number, 0, title, formats["title"])
    top = len(sheet.titles) + 1
    write_header(page, top, sheet.columns, formats)
    for number, row in enumerate(sheet.rows, start=top + 2):
        for position, column in enumerate(sheet.columns):
            write_cell(page, (number, position), column, row, formats)
    for number, note in enumerate(sheet.notes, start=top + len(sheet.rows) + 3):
        page.write_string(number, 0, note, formats["note"])
    page.freeze_panes(top + 2, 1)


def write_header(page: Worksheet, top: int, columns: list[Column], formats: dict[str, Format]) -> None:
    """Two rows: a group merged over its columns, the columns' own headers below; a column without group takes both."""
    start = 0
    for position, column in enumerate(columns):
        page.set_column(position, position, 48 if column.field in WIDE else WIDTHS[column.sort])
        if not column.group:
            page.merge_range(top, position, top + 1, position, column.header, formats["header"])
            continue
        page.write_string(top + 1, position, column.header, formats["header"])
        if position == 0 or columns[position - 1].group != column.group:
            start = position
        if position + 1 == len(columns) or columns[position + 1].group != column.group:
            if start == position:
                page.write_string(top, position, column.group, formats["group"])
            else:
                page.merge_range(top, start, top, position, column.group, formats["group"])


def write_cell(page: Worksheet, at: tuple[int, int], column: Column, row: Row, formats: dict[str, Format]) -> None:
    """A number where the column has numbers and the text is one, a day where it is a whole date, else the text."""
    text = row.values.get(column.header, "")
    number = as_number(text) if column.sort in ("nombre", "montant") else None
    look = formats["total"] if row.kind != "data" else formats[column.sort]
    if number is not None:
        page.write_number(*at, float(number), look)
    elif column.sort == "date" and WHOLE_DATE.fullmatch(text):
        page.write_datetime(*at, date.fromisoformat(text), look)
    elif text:
        page.write_string(*at, text, look if row.kind != "data" else formats["texte"])
    elif row.kind != "data":
        page.write_blank(*at, None, look)

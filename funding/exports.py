"""Rows that people take away: CSV, CSV for Excel and XLSX of any queryset, all fields, no limit, flat memory.

In: a kind of row (`export_kinds.KINDS`) and its queryset, or columns and plain rows of a question; and a `Download`
that says what they are. Out: a response that streams.

`csv` is RFC 4180 for programs: UTF-8, commas, points, names of columns that never change, codes of closed lists.
`excel.csv` opens right in Excel by a double click: a byte-order mark, headings and words in the reader's language, and
in French semicolons and decimal commas, which is what Excel in French takes for a separator and for a number.
`xlsx` has typed cells and a sheet of notes. A text that Excel would run as a formula is preceded by an apostrophe in
both kinds of CSV; in XLSX it is written as text, which never runs.
"""

import csv
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.conf import settings
from django.db.models import QuerySet
from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from funding.export_columns import Column, Type
from funding.export_kinds import KINDS
from projects.models import Register

FORMS = ("csv", "excel.csv", "xlsx")
# What a spreadsheet takes for the beginning of a formula (OWASP, « CSV Injection », read 2026-11).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
ROWS_AT_ONCE = 2_000
# A sheet of an XLSX file ends there (ECMA-376 limits as Excel states them), and so does a cell.
SHEET_ROWS = 1_048_576
CELL_LENGTH = 32_767
LICENCE = "CC BY 4.0"

Response = StreamingHttpResponse | FileResponse


@dataclass(frozen=True)
class Download:
    """What a file is about: `filters` are the words of the active filters, `address` the page the rows stand on."""

    register: Register
    language: str
    filters: str
    address: str

    @property
    def release(self) -> str:
        """The edition's number, « 3 »; an empty text where the register has none yet."""
        latest = self.register.releases.order_by("-number").first()
        return str(latest.number) if latest else ""

    def file_name(self, name: str, form: str) -> str:
        """« premier-registre_awards_edition-3_2026-11-23.csv »; the example's says that it is invented."""
        with override(self.language):
            parts = [self.register.slug, name]
            parts += [_("invented-data")] if self.register.invented else []
            parts += [_("edition-%(number)s") % {"number": self.release}] if self.release else []
        return "_".join([*parts, timezone.localdate().isoformat()]) + f".{form}"


@dataclass(frozen=True)
class Table:
    """Rows of any origin: `rows` is called once, when the file is written."""

    name: str
    columns: tuple[Column, ...]
    rows: Callable[[], Iterable[Any]]


def table_of(kind: str, rows: QuerySet) -> Table:
    """The rows of a queryset, read piece by piece, with everything beside them in a fixed number of queries each."""
    layout = KINDS[kind]
    return Table(f"{kind}s", layout.columns, lambda: layout.prepare(rows).iterator(chunk_size=ROWS_AT_ONCE))


def response(form: str, table: Table, download: Download) -> Response:
    """The file in the asked form. Raises KeyError on a form that is not in FORMS."""
    makers: dict[str, Callable[[Table, Download], Response]] = {
        "csv": csv_response,
        "excel.csv": excel_csv_response,
        "xlsx": xlsx_response,
    }
    return makers[form](table, download)


def dictionary(kind: str) -> list[dict[str, str]]:
    """The columns of a kind of row, in the active language: {name, label, meaning, type, words}."""
    return [described(column) for column in KINDS[kind].columns]


def described(column: Column) -> dict[str, str]:
    words = " · ".join(f"{code} = {label}" for code, label in column.choices.choices if code) if column.choices else ""
    return {
        "name": column.name,
        "label": str(column.label),
        "meaning": str(column.meaning),
        "type": str(column.holds.value),
        "words": words,
    }


def citation(download: Download) -> str:
    """One sentence that says where the rows are from, in the active language."""
    parts = [settings.SITE_NAME[download.language], download.register.name]
    parts += [_("edition %(number)s") % {"number": download.release}] if download.release else []
    sentence = ", ".join([*parts, timezone.localdate().isoformat(), download.address])
    return f"{sentence}. {LICENCE}."


# --- CSV


class Echo:
    """A file that gives back what is written to it: csv writes a line, the response sends it."""

    def write(self, text: str) -> str:
        return text


def neutral(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would run it."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def labelled(column: Column, code: str) -> str:
    """The word of a closed list, in the active language."""
    return str(column.choices(code).label) if column.choices and code else code


def plain_value(column: Column, row: Any) -> str:
    """As programs read it: points, codes, true and false."""
    value = column.of(row)
    if value is None:
        return ""
    if column.holds is Type.NUMBER:
        return number_text(value)
    if column.holds is Type.FLAG:
        return "true" if value else "false"
    if column.holds is Type.LIST:
        return neutral("; ".join(value))
    return neutral(str(value))


def reader_value(column: Column, row: Any) -> str | Decimal | int | None:
    """As people read it, in the active language: words of closed lists, yes and no; numbers stay numbers."""
    value = column.of(row)
    if value is None or column.holds is Type.NUMBER:
        return value
    if column.holds is Type.FLAG:
        return _("Yes") if value else _("No")
    if column.holds is Type.LIST:
        return "; ".join(labelled(column, part) for part in value)
    return labelled(column, str(value))


def number_text(value: Decimal | int) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def excel_value(column: Column, row: Any, mark: str) -> str:
    value = reader_value(column, row)
    if value is None:
        return ""
    if isinstance(value, str):
        return neutral(value)
    return number_text(value).replace(".", mark)


def csv_lines(table: Table) -> Iterator[bytes]:
    writer = csv.writer(Echo(), lineterminator="\r\n")
    yield writer.writerow([column.name for column in table.columns]).encode()
    for row in table.rows():
        yield writer.writerow([plain_value(column, row) for column in table.columns]).encode()


def excel_csv_lines(table: Table, language: str) -> Iterator[bytes]:
    separator, mark = (";", ",") if language == "fr" else (",", ".")
    writer = csv.writer(Echo(), delimiter=separator, lineterminator="\r\n")
    with override(language):
        heading = [str(column.label) for column in table.columns]
    yield b"\xef\xbb\xbf" + writer.writerow(heading).encode()
    for row in table.rows():
        # The language is set for one line at a time: a generator shares its thread with other requests.
        with override(language):
            values = [excel_value(column, row, mark) for column in table.columns]
        yield writer.writerow(values).encode()


def in_pieces(lines: Iterator[bytes], size: int = 64 * 1024) -> Iterator[bytes]:
    """The first line at once, then pieces of about `size` bytes: a write per line is slow."""
    yield next(lines, b"")
    piece = bytearray()
    for line in lines:
        piece += line
        if len(piece) >= size:
            yield bytes(piece)
            piece.clear()
    yield bytes(piece)


def csv_response(table: Table, download: Download) -> Response:
    return streamed(csv_lines(table), table, download, "csv")


def excel_csv_response(table: Table, download: Download) -> Response:
    return streamed(excel_csv_lines(table, download.language), table, download, "csv")


def streamed(lines: Iterator[bytes], table: Table, download: Download, form: str) -> Response:
    name = download.file_name(table.name, form)
    return StreamingHttpResponse(
        in_pieces(lines),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


# --- XLSX


def xlsx_response(table: Table, download: Download) -> Response:
    """The workbook is written to a file that disappears once it is sent."""
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115  (closed with the response)
    with override(download.language):
        write_workbook(file, table, download)
    file.seek(0)
    return FileResponse(
        file,
        as_attachment=True,
        filename=download.file_name(table.name, "xlsx"),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )


def write_workbook(file: Any, table: Table, download: Download) -> None:
    """The rows, one by one, then the notes; more rows than a sheet holds go on to the next one."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as workbook:
        bold = workbook.add_format({"bold": True})
        rows = iter(table.rows())
        row = write_sheet(workbook.add_worksheet(_("Data")), bold, table.columns, next(rows, None), rows)
        number = 1
        while row is not None:
            number += 1
            row = write_sheet(workbook.add_worksheet(f"{_('Data')} {number}"), bold, table.columns, row, rows)
        write_notes(workbook.add_worksheet(_("Notes")), bold, table, download)


def write_sheet(sheet: Any, bold: Any, columns: tuple[Column, ...], row: Any, rows: Iterator[Any]) -> Any:
    """Writes `row` and those after it. Out: the first row that the sheet had no room for, or None."""
    for place, column in enumerate(columns):
        sheet.set_column(place, place, 14 if column.holds is Type.NUMBER else 24)
        sheet.write_string(0, place, str(column.label), bold)
    sheet.freeze_panes(1, 0)
    for line in range(1, SHEET_ROWS):
        if row is None:
            return None
        for place, column in enumerate(columns):
            write_cell(sheet, line, place, reader_value(column, row))
        row = next(rows, None)
    return row


def write_cell(sheet: Any, line: int, place: int, value: str | Decimal | int | None) -> None:
    """A number as a number, anything else as text; what is longer than a cell may be ends with « … »."""
    if value is None or value == "":
        return
    if isinstance(value, str):
        sheet.write_string(line, place, value if len(value) <= CELL_LENGTH else f"{value[: CELL_LENGTH - 1]}…")
    else:
        sheet.write_number(line, place, value)


def write_notes(sheet: Any, bold: Any, table: Table, download: Download) -> None:
    """What the rows are: filter, date, release, licence, citation and the meaning of columns."""
    sheet.set_column(0, 2, 30)
    sheet.set_column(3, 4, 60)
    lines = [[label, text] for label, text in notes(download)]
    lines += [[], [_("Column"), _("Heading"), _("Type"), _("Meaning"), _("Words")]]
    first = len(lines) - 1
    for column in table.columns:
        entry = described(column)
        lines.append([entry[part] for part in ("name", "label", "type", "meaning", "words")])
    for line, texts in enumerate(lines):
        for place, text in enumerate(texts):
            sheet.write_string(line, place, text, bold if place == 0 or line == first else None)


def notes(download: Download) -> list[tuple[str, str]]:
    """What is said of a file, label and text, in the active language."""
    register = download.register
    invented = [(_("Warning"), _("Invented data: these rows are made up and describe nobody."))]
    return [
        *(invented if register.invented else []),
        (_("Site"), settings.SITE_NAME[download.language]),
        (_("Register"), register.name),
        (_("State of the data"), str(register.state_of_data) or _("not stated")),
        (_("Filter"), download.filters or _("none: every row")),
        (_("Address"), download.address),
        (_("Date of this file"), timezone.localdate().isoformat()),
        (_("Edition"), download.release or _("none released yet")),
        (_("Licence"), LICENCE),
        (_("Cite as"), citation(download)),
        (_("Missing amounts"), _("An empty amount is not known; it is never zero. Currencies are never added up.")),
        (
            _("Amounts"),
            _("A number has 15 significant digits in a spreadsheet; longer ones are exact in the CSV file."),
        ),
    ]

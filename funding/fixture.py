"""The first register as readable text, and the workbook made from it.

In: a folder of text files, one a sheet (`fixtures/registre-1/NN-name.txt`; its README says how they are written).
Out: `read_sheets` gives the sheets as plain rows, `build_workbook` writes them as the XLSX that an administrator would
receive. The same text gives the same bytes. `read_blocks` reads the other files of the folder (register, typology).
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path

import xlsxwriter
from django.conf import settings
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

FIRST_REGISTER = settings.BASE_DIR / "fixtures" / "registre-1"

# Written into the file's properties: a workbook that said when it was built would differ at each build.
MADE_ON = datetime(2023, 11, 16)
WIDTHS = {"texte": 24, "nombre": 12, "montant": 18, "date": 12}
WIDE = {"title", "title_en", "name", "description", "description_en", "note", "quote", "label", "label_en", "concerns"}
NUMBER_FORMATS = {"nombre": "#,##0.##", "montant": '#,##0 "$"', "date": "yyyy-mm-dd"}


class FixtureError(ValueError):
    """A text file that does not follow the README's form; the message says the file, the line and what was found."""


@dataclass(frozen=True)
class Column:
    """A column: its header, the group above it, the field of the record that it holds, and what its cells are."""

    group: str
    header: str
    field: str
    sort: str


@dataclass
class Row:
    """Cells by header. `kind` is data, subtotal or total; a subtotal's numbers are summed from the rows above it."""

    kind: str
    values: dict[str, str]
    line: int


@dataclass
class Sheet:
    """A sheet as written: `record_kind` is empty on a cover sheet, which has only `lines`."""

    path: Path
    name: str
    record_kind: str = ""
    titles: list[str] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    @property
    def data(self) -> list[dict[str, str]]:
        """The data rows, as {field: text}, without empty cells."""
        fields = {column.header: column.field for column in self.columns}
        return [
            {fields[header]: text for header, text in row.values.items() if fields[header]}
            for row in self.rows
            if row.kind == "data"
        ]


def read_blocks(path: Path) -> list[list[tuple[str, str, int]]]:
    """Blocks of « Name: value » lines parted by empty lines, as [(name, value, line number)].

    Raises FixtureError where a line has no « : » after a name.
    """
    blocks: list[list[tuple[str, str, int]]] = [[]]
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            blocks.append([])
            continue
        name, colon, value = line.partition(": ")
        if not colon:
            raise FixtureError(f"{path.name}, line {number}: « {line} » is not « Name: value ».")
        blocks[-1].append((name.strip(), value.strip(), number))
    return [block for block in blocks if block]


def read_sheets(folder: Path = FIRST_REGISTER) -> list[Sheet]:
    """The sheets of the register, in the order of their files' numbers."""
    return [read_sheet(path) for path in sorted(folder.glob("[0-9][0-9]-*.txt"))]


def read_sheet(path: Path) -> Sheet:
    """One sheet. Raises FixtureError for a header that is not declared, a row without cells or a sum of text."""
    first, _, rest = path.read_text(encoding="utf-8").partition("\n")
    name = first.removeprefix("Feuille: ").strip()
    if not rest.lstrip().startswith("Contenu: "):
        return Sheet(path, name, lines=rest.strip().splitlines())
    head, *blocks = read_blocks(path)
    sheet, constants = Sheet(path, name), {}
    for key, value, line in head:
        match key:
            case "Feuille":
                pass
            case "Contenu":
                sheet.record_kind = value
            case "Titre":
                sheet.titles.append(value)
            case "Colonne":
                sheet.columns.append(Column(*(part.strip() for part in value.split("|"))))
            case "Constante":
                header, _, text = value.partition(" = ")
                constants[header] = text
            case "Note":
                sheet.notes.append(value)
            case _:
                raise FixtureError(f"{path.name}, line {line}: « {key} » is no part of a sheet's head.")
    for block in blocks:
        sheet.rows.append(read_row(sheet, block, constants))
    return sheet


def read_row(sheet: Sheet, block: list[tuple[str, str, int]], constants: dict[str, str]) -> Row:
    """A block as a row: cells, or a subtotal or total « header = label | headers that are summed »."""
    (key, value, line), *_ = block
    if key in ("Sous-total", "Total"):
        where, _, summed = value.partition("|")
        header, _, label = where.partition(" = ")
        kind = "subtotal" if key == "Sous-total" else "total"
        values = {header.strip(): label.strip()}
        for name in summed.split(","):
            values[name.strip()] = str(sum_above(sheet, name.strip(), kind, line))
        return Row(kind, values, line)
    headers = {column.header for column in sheet.columns}
    values = dict(constants)
    for header, text, number in block:
        if header not in headers:
            raise FixtureError(f"{sheet.path.name}, line {number}: no column is called « {header} ».")
        values[header] = text
    return Row("data", values, line)


def sum_above(sheet: Sheet, header: str, kind: str, line: int) -> Decimal:
    """The sum of a column's numbers: since the last subtotal, or of all data rows for a total."""
    rows = [row for row in sheet.rows if row.kind == "data"]
    if kind == "subtotal":
        last = max((row.line for row in sheet.rows if row.kind == "subtotal"), default=0)
        rows = [row for row in rows if row.line > last]
    numbers = [number for row in rows if (number := as_number(row.values.get(header, ""))) is not None]
    if not numbers:
        raise FixtureError(f"{sheet.path.name}, line {line}: nothing to add in « {header} ».")
    return sum(numbers, Decimal(0))


def as_number(text: str) -> Decimal | None:
    """The number, where the text is one and nothing else (« 25000 », « 4170.5 »)."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


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
            "total": book.add_format({"bold": True, "top": 1, "num_format": "#,##0.##"}),
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
            write_cell(page, number, position, column, row, formats)
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


def write_cell(
    page: Worksheet, number: int, position: int, column: Column, row: Row, formats: dict[str, Format]
) -> None:
    """A number where the column has numbers and the text is one, a day where it is a whole date, else the text."""
    text = row.values.get(column.header, "")
    look = formats["total" if row.kind != "data" else column.sort]
    amount = as_number(text) if column.sort in ("nombre", "montant") else None
    if not text:
        if row.kind != "data":
            page.write_blank(number, position, None, look)
    elif amount is not None:
        page.write_number(number, position, float(amount), look)
    elif column.sort == "date" and len(text) == len("2023-04-04"):
        page.write_datetime(number, position, date.fromisoformat(text), look)
    else:
        page.write_string(number, position, text, look if row.kind != "data" else formats["texte"])

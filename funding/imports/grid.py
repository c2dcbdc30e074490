"""A file as sheets of cells, whatever its format.

Comes in: a path and the type that scan found. Goes out: one Grid after another, light: rows are plain lists of what
the cells hold (text, numbers, dates; '' where empty), and nothing is kept per cell beside it.
"""

import datetime
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from xml.parsers import expat

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from funding.imports.biff import facts_of_xls
from funding.imports.delimited import Notice, read_delimited
from funding.imports.document import Refused, column_letter
from funding.imports.double_encoding import SUSPECT, repair_twice_encoded
from funding.imports.lexicon import COVER, folded
from funding.imports.sheet_facts import Comments, Lost, OddFormats, SheetFacts, Struck, Zeros
from funding.imports.sheet_ods import facts_of_ods
from funding.imports.sheet_xml import facts_of_xlsx

# Rows times columns of one sheet, and of a file. Calamine holds a sheet's whole rectangle, 32 bytes a cell.
CELLS = 12_000_000
ROWS_EXPLAINING = 200
Range = tuple[int, int, int, int]


@dataclass(slots=True)
class Grid:
    """One sheet. `rows[0]` is row 1 of the sheet, `rows[r][0]` its column A; all rows are as wide as `width`.

    `merged` holds (first row, first column, last row, last column), counted from 0, as are hidden rows and columns.
    `formats` maps a column to its commonest number format. `epoch` is 1900 or 1904 for a workbook, None for text.
    A PDF is one sheet: `places` names the page of each row, `outside` are rows of text that stand in no table, and
    `breaks` are rows where a table of other columns begins.
    """

    name: str
    rows: list[list[Any]]
    width: int
    merged: list[Range] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    # Rows with text that its own background hides.
    concealed_rows: frozenset[int] = frozenset()
    # {row: columns} of cells that are struck through.
    struck: Struck = field(default_factory=dict)
    # {column: rows} of formulas that are all 0.
    zeros: Zeros = field(default_factory=dict)
    # {(row, column): number format} of cells that are shown in another currency or unit than their column.
    odd_formats: OddFormats = field(default_factory=dict)
    # {(row, column): what was written about the cell}.
    comments: Comments = field(default_factory=dict)
    # {(row, column): what a filled field or a remark shows in the place of the page's own text}.
    laid: Comments = field(default_factory=dict)
    # Nobody can tell what of it is hidden: it counts as hidden.
    unclear: bool = False
    formats: dict[int, str] = field(default_factory=dict)
    epoch: int | None = None
    notices: list[Notice] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    outside: frozenset[int] = frozenset()
    breaks: frozenset[int] = frozenset()
    # The right part of a sheet whose tables stand side by side: its empty rows are those of the left part.
    is_beside: bool = False
    # Columns beside a table that are none of it: their cells are notes.
    apart: frozenset[int] = frozenset()
    # Lines of sheets that explain the others, wherever they stand in the file; of its first sheet.
    explained: list[str] = field(default_factory=list)
    # How many cells each row of a text file had, before all were made equally wide.
    lengths: list[int] = field(default_factory=list)

    def place(self, row: int) -> str:
        """What a reader of the file calls the place of a row (from 0): its sheet, or its page."""
        return self.places[row] if row < len(self.places) else self.name

    def filled(self) -> list[int]:
        """How many cells of each row hold something; 0 for text that stands outside of the tables."""
        return [0 if row in self.outside else len(cells) - cells.count("") for row, cells in enumerate(self.rows)]


def open_grids(path: str | Path, file_type: str, cells: int = CELLS) -> Iterator[Grid]:
    """The sheets of a file, one at a time, in its order. Raises Refused where it can't be opened."""
    if file_type == "csv":
        return _delimited_grid(Path(path), cells)
    if file_type == "pdf":
        # The readers of PDF take a second to load: only who reads one waits for them.
        from funding.imports.pdf import pdf_grid

        return iter([pdf_grid(Path(path), cells)])
    return _workbook_grids(Path(path), file_type, cells)


def _delimited_grid(path: Path, cells: int) -> Iterator[Grid]:
    rows, notices, _separator = read_delimited(path.read_bytes())
    width = max(map(len, rows), default=0)
    within_budget("", len(rows), width, cells)
    given = [len(row) for row in rows]
    lengths = Counter(given)
    notices.extend(_ragged(rows, lengths))
    for row in rows if len(lengths) > 1 else ():
        row.extend([""] * (width - len(row)))
    yield Grid(name="", rows=rows, width=width, notices=notices, lengths=given)


def _ragged(rows: list[list[str]], lengths: Counter[int]) -> list[Notice]:
    """Rows that a separator inside a text made longer than nearly all others: their cells may stand in wrong columns."""
    if not lengths:
        return []
    usual, count = lengths.most_common(1)[0]
    longer = [number for number, row in enumerate(rows, 1) if any(row[usual:])]
    if not longer or count < 0.8 * len(rows):
        return []
    return [("ragged-rows", {"count": len(longer), "expected": usual, "first": longer[0]})]


def within_budget(sheet: str, rows: int, columns: int, cells: int) -> None:
    """Raises Refused where a sheet has more cells than are read."""
    if rows * columns > cells:
        last = f"{column_letter(columns - 1)}{rows}"
        raise Refused("too-many-cells", sheet=sheet, cell=last, rows=rows, columns=columns, limit=cells)


@contextmanager
def _damage_said(where: str = "") -> Iterator[None]:
    """Refuse what calamine cannot read. On some files cut short it panics in Rust (an XLS of 27 bytes, seen 2026-11):
    that exception is no Exception and its class has no public name."""
    try:
        yield
    except PasswordError:
        raise Refused("encrypted") from None
    except (CalamineError, OSError, ValueError) as error:
        raise Refused("damaged", found=f"{where}{type(error).__name__}") from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise Refused("damaged", found=f"{where}PanicException") from None


def _workbook_grids(path: Path, file_type: str, cells: int) -> Iterator[Grid]:
    known = facts_of(path, file_type)
    facts = known or {}
    for name, fact in facts.items():
        within_budget(name, fact.last_row + 1, fact.last_column + 1, cells)
    with _damage_said():
        workbook = CalamineWorkbook.from_path(str(path))
    with workbook:
        explained = _explanations(workbook, facts)
        for meta in workbook.sheets_metadata:
            if meta.typ == SheetTypeEnum.WorkSheet:
                hidden = meta.visible != SheetVisibleEnum.Visible
                grid = _sheet_grid(workbook, meta.name, hidden, facts.get(meta.name, SheetFacts()), cells)
                grid.explained, explained = explained, []
                yield grid if known is not None else replace(grid, hidden=True, unclear=True)


def _explanations(workbook: CalamineWorkbook, facts: dict[str, SheetFacts]) -> list[str]:
    """The lines of « Notes », « Lisez-moi », … which may say the unit of tables that stand before them."""
    sheets = workbook.sheets_metadata
    names = [
        meta.name
        for meta in (sheets if len(sheets) > 1 else ())
        if meta.typ == SheetTypeEnum.WorkSheet
        and meta.visible == SheetVisibleEnum.Visible
        and not facts.get(meta.name, SheetFacts()).hidden
        and COVER.match(folded(meta.name))
    ]
    with _damage_said():
        rows = [row for name in names for row in workbook.get_sheet_by_name(name).to_python(nrows=ROWS_EXPLAINING)]
    return [" | ".join(str(cell) for cell in row if cell != "") for row in rows]


def facts_of(path: Path, file_type: str) -> dict[str, SheetFacts] | None:
    """{sheet name: what calamine does not tell of it}; None where the parts that say it can't be read."""
    if file_type == "xls":
        return facts_of_xls(path)
    try:
        with zipfile.ZipFile(path) as archive:
            return facts_of_xlsx(archive) if file_type == "xlsx" else facts_of_ods(archive)
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, KeyError, ValueError, EOFError, OSError):
        # Calamine gives the verdict on a damaged file. What it reads without knowing what is hidden is withheld.
        return None


def _sheet_grid(workbook: CalamineWorkbook, name: str, hidden: bool, facts: SheetFacts, cells: int) -> Grid:
    with _damage_said(f"{name}: "):
        sheet = workbook.get_sheet_by_name(name)
    height, width = sheet.total_height + 1, sheet.total_width + 1
    if sheet.start is None:
        height, width = 0, 0
    within_budget(name, height, width, cells)
    # Calamine's rows begin with row 1, but their cells with the first column that holds anything.
    before = [""] * (sheet.start[1] if sheet.start else 0)
    rows = [before + _cleaned(row) for row in sheet.iter_rows()] if height else []
    while rows and not any(cell != "" for cell in rows[-1]):
        rows.pop()
    notices = mended(rows) + ([("looks-unexamined", {"sheet": name})] if facts.is_unexamined else [])
    _put_back(rows, facts.lost, name, cells)
    merged = [(*first, *last) for first, last in sheet.merged_cell_ranges or []] or facts.merged
    return Grid(
        name=name,
        rows=rows,
        width=max(map(len, rows), default=0),
        merged=[span for span in merged if span[0] < len(rows)],
        hidden=hidden or facts.hidden,
        hidden_rows=facts.hidden_rows,
        hidden_columns=facts.hidden_columns,
        concealed_rows=facts.concealed_rows,
        struck=facts.struck,
        comments=facts.comments,
        zeros=facts.zeros,
        odd_formats=facts.odd_formats,
        formats=facts.formats,
        epoch=facts.epoch,
        notices=notices,
    )


def _put_back(rows: list[list[Any]], lost: Lost, name: str, cells: int) -> None:
    """Writes into the cells that calamine left empty what is known of their formula."""
    if not lost:
        return
    height = max(len(rows), *(row + 1 for row, _column, _text in lost))
    width = max(max(map(len, rows), default=0), *(column + 1 for _row, column, _text in lost))
    within_budget(name, height, width, cells)
    rows.extend([] for _ in range(len(rows), height))
    for row in rows:
        row.extend([""] * (width - len(row)))
    for number, column, text in lost:
        if rows[number][column] == "":
            rows[number][column] = text


def mended(rows: list[list[Any]]) -> list[Notice]:
    """Mends in place the texts that were encoded twice before they came into a workbook, and says so."""
    count, example = 0, ""
    for row in rows:
        for column, cell in enumerate(row):
            if type(cell) is str and not cell.isascii() and SUSPECT.search(cell):
                row[column], found, first = repair_twice_encoded(cell)
                count, example = count + found, example or first
    return [("double-encoding", {"count": count, "example": example})] if count else []


_PLAIN = (float, int, datetime.date, datetime.datetime)


def _cleaned(row: list[Any]) -> list[Any]:
    """White space is empty; a true/false cell and a duration are their text."""
    return [
        (cell if cell and not cell.isspace() else "")
        if type(cell) is str
        else cell
        if type(cell) in _PLAIN
        else _text(cell)
        for cell in row
    ]


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    return "" if cell is None else str(cell)

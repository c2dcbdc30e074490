"""What the reader hands to the steps after it: a document of tables, rows and problems.

Comes in: nothing; these are the shapes that scan, grid, table, columns and values fill.
Goes out: frozen dataclasses, and their JSON in the form of `import_ati --json` (`Document.as_json`, `RowRead.as_json`).
Every value of a row is text in one canonical spelling (see `RowRead`), so that a row can be stored as it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, Self

from funding.imports.sentences import sentence

ROW_KINDS = ("data", "header", "title", "subtotal", "total", "note", "blank")


class Refused(Exception):
    """A file that is not read. `code` is a key of sentences.REFUSALS, `parameters` fill its sentence."""

    def __init__(self, code: str, **parameters: Any) -> None:
        super().__init__(code, parameters)
        self.code = code
        self.parameters = parameters

    def __str__(self) -> str:
        return self.message("en")

    def __reduce__(self) -> tuple[Any, ...]:
        return (_refused, (self.code, self.parameters))

    def message(self, language: str = "fr") -> str:
        return sentence(self.code, self.parameters, language)

    def as_json(self, language: str = "fr") -> dict[str, Any]:
        """{code, message, parameters}."""
        return {"code": self.code, "message": self.message(language), "parameters": self.parameters}


def _refused(code: str, parameters: dict[str, Any]) -> Refused:
    return Refused(code, **parameters)


@lru_cache(maxsize=20_000)
def column_letter(index: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class FileRead:
    """The file itself: its name, SHA-256, size, and type: xlsx, xls, ods, pdf or csv."""

    name: str
    sha256: str
    bytes: int
    type: str

    def as_json(self) -> dict[str, Any]:
        return {"name": self.name, "sha256": self.sha256, "bytes": self.bytes, "type": self.type}


class Problem(NamedTuple):
    """What could not be read, or deserves a look. `row` is 1-based (0: the whole sheet), `column` a letter or ''."""

    sheet: str
    row: int
    column: str
    code: str
    raw: str = ""
    field: str = ""
    parameters: dict[str, Any] = {}
    # A blocking problem keeps its row out of the register until a human looks; the others are only said.
    blocking: bool = False

    @property
    def cell(self) -> str:
        return f"{self.column}{self.row}" if self.column and self.row else ""

    def message(self, language: str = "fr") -> str:
        return sentence(self.code, {"raw": self.raw, "cell": self.cell, **self.parameters}, language)

    def as_json(self, language: str = "fr") -> dict[str, Any]:
        """{sheet, row, column, cell, code, message, raw, field, blocking, parameters}."""
        return {
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "cell": self.cell,
            "code": self.code,
            "message": self.message(language),
            "raw": self.raw,
            "field": self.field,
            "blocking": self.blocking,
            "parameters": self.parameters,
        }


class Value(NamedTuple):
    """One value of a row: canonical text (None where it can't be read), the text of the file, and its cell."""

    value: str | None
    raw: str
    cell: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table and what it was understood to hold.

    `field` is '' where nothing fits: its cells are kept under `notes` of each row. `confidence` is 0 to 1;
    `suggestions` are the next best fields. `unit` multiplies an amount (« en milliers de $ » → 1000).
    `fiscal_year` is set where the header is a year, `nature` where it is an instrument: each such cell becomes a row of
    its own.
    """

    index: int
    header: str
    field: str = ""
    confidence: float = 0.0
    suggestions: tuple[tuple[str, float], ...] = ()
    decimal_mark: str = ""
    date_order: str = ""
    unit: Decimal = Decimal(1)
    # The words that say the unit, '' where a person picked it.
    unit_from: str = ""
    currency: str = ""
    # Where the currency was seen: column, header, cells, title, format or default. A default is never shown as found.
    currency_from: str = ""
    fiscal_year: str = ""
    # The instrument that the heading names, where amounts of several natures stand side by side.
    nature: str = ""
    hidden: bool = False
    number_format: str = ""

    @property
    def letter(self) -> str:
        return column_letter(self.index)

    def as_json(self) -> dict[str, Any]:
        return {
            "letter": self.letter,
            "index": self.index,
            "header": self.header,
            "field": self.field,
            "confidence": round(self.confidence, 3),
            "suggestions": [[name, round(score, 3)] for name, score in self.suggestions],
            "decimal_mark": self.decimal_mark,
            "date_order": self.date_order,
            "unit": str(self.unit),
            "currency": self.currency,
            "currency_from": self.currency_from,
            "fiscal_year": self.fiscal_year,
            "nature": self.nature,
            "hidden": self.hidden,
        }


@dataclass(frozen=True, slots=True)
class HeaderCandidate:
    """Rows that may be the header, with their score and their labels; the best comes first. Rows are 1-based."""

    rows: tuple[int, ...]
    score: float
    labels: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return {"rows": list(self.rows), "score": round(self.score, 3), "labels": list(self.labels)}


@dataclass(frozen=True, slots=True)
class RowRead:
    """A row of the file, whatever it is.

    `row` is 1-based; `part` counts the rows that one row of the file gives (fiscal years as columns).
    `values` maps a field to a Value. Its canonical text: amounts, hours, counts as exact decimals ('1234.50'),
    dates as '2021', '2021-03' or '2021-03-14', fiscal years as '2021-2022', enumerations as their stored code,
    identifiers as digits, several values joined by '; '. Beside `amount` may stand `amount_status` (absent: exact),
    `amount_text`, `rounded_to` and `currency`, with the cell they were read from.
    `notes` keeps the cells of columns that have no field: ((letter, header, raw), …).
    `text` is the row's cells joined by ' | ' where the row is not data. `group` is the group title above it.
    `hidden`: the row or its sheet is; hidden columns are told by the table's columns.
    """

    table: int
    sheet: str
    row: int
    kind: str
    values: dict[str, Value] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    part: int = 0
    record_kind: str = ""
    notes: tuple[tuple[str, str, str], ...] = ()
    text: str = ""
    group: str = ""
    hidden: bool = False

    def as_json(self, language: str = "fr") -> dict[str, Any]:
        """One item of `rows_read`."""
        answer: dict[str, Any] = {
            "table": self.table,
            "sheet": self.sheet,
            "row": self.row,
            "part": self.part,
            "kind": self.kind,
            "record_kind": self.record_kind,
            "values": {name: value._asdict() for name, value in self.values.items()},
        }
        if self.problems:
            answer["problems"] = [problem.as_json(language) for problem in self.problems]
        if self.notes:
            answer["notes"] = [{"cell": f"{a}{self.row}", "header": b, "raw": c} for a, b, c in self.notes]
        for name in ("text", "group", "hidden"):
            if getattr(self, name):
                answer[name] = getattr(self, name)
        return answer


@dataclass(frozen=True, slots=True)
class AmountSum:
    """What the rows of a table add up to, against what the file declares (None: nothing)."""

    table: int
    currency: str
    sum: Decimal
    declared_total: Decimal | None = None
    field: str = "amount"
    column: str = ""
    fiscal_year: str = ""
    cell: str = ""
    # Rows whose amount is missing or can't be read: they are no part of the sum.
    uncounted: int = 0

    @property
    def matches(self) -> bool | None:
        return None if self.declared_total is None else self.sum == self.declared_total

    def as_json(self) -> dict[str, Any]:
        """Amounts are exact decimal strings."""
        declared = None if self.declared_total is None else format(self.declared_total, "f")
        return {
            "table": self.table,
            "field": self.field,
            "column": self.column,
            "currency": self.currency,
            "fiscal_year": self.fiscal_year,
            "sum": format(self.sum, "f"),
            "declared_total": declared,
            "matches": self.matches,
            "cell": self.cell,
            "uncounted": self.uncounted,
        }


@dataclass(frozen=True, slots=True)
class TableRead:
    """A table on a sheet: where it is, what its columns hold, and how many rows of each kind it has."""

    index: int
    sheet: str
    first_row: int
    last_row: int
    first_column: int
    last_column: int
    header_rows: tuple[int, ...]
    columns: tuple[Column, ...]
    record_kind: str
    record_kind_confidence: float
    candidates: tuple[HeaderCandidate, ...] = ()
    titles: tuple[str, ...] = ()
    # The kind of each row, and the year in the title, for the review page.
    kinds: dict[str, int] = field(default_factory=dict)
    fiscal_year_in_title: str = ""
    hidden: bool = False
    # Hidden because the file is damaged: nothing in it tells what is.
    unclear: bool = False
    # The field that the titles of groups fill in the rows below them, '' where there are none or nothing tells.
    group_field: str = ""

    @property
    def range(self) -> str:
        """'A3:K315'."""
        first, last = column_letter(self.first_column), column_letter(self.last_column)
        return f"{first}{self.first_row}:{last}{self.last_row}"

    @property
    def headers(self) -> tuple[str, ...]:
        """The labels, which are the signature of a profile of this body's files."""
        return tuple(column.header for column in self.columns)

    def as_json(self) -> dict[str, Any]:
        return {
            "index": self.index,
            "sheet": self.sheet,
            "range": self.range,
            "header_rows": list(self.header_rows),
            "columns": [column.as_json() for column in self.columns],
            "record_kind": self.record_kind,
            "record_kind_confidence": round(self.record_kind_confidence, 3),
            "header_candidates": [candidate.as_json() for candidate in self.candidates],
            "titles": list(self.titles),
            "rows": self.kinds,
            "fiscal_year_in_title": self.fiscal_year_in_title,
            "hidden": self.hidden,
            "unclear": self.unclear,
            "group_field": self.group_field,
        }


@dataclass(frozen=True, slots=True)
class SheetRead:
    """A sheet that was looked at, also where it holds no table (`role`: table, cover, empty).

    `candidates` are rows that a person may say are a header, where no table was found.
    """

    name: str
    rows: int
    columns: int
    hidden: bool
    role: str
    hidden_rows: int = 0
    hidden_columns: tuple[str, ...] = ()
    candidates: tuple[HeaderCandidate, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "rows": self.rows,
            "columns": self.columns,
            "hidden": self.hidden,
            "role": self.role,
            "hidden_rows": self.hidden_rows,
            "hidden_columns": list(self.hidden_columns),
            "header_candidates": [candidate.as_json() for candidate in self.candidates],
        }


@dataclass(slots=True)
class Document:
    """All that was read out of a file. `rows()` may be asked again and again; it streams, in the file's order."""

    file: FileRead
    sheets: list[SheetRead] = field(default_factory=list)
    tables: list[TableRead] = field(default_factory=list)
    amounts: list[AmountSum] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    kinds: dict[str, int] = field(default_factory=dict)
    # Problems beyond the first thousands are counted by code, not listed; each row still carries its own.
    problem_counts: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    source: Any = None
    # The same rows in the form of the wire (`wire.packed`), where they came over it.
    packed: Any = None
    spool: Path | None = None
    # Rows that it will have, as far as is known while they are still being read.
    expected: int = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()

    def close(self) -> None:
        """Removes the temporary file that the rows are streamed from, where there is one."""
        if self.spool is not None:
            self.spool.unlink(missing_ok=True)
            self.spool = None

    def rows(self) -> Iterator[RowRead]:
        """Every row of every sheet, those that are not data too."""
        return iter(()) if self.source is None else self.source()

    def as_json(self, rows: bool = False, language: str = "fr") -> dict[str, Any]:
        """{file, sheets, tables, rows, amounts, problems, problem_counts} and, where asked for, rows_read."""
        answer = {
            "file": self.file.as_json(),
            "sheets": [sheet.as_json() for sheet in self.sheets],
            "tables": [table.as_json() for table in self.tables],
            "rows": {kind: self.kinds.get(kind, 0) for kind in ROW_KINDS},
            "amounts": [amount.as_json() for amount in self.amounts],
            "problems": [problem.as_json(language) for problem in self.problems],
            "problem_counts": dict(self.problem_counts),
        }
        if rows:
            answer["rows_read"] = [row.as_json(language) for row in self.rows()]
        return answer

"""A Document and its rows as lines of JSON, from the child process that read them to the worker.

Comes in: a Document, a RowRead. Goes out: text, and back. JSON and not pickle: what a stranger's file made of the
child can at most be wrong values here, never code.
"""

import json
from collections.abc import Sequence
from contextlib import suppress
from decimal import Decimal
from typing import Any

import orjson

from funding.imports.document import (
    AmountSum,
    Column,
    Document,
    HeaderCandidate,
    Problem,
    RowRead,
    SheetRead,
    TableRead,
    Value,
)

# The fields of a RowRead in their order, its values as they are stored: {field: {"value", "raw", "cell"}}.
PackedRow = Sequence[Any]
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def as_json(value: Any) -> str:
    """What is no text (half a pair of UTF-16) and a number of more than 64 bits are left to the slower encoder."""
    with suppress(TypeError):
        return orjson.dumps(value, default=tuple).decode()
    return _encode(value)


def packed(row: RowRead) -> PackedRow:
    """A row in the plain form of the wire."""
    values = {name: {"value": value, "raw": raw, "cell": cell} for name, (value, raw, cell) in row.values.items()}
    return (
        *(row.table, row.sheet, row.row, row.kind, values, row.problems, row.part, row.record_kind),
        *(row.notes, row.text, row.group, row.hidden),
    )


def pack_row(row: RowRead) -> str:
    """One line."""
    return as_json(packed(row))


def row_of(packed: PackedRow) -> RowRead:
    """The row of its plain form."""
    table, sheet, row, kind, values, problems, part, record_kind, notes, text, group, hidden = packed
    return RowRead(
        table,
        sheet,
        row,
        kind,
        {name: Value(value["value"], value["raw"], value["cell"]) for name, value in values.items()},
        tuple(map(Problem._make, problems)),
        part,
        record_kind,
        tuple(map(tuple, notes)),
        text,
        group,
        hidden,
    )


def pack_document(document: Document) -> dict[str, Any]:
    """Everything but the file, which who asks knows, and the rows."""
    return {
        "sheets": [_pack_sheet(sheet) for sheet in document.sheets],
        "tables": [pack_table(table) for table in document.tables],
        "amounts": [amount.as_json() for amount in document.amounts],
        "problems": document.problems,
        "kinds": document.kinds,
        "problem_counts": document.problem_counts,
        "seconds": document.seconds,
    }


def fill_document(document: Document, data: dict[str, Any]) -> None:
    """What `pack_document` packed, into a Document of the same file."""
    document.sheets = [_unpack_sheet(sheet) for sheet in data["sheets"]]
    document.tables = [unpack_table(table) for table in data["tables"]]
    document.amounts = [_unpack_amount(amount) for amount in data["amounts"]]
    document.problems = [Problem._make(problem) for problem in data["problems"]]
    document.kinds = data["kinds"]
    document.problem_counts = data["problem_counts"]
    document.seconds = data["seconds"]


SHEET_FIELDS = ("name", "rows", "columns", "hidden", "role", "hidden_rows")
TABLE_FIELDS = (
    *("index", "sheet", "first_row", "last_row", "first_column", "last_column", "record_kind"),
    *("record_kind_confidence", "kinds", "fiscal_year_in_title", "hidden", "unclear", "group_field"),
)
COLUMN_FIELDS = (
    *("index", "header", "field", "confidence", "decimal_mark", "date_order", "currency", "currency_from"),
    *("unit_from", "fiscal_year", "nature", "hidden", "number_format"),
)


def _pack_sheet(sheet: SheetRead) -> dict[str, Any]:
    return {
        **{name: getattr(sheet, name) for name in SHEET_FIELDS},
        "hidden_columns": sheet.hidden_columns,
        "candidates": _pack_candidates(sheet.candidates),
    }


def _unpack_sheet(data: dict[str, Any]) -> SheetRead:
    return SheetRead(
        **{name: data[name] for name in SHEET_FIELDS},
        hidden_columns=tuple(data["hidden_columns"]),
        candidates=_unpack_candidates(data["candidates"]),
    )


def _pack_candidates(candidates: tuple[HeaderCandidate, ...]) -> list[Any]:
    return [[guess.rows, guess.score, guess.labels] for guess in candidates]


def _unpack_candidates(data: list[Any]) -> tuple[HeaderCandidate, ...]:
    return tuple(HeaderCandidate(tuple(rows), score, tuple(labels)) for rows, score, labels in data)


def pack_table(table: TableRead) -> dict[str, Any]:
    return {
        **{name: getattr(table, name) for name in TABLE_FIELDS},
        "header_rows": table.header_rows,
        "titles": table.titles,
        "columns": [
            {
                **{name: getattr(column, name) for name in COLUMN_FIELDS},
                "unit": str(column.unit),
                "suggestions": column.suggestions,
            }
            for column in table.columns
        ],
        "candidates": _pack_candidates(table.candidates),
    }


def unpack_table(data: dict[str, Any]) -> TableRead:
    return TableRead(
        **{name: data[name] for name in TABLE_FIELDS},
        header_rows=tuple(data["header_rows"]),
        titles=tuple(data["titles"]),
        columns=tuple(
            Column(
                **{name: column[name] for name in COLUMN_FIELDS},
                unit=Decimal(column["unit"]),
                suggestions=tuple((name, score) for name, score in column["suggestions"]),
            )
            for column in data["columns"]
        ),
        candidates=_unpack_candidates(data["candidates"]),
    )


def _unpack_amount(data: dict[str, Any]) -> AmountSum:
    declared = data["declared_total"]
    return AmountSum(
        table=data["table"],
        currency=data["currency"],
        sum=Decimal(data["sum"]),
        declared_total=None if declared is None else Decimal(declared),
        field=data["field"],
        column=data["column"],
        fiscal_year=data["fiscal_year"],
        cell=data["cell"],
        uncounted=data["uncounted"],
    )

"""Documents as the reader hands them over, made from plain rows: what is tested here begins after the reader.

In: a record kind and rows of {field: canonical text}. Out: a Document, and an import of it that is staged.
"""

from typing import Any

from funding.choices import ImportState
from funding.imports.document import Column, Document, FileRead, Problem, RowRead, TableRead, Value, column_letter
from funding.imports.models import Import
from funding.imports.stage import stage
from funding.models import Source
from projects.models import Register
from tests import factories as make

Rows = list[dict[str, str | None]]


def row(
    kind: str, number: int, values: dict[str, str | None], *, sheet: str, table: int = 0, part: int = 0, **more: Any
) -> RowRead:
    """A data row whose first field stands in column A."""
    cells = {
        name: Value(value, value or "?", f"{column_letter(place)}{number}")
        for place, (name, value) in enumerate(values.items())
    }
    return RowRead(table, sheet, number, "data", cells, part=part, record_kind=kind, **more)


def table(kind: str, index: int, sheet: str, rows: Rows) -> TableRead:
    fields = list(dict.fromkeys(name for one in rows for name in one))
    columns = tuple(Column(place, name, name) for place, name in enumerate(fields))
    return TableRead(index, sheet, 1, len(rows) + 1, 0, max(len(fields) - 1, 0), (1,), columns, kind, 1.0)


def document(*sheets: tuple[str, Rows], name: str = "reponse.csv", extra: list[RowRead] | None = None) -> Document:
    """One sheet a pair (record kind, rows); the header is row 1. `extra` are rows as they are."""
    tables, read = [], []
    for index, (kind, rows) in enumerate(sheets):
        sheet = f"Feuille {index + 1}"
        tables.append(table(kind, index, sheet, rows))
        read.append(RowRead(index, sheet, 1, "header", text=" | ".join(rows[0]) if rows else ""))
        read.extend(row(kind, n + 2, values, sheet=sheet, table=index) for n, values in enumerate(rows))
    read.extend(extra or [])
    kinds: dict[str, int] = {}
    for one in read:
        kinds[one.kind] = kinds.get(one.kind, 0) + 1
    return Document(FileRead(name, "0" * 64, 1, "csv"), tables=tables, kinds=kinds, source=lambda: iter(read))


def staged(
    given: Document,
    register: Register | None = None,
    *,
    source: Source | None = None,
    body: str = "MEIE",
    **options: Any,
) -> Import:
    """An import of the document, its rows staged, in state `review`."""
    register = register or make.default_register()
    source = source or make.source(register)
    batch = Import.objects.create(
        register=register, source=source, body_name=body, state=ImportState.REVIEW, options=options
    )
    stage(batch, given, lambda done, total: None)
    return batch


def problem(number: int, code: str, field: str, **more: Any) -> Problem:
    return Problem("Feuille 1", number, "A", code, "?", field, **more)


def nothing(done: int, total: int) -> None:
    """Progress that nobody looks at."""

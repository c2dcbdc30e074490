"""What people decided about rows, carried over a new reading of the file: rows set aside, cells corrected.

In: an import before it is read again. Out: plain values for its options, and after the reading the same decisions on
the new rows, found by sheet, row and cell. What no longer fits (a column without a field) is left out.
"""

import contextlib
from collections.abc import Iterable
from typing import Any

from funding.choices import RowKind, RowState
from funding.imports import corrections, hidden
from funding.imports.models import Import


def kept(batch: Import) -> dict[str, Any]:
    """{"aside": {sheet: [[first row, last row]]}, "cells": [{"sheet", "row", "part", "cell", "field", "text", "by", "at"}]}."""
    withheld = hidden.Withheld(batch.options, {})
    aside: dict[str, list[int]] = {}
    rows = batch.rows.filter(kind=RowKind.DATA, state=RowState.SET_ASIDE).order_by("sheet", "row")
    for sheet, row, is_hidden in rows.values_list("sheet", "row", "hidden").iterator():
        decided = {withheld.decision(what, sheet) for what in ("sheet", "rows")} if is_hidden else set()
        if hidden.WITHHOLD not in decided:
            aside.setdefault(sheet, []).append(row)
    corrected = batch.rows.filter(as_read__isnull=False).order_by("id")
    cells = [
        {"sheet": row.sheet, "row": row.row, "part": row.part, "field": field}
        | {name: said[name] for name in ("text", "cell", "by", "at")}
        for row in corrected
        for field, said in corrections.corrections_of(row).items()
    ]
    return {"aside": {sheet: ranges(numbers) for sheet, numbers in aside.items()}, "cells": cells}


def ranges(numbers: Iterable[int]) -> list[list[int]]:
    """[4, 5, 6, 9] → [[4, 6], [9, 9]]; in order, each once."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number <= found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return found


def apply_kept(batch: Import) -> None:
    """Do again what was decided; the rows must be staged and the summary set."""
    decided = batch.options.get("kept") or {}
    for sheet, spans in (decided.get("aside") or {}).items():
        for first, last in spans:
            batch.rows.filter(kind=RowKind.DATA, sheet=sheet, row__range=(first, last)).update(state=RowState.SET_ASIDE)
    for said in decided.get("cells") or []:
        row = batch.rows.filter(kind=RowKind.DATA, sheet=said["sheet"], row=said["row"], part=said["part"]).first()
        field = field_now(batch, row.table, said) if row else ""
        if row and field in corrections.fields_of(row):
            with contextlib.suppress(corrections.Unreadable):
                corrections.correct(row, field, said["text"], said["by"], said["at"])


def field_now(batch: Import, table: int, said: dict[str, Any]) -> str:
    """The field that the corrected cell's column holds now."""
    letter = hidden.place_of(said["cell"])[0]
    columns = corrections.table_of(batch.summary, table).get("columns", [])
    found = [str(column.get("field") or "") for column in columns if column["letter"] == letter]
    return found[0] if found else str(said["field"])

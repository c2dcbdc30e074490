"""A cell corrected by a person: what was typed is read as its column would read it; the file's text stays beside it.

In: a staged row, a field, the text typed. Out: the row with its new value, its problems and its state looked at again.
`StagedRow.as_read` keeps what the reader made of it: {"values", "problems", "corrections": {field: {"text", "raw",
"cell", "by", "at"}}}; a later file of the body is compared with that, so a correction stays.
"""

from decimal import Decimal
from typing import Any

from django.utils import timezone

from funding.choices import RowState
from funding.imports import checks
from funding.imports.amounts import NumberStyle
from funding.imports.headers import KINDS
from funding.imports.models import RowEffect, StagedRow
from funding.imports.scope_decisions import decision_about
from funding.imports.scope_rule import rule_of
from funding.imports.stage import row_state
from funding.imports.values import Style, agree, reader

BESIDE_AMOUNT = ("amount_status", "amount_text", "rounded_to", "currency")


class Unreadable(ValueError):
    """What was typed cannot be read as this field: `problem` says why, in the form of StagedRow.problems."""

    def __init__(self, problem: dict[str, Any]) -> None:
        super().__init__(problem["code"])
        self.problem = problem


def table_of(summary: dict[str, Any], number: int) -> dict[str, Any]:
    """The table of a summary whose rows say this number (they count from 1 on)."""
    return next((one for one in summary.get("tables", []) if one.get("index", 0) + 1 == number), {})


def fields_of(row: StagedRow) -> list[str]:
    """The fields of a row that may be corrected: those of its table's columns, in their order, then its others."""
    columns = table_of(row.batch.summary, row.table).get("columns", [])
    known = KINDS.get(row.record_kind, {})
    return list(dict.fromkeys(name for name in (*(one.get("field") for one in columns), *row.values) if name in known))


def column_of(row: StagedRow, field: str) -> dict[str, Any]:
    """What the summary says of the column that a field of the row was read from; {} where there is none."""
    columns = [one for one in table_of(row.batch.summary, row.table).get("columns", []) if one.get("field") == field]
    cell = (row.values.get(field) or {}).get("cell", "")
    return next((one for one in columns if cell == f"{one['letter']}{row.row}"), columns[0] if columns else {})


def original(row: StagedRow, field: str) -> dict[str, str]:
    """{raw, cell} of the field as the file has it, also where the cell is empty or could not be read."""
    entry = read_values(row).get(field)
    if entry:
        return {"raw": str(entry.get("raw") or ""), "cell": entry.get("cell", "")}
    letter = column_of(row, field).get("letter", "")
    found = [one for one in row.problems if one.get("field") == field and one.get("raw")]
    return {"raw": str(found[0]["raw"]) if found else "", "cell": f"{letter}{row.row}" if letter else ""}


def read_values(row: StagedRow) -> dict[str, Any]:
    """The values as the reader made them, before any correction."""
    return dict(row.as_read["values"] if row.as_read else row.values)


def corrections_of(row: StagedRow) -> dict[str, dict[str, Any]]:
    return dict(row.as_read["corrections"]) if row.as_read else {}


def correct(row: StagedRow, field: str, text: str, user_id: int | None, when: str = "") -> None:
    """Give a field of a row what a person typed; an empty text empties it. Raises Unreadable, and then keeps nothing."""
    before = row.as_read or {"values": row.values, "problems": of_the_reader(row.problems), "corrections": {}}
    when = when or timezone.now().isoformat(timespec="seconds")
    said = {"text": " ".join(text.split()), **original(row, field), "by": user_id, "at": when}
    rebuild(row, before | {"corrections": {**before["corrections"], field: said}})


def take_back(row: StagedRow, field: str) -> None:
    """The field as it was read; after the last correction the row is again what the file says."""
    if row.as_read:
        rest = {name: said for name, said in row.as_read["corrections"].items() if name != field}
        rebuild(row, row.as_read | {"corrections": rest})


def rebuild(row: StagedRow, read: dict[str, Any]) -> None:
    """Values, problems and state of a row, from what was read and what was corrected."""
    values = dict(read["values"])
    for field, said in read["corrections"].items():
        values.pop(field, None)
        beside = [name for name in BESIDE_AMOUNT if field == "amount" and name in values]
        # A currency that a column of its own gives is none of the amount's.
        for name in beside:
            if values[name].get("cell") == said["cell"]:
                del values[name]
        values = typed(row, field, said, values) if said["text"] else values
    row.as_read, row.values = (read if read["corrections"] else None), values
    left = [one for one in read["problems"] if one.get("field") not in read["corrections"]]
    row.problems = [*left, *checks.problems(row.record_kind, values)]
    if row.state != RowState.SET_ASIDE:
        row.state = row_state(values, row.problems, decision_about(row))
    if rule := rule_of(row.batch.register):
        row.scope = rule.verdict(values, (str(note.get("raw") or "") for note in row.notes))
    row.save(update_fields=["values", "as_read", "problems", "state", "scope"])
    # What the last preview found of the row is no longer true.
    RowEffect.objects.filter(row=row).delete()


def of_the_reader(problems: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The problems that were seen in the cells themselves: not those of the checks, nor of the matching of names."""
    return [one for one in problems if one["code"] not in checks.CODES and one.get("step") != "resolve"]


def typed(row: StagedRow, field: str, said: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """The values of a row with a text that was typed, read with its column's unit, marks, order and currency. A currency that
    is typed with an amount goes before what a column of its own says."""
    column = column_of(row, field)
    number = NumberStyle(column.get("decimal_mark", ""), None, Decimal(column.get("unit") or 1))
    style = Style(number, column.get("date_order", ""), column.get("currency") or "CAD")
    found = reader(KINDS[row.record_kind][field], row.record_kind, field, style)(said["text"])
    place = {"raw": said["raw"], "cell": said["cell"]}
    if found.reason and found.value is None:
        problem = {"column": "", **place, "code": found.reason, "raw": said["text"], "field": field}
        raise Unreadable(problem | {"parameters": found.parameters, "blocking": True})
    entries = {name: {"value": value, **place} for name, value in ((field, found.value), *found.beside)}
    told = (values.get("currency") or {}).get("value") or ""
    return entries | values if agree(found.currency, told) else values | entries

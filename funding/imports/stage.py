"""Rows read → staged rows: everything the file holds, kept in the database as it was understood.

In: a Document of the reader. Out: StagedRow rows through COPY, in portions, with the progress said after each; a row
that is not data keeps its text. Running it again replaces what an interrupted run left.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from funding.choices import RowKind, RowState, ScopeVerdict
from funding.imports import checks, hidden
from funding.imports.document import Document, RowRead, TableRead
from funding.imports.keys import RowKeys, value_of
from funding.imports.models import Import, StagedRow
from funding.imports.scope_decisions import standing_decisions
from funding.imports.scope_rule import rule_of
from funding.imports.wire import as_json

PORTION = 5_000
COLUMNS = (
    *("batch_id", "table", "sheet", "row", "part", "kind", "record_kind", "values", "problems", "state"),
    *("hidden", "fact_key", "notes", "text", "scope"),
)
# Where two tables stand side by side, the second one's rows have the same numbers: their parts begin at 1000.
SIDE_BY_SIDE = 1_000

Progress = Callable[[int, int], None]


def stage(batch: Import, document: Document, progress: Progress, confirm: Callable[[], None] = lambda: None) -> int:
    """Store the document's rows. Out: how many. `progress(done, total)` is called after each portion, `confirm()` in the
    transaction of each: it raises where the work is no longer ours."""
    with transaction.atomic():
        confirm()
        StagedRow.objects.filter(batch=batch).delete()
    done = 0
    progress(0, expected(document))
    for portion in portions(staged(batch, document)):
        with transaction.atomic():
            confirm()
            copy_staged(portion)
        done += len(portion)
        total = expected(document)
        progress(min(done, total), total)
    return done


def expected(document: Document) -> int:
    """How many rows the document has, or will have where it is still being read."""
    return sum(document.kinds.values()) or document.expected


def portions(rows: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    portion: list[tuple[Any, ...]] = []
    for row in rows:
        portion.append(row)
        if len(portion) >= PORTION:
            yield portion
            portion = []
    if portion:
        yield portion


def copy_staged(rows: list[tuple[Any, ...]]) -> None:
    names = ", ".join(f'"{column}"' for column in COLUMNS)
    with connection.cursor() as cursor:
        statement = f"COPY {StagedRow._meta.db_table} ({names}) FROM STDIN"
        with cursor.cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)


def staged(batch: Import, document: Document) -> Iterator[tuple[Any, ...]]:
    """The rows of the table, in the order of COLUMNS."""
    keys = RowKeys(key_scope(batch))
    tables = Tables()
    withheld = hidden.Withheld(batch.options, tables.known)
    rule, decisions_of_scope = rule_of(batch.register), standing_decisions(batch.register)
    last: tuple[int, int] | None = None
    key = ""
    for row in document.rows():
        if row.table >= 0 and row.table not in tables.known:
            tables.learn(document.tables)
        split = tables.split
        values, problems, state, scope = stored_values(row), [], RowState.READ, ""
        values, notes, decisions = withheld.of(row, values)
        if row.kind == RowKind.DATA:
            if last != (row.table, row.row) or row.table not in split:
                key = keys.key(row.record_kind, values, split=row.table in split)
            last = (row.table, row.row)
            problems = row_problems(row, values, "" in decisions)
            scope = rule.verdict(values, (note[2] for note in notes)) if rule else ""
            decided = decisions_of_scope.get((row.record_kind, key), "")
            state = RowState.SET_ASIDE if hidden.WITHHOLD in decisions else row_state(values, problems, decided)
        yield (
            *(batch.pk, row.table + 1, row.sheet[:120], row.row, row.part + tables.offsets.get(row.table, 0), row.kind),
            *(row.record_kind, as_json(values), as_json(problems), state, row.hidden),
            *(key if row.kind == RowKind.DATA else "", as_json(other_cells(row, notes)), row.text, scope),
        )


@dataclass
class Tables:
    """The tables that rows have come of so far: `offsets` of their parts, those that are `split` by fiscal year."""

    known: dict[int, TableRead] = field(default_factory=dict)
    offsets: dict[int, int] = field(default_factory=dict)
    split: set[int] = field(default_factory=set)

    def learn(self, tables: list[TableRead]) -> None:
        """A document that is still being read has a table before the rows of it."""
        self.known |= {table.index: table for table in tables}
        self.offsets = part_offsets(tables)
        self.split = {table.index for table in tables if any(column.fiscal_year for column in table.columns)}


def key_scope(batch: Import) -> str:
    """What stands before the source's own references: nothing for the register's study, else the body's name."""
    study = batch.source is not None and batch.source.kind == "study"
    return "" if study else batch.body_name


def part_offsets(tables: list[TableRead]) -> dict[int, int]:
    """Tables that share rows of a sheet, and where the parts of the later ones begin."""
    offsets: dict[int, int] = {}
    for table in tables:
        beside = [
            other
            for other in tables
            if other.index < table.index
            and other.sheet == table.sheet
            and other.first_row <= table.last_row
            and table.first_row <= other.last_row
        ]
        if beside:
            offsets[table.index] = SIDE_BY_SIDE * len(beside)
    return offsets


def stored_values(row: RowRead) -> dict[str, Any]:
    """{field: {value, raw, cell}}; the title of the group above the row under `group_title`."""
    values: dict[str, Any] = {
        name: {"value": value.value, "raw": value.raw, "cell": value.cell} for name, value in row.values.items()
    }
    if row.group:
        values["group_title"] = {"value": row.group, "raw": row.group, "cell": ""}
    return values


def other_cells(row: RowRead, notes: hidden.Notes) -> list[dict[str, str]]:
    """The cells of columns without a field, or withheld, kept as they are."""
    return [{"cell": f"{letter}{row.row}", "header": header, "raw": raw} for letter, header, raw in notes]


def row_problems(row: RowRead, values: dict[str, Any], waits_as_hidden: bool = False) -> list[dict[str, Any]]:
    """What the reader and the checks say of a row; `waits_as_hidden`: something hidden in it is not decided about."""
    problems = [
        {
            "column": found.column,
            "cell": found.cell,
            "code": found.code,
            "raw": found.raw,
            "field": found.field,
            "parameters": found.parameters,
            "blocking": found.blocking,
        }
        for found in row.problems
        if not in_words(values, found.field)
    ]
    problems.extend(checks.problems(row.record_kind, values))
    if waits_as_hidden:
        problems.append(checks.problem(values, "", "hidden-row"))
    return problems


def in_words(values: dict[str, Any], field: str) -> bool:
    """« Plusieurs millions » is no number, but it is the figure where the source itself says « in words »."""
    return field == "value" and value_of(values, "qualifier") == "in_words"


def row_state(values: dict[str, Any], problems: list[dict[str, Any]], decided: str = "") -> RowState:
    """Ready, waiting where a problem blocks it, set aside where a person or else the file says it is out of the scope."""
    if decided == ScopeVerdict.OUT or (not decided and value_of(values, "in_scope") == "none"):
        return RowState.SET_ASIDE
    return RowState.WAITING if any(problem["blocking"] for problem in problems) else RowState.READY

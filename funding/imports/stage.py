"""Rows read → staged rows: everything the file holds, kept in the database as it was understood.

In: a Document of the reader. Out: StagedRow rows through COPY, in portions, with the progress said after each; a row
that is not data keeps its text. Running it again replaces what an interrupted run left.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from funding.choices import RowState, ScopeVerdict
from funding.imports import checks, hidden
from funding.imports.document import Document, Problem, TableRead
from funding.imports.keys import RowKeys, value_of
from funding.imports.models import Import, StagedRow
from funding.imports.scope_decisions import standing_decisions
from funding.imports.scope_rule import rule_of
from funding.imports.wire import PackedRow, as_json, packed, row_of

PORTION = 5_000
COLUMNS = (
    *("batch_id", "table", "sheet", "row", "part", "kind", "record_kind", "values", "problems", "state"),
    *("hidden", "fact_key", "notes", "text", "scope"),
)
# Words as the database has them: a member of an enumeration is slower to write.
READ, READY, WAITING, SET_ASIDE = map(str, (RowState.READ, RowState.READY, RowState.WAITING, RowState.SET_ASIDE))
NO_DECISIONS: set[str] = set()
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
    for row in packed_rows(document):
        table, sheet, number, kind, values, found, part, record_kind, notes, text, group, is_hidden = row
        if table >= 0 and table not in tables.known:
            tables.learn(document.tables)
        problems: list[dict[str, Any]] = []
        fact_key, state, scope, decisions = "", READ, "", NO_DECISIONS
        if group:
            values["group_title"] = {"value": group, "raw": group, "cell": ""}
        if is_hidden or withheld.looks_at(table):
            values, notes, decisions = withheld.of(row_of(row), values)
        if kind == "data":
            is_split = table in tables.split
            if not is_split or last != (table, number):
                key = keys.key(record_kind, values, split=is_split)
            last, fact_key = (table, number), key
            problems = row_problems(
                map(Problem._make, found), record_kind, values, bool({"", hidden.WITHHOLD} & decisions)
            )
            scope = rule.verdict(values, (note[2] for note in notes)) if rule else ""
            decided = decisions_of_scope.get((record_kind, key), "")
            state = SET_ASIDE if hidden.WITHHOLD in decisions else row_state(values, problems, decided)
        yield (
            *(batch.pk, table + 1, sheet[:120], number, part + tables.offsets.get(table, 0), kind, record_kind),
            *(as_json(values), as_json(problems) if problems else "[]", state, is_hidden, fact_key),
            *(as_json(other_cells(number, notes)) if notes else "[]", text, scope),
        )


def packed_rows(document: Document) -> Iterator[PackedRow]:
    """The rows as they came from the child; of a document that was read in this process, the same."""
    return document.packed() if document.packed else map(packed, document.rows())


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


def other_cells(number: int, notes: hidden.Notes) -> list[dict[str, str]]:
    """The cells of columns without a field, or withheld, kept as they are."""
    return [{"cell": f"{letter}{number}", "header": header, "raw": raw} for letter, header, raw in notes]


def row_problems(
    read: Iterable[Problem], record_kind: str, values: dict[str, Any], is_hidden: bool = False
) -> list[dict[str, Any]]:
    """What the reader and the checks say of a row; `is_hidden`: something in it is, and nobody has decided that it is published."""
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
        for found in read
        if not in_words(values, found.field)
    ]
    problems.extend(checks.problems(record_kind, values))
    if is_hidden:
        problems.append(checks.problem(values, "", "hidden-row"))
    return problems


def in_words(values: dict[str, Any], field: str) -> bool:
    """« Plusieurs millions » is no number, but it is the figure where the source itself says « in words »."""
    return field == "value" and value_of(values, "qualifier") == "in_words"


def row_state(values: dict[str, Any], problems: list[dict[str, Any]], decided: str = "") -> str:
    """Ready, waiting where a problem blocks it, set aside where a person or else the file says it is out of the scope."""
    if decided == ScopeVerdict.OUT or (not decided and value_of(values, "in_scope") == "none"):
        return SET_ASIDE
    return WAITING if any(problem["blocking"] for problem in problems) else READY

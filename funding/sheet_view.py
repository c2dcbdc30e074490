"""The sheet of a file as the staff's page shows it, and what is wrong in it. In: an import. Out: plain rows.

Rows are put together again from the records that the reader made of them: each value knows its cell.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, Q

from funding.cells_corrected import cells
from funding.choices import ImportState, RowKind, RowState
from funding.imports.corrections import corrections_of
from funding.imports.models import Import, StagedRow
from funding.imports.words import problem_in_words
from funding.reading_view import TableChoices, choices, override_of
from funding.record_words import field_label, record_label
from funding.review import WAITS_FOR_A_NAME, as_decimal, has_problem

# Rows of a table that the page shows: its first and last, those that are not data, those with a problem.
FIRST_ROWS, OTHER_ROWS, PROBLEM_ROWS, REMARKED_ROWS = 3, 24, 24, 8
MOST_PROBLEMS = 60
# Rows that are looked at for what was found when facts were made of them.
MOST_LATER = 500
# Problems of one kind in one column that are told row by row; more of them are one line.
EACH_ALONE = 4
SHORT = 12
NUMBER = re.compile(r"[-−(]?[\d\s\u00a0\u202f'’.,]*\d[\d\s\u00a0\u202f'’.,]*[)$€\s\u00a0\u202fMk%]*")


@dataclass(frozen=True)
class SheetCell:
    """`problem` is « problem » where it keeps the row out of the register, « remarked » where it is only said."""

    text: str
    is_number: bool = False
    problem: str = ""
    span: int = 1
    # What a person typed instead; the text stays the file's.
    corrected: str = ""

    @property
    def is_short(self) -> bool:
        """A date, a year, a code: it is never broken over two lines."""
        return len(self.text) <= SHORT


@dataclass(frozen=True)
class SheetRow:
    """A row of the sheet as the file has it, or (`skipped`) how many rows the page passes over."""

    number: int
    kind: str = ""
    kind_words: str = ""
    cells: list[SheetCell] = field(default_factory=list)
    skipped: int = 0
    hidden: bool = False


@dataclass(frozen=True)
class ColumnRead:
    letter: str
    header: str
    label: str
    is_amount: bool
    confidence: Decimal
    unit: str = ""
    fiscal_year: str = ""
    currency_assumed: str = ""
    hidden: bool = False
    picked: bool = False


@dataclass(frozen=True)
class TableView:
    """A table of the file: where it is, its columns and what they were understood to hold, the rows that tell."""

    number: int
    sheet: str
    range: str
    record: str
    hidden: bool
    unclear: bool
    columns: list[ColumnRead]
    rows: list[SheetRow]
    choices: TableChoices
    # All of its rows were set aside; None where it is the file's only table, or has no row to decide about.
    is_aside: bool | None


def tables(batch: Import) -> list[TableView]:
    """Every table of the file, in its order. Rows say their table from 1 on; 0 is outside of any."""
    views, aside = [], tables_aside(batch)
    for number, table in enumerate(batch.summary.get("tables", [])):
        picked = (override_of(batch, table) or {}).get("fields", {})
        columns = [column_read(column, picked) for column in table.get("columns", [])]
        views.append(
            TableView(
                number=number + 1,
                sheet=table.get("sheet", ""),
                range=table.get("range", ""),
                record=record_label(table.get("record_kind", "award")),
                hidden=bool(table.get("hidden")),
                unclear=bool(table.get("unclear")),
                columns=columns,
                rows=rows_shown(batch, table.get("index", number) + 1, columns, max(table.get("header_rows") or [0])),
                choices=choices(batch, table),
                is_aside=aside.get(table.get("index", number) + 1),
            )
        )
    return views


def tables_aside(batch: Import) -> dict[int, bool]:
    """{number: whether all its open rows are set aside} of the tables of a file that has several."""
    if batch.state != ImportState.REVIEW or len(batch.summary.get("tables", [])) < 2:
        return {}
    rows = batch.rows.filter(kind=RowKind.DATA, state__in=[RowState.READY, RowState.WAITING, RowState.SET_ASIDE])
    counted = (
        rows.order_by()
        .values_list("table")
        .annotate(n=Count("pk"), aside=Count("pk", filter=Q(state=RowState.SET_ASIDE)))
    )
    return {table: n == aside for table, n, aside in counted}


def column_read(column: dict[str, Any], picked: Collection[str] = ()) -> ColumnRead:
    unit = as_decimal(column.get("unit"))
    assumed = column.get("currency", "") if column.get("currency_from") == "default" else ""
    return ColumnRead(
        letter=column["letter"],
        header=column.get("header", ""),
        label=field_label(column["field"]) if column.get("field") else "",
        is_amount=column.get("field") == "amount",
        confidence=Decimal(str(column.get("confidence", 0))),
        unit=f"{unit:f}" if unit and unit != 1 else "",
        fiscal_year=column.get("fiscal_year", ""),
        currency_assumed=assumed,
        hidden=bool(column.get("hidden")),
        picked=column["letter"] in picked,
    )


def rows_shown(batch: Import, table: int, columns: list[ColumnRead], header_row: int) -> list[SheetRow]:
    """The rows of a table that tell something, and how many are passed over between them."""
    rows = batch.rows.filter(table=table)
    chosen = {*rows.filter(kind=RowKind.DATA).values_list("row", flat=True)[:FIRST_ROWS]}
    chosen |= {*rows.exclude(kind__in=[RowKind.DATA, RowKind.BLANK]).values_list("row", flat=True)[:OTHER_ROWS]}
    data = rows.filter(kind=RowKind.DATA)
    chosen |= {*data.filter(has_problem(blocking=True)).values_list("row", flat=True)[:PROBLEM_ROWS]}
    chosen |= {*data.filter(has_problem()).values_list("row", flat=True)[:REMARKED_ROWS]}
    last = rows.aggregate(last=Max("row"))["last"]
    if last is not None:
        chosen.add(last)
    parts: dict[int, list[StagedRow]] = {}
    for staged in rows.filter(row__in=chosen).order_by("row", "part"):
        parts.setdefault(staged.row, []).append(staged)
    shown: list[SheetRow] = []
    previous = None
    for number, staged_parts in parts.items():
        if previous is not None and number - previous > 1:
            shown.append(SheetRow(number=0, skipped=number - previous - 1))
        shown.append(sheet_row(number, staged_parts, columns, header_row))
        previous = number
    return shown


def sheet_row(number: int, parts: list[StagedRow], columns: list[ColumnRead], header_row: int) -> SheetRow:
    """One row of the file, put together from the records that it gives."""
    first = parts[0]
    words = str(RowKind(first.kind).label)
    cells = cells_of(parts)
    if cells:
        shown = [cells.get(column.letter, SheetCell("")) for column in columns]
    elif number == header_row:
        shown = [SheetCell(column.header) for column in columns]
    else:
        shown = cells_of_text(first.text, columns)
    return SheetRow(number, first.kind, words, shown, hidden=first.hidden)


def cells_of_text(text: str, columns: list[ColumnRead]) -> list[SheetCell]:
    """The cells of a row that is not data, which the reader keeps as one text « label | number ».

    A number at the end stands in the column of the amounts; all else is shown before it.
    """
    said = [part for part in text.split(" | ") if part.strip()]
    at = next((place for place, column in enumerate(columns) if column.is_amount), 0)
    if at and len(said) > 1 and looks_like_a_number(said[-1]):
        rest = [SheetCell("") for _column in columns[at + 1 :]]
        return [SheetCell(" · ".join(said[:-1]), span=at), SheetCell(said[-1], True), *rest]
    return [SheetCell(" · ".join(said), span=max(len(columns), 1))]


def cells_of(parts: list[StagedRow]) -> dict[str, SheetCell]:
    """{letter: cell} of a row, from its values, its cells without a field, and its problems."""
    raw: dict[str, str] = {}
    for part in parts:
        for value in (*part.values.values(), *part.notes):
            letter, row = split_cell(value.get("cell", ""))
            if letter and row == part.row:
                raw.setdefault(letter, str(value.get("raw") or value.get("value") or ""))
    typed = {said["cell"]: said["text"] for part in parts for said in corrections_of(part).values()}
    problems: dict[str, str] = {}
    for part in parts:
        for problem in part.problems:
            letter = problem.get("column") or split_cell(problem.get("cell", ""))[0]
            if letter and problem.get("code") not in WAITS_FOR_A_NAME:
                raw.setdefault(letter, str(problem.get("raw", "")))
                problems[letter] = "problem" if problem.get("blocking") else problems.get(letter, "remarked")
    return {
        letter: SheetCell(
            text,
            looks_like_a_number(text),
            problems.get(letter, ""),
            corrected=typed.get(f"{letter}{parts[0].row}", ""),
        )
        for letter, text in raw.items()
    }


def split_cell(cell: str) -> tuple[str, int]:
    """'AB12' → ('AB', 12); ('', 0) where it is no cell."""
    match = re.fullmatch(r"([A-Z]+)([0-9]+)", cell or "")
    return (match[1], int(match[2])) if match else ("", 0)


def looks_like_a_number(text: str) -> bool:
    return bool(NUMBER.fullmatch(text.strip()))


@dataclass(frozen=True)
class ProblemLine:
    """Problems of one kind in one column: where, what, how many; `row_id` where setting the row aside settles it."""

    place: str
    sheet: str
    sentence: str
    blocking: bool
    count: int
    row_id: int | None = None
    is_aside: bool = False


def problems(batch: Import, corrected: list[StagedRow], totals_right: set[str]) -> tuple[list[ProblemLine], int]:
    """Lines of problems, the blocking ones first, and how many problems no line shows. What was corrected is none any more,
    nor a total that the corrected amounts add up to (`totals_right`: their cells)."""
    typed, everything_read = cells(corrected), batch.summary.get("problems", [])
    read = [
        problem
        for problem in everything_read
        if (problem.get("sheet", ""), cell := f"{problem.get('column', '')}{problem.get('row') or ''}") not in typed
        and not (problem.get("code") == "total-differs" and cell in totals_right)
    ]
    later = found_later(batch)
    listed = [*read, *later]
    groups: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    counted = Counter(kind_of_problem(problem) for problem in listed)
    for problem in listed:
        kind = kind_of_problem(problem)
        alone = str(problem.get("row")) if problem.get("blocking") and counted[kind] <= EACH_ALONE else ""
        groups.setdefault((*kind, alone), []).append(problem)
    ordered = sorted(groups.values(), key=lambda group: not group[0].get("blocking"))
    shown = ordered[:MOST_PROBLEMS]
    staged = rows_of_problems(batch, (group[0] for group in shown if group[0].get("blocking")))
    lines = [problem_line(group, staged) for group in shown]
    everything = sum(batch.summary.get("problem_counts", {}).values()) or len(everything_read)
    everything += len(later) - (len(everything_read) - len(read))
    return lines, max(0, everything - sum(line.count for line in lines))


def found_later(batch: Import) -> list[dict[str, Any]]:
    """Why rows wait that could be read: what showed only when facts were made of them. Names have a place of their own."""
    waiting = batch.rows.filter(state=RowState.WAITING, problems__contains=[{"step": "resolve"}])
    for code in WAITS_FOR_A_NAME:
        waiting = waiting.exclude(problems__contains=[{"step": "resolve", "code": code}])
    # The parts of a row all say why it waits.
    rows = {(row.sheet, row.row): row for row in waiting.order_by("-id").only("sheet", "row", "problems")[:MOST_LATER]}
    return [
        problem | {"sheet": row.sheet, "row": row.row}
        for row in sorted(rows.values(), key=lambda row: row.pk)
        for problem in row.problems
        if problem.get("step") == "resolve"
    ]


def kind_of_problem(problem: dict[str, Any]) -> tuple[str, str, str]:
    return problem.get("sheet", ""), problem.get("column", ""), problem.get("code", "")


def rows_of_problems(batch: Import, found: Iterable[dict[str, Any]]) -> dict[tuple[str, int], StagedRow]:
    condition = Q(pk=None)
    for problem in found:
        condition |= Q(sheet=problem.get("sheet", ""), row=problem.get("row") or 0)
    rows = batch.rows.filter(condition, kind=RowKind.DATA).only("sheet", "row", "state")
    return {(row.sheet, row.row): row for row in rows}


def problem_line(group: list[dict[str, Any]], staged: dict[tuple[str, int], StagedRow]) -> ProblemLine:
    first = group[0]
    row = staged.get((first.get("sheet", ""), first.get("row") or 0))
    return ProblemLine(
        place=place_of(group),
        sheet=first.get("sheet", ""),
        sentence=problem_in_words(first),
        blocking=bool(first.get("blocking")),
        count=len(group),
        row_id=row.pk if row and len(group) == 1 else None,
        is_aside=bool(row and row.state == RowState.SET_ASIDE),
    )


def place_of(group: list[dict[str, Any]]) -> str:
    """« D47 », « E2 … E311 », « E », « 12 », or nothing where the whole file is meant."""
    cells = [f"{one.get('column', '')}{one.get('row') or ''}" for one in group]
    return cells[0] if len(cells) == 1 or cells[0] == cells[-1] else f"{cells[0]} … {cells[-1]}"

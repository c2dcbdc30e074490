"""The rows of a table, read: each with its kind, its values by field, and what could not be read.

Comes in: a Grid, a table found on it and its columns. Goes out: RowRead after RowRead in the sheet's order, and a Tally
of sums, kinds and problems. The parse of a cell is remembered per column, so that what recurs is parsed once.
"""

import dataclasses
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from funding.imports.amounts import UNKNOWN_STYLE
from funding.imports.column_style import number_style
from funding.imports.document import AmountSum, Column, Problem, RowRead, TableRead, Value, column_letter
from funding.imports.footnotes import marks_of, without_marks
from funding.imports.found import Found
from funding.imports.grid import Grid
from funding.imports.groups import GroupTitle, levels_after
from funding.imports.headers import KINDS
from funding.imports.lexicon import folded
from funding.imports.row_doubts import Doubts
from funding.imports.tally import Tally
from funding.imports.values import PROSE, Reading, Style, agree, reader, shown, unread

REMEMBERED = 50_000
BLANKS_LISTED = 100
LONGEST_RAW = 2_000
ROW_TOTAL = re.compile(r"(total|totaux|somme|grand total|total general)\b.*")
# Without these a row says something else than the file: it waits for a person.
BLOCKING = frozenset({"ambiguous", "not_a_number", "unit_unknown", "formula-error", "not_in_list", "two-currencies"})
# A formula without its value keeps what the file says to itself: its row waits, whatever the field but for sentences.
NO_VALUE = frozenset({"formula-error", "formula-without-value"})
BLOCKING_FIELDS = frozenset({"amount", "flow_level", "in_scope", "value", "currency"})


@dataclass(slots=True)
class _Plan:
    """How one column is read."""

    index: int
    letter: str
    field: str
    read: Callable[[Any], Reading]
    fiscal_year: str = ""
    nature: str = ""
    header_cell: str = ""
    header: str = ""
    known: dict[Any, tuple[str, Reading]] = dataclasses.field(default_factory=dict)

    def lookup(self, cell: Any) -> tuple[str, Reading]:
        """(the cell as text, what it means)."""
        found = self.known.get(cell)
        if found is None:
            if len(self.known) > REMEMBERED:
                self.known.clear()
            found = self.known[cell] = (shown(cell)[:LONGEST_RAW], self.read(cell))
        return found


class RowReader:
    """Reads the rows of one table; `tally` is complete when `rows()` was run through."""

    def __init__(
        self,
        grid: Grid,
        found: Found,
        table: TableRead,
        samples: Callable[[Column], list[Any]],
        titles: Mapping[int, GroupTitle] | None = None,
        *,
        unread: Sequence[Column] = (),
    ) -> None:
        """`unread`: columns that may hold the amounts, where none was understood to."""
        self.grid, self.found, self.table = grid, found, table
        self.tally = Tally()
        self.titles = titles or {}
        header = f"{{}}{found.header[-1] + 1}" if found.header else ""
        marks = marks_of(grid, found)
        self.plans = [
            _Plan(
                column.index,
                column.letter,
                column.field,
                _reader(column, table.record_kind, samples(column), grid.epoch, marks),
                column.fiscal_year,
                column.nature,
                header.format(column.letter),
                column.header,
            )
            for column in sorted(table.columns, key=lambda column: column.field != "currency")
            if column.field in KINDS[table.record_kind]
        ]
        self.spread = [plan for plan in self.plans if plan.fiscal_year or plan.nature]
        simple = [plan for plan in self.plans if not plan.fiscal_year and not plan.nature]
        self.steps = [(plan.index, plan.letter, plan.field, plan.known, plan) for plan in simple]
        self.amounts = [plan for plan in self.plans if plan.field == "amount"]
        self.doubts = Doubts(grid, found, table, self.plans, unread)
        self.loose = [(column.index, column.letter, column.header) for column in table.columns if not column.field]
        self.names_recipients = any(field == "recipient" for _, _, field, _, _ in self.steps)
        has_year = any(column.field == "fiscal_year" or column.fiscal_year for column in table.columns)
        self.year = found.year if table.record_kind in {"award", "contribution"} and not has_year else None
        names_board = any(column.field == "organization" for column in table.columns)
        self.board = found.board if table.record_kind == "membership" and not names_board else None
        self.row_total = next((index for index, _, label in self.loose if self.spread and _is_row_total(label)), -1)

    def rows(self) -> Iterator[RowRead]:
        """Every row that the table owns."""
        group, blanks = "", 0
        above: list[tuple[int, _Plan, Decimal]] = []
        levels: dict[str, Value | None] = {}
        told: dict[str, Value] = {}
        for offset, kind in enumerate(self.found.kinds):
            index = self.found.first + offset
            if kind == "blank" and self.grid.is_beside:
                continue
            self.tally.kinds[kind] += 1
            blanks = blanks + 1 if kind == "blank" else 0
            if blanks > BLANKS_LISTED:
                continue
            is_concealed = index in self.grid.concealed_rows and (kind == "data" or bool(self.grid.places))
            hidden = self.table.hidden or index in self.grid.hidden_rows or is_concealed
            self.tally.concealed_rows += is_concealed
            self.tally.hidden_rows += index in self.grid.hidden_rows
            if kind == "data":
                self.tally.struck_rows += index in self.grid.struck
                yield from self._data(index, group, hidden, told)
                continue
            group = self.found.groups.get(index, "" if kind in {"subtotal", "total"} else group)
            title = self.titles.get(index)
            levels = levels_after(title, kind, levels)
            if title and title.field:
                levels[title.field] = self._told(title, index)
            told = {name: value for name, value in levels.items() if value}
            if kind in {"subtotal", "total"}:
                self._check_leading(above)
                above = self._leading(index) if index in self.found.leading else []
                if not above:
                    self._declared(index, kind)
            if index in self.found.carried_over and not self.tally.kinds["data"]:
                self.tally.brought |= {plan.index: amount for _, plan, amount in self._leading(index)}
            yield self._other(index, kind, hidden)
        self._check_leading(above)

    def _leading(self, index: int) -> list[tuple[int, "_Plan", Decimal]]:
        """The amounts of a sum that stands above what it adds up."""
        self.tally.since_subtotal.clear()
        cells = self.grid.rows[index]
        found = [(plan, _amount_of(plan, cells[plan.index])) for plan in self.amounts if cells[plan.index] != ""]
        return [(index, plan, amount) for plan, amount in found if amount is not None]

    def _check_leading(self, above: list[tuple[int, "_Plan", Decimal]]) -> None:
        for index, plan, declared in above:
            self._compare(index, plan, declared)

    def _told(self, title: GroupTitle, index: int) -> Value:
        reading = _read_as(title.field, self.table.record_kind, self.grid.epoch)(title.text)
        return Value(reading.value, title.text[:LONGEST_RAW], f"{column_letter(title.column)}{index + 1}")

    def _other(self, index: int, kind: str, hidden: bool) -> RowRead:
        text = " | ".join(shown(cell) for cell in self.grid.rows[index] if cell != "")
        return RowRead(
            self.table.index, self.grid.place(index), index + 1, kind, text=text[:LONGEST_RAW], hidden=hidden
        )

    def _data(self, index: int, group: str, hidden: bool, told: dict[str, Value]) -> Iterator[RowRead]:
        cells = self.grid.rows[index]
        number = index + 1
        values: dict[str, Value] = dict(told)
        of_all = self.doubts.of_all(index)
        problems = [*of_all, *self.doubts.of_cells(index)]
        self.tally.problems.extend(problems)
        row = str(number)
        for column, letter, name, known, plan in self.steps:
            cell = cells[column]
            if cell == "":
                continue
            raw, reading = known.get(cell) or plan.lookup(cell)
            values[name] = Value(reading.value, raw, letter + row)
            if reading.beside or reading.reason or name == "amount":
                self._beside(plan, (raw, reading), number, values, problems)
        notes = tuple(
            (letter, header, shown(cells[column])[:LONGEST_RAW])
            for column, letter, header in self.loose
            if cells[column] != ""
        )
        if self.names_recipients and "recipient" not in values:
            self.tally.unnamed.append(number)
        if self.year and "fiscal_year" not in values:
            values["fiscal_year"] = self.year
            self.tally.years_taken += 1
        if self.board and "organization" not in values:
            values["organization"] = self.board
            self.tally.boards_taken += 1
        parts = list(self._parts(cells, number, values, problems)) if self.spread else [(values, problems)]
        for part, (fields, told_of) in enumerate(parts):
            found = [*of_all, *told_of] if part else told_of
            self.tally.filled += len(fields)
            yield RowRead(
                table=self.table.index,
                sheet=self.grid.place(index),
                row=number,
                kind="data",
                values=fields,
                problems=tuple(found),
                part=part,
                record_kind=self.table.record_kind,
                notes=notes if part == 0 else (),
                group=group,
                hidden=hidden,
            )

    def _beside(
        self,
        plan: _Plan,
        parsed: tuple[str, Reading],
        number: int,
        values: dict[str, Value],
        problems: list[Problem],
    ) -> None:
        """What comes with a value: fields beside it, a problem, its part in the sums."""
        raw, reading = parsed
        place = f"{plan.letter}{number}"
        told = values["currency"].value if reading.currency and "currency" in values else None
        if told and not agree(reading.currency, told):
            values["amount"] = Value(None, raw, place)
            reading = Reading(None, "two-currencies", {"said": reading.currency, "told": told}, unread(raw))
        for name, text in reading.beside:
            # A column of currencies goes before what the amounts' own column says.
            if name != "currency" or "currency" not in values or values["currency"].value is None:
                values[name] = Value(text, raw, place)
        self.tally.filled -= len(reading.beside)
        if reading.reason:
            problem = self._problem(plan, raw, reading, number)
            problems.append(problem)
            self.tally.problems.append(problem)
            self.tally.reasons[plan.field, reading.reason] += 1
        if plan.field == "amount":
            self._add(plan, reading, values)

    def _problem(self, plan: _Plan, raw: str, reading: Reading, number: int) -> Problem:
        blocking = plan.field in BLOCKING_FIELDS and reading.reason in BLOCKING
        blocking = blocking or (reading.reason in NO_VALUE and plan.field not in PROSE)
        return Problem(
            self.grid.place(number - 1),
            number,
            plan.letter,
            reading.reason,
            raw[:200],
            plan.field,
            reading.parameters,
            blocking,
        )

    def _add(self, plan: _Plan, reading: Reading, values: dict[str, Value]) -> None:
        if reading.value is None:
            self.tally.uncounted[plan.index] += 1
            return
        amount = Decimal(reading.value)
        currency = values["currency"].value or "" if "currency" in values else ""
        key = (plan.index, currency)
        self.tally.sums[key] = self.tally.sums.get(key, Decimal(0)) + amount
        self.tally.since_subtotal[plan.index] = self.tally.since_subtotal.get(plan.index, Decimal(0)) + amount

    def _parts(
        self, cells: list[Any], number: int, values: dict[str, Value], problems: list[Problem]
    ) -> Iterator[tuple[dict[str, Value], list[Problem]]]:
        """One set of values for each fiscal year or nature that the row has an amount for; the row alone without."""
        parts = 0
        for plan in self.spread:
            cell = cells[plan.index]
            raw, reading = plan.lookup(cell) if cell != "" else ("", Reading(None))
            # A loan of 0 beside a grant is no loan.
            if cell == "" or (plan.nature and reading.value == "0"):
                continue
            own, found = dict(values), list(problems) if parts == 0 else []
            own["amount"] = Value(reading.value, raw, f"{plan.letter}{number}")
            own.update(_told_by_header(plan, own))
            self._beside(plan, (raw, reading), number, own, found)
            parts += 1
            if parts == 1 and plan.fiscal_year:
                self._check_row_total(cells, number, found)
            yield own, found
        if not parts:
            yield values, problems

    def _check_row_total(self, cells: list[Any], number: int, problems: list[Problem]) -> None:
        """The row's own total against its years."""
        if self.row_total < 0 or cells[self.row_total] == "":
            return
        declared = _amount_of(self.spread[0], cells[self.row_total])
        years = [_amount_of(plan, cells[plan.index]) for plan in self.spread if cells[plan.index] != ""]
        if declared is None or any(year is None for year in years):
            return
        total = sum((year for year in years if year is not None), Decimal(0))
        if total != declared:
            letter = column_letter(self.row_total)
            numbers = difference(declared, total)
            problem = Problem(
                self.grid.place(number - 1), number, letter, "row-total-differs", f"{declared:f}", "amount", numbers
            )
            problems.append(problem)
            self.tally.problems.append(problem)

    def _declared(self, index: int, kind: str) -> None:
        """What a subtotal or total row says, against the rows above it."""
        cells = self.grid.rows[index]
        for plan in self.amounts:
            declared = _amount_of(plan, cells[plan.index]) if cells[plan.index] != "" else None
            if declared is None:
                continue
            if kind == "total":
                self.tally.declared[plan.index] = (declared, f"{plan.letter}{index + 1}")
                continue
            self._compare(index, plan, declared)
        self.tally.since_subtotal.clear()

    def _compare(self, index: int, plan: _Plan, declared: Decimal) -> None:
        """A subtotal against its rows, or all rows until there."""
        since = self.tally.since_subtotal.get(plan.index, Decimal(0))
        until = sum(amount for (index, _), amount in self.tally.sums.items() if index == plan.index)
        if declared not in {since, until, until + self.tally.brought.get(plan.index, Decimal(0))}:
            numbers, place = difference(declared, since), self.grid.place(index)
            code = "subtotal-differs"
            self.tally.problems.append(Problem(place, index + 1, plan.letter, code, f"{declared:f}", "amount", numbers))

    def amount_sums(self) -> list[AmountSum]:
        """One per column and currency, with the declared total where the column has one currency."""
        answer = []
        for plan in self.amounts:
            currencies = [currency for index, currency in self.tally.sums if index == plan.index]
            declared, cell = self.tally.declared.get(plan.index, (None, ""))
            if not currencies and declared is None:
                continue
            for currency in currencies or [""]:
                answer.append(
                    AmountSum(
                        table=self.table.index,
                        currency=currency,
                        sum=self.tally.sums.get((plan.index, currency), Decimal(0)),
                        declared_total=declared if len(currencies) <= 1 else None,
                        column=plan.letter,
                        fiscal_year=plan.fiscal_year,
                        cell=cell,
                        uncounted=self.tally.uncounted[plan.index],
                    )
                )
        return answer

    def brought_forward(self, amount: AmountSum) -> dict[str, str]:
        """What a total of several pages says, has of its own rows and of those before; {} where it is none."""
        brought = next(
            (self.tally.brought.get(plan.index) for plan in self.amounts if plan.letter == amount.column), None
        )
        if not brought or amount.declared_total != amount.sum + brought:
            return {}
        return {"declared": f"{amount.declared_total:f}", "sum": f"{amount.sum:f}", "brought": f"{brought:f}"}


def _told_by_header(plan: _Plan, values: dict[str, Value]) -> dict[str, Value]:
    """The fiscal year, or the instrument and what it is for, that the heading of an amount tells."""
    if plan.fiscal_year:
        return {"fiscal_year": Value(plan.fiscal_year, plan.header, plan.header_cell)}
    told = {}
    if "instrument" not in values or plan.nature == "loan":
        told["instrument"] = Value(plan.nature, plan.header, plan.header_cell)
    if "description" not in values:
        told["description"] = Value(plan.header, plan.header, plan.header_cell)
    return told


def _reader(
    column: Column, kind: str, cells: list[Any], epoch: int | None, marks: tuple[str, ...]
) -> Callable[[Any], Reading]:
    field_type = KINDS[kind][column.field]
    number = number_style(column, cells) if field_type in {"amount", "quantity", "count"} else UNKNOWN_STYLE
    digits = len(column.number_format) if re.fullmatch(r"0{2,}", column.number_format) else 0
    read = reader(field_type, kind, column.field, Style(number, column.date_order, column.currency, epoch, digits))
    return without_marks(read, marks) if field_type in {"party", "list"} else read


def _read_as(name: str, kind: str, epoch: int | None) -> Callable[[Any], Reading]:
    """The reader of a field whose cells are not a column's."""
    return reader(KINDS[kind][name], kind, name, Style(epoch=epoch))


def _amount_of(plan: _Plan, cell: Any) -> Decimal | None:
    value = plan.lookup(cell)[1].value
    return None if value is None else Decimal(value)


def _is_row_total(label: str) -> bool:
    return ROW_TOTAL.fullmatch(folded(label)) is not None


def difference(declared: Decimal, total: Decimal) -> dict[str, str]:
    """The parameters of a sentence about a sum that does not agree."""
    return {"declared": f"{declared:f}", "sum": f"{total:f}", "difference": f"{declared - total:f}"}

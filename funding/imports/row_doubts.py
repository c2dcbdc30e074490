"""Why a row as a whole waits for a person, whatever its cells hold.

Comes in: a Grid, a table found on it and a row of data (from 0). Goes out: the problems of the row.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol

from funding.imports.amendments import amended_rows
from funding.imports.document import Column, Problem, TableRead, column_letter
from funding.imports.found import Found
from funding.imports.grid import Grid
from funding.imports.header import year_of
from funding.imports.lexicon import folded
from funding.imports.refusals import (
    NAMES,
    is_cancelled_beside_name,
    is_cancelled_in_remark,
    is_refusal,
    tells_decisions,
    tells_remarks,
)
from funding.imports.values import shown

# Of rows that are too short, and of cells of the last column in the others.
SHORT_AT_MOST, FILLED = 0.34, 0.9
# What stands where a body is named, and is none.
NO_BODY = re.compile(
    r"(tps|tvq|tvh|gst|qst|hst|pst|taxes?|(tps|gst) (et|and) (tvq|qst)|(moins|less)( .{1,40})?|"
    r"(ajustements?|remboursements?|recouvrements?|arrondis?|adjustments?|refunds?|rounding)( (de|d'|du|des|of|for|fin|year) ?.{0,40})?)"
)
# Words of a comment that say that the cell is not to be taken as it stands.
DOUBT = re.compile(
    r"\b(revis|corrig|rectifi|modifi|annul|caviard|confidentiel|ne pas (diffus|publi|divulgu|communiqu)|erreur|errone|"
    r"a (verifier|valider|confirmer)|provisoire|preliminaire|remplac|doublon|retir|amended|cancel|redact|confidential|"
    r"do not (publish|release|disclose)|error|wrong|to be (confirmed|checked)|provisional|replace|duplicate|withdrawn)"
)


def names_no_body(cell: str) -> bool:
    return NO_BODY.fullmatch(folded(cell)) is not None


class Plan(Protocol):
    """A column that is read: where it is, and its field."""

    index: int
    letter: str
    field: str


class Doubts:
    """Those of one table. `plans` are its columns that are read; `unread` are columns that may hold the amounts, where none was
    understood to."""

    def __init__(
        self, grid: Grid, found: Found, table: TableRead, plans: Sequence[Plan], unread: Sequence[Column]
    ) -> None:
        self.grid, self.found, self.plans, self.unread = grid, found, plans, unread
        self.amounts = [plan for plan in plans if plan.field == "amount"]
        self.money = next(iter(self.amounts or plans), None)
        self.longest = max((grid.lengths[row] for row in found.header), default=0) if grid.lengths else 0
        is_award = table.record_kind == "award"
        self.deciding = [column for column in table.columns if is_award and tells_decisions(column)]
        self.cancelled = self._cancelled(table) if is_award else {}
        self.amended = amended_rows(grid, found, table.columns) if is_award and self.money else {}
        self.long_rows = {row for row, length in enumerate(grid.lengths) if length > self.longest > 0}
        self.short_rows = rows_too_short(grid, found) if self.money else set()
        self.perhaps_sums = found.perhaps_sums | self._named_by_years()
        self.no_bodies = self._no_bodies() if is_award else {}
        # Rows that something is to be said of; None where each row is looked at.
        told = (
            self.long_rows
            | self.short_rows
            | self.perhaps_sums
            | self.no_bodies.keys()
            | found.perhaps_titles
            | grid.struck.keys()
            | {row for row, _column in grid.laid}
            | self.cancelled.keys()
            | self.amended.keys()
        )
        self.rows = None if self.deciding or unread else told
        self.zeros = [(plan, grid.zeros[plan.index]) for plan in self.amounts if plan.index in grid.zeros]
        columns = {plan.index for plan in self.amounts}
        # Cells with an amount that are merged over several columns of amounts.
        self.wide = {
            (row, left)
            for top, left, bottom, right in (grid.merged if len(columns) > 1 else ())
            if len(columns.intersection(range(left, right + 1))) > 1
            for row in range(max(top, found.first_data), bottom + 1)
        }
        self.comments: dict[int, list[int]] = {}
        for row, column in sorted(grid.comments):
            self.comments.setdefault(row, []).append(column)

    def of_all(self, index: int) -> list[Problem]:
        """What is said of each part of a row."""
        grid = self.grid
        if self.rows is not None and index not in self.rows:
            return []
        return [
            *(row_too_long(grid, self.longest, index, self.money) if index in self.long_rows else ()),
            *([self._no_body(index)] if index in self.no_bodies else ()),
            *([self._too_short(index)] if index in self.short_rows else ()),
            *(perhaps_sums(grid, index, self.amounts) if index in self.perhaps_sums else ()),
            *(perhaps_title(grid, index, self.plans) if index in self.found.perhaps_titles else ()),
            *(struck_through(grid, index, self.plans) if index in grid.struck else ()),
            *(laid_over(grid, index, self.plans) if grid.laid else ()),
            *([self._of_cancelled(index)] if index in self.cancelled else ()),
            *([self._amended(index)] if index in self.amended else ()),
            *(refusals(grid, index, self.deciding) if self.deciding else ()),
            *(amount_unread(grid, index, self.unread) if self.unread else ()),
        ]

    def _rows_that_say(self, column: int, is_so: Callable[[Any], bool]) -> Iterator[int]:
        """The rows with such a cell in a column; each text is looked at once."""
        rows = self.grid.rows
        body = range(self.found.first_data, self.found.last + 1)
        telling = {cell for cell in {rows[row][column] for row in body} if type(cell) is str and is_so(cell)}
        yield from (row for row in (body if telling else ()) if rows[row][column] in telling)

    def _named_by_years(self) -> set[int]:
        """Rows where the name of a body is a year: sums of others that stand under the list."""
        columns = [plan.index for plan in self.plans if plan.field in {"recipient", "organization"}]
        return {
            row
            for column in columns
            for row in self._rows_that_say(column, lambda cell: cell[:2] in {"19", "20"} and bool(year_of(cell)))
        }

    def _cancelled(self, table: TableRead) -> dict[int, Column]:
        """{row: the column that says that its award was cancelled}."""
        remarks = [(column, is_cancelled_in_remark) for column in table.columns if tells_remarks(column)]
        names = [(column, is_cancelled_beside_name) for column in table.columns if column.field in NAMES]
        return {row: column for column, is_so in (*remarks, *names) for row in self._rows_that_say(column.index, is_so)}

    def _of_cancelled(self, index: int) -> Problem:
        column = self.cancelled[index]
        raw = shown(self.grid.rows[index][column.index])
        return _problem(self.grid, index, column.letter, "refused-application", raw, column.field or "amount", {})

    def _amended(self, index: int) -> Problem:
        assert self.money is not None
        raw, told = shown(self.grid.rows[index][self.money.index]), {"later": self.amended[index] + 1}
        return _problem(self.grid, index, self.money.letter, "amended-later", raw, self.money.field, told)

    def of_cells(self, index: int) -> list[Problem]:
        """What is said of single cells, and so of the first part of a row."""
        shared = shared_amounts(self.grid, self.found, index, self.amounts) if self.found.shared else []
        columns = self.comments.get(index, ()) if self.comments else ()
        zeros = [self._zero(index, plan) for plan, rows in self.zeros if index in rows]
        amounts = [plan.index for plan in self.amounts] if self.wide or self.grid.odd_formats else []
        shared += [
            self._of_amount(index, column, "other-format")
            for column in amounts
            if (index, column) in self.grid.odd_formats
        ]
        shared += [
            self._of_amount(index, column, "amount-over-columns") for column in amounts if (index, column) in self.wide
        ]
        return shared + zeros + [self._comment(index, column) for column in columns]

    def _of_amount(self, index: int, column: int, code: str) -> Problem:
        told = {"format": self.grid.odd_formats.get((index, column), "")}
        raw = shown(self.grid.rows[index][column])
        return _problem(self.grid, index, column_letter(column), code, raw, "amount", told)

    def _no_bodies(self) -> dict[int, Plan]:
        """{row: the column of those who received} where it says a tax or an adjustment."""
        plans = [plan for plan in self.plans if plan.field == "recipient"]
        return {row: plan for plan in plans for row in self._rows_that_say(plan.index, names_no_body)}

    def _no_body(self, index: int) -> Problem:
        plan = self.no_bodies[index]
        return _problem(
            self.grid, index, plan.letter, "no-body", shown(self.grid.rows[index][plan.index]), plan.field, {}
        )

    def _too_short(self, index: int) -> Problem:
        assert self.money is not None
        told = {"count": self.grid.lengths[index], "expected": self.longest}
        raw = shown(self.grid.rows[index][self.money.index])
        return _problem(self.grid, index, self.money.letter, "row-too-short", raw, self.money.field, told)

    def _zero(self, index: int, plan: Plan) -> Problem:
        raw = shown(self.grid.rows[index][plan.index])
        return _problem(self.grid, index, plan.letter, "formulas-all-zero", raw, plan.field, {})

    def _comment(self, index: int, column: int) -> Problem:
        """What was written about a cell; where it puts the cell in doubt the row waits."""
        text = self.grid.comments[index, column]
        plan = next((plan for plan in self.plans if plan.index == column), self.money)
        doubt = DOUBT.search(folded(text)) is not None
        code, field = ("comment-in-doubt" if doubt else "cell-comment"), (plan.field if plan else "amount")
        found = _problem(self.grid, index, column_letter(column), code, text, field, {})
        return found._replace(blocking=doubt)


def row_too_long(grid: Grid, longest: int, index: int, plan: Plan | None) -> list[Problem]:
    """A row of a text file with more cells than the heading (`longest`): in which column they belong, nobody can tell. A
    person settles it by the field of `plan`."""
    beyond = grid.rows[index][longest:]
    if not any(beyond) or plan is None:
        return []
    first = longest + next(place for place, cell in enumerate(beyond) if cell != "")
    told = {"count": grid.lengths[index], "expected": longest}
    return [
        _problem(grid, index, column_letter(first), "row-too-long", shown(grid.rows[index][first]), plan.field, told)
    ]


def rows_too_short(grid: Grid, found: Found) -> set[int]:
    """Rows of a text file that end before the heading does, where nearly all others fill its last column: a cell was left
    out, and what follows it may stand under the heading before."""
    expected = max((grid.lengths[row] for row in found.header), default=0) if grid.lengths else 0
    data = found.rows_of("data") if expected > 1 else []
    short = {row for row in data if grid.lengths[row] < expected}
    full = [row for row in data if row not in short]
    filled = sum(grid.rows[row][expected - 1] != "" for row in full)
    return short if len(short) <= SHORT_AT_MOST * len(data) and filled >= FILLED * len(full) else set()


def shared_amounts(grid: Grid, found: Found, index: int, amounts: Sequence[Plan]) -> list[Problem]:
    """One amount that stands in a cell merged over several rows: whose it is, a person says, of each of them."""
    problems = []
    for plan in amounts:
        if (index, plan.index) in found.shared:
            top, count = found.shared[index, plan.index]
            raw, told = shown(grid.rows[top][plan.index]), {"count": count}
            problems.append(_problem(grid, index, plan.letter, "shared-amount", raw, plan.field, told))
    return problems


def perhaps_sums(grid: Grid, index: int, amounts: Sequence[Plan]) -> list[Problem]:
    """A row that may be a sum of others: whether it is, a person says."""
    cells = grid.rows[index]
    return [
        _problem(grid, index, plan.letter, "perhaps-sum", shown(cells[plan.index]), plan.field, {})
        for plan in amounts
        if cells[plan.index] != ""
    ]


def perhaps_title(grid: Grid, index: int, plans: Sequence[Plan]) -> list[Problem]:
    """A row with a name alone, over rows with a name and an amount: whether it is a title, a person says."""
    place = next(column for column, cell in enumerate(grid.rows[index]) if cell != "")
    field = next((plan.field for plan in plans if plan.index == place), "amount")
    return [_problem(grid, index, column_letter(place), "perhaps-title", shown(grid.rows[index][place]), field, {})]


def struck_through(grid: Grid, index: int, plans: Sequence[Plan]) -> list[Problem]:
    """A row of which something is struck through, which may say that it was cancelled: by its amount, where that is one."""
    columns = grid.struck[index]
    read = [plan for plan in plans if plan.index in columns]
    plan = next((plan for plan in read if plan.field == "amount"), next(iter(read), None))
    place = plan.index if plan else min(columns)
    field = plan.field if plan else "amount"
    return [_problem(grid, index, column_letter(place), "struck-through", shown(grid.rows[index][place]), field, {})]


def laid_over(grid: Grid, index: int, plans: Sequence[Plan]) -> Iterator[Problem]:
    """What a field or a remark shows over a row, which the page itself does not say."""
    for (row, column), text in grid.laid.items():
        if row == index:
            plan = next((plan for plan in plans if plan.index == column), None)
            field = plan.field if plan else "amount"
            yield _problem(grid, index, column_letter(column), "laid-over", text, field, {})


def refusals(grid: Grid, index: int, deciding: Sequence[Column]) -> list[Problem]:
    """An application that was refused, by a column of decisions."""
    cells = grid.rows[index]
    return [
        _problem(grid, index, column.letter, "refused-application", shown(cell), column.field or "amount", {})
        for column in deciding
        if is_refusal(cell := cells[column.index])
    ]


def amount_unread(grid: Grid, index: int, columns: Sequence[Column]) -> list[Problem]:
    """A row whose amount may stand in columns that nobody reads."""
    told = {"columns": ", ".join(column.letter for column in columns), "header": columns[0].header}
    return [_problem(grid, index, columns[0].letter, "amount-unread", "", "amount", told)]


def _problem(  # noqa: PLR0917
    grid: Grid, index: int, letter: str, code: str, raw: str, field: str, told: dict[str, Any]
) -> Problem:
    return Problem(grid.place(index), index + 1, letter, code, raw[:200], field, told, True)

"""Why a row as a whole waits for a person, whatever its cells hold.

Comes in: a Grid, a table found on it and a row of data (from 0). Goes out: the problems of the row.
"""

from collections.abc import Sequence
from typing import Any, Protocol

from funding.imports.document import Column, Problem, column_letter
from funding.imports.found import Found
from funding.imports.grid import Grid
from funding.imports.refusals import is_refusal
from funding.imports.values import shown


class Plan(Protocol):
    """A column that is read: where it is, and its field."""

    index: int
    letter: str
    field: str


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

"""A table of awards where no column was understood as the amount: numbers that nobody reads are not « not disclosed ».

Comes in: a Grid, a table found on it and its columns, and what a person picked. Goes out: the columns whose numbers may be
the amounts; each of the table's rows waits until someone says which it is, or that none is (`row_doubts`).
"""

from typing import Any

from funding.imports.columns import NOT_MONEY, Picked, samples_of
from funding.imports.document import Column, TableRead
from funding.imports.found import Found
from funding.imports.grid import Grid
from funding.imports.header import cell_class
from funding.imports.lexicon import folded

# Of the cells of a column so many are numbers.
MOSTLY = 0.6
YEARS = range(1900, 2101)


def has_no_amount(table: TableRead) -> bool:
    """Whether something was understood of it, and no amount."""
    fields = {column.field for column in table.columns} - {""}
    return table.record_kind == "award" and bool(fields) and "amount" not in fields


def unread_amounts(grid: Grid, found: Found, table: TableRead, picked: Picked) -> list[Column]:
    """The columns that may hold the amounts; those that a person left out hold none."""
    if not has_no_amount(table):
        return []
    return [
        column
        for column in table.columns
        if not column.field
        and column.letter not in picked.fields
        and not NOT_MONEY.search(folded(column.header))
        and "%" not in column.number_format
        and are_amounts(samples_of(grid, found, column.index))
    ]


def are_amounts(cells: list[Any]) -> bool:
    """Whether they are mostly numbers, and neither years nor the numbers of the rows."""
    numbers = [cell for cell in cells if cell_class(cell) == "n"]
    if not numbers or len(numbers) < MOSTLY * len(cells):
        return False
    texts = [str(cell).removesuffix(".0") for cell in numbers]
    whole = [int(text) for text in texts if text.isdecimal()]
    if len(whole) < len(numbers):
        return True
    counted = len(whole) > 1 and whole == list(range(whole[0], whole[0] + len(whole)))
    return not counted and not all(number in YEARS for number in whole)

"""Rows that go on with the row above them, and values that stand once for several rows.

Comes in: a table whose rows have their first kinds. Goes out: texts that were broken over two rows are joined in the
first one, the second one is a note; a value that stands once for the rows below it (a merged cell, or an outline's
first column) is given to each of them. What was done is counted in `continued` and `carried`, and said.
"""

import itertools
import re
from collections.abc import Sequence
from typing import Any

from funding.imports.found import NOTE, Found
from funding.imports.grid import Grid
from funding.imports.header import cell_class

# What a text can't end with, and what a new one does not begin with.
UNFINISHED = re.compile(
    r"(\b(de|du|des|d'|l'|la|le|les|et|à|au|aux|en|pour|par|sur|of|the|and|for|in|to|at|on)|[,(/&’'-])\s*$", re.I
)
GOES_ON = re.compile(r"\s*([a-zà-ÿœ(&/)]|[’'-]\S)")
DITTO = frozenset({"idem", "id.", "ditto", "ibid.", '"', "''", "″", "〃", "”", "“", "«", "»"})
# With a capital they may be names, unless a column says them again and again; in capitals « IDEM » is one.
WITH_CAPITAL = frozenset({"Idem", "Id.", "Ditto", "Ibid."})
# An outline's first column is filled in at most this part of the rows.
OUTLINE = 0.5


def join_continuations(grid: Grid, table: Found, counts: Sequence[int]) -> None:
    """Marks as notes the rows that only go on with the texts of the row above, and joins their texts there.

    `counts` is how many cells each row of the sheet fills.
    """
    anchor = -1
    for offset in range(table.first_data - table.first, len(table.kinds)):
        row, kind = table.first + offset, table.kinds[offset]
        is_rest = anchor >= 0 and 2 * counts[row] <= counts[anchor] and _goes_on(grid, table, row, anchor)
        if kind == "data" and not is_rest:
            anchor = row
        elif kind in {"data", "single"} and is_rest:
            _join(grid.rows[anchor], grid.rows[row])
            table.kinds[offset] = "note"
            table.continued.append(row)
        elif kind != "note" or row not in table.continued:
            anchor = -1


def _goes_on(grid: Grid, table: Found, row: int, anchor: int) -> bool:
    cells, above = grid.rows[row], grid.rows[anchor]
    filled = [column for column in range(table.first_column, table.last_column + 1) if cells[column] != ""]
    return bool(filled) and all(_is_rest(cells[column], above[column]) for column in filled)


def _is_rest(cell: Any, above: Any) -> bool:
    if not isinstance(cell, str) or not isinstance(above, str) or cell_class(cell) != "t" or cell_class(above) != "t":
        return False
    if NOTE.match(cell):
        return False
    is_open = above.count("(") > above.count(")")
    return is_open or bool(UNFINISHED.search(above) or GOES_ON.match(cell))


def _join(above: list[Any], cells: Sequence[Any]) -> None:
    for column, cell in enumerate(cells):
        if cell != "" and not str(above[column]).endswith(str(cell)):
            glue = "" if re.search(r"\w-$|['’(/]$", above[column]) else " "
            above[column] = f"{above[column]}{glue}{cell}"


def repeat_dittos(grid: Grid, table: Found, numeric: Sequence[int]) -> None:
    """« idem » and the mark of repetition stand for what the row above says, in columns of text and of dates."""
    data = table.rows_of("data")
    for column in range(table.first_column, table.last_column + 1):
        if column in numeric:
            continue
        with_capital = sum(grid.rows[row][column] in WITH_CAPITAL for row in data)
        dittos = DITTO | WITH_CAPITAL if with_capital > 1 else DITTO
        if not any(grid.rows[row][column] in dittos for row in data):
            continue
        value: Any = ""
        for row in data:
            if value != "" and grid.rows[row][column] in dittos:
                grid.rows[row][column] = value
                table.dittos[column] = table.dittos.get(column, 0) + 1
            value = grid.rows[row][column]


def carry_down(grid: Grid, table: Found, numeric: Sequence[int]) -> None:
    """Gives each row of data the text that stands once for several rows."""
    data = table.rows_of("data")
    merged = {
        (row, column): (top, bottom)
        for top, column, bottom, right in grid.merged
        if bottom > top >= table.first_data and bottom <= table.last and column == right
        for row in range(top, bottom + 1)
    }
    for (row, column), (top, bottom) in merged.items():
        if column in numeric:
            table.shared[row, column] = (top, bottom - top + 1)
        elif row != top and grid.rows[row][column] == "":
            grid.rows[row][column] = grid.rows[top][column]
            table.carried[column] = table.carried.get(column, 0) + 1
    carried: set[int] = set()
    for column in range(table.first_column, table.last_column):
        if column in numeric or not (_is_outline(grid, data, column) or _goes_with(grid, data, column, carried)):
            break
        carried = {row for row in data if grid.rows[row][column] == ""}
        value: Any = ""
        for row in data:
            if grid.rows[row][column] != "":
                value = grid.rows[row][column]
            else:
                grid.rows[row][column] = value
                table.carried[column] = table.carried.get(column, 0) + 1


def _goes_with(grid: Grid, data: Sequence[int], column: int, carried: set[int]) -> bool:
    """Whether a column is empty in the very rows in which the outline before it was."""
    return bool(carried) and all((grid.rows[row][column] == "") == (row in carried) for row in data)


def _is_outline(grid: Grid, data: Sequence[int], column: int) -> bool:
    """Whether a column names something once, in the first row of several: no row below is empty beside it, no name
    stands twice in a row."""
    if len(data) < 4 or grid.rows[data[0]][column] == "":
        return False
    names = [cell for row in data if (cell := grid.rows[row][column]) != ""]
    if len(names) < 2 or len(names) > OUTLINE * len(data) or any(cell_class(name) != "t" for name in names):
        return False
    empty = [row for row in data if grid.rows[row][column] == ""]
    after = column + 1
    while after < grid.width - 1 and all(grid.rows[row][after] == "" for row in empty):
        after += 1
    beside = all(grid.rows[row][after] != "" for row in data)
    return beside and all(name != after for name, after in itertools.pairwise(names))

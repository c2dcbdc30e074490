"""Sums that stand above what they add up: a total in the first row, a programme's amount before its projects.

Comes in: a table whose rows have their kinds. Goes out: rows that are such a sum become subtotals (or the total), so that
nothing is counted twice; their text is the title of the rows below. A sum is told by arithmetic: row after row, each
sum is followed by just its detail, to the end of the table; or its row says less than the rows that it adds up. What
arithmetic alone can't tell from chance is left to a person.
"""

import itertools
import statistics
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any

from funding.imports.amounts import Amount, parse_amount
from funding.imports.columns import APPLIED
from funding.imports.found import Found
from funding.imports.grid import Grid
from funding.imports.header import cell_class, year_of
from funding.imports.heading_likeness import recognised
from funding.imports.sum_labels import carries_over

LONGEST_DETAIL = 500


def settle_summaries(grid: Grid, table: Found, numeric: Sequence[int]) -> None:
    """Changes `kinds`, and fills `leading` with the sums that stand above their detail."""
    _total_above(table)
    rows = table.rows_of("data")
    if len(rows) < 3 or not numeric:
        return
    for column in numeric:
        if not _is_money(table.labels[column]):
            continue
        found = _whole_partition(grid, rows, column) or _thin_rows(grid, rows, column)
        if found:
            _decide(grid, table, column, found)
            return


def _decide(grid: Grid, table: Found, column: int, found: Sequence[int]) -> None:
    """What the file says is its total settles whether rows are sums; else a row that says as much as the others may be
    data by chance (100,000 above 50,000 and twice 25,000), and a person says."""
    rows = table.rows_of("data")
    settled = _settled_by_total(grid, table, column, found)
    if settled is False:
        return
    counts = {row: sum(cell != "" for cell in grid.rows[row]) for row in rows}
    usual = statistics.median(counts[row] for row in rows if row not in found)
    for row in found:
        if settled or counts[row] < usual:
            _become(grid, table, row)
        else:
            table.perhaps_sums.add(row)


def _settled_by_total(grid: Grid, table: Found, column: int, doubtful: Collection[int]) -> bool | None:
    """Whether the doubtful rows are sums, by the total that the table states; None where it states none, or neither fits."""
    stated = [number_in(grid.rows[row][column]) for row in table.rows_of("total")]
    rows = {row: number_in(grid.rows[row][column]) or Decimal(0) for row in table.rows_of("data")}
    if not stated or stated[-1] is None:
        return None
    whole, sums = sum(rows.values()), sum(rows[row] for row in doubtful)
    return False if whole == stated[-1] else True if whole - sums == stated[-1] and sums else None


def settle_doubts(grid: Grid, table: Found, numeric: Sequence[int]) -> None:
    """Rows that may be sums are data, or sums, where the total that the table states tells. What says that it carries a
    sum over, and has another than that of the rows above it, waits whatever the total."""
    doubtful = {row for row in table.perhaps_sums if not carries_over(first_text(grid.rows[row]))}
    for column in numeric if doubtful else ():
        if not _is_money(table.labels[column]):
            continue
        settled = _settled_by_total(grid, table, column, doubtful)
        if settled is not None:
            for row in doubtful if settled else ():
                table.kinds[row - table.first] = "subtotal"
            table.perhaps_sums -= doubtful
            return


def first_text(cells: Sequence[Any]) -> str:
    return next((cell for cell in cells if isinstance(cell, str) and cell_class(cell) == "t"), "")


def _is_money(label: str) -> bool:
    """Whether a heading is that of amounts, or a year over them: the sums of anything else are chance."""
    return bool(year_of(label)) or any(
        name == "amount" and score >= APPLIED for name, score in recognised(label, "award")
    )


def _total_above(table: Found) -> None:
    """A sum by word with no row of data above it, or since the sum before it, stands above what it adds up."""
    last = -1
    sums = table.rows_of("subtotal", "total")
    data = table.rows_of("data")
    for row in sums:
        has_above = any(last < one < row for one in data)
        has_below = any(one > row for one in data)
        if not has_above and has_below and table.kinds[row - table.first] == "subtotal":
            others = [one for one in sums if one > row]
            if last == -1 and (not others or not any(row < one < others[0] for one in data)):
                table.kinds[row - table.first] = "total"
            else:
                table.leading.add(row)
        last = row
    if last != -1 and len(sums) == 1 and table.leading:
        table.kinds[sums[0] - table.first] = "total"
        table.leading.clear()


def _become(grid: Grid, table: Found, row: int) -> None:
    table.kinds[row - table.first] = "subtotal"
    table.leading.add(row)
    text = first_text(grid.rows[row])
    if text:
        table.groups[row] = " ".join(text.split())


def _whole_partition(grid: Grid, rows: Sequence[int], column: int) -> list[int]:
    """The sums, where the whole table is sums each followed by its detail; two or more, half of them with several rows."""
    sums, place, several = [], 0, 0
    while place < len(rows):
        last = _detail_end(grid, rows, place, column)
        if last is None:
            return []
        sums.append(rows[place])
        several += last > place + 1
        place = last + 1
    return sums if len(sums) > 1 and several * 2 >= len(sums) else []


def _thin_rows(grid: Grid, rows: Sequence[int], column: int) -> list[int]:
    """Rows that say less than the others, where the first row is one, and most of them are the sum of what follows up to
    the next one. What one of them differs by is said when the rows are read."""
    counts = {row: sum(cell != "" for cell in grid.rows[row]) for row in rows}
    usual = statistics.median(counts.values())
    thin = [place for place, row in enumerate(rows) if counts[row] < usual and grid.rows[row][column] != ""]
    if not thin or thin[0] != 0 or len(thin) > len(rows) / 2:
        return []
    agree = several = 0
    for place, after in itertools.pairwise([*thin, len(rows)]):
        found = _detail_end(grid, rows, place, column) == after - 1
        agree += found
        several += found and after - place > 2
    return [rows[place] for place in thin] if several and 3 * agree >= 2 * len(thin) else []


def _detail_end(grid: Grid, rows: Sequence[int], place: int, column: int) -> int | None:
    """Where the rows end that add up to the one at this place; None where none do."""
    whole = number_in(grid.rows[rows[place]][column])
    if not whole or whole < 0:
        return None
    total = Decimal(0)
    for last in range(place + 1, min(place + LONGEST_DETAIL, len(rows))):
        part = number_in(grid.rows[rows[last]][column])
        if part is None or part < 0:
            return None
        total += part
        if total >= whole:
            # Details of nothing belong to the sum above them.
            while total == whole and last + 1 < len(rows) and number_in(grid.rows[rows[last + 1]][column]) == 0:
                last += 1  # noqa: PLW2901
            return last if total == whole else None
    return None


def number_in(cell: Any) -> Decimal | None:
    """The amount in a cell, where it can be read without knowing its column."""
    if cell == "":
        return None
    found = parse_amount(cell)
    return found.value if isinstance(found, Amount) else None

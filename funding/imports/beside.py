"""Tables that stand side by side on a sheet, under the same headings: a list in two columns, to fit the page.

Comes in: a Grid. Goes out: one Grid for each table, in which the others' cells are empty; the Grid itself where there is
only one. Columns keep their letters, rows their numbers.
"""

from collections.abc import Sequence
from dataclasses import replace

from funding.imports.grid import Grid
from funding.imports.header import cell_class, is_known, year_of
from funding.imports.lexicon import folded

LOOKED_AT = 60
LABELS = 2


def side_by_side(grid: Grid) -> list[Grid]:
    """The sheet's parts from left to right; rows above the headings stay with the first."""
    for row, cells in enumerate(grid.rows[:LOOKED_AT]):
        period = _period([folded(cell) if isinstance(cell, str) else str(cell) for cell in cells])
        if period and _are_labels(cells[:period]) and not _under_a_heading(grid, row):
            edges = range(0, grid.width, period)
            return [_part(grid, row, edge, edge + period) for edge in edges]
    return [grid]


def _period(labels: list[str]) -> int:
    """After how many columns the labels begin again, to the last one; 0 where they don't. A gap may part them."""
    while labels and not labels[-1]:
        labels.pop()
    for period in range(LABELS, (len(labels) + 1) // 2 + 1):
        whole = len(labels) % period in {0, period - 1}
        if whole and len(labels) > period and all(labels[n] == labels[n - period] for n in range(period, len(labels))):
            return period
    return 0


def _are_labels(cells: Sequence[object]) -> bool:
    """Two headings or more that are no years, different, and one of them known."""
    filled = [str(cell) for cell in cells if cell != ""]
    labels = [label for label in filled if cell_class(label) == "t" and not year_of(label)]
    return len(labels) >= LABELS and len(set(labels)) == len(filled) and any(map(is_known, labels))


def _under_a_heading(grid: Grid, row: int) -> bool:
    """« Subventions » and « Prêts » over the same headings make one table."""
    return any(top <= row - 1 <= bottom and right > left for top, left, bottom, right in grid.merged)


def _part(grid: Grid, header: int, left: int, right: int) -> Grid:
    rows = [
        [cell if left <= column < right and (left == 0 or row >= header) else "" for column, cell in enumerate(cells)]
        if row >= header or left
        else list(cells)
        for row, cells in enumerate(grid.rows)
    ]
    return replace(grid, rows=rows, is_beside=left > 0, notices=[])

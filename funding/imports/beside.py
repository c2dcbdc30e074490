"""Tables that stand side by side on a sheet: a list in two columns to fit the page, or two tables with a gap between.

Comes in: a Grid. Goes out: one Grid for each table, in which the others' cells are empty; the Grid itself where there is
only one. Columns keep their letters, rows their numbers. What stands beside a table, names nothing and sums it up is no
table: its columns are `apart`, and kept as notes.
"""

import itertools
from collections.abc import Sequence
from dataclasses import replace

from funding.imports.grid import Grid
from funding.imports.header import cell_class, is_known, year_of
from funding.imports.heading_likeness import recognised
from funding.imports.lexicon import folded
from funding.imports.row_kinds import TOTAL, mostly_numbers

LOOKED_AT = 60
LABELS = 2
BLOCKS_AT_MOST = 8
# Fields that say whom or what a row is about; every kind of record has one of them.
NAMING = frozenset({"recipient", "payer", "project", "title", "organization", "person", "name", "label", "group"})
SURE = 0.85
# A summary is this much shorter than the table that it stands beside.
SHORTER = 3
# Two lists that are not the same end at least so many rows apart.
APART = 2
Block = tuple[int, int]


def side_by_side(grid: Grid) -> list[Grid]:
    """The sheet's parts from left to right; rows above the headings stay with the first."""
    for row, cells in enumerate(grid.rows[:LOOKED_AT]):
        left = next((column for column, cell in enumerate(cells) if cell != ""), 0)
        period = _period([folded(cell) if isinstance(cell, str) else str(cell) for cell in cells[left:]])
        if period and _are_labels(cells[left : left + period]) and not _under_a_heading(grid, row):
            edges = [0, *range(left + period, grid.width, period), grid.width]
            return [_part(grid, row, *edge) for edge in itertools.pairwise(edges)]
        blocks = _blocks(grid, row)
        if len(blocks) > 1:
            return _apart(grid, row, blocks)
        if blocks and (edge := _edge(grid, row, blocks[0])):
            return [_part(grid, row, 0, edge), _part(grid, row, edge, grid.width)]
    return [grid]


def _blocks(grid: Grid, row: int) -> list[Block]:
    """Runs of headings (first column, column after the last) with empty columns between them, each run of two headings or
    more; none where the row is no row of headings."""
    cells = grid.rows[row]
    filled = [column for column, cell in enumerate(cells) if cell != ""]
    blocks: list[Block] = []
    for column in filled:
        if blocks and not _is_gap(grid, row, blocks[-1][1], column):
            blocks[-1] = (blocks[-1][0], column + 1)
        elif len(blocks) == BLOCKS_AT_MOST:
            return []
        else:
            blocks.append((column, column + 1))
    return blocks if all(_are_labels(cells[left:right]) for left, right in blocks) else []


def _is_gap(grid: Grid, row: int, left: int, right: int) -> bool:
    """Whether nothing stands between two columns, from a row to the end of the sheet."""
    return left < right and not any(any(cell != "" for cell in cells[left:right]) for cells in grid.rows[row:])


def _apart(grid: Grid, row: int, blocks: Sequence[Block]) -> list[Grid]:
    """The sheet cut where each side names something and has numbers of its own; a summary at the right is set apart."""
    edges, summaries = [0], set[int]()
    before = blocks[0]
    for block in blocks[1:]:
        if _is_board(grid, row, before) and _is_whole(grid, row, block) and _ends_apart(grid, row, before, block):
            edges.append(block[0])
            before = block
        elif not _is_whole(grid, row, before):
            if (
                not edges[1:]
                and _sums_up(grid, row, before)
                and _is_whole(grid, row, block)
                and _is_another(grid, row, block, before)
            ):
                summaries.update(range(*before))
                before = block
            else:
                before = (before[0], block[1])
        elif _is_whole(grid, row, block) or (_is_board(grid, row, block) and _ends_apart(grid, row, before, block)):
            edges.append(block[0])
            before = block
        elif not _names(grid, row, block) and _is_another(grid, row, before, block):
            summaries.update(range(*block))
        else:
            before = (before[0], block[1])
    grid = replace(grid, apart=frozenset(summaries))
    return [_part(grid, row, *edge) for edge in itertools.pairwise([*edges, grid.width])] if len(edges) > 1 else [grid]


def _edge(grid: Grid, row: int, block: Block) -> int:
    """The column where another table begins with no empty one between: a list of people beside one of projects, which ends
    earlier or later; 0 where there is none."""
    left, right = block
    ends = {column: _end(grid, row, (column, column + 1)) for column in range(left, right)}
    for edge in range(left + LABELS, right - LABELS + 1):
        one, other = (left, edge), (edge, right)
        if abs(ends[edge] - ends[edge - 1]) < APART or not _ends_apart(grid, row, one, other):
            continue
        if any(
            _is_board(grid, row, board) and _is_whole(grid, row, whole) for board, whole in ((one, other), (other, one))
        ):
            return edge
    return 0


def _end(grid: Grid, row: int, block: Block) -> int:
    """The last row that holds something in these columns."""
    rows = range(len(grid.rows) - 1, row, -1)
    return next((one for one in rows if any(cell != "" for cell in grid.rows[one][slice(*block)])), row)


def _ends_apart(grid: Grid, row: int, block: Block, beside: Block) -> bool:
    """Whether one of two lists goes on for some rows under the other's last: a total alone does not tell them apart."""
    return abs(_end(grid, row, block) - _end(grid, row, beside)) >= APART


def _is_board(grid: Grid, row: int, block: Block) -> bool:
    """Whether these are the headings of a list of people: each of them known in one, a person or who sits among them."""
    labels = [str(cell) for cell in grid.rows[row][slice(*block)] if cell != ""]
    fields = [
        name
        for label in labels
        for name, score in recognised(label, "membership")[:1]
        if score >= SURE or label == labels[0]
    ]
    return (
        len(labels) >= LABELS
        and len(fields) == len(labels)
        and not {"person", "holder_organization"}.isdisjoint(fields)
    )


def _names(grid: Grid, row: int, block: Block) -> bool:
    labels = [str(cell) for cell in grid.rows[row][slice(*block)] if cell != ""]
    return any(name in NAMING and score >= SURE for label in labels for name, score in recognised(label, "award"))


def _is_whole(grid: Grid, row: int, block: Block) -> bool:
    """Whether headings could stand alone: one names something, under another there are numbers."""
    rows = list(range(row + 1, min(row + LOOKED_AT, len(grid.rows))))
    return _names(grid, row, block) and any(mostly_numbers(grid, column, rows) for column in range(*block))


def _sums_up(grid: Grid, row: int, block: Block) -> bool:
    """Whether headings name nothing and have amounts: what stands at the left of a table may be its summary."""
    labels = [str(cell) for cell in grid.rows[row][slice(*block)] if cell != ""]
    amounts = [name for label in labels for name, score in recognised(label, "award")[:1] if score >= SURE]
    return "amount" in amounts and not _names(grid, row, block)


def _is_another(grid: Grid, row: int, block: Block, beside: Block) -> bool:
    """Whether the rows beside a table are not its own: they have a total of their own, go further down, or end early."""
    rows, others = _rows_of(grid, row, block), _rows_of(grid, row, beside)
    if any(_says_total(grid.rows[one][beside[0]]) for one in others):
        return True
    ends_early = others == rows[: len(others)] and len(rows) - len(others) >= SHORTER
    return bool(others) and bool(rows) and (others[-1] > rows[-1] or ends_early)


def _rows_of(grid: Grid, row: int, block: Block) -> list[int]:
    """Rows under the headings where more than one cell of these columns holds something."""
    left, right = block
    below = range(row + 1, len(grid.rows))
    return [one for one in below if right - left - grid.rows[one][left:right].count("") > 1]


def _says_total(cell: object) -> bool:
    return isinstance(cell, str) and TOTAL.match(folded(cell)) is not None


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
    before, after = [""] * left, [""] * (grid.width - right)
    rows = [
        before + cells[left:right] + after
        if row >= header or (row == header - 1 and _is_titled(cells, left, right))
        else [""] * grid.width
        if left
        else list(cells)
        for row, cells in enumerate(grid.rows)
    ]
    return replace(grid, rows=rows, is_beside=left > 0, notices=[])


def _is_titled(cells: Sequence[object], left: int, right: int) -> bool:
    """Whether the row above the headings has a title for these columns, and one for others."""
    own = sum(cell != "" for cell in cells[left:right])
    return own == 1 and own < sum(cell != "" for cell in cells)

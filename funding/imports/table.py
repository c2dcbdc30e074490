"""Where the tables of a sheet are.

Comes in: a Grid. Goes out: the tables found on it, which share all of its rows between them, each row with its kind
(`row_kinds`). Nothing is dropped.
"""

import itertools
from collections.abc import Sequence
from statistics import median
from typing import Any

from funding.imports.found import Found
from funding.imports.grid import Grid
from funding.imports.header import ACCEPTED, KNOWN, HeaderGuess, cell_class, guesses, is_known, labels_of, year_of
from funding.imports.lexicon import folded
from funding.imports.row_kinds import SAMPLE, classify, first_filled, mostly_numbers
from funding.imports.turned import is_form

# A block of this many rows without any header is a table all the same.
ROWS_WITHOUT_HEADER = 2
# So many known headings in a row are no data.
HEADINGS_ALONE = 3


def find_tables(grid: Grid, header_rows: Sequence[tuple[int, ...]] = ()) -> list[Found]:
    """The tables of a sheet, from top to bottom; none for a sheet of text. `header_rows` are those that a person
    picked (from 0), one tuple per table, () where there is no header."""
    counts = grid.filled()
    starts = [(rows, None) for rows in header_rows] if header_rows else _starts(grid, counts)
    tables = [_found(grid, counts, rows, chosen) for rows, chosen in starts]
    _share_rows(grid, counts, tables)
    for table in tables:
        classify(grid, table, counts)
    return tables


def blocks_of(counts: list[int]) -> list[tuple[int, int]]:
    """Runs of rows that are not blank: (first, last)."""
    blocks, start = [], None
    for row, count in enumerate([*counts, 0]):
        if count and start is None:
            start = row
        elif not count and start is not None:
            blocks.append((start, row - 1))
            start = None
    return blocks


Start = tuple[tuple[int, ...], list[HeaderGuess] | None]


def _starts(grid: Grid, counts: list[int]) -> list[Start]:
    """The header rows of each table; where no row is one, the first row of a table without header (as (row, -1))."""
    blocks = _parted(blocks_of(counts), grid.breaks)
    starts: list[Start] = []
    best_headless: tuple[int, int] | None = None
    for number, (first, last) in enumerate(blocks):
        begin = max(first, starts[-1][0][-1] + 1) if starts else first
        is_break = first in grid.breaks
        if begin > last or (starts and not is_break and not _may_start(grid, counts, begin, last)):
            continue
        if number + 1 < len(blocks) and is_form(grid.rows[begin : last + 1]):
            continue
        found = guesses(grid, begin, last, _rows_below(counts, blocks, number))
        found = _with_first_known(counts, found)
        is_header = bool(found) and found[0].score >= ACCEPTED
        if is_header and (not starts or is_break or _is_another(grid, counts, starts, found[0])):
            if starts and not any(counts[starts[-1][0][-1] + 1 : found[0].rows[0]]) and _better(found, starts[-1][1]):
                # What looked like a header has no row under it: it was a title.
                starts.pop()
            starts.append((found[0].rows, found))
        elif is_break and starts:
            # Other columns without a header: never read as the table above them.
            starts.append(((first, -1), found))
        elif _looks_headless(counts, first, last) and (best_headless is None or last - first > best_headless[1]):
            best_headless = (first, last - first)
    starts = _with_turned(grid, counts, starts)
    if not starts and best_headless:
        starts.append(((best_headless[0], -1), guesses(grid, best_headless[0], sum(best_headless), range(len(counts)))))
    return starts


def _with_first_known(counts: list[int], found: list[HeaderGuess]) -> list[HeaderGuess]:
    """The guesses, an earlier row of known headings first where data stand between it and the best: two lists under each
    other, of other columns."""
    earlier = [
        guess
        for guess in found
        if guess.rows[-1] < found[0].rows[0]
        and guess.score >= ACCEPTED
        and _all_known(guess.labels)
        and _all_known(found[0].labels)
        and any(counts[row] > 1 for row in range(guess.rows[-1] + 1, found[0].rows[0]))
    ]
    first = min(earlier, key=lambda guess: guess.rows, default=None)
    return [first, *(guess for guess in found if guess is not first)] if first else found


def _all_known(cells: Sequence[Any]) -> bool:
    """Whether a row says known headings alone, three or more, each once."""
    filled = [cell for cell in cells if cell != ""]
    return (
        len(filled) >= HEADINGS_ALONE
        and all(type(cell) is str and is_known(cell) and not year_of(cell) for cell in filled)
        and len(set(filled)) == len(filled)
    )


def _with_turned(grid: Grid, counts: list[int], starts: list[Start]) -> list[Start]:
    """The starts, and the rows below one that say the same headings in another order, or known headings alone: another table
    begins there."""
    found: list[Start] = []
    for (rows, chosen), after in zip(starts, [*starts[1:], None], strict=False):
        found.append((rows, chosen))
        header = [cell for cell in grid.rows[rows[-1]] if cell != ""]
        if rows[-1] == -1 or len(set(map(str, header))) < max(2, len(header)):
            continue
        words, order = {str(cell) for cell in header}, header
        for row in range(rows[-1] + 1, after[0][0] if after else len(counts)):
            first = _first(grid.rows[row]) if counts[row] >= min(len(header), HEADINGS_ALONE) else None
            if type(first) is not str or not (first in words or _may_head(first, grid.rows[row])):
                continue
            cells = [cell for cell in grid.rows[row] if cell != ""]
            is_turned = cells != order and set(map(str, cells)) == words
            if is_turned or (cells != order and set(map(str, cells)) != words and _all_known(cells)):
                found.append(((row,), guesses(grid, row, row, range(row + 1, len(counts)))))
                order = cells
    return found


def _may_head(first: str, cells: list[Any]) -> bool:
    """Whether a row may say headings alone: nearly no row does, and this is asked of each."""
    return all(type(cell) is str for cell in cells) and first[-1:].isalpha() and folded(first) in KNOWN


def _first(cells: list[Any]) -> Any:
    return next((cell for cell in cells if cell != ""), "")


def _parted(blocks: list[tuple[int, int]], breaks: frozenset[int]) -> list[tuple[int, int]]:
    """The blocks, cut where a table of other columns begins."""
    parted: list[tuple[int, int]] = []
    for first, last in blocks:
        edges = [first, *sorted(row for row in breaks if first < row <= last), last + 1]
        parted.extend((begin, end - 1) for begin, end in itertools.pairwise(edges))
    return parted


def _better(found: list[HeaderGuess], before: list[HeaderGuess] | None) -> bool:
    return not before or found[0].score > before[0].score


def _rows_below(counts: list[int], blocks: list[tuple[int, int]], number: int) -> list[int]:
    rows: list[int] = []
    for first, last in blocks[number:]:
        rows.extend(range(first, min(last, first + 120) + 1))
        if len(rows) > 200:
            break
    return rows


def _may_start(grid: Grid, counts: list[int], first: int, last: int) -> bool:
    """Whether a later block may begin a table of its own: it has a row of text over other rows."""
    return any(
        counts[row] >= 2 and all(cell_class(cell) in {"", "t"} for cell in grid.rows[row])
        for row in range(first, min(last, first + 8))
    )


def _is_another(grid: Grid, counts: list[int], starts: list[Start], best: HeaderGuess) -> bool:
    """Whether a later row is the header of another table, and neither the first one's again nor its data."""
    if starts[-1][0][-1] == -1:
        return True
    before = labels_of(grid, starts[-1][0])
    filled = [column for column, label in enumerate(best.labels) if label]
    if _same_labels(best.labels, before) or any(cell_class(best.labels[column]) != "t" for column in filled):
        return False
    if sum(is_known(best.labels[column]) for column in filled) >= max(2, 0.4 * len(filled)):
        return True
    if not any(counts[starts[-1][0][-1] + 1 : best.rows[0]]):
        return _better([best], starts[-1][1])
    # Unknown words begin another table where they stand over columns that held numbers until there.
    rows = [row for row in range(starts[-1][0][-1] + 1, best.rows[0]) if counts[row]][-SAMPLE:]
    return sum(mostly_numbers(grid, column, rows) for column in filled) >= 2


def _same_labels(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return [folded(label) for label in some] == [folded(label) for label in others]


def _looks_headless(counts: list[int], first: int, last: int) -> bool:
    filled = counts[first : min(last, first + 50) + 1]
    return len(filled) >= ROWS_WITHOUT_HEADER and median(filled) >= 2


def _found(grid: Grid, counts: list[int], rows: tuple[int, ...], chosen: list[HeaderGuess] | None) -> Found:
    if not rows or rows[-1] == -1:
        first = rows[0] if rows else next((row for row, count in enumerate(counts) if count), 0)
        return Found(first, first, (), ("",) * grid.width, 0, grid.width - 1, chosen or [])
    return Found(rows[0], rows[-1], rows, labels_of(grid, rows), 0, grid.width - 1, chosen or [])


def _share_rows(grid: Grid, counts: list[int], tables: list[Found]) -> None:
    """Each table owns the rows from the titles above its header to those of the next table."""
    tables.sort(key=lambda table: table.first)
    begin = 0
    if not tables:
        return
    for table, after in zip(tables, [*tables[1:], None], strict=True):
        table.first = begin
        table.last = (
            _titles_above(grid, counts, after.header[0] if after.header else after.first) - 1
            if after
            else len(counts) - 1
        )
        begin = table.last + 1
        table.first_column, table.last_column = _extent(grid, table)


def _titles_above(grid: Grid, counts: list[int], header: int) -> int:
    """The first row of the titles that stand right above a later table's header."""
    row = header
    while row > 0 and counts[row - 1] == 1:
        row -= 1
    return row


def _extent(grid: Grid, table: Found) -> tuple[int, int]:
    columns = [column for column, label in enumerate(table.labels) if label]
    rows = range(table.first_data, min(table.last, table.first_data + SAMPLE) + 1)
    for row in rows:
        cells = grid.rows[row]
        columns.extend(column for column in (first_filled(cells), _last_filled(cells)) if column >= 0)
    return (min(columns), max(columns)) if columns else (0, max(0, grid.width - 1))


def _last_filled(cells: list[Any]) -> int:
    return next((column for column in range(len(cells) - 1, -1, -1) if cells[column] != ""), -1)

"""Where the tables of a sheet are, and what each of its rows is.

Comes in: a Grid. Goes out: the tables found on it, which share all of its rows between them, and the kind of each row:
data, header, title, subtotal, total, note or blank. Nothing is dropped. Subtotals and totals are known by their word
and by arithmetic.
"""

import itertools
import re
from collections.abc import Sequence
from decimal import Decimal
from statistics import median
from typing import Any

from funding.imports.amounts import Amount, parse_amount
from funding.imports.continuations import carry_down, join_continuations
from funding.imports.found import NOTE, Found
from funding.imports.grid import Grid
from funding.imports.groups import says_its_field
from funding.imports.header import ACCEPTED, HeaderGuess, cell_class, guesses, is_known, labels_of, year_of
from funding.imports.lexicon import folded
from funding.imports.summaries import settle_summaries

SAMPLE = 400
TOTAL = re.compile(
    r"(grand total|total general|total global|sous total|sub "
    r"total|soustotal|subtotal|totaux|total|somme|ensemble|cumul|sum)\b"
)
SUBTOTAL = re.compile(r"(sous total|sub total|soustotal|subtotal)\b")
GRAND_TOTAL = re.compile(r"(grand total|total general|total global|total des|total de l'ensemble)\b")
# What stands under a table beside its total: an average, a number of projects.
STATISTIC = re.compile(r"(moyenne|mediane|average|mean|median|nombre|number of|count|minimum|maximum|ecart type)\b")
# « dont CHUM »: a part of the amount above, which is counted there.
PART = re.compile(r"\s*(dont|d['’]où|of which|including|incl\.)\s", re.IGNORECASE)
PART_LETTERS = frozenset(" dDoOiI")
# A row that fills at most this part of the usual cells may be a sum.
GAP = 0.7
TOTAL_LETTERS = frozenset("tTsSgGeEcC")
# A block of this many rows without any header is a table all the same.
ROWS_WITHOUT_HEADER = 2


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
        found = guesses(grid, begin, last, _rows_below(counts, blocks, number))
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
    if not starts and best_headless:
        starts.append(((best_headless[0], -1), guesses(grid, best_headless[0], sum(best_headless), range(len(counts)))))
    return starts


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
    return sum(_mostly_numbers(grid, column, rows) for column in filled) >= 2


def _mostly_numbers(grid: Grid, column: int, rows: list[int]) -> bool:
    classes = [kind for row in rows if (kind := cell_class(grid.rows[row][column]))]
    return bool(classes) and classes.count("n") >= 0.6 * len(classes)


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
        columns.extend(column for column in (_first_filled(cells), _last_filled(cells)) if column >= 0)
    return (min(columns), max(columns)) if columns else (0, max(0, grid.width - 1))


def _first_filled(cells: list[Any]) -> int:
    return next((column for column, cell in enumerate(cells) if cell != ""), -1)


def _last_filled(cells: list[Any]) -> int:
    return next((column for column in range(len(cells) - 1, -1, -1) if cells[column] != ""), -1)


# --- what each row is ------------------------------------------------------------------------------------------------


def classify(grid: Grid, table: Found, counts: list[int]) -> None:
    """Fills `kinds` and `groups`."""
    body = range(table.first_data, table.last + 1)
    typical = _typical([counts[row] for row in body if counts[row]][:SAMPLE], sum(map(bool, table.labels)))
    labelled = next((column for column, label in enumerate(table.labels) if label), -1)
    headers = [grid.rows[row] for row in table.header]
    marks = {cells[labelled] for cells in headers if labelled >= 0 and cells[labelled] != ""}
    kinds = ["title" if counts[row] else "blank" for row in range(table.first, table.first_data)]
    for row in table.header:
        kinds[row - table.first] = "header"
    doubtful: list[int] = []
    for row in body:
        cells = grid.rows[row]
        kind = _kind(cells, counts[row], typical)
        if kind == "data" and marks and cells[labelled] in marks and _repeats(cells, headers):
            kind = "header"
        if kind == "part":
            kind = "note"
            table.parts.append(row)
        if kind == "doubtful":
            doubtful.append(row)
        kinds.append(kind)
    table.kinds = kinds
    for row in grid.outside:
        if table.first <= row <= table.last:
            kinds[row - table.first] = "title" if row < table.first_data else "note"
    _settle_sums(grid, table, doubtful, typical)
    join_continuations(grid, table, counts)
    _settle_singles(grid, table)
    numeric = _numeric_columns(grid, table)
    settle_summaries(grid, table, numeric)
    carry_down(grid, table, numeric)


def _typical(counts: list[int], labels: int) -> float:
    """How many cells a row of data fills; titles of groups, which fill one, don't count where rows of more are many."""
    fuller = [count for count in counts if count > 1]
    if labels > 2 and 3 * len(fuller) >= len(counts):
        # In a short table its sums are as many as its rows: the fuller half tells.
        return sorted(fuller)[len(fuller) * 3 // 4]
    return median(counts) if counts else 0


def _repeats(cells: list[Any], headers: list[list[Any]]) -> bool:
    words = [folded(str(cell)) for cell in cells]
    return any(words == [folded(str(cell)) for cell in header] for header in headers)


def _kind(cells: list[Any], count: int, typical: float) -> str:
    """A first opinion: 'single' and 'doubtful' are settled when the whole table is seen."""
    if count == 0:
        return "blank"
    first = next(cell for cell in cells if cell != "")
    is_text = isinstance(first, str)
    if is_text and first[:1] in TOTAL_LETTERS and TOTAL.match(folded(first)) and count < max(typical, 2) + 1:
        return "doubtful"
    if count >= max(3, typical / 2):
        is_part = is_text and first[:1] in PART_LETTERS and PART.match(first)
        return "part" if is_part else "data"
    if count == 1:
        return _lone_cell(cells, first, typical)
    return "doubtful" if count <= GAP * typical and typical > 2 else _short_row(cells, typical)


def _lone_cell(cells: list[Any], first: Any, typical: float) -> str:
    """The kind of a row of one cell."""
    is_text = isinstance(first, str)
    if typical > 2:
        return "single" if is_text and (cell_class(first) == "t" or year_of(first)) else "doubtful"
    is_note = is_text and NOTE.match(first) and len(first) > 12
    if is_text and (is_note or says_its_field(first)):
        return "single"
    return "doubtful" if cell_class(first) == "n" else _short_row(cells, typical)


def _short_row(cells: list[Any], typical: float) -> str:
    """In a table of two or three columns a row with a gap is data, unless a later cell says « total »."""
    texts = [cell for cell in cells if isinstance(cell, str) and cell]
    return "doubtful" if any(TOTAL.match(folded(text)) for text in texts[:3]) else "data"


def _settle_sums(grid: Grid, table: Found, doubtful: list[int], typical: float) -> None:
    """Decides what the doubtful rows are: a total or a subtotal by its word or its arithmetic, else data."""
    offset = table.first
    if not doubtful:
        return
    too_many = len(doubtful) > max(200, len(table.kinds) // 4)
    numbered = {column for row in doubtful for column, cell in enumerate(grid.rows[row]) if cell_class(cell) == "n"}
    numeric = [column for column in _numeric_columns(grid, table) if column in numbered]
    last_data = max((row for row in table.rows_of("data")), default=-1)
    running = {column: [Decimal(0), Decimal(0), 0] for column in numeric}
    naming = [] if too_many else _naming_columns(grid, table)
    pending = iter(doubtful)
    wanted = next(pending, None)
    subtotals = 0
    for row in range(table.first_data, table.last + 1):
        cells = grid.rows[row]
        if row == wanted:
            wanted = next(pending, None)
            unnamed = _is_unnamed(cells, naming)
            kind = _sum_kind(cells, running, unnamed, row > last_data, subtotals)
            table.kinds[row - offset] = kind
            if kind == "subtotal":
                subtotals += 1
            if kind in {"subtotal", "total"}:
                for sums in running.values():
                    sums[1], sums[2] = Decimal(0), 0
                continue
        if table.kinds[row - offset] == "data":
            _add(cells, running)


def _add(cells: list[Any], running: dict[int, list[Any]]) -> None:
    for column, sums in running.items():
        number = _number(cells[column])
        if number is not None:
            sums[0] += number
            sums[1] += number
            sums[2] += 1


def _number(cell: Any) -> Decimal | None:
    if cell == "":
        return None
    found = parse_amount(cell)
    return found.value if isinstance(found, Amount) else None


def _is_unnamed(cells: list[Any], naming: list[int]) -> bool:
    """Whether a row names nothing, or only says in the first of the naming columns what it sums."""
    filled = [column for column in naming if cells[column] != ""]
    return bool(naming) and len(filled) <= len(naming) / 2 and filled in ([], naming[:1])


def _sum_kind(cells: list[Any], running: dict[int, list[Any]], unnamed: bool, at_end: bool, subtotals: int) -> str:
    texts = [cell for cell in cells if isinstance(cell, str) and cell_class(cell) == "t"]
    words = [folded(text) for text in texts]
    said = next((word for word in words[:3] if TOTAL.match(word)), "")
    numbers = {column: number for column in running if (number := _number(cells[column])) is not None}
    whole = _agrees(numbers, running, 0)
    part = _agrees(numbers, running, 1)
    if said:
        return _said_kind(said, texts, bool(numbers), (whole, part), at_end)
    if unnamed and numbers and len(texts) <= 1:
        if whole and at_end and all(running[column][2] + subtotals > 1 for column in numbers):
            return "total"
        if part and all(running[column][2] > 1 for column in numbers):
            return "subtotal"
        if at_end and words and STATISTIC.match(words[0]):
            return "note"
    return "data"


def _said_kind(said: str, texts: list[str], has_numbers: bool, agrees: tuple[bool, bool], at_end: bool) -> str:
    """The kind of a row that says « total »: a body may be called so (« Total Énergies »), with other text beside."""
    bare = TOTAL.fullmatch(said) is not None
    if len(texts) > 2 or (not bare and (not has_numbers or (len(texts) == 2 and not any(agrees)))):
        return "data"
    whole, part = agrees
    if SUBTOTAL.match(said):
        return "subtotal"
    if GRAND_TOTAL.match(said) or whole:
        return "total" if at_end or whole else "subtotal"
    return "subtotal" if part or not at_end else "total"


def _agrees(numbers: dict[int, Decimal], running: dict[int, list[Any]], which: int) -> bool:
    """Whether every number of the row is the sum of its column (0: of the table, 1: since the last subtotal)."""
    return bool(numbers) and all(number != 0 and number == running[column][which] for column, number in numbers.items())


def _numeric_columns(grid: Grid, table: Found) -> list[int]:
    rows = table.rows_of("data")[:SAMPLE]
    return [
        column for column in range(table.first_column, table.last_column + 1) if _mostly_numbers(grid, column, rows)
    ]


def _naming_columns(grid: Grid, table: Found) -> list[int]:
    """Columns that hold text in nearly every row of data: a sum leaves them empty."""
    rows = table.rows_of("data")[:SAMPLE]
    return [
        column
        for column in range(table.first_column, table.last_column + 1)
        if rows and sum(cell_class(grid.rows[row][column]) == "t" for row in rows) >= 0.9 * len(rows)
    ]


def _settle_singles(grid: Grid, table: Found) -> None:
    """Rows with one filled cell: group titles where data follow, notes where none do or where they look like it."""
    last_data = max(table.rows_of("data"), default=-1)
    for offset, kind in enumerate(table.kinds):
        if kind != "single":
            continue
        row = table.first + offset
        cells = grid.rows[row]
        column = _first_filled(cells)
        text = str(cells[column])
        if TOTAL.fullmatch(folded(text).rstrip(" .")):
            table.kinds[offset] = "subtotal" if row < last_data else "total"
        elif row > last_data or NOTE.match(text) or column > table.first_column + 1:
            table.kinds[offset] = "note"
        else:
            table.kinds[offset] = "title"
            table.groups[row] = " ".join(text.split())

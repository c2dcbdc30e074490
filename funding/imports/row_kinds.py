"""What each row of a table is: data, header, title, subtotal, total, note or blank.

Comes in: a Grid and a table found on it. Goes out: the kinds in the table itself. Subtotals and totals are known by their
word and by arithmetic.
"""

import itertools
import re
from decimal import Decimal
from statistics import median
from typing import Any

from funding.imports.amounts import Amount, parse_amount
from funding.imports.continuations import carry_down, join_continuations, repeat_dittos
from funding.imports.found import NOTE, Found
from funding.imports.grid import Grid
from funding.imports.groups import says_its_field
from funding.imports.header import cell_class, is_numbering, year_of
from funding.imports.lexicon import folded
from funding.imports.sum_labels import (
    BARE,
    FOOTER,
    GRAND_TOTAL,
    PAGE,
    PERHAPS,
    SUBTOTAL,
    TOTAL,
    carries_over,
    named_in,
    sum_label,
)
from funding.imports.summaries import first_text, settle_doubts, settle_summaries
from funding.imports.units import is_unit_row

SAMPLE = 400
# What stands under a table beside its total: an average, a number of projects.
STATISTIC = re.compile(r"(moyenne|mediane|average|mean|median|nombre|number of|count|minimum|maximum|ecart type)\b")
BARE_STATISTIC = re.compile(
    r"(moyenne|mediane|average|mean|median|minimum|maximum|ecart type|standard deviation)( (par|per|des|of) .{1,30})?"
    r"|(nombre|number)( total)? (de|d'|of) \w+"
)
OF_A_STATISTIC = 2
# « (312 rows affected) »
COUNT = re.compile(r"\W*\d+ (rows?|lignes?|records?|enregistrements?)\b.{0,30}", re.IGNORECASE)
# « dont CHUM »: a part of the amount above, which is counted there.
PART = re.compile(r"\s*(dont|d['’]où|of which|including|incl\.)\s", re.IGNORECASE)
PART_LETTERS = frozenset(" dDoOiI")
# A row that fills at most this part of the usual cells may be a sum.
GAP = 0.7
TOTAL_LETTERS = frozenset("tTsSgGeEcC")


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
    in_heading = bool(table.header)
    for row in body:
        cells = grid.rows[row]
        if in_heading and is_numbering(cells, sum(map(bool, table.labels))):
            kinds.append("header")
            continue
        in_heading = in_heading and (not counts[row] or is_unit_row(cells))
        if in_heading and counts[row]:
            table.units |= {column: str(cell) for column, cell in enumerate(cells) if cell != ""}
            kinds.append("header")
            continue
        kind = _kind(cells, counts[row], typical)
        if kind == "data" and marks and cells[labelled] in marks and _repeats(cells, headers):
            kind, in_heading = "header", True
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
    _settle_statistics(grid, table, counts)
    join_continuations(grid, table, counts)
    _settle_lone_names(grid, table)
    _settle_singles(grid, table)
    numeric = _numeric_columns(grid, table)
    settle_summaries(grid, table, numeric)
    settle_doubts(grid, table, numeric)
    repeat_dittos(grid, table, numeric)
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
    if is_text and count < max(typical, 2) + 1 and (kind := _said_first(first, count)):
        return kind
    if count >= max(3, typical / 2):
        is_part = is_text and first[:1] in PART_LETTERS and PART.match(first)
        return "part" if is_part else "data"
    if count == 1:
        return _lone_cell(cells, first, typical)
    return "doubtful" if count <= GAP * typical and typical > 2 else _short_row(cells, typical)


def _said_first(first: str, count: int) -> str:
    """What the first words of a row tell: a sum, perhaps, or what stands under a table; '' where they tell nothing."""
    if (first[:1] in TOTAL_LETTERS and TOTAL.match(folded(first))) or (count > 1 and carries_over(first)):
        return "doubtful"
    return "footer" if count > 1 and FOOTER.match(first) else ""


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
    numeric = _summed_columns(grid, table, doubtful)
    last_data = max((row for row in table.rows_of("data")), default=-1)
    running = {column: [Decimal(0), Decimal(0), 0] for column in numeric}
    naming = [] if too_many else _naming_columns(grid, table)
    pending = iter(doubtful)
    wanted = next(pending, None)
    subtotals = 0
    names: set[str] | None = None
    carried: dict[int, Decimal] = {}
    for row in range(table.first_data, table.last + 1):
        cells = grid.rows[row]
        if row == wanted:
            wanted = next(pending, None)
            numbers = {column: number for column in running if (number := _number(cells[column])) is not None}
            kind = _sum_kind(cells, running, _is_unnamed(cells, naming), row > last_data, subtotals)
            if numbers and _is_carried(cells):
                kind = _carried_kind(numbers, running, carried)
            if kind == "perhaps":
                names = _names(grid, table) if names is None else names
                kind = "subtotal" if named_in(first_text(cells)) in names else "data"
                if kind == "data":
                    table.perhaps_sums.add(row)
            elif kind == "carried":
                table.carried_over.append(row)
                kind = "note"
            table.kinds[row - offset] = kind
            if kind == "subtotal":
                subtotals += 1
            if kind != "data":
                carried = numbers
            if kind in {"subtotal", "total"}:
                for sums in running.values():
                    sums[1], sums[2] = Decimal(0), 0
                continue
        if table.kinds[row - offset] == "data":
            _add(cells, running)
    _settle_inner_totals(table)


def _summed_columns(grid: Grid, table: Found, doubtful: list[int]) -> list[int]:
    """The columns of numbers that the doubtful rows may sum: those in which one of them has a number; all of them where one
    has a number in a column that rows of data leave empty."""
    numbered = {column for row in doubtful for column, cell in enumerate(grid.rows[row]) if cell_class(cell) == "n"}
    numeric = _numeric_columns(grid, table)
    return [column for column in numeric if column in numbered] if numbered <= set(numeric) else numeric


def _settle_statistics(grid: Grid, table: Found, counts: list[int]) -> None:
    """The last rows where they say only an average, or how many rows a program wrote."""
    for row in reversed(table.rows_of("data", "single", "total", "subtotal")):
        text = first_text(grid.rows[row])
        if counts[row] > OF_A_STATISTIC or not (BARE_STATISTIC.fullmatch(folded(text)) or COUNT.fullmatch(text)):
            if table.kinds[row - table.first] in {"data", "single"}:
                return
        else:
            table.kinds[row - table.first] = "note"


def _settle_inner_totals(table: Found) -> None:
    """A total that other rows and another sum follow is that of a part: of a year, of one of two lists under each other."""
    later_data = later_sum = False
    for offset in range(len(table.kinds) - 1, -1, -1):
        kind = table.kinds[offset]
        if kind == "total" and later_data:
            table.kinds[offset] = "subtotal"
        later_sum = later_sum or kind in {"subtotal", "total"}
        later_data = later_data or (later_sum and kind == "data")


def _is_carried(cells: list[Any]) -> bool:
    texts = [cell for cell in cells if isinstance(cell, str) and cell_class(cell) == "t"]
    return len(texts) == 1 and carries_over(texts[0])


def _carried_kind(numbers: dict[int, Decimal], running: dict[int, list[Any]], carried: dict[int, Decimal]) -> str:
    """A row that says « à reporter » or « report » is no data where it has the sum of the rows until there, or of the
    page, or nothing stands above it; else a person looks."""
    agrees = _agrees(numbers, running, 0) or _agrees(numbers, running, 1) or numbers == carried
    return "carried" if agrees or not any(sums[2] or sums[0] for sums in running.values()) else "perhaps"


def _names(grid: Grid, table: Found) -> set[str]:
    """What the table's cells say, folded, also after a label (« Programme : Essor »)."""
    texts = {cell for row in range(table.first, table.last + 1) for cell in grid.rows[row] if isinstance(cell, str)}
    return {folded(part) for text in texts for part in (text, text.rpartition(":")[2])} - {""}


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
    label, said = next(((label, text) for text in texts[:3] if (label := sum_label(text))), ("", ""))
    numbers = {column: number for column in running if (number := _number(cells[column])) is not None}
    whole = _agrees(numbers, running, 0)
    part = _agrees(numbers, running, 1)
    if said:
        agrees = (whole, part) if numbers else None
        if label == PERHAPS and any(running[column][2] < 2 for column in numbers):
            agrees = (False, False)
        kind = _said_kind(label == BARE, folded(said), texts, agrees, at_end)
        return "perhaps" if label == PERHAPS and kind != "data" and not any(agrees or ()) else kind
    is_dated = any(cell_class(cell) == "d" for cell in cells)
    if not numbers:
        return _sum_aside(cells, running, at_end) if unnamed and not texts and not is_dated else "data"
    if not unnamed or len(texts) > 1:
        return "data"
    if (is_dated or texts) and (whole or part):
        return "perhaps"
    several = {
        which: all(running[column][2] + others > 1 for column in numbers) for which, others in ((0, subtotals), (1, 0))
    }
    if at_end and texts and STATISTIC.match(folded(texts[0])):
        return "note"
    return "total" if whole and at_end and several[0] else "subtotal" if part and several[1] else "data"


def _sum_aside(cells: list[Any], running: dict[int, list[Any]], at_end: bool) -> str:
    """The kind of a row with nothing but numbers in columns that rows of data leave empty: a sum where each of them is the
    sum of several numbers of another column."""
    aside = [_number(cell) for cell in cells if cell != ""]
    for kind, which in (("total", 0), ("subtotal", 1)):
        sums = {sums[which] for sums in running.values() if sums[2] > 1 or (at_end and not which)}
        if (at_end or which) and aside and all(number and number in sums for number in aside):
            return kind
    return "data"


def _said_kind(bare: bool, said: str, texts: list[str], agrees: tuple[bool, bool] | None, at_end: bool) -> str:
    """The kind of a row that says « total »: a body may be called so (« Total Énergies »), with other text beside.
    `agrees` is None where the row has no number."""
    if len(texts) > 2 or (not bare and (agrees is None or (len(texts) == 2 and not any(agrees)))):
        return "data"
    whole, part = agrees or (False, False)
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
    return [column for column in range(table.first_column, table.last_column + 1) if mostly_numbers(grid, column, rows)]


def _naming_columns(grid: Grid, table: Found) -> list[int]:
    """Columns that hold text in nearly every row of data: a sum leaves them empty."""
    rows = table.rows_of("data")[:SAMPLE]
    return [
        column
        for column in range(table.first_column, table.last_column + 1)
        if rows and sum(cell_class(grid.rows[row][column]) == "t" for row in rows) >= 0.9 * len(rows)
    ]


def _settle_lone_names(grid: Grid, table: Found) -> None:
    """In a table of few columns, names that stand alone above rows that name nothing in their column: titles of groups."""
    data = table.rows_of("data")
    column = first_filled(grid.rows[data[0]]) if len(data) > 1 else -1
    if column < 0:
        return
    lone = [row for row in data if grid.rows[row][column] != ""]
    is_group = all(cell_class(grid.rows[row][column]) == "t" and _is_alone(grid.rows[row]) for row in lone)
    if is_group and len(lone) < len(data) and lone[-1] != data[-1]:
        for row in lone:
            table.kinds[row - table.first] = "single"
        return
    names = [row for row in lone if _is_alone(grid.rows[row]) and cell_class(grid.rows[row][column]) == "t"]
    spaced = all(after - row > 1 for row, after in itertools.pairwise(names))
    if names and names[0] == data[0] and names[-1] != data[-1] and spaced and 2 * len(names) <= len(data):
        table.perhaps_titles.update(names)


def _is_alone(cells: list[Any]) -> bool:
    return len(cells) - cells.count("") == 1


def _settle_singles(grid: Grid, table: Found) -> None:
    """Rows with one filled cell: group titles where data follow, notes where none do or where they look like it."""
    last_data = max(table.rows_of("data"), default=-1)
    titles = {folded(PAGE.sub("", str(grid.rows[row][first_filled(grid.rows[row])]))) for row in table.titles}
    for offset, kind in enumerate(table.kinds):
        row = table.first + offset
        if kind == "footer":
            table.kinds[offset] = "note" if row > last_data else "data"
        if kind != "single":
            continue
        cells = grid.rows[row]
        column = first_filled(cells)
        text = str(cells[column])
        of_the_page = PAGE.sub("", text)
        if TOTAL.fullmatch(folded(text).rstrip(" .")):
            table.kinds[offset] = "subtotal" if row < last_data else "total"
        elif row > last_data or NOTE.match(text) or column > table.first_column + 1:
            table.kinds[offset] = "note"
        else:
            table.kinds[offset] = "title"
            is_repeated = folded(of_the_page) in titles and (of_the_page != text or not table.groups)
            if of_the_page and not is_repeated:
                table.groups[row] = " ".join(of_the_page.split())


def mostly_numbers(grid: Grid, column: int, rows: list[int]) -> bool:
    classes = [kind for row in rows if (kind := cell_class(grid.rows[row][column]))]
    return bool(classes) and classes.count("n") >= 0.6 * len(classes)


def first_filled(cells: list[Any]) -> int:
    return next((column for column, cell in enumerate(cells) if cell != ""), -1)

"""Where a table's header is: the rows that may be one, with their scores.

Comes in: a Grid and the rows of a block. Goes out: HeaderGuess, the best first. A header is text over columns of data;
its words are in the lexicon, are not repeated below, and stand over numbers and dates that they are not themselves.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from funding.imports.amounts import Unreadable
from funding.imports.dates import parse_fiscal_year
from funding.imports.grid import Grid
from funding.imports.headers import HEADINGS
from funding.imports.lexicon import folded

LOOKED_AT = 40
SAMPLE = 40
HEADER_ROWS_AT_MOST = 6
ACCEPTED = 0.5
# A second row of headings says at least so many of them again.
TRANSLATED = 2
NUMERIC = re.compile(r"[-+($€£\s]*\d[\d\s.,'’\u00a0\u202f]*[\s$€£%)kKM-]*")
DATE_LIKE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*|\d{1,2}:\d{2}.*")
MARKED_NUMBER = re.compile(r"[\W\d_]*")
IDENTIFIER_STYLE = re.compile(r"[a-z]+([A-Z][a-z]+)+|[A-Za-z0-9]+(_[A-Za-z0-9]+)+")
# A number that is no unit (« 000 $ ») and no place in a numbering.
NUMBER_SAID = re.compile(r"[1-9]\D*\d")
NUMBERED = 2
NUMBERING = re.compile(r"[(\[]?(\d{1,2}|[A-Za-z])[)\]]?(\s*=.*)?")
OF_YEAR = re.compile(r"(annee|exercice|periode|fiscal year|year|period)\b")
KNOWN = frozenset(heading for headings in HEADINGS.values() for heading in headings)


@dataclass(frozen=True, slots=True)
class HeaderGuess:
    """`rows` from 0; `labels` one per column of the sheet, '' where there is none."""

    rows: tuple[int, ...]
    score: float
    labels: tuple[str, ...]


def cell_class(cell: Any) -> str:
    """'' empty, 'n' number, 'd' date, 't' text."""
    if isinstance(cell, str):
        return _text_class(cell) if cell else ""
    return "d" if isinstance(cell, date) else "n"


@lru_cache(maxsize=50_000)
def _text_class(text: str) -> str:
    if NUMERIC.fullmatch(text):
        return "n"
    return "d" if DATE_LIKE.fullmatch(text.strip()) else "t"


def year_of(label: Any) -> str:
    """The fiscal year that a heading names: 2021-22 and « Montant 2021-2022 » → '2021-2022', 2021 → '2021'; else ''."""
    if isinstance(label, str | int | float) and not isinstance(label, bool):
        return _year_of(str(int(label)) if isinstance(label, float) and label.is_integer() else str(label))
    return ""


@lru_cache(maxsize=20_000)
def _year_of(label: str) -> str:
    for text in (
        label,
        re.sub(r"\([^)]*\)|[$€£]|(?i:\b(montants?|amounts?|versé|paid|total|année|en|pour)\b)", " ", label),
    ):
        found = parse_fiscal_year(" ".join(text.split()))
        if not isinstance(found, Unreadable):
            return found
    return ""


def guesses(grid: Grid, first: int, last: int, below: Sequence[int]) -> list[HeaderGuess]:
    """Header candidates between two rows (from 0, both included), the best first. `below` are the rows that the
    header may stand over, in order: those of the block and of the ones after it."""
    found: dict[tuple[int, ...], HeaderGuess] = {}
    for row in range(first, min(last, first + LOOKED_AT) + 1):
        rows = header_block(grid, row, first)
        if rows and rows not in found:
            after = [index for index in below if index > rows[-1]][:SAMPLE]
            found[rows] = HeaderGuess(rows, _score(grid, rows, after, first), labels_of(grid, rows))
    return sorted(found.values(), key=lambda guess: (-guess.score, guess.rows))


def header_block(grid: Grid, row: int, first: int) -> tuple[int, ...]:
    """The header rows around one: down where its cells are merged downwards, up where group labels stand over it."""
    if sum(cell != "" for cell in grid.rows[row]) == 0:
        return ()
    last = row
    for top, _left, bottom, _right in grid.merged:
        if row <= top <= last and bottom > last:
            last = min(bottom, row + HEADER_ROWS_AT_MOST - 1, len(grid.rows) - 1)
    if row > first and _is_translation(grid, row - 1, row):
        row -= 1
    if last + 1 < len(grid.rows) and _is_translation(grid, last, last + 1):
        last += 1
    rows = list(range(row, last + 1))
    while rows[0] > first and len(rows) < HEADER_ROWS_AT_MOST and _is_group_row(grid, rows[0] - 1, rows[0]):
        rows.insert(0, rows[0] - 1)
    return tuple(rows)


def _is_translation(grid: Grid, row: int, below: int) -> bool:
    """Whether a row says the headings above it once more, in the other language."""
    pairs = [(above, cell) for above, cell in zip(grid.rows[row], grid.rows[below], strict=True) if cell != ""]
    if len(pairs) < TRANSLATED or any(cell_class(cell) != "t" for pair in pairs for cell in pair):
        return False
    same = sum(bool(_meanings(label_text(above)) & _meanings(label_text(cell))) for above, cell in pairs)
    is_other = any(folded(label_text(above)) != folded(label_text(cell)) for above, cell in pairs)
    return is_other and same >= max(TRANSLATED, 0.6 * len(pairs))


def _meanings(label: str) -> set[tuple[str, str]]:
    """(kind of record, field) that a heading may mean, where the lexicon has it."""
    words = folded(re.sub(r"\([^)]*\)|[$€£]", " ", label))
    return {(kind, headings[words]) for kind, headings in HEADINGS.items() if words in headings}


def _is_group_row(grid: Grid, above: int, row: int) -> bool:
    """Whether a row holds labels over several columns of the row under it, and is no title and no data."""
    cells = grid.rows[above]
    filled = [column for column, cell in enumerate(cells) if cell != ""]
    if not filled or any(cell_class(cells[column]) != "t" and not year_of(cells[column]) for column in filled):
        return False
    if any(len(str(cells[column])) > 60 for column in filled) or _says_year(cells, filled):
        return False
    under = [column for column, cell in enumerate(grid.rows[row]) if cell != ""]
    spans = [(left, right) for top, left, _bottom, right in grid.merged if top == above and right > left]
    whole = (
        any(right - left + 1 >= 0.8 * max(len(under), 2) and left <= under[0] for left, right in spans)
        if under
        else True
    )
    if whole or not under:
        return False
    if spans:
        return True
    if _is_title_over(grid, above, row) or any(
        cell_class(grid.rows[row][column]) == "n" and not year_of(grid.rows[row][column]) for column in under
    ):
        return False
    # Without merged cells: labels over some columns only, with gaps that the row below fills.
    gaps = [column for column in under if cells[column] == ""]
    return len(filled) >= 2 and len(gaps) >= 1 and len(filled) < len(under) and filled[-1] > 0


def _is_title_over(grid: Grid, above: int, row: int) -> bool:
    """Whether a row of headings says all that there is to say: what stands over it is a title in several cells."""
    own = [label_text(cell) for cell in grid.rows[row] if cell != ""]
    said = [label_text(cell) for cell in grid.rows[above] if cell != ""]
    return len(set(own)) == len(own) and all(map(is_known, own)) and not any(map(is_known, said))


def _says_year(cells: Sequence[Any], filled: Sequence[int]) -> bool:
    """« Année financière | 2021-2022 » is said of the table below: the second is no heading."""
    pair = [cells[column] for column in filled]
    return len(pair) == 2 and isinstance(pair[0], str) and OF_YEAR.match(folded(pair[0])) is not None


def is_numbering(cells: Sequence[Any], labels: int) -> bool:
    """Whether a row under the headings only numbers the columns: « (1) (2) (3) = (1) + (2) », « A B C »."""
    filled = [label_text(cell) for cell in cells if cell != ""]
    if len(filled) < NUMBERED or len(filled) < labels:
        return False
    marks = [match[1].lower() for text in filled if (match := NUMBERING.fullmatch(text))]
    if len(marks) < len(filled):
        return False
    places = [int(mark) if mark.isdecimal() else ord(mark) - ord("a") + 1 for mark in marks]
    return places == list(range(places[0], places[0] + len(places))) and places[0] <= 1


def labels_of(grid: Grid, rows: tuple[int, ...]) -> tuple[str, ...]:
    """One label per column: the parts of each header row from top to bottom, joined by ' – '."""
    parts: list[list[str]] = [[] for _ in range(grid.width)]
    for row in rows:
        cells = _spread(grid, row, last=row == rows[-1])
        for column, cell in enumerate(cells):
            text = label_text(cell)
            if text and (not parts[column] or parts[column][-1] != text):
                parts[column].append(text)
    return tuple(" – ".join(words) for words in parts)


def label_text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())


def _spread(grid: Grid, row: int, last: bool) -> list[Any]:
    """The row's cells, with merged ones in each place that they cover; a group label reaches to the next one."""
    cells = list(grid.rows[row])
    covered = set()
    for top, left, bottom, right in grid.merged:
        if top <= row <= bottom:
            for column in range(left, min(right, len(cells) - 1) + 1):
                covered.add(column)
                cells[column] = grid.rows[top][left]
    if last or any(top <= row <= bottom and right > left for top, left, bottom, right in grid.merged):
        return cells
    reach: Any = ""
    for column, cell in enumerate(cells):
        if cell != "":
            reach = cell
        elif column not in covered and column < len(grid.rows[row + 1]) and grid.rows[row + 1][column] != "":
            cells[column] = reach
    return cells


def _score(grid: Grid, rows: tuple[int, ...], after: Sequence[int], first: int) -> float:
    """0 to 1; 0 where it can't be a header."""
    labels = labels_of(grid, rows)
    # A header repeated on each page stands below itself, and is no less a header.
    after = [row for row in after if grid.rows[row] != grid.rows[rows[-1]]]
    filled = [column for column, label in enumerate(labels) if label]
    used = [column for column in range(grid.width) if any(grid.rows[row][column] != "" for row in after)]
    if not filled or not after or (len(filled) < 2 and (len(used) > 1 or not is_known(labels[filled[0]]))):
        return 0.0
    classes = {column: _label_class(labels[column]) for column in filled}
    years = {year_of(labels[column].rpartition(" – ")[2]) for column in filled} - {""}
    numbers = [
        column for column, kind in classes.items() if kind != "t" and not (len(years) > 1 and year_of(labels[column]))
    ]
    if len(numbers) > len(filled) * 0.34 or any(
        _is_amount_over_amounts(grid, labels, column, after) for column in numbers
    ):
        return 0.0
    text = 1 - len(numbers) / len(filled)
    known = sum(is_known(labels[column]) for column in filled) / len(filled)
    cover = len(set(filled) & set(used)) / max(1, len(used))
    contrast = _contrast(grid, filled, used, after)
    distinct = len({labels[column] for column in filled}) / len(filled)
    short = sum(len(labels[column]) <= 60 for column in filled) / len(filled)
    styled = sum(bool(IDENTIFIER_STYLE.fullmatch(labels[column])) for column in filled) / len(filled)
    repeated = sum(_stands_below(grid, rows[-1], column, after) for column in filled) / len(filled)
    score = 0.24 * cover + 0.26 * max(known, 0.7 * styled) + 0.16 * contrast + 0.16 * text * distinct + 0.08 * short
    score += 0.1 * (rows[0] == first) - 0.5 * repeated - 0.01 * (len(rows) - 1)
    return max(0.0, min(1.0, score))


def _is_amount_over_amounts(grid: Grid, labels: Sequence[str], column: int, after: Sequence[int]) -> bool:
    """Whether a label is a number like those under it: such a row is the first of a table without a header."""
    if not NUMBER_SAID.search(labels[column]) or year_of(labels[column]):
        return False
    classes = [kind for row in after if (kind := cell_class(grid.rows[row][column]))]
    return bool(classes) and classes.count("n") == len(classes)


def _label_class(label: str) -> str:
    return "n" if MARKED_NUMBER.fullmatch(label) else cell_class(label)


@lru_cache(maxsize=50_000)
def is_known(label: str) -> bool:
    """Whether the lexicon has the heading, whole or one of its levels, or it is a year."""
    words = folded(re.sub(r"\([^)]*\)", " ", label))
    parts = {folded(part) for part in label.split(" – ")}
    return words in KNOWN or bool(parts & KNOWN) or bool(year_of(label))


def _contrast(grid: Grid, filled: list[int], used: list[int], after: Sequence[int]) -> float:
    """Of the columns with data, the part whose data are numbers or dates under a label that is text; 0.5 for text."""
    scores = []
    for column in used:
        classes = [kind for row in after if (kind := cell_class(grid.rows[row][column]))]
        typed = sum(kind != "t" for kind in classes) > len(classes) / 2
        scores.append((1.0 if typed else 0.5) if column in filled else 0.0)
    return sum(scores) / max(1, len(scores))


def _stands_below(grid: Grid, header: int, column: int, after: Sequence[int]) -> bool:
    """Whether the label is also a value of its column: then it is data. A header repeated per page is met once."""
    label = grid.rows[header][column]
    if label == "":
        return False
    return sum(grid.rows[row][column] == label for row in after) > max(1, len(after) // 20)

"""Sheets that lie on their side: the headings stand one under another, and each record is a column, or a form of its own.

Comes in: a Grid. Goes out: whether it is so. Nothing is read of it: turned round by a machine, no cell would be where the
file has it.
"""

import itertools
from collections.abc import Iterable
from typing import Any

from funding.imports.grid import Grid
from funding.imports.header import cell_class, year_of
from funding.imports.headers import KINDS
from funding.imports.heading_likeness import recognised

# More rows than these are no headings.
MOST_ROWS, MOST_ROWS_OF_A_FORM = 1_500, 40
# So many fields of one kind of record are named in the first column, by this part of what stands there.
FIELDS, FIELDS_OF_A_FORM, PART = 3, 2, 0.6
SURE = 0.85
NAMING = frozenset({"recipient", "payer", "project", "title", "organization", "person", "name", "label", "group"})
NUMBERS = frozenset({"amount", "quantity", "count"})


def is_turned(grid: Grid) -> bool:
    """Whether the first column holds headings, and no row does."""
    if len(grid.rows) > MOST_ROWS:
        return False
    rows = [cells for cells in grid.rows if len(cells) - cells.count("") > 1]
    if len(rows) < FIELDS_OF_A_FORM:
        return False
    left = min(next(column for column, cell in enumerate(cells) if cell != "") for cells in rows)
    labelled = [cells for cells in rows if isinstance(cells[left], str) and cells[left]]
    return any(_is_turned(labelled, left, kind) for kind in KINDS)


def is_form(rows: list[list[Any]]) -> bool:
    """Whether rows above a table say only what all of its own share: « Ministère | MEI », « Programme : | Essor »."""
    pairs = [pair for cells in rows if len(pair := [cell for cell in cells if cell != ""]) > 1]
    if not pairs or len(rows) > MOST_ROWS_OF_A_FORM:
        return False
    labels = [_is_label(cell) for pair in pairs for cell in pair[::2]]
    values = [cell for pair in pairs for cell in pair[1::2]]
    is_paired = len(values) == len(labels) and not any(map(_is_label, values))
    # A row alone, or a label that nobody knows, says so by its colon or by those around it.
    is_said = len(pairs) > 1 or str(pairs[0][0]).rstrip().endswith(":")
    return is_paired and is_said and sum(labels) >= PART * len(labels)


def _is_label(cell: Any) -> bool:
    return isinstance(cell, str) and (cell.rstrip().endswith(":") or _is_heading(cell))


def _is_heading(cell: Any) -> bool:
    return any(_field(cell, kind) for kind in KINDS)


def _is_turned(rows: list[list[Any]], left: int, kind: str) -> bool:
    named = [(cells, field) for cells in rows if (field := _field(cells[left], kind))]
    fields = {field for _cells, field in named}
    if (
        len(fields) < (FIELDS_OF_A_FORM if is_form(rows) else FIELDS)
        or len(named) < PART * len(rows)
        or fields.isdisjoint(NAMING)
    ):
        return False
    if any(_has_headings(cells, kind) for cells in rows):
        return False
    money = [cells for cells, field in named if KINDS[kind][field] in NUMBERS]
    if money:
        return any(_are_numbers(cells[left + 1 :]) for cells in money)
    # « Champ, sorte, description »: a list of what columns mean has as few columns.
    return max(len(cells) - cells.count("") for cells in rows) > FIELDS + 1


def _field(cell: Any, kind: str) -> str:
    """The field that a cell surely names, ''."""
    if not isinstance(cell, str) or cell_class(cell) != "t" or year_of(cell):
        return ""
    name, score = next(iter(recognised(" ".join(cell.split()).rstrip(" :"), kind)), ("", 0.0))
    return name if score >= SURE else ""


def _has_headings(cells: list[Any], kind: str) -> bool:
    """Whether two headings stand side by side, as in a row of them."""
    filled = [cell for cell in cells if cell != ""]
    fields = [_field(cell, kind) for cell in cells]
    beside = any(one and other and one != other for one, other in itertools.pairwise(fields))
    return beside and len(set(map(str, filled))) == len(filled)


def _are_numbers(cells: Iterable[Any]) -> bool:
    filled = [cell for cell in cells if cell != ""]
    return bool(filled) and sum(cell_class(cell) == "n" for cell in filled) >= len(filled) / 2

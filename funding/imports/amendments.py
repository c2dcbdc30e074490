"""Rows of one award told anew: a list with a row for each amendment states the whole amount in each of them (Canada's
grants and contributions do), and its sum counts an award as often as it was amended.

Comes in: a Grid, a table found on it, its columns. Goes out: the rows that a later amendment of the same award follows.
"""

import re
from collections import defaultdict
from typing import Any

from funding.imports.document import Column
from funding.imports.found import Found
from funding.imports.grid import Grid
from funding.imports.lexicon import folded
from funding.imports.values import shown

AMENDMENT = re.compile(r"((no|n°|numero|number|amendment|avenant|modification|d'|de|du|of|contrat|agreement)\s?)+")
WORD = re.compile(r"\b(amendment|avenant|modification)\b")


def numbers_amendments(column: Column) -> bool:
    """Whether a column gives the number of an amendment: « amendment_number », « No d’avenant »."""
    heading = folded(column.header)
    return WORD.search(heading) is not None and AMENDMENT.fullmatch(heading) is not None


def amended_rows(grid: Grid, found: Found, columns: tuple[Column, ...]) -> dict[int, int]:
    """{row: the row of the last amendment of the same award}, both from 0."""
    by = next((column.index for column in columns if numbers_amendments(column)), None)
    reference = next((column.index for column in columns if column.field == "reference"), None)
    if by is None or reference is None:
        return {}
    awards: defaultdict[Any, list[int]] = defaultdict(list)
    for row in found.rows_of("data"):
        if grid.rows[row][reference] != "":
            awards[grid.rows[row][reference]].append(row)
    told: dict[int, int] = {}
    for rows in awards.values():
        numbers = {row: number_of(grid.rows[row][by]) for row in rows}
        last = max(rows, key=lambda row: numbers[row])
        told |= {row: last for row in rows if numbers[row] < numbers[last]}
    return told


def number_of(cell: Any) -> int:
    """The number of an amendment; 0 for the award as it was made."""
    digits = re.search(r"\d+", shown(cell))
    return int(digits[0][:9]) if digits else 0

"""Marks of footnotes after a name, « CHUM (1) », where a note of the table begins with the mark.

Comes in: a Grid and a table found on it. Goes out: the marks; the reader of a column that leaves them out.
"""

import re
from collections.abc import Callable
from typing import Any

from funding.imports.found import Found
from funding.imports.grid import Grid
from funding.imports.values import Reading

MARK = re.compile(r"\s*([(\[](\d{1,2}|[a-zA-Z]|\*{1,3})[)\]])\s*\S")


def marks_of(grid: Grid, found: Found) -> tuple[str, ...]:
    """What the notes of the table begin with: « (1) », « [a] »."""
    notes = (str(cell) for row in found.rows_of("note") for cell in grid.rows[row] if cell != "")
    return tuple(sorted({match[1] for note in notes if (match := MARK.match(note))}))


def without_marks(read: Callable[[Any], Reading], marks: tuple[str, ...]) -> Callable[[Any], Reading]:
    """The same reader, of names: their marks are none of their words."""
    if not marks:
        return read

    def bare(raw: Any) -> Reading:
        if isinstance(raw, str) and raw.rstrip().endswith(marks):
            raw = raw.rstrip()
            mark = next(mark for mark in marks if raw.endswith(mark))
            raw = raw.removesuffix(mark).rstrip() or raw
        return read(raw)

    return bare

"""The ruled tables of a PDF's page.

Comes in: a page of pdfplumber. Goes out: its tables with the texts of their cells, and each as a block. Lines that only part
columns, or frame a text, make no table: what they hold is read by how it stands.
"""

import itertools
import re
from collections.abc import Sequence
from typing import Any

from funding.imports.header import cell_class
from funding.imports.pdf_block import Block, Range, one_line
from funding.imports.pdf_concealed import center
from funding.imports.pdf_covers import Box, middle, within

Ruled = tuple[Any, list[list[str]]]

REDACTED = "█████"
# Where the ruled tables hold less of the page's text than this, they may be frames around it.
RULED_PART = 0.4
# So many rows, and so many lines of one cell, are no chance.
LEAST = 3
# Letters of one text stand so many points apart at most.
SLIGHT = 0.5
# What no number of a page is.
AMOUNT = re.compile(r"\d\s\d{3}|\$|[.,]\d\d$")


def ruled_tables(page: Any, characters: int, upwards: bool) -> list[Ruled]:
    """Tables of two columns or more. A lone ruled row may go on from the last page. `upwards`: how texts on their side run."""
    sideways = {"line_dir_rotated": "ltr", "char_dir_rotated": "btt"} if upwards else {}
    found = []
    for table in page.find_tables():
        if len(table.rows[0].cells) >= 2:
            texts = [[text or "" for text in row] for row in table.extract(**sideways)]
            _run_over(page, table, texts)
            if (len(texts) >= 2 or len(texts[0]) >= LEAST or _is_number(texts[0][-1])) and not _only_parts_columns(
                texts
            ):
                found.append((table, texts))
    inside = sum(
        any(within(middle(character), table.bbox) for table, _texts in found)
        for character in page.chars
        if character["text"].strip()
    )
    return found if inside >= RULED_PART * characters else [one for one in found if _has_numbers(one[1])]


def _run_over(page: Any, table: Any, texts: list[list[str]]) -> None:
    """Puts a text that runs over its cell into the empty one at its right together again, as a spreadsheet prints it."""
    edges = _edges(table)[1:]
    crossing = [one for one in page.chars if any(one["x0"] < edge < one["x1"] for edge in edges)]
    for character in crossing:
        for number, row in enumerate(table.rows):
            for place, (cell, right) in enumerate(itertools.pairwise(row.cells)):
                if not (cell and right and texts[number][place] and texts[number][place + 1]):
                    continue
                both = (cell[0], cell[1], right[2], cell[3])
                if within(middle(character), both) and character["x0"] < cell[2] < character["x1"]:
                    runs = page.within_bbox(both, strict=False).extract_words(keep_blank_chars=True, x_tolerance=SLIGHT)
                    if len(runs) == 1:
                        texts[number][place], texts[number][place + 1] = runs[0]["text"], ""


def _only_parts_columns(texts: Sequence[Sequence[str]]) -> bool:
    """Whether a cell holds a column: its heading perhaps, then numbers, each on a line."""
    lines = (text.split("\n") for row in texts for text in row if text.count("\n") >= LEAST - 1)
    return any(all(map(_is_number, some[1:])) for some in lines)


def _has_numbers(texts: Sequence[Sequence[str]]) -> bool:
    """Whether a table has a column of numbers, or an amount in each of its few rows."""
    if len(texts) < LEAST:
        return all(any(AMOUNT.search(text) and _is_number(text) for text in row) for row in texts)
    return any(sum(map(_is_number, column)) >= len(column) / 2 for column in zip(*texts, strict=True))


def _is_number(text: str) -> bool:
    return bool(text) and cell_class(text) != "t"


def block_of(ruled: Ruled, covered: Sequence[Box], redactions: Sequence[Box]) -> Block:
    table, extracted = ruled
    edges = _edges(table)
    block = Block([], True, table.bbox[1], table.bbox[3], edges=edges)
    block.lines = [(row.bbox[1], row.bbox[3]) for row in table.rows]
    for number, (row, texts) in enumerate(zip(table.rows, extracted, strict=True)):
        cells = []
        for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            cells.append(one_line(text))
            if cell is None:
                continue
            if not cells[-1] and any(within(center(box), cell) for box in redactions):
                cells[-1] = REDACTED
            span = _span(table, edges, number, place)
            if span[2:] != span[:2]:
                block.merged.append(span)
        block.rows.append(cells)
        if any(row.bbox[1] <= (box[1] + box[3]) / 2 <= row.bbox[3] for box in covered):
            block.concealed.add(number)
    return block


def _edges(table: Any) -> list[float]:
    """The left edge of each column."""
    count = len(table.rows[0].cells)
    return [
        min((row.cells[place][0] for row in table.rows if row.cells[place]), default=float("inf"))
        for place in range(count)
    ]


def _span(table: Any, edges: Sequence[float], number: int, place: int) -> Range:
    """The rows and columns that a cell reaches over, by where its lines are."""
    _left, _top, right, bottom = table.rows[number].cells[place]
    last_column = max([place, *(n for n in range(place + 1, len(edges)) if edges[n] < right - 2)])
    last_row = max([number, *(n for n in range(number + 1, len(table.rows)) if table.rows[n].bbox[1] < bottom - 2)])
    return number, place, last_row, last_column

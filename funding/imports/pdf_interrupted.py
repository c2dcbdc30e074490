"""Tables of a PDF that a narrower one interrupts: what follows without a heading is put back below what it belongs to.

Comes in: the blocks of all pages, each with its page. Goes out: the same in their order of reading, and the pages whose
rows were put back. A list of grants, a small table of sums in a corner, then the list again: it has the same columns, and
its first row is one of its data, not a heading.
"""

from collections.abc import Sequence

from funding.imports.header import cell_class
from funding.imports.pdf_block import Block

Placed = tuple[int, Block]


def rejoined(placed: Sequence[Placed]) -> tuple[list[Placed], list[int]]:
    """(blocks in their order of reading, pages of those that were put back)."""
    found: list[Placed] = []
    moved: list[int] = []
    for page, block in placed:
        place = _place(found, block) if block.is_table else None
        if place is None:
            found.append((page, block))
        else:
            found.insert(place, (page, block))
            moved.append(page)
    return found, moved


def _place(found: Sequence[Placed], block: Block) -> int | None:
    """After the last table of the same width, where only narrower ones came since and the block goes on with it."""
    for place in range(len(found) - 1, -1, -1):
        before = found[place][1]
        if not before.is_table:
            continue
        if before.width == block.width:
            is_interrupted = any(between.is_table for _page, between in found[place + 1 :])
            return place + 1 if is_interrupted and goes_on(before, block) else None
        if before.width > block.width:
            return None
    return None


def goes_on(before: Block, block: Block) -> bool:
    """Whether the first row is like the data above: filled in the same columns with the same sorts, not all texts."""
    first = [cell_class(cell) for cell in block.rows[0]]
    if set(first) <= {"", "t"}:
        return False
    return any([cell_class(cell) for cell in row] == first for row in before.rows[1:])

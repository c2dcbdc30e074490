"""A PDF with a text layer as one sheet of cells, from its first page to its last.

Comes in: the path of a PDF. Goes out: one Grid; each of its rows knows its page (`places`), and text that stands outside
of the tables is told apart (`outside`). Ruled tables are pdfplumber's; a page that has text in columns and no ruled
table is camelot's (`stream`). Raises Refused where no page has text: pictures are not read by machine.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from funding.imports.document import Refused
from funding.imports.grid import Grid, within_budget
from funding.imports.pdf_block import Block
from funding.imports.pdf_interrupted import rejoined
from funding.imports.pdf_laid import Laid, Spot, set_down
from funding.imports.pdf_letters import UNKNOWN
from funding.imports.pdf_page import Page, page_of
from funding.imports.pdf_unruled import Way, unruled_tables
from funding.imports.stated_years import stated_year

PAGES = 2_000
# Lines at the head and at the foot of a page that may be the same on every page.
HEAD, FOOT = 4, 3
# « Organisme 12 345 678,90 $ 2021-2022 »
LIKE_A_ROW = re.compile(
    r"^(?!total\b|sous-total\b|subtotal\b).*[^\W\d].*\s\(?-?(\d{1,3}(\s\d{3})+([.,]\d\d)?|\d+[.,]\d\d(?=\s*\$))\)?\s*\$?[¹²³⁴-⁹]*"
    r"(\s\d{4}\s?[-–/]\s?\d{2,4})?$",
    re.IGNORECASE,
)


def pdf_grid(path: Path, cells: int) -> Grid:
    """The document as one sheet. Raises Refused: encrypted, damaged, only-pictures, too-many-cells."""
    pages = _pages(path)
    candidates = {
        page.number: Way(page.turned, page.is_mixed, page.shown, page.in_columns, frozenset(page.unknown), page.ruled)
        for page in pages
        if page.in_columns
    }
    for number, blocks in unruled_tables(path, candidates).items():
        pages[number - 1].take(blocks)
    placed, moved = rejoined([(page.number, block) for page in pages for block in page.blocks])
    grid = _joined(placed, _furniture(pages), {page.number: page.laid for page in pages if page.laid})
    within_budget("PDF", len(grid.rows), grid.width, cells)
    grid.notices = [*_notices(pages), *_left_out(placed)]
    if moved:
        grid.notices.append(("interrupted-table", {"pages": spans(moved)}))
    return grid


def _pages(path: Path) -> list[Page]:
    import pdfplumber
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    pages: list[Page] = []
    try:
        # Given a path, pdfplumber leaves the file open where it cannot read its beginning.
        with path.open("rb") as file, pdfplumber.open(file) as document:
            if len(document.pages) > PAGES:
                raise Refused("too-many-pages", pages=len(document.pages), limit=PAGES)
            for page in document.pages:
                pages.append(page_of(page))
                page.close()
    except (Refused, MemoryError):
        raise
    except Exception as error:
        # pdfminer raises whatever a broken file makes it stumble on: KeyError, struct.error, RecursionError, …
        cause = error.args[0] if isinstance(error, PdfminerException) and error.args else error
        if isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError):
            raise Refused("encrypted") from None
        raise Refused("damaged", found=type(cause).__name__) from None
    if not pages:
        raise Refused("damaged", found="PDF")
    if all(page.kind in {"picture", "blank"} for page in pages):
        pictures = [page for page in pages if page.kind == "picture"]
        raise Refused("only-pictures", pages=len(pages)) if pictures else Refused("empty-document")
    return pages


def _notices(pages: Sequence[Page]) -> list[tuple[str, dict[str, Any]]]:
    """Pages without a table, pages that are pictures, text under black boxes."""
    found: list[tuple[str, dict[str, Any]]] = []
    without = [page.number for page in pages if page.kind == "text" and not page.has_table]
    if without and len(without) < len(pages):
        found.append(("pages-without-table", {"pages": spans(without)}))
    pictures = [page.number for page in pages if page.kind == "picture"]
    if pictures:
        found.append(("pages-of-pictures", {"pages": spans(pictures), "count": len(pictures)}))
    recognized = [page.number for page in pages if page.is_recognized]
    if recognized:
        found.append(("recognized-letters", {"pages": spans(recognized)}))
    texts = {page.number: [one.text for one in page.laid if one.kind == "text"] for page in pages}
    numbers = [number for number, some in texts.items() if some]
    if numbers:
        count = sum(map(len, texts.values()))
        found.append(("laid-texts", {"pages": spans(numbers), "count": count, "example": texts[numbers[0]][0][:60]}))
    unknown = [page.number for page in pages if page.unknown]
    if unknown:
        count = sum(len(page.unknown) for page in pages)
        found.append(("unknown-letters", {"pages": spans(unknown), "count": count, "example": UNKNOWN}))
    stamps = [page for page in pages if page.stamp]
    if stamps:
        numbers = [page.number for page in stamps]
        found.append(("text-across", {"pages": spans(numbers), "example": stamps[0].stamp[:60]}))
    concealed = [page.number for page in pages if page.concealed]
    if concealed:
        count = sum(page.concealed for page in pages)
        found.append(("concealed-text", {"pages": spans(concealed), "count": count}))
    return found


def _left_out(placed: Sequence[tuple[int, Block]]) -> list[tuple[str, dict[str, Any]]]:
    """Lines that read as rows of a table do, a text and then an amount, and stand in none."""
    lines = [(page, block.rows[0][0]) for page, block in placed if not block.is_table and not block.is_outside]
    found = [(page, text) for page, text in lines if LIKE_A_ROW.search(text)]
    if not found:
        return []
    pages = spans(sorted({page for page, _text in found}))
    return [("rows-in-no-table", {"pages": pages, "count": len(found), "example": found[0][1][:80]})]


def spans(numbers: Sequence[int]) -> str:
    """[1, 2, 3, 7] → '1–3, 7'."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1] = [parts[-1][0], number]
        else:
            parts.append([number])
    return ", ".join("–".join(map(str, part)) for part in parts)


def _joined(placed: Sequence[tuple[int, Block]], furniture: set[str], laid: Mapping[int, Sequence[Laid]]) -> Grid:
    """All blocks one under the other. A table goes on over a page's end where the next one has as many columns. `laid` is
    what was laid over each page."""
    grid = Grid(name="", rows=[], width=0)
    outside: set[int] = set()
    breaks: set[int] = set()
    hidden: set[int] = set()
    columns = 0
    spots: dict[int, list[Spot]] = {}
    years = _years(placed)
    for page, block in placed:
        start = len(grid.rows)
        if block.is_table and columns and block.width != columns:
            breaks.add(start)
        for number, row in enumerate(block.rows):
            # Above the first table text is its title; beside and after a table it is a note.
            is_outside = bool(columns) and not block.is_table
            if start + number not in years and (is_outside or _key(row) in furniture):
                outside.add(start + number)
        if page in laid:
            spots.setdefault(page, []).extend(block.spots(start))
        grid.rows.extend(block.rows)
        grid.places.extend([f"p. {page}"] * len(block.rows))
        grid.merged.extend((top + start, left, bottom + start, right) for top, left, bottom, right in block.merged)
        hidden.update(start + number for number in block.concealed)
        columns = block.width if block.is_table else columns
    grid.width = max(map(len, grid.rows), default=0)
    for page, there in spots.items():
        set_down(grid, there, laid[page])
    for row in grid.rows:
        row.extend([""] * (grid.width - len(row)))
    grid.outside, grid.breaks, grid.concealed_rows = frozenset(outside), frozenset(breaks), frozenset(hidden)
    return grid


def _years(placed: Sequence[tuple[int, Block]]) -> set[int]:
    """The lines right above a table's rows, on their page, that state another year than the last such line did."""
    lines = [(page, block.is_table, row) for page, block in placed for row in block.rows]
    found: set[int] = set()
    stated, last = (0, 0, ""), ""
    for number, (page, is_table, row) in enumerate(lines):
        filled = [cell for cell in row if cell]
        if len(filled) == 1 and (said := stated_year(filled[0])):
            stated = (page, number, said[0])
        elif is_table and len(filled) > 1:
            if stated[0] == page and stated[2] != last:
                found.add(stated[1])
                last = stated[2]
            stated = (0, 0, "")
    return found


def _furniture(pages: Sequence[Page]) -> set[str]:
    """What stands alone at the head or the foot of two pages or more, whatever its numbers: « Page 3 de 67 »."""
    seen: Counter[str] = Counter()
    for page in pages:
        rows = [row for block in page.blocks for row in block.rows]
        seen.update({key for row in (*rows[:HEAD], *rows[-FOOT:]) if (key := _key(row))})
    return {key for key, count in seen.items() if count > 1}


def _key(row: Sequence[str]) -> str:
    """The one text of a row without its numbers, '' where the row has several cells."""
    filled = [cell for cell in row if cell]
    return re.sub(r"\d+", "#", filled[0]) if len(filled) == 1 else ""

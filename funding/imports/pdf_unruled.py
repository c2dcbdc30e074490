"""Tables of a PDF that have no ruled lines, told by how their text stands in columns (camelot's `stream`).

Comes in: the path of a PDF and the pages to look at. Goes out: {page: its tables as blocks}; a page of prose has none.
A page whose columns came out otherwise than those of its neighbours is read again with theirs: a table goes on there.
"""

import itertools
import statistics
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from funding.imports.header import cell_class
from funding.imports.pdf_covers import Box, within
from funding.imports.pdf_letters import Letter, drawn_again, stamp
from funding.imports.pdf_page import Block, one_line

LONGEST_CELL = 60
# Lines of one cell stand closer than rows of the table, by this part of the usual distance.
CLOSER = 0.8


class Way(NamedTuple):
    """How a page is read: turned by so many degrees, and of letters that are to be set aside on it; the part that is shown."""

    degrees: int
    is_mixed: bool
    shown: Box


def unruled_tables(path: Path, pages: Mapping[int, Way]) -> dict[int, list[Block]]:
    """The tables of these pages (from 1; each with how it is to be read), from top to bottom."""
    if not pages:
        return {}
    found: dict[int, list[Any]] = {}
    for table in _stream(path, pages):
        if _is_table(_rows(table)):
            found.setdefault(table.page, []).append(table)
    usual = Counter(len(table.cols) for tables in found.values() for table in tables)
    if len(usual) > 1:
        found = _aligned(path, pages, found, usual.most_common(1)[0][0])
    return {page: sorted(map(_block, tables), key=lambda block: block.top) for page, tables in found.items()}


def _stream(path: Path, pages: Mapping[int, Way], **options: Any) -> list[Any]:
    import playa

    found: list[Any] = []
    with warnings.catch_warnings():
        # camelot says with a warning that a page has no table: that is an answer here.
        warnings.simplefilter("ignore")
        try:
            with playa.open(path, space="page") as document:
                for number, way in pages.items():
                    with suppress(ArithmeticError, LookupError, TypeError, ValueError):
                        found.extend(_of_page(document.pages[number - 1], way, options))
        except MemoryError:
            raise
        except Exception:
            # Whatever it stumbles on, pdfplumber has read the page's text: it is kept as notes, and the page is named.
            return found
    return found


def _of_page(page: Any, way: Way, options: Mapping[str, Any]) -> list[Any]:
    """What camelot's `read_pdf` does with a page, which would also read the letters that are no part of its lines, and
    none of a file whose text may not be copied."""
    from camelot.parsers import Stream
    from camelot.utils import get_image_char_and_text_objects
    from playa.miner import LAParams, extract_page

    if way.degrees:
        page.set_initial_ctm(page.space, page.rotate + way.degrees)
    spaces = LAParams(char_margin=1.0, detect_vertical=True, all_texts=True)
    layout: Any = _without_aside(extract_page(page), way.shown) if way.is_mixed else extract_page(page, spaces)
    if way.is_mixed:
        layout.analyze(spaces)
    parser = Stream(**options)
    images, _characters, horizontal, vertical = get_image_char_and_text_objects(layout)
    size = (layout.bbox[2], layout.bbox[3])
    parser.prepare_page_parse("", layout, size, page.page_idx + 1, images, horizontal, vertical, "", {})
    return list(parser.extract_tables())


def _without_aside(whole: Any, shown: Box) -> Any:
    from playa.miner import LTChar, LTPage

    things = list(_flat(whole))
    characters = [thing for thing in things if isinstance(thing, LTChar) and thing.get_text().strip()]
    letters = [
        Letter(one.get_text(), (one.x0 + one.x1) / 2, (one.y0 + one.y1) / 2, one.size, one.matrix) for one in characters
    ]
    aside = {id(characters[number]) for number in stamp(letters) | drawn_again(letters)}
    aside |= {id(one) for one, letter in zip(characters, letters, strict=True) if not within(letter[1:3], shown)}
    layout = LTPage(whole.pageid, whole.bbox)
    layout.extend(thing for thing in things if id(thing) not in aside)
    return layout


def _flat(things: Any) -> Iterator[Any]:
    """What is on a page; what was drawn as a figure, as stamps are, is on it like the rest."""
    for thing in things:
        if hasattr(thing, "__iter__"):
            yield from _flat(thing)
        else:
            yield thing


def _rows(table: Any) -> list[list[str]]:
    return [[one_line(str(cell)) for cell in row] for row in table.df.values.tolist()]


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Prose in columns is no table: most of a table's rows fill two cells, which are short, and one column is numbers."""
    width = max(map(len, rows), default=0)
    filled = [row for row in rows if sum(map(bool, row)) >= 2]
    if width < 2 or len(filled) < 2 or len(filled) < 0.4 * len(rows):
        return False
    lengths = [len(cell) for row in filled for cell in row if cell]
    columns = ([cell for row in rows if (cell := row[place])] for place in range(width))
    typed = any(
        sum(cell_class(cell) != "t" for cell in column) >= max(2, 0.4 * len(column)) for column in columns if column
    )
    return statistics.median(lengths) < LONGEST_CELL and (typed or (width > 2 and len(filled) > 0.8 * len(rows)))


def _aligned(path: Path, pages: Mapping[int, Way], found: dict[int, list[Any]], count: int) -> dict[int, list[Any]]:
    """The same pages, those with one table of other columns read again with the columns of the nearest usual page."""
    models = {page: table for page, tables in found.items() for table in tables if len(table.cols) == count}
    again = dict(found)
    for page, tables in found.items():
        if len(tables) == 1 and len(tables[0].cols) != count:
            model = models[min(models, key=lambda other: abs(other - page))]
            same = _reread(path, {page: pages[page]}, tables[0], model)
            again[page] = [same] if same is not None else tables
    return again


def _reread(path: Path, page: Mapping[int, Way], table: Any, model: Any) -> Any | None:
    """The table with the model's columns, where no column of its own is cut by them."""
    left, bottom, right, top = table._bbox
    edges = [column[0] for column in model.cols[1:]]
    if left < model._bbox[0] - 20 or right > model._bbox[2] + 20 or len(table.cols) > len(model.cols):
        return None
    area = f"{min(left, model._bbox[0])},{top},{max(right, model._bbox[2])},{bottom}"
    found = _stream(path, page, table_areas=[area], columns=[",".join(f"{edge:.1f}" for edge in edges)])
    return found[0] if found else None


def _block(table: Any) -> Block:
    _left, bottom, _right, top = table._bbox
    height = table.pdf_size[1]
    lines = [(height - upper, height - lower) for upper, lower in table.rows]
    feet = [height - text[1] for text in table._text]
    bases = [max((foot for foot in feet if top <= foot <= bottom + 1), default=bottom) for top, bottom in lines]
    rows, lines = _without_broken_rows(_rows(table), lines, bases)
    top, bottom = min(height - top, lines[0][0]), max(height - bottom, lines[-1][1])
    return Block(rows, True, top, bottom, lines=lines)


Lines = list[tuple[float, float]]


def _without_broken_rows(rows: list[list[str]], lines: Lines, bases: Sequence[float]) -> tuple[list[list[str]], Lines]:
    """Joins the rest of texts to the row above, headings too: it stands closer to it than rows do, and has no number.

    `bases` are the feet of the rows' texts.
    """
    gaps = [after - before for before, after in itertools.pairwise(bases)]
    usual = statistics.median(gaps) if gaps else 0.0
    joined: list[list[str]] = []
    kept: Lines = []
    for place, (row, line) in enumerate(zip(rows, lines, strict=True)):
        filled = [column for column, cell in enumerate(row) if cell]
        is_close = place > 0 and gaps[place - 1] < CLOSER * usual
        above = joined[-1] if joined else []
        is_rest = bool(filled) and all(above and above[column] and cell_class(row[column]) == "t" for column in filled)
        if is_close and is_rest:
            for column in filled:
                above[column] = one_line(f"{above[column]}\n{row[column]}")
            kept[-1] = (kept[-1][0], line[1])
        else:
            joined.append(list(row))
            kept.append(line)
    return joined, kept

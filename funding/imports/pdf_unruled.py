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
from funding.imports.pdf_block import Block, one_line
from funding.imports.pdf_covers import Box, within
from funding.imports.pdf_letters import SUPERSCRIPT, UNKNOWN, Letter, foot, raised, set_aside
from funding.imports.pdf_page import COLUMN_GAP
from funding.imports.pdf_pieces import whole

LONGEST_CELL = 60
# Lines of one cell stand closer than rows of the table, by this part of the usual distance.
CLOSER = 0.8
# A column's longest text leaves this much of it to the next word of another.
FULL = 0.75
# So many lines in columns may be a table. Rows that go on with one stand under so many lines of a page's head at most.
LEAST, HEAD = 3, 2
# Texts whose feet are this near stand on one line.
ROW = 2


class Way(NamedTuple):
    """How a page is read: turned by so many degrees, with letters that are to be set aside; the part of it that is shown,
    how many of its lines stand in columns, and where letters stand that nobody knows."""

    degrees: int
    is_mixed: bool
    shown: Box
    in_columns: int
    unknown: frozenset[tuple[int, int]]
    ruled: Sequence[Box]


def unruled_tables(path: Path, pages: Mapping[int, Way]) -> dict[int, list[Block]]:
    """The tables of these pages (from 1; each with how it is to be read), from top to bottom."""
    if not pages:
        return {}
    found: dict[int, list[Any]] = {}
    for table in _stream(path, {page: way for page, way in pages.items() if way.in_columns >= LEAST}):
        if _is_table(_rows(table)):
            found.setdefault(table.page, []).append(table)
    for page, tables in found.items():
        apart = _apart(path, {page: pages[page]}, tables)
        found[page] = [*apart, *_left_out(path, {page: pages[page]}, apart)]
    usual = Counter(len(table.cols) for tables in found.values() for table in tables)
    if len(usual) > 1:
        found = _aligned(path, pages, found, usual.most_common(1)[0][0])
    blocks = {page: sorted(map(_block, tables), key=lambda block: block.top) for page, tables in found.items()}
    models = {page: min(tables, key=lambda table: table._bbox[1]) for page, tables in found.items()}
    for page in sorted(set(pages) - set(found)):
        if page - 1 in blocks and not pages[page].ruled:
            block = _end(path, {page: pages[page]}, models[page - 1], blocks[page - 1][-1])
            if block:
                blocks[page], models[page] = [block], models[page - 1]
    return blocks


def _apart(path: Path, page: Mapping[int, Way], tables: list[Any]) -> list[Any]:
    """Tables that hold the same texts are one: dense pages are found twice."""
    kept: list[Any] = []
    for table in sorted(tables, key=lambda table: -len(table.rows)):
        texts = _texts(table)
        same = next((one for one in kept if len(texts & _texts(one)) > len(texts) / 2), None)
        if same is None:
            kept.append(table)
        elif not texts <= _texts(same):
            lefts, bottoms, rights, tops = zip(same._bbox, table._bbox, strict=True)
            again = _stream(path, page, table_areas=[_said((min(lefts), min(bottoms), max(rights), max(tops)))])
            kept[kept.index(same)] = again[0] if again else same
    return kept


def _left_out(path: Path, page: Mapping[int, Way], tables: Sequence[Any]) -> list[Any]:
    """The tables of a page above, between and below those that were found in it."""
    lines: list[list[Box]] = []
    for text in sorted(tables[0]._text, key=lambda text: -text[1]):
        if lines and lines[-1][0][1] - text[1] < ROW:
            lines[-1].append(text)
        else:
            lines.append([text])
    runs: list[list[list[Box]]] = [[]]
    for line in lines:
        if any(table._bbox[1] <= (line[0][1] + line[0][3]) / 2 <= table._bbox[3] for table in tables):
            runs.append([])
        else:
            runs[-1].append(line)
    found = []
    for run in runs:
        if sum(_is_in_columns(line) for line in run) >= LEAST:
            lefts, bottoms, rights, tops = zip(*itertools.chain.from_iterable(run), strict=True)
            area = _said((min(lefts) - 1, min(bottoms) - 1, max(rights) + 1, max(tops) + 1))
            found += [table for table in _stream(path, page, table_areas=[area]) if _is_table(_rows(table))]
    return found


def _is_in_columns(line: Sequence[Box]) -> bool:
    return any(after[0] - before[2] > COLUMN_GAP for before, after in itertools.pairwise(sorted(line)))


def _texts(table: Any) -> set[Box]:
    """Those of the page's texts that stand in the table."""
    return {text for text in table._text if within(((text[0] + text[2]) / 2, (text[1] + text[3]) / 2), table._bbox)}


def _end(path: Path, page: Mapping[int, Way], model: Any, before: Block) -> Block | None:
    """The rows at the head of a page that go on with the table of the page before, however few: no table is seen in them."""
    found = _with_columns(path, page, model, (model._bbox[0], 0, model._bbox[2], model.pdf_size[1]))
    if found is None:
        return None
    block = _block(found, model)
    first = next((place for place, row in enumerate(block.rows) if _fits(row, before)), None)
    if first is None or first > HEAD:
        return None
    last = max(place for place, row in enumerate(block.rows) if _fits(row, before))
    rows, lines = block.rows[first : last + 1], block.lines[first : last + 1]
    return Block(rows, True, lines[0][0], lines[-1][1], lines=lines, edges=block.edges)


def _fits(row: Sequence[str], table: Block) -> bool:
    """Whether a row's cells are of the sorts that a row of the table has in its columns, one of them a number."""
    filled = [(column, cell_class(cell)) for column, cell in enumerate(row) if cell]
    if len(filled) < 2 or all(sort == "t" for _column, sort in filled):
        return False
    return any(all(cell_class(other[column]) == sort for column, sort in filled) for other in table.rows)


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
    layout: Any = _in_order(extract_page(page), way) if way.is_mixed else extract_page(page, spaces)
    if way.is_mixed:
        layout.analyze(spaces)
    parser = Stream(**options)
    images, _characters, horizontal, vertical = get_image_char_and_text_objects(layout)
    horizontal = whole(horizontal)
    size = (layout.bbox[2], layout.bbox[3])
    parser.prepare_page_parse("", layout, size, page.page_idx + 1, images, horizontal, vertical, "", {})
    return list(parser.extract_tables())


def _in_order(read: Any, way: Way) -> Any:
    from playa.miner import LTChar, LTPage

    things = list(_flat(read))
    for thing in things:
        if isinstance(thing, LTChar) and foot(thing.matrix) in way.unknown:
            thing._text = UNKNOWN
    characters = [thing for thing in things if isinstance(thing, LTChar) and thing.get_text().strip()]
    letters = [
        Letter(one.get_text(), (one.x0 + one.x1) / 2, (one.y0 + one.y1) / 2, one.size, one.matrix) for one in characters
    ]
    aside = {id(characters[number]) for number in set_aside(letters)}
    for one, letter in zip(characters, letters, strict=True):
        if not within(letter[1:3], way.shown) or any(within(letter[1:3], box) for box in way.ruled):
            aside.add(id(one))
    after: dict[int, list[Any]] = {}
    for number, base in sorted(raised(letters).items(), key=lambda pair: letters[pair[0]].x):
        figure, bearer = characters[number], characters[base]
        aside.add(id(figure))
        figure._text = figure.get_text().translate(SUPERSCRIPT)
        figure.set_bbox((figure.x0, bearer.y0, figure.x1, bearer.y1))
        after.setdefault(id(bearer), []).append(figure)
    layout = LTPage(read.pageid, read.bbox)
    for thing in things:
        if id(thing) not in aside:
            layout.extend([thing, *after.get(id(thing), ())])
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
    if left < model._bbox[0] - 20 or right > model._bbox[2] + 20 or len(table.cols) > len(model.cols):
        return None
    return _with_columns(path, page, model, (min(left, model._bbox[0]), bottom, max(right, model._bbox[2]), top))


def _with_columns(path: Path, page: Mapping[int, Way], model: Any, area: Box) -> Any | None:
    """What stands in a part of a page (left, bottom, right, top), in the model's columns."""
    edges = [column[0] for column in model.cols[1:]]
    columns = ",".join(f"{edge:.1f}" for edge in edges)
    found = _stream(path, page, table_areas=[_said(area)], columns=[columns])
    return found[0] if found else None


def _said(area: Box) -> str:
    """An area as camelot wants it: its upper corner, then its lower one."""
    left, bottom, right, top = area
    return f"{left},{top},{right},{bottom}"


def _block(table: Any, model: Any = None) -> Block:
    """The table's rows; they stand as far apart as those of the model, where one is given."""
    height = table.pdf_size[1]
    top, bottom = height - table._bbox[3], height - table._bbox[1]
    rows, lines = _rows(table), [(height - upper, height - lower) for upper, lower in table.rows]
    usual = _usual_gap(_rows(model), _feet(model)) if model else _usual_gap(rows, _feet(table))
    rows, lines = _without_broken_rows(rows, lines, _feet(table), usual)
    return Block(rows, True, min(top, lines[0][0]), max(bottom, lines[-1][1]), lines=lines, edges=_edges(table))


def _edges(table: Any) -> list[float]:
    return [left for left, _right in table.cols]


def _feet(table: Any) -> list[float]:
    """Of the texts of each row, from the page's head."""
    height = table.pdf_size[1]
    feet = [height - text[1] for text in table._text]
    return [
        max((foot for foot in feet if height - upper <= foot <= height - lower + 1), default=height - lower)
        for upper, lower in table.rows
    ]


def _usual_gap(rows: Sequence[Sequence[str]], feet: Sequence[float]) -> float:
    """How far rows stand apart: all, those with a number from what is above them, or from what is below."""
    gaps = [after - before for before, after in itertools.pairwise(feet)]
    numbered = [_has_a_number(row) for row in rows]
    sorts = (gaps, itertools.compress(gaps, numbered[1:]), itertools.compress(gaps, numbered))
    return max((statistics.median(some) for some in map(list, sorts) if some), default=0.0)


Lines = list[tuple[float, float]]


def _without_broken_rows(
    rows: list[list[str]], lines: Lines, feet: Sequence[float], usual: float
) -> tuple[list[list[str]], Lines]:
    """Joins the lines of one row, headings too: they stand closer than rows do, and one of them at most has a number."""
    gaps = [after - before for before, after in itertools.pairwise(feet)]
    numbered = [_has_a_number(row) for row in rows]
    longest = [max(map(len, column), default=0) for column in zip(*rows, strict=True)]
    joined: list[list[str]] = []
    kept: Lines = []
    start = 0
    for end in range(1, len(rows) + 1):
        if end == len(rows) or gaps[end - 1] >= CLOSER * usual:
            first = _first_of_row(rows[start:end], numbered[start:end], longest)
            for place in range(start, end):
                is_rest = place > start and (place - start <= first or _goes_on(joined[-1], rows[place]))
                if is_rest:
                    joined[-1] = [
                        one_line(f"{above}\n{cell}") for above, cell in zip(joined[-1], rows[place], strict=True)
                    ]
                    kept[-1] = (kept[-1][0], lines[place][1])
                else:
                    joined.append(list(rows[place]))
                    kept.append(lines[place])
            start = end
    return joined, kept


def _has_a_number(row: Sequence[str]) -> bool:
    return any(cell and cell_class(cell) != "t" for cell in row)


def _goes_on(above: Sequence[str], row: Sequence[str]) -> bool:
    """Whether a line only has the rest of texts that stand above it."""
    return any(row) and all(not cell or (above[column] and cell_class(cell) == "t") for column, cell in enumerate(row))


def _first_of_row(rows: Sequence[Sequence[str]], numbered: Sequence[bool], longest: Sequence[int]) -> int:
    """How many of these lines, which stand close, begin the texts of the one with a number: it is at their foot or middle."""
    if sum(numbered) != 1:
        return 0
    count = numbered.index(True)
    for place, column in itertools.product(range(count), range(len(longest))):
        rest = next((row[column] for row in rows[place + 1 :] if row[column]), "")
        in_the_middle = not any(row[column] for row in rows[place + 1 : count + 1])
        if rows[place][column] and not (
            rest and (in_the_middle or _is_broken(rows[place][column], rest, longest[column]))
        ):
            return 0
    return count


def _is_broken(text: str, rest: str, longest: int) -> bool:
    """Whether a text goes on with `rest`, whose first word had no room left; one that had is the title of a group."""
    return rest[0].islower() or len(text) + 1 + len(rest.split(maxsplit=1)[0]) > FULL * longest

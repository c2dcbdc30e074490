"""A Document filled sheet by sheet: which tables a sheet has, what a person picked for them, their rows, what is said.

Comes in: the Grids of a file, in their order. Goes out: rows one by one (`emit`), tables before their rows (`announce`),
and the Document without its rows.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from funding.imports.beside import side_by_side
from funding.imports.columns import samples_of, understand
from funding.imports.counted_twice import CountedTwice
from funding.imports.document import (
    Document,
    HeaderCandidate,
    Problem,
    RowRead,
    SheetRead,
    TableRead,
    column_letter,
)
from funding.imports.found import Found
from funding.imports.grid import Grid
from funding.imports.groups import group_titles
from funding.imports.header import guesses
from funding.imports.passed_over import LETTER, is_cover
from funding.imports.profile import WORDS, Fitted, fitted
from funding.imports.reading_options import Options, Override
from funding.imports.rows import RowReader, difference
from funding.imports.stated_board import board_over
from funding.imports.stated_years import year_in, year_over
from funding.imports.table import find_tables
from funding.imports.table_notices import group_notices, table_notices
from funding.imports.turned import is_form, is_turned
from funding.imports.units import said_in_notes
from funding.imports.unread_amounts import unread_amounts
from funding.imports.values import shown

Emit = Callable[[RowRead], object]
Progress = Callable[[int, int], None]
Announce = Callable[[TableRead], object]

PROBLEMS_LISTED = 5_000
CANDIDATES_SHOWN = 5
COMMENTS_SHOWN = 20
LINES_OF_COVERS = 1_000


class Gatherer:
    """Fills a Document, sheet by sheet."""

    def __init__(
        self,
        document: Document,
        options: Options,
        emit: Emit,
        progress: Progress | None,
        announce: Announce | None = None,
    ) -> None:
        self.document, self.options, self.emit, self.progress = document, options, emit, progress
        self.announce = announce
        self.counts: Counter[str] = Counter()
        self.done = self.total = 0
        self.is_letter = False
        self.twice = CountedTwice()
        self.picked: dict[int, Override] = {}
        # The lines of sheets without a table.
        self.covers: list[str] = []
        self.explained: set[str] = set()

    def problem(self, problem: Problem) -> None:
        self.counts[problem.code] += 1
        if len(self.document.problems) < PROBLEMS_LISTED:
            self.document.problems.append(problem)

    def notice(self, code: str, grid: Grid, row: int = 0, letter: str = "", /, **parameters: Any) -> None:
        if letter:
            parameters["column"] = letter
        place = grid.place(row - 1) if row else grid.name
        self.problem(Problem(place, row, letter, code, parameters=parameters))

    def row(self, row: RowRead) -> None:
        self.emit(row)
        self.done += 1
        if self.progress and self.done % 2_000 == 0:
            self.progress(min(self.done, self.total), self.total)

    def end(self) -> None:
        """What shows once all sheets are read: tables that say the same money; that there is none, a letter, nothing."""
        for problem in self.twice.notices():
            self.problem(problem)
        if self.document.tables:
            return
        self.problem(Problem("", 0, "", "no-table"))
        if self.is_letter:
            self.problem(Problem("", 0, "", "letter"))
        elif not any(self.document.kinds.get(kind) for kind in ("note", "title", "data")):
            self.problem(Problem("", 0, "", "empty-file"))

    def sheet(self, grid: Grid) -> None:
        self.total += len(grid.rows)
        self.explained.update(grid.explained)
        self.covers += [line for line in grid.explained if line]
        for code, parameters in grid.notices:
            self.notice(code, grid, **parameters)
        tables: list[tuple[Grid, Found]] = []
        lies_turned = is_turned(grid)
        if len(self.document.sheets) not in self.options.sheets and (lies_turned or is_form(grid.rows)):
            self._text(grid)
            self._sheet_notices(grid, False, [], passed_over="turned-table" if lies_turned else "cover-sheet")
            self._comments(grid, [])
            return
        if (passed := self._passed_over(grid)) is not None:
            self._text(grid)
            self._sheet_notices(grid, False, passed)
            self._comments(grid, [])
            return
        for part in side_by_side(grid):
            tables += [(part, found) for found in self._tables(part, len(self.document.tables) + len(tables))]
        read = [self._understood(*one, len(self.document.tables) + n) for n, one in enumerate(tables)]
        picked = any(table.index in self.picked for table in read)
        picked = picked or len(self.document.sheets) in self.options.sheets
        if not read or (not picked and all(is_cover(grid, table) for table in read)):
            self._text(grid)
            read = []
        self._sheet_notices(grid, bool(read), [found for _, found in tables])
        for (part, found), table in zip(tables, read, strict=bool(read)):
            found.year = year_over(grid, found)
            found.board = board_over(grid, found)
            self._table(part, found, table)
        self._comments(grid, [found for _, found in tables] if read else [])
        if self.progress:
            self.progress(self.done, max(self.total, self.done))

    def _passed_over(self, grid: Grid) -> list[Found] | None:
        """What looks like tables on a sheet that is only a cover; None where it is none, or may be one.

        Tables are picked for by their number in the file, which a cover has no part in: it is known before.
        """
        if not self.options.overrides or len(self.document.sheets) in self.options.sheets:
            return None
        found = [(part, table) for part in side_by_side(grid) for table in find_tables(part)]
        if any(self._fitted(table) for _part, table in found):
            return None
        read = [self._understood(part, table, -1) for part, table in found]
        return [table for _part, table in found] if all(is_cover(grid, table) for table in read) else None

    def _fitted(self, found: Found) -> Fitted | None:
        width = found.last_column - found.first_column + 1
        return fitted(found.candidates, width, self.options.profiles) if self.options.profiles else None

    def _tables(self, grid: Grid, first: int) -> list[Found]:
        """The tables of a sheet; the first of them has this index in the file."""
        said = self.options.sheets.get(len(self.document.sheets))
        if said is not None and not said:
            return []
        starts = [tuple(row - 1 for row in rows if 0 < row <= len(grid.rows)) for rows in said or ()]
        tables = find_tables(grid, starts)
        picked = [self._picked(first + n, found).header_rows for n, found in enumerate(tables)]
        if all(rows is None for rows in picked):
            return tables
        rows = [
            found.header if chosen is None else tuple(row - 1 for row in chosen if 0 < row <= len(grid.rows))
            for found, chosen in zip(tables, picked, strict=True)
        ]
        candidates = [found.candidates for found in tables]
        again = find_tables(grid, rows)
        for found, scored in zip(again, candidates, strict=False):
            found.candidates = scored
        return again

    def _picked(self, index: int, found: Found) -> Override:
        """What a person picked for a table: in this file, else in an earlier one of the body with these headings."""
        chosen = self.options.overrides.get(index)
        if chosen is None and (fit := self._fitted(found)) is not None:
            words = {name: getattr(fit.profile, name) for name in WORDS}
            group = fit.profile.group_field
            chosen = Override(tuple(row + 1 for row in fit.header), fit.fields, **words, group_field=group)
        self.picked.pop(index, None)
        if chosen is not None:
            self.picked[index] = chosen
        return chosen or Override()

    def _understood(self, grid: Grid, found: Found, index: int) -> TableRead:
        titles = [_line(grid, row) for row in found.titles]
        notes = [_line(grid, row) for row in found.rows_of("note")]
        note = said_in_notes(notes) or said_in_notes(titles) or said_in_notes(self.covers)
        found.unit_asked = note.text if note and not note.certain else ""
        picked, currency = self._of_table(index).picked, self.options.default_currency
        understood = understand(grid, found, picked, currency, "\n".join(titles), note=note)
        return TableRead(
            index=index,
            sheet=grid.name,
            first_row=(found.header[0] if found.header else found.first) + 1,
            last_row=_last_row(found) + 1,
            first_column=found.first_column,
            last_column=found.last_column,
            header_rows=tuple(row + 1 for row in found.header),
            columns=understood.columns,
            record_kind=understood.record_kind,
            record_kind_confidence=understood.confidence,
            candidates=_candidates(found),
            titles=tuple(titles),
            kinds=dict(Counter(found.kinds)),
            fiscal_year_in_title=year_in("\n".join(titles)),
            hidden=grid.hidden,
            unclear=grid.unclear,
        )

    def _of_table(self, index: int) -> Override:
        return self.picked.get(index, Override())

    def _text(self, grid: Grid) -> None:
        """A sheet without a table: its rows are notes."""
        blanks = 0
        for number, cells in enumerate(grid.rows, 1):
            text = " | ".join(shown(cell) for cell in cells if cell != "")
            self.covers += [text] if text and len(self.covers) < LINES_OF_COVERS else []
            if text and text not in self.explained and self.document.tables and (said := said_in_notes([text])):
                self.notice("unit-perhaps", grid, number, example=said.text)
            self.is_letter = self.is_letter or LETTER.search(text) is not None
            kind = "note" if text else "blank"
            self.document.kinds[kind] = self.document.kinds.get(kind, 0) + 1
            blanks = 0 if text else blanks + 1
            if blanks <= 100:
                hidden = grid.hidden or number - 1 in grid.hidden_rows
                hidden = hidden or (bool(grid.places) and number - 1 in grid.concealed_rows)
                self.row(RowRead(-1, grid.place(number - 1), number, kind, text=text[:2_000], hidden=hidden))

    def _sheet_notices(
        self, grid: Grid, has_table: bool, tables: list[Found], *, passed_over: str = "cover-sheet"
    ) -> None:
        columns = tuple(column_letter(index) for index in sorted(grid.hidden_columns) if index < grid.width)
        hidden_rows = sum(row < len(grid.rows) for row in grid.hidden_rows)
        role = "table" if has_table else ("cover" if grid.rows else "empty")
        candidates = () if has_table or not grid.rows else sheet_candidates(grid, tables)
        for place, rows in rows_by_place(grid).items():
            hidden = len((grid.hidden_rows | grid.concealed_rows) & rows)
            self.document.sheets.append(
                SheetRead(place, len(rows), grid.width, grid.hidden, role, hidden, columns, candidates)
            )
        if grid.hidden and grid.rows:
            self.notice("hidden-unclear" if grid.unclear else "hidden-sheet", grid, sheet=grid.name)
        if hidden_rows:
            self.notice("hidden-rows", grid, count=hidden_rows)
        if columns:
            self.notice("hidden-columns", grid, columns=list(columns)[:20])
        if role == "cover" and (grid.name or passed_over != "cover-sheet"):
            self.notice(passed_over, grid, sheet=grid.name)

    def _comments(self, grid: Grid, tables: list[Found]) -> None:
        """How many cells of a sheet have a comment; those that stand with no row of data are said here."""
        if not grid.comments:
            return
        cells = [f"{column_letter(column)}{row + 1}" for row, column in sorted(grid.comments)]
        self.notice("cell-comments", grid, count=len(cells), cells=cells[:20])
        data = {row for found in tables for row in found.rows_of("data")}
        outside = [cell for cell in sorted(grid.comments) if cell[0] not in data]
        for row, column in outside[:COMMENTS_SHOWN]:
            self.notice("comment-outside", grid, row + 1, column_letter(column), example=grid.comments[row, column])

    def _table(self, grid: Grid, found: Found, table: TableRead) -> None:
        titles = group_titles(grid, found, table.columns, table.record_kind, self._of_table(table.index).group_field)
        table = replace(table, group_field=commonest(title.field for title in titles.values()))
        if self.announce:
            self.announce(table)
        unread = unread_amounts(grid, found, table, self._of_table(table.index).picked)
        reader = RowReader(
            grid, found, table, lambda column: samples_of(grid, found, column.index), titles, unread=unread
        )
        for row in reader.rows():
            if row.kind == "data":
                self.twice.row(table, row)
            self.row(row)
        tally = reader.tally
        for kind, count in tally.kinds.items():
            self.document.kinds[kind] = self.document.kinds.get(kind, 0) + count
        self.document.tables.append(table)
        for code, first, column, parameters in (*table_notices(grid, found, table, reader), *group_notices(titles)):
            self.notice(code, grid, first, column, **parameters)
        for problem in tally.problems:
            self.problem(problem)
        sums = reader.amount_sums()
        self.document.amounts.extend(
            replace(amount, declared_total=None) if reader.brought_forward(amount) else amount for amount in sums
        )
        self.twice.table(table, sums)
        for amount in sums:
            if brought := reader.brought_forward(amount):
                self.notice("total-brought-forward", grid, **brought)
            elif amount.matches is False and amount.declared_total is not None:
                letter, at = re.fullmatch(r"([A-Z]+)(\d+)", amount.cell).groups()  # type: ignore[union-attr]
                self.notice("total-differs", grid, int(at), letter, **difference(amount.declared_total, amount.sum))


def _line(grid: Grid, row: int) -> str:
    return " ".join(shown(cell) for cell in grid.rows[row] if cell != "")


def _last_row(found: Found) -> int:
    """The last row that is part of the table itself: data, or a sum of them."""
    rows = found.rows_of("data", "subtotal", "total", "header")
    return max(rows, default=found.last)


def rows_by_place(grid: Grid) -> dict[str, set[int]]:
    """The rows (from 0) of the sheet, or of each page of a PDF, by what a reader of the file calls that place."""
    if not grid.places:
        return {grid.name: set(range(len(grid.rows)))}
    places: dict[str, set[int]] = {}
    for row, place in enumerate(grid.places):
        places.setdefault(place, set()).add(row)
    return places


def commonest(words: Iterable[str]) -> str:
    """The word that stands most often, '' where none does."""
    counted = Counter(word for word in words if word).most_common(1)
    return counted[0][0] if counted else ""


def sheet_candidates(grid: Grid, tables: list[Found]) -> tuple[HeaderCandidate, ...]:
    """Rows that may be a header on a sheet that was passed over: those of what looked like a table, or of all of it."""
    found = [guess for table in tables for guess in table.candidates]
    found = found or guesses(grid, 0, len(grid.rows) - 1, range(len(grid.rows)))
    best = sorted(found, key=lambda guess: (-guess.score, guess.rows))[:CANDIDATES_SHOWN]
    return tuple(HeaderCandidate(tuple(row + 1 for row in guess.rows), guess.score, guess.labels) for guess in best)


def _candidates(found: Found) -> tuple[HeaderCandidate, ...]:
    return tuple(
        HeaderCandidate(tuple(row + 1 for row in guess.rows), guess.score, guess.labels)
        for guess in found.candidates[:CANDIDATES_SHOWN]
        if guess.score > 0 or guess.rows == found.header
    )

"""The whole reading: scan → grid → table → columns → values, without a database.

Comes in: a path, the sender's name for the file, and what a person may have picked (Options). Goes out: a Document.
`read` works in this process; `read_in_child` in one of its own with limits, for files of strangers. To print one:
`python -m funding.imports.read FILE`.
"""

import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self

from funding.imports.amounts import Unreadable
from funding.imports.attachments import attachments
from funding.imports.beside import side_by_side
from funding.imports.child import Limits, follow_child, run_child
from funding.imports.columns import Picked, samples_of, understand
from funding.imports.dates import parse_fiscal_year
from funding.imports.document import (
    Column,
    Document,
    FileRead,
    HeaderCandidate,
    Problem,
    RowRead,
    SheetRead,
    TableRead,
    column_letter,
)
from funding.imports.found import Found
from funding.imports.grid import Grid, open_grids
from funding.imports.groups import GroupTitle, group_titles
from funding.imports.header import cell_class, guesses
from funding.imports.lexicon import folded
from funding.imports.profile import WORDS, Fitted, Profile, fitted
from funding.imports.rows import RowReader, difference
from funding.imports.scan import scan
from funding.imports.table import find_tables
from funding.imports.values import shown

Emit = Callable[[RowRead], object]
Progress = Callable[[int, int], None]
Announce = Callable[[TableRead], object]
# DESIGN § 9 wants the worker under 350 MiB; the child has its own, larger, ceiling of address space.
CHILD_LIMITS = Limits()

PROBLEMS_LISTED = 5_000
CANDIDATES_SHOWN = 5
COVER = re.compile(
    r"(a lire|lisez ?moi|lire|read ?me|notes?|a propos|about|legende|legend|couverture|cover|page titre|glossaire|"
    r"dictionnaire|metadonnees|metadata|table des matieres|contents|sommaire|introduction|informations?)\b"
)
# What letters say and tables do not.
LETTER = re.compile(
    r"^\s*((chère?s? )?(madame|monsieur)s?\b.{0,40}[,|]?\s*$|dear\b|objet\s*:|subject\s*:|re\s*:)"
    r"|\b(veuillez (agréer|recevoir|trouver)|salutations (distinguées|les meilleures)|nous (avons bien reçu|donnons suite)"
    r"|sincerely|yours truly|votre demande d[’']accès|your (access )?request)\b",
    re.IGNORECASE,
)
YEARS = re.compile(r"(?<!\d)(?:19|20)\d{2}\s*[-–/]\s*(?:(?:19|20)\d{2}|\d{2})(?!\d)|(?<!\d)20\d{2}(?!\d)")


@dataclass(frozen=True, slots=True)
class Override:
    """What a person picked for a table. `header_rows` are 1-based, () for no header, None to leave them found.

    `fields` maps a column's letter to its field, '' for none; columns that it does not name are left as they were
    understood. `group_field` is the field that the titles of groups fill in the rows below them: None leaves it found,
    '' is none.
    """

    header_rows: tuple[int, ...] | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    record_kind: str = ""
    decimal_mark: str = ""
    date_order: str = ""
    currency: str = ""
    group_field: str | None = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        rows = data.get("header_rows")
        words = {name: str(data.get(name) or "") for name in ("record_kind", "decimal_mark", "date_order", "currency")}
        group = data.get("group_field")
        fields = dict(data.get("fields") or {})
        return cls(None if rows is None else tuple(map(int, rows)), fields, **words, group_field=group)

    def as_json(self) -> dict[str, Any]:
        return {
            "header_rows": None if self.header_rows is None else list(self.header_rows),
            "fields": dict(self.fields),
            "record_kind": self.record_kind,
            "decimal_mark": self.decimal_mark,
            "date_order": self.date_order,
            "currency": self.currency,
            "group_field": self.group_field,
        }

    @property
    def picked(self) -> Picked:
        return Picked(self.fields, self.record_kind, self.decimal_mark, self.date_order, self.currency)


@dataclass(frozen=True, slots=True)
class Options:
    """How to read a file: the currency where it names none, what a person picked, and what was picked in earlier files
    of its body (`profiles`), for the tables that have those headings.

    `overrides` are by the index of the table in the file (`TableRead.index`). `sheets` are by the place of the sheet in
    the file, from 0: the header rows (1-based) of each table that a person says it has; () alone where a table has no
    header, and no item at all where the sheet has no table. It is how a table is found on a sheet that was passed over;
    the candidates for it are `SheetRead.candidates`. Both are stored as JSON (`as_json`, `from_json`) in
    `Import.options["reader"]`, and reading again with them is the whole of « correct it and see the result ».
    """

    default_currency: str = "CAD"
    overrides: Mapping[int, Override] = field(default_factory=dict)
    sheets: Mapping[int, tuple[tuple[int, ...], ...]] = field(default_factory=dict)
    profiles: tuple[Profile, ...] = ()

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        found = {int(index): Override.from_json(item) for index, item in (data.get("overrides") or {}).items()}
        sheets = {
            int(index): tuple(tuple(map(int, rows)) for rows in tables)
            for index, tables in (data.get("sheets") or {}).items()
        }
        profiles = tuple(map(Profile.from_json, data.get("profiles") or ()))
        return cls(str(data.get("default_currency") or "CAD"), found, sheets, profiles)

    def as_json(self) -> dict[str, Any]:
        overrides = {str(index): item.as_json() for index, item in self.overrides.items()}
        sheets = {str(index): [list(rows) for rows in tables] for index, tables in self.sheets.items()}
        profiles = [profile.as_json() for profile in self.profiles]
        answer: dict[str, Any] = {"default_currency": self.default_currency, "overrides": overrides}
        return answer | {"sheets": sheets, "profiles": profiles}


DEFAULTS = Options()


def read(path: str | Path, name: str = "", options: Options = DEFAULTS) -> Document:
    """A file, read in this process. Raises Refused. Its rows are kept in memory: for files one trusts, and tests."""
    file = scan(path, name)
    rows: list[RowRead] = []
    document = read_scanned(path, file, options, rows.append)
    document.source = lambda: iter(rows)
    return document


def read_in_child(
    path: str | Path,
    name: str = "",
    options: Options = DEFAULTS,
    limits: Limits = CHILD_LIMITS,
    progress: Progress | None = None,
    *,
    follow: bool = False,
) -> Document:
    """A file, read in a process of its own with limits of memory, CPU and time. Raises Refused, also where that
    process dies. Its rows are streamed from a temporary file, which goes with the document (`with`, or `close()`).
    `follow`: the Document comes at once and its rows while they are read (`child.follow_child`)."""
    file = scan(path, name)
    order = {"path": str(Path(path).resolve()), "file": file.as_json(), "options": options.as_json()}
    return (follow_child if follow else run_child)(order, limits, progress)


def read_scanned(
    path: str | Path,
    file: FileRead,
    options: Options,
    emit: Emit,
    *,
    progress: Progress | None = None,
    announce: Announce | None = None,
) -> Document:
    """Reads sheet after sheet and gives each row to `emit`, and each table to `announce` before its rows; the Document
    comes without its rows."""
    started = time.monotonic()
    document = Document(file)
    gatherer = _Gatherer(document, options, emit, progress, announce)
    for code, parameters in attachments(Path(path), file.type):
        gatherer.problem(Problem("", 0, "", code, parameters=parameters))
    for grid in open_grids(path, file.type):
        gatherer.sheet(grid)
    gatherer.without_table()
    document.problem_counts = dict(gatherer.counts)
    document.seconds = time.monotonic() - started
    return document


class _Gatherer:
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
        self.picked: dict[int, Override] = {}

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

    def without_table(self) -> None:
        """A file without any table says so, and whether it is a letter, or empty."""
        if self.document.tables:
            return
        self.problem(Problem("", 0, "", "no-table"))
        if self.is_letter:
            self.problem(Problem("", 0, "", "letter"))
        elif not any(self.document.kinds.get(kind) for kind in ("note", "title", "data")):
            self.problem(Problem("", 0, "", "empty-file"))

    def sheet(self, grid: Grid) -> None:
        self.total += len(grid.rows)
        for code, parameters in grid.notices:
            self.notice(code, grid, **parameters)
        tables: list[tuple[Grid, Found]] = []
        if (passed := self._passed_over(grid)) is not None:
            self._text(grid)
            self._sheet_notices(grid, False, passed)
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
            self._table(part, found, table)
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
        titles = [" ".join(shown(cell) for cell in grid.rows[row] if cell != "") for row in found.titles]
        understood = understand(
            grid, found, self._of_table(index).picked, self.options.default_currency, "\n".join(titles)
        )
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
        )

    def _of_table(self, index: int) -> Override:
        return self.picked.get(index, Override())

    def _text(self, grid: Grid) -> None:
        """A sheet without a table: its rows are notes."""
        blanks = 0
        for number, cells in enumerate(grid.rows, 1):
            text = " | ".join(shown(cell) for cell in cells if cell != "")
            self.is_letter = self.is_letter or LETTER.search(text) is not None
            kind = "note" if text else "blank"
            self.document.kinds[kind] = self.document.kinds.get(kind, 0) + 1
            blanks = 0 if text else blanks + 1
            if blanks <= 100:
                hidden = grid.hidden or number - 1 in grid.hidden_rows
                hidden = hidden or (bool(grid.places) and number - 1 in grid.concealed_rows)
                self.row(RowRead(-1, grid.place(number - 1), number, kind, text=text[:2_000], hidden=hidden))

    def _sheet_notices(self, grid: Grid, has_table: bool, tables: list[Found]) -> None:
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
            self.notice("hidden-sheet", grid, sheet=grid.name)
        if hidden_rows:
            self.notice("hidden-rows", grid, count=hidden_rows)
        if columns:
            self.notice("hidden-columns", grid, columns=list(columns)[:20])
        if role == "cover" and grid.name:
            self.notice("cover-sheet", grid, sheet=grid.name)

    def _table(self, grid: Grid, found: Found, table: TableRead) -> None:
        titles = group_titles(grid, found, table.columns, table.record_kind, self._of_table(table.index).group_field)
        table = replace(table, group_field=commonest(title.field for title in titles.values()))
        if self.announce:
            self.announce(table)
        reader = RowReader(grid, found, table, lambda column: samples_of(grid, found, column.index), titles)
        for row in reader.rows():
            self.row(row)
        tally = reader.tally
        for kind, count in tally.kinds.items():
            self.document.kinds[kind] = self.document.kinds.get(kind, 0) + count
        self.document.tables.append(table)
        self._table_notices(grid, found, table, reader)
        self._group_notices(grid, titles)
        for problem in tally.problems:
            self.problem(problem)
        sums = reader.amount_sums()
        self.document.amounts.extend(sums)
        for amount in sums:
            if amount.matches is False and amount.declared_total is not None:
                letter, at = re.fullmatch(r"([A-Z]+)(\d+)", amount.cell).groups()  # type: ignore[union-attr]
                self.notice("total-differs", grid, int(at), letter, **difference(amount.declared_total, amount.sum))

    def _table_notices(self, grid: Grid, found: Found, table: TableRead, reader: RowReader) -> None:
        if not table.header_rows:
            self.notice("no-header", grid, table.first_row)
        if found.continued:
            first = found.continued[0] + 1
            self.notice("continuation-rows", grid, first, "", count=len(found.continued), first=first)
        if found.parts:
            first = found.parts[0] + 1
            self.notice("part-rows", grid, first, "", count=len(found.parts), first=first)
        for index, count in found.carried.items():
            self.notice("carried-down", grid, 0, column_letter(index), count=count)
        if reader.tally.concealed_rows and not grid.places:
            self.notice("concealed-cells", grid, table.first_row, count=reader.tally.concealed_rows)
        data = table.kinds.get("data", 0)
        if not data:
            self.notice("no-rows", grid, table.first_row)
        redacted = sum(count for (_, reason), count in reader.tally.reasons.items() if reason == "redacted")
        if data and reader.tally.filled and redacted >= 0.9 * reader.tally.filled:
            self.notice("all-redacted", grid, table.first_row)
        for label, letters in _repeated(grid, found, table.columns).items():
            self.notice("duplicate-header", grid, table.first_row, header=label, columns=letters)
        for column in table.columns:
            self._column_notices(grid, table, column, reader)

    def _group_notices(self, grid: Grid, titles: Mapping[int, GroupTitle]) -> None:
        """Which field the titles of groups fill; once per field, with the first of them."""
        first: dict[str, tuple[int, GroupTitle]] = {}
        for row, title in titles.items():
            first.setdefault(title.field, (row, title))
        for name, (row, title) in first.items():
            count = sum(other.field == name for other in titles.values())
            code = "group-titles" if name else "group-unassigned"
            parameters = {"field": name} if name else {}
            self.notice(code, grid, row + 1, "", count=count, example=title.text, **parameters)

    def _column_notices(self, grid: Grid, table: TableRead, column: Column, reader: RowReader) -> None:
        letter, reasons = column.letter, reader.tally.reasons
        if column.field == "amount":
            own_currency = any(other.field == "currency" for other in table.columns)
            currencies = sorted(currency for index, currency in reader.tally.sums if index == column.index and currency)
            if len(currencies) > 1 and not own_currency:
                self.notice("currency-mixed", grid, 0, letter, currencies=currencies)
            is_assumed = (column.index, column.currency) in reader.tally.sums
            if column.currency_from == "default" and is_assumed and not own_currency:
                self.notice("currency-assumed", grid, 0, letter, currency=column.currency)
            if column.unit != 1:
                unit = f"{column.unit:f}"
                self.notice("unit-in-header", grid, 0, letter, unit=unit, header=column.header)
            if not column.decimal_mark and reasons["amount", "ambiguous"]:
                self.notice("decimal-mark-unknown", grid, 0, letter)
        elif column.field and not column.date_order and reasons[column.field, "ambiguous"]:
            self.notice("date-order-unknown", grid, 0, letter)
        elif not column.field and any(name == "amount" and score >= 0.5 for name, score in column.suggestions):
            cells = samples_of(grid, reader.found, column.index)
            if any(cell_class(cell) == "n" for cell in cells):
                self.notice("other-amounts", grid, 0, letter, header=column.header)


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


def _repeated(grid: Grid, found: Found, columns: tuple[Column, ...]) -> dict[str, list[str]]:
    """{heading: letters} of headings that stand over several columns of data."""
    letters: dict[str, list[str]] = {}
    for column in columns:
        if column.header and samples_of(grid, found, column.index):
            letters.setdefault(column.header, []).append(column.letter)
    return {label: found for label, found in letters.items() if len(found) > 1}


def is_cover(grid: Grid, table: TableRead) -> bool:
    """Whether a sheet's only « table » is its explanations: nothing in it is known, and its name or shape says so."""
    fields = {column.field for column in table.columns if column.field}
    if "amount" in fields:
        return False
    if COVER.match(folded(grid.name)):
        return len(fields) < 3
    return not fields and not table.header_rows and table.last_column - table.first_column < 2


def year_in(text: str) -> str:
    """The one fiscal year that a title names, '' where it names none or several."""
    found = [parse_fiscal_year(match) for match in YEARS.findall(text)]
    years = {year for year in found if not isinstance(year, Unreadable)}
    return years.pop() if len(years) == 1 and not any(isinstance(year, Unreadable) for year in found) else ""


if __name__ == "__main__":
    import json

    answer = read(sys.argv[1]).as_json(rows="--rows" in sys.argv)
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1) + "\n")

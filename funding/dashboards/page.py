"""What the page of a question shows, in words: one dataclass that a template only prints.

In: a question as it was asked (`Asked`). Out: a `Page`. Sentences are made from the data, in the active language. A page
holds nothing but texts, numbers, drawn figures and pieces of evidence, so that it can be kept in the cache.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from typing import Any, Self

from django.utils.translation import gettext as _

from funding.charts import Figure, Words
from funding.dashboards.asked import Asked
from funding.dashboards.sketch import Sketch
from funding.dashboards.words import (
    cannot_be_calculated,
    chart_words,
    count,
    day_in_words,
    period_in_words,
    source_line,
    why_not,
)
from funding.export_columns import Column, Type
from funding.exports import Table
from funding.models import Evidence, ReportedFigure
from funding.questions.coverage import Coverage

# A table shows so many rows, the download all of them.
ROWS_SHOWN = 100
MOST_ON_A_PHONE, LONGEST_ON_A_PHONE = 3, 60


@dataclass(frozen=True)
class Number:
    """A figure under the finding: what it is, how it is written, what it means, and the rows behind it; `value`, where
    it is the number of those rows (int) or the sum of their amounts (Decimal). `source`: who states it, where that is not
    the register; None: as the page's finding. No filter changes what a source states."""

    label: str
    text: str
    meaning: str = ""
    address: str = ""
    value: Any = None
    source: str | None = None


def in_a_sentence(title: str, number: Number) -> str:
    """A number by itself, to be cited: « Qui décide : Public : 45,2 % (12 M$). »"""
    said = f"{title}{_(': ')}{number.label}{_(': ')}{number.text}"
    return f"{said} ({number.meaning})." if number.meaning else f"{said}."


@dataclass(frozen=True)
class Cell:
    """A cell of a table: its text, its value in a download, whether it is a number, and where it leads.

    `sector` is a code: its shape and colour stand below the text. `missing`: nobody published it.
    """

    text: str
    number: bool = False
    address: str = ""
    sector: str = ""
    evidence: tuple[Evidence, ...] = ()
    value: Any = None
    detail: str = ""
    missing: bool = False
    # The language of the text, and of the detail, where a source wrote it.
    tongue: str = ""
    detail_tongue: str = ""


@dataclass(frozen=True)
class Rows:
    """A table and its download: columns (name, heading, meaning), rows of cells, a note, and a total row where one
    makes sense. Columns in `only_download` are not shown; `name` is the table's part of the address."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    total: tuple[Cell, ...] = ()
    name: str = "table"
    only_download: frozenset[str] = frozenset()
    shown_rows: int = ROWS_SHOWN
    # How many rows there are, where only the first were worked out.
    known_rows: int = 0
    # Row by row, the numbers of the page that count it, each by its code.
    counted_in: tuple[frozenset[str], ...] = ()
    # Neighbouring rows under one heading each: (heading, how many).
    groups: tuple[tuple[str, int], ...] = ()
    # The code of the number whose rows these are, where they are not all of them.
    behind: str = ""

    @property
    def n(self) -> int:
        return max(self.known_rows, len(self.rows))

    @property
    def headings(self) -> list[Column]:
        return [one for one in self.columns if one.name not in self.only_download]

    @property
    def shown(self) -> list[list[tuple[str, Cell]]]:
        """The first rows as the page shows them: cells, each with its heading."""
        places = [place for place, one in enumerate(self.columns) if one.name not in self.only_download]
        labels = {place: str(self.columns[place].label) for place in places}
        return [[(labels[place], row[place]) for place in places] for row in self.rows[: self.shown_rows]]

    def rows_behind(self, code: str) -> Self:
        """Only the rows that a number counts. Raises KeyError where no number of the table has this code."""
        kept = [row for row, codes in zip(self.rows, self.counted_in, strict=True) if code in codes]
        if not kept:
            raise KeyError(code)
        none: dict[str, Any] = {"total": (), "known_rows": 0, "counted_in": (), "groups": ()}
        return replace(self, rows=tuple(kept), behind=code, shown_rows=max(self.shown_rows, ROWS_SHOWN), **none)

    @property
    def parts(self) -> list[tuple[str, int, list[list[tuple[str, Cell]]]]]:
        """The groups as the page shows them: heading, how many rows, and the rows."""
        found, start = [], 0
        for heading, n in self.groups:
            found.append((heading, n, self.shown[start : start + n]))
            start += n
        return found

    @property
    def in_total(self) -> list[tuple[str, Cell]]:
        return [(str(one.label), cell) for one, cell in zip(self.headings, self.total, strict=False)]

    @property
    def is_wide(self) -> bool:
        """Whether a phone shows each row as a card: it has no room for so many columns, or for so many words in one."""
        long = any(len(cell.text) > LONGEST_ON_A_PHONE for row in self.shown for _label, cell in row[1:])
        return long or len(self.headings) > MOST_ON_A_PHONE

    @property
    def cut(self) -> str:
        """That there are more rows than the page shows."""
        if self.n <= self.shown_rows:
            return ""
        return _("The first %(shown)s of %(n)s are shown; the download has all of them.") % {
            "shown": count(self.shown_rows),
            "n": count(self.n),
        }

    def download(self, name: str) -> Table:
        """Every row, as values: what a cell says where it has no value of its own."""

        def reader(place: int, holds: Type) -> Any:
            return lambda row: row[place].value if holds is Type.NUMBER else told(row[place])

        columns = tuple(replace(one, value=reader(place, one.holds)) for place, one in enumerate(self.columns))
        return Table(name, columns, lambda: self.rows)


def told(cell: Cell) -> str:
    return cell.text if cell.value is None else str(cell.value)


# The traces that compare what they draw: lengths of bars, widths of flows.
COMPARED = ("bar", "sankey")


@dataclass(frozen=True)
class Chart:
    """A chart with the words around it, the figure as Plotly draws it, and the rows that it draws.

    `table` stands below the chart; without one, the page's first table is the chart's.
    """

    name: str
    title: str
    subtitle: str
    words: Words
    figure: Figure = field(repr=False)
    # Across the whole page.
    wide: bool = False
    table: Rows | None = None

    @property
    def stated(self) -> bool:
        """Whether it draws figures of a source, not the register's records."""
        return self.words.stated

    @property
    def is_one(self) -> bool:
        """Whether there is nothing to compare: one bar, or one flow. A sentence says that better than a picture."""
        told = 0
        for trace in self.figure["data"]:
            if trace["type"] not in COMPARED:
                return False
            numbers = trace["link"]["value"] if trace["type"] == "sankey" else lengths(trace)
            told += sum(1 for number in numbers if number)
        return told < 2

    @property
    def only(self) -> str:
        """What the only bar is called, and its number."""
        first = self.figure["data"][0] if self.figure["data"] else {}
        return unescape(_(": ").join(first["hovertext"][0].split("<br>"))) if first.get("hovertext") else ""

    @property
    def alt(self) -> str:
        """What the chart says, for who does not see it."""
        return f"{self.title}. {self.words.summary}"


def lengths(trace: Figure) -> Iterable[Any]:
    """The numbers that the bars of a series are as long as."""
    return trace["x" if trace.get("orientation") == "h" else "y"]  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Page:
    """`basis`: 'records', 'reported' or 'none'. `pairs` of (label, text) are printed as they stand."""

    slug: str
    title: str
    finding: str
    basis: str
    basis_words: str
    second: str = ""
    # Who states the finding, or what it is calculated from, where that is not the register.
    source: str = ""
    # What must be read with the finding: stands beside the thread, under the head.
    aside: str = ""
    cannot: str = ""
    numbers: tuple[Number, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[Rows, ...] = ()
    definitions: tuple[tuple[str, str], ...] = ()
    scope: tuple[tuple[str, str], ...] = ()
    gaps: tuple[tuple[str, str], ...] = ()
    closing: str = ""
    sketch: Sketch | None = None
    # Where a file with the missing records can be handed in.
    wanted: str = ""

    @property
    def downloads(self) -> dict[str, Rows]:
        """Every table of the page by its name, those of the charts too."""
        of_charts = [one.table for one in self.charts if one.table]
        return {table.name: table for table in [*reversed(of_charts), *reversed(self.tables)]}

    def rows_behind(self, name: str, code: str) -> Self:
        """The page with only the rows of a table that a number counts. Raises KeyError where there is no such number."""
        if name not in {table.name for table in self.tables}:
            raise KeyError(name)
        tables = tuple(table.rows_behind(code) if table.name == name else table for table in self.tables)
        return replace(self, tables=tables)

    def download(self, name: str = "") -> Table:
        """A table as rows to take away; the first one where none is named. Raises KeyError where there is none."""
        file = f"question_{self.slug}"
        if name:
            return self.downloads[name].download(f"{file}_{name}")
        first = next(iter([*self.tables, *self.downloads.values()]), None)
        return first.download(file) if first else Table(file, (), lambda: [])


def from_records(asked: Asked, **parts: Any) -> Page:
    """A page that the register's own records answer."""
    words = _("Calculated from the register's own records.")
    return Page(**{"slug": asked.slug, "basis": "records", "basis_words": words, **parts})


def from_study(asked: Asked, stated: Sequence[ReportedFigure] = (), computed: bool = False, **parts: Any) -> Page:
    """A page that a source's own figures answer, since the records do not suffice: said so, and what would close it.

    The finding, and each number that does not say otherwise, is `stated` by those figures, or `computed` from them.
    """
    words = _("Reported by the study; not calculated from the register's records.")
    covered = asked.covered
    gap = {"cannot": cannot_be_calculated(covered), "closing": why_not(covered)}
    gap["source"] = source = source_line(asked.register, stated, computed) if stated else ""
    numbers = tuple(one if one.source is not None else replace(one, source=source) for one in parts.get("numbers", ()))
    if asked.filters and source:
        said = f"{asked.filters}. {not_for_study()}"
        parts["scope"] = tuple((label, said if label == _("Filter") else text) for label, text in parts["scope"])
    return Page(**{"slug": asked.slug, "basis": "reported", "basis_words": words, **gap, **parts, "numbers": numbers})


def not_for_study() -> str:
    return _("This filter does not apply to the figures of the study.")


def nothing(asked: Asked, covered: Coverage, **parts: Any) -> Page:
    """No measure, and why."""
    return Page(
        **{
            "slug": asked.slug,
            "finding": cannot_be_calculated(covered),
            "basis": "none",
            "basis_words": _("No measure is printed where less than half of what is asked is on record."),
            "closing": why_not(covered),
            **parts,
        }
    )


def none_on_record(asked: Asked, finding: str, closing: str, **parts: Any) -> Page:
    """Nothing of the kind that is asked is on record: said plainly."""
    return nothing(asked, asked.covered, **{"finding": finding, "closing": closing, "scope": (), **parts})


def drawn(asked: Asked, title: str, summary: str, figures: Any = (), computed: bool = False) -> Words:
    """The words of a chart: of the register's records, of the figures that it draws, or of what is computed from them."""
    words = chart_words(asked.register, title, source_line(asked.register, figures, computed), summary)
    return replace(words, stated=bool(figures))


def scope(asked: Asked, universe: str, unit: str, n: str, missing: str) -> tuple[tuple[str, str], ...]:
    """What every question says of its figures."""
    return (
        (_("Universe"), universe),
        (_("Unit"), unit),
        (_("Period"), period_in_words(asked.register)),
        (_("State of the data"), day_in_words(asked.register.state_of_data) or _("not stated")),
        (_("Number counted (n)"), n),
        (_("What is missing"), missing),
        (_("Filter"), asked.filters or _("none: the whole register")),
    )


def evidence_in(page: Page) -> list[Evidence]:
    """Every piece of evidence that the page's tables point to, each once."""
    tables = [*page.tables, *(chart.table for chart in page.charts if chart.table)]
    pieces = [piece for table in tables for row in table.rows for cell in row for piece in cell.evidence]
    return list({piece.number: piece for piece in pieces}.values())

"""What stands beside a list of a release, counted in its sets: facets, totals, and which rows a page shows.

In: a release's file of DuckDB (`facet_sets`) and the filters of a list. Out: plain rows, as the querysets would give them. What
a filter asks of a facet is read in the facet's own numbers; any other condition is asked of DuckDB once, which gives ids, and
is kept: many filters are a few conditions, put together anew.
The few numbers of each row stand in memory (NumPy, some 110 bytes an award), where a facet of a million rows takes
milliseconds: DuckDB would take as long to plan each of fifteen questions.
"""

# ruff: noqa: S608  (names come from models and facets, never from a visitor)

from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from decimal import Decimal
from typing import Any

import duckdb
import numpy
from django.db.models import F, QuerySet
from django.utils.translation import get_language

from funding.columnar_sql import NotCovered, parts_sql
from funding.facet_sets import LISTS, Names, by, columns_of, of
from funding.querysets import APART, by_currency
from projects.facets import FACET_VALUES, Facet
from projects.ids import Ids
from projects.lists import ListFilter, Part
from projects.models import Register
from projects.tally import Row

# So many conditions are kept for an engine: of a million rows each takes 125 kB. One that names many things is asked but once.
CONDITIONS = 200
LONGEST = 1_000
# A filter that asks something of the rows that all the others leave.
OF_THE_REST = "behind"


class Table:
    """The numbers of all the rows of a list, by column; read once for an engine."""

    def __init__(self, columns: dict[str, numpy.ndarray]) -> None:
        self.columns = columns
        self.order = numpy.argsort(columns["id"], kind="stable")
        self.ids = columns["id"][self.order]

    def there(self, ids: numpy.ndarray) -> numpy.ndarray:
        """Whether each row of the columns is one of these."""
        near = numpy.minimum(numpy.searchsorted(self.ids, ids), len(self.ids) - 1)
        there = numpy.zeros(len(self.ids), dtype=bool)
        there[self.order[near[self.ids[near] == ids]]] = True
        return there


class Columns:
    """The numbers of some rows of a table; `places` is None for all of them."""

    def __init__(self, table: Table, places: numpy.ndarray | None) -> None:
        self.table, self.places = table, places
        self.taken: dict[str, numpy.ndarray] = {}

    def __getitem__(self, name: str) -> numpy.ndarray:
        if self.places is None:
            return self.table.columns[name]
        if name not in self.taken:
            self.taken[name] = self.table.columns[name][self.places]
        return self.taken[name]


class Sets:
    """The sets of a release (`projects.tally.Tally`): one block of reading has its own."""

    def __init__(self, engine: duckdb.DuckDBPyConnection, memo: dict[Any, Any], register: Register) -> None:
        """`memo` lives as long as the engine: the sets of its tables never change."""
        self.engine, self.memo, self.register = engine, memo, register
        self.cursor: duckdb.DuckDBPyConnection | None = None
        # What was read, by the filters and the facet that is left out.
        self.read: dict[tuple[ListFilter, str], Columns] = {}

    def close(self) -> None:
        if self.cursor:
            self.cursor.close()

    def facets(self, filters: ListFilter, without: Facet | None, facets: list[Facet]) -> list[Row] | None:
        columns = self.columns(filters, without)
        if columns is None:
            return None
        return [row for facet in facets for row in self.facet(filters.queryset.model, columns, facet)]

    def facet(self, model: Any, columns: Columns, facet: Facet) -> list[Row]:
        """Its values, how many rows have none, and its bars."""
        told: list[Row] = []
        for column in columns_of(facet):
            counts: Counter[tuple[str, str]] = Counter()
            sets = self.sets(model, column)
            for number, n in counted(columns[of(column)]):
                for value in sets.get(number, ()):
                    counts[value] += n
            nobody = sum(n for (value, _label), n in counts.items() if not value)
            if facet.unknown and column == columns_of(facet)[0]:
                told.append((facet.name, facet.unknown_code, "", nobody))
            rows = sorted((-n, label, value) for (value, label), n in counts.items() if value)[:FACET_VALUES]
            told += [(column, value, label, -n) for n, label, value in rows]
        return told

    def totals_by_basis(self, filters: ListFilter) -> list[dict[str, Any]] | None:
        """The totals of awards (`AwardQuerySet.totals_by_basis`)."""
        columns = self.columns(filters)
        if columns is None:
            return None
        if "apart" not in self.memo:
            groups = self.all_of(filters.queryset.model, "apart")
            self.memo["apart"] = {number: dict(zip(APART, said, strict=True)) for number, *said in groups}
        return by_currency(self.memo["apart"][number] | sums for number, sums in summed(columns))

    def ids(self, filters: ListFilter, start: int, stop: int) -> list[int] | None:
        """Where the rows stand in an order of the list."""
        columns = self.columns(filters)
        if columns is None:
            return None
        places = columns[by(filters.order_on)]
        if stop < len(places):
            first = numpy.argpartition(places, stop)[:stop]
            first = first[numpy.argsort(places[first])]
        else:
            first = numpy.argsort(places)
        return [int(pk) for pk in columns["id"][first[start:stop]]]

    def columns(self, filters: ListFilter, without: Facet | None = None) -> Columns | None:
        """The numbers of the rows; None where the release has none, or can't be asked which rows there are."""
        model, key = filters.queryset.model, (filters, without.name if without else "")
        if not self.has(model):
            return None
        if key not in self.read:
            try:
                there = numpy.logical_and.reduce(list(self.masks(filters, without)))
            except NotCovered:
                return None
            self.read[key] = Columns(self.table(model), None if there.all() else numpy.flatnonzero(there))
        return self.read[key]

    def masks(self, filters: ListFilter, without: Facet | None) -> Iterator[numpy.ndarray]:
        """For each thing that is asked, whether each row of the table is so."""
        if not filters.is_understood:
            yield numpy.zeros(len(self.table(filters.queryset.model).ids), dtype=bool)
            return
        parts = [(part, self.told(filters.queryset.model, part)) for part in filters.parts(without)]
        if any(part.name == OF_THE_REST for part, _told in parts):
            yield from self.of_rows(filters.filtered(without))
            return
        yield from (told for _part, told in parts if told is not None)
        rest = filters.base
        for part, told in parts:
            rest = part.narrow(rest) if told is None else rest
        yield from self.of_rows(rest)

    def told(self, model: Any, part: Part) -> numpy.ndarray | None:
        """Whether each row has what the part asks of its facet; None where the sets don't say it."""
        facet = part.facet
        # The bars of years are the years: a range of them is some of their values. Steps of amounts are none.
        if facet is None or (part.ends and (facet.steps or facet.column is not None or facet.bars != F(facet.ranged))):
            return None
        column = columns_of(facet)[0]
        wanted = {"" if facet.unknown and value == facet.unknown_code else value for value in part.values}
        numbers = self.table(model).columns[of(column)]
        asked = numpy.zeros(int(numbers.max(initial=0)) + 1, dtype=bool)
        for number, values in self.sets(model, column).items():
            asked[number] = any(is_asked(value, wanted, part.ends) for value, _label in values)
        return ~asked[numbers] if part.out else asked[numbers]

    def of_rows(self, rows: QuerySet) -> Iterator[numpy.ndarray]:
        """Whether each row of the table is one of the rows, by each of their conditions."""
        yield from (self.there(rows.model, part) for part in parts_sql(rows))

    def there(self, model: Any, part: tuple[str, list[Any]] | Ids) -> numpy.ndarray:
        """Whether each row of the table is one of the ids, or one that a SELECT gives; its answer is kept as bits."""
        table = self.table(model)
        if isinstance(part, Ids):
            return table.there(numpy.frombuffer(part.numbers, dtype=numpy.int64))
        sql, params = part
        said = repr(params)
        key = (model, sql, said)
        answers: OrderedDict[Any, numpy.ndarray] = self.memo.setdefault("conditions", OrderedDict())
        if key in answers:
            with suppress(KeyError):
                # Another thread may have let go of it just now.
                answers.move_to_end(key)
                return numpy.unpackbits(answers[key], count=len(table.ids)).view(bool)
        # A column of a DuckDB answer is masked where something is missing; an id never is.
        [ids] = self.own().execute(sql, params).fetchnumpy().values()
        there = table.there(numpy.asarray(ids))
        if len(said) < LONGEST:
            answers[key] = numpy.packbits(there)
            while len(answers) > CONDITIONS:
                answers.popitem(last=False)
        return there

    def table(self, model: Any) -> Table:
        if ("table", model) not in self.memo:
            read = self.own().execute(f"SELECT * FROM {Names(model).table}").fetchnumpy()
            self.memo["table", model] = Table(read)
        return self.memo["table", model]

    def has(self, model: Any) -> bool:
        """Whether the release has sets of the list: one that is older than they are has none."""
        if "there" not in self.memo:
            known = "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'facets'"
            self.memo["there"] = {name for (name,) in self.own().execute(known).fetchall()}
        return model in LISTS and model._meta.db_table in self.memo["there"]

    def sets(self, model: Any, column: str) -> dict[int, list[tuple[str, str]]]:
        """{number: [(value, what it is called in the language of the page)]}."""
        key = (model, column, get_language())
        if key not in self.memo:
            place = 3 if get_language() == "en" else 2
            found: dict[int, list[tuple[str, str]]] = {}
            for row in self.all_of(model, column):
                found.setdefault(row[0], []).append((row[1], row[place]))
            self.memo[key] = found
        return self.memo[key]

    def all_of(self, model: Any, column: str) -> list[tuple[Any, ...]]:
        return self.own().execute(f"SELECT * FROM {Names(model).sets(column)}").fetchall()

    def own(self) -> duckdb.DuckDBPyConnection:
        self.cursor = self.cursor or self.engine.cursor()
        return self.cursor


def is_asked(value: str, wanted: set[str], ends: tuple[Any, Any] | None) -> bool:
    """Whether a value of a facet is one of those wanted; in a range, is in it and one of them, or is the gap that is wanted too."""
    if ends is None:
        return value in wanted
    if not value:
        return "" in wanted
    low, high = ends
    inside = (low is None or int(value) >= low) and (high is None or int(value) <= high)
    return inside and (value in wanted or not wanted - {""})


def counted(numbers: numpy.ndarray) -> Iterable[tuple[int, int]]:
    """(number, how often it stands there)."""
    counts = numpy.bincount(numbers)
    there = numpy.flatnonzero(counts)
    return zip(there.tolist(), counts[there].tolist(), strict=True)


def summed(columns: Columns) -> Iterable[tuple[int, dict[str, Any]]]:
    """(group, {n, known, total}): amounts are added up in cents, as whole numbers."""
    groups = columns["apart"]
    if not len(groups):
        return
    order = numpy.argsort(groups, kind="stable")
    ordered = groups[order]
    starts = numpy.flatnonzero(numpy.concatenate(([True], ordered[1:] != ordered[:-1])))
    sizes = numpy.diff(numpy.append(starts, len(ordered)))
    cents = numpy.add.reduceat(columns["cents"][order], starts)
    known = numpy.add.reduceat(columns["known"][order].astype(numpy.int64), starts)
    for number, n, cent, there in zip(
        ordered[starts].tolist(), sizes.tolist(), cents.tolist(), known.tolist(), strict=True
    ):
        yield number, {"n": n, "known": there, "total": Decimal(cent).scaleb(-2) if there else None}

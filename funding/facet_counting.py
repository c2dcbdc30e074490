"""What stands beside a list of a release, counted in its sets: facets, totals, and which rows a page shows.

In: a release's file of DuckDB (`facet_sets`) and querysets of a list. Out: plain rows, as the querysets would give them. Each
condition of a filter is asked of DuckDB once, which gives ids, and is kept: many filters are a few conditions, put together anew.
The few numbers of each row stand in memory (NumPy, some 110 bytes an award), where a facet of a million rows takes
milliseconds: DuckDB would take as long to plan each of fifteen questions.
"""

# ruff: noqa: S608  (names come from models and facets, never from a visitor)

from collections import Counter, OrderedDict
from collections.abc import Iterable
from contextlib import suppress
from decimal import Decimal
from typing import Any

import duckdb
import numpy
from django.db.models import QuerySet
from django.utils.translation import get_language

from funding.columnar_sql import NotCovered, parts_sql
from funding.facet_sets import LISTS, Names, by, columns_of, of
from funding.querysets import APART, by_currency
from projects.facets import FACET_VALUES, Facet
from projects.ids import Ids
from projects.models import Register
from projects.tally import Row

# So many conditions are kept for an engine: of a million rows each takes 125 kB. One that names many things is asked but once.
CONDITIONS = 200
LONGEST = 1_000


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
        # What was read, by the question.
        self.read: dict[tuple[tuple[str, str] | Ids, ...], Columns] = {}

    def close(self) -> None:
        if self.cursor:
            self.cursor.close()

    def facets(self, found: QuerySet, facets: list[Facet]) -> list[Row] | None:
        columns = self.columns(found)
        if columns is None:
            return None
        return [row for facet in facets for row in self.facet(found.model, columns, facet)]

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

    def totals_by_basis(self, found: QuerySet) -> list[dict[str, Any]] | None:
        """The totals of awards (`AwardQuerySet.totals_by_basis`)."""
        columns = self.columns(found)
        if columns is None:
            return None
        groups = {number: dict(zip(APART, said, strict=True)) for number, *said in self.all_of(found.model, "apart")}
        return by_currency(groups[number] | sums for number, sums in summed(columns))

    def ids(self, found: QuerySet, start: int, stop: int) -> list[int] | None:
        """Where the rows stand in an order of the list."""
        orders = LISTS[found.model].orders.items() if found.model in LISTS else ()
        order = next((code for code, (_label, fields) in orders if tuple(fields) == tuple(found.query.order_by)), None)
        columns = self.columns(found) if order else None
        if columns is None or order is None:
            return None
        places = columns[by(order)]
        if stop < len(places):
            first = numpy.argpartition(places, stop)[:stop]
            first = first[numpy.argsort(places[first])]
        else:
            first = numpy.argsort(places)
        return [int(pk) for pk in columns["id"][first[start:stop]]]

    def columns(self, found: QuerySet) -> Columns | None:
        """The numbers of the rows; None where the release has none, or can't be asked which rows there are."""
        model = found.model
        if found.query.is_sliced or not self.has(model):
            return None
        try:
            parts = parts_sql(found)
        except NotCovered:
            return None
        key = tuple(part if isinstance(part, Ids) else (part[0], repr(part[1])) for part in parts)
        if key not in self.read:
            there = numpy.logical_and.reduce([self.there(model, part) for part in parts])
            self.read[key] = Columns(self.table(model), None if there.all() else numpy.flatnonzero(there))
        return self.read[key]

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

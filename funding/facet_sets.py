"""What each thing of a list has of each facet, as a number: counted for any rows of the list in one look at a column.

In: a release. Out: in its file of DuckDB, a table per list with a row for each thing and a column for each facet, which holds
the number of the set of values that the thing has there (two payers are one set, no payer another), a table per facet of
the sets, and for each order of the list the place of each thing. They are made by the facets' own querysets
(`projects.facets`), so that both ways to count are one definition; `facet_counting` counts in them.
"""

# ruff: noqa: S608  (names come from models and facets, never from a visitor)

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import duckdb
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.http import QueryDict

from funding.columnar_sql import ids_sql, values_sql
from funding.filters import AwardFilter
from funding.models import Award
from funding.querysets import APART, SUMMED
from projects.facets import Facet
from projects.lists import ListFilter
from projects.models import Register

# A shorter list has no sets: they take half a second to write, and its querysets are as quick.
FEWEST = 1_000
# The lists, by the model of their rows.
LISTS: dict[Any, type[ListFilter]] = {Award: AwardFilter}


@dataclass(frozen=True)
class Names:
    """The tables and columns of a list."""

    model: Any

    @property
    def table(self) -> str:
        return f'facets."{self.model._meta.db_table}"'

    def sets(self, column: str) -> str:
        return f'facets."{self.model._meta.db_table} {column}"'


def of(column: str) -> str:
    """The column with the number of a thing's set."""
    return f"of {column}"


def by(order: str) -> str:
    """The column with the place of a thing in an order of the list."""
    return f"by {order}"


def columns_of(facet: Facet) -> list[str]:
    """The facet's values, and its bars where it has some."""
    values = [facet.name] if facet.members or facet.column is not None else []
    return [*values, *([f"{facet.name} bars"] if facet.bars is not None else [])]


def write_sets(engine: duckdb.DuckDBPyConnection, register: Register) -> None:
    """The tables, out of those of the release that the engine holds already."""
    engine.execute("CREATE SCHEMA facets")
    for model, kind in LISTS.items():
        [[there]] = engine.execute(f"SELECT count(*) FROM {model._meta.db_table}").fetchall()
        if there < FEWEST:
            continue
        rows = model._default_manager.for_reading(register)
        filters = kind(QueryDict(), rows, request=SimpleNamespace(register=register))
        found, columns = filters.qs.order_by(), []
        for facet in kind.facets:
            for column in columns_of(facet):
                write_column(engine, filters, found, facet, column)
                columns.append(of(column))
        for order, (_label, fields) in kind.orders.items():
            sql, params = ids_sql(found.order_by(*fields))
            places = f"SELECT id, CAST(row_number() OVER () AS INTEGER) FROM ({sql}) o(id)"
            engine.execute(f'CREATE TEMP TABLE "{by(order)}" AS SELECT * FROM ({places}) p(thing, number)', params)
            columns.append(by(order))
        if model is Award:
            write_sums(engine, found)
            columns += ["apart", "cents", "known"]
        write_table(engine, Names(model), found, columns)


def write_column(engine: Any, filters: Any, found: QuerySet, facet: Facet, column: str) -> None:
    """Which set of values each thing has, and the sets."""
    engine.execute("CREATE TEMP TABLE member (thing BIGINT, value VARCHAR, french VARCHAR, english VARCHAR)")
    if column == facet.name and facet.members:
        there = "WHERE coalesce(value, '') != ''"
        insert(
            engine, f"SELECT * FROM ({{}}) m(thing, value, french, english) {there}", *values_sql(facet.members(found))
        )
        if facet.unknown:
            nobody = found.filter(filters.filters[facet.name].asked([facet.unknown_code]))
            insert(engine, "SELECT id, '', '', '' FROM ({}) n(id)", *ids_sql(nobody))
    else:
        what = facet.column if column == facet.name else facet.bars
        told = found.annotate(told=Cast(what, TextField())).values_list("pk", "told")
        insert(engine, "SELECT thing, coalesce(value, ''), '', '' FROM ({}) m(thing, value)", *values_sql(told))
    engine.execute(
        "CREATE TEMP TABLE had AS SELECT thing, list_sort(list(DISTINCT value)) AS many FROM member GROUP BY thing"
    )
    engine.execute(
        "CREATE TEMP TABLE known AS SELECT many, CAST(row_number() OVER (ORDER BY many) AS INTEGER) AS number "
        "FROM (SELECT DISTINCT many FROM had)"
    )
    engine.execute(
        f"""CREATE TABLE {Names(filters.queryset.model).sets(column)} AS SELECT number, value, french, english
        FROM (SELECT number, unnest(many) AS value FROM known)
        JOIN (SELECT value, min(french) AS french, min(english) AS english FROM member GROUP BY value) USING (value)"""
    )
    engine.execute(f'CREATE TEMP TABLE "{of(column)}" AS SELECT thing, number FROM had JOIN known USING (many)')
    for table in ("member", "had", "known"):
        engine.execute(f"DROP TABLE {table}")


def insert(engine: Any, select: str, sql: str, params: list[Any]) -> None:
    engine.execute(f"INSERT INTO member {select.format(sql)}", params)


def write_sums(engine: Any, awards: Any) -> None:
    """The amount of each award in cents, whether it is known, and the group that sums tell apart."""
    sql, params = values_sql(awards.as_summed())
    engine.execute(f"CREATE TEMP TABLE summed AS SELECT * FROM ({sql}) s(thing, {', '.join(SUMMED)})", params)
    names = ", ".join(APART)
    apart = f"SELECT CAST(row_number() OVER (ORDER BY {names}) AS INTEGER) AS number, * FROM (SELECT DISTINCT {names} FROM summed)"
    engine.execute(f"CREATE TABLE {Names(Award).sets('apart')} AS {apart}")
    sets = Names(Award).sets("apart")
    engine.execute(f"CREATE TEMP TABLE apart AS SELECT thing, number FROM summed JOIN {sets} USING ({names})")
    for name, value in (
        ("cents", "CAST(coalesce(amount, 0) * 100 AS BIGINT)"),
        ("known", "CAST(amount IS NOT NULL AS TINYINT)"),
    ):
        engine.execute(f"CREATE TEMP TABLE {name} AS SELECT thing, {value} AS number FROM summed")
    engine.execute("DROP TABLE summed")


def write_table(engine: Any, names: Names, found: QuerySet, columns: list[str]) -> None:
    """A row for each thing, and its number of each column; the columns are not needed by themselves any more."""
    sql, params = ids_sql(found)
    numbers = ", ".join(f'coalesce("{column}".number, 0) AS "{column}"' for column in columns)
    joined = " ".join(f'LEFT JOIN temp."{column}" ON "{column}".thing = r.id' for column in columns)
    engine.execute(f"CREATE TABLE {names.table} AS SELECT r.id, {numbers} FROM ({sql}) r(id) {joined}", params)
    for column in columns:
        engine.execute(f'DROP TABLE temp."{column}"')

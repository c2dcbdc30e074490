"""Django's querysets on the Parquet files of a release: the same SQL, run by DuckDB instead of PostgreSQL.

In: a register, or a release. Out: a block in which SELECTs of the register's facts are answered from the release.
`fast(register)` does so where its newest release is as new as the register, and where the query is one that both engines
answer alike; everything else goes to PostgreSQL, so that a page only becomes faster. `reading(release)` shows a past
state: nothing of the facts may come from PostgreSQL, and a query that is not understood is an error.

Django compiles the SQL and converts the values as ever. What is let through is a list (`FUNCTIONS`, `CASTS`): counts,
sums, minima, joins, windows, no division, no average, no JSON, no time zones (DESIGN § 9).
"""

import logging
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from funding.models import Release
from funding.models.lines import SQL, TABLE
from funding.release_store import ENGINE, local_folder
from funding.release_tables import TABLES
from projects.models import Register

log = logging.getLogger(__name__)

# What both engines compute alike, word for word.
FUNCTIONS = {
    *("COUNT", "SUM", "MIN", "MAX", "COALESCE", "NULLIF", "LEFT", "UPPER", "LOWER", "REPLACE", "CONCAT", "FOLD"),
    *("ROW_NUMBER", "RANK", "DENSE_RANK", "EXISTS", "IN", "AND", "OR", "NOT", "FILTER", "OVER", "WHEN", "THEN"),
    *("LENGTH", "SUBSTRING", "ABS", "VALUES", "NUMERIC", "VARCHAR", "ARRAY", "JSON_OBJECT"),
}
CASTS = {"text", "integer", "bigint", "smallint", "boolean", "varchar"}
CAST = re.compile(r"::([a-z]+(?: precision)?)(\([0-9, ]+\))?")
CALL = re.compile(r"([A-Za-z_]+)\s*\(")
NAMED = re.compile(r'\b(?:FROM|JOIN) "([a-z_]+)"')
WORDS = re.compile(r"\b(DISTINCT ON|AT TIME ZONE|INTERVAL|LATERAL|FOR UPDATE|SIMILAR|RECURSIVE|COLLATE)\b")
MARKS = re.compile(r"(?<![\w'|])/|->|@>|<@|&&|(?<!!)~")
# Letters with marks, in the order of their plain twins, as `fold` in PostgreSQL has them (projects/migrations/0001).
FOLD = """CREATE OR REPLACE MACRO fold(value) AS trim(regexp_replace(translate(replace(replace(lower(value), 'œ', 'oe'),
  'æ', 'ae'), '{marked}', '{plain}'), '\\s+', ' ', 'g'))"""
KEPT_ENGINES = 4
# What is made of the tables, in SQL that both engines read; a release has it written beside them.
VIEWS = {TABLE: SQL}
READABLE = TABLES.keys() | VIEWS.keys()
engines: OrderedDict[tuple[Any, ...], duckdb.DuckDBPyConnection] = OrderedDict()
guard = threading.Lock()


class NotCovered(Exception):
    """The query has something that the two engines may not answer alike."""


def fresh(register: Register) -> Release | None:
    """The newest release of the register, where it is as new as the register and has a file to ask."""
    if not settings.COLUMNAR:
        return None
    newest = Release.objects.filter(register=register).order_by("-number").first()
    return newest if newest and ENGINE in newest.stored and newest.data_version == current_version(register) else None


def current_version(register: Register) -> int:
    return Register.objects.values_list("data_version", flat=True).get(pk=register.pk)


@contextmanager
def fast(register: Register) -> Iterator[bool]:
    """In the block, what can be is read from the newest release. Out: whether there is one that is new enough."""
    release = fresh(register)
    if release is None:
        yield False
        return
    with connection.execute_wrapper(Answers(release, strict=False)):
        yield True


@contextmanager
def reading(release: Release) -> Iterator[None]:
    """In the block, facts are those of the release. Raises NotCovered on what can't be asked of it."""
    with connection.execute_wrapper(Answers(release, strict=True)):
        yield


class Answers:
    """Django hands every query to this before it goes to PostgreSQL (`connection.execute_wrapper`)."""

    def __init__(self, release: Release, *, strict: bool) -> None:
        # Opened before any query is handed over: to open it asks the database where the files are.
        self.engine, self.strict = engine(release), strict

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        asked, given = without_context(sql, params)
        named = set(NAMED.findall(asked))
        # Which registers there are is not of an edition.
        if many or not named & READABLE - {"projects_register"}:
            return execute(sql, params, many, context)
        try:
            rows = run(self.engine, translated(asked, named), given)
        except (NotCovered, duckdb.BinderException, duckdb.CatalogException) as problem:
            if self.strict:
                raise NotCovered(f"{problem}: {sql[:400]}") from problem
            log.info("PostgreSQL answers instead (%s)", problem)
            return execute(sql, params, many, context)
        context["cursor"].cursor.close()
        context["cursor"].cursor = rows
        return None


def without_context(sql: str, params: Any) -> tuple[str, list[Any]]:
    """Without what pghistory puts before what it takes for a write: « (SELECT … UNION … » is one to it."""
    given = list(params or ())
    if not sql.startswith("SELECT set_config('pghistory."):
        return sql, given
    before, _mark, rest = sql.partition("; ")
    return rest, given[before.count("%s") :]


def translated(sql: str, named: set[str]) -> str:
    """The SQL as DuckDB reads it. Raises NotCovered."""
    if not sql.lstrip("(").startswith("SELECT"):
        raise NotCovered("not a SELECT")
    if unknown := named - READABLE:
        raise NotCovered(f"tables that a release has not: {', '.join(sorted(unknown))}")
    for name in CALL.findall(sql):
        if name.upper() not in FUNCTIONS and not name.isupper():
            raise NotCovered(f"function {name}")
        if name.isupper() and name not in FUNCTIONS | KEYWORDS:
            raise NotCovered(f"function {name}")
    for kind, precision in CAST.findall(sql):
        if kind not in CASTS and not (kind == "numeric" and precision):
            raise NotCovered(f"cast to {kind}")
    if found := WORDS.search(sql) or MARKS.search(sql):
        raise NotCovered(f"« {found.group()} »")
    # An object of JSON is spelt in two ways; nothing is asked of it but to be one.
    sql = sql.replace("JSON_OBJECT(", "json_object(").replace(" VALUE ", ", ").replace(" RETURNING JSONB", "")
    # PostgreSQL's LIKE has the backslash for an escape, DuckDB's has none until it is said.
    sql = re.sub(r"LIKE %s", r"LIKE %s ESCAPE '\\'", sql)
    sql = re.sub(r" \|\| '%%'(?! \|\|)", r" || '%%' ESCAPE '\\'", sql)
    return sql.replace("%s", "?").replace("%%", "%")


# Words that stand before a parenthesis and are no function.
KEYWORDS = {
    *(
        "SELECT",
        "FROM",
        "WHERE",
        "ON",
        "AS",
        "BY",
        "UNION",
        "ALL",
        "ELSE",
        "HAVING",
        "LIKE",
        "BETWEEN",
        "IS",
        "DISTINCT",
    ),
    *("INTERSECT", "EXCEPT", "CASE", "JOIN", "LIMIT"),
}


def ids_sql(rows: QuerySet) -> tuple[str, list[Any]]:
    """(SQL for DuckDB, parameters) of the ids of the rows, in their order. Raises NotCovered."""
    try:
        sql, params = rows.values_list("pk").query.sql_with_params()
    except EmptyResultSet:
        return "SELECT 0 WHERE false", []
    return translated(sql, set(NAMED.findall(sql))), list(params)


def run(engine: duckdb.DuckDBPyConnection, sql: str, params: Any) -> "Rows":
    cursor = engine.cursor()
    cursor.execute(sql, [plain(value) for value in params])
    return Rows(cursor, sql)


def plain(value: Any) -> Any:
    """A word of a closed list as text, a typed number of Django's as a number."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return int(value)
    return [plain(one) for one in value] if isinstance(value, list) else value


class Rows:
    """What Django asks of a cursor whose SELECT was run."""

    rowcount = -1

    def __init__(self, cursor: duckdb.DuckDBPyConnection, sql: str) -> None:
        self.cursor = cursor
        # Where Django logs queries, it asks psycopg's cursor what was sent.
        self._query = SimpleNamespace(query=f"/* the release */ {sql}".encode())

    @property
    def description(self) -> Any:
        return self.cursor.description

    def fetchone(self) -> Any:
        return self.cursor.fetchone()

    def fetchmany(self, size: int = 100) -> list[Any]:
        return self.cursor.fetchmany(size)

    def fetchall(self) -> list[Any]:
        return self.cursor.fetchall()

    def __iter__(self) -> Iterator[Any]:
        return iter(self.cursor.fetchall())

    def close(self) -> None:
        self.cursor.close()


def engine(release: Release) -> duckdb.DuckDBPyConnection:
    """DuckDB with the tables of the release; the last ones asked for are kept."""
    key = (release.folder, release.pk, release.checksum)
    with guard:
        if key not in engines:
            # DuckDB takes a file of the same name for the one it has open.
            for other in [other for other in engines if other[0] == release.folder]:
                engines.pop(other).close()
            engines[key] = opened(release)
            while len(engines) > KEPT_ENGINES:
                engines.popitem(last=False)
        engines.move_to_end(key)
        return engines[key]


def opened(release: Release) -> duckdb.DuckDBPyConnection:
    """DuckDB on the release's own file, which many programs may read at once."""
    file = local_folder(release) / ENGINE
    if not file.exists():
        raise NotCovered(f"edition {release.number} was written without a file to ask")
    return new_engine(file, read_only=True)


def new_engine(file: Path, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """DuckDB on a file, with the register's own functions in it; it does not reach the network.

    Who only reads takes little memory. To write a release of a million awards takes more (2026-11: 1 GB is too little for
    the lists that stand in a row): DuckDB's own limit is four fifths of the machine's.
    """
    config: dict[str, Any] = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    made = duckdb.connect(file, read_only=read_only, config=config)
    made.execute(f"SET temp_directory = '{settings.VAR_DIR / 'columnar'}'")
    if read_only:
        made.execute(f"SET memory_limit = '{settings.COLUMNAR_MEMORY}'")
    else:
        functions = import_module("projects.migrations.0001_functions")
        marked = functions.MARKED.replace("'", "''")
        made.execute(FOLD.format(marked=marked, plain=functions.PLAIN))
    return made

"""Django's querysets on the Parquet files of a release: the same SQL, run by DuckDB instead of PostgreSQL.

In: a register, or a release. Out: a block in which SELECTs of the register's facts are answered from the release.
`fast(register)` does so where its newest release is as new as the register and has many awards, and where the query is one
that both engines answer alike; everything else goes to PostgreSQL, so that a page only becomes faster. `reading(release)`
shows a past state: nothing of the facts may come from PostgreSQL, and a query that is not understood is an error.

Django compiles the SQL and converts the values as ever. What is let through is a list (`columnar_sql`): counts, sums,
minima, joins, windows, no division, no average, no JSON, no time zones (DESIGN § 9).
"""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from types import SimpleNamespace
from typing import Any
from weakref import WeakKeyDictionary

import duckdb
from django.conf import settings
from django.db import connection

from funding.columnar_sql import READABLE, NotCovered, named_in, plain, translated
from funding.facet_counting import Sets
from funding.models import Release
from funding.release_engine import engine_file, new_engine
from funding.release_store import ENGINE
from projects.models import Register
from projects.tally import tallied_by

log = logging.getLogger(__name__)

KEPT_ENGINES = 4
CHUNK = 5_000
# Where the file of a release has what the questions ask of all of it.
ANSWERS = "answers"
# Of a smaller register PostgreSQL has answered before DuckDB has planned what to do (2026-11: the figures of all questions
# of 326 awards took 1.9 s and 3.2 s, of 2,000 awards 2.4 s both).
FEW = 1_000
engines: OrderedDict[tuple[Any, ...], duckdb.DuckDBPyConnection] = OrderedDict()
# What was read of each engine's tables, which never change.
memos: WeakKeyDictionary[duckdb.DuckDBPyConnection, dict[Any, Any]] = WeakKeyDictionary()
guard = threading.Lock()


def fresh(register: Register) -> Release | None:
    """The newest release of the register, where it is as new as the register and has a file to ask."""
    if not settings.COLUMNAR:
        return None
    newest = Release.objects.filter(register=register).select_related("register").order_by("-number").first()
    return (
        newest if newest and ENGINE in newest.stored and newest.data_version == newest.register.data_version else None
    )


@contextmanager
def fast(register: Register) -> Iterator[bool]:
    """In the block, what can be is read from the newest release. Out: whether there is one that is new enough, and of a
    register that is large enough for it to be worth it."""
    release = fresh(register)
    if release is None or awards_in(release) < FEW:
        yield False
        return
    with answering(release, strict=False):
        yield True


def awards_in(release: Release) -> int:
    """How many awards the release has."""
    asked = engine(release)
    if "awards" not in memos[asked]:
        memos[asked]["awards"] = run(asked, "SELECT count(*) FROM funding_award", ()).fetchone()[0]
    return int(memos[asked]["awards"])


@contextmanager
def reading(release: Release) -> Iterator[None]:
    """In the block, facts are those of the release. Raises NotCovered on what can't be asked of it."""
    with answering(release, strict=True):
        yield


@contextmanager
def answering(release: Release, *, strict: bool) -> Iterator[None]:
    """Every query is handed to the release first; what stands beside a list is counted in its sets."""
    # Opened before any query is handed over: to open it asks the database where the files are.
    answers = Answers(engine(release), strict=strict)
    sets = Sets(answers.engine, memos[answers.engine], release.register)
    with closing(sets), tallied_by(sets), connection.execute_wrapper(answers):
        yield


class Answers:
    """Django hands every query to this before it goes to PostgreSQL (`connection.execute_wrapper`)."""

    def __init__(self, engine: duckdb.DuckDBPyConnection, *, strict: bool) -> None:
        self.engine, self.strict = engine, strict

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        asked, given = without_context(sql, params)
        named = named_in(asked)
        # Which registers there are is not of an edition.
        if many or not named & READABLE - {"projects_register"}:
            return execute(sql, params, many, context)
        try:
            rows = self.rows(translated(asked, named), given)
        except (NotCovered, duckdb.BinderException, duckdb.CatalogException) as problem:
            if self.strict:
                raise NotCovered(f"{problem}: {sql[:400]}") from problem
            log.info("PostgreSQL answers instead (%s)", problem)
            return execute(sql, params, many, context)
        context["cursor"].cursor.close()
        context["cursor"].cursor = rows
        return None

    def rows(self, sql: str, params: list[Any]) -> "Rows":
        return run(self.engine, sql, params)


def without_context(sql: str, params: Any) -> tuple[str, list[Any]]:
    """Without what pghistory puts before what it takes for a write: « (SELECT … UNION … » is one to it."""
    given = list(params or ())
    if not sql.startswith("SELECT set_config('pghistory."):
        return sql, given
    before, _mark, rest = sql.partition("; ")
    return rest, given[before.count("%s") :]


def run(engine: duckdb.DuckDBPyConnection, sql: str, params: Any) -> "Rows":
    """Its rows: read where they were written with the release (`release_answers`), else computed."""
    given = [plain(value) for value in params]
    cursor, names = engine.cursor(), answered(engine)
    if names and (name := name_of(sql, given)) in names:
        cursor.execute(f"SELECT * FROM {name}")  # noqa: S608  (a checksum)
    else:
        cursor.execute(sql, given)
    return Rows(cursor, sql)


def name_of(sql: str, given: list[Any]) -> str:
    """What the table is called that holds the answer to a SELECT."""
    return f'{ANSWERS}."{sha256(repr((sql, given)).encode()).hexdigest()[:32]}"'


def answered(engine: duckdb.DuckDBPyConnection) -> set[str]:
    """The tables of answers; an edition that was written without them has none."""
    memo = memos.setdefault(engine, {})
    if "answered" not in memo:
        there = engine.cursor().execute("SELECT table_name FROM duckdb_tables() WHERE schema_name = ?", [ANSWERS])
        memo["answered"] = {f'{ANSWERS}."{name}"' for (name,) in there.fetchall()}
    return memo["answered"]


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
        """Django asks for a hundred at a time, as a server sends them; these are in memory already."""
        return self.cursor.fetchmany(max(size, CHUNK))

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
            engines[key] = new_engine(engine_file(release), read_only=True)
            memos[engines[key]] = {}
            while len(engines) > KEPT_ENGINES:
                engines.popitem(last=False)
        engines.move_to_end(key)
        return engines[key]

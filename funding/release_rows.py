"""The rows of a list out of a release, written by DuckDB in the form that is asked for.

In: a kind of row and a queryset of it. Out: pieces of a file, in the queryset's order, with flat memory. The queryset
says which rows and in which order: it is run on the release's tables (`columnar`), and gives their ids. The rows stand
in the release with every column, in the order of the kind's own list.
"""

# ruff: noqa: S608  (names of forms, kinds and files are ours)

import os
import threading
from collections.abc import Iterator
from dataclasses import replace

import duckdb
from django.db.models import QuerySet

from funding import columnar
from funding.columnar_sql import ids_sql
from funding.export_kinds import KINDS, NAMES
from funding.models import Release
from funding.release_lines import copied, has_lines, lines_of
from funding.release_store import rows_of
from projects.models import Register

# How DuckDB writes each form (RFC 4180 ends a line with both marks).
WRITTEN = {
    "csv": r"FORMAT csv, DELIMITER ',', NEW_LINE '\r\n'",
    "json": "FORMAT json, ARRAY true",
    "jsonl": "FORMAT json",
    "parquet": "FORMAT parquet, COMPRESSION zstd",
}
# What a release has as it would be written for a list of all of its rows.
KEPT = ("csv", "jsonl", "parquet")
PIECE = 256 * 1024
TEXTS_AT_ONCE = 1_000


def choice(kind: str, rows: QuerySet, register: Register, edition: Release | None = None) -> "Chosen | None":
    """Which rows of the release; None where no release is as new as the register, or it can't be asked this."""
    release = edition or columnar.fresh(register)
    if release is None:
        return None
    try:
        return Chosen(kind, rows, release, as_it_is=edition is not None)
    except columnar.NotCovered:
        if edition:
            raise
        return None


class Chosen:
    """Rows of a release, in the order in which they are wanted; found when they are first asked for."""

    def __init__(self, kind: str, rows: QuerySet, release: Release, *, as_it_is: bool) -> None:
        """`as_it_is`: an edition has the columns that it was written with; what is asked of today has all of them."""
        self.kind, self.release = kind, release
        self.engine = columnar.engine(release).cursor()
        there = {row[0] for row in self.engine.execute(f"DESCRIBE {rows_of(kind)}").fetchall()}
        self.layout = replace(
            KINDS[kind], columns=tuple(column for column in KINDS[kind].columns if column.name in there)
        )
        if not as_it_is and len(self.layout.columns) < len(KINDS[kind].columns):
            self.close()
            raise columnar.NotCovered("columns that the release was written without")
        own: QuerySet = KINDS[kind].model._default_manager.for_reading(release.register)  # type: ignore[attr-defined]
        self.in_order = not rows.query.is_sliced and rows.query.order_by in ((), tuple(own.model._meta.ordering or ()))
        found, self.params = ids_sql(rows.order_by() if self.in_order else rows)
        self.whole = self.in_order and (found, self.params) == ids_sql(own.order_by())
        self.statement = f"CREATE TEMP TABLE chosen AS SELECT id, row_number() OVER () AS rank FROM ({found}) found(id)"
        try:
            self.engine.execute(f"EXPLAIN {self.statement}", self.params)
        except duckdb.BinderException as problem:
            raise columnar.NotCovered(str(problem)) from problem

    def kept_file(self, form: str) -> str:
        """The file of the release that holds these rows and no others, in this form; empty where none does."""
        return f"data/{NAMES[self.kind]}.{form}" if self.whole and form in KEPT else ""

    def source(self) -> str:
        """What stands after FROM. The rows of a release keep their order where nothing else is asked for."""
        if self.whole:
            return rows_of(self.kind)
        self.engine.execute(self.statement, self.params)
        if self.in_order:
            return f"{rows_of(self.kind)} WHERE id IN (SELECT id FROM chosen)"
        return f"(SELECT r.* FROM {rows_of(self.kind)} r JOIN chosen USING (id) ORDER BY rank)"

    def lines(self, form: str) -> Iterator[bytes] | None:
        """The rows as the release's own file of this form has them; None where they can't be copied out of it."""
        if self.whole or not has_lines(self.engine, self.kind, form):
            return None
        self.source()
        order = "l.at" if self.in_order else "chosen.rank"
        wanted = f"SELECT l.at, l.size FROM chosen JOIN {lines_of(self.kind, form)} l USING (id) ORDER BY {order}"
        return copied(self.engine, self.release, self.kind, form, wanted)

    def pieces(self, columns: str, options: str) -> Iterator[bytes]:
        """What DuckDB writes of these columns, as it writes it."""
        return written(self.engine, f"SELECT {columns} FROM {self.source()}", options)

    def close(self) -> None:
        self.engine.close()


def texts(engine: duckdb.DuckDBPyConnection, sql: str) -> Iterator[str]:
    """The rows of a SELECT of one text."""
    engine.execute(sql)
    while batch := engine.fetchmany(TEXTS_AT_ONCE):
        for (text,) in batch:
            yield text


def written(engine: duckdb.DuckDBPyConnection, select: str, options: str) -> Iterator[bytes]:
    """What COPY writes of a SELECT: into a pipe, from another thread, no faster than it is read."""
    reading, writing = os.pipe()
    problems: list[Exception] = []

    def copy() -> None:
        try:
            engine.execute(f"COPY ({select}) TO '/dev/fd/{writing}' ({options})")
        except Exception as problem:
            # Who reads is told.
            problems.append(problem)
        finally:
            os.close(writing)

    thread = threading.Thread(target=copy, daemon=True)
    thread.start()
    try:
        with os.fdopen(reading, "rb", buffering=0) as file:
            while piece := file.read(PIECE):
                yield piece
        thread.join()
        if problems:
            raise problems[0]
    finally:
        # Who asked has gone: the end of the pipe is closed, and DuckDB stops.
        engine.interrupt()
        thread.join()

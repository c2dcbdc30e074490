"""The rows of a list out of a release, in the dress that is asked for.

In: a kind of row and a queryset of it. Out: the rows as texts, in the queryset's order, with flat memory. The queryset
says which rows and in which order: it is run on the release's tables (`columnar`), and gives their ids. The texts stand
in the release, each row once in each dress, in the order of the kind's own list.
"""

# ruff: noqa: S608  (names of dresses, kinds and files are ours)

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
from django.db.models import QuerySet

from funding import columnar
from funding.export_kinds import NAMES
from funding.models import Release
from funding.release_store import lines_of, local_folder
from projects.models import Register

# So many rows of the file are looked at in one go, and so many texts are handed on at once.
WINDOW = 50_000
TEXTS_AT_ONCE = 1_000


def choice(kind: str, rows: QuerySet, register: Register, edition: Release | None = None) -> "Chosen | None":
    """Which rows of the release; None where no release is as new as the register, or it can't be asked this."""
    release = edition or columnar.fresh(register)
    if release is None:
        return None
    try:
        return Chosen(kind, rows, release)
    except columnar.NotCovered:
        if edition:
            raise
        return None


class Chosen:
    """Rows of a release: their places in the file, in the order in which they are wanted, found when first asked."""

    def __init__(self, kind: str, rows: QuerySet, release: Release) -> None:
        folder = local_folder(release)
        self.folder, self.kind = folder, kind
        # Any dress has every row: this one is the smallest beside the columns that are asked of it.
        self.lines = lines_of(folder, kind, "csv")
        self.wide = folder / "data" / f"{NAMES[kind]}.parquet"
        self.engine = columnar.engine(release).cursor()
        found, self.params = columnar.ids_sql(rows)
        self.statement = f"""CREATE TEMP TABLE chosen AS SELECT l.place, f.rank
            FROM (SELECT id, row_number() OVER () AS rank FROM ({found}) found(id)) f JOIN '{self.lines}' l USING (id)"""
        try:
            self.engine.execute(f"EXPLAIN {self.statement}", self.params)
        except duckdb.BinderException as problem:
            raise columnar.NotCovered(str(problem)) from problem

    @cached_property
    def last(self) -> int:
        """The last place that is wanted; -1 where none is."""
        self.engine.execute(self.statement, self.params)
        return self.one("SELECT coalesce(max(place), -1) FROM chosen")

    @cached_property
    def in_order(self) -> bool:
        ups = "SELECT place > lag(place, 1, -1) OVER (ORDER BY rank) AS up FROM chosen"
        return self.last < 0 or self.one(f"SELECT bool_and(up) FROM ({ups})")

    @cached_property
    def whole(self) -> bool:
        return self.in_order and len(self) == self.one(f"SELECT count(*) FROM '{self.lines}'")

    def __len__(self) -> int:
        return self.one("SELECT count(*) FROM chosen") if self.last >= 0 else 0

    def one(self, sql: str) -> Any:
        return self.engine.execute(sql).fetchone()[0]  # type: ignore[index]

    def texts(self, dress: str) -> Iterator[str]:
        """In the file's own order window by window; in any other order sorted by DuckDB, on disk where it must."""
        lines = lines_of(self.folder, self.kind, dress)
        if not self.in_order:
            yield from self.fetched(f"SELECT l.text FROM chosen c JOIN '{lines}' l USING (place) ORDER BY c.rank")
            return
        wanted = "" if self.whole else "AND place IN (SELECT place FROM chosen WHERE {here})"
        for start in range(0, self.last + 1, WINDOW):
            here = f"place >= {start} AND place < {start + WINDOW}"
            yield from self.fetched(
                f"SELECT text FROM '{lines}' WHERE {here} {wanted.format(here=here)} ORDER BY place"
            )

    def fetched(self, sql: str) -> Iterator[str]:
        cursor = self.engine.execute(sql)
        while batch := cursor.fetchmany(TEXTS_AT_ONCE):
            for (text,) in batch:
                yield text

    def write_parquet(self, path: Path) -> None:
        if self.last < 0:
            self.engine.execute(f"COPY (SELECT * FROM '{self.wide}' LIMIT 0) TO '{path}' (FORMAT parquet)")
            return
        self.engine.execute(
            f"""COPY (SELECT w.* FROM chosen c JOIN '{self.lines}' l USING (place) JOIN '{self.wide}' w USING (key)
            ORDER BY c.rank) TO '{path}' (FORMAT parquet, COMPRESSION zstd)"""
        )

    def close(self) -> None:
        self.engine.close()

"""Where each row stands in the CSV and in the JSON Lines of a release: a list under a filter is copied out of them.

In: a kind of row and the files of a release. Out: in its file of DuckDB, a table per kind and form with the place and the
size of each row, in bytes; and pieces of a file for any of the rows, in any order, with the memory of one piece.
"""

# ruff: noqa: S608  (names of forms, kinds and files are ours)

import os
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from funding.export_kinds import NAMES
from funding.models import Release
from funding.release_store import rows_of, store

FORMS = ("csv", "jsonl")
# A shorter list is written as quickly by DuckDB.
FEWEST = 1_000
AT_ONCE = 2_000
PIECE = 256 * 1024


def lines_of(kind: str, form: str) -> str:
    return f"lines_{kind}_{form}"


def write_lines(engine: duckdb.DuckDBPyConnection, kind: str, stem: Path) -> None:
    """The tables of a kind, once its files are written; they have the rows in the order of its table."""
    [[there]] = engine.execute(f"SELECT count(*) FROM {rows_of(kind)}").fetchall()
    if there < FEWEST:
        return
    for form in FORMS:
        with tempfile.NamedTemporaryFile("w", suffix=".csv", dir=stem.parent.parent) as places:
            with Path(f"{stem}.{form}").open("rb") as file:
                found = rows_in(file, 0, form)
                # The first row of a CSV is its heading.
                places.writelines(f"{at},{size}\n" for at, size in islice(found, 1 if form == "csv" else 0, None))
            places.flush()
            kinds = "auto_detect = false, delim = ',', header = false, columns = {'at': 'BIGINT', 'size': 'INTEGER'}"
            engine.execute(
                f"""CREATE TABLE {lines_of(kind, form)} AS
                SELECT r.id, l.at, l.size FROM {rows_of(kind)} r POSITIONAL JOIN read_csv('{places.name}', {kinds}) l"""
            )


def rows_in(file: Any, at: int, form: str) -> Iterator[tuple[int, int]]:
    """(place, size) of each row from here on: in CSV it ends with a line whose quotes are all closed."""
    size = quotes = 0
    for line in file:
        size += len(line)
        quotes += line.count(b'"') if form == "csv" else 0
        if quotes % 2 == 0:
            yield at, size
            at, size, quotes = at + size, 0, 0


def has_lines(engine: duckdb.DuckDBPyConnection, kind: str, form: str) -> bool:
    """Whether rows can be copied: an older release has no tables of them, and from another machine it would be slow."""
    known = "SELECT count(*) FROM duckdb_tables() WHERE table_name = ?"
    row = engine.execute(known, [lines_of(kind, form)]).fetchone() if form in FORMS else None
    return bool(row and row[0]) and hasattr(store(), "base_location")


def copied(engine: duckdb.DuckDBPyConnection, release: Release, kind: str, form: str, wanted: str) -> Iterator[bytes]:
    """The rows as the release's own file has them; `wanted` is a SELECT of (at, size) in the order of the rows."""
    where: Any = store()
    file = os.open(where.path(f"{release.folder}/data/{NAMES[kind]}.{form}"), os.O_RDONLY)
    try:
        engine.execute(wanted)
        piece = bytearray()
        while batch := engine.fetchmany(AT_ONCE):
            for at, size in runs(batch):
                piece += os.pread(file, size, at)
                if len(piece) >= PIECE:
                    yield bytes(piece)
                    piece.clear()
        if piece:
            yield bytes(piece)
    finally:
        os.close(file)


def runs(places: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Rows that stand one after the other are read at once."""
    start, end = places[0][0], places[0][0]
    for at, size in places:
        if at != end:
            yield start, end - start
            start = at
        end = at + size
    yield start, end - start

"""Rows as Parquet. In: columns, and each row as a line of JSON. Out: a file with typed columns."""

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb

from funding.export_columns import Column, Type

# A number without a fraction stays a whole number: money has two decimals, figures of studies up to four.
KINDS = {Type.TEXT: "VARCHAR", Type.NUMBER: "DECIMAL(24, 4)", Type.FLAG: "BOOLEAN", Type.LIST: "VARCHAR[]"}


def write_parquet(path: Path, columns: Sequence[Column], rows: Iterable[str]) -> None:
    kinds = ", ".join(f"'{column.name}': '{KINDS[column.holds]}'" for column in columns)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file, duckdb.connect() as engine:
        for row in rows:
            file.write(row + "\n")
        file.flush()
        read = f"read_json('{file.name}', format='newline_delimited', columns={{{kinds}}})"
        engine.execute(f"COPY (SELECT * FROM {read}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)")  # noqa: S608

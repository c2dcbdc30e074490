"""DuckDB's own file of a release: its tables, and the rows of each kind as they are taken away.

In: a folder with the tables of a release as Parquet, or a release. Out: the file, which many programs may read at once.
It is written with the release; of an edition that was written without one it is made when it is first asked for, and
kept on this machine, beside what is stored.
"""

import shutil
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

import duckdb
from django.conf import settings

from funding.columnar_sql import VIEWS
from funding.export_dress import MACROS
from funding.export_joins import select
from funding.export_kinds import KINDS
from funding.facet_sets import write_sets
from funding.models import Release
from funding.release_store import ENGINE, copies, local_folder, rows_of
from funding.release_tables import MODELS, relation
from projects.models import Register

# Letters with marks, in the order of their plain twins, as `fold` in PostgreSQL has them (projects/migrations/0001).
FOLD = """CREATE OR REPLACE MACRO fold(value) AS trim(regexp_replace(translate(replace(replace(lower(value), 'œ', 'oe'),
  'æ', 'ae'), '{marked}', '{plain}'), '\\s+', ' ', 'g'))"""


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


def fill(engine: duckdb.DuckDBPyConnection, tables: Path, register: Register) -> None:
    """The tables of the folder, what is made of them, the rows of each kind, and what stands beside lists."""
    engine.begin()
    for model in MODELS:
        engine.execute(f"CREATE TABLE {model._meta.db_table} AS {relation(engine, model, tables)}")
    for view, sql in VIEWS.items():
        engine.execute(f"CREATE TABLE {view} AS {sql}")
    for macro in MACROS:
        engine.execute(macro)
    for name, kind in KINDS.items():
        engine.execute(f"CREATE TABLE {rows_of(name)} AS {select(kind)}")
    write_sets(engine, register)
    engine.commit()


def engine_file(release: Release) -> Path:
    """The release's file on this machine."""
    stored = local_folder(release) / ENGINE
    return stored if stored.exists() else made_since(release)


def made_since(release: Release) -> Path:
    """The file of an edition that was written without one, made of its tables as Parquet, once."""
    target = copies() / f"{release.folder}.engine" / ENGINE
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(dir=target.parent))
        try:
            with new_engine(beside / ENGINE) as engine:
                fill(engine, local_folder(release) / "tables", release.register)
            (beside / ENGINE).replace(target)
        finally:
            shutil.rmtree(beside)
    return target

"""Releases: numbered, checksummed states of a register. In: a register. Out: Release rows; whether one still holds.

A release is written beside, checked, and switched in one step: its row, which is what the site looks at, is written
last. Its files never change. A withdrawal by rule (`withdrawals`) writes another state of them and switches to it.
"""

# ruff: noqa: S608  (names of files are ours)

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import duckdb
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from funding.checksum import checksum, counts
from funding.export_kinds import KINDS, NAMES
from funding.models import Finding, Release, Source
from funding.release_files import SUMS, described_files, write_files
from funding.release_store import ENGINE, files_in, local_folder, opened, put, rows_of
from funding.release_tables import write_tables
from projects.models import Register

# The first half of the advisory locks of releases; the second is the register's id.
LOCK = 20_261_124
# What is public is looked up for each piece of evidence: with less, PostgreSQL looks through a million participations
# for each one (2026-11).
WORK_MEMORY = "128MB"
# How far a release is: the step, and how many of how many are behind it.
Told = Callable[[str, int, int], None]
STEPS = ("tables", "files", "check", "store")


def told_to_nobody(*_said: object) -> None:
    pass


class Broken(Exception):
    """A release that was just written is not what it should be: it is not switched to."""


def make_release(register: Register, *, wait: bool = True, told: Told = told_to_nobody) -> Release | None:
    """The next numbered release of the register as it is now; None where nothing changed since the last one, or where
    another program makes one now and we do not wait for it."""
    with one_at_a_time(register, wait) as ours:
        return write_release(register, told) if ours else None


@contextmanager
def one_at_a_time(register: Register, wait: bool) -> Iterator[bool]:
    """Out: whether the block may make a release of this register."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {'pg_advisory_lock' if wait else 'pg_try_advisory_lock'}(%s, %s)", [LOCK, register.pk])
        ours = wait or cursor.fetchone()[0]
    try:
        yield ours
    finally:
        if ours:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK, register.pk])


def write_release(register: Register, told: Told = told_to_nobody) -> Release | None:
    def step(name: str) -> None:
        told(name, STEPS.index(name), len(STEPS))

    last = Release.objects.filter(register=register).order_by("-number").first()
    with beside() as folder:
        step("tables")
        made = snapshot(register, folder)
        step("files")
        made.number = last.number + 1 if last else 1
        write_files(made, folder)
        if last and last.checksum == made.checksum and same_data(last, folder):
            # The same state under a newer data version: an import that was undone, for instance.
            Release.objects.filter(pk=last.pk).update(data_version=made.data_version)
            return None
        step("check")
        check(made, folder)
        made.changes = changes(last, folder)
        step("store")
        switch(made, folder)
    return made


def snapshot(register: Register, folder: Path) -> Release:
    """The tables in the folder, and the release that they are, not yet stored: all from one look at the database."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL work_mem = '{WORK_MEMORY}'")
        now = Register.objects.get(pk=register.pk)
        (folder / "tables").mkdir()
        write_tables(now, folder / "tables")
        return Release(register=now, data_version=now.data_version, checksum=checksum(now), counts=counts_of(now))


def counts_of(register: Register) -> dict[str, int]:
    found, read = Finding.objects.of(register).public(), Source.objects.of(register).public()
    return counts(register) | {"finding": found.count(), "source": read.count()}


@contextmanager
def beside() -> Iterator[Path]:
    """A folder of its own under VAR_DIR, which disappears."""
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="release-", dir=settings.VAR_DIR))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def switch(release: Release, folder: Path) -> None:
    """Store the files, then the row that says where they are."""
    put(folder, release.folder)
    release.files, release.stored = described_files(folder), files_in(folder)
    release.save()


def check(release: Release, folder: Path) -> None:
    """Each kind has as many rows in each form as the register has public facts. Raises Broken."""
    with duckdb.connect(folder / ENGINE, read_only=True) as engine:
        for kind, name in NAMES.items():
            keys = f"SELECT count(*), count(DISTINCT key) FROM {rows_of(kind)}"
            stem, all_text = f"{folder}/data/{name}", "header = true, delim = ',', all_varchar = true"
            found = [
                *asked(engine, keys),
                *asked(engine, f"SELECT count(*) FROM '{stem}.parquet'"),
                *asked(engine, f"SELECT count(*) FROM read_csv('{stem}.csv', {all_text})"),
            ]
            with (folder / "data" / f"{name}.jsonl").open("rb") as file:
                found.append(sum(1 for _line in file))
            if len(set(found)) > 1:
                raise Broken(f"{name}: rows, keys, rows of Parquet, CSV and JSON Lines are {found}")


def asked(engine: duckdb.DuckDBPyConnection, sql: str) -> tuple[int, ...]:
    row = engine.execute(sql).fetchone()
    assert row
    return row


def same_data(last: Release, folder: Path) -> bool:
    """Whether the data of a folder are those of the last release, file by file."""
    new = described_files(folder)
    names = [f"data/{name}.csv" for name in NAMES.values()] + ["tombstones.csv"]
    return all(last.files.get(name, {}).get("sha256") == new[name]["sha256"] for name in names)


def changes(last: Release | None, folder: Path) -> dict[str, dict[str, int]]:
    """{kind: {added, changed, withdrawn}} since the last release, by public key and by every column that both have."""
    if last is None or not last.files:
        return {}
    before, found = local_folder(last), {}
    with duckdb.connect() as engine:
        for kind, name in NAMES.items():
            old, new = before / "data" / f"{name}.parquet", folder / "data" / f"{name}.parquet"
            if old.exists():
                found[kind] = changes_of(engine, kind, old, new)
    return found


def changes_of(engine: duckdb.DuckDBPyConnection, kind: str, old: Path, new: Path) -> dict[str, int]:
    had = {row[0] for row in engine.execute(f"DESCRIBE SELECT * FROM '{old}'").fetchall()}
    both = ", ".join(f'"{column.name}"' for column in KINDS[kind].columns if column.name in had)
    row = engine.execute(
        f"""SELECT count(*) FILTER (o.key IS NULL), count(*) FILTER (o.said != n.said), count(*) FILTER (n.key IS NULL)
        FROM (SELECT key, hash({both}) AS said FROM '{old}') o
        FULL JOIN (SELECT key, hash({both}) AS said FROM '{new}') n ON o.key = n.key"""
    ).fetchone()
    assert row
    return dict(zip(("added", "changed", "withdrawn"), row, strict=True))


def verify(release: Release, told: Callable[[int, int], None] = told_to_nobody) -> list[str]:
    """What is wrong with the files of a release, one sentence each; nothing where each is as it was written."""
    wrong = []
    for place, (name, kept) in enumerate(release.files.items()):
        told(place, len(release.files))
        try:
            with opened(release, name) as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
        except OSError:
            wrong.append(f"{name}: is not there")
            continue
        if found != kept["sha256"]:
            wrong.append(f"{name}: {found} where {kept['sha256']} was written")
    return wrong + wrong_sums(release) if release.files else ["this release has no files"]


def wrong_sums(release: Release) -> list[str]:
    """SHA256SUMS says of each file what the register remembers of it."""
    try:
        with opened(release, SUMS) as file:
            said = dict(reversed(line.split("  ", 1)) for line in file.read().decode().splitlines())
    except OSError:
        return []
    kept = {name: one["sha256"] for name, one in release.files.items() if name != SUMS}
    return [] if said == kept else [f"{SUMS}: does not say what was written"]


def still_current(release: Release) -> bool:
    """Whether the register, as it is now, still has the release's checksum."""
    return checksum(release.register) == release.checksum


def unreleased() -> list[Register]:
    """The registers that changed since their last release."""
    registers = Register.objects.annotate(last=Max("releases__data_version")).order_by("number")
    return [register for register in registers if register.last != register.data_version]


def due() -> list[Register]:
    """Those in which nothing has changed for a while."""
    quiet = timezone.now() - timedelta(seconds=settings.RELEASE_AFTER)
    return [register for register in unreleased() if register.data_changed_at and register.data_changed_at < quiet]

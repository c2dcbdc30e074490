"""Withdrawal by rule: a record that a court, or a person's privacy, takes out of the register and of every release.

In: a kind of record, its public key, the rule. Out: its tombstone, which says that it was there, and the releases written
anew without it. The record stays in the register's own history, unpublished, and no import publishes it again (a trigger
of migration 0015). What can't be without the record goes with it: a person's seats, an award's evidence.
"""

# ruff: noqa: S608  (names of tables and columns come from the models)

from pathlib import Path
from typing import Any

import duckdb
from django.db import models, transaction

from funding.models import FACTS, Evidence, Release, Withdrawal
from funding.release_files import SUMS, described_files, sha256, write_files
from funding.release_store import files_in, local_folder, put, remove
from funding.release_tables import MODELS, facts_named
from funding.releases import beside, check, one_at_a_time
from projects.changes import new_data_version
from projects.history import own_context
from projects.models import BoardMembership, Register

# Columns that may be empty in the database, and without which the row says nothing.
NEEDED: dict[type[models.Model], set[str]] = {BoardMembership: {"person", "holder"}, Evidence: set(FACTS)}


def withdraw(register: Register, kind: str, key: str, rule: str, *, reason: str = "", user: Any = None) -> Withdrawal:
    """Raises KeyError on an unknown kind and DoesNotExist where the register never had the record."""
    record = FACTS[kind]._default_manager.get(register=register, key=key)
    given = {"rule": rule, "reason": reason, "by": user}
    why = {"user": user.pk if user else None, "reason": f"withdrawn: {rule}"}
    with one_at_a_time(register, True):
        with transaction.atomic(), own_context(**why):
            made = Withdrawal.objects.get_or_create(register=register, kind=kind, key=key, defaults=given)[0]
            for name, fact in [(kind, record), *dependents(record)]:
                Withdrawal.objects.get_or_create(register=register, kind=name, key=fact.key, defaults=given)
                type(fact)._default_manager.filter(pk=fact.pk).update(published=False)
            new_data_version(register.pk)
        for release in Release.objects.filter(register=register).order_by("number"):
            if release.files:
                made.log.append(rewrite(release))
                made.save(update_fields=["log"])
    return made


def dependents(record: models.Model) -> list[tuple[str, Any]]:
    """(kind, fact) of the facts that can't be without the record."""
    found = []
    for name, model in FACTS.items():
        for field in facts_named(model):
            if isinstance(record, field.related_model) and needed(model, field):  # type: ignore[arg-type]
                found += [(name, fact) for fact in model._default_manager.filter(**{field.name: record})]
    return found


def needed(model: type[models.Model], field: models.ForeignKey) -> bool:
    return not field.null or field.name in NEEDED.get(model, set())


def rewrite(release: Release) -> dict[str, Any]:
    """Another state of the release's files, without what was withdrawn; the old ones are removed. Out: a line of the log."""
    old, names, before = release.folder, release.stored, release.files[SUMS]["sha256"]
    with beside() as folder:
        (folder / "tables").mkdir()
        cut(release, local_folder(release) / "tables", folder / "tables")
        write_files(release, folder)
        check(release, folder)
        release.revision += 1
        put(folder, release.folder)
        release.files, release.stored = described_files(folder), files_in(folder)
        release.counts = counted(folder, release.counts)
        release.save()
        after = sha256(folder / SUMS)
    remove(old, names)
    return {"release": release.number, "before": before, "after": after}


def cut(release: Release, old: Path, new: Path) -> None:
    """The tables without the withdrawn facts, and without what hangs on them."""
    withdrawn = list(Withdrawal.objects.filter(register=release.register).values_list("kind", "key"))
    kinds: dict[type[models.Model], str] = {model: kind for kind, model in FACTS.items()}
    with duckdb.connect() as engine:
        engine.execute("CREATE TABLE gone (model VARCHAR, id BIGINT)")
        for model in MODELS:
            table = model._meta.db_table
            keys = [key for kind, key in withdrawn if kind == kinds.get(model)]
            hanging = [
                f"\"{field.column}\" IN (SELECT id FROM gone WHERE model = '{field.related_model._meta.db_table}')"  # type: ignore[union-attr]
                for field in facts_named(model)
                if needed(model, field)
            ]
            where = " OR ".join([*(["list_contains(?, key)"] if keys else []), *hanging]) or "false"
            engine.execute(
                f"INSERT INTO gone SELECT '{table}', id FROM '{old}/{table}.parquet' WHERE {where}",
                [keys] if keys else [],
            )
            engine.execute(
                f"""COPY (SELECT {", ".join(kept(model, field) for field in model._meta.concrete_fields)}
                FROM '{old}/{table}.parquet' WHERE id NOT IN (SELECT id FROM gone WHERE model = '{table}'))
                TO '{new}/{table}.parquet' (FORMAT parquet, COMPRESSION zstd)"""
            )


def kept(model: type[models.Model], field: Any) -> str:
    """The column; empty where it points at what is gone."""
    column = f'"{field.column}"'
    if field not in set(facts_named(model)):
        return column
    gone = f"SELECT id FROM gone WHERE model = '{field.related_model._meta.db_table}'"
    return f"CASE WHEN {column} IN ({gone}) THEN NULL ELSE {column} END AS {column}"


def counted(folder: Path, before: dict[str, int]) -> dict[str, int]:
    with duckdb.connect() as engine:
        return {
            kind: engine.execute(
                f"SELECT count(*) FROM '{folder}/tables/{FACTS[kind]._meta.db_table}.parquet'"
            ).fetchone()[0]  # type: ignore[index]
            for kind in before
            if kind in FACTS
        }

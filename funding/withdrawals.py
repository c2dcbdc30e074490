"""Withdrawal by rule: a record that a court, or a person's privacy, takes out of the register and of every release.

In: a kind of record, its public key, the rule. Out: its tombstone, which says that it was there, and the releases written
anew without it. The record stays in the register's own history, unpublished, and no import publishes it again (a trigger
of migration 0004). What can't be without the record goes with it: a person's seats, an award's evidence, the bodies that
were merged into a body.
"""

# ruff: noqa: S608  (names of tables and columns come from the models)

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import duckdb
from django.db import models, transaction
from django.db.models import Q

from funding.findings.models import FindingQuerySet
from funding.models import FACTS, Evidence, Finding, FindingEdge, Release, Source, Withdrawal
from funding.release_files import SUMS, described_files, sha256, write_files
from funding.release_store import files_in, forget_copies, local_folder, put, remove_others
from funding.release_tables import MODELS, facts_named, may_be_empty, relation
from funding.releases import beside, check, one_at_a_time, told_to_nobody
from projects.changes import new_data_version
from projects.history import own_context
from projects.models import BoardMembership, Organization, OrganizationTie, Register

# Columns that may be empty in the database, and without which the row says nothing.
NEEDED: dict[type[models.Model], set[str]] = {
    BoardMembership: {"person", "holder"},
    Evidence: set(FACTS),
    # What a finding names is what it is about.
    Finding: {"board", "recipient", "person", "holder", "on_behalf_of"},
}
RESTS_ON = {"seat": FACTS["seat"], "tie": OrganizationTie, "award": FACTS["award"]}


def withdraw(
    register: Register,
    kind: str,
    key: str,
    rule: str,
    *,
    reason: str = "",
    user: Any = None,
    told: Callable[[int, int], None] = told_to_nobody,
) -> Withdrawal:
    """Raises KeyError on an unknown kind and DoesNotExist where the register never had the record. Where it was stopped on
    its way, it goes on with the editions that are not yet written anew. `told`: how many of how many are."""
    record = FACTS[kind]._default_manager.get(register=register, key=key)
    given = {"rule": rule, "reason": reason, "by": user}
    why = {"user": user.pk if user else None, "reason": f"withdrawn: {rule}"}
    with one_at_a_time(register, True):
        with transaction.atomic(), own_context(**why):
            defaults = given | {"log": [{"release": n, "before": "", "after": ""} for n in editions_of(register)]}
            made = Withdrawal.objects.get_or_create(register=register, kind=kind, key=key, defaults=defaults)[0]
            facts = [(kind, record), *dependents(record)]
            told_of = findings_on(fact for _kind, fact in facts).exclude(published_on=None)
            for key_of_finding in told_of.values_list("key", flat=True):
                Withdrawal.objects.get_or_create(register=register, kind="finding", key=key_of_finding, defaults=given)
            for name, fact in facts:
                Withdrawal.objects.get_or_create(register=register, kind=name, key=fact.key, defaults=given)
                type(fact)._default_manager.filter(pk=fact.pk).update(published=False)
            new_data_version(register.pk)
        for place, line in enumerate(made.log):
            told(place, len(made.log))
            if not line["after"]:
                line.update(rewrite(Release.objects.get(register=register, number=line["release"])))
                made.save(update_fields=["log"])
    return made


def editions_of(register: Register) -> list[int]:
    """The numbers of the editions that have files."""
    found = Release.objects.filter(register=register).exclude(files={})
    return list(found.order_by("number").values_list("number", flat=True))


def dependents(record: models.Model) -> list[tuple[str, Any]]:
    """(kind, fact) of the facts that can't be without the record."""
    found = []
    for name, model in FACTS.items():
        for field in facts_named(model):
            if isinstance(record, field.related_model) and needed(model, field):  # type: ignore[arg-type]
                found += [(name, fact) for fact in model._default_manager.filter(**{field.name: record})]
    for merged in Organization.objects.filter(merged_into=record) if isinstance(record, Organization) else ():
        found += [("organization", merged), *dependents(merged)]
    return found


def findings_on(facts: Iterable[Any]) -> FindingQuerySet:
    """The findings that name one of the facts, or rest on one."""
    found = Q(pk__in=[])
    for fact in facts:
        for field in facts_named(Finding):
            if isinstance(fact, field.related_model):  # type: ignore[arg-type]
                found |= Q(**{field.name: fact})
        for field in facts_named(FindingEdge):
            if isinstance(fact, field.related_model):  # type: ignore[arg-type]
                found |= Q(pk__in=FindingEdge.objects.filter(**{field.name: fact}).values("finding"))
    return Finding.objects.filter(found)


def needed(model: type[models.Model], field: models.ForeignKey) -> bool:
    return not may_be_empty(model, field) or field.name in NEEDED.get(model, set())


def rewrite(release: Release) -> dict[str, Any]:
    """Another state of the release's files, without what was withdrawn; all others are removed. Out: a line of the log."""
    before = release.files[SUMS]["sha256"]
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
    remove_others(release)
    forget_copies(release)
    return {"release": release.number, "before": before, "after": after}


def cut(release: Release, old: Path, new: Path) -> None:
    """The tables without the withdrawn facts, and without what hangs on them."""
    withdrawn = list(Withdrawal.objects.filter(register=release.register).values_list("kind", "key"))
    kinds: dict[type[models.Model], str] = {**{model: kind for kind, model in FACTS.items()}, Finding: "finding"}
    with duckdb.connect() as engine:
        engine.execute("CREATE TABLE gone (model VARCHAR, id BIGINT)")
        for model in MODELS:
            engine.execute(f"CREATE VIEW {model._meta.db_table} AS {relation(engine, model, old)}")
        for model in MODELS:
            table = model._meta.db_table
            keys = [key for kind, key in withdrawn if kind == kinds.get(model)]
            where = " OR ".join([*(["list_contains(?, key)"] if keys else []), *hanging(model)]) or "false"
            engine.execute(f"INSERT INTO gone SELECT '{table}', id FROM {table} WHERE {where}", [keys] if keys else [])
            engine.execute(
                f"""COPY (SELECT {", ".join(kept(model, field) for field in model._meta.concrete_fields)}
                FROM {table} WHERE id NOT IN ({gone(model)}))
                TO '{new}/{table}.parquet' (FORMAT parquet, COMPRESSION zstd)"""
            )


def gone(model: Any) -> str:
    return f"SELECT id FROM gone WHERE model = '{model._meta.db_table}'"


def hanging(model: type[models.Model]) -> list[str]:
    """The conditions under which a row can't be without what is gone. A finding can't without any of its records."""
    found = [
        f'"{field.column}" IN ({gone(field.related_model)})' for field in facts_named(model) if needed(model, field)
    ]
    if model is FindingEdge:
        found.append(f"finding_id IN ({gone(Finding)})")
    if model is Finding:
        rests = " OR ".join(f"{column}_id IN ({gone(to)})" for column, to in RESTS_ON.items())
        found.append(f"id IN (SELECT finding_id FROM {FindingEdge._meta.db_table} WHERE {rests})")
    return found


def kept(model: type[models.Model], field: Any) -> str:
    """The column; empty where it points at what is gone."""
    column = f'"{field.column}"'
    if field not in set(facts_named(model)):
        return column
    return f"CASE WHEN {column} IN ({gone(field.related_model)}) THEN NULL ELSE {column} END AS {column}"


def counted(folder: Path, before: dict[str, int]) -> dict[str, int]:
    tables: dict[str, type[models.Model]] = {**FACTS, "finding": Finding, "source": Source}
    with duckdb.connect() as engine:
        return {
            kind: engine.execute(
                f"SELECT count(*) FROM '{folder}/tables/{tables[kind]._meta.db_table}.parquet'"
            ).fetchone()[0]  # type: ignore[index]
            for kind in before
            if kind in tables
        }

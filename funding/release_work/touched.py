"""What a withdrawal by rule takes away, said before it is done. In: a register, a kind of record and a public key.

Out: a `Touched`: the record, what goes with it, what will point at nothing, the editions that have it, the findings that
rest on it, and the texts elsewhere that say its name: those stay, and are a person's to correct.
"""

# ruff: noqa: S608  (names of tables come from the models)

from dataclasses import dataclass
from typing import Any

import duckdb
from django.db import models

from funding.evidence import of_public_facts
from funding.models import FACTS, Evidence, Finding, FindingEdge, Release, Withdrawal
from funding.record_details import TOLD
from funding.release_store import local_folder
from funding.release_tables import MODELS, facts_named
from funding.withdrawals import dependents, findings_on, needed
from projects.models import Fact, Register

# So many of each kind are named.
NAMED = 8


@dataclass(frozen=True)
class Group:
    """Records of one kind: how many, and the names of the first."""

    label: str
    count: int
    names: list[str]


@dataclass(frozen=True)
class Touched:
    kind: str
    record: Any
    name: str
    address: str
    # Where it was stopped, `withdrawn.unwritten` says which editions still have the record.
    withdrawn: Withdrawal | None
    with_it: list[Group]
    loosened: list[Group]
    editions: list[Release]
    findings: int
    said_elsewhere: list[Evidence]


def touched(register: Register, kind: str, key: str) -> Touched | None:
    """None where the register never had such a record."""
    model = FACTS.get(kind)
    record = model._default_manager.filter(register=register, key=key).first() if model else None
    if record is None:
        return None
    name, page = TOLD[kind][0](record), TOLD[kind][1](record)
    with_it = dependents(record)
    return Touched(
        kind=kind,
        record=record,
        name=name,
        address=register.address(*page) if page and record.published else "",
        withdrawn=Withdrawal.objects.filter(register=register, kind=kind, key=key).first(),
        with_it=[*groups_of(with_it), *parts_of(record)],
        loosened=loosened(record),
        editions=editions_with(register, kind, key),
        findings=findings_on([record, *(fact for _kind, fact in with_it)]).public().count(),
        said_elsewhere=said_elsewhere(register, kind, record, name),
    )


def groups_of(facts: list[tuple[str, Any]]) -> list[Group]:
    found: dict[str, list[str]] = {}
    for kind, fact in facts:
        found.setdefault(kind, []).append(TOLD[kind][0](fact))
    return [Group(label(FACTS[kind]), len(names), names[:NAMED]) for kind, names in found.items()]


def label(model: type[models.Model]) -> str:
    return str(model._meta.verbose_name_plural)


def pointing(record: Any) -> list[tuple[type[models.Model], models.ForeignKey]]:
    """(model, column) of what can point at a record of this kind."""
    return [
        (model, field)
        for model in MODELS
        for field in facts_named(model)
        if isinstance(record, field.related_model)  # type: ignore[arg-type]
    ]


def parts_of(record: Any) -> list[Group]:
    """What is no fact of its own and can't be without the record: its pieces of evidence, its part in awards."""
    found = []
    for model, field in pointing(record):
        if not issubclass(model, Fact | Finding | FindingEdge) and needed(model, field):
            count = model._default_manager.filter(**{field.name: record}).count()
            if count:
                found.append(Group(label(model), count, []))
    return found


def loosened(record: Any) -> list[Group]:
    """What stays, and will point at nothing where it pointed at the record."""
    found = []
    for model, field in pointing(record):
        if not needed(model, field) and model is not FindingEdge:
            rows = list(model._default_manager.filter(**{field.name: record}).order_by("pk"))
            if rows:
                found.append(
                    Group(f"{label(model)} · {field.verbose_name}", len(rows), [str(row) for row in rows[:NAMED]])
                )
    return found


def editions_with(register: Register, kind: str, key: str) -> list[Release]:
    """The editions whose tables have the record."""
    table, found = FACTS[kind]._meta.db_table, []
    with duckdb.connect() as engine:
        for release in Release.objects.filter(register=register).order_by("number"):
            path = local_folder(release) / "tables" / f"{table}.parquet" if release.files else None
            if path and path.exists() and engine.execute(f"SELECT 1 FROM '{path}' WHERE key = ?", [key]).fetchone():
                found.append(release)
    return found


def said_elsewhere(register: Register, kind: str, record: Any, name: str) -> list[Evidence]:
    """Public pieces of evidence for other facts whose quote says the name of a person or of a body."""
    if kind not in ("person", "organization"):
        return []
    pieces = Evidence.objects.filter(
        of_public_facts(), register=register, quote__icontains=name, source__published=True
    )
    return list(pieces.exclude(**{kind: record}).select_related("source__register").order_by("number")[:50])

"""The checksum of a register: SHA-256 over the canonical export of its facts.

In: a register. Out: 64 hexadecimal digits, the same for the same facts whatever way they came: no surrogate ids, no
times, no history, no imports, no sources without evidence, no judgements (DESIGN § 5.7). Facts are ordered by public key;
what hangs on a fact stands under its key, what points at a fact tells its key.
"""

# ruff: noqa: S608  (names of tables and columns come from the models, values are always parameters)

import hashlib

from django.db import connection, models, transaction

from funding.models import FACTS, AwardParty, AwardYear, Evidence, ProgrammeParty, Source
from projects.models import (
    Fact,
    Identifier,
    OrganizationName,
    OrganizationSector,
    OrganizationTie,
    ProjectUseDomain,
    ProjectUseType,
    Register,
    UseDomain,
    UseType,
)

# What hangs on facts, and the field that says on which.
PARTS: tuple[tuple[type[models.Model], str], ...] = (
    (OrganizationName, "organization"),
    (OrganizationSector, "organization"),
    (OrganizationTie, "organization"),
    (Identifier, "organization"),
    (ProjectUseType, "project"),
    (ProjectUseDomain, "project"),
    (ProgrammeParty, "programme"),
    (AwardParty, "award"),
    (AwardYear, "award"),
)
LEFT_OUT = {"id", "register", "folded", "staged_row", "merged_into"}


def checksum(register: Register) -> str:
    """SHA-256 of the canonical export, read as a stream: 100,000 awards take about a second."""
    digest = hashlib.sha256()
    with transaction.atomic(), connection.cursor() as cursor:
        # Everything is read once: after a big import the planner, who has not seen it yet, loops over it (195 s, 2026-11).
        cursor.execute("SET LOCAL enable_nestloop = off")
        for heading, query in queries(register.pk):
            digest.update(heading.encode())
            with cursor.cursor.copy(f"COPY ({query}) TO STDOUT") as copy:
                for block in copy:
                    digest.update(block)
        cursor.execute("SET LOCAL enable_nestloop = on")
    return digest.hexdigest()


def counts(register: Register) -> dict[str, int]:
    """{kind of fact: how many are public}."""
    return {kind: model._default_manager.public().filter(register=register).count() for kind, model in FACTS.items()}


def queries(register_id: int) -> list[tuple[str, str]]:
    """(heading, SELECT) for each kind of fact and what hangs on facts, in a fixed order."""
    found = [
        (model._meta.label, select(model, f"t.register_id = {int(register_id)}", "t.key")) for model in FACTS.values()
    ]
    for model, owner in PARTS:
        found.append((model._meta.label, select(model, f"to_{owner}.register_id = {int(register_id)}", "")))
    found.append((Evidence._meta.label, select(Evidence, f"t.register_id = {int(register_id)}", "t.number")))
    return found


def select(model: type[models.Model], condition: str, order: str) -> str:
    """The columns of a model by name, where what points at a fact tells its public key."""
    columns, joins = [], []
    for column in sorted(model._meta.concrete_fields, key=lambda one: one.name):
        if column.name in LEFT_OUT:
            continue
        value = f't."{column.column}"'
        if column.is_relation:
            alias = f"to_{column.name}"
            joins.append(f'LEFT JOIN "{column.related_model._meta.db_table}" {alias} ON {alias}.id = {value}')
            value = public_key(column.related_model, alias)
        columns.append(value)
    order = order or ", ".join(str(place + 1) for place in range(len(columns)))
    table = model._meta.db_table
    return f'SELECT {", ".join(columns)} FROM "{table}" t {" ".join(joins)} WHERE {condition} ORDER BY {order}'


def public_key(model: type[models.Model], alias: str) -> str:
    if issubclass(model, Fact | Source):
        return f"{alias}.key"
    if model is UseType:
        return f"{alias}.version || '/' || {alias}.code"
    if model is UseDomain:
        return f"{alias}.code"
    raise TypeError(f"{model.__name__} has no public key")

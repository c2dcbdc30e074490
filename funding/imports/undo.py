"""Take back what an import did. In: a committed import. Out: what was reversed, kept and errored.

The history says what the import made, changed and took away. A row it made is deleted where it still is as the import
left it and nothing else hangs on it; a field it changed gets its earlier value back where nobody changed it since; a row
it took away is put back. What someone changed since is kept, and listed. All in one transaction, with set-based SQL.
"""

# ruff: noqa: S608  (names of tables and columns come from the models, values are always parameters)

from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from funding.checksum import PARTS, checksum
from funding.choices import ImportState
from funding.imports.commit import check_rules, lock
from funding.imports.models import Import, Judgement, Mention
from funding.imports.report import name_of
from funding.imports.upsert import execute, prepare, rows_of, select_into
from funding.models import FACTS, Evidence, Finding, FindingEdge, Source
from projects.history import own_context

SHOWN = 500
CONTEXTS = "SELECT id FROM pghistory_context WHERE metadata @> jsonb_build_object('import_id', %s::bigint)"


@dataclass(frozen=True)
class Tracked:
    """A model with a history: `owners` are the fields that say which fact a row hangs on."""

    model: type[models.Model]
    owners: tuple[str, ...] = ()

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def history(self) -> str:
        return f"{self.table}history"

    @property
    def touched(self) -> str:
        return f"touched_{self.table}"

    @property
    def made(self) -> str:
        return f"made_{self.table}"

    @property
    def columns(self) -> list[str]:
        return [column.column for column in self.model._meta.concrete_fields if not column.generated]


TRACKED = (
    *(Tracked(model) for model in FACTS.values()),
    *(Tracked(model, (owner,)) for model, owner in PARTS),
    Tracked(Evidence, tuple(FACTS)),
)
BY_MODEL = {tracked.model: tracked for tracked in TRACKED}


def undo(batch: Import, user_id: int | None) -> dict[str, Any]:
    """Undo the import. Out: {"reversed", "kept", "errored", "checksum_before", "checksum_after"}, also on its outcome.

    `checksum_before` is the register's before the import was committed.
    """
    reason = f"undo of import {batch.pk}"
    with transaction.atomic(), own_context(user=user_id, undo_of=batch.pk, reason=reason):
        register = lock(batch.register_id)
        prepare(batch.rows.count())
        contexts = [str(pk) for (pk,) in rows_of(CONTEXTS, [batch.pk])]
        done: dict[str, Any] = {"reversed": 0, "kept": [], "errored": []}
        for tracked in TRACKED:
            find_touched(tracked, contexts)
        for tracked in TRACKED:
            take_back_changes(tracked, register.pk, done)
            put_back(tracked, done)
        keep_what_is_used(register.pk, done)
        loosen()
        for tracked in TRACKED:
            done["reversed"] += execute(f'DELETE FROM "{tracked.table}" t USING "{tracked.made}" d WHERE t.id = d.id')
        check_rules()
        register.data_version = F("data_version") + 1
        register.save(update_fields=["data_version"])
        result = {
            "reversed": done["reversed"],
            "kept": done["kept"][:SHOWN],
            "kept_count": len(done["kept"]),
            "errored": done["errored"],
            "checksum_before": batch.outcome.get("checksum_before", ""),
            "checksum_after": checksum(register),
        }
        outcome = batch.outcome | {"undo": result}
        undone = {"state": ImportState.UNDONE, "outcome": outcome, "undone_at": timezone.now()}
        Import.objects.filter(pk=batch.pk).update(**undone)
    return result


TOUCHED = """
    SELECT pgh_obj_id AS id, min(pgh_id) AS first, max(pgh_id) AS last,
      (array_agg(pgh_label ORDER BY pgh_id))[1] AS first_label,
      (array_agg(pgh_label ORDER BY pgh_id DESC))[1] AS last_label
    FROM "{history}" WHERE pgh_context_id = ANY(%s::uuid[]) GROUP BY pgh_obj_id
"""
# What the import made and what still is as it left it.
MADE = """
    SELECT t.id FROM "{touched}" f JOIN "{table}" t ON t.id = f.id JOIN "{history}" h ON h.pgh_id = f.last
    WHERE f.first_label = 'insert' AND f.last_label <> 'delete' AND ({now}) IS NOT DISTINCT FROM ({then})
"""


def find_touched(tracked: Tracked, contexts: list[str]) -> None:
    """Two temporary tables: the rows that the import touched, and those of them that can be deleted."""
    now = ", ".join(f't."{name}"' for name in tracked.columns)
    then = ", ".join(f'h."{name}"' for name in tracked.columns)
    names = {name: getattr(tracked, name) for name in ("touched", "history", "made", "table")}
    select_into(tracked.touched, TOUCHED.format(**names), [contexts])
    execute(f'CREATE UNIQUE INDEX ON "{tracked.touched}" (id)')
    execute(f'ANALYZE "{tracked.touched}"')
    select_into(tracked.made, MADE.format(now=now, then=then, **names))
    execute(f'CREATE UNIQUE INDEX ON "{tracked.made}" (id)')
    execute(f'ANALYZE "{tracked.made}"')


# The state before the import's first change, the state it left, and what there is now.
CHANGED = """
    FROM "{touched}" f
    JOIN "{history}" h ON h.pgh_id = f.last
    JOIN LATERAL (SELECT * FROM "{history}" e WHERE e.pgh_obj_id = f.id AND e.pgh_id < f.first
      ORDER BY e.pgh_id DESC LIMIT 1) b ON true
    WHERE f.first_label = 'update' AND f.last_label = 'update'
"""


def take_back_changes(tracked: Tracked, register_id: int, done: dict[str, Any]) -> None:
    """Give the fields that the import changed their earlier value, those that nobody changed since."""
    if not rows_of(f"SELECT 1 FROM \"{tracked.touched}\" WHERE first_label = 'update' LIMIT 1"):
        return
    columns = [name for name in tracked.columns if name != "id"]
    before = ", ".join(f'b."{name}" AS "b_{name}", h."{name}" AS "h_{name}"' for name in columns)
    changes = CHANGED.format(touched=tracked.touched, history=tracked.history)
    select_into("changed", f"SELECT f.id, {before} {changes}")
    kept = kept_columns(tracked, columns)
    take_back = """CASE WHEN c."b_{0}" IS DISTINCT FROM c."h_{0}" AND t."{0}" IS NOT DISTINCT FROM c."h_{0}"
        THEN c."b_{0}" ELSE t."{0}" END"""
    new = ", ".join(take_back.format(name) for name in columns)
    old = ", ".join(f't."{name}"' for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    done["reversed"] += execute(
        f'UPDATE "{tracked.table}" t SET ({names}) = ROW({new}) FROM changed c '
        f"WHERE t.id = c.id AND ({old}) IS DISTINCT FROM ({new})"
    )
    for pk, fields in kept:
        done["kept"].append(described(tracked, pk, register_id, "changed-since") | {"fields": fields})


def kept_columns(tracked: Tracked, columns: list[str]) -> list[tuple[int, list[str]]]:
    """The fields that the import changed and someone changed again: (row, fields)."""
    tests = ", ".join(
        f"""CASE WHEN c."b_{name}" IS DISTINCT FROM c."h_{name}" AND t."{name}" IS DISTINCT FROM c."h_{name}"
            AND t."{name}" IS DISTINCT FROM c."b_{name}" THEN '{name}' END"""
        for name in columns
    )
    sql = f"""SELECT id, fields FROM (SELECT t.id, array_remove(ARRAY[{tests}], NULL) AS fields
        FROM changed c JOIN "{tracked.table}" t ON t.id = c.id) each WHERE cardinality(fields) > 0 ORDER BY id"""
    return [(pk, list(fields)) for pk, fields in rows_of(sql)]


def put_back(tracked: Tracked, done: dict[str, Any]) -> None:
    """Put back the rows that the import took away, with the id they had."""
    gone = f"SELECT 1 FROM \"{tracked.touched}\" WHERE last_label = 'delete' AND first_label <> 'insert' LIMIT 1"
    if not rows_of(gone):
        return
    names = ", ".join(f'"{name}"' for name in tracked.columns)
    values = ", ".join(f'b."{name}"' for name in tracked.columns)
    sql = f"""
        INSERT INTO "{tracked.table}" ({names})
        SELECT {values} FROM "{tracked.touched}" f
        JOIN LATERAL (SELECT * FROM "{tracked.history}" e WHERE e.pgh_obj_id = f.id
          AND (e.pgh_id < f.first OR (e.pgh_id = f.first AND f.first_label = 'delete'))
          ORDER BY e.pgh_id DESC LIMIT 1) b ON true
        WHERE f.last_label = 'delete' AND f.first_label <> 'insert'
          AND NOT EXISTS (SELECT FROM "{tracked.table}" t WHERE t.id = f.id)
        ON CONFLICT DO NOTHING"""
    wanted = f"SELECT count(*) FROM \"{tracked.touched}\" WHERE last_label = 'delete' AND first_label <> 'insert'"
    back = execute(sql)
    done["reversed"] += back
    missing = rows_of(wanted)[0][0] - back
    if missing > 0:
        found = {"kind": tracked.model._meta.model_name, "key": "", "name": "", "why": "put-back-by-someone"}
        done["errored"].append(found | {"count": missing})


def keep_what_is_used(register_id: int, done: dict[str, Any]) -> None:
    """Take out of what is to be deleted: what someone changed, what stays hangs on, and what hangs on what stays."""
    again = True
    while again:
        again = False
        for tracked in TRACKED:
            for column in tracked.model._meta.concrete_fields:
                target = BY_MODEL.get(column.related_model) if column.is_relation else None
                if target is None:
                    continue
                again |= bool(keep_pointed_at(tracked, column, target))
                if column.name in tracked.owners:
                    again |= bool(keep_parts(tracked, column, target))
        again |= bool(keep_last_evidence())
    for tracked in TRACKED:
        sql = f"""SELECT f.id FROM "{tracked.touched}" f JOIN "{tracked.table}" t ON t.id = f.id
            WHERE f.first_label = 'insert' AND NOT EXISTS (SELECT FROM "{tracked.made}" d WHERE d.id = f.id) ORDER BY f.id"""
        done["kept"].extend(described(tracked, pk, register_id, "changed-or-used-since") for (pk,) in rows_of(sql))


def keep_pointed_at(tracked: Tracked, column: models.Field, target: Tracked) -> int:
    """What a row that stays points at, stays."""
    sql = f"""DELETE FROM "{target.made}" d USING "{tracked.table}" s
        WHERE s."{column.column}" = d.id AND NOT EXISTS (SELECT FROM "{tracked.made}" m WHERE m.id = s.id)"""
    return execute(sql)


def keep_parts(tracked: Tracked, column: models.Field, target: Tracked) -> int:
    """What the import made for a fact that it made and that stays, stays: the fact would lose its evidence, its names."""
    sql = f"""DELETE FROM "{tracked.made}" d USING "{tracked.table}" s, "{target.touched}" f
        WHERE s.id = d.id AND f.id = s."{column.column}" AND f.first_label = 'insert'
          AND NOT EXISTS (SELECT FROM "{target.made}" m WHERE m.id = f.id)"""
    return execute(sql)


def keep_last_evidence() -> int:
    """A public fact that stays keeps its last piece of evidence."""
    kept = 0
    made = BY_MODEL[Evidence].made
    for kind, model in FACTS.items():
        sql = f"""DELETE FROM "{made}" d USING funding_evidence e, "{model._meta.db_table}" t
            WHERE e.id = d.id AND t.id = e.{kind}_id AND t.published
              AND NOT EXISTS (SELECT FROM "{BY_MODEL[model].made}" m WHERE m.id = t.id)
              AND NOT EXISTS (SELECT FROM funding_evidence o WHERE o.{kind}_id = t.id
                AND NOT EXISTS (SELECT FROM "{made}" n WHERE n.id = o.id))"""
        kept += execute(sql)
    return kept


def loosen() -> None:
    """What is no fact lets go of what is deleted: names in imports, judgements, sources, imports."""
    organizations = BY_MODEL[FACTS["organization"]].made
    requests = BY_MODEL[FACTS["access_request"]].made
    for model, column in ((Mention, "organization_id"), (Judgement, "organization_id"), (Source, "body_id")):
        table = model._meta.db_table
        execute(f'UPDATE {table} t SET {column} = NULL FROM "{organizations}" d WHERE t.{column} = d.id')
    execute(f'UPDATE funding_import t SET request_id = NULL FROM "{requests}" d WHERE t.request_id = d.id')
    loosen_findings()


def loosen_findings() -> None:
    """A finding keeps its decision without the records that it rested on: the next look finds it again, or does not."""
    for column in FindingEdge._meta.concrete_fields:
        if column.related_model in BY_MODEL:
            made = BY_MODEL[column.related_model].made
            execute(f'DELETE FROM funding_findingedge t USING "{made}" d WHERE t.{column.column} = d.id')
    for column in Finding._meta.concrete_fields:
        if column.related_model in BY_MODEL:
            made = BY_MODEL[column.related_model].made
            execute(
                f'UPDATE funding_finding t SET {column.column} = NULL FROM "{made}" d WHERE t.{column.column} = d.id'
            )


def described(tracked: Tracked, pk: int, register_id: int, why: str) -> dict[str, Any]:
    """A row that stays, by the fact that it is or hangs on: {kind, key, name, why}."""
    row = tracked.model._default_manager.get(pk=pk)
    fact, kind = row, next((kind for kind, model in FACTS.items() if model is tracked.model), "")
    if not kind:
        owner = next(name for name in tracked.owners if getattr(row, f"{name}_id"))
        fact, kind = getattr(row, owner), owner
    name = name_of(kind, fact.key, register_id)
    return {"kind": kind, "key": fact.key, "name": name, "why": why, "part": tracked.model._meta.model_name}

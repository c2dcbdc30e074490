"""Take back what an import did. In: a committed import. Out: what was reversed, kept and errored.

The history says what the import made, changed and took away. A row it made is deleted where it still is as the import
left it and nothing else hangs on it; a field it changed gets its earlier value back where nobody changed it since; a row
it took away is put back. What someone changed since is kept, and listed. All in one transaction, with set-based SQL.

What an import that was undone before left behind, because this one had changed or used it, goes now: undone in any
order, imports leave what was there before them.
"""

# ruff: noqa: S608  (names of tables and columns come from the models, values are always parameters)

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from funding.checksum import checksum
from funding.choices import ImportState, RowKind, RowState
from funding.imports.commit import check_rules, lock
from funding.imports.models import Import, Judgement, Mention, StagedRow
from funding.imports.records import FACT_OF
from funding.imports.report import name_of
from funding.imports.undo_changes import put_back, take_back_changes
from funding.imports.undo_tables import BY_MODEL, TRACKED, Tracked, contexts_of, find_touched, touched_by
from funding.imports.upsert import create_temporary, execute, prepare, rows_of
from funding.models import FACTS, Evidence, Finding, FindingEdge, Source
from projects.history import own_context

SHOWN = 500
Models = Sequence[Tracked]
SAID_BY_OTHERS = """
    WITH said AS (
      SELECT fact_key AS key, max(batch_id) AS import FROM funding_stagedrow
      WHERE batch_id = ANY(%s) AND kind = 'data' AND state = 'unchanged' AND record_kind = %s GROUP BY 1),
    stay AS (
      DELETE FROM "{made}" d USING "{table}" t, said
      WHERE t.id = d.id AND t.register_id = %s AND t.key = said.key RETURNING d.id, said.import)
    INSERT INTO said_by_others SELECT %s, id, import FROM stay"""
# What is no fact and points at facts: (model, column, kind of fact).
LOOSE: tuple[tuple[type[models.Model], str, str], ...] = (
    (Mention, "organization_id", "organization"),
    (Mention, "person_id", "person"),
    (Judgement, "organization_id", "organization"),
    (Judgement, "person_id", "person"),
    (Source, "body_id", "organization"),
    (Import, "request_id", "access_request"),
)


def undo(batch: Import, user_id: int | None) -> dict[str, Any]:
    """Undo the import. Out: {"reversed", "kept", "kept_count", "errored", "checksum_before", "checksum_after", "later"},
    also on its outcome.

    `checksum_before` is the register's before the import was committed; `later` says whether anything else was written to
    the register since, so that the two may differ, and which imports were.
    """
    reason = f"undo of import {batch.pk}"
    with transaction.atomic(), own_context(user=user_id, undo_of=batch.pk, reason=reason):
        register = lock(batch.register_id)
        prepare(batch.rows.all())
        later = later_changes(batch, register)
        contexts = contexts_of(batch)
        done: dict[str, Any] = {"reversed": 0, "kept": [], "errored": []}

        def describe(tracked: Tracked, pk: int, why: str) -> dict[str, Any]:
            shown = len(done["kept"]) < SHOWN
            return (
                described(tracked, pk, register.pk, why) | {"by": changed_by(tracked, pk, contexts.neutral)}
                if shown
                else {}
            )

        touched = touched_by(contexts)
        for tracked in touched.models:
            find_touched(tracked, contexts, tracked in touched.made_only)
        for tracked in touched.models:
            if tracked not in touched.made_only:
                take_back_changes(tracked, contexts, describe, done)
                put_back(tracked, done)
        alone = touched.alone and not done["kept"] and not done["errored"]
        alone = not keep_what_others_say(batch, touched.models) and alone
        if keep_what_is_used(touched.models, alone) or not alone:
            list_what_stays(touched.models, describe, done)
        loosen(touched.models)
        for tracked in touched.models:
            done["reversed"] += execute(f'DELETE FROM "{tracked.table}" t USING "{tracked.made}" d WHERE t.id = d.id')
        check_rules()
        register.data_version = F("data_version") + 1
        register.save(update_fields=["data_version"])
        result = {
            "reversed": done["reversed"],
            "kept": done["kept"][:SHOWN],
            "kept_count": len(done["kept"]),
            "errored": done["errored"][:SHOWN],
            "checksum_before": batch.outcome.get("checksum_before", ""),
            "checksum_after": checksum(register),
            "later": later,
        }
        outcome = batch.outcome | {"undo": result}
        undone = {"state": ImportState.UNDONE, "outcome": outcome, "undone_at": timezone.now()}
        Import.objects.filter(pk=batch.pk).update(**undone)
    return result


def later_changes(batch: Import, register: Any) -> dict[str, Any]:
    """{"changed": whether the register was written to since, "imports": those that were published since and stand}."""
    since = Import.objects.filter(register=register, state=ImportState.COMMITTED).exclude(pk=batch.pk)
    after = since.filter(committed_at__gt=batch.committed_at) if batch.committed_at else since.none()
    changed = register.data_version != batch.outcome.get("data_version", register.data_version)
    return {"changed": changed, "imports": list(after.order_by("pk").values_list("pk", flat=True))}


def changed_by(tracked: Tracked, pk: int, neutral: list[str]) -> dict[str, Any]:
    """Who wrote to a row last, besides the import: {"import"} or {"user"}; {} where nobody did, and it is only used."""
    sql = f"""SELECT c.metadata->>'import_id', c.metadata->>'user' FROM "{tracked.history}" e
        LEFT JOIN pghistory_context c ON c.id = e.pgh_context_id
        WHERE e.pgh_obj_id = %s AND (e.pgh_context_id = ANY(%s::uuid[])) IS NOT TRUE
          AND e.pgh_id > (SELECT min(pgh_id) FROM "{tracked.history}"
            WHERE pgh_obj_id = %s AND pgh_context_id = ANY(%s::uuid[]))
        ORDER BY e.pgh_id DESC LIMIT 1"""
    for number, user in rows_of(sql, [pk, neutral, pk, neutral]):
        return {"import": int(number)} if number else {"user": int(user)} if user else {"user": None}
    return {}


def keep_what_others_say(batch: Import, touched: Models) -> int:
    """Take out of what is to be deleted the facts that the file of another import, which stands, says too: its rows were left
    alone because the facts were there already. They stand in `said_by_others` with the import. Out: how many."""
    create_temporary("said_by_others", "(kind text, id bigint, import bigint)")
    others = Import.objects.filter(register=batch.register_id, state=ImportState.COMMITTED).exclude(pk=batch.pk)
    ids = list(others.values_list("pk", flat=True))
    if not ids or not StagedRow.objects.filter(batch__in=ids, kind=RowKind.DATA, state=RowState.UNCHANGED).exists():
        return 0
    kept = 0
    for record_kind, kind in FACT_OF.items():
        tracked = BY_MODEL[FACTS[kind]]
        if tracked in touched:
            kept += execute(
                SAID_BY_OTHERS.format(made=tracked.made, table=tracked.table),
                [ids, record_kind, batch.register_id, kind],
            )
    return kept


def keep_what_is_used(touched: Models, alone: bool) -> int:
    """Take out of what is to be deleted: what someone changed, what stays hangs on, and what hangs on what stays. Out: how
    many rows stay.

    `alone`: all rows of the models that the import touched are from before, or its own and to be deleted. Only rows of
    other models can then hang on what it made.
    """
    kept = 0
    if alone:
        kept = sum(keep_pointed_at(touched, *found) for found in pointing_at(touched) if found[0] not in touched)
    again = kept or not alone
    while again:
        again = 0
        for tracked, column, target in pointing_at(touched):
            again += keep_pointed_at(touched, tracked, column, target)
            if column.name in tracked.owners and tracked in touched:
                again += keep_parts(tracked, column, target)
        again += keep_last_evidence(touched)
        kept += again
    return kept


def pointing_at(touched: Models) -> Iterator[tuple[Tracked, models.Field, Tracked]]:
    """(model, column, what it points at) of each column that points at a touched model."""
    for tracked in TRACKED:
        for column in tracked.model._meta.concrete_fields:
            target = BY_MODEL.get(column.related_model) if column.is_relation else None
            if target in touched:
                yield tracked, column, target


def not_made(touched: Models, tracked: Tracked, row: str) -> str:
    """A row of the model stays: it is not among those to be deleted."""
    return f'AND NOT EXISTS (SELECT FROM "{tracked.made}" m WHERE m.id = {row}.id)' if tracked in touched else ""


def list_what_stays(touched: Models, describe: Any, done: dict[str, Any]) -> None:
    """The rows that the import made and that stay, each with who wrote to it since; or it is only used."""
    for tracked in touched:
        sql = f"""SELECT f.id FROM "{tracked.touched}" f JOIN "{tracked.table}" t ON t.id = f.id
            WHERE f.first_label = 'insert' AND f.own_first_label = 'insert'
              AND NOT EXISTS (SELECT FROM "{tracked.made}" d WHERE d.id = f.id) ORDER BY f.id"""
        for (pk,) in rows_of(sql):
            found = describe(tracked, pk, "changed-or-used-since")
            if found and not found["by"]:
                said = said_by(tracked, pk)
                found |= {"why": "said-since", "by": {"import": said}} if said else {"why": "used-since"}
            done["kept"].append(found)


def said_by(tracked: Tracked, pk: int) -> int | None:
    """The import whose file says the fact too; None where none does, or the row is no fact."""
    kind = next((kind for kind, model in FACTS.items() if model is tracked.model), "")
    [(number,)] = rows_of("SELECT max(import) FROM said_by_others WHERE kind = %s AND id = %s", [kind, pk])
    return number


def keep_pointed_at(touched: Models, tracked: Tracked, column: models.Field, target: Tracked) -> int:
    """What a row that stays points at, stays."""
    sql = f"""DELETE FROM "{target.made}" d USING "{tracked.table}" s
        WHERE s."{column.column}" = d.id {not_made(touched, tracked, "s")}"""
    return execute(sql)


def keep_parts(tracked: Tracked, column: models.Field, target: Tracked) -> int:
    """What the import made for a fact that it made and that stays, stays: the fact would lose its evidence, its names."""
    sql = f"""DELETE FROM "{tracked.made}" d USING "{tracked.table}" s, "{target.touched}" f
        WHERE s.id = d.id AND f.id = s."{column.column}" AND f.first_label = 'insert'
          AND NOT EXISTS (SELECT FROM "{target.made}" m WHERE m.id = f.id)"""
    return execute(sql)


def keep_last_evidence(touched: Models) -> int:
    """A public fact that stays keeps its last piece of evidence."""
    if BY_MODEL[Evidence] not in touched:
        return 0
    kept = 0
    made = BY_MODEL[Evidence].made
    for kind, model in FACTS.items():
        sql = f"""DELETE FROM "{made}" d USING funding_evidence e, "{model._meta.db_table}" t
            WHERE e.id = d.id AND t.id = e.{kind}_id AND t.published
              {not_made(touched, BY_MODEL[model], "t")}
              AND NOT EXISTS (SELECT FROM funding_evidence o WHERE o.{kind}_id = t.id
                AND NOT EXISTS (SELECT FROM "{made}" n WHERE n.id = o.id))"""
        kept += execute(sql)
    return kept


def loosen(touched: Models) -> None:
    """What is no fact lets go of what is deleted: names in imports, judgements, sources, imports."""
    for model, column, kind in LOOSE:
        table, pointed_at = model._meta.db_table, BY_MODEL[FACTS[kind]]
        if pointed_at in touched:
            execute(f'UPDATE {table} t SET {column} = NULL FROM "{pointed_at.made}" d WHERE t.{column} = d.id')
    loosen_findings(touched)


def loosen_findings(touched: Models) -> None:
    """A finding keeps its decision without the records that it rested on: the next look finds it again, or does not."""
    for column in FindingEdge._meta.concrete_fields:
        if column.related_model in BY_MODEL and BY_MODEL[column.related_model] in touched:
            made = BY_MODEL[column.related_model].made
            execute(f'DELETE FROM funding_findingedge t USING "{made}" d WHERE t.{column.column} = d.id')
    for column in Finding._meta.concrete_fields:
        if column.related_model in BY_MODEL and BY_MODEL[column.related_model] in touched:
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

"""What an import did to the register, or would do. In: the temporary tables of a commit. Out: plain values (JSON).

{"created", "changed", "unchanged", "waiting": data rows, "facts": {kind: {"created", "changed", "unchanged"}},
 "changes": [{"kind", "key", "name", "field", "before", "after"}], "sums": [{"currency", "created", "before", "after"}],
 "withdrawn": [{"kind", "key", "name"}], "waiting_names": [name]}. Amounts are exact decimals as text.
"""

import json
from decimal import Decimal
from typing import Any

from django.db import models

from funding.imports.intake import KINDS
from funding.imports.models import Import
from funding.imports.records import FACT_OF
from funding.imports.upsert import rows_of
from funding.models import FACTS

SHOWN = 200
NAME_OF = {
    **dict.fromkeys(("organization", "person", "programme"), "name"),
    **{"project": "title", "award": "title", "reported_figure": "label_fr", "position": '"group"'},
}
HIDDEN = {"id", "folded", "published", "register_id", "key"}


def report(batch: Import, waiting: list[tuple[int, dict[str, Any]]], previous: Import | None) -> dict[str, Any]:
    """All of it, read in the transaction of the commit."""
    rows = row_counts(batch)
    return {
        **rows,
        "waiting": len(waiting) + blocked(batch),
        "facts": fact_counts(),
        "changes": changes(batch.register_id),
        "sums": sums(batch.register_id),
        "withdrawn": withdrawn(batch, previous),
        "waiting_names": sorted({name for _pk, found in waiting if (name := found["parameters"].get("name"))})[:SHOWN],
    }


def row_counts(batch: Import) -> dict[str, int]:
    """Rows of the file by what they did: {created, changed, unchanged}. The fiscal years of one row are one row."""
    sql = """
        SELECT coalesce(m.done, 'unchanged'), count(DISTINCT (s."table", s.row, i.key)) FROM incoming_row i
        JOIN funding_stagedrow s ON s.id = i.staged_row
        LEFT JOIN (SELECT kind, key, CASE WHEN bool_or(action = 'insert') THEN 'created' ELSE 'changed' END AS done
          FROM merged GROUP BY kind, key) m ON m.kind = i.kind AND m.key = i.key
        GROUP BY 1"""
    counted = {"created": 0, "changed": 0, "unchanged": 0} | dict(rows_of(sql))
    counted["unchanged"] += rows_of("SELECT count(DISTINCT (record_kind, fact_key)) FROM unchanged_row")[0][0]
    return counted


def blocked(batch: Import) -> int:
    """Rows that wait for what was seen before names were matched."""
    sql = """
        SELECT count(*) FROM funding_stagedrow WHERE batch_id = %s AND kind = 'data' AND state IN ('waiting', 'ready', 'read')
          AND jsonb_path_exists(problems, '$[*] ? (@.blocking == true && !(@.step == "resolve"))')"""
    return int(rows_of(sql, [batch.pk])[0][0])


def fact_counts() -> dict[str, dict[str, int]]:
    """{kind: {created, changed, unchanged}} of the facts that the rows speak of."""
    counted = {}
    done = """
        SELECT kind, count(*) FILTER (WHERE made), count(*) FILTER (WHERE NOT made)
        FROM (SELECT kind, key, bool_or(action = 'insert') AS made FROM merged GROUP BY kind, key) each GROUP BY kind"""
    for kind, created, changed in rows_of(done):
        counted[kind] = {"created": created, "changed": changed, "unchanged": 0}
    for kind, (model, _fields, _shared) in KINDS.items():
        spoken = int(rows_of(f'SELECT count(DISTINCT key) FROM "incoming_{model._meta.db_table}"')[0][0])  # noqa: S608
        if spoken:
            found = counted.setdefault(kind, {"created": 0, "changed": 0, "unchanged": 0})
            found["unchanged"] = max(spoken - found["created"] - found["changed"], 0)
    return counted


def changes(register_id: int) -> list[dict[str, Any]]:
    """What changed, field by field, the first 200."""
    found: list[dict[str, Any]] = []
    sql = "SELECT kind, key, before, after FROM merged WHERE action IN ('update', 'part') ORDER BY kind, key LIMIT %s"
    for kind, key, old, new in rows_of(sql, [SHOWN]):
        before, after = loaded(old), loaded(new)
        name = name_of(kind, key, register_id)
        for field in sorted({*before, *after} - HIDDEN):
            if before.get(field) != after.get(field):
                values = {
                    "before": shown(kind, field, before.get(field)),
                    "after": shown(kind, field, after.get(field)),
                }
                found.append({"kind": kind, "key": key, "name": name, "field": field.removesuffix("_id")} | values)
    return found[:SHOWN]


def loaded(value: Any) -> dict[str, Any]:
    """JSON of the database, however the driver gives it."""
    if isinstance(value, str):
        value = json.loads(value, parse_float=Decimal)
    return value or {}


def name_of(kind: str, key: str, register_id: int) -> str:
    column = NAME_OF.get(kind, "key")
    sql = f"SELECT {column} FROM {FACTS[kind]._meta.db_table} WHERE register_id = %s AND key = %s"  # noqa: S608
    rows = rows_of(sql, [register_id, key])
    return (rows[0][0] or key) if rows else key


PARTS_THAT_POINT = {"payer", "recipient", "chooser", "parent", "group"}


def shown(kind: str, field: str, value: Any) -> str | None:
    """A value as text; what points at something else by its name."""
    if value is None:
        return None
    target = pointed_at(kind, field)
    if target is not None and (thing := target._default_manager.filter(pk=value).first()):
        return str(thing)
    return str(value)


def pointed_at(kind: str, field: str) -> type[models.Model] | None:
    if field in PARTS_THAT_POINT and not (kind == "award" and field == "parent"):
        return FACTS["organization"]
    name = field.removesuffix("_id")
    model = FACTS[kind]
    known = {one.name: one for one in model._meta.concrete_fields if one.is_relation}
    return known[name].related_model if name in known else None  # type: ignore[return-value]


def sums(register_id: int) -> list[dict[str, Any]]:
    """Per currency: amounts of awards that are new; of those that changed, before and after."""
    sql = """
        SELECT currency, sum(created), sum(before), sum(after) FROM (
          SELECT a.currency, a.amount AS created, NULL::numeric AS before, NULL::numeric AS after
          FROM merged m JOIN funding_award a ON a.register_id = %s AND a.key = m.key
          WHERE m.kind = 'award' AND m.action = 'insert'
          UNION ALL
          SELECT m.after->>'currency', NULL, (m.before->>'amount')::numeric, (m.after->>'amount')::numeric
          FROM merged m WHERE m.kind = 'award' AND m.action = 'update' AND m.before->'amount' <> m.after->'amount'
        ) each GROUP BY currency ORDER BY currency"""
    names = ("created", "before", "after")
    return [
        {"currency": currency, **{name: str(value or 0) for name, value in zip(names, values, strict=True)}}
        for currency, *values in rows_of(sql, [register_id])
    ]


def withdrawn(batch: Import, previous: Import | None) -> list[dict[str, Any]]:
    """The facts of the body's last file that this one no longer has. Only of the kinds that both files hold."""
    if previous is None:
        return []
    sql = """
        WITH old AS (SELECT DISTINCT record_kind, fact_key FROM funding_stagedrow
            WHERE batch_id = %(previous)s AND kind = 'data' AND state IN ('committed', 'unchanged')),
          new AS (SELECT DISTINCT record_kind, fact_key FROM funding_stagedrow WHERE batch_id = %(batch)s AND kind = 'data'
            UNION SELECT record, key FROM incoming_row)
        SELECT record_kind, fact_key FROM old
        WHERE record_kind IN (SELECT record_kind FROM old JOIN new USING (record_kind, fact_key))
          AND NOT EXISTS (SELECT FROM new WHERE new.record_kind = old.record_kind AND new.fact_key = old.fact_key)
        ORDER BY 1, 2 LIMIT %(shown)s"""
    gone = rows_of(sql, {"previous": previous.pk, "batch": batch.pk, "shown": SHOWN})
    found = []
    for record_kind, key in gone:
        kind = FACT_OF[record_kind]
        if FACTS[kind]._default_manager.filter(register_id=batch.register_id, key=key).exists():
            found.append({"kind": kind, "key": key, "name": name_of(kind, key, batch.register_id)})
    return found


def dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)

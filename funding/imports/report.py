"""What an import did to the register, or would do. In: the temporary tables of a commit. Out: plain values (JSON).

{"created", "changed", "unchanged", "waiting": data rows, "facts": {kind: {"created", "changed", "unchanged"}},
 "changes": [{"kind", "key", "name", "field", "before", "after", "currencies" of an amount}], "sums": [{"currency", "created", "before", "after"}],
 "years": [{"year", "currency", "stored", "file", "after": {"count", "sum", "without"}}], "withdrawn": [{"kind", "key",
 "name"}], "withdrawn_count", "previous": id of the import compared with, "waiting_names": [name]}. Amounts are exact
decimals as text.
"""

import json
from decimal import Decimal
from typing import Any

from django.db import models

from funding.imports.intake import KINDS
from funding.imports.models import Import
from funding.imports.records import FACT_OF
from funding.imports.upsert import rows_of, select_into
from funding.models import FACTS

SHOWN = 200
NAME_OF = {
    **dict.fromkeys(("organization", "person", "programme"), "name"),
    **{"project": "title", "award": "title", "reported_figure": "label_fr", "position": '"group"'},
}
AMOUNTS = ("amount", "fee")
# « year 2021 » is the part of an award in that fiscal year, beside the currency that the award is in.
YEAR, OF_CURRENCY = "year ", "of_currency"
HIDDEN = {"id", "folded", "published", "register_id", "key", OF_CURRENCY}


def report(
    batch: Import, kinds: set[str], waiting: list[tuple[int, dict[str, Any]]], previous: Import | None
) -> dict[str, Any]:
    """All of it, read in the transaction of the commit. `kinds`: those of the facts that the rows speak of."""
    rows = row_counts(batch)
    return {
        **rows,
        "waiting": len(waiting) + blocked(batch),
        "facts": fact_counts(kinds),
        "changes": changes(batch.register_id),
        "sums": sums(batch.register_id),
        "years": years(batch),
        "withdrawn": withdrawn(batch, previous),
        "withdrawn_count": len(gone(batch, previous)),
        "previous": previous.pk if previous else None,
        "waiting_names": sorted({name for _pk, found in waiting if (name := found["parameters"].get("name"))})[:SHOWN],
    }


def row_counts(batch: Import) -> dict[str, int]:
    """Rows of the file by what they did: {created, changed, unchanged}. The fiscal years of one row are one row."""
    sql = """
        SELECT done, count(*) FROM (
          SELECT DISTINCT coalesce(m.done, 'unchanged') AS done, s."table", s.row, i.key FROM incoming_row i
          JOIN funding_stagedrow s ON s.id = i.staged_row
          LEFT JOIN (SELECT kind, key, CASE WHEN bool_or(action = 'insert') THEN 'created' ELSE 'changed' END AS done
            FROM merged GROUP BY kind, key) m ON m.kind = i.kind AND m.key = i.key) each
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


# Two SELECTs, since count(DISTINCT …) sorts.
SPOKEN = 'SELECT count(*) FROM (SELECT DISTINCT key FROM "{table}") each'


def fact_counts(kinds: set[str]) -> dict[str, dict[str, int]]:
    """{kind: {created, changed, unchanged}} of the facts that the rows speak of."""
    counted = {}
    done = """
        SELECT kind, count(*) FILTER (WHERE made), count(*) FILTER (WHERE NOT made)
        FROM (SELECT kind, key, bool_or(action = 'insert') AS made FROM merged GROUP BY kind, key) each GROUP BY kind"""
    for kind, created, changed in rows_of(done):
        counted[kind] = {"created": created, "changed": changed, "unchanged": 0}
    for kind, (model, _fields, _shared) in KINDS.items():
        if kind in kinds:
            spoken = int(rows_of(SPOKEN.format(table=f"incoming_{model._meta.db_table}"))[0][0])
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
                field_name = {"kind": kind, "key": key, "name": name, "field": field.removesuffix("_id")}
                found.append(field_name | values | currencies(field, before, after))
    return found[:SHOWN]


def currencies(field: str, before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """{"currencies": {"before", "after"}} of a field that is an amount, whose row says in which money; else {}."""
    if field not in AMOUNTS and not field.startswith(YEAR):
        return {}
    said = {
        side: one.get("currency") or one.get(OF_CURRENCY) or "" for side, one in (("before", before), ("after", after))
    }
    return {"currencies": said}


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


# The awards that the files of a body prove.
OF_BODY = """
    SELECT DISTINCT e.award_id AS id FROM funding_evidence e WHERE e.award_id IS NOT NULL
      AND e.source_id IN (SELECT source_id FROM funding_import WHERE register_id = %(register)s AND body_name = %(body)s)"""
# By year: of an award that its source splits by years, each year's part; of any other, its amount in its first year.
BY_YEAR = """
    SELECT coalesce(y.fiscal_year, a.fiscal_year) AS year, a.currency, CASE WHEN y.id IS NULL THEN a.amount ELSE y.amount END AS amount
    FROM {awards} JOIN funding_award a USING ({key}) LEFT JOIN funding_awardyear y ON y.award_id = a.id
      AND EXISTS (SELECT FROM funding_awardyear k WHERE k.award_id = a.id AND k.amount IS NOT NULL)
    WHERE a.register_id = %(register)s"""
STORED = f"WITH mine AS ({OF_BODY}) {BY_YEAR.format(awards='mine', key='id')}"
YEARS = f"""
    WITH mine AS ({OF_BODY}),
      said AS (SELECT key FROM incoming_row WHERE kind = 'award'
        UNION SELECT fact_key FROM unchanged_row WHERE record_kind = 'award'
        UNION SELECT fact_key FROM funding_stagedrow WHERE batch_id = %(batch)s AND kind = 'data'
          AND record_kind = 'award' AND state IN ('committed', 'unchanged')),
      sides AS (
        SELECT 'stored' AS side, * FROM stored_award
        UNION ALL SELECT 'file', * FROM ({BY_YEAR.format(awards="said", key="key")}) file
        UNION ALL SELECT 'after', * FROM ({BY_YEAR.format(awards="mine", key="id")}) mine)
    SELECT year, currency, side, count(*), sum(amount), count(*) FILTER (WHERE amount IS NULL)
    FROM sides GROUP BY 1, 2, 3 ORDER BY 1 NULLS LAST, 2, 3"""  # noqa: S608  (texts of this file)


def remember_stored(batch: Import) -> None:
    """What the register holds from the body, before anything of this import is written; `years` tells it."""
    select_into("stored_award", STORED, {"register": batch.register_id, "body": batch.body_name})


def years(batch: Import) -> list[dict[str, Any]]:
    """Awards by fiscal year and currency: what the register held from this body, what the file says, what would be."""
    found: dict[tuple[int | None, str], dict[str, Any]] = {}
    given = {"register": batch.register_id, "body": batch.body_name, "batch": batch.pk}
    nothing = {"count": 0, "sum": "0", "without": 0}
    for year, currency, side, count, total, without in rows_of(YEARS, given):
        sides = {"stored": nothing, "file": nothing, "after": nothing}
        line = found.setdefault((year, currency), {"year": year, "currency": currency, **sides})
        line[side] = {"count": count, "sum": str(total or 0), "without": without}
    return list(found.values())


# A row is missing where both files hold its kind and its fiscal year: a file of later years withdraws nothing.
GONE = """
    WITH old AS (SELECT DISTINCT record_kind, fact_key, left("values"->'fiscal_year'->>'value', 4) AS year
        FROM funding_stagedrow
        WHERE batch_id = %(previous)s AND kind = 'data' AND state IN ('committed', 'unchanged')),
      new AS (SELECT DISTINCT record_kind, fact_key, left("values"->'fiscal_year'->>'value', 4) AS year
        FROM funding_stagedrow WHERE batch_id = %(batch)s AND kind = 'data'
        UNION SELECT record, key, NULL FROM incoming_row)
    SELECT DISTINCT record_kind, fact_key FROM old
    WHERE record_kind IN (SELECT record_kind FROM old JOIN new USING (record_kind, fact_key))
      AND NOT EXISTS (SELECT FROM new WHERE new.record_kind = old.record_kind AND new.fact_key = old.fact_key)
      AND (year IS NULL OR year IN (SELECT year FROM new WHERE new.record_kind = old.record_kind))
    ORDER BY 1, 2"""


def gone(batch: Import, previous: Import | None) -> list[tuple[str, str]]:
    """(kind, key) of the facts of the body's last file that this one no longer has, and that the register still has."""
    if previous is None:
        return []
    found: dict[str, list[str]] = {}
    for record_kind, key in rows_of(GONE, {"previous": previous.pk, "batch": batch.pk}):
        found.setdefault(FACT_OF[record_kind], []).append(key)
    there = []
    for kind, keys in found.items():
        known = FACTS[kind]._default_manager.filter(register_id=batch.register_id, key__in=keys)
        there += [(kind, key) for key in known.order_by("key").values_list("key", flat=True)]
    return there


def withdrawn(batch: Import, previous: Import | None) -> list[dict[str, Any]]:
    """The first of them, with their names: they are proposed as withdrawn, never deleted."""
    return [
        {"kind": kind, "key": key, "name": name_of(kind, key, batch.register_id)}
        for kind, key in gone(batch, previous)[:SHOWN]
    ]


def together(earlier: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """The outcome of an import that is published in several times: what was done adds up, the rest is the latest."""
    if not earlier.get("facts"):
        return now
    facts = {
        kind: {
            name: sum(one.get("facts", {}).get(kind, {}).get(name, 0) for one in (earlier, now))
            for name in ("created", "changed", "unchanged")
        }
        for kind in {**earlier["facts"], **now["facts"]}
    }
    counted = {
        name: earlier.get(name, 0) + now.get(name, 0) for name in ("created", "changed", "unchanged", "committed")
    }
    return (
        now
        | counted
        | {
            "facts": facts,
            "changes": [*earlier.get("changes", []), *now["changes"]][:SHOWN],
            "sums": added(earlier.get("sums", []), now["sums"]),
        }
    )


def added(earlier: list[dict[str, Any]], now: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Sums of both, by currency."""
    totals: dict[str, dict[str, Decimal]] = {}
    for one in (*earlier, *now):
        line = totals.setdefault(one["currency"], dict.fromkeys(("created", "before", "after"), Decimal(0)))
        for name in line:
            line[name] += Decimal(one[name])
    return [
        {"currency": currency, **{name: str(value) for name, value in line.items()}}
        for currency, line in sorted(totals.items())
    ]


def dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)

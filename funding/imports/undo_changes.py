"""The fields that an import changed get their earlier value back; the rows that it took away are put back.

In: the temporary tables of `undo_tables`. Out: the register changed, and in `done` how many rows were reversed, which
fields are kept (someone changed them since) and which could not be given back (what they pointed at is gone).
"""

# ruff: noqa: S608  (names of tables and columns come from the models, values are always parameters)

from collections.abc import Callable
from typing import Any

from funding.imports.report import name_of
from funding.imports.undo_tables import Contexts, Tracked
from funding.imports.upsert import execute, rows_of, select_into
from funding.models import FACTS

Describe = Callable[[Tracked, int, str], dict[str, Any]]
# A row that was there before is taken back over all that no longer counts. One that an undone import made, and that
# stays, keeps the values that it was made with. Those written to by others in between go field by field.
CHANGING = """
    SELECT f.id, f.first, f.last, EXISTS (SELECT FROM "{mixed}" m WHERE m.id = f.id) AS mixed, false AS alone
    FROM "{touched}" f WHERE f.own_first IS NOT NULL AND f.first_label = 'update' AND f.last_label = 'update'
    UNION ALL SELECT f.id, f.own_first, f.own_last, true, true FROM "{touched}" f
    WHERE f.first_label = 'insert' AND f.own_first_label = 'update' AND f.own_last_label = 'update'
"""
BEFORE = """
    JOIN LATERAL (SELECT * FROM "{history}" e WHERE e.pgh_obj_id = f.id AND e.pgh_id < f.first
      ORDER BY e.pgh_id DESC LIMIT 1) b ON true
"""


def take_back_changes(tracked: Tracked, contexts: Contexts, describe: Describe, done: dict[str, Any]) -> None:
    """Give the fields that the import changed their earlier value, those that nobody changed since."""
    select_into("changing", CHANGING.format(touched=tracked.touched, mixed=tracked.mixed))
    if not rows_of("SELECT 1 FROM changing LIMIT 1"):
        return
    columns = [name for name in tracked.columns if name != "id"]
    between = ", ".join(f'b."{name}" AS "b_{name}", h."{name}" AS "h_{name}"' for name in columns)
    select_into(
        "changed",
        f"""SELECT f.id, {between} FROM changing f JOIN "{tracked.history}" h ON h.pgh_id = f.last
        {BEFORE.format(history=tracked.history)} WHERE NOT f.mixed""",
    )
    for alone in (False, True):
        field_by_field(tracked, columns, alone, contexts.neutral)
    lost = without_target(tracked)
    kept = kept_columns(tracked, columns)
    done["reversed"] += give_back(tracked, columns)
    for pk, fields in kept:
        done["kept"].append(describe(tracked, pk, "changed-since") | {"fields": fields})
    for pk, fields in lost:
        done["errored"].append(describe(tracked, pk, "target-gone") | {"fields": fields})


def give_back(tracked: Tracked, columns: list[str]) -> int:
    """Write the earlier values where the import's still stand. Out: how many rows changed."""
    take_back = """CASE WHEN c."b_{0}" IS DISTINCT FROM c."h_{0}" AND t."{0}" IS NOT DISTINCT FROM c."h_{0}"
        THEN c."b_{0}" ELSE t."{0}" END"""
    new = ", ".join(take_back.format(name) for name in columns)
    old = ", ".join(f't."{name}"' for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    return execute(
        f'UPDATE "{tracked.table}" t SET ({names}) = ROW({new}) FROM changed c '
        f"WHERE t.id = c.id AND ({old}) IS DISTINCT FROM ({new})"
    )


def field_by_field(tracked: Tracked, columns: list[str], alone: bool, neutral: list[str]) -> None:
    """Add the rows that others wrote to in between: what a field goes back to is the last word that still counts.

    Where the last to write a field was the import, that is what it is held against (`h_`); else its own last value is,
    so that what someone wrote since is kept.
    """
    if not rows_of(f"SELECT 1 FROM changing WHERE mixed AND alone = {alone} LIMIT 1"):
        return
    written = ", ".join(
        f"""e."{name}", (row_number() OVER w = 1 OR e."{name}" IS DISTINCT FROM lag(e."{name}") OVER w) AS "w_{name}\""""
        for name in columns
    )
    select_into(
        "steps",
        f"""SELECT e.pgh_id, e.pgh_obj_id, (e.pgh_context_id = ANY(%s::uuid[])) IS TRUE AND NOT ({alone} AND e.pgh_label = 'insert') AS ours,
          {written}
        FROM "{tracked.history}" e WHERE e.pgh_obj_id IN (SELECT id FROM changing WHERE mixed AND alone = {alone})
        WINDOW w AS (PARTITION BY e.pgh_obj_id ORDER BY e.pgh_id)""",
        [neutral],
    )
    execute("CREATE INDEX ON steps (pgh_obj_id, pgh_id)")
    step = 'SELECT {0} FROM steps s WHERE s.pgh_obj_id = f.id AND s."w_{1}" {2} ORDER BY s.pgh_id DESC LIMIT 1'
    sides = []
    for name in columns:
        mine = f"({step.format('s.ours', name, '')})"
        others = f"({step.format(f's."{name}"', name, 'AND NOT s.ours')})"
        value = f"({step.format(f's."{name}"', name, 'AND s.ours')})"
        any_mine = f"EXISTS ({step.format('1', name, 'AND s.ours')})"
        sides.append(f'CASE WHEN {mine} THEN {others} ELSE b."{name}" END AS "b_{name}"')
        sides.append(f'CASE WHEN {mine} THEN t."{name}" WHEN {any_mine} THEN {value} ELSE b."{name}" END AS "h_{name}"')
    execute(
        f"""INSERT INTO changed SELECT f.id, {", ".join(sides)} FROM changing f JOIN "{tracked.table}" t ON t.id = f.id
        {BEFORE.format(history=tracked.history)} WHERE f.mixed AND f.alone = {alone}"""
    )


def without_target(tracked: Tracked) -> list[tuple[int, list[str]]]:
    """Fields that pointed at something that someone deleted since: (row, fields). They are left as they are."""
    lost: dict[int, list[str]] = {}
    for column in tracked.model._meta.concrete_fields:
        if not column.is_relation:
            continue
        name, target = str(column.column), column.related_model._meta.db_table  # type: ignore[union-attr]
        sql = f"""UPDATE changed c SET "b_{name}" = c."h_{name}" FROM "{tracked.table}" t
            WHERE t.id = c.id AND c."b_{name}" IS DISTINCT FROM c."h_{name}" AND t."{name}" IS NOT DISTINCT FROM c."h_{name}"
              AND c."b_{name}" IS NOT NULL AND NOT EXISTS (SELECT FROM "{target}" g WHERE g.id = c."b_{name}")
            RETURNING c.id"""
        for (pk,) in rows_of(sql):
            lost.setdefault(pk, []).append(name)
    return sorted(lost.items())


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


GONE = """
    SELECT {values} FROM "{touched}" f
    JOIN LATERAL (SELECT * FROM "{history}" e WHERE e.pgh_obj_id = f.id
      AND (e.pgh_id < f.first OR (e.pgh_id = f.first AND f.first_label = 'delete'))
      ORDER BY e.pgh_id DESC LIMIT 1) b ON true
    WHERE f.last_label = 'delete' AND f.first_label <> 'insert'
      AND NOT EXISTS (SELECT FROM "{table}" t WHERE t.id = f.id)
"""


def put_back(tracked: Tracked, done: dict[str, Any]) -> None:
    """Put back the rows that the import took away, with the id they had; those too that an undone one had taken away, and
    that could not come back while this one stood."""
    gone = f"SELECT 1 FROM \"{tracked.touched}\" WHERE last_label = 'delete' AND first_label <> 'insert' LIMIT 1"
    if not rows_of(gone):
        return
    names = ", ".join(f'"{name}"' for name in tracked.columns)
    values = ", ".join(f'b."{name}"' for name in tracked.columns)
    given = {name: getattr(tracked, name) for name in ("touched", "history", "table")}
    select_into("gone", GONE.format(values=values, **given))
    there = " AND ".join(
        f'(g."{column.column}" IS NULL OR EXISTS (SELECT FROM "{column.related_model._meta.db_table}" x '  # type: ignore[union-attr]
        f'WHERE x.id = g."{column.column}"))'
        for column in tracked.model._meta.concrete_fields
        if column.is_relation
    )
    done["reversed"] += execute(
        f'INSERT INTO "{tracked.table}" ({names}) SELECT {names} FROM gone g WHERE {there or "true"} ON CONFLICT DO NOTHING'
    )
    execute(f'DELETE FROM gone g USING "{tracked.table}" t WHERE t.id = g.id')
    for owner in tracked.owners:
        leave_in_its_place(tracked, owner, done)


def leave_in_its_place(tracked: Tracked, owner: str, done: dict[str, Any]) -> None:
    """What could not be put back (it points at something that someone deleted): what the import put there stays."""
    model = FACTS[owner]
    sql = f"""SELECT f.key, f.register_id, count(*) FROM gone g JOIN "{model._meta.db_table}" f ON f.id = g.{owner}_id
        GROUP BY 1, 2 ORDER BY 1"""
    for key, register_id, count in rows_of(sql):
        name = name_of(owner, key, register_id)
        found = {"kind": owner, "key": key, "name": name, "why": "not-put-back", "count": count}
        done["errored"].append(found | {"part": tracked.model._meta.model_name})
    execute(
        f'DELETE FROM "{tracked.made}" d USING "{tracked.table}" t, gone g '
        f"WHERE t.id = d.id AND t.{owner}_id = g.{owner}_id"
    )

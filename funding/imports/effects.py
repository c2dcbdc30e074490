"""What each row would do to the register. In: the temporary tables of a preview. Out: RowEffect rows, one a row.

`found` reads them inside the transaction that is rolled back, names included, since bodies that would be new have their
id only there; `store` writes them once it is over. 100,000 rows are one query and one COPY.
"""

from collections import defaultdict
from typing import Any

from funding.imports.models import Import, RowEffect
from funding.imports.report import HIDDEN, currencies, dumps, loaded, pointed_at
from funding.imports.upsert import copy_rows, execute, rows_of

Found = list[tuple[int, str, list[dict[str, Any]]]]
DONE = """
    SELECT i.staged_row, i.kind, i.key, coalesce(m.done, 'unchanged') FROM incoming_row i
    LEFT JOIN (SELECT kind, key, CASE WHEN bool_or(action = 'insert') THEN 'created' ELSE 'changed' END AS done
      FROM merged GROUP BY kind, key) m ON m.kind = i.kind AND m.key = i.key
    UNION ALL SELECT id, '', '', 'unchanged' FROM unchanged_row
    ORDER BY 1"""
DIFFERENCES = (
    "SELECT kind, key, before, after FROM merged WHERE action IN ('update', 'part') ORDER BY kind, key, action"
)

OLD = """
    DELETE FROM funding_roweffect e WHERE e.batch_id = %s
      AND NOT EXISTS (SELECT FROM funding_stagedrow s WHERE s.id = e.row_id AND s.state = 'set_aside')"""


def found() -> Found:
    """(row, effect, changes) of every row that would go in."""
    changed = differences()
    return [(row, effect, changed.get((kind, key), [])) for row, kind, key, effect in rows_of(DONE)]


def differences() -> dict[tuple[str, str], list[dict[str, Any]]]:
    """{(kind, key): [{"field", "before", "after", "currencies" of an amount}]} of the facts that would change, ids given by
    their name."""
    fields: dict[tuple[str, str], dict[str, dict[str, list[Any]]]] = defaultdict(dict)
    wanted: dict[Any, set[Any]] = defaultdict(set)
    money: dict[tuple[str, str, str], dict[str, Any]] = {}
    for kind, key, old, new in rows_of(DIFFERENCES):
        before, after = loaded(old), loaded(new)
        for field in sorted({*before, *after} - HIDDEN):
            if before.get(field) == after.get(field):
                continue
            # A payer that goes and another that comes are two rows of one field.
            change = fields[kind, key].setdefault(field, {"before": [], "after": []})
            money.setdefault((kind, key, field), currencies(field, before, after))
            for side, values in (("before", before), ("after", after)):
                if values.get(field) is not None:
                    change[side].append(values[field])
                    if target := pointed_at(kind, field):
                        wanted[target].add(values[field])
    names = {target: names_of(target, ids) for target, ids in wanted.items()}
    return {
        (kind, key): [
            changed_field(kind, field, change, names) | money[kind, key, field] for field, change in changes.items()
        ]
        for (kind, key), changes in fields.items()
    }


def names_of(target: Any, ids: set[Any]) -> dict[Any, str]:
    return {thing.pk: str(thing) for thing in target._default_manager.filter(pk__in=ids)}


def changed_field(
    kind: str, field: str, change: dict[str, list[Any]], names: dict[Any, dict[Any, str]]
) -> dict[str, Any]:
    known = names.get(pointed_at(kind, field), {})
    shown = {side: "; ".join(known.get(value, str(value)) for value in values) for side, values in change.items()}
    return {"field": field.removesuffix("_id"), **shown}


def store(batch: Import, effects: Found) -> None:
    """In the place of what an earlier preview found; rows that were set aside keep theirs, to be taken up with it."""
    execute(OLD, [batch.pk])
    rows = [(batch.pk, row, effect, dumps(changes)) for row, effect, changes in effects]
    copy_rows(RowEffect._meta.db_table, rows, ("batch_id", "row_id", "effect", "changes"))

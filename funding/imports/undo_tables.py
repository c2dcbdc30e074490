"""What an undo looks at: the models with a history, the contexts of an import, and the rows that it touched.

In: an import. Out: for each model temporary tables of the ids that it touched, that others touched in between, and that
it made and left as they are. The history says all of it; nothing is written here.
"""

from dataclasses import dataclass

from django.db import models
from django.db.models import Q, QuerySet

from funding.checksum import PARTS
from funding.choices import ImportState
from funding.imports.models import Import
from funding.imports.upsert import execute, rows_of, select_into
from funding.models import FACTS, Evidence

OF_IMPORTS = "SELECT id::text FROM pghistory_context WHERE (metadata->>'import_id')::bigint = ANY(%s)"
OF_UNDOS = "SELECT id::text FROM pghistory_context WHERE (metadata->>'undo_of')::bigint = ANY(%s)"


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
    def mixed(self) -> str:
        return f"mixed_{self.table}"

    @property
    def columns(self) -> list[str]:
        return [str(column.column) for column in self.model._meta.concrete_fields if not column.generated]


TRACKED = (
    *(Tracked(model) for model in FACTS.values()),
    *(Tracked(model, (owner,)) for model, owner in PARTS),
    Tracked(Evidence, tuple(FACTS)),
)
BY_MODEL = {tracked.model: tracked for tracked in TRACKED}


@dataclass(frozen=True)
class Contexts:
    """Of the history: the import's own, and with them those of imports that were undone before and may have left
    something behind (they kept something, or others had written to the register since), their undoing included. What
    stays of those is no longer anybody's word: it goes with the last that kept it."""

    own: list[str]
    all: list[str]
    # Those of every undone import: nothing that they wrote, and took back, is a word of someone else.
    neutral: list[str]


def contexts_of(batch: Import) -> Contexts:
    own = [pk for (pk,) in rows_of(OF_IMPORTS, [[batch.pk]])]
    before = Import.objects.filter(register=batch.register_id, state=ImportState.UNDONE).exclude(pk=batch.pk)
    left_something = Q(outcome__undo__kept_count__gt=0) | Q(outcome__undo__later__changed=True)
    some, every = (contexts_with_undo(found) for found in (before.filter(left_something), before))
    return Contexts(own, [*own, *some], [*own, *every])


def contexts_with_undo(imports: QuerySet[Import]) -> list[str]:
    """The contexts that imports were published in, and undone in."""
    ids = list(imports.values_list("pk", flat=True))
    return [pk for sql in (OF_IMPORTS, OF_UNDOS) for (pk,) in rows_of(sql, [ids])] if ids else []


# `own_…`: of this import alone; the others count imports that were undone before and left something behind.
# A number and a label in one number, so that nothing has to be sorted: its rest says the label.
TOUCHED = """
    SELECT id, first / 3 AS first, last / 3 AS last, label[1 + first %% 3] AS first_label, label[1 + last %% 3] AS last_label,
      own_first / 3 AS own_first, own_last / 3 AS own_last,
      label[1 + own_first %% 3] AS own_first_label, label[1 + own_last %% 3] AS own_last_label
    FROM (SELECT pgh_obj_id AS id, min(event) AS first, max(event) AS last,
        min(event) FILTER (WHERE own) AS own_first, max(event) FILTER (WHERE own) AS own_last
      FROM (SELECT pgh_obj_id, pgh_context_id = ANY(%(own)s::uuid[]) AS own,
          pgh_id::bigint * 3 + array_position({labels}, pgh_label) - 1 AS event
        FROM "{history}" WHERE pgh_context_id = ANY(%(all)s::uuid[])) each GROUP BY pgh_obj_id) found,
      (VALUES ({labels})) known (label)
"""
LABELS = "ARRAY['insert', 'update', 'delete']"
# Rows that someone else wrote to between the import's first and last change.
MIXED = """
    SELECT DISTINCT f.id FROM "{touched}" f JOIN "{history}" e
      ON e.pgh_obj_id = f.id AND e.pgh_id > f.first AND e.pgh_id < f.last
    WHERE f.first < f.last AND (e.pgh_context_id = ANY(%s::uuid[])) IS NOT TRUE
"""
# What the import made and what still is as it left it.
MADE = """
    SELECT t.id FROM "{touched}" f JOIN "{table}" t ON t.id = f.id JOIN "{history}" h ON h.pgh_id = f.last
    WHERE f.first_label = 'insert' AND f.last_label <> 'delete' AND ({now}) IS NOT DISTINCT FROM ({then})
      AND NOT EXISTS (SELECT FROM "{mixed}" m WHERE m.id = f.id)
"""

ONE_EVENT = """
    SELECT pgh_obj_id AS id, pgh_id::bigint AS first, pgh_id::bigint AS last, pgh_label AS first_label,
      pgh_label AS last_label, pgh_id::bigint AS own_first, pgh_id::bigint AS own_last, pgh_label AS own_first_label,
      pgh_label AS own_last_label
    FROM "{history}" WHERE pgh_context_id = ANY(%(own)s::uuid[])
"""
AS_MADE = 'SELECT id FROM "{touched}"'


# Of each history: how many events are the import's, whether all of them made rows, and whether none of anybody else lies
# between them or after them. Events are numbered without gaps, but for what was rolled back; then it is not known.
COUNTED = """
    SELECT {place}, count, made, last = (SELECT max(pgh_id) FROM "{history}") AND last - first + 1 = count
    FROM (SELECT count(*), min(pgh_id) AS first, max(pgh_id) AS last, bool_and(pgh_label = 'insert') AS made
      FROM "{history}" WHERE pgh_context_id = ANY(%s::uuid[])) own"""


@dataclass(frozen=True)
class Touched:
    """The models that have a row which the import touched, in their order. `made_only`: those in which it only made rows,
    and to which nobody else has written since; `alone`: nobody has written to any of them since."""

    models: tuple[Tracked, ...]
    made_only: frozenset[Tracked]
    alone: bool


def touched_by(contexts: Contexts) -> Touched:
    counted = " UNION ALL ".join(
        COUNTED.format(place=place, history=tracked.history) for place, tracked in enumerate(TRACKED)
    )
    found = [row for row in sorted(rows_of(counted, [contexts.all] * len(TRACKED))) if row[1]]
    first = contexts.all == contexts.own
    return Touched(
        models=tuple(TRACKED[place] for place, *_ in found),
        made_only=frozenset(TRACKED[place] for place, _, made, last in found if first and made and last),
        alone=first and all(last for *_, last in found),
    )


def find_touched(tracked: Tracked, contexts: Contexts, made_only: bool) -> None:
    """Temporary tables: the rows that the import touched, those that others touched in between, those to be deleted.

    `made_only`: each row has one event, that made it, and is as it was made: there is nothing to compare, and nothing that
    others touched in between.
    """
    names = {name: getattr(tracked, name) for name in ("touched", "history", "made", "mixed", "table")}
    given = {"own": contexts.own, "all": contexts.all}
    if made_only:
        select_into(tracked.touched, ONE_EVENT.format(**names), given)
        select_into(tracked.made, AS_MADE.format(**names))
    else:
        now = ", ".join(f't."{name}"' for name in tracked.columns)
        then = ", ".join(f'h."{name}"' for name in tracked.columns)
        select_into(tracked.touched, TOUCHED.format(labels=LABELS, **names), given)
        execute(f'ANALYZE "{tracked.touched}" (id)')
        select_into(tracked.mixed, MIXED.format(**names), [contexts.neutral])
        select_into(tracked.made, MADE.format(now=now, then=then, **names))
    execute(f'ANALYZE "{tracked.made}"')

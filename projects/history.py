"""History of every change, written by PostgreSQL: one statement-level trigger each for insert, update and delete."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pghistory
import pgtrigger
from django.contrib.postgres.indexes import BrinIndex
from pghistory import runtime

# 100,000 rows: a row-level trigger took 129 s and grew quadratically, a statement-level one 2 to 4 s (2026-11).
LEVEL = pgtrigger.Statement


def tracked(model: Any) -> Any:
    """The model, with an event model beside it: each event has the whole row, its kind, its time and its context.

    What the database works out of the row is left out: nothing asks the history for it, and folding the titles of 100,000
    rows took a second of each import and of each undo (2026-11).
    """
    return pghistory.track(
        pghistory.InsertEvent(level=LEVEL),
        pghistory.UpdateEvent(level=LEVEL),
        pghistory.DeleteEvent(level=LEVEL),
        model_name=f"{model.__name__}History",
        exclude=[field.name for field in model._meta.concrete_fields if field.generated],
        obj_field=pghistory.ObjForeignKey(related_name="history", related_query_name="history", db_index=True),
        # The rows of one context stand side by side, however many there are: a summary of each megabyte finds them.
        context_field=pghistory.ContextForeignKey(db_index=False),
        meta={"indexes": [BrinIndex(fields=["pgh_context"])]},
    )(model)


@contextmanager
def own_context(**metadata: Any) -> Iterator[None]:
    """A context of its own for what is written inside, also where another one is open (a request's, a test's).

    pghistory merges an inner context into the outer one; two imports would then share theirs, and the undo of one would
    undo the other.
    """
    outer = getattr(runtime._tracker, "value", None)
    if outer is None:
        with pghistory.context(**metadata):
            yield
        return
    runtime._tracker.value = runtime.Context(id=uuid.uuid4(), metadata=metadata)
    try:
        yield
    finally:
        runtime._tracker.value = outer

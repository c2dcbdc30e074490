"""History of every change, written by PostgreSQL: one statement-level trigger each for insert, update and delete."""

from typing import Any

import pghistory
import pgtrigger

# 100,000 rows: a row-level trigger took 129 s and grew quadratically, a statement-level one 2 to 4 s (2026-11).
LEVEL = pgtrigger.Statement


def tracked(model: Any) -> Any:
    """The model, with an event model beside it: each event has the whole row, its kind, its time and its context."""
    return pghistory.track(
        pghistory.InsertEvent(level=LEVEL),
        pghistory.UpdateEvent(level=LEVEL),
        pghistory.DeleteEvent(level=LEVEL),
        model_name=f"{model.__name__}History",
        obj_field=pghistory.ObjForeignKey(related_name="history", related_query_name="history"),
    )(model)

"""What an import leaves to be put in order: the words of search, and what the planner knows of the tables.

In: the import. Out: nothing. PostgreSQL does both by itself, a minute or more later; until then a search reads the words
that are not sorted in, and a question about tables that were empty a moment ago can take half a minute.
"""

from django.db import transaction
from django.db.models import Model

from funding.imports.models import Import, StagedRow
from funding.imports.upsert import are_many, execute, rows_of
from funding.models import FACTS, AwardParty, AwardYear, Evidence

WRITTEN: tuple[type[Model], ...] = (*FACTS.values(), AwardParty, AwardYear, Evidence)
# Fewer rows do not change what the planner knows.
MANY = 200
SORT_IN = """
    SELECT coalesce(sum(gin_clean_pending_list(c.oid)), 0)::bigint FROM pg_class c
    JOIN pg_am a ON a.oid = c.relam AND a.amname = 'gin' JOIN pg_index i ON i.indexrelid = c.oid
    WHERE i.indrelid = ANY (ARRAY(SELECT to_regclass(name) FROM unnest(%s::text[]) name)::oid[])"""


def settle_staged(batch: Import) -> None:
    """Once the rows are staged. A planner that takes the table for empty, as it was when another import's rows had left it,
    looks at all of them for each of them: 31,868 rows took more than ten minutes (2026-11). A few rows tell it enough: they
    are wide, and 30,000 of them took three seconds."""
    if are_many(batch.rows.all(), MANY):
        with transaction.atomic():
            execute("SET LOCAL default_statistics_target = 10")
            execute(f'ANALYZE (SKIP_LOCKED) "{StagedRow._meta.db_table}" (batch_id, kind, state)')


def settle(batch: Import) -> None:
    """Once the import is published; again changes nothing."""
    sort_in()
    if are_many(batch.rows.all(), MANY):
        execute("ANALYZE (SKIP_LOCKED) " + ", ".join(f'"{model._meta.db_table}"' for model in WRITTEN))


def sort_in() -> int:
    """Sort what waits beside the indexes of search into them; how many pages it was."""
    ((pages,),) = rows_of(SORT_IN, [[model._meta.db_table for model in FACTS.values()]])
    return int(pages)

"""What an import left for later: its words wait in lists beside the search's indexes, and are sorted in once it is published.

In: nothing. Out: how many pages of such lists were sorted in. PostgreSQL does the same by itself, some time after; until
then a search reads the lists, and the next one to write to them would have to wait for it.
"""

from funding.imports.upsert import rows_of
from funding.models import FACTS

SORT_IN = """
    SELECT coalesce(sum(gin_clean_pending_list(c.oid)), 0)::bigint FROM pg_class c
    JOIN pg_am a ON a.oid = c.relam AND a.amname = 'gin' JOIN pg_index i ON i.indexrelid = c.oid
    WHERE i.indrelid = ANY (ARRAY(SELECT to_regclass(name) FROM unnest(%s::text[]) name)::oid[])"""


def sort_in() -> int:
    ((pages,),) = rows_of(SORT_IN, [[model._meta.db_table for model in FACTS.values()]])
    return int(pages)

"""What became of each row is said on the row: that it went in, changed nothing, or waits, and for what.

In: an import, the temporary tables of its transaction, the rows that wait with their problem. Out: the state, the key of the
fact and the problems of its staged rows.
"""

from typing import Any

from funding.imports import report
from funding.imports.intake import Loose
from funding.imports.models import Import
from funding.imports.ready_rows import chosen
from funding.imports.upsert import execute

MARK = """
    UPDATE funding_stagedrow s SET
      state = CASE WHEN EXISTS (SELECT FROM merged m WHERE m.kind = i.kind AND m.key = i.key)
        THEN 'committed' ELSE 'unchanged' END,
      fact_key = i.key,
      problems = CASE WHEN s.state = 'waiting' THEN jsonb_path_query_array(s.problems, %(earlier)s)
        ELSE s.problems END
    FROM incoming_row i WHERE s.id = i.staged_row
"""


def mark_rows(batch: Import) -> None:
    """Say of each row that went in whether it changed anything."""
    execute(MARK, {"earlier": EARLIER})
    execute("UPDATE funding_stagedrow s SET state = 'unchanged' FROM unchanged_row u WHERE s.id = u.id")


# The table is named once: whatever the planner takes it for, each row is looked at once.
WAITING = """
    UPDATE funding_stagedrow s SET
      state = CASE WHEN EXISTS (SELECT FROM waiting_row w WHERE w.id = s.id) OR jsonb_path_exists(s.problems, %(stops)s)
        THEN 'waiting' ELSE 'ready' END,
      problems = jsonb_path_query_array(s.problems, %(earlier)s)
        || coalesce((SELECT w.problem FROM waiting_row w WHERE w.id = s.id), '[]'::jsonb)
    WHERE s.batch_id = %(batch)s AND s.kind = 'data' AND s.state IN ('read', 'ready', 'waiting')
      AND (%(asked)s::bigint[] IS NULL OR s.id = ANY(%(asked)s::bigint[]))
      AND (s.state = 'read' OR s.problems @> '[{"step": "resolve"}]'
        OR EXISTS (SELECT FROM waiting_row w WHERE w.id = s.id))
"""
# Problems that were seen before names were matched: those of the reader, and of checks.py.
EARLIER = '$[*] ? (!(@.step == "resolve"))'
STOPS = '$[*] ? (@.blocking == true && !(@.step == "resolve"))'


def mark_waiting(batch: Import, problems: list[tuple[int, dict[str, Any]]]) -> None:
    """Say of each row that waits for what, and take earlier such words away."""
    waiting = Loose("waiting_row", ("id", "problem"), {"id": "bigint", "problem": "jsonb"})
    waiting.create()
    for pk, problem in problems:
        waiting.add(pk, report.dumps([problem]))
    waiting.finish()
    # Every row of a first file may wait; without this, 18,148 of them took more than ten minutes.
    execute("CREATE INDEX ON waiting_row (id)")
    asked = [*chosen(batch).values_list("pk", flat=True)] if batch.options.get("only") else None
    execute(WAITING, {"batch": batch.pk, "stops": STOPS, "earlier": EARLIER, "asked": asked})
    execute("DROP TABLE waiting_row")

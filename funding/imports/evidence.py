"""Evidence of what an import brings, each piece with the number that it keeps for ever.

In: the temporary table of an Intake, the facts being there. Out: EvidenceNumber and Evidence rows.

A number belongs to: the fact, the source, and the record of the source that says it. So it is the same after an undo
and a second import, and after the row moved in the file.
"""

from funding.imports.upsert import execute, rows_of, select_into
from funding.models import FACTS

NUMBER_KEY = "encode(sha256(convert_to(concat_ws(chr(31), i.kind, i.key, %(source_key)s::text, i.field, i.record), 'UTF8')), 'hex')"
# One piece a number; where a fact has evidence already, what is needed only for its first is left out.
WANTED = """
    SELECT DISTINCT ON (number_key) i.*, {number_key} AS number_key FROM incoming_evidence i
    WHERE NOT i.first_only ORDER BY number_key, i.ordinal
"""
FIRST_ONLY = """
    INSERT INTO wanted_evidence
    SELECT DISTINCT ON (i.key) i.*, {number_key} FROM incoming_evidence i
    JOIN {table} f ON f.register_id = %(register)s AND f.key = i.key
    WHERE i.first_only AND i.kind = %(kind)s
      AND NOT EXISTS (SELECT FROM funding_evidence e WHERE e.{kind}_id = f.id)
      AND NOT EXISTS (SELECT FROM wanted_evidence w WHERE w.kind = i.kind AND w.key = i.key)
    ORDER BY i.key, i.ordinal
"""
NEW_NUMBERS = """
    INSERT INTO funding_evidencenumber (register_id, key, number)
    SELECT %(register)s, w.number_key, last.number + row_number() OVER (ORDER BY w.ordinal)
    FROM wanted_evidence w,
      (SELECT coalesce(max(number), 0) AS number FROM funding_evidencenumber WHERE register_id = %(register)s) last
    WHERE NOT EXISTS
      (SELECT FROM funding_evidencenumber n WHERE n.register_id = %(register)s AND n.key = w.number_key)
"""
PIECES = """
    INSERT INTO funding_evidence AS t
      (register_id, number, {kind}_id, field, source_id, place, quote, sheet, "row", cell, staged_row_id)
    SELECT %(register)s, n.number, f.id, w.field, %(source)s, w.place, w.quote, w.sheet, w."row", w.cell, w.staged_row
    FROM wanted_evidence w JOIN {table} f ON f.register_id = %(register)s AND f.key = w.key
      JOIN funding_evidencenumber n ON n.register_id = %(register)s AND n.key = w.number_key
    WHERE w.kind = %(kind)s
    ON CONFLICT (register_id, number) DO UPDATE SET {kind}_id = excluded.{kind}_id, place = excluded.place,
      quote = excluded.quote, sheet = excluded.sheet, "row" = excluded."row", cell = excluded.cell,
      staged_row_id = excluded.staged_row_id
    WHERE (t.{kind}_id, t.place, t.quote, t.sheet, t."row", t.cell)
      IS DISTINCT FROM (excluded.{kind}_id, excluded.place, excluded.quote, excluded.sheet, excluded."row", excluded.cell)
"""
ANALYZE = "ANALYZE wanted_evidence (kind, key, number_key)"
# A body that someone made by hand has no evidence, so it is not public; what names it is its first evidence.
PUBLISHED = """
    UPDATE {table} f SET published = true FROM wanted_evidence w
    WHERE w.first_only AND w.kind = %(kind)s AND f.register_id = %(register)s AND f.key = w.key AND NOT f.published
"""


def write_evidence(register_id: int, source_id: int, source_key: str) -> None:
    """Write the pieces of evidence, old ones with their number, new ones with the next ones in the file's order."""
    given = {"register": register_id, "source": source_id, "source_key": source_key}
    select_into("wanted_evidence", WANTED.format(number_key=NUMBER_KEY), given)
    execute("CREATE INDEX ON wanted_evidence (kind, key)")
    execute(ANALYZE)
    kinds = [(kind, FACTS[kind]._meta.db_table) for (kind,) in rows_of("SELECT DISTINCT kind FROM incoming_evidence")]
    for kind, table in kinds:
        execute(FIRST_ONLY.format(number_key=NUMBER_KEY, table=table, kind=kind), given | {"kind": kind})
    execute(ANALYZE)
    execute(NEW_NUMBERS, given)
    for kind, table in kinds:
        execute(PIECES.format(kind=kind, table=table), given | {"kind": kind})
        execute(PUBLISHED.format(table=table), given | {"kind": kind})

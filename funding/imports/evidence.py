"""Evidence of what an import brings, each piece with the number that it keeps for ever.

In: the temporary table of an Intake, the facts being there. Out: EvidenceNumber and Evidence rows.

A number belongs to: the fact, the source, and the record of the source that says it. So it is the same after an undo
and a second import, and after the row moved in the file.
"""

from funding.imports.upsert import execute, rows_of, select_into
from funding.models import FACTS

NUMBER_KEY = "encode(sha256(convert_to(concat_ws(chr(31), w.kind, w.key, %(source_key)s::text, w.field, w.record), 'UTF8')), 'hex')"
# One piece a number. Sorting the pieces is work that most files do not need.
TWICE = """
    SELECT EXISTS (SELECT FROM incoming_evidence WHERE NOT first_only
      GROUP BY kind, key, field, record HAVING count(*) > 1)"""
EACH = "SELECT * FROM incoming_evidence WHERE NOT first_only"
FIRST = """
    SELECT DISTINCT ON (kind, key, field, record) * FROM incoming_evidence WHERE NOT first_only
    ORDER BY kind, key, field, record, ordinal"""
# Where a fact has evidence already, what is needed only for its first is left out.
FIRST_ONLY = """
    SELECT DISTINCT ON (i.key) i.* FROM incoming_evidence i
    JOIN {table} f ON f.register_id = %(register)s AND f.key = i.key
    WHERE i.first_only AND i.kind = '{kind}'
      AND NOT EXISTS (SELECT FROM funding_evidence e WHERE e.{kind}_id = f.id)
      AND NOT EXISTS (SELECT FROM incoming_evidence o WHERE NOT o.first_only AND o.kind = i.kind AND o.key = i.key)
    ORDER BY i.key, i.ordinal"""
NUMBERED = """
    SELECT w.*, n.number IS NULL AS is_new, coalesce(n.number,
      last.number + count(*) FILTER (WHERE n.number IS NULL) OVER (ORDER BY w.ordinal)) AS number
    FROM (SELECT w.*, {number_key} AS number_key FROM (({wanted})) w) w
    LEFT JOIN funding_evidencenumber n ON n.register_id = %(register)s AND n.key = w.number_key,
      (SELECT coalesce(max(number), 0) AS number FROM funding_evidencenumber WHERE register_id = %(register)s) last
"""
NEW_NUMBERS = """
    INSERT INTO funding_evidencenumber (register_id, key, number)
    SELECT %(register)s, number_key, number FROM numbered_evidence WHERE is_new
"""
PIECES = """
    INSERT INTO funding_evidence AS t
      (register_id, number, {kind}_id, field, source_id, place, quote, sheet, "row", cell, staged_row_id)
    SELECT %(register)s, w.number, f.id, w.field, %(source)s, w.place, w.quote, w.sheet, w."row", w.cell, w.staged_row
    FROM numbered_evidence w JOIN {table} f ON f.register_id = %(register)s AND f.key = w.key
    WHERE w.kind = '{kind}' AND """
# A new number is nobody's yet: the database need not look for a piece that has it.
NEW = PIECES + "w.is_new"
KNOWN = (
    PIECES
    + """NOT w.is_new
    ON CONFLICT (register_id, number) DO UPDATE SET {kind}_id = excluded.{kind}_id, place = excluded.place,
      quote = excluded.quote, sheet = excluded.sheet, "row" = excluded."row", cell = excluded.cell,
      staged_row_id = excluded.staged_row_id
    WHERE (t.{kind}_id, t.place, t.quote, t.sheet, t."row", t.cell)
      IS DISTINCT FROM (excluded.{kind}_id, excluded.place, excluded.quote, excluded.sheet, excluded."row", excluded.cell)
"""
)
# A body that someone made by hand has no evidence, so it is not public; what names it is its first evidence.
PUBLISHED = """
    UPDATE {table} f SET published = true FROM numbered_evidence w
    WHERE w.first_only AND w.kind = '{kind}' AND f.register_id = %(register)s AND f.key = w.key AND NOT f.published
"""
KINDS = """
    SELECT kind, bool_or(first_only), bool_or(is_new), NOT bool_and(is_new) FROM numbered_evidence GROUP BY kind"""


def write_evidence(register_id: int, source_id: int, source_key: str) -> None:
    """Write the pieces of evidence, old ones with their number, new ones with the next ones in the file's order."""
    given = {"register": register_id, "source": source_id, "source_key": source_key}
    wanted = [FIRST if rows_of(TWICE)[0][0] else EACH]
    for (kind,) in rows_of("SELECT DISTINCT kind FROM incoming_evidence WHERE first_only"):
        wanted.append(FIRST_ONLY.format(kind=kind, table=FACTS[kind]._meta.db_table))
    numbered = NUMBERED.format(number_key=NUMBER_KEY, wanted=") UNION ALL (".join(wanted))
    select_into("numbered_evidence", numbered, given)
    execute("ANALYZE numbered_evidence (kind, key)")
    execute(NEW_NUMBERS, given)
    for kind, named, fresh, known in rows_of(KINDS):
        table = FACTS[kind]._meta.db_table
        for statement, needed in ((NEW, fresh), (KNOWN, known), (PUBLISHED, named)):
            if needed:
                execute(statement.format(kind=kind, table=table), given)

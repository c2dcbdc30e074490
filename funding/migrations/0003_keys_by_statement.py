"""The foreign keys that every row of an import has, checked once for each statement: the same rule, in one look.

PostgreSQL checks a foreign key row by row: 14 checks for each piece of evidence, a look at every table that could point at
it for each award that is deleted. They took 6 s of an import of 100,000 rows and more of its undo (2026-11). Here a
statement writes down what its rows point at, or which rows it deleted (`key_to_check`), and one deferred look at the end
of the transaction finds what points at nothing. The models say `db_constraint=False` for these keys.

Whoever writes such a row shares a lock on the register of what it points at until the end of the transaction, and whoever
deletes has it alone: of two who do both at once, the later one sees what the other did.
"""

from importlib import import_module

from django.db import migrations

FACTS = {
    f"{kind}_id": table for kind, table in import_module("funding.migrations.0002_evidence_and_sides").FACTS.items()
}
REGISTER = {"register_id": "projects_register"}
PROJECT = {"project_id": "projects_project"}
AWARD = {"award_id": "funding_award"}
# {table: {column: table that it points at}}
KEYS: dict[str, dict[str, str]] = {
    **{table: dict(REGISTER) for table in FACTS.values()},
    "funding_evidence": REGISTER | {"source_id": "funding_source"} | FACTS,
    "funding_evidencenumber": REGISTER,
    "funding_awardparty": AWARD | {"organization_id": "projects_organization"},
    "funding_awardyear": AWARD,
    "funding_findingedge": AWARD,
    "projects_projectusetype": PROJECT,
    "projects_projectusedomain": PROJECT,
    "funding_stagedrow": {"batch_id": "funding_import"},
}
KEYS["funding_award"] |= PROJECT | {
    "programme_id": "funding_programme",
    "parent_id": "funding_award",
    "supersedes_id": "funding_award",
}
KEYS["projects_participation"] |= PROJECT | {"organization_id": "projects_organization"}
KEYS["funding_contribution"] |= PROJECT

# As `rule_to_check`: rows stand here only until their transaction ends. `gone`: the ids are of rows that were deleted.
TO_CHECK = """
CREATE UNLOGGED TABLE key_to_check (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  child text NOT NULL,
  key text NOT NULL,
  parent text NOT NULL,
  gone boolean NOT NULL,
  ids bigint[] STORAGE EXTERNAL NOT NULL
);
"""
# The first note about a key takes the others of its transaction with it. Of 100,000 ids that were written, to look for all of
# them in the table that they point at takes a third of a join; of as many that are gone, « = ANY » would be planned longer than
# it runs: how often each of them stands in a table that points at them is guessed one by one (2026-11).
CHECK = """
CREATE OR REPLACE FUNCTION check_key() RETURNS trigger LANGUAGE plpgsql AS $body$
DECLARE
  lost bigint;
  there bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM key_to_check WHERE id = NEW.id) THEN
    RETURN NULL;
  END IF;
  WITH noted AS (DELETE FROM key_to_check n
      WHERE (n.child, n.key, n.parent, n.gone) = (NEW.child, NEW.key, NEW.parent, NEW.gone) RETURNING n.ids)
    SELECT array_agg(one) INTO NEW.ids FROM noted, unnest(noted.ids) one;
  IF NEW.gone THEN
    EXECUTE format('SELECT c.%1$I FROM %2$I c WHERE c.%1$I IN (SELECT unnest($1))
      AND NOT EXISTS (SELECT FROM %3$I p WHERE p.id = c.%1$I) LIMIT 1', NEW.key, NEW.child, NEW.parent)
      INTO lost USING NEW.ids;
  ELSE
    PERFORM share_register(NEW.parent, NEW.ids);
    EXECUTE format('SELECT count(*) FROM %I p WHERE p.id = ANY ($1)', NEW.parent) INTO there USING NEW.ids;
    IF there < cardinality(NEW.ids) THEN
      EXECUTE format('SELECT told.id FROM unnest($1) told (id)
        WHERE NOT EXISTS (SELECT FROM %3$I p WHERE p.id = told.id)
          AND EXISTS (SELECT FROM %2$I c WHERE c.%1$I = told.id) LIMIT 1', NEW.key, NEW.child, NEW.parent)
        INTO lost USING NEW.ids;
    END IF;
  END IF;
  IF lost IS NOT NULL THEN
    RAISE EXCEPTION '% of % points at row % of %, which is not there', NEW.key, NEW.child, lost, NEW.parent
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = NEW.child || '_' || NEW.key;
  END IF;
  RETURN NULL;
END $body$;
"""
CHECKED = """
CREATE CONSTRAINT TRIGGER check_key AFTER INSERT ON key_to_check
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_key();
"""
# A register that is pointed at is locked itself.
LOCKS = """
CREATE OR REPLACE FUNCTION share_register(parent text, ids bigint[]) RETURNS void LANGUAGE plpgsql AS $body$
BEGIN
  IF parent = 'projects_register' THEN
    PERFORM FROM projects_register r WHERE r.id = ANY (ids) ORDER BY r.id FOR KEY SHARE;
  ELSE
    EXECUTE format('SELECT FROM projects_register r WHERE r.id IN
      (SELECT p.register_id FROM %I p WHERE p.id = ANY ($1)) ORDER BY r.id FOR KEY SHARE', parent) USING ids;
  END IF;
END $body$;
"""
STANDS = """
CREATE FUNCTION id_stays() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  RAISE EXCEPTION 'the id of a row of % never changes: keys point at it', TG_TABLE_NAME
    USING ERRCODE = 'foreign_key_violation', CONSTRAINT = TG_TABLE_NAME || '_id_stays';
END $body$;
"""
WRITTEN = """
CREATE FUNCTION {child}_keys() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  INSERT INTO key_to_check (child, key, parent, gone, ids)
    SELECT '{child}', each.key, each.parent, false, each.ids
    FROM (SELECT {arrays} FROM touched) found CROSS JOIN LATERAL (VALUES {pairs}) each (key, parent, ids)
    WHERE each.ids IS NOT NULL;
  RETURN NULL;
END $body$;
CREATE TRIGGER keys_on_insert AFTER INSERT ON {child}
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION {child}_keys();
"""
REWRITTEN = """
CREATE TRIGGER keys_on_update AFTER UPDATE ON {child}
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION {child}_keys();
"""
# Nothing needs to be written down of the many changes of a staged row.
STAYS = """
CREATE FUNCTION staged_row_stays() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  RAISE EXCEPTION 'a staged row never moves to another import'
    USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'funding_stagedrow_batch_id';
END $body$;
CREATE TRIGGER staged_row_stays BEFORE UPDATE OF batch_id ON funding_stagedrow
  FOR EACH ROW WHEN (OLD.batch_id IS DISTINCT FROM NEW.batch_id) EXECUTE FUNCTION staged_row_stays();
"""
# Room beside each staged row for its new state, so that no index is touched when it is published.
ROOM = "ALTER TABLE funding_stagedrow SET (fillfactor = 50);\n"
GONE = """
CREATE FUNCTION {parent}_gone() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  {lock}
  INSERT INTO key_to_check (child, key, parent, gone, ids)
    SELECT each.child, each.key, '{parent}', true, found.ids
    FROM (SELECT array_agg(id) AS ids FROM touched HAVING count(*) > 0) found
    CROSS JOIN (VALUES {pairs}) each (child, key);
  RETURN NULL;
END $body$;
CREATE TRIGGER keys_on_delete AFTER DELETE ON {parent}
  REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION {parent}_gone();
CREATE TRIGGER id_stays BEFORE UPDATE OF id ON {parent}
  FOR EACH ROW WHEN (OLD.id IS DISTINCT FROM NEW.id) EXECUTE FUNCTION id_stays();
"""
# A deleted register was locked by its deletion.
LOCK = "PERFORM FROM projects_register r WHERE r.id IN (SELECT register_id FROM touched) ORDER BY r.id FOR UPDATE;"


def written(child: str, keys: dict[str, str]) -> str:
    arrays = ", ".join(f"array_agg(DISTINCT {key}) FILTER (WHERE {key} IS NOT NULL) AS {key}" for key in keys)
    pairs = ", ".join(f"('{key}', '{parent}', found.{key})" for key, parent in keys.items())
    statements = WRITTEN if child == "funding_stagedrow" else WRITTEN + REWRITTEN
    return statements.format(child=child, arrays=arrays, pairs=pairs)


def parents() -> dict[str, list[tuple[str, str]]]:
    """{table pointed at: (table, column) of each key that does}."""
    found: dict[str, list[tuple[str, str]]] = {}
    for child, keys in KEYS.items():
        for key, parent in keys.items():
            found.setdefault(parent, []).append((child, key))
    return found


def gone(parent: str, children: list[tuple[str, str]]) -> str:
    pairs = ", ".join(f"('{child}', '{key}')" for child, key in children)
    return GONE.format(parent=parent, pairs=pairs, lock="" if parent == "projects_register" else LOCK)


def forwards() -> str:
    by_child = [written(child, keys) for child, keys in KEYS.items()]
    by_parent = [gone(parent, children) for parent, children in parents().items()]
    return "".join([TO_CHECK, LOCKS, STANDS, CHECK, CHECKED, *by_child, *by_parent, STAYS, ROOM])


def backwards() -> str:
    """Triggers go with their functions."""
    names = [
        *(f"{child}_keys" for child in KEYS),
        *(f"{parent}_gone" for parent in parents()),
        "id_stays",
        "staged_row_stays",
    ]
    gone = "".join(f"DROP FUNCTION {name}() CASCADE;\n" for name in names)
    return f"{gone}ALTER TABLE funding_stagedrow RESET (fillfactor);\nDROP TABLE key_to_check;\nDROP FUNCTION check_key();\nDROP FUNCTION share_register(text, bigint[]);\n"


class Migration(migrations.Migration):
    dependencies = [("funding", "0002_evidence_and_sides")]
    replaces = [
        ("funding", "0019_keys_by_statement"),
        ("funding", "0027_what_is_noted_is_checked_together"),
    ]
    operations = [migrations.RunSQL(forwards(), backwards())]

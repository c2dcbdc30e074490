"""What the database refuses at the end of a transaction: a public fact without evidence, an award with a side that has
neither a name nor a reason.

A statement that could break a rule writes down which facts it touched (`rule_to_check`); what stands at the end of the
transaction is looked at in one query for each rule. Looking row by row took 3 s of an import of 100,000 rows, and hours where
the planner chose to read a whole table for each of them (2026-11).
"""

from django.db import migrations

# The key on Evidence, and the table of the fact.
FACTS = {
    "organization": "projects_organization",
    "person": "projects_person",
    "event": "projects_organizationevent",
    "seat": "projects_boardmembership",
    "project": "projects_project",
    "participation": "projects_participation",
    "position": "projects_position",
    "programme": "funding_programme",
    "award": "funding_award",
    "contribution": "funding_contribution",
    "reported_figure": "funding_reportedfigure",
    "access_request": "funding_accessrequest",
}

# Rows stand here only until their transaction ends: nothing is lost with a crash, so nothing needs to be logged.
TO_CHECK = """
CREATE UNLOGGED TABLE rule_to_check (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  rule text NOT NULL,
  facts bigint[] STORAGE EXTERNAL NOT NULL
);
"""
# What all statements of a transaction noted for one rule is looked at together: the first note takes the others with it.
CHECK = """
CREATE FUNCTION check_rule() RETURNS trigger LANGUAGE plpgsql AS $body$
DECLARE
  bare text;
BEGIN
  IF NOT EXISTS (SELECT FROM rule_to_check WHERE id = NEW.id) THEN
    RETURN NULL;
  END IF;
  WITH noted AS (DELETE FROM rule_to_check n WHERE n.rule = NEW.rule RETURNING n.facts)
    SELECT array_agg(DISTINCT one) INTO NEW.facts FROM noted, unnest(noted.facts) one;
  IF NEW.rule = 'award_has_both_sides' THEN
    SELECT a.key INTO bare FROM funding_award a WHERE a.id = ANY (NEW.facts) AND (
      (a.payer_absent = '' AND NOT EXISTS
        (SELECT FROM funding_awardparty p WHERE p.award_id = a.id AND p.role = 'payer'))
      OR (a.recipient_absent = '' AND NOT EXISTS
        (SELECT FROM funding_awardparty p WHERE p.award_id = a.id AND p.role = 'recipient'))) LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'award % has a side without a name and without a reason why', bare
        USING ERRCODE = 'check_violation', CONSTRAINT = NEW.rule;
    END IF;
  {kinds}
  END IF;
  RETURN NULL;
END $body$;
CREATE CONSTRAINT TRIGGER check_rule AFTER INSERT ON rule_to_check
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_rule();
"""
CHECK_KIND = """
  ELSIF NEW.rule = '{kind}_needs_evidence' THEN
    SELECT f.key INTO bare FROM {table} f WHERE f.id = ANY (NEW.facts) AND f.published
      AND NOT EXISTS (SELECT FROM funding_evidence e WHERE e.{kind}_id = f.id) LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'published without evidence: {kind} %', bare
        USING ERRCODE = 'check_violation', CONSTRAINT = NEW.rule;
    END IF;
"""
# What a statement on a table may break: the facts among its rows, and the rule that they are held to.
TOUCHED = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  INSERT INTO rule_to_check (rule, facts) {query};
  RETURN NULL;
END $body$;
"""
INSERTED = """
CREATE TRIGGER {name}_on_insert AFTER INSERT ON {table}
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION {name}();
"""
CHANGED = """
CREATE TRIGGER {name}_on_update AFTER UPDATE ON {table}
  REFERENCING {which} TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION {name}();
"""
DELETED = """
CREATE TRIGGER {name}_on_delete AFTER DELETE ON {table}
  REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION {name}();
"""
PUBLISHED = "SELECT '{kind}_needs_evidence', array_agg(id) FROM touched WHERE published HAVING count(*) > 0"
SIDES = "SELECT 'award_has_both_sides', array_agg(DISTINCT {award}) FROM touched HAVING count(*) > 0"
EVIDENCE_OF = """
  SELECT each.rule, each.facts FROM (SELECT {arrays} FROM touched) found
  CROSS JOIN LATERAL (VALUES {pairs}) each (rule, facts) WHERE each.facts IS NOT NULL"""


def forwards() -> str:
    kinds = "".join(CHECK_KIND.format(kind=kind, table=table) for kind, table in FACTS.items())
    steps = [TO_CHECK, CHECK.format(kinds=kinds)]
    for kind, table in FACTS.items():
        steps += watched(f"published_{kind}", table, PUBLISHED.format(kind=kind), INSERTED, CHANGED, which="NEW")
    steps += watched("evidence_taken_away", "funding_evidence", evidence_of(), CHANGED, DELETED, which="OLD")
    steps += watched("award_with_sides", "funding_award", SIDES.format(award="id"), INSERTED, CHANGED, which="NEW")
    steps += watched(
        "side_taken_away", "funding_awardparty", SIDES.format(award="award_id"), CHANGED, DELETED, which="OLD"
    )
    return "".join(steps)


def watched(name: str, table: str, query: str, *when: str, which: str) -> list[str]:
    """The function that writes down what a statement touched, and the triggers that call it."""
    return [TOUCHED.format(name=name, query=query), *(one.format(name=name, table=table, which=which) for one in when)]


def evidence_of() -> str:
    """The facts that the touched evidence speaks of, by kind: found in one look at its rows."""
    arrays = ", ".join(
        f"array_agg(DISTINCT {kind}_id) FILTER (WHERE {kind}_id IS NOT NULL) AS {kind}" for kind in FACTS
    )
    pairs = ", ".join(f"('{kind}_needs_evidence', found.{kind})" for kind in FACTS)
    return EVIDENCE_OF.format(arrays=arrays, pairs=pairs)


def backwards() -> str:
    """The triggers go with their functions."""
    names = [*(f"published_{kind}" for kind in FACTS), "evidence_taken_away", "award_with_sides", "side_taken_away"]
    gone = "".join(f"DROP FUNCTION {name}() CASCADE;\n" for name in names)
    return f"{gone}DROP TABLE rule_to_check;\nDROP FUNCTION check_rule();\n"


class Migration(migrations.Migration):
    dependencies = [("funding", "0001_tables")]
    replaces = [
        ("funding", "0003_rules"),
        ("funding", "0007_rules_in_one_look"),
        ("funding", "0013_rules_by_statement"),
        ("funding", "0022_evidence_taken_away_in_one_look"),
    ]
    operations = [migrations.RunSQL(forwards(), backwards())]

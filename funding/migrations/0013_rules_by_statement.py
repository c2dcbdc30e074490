"""The rules of 0003_rules, checked for all rows of a statement at once: the same rules under the same names.

A statement that could break a rule writes down which facts it touched (`rule_to_check`); what stands at the end of the
transaction is looked at in one query for each such statement. Looking row by row took 3 s of an import of 100,000 rows, and
hours where the planner chose to read a whole table for each of them (2026-11).
"""

from importlib import import_module

from django.db import migrations

before = import_module("funding.migrations.0007_rules_in_one_look")
FACTS = before.rules.FACTS

# Rows stand here only until their transaction ends: nothing is lost with a crash, so nothing needs to be logged.
TO_CHECK = """
CREATE UNLOGGED TABLE rule_to_check (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  rule text NOT NULL,
  facts bigint[] STORAGE EXTERNAL NOT NULL
);
"""
CHECK = """
CREATE FUNCTION check_rule() RETURNS trigger LANGUAGE plpgsql AS $body$
DECLARE
  bare text;
BEGIN
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
  DELETE FROM rule_to_check WHERE id = NEW.id;
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
  SELECT each.rule, array_agg(DISTINCT each.fact) FROM touched t CROSS JOIN LATERAL (VALUES {pairs}) each (rule, fact)
  WHERE each.fact IS NOT NULL GROUP BY each.rule"""


def forwards() -> str:
    kinds = "".join(CHECK_KIND.format(kind=kind, table=table) for kind, table in FACTS.items())
    steps = [drop_old(), TO_CHECK, CHECK.format(kinds=kinds)]
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
    """The facts that the touched evidence speaks of, by kind."""
    pairs = ", ".join(f"('{kind}_needs_evidence', t.{kind}_id)" for kind in FACTS)
    return EVIDENCE_OF.format(pairs=pairs)


def drop_old() -> str:
    """The triggers go with their functions."""
    names = [*(f"{kind}_needs_evidence" for kind in FACTS), "last_evidence_stays", "award_has_both_sides"]
    return "".join(f"DROP FUNCTION {name}() CASCADE;\n" for name in names)


def backwards() -> str:
    names = [*(f"published_{kind}" for kind in FACTS), "evidence_taken_away", "award_with_sides", "side_taken_away"]
    gone = "".join(f"DROP FUNCTION {name}() CASCADE;\n" for name in names)
    facts = "".join(before.rules.FACT_FUNCTION.format(name=kind, table=table) for kind, table in FACTS.items())
    again = facts + before.rules.last_evidence() + before.rules.SIDES + before.forwards()
    return f"{gone}DROP TABLE rule_to_check;\nDROP FUNCTION check_rule();\n{again}"


class Migration(migrations.Migration):
    dependencies = [
        ("funding", "0012_reading_profiles_and_row_effects"),
        ("projects", "0006_search_stems_and_sort_orders"),
    ]
    operations = [migrations.RunSQL(forwards(), backwards())]

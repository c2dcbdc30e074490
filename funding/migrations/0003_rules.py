"""What the database itself refuses at the end of a transaction: a public fact without evidence, an award with a
side that has neither a name nor a reason."""

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

# The row may have been changed again or deleted since: what stands at the end of the transaction counts.
FACT_FUNCTION = """
CREATE FUNCTION {name}_needs_evidence() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  IF EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id AND published)
     AND NOT EXISTS (SELECT 1 FROM funding_evidence WHERE {name}_id = NEW.id) THEN
    RAISE EXCEPTION 'published without evidence: {name} %', NEW.key
      USING ERRCODE = 'check_violation', CONSTRAINT = '{name}_needs_evidence';
  END IF;
  RETURN NULL;
END $body$;
CREATE CONSTRAINT TRIGGER {name}_needs_evidence AFTER INSERT OR UPDATE OF published ON {table}
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.published) EXECUTE FUNCTION {name}_needs_evidence();
"""

LAST_EVIDENCE = """
  IF OLD.{name}_id IS NOT NULL
     AND EXISTS (SELECT 1 FROM {table} WHERE id = OLD.{name}_id AND published)
     AND NOT EXISTS (SELECT 1 FROM funding_evidence WHERE {name}_id = OLD.{name}_id) THEN
    RAISE EXCEPTION 'the last evidence of a published fact was taken away: {name} %', OLD.{name}_id
      USING ERRCODE = 'check_violation', CONSTRAINT = '{name}_needs_evidence';
  END IF;
"""

SIDES = """
CREATE FUNCTION award_has_both_sides() RETURNS trigger LANGUAGE plpgsql AS $body$
DECLARE
  award funding_award%ROWTYPE;
BEGIN
  IF TG_TABLE_NAME = 'funding_award' THEN
    SELECT * INTO award FROM funding_award WHERE id = NEW.id;
  ELSE
    SELECT * INTO award FROM funding_award WHERE id = OLD.award_id;
  END IF;
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF award.payer_absent = '' AND NOT EXISTS
     (SELECT 1 FROM funding_awardparty WHERE award_id = award.id AND role = 'payer') THEN
    RAISE EXCEPTION 'award % has no payer and no reason why', award.key
      USING ERRCODE = 'check_violation', CONSTRAINT = 'award_has_both_sides';
  END IF;
  IF award.recipient_absent = '' AND NOT EXISTS
     (SELECT 1 FROM funding_awardparty WHERE award_id = award.id AND role = 'recipient') THEN
    RAISE EXCEPTION 'award % has no recipient and no reason why', award.key
      USING ERRCODE = 'check_violation', CONSTRAINT = 'award_has_both_sides';
  END IF;
  RETURN NULL;
END $body$;
CREATE CONSTRAINT TRIGGER award_has_both_sides AFTER INSERT OR UPDATE ON funding_award
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION award_has_both_sides();
CREATE CONSTRAINT TRIGGER award_keeps_both_sides AFTER DELETE OR UPDATE ON funding_awardparty
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION award_has_both_sides();
"""


def last_evidence() -> str:
    checks = "".join(LAST_EVIDENCE.format(name=name, table=table) for name, table in FACTS.items())
    return f"""
CREATE FUNCTION last_evidence_stays() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN {checks} RETURN NULL;
END $body$;
CREATE CONSTRAINT TRIGGER last_evidence_stays AFTER DELETE OR UPDATE ON funding_evidence
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION last_evidence_stays();
"""


def undo() -> str:
    lines = [f"DROP FUNCTION {name}_needs_evidence() CASCADE;" for name in FACTS]
    return "\n".join(
        [*lines, "DROP FUNCTION last_evidence_stays() CASCADE;", "DROP FUNCTION award_has_both_sides() CASCADE;"]
    )


class Migration(migrations.Migration):
    dependencies = [("funding", "0002_initial")]
    operations = [
        migrations.RunSQL(
            "\n".join(FACT_FUNCTION.format(name=name, table=table) for name, table in FACTS.items())
            + last_evidence()
            + SIDES,
            undo(),
        )
    ]

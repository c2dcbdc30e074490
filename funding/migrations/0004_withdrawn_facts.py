"""What was withdrawn is never published again, whatever file brings it back.

Whether anything of a kind was withdrawn is asked once a statement: asked for each row it took a seventh of the time in which an
import wrote its facts (2026-11). Each row is still asked about where something was.
"""

from importlib import import_module

from django.db import migrations

FACTS = import_module("funding.migrations.0002_evidence_and_sides").FACTS

LOOK = """
CREATE FUNCTION look_for_withdrawn() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  PERFORM set_config('withdrawn.' || TG_ARGV[0],
    EXISTS (SELECT FROM funding_withdrawal WHERE kind = TG_ARGV[0])::text, true);
  RETURN NULL;
END $body$;
"""
STAYS_AWAY = """
CREATE FUNCTION {name}_stays_withdrawn() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  IF EXISTS (SELECT 1 FROM funding_withdrawal
             WHERE register_id = NEW.register_id AND kind = '{name}' AND key = NEW.key) THEN
    NEW.published = false;
  END IF;
  RETURN NEW;
END $body$;
CREATE TRIGGER {name}_looks_for_withdrawn BEFORE INSERT OR UPDATE ON {table}
  FOR EACH STATEMENT EXECUTE FUNCTION look_for_withdrawn('{name}');
CREATE TRIGGER {name}_stays_withdrawn BEFORE INSERT OR UPDATE ON {table}
  FOR EACH ROW WHEN (NEW.published AND current_setting('withdrawn.{name}', true) IS DISTINCT FROM 'false')
  EXECUTE FUNCTION {name}_stays_withdrawn();
"""


def forwards() -> str:
    return LOOK + "".join(STAYS_AWAY.format(name=name, table=table) for name, table in FACTS.items())


def backwards() -> str:
    """The triggers go with their functions."""
    names = [*(f"{name}_stays_withdrawn" for name in FACTS), "look_for_withdrawn"]
    return "".join(f"DROP FUNCTION {name}() CASCADE;\n" for name in names)


class Migration(migrations.Migration):
    dependencies = [("funding", "0003_keys_by_statement")]
    replaces = [
        ("funding", "0026_withdrawn_facts_are_looked_for_once"),
    ]
    operations = [migrations.RunSQL(forwards(), backwards())]

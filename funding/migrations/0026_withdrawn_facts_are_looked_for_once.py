"""Whether anything of a kind was withdrawn is asked once a statement: the question of 0015, asked for each row, took a
seventh of the time in which an import wrote its facts (2026-11). Each row is still asked about where something was."""

from importlib import import_module

from django.db import migrations

FACTS = import_module("funding.migrations.0015_release_files_and_withdrawals").FACTS

LOOK = """
CREATE FUNCTION look_for_withdrawn() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  PERFORM set_config('withdrawn.' || TG_ARGV[0],
    EXISTS (SELECT FROM funding_withdrawal WHERE kind = TG_ARGV[0])::text, true);
  RETURN NULL;
END $body$;
"""
ONCE = """
CREATE TRIGGER {name}_looks_for_withdrawn BEFORE INSERT OR UPDATE ON {table}
  FOR EACH STATEMENT EXECUTE FUNCTION look_for_withdrawn('{name}');
DROP TRIGGER {name}_stays_withdrawn ON {table};
CREATE TRIGGER {name}_stays_withdrawn BEFORE INSERT OR UPDATE ON {table}
  FOR EACH ROW WHEN (NEW.published AND current_setting('withdrawn.{name}', true) IS DISTINCT FROM 'false')
  EXECUTE FUNCTION {name}_stays_withdrawn();
"""
EACH = """
DROP TRIGGER {name}_looks_for_withdrawn ON {table};
DROP TRIGGER {name}_stays_withdrawn ON {table};
CREATE TRIGGER {name}_stays_withdrawn BEFORE INSERT OR UPDATE ON {table}
  FOR EACH ROW WHEN (NEW.published) EXECUTE FUNCTION {name}_stays_withdrawn();
"""


class Migration(migrations.Migration):
    dependencies = [("funding", "0025_reported_figures_carry_their_part")]
    operations = [
        migrations.RunSQL(LOOK, "DROP FUNCTION look_for_withdrawn()"),
        *(
            migrations.RunSQL(ONCE.format(name=name, table=table), EACH.format(name=name, table=table))
            for name, table in FACTS.items()
        ),
    ]

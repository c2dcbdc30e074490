"""Several programs raise the data version of a register; the database itself says when."""

from django.db import migrations

CHANGED = """
CREATE FUNCTION register_data_changed() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  NEW.data_changed_at = now();
  RETURN NEW;
END $body$;
CREATE TRIGGER register_data_changed BEFORE UPDATE ON projects_register
  FOR EACH ROW WHEN (NEW.data_version IS DISTINCT FROM OLD.data_version) EXECUTE FUNCTION register_data_changed();
"""
UNDO = """
DROP TRIGGER register_data_changed ON projects_register;
DROP FUNCTION register_data_changed();
"""


class Migration(migrations.Migration):
    dependencies = [("projects", "0002_tables")]
    replaces = [("projects", "0007_data_changed_at")]
    operations = [migrations.RunSQL(CHANGED, UNDO)]

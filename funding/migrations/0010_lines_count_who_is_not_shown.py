"""The view of 0005 as it is written today, also where it was made before: who is not shown still stands beside the others."""

from django.db import migrations

from funding.models.lines import SQL, TABLE


class Migration(migrations.Migration):
    dependencies = [("funding", "0009_keys_held_against_tables")]
    operations = [migrations.RunSQL(f"CREATE OR REPLACE VIEW {TABLE} AS {SQL}", migrations.RunSQL.noop)]

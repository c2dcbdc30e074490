"""The view that the questions count names no body that is not public, and tells public bodies without a name apart."""

from django.db import migrations

from funding.models.lines import SQL, TABLE


class Migration(migrations.Migration):
    dependencies = [("funding", "0020_work_on_editions")]

    operations = [migrations.RunSQL(f"CREATE OR REPLACE VIEW {TABLE} AS {SQL}", migrations.RunSQL.noop)]

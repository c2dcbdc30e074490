"""`check_key` and `share_register` as they are written in 0003 today, also where they were made before."""

from importlib import import_module

from django.db import migrations

KEYS = import_module("funding.migrations.0003_keys_by_statement")


class Migration(migrations.Migration):
    dependencies = [("funding", "0008_stems_without_statistics")]
    operations = [migrations.RunSQL(KEYS.LOCKS + KEYS.CHECK, migrations.RunSQL.noop)]

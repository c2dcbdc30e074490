"""The view that the questions count: one row per current award, each side told in one word (funding/models/lines.py)."""

from django.db import migrations

from funding.models.lines import SQL, TABLE


class Migration(migrations.Migration):
    dependencies = [("funding", "0004_withdrawn_facts")]
    replaces = [
        ("funding", "0018_awards_as_questions_count_them"),
        ("funding", "0021_lines_name_what_is_public"),
    ]
    operations = [migrations.RunSQL(f"CREATE VIEW {TABLE} AS {SQL}", f"DROP VIEW {TABLE}")]

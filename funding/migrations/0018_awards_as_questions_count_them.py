"""The view that the questions count: one row per current award, each side told in one word (funding/models/lines.py)."""

import django.db.models.deletion
from django.db import migrations, models

from funding.models.lines import SQL, TABLE

MODEL = migrations.CreateModel(
    name="AwardLine",
    fields=[
        (
            "award",
            models.OneToOneField(
                on_delete=django.db.models.deletion.DO_NOTHING,
                primary_key=True,
                related_name="line",
                serialize=False,
                to="funding.award",
            ),
        ),
        ("published", models.BooleanField()),
        ("currency", models.CharField(max_length=3)),
        ("amount", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
        ("amount_status", models.CharField(max_length=12)),
        ("flow_level", models.CharField(max_length=10)),
        ("count_of_projects", models.PositiveIntegerField()),
        ("in_scope", models.CharField(max_length=8)),
        ("instrument", models.CharField(max_length=12)),
        ("payer_absent", models.CharField(max_length=12)),
        ("recipient_absent", models.CharField(max_length=12)),
        ("year", models.IntegerField(null=True)),
        ("payers", models.IntegerField()),
        ("recipients", models.IntegerField()),
        ("payer_kind", models.CharField(max_length=30)),
        ("recipient_kind", models.CharField(max_length=30)),
        ("payer_sector", models.CharField(max_length=12)),
        ("recipient_sector", models.CharField(max_length=12)),
        ("public_payer", models.BooleanField()),
        ("parts_known", models.BooleanField()),
        ("side", models.CharField(max_length=12)),
        ("decider", models.CharField(max_length=12)),
    ],
    options={"db_table": TABLE, "ordering": ["award"], "managed": False},
)


class Migration(migrations.Migration):
    dependencies = [
        ("funding", "0017_people_wait_for_a_human"),
        ("projects", "0009_fold_in_less_time"),
    ]

    operations = [
        migrations.RunSQL(f"CREATE VIEW {TABLE} AS {SQL}", f"DROP VIEW {TABLE}", state_operations=[MODEL]),
    ]

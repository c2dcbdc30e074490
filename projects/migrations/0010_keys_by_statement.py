"""The keys that every row of an import has are no constraints of their own any more: triggers of funding/migrations/0019
look at all rows of a statement at once."""

import django.db.models.deletion
from django.db import migrations, models

from projects.steps import together


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0009_fold_in_less_time"),
    ]

    operations = together(
        migrations.AlterField(
            model_name="boardmembership",
            name="register",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                to="projects.register",
                verbose_name="register",
            ),
        ),
        migrations.AlterField(
            model_name="organization",
            name="register",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                to="projects.register",
                verbose_name="register",
            ),
        ),
        migrations.AlterField(
            model_name="organizationevent",
            name="register",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                to="projects.register",
                verbose_name="register",
            ),
        ),
        migrations.AlterField(
            model_name="participation",
            name="organization",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="participations",
                to="projects.organization",
            ),
        ),
        migrations.AlterField(
            model_name="participation",
            name="project",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="participations",
                to="projects.project",
            ),
        ),
        migrations.AlterField(
            model_name="participation",
            name="register",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                to="projects.register",
                verbose_name="register",
            ),
        ),
        migrations.AlterField(
            model_name="person",
            name="register",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                to="projects.register",
                verbose_name="register",
            ),
        ),
        migrations.AlterField(
            model_name="position",
            name="register",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                to="projects.register",
                verbose_name="register",
            ),
        ),
        migrations.AlterField(
            model_name="project",
            name="register",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                to="projects.register",
                verbose_name="register",
            ),
        ),
        migrations.AlterField(
            model_name="projectusedomain",
            name="project",
            field=models.ForeignKey(
                db_constraint=False, on_delete=django.db.models.deletion.CASCADE, to="projects.project"
            ),
        ),
        migrations.AlterField(
            model_name="projectusetype",
            name="project",
            field=models.ForeignKey(
                db_constraint=False, on_delete=django.db.models.deletion.CASCADE, to="projects.project"
            ),
        ),
    )

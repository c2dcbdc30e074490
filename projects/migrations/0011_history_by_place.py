"""The rows of one context of the history stand side by side: a summary of each megabyte finds them."""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

from projects.steps import together


class Migration(migrations.Migration):
    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("projects", "0010_keys_by_statement"),
    ]

    operations = together(
        migrations.AlterField(
            model_name="boardmembershiphistory",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AlterField(
            model_name="identifierhistory",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AlterField(
            model_name="organizationeventhistory",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AlterField(
            model_name="organizationhistory",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AlterField(
            model_name="organizationnamehistory",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AlterField(
            model_name="organizationsectorhistory",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AlterField(
            model_name="organizationtiehistory",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AlterField(
            model_name="participationhistory",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AlterField(
            model_name="personhistory",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AlterField(
            model_name="positionhistory",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AlterField(
            model_name="projecthistory",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AlterField(
            model_name="projectusedomainhistory",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AlterField(
            model_name="projectusetypehistory",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddIndex(
            model_name="boardmembershiphistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="projects_bo_pgh_con_475076_brin"
            ),
        ),
        migrations.AddIndex(
            model_name="identifierhistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="projects_id_pgh_con_71cccc_brin"
            ),
        ),
        migrations.AddIndex(
            model_name="organizationeventhistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="projects_or_pgh_con_d2eca7_brin"
            ),
        ),
        migrations.AddIndex(
            model_name="organizationhistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="projects_or_pgh_con_26527a_brin"
            ),
        ),
        migrations.AddIndex(
            model_name="organizationnamehistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="projects_or_pgh_con_9d02f8_brin"
            ),
        ),
        migrations.AddIndex(
            model_name="organizationsectorhistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="projects_or_pgh_con_13b9c8_brin"
            ),
        ),
        migrations.AddIndex(
            model_name="organizationtiehistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="projects_or_pgh_con_9d9dd6_brin"
            ),
        ),
        migrations.AddIndex(
            model_name="participationhistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="projects_pa_pgh_con_e860db_brin"
            ),
        ),
        migrations.AddIndex(
            model_name="personhistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="projects_pe_pgh_con_f573a2_brin"
            ),
        ),
        migrations.AddIndex(
            model_name="positionhistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="projects_po_pgh_con_c160cf_brin"
            ),
        ),
        migrations.AddIndex(
            model_name="projecthistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="projects_pr_pgh_con_e3bd64_brin"
            ),
        ),
        migrations.AddIndex(
            model_name="projectusedomainhistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="projects_pr_pgh_con_eac66c_brin"
            ),
        ),
        migrations.AddIndex(
            model_name="projectusetypehistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="projects_pr_pgh_con_3f58f9_brin"
            ),
        ),
    )

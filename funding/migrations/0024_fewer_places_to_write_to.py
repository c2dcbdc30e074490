"""Fewer places to write to for each row of an import.

What is found by its context, or by the staged row that it was read from, stands side by side: a summary of each megabyte
is enough. Few awards hang on another one. A staged row has room beside it for its new state, so that no index is touched
when it is published; it never moves to another import, so nothing is written down of a change of it.
"""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from projects.steps import together

ROOM = "ALTER TABLE funding_stagedrow SET (fillfactor = 50);"
NO_ROOM = "ALTER TABLE funding_stagedrow RESET (fillfactor);"
STAYS = """
DROP TRIGGER keys_on_update ON funding_stagedrow;
CREATE FUNCTION staged_row_stays() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  RAISE EXCEPTION 'a staged row never moves to another import'
    USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'funding_stagedrow_batch_id';
END $body$;
CREATE TRIGGER staged_row_stays BEFORE UPDATE OF batch_id ON funding_stagedrow
  FOR EACH ROW WHEN (OLD.batch_id IS DISTINCT FROM NEW.batch_id) EXECUTE FUNCTION staged_row_stays();
"""
MOVES = """
DROP FUNCTION staged_row_stays() CASCADE;
CREATE TRIGGER keys_on_update AFTER UPDATE ON funding_stagedrow
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION funding_stagedrow_keys();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("funding", "0023_reported_figures_carry_their_rule"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("projects", "0010_keys_by_statement"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = together(
        migrations.AlterField(
            model_name="accessrequesthistory",
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
            model_name="award",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="regrants",
                to="funding.award",
                verbose_name="out of the transfer",
            ),
        ),
        migrations.AlterField(
            model_name="award",
            name="supersedes",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="superseded_by",
                to="funding.award",
                verbose_name="supersedes or pays",
            ),
        ),
        migrations.AlterField(
            model_name="awardhistory",
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
            model_name="awardpartyhistory",
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
            model_name="awardyearhistory",
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
            model_name="contributionhistory",
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
            model_name="correctionhistory",
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
            model_name="evidence",
            name="staged_row",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="evidence",
                to="funding.stagedrow",
            ),
        ),
        migrations.AlterField(
            model_name="evidencehistory",
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
            model_name="findinghistory",
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
            model_name="programmehistory",
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
            model_name="programmepartyhistory",
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
            model_name="reportedfigurehistory",
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
            model_name="stagedrow",
            name="batch",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="rows",
                to="funding.import",
            ),
        ),
        migrations.AddIndex(
            model_name="accessrequesthistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="funding_acc_pgh_con_a35381_brin"
            ),
        ),
        migrations.AddIndex(
            model_name="award",
            index=models.Index(condition=models.Q(("parent__isnull", False)), fields=["parent"], name="award_out_of"),
        ),
        migrations.AddIndex(
            model_name="award",
            index=models.Index(
                condition=models.Q(("supersedes__isnull", False)), fields=["supersedes"], name="award_superseding"
            ),
        ),
        migrations.AddIndex(
            model_name="awardhistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="funding_awa_pgh_con_d1c7d1_brin"
            ),
        ),
        migrations.AddIndex(
            model_name="awardpartyhistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="funding_awa_pgh_con_13443a_brin"
            ),
        ),
        migrations.AddIndex(
            model_name="awardyearhistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="funding_awa_pgh_con_c92d10_brin"
            ),
        ),
        migrations.AddIndex(
            model_name="contributionhistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="funding_con_pgh_con_0c1ac7_brin"
            ),
        ),
        migrations.AddIndex(
            model_name="correctionhistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="funding_cor_pgh_con_7f5e0a_brin"
            ),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["staged_row"], name="evidence_of_staged_row", pages_per_range=16
            ),
        ),
        migrations.AddIndex(
            model_name="evidencehistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="funding_evi_pgh_con_785f8a_brin"
            ),
        ),
        migrations.AddIndex(
            model_name="findinghistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="funding_fin_pgh_con_4c2898_brin"
            ),
        ),
        migrations.AddIndex(
            model_name="programmehistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="funding_pro_pgh_con_c0fec1_brin"
            ),
        ),
        migrations.AddIndex(
            model_name="programmepartyhistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="funding_pro_pgh_con_8d2c5d_brin"
            ),
        ),
        migrations.AddIndex(
            model_name="reportedfigurehistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="funding_rep_pgh_con_721535_brin"
            ),
        ),
        migrations.RunSQL(ROOM, NO_ROOM),
        migrations.RunSQL(STAYS, MOVES),
    )

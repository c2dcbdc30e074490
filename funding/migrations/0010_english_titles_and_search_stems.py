"""English titles of awards; stems for search, and an index for each way to sort awards and programmes."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.functions.comparison
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from projects.steps import together


class Migration(migrations.Migration):
    dependencies = [
        ("funding", "0009_public_payers_without_a_name"),
        ("projects", "0006_search_stems_and_sort_orders"),
    ]

    operations = together(
        pgtrigger.migrations.RemoveTrigger(
            model_name="award",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="award",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="award",
            name="delete_delete",
        ),
        migrations.RemoveIndex(
            model_name="award",
            name="award_by_year",
        ),
        migrations.AddField(
            model_name="award",
            name="title_en",
            field=models.CharField(blank=True, max_length=400, verbose_name="title in English"),
        ),
        migrations.AddField(
            model_name="awardhistory",
            name="title_en",
            field=models.CharField(blank=True, max_length=400, verbose_name="title in English"),
        ),
        migrations.AddIndex(
            model_name="award",
            index=django.contrib.postgres.indexes.GinIndex(
                models.Func(
                    models.F("folded"),
                    models.F("title_en"),
                    models.F("description"),
                    models.F("recipient_text"),
                    function="search_words",
                    output_field=django.contrib.postgres.search.SearchVectorField(),
                ),
                name="award_stems",
            ),
        ),
        migrations.AddIndex(
            model_name="award",
            index=models.Index(
                models.F("register"),
                models.OrderBy(models.F("amount"), nulls_last=True),
                models.F("id"),
                name="award_by_smallest_amount",
            ),
        ),
        migrations.AddIndex(
            model_name="award",
            index=models.Index(fields=["register", "folded", "id"], name="award_by_title"),
        ),
        migrations.AddIndex(
            model_name="award",
            index=models.Index(
                models.F("register"),
                models.OrderBy(
                    django.db.models.functions.comparison.Coalesce(
                        "fiscal_year",
                        models.Case(
                            models.When(
                                models.Q(("date", ""), _negated=True),
                                then=django.db.models.functions.comparison.Cast(
                                    django.db.models.functions.text.Left(
                                        django.db.models.functions.comparison.Cast("date", models.TextField()), 4
                                    ),
                                    models.IntegerField(),
                                ),
                            ),
                            default=None,
                            output_field=models.IntegerField(),
                        ),
                    ),
                    descending=True,
                    nulls_last=True,
                ),
                models.OrderBy(models.F("amount"), descending=True, nulls_last=True),
                models.F("id"),
                name="award_by_year_told",
            ),
        ),
        migrations.AddIndex(
            model_name="programme",
            index=django.contrib.postgres.indexes.GinIndex(
                models.Func(
                    models.F("folded"),
                    models.F("name_en"),
                    models.F("description"),
                    function="search_words",
                    output_field=django.contrib.postgres.search.SearchVectorField(),
                ),
                name="programme_stems",
            ),
        ),
        migrations.AddIndex(
            model_name="programme",
            index=models.Index(fields=["register", "folded", "id"], name="programme_by_name"),
        ),
        migrations.AddIndex(
            model_name="source",
            index=django.contrib.postgres.indexes.GinIndex(
                models.Func(
                    models.F("title"),
                    models.F("author"),
                    models.F("publisher"),
                    function="search_words",
                    output_field=django.contrib.postgres.search.SearchVectorField(),
                ),
                name="source_stems",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="award",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funding_awardhistory" ("amount", "amount_status", "amount_text", "count_of_projects", "currency", "date", "description", "fee", "fiscal_year", "flow_level", "id", "in_scope", "instrument", "key", "money_stage", "note", "parent_id", "payer_absent", "period_text", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "project_id", "published", "recipient_absent", "recipient_text", "reference", "region", "register_id", "rounded_to", "supersedes_id", "title", "title_en") SELECT new_values."amount", new_values."amount_status", new_values."amount_text", new_values."count_of_projects", new_values."currency", new_values."date", new_values."description", new_values."fee", new_values."fiscal_year", new_values."flow_level", new_values."id", new_values."in_scope", new_values."instrument", new_values."key", new_values."money_stage", new_values."note", new_values."parent_id", new_values."payer_absent", new_values."period_text", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."programme_id", new_values."project_id", new_values."published", new_values."recipient_absent", new_values."recipient_text", new_values."reference", new_values."region", new_values."register_id", new_values."rounded_to", new_values."supersedes_id", new_values."title", new_values."title_en" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8fdfeb8c3bf79c05411f1f0b55c1976509c08f75",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_51a6c",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funding_award",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="award",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funding_awardhistory" ("amount", "amount_status", "amount_text", "count_of_projects", "currency", "date", "description", "fee", "fiscal_year", "flow_level", "id", "in_scope", "instrument", "key", "money_stage", "note", "parent_id", "payer_absent", "period_text", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "project_id", "published", "recipient_absent", "recipient_text", "reference", "region", "register_id", "rounded_to", "supersedes_id", "title", "title_en") SELECT new_values."amount", new_values."amount_status", new_values."amount_text", new_values."count_of_projects", new_values."currency", new_values."date", new_values."description", new_values."fee", new_values."fiscal_year", new_values."flow_level", new_values."id", new_values."in_scope", new_values."instrument", new_values."key", new_values."money_stage", new_values."note", new_values."parent_id", new_values."payer_absent", new_values."period_text", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."programme_id", new_values."project_id", new_values."published", new_values."recipient_absent", new_values."recipient_text", new_values."reference", new_values."region", new_values."register_id", new_values."rounded_to", new_values."supersedes_id", new_values."title", new_values."title_en" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d0534f163db34b9c6448707819fadb0f224fdb30",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_23f31",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funding_award",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="award",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funding_awardhistory" ("amount", "amount_status", "amount_text", "count_of_projects", "currency", "date", "description", "fee", "fiscal_year", "flow_level", "id", "in_scope", "instrument", "key", "money_stage", "note", "parent_id", "payer_absent", "period_text", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "project_id", "published", "recipient_absent", "recipient_text", "reference", "region", "register_id", "rounded_to", "supersedes_id", "title", "title_en") SELECT old_values."amount", old_values."amount_status", old_values."amount_text", old_values."count_of_projects", old_values."currency", old_values."date", old_values."description", old_values."fee", old_values."fiscal_year", old_values."flow_level", old_values."id", old_values."in_scope", old_values."instrument", old_values."key", old_values."money_stage", old_values."note", old_values."parent_id", old_values."payer_absent", old_values."period_text", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."programme_id", old_values."project_id", old_values."published", old_values."recipient_absent", old_values."recipient_text", old_values."reference", old_values."region", old_values."register_id", old_values."rounded_to", old_values."supersedes_id", old_values."title", old_values."title_en" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="71d629447f56e0baa4a5f3395d7e71d905bc4d8e",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6241d",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funding_award",
                    when="AFTER",
                ),
            ),
        ),
    )

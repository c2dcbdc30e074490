"""The tables of the money and of how we know, with their constraints, indexes and history."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.db.models.lookups
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import projects.dates
from projects.steps import together


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("funding", "0001_initial"),
        ("funding", "0002_initial"),
        ("funding", "0005_rows_keep_everything"),
        ("funding", "0006_evidence_and_history_indexes"),
        ("funding", "0008_one_index_a_question"),
        ("funding", "0009_public_payers_without_a_name"),
        ("funding", "0010_english_titles_and_search_stems"),
        ("funding", "0011_findings_and_corrections"),
        ("funding", "0012_reading_profiles_and_row_effects"),
        ("funding", "0014_payments_during_a_seat_or_soon_after"),
        ("funding", "0015_release_files_and_withdrawals"),
        ("funding", "0016_scope_of_rows"),
        ("funding", "0017_people_wait_for_a_human"),
        ("funding", "0020_work_on_editions"),
        ("funding", "0023_reported_figures_carry_their_rule"),
        ("funding", "0024_fewer_places_to_write_to"),
        ("funding", "0025_reported_figures_carry_their_part"),
    ]

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("projects", "0002_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = together(
        migrations.CreateModel(
            name="Award",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=100, verbose_name="public key")),
                ("published", models.BooleanField(default=False, verbose_name="published")),
                (
                    "amount",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=20, null=True, verbose_name="amount"),
                ),
                ("currency", models.CharField(default="CAD", max_length=3, verbose_name="currency")),
                (
                    "amount_status",
                    models.CharField(
                        choices=[
                            ("exact", "Exact"),
                            ("at_least", "At least"),
                            ("more_than", "More than"),
                            ("at_most", "At most"),
                            ("about", "About"),
                            ("average", "Average"),
                            ("in_words", "In words only"),
                            ("undisclosed", "Not stated"),
                            ("withheld", "Withheld by the body"),
                            ("unreadable", "Could not be read"),
                        ],
                        max_length=12,
                        verbose_name="how the amount is known",
                    ),
                ),
                (
                    "amount_text",
                    models.CharField(blank=True, max_length=200, verbose_name="amount in the source's words"),
                ),
                (
                    "rounded_to",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=20, null=True, verbose_name="rounded to"
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=400, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=400, verbose_name="title in English")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("reference", models.CharField(blank=True, max_length=120, verbose_name="reference")),
                (
                    "instrument",
                    models.CharField(
                        choices=[
                            ("grant", "Grant"),
                            ("loan", "Loan"),
                            ("equity", "Equity"),
                            ("contract", "Contract"),
                            ("tax_credit", "Tax credit"),
                            ("in_kind", "In kind"),
                            ("mixed", "Several instruments"),
                            ("unknown", "Not stated"),
                        ],
                        default="unknown",
                        max_length=12,
                        verbose_name="instrument",
                    ),
                ),
                (
                    "money_stage",
                    models.CharField(
                        choices=[
                            ("announced", "Announced"),
                            ("committed", "Committed"),
                            ("paid", "Paid"),
                            ("unknown", "Not stated"),
                        ],
                        default="unknown",
                        max_length=12,
                        verbose_name="money stage",
                    ),
                ),
                (
                    "flow_level",
                    models.CharField(
                        choices=[("transfer", "Transfer to an intermediary"), ("final", "Final award")],
                        default="final",
                        max_length=10,
                        verbose_name="level",
                    ),
                ),
                (
                    "date",
                    projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="decided on"),
                ),
                (
                    "fiscal_year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="first fiscal year"),
                ),
                (
                    "period_text",
                    models.CharField(blank=True, max_length=80, verbose_name="period in the source's words"),
                ),
                ("count_of_projects", models.PositiveIntegerField(default=1, verbose_name="projects in this line")),
                (
                    "in_scope",
                    models.CharField(
                        choices=[
                            ("all", "Entirely in the register's scope"),
                            ("part", "Partly in the register's scope"),
                            ("unknown", "Scope not known"),
                        ],
                        default="all",
                        max_length=8,
                        verbose_name="scope",
                    ),
                ),
                ("region", models.CharField(blank=True, max_length=80, verbose_name="region")),
                (
                    "payer_absent",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Named"),
                            ("not_named", "Not named by the source"),
                            ("aggregate", "Several bodies, not told apart"),
                            ("public", "Public bodies, not named"),
                            ("withheld", "Withheld by the body"),
                            ("person", "A person, not published"),
                            ("unreadable", "Could not be read"),
                        ],
                        max_length=12,
                        verbose_name="why no payer is named",
                    ),
                ),
                (
                    "recipient_absent",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Named"),
                            ("not_named", "Not named by the source"),
                            ("aggregate", "Several bodies, not told apart"),
                            ("public", "Public bodies, not named"),
                            ("withheld", "Withheld by the body"),
                            ("person", "A person, not published"),
                            ("unreadable", "Could not be read"),
                        ],
                        max_length=12,
                        verbose_name="why no recipient is named",
                    ),
                ),
                (
                    "recipient_text",
                    models.CharField(blank=True, max_length=300, verbose_name="recipient in the source's words"),
                ),
                (
                    "fee",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=20, null=True, verbose_name="intermediary's fee"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "folded",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("title"), function="fold", output_field=models.TextField()),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
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
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="awards",
                        to="projects.project",
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="projects.register",
                        verbose_name="register",
                    ),
                ),
                (
                    "supersedes",
                    models.ForeignKey(
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
            ],
            options={
                "verbose_name": "award",
                "verbose_name_plural": "awards",
                "ordering": [models.OrderBy(models.F("amount"), descending=True, nulls_last=True), "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                (
                    "record_kind",
                    models.CharField(
                        choices=[
                            ("organization", "Organization"),
                            ("person", "Person"),
                            ("project", "Project"),
                            ("award", "Award"),
                            ("programme", "Programme"),
                            ("source", "Source"),
                            ("finding", "A seat and funding that coincide"),
                        ],
                        max_length=12,
                        verbose_name="kind of record",
                    ),
                ),
                ("record_key", models.CharField(max_length=100, verbose_name="key of the record")),
                (
                    "error_kind",
                    models.CharField(
                        choices=[
                            ("amount", "An amount"),
                            ("name", "A name, or two bodies taken for one"),
                            ("date", "A date"),
                            ("role", "A seat, an office or a role"),
                            ("link", "Who pays or receives, or a project"),
                            ("source", "A source that says something else"),
                            ("privacy", "Information that should not be public"),
                            ("reply", "A reply of someone who is named"),
                            ("other", "Something else"),
                        ],
                        max_length=8,
                        verbose_name="what is wrong",
                    ),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="what is wrong, in words")),
                ("source", models.CharField(blank=True, max_length=500, verbose_name="where it can be checked")),
                ("received_on", models.DateField(auto_now_add=True, verbose_name="received on")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Being looked at"),
                            ("corrected", "Corrected"),
                            ("unchanged", "Left as it is"),
                            ("set_aside", "Set aside"),
                        ],
                        default="received",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                ("change", models.TextField(blank=True, verbose_name="what changed")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="answered on")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="corrections_answered",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="projects.register",
                    ),
                ),
            ],
            options={
                "verbose_name": "correction",
                "verbose_name_plural": "corrections",
                "ordering": ["register", "-number"],
                "permissions": [("answer_correction", "Can answer a reported error")],
            },
        ),
        migrations.CreateModel(
            name="FindingLook",
            fields=[
                (
                    "register",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="finding_look",
                        serialize=False,
                        to="projects.register",
                    ),
                ),
                ("data_version", models.PositiveBigIntegerField(verbose_name="data version")),
                ("rules_version", models.PositiveSmallIntegerField(verbose_name="version of the rules")),
                ("looked_at", models.DateTimeField(auto_now=True, verbose_name="looked at")),
            ],
            options={
                "verbose_name": "look for findings",
                "verbose_name_plural": "looks for findings",
            },
        ),
        migrations.CreateModel(
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
            options={
                "db_table": "funding_awardline",
                "ordering": ["award"],
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="AccessRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=100, verbose_name="public key")),
                ("published", models.BooleanField(default=False, verbose_name="published")),
                ("body_text", models.CharField(blank=True, max_length=200, verbose_name="bodies, where none is named")),
                ("reference", models.CharField(blank=True, max_length=80, verbose_name="reference")),
                ("sent", projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="sent")),
                ("due", projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="due")),
                (
                    "extended",
                    projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="extended to"),
                ),
                (
                    "answered",
                    projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="answered"),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("pending", "Waiting for an answer"),
                            ("answered", "Answered"),
                            ("partial", "Answered in part"),
                            ("refused", "Refused"),
                            ("no_document", "No document held"),
                            ("unknown", "Not stated"),
                        ],
                        default="unknown",
                        max_length=12,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "articles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        verbose_name="articles invoked",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="access_requests",
                        to="projects.organization",
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="projects.register",
                        verbose_name="register",
                    ),
                ),
            ],
            options={
                "verbose_name": "access request",
                "verbose_name_plural": "access requests",
                "ordering": ["sent", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AccessRequestHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(max_length=100, verbose_name="public key")),
                ("published", models.BooleanField(default=False, verbose_name="published")),
                ("body_text", models.CharField(blank=True, max_length=200, verbose_name="bodies, where none is named")),
                ("reference", models.CharField(blank=True, max_length=80, verbose_name="reference")),
                ("sent", projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="sent")),
                ("due", projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="due")),
                (
                    "extended",
                    projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="extended to"),
                ),
                (
                    "answered",
                    projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="answered"),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("pending", "Waiting for an answer"),
                            ("answered", "Answered"),
                            ("partial", "Answered in part"),
                            ("refused", "Refused"),
                            ("no_document", "No document held"),
                            ("unknown", "Not stated"),
                        ],
                        default="unknown",
                        max_length=12,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "articles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        verbose_name="articles invoked",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.organization",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        related_query_name="history",
                        to="funding.accessrequest",
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.register",
                        verbose_name="register",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AwardParty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[("payer", "Payer"), ("recipient", "Recipient")], max_length=10, verbose_name="role"
                    ),
                ),
                (
                    "share",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=20, null=True, verbose_name="share"),
                ),
                (
                    "award",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parties",
                        to="funding.award",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="award_parties",
                        to="projects.organization",
                    ),
                ),
            ],
            options={
                "verbose_name": "payer or recipient",
                "verbose_name_plural": "payers and recipients",
                "ordering": ["award", "role", "id"],
            },
        ),
        migrations.CreateModel(
            name="AwardPartyHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "role",
                    models.CharField(
                        choices=[("payer", "Payer"), ("recipient", "Recipient")], max_length=10, verbose_name="role"
                    ),
                ),
                (
                    "share",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=20, null=True, verbose_name="share"),
                ),
                (
                    "award",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="funding.award",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.organization",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        related_query_name="history",
                        to="funding.awardparty",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AwardYear",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fiscal_year", models.PositiveSmallIntegerField(verbose_name="fiscal year")),
                (
                    "amount",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=20, null=True, verbose_name="amount"),
                ),
                (
                    "award",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="years",
                        to="funding.award",
                    ),
                ),
            ],
            options={
                "ordering": ["award", "fiscal_year"],
            },
        ),
        migrations.CreateModel(
            name="AwardYearHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("fiscal_year", models.PositiveSmallIntegerField(verbose_name="fiscal year")),
                (
                    "amount",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=20, null=True, verbose_name="amount"),
                ),
                (
                    "award",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="funding.award",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        related_query_name="history",
                        to="funding.awardyear",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Contribution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=100, verbose_name="public key")),
                ("published", models.BooleanField(default=False, verbose_name="published")),
                (
                    "amount",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=20, null=True, verbose_name="amount"),
                ),
                ("currency", models.CharField(default="CAD", max_length=3, verbose_name="currency")),
                (
                    "amount_status",
                    models.CharField(
                        choices=[
                            ("exact", "Exact"),
                            ("at_least", "At least"),
                            ("more_than", "More than"),
                            ("at_most", "At most"),
                            ("about", "About"),
                            ("average", "Average"),
                            ("in_words", "In words only"),
                            ("undisclosed", "Not stated"),
                            ("withheld", "Withheld by the body"),
                            ("unreadable", "Could not be read"),
                        ],
                        max_length=12,
                        verbose_name="how the amount is known",
                    ),
                ),
                (
                    "amount_text",
                    models.CharField(blank=True, max_length=200, verbose_name="amount in the source's words"),
                ),
                (
                    "rounded_to",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=20, null=True, verbose_name="rounded to"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("staff_hours", "Staff hours"),
                            ("salaries", "Salaries and benefits"),
                            ("services", "Services bought"),
                            ("equipment", "Equipment"),
                            ("data", "Data"),
                            ("promotion", "Promotion"),
                            ("other", "Other contribution"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("occupation", models.CharField(blank=True, max_length=300, verbose_name="occupations")),
                ("headcount", models.PositiveIntegerField(blank=True, null=True, verbose_name="people")),
                (
                    "hours",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="hours"),
                ),
                ("date", projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="date")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "beneficiary",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="contributions_received",
                        to="projects.organization",
                    ),
                ),
                (
                    "installation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="contributions_as_installation",
                        to="projects.organization",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contributions",
                        to="projects.organization",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="contributions",
                        to="projects.project",
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="projects.register",
                        verbose_name="register",
                    ),
                ),
            ],
            options={
                "verbose_name": "contribution",
                "verbose_name_plural": "contributions",
                "ordering": ["organization", "kind", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ContributionHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(max_length=100, verbose_name="public key")),
                ("published", models.BooleanField(default=False, verbose_name="published")),
                (
                    "amount",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=20, null=True, verbose_name="amount"),
                ),
                ("currency", models.CharField(default="CAD", max_length=3, verbose_name="currency")),
                (
                    "amount_status",
                    models.CharField(
                        choices=[
                            ("exact", "Exact"),
                            ("at_least", "At least"),
                            ("more_than", "More than"),
                            ("at_most", "At most"),
                            ("about", "About"),
                            ("average", "Average"),
                            ("in_words", "In words only"),
                            ("undisclosed", "Not stated"),
                            ("withheld", "Withheld by the body"),
                            ("unreadable", "Could not be read"),
                        ],
                        max_length=12,
                        verbose_name="how the amount is known",
                    ),
                ),
                (
                    "amount_text",
                    models.CharField(blank=True, max_length=200, verbose_name="amount in the source's words"),
                ),
                (
                    "rounded_to",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=20, null=True, verbose_name="rounded to"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("staff_hours", "Staff hours"),
                            ("salaries", "Salaries and benefits"),
                            ("services", "Services bought"),
                            ("equipment", "Equipment"),
                            ("data", "Data"),
                            ("promotion", "Promotion"),
                            ("other", "Other contribution"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("occupation", models.CharField(blank=True, max_length=300, verbose_name="occupations")),
                ("headcount", models.PositiveIntegerField(blank=True, null=True, verbose_name="people")),
                (
                    "hours",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="hours"),
                ),
                ("date", projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="date")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "beneficiary",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.organization",
                    ),
                ),
                (
                    "installation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.organization",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.organization",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        related_query_name="history",
                        to="funding.contribution",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.project",
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.register",
                        verbose_name="register",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CorrectionContact",
            fields=[
                (
                    "correction",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="contact",
                        serialize=False,
                        to="funding.correction",
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
            ],
            options={
                "verbose_name": "address of a sender",
                "verbose_name_plural": "addresses of senders",
            },
        ),
        migrations.CreateModel(
            name="CorrectionHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                (
                    "record_kind",
                    models.CharField(
                        choices=[
                            ("organization", "Organization"),
                            ("person", "Person"),
                            ("project", "Project"),
                            ("award", "Award"),
                            ("programme", "Programme"),
                            ("source", "Source"),
                            ("finding", "A seat and funding that coincide"),
                        ],
                        max_length=12,
                        verbose_name="kind of record",
                    ),
                ),
                ("record_key", models.CharField(max_length=100, verbose_name="key of the record")),
                (
                    "error_kind",
                    models.CharField(
                        choices=[
                            ("amount", "An amount"),
                            ("name", "A name, or two bodies taken for one"),
                            ("date", "A date"),
                            ("role", "A seat, an office or a role"),
                            ("link", "Who pays or receives, or a project"),
                            ("source", "A source that says something else"),
                            ("privacy", "Information that should not be public"),
                            ("reply", "A reply of someone who is named"),
                            ("other", "Something else"),
                        ],
                        max_length=8,
                        verbose_name="what is wrong",
                    ),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="what is wrong, in words")),
                ("source", models.CharField(blank=True, max_length=500, verbose_name="where it can be checked")),
                ("received_on", models.DateField(auto_now_add=True, verbose_name="received on")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Being looked at"),
                            ("corrected", "Corrected"),
                            ("unchanged", "Left as it is"),
                            ("set_aside", "Set aside"),
                        ],
                        default="received",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                ("change", models.TextField(blank=True, verbose_name="what changed")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="answered on")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        related_query_name="history",
                        to="funding.correction",
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.register",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EvidenceNumber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64)),
                ("number", models.PositiveIntegerField()),
                (
                    "register",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="projects.register",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=40, verbose_name="public key")),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("own_seat", "Own seat"),
                            ("on_behalf", "Seat held on behalf of the body"),
                            ("person", "Through a person"),
                            ("group", "Through a group"),
                            ("reciprocal", "Payments both ways"),
                        ],
                        max_length=12,
                        verbose_name="rule",
                    ),
                ),
                ("rule_version", models.PositiveSmallIntegerField(verbose_name="version of the rule")),
                (
                    "strength",
                    models.CharField(
                        choices=[("certain", "Certain"), ("possible", "Possible"), ("deduced", "Deduced")],
                        max_length=10,
                        verbose_name="strength",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("candidate", "Candidate"),
                            ("checked", "Checked"),
                            ("reply_sought", "Reply sought"),
                            ("published", "Published"),
                            ("dismissed", "Dismissed"),
                        ],
                        default="candidate",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("found", models.BooleanField(default=True, verbose_name="found by the last look")),
                (
                    "changed",
                    models.BooleanField(default=False, verbose_name="rests on other records since the decision"),
                ),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="checked on")),
                ("reply_sought_on", models.DateField(blank=True, null=True, verbose_name="reply sought on")),
                ("reply_due", models.DateField(blank=True, null=True, verbose_name="reply asked for by")),
                ("reply", models.TextField(blank=True, verbose_name="reply of those named")),
                ("reply_by", models.CharField(blank=True, max_length=200, verbose_name="who replied")),
                ("reply_on", models.DateField(blank=True, null=True, verbose_name="replied on")),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="published on")),
                ("dismissed_on", models.DateField(blank=True, null=True, verbose_name="dismissed on")),
                ("reason", models.TextField(blank=True, verbose_name="why it was dismissed")),
                (
                    "board",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="findings_of_board",
                        to="projects.organization",
                        verbose_name="body that pays",
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="findings_checked",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="findings_as_holder",
                        to="projects.organization",
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="findings_on_behalf",
                        to="projects.organization",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="findings",
                        to="projects.person",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="findings_paid",
                        to="projects.organization",
                        verbose_name="body that is paid",
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="projects.register",
                    ),
                ),
            ],
            options={
                "verbose_name": "finding",
                "verbose_name_plural": "findings",
                "ordering": ["register", "rule", "id"],
                "permissions": [
                    ("check_finding", "Can check, put to those named, and dismiss a finding"),
                    ("publish_finding", "Can publish a finding with its reply"),
                ],
            },
        ),
        migrations.CreateModel(
            name="FindingEdge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveSmallIntegerField(verbose_name="place")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("seat", "Seat"),
                            ("office", "Seat or office in the body that is paid"),
                            ("tie", "Tie between organizations"),
                            ("payment", "Payment"),
                            ("payment_back", "Payment back"),
                        ],
                        max_length=12,
                        verbose_name="part",
                    ),
                ),
                (
                    "timing",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("during", "while the seat was held"),
                            ("after", "within twelve months after it ended"),
                            ("either", "while the seat was held, or within twelve months after"),
                        ],
                        max_length=8,
                        verbose_name="when",
                    ),
                ),
                (
                    "strength",
                    models.CharField(
                        blank=True,
                        choices=[("certain", "Certain"), ("possible", "Possible"), ("deduced", "Deduced")],
                        max_length=10,
                        verbose_name="strength",
                    ),
                ),
                (
                    "award",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="finding_edges",
                        to="funding.award",
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="edges", to="funding.finding"
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="finding_edges",
                        to="projects.boardmembership",
                    ),
                ),
                (
                    "tie",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="finding_edges",
                        to="projects.organizationtie",
                    ),
                ),
            ],
            options={
                "verbose_name": "record of a finding",
                "verbose_name_plural": "records of a finding",
                "ordering": ["finding", "place"],
            },
        ),
        migrations.CreateModel(
            name="FindingHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(max_length=40, verbose_name="public key")),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("own_seat", "Own seat"),
                            ("on_behalf", "Seat held on behalf of the body"),
                            ("person", "Through a person"),
                            ("group", "Through a group"),
                            ("reciprocal", "Payments both ways"),
                        ],
                        max_length=12,
                        verbose_name="rule",
                    ),
                ),
                ("rule_version", models.PositiveSmallIntegerField(verbose_name="version of the rule")),
                (
                    "strength",
                    models.CharField(
                        choices=[("certain", "Certain"), ("possible", "Possible"), ("deduced", "Deduced")],
                        max_length=10,
                        verbose_name="strength",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("candidate", "Candidate"),
                            ("checked", "Checked"),
                            ("reply_sought", "Reply sought"),
                            ("published", "Published"),
                            ("dismissed", "Dismissed"),
                        ],
                        default="candidate",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("found", models.BooleanField(default=True, verbose_name="found by the last look")),
                (
                    "changed",
                    models.BooleanField(default=False, verbose_name="rests on other records since the decision"),
                ),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="checked on")),
                ("reply_sought_on", models.DateField(blank=True, null=True, verbose_name="reply sought on")),
                ("reply_due", models.DateField(blank=True, null=True, verbose_name="reply asked for by")),
                ("reply", models.TextField(blank=True, verbose_name="reply of those named")),
                ("reply_by", models.CharField(blank=True, max_length=200, verbose_name="who replied")),
                ("reply_on", models.DateField(blank=True, null=True, verbose_name="replied on")),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="published on")),
                ("dismissed_on", models.DateField(blank=True, null=True, verbose_name="dismissed on")),
                ("reason", models.TextField(blank=True, verbose_name="why it was dismissed")),
                (
                    "board",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.organization",
                        verbose_name="body that pays",
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.organization",
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.organization",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.person",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        related_query_name="history",
                        to="funding.finding",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.organization",
                        verbose_name="body that is paid",
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.register",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Import",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("reading", "Being read"),
                            ("resolving", "Names being matched"),
                            ("review", "Waiting for review"),
                            ("committing", "Being published"),
                            ("committed", "Published"),
                            ("undoing", "Being undone"),
                            ("undone", "Undone"),
                            ("refused", "Refused"),
                            ("failed", "Stopped by an error"),
                        ],
                        default="received",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("file", models.FileField(blank=True, upload_to="imports/%Y/", verbose_name="file")),
                ("file_name", models.CharField(blank=True, max_length=255, verbose_name="file name")),
                ("file_type", models.CharField(blank=True, max_length=12, verbose_name="type")),
                ("file_bytes", models.PositiveBigIntegerField(default=0, verbose_name="bytes")),
                ("sha256", models.CharField(blank=True, db_index=True, max_length=64)),
                ("body_name", models.CharField(blank=True, max_length=300, verbose_name="body that sent it")),
                ("options", models.JSONField(blank=True, default=dict, verbose_name="options")),
                ("summary", models.JSONField(blank=True, default=dict, verbose_name="what was understood")),
                ("outcome", models.JSONField(blank=True, default=dict, verbose_name="what was done")),
                ("refusal", models.JSONField(blank=True, default=dict, verbose_name="why it was refused or stopped")),
                ("step", models.CharField(blank=True, max_length=20, verbose_name="step")),
                ("done", models.PositiveIntegerField(default=0, verbose_name="rows done")),
                ("total", models.PositiveIntegerField(default=0, verbose_name="rows in all")),
                ("lease_owner", models.CharField(blank=True, max_length=80)),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="received on")),
                ("committed_at", models.DateTimeField(blank=True, null=True, verbose_name="published on")),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="undone on")),
                (
                    "committed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="imports", to="projects.register"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="imports",
                        to="funding.accessrequest",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "import",
                "verbose_name_plural": "imports",
                "ordering": ["-id"],
                "permissions": [
                    ("commit_import", "Can publish what an import brings"),
                    ("undo_import", "Can undo an import"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Judgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=400, verbose_name="name")),
                ("is_person", models.BooleanField(db_default=False, default=False, verbose_name="of a person")),
                ("form", models.CharField(blank=True, db_default="", default="", max_length=400)),
                (
                    "verdict",
                    models.CharField(
                        choices=[("same", "Same"), ("not_same", "Not the same"), ("new", "New")],
                        max_length=8,
                        verbose_name="verdict",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ministry", "Ministry"),
                            ("public_body", "Public body"),
                            ("research_fund", "Public research fund"),
                            ("public_investor", "Public investor"),
                            ("consortium", "Consortium, accelerator or incubator"),
                            ("research_centre", "Research centre"),
                            ("research_group", "University research group"),
                            ("consultant", "Consulting firm"),
                            ("startup", "Start-up"),
                            ("company", "Company"),
                            ("venture_fund", "Venture capital fund"),
                            ("digital_company", "Large digital company"),
                            ("pharmaceutical_company", "Large pharmaceutical company"),
                            ("establishment", "Care establishment"),
                            ("installation", "Installation of a care establishment"),
                            ("university", "University"),
                            ("community_group", "Community group"),
                            ("industry_association", "Industry association"),
                            ("professional_order", "Professional order"),
                            ("union", "Union"),
                            ("government", "Government"),
                            ("other", "Other body"),
                        ],
                        max_length=30,
                        verbose_name="kind",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("reversed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="judgements",
                        to="projects.organization",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="judgements",
                        to="projects.person",
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="judgements", to="projects.register"
                    ),
                ),
                (
                    "reversed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "judgement",
                "verbose_name_plural": "judgements",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=400, verbose_name="name")),
                ("is_person", models.BooleanField(db_default=False, default=False, verbose_name="of a person")),
                ("form", models.CharField(blank=True, db_default="", default="", max_length=400)),
                ("identifiers", models.JSONField(blank=True, default=dict, verbose_name="identifiers")),
                ("rows", models.PositiveIntegerField(default=0, verbose_name="rows")),
                (
                    "tier",
                    models.CharField(
                        choices=[
                            ("identifier", "By identifier"),
                            ("alias", "By a confirmed spelling"),
                            ("exact", "Same name"),
                            ("near", "Near match"),
                            ("human", "By a person"),
                            ("new", "New organization"),
                            ("waiting", "Waits for a human"),
                        ],
                        max_length=12,
                        verbose_name="how it was matched",
                    ),
                ),
                ("candidates", models.JSONField(blank=True, default=list, verbose_name="candidates")),
                ("why", models.CharField(blank=True, max_length=300, verbose_name="why")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="mentions", to="funding.import"
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="mentions",
                        to="projects.organization",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="mentions",
                        to="projects.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "name in an import",
                "verbose_name_plural": "names in imports",
                "ordering": ["batch", "name"],
            },
        ),
        migrations.CreateModel(
            name="Programme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=100, verbose_name="public key")),
                ("published", models.BooleanField(default=False, verbose_name="published")),
                ("name", models.CharField(max_length=300, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=300, verbose_name="name in English")),
                (
                    "kind",
                    models.CharField(
                        choices=[("envelope", "Envelope of money"), ("policy", "Policy, not an envelope")],
                        default="envelope",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "valid_from",
                    projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="from"),
                ),
                ("valid_to", projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="to")),
                (
                    "folded",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("name"), function="fold", output_field=models.TextField()),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="projects.register",
                        verbose_name="register",
                    ),
                ),
            ],
            options={
                "verbose_name": "programme",
                "verbose_name_plural": "programmes",
                "ordering": ["folded", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AwardHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(max_length=100, verbose_name="public key")),
                ("published", models.BooleanField(default=False, verbose_name="published")),
                (
                    "amount",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=20, null=True, verbose_name="amount"),
                ),
                ("currency", models.CharField(default="CAD", max_length=3, verbose_name="currency")),
                (
                    "amount_status",
                    models.CharField(
                        choices=[
                            ("exact", "Exact"),
                            ("at_least", "At least"),
                            ("more_than", "More than"),
                            ("at_most", "At most"),
                            ("about", "About"),
                            ("average", "Average"),
                            ("in_words", "In words only"),
                            ("undisclosed", "Not stated"),
                            ("withheld", "Withheld by the body"),
                            ("unreadable", "Could not be read"),
                        ],
                        max_length=12,
                        verbose_name="how the amount is known",
                    ),
                ),
                (
                    "amount_text",
                    models.CharField(blank=True, max_length=200, verbose_name="amount in the source's words"),
                ),
                (
                    "rounded_to",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=20, null=True, verbose_name="rounded to"
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=400, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=400, verbose_name="title in English")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("reference", models.CharField(blank=True, max_length=120, verbose_name="reference")),
                (
                    "instrument",
                    models.CharField(
                        choices=[
                            ("grant", "Grant"),
                            ("loan", "Loan"),
                            ("equity", "Equity"),
                            ("contract", "Contract"),
                            ("tax_credit", "Tax credit"),
                            ("in_kind", "In kind"),
                            ("mixed", "Several instruments"),
                            ("unknown", "Not stated"),
                        ],
                        default="unknown",
                        max_length=12,
                        verbose_name="instrument",
                    ),
                ),
                (
                    "money_stage",
                    models.CharField(
                        choices=[
                            ("announced", "Announced"),
                            ("committed", "Committed"),
                            ("paid", "Paid"),
                            ("unknown", "Not stated"),
                        ],
                        default="unknown",
                        max_length=12,
                        verbose_name="money stage",
                    ),
                ),
                (
                    "flow_level",
                    models.CharField(
                        choices=[("transfer", "Transfer to an intermediary"), ("final", "Final award")],
                        default="final",
                        max_length=10,
                        verbose_name="level",
                    ),
                ),
                (
                    "date",
                    projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="decided on"),
                ),
                (
                    "fiscal_year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="first fiscal year"),
                ),
                (
                    "period_text",
                    models.CharField(blank=True, max_length=80, verbose_name="period in the source's words"),
                ),
                ("count_of_projects", models.PositiveIntegerField(default=1, verbose_name="projects in this line")),
                (
                    "in_scope",
                    models.CharField(
                        choices=[
                            ("all", "Entirely in the register's scope"),
                            ("part", "Partly in the register's scope"),
                            ("unknown", "Scope not known"),
                        ],
                        default="all",
                        max_length=8,
                        verbose_name="scope",
                    ),
                ),
                ("region", models.CharField(blank=True, max_length=80, verbose_name="region")),
                (
                    "payer_absent",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Named"),
                            ("not_named", "Not named by the source"),
                            ("aggregate", "Several bodies, not told apart"),
                            ("public", "Public bodies, not named"),
                            ("withheld", "Withheld by the body"),
                            ("person", "A person, not published"),
                            ("unreadable", "Could not be read"),
                        ],
                        max_length=12,
                        verbose_name="why no payer is named",
                    ),
                ),
                (
                    "recipient_absent",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Named"),
                            ("not_named", "Not named by the source"),
                            ("aggregate", "Several bodies, not told apart"),
                            ("public", "Public bodies, not named"),
                            ("withheld", "Withheld by the body"),
                            ("person", "A person, not published"),
                            ("unreadable", "Could not be read"),
                        ],
                        max_length=12,
                        verbose_name="why no recipient is named",
                    ),
                ),
                (
                    "recipient_text",
                    models.CharField(blank=True, max_length=300, verbose_name="recipient in the source's words"),
                ),
                (
                    "fee",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=20, null=True, verbose_name="intermediary's fee"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "folded",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("title"), function="fold", output_field=models.TextField()),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="funding.award",
                        verbose_name="out of the transfer",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        related_query_name="history",
                        to="funding.award",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.project",
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.register",
                        verbose_name="register",
                    ),
                ),
                (
                    "supersedes",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="funding.award",
                        verbose_name="supersedes or pays",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="funding.programme",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProgrammeHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(max_length=100, verbose_name="public key")),
                ("published", models.BooleanField(default=False, verbose_name="published")),
                ("name", models.CharField(max_length=300, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=300, verbose_name="name in English")),
                (
                    "kind",
                    models.CharField(
                        choices=[("envelope", "Envelope of money"), ("policy", "Policy, not an envelope")],
                        default="envelope",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "valid_from",
                    projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="from"),
                ),
                ("valid_to", projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="to")),
                (
                    "folded",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("name"), function="fold", output_field=models.TextField()),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        related_query_name="history",
                        to="funding.programme",
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.register",
                        verbose_name="register",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProgrammeParty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[("payer", "Pays"), ("chooser", "Chooses the projects")],
                        max_length=8,
                        verbose_name="role",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="programme_parties",
                        to="projects.organization",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parties", to="funding.programme"
                    ),
                ),
            ],
            options={
                "ordering": ["role", "id"],
            },
        ),
        migrations.CreateModel(
            name="ProgrammePartyHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "role",
                    models.CharField(
                        choices=[("payer", "Pays"), ("chooser", "Chooses the projects")],
                        max_length=8,
                        verbose_name="role",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.organization",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        related_query_name="history",
                        to="funding.programmeparty",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="funding.programme",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReadingProfile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("body_name", models.CharField(max_length=300, verbose_name="body")),
                (
                    "folded",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("body_name"), function="fold", output_field=models.TextField()),
                        output_field=models.TextField(),
                    ),
                ),
                ("signature", models.CharField(max_length=64)),
                ("version", models.PositiveIntegerField(verbose_name="version")),
                ("headings", models.JSONField(blank=True, default=list, verbose_name="headings")),
                ("picked", models.JSONField(default=dict, verbose_name="what was picked")),
                ("made_at", models.DateTimeField(auto_now=True)),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
                (
                    "learned_from",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="profiles",
                        to="funding.import",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reading_profiles",
                        to="projects.register",
                    ),
                ),
            ],
            options={
                "verbose_name": "reading profile",
                "verbose_name_plural": "reading profiles",
                "ordering": ["register", "folded", "signature", "-version"],
            },
        ),
        migrations.CreateModel(
            name="Release",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("revision", models.PositiveIntegerField(default=0, verbose_name="withdrawals since")),
                ("data_version", models.PositiveBigIntegerField(verbose_name="data version")),
                ("checksum", models.CharField(max_length=64, verbose_name="checksum (SHA-256)")),
                ("counts", models.JSONField(default=dict, verbose_name="facts by kind")),
                ("files", models.JSONField(blank=True, default=dict, verbose_name="files")),
                ("stored", models.JSONField(blank=True, default=list, verbose_name="names in the storage")),
                ("changes", models.JSONField(blank=True, default=dict, verbose_name="changes by kind")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="made on")),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="releases", to="projects.register"
                    ),
                ),
            ],
            options={
                "verbose_name": "release",
                "verbose_name_plural": "releases",
                "ordering": ["register", "-number"],
                "permissions": [("publish_release", "Can make a release")],
            },
        ),
        migrations.CreateModel(
            name="ReleaseWork",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("release", "Make an edition"),
                            ("verify", "Verify an edition"),
                            ("withdraw", "Withdraw a record"),
                        ],
                        max_length=8,
                        verbose_name="what is to be done",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Waits for another publisher"),
                            ("waiting", "Waits for a worker"),
                            ("running", "At work"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                            ("declined", "Declined"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("record_kind", models.CharField(blank=True, max_length=16, verbose_name="kind of record")),
                ("record_key", models.CharField(blank=True, max_length=100, verbose_name="public key")),
                (
                    "rule",
                    models.CharField(
                        blank=True,
                        choices=[("court", "By order of a court"), ("privacy", "To protect a person's privacy")],
                        max_length=8,
                        verbose_name="rule",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason, in public words")),
                (
                    "step",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Waits for a worker"),
                            ("tables", "Copies the public rows"),
                            ("files", "Writes the files"),
                            ("check", "Counts the rows of each file"),
                            ("store", "Stores the files"),
                            ("verify", "Reads each file and takes its checksum"),
                            ("rewrite", "Writes the editions anew"),
                        ],
                        default="",
                        max_length=8,
                        verbose_name="step",
                    ),
                ),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("wrong", models.JSONField(blank=True, default=list, verbose_name="what is wrong")),
                ("problem", models.CharField(blank=True, max_length=500, verbose_name="what went wrong")),
                (
                    "asked_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="asked on"),
                ),
                (
                    "moved_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="last moved on"
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended on")),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="release_work_asked",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="release_work_confirmed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="release_work", to="projects.register"
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="work",
                        to="funding.release",
                    ),
                ),
            ],
            options={
                "verbose_name": "work on an edition",
                "verbose_name_plural": "work on editions",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="ReportedFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=100, verbose_name="public key")),
                ("published", models.BooleanField(default=False, verbose_name="published")),
                ("label_fr", models.CharField(max_length=300, verbose_name="label in French")),
                ("label_en", models.CharField(blank=True, max_length=300, verbose_name="label in English")),
                (
                    "value",
                    models.DecimalField(blank=True, decimal_places=4, max_digits=20, null=True, verbose_name="value"),
                ),
                ("unit", models.CharField(max_length=40, verbose_name="unit")),
                (
                    "qualifier",
                    models.CharField(
                        choices=[
                            ("exact", "Exact"),
                            ("more_than", "More than"),
                            ("at_least", "At least"),
                            ("at_most", "At most"),
                            ("about", "About"),
                            ("average", "On average"),
                            ("in_words", "In words only"),
                        ],
                        default="exact",
                        max_length=10,
                        verbose_name="qualifier",
                    ),
                ),
                (
                    "value_text",
                    models.CharField(blank=True, max_length=200, verbose_name="value in the source's words"),
                ),
                (
                    "rounded_to",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=20, null=True, verbose_name="rounded to"
                    ),
                ),
                ("table", models.CharField(blank=True, max_length=40, verbose_name="table")),
                ("period", models.CharField(blank=True, max_length=80, verbose_name="period")),
                (
                    "rule",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("final_awards", "final awards on record, one line for several projects counted once"),
                            ("awards", "awards on record"),
                            ("public_money", "awards with a public payer, each dollar once"),
                            ("transfers", "transfers to it, on record"),
                            ("handed_on", "awards that come out of transfers to it"),
                            ("remainder", "transfers to it less what comes out of them"),
                            ("received", "final awards that it receives, with an amount"),
                            ("hosted", "final awards of projects that it takes part in"),
                            ("projects", "projects on record that it takes part in"),
                            ("these_awards", "the sum of the award on record, from the same passage of the source"),
                            ("these_projects", "the projects that the award on record counts, from the same passage"),
                            ("private_bodies", "private bodies on record"),
                            ("private_repeat", "private bodies on record in that many projects or more"),
                            ("private_repeat_share", "their share of the private bodies on record"),
                            ("consortia", "consortia on record"),
                            ("establishments", "establishments on record in a project"),
                            ("use", "projects on record with this use"),
                            ("clinical_uses", "projects on record with a clinical use"),
                            ("organizational_uses", "projects on record with an organizational use"),
                            ("staff_hours", "hours of staff that it puts in, on record"),
                            ("salaries", "salaries that it pays, on record"),
                            ("services", "services that it buys, on record"),
                            ("equipment", "equipment that it buys or rents, on record"),
                            ("positions", "groups on record with a position"),
                            ("not_named", "the source does not name what it counts"),
                            ("no_named_seats", "no seat is filled in without a name"),
                            ("same_money", "read as part of the same money as other records: not counted again"),
                            ("not_one_by_one", "what it counts is not on record one by one"),
                            ("circular", "the record is made from this figure: comparing would be circular"),
                            (
                                "unlike",
                                "the sums on record have neither the same scope nor the same stage: not added up",
                            ),
                            ("context", "context of the source, outside of the register"),
                        ],
                        max_length=24,
                        verbose_name="what is counted beside it",
                    ),
                ),
                ("rule_terms", models.CharField(blank=True, max_length=300, verbose_name="counted of")),
                (
                    "part",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ratio", "how many times public research the commercial programmes get"),
                            ("ratio_in_dollars", "dollars of private research for one dollar of public research"),
                            ("commercial_sum", "what the commercial programmes give"),
                            ("commercial_projects", "projects of the commercial programmes"),
                            ("research_projects", "projects of public research"),
                            ("research_mean", "average of a project of public research"),
                            ("consortia_projects", "projects of the consortia that are known"),
                            ("consortia_mean", "average of a known project of the consortia"),
                            ("pilot_projects", "projects tried out in a place of care"),
                            ("programmes", "about the programmes"),
                            ("deciders", "bodies that control most of the money"),
                            ("participations", "projects that a private body takes part in"),
                            ("board_companies", "companies on boards that take part in projects"),
                            ("board_members", "members of boards, without their names"),
                            ("access", "about requests for access"),
                            ("positions", "about positions on a law"),
                            ("fates", "about what became of bodies"),
                        ],
                        max_length=24,
                        verbose_name="part in an answer",
                    ),
                ),
                (
                    "closes",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                "entries",
                                "The list of entries with recipient and amount, in the ministries' and the consortia's files.",
                            ),
                            ("programmes", "The names of the programmes, and their lists of projects."),
                            ("projects", "The consortium's list of projects with each sum."),
                            ("companies", "The ministry's list of companies with each sum."),
                            ("grants", "The fund's list of projects with each sum."),
                            (
                                "establishments",
                                "The establishments' answers to requests for access, with hours and amounts.",
                            ),
                            ("boards", "The annual report, with the members' names and where they come from."),
                            ("none", "None: it is not about money on record."),
                        ],
                        max_length=16,
                        verbose_name="what would close the gap",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reported_figures",
                        to="projects.organization",
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="projects.register",
                        verbose_name="register",
                    ),
                ),
                (
                    "use_domain",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reported_figures",
                        to="projects.usedomain",
                    ),
                ),
                (
                    "use_type",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reported_figures",
                        to="projects.usetype",
                    ),
                ),
            ],
            options={
                "verbose_name": "reported figure",
                "verbose_name_plural": "reported figures",
                "ordering": ["table", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReportedFigureHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(max_length=100, verbose_name="public key")),
                ("published", models.BooleanField(default=False, verbose_name="published")),
                ("label_fr", models.CharField(max_length=300, verbose_name="label in French")),
                ("label_en", models.CharField(blank=True, max_length=300, verbose_name="label in English")),
                (
                    "value",
                    models.DecimalField(blank=True, decimal_places=4, max_digits=20, null=True, verbose_name="value"),
                ),
                ("unit", models.CharField(max_length=40, verbose_name="unit")),
                (
                    "qualifier",
                    models.CharField(
                        choices=[
                            ("exact", "Exact"),
                            ("more_than", "More than"),
                            ("at_least", "At least"),
                            ("at_most", "At most"),
                            ("about", "About"),
                            ("average", "On average"),
                            ("in_words", "In words only"),
                        ],
                        default="exact",
                        max_length=10,
                        verbose_name="qualifier",
                    ),
                ),
                (
                    "value_text",
                    models.CharField(blank=True, max_length=200, verbose_name="value in the source's words"),
                ),
                (
                    "rounded_to",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=20, null=True, verbose_name="rounded to"
                    ),
                ),
                ("table", models.CharField(blank=True, max_length=40, verbose_name="table")),
                ("period", models.CharField(blank=True, max_length=80, verbose_name="period")),
                (
                    "rule",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("final_awards", "final awards on record, one line for several projects counted once"),
                            ("awards", "awards on record"),
                            ("public_money", "awards with a public payer, each dollar once"),
                            ("transfers", "transfers to it, on record"),
                            ("handed_on", "awards that come out of transfers to it"),
                            ("remainder", "transfers to it less what comes out of them"),
                            ("received", "final awards that it receives, with an amount"),
                            ("hosted", "final awards of projects that it takes part in"),
                            ("projects", "projects on record that it takes part in"),
                            ("these_awards", "the sum of the award on record, from the same passage of the source"),
                            ("these_projects", "the projects that the award on record counts, from the same passage"),
                            ("private_bodies", "private bodies on record"),
                            ("private_repeat", "private bodies on record in that many projects or more"),
                            ("private_repeat_share", "their share of the private bodies on record"),
                            ("consortia", "consortia on record"),
                            ("establishments", "establishments on record in a project"),
                            ("use", "projects on record with this use"),
                            ("clinical_uses", "projects on record with a clinical use"),
                            ("organizational_uses", "projects on record with an organizational use"),
                            ("staff_hours", "hours of staff that it puts in, on record"),
                            ("salaries", "salaries that it pays, on record"),
                            ("services", "services that it buys, on record"),
                            ("equipment", "equipment that it buys or rents, on record"),
                            ("positions", "groups on record with a position"),
                            ("not_named", "the source does not name what it counts"),
                            ("no_named_seats", "no seat is filled in without a name"),
                            ("same_money", "read as part of the same money as other records: not counted again"),
                            ("not_one_by_one", "what it counts is not on record one by one"),
                            ("circular", "the record is made from this figure: comparing would be circular"),
                            (
                                "unlike",
                                "the sums on record have neither the same scope nor the same stage: not added up",
                            ),
                            ("context", "context of the source, outside of the register"),
                        ],
                        max_length=24,
                        verbose_name="what is counted beside it",
                    ),
                ),
                ("rule_terms", models.CharField(blank=True, max_length=300, verbose_name="counted of")),
                (
                    "part",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ratio", "how many times public research the commercial programmes get"),
                            ("ratio_in_dollars", "dollars of private research for one dollar of public research"),
                            ("commercial_sum", "what the commercial programmes give"),
                            ("commercial_projects", "projects of the commercial programmes"),
                            ("research_projects", "projects of public research"),
                            ("research_mean", "average of a project of public research"),
                            ("consortia_projects", "projects of the consortia that are known"),
                            ("consortia_mean", "average of a known project of the consortia"),
                            ("pilot_projects", "projects tried out in a place of care"),
                            ("programmes", "about the programmes"),
                            ("deciders", "bodies that control most of the money"),
                            ("participations", "projects that a private body takes part in"),
                            ("board_companies", "companies on boards that take part in projects"),
                            ("board_members", "members of boards, without their names"),
                            ("access", "about requests for access"),
                            ("positions", "about positions on a law"),
                            ("fates", "about what became of bodies"),
                        ],
                        max_length=24,
                        verbose_name="part in an answer",
                    ),
                ),
                (
                    "closes",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                "entries",
                                "The list of entries with recipient and amount, in the ministries' and the consortia's files.",
                            ),
                            ("programmes", "The names of the programmes, and their lists of projects."),
                            ("projects", "The consortium's list of projects with each sum."),
                            ("companies", "The ministry's list of companies with each sum."),
                            ("grants", "The fund's list of projects with each sum."),
                            (
                                "establishments",
                                "The establishments' answers to requests for access, with hours and amounts.",
                            ),
                            ("boards", "The annual report, with the members' names and where they come from."),
                            ("none", "None: it is not about money on record."),
                        ],
                        max_length=16,
                        verbose_name="what would close the gap",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.organization",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        related_query_name="history",
                        to="funding.reportedfigure",
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.register",
                        verbose_name="register",
                    ),
                ),
                (
                    "use_domain",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.usedomain",
                    ),
                ),
                (
                    "use_type",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.usetype",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ScopeDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("record_kind", models.CharField(max_length=16, verbose_name="record")),
                ("row_key", models.CharField(max_length=100, verbose_name="key of the row")),
                (
                    "verdict",
                    models.CharField(
                        choices=[("in", "In scope"), ("part", "In scope in part"), ("out", "Out of scope")],
                        max_length=4,
                        verbose_name="verdict",
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("reversed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scope_decisions",
                        to="projects.register",
                    ),
                ),
                (
                    "reversed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "decision about the scope",
                "verbose_name_plural": "decisions about the scope",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=100, verbose_name="public key")),
                ("title", models.CharField(max_length=400, verbose_name="title")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ati_answer", "Access-to-information answer"),
                            ("annual_report", "Annual report"),
                            ("press_release", "Press release"),
                            ("data_set", "Data set"),
                            ("study", "Study"),
                            ("other", "Other document"),
                        ],
                        default="ati_answer",
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                ("author", models.CharField(blank=True, max_length=200, verbose_name="author")),
                ("publisher", models.CharField(blank=True, max_length=200, verbose_name="published by")),
                ("date", projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="date")),
                (
                    "state_of_data",
                    projects.dates.PartialDateField(
                        blank=True, default="", max_length=10, verbose_name="state of the data"
                    ),
                ),
                ("url", models.URLField(blank=True, verbose_name="address")),
                ("language", models.CharField(default="fr", max_length=2, verbose_name="language")),
                ("licence", models.CharField(blank=True, max_length=200, verbose_name="licence")),
                ("shows_cells", models.BooleanField(default=True, verbose_name="cells may be shown")),
                ("published", models.BooleanField(default=False, verbose_name="published")),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="sources",
                        to="projects.organization",
                        verbose_name="answering body",
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sources", to="projects.register"
                    ),
                ),
            ],
            options={
                "verbose_name": "source",
                "verbose_name_plural": "sources",
                "ordering": ["title", "id"],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("field", models.CharField(blank=True, max_length=40, verbose_name="field")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="place in the source")),
                ("quote", models.TextField(blank=True, verbose_name="quote")),
                ("sheet", models.CharField(blank=True, max_length=120, verbose_name="sheet")),
                ("row", models.PositiveIntegerField(blank=True, null=True, verbose_name="row")),
                ("cell", models.CharField(blank=True, max_length=20, verbose_name="cell")),
                (
                    "access_request",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="funding.accessrequest",
                    ),
                ),
                (
                    "award",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="funding.award",
                    ),
                ),
                (
                    "contribution",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="funding.contribution",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="projects.organizationevent",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="projects.organization",
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="projects.participation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="projects.person",
                    ),
                ),
                (
                    "position",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="projects.position",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="projects.project",
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="projects.register",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="projects.boardmembership",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="funding.programme",
                    ),
                ),
                (
                    "reported_figure",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="funding.reportedfigure",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="funding.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "piece of evidence",
                "verbose_name_plural": "evidence",
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="StagedRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("table", models.PositiveSmallIntegerField(default=0, verbose_name="table")),
                ("sheet", models.CharField(blank=True, max_length=120, verbose_name="sheet")),
                ("row", models.PositiveIntegerField(verbose_name="row")),
                ("part", models.PositiveSmallIntegerField(default=0, verbose_name="part")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("data", "Data"),
                            ("header", "Header"),
                            ("title", "Title"),
                            ("subtotal", "Subtotal"),
                            ("total", "Total"),
                            ("note", "Note"),
                            ("blank", "Blank"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("record_kind", models.CharField(blank=True, max_length=16, verbose_name="record")),
                ("values", models.JSONField(blank=True, default=dict, verbose_name="values")),
                ("as_read", models.JSONField(blank=True, null=True, verbose_name="values as they were read")),
                ("problems", models.JSONField(blank=True, default=list, verbose_name="problems")),
                ("notes", models.JSONField(blank=True, default=list, verbose_name="other cells")),
                ("text", models.TextField(blank=True, verbose_name="text")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("read", "Read"),
                            ("ready", "Ready"),
                            ("waiting", "Waits for a human"),
                            ("set_aside", "Set aside"),
                            ("committed", "Published"),
                            ("unchanged", "Already in the register"),
                        ],
                        default="read",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("hidden", models.BooleanField(default=False, verbose_name="hidden in the file")),
                ("fact_key", models.CharField(blank=True, max_length=100, verbose_name="public key")),
                (
                    "scope",
                    models.CharField(
                        blank=True,
                        choices=[("in", "In scope"), ("part", "In scope in part"), ("out", "Out of scope")],
                        db_default="",
                        default="",
                        max_length=4,
                        verbose_name="scope",
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="funding.import",
                    ),
                ),
            ],
            options={
                "verbose_name": "row of an import",
                "verbose_name_plural": "rows of imports",
                "ordering": ["batch", "table", "row", "part"],
            },
        ),
        migrations.CreateModel(
            name="RowEffect",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "effect",
                    models.CharField(
                        choices=[("created", "Created"), ("changed", "Changed"), ("unchanged", "Left alone")],
                        max_length=10,
                        verbose_name="effect",
                    ),
                ),
                ("changes", models.JSONField(blank=True, default=list, verbose_name="changes")),
                (
                    "batch",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="effects",
                        to="funding.import",
                    ),
                ),
                (
                    "row",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="effect",
                        to="funding.stagedrow",
                    ),
                ),
            ],
            options={
                "verbose_name": "effect of a row",
                "verbose_name_plural": "effects of rows",
                "ordering": ["row"],
            },
        ),
        migrations.CreateModel(
            name="EvidenceHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("field", models.CharField(blank=True, max_length=40, verbose_name="field")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="place in the source")),
                ("quote", models.TextField(blank=True, verbose_name="quote")),
                ("sheet", models.CharField(blank=True, max_length=120, verbose_name="sheet")),
                ("row", models.PositiveIntegerField(blank=True, null=True, verbose_name="row")),
                ("cell", models.CharField(blank=True, max_length=20, verbose_name="cell")),
                (
                    "access_request",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="funding.accessrequest",
                    ),
                ),
                (
                    "award",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="funding.award",
                    ),
                ),
                (
                    "contribution",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="funding.contribution",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.organizationevent",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.organization",
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.participation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.person",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        related_query_name="history",
                        to="funding.evidence",
                    ),
                ),
                (
                    "position",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.position",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.project",
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.register",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.boardmembership",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="funding.programme",
                    ),
                ),
                (
                    "reported_figure",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="funding.reportedfigure",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="funding.source",
                    ),
                ),
                (
                    "staged_row",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="funding.stagedrow",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=16, verbose_name="kind of record")),
                ("key", models.CharField(max_length=100, verbose_name="public key")),
                (
                    "rule",
                    models.CharField(
                        choices=[("court", "By order of a court"), ("privacy", "To protect a person's privacy")],
                        max_length=8,
                        verbose_name="rule",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason, in public words")),
                ("withdrawn_on", models.DateField(auto_now_add=True, verbose_name="withdrawn on")),
                ("log", models.JSONField(blank=True, default=list, verbose_name="releases written anew")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="withdrawals",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="withdrawals", to="projects.register"
                    ),
                ),
            ],
            options={
                "verbose_name": "withdrawal",
                "verbose_name_plural": "withdrawals",
                "ordering": ["register", "-withdrawn_on", "-id"],
            },
        ),
        migrations.AddField(
            model_name="award",
            name="organizations",
            field=models.ManyToManyField(
                related_name="awards", through="funding.AwardParty", to="projects.organization"
            ),
        ),
        migrations.AddField(
            model_name="award",
            name="programme",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="awards",
                to="funding.programme",
            ),
        ),
        migrations.AddField(
            model_name="programme",
            name="organizations",
            field=models.ManyToManyField(
                related_name="programmes", through="funding.ProgrammeParty", to="projects.organization"
            ),
        ),
        migrations.AddField(
            model_name="import",
            name="source",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="imports",
                to="funding.source",
            ),
        ),
        migrations.AddField(
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
        migrations.AddConstraint(
            model_name="accessrequest",
            constraint=models.UniqueConstraint(fields=("register", "key"), name="funding_accessrequest_key"),
        ),
        migrations.AddConstraint(
            model_name="accessrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("key", ""), _negated=True), name="funding_accessrequest_has_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="accessrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome__in", ["pending", "answered", "partial", "refused", "no_document", "unknown"])
                ),
                name="access_request_outcome_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="accessrequest",
            constraint=models.CheckConstraint(
                condition=models.Func(
                    models.F("sent"),
                    models.F("answered"),
                    function="partial_dates_in_order",
                    output_field=models.BooleanField(),
                ),
                name="access_request_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="accessrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("body__isnull", False), models.Q(("body_text", ""), _negated=True), _connector="OR"
                ),
                name="access_request_has_body",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="accessrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funding_accessrequesthistory" ("answered", "articles", "body_id", "body_text", "due", "extended", "id", "key", "note", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "reference", "register_id", "sent") SELECT new_values."answered", new_values."articles", new_values."body_id", new_values."body_text", new_values."due", new_values."extended", new_values."id", new_values."key", new_values."note", new_values."outcome", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."published", new_values."reference", new_values."register_id", new_values."sent" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="1855d9f56eb40e48bb75dd8cf35cf52b0b0734d2",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_af132",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funding_accessrequest",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="accessrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funding_accessrequesthistory" ("answered", "articles", "body_id", "body_text", "due", "extended", "id", "key", "note", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "reference", "register_id", "sent") SELECT new_values."answered", new_values."articles", new_values."body_id", new_values."body_text", new_values."due", new_values."extended", new_values."id", new_values."key", new_values."note", new_values."outcome", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."published", new_values."reference", new_values."register_id", new_values."sent" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="26fabf692345fc61d6f2d82694cbc02f9018f514",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_06974",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funding_accessrequest",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="accessrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funding_accessrequesthistory" ("answered", "articles", "body_id", "body_text", "due", "extended", "id", "key", "note", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "reference", "register_id", "sent") SELECT old_values."answered", old_values."articles", old_values."body_id", old_values."body_text", old_values."due", old_values."extended", old_values."id", old_values."key", old_values."note", old_values."outcome", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."published", old_values."reference", old_values."register_id", old_values."sent" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="b68ef24fcb5dfc3ba7b2abd3761c1cf4ee522f1b",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_66d02",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funding_accessrequest",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="accessrequesthistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="funding_acc_pgh_con_a35381_brin"
            ),
        ),
        migrations.AddIndex(
            model_name="awardparty",
            index=models.Index(fields=["organization", "role", "award"], name="award_party_by_organization"),
        ),
        migrations.AddConstraint(
            model_name="awardparty",
            constraint=models.UniqueConstraint(fields=("award", "organization"), name="award_party_pays_or_receives"),
        ),
        migrations.AddConstraint(
            model_name="awardparty",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ["payer", "recipient"])), name="award_party_role_known"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="awardparty",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funding_awardpartyhistory" ("award_id", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "share") SELECT new_values."award_id", new_values."id", new_values."organization_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."role", new_values."share" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="82246dd2dc3bd35ef6f55fc20d6cd943a319b72e",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_73dff",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funding_awardparty",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="awardparty",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funding_awardpartyhistory" ("award_id", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "share") SELECT new_values."award_id", new_values."id", new_values."organization_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."role", new_values."share" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="57cd5c3e9001ee5cbb576a9da9d2e7b591e90e60",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b5d56",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funding_awardparty",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="awardparty",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funding_awardpartyhistory" ("award_id", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "share") SELECT old_values."award_id", old_values."id", old_values."organization_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."role", old_values."share" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="c327a6d78d6a2d6edde79261e6d13b376c2f7873",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_cfd03",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funding_awardparty",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="awardpartyhistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="funding_awa_pgh_con_13443a_brin"
            ),
        ),
        migrations.AddConstraint(
            model_name="awardyear",
            constraint=models.UniqueConstraint(fields=("award", "fiscal_year"), name="award_year_once"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="awardyear",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funding_awardyearhistory" ("amount", "award_id", "fiscal_year", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."amount", new_values."award_id", new_values."fiscal_year", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="83be33c91d1aa4fc1f6ebeedc10f08fe4a2a2ad5",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e069f",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funding_awardyear",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="awardyear",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funding_awardyearhistory" ("amount", "award_id", "fiscal_year", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."amount", new_values."award_id", new_values."fiscal_year", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="04d6b16f48ef38fde760847dd0959f0fa19fabdd",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_693dd",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funding_awardyear",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="awardyear",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funding_awardyearhistory" ("amount", "award_id", "fiscal_year", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."amount", old_values."award_id", old_values."fiscal_year", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="419920b1c7b225b32d0cc085ab3db4976cda2748",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_02fe6",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funding_awardyear",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="awardyearhistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="funding_awa_pgh_con_c92d10_brin"
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.UniqueConstraint(fields=("register", "key"), name="funding_contribution_key"),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(("key", ""), _negated=True), name="funding_contribution_has_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("amount__isnull", False),
                        ("amount_status__in", ["exact", "at_least", "more_than", "at_most", "about", "average"]),
                        ("currency__regex", "^[A-Z]{3}$"),
                    ),
                    models.Q(
                        ("amount", None),
                        ("amount_status__in", ["in_words", "undisclosed", "withheld", "unreadable"]),
                        models.Q(
                            models.Q(("amount_status", "in_words"), _negated=True),
                            models.Q(("amount_text", ""), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="contribution_amount_goes_with_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["staff_hours", "salaries", "services", "equipment", "data", "promotion", "other"])
                ),
                name="contribution_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(("hours", None), ("hours__gte", 0), _connector="OR"),
                name="contribution_hours_not_negative",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contribution",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funding_contributionhistory" ("amount", "amount_status", "amount_text", "beneficiary_id", "currency", "date", "headcount", "hours", "id", "installation_id", "key", "kind", "note", "occupation", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "published", "register_id", "rounded_to") SELECT new_values."amount", new_values."amount_status", new_values."amount_text", new_values."beneficiary_id", new_values."currency", new_values."date", new_values."headcount", new_values."hours", new_values."id", new_values."installation_id", new_values."key", new_values."kind", new_values."note", new_values."occupation", new_values."organization_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."project_id", new_values."published", new_values."register_id", new_values."rounded_to" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="91d36d99e064fbc8627e058f5037d0c3a7d512e7",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b8926",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funding_contribution",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contribution",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funding_contributionhistory" ("amount", "amount_status", "amount_text", "beneficiary_id", "currency", "date", "headcount", "hours", "id", "installation_id", "key", "kind", "note", "occupation", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "published", "register_id", "rounded_to") SELECT new_values."amount", new_values."amount_status", new_values."amount_text", new_values."beneficiary_id", new_values."currency", new_values."date", new_values."headcount", new_values."hours", new_values."id", new_values."installation_id", new_values."key", new_values."kind", new_values."note", new_values."occupation", new_values."organization_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."project_id", new_values."published", new_values."register_id", new_values."rounded_to" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5ab123b753b956c7dd21df8dfe508ad671f4da1e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_de3fd",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funding_contribution",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contribution",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funding_contributionhistory" ("amount", "amount_status", "amount_text", "beneficiary_id", "currency", "date", "headcount", "hours", "id", "installation_id", "key", "kind", "note", "occupation", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "published", "register_id", "rounded_to") SELECT old_values."amount", old_values."amount_status", old_values."amount_text", old_values."beneficiary_id", old_values."currency", old_values."date", old_values."headcount", old_values."hours", old_values."id", old_values."installation_id", old_values."key", old_values."kind", old_values."note", old_values."occupation", old_values."organization_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."project_id", old_values."published", old_values."register_id", old_values."rounded_to" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="3ee3f28c6bf8d0bdfeb0fe4d504554b4a9191441",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_64dbb",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funding_contribution",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="contributionhistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="funding_con_pgh_con_0c1ac7_brin"
            ),
        ),
        migrations.AddIndex(
            model_name="correction",
            index=models.Index(fields=["register", "record_kind", "record_key"], name="correction_by_record"),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.UniqueConstraint(fields=("register", "number"), name="correction_number_once"),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "record_kind__in",
                        ["organization", "person", "project", "award", "programme", "source", "finding"],
                    )
                ),
                name="correction_record_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "error_kind__in",
                        ["amount", "name", "date", "role", "link", "source", "privacy", "reply", "other"],
                    )
                ),
                name="correction_error_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["received", "corrected", "unchanged", "set_aside"])),
                name="correction_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("record_key", ""), _negated=True), name="correction_names_a_record"
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="correction_says_what"
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=django.db.models.lookups.LessThanOrEqual(
                    django.db.models.functions.text.Length("text"), 2000
                ),
                name="correction_not_too_long",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("corrected", "unchanged")), _negated=True),
                    models.Q(models.Q(("answer", ""), _negated=True), ("answered_on__isnull", False)),
                    _connector="OR",
                ),
                name="correction_answered_in_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "corrected"), _negated=True),
                    models.Q(("change", ""), _negated=True),
                    _connector="OR",
                ),
                name="correction_says_what_changed",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correction",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funding_correctionhistory" ("answer", "answered_by_id", "answered_on", "change", "error_kind", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "record_key", "record_kind", "register_id", "source", "state", "text") SELECT new_values."answer", new_values."answered_by_id", new_values."answered_on", new_values."change", new_values."error_kind", new_values."id", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."received_on", new_values."record_key", new_values."record_kind", new_values."register_id", new_values."source", new_values."state", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="751fe29c56cbcc22833201b65da229d404b8276c",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cfeea",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funding_correction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correction",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funding_correctionhistory" ("answer", "answered_by_id", "answered_on", "change", "error_kind", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "record_key", "record_kind", "register_id", "source", "state", "text") SELECT new_values."answer", new_values."answered_by_id", new_values."answered_on", new_values."change", new_values."error_kind", new_values."id", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."received_on", new_values."record_key", new_values."record_kind", new_values."register_id", new_values."source", new_values."state", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9ed8dd236490aefdbeb75f02598b08dfb702427f",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c7778",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funding_correction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correction",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funding_correctionhistory" ("answer", "answered_by_id", "answered_on", "change", "error_kind", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "record_key", "record_kind", "register_id", "source", "state", "text") SELECT old_values."answer", old_values."answered_by_id", old_values."answered_on", old_values."change", old_values."error_kind", old_values."id", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."received_on", old_values."record_key", old_values."record_kind", old_values."register_id", old_values."source", old_values."state", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="3a41082524ec9c885ea7930f63011c39554e9d0a",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_246c8",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funding_correction",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="correctionhistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="funding_cor_pgh_con_7f5e0a_brin"
            ),
        ),
        migrations.AddConstraint(
            model_name="evidencenumber",
            constraint=models.UniqueConstraint(fields=("register", "key"), name="evidence_number_per_key"),
        ),
        migrations.AddConstraint(
            model_name="evidencenumber",
            constraint=models.UniqueConstraint(fields=("register", "number"), name="evidence_number_once"),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.UniqueConstraint(fields=("register", "key"), name="finding_key_once"),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(condition=models.Q(("key", ""), _negated=True), name="finding_is_called"),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(("rule__in", ["own_seat", "on_behalf", "person", "group", "reciprocal"])),
                name="finding_rule_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(("strength__in", ["certain", "possible", "deduced"])), name="finding_strength_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["candidate", "checked", "reply_sought", "published", "dismissed"])),
                name="finding_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("checked", "reply_sought", "published")), _negated=True),
                    ("checked_on__isnull", False),
                    _connector="OR",
                ),
                name="finding_checked_before",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("reply_sought", "published")), _negated=True),
                    models.Q(("reply_due__isnull", False), ("reply_sought_on__isnull", False)),
                    _connector="OR",
                ),
                name="finding_put_to_those_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "published"), _negated=True),
                    models.Q(
                        ("published_on__isnull", False),
                        models.Q(
                            models.Q(("reply", ""), _negated=True),
                            ("published_on__gt", models.F("reply_due")),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="finding_published_with_reply",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("dismissed_on__isnull", False), ("state", "dismissed"), models.Q(("reason", ""), _negated=True)
                    ),
                    models.Q(models.Q(("state", "dismissed"), _negated=True), ("dismissed_on", None), ("reason", "")),
                    _connector="OR",
                ),
                name="finding_dismissed_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reply", ""), ("reply_by", ""), ("reply_on", None)),
                    models.Q(models.Q(("reply", ""), _negated=True), ("reply_on__isnull", False)),
                    _connector="OR",
                ),
                name="finding_reply_has_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reply_due", None), ("reply_due__gte", models.F("reply_sought_on")), _connector="OR"
                ),
                name="finding_reply_due_after",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="finding",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funding_findinghistory" ("board_id", "changed", "checked_by_id", "checked_on", "dismissed_on", "found", "holder_id", "id", "key", "on_behalf_of_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "reason", "recipient_id", "register_id", "reply", "reply_by", "reply_due", "reply_on", "reply_sought_on", "rule", "rule_version", "state", "strength") SELECT new_values."board_id", new_values."changed", new_values."checked_by_id", new_values."checked_on", new_values."dismissed_on", new_values."found", new_values."holder_id", new_values."id", new_values."key", new_values."on_behalf_of_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."published_on", new_values."reason", new_values."recipient_id", new_values."register_id", new_values."reply", new_values."reply_by", new_values."reply_due", new_values."reply_on", new_values."reply_sought_on", new_values."rule", new_values."rule_version", new_values."state", new_values."strength" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="26a8f7ae9dc8fa487288768c9c4bb0de4faddf7b",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f4668",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funding_finding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="finding",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funding_findinghistory" ("board_id", "changed", "checked_by_id", "checked_on", "dismissed_on", "found", "holder_id", "id", "key", "on_behalf_of_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "reason", "recipient_id", "register_id", "reply", "reply_by", "reply_due", "reply_on", "reply_sought_on", "rule", "rule_version", "state", "strength") SELECT new_values."board_id", new_values."changed", new_values."checked_by_id", new_values."checked_on", new_values."dismissed_on", new_values."found", new_values."holder_id", new_values."id", new_values."key", new_values."on_behalf_of_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."published_on", new_values."reason", new_values."recipient_id", new_values."register_id", new_values."reply", new_values."reply_by", new_values."reply_due", new_values."reply_on", new_values."reply_sought_on", new_values."rule", new_values."rule_version", new_values."state", new_values."strength" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="4774a94bd85310ea978fd87fece7a623273a1a64",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7fe66",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funding_finding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="finding",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funding_findinghistory" ("board_id", "changed", "checked_by_id", "checked_on", "dismissed_on", "found", "holder_id", "id", "key", "on_behalf_of_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "reason", "recipient_id", "register_id", "reply", "reply_by", "reply_due", "reply_on", "reply_sought_on", "rule", "rule_version", "state", "strength") SELECT old_values."board_id", old_values."changed", old_values."checked_by_id", old_values."checked_on", old_values."dismissed_on", old_values."found", old_values."holder_id", old_values."id", old_values."key", old_values."on_behalf_of_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."published_on", old_values."reason", old_values."recipient_id", old_values."register_id", old_values."reply", old_values."reply_by", old_values."reply_due", old_values."reply_on", old_values."reply_sought_on", old_values."rule", old_values."rule_version", old_values."state", old_values."strength" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="d95a28b2b934e7f61c502e352b165ad3326147a3",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_385eb",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funding_finding",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="findingedge",
            constraint=models.UniqueConstraint(fields=("finding", "place"), name="finding_edge_place_once"),
        ),
        migrations.AddConstraint(
            model_name="findingedge",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ["seat", "office", "tie", "payment", "payment_back"])),
                name="finding_edge_role_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="findingedge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("award", None), ("seat__isnull", False), ("tie", None)),
                    models.Q(("award", None), ("seat", None), ("tie__isnull", False)),
                    models.Q(("award__isnull", False), ("seat", None), ("tie", None)),
                    _connector="OR",
                ),
                name="finding_edge_is_one_record",
            ),
        ),
        migrations.AddConstraint(
            model_name="findingedge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("award", None), ("strength", ""), ("timing", "")),
                    models.Q(
                        ("award__isnull", False),
                        ("strength__in", ["certain", "possible", "deduced"]),
                        ("timing__in", ["during", "after", "either"]),
                    ),
                    _connector="OR",
                ),
                name="finding_edge_payment_is_placed",
            ),
        ),
        migrations.AddIndex(
            model_name="findinghistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="funding_fin_pgh_con_4c2898_brin"
            ),
        ),
        migrations.AddIndex(
            model_name="judgement",
            index=models.Index(fields=["register", "form"], name="judgement_by_form"),
        ),
        migrations.AddConstraint(
            model_name="judgement",
            constraint=models.CheckConstraint(
                condition=models.Q(("verdict__in", ["same", "not_same", "new"])), name="judgement_verdict_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="judgement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("is_person", True), ("organization", None)),
                    models.Q(("is_person", False), ("person", None)),
                    _connector="OR",
                ),
                name="judgement_of_one_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="mention",
            constraint=models.UniqueConstraint(
                fields=("batch", "name", "identifiers", "is_person"), name="mention_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="mention",
            constraint=models.CheckConstraint(
                condition=models.Q(("tier__in", ["identifier", "alias", "exact", "near", "human", "new", "waiting"])),
                name="mention_tier_known",
            ),
        ),
        migrations.AddIndex(
            model_name="awardhistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="funding_awa_pgh_con_d1c7d1_brin"
            ),
        ),
        migrations.AddIndex(
            model_name="award",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(models.F("folded"), name="gin_trgm_ops"),
                name="award_folded_trigram",
            ),
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
                models.OrderBy(models.F("amount"), descending=True, nulls_last=True),
                models.F("id"),
                name="award_by_amount",
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
            model_name="award",
            index=models.Index(fields=["register", "flow_level"], name="award_by_level"),
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
        migrations.AddConstraint(
            model_name="award",
            constraint=models.UniqueConstraint(fields=("register", "key"), name="funding_award_key"),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.CheckConstraint(
                condition=models.Q(("key", ""), _negated=True), name="funding_award_has_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("amount__isnull", False),
                        ("amount_status__in", ["exact", "at_least", "more_than", "at_most", "about", "average"]),
                        ("currency__regex", "^[A-Z]{3}$"),
                    ),
                    models.Q(
                        ("amount", None),
                        ("amount_status__in", ["in_words", "undisclosed", "withheld", "unreadable"]),
                        models.Q(
                            models.Q(("amount_status", "in_words"), _negated=True),
                            models.Q(("amount_text", ""), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="award_amount_goes_with_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "amount_status__in",
                        [
                            "exact",
                            "at_least",
                            "more_than",
                            "at_most",
                            "about",
                            "average",
                            "in_words",
                            "undisclosed",
                            "withheld",
                            "unreadable",
                        ],
                    )
                ),
                name="award_amount_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "instrument__in",
                        ["grant", "loan", "equity", "contract", "tax_credit", "in_kind", "mixed", "unknown"],
                    )
                ),
                name="award_instrument_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.CheckConstraint(
                condition=models.Q(("money_stage__in", ["announced", "committed", "paid", "unknown"])),
                name="award_money_stage_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.CheckConstraint(
                condition=models.Q(("flow_level__in", ["transfer", "final"])), name="award_flow_level_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.CheckConstraint(
                condition=models.Q(("in_scope__in", ["all", "part", "unknown"])), name="award_in_scope_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("payer_absent__in", ["", "not_named", "aggregate", "public", "withheld", "person", "unreadable"])
                ),
                name="award_payer_absent_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "recipient_absent__in",
                        ["", "not_named", "aggregate", "public", "withheld", "person", "unreadable"],
                    )
                ),
                name="award_recipient_absent_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.CheckConstraint(
                condition=models.Q(("count_of_projects__gte", 1)), name="award_counts_one_or_more"
            ),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.CheckConstraint(
                condition=models.Q(("parent", models.F("id")), _negated=True), name="award_not_out_of_itself"
            ),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.CheckConstraint(
                condition=models.Q(("supersedes", models.F("id")), _negated=True), name="award_not_superseding_itself"
            ),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.CheckConstraint(
                condition=models.Q(("fee", None), ("fee__gte", 0), _connector="OR"), name="award_fee_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.CheckConstraint(
                condition=models.Q(("fiscal_year", None), ("fiscal_year__range", (1900, 2100)), _connector="OR"),
                name="award_fiscal_year_plausible",
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
        migrations.AddIndex(
            model_name="programmehistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="funding_pro_pgh_con_c0fec1_brin"
            ),
        ),
        migrations.AddConstraint(
            model_name="programmeparty",
            constraint=models.UniqueConstraint(
                fields=("programme", "organization", "role"), name="programme_party_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="programmeparty",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ["payer", "chooser"])), name="programme_party_role_known"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programmeparty",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funding_programmepartyhistory" ("id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "role") SELECT new_values."id", new_values."organization_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."programme_id", new_values."role" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a057792c067a05fa51f916cb6caec7062df5c04d",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6b841",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funding_programmeparty",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programmeparty",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funding_programmepartyhistory" ("id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "role") SELECT new_values."id", new_values."organization_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."programme_id", new_values."role" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="19a4382c4d3ee6e9f86a5ad52a988da0c81a570f",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_32d2d",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funding_programmeparty",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programmeparty",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funding_programmepartyhistory" ("id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "role") SELECT old_values."id", old_values."organization_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."programme_id", old_values."role" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="86758506e39e32265c543161678115581861702a",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_37923",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funding_programmeparty",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="programme",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(models.F("folded"), name="gin_trgm_ops"),
                name="programme_folded_trigram",
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
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.UniqueConstraint(fields=("register", "key"), name="funding_programme_key"),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(("key", ""), _negated=True), name="funding_programme_has_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["envelope", "policy"])), name="programme_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Func(
                    models.F("valid_from"),
                    models.F("valid_to"),
                    function="partial_dates_in_order",
                    output_field=models.BooleanField(),
                ),
                name="programme_in_order",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programme",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funding_programmehistory" ("description", "id", "key", "kind", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "register_id", "valid_from", "valid_to") SELECT new_values."description", new_values."id", new_values."key", new_values."kind", new_values."name", new_values."name_en", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."published", new_values."register_id", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="19fd1a9d75d2a48e93973c24bd937dc852893c29",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3c927",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funding_programme",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programme",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funding_programmehistory" ("description", "id", "key", "kind", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "register_id", "valid_from", "valid_to") SELECT new_values."description", new_values."id", new_values."key", new_values."kind", new_values."name", new_values."name_en", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."published", new_values."register_id", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="769010d8b9a47b5f44e30a05f6e832fbffeb60a2",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_63414",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funding_programme",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programme",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funding_programmehistory" ("description", "id", "key", "kind", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "register_id", "valid_from", "valid_to") SELECT old_values."description", old_values."id", old_values."key", old_values."kind", old_values."name", old_values."name_en", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."published", old_values."register_id", old_values."valid_from", old_values."valid_to" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="613fa36ca6aa4d93609163eecc2c9ae6158e053f",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9d7e2",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funding_programme",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="programmepartyhistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="funding_pro_pgh_con_8d2c5d_brin"
            ),
        ),
        migrations.AddConstraint(
            model_name="readingprofile",
            constraint=models.UniqueConstraint(
                fields=("register", "folded", "signature", "version"), name="profile_version_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.UniqueConstraint(fields=("register", "number"), name="release_number_once"),
        ),
        migrations.AddIndex(
            model_name="releasework",
            index=models.Index(fields=["state", "moved_at"], name="release_work_by_state"),
        ),
        migrations.AddConstraint(
            model_name="releasework",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["release", "verify", "withdraw"])), name="release_work_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="releasework",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["proposed", "waiting", "running", "done", "failed", "declined"])),
                name="release_work_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="releasework",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind", "withdraw"),
                        models.Q(("record_kind", ""), _negated=True),
                        models.Q(("record_key", ""), _negated=True),
                        models.Q(("rule", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("kind", "withdraw"), _negated=True),
                        ("reason", ""),
                        ("record_key", ""),
                        ("record_kind", ""),
                        ("rule", ""),
                    ),
                    _connector="OR",
                ),
                name="release_work_withdraws_a_record",
            ),
        ),
        migrations.AddConstraint(
            model_name="releasework",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "withdraw"),
                    models.Q(("state__in", ["proposed", "declined"]), _negated=True),
                    _connector="OR",
                ),
                name="release_work_proposed_is_a_withdrawal",
            ),
        ),
        migrations.AddConstraint(
            model_name="releasework",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "release"), ("state__in", ("waiting", "running"))),
                fields=("register",),
                name="release_work_one_edition_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="releasework",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "verify"), ("state__in", ("waiting", "running"))),
                fields=("release",),
                name="release_work_one_check_of_an_edition",
            ),
        ),
        migrations.AddConstraint(
            model_name="releasework",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "withdraw"), ("state__in", ["waiting", "running", "proposed"])),
                fields=("register", "record_kind", "record_key"),
                name="release_work_one_withdrawal_of_a_record",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportedfigure",
            constraint=models.UniqueConstraint(fields=("register", "key"), name="funding_reportedfigure_key"),
        ),
        migrations.AddConstraint(
            model_name="reportedfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(("key", ""), _negated=True), name="funding_reportedfigure_has_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="reportedfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("qualifier__in", ["exact", "more_than", "at_least", "at_most", "about", "average", "in_words"])
                ),
                name="reported_figure_qualifier_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportedfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("value__isnull", False), models.Q(("value_text", ""), _negated=True), _connector="OR"
                ),
                name="reported_figure_has_value_or_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportedfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "rule__in",
                        [
                            "",
                            "final_awards",
                            "awards",
                            "public_money",
                            "transfers",
                            "handed_on",
                            "remainder",
                            "received",
                            "hosted",
                            "projects",
                            "these_awards",
                            "these_projects",
                            "private_bodies",
                            "private_repeat",
                            "private_repeat_share",
                            "consortia",
                            "establishments",
                            "use",
                            "clinical_uses",
                            "organizational_uses",
                            "staff_hours",
                            "salaries",
                            "services",
                            "equipment",
                            "positions",
                            "not_named",
                            "no_named_seats",
                            "same_money",
                            "not_one_by_one",
                            "circular",
                            "unlike",
                            "context",
                        ],
                    )
                ),
                name="reported_figure_rule_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportedfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "part__in",
                        [
                            "",
                            "ratio",
                            "ratio_in_dollars",
                            "commercial_sum",
                            "commercial_projects",
                            "research_projects",
                            "research_mean",
                            "consortia_projects",
                            "consortia_mean",
                            "pilot_projects",
                            "programmes",
                            "deciders",
                            "participations",
                            "board_companies",
                            "board_members",
                            "access",
                            "positions",
                            "fates",
                        ],
                    )
                ),
                name="reported_figure_part_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportedfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "closes__in",
                        [
                            "",
                            "entries",
                            "programmes",
                            "projects",
                            "companies",
                            "grants",
                            "establishments",
                            "boards",
                            "none",
                        ],
                    )
                ),
                name="reported_figure_closes_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportedfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("rule__in", ("these_awards", "these_projects")), _negated=True),
                        models.Q(("rule_terms", ""), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("rule__in", ("private_repeat", "private_repeat_share")), _negated=True),
                        ("rule_terms__regex", "^[0-9]+$"),
                        _connector="OR",
                    ),
                ),
                name="reported_figure_rule_has_its_terms",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportedfigure",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funding_reportedfigurehistory" ("closes", "id", "key", "label_en", "label_fr", "note", "organization_id", "part", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "qualifier", "register_id", "rounded_to", "rule", "rule_terms", "table", "unit", "use_domain_id", "use_type_id", "value", "value_text") SELECT new_values."closes", new_values."id", new_values."key", new_values."label_en", new_values."label_fr", new_values."note", new_values."organization_id", new_values."part", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."published", new_values."qualifier", new_values."register_id", new_values."rounded_to", new_values."rule", new_values."rule_terms", new_values."table", new_values."unit", new_values."use_domain_id", new_values."use_type_id", new_values."value", new_values."value_text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="eec8f9a928cca799f3d9234f7238deb5daae4c68",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7c092",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funding_reportedfigure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportedfigure",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funding_reportedfigurehistory" ("closes", "id", "key", "label_en", "label_fr", "note", "organization_id", "part", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "qualifier", "register_id", "rounded_to", "rule", "rule_terms", "table", "unit", "use_domain_id", "use_type_id", "value", "value_text") SELECT new_values."closes", new_values."id", new_values."key", new_values."label_en", new_values."label_fr", new_values."note", new_values."organization_id", new_values."part", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."published", new_values."qualifier", new_values."register_id", new_values."rounded_to", new_values."rule", new_values."rule_terms", new_values."table", new_values."unit", new_values."use_domain_id", new_values."use_type_id", new_values."value", new_values."value_text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="19edcd70dff1d9f68b0816ab97e525cf63ab197b",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_03fe2",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funding_reportedfigure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportedfigure",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funding_reportedfigurehistory" ("closes", "id", "key", "label_en", "label_fr", "note", "organization_id", "part", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "qualifier", "register_id", "rounded_to", "rule", "rule_terms", "table", "unit", "use_domain_id", "use_type_id", "value", "value_text") SELECT old_values."closes", old_values."id", old_values."key", old_values."label_en", old_values."label_fr", old_values."note", old_values."organization_id", old_values."part", old_values."period", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."published", old_values."qualifier", old_values."register_id", old_values."rounded_to", old_values."rule", old_values."rule_terms", old_values."table", old_values."unit", old_values."use_domain_id", old_values."use_type_id", old_values."value", old_values."value_text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="ea5a84c58c88c185114cae4ad17026cf6b8e2113",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_27621",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funding_reportedfigure",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="reportedfigurehistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="funding_rep_pgh_con_721535_brin"
            ),
        ),
        migrations.AddConstraint(
            model_name="scopedecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("verdict__in", ["in", "part", "out"])), name="scope_decision_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="scopedecision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("reversed_at", None)),
                fields=("register", "record_kind", "row_key"),
                name="scope_decision_one_stands",
            ),
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
        migrations.AddConstraint(
            model_name="source",
            constraint=models.UniqueConstraint(fields=("register", "key"), name="funding_source_key"),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["ati_answer", "annual_report", "press_release", "data_set", "study", "other"])
                ),
                name="source_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="source_has_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "received",
                            "reading",
                            "resolving",
                            "review",
                            "committing",
                            "committed",
                            "undoing",
                            "undone",
                            "refused",
                            "failed",
                        ],
                    )
                ),
                name="import_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(("done__lte", models.F("total"))), name="import_done_within_total"
            ),
        ),
        migrations.AddConstraint(
            model_name="stagedrow",
            constraint=models.UniqueConstraint(fields=("batch", "sheet", "row", "part"), name="staged_row_once"),
        ),
        migrations.AddConstraint(
            model_name="stagedrow",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["data", "header", "title", "subtotal", "total", "note", "blank"])),
                name="staged_row_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="stagedrow",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["read", "ready", "waiting", "set_aside", "committed", "unchanged"])),
                name="staged_row_state_known",
            ),
        ),
        migrations.AddIndex(
            model_name="roweffect",
            index=models.Index(fields=["batch", "effect"], name="row_effect_of_batch"),
        ),
        migrations.AddConstraint(
            model_name="roweffect",
            constraint=models.CheckConstraint(
                condition=models.Q(("effect__in", ["created", "changed", "unchanged"])), name="row_effect_known"
            ),
        ),
        migrations.AddIndex(
            model_name="evidencehistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="funding_evi_pgh_con_785f8a_brin"
            ),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(
                condition=models.Q(("organization__isnull", False)),
                fields=["organization"],
                name="evidence_of_organization",
            ),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(
                condition=models.Q(("person__isnull", False)), fields=["person"], name="evidence_of_person"
            ),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(
                condition=models.Q(("event__isnull", False)), fields=["event"], name="evidence_of_event"
            ),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(condition=models.Q(("seat__isnull", False)), fields=["seat"], name="evidence_of_seat"),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(
                condition=models.Q(("project__isnull", False)), fields=["project"], name="evidence_of_project"
            ),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(
                condition=models.Q(("participation__isnull", False)),
                fields=["participation"],
                name="evidence_of_participation",
            ),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(
                condition=models.Q(("position__isnull", False)), fields=["position"], name="evidence_of_position"
            ),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(
                condition=models.Q(("programme__isnull", False)), fields=["programme"], name="evidence_of_programme"
            ),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(
                condition=models.Q(("award__isnull", False)), fields=["award"], name="evidence_of_award"
            ),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(
                condition=models.Q(("contribution__isnull", False)),
                fields=["contribution"],
                name="evidence_of_contribution",
            ),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(
                condition=models.Q(("reported_figure__isnull", False)),
                fields=["reported_figure"],
                name="evidence_of_reported_figure",
            ),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(
                condition=models.Q(("access_request__isnull", False)),
                fields=["access_request"],
                name="evidence_of_access_request",
            ),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["staged_row"], name="evidence_of_staged_row", pages_per_range=16
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("access_request__isnull", True),
                        ("award__isnull", True),
                        ("contribution__isnull", True),
                        ("event__isnull", True),
                        ("organization__isnull", False),
                        ("participation__isnull", True),
                        ("person__isnull", True),
                        ("position__isnull", True),
                        ("programme__isnull", True),
                        ("project__isnull", True),
                        ("reported_figure__isnull", True),
                        ("seat__isnull", True),
                    ),
                    models.Q(
                        ("access_request__isnull", True),
                        ("award__isnull", True),
                        ("contribution__isnull", True),
                        ("event__isnull", True),
                        ("organization__isnull", True),
                        ("participation__isnull", True),
                        ("person__isnull", False),
                        ("position__isnull", True),
                        ("programme__isnull", True),
                        ("project__isnull", True),
                        ("reported_figure__isnull", True),
                        ("seat__isnull", True),
                    ),
                    models.Q(
                        ("access_request__isnull", True),
                        ("award__isnull", True),
                        ("contribution__isnull", True),
                        ("event__isnull", False),
                        ("organization__isnull", True),
                        ("participation__isnull", True),
                        ("person__isnull", True),
                        ("position__isnull", True),
                        ("programme__isnull", True),
                        ("project__isnull", True),
                        ("reported_figure__isnull", True),
                        ("seat__isnull", True),
                    ),
                    models.Q(
                        ("access_request__isnull", True),
                        ("award__isnull", True),
                        ("contribution__isnull", True),
                        ("event__isnull", True),
                        ("organization__isnull", True),
                        ("participation__isnull", True),
                        ("person__isnull", True),
                        ("position__isnull", True),
                        ("programme__isnull", True),
                        ("project__isnull", True),
                        ("reported_figure__isnull", True),
                        ("seat__isnull", False),
                    ),
                    models.Q(
                        ("access_request__isnull", True),
                        ("award__isnull", True),
                        ("contribution__isnull", True),
                        ("event__isnull", True),
                        ("organization__isnull", True),
                        ("participation__isnull", True),
                        ("person__isnull", True),
                        ("position__isnull", True),
                        ("programme__isnull", True),
                        ("project__isnull", False),
                        ("reported_figure__isnull", True),
                        ("seat__isnull", True),
                    ),
                    models.Q(
                        ("access_request__isnull", True),
                        ("award__isnull", True),
                        ("contribution__isnull", True),
                        ("event__isnull", True),
                        ("organization__isnull", True),
                        ("participation__isnull", False),
                        ("person__isnull", True),
                        ("position__isnull", True),
                        ("programme__isnull", True),
                        ("project__isnull", True),
                        ("reported_figure__isnull", True),
                        ("seat__isnull", True),
                    ),
                    models.Q(
                        ("access_request__isnull", True),
                        ("award__isnull", True),
                        ("contribution__isnull", True),
                        ("event__isnull", True),
                        ("organization__isnull", True),
                        ("participation__isnull", True),
                        ("person__isnull", True),
                        ("position__isnull", False),
                        ("programme__isnull", True),
                        ("project__isnull", True),
                        ("reported_figure__isnull", True),
                        ("seat__isnull", True),
                    ),
                    models.Q(
                        ("access_request__isnull", True),
                        ("award__isnull", True),
                        ("contribution__isnull", True),
                        ("event__isnull", True),
                        ("organization__isnull", True),
                        ("participation__isnull", True),
                        ("person__isnull", True),
                        ("position__isnull", True),
                        ("programme__isnull", False),
                        ("project__isnull", True),
                        ("reported_figure__isnull", True),
                        ("seat__isnull", True),
                    ),
                    models.Q(
                        ("access_request__isnull", True),
                        ("award__isnull", False),
                        ("contribution__isnull", True),
                        ("event__isnull", True),
                        ("organization__isnull", True),
                        ("participation__isnull", True),
                        ("person__isnull", True),
                        ("position__isnull", True),
                        ("programme__isnull", True),
                        ("project__isnull", True),
                        ("reported_figure__isnull", True),
                        ("seat__isnull", True),
                    ),
                    models.Q(
                        ("access_request__isnull", True),
                        ("award__isnull", True),
                        ("contribution__isnull", False),
                        ("event__isnull", True),
                        ("organization__isnull", True),
                        ("participation__isnull", True),
                        ("person__isnull", True),
                        ("position__isnull", True),
                        ("programme__isnull", True),
                        ("project__isnull", True),
                        ("reported_figure__isnull", True),
                        ("seat__isnull", True),
                    ),
                    models.Q(
                        ("access_request__isnull", True),
                        ("award__isnull", True),
                        ("contribution__isnull", True),
                        ("event__isnull", True),
                        ("organization__isnull", True),
                        ("participation__isnull", True),
                        ("person__isnull", True),
                        ("position__isnull", True),
                        ("programme__isnull", True),
                        ("project__isnull", True),
                        ("reported_figure__isnull", False),
                        ("seat__isnull", True),
                    ),
                    models.Q(
                        ("access_request__isnull", False),
                        ("award__isnull", True),
                        ("contribution__isnull", True),
                        ("event__isnull", True),
                        ("organization__isnull", True),
                        ("participation__isnull", True),
                        ("person__isnull", True),
                        ("position__isnull", True),
                        ("programme__isnull", True),
                        ("project__isnull", True),
                        ("reported_figure__isnull", True),
                        ("seat__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="evidence_is_for_one_fact",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.UniqueConstraint(fields=("register", "number"), name="evidence_number_unique"),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("place", ""), _negated=True),
                    models.Q(("cell", ""), _negated=True),
                    ("row__isnull", False),
                    _connector="OR",
                ),
                name="evidence_says_where",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidence",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funding_evidencehistory" ("access_request_id", "award_id", "cell", "contribution_id", "event_id", "field", "id", "number", "organization_id", "participation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "position_id", "programme_id", "project_id", "quote", "register_id", "reported_figure_id", "row", "seat_id", "sheet", "source_id", "staged_row_id") SELECT new_values."access_request_id", new_values."award_id", new_values."cell", new_values."contribution_id", new_values."event_id", new_values."field", new_values."id", new_values."number", new_values."organization_id", new_values."participation_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."position_id", new_values."programme_id", new_values."project_id", new_values."quote", new_values."register_id", new_values."reported_figure_id", new_values."row", new_values."seat_id", new_values."sheet", new_values."source_id", new_values."staged_row_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="fa3c0f406192dbe5bc1322b4d97dce4405594325",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_47bd8",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="funding_evidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidence",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funding_evidencehistory" ("access_request_id", "award_id", "cell", "contribution_id", "event_id", "field", "id", "number", "organization_id", "participation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "position_id", "programme_id", "project_id", "quote", "register_id", "reported_figure_id", "row", "seat_id", "sheet", "source_id", "staged_row_id") SELECT new_values."access_request_id", new_values."award_id", new_values."cell", new_values."contribution_id", new_values."event_id", new_values."field", new_values."id", new_values."number", new_values."organization_id", new_values."participation_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."position_id", new_values."programme_id", new_values."project_id", new_values."quote", new_values."register_id", new_values."reported_figure_id", new_values."row", new_values."seat_id", new_values."sheet", new_values."source_id", new_values."staged_row_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a2f87725bb0d23baf995ce0841b458cdc3aed98e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1d7e1",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="funding_evidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidence",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "funding_evidencehistory" ("access_request_id", "award_id", "cell", "contribution_id", "event_id", "field", "id", "number", "organization_id", "participation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "position_id", "programme_id", "project_id", "quote", "register_id", "reported_figure_id", "row", "seat_id", "sheet", "source_id", "staged_row_id") SELECT old_values."access_request_id", old_values."award_id", old_values."cell", old_values."contribution_id", old_values."event_id", old_values."field", old_values."id", old_values."number", old_values."organization_id", old_values."participation_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."position_id", old_values."programme_id", old_values."project_id", old_values."quote", old_values."register_id", old_values."reported_figure_id", old_values."row", old_values."seat_id", old_values."sheet", old_values."source_id", old_values."staged_row_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="0c55ebbd77a105a3e62d2fac1e44db1a0c6a963b",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_15f5c",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="funding_evidence",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="withdrawal",
            constraint=models.UniqueConstraint(fields=("register", "kind", "key"), name="withdrawal_once"),
        ),
        migrations.AddConstraint(
            model_name="withdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(("rule__in", ["court", "privacy"])), name="withdrawal_rule_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="withdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(("key", ""), _negated=True), name="withdrawal_of_a_record"
            ),
        ),
    )

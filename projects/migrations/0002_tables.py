"""The tables of projects, organizations, people and seats, with their constraints, indexes and history."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import projects.dates
from projects.steps import together


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("projects", "0002_initial"),
        ("projects", "0003_use_families"),
        ("projects", "0004_history_without_spare_indexes"),
        ("projects", "0005_facts_are_found_by_register_and_key"),
        ("projects", "0006_search_stems_and_sort_orders"),
        ("projects", "0008_scope_themes"),
        ("projects", "0009_fold_in_less_time"),
        ("projects", "0010_keys_by_statement"),
        ("projects", "0011_history_by_place"),
    ]

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("projects", "0001_functions"),
    ]

    operations = together(
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=100, verbose_name="public key")),
                ("published", models.BooleanField(default=False, verbose_name="published")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "folded",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("name"), function="fold", output_field=models.TextField()),
                        output_field=models.TextField(),
                    ),
                ),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "people",
                "ordering": ["folded", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Position",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=100, verbose_name="public key")),
                ("published", models.BooleanField(default=False, verbose_name="published")),
                ("group", models.CharField(max_length=200, verbose_name="group")),
                ("law", models.CharField(max_length=200, verbose_name="law")),
                (
                    "stance",
                    models.CharField(
                        choices=[
                            ("favourable", "Favourable"),
                            ("reluctant", "Reluctant or hesitant"),
                            ("mixed", "Mixed"),
                        ],
                        max_length=12,
                        verbose_name="position",
                    ),
                ),
                (
                    "concerns",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300), default=list, verbose_name="concerns"
                    ),
                ),
                ("date", projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="date")),
            ],
            options={
                "verbose_name": "position on a law",
                "verbose_name_plural": "positions on laws",
                "ordering": ["stance", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Project",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=100, verbose_name="public key")),
                ("published", models.BooleanField(default=False, verbose_name="published")),
                ("title", models.CharField(max_length=400, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=400, verbose_name="title in English")),
                ("summary", models.TextField(blank=True, verbose_name="summary")),
                (
                    "entry_type",
                    models.CharField(
                        choices=[("project", "Project"), ("organization", "Organization")],
                        default="project",
                        max_length=12,
                        verbose_name="entry",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("research", "Research"),
                            ("pilot", "Pilot"),
                            ("commercialisation", "Commercialisation"),
                            ("acquisition", "Acquisition by the network"),
                            ("unknown", "Not stated"),
                        ],
                        default="unknown",
                        max_length=18,
                        verbose_name="stage",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("ongoing", "Ongoing"),
                            ("completed", "Completed"),
                            ("abandoned", "Abandoned"),
                            ("unknown", "Not stated"),
                        ],
                        default="unknown",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "status_date",
                    projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="status on"),
                ),
                ("outcome", models.TextField(blank=True, verbose_name="outcome")),
                (
                    "deployed",
                    models.CharField(
                        choices=[
                            ("yes", "Yes"),
                            ("no", "No"),
                            ("not_applicable", "Not applicable"),
                            ("unknown", "Not stated"),
                        ],
                        default="unknown",
                        max_length=16,
                        verbose_name="deployed",
                    ),
                ),
                (
                    "health_link",
                    models.CharField(
                        choices=[
                            ("yes", "Yes"),
                            ("no", "No"),
                            ("not_applicable", "Not applicable"),
                            ("unknown", "Not stated"),
                        ],
                        default="unknown",
                        max_length=16,
                        verbose_name="link with health",
                    ),
                ),
                (
                    "ai_link",
                    models.CharField(
                        choices=[
                            ("yes", "Yes"),
                            ("no", "No"),
                            ("not_applicable", "Not applicable"),
                            ("unknown", "Not stated"),
                        ],
                        default="unknown",
                        max_length=16,
                        verbose_name="link with artificial intelligence",
                    ),
                ),
                ("region", models.CharField(blank=True, max_length=80, verbose_name="region")),
                (
                    "started",
                    projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="started"),
                ),
                ("ended", projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="ended")),
                ("count_of_projects", models.PositiveIntegerField(default=1, verbose_name="projects in this line")),
                (
                    "folded",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("title"), function="fold", output_field=models.TextField()),
                        output_field=models.TextField(),
                    ),
                ),
            ],
            options={
                "verbose_name": "project",
                "verbose_name_plural": "projects",
                "ordering": ["folded", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Organization",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=100, verbose_name="public key")),
                ("published", models.BooleanField(default=False, verbose_name="published")),
                ("name", models.CharField(max_length=300, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=300, verbose_name="name in English")),
                ("acronym", models.CharField(blank=True, max_length=40, verbose_name="acronym")),
                (
                    "kind",
                    models.CharField(
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
                        default="other",
                        max_length=30,
                        verbose_name="kind",
                    ),
                ),
                (
                    "sector",
                    models.CharField(
                        choices=[
                            ("public", "Public"),
                            ("parapublic", "Parapublic"),
                            ("private", "Private"),
                            ("nonprofit", "Non-profit"),
                            ("unknown", "Not stated"),
                        ],
                        default="unknown",
                        max_length=12,
                        verbose_name="sector",
                    ),
                ),
                (
                    "legal_form",
                    models.CharField(
                        choices=[
                            ("state_body", "State body"),
                            ("nonprofit_corporation", "Non-profit corporation"),
                            ("company", "Company"),
                            ("partnership", "Partnership"),
                            ("unknown", "Not stated"),
                        ],
                        default="unknown",
                        max_length=24,
                        verbose_name="legal form",
                    ),
                ),
                (
                    "controlled_by",
                    models.CharField(
                        choices=[
                            ("public", "Public bodies"),
                            ("industry", "Industry"),
                            ("mixed", "Public bodies and industry"),
                            ("unknown", "Not stated"),
                        ],
                        default="unknown",
                        max_length=12,
                        verbose_name="controlled by",
                    ),
                ),
                ("region", models.CharField(blank=True, max_length=80, verbose_name="region")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "folded",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("name"), function="fold", output_field=models.TextField()),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="merged",
                        to="projects.organization",
                        verbose_name="same body as",
                    ),
                ),
            ],
            options={
                "verbose_name": "organization",
                "verbose_name_plural": "organizations",
                "ordering": ["folded", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Identifier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scheme", models.CharField(max_length=24, verbose_name="scheme")),
                ("value", models.CharField(max_length=60, verbose_name="value")),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="identifiers",
                        to="projects.organization",
                    ),
                ),
            ],
            options={
                "verbose_name": "identifier",
                "verbose_name_plural": "identifiers",
                "ordering": ["scheme", "value"],
            },
        ),
        migrations.CreateModel(
            name="BoardMembership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=100, verbose_name="public key")),
                ("published", models.BooleanField(default=False, verbose_name="published")),
                ("role", models.CharField(blank=True, max_length=200, verbose_name="role")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("board", "Board of directors"),
                            ("executive_committee", "Executive committee"),
                            ("advisory", "Advisory committee"),
                            ("working_group", "Working group"),
                            ("founder", "Founder"),
                            ("officer", "Officer"),
                            ("public_office", "Public office"),
                        ],
                        default="board",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "valid_from",
                    projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="from"),
                ),
                ("valid_to", projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="to")),
                ("former", models.BooleanField(default=False, verbose_name="former")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "holder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seats_held",
                        to="projects.organization",
                        verbose_name="holder",
                    ),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="seats_through_others",
                        to="projects.organization",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="seats", to="projects.organization"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seats",
                        to="projects.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "board membership",
                "verbose_name_plural": "board memberships",
                "ordering": ["organization", "kind", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Consortium",
            fields=[],
            options={
                "verbose_name": "consortium",
                "verbose_name_plural": "consortia",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("projects.organization",),
        ),
        migrations.CreateModel(
            name="Establishment",
            fields=[],
            options={
                "verbose_name": "care establishment",
                "verbose_name_plural": "care establishments",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("projects.organization",),
        ),
        migrations.CreateModel(
            name="Funder",
            fields=[],
            options={
                "verbose_name": "funder",
                "verbose_name_plural": "funders",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("projects.organization",),
        ),
        migrations.CreateModel(
            name="OrganizationEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=100, verbose_name="public key")),
                ("published", models.BooleanField(default=False, verbose_name="published")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("merger", "Merger"),
                            ("acquisition", "Acquisition"),
                            ("bankruptcy", "Bankruptcy"),
                            ("listing", "Stock-exchange listing"),
                            ("renaming", "Change of name"),
                            ("creation", "Creation"),
                            ("other", "Other event"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("other_place", models.CharField(blank=True, max_length=80, verbose_name="from where")),
                ("date", projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="date")),
                ("description_fr", models.TextField(blank=True, verbose_name="description in French")),
                ("description_en", models.TextField(blank=True, verbose_name="description in English")),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="events", to="projects.organization"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="events_as_other",
                        to="projects.organization",
                        verbose_name="with or by",
                    ),
                ),
            ],
            options={
                "verbose_name": "event",
                "verbose_name_plural": "events",
                "ordering": ["date", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OrganizationName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=300, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("official", "Name"),
                            ("acronym", "Acronym"),
                            ("former", "Former name"),
                            ("translation", "Name in another language"),
                            ("alias", "Spelling found in a source"),
                        ],
                        default="alias",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=2, verbose_name="language")),
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
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="names", to="projects.organization"
                    ),
                ),
            ],
            options={
                "verbose_name": "name of an organization",
                "verbose_name_plural": "names of organizations",
                "ordering": ["organization", "kind", "name"],
            },
        ),
        migrations.CreateModel(
            name="OrganizationNameHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=300, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("official", "Name"),
                            ("acronym", "Acronym"),
                            ("former", "Former name"),
                            ("translation", "Name in another language"),
                            ("alias", "Spelling found in a source"),
                        ],
                        default="alias",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=2, verbose_name="language")),
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
                        to="projects.organizationname",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OrganizationSector",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sector",
                    models.CharField(
                        choices=[
                            ("public", "Public"),
                            ("parapublic", "Parapublic"),
                            ("private", "Private"),
                            ("nonprofit", "Non-profit"),
                            ("unknown", "Not stated"),
                        ],
                        max_length=12,
                        verbose_name="sector",
                    ),
                ),
                (
                    "valid_from",
                    projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="from"),
                ),
                ("valid_to", projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="to")),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sectors", to="projects.organization"
                    ),
                ),
            ],
            options={
                "verbose_name": "earlier sector",
                "verbose_name_plural": "earlier sectors",
                "ordering": ["organization", "valid_from"],
            },
        ),
        migrations.CreateModel(
            name="OrganizationSectorHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "sector",
                    models.CharField(
                        choices=[
                            ("public", "Public"),
                            ("parapublic", "Parapublic"),
                            ("private", "Private"),
                            ("nonprofit", "Non-profit"),
                            ("unknown", "Not stated"),
                        ],
                        max_length=12,
                        verbose_name="sector",
                    ),
                ),
                (
                    "valid_from",
                    projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="from"),
                ),
                ("valid_to", projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="to")),
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
                        to="projects.organizationsector",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OrganizationTie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("parent", "Part of"), ("group", "Member of the group")],
                        default="parent",
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                (
                    "valid_from",
                    projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="from"),
                ),
                ("valid_to", projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="to")),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ties", to="projects.organization"
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ties_to", to="projects.organization"
                    ),
                ),
            ],
            options={
                "verbose_name": "tie between organizations",
                "verbose_name_plural": "ties between organizations",
                "ordering": ["organization", "kind", "to"],
            },
        ),
        migrations.CreateModel(
            name="OrganizationTieHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("parent", "Part of"), ("group", "Member of the group")],
                        default="parent",
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                (
                    "valid_from",
                    projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="from"),
                ),
                ("valid_to", projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="to")),
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
                        to="projects.organizationtie",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.organization",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=100, verbose_name="public key")),
                ("published", models.BooleanField(default=False, verbose_name="published")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("lead", "Lead"),
                            ("public_partner", "Public partner"),
                            ("private_partner", "Private partner"),
                            ("host", "Host establishment"),
                            ("installation", "Installation where it takes place"),
                            ("funder", "Funder"),
                            ("participant", "Participant"),
                        ],
                        default="participant",
                        max_length=16,
                        verbose_name="role",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "organization",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participations",
                        to="projects.organization",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participations",
                        to="projects.project",
                    ),
                ),
            ],
            options={
                "verbose_name": "participation",
                "verbose_name_plural": "participations",
                "ordering": ["project", "role", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProjectUseDomain",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.CASCADE, to="projects.project"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProjectUseType",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.CASCADE, to="projects.project"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Register",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(unique=True, verbose_name="slug")),
                ("number", models.PositiveSmallIntegerField(unique=True, verbose_name="number")),
                ("name_fr", models.CharField(max_length=200, verbose_name="name in French")),
                ("name_en", models.CharField(max_length=200, verbose_name="name in English")),
                ("scope_fr", models.TextField(blank=True, verbose_name="scope rule in French")),
                ("scope_en", models.TextField(blank=True, verbose_name="scope rule in English")),
                (
                    "state_of_data",
                    projects.dates.PartialDateField(
                        blank=True, default="", max_length=10, verbose_name="state of the data"
                    ),
                ),
                (
                    "period_from",
                    projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="period from"),
                ),
                (
                    "period_to",
                    projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="period to"),
                ),
                ("invented", models.BooleanField(default=False, verbose_name="invented data")),
                ("is_default", models.BooleanField(default=False, verbose_name="shown first")),
                (
                    "data_version",
                    models.PositiveBigIntegerField(default=0, editable=False, verbose_name="data version"),
                ),
                ("data_changed_at", models.DateTimeField(editable=False, null=True, verbose_name="data changed at")),
            ],
            options={
                "verbose_name": "register",
                "verbose_name_plural": "registers",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_default", True)), fields=("is_default",), name="register_one_default"
                    ),
                    models.CheckConstraint(
                        condition=models.Func(
                            models.F("period_from"),
                            models.F("period_to"),
                            function="partial_dates_in_order",
                            output_field=models.BooleanField(),
                        ),
                        name="register_period_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(max_length=100, verbose_name="public key")),
                ("published", models.BooleanField(default=False, verbose_name="published")),
                ("title", models.CharField(max_length=400, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=400, verbose_name="title in English")),
                ("summary", models.TextField(blank=True, verbose_name="summary")),
                (
                    "entry_type",
                    models.CharField(
                        choices=[("project", "Project"), ("organization", "Organization")],
                        default="project",
                        max_length=12,
                        verbose_name="entry",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("research", "Research"),
                            ("pilot", "Pilot"),
                            ("commercialisation", "Commercialisation"),
                            ("acquisition", "Acquisition by the network"),
                            ("unknown", "Not stated"),
                        ],
                        default="unknown",
                        max_length=18,
                        verbose_name="stage",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("ongoing", "Ongoing"),
                            ("completed", "Completed"),
                            ("abandoned", "Abandoned"),
                            ("unknown", "Not stated"),
                        ],
                        default="unknown",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "status_date",
                    projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="status on"),
                ),
                ("outcome", models.TextField(blank=True, verbose_name="outcome")),
                (
                    "deployed",
                    models.CharField(
                        choices=[
                            ("yes", "Yes"),
                            ("no", "No"),
                            ("not_applicable", "Not applicable"),
                            ("unknown", "Not stated"),
                        ],
                        default="unknown",
                        max_length=16,
                        verbose_name="deployed",
                    ),
                ),
                (
                    "health_link",
                    models.CharField(
                        choices=[
                            ("yes", "Yes"),
                            ("no", "No"),
                            ("not_applicable", "Not applicable"),
                            ("unknown", "Not stated"),
                        ],
                        default="unknown",
                        max_length=16,
                        verbose_name="link with health",
                    ),
                ),
                (
                    "ai_link",
                    models.CharField(
                        choices=[
                            ("yes", "Yes"),
                            ("no", "No"),
                            ("not_applicable", "Not applicable"),
                            ("unknown", "Not stated"),
                        ],
                        default="unknown",
                        max_length=16,
                        verbose_name="link with artificial intelligence",
                    ),
                ),
                ("region", models.CharField(blank=True, max_length=80, verbose_name="region")),
                (
                    "started",
                    projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="started"),
                ),
                ("ended", projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="ended")),
                ("count_of_projects", models.PositiveIntegerField(default=1, verbose_name="projects in this line")),
                (
                    "folded",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("title"), function="fold", output_field=models.TextField()),
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
            name="PositionHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(max_length=100, verbose_name="public key")),
                ("published", models.BooleanField(default=False, verbose_name="published")),
                ("group", models.CharField(max_length=200, verbose_name="group")),
                ("law", models.CharField(max_length=200, verbose_name="law")),
                (
                    "stance",
                    models.CharField(
                        choices=[
                            ("favourable", "Favourable"),
                            ("reluctant", "Reluctant or hesitant"),
                            ("mixed", "Mixed"),
                        ],
                        max_length=12,
                        verbose_name="position",
                    ),
                ),
                (
                    "concerns",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300), default=list, verbose_name="concerns"
                    ),
                ),
                ("date", projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="date")),
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
                        to="projects.position",
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
            name="PersonHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(max_length=100, verbose_name="public key")),
                ("published", models.BooleanField(default=False, verbose_name="published")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
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
                        to="projects.person",
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
            name="ParticipationHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(max_length=100, verbose_name="public key")),
                ("published", models.BooleanField(default=False, verbose_name="published")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("lead", "Lead"),
                            ("public_partner", "Public partner"),
                            ("private_partner", "Private partner"),
                            ("host", "Host establishment"),
                            ("installation", "Installation where it takes place"),
                            ("funder", "Funder"),
                            ("participant", "Participant"),
                        ],
                        default="participant",
                        max_length=16,
                        verbose_name="role",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
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
                        to="projects.participation",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
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
            name="OrganizationHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(max_length=100, verbose_name="public key")),
                ("published", models.BooleanField(default=False, verbose_name="published")),
                ("name", models.CharField(max_length=300, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=300, verbose_name="name in English")),
                ("acronym", models.CharField(blank=True, max_length=40, verbose_name="acronym")),
                (
                    "kind",
                    models.CharField(
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
                        default="other",
                        max_length=30,
                        verbose_name="kind",
                    ),
                ),
                (
                    "sector",
                    models.CharField(
                        choices=[
                            ("public", "Public"),
                            ("parapublic", "Parapublic"),
                            ("private", "Private"),
                            ("nonprofit", "Non-profit"),
                            ("unknown", "Not stated"),
                        ],
                        default="unknown",
                        max_length=12,
                        verbose_name="sector",
                    ),
                ),
                (
                    "legal_form",
                    models.CharField(
                        choices=[
                            ("state_body", "State body"),
                            ("nonprofit_corporation", "Non-profit corporation"),
                            ("company", "Company"),
                            ("partnership", "Partnership"),
                            ("unknown", "Not stated"),
                        ],
                        default="unknown",
                        max_length=24,
                        verbose_name="legal form",
                    ),
                ),
                (
                    "controlled_by",
                    models.CharField(
                        choices=[
                            ("public", "Public bodies"),
                            ("industry", "Industry"),
                            ("mixed", "Public bodies and industry"),
                            ("unknown", "Not stated"),
                        ],
                        default="unknown",
                        max_length=12,
                        verbose_name="controlled by",
                    ),
                ),
                ("region", models.CharField(blank=True, max_length=80, verbose_name="region")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "folded",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("name"), function="fold", output_field=models.TextField()),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.organization",
                        verbose_name="same body as",
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
                        to="projects.organization",
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
            name="OrganizationEventHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(max_length=100, verbose_name="public key")),
                ("published", models.BooleanField(default=False, verbose_name="published")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("merger", "Merger"),
                            ("acquisition", "Acquisition"),
                            ("bankruptcy", "Bankruptcy"),
                            ("listing", "Stock-exchange listing"),
                            ("renaming", "Change of name"),
                            ("creation", "Creation"),
                            ("other", "Other event"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("other_place", models.CharField(blank=True, max_length=80, verbose_name="from where")),
                ("date", projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="date")),
                ("description_fr", models.TextField(blank=True, verbose_name="description in French")),
                ("description_en", models.TextField(blank=True, verbose_name="description in English")),
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
                    "other",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.organization",
                        verbose_name="with or by",
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
                        to="projects.organizationevent",
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
            name="IdentifierHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("scheme", models.CharField(max_length=24, verbose_name="scheme")),
                ("value", models.CharField(max_length=60, verbose_name="value")),
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
                        to="projects.identifier",
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
            name="BoardMembershipHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("key", models.CharField(max_length=100, verbose_name="public key")),
                ("published", models.BooleanField(default=False, verbose_name="published")),
                ("role", models.CharField(blank=True, max_length=200, verbose_name="role")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("board", "Board of directors"),
                            ("executive_committee", "Executive committee"),
                            ("advisory", "Advisory committee"),
                            ("working_group", "Working group"),
                            ("founder", "Founder"),
                            ("officer", "Officer"),
                            ("public_office", "Public office"),
                        ],
                        default="board",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "valid_from",
                    projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="from"),
                ),
                ("valid_to", projects.dates.PartialDateField(blank=True, default="", max_length=10, verbose_name="to")),
                ("former", models.BooleanField(default=False, verbose_name="former")),
                ("note", models.TextField(blank=True, verbose_name="note")),
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
                        to="projects.boardmembership",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.organization",
                        verbose_name="holder",
                    ),
                ),
                (
                    "on_behalf_of",
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
            name="ScopeTheme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=40, verbose_name="code")),
                ("name_fr", models.CharField(max_length=80, verbose_name="name in French")),
                ("name_en", models.CharField(max_length=80, verbose_name="name in English")),
                (
                    "words_fr",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80), default=list, verbose_name="words in French"
                    ),
                ),
                (
                    "words_en",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80), default=list, verbose_name="words in English"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="scope_themes", to="projects.register"
                    ),
                ),
            ],
            options={
                "verbose_name": "theme of the scope rule",
                "verbose_name_plural": "themes of the scope rule",
                "ordering": ["register", "position"],
            },
        ),
        migrations.CreateModel(
            name="UseDomain",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=80, verbose_name="code")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ("name_fr", models.CharField(max_length=200, verbose_name="name in French")),
                ("name_en", models.CharField(max_length=200, verbose_name="name in English")),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="use_domains", to="projects.register"
                    ),
                ),
            ],
            options={
                "verbose_name": "domain of use",
                "verbose_name_plural": "domains of use",
                "ordering": ["register", "position"],
            },
        ),
        migrations.CreateModel(
            name="ProjectUseDomainHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
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
                        to="projects.projectusedomain",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.project",
                    ),
                ),
                (
                    "use_domain",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.usedomain",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="UseType",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.CharField(max_length=40, verbose_name="version")),
                ("code", models.SlugField(max_length=80, verbose_name="code")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "family",
                    models.CharField(
                        choices=[
                            ("organizational", "Organizational use"),
                            ("clinical", "Clinical use"),
                            ("research", "Research use"),
                            ("public_health", "Public health use"),
                            ("transfer", "Accelerator, incubator or technology transfer"),
                        ],
                        max_length=16,
                        verbose_name="family",
                    ),
                ),
                ("name_fr", models.CharField(max_length=200, verbose_name="name in French")),
                ("name_en", models.CharField(max_length=200, verbose_name="name in English")),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="use_types", to="projects.register"
                    ),
                ),
                (
                    "same_as",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="projects.usetype"
                    ),
                ),
            ],
            options={
                "verbose_name": "type of use",
                "verbose_name_plural": "types of use",
                "ordering": ["register", "version", "position"],
            },
        ),
        migrations.CreateModel(
            name="ProjectUseTypeHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
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
                        to="projects.projectusetype",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.project",
                    ),
                ),
                (
                    "use_type",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
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
        migrations.AddField(
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
        migrations.AddField(
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
        migrations.AddField(
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
        migrations.AddField(
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
        migrations.AddField(
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
        migrations.AddField(
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
        migrations.AddField(
            model_name="identifier",
            name="register",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="projects.register"),
        ),
        migrations.AddField(
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
        migrations.AddField(
            model_name="projectusedomain",
            name="use_domain",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="projects.usedomain"),
        ),
        migrations.AddField(
            model_name="project",
            name="use_domains",
            field=models.ManyToManyField(
                related_name="projects", through="projects.ProjectUseDomain", to="projects.usedomain"
            ),
        ),
        migrations.AddField(
            model_name="projectusetype",
            name="use_type",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="projects.usetype"),
        ),
        migrations.AddField(
            model_name="project",
            name="use_types",
            field=models.ManyToManyField(
                related_name="projects", through="projects.ProjectUseType", to="projects.usetype"
            ),
        ),
        migrations.AddIndex(
            model_name="organizationname",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(models.F("folded"), name="gin_trgm_ops"),
                name="organization_name_trigram",
            ),
        ),
        migrations.AddIndex(
            model_name="organizationname",
            index=django.contrib.postgres.indexes.GinIndex(
                models.Func(
                    models.F("folded"),
                    function="search_words",
                    output_field=django.contrib.postgres.search.SearchVectorField(),
                ),
                name="organization_name_stems",
            ),
        ),
        migrations.AddConstraint(
            model_name="organizationname",
            constraint=models.UniqueConstraint(
                fields=("organization", "kind", "name", "valid_from"), name="organization_name_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="organizationname",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["official", "acronym", "former", "translation", "alias"])),
                name="organization_name_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="organizationname",
            constraint=models.CheckConstraint(
                condition=models.Func(
                    models.F("valid_from"),
                    models.F("valid_to"),
                    function="partial_dates_in_order",
                    output_field=models.BooleanField(),
                ),
                name="organization_name_in_order",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organizationname",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_organizationnamehistory" ("id", "kind", "language", "name", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "valid_to") SELECT new_values."id", new_values."kind", new_values."language", new_values."name", new_values."organization_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="958b8977f7399fd96d3ccf696e9ff93da1602ad8",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d094f",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="projects_organizationname",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organizationname",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_organizationnamehistory" ("id", "kind", "language", "name", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "valid_to") SELECT new_values."id", new_values."kind", new_values."language", new_values."name", new_values."organization_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="bb77cc64e627171578970172d9c072e4e22a613e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b3da4",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="projects_organizationname",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organizationname",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_organizationnamehistory" ("id", "kind", "language", "name", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "valid_to") SELECT old_values."id", old_values."kind", old_values."language", old_values."name", old_values."organization_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."valid_from", old_values."valid_to" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="d57cd612922585c71d1e01025466f02bff4e9ef4",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7ebbd",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="projects_organizationname",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="organizationnamehistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="projects_or_pgh_con_9d02f8_brin"
            ),
        ),
        migrations.AddConstraint(
            model_name="organizationsector",
            constraint=models.CheckConstraint(
                condition=models.Q(("sector__in", ["public", "parapublic", "private", "nonprofit", "unknown"])),
                name="organization_sector_period_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="organizationsector",
            constraint=models.CheckConstraint(
                condition=models.Func(
                    models.F("valid_from"),
                    models.F("valid_to"),
                    function="partial_dates_in_order",
                    output_field=models.BooleanField(),
                ),
                name="organization_sector_in_order",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organizationsector",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_organizationsectorhistory" ("id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sector", "valid_from", "valid_to") SELECT new_values."id", new_values."organization_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."sector", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="726ab62ff101b67d916f795f11cf129a1b3cc77f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9697a",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="projects_organizationsector",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organizationsector",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_organizationsectorhistory" ("id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sector", "valid_from", "valid_to") SELECT new_values."id", new_values."organization_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."sector", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d638d99bd72c41e81cfc0328b4d0fd2df7343bd9",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b24b2",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="projects_organizationsector",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organizationsector",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_organizationsectorhistory" ("id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sector", "valid_from", "valid_to") SELECT old_values."id", old_values."organization_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."sector", old_values."valid_from", old_values."valid_to" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="2508fbabc1d70d019f0dd9d20420bc1448804350",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e9778",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="projects_organizationsector",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="organizationsectorhistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="projects_or_pgh_con_13b9c8_brin"
            ),
        ),
        migrations.AddConstraint(
            model_name="organizationtie",
            constraint=models.UniqueConstraint(
                fields=("organization", "to", "kind", "valid_from"), name="organization_tie_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="organizationtie",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["parent", "group"])), name="organization_tie_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="organizationtie",
            constraint=models.CheckConstraint(
                condition=models.Func(
                    models.F("valid_from"),
                    models.F("valid_to"),
                    function="partial_dates_in_order",
                    output_field=models.BooleanField(),
                ),
                name="organization_tie_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="organizationtie",
            constraint=models.CheckConstraint(
                condition=models.Q(("organization", models.F("to")), _negated=True),
                name="organization_tie_not_to_itself",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organizationtie",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_organizationtiehistory" ("id", "kind", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_id", "valid_from", "valid_to") SELECT new_values."id", new_values."kind", new_values."organization_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."to_id", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="535443d895c462ba7dae285aac8a6c952ebe54e0",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_fa278",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="projects_organizationtie",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organizationtie",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_organizationtiehistory" ("id", "kind", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_id", "valid_from", "valid_to") SELECT new_values."id", new_values."kind", new_values."organization_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."to_id", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5103cc11c33cea65ab3dfb0a92ffaace07e114ee",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_67803",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="projects_organizationtie",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organizationtie",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_organizationtiehistory" ("id", "kind", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to_id", "valid_from", "valid_to") SELECT old_values."id", old_values."kind", old_values."organization_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."to_id", old_values."valid_from", old_values."valid_to" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="3db1a72c0a9405305cfdce2949d40c6709891a95",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_64316",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="projects_organizationtie",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="organizationtiehistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="projects_or_pgh_con_9d9dd6_brin"
            ),
        ),
        migrations.AddIndex(
            model_name="projecthistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="projects_pr_pgh_con_e3bd64_brin"
            ),
        ),
        migrations.AddIndex(
            model_name="positionhistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="projects_po_pgh_con_c160cf_brin"
            ),
        ),
        migrations.AddConstraint(
            model_name="position",
            constraint=models.UniqueConstraint(fields=("register", "key"), name="projects_position_key"),
        ),
        migrations.AddConstraint(
            model_name="position",
            constraint=models.CheckConstraint(
                condition=models.Q(("key", ""), _negated=True), name="projects_position_has_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="position",
            constraint=models.CheckConstraint(
                condition=models.Q(("stance__in", ["favourable", "reluctant", "mixed"])), name="position_stance_known"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="position",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_positionhistory" ("concerns", "date", "group", "id", "key", "law", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "register_id", "stance") SELECT new_values."concerns", new_values."date", new_values."group", new_values."id", new_values."key", new_values."law", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."published", new_values."register_id", new_values."stance" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7c99e423978d77fe7f1fa07e43f1b0e2e701a9ee",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3cb71",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="projects_position",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="position",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_positionhistory" ("concerns", "date", "group", "id", "key", "law", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "register_id", "stance") SELECT new_values."concerns", new_values."date", new_values."group", new_values."id", new_values."key", new_values."law", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."published", new_values."register_id", new_values."stance" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="dec33033f16b9e6dba57a90f16b3df25efb5c535",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ed988",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="projects_position",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="position",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_positionhistory" ("concerns", "date", "group", "id", "key", "law", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "register_id", "stance") SELECT old_values."concerns", old_values."date", old_values."group", old_values."id", old_values."key", old_values."law", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."published", old_values."register_id", old_values."stance" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="058f04e890e3ea8aa473fab507d303aa16f0ce60",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_dd2fd",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="projects_position",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="personhistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="projects_pe_pgh_con_f573a2_brin"
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(models.F("folded"), name="gin_trgm_ops"),
                name="person_folded_trigram",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["register", "folded", "id"], name="person_by_name"),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.UniqueConstraint(fields=("register", "key"), name="projects_person_key"),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("key", ""), _negated=True), name="projects_person_has_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="person_has_name"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_personhistory" ("id", "key", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "register_id") SELECT new_values."id", new_values."key", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."published", new_values."register_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="56bc071fd20bb9e1f6138164a5e15369d6041380",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3e18d",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="projects_person",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_personhistory" ("id", "key", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "register_id") SELECT new_values."id", new_values."key", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."published", new_values."register_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="436f62309c34e7915e347fc11f6abcb7360685d3",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_df469",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="projects_person",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_personhistory" ("id", "key", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "register_id") SELECT old_values."id", old_values."key", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."published", old_values."register_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="02c84c3afd2ebffed7bcfc6708fca35a93456a43",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_932a1",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="projects_person",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="participationhistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="projects_pa_pgh_con_e860db_brin"
            ),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.UniqueConstraint(fields=("register", "key"), name="projects_participation_key"),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.CheckConstraint(
                condition=models.Q(("key", ""), _negated=True), name="projects_participation_has_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        ["lead", "public_partner", "private_partner", "host", "installation", "funder", "participant"],
                    )
                ),
                name="participation_role_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.UniqueConstraint(fields=("project", "organization", "role"), name="participation_once"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_participationhistory" ("id", "key", "note", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "published", "register_id", "role") SELECT new_values."id", new_values."key", new_values."note", new_values."organization_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."project_id", new_values."published", new_values."register_id", new_values."role" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="e0fba13e18405d259086439f5ea963a387111d7e",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9d32a",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="projects_participation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_participationhistory" ("id", "key", "note", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "published", "register_id", "role") SELECT new_values."id", new_values."key", new_values."note", new_values."organization_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."project_id", new_values."published", new_values."register_id", new_values."role" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5fa1185ebc270eee2c319171fa2083ea67fb0ab5",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ee07f",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="projects_participation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_participationhistory" ("id", "key", "note", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "published", "register_id", "role") SELECT old_values."id", old_values."key", old_values."note", old_values."organization_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."project_id", old_values."published", old_values."register_id", old_values."role" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="f16b18177d73df79b840f75f9bf82bc96c537eab",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4ffa2",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="projects_participation",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="organizationhistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="projects_or_pgh_con_26527a_brin"
            ),
        ),
        migrations.AddIndex(
            model_name="organizationeventhistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="projects_or_pgh_con_d2eca7_brin"
            ),
        ),
        migrations.AddConstraint(
            model_name="organizationevent",
            constraint=models.UniqueConstraint(fields=("register", "key"), name="projects_organizationevent_key"),
        ),
        migrations.AddConstraint(
            model_name="organizationevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("key", ""), _negated=True), name="projects_organizationevent_has_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="organizationevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["merger", "acquisition", "bankruptcy", "listing", "renaming", "creation", "other"])
                ),
                name="organization_event_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="organizationevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("organization", models.F("other")), _negated=True),
                name="organization_event_with_another",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organizationevent",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_organizationeventhistory" ("date", "description_en", "description_fr", "id", "key", "kind", "organization_id", "other_id", "other_place", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "register_id") SELECT new_values."date", new_values."description_en", new_values."description_fr", new_values."id", new_values."key", new_values."kind", new_values."organization_id", new_values."other_id", new_values."other_place", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."published", new_values."register_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f4866a4a940447982acdf56404e8a98013d0108f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bda38",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="projects_organizationevent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organizationevent",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_organizationeventhistory" ("date", "description_en", "description_fr", "id", "key", "kind", "organization_id", "other_id", "other_place", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "register_id") SELECT new_values."date", new_values."description_en", new_values."description_fr", new_values."id", new_values."key", new_values."kind", new_values."organization_id", new_values."other_id", new_values."other_place", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."published", new_values."register_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="614aa91fab2a9a623bddb3ce106d8d697acbb429",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_79a40",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="projects_organizationevent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organizationevent",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_organizationeventhistory" ("date", "description_en", "description_fr", "id", "key", "kind", "organization_id", "other_id", "other_place", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "register_id") SELECT old_values."date", old_values."description_en", old_values."description_fr", old_values."id", old_values."key", old_values."kind", old_values."organization_id", old_values."other_id", old_values."other_place", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."published", old_values."register_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="2bbfb43fb116536ffb7bb97e880c8a444cb103a3",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5fea0",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="projects_organizationevent",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="organization",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(models.F("folded"), name="gin_trgm_ops"),
                name="organization_folded_trigram",
            ),
        ),
        migrations.AddIndex(
            model_name="organization",
            index=django.contrib.postgres.indexes.GinIndex(
                models.Func(
                    models.F("folded"),
                    models.F("name_en"),
                    models.F("acronym"),
                    function="search_words",
                    output_field=django.contrib.postgres.search.SearchVectorField(),
                ),
                name="organization_stems",
            ),
        ),
        migrations.AddIndex(
            model_name="organization",
            index=models.Index(fields=["register", "kind"], name="projects_or_registe_83e57c_idx"),
        ),
        migrations.AddIndex(
            model_name="organization",
            index=models.Index(fields=["register", "sector"], name="organization_by_sector"),
        ),
        migrations.AddIndex(
            model_name="organization",
            index=models.Index(fields=["register", "region"], name="organization_by_region"),
        ),
        migrations.AddIndex(
            model_name="organization",
            index=models.Index(fields=["register", "folded", "id"], name="organization_by_name"),
        ),
        migrations.AddConstraint(
            model_name="organization",
            constraint=models.UniqueConstraint(fields=("register", "key"), name="projects_organization_key"),
        ),
        migrations.AddConstraint(
            model_name="organization",
            constraint=models.CheckConstraint(
                condition=models.Q(("key", ""), _negated=True), name="projects_organization_has_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="organization",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "ministry",
                            "public_body",
                            "research_fund",
                            "public_investor",
                            "consortium",
                            "research_centre",
                            "research_group",
                            "consultant",
                            "startup",
                            "company",
                            "venture_fund",
                            "digital_company",
                            "pharmaceutical_company",
                            "establishment",
                            "installation",
                            "university",
                            "community_group",
                            "industry_association",
                            "professional_order",
                            "union",
                            "government",
                            "other",
                        ],
                    )
                ),
                name="organization_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="organization",
            constraint=models.CheckConstraint(
                condition=models.Q(("sector__in", ["public", "parapublic", "private", "nonprofit", "unknown"])),
                name="organization_sector_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="organization",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("legal_form__in", ["state_body", "nonprofit_corporation", "company", "partnership", "unknown"])
                ),
                name="organization_legal_form_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="organization",
            constraint=models.CheckConstraint(
                condition=models.Q(("controlled_by__in", ["public", "industry", "mixed", "unknown"])),
                name="organization_control_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="organization",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="organization_has_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="organization",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into", models.F("id")), _negated=True),
                name="organization_not_merged_into_itself",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organization",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_organizationhistory" ("acronym", "controlled_by", "id", "key", "kind", "legal_form", "merged_into_id", "name", "name_en", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "region", "register_id", "sector") SELECT new_values."acronym", new_values."controlled_by", new_values."id", new_values."key", new_values."kind", new_values."legal_form", new_values."merged_into_id", new_values."name", new_values."name_en", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."published", new_values."region", new_values."register_id", new_values."sector" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="2f5fd1a5960f37a7dbbd3fb41d36dcf54806d263",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d5013",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="projects_organization",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organization",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_organizationhistory" ("acronym", "controlled_by", "id", "key", "kind", "legal_form", "merged_into_id", "name", "name_en", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "region", "register_id", "sector") SELECT new_values."acronym", new_values."controlled_by", new_values."id", new_values."key", new_values."kind", new_values."legal_form", new_values."merged_into_id", new_values."name", new_values."name_en", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."published", new_values."region", new_values."register_id", new_values."sector" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d235f59f897947e0f590d4debf00f71fb7e34885",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e544d",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="projects_organization",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organization",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_organizationhistory" ("acronym", "controlled_by", "id", "key", "kind", "legal_form", "merged_into_id", "name", "name_en", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "region", "register_id", "sector") SELECT old_values."acronym", old_values."controlled_by", old_values."id", old_values."key", old_values."kind", old_values."legal_form", old_values."merged_into_id", old_values."name", old_values."name_en", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."published", old_values."region", old_values."register_id", old_values."sector" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="b3bdc42e0aa2685b0dec6c5ed844cf9ac94f3b67",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0d6dd",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="projects_organization",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="identifierhistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="projects_id_pgh_con_71cccc_brin"
            ),
        ),
        migrations.AddConstraint(
            model_name="identifier",
            constraint=models.UniqueConstraint(
                fields=("register", "scheme", "value"), name="identifier_names_one_body"
            ),
        ),
        migrations.AddConstraint(
            model_name="identifier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("scheme", "CA-QC-CR"), _negated=True), ("value__regex", "^[0-9]{10}$"), _connector="OR"
                ),
                name="identifier_neq_ten_digits",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="identifier",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_identifierhistory" ("id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "register_id", "scheme", "value") SELECT new_values."id", new_values."organization_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."register_id", new_values."scheme", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5be39512bea99d3214885633fabb443dd017c501",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_34d61",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="projects_identifier",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="identifier",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_identifierhistory" ("id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "register_id", "scheme", "value") SELECT new_values."id", new_values."organization_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."register_id", new_values."scheme", new_values."value" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b795a5b6eae8d29446c0347504f93c569a642bdc",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f4941",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="projects_identifier",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="identifier",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_identifierhistory" ("id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "register_id", "scheme", "value") SELECT old_values."id", old_values."organization_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."register_id", old_values."scheme", old_values."value" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="f3778b2c52ec1b48e5997dbfa0b950bea3602315",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8349b",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="projects_identifier",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="boardmembershiphistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="projects_bo_pgh_con_475076_brin"
            ),
        ),
        migrations.AddIndex(
            model_name="boardmembership",
            index=models.Index(fields=["register", "kind"], name="seat_by_kind"),
        ),
        migrations.AddConstraint(
            model_name="boardmembership",
            constraint=models.UniqueConstraint(fields=("register", "key"), name="projects_boardmembership_key"),
        ),
        migrations.AddConstraint(
            model_name="boardmembership",
            constraint=models.CheckConstraint(
                condition=models.Q(("key", ""), _negated=True), name="projects_boardmembership_has_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="boardmembership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "board",
                            "executive_committee",
                            "advisory",
                            "working_group",
                            "founder",
                            "officer",
                            "public_office",
                        ],
                    )
                ),
                name="seat_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="boardmembership",
            constraint=models.CheckConstraint(
                condition=models.Func(
                    models.F("valid_from"),
                    models.F("valid_to"),
                    function="partial_dates_in_order",
                    output_field=models.BooleanField(),
                ),
                name="seat_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="boardmembership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("holder__isnull", False), ("person", None)),
                    models.Q(("holder", None), ("person__isnull", False)),
                    _connector="OR",
                ),
                name="seat_has_one_holder",
            ),
        ),
        migrations.AddConstraint(
            model_name="boardmembership",
            constraint=models.CheckConstraint(
                condition=models.Q(("on_behalf_of", models.F("organization")), _negated=True),
                name="seat_not_on_behalf_of_itself",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="boardmembership",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_boardmembershiphistory" ("former", "holder_id", "id", "key", "kind", "note", "on_behalf_of_id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "register_id", "role", "valid_from", "valid_to") SELECT new_values."former", new_values."holder_id", new_values."id", new_values."key", new_values."kind", new_values."note", new_values."on_behalf_of_id", new_values."organization_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."published", new_values."register_id", new_values."role", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="da414170e6d806dc9f0e7bd0261b6044e56a8618",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_014d3",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="projects_boardmembership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="boardmembership",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_boardmembershiphistory" ("former", "holder_id", "id", "key", "kind", "note", "on_behalf_of_id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "register_id", "role", "valid_from", "valid_to") SELECT new_values."former", new_values."holder_id", new_values."id", new_values."key", new_values."kind", new_values."note", new_values."on_behalf_of_id", new_values."organization_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."published", new_values."register_id", new_values."role", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="265a69358e16ed3c0f73fc93316892b308473322",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_13648",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="projects_boardmembership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="boardmembership",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_boardmembershiphistory" ("former", "holder_id", "id", "key", "kind", "note", "on_behalf_of_id", "organization_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "register_id", "role", "valid_from", "valid_to") SELECT old_values."former", old_values."holder_id", old_values."id", old_values."key", old_values."kind", old_values."note", old_values."on_behalf_of_id", old_values."organization_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."published", old_values."register_id", old_values."role", old_values."valid_from", old_values."valid_to" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="0c5baaddddbe7b2d745f3c9e374609396df8c028",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ef5ad",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="projects_boardmembership",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="scopetheme",
            constraint=models.UniqueConstraint(fields=("register", "code"), name="scope_theme_once"),
        ),
        migrations.AddConstraint(
            model_name="usedomain",
            constraint=models.UniqueConstraint(fields=("register", "code"), name="use_domain_once"),
        ),
        migrations.AddIndex(
            model_name="projectusedomainhistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="projects_pr_pgh_con_eac66c_brin"
            ),
        ),
        migrations.AddConstraint(
            model_name="projectusedomain",
            constraint=models.UniqueConstraint(fields=("project", "use_domain"), name="project_use_domain_once"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="projectusedomain",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_projectusedomainhistory" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "use_domain_id") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."project_id", new_values."use_domain_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="febe55e4c5b10be6e855bf178bd5577a60aabc11",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_afa10",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="projects_projectusedomain",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="projectusedomain",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_projectusedomainhistory" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "use_domain_id") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."project_id", new_values."use_domain_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d5e69d78c7d5eccb22f63ec16ff5830039b587f1",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3ef5f",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="projects_projectusedomain",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="projectusedomain",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_projectusedomainhistory" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "use_domain_id") SELECT old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."project_id", old_values."use_domain_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="c1a2a3e164fc9e0115421c4ddf3317176f77a2f9",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8b85b",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="projects_projectusedomain",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="usetype",
            constraint=models.UniqueConstraint(fields=("register", "version", "code"), name="use_type_once"),
        ),
        migrations.AddConstraint(
            model_name="usetype",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("family__in", ["organizational", "clinical", "research", "public_health", "transfer"])
                ),
                name="use_type_family_known",
            ),
        ),
        migrations.AddIndex(
            model_name="projectusetypehistory",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["pgh_context"], name="projects_pr_pgh_con_3f58f9_brin"
            ),
        ),
        migrations.AddConstraint(
            model_name="projectusetype",
            constraint=models.UniqueConstraint(fields=("project", "use_type"), name="project_use_type_once"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="projectusetype",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_projectusetypehistory" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "use_type_id") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."project_id", new_values."use_type_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="476b95d78944d609598a7805546c1af78c63fdcc",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f5d12",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="projects_projectusetype",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="projectusetype",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_projectusetypehistory" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "use_type_id") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."project_id", new_values."use_type_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a65799193b7f97ee68eb4a4e9ee6d7e98f2d3117",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_27f69",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="projects_projectusetype",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="projectusetype",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_projectusetypehistory" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "use_type_id") SELECT old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."project_id", old_values."use_type_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="42995b57b8a87baf8175df4ddb7b9a8994e90a7b",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a03a7",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="projects_projectusetype",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="project",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(models.F("folded"), name="gin_trgm_ops"),
                name="project_folded_trigram",
            ),
        ),
        migrations.AddIndex(
            model_name="project",
            index=django.contrib.postgres.indexes.GinIndex(
                models.Func(
                    models.F("folded"),
                    models.F("title_en"),
                    models.F("summary"),
                    models.F("outcome"),
                    function="search_words",
                    output_field=django.contrib.postgres.search.SearchVectorField(),
                ),
                name="project_stems",
            ),
        ),
        migrations.AddIndex(
            model_name="project",
            index=models.Index(fields=["register", "folded", "id"], name="project_by_title"),
        ),
        migrations.AddIndex(
            model_name="project",
            index=models.Index(fields=["register", "stage"], name="project_by_stage"),
        ),
        migrations.AddIndex(
            model_name="project",
            index=models.Index(fields=["register", "status"], name="project_by_status"),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.UniqueConstraint(fields=("register", "key"), name="projects_project_key"),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(("key", ""), _negated=True), name="projects_project_has_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(("entry_type__in", ["project", "organization"])), name="project_entry_type_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(("stage__in", ["research", "pilot", "commercialisation", "acquisition", "unknown"])),
                name="project_stage_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["planned", "ongoing", "completed", "abandoned", "unknown"])),
                name="project_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(("deployed__in", ["yes", "no", "not_applicable", "unknown"])),
                name="project_deployed_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(("health_link__in", ["yes", "no", "not_applicable", "unknown"])),
                name="project_health_link_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(("ai_link__in", ["yes", "no", "not_applicable", "unknown"])),
                name="project_ai_link_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Func(
                    models.F("started"),
                    models.F("ended"),
                    function="partial_dates_in_order",
                    output_field=models.BooleanField(),
                ),
                name="project_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="project_has_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(("count_of_projects__gte", 1)), name="project_counts_one_or_more"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="project",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_projecthistory" ("ai_link", "count_of_projects", "deployed", "ended", "entry_type", "health_link", "id", "key", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "region", "register_id", "stage", "started", "status", "status_date", "summary", "title", "title_en") SELECT new_values."ai_link", new_values."count_of_projects", new_values."deployed", new_values."ended", new_values."entry_type", new_values."health_link", new_values."id", new_values."key", new_values."outcome", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."published", new_values."region", new_values."register_id", new_values."stage", new_values."started", new_values."status", new_values."status_date", new_values."summary", new_values."title", new_values."title_en" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="1f507d0a34804ae736240ff2531fc1a064a5e8f0",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2e147",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="projects_project",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="project",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_projecthistory" ("ai_link", "count_of_projects", "deployed", "ended", "entry_type", "health_link", "id", "key", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "region", "register_id", "stage", "started", "status", "status_date", "summary", "title", "title_en") SELECT new_values."ai_link", new_values."count_of_projects", new_values."deployed", new_values."ended", new_values."entry_type", new_values."health_link", new_values."id", new_values."key", new_values."outcome", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."published", new_values."region", new_values."register_id", new_values."stage", new_values."started", new_values."status", new_values."status_date", new_values."summary", new_values."title", new_values."title_en" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="0ba5ec03e09ab077a643bb8e021668d17e1f5025",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_804c3",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="projects_project",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="project",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_projecthistory" ("ai_link", "count_of_projects", "deployed", "ended", "entry_type", "health_link", "id", "key", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "region", "register_id", "stage", "started", "status", "status_date", "summary", "title", "title_en") SELECT old_values."ai_link", old_values."count_of_projects", old_values."deployed", old_values."ended", old_values."entry_type", old_values."health_link", old_values."id", old_values."key", old_values."outcome", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."published", old_values."region", old_values."register_id", old_values."stage", old_values."started", old_values."status", old_values."status_date", old_values."summary", old_values."title", old_values."title_en" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="ce19f4c1a5563e7aa418e3401c05a010ac5928c0",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2192f",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="projects_project",
                    when="AFTER",
                ),
            ),
        ),
    )

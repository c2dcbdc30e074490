"""The groups of the staff and what each may do (DESIGN § 11). Run again, it changes nothing."""

from typing import Any

from django.contrib.auth.management import create_permissions
from django.db import migrations

# Whose rows are facts or parts of facts: a reviewer corrects them, an administrator may also delete them.
FACTS = {
    "projects": [
        "organization", "funder", "consortium", "establishment", "organizationevent", "person", "boardmembership",
        "project", "participation", "position", "usetype", "usedomain",
    ],
    "funding": ["source", "programme", "award", "contribution", "reportedfigure", "evidence"],
}  # fmt: skip
PARTS = {
    "projects": [
        "organizationname", "organizationsector", "organizationtie", "identifier", "projectusetype", "projectusedomain",
    ],
    "funding": ["programmeparty", "awardparty", "awardyear"],
}  # fmt: skip
READ = {
    "projects": ["register"],
    "funding": ["release", "judgement", "stagedrow", "mention", "finding", "correction"],
}


def codes(models: dict[str, list[str]], *actions: str) -> set[tuple[str, str]]:
    """(application, permission) for each action on each model."""
    return {(app, f"{action}_{model}") for app, names in models.items() for model in names for action in actions}


CONTRIBUTOR = {
    ("funding", f"{action}_{model}") for action in ("view", "add", "change") for model in ("import", "accessrequest")
}
REVIEWER = (
    CONTRIBUTOR
    | {("funding", code) for code in ("commit_import", "undo_import", "add_judgement", "change_judgement")}
    | {("funding", code) for code in ("check_finding", "answer_correction")}
    | codes(FACTS, "view", "add", "change")
    | codes(PARTS, "view", "add", "change", "delete")
    | codes(READ, "view")
)
PUBLISHER = REVIEWER | {("funding", "publish_release"), ("funding", "publish_finding")}


def is_given_to_administrators(app: str, code: str) -> bool:
    """All but what PostgreSQL alone writes (history, the ledger of numbers) and the list of permissions itself."""
    if app == "auth":
        return code.endswith(("_user", "_group"))
    return code.startswith("view_") or not code.endswith(("history", "_evidencenumber"))


def make_groups(apps: Any, schema_editor: Any) -> None:
    """Permissions are usually made after all migrations: the groups need them now."""
    for app in ("auth", "projects", "funding"):
        config = apps.get_app_config(app)
        module = getattr(config, "models_module", None)
        config.models_module = module or True
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = module
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    known = Permission.objects.filter(content_type__app_label__in=["auth", "projects", "funding"])
    known = {(row.content_type.app_label, row.codename): row for row in known.select_related("content_type")}
    everything = {code for code in known if is_given_to_administrators(*code)}
    members = {"contributor": CONTRIBUTOR, "reviewer": REVIEWER, "publisher": PUBLISHER, "administrator": everything}
    for name, granted in members.items():
        group, _ = Group.objects.get_or_create(name=name)
        # What a later migration brings is granted when that one has run (funding/apps.py calls this again).
        group.permissions.set(known[code] for code in granted if code in known)


def remove_groups(apps: Any, schema_editor: Any) -> None:
    apps.get_model("auth", "Group").objects.filter(
        name__in=["contributor", "reviewer", "publisher", "administrator"]
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("funding", "0005_award_lines"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    replaces = [
        ("funding", "0004_groups"),
    ]
    operations = [migrations.RunPython(make_groups, remove_groups)]

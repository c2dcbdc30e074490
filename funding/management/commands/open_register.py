"""`manage.py open_register FOLDER`: make a register, or bring it up to date, from the texts of a folder.

In: `registre.txt` (the register and its source) and `typologie.txt` (types and domains of use). Out: the register, its
source, its typology. Run again, it changes only what the texts changed; facts come with imports.
"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.db.models import Model

from funding.fixture import FixtureError, read_register, read_scope, read_typology
from funding.models import Source
from projects.changes import new_data_version
from projects.models import Register, ScopeTheme, UseDomain, UseType

YES = "oui"


class Command(BaseCommand):
    help = "Make a register, or bring it up to date, from the texts of a folder."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(options["folder"])
        try:
            described, source = read_register(folder)
            themes = read_scope(folder)
            types, domains = read_typology(folder)
        except (FixtureError, OSError) as problem:
            raise CommandError(str(problem), returncode=1) from problem
        with transaction.atomic():
            before = rows_of(described["slug"])
            register, made = open_register(described)
            open_source(register, source)
            open_scope(register, themes)
            open_typology(register, types, domains)
            if not made and rows_of(register.slug) != before:
                new_data_version(register.pk)
        if options["verbosity"]:
            print(
                f"{register.slug}: {'made' if made else 'up to date'}, {len(types)} types and {len(domains)} domains of use"
            )


def rows_of(slug: str) -> list[Any]:
    """All that the command writes, as it stands."""
    models: tuple[type[Model], ...] = (Source, ScopeTheme, UseType, UseDomain)
    hanging = [model._default_manager.filter(register__slug=slug).order_by("pk") for model in models]
    return [list(rows.values()) for rows in (Register.objects.filter(slug=slug), *hanging)]


def open_register(described: dict[str, str]) -> tuple[Register, bool]:
    """The first register of a portal is the one that is shown first."""
    fields: dict[str, object] = {name: value for name, value in described.items() if name not in ("slug", "number")}
    others = Register.objects.exclude(slug=described["slug"])
    fields["is_default"] = not others.filter(is_default=True).exists()
    return Register.objects.update_or_create(
        slug=described["slug"], defaults=fields | {"number": int(described["number"])}
    )


def open_source(register: Register, described: dict[str, str]) -> None:
    fields: dict[str, object] = {name: value for name, value in described.items() if name != "key"}
    fields["shows_cells"] = described.get("shows_cells", YES) == YES  # type: ignore[assignment]
    Source.objects.update_or_create(register=register, key=described["key"], defaults=fields)


def open_scope(register: Register, themes: list[dict[str, Any]]) -> None:
    """The themes of the scope rule in their order; one that the folder no longer has is taken away."""
    for position, described in enumerate(themes):
        ScopeTheme.objects.update_or_create(
            register=register, code=described["code"], defaults=described | {"position": position}
        )
    register.scope_themes.exclude(code__in=[described["code"] for described in themes]).delete()


def open_typology(register: Register, types: list[dict[str, str]], domains: list[dict[str, str]]) -> None:
    """The types in their order; the current version comes first, and the earlier ones say what they are the same as."""
    current: dict[str, UseType] = {}
    for position, described in enumerate(types):
        fields: dict[str, object] = {
            name: value for name, value in described.items() if name not in ("version", "code", "same_as")
        }
        same = described.get("same_as", "")
        use, _made = UseType.objects.update_or_create(
            register=register,
            version=described["version"],
            code=described["code"],
            defaults=fields | {"position": position, "same_as": current.get(same)},
        )
        if described["version"] == types[0]["version"]:
            current[use.code] = use
    for position, described in enumerate(domains):
        words = {name: value for name, value in described.items() if name != "code"}
        UseDomain.objects.update_or_create(
            register=register, code=described["code"], defaults=words | {"position": position}
        )

"""`manage.py verify_release NUMBER [--register SLUG]`: whether each file of a release is what was written."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from funding.models import Release
from funding.releases import still_current, verify


class Command(BaseCommand):
    help = "Recompute the checksums of a release's files; exit status 1 where one is not what was written."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", type=int)
        parser.add_argument(
            "--register", default="", help="the register's short name; the first one where none is given"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        releases = Release.objects.select_related("register").filter(number=options["number"])
        slug = options["register"]
        release = (releases.filter(register__slug=slug) if slug else releases.filter(register__is_default=True)).first()
        if release is None:
            raise CommandError(f"There is no release {options['number']}.")
        if wrong := verify(release):
            raise CommandError("\n".join(wrong), returncode=1)
        now = "as" if still_current(release) else "no longer as"
        print(f"{len(release.files)} files are what was written; the register is {now} in it: {release.checksum}")

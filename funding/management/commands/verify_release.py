"""`manage.py verify_release NUMBER [--register SLUG]`: recompute a release's checksum and say whether it is the same."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from funding.models import Release
from funding.releases import verify


class Command(BaseCommand):
    help = "Recompute the checksum of a release; exit status 1 where the register is no longer the same."

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
        if not verify(release):
            raise CommandError(f"different: the register is no longer as in release {release.number}", returncode=1)
        print(f"same: {release.checksum}")

"""Builds the first register's workbook out of its readable text (`fixtures/registre-1`)."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from funding.fixture_workbook import build_workbook
from funding.sample_workbook import build_sample


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # text in, file out: no database is needed
    help = "Builds the workbook of the first register; prints its path."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "path",
            nargs="?",
            type=Path,
            default=settings.VAR_DIR / "fixtures" / "registre-1.xlsx",
            help="where to write it",
        )

        parser.add_argument("--sample", action="store_true", help="the made-up sample of the import page instead")

    def handle(self, *args: Any, path: Path, **options: Any) -> None:
        self.stdout.write(str(build_sample() if options["sample"] else build_workbook(path)))

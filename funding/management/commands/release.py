"""`manage.py release [--register SLUG]`: make the next numbered release, where something changed since the last one."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from funding.releases import make_release
from projects.models import Register


class Command(BaseCommand):
    help = "Make the next release of a register (of each register where none is named)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--register", default="", help="the register's short name")

    def handle(self, *args: Any, **options: Any) -> None:
        registers = Register.objects.order_by("number")
        if options["register"]:
            registers = registers.filter(slug=options["register"])
            if not registers:
                raise CommandError(f"There is no register « {options['register']} ».")
        for register in registers:
            made = make_release(register)
            if made is None:
                print(f"{register.slug}: nothing changed since the last release.")
            else:
                print(f"{register.slug}: release {made.number}, {made.checksum}")

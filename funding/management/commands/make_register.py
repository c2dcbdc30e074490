"""manage.py make_register: the invented register, « Registre d'exemple », drawn from a seed."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from funding.invented import register


class Command(BaseCommand):
    help = "Draws the invented example register from a seed. A register that stands is left as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--awards", type=int, default=register.AWARDS, help="how many awards (default: 2000)")
        parser.add_argument("--seed", type=int, default=register.SEED, help="another seed draws another register")
        parser.add_argument("--for-measuring", action="store_true", help="without history and checks: many in minutes")
        parser.add_argument("--slug", default=register.SLUG, help="its name in addresses (default: exemple)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made, rows = register.make(
                options["awards"], options["seed"], options["slug"], for_measuring=options["for_measuring"]
            )
        except (ValueError, register.OtherRegister) as error:
            raise CommandError(str(error)) from error
        done = f"{rows} rows written" if rows else "it stood already, nothing was changed"
        self.stdout.write(f"« {made.slug} »: {options['awards']} invented awards; {done}.")

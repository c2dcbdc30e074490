"""`manage.py withdraw KIND KEY --rule court|privacy [--reason WORDS] [--register SLUG]`: take a record out, by rule."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from funding.choices import WithdrawalRule
from funding.models import FACTS
from funding.withdrawals import withdraw
from projects.models import Register


class Command(BaseCommand):
    help = "Take a record out of the register and of every edition, and leave its public tombstone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=sorted(FACTS))
        parser.add_argument("key", help="the record's public key")
        parser.add_argument("--rule", required=True, choices=WithdrawalRule.values)
        parser.add_argument("--reason", default="", help="what the tombstone says, in public words")
        parser.add_argument(
            "--register", default="", help="the register's short name; the first one where none is given"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        slug = options["register"]
        register = Register.objects.filter(**({"slug": slug} if slug else {"is_default": True})).first()
        if register is None:
            raise CommandError(f"There is no register « {slug} ».")
        model = FACTS[options["kind"]]
        if not model._default_manager.filter(register=register, key=options["key"]).exists():
            raise CommandError(f"The register has no {options['kind']} « {options['key']} ».")
        made = withdraw(register, options["kind"], options["key"], options["rule"], reason=options["reason"])
        for line in made.log:
            print(f"edition {line['release']}: {line['before'][:12]}… → {line['after'][:12]}…")
        print(f"{made}: withdrawn; {len(made.log)} editions written anew")

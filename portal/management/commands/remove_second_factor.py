"""manage.py remove_second_factor ACCOUNT: for someone who lost the telephone and the codes for recovery."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from portal.second_factor import remove


class Command(BaseCommand):
    help = "Removes the second factor of an account; the next sign-in asks for a new one where the site asks for one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("account")

    def handle(self, *args: Any, **options: Any) -> None:
        user = get_user_model().objects.filter(username=options["account"]).first()
        if user is None:
            raise CommandError(f"There is no account « {options['account']} ».")
        had = remove(user)
        self.stdout.write("Removed." if had else "This account had none.")

"""`manage.py compile_words`: the French words, from the text that people edit to what Django reads."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.catalogue import compile_catalogue


class Command(BaseCommand):
    # The checks ask the database; this needs none.
    requires_system_checks = []
    help = "Compile the catalogues in portal/locale where they have changed."

    def handle(self, *args: Any, **options: Any) -> None:
        compile_catalogue()

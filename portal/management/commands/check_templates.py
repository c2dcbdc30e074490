"""`manage.py check_templates`: every template compiles, and none holds what the content security policy would stop."""

import re
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.template import TemplateSyntaxError
from django.template.loader import get_template

REFUSED = {
    "an inline script": re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*type=.application/(?:ld\+)?json)[^>]*>", re.IGNORECASE
    ),
    "an inline style": re.compile(r"<style\b|<[^>]+\sstyle\s*=", re.IGNORECASE),
    "an inline handler": re.compile(r"<[^>]+\s(?:on[a-z]+|hx-on[:-][\w:-]+)\s*=", re.IGNORECASE),
    "a comment that visitors receive (write {# … #})": re.compile(r"<!--"),
}
# What Django writes in the page is checked in the page, by the tests' client.
TAG = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
UNTRIMMED = re.compile(r"{% blocktrans(?:late)?(?![^%]*\btrimmed\b)")


class Command(BaseCommand):
    # The checks ask the database; this needs none.
    requires_system_checks = []
    help = "Compile every template of the site and refuse inline code."

    def handle(self, *args: Any, **options: Any) -> None:
        problems: list[str] = []
        names: list[str] = []
        for folder in settings.TEMPLATES[0]["DIRS"]:  # type: ignore[attr-defined]
            for path in sorted(folder.rglob("*.*")):
                names.append(str(path.relative_to(folder)))
                problems += in_template(names[-1], path.read_text())
        if problems:
            raise CommandError("\n".join(problems))
        self.stdout.write(f"{len(names)} templates compile.")


def in_template(name: str, text: str) -> list[str]:
    """What is wrong with the template, a line each: « awards/list.html: line 3: an inline style »."""
    problems = []
    try:
        get_template(name)
    except TemplateSyntaxError as problem:
        problems.append(f"{name}: {problem}")
    page = TAG.sub(lambda tag: re.sub(r"\S", "_", tag[0]), text)
    looked_for = [(what, pattern, page) for what, pattern in REFUSED.items()]
    for what, pattern, where in [*looked_for, ("a blocktranslate without « trimmed »", UNTRIMMED, text)]:
        for found in pattern.finditer(where):
            line = text.count("\n", 0, found.start()) + 1
            problems.append(f"{name}: line {line}: {what}")
    return problems

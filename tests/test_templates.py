"""Every template is used, and compiles; the words of pages that nobody sees are not kept."""

import re
from pathlib import Path

import django
import pytest
from django.core.management import call_command

from portal.management.commands.check_templates import in_template

BASE_DIR = Path(__file__).resolve().parent.parent
TEMPLATES = BASE_DIR / "templates"
# Django finds these by their names.
BY_NAME = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
ADMIN = Path(django.__file__).parent / "contrib" / "admin" / "templates"


def names() -> list[str]:
    return sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.*"))


def mentioned() -> set[str]:
    """Every name of a template that code or another template has between quotation marks, without its fragment."""
    texts = [
        path.read_text() for layer in ("projects", "funding", "portal") for path in (BASE_DIR / layer).rglob("*.py")
    ]
    found = set()
    for text in [*texts, *(path.read_text() for path in TEMPLATES.rglob("*.*"))]:
        found |= {
            name.partition("#")[0]
            for name in re.findall(r"""["']([\w./-]+\.(?:html|txt|xml|svg)(?:#\w+)?)["']""", text)
        }
    return found


def test_every_template_compiles() -> None:
    call_command("check_templates")


def test_every_template_is_used() -> None:
    used = mentioned() | BY_NAME
    unused = [name for name in names() if name not in used and not (ADMIN / name).exists()]
    assert names()
    assert not unused


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("<p>\n<script>go()</script>", "line 2: an inline script"),
        ('<p style="color:red">', "line 1: an inline style"),
        ('<p onclick="go()">', "line 1: an inline handler"),
        ("<!-- note -->", "line 1: a comment"),
        ("{% blocktranslate %}a{% endblocktranslate %}", "line 1: a blocktranslate without"),
    ],
)
def test_what_the_check_refuses(text: str, problem: str) -> None:
    assert any(problem in line for line in in_template("base.html", text))


def test_what_the_check_lets_through() -> None:
    text = '<script src="{% static "js/site.js" %}" defer></script><p class="style">once = 1</p>'
    assert in_template("base.html", text + "{% blocktranslate trimmed count n=n %}a{% endblocktranslate %}") == []

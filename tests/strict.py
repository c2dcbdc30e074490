"""What no page of the site may hold: an inline script or style, template syntax, a variable that is not there.

The content security policy would stop the first in a browser, silently; the others are mistakes that Django hides.
"""

import sys
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.template.base import FilterExpression, Node
from django.test import Client

# What stands in a page where a template asked for a thing that does not exist in the database.
MISSING = "⟪missing⟫"


class StrictClient(Client):
    """A client that checks every page of ours. Django's administration is Django's."""

    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        is_page = response.get("Content-Type", "").startswith("text/html") and not response.streaming
        if is_page and "/admin/" not in request["PATH_INFO"]:
            check_page(response, request["PATH_INFO"])
        return response


def check_page(response: HttpResponse, path: str) -> None:
    """Raise AssertionError with everything in the page that the site never sends."""
    text = response.content.decode(response.charset)
    found = [f"« {mark} » in the page" for mark in ("{{", "{%", MISSING) if mark in text]
    reader = InlineFinder()
    reader.feed(text)
    reader.close()
    found += reader.found
    assert not found, f"{path}: {'; '.join(found)}"


class InlineFinder(HTMLParser):
    """`found`: the inline scripts, styles and handlers of a page, each with its line."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        data = given.get("type", "") in ("application/json", "application/ld+json")
        if tag == "style" or (tag == "script" and not given.get("src") and not data):
            self.found.append(f"line {self.getpos()[0]}: inline <{tag}>")
        for name, value in given.items():
            if name == "style" or name.startswith(("on", "hx-on")) or value.strip().lower().startswith("javascript:"):
                self.found.append(f"line {self.getpos()[0]}: <{tag} {name}=…>")


class Undefined(str):
    """Django's `string_if_invalid` that fails: `{{ name }}` of what is not there is a mistake in a template of ours.

    `{% if name %}` may ask. Django tests this string, looks for « %s » in it and puts the variable there; a thing that
    is missing in the database (DoesNotExist) is false, as it is on the site, and leaves a mark where it is shown.
    """

    __slots__ = ()

    def __new__(cls) -> "Undefined":
        return super().__new__(cls, MISSING)

    def __bool__(self) -> bool:
        return sys._getframe(1).f_code is FilterExpression.resolve.__code__

    def __contains__(self, part: object) -> bool:
        return True

    def __mod__(self, variable: object) -> str:
        template = rendered_template()
        assert "/site-packages/" in template, f"{template}: « {variable} » is not defined"
        return ""


def rendered_template() -> str:
    """The file of the template whose node is being rendered."""
    frame = sys._getframe(1)
    while frame:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and getattr(node, "origin", None):
            return str(node.origin.name)
        frame = frame.f_back  # type: ignore[assignment]
    return "?"

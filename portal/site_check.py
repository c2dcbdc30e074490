"""Whether the site answers: the main pages, and one of each kind of page that they lead to. For `demo --check`.

In: the address of a running site. Out: how many addresses were asked, and a line for each that fails.
"""

import urllib.error
import urllib.request
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from django.urls import Resolver404, resolve
from django.utils import translation

MAIN_PAGES = ("", "projects/", "organizations/", "people/", "awards/", "programmes/", "sources/", "questions/", "data/")
# Where a link is in a page, by tag.
LINKS = {"a": "href", "link": "href", "script": "src", "img": "src"}


class LinkFinder(HTMLParser):
    """`links`: the addresses that a page leads to or is made of; `complete`: whether it has its end."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.complete = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs).get(LINKS.get(tag, ""))
        if found:
            self.links.append(found)

    def handle_endtag(self, tag: str) -> None:
        self.complete = self.complete or tag == "html"


def check_site(address: str, registers: list[str]) -> tuple[int, list[str]]:
    """Ask for the main pages of every register in both languages, and for one of each kind that they lead to.

    `registers`: what stands in an address for each, e.g. ["", "r/exemple/"]. Returns (addresses asked, failures).
    """
    failures: list[str] = []
    pages = [
        f"{address}/{language}/{register}{page}"
        for language in ("fr", "en")
        for register in registers
        for page in MAIN_PAGES
    ]
    found = {link: page for page in pages for link in links_of(page, failures) if link.startswith(f"{address}/")}
    others = one_of_each_kind([link for link in found if link not in pages])
    for link in others:
        body = ask(link, failures, f" (from {found[link].removeprefix(address)})")
        if body.lstrip().startswith("<!DOCTYPE html") and "</html>" not in body:
            failures.append(f"{link}: the page has no end")
    return len(pages) + len(others), failures


def one_of_each_kind(links: list[str]) -> list[str]:
    """One link to each view, in the languages and the registers that lead to it by turns; every static file."""
    kinds: dict[str, dict[tuple[str, str], str]] = {}
    chosen = []
    for link in links:
        path = urlsplit(link).path
        language = path.split("/")[1]
        try:
            with translation.override(language):
                found = resolve(path)
        except Resolver404:
            chosen.append(link)
            continue
        name = found.view_name.removeprefix("register:")
        kinds.setdefault(name, {}).setdefault((str(found.kwargs.get("register", "")), language), link)
    by_turns = ([*of_kind.values()][place % len(of_kind)] for place, of_kind in enumerate(kinds.values()))
    return [*chosen, *by_turns]


def links_of(page: str, failures: list[str]) -> list[str]:
    """The addresses in a page, without the part after « # »; a page that is cut is a failure."""
    finder = LinkFinder()
    body = ask(page, failures)
    finder.feed(body)
    if body and not finder.complete:
        failures.append(f"{page}: the page has no end")
    return [urldefrag(urljoin(page, link)).url for link in finder.links]


def ask(address: str, failures: list[str], where: str = "") -> str:
    """What the address answers; '' and a line in `failures` where it does not answer well."""
    try:
        with urllib.request.urlopen(address, timeout=30) as response:  # noqa: S310  (our own site)
            return str(response.read().decode(errors="replace"))
    except (urllib.error.URLError, OSError) as problem:
        failures.append(f"{address}: {problem}{where}")
        return ""

"""A walk over the whole site: from some addresses along every link of every page, as a reader or a search engine walks.

In: a client and addresses to begin with. Out: `Page`s by their address. Of the countless filtered lists only some of each
path are opened, and of the records of one kind only so many: the addresses of the others are counted as seen.
"""

import re
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

HOST = "http://testserver"
# What is read as text; a workbook or a Parquet file is only opened.
TEXT = ("text/", "application/json", "application/jsonl", "application/atom+xml", "application/feed+json")


@dataclass
class Page:
    """What an address answered: `links` with their fragments, `ids` that a fragment may lead to."""

    address: str
    status: int
    kind: str
    text: str = ""
    links: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)

    @property
    def is_html(self) -> bool:
        return self.kind.startswith("text/html")


class Reader(HTMLParser):
    """The links and the ids of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.add(given["id"] or "")
        name = {"a": "href", "link": "href", "iframe": "src", "img": "src"}.get(tag, "")
        wanted = tag != "link" or given.get("rel") == "alternate"
        if given.get(name) and wanted:
            self.links.append(given[name] or "")
        for name in ("data-chart-url", "data-suggestions"):
            if given.get(name):
                self.links.append(given[name] or "")


def opened(client: Any, address: str) -> Page:
    answer = client.get(address, follow=True)
    kind = answer.get("Content-Type", "")
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = content.decode() if kind.startswith(TEXT) else ""
    page = Page(address, answer.status_code, kind, text)
    if page.is_html:
        reader = Reader()
        reader.feed(text)
        here = answer.redirect_chain[-1][0] if answer.redirect_chain else address
        page.links = [one for link in reader.links if (one := inside(urljoin(here, link)))]
        page.ids = reader.ids
    return page


def inside(address: str) -> str:
    """The address without the site's name; empty where it leads out of the site."""
    address = address.removeprefix(HOST)
    return address if address.startswith("/") and not address.startswith(("//", "/static/")) else ""


def walk(
    client: Any, starts: Iterable[str], *, of_a_path: int = 3, of_a_kind: int = 12, only: str = ""
) -> dict[str, Page]:
    """Every page that can be reached. `only`: a pattern that addresses must have."""
    waiting, seen = deque(starts), set(starts)
    found: dict[str, Page] = {}
    queries: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    while waiting:
        address = waiting.popleft()
        found[address] = page = opened(client, address)
        for link in page.links:
            bare = urldefrag(link).url
            if bare in seen or not re.search(only, bare):
                continue
            seen.add(bare)
            parts = urlsplit(bare)
            if parts.query:
                queries[parts.path] += 1
            else:
                kinds[kind_of(parts.path)] += 1
            few = queries[parts.path] <= of_a_path if parts.query else kinds[kind_of(parts.path)] <= of_a_kind
            if few:
                waiting.append(bare)
    return found


def kind_of(path: str) -> str:
    """The pages of records of one kind differ in the last part of their address."""
    return re.sub(r"/[^/]+(/?)$", r"/…\1", path)

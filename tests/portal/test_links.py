"""Every link of the site leads somewhere, to the very place it names, and from every page there is a way back."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import pytest
from django.core.management import call_command

from funding.fixture import FIRST_REGISTER, read_register
from projects.models import Register
from tests.portal.crawl import Page, walk

pytestmark = pytest.mark.django_db(transaction=True)

# Each page of an edition is one of the site's own; those of its records are walked into once, from the first register's.
ASKED = r"^/fr/(?!r/exemple/releases/1/.+/.+/)|^/api/|^/en/[a-z]*/?$"
# Pages for an <iframe> lead to the page they are of, and nowhere else.
FRAMES = re.compile(r"/embed(\?|$)")


@pytest.fixture
def registers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The study's register, imported as the demo does, a small invented one, and an edition of each."""
    workbook = tmp_path / "registre-1.xlsx"
    _register, source = read_register()
    call_command("open_register", str(FIRST_REGISTER), verbosity=0)
    call_command("build_fixture", str(workbook))
    with pytest.raises(SystemExit):
        call_command("import_ati", str(workbook), "--commit", "--create-new", "--source", source["title"])
    call_command("make_register", awards=60, verbosity=0)
    for register in Register.objects.all():
        call_command("release", register=register.slug, verbosity=0)
    capsys.readouterr()


@pytest.mark.slow
def test_every_link_leads_somewhere_and_every_page_leads_back(client: Any, registers: None) -> None:
    starts = ["/fr/", "/fr/r/exemple/", "/en/"]
    # English has the same pages: one step into them is enough.
    pages = walk(client, starts, of_a_path=0, of_a_kind=3, only=ASKED)
    assert len(pages) > 200
    broken = [f"{page.address}: {page.status}" for page in pages.values() if page.status != 200]
    assert not broken, "\n".join(broken)
    assert not nowhere(pages), "\n".join(nowhere(pages))
    lost = [page.address for page in pages.values() if page.is_html and not way_back(page, pages)]
    assert not lost, "\n".join(lost)


def nowhere(pages: dict[str, Page]) -> list[str]:
    """Links to a place in a page that the page has not."""
    found = set()
    for page in pages.values():
        for link in page.links:
            bare, place = urldefrag(link)
            there = pages.get(bare)
            if place and there and there.is_html and place not in there.ids:
                found.add(f"{page.address} → {link}")
    return sorted(found)


def way_back(page: Page, pages: dict[str, Page]) -> bool:
    """A frame leads to its question; every other page to the home page of its register and to the main lists."""
    if FRAMES.search(page.address):
        return any("/questions/" in link for link in page.links)
    home = re.match(r"/(fr|en)/(r/[a-z]+/)?", page.address)
    lists = re.compile(rf"{home.group()}(releases/\d+/)?awards/$") if home else None
    return bool(home and lists) and home.group() in page.links and any(map(lists.match, page.links))

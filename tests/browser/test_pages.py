"""Every kind of page of the first register in a real browser, and the way of a reader from the home page to a CSV."""

import csv
import io
import os
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import resolve
from PIL import Image
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from funding.dashboards.catalogue import QUESTIONS
from funding.fixture import FIRST_REGISTER, read_register
from projects.models import Register
from tests.browser import driver as chromium
from tests.portal.test_permissions import TABLE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Opens = Callable[..., Chrome]
# How much of the home page the README shows, in pixels.
UPPER_PART = 1640

PAGES = {
    "home": "",
    "projects": "projects/",
    "organizations": "organizations/",
    "establishments": "establishments/",
    "people": "people/",
    "seats": "seats/",
    "person": "people/alexandre-le-bouthillier/",
    "programme": "programmes/aixpert/",
    "source": "sources/iris-2023/",
    "establishment": "organizations/centre-hospitalier-de-l-universite-de-montreal/",
    "programmes": "programmes/",
    "awards": "awards/",
    "awards-filtered": "awards/?sector=private&basis=final",
    "awards-none": "awards/?q=zzzz",
    "sources": "sources/",
    "funders": "funders/",
    "consortia": "consortia/",
    "questions": "questions/",
    **{f"question-{slug}": f"questions/{slug}/" for slug in QUESTIONS},
    "embed": "questions/concentration/embed",
    "chart-embed": "questions/concentration/lorenz/embed",
    "medteq": "organizations/medteq/",
    "method": "method/",
    "data": "data/",
    "api": "api/",
    "releases": "releases/",
    "release": "releases/1/",
    "edition-awards": "releases/1/awards/",
    "edition-question": "releases/1/questions/concentration/",
    "corrections": "corrections/",
    "report": "report/organization/medteq/",
    "report-received": "report/received/",
    "network": "network/organization/medteq/",
    "award": "awards/t-02/",
    "project": "projects/22-projets-en-sante-soutenus-par-scale-ai-depuis-2021/",
    "search": "search/?q=imagia",
    "search-near": "search/?q=imagai",
    "example-home": "r/exemple/",
    "example-awards": "r/exemple/awards/",
    "example-left-out": "r/exemple/awards/?not_sector=public&year_from=2019&year=unknown&amount_from=1000",
    "example-concentration": "r/exemple/questions/concentration/",
    "example-flows": "r/exemple/questions/who-decides/?by=name",
    "example-boards": "r/exemple/questions/boards/",
}


@pytest.fixture
def registers(live_server: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Register:
    """The study's register out of its workbook, through the pipeline, and a small invented one; a release of the first."""
    workbook = tmp_path / "registre-1.xlsx"
    _register, source = read_register()
    call_command("open_register", str(FIRST_REGISTER), verbosity=0)
    call_command("build_fixture", str(workbook))
    with pytest.raises(SystemExit) as ended:
        call_command("import_ati", str(workbook), "--commit", "--create-new", "--source", source["title"])
    assert not ended.value.code
    call_command("make_register", awards=80, verbosity=0)
    call_command("release", verbosity=0)
    capsys.readouterr()
    return Register.objects.get(is_default=True)


def test_every_kind_of_page_is_sound(
    browser: Opens, registers: Register, check_page: Callable[[Chrome, str], None]
) -> None:
    for language, theme, width in chromium.matrix(1):
        for name, address in chromium.turn_of(PAGES, (language, theme, width), 1):
            page = browser(f"/{language}/{address}", theme, width)
            check_page(page, f"{name}-{language}-{theme}-{width}")


def test_from_the_home_page_to_a_project_its_evidence_and_a_csv(browser: Opens, registers: Register) -> None:
    page = browser("/fr/")
    picture_of_the_readme(page)
    assert "MEDTEQ" in page.find_element(By.CSS_SELECTOR, "h1").text
    page.find_element(By.LINK_TEXT, "Projets").click()
    chromium.wait_for(page, "location.pathname === '/fr/projects/'")
    page.find_element(By.PARTIAL_LINK_TEXT, "Institut de cardiologie").click()
    chromium.wait_for(page, "location.pathname.startsWith('/fr/projects/') && location.pathname.length > 14")
    mark = page.find_element(By.CSS_SELECTOR, "main .evidence-mark")
    page.execute_script("arguments[0].scrollIntoView({block: 'center'}); arguments[0].click()", mark)
    chromium.wait_for(page, "document.querySelector('.evidence-card')")
    card = page.find_element(By.CSS_SELECTOR, ".evidence-card").text
    assert "AstraZeneca" in card
    assert "§ 2.2.1" in card
    with urllib.request.urlopen(page.current_url.split("/fr/")[0] + "/fr/awards.csv") as answer:
        rows = list(csv.DictReader(io.StringIO(answer.read().decode("utf-8-sig"))))
    assert len(rows) == registers.award_set.filter(published=True).count()
    amounts = {row["key"]: row["amount"] for row in rows}
    assert "55000000.00" in amounts.values() or "55000000" in amounts.values()


def picture_of_the_readme(page: Chrome) -> None:
    """The home page's picture is made anew here; `UPDATE_README_PICTURE=1` puts its upper part into docs/."""
    made = chromium.photograph(page, "readme-home")
    kept = settings.BASE_DIR / "docs" / "home.png"
    if os.environ.get("UPDATE_README_PICTURE"):
        whole = Image.open(made).convert("RGB")
        whole.crop((0, 0, whole.width, UPPER_PART)).quantize(128).save(kept, optimize=True)
    assert kept.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_every_kind_of_public_page_is_looked_at() -> None:
    looked_at = {resolve(f"/fr/{address.split('?')[0]}").url_name for address in PAGES.values()}
    pages = {name for name, (read, _write) in TABLE.items() if read == "visitor" and ":" not in name}
    not_pages = {"health", "robots", "entrance", "suggestions", "release_file", "sign_in", "design", "corrections_feed"}
    parts = {"question_download", "question_table", "question_chart"}
    # Findings are made by a worker, and have browser tests of their own pages' parts in the question's.
    assert pages - looked_at - not_pages - parts == {"finding"}

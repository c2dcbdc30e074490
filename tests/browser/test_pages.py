"""Every kind of page of the first register in a real browser, every question, and two ways through them: a reader's, from the
home page to a CSV, and a journalist's before the deadline: search, open, follow the money, filter, download, cite."""

import csv
import io
import os
import urllib.request
from collections.abc import Callable, Mapping

import pytest
from django.conf import settings
from django.urls import resolve
from PIL import Image
from python_calamine import CalamineWorkbook
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from projects.models import Organization, Register
from tests.browser import driver as chromium
from tests.browser.pages import PAGES, QUESTION_PAGES
from tests.portal.test_permissions import TABLE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Opens = Callable[..., Chrome]
# How much of the home page the README shows, in pixels.
UPPER_PART = 1640


@pytest.mark.usefixtures("registers")
def test_every_kind_of_page_is_sound(look_at: Callable[[Mapping[str, str]], None]) -> None:
    look_at(PAGES)


@pytest.mark.slow
@pytest.mark.usefixtures("registers")
def test_every_question_is_sound(look_at: Callable[[Mapping[str, str]], None]) -> None:
    look_at(QUESTION_PAGES)


@pytest.mark.usefixtures("registers")
def test_bars_keep_their_words_between_a_phone_and_a_desk(browser: Opens) -> None:
    page = browser("/fr/r/exemple/questions/uses/", width=768)
    assert page.find_elements(By.CSS_SELECTOR, ".chart-picture .main-svg .bartext")
    assert not chromium.cut_in_charts(page)
    room = "Math.max(...[...document.querySelectorAll('.chart-picture .bars path')].map((bar) => bar.getBoundingClientRect().width))"
    assert page.execute_script(f"return {room}") > 768 / 4, "bars have the room that words leave"


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
        whole.crop((0, 0, whole.width, UPPER_PART)).quantize(256, kmeans=2).save(kept, optimize=True)
    assert kept.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_every_kind_of_public_page_is_looked_at() -> None:
    looked_at = {resolve(f"/fr/{address.split('?')[0]}").url_name for address in (PAGES | QUESTION_PAGES).values()}
    pages = {name for name, (read, _write) in TABLE.items() if read == "visitor" and ":" not in name}
    not_pages = {"health", "robots", "entrance", "suggestions", "release_file", "sign_in", "design", "corrections_feed"}
    parts = {"question_download", "question_table", "question_chart"}
    # Findings are made by a worker, and have browser tests of their own pages' parts in the question's.
    assert pages - looked_at - not_pages - parts == {"finding"}


def go(page: Chrome, element: object, path: str) -> None:
    """Click what leads to another page, and wait until it is there."""
    page.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
    element.click()  # type: ignore[attr-defined]
    chromium.wait_for(page, f"location.pathname === '{path}' && document.readyState === 'complete'")


def test_imagia_from_the_search_box_to_a_workbook_and_its_citation(
    browser: Opens,
    registers: Register,
) -> None:
    page = browser("/fr/awards/")
    box = page.find_element(By.ID, "site-search")
    box.send_keys("imagai", Keys.ENTER)
    chromium.wait_for(page, "location.pathname === '/fr/search/'")
    assert "imagai" in page.current_url, "typed in haste"
    go(page, page.find_element(By.LINK_TEXT, "Imagia"), "/fr/organizations/imagia/")
    assert "900 000" in page.find_element(By.ID, "account").find_element(By.XPATH, "./../..").text.replace(
        "\u202f", " "
    )
    go(page, page.find_element(By.LINK_TEXT, "BioMed Propulsion"), "/fr/programmes/biomed-propulsion/")
    go(page, page.find_element(By.LINK_TEXT, "Ses financements"), "/fr/awards/")
    assert page.current_url.endswith("?programme=biomed-propulsion")
    rows = "document.querySelectorAll('#results tbody tr[id^=award]').length"
    before = page.execute_script(f"return {rows}")
    chosen = page.find_element(By.CSS_SELECTOR, "input[name=not_recipient_kind], input[name=amount][value=missing]")
    page.execute_script("arguments[0].click()", chosen)
    chromium.wait_for(page, "location.search.split('&').length > 1")
    after = chromium.wait_for(page, f"{rows} || 0")
    assert 0 < after <= before
    address = page.find_element(By.CSS_SELECTOR, "a[href*='awards.xlsx']").get_attribute("href")
    assert "programme=biomed-propulsion" in address and "&" in address
    with urllib.request.urlopen(address) as answer:
        book = CalamineWorkbook.from_filelike(io.BytesIO(answer.read()))
    data, notes = (book.get_sheet_by_name(name).to_python() for name in ("Données", "Notes"))
    said = {row[0]: row[1] for row in notes if row}
    assert len(data) == after + 1
    assert said["Filtre"] and said["Licence"] == "CC BY 4.0" and said["Édition"] == "1"
    cited = page.find_element(By.ID, "cite-text").text
    assert "édition 1" in cited and "/fr/releases/1/awards/?" in cited and "programme=biomed-propulsion" in cited
    page.get(page.find_element(By.CSS_SELECTOR, ".cite-address a").get_attribute("href"))
    chromium.wait_for(page, f"{rows} === {after}")


def test_a_name_of_one_very_long_word_and_an_account_on_a_phone(browser: Opens, registers: Register) -> None:
    """A word breaks before it reaches out of its table; usual words are never cut to letters."""
    body = Organization.objects.get(register=registers, key="imagia")
    for width in (390, 768, 1024, 1280):
        page = browser("/fr/organizations/imagia/", width=width)
        cells = "[...document.querySelectorAll('.account tbody td:first-child')]"
        assert page.execute_script(f"return Math.min(...{cells}.map((one) => one.clientWidth))") > 100, width
        page.execute_script(f"{cells}[0].querySelector('a, span').textContent = '{body.name}'.repeat(20)")
        assert chromium.too_wide(page) <= 0, width

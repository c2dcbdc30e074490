"""A journalist's job before the deadline: search, open, follow the money, filter, download, cite."""

import io
import urllib.request
from collections.abc import Callable

import pytest
from python_calamine import CalamineWorkbook
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from projects.models import Register
from tests.browser import driver as chromium

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def go(page: Chrome, element: object, path: str) -> None:
    """Click what leads to another page, and wait until it is there."""
    page.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
    element.click()  # type: ignore[attr-defined]
    chromium.wait_for(page, f"location.pathname === '{path}' && document.readyState === 'complete'")


def test_imagia_from_the_search_box_to_a_workbook_and_its_citation(
    browser: Callable[..., Chrome],
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

"""Finding by keyboard and by touch: suggestions while typing, filters that swap the rows, the sheet of filters on a phone."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError
from psycopg.errors import QueryCanceled
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from projects.models import Register
from tests import factories as make
from tests.browser import driver as chromium

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Opens = Callable[..., Chrome]


@pytest.fixture
def register(live_server: Any) -> Register:
    register = make.register()
    ministry = make.ministry(register, "Ministère", key="ministere")
    imagia = make.organization(register, "Imagia", key="imagia", kind="startup")
    make.organization(register, "Imagination publique", key="imagination", sector="public")
    programme = make.programme(register, "Aide à l’imagerie", key="aide")
    for year in range(2016, 2024):
        make.award(
            register,
            str(1000 * (year - 2010)),
            payers=[ministry],
            recipients=[imagia],
            fiscal_year=year,
            programme=programme if year > 2019 else None,
            title=f"Subvention {year}",
        )
    return register


def test_suggestions_are_reached_with_the_keyboard_alone(browser: Opens, register: Register, check_page: Any) -> None:
    page = browser("/fr/search/")
    box = page.find_element(By.ID, "q-search")
    assert box.get_attribute("role") == "combobox"
    box.send_keys("imag")
    chromium.wait_for(page, "document.querySelectorAll('[role=option]').length === 3")
    assert box.get_attribute("aria-expanded") == "true"
    box.send_keys(Keys.ARROW_DOWN)
    chosen = box.get_attribute("aria-activedescendant")
    assert page.find_element(By.ID, chosen).get_attribute("aria-selected") == "true"
    check_page(page, "suggestions")
    box.send_keys(Keys.ESCAPE)
    assert box.get_attribute("aria-expanded") == "false"
    assert box.get_attribute("value") == "imag"
    box.send_keys(Keys.ARROW_DOWN)
    chromium.wait_for(page, "document.querySelector('#q-search').getAttribute('aria-expanded') === 'true'")
    first = page.find_element(By.CSS_SELECTOR, "[role=option]").get_attribute("data-address")
    box.send_keys(Keys.ARROW_DOWN, Keys.ENTER)
    chromium.wait_for(page, f"location.pathname === '{first}'")


@pytest.mark.slow
def test_the_search_box_is_in_the_header_of_every_page(browser: Opens, register: Register, check_page: Any) -> None:
    page = browser("/fr/programmes/aide/")
    box = page.find_element(By.ID, "site-search")
    assert box.is_displayed() and box.get_attribute("role") == "combobox"
    box.send_keys("imagia")
    chromium.wait_for(page, "document.querySelectorAll('[role=option]').length > 0")
    check_page(page, "search-in-header")
    box.send_keys(Keys.ARROW_DOWN, Keys.ENTER)
    chromium.wait_for(page, "location.pathname === '/fr/organizations/imagia/'")
    page.find_element(By.ID, "site-search").send_keys("aide", Keys.ENTER)
    chromium.wait_for(page, "location.search === '?q=aide'")
    assert page.execute_script("return !document.getElementById('site-search')"), (
        "the page of the search has the large one"
    )
    page = browser("/fr/programmes/aide/", width=390)
    assert not page.find_element(By.ID, "site-search").is_displayed()
    link = page.find_element(By.CSS_SELECTOR, ".header-search-link")
    assert link.is_displayed()
    link.click()
    chromium.wait_for(page, "location.pathname === '/fr/search/'")


def test_enter_without_a_choice_searches(browser: Opens, register: Register) -> None:
    page = browser("/fr/search/")
    page.find_element(By.ID, "q-search").send_keys("imagia", Keys.ENTER)
    chromium.wait_for(page, "location.search === '?q=imagia'")
    page.find_element(By.LINK_TEXT, "Imagia").click()
    chromium.wait_for(page, "location.pathname === '/fr/organizations/imagia/'")
    page.find_element(By.LINK_TEXT, "Aide à l’imagerie").click()
    chromium.wait_for(page, "location.pathname === '/fr/programmes/aide/'")


def test_a_filter_swaps_the_rows_and_the_address(browser: Opens, register: Register, check_page: Any) -> None:
    page = browser("/fr/awards/")
    page.execute_script("window.stays = true")
    leave_out = page.find_element(By.CSS_SELECTOR, "input[name=not_programme][value=aide]")
    page.execute_script("arguments[0].click()", leave_out)
    chromium.wait_for(page, "location.search === '?not_programme=aide'")
    chromium.wait_for(page, "document.querySelectorAll('#results tbody tr[id^=award]').length === 4")
    assert page.find_element(By.CSS_SELECTOR, ".chip--out")
    chromium.wait_for(page, "document.getElementById('list-status').textContent === '4 lignes'")
    # The panel stands open beside the rows though its <details> is closed: the driver takes its content for hidden.
    page.execute_script("const box = document.querySelector('[name=year_from]'); box.value = 2018; box.focus()")
    page.execute_script("document.activeElement.dispatchEvent(new Event('change', {bubbles: true}))")
    chromium.wait_for(page, "document.querySelectorAll('#results tbody tr[id^=award]').length === 2")
    assert "year_from=2018" in page.current_url
    page.find_element(By.CSS_SELECTOR, ".chip--out").send_keys(Keys.ENTER)
    chromium.wait_for(page, "document.querySelectorAll('#results tbody tr[id^=award]').length === 6")
    chromium.wait_for(page, "document.activeElement.id === 'results'")
    assert page.execute_script("return window.stays") is True
    check_page(page, "filters")
    page.back()
    chromium.wait_for(page, "document.querySelectorAll('#results tbody tr[id^=award]').length === 2")


def test_a_value_is_asked_for_or_left_out_never_both(browser: Opens, register: Register) -> None:
    page = browser("/fr/awards/?programme=aide")
    out = page.find_element(By.CSS_SELECTOR, "input[name=not_programme][value=aide]")
    page.execute_script("arguments[0].click()", out)
    chromium.wait_for(page, "location.search === '?not_programme=aide'")


@pytest.mark.slow
def test_on_a_phone_the_filters_are_a_sheet(browser: Opens, register: Register, check_page: Any) -> None:
    page = browser("/fr/awards/", width=390)
    panel = page.find_element(By.CSS_SELECTOR, "details.facets")
    assert panel.get_attribute("open") is None
    panel.find_element(By.TAG_NAME, "summary").click()
    box = panel.rect
    assert (box["x"], box["width"]) == (0, 390)
    check_page(page, "filters-phone")
    held = "document.activeElement === document.body || !!document.activeElement.closest('details.facets')"
    panel.find_element(By.TAG_NAME, "summary").send_keys(Keys.SHIFT, Keys.TAB)
    assert page.execute_script(f"return {held}"), "what the sheet covers is out of reach"
    page.execute_script("document.querySelector('.facets-end button').focus()")
    page.switch_to.active_element.send_keys(Keys.TAB)
    assert page.execute_script(f"return {held}")
    panel.find_element(By.TAG_NAME, "summary").send_keys(Keys.ESCAPE)
    chromium.wait_for(page, "!document.querySelector('[inert]')")
    assert panel.get_attribute("open") is None
    panel.find_element(By.TAG_NAME, "summary").click()
    box = page.find_element(By.CSS_SELECTOR, "input[name=programme][value=aide]")
    page.execute_script("arguments[0].scrollIntoView({block: 'center'})", box)
    box.click()
    chromium.wait_for(page, "document.querySelector('.facets-end .of-phone').textContent.includes('4')")
    page.find_element(By.CSS_SELECTOR, ".facets-end button").click()
    chromium.wait_for(page, "!document.querySelector('details.facets').open")
    assert len(page.find_elements(By.CSS_SELECTOR, "#results tbody tr[id^=award]")) == 4


def test_a_filter_that_fails_says_so_as_a_page(browser: Opens, register: Register, monkeypatch: Any) -> None:
    page = browser("/fr/awards/")

    def given_up(*_args: Any) -> Any:
        raise OperationalError from QueryCanceled()

    monkeypatch.setattr("projects.lists.facet_counts", given_up)
    page.execute_script("document.querySelector('.facet-row input[type=checkbox]').click()")
    chromium.wait_for(page, "document.querySelector('.kicker')?.textContent === '503'")
    assert "trop de temps" in page.find_element(By.TAG_NAME, "h1").text
    monkeypatch.undo()
    page.back()
    chromium.wait_for(page, "location.search === '' && document.querySelectorAll('.facet-row').length > 0")
    assert "503" in " ".join(chromium.said_by_console(page)), "the browser says it too, to nobody after this test"

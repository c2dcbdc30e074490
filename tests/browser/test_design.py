"""The page that shows every component: sound in both languages, themes and sizes, and each part does what it says."""

from collections.abc import Callable

import pytest
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.by import By

from tests.browser import driver as chromium

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Opens = Callable[..., Chrome]


@pytest.mark.parametrize(("language", "theme", "width"), chromium.matrix())
def test_every_component_is_sound(
    browser: Opens, check_page: Callable[[Chrome, str], None], language: str, theme: str, width: int
) -> None:
    page = browser(f"/{language}/design/", theme, width)
    check_page(page, f"design-{language}-{theme}-{width}")


@pytest.mark.parametrize("width", [320, 640, 1024, 1600])
def test_nothing_sticks_out_between_the_usual_widths(browser: Opens, width: int) -> None:
    assert chromium.too_wide(browser("/fr/design/", width=width)) <= 0


def test_the_checks_would_see_a_mistake(browser: Opens) -> None:
    page = browser("/fr/design/")
    page.execute_script("""
      document.querySelector("main").insertAdjacentHTML("beforeend",
        '<p class="wrong" style="color: red">x</p><button></button><div class="very-wide">y</div>');
      document.querySelector(".very-wide").style.width = "3000px";
    """)
    assert any("button-name" in found for found in chromium.accessibility(page))
    assert any("style-src" in found for found in chromium.refused_by_policy(page))
    assert chromium.too_wide(page) > 0
    assert chromium.said_by_console(page)


def evidence_of_first_row(page: Chrome) -> None:
    mark = page.find_element(By.CSS_SELECTOR, "#award-a .evidence-mark")
    page.execute_script("arguments[0].scrollIntoView({block: 'center'})", mark)
    mark.send_keys(Keys.ENTER)
    chromium.wait_for(page, "document.querySelector('.evidence-card')")


def test_evidence_opens_under_its_row_and_covers_nothing(browser: Opens) -> None:
    page = browser("/fr/design/", width=1280)
    evidence_of_first_row(page)
    card, followed, after = page.execute_script("""
      const card = document.querySelector(".evidence-card");
      const box = (one) => one.getBoundingClientRect().toJSON();
      return [box(card), box(document.querySelector("#award-a")), box(document.querySelector("#award-b"))];
    """)
    assert followed["bottom"] <= card["top"]
    assert card["bottom"] <= after["top"]
    text = page.find_element(By.CSS_SELECTOR, ".evidence-card").text
    assert "Pièce 1" in text
    assert "1\u202f250\u202f000" in text or "1 250 000" in text
    assert "D14" in text


def test_evidence_stands_in_the_margin_where_there_is_room(browser: Opens) -> None:
    page = browser("/fr/design/", width=1900)
    evidence_of_first_row(page)
    card, main = page.execute_script("""
      return [".evidence-card", "main"].map((one) => document.querySelector(one).getBoundingClientRect().toJSON());
    """)
    assert main["right"] <= card["left"]
    assert card["right"] <= 1900


def test_escape_closes_the_card_and_gives_the_mark_its_focus_back(browser: Opens) -> None:
    page = browser("/fr/design/")
    evidence_of_first_row(page)
    page.find_element(By.CSS_SELECTOR, ".evidence-close").send_keys(Keys.ESCAPE)
    assert page.find_elements(By.CSS_SELECTOR, ".evidence-card") == []
    mark = page.switch_to.active_element
    assert mark.get_attribute("aria-expanded") == "false"
    assert mark.get_attribute("href").endswith("#piece-1")


def test_a_word_is_explained_in_place(browser: Opens) -> None:
    page = browser("/en/design/")
    page.find_element(By.CSS_SELECTOR, "button.term").send_keys(Keys.ENTER)
    chromium.wait_for(page, "document.querySelector('.term-card:popover-open')")
    assert "HHI" in page.find_element(By.CSS_SELECTOR, ".term-card").text


def test_the_theme_is_kept_and_charts_follow_it(browser: Opens) -> None:
    page = browser("/fr/design/", theme="light")
    line = "getComputedStyle(document.querySelector('.scatterlayer .js-line:last-child')).stroke"
    ground = "getComputedStyle(document.body).backgroundColor"
    before, paper = page.execute_script(f"return {line}"), page.execute_script(f"return {ground}")
    page.find_element(By.CSS_SELECTOR, "[data-theme-switch]").click()
    chromium.wait_for(page, f"{line} !== '{before}'")
    assert page.execute_script(f"return {ground}") != paper
    page.refresh()
    assert page.execute_script("return document.documentElement.dataset.theme") == "dark"
    assert page.execute_script(f"return {ground}") != paper


def test_filters_are_a_closed_panel_on_a_phone_and_stand_beside_the_rows_on_a_desk(browser: Opens) -> None:
    shown = "document.querySelector('.facets-body').checkVisibility({contentVisibilityAuto: true})"
    assert not browser("/fr/design/", width=390).execute_script(f"return {shown}")
    assert browser("/fr/design/", width=1280).execute_script(f"return {shown}")


def test_rows_are_cards_on_a_phone(browser: Opens) -> None:
    row = "getComputedStyle(document.querySelector('#award-a')).display"
    assert browser("/fr/design/", width=390).execute_script(f"return {row}") == "block"
    assert browser("/fr/design/", width=1280).execute_script(f"return {row}") == "table-row"


def test_thousands_have_their_narrow_space(browser: Opens) -> None:
    """The space between thousands is as wide in both fonts, and narrower than a word's."""
    page = browser("/fr/design/")
    widths = page.execute_script("""
      const canvas = document.createElement("canvas").getContext("2d");
      return ["Sans", "Serif"].map((font) => {
        canvas.font = `100px ${font}`;
        return ["\\u202f", " ", "0"].map((letter) => canvas.measureText(letter).width);
      });
    """)
    for narrow, word, digit in widths:
        assert 0.15 * 100 < narrow < word < digit

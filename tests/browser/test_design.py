"""The page that shows every component: sound in both languages, themes and sizes, and each part does what it says."""

from collections.abc import Callable

import pytest
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.by import By

from tests.browser import driver as chromium
from tests.whole import WHOLE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Opens = Callable[..., Chrome]


@pytest.mark.parametrize(("language", "theme", "width"), chromium.matrix() if WHOLE else chromium.matrix()[:1])
def test_every_component_is_sound(
    browser: Opens, check_page: Callable[[Chrome, str], None], language: str, theme: str, width: int
) -> None:
    page = browser(f"/{language}/design/", theme, width)
    check_page(page, f"design-{language}-{theme}-{width}")


def test_every_width_has_its_order(browser: Opens) -> None:
    """Nothing sticks out; on a phone filters are a closed panel and rows are cards; thousands have their narrow space."""
    page = browser("/fr/design/")
    panel = "return document.querySelector('.facets-body').checkVisibility({contentVisibilityAuto: true})"
    row = "return getComputedStyle(document.querySelector('#award-a')).display"
    assert page.execute_script(panel)
    assert page.execute_script(row) == "table-row"
    thousands_have_their_narrow_space(page)
    for width in (320, 640, 1024, 1600):
        chromium.look_as(page, "light", width)
        assert chromium.too_wide(page) <= 0, width
    page = browser("/fr/design/", width=390)
    assert not page.execute_script(panel)
    assert page.execute_script(row) == "flex"


def thousands_have_their_narrow_space(page: Chrome) -> None:
    """The space between thousands is as wide in both fonts, and narrower than a word's."""
    widths = page.execute_script("""
      const canvas = document.createElement("canvas").getContext("2d");
      return ["Sans", "Serif"].map((font) => {
        canvas.font = `100px ${font}`;
        return ["\\u202f", " ", "0"].map((letter) => canvas.measureText(letter).width);
      });
    """)
    for narrow, word, digit in widths:
        assert 0.15 * 100 < narrow < word < digit


def test_a_timeline_of_one_moment_has_its_words_in_their_column(browser: Opens) -> None:
    """Without a line to the next moment nothing stood between its day and its words: they had the column of the line."""
    page = browser("/fr/design/")
    places = """
      const list = document.querySelector(".timeline");
      const place = () => list.querySelector("li > :nth-child(2)").getBoundingClientRect().left;
      const before = place();
      [...list.children].slice(1).forEach((one) => one.remove());
      return [before, place()];
    """
    several, one = page.execute_script(places)
    assert one == several


def test_the_checks_would_see_a_mistake(browser: Opens) -> None:
    page = browser("/fr/design/")
    page.execute_script("""
      document.querySelector("main").insertAdjacentHTML("beforeend",
        '<p class="wrong" style="color: red">x</p><button></button><div class="very-wide">y</div><p class="pale">Pâle</p>');
      document.querySelector(".very-wide").style.width = "3000px";
      document.querySelector(".pale").style.color = "#d0d0d0";
    """)
    said = " ".join(chromium.accessibility(page))
    assert "button-name" in said and "color-contrast" in said and ".pale" in said
    assert any("style-src" in found for found in chromium.refused_by_policy(page))
    assert chromium.too_wide(page) > 0
    assert chromium.said_by_console(page)


def evidence_of_first_row(page: Chrome) -> None:
    mark = page.find_element(By.CSS_SELECTOR, "#award-a .evidence-mark")
    page.execute_script("arguments[0].scrollIntoView({block: 'center'})", mark)
    mark.send_keys(Keys.ENTER)
    chromium.wait_for(page, "document.querySelector('.evidence-card')")


def boxes_of(page: Chrome, *selectors: str) -> list[dict[str, float]]:
    """Where each stands: {top, right, bottom, left}, in pixels."""
    ask = "return [...arguments].map((one) => document.querySelector(one).getBoundingClientRect().toJSON())"
    return page.execute_script(ask, *selectors)


def test_evidence_opens_under_its_row_and_escape_closes_it(browser: Opens) -> None:
    """The card covers nothing; in the margin where there is room; the mark gets its focus back."""
    page = browser("/fr/design/", width=1280)
    evidence_of_first_row(page)
    card, followed, after = boxes_of(page, ".evidence-card", "#award-a", "#award-b")
    assert followed["bottom"] <= card["top"]
    assert card["bottom"] <= after["top"]
    text = page.find_element(By.CSS_SELECTOR, ".evidence-card").text
    assert "Pièce 1" in text
    assert "1\u202f250\u202f000" in text or "1 250 000" in text
    assert "D14" in text

    page.find_element(By.CSS_SELECTOR, ".evidence-close").send_keys(Keys.ESCAPE)
    assert page.execute_script("return document.querySelectorAll('.evidence-card').length") == 0
    mark = page.switch_to.active_element
    assert mark.get_attribute("aria-expanded") == "false"
    assert mark.get_attribute("href").endswith("#piece-1")

    chromium.look_as(page, "light", 1900)
    evidence_of_first_row(page)
    card, main = boxes_of(page, ".evidence-card", "main")
    assert main["right"] <= card["left"]
    assert card["right"] <= 1900


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
    chromium.wait_until_drawn(page)
    page.execute_script("window.dispatchEvent(new Event('beforeprint'))")
    assert chromium.wait_for(page, f"{line} === '{before}'"), "paper is white"
    page.execute_script("window.dispatchEvent(new Event('afterprint'))")
    chromium.wait_for(page, f"{line} !== '{before}'")
    assert page.execute_script("return document.documentElement.dataset.theme") == "dark"

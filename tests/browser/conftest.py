"""A real browser for tests marked `browser`: one Chromium per worker, a page at a time."""

import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stdout
from typing import Any

import pytest
from django.core.management import call_command
from selenium.webdriver import Chrome

from funding.fixture import FIRST_REGISTER, read_register
from projects.models import Register
from tests.browser import driver as chromium
from tests.emptied import rows_of_the_file
from tests.whole import PICTURES


@pytest.fixture(scope="session")
def one_browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """The worker's Chromium; the test is skipped where there is none (which fails in CI)."""
    if not (chromium.CHROMIUM and chromium.CHROMEDRIVER):
        pytest.skip("chromium or chromedriver is not installed here")
    browser = chromium.start(tmp_path_factory.mktemp("profile"))
    yield browser
    browser.quit()


@pytest.fixture
def browser(one_browser: Chrome, assets: None, live_server: Any) -> Iterator[Callable[..., Chrome]]:
    """`browser(address, theme="light", width=1280)` opens a page of the site, with nothing stored from before."""

    def opened(address: str, theme: str = "light", width: int = 1280) -> Chrome:
        chromium.look_as(one_browser, theme, width)
        one_browser.get(f"{live_server.url}{address}")
        chromium.wait_until_drawn(one_browser)
        return one_browser

    one_browser.get("about:blank")
    one_browser.execute_cdp_cmd("Storage.clearDataForOrigin", {"origin": live_server.url, "storageTypes": "all"})
    one_browser.execute_cdp_cmd("Network.clearBrowserCookies", {})
    yield opened
    one_browser.get("about:blank")


@pytest.fixture
def check_page() -> Callable[[Chrome, str], None]:
    """`check_page(driver, name)`: no violation of accessibility or policy, no error, no overflow; and a picture where
    pictures are asked for, or something is wrong."""

    def check(driver: Chrome, name: str) -> None:
        found = {
            "charts that failed": chromium.failed_charts(driver),
            "refused by the policy": chromium.refused_by_policy(driver),
            "said by the console": chromium.said_by_console(driver),
            "pixels too wide": max(chromium.too_wide(driver), 0),
            "words cut in charts": chromium.cut_in_charts(driver),
            "violations of accessibility": chromium.accessibility(driver),
        }
        wrong = {what: those for what, those in found.items() if those}
        if PICTURES or wrong:
            chromium.photograph(driver, name)
        assert not wrong

    return check


@pytest.fixture
def look_at(
    browser: Callable[..., Chrome], check_page: Callable[[Chrome, str], None]
) -> Callable[[Mapping[str, str]], None]:
    """`look_at({name: address after the language})` checks each page in its looks, and says what is wrong with any."""

    def look(pages: Mapping[str, str]) -> None:
        problems = []
        for language, theme, width in chromium.matrix(1):
            for name, address in chromium.turn_of(pages, (language, theme, width), 1):
                page = browser(f"/{language}/{address}", theme, width)
                try:
                    check_page(page, f"{name}-{language}-{theme}-{width}")
                except AssertionError as problem:
                    problems.append(f"{page.current_url}: {problem}")
        assert not problems, "\n\n".join(problems)

    return look


@pytest.fixture(scope="module")
def registers(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Register]:
    """The study's register out of its workbook, through the pipeline, and a small invented one; a release of the first.
    They are there for all tests of a file, which only read."""
    workbook = tmp_path_factory.mktemp("workbook") / "registre-1.xlsx"
    _register, source = read_register()
    with django_db_blocker.unblock(), rows_of_the_file(), redirect_stdout(io.StringIO()):
        call_command("open_register", str(FIRST_REGISTER), verbosity=0)
        call_command("build_fixture", str(workbook))
        with pytest.raises(SystemExit) as ended:
            call_command("import_ati", str(workbook), "--commit", "--create-new", "--source", source["title"])
        assert not ended.value.code
        call_command("make_register", awards=80, verbosity=0)
        call_command("release", verbosity=0)
        yield Register.objects.get(is_default=True)

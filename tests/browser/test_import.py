"""The main job in a real browser, with a real worker: sign in, hand in, see what was understood, publish, undo."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.urls import reverse
from django.utils import translation
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

from funding.checksum import checksum
from funding.imports import commit as committing
from funding.imports.models import Import, ReadingProfile
from funding.models import Award
from projects.models import Register
from tests import factories as make
from tests.browser.driver import matrix, refused_by_policy, said_by_console, turn_of, wait_for, wait_until_drawn
from tests.funding.imports.documents import nothing
from tests.funding.test_staff import GRANT, reviewed
from tests.funding.test_staff_reading import FILE, NEXT_FILE
from tests.whole import WHOLE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a long enough password"


@pytest.fixture(scope="module")
def worker(live_server: Any) -> Iterator[subprocess.Popen[bytes]]:
    """A Celery worker of its own process, on the test's database and broker."""
    parts = urlsplit(os.environ["DATABASE_URL"])
    database = urlunsplit(parts._replace(path=f"/{connection.settings_dict['NAME']}"))
    command = [sys.executable, "-m", "celery", "-A", "portal", "worker", "--pool", "solo", "--loglevel", "WARNING"]
    process = subprocess.Popen(
        [*command, "--without-gossip", "--without-mingle", "--without-heartbeat"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": database},
        start_new_session=True,
    )
    yield process
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@pytest.fixture
def registers(live_server: Any) -> Register:
    """The first register, and the invented one that the sample goes into; a reviewer who can sign in."""
    import_module("funding.migrations.0006_groups").make_groups(apps, None)
    reviewer = get_user_model().objects.create_user("reviewer@example.org", password=PASSWORD)
    reviewer.groups.add(Group.objects.get(name="reviewer"))
    make.register()
    return make.register("exemple", invented=True, name_fr="Registre d’exemple", name_en="Example register")


def press(driver: Chrome, selector: str) -> None:
    """The keyboard's way: focus and Enter."""
    element = driver.find_element(By.CSS_SELECTOR, selector)
    driver.execute_script("arguments[0].focus()", element)
    element.send_keys(Keys.ENTER)


def sign_in(driver: Chrome) -> None:
    driver.find_element(By.NAME, "username").send_keys("reviewer@example.org")
    driver.find_element(By.NAME, "password").send_keys(PASSWORD + Keys.ENTER)
    wait_for(driver, "location.pathname.includes('/imports/')")


def wait_for_state(driver: Chrome, state: str) -> Import:
    """Until the page itself, without being reloaded by the test, shows the import in its next state."""
    wait_for(driver, "!document.querySelector('[hx-get]') && document.querySelector('h1')", 90)
    batch = Import.objects.get()
    assert batch.state == state, batch.refusal
    wait_until_drawn(driver)
    return batch


def at(name: str, *parts: Any, language: str = "en") -> str:
    with translation.override(language):
        return reverse(name, args=parts)


def test_a_file_goes_in_is_seen_in_public_and_is_taken_back(
    browser: Callable[..., Chrome],
    worker: Any,
    registers: Register,
    check_page: Callable[[Chrome, str], None],
    live_server: Any,
) -> None:
    before = checksum(registers)
    driver = browser(at("import_upload"))
    check_page(driver, "sign-in")
    sign_in(driver)
    press(driver, "button[name=sample]")
    wait_for(driver, "/imports\\/[0-9]+/.test(location.pathname)")
    batch = wait_for_state(driver, "review")
    check_page(driver, "import-review")
    assert batch.register == registers and batch.uploaded_by.username == "reviewer@example.org"
    assert driver.find_element(By.CSS_SELECTOR, ".equation .row-all span").text == str(
        batch.rows.filter(part=0).count()
    )
    assert driver.find_elements(By.CSS_SELECTOR, ".barcode rect") and driver.find_elements(
        By.CSS_SELECTOR, ".sheet tbody tr"
    )
    assert not Award.objects.filter(register=registers).exists(), "nothing is written before someone confirms"

    driver.execute_script("document.querySelector('input[name=create_new]')?.click()")
    press(driver, ".decision .button--main")
    wait_for(driver, "document.querySelector('h1').textContent.includes('published')", 90)
    batch = wait_for_state(driver, "committed")
    check_page(driver, "import-published")
    award = Award.objects.filter(register=registers, published=True).first()
    assert award is not None and checksum(registers) != before

    page = live_server.url + award.get_absolute_url().replace("/fr/", "/en/", 1)
    driver.get(page)
    assert driver.find_elements(By.CSS_SELECTOR, ".evidence-mark") or batch.source.title in driver.page_source
    driver.get(live_server.url + at("import", batch.pk))
    press(driver, ".decision .button--danger")
    wait_for(driver, "document.querySelector('h1').textContent.includes('undone')", 90)
    batch = wait_for_state(driver, "undone")
    check_page(driver, "import-undone")
    assert "its checksum is the same" in driver.page_source
    assert checksum(registers) == before and not Award.objects.filter(register=registers).exists()
    driver.get(page)
    assert "404" in driver.find_element(By.CSS_SELECTOR, "main").text
    assert [said for said in said_by_console(driver) if "404" not in said] == []


def hand_in(driver: Chrome, path: Path, title: str) -> None:
    """The form, as a person fills it; then the page of the import, once it is read."""
    driver.find_element(By.NAME, "file").send_keys(str(path))
    driver.find_element(By.NAME, "title").send_keys(title)
    driver.find_element(By.NAME, "body").send_keys("MEIE")
    press(driver, "form.form .button--main")
    wait_for(driver, "/imports\\/[0-9]+/.test(location.pathname)")
    read_again(driver)


def read_again(driver: Chrome) -> None:
    """Until the page, without being reloaded by the test, shows the file read."""
    wait_for(driver, "!document.querySelector('[hx-get]') && document.querySelector('.candidates')", 90)
    wait_until_drawn(driver)


def header_in_use(driver: Chrome) -> str:
    return driver.find_element(By.CSS_SELECTOR, ".candidates .is-chosen .candidate-rows").text


def test_a_wrong_header_is_corrected_and_the_next_file_needs_no_click(
    browser: Callable[..., Chrome],
    worker: Any,
    registers: Register,
    check_page: Callable[[Chrome, str], None],
    tmp_path: Path,
) -> None:
    first, following = tmp_path / "reponse.csv", tmp_path / "reponse-suite.csv"
    first.write_text(FILE)
    following.write_text(NEXT_FILE)
    sign_in(browser(at("import_upload")))
    hand_in(driver := browser(at("import_upload")), first, "Réponse du MEIE")
    assert header_in_use(driver) == "Row 1", "every word of a header stands in the form’s legend"
    check_page(driver, "import-wrong-header")

    press(driver, ".candidates button[name=rows][value='2']")
    read_again(driver)
    assert urlsplit(driver.current_url).fragment == "table-1", "the result is where the person was"
    assert header_in_use(driver) == "Row 2"
    for letter, field in (("A", "recipient"), ("B", "project"), ("D", "decision_date")):
        Select(driver.find_element(By.NAME, f"field-{letter}")).select_by_value(field)
    press(driver, ".columns-of-table .button")
    read_again(driver)
    assert "will serve for the next file of MEIE" in driver.find_element(By.CSS_SELECTOR, ".profile-box").text
    check_page(driver, "import-corrected")

    hand_in(driver := browser(at("import_upload")), following, "Suite de la réponse du MEIE")
    assert header_in_use(driver) == "Row 2"
    chosen = [
        Select(one).first_selected_option.get_attribute("value") for one in driver.find_elements(By.TAG_NAME, "select")
    ]
    assert chosen[:4] == ["recipient", "project", "amount", "decision_date"]
    assert "Read as someone corrected an earlier file of MEIE" in driver.page_source
    check_page(browser(urlsplit(driver.current_url).path, width=390), "import-remembered-390")
    assert ReadingProfile.objects.get().version == 1


@pytest.mark.slow
def test_a_cell_is_corrected_and_a_group_published(
    browser: Callable[..., Chrome], registers: Register, check_page: Callable[[Chrome, str], None]
) -> None:
    """Without scripts' help the same pages do; here each is checked at both widths."""
    register = Register.objects.get(is_default=True)
    make.ministry(register, GRANT["payer"])
    make.organization(register, GRANT["recipient"])
    committing.commit(reviewed(GRANT, GRANT | {"title": "Retirée"}), False, None, nothing)
    batch = reviewed(GRANT | {"amount": "1500.00"}, GRANT | {"title": "Nouvelle", "fiscal_year": "2021-2022"})
    sign_in(browser(at("sign_in")))
    driver = browser(at("import_rows", batch.pk) + "?effect=changed")
    driver.find_element(By.CSS_SELECTOR, ".correct summary").click()
    cell = driver.find_element(By.CSS_SELECTOR, "form:has(input[name=field][value=amount]) input[name=text]")
    cell.clear()
    cell.send_keys("beaucoup" + Keys.ENTER)
    wait_for(driver, "document.querySelector('[aria-invalid]')")
    assert "“beaucoup” is not a number." in driver.page_source
    assert all("400" in said for said in said_by_console(driver)), "the browser tells of the refusal itself"
    check_page(driver, "import-cell-refused")
    cell = driver.find_element(By.CSS_SELECTOR, "[aria-invalid]")
    cell.clear()
    cell.send_keys("1 750,00" + Keys.ENTER)
    wait_for(driver, "document.querySelector('ins')")
    check_page(browser(at("import_rows", batch.pk), width=390), "import-cell-corrected-390")
    for width in (1280, 390):
        check_page(browser(at("import", batch.pk, language="fr"), width=width), f"import-groups-{width}")


@pytest.mark.parametrize(("language", "theme", "width"), matrix(1) if WHOLE else matrix(1)[:1])
def test_the_pages_of_the_staff_are_accessible(
    browser: Callable[..., Chrome],
    registers: Register,
    check_page: Callable[[Chrome, str], None],
    language: str,
    theme: str,
    width: int,
) -> None:
    body = make.ministry(Register.objects.get(is_default=True))
    make.access_request(body, sent="2020-01-10", due="2020-01-30", outcome="pending", reference="23-1")
    batch = reviewed(GRANT, GRANT | {"title": "Autre"})
    at_work = Import.objects.create(register=batch.register, state="reading", step="stage", done=61, total=100)
    sign_in(browser(at("sign_in", language=language), theme, width))
    pages = ("imports", "import_upload", "entry", "requests", "request_new", "password")
    addresses = {name: at(name, language=language) for name in pages}
    addresses |= {"import": at("import", batch.pk, language=language)}
    addresses |= {"import-rows": at("import_rows", batch.pk, language=language)}
    addresses |= {"import-at-work": at("import", at_work.pk, language=language)}
    for name, address in turn_of(addresses, (language, theme, width), 1):
        check_page(browser(address, theme, width), f"staff-{name}-{language}-{theme}-{width}")


def test_the_administration_keeps_to_the_security_policy(browser: Callable[..., Chrome], registers: Register) -> None:
    payer = make.ministry(registers)
    award = make.award(registers, "10", payers=[payer])
    sign_in(browser(at("sign_in")))
    for address in (
        reverse("admin:index"),
        reverse("admin:projects_organization_changelist"),
        reverse("admin:projects_organization_add"),
        reverse("admin:funding_award_change", args=[award.pk]),
        reverse("admin:funding_award_history", args=[award.pk]),
    ):
        driver = browser(address)
        assert refused_by_policy(driver) == [], address
        assert said_by_console(driver) == [], address

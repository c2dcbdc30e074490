"""The queue of names in a real browser: a key decides, and only while the card has the focus."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from funding.imports.models import Judgement
from tests import factories as make
from tests.browser.driver import wait_for
from tests.browser.test_import import PASSWORD, at
from tests.funding.imports.test_commit import GRANT
from tests.funding.test_staff import reviewed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def signed_in(browser: Callable[..., Chrome]) -> Chrome:
    import_module("funding.migrations.0006_groups").make_groups(apps, None)
    reviewer = get_user_model().objects.create_user("reviewer@example.org", password=PASSWORD)
    reviewer.groups.add(Group.objects.get(name="reviewer"))
    driver = browser(at("names"))
    driver.find_element(By.NAME, "username").send_keys("reviewer@example.org")
    driver.find_element(By.NAME, "password").send_keys(PASSWORD + Keys.ENTER)
    wait_for(driver, "location.pathname.includes('/names/')")
    return driver


def key(driver: Chrome, letter: str) -> None:
    ActionChains(driver).send_keys(letter).perform()


def asked(driver: Chrome) -> str:
    return driver.find_element(By.ID, "name-asked").text


def test_names_are_decided_by_one_key_each(
    browser: Callable[..., Chrome], live_server: Any, check_page: Callable[[Chrome, str], None]
) -> None:
    body = make.organization(make.register(), "Technologies Lavoie")
    names = ("Technologies Lavoie Zéta", "Technologies Lavoie Iota", "Technologies Lavoie Oméga")
    reviewed(*(GRANT | {"title": name, "recipient": name, "payer": body.name} for name in names))
    driver = signed_in(browser)
    check_page(driver, "names")
    first = asked(driver)

    field = driver.find_element(By.ID, "other-body")
    field.send_keys("s")
    assert field.get_attribute("value") == "s" and asked(driver) == first, (
        "where something is typed, a letter is a letter"
    )
    driver.execute_script("document.activeElement.blur()")
    key(driver, "s")
    assert not Judgement.objects.exists(), "no key outside the card"

    driver.find_element(By.ID, "name-asked").click()
    key(driver, "l")
    wait_for(driver, f"document.getElementById('name-asked').textContent.trim() !== '{first}'")
    second = asked(driver)
    key(driver, "s")
    wait_for(driver, f"document.getElementById('name-asked').textContent.trim() !== '{second}'")
    judgement = Judgement.objects.get()
    assert (judgement.name, judgement.verdict, judgement.organization) == (second, "same", body)
    key(driver, "n")
    wait_for(driver, "document.querySelectorAll('.name-body').length === 0")
    key(driver, "c")
    wait_for(driver, "document.querySelector('h1').textContent.includes('One name')")
    assert list(Judgement.objects.order_by("pk").values_list("verdict", flat=True)) == ["same", "not_same", "new"]


def test_a_person_is_told_by_the_seats_and_decided_by_one_key(
    browser: Callable[..., Chrome], live_server: Any, check_page: Callable[[Chrome, str], None]
) -> None:
    register = make.register()
    person = make.person(register, "Alexandre Le Bouthillier")
    make.seat(make.organization(register, "MEDTEQ"), person, role="administrateur", valid_from="2018", valid_to="2021")
    make.seat(make.organization(register, "Montréal InVivo"), person, former=True)
    make.organization(register, "IVADO")
    seat = {"organization": "IVADO", "seat_kind": "board", "role": "membre"}
    reviewed(*(seat | {"person": name} for name in (person.name, "A. Le Bouthillier")), kind="membership")
    driver = signed_in(browser)
    check_page(driver, "names-person")
    driver.find_element(By.ID, "name-asked").click()
    first = asked(driver)
    key(driver, "s")
    wait_for(driver, f"document.getElementById('name-asked').textContent.trim() !== '{first}'")
    key(driver, "c")
    wait_for(driver, "document.querySelector('h1').textContent.startsWith('No name')")
    said = Judgement.objects.order_by("pk").values_list("verdict", "is_person", "person")
    assert list(said) == [("same", True, person.pk), ("new", True, None)]

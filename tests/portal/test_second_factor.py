"""The staff's second factor: set up, asked for, refused, recovered from, turned off."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests import factories as make
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db
PAGE, IMPORTS, SIGN_IN = "/fr/staff/second-factor/", "/fr/staff/imports/", "/fr/staff/sign-in/"
ACCOUNT, PASSWORD = "reviewer@example.org", "a long enough password"


@pytest.fixture
def reviewer(staff: Callable[[str], StrictClient]) -> StrictClient:
    make.register(is_default=True)
    return staff("reviewer")


def right_code(steps: int = 0) -> str:
    """What the application shows so many half minutes from now."""
    device = TOTPDevice.objects.get()
    return f"{totp(device.bin_key, drift=steps):06d}"


def set_up(browser: StrictClient) -> list[str]:
    """Turn it on; the codes for recovery that the page shows."""
    browser.get(PAGE)
    answer = browser.post(PAGE, {"code": right_code()})
    return re.findall(r"<li><code>(\w+)</code></li>", answer.content.decode())


def with_password(**more: str) -> tuple[StrictClient, Any]:
    browser = StrictClient()
    return browser, browser.post(SIGN_IN, {"username": ACCOUNT, "password": PASSWORD, **more})


def gets_in(browser: StrictClient) -> bool:
    return browser.get(IMPORTS).status_code == 200


def test_it_is_set_up_with_a_first_right_code(reviewer: StrictClient) -> None:
    page = reviewer.get(PAGE).content.decode()
    assert "<svg" in page
    assert not TOTPDevice.objects.get().confirmed
    assert "n’est pas le bon" in reviewer.post(PAGE, {"code": "000 000"}).content.decode()
    assert gets_in(reviewer), "one who has none yet is let in where the site asks nobody for one"
    TOTPDevice.objects.update(throttling_failure_timestamp=None, throttling_failure_count=0)
    codes = set_up(reviewer)
    assert len(set(codes)) == 10
    assert gets_in(reviewer)
    assert "10 codes" in reviewer.get(PAGE).content.decode()


def test_the_password_alone_opens_nothing(reviewer: StrictClient) -> None:
    set_up(reviewer)
    browser, answer = with_password(next="/fr/staff/names/")
    assert answer["Location"] == f"{PAGE}?next=%2Ffr%2Fstaff%2Fnames%2F"
    assert browser.get(IMPORTS)["Location"].startswith(SIGN_IN)
    assert browser.get("/fr/admin/")["Location"].startswith("/fr/admin/login/")
    assert browser.get(SIGN_IN)["Location"] == PAGE
    assert browser.get("/fr/").status_code == 200
    before = TOTPDevice.objects.get().key
    assert before not in browser.get(PAGE).content.decode()
    answer = browser.post(PAGE, {"code": right_code(1), "next": "/fr/staff/names/"})
    assert answer["Location"] == "/fr/staff/names/"
    assert gets_in(browser)


def test_it_leads_nowhere_else(reviewer: StrictClient) -> None:
    set_up(reviewer)
    browser, _answer = with_password()
    answer = browser.post(PAGE, {"code": right_code(1), "next": "https://elsewhere.example.org/"})
    assert answer["Location"] == IMPORTS


def test_wrong_codes_make_one_wait_and_a_code_is_good_once(reviewer: StrictClient) -> None:
    set_up(reviewer)
    browser, _answer = with_password()
    assert "n’est pas le bon" in browser.post(PAGE, {"code": "123456"}).content.decode()
    assert "Trop de codes faux" in browser.post(PAGE, {"code": right_code(1)}).content.decode()
    assert not gets_in(browser)
    TOTPDevice.objects.update(throttling_failure_timestamp=None, throttling_failure_count=0)
    code = right_code(1)
    browser.post(PAGE, {"code": code})
    assert gets_in(browser)
    other, _answer = with_password()
    other.post(PAGE, {"code": code})
    assert not gets_in(other)


def test_a_code_for_recovery_is_good_once(reviewer: StrictClient) -> None:
    codes = set_up(reviewer)
    for expected in (True, False):
        browser, _answer = with_password()
        browser.post(PAGE, {"code": codes[0].upper()})
        assert gets_in(browser) is expected
    assert StaticToken.objects.count() == 9


def test_new_codes_replace_the_old_ones(reviewer: StrictClient) -> None:
    codes = set_up(reviewer)
    page = reviewer.post(PAGE, {"do": "codes"}).content.decode()
    assert codes[0] not in page
    assert StaticToken.objects.count() == 10


def test_a_site_that_asks_everyone_lets_nobody_in_without(reviewer: StrictClient, settings: Any) -> None:
    settings.SECOND_FACTOR = True
    assert reviewer.get(IMPORTS)["Location"].startswith(SIGN_IN)
    assert "demande un à toute l’équipe" in reviewer.get(PAGE).content.decode()
    set_up(reviewer)
    assert gets_in(reviewer)
    reviewer.post(PAGE, {"do": "turn_off"})
    assert TOTPDevice.objects.exists()


def test_it_is_turned_off_where_the_site_lets_one(reviewer: StrictClient) -> None:
    set_up(reviewer)
    reviewer.post(PAGE, {"do": "turn_off"})
    assert not TOTPDevice.objects.exists()
    browser, _answer = with_password()
    assert gets_in(browser)


def test_the_password_alone_neither_turns_it_off_nor_makes_codes(reviewer: StrictClient) -> None:
    set_up(reviewer)
    kept = set(StaticToken.objects.values_list("token", flat=True))
    browser, _answer = with_password()
    for wish in ("turn_off", "codes"):
        browser.post(PAGE, {"do": wish})
    assert TOTPDevice.objects.filter(confirmed=True).count() == 1
    assert set(StaticToken.objects.values_list("token", flat=True)) == kept


def test_a_lost_telephone_is_taken_off_by_a_command(reviewer: StrictClient, capsys: pytest.CaptureFixture[str]) -> None:
    set_up(reviewer)
    call_command("remove_second_factor", ACCOUNT)
    call_command("remove_second_factor", ACCOUNT)
    assert capsys.readouterr().out.splitlines() == ["Removed.", "This account had none."]
    browser, _answer = with_password()
    assert gets_in(browser)
    with pytest.raises(CommandError, match="no account"):
        call_command("remove_second_factor", "nobody")

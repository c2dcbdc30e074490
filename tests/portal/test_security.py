"""Cookies, signing in, and what visitors never get to see."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.core.exceptions import SuspiciousOperation
from django.test import Client
from django.views.defaults import bad_request

from portal import accounts
from tests.portal.site_things import SECRET, arguments, build
from tests.portal.test_permissions import expected, is_helper
from tests.portal.urls import address, names_of_site

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"


def test_the_sessions_cookies_are_for_the_browser_and_not_for_scripts(django_user_model: Any, settings: Any) -> None:
    django_user_model.objects.create_user("eve", password=PASSWORD)
    browser = Client()
    browser.post(address("sign_in"), {"username": "eve", "password": PASSWORD})
    session = browser.cookies["sessionid"]
    assert session["httponly"] and session["samesite"] == "Lax" and not session["max-age"]
    browser.get(address("sign_in"))
    assert settings.CSRF_COOKIE_HTTPONLY and settings.SESSION_COOKIE_AGE == 12 * 3600
    assert settings.SESSION_COOKIE_SECURE == settings.CSRF_COOKIE_SECURE == settings.HTTPS


def test_signing_in_gives_a_new_session_and_signing_out_ends_it(django_user_model: Any) -> None:
    django_user_model.objects.create_user("eve", password=PASSWORD)
    browser = Client()
    browser.get(address("sign_in"))
    browser.session["before"] = "1"
    browser.session.save()
    before = browser.session.session_key
    answer = browser.post(address("sign_in"), {"username": "eve", "password": PASSWORD})
    assert answer.status_code == 302 and answer["Location"] == address("imports")
    assert browser.session.session_key != before
    browser.post(address("sign_out"))
    assert "_auth_user_id" not in browser.session


def test_the_sign_in_page_bears_the_sites_name(settings: Any) -> None:
    page = Client().get(address("sign_in", language="en")).content.decode()
    assert f"<title>Sign in · {settings.SITE_NAME['en']}</title>" in page and "testserver," not in page


def test_signing_in_goes_on_to_the_page_asked_for_and_nowhere_else(django_user_model: Any) -> None:
    django_user_model.objects.create_user("eve", password=PASSWORD)
    values = {"username": "eve", "password": PASSWORD}
    asked = Client().get(address("import_upload"))
    assert asked["Location"] == f"{address('sign_in')}?next={address('import_upload')}"
    answer = Client().post(address("sign_in"), values | {"next": address("import_upload")})
    assert answer["Location"] == address("import_upload")
    answer = Client().post(address("sign_in"), values | {"next": "https://elsewhere.example/"})
    assert answer["Location"] == address("imports")


def attempt(account: str, password: str, **headers: Any) -> Any:
    return Client(**headers).post(address("sign_in", language="en"), {"username": account, "password": password})


def test_who_sent_a_form_too_late_comes_back_to_the_page_it_stood_on(db: Any) -> None:
    """Its own address answers to nothing but a form."""
    for stood, back in (
        ("http://testserver/fr/staff/imports/7/?at=names", "/fr/staff/imports/7/%3Fat%3Dnames"),
        ("https://elsewhere.example/fr/staff/", "/fr/staff/imports/"),
        ("", "/fr/staff/imports/"),
    ):
        answer = Client(headers={"referer": stood}).post("/fr/staff/imports/7/confirm/")
        assert answer["Location"] == f"/fr/staff/sign-in/?next={back}", stood


def test_attempts_are_stopped_for_one_account_from_one_address(django_user_model: Any) -> None:
    django_user_model.objects.create_user("eve", password=PASSWORD)
    for _number in range(accounts.LIMITS["pair"]):
        assert "do not go together" in attempt("eve", "wrong").content.decode()
    stopped = attempt("eve", PASSWORD)
    assert stopped.status_code == 200 and "Too many wrong attempts" in stopped.content.decode()
    assert "Too many wrong attempts" in attempt("EVE ", PASSWORD).content.decode(), "capitals are no way round"
    assert attempt("eve", PASSWORD, REMOTE_ADDR="10.1.1.1").status_code == 302, "the account is not locked elsewhere"
    cache.clear()
    assert attempt("eve", PASSWORD).status_code == 302


def test_attempts_are_stopped_for_one_address_that_tries_many_accounts() -> None:
    for number in range(accounts.LIMITS["address"]):
        attempt(f"account-{number}", "wrong")
    assert "Too many wrong attempts" in attempt("one-more", "wrong").content.decode()
    assert "Too many" not in attempt("one-more", "wrong", REMOTE_ADDR="10.1.1.1").content.decode()


def test_right_passwords_do_not_count(django_user_model: Any) -> None:
    django_user_model.objects.create_user("eve", password=PASSWORD)
    for _number in range(accounts.LIMITS["address"] + 2):
        assert attempt("eve", PASSWORD).status_code == 302


def test_the_address_is_believed_only_from_our_proxies(rf: Any, settings: Any) -> None:
    request = rf.get("/", headers={"x-forwarded-for": "6.6.6.6, 7.7.7.7"}, REMOTE_ADDR="10.0.0.9")
    settings.TRUSTED_PROXIES = 0
    assert accounts.client_address(request) == "10.0.0.9"
    settings.TRUSTED_PROXIES = 1
    assert accounts.client_address(request) == "7.7.7.7"


def test_signing_in_says_so_when_attempts_cannot_be_counted(monkeypatch: Any, django_user_model: Any) -> None:
    from redis.exceptions import ConnectionError as NoAnswer

    def broken(*_args: Any, **_named: Any) -> Any:
        raise NoAnswer

    django_user_model.objects.create_user("eve", password=PASSWORD)
    monkeypatch.setattr(cache, "get_many", broken)
    answer = attempt("eve", PASSWORD)
    assert answer.status_code == 200 and "not possible for the moment" in answer.content.decode()


def test_an_account_that_does_not_exist_is_told_the_same(django_user_model: Any) -> None:
    django_user_model.objects.create_user("eve", password=PASSWORD)
    known, unknown = attempt("eve", "wrong").content.decode(), attempt("nobody", "wrong").content.decode()
    sentence = "This account and this password do not go together."
    assert sentence in known and sentence in unknown


def test_forms_without_a_token_are_refused(staff: Callable[[str], Any]) -> None:
    things = build()
    signed_in = staff("superuser")
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = signed_in.cookies
    for name in ("import_confirm", "import_undo", "import_row", "import_upload", "entry", "request_new"):
        assert browser.post(address(name, arguments(name, things))).status_code == 403, name


def test_what_is_refused_is_said_in_the_readers_language(rf: Any) -> None:
    old = Client(enforce_csrf_checks=True).post("/en/report/received/")
    assert old.status_code == 403 and "This form is too old" in old.content.decode()
    answer = bad_request(rf.get("/"), SuspiciousOperation())
    said = answer.content.decode()
    assert (
        answer.status_code == 400
        and "Cette demande n’est pas comprise" in said
        and "This request is not understood" in said
    )
    assert 'href="/fr/"' in said and 'href="/en/"' in said


def test_a_file_and_its_rows_stay_private_until_they_are_published(client: Any) -> None:
    """Visitors see the cell on no page of the site, and the file has no address of its own."""
    things = build()
    for name in sorted(names_of_site()):
        if is_helper(name) or expected(name)[0] == "405":
            continue
        response = client.get(address(name, arguments(name, things)))
        content = b"".join(response.streaming_content) if response.streaming else response.content
        assert SECRET.encode() not in content, name
        if name.startswith("import"):
            assert response.status_code == 302 and "/staff/sign-in/" in response["Location"], name
    for guess in (
        f"/media/{things.batch.file.name}",
        f"/{things.batch.file.name}",
        f"/static/{things.batch.file.name}",
    ):
        assert client.get(guess).status_code == 404, guess


def test_the_file_is_given_to_the_staff_as_a_file_to_save(staff: Callable[[str], Any]) -> None:
    things = build()
    response = staff("contributor").get(address("import_file", {"number": things.batch.pk}))
    assert b"".join(response.streaming_content) == SECRET.encode()
    assert (
        response["Content-Disposition"].startswith("attachment")
        and response["Content-Type"] == "application/octet-stream"
    )

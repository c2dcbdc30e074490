"""A publisher's page of editions, and the frame of a question, in a real browser."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from funding.models import Release, ReleaseWork
from funding.releases import make_release
from projects.models import Register
from tests import factories as make
from tests.browser import driver as chromium

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Opens = Callable[..., Chrome]


@pytest.fixture
def register(live_server: Any) -> Register:
    register = make.register()
    ministry, company = make.ministry(register, "Ministère"), make.organization(register, "Jeune pousse")
    ada = make.person(register, "Ada Lavoie", key="ada")
    seat = make.seat(ministry, ada, on_behalf_of=company)
    award = make.award(register, "120000", payers=[ministry], recipients=[company], title="Aide", fiscal_year=2021)
    make.finding(seat, award, company, state="published")
    make_release(register)
    ReleaseWork.objects.create(register=register, kind="verify", release=Release.objects.get(), state="done")
    return register


def signed_in(page: Chrome, group: str) -> None:
    user = get_user_model().objects.create_user(f"{group}@example.org", password="a long enough password")
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    page.add_cookie({"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value})


@pytest.mark.slow
@pytest.mark.parametrize(("language", "theme", "width"), chromium.matrix(2))
def test_a_publisher_sees_what_a_withdrawal_touches(
    browser: Opens, register: Register, check_page: Any, language: str, theme: str, width: int
) -> None:
    page = browser(f"/{language}/", theme, width)
    signed_in(page, "publisher")
    ReleaseWork.objects.create(
        register=register, kind="withdraw", state="proposed", record_kind="award", record_key="aide", rule="court"
    )
    ReleaseWork.objects.create(register=register, kind="release", state="running", step="check", done=2, total=4)
    page = browser(f"/{language}/staff/editions/", theme, width)
    assert page.find_element(By.CSS_SELECTOR, "progress").get_attribute("value") == "2"
    check_page(page, f"staff-editions-{language}-{theme}-{width}")
    page = browser(f"/{language}/staff/withdrawals/?kind=person&key=ada&rule=privacy", theme, width)
    assert "Ada Lavoie" in page.find_element(By.TAG_NAME, "h1").text
    check_page(page, f"staff-withdrawal-{language}-{theme}-{width}")
    page = browser(f"/{language}/releases/", theme, width)
    check_page(page, f"releases-{language}-{theme}-{width}")

"""What visitors ask first is worked out by a worker, before the first of them comes."""

from typing import Any

import pytest
from django.conf import settings

from funding.releases import make_release
from portal import tasks
from projects.models import Register
from tests import factories as make

pytestmark = pytest.mark.django_db
FIRST = ("", "questions/", "questions/who-decides/", "questions/boards/")


@pytest.fixture
def register(few_kinds: None) -> Register:
    register = make.register()
    ministry, company = make.ministry(register, "Ministère"), make.organization(register, "Jeune pousse")
    make.award(register, "1000", payers=[ministry], recipients=[company], fiscal_year=2021)
    return register


def never(*_given: Any, **_named: Any) -> None:
    raise AssertionError("worked out while somebody waits")


def test_the_answers_of_a_new_edition_are_there_before_anybody_asks(
    client: Any, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_release(register)
    tasks.answer_before_asked()
    monkeypatch.setattr("funding.answers.Answer.made", never)
    monkeypatch.setattr("portal.story.five_figures", never)
    for language in ("fr", "en"):
        for address in FIRST:
            assert client.get(f"/{language}/{address}").status_code == 200, (language, address)
    # They are kept: the next time there is nothing to do.
    tasks.answer_before_asked()


def test_while_an_edition_is_due_it_waits(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("funding.answers.Answer.made", never)
    tasks.answer_before_asked()


def test_the_clock_asks_for_it() -> None:
    assert tasks.answer_before_asked.name in {one["task"] for one in settings.CELERY_BEAT_SCHEDULE.values()}

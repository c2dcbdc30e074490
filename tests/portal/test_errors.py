"""What is answered where nothing is, where the site itself has failed, and where PostgreSQL refuses a statement."""

import os
import subprocess
import sys
from base64 import b64encode
from typing import Any

import pytest
from django.db import OperationalError, connection

from tests import factories as make
from tests.portal.site_things import build
from tests.portal.test_settings import BASE_DIR, KEPT, REAL
from tests.portal.urls import address

pytestmark = pytest.mark.django_db


def test_programs_are_answered_as_programs_where_nothing_is(client: Any) -> None:
    answer = client.get("/api/v1/nothing/")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/json")
    assert answer.json().keys() == {"detail"}
    page = client.get("/fr/nothing/")
    assert page.status_code == 404 and "text/html" in page["Content-Type"]


def test_programs_are_answered_as_programs_where_the_site_failed(client: Any, monkeypatch: Any) -> None:
    def fails(*_args: Any) -> None:
        raise RuntimeError("the inside of the program")

    make.register(is_default=True)
    monkeypatch.setattr("portal.api.etag_of", fails)
    monkeypatch.setattr("portal.views.story", fails)
    client.raise_request_exception = False
    answer = client.get("/api/v1/awards/")
    assert (answer.status_code, answer["Content-Type"]) == (500, "application/json")
    assert answer.json().keys() == {"detail"} and "inside" not in answer.content.decode()
    page = client.get("/fr/")
    assert page.status_code == 500 and "text/html" in page["Content-Type"]


def test_a_page_that_is_not_there_waits_once_for_a_database_that_does_not_answer(client: Any) -> None:
    asked = []

    def gone(_execute: Any, sql: str, *_given: Any) -> None:
        asked.append(sql)
        raise OperationalError

    with connection.execute_wrapper(gone):
        assert client.get("/fr/nothing/").status_code == 404
    assert len(asked) == 1


def test_where_the_database_does_not_answer_it_is_said_with_what_to_do(client: Any) -> None:
    def gone(*_given: Any) -> None:
        raise OperationalError("couldn't get a connection")

    client.raise_request_exception = False
    with connection.execute_wrapper(gone):
        page, told = client.get("/fr/awards/"), client.get("/api/v1/awards/")
    for answer in (page, told):
        assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    text = page.content.decode()
    assert "Le registre ne répond pas en ce moment." in text and "The register does not answer at the moment." in text
    assert told["Content-Type"] == "application/json" and told.json().keys() == {"detail"}


@pytest.fixture
def register() -> Any:
    register = make.register(is_default=True)
    make.award(register, "5")
    return register


@pytest.fixture
def slow_awards(settings: Any) -> Any:
    """PostgreSQL gives up after a twentieth of a second, and each question about awards takes five."""

    def sleeping(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if 'FROM "funding_award"' in sql:
            sql = f"SELECT pg_sleep(5), asked.* FROM ({sql}) asked"
        return execute(sql, params, many, context)

    settings.STATEMENT_LIMIT = 7
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 50")
    with connection.execute_wrapper(sleeping):
        yield


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/fr/awards/", ["trop de temps", "plus de 7 secondes", 'href="/fr/data/"']),
        ("/en/awards/", ["takes too long", "longer than 7 seconds", 'href="/en/data/"']),
        ("/api/v1/awards/", ['"detail"', "7 secondes"]),
    ],
)
def test_it_is_said_what_to_do(address: str, words: list[str], register: Any, slow_awards: Any, client: Any) -> None:
    answer = client.get(address)
    said = answer.content.decode()
    assert answer.status_code == 503
    assert [word for word in words if word not in said] == []


def test_any_other_exception_is_an_error_of_ours(register: Any, client: Any, monkeypatch: Any) -> None:
    def fails(*_args: Any) -> None:
        raise RuntimeError("of ours")

    monkeypatch.setattr("portal.views.story", fails)
    with pytest.raises(RuntimeError, match="of ours"):
        client.get("/fr/")


def test_the_site_has_a_limit_and_workers_have_none() -> None:
    surroundings = {name: os.environ[name] for name in KEPT if name in os.environ} | REAL

    def options_after(module: str) -> str:
        program = f"import {module}\nfrom django.conf import settings\nprint(settings.DATABASES['default']['OPTIONS'])"
        command = [sys.executable, "-c", program]
        env = surroundings | {"DJANGO_SETTINGS_MODULE": "portal.settings"}
        return subprocess.run(command, capture_output=True, text=True, cwd=BASE_DIR, env=env, check=True).stdout

    assert "'options': '-c statement_timeout=30s'" in options_after("portal.wsgi")
    assert "statement_timeout" not in options_after("portal.celery")


@pytest.mark.parametrize("asked", ["/fr/awards/?payer=%00", "/fr/questions/uses/?payer=%00", "/fr/?payer=%00"])
def test_what_no_text_holds_is_not_understood(asked: str, register: Any, client: Any) -> None:
    page = client.get(asked)
    assert page.status_code == 400 and "pas comprise" in page.content.decode()


def test_a_cursor_that_no_key_is_like_is_not_understood(register: Any, client: Any) -> None:
    answer = client.get("/api/v1/awards/", {"cursor": b64encode(b"p=%00").decode()})
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/json")


# Digits that are none to `int`, more than an id has, and more than Python turns into a number.
@pytest.mark.parametrize("number", ["²", "9" * 30, "9" * 5_000, "\0"])
def test_a_number_that_no_id_can_be_breaks_nothing(number: str, staff: Any) -> None:
    things = build()
    known = things.batch.pk
    reviewer = staff("publisher")
    rows = address("import_rows", {"number": known})
    asked = [
        (f"/fr/sources/{things.by_model['source'].key}/", {"piece": number}),
        (rows, {"state": "waiting", "shown": number}),
        (rows, {"record_kind": number}),
        (address("names"), {"name": number}),
        (address("names"), {"import": number}),
        (address("entry"), {"import": number}),
        (address("entry"), {"register": number}),
        (address("imports"), {"page": number}),
        ("/fr/admin/funding/evidence/", {"q": number}),
    ]
    sent = [
        (address("name_decide"), {"mention": number}),
        (address("name_decide"), {"mention": things.mention.pk, "same": number}),
        (address("import_name", {"number": known, "mention": things.mention.pk}), {"not_same": number}),
        (address("import_group", {"number": known}), {"effect": "created", "record_kind": number}),
        (address("import_confirm", {"number": known}), {"row": number}),
        (address("import_columns", {"number": known, "table": 1}), {"group_field": number, "unit": number}),
        (address("import_header", {"number": known, "table": 1}), {"rows": number}),
        (address("import_hidden", {"number": known}), {"part": number, "decision": "include"}),
    ]
    answers = [(where, reviewer.get(where, given).status_code) for where, given in asked]
    answers += [(where, reviewer.post(where, given).status_code) for where, given in sent]
    assert [one for one in answers if one[1] >= 500] == []

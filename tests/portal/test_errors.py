"""What is answered where nothing is, and where the site itself has failed."""

from typing import Any

import pytest
from django.db import OperationalError, connection

from tests import factories as make

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

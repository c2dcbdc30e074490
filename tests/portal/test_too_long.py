"""A statement that takes too long is given up, and the visitor is told what to do."""

import os
import subprocess
import sys
from typing import Any

import pytest
from django.db import connection

from tests import factories as make
from tests.portal.test_settings import BASE_DIR, KEPT, REAL

pytestmark = pytest.mark.django_db


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

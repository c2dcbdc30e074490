"""The harness itself: what it should refuse, it refuses."""

import os
import socket
import warnings

import pytest
from django.core.cache import cache
from django.core.paginator import Paginator, UnorderedObjectListWarning
from django.db import connection
from django.http import HttpResponse
from django.template import Context, Template, engines
from pytest_socket import SocketConnectBlockedError

from projects.models import Register
from tests import conftest
from tests.servers import of_run, of_worker
from tests.strict import MISSING, check_page

ALLOWED = [
    '<script src="/static/a.js" defer></script><p class="style">on a=1</p>',
    '<script type="application/json">{"a": "<style>"}</script>',
    '<svg><path fill="red" d="M0 0"/></svg>',
]
REFUSED = [
    "<script>alert(1)</script>",
    "<style>p{}</style>",
    '<p style="color:red">a</p>',
    '<svg><path style="fill:red"/></svg>',
    '<a href="/" onclick="go()">a</a>',
    '<button hx-on:click="go()">a</button>',
    '<a href=" javascript:go()">a</a>',
    "<p>{{ award.title }}</p>",
    "<p>{% if award %}</p>",
    f"<p>{MISSING}</p>",
]


@pytest.mark.parametrize("page", ALLOWED)
def test_a_page_without_inline_code_passes(page: str) -> None:
    check_page(HttpResponse(page), "/fr/")


@pytest.mark.parametrize("page", REFUSED)
def test_inline_code_and_left_over_syntax_fail(page: str) -> None:
    with pytest.raises(AssertionError, match="/fr/"):
        check_page(HttpResponse(page), "/fr/")


@pytest.mark.parametrize(
    "text",
    [
        "{{ nothing }}",
        "{{ thing.nothing }}",
        "{{ nothing|default:'a' }}",
        "{% blocktranslate trimmed %}a {{ nothing }}{% endblocktranslate %}",
    ],
)
def test_an_undefined_variable_fails(text: str) -> None:
    with pytest.raises(AssertionError, match="nothing"):
        Template(text).render(Context({"thing": {"a": 1}}))


def test_a_condition_may_ask_for_what_is_not_there() -> None:
    asked = "{% if nothing %}a{% else %}b{% endif %}{% firstof nothing 'c' %}"
    text = asked + "{% for one in nothing %}{% empty %}d{% endfor %}"
    assert Template(text).render(Context()) == "bcd"


class Thing:
    @property
    def project(self) -> None:
        raise Register.DoesNotExist


def test_what_the_database_has_not_is_false_and_leaves_a_mark_where_it_is_shown() -> None:
    shown = Template("{% if thing.project %}a{% endif %}{{ thing.project }}").render(Context({"thing": Thing()}))
    assert shown == MISSING


def test_templates_of_packages_may_show_what_is_not_there() -> None:
    page = engines["django"].get_template("admin/404.html").template
    assert "/site-packages/" in page.origin.name
    Template("{{ nothing }}", origin=page.origin).render(Context())


@pytest.mark.django_db
def test_pages_of_rows_without_an_order_fail() -> None:
    with pytest.raises(UnorderedObjectListWarning):
        Paginator(Register.objects.order_by(), 10).page(1)


def test_warnings_are_errors() -> None:
    with pytest.raises(UserWarning):
        warnings.warn("something is off", stacklevel=1)


def test_nothing_reaches_the_network() -> None:
    with pytest.raises(SocketConnectBlockedError):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_each_test_begins_with_an_empty_cache() -> None:
    for number in range(2):
        assert cache.get("a") is None, number
        cache.set("a", 1)
        assert cache.get("a") == 1
        next(conftest.empty_cache.__wrapped__())


@pytest.mark.django_db
def test_the_database_is_postgresql_18_with_the_builtin_locale() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT datlocprovider, datlocale FROM pg_database WHERE datname = current_database()")
        assert cursor.fetchone() == ("b", "C.UTF-8")
    assert connection.pg_version >= 180000


@pytest.mark.django_db
def test_parallel_workers_have_their_own_database_and_their_own_redis() -> None:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if worker:
        assert connection.settings_dict["NAME"].endswith(worker)
        assert os.environ["VAR_DIR"].endswith(worker)
    assert of_worker("redis://127.0.0.1:6379/0", 2) == "redis://127.0.0.1:6379/2"
    assert of_worker("unix:///tmp/portal-1/valkey.sock?db=0", 2) == "unix:///tmp/portal-1/valkey.sock?db=2"
    assert of_run("postgresql://me@host/portal?sslmode=require", 7) == "postgresql://me@host/portal_7?sslmode=require"


def test_a_skip_in_ci_needs_the_missing_folder_as_its_reason(monkeypatch: pytest.MonkeyPatch, settings) -> None:
    settings.BASE_DIR = settings.BASE_DIR / "nowhere" / "project"
    assert conftest.may_skip("../shared is missing")
    assert not conftest.may_skip("no browser here")

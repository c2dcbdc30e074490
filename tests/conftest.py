"""The harness: real servers, no network, a strict client. What a careful reviewer would object to fails here."""

import fcntl
import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import count
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import transaction
from django.template import engines
from django.test import TransactionTestCase
from django.utils import translation
from django.utils.safestring import SafeString

from funding.export_kinds import KINDS, NAMES
from funding.imports import child
from portal.catalogue import compile_catalogue
from tests.emptied import after_a_test, tables_of_migrations
from tests.strict import StrictClient, Undefined
from tests.whole import WHOLE

# In CI nothing may skip but what needs the data beside the project, where that folder is missing.
MAY_SKIP = "../shared"
cache_numbers = count(1)
# LibreOffice opens the downloads where it is installed; elsewhere its tests are not collected, and the run says so.
OFFICE = shutil.which("soffice")
collect_ignore = [] if OFFICE else ["funding/test_exports_in_libreoffice.py"]


def pytest_report_header() -> str:
    return f"LibreOffice: {OFFICE or 'not installed, its tests are not collected'}"


def pytest_collection_finish() -> None:
    """Python looks for cycles among all objects that a run holds: less often, a page of tests takes a twentieth less."""
    gc.set_threshold(50_000, 20, 100)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What is marked `slow` is for `make test-all`; the run says how many tests it left out."""
    later = [] if WHOLE else [item for item in items if item.get_closest_marker("slow")]
    config.hook.pytest_deselected(items=later)
    items[:] = [item for item in items if item not in later]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: Any) -> Any:
    """A skipped test fails in CI."""
    report = yield
    expected_to_fail = hasattr(report, "wasxfail")
    if report.skipped and os.environ.get("CI") == "true" and not expected_to_fail and not may_skip(report.longrepr):
        report.outcome = "failed"
        report.longrepr = f"skipped in CI: {report.longrepr}"
    return report


def may_skip(reason: Any) -> bool:
    """Whether the reason is the folder beside the project, and that folder is missing."""
    return MAY_SKIP in str(reason) and not (settings.BASE_DIR.parent / "shared").exists()


@pytest.fixture(scope="session", autouse=True)
def words_and_templates() -> None:
    """The French words are compiled, and a template that shows what is not there fails."""
    compile_catalogue()
    engines["django"].engine.string_if_invalid = Undefined()


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> None:
    """A quarter of a second for each account of a test is the price of a hash that protects nobody here."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session", autouse=True)
def static_files_found_when_asked_for() -> None:
    """Each client of a test starts the site anew: it need not look at every static file for that."""
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Each worker's database begins as a copy of one that has every migration (tests/prepared.py)."""
    settings.DATABASES["default"].setdefault("TEST", {})["TEMPLATE"] = os.environ.get("TEST_TEMPLATE") or None


@pytest.fixture(scope="session", autouse=True)
def rows_taken_away_quickly(django_db_setup: None, django_db_blocker: Any) -> None:
    """tests/emptied.py instead of Django's `flush`."""
    with django_db_blocker.unblock():
        tables_of_migrations()
    TransactionTestCase._fixture_teardown = lambda case: after_a_test()


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Each test begins with an empty cache: its keys have a prefix of their own, and no Redis is emptied."""
    prefix = f"test-{os.getpid()}-{next(cache_numbers)}"
    settings.CACHES["default"]["KEY_PREFIX"] = cache.key_prefix = prefix
    yield


@pytest.fixture(autouse=True)
def first_language() -> None:
    """Each test begins in the site's own language: a page that was asked for in English leaves English behind."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def pages_made_anew(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test looks at what a page was made of: no page that was made before is given again, but in a browser, and where a
    test is about that."""
    if not request.node.get_closest_marker("browser") and "kept_pages" not in request.fixturenames:
        monkeypatch.setattr("projects.unchanged.MINUTES", 0)


@pytest.fixture
def kept_pages() -> None:
    """Pages are kept, as on the site."""


@pytest.fixture
def client() -> StrictClient:
    return StrictClient()


@pytest.fixture
def staff(db: Any) -> Callable[[str], StrictClient]:
    """A client signed in as a member of the group; 'superuser' is no group."""

    def sign_in(group: str) -> StrictClient:
        user = get_user_model().objects.create_user(f"{group}@example.org", password="a long enough password")
        if group == "superuser":
            user.is_staff = user.is_superuser = True
            user.save()
        else:
            user.groups.add(Group.objects.get(name=group))
        signed_in = StrictClient()
        signed_in.force_login(user)
        return signed_in

    return sign_in


@pytest.fixture(scope="module")
def of_the_file(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """What the fixtures of a file write beneath this one is there for each of its tests, which take back what they write
    themselves; after the last one it is taken back as well. Not for tests with transactions of their own."""
    with django_db_blocker.unblock():
        kept = transaction.atomic()
        kept.__enter__()
        yield
        transaction.set_rollback(True)
        kept.__exit__(None, None, None)


@pytest.fixture
def few_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Releases with some kinds of records only: for tests about making one, each of which makes several."""
    import_module(settings.ROOT_URLCONF)
    for kind in {*KINDS} - {"award", "finding", "organization", "person", "seat", "source"}:
        monkeypatch.delitem(KINDS, kind)
        monkeypatch.delitem(NAMES, kind)


@pytest.fixture
def nothing_rendered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages without their words, for tests that ask every address as everybody: only what the view decides counts."""
    monkeypatch.setattr("django.template.backends.django.Template.render", lambda *_given, **_named: SafeString(""))


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read in the test's process, in the words of the reader's own: a third of a second less for each. For tests
    about what becomes of the rows; the process has tests of its own (tests/funding/imports/test_child.py)."""

    def said(order: dict[str, Any], _limits: child.Limits) -> Iterator[dict[str, Any]]:
        words: list[dict[str, Any]] = []
        with monkeypatch.context() as here:
            here.setattr(child, "say", words.append)
            words.append(child.answer_to(order))
        yield from map(child.unless_refused, words)

    monkeypatch.setattr(child, "_said", said)


@pytest.fixture(scope="session")
def assets() -> None:
    """Fonts, plotly.js and its rules, made once for all runs of this working copy."""
    with (settings.ASSETS_DIR / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        # In a process of its own: fontTools leaves files to the garbage collector, which warns of it.
        subprocess.run(
            [sys.executable, "manage.py", "build_assets"], cwd=settings.BASE_DIR, check=True, capture_output=True
        )

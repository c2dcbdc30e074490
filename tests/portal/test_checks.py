"""The register refuses a database that sorts and folds letters as its machine does."""

import psycopg
import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from portal.checks import database_is_as_it_must


@pytest.mark.django_db
def test_the_tests_database_is_as_it_must() -> None:
    assert database_is_as_it_must(["default"]) == []
    assert database_is_as_it_must(None) == []


@pytest.mark.django_db
def test_migrate_looks_before_it_begins() -> None:
    assert "portal.E002" not in [found.id for found in run_checks(tags=["database"], databases=["default"])]


@pytest.mark.django_db
def test_a_database_with_another_locale_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    name = f"{connections['default'].settings_dict['NAME']}_other_locale"
    with psycopg.connect(settings.DATABASE_URL, dbname="postgres", autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}"')
        server.execute(f"CREATE DATABASE \"{name}\" TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C'")
        try:
            with psycopg.connect(settings.DATABASE_URL, dbname=name) as other:
                monkeypatch.setattr("portal.checks.connections", {"default": other})
                assert [found.id for found in database_is_as_it_must(["default"])] == ["portal.E002"]
        finally:
            server.execute(f'DROP DATABASE "{name}"')


@pytest.mark.django_db
def test_a_database_that_an_older_version_left_half_way_is_refused() -> None:
    steps = MigrationRecorder(connections["default"]).Migration.objects.filter(app="funding")
    assert steps.filter(name="0002_initial").exists() and database_is_as_it_must(["default"]) == []
    steps.filter(name="0027_what_is_noted_is_checked_together").delete()
    assert [found.id for found in database_is_as_it_must(["default"])] == ["portal.E003"]


def test_an_older_postgresql_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Older:
        def cursor(self) -> "Older":
            return self

        def __enter__(self) -> "Older":
            return self

        def __exit__(self, *problem: object) -> None:
            pass

        def execute(self, query: str) -> None:
            assert query == "SHOW server_version_num"

        def fetchone(self) -> tuple[str]:
            return ("170004",)

    monkeypatch.setattr("portal.checks.connections", {"default": Older()})
    assert [found.id for found in database_is_as_it_must(["default"])] == ["portal.E001"]

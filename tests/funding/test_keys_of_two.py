"""The foreign keys that are checked by statement, where two people work at once: one waits for the other, and then sees."""

import os
from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.db import connection
from psycopg.errors import ForeignKeyViolation, LockNotAvailable

from funding.models import Award
from projects.models import Project
from tests import factories as make


@pytest.fixture
def two() -> Iterator[tuple[psycopg.Connection, psycopg.Connection]]:
    """Two connections beside the test's own that wait for nobody."""
    url = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}"))
    with psycopg.connect(url) as first, psycopg.connect(url) as second:
        for one in (first, second):
            one.execute("SET lock_timeout = '200ms'")
            one.commit()
        yield first, second
        first.rollback()
        second.rollback()


POINT = "UPDATE funding_award SET project_id = %s"
DELETE = "DELETE FROM projects_project WHERE id = %s"


@pytest.mark.django_db(transaction=True)
def test_who_deletes_waits_for_who_points_and_then_sees_it(two: tuple[psycopg.Connection, ...]) -> None:
    pointing, deleting = two
    project = Project.objects.create(register=make.award().register, key="seul", title="Seul")
    pointing.execute(POINT, [project.pk])
    pointing.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(LockNotAvailable):
        deleting.execute(DELETE, [project.pk])
    deleting.rollback()
    pointing.commit()
    deleting.execute(DELETE, [project.pk])
    with pytest.raises(ForeignKeyViolation):
        deleting.commit()
    assert Award.objects.get().project == project


@pytest.mark.django_db(transaction=True)
def test_who_points_waits_for_who_deletes_and_then_misses_it(two: tuple[psycopg.Connection, ...]) -> None:
    pointing, deleting = two
    project = Project.objects.create(register=make.award().register, key="seul", title="Seul")
    deleting.execute(DELETE, [project.pk])
    pointing.execute(POINT, [project.pk])
    with pytest.raises(LockNotAvailable):
        pointing.execute("SET CONSTRAINTS ALL IMMEDIATE")
    pointing.rollback()
    pointing.execute(POINT, [project.pk])
    deleting.commit()
    with pytest.raises(ForeignKeyViolation):
        pointing.commit()
    assert Award.objects.get().project is None

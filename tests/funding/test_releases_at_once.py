"""Two programs that would make the same release: one makes it."""

import pytest
from django.db import connection

from funding import releases
from funding.releases import make_release
from tests import factories as make


@pytest.mark.usefixtures("few_kinds")
@pytest.mark.django_db(transaction=True)
def test_two_programs_do_not_make_the_same_release():
    register = make.award().register
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", [releases.LOCK, register.pk])
            assert make_release(register, wait=False) is None
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [releases.LOCK, register.pk])
        assert make_release(register, wait=False).number == 1
    finally:
        other.close()

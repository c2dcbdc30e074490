"""What the register asks of its database, besides its tables; `manage.py migrate` looks before it begins."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

LOCALE = """
SELECT datlocprovider = 'b' AND datlocale = 'C.UTF-8' AND pg_encoding_to_char(encoding) = 'UTF8'
  FROM pg_database WHERE datname = current_database()
"""
HOW = "CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'"
OLDEST = 180000
# The steps up to November 2026 were put together. Who had all of them has the same tables; who had some takes the rest first.
HALF_WAY = """
SELECT bool_or(name = '0002_initial') AND NOT bool_or(name = '0027_what_is_noted_is_checked_together')
  FROM django_migrations WHERE app = 'funding'
"""
CATCH_UP = "For a demo: `make clean`. To keep the data: `manage.py migrate` in the version b656c9c, then in this one."


@register(Tags.database)
def database_is_as_it_must(databases: Sequence[str] | None = None, **given: Any) -> list[CheckMessage]:
    """An error for a PostgreSQL before 18, for a database that sorts and folds letters as its machine does, and for one that
    was brought half of the way by an older version.

    With the builtin provider and C.UTF-8, lower() and an index are the same on every machine; French order and search
    use stored columns.
    """
    found: list[CheckMessage] = []
    for name in databases or []:
        connection = connections[name]
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version_num")
            if int(cursor.fetchone()[0]) < OLDEST:
                found.append(Error("PostgreSQL is older than 18.", hint="Move to PostgreSQL 18.", id="portal.E001"))
                continue
            cursor.execute(LOCALE)
            if not cursor.fetchone()[0]:
                found.append(
                    Error("The database has another locale than C.UTF-8 (builtin).", hint=HOW, id="portal.E002")
                )
                continue
            cursor.execute("SELECT to_regclass('django_migrations') IS NOT NULL")
            if cursor.fetchone()[0] and cursor.execute(HALF_WAY).fetchone()[0]:
                found.append(Error("The database was made by an older version.", hint=CATCH_UP, id="portal.E003"))
    return found

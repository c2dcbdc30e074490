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


@register(Tags.database)
def database_is_as_it_must(databases: Sequence[str] | None = None, **given: Any) -> list[CheckMessage]:
    """An error for a PostgreSQL before 18, and for a database that sorts and folds letters as its machine does.

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
    return found

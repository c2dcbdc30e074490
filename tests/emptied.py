"""After a test with transactions of its own, its rows are taken away: quickly, and what migrations put there stays.

Django empties every table and makes its permissions anew, two thirds of a second for each such test. Here only tables
with rows are emptied, and those that had rows before the first test keep them.
"""

from functools import cache

from django.db import connection, transaction


@cache
def tables_of_migrations() -> frozenset[str]:
    """The tables that have rows before any test; asked for before the first one."""
    return frozenset(with_rows(connection.introspection.table_names()))


def with_rows(tables: list[str]) -> list[str]:
    """Those of the tables that have a row."""
    ask = " UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT FROM \"{table}\")" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(ask)
        return sorted(name for (name,) in cursor.fetchall())


def empty_tables() -> None:
    """Every row of a test is gone, also those that history keeps: no trigger and no key is asked."""
    filled = with_rows(sorted({*connection.introspection.table_names()} - tables_of_migrations()))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in filled:
            cursor.execute(f'DELETE FROM "{table}"')


def allowed() -> bool:
    """The embedded server's account may switch triggers off; on another server it may not be allowed to."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT usesuper FROM pg_user WHERE usename = current_user")
        [(superuser,)] = cursor.fetchall()
    return superuser

"""After a test with transactions of its own, its rows are taken away: quickly, and what migrations put there stays.

Django empties every table and makes its permissions anew, two thirds of a second for each such test. Here only tables
with rows are emptied, and those that had rows before the first test keep them. What the tests of a file share stays until
the last of them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.core.management import call_command
from django.db import connection, transaction

# Whether rows stay after a test, for the next one of its file.
stays = False


@contextmanager
def rows_of_the_file() -> Iterator[None]:
    """What is written before the block and in it stays while the tests of a file run, and is gone after them."""
    global stays  # noqa: PLW0603
    stays = True
    try:
        yield
    finally:
        stays = False
        empty_tables()


def after_a_test() -> None:
    if not stays:
        empty_tables()


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
    if not allowed():
        call_command("flush", verbosity=0, interactive=False)
        return
    filled = with_rows(sorted({*connection.introspection.table_names()} - tables_of_migrations()))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in filled:
            cursor.execute(f'DELETE FROM "{table}"')


@cache
def allowed() -> bool:
    """The embedded server's account may switch triggers off; on another server it may not be allowed to."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT usesuper FROM pg_user WHERE usename = current_user")
        [(superuser,)] = cursor.fetchall()
    return superuser

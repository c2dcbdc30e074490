#!/usr/bin/env python
"""Django's command line: `manage.py COMMAND`.

Without DATABASE_URL or REDIS_URL, a command uses the embedded servers (portal/embedded.py): those of a running demo or
of another command, else its own for as long as it lasts.
"""

import os
import signal
import sys
from contextlib import ExitStack
from pathlib import Path

# These need no database.
WITHOUT_SERVERS = {
    "",
    "help",
    "version",
    "collectstatic",
    "build_assets",
    "build_fixture",
    "compile_words",
    "check_templates",
}
ASKED_FOR_HELP = {"--help", "-h", "--version"}


def use_embedded_servers(stack: ExitStack, command: str) -> None:
    """Set DATABASE_URL and REDIS_URL, where they are not set, to servers that answer until the stack closes."""
    from portal.embedded import running, servers, shared

    missing = {"database": not os.environ.get("DATABASE_URL"), "broker": not os.environ.get("REDIS_URL")}
    folder = Path(os.environ.get("VAR_DIR") or Path(__file__).resolve().parent / "var") / "embedded"
    if command == "demo":
        other = running(folder)
        if other:
            sys.exit(f"The portal already runs here (process {other.pid}): use that one, or stop it there with Ctrl-C.")
        found = stack.enter_context(servers(folder, **missing))
    else:
        found = stack.enter_context(shared(folder, **missing))
    if missing["database"]:
        os.environ.update(DATABASE_URL=found.database_url, EMBEDDED="1")
    if missing["broker"]:
        os.environ["REDIS_URL"] = found.redis_url


def needs_servers(arguments: list[str]) -> bool:
    """Whether the command asks the database or the broker, and one of them is not given."""
    command = arguments[1] if len(arguments) > 1 else ""
    if command in WITHOUT_SERVERS or ASKED_FOR_HELP & set(arguments):
        return False
    return not (os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"))


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    # Asked to end, a command leaves its blocks one by one, and what it started stops with it.
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    with ExitStack() as stack:
        if needs_servers(sys.argv):
            from portal.embedded import ServerError

            try:
                use_embedded_servers(stack, sys.argv[1])
            except ServerError as problem:
                sys.exit(str(problem))
        from django.core.management import execute_from_command_line

        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()

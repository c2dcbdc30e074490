#!/usr/bin/env python
"""Django's command line: `manage.py COMMAND`.

Without DATABASE_URL, a command uses the embedded servers: those of a running demo, else its own for as long as it lasts.
"""

import os
import sys
from contextlib import ExitStack
from pathlib import Path

# These need no database.
WITHOUT_SERVERS = {"", "help", "collectstatic", "build_assets", "build_fixture", "--help", "--version", "version"}


def use_embedded_servers(stack: ExitStack, command: str) -> None:
    """Set DATABASE_URL and REDIS_URL to servers that answer until the stack closes."""
    from portal.embedded import running, servers

    folder = Path(os.environ.get("VAR_DIR", Path(__file__).resolve().parent / "var")) / "embedded"
    addresses = running(folder)
    if addresses and command == "demo":
        sys.exit(f"A demo already runs here (process {addresses.pid}). Use it, or stop it with Ctrl-C where it runs.")
    addresses = addresses or stack.enter_context(servers(folder))
    os.environ.update(DATABASE_URL=addresses.database_url, REDIS_URL=addresses.redis_url, EMBEDDED="1")


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    with ExitStack() as stack:
        if command not in WITHOUT_SERVERS and not os.environ.get("DATABASE_URL"):
            from portal.embedded import ServerError

            try:
                use_embedded_servers(stack, command)
            except ServerError as problem:
                sys.exit(str(problem))
        from django.core.management import execute_from_command_line

        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()

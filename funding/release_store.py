"""Where the files of releases are: Django's storage « releases », a folder by default, S3-compatible in production.

In: a release, or a folder with the files of one. Out: files that can be opened; a folder on this machine where DuckDB
can read them. Nothing that is stored is ever written again: another state of a release is another folder.
"""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.files.storage import Storage, storages

from funding.models import Release

# DuckDB's own file: the tables, and the rows of each kind in the order of its list. Nobody takes it away.
ENGINE = "columnar.duckdb"


def store() -> Storage:
    return storages["releases"]


def address(release: Release, name: str) -> str:
    """The name of a file in the storage."""
    return f"{release.folder}/{name}"


def opened(release: Release, name: str) -> File:
    return store().open(address(release, name), "rb")


def files_in(folder: Path) -> list[str]:
    """The names of the files under a folder, in order."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def put(folder: Path, where: str) -> None:
    """Store every file of a folder under `where`; what a run that was killed left there goes first."""
    remove(where, files_in(folder))
    for name in files_in(folder):
        with (folder / name).open("rb") as file:
            kept = store().save(f"{where}/{name}", File(file))
        if kept != f"{where}/{name}":
            raise FileExistsError(f"{where}/{name} is there already")


def remove(where: str, names: list[str]) -> None:
    for name in names:
        if store().exists(f"{where}/{name}"):
            store().delete(f"{where}/{name}")


def remove_others(release: Release) -> None:
    """Earlier states of the release's files, and what a run that was killed left of one."""
    for name in store().listdir(release.register.slug)[0]:
        if name.split(".")[0] == str(release.number) and name != Path(release.folder).name:
            remove_tree(f"{release.register.slug}/{name}")


def remove_tree(folder: str) -> None:
    folders, names = store().listdir(folder)
    for name in folders:
        remove_tree(f"{folder}/{name}")
    remove(folder, names)


def local_folder(release: Release) -> Path:
    """A folder of this machine with what DuckDB reads of the release: the store itself, or a copy that is kept."""
    where: Any = store()
    if hasattr(where, "base_location"):
        return Path(where.path(release.folder))
    copy = copies() / release.folder
    if not copy.exists():
        forget_copies(release)
        copy.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(dir=copy.parent))
        for name in [name for name in release.stored if name.endswith((".parquet", ENGINE))]:
            (part / name).parent.mkdir(parents=True, exist_ok=True)
            with opened(release, name) as source, (part / name).open("wb") as target:
                shutil.copyfileobj(source, target)
        try:
            part.rename(copy)
        except OSError:
            # Another process was quicker.
            shutil.rmtree(part)
    return copy


def copies() -> Path:
    """Where this machine keeps what it made or copied of releases; `forget_copies` empties it of what was withdrawn."""
    return settings.VAR_DIR / "release-copies"


def rows_of(kind: str) -> str:
    """The table of DuckDB's file with the rows of a kind: their id, and every column of a download."""
    return f"rows_{kind}"


def forget_copies(release: Release) -> None:
    """What this machine keeps of earlier states of a release goes: something was withdrawn from them."""
    for copy in (copies() / release.register.slug).glob(f"{release.number}*"):
        if copy.name.split(".")[0] == str(release.number) and copy.name != Path(release.folder).name:
            shutil.rmtree(copy, ignore_errors=True)

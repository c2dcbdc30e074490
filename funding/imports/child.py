"""The reading of a stranger's file in a process of its own, with limits; a child that dies is a sentence, not a crash.

Comes in: an order {path, file, options} and limits. Goes out: a Document whose rows stream from a temporary file, while
the child reads on or once it has read all, or Refused. The child is `python -m funding.imports.child`: it takes the order
on its standard input and answers in lines of JSON: {"table": …} before the rows of a table, {"rows": how many more stand
in the file, "progress": [done, total]}, then {"document": …}, {"picture": …} (picture.py) or {"refused": …}.
"""

import contextlib
import gc
import json
import logging
import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any

import orjson

from funding.imports.document import Document, FileRead, Refused, RowRead, TableRead
from funding.imports.scan_limits import MEBIBYTE, spelt_size
from funding.imports.wire import (
    PackedRow,
    fill_document,
    pack_document,
    pack_row,
    pack_table,
    row_of,
    unpack_table,
)

Progress = Callable[[int, int], None]

logger = logging.getLogger(__name__)
PROJECT = Path(__file__).resolve().parents[2]
LAST_WORDS = {"document", "picture"}
# Rows of a file on their way. Nobody reads for a day: a task of a worker ends after half an hour.
SPOOL, LONGEST_KEPT = "rows-", 24 * 60 * 60
# What the child needs of our environment: nothing of the site's secrets.
KEPT_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "TMPDIR", "VIRTUAL_ENV", "PYTHONHOME", "LD_LIBRARY_PATH", "SYSTEMROOT")


@dataclass(frozen=True, slots=True)
class Limits:
    """Of the child: address space and spool in bytes, seconds of CPU, seconds by the clock."""

    memory: int = 1536 * MEBIBYTE
    spool: int = 4096 * MEBIBYTE
    cpu_seconds: int = 120
    seconds: int = 180


def run_child(order: dict[str, Any], limits: Limits, progress: Progress | None) -> Document:
    """The child's Document, all of it. Raises Refused with its reason, or with ours where it gave none."""
    document = _begun(order)
    try:
        for said in _said(_whole(order, document, limits), limits):
            _hear(said, document, progress)
    except BaseException:
        document.close()
        raise
    return document


def follow_child(order: dict[str, Any], limits: Limits, progress: Progress | None) -> Document:
    """A Document whose rows come, once, while the child reads: a table is there before its rows, everything else after
    the last one. Where the child refuses, or dies, that is raised in the place of the next row."""
    document = _begun(order)
    document.packed = lambda: _coming(_whole(order, document, limits), document, limits, progress)
    document.source = lambda: map(row_of, document.packed())
    return document


def _begun(order: dict[str, Any]) -> Document:
    _clear_spools()
    descriptor, name = tempfile.mkstemp(prefix=SPOOL, suffix=".jsonl")
    os.close(descriptor)
    return Document(FileRead(**order["file"]), spool=Path(name))


def _clear_spools() -> None:
    """A worker that is killed leaves its rows behind."""
    for left in Path(tempfile.gettempdir()).glob(f"{SPOOL}*.jsonl"):
        # Another worker may have been quicker; what another account left is its own.
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > LONGEST_KEPT:
                left.unlink()


def _whole(order: dict[str, Any], document: Document, limits: Limits) -> dict[str, Any]:
    return {**order, "spool": str(document.spool), "limits": asdict(limits)}


def _coming(
    order: dict[str, Any], document: Document, limits: Limits, progress: Progress | None
) -> Iterator[PackedRow]:
    """The rows as the child writes them."""
    with Path(order["spool"]).open("rb") as lines, closing(_said(order, limits)) as words:
        for said in words:
            _hear(said, document, progress)
            yield from map(orjson.loads, islice(lines, said.get("rows", 0)))


def _hear(said: dict[str, Any], document: Document, progress: Progress | None) -> None:
    """What the child says of its work goes into the document."""
    if "table" in said:
        document.tables.append(unpack_table(said["table"]))
    if "progress" in said:
        document.expected = said["progress"][1]
        if progress:
            progress(*said["progress"])
    if "document" in said:
        fill_document(document, said["document"])
        spool = document.spool
        assert spool is not None
        document.packed = lambda: _spooled(spool)
        document.source = lambda: map(row_of, _spooled(spool))


def ask_child(order: dict[str, Any], limits: Limits) -> dict[str, Any]:
    """What the child says of a page's picture. Raises Refused as `run_child` does."""
    *_others, last = _said({**order, "limits": asdict(limits)}, limits)
    return dict(last["picture"])


def _spooled(spool: Path) -> Iterator[PackedRow]:
    with spool.open("rb") as lines:
        yield from map(orjson.loads, lines)


def _said(order: dict[str, Any], limits: Limits) -> Generator[dict[str, Any]]:
    """What the child says, word by word; its refusals, and its death, are raised. Closed, it ends the child."""
    environment = {key: value for key in KEPT_ENVIRONMENT if (value := os.environ.get(key))}
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            [sys.executable, "-X", "utf8", "-m", "funding.imports.child"],
            cwd=PROJECT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            encoding="utf-8",
        )
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(limits.seconds, end)
        timer.start()
        answered = False
        try:
            for said in map(unless_refused, _words(process, order)):
                answered = answered or bool(LAST_WORDS & said.keys())
                yield said
        finally:
            timer.cancel()
            timer.join()
            process.kill()
            process.wait()
        if not answered:
            raise _why_it_died(process.returncode, late.is_set(), limits, errors)


def unless_refused(said: dict[str, Any]) -> dict[str, Any]:
    """What the child says; its refusal is raised."""
    if "refused" in said:
        raise Refused(said["refused"]["code"], **said["refused"]["parameters"])
    return said


def _words(process: "subprocess.Popen[str]", order: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The child's lines; none after it died."""
    assert process.stdin is not None and process.stdout is not None
    with process.stdout as lines:
        try:
            with process.stdin as stdin:
                stdin.write(json.dumps(order))
        except BrokenPipeError:
            return
        for line in lines:
            with contextlib.suppress(ValueError):
                yield json.loads(line)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=30)


def _why_it_died(code: int, late: bool, limits: Limits, errors: IO[bytes]) -> Refused:
    errors.seek(0)
    logger.error("The reader's process ended with %s: %s", code, errors.read()[-2_000:].decode("utf-8", "replace"))
    if late:
        return Refused("reader-too-long", seconds=limits.seconds)
    if code == -signal.SIGXCPU:
        return Refused("reader-too-long", seconds=limits.cpu_seconds)
    if code == -signal.SIGABRT:
        # Calamine aborts where an allocation fails.
        return Refused("reader-out-of-memory", limit=spelt_size(limits.memory))
    return Refused("reader-died")


# --- in the child ----------------------------------------------------------------------------------------------------


def restrict(limits: dict[str, int]) -> None:
    """From here on the process can't take more than this."""
    for what, limit in (
        (resource.RLIMIT_AS, limits["memory"]),
        (resource.RLIMIT_CPU, limits["cpu_seconds"]),
        (resource.RLIMIT_FSIZE, limits["spool"]),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (limit, limit))


def main() -> None:
    """Reads the order, then the file; the last line says how it ended."""
    order = json.load(sys.stdin)
    restrict(order["limits"])
    # A million cells make no cycles: looking for some costs a fifth of the time.
    gc.disable()
    say(answer_to(order))


def answer_to(order: dict[str, Any]) -> dict[str, Any]:
    """{"document": …} or {"refused": …}, its rows in the order's spool; or {"picture": …}."""
    try:
        if "picture" in order:
            from funding.imports.picture import answer as picture

            return {"picture": picture(order)}
        return {"document": pack_document(_read(order))}
    except Refused as refusal:
        return {"refused": {"code": refusal.code, "parameters": refusal.parameters}}
    except MemoryError:
        memory = spelt_size(order["limits"]["memory"])
        return {"refused": {"code": "reader-out-of-memory", "parameters": {"limit": memory}}}


def _read(order: dict[str, Any]) -> Document:
    from funding.imports.read import Options, read_scanned

    with Path(order["spool"]).open("w", encoding="utf-8", errors="replace") as spool:
        written = Written(spool)
        document = read_scanned(
            order["path"],
            FileRead(**order["file"]),
            Options.from_json(order["options"]),
            written.row,
            progress=written.progress,
            announce=written.table,
        )
        written.tell()
    return document


class Written:
    """Rows on their way to the spool: how many stand in it is said only once they do."""

    def __init__(self, spool: IO[str]) -> None:
        self.spool, self.rows = spool, 0

    def row(self, row: RowRead) -> None:
        self.spool.write(pack_row(row) + "\n")
        self.rows += 1

    def table(self, table: TableRead) -> None:
        self.tell()
        say({"table": pack_table(table)})

    def progress(self, done: int, total: int) -> None:
        self.tell(progress=[done, total])

    def tell(self, **more: Any) -> None:
        self.spool.flush()
        say({"rows": self.rows, **more})
        self.rows = 0


def say(words: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(words, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

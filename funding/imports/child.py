"""The reading of a stranger's file in a process of its own, with limits; a child that dies is a sentence, not a crash.

Comes in: an order {path, file, options} and limits. Goes out: a Document whose rows stream from a temporary file, or
Refused. The child is `python -m funding.imports.child`: it takes the order on its standard input and answers in lines
of JSON: {"progress": [done, total]}, then {"document": …}, {"picture": …} (picture.py) or {"refused": …}.
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
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from funding.imports.document import Document, FileRead, Refused, RowRead
from funding.imports.scan import MEBIBYTE, spelt_size
from funding.imports.wire import pack_document, pack_row, unpack_document, unpack_row

logger = logging.getLogger(__name__)
PROJECT = Path(__file__).resolve().parents[2]
# What the child needs of our environment: nothing of the site's secrets.
KEPT_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "TMPDIR", "VIRTUAL_ENV", "PYTHONHOME", "LD_LIBRARY_PATH", "SYSTEMROOT")


@dataclass(frozen=True, slots=True)
class Limits:
    """Of the child: address space and spool in bytes, seconds of CPU, seconds by the clock."""

    memory: int = 1536 * MEBIBYTE
    spool: int = 4096 * MEBIBYTE
    cpu_seconds: int = 120
    seconds: int = 180


def run_child(order: dict[str, Any], limits: Limits, progress: Callable[[int, int], None] | None) -> Document:
    """The child's Document. Raises Refused with its reason, or with ours where it gave none."""
    descriptor, name = tempfile.mkstemp(prefix="rows-", suffix=".jsonl")
    os.close(descriptor)
    spool = Path(name)
    try:
        answer = _talk({**order, "spool": name, "limits": asdict(limits)}, limits, progress)
        document = unpack_document(answer["document"])
    except BaseException:
        spool.unlink(missing_ok=True)
        raise
    document.spool = spool
    document.source = lambda: _spooled(spool)
    return document


def ask_child(order: dict[str, Any], limits: Limits) -> dict[str, Any]:
    """What the child says of a page's picture. Raises Refused as `run_child` does."""
    found = _talk({**order, "limits": asdict(limits)}, limits, None)["picture"]
    return dict(found)


def _spooled(spool: Path) -> Iterator[RowRead]:
    with spool.open(encoding="utf-8") as lines:
        yield from map(unpack_row, lines)


def _talk(order: dict[str, Any], limits: Limits, progress: Callable[[int, int], None] | None) -> dict[str, Any]:
    """The child's answer; its refusals, and its death, are raised."""
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
        try:
            answer = _answer(process, order, progress)
        finally:
            timer.cancel()
            process.kill()
            process.wait()
        if "refused" in answer:
            raise Refused(answer["refused"]["code"], **answer["refused"]["parameters"])
        if answer:
            return answer
        raise _why_it_died(process.returncode, late.is_set(), limits, errors)


def _answer(
    process: "subprocess.Popen[str]", order: dict[str, Any], progress: Callable[[int, int], None] | None
) -> dict[str, Any]:
    """The child's last word, or {} where it died before it."""
    assert process.stdin is not None and process.stdout is not None
    with process.stdout as lines:
        try:
            with process.stdin as stdin:
                stdin.write(json.dumps(order))
        except BrokenPipeError:
            return {}
        for line in lines:
            try:
                said = json.loads(line)
            except ValueError:
                continue
            if "progress" not in said:
                return dict(said)
            if progress:
                progress(*said["progress"])
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=30)
    return {}


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
        return read_scanned(
            order["path"],
            FileRead(**order["file"]),
            Options.from_json(order["options"]),
            lambda row: spool.write(pack_row(row) + "\n"),
            lambda done, total: say({"progress": [done, total]}),
        )


def say(words: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(words, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

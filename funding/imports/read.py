"""The whole reading: scan → grid → table → columns → values, without a database.

Comes in: a path, the sender's name for the file, and what a person may have picked (Options). Goes out: a Document.
`read` works in this process; `read_in_child` in one of its own with limits, for files of strangers. To print one:
`python -m funding.imports.read FILE`.
"""

import sys
import time
from pathlib import Path

from funding.imports.attachments import attachments
from funding.imports.child import Limits, follow_child, run_child
from funding.imports.document import (
    Document,
    FileRead,
    Problem,
    RowRead,
)
from funding.imports.gather import Announce, Emit, Gatherer, Progress
from funding.imports.grid import open_grids
from funding.imports.reading_options import DEFAULTS, Options
from funding.imports.scan import scan

# DESIGN § 9 wants the worker under 350 MiB; the child has its own, larger, ceiling of address space.
CHILD_LIMITS = Limits()


def read(path: str | Path, name: str = "", options: Options = DEFAULTS) -> Document:
    """A file, read in this process. Raises Refused. Its rows are kept in memory: for files one trusts, and tests."""
    file = scan(path, name)
    rows: list[RowRead] = []
    document = read_scanned(path, file, options, rows.append)
    document.source = lambda: iter(rows)
    return document


def read_in_child(
    path: str | Path,
    name: str = "",
    options: Options = DEFAULTS,
    limits: Limits = CHILD_LIMITS,
    progress: Progress | None = None,
    *,
    follow: bool = False,
) -> Document:
    """A file, read in a process of its own with limits of memory, CPU and time. Raises Refused, also where that
    process dies. Its rows are streamed from a temporary file, which goes with the document (`with`, or `close()`).
    `follow`: the Document comes at once and its rows while they are read (`child.follow_child`)."""
    file = scan(path, name)
    order = {"path": str(Path(path).resolve()), "file": file.as_json(), "options": options.as_json()}
    return (follow_child if follow else run_child)(order, limits, progress)


def read_scanned(
    path: str | Path,
    file: FileRead,
    options: Options,
    emit: Emit,
    *,
    progress: Progress | None = None,
    announce: Announce | None = None,
) -> Document:
    """Reads sheet after sheet and gives each row to `emit`, and each table to `announce` before its rows; the Document
    comes without its rows."""
    started = time.monotonic()
    document = Document(file)
    gatherer = Gatherer(document, options, emit, progress, announce)
    for code, parameters in attachments(Path(path), file.type):
        gatherer.problem(Problem("", 0, "", code, parameters=parameters))
    for grid in open_grids(path, file.type):
        gatherer.sheet(grid)
    gatherer.end()
    document.problem_counts = dict(gatherer.counts)
    document.seconds = time.monotonic() - started
    return document


if __name__ == "__main__":
    import json

    answer = read(sys.argv[1]).as_json(rows="--rows" in sys.argv)
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1) + "\n")

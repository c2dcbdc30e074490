"""The table « Measured » of the README: `make bench`, or `python -m tests.benchmarks.measured [--rows N] [--write README.md]`.

In: nothing. Out: a table in Markdown, of what the portal and its peers need for the same work, in one run on one machine.
The peers are installed into an environment that is thrown away. PostgreSQL is the embedded one, safe against a power
cut as in the demo, and the same for all. Seconds are by the clock; processor seconds are of the program, its children
and PostgreSQL together; MiB is the largest of the program and its children.
"""

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import psycopg

from portal.embedded import servers
from tests.benchmarks.large_workbook import bomb_workbook, workbook
from tests.corpus import cases
from tests.corpus.case import Case
from tests.corpus.long_pdf import PAGES, long_pdf

PACKAGES = (
    "django-import-export",
    "tablib[xlsx,ods,xls]",
    "frictionless[excel,ods]",
    "pandas",
    "openpyxl",
    "python-calamine",
)
PDF_PACKAGES = ("pdfplumber", "camelot-py")
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
HEADINGS = ("work", "by", "result", "seconds", "ratio", "processor s", "MiB")
PROJECT = Path(__file__).resolve().parents[2]
# As much as the portal gives its own reader; a peer that takes more is stopped.
MEMORY, PATIENCE = 4 << 30, 900
# Row by row it would take minutes: it is measured on a part, and told for the whole.
PART = 20


@dataclass
class Told:
    """What one program did, and what it took."""

    result: Any
    seconds: float
    processor: float
    mib: float


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--write", type=Path, help="the file in which the table between the two marks is replaced")
    given = parser.parse_args()
    with ExitStack() as stack:
        table = measured(stack, given.rows)
    print(table)
    if given.write:
        text = given.write.read_text(encoding="utf-8")
        before, after = text.split(BEGIN)[0], text.split(END)[1]
        given.write.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", encoding="utf-8")


def measured(stack: ExitStack, rows: int) -> str:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="portal-bench-")))
    folder.chmod(0o711)
    peers = environment(folder / "peers")
    found = stack.enter_context(servers(folder / "servers"))
    os.environ |= {"DATABASE_URL": found.database_url, "REDIS_URL": found.redis_url}
    os.environ |= {"SECRET_KEY": "x" * 50, "VAR_DIR": str(folder / "var"), "EMBEDDED": "1"}
    run([sys.executable, "manage.py", "migrate", "-v0"])
    bench = Bench(folder, peers, found.database_url)
    lines = [*way_in(bench, rows), *reading(bench, rows), *bomb(bench), *long_document(bench), *messy(bench)]
    return "\n".join([head(), *lines, "", foot(peers)])


def environment(place: Path) -> Path:
    """An environment with the peers and nothing of this project; its Python."""
    uv = next(name for name in ("uv", str(PROJECT / ".tools/bin/uv")) if works(name))
    run([uv, "venv", "--quiet", "--python", sys.executable, str(place)])
    python = place / "bin" / "python"
    run([uv, "pip", "install", "--quiet", "--python", str(python), *PACKAGES, *PDF_PACKAGES, "psycopg[binary]"])
    return python


def works(uv: str) -> bool:
    try:
        return subprocess.run([uv, "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def run(command: list[str]) -> None:
    subprocess.run(command, cwd=PROJECT, check=True)


class Bench:
    """Runs one program at a time and says what it took."""

    def __init__(self, folder: Path, peers: Path, database_url: str) -> None:
        self.folder, self.peers, self.database_url = folder, peers, database_url

    def ours(self, what: str, path: Path) -> Told:
        return self.told([sys.executable, "-W", "ignore", "-m", "tests.benchmarks.ours", what, str(path)])

    def peer(self, what: str, who: str, path: Path) -> Told:
        script = PROJECT / "tests" / "benchmarks" / "peers.py"
        return self.told([str(self.peers), "-W", "ignore", str(script), what, who, str(path)])

    def told(self, command: list[str]) -> Told:
        with self.database() as used, (self.folder / "errors.log").open("ab") as errors:
            started = time.perf_counter()
            process = subprocess.Popen(
                command,
                cwd=PROJECT,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                preexec_fn=limited,  # noqa: PLW1509
            )
            assert process.stdout is not None
            with process.stdout as output:
                last = (output.read().strip().splitlines() or [""])[-1]
            _pid, status, taken = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            seconds = time.perf_counter() - started
        result = json.loads(last)["result"] if last.startswith("{") else f"ended with {process.returncode}"
        return Told(result, seconds, taken.ru_utime + taken.ru_stime + used(), taken.ru_maxrss / 1024)

    @contextmanager
    def database(self) -> Iterator[Callable[[], float]]:
        """Processor seconds of PostgreSQL's processes that began and ended meanwhile."""
        before = self.server_seconds()
        yield lambda: self.server_seconds() - before

    def server_seconds(self) -> float:
        with psycopg.connect(self.database_url) as connection:
            stat = Path(f"/proc/{connection.info.backend_pid}/stat").read_text().rpartition(")")[2].split()
        time.sleep(0.2)
        server = Path(f"/proc/{stat[1]}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, server[13:15])) / os.sysconf("SC_CLK_TCK")


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE))


def way_in(bench: Bench, rows: int) -> Iterator[str]:
    whole, part = bench.folder / "lot.xlsx", bench.folder / "part.xlsx"
    workbook(whole, rows)
    workbook(part, rows // PART)
    ours, undone = bench.ours("import", whole), bench.ours("undo", whole)
    work = f"{rows:,} rows of XLSX into the register: names resolved, history, evidence"
    names = f"{ours.result['rows']:,} awards, {ours.result['organizations']:,} names resolved"
    yield line(work, "**the portal**", names, ours, ours)
    bulk, single = bench.peer("import", "bulk", whole), bench.peer("import", "default", part)
    into = "the same rows into one table without any of these"
    yield line(into, "django-import-export, bulk mode", f"{bulk.result:,} rows", bulk, ours)
    whole_of_it = Told(single.result, single.seconds * PART, single.processor * PART, single.mib)
    yield line(into, "django-import-export", f"{rows:,} rows, told from {single.result:,}", whole_of_it, ours)
    back = f"{undone.result['rows']:,} rows taken back, checksum {'equal' if undone.result['equal'] else 'DIFFERS'}"
    yield line("that import undone", "**the portal**", back, undone, undone)
    yield line("that import undone", "the peers", "none offers it", None, None)


def reading(bench: Bench, rows: int) -> Iterator[str]:
    whole, work = bench.folder / "lot.xlsx", f"{rows:,} rows of XLSX read"
    ours = bench.ours("read", whole)
    yield line(
        work, "**the portal**: tables, types, amounts, in a process with limits", f"{ours.result:,} rows", ours, ours
    )
    for who in ("calamine", "openpyxl", "pandas", "tablib", "frictionless"):
        told = bench.peer("read", who, whole)
        yield line(work, f"{who}: the cells", f"{told.result:,} rows", told, ours)


def bomb(bench: Bench) -> Iterator[str]:
    path = bomb_workbook(bench.folder / "bomb.xlsx")
    work = f"a workbook of {path.stat().st_size // 1000} kB that inflates to 512 MiB"
    found = bench.ours("bomb", path).result
    ours = Told(found["code"], found["seconds"], found["seconds"], found["mib"])
    yield line(work, "**the portal**: the scan", "refused, with a sentence", ours, ours)
    for who in ("calamine", "openpyxl", "pandas"):
        told = bench.peer("bomb", who, path)
        yield line(work, who, str(told.result), told, ours)


def long_document(bench: Bench) -> Iterator[str]:
    path = bench.folder / "rapport.pdf"
    rows, _total = long_pdf(path)
    work, ours = f"a table without ruled lines over the {PAGES} pages of a PDF", bench.ours("pdf", path)
    yield line(work, "**the portal**", f"{ours.result:,} of {rows:,} rows", ours, ours)
    for who in ("pdfplumber", "camelot"):
        told = bench.peer("pdf", who, path)
        yield line(work, who, f"{told.result:,} of {rows:,} rows", told, ours)


def messy(bench: Bench) -> Iterator[str]:
    """Files of the corpus that a person would hand in as they are, and that hold amounts."""
    chosen = [case for case in cases() if asked(case)]
    folder = bench.folder / "messy"
    paths = [made for case in chosen if (made := made_in(folder / case.name, case)).suffix in {".csv", ".xlsx", ".ods"}]
    chosen = [case for case in chosen if (folder / case.name) in {path.parent for path in paths}]
    listed = bench.folder / "messy.txt"
    listed.write_text("\n".join(map(str, paths)), encoding="utf-8")
    work = f"{len(paths)} messy sheets of `tests/corpus`"
    ours = bench.ours("messy", listed)
    yield line(work, "**the portal**", score(chosen, ours), ours, ours)
    for who in ("pandas", "tablib", "frictionless"):
        told = bench.peer("messy", who, listed)
        yield line(work, who, score(chosen, told), told, ours)


def asked(case: Case) -> bool:
    """Nobody said anything about it beforehand, and it has amounts."""
    nothing_said = not (case.options.overrides or case.options.sheets or case.options.profiles)
    return bool(nothing_said and not case.refused and case.rows and "d" in case.rows and case.sums)


def made_in(folder: Path, case: Case) -> Path:
    folder.mkdir(parents=True)
    return case.make(folder)


def score(chosen: list[Case], told: Told) -> str:
    """Right are the number of data rows and the sum of the amounts."""
    right = 0
    for case, (rows, sums) in zip(chosen, told.result, strict=True):
        wanted = {Decimal(one[0]) for one in case.sums or ()}
        right += rows == (case.rows or "").count("d") and wanted <= {Decimal(one) for one in sums}
    return f"{right} of {len(chosen)}: rows and sum right"


def line(work: str, who: str, result: str, told: Told | None, ours: Told | None) -> str:
    if told is None or ours is None:
        return f"| {work} | {who} | {result} | | | | |"
    ratio = "1" if told is ours else f"× {told.seconds / ours.seconds:.2g}"
    return f"| {work} | {who} | {result} | {spelt(told.seconds)} | {ratio} | {told.processor:,.1f} | {told.mib:,.0f} |"


def spelt(seconds: float) -> str:
    return f"{seconds:,.2f}" if seconds >= 0.1 else f"{seconds:.4f}"


def head() -> str:
    return f"| {' | '.join(HEADINGS)} |\n|---|---|---|--:|--:|--:|--:|"


def foot(peers: Path) -> str:
    """Which machine, when, and which versions."""
    asked = "from importlib.metadata import version; import sys; print(', '.join(f'{n} {version(n)}' for n in sys.argv[1:]))"
    names = [name.split("[")[0] for name in (*PACKAGES, *PDF_PACKAGES)]
    said = subprocess.run([peers, "-c", asked, *names], capture_output=True, text=True, check=True).stdout.strip()
    load = os.getloadavg()[0]
    busy = (
        " Other programs ran meanwhile: processor seconds compare, seconds do not."
        if load > 2 * (os.cpu_count() or 1)
        else ""
    )
    return (
        f"Measured {datetime.now(UTC):%Y-%m-%d} by `make bench`, one run, {os.cpu_count()} processors, load {load:.1f} at its end, "
        f"Python {platform.python_version()}, PostgreSQL 18; {said}.{busy}"
    )


if __name__ == "__main__":
    main()

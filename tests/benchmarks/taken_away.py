"""How lists and downloads grow: `python -m tests.benchmarks.taken_away [--sizes 10000,100000,1000000] [--write README.md]`.

In: nothing. Out: a table in Markdown and a plot (docs/growth.svg); and the table of the questions at the largest size. For each size an invented register is drawn and
released on servers of its own that disappear. A page is asked of Django without a network: cold under filters that
nobody asked for before, warm as it was asked before. Datasette, in an environment that is thrown away, serves the same
rows of the release's own CSV, with an index per facet. PostgreSQL's COPY of the bare table is the limit of a download.
"""

import argparse
import csv
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import count, islice, product
from pathlib import Path
from typing import Any

import django

from portal.embedded import servers
from portal.memory import keep_loaded
from tests.benchmarks import questions
from tests.benchmarks.growth import plot
from tests.benchmarks.measured import PROJECT, run, works

BEGIN, END = "<!-- growth: begin -->", "<!-- growth: end -->"
SIZES = "10000,100000,1000000"
FACETS = ("flow_level", "instrument", "money_stage", "in_scope", "currency")
# Addresses that differ in which rows they keep; each is asked once.
SECTORS = ("private", "public", "nonprofit", "parapublic")
YEARS = (2018, 2019, 2020, 2021, 2022, 2023)
prefixes = count(1)


@dataclass
class Line:
    """What was measured of a work: a value per number of awards."""

    work: str
    who: str
    unit: str
    values: dict[int, float]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--sizes", default=SIZES)
    parser.add_argument("--write", type=Path, help="the file whose block between the marks is replaced")
    asked = parser.parse_args()
    sizes = [int(size) for size in asked.sizes.split(",")]
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="portal-growth-")))
        folder.chmod(0o711)
        found = stack.enter_context(servers(folder / "servers", durable=False))
        os.environ |= {"DATABASE_URL": str(found.database_url), "REDIS_URL": str(found.redis_url)}
        os.environ |= {"VAR_DIR": str(folder / "var"), "EMBEDDED": "1", "DJANGO_SETTINGS_MODULE": "portal.settings"}
        django.setup()
        datasette = environment(folder / "peers")
        lines = measured(folder, datasette, sizes)
        asked_there = questions.of_register(f"mesure-{sizes[-1]}", sizes[-1])
    table = "\n".join([*table_of(lines, sizes), "", foot()])
    print(table, asked_there, sep="\n\n")
    (PROJECT / "docs" / "growth.svg").write_text(plot(lines), encoding="utf-8")
    if asked.write:
        before, rest = asked.write.read_text(encoding="utf-8").split(BEGIN)
        asked.write.write_text(f"{before}{BEGIN}\n{table}\n{END}{rest.split(END)[1]}", encoding="utf-8")
        questions.replace(asked.write, asked_there)


def environment(place: Path) -> Path:
    """An environment with Datasette and nothing of this project; its Python."""
    uv = next(name for name in ("uv", str(PROJECT / ".tools/bin/uv")) if works(name))
    run([uv, "venv", "--quiet", "--python", sys.executable, str(place)])
    run([uv, "pip", "install", "--quiet", "--python", str(place / "bin" / "python"), "datasette"])
    return place / "bin" / "python"


def measured(folder: Path, datasette: Path, sizes: list[int]) -> list[Line]:
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    found: dict[tuple[str, str, str], Line] = {}
    for size in sizes:
        for key, value in of_size(folder, datasette, size):
            found.setdefault(key, Line(*key, {})).values[size] = value
            print(size, *key, round(value, 1), file=sys.stderr, flush=True)
    return list(found.values())


def of_size(folder: Path, datasette: Path, size: int) -> Iterator[tuple[tuple[str, str, str], float]]:
    """((work, who, unit), value) of everything that is measured at a size."""
    from funding.invented import register
    from funding.release_store import local_folder
    from funding.releases import make_release

    slug, portal = f"mesure-{size}", "**the portal**"
    started = time.perf_counter()
    made, _rows = register.make(size, slug=slug, for_measuring=True)
    yield ("a register drawn and written", portal, "awards/s"), size / (time.perf_counter() - started)
    started = time.perf_counter()
    release = make_release(made)
    assert release
    yield (
        ("a release written: Parquet, CSV, XLSX, JSON Lines", portal, "awards/s"),
        size / (time.perf_counter() - started),
    )
    page = f"/en/r/{slug}/awards/"
    addresses = [f"{page}?sector={sector}&year_from={year}" for sector, year in product(SECTORS, YEARS)]
    visit(page)
    visit(f"/en/r/{slug}/search/?q=registre")
    # As a server does once it has loaded the site.
    keep_loaded()
    facets = "page of awards with its facets, p95"
    yield (f"{facets}, first asked", portal, "ms"), slowest([visit(address) for address in addresses])
    yield (f"{facets}, asked before", portal, "ms"), slowest([visit(address) for address in addresses])
    words = ("projet", "exemple 12", "transfert", "ministère", "sante", "exemple 77")
    yield (
        ("search, p95", portal, "ms"),
        slowest([visit(f"/en/r/{slug}/search/?q={word.replace(' ', '+')}") for word in words]),
    )
    for name, query in (("every award as CSV", ""), ("awards under a filter as CSV", "?sector=private&order=title")):
        first, rows, seconds, grown = taken(f"/en/r/{slug}/awards.csv{query}")
        yield (name, portal, "rows/s"), rows / seconds
        yield (f"{name}, first byte", portal, "ms"), first
        yield (f"{name}, memory it adds", portal, "MiB"), grown
    yield ("every award as CSV", "PostgreSQL, COPY of the bare table", "rows/s"), copied(made.pk)
    with served(datasette, sqlite_of(local_folder(release) / "data" / "awards.csv", folder / f"{size}.db")) as address:
        query = "&".join(f"_facet={name}" for name in FACETS)
        asked = [f"{address}?{query}&fiscal_year__gte={year}&_size=50" for year in YEARS]
        yield ("page of awards with five facets, p95", "Datasette", "ms"), slowest([fetched(one) for one in asked])
        started = time.perf_counter()
        fetched(f"{address}.csv?_stream=on")
        yield ("every award as CSV", "Datasette", "rows/s"), size / (time.perf_counter() - started)


@cache
def visitor() -> Any:
    """One for all the pages: the first page of a new one loads the middleware, which a server does once."""
    from django.test import Client

    return Client(headers={"accept-language": "en"})


def visit(address: str) -> float:
    """Milliseconds of a page."""
    started = time.perf_counter()
    answer = visitor().get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return (time.perf_counter() - started) * 1000


def slowest(times: list[float]) -> float:
    """The time that nineteen of twenty stay below."""
    return sorted(times)[int(len(times) * 0.95)]


def taken(address: str) -> tuple[float, int, float, float]:
    """A download: milliseconds to its first byte, rows, seconds, and the memory that it adds, in MiB."""
    before, started = resident(), time.perf_counter()
    pieces = iter(visitor().get(address))
    highest = before
    lines, first = 0, 0.0
    for place, piece in enumerate(pieces):
        first = first or (time.perf_counter() - started) * 1000
        lines += piece.count(b"\r\n")
        if place % 50 == 0:
            highest = max(highest, resident())
    return first, lines - 1, time.perf_counter() - started, highest - before


def resident() -> float:
    """MiB of memory that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def copied(register: int) -> float:
    """Rows a second of PostgreSQL's own COPY."""
    from django.db import connection

    started, rows = time.perf_counter(), 0
    query = f"COPY (SELECT * FROM funding_award WHERE register_id = {register}) TO STDOUT (FORMAT csv)"
    with connection.cursor() as cursor, cursor.cursor.copy(query) as copy:
        rows = sum(1 for _row in copy)
    return rows / (time.perf_counter() - started)


def sqlite_of(path: Path, target: Path) -> Path:
    with closing(sqlite3.connect(target)) as database, path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        names = next(reader)
        database.execute(f"CREATE TABLE awards ({', '.join(names)})")
        marks = ", ".join("?" * len(names))
        while batch := list(islice(reader, 10_000)):
            database.executemany(f"INSERT INTO awards VALUES ({marks})", batch)
        for name in (*FACETS, "fiscal_year"):
            database.execute(f"CREATE INDEX by_{name} ON awards ({name})")
        database.commit()
    return target


@contextmanager
def served(python: Path, database: Path) -> Iterator[str]:
    """The address of the table, as Datasette serves it without limits of time."""
    port = str(20_000 + os.getpid() % 20_000)
    command = [str(python), "-m", "datasette", "serve", str(database), "--port", port]
    for name, value in (("sql_time_limit_ms", "60000"), ("facet_time_limit_ms", "60000"), ("max_csv_mb", "0")):
        command += ["--setting", name, value]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}/{database.stem}/awards"
    try:
        for _attempt in range(240):
            try:
                fetched(f"{address}?_size=1")
                break
            except OSError:
                time.sleep(0.25)
        yield address
    finally:
        process.terminate()
        process.wait()


def fetched(address: str) -> float:
    """Milliseconds of an answer, read to its end."""
    started = time.perf_counter()
    with urllib.request.urlopen(address, timeout=900) as answer:
        while answer.read(1 << 18):
            pass
    return (time.perf_counter() - started) * 1000


def table_of(lines: list[Line], sizes: list[int]) -> list[str]:
    heads = [
        f"| work | by | unit | {' | '.join(f'{size:,}' for size in sizes)} |",
        f"|---|---|---|{'--:|' * len(sizes)}",
    ]
    order = sorted(lines, key=lambda line: [one.work for one in lines].index(line.work))
    rows = [
        f"| {line.work} | {line.who} | {line.unit} | "
        f"{' | '.join(f'{line.values[size]:,.0f}' if size in line.values else '' for size in sizes)} |"
        for line in order
    ]
    return [*heads, *rows]


def foot() -> str:
    load = os.getloadavg()[0]
    return (
        f"Measured {datetime.now(UTC):%Y-%m-%d} by `make bench`, {os.cpu_count()} processors, load {load:.1f} at its end. "
        "To reach: a page 60 ms at 100,000 awards and 150 at 1,000,000, a search 150 ms, CSV 150,000 rows/s."
    )


if __name__ == "__main__":
    main()

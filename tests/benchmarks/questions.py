"""How long each question takes on a large made-up register: `python -m tests.benchmarks.questions [--awards N] [--write README.md]`.

In: nothing. Out: a table in Markdown. The register is drawn, without history and findings, and a release of it written,
on servers of its own that disappear. Cold: nothing is kept of the question, the release's file is open, the whole page is asked for: what it asks of
the whole register was written with the release; the middle of three times. Under a filter: cold too, and computed. Warm: the first
page again; the middle of seven. PostgreSQL alone: cold, without the release; once.
"""

import argparse
import os
import tempfile
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from statistics import median

import django

from portal.embedded import servers

BEGIN, END = "<!-- questions: begin -->", "<!-- questions: end -->"
SLUG, AWARDS = "mesure", 1_000_000
MILLISECONDS = 1_000
# Of more awards a question takes PostgreSQL a minute.
ALONE_UP_TO = 100_000
# Every filter of a question has years.
FILTER = "?year_from=2019"
prefixes = count(1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--awards", type=int, default=AWARDS)
    parser.add_argument("--write", type=Path, help="the file whose block between the marks is replaced")
    asked = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="questions-")))
        folder.chmod(0o711)
        found = stack.enter_context(servers(folder / "servers", durable=False))
        os.environ |= {"DATABASE_URL": str(found.database_url), "REDIS_URL": str(found.redis_url)}
        os.environ |= {"VAR_DIR": str(folder / "var"), "EMBEDDED": "1", "DJANGO_SETTINGS_MODULE": "portal.settings"}
        django.setup()
        table = measured(asked.awards)
    print(table)
    if asked.write:
        replace(asked.write, table)


def measured(awards: int) -> str:
    """The register, a release of it, and the table."""
    from django.conf import settings
    from django.core.management import call_command

    from funding.invented import register
    from funding.releases import make_release

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    made, _rows = register.make(awards, slug=SLUG, for_measuring=True)
    make_release(made)
    return of_register(SLUG, awards)


def of_register(slug: str, awards: int) -> str:
    """The table of a register that is there, with its release."""
    from django.conf import settings
    from django.test import Client

    from funding.dashboards.catalogue import QUESTIONS

    client = Client(headers={"accept-language": "en"})
    asked_for(client, slug, "what-became-of-them")
    lines = ["Every question, its whole page, on a large made-up register:", ""]
    lines += [
        "| question | cold, ms | warm, ms | cold under a filter, ms | cold, PostgreSQL alone, ms |",
        "|---|--:|--:|--:|--:|",
    ]
    for question in QUESTIONS:
        cold = median(cold_time(client, slug, question) for _time in range(3))
        warm = median(asked_for(client, slug, question) for _time in range(7))
        under = alone = "—"
        if QUESTIONS[question].filters:
            under = f"{median(cold_time(client, slug, question, FILTER) for _time in range(3)):,.0f}"
        if awards <= ALONE_UP_TO:
            settings.COLUMNAR = False
            alone = f"{cold_time(client, slug, question):,.0f}"
            settings.COLUMNAR = True
        lines.append(f"| {question} | {cold:,.0f} | {warm:,.1f} | {under} | {alone} |")
    lines += ["", foot(awards)]
    return "\n".join(lines)


def cold_time(client: object, slug: str, question: str, query: str = "") -> float:
    """With nothing kept: the keys of the cache get another beginning."""
    from django.core.cache import cache

    cache.key_prefix = f"measured-{next(prefixes)}"
    return asked_for(client, slug, question, query)


def asked_for(client: object, slug: str, question: str, query: str = "") -> float:
    started = time.perf_counter()
    answer = client.get(f"/en/r/{slug}/questions/{question}/{query}")  # type: ignore[attr-defined]
    assert answer.status_code == 200, (question, answer.status_code)
    return (time.perf_counter() - started) * MILLISECONDS


def foot(awards: int) -> str:
    load = os.getloadavg()[0]
    return (
        f"Measured {datetime.now(UTC):%Y-%m-%d} by `make bench`: {awards:,} invented awards, {os.cpu_count()} processors, "
        f"load {load:.1f} at its end. To reach: cold 200, warm 10."
    )


def replace(path: Path, table: str) -> None:
    text = path.read_text(encoding="utf-8")
    before, _mark, rest = text.partition(BEGIN)
    _old, _end, after = rest.partition(END)
    path.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()

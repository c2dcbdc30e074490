"""Measure an import of 100,000 rows: `python -m tests.benchmarks.import_100k [ROWS]`. Prints seconds; asserts nothing.

In: DATABASE_URL (a database that may be filled). A workbook of 8 columns and 2,000 organizations is generated, imported
into a register of its own with names resolved, imported again, and undone.
"""

import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django
import xlsxwriter

HEADERS = ("Numéro", "Projet", "Payeur", "Bénéficiaire", "Montant", "Année financière", "Programme", "Région")
WORDS = [
    "Alpha",
    "Boréal",
    "Cascade",
    "Delta",
    "Érable",
    "Fjord",
    "Giboulée",
    "Horizon",
    "Iris",
    "Jonquille",
    "Lumière",
    "Marée",
    "Nordet",
    "Ombre",
]
ORGANIZATIONS = 2_000


def workbook(path: Path, rows: int) -> None:
    rng = random.Random(1)
    bodies = [f"{' '.join(rng.sample(WORDS, 3))} {number}" for number in range(ORGANIZATIONS)]
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Subventions")
        sheet.write_row(0, 0, HEADERS)
        for number in range(rows):
            values = (
                f"R-{number:06}",
                f"Projet de soutien numéro {number}",
                "Ministère de l’Économie",
                bodies[number % ORGANIZATIONS],
                1_000 + number,
                "2021-2022",
                f"Programme {number % 20}",
                "Montréal",
            )
            sheet.write_row(number + 1, 0, values)


def timed(what: str, work: Callable[[], Any]) -> Any:
    started = time.perf_counter()
    answer = work()
    own, child = (resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"{what:<42} {time.perf_counter() - started:7.2f} s   worker {own} MiB, reader {child} MiB")
    return answer


def main(rows: int) -> None:
    from django.core.files import File

    from funding.imports import pipeline
    from funding.imports.intake_of_files import receive
    from projects.models import Register

    number = int(time.time()) % 30_000
    register = Register.objects.create(slug=f"mesure-{number}", number=number, name_fr="Mesure", name_en="Measure")
    path = Path(tempfile.mkdtemp()) / "mesure.xlsx"
    workbook(path, rows)
    print(f"{rows:,} rows, {path.stat().st_size / 1e6:.1f} MB")

    def imported() -> Any:
        with path.open("rb") as file:
            given = {"commit": True, "create_new": True}
            batch = receive(register, File(file, name="mesure.xlsx"), body_name="MEIE", options=given)
        return pipeline.run(batch.pk)

    first = timed("upload → committed", imported)
    second = timed("the same file again", imported)
    print(
        {name: (first.outcome[name], second.outcome[name]) for name in ("created", "changed", "unchanged", "waiting")}
    )
    timed("undo of the second", lambda: pipeline.undo(second.pk))
    undone = timed("undo of the first", lambda: pipeline.undo(first.pk)).outcome["undo"]
    print({"reversed": undone["reversed"], "equal": undone["checksum_before"] == undone["checksum_after"]})


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)

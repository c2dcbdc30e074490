"""What the portal makes of the same files: `python -m tests.benchmarks.ours WHAT FILE`. Out: one line of JSON, {"result": …}.

WHAT is read, import (into the register, names resolved), undo (of that import), bomb, pdf or messy. `import` and `undo`
need DATABASE_URL, with the tables.
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import django


def read(path: str) -> int:
    """As an import does: in a process with limits, into a file of rows."""
    from funding.imports.read import read_in_child

    with read_in_child(Path(path)) as document:
        return document.kinds["data"]


def into_register(path: str) -> dict[str, Any]:
    from django.core.files import File

    from funding.imports import pipeline
    from funding.imports.intake_of_files import receive
    from projects.models import Register

    register = Register.objects.create(slug="mesure", number=30_000, name_fr="Mesure", name_en="Measure")
    with Path(path).open("rb") as file:
        options = {"commit": True, "create_new": True}
        batch = receive(register, File(file, name="mesure.xlsx"), body_name="MEIE", options=options)
    done = pipeline.run(batch.pk)
    assert (done.state, done.outcome["waiting"]) == ("committed", 0), (done.state, done.refusal)
    return {"rows": done.outcome["created"], "organizations": done.summary["resolution"]["new"]}


def undo(_path: str) -> dict[str, Any]:
    from funding.imports import pipeline
    from funding.imports.models import Import

    done = pipeline.undo(Import.objects.get(register__slug="mesure").pk).outcome["undo"]
    return {"rows": done["reversed"], "equal": done["checksum_before"] == done["checksum_after"]}


def bomb(path: str) -> dict[str, Any]:
    """Seconds and memory of the scan alone: what of this process was there before is not the bomb's."""
    from funding.imports.document import Refused
    from funding.imports.scan import scan

    before, started = peak(), time.perf_counter()
    try:
        scan(path)
    except Refused as refused:
        return {"code": refused.code, "seconds": time.perf_counter() - started, "mib": peak() - before}
    raise AssertionError("the bomb was let in")


def peak() -> float:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def pdf(path: str) -> int:
    return read(path)


def messy(paths: str) -> list[list[Any]]:
    """[data rows, the sums found] of each file; [0, []] where it is refused."""
    from funding.imports import read as reading
    from funding.imports.document import Refused

    found: list[list[Any]] = []
    for path in Path(paths).read_text(encoding="utf-8").split("\n"):
        try:
            document = reading.read(path)
            found.append([document.kinds.get("data", 0), [str(one.sum) for one in document.amounts]])
        except Refused:
            found.append([0, []])
    return found


WORK = {"read": read, "import": into_register, "undo": undo, "bomb": bomb, "pdf": pdf, "messy": messy}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    what, file = sys.argv[1:]
    print(json.dumps({"result": WORK[what](file)}))

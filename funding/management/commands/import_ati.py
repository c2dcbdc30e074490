"""`manage.py import_ati FILE`: a file the whole way, in the foreground.

In: a spreadsheet or CSV file. Out: what was understood and done, as text or as JSON (DESIGN § 6, docs of the issue).
Exit status: 0 all done, 3 rows wait or have problems, 2 refused, 1 error.
"""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError, CommandParser

from funding.choices import ImportState, SourceKind
from funding.imports import intake_of_files, pipeline
from funding.imports.models import Import, StagedRow
from funding.imports.words import problem_in_words
from funding.models import AccessRequest, Source
from funding.sources import source_called
from projects.models import Register

TIERS = ("identifier", "alias", "exact", "near", "waiting", "new")
KINDS = ("data", "header", "title", "subtotal", "total", "note", "blank")


class Command(BaseCommand):
    help = "Read a file, match its names and, with --commit, publish it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")
        parser.add_argument(
            "--register", default="", help="the register's short name; the first one where none is given"
        )
        parser.add_argument("--request", default="", help="reference of the access request that the file answers")
        parser.add_argument("--source", default="", help="title or key of the source; else the file's name")
        parser.add_argument("--commit", action="store_true", help="publish the rows whose organizations are resolved")
        parser.add_argument("--create-new", action="store_true", help="make the organizations that match nothing")
        parser.add_argument("--rows", action="store_true", help="add the rows as they were read")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        if not path.is_file():
            raise CommandError(f"There is no file {path}.", returncode=1)
        register = the_register(options["register"])
        batch = received(register, path, options)
        try:
            batch = pipeline.run(batch.pk)
        except Exception as problem:
            batch.refresh_from_db()
            message = batch.refusal.get("message_en") or str(problem)
            raise CommandError(f"{message} ({type(problem).__name__}: {problem})", returncode=1) from problem
        answer = as_json(batch, options["rows"])
        print(json.dumps(answer, ensure_ascii=False, indent=1) if options["json"] else as_text(answer))
        sys.exit(pipeline.exit_status(batch))


def the_register(slug: str) -> Register:
    found = Register.objects.filter(slug=slug) if slug else Register.objects.filter(is_default=True)
    register = found.first()
    if register is None:
        what = f"There is no register « {slug} »." if slug else "There is no register yet: open one with open_register."
        raise CommandError(what, returncode=1)
    return register


def received(register: Register, path: Path, options: dict[str, Any]) -> Import:
    """The file as an import; its source and its access request are found again, or made."""
    request = the_request(register, options["request"])
    body = intake_of_files.body_of(request)
    source: Source | None = None
    if options["source"]:
        known = Source.objects.filter(register=register, key=options["source"]).first()
        source = known or source_called(register, options["source"], body)
    elif request is not None:
        source = source_called(register, f"Demande d’accès {request.reference}", body, SourceKind.ATI_ANSWER)
    wanted = {"commit": options["commit"], "create_new": options["create_new"]}
    with path.open("rb") as file:
        upload = File(file, name=path.name)
        return intake_of_files.receive(register, upload, source=source, request=request, options=wanted)


def the_request(register: Register, reference: str) -> AccessRequest | None:
    if not reference:
        return None
    found = list(AccessRequest.objects.filter(register=register, reference=reference)[:2])
    if len(found) != 1:
        what = "no" if not found else "more than one"
        raise CommandError(f"The register has {what} access request with the reference « {reference} ».", returncode=1)
    return found[0]


def as_json(batch: Import, with_rows: bool) -> dict[str, Any]:
    """The answer in the form of issue 2."""
    kind = batch.file_type or batch.summary.get("file", {}).get("type", "")
    file = {"name": batch.file_name, "sha256": batch.sha256, "bytes": batch.file_bytes, "type": kind}
    done = batch.outcome if batch.state == ImportState.COMMITTED else {}
    answer: dict[str, Any] = {
        "file": file,
        "tables": batch.summary.get("tables", []),
        "rows": {name: batch.summary.get("rows", {}).get(name, 0) for name in KINDS},
        "amounts": batch.summary.get("amounts", []),
        "problems": problems(batch),
        "resolution": dict.fromkeys(TIERS, 0) | batch.summary.get("resolution", {}),
        "committed": batch.state == ImportState.COMMITTED,
        "import_id": batch.pk,
        **{name: done.get(name, 0) for name in ("created", "changed", "unchanged")},
        "waiting": (done or batch.summary.get("preview", {})).get("waiting", 0),
        "facts": done.get("facts", {}),
        "preview": batch.summary.get("preview", {}),
        "already_received": [earlier.pk for earlier in pipeline.already_received(batch)],
    }
    if batch.state == ImportState.REFUSED:
        refusal = batch.refusal
        answer["refused"] = {"code": refusal["code"], "message": refusal["message_fr"]}
    if with_rows:
        answer["rows_read"] = [row_as_json(row) for row in batch.rows.order_by("id").iterator()]
    return answer


def problems(batch: Import) -> list[dict[str, Any]]:
    """The reader's problems, then those of rows that wait for a name or a reference."""
    listed = list(batch.summary.get("problems", []))
    for row in batch.rows.filter(state="waiting").order_by("id")[:500]:
        for found in row.problems:
            if found.get("step") == "resolve" or "-" in found["code"]:
                at = {"sheet": row.sheet, "row": row.row, "column": found["column"], "code": found["code"]}
                listed.append(at | {"message": problem_in_words(found, "fr"), "raw": found["raw"]})
    return listed


def row_as_json(row: StagedRow) -> dict[str, Any]:
    """{sheet, row, kind, values: {field: {value, raw, cell}}} and where the row stands."""
    answer: dict[str, Any] = {"sheet": row.sheet, "row": row.row, "part": row.part, "kind": row.kind}
    answer |= {"record_kind": row.record_kind, "values": row.values, "state": row.state, "key": row.fact_key}
    for name in ("problems", "notes", "text", "hidden"):
        if getattr(row, name):
            answer[name] = getattr(row, name)
    return answer


def as_text(answer: dict[str, Any]) -> str:
    """The same for a person at a terminal."""
    file = answer["file"]
    lines = [f"{file['name']} ({file['type'] or '?'}, {file['bytes']:,} bytes)"]
    if "refused" in answer:
        return "\n".join([*lines, f"refused ({answer['refused']['code']}): {answer['refused']['message']}"])
    rows = {name: count for name, count in answer["rows"].items() if count}
    lines.append(f"{sum(rows.values())} rows = " + " + ".join(f"{count} {name}" for name, count in rows.items()))
    for amount in answer["amounts"]:
        declared = amount["declared_total"]
        verdict = "" if declared is None else f", declared {declared} {'✓' if amount['matches'] else '✗'}"
        lines.append(f"sum: {amount['sum']} {amount['currency']}{verdict}")
    lines.append("names: " + ", ".join(f"{count} {tier}" for tier, count in answer["resolution"].items() if count))
    lines.append(f"problems: {len(answer['problems'])}")
    if answer["committed"]:
        counts = ", ".join(f"{answer[name]} {name}" for name in ("created", "changed", "unchanged", "waiting"))
        lines.append(f"published: {counts}")
    else:
        lines.append(f"not published; import {answer['import_id']} waits for review")
    return "\n".join(lines)

"""`manage.py undo_import ID [--json]`: take back what an import did. Exit status: 0 all of it, 3 some was kept, 1 error."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from funding.choices import ImportState
from funding.imports import pipeline
from funding.imports.models import Import


class Command(BaseCommand):
    help = "Take back what an import did to the register."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("id", type=int)
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        batch = Import.objects.filter(pk=options["id"]).first()
        if batch is None:
            raise CommandError(f"There is no import {options['id']}.", returncode=1)
        if not pipeline.may_undo(batch):
            raise CommandError(f"Import {batch.pk} is « {batch.state} »: there is nothing to undo.", returncode=1)
        batch = pipeline.undo(batch.pk)
        if batch.state != ImportState.UNDONE:
            raise CommandError(f"Import {batch.pk} is held by another worker.", returncode=1)
        done = {"import_id": batch.pk, **batch.outcome["undo"]}
        print(json.dumps(done, ensure_ascii=False, indent=1) if options["json"] else as_text(done))
        sys.exit(3 if done["kept"] or done["errored"] else 0)


def as_text(done: dict[str, Any]) -> str:
    same = "the same as before the import" if done["checksum_before"] == done["checksum_after"] else "not as before"
    lines = [f"{done['reversed']} reversed, {len(done['kept'])} kept, {len(done['errored'])} errored; checksum {same}"]
    lines.extend(f"kept: {one['kind']} {one['key']} {one['name']} ({one['why']})" for one in done["kept"])
    return "\n".join(lines)

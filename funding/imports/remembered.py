"""Reading profiles in the database: those of a body, those that an import taught, those that it was read with.

In: an import, and what the reader understood of it (`Import.summary`). Out: Profiles for the reader; stored versions.
A correction made in another import than the one that taught the last version is a new version; earlier ones stay.
"""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone

from funding.imports.models import Import, ReadingProfile
from funding.imports.names import fold
from funding.imports.profile import WORDS, Profile, by_heading, signature_of


def profiles_of(batch: Import) -> list[ReadingProfile]:
    """The latest version of each profile of the body that sent the file, the newest first; none that was forgotten.

    What the import itself taught is left out: its own corrections stand in its options.
    """
    stored = ReadingProfile.objects.filter(register=batch.register_id, folded=fold(batch.body_name))
    latest = stored.exclude(learned_from=batch).order_by("signature", "-version").distinct("signature")
    return sorted((one for one in latest if one.retired_at is None), key=lambda one: -one.pk)


def for_reader(stored: list[ReadingProfile]) -> tuple[Profile, ...]:
    return tuple(
        Profile.from_json(one.picked | {"signature": one.signature, "id": one.pk, "fields": one.picked.get("fields")})
        for one in stored
    )


def say_which(summary: dict[str, Any], stored: list[ReadingProfile], overrides: Collection[int]) -> None:
    """Write on each table of the summary which profile it was read with: {"id", "version"}."""
    known = {one.signature: one for one in stored}
    for table in summary.get("tables", []):
        found = known.get(signature_of_table(table))
        if found is not None and table["index"] not in overrides:
            table["profile"] = {"id": found.pk, "version": found.version}


def signature_of_table(table: dict[str, Any]) -> str:
    """The signature of a table of a summary."""
    labels = [column.get("header", "") for column in table.get("columns", [])]
    return signature_of(labels, len(labels))


def remember(batch: Import) -> None:
    """Keep what was corrected in this import as profiles of its body, in the place of what it taught before."""
    reader = batch.options.get("reader") or {}
    overrides, user = reader.get("overrides") or {}, batch.options.get("reader_by")
    with transaction.atomic():
        ReadingProfile.objects.filter(learned_from=batch).delete()
        for table in batch.summary.get("tables", []):
            picked = overrides.get(str(table["index"]))
            if picked is not None:
                learn(batch, table, picked, user)


def learn(batch: Import, table: dict[str, Any], picked: dict[str, Any], user: int | None) -> ReadingProfile:
    """One table's corrections as the next version of the profile of its headings."""
    labels = {column["letter"]: column.get("header", "") for column in table.get("columns", [])}
    signature = signature_of_table(table)
    same = ReadingProfile.objects.filter(
        register=batch.register_id, folded=fold(batch.body_name), signature=signature
    ).order_by("-version")
    last = same.first()
    words = {name: picked.get(name, "") for name in WORDS}
    return ReadingProfile.objects.create(
        register=batch.register,
        body_name=batch.body_name,
        signature=signature,
        version=last.version + 1 if last else 1,
        headings=[label for label in labels.values() if label],
        picked=words
        | {"fields": by_heading(labels, picked.get("fields") or {}), "group_field": picked.get("group_field")},
        learned_from=batch,
        made_by_id=user,
    )


def forget(profile: ReadingProfile) -> None:
    """The profile, in all its versions, is not replayed any more; that it was stays written."""
    same = ReadingProfile.objects.filter(
        register=profile.register_id, folded=profile.folded, signature=profile.signature, retired_at=None
    )
    same.update(retired_at=timezone.now())


def followed_by(profile: ReadingProfile) -> int:
    """How many imports were read with this version."""
    said = [{"profile": {"id": profile.pk}}]
    return Import.objects.filter(register=profile.register_id, summary__tables__contains=said).count()

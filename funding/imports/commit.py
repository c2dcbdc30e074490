"""Staged rows → the register, in one transaction; or the same without keeping it: what would be done.

In: an import whose rows are staged, and whether names that match nothing are made organizations. Out: a report, in the
form of `Import.outcome` (see `report`). Rows whose organizations are resolved go in, the others wait with the reason.

The same file again changes nothing: a row that an earlier file of the same body had, cell for cell, is left alone, so
that a correction made since by a person stays. A row that the body no longer sends is proposed as withdrawn.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from funding.checksum import checksum
from funding.choices import ImportState, RowKind, RowState
from funding.imports import effects, records, report, upsert
from funding.imports.award_record import LINKS
from funding.imports.builder import Builder, Row, Waits
from funding.imports.evidence import write_evidence
from funding.imports.intake import KINDS, Intake
from funding.imports.keys import EntityKeys
from funding.imports.marks import mark_rows, mark_waiting
from funding.imports.models import Import, StagedRow
from funding.imports.names import fold
from funding.imports.parts import merge_parts
from funding.imports.ready_rows import data_rows, in_order
from funding.imports.resolution import Resolution
from funding.imports.resolve import resolve, store_mentions
from funding.imports.stage import SIDE_BY_SIDE
from funding.imports.upsert import create_merged, execute, merge, rows_of, select_into
from funding.imports.without_cycles import without_cycles
from funding.models import Programme
from projects.history import own_context
from projects.models import Participation, Project, Register, UseDomain, UseType

Progress = Callable[[int, int], None]


class Preview(Exception):
    """Nothing is kept: it was only asked what would be done."""


@dataclass
class Prepared:
    """What the rows became: `waiting` are those that cannot go in yet, with the problem; `ready` is how many went in;
    `kinds` are those of the facts that they speak of."""

    resolution: Resolution
    previous: Import | None
    kinds: set[str] = field(default_factory=set)
    ready: int = 0
    waiting: list[tuple[int, dict[str, Any]]] = field(default_factory=list)


def preview(batch: Import, create_new: bool, progress: Progress) -> tuple[dict[str, Any], dict[str, int]]:
    """What a commit would do, and how names resolve. Out: (report, names by tier). Nothing is kept of it."""
    made: dict[str, Any] = {}
    done: effects.Found = []
    prepared: Prepared | None = None
    try:
        with transaction.atomic(), own_context(reason="preview", import_id=None):
            lock(batch.register_id)
            prepared = write(batch, create_new, progress)
            made = report.report(batch, prepared.kinds, prepared.waiting, prepared.previous)
            done = effects.found()
            raise Preview
    except Preview:
        pass
    assert prepared is not None
    with transaction.atomic():
        mark_waiting(batch, prepared.waiting)
        effects.store(batch, done)
        names = store_mentions(batch, prepared.resolution)
    return made, names


def commit(batch: Import, create_new: bool, user_id: int | None, progress: Progress) -> dict[str, Any]:
    """Publish what is ready, in one transaction. Out: the report, which is stored on the import as well."""
    reason = f"import {batch.pk}"
    with transaction.atomic(), own_context(user=user_id, import_id=batch.pk, reason=reason):
        register = lock(batch.register_id)
        before = batch.outcome.get("checksum_before") or checksum(register)
        prepared = write(batch, create_new, progress)
        made = report.report(batch, prepared.kinds, prepared.waiting, prepared.previous)
        mark_rows(batch)
        mark_waiting(batch, prepared.waiting)
        register.data_version = F("data_version") + 1
        register.save(update_fields=["data_version"])
        register.refresh_from_db(fields=["data_version"])
        names = store_mentions(batch, prepared.resolution)
        made |= {"committed": prepared.ready, "data_version": register.data_version, "checksum_before": before}
        made = report.together(batch.outcome, made)
        check_rules()
        Import.objects.filter(pk=batch.pk).update(
            state=ImportState.COMMITTED,
            outcome=made,
            summary=batch.summary | {"resolution": names},
            committed_by_id=user_id,
            committed_at=timezone.now(),
        )
    return made


def lock(register_id: int) -> Register:
    """One import at a time writes to a register."""
    return Register.objects.select_for_update().get(pk=register_id)


def check_rules() -> None:
    """What the database checks at the end of a transaction, checked now, so that it can be told what was refused."""
    execute("SET CONSTRAINTS ALL IMMEDIATE")
    execute("SET CONSTRAINTS ALL DEFERRED")


def write(batch: Import, create_new: bool, progress: Progress) -> Prepared:
    """Build the facts of the rows and merge them. Must be in a transaction."""
    upsert.prepare(batch.rows.filter(kind=RowKind.DATA))
    report.remember_stored(batch)
    prepared = Prepared(resolve(batch, create_new), previous_import(batch))
    intake = Intake()
    create_merged()
    builder = make_builder(batch, intake, prepared.resolution)
    skip_unchanged(batch, prepared.previous)
    with without_cycles():
        build_rows(batch, builder, prepared, progress)
    intake.finish()
    prepared.kinds = intake.kinds()
    for kind in KINDS:
        if kind in prepared.kinds:
            merge(intake.facts[kind], kind, batch.register_id)
    execute("ANALYZE merged")
    merge_parts(batch.register_id, prepared.kinds, intake.filled())
    assert batch.source is not None
    write_evidence(batch.register_id, batch.source.pk, batch.source.key)
    return prepared


def make_builder(batch: Import, intake: Intake, resolution: Resolution) -> Builder:
    register = batch.register
    participations = Participation.objects.filter(register=register).order_by("id")
    triples = participations.values_list("project__key", "organization__key", "role", "key")
    return Builder(
        intake=intake,
        resolution=resolution,
        projects=entity_keys(Project, register, "title"),
        programmes=entity_keys(Programme, register, "name"),
        use_types=typology(UseType.objects.filter(register=register)),
        use_domains=typology(UseDomain.objects.filter(register=register)),
        award_references=award_references(batch),
        sides=cache(lambda: sides_told(batch)),
        participations={(project, body, role): key for project, body, role, key in triples},
    )


def sides_told(batch: Import) -> set[tuple[int, str]]:
    """(table, side) of the sides of awards that any row of the table says something of, if only that a cell is blacked out."""
    return set(
        rows_of(
            """SELECT DISTINCT s."table", side FROM funding_stagedrow s, unnest(ARRAY['payer', 'recipient']) side
            WHERE s.batch_id = %s AND s.kind = 'data' AND s.record_kind = 'award'
              AND s."values" ?| ARRAY[side, side || '_absent_reason']""",
            [batch.pk],
        )
    )


def entity_keys(model: Any, register: Register, name: str) -> EntityKeys:
    """The keys of what is there, by name. The oldest of two with one name is meant."""
    keys = EntityKeys({}, set())
    for key, text in model.objects.filter(register=register).order_by("-id").values_list("key", name).iterator():
        keys.by_name[keys.form(text)] = key
        keys.taken.add(key)
    return keys


def typology(uses: Any) -> dict[str, int]:
    """The ids of uses by folded name and code. Where versions share a name, the version that others lead to is meant."""
    found: dict[str, int] = {}
    ordered = uses.order_by("position", "id")
    current = ordered.filter(same_as=None) if uses.model is UseType else ordered
    for use in [*current, *ordered]:
        for name in (use.name_fr, use.name_en, use.code):
            found.setdefault(fold(name), use.pk)
    return found


def award_references(batch: Import) -> dict[str, str]:
    """{reference, folded: key of the award}: those of the file, then those of the register that are unique."""
    register = """
        SELECT reference, min(key) FROM funding_award WHERE register_id = %s AND reference <> ''
        GROUP BY reference HAVING count(*) = 1"""
    file = """
        SELECT "values"->'reference'->>'value', min(fact_key) FROM funding_stagedrow
        WHERE batch_id = %s AND kind = 'data' AND record_kind = 'award' AND "values"->'reference'->>'value' <> ''
        GROUP BY 1 HAVING count(DISTINCT fact_key) = 1"""
    asked = """
        SELECT EXISTS (SELECT FROM funding_stagedrow WHERE batch_id = %s AND record_kind = 'award'
          AND ("values" ? 'parent' OR "values" ? 'supersedes'))"""
    if not rows_of(asked, [batch.pk])[0][0]:
        return {}
    found = {fold(reference): key for reference, key in rows_of(register, [batch.register_id])}
    return found | {fold(reference): key for reference, key in rows_of(file, [batch.pk])}


def previous_import(batch: Import) -> Import | None:
    """The body's last file in the register that has a row of this one: what this one is compared with.

    A body's answers come under several titles; a file about something else shares no row with this one.
    """
    if batch.options.get("entry"):
        return None
    earlier = Import.objects.filter(register=batch.register, body_name=batch.body_name, state=ImportState.COMMITTED)
    rows = StagedRow.objects.filter(batch=batch, kind=RowKind.DATA).exclude(fact_key="")
    shared = StagedRow.objects.filter(
        batch=OuterRef("pk"),
        kind=RowKind.DATA,
        state__in=[RowState.COMMITTED, RowState.UNCHANGED],
        fact_key__in=rows.values("fact_key"),
    )
    earlier = earlier.filter(Exists(shared), pk__lt=batch.pk).exclude(options__has_key="entry")
    return earlier.order_by("-committed_at", "-pk").first()


# The kinds whose row has the key of its fact from the beginning.
KEYED = [
    (kind, fact)
    for kind, fact in records.FACT_OF.items()
    if fact not in {"organization", "programme", "participation", "project"}
]
UNCHANGED = """
    SELECT s.id, s.fact_key, s.record_kind FROM funding_stagedrow s
    JOIN funding_stagedrow p ON p.batch_id = %(previous)s AND p.kind = 'data' AND p.fact_key = s.fact_key
      AND p.record_kind = s.record_kind AND p.sheet = s.sheet AND p.row = s.row AND p.part = s.part
      AND coalesce(p.as_read->'values', p.values) = coalesce(s.as_read->'values', s.values) AND s.as_read IS NULL
      AND p.state IN ('committed', 'unchanged')
    WHERE s.batch_id = %(batch)s AND s.kind = 'data' AND s.state IN ('read', 'ready', 'waiting') AND ({there})
"""
# A row with several years is one award: where one of its parts is another than it was, or is gone, all of them are read.
SPLIT = """
    SELECT EXISTS (SELECT FROM funding_stagedrow
      WHERE batch_id IN (%(batch)s, %(previous)s) AND kind = 'data' AND part %% %(beside)s > 0)"""
IN_PART = """
    WITH parts AS (
      SELECT fact_key, record_kind, count(*) FILTER (WHERE batch_id = %(batch)s) AS now,
        count(*) FILTER (WHERE batch_id = %(previous)s) AS before
      FROM funding_stagedrow WHERE batch_id IN (%(batch)s, %(previous)s) AND kind = 'data' GROUP BY 1, 2),
    same AS (SELECT fact_key, record_kind, count(*) AS parts FROM unchanged_row GROUP BY 1, 2)
    DELETE FROM unchanged_row u USING parts p JOIN same s USING (fact_key, record_kind)
    WHERE u.fact_key = p.fact_key AND u.record_kind = p.record_kind AND (s.parts <> p.now OR s.parts <> p.before)"""
THERE = """
    (s.record_kind = '{kind}' AND EXISTS
      (SELECT FROM {table} f WHERE f.register_id = %(register)s AND f.key = s.fact_key))"""


def skip_unchanged(batch: Import, previous: Import | None) -> None:
    """The rows that the body's last file had, cell for cell, and whose fact is still there."""
    there = " OR ".join(THERE.format(kind=kind, table=KINDS[fact][0]._meta.db_table) for kind, fact in KEYED)
    given = {"batch": batch.pk, "previous": previous.pk if previous else None, "register": batch.register_id}
    select_into("unchanged_row", UNCHANGED.format(there=there), given)
    if rows_of(SPLIT, given | {"beside": SIDE_BY_SIDE})[0][0]:
        execute(IN_PART, given)
    execute("CREATE INDEX ON unchanged_row (id)")
    execute("ANALYZE unchanged_row")


def build_rows(batch: Import, builder: Builder, prepared: Prepared, progress: Progress) -> None:
    """Each row that may go in becomes facts; the others are put among the waiting, and those that hang on them too."""
    rows = data_rows(batch)
    total, done = rows.count(), 0
    waiting_awards: set[str] = set()
    for row in in_order(rows):
        done += len(row.ids)
        if done % 1_000 < len(row.ids):
            progress(done, total)
        if row.problems and any(found["blocking"] and found.get("step") != "resolve" for found in row.problems):
            waiting_awards.add(row.key)
            continue
        try:
            wait_for_links(builder, row, waiting_awards)
            kind, key = records.build(builder, row)
        except Waits as waits:
            waiting_awards.add(row.key)
            prepared.waiting.extend((pk, waits.problem | {"step": "resolve"}) for pk in row.ids)
            continue
        prepared.ready += 1
        for pk in row.ids:
            builder.intake.rows.add(pk, kind, key, row.record_kind)
    progress(total, total)


def wait_for_links(builder: Builder, row: Row, waiting_awards: set[str]) -> None:
    """An award that hangs on one that waits, waits as well."""
    for name in LINKS & row.stated.keys():
        text = row.text(name)
        if text and builder.award_references.get(fold(text)) in waiting_awards:
            raise Waits(row.values, name, "reference-waits", reference=text)

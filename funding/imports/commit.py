"""Staged rows → the register, in one transaction; or the same without keeping it: what would be done.

In: an import whose rows are staged, and whether names that match nothing are made organizations. Out: a report, in the
form of `Import.outcome` (see `report`). Rows whose organizations are resolved go in, the others wait with the reason.

The same file again changes nothing: a row that an earlier file of the same body had, cell for cell, is left alone, so
that a correction made since by a person stays. A row that the body no longer sends is proposed as withdrawn.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from funding.checksum import checksum
from funding.choices import ImportState, RowKind, RowState
from funding.imports import effects, records, report, upsert
from funding.imports.builder import Builder, Row, Waits
from funding.imports.evidence import write_evidence
from funding.imports.intake import KINDS, Intake, Loose
from funding.imports.keys import EntityKeys
from funding.imports.models import Import, StagedRow
from funding.imports.names import fold
from funding.imports.parts import merge_parts
from funding.imports.resolution import Resolution
from funding.imports.resolve import resolve, store_mentions
from funding.imports.upsert import create_merged, execute, merge, rows_of, select_into
from funding.models import Programme
from projects.history import own_context
from projects.models import Participation, Project, Register, UseDomain, UseType

# Bodies first, so that what a sheet says of them is known before they are only named.
ORDER = ("organization", "programme")
COLUMNS = ("id", "fact_key", "record_kind", "sheet", "row", "values_text", "problems_text", "table")
Progress = Callable[[int, int], None]


class Preview(Exception):
    """Nothing is kept: it was only asked what would be done."""


@dataclass
class Prepared:
    """What the rows became: `waiting` are those that cannot go in yet, with the problem; `ready` is how many went in."""

    resolution: Resolution
    previous: Import | None
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
            made = report.report(batch, prepared.waiting, prepared.previous)
            done = effects.found()
            raise Preview
    except Preview:
        pass
    assert prepared is not None
    with transaction.atomic():
        mark_waiting(batch, prepared)
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
        made = report.report(batch, prepared.waiting, prepared.previous)
        mark_rows(batch)
        mark_waiting(batch, prepared)
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
    upsert.prepare(batch.rows.filter(kind=RowKind.DATA).count())
    prepared = Prepared(resolve(batch, create_new), previous_import(batch))
    intake = Intake()
    intake.create()
    create_merged()
    builder = make_builder(batch, intake, prepared.resolution)
    skip_unchanged(batch, prepared.previous)
    build_rows(batch, builder, prepared, progress)
    intake.finish()
    for kind in KINDS:
        if intake.facts[kind].count:
            merge(intake.facts[kind], kind, batch.register_id)
    execute("ANALYZE merged")
    merge_parts(batch.register_id)
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
        participations={(project, body, role): key for project, body, role, key in triples},
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
THERE = """
    (s.record_kind = '{kind}' AND EXISTS
      (SELECT FROM {table} f WHERE f.register_id = %(register)s AND f.key = s.fact_key))"""


def skip_unchanged(batch: Import, previous: Import | None) -> None:
    """The rows that the body's last file had, cell for cell, and whose fact is still there."""
    there = " OR ".join(THERE.format(kind=kind, table=KINDS[fact][0]._meta.db_table) for kind, fact in KEYED)
    given = {"batch": batch.pk, "previous": previous.pk if previous else None, "register": batch.register_id}
    select_into("unchanged_row", UNCHANGED.format(there=there), given)
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
    for name in records.LINKS & row.stated.keys():
        text = row.text(name)
        if text and builder.award_references.get(fold(text)) in waiting_awards:
            raise Waits(row.values, name, "reference-waits", reference=text)


def data_rows(batch: Import) -> Any:
    """The rows that may go in: not those set aside, not those that are in already."""
    rows = chosen(batch).filter(kind=RowKind.DATA, state__in=[RowState.READ, RowState.READY, RowState.WAITING])
    return rows.extra(where=["NOT EXISTS (SELECT FROM unchanged_row u WHERE u.id = funding_stagedrow.id)"])


def chosen(batch: Import) -> Any:
    """The rows that were accepted: all, or a group ({"effect", "record_kind"}), or some ({"rows": [id]})."""
    only = batch.options.get("only") or {}
    if "rows" in only:
        return batch.rows.filter(pk__in=only["rows"])
    if only:
        return batch.rows.filter(effect__effect=only["effect"], record_kind=only["record_kind"])
    return batch.rows.all()


def in_order(rows: Any) -> Iterator[Row]:
    """Organizations, programmes, then the rest as in the file; what hangs on another row comes last."""
    for kind in ORDER:
        yield from grouped(rows.filter(record_kind=kind))
    rest = rows.exclude(record_kind__in=ORDER)
    linked = Q(values__has_any_keys=["parent", "supersedes"])
    yield from grouped(rest.filter(~linked))
    yield from grouped(rest.filter(linked))


def grouped(rows: Any) -> Iterator[Row]:
    """One Row for all the parts of a row of the file."""
    current: Row | None = None
    place: tuple[int, int] | None = None
    as_text = {"values_text": Cast("values", TextField()), "problems_text": Cast("problems", TextField())}
    read = rows.annotate(**as_text).order_by("id").values_list(*COLUMNS).iterator(chunk_size=2_000)
    for pk, key, kind, sheet, number, values_text, problems_text, table in read:
        values, problems = orjson.loads(values_text), [] if problems_text == "[]" else orjson.loads(problems_text)
        if current is not None and place == (table, number) and current.key == key:
            current.parts.append(values)
            current.ids.append(pk)
            current.problems.extend(problems)
            continue
        if current is not None:
            yield current
        place = (table, number)
        current = Row(pk, key, kind, sheet, number, values, problems, [values], [pk])
    if current is not None:
        yield current


MARK = """
    UPDATE funding_stagedrow s SET
      state = CASE WHEN EXISTS (SELECT FROM merged m WHERE m.kind = i.kind AND m.key = i.key)
        THEN 'committed' ELSE 'unchanged' END,
      fact_key = i.key,
      problems = CASE WHEN s.state = 'waiting' THEN jsonb_path_query_array(s.problems, %(earlier)s)
        ELSE s.problems END
    FROM incoming_row i WHERE s.id = i.staged_row
"""


def mark_rows(batch: Import) -> None:
    """Say of each row that went in whether it changed anything."""
    execute(MARK, {"earlier": EARLIER})
    execute("UPDATE funding_stagedrow s SET state = 'unchanged' FROM unchanged_row u WHERE s.id = u.id")


WAITING = """
    UPDATE funding_stagedrow s SET
      state = CASE WHEN w.id IS NOT NULL OR jsonb_path_exists(s.problems, %(stops)s) THEN 'waiting' ELSE 'ready' END,
      problems = jsonb_path_query_array(s.problems, %(earlier)s) || coalesce(w.problem, '[]'::jsonb)
    FROM (SELECT r.id AS row_id, w.* FROM funding_stagedrow r LEFT JOIN waiting_row w ON w.id = r.id
      WHERE r.batch_id = %(batch)s AND r.kind = 'data' AND r.state IN ('read', 'ready', 'waiting')
        AND (%(asked)s::bigint[] IS NULL OR r.id = ANY(%(asked)s::bigint[]))
        AND (w.id IS NOT NULL OR r.state = 'read' OR r.problems @> '[{"step": "resolve"}]')) w
    WHERE s.id = w.row_id
"""
# Problems that were seen before names were matched: those of the reader, and of checks.py.
EARLIER = '$[*] ? (!(@.step == "resolve"))'
STOPS = '$[*] ? (@.blocking == true && !(@.step == "resolve"))'


def mark_waiting(batch: Import, prepared: Prepared) -> None:
    """Say of each row that waits for what, and take earlier such words away."""
    waiting = Loose("waiting_row", ("id", "problem"), {"id": "bigint", "problem": "jsonb"})
    waiting.create()
    for pk, problem in prepared.waiting:
        waiting.add(pk, report.dumps([problem]))
    waiting.finish()
    # Every row of a first file may wait; without this, 18,148 of them took more than ten minutes.
    execute("CREATE INDEX ON waiting_row (id)")
    asked = [*chosen(batch).values_list("pk", flat=True)] if batch.options.get("only") else None
    execute(WAITING, {"batch": batch.pk, "stops": STOPS, "earlier": EARLIER, "asked": asked})
    execute("DROP TABLE waiting_row")

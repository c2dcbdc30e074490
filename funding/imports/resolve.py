"""Names → organizations: by number, by what people decided, by other names, by the same name, by likeness; else a human.

In: an import whose rows are staged. Out: a Resolution: for each cell that names bodies or a person, whom it means, or
that it waits; and one Mention for each distinct name, with why. Nothing of the register is written here.

Each tier is tried in the order of DESIGN § 5.4. Likeness links by the rules of `name_rules` alone, each with its reason;
what they link rightly and wrongly is measured in docs/resolution.md. Never for care establishments or people.
"""

from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.utils import timezone

from funding.choices import MentionTier, RowKind, RowState, Verdict
from funding.imports import people
from funding.imports.keys import EntityKeys
from funding.imports.match import Match, in_code
from funding.imports.models import Import, Judgement, Mention
from funding.imports.names import form_of
from funding.imports.organization_index import load
from funding.imports.resolution import Resolution
from funding.imports.words import in_words
from projects.models import Organization, Person, Register

# The fields that name bodies, by record kind.
FIELDS: dict[str, tuple[str, ...]] = {
    "organization": ("name", "parent", "group"),
    "award": ("payer", "recipient", "public_partner", "private_partner", "partner", "host", "lead"),
    "participation": ("organization", "host", "lead"),
    "membership": ("organization", "holder_organization", "on_behalf_of"),
    "contribution": ("organization", "installation", "beneficiary"),
    "event": ("organization", "other_organization"),
    "programme": ("payer", "chooser"),
    "reported_figure": ("organization",),
    "access_request": ("organization",),
}
# After org-id.guide; « other » where the source gives a whole identifier with its own prefix.
SCHEMES = ("CA-QC-CR", "CA-CRA_ACR", "other")
NUMBERS: dict[str, tuple[str, str, str]] = {
    "payer": ("payer_neq", "payer_bn", "payer_identifier"),
    "recipient": ("recipient_neq", "recipient_bn", "recipient_identifier"),
    "name": ("neq", "bn", "identifier"),
    "organization": ("neq", "bn", "identifier"),
}


def why_in_words(why: str, language: str | None = None) -> str:
    """The stored reason as a sentence."""
    code, *parts = why.split("|")
    parameters = dict(part.split("=", 1) for part in parts if "=" in part)
    return in_words(code, parameters, language) if code else ""


def identifiers_of(field_name: str, values: dict[str, Any]) -> dict[str, str]:
    """{scheme: number} that stands beside a name in its row."""
    found: dict[str, str] = {}
    columns = NUMBERS.get(field_name, ())
    if values.keys().isdisjoint(columns):
        return found
    for column, scheme in zip(columns, SCHEMES, strict=False):
        entry = values.get(column)
        if entry and (value := entry.get("value")):
            found[scheme] = str(value)[:60]
    return found


def resolve(batch: Import, create_new: bool) -> Resolution:
    """Match every name of the import. Bodies that a sheet of the file describes come first."""
    register = batch.register
    taken = set(Organization.objects.filter(register=register).values_list("key", flat=True))
    resolution = Resolution(load(register), EntityKeys({}, taken), create_new)
    if resolution.index.periods:
        resolution.years = years_of_names(batch)
    for values in described(batch):
        describe(resolution, values)
    for field_name, text, numbers, rows in named(batch):
        for match in resolution.bodies(field_name, text, numbers):
            match.rows += rows
    resolution.people = people.load(batch, create_new)
    return resolution


def described(batch: Import) -> Iterator[dict[str, Any]]:
    """The values of the rows that describe organizations, in the order of the file."""
    rows = batch.rows.filter(kind=RowKind.DATA, record_kind="organization").exclude(state=RowState.SET_ASIDE)
    # What is hidden in the file names no body before a reviewer has decided.
    rows = rows.exclude(problems__contains=[{"code": "hidden-row"}])
    yield from rows.order_by("table", "row", "part").values_list("values", flat=True).iterator(chunk_size=2_000)


def describe(resolution: Resolution, values: dict[str, Any]) -> None:
    """A body that the file describes: found by any of its names, or planned with all of them."""
    name = " ".join(str((values.get("name") or {}).get("value") or "").split())
    if not name:
        return
    numbers = tuple(sorted(identifiers_of("name", values).items()))
    match = resolution.by_number(name, dict(numbers)) or resolution.by_judgement(name, dict(numbers))
    match = match or resolution.by_name(name, dict(numbers)) or by_other_names(resolution, values, name, dict(numbers))
    if match is None:
        match = resolution.by_likeness(name, dict(numbers))
        if match.tier == MentionTier.WAITING and not any(not one["veto"] for one in match.candidates):
            match = resolution.plan(name, dict(numbers), "sheet", {})
            if not resolution.create_new:
                match.tier = MentionTier.WAITING
        elif match.tier == MentionTier.NEW:
            match.why, match.parameters = "sheet", {}
    resolution.matches[name, numbers] = match
    if match.key:
        for spelling, claim in other_spellings(values):
            resolution.index.add_name(spelling, match.key, claim)


def by_other_names(resolution: Resolution, values: dict[str, Any], name: str, numbers: dict[str, str]) -> Match | None:
    """The body of the register that bears another of the names; several make it wait."""
    found: dict[str, str] = {}
    for spelling, _claim in other_spellings(values):
        for key, claim in resolution.index.bearers(spelling).items():
            if resolution.index.bodies[key].id is not None:
                found[key] = claim
    if not found:
        return None
    if len(found) > 1:
        candidates = [resolution.candidate(key, 100, claim) for key, claim in sorted(found.items())]
        return Match(name, numbers, MentionTier.WAITING, "", "several", {}, candidates)
    key = next(iter(found))
    return Match(name, numbers, MentionTier.ALIAS, key, found[key])


def other_spellings(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The other names that a row gives a body, with what they claim."""
    for column, claim in (("name_en", "exact"), ("acronym", "acronym"), ("other_names", "alias")):
        text = (values.get(column) or {}).get("value")
        for spelling in str(text or "").split(";"):
            if spelling.strip():
                yield spelling.strip(), claim


def named(batch: Import) -> Iterator[tuple[str, str, dict[str, str], int]]:
    """Each distinct cell that names bodies: (field, text, numbers beside it, rows)."""
    for record_kind, fields in FIELDS.items():
        for field_name in fields:
            columns = NUMBERS.get(field_name, ())
            numbers = ", ".join(f"\"values\"->'{column}'->>'value'" for column in columns) or "NULL"
            sql = f"""
                SELECT "values"->%s->>'value', {numbers}, count(*), min(row) FROM funding_stagedrow
                WHERE batch_id = %s AND kind = 'data' AND record_kind = %s AND state <> 'set_aside'
                  AND "values"->%s->>'value' <> ''
                GROUP BY 1, {", ".join(str(n + 2) for n in range(max(len(columns), 1)))} ORDER BY count(*) DESC, 1
            """  # noqa: S608
            with connection.cursor() as cursor:
                cursor.execute(sql, [field_name, batch.pk, record_kind, field_name])
                found = cursor.fetchall()
            for text, *values, rows, _first in found:
                schemes = zip(SCHEMES, values, strict=False)
                yield field_name, text, {scheme: value[:60] for scheme, value in schemes if value}, rows


def years_of_names(batch: Import) -> dict[str, tuple[int, int]]:
    """{name as in its cell: first and last fiscal year of its rows}, for names that bodies had at different times."""
    sql = """
        SELECT named.value->>'value', min(left(year, 4)::int), max(left(year, 4)::int)
        FROM funding_stagedrow, jsonb_each("values") named, nullif("values"->'fiscal_year'->>'value', '') year
        WHERE batch_id = %s AND kind = 'data' AND named.key = ANY(%s) AND year ~ '^[0-9]{4}'
        GROUP BY 1"""
    fields = sorted({name for fields in FIELDS.values() for name in fields})
    with connection.cursor() as cursor:
        cursor.execute(sql, [batch.pk, fields])
        return {" ".join(name.split()): (first, last) for name, first, last in cursor.fetchall() if name}


def store_mentions(batch: Import, resolution: Resolution) -> dict[str, int]:
    """One Mention for each distinct name. Out: how many by tier, in the words of `import_ati --json`."""
    Mention.objects.filter(batch=batch).delete()
    ids = dict(Organization.objects.filter(register=batch.register).values_list("key", "id"))
    matched = {match.key for match in resolution.people.mentions()}
    persons = dict(Person.objects.filter(register=batch.register, key__in=matched).values_list("key", "id"))
    mentions = [mention(batch, match, organization_id=ids.get(match.key)) for match in resolution.matches.values()]
    mentions += [
        mention(batch, match, is_person=True, person_id=persons.get(match.key))
        for match in resolution.people.mentions()
    ]
    Mention.objects.bulk_create(mentions, batch_size=1_000, ignore_conflicts=True)
    remember_made(batch.register, resolution, ids, persons)
    return counts(resolution)


def mention(batch: Import, match: Match, *, is_person: bool = False, **meant: int | None) -> Mention:
    return Mention(
        batch=batch,
        name=match.name[:400],
        is_person=is_person,
        form=form_of(match.name, is_person),
        identifiers=match.identifiers,
        rows=match.rows,
        tier=match.tier,
        candidates=match.candidates,
        why=in_code(match.why, **match.parameters),
        **(meant if match.tier != MentionTier.WAITING else {}),
    )


def remember_made(register: Register, resolution: Resolution, ids: dict[str, int], persons: dict[str, int]) -> None:
    """What was made because a human said « new » is what the name means from now on: the next file makes no second one."""
    said = Judgement.objects.filter(register=register, verdict=Verdict.NEW, reversed_at=None)
    for key, match in resolution.planned.items():
        if match.why == "human" and key in ids:
            form = form_of(match.name, False)
            said.filter(is_person=False, form=form, organization=None).update(organization_id=ids[key])
    for key, match in resolution.people.planned.items():
        if match.why == "human" and key in persons:
            said.filter(is_person=True, form=form_of(match.name, True), person=None).update(person_id=persons[key])


def counts(resolution: Resolution) -> dict[str, int]:
    """{identifier, alias, exact, near, waiting, new}: distinct names. What a person decided counts as alias."""
    counted = dict.fromkeys(("identifier", "alias", "exact", "near", "waiting", "new"), 0)
    for match in (*resolution.matches.values(), *resolution.people.mentions()):
        counted["alias" if match.tier == MentionTier.HUMAN else str(match.tier)] += 1
    return counted


def judge(
    register: Register,
    name: str,
    verdict: str,
    user: Any,
    *,
    organization: Organization | None = None,
    person: Person | None = None,
    is_person: bool = False,
    reason: str = "",
    kind: str = "",
) -> Judgement:
    """Keep what a human decided about a name. The latest word on the name counts. `kind`: of a new organization;
    `is_person`: the name is a person's."""
    if verdict != Verdict.NEW and organization is None and person is None:
        raise ValueError(f"a verdict « {verdict} » is about an organization or a person")
    return Judgement.objects.create(
        register=register,
        name=name[:400],
        verdict=verdict,
        organization=organization,
        person=person,
        is_person=is_person or person is not None,
        reason=reason,
        kind=kind,
        made_by=user,
    )


def take_back(judgement: Judgement, user: Any) -> None:
    """The judgement no longer counts; it stays in the record."""
    judgement.reversed_by, judgement.reversed_at = user, timezone.now()
    judgement.save(update_fields=["reversed_by", "reversed_at"])

"""Names → organizations: by number, by what people decided, by other names, by the same name, by likeness; else a human.

In: an import whose rows are staged. Out: a Resolution: for each cell that names bodies, the organizations it means, or
that it waits; and one Mention for each distinct name, with why. Nothing of the register is written here.

Each tier is tried in the order of DESIGN § 5.4. Likeness: ratio ≥ 95 without legal forms and small words, at least 4
points ahead of the next body, no veto; measured, it links 0.1 % of unknown names wrongly. Never for care or people.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.utils import timezone
from rapidfuzz import fuzz, process

from funding.choices import MentionTier, RowKind, RowState, Verdict
from funding.imports import names
from funding.imports.keys import EntityKeys
from funding.imports.models import Import, Judgement, Mention
from funding.imports.organization_index import NEVER_BY_LIKENESS, Body, OrganizationIndex, load
from funding.imports.words import in_words
from projects.models import Organization, Register

# The fields that name bodies, by record kind. Names of partners may be listed with commas.
FIELDS: dict[str, tuple[str, ...]] = {
    "organization": ("name", "parent", "group"),
    "award": ("payer", "recipient", "public_partner", "private_partner", "host", "lead"),
    "participation": ("organization", "host", "lead"),
    "membership": ("organization", "holder_organization", "on_behalf_of"),
    "contribution": ("organization", "installation", "beneficiary"),
    "event": ("organization", "other_organization"),
    "programme": ("payer", "chooser"),
    "reported_figure": ("organization",),
    "access_request": ("organization",),
}
PARTNERS = {"public_partner", "private_partner", "host"}
SCHEMES = {"neq": "CA-QC-CR", "bn": "CA-CRA_ACR"}
NUMBERS: dict[str, tuple[str, str, str]] = {
    "payer": ("payer_neq", "payer_bn", "payer_identifier"),
    "recipient": ("recipient_neq", "recipient_bn", "recipient_identifier"),
    "name": ("neq", "bn", "identifier"),
    "organization": ("neq", "bn", "identifier"),
}
NEAR, GAP, CLOSE = 95.0, 4.0, 82.0
# A number and a name that have this little in common are not the same body: someone wrote the number in a wrong row.
QUITE_ANOTHER = 40.0

Cell = tuple[str, str, tuple[tuple[str, str], ...]]


@dataclass
class Match:
    """A name and what it means: `key` is empty where it waits."""

    name: str
    identifiers: dict[str, str]
    tier: MentionTier
    key: str = ""
    why: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)
    candidates: list[dict[str, Any]] = field(default_factory=list)
    rows: int = 0


@dataclass
class Resolution:
    """All names of an import. `planned` are the bodies to be made, by key, with what is known of them."""

    index: OrganizationIndex
    keys: EntityKeys
    create_new: bool
    matches: dict[tuple[str, tuple[tuple[str, str], ...]], Match] = field(default_factory=dict)
    cells: dict[Cell, list[Match]] = field(default_factory=dict)
    planned: dict[str, Match] = field(default_factory=dict)

    def bodies(self, field_name: str, text: str | None, identifiers: dict[str, str]) -> list[Match]:
        """The names in a cell with what each means; a name that waits is in it, with an empty key."""
        if not text:
            return []
        numbers = tuple(sorted(identifiers.items()))
        cell = (field_name, text, numbers)
        found = self.cells.get(cell)
        if found is None:
            found = self.cells[cell] = self.read_cell(field_name, text, numbers)
        return found

    def read_cell(self, field_name: str, text: str, numbers: tuple[tuple[str, str], ...]) -> list[Match]:
        several = [text] if field_name == "name" else names.split_names(text, self.index.knows, field_name in PARTNERS)
        if len(several) > 1:
            numbers = ()
        if field_name == "lead":
            several = [name for name in several if self.is_body(name)]
        return [self.match(name, numbers) for name in several]

    def is_body(self, name: str) -> bool:
        """A « responsable » may be a person, who is not an organization and is not published by this way."""
        last = names.fold(name).split()[-1:]
        return bool(self.index.knows(name) or names.kind_in_name(name) or set(last) & names.LEGAL_FORMS)

    def match(self, name: str, numbers: tuple[tuple[str, str], ...] = ()) -> Match:
        """What a name means, the same answer each time it is asked."""
        name = " ".join(name.split())
        found = self.matches.get((name, numbers))
        if found is None:
            found = self.matches[name, numbers] = self.find(name, dict(numbers))
        return found

    def find(self, name: str, numbers: dict[str, str]) -> Match:
        for attempt in (self.by_number, self.by_judgement, self.by_name):
            if match := attempt(name, numbers):
                return match
        return self.by_likeness(name, numbers)

    def by_number(self, name: str, numbers: dict[str, str]) -> Match | None:
        for scheme, value in numbers.items():
            key = self.index.numbers.get((scheme, value))
            if not key:
                continue
            body = self.index.bodies[key]
            alike = key in self.index.bearers(name) or fuzz.token_set_ratio(names.fold(name), names.fold(body.name))
            if alike is True or alike >= QUITE_ANOTHER or names.is_acronym(name):
                return Match(
                    name, numbers, MentionTier.IDENTIFIER, key, "identifier", {"scheme": scheme, "value": value}
                )
            candidates = [self.candidate(key, float(alike), "identifier", {"scheme": scheme, "value": value})]
            why = "identifier-and-name-differ"
            return Match(name, numbers, MentionTier.WAITING, "", why, {"name": body.name}, candidates)
        return None

    def by_judgement(self, name: str, numbers: dict[str, str]) -> Match | None:
        form = names.normal(name)
        if form in self.index.same:
            key, reason = self.index.same[form]
            return Match(name, numbers, MentionTier.HUMAN, key, "judgement" if reason else "human", {"reason": reason})
        if form in self.index.new:
            bearers = [key for key in self.index.bearers(name) if key in self.planned]
            return self.plan(name, numbers, "human", {}, bearers[0] if bearers else "")
        return None

    def by_name(self, name: str, numbers: dict[str, str]) -> Match | None:
        """Another name or the same name; several bodies, or another number beside it, wait for a human."""
        found: dict[str, str] = {}
        for spelling in (name, *names.other_orders(name)):
            found = found or self.index.bearers(spelling)
        if not found and (parts := names.parts_of(name)):
            found = self.by_both_forms(*parts)
        if not found:
            return None
        if len(found) > 1:
            candidates = [self.candidate(key, 100, claim) for key, claim in sorted(found.items())]
            return Match(name, numbers, MentionTier.WAITING, "", "ambiguous", {}, candidates)
        (key, claim), *_ = found.items()
        for scheme, value in numbers.items():
            other = self.index.bodies[key].identifiers.get(scheme, value)
            if other != value:
                candidates = [self.candidate(key, 100, "identifier-differs", {"value": other})]
                why = "identifier-differs"
                waiting = Match(name, numbers, MentionTier.WAITING, "", why, {"value": other}, candidates)
                return self.unmatched(waiting, certain=True)
        return self.linked(name, numbers, key, claim)

    def linked(self, name: str, numbers: dict[str, str], key: str, claim: str) -> Match:
        if key in self.planned:
            tier = MentionTier.NEW if self.may_make(key) else MentionTier.WAITING
            planned = self.planned[key]
            return Match(name, numbers, tier, planned.key, planned.why, planned.parameters)
        tier = MentionTier.ALIAS if claim == "alias" else MentionTier.EXACT
        return Match(name, numbers, tier, key, claim)

    def by_both_forms(self, long: str, short: str) -> dict[str, str]:
        """« Ministère de … (MEIE) »: the long form decides, and the other one must not say otherwise."""
        by_long, by_short = self.index.bearers(long), self.index.bearers(short)
        if not by_long or not (names.is_acronym(short) or by_short):
            return {}
        both = {key: claim for key, claim in by_long.items() if key in by_short}
        return both or ({**by_long, **by_short} if by_short else by_long)

    def by_likeness(self, name: str, numbers: dict[str, str]) -> Match:
        form = names.normal(name)
        candidates = self.alike(form)
        if candidates and candidates[0]["score"] >= NEAR:
            best = candidates[0]
            ahead = len(candidates) == 1 or best["score"] - candidates[1]["score"] >= GAP
            body = self.index.bodies[best["key"]]
            if body.kind in NEVER_BY_LIKENESS or names.of_care(name):
                best["why"] = in_code("care")
            elif best["veto"]:
                best["why"] = in_code("veto", word=best["veto"])
            elif ahead and not self.other_number(body, numbers):
                match = self.linked(name, numbers, body.key, "near")
                if match.tier != MentionTier.EXACT:
                    return match
                return Match(
                    name, numbers, MentionTier.NEAR, body.key, "near", {"score": round(best["score"])}, candidates
                )
        sure = [candidate for candidate in candidates if not candidate["veto"]]
        waiting = Match(name, numbers, MentionTier.WAITING, "", "nothing", {}, candidates)
        return self.unmatched(waiting, certain=not sure)

    def other_number(self, body: Body, numbers: dict[str, str]) -> bool:
        return any(body.identifiers.get(scheme, value) != value for scheme, value in numbers.items())

    def alike(self, form: str) -> list[dict[str, Any]]:
        """The bodies with the likest names, each once, the likeliest first."""
        found: dict[str, dict[str, Any]] = {}
        closest = process.extract(form, self.forms(), scorer=fuzz.ratio, score_cutoff=CLOSE, limit=8)
        for other, score, _place in closest:
            for key in self.index.names[other]:
                if key in found or (form, key) in self.index.not_same or self.index.bodies[key].id is None:
                    continue
                found[key] = self.candidate(key, score, "close", {"score": round(score)})
                found[key]["veto"] = names.veto(form, other)
        return sorted(found.values(), key=lambda one: (-one["score"], one["key"]))

    def forms(self) -> list[str]:
        """The normal names of the bodies of the register, made once."""
        if not hasattr(self, "_forms"):
            index = self.index
            self._forms = [form for form, keys in index.names.items() if any(index.bodies[key].id for key in keys)]
        return self._forms

    def candidate(self, key: str, score: float, why: str, parameters: dict[str, Any] | None = None) -> dict[str, Any]:
        body = self.index.bodies[key]
        code = in_code(why, **(parameters or {}))
        return {
            "organization": body.id,
            "key": key,
            "name": body.name,
            "score": round(score, 1),
            "why": code,
            "veto": "",
        }

    def unmatched(self, waiting: Match, certain: bool) -> Match:
        """New where that is wanted and nothing speaks against it, else it waits for a human."""
        if not (self.create_new and certain):
            return waiting
        word = names.kind_in_name(waiting.name)
        why, parameters = ("new-by-word", {"word": word[2]}) if word else ("new", {})
        match = self.plan(waiting.name, waiting.identifiers, why, parameters)
        match.candidates = waiting.candidates
        return match

    def plan(self, name: str, numbers: dict[str, str], why: str, parameters: dict[str, Any], key: str = "") -> Match:
        """A body to be made; from now on its name leads to it."""
        key = key or self.keys.new(name)
        match = Match(name, numbers, MentionTier.NEW, key, why, parameters)
        if key not in self.planned:
            self.planned[key] = match
            word = names.kind_in_name(name)
            self.index.add_body(Body(key, name, word[0] if word else "other"))
            self.index.add_name(name, key, "exact")
            if parts := names.parts_of(name):
                self.index.add_name(parts[0], key, "exact")
                self.index.add_name(parts[1], key, "acronym")
            for scheme, value in numbers.items():
                self.index.add_number(scheme, value, key)
        return match

    def may_make(self, key: str) -> bool:
        return self.create_new or self.planned[key].why == "human"


def in_code(why: str, **parameters: Any) -> str:
    """A reason as it is stored: « near|score=97 »."""
    return "|".join([why, *(f"{name}={value}" for name, value in parameters.items())])[:300]


def why_in_words(why: str, language: str | None = None) -> str:
    """The stored reason as a sentence."""
    code, *parts = why.split("|")
    parameters = dict(part.split("=", 1) for part in parts if "=" in part)
    return in_words(code, parameters, language) if code else ""


def identifiers_of(field_name: str, values: dict[str, Any]) -> dict[str, str]:
    """{scheme: number} that stands beside a name in its row."""
    found = {}
    for column, scheme in zip(NUMBERS.get(field_name, ()), ("CA-QC-CR", "CA-CRA_ACR", "other"), strict=False):
        value = (values.get(column) or {}).get("value")
        if value:
            found[scheme] = str(value)[:60]
    return found


def resolve(batch: Import, create_new: bool) -> Resolution:
    """Match every name of the import. Bodies that a sheet of the file describes come first."""
    register = batch.register
    taken = set(Organization.objects.filter(register=register).values_list("key", flat=True))
    resolution = Resolution(load(register), EntityKeys({}, taken), create_new)
    for values in described(batch):
        describe(resolution, values)
    for field_name, text, numbers, rows in named(batch):
        for match in resolution.bodies(field_name, text, numbers):
            match.rows += rows
    return resolution


def described(batch: Import) -> Iterator[dict[str, Any]]:
    """The values of the rows that describe organizations, in the order of the file."""
    rows = batch.rows.filter(kind=RowKind.DATA, record_kind="organization").exclude(state=RowState.SET_ASIDE)
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
        return Match(name, numbers, MentionTier.WAITING, "", "ambiguous", {}, candidates)
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
                schemes = zip(("CA-QC-CR", "CA-CRA_ACR", "other"), values, strict=False)
                yield field_name, text, {scheme: value[:60] for scheme, value in schemes if value}, rows


def store_mentions(batch: Import, resolution: Resolution) -> dict[str, int]:
    """One Mention for each distinct name. Out: how many by tier, in the words of `import_ati --json`."""
    Mention.objects.filter(batch=batch).delete()
    ids = dict(Organization.objects.filter(register=batch.register).values_list("key", "id"))
    mentions = [
        Mention(
            batch=batch,
            name=match.name[:400],
            identifiers=match.identifiers,
            rows=match.rows,
            tier=match.tier,
            organization_id=ids.get(match.key) if match.tier != MentionTier.WAITING else None,
            candidates=match.candidates,
            why=in_code(match.why, **match.parameters),
        )
        for match in resolution.matches.values()
    ]
    Mention.objects.bulk_create(mentions, batch_size=1_000, ignore_conflicts=True)
    return counts(resolution)


def counts(resolution: Resolution) -> dict[str, int]:
    """{identifier, alias, exact, near, waiting, new}: distinct names. What a person decided counts as alias."""
    counted = dict.fromkeys(("identifier", "alias", "exact", "near", "waiting", "new"), 0)
    for match in resolution.matches.values():
        counted["alias" if match.tier == MentionTier.HUMAN else str(match.tier)] += 1
    return counted


def judge(
    register: Register,
    name: str,
    verdict: str,
    user: Any,
    *,
    organization: Organization | None = None,
    reason: str = "",
    kind: str = "",
) -> Judgement:
    """Keep what a person decided about a name. The latest word on the name counts. `kind`: of a new organization."""
    if verdict != Verdict.NEW and organization is None:
        raise ValueError(f"a verdict « {verdict} » is about an organization")
    return Judgement.objects.create(
        register=register,
        name=name[:400],
        verdict=verdict,
        organization=organization,
        reason=reason,
        kind=kind,
        made_by=user,
    )


def take_back(judgement: Judgement, user: Any) -> None:
    """The judgement no longer counts; it stays in the record."""
    judgement.reversed_by, judgement.reversed_at = user, timezone.now()
    judgement.save(update_fields=["reversed_by", "reversed_at"])

"""The queue of names that wait for a human: which is next, and what is known on both sides.

In: mentions that wait, of all imports or of one. Out: plain data for the page: the name with the rows it stands in, and
the proposed bodies with their names, numbers, money and events, or persons with their seats. Nothing is written here.
"""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from funding.choices import ImportState, MentionTier, PartyRole, RowKind, Verdict
from funding.imports.likeness import one_form
from funding.imports.models import Import, Judgement, Mention, StagedRow
from funding.imports.name_rules import difference
from funding.imports.names import kind_in_name, normal
from funding.imports.resolve import why_in_words
from funding.models import AwardParty
from funding.person_card import PersonSide, person_sides
from funding.row_view import RowLine, row_in_words
from projects.choices import OrganizationKind
from projects.models import Organization, OrganizationName, Person
from projects.numbers import asked_number
from projects.querysets import all_words

OPEN = (ImportState.REVIEW, ImportState.COMMITTED)
# Rows that are shown of a name, others that a search proposes, decisions that are listed.
ROWS_SHOWN, FOUND, DECISIONS_SHOWN = 3, 8, 20


def waiting(batch: Import | None = None) -> QuerySet[Mention]:
    """Names that nobody has decided about yet, those in most rows first; also of published imports with rows that wait."""
    found = Mention.objects.filter(tier=MentionTier.WAITING, batch__state__in=OPEN)
    if batch is not None:
        found = found.filter(batch=batch)
    return found.filter(~decided()).order_by("-rows", "name", "pk")


def decided() -> Exists:
    """Someone decided what the name of the outer row means, in this spelling or another: one of the register, or new."""
    settled = Judgement.objects.filter(reversed_at=None, verdict__in=[Verdict.SAME, Verdict.NEW])
    return Exists(
        settled.filter(register=OuterRef("batch__register"), is_person=OuterRef("is_person"), form=OuterRef("form"))
    )


def to_match_again() -> QuerySet[Import]:
    """Imports under review with names that were decided about since they were matched."""
    names = Mention.objects.filter(decided(), batch=OuterRef("pk"), tier=MentionTier.WAITING)
    return Import.objects.filter(Exists(names), state=ImportState.REVIEW).order_by("pk")


def decided_differently(judgement: Judgement) -> list[Import]:
    """Imports under review in which the name of a decision stands, in any spelling: they are matched anew when it is
    taken back."""
    names = Mention.objects.filter(batch=OuterRef("pk"), form=judgement.form, is_person=judgement.is_person)
    return list(
        Import.objects.filter(Exists(names), register=judgement.register, state=ImportState.REVIEW).order_by("pk")
    )


@dataclass(frozen=True)
class Place:
    """A name's place in the queue; `following` is what « later » leads to, None at the end."""

    number: int
    total: int
    following: int | None


def place(queue: QuerySet[Mention], wanted: str) -> tuple[Mention | None, Place]:
    """The mention asked for by its id, else the first that waits."""
    ids = list(queue.values_list("pk", flat=True))
    asked = asked_number(wanted)
    number = ids.index(asked) if asked in ids else 0
    following = ids[number + 1] if number + 1 < len(ids) else None
    mention = queue.select_related("batch__register", "batch__source").get(pk=ids[number]) if ids else None
    return mention, Place(number + 1 if ids else 0, len(ids), following)


@dataclass(frozen=True)
class Word:
    text: str
    differs: bool


@dataclass(frozen=True)
class NameSide:
    """What the file says: the name, the numbers beside it, the rows it stands in."""

    mention: Mention
    words: list[Word]
    numbers: list[tuple[str, str]]
    rows: list[RowLine]
    why: str
    likely_kind: str


@dataclass(frozen=True)
class BodySide:
    """What the register knows of a proposed body; `closest` is the known name that is like, word by word."""

    body: Organization
    closest: list[Word]
    why: str
    names: list[str]
    numbers: list[str]
    paid: dict[str, Any]
    received: dict[str, Any]
    events: list[str]
    ties: list[str]


@dataclass(frozen=True)
class Card:
    name: NameSide
    proposals: list[BodySide] = field(default_factory=list)
    people: list[PersonSide] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def card(mention: Mention) -> Card:
    """Both sides of a name that waits; what someone said it is not is no longer proposed."""
    judged = Judgement.objects.filter(
        register=mention.batch.register, form=mention.form, is_person=mention.is_person, verdict=Verdict.NOT_SAME
    )
    standing = judged.filter(reversed_at=None).select_related("organization", "person").order_by("pk")
    not_same = {known.pk: known.name for one in standing if (known := one.person or one.organization)}
    kind = "person" if mention.is_person else "organization"
    candidates = {one[kind]: one for one in mention.candidates if one.get(kind) not in (None, *not_same)}
    refused = list(not_same.values())
    if mention.is_person:
        return Card(name_side(mention, ""), people=person_sides(candidates), refused=refused)
    bodies = known_bodies(list(candidates))
    sides = [body_side(mention, one, bodies[pk]) for pk, one in candidates.items() if pk in bodies]
    closest = " ".join(word.text for word in sides[0].closest) if sides else ""
    return Card(name_side(mention, closest), sides, refused=refused)


def known_bodies(ids: list[int]) -> dict[int, Organization]:
    related = ("names", "identifiers", "events", "ties__to")
    return {body.pk: body for body in Organization.objects.filter(pk__in=ids).prefetch_related(*related).order_by("pk")}


def name_side(mention: Mention, closest: str) -> NameSide:
    """`closest` is the known name that is likest; empty where there is none."""
    between = difference(normal(mention.name), normal(closest)) if closest else None
    word = kind_in_name(mention.name)
    return NameSide(
        mention=mention,
        words=words_of(mention.name, {*between.more} if between else set()),
        numbers=list(mention.identifiers.items()),
        rows=rows_naming(mention),
        why=why_in_words(mention.why) if mention.why else "",
        likely_kind=word[0] if word else OrganizationKind.OTHER,
    )


def rows_naming(mention: Mention) -> list[RowLine]:
    """The first rows of the file that the name stands in, with what else they say."""
    code = "person-waiting" if mention.is_person else "name-waiting"
    named = [{"code": code, "parameters": {"name": mention.name}}]
    rows = StagedRow.objects.filter(batch=mention.batch, kind=RowKind.DATA, problems__contains=named)
    return [row_in_words(mention.batch, row) for row in rows.order_by("table", "row", "part")[:ROWS_SHOWN]]


def words_of(name: str, alone: set[str]) -> list[Word]:
    """The words of a name as they are written; those that the other name has not are marked."""
    return [Word(text, not alone.isdisjoint(one_form(normal(text)))) for text in name.split()]


def body_side(mention: Mention, candidate: dict[str, Any], body: Organization) -> BodySide:
    known = closest_name(mention.name, body)
    between = difference(normal(mention.name), normal(known))
    return BodySide(
        body=body,
        closest=words_of(known, {*between.less}),
        why=why_in_words(candidate["why"]) if candidate.get("why") else "",
        names=other_names(body, known),
        numbers=[f"{number.scheme} {number.value}" for number in body.identifiers.all()],
        paid=money(body, PartyRole.PAYER),
        received=money(body, PartyRole.RECIPIENT),
        events=[" ".join(filter(None, [event.date, event.get_kind_display()])) for event in body.events.all()],
        ties=[tie.to.name for tie in body.ties.all()],
    )


def closest_name(name: str, body: Organization) -> str:
    """The known name of a body that has the fewest words that the other has not."""
    known = [text for text in (body.name, body.name_en, *(one.name for one in body.names.all())) if text]
    return min(known, key=lambda text: (len(difference(normal(name), normal(text)).alone), known.index(text)))


def other_names(body: Organization, shown: str) -> list[str]:
    """Its other names, former ones with their dates."""
    found = [text for text in (body.name, body.name_en, body.acronym) if text and text != shown]
    for one in body.names.all():
        if one.name != shown:
            dates = f" ({one.valid_from or '…'} – {one.valid_to or '…'})" if one.valid_from or one.valid_to else ""
            found.append(f"{one.name}{dates}")
    return list(dict.fromkeys(found))


def money(body: Organization, role: str) -> dict[str, Any]:
    """{awards, sum in CAD} of a body in a role."""
    parties = AwardParty.objects.filter(organization=body, role=role)
    return parties.aggregate(awards=Count("award"), sum=Sum("award__amount", filter=Q(award__currency="CAD")))


def found(mention: Mention, text: str) -> list[Organization] | list[Person]:
    """Bodies or persons of the register with these words in a name of theirs: for a reviewer who knows better."""
    if not text.strip():
        return []
    if mention.is_person:
        people = Person.objects.filter(all_words(text, "folded"), register=mention.batch.register)
        return list(people.order_by("folded", "pk")[:FOUND])
    bodies = Organization.objects.filter(register=mention.batch.register, merged_into=None)
    matching = bodies.filter(
        all_words(text, "folded")
        | Q(names__in=OrganizationName.objects.filter(all_words(text, "folded")))
        | Q(acronym__iexact=text.strip())
    )
    return list(matching.distinct().order_by("folded", "pk")[:FOUND])


def decisions() -> QuerySet[Judgement]:
    """The last decisions that stand."""
    standing = Judgement.objects.filter(reversed_at=None).select_related(
        "organization", "person", "made_by", "register"
    )
    return standing.order_by("-pk")[:DECISIONS_SHOWN]

"""The one search: organizations, projects, programmes, awards, people and sources, by words in any form.

In: a register and what someone typed. Out: groups of results by kind with their counts, names that are spelt nearly so
where nothing has the words, and suggestions while typing; the words that matched are marked.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db import connection, transaction
from django.db.models import (
    Case,
    CharField,
    Count,
    F,
    FloatField,
    Func,
    IntegerField,
    Prefetch,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
    Window,
)
from django.db.models.functions import Cast, Coalesce, Concat, Greatest
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from funding.models import Award, AwardParty, Programme, Source
from funding.tongue import language_of
from portal.candidates import MOST, OWN, Candidates, by_indexes
from portal.marked import Part, Words, excerpt, parts, parts_nearly
from portal.templatetags.figures import amount, number, partial_date
from projects.choices import NameKind
from projects.ids import in_ids
from projects.models import BoardMembership, Organization, OrganizationName, Person, Project, Register
from projects.querysets import TRIGRAM, fold, words_of

# So many results of each kind; the list of the kind has the others.
RESULTS = 8
NEAR = 12
SUGGESTIONS = 8
# Below this likeness two words are not a typing error of one another (pg_trgm's own default is 0.6 for words).
LIKENESS = 0.4
LONGEST = 200
# A longer word is no acronym that someone misspelt.
LONGEST_ACRONYM = 8


@dataclass(frozen=True)
class Result:
    """A line: its name with what matched marked, what it is, and where else the words stand."""

    address: str
    name: list[Part]
    detail: str
    told: list[Part]
    # The language of the name and of the text, where a source wrote them.
    tongue: str = ""


@dataclass(frozen=True)
class Group:
    """The results of one kind."""

    label: str | Promise
    page: str
    count: int
    rows: list[Result]
    # Whether a name has the text as it was typed.
    literal: bool = True
    # Whether there are more than are counted.
    more: bool = False

    @property
    def told(self) -> str:
        """How many there are, in words: « 12 », « au moins 1 000 »."""
        said = number(self.count)
        return gettext("at least %(n)s") % {"n": said} if self.more else said


@dataclass(frozen=True)
class Kind:
    """What is searched: its list, its page, its rows, what stands beside a name, and texts in which words may stand."""

    page: str
    listed: str
    label: str | Promise
    rows: Callable[[Register], Any]
    detail: Callable[[Any], str]
    texts: Callable[[Any], list[str]]


def names_beside(body: Organization) -> list[str]:
    """« Former name: Centre X » for each name that a body has besides the one that is shown."""
    return [f"{NameKind(other.kind).label}{_(': ')}{other.name}" for other in body.names.all()] + (
        [body.acronym] if body.acronym else []
    )


def bodies_of(award: Award, role: str) -> str:
    return ", ".join(party.organization.short for party in award.parties.all() if party.role == role)


def way_of(award: Award) -> str:
    """« MEIE → MEDTEQ · 55 M$ », as far as names are known."""
    ends = " → ".join(side for side in (bodies_of(award, "payer"), bodies_of(award, "recipient")) if side)
    return " · ".join(part for part in (ends, amount(award)) if part)


def seats_told(person: Person) -> str:
    return ", ".join(dict.fromkeys(seat.organization.short for seat in person.seats.all()))


def people_in(register: Register) -> QuerySet:
    seats = BoardMembership.objects.public().select_related("organization").order_by("former", "id")
    return Person.objects.for_reading(register).prefetch_related(Prefetch("seats", seats))


def awards_in(register: Register) -> QuerySet:
    parties = AwardParty.objects.public().select_related("organization").order_by("role", "id")
    return Award.objects.for_reading(register).prefetch_related(Prefetch("parties", parties))


# Called by a title of their source; the others by names.
TITLED = {"project", "programme", "award", "source"}
KINDS = (
    Kind(
        "organization",
        "organizations",
        _("Organizations"),
        lambda register: Organization.objects.for_reading(register).standing().prefetch_related("names"),
        lambda body: str(body.get_kind_display()),
        names_beside,
    ),
    Kind(
        "project",
        "projects",
        _("Projects"),
        Project.objects.for_reading,
        lambda project: "" if project.status == "unknown" else str(project.get_status_display()),
        lambda project: [project.title, project.title_en, project.summary, project.outcome],
    ),
    Kind(
        "programme",
        "programmes",
        _("Programmes"),
        Programme.objects.for_reading,
        lambda programme: str(programme.get_kind_display()),
        lambda programme: [programme.name, programme.name_en, programme.description],
    ),
    Kind(
        "award",
        "awards",
        _("Awards"),
        awards_in,
        way_of,
        lambda award: [award.title, award.title_en, award.description, award.recipient_text],
    ),
    Kind("person", "people", _("People"), people_in, seats_told, lambda person: []),
    Kind(
        "source",
        "sources",
        _("Sources"),
        Source.objects.for_reading,
        lambda source: " · ".join(filter(None, (str(source.get_kind_display()), partial_date(source.date)))),
        lambda source: [source.author, source.publisher],
    ),
)


def results(register: Register, text: str) -> list[Group]:
    """The kinds that have the words in some form, in the order in which people look for them."""
    text = text.strip()[:LONGEST]
    if not text:
        return []
    words, candidates = words_found(text), Candidates(register, text)
    with by_indexes():
        return [group for kind in KINDS if (group := exactly(kind, register, candidates, words))]


def words_found(text: str) -> Words:
    """The words of a text and their stems, as the database cuts them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tsvector_to_array(stems_of(plain_words(%s)))", [text])
        [stems] = cursor.fetchone()
    return Words(tuple(words_of(text)), tuple(stems))


def exactly(kind: Kind, register: Register, candidates: Candidates, words: Words) -> Group | None:
    """Those with the words: names that begin with them first."""
    text, column = candidates.text, "title" if kind.page == "source" else "folded"
    rows, more = among(kind, register, candidates)
    folded = Func(F(column), function="fold", output_field=TextField()) if kind.page == "source" else F(column)
    known_as = [When(acronym__iexact=text, then=0)] if kind.page == "organization" else []
    ranked = rows.alias(plain=folded).annotate(
        begins=Case(
            *known_as,
            When(plain__startswith=fold(text), then=0),
            When(plain__contains=fold(text), then=1),
            default=2,
            output_field=IntegerField(),
        ),
        found=Window(Count("pk")),
    )
    # What is read beside each row is asked of the few that are shown, not of all that match.
    first = list(ranked.order_by("begins", column, "id").values_list("pk", "begins", "found")[:RESULTS])
    if not first:
        return None
    place_of = {pk: place for place, (pk, _begins, _found) in enumerate(first)}
    listed = sorted(kind.rows(register).filter(pk__in=place_of), key=lambda row: place_of[row.pk])
    literal, count = any(begins < 2 for _pk, begins, _found in first), first[0][2]
    more = more or count > MOST
    shown = [result(kind, row, register, words) for row in listed]
    return Group(kind.label, kind.listed, min(count, MOST), shown, literal, more)


def among(kind: Kind, register: Register, candidates: Candidates) -> tuple[Any, bool]:
    """The rows that are ranked, and whether others have the words too. Where there are too many to be read, those whose
    name begins with the text are among them."""
    rows = kind.rows(register)
    model = rows.model
    if model is Programme:
        return candidates.programmes(rows)
    if model not in OWN:
        return rows.matching(candidates.text), False
    found = candidates.of(model)
    if not found.more:
        return rows.filter(in_ids("pk", found.ids)), False
    begin = rows.filter(folded__startswith=fold(candidates.text)).order_by("folded", "id")[:RESULTS]
    return rows.filter(in_ids("pk", found.ids | {*begin.values_list("pk", flat=True)})), True


def result(kind: Kind, row: Any, register: Register, words: Words) -> Result:
    name = row.title if kind.page == "source" else (row.name if kind.page == "person" else row.label)
    shown = parts(name, words)
    marked = any(part.marked for part in shown)
    told: list[Part] = []
    if not marked:
        told = next((one for text in kind.texts(row) if text and (one := excerpt(text, words))), [])
    name = "".join(part.text for part in shown)
    tongue = language_of(row, name) if kind.page in TITLED else ""
    return Result(register.address(kind.page, row.key), shown, kind.detail(row), told, tongue)


# --- Nearly, and while typing

# Where a name stands: the kind's page, the rows, the column that is searched, the key, the names in each language.
Place = tuple[str, QuerySet, str, str, tuple[str, str]]


def places(register: Register, awards: bool) -> Iterator[Place]:
    bodies = Organization.objects.of(register).public().standing()
    names = OrganizationName.objects.filter(organization__in=bodies.order_by().values("pk"))
    of_body = ("organization__name", "organization__name_en")
    yield "organization", bodies, "folded", "key", ("name", "name_en")
    yield "organization", names, "folded", "organization__key", of_body
    yield "project", Project.objects.of(register).public(), "folded", "key", ("title", "title_en")
    yield "programme", Programme.objects.of(register).public(), "folded", "key", ("name", "name_en")
    yield "person", Person.objects.of(register).public(), "folded", "key", ("name", "name")
    if awards:
        yield "award", Award.objects.of(register).public(), "folded", "key", ("title", "title_en")


def likest(register: Register, text: str, count: int, *, awards: bool) -> list[tuple[str, str, str]]:
    """[(page, key, name)] of the names that have the text, or are spelt nearly so, the likest first; one query."""
    asked = fold(text)
    likeness = Func(asked, F("plain"), function="word_similarity", output_field=FloatField())
    queries = []
    for page, rows, column, key, (french, english) in places(register, awards):
        name: Any = F(french)
        if get_language() == "en":
            name = Case(When(~Q(**{english: ""}), then=F(english)), default=F(french), output_field=CharField())
        known_as: list[When] = []
        if page == "organization":
            acronym = key.replace("key", "acronym")
            known_as = [
                When(**{f"{acronym}__iexact": text}, then=Value(5.0)),
                When(**{f"{acronym}__istartswith": text}, then=Value(4.0)),
            ]
            bracketed = Concat(name, Value(" ("), F(acronym), Value(")"), output_field=CharField())
            name = Case(When(**{acronym: ""}, then=name), default=bracketed, output_field=CharField())
        likely: Any = likeness
        near = Q(**{f"{column}__contains": asked}) | Q(**{f"{column}__trigram_word_similar": asked})
        if page == "organization" and column == "folded" and key == "key":
            near |= Q(acronym__istartswith=text)
            if len(text) <= LONGEST_ACRONYM and " " not in text:
                # « chumm » is CHUM.
                near |= Q(acronym__trigram_similar=text)
                likely = Greatest(likeness, TrigramSimilarity("acronym", text))
        score = Case(
            *known_as,
            When(plain__startswith=asked, then=Value(3.0)),
            When(plain__contains=Func(Value(" "), asked, function="concat", output_field=TextField()), then=Value(2.5)),
            When(plain__contains=asked, then=Value(2.0)),
            default=Coalesce(likely, 0.0),
            output_field=FloatField(),
        )
        told = rows.filter(near).annotate(plain=F(column)).annotate(score=score)
        values = told.order_by("-score", column).values_list(
            Value(page, CharField()), Cast(key, CharField()), name, "score"
        )
        queries.append(values[:count])
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(LIKENESS)])
        found = list(queries[0].union(*queries[1:], all=True).order_by("-score"))
    written = [row for row in found if row[3] >= 2]
    # A likeness is worth showing only where few names have the text itself.
    chosen = written if len(written) >= 3 else found
    return list(dict.fromkeys((page, key, name) for page, key, name, _score in chosen if name))[:count]


ONE_OF = {
    "organization": _("Organization"),
    "project": _("Project"),
    "programme": _("Programme"),
    "person": _("Person"),
    "award": _("Award"),
}


def nearly(register: Register, text: str, groups: list[Group]) -> list[Result]:
    """Names that are spelt nearly so, where no name has the text as it was typed."""
    text = text.strip()[:LONGEST]
    # Of two letters everything is spelt nearly so.
    if len(text) < TRIGRAM or any(group.literal for group in groups):
        return []
    there = {row.address for group in groups for row in group.rows}
    likely = [
        Result(register.address(page, key), parts_nearly(name, words_of(text)), str(ONE_OF[page]), [])
        for page, key, name in likest(register, text, NEAR, awards=True)
    ]
    # Awards often have one name: the first says enough of a spelling.
    once = {(row.detail, "".join(part.text for part in row.name)): row for row in reversed(likely)}
    return [row for row in likely if row in once.values() and row.address not in there]


def suggestions(register: Register, text: str) -> list[dict[str, Any]]:
    """[{kind, address, name: [[text, marked]]}] while someone types; awards have too many names alike."""
    text = text.strip()[:LONGEST]
    if len(text) < 2:
        return []
    words = Words(tuple(words_of(text)), ())
    return [
        {
            "kind": str(ONE_OF[page]),
            "address": register.address(page, key),
            "name": [[part.text, part.marked] for part in parts(name, words)],
        }
        for page, key, name in likest(register, text, SUGGESTIONS, awards=False)
    ]

"""Names of persons → persons of the register: by a human, never by machine.

In: the persons of a register, what people decided, a name and the key of its row. Out: a Match: the person's key, or that
it waits, and why.

Two people often bear one name, so a name that someone of the register bears, or nearly, waits until a human says « the
same », « not the same » or « new »; that is taught for the next files. A row that was published before keeps its person, by
the row's key. Within one file, one name is one person. A name that nobody bears is a new person, where new ones are wanted.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models.fields.json import KT
from rapidfuzz import fuzz

from funding.choices import MentionTier, RowKind, RowState, Verdict
from funding.imports.keys import EntityKeys
from funding.imports.match import Match, in_code
from funding.imports.models import Import, Judgement
from funding.imports.names import person_normal
from projects.models import BoardMembership, Person, Register

# The kind of record that names persons.
RECORD_KIND = "membership"
PROPOSALS = 3
# From what likeness on a known name keeps another from being taken for a new person; below PROPOSED none is shown.
CLOSE, PROPOSED = 90.0, 75.0
SAME_WORDS, WITH_INITIALS, MORE_WORDS = 99.0, 92.0, 85.0
# Bearers of a word that are looked at: of « Jean », a register may have thousands.
LOOKED_AT = 300


@dataclass
class People:
    """The persons of a register by name, and the names of one import. `planned` are the persons to be made, by key."""

    create_new: bool = False
    keys: EntityKeys = field(default_factory=lambda: EntityKeys({}, set(), person_normal))
    ids: dict[str, int] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)
    bearers: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    same: dict[str, tuple[str, str]] = field(default_factory=dict)
    not_same: set[tuple[str, str]] = field(default_factory=set)
    new: set[str] = field(default_factory=set)
    # {key of a seat that is in the register: key of its person}
    seated: dict[str, str] = field(default_factory=dict)
    matches: dict[str, Match] = field(default_factory=dict)
    kept: dict[tuple[str, str], Match] = field(default_factory=dict)
    planned: dict[str, Match] = field(default_factory=dict)

    def add(self, key: str, name: str, pk: int) -> None:
        self.ids[key], self.named[key] = pk, name
        self.bearers[person_normal(name)].append(key)
        self.keys.taken.add(key)

    def of_row(self, name: str, row_key: str, by_reference: bool) -> Match:
        """Who is meant in a row. `by_reference`: its key is the source's own, so that the name in it may have changed."""
        name = " ".join(name.split())
        form, seated = person_normal(name), self.seated.get(row_key, "")
        if seated and (not by_reference or person_normal(self.named[seated]) == form):
            return self.kept.setdefault((form, seated), Match(name, {}, MentionTier.IDENTIFIER, seated, "same-row"))
        if form not in self.matches:
            self.matches[form] = self.find(name, form)
        return self.matches[form]

    def find(self, name: str, form: str) -> Match:
        if form in self.same:
            key, reason = self.same[form]
            return Match(name, {}, MentionTier.HUMAN, key, "judgement" if reason else "human", {"reason": reason})
        if form in self.new:
            return self.plan(name, "human")
        borne = [key for key in self.bearers.get(form, ()) if (form, key) not in self.not_same]
        candidates = [self.candidate(key, 100, "person-exact") for key in borne]
        candidates += [
            self.candidate(key, score, "close", {"score": round(score), "name": self.named[key]})
            for score, key in self.like(form)
            if key not in borne
        ]
        if borne or any(one["score"] >= CLOSE for one in candidates):
            why = "person-several" if len(borne) > 1 else "person-exact" if borne else "person-close"
            return Match(name, {}, MentionTier.WAITING, "", why, {}, candidates[:PROPOSALS])
        if self.create_new:
            return self.plan(name, "person-new")
        return Match(name, {}, MentionTier.WAITING, "", "person-nothing", {}, candidates[:PROPOSALS])

    def plan(self, name: str, why: str) -> Match:
        """A person to be made, with a key of its own also where another one bears the name."""
        match = Match(name, {}, MentionTier.NEW, self.keys.new(name), why)
        self.planned[match.key] = match
        return match

    def candidate(self, key: str, score: float, why: str, parameters: dict[str, Any] | None = None) -> dict[str, Any]:
        code = in_code(why, **(parameters or {}))
        told = {"key": key, "name": self.named[key], "score": round(score, 1), "why": code}
        return {"person": self.ids[key], **told}

    def like(self, form: str) -> list[tuple[float, str]]:
        """(score, key) of the persons with a name like this one, the likeliest first, without those it is not."""
        words = sorted((self.by_word[word] for word in form.split() if word in self.by_word), key=len)
        looked_at = {key for bearers in words[:2] for key in bearers[:LOOKED_AT] if (form, key) not in self.not_same}
        scored = [(likeness(form, person_normal(self.named[key])), key) for key in looked_at]
        return sorted((one for one in scored if one[0] >= PROPOSED), key=lambda one: (-one[0], one[1]))

    @cached_property
    def by_word(self) -> dict[str, list[str]]:
        """The persons whose name has a word; a single letter leads nowhere."""
        found: dict[str, list[str]] = defaultdict(list)
        for form, keys in self.bearers.items():
            for word in form.split():
                if len(word) > 1:
                    found[word].extend(keys)
        return dict(found)

    def mentions(self) -> Iterable[Match]:
        """Each name once: as it waits or was matched, else as its rows keep it."""
        return ({form: match for (form, _key), match in self.kept.items()} | self.matches).values()


def likeness(one: str, other: str) -> float:
    """0–100: the same words in another order, initials, words more, a typing error; of names in their normal form."""
    words, others = one.split(), other.split()
    if sorted(words) == sorted(others):
        return SAME_WORDS
    few, many = sorted((words, others), key=len)
    letters = fuzz.ratio(" ".join(sorted(words)), " ".join(sorted(others)))
    if not all_met(few, many):
        return letters
    return max(letters, WITH_INITIALS if len(few) == len(many) else MORE_WORDS)


def all_met(few: list[str], many: list[str]) -> bool:
    """Whether each of the fewer words has one of the others for itself, as it is or as its initial; one at least as it is."""
    left = list(many)
    for word in sorted(few, key=len, reverse=True):
        met = [other for other in left if other == word or (other[0] == word[0] and 1 in (len(other), len(word)))]
        if not met:
            return False
        left.remove(word if word in met else met[0])
    return not set(few).isdisjoint(many)


def load(batch: Import, create_new: bool) -> People:
    """The persons that an import may mean, and the names of persons in its rows, matched. Nothing where it names none."""
    people = People(create_new)
    rows = named(batch)
    if not rows:
        return people
    persons = Person.objects.filter(register=batch.register).order_by("id")
    for pk, key, name in persons.values_list("id", "key", "name").iterator():
        people.add(key, name, pk)
    add_judgements(people, batch.register)
    add_seats(people, batch)
    for name, key, reference, own_key in rows:
        people.of_row(name, key, bool(reference or own_key)).rows += 1
    return people


def named(batch: Import) -> list[tuple[str, str, str | None, str | None]]:
    """(name, key, reference, key that the source gives) of the rows that name a person, in the order of the file."""
    rows = batch.rows.filter(kind=RowKind.DATA, record_kind=RECORD_KIND).exclude(state=RowState.SET_ASIDE)
    columns = ("values__person__value", "values__reference__value", "values__key__value")
    name, *others = (KT(column) for column in columns)
    told = rows.annotate(told=name).filter(told__gt="").order_by("table", "row", "part")
    return list(told.values_list("told", "fact_key", *others))


def add_judgements(people: People, register: Register) -> None:
    """What people decided; the latest word on a name counts, those taken back don't."""
    standing = Judgement.objects.filter(register=register, is_person=True, reversed_at=None).order_by("id")
    for form, key, verdict, reason in standing.values_list("form", "person__key", "verdict", "reason"):
        if verdict == Verdict.NOT_SAME:
            people.not_same.add((form, key))
        elif key:
            people.same[form] = (key, reason)
            people.new.discard(form)
        elif verdict == Verdict.NEW:
            people.new.add(form)
            people.same.pop(form, None)


def add_seats(people: People, batch: Import) -> None:
    keys = batch.rows.filter(kind=RowKind.DATA, record_kind=RECORD_KIND).values("fact_key")
    seats = BoardMembership.objects.filter(register=batch.register, key__in=keys, person__isnull=False)
    people.seated = dict(seats.order_by("id").values_list("key", "person__key"))

"""Which records have the words of a search, looked for one place at a time: a place is what one index answers.

In: a register and the words. Out: ids, and whether there may be others: what half of a register has is neither read nor
ranked as a whole. Each word stands in some place of a record: its own words as written or by their stems, the name of a
body that pays, receives or takes part, the programme, the project (`matching` of the querysets asks for the same).
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from funding.models import Award, AwardParty, Programme, ProgrammeParty
from projects.ids import in_ids
from projects.models import Organization, OrganizationName, Participation, Project, Register
from projects.querysets import Word, all_words, fold, has_stem, words_of

SET = "SELECT set_config('enable_seqscan', %s, true), set_config('jit', %s, true)"
# So many records that have a word are read, and counted one by one.
MOST = 1_000
# A word that so many of a list's first rows have in their names is looked for there: an index would have to name all the
# rows of the register that have it before it gives the first one.
FIRST_ROWS = 4_000
# With so many that have all the words in their own words, nobody looks through the names of others for more.
ENOUGH = 50
OWN: dict[Any, tuple[str, ...]] = {
    Organization: ("folded", "name_en", "acronym"),
    Project: ("folded", "title_en", "summary", "outcome"),
    Award: ("folded", "title_en", "description", "recipient_text"),
}


@dataclass(frozen=True)
class Found:
    """`more`: the ids are some of those that there are; `places`: so many were looked at to find them."""

    ids: frozenset[int]
    more: bool = False
    places: int = 0


@contextmanager
def by_indexes() -> Iterator[None]:
    """In the block, tables are read by their indexes: to cut each row of a table into stems takes seconds, and the planner
    does not know it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('enable_seqscan'), current_setting('jit')")
        as_before = cursor.fetchone()
        cursor.execute(SET, ["off", "off"])
        yield
        # An outer transaction would keep what is set in this one.
        cursor.execute(SET, as_before)


class Candidates:
    """The records of a register that have the words of a text."""

    def __init__(self, register: Register, text: str) -> None:
        self.register = register
        self.text, *self.words = Word.known(text, *words_of(text))
        # What several kinds ask for is looked for once.
        self.bodies, self.told_projects = cache(self._bodies), cache(self._told_projects)

    def of(self, model: Any) -> Found:
        """Those with each word somewhere. Of words that are all everywhere, some of those that have them."""
        if len(self.words) == 1:
            return self.having(model, self.words[0])
        together = gathered(self.together(model))
        if len(together.ids) > MOST:
            return together
        each = {word: self.having(model, word) for word in self.words}
        rare = [found.ids for found in each.values() if not found.more]
        left = [word for word, found in each.items() if found.more]
        if rare:
            ids = frozenset.intersection(*rare)
        elif len(together.ids) >= ENOUGH:
            return replace(together, more=True)
        else:
            # A word that many places were asked for is the rarer one: more of those that have it have the others too.
            rarer = max(left, key=lambda word: each[word].places)
            ids = together.ids | each[rarer].ids
            left.remove(rarer)
        for word in left:
            ids = self.those_with(model, word, ids)
        return Found(ids, more=not rare)

    def those_with(self, model: Any, word: str, ids: frozenset[int]) -> frozenset[int]:
        """Those of the ids that have the word: in their names first, and elsewhere where it is not there."""
        rows = public(model, self.register).order_by()
        named = frozenset(ids_of(rows.filter(in_ids("pk", ids), all_words(word, "folded")))) if ids else ids
        if named == ids:
            return named
        others = rows.filter(in_ids("pk", ids - named))
        return named | frozenset(ids_of(others.filter(self.elsewhere(model, word, others))))

    def having(self, model: Any, word: str) -> Found:
        """Those with the word in some place; `more` also where the bodies or projects that have it are but some of them."""
        if model is Organization:
            return self.bodies(word)
        found = gathered(self.places(model, word))
        if found.more:
            return found
        others = [self.bodies(word)] if model is Project else [self.bodies(word), self.told_projects(word)]
        return replace(found, more=any(one.more for one in others))

    def together(self, model: Any) -> Iterator[QuerySet]:
        """Those with the whole text in their own words, or in the name of one body."""
        rows = public(model, self.register)
        yield ids_of(rows.filter(folded__startswith=fold(self.text)))
        yield ids_of(rows.filter(has_stem(self.text, *OWN[model])))
        if model is not Organization:
            yield from through(model, frozenset.intersection(*(self.bodies(word).ids for word in self.words)))

    def own(self, model: Any, word: str) -> Iterator[QuerySet]:
        rows = public(model, self.register)
        first = rows.filter(pk__in=model.objects.of(self.register).order_by("pk").values("pk")[:FIRST_ROWS])
        yield ids_of(first.filter(all_words(word, "folded")))
        yield ids_of(rows.filter(has_stem(word, *OWN[model])))
        yield ids_of(rows.filter(all_words(word, "folded")))

    def places(self, model: Any, word: str) -> Iterator[QuerySet | Found]:
        """Those projects or awards that have a word, place by place."""
        bodies, projects = self.bodies(word), self.told_projects(word)
        if model is Project:
            yield projects
            yield from through(Project, bodies.ids)
            return
        rows = public(Award, self.register)
        yield from self.own(Award, word)
        yield from through(Award, bodies.ids)
        yield ids_of(rows.filter(programme__in=self.envelopes(word)))
        if projects.ids:
            yield ids_of(rows.filter(in_ids("project", projects.ids)))

    def names(self, word: str) -> Iterator[QuerySet]:
        """The bodies that have a word, place by place."""
        rows = public(Organization, self.register)
        yield from self.own(Organization, word)
        yield ids_of(rows.filter(acronym__iexact=str(word)))
        for named in (has_stem(word, "folded"), all_words(word, "folded")):
            names = OrganizationName.objects.filter(named).order_by().values("organization")
            yield ids_of(rows.filter(pk__in=names))

    def elsewhere(self, model: Any, word: str, rows: Any) -> Q:
        """That one of the rows has a word in another place than its name; to cut its texts into stems is dearest, and comes
        last."""
        stem, bodies = has_stem(word, *OWN[model]), in_ids("organization", self.bodies(word).ids)
        if model is Organization:
            names = OrganizationName.objects.filter(all_words(word, "folded") | has_stem(word, "folded"))
            return Q(acronym__iexact=str(word)) | Q(Exists(names.filter(organization=OuterRef("pk")))) | stem
        if model is Project:
            parts = Participation.objects.filter(bodies, published=True, project=OuterRef("pk"))
            return Q(Exists(parts)) | stem
        parties = AwardParty.objects.filter(bodies, award=OuterRef("pk"))
        named = frozenset(rows.exclude(project=None).values_list("project", flat=True))
        told = public(Project, self.register).filter(in_ids("pk", named)).told_with(word)
        projects = frozenset(ids_of(told.order_by()))
        return Q(Exists(parties)) | Q(programme__in=self.envelopes(word)) | in_ids("project", projects) | stem

    def programmes(self, rows: Any) -> tuple[Any, bool]:
        """Of programmes those with each word in their own words or in the name of who pays or chooses; and whether there
        may be others."""
        for word in self.words:
            sides = ProgrammeParty.objects.public().filter(in_ids("organization", self.bodies(word).ids))
            paid = Exists(sides.filter(programme=OuterRef("pk")))
            rows = rows.filter(Q(pk__in=self.envelopes(word)) | Q(paid))
        return rows, any(self.bodies(word).more for word in self.words)

    def _bodies(self, word: str) -> Found:
        return gathered(self.names(word))

    def _told_projects(self, word: str) -> Found:
        return gathered(self.own(Project, word))

    def envelopes(self, word: str) -> QuerySet:
        return public(Programme, self.register).told_with(word).order_by().values("pk")


def through(model: Any, bodies: Collection[int]) -> Iterator[QuerySet]:
    """The ids of projects in which the bodies take part, or of awards that they pay or receive. Whether these are public is
    asked once, of all that is found."""
    if bodies and model is Project:
        parts = Participation.objects.filter(in_ids("organization", bodies), published=True)
        yield parts.values_list("project", flat=True)
    elif bodies:
        yield AwardParty.objects.filter(in_ids("organization", bodies)).values_list("award", flat=True)


def public(model: Any, register: Register) -> Any:
    return model.objects.of(register).public()


def ids_of(rows: Any) -> QuerySet:
    return rows.values_list("pk", flat=True)


def gathered(places: Iterable[QuerySet | Found]) -> Found:
    """The ids of the places, until there are enough. A place may have an id several times: one that was not read to its end
    may have more, however few they are."""
    ids: set[int] = set()
    asked, more = 0, False
    for place in places:
        if isinstance(place, Found):
            found: Collection[int] = place.ids
            asked, more = asked + place.places, more or place.more
        else:
            found = list(place.order_by()[: MOST + 1])
            asked, more = asked + 1, more or len(found) > MOST
        ids.update(found)
        if len(ids) > MOST:
            return Found(frozenset(ids), True, asked)
    return Found(frozenset(ids), more, asked)

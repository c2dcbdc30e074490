"""Reads of facts, organizations and projects, each named for the page that needs it.

In: a queryset. Out: a queryset. Relations to money are followed by their names, so that nothing is imported from it.
"""

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from django.contrib.postgres.search import SearchQueryField, SearchVectorField
from django.db import connection, models
from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Sum,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Left

from projects.choices import OrganizationKind
from projects.reading import is_needed, keys_to_facts

if TYPE_CHECKING:
    from projects.models import Register

# A text has this many words at most; what comes after them is not searched.
WORDS = 12
# As many letters as pg_trgm keeps together.
TRIGRAM = 3
# Words that say nothing of what is looked for; alone, they are looked for all the same.
SMALL_WORDS = {
    *("au", "aux", "d'", "d’", "de", "des", "du", "en", "et", "l'", "l’", "la", "le", "les"),
    *("and", "for", "in", "of", "the"),
}


def words_of(text: str) -> list[str]:
    """What is looked for: the words of a text, without the small ones where there are others."""
    words = text.split()[:WORDS]
    return [word for word in words if word.lower() not in SMALL_WORDS] or words


def search_words(*fields: str) -> Func:
    """The stems of a folded name (« » where there is none) and of up to three texts beside it, French and English, without
    accents; indexes hold the same words (projects/migrations/0005)."""
    return Func(
        *(F(field) if field else Value("") for field in fields),
        function="search_words",
        output_field=SearchVectorField(),
    )


def has_stem(word: str, *fields: str) -> Q:
    """A form of the word stands in the fields: « établissements » finds « établissement »."""
    query = Func(Value(str(word)), function="search_query", output_field=SearchQueryField())
    matches = Func(
        search_words(*fields), query, template="%(expressions)s", arg_joiner=" @@ ", output_field=BooleanField()
    )
    return Q(matches)


class Word(str):
    """A word, or a text, whose folded form is known: who asks for it in many places has it folded once."""

    folded: str

    @classmethod
    def known(cls, *texts: str) -> list[Self]:
        """The texts, folded by the database."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT fold(t) FROM unnest(%s::text[]) WITH ORDINALITY AS u(t, at) ORDER BY at", [[*texts]])
            words = [cls(text) for text in texts]
            for word, (folded,) in zip(words, cursor.fetchall(), strict=True):
                word.folded = folded
        return words


def fold(text: str) -> Any:
    """The text without capitals, accents and punctuation, as the stored `folded` columns are."""
    if isinstance(text, Word):
        return text.folded
    return Func(Value(text), function="fold", output_field=TextField())


def all_words(text: str, *places: str) -> Q:
    """Each word of the text stands in one of the places; a place is a folded column, also of a relation to one.

    A word of three letters or more may stand within another; one of two stands at the beginning of a word: « 12 » is in
    much that nobody looks for, and no index of three letters has it.
    """
    condition, words = Q(), text.split()[:WORDS]
    # A single word stays what it is, with the folded form that it may have.
    for word in [text] if words == [text] else words:
        condition &= Q.create([asked for place in places for asked in standing(word, place)], connector=Q.OR)
    return condition


def standing(word: str, place: str) -> list[Q]:
    """That the word stands in the place, in a way that an index answers."""
    if len(word) >= TRIGRAM:
        return [Q(**{f"{place}__contains": fold(word)})]
    folded = fold(word)
    after_a_space = (
        f" {folded}"
        if isinstance(folded, str)
        else Func(Value(" "), folded, template="(%(expressions)s)", arg_joiner=" || ", output_field=TextField())
    )
    return [Q(**{f"{place}__startswith": folded}), Q(**{f"{place}__contains": after_a_space})]


def counted(rows: QuerySet, link: str, what: str = "pk") -> Coalesce:
    """How many of the rows, or of what they name, point by `link` at the row of the outer query: a subquery, so that counts
    don't multiply."""
    per_row = rows.filter(**{link: OuterRef("pk")}).order_by().values(link).annotate(n=Count(what, distinct=True))
    return Coalesce(Subquery(per_row.values("n"), output_field=IntegerField()), 0)


def counted_of_body(rows: QuerySet, what: str) -> Any:
    """How many awards or projects the rows name for the body of the outer query, or for one that was merged into it; what
    both are named for is counted once. Two subqueries, each of which has its index."""
    own = rows.filter(**{what: OuterRef(what)}, organization=OuterRef("organization__merged_into"))
    others = rows.filter(~Exists(own), organization__published=True)
    return counted(rows, "organization", what) + counted(others, "organization__merged_into", what)


def own_part(body: int, side: list[tuple[Any, Any, Any]]) -> Decimal | None:
    """What a body has of an award with several parties on its side, [(body, share, amount)]: the amount where they all are this
    body, under however many names; else its stated shares. A name that is not public is another body."""
    own = [(share, amount) for one, share, amount in side if one == body]
    if len(own) == len(side):
        return own[0][1]
    shares = [share for share, _amount in own]
    return None if None in shares else sum(shares, Decimal(0))


def same(body: str = "") -> Coalesce:
    """The id of a body, or of the one that it was merged into."""
    return Coalesce(f"{body}__merged_into", body) if body else Coalesce("merged_into", "pk")


class FactQuerySet(models.QuerySet):
    """Reads that every kind of fact has."""

    def public(self) -> Self:
        """Only what someone published, and what it can't be without."""
        needed = {f"{field.name}__published": True for field in keys_to_facts(self.model) if is_needed(field)}
        return self.filter(published=True, **needed)

    def of(self, register: "Register") -> Self:
        return self.filter(register=register)

    def for_reading(self, register: "Register") -> Self:
        """What visitors of a register's pages see; whatever a row points at is fetched once for all the rows."""
        return self.of(register).public().fetch_mode(models.FETCH_PEERS)

    def with_evidence(self) -> Self:
        """With each fact's pieces of evidence and their sources, in one query."""
        pieces = self.model._meta.get_field("evidence").related_model._default_manager  # type: ignore[union-attr]
        return self.prefetch_related(
            Prefetch("evidence", pieces.filter(source__published=True).select_related("source__register"))
        )


class OrganizationQuerySet(FactQuerySet):
    searched = ("folded", "name_en", "acronym")

    def standing(self) -> Self:
        """Without those that were merged into another."""
        return self.filter(merged_into=None)

    def funders(self) -> Self:
        """Those that pay at least one public award: a role, not a kind."""
        return self.with_role("payer")

    def with_role(self, *roles: str) -> Self:
        """Those that pay, or receive, at least one public award, under one of the names of the same body."""
        return self._among(self._parties().filter(role__in=roles))

    def intermediaries(self) -> Self:
        """Those that receive at least one transfer: money that they pass on."""
        return self._among(self._parties().filter(role="recipient", award__flow_level="transfer"))

    def _among(self, parties: Any) -> Self:
        """The bodies that one of the parties is, or is the same as."""
        named = parties.public().order_by().values(same=same("organization"))
        return self.alias(same=same()).filter(same__in=named)

    def awards_received_by(self) -> Any:
        """The public awards that these bodies, and those merged into them, receive, each once."""
        parties = self._parties().public().filter(role="recipient").alias(same=same("organization"))
        parties = parties.filter(same__in=self.order_by().values("pk"))
        awards = parties.model._meta.get_field("award").related_model._default_manager.public()
        return awards.filter(pk__in=parties.order_by().values("award"))

    def consortia(self) -> Self:
        return self.filter(kind=OrganizationKind.CONSORTIUM)

    def establishments(self) -> Self:
        return self.filter(kind__in=[OrganizationKind.ESTABLISHMENT, OrganizationKind.INSTALLATION])

    def matching(self, text: str) -> Self:
        """Those with each word of the text, in some form, in a name that they have or had, or as acronym."""
        found = self
        for word in words_of(text):
            names = self._related("names").filter(all_words(word, "folded") | has_stem(word, "folded"))
            named = Exists(names.filter(organization=OuterRef("pk")))
            own = all_words(word, "folded") | has_stem(word, *self.searched) | Q(acronym__iexact=word)
            found = found.filter(own | named)
        return found

    def for_list(self) -> Self:
        """With `awards_received`, `awards_paid` and `projects_count`, of public facts; also those of the bodies that were
        merged into each."""
        parties = self._parties()
        return self.annotate(
            awards_received=counted_of_body(parties.filter(role="recipient"), "award"),
            awards_paid=counted_of_body(parties.filter(role="payer"), "award"),
            projects_count=counted_of_body(self._related("participations").public(), "project"),
        )

    def sums(self, role: str, currency: str) -> dict[int, Decimal]:
        """{body: what it received, or paid, in a currency}, with what was merged into it, of awards that no other supersedes:
        its own part of each, as its account counts them. A body of which no part is known is not there."""
        parties = self._parties().filter(organization__in=self.order_by().values("pk"))
        later = parties.model._meta.get_field("award").related_model._default_manager.filter(
            published=True, supersedes=OuterRef("award")
        )
        everyone = parties.model._default_manager.filter(role=role).order_by()
        # Counted, since in an edition who is not shown has no number to be compared.
        beside = everyone.filter(award=OuterRef("award")).values("award").annotate(n=Count("*")).values("n")
        named = parties.filter(~Exists(later), role=role, award__currency=currency).order_by()
        named = named.annotate(same=same("organization"), several=Subquery(beside))
        alone = named.filter(several=1, award__amount__isnull=False).values("same").annotate(total=Sum("award__amount"))
        found: dict[int, Decimal] = dict(alone.values_list("same", "total"))
        shared = everyone.filter(award__in=named.filter(several__gt=1).values("award"))
        standing = {body: into or body for body, into in self.order_by().values_list("pk", "merged_into")}
        sides: dict[int, list[tuple[Any, Any, Any]]] = {}
        for award, body, share, amount in shared.values_list("award", "organization_id", "share", "award__amount"):
            sides.setdefault(award, []).append((standing.get(body), share, amount))
        for side in sides.values():
            for body in {one[0] for one in side} - {None}:
                part = own_part(body, side)
                if part is not None:
                    found[body] = found.get(body, Decimal(0)) + part
        return found

    def currencies(self) -> list[str]:
        """Those of the awards that these bodies are named in, the one with most first: no two are added up."""
        named = self._parties().filter(organization__in=self.order_by().values("pk")).order_by()
        counts = named.values("award__currency").annotate(n=Count("pk")).values_list("award__currency", "n")
        return [currency for currency, _n in sorted(counts, key=lambda row: (-row[1], row[0]))]

    def with_reported(self, rule: str) -> Self:
        """With `reported`: the number of this rule that a table of a source gives each of them."""
        figures = self._related("reported_figures").filter(rule=rule, published=True, organization=OuterRef("pk"))
        figures = figures.exclude(table="")
        return self.annotate(reported=Subquery(figures.order_by("id").values("value")[:1]))

    def counted_as_establishments(self) -> Self:
        """After `with_reported`: care establishments, and the bodies that the table counts with them (a research
        centre stands in the first register's)."""
        kinds = [OrganizationKind.ESTABLISHMENT, OrganizationKind.INSTALLATION]
        return self.filter(Q(kind__in=kinds) | Q(reported__isnull=False))

    def reported_total(self) -> dict[str, Any]:
        """After `with_reported`: {total, bodies}, the sum of what the table gives and how many it gives it for."""
        counted_bodies = self.exclude(reported=None)
        return counted_bodies.aggregate(total=Sum("reported"), bodies=Count("pk"))

    def _related(self, name: str) -> Any:
        return self.model._meta.get_field(name).related_model._default_manager.all()  # type: ignore[union-attr]

    def _parties(self) -> Any:
        return self._related("award_parties").filter(award__published=True)


class ProjectQuerySet(FactQuerySet):
    def awards_of(self) -> Any:
        """The public awards of these projects, each once."""
        awards = self.model._meta.get_field("awards").related_model._default_manager.public()  # type: ignore[union-attr]
        return awards.filter(project__in=self.order_by().values("pk"))

    def matching(self, text: str) -> Self:
        """Those with each word of the text, in some form, in their words or in the name of a participant; each place is
        asked for by itself, so that each has its index."""
        found = self
        for word in words_of(text):
            own = self.model._default_manager.order_by().filter(self._own(word)).values("pk")
            found = found.filter(pk__in=own.union(self._taking_part(word), all=True))
        return found

    def told_with(self, word: str) -> Self:
        """The word stands in its own words."""
        return self.filter(self._own(word))

    def _own(self, word: str) -> Q:
        return all_words(word, "folded") | has_stem(word, "folded", "title_en", "summary", "outcome")

    def _taking_part(self, word: str) -> QuerySet:
        parts = self.model._meta.get_field("participations").related_model  # type: ignore[union-attr]
        bodies = parts._meta.get_field("organization").related_model._default_manager.matching(word)  # type: ignore[union-attr]
        named = parts._default_manager.public().filter(organization__in=bodies.order_by().values("pk"))  # type: ignore[union-attr]
        return named.order_by().values("project")

    def for_list(self) -> Self:
        """With `awards_count` and `participants_count`, of public facts."""
        fields = self.model._meta
        awards = fields.get_field("awards").related_model._default_manager.filter(published=True)  # type: ignore[union-attr]
        parts = fields.get_field("participations").related_model._default_manager.public()  # type: ignore[union-attr]
        bodies = parts.filter(project=OuterRef("pk")).order_by().values("project")
        return self.annotate(
            awards_count=counted(awards, "project"),
            participants_count=Coalesce(
                Subquery(bodies.annotate(n=Count(same("organization"), distinct=True)).values("n")), 0
            ),
        )


def year_of(field: str) -> Case:
    """The year of a partial date; nothing where it is empty."""
    written = Cast(Left(Cast(field, TextField()), 4), IntegerField())
    return Case(When(~Q(**{field: ""}), then=written), default=None, output_field=IntegerField())


# Who sits, a person or a body, is public.
PUBLIC_HOLDER = Q(person=None) | Q(person__published=True)
PUBLIC_HOLDER &= Q(holder=None) | Q(holder__published=True)


class SeatQuerySet(FactQuerySet):
    def public(self) -> Self:
        return super().public().filter(PUBLIC_HOLDER)

    def with_year(self) -> Self:
        """With `year`: the one in which it began, where a source says."""
        return self.annotate(year=year_of("valid_from"))

    def for_list(self) -> Self:
        """With who sits, where, and on whose behalf."""
        return self.with_year().select_related("organization", "person", "holder", "on_behalf_of").with_evidence()

    def matching(self, text: str) -> Self:
        """Those with each word of the text in the name of who sits, of the board, of who is represented, or in the role."""
        role = Func(F("role"), function="fold", output_field=TextField())
        represented = Case(When(on_behalf_of__published=True, then=F("on_behalf_of__folded")))
        bodies = ("person__folded", "holder__folded", "organization__folded", "represented", "told")
        found = self.alias(told=role, represented=represented)
        for word in words_of(text):
            acronym = Q(organization__acronym__iexact=word)
            acronym |= Q(on_behalf_of__acronym__iexact=word, on_behalf_of__published=True)
            found = found.filter(all_words(word, *bodies) | acronym)
        return found


class PersonQuerySet(FactQuerySet):
    def matching(self, text: str) -> Self:
        return self.filter(all_words(text, "folded"))

    def for_list(self) -> Self:
        """With `seats_count`, of public seats."""
        seats = self.model._meta.get_field("seats").related_model._default_manager.public()  # type: ignore[union-attr]
        return self.annotate(seats_count=counted(seats, "person"))


def nulls_last(*fields: str) -> list[Any]:
    """The fields as an order, largest first where they begin with « - », rows without a value always at the end."""
    return [
        F(field[1:]).desc(nulls_last=True) if field.startswith("-") else F(field).asc(nulls_last=True)
        for field in fields
    ]

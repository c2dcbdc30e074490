"""Reads of awards, programmes and sources, each named for the page that needs it.

In: a queryset. Out: a queryset, or plain rows of totals. Filters across the parties of an award are `Exists`, never
joins: a join counts an award once per party.
"""

from collections.abc import Iterable
from typing import Any, Self

from django.apps import apps
from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Sum,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Left

from funding.choices import AbsentReason, AmountStatus, FlowLevel, InScope, PartyRole
from projects.choices import PUBLIC_SECTORS
from projects.querysets import FactQuerySet, all_words, counted, has_stem, words_of

# The words of the net/gross switch in addresses.
BASES = ("", "entered", "final")
# What sums of awards tell apart, by field, and by what else is known of each award.
SAID = ("currency", "amount_status", "in_scope", "flow_level")
APART = (*SAID, "superseded", "enters")
SUMMED = ("amount", *APART)
# What a sum does not know to the dollar.
INEXACT = [
    AmountStatus.AT_LEAST,
    AmountStatus.MORE_THAN,
    AmountStatus.AT_MOST,
    AmountStatus.ABOUT,
    AmountStatus.AVERAGE,
]


def year_of_award() -> Coalesce:
    """The first fiscal year, else the year of the decision, else nothing; the index of years holds the same words."""
    written = Cast(Left(Cast("date", TextField()), 4), IntegerField())
    of_date = Case(When(~Q(date=""), then=written), default=None, output_field=IntegerField())
    return Coalesce("fiscal_year", of_date)


def boolean(condition: Q) -> ExpressionWrapper:
    return ExpressionWrapper(condition, BooleanField())


def empty_sums(currency: str) -> dict[str, Any]:
    counts = dict.fromkeys(("awards", "without_amount", "inexact", "part_scope", "superseded"), 0)
    return {"currency": currency, **counts, "entered": None, "final": None}


def by_currency(groups: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """What `totals_by_basis` returns, of awards counted in groups."""
    sums: dict[str, dict[str, Any]] = {}
    for row in groups:
        add_group(sums.setdefault(row["currency"], empty_sums(row["currency"])), row)
    return [sums[currency] for currency in sorted(sums)]


def add_group(sums: dict[str, Any], row: dict[str, Any]) -> None:
    """Awards that are alike in everything that `totals_by_basis` tells apart."""
    sums["awards"] += row["n"]
    sums["without_amount"] += row["n"] - row["known"]
    sums["inexact"] += row["n"] if row["amount_status"] in INEXACT else 0
    sums["part_scope"] += row["n"] if row["in_scope"] != InScope.ALL else 0
    sums["superseded"] += row["n"] if row["superseded"] else 0
    for name, counts in (("entered", row["enters"]), ("final", row["flow_level"] == FlowLevel.FINAL)):
        if counts and not row["superseded"] and row["total"] is not None:
            sums[name] = (sums[name] or 0) + row["total"]


class AwardQuerySet(FactQuerySet):
    """Reads of awards."""

    def with_party(self, role: str, **conditions: Any) -> Self:
        """Awards that have a payer or a recipient such as `organization__sector__in=…`."""
        return self.filter(self._has_party(role, **conditions))

    def current(self) -> Self:
        """Without those that another award supersedes or pays: what is told twice is summed once."""
        return self.exclude(self._is_superseded())

    def public_money_in(self) -> Self:
        """Awards with a public or parapublic payer, each once, without regrants of a transfer already counted."""
        return self.current().filter(self._enters())

    def final(self) -> Self:
        """Awards to the one who uses the money."""
        return self.current().filter(flow_level=FlowLevel.FINAL)

    def under(self, basis: str) -> Self:
        """The net/gross switch (DESIGN § 5.2): everything, what enters as public money, what reaches who uses it; nothing
        under a word that is neither."""
        if basis not in BASES:
            return self.none()
        return {"": self.all, "entered": self.public_money_in, "final": self.final}[basis]()

    def transfers(self) -> Self:
        return self.current().filter(flow_level=FlowLevel.TRANSFER)

    def totals(self) -> list[dict[str, Any]]:
        """Per currency: {currency, total (Decimal or None), awards, without_amount}. Missing is never 0."""
        rows = (
            self.order_by("currency")
            .values("currency")
            .annotate(total=Sum("amount"), awards=Count("pk"), without_amount=Count("pk", filter=Q(amount=None)))
        )
        return list(rows)

    def totals_by_basis(self) -> list[dict[str, Any]]:
        """Per currency: {currency, awards, without_amount, inexact, part_scope, superseded, entered, final}.

        `entered` is the public money in and `final` its final destination: the same money at two places, never added.
        Both leave out what another award supersedes.
        """
        grouped = self.order_by().values(*SAID, superseded=self._is_superseded(), enters=boolean(self._enters()))
        return by_currency(grouped.annotate(n=Count("pk"), known=Count("amount"), total=Sum("amount")))

    def as_summed(self) -> QuerySet:
        """Each award with its amount and what `totals_by_basis` tells apart: (id, *SUMMED)."""
        told = self.annotate(superseded=self._is_superseded(), enters=boolean(self._enters()))
        return told.order_by().values_list("pk", *SUMMED)

    def with_year(self) -> Self:
        """With `year`: the first fiscal year, else the year of the decision, else None."""
        return self.annotate(year=year_of_award())

    def with_regrants(self) -> Self:
        """With `regrants_count`: how many public awards come out of it."""
        return self.annotate(regrants_count=counted(self.model._default_manager.filter(published=True), "parent"))

    def for_list(self) -> Self:
        """With the programme, the project, the parties, those of the transfer it comes from, and the evidence."""
        parties = self._parties().select_related("organization__merged_into").order_by("role", "id")
        return (
            self.with_year()
            .with_regrants()
            .select_related("programme", "project", "parent")
            .prefetch_related(Prefetch("parties", parties), Prefetch("parent__parties", parties))
            .with_evidence()
        )

    def matching(self, text: str) -> Self:
        """Those with each word of the text, in some form, in their words, or in a name of a party, the programme or the
        project. Each place is asked for by itself, so that each has its index."""
        found = self
        for word in words_of(text):
            found = found.filter(pk__in=self._told_with(word))
        return found

    def _told_with(self, word: str) -> QuerySet:
        awards = self.model._default_manager.order_by()
        related = self.model._meta.get_field
        own = all_words(word, "folded") | has_stem(word, "folded", "title_en", "description", "recipient_text")
        bodies = apps.get_model("projects", "Organization")._default_manager.matching(word).order_by().values("pk")
        envelopes = related("programme").related_model._default_manager.public().told_with(word).order_by().values("pk")  # type: ignore[union-attr]
        projects = related("project").related_model._default_manager.public().told_with(word).order_by().values("pk")  # type: ignore[union-attr]
        return (
            awards.filter(own)
            .values("pk")
            .union(
                self._parties().order_by().filter(organization__in=bodies).values("award"),
                awards.filter(programme__in=envelopes).values("pk"),
                awards.filter(project__in=projects).values("pk"),
                all=True,
            )
        )

    def _parties(self) -> QuerySet:
        return apps.get_model("funding", "AwardParty")._default_manager.public()  # type: ignore[attr-defined]

    def _has_party(self, role: str, **conditions: Any) -> Exists:
        return Exists(self._parties().filter(award=OuterRef("pk"), role=role, **conditions))

    def _is_superseded(self) -> Exists:
        later = self.model._default_manager.filter(published=True, supersedes__isnull=False)
        return Exists(later.filter(supersedes=OuterRef("pk")))

    def _enters(self) -> Q:
        """Paid by a public or parapublic body, named or only said to be public; what comes out of a transfer that is shown is
        not."""
        named = Q(self._has_party(PartyRole.PAYER, organization__sector__in=PUBLIC_SECTORS))
        return (Q(parent=None) | Q(parent__published=False)) & (named | Q(payer_absent=AbsentReason.PUBLIC))


class PartyQuerySet(QuerySet):
    """Who pays, receives or chooses."""

    def public(self) -> Self:
        """Without the bodies that are not public: the side that they stand on does not name them."""
        return self.filter(organization__published=True)


class ProgrammeQuerySet(FactQuerySet):
    def matching(self, text: str) -> Self:
        """Those with each word of the text, in some form, in their words or in the name of who pays or chooses."""
        parties = self.model._meta.get_field("parties").related_model._default_manager.public()  # type: ignore[union-attr]
        bodies = apps.get_model("projects", "Organization")._default_manager
        found = self
        for word in words_of(text):
            among = parties.filter(organization__in=bodies.matching(word).values("pk"), programme=OuterRef("pk"))
            found = found.filter(self._own(word) | Exists(among))
        return found

    def told_with(self, word: str) -> Self:
        """The word stands in its own words."""
        return self.filter(self._own(word))

    def _own(self, word: str) -> Q:
        return all_words(word, "folded") | has_stem(word, "folded", "name_en", "description")

    def for_list(self) -> Self:
        """With `awards_count` and who pays and chooses."""
        awards = self.model._meta.get_field("awards").related_model._default_manager.filter(published=True)  # type: ignore[union-attr]
        return self.annotate(awards_count=counted(awards, "programme")).with_parties()

    def with_parties(self) -> Self:
        """With who pays and who chooses."""
        parties = self.model._meta.get_field("parties").related_model._default_manager.public()  # type: ignore[union-attr]
        return self.prefetch_related(Prefetch("parties", parties.select_related("organization")))


class SourceQuerySet(FactQuerySet):
    def matching(self, text: str) -> Self:
        """Those with each word of the text in the title, the author or the publisher."""
        words = Func(
            F("title"), Value(" "), F("author"), Value(" "), F("publisher"), function="concat", output_field=TextField()
        )
        found = self.alias(told=Func(words, function="fold", output_field=TextField()))
        for word in words_of(text):
            found = found.filter(all_words(word, "told") | has_stem(word, "", "title", "author", "publisher"))
        return found

    def for_list(self) -> Self:
        """With `evidence_count`: the pieces of evidence that lead to it."""
        evidence = self.model._meta.get_field("evidence").related_model._default_manager.all()  # type: ignore[union-attr]
        return self.select_related("body").annotate(evidence_count=counted(evidence, "source"))

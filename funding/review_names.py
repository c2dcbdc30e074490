"""The names of an import on the staff's page of it: how they were matched, which wait, what people decided.

In: an import. Out: plain rows for the template; nothing is written.
"""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext

from funding.choices import MentionTier, Verdict
from funding.imports.models import Import, Judgement, Mention
from funding.imports.names import kind_in_name
from funding.imports.resolve import why_in_words
from funding.review import waiting_names
from projects.choices import OrganizationKind

MOST_NAMES = 60


@dataclass(frozen=True)
class Candidate:
    pk: int
    name: str
    score: Decimal
    why: str


@dataclass(frozen=True)
class NameLine:
    """A name of the file; `next` is the one below it, to leave this one for later."""

    pk: int
    name: str
    rows: int
    tier: str
    why: str
    meant: str
    candidates: list[Candidate]
    is_person: bool = False
    likely_kind: str = OrganizationKind.OTHER
    next: int | None = None


@dataclass(frozen=True)
class Decision:
    pk: int
    name: str
    words: str
    who: str
    made_at: datetime


@dataclass(frozen=True)
class Resolution:
    """Names of the file: how many by tier, those that wait, those that are matched, and what people decided."""

    tiers: list[tuple[str, int]]
    waiting: list[NameLine]
    waiting_in_all: int
    # Those that match nothing: what publishing makes where it is asked to.
    bodies_without_candidate: int
    people_without_candidate: int
    known: list[NameLine]
    decided: list[Decision]

    @property
    def more_waiting(self) -> int:
        return self.waiting_in_all - len(self.waiting)


def resolution(batch: Import) -> Resolution:
    counted = batch.mentions.order_by().values_list("tier", "is_person").annotate(n=Count("pk"))
    tiers: Counter[str] = Counter()
    for tier, is_person, number in sorted(counted, key=lambda one: (MentionTier.values.index(one[0]), one[1])):
        tiers[tier_words(tier, is_person)] += number
    related = ("organization", "person")
    known = batch.mentions.exclude(tier=MentionTier.WAITING).select_related(*related).order_by("name", "pk")
    named = batch.mentions.filter(form=OuterRef("form"), is_person=OuterRef("is_person"))
    decided = Judgement.objects.filter(Exists(named), register=batch.register, reversed_at=None)
    nothing = waiting_names(batch).filter(candidates=[])
    waiting = [name_line(mention) for mention in waiting_names(batch).order_by("-rows", "name")[:MOST_NAMES]]
    after = [line.pk for line in waiting[1:]] + [None]
    return Resolution(
        tiers=list(tiers.items()),
        waiting=[replace(line, next=following) for line, following in zip(waiting, after, strict=False)],
        waiting_in_all=sum(number for tier, _is_person, number in counted if tier == MentionTier.WAITING),
        bodies_without_candidate=nothing.filter(is_person=False).count(),
        people_without_candidate=nothing.filter(is_person=True).count(),
        known=[name_line(mention) for mention in known[:MOST_NAMES]],
        decided=[decision(one) for one in decided.select_related(*related, "made_by")],
    )


def name_line(mention: Mention) -> NameLine:
    word = kind_in_name(mention.name)
    return NameLine(
        pk=mention.pk,
        name=mention.name,
        rows=mention.rows,
        tier=tier_words(mention.tier, mention.is_person),
        why=why_in_words(mention.why) if mention.why else "",
        meant=str(mention.person or mention.organization or ""),
        candidates=[candidate(one) for one in mention.candidates if one.get("organization") or one.get("person")],
        is_person=mention.is_person,
        likely_kind=word[0] if word else OrganizationKind.OTHER,
    )


def tier_words(tier: str, is_person: bool) -> str:
    return gettext("New person") if is_person and tier == MentionTier.NEW else str(MentionTier(tier).label)


def candidate(found: dict[str, Any]) -> Candidate:
    why = why_in_words(found["why"]) if found.get("why") else ""
    pk = found.get("person") or found["organization"]
    return Candidate(pk, found["name"], Decimal(str(found.get("score", 0))) / 100, why)


def decision(judgement: Judgement) -> Decision:
    who = judgement.made_by.get_username() if judgement.made_by else ""
    return Decision(judgement.pk, judgement.name, verdict_words(judgement), who, judgement.made_at)


def verdict_words(judgement: Judgement) -> str:
    """“the same body as X”, “not X”, “a new person”."""
    name = {"name": str(judgement.person or judgement.organization or "")}
    if judgement.verdict == Verdict.SAME:
        same = gettext("the same person as “%(name)s”"), gettext("the same body as “%(name)s”")
        return same[not judgement.is_person] % name
    if judgement.verdict == Verdict.NOT_SAME:
        return gettext("not “%(name)s”") % name
    return gettext("a new person") if judgement.is_person else gettext("a new body")

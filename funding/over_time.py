"""Money by year: what a body received and paid, or what a programme gave, a year at a time.

In: the ids of a body and of those merged into it, or awards. Out: one row per currency and year, the undated last; awards
that another supersedes are in no sum, and what has no amount is counted beside. Of an award that a body pays or receives
with others, its share is its own; where no source states it, the award is in no sum and is counted apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from funding.choices import PartyRole
from funding.models import Award, AwardParty
from funding.querysets import INEXACT, AwardQuerySet


@dataclass
class Year:
    """One year in one currency; a sum is None where no amount is known, never 0."""

    year: int | None
    currency: str
    received: Decimal | None = None
    paid: Decimal | None = None
    awards: int = 0
    without_amount: int = 0
    # Of those with an amount: a minimum, a maximum or an approximation.
    inexact: int = 0
    # With others, in unknown shares: in no sum.
    apart: int = 0


Sums = list[dict[str, Any]]


def sums_of_body(parties: Any, family: Iterable[int]) -> Sums:
    """Everything that a body's page adds up, in one query: per side, currency, year, stage of the money and programme {role,
    currency, year, money_stage, programme__key, programme__name, total, n, without, inexact, apart, apart_total}.
    `parties` are its own in public awards."""
    sides = [grouped(side_of(parties, role, family), role) for role in PartyRole.values]
    return list(sides[0].union(*sides[1:], all=True).order_by("role", "currency"))


def side_of(parties: QuerySet, role: str, family: Iterable[int]) -> AwardQuerySet:
    """The public awards that a body pays, or receives, with its `part` of the amount: each once, also where two bodies that
    were merged share it."""
    mine = parties.filter(award=OuterRef("pk"), role=role).order_by()
    stated = mine.values("award").annotate(part=Sum("share"), unknown=Count("pk", filter=Q(share=None)))
    part = Subquery(stated.filter(unknown=0).values("part"), output_field=Award._meta.get_field("amount"))
    awards: AwardQuerySet = Award.objects.public()
    with_others = When(others_of("pk", role, family), then=part)
    return awards.filter(Exists(mine)).annotate(part=Case(with_others, default=F("amount")))


def others_of(award: str, role: Any, family: Iterable[int]) -> Exists:
    """Whether somebody else stands beside a body on a side of an award, shown or not."""
    # In an edition who is not shown has no number.
    beside = AwardParty.objects.filter(award=OuterRef(award), role=role).alias(body=Coalesce("organization", 0))
    return Exists(beside.exclude(body__in=family))


def grouped(awards: AwardQuerySet, role: str) -> Any:
    """Sums of the `part` of each award that is a body's own."""
    programme = tuple(f"programme__{field}" for field in ("key", "name", "name_en", "published"))
    groups = ("year", "currency", "money_stage", *programme)
    rows = awards.current().with_year().order_by().values(*groups)
    apart = Q(part=None, amount__isnull=False)
    rows = rows.annotate(
        total=Sum("part"),
        n=Count("pk"),
        without=Count("pk", filter=Q(part=None, amount=None)),
        inexact=Count("pk", filter=Q(amount_status__in=INEXACT, part__isnull=False)),
        apart=Count("pk", filter=apart),
        apart_total=Sum("amount", filter=apart),
        role=Value(role, CharField()),
    )
    return rows.values(*groups, "total", "n", "without", "inexact", "apart", "apart_total", "role")


def added(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    """A sum that is not known stays so until an amount is."""
    return other if one is None else one if other is None else one + other


def years_of_body(parties: Any, family: Iterable[int]) -> list[Year]:
    """The two sides of a body's account by year."""
    return gathered(sums_of_body(parties, family))


def years_of(awards: AwardQuerySet) -> list[Year]:
    """What awards give, as `paid`."""
    return gathered(grouped(awards.annotate(part=F("amount")), PartyRole.PAYER))


def gathered(rows: Iterable[dict[str, Any]]) -> list[Year]:
    years: dict[tuple[str, int | None], Year] = {}
    for row in rows:
        year = years.setdefault((row["currency"], row["year"]), Year(row["year"], row["currency"]))
        if row["role"] == PartyRole.RECIPIENT:
            year.received = added(year.received, row["total"])
        else:
            year.paid = added(year.paid, row["total"])
        year.awards += row["n"]
        year.without_amount += row["without"]
        year.inexact += row["inexact"]
        year.apart += row["apart"]
    return sorted(years.values(), key=lambda year: (year.currency != "CAD", year.currency, year.year or 9999))

"""Money by year: what a body received and paid, or what a programme gave, a year at a time.

In: the ids of a body and of those merged into it, or awards. Out: one row per currency and year, the undated last; awards
that another supersedes are in no sum, and what has no amount is counted beside.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import CharField, Count, Exists, OuterRef, Q, Sum, Value

from funding.choices import PartyRole
from funding.models import Award, AwardQuerySet


@dataclass
class Year:
    """One year in one currency; a sum is None where no amount is known, never 0."""

    year: int | None
    currency: str
    received: Decimal | None = None
    paid: Decimal | None = None
    awards: int = 0
    without_amount: int = 0


def years_of_body(parties: Any) -> list[Year]:
    """The two sides of a body's account; `parties` are its own in public awards. One query."""
    sides = [by_year(side_of(parties, role), role) for role in PartyRole.values]
    return gathered(sides[0].union(*sides[1:], all=True).order_by("currency"))


def side_of(parties: Any, role: str) -> AwardQuerySet:
    """The public awards that a body pays, or receives: each once, also where two bodies that were merged share it."""
    awards: AwardQuerySet = Award.objects.public()
    return awards.filter(Exists(parties.filter(award=OuterRef("pk"), role=role)))


def by_year(awards: AwardQuerySet, role: str) -> Any:
    rows = awards.current().with_year().order_by().values("year", "currency")
    rows = rows.annotate(
        total=Sum("amount"), n=Count("pk"), without=Count("pk", filter=Q(amount=None)), role=Value(role, CharField())
    )
    return rows.values("year", "currency", "total", "n", "without", "role")


def years_of(awards: AwardQuerySet) -> list[Year]:
    """What awards give, as `paid`."""
    return gathered(by_year(awards, PartyRole.PAYER))


def gathered(rows: Iterable[dict[str, Any]]) -> list[Year]:
    years: dict[tuple[str, int | None], Year] = {}
    for row in rows:
        year = years.setdefault((row["currency"], row["year"]), Year(row["year"], row["currency"]))
        if row["role"] == PartyRole.RECIPIENT:
            year.received = row["total"]
        else:
            year.paid = row["total"]
        year.awards += row["n"]
        year.without_amount += row["without"]
    return sorted(years.values(), key=lambda year: (year.currency != "CAD", year.currency, year.year or 9999))

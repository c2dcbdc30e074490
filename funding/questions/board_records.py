"""The seats, ties and payments that the rules about boards look at, as plain records with their periods.

In: querysets of seats, ties and awards. Out: lists of `Seat`, `Tie` and `Payment`; bodies by id, a body that was found
to be another as that other one. What is left out stands beside each function.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from funding.choices import Instrument, PartyRole
from funding.models import AwardParty, AwardYear
from funding.querysets import AwardQuerySet
from projects.choices import SeatKind
from projects.models import BoardMembership, Organization, OrganizationTie
from projects.periods import Period, decided, held

# Seats that take part in what a body decides.
DECIDING = (SeatKind.BOARD, SeatKind.EXECUTIVE_COMMITTEE)
# What makes a person someone of a body that is paid.
OFFICES = (*DECIDING, SeatKind.FOUNDER, SeatKind.OFFICER)
# An observer attends without a vote.
OBSERVER = re.compile(r"\bobservateur|\bobservatrice|\bobserver\b|\bobservers\b", re.IGNORECASE)


@dataclass(frozen=True)
class Seat:
    """A seat or an office: in which body, held by a person or a body, on behalf of which body."""

    id: int
    body: int
    person: int | None
    holder: int | None
    behalf: int | None
    kind: str
    period: Period

    @property
    def decides(self) -> bool:
        return self.kind in DECIDING


@dataclass(frozen=True)
class Tie:
    id: int
    ends: tuple[int, int]
    period: Period


@dataclass(frozen=True)
class Payment:
    """An award of money: who pays, who is paid, and when."""

    id: int
    payers: frozenset[int]
    recipients: frozenset[int]
    period: Period


class Standing(dict[int, int]):
    """The body that stands for a body: itself, or the one that it was found to be."""

    def __missing__(self, body: int) -> int:
        return body


def standing() -> Standing:
    merged = Organization.objects.exclude(merged_into=None).order_by("pk")
    return Standing({pk: other for pk, other in merged.values_list("pk", "merged_into") if other is not None})


def of_public_people(seats: QuerySet[BoardMembership]) -> QuerySet[BoardMembership]:
    """Without those of a person, or of a body, that is not public: one who was withdrawn is named nowhere."""
    return seats.exclude(person__published=False).exclude(holder__published=False)


def read_seats(seats: QuerySet[BoardMembership], same: Standing, known_on: str) -> list[Seat]:
    """Seats that decide, and offices. Left out: observers, committees that advise, and former seats without any date,
    since nothing says when they were held."""
    columns = (
        "pk", "organization", "person", "holder", "on_behalf_of", "kind", "valid_from", "valid_to", "former", "role",
    )  # fmt: skip
    found = []
    for pk, body, person, holder, behalf, kind, start, end, former, role in (
        of_public_people(seats).filter(kind__in=OFFICES).order_by("pk").values_list(*columns)
    ):
        if OBSERVER.search(role) or (former and not start and not end):
            continue
        period = held(start, end, former=former, known_on=known_on)
        sits, stands = (None if one is None else same[one] for one in (holder, behalf))
        found.append(Seat(pk, same[body], person, sits, stands, kind, period))
    return found


def read_ties(ties: QuerySet[OrganizationTie], same: Standing, known_on: str) -> list[Tie]:
    """Ties to a parent or to a group."""
    rows = ties.order_by("pk").values_list("pk", "organization", "to", "valid_from", "valid_to")
    return [
        Tie(pk, (same[one], same[other]), held(start, end, known_on=known_on))
        for pk, one, other, start, end in rows
        if same[one] != same[other]
    ]


def money_only(awards: AwardQuerySet) -> AwardQuerySet:
    """Awards of money: not what is given in kind, not what was taken back, not what another award replaces."""
    given = Q(amount=None) | Q(amount__gt=0)
    return awards.current().filter(given).exclude(instrument=Instrument.IN_KIND)


def read_payments(awards: AwardQuerySet, same: Standing, payers: set[int], recipients: set[int]) -> list[Payment]:
    """The payments of some bodies to some others, in three queries however many there are."""
    aliases = [body for body, other in same.items() if other in payers or other in recipients]
    paying, paid = {*payers, *aliases}, {*recipients, *aliases}
    between = awards.filter(has_party(PartyRole.PAYER, paying), has_party(PartyRole.RECIPIENT, paid))
    dates = {pk: (day, year) for pk, day, year in between.order_by("pk").values_list("pk", "date", "fiscal_year")}
    sides: dict[tuple[int, str], set[int]] = defaultdict(set)
    parties = AwardParty.objects.public().filter(award__in=dates).order_by("pk")
    for award, body, role in parties.values_list("award", "organization", "role"):
        sides[award, role].add(same[body])
    years: dict[int, list[int]] = defaultdict(list)
    for award, year in AwardYear.objects.filter(award__in=dates).order_by("pk").values_list("award", "fiscal_year"):
        years[award].append(year)
    return [
        Payment(
            pk,
            frozenset(sides[pk, PartyRole.PAYER]),
            frozenset(sides[pk, PartyRole.RECIPIENT]),
            decided(day, years[pk] or ([year] if year is not None else [])),
        )
        for pk, (day, year) in dates.items()
    ]


def has_party(role: str, bodies: set[int]) -> Any:
    return Exists(AwardParty.objects.filter(award=OuterRef("pk"), role=role, organization__in=bodies))

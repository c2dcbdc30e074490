"""What became of them: public money of organizations that were later bought, merged, bankrupt or listed.

In: published events of organizations, and award lines (`funding.models.lines`) of one currency. Out: `Fate`s.

Universe: bodies with a merger, an acquisition, a bankruptcy or a listing on record. Public money: current final awards
with a public or parapublic payer that the body receives, alone or by a known share, in one currency; one without an
amount, or shared in unknown parts, is counted. Years between: from the year of the first such award to the year of the
event, None where either is not known.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, F, Min, QuerySet, Sum, When

from funding.choices import AmountStatus, PartyRole
from funding.models import AwardParty
from funding.models.lines import AwardLineQuerySet
from funding.questions.standing import same_body
from projects.choices import EventKind
from projects.models import Organization

KINDS = (EventKind.ACQUISITION, EventKind.MERGER, EventKind.BANKRUPTCY, EventKind.LISTING)


@dataclass(frozen=True)
class Fate:
    """One event of a body, with its public money up to now: None where no amount is known."""

    event: Any
    body: int
    received: Decimal | None
    awards: int
    without_amount: int
    first_year: int | None
    # How the known amounts are known, where not exactly.
    statuses: frozenset[str] = frozenset()

    @property
    def year(self) -> int | None:
        return int(self.event.date[:4]) if self.event.date else None

    @property
    def years_between(self) -> int | None:
        return None if self.year is None or self.first_year is None else self.year - self.first_year


def fates(events: Iterable[Any], lines: AwardLineQuerySet, same: Mapping[int, int]) -> list[Fate]:
    """Each event with the public money of its body, the most money first."""
    events = list(events)
    standing = {event.organization_id: same.get(event.organization_id, event.organization_id) for event in events}
    ends = set(standing.values())
    members = ends | {body for body, end in same.items() if end in ends}
    received = public_money(lines, members, same)
    found = [fate(event, standing[event.organization_id], received) for event in events]
    return sorted(
        found, key=lambda fate: (-(fate.received or Decimal(0)), fate.event.organization.folded, fate.event.pk)
    )


@dataclass
class Received:
    """Public money of a body: its sum, awards, those of which its part is known, and the first year."""

    total: Decimal = Decimal(0)
    awards: int = 0
    known: int = 0
    first_year: int | None = None
    statuses: frozenset[str] = frozenset()

    def count(self, awards: int, known: int, year: int | None) -> None:
        self.awards += awards
        self.known += known
        self.first_year = min((one for one in (self.first_year, year) if one is not None), default=None)

    def add(self, amount: Decimal | None, status: str) -> None:
        if amount is not None:
            self.total += amount
            self.statuses |= {status} - {AmountStatus.EXACT}


def fate(event: Any, body: int, received: Mapping[int, Received]) -> Fate:
    mine = received.get(body, Received())
    total = mine.total if mine.known else None
    return Fate(event, body, total, mine.awards, mine.awards - mine.known, mine.first_year, mine.statuses)


def public_money(lines: AwardLineQuerySet, bodies: set[int], same: Mapping[int, int]) -> dict[int, Received]:
    """What the bodies received of final awards with a public or parapublic payer, alone or by a known share."""
    public = lines.final().filter(public_payer=True).order_by()
    parties = AwardParty.objects.public().filter(
        role=PartyRole.RECIPIENT, organization__in=bodies, award__in=public.values("pk")
    )
    part = Case(
        When(award__line__parts_known=False, then=None),
        When(award__line__recipients=1, then=F("award__line__amount")),
        default=F("share"),
    )
    parties = parties.order_by().annotate(part=part)
    apart = {*same, *same.values()} & bodies
    found = one_by_one(parties.filter(organization__in=apart), same) if apart else {}
    status, year = "award__line__amount_status", F("award__line__year")
    counts = {"n": Count("pk"), "known": Count("part"), "first": Min(year), "total": Sum("part")}
    summed = parties.exclude(organization__in=apart).values_list("organization_id", status).annotate(**counts)
    for body, told, n, known, first, total in summed:
        row = found.setdefault(body, Received())
        row.count(n, known, first)
        row.add(total, told)
    return found


def one_by_one(parties: QuerySet, same: Mapping[int, int]) -> dict[int, Received]:
    """The same of bodies that have another name, award by award: the same award under two names counts once."""
    line = ("award__line__recipients", "award__line__year", "award__line__amount_status")
    found: dict[int, Received] = {}
    told: set[tuple[int, int]] = set()
    for name, award, recipients, year, status, amount in parties.values_list("organization_id", "award", *line, "part"):
        body = same.get(name, name)
        row = found.setdefault(body, Received())
        again = (body, award) in told
        told.add((body, award))
        if not again:
            row.count(1, amount is not None, year)
        # Two names of a body that is alone have the award once, of one with others each its share.
        if not again or recipients > 1:
            row.add(amount, status)
    return found


def rows(lines: AwardLineQuerySet, what: str, *parts: str) -> AwardLineQuerySet:
    """The lines behind a number: the public money of `bodies` with an event, or of `body:KEY`; `…:without` a known part.
    Raises ValueError on anything else."""
    public = lines.final().filter(public_payer=True)
    parties = AwardParty.objects.public().filter(role=PartyRole.RECIPIENT)
    match what, parts:
        case "bodies", []:
            members = Organization.objects.filter(events__kind__in=KINDS, events__published=True)
        case "body", [key]:
            members = Organization.objects.filter(key=key)
        case _:
            raise ValueError(what)
    ends = set(members.values_list("pk", flat=True))
    same = same_body()
    ends = {same.get(body, body) for body in ends}
    named = ends | {body for body, end in same.items() if end in ends}
    return public.filter(award__in=parties.filter(organization__in=named).values("award"))

"""Traced and untraced: what each intermediary received to pass on, and how much of it the register follows further.

In: awards. Out: one row per intermediary and currency. What nobody can trace is transfers − Σ regrants (DESIGN § 5.2);
regrants beyond the transfer are flagged, never a negative remainder.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from funding.choices import PartyRole
from funding.models import AwardParty
from funding.querysets import AwardQuerySet
from funding.questions.standing import same_body
from projects.models import Organization


@dataclass
class Tracing:
    """What one intermediary received in one currency. Sums leave out what has no amount, and say how many."""

    organization_id: int
    currency: str
    received: Decimal = Decimal(0)
    traced: Decimal = Decimal(0)
    untraced: Decimal = Decimal(0)
    transfers: int = 0
    without_amount: int = 0
    regrants: int = 0
    regrants_without_amount: int = 0
    # Regrants in another currency than their transfer: in no sum.
    elsewhere: int = 0
    # Transfers with less money than what comes out of them: an error of a source, or of ours.
    beyond: int = 0

    @property
    def share(self) -> Decimal | None:
        """The part of what was received that can be followed, between 0 and 1; None where no amount is known. What comes out
        of a transfer beyond its amount, or out of one without an amount, is no part of it."""
        return (self.received - self.untraced) / self.received if self.received else None


def tracing(awards: AwardQuerySet, organizations: list[int] | None = None) -> list[Tracing]:
    """Each intermediary's money, the largest sum first. A transfer to several bodies is left out: its shares are not
    known. `organizations`: only these."""
    recipients = AwardParty.objects.filter(role=PartyRole.RECIPIENT).order_by()
    to: QuerySet = awards.transfers().order_by().values("pk")
    if organizations is not None:
        to = recipients.public().filter(award__in=to, organization__in=organizations).values("award")
    shown = Exists(Organization.objects.public().filter(pk=OuterRef("organization")))
    told = recipients.filter(award__in=to).annotate(shown=shown)
    same, sides = same_body(), defaultdict(set)
    # By award: a body under two names has it once.
    money: dict[int, tuple[int, str, Decimal | None]] = {}
    for award, body, is_shown, currency, amount in told.values_list(
        "award", "organization", "shown", "award__currency", "award__amount"
    ):
        sides[award].add(same.get(body, body))
        if is_shown:
            money[award] = (same.get(body, body), currency, amount)
    transfers = {award: found for award, found in money.items() if len(sides[award]) == 1}
    out = regrants(awards, list(transfers))
    found: dict[tuple[int, str], Tracing] = {}
    for award, (organization, currency, amount) in transfers.items():
        row = found.setdefault((organization, currency), Tracing(organization, currency))
        add_transfer(row, amount, out[award])
    return sorted(found.values(), key=lambda row: (-row.received, row.organization_id, row.currency))


def regrants(awards: AwardQuerySet, transfers: list[int]) -> dict[int, tuple[Decimal, int, int, int]]:
    """Per transfer: (Σ of what comes out of it in its currency, how many, how many without an amount, how many in another
    currency)."""
    same = Q(currency=F("parent__currency"))
    rows = (
        awards.current()
        .filter(parent__in=transfers)
        .order_by()
        .values_list("parent")
        .annotate(
            total=Sum("amount", filter=same),
            n=Count("pk", filter=same),
            unknown=Count("pk", filter=same & Q(amount=None)),
            elsewhere=Count("pk", filter=~same),
        )
    )
    found: dict[int, tuple[Decimal, int, int, int]] = defaultdict(lambda: (Decimal(0), 0, 0, 0))
    for parent, total, *counts in rows:
        found[parent] = (total or Decimal(0), *counts)
    return found


def add_transfer(row: Tracing, amount: Decimal | None, out: tuple[Decimal, int, int, int]) -> None:
    traced, count, unknown, elsewhere = out
    row.transfers += 1
    row.elsewhere += elsewhere
    row.regrants += count
    row.regrants_without_amount += unknown
    row.traced += traced
    if amount is None:
        row.without_amount += 1
        return
    row.received += amount
    row.untraced += max(amount - traced, Decimal(0))
    row.beyond += traced > amount

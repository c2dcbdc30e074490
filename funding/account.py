"""The account of a body: what it received and what it paid, row by row, with totals that are never mixed.

In: the ids of a body and of those merged into it. Out: two sides of an account that a template only prints.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from funding.choices import FlowLevel, MoneyStage, PartyRole
from funding.models import Award, AwardParty
from funding.over_time import Sums, added, others_of
from funding.routes import Stop, bodies, stop
from projects.models import Register

# So many rows on each side; the list of awards has them all.
ROWS = 12


@dataclass(frozen=True)
class Total:
    """The sum of one side in one currency, of current awards; what it could not count stands beside it."""

    currency: str
    amount: Decimal | None
    awards: int
    without_amount: int
    inexact: int
    # With others, in unknown shares: how many are in no sum, and what all of them received or paid together.
    apart: int = 0
    apart_amount: Decimal | None = None
    # Stage of the money → its part of the sum.
    by_stage: dict[str, Decimal] = field(default_factory=dict)

    @property
    def stages(self) -> list[tuple[str, Decimal]]:
        """(the stage in words, its part) where the sum mixes announced, committed and paid money."""
        parts = [(str(MoneyStage(stage).label), part) for stage, part in sorted(self.by_stage.items())]
        return parts if len(parts) > 1 else []


@dataclass(frozen=True)
class Line:
    """An award on one side of the account, with who stands on the other."""

    award: Award
    other: Stop
    void: bool
    superseded: bool
    # Who stands on the same side, in words, and what of the amount is the body's own where a source says so.
    beside: str = ""
    share: Decimal | None = None


@dataclass
class Side:
    role: str
    lines: list[Line] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(total.awards for total in self.totals)


def account(parties: Any, family: list[int], sums: Sums, register: Register) -> dict[str, Side]:
    """{received, paid}: the largest awards of each side, and the totals of all of them."""
    sides = {PartyRole.RECIPIENT: Side("recipient"), PartyRole.PAYER: Side("payer")}
    for party in largest(parties, family):
        sides[PartyRole(party.role)].lines.append(line_of(party, family, register))
    for role, total in totals(sums):
        sides[PartyRole(role)].totals.append(total)
    return {"received": sides[PartyRole.RECIPIENT], "paid": sides[PartyRole.PAYER]}


def parties_of(family: list[int], register: Register, basis: str = "") -> QuerySet[AwardParty]:
    """A body's own parties in public awards, under one of the bases."""
    parties = AwardParty.objects.filter(organization__in=family, award__published=True, award__register=register)
    return parties.filter(award__in=Award.objects.public().under(basis).order_by().values("pk")) if basis else parties


def largest(parties: Any, family: list[int]) -> QuerySet[AwardParty]:
    """The largest awards of each side, the transfers first: they are what is passed on."""
    public = Award.objects.public()
    order = [F("award__flow_level").desc(), F("award__amount").desc(nulls_last=True), F("award__id").asc()]
    others = AwardParty.objects.public().select_related("organization__merged_into")
    return (
        parties.annotate(
            followed=Exists(public.filter(parent=OuterRef("award"))),
            superseded=Exists(public.filter(supersedes=OuterRef("award"))),
            with_others=others_of("award", OuterRef("role"), family),
            place=Window(RowNumber(), partition_by=F("role"), order_by=order),
        )
        .filter(place__lte=ROWS)
        .order_by("role", "place")
        .select_related("award__programme", "award__project")
        .prefetch_related(Prefetch("award__parties", others))
    )


def totals(sums: Sums) -> list[tuple[str, Total]]:
    """[(side, total)] per currency, each award once, without those that another supersedes."""
    found: dict[tuple[str, str], Total] = {}
    for row in sums:
        group = row["role"], row["currency"]
        before = found.get(group) or Total(row["currency"], None, 0, 0, 0)
        stage, stages = row["money_stage"], before.by_stage
        if row["total"] is not None:
            stages = stages | {stage: stages.get(stage, Decimal(0)) + row["total"]}
        found[group] = Total(
            currency=row["currency"],
            amount=added(before.amount, row["total"]),
            awards=before.awards + row["n"],
            without_amount=before.without_amount + row["without"],
            inexact=before.inexact + row["inexact"],
            apart=before.apart + row["apart"],
            apart_amount=added(before.apart_amount, row["apart_total"]),
            by_stage=stages,
        )
    return [(role, total) for (role, _currency), total in found.items()]


def line_of(party: Any, family: list[int], register: Register) -> Line:
    """The award as the body's account shows it: who paid it, or who received it; and with whom."""
    award, void = party.award, False
    if party.role == PartyRole.RECIPIENT:
        other = stop(register, bodies(award, PartyRole.PAYER), award.payer_absent, "")
        void = award.flow_level == FlowLevel.TRANSFER and not party.followed
    else:
        other = stop(register, bodies(award, PartyRole.RECIPIENT), award.recipient_absent, award.recipient_text)
    void = void or other.get("missing", False)
    beside = beside_words(party, family) if party.with_others else ""
    return Line(award, other, void, party.superseded, beside, party.share)


def beside_words(party: Any, family: list[int]) -> str:
    """Who stands beside a body on its side of an award; others where they are not shown."""
    beside = [body.short for body in bodies(party.award, party.role) if body.pk not in family]
    return get_text_list(beside, _("and")) or _("others")


def no_judgement() -> str:
    return _("Sitting on a board is not a fault: the register shows that both exist, not that one led to the other.")


def meeting_words(coincide: bool) -> str:
    """The fixed explanation wherever a seat and money meet (DESIGN § 7). That they `coincide` is said of a published
    finding only: a seat may be on a body that pays nothing, or have ended before the money came."""
    if coincide:
        return f"{_('Here a seat and funding coincide.')} {no_judgement()}"
    return _(
        "Seats and funding are shown side by side; no link between them is established. Sitting on a board is not a "
        "fault."
    )

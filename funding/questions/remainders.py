"""Traced and untraced: what each intermediary received to pass on, how far it can be followed, and why no further.

In: the award lines of transfers, and those that may come out of them. Out: one `Remainder` per intermediary and currency,
or per year.

Universe: current transfers to one body, with an amount, wholly in the register's scope; the others are counted and left
out. Traced = Σ of the current awards that come out of the transfer (DESIGN § 5.2): `named` where a recipient or one
project is named, `aggregate` where only a line for several, `withheld` where the body keeps the name. What is left,
transfer − Σ, never below zero, is `refused` where a request for access to the intermediary or to a payer was refused and
none was answered, else `unpublished`. More out than in is counted in `beyond` and lowers nothing; what comes out in another
currency than the transfer's is counted in `elsewhere` and is in no sum here.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Sum, Value, When

from funding.choices import AbsentReason, InScope, RequestOutcome
from funding.models import AwardParty
from funding.models.lines import AwardLineQuerySet

ENDS = ("named", "aggregate", "withheld", "refused", "unpublished")
# In another currency than the transfer.
ELSEWHERE = "elsewhere"


@dataclass
class Remainder:
    """Sums in one currency; `received` = named + aggregate + withheld + refused + unpublished, where nothing is beyond."""

    currency: str
    received: Decimal = Decimal(0)
    named: Decimal = Decimal(0)
    aggregate: Decimal = Decimal(0)
    withheld: Decimal = Decimal(0)
    refused: Decimal = Decimal(0)
    unpublished: Decimal = Decimal(0)
    transfers: int = 0
    regrants: int = 0
    beyond: int = 0
    elsewhere: int = 0

    @property
    def traced(self) -> Decimal:
        return self.named + self.aggregate + self.withheld

    @property
    def untraced(self) -> Decimal:
        return self.refused + self.unpublished

    @property
    def followed(self) -> Decimal:
        """What of the received can be followed: of a transfer with more out than in, all of it and no more."""
        return self.received - self.untraced

    @property
    def share(self) -> Decimal | None:
        """The part of what was received that can be followed; None where nothing is known."""
        return self.followed / self.received if self.received else None


@dataclass
class LeftOut:
    """Transfers that no sum can use, by reason."""

    without_amount: int = 0
    several_bodies: int = 0
    partly_in_scope: int = 0

    @property
    def transfers(self) -> int:
        return self.without_amount + self.several_bodies + self.partly_in_scope


USABLE = Q(amount__isnull=False, recipients=1, in_scope=InScope.ALL)
WHY_LEFT_OUT = Case(
    When(amount=None, then=Value("without_amount")),
    When(~Q(recipients=1), then=Value("several_bodies")),
    default=Value("partly_in_scope"),
    output_field=CharField(),
)
# How far an award that comes out of a transfer can be followed.
END = Case(
    When(~Q(currency=F("parent__currency")), then=Value(ELSEWHERE)),
    When(recipients__gt=0, then=Value("named")),
    When(recipient_absent=AbsentReason.WITHHELD, then=Value("withheld")),
    When(project__isnull=False, count_of_projects=1, recipient_absent="", then=Value("named")),
    default=Value("aggregate"),
    output_field=CharField(),
)
# What a remainder is told by: the intermediary's id, or the year of the transfer.
BY = ("recipient_id", "year")


def once(lines: AwardLineQuerySet) -> AwardLineQuerySet:
    """Each dollar once: without the transfers that come out of another one that is counted here."""
    first = lines.transfers().filter(USABLE, pk=OuterRef("parent_id"), currency=OuterRef("currency"))
    return lines.filter(~Exists(first))


def remainders(
    transfers: AwardLineQuerySet, out: AwardLineQuerySet, refusing: set[int], by: str = "recipient_id"
) -> dict[tuple[Any, str], Remainder]:
    """What was received and what became of it, by (`by`, currency), the largest sum first. `out`: lines of which some
    come out of the transfers."""
    used = transfers.transfers().filter(USABLE).order_by()
    found: dict[tuple[Any, str], Remainder] = {}
    for key, currency, refused, received, n, rest, beyond in kept(used, out, refusing, by):
        row = found.setdefault((key, currency), Remainder(currency))
        row.received += received
        row.transfers += n
        row.beyond += beyond
        end = "refused" if refused else "unpublished"
        setattr(row, end, getattr(row, end) + (rest or 0))
    told = "parent__recipient" if by == "recipient_id" else f"parent__{by}"
    handed_on = (
        out.filter(parent__in=used.values("pk"))
        .order_by()
        .annotate(end=END)
        .values_list(told, "parent__currency", "end")
        .annotate(total=Sum("amount"), n=Count("pk"))
    )
    for key, currency, end, total, n in handed_on:
        row = found[key, currency]
        if end == ELSEWHERE:
            row.elsewhere += n
        else:
            setattr(row, end, getattr(row, end) + (total or 0))
            row.regrants += n
    order = sorted(found, key=lambda key: (-found[key].received, str(key)))
    return {key: found[key] for key in order}


def kept(used: AwardLineQuerySet, out: AwardLineQuerySet, refusing: set[int], by: str) -> QuerySet:
    """Per (`by`, currency, whether access was refused): received, transfers, what is left of them, more out than in."""
    side = AwardParty.objects.filter(award=OuterRef("pk"), organization__in=refusing)
    refused = Case(When(Exists(side), then=Value(1)), default=Value(0)) if refusing else Value(0)
    return (
        used.annotate(told=F(by), refused=refused, out=out.handed_on())
        .values_list("told", "currency", "refused")
        .annotate(
            received=Sum("amount"),
            n=Count("pk"),
            rest=Sum(F("amount") - F("out"), filter=Q(amount__gt=F("out"))),
            more=Count("pk", filter=Q(amount__lt=F("out"))),
        )
    )


def left_out(transfers: AwardLineQuerySet) -> LeftOut:
    """The transfers that no sum can use, by reason."""
    unused = transfers.transfers().exclude(USABLE).order_by().annotate(why=WHY_LEFT_OUT)
    return LeftOut(**dict(unused.values_list("why").annotate(n=Count("pk"))))


def refusing_bodies(requests: QuerySet) -> set[int]:
    """Bodies that refused a request for access, or hold no document, and answered none."""
    found: dict[int, set[str]] = {}
    for body, outcome in requests.exclude(body=None).order_by("pk").values_list("body_id", "outcome"):
        found.setdefault(body, set()).add(outcome)
    refused = {RequestOutcome.REFUSED.value, RequestOutcome.NO_DOCUMENT.value}
    answered = {RequestOutcome.ANSWERED.value, RequestOutcome.PARTIAL.value}
    return {body for body, outcomes in found.items() if outcomes & refused and not outcomes & answered}


def rows(lines: AwardLineQuerySet, what: str, *parts: str) -> AwardLineQuerySet:
    """The lines behind a number: `transfers` that are counted, `left` out, `to:KEY` an intermediary, in a `year:2021`; and
    `out` of the transfers, by `out:END`, or `out:elsewhere` in another currency; with `net` before it, each dollar once.
    Raises ValueError on anything else."""
    if what == "net" and parts:
        lines, what, parts = once(lines), parts[0], parts[1:]
    used = lines.transfers().filter(USABLE)
    match what, parts:
        case "transfers", []:
            return used
        case "left", []:
            return lines.transfers().exclude(USABLE)
        case "to", [key]:
            return used.filter(recipient__key=key)
        case "year", [year] if year.isdecimal():
            return used.filter(year=int(year))
        case "out", [end] if end in (*ENDS, ELSEWHERE):
            return whose_parent(used).annotate(end=END).filter(end=end)
        case "rest", []:
            return used.annotate(out=whole(lines).handed_on()).filter(amount__gt=F("out"))
    raise ValueError(what)


def whole(lines: AwardLineQuerySet) -> AwardLineQuerySet:
    """All public lines: what comes out of a transfer may not be under the filter that the transfer is under."""
    return lines.model.objects.filter(published=True)


def whose_parent(used: AwardLineQuerySet) -> AwardLineQuerySet:
    return whole(used).filter(parent__in=used.values("pk"))

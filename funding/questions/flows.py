"""Who decides over public money: from whom it comes, through whom, to whom; and who makes the last choice.

In: award lines (`funding.models.lines`) of one currency. Out: `Flow`s between bodies, and dollars by the sector of who
decides.

Net: each dollar once. A transfer flows from its payers to the intermediary; what comes out of it flows on from there;
the rest of it, transfer − Σ of what comes out of it, ends at « untraced », or at « partly » where the transfer is not
wholly in the scope: the rest may be outside of it (more than the transfer: no rest, and counted).
A final award that comes out of no transfer of these lines flows straight from payer to recipient.
Gross: every award as it stands; money that passes through an intermediary is then told twice.
A side with several bodies is « several » unless they are alike; a side without a body is « unnamed », or « public » where
the source says only that public bodies stand there.

Who decides (universe: awards with a public or parapublic payer, without what comes out of a transfer already counted):
who chooses the programme's projects, where that is on record; else the intermediary that a transfer goes to; else the
payer. Several deciders of different sectors are « several ».
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Case, CharField, Count, F, Q, Sum, Value, When
from django.db.models.functions import Cast

from funding.choices import AbsentReason, AmountStatus, FlowLevel, InScope
from funding.models.lines import PUBLIC, SEVERAL, UNNAMED, AwardLineQuerySet

PAYER, INTERMEDIARY, SECOND, RECIPIENT = "payer", "intermediary", "second", "recipient"
UNTRACED, PARTLY = "untraced", "partly"
KIND, BODY = "kind", "body"


class Node(NamedTuple):
    """A place on the way: its column (payer, intermediary, second, recipient), and who: a kind, or the id of a body; or
    one of unnamed, public, several, untraced, partly."""

    column: str
    who: str


@dataclass
class Flow:
    """Money from one place to the next: its sum, above zero, how many awards it is made of (none: the rest of transfers),
    and how the amounts are known where that is not exactly."""

    source: Node
    target: Node
    amount: Decimal = Decimal(0)
    awards: int = 0
    statuses: frozenset[str] = frozenset()


@dataclass
class Flows:
    """All flows of a currency, the largest first; awards without an amount, and transfers with more out than in."""

    flows: list[Flow] = field(default_factory=list)
    total: Decimal = Decimal(0)
    awards: int = 0
    without_amount: int = 0
    beyond: int = 0

    @property
    def untraced(self) -> Decimal:
        return sum((flow.amount for flow in self.flows if flow.target.who == UNTRACED), Decimal(0))


def told(side: str, by: str) -> Any:
    """What a side is told as: its kind, or the id of its one body."""
    if by == KIND:
        return F(f"{side}_kind")
    bodies = f"{side}s"
    public = When(**{bodies: 0, f"{side}_absent": AbsentReason.PUBLIC}, then=Value(PUBLIC))
    nobody = When(**{bodies: 0}, then=Value(UNNAMED))
    several = When(**{f"{side}_id__isnull": True}, then=Value(SEVERAL))
    return Case(public, nobody, several, default=Cast(f"{side}_id", CharField()), output_field=CharField())


def inside(lines: AwardLineQuerySet) -> Any:
    """Whether a line comes out of a transfer that these lines count already."""
    return lines.out_of(lines.known().transfers())


def flows(lines: AwardLineQuerySet, by: str = KIND, *, gross: bool = False) -> Flows:
    """The flows of lines that are all in one currency. `by`: what a body is told as, « kind » or « body »."""
    answer, sums = Flows(), dict[tuple[Node, Node], Flow]()
    for flow, is_inside in passed(lines, by, gross):
        put(sums, flow)
        answer.total += 0 if is_inside else flow.amount
    if not gross:
        rests, answer.beyond = left_over(lines, by)
        for flow in rests:
            put(sums, flow)
    answer.awards = lines.count()
    answer.without_amount = lines.filter(amount=None).count()
    answer.flows = sorted((flow for flow in sums.values() if flow.amount > 0), key=in_order)
    return answer


def put(sums: dict[tuple[Node, Node], Flow], flow: Flow) -> None:
    """One more part of a flow."""
    known = sums.setdefault((flow.source, flow.target), Flow(flow.source, flow.target))
    known.amount += flow.amount
    known.awards += flow.awards
    known.statuses |= flow.statuses


def unsure(status: str) -> frozenset[str]:
    return frozenset({status} - {AmountStatus.EXACT})


def passed(lines: AwardLineQuerySet, by: str, gross: bool) -> list[tuple[Flow, bool]]:
    """What each kind of line carries from its payers to its recipients, and whether it comes out of a transfer."""
    known = lines.known().order_by()
    rows = (
        known.annotate(
            within=Value(False) if gross else inside(lines), start=told("payer", by), end=told("recipient", by)
        )
        .values_list("within", "flow_level", "start", "end", "amount_status")
        .annotate(total=Sum("amount"), n=Count("pk"))
    )
    found = []
    for within, level, start, end, status, total, n in rows:
        source = Node(INTERMEDIARY if within else PAYER, start)
        column = RECIPIENT if level == FlowLevel.FINAL else SECOND if within else INTERMEDIARY
        found.append((Flow(source, Node(column, end), total, n, unsure(status)), within))
    return found


def left_over(lines: AwardLineQuerySet, by: str) -> tuple[list[Flow], int]:
    """What stays of transfers after all that comes out of them; and out of how many comes more than went in."""
    rows = (
        lines.known()
        .transfers()
        .order_by()
        .annotate(within=inside(lines), end=told("recipient", by), out=lines.handed_on())
        .values_list("within", "end", "in_scope", "amount_status")
        .annotate(
            rest=Sum(F("amount") - F("out"), filter=Q(amount__gt=F("out"))),
            more=Count("pk", filter=Q(amount__lt=F("out"))),
        )
    )
    found, beyond = [], 0
    for within, end, in_scope, status, rest, more in rows:
        beyond += more
        if rest:
            source = Node(SECOND if within else INTERMEDIARY, end)
            target = Node(RECIPIENT, UNTRACED if in_scope == InScope.ALL else PARTLY)
            found.append(Flow(source, target, rest, 0, unsure(status)))
    return found, beyond


def in_order(flow: Flow) -> tuple[Decimal, Node, Node]:
    return -flow.amount, flow.source, flow.target


def public_money(lines: AwardLineQuerySet) -> AwardLineQuerySet:
    """Lines with an amount and a public or parapublic payer, without what comes out of a transfer already counted."""
    return lines.known().filter(~inside(lines), public_payer=True)


def decided(lines: AwardLineQuerySet) -> dict[str, tuple[Decimal, int]]:
    """Per sector of who makes the last choice: (dollars, awards), of public money in one currency."""
    rows = public_money(lines).order_by().values_list("decider").annotate(total=Sum("amount"), n=Count("pk"))
    return {sector: (total, n) for sector, total, n in rows}


def rows(lines: AwardLineQuerySet, what: str, *parts: str) -> AwardLineQuerySet:
    """The lines behind a number: `decider:private`; `public`; `drawn`, `drawn:gross`; `without`; or a flow, by how it is
    told and both its ends: `flow:net:kind:payer:ministry:recipient:startup`. Raises ValueError on anything else."""
    match what, parts:
        case "decider", [sector]:
            return public_money(lines).filter(decider=sector)
        case "public", []:
            return public_money(lines)
        case "drawn", []:
            return lines.known().filter(~inside(lines))
        case "drawn", ["gross"]:
            return lines.known()
        case "without", []:
            return lines.filter(amount=None)
        case "flow", [money, "kind" | "body" as by, *ends] if len(ends) == 4:
            return of_flow(lines, by, Node(*ends[:2]), Node(*ends[2:]), gross=money == "gross")
    raise ValueError(what)


def is_told(side: str, by: str, who: str) -> Q:
    """The lines whose side is told as this."""
    if by == KIND:
        return Q(**{f"{side}_kind": who})
    if who in (UNNAMED, PUBLIC):
        public = Q(**{f"{side}_absent": AbsentReason.PUBLIC})
        return Q(**{f"{side}s": 0}) & (public if who == PUBLIC else ~public)
    if who == SEVERAL:
        return Q(**{f"{side}s__gt": 0, f"{side}_id__isnull": True})
    return Q(**{f"{side}_id": int(who)})


def of_flow(lines: AwardLineQuerySet, by: str, source: Node, target: Node, *, gross: bool) -> AwardLineQuerySet:
    """The lines of one flow; of a rest, the transfers that it is left of."""
    rest = target.who in (UNTRACED, PARTLY)
    found = lines.known()
    if rest:
        found = found.transfers().filter(is_told("recipient", by, source.who)).annotate(out=lines.handed_on())
        whole = Q(in_scope=InScope.ALL)
        found = found.filter(whole if target.who == UNTRACED else ~whole, amount__gt=F("out"))
    else:
        level = FlowLevel.FINAL if target.column == RECIPIENT else FlowLevel.TRANSFER
        ends = is_told("payer", by, source.who) & is_told("recipient", by, target.who)
        found = found.filter(ends, flow_level=level)
    within = source.column == (SECOND if rest else INTERMEDIARY)
    return found if gross else found.filter(inside(lines) if within else ~inside(lines))

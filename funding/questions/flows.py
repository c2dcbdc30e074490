"""Who decides over public money: from whom it comes, through whom, to whom; and who makes the last choice.

In: lines of one currency (`questions.ledger`). Out: `Flow`s between bodies, and dollars by the sector of who decides.

Net: each dollar once. A transfer flows from its payers to the intermediary; what comes out of it flows on from there;
the rest of it, transfer − Σ of what comes out of it, ends at « untraced », or at « partly » where the transfer is not
wholly in the scope: the rest may be outside of it (more than the transfer: no rest, and counted).
A final award that comes out of no transfer of these lines flows straight from payer to recipient.
Gross: every award as it stands; money that passes through an intermediary is then told twice.
A side with several bodies is « several » unless they are alike; a side without a body is « unnamed ».

Who decides (universe: awards with a public or parapublic payer, without what comes out of a transfer already counted):
who chooses the programme's projects, where that is on record; else the intermediary that a transfer goes to; else the
payer. Several deciders of different sectors are « several ».
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from funding.choices import InScope
from funding.questions.ledger import Line
from projects.choices import PUBLIC_SECTORS, Sector

PAYER, INTERMEDIARY, SECOND, RECIPIENT = "payer", "intermediary", "second", "recipient"
UNNAMED, SEVERAL, UNTRACED, PARTLY = "unnamed", "several", "untraced", "partly"
Parties = tuple[tuple[int, Decimal | None], ...]


class Node(NamedTuple):
    """A place on the way: its column (payer, intermediary, second, recipient), and who: a label's text, or one of
    unnamed, several, untraced, partly."""

    column: str
    who: str


@dataclass
class Flow:
    """Money from one place to the next: its sum, above zero, and how many awards it is made of."""

    source: Node
    target: Node
    amount: Decimal = Decimal(0)
    awards: int = 0


@dataclass
class Flows:
    """All flows of a currency, the largest first; awards without an amount, and transfers with more out than in."""

    flows: list[Flow] = field(default_factory=list)
    total: Decimal = Decimal(0)
    without_amount: int = 0
    beyond: int = 0

    @property
    def untraced(self) -> Decimal:
        return sum((flow.amount for flow in self.flows if flow.target.who == UNTRACED), Decimal(0))


def flows(lines: list[Line], label: Callable[[int], str], *, gross: bool = False) -> Flows:
    """The flows of lines that are all in one currency. `label`: what a body is told as (its kind, its key …)."""
    known = [line for line in lines if line.amount is not None]
    transfers = {} if gross else {line.pk: line for line in known if not line.is_final}
    out: dict[int | None, Decimal] = defaultdict(Decimal)
    answer = Flows(without_amount=len(lines) - len(known))
    sums: dict[tuple[Node, Node], Flow] = {}

    def add(source: Node, target: Node, amount: Decimal, awards: int = 1) -> None:
        flow = sums.setdefault((source, target), Flow(source, target))
        flow.amount += amount
        flow.awards += awards

    for line in known:
        amount = line.amount or Decimal(0)
        inside = line.parent in transfers
        source = Node(INTERMEDIARY if inside else PAYER, side(line.payers, label))
        column = RECIPIENT if line.is_final else SECOND if inside else INTERMEDIARY
        add(source, Node(column, side(line.recipients, label)), amount)
        if inside:
            out[line.parent] += amount
        else:
            answer.total += amount
    for pk, line in transfers.items():
        rest = (line.amount or Decimal(0)) - out[pk]
        answer.beyond += rest < 0
        if rest > 0:
            column = SECOND if line.parent in transfers else INTERMEDIARY
            end = UNTRACED if line.in_scope == InScope.ALL else PARTLY
            add(Node(column, side(line.recipients, label)), Node(RECIPIENT, end), rest, 0)
    answer.flows = sorted((flow for flow in sums.values() if flow.amount > 0), key=in_order)
    return answer


def in_order(flow: Flow) -> tuple[Decimal, Node, Node]:
    return -flow.amount, flow.source, flow.target


def side(parties: Parties, label: Callable[[int], str]) -> str:
    """What a side of an award is told as."""
    labels = {label(body) for body, _share in parties}
    return UNNAMED if not labels else labels.pop() if len(labels) == 1 else SEVERAL


def decided(
    lines: list[Line], sectors: Mapping[int, str], choosers: Mapping[int, tuple[int, ...]]
) -> dict[str, tuple[Decimal, int]]:
    """Per sector of who makes the last choice: (dollars, awards), of public money in one currency."""
    transfers = {line.pk for line in lines if not line.is_final and line.amount is not None}
    found: dict[str, tuple[Decimal, int]] = {}
    for line in lines:
        public = any(sectors.get(body) in PUBLIC_SECTORS for body, _share in line.payers)
        if line.amount is None or line.parent in transfers or not public:
            continue
        sector = decider(line, sectors, choosers)
        amount, awards = found.get(sector, (Decimal(0), 0))
        found[sector] = (amount + line.amount, awards + 1)
    return found


def decider(line: Line, sectors: Mapping[int, str], choosers: Mapping[int, tuple[int, ...]]) -> str:
    """The sector of who makes the last choice of a line."""
    bodies = choosers.get(line.programme or 0, ())
    if not bodies:
        bodies = tuple(body for body, _share in (line.payers if line.is_final else line.recipients))
    found = {sectors.get(body, Sector.UNKNOWN) for body in bodies}
    return Sector.UNKNOWN if not found else found.pop() if len(found) == 1 else SEVERAL

"""Flows as places and bands of a drawing, and as the table under it; the smallest places are drawn together.

In: flows of one currency and the bodies in them. Out: a `Told`.
"""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from funding import chart_flow
from funding.dashboards.cells import counted, sum_of, text
from funding.dashboards.page import Asked, Rows
from funding.dashboards.words import dollars
from funding.export_columns import column, number
from funding.questions.flows import PARTLY, PAYER, RECIPIENT, SEVERAL, UNNAMED, UNTRACED, Flows, Node
from projects.choices import OrganizationKind
from projects.models import Organization

# So many places of a column are drawn; the rest of them is one place.
LARGEST = 10
OTHERS = "others"
COLUMNS = (
    column("source", _lazy("From"), _lazy("Kind or key of who pays; unnamed or several.")),
    column("target", _lazy("To"), _lazy("Kind or key of who receives; unnamed, several, or untraced.")),
    number("amount", _lazy("Dollars"), _lazy("The sum of the flow.")),
    number("awards", _lazy("Awards"), _lazy("Awards of the flow; 0 for what is not published.")),
    column("currency", _lazy("Currency"), _lazy("The currency of the amounts.")),
)


@dataclass(frozen=True)
class Told:
    """Places, bands and the table of the flows, with each node's name."""

    currency: str
    places: list[chart_flow.Place]
    bands: list[chart_flow.Band]
    names: dict[Node, str]
    table: Rows


def placed(asked: Asked, answer: Flows, bodies: dict[int, Organization], currency: str) -> Told:
    by_key = {body.key: body for body in bodies.values()}
    sums: Counter[Node] = Counter()
    for flow in answer.flows:
        sums[flow.source] += flow.amount  # type: ignore[assignment]
        sums[flow.target] += flow.amount  # type: ignore[assignment]
    kept = largest(sums)
    drawn_as = {node: node if node in kept else Node(node.column, OTHERS) for node in sums}
    names = {node: name_of(node, by_key) for node in {*sums, *drawn_as.values()}}
    nodes = sorted(set(drawn_as.values()), key=lambda node: (node.column, node.who))
    position = {node: place for place, node in enumerate(nodes)}
    bands: dict[tuple[int, int], Decimal] = {}
    for flow in answer.flows:
        way = position[drawn_as[flow.source]], position[drawn_as[flow.target]]
        bands[way] = bands.get(way, Decimal(0)) + flow.amount
    passing = [passes(bands, place) for place in range(len(nodes))]
    return Told(
        currency,
        [
            place_of(asked, node, names[node], dollars(passing[place], currency), by_key)
            for place, node in enumerate(nodes)
        ],
        [
            chart_flow.Band(source, target, amount, dollars(amount, currency), "", is_void(nodes[target]))
            for (source, target), amount in bands.items()
        ],
        names,
        table_of(asked, answer, names, by_key, currency),
    )


def passes(bands: dict[tuple[int, int], Decimal], place: int) -> Decimal:
    """The money that passes a place: what comes in or what goes out, the larger."""
    into = sum((amount for (_source, target), amount in bands.items() if target == place), Decimal(0))
    out = sum((amount for (source, _target), amount in bands.items() if source == place), Decimal(0))
    return max(into, out)


def largest(sums: Counter[Node]) -> set[Node]:
    """The largest nodes of each column, and those that stand for something missing."""
    kept = {node for node in sums if node.who in (UNNAMED, SEVERAL, UNTRACED, PARTLY)}
    for name in {node.column for node in sums}:
        ranked = [node for node, _sum in sums.most_common() if node.column == name and node not in kept]
        kept |= set(ranked[:LARGEST])
    return kept


def is_void(node: Node) -> bool:
    return node.who in (UNTRACED, UNNAMED, PARTLY)


def name_of(node: Node, by_key: dict[str, Organization]) -> str:
    words = {
        UNNAMED: _("payer not named") if node.column == PAYER else _("recipient not named"),
        SEVERAL: _("several, shares not known"),
        UNTRACED: _("distribution not published"),
        PARTLY: _("only partly in the register’s scope"),
        OTHERS: _("all the others"),
    }
    if node.who in words:
        return words[node.who]
    return by_key[node.who].short if node.who in by_key else str(OrganizationKind(node.who).label)


def place_of(asked: Asked, node: Node, name: str, money: str, by_key: dict[str, Organization]) -> chart_flow.Place:
    body = by_key.get(node.who)
    address = asked.page_of(body) if body else asked.here(by="name")
    sector = body.sector if body else sector_of_kind(node.who, by_key)
    return chart_flow.Place(name, money, sector, address, is_void(node))


def sector_of_kind(kind: str, by_key: dict[str, Organization]) -> str:
    """The sector of a kind, where all its bodies have the same."""
    found = {body.sector for body in by_key.values() if body.kind == kind}
    return found.pop() if len(found) == 1 else ""


def table_of(
    asked: Asked, answer: Flows, names: dict[Node, str], by_key: dict[str, Organization], currency: str
) -> Rows:
    rows = []
    for flow in answer.flows:
        cells = []
        for node in (flow.source, flow.target):
            body = by_key.get(node.who)
            cells.append(text(names[node], asked.page_of(body) if body else "", node.who))
        behind = asked.awards_with(**narrowed(flow.source, flow.target, by_key)) if flow.awards else ""
        rows.append((*cells, sum_of(flow.amount, currency, behind), counted(flow.awards, behind), text(currency)))
    return Rows(_("The flows, one by one"), COLUMNS, tuple(rows))


def narrowed(source: Node, target: Node, by_key: dict[str, Organization]) -> dict[str, str]:
    """The filter of awards that comes nearest to a flow."""
    found = {"level": "final" if target.column == RECIPIENT else "transfer"}
    if source.who in by_key:
        found["payer"] = source.who
    if target.who in by_key:
        found["recipient"] = target.who
    elif target.who in OrganizationKind.values:
        found["recipient_kind"] = target.who
    return found

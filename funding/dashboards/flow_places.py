"""Flows as places and bands of a drawing, and as the table under it; the smallest places are drawn together.

In: flows of one currency. Out: a `Told`.
"""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import pgettext

from funding import chart_flow
from funding.dashboards.asked import Asked
from funding.dashboards.cells import KNOWN, counted, known_as, sum_of, text
from funding.dashboards.page import Cell, Rows
from funding.dashboards.words import dollars, qualified
from funding.export_columns import column, number
from funding.models.lines import PUBLIC, SEVERAL, UNNAMED
from funding.questions.flows import BODY, KIND, PARTLY, PAYER, UNTRACED, Flow, Flows, Node
from projects.choices import OrganizationKind, Sector
from projects.models import Organization

# So many places of a column are drawn; the rest of them is one place.
LARGEST = 10
OTHERS = "others"
COLUMNS = (
    column("step", _lazy("Step"), _lazy("Where the money leaves: payer, intermediary, or second intermediary.")),
    column("source", _lazy("From"), _lazy("Kind or key of who pays; unnamed, public (bodies not named), or several.")),
    column("target", _lazy("To"), _lazy("Kind or key of who receives; unnamed, several, or untraced.")),
    number("amount", _lazy("Dollars"), _lazy("The sum of the flow.")),
    number("awards", _lazy("Awards"), _lazy("Awards of the flow; 0 for the rest of a transfer.")),
    column("currency", _lazy("Currency"), _lazy("The currency of the amounts.")),
    KNOWN,
)


@dataclass(frozen=True)
class Told:
    """Places, bands and the table of the flows, with each node's name."""

    currency: str
    places: list[chart_flow.Place]
    bands: list[chart_flow.Band]
    names: dict[Node, str]
    table: Rows


def placed(asked: Asked, answer: Flows, currency: str) -> Told:
    bodies = bodies_in(answer.flows)
    sectors = {key: body.sector for key, body in bodies.items()} or sectors_of_kinds(asked)
    sums: Counter[Node] = Counter()
    for flow in answer.flows:
        sums[flow.source] += flow.amount  # type: ignore[assignment]
        sums[flow.target] += flow.amount  # type: ignore[assignment]
    kept = largest(sums)
    drawn_as = {node: node if node in kept else Node(node.column, OTHERS) for node in sums}
    names = {node: name_of(node, bodies) for node in {*sums, *drawn_as.values()}}
    nodes = sorted(set(drawn_as.values()), key=lambda node: (node.column, node.who))
    position = {node: place for place, node in enumerate(nodes)}
    bands: dict[tuple[int, int], Decimal] = {}
    unsure: dict[tuple[int, int], frozenset[str]] = {}
    for flow in answer.flows:
        way = position[drawn_as[flow.source]], position[drawn_as[flow.target]]
        bands[way] = bands.get(way, Decimal(0)) + flow.amount
        unsure[way] = unsure.get(way, frozenset()) | flow.statuses
    passing = [passes(bands, place) for place in range(len(nodes))]
    return Told(
        currency,
        [
            chart_flow.Place(
                short_name(node, names),
                qualified(dollars(passing[place], currency), statuses_at(unsure, place)),
                Sector.PUBLIC if node.who == PUBLIC else sectors.get(node.who, ""),
                asked.page_of(bodies[node.who]) if node.who in bodies else asked.here(by="name"),
                is_void(node),
            )
            for place, node in enumerate(nodes)
        ],
        [
            chart_flow.Band(*way, amount, qualified(dollars(amount, currency), unsure[way]), "", is_void(nodes[way[1]]))
            for way, amount in bands.items()
        ],
        names,
        table_of(asked, answer, names, bodies, currency),
    )


def bodies_in(found: list[Flow]) -> dict[str, Organization]:
    """The bodies that flows name, by how a node names them; none where they are told by kind."""
    ids = {node.who for flow in found for node in (flow.source, flow.target) if node.who.isdecimal()}
    return {str(body.pk): body for body in Organization.objects.filter(pk__in=map(int, ids)).order_by("pk")}


def sectors_of_kinds(asked: Asked) -> dict[str, str]:
    """The sector of each kind of body in the register whose bodies all have the same."""
    rows = Organization.objects.of(asked.register).public().order_by().values_list("kind", "sector").distinct()
    found: dict[str, str] = {}
    for kind, sector in rows:
        found[kind] = sector if kind not in found else ""
    return found


def passes(bands: dict[tuple[int, int], Decimal], place: int) -> Decimal:
    """The money that passes a place: what comes in or what goes out, the larger."""
    into = sum((amount for (_source, target), amount in bands.items() if target == place), Decimal(0))
    out = sum((amount for (source, _target), amount in bands.items() if source == place), Decimal(0))
    return max(into, out)


def statuses_at(unsure: dict[tuple[int, int], frozenset[str]], place: int) -> frozenset[str]:
    """How the amounts that pass a place are known, where not exactly."""
    return frozenset().union(*(statuses for way, statuses in unsure.items() if place in way))


def largest(sums: Counter[Node]) -> set[Node]:
    """The largest nodes of each column, and those that stand for something missing."""
    kept = {node for node in sums if node.who in (UNNAMED, PUBLIC, SEVERAL, UNTRACED, PARTLY)}
    for name in {node.column for node in sums}:
        ranked = [node for node, _sum in sums.most_common() if node.column == name and node not in kept]
        kept |= set(ranked[:LARGEST])
    return kept


def is_void(node: Node) -> bool:
    return node.who in (UNTRACED, UNNAMED, PARTLY)


def short_name(node: Node, names: dict[Node, str]) -> str:
    """Beside a band there is room for less than in a table."""
    return (
        pgettext("a name in a chart", "Consortium or incubator")
        if node.who == OrganizationKind.CONSORTIUM
        else names[node]
    )


def name_of(node: Node, bodies: dict[str, Organization]) -> str:
    words = {
        PUBLIC: _("public bodies, not named"),
        UNNAMED: _("payer not named") if node.column == PAYER else _("recipient not named"),
        SEVERAL: _("several, shares not known"),
        UNTRACED: _("distribution not in the register"),
        PARTLY: _("not followed, only partly in the register’s scope"),
        OTHERS: _("all the others"),
    }
    if node.who in words:
        return words[node.who]
    return bodies[node.who].short if node.who in bodies else str(OrganizationKind(node.who).label)


def table_of(
    asked: Asked, answer: Flows, names: dict[Node, str], bodies: dict[str, Organization], currency: str
) -> Rows:
    rows = []
    for flow in answer.flows[: asked.most]:
        cells = [text(flow.source.column)]
        for node in (flow.source, flow.target):
            body = bodies.get(node.who)
            handed_on = _("out of what it received") if node == flow.source and node.column != PAYER else ""
            key, page = (body.key, asked.page_of(body)) if body else (node.who, "")
            cells.append(text(names[node], page, key, detail=handed_on))
        there = behind(asked, flow, currency)
        rest = Cell(_("the rest of a transfer"), number=True, address=there, value=0)
        awards = counted(flow.awards, there) if flow.awards else rest
        rows.append(
            (
                *cells,
                sum_of(flow.amount, currency, there, flow.statuses),
                awards,
                text(currency),
                known_as(flow.statuses),
            )
        )
    apart = frozenset({"step", "currency", KNOWN.name})
    return Rows(_("The flows, one by one"), COLUMNS, tuple(rows), known_rows=len(answer.flows), only_download=apart)


def behind(asked: Asked, flow: Flow, currency: str) -> str:
    """The awards that a flow is made of; of a rest, the transfers that it is left of."""
    money = "gross" if asked.views.get("money") == "gross" else "net"
    by = BODY if asked.views.get("by") == "name" else KIND
    return asked.behind("flow", money, by, *flow.source, *flow.target, currency=currency)

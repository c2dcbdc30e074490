"""How concentrated is the money, and on whom?

In: a queryset of awards, or of reported figures with an organization. Out: one `Concentration` per currency or table.

Universe: final awards, each once (what another award supersedes or pays is left out). Unit: organization; one that was
found to be another counts as that other. Amounts: as sources state them, per currency, never added across currencies.
An award with several recipients counts for each by its stated share. Money taken back (a negative amount) lowers the
recipient's total. Left out, and counted in `LeftOut`: awards without an amount, without a named recipient, with several
recipients of unknown shares, lines that stand for several projects, and organizations whose total is not above zero.
By group: the members of a group, as long as they belong to it, count as the group.

Formulas (DESIGN § 7; sᵢ is the share of organization i, n their number, x₍ᵢ₎ the totals in rising order):
HHI = Σ(100 sᵢ)², from 10 000/n to 10 000; N_eff = 10 000/HHI; HHI* = (H − 1/n)/(1 − 1/n) with H = HHI/10 000;
CRk = Σ of the k largest shares; Gini = 2Σ i·x₍ᵢ₎/(nΣx) − (n+1)/n; Lorenz: cumulated share of organizations against
cumulated share of the total, from the smallest. Sources: Hirschman, « The Paternity of an Index », 1964;
Gini, « Variabilità e mutabilità », 1912. The scale of 10 000 is the one of competition authorities.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from funding.choices import AmountStatus, InScope
from funding.models import ReportedFigure
from funding.querysets import AwardQuerySet
from funding.questions.ledger import Line, by_currency, lines, same_body, same_group
from projects.models import Organization

TEN_THOUSAND = Decimal(10_000)
# A table of one or two organizations says nothing of concentration.
FEWEST_ORGANIZATIONS = 3


@dataclass(frozen=True)
class Measures:
    """The measures of some totals above zero. `hhi` and `effective` are numbers, the others shares from 0 to 1.

    `normalised` (HHI*) is None for a single organization. `lorenz` begins at (0, 0) and ends at (1, 1).
    """

    n: int
    total: Decimal
    hhi: Decimal
    effective: Decimal
    normalised: Decimal | None
    cr1: Decimal
    cr4: Decimal
    cr10: Decimal
    gini: Decimal
    lorenz: tuple[tuple[Decimal, Decimal], ...]


@dataclass(frozen=True)
class Holder:
    """An organization with its part: total in the currency or unit, share from 0 to 1, and awards counted."""

    organization: Organization
    total: Decimal
    share: Decimal
    awards: int
    figure: ReportedFigure | None = None


@dataclass(frozen=True)
class LeftOut:
    """How many awards the measure could not use, by reason; the last one counts organizations."""

    without_amount: int = 0
    without_recipient: int = 0
    shares_unknown: int = 0
    several_projects: int = 0
    not_above_zero: int = 0

    @property
    def awards(self) -> int:
        return self.without_amount + self.without_recipient + self.shares_unknown + self.several_projects


@dataclass(frozen=True)
class Concentration:
    """Who holds what in one currency (or one unit of a source's table), the largest first, and how concentrated it is.

    `measures` is None where nobody holds anything. `awards` counts the awards used; `inexact` those of them whose
    amount is « about », « at least »…; `partly_in_scope` those that are only in part, or perhaps, in the scope;
    `taken_back` those below zero. `unresolved` is the money of awards left out although their amount is known;
    `interval` is between which HHI it could make (see `interval`).
    """

    unit: str
    holders: tuple[Holder, ...]
    measures: Measures | None
    left_out: LeftOut
    awards: int = 0
    inexact: int = 0
    partly_in_scope: int = 0
    taken_back: int = 0
    unresolved: Decimal = Decimal(0)
    interval: tuple[Decimal, Decimal] | None = None


def measure(totals: Sequence[Decimal]) -> Measures:
    """The measures of totals that are all above zero. Raises ValueError where one is not, or there is none."""
    if not totals or min(totals) <= 0:
        raise ValueError("measures need totals, each above zero")
    rising = sorted(totals)
    n, total = len(rising), sum(rising, Decimal(0))
    shares = [value / total for value in reversed(rising)]
    hhi = TEN_THOUSAND * sum((value * value for value in rising), Decimal(0)) / (total * total)
    even = Decimal(1) / n
    weighted = sum((place * value for place, value in enumerate(rising, start=1)), Decimal(0))
    return Measures(
        n=n,
        total=total,
        hhi=hhi,
        effective=TEN_THOUSAND / hhi,
        normalised=(hhi / TEN_THOUSAND - even) / (1 - even) if n > 1 else None,
        cr1=shares[0],
        cr4=sum(shares[:4], Decimal(0)),
        cr10=sum(shares[:10], Decimal(0)),
        gini=2 * weighted / (n * total) - Decimal(n + 1) / n,
        lorenz=lorenz(rising, total),
    )


def lorenz(rising: Sequence[Decimal], total: Decimal) -> tuple[tuple[Decimal, Decimal], ...]:
    """(share of organizations, share of the total) after each organization, from the smallest."""
    points, sum_so_far = [(Decimal(0), Decimal(0))], Decimal(0)
    for place, value in enumerate(rising, start=1):
        sum_so_far += value
        points.append((Decimal(place) / len(rising), sum_so_far / total))
    return tuple(points)


def concentration(awards: AwardQuerySet, *, by_group: bool = False) -> list[Concentration]:
    """One answer per currency of the final awards, the currency with the most awards first.

    `by_group`: the organizations of a group count as one, the group.
    """
    same = same_group() if by_group else same_body()
    return [in_currency(found, currency) for currency, found in by_currency(lines(awards.final(), same)).items()]


def in_currency(found: list[Line], currency: str) -> Concentration:
    """The answer for lines that are all in one currency."""
    held: dict[int, list[Decimal]] = {}
    reasons = {"without_amount": 0, "without_recipient": 0, "shares_unknown": 0, "several_projects": 0}
    used = {"awards": 0, "inexact": 0, "partly_in_scope": 0, "taken_back": 0}
    unresolved = Decimal(0)
    for line in found:
        reason = why_left_out(line)
        if reason:
            reasons[reason] += 1
            unresolved += max(line.amount or Decimal(0), Decimal(0))
            continue
        used["awards"] += 1
        used["inexact"] += line.amount_status != AmountStatus.EXACT
        used["partly_in_scope"] += line.in_scope != InScope.ALL
        used["taken_back"] += (line.amount or 0) < 0
        for body, amount in line.parts or ():
            held.setdefault(body, []).append(amount)
    totals = {body: sum(amounts, Decimal(0)) for body, amounts in held.items()}
    kept = {body: total for body, total in totals.items() if total > 0}
    left_out = LeftOut(**reasons, not_above_zero=len(totals) - len(kept))
    bodies = Organization.objects.in_bulk(kept)
    rows = [(bodies[body], total, len(held[body]), None) for body, total in kept.items()]
    values = list(kept.values())
    return Concentration(
        currency,
        ranked(rows),
        measure(values) if values else None,
        left_out,
        **used,
        unresolved=unresolved,
        interval=interval(values, unresolved) if values else None,
    )


def why_left_out(line: Line) -> str:
    """The reason an award cannot be used, a field of LeftOut; empty where it can."""
    if line.amount is None:
        return "without_amount"
    if line.count_of_projects > 1:
        return "several_projects"
    if not line.recipients:
        return "without_recipient"
    return "" if line.parts else "shares_unknown"


def interval(totals: Sequence[Decimal], unresolved: Decimal) -> tuple[Decimal, Decimal]:
    """The lowest and the highest HHI that money whose recipient is not known allows: spread over so many new
    organizations that none of them counts, or all of it with the largest."""
    whole = sum(totals, Decimal(0)) + unresolved
    squares, largest = sum((value * value for value in totals), Decimal(0)), max(totals)
    with_all = squares - largest * largest + (largest + unresolved) ** 2
    return TEN_THOUSAND * squares / (whole * whole), TEN_THOUSAND * with_all / (whole * whole)


def ranked(rows: Iterable[tuple[Organization, Decimal, int, ReportedFigure | None]]) -> tuple[Holder, ...]:
    """The largest first, names deciding between equals."""
    rows = sorted(rows, key=lambda row: (-row[1], row[0].folded))
    total = sum((row[1] for row in rows), Decimal(0))
    return tuple(Holder(body, value, value / total, awards, figure) for body, value, awards, figure in rows)


def in_tables(figures: QuerySet[ReportedFigure]) -> list[Concentration]:
    """One answer per table of a source that counts something per organization, the longest table first.

    `unit` is what the table counts (« projets »); each holder has the figure it rests on.
    """
    listed = figures.filter(organization__isnull=False, value__gt=0).exclude(table="").select_related("organization")
    tables: dict[tuple[str, str], list[ReportedFigure]] = {}
    for figure in listed.order_by("pk"):
        tables.setdefault((figure.table, figure.unit), []).append(figure)
    answers = [of_table(rows, unit) for (table, unit), rows in tables.items() if len(rows) >= FEWEST_ORGANIZATIONS]
    return sorted(answers, key=lambda answer: -len(answer.holders))


def of_table(figures: list[ReportedFigure], unit: str) -> Concentration:
    rows = [(figure.organization, figure.value, 0, figure) for figure in figures]
    totals = [figure.value for figure in figures if figure.value is not None]
    return Concentration(unit, ranked(rows), measure(totals), LeftOut())  # type: ignore[arg-type]

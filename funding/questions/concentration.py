"""How concentrated is the money, and on whom?

In: award lines (`funding.models.lines`), or reported figures with an organization. Out: one `Concentration` per currency or table.

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

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, Count, Q, QuerySet, Sum, Value, When

from funding.choices import AmountStatus, InScope, PartyRole
from funding.models import AwardParty, ReportedFigure
from funding.models.lines import AwardLineQuerySet
from funding.questions.standing import same_body, same_group
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


USED = ""
REASON = Case(
    When(amount=None, then=Value("without_amount")),
    When(count_of_projects__gt=1, then=Value("several_projects")),
    When(recipients=0, then=Value("without_recipient")),
    When(parts_known=False, then=Value("shares_unknown")),
    default=Value(USED),
    output_field=CharField(),
)


def concentration(lines: AwardLineQuerySet, *, by_group: bool = False, most: int | None = None) -> list[Concentration]:
    """One answer per currency of the final awards, the currency with the most awards first.

    `by_group`: the organizations of a group count as one, the group. `most`: so many holders are given, the largest;
    the measures are of all of them.
    """
    final = lines.final().order_by().annotate(reason=REASON)
    counted, left_out = by_reason(final)
    held = held_by_body(final.filter(reason=USED), same_group() if by_group else same_body())
    answers = [in_currency(currency, held.get(currency, {}), rest, most) for currency, rest in left_out.items()]
    return sorted(answers, key=lambda answer: (-counted[answer.unit], answer.unit))


def by_reason(final: AwardLineQuerySet) -> tuple[dict[str, int], dict[str, dict[str, Any]]]:
    """Awards per currency; and per currency how many awards have which reason, and what is said of those used."""
    rows = final.values_list("currency", "reason").annotate(
        n=Count("pk"),
        money=Sum("amount", filter=Q(amount__gt=0)),
        inexact=Count("pk", filter=~Q(amount_status=AmountStatus.EXACT)),
        part=Count("pk", filter=~Q(in_scope=InScope.ALL)),
        taken=Count("pk", filter=Q(amount__lt=0)),
    )
    counted: Counter[str] = Counter()
    found: dict[str, dict[str, Any]] = {}
    for currency, reason, n, money, inexact, part, taken in rows:
        row = found.setdefault(currency, {"reasons": {}, "used": {}, "unresolved": Decimal(0)})
        counted[currency] += n
        if reason == USED:
            row["used"] = {"awards": n, "inexact": inexact, "partly_in_scope": part, "taken_back": taken}
        else:
            row["reasons"][reason] = n
            row["unresolved"] += money or Decimal(0)
    return counted, found


Held = dict[int, tuple[Decimal, int]]


def held_by_body(used: AwardLineQuerySet, same: Mapping[int, int]) -> dict[str, Held]:
    """Per currency, what each body holds and of how many awards: alone, or by its stated share."""
    alone = (
        used.filter(recipients=1).values_list("currency", "recipient_id").annotate(total=Sum("amount"), n=Count("pk"))
    )
    shared = AwardParty.objects.public().filter(
        role=PartyRole.RECIPIENT, award__in=used.filter(recipients__gt=1).values("pk")
    )
    parts = (
        shared.order_by().values_list("award__currency", "organization_id").annotate(total=Sum("share"), n=Count("pk"))
    )
    found: dict[str, Held] = {}
    for currency, body, total, n in [*alone, *parts]:
        held = found.setdefault(currency, {})
        known, awards = held.get(same.get(body, body), (Decimal(0), 0))
        held[same.get(body, body)] = known + total, awards + n
    return found


def in_currency(currency: str, held: Held, rest: dict[str, Any], most: int | None) -> Concentration:
    """The answer for what is held in one currency."""
    kept = {body: row for body, row in held.items() if row[0] > 0}
    values = [total for total, _awards in kept.values()]
    return Concentration(
        currency,
        largest_holders(kept, most),
        measure(values) if values else None,
        LeftOut(**rest["reasons"], not_above_zero=len(held) - len(kept)),
        **rest["used"],
        unresolved=rest["unresolved"],
        interval=interval(values, rest["unresolved"]) if values else None,
    )


def largest_holders(kept: Held, most: int | None) -> tuple[Holder, ...]:
    """The largest first, names deciding between equals."""
    folded = dict(Organization.objects.filter(pk__in=kept).values_list("pk", "folded"))
    whole = sum((total for total, _awards in kept.values()), Decimal(0))
    order = sorted(kept, key=lambda body: (-kept[body][0], folded[body]))[:most]
    bodies = Organization.objects.in_bulk(order)
    return tuple(Holder(bodies[body], kept[body][0], kept[body][0] / whole, kept[body][1]) for body in order)


def rows(lines: AwardLineQuerySet, what: str, *parts: str) -> AwardLineQuerySet:
    """The lines behind a number: `used`; `left:without_amount` and the other reasons; `body:KEY`, what it holds; with
    `group:KEY`, what the members of a group hold. Raises ValueError on anything else."""
    final = lines.final().annotate(reason=REASON)
    match what, parts:
        case "used", []:
            return final.filter(reason=USED)
        case "left", []:
            return final.exclude(reason=USED)
        case "left", [reason]:
            return final.filter(reason=reason)
        case "body" | "group", [key]:
            same = same_group() if what == "group" else same_body()
            whole = set(Organization.objects.filter(key=key).values_list("pk", flat=True))
            members = whole | {body for body, end in same.items() if end in whole}
            parties = AwardParty.objects.public().filter(role=PartyRole.RECIPIENT, organization__in=members)
            return final.filter(reason=USED, award__in=parties.values("award"))
    raise ValueError(what)


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

"""Over time: final awards by fiscal year.

In: award lines (`funding.models.lines`) of one currency. Out: one `Year` per year, in order, and how many awards have none.

Universe: final awards. An award counts in its first fiscal year (or the year of its decision), whole, unless its source
splits it: then each year has its part (DESIGN § 2). An award without a year is in none, and is counted. Awards are
counted once, in their first year; sums leave out awards without an amount.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, Sum

from funding.models import AwardYear
from funding.models.lines import AwardLineQuerySet


@dataclass
class Year:
    """A year: awards that begin in it, those without an amount, and dollars by the sector of who receives."""

    year: int
    awards: int = 0
    without_amount: int = 0
    parts: dict[str, Decimal] = field(default_factory=dict)

    @property
    def total(self) -> Decimal:
        return sum(self.parts.values(), Decimal(0))

    def add(self, sector: str, amount: Decimal | None) -> None:
        if amount is not None:
            self.parts[sector] = self.parts.get(sector, Decimal(0)) + amount


def years(lines: AwardLineQuerySet) -> tuple[list[Year], int]:
    """The years, in order, and how many awards have none. Three queries."""
    final = lines.final().order_by()
    counts = final.values_list("year").annotate(n=Count("pk"), without=Count("pk", filter=Q(amount=None)))
    found: dict[int, Year] = {}
    undated = 0
    for year, n, without in counts:
        if year is None:
            undated = n
        else:
            found[year] = Year(year, n, without)
    dated = final.exclude(year=None)
    for year, sector, total in (
        dated.filter(~is_split()).values_list("year", "recipient_sector").annotate(total=Sum("amount"))
    ):
        found[year].add(sector, total)
    for year, sector, total in by_split(dated):
        found.setdefault(year, Year(year)).add(sector, total)
    return [found[year] for year in sorted(found)], undated


def is_split() -> Q:
    """Whether the source gives the amounts of all the years of an award."""
    parts = AwardYear.objects.filter(award=OuterRef("pk"))
    return Q(Exists(parts)) & ~Q(Exists(parts.filter(amount=None)))


def by_split(dated: AwardLineQuerySet) -> list[tuple[int, str, Decimal]]:
    """(year, sector, dollars) of the parts that sources give."""
    parts = AwardYear.objects.filter(award__in=dated.filter(is_split()).values("pk")).order_by()
    return list(parts.values_list("fiscal_year", "award__line__recipient_sector").annotate(total=Sum("amount")))


def rows(lines: AwardLineQuerySet, what: str, *parts: str) -> AwardLineQuerySet:
    """The lines behind a number: `dated`, `undated`; `in:2021` those that begin in the year, `in:2021:without` an amount;
    `money:2021` those that have dollars in it. Raises ValueError on anything else."""
    final = lines.final()
    match what, parts:
        case "dated", []:
            return final.exclude(year=None)
        case "undated", []:
            return final.filter(year=None)
        case "in", [year] if year.isdecimal():
            return final.filter(year=int(year))
        case "in", [year, "without"] if year.isdecimal():
            return final.filter(year=int(year), amount=None)
        case "money", [year] if year.isdecimal():
            part = AwardYear.objects.filter(award=OuterRef("pk"), fiscal_year=int(year))
            whole = Q(year=int(year)) & ~is_split()
            return final.known().exclude(year=None).filter(whole | (is_split() & Q(Exists(part))))
    raise ValueError(what)

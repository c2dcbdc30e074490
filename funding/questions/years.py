"""Over time: final awards by fiscal year.

In: awards as lines (`questions.ledger`) and how sources split them over years. Out: one `Year` per year, in order.

Universe: current final awards in one currency. An award counts in its first fiscal year (or the year of its decision),
whole, unless its source splits it: then each year has its part (DESIGN § 2). An award without a year is in none, and is
counted. Awards are counted once, in their first year; sums leave out awards without an amount.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import QuerySet

from funding.questions.ledger import Line


@dataclass
class Year:
    """A year: awards that begin in it, those without an amount, and dollars by what `part` says of an award."""

    year: int
    awards: int = 0
    without_amount: int = 0
    parts: dict[str, Decimal] = field(default_factory=dict)

    @property
    def total(self) -> Decimal:
        return sum(self.parts.values(), Decimal(0))


def years(
    lines: Iterable[Line], splits: dict[int, list[tuple[int, Decimal]]], part: Callable[[Line], str]
) -> tuple[list[Year], int]:
    """The years, in order, and how many awards have none."""
    found: dict[int, Year] = {}
    undated = 0
    for line in lines:
        if line.year is None:
            undated += 1
            continue
        first = found.setdefault(line.year, Year(line.year))
        first.awards += 1
        first.without_amount += line.amount is None
        parts: Sequence[tuple[int, Decimal | None]] = splits.get(line.pk) or [(line.year, line.amount)]
        for year, amount in parts:
            if amount is not None:
                row = found.setdefault(year, Year(year))
                row.parts[part(line)] = row.parts.get(part(line), Decimal(0)) + amount
    return [found[year] for year in sorted(found)], undated


def stated_splits(rows: QuerySet) -> dict[int, list[tuple[int, Decimal]]]:
    """Per award, (year, amount) of each year, where its source gives the amounts of all of them."""
    found: dict[int, list[tuple[int, Decimal | None]]] = {}
    for award, year, amount in rows.order_by("award", "fiscal_year").values_list("award_id", "fiscal_year", "amount"):
        found.setdefault(award, []).append((year, amount))
    return {
        award: [(year, amount) for year, amount in parts if amount is not None]
        for award, parts in found.items()
        if all(amount is not None for _year, amount in parts)
    }

"""Do the register's records suffice to answer a question? (DESIGN § 5, rule 9)

In: the award lines that a question is about, and how many entries the register should hold. Out: a `Coverage` that says
how many awards can be used, of how many, and whether that is enough.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from funding.choices import CountRule
from funding.models import ReportedFigure
from funding.models.lines import AwardLineQuerySet

# A measure is printed where at least half of what is asked is on record with a recipient and an amount.
SHARE_NEEDED = Decimal("0.5")


@dataclass(frozen=True)
class Coverage:
    """`usable` awards of `universe` entries; `reported` where a source states the universe."""

    usable: int
    universe: int
    reported: ReportedFigure | None = None

    @property
    def share(self) -> Decimal:
        return Decimal(self.usable) / self.universe if self.universe else Decimal(0)

    @property
    def suffices(self) -> bool:
        return self.universe > 0 and self.share >= SHARE_NEEDED

    @property
    def missing(self) -> int:
        return self.universe - self.usable


# Final awards that stand for one project and have an amount and a named recipient.
USABLE = Q(recipients__gt=0, amount__isnull=False, count_of_projects=1)


def reported_total(figures: QuerySet[ReportedFigure]) -> ReportedFigure | None:
    """The figure that says how many entries a source counted, where one does: all that the final awards are."""
    whole = figures.filter(rule=CountRule.FINAL_AWARDS, organization=None, value__isnull=False)
    return whole.order_by("pk").first()


def coverage(lines: AwardLineQuerySet, figures: QuerySet[ReportedFigure]) -> Coverage:
    """What the awards of a whole register cover; the universe is what its source states, where it states more."""
    counts = lines.final().order_by().aggregate(known=Count("pk"), usable=Count("pk", filter=USABLE))
    known, usable, total = counts["known"], counts["usable"], reported_total(figures)
    if total is None or total.value is None or total.value <= known:
        return Coverage(usable, known)
    return Coverage(usable, int(total.value), total)

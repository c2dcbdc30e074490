"""Public research against commercial projects: dollars, projects, means and medians on each side, and their ratio.

In: award lines (`funding.models.lines`). Out: one `Comparison` per currency.

Universe: final awards, each once. Unit: the award. Which side an award is on, the first that applies:
1. commercial project: a recipient is a company, start-up, consulting firm, venture fund or large company, or a payer is
   a consortium or a public investor;
2. public research: a payer is a public research fund, or a recipient is a university, a research centre or group, a
   care establishment or one of its installations;
3. else on neither side, and counted as such.
The study compares programmes (its three main ones against the FRQS), which rule 1 and rule 2 follow by their payers.

Sums are per currency, with money taken back subtracted. Ratio = commercial sum / research sum, None where the research
sum is not above zero. Means and medians leave out lines that stand for several projects and amounts below zero.
Projects: each named project once; a line that stands for several counts them; an award that names none counts as one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Case, Count, Exists, IntegerField, Max, OuterRef, Q, QuerySet, Sum, Value, When

from funding.choices import AmountStatus, InScope, Instrument
from funding.models.lines import COMMERCIAL, NEITHER, RESEARCH, AwardLineQuerySet
from projects.models import Project

SIDES = (COMMERCIAL, RESEARCH, NEITHER)
# Edges of the classes of amounts, in the currency: three to a power of ten.
CLASS_EDGES = (10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000)
ZERO = Decimal(0)


@dataclass(frozen=True)
class Side:
    """One side in one currency. `total`, `mean` and `median` are None where no award has an amount.

    `awards` counts all awards of the side, `without_amount` those of them that no sum can count, `described` those
    that mean and median rest on, `several_projects` the lines left out of them, `taken_back` the amounts below zero.
    `listed`: `projects` are those of a list, since each award names one and none stands for several.
    `classes`: how many of the described fall below each edge of CLASS_EDGES and above the one before; the last is open.
    """

    name: str
    awards: int
    projects: int
    without_amount: int
    total: Decimal | None
    described: int
    mean: Decimal | None
    median: Decimal | None
    several_projects: int
    taken_back: int
    classes: tuple[int, ...]
    listed: bool = False


@dataclass(frozen=True)
class Comparison:
    """Both sides in one currency, their ratio, and how many awards are on neither side; `largest`: of the commercial."""

    currency: str
    commercial: Side
    research: Side
    neither: Side
    largest: Decimal | None = None

    @property
    def ratio(self) -> Decimal | None:
        """Commercial dollars for one dollar of research; None where either sum is missing or research has none."""
        return ratio_of(self.commercial.total, self.research.total)

    @property
    def awards(self) -> int:
        return self.commercial.awards + self.research.awards + self.neither.awards

    @property
    def without_amount(self) -> int:
        return self.commercial.without_amount + self.research.without_amount + self.neither.without_amount


def ratio_of(commercial: Decimal | None, research: Decimal | None) -> Decimal | None:
    return None if commercial is None or not research or research < 0 else commercial / research


class Group(NamedTuple):
    """Final awards that are alike: on which side, how they were given and are known, in which class of amounts (None
    where it is not known or below zero); how many, their sum, and the sum of those that mean and median rest on."""

    currency: str
    side: str
    instrument: str
    exact: bool
    in_scope: str
    single: bool
    place: int | None
    n: int
    total: Decimal | None
    known: int


def groups_of(lines: AwardLineQuerySet) -> list[Group]:
    """The final awards in groups. One query."""
    below = [When(amount__lt=edge, then=Value(place)) for place, edge in enumerate(CLASS_EDGES)]
    unused = [When(amount=None, then=None), When(amount__lt=0, then=None)]
    rows = (
        lines.final()
        .order_by()
        .annotate(
            exact=truth(Q(amount_status=AmountStatus.EXACT)),
            single=truth(Q(count_of_projects=1)),
            place=Case(*unused, *below, default=Value(len(CLASS_EDGES)), output_field=IntegerField()),
        )
        .values_list("currency", "side", "instrument", "exact", "in_scope", "single", "place")
        .annotate(n=Count("pk"), total=Sum("amount"), known=Count("amount"))
    )
    return [Group(row[0], row[1], row[2], bool(row[3]), row[4], bool(row[5]), *row[6:]) for row in rows]


def truth(condition: Q) -> Case:
    """1 where the condition holds: a number groups alike in every database."""
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())


def comparisons(lines: AwardLineQuerySet) -> list[Comparison]:
    """One comparison per currency of the final awards, the currency with the most awards first."""
    return compare(lines, groups_of(lines))


def compare(lines: AwardLineQuerySet, groups: list[Group]) -> list[Comparison]:
    counts: dict[str, int] = {}
    for group in groups:
        counts[group.currency] = counts.get(group.currency, 0) + group.n
    projects, largest = projects_by_side(lines)
    found = []
    for currency in sorted(counts, key=lambda one: (-counts[one], one)):
        sides = [side_of(lines, currency, name, groups, projects.get((currency, name), (0, False))) for name in SIDES]
        found.append(Comparison(currency, sides[0], sides[1], sides[2], largest.get(currency)))
    return found


def projects_by_side(lines: AwardLineQuerySet) -> tuple[dict[tuple[str, str], tuple[int, bool]], dict[str, Decimal]]:
    """Projects per (currency, side), each named one once, an award without one as one, and whether a list has exactly them; the
    largest commercial award per currency."""
    one = Q(count_of_projects=1)
    rows = (
        lines.final()
        .order_by()
        .values_list("currency", "side")
        .annotate(
            named=Count("project", distinct=True, filter=one),
            unnamed=Count("pk", filter=one & Q(project=None)),
            told=Sum("count_of_projects", filter=Q(count_of_projects__gt=1)),
            largest=Max("amount"),
        )
    )
    projects, largest = {}, {}
    for currency, side, named, unnamed, told, most in rows:
        projects[currency, side] = named + unnamed + (told or 0), not unnamed and not told
        if side == COMMERCIAL and most is not None:
            largest[currency] = most
    return projects, largest


def side_of(
    lines: AwardLineQuerySet, currency: str, name: str, groups: Iterable[Group], projects: tuple[int, bool]
) -> Side:
    """What the awards of one side and one currency come to."""
    mine = [group for group in groups if (group.currency, group.side) == (currency, name)]
    used = [group for group in mine if group.single and group.place is not None]
    classes = tuple(sum(group.n for group in used if group.place == place) for place in range(len(CLASS_EDGES) + 1))
    described, known = sum(classes), sum(group.known for group in mine)
    awards = sum(group.n for group in mine)
    return Side(
        name=name,
        awards=awards,
        projects=projects[0],
        without_amount=awards - known,
        total=sum_of(mine),
        described=described,
        mean=(sum_of(used) or ZERO) / described if described else None,
        median=median_of(used_for_median(lines, currency, name), classes) if described else None,
        several_projects=sum(group.n for group in mine if not group.single),
        taken_back=sum(group.known for group in mine if group.place is None),
        classes=classes,
        listed=projects[1],
    )


def sum_of(groups: Iterable[Group]) -> Decimal | None:
    """The known amounts together; None where none is known."""
    known = [group.total for group in groups if group.total is not None]
    return sum(known, ZERO) if known else None


def used_for_median(lines: AwardLineQuerySet, currency: str, side: str) -> AwardLineQuerySet:
    return lines.final().filter(currency=currency, side=side, count_of_projects=1, amount__gte=0)


def median_of(lines: AwardLineQuerySet, classes: tuple[int, ...]) -> Decimal:
    """The middle amount, or the mean of the two in the middle; only the classes that hold them are looked into."""
    n = sum(classes)
    first, last = (n - 1) // 2, n // 2
    low, before = class_at(classes, first)
    high, _before = class_at(classes, last)
    edges = (0, *CLASS_EDGES)
    inside = lines.filter(amount__gte=edges[low])
    if high < len(CLASS_EDGES):
        inside = inside.filter(amount__lt=CLASS_EDGES[high])
    found = list(inside.order_by("amount").values_list("amount", flat=True)[first - before : last - before + 1])
    return sum(found, ZERO) / len(found)


def class_at(classes: tuple[int, ...], rank: int) -> tuple[int, int]:
    """The class that the amount of this rank is in, and how many amounts are below it."""
    before = 0
    for place, n in enumerate(classes):
        if rank < before + n:
            return place, before
        before += n
    raise ValueError("a rank beyond the last amount")


def what_moves(answer: Comparison, groups: list[Group]) -> dict[str, Decimal | None]:
    """The ratio in the comparison's currency, again under other choices: what it owes to each.

    as_defined; grants: without loans, equity and tax credits; exact: amounts known to the dollar; in_scope: wholly in
    the scope; without_largest: without the largest commercial award; single: without lines of several projects.
    """
    mine = [group for group in groups if group.currency == answer.currency]
    choices: dict[str, Callable[[Group], bool]] = {
        "as_defined": lambda group: True,
        "grants": lambda group: group.instrument == Instrument.GRANT,
        "exact": lambda group: group.exact,
        "in_scope": lambda group: group.in_scope == InScope.ALL,
        "single": lambda group: group.single,
    }
    found = {name: ratio_in([group for group in mine if chosen(group)]) for name, chosen in choices.items()}
    others = answer.commercial.awards - answer.commercial.without_amount > 1
    without = (answer.commercial.total or ZERO) - (answer.largest or ZERO) if others else None
    found["without_largest"] = ratio_of(without, answer.research.total)
    return found


def ratio_in(groups: list[Group]) -> Decimal | None:
    sides = (sum_of([group for group in groups if group.side == side]) for side in (COMMERCIAL, RESEARCH))
    return ratio_of(*sides)


def rows(lines: AwardLineQuerySet, what: str, *parts: str) -> AwardLineQuerySet:
    """The lines behind a number: `side:commercial`, or `side:commercial:without` an amount; `all` in one currency, and
    `without`. Raises ValueError on anything else."""
    found = lines.final()
    match what, parts:
        case "side", [side] if side in SIDES:
            return found.filter(side=side)
        case "side", [side, "without"] if side in SIDES:
            return found.filter(side=side, amount=None)
        case "sides", []:
            return found.filter(side__in=(COMMERCIAL, RESEARCH))
        case "without", []:
            return found.filter(amount=None)
    raise ValueError(what)


def project_rows(projects: QuerySet[Project], lines: AwardLineQuerySet, kind: str = "", *of: str) -> QuerySet[Project]:
    """The projects that the awards of a side name."""
    if kind != "side" or len(of) != 1:
        raise ValueError(kind)
    return projects.filter(Exists(rows(lines, kind, *of).filter(project=OuterRef("pk"))))

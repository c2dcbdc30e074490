"""Public research against commercial projects: dollars, projects, means and medians on each side, and their ratio.

In: a queryset of awards, or of reported figures. Out: one `Comparison` per currency; a `ReportedRatio` with a verdict.

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

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When

from funding.choices import AmountStatus, InScope, Instrument, PartyRole
from funding.models import AwardParty, ReportedFigure
from funding.querysets import AwardQuerySet
from funding.questions.coverage import figure_by_key
from projects.choices import OrganizationKind as Kind

COMMERCIAL, RESEARCH, NEITHER = "commercial", "research", "neither"
COMPANY_KINDS = (
    Kind.STARTUP,
    Kind.COMPANY,
    Kind.CONSULTANT,
    Kind.VENTURE_FUND,
    Kind.DIGITAL_COMPANY,
    Kind.PHARMACEUTICAL_COMPANY,
)
INNOVATION_PAYERS = (Kind.CONSORTIUM, Kind.PUBLIC_INVESTOR)
RESEARCH_PAYERS = (Kind.RESEARCH_FUND,)
RESEARCH_KINDS = (
    Kind.UNIVERSITY,
    Kind.RESEARCH_CENTRE,
    Kind.RESEARCH_GROUP,
    Kind.ESTABLISHMENT,
    Kind.INSTALLATION,
)


@dataclass(frozen=True)
class Side:
    """One side in one currency. `total`, `mean` and `median` are None where no award has an amount.

    `awards` counts all awards of the side, `without_amount` those of them that no sum can count, `described` those
    that mean and median rest on, `several_projects` the lines left out of them, `taken_back` the amounts below zero.
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
    amounts: tuple[Decimal, ...]


@dataclass(frozen=True)
class Comparison:
    """Both sides in one currency, their ratio, and how many awards are on neither side."""

    currency: str
    commercial: Side
    research: Side
    neither: Side

    @property
    def ratio(self) -> Decimal | None:
        """Commercial dollars for one dollar of research; None where either sum is missing or research has none."""
        if not self.research.total or self.research.total < 0 or self.commercial.total is None:
            return None
        return self.commercial.total / self.research.total

    @property
    def awards(self) -> int:
        return self.commercial.awards + self.research.awards + self.neither.awards

    @property
    def without_amount(self) -> int:
        return self.commercial.without_amount + self.research.without_amount + self.neither.without_amount


def with_side(awards: AwardQuerySet) -> AwardQuerySet:
    """The awards, each with its `side`."""

    def party(role: str, kinds: tuple[Kind, ...]) -> Exists:
        return Exists(AwardParty.objects.filter(award=OuterRef("pk"), role=role, organization__kind__in=kinds))

    to_company, through = party(PartyRole.RECIPIENT, COMPANY_KINDS), party(PartyRole.PAYER, INNOVATION_PAYERS)
    from_fund, to_research = party(PartyRole.PAYER, RESEARCH_PAYERS), party(PartyRole.RECIPIENT, RESEARCH_KINDS)
    side = Case(
        When(Q(to_company) | Q(through), then=Value(COMMERCIAL)),
        When(Q(from_fund) | Q(to_research), then=Value(RESEARCH)),
        default=Value(NEITHER),
        output_field=CharField(),
    )
    return awards.annotate(side=side)


FIELDS = ("currency", "side", "amount", "count_of_projects", "project_id", "instrument", "amount_status", "in_scope")


def rows_of(awards: AwardQuerySet) -> list[dict]:
    """The final awards with their side and what could move the ratio. One query."""
    return list(with_side(awards.final()).order_by("pk").values(*FIELDS))


def comparisons(awards: AwardQuerySet) -> list[Comparison]:
    """One comparison per currency of the final awards, the currency with the most awards first."""
    return compare(rows_of(awards))


def compare(rows: list[dict]) -> list[Comparison]:
    counts = Counter(row["currency"] for row in rows)
    return [
        Comparison(
            currency,
            *(
                side_of(name, [row for row in rows if row["currency"] == currency and row["side"] == name])
                for name in (COMMERCIAL, RESEARCH, NEITHER)
            ),
        )
        for currency in sorted(counts, key=lambda one: (-counts[one], one))
    ]


def what_moves(rows: list[dict], currency: str) -> dict[str, Comparison]:
    """The comparison in one currency, again under other choices: what the ratio owes to each.

    as_defined; grants: without loans, equity and tax credits; exact: amounts known to the dollar; in_scope: wholly in
    the scope; without_largest: without the largest commercial award; single: without lines of several projects.
    """
    rows = [row for row in rows if row["currency"] == currency]
    commercial = [row for row in rows if row["side"] == COMMERCIAL and row["amount"] is not None]
    largest = max(commercial, key=lambda row: row["amount"], default=None)
    choices = {
        "as_defined": rows,
        "grants": [row for row in rows if row["instrument"] == Instrument.GRANT],
        "exact": [row for row in rows if row["amount_status"] == AmountStatus.EXACT],
        "in_scope": [row for row in rows if row["in_scope"] == InScope.ALL],
        "without_largest": [row for row in rows if row is not largest],
        "single": [row for row in rows if row["count_of_projects"] == 1],
    }
    return {name: compare(chosen)[0] for name, chosen in choices.items() if chosen}


def side_of(name: str, rows: list[dict]) -> Side:
    """What the awards of one side and one currency come to."""
    known = [row for row in rows if row["amount"] is not None]
    single = [row["amount"] for row in known if row["count_of_projects"] == 1 and row["amount"] >= 0]
    total = sum((row["amount"] for row in known), Decimal(0)) if known else None
    return Side(
        name=name,
        awards=len(rows),
        projects=projects_in(rows),
        without_amount=len(rows) - len(known),
        total=total,
        described=len(single),
        mean=sum(single, Decimal(0)) / len(single) if single else None,
        median=Decimal(median(single)) if single else None,
        several_projects=sum(row["count_of_projects"] > 1 for row in rows),
        taken_back=sum(row["amount"] < 0 for row in known),
        amounts=tuple(sorted(single)),
    )


def projects_in(rows: list[dict]) -> int:
    named = {row["project_id"] for row in rows if row["count_of_projects"] == 1 and row["project_id"]}
    unnamed = sum(row["count_of_projects"] == 1 and not row["project_id"] for row in rows)
    return len(named) + unnamed + sum(row["count_of_projects"] for row in rows if row["count_of_projects"] > 1)


@dataclass(frozen=True)
class ReportedRatio:
    """A ratio that a source states, and what its own figures give.

    `low` and `high` come from the average's rounding: the sum against projects × (average ± half of what it was rounded
    to). The sum is taken as stated. `agrees`: the stated ratio, rounded as stated, meets that range.
    """

    ratio: ReportedFigure
    commercial_sum: ReportedFigure
    commercial_projects: ReportedFigure
    research_projects: ReportedFigure
    research_mean: ReportedFigure
    low: Decimal
    high: Decimal
    agrees: bool

    @property
    def research_sum(self) -> Decimal:
        """Projects × average: an estimate, as rounded as the average is."""
        return number(self.research_projects) * number(self.research_mean)

    @property
    def commercial_mean(self) -> Decimal:
        return number(self.commercial_sum) / number(self.commercial_projects)

    @property
    def figures(self) -> tuple[ReportedFigure, ...]:
        return (
            self.ratio,
            self.commercial_sum,
            self.commercial_projects,
            self.research_projects,
            self.research_mean,
        )


# The keys of the figures that a source gives this ratio by, in the order of ReportedRatio.
RATIO_KEYS = ("ratio_frqs", "programmes_ia_somme", "programmes_ia_projets", "frqs_projets", "frqs_moyenne")


def number(figure: ReportedFigure) -> Decimal:
    """The figure's value. Raises ValueError where the source gives it in words only."""
    if figure.value is None:
        raise ValueError(f"{figure.key} has no number")
    return figure.value


def reported_ratio(figures: QuerySet[ReportedFigure]) -> ReportedRatio | None:
    """The ratio a source states, checked against its own figures; None where one of the five is missing."""
    found = [figure_by_key(figures, key) for key in RATIO_KEYS]
    stated = [figure for figure in found if figure is not None and figure.value]
    if len(stated) < len(RATIO_KEYS):
        return None
    ratio, total, commercial_projects, projects, mean = stated
    half = (mean.rounded_to or Decimal(0)) / 2
    low = number(total) / (number(projects) * (number(mean) + half))
    high = number(total) / (number(projects) * (number(mean) - half))
    slack = (ratio.rounded_to or Decimal(1)) / 2
    agrees = low <= number(ratio) + slack and high >= number(ratio) - slack
    return ReportedRatio(ratio, total, commercial_projects, projects, mean, low, high, agrees)

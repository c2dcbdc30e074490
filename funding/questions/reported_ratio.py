"""The ratio that a study states between commercial projects and public research, checked against its own figures.

In: reported figures. Out: a `ReportedRatio` with a verdict, or None where one of its five figures is missing.
"""

from dataclasses import dataclass
from decimal import Decimal

from funding.choices import AnswerPart
from funding.models import ReportedFigure
from funding.questions.stated import of_part


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


# The parts of the figures that a source gives this ratio by, in the order of ReportedRatio.
RATIO_PARTS = (
    AnswerPart.RATIO,
    AnswerPart.COMMERCIAL_SUM,
    AnswerPart.COMMERCIAL_PROJECTS,
    AnswerPart.RESEARCH_PROJECTS,
    AnswerPart.RESEARCH_MEAN,
)


def number(figure: ReportedFigure) -> Decimal:
    """The figure's value. Raises ValueError where the source gives it in words only."""
    if figure.value is None:
        raise ValueError(f"{figure.key} has no number")
    return figure.value


def reported_ratio(figures: list[ReportedFigure]) -> ReportedRatio | None:
    """The ratio a source states, checked against its own figures; None where one of the five is missing."""
    found = [of_part(figures, part) for part in RATIO_PARTS]
    stated = [figure for figure in found if figure is not None and figure.value]
    if len(stated) < len(RATIO_PARTS):
        return None
    ratio, total, commercial_projects, projects, mean = stated
    half = (mean.rounded_to or Decimal(0)) / 2
    low = number(total) / (number(projects) * (number(mean) + half))
    high = number(total) / (number(projects) * (number(mean) - half))
    slack = (ratio.rounded_to or Decimal(1)) / 2
    agrees = low <= number(ratio) + slack and high >= number(ratio) - slack
    return ReportedRatio(ratio, total, commercial_projects, projects, mean, low, high, agrees)

"""The awards or projects behind a number of a question: `who-decides:decider:private` in the address of their list.

In: the award lines under a question's filter, and the name of the number. Out: the lines, or the projects, that the
number counts. In the address of the list of projects the name holds the filter too: `uses:type:imaging?year=2021`.
"""

from collections.abc import Callable, Mapping

from django.db.models import QuerySet

from funding.models.lines import AwardLine, AwardLineQuerySet
from funding.questions import (
    concentration,
    establishments,
    fates,
    flows,
    participants,
    ratios,
    remainders,
    stages,
    uses,
    years,
)
from funding.questions.behind_words import told_number
from projects.models import Project

# By the question's name in its address; each module says which numbers it has.
ROWS: dict[str, Callable[..., AwardLineQuerySet]] = {
    "who-decides": flows.rows,
    "research-and-commercial": ratios.rows,
    "traced": remainders.rows,
    "concentration": concentration.rows,
    "uses": uses.rows,
    "stages-and-programmes": stages.rows,
    "over-time": years.rows,
    "what-became-of-them": fates.rows,
}

# The same for the projects that a question counts: (projects, lines, whose number) → projects.
PROJECTS: dict[str, Callable[..., QuerySet[Project]]] = {
    "research-and-commercial": ratios.project_rows,
    "repeat-participants": participants.project_rows,
    "uses": uses.project_rows,
    "establishments": establishments.project_rows,
    "stages-and-programmes": stages.project_rows,
}


def told_projects(named: str) -> str:
    """The same for a number of projects. Raises ValueError where there is no such number."""
    number, _mark, asked = named.partition("?")
    projects_behind(Project.objects.none(), AwardLine.objects.none(), number)
    return " ? ".join(filter(None, (told_number(number), asked)))


def parts(rows: Mapping[str, object], named: str) -> tuple[str, list[str]]:
    """(question, what of it). Raises ValueError where no question of these has such a number."""
    question, *of = named.split(":")
    if question not in rows or not of:
        raise ValueError(named)
    return question, of


def behind(lines: AwardLineQuerySet, named: str) -> AwardLineQuerySet:
    """The lines behind a number. Raises ValueError where there is no such number."""
    question, of = parts(ROWS, named)
    return ROWS[question](lines, *of)


def projects_behind(projects: QuerySet[Project], lines: AwardLineQuerySet, named: str) -> QuerySet[Project]:
    """The projects behind a number, of those under the question's filter. Raises ValueError where there is none."""
    question, of = parts(PROJECTS, named)
    return PROJECTS[question](projects, lines, *of)

"""The awards behind a number of a question: `who-decides:decider:private` in the address of the list of awards.

In: the award lines under a question's filter, and the name of the number. Out: the lines that the number counts.
"""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from funding.export_columns import Text
from funding.models.lines import AwardLineQuerySet
from funding.questions import concentration, fates, flows, ratios, remainders, stages, years

# By the question's name in its address; each module says which numbers it has.
ROWS: dict[str, Callable[..., AwardLineQuerySet]] = {
    "who-decides": flows.rows,
    "research-and-commercial": ratios.rows,
    "traced": remainders.rows,
    "concentration": concentration.rows,
    "stages-and-programmes": stages.rows,
    "over-time": years.rows,
    "what-became-of-them": fates.rows,
}


# What each is called where the filter stands.
NAMES: dict[str, Text] = {
    "who-decides": _("Who decides"),
    "research-and-commercial": _("Public research and commercial projects"),
    "traced": _("Traced and untraced"),
    "concentration": _("Concentration"),
    "stages-and-programmes": _("Stages and programmes"),
    "over-time": _("Over time"),
    "what-became-of-them": _("What became of them"),
}


def told_number(named: str) -> str:
    """« Qui décide › decider › private »."""
    question, *parts = named.split(":")
    return " › ".join([str(NAMES.get(question, question)), *parts])


def behind(lines: AwardLineQuerySet, named: str) -> AwardLineQuerySet:
    """The lines behind a number. Raises ValueError where there is no such number."""
    question, *parts = named.split(":")
    if question not in ROWS or not parts:
        raise ValueError(named)
    return ROWS[question](lines, *parts)

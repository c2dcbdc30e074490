"""The questions that the register answers, in the order of the index: what each asks, and how its page is made.

In: nothing. Out: `QUESTIONS`, by the name that stands in the address.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from funding.dashboards import (
    access,
    boards,
    concentration,
    establishments,
    fates,
    flows,
    interlocks,
    positions,
    ratios,
    remainders,
    repeat,
    reported,
    stages,
    uses,
    years,
)
from funding.dashboards.asked import Asked
from funding.dashboards.page import Page
from funding.export_columns import Text
from funding.filters import AwardFilter
from funding.question_filters import AccessFilter
from projects.filters import SeatFilter
from projects.lists import ListFilter


@dataclass(frozen=True)
class Switch:
    """One of several ways to see a question: `choices` are (code, label), the first one is seen where none is asked."""

    name: str
    label: Text
    choices: tuple[tuple[str, Text], ...]


@dataclass(frozen=True)
class Question:
    """A question: what it asks in plain words, how its page is made, and the filter that it takes.

    Without `filters`, `unfiltered` says in a sentence why none applies. Its answer is the same as long as the register's
    data are: a finding that is published, and a reply that is noted to it, is a change of the data.
    """

    slug: str
    asks: Text
    page: Callable[[Asked], Page]
    switches: tuple[Switch, ...] = ()
    filters: type[ListFilter] | None = AwardFilter
    unfiltered: Text = ""
    # It counts final awards alone: net and gross are the same, and the page says so in place of a switch.
    final_only: bool = False
    # Its pages, files and frames name people.
    names_people: bool = False


MONEY = Switch("money", _("Money"), (("net", _("net")), ("gross", _("gross"))))

QUESTIONS = {
    question.slug: question
    for question in (
        Question(
            flows.SLUG,
            _("Who decides where public money goes?"),
            flows.page,
            (
                Switch("by", _("Seen"), (("kind", _("by kind of body")), ("name", _("by name")))),
                MONEY,
            ),
        ),
        Question(
            ratios.SLUG,
            _("How much goes to public research, and how much to commercial projects?"),
            ratios.page,
            final_only=True,
        ),
        Question(remainders.SLUG, _("How far can the money be followed?"), remainders.page, (MONEY,)),
        Question(
            concentration.SLUG,
            _("Is the money spread out, or held by a few?"),
            concentration.page,
            (Switch("by", _("Counted"), (("organization", _("by organization")), ("group", _("by group")))),),
            final_only=True,
        ),
        Question(repeat.SLUG, _("Which private bodies come back, project after project?"), repeat.page),
        Question(boards.SLUG, _("Who sits on a board, and is paid by it?"), boards.page, names_people=True),
        Question(
            interlocks.SLUG, _("Who sits on several boards?"), interlocks.page, filters=SeatFilter, names_people=True
        ),
        Question(
            uses.SLUG,
            _("What is it used for?"),
            uses.page,
            (Switch("measure", _("Measured"), (("projects", _("in projects")), ("dollars", _("in dollars")))),),
            final_only=True,
        ),
        Question(establishments.SLUG, _("What do care establishments take part in, and put in?"), establishments.page),
        Question(stages.SLUG, _("Which programmes pay, who chooses, and at which stage?"), stages.page, (MONEY,)),
        Question(years.SLUG, _("When was the money given?"), years.page, final_only=True),
        Question(fates.SLUG, _("What became of those who received it?"), fates.page, final_only=True),
        Question(
            positions.SLUG,
            _("Who wanted what of the law on health data?"),
            positions.page,
            filters=None,
            unfiltered=_("No filter applies here: a position is on a law, not on an award."),
        ),
        Question(access.SLUG, _("Do public bodies answer when they are asked?"), access.page, filters=AccessFilter),
        Question(
            reported.SLUG,
            _("Do the records add up to what is reported?"),
            reported.page,
            filters=None,
            unfiltered=_("No filter applies here: a source states each figure for all that it looked at."),
        ),
    )
}

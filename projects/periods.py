"""When two things can have met: periods whose ends are known to a day, a month or a year, or not at all.

In: partial dates. Out: certain, possible or none (DESIGN § 5.5). Nothing here asks the database.

Certain: whatever the days behind the partial dates are, the two meet. None: whatever they are, they don't. Possible:
it depends on them.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from projects.dates import PartialDate

FOREVER = date.max
NEVER = date.min


class Meeting(StrEnum):
    CERTAIN = "certain"
    POSSIBLE = "possible"
    NONE = "none"


@dataclass(frozen=True)
class Period:
    """The first and the last day that its start can be, and those of its end; NEVER and FOREVER where nobody knows."""

    starts: tuple[date, date]
    ends: tuple[date, date]

    def tightened(self) -> "Period":
        """The same, knowing that nothing ends before it starts."""
        last_start = min(self.starts[1], self.ends[1])
        first_end = max(self.ends[0], self.starts[0])
        return Period((self.starts[0], last_start), (first_end, self.ends[1]))


def days_of(text: str) -> tuple[date, date]:
    """The first and the last day that a partial date can be: '2021-02' is 1 to 28 February."""
    found = PartialDate(text)
    return found.earliest, found.latest


def held(valid_from: str, valid_to: str, *, former: bool = False, known_on: str = "") -> Period:
    """The period of a seat or a tie. `known_on` is the day that the data was true, as a partial date.

    Without an end, it still stood on that day; « former » ended before it, nobody says when.
    """
    known = days_of(known_on) if known_on else None
    starts = days_of(valid_from) if valid_from else (NEVER, FOREVER)
    if valid_to:
        ends = days_of(valid_to)
    elif former:
        ends = (starts[0], known[1] if known else FOREVER)
    else:
        ends = (known[0] if known else starts[0], FOREVER)
        if known and not valid_from:
            starts = (NEVER, known[1])
    return Period(starts, ends).tightened()


def decided(day: str, fiscal_years: list[int]) -> Period:
    """When money came: the day of the decision, else the fiscal year; from the first to the last of several years.

    A fiscal year of the Québec government begins on 1 April: 2021 is 1 April 2021 to 31 March 2022.
    """
    years = [(date(year, 4, 1), date(year + 1, 3, 31)) for year in sorted(fiscal_years)]
    if day:
        first = days_of(day)
        last = years[-1] if len(years) > 1 and years[-1][0] > first[1] else first
    elif years:
        first, last = years[0], years[-1]
    else:
        first = last = (NEVER, FOREVER)
    return Period(first, last)


def overlap(one: Period, other: Period) -> Meeting:
    """Whether there is a day that lies in both."""
    if one.starts[1] <= other.ends[0] and other.starts[1] <= one.ends[0]:
        return Meeting.CERTAIN
    if one.starts[0] <= other.ends[1] and other.starts[0] <= one.ends[1]:
        return Meeting.POSSIBLE
    return Meeting.NONE


def within_a_year_after(first: Period, then: Period) -> Meeting:
    """Whether the second begins after the first has ended, and at most twelve months after."""
    if first.ends[1] < then.starts[0] and then.starts[1] <= a_year_after(first.ends[0]):
        return Meeting.CERTAIN
    if first.ends[0] < then.starts[1] and then.starts[0] <= a_year_after(first.ends[1]):
        return Meeting.POSSIBLE
    return Meeting.NONE


def during_or_within_a_year_after(first: Period, then: Period) -> Meeting:
    """Whether the second falls in the first, or begins at most twelve months after its end: also where the dates
    leave open which of the two."""
    if first.starts[1] <= then.ends[0] and then.starts[1] <= a_year_after(first.ends[0]):
        return Meeting.CERTAIN
    if first.starts[0] <= then.ends[1] and then.starts[0] <= a_year_after(first.ends[1]):
        return Meeting.POSSIBLE
    return Meeting.NONE


def at_most_a_year_apart(one: Period, other: Period) -> Meeting:
    """Whether twelve months at most lie between the two, whichever comes first."""
    if one.starts[1] <= a_year_after(other.ends[0]) and other.starts[1] <= a_year_after(one.ends[0]):
        return Meeting.CERTAIN
    if one.starts[0] <= a_year_after(other.ends[1]) and other.starts[0] <= a_year_after(one.ends[1]):
        return Meeting.POSSIBLE
    return Meeting.NONE


def a_year_after(day: date) -> date:
    """The same day of the next year; 28 February after 29 February; FOREVER has none after it."""
    if day.year >= FOREVER.year:
        return FOREVER
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def weakest(*meetings: Meeting) -> Meeting:
    """Several meetings that must all hold: certain where all are, none where one is."""
    for meeting in (Meeting.NONE, Meeting.POSSIBLE):
        if meeting in meetings:
            return meeting
    return Meeting.CERTAIN

"""Access to information: per body its requests, how long it took, what came out, which articles it invoked.

In: published requests for access, and a day. Out: one `Body` per body, and the clock of one request.

The law's clock (Act respecting Access to documents held by public bodies, R.S.Q. c. A-2.1, s. 47): an answer within 20
days of the receipt of the request, or within 10 more where the body gives notice before they end. A request counts from
the day it was sent; where sources give only a month or a year, its delay is not known. The due date that a source states
comes before the one counted here. An answer of a month or a year is late where all its days are. « Late now »: no answer, not even a refusal, and the last day has gone by.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median
from typing import Any

from funding.choices import RequestOutcome
from projects.dates import PartialDate

DAYS, EXTENSION = 20, 10
WAITING = (RequestOutcome.PENDING, RequestOutcome.UNKNOWN)


@dataclass(frozen=True)
class Clock:
    """One request on the law's clock. Days are None where a date is not known to the day."""

    last_day: date | None
    delay: int | None
    answered_late: bool
    late_now: int | None


@dataclass
class Body:
    """A body's requests: how many, delays known (days), outcomes, articles, answered late, late now."""

    name: str
    organization: Any
    requests: int = 0
    delays: list[int] = field(default_factory=list)
    outcomes: Counter = field(default_factory=Counter)
    articles: Counter = field(default_factory=Counter)
    answered_late: int = 0
    late_now: int = 0

    @property
    def median_delay(self) -> float | None:
        return median(self.delays) if self.delays else None


def day(text: PartialDate | str | None) -> date | None:
    """The day, where it is known to the day."""
    if not text or PartialDate(text).precision != "day":
        return None
    return PartialDate(text).earliest


def clock(request: Any, today: date) -> Clock:
    """A request on the law's clock, as of a day."""
    sent, answered = day(request.sent), day(request.answered)
    last_day = day(request.extended) or day(request.due) or (sent + timedelta(days=DAYS) if sent else None)
    delay = (answered - sent).days if sent and answered else None
    waits = not request.answered and request.outcome == RequestOutcome.PENDING
    late = (today - last_day).days if waits and last_day and today > last_day else None
    at_the_earliest = PartialDate(request.answered).earliest if request.answered else None
    return Clock(last_day, delay, bool(at_the_earliest and last_day and at_the_earliest > last_day), late)


def by_body(requests: Iterable[Any], today: date) -> list[Body]:
    """The bodies, the most requests first."""
    found: dict[str, Body] = {}
    for request in requests:
        name = request.body.name if request.body else request.body_text
        row = found.setdefault(name, Body(name, request.body))
        on_clock = clock(request, today)
        row.requests += 1
        row.outcomes[request.outcome] += 1
        row.articles.update(request.articles)
        row.answered_late += on_clock.answered_late
        row.late_now += on_clock.late_now is not None
        if on_clock.delay is not None:
            row.delays.append(on_clock.delay)
    return sorted(found.values(), key=lambda row: (-row.requests, row.name))

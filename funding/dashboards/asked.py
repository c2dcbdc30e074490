"""A question as it was asked: its register, the awards under its filter and all of them, and what is seen of it.

In: querysets of a register, and the query string. Out: award lines, what they cover, and the addresses behind numbers.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict

from funding.models import AwardLine, ReportedFigure
from funding.models.lines import AwardLineQuerySet
from funding.querysets import AwardQuerySet
from funding.questions.coverage import Coverage, coverage
from projects.models import Fact, Organization, Register

GROSS = "gross"


@dataclass(frozen=True)
class Asked:
    """A question as it was asked: its register, the awards under its filter and all of them, and what is seen of it.

    `parameters` is the query string, `filters` the filter in words, `views` the switches (« money »: « net »).
    """

    register: Register
    awards: AwardQuerySet
    everything: AwardQuerySet
    figures: QuerySet[ReportedFigure]
    slug: str = ""
    parameters: str = ""
    filters: str = ""
    views: Mapping[str, str] = field(default_factory=dict)
    # The question's own rows under its filter: awards, seats or requests.
    found: Any = None
    # Whether the awards are fewer than the register's: a filter is on, or one was not understood.
    is_filtered: bool = True
    # What several questions of one page ask alike is worked out once, where they share this.
    shared: dict[str, Any] = field(default_factory=dict, compare=False)
    # So many rows of a table are worked out, those that a page shows; None for a file, which has all of them.
    most: int | None = None

    @property
    def is_gross(self) -> bool:
        """Whether money that passes through an intermediary is told at each step."""
        return self.views.get("money") == GROSS

    @property
    def covered(self) -> Coverage:
        """What the whole register's records cover (DESIGN § 5.9)."""
        return self.once("covered", lambda: coverage(self.all_lines, self.figures))

    @cached_property
    def covered_here(self) -> Coverage:
        """What the awards under the filter cover of themselves."""
        return coverage(self.lines, ReportedFigure.objects.none())

    @property
    def all_lines(self) -> AwardLineQuerySet:
        """The award lines of the whole register."""
        return AwardLine.objects.of(self.register)

    @cached_property
    def lines(self) -> AwardLineQuerySet:
        """The award lines under the filter."""
        return AwardLine.objects.under(self.awards) if self.is_filtered else self.all_lines

    @cached_property
    def currency(self) -> str:
        """The currency with the most awards: currencies are never added up."""
        return next(iter(self.lines.currencies()), "CAD")

    @cached_property
    def in_currency(self) -> AwardLineQuerySet:
        """The lines in the currency with the most awards."""
        return self.lines.filter(currency=self.currency)

    @property
    def stated(self) -> list[ReportedFigure]:
        """What sources state, in the order in which they came in."""
        return self.once("stated", lambda: list(self.figures.order_by("pk")))

    def once[Made](self, name: str, make: Callable[[], Made]) -> Made:
        """What the register says whatever the question, worked out for the first that asks."""
        if name not in self.shared:
            self.shared[name] = make()
        found: Made = self.shared[name]
        return found

    def facts(self, model: type[Fact]) -> Any:
        """The published facts of a kind, in this register."""
        return model._default_manager.public().of(self.register)  # type: ignore[attr-defined]

    def behind(self, *parts: object, **changes: str) -> str:
        """The address of exactly the awards behind a number, as `questions.behind` names them."""
        return self.awards_with(**changes, behind=":".join(map(str, (self.slug, *parts))))

    def rows(self, **changes: str) -> str:
        """The address of the awards behind a number: the same filter, narrowed to final awards and to `changes`."""
        return self.awards_with(basis="final", **changes)

    def awards_with(self, **changes: str) -> str:
        """The address of awards: the same filter, with `changes` put into it."""
        query = QueryDict(self.parameters, mutable=True)
        for name in self.views:
            query.pop(name, None)
        for name, value in changes.items():
            query[name] = value
        return f"{self.register.address('awards')}?{query.urlencode()}"

    def here(self, **changes: str) -> str:
        """The address of this question, seen otherwise."""
        query = QueryDict(self.parameters, mutable=True)
        for name, value in changes.items():
            query[name] = value
        return f"{self.register.address('question', self.slug)}?{query.urlencode()}"

    def counted(self, table: str, code: str = "") -> str:
        """The address of the rows of a table that a number counts: all of them, or those with its code."""
        return f"{self.here(rows=f'{table}:{code}') if code else ''}#table-{table}"

    def projects_behind(self, *parts: object, **changes: str) -> str:
        """The address of exactly the projects behind a number, with the question's filter of awards and `changes` put into it."""
        query = QueryDict(self.parameters, mutable=True)
        for name in self.views:
            query.pop(name, None)
        for name, value in changes.items():
            query[name] = value
        number = ":".join(map(str, (self.slug, *parts)))
        named = f"{number}?{query.urlencode()}" if query else number
        return f"{self.register.address('projects')}?{urlencode({'behind': named})}"

    def page_of(self, body: Organization) -> str:
        return self.register.address("organization", body.key)

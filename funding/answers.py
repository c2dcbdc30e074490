"""A question as an address asks it: its filter, its switches, and the page that answers it.

In: a request, a register, the question's name. Out: an `Answer`.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, QueryDict
from django.utils.translation import gettext as _

from funding import columnar
from funding.dashboards.asked import Asked
from funding.dashboards.catalogue import QUESTIONS, Question
from funding.dashboards.page import ROWS_SHOWN, Page
from funding.filters import AwardFilter
from funding.models import Award, ReportedFigure
from funding.querysets import AwardQuerySet
from projects.kept import kept
from projects.list_address import in_words
from projects.lists import ListFilter
from projects.models import EDITION, Register, in_edition

# In the address of a question: its filter stands open on the page.
FORM = "form"
# The rows of a table that one number of the page counts stand alone in it.
ROWS = "rows"


@dataclass
class Answer:
    """A question as a request asked it: its filter, its switches and its page."""

    question: Question
    register: Register
    parameters: QueryDict
    request: HttpRequest
    views: dict[str, str] = field(default_factory=dict)
    errors: list[tuple[str, str]] = field(default_factory=list)
    # « table:code », where only the rows that a number counts are asked for.
    rows: str = ""
    # What the questions of one page share (`Asked.shared`).
    shared: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def filters(self) -> ListFilter:
        """The question's filter over the rows that it is of; of awards, with nothing asked, where it takes none."""
        taken = self.question.filters
        rows = (taken or AwardFilter)._meta.model.objects.public().of(self.register)
        return (taken or AwardFilter)(self.parameters if taken else QueryDict(), queryset=rows, request=self.request)

    @property
    def is_of_awards(self) -> bool:
        return self.question.filters is AwardFilter

    @property
    def query(self) -> str:
        return f"?{self.parameters.urlencode()}" if self.parameters else ""

    @property
    def views_query(self) -> str:
        """The switches that were asked for, without the filter."""
        asked = [(one.name, value) for one in self.question.switches for value in self.parameters.getlist(one.name)]
        return f"?{urlencode(asked)}" if asked else ""

    def without_filter(self, name: str, *parts: str) -> str:
        """The address of a page of this question for what no filter changes: a source's own figures."""
        return self.register.address(name, self.question.slug, *parts) + self.views_query

    def address(self, name: str, *parts: str) -> str:
        """The address of a page of this question, with what was asked."""
        return self.register.address(name, self.question.slug, *parts) + self.query

    @cached_property
    def frame_edition(self) -> int:
        """The edition that a frame shows: the page's own, else the newest that has its files; 0 where there is none."""
        numbers = self.register.releases.exclude(files={}).order_by("-number").values_list("number", flat=True)
        return EDITION.get() or numbers.first() or 0

    def framed(self, name: str, *parts: str, filtered: bool = True) -> str:
        """The address for an <iframe>: that of an edition, so that what others show never changes unseen."""
        with in_edition(self.frame_edition):
            return self.address(name, *parts) if filtered else self.without_filter(name, *parts)

    @property
    def wants_form(self) -> bool:
        """Whether the filter was opened, or used just now; it is dear to count, and most readers do not ask for it."""
        return FORM in self.request.GET or bool(getattr(self.request, "htmx", False))

    def page(self) -> Page:
        """The page, kept as long as the data are the same; an address that is not understood is worked out each time."""
        return kept(self.register, self.asked, self.made) if not self.errors else self.made()

    def whole(self) -> Page:
        """The page with every row of its tables, for a file."""
        return self.made(most=None)

    @property
    def behind(self) -> tuple[str, str]:
        """(table, code) of the number whose rows are asked for; empty where there is none."""
        table, _colon, code = self.rows.partition(":")
        return table, code

    @property
    def asked(self) -> tuple[str, ...]:
        """The question, its filter and its switches, as a key."""
        lists = self.parameters.lists()
        asked = sorted(urlencode({name: value}) for name, values in lists for value in values)
        return self.question.slug, *asked, *([f"rows={self.rows}"] if self.rows else [])

    def made(self, most: int | None = ROWS_SHOWN) -> Page:
        """The whole register decides whether records suffice, the filter what is counted."""
        everything = Award.objects.public().of(self.register)
        with columnar.fast(self.register):
            page = self.question.page(self.put(everything, None if self.rows else most))
        return page.rows_behind(*self.behind) if self.rows else page

    def put(self, everything: AwardQuerySet, most: int | None) -> Asked:
        """The question as its page takes it."""
        found = self.filters.qs.none() if self.errors else self.filters.qs
        return Asked(
            register=self.register,
            awards=cast(AwardQuerySet, found) if self.is_of_awards else everything,
            everything=everything,
            found=found,
            figures=figures_of(self.register),
            slug=self.question.slug,
            parameters=self.parameters.urlencode(),
            filters=in_words(self.filters),
            views=self.views,
            is_filtered=self.is_of_awards and (self.filters.is_on or bool(self.errors)),
            most=most,
            shared=self.shared,
        )


def figures_of(register: Register) -> QuerySet[ReportedFigure]:
    figures = ReportedFigure.objects.public().of(register)
    return figures.select_related("organization").prefetch_related("evidence__source__register")


def asked_by(request: HttpRequest, register: Register, slug: str) -> Answer:
    """What the address asks. Raises Http404 where there is no such question or no number with such rows; a value that is
    not known is an error."""
    if slug not in QUESTIONS:
        raise Http404(_("There is no such question."))
    question = QUESTIONS[slug]
    parameters = QueryDict(mutable=True)
    for name, values in request.GET.lists():
        if filled := [value for value in values if value]:
            parameters.setlist(name, filled)
    # Neither a number of a question nor its open form is a filter of it.
    parameters.pop("behind", None)
    parameters.pop(FORM, None)
    rows = "".join(parameters.pop(ROWS, [])[-1:])
    if not question.filters:
        # What another question asks by is no part of this one.
        switches = {switch.name for switch in question.switches}
        for name in {*parameters} - switches:
            parameters.pop(name)
    answer = Answer(question, register, parameters, request, rows=rows)
    answer.errors = answer.filters.errors_by_filter
    for switch in question.switches:
        codes = [code for code, _label in switch.choices]
        code = request.GET.get(switch.name) or codes[0]
        if code not in codes:
            answer.errors.append((str(switch.label), _("“%(value)s” is not one of the choices.") % {"value": code}))
        answer.views[switch.name] = code if code in codes else codes[0]
    if rows:
        try:
            answer.page()
        except KeyError as unknown:
            raise Http404(_("No number has such rows.")) from unknown
    return answer

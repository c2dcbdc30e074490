"""The filter of a question's page: the fields of the list of awards that people need, under the same names.

In: the filters that the address asks for, and the question's own parameters. Out: a `QuestionForm` that a template prints.
"""

from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from funding.filters import AwardFilter
from funding.question_filters import AccessFilter
from projects.facets import FacetCounts, facet_counts
from projects.filters import SeatFilter
from projects.lists import ListFilter
from projects.models import Organization, Register

# Of the many facets of awards, those that questions offer.
SHOWN = ("year", "amount", "sector", "recipient_kind", "payer", "programme", "use")


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    on: bool


@dataclass(frozen=True)
class QuestionForm:
    """`action`: the question without a filter; `hidden`: what is asked and has no field here."""

    action: str
    text: str
    facets: list[FacetCounts]
    establishments: list[Choice]
    hidden: list[tuple[str, str]]


def filter_words(filters: type[ListFilter]) -> tuple[str, str]:
    """What opens the form of a filter, and what its field of text looks in."""
    return {
        AwardFilter: (_("Filter the awards"), _("In these awards")),
        SeatFilter: (_("Filter the seats"), _("In these seats")),
        AccessFilter: (_("Filter the requests"), _("In these requests")),
    }[filters]


def question_form(filters: ListFilter, register: Register, action: str) -> QuestionForm:
    parameters: QueryDict = filters.data
    of_awards = isinstance(filters, AwardFilter)
    wanted = tuple(replace(facet, aside=False) for facet in filters.facets if facet.name in SHOWN or not of_awards)
    facets = facet_counts(filters, wanted)
    fields = {"q", "establishment"} | {name for facet in wanted for name in facet.names}
    return QuestionForm(
        action=action,
        text=parameters.get("q", ""),
        facets=[facet for facet in facets if facet.shown or facet.bars],
        establishments=establishments(register, parameters.getlist("establishment")) if of_awards else [],
        hidden=[(name, value) for name, values in parameters.lists() if name not in fields for value in values],
    )


def establishments(register: Register, asked: list[str]) -> list[Choice]:
    """Care establishments by name; those that are asked for are on."""
    bodies = Organization.objects.of(register).public().standing().establishments().order_by("folded", "pk")
    names = bodies.values_list("key", "name")
    return [Choice(key, name, key in asked) for key, name in names]

"""The filter of a question's page: the fields of the list of awards that people need, under the same names.

In: the filters that the address asks for, and the question's own parameters. Out: a `QuestionForm` that a template prints.
"""

from dataclasses import dataclass, replace

from django.http import QueryDict

from funding.award_facets import FACETS
from funding.filters import AwardFilter
from projects.facets import FacetCounts, facet_counts
from projects.models import Organization, Register

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


def question_form(filters: AwardFilter, register: Register, action: str) -> QuestionForm:
    parameters: QueryDict = filters.data
    wanted = tuple(replace(facet, aside=False) for facet in FACETS if facet.name in SHOWN)
    facets = facet_counts(filters, wanted)
    fields = {"q", "establishment"} | {name for facet in wanted for name in facet.names}
    return QuestionForm(
        action=action,
        text=parameters.get("q", ""),
        facets=[facet for facet in facets if facet.shown or facet.bars],
        establishments=establishments(register, parameters.getlist("establishment")),
        hidden=[(name, value) for name, values in parameters.lists() if name not in fields for value in values],
    )


def establishments(register: Register, asked: list[str]) -> list[Choice]:
    """Care establishments by name; those that are asked for are on."""
    bodies = Organization.objects.of(register).public().standing().establishments().order_by("folded", "pk")
    names = bodies.values_list("key", "name")
    return [Choice(key, name, key in asked) for key, name in names]

"""The filter of the question about access to information: of requests.

In: the address's parameters and the requests of a register. Out: those under the filter, each once.
"""

from functools import cached_property
from typing import Any

import django_filters
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from funding.award_facets import NO_YEAR
from funding.choices import RequestOutcome
from funding.filters import year_choices
from funding.models import AccessRequest
from projects.conditions import KeysFilter, WordsFilter, any_of, either, named
from projects.facets import Facet, by_body, by_field
from projects.filters import and_merged, organizations_of
from projects.lists import ListFilter
from projects.querysets import year_of


class AccessFilter(ListFilter):
    """Requests for access: which body, what came out, when it was sent."""

    facets = (
        by_field("outcome", _("Outcome"), "outcome", RequestOutcome),
        by_body(
            "body",
            _("Body"),
            lambda found: AccessRequest.objects.filter(pk__in=found.order_by().values("pk"), body__published=True),
            "body",
            count="pk",
            unknown=_("No body named"),
        ),
        Facet("year", _("Year it was sent"), unknown=NO_YEAR, bars=F("year"), ranged="year"),
    )
    outcome = any_of(RequestOutcome, "outcome", _("outcome"))
    body = KeysFilter(queryset=organizations_of, condition="asked_of", unknown=_("No body named"), label=_("body"))
    year = WordsFilter(choices=year_choices, condition="sent_in", label=_("year it was sent"))
    year_from = django_filters.NumberFilter(method="in_range", min_value=1900, max_value=2100, label=_("from"))
    year_to = django_filters.NumberFilter(method="in_range", min_value=1900, max_value=2100, label=_("to"))

    class Meta:
        model = AccessRequest
        fields: list[str] = []

    @cached_property
    def base(self) -> Any:
        return self.queryset.annotate(year=year_of("sent"))

    def by_text(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """The text stands in the reference, or in the name of the body as the register or the source has it."""
        named = Q(body__name__icontains=value, body__published=True)
        told = Q(reference__icontains=value) | named | Q(body_text__icontains=value)
        return queryset.filter(told)

    def asked_of(self, values: list) -> Q:
        return either(values, Q(body__in=and_merged(named(values)), body__published=True), ~Q(body__published=True))

    def sent_in(self, values: list[str]) -> Q:
        years = [int(value) for value in named(values)]
        return either(values, Q(year__isnull=False, year__in=years), Q(year__isnull=True))

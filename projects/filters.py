"""The filters of the lists of organizations, projects and people.

In: the address's parameters and a queryset of a register. Out: a queryset; a relation to many is followed by `Exists`
or `pk__in`, so that each row stands in it once.
"""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from projects.choices import OrganizationKind, ProjectStage, ProjectStatus, SeatKind, Sector, UseFamily
from projects.lists import ListFilter, by_field, by_relation, keys, order_filter
from projects.models import (
    BoardMembership,
    Organization,
    Participation,
    Person,
    Project,
    ProjectUseDomain,
    ProjectUseType,
    Register,
    UseDomain,
    UseType,
)
from projects.querysets import nulls_last


def organizations_of(request: HttpRequest) -> QuerySet:
    """Those that a filter may name."""
    return Organization.objects.of(request.register).public()  # type: ignore[attr-defined]


def and_merged(bodies: QuerySet | None) -> QuerySet:
    """The ids of the bodies and of those merged into them, as a part of the query that uses them."""
    found = keys(bodies)
    return Organization.objects.filter(Q(pk__in=found) | Q(merged_into__in=found)).order_by().values("pk")


def any_of(choices: Any, field: str, label: Any) -> django_filters.MultipleChoiceFilter:
    """A column of the list's own table has one of the values."""
    return django_filters.MultipleChoiceFilter(choices=choices, field_name=field, distinct=False, label=label)


def use_choices(register: Register) -> list[tuple[str, str]]:
    """The types of use of a register, each code once."""
    return list({use.code: (use.code, str(use)) for use in UseType.objects.filter(register=register)}.values())


def domain_choices(register: Register) -> list[tuple[str, str]]:
    return [(domain.code, str(domain)) for domain in UseDomain.objects.filter(register=register)]


def region_choices(register: Register) -> list[tuple[str, str]]:
    regions = Organization.objects.of(register).public().exclude(region="").order_by("region")
    return [(region, region) for region in regions.values_list("region", flat=True).distinct()]


class OrganizationFilter(ListFilter):
    own_choices = {"region": region_choices}
    orders = {
        "name": (pgettext_lazy("order", "Name"), ("folded", "id")),
        "received": (_("Most awards received"), ("-awards_received", "folded", "id")),
        "paid": (_("Most awards paid"), ("-awards_paid", "folded", "id")),
        "projects": (_("Most projects"), ("-projects_count", "folded", "id")),
    }
    facets = (
        by_field("kind", _("Kind"), "kind", OrganizationKind),
        by_field("sector", _("Sector"), "sector", Sector),
        by_field("region", _("Region"), "region"),
    )
    kind = any_of(OrganizationKind, "kind", _("kind"))
    sector = any_of(Sector, "sector", _("sector"))
    region = any_of((), "region", _("region"))
    order = order_filter(orders)

    class Meta:
        model = Organization
        fields: list[str] = []


class EstablishmentFilter(OrganizationFilter):
    """Care establishments are sorted by the projects that the study's table gives them, where one does."""

    orders = {
        "reported": (_("Most projects reported"), tuple(nulls_last("-reported", "-projects_count", "folded", "id"))),
        **OrganizationFilter.orders,
    }
    order = order_filter(orders)


def participations_in(found: QuerySet) -> QuerySet:
    """The public participations in the projects of a list."""
    return Participation.objects.public().filter(project__in=found.order_by().values("pk"))


class ProjectFilter(ListFilter):
    own_choices = {"use": use_choices, "domain": domain_choices}
    orders = {
        "title": (pgettext_lazy("order", "Title"), ("folded", "id")),
        "participants": (_("Most participants"), ("-participants_count", "folded", "id")),
        "awards": (_("Most awards"), ("-awards_count", "folded", "id")),
    }
    facets = (
        by_relation(
            "use",
            _("Use"),
            lambda found: ProjectUseType.objects.filter(project__in=found.order_by().values("pk")),
            value="use_type__code",
            title="use_type__name_fr",
            count="project",
        ),
        by_relation(
            "participant",
            _("Participant"),
            participations_in,
            value="organization__key",
            title="organization__name",
            count="project",
        ),
        by_field("stage", _("Stage"), "stage", ProjectStage),
        by_field("status", _("Status"), "status", ProjectStatus),
    )
    use = django_filters.MultipleChoiceFilter(choices=(), method="by_use", label=_("use"))
    domain = django_filters.MultipleChoiceFilter(choices=(), method="by_domain", label=_("domain"))
    family = django_filters.ChoiceFilter(choices=UseFamily, method="by_family", label=_("family of uses"))
    participant = django_filters.ModelMultipleChoiceFilter(
        queryset=organizations_of, to_field_name="key", method="by_participant", label=_("participant")
    )
    stage = any_of(ProjectStage, "stage", _("stage"))
    status = any_of(ProjectStatus, "status", _("status"))
    order = order_filter(orders)

    class Meta:
        model = Project
        fields: list[str] = []

    def by_use(self, queryset: QuerySet, name: str, value: list[str]) -> QuerySet:
        uses = ProjectUseType.objects.filter(use_type__code__in=value)
        return queryset.filter(pk__in=uses.values("project")) if value else queryset

    def by_domain(self, queryset: QuerySet, name: str, value: list[str]) -> QuerySet:
        domains = ProjectUseDomain.objects.filter(use_domain__code__in=value)
        return queryset.filter(pk__in=domains.values("project")) if value else queryset

    def by_family(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        uses = ProjectUseType.objects.filter(use_type__family=value)
        return queryset.filter(pk__in=uses.values("project")) if value else queryset

    def by_participant(self, queryset: QuerySet, name: str, value: QuerySet) -> QuerySet:
        return self._taking_part(queryset, organization__in=and_merged(value)) if value else queryset

    def _taking_part(self, queryset: QuerySet, **conditions: Any) -> QuerySet:
        parts = Participation.objects.public().filter(project=OuterRef("pk"), **conditions)
        return queryset.filter(Exists(parts))


def seats_of(found: QuerySet) -> QuerySet:
    """The public seats of the people of a list."""
    return BoardMembership.objects.public().filter(person__in=found.order_by().values("pk"))


class PersonFilter(ListFilter):
    orders = {
        "name": (pgettext_lazy("order", "Name"), ("folded", "id")),
        "seats": (_("Most seats"), ("-seats_count", "folded", "id")),
    }
    facets = (
        by_relation(
            "body", _("Sits on"), seats_of, value="organization__key", title="organization__name", count="person"
        ),
        by_relation("seat", _("Kind of seat"), seats_of, value="kind", title="kind", count="person", choices=SeatKind),
    )
    body = django_filters.ModelMultipleChoiceFilter(
        queryset=organizations_of, to_field_name="key", method="by_body", label=_("sits on")
    )
    seat = django_filters.MultipleChoiceFilter(choices=SeatKind, method="by_seat", label=_("kind of seat"))
    order = order_filter(orders)

    class Meta:
        model = Person
        fields: list[str] = []

    def by_body(self, queryset: QuerySet, name: str, value: QuerySet) -> QuerySet:
        return self._sitting(queryset, organization__in=and_merged(value)) if value else queryset

    def by_seat(self, queryset: QuerySet, name: str, value: list[str]) -> QuerySet:
        return self._sitting(queryset, kind__in=value) if value else queryset

    def _sitting(self, queryset: QuerySet, **conditions: Any) -> QuerySet:
        return queryset.filter(Exists(BoardMembership.objects.public().filter(person=OuterRef("pk"), **conditions)))

"""The filters of the lists of organizations, projects, people and seats.

In: the address's parameters and a queryset of a register. Out: a queryset; a relation to many is followed by `Exists`
or `pk__in`, so that each row stands in it once.
"""

from collections.abc import Callable
from decimal import Decimal
from functools import cached_property
from typing import Any, ClassVar

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from projects.choices import (
    ControlledBy,
    LegalForm,
    OrganizationKind,
    ProjectStage,
    ProjectStatus,
    SeatKind,
    Sector,
    UseFamily,
)
from projects.conditions import UNKNOWN, KeysFilter, WordsFilter, any_of, either, named
from projects.facets import Facet, Text, by_body, by_field, by_relation
from projects.ids import Ids, Place
from projects.kept import kept
from projects.lists import ListFilter, keys, order_filter
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

NO_REGION, NO_USE = _("No region stated"), _("No use stated")
NO_DOMAIN = _("No domain stated")
NO_PARTICIPANT, FOR_NOBODY = _("No participant named"), pgettext_lazy("on behalf of", "Not stated")


# The orders by money, each in every currency: « received_cad ».
BY_MONEY = (
    ("received", "recipient", _("Most money received (%(currency)s)")),
    ("paid", "payer", _("Most money given (%(currency)s)")),
)


def organizations_of(request: HttpRequest) -> QuerySet:
    """Those that a filter may name."""
    return Organization.objects.of(request.register).public()  # type: ignore[attr-defined]


def and_merged(bodies: QuerySet | list | None) -> QuerySet:
    """The ids of the bodies and of those merged into them, as a part of the query that uses them. One that was merged itself
    asks for the body that stands, where that is public."""
    found = [
        body.merged_into_id if body.merged_into and body.merged_into.published else body.pk for body in bodies or ()
    ]
    return Organization.objects.filter(Q(pk__in=found) | Q(merged_into__in=found)).order_by().values("pk")


def use_choices(register: Register) -> list[tuple[str, Text]]:
    """The types of use of a register, each code once."""
    uses = {use.code: (use.code, str(use)) for use in UseType.objects.filter(register=register)}
    return [*uses.values(), (UNKNOWN, NO_USE)]


def domain_choices(register: Register) -> list[tuple[str, Text]]:
    domains = [(domain.code, str(domain)) for domain in UseDomain.objects.filter(register=register)]
    return [*domains, (UNKNOWN, NO_DOMAIN)]


def region_choices(register: Register) -> list[tuple[str, Text]]:
    regions = Organization.objects.of(register).public().exclude(region="").order_by("region")
    return [*((region, region) for region in regions.values_list("region", flat=True).distinct()), (UNKNOWN, NO_REGION)]


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
        by_field("region", _("Region"), "region", unknown=NO_REGION),
        by_field("legal_form", _("Legal form"), "legal_form", LegalForm, aside=True),
        by_field("controlled_by", _("Controlled by"), "controlled_by", ControlledBy, aside=True),
    )
    kind = any_of(OrganizationKind, "kind", _("kind"))
    sector = any_of(Sector, "sector", _("sector"))
    region = any_of((), "region", _("region"), unknown=NO_REGION)
    legal_form = any_of(LegalForm, "legal_form", _("legal form"))
    controlled_by = any_of(ControlledBy, "controlled_by", _("controlled by"))
    order = order_filter(orders)

    class Meta:
        model = Organization
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """With the orders by money, in each currency of the register: no two are added up."""
        super().__init__(*args, **kwargs)
        bodies, self.by_money, self.orders = organizations_of(self.request), {}, {**self.orders}  # type: ignore[misc]
        for currency in kept(self.request.register, ("currencies",), bodies.currencies):  # type: ignore[attr-defined]
            for word, role, label in BY_MONEY:
                code = f"{word}_{currency.lower()}"
                self.by_money[code] = role, currency
                self.orders[code] = str(label) % {"currency": currency}, ()
        self.filters["order"].extra["choices"] = [(code, label) for code, (label, _fields) in self.orders.items()]
        # Who has most is counted longest.
        self.counts = self.order_on != next(iter(self.orders))

    def sort(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """By money, bodies of which no sum is known stand last."""
        if value not in self.by_money:
            return super().sort(queryset, name, value)
        return queryset.order_by(Place(self.by_sum).asc(nulls_last=True), "folded", "id")

    @property
    def money(self) -> dict[str, Any]:
        """{role, currency, sums} of the money that the list is sorted by; empty where it is not."""
        role, currency = self.by_money.get(self.data.get("order", ""), ("", ""))
        return {"role": role, "currency": currency, "sums": self.sums if role else {}}

    @cached_property
    def sums(self) -> dict[int, Decimal]:
        """What each body of the register has of the money that the list is sorted by."""
        asked = self.by_money[self.data["order"]]
        bodies = organizations_of(self.request)
        return kept(self.request.register, ("sums", *asked), lambda: bodies.sums(*asked))  # type: ignore[attr-defined]

    @property
    def by_sum(self) -> Ids:
        """The bodies with the most first; of as much, by name."""
        names = dict(organizations_of(self.request).values_list("pk", "folded"))
        return Ids.as_they_stand(sorted(self.sums.keys() & names, key=lambda pk: (-self.sums[pk], names[pk], pk)))


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


def known_number(value: str) -> None:
    """Refuses what no question counts, before anything is asked of the database."""
    try:
        ProjectFilter.told_number(value)
    except ValueError as problem:
        raise ValidationError(_("No question has such a figure.")) from problem


class ProjectFilter(ListFilter):
    # The projects behind a number of a question, and the number in words: the questions say it (`funding.apps`), since
    # they know the money and this application does not. Both raise ValueError where there is no such number.
    rows_behind: ClassVar[Callable[[HttpRequest, QuerySet, str], QuerySet]]
    told_number: ClassVar[Callable[[str], str]]
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
            unknown=NO_USE,
        ),
        by_body(
            "participant",
            _("Participant"),
            participations_in,
            "organization",
            count="project",
            unknown=NO_PARTICIPANT,
        ),
        by_field("stage", _("Stage"), "stage", ProjectStage),
        by_field("status", _("Status"), "status", ProjectStatus),
        by_relation(
            "domain",
            _("Domain"),
            lambda found: ProjectUseDomain.objects.filter(project__in=found.order_by().values("pk")),
            value="use_domain__code",
            title="use_domain__name_fr",
            count="project",
            unknown=NO_DOMAIN,
            aside=True,
        ),
    )
    use = WordsFilter(choices=(), condition="used_for", label=_("use"))
    domain = WordsFilter(choices=(), condition="in_domain", label=_("domain"))
    family = django_filters.ChoiceFilter(choices=UseFamily, method="by_family", label=_("family of uses"))
    participant = KeysFilter(
        queryset=organizations_of, condition="with_participant", unknown=NO_PARTICIPANT, label=_("participant")
    )
    stage = any_of(ProjectStage, "stage", _("stage"))
    status = any_of(ProjectStatus, "status", _("status"))
    behind = django_filters.CharFilter(method="by_number", label=_("behind the figure"), validators=[known_number])
    order = order_filter(orders)

    class Meta:
        model = Project
        fields: list[str] = []

    def used_for(self, values: list[str]) -> Q:
        uses = ProjectUseType.objects.filter(project=OuterRef("pk"))
        return either(values, Q(Exists(uses.filter(use_type__code__in=values))), ~Q(Exists(uses)))

    def in_domain(self, values: list[str]) -> Q:
        domains = ProjectUseDomain.objects.filter(project=OuterRef("pk"))
        return either(values, Q(Exists(domains.filter(use_domain__code__in=values))), ~Q(Exists(domains)))

    def by_number(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """The projects behind a number of a question; the question's filter of awards stands in the value."""
        if not value:
            return queryset
        return queryset.filter(pk__in=ProjectFilter.rows_behind(self.request, self.queryset, value))

    def values_on(self, name: str) -> list[tuple[str, str]]:
        found = super().values_on(name)
        return [(value, ProjectFilter.told_number(value)) for value, _said in found] if name == "behind" else found

    def by_family(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        uses = ProjectUseType.objects.filter(use_type__family=value)
        return queryset.filter(pk__in=uses.values("project")) if value else queryset

    def with_participant(self, values: list[Any]) -> Q:
        parts = Participation.objects.public().filter(project=OuterRef("pk"))
        bodies = and_merged(named(values))
        return either(values, Q(Exists(parts.filter(organization__in=bodies))), ~Q(Exists(parts)))


def seats_of(found: QuerySet) -> QuerySet:
    """The public seats of the people of a list."""
    return BoardMembership.objects.public().filter(person__in=found.order_by().values("pk"))


class PersonFilter(ListFilter):
    orders = {
        "name": (pgettext_lazy("order", "Name"), ("folded", "id")),
        "seats": (_("Most seats"), ("-seats_count", "folded", "id")),
    }
    facets = (
        by_body("body", _("Sits on"), seats_of, "organization", count="person"),
        by_relation("seat", _("Kind of seat"), seats_of, value="kind", title="kind", count="person", choices=SeatKind),
    )
    body = KeysFilter(queryset=organizations_of, condition="sitting_on", label=_("sits on"))
    seat = WordsFilter(choices=SeatKind.choices, condition="in_seat", label=_("kind of seat"))
    order = order_filter(orders)

    class Meta:
        model = Person
        fields: list[str] = []

    def sitting_on(self, values: list[Any]) -> Q:
        return self._sitting(organization__in=and_merged(values))

    def in_seat(self, values: list[str]) -> Q:
        return self._sitting(kind__in=values)

    def _sitting(self, **conditions: Any) -> Q:
        return Q(Exists(BoardMembership.objects.public().filter(person=OuterRef("pk"), **conditions)))


class SeatFilter(ListFilter):
    """Seats on boards and committees, each a row: who, where, on whose behalf, when."""

    orders = {
        "body": (_("Board"), ("organization__folded", "kind", "id")),
        "holder": (_("Who sits"), tuple(nulls_last("person__folded", "holder__folded", "organization__folded", "id"))),
        "-year": (_("Latest start"), tuple(nulls_last("-year", "organization__folded", "id"))),
    }
    facets = (
        by_body(
            "body",
            _("Board of"),
            lambda found: BoardMembership.objects.filter(pk__in=found.order_by().values("pk")),
            "organization",
            count="pk",
        ),
        by_field("kind", _("Kind of seat"), "kind", SeatKind),
        by_body(
            "on_behalf_of",
            _("On behalf of"),
            lambda found: BoardMembership.objects.filter(pk__in=found.order_by().values("pk")),
            "on_behalf_of",
            count="pk",
            unknown=FOR_NOBODY,
        ),
        by_field(
            "state",
            _("Held"),
            "former",
            words={"false": _("Now, or no end is known"), "true": pgettext_lazy("seats", "Formerly")},
            excludes=False,
        ),
        Facet("year", _("Year of the start"), unknown=_("No start known"), bars=F("year"), ranged="year"),
        by_field("sector", _("Sector of the board's body"), "organization__sector", Sector),
        by_field("board_kind", _("Kind of the board's body"), "organization__kind", OrganizationKind),
        by_field("region", _("Region of the board's body"), "organization__region", unknown=NO_REGION),
    )
    own_choices = {"region": region_choices}
    sector = any_of(Sector, "organization__sector", _("sector of the board's body"))
    board_kind = any_of(OrganizationKind, "organization__kind", _("kind of the board's body"))
    region = any_of((), "organization__region", _("region of the board's body"), unknown=NO_REGION)
    body = KeysFilter(queryset=organizations_of, condition="on_board_of", label=_("board of"))
    kind = any_of(SeatKind, "kind", _("kind of seat"))
    on_behalf_of = KeysFilter(
        queryset=organizations_of,
        condition="for_whom",
        unknown=FOR_NOBODY,
        label=_("on behalf of"),
    )
    person = KeysFilter(
        queryset=lambda request: Person.objects.of(request.register).public(), condition="held_by", label=_("person")
    )
    state = WordsFilter(
        choices=[("false", _("Now, or no end is known")), ("true", pgettext_lazy("seats", "Formerly"))],
        condition="held",
        label=_("held"),
    )
    year = WordsFilter(choices=[(UNKNOWN, _("No start known"))], condition="begun_in", label=_("year of the start"))
    year_from = django_filters.NumberFilter(method="in_range", min_value=1900, max_value=2100, label=_("from"))
    year_to = django_filters.NumberFilter(method="in_range", min_value=1900, max_value=2100, label=_("to"))
    order = order_filter(orders)

    class Meta:
        model = BoardMembership
        fields: list[str] = []

    @cached_property
    def base(self) -> Any:
        return self.queryset.with_year()

    def on_board_of(self, values: list[Any]) -> Q:
        return Q(organization__in=and_merged(values))

    def for_whom(self, values: list[Any]) -> Q:
        whom = and_merged(named(values))
        return either(values, Q(on_behalf_of__in=whom, on_behalf_of__isnull=False), Q(on_behalf_of=None))

    def held_by(self, values: list[Any]) -> Q:
        return Q(person__in=keys(values))

    def held(self, values: list[str]) -> Q:
        return Q(former__in=[value == "true" for value in values])

    def begun_in(self, values: list[str]) -> Q:
        return Q(year=None)

"""The filters of the lists of awards, programmes and sources; the questions use the first one too.

In: the address's parameters, a queryset of a register and the request (for `request.register`). Out: a queryset in
which each row stands once: a relation to many is followed by `Exists` or `pk__in`, never by a join.
"""

from typing import Any

import django_filters
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, TextField, Value, When
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from funding.choices import FlowLevel, Instrument, PartyRole, ProgrammeKind, SourceKind
from funding.models import Award, AwardParty, Programme, ProgrammeParty, Source
from projects.choices import OrganizationKind, Sector
from projects.filters import and_merged, any_of, domain_choices, organizations_of, use_choices
from projects.lists import Facet, ListFilter, by_field, by_relation, keys, order_filter
from projects.models import Organization, Participation, Project, ProjectUseDomain, ProjectUseType
from projects.querysets import nulls_last

# Not a sector or a kind of a body: the side of the award has no body.
UNNAMED = "unnamed"
UNNAMED_LABEL = _("No recipient named")
KNOWN, MISSING = "known", "missing"


def parties_of(role: str) -> Any:
    """The payers, or the recipients, of the awards of a list."""
    return lambda found: AwardParty.objects.filter(role=role, award__in=found.order_by().values("pk"))


def handed_on(found: QuerySet) -> QuerySet:
    """The intermediaries that the awards of a list go to or come from."""
    between = Organization.objects.intermediaries().order_by().values("pk")
    return AwardParty.objects.filter(award__in=found.order_by().values("pk"), organization__in=between)


def uses_of(found: QuerySet) -> QuerySet:
    projects = found.order_by().exclude(project=None).values("project")
    return ProjectUseType.objects.filter(project__in=projects)


def by_amount(found: QuerySet) -> QuerySet:
    known = Case(When(amount=None, then=Value(MISSING)), default=Value(KNOWN), output_field=TextField())
    return by_field("amount", "", "has_amount").rows(found.annotate(has_amount=known))


def establishments_of(request: HttpRequest) -> QuerySet:
    return Organization.objects.of(request.register).public().establishments()  # type: ignore[attr-defined]


def intermediaries_of(request: HttpRequest) -> QuerySet:
    return Organization.objects.of(request.register).public().intermediaries()  # type: ignore[attr-defined]


def programmes_of(request: HttpRequest) -> QuerySet:
    return Programme.objects.of(request.register).public()  # type: ignore[attr-defined]


def projects_of(request: HttpRequest) -> QuerySet:
    return Project.objects.of(request.register).public()  # type: ignore[attr-defined]


def by_keys(queryset: Any, method: str, label: Any) -> django_filters.ModelMultipleChoiceFilter:
    """Things by their public keys: `?payer=meie&payer=msss` means either."""
    return django_filters.ModelMultipleChoiceFilter(queryset=queryset, to_field_name="key", method=method, label=label)


class AwardFilter(ListFilter):
    orders = {
        "-amount": (_("Largest amounts"), tuple(nulls_last("-amount", "id"))),
        "amount": (_("Smallest amounts"), tuple(nulls_last("amount", "id"))),
        "-year": (_("Most recent"), tuple(nulls_last("-year", "-amount", "id"))),
        "year": (_("Oldest"), tuple(nulls_last("year", "-amount", "id"))),
        "title": (pgettext_lazy("order", "Title"), ("folded", "id")),
    }
    controls = ("order", "basis")
    own_choices = {"use": use_choices, "domain": domain_choices}
    facets = (
        by_relation(
            "sector",
            _("Recipient's sector"),
            parties_of(PartyRole.RECIPIENT),
            value="organization__sector",
            title="organization__sector",
            count="award",
            choices=Sector,
        ),
        by_field("year", _("Years"), "year", by_value=True),
        by_relation(
            "payer",
            _("Funder"),
            parties_of(PartyRole.PAYER),
            value="organization__key",
            title="organization__name",
            count="award",
        ),
        by_relation(
            "intermediary",
            _("Intermediary"),
            handed_on,
            value="organization__key",
            title="organization__name",
            count="award",
        ),
        by_field("level", _("Step of the way"), "flow_level", FlowLevel),
        Facet("amount", _("Amount"), by_amount, words={KNOWN: _("Known"), MISSING: _("Not published")}),
        by_relation(
            "recipient_kind",
            _("Kind of recipient"),
            parties_of(PartyRole.RECIPIENT),
            value="organization__kind",
            title="organization__kind",
            count="award",
            choices=OrganizationKind,
        ),
        by_relation(
            "programme",
            _("Programme"),
            lambda found: found.exclude(programme=None),
            value="programme__key",
            title="programme__name",
            count="pk",
        ),
        by_relation(
            "use", _("Use"), uses_of, value="use_type__code", title="use_type__name_fr", count="project__awards"
        ),
    )
    basis = django_filters.ChoiceFilter(
        choices=[("entered", _("Public money in")), ("final", _("Final destination"))],
        method="by_basis",
        label=_("what is counted"),
    )
    year = django_filters.MultipleChoiceFilter(
        choices=[(str(y), str(y)) for y in range(1900, 2101)], method="by_year", label=_("year")
    )
    year_from = django_filters.NumberFilter(method="from_year", min_value=1900, max_value=2100, label=_("from"))
    year_to = django_filters.NumberFilter(method="to_year", min_value=1900, max_value=2100, label=_("to"))
    payer = by_keys(organizations_of, "by_payer", _("funder"))
    recipient = by_keys(organizations_of, "by_recipient", _("recipient"))
    organization = by_keys(organizations_of, "by_organization", _("organization"))
    intermediary = by_keys(intermediaries_of, "by_intermediary", _("intermediary"))
    programme = by_keys(programmes_of, "by_programme", _("programme"))
    project = by_keys(projects_of, "by_project", _("project"))
    establishment = by_keys(establishments_of, "by_establishment", _("establishment"))
    sector = django_filters.MultipleChoiceFilter(
        choices=[*Sector.choices, (UNNAMED, UNNAMED_LABEL)], method="by_sector", label=_("recipient's sector")
    )
    recipient_kind = django_filters.MultipleChoiceFilter(
        choices=[*OrganizationKind.choices, (UNNAMED, UNNAMED_LABEL)], method="by_kind", label=_("kind of recipient")
    )
    use = django_filters.MultipleChoiceFilter(choices=(), method="by_use", label=_("use"))
    domain = django_filters.MultipleChoiceFilter(choices=(), method="by_domain", label=_("domain"))
    level = any_of(FlowLevel, "flow_level", _("step of the way"))
    instrument = any_of(Instrument, "instrument", _("instrument"))
    amount = django_filters.ChoiceFilter(
        choices=[(KNOWN, _("Known")), (MISSING, _("Not published"))], method="by_knowledge", label=_("amount")
    )
    order = order_filter(orders)

    class Meta:
        model = Award
        fields: list[str] = []

    def filtered(self, without: str = "") -> QuerySet:
        self.queryset = self.queryset.with_year()
        return super().filtered(without)

    def by_basis(self, queryset: Any, name: str, value: str) -> QuerySet:
        """The two sums of DESIGN § 5.2; without a choice the list has every award and gives both sums."""
        return {"entered": queryset.public_money_in, "final": queryset.final, "": queryset.all}[value]()

    def by_year(self, queryset: Any, name: str, value: list[str]) -> QuerySet:
        return queryset.filter(year__in=map(int, value)) if value else queryset

    def from_year(self, queryset: Any, name: str, value: int) -> QuerySet:
        return queryset.filter(year__gte=value)

    def to_year(self, queryset: Any, name: str, value: int) -> QuerySet:
        return queryset.filter(year__lte=value)

    def by_payer(self, queryset: Any, name: str, value: QuerySet) -> QuerySet:
        return queryset.with_party(PartyRole.PAYER, organization__in=and_merged(value)) if value else queryset

    def by_recipient(self, queryset: Any, name: str, value: QuerySet) -> QuerySet:
        return queryset.with_party(PartyRole.RECIPIENT, organization__in=and_merged(value)) if value else queryset

    def by_organization(self, queryset: QuerySet, name: str, value: QuerySet) -> QuerySet:
        """What a body pays or receives."""
        parties = AwardParty.objects.filter(award=OuterRef("pk"), organization__in=and_merged(value))
        return queryset.filter(Exists(parties)) if value else queryset

    def by_intermediary(self, queryset: QuerySet, name: str, value: QuerySet) -> QuerySet:
        """What a body received to pass on, and what it paid."""
        if not value:
            return queryset
        parties = AwardParty.objects.filter(award=OuterRef("pk"), organization__in=and_merged(value))
        received = Exists(parties.filter(role=PartyRole.RECIPIENT)) & Q(flow_level=FlowLevel.TRANSFER)
        return queryset.filter(received | Exists(parties.filter(role=PartyRole.PAYER)))

    def by_programme(self, queryset: QuerySet, name: str, value: QuerySet) -> QuerySet:
        return queryset.filter(programme__in=keys(value)) if value else queryset

    def by_project(self, queryset: QuerySet, name: str, value: QuerySet) -> QuerySet:
        return queryset.filter(project__in=keys(value)) if value else queryset

    def by_establishment(self, queryset: Any, name: str, value: QuerySet) -> QuerySet:
        """Awards that it receives, and awards of projects that it takes part in."""
        if not value:
            return queryset
        bodies = and_merged(value)
        receives = AwardParty.objects.filter(award=OuterRef("pk"), role=PartyRole.RECIPIENT, organization__in=bodies)
        takes_part = Participation.objects.public().filter(organization__in=bodies)
        return queryset.filter(Exists(receives) | Q(project__in=takes_part.values("project")))

    def by_sector(self, queryset: QuerySet, name: str, value: list[str]) -> QuerySet:
        return self._recipient_has(queryset, "organization__sector__in", value)

    def by_kind(self, queryset: QuerySet, name: str, value: list[str]) -> QuerySet:
        return self._recipient_has(queryset, "organization__kind__in", value)

    def by_use(self, queryset: QuerySet, name: str, value: list[str]) -> QuerySet:
        uses = ProjectUseType.objects.filter(use_type__code__in=value)
        return queryset.filter(project__in=uses.values("project")) if value else queryset

    def by_domain(self, queryset: QuerySet, name: str, value: list[str]) -> QuerySet:
        domains = ProjectUseDomain.objects.filter(use_domain__code__in=value)
        return queryset.filter(project__in=domains.values("project")) if value else queryset

    def by_knowledge(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(amount__isnull=value == MISSING) if value else queryset

    def _recipient_has(self, queryset: QuerySet, condition: str, value: list[str]) -> QuerySet:
        if not value:
            return queryset
        recipients = AwardParty.objects.filter(award=OuterRef("pk"), role=PartyRole.RECIPIENT)
        found: Any = Q(Exists(recipients.filter(**{condition: value})))
        if UNNAMED in value:
            found |= ~Exists(recipients)
        return queryset.filter(found)


class ProgrammeFilter(ListFilter):
    orders = {
        "name": (pgettext_lazy("order", "Name"), ("folded", "id")),
        "awards": (_("Most awards"), ("-awards_count", "folded", "id")),
    }
    facets = (
        by_field("kind", _("Kind"), "kind", ProgrammeKind),
        by_relation(
            "organization",
            _("Who pays or chooses"),
            lambda found: ProgrammeParty.objects.filter(programme__in=found.order_by().values("pk")),
            value="organization__key",
            title="organization__name",
            count="programme",
        ),
    )
    kind = any_of(ProgrammeKind, "kind", _("kind"))
    organization = by_keys(organizations_of, "by_organization", _("who pays or chooses"))
    order = order_filter(orders)

    class Meta:
        model = Programme
        fields: list[str] = []

    def by_organization(self, queryset: QuerySet, name: str, value: QuerySet) -> QuerySet:
        parties = ProgrammeParty.objects.filter(programme=OuterRef("pk"), organization__in=and_merged(value))
        return queryset.filter(Exists(parties)) if value else queryset


class SourceFilter(ListFilter):
    orders = {
        "title": (pgettext_lazy("order", "Title"), ("title", "id")),
        "-date": (_("Most recent"), ("-date", "title", "id")),
        "evidence": (_("Most evidence"), ("-evidence_count", "title", "id")),
    }
    facets = (by_field("kind", _("Kind"), "kind", SourceKind),)
    kind = any_of(SourceKind, "kind", _("kind"))
    order = order_filter(orders)

    class Meta:
        model = Source
        fields: list[str] = []

"""The filters of the lists of awards, programmes and sources; the questions use the first one too.

In: the address's parameters, a queryset of a register and the request (for `request.register`). Out: a queryset in
which each row stands once: a relation to many is followed by `Exists` or `pk__in`, never by a join.
"""

from functools import cached_property
from typing import Any

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from funding.award_facets import (
    DIRECT,
    FACETS,
    KNOWN,
    MISSING,
    NO_PAYER,
    NO_PROGRAMME,
    NO_YEAR,
    UNNAMED,
    UNNAMED_LABEL,
    handing_on,
)
from funding.choices import FlowLevel, InScope, Instrument, MoneyStage, PartyRole, ProgrammeKind, SourceKind
from funding.models import Award, AwardLine, AwardParty, Programme, ProgrammeParty, Source
from funding.questions.behind import behind, projects_behind
from funding.questions.behind_words import told_number
from projects.choices import OrganizationKind, Sector
from projects.conditions import UNKNOWN, KeysFilter, WordsFilter, any_of, either, named
from projects.facets import Facet, Text, by_body, by_field
from projects.filters import and_merged, domain_choices, organizations_of, use_choices
from projects.lists import ListFilter, keys, order_filter
from projects.models import Organization, Participation, Project, ProjectUseDomain, ProjectUseType, Register
from projects.querysets import nulls_last, year_of


def year_choices() -> list[tuple[str, Text]]:
    return [*((str(year), str(year)) for year in range(1900, 2101)), (UNKNOWN, NO_YEAR)]


# Larger ones, and parts of a cent, no source writes.
AMOUNTS: dict[str, Any] = {"min_value": -(10**15), "max_value": 10**15, "decimal_places": 2}


def currency_choices(register: Register) -> list[tuple[str, Text]]:
    codes = Award.objects.of(register).public().order_by("currency").values_list("currency", flat=True).distinct()
    return [(code, code) for code in codes]


def establishments_of(request: HttpRequest) -> QuerySet:
    return Organization.objects.of(request.register).public().establishments()  # type: ignore[attr-defined]


def intermediaries_of(request: HttpRequest) -> QuerySet:
    return Organization.objects.of(request.register).public().intermediaries()  # type: ignore[attr-defined]


def programmes_of(request: HttpRequest) -> QuerySet:
    return Programme.objects.of(request.register).public()  # type: ignore[attr-defined]


def projects_of(request: HttpRequest) -> QuerySet:
    return Project.objects.of(request.register).public()  # type: ignore[attr-defined]


def known_number(value: str) -> None:
    """Refuses what no question counts."""
    try:
        behind(AwardLine.objects.none(), value)
    except ValueError as problem:
        raise ValidationError(_("No question has such a figure.")) from problem


def projects_of_number(request: HttpRequest, projects: QuerySet, value: str) -> QuerySet:
    """The ids of the projects behind a number of a question; its filter of awards stands after the « ? ».

    None where that filter is not understood.
    """
    number, _mark, asked = value.partition("?")
    awards = AwardFilter(QueryDict(asked), Award.objects.public().of(request.register), request=request)  # type: ignore[attr-defined]
    if not awards.form.is_valid():
        return projects.none().values("pk")
    found = awards.qs.order_by() if asked else awards.queryset
    lines = AwardLine.objects.under(found)
    if asked:
        projects = projects.filter(pk__in=found.exclude(project=None).values("project"))
    return projects_behind(projects.order_by(), lines, number).order_by().values("pk")


class AwardFilter(ListFilter):
    orders = {
        # The order of the model: an unfiltered download is then the file of the release.
        "-amount": (_("Largest amounts"), (*nulls_last("-amount"), "id")),
        "amount": (_("Smallest amounts"), tuple(nulls_last("amount", "id"))),
        "-year": (_("Most recent"), tuple(nulls_last("-year", "-amount", "id"))),
        "year": (_("Oldest"), tuple(nulls_last("year", "-amount", "id"))),
        "title": (pgettext_lazy("order", "Title"), ("folded", "id")),
    }
    controls = ("order", "basis")
    own_choices = {"use": use_choices, "domain": domain_choices, "currency": currency_choices}
    facets = FACETS
    basis = django_filters.ChoiceFilter(
        choices=[("entered", _("Public money in")), ("final", _("Final destination"))],
        method="by_basis",
        label=_("what is counted"),
    )
    year = WordsFilter(choices=year_choices, condition="in_years", label=_("year"))
    year_from = django_filters.NumberFilter(method="in_range", min_value=1900, max_value=2100, label=_("from"))
    year_to = django_filters.NumberFilter(method="in_range", min_value=1900, max_value=2100, label=_("to"))
    amount = WordsFilter(
        choices=[(KNOWN, _("Known")), (MISSING, _("Without an amount"))], condition="with_amount", label=_("amount")
    )
    amount_from = django_filters.NumberFilter(method="in_range", **AMOUNTS, label=_("amount from"))
    amount_below = django_filters.NumberFilter(method="in_range", **AMOUNTS, label=_("amount below"))
    payer = KeysFilter(queryset=organizations_of, condition="paid_by", unknown=NO_PAYER, label=_("funder"))
    recipient = KeysFilter(
        queryset=organizations_of, condition="received_by", unknown=UNNAMED_LABEL, label=_("recipient")
    )
    organization = KeysFilter(queryset=organizations_of, condition="of_body", label=_("organization"))
    intermediary = KeysFilter(
        queryset=intermediaries_of, condition="handed_on_by", unknown=DIRECT, label=_("intermediary")
    )
    programme = KeysFilter(
        queryset=programmes_of, condition="from_programme", unknown=NO_PROGRAMME, label=_("programme")
    )
    project = KeysFilter(
        queryset=projects_of, condition="for_project", unknown=_("No project named"), label=_("project")
    )
    establishment = KeysFilter(queryset=establishments_of, condition="at_establishment", label=_("establishment"))
    sector = WordsFilter(
        choices=[*Sector.choices, (UNNAMED, UNNAMED_LABEL)], condition="to_sector", label=_("recipient's sector")
    )
    recipient_kind = WordsFilter(
        choices=[*OrganizationKind.choices, (UNNAMED, UNNAMED_LABEL)], condition="to_kind", label=_("kind of recipient")
    )
    use = WordsFilter(choices=(), condition="used_for", label=_("use"))
    domain = WordsFilter(choices=(), condition="in_domain", label=_("domain"))
    level = any_of(FlowLevel, "flow_level", _("step of the way"))
    instrument = any_of(Instrument, "instrument", _("instrument"))
    stage = any_of(MoneyStage, "money_stage", _("stage of the money"))
    scope = any_of(InScope, "in_scope", _("scope"))
    currency = any_of((), "currency", _("currency"))
    behind = django_filters.CharFilter(method="by_number", label=_("behind the figure"), validators=[known_number])
    order = order_filter(orders)

    class Meta:
        model = Award
        fields: list[str] = []

    @cached_property
    def base(self) -> Any:
        return self.queryset.with_year()

    def by_basis(self, queryset: Any, name: str, value: str) -> QuerySet:
        """The two sums of DESIGN § 5.2; without a choice the list has every award and gives both sums."""
        return queryset.under(value)

    def by_number(self, queryset: Any, name: str, value: str) -> QuerySet:
        """The awards behind a number of a question whose filter is the rest of the address."""
        if not value:
            return queryset
        lines = behind(AwardLine.objects.under(queryset), value)
        return self.base.filter(pk__in=lines.order_by().values("pk"))

    def values_on(self, name: str) -> list[tuple[str, str]]:
        return (
            [(value, told_number(value)) for value, _words in super().values_on(name)]
            if name == "behind"
            else super().values_on(name)
        )

    def in_years(self, values: list[str]) -> Q:
        years = [int(value) for value in named(values)]
        return either(values, Q(year__isnull=False, year__in=years), Q(year__isnull=True))

    def with_amount(self, values: list[str]) -> Q:
        return Q.create([("amount__isnull", value == MISSING) for value in values], connector=Q.OR)

    def paid_by(self, values: list[Any]) -> Q:
        return self._party(PartyRole.PAYER, values)

    def received_by(self, values: list[Any]) -> Q:
        return self._party(PartyRole.RECIPIENT, values)

    def of_body(self, values: list[Any]) -> Q:
        """What a body pays or receives."""
        return Q(Exists(parties().filter(organization__in=and_merged(values))))

    def handed_on_by(self, values: list[Any]) -> Q:
        """What a body received to pass on, and what it paid; unknown: what no such body hands on."""
        bodies = and_merged(named(values))
        received = Exists(parties(PartyRole.RECIPIENT).filter(organization__in=bodies))
        paid = Exists(parties(PartyRole.PAYER).filter(organization__in=bodies))
        known = Q(received, flow_level=FlowLevel.TRANSFER) | Q(paid)
        # Not asked of each award by itself: each time PostgreSQL would look through all that its bodies have received.
        touched = handing_on().order_by().values("award")
        return either(values, known, ~Q(pk__in=touched))

    def from_programme(self, values: list[Any]) -> Q:
        return either(values, Q(programme__in=keys(named(values))), Q(programme=None) | Q(programme__published=False))

    def for_project(self, values: list[Any]) -> Q:
        return either(values, Q(project__in=keys(named(values))), Q(project=None) | Q(project__published=False))

    def at_establishment(self, values: list[Any]) -> Q:
        """Awards that it receives, and awards of projects that it takes part in."""
        bodies = and_merged(values)
        receives = parties(PartyRole.RECIPIENT).filter(organization__in=bodies)
        takes_part = Participation.objects.public().filter(organization__in=bodies, project=OuterRef("project"))
        return Q(Exists(receives)) | Q(Exists(takes_part))

    def to_sector(self, values: list[str]) -> Q:
        return self._recipient_has("organization__sector__in", values)

    def to_kind(self, values: list[str]) -> Q:
        return self._recipient_has("organization__kind__in", values)

    def used_for(self, values: list[str]) -> Q:
        uses = ProjectUseType.objects.filter(project=OuterRef("project"))
        return either(values, Q(Exists(uses.filter(use_type__code__in=values))), ~Q(Exists(uses)))

    def in_domain(self, values: list[str]) -> Q:
        domains = ProjectUseDomain.objects.filter(project=OuterRef("project"))
        return either(values, Q(Exists(domains.filter(use_domain__code__in=values))), ~Q(Exists(domains)))

    def _party(self, role: str, values: list[Any]) -> Q:
        bodies = and_merged(named(values))
        return either(values, Q(Exists(parties(role).filter(organization__in=bodies))), without(role))

    def _recipient_has(self, condition: str, values: list[str]) -> Q:
        recipients = parties(PartyRole.RECIPIENT).filter(**{condition: named(values, UNNAMED)})
        return either(values, Q(Exists(recipients)), without(PartyRole.RECIPIENT), UNNAMED)


def parties(role: str = "") -> QuerySet:
    """The payers and recipients of the award of the outer query, or those in one role."""
    found = AwardParty.objects.public().filter(award=OuterRef("pk"))
    return found.filter(role=role) if role else found


def without(role: str) -> Q:
    """Awards without a body on that side that is shown."""
    return ~Q(Exists(parties(role)))


class ProgrammeFilter(ListFilter):
    counts = True
    orders = {
        "name": (pgettext_lazy("order", "Name"), ("folded", "id")),
        "awards": (_("Most awards"), ("-awards_count", "folded", "id")),
    }
    facets = (
        by_field("kind", _("Kind"), "kind", ProgrammeKind),
        by_body(
            "organization",
            _("Who pays or chooses"),
            lambda found: ProgrammeParty.objects.public().filter(programme__in=found.order_by().values("pk")),
            "organization",
            count="programme",
            unknown=_("Nobody is named as payer or chooser"),
        ),
    )
    kind = any_of(ProgrammeKind, "kind", _("kind"))
    organization = KeysFilter(
        queryset=organizations_of,
        condition="of_body",
        unknown=_("Nobody is named as payer or chooser"),
        label=_("who pays or chooses"),
    )
    order = order_filter(orders)

    class Meta:
        model = Programme
        fields: list[str] = []

    def of_body(self, values: list[Any]) -> Q:
        named_in = ProgrammeParty.objects.public().filter(programme=OuterRef("pk"))
        bodies = and_merged(named(values))
        return either(values, Q(Exists(named_in.filter(organization__in=bodies))), ~Q(Exists(named_in)))


class SourceFilter(ListFilter):
    counts = True
    orders = {
        "title": (pgettext_lazy("order", "Title"), ("title", "id")),
        "-date": (_("Most recent"), ("-date", "title", "id")),
        "evidence": (_("Most evidence"), ("-evidence_count", "title", "id")),
    }
    facets = (
        by_field("kind", _("Kind"), "kind", SourceKind),
        by_body(
            "body",
            _("Answering body"),
            lambda found: found.exclude(body=None),
            "body",
            count="pk",
            unknown=_("No answering body"),
        ),
        Facet("year", _("Years"), unknown=NO_YEAR, bars=F("year"), ranged="year"),
    )
    kind = any_of(SourceKind, "kind", _("kind"))
    body = KeysFilter(
        queryset=organizations_of, condition="answered_by", unknown=_("No answering body"), label=_("answering body")
    )
    year = WordsFilter(choices=year_choices, condition="in_years", label=_("year"))
    year_from = django_filters.NumberFilter(method="in_range", min_value=1900, max_value=2100, label=_("from"))
    year_to = django_filters.NumberFilter(method="in_range", min_value=1900, max_value=2100, label=_("to"))
    order = order_filter(orders)

    class Meta:
        model = Source
        fields: list[str] = []

    @cached_property
    def base(self) -> Any:
        return self.queryset.annotate(year=year_of("date"))

    def answered_by(self, values: list[Any]) -> Q:
        return either(
            values, Q(body__in=and_merged(named(values)), body__isnull=False), Q(body=None) | Q(body__published=False)
        )

    def in_years(self, values: list[str]) -> Q:
        years = [int(value) for value in named(values)]
        return either(values, Q(year__isnull=False, year__in=years), Q(year__isnull=True))

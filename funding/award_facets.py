"""What is counted beside a list of awards: sectors, years, amounts, who pays, who hands on, programmes, uses.

In: the filtered awards, with their `year`. Out: columns, and rows of {value, label, n}, each award once per value.
"""

from typing import Any

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, TextField, Value, When
from django.utils.translation import gettext_lazy as _

from funding.choices import FlowLevel, InScope, Instrument, MoneyStage, PartyRole
from funding.models import AwardParty
from projects.choices import OrganizationKind, Sector
from projects.facets import Facet, by_body, by_field, by_relation
from projects.filters import NO_USE
from projects.models import Organization

# Not a sector or a kind of a body: the side of the award has no body.
UNNAMED = "unnamed"
UNNAMED_LABEL = _("No recipient named")
KNOWN, MISSING = "known", "missing"
NO_YEAR, NO_PAYER, NO_PROGRAMME = _("No year known"), _("No funder named"), _("No programme named")
DIRECT = _("No intermediary: paid directly, as far as is known")
# Steps of amounts: each bar holds what is from one step to below the next, in its own currency.
STEPS = (0, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000)


def parties_of(role: str) -> Any:
    """The payers, or the recipients, of the awards of a list."""
    return lambda found: AwardParty.objects.public().filter(role=role, award__in=found.order_by().values("pk"))


def each_body(role: str = "") -> Any:
    """Parties → without those of a body that the award names once more, under the name of the one that it was merged into."""

    def once(parties: QuerySet) -> QuerySet:
        same = AwardParty.objects.public().filter(award=OuterRef("award"), **({"role": role} if role else {}))
        into = OuterRef("organization__merged_into")
        other = Q(organization=into) | Q(organization__merged_into=into, pk__lt=OuterRef("pk"))
        return parties.filter(Q(organization__merged_into=None) | ~Exists(same.filter(other)))

    return once


def handing_on() -> QuerySet:
    """The intermediaries of awards that they hand on: they receive them to pass them on, or they pay them."""
    between = Organization.objects.intermediaries().order_by().values("pk")
    hands_on = Q(role=PartyRole.PAYER) | Q(role=PartyRole.RECIPIENT, award__flow_level=FlowLevel.TRANSFER)
    return AwardParty.objects.public().filter(hands_on, organization__in=between)


def handed_on(found: QuerySet) -> QuerySet:
    """The intermediaries that hand on the awards of a list."""
    return handing_on().filter(award__in=found.order_by().values("pk"))


IS_KNOWN = Case(When(amount=None, then=Value(MISSING)), default=Value(KNOWN), output_field=TextField())
# How many amounts each step has, by its number; 0 is below the first.
STEP = Case(
    When(amount=None, then=None),
    *[When(amount__lt=step, then=Value(place)) for place, step in enumerate(STEPS)],
    default=Value(len(STEPS)),
    output_field=IntegerField(),
)

FACETS = (
    by_relation(
        "sector",
        _("Recipient's sector"),
        parties_of(PartyRole.RECIPIENT),
        value="organization__sector",
        title="organization__sector",
        count="award",
        choices=Sector,
        unknown=UNNAMED_LABEL,
        unknown_code=UNNAMED,
    ),
    Facet("year", _("Years"), unknown=NO_YEAR, bars=F("year"), ranged="year"),
    Facet(
        "amount",
        _("Amount"),
        column=IS_KNOWN,
        words={KNOWN: _("Known"), MISSING: _("Without an amount")},
        excludes=False,
        bars=STEP,
        ranged="amount",
        steps=STEPS,
        gap=MISSING,
    ),
    by_body(
        "payer",
        _("Funder"),
        parties_of(PartyRole.PAYER),
        "organization",
        count="award",
        once=True,
        each=each_body(PartyRole.PAYER),
        unknown=NO_PAYER,
    ),
    by_body(
        "intermediary",
        _("Intermediary"),
        handed_on,
        "organization",
        count="award",
        once=True,
        each=each_body(),
        unknown=DIRECT,
    ),
    by_field("level", _("Step of the way"), "flow_level", FlowLevel, aside=True),
    by_relation(
        "recipient_kind",
        _("Kind of recipient"),
        parties_of(PartyRole.RECIPIENT),
        value="organization__kind",
        title="organization__kind",
        count="award",
        choices=OrganizationKind,
        unknown=UNNAMED_LABEL,
        unknown_code=UNNAMED,
        aside=True,
    ),
    by_relation(
        "programme",
        _("Programme"),
        lambda found: found.exclude(programme=None),
        value="programme__key",
        title="programme__name",
        count="pk",
        once=True,
        unknown=NO_PROGRAMME,
    ),
    by_relation(
        "use",
        _("Use"),
        lambda found: found.exclude(project=None),
        value="project__projectusetype__use_type__code",
        title="project__projectusetype__use_type__name_fr",
        count="pk",
        unknown=NO_USE,
        aside=True,
    ),
    by_field("instrument", _("Instrument"), "instrument", Instrument, aside=True),
    by_field("stage", _("Stage of the money"), "money_stage", MoneyStage, aside=True),
    by_field("scope", _("Scope"), "in_scope", InScope, aside=True),
    by_field("currency", _("Currency"), "currency", only_if_several=True),
)

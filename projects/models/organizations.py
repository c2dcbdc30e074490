"""Organizations: their names, sectors, ties, identifiers, and what became of them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from projects.choices import ControlledBy, EventKind, LegalForm, NameKind, OrganizationKind, Sector, TieKind
from projects.dates import PartialDateField
from projects.history import tracked
from projects.models.fact import Fact
from projects.models.fields import folded, in_language, in_order, one_of, stems, trigram
from projects.models.registers import Register
from projects.querysets import OrganizationQuerySet


@tracked
class Organization(Fact):
    """Any body. Funder, intermediary and recipient are roles in an award, never a kind."""

    name = models.CharField(_("name"), max_length=300)
    name_en = models.CharField(_("name in English"), max_length=300, blank=True)
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    kind = models.CharField(_("kind"), max_length=30, choices=OrganizationKind, default=OrganizationKind.OTHER)
    sector = models.CharField(_("sector"), max_length=12, choices=Sector, default=Sector.UNKNOWN)
    legal_form = models.CharField(_("legal form"), max_length=24, choices=LegalForm, default=LegalForm.UNKNOWN)
    controlled_by = models.CharField(
        _("controlled by"), max_length=12, choices=ControlledBy, default=ControlledBy.UNKNOWN
    )
    region = models.CharField(_("region"), max_length=80, blank=True)
    note = models.TextField(_("note"), blank=True)
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="merged", verbose_name=_("same body as")
    )
    folded = folded("name")

    objects = OrganizationQuerySet.as_manager()
    page: ClassVar[str] = "organization"

    class Meta(Fact.Meta):
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        ordering = ["folded", "id"]
        indexes = [
            trigram("folded", "organization_folded_trigram"),
            stems("organization_stems", "folded", "name_en", "acronym"),
            models.Index(fields=["register", "kind"]),
            models.Index(fields=["register", "sector"], name="organization_by_sector"),
            models.Index(fields=["register", "region"], name="organization_by_region"),
            models.Index(fields=["register", "folded", "id"], name="organization_by_name"),
        ]
        constraints = [
            *Fact.Meta.constraints,
            one_of("kind", OrganizationKind, "organization_kind_known"),
            one_of("sector", Sector, "organization_sector_known"),
            one_of("legal_form", LegalForm, "organization_legal_form_known"),
            one_of("controlled_by", ControlledBy, "organization_control_known"),
            models.CheckConstraint(condition=~Q(name=""), name="organization_has_name"),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="organization_not_merged_into_itself"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """Its name in the language of the page."""
        return self.name_en if self.name_en and get_language() == "en" else self.name

    @property
    def short(self) -> str:
        """Its acronym where it has one: for routes, charts and narrow columns."""
        return self.acronym or self.label


class Funder(Organization):
    """An organization that pays at least one award."""

    class Meta:
        proxy = True
        verbose_name = _("funder")
        verbose_name_plural = _("funders")


class Consortium(Organization):
    class Meta:
        proxy = True
        verbose_name = _("consortium")
        verbose_name_plural = _("consortia")


class Establishment(Organization):
    """A care establishment or one of its installations."""

    class Meta:
        proxy = True
        verbose_name = _("care establishment")
        verbose_name_plural = _("care establishments")


@tracked
class OrganizationName(models.Model):
    """A name that a body has or had: former names, acronyms, translations, spellings that a person confirmed."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="names")
    name = models.CharField(_("name"), max_length=300)
    kind = models.CharField(_("kind"), max_length=12, choices=NameKind, default=NameKind.ALIAS)
    language = models.CharField(_("language"), max_length=2, blank=True)
    valid_from = PartialDateField(_("from"))
    valid_to = PartialDateField(_("to"))
    folded = folded("name")

    class Meta:
        verbose_name = _("name of an organization")
        verbose_name_plural = _("names of organizations")
        ordering = ["organization", "kind", "name"]
        indexes = [trigram("folded", "organization_name_trigram"), stems("organization_name_stems", "folded")]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "kind", "name", "valid_from"], name="organization_name_once"
            ),
            one_of("kind", NameKind, "organization_name_kind_known"),
            in_order("valid_from", "valid_to", "organization_name_in_order"),
        ]

    def __str__(self) -> str:
        return self.name


@tracked
class OrganizationSector(models.Model):
    """A sector that a body had at another time than today."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="sectors")
    sector = models.CharField(_("sector"), max_length=12, choices=Sector)
    valid_from = PartialDateField(_("from"))
    valid_to = PartialDateField(_("to"))

    class Meta:
        verbose_name = _("earlier sector")
        verbose_name_plural = _("earlier sectors")
        ordering = ["organization", "valid_from"]
        constraints = [
            one_of("sector", Sector, "organization_sector_period_known"),
            in_order("valid_from", "valid_to", "organization_sector_in_order"),
        ]


@tracked
class OrganizationTie(models.Model):
    """A body is part of another, or of a group, for a time."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="ties")
    to = models.ForeignKey(Organization, models.CASCADE, related_name="ties_to")
    kind = models.CharField(_("kind"), max_length=8, choices=TieKind, default=TieKind.PARENT)
    valid_from = PartialDateField(_("from"))
    valid_to = PartialDateField(_("to"))

    class Meta:
        verbose_name = _("tie between organizations")
        verbose_name_plural = _("ties between organizations")
        ordering = ["organization", "kind", "to"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "to", "kind", "valid_from"], name="organization_tie_once"),
            one_of("kind", TieKind, "organization_tie_kind_known"),
            in_order("valid_from", "valid_to", "organization_tie_in_order"),
            models.CheckConstraint(condition=~Q(organization=F("to")), name="organization_tie_not_to_itself"),
        ]


@tracked
class Identifier(models.Model):
    """A number that a public list gave a body. Schemes after org-id.guide: CA-QC-CR the NEQ, CA-CRA_ACR the CRA's."""

    register = models.ForeignKey(Register, models.CASCADE)
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="identifiers")
    scheme = models.CharField(_("scheme"), max_length=24)
    value = models.CharField(_("value"), max_length=60)

    class Meta:
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")
        ordering = ["scheme", "value"]
        constraints = [
            models.UniqueConstraint(fields=["register", "scheme", "value"], name="identifier_names_one_body"),
            models.CheckConstraint(
                condition=~Q(scheme="CA-QC-CR") | Q(value__regex=r"^[0-9]{10}$"), name="identifier_neq_ten_digits"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}-{self.value}"


@tracked
class OrganizationEvent(Fact):
    """What became of a body: merger, acquisition (by whom, from where), bankruptcy, listing."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="events")
    kind = models.CharField(_("kind"), max_length=12, choices=EventKind)
    other = models.ForeignKey(
        Organization,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="events_as_other",
        verbose_name=_("with or by"),
    )
    other_place = models.CharField(_("from where"), max_length=80, blank=True)
    date = PartialDateField(_("date"))
    description_fr = models.TextField(_("description in French"), blank=True)
    description_en = models.TextField(_("description in English"), blank=True)

    class Meta(Fact.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["date", "id"]
        constraints = [
            *Fact.Meta.constraints,
            one_of("kind", EventKind, "organization_event_kind_known"),
            models.CheckConstraint(condition=~Q(organization=F("other")), name="organization_event_with_another"),
        ]

    @property
    def description(self) -> str:
        return in_language(self, "description")

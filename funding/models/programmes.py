"""Programmes, who pays them, and who chooses what they pay for."""

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from funding.choices import ProgrammeKind, ProgrammeRole
from funding.querysets import PartyQuerySet, ProgrammeQuerySet
from projects.dates import PartialDateField
from projects.history import tracked
from projects.models import Fact, Organization, folded, in_order, one_of, stems, trigram


@tracked
class Programme(Fact):
    """The named envelope an award comes from."""

    name = models.CharField(_("name"), max_length=300)
    name_en = models.CharField(_("name in English"), max_length=300, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=ProgrammeKind, default=ProgrammeKind.ENVELOPE)
    description = models.TextField(_("description"), blank=True)
    valid_from = PartialDateField(_("from"))
    valid_to = PartialDateField(_("to"))
    organizations = models.ManyToManyField(Organization, through="ProgrammeParty", related_name="programmes")
    folded = folded("name")

    objects = ProgrammeQuerySet.as_manager()
    page: ClassVar[str] = "programme"

    class Meta(Fact.Meta):
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["folded", "id"]
        indexes = [
            trigram("folded", "programme_folded_trigram"),
            stems("programme_stems", "folded", "name_en", "description"),
            models.Index(fields=["register", "folded", "id"], name="programme_by_name"),
        ]
        constraints = [
            *Fact.Meta.constraints,
            one_of("kind", ProgrammeKind, "programme_kind_known"),
            in_order("valid_from", "valid_to", "programme_in_order"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        return self.name_en if self.name_en and get_language() == "en" else self.name


@tracked
class ProgrammeParty(models.Model):
    """Who pays a programme, and who chooses what it pays for."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="parties")
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="programme_parties")
    role = models.CharField(_("role"), max_length=8, choices=ProgrammeRole)

    objects = PartyQuerySet.as_manager()

    class Meta:
        ordering = ["role", "id"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "organization", "role"], name="programme_party_once"),
            one_of("role", ProgrammeRole, "programme_party_role_known"),
        ]

"""Awards, their payers and recipients, and their fiscal years."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from funding.choices import AbsentReason, AmountStatus, FlowLevel, InScope, Instrument, MoneyStage, PartyRole
from funding.models.money import Money, amount_goes_with_status
from funding.models.programmes import Programme
from funding.querysets import AwardQuerySet, PartyQuerySet, year_of_award
from projects.dates import PartialDateField
from projects.history import tracked
from projects.models import Fact, Organization, Project, folded, one_of, stems, trigram


@tracked
class Award(Fact, Money):
    """One decision: one or more payers and recipients (`AwardParty`), an amount or the reason why it is missing."""

    title = models.CharField(_("title"), max_length=400, blank=True)
    title_en = models.CharField(_("title in English"), max_length=400, blank=True)
    description = models.TextField(_("description"), blank=True)
    reference = models.CharField(_("reference"), max_length=120, blank=True)
    programme = models.ForeignKey(
        Programme, models.SET_NULL, null=True, blank=True, related_name="awards", db_constraint=False
    )
    project = models.ForeignKey(
        Project, models.SET_NULL, null=True, blank=True, related_name="awards", db_constraint=False
    )
    instrument = models.CharField(_("instrument"), max_length=12, choices=Instrument, default=Instrument.UNKNOWN)
    money_stage = models.CharField(_("money stage"), max_length=12, choices=MoneyStage, default=MoneyStage.UNKNOWN)
    flow_level = models.CharField(_("level"), max_length=10, choices=FlowLevel, default=FlowLevel.FINAL)
    parent = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="regrants",
        verbose_name=_("out of the transfer"),
        db_index=False,
        db_constraint=False,
    )
    supersedes = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="superseded_by",
        verbose_name=_("supersedes or pays"),
        db_index=False,
        db_constraint=False,
    )
    date = PartialDateField(_("decided on"))
    # A fiscal year of the Québec government begins on 1 April; 2021 stands for 2021-2022.
    fiscal_year = models.PositiveSmallIntegerField(_("first fiscal year"), null=True, blank=True)
    period_text = models.CharField(_("period in the source's words"), max_length=80, blank=True)
    count_of_projects = models.PositiveIntegerField(_("projects in this line"), default=1)
    in_scope = models.CharField(_("scope"), max_length=8, choices=InScope, default=InScope.ALL)
    region = models.CharField(_("region"), max_length=80, blank=True)
    payer_absent = models.CharField(_("why no payer is named"), max_length=12, choices=AbsentReason, blank=True)
    recipient_absent = models.CharField(_("why no recipient is named"), max_length=12, choices=AbsentReason, blank=True)
    recipient_text = models.CharField(_("recipient in the source's words"), max_length=300, blank=True)
    fee = models.DecimalField(_("intermediary's fee"), max_digits=20, decimal_places=2, null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    organizations = models.ManyToManyField(Organization, through="AwardParty", related_name="awards")
    folded = folded("title")

    objects = AwardQuerySet.as_manager()
    page: ClassVar[str] = "award"

    class Meta(Fact.Meta):
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        ordering = [F("amount").desc(nulls_last=True), "id"]
        indexes = [
            trigram("folded", "award_folded_trigram"),
            stems("award_stems", "folded", "title_en", "description", "recipient_text"),
            models.Index("register", F("amount").desc(nulls_last=True), "id", name="award_by_amount"),
            models.Index("register", F("amount").asc(nulls_last=True), "id", name="award_by_smallest_amount"),
            models.Index(fields=["register", "folded", "id"], name="award_by_title"),
            models.Index(
                "register",
                year_of_award().desc(nulls_last=True),
                F("amount").desc(nulls_last=True),
                "id",
                name="award_by_year_told",
            ),
            models.Index(fields=["register", "flow_level"], name="award_by_level"),
            # Few awards hang on another one: indexes without the others.
            models.Index(fields=["parent"], condition=Q(parent__isnull=False), name="award_out_of"),
            models.Index(fields=["supersedes"], condition=Q(supersedes__isnull=False), name="award_superseding"),
        ]
        constraints = [
            *Fact.Meta.constraints,
            amount_goes_with_status("award_amount_goes_with_status"),
            one_of("amount_status", AmountStatus, "award_amount_status_known"),
            one_of("instrument", Instrument, "award_instrument_known"),
            one_of("money_stage", MoneyStage, "award_money_stage_known"),
            one_of("flow_level", FlowLevel, "award_flow_level_known"),
            one_of("in_scope", InScope, "award_in_scope_known"),
            one_of("payer_absent", AbsentReason, "award_payer_absent_known"),
            one_of("recipient_absent", AbsentReason, "award_recipient_absent_known"),
            # Where a body is named, its name is told by the body alone: it may be hidden, and the text would tell it.
            models.CheckConstraint(
                condition=Q(recipient_text="") | ~Q(recipient_absent__in=["", AbsentReason.PERSON]),
                name="award_recipient_text_names_nobody",
                violation_error_message=_(
                    "The source's words stand only where no recipient is named, and for a reason other than a person."
                ),
            ),
            models.CheckConstraint(condition=Q(count_of_projects__gte=1), name="award_counts_one_or_more"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="award_not_out_of_itself"),
            models.CheckConstraint(condition=~Q(supersedes=F("id")), name="award_not_superseding_itself"),
            models.CheckConstraint(condition=Q(fee=None) | Q(fee__gte=0), name="award_fee_not_negative"),
            models.CheckConstraint(
                condition=Q(fiscal_year=None) | Q(fiscal_year__range=(1900, 2100)), name="award_fiscal_year_plausible"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.key

    @property
    def label(self) -> str:
        """Its title in the language of the page; its key where it has none."""
        return (self.title_en if self.title_en and get_language() == "en" else self.title) or self.key


@tracked
class AwardParty(models.Model):
    """A payer or a recipient of an award. A body is one or the other, so payer and recipient differ."""

    # The unique (award, organization) and the index by organization serve both keys.
    award = models.ForeignKey(Award, models.CASCADE, related_name="parties", db_index=False, db_constraint=False)
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="award_parties", db_index=False, db_constraint=False
    )
    role = models.CharField(_("role"), max_length=10, choices=PartyRole)
    share = models.DecimalField(_("share"), max_digits=20, decimal_places=2, null=True, blank=True)

    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name = _("payer or recipient")
        verbose_name_plural = _("payers and recipients")
        ordering = ["award", "role", "id"]
        indexes = [models.Index(fields=["organization", "role", "award"], name="award_party_by_organization")]
        constraints = [
            models.UniqueConstraint(fields=["award", "organization"], name="award_party_pays_or_receives"),
            one_of("role", PartyRole, "award_party_role_known"),
        ]


@tracked
class AwardYear(models.Model):
    """A fiscal year of an award, with its part of the amount where the source splits it."""

    award = models.ForeignKey(Award, models.CASCADE, related_name="years", db_constraint=False)
    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year"))
    amount = models.DecimalField(_("amount"), max_digits=20, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ["award", "fiscal_year"]
        constraints = [models.UniqueConstraint(fields=["award", "fiscal_year"], name="award_year_once")]

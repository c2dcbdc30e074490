"""What the public network puts in itself, and figures that a source states without the rows behind them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding.choices import (
    RULES_OF_A_NUMBER,
    RULES_OF_AWARDS,
    AnswerPart,
    ClosingRecord,
    ContributionKind,
    CountRule,
    Qualifier,
)
from funding.models.money import Money, amount_goes_with_status
from projects.dates import PartialDateField
from projects.history import tracked
from projects.models import Fact, Organization, Project, UseDomain, UseType, in_language, one_of


@tracked
class Contribution(Fact, Money):
    """What the public network itself puts into a project: hours, salaries, services, equipment."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="contributions")
    installation = models.ForeignKey(
        Organization, models.SET_NULL, null=True, blank=True, related_name="contributions_as_installation"
    )
    beneficiary = models.ForeignKey(
        Organization, models.SET_NULL, null=True, blank=True, related_name="contributions_received"
    )
    project = models.ForeignKey(
        Project, models.SET_NULL, null=True, blank=True, related_name="contributions", db_constraint=False
    )
    kind = models.CharField(_("kind"), max_length=12, choices=ContributionKind)
    occupation = models.CharField(_("occupations"), max_length=300, blank=True)
    headcount = models.PositiveIntegerField(_("people"), null=True, blank=True)
    hours = models.DecimalField(_("hours"), max_digits=12, decimal_places=2, null=True, blank=True)
    date = PartialDateField(_("date"))
    note = models.TextField(_("note"), blank=True)

    class Meta(Fact.Meta):
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        ordering = ["organization", "kind", "id"]
        constraints = [
            *Fact.Meta.constraints,
            amount_goes_with_status("contribution_amount_goes_with_status"),
            one_of("kind", ContributionKind, "contribution_kind_known"),
            models.CheckConstraint(condition=Q(hours=None) | Q(hours__gte=0), name="contribution_hours_not_negative"),
        ]


@tracked
class ReportedFigure(Fact):
    """A total that a source states, kept apart from what the register adds up to.

    `rule` says what the register counts beside it, of what is in `rule_terms`: references or keys of awards parted by
    « ; », or how many projects at least. `part` says what it is in
    the answer to a question, where its rule does not. `closes` is the record that would close the gap.
    """

    label_fr = models.CharField(_("label in French"), max_length=300)
    label_en = models.CharField(_("label in English"), max_length=300, blank=True)
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=4, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=40)
    qualifier = models.CharField(_("qualifier"), max_length=10, choices=Qualifier, default=Qualifier.EXACT)
    value_text = models.CharField(_("value in the source's words"), max_length=200, blank=True)
    rounded_to = models.DecimalField(_("rounded to"), max_digits=20, decimal_places=4, null=True, blank=True)
    table = models.CharField(_("table"), max_length=40, blank=True)
    organization = models.ForeignKey(
        Organization, models.SET_NULL, null=True, blank=True, related_name="reported_figures"
    )
    use_type = models.ForeignKey(UseType, models.SET_NULL, null=True, blank=True, related_name="reported_figures")
    use_domain = models.ForeignKey(UseDomain, models.SET_NULL, null=True, blank=True, related_name="reported_figures")
    period = models.CharField(_("period"), max_length=80, blank=True)
    rule = models.CharField(_("what is counted beside it"), max_length=24, choices=CountRule, blank=True)
    rule_terms = models.CharField(_("counted of"), max_length=300, blank=True)
    part = models.CharField(_("part in an answer"), max_length=24, choices=AnswerPart, blank=True)
    closes = models.CharField(_("what would close the gap"), max_length=16, choices=ClosingRecord, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta(Fact.Meta):
        verbose_name = _("reported figure")
        verbose_name_plural = _("reported figures")
        ordering = ["table", "id"]
        constraints = [
            *Fact.Meta.constraints,
            one_of("qualifier", Qualifier, "reported_figure_qualifier_known"),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | ~Q(value_text=""), name="reported_figure_has_value_or_words"
            ),
            models.CheckConstraint(condition=Q(rule__in=["", *CountRule.values]), name="reported_figure_rule_known"),
            models.CheckConstraint(condition=Q(part__in=["", *AnswerPart.values]), name="reported_figure_part_known"),
            models.CheckConstraint(
                condition=Q(closes__in=["", *ClosingRecord.values]), name="reported_figure_closes_known"
            ),
            models.CheckConstraint(
                condition=(~Q(rule__in=RULES_OF_AWARDS) | ~Q(rule_terms=""))
                & (~Q(rule__in=RULES_OF_A_NUMBER) | Q(rule_terms__regex="^[0-9]+$")),
                name="reported_figure_rule_has_its_terms",
            ),
        ]

    def __str__(self) -> str:
        return self.label_fr

    @property
    def label(self) -> str:
        return in_language(self, "label")

"""The money, and how we know: sources, evidence, programmes, awards, contributions, reported figures, releases.

The models of a file on its way in are in `funding.imports.models`.
"""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from funding.choices import (
    STATUSES_WITHOUT_AMOUNT,
    AbsentReason,
    AmountStatus,
    ContributionKind,
    FlowLevel,
    InScope,
    Instrument,
    MoneyStage,
    PartyRole,
    ProgrammeKind,
    ProgrammeRole,
    Qualifier,
    RequestOutcome,
    SourceKind,
    WithdrawalRule,
)
from funding.querysets import AwardQuerySet, ProgrammeQuerySet, SourceQuerySet, year_of_award
from projects.dates import PartialDateField
from projects.history import tracked
from projects.models import (
    BoardMembership,
    Fact,
    Organization,
    OrganizationEvent,
    Participation,
    Person,
    Position,
    Project,
    Register,
    UseDomain,
    UseType,
    folded,
    in_language,
    in_order,
    one_of,
    stems,
    trigram,
)


def amount_goes_with_status(name: str) -> models.CheckConstraint:
    """No amount without a status, and none missing without a reason; in words, the words are kept."""
    missing = [status.value for status in STATUSES_WITHOUT_AMOUNT]
    known = [status for status in AmountStatus.values if status not in missing]
    return models.CheckConstraint(
        condition=(
            Q(amount__isnull=False, amount_status__in=known, currency__regex="^[A-Z]{3}$")
            | (Q(amount=None, amount_status__in=missing) & (~Q(amount_status="in_words") | ~Q(amount_text="")))
        ),
        name=name,
    )


class Money(models.Model):
    """An amount as a source states it: number, currency, how it is known, what it was rounded to, its words."""

    amount = models.DecimalField(_("amount"), max_digits=20, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="CAD")
    amount_status = models.CharField(_("how the amount is known"), max_length=12, choices=AmountStatus)
    amount_text = models.CharField(_("amount in the source's words"), max_length=200, blank=True)
    rounded_to = models.DecimalField(_("rounded to"), max_digits=20, decimal_places=2, null=True, blank=True)

    class Meta:
        abstract = True


class Source(models.Model):
    """A document that evidence points to. Its file stays private until someone publishes it."""

    register = models.ForeignKey(Register, models.PROTECT, related_name="sources")
    key = models.CharField(_("public key"), max_length=100)
    title = models.CharField(_("title"), max_length=400)
    kind = models.CharField(_("kind"), max_length=16, choices=SourceKind, default=SourceKind.ATI_ANSWER)
    author = models.CharField(_("author"), max_length=200, blank=True)
    publisher = models.CharField(_("published by"), max_length=200, blank=True)
    body = models.ForeignKey(
        Organization, models.SET_NULL, null=True, blank=True, related_name="sources", verbose_name=_("answering body")
    )
    date = PartialDateField(_("date"))
    state_of_data = PartialDateField(_("state of the data"))
    url = models.URLField(_("address"), blank=True)
    language = models.CharField(_("language"), max_length=2, default="fr")
    licence = models.CharField(_("licence"), max_length=200, blank=True)
    # What we hold of a study is our transcription: its evidence shows section and quote, not our cell (DESIGN § 11).
    shows_cells = models.BooleanField(_("cells may be shown"), default=True)
    published = models.BooleanField(_("published"), default=False)
    page: ClassVar[str] = "source"

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["title", "id"]
        indexes = [stems("source_stems", "title", "author", "publisher")]
        constraints = [
            models.UniqueConstraint(fields=["register", "key"], name="funding_source_key"),
            one_of("kind", SourceKind, "source_kind_known"),
            models.CheckConstraint(condition=~Q(title=""), name="source_has_title"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return self.register.address(self.page, self.key)

    @property
    def short(self) -> str:
        """As a note names it: « IRIS, 2023 » for a study, whose title is long; the title of any other document."""
        if self.kind == SourceKind.STUDY and self.publisher and self.date:
            return f"{self.publisher.split(',')[0]}, {self.date[:4]}"
        return self.title


@tracked
class AccessRequest(Fact):
    """A request for access to documents, and what became of it."""

    body = models.ForeignKey(Organization, models.CASCADE, null=True, blank=True, related_name="access_requests")
    body_text = models.CharField(_("bodies, where none is named"), max_length=200, blank=True)
    reference = models.CharField(_("reference"), max_length=80, blank=True)
    sent = PartialDateField(_("sent"))
    due = PartialDateField(_("due"))
    extended = PartialDateField(_("extended to"))
    answered = PartialDateField(_("answered"))
    outcome = models.CharField(_("outcome"), max_length=12, choices=RequestOutcome, default=RequestOutcome.UNKNOWN)
    articles = ArrayField(models.CharField(max_length=40), verbose_name=_("articles invoked"), default=list, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta(Fact.Meta):
        verbose_name = _("access request")
        verbose_name_plural = _("access requests")
        ordering = ["sent", "id"]
        constraints = [
            *Fact.Meta.constraints,
            one_of("outcome", RequestOutcome, "access_request_outcome_known"),
            in_order("sent", "answered", "access_request_in_order"),
            models.CheckConstraint(condition=Q(body__isnull=False) | ~Q(body_text=""), name="access_request_has_body"),
        ]


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

    class Meta:
        ordering = ["role", "id"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "organization", "role"], name="programme_party_once"),
            one_of("role", ProgrammeRole, "programme_party_role_known"),
        ]


@tracked
class Award(Fact, Money):
    """One decision: one or more payers and recipients (`AwardParty`), an amount or the reason why it is missing."""

    title = models.CharField(_("title"), max_length=400, blank=True)
    title_en = models.CharField(_("title in English"), max_length=400, blank=True)
    description = models.TextField(_("description"), blank=True)
    reference = models.CharField(_("reference"), max_length=120, blank=True)
    programme = models.ForeignKey(Programme, models.SET_NULL, null=True, blank=True, related_name="awards")
    project = models.ForeignKey(Project, models.SET_NULL, null=True, blank=True, related_name="awards")
    instrument = models.CharField(_("instrument"), max_length=12, choices=Instrument, default=Instrument.UNKNOWN)
    money_stage = models.CharField(_("money stage"), max_length=12, choices=MoneyStage, default=MoneyStage.UNKNOWN)
    flow_level = models.CharField(_("level"), max_length=10, choices=FlowLevel, default=FlowLevel.FINAL)
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="regrants", verbose_name=_("out of the transfer")
    )
    supersedes = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="superseded_by",
        verbose_name=_("supersedes or pays"),
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
    award = models.ForeignKey(Award, models.CASCADE, related_name="parties", db_index=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="award_parties", db_index=False)
    role = models.CharField(_("role"), max_length=10, choices=PartyRole)
    share = models.DecimalField(_("share"), max_digits=20, decimal_places=2, null=True, blank=True)

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

    award = models.ForeignKey(Award, models.CASCADE, related_name="years")
    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year"))
    amount = models.DecimalField(_("amount"), max_digits=20, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ["award", "fiscal_year"]
        constraints = [models.UniqueConstraint(fields=["award", "fiscal_year"], name="award_year_once")]


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
    project = models.ForeignKey(Project, models.SET_NULL, null=True, blank=True, related_name="contributions")
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
    """A total that a source states, kept apart from what the register adds up to."""

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
        ]

    def __str__(self) -> str:
        return self.label_fr

    @property
    def label(self) -> str:
        return in_language(self, "label")


# The facts that evidence can be for: the name of the key on Evidence, and the model.
FACTS: dict[str, type[Fact]] = {
    "organization": Organization,
    "person": Person,
    "event": OrganizationEvent,
    "seat": BoardMembership,
    "project": Project,
    "participation": Participation,
    "position": Position,
    "programme": Programme,
    "award": Award,
    "contribution": Contribution,
    "reported_figure": ReportedFigure,
    "access_request": AccessRequest,
}


def exactly_one_fact() -> Q:
    """One of the keys of FACTS is set, the others are empty."""
    condition = Q()
    for name in FACTS:
        condition |= Q(**{f"{other}__isnull": other != name for other in FACTS})
    return condition


class EvidenceNumber(models.Model):
    """The number that a piece of evidence keeps for ever, also when its import is undone and done again."""

    register = models.ForeignKey(Register, models.CASCADE, db_index=False)
    key = models.CharField(max_length=64)
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register", "key"], name="evidence_number_per_key"),
            models.UniqueConstraint(fields=["register", "number"], name="evidence_number_once"),
        ]


@tracked
class Evidence(models.Model):
    """How we know: a fact, or one field of it → source, place in it, quote, and the cell it was read from."""

    register = models.ForeignKey(Register, models.PROTECT, db_index=False)
    number = models.PositiveIntegerField(_("number"))
    organization = models.ForeignKey(
        Organization, models.CASCADE, null=True, blank=True, related_name="evidence", db_index=False
    )
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="evidence", db_index=False)
    event = models.ForeignKey(
        OrganizationEvent, models.CASCADE, null=True, blank=True, related_name="evidence", db_index=False
    )
    seat = models.ForeignKey(
        BoardMembership, models.CASCADE, null=True, blank=True, related_name="evidence", db_index=False
    )
    project = models.ForeignKey(Project, models.CASCADE, null=True, blank=True, related_name="evidence", db_index=False)
    participation = models.ForeignKey(
        Participation, models.CASCADE, null=True, blank=True, related_name="evidence", db_index=False
    )
    position = models.ForeignKey(
        Position, models.CASCADE, null=True, blank=True, related_name="evidence", db_index=False
    )
    programme = models.ForeignKey(
        Programme, models.CASCADE, null=True, blank=True, related_name="evidence", db_index=False
    )
    award = models.ForeignKey(Award, models.CASCADE, null=True, blank=True, related_name="evidence", db_index=False)
    contribution = models.ForeignKey(
        Contribution, models.CASCADE, null=True, blank=True, related_name="evidence", db_index=False
    )
    reported_figure = models.ForeignKey(
        ReportedFigure, models.CASCADE, null=True, blank=True, related_name="evidence", db_index=False
    )
    access_request = models.ForeignKey(
        AccessRequest, models.CASCADE, null=True, blank=True, related_name="evidence", db_index=False
    )
    field = models.CharField(_("field"), max_length=40, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="evidence")
    place = models.CharField(_("place in the source"), max_length=120, blank=True)
    quote = models.TextField(_("quote"), blank=True)
    sheet = models.CharField(_("sheet"), max_length=120, blank=True)
    row = models.PositiveIntegerField(_("row"), null=True, blank=True)
    cell = models.CharField(_("cell"), max_length=20, blank=True)
    staged_row = models.ForeignKey(
        "funding.StagedRow", models.SET_NULL, null=True, blank=True, related_name="evidence", db_constraint=False
    )

    class Meta:
        verbose_name = _("piece of evidence")
        verbose_name_plural = _("evidence")
        ordering = ["number"]
        # A piece is for one fact: indexes that leave out the empty keys are a twelfth of the size.
        indexes = [
            models.Index(fields=[name], condition=Q(**{f"{name}__isnull": False}), name=f"evidence_of_{name}")
            for name in FACTS
        ]
        constraints = [
            models.CheckConstraint(condition=exactly_one_fact(), name="evidence_is_for_one_fact"),
            models.UniqueConstraint(fields=["register", "number"], name="evidence_number_unique"),
            models.CheckConstraint(
                condition=~Q(place="") | ~Q(cell="") | Q(row__isnull=False), name="evidence_says_where"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"

    def get_absolute_url(self) -> str:
        """The piece of evidence on the page of its source, which has as many pages as its pieces need."""
        return f"{self.source.get_absolute_url()}?piece={self.number}#piece-{self.number}"


class Release(models.Model):
    """A numbered, checksummed state of the register: what people cite. Its files are written once, beside, and switched.

    Only a withdrawal by rule makes another state of them: `revision` counts those, and names the folder.
    """

    register = models.ForeignKey(Register, models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField(_("number"))
    revision = models.PositiveIntegerField(_("withdrawals since"), default=0)
    data_version = models.PositiveBigIntegerField(_("data version"))
    checksum = models.CharField(_("checksum (SHA-256)"), max_length=64)
    counts = models.JSONField(_("facts by kind"), default=dict)
    # {name: {"bytes", "sha256"}} of what is taken away, and the names of what only the site reads.
    files = models.JSONField(_("files"), default=dict, blank=True)
    stored = models.JSONField(_("names in the storage"), default=list, blank=True)
    # {kind: {"added", "changed", "withdrawn"}} since the release before.
    changes = models.JSONField(_("changes by kind"), default=dict, blank=True)
    created_at = models.DateTimeField(_("made on"), auto_now_add=True)

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["register", "-number"]
        permissions = [("publish_release", "Can make a release")]
        constraints = [models.UniqueConstraint(fields=["register", "number"], name="release_number_once")]

    def __str__(self) -> str:
        return f"{self.number}"

    def get_absolute_url(self) -> str:
        return self.register.address("release", self.number)

    @property
    def folder(self) -> str:
        """Where its files are in the storage."""
        return f"{self.register.slug}/{self.number}" + (f".{self.revision}" if self.revision else "")


class Withdrawal(models.Model):
    """A record taken out of the register and out of every release by rule; this line is its public tombstone."""

    register = models.ForeignKey(Register, models.PROTECT, related_name="withdrawals")
    kind = models.CharField(_("kind of record"), max_length=16)
    key = models.CharField(_("public key"), max_length=100)
    rule = models.CharField(_("rule"), max_length=8, choices=WithdrawalRule)
    reason = models.CharField(_("reason, in public words"), max_length=300, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="withdrawals")
    # [{"release", "before", "after"}]: the checksums of the list of files, before and after.
    log = models.JSONField(_("releases written anew"), default=list, blank=True)

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        ordering = ["register", "-withdrawn_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["register", "kind", "key"], name="withdrawal_once"),
            one_of("rule", WithdrawalRule, "withdrawal_rule_known"),
            models.CheckConstraint(condition=~Q(key=""), name="withdrawal_of_a_record"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


from funding.corrections.models import Correction, CorrectionContact  # noqa: E402  (they point at the models above)
from funding.findings.models import Finding, FindingEdge, FindingLook  # noqa: E402
from funding.imports.models import Import, Judgement, Mention, ReadingProfile, RowEffect, StagedRow  # noqa: E402

__all__ = [
    "Award",
    "AwardParty",
    "Correction",
    "CorrectionContact",
    "Evidence",
    "Finding",
    "FindingEdge",
    "FindingLook",
    "Import",
    "Judgement",
    "Mention",
    "Programme",
    "ReadingProfile",
    "RowEffect",
    "Source",
    "StagedRow",
]

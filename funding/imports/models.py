"""One file on its way in: the import, its rows, the names in it, and what people decided about names."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from funding.choices import Effect, ImportState, MentionTier, RowKind, RowState, ScopeVerdict, Verdict
from funding.imports.names import form_of
from projects.choices import OrganizationKind
from projects.models import Organization, Person, Register, folded, one_of

# Of PostgreSQL, now: one clock for all workers, which does not stand still in a transaction.
THE_TIME = models.Func(function="clock_timestamp", output_field=models.DateTimeField())


class ImportQuerySet(models.QuerySet):
    def take(self, pk: int, owner: str, seconds: int = 120) -> bool:
        """The lease on an import, for one worker: True where this one got it, False where another holds it."""
        free = Q(lease_until=None) | Q(lease_until__lt=THE_TIME) | Q(lease_owner=owner)
        return (
            self.filter(free, pk=pk).update(lease_owner=owner, lease_until=THE_TIME + timedelta(seconds=seconds)) == 1
        )

    def renew(self, pk: int, owner: str, seconds: int) -> bool:
        """More time for the worker that has the lease: False where it no longer does."""
        return self.filter(pk=pk, lease_owner=owner).update(lease_until=THE_TIME + timedelta(seconds=seconds)) == 1

    def release_lease(self, pk: int, owner: str) -> None:
        self.filter(pk=pk, lease_owner=owner).update(lease_owner="", lease_until=None)

    def stale(self) -> "ImportQuerySet":
        """Imports at work whose worker is gone: the lease ran out."""
        at_work = [ImportState.READING, ImportState.RESOLVING, ImportState.COMMITTING, ImportState.UNDOING]
        return self.filter(state__in=at_work).filter(Q(lease_until=None) | Q(lease_until__lt=THE_TIME))

    def waiting_for_a_worker(self) -> "ImportQuerySet":
        """Those whose worker is gone, and those that were received and that nobody took up."""
        nobody = Q(lease_until=None) | Q(lease_until__lt=THE_TIME)
        return (self.stale() | self.filter(nobody, state=ImportState.RECEIVED)).order_by("pk")


class Import(models.Model):
    """A file, or one fact entered by hand, from its arrival to the register and back."""

    register = models.ForeignKey(Register, models.PROTECT, related_name="imports")
    source = models.ForeignKey("funding.Source", models.PROTECT, null=True, blank=True, related_name="imports")
    request = models.ForeignKey("funding.AccessRequest", models.SET_NULL, null=True, blank=True, related_name="imports")
    state = models.CharField(_("state"), max_length=12, choices=ImportState, default=ImportState.RECEIVED)
    file = models.FileField(_("file"), upload_to="imports/%Y/", blank=True)
    file_name = models.CharField(_("file name"), max_length=255, blank=True)
    file_type = models.CharField(_("type"), max_length=12, blank=True)
    file_bytes = models.PositiveBigIntegerField(_("bytes"), default=0)
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    # Answers of one body are matched with its earlier ones; the body's name is part of the key of each row.
    body_name = models.CharField(_("body that sent it"), max_length=300, blank=True)
    options = models.JSONField(_("options"), default=dict, blank=True)
    # What the reader understood, in the form of `import_ati --json`, without the rows.
    summary = models.JSONField(_("what was understood"), default=dict, blank=True)
    outcome = models.JSONField(_("what was done"), default=dict, blank=True)
    refusal = models.JSONField(_("why it was refused or stopped"), default=dict, blank=True)
    step = models.CharField(_("step"), max_length=20, blank=True)
    done = models.PositiveIntegerField(_("rows done"), default=0)
    total = models.PositiveIntegerField(_("rows in all"), default=0)
    lease_owner = models.CharField(max_length=80, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    committed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(_("received on"), auto_now_add=True)
    committed_at = models.DateTimeField(_("published on"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone on"), null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-id"]
        permissions = [
            ("commit_import", "Can publish what an import brings"),
            ("undo_import", "Can undo an import"),
        ]
        constraints = [
            one_of("state", ImportState, "import_state_known"),
            models.CheckConstraint(condition=Q(done__lte=F("total")), name="import_done_within_total"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} · {self.file_name}"

    @property
    def is_pictures(self) -> bool:
        """A document that only people can read: it is kept, and leads to entry by hand."""
        return bool(self.refusal.get("code") == "only-pictures")


class StagedRow(models.Model):
    """A row of the file, whatever it is: nothing is dropped, each has a kind and, where it is data, a state."""

    # The unique (batch, sheet, row, part) is the index by import.
    batch = models.ForeignKey(Import, models.CASCADE, related_name="rows", db_index=False, db_constraint=False)
    table = models.PositiveSmallIntegerField(_("table"), default=0)
    sheet = models.CharField(_("sheet"), max_length=120, blank=True)
    row = models.PositiveIntegerField(_("row"))
    # One row of the file gives several where fiscal years are columns.
    part = models.PositiveSmallIntegerField(_("part"), default=0)
    kind = models.CharField(_("kind"), max_length=8, choices=RowKind)
    record_kind = models.CharField(_("record"), max_length=16, blank=True)
    # By field: its value, the raw text and the cell.
    values = models.JSONField(_("values"), default=dict, blank=True)
    # The values before a person corrected a cell; empty where nobody did. A later file is compared with these.
    as_read = models.JSONField(_("values as they were read"), null=True, blank=True)
    # Each with its column, code, raw text, cell, field and parameters, and whether it blocks the row.
    problems = models.JSONField(_("problems"), default=list, blank=True)
    # Cells of columns without a field: [{"cell", "header", "raw"}]; and the text of a row that is not data.
    notes = models.JSONField(_("other cells"), default=list, blank=True)
    text = models.TextField(_("text"), blank=True)
    state = models.CharField(_("state"), max_length=12, choices=RowState, default=RowState.READ)
    hidden = models.BooleanField(_("hidden in the file"), default=False)
    fact_key = models.CharField(_("public key"), max_length=100, blank=True)
    # What the scope rule says of the row; empty where the register has none.
    scope = models.CharField(_("scope"), max_length=4, choices=ScopeVerdict, blank=True, default="", db_default="")

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        ordering = ["batch", "table", "row", "part"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "sheet", "row", "part"], name="staged_row_once"),
            one_of("kind", RowKind, "staged_row_kind_known"),
            one_of("state", RowState, "staged_row_state_known"),
        ]


class RowEffect(models.Model):
    """What publishing a row would do to the register, as the last preview found. Written anew with each preview."""

    batch = models.ForeignKey(Import, models.CASCADE, related_name="effects", db_index=False)
    # Rows are replaced by the thousand when a file is read again: their effects go with the batch, not one by one.
    row = models.OneToOneField(StagedRow, models.DO_NOTHING, related_name="effect", db_constraint=False)
    effect = models.CharField(_("effect"), max_length=10, choices=Effect)
    # [{"field", "before", "after"}] of the row's own fact, in words where a value points at something.
    changes = models.JSONField(_("changes"), default=list, blank=True)

    class Meta:
        verbose_name = _("effect of a row")
        verbose_name_plural = _("effects of rows")
        ordering = ["row"]
        indexes = [models.Index(fields=["batch", "effect"], name="row_effect_of_batch")]
        constraints = [one_of("effect", Effect, "row_effect_known")]


class ReadingProfile(models.Model):
    """What a person corrected in the reading of a body's file: it is replayed on the next one with the same headings.

    A correction made in another import is a new version; earlier ones stay, and say where they were learned.
    """

    register = models.ForeignKey(Register, models.CASCADE, related_name="reading_profiles")
    body_name = models.CharField(_("body"), max_length=300)
    folded = folded("body_name")
    # SHA-256 of the folded headings, in any order (`profile.signature_of`).
    signature = models.CharField(max_length=64)
    version = models.PositiveIntegerField(_("version"))
    headings = models.JSONField(_("headings"), default=list, blank=True)
    # In the form of `profile.Profile.as_json`.
    picked = models.JSONField(_("what was picked"), default=dict)
    learned_from = models.ForeignKey(Import, models.SET_NULL, null=True, related_name="profiles")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(auto_now=True)
    # Set where someone forgot it: it is not replayed any more.
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("reading profile")
        verbose_name_plural = _("reading profiles")
        ordering = ["register", "folded", "signature", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["register", "folded", "signature", "version"], name="profile_version_once")
        ]


class Mention(models.Model):
    """A name in a file, once however often it stands there, and the organization or the person it means."""

    batch = models.ForeignKey(Import, models.CASCADE, related_name="mentions")
    name = models.CharField(_("name"), max_length=400)
    is_person = models.BooleanField(_("of a person"), default=False, db_default=False)
    # What other spellings of the name have in common with it (`names.form_of`): what was decided about one holds for all.
    form = models.CharField(max_length=400, blank=True, default="", db_default="")
    # {"neq": …} and other facts that stand beside the name.
    identifiers = models.JSONField(_("identifiers"), default=dict, blank=True)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    tier = models.CharField(_("how it was matched"), max_length=12, choices=MentionTier)
    organization = models.ForeignKey(Organization, models.SET_NULL, null=True, blank=True, related_name="mentions")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="mentions")
    # [{"organization" or "person", "name", "score", "why"}], the likeliest first.
    candidates = models.JSONField(_("candidates"), default=list, blank=True)
    why = models.CharField(_("why"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("name in an import")
        verbose_name_plural = _("names in imports")
        ordering = ["batch", "name"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "name", "identifiers", "is_person"], name="mention_once"),
            one_of("tier", MentionTier, "mention_tier_known"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.form = form_of(self.name, self.is_person)
        super().save(*args, **kwargs)


class Judgement(models.Model):
    """What a person decided about a name: same, not the same, new. Never deleted; taken back by `reversed_at`."""

    register = models.ForeignKey(Register, models.CASCADE, related_name="judgements")
    name = models.CharField(_("name"), max_length=400)
    is_person = models.BooleanField(_("of a person"), default=False, db_default=False)
    form = models.CharField(max_length=400, blank=True, default="", db_default="")
    # Where the verdict is « new »: the one that was made, once it is published.
    organization = models.ForeignKey(Organization, models.CASCADE, null=True, blank=True, related_name="judgements")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="judgements")
    verdict = models.CharField(_("verdict"), max_length=8, choices=Verdict)
    # The kind of the organization to be made, where the verdict is « new » and someone knows it.
    kind = models.CharField(_("kind"), max_length=30, choices=OrganizationKind, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    reversed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    reversed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("judgement")
        verbose_name_plural = _("judgements")
        ordering = ["-id"]
        indexes = [models.Index(fields=["register", "form"], name="judgement_by_form")]
        constraints = [
            one_of("verdict", Verdict, "judgement_verdict_known"),
            models.CheckConstraint(
                condition=Q(is_person=True, organization=None) | Q(is_person=False, person=None),
                name="judgement_of_one_kind",
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.form = form_of(self.name, self.is_person)
        super().save(*args, **kwargs)


class ScopeDecision(models.Model):
    """What a person decided of a row against the scope rule, or with it; holds for the same row of later files.

    Never deleted; taken back by `reversed_at`.
    """

    register = models.ForeignKey(Register, models.CASCADE, related_name="scope_decisions")
    record_kind = models.CharField(_("record"), max_length=16)
    # The key of the row as it is staged: the same row has it in every file of the body (funding/imports/keys.py).
    row_key = models.CharField(_("key of the row"), max_length=100)
    verdict = models.CharField(_("verdict"), max_length=4, choices=ScopeVerdict)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    reversed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    reversed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("decision about the scope")
        verbose_name_plural = _("decisions about the scope")
        ordering = ["-id"]
        constraints = [
            one_of("verdict", ScopeVerdict, "scope_decision_known"),
            models.UniqueConstraint(
                fields=["register", "record_kind", "row_key"],
                condition=Q(reversed_at=None),
                name="scope_decision_one_stands",
            ),
        ]

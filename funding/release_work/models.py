"""Work on editions that a publisher asked for: it stands in PostgreSQL before the broker hears of it, and stays as the log.

A withdrawal is for ever, so under the rule of four eyes it waits until another publisher confirms it.
"""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from funding.choices import WithdrawalRule
from funding.models import Release
from projects.models import Register, one_of

# Work that nobody moved for so long was left by a worker that is gone.
LEFT_AFTER = timedelta(seconds=45)
# A worker that dies each time it tries is not asked for ever.
ATTEMPTS = 3


class WorkKind(models.TextChoices):
    RELEASE = "release", _("Make an edition")
    VERIFY = "verify", _("Verify an edition")
    WITHDRAW = "withdraw", _("Withdraw a record")


class WorkState(models.TextChoices):
    PROPOSED = "proposed", _("Waits for another publisher")
    WAITING = "waiting", _("Waits for a worker")
    RUNNING = "running", _("At work")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    DECLINED = "declined", _("Declined")


class Step(models.TextChoices):
    """What the worker is at."""

    NONE = "", _("Waits for a worker")
    TABLES = "tables", _("Copies the public rows")
    FILES = "files", _("Writes the files")
    CHECK = "check", _("Counts the rows of each file")
    STORE = "store", _("Stores the files")
    VERIFY = "verify", _("Reads each file and takes its checksum")
    REWRITE = "rewrite", _("Writes the editions anew")


AT_WORK = (WorkState.WAITING, WorkState.RUNNING)


class ReleaseWorkQuerySet(models.QuerySet):
    def of(self, register: Register) -> Self:
        return self.filter(register=register)

    def at_work(self) -> Self:
        return self.filter(state__in=AT_WORK)

    def left(self) -> Self:
        """What a worker should take up: nobody moved it for a while."""
        return self.at_work().filter(moved_at__lt=Now() - LEFT_AFTER).order_by("id")

    def for_log(self) -> Self:
        return self.select_related("release", "asked_by", "confirmed_by").order_by("-id")


class ReleaseWork(models.Model):
    """One thing that a publisher asked for, its progress and its outcome."""

    register = models.ForeignKey(Register, models.PROTECT, related_name="release_work")
    kind = models.CharField(_("what is to be done"), max_length=8, choices=WorkKind)
    state = models.CharField(_("state"), max_length=8, choices=WorkState, default=WorkState.WAITING)
    # The edition that is verified, or that was made.
    release = models.ForeignKey(Release, models.SET_NULL, null=True, blank=True, related_name="work")
    record_kind = models.CharField(_("kind of record"), max_length=16, blank=True)
    record_key = models.CharField(_("public key"), max_length=100, blank=True)
    rule = models.CharField(_("rule"), max_length=8, choices=WithdrawalRule, blank=True)
    reason = models.CharField(_("reason, in public words"), max_length=300, blank=True)
    step = models.CharField(_("step"), max_length=8, choices=Step, blank=True, default=Step.NONE)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    # What verifying found wrong, a sentence each; what made the work fail.
    wrong = models.JSONField(_("what is wrong"), default=list, blank=True)
    problem = models.CharField(_("what went wrong"), max_length=500, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="release_work_asked"
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="release_work_confirmed"
    )
    asked_at = models.DateTimeField(_("asked on"), db_default=Now())
    moved_at = models.DateTimeField(_("last moved on"), db_default=Now())
    ended_at = models.DateTimeField(_("ended on"), null=True, blank=True)

    objects = ReleaseWorkQuerySet.as_manager()

    class Meta:
        verbose_name = _("work on an edition")
        verbose_name_plural = _("work on editions")
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "moved_at"], name="release_work_by_state")]
        constraints = [
            one_of("kind", WorkKind, "release_work_kind_known"),
            one_of("state", WorkState, "release_work_state_known"),
            # A withdrawal names a record and a rule; nothing else does.
            models.CheckConstraint(
                condition=Q(kind=WorkKind.WITHDRAW) & ~Q(record_kind="") & ~Q(record_key="") & ~Q(rule="")
                | ~Q(kind=WorkKind.WITHDRAW) & Q(record_kind="", record_key="", rule="", reason=""),
                name="release_work_withdraws_a_record",
            ),
            models.CheckConstraint(
                condition=Q(kind=WorkKind.WITHDRAW) | ~Q(state__in=[WorkState.PROPOSED, WorkState.DECLINED]),
                name="release_work_proposed_is_a_withdrawal",
            ),
            # One edition at a time, and one check of the same edition.
            models.UniqueConstraint(
                fields=["register"],
                condition=Q(kind=WorkKind.RELEASE, state__in=AT_WORK),
                name="release_work_one_edition_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["release"],
                condition=Q(kind=WorkKind.VERIFY, state__in=AT_WORK),
                name="release_work_one_check_of_an_edition",
            ),
            models.UniqueConstraint(
                fields=["register", "record_kind", "record_key"],
                condition=Q(kind=WorkKind.WITHDRAW, state__in=[*AT_WORK, WorkState.PROPOSED]),
                name="release_work_one_withdrawal_of_a_record",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

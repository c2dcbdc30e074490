"""What someone reported about a record, and the answer. The report is for the staff, the answer for everyone.

A record is named by its kind and public key, so that the answer outlives the record. The sender's address stands in a
table of its own, without history, and is deleted with the answer.
"""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from funding.corrections.choices import CorrectionState, ErrorKind, RecordKind
from projects.history import tracked
from projects.models import Register, one_of

ANSWERED = (CorrectionState.CORRECTED, CorrectionState.UNCHANGED)
# So long may each part of a report be.
LONGEST_TEXT, LONGEST_SOURCE = 2_000, 500


class CorrectionQuerySet(models.QuerySet):
    def of(self, register: Register) -> Self:
        return self.filter(register=register)

    def waiting(self) -> Self:
        return self.filter(state=CorrectionState.RECEIVED)

    def answered(self) -> Self:
        """What the public log shows: the newest answer first."""
        return self.filter(state__in=ANSWERED).order_by("-answered_on", "-number")

    def about(self, kind: str, key: str) -> Self:
        return self.filter(record_kind=kind, record_key=key)


@tracked
class Correction(models.Model):
    """A report about a record: what is wrong and how one knows; then what was answered and what changed."""

    register = models.ForeignKey(Register, models.PROTECT, related_name="corrections", db_index=False)
    number = models.PositiveIntegerField(_("number"))
    record_kind = models.CharField(_("kind of record"), max_length=12, choices=RecordKind)
    record_key = models.CharField(_("key of the record"), max_length=100)
    error_kind = models.CharField(_("what is wrong"), max_length=8, choices=ErrorKind)
    text = models.TextField(_("what is wrong, in words"), max_length=LONGEST_TEXT)
    source = models.CharField(_("where it can be checked"), max_length=LONGEST_SOURCE, blank=True)
    received_on = models.DateField(_("received on"), auto_now_add=True)
    state = models.CharField(_("state"), max_length=10, choices=CorrectionState, default=CorrectionState.RECEIVED)
    answer = models.TextField(_("answer"), blank=True)
    change = models.TextField(_("what changed"), blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="corrections_answered"
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["register", "-number"]
        permissions = [("answer_correction", "Can answer a reported error")]
        indexes = [models.Index(fields=["register", "record_kind", "record_key"], name="correction_by_record")]
        constraints = [
            models.UniqueConstraint(fields=["register", "number"], name="correction_number_once"),
            one_of("record_kind", RecordKind, "correction_record_kind_known"),
            one_of("error_kind", ErrorKind, "correction_error_kind_known"),
            one_of("state", CorrectionState, "correction_state_known"),
            models.CheckConstraint(condition=~Q(record_key=""), name="correction_names_a_record"),
            models.CheckConstraint(condition=~Q(text=""), name="correction_says_what"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("text"), LONGEST_TEXT), name="correction_not_too_long"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=ANSWERED) | (~Q(answer="") & Q(answered_on__isnull=False)),
                name="correction_answered_in_words",
            ),
            models.CheckConstraint(
                condition=~Q(state=CorrectionState.CORRECTED) | ~Q(change=""), name="correction_says_what_changed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class CorrectionContact(models.Model):
    """Where the sender wants the answer: kept until it is given, and nowhere else."""

    correction = models.OneToOneField(Correction, models.CASCADE, primary_key=True, related_name="contact")
    email = models.EmailField(_("e-mail"))

    class Meta:
        verbose_name = _("address of a sender")
        verbose_name_plural = _("addresses of senders")

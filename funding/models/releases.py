"""Numbered states of the register, and records taken out of them by rule."""

from hashlib import sha256

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding.choices import WithdrawalRule
from funding.findings.models import Finding
from funding.models.evidence import FACTS
from projects.models import Register, one_of


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
    # [{"release", "before", "after"}]: the checksums of the list of files, before and after; empty until it is written anew.
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

    @property
    def mark(self) -> str:
        return public_mark(self.kind, self.key)

    @property
    def label(self) -> str:
        """The kind of record, in the active language."""
        kinds = {**FACTS, "finding": Finding}
        return str(kinds[self.kind]._meta.verbose_name)

    @property
    def unwritten(self) -> list[int]:
        """The numbers of the editions that are still to be written anew."""
        return [line["release"] for line in self.log if not line["after"]]


def public_mark(kind: str, key: str) -> str:
    """What a record is called where its key must not be read, for the keys of people and bodies are their names: the first
    16 digits of the SHA-256 of « person ada-lovelace »."""
    return sha256(f"{kind} {key}".encode()).hexdigest()[:16]

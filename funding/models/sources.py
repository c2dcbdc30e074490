"""Documents that evidence points to, and requests for access to them."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding.choices import RequestOutcome, SourceKind
from funding.querysets import SourceQuerySet
from projects.dates import PartialDateField
from projects.history import tracked
from projects.models import Fact, Organization, Register, in_order, one_of, stems


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
        indexes = [stems("source_stems", "", "title", "author", "publisher")]
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

"""How we know: which fact a piece of evidence is for, its place in its source, and its number."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from funding.models.awards import Award
from funding.models.programmes import Programme
from funding.models.reported import Contribution, ReportedFigure
from funding.models.sources import AccessRequest, Source
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
)

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

    register = models.ForeignKey(Register, models.CASCADE, db_index=False, db_constraint=False)
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

    register = models.ForeignKey(Register, models.PROTECT, db_index=False, db_constraint=False)
    number = models.PositiveIntegerField(_("number"))
    organization = models.ForeignKey(
        Organization,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="evidence",
        db_index=False,
        db_constraint=False,
    )
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="evidence", db_index=False, db_constraint=False
    )
    event = models.ForeignKey(
        OrganizationEvent,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="evidence",
        db_index=False,
        db_constraint=False,
    )
    seat = models.ForeignKey(
        BoardMembership,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="evidence",
        db_index=False,
        db_constraint=False,
    )
    project = models.ForeignKey(
        Project, models.CASCADE, null=True, blank=True, related_name="evidence", db_index=False, db_constraint=False
    )
    participation = models.ForeignKey(
        Participation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="evidence",
        db_index=False,
        db_constraint=False,
    )
    position = models.ForeignKey(
        Position, models.CASCADE, null=True, blank=True, related_name="evidence", db_index=False, db_constraint=False
    )
    programme = models.ForeignKey(
        Programme, models.CASCADE, null=True, blank=True, related_name="evidence", db_index=False, db_constraint=False
    )
    award = models.ForeignKey(
        Award, models.CASCADE, null=True, blank=True, related_name="evidence", db_index=False, db_constraint=False
    )
    contribution = models.ForeignKey(
        Contribution,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="evidence",
        db_index=False,
        db_constraint=False,
    )
    reported_figure = models.ForeignKey(
        ReportedFigure,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="evidence",
        db_index=False,
        db_constraint=False,
    )
    access_request = models.ForeignKey(
        AccessRequest,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="evidence",
        db_index=False,
        db_constraint=False,
    )
    field = models.CharField(_("field"), max_length=40, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="evidence", db_constraint=False)
    place = models.CharField(_("place in the source"), max_length=120, blank=True)
    quote = models.TextField(_("quote"), blank=True)
    sheet = models.CharField(_("sheet"), max_length=120, blank=True)
    row = models.PositiveIntegerField(_("row"), null=True, blank=True)
    cell = models.CharField(_("cell"), max_length=20, blank=True)
    staged_row = models.ForeignKey(
        "funding.StagedRow",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="evidence",
        db_index=False,
        db_constraint=False,
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
        # Pieces stand in the order of the rows that they were read from.
        indexes += [BrinIndex(fields=["staged_row"], pages_per_range=16, name="evidence_of_staged_row")]
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

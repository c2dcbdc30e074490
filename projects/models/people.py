"""People in public roles, and the seats that people and organizations hold."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from projects.choices import SeatKind
from projects.dates import PartialDateField
from projects.history import tracked
from projects.models.fact import Fact
from projects.models.fields import folded, in_order, one_of, trigram
from projects.models.organizations import Organization
from projects.querysets import PersonQuerySet, SeatQuerySet


@tracked
class Person(Fact):
    """A person in a public role; nothing else about the person is kept."""

    name = models.CharField(_("name"), max_length=200)
    folded = folded("name")

    objects = PersonQuerySet.as_manager()
    page: ClassVar[str] = "person"

    class Meta(Fact.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["folded", "id"]
        indexes = [
            trigram("folded", "person_folded_trigram"),
            models.Index(fields=["register", "folded", "id"], name="person_by_name"),
        ]
        constraints = [*Fact.Meta.constraints, models.CheckConstraint(condition=~Q(name=""), name="person_has_name")]

    def __str__(self) -> str:
        return self.name


@tracked
class BoardMembership(Fact):
    """A seat: who holds it, on behalf of whom, from when to when. « former » ends it at a date nobody gave."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="seats")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="seats")
    holder = models.ForeignKey(
        Organization, models.CASCADE, null=True, blank=True, related_name="seats_held", verbose_name=_("holder")
    )
    on_behalf_of = models.ForeignKey(
        Organization, models.SET_NULL, null=True, blank=True, related_name="seats_through_others"
    )
    role = models.CharField(_("role"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=SeatKind, default=SeatKind.BOARD)
    valid_from = PartialDateField(_("from"))
    valid_to = PartialDateField(_("to"))
    former = models.BooleanField(_("former"), default=False)
    note = models.TextField(_("note"), blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta(Fact.Meta):
        verbose_name = _("board membership")
        verbose_name_plural = _("board memberships")
        ordering = ["organization", "kind", "id"]
        indexes = [models.Index(fields=["register", "kind"], name="seat_by_kind")]
        constraints = [
            *Fact.Meta.constraints,
            one_of("kind", SeatKind, "seat_kind_known"),
            in_order("valid_from", "valid_to", "seat_in_order"),
            models.CheckConstraint(
                condition=Q(person=None, holder__isnull=False) | Q(person__isnull=False, holder=None),
                name="seat_has_one_holder",
            ),
            models.CheckConstraint(condition=~Q(on_behalf_of=F("organization")), name="seat_not_on_behalf_of_itself"),
        ]

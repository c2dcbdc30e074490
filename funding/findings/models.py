"""A finding: a seat and money that coincide, with the records it rests on and what people decided about it.

An import that is undone takes its records away (funding/imports/undo.py lets go of them), and the finding stays with its
decision, hidden until the records are back. Its `key` is made of public keys, so that it is found again.
"""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from funding.findings.choices import EdgeRole, FindingState, Rule, Strength, Timing
from funding.models.awards import Award
from projects.history import tracked
from projects.models import BoardMembership, Organization, OrganizationTie, Person, Register, one_of

# What is no longer a candidate has been looked at; what is public was put to those it names.
LOOKED_AT = (FindingState.CHECKED, FindingState.REPLY_SOUGHT, FindingState.PUBLISHED)
PUT_TO_THEM = (FindingState.REPLY_SOUGHT, FindingState.PUBLISHED)


class FindingQuerySet(models.QuerySet):
    def of(self, register: Register) -> Self:
        return self.filter(register=register)

    def public(self) -> Self:
        """Published, found by the last look, and resting on public records, naming public people and bodies, as someone
        checked them."""
        hidden = Q(seat__published=False) | Q(award__published=False)
        hidden |= Q(tie__organization__published=False) | Q(tie__to__published=False)
        named = [
            Q(**{f"{name}__published": False}) for name in ("person", "board", "recipient", "holder", "on_behalf_of")
        ]
        return self.exclude(Q.create(named, connector=Q.OR)).filter(
            ~Exists(FindingEdge.objects.filter(hidden, finding=OuterRef("pk"))),
            state=FindingState.PUBLISHED,
            found=True,
            changed=False,
        )

    def for_reading(self, register: Register) -> Self:
        """What visitors of a register's pages see; whatever a row points at is fetched once for all the rows."""
        return self.of(register).public().fetch_mode(models.FETCH_PEERS)

    def with_names(self) -> Self:
        """With the bodies and the person."""
        return self.select_related("register", "board", "recipient", "person", "holder", "on_behalf_of")

    def with_edges(self) -> Self:
        """With the bodies, the person, and each record that it rests on."""
        edges = FindingEdge.objects.select_related(
            "seat__organization", "seat__person", "seat__holder", "seat__on_behalf_of",
            "tie__organization", "tie__to", "award__register",
        )  # fmt: skip
        return self.with_names().prefetch_related(models.Prefetch("edges", edges))

    def about(self, *, bodies: Any = (), people: Any = ()) -> Self:
        """Those that name one of the organizations or people."""
        named = Q(board__in=bodies) | Q(recipient__in=bodies) | Q(holder__in=bodies) | Q(on_behalf_of__in=bodies)
        return self.filter(named | Q(person__in=people))

    def resting_on(self, awards: Any) -> Self:
        """Those with a payment among the awards: the filter of the lists, seen from the findings."""
        paid = FindingEdge.objects.filter(finding=OuterRef("pk"), role=EdgeRole.PAYMENT)
        return self.filter(Exists(paid.filter(award__in=awards.order_by().values("pk"))))


@tracked
class Finding(models.Model):
    """A seat and money that coincide. It says that both exist; what it means is for its reader."""

    register = models.ForeignKey(Register, models.PROTECT, related_name="findings", db_index=False)
    key = models.CharField(_("public key"), max_length=40)
    rule = models.CharField(_("rule"), max_length=12, choices=Rule)
    rule_version = models.PositiveSmallIntegerField(_("version of the rule"))
    strength = models.CharField(_("strength"), max_length=10, choices=Strength)
    board = models.ForeignKey(
        Organization, models.SET_NULL, null=True, related_name="findings_of_board", verbose_name=_("body that pays")
    )
    recipient = models.ForeignKey(
        Organization, models.SET_NULL, null=True, related_name="findings_paid", verbose_name=_("body that is paid")
    )
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="findings")
    holder = models.ForeignKey(Organization, models.SET_NULL, null=True, related_name="findings_as_holder")
    on_behalf_of = models.ForeignKey(Organization, models.SET_NULL, null=True, related_name="findings_on_behalf")
    state = models.CharField(_("state"), max_length=12, choices=FindingState, default=FindingState.CANDIDATE)
    # Whether the last look found it again, and whether it rests on other records than when someone decided.
    found = models.BooleanField(_("found by the last look"), default=True)
    changed = models.BooleanField(_("rests on other records since the decision"), default=False)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="findings_checked"
    )
    reply_sought_on = models.DateField(_("reply sought on"), null=True, blank=True)
    reply_due = models.DateField(_("reply asked for by"), null=True, blank=True)
    reply = models.TextField(_("reply of those named"), blank=True)
    reply_by = models.CharField(_("who replied"), max_length=200, blank=True)
    reply_on = models.DateField(_("replied on"), null=True, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    dismissed_on = models.DateField(_("dismissed on"), null=True, blank=True)
    reason = models.TextField(_("why it was dismissed"), blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["register", "rule", "id"]
        permissions = [
            ("check_finding", "Can check, put to those named, and dismiss a finding"),
            ("publish_finding", "Can publish a finding with its reply"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["register", "key"], name="finding_key_once"),
            models.CheckConstraint(condition=~Q(key=""), name="finding_is_called"),
            one_of("rule", Rule, "finding_rule_known"),
            one_of("strength", Strength, "finding_strength_known"),
            one_of("state", FindingState, "finding_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=LOOKED_AT) | Q(checked_on__isnull=False), name="finding_checked_before"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=PUT_TO_THEM) | Q(reply_sought_on__isnull=False, reply_due__isnull=False),
                name="finding_put_to_those_named",
            ),
            # Published with their reply, or once the time that they were given is over.
            models.CheckConstraint(
                condition=~Q(state=FindingState.PUBLISHED)
                | (Q(published_on__isnull=False) & (~Q(reply="") | Q(published_on__gt=F("reply_due")))),
                name="finding_published_with_reply",
            ),
            models.CheckConstraint(
                condition=Q(state=FindingState.DISMISSED, dismissed_on__isnull=False) & ~Q(reason="")
                | ~Q(state=FindingState.DISMISSED) & Q(dismissed_on=None, reason=""),
                name="finding_dismissed_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(reply="", reply_on=None, reply_by="") | (~Q(reply="") & Q(reply_on__isnull=False)),
                name="finding_reply_has_day",
            ),
            models.CheckConstraint(
                condition=Q(reply_due=None) | Q(reply_due__gte=F("reply_sought_on")), name="finding_reply_due_after"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    def get_absolute_url(self) -> str:
        return self.register.address("finding", self.key)

    @property
    def has_seat(self) -> bool:
        """Whether someone sits on the body that pays; else money went both ways between two bodies."""
        return self.rule != Rule.RECIPROCAL


class FindingEdge(models.Model):
    """A record that a finding rests on: a seat, an office, a tie or a payment, in the order of the chain."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="edges")
    place = models.PositiveSmallIntegerField(_("place"))
    role = models.CharField(_("part"), max_length=12, choices=EdgeRole)
    seat = models.ForeignKey(BoardMembership, models.CASCADE, null=True, related_name="finding_edges")
    tie = models.ForeignKey(OrganizationTie, models.CASCADE, null=True, related_name="finding_edges")
    award = models.ForeignKey(Award, models.CASCADE, null=True, related_name="finding_edges", db_constraint=False)
    timing = models.CharField(_("when"), max_length=8, choices=Timing, blank=True)
    strength = models.CharField(_("strength"), max_length=10, choices=Strength, blank=True)

    class Meta:
        verbose_name = _("record of a finding")
        verbose_name_plural = _("records of a finding")
        ordering = ["finding", "place"]
        constraints = [
            models.UniqueConstraint(fields=["finding", "place"], name="finding_edge_place_once"),
            one_of("role", EdgeRole, "finding_edge_role_known"),
            models.CheckConstraint(
                condition=Q(seat__isnull=False, tie=None, award=None)
                | Q(seat=None, tie__isnull=False, award=None)
                | Q(seat=None, tie=None, award__isnull=False),
                name="finding_edge_is_one_record",
            ),
            # Payments, and only they, are placed in time against the seat.
            models.CheckConstraint(
                condition=Q(award=None, timing="", strength="")
                | Q(award__isnull=False, timing__in=Timing.values, strength__in=Strength.values),
                name="finding_edge_payment_is_placed",
            ),
        ]


class FindingLook(models.Model):
    """The last look of the rules at a register: at which state of its data, with which version of the rules."""

    register = models.OneToOneField(Register, models.CASCADE, primary_key=True, related_name="finding_look")
    data_version = models.PositiveBigIntegerField(_("data version"))
    rules_version = models.PositiveSmallIntegerField(_("version of the rules"))
    looked_at = models.DateTimeField(_("looked at"), auto_now=True)

    class Meta:
        verbose_name = _("look for findings")
        verbose_name_plural = _("looks for findings")

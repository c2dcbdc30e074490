"""The closed lists of words that findings are told in."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Rule(TextChoices):
    """How the seat leads to the money (`funding.questions.conflicts` says each rule in full)."""

    OWN_SEAT = "own_seat", _("Own seat")
    ON_BEHALF = "on_behalf", _("Seat held on behalf of the body")
    PERSON = "person", _("Through a person")
    GROUP = "group", _("Through a group")
    RECIPROCAL = "reciprocal", _("Payments both ways")


class Strength(TextChoices):
    """How strong a link is (DESIGN § 5.5)."""

    CERTAIN = "certain", pgettext_lazy("link", "Certain")
    POSSIBLE = "possible", pgettext_lazy("link", "Possible")
    DEDUCED = "deduced", pgettext_lazy("link", "Deduced")


class Timing(TextChoices):
    """When the money came, as seen from the seat."""

    DURING = "during", _("while the seat was held")
    AFTER = "after", _("within twelve months after it ended")
    # The dates leave open which of the two.
    EITHER = "either", _("while the seat was held, or within twelve months after")


class EdgeRole(TextChoices):
    """The part a record plays in a finding."""

    SEAT = "seat", _("Seat")
    OFFICE = "office", _("Seat or office in the body that is paid")
    TIE = "tie", _("Tie between organizations")
    PAYMENT = "payment", _("Payment")
    PAYMENT_BACK = "payment_back", _("Payment back")


class FindingState(TextChoices):
    CANDIDATE = "candidate", pgettext_lazy("finding", "Candidate")
    CHECKED = "checked", pgettext_lazy("finding", "Checked")
    REPLY_SOUGHT = "reply_sought", pgettext_lazy("finding", "Reply sought")
    PUBLISHED = "published", pgettext_lazy("finding", "Published")
    DISMISSED = "dismissed", pgettext_lazy("finding", "Dismissed")

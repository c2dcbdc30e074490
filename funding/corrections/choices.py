"""The closed lists of words that corrections are told in, and the records that one can be reported on."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RecordKind(TextChoices):
    """The records that have a page of their own; each value is the name of its address."""

    ORGANIZATION = "organization", _("Organization")
    PERSON = "person", _("Person")
    PROJECT = "project", _("Project")
    AWARD = "award", _("Award")
    PROGRAMME = "programme", _("Programme")
    SOURCE = "source", _("Source")
    FINDING = "finding", _("A seat and funding that coincide")


class ErrorKind(TextChoices):
    AMOUNT = "amount", _("An amount")
    NAME = "name", _("A name, or two bodies taken for one")
    DATE = "date", _("A date")
    ROLE = "role", _("A seat, an office or a role")
    LINK = "link", _("Who pays or receives, or a project")
    SOURCE = "source", _("A source that says something else")
    PRIVACY = "privacy", _("Information that should not be public")
    REPLY = "reply", _("A reply of someone who is named")
    OTHER = "other", _("Something else")


class CorrectionState(TextChoices):
    RECEIVED = "received", pgettext_lazy("correction", "Being looked at")
    CORRECTED = "corrected", pgettext_lazy("correction", "Corrected")
    UNCHANGED = "unchanged", pgettext_lazy("correction", "Left as it is")
    SET_ASIDE = "set_aside", pgettext_lazy("correction", "Set aside")

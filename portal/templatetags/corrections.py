"""« Signaler une erreur » at the foot of a record, with what was answered about it before.

In: the kind and the key of a record. Out: the section of templates/corrections/_record.html; one query.
"""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse

from funding.corrections.choices import CorrectionState
from funding.corrections.models import ANSWERED, Correction

register = template.Library()


@register.inclusion_tag("corrections/_record.html", takes_context=True)
def corrections_of(context: Context, kind: str, key: str) -> dict[str, Any]:
    """The line that leads to the form, the answers about the record, and how many reports are being looked at."""
    of = context["request"].register
    about = list(Correction.objects.of(of).about(kind, key).order_by("-answered_on", "-number"))
    return {
        "address": of.address("report", kind, key) if of else reverse("report", args=[kind, key]),
        "log": of.address("corrections"),
        "answered": [one for one in about if one.state in ANSWERED],
        "waiting": sum(1 for one in about if one.state == CorrectionState.RECEIVED),
    }

"""Two records of one body become one, and two again. In: organizations. Out: which of them stands; nothing rewritten.

The body that is no longer shown points at the one that stands; a judgement says who decided and why. Taking it back
empties the pointer and marks the judgement as reversed; it stays readable.
"""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from funding.choices import Verdict
from funding.imports.models import Judgement
from projects.changes import new_data_version
from projects.history import own_context
from projects.models import Organization


def merge(keep: Organization, others: Sequence[Organization], user: Any, reason: str = "") -> list[Judgement]:
    """The others are the same body as `keep`. Raises ValidationError where it would cross registers or make a chain."""
    for other in others:
        refuse_merge(keep, other)
    with transaction.atomic(), own_context(user=user.pk, import_id=None, reason=reason or "merged"):
        made = []
        for other in others:
            other.merged_into = keep
            other.save(update_fields=["merged_into"])
            made.append(
                Judgement.objects.create(
                    register=keep.register,
                    name=other.name,
                    organization=keep,
                    verdict=Verdict.SAME,
                    reason=reason,
                    made_by=user,
                )
            )
        new_data_version(keep.register_id)
    return made


def refuse_merge(keep: Organization, other: Organization) -> None:
    """Raise ValidationError with a sentence where the two can't be merged."""
    names = {"other": other.name, "keep": keep.name}
    if keep.pk == other.pk:
        raise ValidationError(gettext("“%(keep)s” can't be merged into itself.") % names)
    if keep.register_id != other.register_id:
        raise ValidationError(gettext("“%(other)s” belongs to another register than “%(keep)s”.") % names)
    if keep.merged_into_id:
        raise ValidationError(gettext("“%(keep)s” is itself merged into another body: take that back first.") % names)
    if other.merged_into_id:
        raise ValidationError(gettext("“%(other)s” is already merged into another body.") % names)
    if other.merged.exists():
        sentence = gettext("Other bodies are merged into “%(other)s”: keep that one, or take it back.")
        raise ValidationError(sentence % names)


def separate(organizations: Sequence[Organization], user: Any) -> int:
    """Take merges back; how many there were. Bodies that are not merged are left as they are."""
    merged = [body for body in organizations if body.merged_into_id]
    with transaction.atomic(), own_context(user=user.pk, import_id=None, reason="merge taken back"):
        for body in merged:
            Judgement.objects.filter(
                register=body.register,
                name=body.name,
                organization=body.merged_into_id,
                verdict=Verdict.SAME,
                reversed_at=None,
            ).update(reversed_at=timezone.now(), reversed_by=user)
            body.merged_into = None
            body.save(update_fields=["merged_into"])
        for register in {body.register_id for body in merged}:
            new_data_version(register)
    return len(merged)

"""What a person decides about a finding: candidate → checked → reply sought → published, or dismissed with a reason.

In: a finding and who decides. Out: the finding in its new state, saved, with the change in its history. A step that its
state does not allow raises NotPossible, with a sentence.
"""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from funding.findings.choices import FindingState
from funding.findings.models import Finding
from projects.changes import new_data_version
from projects.history import own_context

# So many days those named have to reply, unless someone gives them another day.
DAYS_TO_REPLY = 21
STATE = FindingState
# Whoever decides has its records before them: none came since.
SEEN = {"changed": False}


class NotPossible(Exception):
    """The state of the finding does not allow the step."""


def step(finding: Finding, user: Any, allowed: tuple[FindingState, ...], **values: Any) -> Finding:
    """Another step, and a look of the rules, wait until this one is written."""
    reason = f"finding: {values.get('state', finding.state)}"
    with transaction.atomic(), own_context(user=user.pk if user else None, import_id=None, reason=reason):
        finding.refresh_from_db(from_queryset=Finding.objects.select_for_update(of=("self",)))
        if finding.state not in allowed:
            raise NotPossible(
                _("This finding is “%(state)s”: that step is not possible now.")
                % {"state": finding.get_state_display()}
            )
        before = finding.state
        for name, value in values.items():
            setattr(finding, name, value)
        finding.save(update_fields=list(values))
        if STATE.PUBLISHED in (before, finding.state):
            # What is public of the register is another: its next release has it.
            new_data_version(finding.register_id)
    return finding


def check(finding: Finding, user: Any, today: date | None = None) -> Finding:
    """A person read each piece of evidence: it is the same person and the same body, and the dates are as stated."""
    checked = {"state": STATE.CHECKED, "checked_on": today or timezone.localdate(), "checked_by": user, **SEEN}
    return step(finding, user, (STATE.CANDIDATE,), **checked)


def seek_reply(finding: Finding, user: Any, due: date | None = None, today: date | None = None) -> Finding:
    """Those named were written to, and have until `due` to reply."""
    day = today or timezone.localdate()
    due = due or day + timedelta(DAYS_TO_REPLY)
    if due < day:
        raise NotPossible(_("The day for the reply is in the past."))
    asked = {"state": STATE.REPLY_SOUGHT, "reply_sought_on": day, "reply_due": due}
    return step(finding, user, (STATE.CHECKED,), **asked)


def note_reply(finding: Finding, user: Any, reply: str, by: str, today: date | None = None) -> Finding:
    """What those named replied, in their words; also after publication."""
    if not reply.strip() or not by.strip():
        raise NotPossible(_("Give the reply in their words, and say who replied."))
    told = {"reply": reply.strip(), "reply_by": by.strip(), "reply_on": today or timezone.localdate()}
    return step(finding, user, (STATE.REPLY_SOUGHT, STATE.PUBLISHED), **told)


def publish(finding: Finding, user: Any, today: date | None = None) -> Finding:
    """With the reply of those named, or once the time that they were given is over."""
    day = today or timezone.localdate()
    if settings.FOUR_EYES and finding.checked_by_id is not None and user and finding.checked_by_id == user.pk:
        raise NotPossible(_("Someone other than the person who checked the finding must publish it."))
    if not finding.found:
        raise NotPossible(_("The rules no longer find it: look at its records again."))
    if finding.changed:
        raise NotPossible(_("Records came since it was checked: look at them, and confirm it first."))
    if not finding.reply and finding.reply_due and day <= finding.reply_due:
        raise NotPossible(_("There is no reply yet, and the time for one is not over."))
    return step(finding, user, (STATE.REPLY_SOUGHT,), state=STATE.PUBLISHED, published_on=day)


def dismiss(finding: Finding, user: Any, reason: str, today: date | None = None) -> Finding:
    """It is not what it looks like, or it is not told: the reason stays, and the next look does not bring it back."""
    if not reason.strip():
        raise NotPossible(_("Say why: the reason stays with the finding."))
    states = (STATE.CANDIDATE, STATE.CHECKED, STATE.REPLY_SOUGHT, STATE.PUBLISHED)
    gone = {"state": STATE.DISMISSED, "dismissed_on": today or timezone.localdate(), "reason": reason.strip(), **SEEN}
    return step(finding, user, states, **gone)


def take_up_again(finding: Finding, user: Any) -> Finding:
    """A dismissed finding is a candidate once more; its history keeps why it was dismissed."""
    empty: dict[str, Any] = {
        "checked_on": None,
        "checked_by": None,
        "reply_sought_on": None,
        "reply_due": None,
        "published_on": None,
    }
    empty |= {"reply": "", "reply_by": "", "reply_on": None, "dismissed_on": None, "reason": ""}
    return step(finding, user, (STATE.DISMISSED,), state=STATE.CANDIDATE, **empty, **SEEN)


def confirm(finding: Finding, user: Any) -> Finding:
    """The decision stands, also with the records that came since."""
    states = (STATE.CHECKED, STATE.REPLY_SOUGHT, STATE.PUBLISHED, STATE.DISMISSED)
    return step(finding, user, states, **SEEN)

"""The queue of findings: what the rules found, step by step to publication or dismissal. Candidates are staff's only.

In: requests of reviewers and publishers. Out: the queue, the page of a finding, and its steps (`decide`).
"""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from funding.account import no_judgement
from funding.evidence import attach_evidence
from funding.findings import decide
from funding.findings.choices import FindingState
from funding.findings.models import Finding, FindingLook
from funding.findings.words import all_told, told
from funding.permissions import may
from funding.staff import register_of_upload, tabs
from projects.changes import changes_of
from projects.dates import PartialDate
from projects.models import Register
from projects.registers import in_register

PAGE = 50
# What the queue shows first: those that someone is at, then the candidates.
ORDER = (FindingState.REPLY_SOUGHT, FindingState.CHECKED, FindingState.CANDIDATE)


@require_safe
@may("funding.check_finding")
@in_register
def findings(request: HttpRequest, register: Register) -> HttpResponse:
    """The findings of a register in one state; those whose records changed since the decision are marked."""
    chosen = register_of_upload(request, register)
    request.register = chosen  # type: ignore[attr-defined]
    every = Finding.objects.of(chosen)
    counts = every.aggregate(**{state.value: Count("pk", filter=Q(state=state)) for state in FindingState})
    state = request.GET.get("state", "")
    if state not in FindingState.values:
        state = next((one.value for one in ORDER if counts[one.value]), FindingState.CANDIDATE.value)
    listed = every.filter(state=state).with_edges().order_by("-changed", "-found", "strength", "id")
    page = Paginator(listed, PAGE).get_page(request.GET.get("page"))
    context = {
        "tabs": tabs(request),
        "register": chosen,
        "choices": Register.objects.all(),
        "page": page,
        "rows": all_told(page.object_list, chosen),
        "states": [
            {"code": code, "label": label, "count": counts[code], "current": code == state}
            for code, label in FindingState.choices
        ],
        "look": FindingLook.objects.filter(register=chosen).first(),
        "meeting": no_judgement(),
    }
    return render(request, "findings/queue.html", context)


def finding_called(request: HttpRequest, number: int) -> Finding:
    found = get_object_or_404(Finding.objects.with_edges(), pk=number)
    request.register = found.register  # type: ignore[attr-defined]
    return found


@require_safe
@may("funding.check_finding")
def finding_review(request: HttpRequest, number: int) -> HttpResponse:
    """Everything that the finding rests on, what was decided, and the steps that are possible."""
    found = finding_called(request, number)
    shown = told(found, found.register)
    state = FindingState(found.state)
    context = {
        "tabs": tabs(request),
        "finding": found,
        "told": shown,
        "meeting": no_judgement(),
        "evidence": attach_evidence(shown.facts),
        "history": changes_of(found),
        "may_publish": request.user.has_perm("funding.publish_finding"),
        "may_dismiss": state != FindingState.DISMISSED,
        "days": decide.DAYS_TO_REPLY,
        "four_eyes": settings.FOUR_EYES and found.checked_by_id == request.user.pk,
        "queue": f"{reverse('findings')}?register={found.register.slug}&state={found.state}",
    }
    return render(request, "findings/review.html", context)


STEPS = {
    "check": lambda found, user, given: decide.check(found, user),
    "seek-reply": lambda found, user, given: decide.seek_reply(found, user, day_given(given.get("due", ""))),
    "dismiss": lambda found, user, given: decide.dismiss(found, user, given.get("reason", "")),
    "again": lambda found, user, given: decide.take_up_again(found, user),
    "confirm": lambda found, user, given: decide.confirm(found, user),
}
PUBLIC_STEPS = {
    "reply": lambda found, user, given: decide.note_reply(
        found, user, given.get("reply", ""), given.get("reply_by", "")
    ),
    "publish": lambda found, user, given: decide.publish(found, user),
}


def day_given(text: str) -> Any:
    """The day that was typed, or None. Raises NotPossible where it is no day."""
    if not text.strip():
        return None
    try:
        day = PartialDate(text.strip())
    except ValueError:
        raise decide.NotPossible(gettext("Give a day as 2024-03-15.")) from None
    if day.precision != "day":
        raise decide.NotPossible(gettext("Give a day as 2024-03-15."))
    return day.earliest


def taken(request: HttpRequest, number: int, steps: dict[str, Any]) -> HttpResponse:
    """The step that the form asks for, or a sentence why it is not possible."""
    found = finding_called(request, number)
    asked = request.POST.get("step", "")
    if asked not in steps:
        messages.error(request, gettext("There is no such step."))
        return redirect("finding_review", number)
    try:
        steps[asked](found, request.user, request.POST)
        messages.success(request, gettext("Noted: the finding is “%(state)s”.") % {"state": found.get_state_display()})
    except decide.NotPossible as problem:
        messages.error(request, str(problem))
    return redirect("finding_review", number)


@require_POST
@may("funding.check_finding")
def finding_step(request: HttpRequest, number: int) -> HttpResponse:
    """Check it, put it to those named, dismiss it, take it up again, or confirm it with its new records."""
    return taken(request, number, STEPS)


@require_POST
@may("funding.publish_finding")
def finding_publish(request: HttpRequest, number: int) -> HttpResponse:
    """Note the reply of those named, or publish."""
    return taken(request, number, PUBLIC_STEPS)

"""The queue of reported errors: read, answered, and what changed said to everyone. For reviewers.

In: requests of reviewers. Out: the queue, the page of a report; with the answer, the sender's address is deleted.
"""

from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from funding.corrections.choices import CorrectionState
from funding.corrections.forms import AnswerForm
from funding.corrections.models import Correction, CorrectionContact
from funding.corrections.records import record_called
from funding.corrections.views import with_records
from funding.permissions import may
from funding.staff import register_of_upload, tabs
from projects.history import own_context
from projects.models import Register
from projects.registers import in_register

PAGE = 50


@require_safe
@may("funding.answer_correction")
@in_register
def correction_queue(request: HttpRequest, register: Register) -> HttpResponse:
    """The reports of a register: those that wait first, the oldest of them at the top."""
    chosen = register_of_upload(request, register)
    request.register = chosen  # type: ignore[attr-defined]
    every = Correction.objects.of(chosen)
    counts = every.aggregate(**{state.value: Count("pk", filter=Q(state=state)) for state in CorrectionState})
    state = request.GET.get("state", "")
    state = state if state in CorrectionState.values else CorrectionState.RECEIVED.value
    page = Paginator(every.filter(state=state).order_by("received_on", "number"), PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "tabs": tabs(request),
        "register": chosen,
        "choices": Register.objects.all(),
        "page": page,
        "rows": with_records(chosen, list(page.object_list)),
        "states": [
            {"code": code, "label": label, "count": counts[code], "current": code == state}
            for code, label in CorrectionState.choices
        ],
    }
    return render(request, "corrections/queue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@may("funding.answer_correction")
def correction_answer(request: HttpRequest, number: int) -> HttpResponse:
    """A report, and its answer. An answer can be put right later; its history stays."""
    found = get_object_or_404(Correction.objects.select_related("register"), pk=number)
    request.register = found.register  # type: ignore[attr-defined]
    given = {"state": found.state, "answer": found.answer, "change": found.change}
    form = AnswerForm(request.POST or None, initial=given)
    if request.method == "POST" and form.is_valid():
        answer(found, request.user, form.cleaned_data)
        return redirect(f"{reverse('correction_queue')}?register={found.register.slug}")
    context = {
        "tabs": tabs(request),
        "correction": found,
        "contact": CorrectionContact.objects.filter(correction=found).first(),
        "record": record_called(found.register, found.record_kind, found.record_key),
        "form": form,
        "queue": f"{reverse('correction_queue')}?register={found.register.slug}",
        "note": gettext("The sender’s address is deleted with the answer: write to them first."),
    }
    return render(request, "corrections/answer.html", context, status=400 if form.errors else 200)


def answer(correction: Correction, user: Any, given: dict[str, Any]) -> None:
    """Keep the answer, and forget where the sender can be reached."""
    with transaction.atomic(), own_context(user=user.pk, import_id=None, reason="correction answered"):
        correction.state = given["state"]
        correction.answer, correction.change = given["answer"].strip(), given["change"].strip()
        correction.answered_on, correction.answered_by = timezone.localdate(), user
        correction.save()
        CorrectionContact.objects.filter(correction=correction).delete()

"""The staff's queue of names: one name at a time, both sides' facts, decided by a key or a button.

In: requests of reviewers. Out: a page and judgements; each can be taken back. What is decided counts for every import
of the register from then on; imports under review are matched again once none of their names is left, or when asked.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from funding import name_decision, name_queue, tasks
from funding.imports import pipeline, resolve
from funding.imports.models import Import, Judgement, Mention
from funding.permissions import may
from funding.review_names import decision
from funding.staff import tabs
from projects.choices import OrganizationKind
from projects.models import Register
from projects.numbers import asked_number
from projects.registers import in_register


@require_safe
@may("funding.add_judgement")
@in_register
def names(request: HttpRequest, register: Register) -> HttpResponse:
    """The next name that waits; `?name=` another one of the queue, `?import=` those of one import, `?q=` others of the register."""
    batch = import_asked_for(request)
    mention, place = name_queue.place(name_queue.waiting(batch), request.GET.get("name", ""))
    text = request.GET.get("q", "").strip()
    context: dict[str, Any] = {
        "tabs": tabs(request),
        "batch": batch,
        "place": place,
        "card": name_queue.card(mention) if mention else None,
        "text": text,
        "found": name_queue.found(mention, text) if mention else [],
        "kinds": OrganizationKind.choices,
        "again": name_queue.to_match_again().count(),
        "decisions": [decision(one) for one in name_queue.decisions()],
    }
    if mention:
        request.register = mention.batch.register  # type: ignore[attr-defined]
    return render(request, "imports/names.html", context)


def import_asked_for(request: HttpRequest) -> Import | None:
    number = asked_number(request.GET.get("import") or request.POST.get("import") or "")
    return get_object_or_404(Import, pk=number) if number else None


def queue_address(request: HttpRequest, name: str = "") -> str:
    """The queue, of one import where it was asked for, at a name or at its beginning."""
    query = {"import": request.POST.get("import", ""), "name": name}
    return reverse("names", query={key: value for key, value in query.items() if value})


@require_POST
@may("funding.add_judgement")
def name_decide(request: HttpRequest) -> HttpResponse:
    """Same, not the same, or new: kept as a judgement, for this import and the next ones."""
    mentions = Mention.objects.select_related("batch__register")
    mention = mentions.filter(pk=asked_number(request.POST.get("mention", "")) or 0).first()
    if mention is None:
        messages.warning(request, gettext("This name was matched again in the meantime: here is what waits now."))
        return redirect(queue_address(request))
    messages.success(request, name_decision.decide(mention, request.POST, request.user))
    if "not_same" in request.POST:
        return redirect(queue_address(request, str(mention.pk)))
    if not name_queue.waiting(mention.batch).exists():
        match_again(request, [mention.batch])
    return redirect(queue_address(request, request.POST.get("following", "")))


@require_POST
@may("funding.add_judgement")
def name_take_back(request: HttpRequest, judgement: int) -> HttpResponse:
    """A decision no longer counts; it stays written that it was made, and its names wait again once matched."""
    decided = get_object_or_404(Judgement, pk=judgement, reversed_at=None)
    resolve.take_back(decided, request.user)
    messages.success(request, gettext("The decision about “%(name)s” was taken back.") % {"name": decided.name})
    match_again(request, name_queue.decided_differently(decided))
    return redirect(queue_address(request))


@require_POST
@may("funding.add_judgement")
def names_match_again(request: HttpRequest) -> HttpResponse:
    """Have every import matched again whose names were decided about."""
    match_again(request, list(name_queue.to_match_again()))
    return redirect(queue_address(request))


def match_again(request: HttpRequest, batches: list[Import]) -> None:
    asked = 0
    for batch in batches:
        try:
            tasks.re_resolve(batch, request.user)
        except pipeline.NotPossible as problem:
            messages.warning(request, str(problem))
        else:
            asked += 1
    if asked:
        sentence = ngettext("%(n)s import is being matched again.", "%(n)s imports are being matched again.", asked)
        messages.info(request, sentence % {"n": asked})

"""The publishers' pages of editions: what there is, an edition made now, one verified, a record withdrawn by rule.

In: requests of publishers. Out: pages, and work for a worker (`funding.tasks`); no view does the work itself.
"""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from funding import tasks
from funding.choices import WithdrawalRule
from funding.models import FACTS, Release
from funding.permissions import may
from funding.release_views import changes_of, size_of
from funding.release_work.models import ReleaseWork, Step, WorkKind, WorkState
from funding.release_work.touched import Touched, touched
from funding.staff import register_of_upload, tabs
from projects.models import Register
from projects.registers import in_register

# So many lines of the log stand on the page.
LOG = 30
MAY = "funding.publish_release"


class WithdrawForm(forms.Form):
    """Which record, by which rule, and what its tombstone says."""

    kind = forms.ChoiceField(label=_("Kind of record"))
    key = forms.CharField(
        label=_("Public key"),
        max_length=100,
        help_text=_("The last part of the address of its page, or its column “key”."),
    )
    rule = forms.ChoiceField(label=_("Rule"), choices=WithdrawalRule.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason, in public words"),
        max_length=300,
        required=False,
        help_text=_("Stands on the tombstone for everyone to read: name nobody here."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(kind, str(model._meta.verbose_name)) for kind, model in FACTS.items()]
        self.fields["kind"].choices = sorted(names, key=lambda pair: pair[1])  # type: ignore[attr-defined]


@require_safe
@may(MAY)
@in_register
def editions(request: HttpRequest, register: Register) -> HttpResponse:
    """The editions of a register, what is at work, and the log of what was asked."""
    chosen = register_of_upload(request, register)
    request.register = chosen  # type: ignore[attr-defined]
    return render(request, "releases/editions.html", page_of(request, chosen, WithdrawForm()))


def page_of(request: HttpRequest, register: Register, form: WithdrawForm) -> dict[str, Any]:
    found = list(Release.objects.filter(register=register).order_by("-number"))
    work = list(ReleaseWork.objects.of(register).for_log()[:LOG])
    checked = {one.release_id: one for one in reversed(work) if one.kind == WorkKind.VERIFY and one.release_id}
    newest = found[0] if found else None
    return {
        "tabs": tabs(request),
        "register": register,
        "choices": Register.objects.all(),
        "newest": newest,
        "as_new": bool(newest and newest.data_version == register.data_version),
        "rows": [
            {"release": one, "changes": changes_of(one), "size": size_of(one), "checked": checked.get(one.pk)}
            for one in found
        ],
        "at_work": at_work(register),
        "proposed": [proposal(request, one) for one in work if one.state == WorkState.PROPOSED],
        "log": [line(one) for one in work],
        "form": form,
        "four_eyes": settings.FOUR_EYES,
        "minutes": settings.RELEASE_AFTER // 60,
    }


def at_work(register: Register) -> list[dict[str, Any]]:
    """[{work, words, fraction}] of what a worker has, or will have."""
    return [
        {"work": one, "words": str(Step(one.step).label), "fraction": one.done / one.total if one.total else None}
        for one in ReleaseWork.objects.of(register).at_work().select_related("release").order_by("id")
    ]


def proposal(request: HttpRequest, work: ReleaseWork) -> dict[str, Any]:
    return {"work": work, "kind": str(FACTS[work.record_kind]._meta.verbose_name), "own": work.asked_by == request.user}


def line(work: ReleaseWork) -> dict[str, Any]:
    """A line of the log: what was asked, and how it ended, in words."""
    outcomes = {
        (WorkKind.RELEASE, WorkState.DONE): gettext("nothing had changed")
        if work.problem
        else gettext("edition %(number)s") % {"number": work.release.number if work.release else ""},
        (WorkKind.VERIFY, WorkState.DONE): gettext("not as it was written")
        if work.wrong
        else gettext("each file is as it was written"),
    }
    state = WorkState(work.state)
    return {
        "work": work,
        "outcome": outcomes.get((WorkKind(work.kind), state), str(state.label)),
        "bad": bool(work.wrong) or state == WorkState.FAILED,
    }


@require_safe
@may(MAY)
@in_register
def progress(request: HttpRequest, register: Register) -> HttpResponse:
    """The bars alone, asked for again and again; the whole page once nothing is at work any more."""
    chosen = register_of_upload(request, register)
    request.register = chosen  # type: ignore[attr-defined]
    found = at_work(chosen)
    if not found and request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Refresh": "true"})
    if not request.headers.get("HX-Request"):
        return back_to(chosen)
    return render(request, "releases/editions.html#progress", {"at_work": found, "register": chosen})


def back_to(register: Register) -> HttpResponse:
    return redirect(f"{reverse('editions')}?register={register.slug}")


def asked(request: HttpRequest, **values: Any) -> ReleaseWork | None:
    """The work, told to the worker; None where the same is asked for already."""
    try:
        with transaction.atomic():
            work = ReleaseWork.objects.create(asked_by=request.user, **values)  # type: ignore[misc]
            if work.state == WorkState.WAITING:
                tasks.enqueue_release_work(work)
            return work
    except IntegrityError:
        messages.info(request, gettext("This is asked for already: it is under way."))
        return None


@require_POST
@may(MAY)
@in_register
def edition_make(request: HttpRequest, register: Register) -> HttpResponse:
    """An edition of the register as it is now, without waiting for the quiet after the last change."""
    chosen = register_of_upload(request, register)
    asked(request, register=chosen, kind=WorkKind.RELEASE)
    return back_to(chosen)


@require_POST
@may(MAY)
def edition_verify(request: HttpRequest, number: int) -> HttpResponse:
    """Each file of an edition read again; `number` is the release's id."""
    found = get_object_or_404(Release.objects.select_related("register"), pk=number)
    asked(request, register=found.register, kind=WorkKind.VERIFY, release=found)
    return back_to(found.register)


@may(MAY)
@in_register
def withdrawal(request: HttpRequest, register: Register) -> HttpResponse:
    """What a withdrawal would touch (GET), and the withdrawal, asked for (POST)."""
    chosen = register_of_upload(request, register)
    request.register = chosen  # type: ignore[attr-defined]
    form = WithdrawForm(request.POST if request.method == "POST" else request.GET)
    record = touched(chosen, form.cleaned_data["kind"], form.cleaned_data["key"].strip()) if form.is_valid() else None
    if form.is_valid() and record is None:
        form.add_error("key", gettext("The register has no record of this kind with this key."))
    if record and record.withdrawn and not record.withdrawn.unwritten:
        form.add_error("key", gettext("This record is withdrawn already."))
    if form.errors or record is None:
        return render(request, "releases/editions.html", page_of(request, chosen, form), status=400)
    if request.method == "POST":
        return withdrawal_asked(request, chosen, form, record)
    context = {
        "tabs": tabs(request),
        "register": chosen,
        "touched": record,
        "kind": str(FACTS[record.kind]._meta.verbose_name),
        "rule": WithdrawalRule(form.cleaned_data["rule"]).label,
        "given": form.cleaned_data,
        "four_eyes": settings.FOUR_EYES,
    }
    return render(request, "releases/withdrawal.html", context)


def withdrawal_asked(request: HttpRequest, register: Register, form: WithdrawForm, record: Touched) -> HttpResponse:
    state = WorkState.PROPOSED if settings.FOUR_EYES else WorkState.WAITING
    given = {"rule": form.cleaned_data["rule"], "reason": form.cleaned_data["reason"]}
    record_named = {"record_kind": record.kind, "record_key": record.record.key}
    work = asked(request, register=register, kind=WorkKind.WITHDRAW, state=state, **record_named, **given)
    if work and state == WorkState.PROPOSED:
        messages.success(request, gettext("Noted: another publisher has to confirm the withdrawal."))
    return back_to(register)


@require_POST
@may(MAY)
def withdrawal_confirm(request: HttpRequest, number: int) -> HttpResponse:
    """Another publisher confirms a proposed withdrawal, or anyone of them declines it."""
    with transaction.atomic():
        proposed = ReleaseWork.objects.filter(state=WorkState.PROPOSED).select_for_update(of=("self",))
        work = get_object_or_404(proposed.select_related("register"), pk=number)
        if "decline" in request.POST:
            work.state = WorkState.DECLINED
        elif work.asked_by_id == request.user.pk:
            messages.error(
                request, gettext("Someone other than the person who proposed the withdrawal must confirm it.")
            )
            return back_to(work.register)
        else:
            work.state, work.confirmed_by = WorkState.WAITING, request.user  # type: ignore[assignment]
        work.save()
        if work.state == WorkState.WAITING:
            tasks.enqueue_release_work(work)
    return back_to(work.register)

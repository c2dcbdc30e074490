"""The public page of a finding: what coincides, the records, the reply of those named. Only published ones have one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from funding.account import meeting_words
from funding.evidence import attach_evidence
from funding.findings.models import Finding
from funding.findings.words import Told, reply_words, told
from projects.models import Organization, Person, Register
from projects.registers import in_register


@require_safe
@in_register
def finding(request: HttpRequest, register: Register, key: str) -> HttpResponse:
    found = get_object_or_404(Finding.objects.of(register).public().with_edges(), key=key)
    shown = told(found, register)
    context = {
        "told": shown,
        "finding": found,
        "meeting": meeting_words(found.has_seat),
        "without_reply": reply_words(found),
        "evidence": attach_evidence(shown.facts),
        "crumbs": [
            {"label": _("Questions"), "address": register.address("questions")},
            {"label": _("Boards and money"), "address": register.address("question", "boards")},
            {"label": shown.rule, "address": ""},
        ],
    }
    response = render(request, "findings/finding.html", context)
    if found.person_id:
        response["X-Robots-Tag"] = "noindex"
    return response


def findings_about(register: Register, thing: Organization | Person, family: list[int] | None = None) -> list[Told]:
    """The published findings that name an organization (with those merged into it) or a person, for its page."""
    named = {"people": [thing.pk]} if isinstance(thing, Person) else {"bodies": family or [thing.pk]}
    found = Finding.objects.of(register).public().about(**named).with_names().order_by("id")
    return [told(one, register, records=False) for one in found]

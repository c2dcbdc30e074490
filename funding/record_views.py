"""A page per organization, project, person, programme, award and source: what the register states, each fact with its
evidence.

In: the public key of a record. Out: its page, with a bounded number of queries; 404 where nothing public has the key.
"""

from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from funding.account import account, meeting_words
from funding.choices import ImportState
from funding.evidence import attach_evidence
from funding.findings.views import findings_about
from funding.models import (
    AccessRequest,
    Award,
    BoardMembership,
    Contribution,
    Evidence,
    Import,
    OrganizationEvent,
    Participation,
    Programme,
    ReportedFigure,
    Source,
)
from funding.questions.tracing import tracing
from funding.record_details import body_details, details_of, fact_told
from funding.routes import rows_of
from projects.models import Organization, Person, Project, Register
from projects.registers import crumbs, in_register

# So many lines of a section stand on a page; the list of them all is one link away.
LINES = 20
PIECES = 100


@require_safe
@in_register
def organization(request: HttpRequest, register: Register, key: str) -> HttpResponseBase:
    body = get_object_or_404(body_details(Organization.objects.for_reading(register)), key=key)
    if body.merged_into:
        return redirect(register.address("organization", body.merged_into.key), permanent=True)
    family = [body.pk, *body.merged_ids]
    sides = account(family, register)
    parts = list(participations(register).filter(organization__in=family).select_related("project")[: LINES + 1])
    seats = list(seats_around(register, family))
    figures = list(ReportedFigure.objects.for_reading(register).filter(organization__in=family))
    events = list(events_of(register, family))
    given = list(contributions(register).filter(Q(organization__in=family) | Q(installation__in=family)))
    requests = list(AccessRequest.objects.for_reading(register).filter(body__in=family))
    lines = [line.award for side in sides.values() for line in side.lines]
    passes_on = any(award.flow_level == "transfer" for award in (line.award for line in sides["received"].lines))
    page = {
        "body": body,
        "crumbs": crumbs(register, (_("Organizations"), "organizations"), here=body.short),
        "details": details_of(body, register),
        "account": sides,
        "tracing": tracing(Award.objects.for_reading(register), family) if passes_on else [],
        "participations": parts[:LINES],
        "more_projects": len(parts) > LINES,
        "board": [seat for seat in seats if seat.organization_id in family],
        "held": [seat for seat in seats if seat.organization_id not in family],
        "meeting": meeting_words() if seats and lines else "",
        "figures": figures,
        "events": events,
        "contributions": given,
        "requests": requests,
        "findings": findings_about(register, body, family),
        "evidence": attach_evidence([body], lines, parts[:LINES], seats, figures, events, given, requests),
    }
    return render(request, "organizations/organization.html", page)


def participations(register: Register) -> QuerySet:
    return Participation.objects.for_reading(register).filter(project__published=True).order_by("project__folded", "id")


def seats_around(register: Register, family: list[int]) -> QuerySet:
    """The seats on a body's boards, those that it holds, and those held on its behalf."""
    around = Q(organization__in=family) | Q(holder__in=family) | Q(on_behalf_of__in=family)
    seats = BoardMembership.objects.for_reading(register).filter(around)
    return seats.select_related("organization", "person", "holder", "on_behalf_of").order_by(
        "former", "kind", "person__folded", "id"
    )


def events_of(register: Register, family: list[int]) -> QuerySet:
    around = Q(organization__in=family) | Q(other__in=family)
    return OrganizationEvent.objects.for_reading(register).filter(around).select_related("organization", "other")


def contributions(register: Register) -> QuerySet:
    return Contribution.objects.for_reading(register).select_related(
        "organization", "installation", "beneficiary", "project"
    )


@require_safe
@in_register
def project(request: HttpRequest, register: Register, key: str) -> HttpResponse:
    found = get_object_or_404(
        Project.objects.for_reading(register).prefetch_related("use_types", "use_domains"), key=key
    )
    parts = list(participations(register).filter(project=found).select_related("organization"))
    awards = list(Award.objects.for_reading(register).filter(project=found).for_list()[:LINES])
    given = list(contributions(register).filter(project=found))
    page = {
        "project": found,
        "crumbs": crumbs(register, (_("Projects"), "projects"), here=_("Project")),
        "participations": parts,
        "rows": rows_of(awards, register),
        "contributions": given,
        "evidence": attach_evidence([found], parts, awards, given),
    }
    return render(request, "projects/project.html", page)


@require_safe
@in_register
def person(request: HttpRequest, register: Register, key: str) -> HttpResponse:
    found = get_object_or_404(Person.objects.for_reading(register), key=key)
    seats = list(
        BoardMembership.objects.for_reading(register)
        .filter(person=found)
        .select_related("organization", "on_behalf_of")
        .order_by("former", "organization__folded", "id")
    )
    bodies = {seat.organization_id for seat in seats}
    bodies |= {seat.on_behalf_of_id for seat in seats if seat.on_behalf_of_id is not None}
    money = awards_of(register, bodies)
    for seat in seats:
        seat.awards_count = money.get(seat.organization_id, 0)  # type: ignore[attr-defined]
    page = {
        "person": found,
        "crumbs": crumbs(register, (_("People"), "people"), here=found.name),
        "seats": seats,
        "meeting": meeting_words() if any(money.values()) else "",
        "findings": findings_about(register, found),
        "evidence": attach_evidence([found], seats),
    }
    response = render(request, "people/person.html", page)
    response["X-Robots-Tag"] = "noindex"
    return response


def awards_of(register: Register, bodies: set[int]) -> dict[int, int]:
    """How many public awards each body pays or receives."""
    found = Organization.objects.filter(pk__in=bodies).values_list("pk")
    return dict(found.annotate(n=Count("award_parties", filter=Q(award_parties__award__published=True))).order_by("pk"))


@require_safe
@in_register
def programme(request: HttpRequest, register: Register, key: str) -> HttpResponse:
    found = get_object_or_404(
        Programme.objects.for_reading(register).prefetch_related("parties__organization"), key=key
    )
    paid = Award.objects.for_reading(register).filter(programme=found)
    awards = list(paid.for_list()[:LINES])
    page = {
        "programme": found,
        "crumbs": crumbs(register, (_("Programmes"), "programmes"), here=_("Programme")),
        "rows": rows_of(awards, register),
        "totals": paid.totals_by_basis(),
        "evidence": attach_evidence([found], awards),
    }
    return render(request, "programmes/programme.html", page)


@require_safe
@in_register
def award(request: HttpRequest, register: Register, key: str) -> HttpResponse:
    newer = Prefetch("superseded_by", Award.objects.public())
    awards = Award.objects.for_reading(register).for_list().select_related("supersedes", "programme", "project")
    found = get_object_or_404(awards.prefetch_related("years", newer), key=key)
    regrants = list(Award.objects.for_reading(register).filter(parent=found).for_list()[:LINES])
    parts = list(participations(register).filter(project=found.project_id).select_related("organization"))
    page = {
        "row": rows_of([found], register)[0],
        "award": found,
        "crumbs": crumbs(register, (_("Awards"), "awards"), here=found.key),
        "regrants": rows_of(regrants, register),
        "participations": parts,
        "evidence": attach_evidence([found], regrants, parts),
    }
    return render(request, "awards/award.html", page)


@require_safe
@in_register
def source(request: HttpRequest, register: Register, key: str) -> HttpResponse:
    """The document, and its evidence by number; `?piece=N` is the page of the list that holds the piece."""
    found = get_object_or_404(Source.objects.for_reading(register).select_related("body", "register"), key=key)
    pieces = public_evidence(found)
    wanted, number = request.GET.get("piece", ""), request.GET.get("page", "1")
    if wanted.isdecimal():
        number = str(pieces.filter(number__lt=int(wanted)).count() // PIECES + 1)
    page = Paginator(pieces, PIECES).get_page(number)
    imports = Import.objects.filter(source=found, state=ImportState.COMMITTED).order_by("id")
    told = [{"piece": piece, **fact_told(piece, register)} for piece in page.object_list]
    context = {
        "source": found,
        "crumbs": crumbs(register, (_("Sources"), "sources"), here=found.get_kind_display()),
        "told": told,
        "page": page,
        "imports": imports,
    }
    return render(request, "sources/source.html", context)


def public_evidence(found: Source) -> QuerySet[Evidence]:
    """The source's pieces of evidence for facts that are public, with the facts at hand."""
    beside = [
        "organization", "person", "event__organization", "seat__organization", "seat__person", "seat__holder",
        "project", "participation__organization", "participation__project", "position", "programme", "award",
        "contribution__organization", "contribution__project", "reported_figure", "access_request__body",
    ]  # fmt: skip
    names = {name.split("__")[0] for name in beside}
    public = Q.create([(f"{name}__published", True) for name in names], connector=Q.OR)
    return Evidence.objects.filter(public, source=found).select_related("source__register", *beside).order_by("number")

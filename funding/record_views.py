"""A page per project, person, programme, and award: what the register states, each fact with its
evidence.

In: the public key of a record. Out: its page, with a bounded number of queries; 404 where nothing public has the key.
"""

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from funding import moments, neighbours
from funding.account import meeting_words, parties_of
from funding.corrections.unchanged import record_unless_unchanged
from funding.evidence import attach_evidence
from funding.findings.views import findings_about
from funding.models import Award, Contribution, Programme
from funding.over_time import years_of, years_of_body
from funding.querysets import BASES
from funding.routes import rows_of
from funding.views import bases_of
from projects.models import BoardMembership, Organization, Participation, Person, Project, Register
from projects.registers import crumbs, in_register

# So many lines of a section stand on a page; the list of them all is one link away.
LINES = 20


def participations(register: Register) -> QuerySet:
    return Participation.objects.for_reading(register).filter(project__published=True).order_by("project__folded", "id")


def contributions(register: Register) -> QuerySet:
    return Contribution.objects.for_reading(register).select_related(
        "organization", "installation", "beneficiary", "project"
    )


@require_safe
@in_register
@record_unless_unchanged("project")
def project(request: HttpRequest, register: Register, key: str) -> HttpResponse:
    found = get_object_or_404(
        Project.objects.for_reading(register).prefetch_related("use_types", "use_domains"), key=key
    )
    parts = list(participations(register).filter(project=found).select_related("organization"))
    paid = Award.objects.for_reading(register).filter(project=found)
    awards = list(paid.for_list()[:LINES])
    given = list(contributions(register).filter(project=found))
    page = {
        "project": found,
        "crumbs": crumbs(register, (_("Projects"), "projects"), here=_("Project")),
        "participations": parts,
        "rows": rows_of(awards, register),
        "years": years_of(paid),
        "moments": moments.in_order(moments.of_project(found, awards, register)),
        "neighbours": neighbours.of_parts(parts, awards, register),
        "contributions": given,
        "evidence": attach_evidence([found], parts, awards, given),
    }
    return render(request, "projects/project.html", page)


@require_safe
@in_register
@record_unless_unchanged("person")
def person(request: HttpRequest, register: Register, key: str) -> HttpResponse:
    found = get_object_or_404(Person.objects.for_reading(register), key=key)
    seats = list(
        BoardMembership.objects.for_reading(register)
        .filter(person=found)
        .select_related("organization", "on_behalf_of")
        .order_by("former", "organization__folded", "id")
    )
    boards = {seat.organization_id for seat in seats}
    bodies = boards | {seat.on_behalf_of_id for seat in seats if seat.on_behalf_of_id is not None}
    money = awards_of(register, bodies)
    for seat in seats:
        seat.awards_count = money.get(seat.organization_id, 0)  # type: ignore[attr-defined]
    findings = findings_about(register, found)
    page = {
        "person": found,
        "crumbs": crumbs(register, (_("People"), "people"), here=found.name),
        "seats": seats,
        "on_behalf": any(seat.on_behalf_of_id for seat in seats),
        "years": years_of_body(parties_of(list(boards), register), boards) if boards else [],
        "moments": moments.in_order(moments.of_seats(seats, register, of_person=True)),
        "neighbours": neighbours.beside_person(seats, register),
        "meeting": meeting_words(any(told.finding.has_seat for told in findings)) if any(money.values()) else "",
        "findings": findings,
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
@record_unless_unchanged("programme")
def programme(request: HttpRequest, register: Register, key: str) -> HttpResponse:
    found = get_object_or_404(Programme.objects.for_reading(register).with_parties(), key=key)
    basis = request.GET.get("basis", "")
    paid = Award.objects.for_reading(register).filter(programme=found).under(basis)
    awards = list(paid.for_list()[:LINES])
    page = {
        "programme": found,
        "crumbs": crumbs(register, (_("Programmes"), "programmes"), here=_("Programme")),
        "rows": rows_of(awards, register),
        "totals": paid.totals_by_basis(),
        "bases": bases_of(request, basis),
        "basis_unknown": basis not in BASES,
        "years": years_of(paid),
        "moments": moments.in_order([*moments.of_programme(found), *moments.of_awards(awards, register)]),
        "neighbours": neighbours.around_awards(paid, register),
        "evidence": attach_evidence([found], awards),
    }
    return render(request, "programmes/programme.html", page)


@require_safe
@in_register
@record_unless_unchanged("award")
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

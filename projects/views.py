"""The lists of who and what: projects, organizations in their roles, people. Filters stand in the address.

In: a request with GET parameters. Out: a page, or with htmx only its results. The page of one organization, project or
person shows money and evidence: it is in `funding.record_views`.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from projects.filters import EstablishmentFilter, OrganizationFilter, PersonFilter, ProjectFilter, SeatFilter
from projects.kept import kept
from projects.lists import listing, render_list
from projects.models import BoardMembership, Organization, Person, Project, Register
from projects.querysets import OrganizationQuerySet
from projects.registers import in_register
from projects.tally import beforehand, quickly
from projects.unchanged import unless_unchanged

# The rule of a reported figure that counts the projects of its body.
COUNTED_BY = "projects"


@dataclass(frozen=True)
class Role:
    """A list of organizations: its title, what it holds, and which page it is."""

    page: str
    title: str | Promise
    lead: str | Promise


ROLES = {
    "organizations": Role(
        "organizations",
        _("Organizations"),
        _("Every body that the register names: who pays, who passes money on, who receives it, who takes part."),
    ),
    "funders": Role(
        "funders", _("Funders"), _("Bodies that pay at least one award. It is a role, not a kind: some also receive.")
    ),
    "consortia": Role(
        "consortia",
        _("Consortia"),
        _("Consortia, accelerators and incubators: they receive public money and choose whom they pass it on to."),
    ),
    "establishments": Role(
        "establishments",
        _("Care establishments"),
        _("Hospitals and other care establishments of the public network, with the projects they take part in."),
    ),
}


def organizations_in(register: Register) -> OrganizationQuerySet:
    rows: OrganizationQuerySet = Organization.objects.for_reading(register)
    return rows.standing().for_list()


def with_evidence(rows: Any) -> QuerySet:
    return rows.with_evidence()


def with_reported(rows: Any) -> QuerySet:
    """The bodies of a page, also with the number of projects that a source's table gives each."""
    return rows.with_reported(COUNTED_BY).with_evidence()


def with_uses(rows: Any) -> QuerySet:
    return rows.prefetch_related("use_types").with_evidence()


@require_safe
@in_register
@unless_unchanged
def projects(request: HttpRequest, register: Register) -> HttpResponse:
    return render_list(request, "projects/list.html", of_projects(request, register))


@beforehand
def of_projects(request: HttpRequest, register: Register) -> dict[str, Any]:
    filters = ProjectFilter(request.GET, Project.objects.for_reading(register).for_list(), request=request)
    with quickly(register):
        totals = kept(register, ("totals", *filters.asked), lambda: filters.qs.awards_of().totals_by_basis())
        return {"list": listing(request, filters, with_uses), "totals": totals}


@require_safe
@in_register
@unless_unchanged
def organizations(request: HttpRequest, register: Register) -> HttpResponse:
    return render_list(request, "organizations/list.html", of_organizations(request, register))


@require_safe
@in_register
@unless_unchanged
def funders(request: HttpRequest, register: Register) -> HttpResponse:
    return render_list(request, "organizations/list.html", of_funders(request, register))


@require_safe
@in_register
@unless_unchanged
def consortia(request: HttpRequest, register: Register) -> HttpResponse:
    return render_list(request, "organizations/list.html", of_consortia(request, register))


@beforehand
def of_organizations(request: HttpRequest, register: Register) -> dict[str, Any]:
    return of_bodies(request, organizations_in(register), "organizations")


@beforehand
def of_funders(request: HttpRequest, register: Register) -> dict[str, Any]:
    return of_bodies(request, organizations_in(register).funders(), "funders")


@beforehand
def of_consortia(request: HttpRequest, register: Register) -> dict[str, Any]:
    return of_bodies(request, organizations_in(register).consortia(), "consortia")


def of_bodies(request: Any, rows: OrganizationQuerySet, role: str) -> dict[str, Any]:
    with quickly(request.register):
        filters = OrganizationFilter(request.GET, rows, request=request)
        filters.counts |= role != "organizations"
        return {
            "list": listing(request, filters, with_reported),
            "money": filters.money,
            "role": ROLES[role],
            "roles": ROLES.values(),
            "totals": totals_received(filters),
        }


def totals_received(filters: OrganizationFilter) -> list[dict[str, Any]]:
    """What the bodies of a list received, per currency."""
    register: Register = filters.request.register
    return kept(register, ("totals", *filters.asked), lambda: filters.qs.awards_received_by().totals_by_basis())


@require_safe
@in_register
@unless_unchanged
def establishments(request: HttpRequest, register: Register) -> HttpResponse:
    return render_list(request, "organizations/establishments.html", of_establishments(request, register))


@beforehand
def of_establishments(request: HttpRequest, register: Register) -> dict[str, Any]:
    rows = organizations_in(register).with_reported(COUNTED_BY).counted_as_establishments()
    with quickly(register):
        filters = EstablishmentFilter(request.GET, rows, request=request)
        return {
            "list": listing(request, filters, with_evidence),
            "money": filters.money,
            "role": ROLES["establishments"],
            "roles": ROLES.values(),
            "reported_total": rows.reported_total(),
            "totals": totals_received(filters),
        }


@require_safe
@in_register
@unless_unchanged
def people(request: HttpRequest, register: Register) -> HttpResponse:
    response = render_list(request, "people/list.html", of_people(request, register))
    response["X-Robots-Tag"] = "noindex"
    return response


@beforehand
def of_people(request: HttpRequest, register: Register) -> dict[str, Any]:
    filters = PersonFilter(request.GET, Person.objects.for_reading(register).for_list(), request=request)
    return {"list": listing(request, filters, with_evidence)}


@require_safe
@in_register
@unless_unchanged
def seats(request: HttpRequest, register: Register) -> HttpResponse:
    response = render_list(request, "seats/list.html", of_seats(request, register))
    response["X-Robots-Tag"] = "noindex"
    return response


@beforehand
def of_seats(request: HttpRequest, register: Register) -> dict[str, Any]:
    filters = SeatFilter(request.GET, BoardMembership.objects.for_reading(register).for_list(), request=request)
    return {"list": listing(request, filters)}

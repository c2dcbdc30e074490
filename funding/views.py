"""The lists of awards, programmes and sources, and the downloads of every list. Filters stand in the address.

In: a request with GET parameters. Out: a page, with htmx only its results; or the same rows as a file.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from funding import exports
from funding.cite import asked, lasting
from funding.filters import AwardFilter, ProgrammeFilter, SourceFilter
from funding.models import Award, Programme, ReportedFigure, Source
from funding.routes import rows_of
from projects.filters import EstablishmentFilter, OrganizationFilter, PersonFilter, ProjectFilter, SeatFilter
from projects.kept import kept
from projects.list_address import address_with, in_words
from projects.lists import Choice, ListFilter, listing, render_list
from projects.models import BoardMembership, Person, Project, Register
from projects.registers import in_register
from projects.tally import TALLY, beforehand, quickly
from projects.unchanged import unless_unchanged
from projects.views import COUNTED_BY, organizations_in, with_evidence


@require_safe
@in_register
@unless_unchanged
def awards(request: HttpRequest, register: Register) -> HttpResponse:
    filters = AwardFilter(request.GET, Award.objects.for_reading(register), request=request)
    with quickly(register):
        totals = totals_of(filters)
        found = listing(request, filters, for_list, count=sum(total["awards"] for total in totals))
    page = {
        "list": found,
        "rows": rows_of(found.page.object_list, register),
        "totals": totals,
        "without_amount": sum(total["without_amount"] for total in totals),
        "bases": bases_of(request, filters.data.get("basis", "")),
    }
    return render_list(request, "awards/list.html", page)


def for_list(rows: Any) -> QuerySet:
    return rows.for_list()


def totals_of(filters: AwardFilter) -> list[dict[str, Any]]:
    """The totals of awards, out of the sets of a release where one is asked."""
    tally = TALLY.get()
    told = tally.totals_by_basis(filters) if tally else None
    return (
        kept(filters.request.register, ("totals", *filters.asked), filters.qs.totals_by_basis) if told is None else told
    )


def bases_of(request: HttpRequest, on: str) -> list[Choice]:
    """The net/gross switch: all the awards, what entered, where it ended; each address keeps the filters."""
    labels = {"": _("All the awards"), "entered": _("Public money in"), "final": _("Final destination")}
    return [
        Choice(code, label, address_with(request.GET, basis=code or None), code == on) for code, label in labels.items()
    ]


@require_safe
@in_register
@unless_unchanged
def programmes(request: HttpRequest, register: Register) -> HttpResponse:
    return render_list(request, "programmes/list.html", of_programmes(request, register))


@beforehand
def of_programmes(request: HttpRequest, register: Register) -> dict[str, Any]:
    filters = ProgrammeFilter(request.GET, Programme.objects.for_reading(register).for_list(), request=request)
    with quickly(register):
        awards = Award.objects.public().filter(programme__in=filters.qs.order_by().values("pk"))
        totals = kept(register, ("totals", *filters.asked), awards.totals_by_basis)
        return {"list": listing(request, filters, with_evidence), "totals": totals}


@require_safe
@in_register
@unless_unchanged
def sources(request: HttpRequest, register: Register) -> HttpResponse:
    return render_list(request, "sources/list.html", of_sources(request, register))


@beforehand
def of_sources(request: HttpRequest, register: Register) -> dict[str, Any]:
    filters = SourceFilter(request.GET, Source.objects.for_reading(register).for_list(), request=request)
    return {"list": listing(request, filters)}


@dataclass(frozen=True)
class Taken:
    """A list that can be taken away: the kind of its rows (exports), its rows, its filters where it has some."""

    kind: str
    rows: Callable[[Register], QuerySet]
    filters: type[ListFilter] | None = None


def reading(model: Any) -> Callable[[Register], QuerySet]:
    return model.objects.for_reading


def listed(model: Any) -> Callable[[Register], QuerySet]:
    return lambda register: model.objects.for_reading(register).for_list()


DOWNLOADS = {
    "awards": Taken("award", reading(Award), AwardFilter),
    "projects": Taken("project", listed(Project), ProjectFilter),
    "organizations": Taken("organization", organizations_in, OrganizationFilter),
    "funders": Taken("organization", lambda register: organizations_in(register).funders(), OrganizationFilter),
    "consortia": Taken("organization", lambda register: organizations_in(register).consortia(), OrganizationFilter),
    "establishments": Taken(
        "organization",
        lambda register: organizations_in(register).with_reported(COUNTED_BY).counted_as_establishments(),
        EstablishmentFilter,
    ),
    "people": Taken("person", listed(Person), PersonFilter),
    "programmes": Taken("programme", listed(Programme), ProgrammeFilter),
    "sources": Taken("source", listed(Source), SourceFilter),
    "seats": Taken("seat", listed(BoardMembership), SeatFilter),
    "reported-figures": Taken("reported_figure", reading(ReportedFigure)),
}


@require_safe
@in_register
def download(request: HttpRequest, register: Register, form: str, name: str) -> HttpResponseBase:
    """The rows of a list under the address's filters, as a file; 400 where a filter's value is not understood."""
    if form not in exports.FORMS:
        raise Http404(_("A list is given as csv, excel.csv, xlsx, json, jsonl or parquet."))
    taken = DOWNLOADS[name]
    rows, words = taken.rows(register), ""
    if taken.filters:
        filters = taken.filters(request.GET, rows, request=request)
        if filters.errors_by_filter:
            lines = [f"{label}: {message}" for label, message in filters.errors_by_filter]
            return HttpResponse("\n".join(lines), status=400, content_type="text/plain; charset=utf-8")
        rows, words = filters.qs, in_words(filters)
    # A list without a page of its own is cited as the file that it is.
    path = asked(request).replace(f"{name}.{form}", f"{name}/" if taken.filters else f"{name}.{form}", 1)
    address, _edition = lasting(request, register, path)
    edition = getattr(request, "edition", None)
    about = exports.Download(register, (get_language() or "fr")[:2], words, address, edition)
    return exports.response(form, exports.table_of(taken.kind, rows), about)

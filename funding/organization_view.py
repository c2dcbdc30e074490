"""The page of one organization: its account, its money by year, programmes, projects, seats, events, names and sources.

In: the public key of a body. Out: its page, with a bounded number of queries; the body that it was merged into, or 404.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from funding import moments, neighbours
from funding.account import account, meeting_words, parties_of
from funding.choices import InScope
from funding.corrections.unchanged import record_unless_unchanged
from funding.evidence import attach_evidence
from funding.findings.views import findings_about
from funding.imports.names import fold
from funding.models import AccessRequest, Award, Contribution, ReportedFigure
from funding.over_time import Sums, added, gathered, sums_of_body
from funding.querysets import BASES
from funding.questions.stated import per_body
from funding.questions.tracing import tracing
from funding.record_details import body_details, details_of
from funding.record_views import LINES, contributions, participations
from funding.tongue import told_by_words
from funding.views import bases_of
from projects.choices import OrganizationKind
from projects.models import BoardMembership, Organization, OrganizationEvent, Register
from projects.registers import crumbs, in_register

OF_CARE = (OrganizationKind.ESTABLISHMENT, OrganizationKind.INSTALLATION)


@require_safe
@in_register
@record_unless_unchanged("organization")
def organization(request: HttpRequest, register: Register, key: str) -> HttpResponseBase:
    body = get_object_or_404(body_details(Organization.objects.for_reading(register)), key=key)
    if body.merged_into:
        return redirect(register.address("organization", body.merged_into.key), permanent=True)
    family = [body.pk, *body.merged_ids]
    basis = request.GET.get("basis", "")
    mine = parties_of(family, register, basis)
    sums = sums_of_body(mine, family)
    sides = account(mine, family, sums, register)
    parts = list(participations(register).filter(organization__in=family).select_related("project")[: LINES + 1])
    seats = list(seats_around(register, family))
    figures = list(ReportedFigure.objects.for_reading(register).filter(organization__in=family))
    events = list(events_of(register, family))
    given = list(contributions(register).filter(Q(organization__in=family) | Q(installation__in=family)))
    requests = [AccessRequest(register=register, **row) for row in body.asked]
    lines = [line.award for side in sides.values() for line in side.lines]
    findings = findings_about(register, body, family)
    transfers = [line for line in sides["received"].lines if line.award.flow_level == "transfer"]
    page = {
        "body": body,
        "crumbs": crumbs(register, (_("Organizations"), "organizations"), here=body.short),
        "details": details_of(body, register),
        "account": sides,
        "bases": bases_of(request, basis),
        "basis_unknown": basis not in BASES,
        "years": gathered(sums),
        "programmes": programmes_of(body, sums),
        "tracing": tracing(Award.objects.for_reading(register), family) if transfers else [],
        "partly": any(line.award.in_scope != InScope.ALL for line in transfers),
        "participations": parts[:LINES],
        "more_projects": len(parts) > LINES,
        "board": [seat for seat in seats if seat.organization_id in family],
        "held": [seat for seat in seats if seat.organization_id not in family],
        "meeting": meeting_words(any(told.finding.has_seat for told in findings)) if seats and (lines or basis) else "",
        "neighbours": [*neighbours.around(family, register), *neighbours.of_seats(seats, family, register)],
        "figures": figures,
        "moments": moments_of(body, events, seats, requests, register),
        "contributions": given,
        "care": care(parts, given, figures) if body.kind in OF_CARE else None,
        "requests": requests,
        "findings": findings,
        "evidence": attach_evidence([body], lines, parts[:LINES], seats, figures, events, given, requests),
    }
    return render(request, "organizations/organization.html", page)


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


def moments_of(
    body: Any,
    events: Iterable[OrganizationEvent],
    seats: Iterable[BoardMembership],
    requests: Iterable[AccessRequest],
    register: Register,
) -> list[moments.Moment]:
    """What became of it and when: events first where nobody gave a date."""
    return moments.in_order(
        [
            *moments.of_events(events, body.key, register),
            *moments.of_seats(seats, register),
            *moments.of_names(body.other_names),
            *moments.of_requests(requests),
        ]
    )


def programmes_of(body: Any, sums: Sums) -> list[dict[str, Any]]:
    """[{key, name, roles, sums}]: the programmes that a body pays or chooses for, and those that its awards come from;
    `sums` {role, currency, total, n, without, apart} per side and currency, without what another award supersedes."""
    found: dict[str, dict[str, Any]] = {}
    for one in body.envelopes:
        row = found.setdefault(one["key"], titled(one["key"], one["name"], one["name_en"]))
        row["roles"].append(one["role"])
    for one in sums:
        key = one["programme__key"]
        if not key or not one["programme__published"]:
            continue
        row = found.setdefault(key, titled(key, one["programme__name"], one["programme__name_en"]))
        group = one["role"], one["currency"]
        there = {"role": one["role"], "currency": one["currency"], "total": None, "n": 0, "without": 0, "apart": 0}
        total = row["sums"].setdefault(group, there)
        total["total"] = added(total["total"], one["total"])
        total["n"] += one["n"]
        total["without"] += one["without"]
        total["apart"] += one["apart"]
    rows = [{**row, "sums": list(row["sums"].values())} for row in found.values()]
    return sorted(rows, key=lambda row: fold(row["name"]))


def titled(key: str, name: str, name_en: str) -> dict[str, Any]:
    """A programme as the page calls it, in the language that its name is in."""
    in_english = bool(name_en) and get_language() == "en"
    return {
        "key": key,
        "name": name_en if in_english else name,
        "tongue": "" if in_english else told_by_words(name),
        "roles": [],
        "sums": {},
    }


def care(parts: list[Any], given: list[Contribution], figures: list[ReportedFigure]) -> dict[str, Any]:
    """What an establishment gives and takes part in: {reported, projects, hours, money: [(currency, sum)], unknown}."""
    money: dict[str, Decimal] = {}
    for one in given:
        if one.amount is not None:
            money[one.currency] = money.get(one.currency, Decimal(0)) + one.amount
    return {
        "reported": next(iter(per_body(figures)), None),
        "projects": len({part.project_id for part in parts}),
        "more": len(parts) > LINES,
        "hours": sum((one.hours for one in given if one.hours is not None), Decimal(0)),
        "money": list(money.items()),
        "unknown": sum(1 for one in given if one.amount is None and one.hours is None),
    }

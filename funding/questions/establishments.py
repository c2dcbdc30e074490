"""Care establishments: their projects, their partners, and the hours and money that the public network puts in.

In: published participations and contributions. Out: one `Establishment` per body that has any, most projects first.

An installation counts as the establishment it is part of, where that is on record. A project counts once for each of its
establishments. Partners: the other bodies in the same projects, an installation under its own name. Hours and dollars:
what sources state of contributions; a contribution without hours or without an amount is counted, never taken for 0.
Dollars per currency, CAD shown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, Case, Count, Exists, F, OuterRef, Q, QuerySet, Sum, Value, When

from projects.choices import OrganizationKind, TieKind
from projects.models import Organization, OrganizationTie, Participation

KINDS = (OrganizationKind.ESTABLISHMENT, OrganizationKind.INSTALLATION)


@dataclass
class Establishment:
    """`projects` and `partners` counted; hours and money None where none is known; `unknown`: contributions of which
    neither is known."""

    organization: Organization
    projects: int = 0
    partners: int = 0
    hours: Decimal | None = None
    money: dict[str, Decimal] = field(default_factory=dict)
    contributions: int = 0
    unknown: int = 0


class Given(NamedTuple):
    """A contribution, and the establishment (by id) that it counts for."""

    establishment: int
    contribution: Any


def establishments(participations: QuerySet, contributions: QuerySet, same: Mapping[int, int]) -> list[Establishment]:
    """Five queries, however many there are."""
    ends = counts_as(same)
    care = set(Organization.objects.filter(kind__in=KINDS).values_list("pk", flat=True))
    members = care | {body for body, end in ends.items() if end in care}
    taking = counted_by(participations.filter(organization__in=members), ends, same)
    given = given_by(contributions.filter(organization__in=members), ends)
    bodies = Organization.objects.filter(pk__in={*taking, *given}, kind__in=KINDS)
    rows = [
        Establishment(body, *taking.get(body.pk, (0, 0)), **given.get(body.pk, {})) for body in bodies.order_by("pk")
    ]
    return sorted(rows, key=lambda row: (-row.projects, row.organization.folded, row.organization.pk))


def given_one_by_one(contributions: QuerySet, rows: Iterable[Establishment], same: Mapping[int, int]) -> list[Given]:
    """Each contribution that the establishments count, with the establishment that it counts for, in their order."""
    ends = counts_as(same)
    places = {row.organization.pk: place for place, row in enumerate(rows)}
    members = {*places, *(body for body, end in ends.items() if end in places)}
    found = contributions.filter(organization__in=members).select_related("project", "organization", "installation")
    given = [Given(ends.get(one.organization_id, one.organization_id), one) for one in found]
    return sorted(given, key=lambda one: (places[one.establishment], one.contribution.kind, one.contribution.pk))


def project_rows(projects: QuerySet, lines: Any, kind: str = "", key: str = "") -> QuerySet:
    """The projects that the establishment with this key takes part in, itself or by its installations."""
    if kind != "body" or not key:
        raise ValueError(kind)
    parents = parents_of_installations()
    own = set(Organization.objects.filter(Q(key=key) | Q(merged_into__key=key)).values_list("pk", flat=True))
    members = own | {body for body, end in parents.items() if end in own}
    parts = Participation.objects.public().filter(organization__in=members, project=OuterRef("pk"))
    return projects.filter(Exists(parts))


def counts_as(same: Mapping[int, int]) -> dict[int, int]:
    """Each body that counts as an establishment of another name: merged ones, and installations."""
    parents = parents_of_installations()
    bodies = {*same, *parents}
    ends = {body: parents.get(same.get(body, body), same.get(body, body)) for body in bodies}
    return {body: end for body, end in ends.items() if body != end}


def parents_of_installations() -> dict[int, int]:
    """Each installation and what its newest tie says it is a part of."""
    ties = OrganizationTie.objects.filter(kind=TieKind.PARENT, organization__kind=OrganizationKind.INSTALLATION)
    return dict(ties.order_by("valid_from", "-pk").values_list("organization_id", "to_id"))


def told_as(column: str, ends: Mapping[int, int]) -> Any:
    """The body of a column, or the one that it counts as."""
    steps = [When(**{column: body}, then=Value(end)) for body, end in sorted(ends.items())]
    return Case(*steps, default=F(column), output_field=BigIntegerField()) if steps else F(column)


def counted_by(taking: QuerySet, ends: Mapping[int, int], same: Mapping[int, int]) -> dict[int, tuple[int, int]]:
    """Per establishment: projects, and other bodies in them."""
    others = "project__participations__organization_id"
    rows = (
        taking.order_by()
        .annotate(told=told_as("organization_id", ends), other=told_as(others, same))
        .values_list("told")
        .annotate(
            projects=Count("project", distinct=True),
            partners=Count(
                "other", distinct=True, filter=Q(project__participations__published=True) & ~Q(other=F("told"))
            ),
        )
    )
    return {told: (projects, partners) for told, projects, partners in rows}


def given_by(given: QuerySet, ends: Mapping[int, int]) -> dict[int, dict[str, Any]]:
    """Per establishment: hours, money by currency, contributions, and those of which neither is known."""
    rows = (
        given.order_by()
        .annotate(told=told_as("organization_id", ends))
        .values_list("told", "currency")
        .annotate(
            all_hours=Sum("hours"),
            money=Sum("amount"),
            n=Count("pk"),
            unknown=Count("pk", filter=Q(hours=None, amount=None)),
        )
    )
    found: dict[int, dict[str, Any]] = {}
    for told, currency, hours, money, n, unknown in rows:
        row = found.setdefault(told, {"hours": None, "money": {}, "contributions": 0, "unknown": 0})
        row["contributions"] += n
        row["unknown"] += unknown
        if hours is not None:
            row["hours"] = (row["hours"] or Decimal(0)) + hours
        if money is not None:
            row["money"][currency] = money
    return found

"""Care establishments: their projects, their partners, and the hours and money that the public network puts in.

In: published participations and contributions. Out: one `Establishment` per body that has any, most projects first.

An installation counts as the establishment it is part of, where that is on record. A project counts once for each of its
establishments. Partners: the other bodies in the same projects. Hours and dollars: what sources state of contributions;
a contribution without hours or without an amount is counted, never taken for 0. Dollars per currency, CAD shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import QuerySet

from projects.choices import OrganizationKind, TieKind
from projects.models import Organization, OrganizationTie

KINDS = (OrganizationKind.ESTABLISHMENT, OrganizationKind.INSTALLATION)


@dataclass
class Establishment:
    organization: Organization
    projects: set[int] = field(default_factory=set)
    partners: set[int] = field(default_factory=set)
    hours: Decimal | None = None
    money: dict[str, Decimal] = field(default_factory=dict)
    contributions: int = 0
    # Contributions of which neither hours nor an amount are known.
    unknown: int = 0


def establishments(participations: QuerySet, contributions: QuerySet, same: dict[int, int]) -> list[Establishment]:
    """Four queries, however many."""
    parents = parents_of_installations()

    def counts_as(body: int) -> int:
        body = same.get(body, body)
        return parents.get(body, body)

    taking_part = [
        (project, counts_as(body), same.get(body, body))
        for body, project in participations.order_by("pk").values_list("organization_id", "project_id")
    ]
    given = list(contributions.order_by("pk").values_list("organization_id", "hours", "amount", "currency"))
    ids = {body for _project, body, _own in taking_part} | {counts_as(row[0]) for row in given}
    bodies = Organization.objects.filter(pk__in=ids, kind__in=KINDS).in_bulk()
    rows = {pk: Establishment(body) for pk, body in bodies.items()}
    add_projects(rows, taking_part)
    for body, hours, amount, currency in given:
        if counts_as(body) in rows:
            add_contribution(rows[counts_as(body)], hours, amount, currency)
    return sorted(rows.values(), key=lambda row: (-len(row.projects), row.organization.folded, row.organization.pk))


def parents_of_installations() -> dict[int, int]:
    """Each installation and what its newest tie says it is a part of."""
    ties = OrganizationTie.objects.filter(kind=TieKind.PARENT, organization__kind=OrganizationKind.INSTALLATION)
    return dict(ties.order_by("valid_from", "-pk").values_list("organization_id", "to_id"))


def add_projects(rows: dict[int, Establishment], taking_part: Iterable[tuple[int, int, int]]) -> None:
    inside: dict[int, set[int]] = {}
    for project, body, own in taking_part:
        inside.setdefault(project, set()).update((body, own))
        if body in rows:
            rows[body].projects.add(project)
    for pk, row in rows.items():
        for project in row.projects:
            row.partners |= inside[project] - {pk}


def add_contribution(row: Establishment, hours: Decimal | None, amount: Decimal | None, currency: str) -> None:
    row.contributions += 1
    row.unknown += hours is None and amount is None
    if hours is not None:
        row.hours = (row.hours or Decimal(0)) + hours
    if amount is not None:
        row.money[currency] = row.money.get(currency, Decimal(0)) + amount

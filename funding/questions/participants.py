"""Repeat participants: in how many projects each organization of a sector takes part.

In: published participations, and award lines (`funding.models.lines`). Out: `Repeat`s, the most projects first.

Universe: bodies of the asked sectors that take part in a project, or receive a final award. Unit: organization; one that
was found to be another counts as that other. A project counts once for a body, whatever its roles; a final award adds
the project it is for. A line that stands for several projects counts as one: which of them the body is in is not known.
A body that receives money without a project is in none, and counts in n.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from funding.choices import PartyRole
from funding.models import AwardParty
from funding.models.lines import AwardLineQuerySet
from projects.ids import in_ids
from projects.models import Organization, Participation


@dataclass(frozen=True)
class Repeat:
    organization: Organization
    projects: int


def repeats(
    participations: QuerySet, lines: AwardLineQuerySet, same: Mapping[int, int], sectors: Sequence[str]
) -> list[Repeat]:
    """Each body of the sectors with its number of projects."""
    found = numbers_of_projects(participations, lines, same, sectors)
    bodies = Organization.objects.filter(in_ids("pk", found), sector__in=sectors)
    rows = [Repeat(body, found[body.pk]) for body in bodies]
    return sorted(rows, key=lambda row: (-row.projects, row.organization.folded, row.organization.pk))


def numbers_of_projects(
    participations: QuerySet, lines: AwardLineQuerySet, same: Mapping[int, int], sectors: Sequence[str]
) -> dict[int, int]:
    """Per body, counted by the database; those that are one under two names are counted project by project."""
    apart = {*same, *same.values()}
    taking, receiving = both(participations, lines)
    taking, receiving = (
        rows.filter(organization__sector__in=sectors).exclude(organization__in=apart) for rows in (taking, receiving)
    )
    already = participations.filter(organization=OuterRef("organization"), project=OuterRef("award__project"))
    new = Count("award__project", distinct=True, filter=~Exists(already))
    found: dict[int, int] = {}
    for rows, projects in ((taking, Count("project", distinct=True)), (receiving, new)):
        for body, n in rows.order_by().values_list("organization_id").annotate(n=projects):
            found[body] = found.get(body, 0) + n
    standing = Organization.objects.filter(pk__in=[*same.values()], sector__in=sectors)
    asked = {*standing.values_list("pk", flat=True)}
    told = one_by_one(participations, lines, same, {body for body in apart if same.get(body, body) in asked})
    return found | {body: len(projects) for body, projects in told.items()}


def both(participations: QuerySet, lines: AwardLineQuerySet) -> tuple[QuerySet, QuerySet]:
    """Who takes part, and who receives a final award."""
    receives = AwardParty.objects.public().filter(
        role=PartyRole.RECIPIENT, award__in=lines.final().order_by().values("pk")
    )
    return participations, receives


def one_by_one(
    participations: QuerySet, lines: AwardLineQuerySet, same: Mapping[int, int], bodies: Iterable[int]
) -> dict[int, set[int]]:
    """The projects of each of these bodies, under the name that stands."""
    found: dict[int, set[int]] = {}
    if not bodies:
        return found
    taking, receiving = (rows.filter(organization__in=list(bodies)).order_by() for rows in both(participations, lines))
    pairs = [
        *taking.values_list("organization_id", "project_id"),
        *receiving.values_list("organization_id", "award__project_id"),
    ]
    for body, project in pairs:
        projects = found.setdefault(same.get(body, body), set())
        if project:
            projects.add(project)
    return found


def project_rows(projects: QuerySet, lines: AwardLineQuerySet, kind: str = "", key: str = "") -> QuerySet:
    """The projects of the body with this key: those it takes part in, and those that a final award to it is for."""
    if kind != "body" or not key:
        raise ValueError(kind)
    bodies = Organization.objects.filter(Q(key=key) | Q(merged_into__key=key)).order_by().values("pk")
    taking, receiving = both(Participation.objects.public(), lines)
    taking = taking.filter(organization__in=bodies, project=OuterRef("pk"))
    receiving = receiving.filter(organization__in=bodies, award__project=OuterRef("pk"))
    return projects.filter(Q(Exists(taking)) | Q(Exists(receiving)))


def in_at_least(rows: Iterable[Repeat], least: int) -> int:
    return sum(row.projects >= least for row in rows)


def distribution(rows: Iterable[Repeat], last: int = 5) -> list[int]:
    """How many bodies are in 0, 1, 2 … projects; the last number is « so many or more »."""
    counts = [0] * (last + 1)
    for row in rows:
        counts[min(row.projects, last)] += 1
    return counts

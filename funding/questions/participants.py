"""Repeat participants: in how many projects each organization of a sector takes part.

In: published participations, and awards as lines (`questions.ledger`). Out: `Repeat`s, the most projects first.

Universe: bodies of the asked sectors that take part in a project, or receive a final award. Unit: organization; one that
was found to be another counts as that other. A project counts once for a body, whatever its roles; a final award adds
the project it is for. A line that stands for several projects counts as one: which of them the body is in is not known.
A body that receives money without a project is in none, and counts in n.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from funding.questions.ledger import Line
from projects.models import Organization


@dataclass(frozen=True)
class Repeat:
    organization: Organization
    projects: int


def repeats(
    participations: QuerySet, awards: Iterable[Line], same: dict[int, int], sectors: Sequence[str]
) -> list[Repeat]:
    """Each body of the sectors with its number of projects. Two queries."""
    found: dict[int, set[int]] = {}
    for body, project in participations.order_by("pk").values_list("organization_id", "project_id"):
        found.setdefault(same.get(body, body), set()).add(project)
    for line in awards:
        for body, _share in line.recipients if line.is_final else ():
            projects = found.setdefault(body, set())
            if line.project:
                projects.add(line.project)
    bodies = Organization.objects.filter(pk__in=found, sector__in=sectors)
    rows = [Repeat(body, len(found[body.pk])) for body in bodies]
    return sorted(rows, key=lambda row: (-row.projects, row.organization.folded, row.organization.pk))


def in_at_least(rows: Iterable[Repeat], least: int) -> int:
    return sum(row.projects >= least for row in rows)


def distribution(rows: Iterable[Repeat], last: int = 5) -> list[int]:
    """How many bodies are in 0, 1, 2 … projects; the last number is « so many or more »."""
    counts = [0] * (last + 1)
    for row in rows:
        counts[min(row.projects, last)] += 1
    return counts

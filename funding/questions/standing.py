"""Which organizations count as which other: those found to be one, and the members of a group.

In: nothing, or the steps from one to the next. Out: {id: the id that it counts as}.
"""

from projects.choices import TieKind
from projects.models import Organization, OrganizationTie


def same_body() -> dict[int, int]:
    """Each organization that was found to be another, and that other, to the end of the chain."""
    return to_the_end(dict(Organization.objects.exclude(merged_into=None).values_list("pk", "merged_into_id")))


def same_group() -> dict[int, int]:
    """As `same_body`, and each member of a group as the group; a tie that has ended does not count, and the newest
    of several is the one."""
    ties = OrganizationTie.objects.filter(kind=TieKind.GROUP, valid_to="").order_by("valid_from", "-pk")
    ties_to = dict(ties.values_list("organization_id", "to_id"))
    merged = dict(Organization.objects.exclude(merged_into=None).values_list("pk", "merged_into_id"))
    return to_the_end({**ties_to, **merged})


def to_the_end(steps: dict[int, int]) -> dict[int, int]:
    """Each start of a chain with its end; a chain that runs in a circle stops before it closes."""
    ends = {}
    for start in steps:
        end, seen = start, {start}
        while end in steps and steps[end] not in seen:
            end = steps[end]
            seen.add(end)
        ends[start] = end
    return ends

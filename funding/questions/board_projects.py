"""Seats on the board of a body, and projects that the same body funds: who sits also takes part (study, § 2.2.2).

In: querysets of seats and of participations. Out: one row per body that sits, board and project. Taking part in a
project says nothing of who receives its money.
"""

from dataclasses import dataclass

from django.db.models import QuerySet

from funding.questions.board_records import DECIDING
from projects.choices import ParticipationRole
from projects.models import BoardMembership, Participation


@dataclass(frozen=True)
class SeatAndProject:
    """A body's seat, its part in a project, and the part of the body that funds the project."""

    seat: BoardMembership
    part: Participation
    funder: Participation


def seats_and_projects(
    seats: QuerySet[BoardMembership], participations: QuerySet[Participation]
) -> list[SeatAndProject]:
    """Each seat on a board, held today by a body that takes part in a project which the board's body funds."""
    held = seats.filter(kind__in=DECIDING, former=False).exclude(holder=None).select_related("organization", "holder")
    held_by = list(held.order_by("pk"))
    bodies = {body for seat in held_by for body in (seat.organization_id, seat.holder_id)}
    parts = participations.filter(organization__in=bodies).select_related("project", "organization").order_by("pk")
    by_body: dict[int, list[Participation]] = {}
    for part in parts:
        by_body.setdefault(part.organization_id, []).append(part)
    found = []
    for seat in held_by:
        funded = {
            part.project_id: part
            for part in by_body.get(seat.organization_id, ())
            if part.role == ParticipationRole.FUNDER
        }
        for part in by_body.get(seat.holder_id or 0, ()):
            if part.project_id in funded and part.role != ParticipationRole.FUNDER:
                found.append(SeatAndProject(seat, part, funded[part.project_id]))
    return found

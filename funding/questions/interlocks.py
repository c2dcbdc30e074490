"""Interlocks: who sits on several boards, and which boards share someone at the same time (DESIGN § 7).

In: a queryset of seats. Out: plain rows by id. A board is a board of directors or an executive committee; a member is a
person or, where no person is named, a body that holds the seat; two names are two members, whatever they are.

- members on several boards: those with seats on two boards or more, the most first.
- pairs of boards: two boards with a shared member whose two seats overlap in time, certain or possible after what
  partial dates leave open (`projects.periods`); former seats without any date are not compared; the strength of a pair is that of its strongest shared member.
- network: one member or one board, and what is one seat away from it.
"""

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from django.db.models import QuerySet

from funding.questions.board_records import OBSERVER, Standing, of_public_people, standing
from projects.choices import SeatKind
from projects.models import BoardMembership
from projects.periods import Meeting, Period, held, overlap

BOARDS = (SeatKind.BOARD, SeatKind.EXECUTIVE_COMMITTEE)
# ("person", id) or ("body", id).
Member = tuple[str, int]


@dataclass(frozen=True)
class Place:
    """A seat on a board: its id, the board, who sits, and when."""

    id: int
    board: int
    member: Member
    period: Period
    # A former seat without any date tells nothing of when it was held.
    dated: bool = True


@dataclass(frozen=True)
class Shared:
    """A member of two boards: the two seats, and whether they overlap."""

    member: Member
    seats: tuple[int, int]
    meeting: Meeting


@dataclass(frozen=True)
class Pair:
    """Two boards that share at least one member at the same time, certainly or possibly."""

    boards: tuple[int, int]
    shared: tuple[Shared, ...]

    @property
    def strength(self) -> Meeting:
        certain = any(one.meeting == Meeting.CERTAIN for one in self.shared)
        return Meeting.CERTAIN if certain else Meeting.POSSIBLE


@dataclass(frozen=True)
class SeveralBoards:
    """A member with seats on two boards or more."""

    member: Member
    boards: tuple[int, ...]
    seats: tuple[int, ...]


def places(seats: QuerySet[BoardMembership], known_on: str = "") -> list[Place]:
    """The seats on boards, observers left out."""
    same: Standing = standing()
    columns = ("pk", "organization", "person", "holder", "valid_from", "valid_to", "former", "role")
    found = []
    for pk, board, person, holder, start, end, former, role in (
        of_public_people(seats).filter(kind__in=BOARDS).order_by("pk").values_list(*columns)
    ):
        if OBSERVER.search(role):
            continue
        member = ("person", person) if person is not None else ("body", same[holder or 0])
        period = held(start, end, former=former, known_on=known_on)
        found.append(Place(pk, same[board], member, period, dated=bool(start or end or not former)))
    return found


def on_several_boards(rows: list[Place]) -> list[SeveralBoards]:
    """Members with seats on two boards or more, the most boards first."""
    by_member: dict[Member, list[Place]] = defaultdict(list)
    for row in rows:
        by_member[row.member].append(row)
    found = []
    for member, held_by in by_member.items():
        boards = tuple(sorted({row.board for row in held_by}))
        if len(boards) > 1:
            found.append(SeveralBoards(member, boards, tuple(row.id for row in held_by)))
    return sorted(found, key=lambda one: (-len(one.boards), one.member))


def pairs_of_boards(rows: list[Place]) -> list[Pair]:
    """Pairs of boards with a shared member at the same time, the most shared members first."""
    by_member: dict[Member, list[Place]] = defaultdict(list)
    for row in rows:
        by_member[row.member].append(row)
    strongest: dict[tuple[int, int], dict[Member, Shared]] = defaultdict(dict)
    for member, held_by in by_member.items():
        for one, other in combinations(held_by, 2):
            first, second = sorted((one, other), key=lambda row: row.board)
            if not (one.dated and other.dated):
                continue
            meeting = overlap(first.period, second.period)
            if first.board == second.board or meeting == Meeting.NONE:
                continue
            known = strongest[first.board, second.board].get(member)
            if known is None or (known.meeting, meeting) == (Meeting.POSSIBLE, Meeting.CERTAIN):
                strongest[first.board, second.board][member] = Shared(member, (first.id, second.id), meeting)
    found = [Pair(boards, tuple(shared.values())) for boards, shared in strongest.items()]
    return sorted(found, key=lambda pair: (pair.strength != Meeting.CERTAIN, -len(pair.shared), pair.boards))


def pairs_without_dates(rows: list[Place]) -> list[tuple[int, int]]:
    """The pairs of boards that share someone only by seats of which nobody knows when they were held."""
    boards: dict[Member, list[Place]] = defaultdict(list)
    for row in rows:
        boards[row.member].append(row)
    compared: set[tuple[int, int]] = set()
    blind: set[tuple[int, int]] = set()
    for held_by in boards.values():
        for one, other in combinations(held_by, 2):
            if one.board != other.board:
                pair = min(one.board, other.board), max(one.board, other.board)
                (compared if one.dated and other.dated else blind).add(pair)
    return sorted(blind - compared)


@dataclass(frozen=True)
class Step:
    """What is one seat away: a board for a member, a member for a board; `other_boards` are the member's others."""

    member: Member
    board: int
    seat: int
    other_boards: tuple[int, ...] = ()


def around_member(rows: list[Place], member: Member) -> list[Step]:
    """The boards that a member sits or sat on, one seat each."""
    seats = {row.board: row for row in reversed(rows) if row.member == member}
    return [Step(member, board, row.id) for board, row in sorted(seats.items())]


def around_board(rows: list[Place], board: int) -> list[Step]:
    """The members of a board, those with other boards first."""
    elsewhere: dict[Member, set[int]] = defaultdict(set)
    for row in rows:
        elsewhere[row.member].add(row.board)
    own = {row.member: row for row in reversed(rows) if row.board == board}
    steps = [
        Step(member, board, row.id, tuple(sorted(elsewhere[member] - {board}))) for member, row in sorted(own.items())
    ]
    return sorted(steps, key=lambda step: -len(step.other_boards))

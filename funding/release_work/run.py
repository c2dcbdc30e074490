"""What a worker does of the work on editions. In: the id of a `ReleaseWork`. Out: it is done, or has failed and says why.

One worker has one piece of work: an advisory lock of PostgreSQL, which goes with the connection of a worker that dies.
Each kind of work can be done again from its beginning: an edition of an unchanged register is none, a check changes
nothing, and a withdrawal goes on with the editions that it has not yet written anew.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import InterfaceError, OperationalError, connection
from django.db.models.functions import Now

from funding import releases, withdrawals
from funding.release_work.models import AT_WORK, ATTEMPTS, ReleaseWork, Step, WorkKind, WorkState

log = logging.getLogger(__name__)
# The first half of the advisory locks; the second is the id of the work.
LOCK = 20_261_125

Told = Callable[[str, int, int], None]


def run(number: int) -> None:
    """Do the work, unless another worker has it or it is over. Raises what went wrong, once that is written down."""
    with one_worker(number) as ours:
        work = ReleaseWork.objects.select_related("register", "release").filter(pk=number, state__in=AT_WORK).first()
        if not ours or work is None:
            return
        if work.attempts >= ATTEMPTS:
            ended(work, WorkState.FAILED, problem=f"given up after {work.attempts} attempts")
            return
        moved(work, state=WorkState.RUNNING, attempts=work.attempts + 1)
        try:
            DOING[WorkKind(work.kind)](work, told_of(work))
        except (OperationalError, InterfaceError):
            # PostgreSQL is away: the work is still to be done, and is taken up again.
            raise
        except Exception as problem:
            ended(work, WorkState.FAILED, problem=f"{type(problem).__name__}: {problem}"[:500])
            raise


@contextmanager
def one_worker(number: int) -> Iterator[bool]:
    """Out: whether the block may do the work."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK, number])
        ours = cursor.fetchone()[0]
    try:
        yield ours
    finally:
        if ours and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK, number])


def moved(work: ReleaseWork, **values: object) -> None:
    ReleaseWork.objects.filter(pk=work.pk).update(**values, moved_at=Now())


def ended(work: ReleaseWork, state: WorkState, **values: object) -> None:
    moved(work, state=state, ended_at=Now(), **values)


def told_of(work: ReleaseWork) -> Told:
    """Writes down how far the work is."""

    def told(step: str, done: int, total: int) -> None:
        moved(work, step=step, done=done, total=total)

    return told


def make(work: ReleaseWork, told: Told) -> None:
    made = releases.make_release(work.register, told=told)
    newest = made or work.register.releases.order_by("-number").first()
    ended(work, WorkState.DONE, release=newest, problem="" if made else "unchanged")


def verify(work: ReleaseWork, told: Told) -> None:
    assert work.release
    wrong = releases.verify(work.release, told=lambda done, total: told(Step.VERIFY, done, total))
    ended(work, WorkState.DONE, wrong=wrong)


def withdraw(work: ReleaseWork, told: Told) -> None:
    user = work.confirmed_by or work.asked_by
    withdrawals.withdraw(
        work.register,
        work.record_kind,
        work.record_key,
        work.rule,
        reason=work.reason,
        user=user,
        told=lambda done, total: told(Step.REWRITE, done, total),
    )
    ended(work, WorkState.DONE)


DOING: dict[WorkKind, Callable[[ReleaseWork, Told], None]] = {
    WorkKind.RELEASE: make,
    WorkKind.VERIFY: verify,
    WorkKind.WITHDRAW: withdraw,
}

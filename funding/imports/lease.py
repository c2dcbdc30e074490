"""One worker for one import. In: the id of an import. Out: a lease, kept alive for as long as the work lasts.

The lease and the progress are written by a thread with a connection of its own, so that they are seen while the work is
in a transaction. Whatever the work writes that counts is written in a transaction that confirms the lease: a worker that
was away for too long, and whose import another one has taken up since, writes nothing any more.
"""

import logging
import os
import socket
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import InterfaceError, OperationalError, connection, transaction

from funding.imports.models import Import

log = logging.getLogger(__name__)

# A worker that was killed is missed when its lease runs out.
LEASE_SECONDS = 30
BEAT_SECONDS = 5.0
PROGRESS_SECONDS = 0.5


class LeaseLost(Exception):
    """Another worker has the import now."""


class Lease:
    """Who works on the import, and how far the work is."""

    def __init__(self, import_id: int) -> None:
        self.import_id = import_id
        self.owner = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"[:80]
        self.done = self.total = 0
        self.said = (0, 0)
        self.stopping = threading.Event()
        self.thread = threading.Thread(target=self.beat, name=f"lease-{import_id}", daemon=True)

    def confirm(self) -> None:
        """The lease is still ours, until the transaction of the caller ends. Raises LeaseLost."""
        if not Import.objects.renew(self.import_id, self.owner, LEASE_SECONDS):
            raise LeaseLost(f"import {self.import_id} is no longer ours")

    def progress(self, done: int, total: int) -> None:
        """Say how far the work is; the thread writes it down."""
        self.done, self.total = min(done, total), total

    def write(self) -> None:
        """Write the progress now, through the connection of the work itself."""
        self.said = (self.done, self.total)
        Import.objects.filter(pk=self.import_id).update(done=self.done, total=self.total)

    def beat(self) -> None:
        """Until the work stops: the progress twice a second where it moved, the lease every five seconds."""
        waited = 0.0
        while not self.stopping.wait(PROGRESS_SECONDS):
            waited += PROGRESS_SECONDS
            if waited >= BEAT_SECONDS or (self.done, self.total) != self.said:
                self.tell()
                waited = 0.0
        connection.close()

    def tell(self) -> None:
        """The work may hold the row at its very end, and PostgreSQL may be away: then there is nothing to say."""
        self.said = (self.done, self.total)
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '200ms'")
                if Import.objects.renew(self.import_id, self.owner, LEASE_SECONDS):
                    Import.objects.filter(pk=self.import_id).update(done=self.said[0], total=self.said[1])
        except (OperationalError, InterfaceError):
            connection.close()


@contextmanager
def lease(import_id: int) -> Iterator[Lease | None]:
    """The lease on the import, or None where another worker has it."""
    held = Lease(import_id)
    if not Import.objects.take(import_id, held.owner, LEASE_SECONDS):
        yield None
        return
    held.thread.start()
    try:
        yield held
    finally:
        held.stopping.set()
        held.thread.join()
        give_back(held)


def give_back(held: Lease) -> None:
    """Where PostgreSQL was away, through a new connection; where it still is, the lease runs out by itself."""
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()
    try:
        Import.objects.release_lease(held.import_id, held.owner)
    except (OperationalError, InterfaceError) as problem:
        connection.close()
        log.warning("the lease on import %s runs out by itself: %s", held.import_id, problem)


# PostgreSQL ends, was killed, or is only starting: https://www.postgresql.org/docs/18/errcodes-appendix.html
HUNG_UP = ("08", "57P01", "57P02", "57P03")


def hung_up(problem: Exception) -> bool:
    """Whether PostgreSQL went away, as against: it answered, and refused."""
    state = getattr(problem.__cause__, "sqlstate", None)
    return isinstance(problem, InterfaceError | OperationalError) and (state is None or state.startswith(HUNG_UP))

"""One worker for one import. In: the id of an import. Out: a lease, kept alive for as long as the work lasts.

The lease and the progress are written by a thread with a connection of its own, so that they are seen while the work is
in a transaction.
"""

import os
import socket
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection

from funding.imports.models import Import

LEASE_SECONDS = 120
BEAT_SECONDS = 20.0
PROGRESS_SECONDS = 0.5


class Lease:
    """Who works on the import, and how far the work is."""

    def __init__(self, import_id: int) -> None:
        self.import_id = import_id
        self.owner = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"[:80]
        self.done = self.total = 0
        self.said = (0, 0)
        self.stopping = threading.Event()
        self.thread = threading.Thread(target=self.beat, name=f"lease-{import_id}", daemon=True)

    def progress(self, done: int, total: int) -> None:
        """Say how far the work is; the thread writes it down."""
        self.done, self.total = min(done, total), total

    def write(self) -> None:
        """Write the progress now, through the connection of the work itself."""
        self.said = (self.done, self.total)
        Import.objects.filter(pk=self.import_id).update(done=self.done, total=self.total)

    def beat(self) -> None:
        """Until the work stops: the progress twice a second where it moved, the lease every twenty seconds."""
        waited = 0.0
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '200ms'")
            while not self.stopping.wait(PROGRESS_SECONDS):
                waited += PROGRESS_SECONDS
                if waited >= BEAT_SECONDS or (self.done, self.total) != self.said:
                    self.tell()
                    waited = 0.0
        finally:
            connection.close()

    def tell(self) -> None:
        """The work may hold the row at its very end: then there is nothing to say."""
        self.said = (self.done, self.total)
        try:
            if Import.objects.take(self.import_id, self.owner, LEASE_SECONDS):
                Import.objects.filter(pk=self.import_id).update(done=self.said[0], total=self.said[1])
        except OperationalError:
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
        Import.objects.release_lease(import_id, held.owner)

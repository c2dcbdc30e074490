"""The work that takes long, as Celery tasks of a few lines; and how the site asks for it.

What is to be done is written in PostgreSQL first, then told to the broker. Where the broker forgets, or a worker dies,
`resume_stale_imports` (every twenty seconds) takes it up again.
"""

import logging
from typing import Any

from celery import shared_task
from django.core.files import File
from django.db import InterfaceError, OperationalError, transaction
from kombu.exceptions import OperationalError as BrokerError

from funding import releases
from funding.choices import ImportState
from funding.findings.look import look_where_data_changed
from funding.imports import intake_of_files, pipeline
from funding.imports.models import Import
from funding.release_work import run as release_work
from funding.release_work.models import ReleaseWork
from projects.models import Register

log = logging.getLogger(__name__)


# PostgreSQL was away: the import is still in its state, and the same step is tried again.
AGAIN: dict[str, Any] = {"autoretry_for": (OperationalError, InterfaceError), "retry_backoff": 2, "max_retries": 6}


@shared_task(**AGAIN)
def run_import(import_id: int) -> None:
    pipeline.run(import_id)


@shared_task(**AGAIN)
def commit_import(import_id: int) -> None:
    if is_asked_for(import_id, ImportState.COMMITTING):
        pipeline.commit(import_id)


@shared_task(**AGAIN)
def undo_import(import_id: int) -> None:
    if is_asked_for(import_id, ImportState.UNDOING):
        pipeline.undo(import_id)


def is_asked_for(import_id: int, state: ImportState) -> bool:
    """The broker may tell a task twice, the second time when its work is done."""
    return Import.objects.filter(pk=import_id, state=state).exists()


@shared_task
def resume_stale_imports() -> None:
    for batch in Import.objects.waiting_for_a_worker():
        TASK_OF[batch.state].delay(batch.pk)


@shared_task
def look_for_findings() -> None:
    """The rules about boards and money look at every register that changed since they last did."""
    look_where_data_changed()


@shared_task
def make_releases() -> None:
    """Some minutes after the last change of a register, its next release."""
    for register in releases.due():
        releases.make_release(register, wait=False)


# A withdrawal writes every edition of a register anew, minutes each of a large one. No other worker takes the same work.
DAY = 24 * 60 * 60


@shared_task(soft_time_limit=DAY, time_limit=DAY)
def run_release_work(number: int) -> None:
    """An edition, a check or a withdrawal that a publisher asked for."""
    release_work.run(number)


@shared_task
def resume_release_work() -> None:
    """What the broker forgot, or a worker left when it was killed."""
    for work in ReleaseWork.objects.left():
        run_release_work.delay(work.pk)


TASK_OF = {
    "received": run_import,
    "reading": run_import,
    "resolving": run_import,
    "committing": commit_import,
    "undoing": undo_import,
}


def enqueue(batch: Import) -> None:
    """Tell the broker what the import's state asks for, once the transaction is over."""

    def tell() -> None:
        try:
            TASK_OF[batch.state].delay(batch.pk)
        except BrokerError as problem:
            log.warning("the broker does not answer (%s): import %s will be taken up later", problem, batch.pk)

    transaction.on_commit(tell)


def enqueue_release_work(work: ReleaseWork) -> None:
    """Tell the broker of the work, once the transaction is over."""

    def tell() -> None:
        try:
            run_release_work.delay(work.pk)
        except BrokerError as problem:
            log.warning("the broker does not answer (%s): work %s will be taken up later", problem, work.pk)

    transaction.on_commit(tell)


def start_import(register: Register, upload: File, *, user: Any = None, **given: Any) -> Import:
    """Store an uploaded file and have it read. `given`: source, request, body_name, options. Raises document.Refused."""
    batch = intake_of_files.receive(register, upload, user=user, **given)
    enqueue(batch)
    return batch


def request_commit(batch: Import, user: Any, *, create_new: bool = False, only: dict[str, Any] | None = None) -> None:
    """Have the import published, or only some of its rows. Raises pipeline.NotPossible."""
    pipeline.ask_commit(batch, user.pk if user else None, create_new, only)
    enqueue(batch)


def read_again(batch: Import, user: Any, **options: Any) -> None:
    """Have the file read again, with these options. Raises pipeline.NotPossible."""
    pipeline.ask_read(batch, user.pk if user else None, **options)
    enqueue(batch)


def request_undo(batch: Import, user: Any) -> None:
    """Have the import undone. Raises pipeline.NotPossible."""
    pipeline.ask_undo(batch, user.pk if user else None)
    enqueue(batch)


def re_resolve(batch: Import, user: Any, as_new: bool | None = None) -> None:
    """Have the names matched again, as if what matches nothing were made where that is wanted. Raises
    pipeline.NotPossible."""
    pipeline.ask_resolve(batch, as_new)
    if batch.state in TASK_OF:
        enqueue(batch)

"""The work of the site as a whole that a worker does, as a Celery task; that of the registers is in funding/tasks.py."""

from celery import shared_task
from django.core.management import call_command

from portal import first_asked


@shared_task
def answer_before_asked() -> None:
    first_asked.answer_before_asked()


@shared_task
def clear_sessions() -> None:
    """Sessions that have ended leave the database: each signed-in browser leaves one behind."""
    call_command("clearsessions")

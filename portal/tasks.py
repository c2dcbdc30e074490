"""The work of the site as a whole that a worker does, as a Celery task; that of the registers is in funding/tasks.py."""

from celery import shared_task

from portal import first_asked


@shared_task
def answer_before_asked() -> None:
    first_asked.answer_before_asked()

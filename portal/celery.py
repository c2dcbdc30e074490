"""Celery, by the book: its settings are the CELERY_… ones of portal/settings.py; tasks are in the tasks.py of
funding/ and portal/."""

import os
import signal
import warnings

from celery import Celery
from celery.exceptions import SecurityWarning
from celery.signals import beat_embedded_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
# Celery warns root of messages that carry code (pickle); ours are JSON, and nothing else is accepted.
warnings.filterwarnings("ignore", category=SecurityWarning)


@beat_embedded_init.connect
def end_with_the_worker(**_said: object) -> None:
    """The clock that a worker carries (`--beat`) is a process of its own, which would outlive a worker that was killed."""
    from portal.embedded import dies_with_us

    if set_last_word := dies_with_us(signal.SIGKILL):
        set_last_word()

"""Celery, by the book: its settings are the CELERY_… ones of portal/settings.py; tasks are in funding/tasks.py."""

import os
import warnings

from celery import Celery
from celery.exceptions import SecurityWarning

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
# Celery warns root of messages that carry code (pickle); ours are JSON, and nothing else is accepted.
warnings.filterwarnings("ignore", category=SecurityWarning)

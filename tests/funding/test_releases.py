"""Releases: what is in them, that they are what they say, that nothing changes them, and what changed between two."""

import csv
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from funding import releases, tasks
from funding.export_kinds import KINDS, NAMES
from funding.models import Award, Release
from funding.release_store import local_folder
from funding.releases import make_release, verify
from projects.models import Register
from tests import factories as make
from tests.funding.release_register import every_kind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_kinds")]


@pytest.fixture(scope="module")
def register(of_the_file):
    return every_kind()


def rows_in(release, kind):
    """How many rows the file of a kind has."""
    with (local_folder(release) / "data" / f"{NAMES[kind]}.csv").open(encoding="utf-8", newline="") as lines:
        return sum(1 for _row in csv.DictReader(lines))


def test_it_is_made_where_something_changed_and_says_what(register, client):
    first = make_release(register)
    assert (first.number, first.counts["award"], first.changes) == (1, 5, {})
    assert {kind: rows_in(first, kind) for kind in KINDS} == {kind: first.counts[kind] for kind in KINDS}
    assert make_release(register) is None
    Award.objects.filter(key="a-2").update(amount=11)
    Award.objects.filter(key="a-3").update(published=False)
    make.award(register, "1", key="a-9")
    second = make_release(register)
    assert second.number == 2
    assert second.changes["award"] == {"added": 1, "changed": 1, "withdrawn": 1}
    assert second.changes["person"] == {"added": 0, "changed": 0, "withdrawn": 0}
    assert not verify(first) and not verify(second), "the first is as it was written"
    page = " ".join(client.get("/en/releases/").content.decode().split())
    assert "Awards: " in page and "1 added" in page and "1 changed" in page and "1 withdrawn" in page


def test_the_same_state_under_another_data_version_is_no_new_release(register):
    release = make_release(register)
    Register.objects.update(data_version=7)
    assert make_release(register) is None
    release.refresh_from_db()
    assert release.data_version == 7


def test_a_file_that_was_touched_is_found(register):
    release = make_release(register)
    path = local_folder(release) / "data" / "awards.csv"
    kept = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(kept.replace(b"1234567.89", b"1234567.88"))
    assert [line.split(":")[0] for line in verify(release)] == ["data/awards.csv"]
    with pytest.raises(CommandError, match=r"data/awards\.csv"):
        call_command("verify_release", "1")
    path.write_bytes(kept)
    call_command("verify_release", "1")
    path.unlink()
    assert verify(release) == ["data/awards.csv: is not there"]


def test_a_release_that_is_not_whole_is_not_switched_to(register, monkeypatch):
    first = make_release(register)
    Award.objects.filter(key="a-2").update(amount=11)
    whole = releases.write_files

    def cut(release, folder):
        whole(release, folder)
        path = folder / "data" / "awards.jsonl"
        path.write_text("".join(path.read_text().splitlines(keepends=True)[:-1]))

    monkeypatch.setattr(releases, "write_files", cut)
    with pytest.raises(releases.Broken, match="awards"):
        make_release(register)
    assert list(Release.objects.all()) == [first]
    assert not verify(first)
    monkeypatch.undo()
    assert make_release(register).number == 2


def test_it_is_made_by_a_worker_some_minutes_after_the_last_change(register, settings):
    settings.RELEASE_AFTER = 300
    Register.objects.update(data_version=1)
    tasks.make_releases()
    assert not Release.objects.exists(), "the last change is a moment ago"
    Register.objects.update(data_changed_at=timezone.now() - timedelta(seconds=301))
    tasks.make_releases()
    assert Release.objects.get().data_version == 1
    tasks.make_releases()
    assert Release.objects.count() == 1


def test_a_long_register_is_looked_through_once(register):
    """What is public of a million participations fits in memory while the tables are written."""
    with CaptureQueriesContext(connection) as queries:
        make_release(register)
    said = [query["sql"] for query in queries]
    assert said.index(f"SET LOCAL work_mem = '{releases.WORK_MEMORY}'") < len(said) - 1

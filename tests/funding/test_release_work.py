"""The publishers' page of editions: what is asked there is done by a worker, once, and stands in its log."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.utils.translation import override

from funding import tasks
from funding.models import Award, Evidence, Release, ReleaseWork, Withdrawal
from funding.release_store import local_folder
from funding.release_work import run as release_work
from funding.release_work.models import LEFT_AFTER
from funding.release_work.touched import touched
from funding.releases import make_release
from projects.models import Register
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_kinds")]


@pytest.fixture
def register() -> Register:
    register = make.register()
    ministry = make.ministry(register, "Ministère")
    ada = make.person(register, "Ada Zyxwv", key="ada")
    make.seat(ministry, ada)
    make.award(register, "10", payers=[ministry], key="a-1", title="Premier")
    Evidence.objects.filter(award__key="a-1").update(quote="Ada Zyxwv a signé")
    return register


@pytest.fixture
def done(monkeypatch: Any) -> list[int]:
    """The broker, without one: what it is told of is done at once."""
    told: list[int] = []

    def delay(number: int) -> None:
        told.append(number)
        release_work.run(number)

    monkeypatch.setattr(tasks.run_release_work, "delay", delay)
    monkeypatch.setattr(transaction, "on_commit", lambda tell: tell())
    return told


def page(client: Any) -> str:
    answer = client.get("/en/staff/editions/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_edition_is_made_when_it_is_asked_for(staff: Any, register: Register, done: list[int]) -> None:
    publisher = staff("publisher")
    assert "No edition yet" in page(publisher)
    publisher.post("/en/staff/editions/make/")
    assert Release.objects.get().number == 1
    work = ReleaseWork.objects.get()
    assert (work.state, work.release.number, work.asked_by.username) == ("done", 1, "publisher@example.org")
    assert "Edition 1 is up to date with the register" in page(publisher)
    publisher.post("/en/staff/editions/make/")
    assert Release.objects.count() == 1
    assert "nothing had changed" in page(publisher)
    Register.objects.update(data_version=F("data_version") + 1)
    assert "The register has changed since edition 1" in page(publisher)


def test_the_same_is_asked_for_once(staff: Any, register: Register, monkeypatch: Any) -> None:
    monkeypatch.setattr(tasks.run_release_work, "delay", lambda number: None)
    publisher = staff("publisher")
    publisher.post("/en/staff/editions/make/")
    answer = publisher.post("/en/staff/editions/make/", follow=True)
    assert "This is asked for already" in answer.content.decode()
    assert ReleaseWork.objects.count() == 1
    assert "Waits for a worker" in page(publisher)


def test_the_progress_is_what_the_worker_has_done(staff: Any, register: Register, monkeypatch: Any) -> None:
    monkeypatch.setattr(tasks.run_release_work, "delay", lambda number: None)
    publisher = staff("publisher")
    publisher.post("/en/staff/editions/make/")
    seen = []
    moved = release_work.moved

    def noted(work: ReleaseWork, **values: Any) -> None:
        moved(work, **values)
        if values.get("total"):
            bar = publisher.get("/en/staff/editions/progress/", headers={"HX-Request": "true"}).content.decode()
            assert f'value="{values["done"]}" max="{values["total"]}"' in bar
            seen.append((values["step"], values["done"], values["total"]))

    monkeypatch.setattr(release_work, "moved", noted)
    release_work.run(ReleaseWork.objects.get().pk)
    assert seen == [("tables", 0, 4), ("files", 1, 4), ("check", 2, 4), ("store", 3, 4)]
    over = publisher.get("/en/staff/editions/progress/", headers={"HX-Request": "true"})
    assert over["HX-Refresh"] == "true"


def test_an_edition_is_verified_and_the_page_says_what_is_wrong(
    staff: Any, register: Register, done: list[int]
) -> None:
    release, publisher = make_release(register), staff("publisher")
    publisher.post(f"/en/staff/editions/{release.pk}/verify/")
    assert "each file is as it was written" in page(publisher)
    path = local_folder(release) / "data" / "awards.csv"
    path.chmod(0o600)
    path.write_text(path.read_text() + "more")
    publisher.post(f"/en/staff/editions/{release.pk}/verify/")
    assert "not as it was written" in page(publisher) and "data/awards.csv: " in page(publisher)


def test_what_a_withdrawal_touches_is_said_before_it_is_done(staff: Any, register: Register, done: list[int]) -> None:
    make_release(register)
    with override("en"):
        found = touched(register, "person", "ada")
        assert found and [(group.label, group.count) for group in found.with_it] == [
            ("board memberships", 1),
            ("evidence", 1),
        ]
    assert [one.number for one in found.editions] == [1]
    assert [piece.quote for piece in found.said_elsewhere] == ["Ada Zyxwv a signé"]
    assert touched(register, "person", "nobody") is None
    given = {"kind": "person", "key": "ada", "rule": "privacy", "reason": "à sa demande"}
    shown = staff("publisher").get("/en/staff/withdrawals/", given).content.decode()
    assert "Ada Zyxwv" in shown and "Edition 1" in shown and "à sa demande" in shown and "a signé" in shown
    assert not Withdrawal.objects.exists() and not ReleaseWork.objects.exists(), "to look is not to do"


def test_a_withdrawal_is_done_by_a_worker(staff: Any, client: Any, register: Register, done: list[int]) -> None:
    make_release(register)
    publisher = staff("publisher")
    given = {"kind": "person", "key": "ada", "rule": "privacy", "reason": "à sa demande"}
    publisher.post("/en/staff/withdrawals/", given)
    made = Withdrawal.objects.get(kind="person")
    assert (made.rule, made.reason, made.by.username) == ("privacy", "à sa demande", "publisher@example.org")
    assert client.get("/en/people/ada/").status_code == 410
    assert client.get("/en/releases/1/people/ada/").status_code == 410
    assert ReleaseWork.objects.get().state == "done"
    again = publisher.post("/en/staff/withdrawals/", given)
    assert again.status_code == 400 and "withdrawn already" in again.content.decode()


@pytest.mark.slow
def test_a_withdrawal_that_was_stopped_goes_on(staff: Any, register: Register, monkeypatch: Any) -> None:
    make_release(register)
    Award.objects.update(amount=11)
    Register.objects.update(data_version=F("data_version") + 1)
    make_release(register)
    work = ReleaseWork.objects.create(
        register=register, kind="withdraw", record_kind="person", record_key="ada", rule="court"
    )
    from funding import withdrawals

    rewrite, rewritten = withdrawals.rewrite, []

    def once(release: Release) -> Any:
        if len(rewritten) == 1:
            rewritten.append(0)
            raise OSError("the disk is full")
        rewritten.append(release.number)
        return rewrite(release)

    monkeypatch.setattr(withdrawals, "rewrite", once)
    monkeypatch.setattr(tasks.run_release_work, "delay", lambda number: None)
    with pytest.raises(OSError, match="the disk is full"):
        release_work.run(work.pk)
    work.refresh_from_db()
    assert (work.state, work.problem, work.done, work.total) == ("failed", "OSError: the disk is full", 1, 2)
    publisher, given = staff("publisher"), {"kind": "person", "key": "ada", "rule": "court"}
    assert "Ask for it again" in page(publisher)
    assert "goes on with the editions that are left" in publisher.get("/en/staff/withdrawals/", given).content.decode()
    publisher.post("/en/staff/withdrawals/", given)
    release_work.run(ReleaseWork.objects.latest("pk").pk)
    assert rewritten == [1, 0, 2], "what was written anew is not written again"
    assert [line["release"] for line in Withdrawal.objects.get(kind="person").log] == [1, 2]
    assert not any(release.revision != 1 for release in Release.objects.all())


def test_four_eyes_see_a_withdrawal(staff: Any, register: Register, done: list[int], settings: Any) -> None:
    settings.FOUR_EYES = True
    first, second = staff("publisher"), staff("superuser")
    first.post("/en/staff/withdrawals/", {"kind": "person", "key": "ada", "rule": "court"})
    work = ReleaseWork.objects.get()
    assert work.state == "proposed" and not done
    confirm = f"/en/staff/withdrawals/{work.pk}/confirm/"
    assert "Someone else must confirm it." in page(first)
    assert "must confirm it" in first.post(confirm, {"confirm": ""}, follow=True).content.decode()
    assert not Withdrawal.objects.exists()
    second.post(confirm, {"confirm": ""})
    work.refresh_from_db()
    assert work.state == "done" and Withdrawal.objects.get(kind="person").by.username == "superuser@example.org"
    assert second.post(confirm, {"confirm": ""}).status_code == 404, "once"


def test_a_proposed_withdrawal_is_declined(staff: Any, register: Register, done: list[int], settings: Any) -> None:
    settings.FOUR_EYES = True
    publisher = staff("publisher")
    publisher.post("/en/staff/withdrawals/", {"kind": "person", "key": "ada", "rule": "court"})
    publisher.post(f"/en/staff/withdrawals/{ReleaseWork.objects.get().pk}/confirm/", {"decline": ""})
    assert ReleaseWork.objects.get().state == "declined" and not Withdrawal.objects.exists() and not done


def test_what_is_not_understood_is_a_sentence(staff: Any, register: Register) -> None:
    publisher = staff("publisher")
    for given in ({}, {"kind": "person", "key": "x", "rule": "court"}, {"kind": "cat", "key": "ada", "rule": "court"}):
        assert publisher.get("/en/staff/withdrawals/", given).status_code == 400
    assert (
        "no record of this kind"
        in publisher.get("/en/staff/withdrawals/", {"kind": "person", "key": "x", "rule": "court"}).content.decode()
    )


def test_what_a_dead_worker_left_is_taken_up_again(register: Register, monkeypatch: Any) -> None:
    told: list[int] = []
    monkeypatch.setattr(tasks.run_release_work, "delay", told.append)
    left = ReleaseWork.objects.create(register=register, kind="release", state="running", attempts=1)
    tasks.resume_release_work()
    assert told == [], "it moved a moment ago"
    ReleaseWork.objects.update(moved_at=F("moved_at") - 2 * LEFT_AFTER)
    tasks.resume_release_work()
    assert told == [left.pk]
    release_work.run(left.pk)
    assert Release.objects.count() == 1
    tried = ReleaseWork.objects.create(register=register, kind="release", attempts=3)
    release_work.run(tried.pk)
    tried.refresh_from_db()
    assert tried.state == "failed" and "3 attempts" in tried.problem


@pytest.mark.django_db(transaction=True)
def test_two_workers_do_not_do_the_same(register: Register) -> None:
    work = ReleaseWork.objects.create(register=register, kind="release")
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", [release_work.LOCK, work.pk])
            release_work.run(work.pk)
            assert not Release.objects.exists()
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [release_work.LOCK, work.pk])
        release_work.run(work.pk)
        assert Release.objects.count() == 1
    finally:
        other.close()


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "withdraw"},
        {"kind": "release", "record_kind": "person", "record_key": "ada", "rule": "court"},
        {"kind": "release", "state": "proposed"},
        {"kind": "sing"},
        {"kind": "verify", "state": "asleep"},
    ],
)
def test_the_database_refuses_work_that_makes_no_sense(register: Register, values: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ReleaseWork.objects.create(register=register, **values)


def test_only_publishers_find_it_among_their_pages(staff: Any, register: Register) -> None:
    assert "/fr/staff/editions/" in staff("publisher").get("/fr/staff/imports/").content.decode()
    assert "/fr/staff/editions/" not in staff("reviewer").get("/fr/staff/imports/").content.decode()
    assert get_user_model().objects.count() == 2

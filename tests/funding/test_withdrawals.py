"""A record withdrawn by rule is nowhere: not in the register, not in any release; its tombstone is public."""

import pytest
from django.core.management import call_command

from funding import release_store, withdrawals
from funding.models import Award, Release, Withdrawal
from funding.models.releases import public_mark
from funding.release_store import local_folder
from funding.releases import make_release, verify
from funding.withdrawals import withdraw
from projects.changes import new_data_version
from projects.models import BoardMembership, Organization, Person, Register
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def released(few_kinds):
    """A register with one edition."""
    register = make.register(slug="retraits")
    ministry = make.ministry(register, "Ministère")
    ada = make.person(register, "Ada Zyxwv")
    make.seat(ministry, ada, role="présidence")
    make.seat(ministry, make.person(register, "Bob"))
    parent = make.award(register, "10", payers=[ministry], key="a-1", title="Premier")
    make.award(register, "5", payers=[ministry], key="a-2", title="Second", parent=parent)
    make_release(register)
    return register


@pytest.fixture
def register(released):
    """The register with a second edition."""
    make.award(released, "7", payers=[Organization.objects.get()], key="a-3")
    make_release(released)
    return released


def everything(release):
    said = b""
    for name in release.stored:
        with release_store.opened(release, name) as file:
            said += file.read() if name.endswith((".csv", ".jsonl", ".txt")) else b""
    return said


def test_a_person_leaves_every_release_and_page_with_the_seats_and_no_file_brings_it_back(register, client):
    old = [local_folder(one) for one in Release.objects.order_by("number")]
    before = {one.number: one.files["SHA256SUMS"]["sha256"] for one in Release.objects.all()}
    made = withdraw(register, "person", "ada-zyxwv", "privacy", reason="à la demande de la personne")
    assert {one.kind for one in Withdrawal.objects.all()} == {"person", "seat"}
    for release in Release.objects.order_by("number"):
        said = everything(release)
        assert b"Ada Zyxwv" not in said and b"Bob" in said
        assert f"person,{public_mark('person', 'ada-zyxwv')},privacy".encode() in said, "the tombstone"
        assert b"zyxwv" not in said.lower(), "her name is no part of it"
        assert not verify(release)
        assert release.revision == 1 and release.counts["person"] == 1 and release.counts["seat"] == 1
    assert [(line["release"], line["before"]) for line in made.log] == sorted(before.items())
    assert all(line["after"] != line["before"] for line in made.log)
    assert not [path for folder in old for path in folder.rglob("*") if path.is_file()], "nothing of it is left"
    for address in ("/fr/people/ada-zyxwv/", "/fr/releases/1/people/ada-zyxwv/"):
        page = client.get(address)
        assert page.status_code == 410 and "à la demande de la personne" in page.content.decode()
    assert "Ada" not in client.get("/fr/people/").content.decode()
    assert "Ada" not in client.get("/fr/releases/1/people/").content.decode()
    for address in ("/fr/releases/", "/fr/releases/1/", "/fr/people.atom", "/fr/people.feed.json", "/fr/seats.atom"):
        public = client.get(address).content.decode()
        assert public_mark("person", "ada-zyxwv") in public or "seats" in address, address
        assert "zyxwv" not in public.lower(), address
    # No file brings it back.
    Person.objects.filter(key="ada-zyxwv").update(published=True)
    BoardMembership.objects.update(published=True)
    assert not Person.objects.get(key="ada-zyxwv").published
    assert BoardMembership.objects.filter(published=True).count() == 1


def test_what_points_at_a_withdrawn_award_points_at_nothing(released):
    call_command("withdraw", "award", "a-1", "--rule", "court")
    release = Release.objects.get(number=1)
    said = (local_folder(release) / "data" / "awards.csv").read_text()
    assert "a-2" in said and "a-1" not in said.replace("a-1,", "", 0) and "Premier" not in said
    assert release.counts["award"] == 1


def test_the_next_release_has_the_tombstone_and_not_the_record(released):
    Award.objects.filter(key="a-2").update(parent=None)
    withdraw(released, "award", "a-1", "court")
    Award.objects.filter(key="a-2").update(amount=6)
    second = make_release(Register.objects.get(pk=released.pk))
    assert second.number == 2 and f"award,{public_mark('award', 'a-1')},court".encode() in everything(second)
    assert second.changes["award"] == {"added": 0, "changed": 1, "withdrawn": 0}


def test_an_organization_that_is_withdrawn_is_named_by_no_award(released, client):
    company = make.organization(released, "Qvrtz inc.", key="qvrtz")
    make.award(released, "9", payers=[company], recipients=[], key="a-4", title="Quatre")
    new_data_version(released.pk)
    make_release(released)
    assert "Qvrtz" in client.get("/fr/awards/").content.decode()
    withdraw(released, "organization", "qvrtz", "court")
    for home in ("/fr/", "/fr/releases/2/"):
        assert client.get(f"{home}organizations/qvrtz/").status_code == 410
        for page in ("awards/", "awards/a-4/", "organizations/", "questions/who-decides/?by=name"):
            answer = client.get(f"{home}{page}")
            assert answer.status_code == 200 and "Qvrtz" not in answer.content.decode(), f"{home}{page}"
    assert b"Qvrtz" not in everything(Release.objects.get(number=2))


def test_a_body_takes_what_was_merged_into_it_along(released, client):
    company = make.organization(released, "Qvrtz inc.", key="qvrtz")
    twin = make.organization(released, "Les Qvrtz", key="les-qvrtz", merged_into=company)
    make.award(released, "9", payers=[Organization.objects.get(key="ministere")], recipients=[twin], key="a-4")
    new_data_version(released.pk)
    make_release(released)
    withdraw(released, "organization", "qvrtz", "court")
    assert client.get("/fr/organizations/les-qvrtz/").status_code == 410
    assert "Qvrtz" not in client.get("/fr/awards/a-4/").content.decode()
    assert b"vrtz" not in everything(Release.objects.get(number=2))


@pytest.mark.usefixtures("kept_pages")
def test_nothing_that_was_kept_while_editions_are_written_anew_is_shown_after_it(released, client, monkeypatch):
    """A visitor opens a page of the edition after the record has left the register and before it has left the edition."""
    company = make.organization(released, "Fonds", sector="private")
    make.seat(company, Person.objects.get(key="ada-zyxwv"))
    make.award(released, "9", payers=[Organization.objects.get(key="ministere")], recipients=[company])
    new_data_version(released.pk)
    make_release(released)
    asked = []

    def rewrite(release):
        asked.extend(client.get(address).content.decode() for address in addresses)
        return real(release)

    addresses = [f"/fr/releases/2/questions/{name}/" for name in ("boards", "interlocks", "who-decides")]
    real = withdrawals.rewrite
    monkeypatch.setattr(withdrawals, "rewrite", rewrite)
    withdraw(released, "person", "ada-zyxwv", "privacy")
    assert any("Ada Zyxwv" in page for page in asked), "the edition had her still"
    assert not any("Ada Zyxwv" in client.get(address).content.decode() for address in addresses)


def test_a_withdrawal_that_was_killed_leaves_no_file_behind(released, monkeypatch):
    """Killed once the edition was switched, before the old files were removed: to ask again removes them."""
    first = local_folder(Release.objects.get())

    def killed(release):
        raise KeyboardInterrupt

    with monkeypatch.context() as stopped:
        stopped.setattr(withdrawals, "remove_others", killed)
        with pytest.raises(KeyboardInterrupt):
            withdraw(released, "person", "ada-zyxwv", "privacy")
    assert Withdrawal.objects.get(kind="person").unwritten == [1] and first.exists()
    withdraw(released, "person", "ada-zyxwv", "privacy")
    kept = Release.objects.get()
    assert Withdrawal.objects.get(kind="person").unwritten == []
    assert not [path for path in first.rglob("*") if path.is_file()], "the first state"
    states = [path for path in first.parent.glob("1*") if any(one.is_file() for one in path.rglob("*"))]
    assert states == [local_folder(kept)]

"""A visitor's copy of a page: told to be the same as long as the data are, and never longer."""

from datetime import date

import pytest
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import Client

from funding.corrections.choices import RecordKind
from funding.models import Correction
from funding.releases import make_release
from projects.changes import new_data_version
from projects.models import Organization, Register
from projects.unchanged import may_be_kept
from tests import factories as make
from tests.portal.site_things import build

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_pages")]
LISTS = ["awards", "projects", "organizations", "funders", "consortia", "establishments", "people", "seats"]
LISTS += ["programmes", "sources"]


@pytest.fixture
def register():
    made = make.register()
    make.award(made, "5", payers=[make.ministry(made)], title="Un")
    return made


@pytest.mark.parametrize("name", LISTS)
def test_a_copy_of_the_same_data_is_the_page(register, client, name, django_assert_max_num_queries):
    first = client.get(f"/fr/{name}/?size=50")
    assert first.status_code == 200 and "no-cache" in first["Cache-Control"]
    with django_assert_max_num_queries(2):
        again = client.get(f"/fr/{name}/?size=50", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    for other in (f"/fr/{name}/", f"/en/{name}/?size=50"):
        assert client.get(other, headers={"If-None-Match": first["ETag"]}).status_code == 200
    assert client.get(f"/fr/{name}/?size=50", headers={"HX-Request": "true"})["ETag"] != first["ETag"]


def test_a_change_of_the_data_empties_what_was_kept_at_once(register, client):
    first = client.get("/fr/awards/")
    assert b"Deux" not in first.content and client.get("/fr/awards/").content == first.content
    make.award(register, "7", payers=[make.organization(register, "Fonds")], title="Deux")
    new_data_version(register.pk)
    page = client.get("/fr/awards/", headers={"If-None-Match": first["ETag"]})
    assert page.status_code == 200 and b"Deux" in page.content
    assert page.context["totals"][0]["awards"] == 2
    [payers] = [facet for facet in page.context["list"].facets if facet.name == "payer"]
    assert {one.label for one in payers.shown} == {"Ministère", "Fonds"}


@pytest.mark.parametrize(
    ("poison", "asked"),
    [
        ("awards/?payer=ministere%0Asector%3Dpublic", "awards/?payer=ministere&sector=public"),
        (
            "questions/over-time/?payer%3Dministere%0Asector=public",
            "questions/over-time/?payer=ministere&sector=public",
        ),
    ],
)
def test_no_address_is_kept_under_the_key_of_another(register, client, poison, asked):
    """Any letter can stand in an address, those too that a key is put together with."""
    make.award(
        register, "7", payers=[Organization.objects.get()], recipients=[make.organization(register, sector="public")]
    )
    new_data_version(register.pk)
    alone = client.get(f"/fr/{asked}").content
    new_data_version(register.pk)
    client.get(f"/fr/{poison}")
    assert client.get(f"/fr/{asked}").content == alone


def test_an_edition_shows_on_the_page_and_its_own_list_is_kept_apart(register, client):
    first = client.get("/fr/awards/")
    make_release(register)
    assert client.get("/fr/awards/", headers={"If-None-Match": first["ETag"]}).status_code == 200
    make.award(register, "7", payers=[make.organization(register, "Fonds")], title="Deux")
    new_data_version(register.pk)
    now, then = client.get("/fr/awards/"), client.get("/fr/releases/1/awards/")
    assert [page.context["totals"][0]["awards"] for page in (now, then)] == [2, 1]


def test_who_is_signed_in_is_always_given_the_page(register, staff):
    reviewer = staff("reviewer")
    for address in ("/fr/", "/fr/awards/", "/fr/questions/concentration/"):
        page = reviewer.get(address)
        assert page.status_code == 200 and "ETag" not in page
        assert "private" in page["Cache-Control"] and "Cookie" in page["Vary"]


def again(client, address, first):
    return client.get(address, headers={"If-None-Match": first["ETag"]}).status_code


@pytest.fixture
def pages():
    """The home page, the questions, and the page of a record of each kind."""
    things = build().by_model
    records = [things[kind].get_absolute_url() for kind in RecordKind.values if kind != "finding"]
    assert len(records) == 6
    person = next(address for address in records if "/people/" in address)
    feeds = ["/fr/awards.atom", "/fr/awards.feed.json?level=final", f"{person.removesuffix('/')}.atom"]
    asked = ["repeat-participants.json", "repeat-participants.csv", "over-time.xlsx", "over-time/embed"]
    around = person.replace("/people/", "/network/person/")
    questions = ["/fr/questions/", "/fr/questions/concentration/", *(f"/fr/questions/{one}" for one in asked)]
    return ["/fr/", *questions, *records, *feeds, around]


def test_every_page_of_facts_is_the_copy_until_the_data_change(
    pages, client, monkeypatch, django_assert_max_num_queries
):
    first = {address: client.get(address) for address in pages}
    for address in pages:
        assert first[address].status_code == 200 and "private" not in first[address]["Cache-Control"], address
        with django_assert_max_num_queries(3):
            assert again(client, address, first[address]) == 304, address
        assert again(client, address.replace("/fr/", "/en/", 1), first[address]) == 200, address
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_now: date(2100, 1, 1))
    assert {again(client, address, first[address]) for address in pages} == {200}, "a citation says the day"
    monkeypatch.undo()
    new_data_version(Register.objects.get(is_default=True).pk)
    assert {again(client, address, first[address]) for address in pages} == {200}


def test_what_was_made_for_one_visitor_is_given_to_the_next(pages, client, staff, django_assert_max_num_queries):
    for address in pages:
        first = client.get(address)
        with django_assert_max_num_queries(3):
            second = Client().get(address)
        assert second.content == first.content and second.headers == first.headers, address
    reviewer = staff("reviewer")
    assert b"/staff/imports/" in reviewer.get("/fr/").content, "who is signed in has a page of their own"
    assert b"/staff/imports/" not in Client().get("/fr/").content


def test_a_part_of_a_list_is_never_given_for_the_page(register, client):
    part = client.get("/fr/awards/", headers={"HX-Request": "true"})
    back = client.get("/fr/awards/", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    page = client.get("/fr/awards/")
    assert b"<html" not in part.content and b"<html" in back.content and b"<html" in page.content
    assert client.get("/fr/awards/", headers={"HX-Request": "true"}).content == part.content


def test_a_page_with_a_form_of_its_own_is_kept_for_nobody(rf):
    request, answer = rf.get("/"), HttpResponse("x")
    assert may_be_kept(request, answer)
    get_token(request)
    assert not may_be_kept(request, answer)
    answer = HttpResponse("x", status=404)
    assert not may_be_kept(rf.get("/"), answer)


def test_what_is_reported_about_a_record_is_on_its_page_at_once(client):
    award, other = make.award(title="Une", payers=[make.ministry()]), make.award(title="Autre")
    mine, its = (client.get(one.get_absolute_url()) for one in (award, other))
    made = Correction.objects.create(
        register=award.register, number=1, record_kind="award", record_key=award.key, error_kind="amount", text="Non"
    )
    assert again(client, award.get_absolute_url(), mine) == 200
    assert again(client, other.get_absolute_url(), its) == 304, "nothing was said of it"
    mine = client.get(award.get_absolute_url())
    Correction.objects.filter(pk=made.pk).update(state="unchanged", answer="Si.", answered_on="2026-01-02")
    assert again(client, award.get_absolute_url(), mine) == 200

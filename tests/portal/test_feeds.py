"""Feeds: what is new and changed in a list under its filters and of one record; tombstones; 400; 304; where they are."""

import json
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from funding.models import Award
from funding.withdrawals import withdraw
from portal.feeds import LISTS, RECORDS
from projects.models import Register
from tests import factories as make

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def register():
    register = make.register()
    ministry = make.ministry(register, "Ministère")
    company = make.organization(register, "Jeune pousse", sector="private")
    project, person = make.project(register, "Projet"), make.person(register, "Ève Roy")
    programme = make.programme(register, "Programme")
    make.award(
        register, "1000.50", payers=[ministry], recipients=[company], project=project, programme=programme, key="a-1",
        title="Aide",
    )  # fmt: skip
    make.award(register, None, payers=[ministry], key="a-2", title="Autre \x0b<aide>")
    make.award(register, "7", payers=[ministry], key="hidden", title="Cachée", public=False)
    make.seat(ministry, person)
    return register


def items(client, address):
    answer = client.get(address)
    assert answer.status_code == 200 and answer["Content-Type"].startswith("application/feed+json"), answer.content
    return json.loads(answer.content)["items"]


def entries(client, address):
    answer = client.get(address)
    assert answer.status_code == 200 and answer["Content-Type"].startswith("application/atom+xml"), answer.content
    return ElementTree.fromstring(answer.content).findall(f"{ATOM}entry")


def titles(client, address):
    return {one["title"] for one in items(client, address)}


def test_a_list_tells_what_is_new_and_never_what_is_not_public(client, register):
    found = items(client, "/fr/awards.feed.json")
    assert {one["title"] for one in found} == {"Nouveau\xa0: Aide", "Nouveau\xa0: Autre \x0b<aide>"}
    one = next(one for one in found if "Aide" in one["title"])
    assert one["url"] == "http://testserver/fr/awards/a-1/" and one["date_published"] == one["date_modified"]
    assert "1\xa0000,5" in one["content_text"] or "1\u202f000,5" in one["content_text"], one["content_text"]
    assert "Jeune pousse" in one["content_text"]


def test_both_forms_say_the_same_in_every_list(client, register):
    for name in LISTS:
        told = items(client, f"/en/{name}.feed.json")
        read = entries(client, f"/en/{name}.atom")
        ids = [(one["id"], one["url"]) for one in told]
        assert ids == [(one.find(f"{ATOM}id").text, one.find(f"{ATOM}link").get("href")) for one in read]
        assert bool(told) == bool(client.get(f"/en/{name}/").context["list"].count), name
        for one in told:
            assert client.get(one["url"].removeprefix("http://testserver")).status_code == 200


def test_a_seat_leads_to_its_line_among_those_of_its_board(client, register):
    board = register.organization_set.get(key="ministere")
    for place in range(26):
        make.seat(board, make.person(register, f"Ada {place}"), kind="advisory")
    make.seat(make.organization(register, "Autre"), make.person(register, "Ada"))
    one = next(one for one in items(client, "/fr/seats.feed.json") if "Ada 25" in one["content_text"])
    address, _mark, line = one["url"].removeprefix("http://testserver").partition("#")
    page = client.get(address)
    assert f'id="{line}"' in page.content.decode() and page.context["list"].count == 27


def test_a_text_of_a_fact_is_never_html_to_a_reader(client, register):
    text = next(one.find(f"{ATOM}summary").text for one in entries(client, "/fr/awards.atom") if "aide>" in one[0].text)
    assert "&lt;aide&gt;" in text and "<aide>" not in text and "<br>" in text


def test_a_change_comes_first_and_says_so(client, register):
    history = Award._meta.get_field("history").related_model
    # Times are those of transactions, and a test is one.
    history.objects.update(pgh_created_at=timezone.now() - timedelta(days=2))
    Award.objects.filter(key="a-1").update(title="Aide révisée")
    first = items(client, "/fr/awards.feed.json")[0]
    assert first["title"] == "Modifié\xa0: Aide révisée"
    assert first["date_published"] < first["date_modified"]


def test_filters_are_those_of_the_page_and_stand_in_the_title(client, register):
    told = json.loads(client.get("/fr/awards.feed.json?amount=missing").content)
    assert [one["url"][-5:] for one in told["items"]] == ["/a-2/"]
    assert told["home_page_url"] == "http://testserver/fr/awards/?amount=missing"
    assert told["title"].startswith("Financements · ") and told["title"].endswith(" · Registre 1")
    for form in ("atom", "feed.json"):
        answer = client.get(f"/fr/awards.{form}?sector=nonsense")
        assert answer.status_code == 400 and b"Aide" not in answer.content


def test_a_record_is_told_with_what_hangs_on_it(client, register):
    assert titles(client, "/en/organizations/jeune-pousse.feed.json") == {"New: Jeune pousse", "New: Aide"}
    assert titles(client, "/en/projects/projet.feed.json") == {"New: Projet", "New: Aide"}
    assert titles(client, "/en/programmes/programme.feed.json") == {"New: Programme", "New: Aide"}
    assert titles(client, "/en/people/eve-roy.feed.json") == {"New: Ève Roy", "New: Ève Roy, Ministère"}
    assert titles(client, "/en/awards/a-1.feed.json") == {"New: Aide"}
    source = Award.objects.get(key="a-1").evidence.get().source
    assert {"New: Aide", f"New: {source.title}"} <= titles(client, f"/en/sources/{source.key}.feed.json")
    assert len(entries(client, "/en/awards/a-1.atom")) == 1
    assert client.get("/en/awards/hidden.atom").status_code == 404


def test_a_merged_body_leads_to_the_other(client, register):
    whole = register.organization_set.get(key="jeune-pousse")
    make.organization(register, "Ancienne", merged_into=whole)
    answer = client.get("/fr/organizations/ancienne.atom")
    assert answer.status_code == 301 and answer["Location"] == "/fr/organizations/jeune-pousse.atom"


def test_what_is_withdrawn_is_its_tombstone(client, register):
    before = next(one for one in items(client, "/fr/people.feed.json"))
    withdraw(register, "person", "eve-roy", "privacy", reason="à sa demande")
    for address in ("/fr/people.feed.json", "/fr/people/eve-roy.feed.json"):
        (one,) = items(client, address)
        assert one["id"] == before["id"] and one["title"] == "Fiche retirée par règle"
        assert "à sa demande" in one["content_text"]
    for name in ("people", "seats", "organizations/ministere", "people/eve-roy"):
        assert "Roy" not in client.get(f"/fr/{name}.atom").content.decode(), name


def test_a_reader_that_has_it_is_told_so(client, register):
    etag = client.get("/fr/awards.atom")["ETag"]
    assert client.get("/fr/awards.atom", headers={"If-None-Match": etag}).status_code == 304
    Register.objects.update(data_version=9)
    assert client.get("/fr/awards.atom", headers={"If-None-Match": etag}).status_code == 200


def test_another_register_has_its_own_and_invented_ones_say_so(client, register):
    invented = make.register(slug="exemple", invented=True)
    make.award(invented, "1", key="b-1", title="Inventée")
    told = json.loads(client.get("/fr/r/exemple/awards.feed.json").content)
    assert told["title"].endswith("Données inventées")
    assert [one["url"] for one in told["items"]] == ["http://testserver/fr/r/exemple/awards/b-1/"]
    assert "Inventée" not in client.get("/fr/awards.atom").content.decode()


def test_pages_say_where_their_feeds_are(client, register):
    page = client.get("/fr/awards/?amount=missing&page=1").content.decode()
    link = '<link rel="alternate" type="application/atom+xml" title="Atom" href="/fr/awards.atom?amount=missing">'
    assert link in page and page.count("/fr/awards.feed.json?amount=missing") == 2, "in the head and in the menu"
    things = {"organization": "ministere", "project": "projet", "person": "eve-roy", "award": "a-1"}
    for kind, key in things.items():
        place = RECORDS[kind][0]
        page = client.get(f"/fr/{place}/{key}/").content.decode()
        assert f'type="application/feed+json" title="JSON Feed" href="/fr/{place}/{key}.feed.json"' in page
    assert "application/atom+xml" not in client.get("/fr/method/").content.decode()

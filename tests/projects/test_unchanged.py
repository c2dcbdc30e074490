"""A visitor's copy of a list: told to be the same as long as the data are, and never longer."""

import pytest

from funding.releases import make_release
from projects.changes import new_data_version
from tests import factories as make

pytestmark = pytest.mark.django_db
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


def test_an_edition_shows_on_the_page_and_its_own_list_is_kept_apart(register, client):
    first = client.get("/fr/awards/")
    make_release(register)
    assert client.get("/fr/awards/", headers={"If-None-Match": first["ETag"]}).status_code == 200
    make.award(register, "7", payers=[make.organization(register, "Fonds")], title="Deux")
    new_data_version(register.pk)
    now, then = client.get("/fr/awards/"), client.get("/fr/releases/1/awards/")
    assert [page.context["totals"][0]["awards"] for page in (now, then)] == [2, 1]


def test_who_is_signed_in_is_always_given_the_page(register, staff):
    page = staff("reviewer").get("/fr/awards/")
    assert page.status_code == 200 and "ETag" not in page

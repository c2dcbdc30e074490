"""Lists of who and what: strict filters, facets that count, addresses that can be shared."""

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from django.urls import reverse

from projects.filters import OrganizationFilter, PersonFilter, ProjectFilter
from projects.list_address import address_with, address_without, in_words
from projects.lists import facet_counts
from projects.models import Organization, OrganizationName, Person, Project, Register
from tests import factories as make

pytestmark = pytest.mark.django_db


def asked(filters: type, model: type, query: str, register: Register):
    """The filter set of a list, as a view makes it."""
    request = RequestFactory().get("/", QueryDict(query).dict())
    request.GET = QueryDict(query)
    request.register = register
    return filters(request.GET, model.objects.for_reading(register).for_list(), request=request)


@pytest.fixture
def register() -> Register:
    return make.register()


def test_a_value_that_no_filter_knows_gives_a_message_and_no_rows(register: Register, client) -> None:
    make.organization(register, "Une")
    found = asked(OrganizationFilter, Organization, "kind=spaceship", register)
    assert list(found.qs) == []
    assert found.errors_by_filter
    page = client.get(reverse("organizations") + "?kind=spaceship").content.decode()
    assert "spaceship" in page
    assert "Une</a>" not in page


def test_text_finds_other_names_acronyms_and_any_accent(register: Register) -> None:
    body = make.organization(register, "Évaluation des œuvres", acronym="EDO")
    OrganizationName.objects.create(organization=body, name="Bureau d’hier")
    make.organization(register, "Autre")
    for text in ("evaluation", "OEUVRES", "edo", "bureau hier"):
        assert [one.name for one in asked(OrganizationFilter, Organization, f"q={text}", register).qs] == [body.name], (
            text
        )


def test_a_percent_sign_is_a_letter_like_others(register: Register) -> None:
    make.organization(register, "Cent % public")
    make.organization(register, "Autre")
    assert asked(OrganizationFilter, Organization, "q=%25", register).qs.count() == 1


def test_facets_count_under_the_other_filters_and_show_what_is_on(register: Register) -> None:
    make.organization(register, kind="startup", sector="private")
    make.organization(register, kind="startup", sector="private")
    make.organization(register, kind="university", sector="public")
    counts = {
        facet.name: facet for facet in facet_counts(asked(OrganizationFilter, Organization, "kind=startup", register))
    }
    assert {one.value: (one.count, one.on) for one in counts["kind"].shown} == {
        "startup": (2, True),
        "university": (1, False),
    }
    assert {one.value: one.count for one in counts["sector"].shown} == {"private": 2}


def test_organizations_are_sorted_by_money_in_one_currency(register, client, django_assert_max_num_queries) -> None:
    ministry, large, small = (make.organization(register, name) for name in ("Ministère", "Grande", "Petite"))
    make.organization(register, "Aucune")
    for amount, currency, body in (("900", "CAD", large), ("5000", "USD", small), ("7", "CAD", small)):
        make.award(register, amount, currency=currency, payers=[ministry], recipients=[body])
    make.award(register, "20", payers=[ministry], recipients=[large, small])

    def names(order: str) -> list[str]:
        with django_assert_max_num_queries(40):
            answer = client.get(f"/en/organizations/?order={order}")
        return [one.name for one in answer.context["list"].page.object_list]

    assert names("received_cad") == ["Grande", "Petite", "Aucune", "Ministère"]
    assert names("received_usd") == ["Petite", "Aucune", "Grande", "Ministère"]
    assert names("paid_cad")[0] == "Ministère"
    page = client.get("/en/organizations/?order=received_cad").content.decode()
    assert (
        "Most money received (CAD)" in page
        and "Most money given (USD)" in page
        and "Sorted by what is known in CAD" in page
    )
    assert "$900" in page and "$920" not in page and "$5,000" not in page.split("Sorted by")[0]
    rows = client.get("/en/organizations.csv?order=received_usd").getvalue().decode().splitlines()
    assert "Petite" in rows[1]
    assert client.get("/en/organizations/?order=received_eur").context["list"].errors


def test_of_money_with_others_a_body_has_its_stated_share(register, client) -> None:
    large, small, third = (make.organization(register, name) for name in ("Grande", "Petite", "Tierce"))
    make.award(register, "8", recipients=[small])
    shared = make.award(register, "1000", recipients=[large, small, third])
    for body, share in ((large, "30"), (small, "25")):
        shared.parties.filter(organization=body).update(share=share)
    page = client.get("/en/organizations/?order=received_cad").context
    rows, sums = page["list"].page.object_list, page["money"]["sums"]
    assert [(one.name, sums.get(one.pk)) for one in rows] == [("Petite", 33), ("Grande", 30), ("Tierce", None)]


def test_facets_cost_as_many_queries_however_many_rows_there_are(register: Register, django_assert_num_queries) -> None:
    """One for the columns of the list's own table, one for each relation, and one for where they name nothing."""
    make.participation(make.project(register), make.organization(register))
    with django_assert_num_queries(5):
        facet_counts(asked(ProjectFilter, Project, "", register))
    organizations = asked(OrganizationFilter, Organization, "", register)
    with django_assert_num_queries(1):
        facet_counts(organizations)


def test_a_project_with_two_participants_stands_once(register: Register) -> None:
    project = make.project(register, "Projet")
    bodies = [make.organization(register, key=f"corps-{n}") for n in range(2)]
    for body in bodies:
        make.participation(project, body)
        make.participation(project, body, "lead")
    found = asked(ProjectFilter, Project, "participant=corps-0&participant=corps-1", register).qs
    assert [one.pk for one in found] == [project.pk]
    assert found.get().participants_count == 2


def test_what_is_not_published_is_not_counted(register: Register) -> None:
    person = make.person(register)
    make.seat(make.organization(register, key="conseil"), person, public=False)
    assert asked(PersonFilter, Person, "", register).qs.get().seats_count == 0
    assert asked(PersonFilter, Person, "body=conseil", register).qs.count() == 0


def test_a_body_that_was_merged_is_found_under_the_one_that_stands(register: Register, client) -> None:
    stands, other = make.organization(register, "Une", key="une"), make.organization(register, "Autre", key="autre")
    Organization.objects.filter(pk=other.pk).update(merged_into=stands)
    project = make.project(register)
    make.participation(project, other)
    assert asked(ProjectFilter, Project, "participant=une", register).qs.count() == 1
    assert client.get(reverse("organization", args=["autre"])).url == reverse("organization", args=["une"])
    assert "Autre</a>" not in client.get(reverse("organizations")).content.decode()


def test_addresses_keep_filters_and_begin_again_at_the_first_page() -> None:
    parameters = QueryDict("kind=startup&kind=university&page=3&q=x")
    assert address_with(parameters, order="paid") == "?kind=startup&kind=university&q=x&order=paid"
    assert address_without(parameters, "kind", "startup") == "?kind=university&q=x"
    assert address_without(parameters, "q", "x") == "?kind=startup&kind=university"


def test_filters_in_words(register: Register) -> None:
    found = asked(OrganizationFilter, Organization, "kind=startup&q=ia", register)
    assert "ia" in in_words(found)
    assert in_words(asked(OrganizationFilter, Organization, "", register)) == ""


def test_a_page_that_does_not_exist_is_not_the_last_one(register: Register, client) -> None:
    make.organization(register)
    assert client.get(reverse("organizations") + "?page=2").status_code == 404
    assert client.get(reverse("organizations") + "?page=x").status_code == 404


def test_htmx_is_given_the_results_only(register: Register, client) -> None:
    make.organization(register, "Une")
    page = client.get(reverse("organizations") + "?q=&kind=company", headers={"HX-Request": "true"})
    text = page.content.decode()
    assert 'id="results"' in text and "Une</a>" in text and "<html" not in text
    assert 'hx-swap-oob="true"' in text
    assert "HX-Request" in page["Vary"]
    assert page["HX-Push-Url"] == reverse("organizations") + "?kind=company"


def test_establishments_are_listed_with_what_the_table_counts(register: Register, client) -> None:
    hospital = make.organization(register, "Hôpital", kind="establishment", sector="public")
    centre = make.organization(register, "Centre", kind="research_centre", sector="public")
    make.organization(register, "Jeune pousse", kind="startup")
    make.reported_figure(register, "h", 48, table="tableau 4", rule="projects", organization=hospital)
    make.reported_figure(register, "c", 2, table="tableau 4", rule="projects", organization=centre)
    listed = client.get(reverse("establishments"))
    assert listed.context["reported_total"] == {"total": 50, "bodies": 2}
    assert [(body.name, body.reported) for body in listed.context["list"].page] == [("Hôpital", 48), ("Centre", 2)]

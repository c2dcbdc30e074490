"""The filters of awards: each gives the right awards, each award once, and sums that add up."""

from decimal import Decimal

import pytest
from django.db.models import Sum
from django.http import QueryDict
from django.test import RequestFactory
from django.urls import reverse

from funding.filters import AwardFilter
from funding.models import Award, Programme
from projects.choices import UseFamily
from projects.lists import facet_counts
from projects.models import Organization, ProjectUseType, Register, UseType
from projects.views import organizations_in
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def register(of_the_file: None) -> Register:
    """Awards of every kind: two payers, two recipients, a transfer and its regrant, gaps, one that is superseded."""
    register = make.register()
    meie, msss = make.ministry(register, "MEIE", key="meie"), make.ministry(register, "MSSS", key="msss")
    medteq = make.organization(register, "MEDTEQ", key="medteq", kind="consortium", sector="nonprofit")
    one = make.organization(register, "Une", key="une", kind="startup")
    two = make.organization(register, "Deux", key="deux", kind="startup")
    hospital = make.organization(register, "Hôpital", key="hopital", kind="establishment", sector="public")
    programme = make.programme(register, "Enveloppe", key="enveloppe")
    project = make.project(register, "Projet", key="projet")
    use = UseType.objects.create(
        register=register,
        version="1",
        code="imagerie",
        family=UseFamily.CLINICAL,
        name_fr="Imagerie",
        name_en="Imaging",
    )
    ProjectUseType.objects.create(project=project, use_type=use)
    make.participation(project, hospital, "host")
    transfer = make.award(register, "100", payers=[meie, msss], recipients=[medteq], flow_level="transfer", title="t")
    make.award(register, "30", payers=[medteq], recipients=[one, two], parent=transfer, title="r", fiscal_year=2021)
    make.award(register, "7", payers=[meie], recipients=[one], programme=programme, project=project, date="2020-05")
    make.award(register, "5", payers=[msss], recipients=[hospital], fiscal_year=2020)
    make.award(register, None, payers=[meie], recipients=[two], title="sans montant")
    make.award(register, "9", payers=[meie], title="sans bénéficiaire")
    make.award(register, "11", payers=[one], recipients=[two], currency="EUR")
    announced = make.award(register, "13", payers=[msss], recipients=[one], money_stage="announced")
    make.award(register, "12", payers=[msss], recipients=[one], money_stage="paid", supersedes=announced)
    make.award(register, "1000", payers=[meie], recipients=[one], public=False, title="secret")
    return register


def asked(register: Register, query: str) -> AwardFilter:
    request = RequestFactory().get("/")
    request.GET, request.register = QueryDict(query), register
    return AwardFilter(request.GET, Award.objects.for_reading(register), request=request)


def amounts(register: Register, query: str) -> list[str]:
    return sorted("None" if award.amount is None else str(int(award.amount)) for award in asked(register, query).qs)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("payer=msss", ["100", "12", "13", "5"]),
        ("payer=meie&payer=msss", ["100", "12", "13", "5", "7", "9", "None"]),
        ("recipient=une", ["12", "13", "30", "7"]),
        ("organization=une", ["11", "12", "13", "30", "7"]),
        ("intermediary=medteq", ["100", "30"]),
        ("programme=enveloppe", ["7"]),
        ("project=projet", ["7"]),
        ("establishment=hopital", ["5", "7"]),
        ("sector=public", ["5"]),
        ("sector=unnamed", ["9"]),
        ("sector=public&sector=unnamed", ["5", "9"]),
        ("recipient_kind=consortium", ["100"]),
        ("use=imagerie", ["7"]),
        ("level=transfer", ["100"]),
        ("amount=missing", ["None"]),
        ("amount=known&payer=meie", ["100", "7", "9"]),
        ("year=2020", ["5", "7"]),
        ("year_from=2020&year_to=2020", ["5", "7"]),
        ("year_from=2021", ["30"]),
        ("basis=entered", ["100", "12", "5", "7", "9", "None"]),
        ("basis=final", ["11", "12", "30", "5", "7", "9", "None"]),
        ("q=enveloppe", ["7"]),
        ("q=medteq une", ["30"]),
        ("q=secret", []),
        # What the question leaves out does not hold what comes out of it inside.
        ("behind=who-decides:drawn&currency=CAD&not_level=transfer", ["12", "30", "5", "7", "9"]),
    ],
)
def test_each_filter_gives_its_awards_once(register: Register, query: str, expected: list[str]) -> None:
    assert amounts(register, query) == expected


def test_what_no_intermediary_touches_is_not_asked_of_each_award(register: Register) -> None:
    """Asked of each award by itself, it took a minute of 100,000 of them."""
    said = str(asked(register, "intermediary=unknown").qs.query)
    assert 'NOT ("funding_award"."id" IN (SELECT' in said
    assert 'award_id" = ("funding_award"."id")' not in said


@pytest.mark.parametrize(
    "query", ["payer=personne", "sector=x", "year_from=abc", "basis=net", "use=x", "order=secret", "amount=0"]
)
def test_a_value_that_is_not_understood_gives_no_rows(register: Register, query: str, client) -> None:
    found = asked(register, query)
    assert not found.qs.exists() and found.errors_by_filter
    answer = client.get(f"{reverse('awards')}?{query}")
    assert answer.status_code == 200 and "notice--blocking" in answer.content.decode()
    assert client.get(f"{reverse('awards_download', args=['csv'])}?{query}").status_code == 400


@pytest.mark.parametrize("query", ["", "payer=meie&payer=msss", "recipient=une&recipient=deux", "q=e", "basis=final"])
def test_sums_by_group_are_the_sum_of_the_distinct_rows(register: Register, query: str) -> None:
    """A join with payers or recipients would count an award once per party."""
    found = asked(register, query).qs
    rows = {award.pk: award for award in found}
    assert found.count() == len(rows)
    for total in found.totals():
        mine = [award.amount or Decimal(0) for award in rows.values() if award.currency == total["currency"]]
        assert (total["total"] or 0) == sum(mine)
    by_level = found.order_by().values("flow_level").annotate(total=Sum("amount"))
    assert sum(row["total"] or 0 for row in by_level) == sum(award.amount or 0 for award in rows.values())


def test_the_two_bases_are_never_added_and_leave_out_what_is_told_twice(register: Register) -> None:
    total = next(row for row in asked(register, "").qs.totals_by_basis() if row["currency"] == "CAD")
    assert (total["entered"], total["final"]) == (Decimal("133.00"), Decimal("63.00"))
    assert (total["awards"], total["without_amount"], total["superseded"]) == (8, 1, 1)


def test_what_comes_out_of_a_transfer_that_is_not_shown_enters_as_public_money(register: Register) -> None:
    def entered() -> Decimal:
        return next(row["entered"] for row in asked(register, "").qs.totals_by_basis() if row["currency"] == "CAD")

    before, payer = entered(), Organization.objects.get(key="meie")
    for public, amount in ((True, "500"), (False, "6000")):
        transfer = make.award(register, amount, payers=[payer], flow_level="transfer", public=public)
        make.award(register, "40", payers=[payer], parent=transfer)
    assert entered() == before + 500 + 40
    assert amounts(register, "basis=entered").count("40") == 1


def test_facets_agree_with_what_their_filter_gives(register: Register) -> None:
    for facet in facet_counts(asked(register, "")):
        for value in facet.shown:
            assert asked(register, f"{facet.name}={value.value}").qs.count() == value.count, (facet.name, value)


def test_orders_put_missing_amounts_last(register: Register) -> None:
    assert next(award.amount for award in asked(register, "order=-amount").qs) == 100
    assert [award.amount for award in asked(register, "order=amount").qs][-1] is None
    assert [award.year for award in asked(register, "order=-year").qs][:3] == [2021, 2020, 2020]


def test_programmes_filter_gives_each_once(register: Register) -> None:
    from funding.filters import ProgrammeFilter
    from funding.models import ProgrammeParty

    programme = Programme.objects.get()
    body = Organization.objects.get(key="meie")
    for role in ("payer", "chooser"):
        ProgrammeParty.objects.create(programme=programme, organization=body, role=role)
    request = RequestFactory().get("/")
    request.GET, request.register = QueryDict("organization=meie"), register
    filters = ProgrammeFilter(request.GET, Programme.objects.for_reading(register).for_list(), request=request)
    assert [one.pk for one in filters.qs] == [programme.pk]
    assert filters.qs.get().awards_count == 1


def test_money_said_to_be_public_enters_though_no_payer_is_named() -> None:
    """Scale AI's 18.89 M$ are public funds, the study says, and does not say whose."""
    register = make.register()
    consortium = make.organization(register, "Scale AI", kind="consortium", sector="nonprofit")
    make.award(register, "18", recipients=[consortium], flow_level="transfer", payer_absent="public")
    make.award(register, "3", recipients=[consortium], flow_level="transfer", payer_absent="not_named")
    assert amounts(register, "basis=entered") == ["18"]


def test_a_recipient_that_is_not_shown_is_not_called_named(client) -> None:
    """The facet counts it among those that are not named."""
    register = make.register()
    hidden = make.organization(register, "Cachée", public=False)
    payers = [make.ministry(register)]
    made = make.award(register, "8", payers=payers, recipients=[hidden])
    assert amounts(register, "sector=unnamed") == ["8"]
    for address in (register.address("awards"), register.address("award", made.key)):
        page = client.get(address).content.decode()
        assert "Non affiché" in page and "Cachée" not in page, address


@pytest.fixture
def merged() -> Register:
    """A ministry, a consortium and a company, each under two names; what both names pay or receive is one award."""
    register = make.register()
    ministry, old = (
        make.ministry(register, "Ministère", key="ministere"),
        make.ministry(register, "Ancien", key="ancien"),
    )
    consortium = make.organization(register, "Consortium", key="consortium", kind="consortium")
    association = make.organization(register, "Association", key="association", kind="consortium")
    company, twin = (
        make.organization(register, "Une", key="une"),
        make.organization(register, "Une inc.", key="une-inc"),
    )
    project = make.project(register, "Projet", key="projet")
    transfer = make.award(register, "100", payers=[old], recipients=[association], flow_level="transfer")
    make.award(register, "30", payers=[consortium], recipients=[company], parent=transfer)
    make.award(register, "7", payers=[ministry, old], recipients=[company, twin])
    make.award(register, "5", payers=[old], recipients=[twin], project=project)
    make.participation(project, company)
    make.participation(project, twin)
    make.seat(twin, make.person(register, "Ada"))
    for other, into in ((old, ministry), (association, consortium), (twin, company)):
        Organization.objects.filter(pk=other.pk).update(merged_into=into)
    return register


def test_facets_count_a_merged_body_with_the_one_that_stands(merged: Register) -> None:
    counts = {facet.name: {one.value: one for one in facet.shown} for facet in facet_counts(asked(merged, ""))}
    for name, values in counts.items():
        for value in values:
            assert asked(merged, f"{name}={value}").qs.count() == values[value].count, (name, value)
    assert {key: (one.label, one.count) for key, one in counts["payer"].items()} == {
        "ministere": ("Ministère", 3),
        "consortium": ("Consortium", 1),
    }
    assert {key: one.count for key, one in counts["intermediary"].items()} == {"consortium": 2, "unknown": 2}


def test_a_merged_body_asks_for_the_one_that_stands(merged: Register, client) -> None:
    """Its filter, its page, its files and its feeds lead there; so does the filter of the API."""
    home = merged.address("home")
    for name, old, standing in (("payer", "ancien", "ministere"), ("not_recipient", "une-inc", "une")):
        assert set(asked(merged, f"{name}={old}").qs) == set(asked(merged, f"{name}={standing}").qs) != set()
        for page in ("awards/", "awards.csv", "awards.atom", "questions/concentration/"):
            answer = client.get(f"{home}{page}?{name}={old}&{name}={standing}&year=2021")
            assert answer.status_code == 302, page
            assert answer["Location"] == f"{home}{page}?{name}={standing}&year=2021"
    assert client.get(f"{home}organizations/ancien/")["Location"] == f"{home}organizations/ministere/"
    api = f"/api/v1/{'' if merged.is_default else f'r/{merged.slug}/'}awards/"
    given = [client.get(api, {"payer": key}).json()["results"] for key in ("ancien", "ministere")]
    assert given[0] == given[1] != []
    Organization.objects.filter(key="ministere").update(published=False)
    assert client.get(f"{home}awards/?payer=ancien").status_code == 200


def test_lists_of_bodies_say_what_their_pages_say(merged: Register, client) -> None:
    assert {body.key for body in organizations_in(merged).funders()} == {"ministere", "consortium"}
    for body in organizations_in(merged):
        sides = client.get(merged.address("organization", body.key)).context["account"]
        assert (body.awards_received, body.awards_paid) == (sides["received"].count, sides["paid"].count), body
        listed = Organization.objects.filter(pk=body.pk)
        assert sum(row["awards"] for row in listed.awards_received_by().totals_by_basis()) == sides["received"].count
    assert {body.key: body.projects_count for body in organizations_in(merged)} == {
        **dict.fromkeys(("ministere", "consortium"), 0),
        "une": 1,
    }


def test_other_lists_name_the_body_that_stands(merged: Register, client) -> None:
    for name, facet in (("projects", "participant"), ("people", "body"), ("seats", "body")):
        page = client.get(merged.address(name)).context["list"]
        [values] = [[one for one in counts.shown if one.count] for counts in page.facets if counts.name == facet]
        assert [(one.value, one.label, one.count) for one in values] == [("une", "Une", 1)], name
    assert client.get(merged.address("projects")).context["list"].page[0].participants_count == 1
    neighbours = client.get(merged.address("organization", "une")).context["neighbours"]
    assert [(one.tie, one.name, one.count) for one in neighbours if one.tie == "paid_by"] == [
        ("paid_by", "Ministère", 2),
        ("paid_by", "Consortium", 1),
    ]

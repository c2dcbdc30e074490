"""Leaving values out, « unknown » as a value, ranges: together with what is counted beside the list, they add up."""

from decimal import Decimal

import pytest
from django.db.models import Count, Sum
from django.http import QueryDict
from django.test import RequestFactory
from django.urls import reverse

from funding.filters import AwardFilter, ProgrammeFilter, SourceFilter
from funding.models import Award, Programme, Source
from projects.facets import facet_counts
from projects.filters import OrganizationFilter, PersonFilter, ProjectFilter, SeatFilter
from projects.list_address import chips, in_words
from projects.models import BoardMembership, Organization, Person, Project, Register
from tests import factories as make
from tests.funding.test_filters import amounts, asked, register  # noqa: F401  (the fixture is used by its name)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("not_payer=meie", ["11", "12", "13", "30", "5"]),
        ("not_payer=meie&not_payer=msss", ["11", "30"]),
        ("payer=meie&not_payer=msss", ["7", "9", "None"]),
        ("not_sector=private", ["100", "5", "9"]),
        ("not_sector=unnamed&payer=meie", ["100", "7", "None"]),
        ("not_use=imagerie&payer=meie", ["100", "9", "None"]),
        ("use=unknown&payer=meie", ["100", "9", "None"]),
        ("use=unknown&use=imagerie&payer=meie", ["100", "7", "9", "None"]),
        ("programme=unknown&payer=meie", ["100", "9", "None"]),
        ("not_programme=unknown", ["7"]),
        ("not_programme=enveloppe&payer=meie", ["100", "9", "None"]),
        ("project=unknown&payer=msss", ["100", "12", "13", "5"]),
        ("intermediary=unknown", ["11", "12", "13", "5", "7", "9", "None"]),
        ("not_intermediary=medteq&payer=meie", ["7", "9", "None"]),
        ("recipient=unknown", ["9"]),
        ("payer=unknown", []),
        ("year=unknown&payer=msss", ["100", "12", "13"]),
        ("not_year=unknown", ["30", "5", "7"]),
        ("not_year=2020&year_from=2019", ["30"]),
        ("not_year=2020&payer=msss", ["100", "12", "13"]),
        ("year_from=2021&year=unknown&payer=medteq", ["30"]),
        ("year_from=2021&year=unknown&payer=msss", ["100", "12", "13"]),
        ("amount_from=9&amount_below=12", ["11", "9"]),
        ("amount_from=13", ["100", "13", "30"]),
        ("amount_from=30&amount=missing", ["100", "30", "None"]),
        ("amount_from=30&amount=known", ["100", "30"]),
        ("currency=EUR", ["11"]),
        ("not_currency=CAD", ["11"]),
        ("stage=paid&stage=announced", ["12", "13"]),
        ("not_level=final", ["100"]),
    ],
)
def test_each_gives_its_awards_once(register: Register, query: str, expected: list[str]) -> None:  # noqa: F811
    assert amounts(register, query) == expected


@pytest.mark.parametrize(
    "query",
    [
        "not_payer=msss",
        "amount_from=5&amount=missing",
        *(pytest.param(query, marks=pytest.mark.slow) for query in ("", "payer=meie", "year_from=2020")),
    ],
)
def test_every_value_and_every_bar_counts_what_it_would_give(register: Register, query: str) -> None:  # noqa: F811
    """A count ignores its own facet: the address is asked again with this value alone."""
    for facet in facet_counts(asked(register, query)):
        kept = QueryDict(query, mutable=True)
        for name in (facet.name, f"not_{facet.name}", *facet.ends):
            kept.pop(name, None)
        for value in facet.shown + facet.more:
            alone = kept.copy()
            alone[facet.name] = value.value
            assert asked(register, alone.urlencode()).qs.count() == value.count, (facet.name, value)
            if facet.excludes:
                without = kept.copy()
                without[f"not_{facet.name}"] = value.value
                assert asked(register, without.urlencode()).qs.count() == asked(
                    register, kept.urlencode()
                ).qs.count() - (value.count), (facet.name, value)
        for bar in facet.bars:
            alone = kept.copy()
            for name, end in zip(facet.ends, (bar.low, bar.high), strict=True):
                if end is not None:
                    alone[name] = str(end)
            assert asked(register, alone.urlencode()).qs.count() == bar.count, (facet.name, bar)


def test_a_use_counts_the_awards_of_the_list_not_all_those_of_its_projects(register: Register) -> None:  # noqa: F811
    msss, project = Organization.objects.get(key="msss"), Project.objects.get(key="projet")
    make.award(register, "21", payers=[msss], project=project)
    make.award(register, "22", payers=[msss], project=project, public=False)
    for query, count in (("", 2), ("payer=meie", 1), ("payer=msss", 1)):
        [use] = [facet for facet in facet_counts(asked(register, query)) if facet.name == "use"]
        assert {one.value: one.count for one in use.shown}["imagerie"] == count, query


def test_what_no_source_says_is_counted_and_asked_for(register: Register) -> None:  # noqa: F811
    counts = {facet.name: {one.value: one.count for one in facet.shown} for facet in facet_counts(asked(register, ""))}
    assert counts["sector"]["unnamed"] == 1
    assert counts["year"]["unknown"] == 6
    assert counts["amount"] == {"known": 8, "missing": 1}
    assert counts["programme"] == {"enveloppe": 1, "unknown": 8}
    assert counts["use"] == {"imagerie": 1, "unknown": 8}


SETS = {
    AwardFilter: (Award, ["", "payer=meie&payer=msss", "not_recipient_kind=startup", "use=unknown", "q=une"]),
    ProgrammeFilter: (Programme, ["", "organization=meie", "not_organization=meie", "organization=unknown", "q=meie"]),
    SourceFilter: (Source, ["", "body=meie", "not_body=meie", "body=unknown", "q=reponse"]),
    OrganizationFilter: (
        Organization,
        ["", "kind=startup&kind=ministry", "not_kind=startup", "region=unknown", "q=un"],
    ),
    ProjectFilter: (
        Project,
        ["", "participant=hopital&participant=une", "not_use=imagerie", "use=unknown", "q=hopital"],
    ),
    PersonFilter: (Person, ["", "body=meie&body=medteq", "not_seat=board", "q=roy"]),
    SeatFilter: (BoardMembership, ["", "body=meie&body=medteq", "not_body=meie", "on_behalf_of=unknown", "q=roy"]),
}


@pytest.mark.parametrize("filters", SETS)
def test_grouped_sums_are_those_of_the_distinct_rows(register: Register, filters: type) -> None:  # noqa: F811
    """No filter and no text counts a row once per thing that points at it."""
    person, meie = make.person(register, "Ève Roy"), Organization.objects.get(key="meie")
    medteq, project = Organization.objects.get(key="medteq"), Project.objects.get(key="projet")
    for body in (meie, medteq):
        for kind in ("board", "advisory"):
            make.seat(body, person, kind=kind, on_behalf_of=Organization.objects.get(key="une"))
    for role in ("lead", "host", "participant"):
        make.participation(project, Organization.objects.get(key="une"), role)
    model, queries = SETS[filters]
    amount = "amount" if model is Award else "pk"
    for query in queries:
        request = RequestFactory().get("/")
        request.GET, request.register = QueryDict(query), register
        rows = model.objects.for_reading(register)
        rows = rows if model is Award else rows.for_list()
        found = filters(request.GET, rows, request=request).qs
        listed = list(found)
        assert len({row.pk for row in listed}) == len(listed) == found.count(), query
        group = "flow_level" if model is Award else "register"
        grouped = found.order_by().values(group).annotate(total=Sum(amount), n=Count("pk"))
        assert sum(row["n"] for row in grouped) == len(listed), query
        total = sum((getattr(row, amount) or Decimal(0)) for row in listed)
        assert sum((row["total"] or 0) for row in grouped) == total, query


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("awards", "not_payer=personne"),
        ("awards", "amount_from=beaucoup"),
        ("awards", "year=2020x"),
        ("seats", "kind=throne"),
        ("seats", "year_from=1"),
        ("projects", "not_use=x"),
        ("sources", "body=personne"),
    ],
)
def test_a_value_that_is_not_understood_is_a_message_and_no_rows(
    register: Register,  # noqa: F811
    client,
    page: str,
    query: str,
) -> None:
    answer = client.get(f"{reverse(page)}?{query}")
    assert "notice--blocking" in answer.content.decode()
    assert answer.context["list"].count == 0
    assert client.get(f"{reverse(f'{page}_download', args=['csv'])}?{query}").status_code == 400


def test_chips_say_what_is_on_and_what_is_left_out(register: Register) -> None:  # noqa: F811
    query = "not_payer=meie&year_from=2018&year_to=2024&year=unknown&sector=private"
    found = chips(asked(register, query), QueryDict(query))
    assert (found[0].value, found[0].out) == ("2018 à 2024", False)
    assert next(chip for chip in found if chip.out).address == (
        "?year_from=2018&year_to=2024&year=unknown&sector=private"
    )
    assert found[0].address == "?not_payer=meie&year=unknown&sector=private"
    assert "sauf" in in_words(asked(register, query))


def test_the_page_holds_the_same_filters_without_javascript(register: Register, client) -> None:  # noqa: F811
    text = client.get(reverse("awards") + "?not_payer=meie&size=50&order=year").content.decode()
    assert 'name="not_payer" value="meie" checked' in text
    assert '<input type="hidden" name="size" value="50">' in text
    assert '<input type="hidden" name="order" value="year">' in text
    assert 'class="chip chip--out"' in text
    assert client.get(reverse("awards") + "?size=7").status_code == 404
    assert client.get(reverse("awards") + "?size=100").context["list"].page.paginator.per_page == 100


def test_seats_are_listed_with_who_sits_where_and_for_whom(register: Register, client) -> None:  # noqa: F811
    meie, une = Organization.objects.get(key="meie"), Organization.objects.get(key="une")
    make.seat(meie, make.person(register, "Ève Roy"), on_behalf_of=une, valid_from="2019-04")
    make.seat(meie, une, former=True)
    answer = client.get(reverse("seats"))
    assert answer["X-Robots-Tag"] == "noindex"
    assert "Ève Roy" in answer.content.decode()
    for query, count in (("q=roy", 1), ("state=true", 1), ("year=unknown", 1), ("year_from=2019", 1), ("body=meie", 2)):
        assert client.get(f"{reverse('seats')}?{query}").context["list"].count == count, query

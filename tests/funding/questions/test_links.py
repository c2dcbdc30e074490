"""Every number of every question leads to exactly its rows: they are counted and added up again, one by one."""

from decimal import Decimal
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict
from django.test import RequestFactory

from funding.answers import Answer
from funding.dashboards.catalogue import QUESTIONS
from funding.filters import AwardFilter
from funding.invented import register as invented
from funding.models import Award
from projects.filters import ProjectFilter
from projects.models import Organization, Project
from tests import factories as make
from tests.oracle import body_of
from tests.whole import WHOLE

pytestmark = pytest.mark.django_db
COUNTED = {"awards", "transfers", "without_amount"}
ADDED = {"amount", "total", "received", "value"}


@pytest.fixture
def example():
    make.register()
    return invented.make(awards=120)[0]


def page_of(register, slug, query, views):
    request = RequestFactory().get(f"/?{query}")
    request.register = register
    return Answer(QUESTIONS[slug], register, QueryDict(query), request, views).made(most=None)


def rows_at(register, address):
    """The awards at an address, as the list finds them."""
    request = RequestFactory().get(address)
    request.register = register
    filters = AwardFilter(
        QueryDict(urlsplit(address).query), queryset=Award.objects.public().of(register), request=request
    )
    assert filters.form.is_valid(), (address, filters.form.errors)
    return list(filters.qs.prefetch_related("parties__organization__merged_into", "years"))


def numbers_of(page):
    """(where, column, value, address) of each number that leads to awards."""
    for number in page.numbers:
        if number.value is not None:
            kind = "awards" if isinstance(number.value, int) else "amount"
            yield number.label, kind, number.value, number.address
    for table in page.downloads.values():
        for row in table.rows:
            for column, cell in zip(table.columns, row, strict=True):
                if "behind=" in cell.address and cell.value is not None:
                    yield f"{table.name} {row[0].text}", column.name, cell.value, cell.address


def projects_at(register, address):
    """The projects at an address, as the list finds them: how many they stand for, and their rows."""
    request = RequestFactory().get(address)
    request.register = register
    filters = ProjectFilter(QueryDict(urlsplit(address).query), Project.objects.public().of(register), request=request)
    assert filters.form.is_valid(), (address, filters.form.errors)
    return list(filters.qs)


def sum_of(awards, address):
    """What is known of their amounts: of one body its part, of one year its part, of a rest what nothing comes out of."""
    behind = QueryDict(urlsplit(address).query).get("behind", "").split(":")
    if behind[:2] in (["concentration", "body"], ["what-became-of-them", "body"]):
        return sum((part_of(award, {behind[2]}) for award in awards), Decimal(0))
    if behind[:2] == ["concentration", "group"]:
        return sum((part_of(award, members_of(behind[2])) for award in awards), Decimal(0))
    if behind[:2] == ["over-time", "money"]:
        return sum((in_year(award, int(behind[2])) for award in awards), Decimal(0))
    if behind[-1] in ("untraced", "partly") or behind[:2] == ["traced", "rest"]:
        return sum((award.amount - handed_on(award) for award in awards), Decimal(0))
    return sum((award.amount for award in awards if award.amount is not None), Decimal(0))


def members_of(key):
    """The keys of a group and of its members of today."""
    group = Organization.objects.get(key=key)
    return {key} | {tie.organization.key for tie in group.ties_to.filter(kind="group", valid_to="")}


def part_of(award, keys):
    sides = [party for party in award.parties.all() if party.role == "recipient"]
    mine = [party for party in sides if body_of(party) in keys]
    if len(sides) == 1:
        return award.amount or Decimal(0)
    return sum((party.share or Decimal(0) for party in mine), Decimal(0)) if award.amount is not None else Decimal(0)


def in_year(award, year):
    parts = list(award.years.all())
    if parts and all(part.amount is not None for part in parts):
        return sum((part.amount for part in parts if part.fiscal_year == year), Decimal(0))
    return award.amount or Decimal(0)


def handed_on(award):
    out = Award.objects.public().current().filter(parent=award, amount__isnull=False, currency=award.currency)
    return sum((one.amount for one in out), Decimal(0))


@pytest.mark.parametrize("query", ["", "year_from=2020&sector=private"])
def test_each_number_leads_to_exactly_its_awards(example, query):
    wrong, checked, seen = [], 0, {}
    for slug, question in QUESTIONS.items():
        first = {switch.name: switch.choices[0][0] for switch in question.switches}
        others = [first | {switch.name: switch.choices[-1][0]} for switch in question.switches]
        for views in [first, *others] if WHOLE and not query else [first]:
            for where, column, value, address in numbers_of(page_of(example, slug, query, views)):
                if "/awards/?" not in address:
                    continue
                awards = seen.setdefault(address, None) or rows_at(example, address)
                seen[address] = awards
                found = {**dict.fromkeys(COUNTED, len(awards))}.get(column)
                if column in ADDED:
                    found = sum_of(awards, address)
                if column == "awards" and value == 0:
                    continue
                if found is not None:
                    checked += 1
                    if found != value:
                        wrong.append((slug, views, where, column, value, found, address))
    assert not wrong, "\n".join(map(str, wrong[:12]))
    assert checked > (200 if not query else 40)


# Bodies take part in lines, whatever each stands for; uses count the projects that a line stands for.
STANDS_FOR = {"uses": lambda projects: sum(one.count_of_projects for one in projects)}


@pytest.mark.parametrize("query", ["", "year_from=2020&sector=private"])
def test_each_number_of_projects_leads_to_exactly_them(example, query):
    wrong, checked = [], dict.fromkeys(("uses", "repeat-participants", "establishments"), 0)
    for slug in checked:
        views = {switch.name: switch.choices[0][0] for switch in QUESTIONS[slug].switches}
        there = [one for one in numbers_of(page_of(example, slug, query, views)) if "/projects/?" in one[3] and one[2]]
        # Every third of the many rows of a table: each asks for a list.
        for where, _column, value, address in there if len(there) < 20 else there[::3]:
            found = STANDS_FOR.get(slug, len)(projects_at(example, address))
            checked[slug] += 1
            if found != value:
                wrong.append((slug, where, value, found, address))
    assert not wrong, "\n".join(map(str, wrong[:12]))
    assert all(checked.values()), checked


def test_the_list_of_projects_says_the_number_and_refuses_one_that_is_none(client, example):
    page = client.get("/fr/r/exemple/projects/?behind=uses:untyped%3Fyear_from%3D2020").content.decode()
    assert "Usages › untyped ? year_from=2020" in page
    for wrong in ("uses:nothing", "traced:to", "uses:type", "uses"):
        assert client.get(f"/fr/r/exemple/projects.csv?behind={wrong}").status_code == 400


def test_a_number_that_no_question_has_is_refused(client, example):
    answer = client.get("/fr/r/exemple/awards/?behind=who-decides:nothing")
    assert "Aucune question n’a un tel chiffre." in answer.content.decode()
    assert client.get("/fr/r/exemple/awards.csv?behind=nothing").status_code == 400


def test_the_list_says_which_number_its_rows_are_behind(client, example):
    page = client.get("/fr/r/exemple/awards/?behind=who-decides:decider:public").content.decode()
    assert "Qui décide › decider › public" in page

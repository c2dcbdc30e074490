"""Every number of every question leads to exactly its rows: they are counted and added up again, one by one."""

from decimal import Decimal
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from django.utils import translation

from funding.answers import Answer
from funding.dashboards.catalogue import QUESTIONS
from funding.filters import AwardFilter
from funding.invented import register as invented
from funding.models import Award
from funding.questions.behind import PROJECTS
from funding.questions.behind_words import told_number, what_it_counts
from projects.filters import ProjectFilter
from projects.models import Organization, Project
from tests import factories as make
from tests.oracle import body_of
from tests.whole import WHOLE

pytestmark = pytest.mark.django_db
# One that keeps most of the register, and stands in every address.
QUERIES = ["", "year_from=2020&sector=private"] if WHOLE else ["year_from=2019"]
COUNTED = {"awards", "transfers", "without_amount"}
ADDED = {"amount", "total", "received", "value"}


@pytest.fixture(scope="module")
def example(of_the_file):
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
    behind = QueryDict(urlsplit(address).query).get("behind", "").replace(":net:", ":").split(":")
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
    if len({body_of(party) for party in sides}) == 1:
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


@pytest.mark.parametrize("query", QUERIES)
def test_each_number_leads_to_exactly_its_awards(example, query):
    wrong, checked, in_tables, seen = [], 0, 0, {}
    for slug, question in QUESTIONS.items():
        first = {switch.name: switch.choices[0][0] for switch in question.switches}
        others = [first | {switch.name: switch.choices[-1][0]} for switch in question.switches]
        for views in [first, *others] if WHOLE and not query else [first]:
            page = page_of(example, slug, query, views)
            of_tables, n = wrong_in_tables(slug, page)
            wrong, in_tables = [*wrong, *of_tables], in_tables + n
            for where, column, value, address in numbers_of(page):
                if "/awards/?" not in address:
                    continue
                awards = seen.setdefault(address, None) or rows_at(example, address)
                seen[address] = awards
                found = {**dict.fromkeys(COUNTED, len(awards))}.get(column)
                if column in ADDED:
                    found = sum_of(awards, address)
                    whole = sum((award.amount for award in awards if award.amount is not None), Decimal(0))
                    named = QueryDict(urlsplit(address).query).get("behind", "")
                    # The list prints the sum of whole awards: where that is not the figure, it says why.
                    if value != whole and not what_it_counts(named):
                        wrong.append((slug, views, where, "is not what its list adds up", value, whole, address))
                if column == "awards" and value == 0:
                    continue
                if found is not None:
                    checked += 1
                    if found != value:
                        wrong.append((slug, views, where, column, value, found, address))
    assert not wrong, "\n".join(map(str, wrong[:12]))
    assert checked > (40 if "sector" in query else 150)
    assert in_tables > (40 if "sector" in query else 100)


def test_a_list_behind_a_figure_says_which_and_what_of_its_rows_it_counts(example, client):
    key = Award.objects.filter(parties__share__isnull=False).values_list("parties__organization__key", flat=True)[0]
    address = f"/fr/r/{example.slug}/awards/?currency=CAD&year_from=2019&behind=concentration:body:{key}"
    text = " ".join(client.get(address).content.decode().replace("\xa0", " ").split())
    assert "Ce sont les lignes derrière un chiffre de « Concentration »." in text
    assert "D’un financement à plusieurs organismes, le chiffre ne compte que la part dite" in text
    assert f'href="/fr/r/{example.slug}/questions/concentration/?currency=CAD&amp;year_from=2019"' in text
    with translation.override("fr"):
        flow = told_number("who-decides:flow:net:kind:payer:ministry:recipient:startup")
        assert flow == "Qui décide › net › Ministère › Jeune pousse"
    projects = client.get(f"/fr/r/{example.slug}/projects/?behind=uses:family:clinical%3Fyear_from=2019")
    assert f'href="/fr/r/{example.slug}/questions/uses/?year_from=2019"' in projects.content.decode()
    assert "lignes derrière un chiffre" not in client.get(f"/fr/r/{example.slug}/awards/").content.decode()


# Bodies take part in lines, whatever each stands for; uses count the projects that a line stands for.
STANDS_FOR = {"uses": lambda projects: sum(one.count_of_projects for one in projects)}


@pytest.mark.parametrize("query", QUERIES)
def test_each_number_of_projects_leads_to_exactly_them(example, query):
    wrong, checked = [], dict.fromkeys(PROJECTS, 0)
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


# Numbers that are sums of a column of their rows, not their count.
SUMS = {"establishments": {"participations": "projects", "hours": "hours", "money": "money"}, "uses": {"": "projects"}}


def told_in_tables(page):
    """(where, value, address) of each number and cell that leads to rows of a table of its own page."""
    for number in page.numbers:
        if "#table-" in number.address:
            yield number.label, number.value, number.address
    for table in page.tables:
        for row in table.rows:
            for column, cell in zip(table.columns, row, strict=True):
                if "#table-" in cell.address:
                    yield f"{table.name} {row[0].text} {column.name}", cell.value, cell.address


def rows_there(page, address):
    """(code, table): the rows of the table that an address of a page leads to, and the number's code."""
    parts = urlsplit(address)
    name, code = parts.fragment.removeprefix("table-"), ""
    if asked := QueryDict(parts.query).get("rows", ""):
        of, _colon, code = asked.partition(":")
        assert of == name
        page = page.rows_behind(name, code)
    return code, page.downloads[name]


def value_of(slug, code, table):
    """What the rows come to: how many they are, or the sum of a column."""
    names = [one.name for one in table.columns]
    sums, kind = SUMS.get(slug, {}), code.rpartition("-")[2] if code.startswith("of-") else code
    column = sums.get(kind) or (sums.get("") if table.name == "table" else None)
    if not column:
        return len(table.rows)
    place = names.index(column)
    return sum((Decimal(row[place].value) for row in table.rows if row[place].value is not None), Decimal(0))


def wrong_in_tables(slug, page):
    """(numbers of a page that do not come to what they say, how many were followed)."""
    wrong, checked = [], 0
    for where, value, address in told_in_tables(page):
        if value is not None:
            code, table = rows_there(page, address)
            checked += 1
            if value_of(slug, code, table) != value:
                wrong.append((slug, where, value, value_of(slug, code, table), address))
    return wrong, checked


def test_the_rows_of_a_number_stand_alone_and_the_list_of_seats_keeps_the_filter(client, example):
    address = "/fr/r/exemple/questions/repeat-participants/?rows=table:3"
    page = client.get(address).content.decode()
    assert "derrière le chiffre" in page and "repeat-participants.csv?rows=table%3A3" in page
    files = [f"/fr/r/exemple/questions/repeat-participants.csv{query}" for query in ("?rows=table%3A3", "")]
    some, everyone = (client.get(file).getvalue().count(b"\n") for file in files)
    assert 1 < some < everyone
    assert client.get("/fr/r/exemple/questions/repeat-participants/?rows=table:nothing").status_code == 404
    assert client.get("/fr/r/exemple/questions/repeat-participants/?rows=nothing:3").status_code == 404
    query = "sector=private&board_kind=consortium"
    page = client.get(f"/fr/r/exemple/questions/interlocks/?{query}").content.decode()
    assert f'href="/fr/r/exemple/seats/?{query.replace("&", "&amp;")}"' in page
    seats = client.get(f"/fr/r/exemple/seats/?{query}")
    assert seats.status_code == 200 and "consortium" in seats.content.decode()
    assert client.get("/fr/r/exemple/seats.csv?sector=nothing").status_code in (400, 404)


def test_the_list_of_projects_says_the_number_and_refuses_one_that_is_none(client, example):
    page = client.get("/fr/r/exemple/projects/?behind=uses:untyped%3Fyear_from%3D2020").content.decode()
    assert "Usages › sans usage ? year_from=2020" in page
    for wrong in ("uses:nothing", "traced:to", "uses:type", "uses"):
        assert client.get(f"/fr/r/exemple/projects.csv?behind={wrong}").status_code == 400


def test_a_number_that_no_question_has_is_refused(client, example):
    answer = client.get("/fr/r/exemple/awards/?behind=who-decides:nothing")
    assert "Aucune question n’a un tel chiffre." in answer.content.decode()
    assert client.get("/fr/r/exemple/awards.csv?behind=nothing").status_code == 400


def test_the_list_says_which_number_its_rows_are_behind(client, example):
    page = client.get("/fr/r/exemple/awards/?behind=who-decides:decider:public").content.decode()
    assert "Qui décide › Public" in page

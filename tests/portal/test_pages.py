"""The public pages: in both languages, for both registers, with few queries and no dead link."""

import re
from collections import Counter
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve

from funding.choices import ImportState
from funding.invented.register import make as make_invented
from funding.models import Award, Import
from projects.models import Organization, Register
from tests import factories as make
from tests.portal.site_things import build
from tests.whole import WHOLE

FACETED = ["projects", "organizations", "funders", "consortia", "establishments", "people", "programmes", "awards"]
FACETED += ["sources"]
LISTS = [*FACETED, "questions", "method", "data", "search"]
# Of each kind of page so many are opened.
OF_EACH = 3 if WHOLE else 1
MOST_QUERIES = 15
# A body's page has every kind of fact that may name it, the findings about it and its corrections, one query for each.
MOST_OF_A_BODY = 19
# Where no release is as new as the register, each relation of a list's facets is counted by a query of its own.
MOST_OF_A_LIST = 22
# It answers five questions; what they come to is kept as long as the data are the same.
MOST_OF_HOME = 40

# The first register in one language and the invented one in the other; `make test-all` walks each in both.
WALKS = [(0, "en"), (1, "fr"), (0, "fr"), (1, "en")] if WHOLE else [(0, "en")]


def most_queries(address: str) -> int:
    path = urlsplit(address).path
    if re.search(r"organizations/[\w-]+/$", path):
        return MOST_OF_A_BODY
    if re.fullmatch(r"/\w\w/(r/[\w-]+/)?", path):
        return MOST_OF_HOME
    return MOST_OF_A_LIST if path.rstrip("/").rsplit("/", 1)[-1] in FACETED else MOST_QUERIES


class Links(HTMLParser):
    """The addresses that a page leads to, the ids it has, and how its headings follow each other."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: Counter[str] = Counter()
        self.headings: list[int] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag == "a" and given.get("href"):
            self.found.append(str(given["href"]))
        if given.get("id"):
            self.ids[str(given["id"])] += 1
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))


@pytest.fixture
def registers(db: Any) -> list[Register]:
    """The first register, with a thing of each kind, and an invented one."""
    first = build().register
    source = first.sources.first()
    Import.objects.create(register=first, source=source, state=ImportState.COMMITTED, summary={"rows": {"data": 3}})
    invented, _rows = make_invented(awards=60)
    return [first, invented]


def crawl(client: Any, start: str) -> dict[str, int]:
    """{address: queries} of the pages that can be reached from the first, so many of each kind."""
    waiting, seen, opened, kinds = [start], {start}, {}, Counter()
    while waiting:
        address = waiting.pop(0)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        opened[address] = len(queries)
        if answer.streaming:
            assert b"".join(answer.streaming_content)
            continue
        if not answer["Content-Type"].startswith("text/html"):
            continue
        page = Links(answer.content.decode())
        assert page.headings.count(1) == 1, address
        assert not [name for name, n in page.ids.items() if n > 1], f"{address}: an id stands twice"
        for link in page.found:
            to = urlsplit(urljoin(f"http://testserver{address}", link))
            if to.hostname != "testserver":
                continue
            if to.path == urlsplit(address).path and to.query == urlsplit(address).query and to.fragment:
                assert to.fragment in page.ids, f"{address}: #{to.fragment} leads nowhere"
            whole = f"{to.path}?{to.query}" if to.query else to.path
            if whole in seen or not to.path.startswith(start) or ("/r/" in to.path and "/r/" not in start):
                continue
            seen.add(whole)
            try:
                kind = resolve(to.path).view_name + ("?" if to.query else "")
            except Resolver404:
                pytest.fail(f"{address} leads to {whole}, which does not exist")
            kinds[kind] += 1
            if kinds[kind] <= OF_EACH and "staff" not in to.path:
                waiting.append(whole)
    return opened


@pytest.mark.parametrize(("which", "language"), WALKS)
def test_every_page_that_can_be_reached_is_there(
    client: Any, registers: list[Register], language: str, which: int
) -> None:
    start = f"/{language}/" if which == 0 else f"/{language}/r/{registers[1].slug}/"
    opened = crawl(client, start)
    names = {resolve(urlsplit(address).path).url_name for address in opened}
    assert {"home", "award", "organization", "project", "programme", "source", "person", "awards_download"} <= names
    assert {*LISTS} <= names
    heavy = {address: n for address, n in opened.items() if n > most_queries(address) and "questions" not in address}
    assert not heavy


def test_a_page_has_as_many_queries_for_many_rows_as_for_few(
    client: Any, db: Any, django_assert_max_num_queries: Any
) -> None:
    make.register(is_default=True)
    invented, _rows = make_invented(awards=120)
    busiest = Organization.objects.of(invented).consortia().first()
    for page in (*LISTS, f"organizations/{busiest.key}"):
        if page != "questions":
            with django_assert_max_num_queries(most_queries(f"{page}/")):
                assert client.get(f"/fr/r/{invented.slug}/{page}/").status_code == 200


@pytest.mark.django_db
def test_what_is_not_public_has_no_page(client: Any) -> None:
    body = make.organization(name="Secrète", public=False)
    award = make.award(amount="4711", public=False)
    for model, thing in (("organizations", body), ("awards", award)):
        assert client.get(f"/fr/{model}/{thing.key}/").status_code == 404
    for page in ("awards", "organizations", ""):
        text = client.get(f"/fr/{page}/".replace("//", "/")).content.decode()
        assert "Secrète" not in text and "4\u202f711" not in text


@pytest.mark.django_db
def test_pages_of_people_are_kept_out_of_search_engines(client: Any) -> None:
    person = make.person(name="Ève Roy")
    make.seat(make.organization(), person)
    for address in ("/fr/people/", f"/en/people/{person.key}/"):
        answer = client.get(address)
        assert answer["X-Robots-Tag"] == "noindex"
        assert '<meta name="robots" content="noindex">' in answer.content.decode()
    assert "Disallow: /*/people/" in client.get("/robots.txt").content.decode()


@pytest.mark.django_db
def test_a_seat_and_money_on_one_page_are_explained(client: Any) -> None:
    body, person = make.organization(name="Corps"), make.person(name="Ève Roy")
    make.seat(body, person)
    explained = "aucun lien entre eux n’est établi"
    assert explained not in client.get(f"/fr/organizations/{body.key}/").content.decode()
    make.award(amount="5", payers=[make.ministry()], recipients=[body])
    for address in (f"/fr/organizations/{body.key}/", f"/fr/people/{person.key}/"):
        page = client.get(address).content.decode()
        # A body that decides of no money: nothing coincides, and no finding says so.
        assert explained in page and "coïncident" not in page, address


@pytest.mark.django_db
def test_the_account_sums_each_side_and_says_what_it_leaves_out(client: Any) -> None:
    ministry, body = make.ministry(name="Ministère"), make.organization(name="Corps")
    first = make.award(amount="1000.50", payers=[ministry], recipients=[body], money_stage="announced")
    make.award(amount="1000.50", payers=[ministry], recipients=[body], money_stage="paid", supersedes=first)
    make.award(amount=None, payers=[ministry], recipients=[body])
    make.award(amount="250", payers=[body], recipients=[make.organization()])
    sides = client.get(f"/fr/organizations/{body.key}/").context["account"]
    [received], [paid] = sides["received"].totals, sides["paid"].totals
    assert (str(received.amount), received.awards, received.without_amount) == ("1000.50", 2, 1)
    assert (str(paid.amount), paid.awards) == ("250.00", 1)
    assert [line.superseded for line in sides["received"].lines].count(True) == 1


@pytest.mark.django_db
def test_the_cell_is_shown_only_where_the_source_shows_its_cells(client: Any) -> None:
    study = make.source(title="Étude", kind="study", shows_cells=False)
    answer = make.source(title="Réponse", shows_cells=True)
    for source, cell in ((study, "Z99"), (answer, "D14")):
        award = make.award(amount="1", public=False)
        make.published(award, source, sheet="Feuille", cell=cell)
        text = client.get(f"/fr/awards/{award.key}/").content.decode()
        assert (cell in text) is source.shows_cells
        assert (cell in client.get(f"/fr/sources/{source.key}/").content.decode()) is source.shows_cells


@pytest.mark.django_db
def test_a_piece_is_found_on_the_page_of_its_source_that_holds_it(client: Any) -> None:
    source = make.source(title="Longue")
    for _n in range(105):
        make.published(make.award(amount="1", public=False), source)
    last = source.evidence.order_by("-number").first()
    address = last.get_absolute_url()
    assert address.endswith(f"?piece={last.number}#piece-{last.number}")
    assert f'id="piece-{last.number}"' in client.get(address.split("#")[0]).content.decode()
    assert f'id="piece-{last.number}"' not in client.get(address.split("?")[0]).content.decode()


@pytest.mark.django_db
def test_search_forgives_accents_and_typing_errors(client: Any) -> None:
    make.organization(name="Évaluation québécoise", key="eval")
    make.person(name="Ève Roy")
    for text in ("evaluation quebecoise", "evaluatoin", "ÉVALUATION"):
        assert 'href="/fr/organizations/eval/"' in client.get("/fr/search/", {"q": text}).content.decode(), text
    assert 'href="/fr/people/eve-roy/"' in client.get("/fr/search/", {"q": "roy"}).content.decode()
    assert client.get("/fr/search/", {"q": "xyzzy"}).context["found"] is False


@pytest.mark.django_db
def test_the_bare_address_leads_to_a_language(client: Any) -> None:
    assert client.get("/").url == "/fr/"
    assert client.get("/", headers={"Accept-Language": "en"}).url == "/en/"


@pytest.mark.django_db
def test_health_says_what_does_not_answer(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from portal import views

    assert client.get("/health").json() == {"database": True, "broker": True}
    monkeypatch.setattr(views, "broker_answers", lambda: False)
    answer = client.get("/health")
    assert (answer.status_code, answer.json()["broker"]) == (503, False)


@pytest.mark.django_db
def test_an_unknown_page_is_said_in_the_language_of_its_address(client: Any) -> None:
    make.register(is_default=True)
    for language, words in (("fr", "Le fil s’arrête ici"), ("en", "The thread stops here")):
        answer = client.get(f"/{language}/nowhere/")
        assert answer.status_code == 404 and words in answer.content.decode()


@pytest.mark.django_db
def test_downloads_have_the_rows_of_the_screen(client: Any) -> None:
    payer = make.ministry(name="Ministère", key="ministere")
    make.award(amount="7", payers=[payer], title="payé par lui")
    make.award(amount="8", title="payé par un autre")
    lines = b"".join(client.get("/fr/awards.csv?payer=ministere").streaming_content).decode().splitlines()
    assert len(lines) == 2 and "payé par lui" in lines[1]
    assert Award.objects.count() == 2
    assert client.get("/fr/awards.exe").status_code == 404


@pytest.mark.django_db
def test_an_award_that_a_note_names_is_a_link(client):
    register = make.register(slug="notes", is_default=True)
    make.award(register, "5", key="t-04", reference="T-04", title="Transfert <b>")
    make.award(register, "5", key="a-27", note="Le même argent que T-04 & X-99, dont cette ligne est l’usage final.")
    page = client.get("/fr/awards/a-27/").content.decode()
    link = '<a href="/fr/awards/t-04/">« Transfert &lt;b&gt; » (T-04)</a>'
    assert f"Le même argent que {link} &amp; X-99, dont cette ligne" in page


@pytest.mark.django_db
def test_what_no_record_says_is_no_zero(client: Any) -> None:
    """A body that a study counts projects for, without any award on record: no « 0 », and nothing empty to download."""
    body = make.organization(name="Hôpital", kind="establishment", sector="public")
    figure = make.reported_figure(
        body.register, "t", 48, table="tableau 4", rule="projects", organization=body, public=False
    )
    make.published(figure, make.source(body.register, "Étude"))
    row = re.search(
        rf'<tr id="organization-{body.key}">.*?</tr>', client.get("/fr/organizations/").content.decode(), re.S
    )
    assert row and "48 selon l’étude" in row[0] and ">0<" not in row[0]
    page = client.get(f"/fr/organizations/{body.key}/").content.decode()
    assert "l’étude ne dit pas combien Hôpital a reçu" in page and "0 financement" not in page
    assert "awards.xlsx" not in page
    make.award(amount="5", payers=[make.ministry()], recipients=[body])
    assert "awards.xlsx" in client.get(f"/fr/organizations/{body.key}/").content.decode()


@pytest.mark.django_db
def test_the_picture_says_what_the_question_leaves_out(client: Any) -> None:
    """The same body's money, on the home page and in the question: what only partly belongs is said where it counts."""
    ministry, body = make.ministry(), make.organization(name="Relais", kind="consortium")
    for amount, scope in (("60000000", "all"), ("9000000", "part"), (None, "all")):
        make.award(amount=amount, payers=[ministry], recipients=[body], flow_level="transfer", in_scope=scope)
    home = client.get("/fr/").content.decode().replace("\u00a0", " ")
    assert "69 M$ en 3 transferts. 1 d’entre eux n’a pas de montant." in home
    assert "9 M$, en 1 transfert, ne sont qu’en partie dans la portée" in home
    assert "retracé et non retracé » le laisse" in client.get(
        f"/fr/organizations/{body.key}/"
    ).content.decode().replace("\u00a0", " ")


@pytest.mark.django_db
def test_an_order_that_there_is_not_leaves_no_row_no_sum_and_no_citation(client: Any) -> None:
    make.award(amount="5", payers=[make.ministry()], recipients=[make.organization()])
    whole = client.get("/fr/awards/")
    assert whole.context["totals"][0]["awards"] == 1 and 'id="cite"' in whole.content.decode()
    wrong = client.get("/fr/awards/?order=zzz")
    assert wrong.context["totals"] == [] and wrong.context["list"].count == 0
    assert "aucune ligne n’est montrée" in wrong.content.decode() and 'id="cite"' not in wrong.content.decode()
    assert "sans effet ici\u00a0: foo." in client.get("/fr/awards/?foo=1&size=50").content.decode()


@pytest.mark.django_db
def test_announced_money_is_not_called_paid_and_a_total_shows_its_stages(client: Any) -> None:
    body = make.organization(name="Corps")
    for amount, stage in (("21", "announced"), ("4", "paid")):
        make.award(amount=amount, payers=[body], recipients=[make.organization()], money_stage=stage)
    answer = client.get(f"/fr/organizations/{body.key}/")
    [total] = answer.context["account"]["paid"].totals
    assert total.amount == 25 and dict(total.by_stage) == {"announced": 21, "paid": 4}
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))
    assert "annoncé 21 $ · versé 4 $" in page and "Versé 2" not in page and "Donné 2 financements" in page

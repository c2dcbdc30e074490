"""What nobody published, or what was withdrawn, is named nowhere: not by what points at it, on no page and in no file.

Every kind of record has one that is not public, and public records of every kind that point at it in every way they can.
"""

import re
from typing import Any

import pytest

from funding.dashboards.catalogue import QUESTIONS
from funding.imports.commit import commit
from funding.models import Award, AwardParty, ProgrammeParty, Source
from funding.views import DOWNLOADS
from projects.conditions import UNKNOWN
from projects.models import Organization, OrganizationTie
from tests import factories as make
from tests.funding.imports.documents import document, nothing, staged
from tests.portal.crawl import Page, walk
from tests.whole import WHOLE

pytestmark = pytest.mark.django_db

BODY, PERSON, PROJECT = "Zorgsecret", "Zpersecret", "Zprosecret"
PROGRAMME, AWARD, SOURCE = "Zprgsecret", "Zawasecret", "Zsousecret"
SECRET = re.compile("secret", re.IGNORECASE)


@pytest.fixture
def register() -> Any:
    register = make.register()
    make.register(slug="exemple", invented=True)
    ministry, company = make.ministry(register, "Ministère"), make.organization(register, "Jeune pousse")
    hospital = make.organization(register, "Hôpital", kind="establishment", sector="public")
    consortium = make.organization(register, "Consortium", kind="consortium", sector="nonprofit")
    ada, project, programme = make.person(register, "Ada"), make.project(register, "Projet"), make.programme(register)
    body = make.organization(register, BODY, public=False, acronym="ZSECRET", sector="public", kind="ministry")
    person, hidden = make.person(register, PERSON, public=False), make.project(register, PROJECT, public=False)
    envelope = make.programme(register, PROGRAMME, public=False)
    award = make.award(register, "5", title=AWARD, payers=[ministry], public=False, flow_level="transfer")
    document = Source.objects.create(
        register=register, key="zsousecret", title=SOURCE, published=False, shows_cells=True
    )

    # Money: its sides, its envelope, its project, what it comes out of and what it replaces.
    make.award(register, "10", key="a-1", title="Un", payers=[body], recipients=[company], fiscal_year=2021)
    make.award(register, "20", key="a-2", title="Deux", payers=[ministry], recipients=[body], fiscal_year=2021)
    make.award(register, "30", key="a-3", title="Trois", payers=[ministry], recipients=[company], programme=envelope)
    make.award(register, "40", key="a-4", title="Quatre", payers=[ministry], recipients=[company], project=hidden)
    make.award(register, "50", key="a-5", title="Cinq", payers=[consortium], recipients=[company], parent=award)
    make.award(register, "60", key="a-6", title="Six", payers=[ministry], recipients=[company], supersedes=award)
    make.award(
        register, "70", key="a-7", title="Sept", payers=[ministry], recipients=[hospital], programme=programme,
        project=project, instrument="grant",
    )  # fmt: skip
    transfer = make.award(
        register, "90", key="a-8", title="Huit", payers=[body], recipients=[consortium], flow_level="transfer"
    )
    make.award(register, "9", key="a-9", title="Neuf", payers=[consortium], recipients=[body, company], parent=transfer)
    ProgrammeParty.objects.create(programme=programme, organization=body, role="payer")
    # Who sits where, and for whom.
    make.seat(ministry, person)
    make.seat(company, person, kind="founder")
    make.seat(body, ada)
    make.seat(ministry, body)
    make.seat(company, ada, on_behalf_of=body)
    # What became of bodies, who takes part, who puts what in, what was asked.
    make.event(company, "acquisition", other=body, date="2022")
    make.event(body, "bankruptcy", date="2021")
    make.participation(project, body)
    make.participation(hidden, hospital, "host")
    make.participation(project, hospital, "host")
    make.contribution(hospital, "12", installation=body, project=hidden)
    make.contribution(hospital, "13", beneficiary=body)
    make.contribution(body, "14")
    make.reported_figure(register, "chiffre", "8.5", organization=body, table="tableau 4")
    make.access_request(body, outcome="refused")
    OrganizationTie.objects.create(organization=company, to=body, kind="group")
    OrganizationTie.objects.create(organization=body, to=hospital, kind="parent")
    make.organization(register, "Ancien nom", merged_into=body)
    make.source(register, "Document", body=body, kind="ati_answer")
    make.published(make.organization(register, "Ailleurs", public=False), document, quote=f"« {SOURCE} »")
    make.finding(make.seat(ministry, ada, on_behalf_of=company), transfer, company, person=person, state="published")
    assert AwardParty.objects.filter(organization=body).count() == 4
    return register


def asked() -> list[str]:
    """Where the walk begins: the home page leads to every page; these have no link of their own."""
    words = ("secret", "zsecret", "ministere", "un", "ada", "hopital", "projet", "programme")
    found = ["/fr/", *(f"/fr/search/?q={word}" for word in words)]
    found += [f"/fr/search/suggestions/?q={word}" for word in ("zorg", "zper", "zpro", "zprg", "zawa", "zsou", "mini")]
    found += [f"/fr/questions/{slug}/?by=name" for slug in QUESTIONS]
    found += [f"/api/v1/{name}/" for name in DOWNLOADS]
    found += [f"/fr/{name}.{form}" for name in DOWNLOADS for form in ("csv", "json")]
    return found


def told(client: Any, starts: list[str]) -> list[str]:
    """The pages and files that say something secret, with what stands around it."""
    pages = walk(
        client, starts, of_a_path=0, of_a_kind=10 if WHOLE else 4, only=r"^/fr/(?!releases/|r/|report/|design/)"
    )
    assert len(pages) > (150 if WHOLE else 100)
    found = [f"{page.address}: {page.status}" for page in pages.values() if page.status != 200]
    for page in pages.values():
        for said in list(SECRET.finditer(page.text))[:2]:
            if not asked_for(page, said):
                found.append(f"{page.address}: …{page.text[max(0, said.start() - 90) : said.end() + 20]!r}")
    return found


def asked_for(page: Page, said: re.Match[str]) -> bool:
    """The page repeats the words that were looked for."""
    return "q=secret" in page.address or "q=zsecret" in page.address


def test_what_nobody_published_is_named_nowhere(client: Any, register: Any) -> None:
    found = told(client, asked())
    assert not found, "\n".join(found)


@pytest.mark.parametrize("hidden", [BODY, PERSON, PROJECT, PROGRAMME, SOURCE, AWARD])
def test_what_nobody_published_finds_nothing(client: Any, register: Any, hidden: str) -> None:
    """A list that is found by a word of what is hidden says that it is there, and letter by letter what it is."""
    lists = ["awards", "projects", "organizations", "funders", "people", "programmes", "seats", "sources"]
    found = {name: client.get(f"/fr/{name}/", {"q": hidden}).context["list"].count for name in lists}
    assert not any(found.values()), found


def test_a_question_is_no_way_to_it_either(client: Any, register: Any) -> None:
    asked = "/fr/questions/access-to-information/"
    all_of_them = client.get(asked, {"form": ""})
    assert not SECRET.search(all_of_them.content.decode())
    for query in ({"body": UNKNOWN}, {"q": BODY}, {"body": BODY.lower()}):
        told = client.get(asked, query).content.decode()
        assert ("refused" in told or "Refus" in told) == (query == {"body": UNKNOWN}), query


def test_the_cell_that_named_who_is_hidden_since_is_said_nowhere(client: Any) -> None:
    """What a file wrote in the recipient's column would name the body that is not shown."""
    row = {"reference": "A-1", "title": "Aide", "payer": "Ministère", "recipient": BODY, "amount": "10"}
    commit(staged(document(("award", [row]))), True, None, nothing)
    assert Organization.objects.filter(name=BODY).update(published=False) == 1
    key = Award.objects.get().key
    places = [f"/fr/awards/{key}/", "/fr/search/?q=aide", "/fr/awards.atom", "/api/v1/awards/"]
    places += [f"/fr/awards.{form}" for form in ("csv", "excel.csv", "json", "jsonl")]
    for address in places:
        answer = client.get(address)
        assert not SECRET.search(answer.getvalue().decode()), address
    assert client.get("/fr/awards/", {"q": BODY}).context["list"].count == 0

"""The site as it was: pages of an edition come from its files, lead to its pages, and never change."""

import re
from itertools import cycle

import duckdb
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from funding import columnar
from funding.models import Award, Release
from funding.models.releases import public_mark
from funding.release_store import ENGINE, copies, local_folder
from funding.releases import make_release
from funding.withdrawals import withdraw
from portal.editions import PAGES
from projects.changes import new_data_version
from projects.models import Organization, Register
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def register(of_the_file):
    """A register and its edition, for tests that leave the files of the edition as they are."""
    return written()


@pytest.fixture
def own(few_kinds):
    """In the place of the file's register, one with an edition that a test may change."""
    Register.objects.update(is_default=False)
    return written(slug="propre")


def written(**fields):
    register = make.register(**fields)
    ministry = make.ministry(register, "Ministère")
    company = make.organization(register, "Jeune pousse")
    project, person = make.project(register, "Projet"), make.person(register, "Ève Roy")
    programme = make.programme(register, "Programme")
    award = make.award(
        register, "1000", payers=[ministry], recipients=[company], project=project, programme=programme, key="a-1",
        title="Aide", fiscal_year=2021,
    )  # fmt: skip
    seat = make.seat(ministry, person, on_behalf_of=company)
    make.finding(seat, award, company, state="published", key="f-1")
    make.participation(project, company)
    consortium = make.organization(register, "Consortium", kind="consortium", sector="nonprofit")
    make.award(register, "63", payers=[ministry], recipients=[consortium], flow_level="transfer", key="a-2")
    make.reported_figure(register, "chiffre", "8.5", organization=ministry, table="Tableau 4")
    make_release(register)
    return register


ADDRESSES = [
    *(
        "awards/",
        "awards/?sector=private&order=-year",
        "awards/a-1/",
        "projects/",
        "projects/projet/",
        "organizations/",
    ),
    *(
        "organizations/ministere/",
        "organizations/consortium/",
        "organizations/jeune-pousse/",
        "funders/",
        "consortia/",
        "establishments/",
    ),
    *("people/", "people/eve-roy/", "programmes/", "programmes/programme/", "sources/", "questions/"),
    *(
        "questions/concentration/",
        "questions/boards/",
        "questions/boards/embed",
        "findings/f-1/",
        "seats/",
        "network/person/eve-roy/",
    ),
    *("awards.csv", "awards.xlsx", "organizations.json", "projects.parquet"),
]


def test_every_page_of_an_edition_comes_from_its_files(client, register):
    """In the one language and the other by turns."""
    for address, language in zip(ADDRESSES, cycle(["fr", "en"]), strict=False):
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(f"/{language}/releases/1/{address}")
            if answer.streaming:
                b"".join(answer.streaming_content)
        assert answer.status_code == 200, address
        asked = [query["sql"] for query in queries if not query["sql"].startswith("/* the release */")]
        facts = [
            sql
            for sql in asked
            if re.search(r'"(funding_(award|programme|evidence|finding)|projects_(?!register))', sql)
        ]
        assert not facts, address


def test_it_shows_what_was_and_says_so(client, register):
    Award.objects.update(amount=7)
    Organization.objects.filter(key="jeune-pousse").update(name="Autre nom")
    then = client.get("/fr/releases/1/awards/").content.decode()
    now = client.get("/fr/awards/").content.decode()
    assert "Jeune pousse" in then and "Autre nom" not in then
    assert "Autre nom" in now
    assert "Le registre tel qu’il était" in then and "Le registre tel qu’il était" not in now
    assert b"1000.00" in b"".join(client.get("/fr/releases/1/awards.csv").streaming_content)


@pytest.mark.slow
def test_an_edition_without_a_file_to_ask_is_answered_from_its_tables(client, own):
    """One that an older program wrote: no file of DuckDB's, and tables that lack what is younger than it."""
    release = Release.objects.get(register=own)
    there = local_folder(release)
    columnar.engines.clear()
    (there / ENGINE).unlink()
    (there / "tables" / "funding_finding.parquet").unlink()
    Release.objects.filter(pk=release.pk).update(
        stored=[name for name in release.stored if name not in (ENGINE, "tables/funding_finding.parquet")]
    )
    with duckdb.connect() as engine:
        awards = there / "tables" / "funding_award.parquet"
        engine.execute(f"COPY (SELECT * EXCLUDE title_en FROM '{awards}') TO '{awards}.new' (FORMAT parquet)")
        awards.with_suffix(".parquet.new").replace(awards)
    for address in (
        "awards/?sector=private",
        "awards/a-1/",
        "organizations/jeune-pousse/",
        "questions/boards/",
        "awards.csv",
    ):
        answer = client.get(f"/en/releases/1/{address}")
        assert answer.status_code == 200, address
    assert b"Jeune pousse" in b"".join(answer.streaming_content)
    assert len([*copies().rglob(ENGINE)]) == 1, "made once, beside what is stored"
    withdraw(own, "organization", "jeune-pousse", "privacy")
    assert not [*copies().rglob(ENGINE)], "nothing that was withdrawn is kept"
    assert "Jeune pousse" not in client.get("/fr/releases/1/awards/").content.decode()


def test_its_links_stay_in_the_edition(client, register):
    page = client.get("/fr/releases/1/awards/").content.decode()
    assert 'href="/fr/releases/1/organizations/jeune-pousse/"' in page
    assert 'href="/fr/awards/"' in page, "the same page today"


def test_a_published_finding_is_part_of_an_edition_and_goes_with_who_is_withdrawn(client, own):
    address = "/fr/releases/1/questions/boards/"
    assert "Ève Roy" in question(client, address) and "f-1" in question(client, "/fr/releases/1/findings/f-1/")
    said = b"".join(client.get("/fr/releases/1/files/data/findings.csv").streaming_content).decode()
    assert "f-1,on_behalf,certain" in said and "Notre siège est public." in said
    withdraw(own, "person", "eve-roy", "privacy")
    assert client.get("/fr/findings/f-1/").status_code == 410
    assert client.get("/fr/releases/1/findings/f-1/").status_code == 410
    assert "Ève Roy" not in question(client, address)
    files = [f"/fr/releases/1/files/{name}" for name in ("data/findings.csv", "tombstones.csv")]
    found, tombstones = (b"".join(client.get(one).streaming_content).decode() for one in files)
    assert "f-1" not in found and f"finding,{public_mark('finding', 'f-1')},privacy" in tombstones


def test_another_register_has_its_own_editions(client, register):
    other = make.register(slug="autre", invented=True)
    make.award(other, "5", key="b-1", title="Invention", payers=[make.ministry(other, "Ailleurs")])
    make_release(other)
    page = client.get("/fr/r/autre/releases/1/awards/")
    assert page.status_code == 200 and "Ailleurs" in page.content.decode()
    assert "/fr/r/autre/releases/1/organizations/ailleurs/" in page.content.decode()


def test_what_an_edition_cannot_be_asked_is_a_page_that_says_so(client, register):
    answer = client.get("/fr/releases/1/awards/?q=aide")
    assert answer.status_code == 404
    assert "ne peut pas répondre" in answer.content.decode()
    assert client.get("/fr/releases/2/awards/").status_code == 404


def test_the_pages_of_editions_are_pages_of_the_site():
    from tests.portal.urls import every_url, names_of_site

    editions = {name.split(":")[-1] for name, _pattern in every_url() if "edition:" in name}
    assert PAGES <= editions <= names_of_site()


def question(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_a_question_of_an_edition_is_answered_out_of_it_whoever_asked_first(client, register):
    """What is kept of the register of today is never shown on a page of an edition, nor the other way round."""
    Award.objects.update(amount=7_000)
    new_data_version(register.pk)
    for first, second in (("/fr/", "/fr/releases/1/"), ("/en/releases/1/", "/en/")):
        for home in (first, second):
            said = client.get(f"{home}questions/who-decides.json").json()
            amounts = {row["amount"] for table in said["tables"] for row in table["rows"] if "amount" in row}
            then, now = "1000.00" in amounts, "7000.00" in amounts
            assert (then, now) == ("releases" in home, "releases" not in home), home
            assert home in question(client, f"{home}questions/who-decides/")


FRAME = re.compile(r"&lt;iframe src=&quot;http://testserver([^&]*)&quot;")


def test_the_frames_that_others_take_name_their_edition(client, own):
    page = question(client, "/fr/questions/who-decides/?by=name")
    frames = FRAME.findall(page)
    assert len(frames) > 1 and all(one.startswith("/fr/releases/1/questions/who-decides/") for one in frames)
    assert "Les cadres montrent l’édition 1, même quand" in page
    before = question(client, frames[0])
    assert "édition 1" in before
    Award.objects.update(amount=7_000)
    own.data_version += 1
    own.save()
    assert question(client, frames[0]) == before, "the register has changed, the frame has not"
    page = question(client, "/fr/questions/who-decides/?by=name")
    assert FRAME.findall(page) == frames and "le registre a changé depuis" in page
    make_release(own)
    assert "/fr/releases/2/questions/" in question(client, "/fr/questions/who-decides/")
    assert "/fr/releases/1/questions/" in question(client, "/fr/releases/1/questions/who-decides/"), "its own edition"
    assert question(client, frames[0]) == before


def test_without_an_edition_frames_say_that_they_change(client):
    Register.objects.update(is_default=False)
    other = make.register()
    make.award(other, "5", payers=[make.ministry(other)], recipients=[make.organization(other)])
    page = question(client, "/en/questions/who-decides/")
    assert "frames show the register as it changes" in page and FRAME.findall(page)[0].startswith("/en/questions/")


def test_a_frame_says_that_a_record_was_withdrawn_from_it(client, own):
    frame = "/en/releases/1/questions/who-decides/embed?by=name"
    assert "withdrawn" not in question(client, frame)
    withdraw(own, "award", "a-1", "court")
    said = question(client, frame)
    # The finding that rests on the award goes with it.
    assert "2 records were withdrawn by rule" in said and "/releases/#withdrawals" in said
    assert "was withdrawn" not in question(client, "/en/questions/who-decides/embed?by=name")


def test_a_figure_says_its_edition_where_one_has_it(client, register):
    assert "édition 1, état des données" in question(client, "/fr/questions/who-decides/")
    register.data_version += 1
    register.save()
    assert "édition 1, état des données" not in question(client, "/fr/questions/who-decides/")
    assert "édition 1, état des données" in question(client, "/fr/releases/1/questions/who-decides/")

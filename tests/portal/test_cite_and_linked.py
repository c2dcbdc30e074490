"""« Citer » on lists and records leads to what will show the same; blocks of data say facts as schema.org does."""

import json
import re
from datetime import UTC, datetime

import pytest
from django.utils import translation

from funding.models import Award, Release
from funding.releases import make_release
from projects.models import Identifier, Register
from tests import factories as make

pytestmark = pytest.mark.django_db
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture
def register():
    register = make.register()
    ministry = make.ministry(register, "Ministère")
    company = make.organization(register, "Jeune </script>pousse & cie", key="jeune", acronym="JP")
    Identifier.objects.create(register=register, organization=company, scheme="CA-QC-CR", value="1234567890")
    given = {"payers": [ministry], "recipients": [company]}
    make.award(register, "1000.50", key="a-1", title="Aide", instrument="grant", **given)
    make.award(register, "5", key="a-2", title="Prêt", instrument="loan", **given)
    make.seat(ministry, make.person(register, "Ève Roy"))
    make.project(register, "Projet")
    make.programme(register, "Programme")
    return register


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def linked(client, address):
    return [json.loads(text) for text in BLOCK.findall(page(client, address))]


CITED = [
    *("awards/", "awards/?amount=missing", "projects/", "organizations/", "establishments/", "people/", "programmes/"),
    *(
        "sources/",
        "awards/a-1/",
        "organizations/jeune/",
        "people/eve-roy/",
        "projects/projet/",
        "programmes/programme/",
    ),
]


def test_lists_and_records_are_cited_in_the_edition_that_has_them(client, register):
    address = "/fr/sources/" + Award.objects.get(key="a-1").evidence.get().source.key + "/"
    make_release(register)
    for cited in [*(f"/fr/{one}" for one in CITED), address]:
        permanent = cited.replace("/fr/", "/fr/releases/1/")
        text = page(client, cited)
        assert f'<a href="http://testserver{permanent}">Adresse permanente</a>' in text, cited
        assert "@misc{" in text
        assert client.get(permanent).status_code == 200, permanent


def test_what_no_edition_has_is_cited_as_it_is(client, register):
    before = page(client, "/fr/awards/a-1/")
    assert "Aucune édition n’a encore cette page" in before and "/releases/" not in before.split('id="cite"')[1][:1500]
    make_release(register)
    searched = "/fr/awards/?q=aide"
    assert f'<a href="http://testserver{searched}">Adresse</a>' in page(client, searched)
    Register.objects.update(data_version=99)
    assert '<a href="http://testserver/fr/awards/">Adresse</a>' in page(client, "/fr/awards/")
    assert Release.objects.count() == 1
    for cited, title in (("/fr/awards/", "«\xa0Financements\xa0»"), ("/en/awards/", "“Awards”")):
        text = client.get(cited).content.decode()
        assert f'<p id="cite-text">{title}, ' in text, "quoted as the page's language quotes"


COPIED = re.compile(r'<(?:p|pre) id="(?:cite-text|cite-bibtex|footer-citation|copied-[^"]*)"[^>]*>(.*?)</p', re.DOTALL)


def addresses(text):
    """Every address in what a page offers to copy as a citation; frames have addresses of their own."""
    copied = [one for one in COPIED.findall(text) if "iframe" not in one]
    return {found.rstrip(".,") for one in copied for found in re.findall(r"http://testserver[^\s)#&<]*", one)}


def test_a_page_has_one_address_to_cite_wherever_it_offers_one(client, register):
    make_release(register)
    for asked in ("", "?sector=private"):
        for path in ("awards/", "questions/who-decides/", "questions/concentration/", "organizations/"):
            text = page(client, f"/fr/{path}{asked}")
            assert addresses(text) == {f"http://testserver/fr/releases/1/{path}{asked}"}, path
            assert "footer-citation" not in text and 'href="#cite"' in text
    assert addresses(page(client, "/fr/questions/who-decides/?form=open&year_min=")) == {
        "http://testserver/fr/releases/1/questions/who-decides/"
    }
    assert addresses(page(client, "/fr/questions/")) == {"http://testserver/fr/releases/1/questions/"}
    assert addresses(page(client, "/fr/")) == {"http://testserver/fr/releases/1/"}
    said = client.get("/fr/questions/who-decides.json").json()
    assert said["address"] == "http://testserver/fr/releases/1/questions/who-decides/"
    given = json.loads(client.get("/fr/awards.json?sector=private").getvalue())["about"]
    assert given["address"] == "http://testserver/fr/releases/1/awards/?sector=private" and given["release"] == 1
    Register.objects.update(data_version=99)
    given = json.loads(client.get("/fr/awards.json").getvalue())["about"]
    assert (given["address"], given["release"]) == ("http://testserver/fr/awards/", None)


@pytest.mark.parametrize(
    "address",
    ["zzz/", "awards/zzz/", "awards/?order=zzz", "questions/concentration/?by=zzz", "questions/zzz/", "r/zzz/"],
)
def test_what_is_not_there_is_not_cited(client, register, address):
    make_release(register)
    text = client.get(f"/fr/{address}").content.decode()
    assert "<footer" in text and not addresses(text) and 'href="#cite"' not in text and "Citer" not in text


def test_a_body_is_said_with_its_identifiers_and_can_not_end_the_block(client, register):
    (said,) = linked(client, "/fr/organizations/jeune/")
    assert said["@type"] == "Organization" and said["name"] == "Jeune </script>pousse & cie"
    assert said["identifier"] == [{"@type": "PropertyValue", "propertyID": "CA-QC-CR", "value": "1234567890"}]
    assert said["alternateName"] == ["JP"] and said["url"] == "http://testserver/fr/organizations/jeune/"


def test_a_grant_is_one_and_a_loan_is_not(client, register):
    (said,) = linked(client, "/fr/awards/a-1/")
    assert said["@type"] == "MonetaryGrant" and [one["name"] for one in said["funder"]] == ["Ministère"]
    assert said["amount"] == {"@type": "MonetaryAmount", "value": "1000.50", "currency": "CAD"}
    assert [one["url"] for one in said["fundedItem"]] == ["http://testserver/fr/organizations/jeune/"]
    assert linked(client, "/fr/awards/a-2/") == []


def test_the_data_are_a_dataset_whose_files_are_there(client, register):
    (said,) = linked(client, "/en/data/")
    assert said["@type"] == "Dataset" and "creativecommons.org" in said["license"]
    assert len(said["distribution"]) >= 60
    for one in said["distribution"]:
        if one["encodingFormat"] == "application/json":
            assert client.get(one["contentUrl"].removeprefix("http://testserver")).status_code == 200
    with translation.override("en"):
        assert f'href="{register.address("api")}"' in page(client, "/en/data/").split("<footer")[0]
    assert 'href="/en/api/"' in page(client, "/en/awards/").split("<footer")[1]


def test_an_edition_has_one_date_everywhere(client, register):
    """Made in the evening in Montréal, when it is tomorrow in UTC: the page, the citation and the block say one day."""
    make_release(register)
    Release.objects.update(created_at=datetime(2026, 1, 1, 1, tzinfo=UTC))
    (said,) = linked(client, "/fr/data/")
    assert said["dateModified"] == "2025-12-31"
    text = page(client, "/fr/data/").replace("\xa0", " ")
    assert "31 décembre 2025" in text
    assert "1er janvier 2026" not in text
    assert "year = &quot;2025&quot;" in page(client, "/fr/awards/")


def test_invented_facts_are_not_said_to_search_engines(client, register):
    make.register(slug="exemple", invented=True)
    assert linked(client, "/fr/r/exemple/data/") == []

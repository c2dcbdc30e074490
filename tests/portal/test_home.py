"""The home page's figures, recomputed by hand from the first register's workbook.

The expected side reads fixtures/registre-1/*.txt with nothing of the importer; the other side is the page after the
real import.
"""

import json
import re
from decimal import Decimal
from html import unescape
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from funding.fixture import FIRST_REGISTER, Sheet, read_sheets
from funding.fixture_workbook import build_workbook
from funding.models import Source
from projects.models import Register
from tests import factories as make


def test_a_site_without_a_register_says_how_one_is_opened(client: Any, staff: Any) -> None:
    for browser, page in ((client, "/en/"), (client, "/en/awards/"), (staff("superuser"), "/en/staff/imports/")):
        answer = browser.get(page)
        assert answer.status_code == 404 and "no register here yet" in answer.content.decode(), page
        assert "manage.py open_register" in answer.content.decode()


@pytest.fixture(scope="module")
def sheets() -> dict[str, Sheet]:
    return {sheet.name: sheet for sheet in read_sheets()}


@pytest.fixture
def first(db: Any, tmp_path: Path) -> Register:
    """The first register, through the real pipeline."""
    call_command("open_register", str(FIRST_REGISTER), stdout=StringIO())
    workbook = build_workbook(tmp_path / "registre-1.xlsx")
    title = Source.objects.get().title
    with pytest.raises(SystemExit) as end:
        call_command("import_ati", str(workbook), commit=True, create_new=True, source=title, stdout=StringIO())
    assert end.value.code in (0, 3), "0: all done; 3: cells are kept with their problem"
    return Register.objects.get()


def figure(sheets: dict[str, Sheet], key: str) -> dict[str, str]:
    """A line of « Chiffres déclarés », by its key."""
    [row] = [row for row in sheets["Chiffres déclarés"].data if row["key"] == key]
    return row


def millions(text: str) -> Decimal:
    """« 8,68 M$ » → 8680000."""
    [number] = re.findall(r"([\d,]+)\sM\$", text)
    return Decimal(number.replace(",", ".")) * 1_000_000


def plain(content: bytes) -> str:
    """A page's words, with ordinary spaces."""
    text = unescape(re.sub(r"<[^>]+>", " ", content.decode()))
    return re.sub(r"\s+", " ", text.replace("\u202f", " ").replace("\u00a0", " "))


def test_the_figures_of_the_home_page_are_those_of_the_workbook(
    first: Register, sheets: dict[str, Sheet], client: Any
) -> None:
    answer = client.get("/fr/")
    story, text = answer.context["story"], plain(answer.content)
    assert not story.computed
    for one in answer.context["contents"][:2]:
        assert one["label"].replace("\u202f", " ") in plain(client.get(one["address"]).content), (
            "a number leads to its rows"
        )
    total, kept, lost = (figure(sheets, f"medteq_{key}") for key in ("total", "retrace", "meie"))
    assert (total["qualifier"], total["value"]) == ("plus de", "63000000")
    assert f"Plus de {int(total['value']) // 1_000_000} M$ d’argent public à MEDTEQ" in text
    assert Decimal(kept["value"]) == Decimal("8680000") and "On peut en suivre 8,68 M$" in text
    expected = [
        (f"{int(lost['value']) // 1_000_000} M$", "répartition non publiée, selon l’IRIS, état : août 2023"),
        (f"{figure(sheets, 'ratio_recherche')['value']} $", "pour 1 $"),
        (figure(sheets, "prives_3plus")["value"], f"sur {figure(sheets, 'prives_uniques')['value']}"),
        (figure(sheets, "entreprises_ca_medteq_cqdm")["value"], "Le registre en nomme 1."),
        (
            str(sum(int(row["value"]) for row in sheets["Établissements (tableau 4)"].data)),
            "23 établissements de soins",
        ),
    ]
    assert len(story.figures) == len(expected) == 5
    for (value, words), shown in zip(expected, story.figures, strict=True):
        assert shown.value.replace("\u202f", " ").replace("\u00a0", " ") == value
        assert f"{value} " in text and words in text
        assert client.get(shown.address).status_code == 200
        assert shown.pieces, shown.value


def test_the_picture_is_drawn_from_the_transfers_of_the_workbook(
    first: Register, sheets: dict[str, Sheet], client: Any
) -> None:
    """8.68 M$ arrive and 55 M$ fade: one strand a million, the last one thinner."""
    transfers = [row for row in sheets["Transferts"].data if row["recipient"] == "MEDTEQ" and "M$" in row["amount"]]
    parents = {row["parent"] for row in sheets["Inscriptions"].data if row.get("parent")}
    traced = sum(millions(row["amount"]) for row in transfers if row["reference"] in parents)
    lost = sum(millions(row["amount"]) for row in transfers if row["reference"] not in parents)
    assert (traced, lost) == (Decimal("8680000"), Decimal("55000000"))
    drawing = client.get("/fr/").context["story"].picture["wide"]
    assert [strand["thin"] for strand in drawing["traced"]] == [False] * 8 + [True]
    assert len(drawing["void"]) == 55
    # What is said where strands begin and end leads to the rows that make it up.
    leads = {
        unescape(found) for found in re.findall(r'href="(/fr/awards/[?][^"]+)"', client.get("/fr/").content.decode())
    }
    sums = {}
    for address in leads - {"/fr/awards/?level=transfer", "/fr/awards/?basis=final"}:
        answer = client.get(address.replace("/awards/?", "/awards.json?"))
        found = json.loads(b"".join(answer.streaming_content))["rows"]
        sums[address.partition("?")[2].partition("=")[0]] = sum(Decimal(str(row["amount"])) for row in found)
    assert sums == {"recipient": traced + lost, "payer": traced}


def test_nothing_is_said_that_the_study_does_not_say(first: Register, client: Any) -> None:
    """No remainder of ours, no « qui les financent », nobody put among today's seats (the study's own limits)."""
    for address in ("/fr/", "/fr/organizations/medteq/", "/fr/people/", "/fr/awards/"):
        text = plain(client.get(address).content)
        assert not re.search(r"\b54(,32)? M\$|54 320 000|54 millions", text), address
        assert "les financent" not in text and "mêmes personnes" not in text, address
    text = plain(client.get("/fr/people/alexandre-le-bouthillier/").content)
    assert "ancien siège" in text


def test_the_home_page_is_the_same_story_in_english(first: Register, client: Any) -> None:
    text = plain(client.get("/en/").content)
    assert "More than $63M of public money to MEDTEQ" in text and "$8.68M can be followed" in text
    assert "distribution not published, according to IRIS, as of August 2023" in text


def test_another_register_tells_what_it_adds_up_to(db: Any, client: Any) -> None:
    register = make.register(is_default=True, invented=True)
    payer, body = make.ministry(register), make.organization(register, "Intermédiaire")
    company = make.organization(register, "Entreprise", sector="private")
    transfer = make.award(register, "6000000", payers=[payer], recipients=[body], flow_level="transfer")
    make.award(register, "1500000", payers=[body], recipients=[company], parent=transfer)
    make.award(register, None, payers=[payer], recipients=[company])
    answer = client.get("/fr/")
    story, text = answer.context["story"], plain(answer.content)
    assert story.computed
    assert "6 M$ d’argent public à Intermédiaire. On peut en suivre 1,5 M$." in text
    assert [shown.value.replace("\u202f", " ").replace("\u00a0", " ") for shown in story.figures] == [
        "4,5 M$", "6 M$", "1,5 M$", "1", "1,5 M$"
    ]  # fmt: skip
    for shown in story.figures:
        assert client.get(shown.address).status_code == 200
    assert "Données inventées" in text


@pytest.mark.django_db
def test_an_empty_register_has_a_home_page(client: Any) -> None:
    register = make.register(is_default=True)
    answer = client.get("/fr/")
    assert answer.status_code == 200 and register.name_fr in answer.content.decode()
    assert connection.vendor == "postgresql"


def test_a_payer_that_was_merged_into_a_body_that_is_not_public_keeps_its_name(db: Any, client: Any) -> None:
    register = make.register()
    hidden = make.organization(register, "Cachée", public=False)
    payer = make.organization(register, "Payeur", sector="public", merged_into=hidden)
    between = make.organization(register, "Entre", kind="consortium", sector="nonprofit")
    make.award(register, "2000000", payers=[payer], recipients=[between], flow_level="transfer")
    page = client.get("/fr/").content.decode()
    assert "Payeur" in page and "Cachée" not in page

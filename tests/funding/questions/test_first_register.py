"""Every question on the first register: what each page says of the study, and that none looks empty.

The numbers are the study's; a citizen can check them against it.
"""

import re
from decimal import Decimal
from html import unescape
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from funding.dashboards.catalogue import QUESTIONS
from funding.invented import register
from funding.models import Source
from tests import factories as make
from tests.whole import WHOLE

FIRST_REGISTER = Path(settings.BASE_DIR) / "fixtures" / "registre-1"
pytestmark = pytest.mark.django_db
FILTERS = ["?year=2021", "?recipient_kind=startup"]

# With ordinary spaces.
SAID = {
    "who-decides": ["Selon l’étude, 3 consortiums contrôlent la plus grande part des subventions."],
    "research-and-commercial": ["45 projets se partagent 145,7 M$", "28,2 à 32,5", "32 concorde à l’arrondi près"],
    "traced": [
        "MEDTEQ : on en suit 8,68 M$ sur 63,68 M$ reçus. Aucune part n’est prise d’eux tous ensemble",
        "55 M$",
        "Où une source ne dit que ce qu’un intermédiaire a redistribué",
    ],
    "concentration": ["51,2 % des 209 participations à des projets"],
    "repeat-participants": ["17 des 199 organismes privés, soit 8,5 %", "parmi les 17 ou à côté"],
    "uses": ["184 projets ont un usage de la famille", "Usage organisationnel", "46"],
    "establishments": ["quatre des 23 établissements ont 51,2 % des 209", "5 692 heures", "290 204 $"],
    "stages-and-programmes": [
        "69 projets sont de la recherche et au moins 25",
        "Onco-Tech",
        "Fonds d’accélération des collaborations en santé",
    ],
    "over-time": ["de 2018 à août 2023", "46,4 M$"],
    "what-became-of-them": ["Imagia", "faillite, août 2023", "Canexia Health", "900 000 $"],
    "positions": ["la position de 4 des 7 groupes est", "secret professionnel"],
    "access-to-information": ["6 demandes d’accès sont au registre", "article 23"],
    "reported-against-computed": ["plus de 63 M$", "concorde à l’arrondi près", "284 de moins"],
}


def words(answer):
    main = re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL).group(0)
    text = unescape(re.sub(r"<[^>]+>", " ", main))
    return re.sub(r"\s+", " ", text)


def test_the_first_register_says_what_the_study_says_and_no_page_is_empty(client, tmp_path):
    workbook = tmp_path / "registre.xlsx"
    with pytest.raises(SystemExit) as done:
        call_command("open_register", str(FIRST_REGISTER), verbosity=0)
        call_command("build_fixture", str(workbook), stdout=StringIO())
        title = Source.objects.get().title
        call_command("import_ati", str(workbook), commit=True, create_new=True, source=title, stdout=StringIO())
    assert done.value.code == 0
    wrong = []
    for slug in QUESTIONS:
        answer = client.get(f"/fr/questions/{slug}/")
        text, page = words(answer), answer.content.decode()
        wrong += [f"{slug}: « {said} » in: {text[:1_500]}" for said in SAID.get(slug, []) if said not in text]
        # Of one body whose event is dated, the sentence says as much as a picture.
        is_told = slug == "what-became-of-them"
        if slug in SAID and ("<table" not in page or ("data-chart-url" not in page and not is_told)):
            wrong.append(f"{slug}: nothing is drawn")
        for chart in re.findall(r'data-chart-url="([^"]+)"', page):
            assert client.get(unescape(chart)).json()["data"], chart
    assert not wrong, "\n".join(wrong)


@pytest.fixture(scope="module")
def example(of_the_file):
    """The invented register, which is not the first."""
    make.register()
    return register.make(awards=120)[0]


@pytest.mark.slow
def test_every_question_works_on_the_invented_register(client, example):
    taken = set()
    for slug, question in QUESTIONS.items():
        views = [""]
        for switch in question.switches:
            views += [f"?{switch.name}={code}" for code, _label in switch.choices[None if WHOLE else -1 :]]
        for view in [*views, *(FILTERS if WHOLE else FILTERS[len(views) % 2 :][:1])]:
            answer = client.get(f"/fr/r/exemple/questions/{slug}/{view}")
            page = answer.content.decode()
            assert answer.status_code == 200
            if slug in SAID and view in views:
                assert 'class="strip' in page and "data-chart-url" in page, (slug, view)
            # Each table of a page once: the other views of it are other rows of the same.
            tables = {unescape(link) for link in re.findall(r'href="([^"]+\.csv[^"]*)"', page)}
            for table in sorted(one for one in tables if one.split("?")[0] not in taken):
                taken.add(table.split("?")[0])
                assert len(client.get(table).getvalue()) > 20, table


def test_a_switch_that_is_not_known_counts_nothing(client, example):
    page = words(client.get("/en/r/exemple/questions/who-decides/?money=all"))
    assert "“all” is not one of the choices." in page and "This filter is not understood" in page


def test_what_is_embedded_may_stand_in_any_page_and_nothing_else(client, example):
    for address in ("embed", "flows/embed"):
        answer = client.get(f"/fr/r/exemple/questions/who-decides/{address}")
        assert "frame-ancestors *" in answer["Content-Security-Policy"] and "X-Frame-Options" not in answer
        assert "Données inventées" in answer.content.decode()
    answer = client.get("/fr/r/exemple/questions/who-decides/")
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"] and answer["X-Frame-Options"] == "DENY"


def test_a_question_is_also_json(client, example):
    answer = client.get("/en/r/exemple/questions/over-time.json").json()
    assert answer["register"]["invented"] is True and answer["basis"] == "records"
    (table,) = [one for one in answer["tables"] if one["name"] == "table"]
    assert {column["name"] for column in table["columns"]} == set(table["rows"][0])
    assert Decimal(table["rows"][0]["total"]) > 0

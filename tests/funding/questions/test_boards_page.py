"""The page « boards and money »: what the study says on a register like the first, and published findings elsewhere."""

import re
from html import unescape

import pytest
from django.conf import settings

from funding.findings import decide
from funding.findings.look import look
from funding.findings.models import Finding
from funding.invented.register import make as make_invented
from projects.models import BoardMembership
from tests import factories as make
from tests.funding.questions.planted import Case
from tests.funding.test_findings import DAY, published

pytestmark = pytest.mark.django_db
ADDRESS = "/fr/questions/boards/"
FORBIDDEN = re.compile(r"conflits? d.int[ée]r[êe]ts|conflicts? of interest", re.IGNORECASE)


def text_of(answer):
    main = re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL).group(0)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main)))


@pytest.fixture
def study():
    """What the first register has: figures, a seat of a company, and a project that the same body funds."""
    register = make.register(state_of_data="2023-08")
    source = make.source(register, "Étude", kind="study", shows_cells=False, author="Une autrice")
    board, company = make.organization(register, "CQDM"), make.organization(register, "MIMs")
    figures = {
        "any-1": ("Entreprises des CA", "8", "entreprises"),
        "any-2": ("Dirigeants aux CA", "8", "dirigeants"),
        "any-3": ("Membres du privé", "12", "sièges"),
        "any-4": ("Membres universitaires", "7", "sièges"),
    }
    for key, (label, value, unit) in figures.items():
        note = "Titre : « apparence de conflit d’intérêts » (Une autrice)." if value == "8" and unit[0] == "e" else ""
        part = "board_companies" if unit == "entreprises" else "board_members"
        words = {"label_fr": label, "unit": unit, "note": note, "part": part}
        figure = make.reported_figure(register, key, value, **words, public=False)
        make.published(figure, source)
    project = make.project(register, "Trois projets")
    make.published(make.seat(board, company, public=False), source)
    make.published(make.participation(project, company, "private_partner", public=False), source)
    make.published(make.participation(project, board, "funder", public=False), source)
    return register


def test_the_study_s_companies_lead_and_seven_are_a_named_gap(client, study):
    answer = client.get(ADDRESS)
    words = text_of(answer)
    assert "Entreprises des CA : 8 entreprises, selon l’étude." in words
    assert "Documentées au registre : MIMs. Non nommées : 7." in words
    assert words.index("Entreprises des CA") < words.index("Dirigeants aux CA") < words.index("Membres du privé")
    assert "12 sièges" in words and "7 sièges" in words and "8 dirigeants" in words
    assert "Trois projets" in words
    assert "n’est pas une faute" in words


def test_reported_seats_are_never_filled_with_names(client, study):
    make.seat(make.organization(study, "MEDTEQ"), make.person(study, "Ève Roy"), former=True)
    assert "Ève Roy" not in text_of(client.get(ADDRESS))
    assert BoardMembership.objects.filter(person__isnull=False).count() == 1


def test_the_picture_counts_companies_and_never_people(client, study):
    page = client.get(ADDRESS).content.decode()
    addresses = re.findall(r'data-chart-url="([^"]+)"', page)
    assert addresses == ["/fr/questions/boards/companies.json"]
    figure = client.get(addresses[0]).json()
    assert [bar["x"] for bar in figure["data"]] == [[1.0], [7.0]]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_conflict_of_interest_is_only_told_in_quotation_with_its_author(client, study, language):
    for address in ("questions/boards", "questions", "questions/interlocks", "method"):
        words = text_of(client.get(f"/{language}/{address}/"))
        for found in FORBIDDEN.finditer(words):
            before, after = words[: found.start()], words[found.end() :]
            assert before.rfind("«") > before.rfind("»") and after.index("»") < 5
            assert "Une autrice" in after[:40]


def test_no_sentence_of_the_site_speaks_of_a_conflict_of_interest():
    catalogue = settings.BASE_DIR / "portal" / "locale" / "fr" / "LC_MESSAGES" / "django.po"
    assert not FORBIDDEN.search(catalogue.read_text())


def test_a_register_without_anything_says_what_would_be_needed(client):
    make.register()
    assert "Aucun constat n’est publié dans ce registre." in text_of(client.get(ADDRESS))


def test_published_findings_are_told_and_the_filter_of_awards_applies(client):
    register = make.register(state_of_data="2023-08")
    case = Case(register, 1)
    case.sits("B", "X")
    case.pays("B", "X", "2021-06-01", fiscal_year=2021)
    case.sits("B", "Y")
    case.pays("B", "Y", "2022-06-01", fiscal_year=2022)
    look(register)
    for finding in Finding.objects.all():
        published(finding)
    assert "Dans 2 cas, siège et financement coïncident" in text_of(client.get(ADDRESS))
    only = text_of(client.get(f"{ADDRESS}?year=2021"))
    assert "Dans 1 cas, siège et financement coïncident" in only and case.name("Y") not in only
    rows = client.get("/fr/questions/boards.csv").getvalue().decode()
    assert rows.count("own_seat,certain,1") == 2 and "Notre siège est public." in rows
    decide.dismiss(Finding.objects.first(), None, "Erreur.", today=DAY)
    assert "Dans 1 cas" in text_of(client.get(ADDRESS))


def test_the_invented_register_has_findings_of_every_rule_and_state(client):
    make.register(is_default=True)
    register, _rows = make_invented(awards=600)
    found = Finding.objects.of(register)
    assert {"own_seat", "on_behalf", "person", "group", "reciprocal"} == {*found.values_list("rule", flat=True)}
    assert {"candidate", "checked", "reply_sought", "published", "dismissed"} == {
        *found.values_list("state", flat=True)
    }
    replies = found.public().exclude(reply="").values_list("reply", flat=True)
    assert replies and all(reply.startswith("Réponse inventée") for reply in replies)
    page = text_of(client.get(f"/fr/r/{register.slug}/questions/boards/"))
    assert "Réponse inventée" in page
    hidden = found.exclude(pk__in=found.public())
    assert not [one.key for one in hidden if one.key in page]


def test_the_explanation_stands_wherever_a_seat_and_money_meet(client, study):
    """The question, its frame for other sites, the index of questions, and the home page."""
    addresses = (
        ADDRESS,
        f"{ADDRESS}embed",
        ADDRESS.removesuffix("boards/"),
        ADDRESS.split("questions/", maxsplit=1)[0],
    )
    for address in addresses:
        assert "Siéger n’est pas une faute" in client.get(address).content.decode(), address

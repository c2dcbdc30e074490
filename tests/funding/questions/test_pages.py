"""The pages of the questions: what they say from records, from the study, and where neither answers."""

import csv
import io
import re
from decimal import Decimal
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from funding.chart_sides import Pair
from funding.dashboards.catalogue import QUESTIONS
from funding.dashboards.concentration_words import as_if, finding
from funding.dashboards.page import Number, in_a_sentence
from funding.dashboards.ratios_charts import sides_words
from funding.dashboards.repeat import once_words
from funding.filters import AwardFilter
from funding.models import AwardLine
from funding.questions.concentration import concentration, measure
from projects.changes import new_data_version
from tests import factories as make

pytestmark = pytest.mark.django_db
N, W = "\u202f", "\u00a0"
COUNTS = [48, 31, 15, 13, 13, 12, 10, 9, 7, 6, 5, 5, 5, 5, 4, 4, 3, 3, 3, 3, 2, 2, 1]


def text_of(answer):
    """The words of the page's main part, without marks."""
    page = answer.content.decode()
    main = re.search(r"<main.*</main>", page, re.DOTALL).group(0)
    return re.sub(r"\s*\n\s*", "\n", unescape(re.sub(r"<[^>]+>", "", main)))


def heading(answer):
    h1 = re.search(r"<h1>(.*?)</h1>", answer.content.decode(), re.DOTALL).group(1)
    return re.sub(r"[ \n]+", " ", unescape(re.sub(r"<[^>]+>", "", h1))).strip()


@pytest.fixture
def study():
    """A register as the first one: six usable awards, what the study states, and its table 4."""
    register = make.register(name_fr="Registre d’essai", name_en="Trial register", period_from="2018")
    source = make.source(register, "Étude", kind="study", shows_cells=False, author="Une autrice")
    figures = {
        "": ("312", "entrées", None),
        "ratio": ("32", "fois", "1"),
        "commercial_sum": ("145700000", "CAD", "100000"),
        "commercial_projects": ("45", "projets", None),
        "research_projects": ("69", "projets", None),
        "research_mean": ("70000", "CAD", "10000"),
    }
    for part, (value, unit, rounded_to) in figures.items():
        what = {"unit": unit, "rounded_to": rounded_to, "part": part, "rule": "" if part else "final_awards"}
        figure = make.reported_figure(register, f"any-{part}", value, **what, public=False)
        make.published(figure, source)
    for place, count in enumerate(COUNTS):
        body = make.organization(register, f"Établissement {place}", kind="establishment", sector="public")
        figure = make.reported_figure(register, f"t-{place}", count, table="tableau 4", organization=body, public=False)
        make.published(figure, source)
    for amount in (46_400_000, 1_000_000, 1_000_000, 1_000_000, 900_000, 25_000):
        make.award(amount=amount, recipients=[make.organization(register, kind="startup")])
    return register


@pytest.fixture
def records():
    """A register whose records answer: 60 $ to a company, 20 $ to a university, 20 $ to another company."""
    register = make.register(name_fr="Registre d’essai", name_en="Trial register", invented=True)
    fund = make.organization(register, "Fonds", kind="research_fund", sector="public")
    university = make.organization(register, "Université", kind="university", sector="public")
    one, two = make.organization(register, "Alpha"), make.organization(register, "Bêta <b>")
    make.award(amount=60, recipients=[one], title="Un", fiscal_year=2021)
    make.award(amount=20, recipients=[two], title="Deux", fiscal_year=2022)
    make.award(amount=20, payers=[fund], recipients=[university], title="Trois", fiscal_year=2021)
    return register


def test_the_first_register_answers_concentration_from_table_4(client, study):
    answer = client.get("/fr/questions/concentration/")
    assert heading(answer) == (
        f"4 des 23 organisations du tableau 4 de l’étude comptent 51,2{W}% des 209 participations à des projets. "
        "Tout se passe comme si 9,9 organisations se les partageaient à parts égales, au lieu de 23."
    )
    words = text_of(answer)
    assert f"6 financements sur 312 entrées{W}: ne se calcule pas." in words
    assert f"1{N}011" in words and "0,497" in words and "Calculé à partir du tableau 4 de l’étude" in words
    assert f"Calcul de Deniers publics d’après Une autrice, «{W}Étude{W}», tableau 4" in words
    assert len(re.findall("evidence-mark", answer.content.decode())) >= 23


def test_the_first_register_reports_thirty_two_to_one_and_checks_it(client, study):
    answer = client.get("/en/questions/research-and-commercial/")
    assert heading(answer) == (
        "According to the study, 45 projects share $145.7M: 32 times what goes to 69 projects of public research. "
        "Checked: $145.7M against 69 projects of $65,000 to $75,000 on average gives 28.2 to 32.5; "
        "32 agrees within rounding."
    )
    words = text_of(answer)
    assert "6 awards out of 312 entries: cannot be calculated." in words
    assert "not calculated from the register's records" in words


def test_a_question_without_records_leads_to_the_same_on_the_invented_register(client, study):
    page = "/fr/questions/concentration/"
    assert "/r/exemple/questions/concentration/" not in client.get(page).content.decode()
    make.register(slug="exemple", invented=True)
    assert 'href="/fr/r/exemple/questions/concentration/"' in client.get(page).content.decode()


# What a page says where nothing of its kind is on record; the others say how few awards there are.
EMPTY = {
    "traced": "Aucun transfert à un intermédiaire n’est au registre ici.",
    "establishments": "Aucun établissement n’est au registre avec un projet.",
    "what-became-of-them": "Aucune fusion, vente, faillite ou entrée en Bourse n’est au registre.",
    "positions": "Aucune position sur une loi n’est au registre.",
    "access-to-information": "Aucune demande d’accès n’est au registre.",
    "reported-against-computed": "Aucune source ne déclare de chiffre ici.",
}


# What awards alone answer, and pages with tests of their own.
OTHERWISE = ("who-decides", "stages-and-programmes", "boards", "interlocks")


@pytest.mark.parametrize("slug", [slug for slug in QUESTIONS if slug not in OTHERWISE])
def test_neither_records_nor_a_study_prints_no_measure(client, slug):
    register = make.register()
    body = make.organization(register)
    make.award(amount=10, recipients=[body])
    make.award(amount=None, recipients=[body])
    make.award(amount=None, recipients=[body])
    answer = client.get(f"/fr/questions/{slug}/")
    assert heading(answer) == EMPTY.get(slug, f"1 financement sur 3 entrées{W}: ne se calcule pas.")
    page = answer.content.decode()
    assert 'class="strip' not in page and "data-chart-url" not in page and "<table" not in page
    assert client.get(f"/fr/questions/{slug}.csv").status_code == 200


@pytest.mark.parametrize("slug", QUESTIONS)
def test_an_empty_register_fails_no_page(client, slug):
    make.register()
    for address in (f"/fr/questions/{slug}/", f"/en/questions/{slug}/embed", f"/fr/questions/{slug}.json"):
        assert client.get(address).status_code == 200


def test_records_give_concentration(client, records):
    answer = client.get("/fr/questions/concentration/")
    assert heading(answer) == (
        f"La plus grande des 3 organisations reçoit 60,0{W}% des 100{W}$ dont on connaît le bénéficiaire et le "
        "montant. "
        "Tout se passe comme si 2,3 organisations se le partageaient à parts égales, au lieu de 3."
    )
    page = answer.content.decode()
    # 60² + 20² + 20² = 4400.
    assert f"4{N}400" in page and "Bêta &lt;b&gt;" in page
    assert 'href="/fr/awards/?currency=CAD&amp;behind=concentration%3Abody%3Aalpha"' in page


def test_records_give_the_ratio(client, records):
    answer = client.get("/en/questions/research-and-commercial/")
    assert heading(answer).startswith("For each $1 to public research, $4 go to commercial projects.")
    assert "half of the commercial ones are of $40 or more" in heading(answer)


def test_the_filter_is_the_one_of_the_list_of_awards(client, records):
    answer = client.get("/fr/questions/concentration/?year=2021")
    assert heading(answer).startswith("La plus grande des 2 organisations reçoit 75,0")
    page = answer.content.decode()
    assert 'href="/fr/awards/?year=2021&amp;currency=CAD&amp;behind=concentration%3Aused"' in page
    assert 'href="/fr/questions/concentration.csv?year=2021"' in page
    rows = list(csv.DictReader(io.StringIO(read(client.get("/fr/questions/concentration.csv?year=2021")).decode())))
    assert [(row["organization"], row["total"]) for row in rows] == [("Alpha", "60.00"), ("Université", "20.00")]


def test_a_filter_that_is_not_understood_counts_nothing(client, records):
    answer = client.get("/fr/questions/concentration/?year=hier")
    assert "Ce filtre n’est pas compris" in text_of(answer)
    assert heading(answer) == "Aucun financement n’est au registre ici."
    assert client.get("/fr/questions/concentration/lorenz.json?year=hier").status_code == 404


def read(answer):
    return answer.getvalue()


@pytest.mark.parametrize("slug", QUESTIONS)
def test_every_form_of_every_question(client, records, slug):
    """A page without a table has a file without a line."""
    empty = "<table" not in client.get(f"/en/questions/{slug}/").content.decode()
    for form in ("csv", "excel.csv", "xlsx"):
        answer = client.get(f"/en/questions/{slug}.{form}")
        assert answer.status_code == 200 and len(read(answer)) > (0 if empty else 50), form
        assert f"question_{slug}" in answer["Content-Disposition"] and "invented-data" in answer["Content-Disposition"]


def test_the_download_of_the_study_has_its_figures(client, study):
    rows = list(csv.DictReader(io.StringIO(read(client.get("/fr/questions/research-and-commercial.csv")).decode())))
    assert [row["value"] for row in rows] == ["32.0000", "145700000.0000", "45.0000", "69.0000", "70000.0000"]
    rows = list(csv.DictReader(io.StringIO(read(client.get("/fr/questions/concentration.csv")).decode())))
    assert len(rows) == 23 and sum(Decimal(row["total"]) for row in rows) == 209
    assert {row["table"] for row in rows} == {"tableau 4"}


@pytest.mark.parametrize(
    ("slug", "names"),
    [
        ("concentration", ["lorenz", "largest", "scale"]),
        ("research-and-commercial", ["squares", "sides", "distribution", "moves"]),
    ],
)
def test_the_charts_come_from_the_addresses_on_the_page(client, records, slug, names):
    page = client.get(f"/fr/questions/{slug}/").content.decode()
    addresses = re.findall(r'data-chart-url="([^"]+)"', page)
    assert addresses == [f"/fr/questions/{slug}/{name}.json" for name in names]
    for address in addresses:
        figure = client.get(address).json()
        assert figure["data"] and "données inventées" in str(figure["layout"]["annotations"])


@pytest.mark.parametrize(
    "address",
    [
        "/fr/questions/nothing/",
        "/fr/questions/nothing.csv",
        "/fr/questions/concentration.docx",
        "/fr/questions/concentration/nothing.json",
    ],
)
def test_what_does_not_exist_is_not_found(client, records, address):
    assert client.get(address).status_code == 404


def test_unpublished_awards_are_in_no_answer(client, records):
    make.award(amount=1_000_000, recipients=[make.organization(records)], public=False)
    assert heading(client.get("/fr/questions/concentration/")).startswith("La plus grande des 3 organisations")


def test_the_index_answers_each_question_in_a_sentence(client, study):
    words = text_of(client.get("/en/questions/"))
    assert "How much goes to public research, and how much to commercial projects?" in words
    assert "32 times what goes to 69 projects of public research" in words
    assert "4 of the 23 organizations in the study's table 4 account for 51.2% of the 209" in words


def test_the_sentence_to_copy_names_its_register_and_its_address(client, study):
    words = text_of(client.get("/en/questions/concentration/"))
    starts = ("It is as if", "4 of the 23", "CHUM alone", "The index is")
    found = [line for line in words.split("\n") if line.startswith(starts) and "http" in line]
    # One per chart, each with the address of the chart, then the page's own.
    assert ["#chart-lorenz)" in line for line in found] == [True, False, False]
    copied = found[-1]
    assert "Trial register" in copied and "Une autrice, “Étude”, table 4" in copied
    assert "http://testserver/en/questions/concentration/)" in copied


def test_the_number_of_queries_does_not_grow_with_the_register(client, records):
    client.get("/fr/questions/concentration/")
    with CaptureQueriesContext(connection) as few:
        client.get("/fr/questions/concentration/")
    for number in range(30):
        make.award(amount=number + 1, recipients=[make.organization(records)], title=f"Encore {number}")
    with CaptureQueriesContext(connection) as many:
        client.get("/fr/questions/concentration/")
    assert len(many) == len(few)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", f"Une seule organisation reçoit les 10{W}$ dont on connaît le bénéficiaire et le montant."),
        ("en", "A single organization receives the $10 whose recipient and amount are known."),
    ],
)
def test_a_single_holder_is_told_as_one(language, said):
    make.award(amount=10, recipients=[make.organization()])
    with override(language):
        assert finding(concentration(AwardLine.objects.all())[0]) == said


def test_the_effective_number_is_told_with_one_place_below_twenty():
    with override("en"):
        assert "as if 5 organizations" in as_if(measure([Decimal(1)] * 5))
        # 10,000 / (60² + 40²) = 1.92.
        assert "as if 1.9 organizations" in as_if(measure([Decimal(6), Decimal(4)]))
        assert "as if 25 organizations" in as_if(measure([Decimal(1)] * 25))


def test_each_question_has_a_filter_or_says_why_none_applies(client, records):
    for slug, question in QUESTIONS.items():
        takes = question.filters is not None
        closed = client.get(f"/fr/questions/{slug}/?year_from=2021&q=Un").content.decode()
        assert ('href="?year_from=2021&amp;q=Un&amp;form=open"' in closed) == takes, slug
        assert ("Aucun filtre ne s’applique ici" in closed) == (not takes), slug
        assert 'name="year_from"' not in closed
        page = client.get(f"/fr/questions/{slug}/?year_from=2021&q=Un&form=open").content.decode()
        assert ('<details class="question-filter" open>' in page) == takes, slug
        if takes:
            assert 'name="q" value="Un"' in page
        if question.filters is AwardFilter:
            assert 'name="year_from" id="facet-year_from" value="2021"' in page and 'name="recipient_kind"' in page


def test_interlocks_are_those_of_the_seats_under_the_filter(client):
    register = make.register()
    person = make.person(register, "Une Personne")
    for name, sector in (("A", "public"), ("B", "public"), ("C", "private")):
        make.seat(make.organization(name=name, sector=sector, kind="consortium"), person, valid_from="2020")
    numbers = {
        "": "1 membre siège",
        "?sector=public": "1 membre siège",
        "?sector=private": "Personne ne siège à deux de ces conseils.",
        "?board_kind=consortium": "1 membre siège",
        "?board_kind=university": "Personne ne siège",
        "?year_from=2021": "Personne ne siège",
        "?sector=nothing": "Ce filtre n’est pas compris",
    }
    for query, said in numbers.items():
        assert said in text_of(client.get(f"/fr/questions/interlocks/{query}")), query


def test_requests_are_those_under_the_filter(client):
    ministry, other = make.ministry(), make.organization(name="Autre")
    make.access_request(ministry, sent="2022-01-10", answered="2022-01-20", outcome="refused")
    make.access_request(ministry, sent="2023-01-10", outcome="pending")
    make.access_request(other, sent="2023", outcome="answered", reference="D-77")
    for query, n in (
        ("", 3),
        ("?outcome=refused", 1),
        ("?year=2023", 2),
        ("?year_to=2022", 1),
        (f"?body={other.key}", 1),
        ("?q=d-77", 1),
    ):
        page = client.get(f"/en/questions/access-to-information/{query}")
        assert heading(page).startswith(f"{n} request"), query
        assert (
            client.get(f"/en/questions/access-to-information/{query}{'&' if query else '?'}form=open").status_code
            == 200
        )


def test_a_question_without_a_filter_counts_all_whatever_is_asked(client):
    make.position(None, "Groupe A")
    for query in ("", "?year=2021", "?recipient_kind=nothing"):
        page = client.get(f"/en/questions/positions/{query}")
        assert "No filter applies here: a position is on a law" in page.content.decode()
        assert "Groupe A" in page.content.decode() and "none: the whole register" in page.content.decode()


def test_a_filter_that_was_just_used_stays_open_and_its_address_has_nothing_empty(client, records):
    answer = client.get("/fr/questions/concentration/?year_from=2022&year_to=&q=", headers={"HX-Request": "true"})
    assert '<details class="question-filter" open>' in answer.content.decode()
    assert answer["HX-Push-Url"] == "/fr/questions/concentration/?year_from=2022"
    assert heading(answer).startswith("Une seule organisation reçoit les 20")
    switched = client.get("/fr/questions/concentration/?by=group&form=open").content.decode()
    assert '<input type="hidden" name="by" value="group">' in switched


@pytest.mark.parametrize("slug", ["boards", "interlocks"])
def test_pages_that_name_people_are_kept_out_of_search_engines(client, records, slug):
    assert '<meta name="robots" content="noindex">' in client.get(f"/fr/questions/{slug}/").content.decode()
    for address in (f"{slug}/", f"{slug}.csv", f"{slug}.json", f"{slug}/embed"):
        assert client.get(f"/fr/questions/{address}")["X-Robots-Tag"] == "noindex", address
    assert "X-Robots-Tag" not in client.get("/fr/questions/concentration/")


def test_the_state_of_the_data_stands_in_the_head(client, study):
    head = re.search(r'<div class="head">.*?</div>', client.get("/fr/questions/traced/").content.decode(), re.DOTALL)
    assert "état des données : août 2023" in unescape(head.group(0)).replace(W, " ")


def test_each_number_and_each_chart_has_a_sentence_of_its_own(client, records):
    for language, largest in (("fr", "à lui seul"), ("en", "alone has")):
        page = client.get(f"/{language}/questions/concentration/")
        assert largest in text_of(page), language
        sentences = re.findall(r'<p id="copied-\d+-figure">(.*?)</p>', page.content.decode())
        assert len(sentences) >= 5 and all("/questions/concentration/" in one for one in sentences)


def test_a_number_in_a_sentence_says_what_it_means():
    with override("fr"):
        assert (
            in_a_sentence("Qui décide", Number("Public", "45 %", "12 M$")) == f"Qui décide{W}: Public{W}: 45 % (12 M$)."
        )
    with override("en"):
        assert in_a_sentence("Who decides", Number("Public", "45%")) == "Who decides: Public: 45%."


def test_the_bodies_of_one_project_are_told():
    with override("en"):
        assert once_words([3, 120, 40]) == "120 of 163 private bodies are in one project only."


def test_what_both_sides_have_is_told_measure_by_measure():
    pairs = [
        Pair("Dollars", (Decimal(1), "145,7 M$"), (Decimal(1), "4,83 M$")),
        Pair("Projets", (Decimal(1), "45"), (Decimal(1), "69")),
    ]
    with override("fr"):
        said = f"Commercial contre recherche{W}: dollars, 145,7 M$ et 4,83 M${N}; projets, 45 et 69."
        assert sides_words(pairs) == said


def test_what_would_close_a_gap_leads_to_where_a_file_is_handed_in(client):
    register = make.register(is_default=True)
    make.reported_figure(register, "any", 312, rule="final_awards", closes="entries")
    page = client.get("/fr/questions/reported-against-computed/").content.decode()
    assert f'href="{reverse("import_upload")}"' in page
    assert "312 de moins" in page.replace("\N{NO-BREAK SPACE}", " ")


def test_a_figure_is_credited_to_who_gives_it_and_no_filter_is_cited_with_what_it_does_not_change(client, study):
    """Of the study, of this site's calculation from it, or of the records; only the last change with the filter."""
    payer = make.ministry(study, "Ministère")
    asked = f"?payer={payer.key}"

    def sentences(slug, said=""):
        page = client.get(f"/fr/questions/{slug}/{asked}").content.decode()
        found = [unescape(one) for one in re.findall(r'<p id="copied-[^"]*">(.*?)</p>', page)]
        return page, [one for one in found if said in one]

    page, [index] = sentences("concentration", f"HHI{W}: ")
    assert "Calcul de Deniers publics d’après Une autrice" in index and asked not in index
    assert "Ce filtre ne s’applique pas aux chiffres de l’étude." in page
    _page, [stated, *_others] = sentences("establishments", f"Établissements{W}: 23")
    assert "Une autrice" in stated and asked not in stated
    _page, [hours] = sentences("establishments", "Heures fournies")
    assert "Une autrice" not in hours and asked in hours
    page, [ratio] = sentences("research-and-commercial", "Rapport dans")
    assert f"Source{W}: Une autrice" in ratio and "Calcul" not in ratio and asked not in ratio
    frames = re.findall(r"&lt;iframe.*?&gt;", page)
    assert frames and not [frame for frame in frames if asked in frame]


def test_no_contribution_is_no_minimum_of_zero(client, study):
    page = client.get("/fr/questions/establishments/")
    assert "Aucun apport du réseau public" in heading(page) and "au moins 0" not in text_of(page)


def test_one_bar_and_one_flow_are_told_and_not_drawn(client):
    """There is nothing to compare: the chart's sentence, its bar in words and its table stand without a picture."""
    register = make.register()
    ministry, body = make.ministry(register, "Ministère"), make.organization(register, "Seule & cie")
    for _n in range(3):
        make.award(
            register, "1000", payers=[ministry], recipients=[body], project=make.project(register, stage="pilot")
        )
    page = client.get(f"{register.address('home')}questions/stages-and-programmes/").content.decode()
    figure = page.split('aria-labelledby="chart-stages"')[1].split("</figure>")[0]
    assert "data-chart-url" not in figure and "SVG" not in figure and "3\u00a0000" in figure.replace("\u202f", "\u00a0")
    assert "chart-table" in figure or "#table-" in figure
    framed = client.get(f"{register.address('home')}questions/stages-and-programmes/stages/embed").content.decode()
    assert "data-chart-url" not in framed
    make.event(body, "bankruptcy", date="2023")
    fates = f"{register.address('home')}questions/what-became-of-them/"
    assert "data-chart-url" not in client.get(fates).content.decode()
    other = make.organization(register, "Autre")
    make.award(register, "10", payers=[ministry], recipients=[other], project=make.project(register, stage="research"))
    make.event(other, "bankruptcy", date="2022")
    new_data_version(register.pk)
    page = client.get(f"{register.address('home')}questions/stages-and-programmes/").content.decode()
    assert "data-chart-url" in page.split('aria-labelledby="chart-stages"')[1].split("</figure>")[0]
    assert "data-chart-url" in client.get(fates).content.decode()

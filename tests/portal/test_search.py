"""The one search: forms of words, accents, typing errors, acronyms, former names; marked, counted, suggested."""

import re
from typing import Any

import pytest
from django.db import connection
from django.utils import translation

from funding.models import Award, AwardParty, Source
from portal.candidates import Found, gathered
from portal.marked import Part, Words, excerpt, parts, parts_nearly
from portal.search import nearly, results, suggestions
from projects.models import Organization, OrganizationName, Project, Register
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def register() -> Register:
    """A body with an acronym and a former name, a project, a programme, an award, a person who sits and a document."""
    register = make.register()
    body = make.organization(
        register, "Centre hospitalier de l’Université", key="chu", acronym="CHUX", name_en="U Hospital"
    )
    OrganizationName.objects.create(organization=body, name="Hôpital Notre-Dame-des-Œuvres", kind="former")
    imagia = make.organization(register, "Imagia cybernétique", key="imagia", kind="startup")
    project = make.project(
        register,
        "Dépistage des cancers",
        key="depistage",
        title_en="Cancer screening",
        summary="Lecture d’images médicales.",
    )
    make.participation(project, imagia)
    programme = make.programme(register, "Établissements en santé durable", key="durable")
    ministry = make.ministry(register, "Ministère de l’Économie", key="meie", acronym="MEIE")
    make.award(
        register,
        "7",
        payers=[ministry],
        recipients=[imagia],
        title="Subvention d’essai",
        key="essai",
        programme=programme,
    )
    make.award(register, "8", payers=[ministry], title="Somme secrète", public=False)
    make.seat(imagia, make.person(register, "Ève Roy", key="eve-roy"))
    make.source(register, "Rapport annuel des subventions", key="rapport")
    return register


def found(register: Register, text: str) -> set[str]:
    """« list/key » of everything found."""
    groups = results(register, text)
    rows = [row for group in groups for row in group.rows] + nearly(register, text, groups)
    return {"/".join(row.address.strip("/").split("/")[-2:]) for row in rows}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("etablissement", "programmes/durable"),
        ("ÉTABLISSEMENTS", "programmes/durable"),
        ("cancer", "projects/depistage"),
        ("screenings", "projects/depistage"),
        ("image médicale", "projects/depistage"),
        ("chux", "organizations/chu"),
        ("notre dame", "organizations/chu"),
        ("oeuvre", "organizations/chu"),
        ("hospitals", "organizations/chu"),
        ("subventions", "awards/essai"),
        ("subventions", "sources/rapport"),
        ("meie imagia", "awards/essai"),
        ("roy", "people/eve-roy"),
        ("imagai", "organizations/imagia"),
        ("cybernetiqe", "organizations/imagia"),
        ("notre damme des oeuvres", "organizations/chu"),
        ("depitsage", "projects/depistage"),
        ("le centre de la université", "organizations/chu"),
    ],
)
def test_it_finds(register: Register, text: str, expected: str) -> None:
    assert expected in found(register, text)


@pytest.mark.parametrize("text", ["xyzzy", "", "   ", "secrète"])
def test_it_finds_nothing(register: Register, text: str) -> None:
    assert "awards" not in {address.split("/")[0] for address in found(register, text)}
    assert text.strip() == "secrète" or found(register, text) == set()


def test_a_count_is_that_of_the_list_it_leads_to(register: Register, client: Any) -> None:
    for n in range(12):
        make.organization(register, f"Imagia {n}")
    for text in ("imagia", "subvention", "cancer"):
        page = client.get("/fr/search/", {"q": text})
        for group in page.context["groups"]:
            listed = client.get(f"/fr/{group.page}/", {"q": text}).context["list"]
            assert listed.count == group.count, (text, group.page)
    assert {group.page: group.count for group in results(register, "imagia")}["organizations"] == 13


def test_two_letters_stand_at_the_beginning_of_a_word(register: Register) -> None:
    """« IA » is not in every « social » and « Imagia »; nothing is spelt nearly as two letters are."""
    for title in ("Plateforme IA", "L’IA au bloc", "Iaso", "Service social", "Pharmacia"):
        make.project(register, title)
    [group] = results(register, "ia")
    names = {"".join(part.text for part in row.name) for row in group.rows}
    assert names == {"Plateforme IA", "L’IA au bloc", "Iaso"}
    assert results(register, "zi") == nearly(register, "zi", []) == []


def test_what_is_found_through_some_of_the_projects_is_not_said_to_be_all(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = Organization.objects.get(key="meie")
    projects = [make.project(register, f"Projet {n} neuf") for n in range(6)]
    for n in range(12):
        make.award(register, "5", payers=[body], title=f"Bourse {n}", project=projects[n // 2] if n > 5 else None)
    monkeypatch.setattr("portal.candidates.MOST", 3)
    monkeypatch.setattr("portal.search.MOST", 3)
    [group] = [group for group in results(register, "bourse projet") if group.page == "awards"]
    # Some of the six projects were not looked at, whichever: nobody says that there are no others.
    assert group.more and 1 <= group.count <= 3
    [group] = [group for group in results(register, "neuf") if group.page == "awards"]
    assert group.more


def test_the_words_of_a_name_stand_in_any_order(register: Register) -> None:
    make.person(register, "Marguerite Zoubeïda", key="marguerite")
    for text in ("zoubeida marguerite", "Marguerite Zoubeïda", "margue zoub"):
        assert [(group.page, group.count) for group in results(register, text)] == [("people", 1)], text


def test_names_that_begin_with_the_text_come_first(register: Register) -> None:
    make.organization(register, "Amis d’Imagia", key="amis")
    [group] = [group for group in results(register, "imagia") if group.page == "organizations"]
    assert [row.address.split("/")[-2] for row in group.rows] == ["imagia", "amis"]


def test_what_is_near_says_so(register: Register, client: Any) -> None:
    page = client.get("/fr/search/", {"q": "imagai"})
    assert page.context["near"]
    assert "<mark>Imagia</mark>" in page.content.decode()
    assert not client.get("/fr/search/", {"q": "imagia"}).context["near"]


def test_the_words_that_matched_are_marked() -> None:
    words = Words(("établissements", "onco"), ("etabl", "onco"))
    assert parts("Un Établissement d’oncologie", words) == [
        Part("Un ", False),
        Part("Établissement", True),
        Part(" d’", False),
        Part("onco", True),
        Part("logie", False),
    ]
    assert parts_nearly("Imagia inc.", ["imagai"]) == [Part("Imagia", True), Part(" inc.", False)]
    told = excerpt("mot " * 60 + "cancer" + " mot" * 60, Words(("cancer",), ("canc",)))
    assert told[0] == Part("… ", False) and told[-1] == Part(" …", False) and Part("cancer", True) in told
    assert excerpt("rien", Words(("cancer",), ("canc",))) == []


def test_a_former_name_is_told_beside_the_name_of_today(register: Register, client: Any) -> None:
    text = client.get("/fr/search/", {"q": "notre-dame"}).content.decode()
    assert "Ancien nom" in text and "<mark>Notre</mark>" in text


def test_suggestions_while_typing(register: Register, client: Any) -> None:
    answer = client.get("/fr/search/suggestions/", {"q": "imag"}).json()["suggestions"]
    assert answer[0] == {
        "kind": "Organisation",
        "address": "/fr/organizations/imagia/",
        "name": [["Imag", True], ["ia cybernétique", False]],
    }
    assert client.get("/fr/search/suggestions/", {"q": "i"}).json() == {"suggestions": []}
    assert [one["address"] for one in suggestions(register, "meie")][:1] == ["/fr/organizations/meie/"]
    assert "imagia" in suggestions(register, "imagai")[0]["address"]


def test_a_character_that_no_text_of_the_database_has_is_left_out(register: Register, client: Any) -> None:
    page = client.get("/fr/search/", {"q": "can\0cer"}).content.decode()
    assert "projects/depistage" in page
    found = client.get("/fr/search/suggestions/", {"q": "can\0cer"}).json()
    assert found == client.get("/fr/search/suggestions/", {"q": "cancer"}).json() and found["suggestions"]


def test_suggestions_are_of_this_register_and_public(register: Register) -> None:
    other = make.register("autre")
    make.organization(other, "Imagination")
    make.organization(register, "Imaginaire", public=False)
    assert [one["address"].split("/")[-2] for one in suggestions(register, "imag")] == ["imagia"]


def test_a_search_has_few_queries(register: Register, client: Any, django_assert_max_num_queries: Any) -> None:
    for text in ("imagia", "subvention", "imagai", "xyzzy"):
        with django_assert_max_num_queries(45):
            client.get("/fr/search/", {"q": text})
    with django_assert_max_num_queries(5):
        client.get("/fr/search/suggestions/", {"q": "imagia"})


def test_a_place_that_was_not_read_to_its_end_may_have_more(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each award stands there twice, by its payer and by its recipient."""
    ministry, imagia = (Organization.objects.get(key=key) for key in ("meie", "imagia"))
    made = [make.award(register, "5", payers=[ministry], recipients=[imagia]) for _n in range(3)]
    place = AwardParty.objects.filter(award__in=made).values_list("award", flat=True)
    assert gathered([place]) == Found(frozenset(one.pk for one in made), more=False, places=1)
    monkeypatch.setattr("portal.candidates.MOST", 4)
    assert gathered([place]).more, "six rows of three awards"
    # Two places that were read, and have enough: the third one is not asked.
    keys = [one.pk for one in (*made, *(make.award(register, "5") for _n in range(3)))]
    first, second = (Award.objects.filter(pk__in=some).values_list("pk", flat=True) for some in (keys[:3], keys[3:]))
    assert gathered([first, second, first]) == Found(frozenset(keys), more=True, places=2)


def test_words_that_are_everywhere_are_counted_as_far_as_they_are_read(
    register: Register, client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    ministry, imagia = (Organization.objects.get(key=key) for key in ("meie", "imagia"))
    for n in range(9):
        make.award(register, "5", payers=[ministry], recipients=[imagia], title=f"Bourse {n}", key=f"b-{n}")
    make.award(register, "5", payers=[ministry], title="Bourse 3 d’essai", key="b-essai")
    monkeypatch.setattr("portal.candidates.MOST", 3)
    monkeypatch.setattr("portal.search.MOST", 3)
    groups = {group.page: group for group in results(register, "bourse")}
    assert (groups["awards"].count, groups["awards"].more) == (3, True)
    page = client.get("/fr/search/?q=bourse").content.decode()
    assert "au moins 3" in page and "Les voir tous dans la liste, avec les filtres" in page
    # A rare word is looked for as a whole, also beside one that is everywhere.
    for text in ("bourse essai", "meie essai"):
        [group] = [group for group in results(register, text) if group.page == "awards"]
        assert {row.address.split("/")[-2] for row in group.rows} == (
            {"b-essai"} if "bourse" in text else {"b-essai", "essai"}
        )
        assert not group.more
    # Two words that are both everywhere; the text itself is found all the same.
    [group] = [group for group in results(register, "meie bourse") if group.page == "awards"]
    assert group.more and group.count >= 2
    assert "Bourse 7" in "".join(part.text for row in results(register, "bourse 7")[-1].rows for part in row.name)


def test_without_javascript_the_box_is_a_form(register: Register, client: Any) -> None:
    text = client.get("/fr/search/").content.decode()
    assert re.search(r'<form class="search" role="search" [^>]*action="/fr/search/" method="get"', text)
    assert 'data-suggestions="/fr/search/suggestions/"' in text


def plan(rows: Any) -> str:
    """How PostgreSQL would answer where reading the whole table is dear."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
    try:
        return rows.explain()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = on")
            cursor.execute("SET LOCAL enable_sort = on")


def test_search_and_every_order_have_an_index(register: Register) -> None:
    from funding.filters import AwardFilter
    from projects.querysets import has_stem

    assert "award_stems" in plan(
        Award.objects.filter(has_stem("cancer", "folded", "title_en", "description", "recipient_text"))
    )
    assert "project_stems" in plan(
        Project.objects.filter(has_stem("cancer", "folded", "title_en", "summary", "outcome"))
    )
    assert "organization_stems" in plan(
        Organization.objects.filter(has_stem("centre", *Organization.objects.none().searched))
    )
    assert "source_stems" in plan(Source.objects.filter(has_stem("rapport", "", "title", "author", "publisher")))
    rows = Award.objects.of(register).with_year()
    orders = {"-amount": "award_by_amount", "amount": "award_by_smallest_amount", "-year": "award_by_year_told"}
    orders |= {"title": "award_by_title"}
    for order, index in orders.items():
        assert index in plan(rows.order_by(*AwardFilter.orders[order][1])[:10]), order


@pytest.mark.parametrize("beside", [("", "", ""), ("L’Œuvre, d'été-hiver", "", ""), ("", "Études  (2e)", "s.o.")])
@pytest.mark.parametrize("title", ["Étude de l'œdème — santé/IA", "  Soins\u00a0à domicile", "DIAGNOSTIC & cœurs", "…"])
def test_words_of_search_are_those_of_all_the_text(register: Register, title: str, beside: tuple[str, ...]) -> None:
    stems = "to_tsvector('french', plain_words(%(all)s)) || to_tsvector('english', plain_words(%(all)s))"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT search_words(fold(%(title)s), %(a)s, %(b)s, %(c)s) = ({stems})",
            {"title": title, "all": " ".join([title, *beside]), **dict(zip("abc", beside, strict=True))},
        )
        assert cursor.fetchone() == (True,)


@pytest.mark.parametrize("text", ["chuxx", "chhux", "CHUXM"])
def test_letters_that_are_spelt_nearly_so_find_the_body(register: Register, text: str) -> None:
    make.organization(register, "Chuxley et associés")
    near = nearly(register, text, results(register, text))
    assert "/organizations/chu/" in [row.address.removeprefix("/fr").removeprefix("/en") for row in near][:2], text


def test_letters_by_which_a_body_is_known_come_first(register: Register, client: Any) -> None:
    make.organization(register, "Meieur ingénierie")
    make.organization(register, "Meiers, Chuxley et associés")
    for text, page in (("meie", "meie"), ("CHUX", "chu"), ("chu", "chu")):
        first = suggestions(register, text)[0]
        assert first["address"].endswith(f"/organizations/{page}/"), text
    with translation.override("fr"):
        name = "".join(part for part, _marked in suggestions(register, "meie")[0]["name"])
    assert name == "Ministère de l’Économie (MEIE)"
    found = client.get("/fr/search/?q=chux")
    assert [group.rows[0].address for group in found.context["groups"]] == ["/fr/organizations/chu/"]
    assert not found.context["near"], "it is found by its letters: nothing is only nearly so"

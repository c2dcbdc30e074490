"""Names → organizations: each tier, what a likeness must not do, cells with several names, what people decided."""

import pytest

from funding.imports import names
from funding.imports.models import Judgement, Mention
from funding.imports.name_rules import veto
from funding.imports.resolve import judge, resolve, store_mentions, take_back, why_in_words
from projects.models import Identifier, OrganizationName
from tests import factories as make
from tests.funding.imports.documents import document, staged

pytestmark = pytest.mark.django_db


def resolved(name, create_new=False, field="recipient", **beside):
    """(tier, name of the organization or the key, why) of one name."""
    batch = staged(document(("award", [{"title": "Aide", field: name, **beside}])))
    resolution = resolve(batch, create_new)
    (match,) = resolution.matches.values()
    body = resolution.index.bodies.get(match.key)
    return str(match.tier), body.name if body else "", match.why


@pytest.mark.parametrize(
    "spelling",
    [
        "Ministère de l’Économie, de l’Innovation et de l’Énergie",
        "MINISTERE DE L'ECONOMIE, DE L'INNOVATION ET DE L'ENERGIE",
        "Ministère de l'Économie, de l'Innovation et de l'Énergie (MEIE)",
        "MEIE – Ministère de l'Économie, de l'Innovation et de l'Énergie",
        "Ministère de l’Économie, de l’Innovation & de l’Énergie",
        "MEIE",
    ],
)
def test_the_same_name_in_other_spellings(spelling):
    make.ministry(name="Ministère de l’Économie, de l’Innovation et de l’Énergie", acronym="MEIE")
    tier, name, _ = resolved(spelling)
    assert (tier, name) == ("exact", "Ministère de l’Économie, de l’Innovation et de l’Énergie")


@pytest.mark.parametrize("spelling", ["Imagia inc.", "IMAGIA Inc", "Imagia Ltée", "Imagia, inc."])
def test_legal_forms_do_not_count(spelling):
    make.organization(name="Imagia")
    assert resolved(spelling)[:2] == ("exact", "Imagia")


def test_the_order_around_a_comma_does_not_count():
    make.organization(name="Université de Montréal", kind="university")
    assert resolved("Montréal, Université de")[:2] == ("exact", "Université de Montréal")


def test_another_known_name():
    body = make.organization(name="Centre hospitalier de l’Université de Montréal", kind="establishment")
    OrganizationName.objects.create(organization=body, name="CHU de Montréal")
    assert resolved("chu de montréal") == ("alias", body.name, "alias")


def test_a_number_goes_before_the_name():
    body = make.organization(name="Innovations MUUTAA inc.")
    Identifier.objects.create(register=body.register, organization=body, scheme="CA-QC-CR", value="1143920115")
    assert resolved("MUUTAA", recipient_neq="1143920115")[:2] == ("identifier", body.name)


def test_a_number_beside_quite_another_name_waits():
    body = make.organization(name="Innovations MUUTAA inc.")
    Identifier.objects.create(register=body.register, organization=body, scheme="CA-QC-CR", value="1143920115")
    tier, _, why = resolved("Zébulon Frères", recipient_neq="1143920115")
    assert (tier, why) == ("waiting", "identifier-and-name-differ")


def test_the_same_name_with_another_number_is_not_linked():
    body = make.organization(name="Groupe Lavoie")
    Identifier.objects.create(register=body.register, organization=body, scheme="CA-QC-CR", value="1143920115")
    assert resolved("Groupe Lavoie", recipient_neq="1143920123")[::2] == ("waiting", "identifier-differs")
    assert resolved("Groupe Lavoie", True, recipient_neq="1143920123")[0] == "new"


def test_one_acronym_of_two_bodies_waits():
    make.organization(name="Conseil des innovations", acronym="CI")
    make.organization(name="Centre imagerie", acronym="CI")
    assert resolved("CI")[::2] == ("waiting", "several")


def test_a_typing_error_is_a_near_match():
    make.organization(name="Université du Québec à Trois-Rivières", kind="university")
    tier, name, why = resolved("Univeristé du Québec à Trois-Rivières")
    assert (tier, name, why) == ("near", "Université du Québec à Trois-Rivières", "near")


@pytest.mark.parametrize(
    ("known", "other", "kind"),
    [
        ("CIUSSS de l’Est-de-l’Île-de-Montréal", "CIUSSS de l’Ouest-de-l’Île-de-Montréal", "establishment"),
        ("Corporation de développement du Nord", "Corporation de développement du Sud", "company"),
        ("Société de gestion numérique 2021", "Société de gestion numérique 2022", "company"),
        ("Université de Montréal et partenaires", "Hôpital de Montréal et partenaires", "university"),
        (
            "Réseau d’évaluation de l’innovation en santé",
            "Réseau d’évaluation des innovations en santé durable",
            "other",
        ),
        ("Institut universitaire de cardiologie", "Institut universitaire de cardiologié X", "establishment"),
    ],
)
def test_a_word_that_counts_is_never_a_likeness(known, other, kind):
    make.organization(name=known, kind=kind)
    assert resolved(other)[0] == "waiting"


@pytest.mark.parametrize(
    ("known", "spelling", "why"),
    [
        ("3D Datacomm", "3 D DATA COMM", "written-in-one"),
        ("Université Laval", "Laval University", "other-form"),
        ("Fondation Lavoisier pour la recherche", "Recherche Lavoisier, Fondation", "order"),
        ("University of Ottawa", "Université d’Ottawa", "other-form"),
        ("Institut Trottier de Montréal", "Inst. Trottier Montréal", "other-form"),
        ("Larry Penner Enterprises", "Larry Pennter Enterprises", "near"),
        ("Imagia Cybernétique", "Imagia Cybernétique Canada", "ordinary-words"),
        ("Association Voltigeurs castelbriantais", "Voltigeurs castelbriantais", "ordinary-words"),
        ("Aimer nourrir aider instruire parrainage", "AIMER NOURRIR AIDER INSTRUIRE PA", "cut-off"),
        ("Confédération œuvres laïques vacances", "CONFEDERATION OEUVR LAIQ VACANCE", "abbreviated"),
    ],
)
def test_a_likeness_links_by_a_rule_that_can_be_told(known, spelling, why):
    make.organization(name=known)
    assert resolved(spelling) == ("near", known, why)
    assert resolved("Zébulon Frères")[0] == "waiting"


@pytest.mark.parametrize(
    ("known", "spelling"),
    [
        ("Cinéma Le Hublot ex Club cinéma", "CINEMA LE HUBLOT"),
        ("Cinéma Le Hublot", "Cinéma Le Hublot (anciennement Club cinéma)"),
        ("Club cinéma du port", "Cinéma Le Hublot (anciennement Club cinéma du port)"),
    ],
)
def test_a_name_that_says_its_former_one(known, spelling):
    make.organization(name=known)
    assert resolved(spelling)[:2] == ("exact", known)


@pytest.mark.parametrize(
    ("known", "other"),
    [
        ("Imagia Santé", "Imagia Transport"),
        ("Construction Stryker", "Stryker"),
        ("Dexter Construction", "Dexterra Construction"),
        ("IBM", "IMB"),
        ("Emovi", "Emova"),
        ("Coopérative funéraire de Granby", "Coopérative funéraire de Sherbrooke"),
        ("Clinique Lavoie du Sud", "Clinique Lavoie"),
        ("Fondation Imagia", "Imagia"),
        ("C. B. A. Conseil Lavoie", "A. B. C. Conseil Lavoie"),
        ("Lavoie Boréal", "Lavoie Boréal Capital"),
    ],
)
def test_a_likeness_that_no_rule_covers_waits_with_its_proposal(known, other):
    body = make.organization(name=known)
    batch = staged(document(("award", [{"title": "Aide", "recipient": other}])))
    (match,) = resolve(batch, False).matches.values()
    assert (match.tier, match.key) == ("waiting", "")
    assert [candidate["organization"] for candidate in match.candidates] == [body.pk]


def known_as(body, *spellings, kind="alias", **dates):
    for spelling in spellings:
        OrganizationName.objects.create(organization=body, name=spelling, kind=kind, **dates)


def test_known_names_teach_which_word_names_a_body():
    body = make.organization(name="Nisha Technologies")
    assert resolved("Nisha Conseil")[0] == "waiting"
    known_as(body, "Nisha Tech", "Nisha Solutions Alpha", "Groupe Nisha", "Nisha Boréal")
    assert resolved("Nisha Services")[:2] == ("near", body.name)
    assert resolved("Hôpital Nisha")[0] == "waiting"
    assert resolved("Nisha Zébulon")[0] == "waiting"


def test_the_long_form_with_a_typing_error_beside_its_acronym():
    body = make.organization(name="Conseil des innovations technologiques", acronym="CIT")
    assert resolved("Conseil des inovations technologiques (CIT)")[:2] == ("near", body.name)
    make.organization(name="Zébulon", acronym="ZZQ")
    assert resolved("Conseil des inovations technologiques (ZZQ)")[0] == "waiting"


def test_a_former_name_says_its_dates_and_is_the_body_s_that_had_it_then():
    first = make.organization(name="Santé Québec")
    known_as(first, "Agence Boréale", kind="former", valid_from="2005", valid_to="2015-04-01")
    assert resolved("Agence Boréale") == ("alias", "Santé Québec", "former")
    assert (
        why_in_words("former|from=2005|to=2015-04-01", "fr") == "Ancien nom de cette organisation (2005 – 2015-04-01)."
    )
    second = make.organization(name="Boréale et compagnie Zéta")
    known_as(second, "Agence Boréale", kind="former", valid_from="2016")
    assert resolved("Agence Boréale", fiscal_year="2012-2013")[1] == "Santé Québec"
    assert resolved("Agence Boréale", fiscal_year="2018-2019")[1] == second.name
    assert resolved("Agence Boréale")[::2] == ("waiting", "several")


def test_two_close_names_wait():
    make.organization(name="Technologies Lavoie et associés")
    make.organization(name="Technologies Lavoye et associés")
    assert resolved("Technologies Lavoiye et associés")[0] == "waiting"


@pytest.mark.parametrize(
    ("known", "other"),
    [
        # A cut between two words may be another branch; two bodies may begin alike.
        (["Soins soutiens intercanton Erdre"], "Soins soutiens intercanton Erdre et Loire"),
        (
            ["Aimer nourrir aider instruire parrainage", "Aimer nourrir aider instruire partout"],
            "Aimer nourrir aider instruire pa",
        ),
        # « Est » is no beginning of « Estuaire », and two names may be cut to the same words.
        (["Comité culture estuaire"], "Comité culture est"),
        (["Section régionale conchyliculture", "Section régulière conchyliculture"], "Section rég conchyliculture"),
        # A foundation is not the association of the same name; nor is what another has too.
        (["Fondation Voltigeurs castelbriantais"], "Association Voltigeurs castelbriantais"),
        # The former name may be another body's by now.
        (["Initiative jeunes ex Club cinéma du port"], "Club cinéma du port"),
        (["Fed Ex Ground"], "Ground"),
    ],
)
def test_what_is_cut_or_called_otherwise_waits_where_two_may_be_meant(known, other):
    for name in known:
        make.organization(name=name)
    assert resolved(other)[0] == "waiting"


def test_an_unknown_name_waits_or_is_new():
    assert resolved("Emovi") == ("waiting", "", "nothing")
    assert resolved("Emovi", True) == ("new", "Emovi", "new")


def test_a_close_name_waits_also_where_new_ones_are_wanted():
    make.organization(name="Technologies Lavoie")
    assert resolved("Technologie Lavoies", True)[0] in ("waiting", "near")
    assert resolved("Technologies Lavoisier", True)[0] == "waiting"


def test_a_merged_body_leads_to_the_other():
    other = make.organization(name="Canexia Health")
    make.organization(name="Imagia", merged_into=other)
    assert resolved("Imagia")[:2] == ("exact", "Canexia Health")


def test_what_a_person_decided_counts_and_can_be_taken_back():
    body = make.organization(name="Imagia")
    register = make.default_register()
    judgement = judge(register, "Imagia Cybernétique", "same", None, organization=body, reason="site de l’entreprise")
    assert resolved("IMAGIA CYBERNETIQUE") == ("human", "Imagia", "judgement")
    take_back(judgement, None)
    assert resolved("Imagia Cybernétique")[0] == "waiting"


def test_not_the_same_and_new():
    body = make.organization(name="Dialogue")
    register = make.default_register()
    judge(register, "Dialogue", "not_same", None, organization=body)
    assert resolved("Dialogue")[0] == "waiting"
    judge(register, "Dialogue", "new", None, kind="startup")
    assert resolved("Dialogue")[0] == "new"
    assert Judgement.objects.count() == 2
    with pytest.raises(ValueError, match="same"):
        judge(register, "Dialogue", "same", None)


@pytest.mark.parametrize(
    "spelling",
    ["CUSM/MUHC", "CUSM / MUHC", "C.U.S.M.", "Centre de santé Ste-Anne", "MUHC – Centre de santé Sainte-Anne"],
)
def test_two_names_of_one_body_and_spellings_that_are_no_likeness(spelling):
    body = make.organization(name="Centre de santé Sainte-Anne", acronym="CUSM", kind="establishment")
    for name in ("MUHC", "McGill University Health Centre"):
        OrganizationName.objects.create(organization=body, name=name, kind="translation")
    tier, name, _why = resolved(spelling)
    assert (tier, name) == ("exact", body.name)
    assert resolved("CUSM / Fondation")[0] == "waiting"


@pytest.mark.parametrize(
    "other",
    [
        "Ministère des Finances de l’Ontario",
        "Ministère des Finances (France)",
        "Ministère des Finances du Canada",
        "Ministère des Finances et de l’Innovation",
    ],
)
def test_where_a_ministry_is_and_what_it_deals_with_are_its_name(other):
    make.organization(name="Ministère des Finances", kind="ministry")
    assert resolved(other)[0] == "waiting"


@pytest.mark.parametrize(
    ("known", "spelling"),
    [
        ("Deloitte S.E.N.C.R.L./s.r.l.", "Deloitte"),
        ("KPMG", "KPMG s.r.l./S.E.N.C.R.L."),
        ("Pfizer Canada", "Pfizer Canada S.R.L."),
        ("9123-4567 Québec inc.", "9123-4567 Qc inc."),
    ],
)
def test_legal_forms_in_letters_and_a_place_cut_short_do_not_name(known, spelling):
    make.organization(name=known)
    make.organization(name="9123-4576 Québec inc.")
    assert resolved(spelling)[:2] in {("exact", known), ("near", known)}


KNOWN = {
    names.normal(name) for name in ("CHUM", "Imagia", "Université de Montréal", "Gestion Bêta, Gamma et associés inc.")
}


@pytest.mark.parametrize(
    ("cell", "partners", "found"),
    [
        ("CHUM; Imagia, Université de Montréal", True, ["CHUM", "Imagia", "Université de Montréal"]),
        ("CHUM; Imagia, Université de Montréal", False, ["CHUM", "Imagia", "Université de Montréal"]),
        ("CHUM, Emovi", True, ["CHUM", "Emovi"]),
        ("CHUM, Emovi", False, ["CHUM, Emovi"]),
        ("Ministère de l’Économie, de l’Innovation et de l’Énergie", True, None),
        ("Technologies X, inc.", True, None),
        ("Montréal, Université de", True, None),
        ("CHUM\nEmovi", False, ["CHUM", "Emovi"]),
        ("CHUM ; CHUM", False, ["CHUM"]),
        ("• CHUM\n• Emovi", False, ["CHUM", "Emovi"]),
        ("Compagnie (Montréal, Québec)", True, None),
        ("CHUM, Imagia et Université de Montréal", False, ["CHUM", "Imagia", "Université de Montréal"]),
        ("CHUM, Emovi, Imagia et Université de Montréal", True, ["CHUM", "Emovi", "Imagia", "Université de Montréal"]),
        ("CHUM / Imagia", False, ["CHUM", "Imagia"]),
        ("CHUM + Imagia", True, ["CHUM", "Imagia"]),
        ("CHUM | Imagia", True, ["CHUM", "Imagia"]),
        ("CHUM & Imagia", True, ["CHUM", "Imagia"]),
        ("CHUM & CHUM", True, None),
        ("CHUM & Emovi", True, None),
        ("Institut et Imagia", True, None),
        ("1. CHUM\n2. Emovi", False, ["CHUM", "Emovi"]),
        ("CHUM, Imagia,", False, ["CHUM", "Imagia"]),
        ("Emovi, Inc., CHUM", True, ["Emovi, Inc.", "CHUM"]),
        ("Gestion Bêta, Gamma et associés inc., CHUM", True, ["Gestion Bêta, Gamma et associés inc.", "CHUM"]),
        ("Zébulon Frères, Montréal", True, None),
    ],
)
def test_several_names_in_one_cell(cell, partners, found):
    known = {*KNOWN}
    assert names.split_names(cell, lambda name: names.normal(name) in known, partners) == (found or [cell])


@pytest.mark.parametrize(
    ("one", "other", "word"),
    [
        ("Université de Montréal", "Univeristé de Montréal", ""),
        ("Clinique Nord", "Clinique Sud", "nord"),
        ("Fonds 1", "Fonds 2", "1"),
        ("Réseau d’évaluation et de l’innovation en santé", "Réseau d’évaluation de l’innovation en santé", ""),
        (
            "Réseau d’évaluation de l’innovation en santé",
            "Réseau d’évaluation des innovations en santé durable",
            "durable",
        ),
    ],
)
def test_the_veto(one, other, word):
    assert veto(names.normal(one), names.normal(other)) == word


def test_fold_is_the_database_s():
    from django.db import connection

    samples = ["Évaluation œuvre — l’Été", "Ça & là (MEIE) / « x »", "ÀÂÄ ŒUVRE Æ", "A.B.C., inc.", "Ÿ Ž ñ"]
    samples += [
        f"a{' ' * run}b\u2009c\n\t 0123456789 zyxwvutsrqponmlkjihgfedcba" for run in (1, 2, 3, 11, 59, 400, 4_321)
    ]
    with connection.cursor() as cursor:
        for sample in samples:
            cursor.execute("SELECT fold(%s)", [sample])
            assert names.fold(sample) == cursor.fetchone()[0]


def test_one_mention_a_name_with_why():
    make.organization(name="Imagia")
    rows = [
        {"title": "1", "recipient": "Imagia inc."},
        {"title": "2", "recipient": "Imagia inc."},
        {"title": "3", "recipient": "X"},
    ]
    batch = staged(document(("award", rows)))
    counted = store_mentions(batch, resolve(batch, False))
    assert counted == {"identifier": 0, "alias": 0, "exact": 1, "near": 0, "waiting": 1, "new": 0}
    found = {mention.name: (mention.rows, mention.tier, mention.why) for mention in Mention.objects.filter(batch=batch)}
    assert found == {"Imagia inc.": (2, "exact", "exact"), "X": (1, "waiting", "nothing")}
    assert why_in_words("close|score=97|name=Imagia", "fr") == "Proche de «\u00a0Imagia\u00a0» (97\u00a0%)."
    assert why_in_words("close|score=97|name=Imagia", "en") == "Close to “Imagia” (97%)."


def test_the_sheet_of_organizations_comes_first_and_finds_what_is_there():
    known = make.ministry(name="MEIE")
    sheet = [{"name": "Ministère de l’Économie, de l’Innovation et de l’Énergie", "acronym": "MEIE"}]
    batch = staged(document(("award", [{"title": "1", "payer": sheet[0]["name"]}]), ("organization", sheet)))
    resolution = resolve(batch, True)
    assert {match.key for match in resolution.matches.values()} == {known.key}
    assert not resolution.planned


def test_a_lead_that_is_a_person_is_no_organization():
    assert names.kind_in_name("Marie Tremblay") is None
    batch = staged(document(("award", [{"title": "1", "lead": "Marie Tremblay"}])))
    assert not resolve(batch, True).matches

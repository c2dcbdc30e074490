"""The scope rule: inflected words in two languages, acronyms, verdicts, and decisions that hold for the next file."""

import pytest
from django.db import IntegrityError, transaction

from funding import scope_view
from funding.choices import RowState, ScopeVerdict
from funding.fixture import read_scope
from funding.imports import corrections, scope_decisions
from funding.imports.models import ScopeDecision
from funding.imports.scope_rule import ScopeRule, inflected, rule_of
from projects.models import ScopeTheme
from tests import factories as make
from tests.funding.imports.documents import document, staged

IN, PART, OUT = ScopeVerdict.IN, ScopeVerdict.PART, ScopeVerdict.OUT


@pytest.fixture
def rule():
    """The first register's own words, as its folder has them."""
    made = ScopeRule()
    for theme in read_scope():
        made.themes[theme["code"]] = theme["name_fr"]
        for word in (*theme["words_fr"], *theme["words_en"]):
            made.add(theme["code"], word)
    return made


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # The study's own example of a title (Tableau 1), and its terms in other forms.
        ("Révolutionner le triage à l’urgence grâce à l’IA", ["ia: IA"]),
        ("Des ALGORITHMES d’aide au diagnostic", ["ia: ALGORITHMES", "sante: diagnostic"]),
        ("Modèles prédictifs en oncologie", ["ia: Modèles prédictifs", "sante: oncologie"]),
        ("Analyses automatisées d’images médicales", ["ia: Analyses automatisées", "sante: médicales"]),
        ("L’intelligence artificielle au service des soins", ["ia: intelligence artificielle", "sante: soins"]),
        ("Deep learning for hospitals", ["ia: Deep learning", "sante: hospitals"]),
        ("Predictive models of diseases", ["ia: Predictive models", "sante: diseases"]),
        ("Les sciences de la vie", ["sante: sciences de la vie"]),
        ("Réseau hospitalier, lignes hospitalières", ["sante: hospitalier", "sante: hospitalières"]),
        # What looks like a word of the rule and is none.
        ("J’ai une intelligence naturelle", []),
        ("Le plan du comté, la vie, un patio", []),
        ("apprentissage de la lecture", []),
        ("", []),
    ],
)
def test_words_are_met_in_their_forms_and_places(rule, text, found):
    assert [f"{met.theme}: {text[met.start : met.end]}" for met in rule.met(text)] == found


def test_an_acronym_is_met_in_capitals_only(rule):
    assert [met.word for met in rule.met("AI for health")] == ["AI", "health"]
    assert not list(rule.met("ia, ai"))


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("predictif", {"predictifs", "predictive", "predictives"}),
        ("medical", {"medicale", "medicaux", "medicales"}),
        ("algorithme", {"algorithmes"}),
        ("study", {"studies"}),
        ("soins", {"soin"}),
        ("reseau", {"reseaux"}),
        ("de", {"de"}),
    ],
)
def test_inflected(word, forms):
    assert {word, *forms} <= inflected(word)


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ({"title": "IA en santé"}, IN),
        ({"title": "Algorithmes", "recipient": "Hôpital de Verdun"}, IN),
        ({"title": "Algorithmes", "payer": "Ministère de la Santé"}, PART),
        ({"title": "Soins à domicile"}, PART),
        ({"title": "Réfection de la toiture"}, OUT),
    ],
)
def test_in_scope_where_each_theme_has_a_word(rule, values, verdict):
    assert rule.verdict({name: {"value": value} for name, value in values.items()}) == verdict


def test_a_cell_without_a_field_counts_too(rule):
    assert rule.verdict({"title": {"value": "Soins"}}, ["Apprentissage profond"]) == IN


def watched():
    """The first register with two themes of its own: nothing in the code is tied to a subject."""
    register = make.default_register()
    ScopeTheme.objects.create(register=register, code="eau", name_fr="Eau", name_en="Water", words_fr=["rivière"])
    ScopeTheme.objects.create(
        register=register, code="pont", name_fr="Ponts", name_en="Bridges", words_fr=["pont"], words_en=["bridge"]
    )
    return register


ROWS = [
    {"title": "Ponts sur la rivière", "recipient": "A", "reference": "1"},
    {"title": "Un pont", "recipient": "B", "reference": "2"},
    {"title": "Une route", "recipient": "C", "reference": "3"},
]


def staged_rows():
    batch = staged(document(("award", ROWS)))
    return batch, {row.values["reference"]["value"]: row for row in batch.rows.filter(kind="data")}


@pytest.mark.django_db
def test_each_row_has_its_verdict_and_a_register_without_a_rule_has_none():
    watched()
    batch, rows = staged_rows()
    assert {reference: row.scope for reference, row in rows.items()} == {"1": "in", "2": "part", "3": "out"}
    assert [(code, n) for code, _label, n in scope_view.counts(batch)["chips"]] == [("in", 1), ("part", 1), ("out", 1)]
    ScopeTheme.objects.all().delete()
    batch, rows = staged_rows()
    assert {row.scope for row in rows.values()} == {""} and rule_of(batch.register) is None
    assert scope_view.counts(batch) == {"chips": [], "left_out": 0}


@pytest.mark.django_db
def test_a_person_overrules_the_rule_and_the_next_file_knows():
    register = watched()
    batch, rows = staged_rows()
    scope_decisions.decide(batch, [rows["1"]], OUT, None)
    scope_decisions.decide(batch, [rows["3"]], IN, None)
    batch, rows = staged_rows()
    assert (rows["1"].state, rows["3"].state) == (RowState.SET_ASIDE, RowState.READY)
    lines = scope_view.lines(batch, list(rows.values()), rule_of(register))
    assert (lines[rows["1"].pk].verdict, lines[rows["1"].pk].decided) == ("out", True)
    assert (lines[rows["2"].pk].verdict, lines[rows["2"].pk].decided) == ("part", False)
    assert lines[rows["2"].pk].words == [("Eau", ""), ("Ponts", "pont")]
    assert [(part.text, part.theme) for part in lines[rows["2"].pk].marked["Un pont"]] == [
        ("Un ", ""),
        ("pont", "Ponts"),
    ]


@pytest.mark.django_db
def test_a_decision_is_taken_back_and_one_alone_stands():
    register = watched()
    batch, rows = staged_rows()
    scope_decisions.decide(batch, [rows["1"]], OUT, None)
    scope_decisions.decide(batch, [rows["1"]], "", None)
    rows["1"].refresh_from_db()
    assert rows["1"].state == RowState.READY
    assert scope_decisions.standing_decisions(register) == {}
    kept = ScopeDecision.objects.get()
    assert kept.reversed_at and kept.verdict == OUT
    scope_decisions.decide(batch, [rows["1"]], IN, None)
    again = {"register": register, "record_kind": "award", "row_key": rows["1"].fact_key, "verdict": OUT}
    with pytest.raises(IntegrityError), transaction.atomic():
        ScopeDecision.objects.create(**again)


@pytest.mark.django_db
def test_rows_that_the_rule_leaves_out_are_those_nobody_decided_about():
    watched()
    batch, rows = staged_rows()
    assert list(scope_decisions.out_by_rule(batch)) == [rows["3"]]
    scope_decisions.decide(batch, [rows["3"]], IN, None)
    assert not scope_decisions.out_by_rule(batch).exists()


@pytest.mark.django_db
def test_a_corrected_cell_is_looked_at_again():
    watched()
    _batch, rows = staged_rows()
    corrections.correct(rows["3"], "title", "Un pont de la rivière", None)
    rows["3"].refresh_from_db()
    assert rows["3"].scope == IN
    corrections.take_back(rows["3"], "title")
    rows["3"].refresh_from_db()
    assert rows["3"].scope == OUT


@pytest.mark.django_db
def test_a_row_that_the_file_leaves_out_comes_in_by_a_decision():
    watched()
    rows = [ROWS[0] | {"in_scope": "none"}]
    batch = staged(document(("award", rows)))
    row = batch.rows.get(kind="data")
    assert row.state == RowState.SET_ASIDE
    scope_decisions.decide(batch, [row], IN, None)
    assert staged(document(("award", rows))).rows.get(kind="data").state == RowState.READY

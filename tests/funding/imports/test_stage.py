"""Staged rows: everything the file holds, with its key, its problems and where it stands."""

import pytest
from django.utils.text import slugify as django_slugify

from funding.imports.document import RowRead
from funding.imports.keys import RowKeys, entity_key, slugify
from funding.imports.models import StagedRow
from funding.imports.stage import PORTION, part_offsets, stage
from funding.imports.words import problem_in_words
from tests.funding.imports.documents import document, nothing, problem, row, staged, table

pytestmark = pytest.mark.django_db

GRANT = {"title": "Aide", "payer": "MEIE", "recipient": "Imagia", "amount": "10"}


def test_nothing_is_dropped():
    extra = [
        RowRead(-1, "À lire", 1, "note", text="Source : le ministère"),
        RowRead(0, "Feuille 1", 9, "total", text="Total | 20"),
        row("award", 10, GRANT, sheet="Feuille 1", notes=(("F", "Remarque interne", "à revoir"),), group="2021"),
    ]
    batch = staged(document(("award", [GRANT, GRANT]), extra=extra))
    kinds = list(batch.rows.order_by("id").values_list("kind", "table", "text"))
    assert kinds == [
        ("header", 1, "title | payer | recipient | amount"),
        ("data", 1, ""),
        ("data", 1, ""),
        ("note", 0, "Source : le ministère"),
        ("total", 1, "Total | 20"),
        ("data", 1, ""),
    ]
    last = batch.rows.get(row=10)
    assert last.notes == [{"cell": "F10", "header": "Remarque interne", "raw": "à revoir"}]
    assert last.values["title"] == {"value": "Aide", "raw": "Aide", "cell": "A10"}
    assert last.values["group_title"]["value"] == "2021"


def test_staging_again_replaces_what_was_there():
    given = document(("award", [GRANT]))
    batch = staged(given)
    stage(batch, given, nothing)
    assert batch.rows.count() == 2


def test_the_progress_is_said_after_each_portion():
    said = []
    batch = staged(document(("award", [GRANT])))
    given = document(("award", [GRANT | {"title": str(n)} for n in range(PORTION + 10)]))
    stage(batch, given, lambda done, total: said.append((done, total)))
    total = PORTION + 11
    assert said == [(0, total), (PORTION, total), (total, total)]


def test_a_blocking_problem_makes_the_row_wait():
    problems = (problem(2, "ambiguous", "amount", blocking=True), problem(2, "not_available", "note"))
    batch = staged(document(extra=[row("award", 2, GRANT, sheet="Feuille 1", problems=problems)]))
    found = batch.rows.get()
    assert found.state == "waiting"
    assert [(one["code"], one["blocking"]) for one in found.problems] == [("ambiguous", True), ("not_available", False)]


FIGURE = {"label": "x", "unit": "projets", "value": "3"}


def test_a_figure_in_words_is_no_problem():
    figure = {"key": "f", "label": "Sommes", "unit": "$", "qualifier": "in_words", "value": None}
    problems = (problem(2, "not_a_number", "value", blocking=True),)
    batch = staged(document(extra=[row("reported_figure", 2, figure, sheet="Feuille 1", problems=problems)]))
    assert (batch.rows.get().state, batch.rows.get().problems) == ("ready", [])


@pytest.mark.parametrize(
    ("kind", "values", "code"),
    [
        ("", {"title": "x"}, "record-unknown"),
        ("award", {"amount": "5"}, "field-missing"),
        ("membership", {"organization": "x"}, "field-missing"),
        (
            "membership",
            {"organization": "x", "person": "y", "valid_from": "2020-05", "valid_to": "2020-04"},
            "ends-before-it-begins",
        ),
        ("access_request", {"organization": "x", "sent": "2021", "answered": "2020"}, "ends-before-it-begins"),
        ("contribution", {"organization": "x", "hours": "-1"}, "negative"),
        ("award", GRANT | {"count_of_projects": "0"}, "negative"),
        ("award", GRANT | {"amount": "9" * 19}, "number-too-big"),
        ("award", GRANT | {"fiscal_year": "2921-2922"}, "year-implausible"),
        ("award", GRANT | {"currency": "dollars"}, "currency-unknown"),
        ("reported_figure", {"label": "x", "unit": "$"}, "field-missing"),
        ("reported_figure", FIGURE | {"rule": "these_awards"}, "field-missing"),
        ("reported_figure", FIGURE | {"rule": "private_repeat", "rule_terms": "trois"}, "field-missing"),
        ("membership", {"organization": "x", "person": "y" * 201}, "name-too-long"),
    ],
)
def test_what_the_database_would_refuse_is_a_problem_of_its_row(kind, values, code):
    batch = staged(document((kind, [values])))
    found = batch.rows.get(kind="data")
    assert code in [one["code"] for one in found.problems]
    assert found.state == "waiting"
    for language in ("fr", "en"):
        assert problem_in_words(found.problems[0], language)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"use_type": "Imagerie", "entry_type": "company", "title": "Imagia"}, ["use_type"]),
        ({"partner": "CHUM", "entry_type": "company", "title": "Imagia"}, ["partner"]),
        ({"use_type": "Imagerie", "project": "Dépister"}, []),
        ({"use_type": "Imagerie", "entry_type": "project", "title": "Dépister"}, []),
        ({"use_type": "Imagerie", "partner": "CHUM", "title": "Dépister"}, []),
    ],
)
def test_what_is_said_of_no_project_is_told(values, told):
    found = staged(document(("award", [GRANT | {"title": "", "project": "", "entry_type": ""} | values]))).rows
    problems = found.get(kind="data").problems
    assert [one["field"] for one in problems if one["code"] == "no-project-to-say-it-of"] == told
    assert not any(one["blocking"] for one in problems)
    assert all(problem_in_words(one, language) for one in problems for language in ("fr", "en"))


def test_a_period_of_partial_dates_may_overlap():
    values = {"organization": "x", "person": "y", "valid_from": "2020-05", "valid_to": "2020"}
    assert staged(document(("membership", [values]))).rows.get(kind="data").problems == []


def test_keys_do_not_hang_on_amount_stage_or_spelling():
    keys = [RowKeys("MEIE") for _ in range(3)]
    values = {"title": {"value": "Aide"}, "payer": {"value": "MEIE"}, "amount": {"value": "5"}}
    other = {"title": {"value": "AIDE"}, "payer": {"value": "meie"}, "amount": {"value": "6"}, "note": {"value": "x"}}
    assert keys[0].key("award", values) == keys[1].key("award", other)
    assert keys[2].key("award", values | {"fiscal_year": {"value": "2021-2022"}}) != RowKeys("MEIE").key(
        "award", values
    )
    assert RowKeys("MSSS").key("award", values) != RowKeys("MEIE").key("award", values)


def test_keys_are_readable_where_there_is_a_name_or_a_reference():
    assert entity_key("Hôpital de Verdun") == "hopital-de-verdun"
    assert entity_key("Cœur & santé d’ici") == "coeur-sante-d-ici"
    assert RowKeys("").key("award", {"reference": {"value": "A-07"}}) == "a-07"
    assert len(RowKeys("").key("award", {"title": {"value": "x"}})) == 12


@pytest.mark.parametrize("text", ["Œuvre n° 4 — l’été", "  a--b__c_ ", "ﬁn ½\tX-", "É", "R-000123", "2021-22/7", "_x_"])
@pytest.mark.parametrize("body", ["", "MEIE", "Ministère de l’Économie", "x-", "_"])
def test_keys_are_those_that_django_would_make(body, text):
    assert slugify(text) == django_slugify(text)
    assert RowKeys(body).by_reference("award", text) == django_slugify(f"{body} {text}")


def test_tables_side_by_side_keep_their_rows_apart():
    left, right = table("award", 0, "F", [GRANT]), table("award", 1, "F", [GRANT])
    assert part_offsets([left, right]) == {1: 1000}
    extra = [row("award", 2, GRANT, sheet="F", table=0), row("award", 2, GRANT, sheet="F", table=1)]
    given = document(extra=extra)
    given.tables.extend([left, right])
    staged(given)
    assert sorted(StagedRow.objects.values_list("part", flat=True)) == [0, 1000]

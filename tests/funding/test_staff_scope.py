"""The scope rule on the page of an import's rows: words marked, a verdict, and what a reviewer decides."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from funding.choices import RowState
from funding.imports import pipeline
from funding.imports.models import Import, ScopeDecision
from projects.models import ScopeTheme
from tests import factories as make
from tests.funding.imports.test_commit import GRANT
from tests.funding.test_staff import page, reviewed

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(staff: Callable[[str], Any]) -> Any:
    """A reviewer, whose pages are in English."""
    with translation.override("en"):
        yield staff("reviewer")


@pytest.fixture
def batch() -> Import:
    register = make.default_register()
    for code, name, words in (("eau", "Water", ["rivière"]), ("pont", "Bridges", ["pont"])):
        ScopeTheme.objects.create(register=register, code=code, name_fr=name, name_en=name, words_fr=words)
    return reviewed(GRANT | {"title": "Ponts sur la rivière"}, GRANT | {"title": "Une route"})


def row_of(batch: Import, title: str) -> Any:
    return batch.rows.get(values__title__value=title)


def test_the_words_are_marked_with_the_verdict(client: Any, batch: Import) -> None:
    shown = page(client, "import_rows", batch.pk)
    assert '<mark class="scope-word" title="Bridges">Ponts</mark> sur la ' in shown
    assert '<mark class="scope-word" title="Water">rivière</mark>' in shown
    assert "In scope <span" in shown and "Out of scope <span" in shown
    assert "Leave out the row without any word of the rule" in shown
    only = page(client, "import_rows", batch.pk, scope="out")
    assert "Une route" in only and "sur la " not in only


def test_a_row_is_decided_and_given_back_to_the_rule(client: Any, batch: Import) -> None:
    row = row_of(batch, "Ponts sur la rivière")
    address = reverse("import_row_scope", args=[batch.pk, row.pk])
    client.post(address, {"verdict": "out"})
    row.refresh_from_db()
    assert row.state == RowState.SET_ASIDE
    pipeline.run(batch.pk)
    assert "decided by reviewer@example.org" in page(client, "import_rows", batch.pk)
    client.post(address, {"verdict": ""})
    batch = pipeline.run(batch.pk)
    assert row_of(batch, "Ponts sur la rivière").state != RowState.SET_ASIDE
    assert ScopeDecision.objects.filter(reversed_at=None).count() == 0


def test_all_rows_without_a_word_are_left_out_at_once(client: Any, batch: Import) -> None:
    client.post(reverse("import_scope", args=[batch.pk]))
    batch = pipeline.run(batch.pk)
    assert row_of(batch, "Une route").state == RowState.SET_ASIDE
    assert ScopeDecision.objects.get().verdict == "out"


def test_nothing_is_decided_about_a_published_import(client: Any, batch: Import) -> None:
    Import.objects.update(state="committed")
    row = row_of(batch, "Une route")
    client.post(reverse("import_row_scope", args=[batch.pk, row.pk]), {"verdict": "out"})
    client.post(reverse("import_scope", args=[batch.pk]))
    assert not ScopeDecision.objects.exists()


def test_the_rule_is_told_on_the_method_page(client: Any, batch: Import) -> None:
    type(batch.register).objects.filter(pk=batch.register_id).update(scope_en="Bridges over rivers")
    shown = page(client, "method")
    assert "rivière" in shown and "Bridges" in shown

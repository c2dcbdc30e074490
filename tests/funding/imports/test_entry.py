"""A fact entered by hand: read like a cell, reviewed, published and undone like a row."""

from decimal import Decimal

import pytest

from funding.checksum import checksum
from funding.imports import entry, pipeline
from funding.imports.models import Import
from funding.models import Award, Evidence
from projects.models import BoardMembership
from tests import factories as make

pytestmark = pytest.mark.django_db

FIELDS = {"title": "Aide au démarrage", "payer": "MEIE", "recipient": "Imagia", "amount": "plus de 6,45 M$"}


def entered(kind="award", fields=FIELDS, place="p. 14", **more):
    register = make.default_register()
    given = {"source": make.source(register), "place": place, "quote": "une aide au démarrage", "user": None} | more
    return entry.enter(register, kind, fields, **given)


def published(batch):
    pipeline.ask_commit(batch, None, True)
    return pipeline.commit(batch.pk)


def test_a_fact_is_reviewed_published_and_undone():
    register = make.default_register()
    before = checksum(register)
    batch = entered()
    assert batch.state == "review"
    assert batch.summary["preview"]["waiting"] == 1
    assert not Award.objects.exists()
    batch = published(batch)
    award = Award.objects.get()
    assert (award.amount, award.amount_status) == (Decimal("6450000.00"), "more_than")
    piece = Evidence.objects.get(award=award)
    assert (piece.place, piece.quote, piece.sheet, piece.row, piece.cell) == (
        "p. 14",
        "une aide au démarrage",
        "",
        None,
        "",
    )
    pipeline.undo(batch.pk)
    assert checksum(register) == before


def test_the_same_fact_again_corrects_it():
    published(entered())
    batch = published(entered(fields=FIELDS | {"amount": "7 M$"}))
    assert (batch.outcome["created"], batch.outcome["changed"]) == (0, 1)
    assert Award.objects.get().amount == Decimal(7_000_000)


def test_a_use_without_a_project_is_said_on_the_form():
    with pytest.raises(entry.EntryError) as error:
        entered(fields=FIELDS | {"use_type": "Imagerie", "project": ""})
    assert "use_type" in error.value.errors


def test_what_cannot_be_read_is_said_field_by_field_and_nothing_is_kept():
    with pytest.raises(entry.EntryError) as error:
        entered(fields=FIELDS | {"decision_date": "le mois dernier"}, place=" ")
    assert set(error.value.errors) == {"decision_date", "place"}
    assert not Import.objects.exists()


def test_what_is_missing_is_said():
    with pytest.raises(entry.EntryError) as error:
        entered("membership", {"organization": "MEDTEQ"})
    assert "person" in error.value.errors
    with pytest.raises(entry.EntryError):
        entered("membership", {})
    with pytest.raises(entry.EntryError):
        entered("nothing", {"a": "b"})


def test_a_seat_by_hand():
    published(entered("membership", {"organization": "MEDTEQ", "person": "Nicolas Chapados", "seat_kind": "board"}))
    assert BoardMembership.objects.get().person.name == "Nicolas Chapados"


def test_each_kind_has_its_fields_and_choices():
    for fields in entry.KINDS.values():
        assert len(set(fields)) == len(fields)
    named = {name for fields in entry.KINDS.values() for name in fields}
    assert set(entry.CHOICES) <= named

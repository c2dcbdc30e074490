"""Traced and untraced: transfers − Σ regrants, per intermediary and currency."""

from decimal import Decimal

import pytest

from funding.models import Award
from funding.questions.tracing import tracing
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_what_is_not_traced_is_transfers_less_regrants() -> None:
    payer, body, other = make.ministry(), make.organization(name="Intermédiaire"), make.organization()
    first = make.award(amount="55", payers=[payer], recipients=[body], flow_level="transfer")
    second = make.award(amount="8.68", payers=[payer], recipients=[body], flow_level="transfer")
    make.award(amount=None, payers=[payer], recipients=[body], flow_level="transfer")
    make.award(amount="8.68", payers=[body], recipients=[other], parent=second)
    make.award(amount=None, payers=[body], recipients=[other], parent=first)
    [row] = tracing(Award.objects.public())
    assert (row.received, row.traced, row.untraced) == (Decimal("63.68"), Decimal("8.68"), Decimal("55.00"))
    assert (row.transfers, row.without_amount, row.regrants, row.regrants_without_amount) == (3, 1, 2, 1)
    assert row.share == Decimal("8.68") / Decimal("63.68")


def test_regrants_beyond_their_transfer_are_flagged_and_never_negative() -> None:
    payer, body = make.ministry(), make.organization()
    small = make.award(amount="10", payers=[payer], recipients=[body], flow_level="transfer")
    make.award(amount="100", payers=[payer], recipients=[body], flow_level="transfer")
    make.award(amount="25", payers=[body], recipients=[make.organization()], parent=small)
    [row] = tracing(Award.objects.public())
    assert (row.untraced, row.beyond) == (Decimal("100"), 1)
    # The 15 beyond are no part of the 100: of 110 received, 10 can be followed.
    assert row.share == Decimal(10) / Decimal(110)
    make.award(amount=None, payers=[payer], recipients=[body], flow_level="transfer")
    unknown = Award.objects.get(amount=None)
    make.award(amount="30", payers=[body], recipients=[make.organization()], parent=unknown)
    [row] = tracing(Award.objects.public())
    assert (row.traced, row.share) == (Decimal(55), Decimal(10) / Decimal(110))


def test_currencies_and_bodies_stay_apart_and_a_shared_transfer_is_left_out() -> None:
    payer, body, other = make.ministry(), make.organization(), make.organization()
    make.award(amount="10", payers=[payer], recipients=[body], flow_level="transfer")
    make.award(amount="20", payers=[payer], recipients=[body], flow_level="transfer", currency="EUR")
    make.award(amount="30", payers=[payer], recipients=[other], flow_level="transfer")
    make.award(amount="40", payers=[payer], recipients=[body, other], flow_level="transfer")
    found = {(row.organization_id, row.currency): row.received for row in tracing(Award.objects.public())}
    assert found == {(body.pk, "CAD"): 10, (body.pk, "EUR"): 20, (other.pk, "CAD"): 30}
    assert [row.organization_id for row in tracing(Award.objects.public(), [other.pk])] == [other.pk]


def test_what_comes_out_in_another_currency_is_counted_and_not_added_up() -> None:
    body, other = make.organization(), make.organization()
    first = make.award(amount="1000000", payers=[make.ministry()], recipients=[body], flow_level="transfer")
    make.award(amount="600000", payers=[body], recipients=[other], parent=first, currency="USD")
    make.award(amount="100000", payers=[body], recipients=[other], parent=first)
    [row] = tracing(Award.objects.public())
    assert (row.traced, row.untraced, row.regrants, row.elsewhere) == (100_000, 900_000, 1, 1)


def test_a_transfer_is_one_bodys_where_no_other_stands_beside_it_shown_or_not() -> None:
    body, twin, hidden = make.organization(), make.organization(), make.organization(public=False)
    make.award(amount="10", payers=[make.ministry()], recipients=[body, twin], flow_level="transfer")
    make.award(amount="20", payers=[make.ministry()], recipients=[body, hidden], flow_level="transfer")
    make.award(amount="40", payers=[make.ministry()], recipients=[hidden], flow_level="transfer")
    type(body).objects.filter(pk=twin.pk).update(merged_into=body)
    [row] = tracing(Award.objects.public())
    assert (row.organization_id, row.received, row.transfers) == (body.pk, 10, 1)
    assert tracing(Award.objects.public(), [body.pk, twin.pk]) == [row]


def test_without_an_amount_there_is_no_share() -> None:
    make.award(amount=None, payers=[make.ministry()], recipients=[make.organization()], flow_level="transfer")
    [row] = tracing(Award.objects.public())
    assert row.share is None and row.received == 0

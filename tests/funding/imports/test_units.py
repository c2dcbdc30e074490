"""Which texts say the unit of amounts, and how surely."""

from decimal import Decimal

import pytest

from funding.imports.units import format_scale, is_unit_row, said_in_notes, unit_of


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        *((text, 1000) for text in ("Montant (000 $)", "Montant (k $)", "Montant, milliers", "Amount (thousands)")),
        *((text, 10**6) for text in ("Montant (M $)", "Montant (millions)", "Amount ($M)")),
        *((text, 1) for text in ("Montant ($)", "Montant", "Projets de plus de 5 millions", "Plusieurs millions")),
    ],
)
def test_headings(text: str, unit: int) -> None:
    assert unit_of(text) == unit


@pytest.mark.parametrize(
    ("text", "unit"),
    [("Unité : milliers de $", 1000), ("Montants en millions", 10**6), ("Un plan de 55 millions de dollars", 1)],
)
def test_titles(text: str, unit: int) -> None:
    assert unit_of(text, title=True) == unit


@pytest.mark.parametrize(
    ("text", "unit", "certain"),
    [
        ("Note : les montants sont en milliers de dollars.", 1000, True),
        ("* Amounts in thousands of dollars", 1000, True),
        ("En millions de dollars", 10**6, True),
        ("Les montants de la colonne C sont en milliers.", 1000, False),
        ("Les montants ne sont pas en milliers de dollars.", 1000, False),
        ("Le plan se compte en milliards.", 10**9, False),
    ],
)
def test_notes(text: str, unit: int, certain: bool) -> None:
    found = said_in_notes([text])
    assert found is not None
    assert (found.unit, found.certain) == (unit, certain)


def test_notes_that_say_none_or_several() -> None:
    assert said_in_notes(["Source : ministère", "Plus de 3 millions versés"]) is None
    several = said_in_notes(["Montants en milliers de dollars", "Montants en millions de dollars"])
    assert several is not None
    assert not several.certain


def test_rows_of_units() -> None:
    assert is_unit_row(["", "", "(000 $)"])
    assert is_unit_row(["", "($)", "en milliers de dollars canadiens"])
    assert not is_unit_row(["CHUM", "", "(000 $)"])
    assert not is_unit_row(["", "", "000"])
    assert not is_unit_row(["", ""])


def test_what_a_format_takes_off() -> None:
    assert format_scale("#,##0,") == Decimal(1000)
    assert format_scale('#,##0.0,,"M"') == Decimal(10**6)
    assert format_scale("#,##0.00") == 1

"""Numbers as each language writes them; spaces are told apart by their code."""

from decimal import Decimal

import pytest

from projects import numbers

N, W, M = "\u202f", "\u00a0", "\u2212"


@pytest.mark.parametrize(
    ("value", "currency", "french", "english"),
    [
        ("1234567.89", "CAD", f"1{N}234{N}567,89{W}$", "$1,234,567.89"),
        ("25000", "CAD", f"25{N}000{W}$", "$25,000"),
        ("0", "CAD", f"0{W}$", "$0"),
        ("-50.10", "USD", f"{M}50,10{W}${W}US", f"{M}US$50.10"),
        ("1000", "EUR", f"1{N}000{W}€", "€1,000"),
        ("1000", "CHF", f"1{N}000{W}CHF", f"CHF{W}1,000"),
    ],
)
def test_money(value, currency, french, english):
    assert numbers.money(Decimal(value), currency, "fr") == french
    assert numbers.money(Decimal(value), currency, "en") == english


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        ("145712345", f"146{W}M$", "$146M"),
        ("3237777", f"3,24{W}M$", "$3.24M"),
        ("1234000000", f"1,23{W}G$", "$1.23B"),
        ("999999", f"1{W}M$", "$1M"),
        ("70000", f"70{N}000{W}$", "$70,000"),
        ("-2500000", f"{M}2,5{W}M$", f"{M}$2.5M"),
        ("12.345", f"12,30{W}$", "$12.30"),
        ("0", f"0{W}$", "$0"),
    ],
)
def test_short_money(value, french, english):
    assert numbers.short_money(Decimal(value), "CAD", "fr") == french
    assert numbers.short_money(Decimal(value), "CAD", "en") == english


@pytest.mark.parametrize(
    ("value", "rounded_to", "french"),
    [
        ("55000000", "1000000", f"55{W}M$"),
        ("8680000", "10000", f"8,68{W}M$"),
        ("145700000", "100000", f"145,7{W}M$"),
        ("70000", "10000", f"70{N}000{W}$"),
        ("1234567", "1", f"1{N}234{N}567{W}$"),
    ],
)
def test_a_rounded_amount_is_printed_as_rounded(value, rounded_to, french):
    assert numbers.rounded_money(Decimal(value), Decimal(rounded_to), "CAD", "fr") == french


def test_shares_and_plain_numbers():
    assert numbers.percent(Decimal("0.5119"), "fr") == f"51,2{W}%"
    assert numbers.percent(Decimal("0.5119"), "en") == "51.2%"
    assert numbers.percent(Decimal(1), "fr") == f"100{W}%"
    assert numbers.percent(Decimal("0.23"), "en") == "23.0%"
    assert numbers.percent(Decimal("0.25"), "en", 0) == "25%"
    assert numbers.plain(Decimal("8.5000"), "fr") == "8,5"
    assert numbers.plain(Decimal("312.00"), "en") == "312"
    assert numbers.plain(Decimal(100), "fr") == "100"
    assert numbers.decimal(Decimal("1010.737"), "fr") == f"1{N}011"

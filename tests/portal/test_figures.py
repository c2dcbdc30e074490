"""Figures as French and English write them: the right spaces, no more digits than the source gave, nothing as zero."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.utils.timezone import get_current_timezone
from django.utils.translation import override

from funding.choices import AmountStatus
from portal.templatetags import figures

NARROW, FIXED = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (Decimal("1234567.89"), f"1{NARROW}234{NARROW}567,89{FIXED}$", "$1,234,567.89"),
        (Decimal("55000.00"), f"55{NARROW}000{FIXED}$", "$55,000"),
        (Decimal("0.5"), f"0,50{FIXED}$", "$0.50"),
        (0, f"0{FIXED}$", "$0"),
        (None, "—", "—"),
    ],
)
def test_money(value: Any, french: str, english: str) -> None:
    with override("fr"):
        assert figures.money(value) == french
    with override("en"):
        assert figures.money(value) == english


def test_money_of_another_country_says_so() -> None:
    with override("fr"):
        assert figures.money(Decimal(1000), "USD") == f"1{NARROW}000{FIXED}$\u00a0US"
    with override("en"):
        assert figures.money(Decimal(1000), "USD") == "US$1,000"


@pytest.mark.parametrize(
    ("value", "decimals", "french", "english"),
    [
        (1234567, None, f"1{NARROW}234{NARROW}567", "1,234,567"),
        (Decimal("0.1004"), 3, "0,100", "0.100"),
        (Decimal("8516.4"), 0, f"8{NARROW}516", "8,516"),
        (None, None, "—", "—"),
    ],
)
def test_number(value: Any, decimals: int | None, french: str, english: str) -> None:
    with override("fr"):
        assert figures.number(value, decimals) == french
    with override("en"):
        assert figures.number(value, decimals) == english


def test_percent() -> None:
    with override("fr"):
        assert figures.percent(Decimal("0.085")) == f"8,5{FIXED}%"
        assert figures.percent(None) == "—"
    with override("en"):
        assert figures.percent(Decimal("0.085")) == "8.5%"
        assert figures.percent(1, 0) == "100%"


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        ("2021", "2021", "2021"),
        ("2021-03", "mars 2021", "March 2021"),
        ("2021-03-01", f"1er{FIXED}mars 2021", "March 1, 2021"),
        (date(2021, 12, 14), f"14{FIXED}décembre 2021", "December 14, 2021"),
        (datetime(2021, 12, 14, 9, tzinfo=UTC), f"14{FIXED}décembre 2021", "December 14, 2021"),
        # The evening before, where the register is kept.
        (datetime(2021, 12, 15, 1, tzinfo=UTC), f"14{FIXED}décembre 2021", "December 14, 2021"),
        ("", "", ""),
        (None, "", ""),
    ],
)
def test_partial_date(value: Any, french: str, english: str) -> None:
    with override("fr"):
        assert figures.partial_date(value) == french
    with override("en"):
        assert figures.partial_date(value) == english


def test_a_day_and_its_hour() -> None:
    moment = datetime(2026, 12, 1, 9, 5, tzinfo=get_current_timezone())
    with override("fr"):
        assert figures.day_and_hour(moment) == f"1er{FIXED}décembre 2026 à 9{FIXED}h{FIXED}05"
        assert figures.day_and_hour(None) == ""
    with override("en"):
        assert figures.day_and_hour(moment) == "December 1, 2026, 9:05 a.m."


def test_fiscal_year() -> None:
    assert figures.fiscal_year(2021) == "2021-2022"
    assert figures.fiscal_year(None) == ""


def fact(amount: str | None, status: str, rounded_to: int | None = None, words: str = "") -> dict[str, Any]:
    return {
        "amount": None if amount is None else Decimal(amount),
        "amount_status": status,
        "rounded_to": None if rounded_to is None else Decimal(rounded_to),
        "amount_text": words,
        "currency": "CAD",
    }


@pytest.mark.parametrize(
    ("stated", "french", "english"),
    [
        (fact("55000000", "exact", 1_000_000), f"55{FIXED}M$", "$55M"),
        (fact("8680000", "exact", 10_000), f"8,68{FIXED}M$", "$8.68M"),
        (fact("8600000", "exact", 10_000), f"8,6{FIXED}M$", "$8.6M"),
        (fact("124500000", "exact", 100_000), f"124,5{FIXED}M$", "$124.5M"),
        (fact("63000000", "more_than", 1_000_000), f"plus de 63{FIXED}M$", "more than $63M"),
        (fact("1000000", "at_least", 1_000_000), f"au moins 1{FIXED}M$", "at least $1M"),
        (fact("2000000", "at_most"), f"au plus 2{NARROW}000{NARROW}000{FIXED}$", "at most $2,000,000"),
        (fact("70000", "average", 10_000), f"70{NARROW}000{FIXED}$ en moyenne", "$70,000 on average"),
        (fact("267401", "about"), f"environ 267{NARROW}401{FIXED}$", "about $267,401"),
        (
            fact(None, "in_words", words="plusieurs millions"),
            f"«{FIXED}plusieurs millions{FIXED}»",
            "“plusieurs millions”",
        ),
        (fact(None, "undisclosed"), "non précisé", "not stated"),
        (fact(None, "withheld"), "retenu", "withheld"),
        (fact(None, "unreadable"), "illisible", "could not be read"),
    ],
)
def test_amounts_say_how_they_are_known(stated: dict[str, Any], french: str, english: str) -> None:
    with override("fr"):
        assert figures.amount(stated) == french
    with override("en"):
        assert figures.amount(stated) == english
    assert figures.amount_is_missing(stated) == (stated["amount"] is None)


def test_every_status_is_worded() -> None:
    """With a number or without, no status gives an empty text or a zero."""
    for status in AmountStatus.values:
        for known in ("1500000", None):
            said = figures.amount(fact(known, status))
            assert said
            assert not said.startswith("0")


def render(text: str, **context: Any) -> str:
    with override("fr"):
        return Template("{% load figures %}" + text).render(Context(context))


def test_a_route_is_dashed_where_nobody_published_the_way() -> None:
    stops = [
        {"name": "Payeur", "address": "/p"},
        {"name": "Intermédiaire"},
        {"name": "répartition non publiée", "traced": False, "missing": True},
    ]
    shown = render("{% route stops %}", stops=stops)
    assert shown.count("route-joint") == 3  # two joints, one of them with a second class
    assert shown.count("route-joint--void") == 1
    assert '<a href="/p">Payeur</a>' in shown
    assert shown.index("Payeur") < shown.index("Intermédiaire") < shown.index("répartition")
    assert 'route-end--void">répartition' in shown


def test_marks_have_a_shape_and_a_word() -> None:
    assert "sector--private" in render("{% sector_mark 'private' %}")
    assert "sector--unknown" in render("{% sector_mark 'anything else' %}")
    assert "Déduit" in render("{% certainty_mark 'deduced' %}")


def test_a_piece_is_listed_once_and_its_mark_leads_to_it() -> None:
    pieces = [
        {"number": 12, "source": "Réponse", "quote": "un mot <b>", "cell": "D14", "page": "/s#piece-12"},
        {"number": 3, "source": "Rapport"},
        {"number": 12, "source": "Réponse", "quote": "un mot <b>", "cell": "D14"},
    ]
    listed = render("{% evidence_list pieces %}", pieces=pieces)
    assert listed.count('id="piece-12"') == 1
    assert listed.index('id="piece-3"') < listed.index('id="piece-12"')
    assert "un mot &lt;b&gt;" in listed
    assert 'href="#piece-12"' in render("{% evidence_mark piece %}", piece=pieces[0])
    assert 'href="/s#piece-12"' in render("{% evidence_mark piece away=True %}", piece=pieces[0])


def test_the_numbers_under_a_list_leave_some_out() -> None:
    assert figures.page_numbers(Paginator(range(200), 10).page(10)) == [1, None, 9, 10, 11, None, 20]
    assert figures.page_numbers(Paginator(range(30), 10).page(2)) == [1, 2, 3]

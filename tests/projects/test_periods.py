"""Periods with partial dates: vectors a reader can check by hand, and every day of random ones."""

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from projects.periods import (
    Meeting,
    a_year_after,
    at_most_a_year_apart,
    decided,
    during_or_within_a_year_after,
    held,
    overlap,
    weakest,
    within_a_year_after,
)
from tests import oracle_boards as oracle
from tests.whole import examples

partial_dates = st.sampled_from(
    [
        "",
        "2019",
        "2020",
        "2021",
        "2020-02",
        "2020-11",
        "2021-03",
        "2020-02-29",
        "2020-06-15",
        "2021-02-28",
        "2021-03-01",
    ]
)
drawn_seat = st.tuples(partial_dates, partial_dates, st.booleans(), st.sampled_from(["", "2021-08", "2020"]))
drawn_payment = st.tuples(partial_dates, st.lists(st.integers(2018, 2022), max_size=3, unique=True))


@pytest.mark.parametrize(
    ("start", "end", "day", "expected"),
    [
        ("2018", "2020", "2019-06-01", "certain"),
        ("2018", "2020", "2020-06-01", "possible"),
        ("2018", "2020", "2021-01-01", "none"),
        ("2018-03-10", "2020-03-10", "2018-03-10", "certain"),
        ("2018-03-10", "2020-03-10", "2018-03-09", "none"),
        ("2018-03", "", "2019", "certain"),
        ("", "2018", "2019-01-01", "none"),
        ("", "2018", "2017", "possible"),
        ("", "", "2019", "possible"),
        ("2019", "2019", "2019-06-15", "possible"),
        ("2018", "2020", "", "possible"),
    ],
)
def test_a_payment_while_a_seat_is_held(start, end, day, expected):
    assert overlap(held(start, end, known_on="2023-08"), decided(day, [])) == expected


@pytest.mark.parametrize(
    ("end", "day", "expected"),
    [
        ("2020-03-10", "2021-03-10", "certain"),
        ("2020-03-10", "2021-03-11", "none"),
        ("2020-03-10", "2020-03-10", "none"),
        ("2020-02-29", "2021-02-28", "certain"),
        ("2020", "2021-06-01", "possible"),
        ("2020", "2020-06-01", "possible"),
        ("2020", "2022", "none"),
    ],
)
def test_within_twelve_months_after(end, day, expected):
    assert within_a_year_after(held("2015", end), decided(day, [])) == expected


def test_a_fiscal_year_begins_in_april():
    seat = held("2020-04-01", "2021-03-31")
    assert overlap(seat, decided("", [2020])) == "certain"
    assert overlap(held("2015", "2020-03-31"), decided("", [2020])) == "none"
    assert overlap(held("2022-05-01", ""), decided("", [2020, 2022])) == "possible"
    assert overlap(held("2021", "2022-01-15", known_on="2023"), decided("", [2020, 2023])) == "certain"


def test_an_open_seat_was_held_on_the_day_of_the_data_and_a_former_one_no_longer():
    after, before = decided("2023-09-15", []), decided("2023-08-01", [])
    assert overlap(held("2019", "", known_on="2023-08"), before) == "certain"
    assert overlap(held("2019", "", known_on="2023-08"), after) == "possible"
    assert overlap(held("2019", "", former=True, known_on="2023-08"), after) == "none"
    assert overlap(held("2019", "", former=True, known_on="2023-08"), before) == "possible"
    # Of a seat that nobody dated, only the day of the data is known.
    assert overlap(held("", "", known_on="2023-08-01"), before) == "certain"


def test_what_must_all_hold_is_as_strong_as_its_weakest_part():
    assert weakest() == weakest(Meeting.CERTAIN) == "certain"
    assert weakest(Meeting.CERTAIN, Meeting.POSSIBLE) == "possible"
    assert weakest(Meeting.POSSIBLE, Meeting.NONE, Meeting.CERTAIN) == "none"


def test_a_year_after_the_last_day_there_is():
    assert a_year_after(date.max) == date.max
    assert a_year_after(date(2020, 2, 29)) == date(2021, 2, 28)


@settings(max_examples=examples(300), deadline=None)
@given(drawn_seat, drawn_payment)
@example(("2020", "2020-02", False, ""), ("", [2019]))
@example(("2020-06-15", "2020-06-15", False, ""), ("", [2020]))
def test_periods_are_judged_as_day_by_day(seat, payment):
    start, end, former, known_on = seat
    possible_days = oracle.seat_periods(start, end, former, known_on)
    if not possible_days:
        return
    period, money = held(start, end, former=former, known_on=known_on), decided(*payment)
    days = oracle.payment_periods(*payment)
    for rule, check in (
        (overlap, oracle.meet),
        (within_a_year_after, oracle.soon_after),
        (during_or_within_a_year_after, oracle.during_or_after),
        (at_most_a_year_apart, oracle.apart),
    ):
        found, expected = rule(period, money), oracle.judged(check, possible_days, days)
        # Of « nobody knows », the oracle tries some days only: where it meets no doubt, there may be one.
        guessed = not (start and end and (payment[0] or payment[1]))
        assert found == expected or (guessed and found == "possible"), (rule.__name__, seat, payment)

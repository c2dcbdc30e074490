"""Drawings say what their rows say: a strand per unit, dots and squares that can be counted, shares that add up."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from funding.neighbours import Neighbour
from funding.over_time import Year
from portal import drawing, network, story_figures
from portal.templatetags import records

# MEDTEQ's money as the study tells it: 8.68 M$ traced to two programmes, 55 M$ whose distribution is not published.
MEDTEQ = [
    {
        "amount": Decimal("8.68"),
        "traced": True,
        "name": "8,68 M$, MEIE et MSSS",
        "sum": "8,68 M$",
        "from": "MEIE et MSSS",
    },
    {"amount": Decimal("55"), "traced": False, "name": "55 M$, MEIE", "sum": "55 M$", "from": "MEIE"},
]


@pytest.mark.parametrize("tall", [False, True])
def test_a_strand_stands_for_a_million_and_the_last_one_for_less(tall: bool) -> None:
    picture = drawing.strands(MEDTEQ, Decimal(1), tall=tall)
    assert len(picture["traced"]) == 9
    assert [path["thin"] for path in picture["traced"]] == [False] * 8 + [True]
    assert len(picture["void"]) == 55
    assert len(picture["arriving"]) == 64
    assert len(picture["ends"]) == 9


@pytest.mark.parametrize("tall", [False, True])
def test_every_place_is_inside_the_picture(tall: bool) -> None:
    picture = drawing.strands(MEDTEQ, Decimal(1), tall=tall)
    left, top, width, height = map(float, picture["box"].split())
    for end in picture["ends"]:
        assert left <= float(end["x"]) <= left + width
        assert top <= float(end["y"]) <= top + height
    for path in picture["arriving"] + picture["traced"] + picture["void"]:
        assert re.fullmatch(r"[MCHV0-9. -]+", path["d"]), path["d"]


def test_the_same_rows_give_the_same_picture() -> None:
    assert drawing.strands(MEDTEQ, Decimal(1)) == drawing.strands(MEDTEQ, Decimal(1))


def test_strands_do_not_cross_on_their_way_in() -> None:
    picture = drawing.strands(MEDTEQ, Decimal(1))
    levels = [float(re.search(r" ([\d.]+)H", path["d"]).group(1)) for path in picture["arriving"]]  # type: ignore[union-attr]
    gates = [float(path["d"].rsplit(" ", 1)[1]) for path in picture["arriving"]]
    assert levels == sorted(levels)
    assert gates == sorted(gates)


@given(st.decimals(min_value=1, max_value=10**13, places=2))
def test_there_are_never_more_than_eighty_strands(total: Decimal) -> None:
    unit = drawing.strand_unit(total)
    assert total / unit <= drawing.MOST_STRANDS
    assert f"{unit.normalize():f}".rstrip("0") in {"1", "2", "5"}


def test_the_home_picture_says_its_figures_in_both_versions() -> None:
    said: dict[str, Any] = {"name": "55 M$", "lines": ["répartition non publiée"], "address": "/fr/awards/"}
    picture = drawing.home_picture(
        MEDTEQ, title="t", through={"name": "MEDTEQ"}, traced={"name": "8,68 M$"}, void=said, unit=Decimal(1)
    )
    for version in ("wide", "tall"):
        texts = picture[version]["texts"]
        words = [line["words"] for text in texts for line in text["lines"]]
        assert {"MEDTEQ", "8,68 M$", "55 M$", "répartition non publiée"} <= set(words)
        assert all(any(group["from"] in word for word in words) for group in MEDTEQ), "each bundle is named"
        assert [text["address"] for text in texts if text["style"] == "large missing"] == ["/fr/awards/"]


def test_an_empty_register_has_an_empty_picture() -> None:
    picture = drawing.home_picture(
        [], title="t", through={"name": "—"}, traced={"name": "—"}, void={"name": "—"}, unit=Decimal(1)
    )
    assert picture["wide"]["arriving"] == []


def test_dots_can_be_counted() -> None:
    matrix = drawing.dot_matrix(17, 199)
    assert len(matrix["dots"]) == 199
    assert sum(dot["filled"] for dot in matrix["dots"]) == 17
    assert len({(dot["x"], dot["y"]) for dot in matrix["dots"]}) == 199
    assert all(
        0 < float(dot["x"]) < matrix["width"] and 0 < float(dot["y"]) < matrix["height"] for dot in matrix["dots"]
    )


def test_squares_can_be_counted() -> None:
    picture = drawing.squares(32)
    assert len({(one["x"], one["y"]) for one in picture["many"]}) == 32
    assert float(picture["one"]["y"]) > max(float(one["y"]) for one in picture["many"])


@given(st.lists(st.decimals(min_value=0, max_value=10**9, places=2), min_size=1, max_size=8))
def test_shares_fill_the_bar(amounts: list[Decimal]) -> None:
    parts = drawing.share_bar([{"amount": amount, "kind": "traced"} for amount in amounts])
    widths = sum(float(part["width"].rstrip("%")) for part in parts)
    assert widths == pytest.approx(100 if sum(amounts) else 0, abs=0.05)


def test_bars_are_as_long_as_their_values() -> None:
    rows = [{"label": "a", "words": "2", "value": Decimal(2)}, {"label": "b", "words": "1", "value": Decimal(1)}]
    long, short = drawing.bars(rows, width=300)["bars"]
    assert (long["width"], short["width"]) == ("300", "150")
    assert drawing.bars([])["bars"] == []


def test_years_outside_the_choice_are_hollow() -> None:
    picture = drawing.histogram([(2018, 5), (2019, 10), (2020, 0)], (2019, None))
    assert [bar["out"] for bar in picture["bars"]] == [True, False, False]
    assert float(picture["bars"][1]["height"]) == 2 * float(picture["bars"][0]["height"])
    assert (picture["first"], picture["last"]) == (2018, 2020)
    assert drawing.histogram([])["bars"] == []


def test_the_barcode_holds_every_row_once() -> None:
    kinds = ["title", "header", "header", *["data"] * 305, *["subtotal"] * 3, "total"]
    picture = drawing.barcode(kinds, [46])
    assert sum(run["count"] for run in picture["runs"]) == 312
    assert [run["kind"] for run in picture["runs"]] == ["title", "header", "data", "subtotal", "total"]
    assert [run["first"] for run in picture["runs"]] == [1, 2, 4, 309, 312]
    assert len(picture["marks"]) == 1
    assert drawing.barcode([])["runs"] == []


def test_one_year_or_none_is_a_sentence_and_two_are_bars() -> None:
    with override("fr"):
        one = records.money_by_year([Year(2021, "CAD", Decimal(3_200_000), None, 2)])
        none = records.money_by_year([Year(None, "CAD", Decimal(5), None, 1)])
        two = records.money_by_year([Year(2021, "CAD", Decimal(3), None, 1), Year(2022, "CAD", Decimal(4), None, 1)])
    assert one["picture"] is None and none["picture"] is None
    words = one["said"].replace("\u202f", " ").replace("\u00a0", " ")
    assert words == "Tout ce qui a une année et un montant est de 2021 (reçu : 3,2 M$)."
    assert none["said"] == "Rien ici n’a à la fois une année et un montant."
    assert two["picture"] and not two["said"] and not two["drawn"]


def test_bars_of_years_have_their_sums_and_say_how_many_awards_they_are_of() -> None:
    years = [
        Year(2021, "CAD", None, Decimal(46_400_000), 3, 2),
        Year(2023, "CAD", None, Decimal(145_500_000), 2),
        Year(None, "CAD", None, Decimal(5), 34),
    ]
    with override("fr"):
        shown = records.money_by_year(years, received=False)
        many = records.money_by_year([Year(year, "CAD", None, Decimal(year), 1) for year in range(2000, 2023)])
    words = [bar["up_words"].replace("\u00a0", " ") for bar in shown["picture"]["bars"]]
    assert words == ["46,4 M$", "", "145,5 M$"]
    assert shown["drawn"].startswith("3 financements sur 39 sont dessinés")
    assert shown["paid_word"] == "Montant"
    assert not [bar for bar in many["picture"]["bars"] if bar["up_words"]], "no room for sums"


def test_on_a_phone_a_network_hangs_from_its_middle() -> None:
    rows = [
        Neighbour("pays", f"Organisme numéro {place} au nom très long", "O", f"/{place}/", place) for place in (3, 1)
    ]
    hung = network.hung([("pays", "Bénéficiaires", rows)])
    heights = [one["y"] for one in (*hung["headings"], *hung["nodes"])]
    assert heights == sorted(set(heights)) and hung["height"] > heights[-1]
    assert all(len(node["words"]) <= network.LETTERS_HUNG for node in hung["nodes"])
    assert [node["width"] for node in hung["nodes"]] == ["5", "2.7"]


def test_the_name_under_a_network_has_two_lines_before_it_is_cut() -> None:
    rows = [Neighbour("pays", "Un organisme", "O", "/1/", 1)]
    told = records.network_of("22 projets en santé soutenus par Scale AI", rows)
    assert told["lines"] == ["22 projets en santé", "soutenus par Scale AI"]


def test_where_nothing_has_a_year_there_is_no_time_to_show() -> None:
    undated = Year(None, "CAD", Decimal(5), None, 1)
    assert not records.dated([undated])
    assert records.dated([undated, Year(2021, "CAD", Decimal(5), None, 1)])


def test_a_handful_of_dots_is_drawn_large() -> None:
    few, many = story_figures.dots(1, 8)["picture"], story_figures.dots(17, 199)["picture"]
    assert (few["width"], many["width"]) == (120, 340), "both are as wide on the page"
    assert len(few["dots"]) == 8

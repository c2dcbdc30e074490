"""Interlocks: members of several boards, pairs of boards with overlapping dates, and what is one seat away."""

from itertools import combinations

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from funding.network import drawing
from funding.questions.interlocks import (
    around_board,
    around_member,
    on_several_boards,
    pairs_of_boards,
    pairs_without_dates,
    places,
)
from projects.models import BoardMembership, Organization, Person
from tests import factories as make
from tests import oracle_boards as oracle
from tests.funding.questions.planted import Case
from tests.whole import examples

pytestmark = pytest.mark.django_db


def rows_of(register):
    return places(BoardMembership.objects.public().of(register), register.state_of_data)


def pairs_by_name(register):
    names = dict(Organization.objects.of(register).order_by("pk").values_list("pk", "key"))
    return {
        tuple(sorted(names[board] for board in pair.boards)): (str(pair.strength), len(pair.shared))
        for pair in pairs_of_boards(rows_of(register))
    }


def test_two_boards_share_who_sits_on_both_at_the_same_time():
    one = Case(make.register(), 1)
    person = one.person("P")
    one.sits("A", person, "2018", "2020")
    one.sits("B", person, "2019", "2021")
    one.sits("C", person, "2021-06-01", "2022")
    one.sits("D", person, "", "", former=True)
    keys = {short: one.body(short).key for short in "ABCD"}
    found = pairs_by_name(one.register)
    assert found[keys["A"], keys["B"]] == ("certain", 1)
    assert found[keys["B"], keys["C"]] == ("possible", 1)
    assert (keys["A"], keys["C"]) not in found, "their dates don't meet"
    assert not [pair for pair in found if keys["D"] in pair], "a former seat without a date is compared with none"
    assert len(pairs_without_dates(rows_of(one.register))) == 3
    [several] = on_several_boards(rows_of(one.register))
    assert len(several.boards) == 4


def test_names_committees_and_observers_make_no_interlock():
    one = Case(make.register(), 1)
    one.sits("A", one.person("Jean Roy"))
    one.sits("B", one.person("Jean Roy"))
    person = one.person("P")
    one.sits("A", person)
    one.sits("B", person, kind="advisory")
    one.sits("C", person, kind="founder")
    one.sits("D", person, role="observatrice")
    assert on_several_boards(rows_of(one.register)) == []
    assert pairs_of_boards(rows_of(one.register)) == []


def test_a_body_that_sits_is_a_member_too():
    one = Case(make.register(), 1)
    one.sits("A", "X")
    one.sits("B", "X")
    [pair] = pairs_of_boards(rows_of(one.register))
    assert pair.shared[0].member == ("body", one.body("X").pk)


def test_one_seat_away():
    one = Case(make.register(), 1)
    person, other = one.person("P"), one.person("Q")
    one.sits("A", person)
    one.sits("A", other)
    one.sits("B", person)
    rows = rows_of(one.register)
    assert [step.board for step in around_member(rows, ("person", person.pk))] == [one.body("A").pk, one.body("B").pk]
    around = around_board(rows, one.body("A").pk)
    assert [(step.member[1], len(step.other_boards)) for step in around] == [(person.pk, 1), (other.pk, 0)]


def test_the_page_of_a_network_leads_on_and_is_kept_out_of_search_engines(client):
    one = Case(make.register(), 1)
    person = one.person("P")
    one.sits("A", person)
    one.sits("B", person)
    board = one.body("A")
    answer = client.get(f"/fr/network/person/{person.key}/")
    page = answer.content.decode()
    assert answer["X-Robots-Tag"] == "noindex" and '<meta name="robots" content="noindex">' in page
    assert page.count(f'href="/fr/network/organization/{board.key}/"') == 3, "two drawings and the table"
    assert client.get(f"/fr/network/organization/{board.key}/").status_code == 200
    assert client.get(f"/fr/network/award/{board.key}/").status_code == 404
    empty = make.organization(one.register, "Sans siège")
    assert "aucun siège ici" in client.get(f"/fr/network/organization/{empty.key}/").content.decode()


@pytest.mark.parametrize("wide", [True, False])
def test_a_drawing_has_a_line_and_a_name_for_each_neighbour_inside_its_box(wide):
    from funding.network import Neighbour

    neighbours = [Neighbour(f"Conseil {n}", f"/{n}/", None, n, person=False) for n in range(9)]
    drawn = drawing(neighbours, wide=wide)
    _x, _y, width, height = (float(part) for part in drawn["box"].split())
    assert len(drawn["lines"]) == len(drawn["nodes"]) == 9
    assert all(0 <= node["x"] <= width and 0 <= node["y"] <= height for node in drawn["nodes"])
    assert len({node["y"] for node in drawn["nodes"]}) == 9
    long = Neighbour("Conseil d’administration " * 6, "/long/", None, 2, person=False)
    (node,) = drawing([long], wide=wide)["nodes"]
    assert node["name"].endswith("… (+2)"), "cut with a sign, its number kept"
    assert node["tx"] + 7.2 * len(node["name"]) <= width


def test_the_question_names_each_member_with_the_evidence(client):
    one = Case(make.register(), 1)
    person = one.person("P")
    one.sits("A", person, "2018", "2020")
    one.sits("B", person, "2019", "2021")
    page = client.get("/fr/questions/interlocks/").content.decode()
    assert "1 membre siège, ou a siégé, à plus d’un conseil." in page
    assert f"/fr/network/person/{person.key}/" in page and 'id="piece-' in page
    rows = client.get("/fr/questions/interlocks.csv").getvalue().decode().splitlines()
    assert len(rows) == 2
    pairs = client.get("/fr/questions/interlocks/pairs.csv").getvalue().decode().splitlines()
    assert len(pairs) == 2 and "certain" in pairs[1]


def test_a_register_without_seats_says_so(client):
    make.register()
    assert (
        "Personne, dans ce registre, ne siège à deux conseils."
        in client.get("/fr/questions/interlocks/").content.decode()
    )


dates = st.sampled_from(["", "2019", "2020", "2021", "2020-03", "2020-11", "2020-06-15"])
drawn_seat = st.tuples(
    st.integers(0, 3), st.integers(0, 2), dates, dates, st.booleans(), st.sampled_from(["board", "board", "advisory"])
)


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(drawn_seat, max_size=7))
def test_pairs_are_those_of_the_oracle(drawn):
    with transaction.atomic():
        register = make.register(state_of_data="2022-01")
        boards = [make.organization(register, f"O{place}", key=f"o{place}") for place in range(4)]
        people = [make.person(register, f"P{place}", key=f"p{place}") for place in range(3)]
        for board, person, start, end, former, kind in drawn:
            if not start or not end or start[: len(end)] <= end[: len(start)]:
                values = {"valid_from": start, "valid_to": end, "former": former, "kind": kind}
                make.seat(boards[board], people[person], **values)
        found, expected = pairs_by_name(register), slow_pairs(register)
        assert Person.objects.count() == 3
        transaction.set_rollback(True)
    assert {pair: n for pair, (_how, n) in found.items()} == {pair: len(who) for pair, who in expected.items()}
    for pair, (how, _n) in found.items():
        strongest = min(expected[pair].values())
        # The oracle tries some days of those that nobody knows: what it calls certain may be possible.
        assert how == strongest or (how, strongest) == ("possible", "certain")


def slow_pairs(register):
    """{(board, board): {who: how strong}}, seat by seat and day by day."""
    seats = [seat for seat in BoardMembership.objects.filter(register=register) if seat.kind in oracle.BOARDS]
    found = {}
    for one, other in combinations(seats, 2):
        if one.person != other.person or one.organization == other.organization:
            continue
        if any(seat.former and not seat.valid_from and not seat.valid_to for seat in (one, other)):
            continue
        days = [
            oracle.seat_periods(seat.valid_from, seat.valid_to, seat.former, register.state_of_data)
            for seat in (one, other)
        ]
        how = oracle.judged(oracle.meet, *days)
        if how != "none":
            pair = tuple(sorted((one.organization.key, other.organization.key)))
            who = found.setdefault(pair, {})
            who[one.person.key] = min(how, who.get(one.person.key, how))
    return found

"""Planted cases for boards and money: what the rules promise to find, and what looks like it and is not.

Each case builds its own bodies in one register and says which (rule, who pays, who is paid) must be found of it. The
names of a case begin with its number, so that nothing meets across cases.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from projects.models import OrganizationTie
from tests import factories as make

Found = set[tuple[str, str, str]]
CASES: list[tuple[str, Callable[["Case"], Found | None]]] = []


@dataclass
class Case:
    """A register, and names of one case: `body("B")` is the same body each time."""

    register: Any
    number: int

    def name(self, short: str) -> str:
        return f"{self.number:02} {short}"

    def body(self, short: str, **fields: Any) -> Any:
        known = self.register.organization_set.filter(name=self.name(short)).first()
        return known or make.organization(self.register, self.name(short), **fields)

    def person(self, short: str) -> Any:
        return make.person(self.register, self.name(short))

    def sits(self, board: str, who: Any, start: str = "2018", end: str = "", **fields: Any) -> Any:
        """A seat on a board; a text is a body that holds the seat itself."""
        holder = self.body(who) if isinstance(who, str) else who
        if "behalf" in fields:
            fields["on_behalf_of"] = self.body(fields.pop("behalf"))
        return make.seat(self.body(board), holder, valid_from=start, valid_to=end, **fields)

    def pays(self, payer: str, recipient: str, date: str = "2021-06-01", **fields: Any) -> Any:
        bodies = {"payers": [self.body(payer)], "recipients": [self.body(recipient)]}
        amount = fields.pop("amount", "1000")
        return make.award(self.register, amount, **bodies, date=date, **fields)

    def tied(self, one: str, to: str, start: str = "2015", end: str = "", kind: str = "group") -> None:
        OrganizationTie.objects.create(
            organization=self.body(one), to=self.body(to), kind=kind, valid_from=start, valid_to=end
        )

    def found(self, *expected: tuple[str, str, str]) -> Found:
        return {(rule, self.name(payer), self.name(recipient)) for rule, payer, recipient in expected}


def case(function: Callable[[Case], Found | None]) -> Callable[[Case], Found | None]:
    CASES.append((function.__name__, function))
    return function


# --- What must be found


@case
def own_seat(one):
    one.sits("B", "X")
    one.pays("B", "X")
    return one.found(("own_seat", "B", "X"))


@case
def own_seat_on_the_executive_committee(one):
    one.sits("B", "X", kind="executive_committee")
    one.pays("B", "X")
    return one.found(("own_seat", "B", "X"))


@case
def own_seat_with_a_year_only(one):
    one.sits("B", "X", "2021", "2021")
    one.pays("B", "X", "2021")
    return one.found(("own_seat", "B", "X"))


@case
def own_seat_without_dates(one):
    one.sits("B", "X", "", "")
    one.pays("B", "X", "2021")
    return one.found(("own_seat", "B", "X"))


@case
def payment_whose_amount_is_withheld(one):
    one.sits("B", "X")
    one.pays("B", "X", amount=None)
    return one.found(("own_seat", "B", "X"))


@case
def payment_in_a_fiscal_year(one):
    one.sits("B", "X", "2019-04", "2020-03")
    one.pays("B", "X", "", fiscal_year=2019)
    return one.found(("own_seat", "B", "X"))


@case
def within_twelve_months_after(one):
    one.sits("B", "X", "2018", "2020-09-30")
    one.pays("B", "X", "2021-09-30")
    return one.found(("own_seat", "B", "X"))


@case
def on_behalf_of(one):
    one.sits("B", one.person("P"), behalf="X")
    one.pays("B", "X")
    return one.found(("on_behalf", "B", "X"))


@case
def a_body_that_sits_on_behalf_of_another(one):
    one.sits("B", "Firm", behalf="X")
    one.pays("B", "X")
    return one.found(("on_behalf", "B", "X"))


@case
def through_a_founder(one):
    person = one.person("P")
    one.sits("B", person)
    one.sits("X", person, "2016", kind="founder")
    one.pays("B", "X")
    return one.found(("person", "B", "X"))


@case
def through_an_officer(one):
    person = one.person("P")
    one.sits("B", person, "2020", "2022")
    one.sits("X", person, "2019", kind="officer")
    one.pays("B", "X")
    return one.found(("person", "B", "X"))


@case
def through_two_boards(one):
    person = one.person("P")
    one.sits("B", person)
    one.sits("X", person)
    one.pays("B", "X")
    return one.found(("person", "B", "X"))


@case
def through_a_person_who_sits_for_another_body(one):
    person = one.person("P")
    one.sits("B", person, behalf="Y")
    one.sits("X", person, kind="officer")
    one.pays("B", "X")
    return one.found(("person", "B", "X"))


@case
def to_the_group(one):
    one.sits("B", "X")
    one.tied("X", "G")
    one.pays("B", "G")
    return one.found(("group", "B", "G"))


@case
def to_a_subsidiary(one):
    one.sits("B", "G")
    one.tied("X", "G")
    one.pays("B", "X")
    return one.found(("group", "B", "X"))


@case
def to_a_sister_in_two_steps(one):
    one.sits("B", one.person("P"), behalf="X")
    one.tied("X", "G")
    one.tied("Sister", "G")
    one.pays("B", "Sister")
    return one.found(("group", "B", "Sister"))


@case
def to_an_installation(one):
    one.sits("B", "Hospital")
    one.tied("Installation", "Hospital", kind="parent")
    one.pays("B", "Installation")
    return one.found(("group", "B", "Installation"))


@case
def both_ways(one):
    one.pays("B", "X", "2021-01-10")
    one.pays("X", "B", "2021-11-10")
    return one.found(("reciprocal", "B", "X"))


@case
def told_under_another_name(one):
    other = one.body("X ltée")
    other.merged_into = one.body("X")
    other.save()
    one.sits("B", other)
    one.pays("B", "X")
    return one.found(("own_seat", "B", "X"))


@case
def two_recipients_of_one_award(one):
    one.sits("B", "X")
    one.body("Y")
    make.award(one.register, payers=[one.body("B")], recipients=[one.body("Y"), one.body("X")], date="2020")
    return one.found(("own_seat", "B", "X"))


@case
def a_transfer_counts_as_money(one):
    one.sits("B", "X")
    one.pays("B", "X", flow_level="transfer")
    return one.found(("own_seat", "B", "X"))


# --- What looks like it and is not


@case
def same_name_other_person(one):
    one.sits("B", one.person("Jean Roy"))
    one.sits("X", one.person("Jean Roy"), kind="officer")
    one.pays("B", "X")


@case
def same_name_other_body(one):
    make.seat(one.body("B"), make.organization(one.register, one.name("X"), key="autre-x"), valid_from="2018")
    other = make.organization(one.register, one.name("X "), key="homonyme-x")
    make.award(one.register, payers=[one.body("B")], recipients=[other], date="2021")


@case
def seat_that_ended_long_before(one):
    one.sits("B", "X", "2015", "2019-06-30")
    one.pays("B", "X", "2020-07-01")


@case
def seat_that_began_after(one):
    one.sits("B", "X", "2022-01-01")
    one.pays("B", "X", "2021-12-31")


@case
def office_that_ended_long_before(one):
    person = one.person("P")
    one.sits("B", person)
    one.sits("X", person, "2012", "2016", kind="officer")
    one.pays("B", "X")


@case
def office_that_began_after(one):
    person = one.person("P")
    one.sits("B", person)
    one.sits("X", person, "2022", kind="officer")
    one.pays("B", "X", "2021")


@case
def two_offices_that_never_meet_the_payment_together(one):
    person = one.person("P")
    one.sits("B", person, "2015", "2017")
    one.sits("X", person, "2021", kind="officer")
    one.pays("B", "X", "2021")


@case
def former_seat_without_dates(one):
    one.sits("B", "X", "", "", former=True)
    one.pays("B", "X")


@case
def former_office_without_dates(one):
    person = one.person("P")
    one.sits("B", person)
    one.sits("X", person, "", "", former=True, kind="officer")
    one.pays("B", "X")


@case
def observer(one):
    one.sits("B", "X", role="Observatrice")
    one.pays("B", "X")


@case
def observer_in_english(one):
    one.sits("B", one.person("P"), role="board observer", behalf="X")
    one.pays("B", "X")


@case
def advisory_committee(one):
    one.sits("B", "X", kind="advisory")
    one.pays("B", "X")


@case
def working_group(one):
    one.sits("B", one.person("P"), behalf="X", kind="working_group")
    one.pays("B", "X")


@case
def adviser_of_the_body_that_is_paid(one):
    person = one.person("P")
    one.sits("B", person)
    one.sits("X", person, kind="advisory")
    one.pays("B", "X")


@case
def in_kind_only(one):
    one.sits("B", "X")
    one.pays("B", "X", instrument="in_kind")


@case
def money_taken_back(one):
    one.sits("B", "X")
    one.pays("B", "X", amount="-1000")


@case
def another_subsidiary_sold_before(one):
    one.sits("B", "X")
    one.tied("X", "G")
    one.tied("Sold", "G", "2010", "2018-12-31")
    one.pays("B", "Sold")


@case
def another_subsidiary_three_steps_away(one):
    one.sits("B", "X")
    one.tied("X", "Part")
    one.tied("Part", "G")
    one.tied("Far", "G")
    one.pays("B", "Far")


@case
def another_group_of_a_like_name(one):
    one.sits("B", "X")
    one.tied("X", "Groupe A")
    one.tied("Y", "Groupe A inc.")
    one.pays("B", "Y")


@case
def sisters_only_through_the_body_that_pays(one):
    one.sits("B", "X")
    one.tied("X", "B")
    one.tied("Y", "B")
    one.pays("B", "Y")


@case
def paid_by_another_body(one):
    one.sits("B", "X")
    one.pays("Ministry", "X")


@case
def pays_the_body_but_is_not_paid(one):
    one.sits("B", "X")
    one.pays("X", "B")


@case
def both_ways_years_apart(one):
    one.pays("B", "X", "2018-01-10")
    one.pays("X", "B", "2019-01-11")


@case
def both_on_one_side_of_an_award(one):
    one.sits("B", "X")
    make.award(one.register, payers=[one.body("B"), one.body("X")], recipients=[one.body("Z")], date="2021")


@case
def office_in_the_board_s_own_body(one):
    person = one.person("P")
    one.sits("B", person)
    one.sits("B", person, kind="officer")
    one.pays("B", "X")


@case
def payment_that_is_not_public(one):
    one.sits("B", "X")
    one.pays("B", "X", public=False)


@case
def seat_that_is_not_public(one):
    one.sits("B", "X", public=False)
    one.pays("B", "X")

"""Boards and money: where a seat on a body and money from that body coincide (DESIGN § 7).

In: querysets of seats, awards and ties between organizations. Out: plain `Coincidence` rows by id, each with the records
it rests on. The rules, version 1; B is the body that pays, X the body that is paid:

- own seat: X itself holds a seat on B's board or executive committee.
- on behalf: a person, or another body, holds that seat on behalf of X.
- person: who holds the seat also sits on X's board or executive committee, founded X, or is one of its officers.
- group: the body that sits, or on whose behalf someone sits, is tied to X in one or two steps by a parent or a group.
- reciprocal: B pays X and X pays B, with at most twelve months between the two payments.

The money comes while the seat is held (and the office, and the tie), or within twelve months after it ended; it counts
as certain or possible after what partial dates leave open, and not at all where they exclude it. A link through a group
is deduced: no source states it as such. A person is a record of the register, never a name. Observers, advisory
committees and working groups, former seats without any date, gifts in kind and sums taken back are left out
(`board_records`). None of this says that one thing led to the other.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import QuerySet

from funding.findings.choices import EdgeRole, Rule, Strength, Timing
from funding.querysets import AwardQuerySet
from funding.questions.board_records import (
    Payment,
    Seat,
    Tie,
    money_only,
    read_payments,
    read_seats,
    read_ties,
    standing,
)
from projects.models import BoardMembership, OrganizationTie
from projects.periods import (
    Meeting,
    Period,
    at_most_a_year_apart,
    during_or_within_a_year_after,
    overlap,
    weakest,
    within_a_year_after,
)

RULES_VERSION = 1
STEPS = 2


@dataclass(frozen=True)
class Paid:
    """A payment of a coincidence: when it came as seen from the seat, and whether the dates make that certain."""

    award: int
    timing: Timing
    strength: Strength
    role: EdgeRole = EdgeRole.PAYMENT


@dataclass(frozen=True)
class Claim:
    """Someone behind a seat: the body that may be paid, and the records that lead from the seat to it."""

    rule: Rule
    seat: Seat
    body: int
    office: Seat | None = None
    ties: tuple[Tie, ...] = ()

    @property
    def group(self) -> tuple[Rule, int, int, int | None, int | None, int | None]:
        """What makes it the same finding: rule, who pays, who is paid, and who sits."""
        return (self.rule, self.seat.body, self.body, self.seat.person, self.seat.holder, self.seat.behalf)


@dataclass
class Coincidence:
    """A seat and money that coincide, with everything it rests on, by id."""

    rule: Rule
    board: int
    recipient: int
    person: int | None = None
    holder: int | None = None
    on_behalf_of: int | None = None
    seats: set[int] = field(default_factory=set)
    offices: set[int] = field(default_factory=set)
    ties: set[int] = field(default_factory=set)
    payments: dict[int, Paid] = field(default_factory=dict)

    @property
    def strength(self) -> Strength:
        if self.rule == Rule.GROUP:
            return Strength.DEDUCED
        certain = any(paid.strength == Strength.CERTAIN for paid in self.payments.values())
        return Strength.CERTAIN if certain else Strength.POSSIBLE


def coincidences(
    seats: QuerySet[BoardMembership], awards: AwardQuerySet, ties: QuerySet[OrganizationTie], known_on: str = ""
) -> list[Coincidence]:
    """Every coincidence among these records. `known_on` is the day that they were true, as a partial date: a seat
    without an end was still held on it."""
    same = standing()
    offices = read_seats(seats, same, known_on)
    claims = list(claims_of(offices, read_ties(ties, same, known_on)))
    payers, recipients = {claim.seat.body for claim in claims}, {claim.body for claim in claims}
    money = read_payments(money_only(awards), same, payers, recipients)
    both = paying_and_paid(awards, same)
    found = [*seats_and_money(claims, money), *both_ways(read_payments(money_only(awards), same, both, both))]
    return sorted(found, key=lambda one: (one.rule, one.board, one.recipient, one.person or 0, one.holder or 0))


# --- Who is behind a seat


def claims_of(offices: list[Seat], ties: list[Tie]) -> Iterator[Claim]:
    """Each body that stands behind a deciding seat, by the most direct rule that leads there."""
    by_person: dict[int, list[Seat]] = defaultdict(list)
    for office in offices:
        if office.person is not None:
            by_person[office.person].append(office)
    around = neighbours(ties)
    for seat in offices:
        if seat.decides:
            yield from direct(seat)
            yield from through_person(seat, by_person)
            yield from through_group(seat, around)


def direct(seat: Seat) -> Iterator[Claim]:
    if seat.holder is not None and seat.holder != seat.body:
        yield Claim(Rule.OWN_SEAT, seat, seat.holder)
    if seat.behalf is not None and seat.behalf not in (seat.body, seat.holder):
        yield Claim(Rule.ON_BEHALF, seat, seat.behalf)


def through_person(seat: Seat, by_person: dict[int, list[Seat]]) -> Iterator[Claim]:
    for office in by_person.get(seat.person or 0, ()):
        if office.body not in (seat.body, seat.behalf):
            yield Claim(Rule.PERSON, seat, office.body, office=office)


def through_group(seat: Seat, around: dict[int, list[Tie]]) -> Iterator[Claim]:
    for sits in {seat.holder, seat.behalf} - {None, seat.body}:
        for path, body in paths(sits or 0, seat.body, around):
            if body not in (seat.holder, seat.behalf):
                yield Claim(Rule.GROUP, seat, body, ties=path)


def neighbours(ties: list[Tie]) -> dict[int, list[Tie]]:
    found: dict[int, list[Tie]] = defaultdict(list)
    for tie in ties:
        for end in tie.ends:
            found[end].append(tie)
    return found


def paths(start: int, never: int, around: dict[int, list[Tie]]) -> Iterator[tuple[tuple[Tie, ...], int]]:
    """The bodies that one or two ties lead to, none of them through the body that pays."""
    ways: list[tuple[tuple[Tie, ...], tuple[int, ...]]] = [((), (start,))]
    for _step in range(STEPS):
        further = []
        for way, bodies in ways:
            for tie in around.get(bodies[-1], ()):
                [other] = {*tie.ends} - {bodies[-1]}
                if other != never and other not in bodies:
                    further.append(((*way, tie), (*bodies, other)))
        yield from ((way, bodies[-1]) for way, bodies in further)
        ways = further


# --- The money that meets it


def seats_and_money(claims: Iterable[Claim], money: list[Payment]) -> list[Coincidence]:
    between: dict[tuple[int, int], list[Payment]] = defaultdict(list)
    for payment in money:
        for payer in payment.payers:
            for recipient in payment.recipients:
                between[payer, recipient].append(payment)
    found: dict[tuple[object, ...], Coincidence] = {}
    for claim in claims:
        for payment in between.get((claim.seat.body, claim.body), ()):
            paid = met(claim, payment)
            if paid:
                add(found.setdefault(claim.group, Coincidence(*claim.group)), claim, paid)
    return list(found.values())


def met(claim: Claim, payment: Payment) -> Paid | None:
    """How the payment meets the seat, the office and the ties; None where dates exclude one of them."""
    told = [when(seat.period, payment.period) for seat in (claim.seat, claim.office) if seat]
    meetings = [meeting for _timing, meeting in told]
    meetings += [overlap(tie.period, payment.period) for tie in claim.ties]
    all_of_it = weakest(*meetings)
    if all_of_it == Meeting.NONE:
        return None
    timings = [timing for timing, _meeting in told]
    timing = next(one for one in (Timing.AFTER, Timing.EITHER, Timing.DURING) if one in timings)
    return Paid(payment.id, timing, Strength(all_of_it))


def when(seat: Period, payment: Period) -> tuple[Timing, Meeting]:
    """While the seat is held, within twelve months after it, or one of the two; the meeting may be none."""
    during, after = overlap(seat, payment), within_a_year_after(seat, payment)
    if during == Meeting.CERTAIN or after == Meeting.NONE:
        return Timing.DURING, during
    if during == Meeting.NONE:
        return Timing.AFTER, after
    return Timing.EITHER, during_or_within_a_year_after(seat, payment)


def add(found: Coincidence, claim: Claim, paid: Paid) -> None:
    """The records of one more way to the same finding; of two ways to a payment, the stronger stands."""
    found.seats.add(claim.seat.id)
    if claim.office:
        found.offices.add(claim.office.id)
    found.ties |= {tie.id for tie in claim.ties}
    earlier = found.payments.get(paid.award)
    if earlier is None or rank(paid) < rank(earlier):
        found.payments[paid.award] = paid


def rank(paid: Paid) -> tuple[bool, bool]:
    return (paid.strength != Strength.CERTAIN, paid.timing != Timing.DURING)


# --- Payments both ways


def paying_and_paid(awards: AwardQuerySet, same: dict[int, int]) -> set[int]:
    """The bodies that pay in one of the awards and are paid in another."""
    parties = money_only(awards).order_by()
    by_role = {
        role: {
            same[body]
            for body in parties.filter(parties__role=role).values_list("parties__organization", flat=True).distinct()
        }
        for role in ("payer", "recipient")
    }
    return by_role["payer"] & by_role["recipient"]


def both_ways(money: list[Payment]) -> list[Coincidence]:
    between: dict[tuple[int, int], list[Payment]] = defaultdict(list)
    for payment in money:
        for payer in payment.payers:
            for recipient in payment.recipients - {payer}:
                between[payer, recipient].append(payment)
    found = []
    for one, other in sorted(pair for pair in between if pair[0] < pair[1]):
        pairs = [(out, back) for out in between[one, other] for back in between.get((other, one), ())]
        found += crossed(one, other, [pair for pair in pairs if pair[0].id != pair[1].id])
    return found


def crossed(one: int, other: int, pairs: list[tuple[Payment, Payment]]) -> list[Coincidence]:
    """The finding of two bodies that pay each other, where any two of their payments lie near enough."""
    coincidence = Coincidence(Rule.RECIPROCAL, one, other)
    for out, back in pairs:
        how = at_most_a_year_apart(out.period, back.period)
        if how == Meeting.NONE:
            continue
        for payment, role in ((out, EdgeRole.PAYMENT), (back, EdgeRole.PAYMENT_BACK)):
            paid = Paid(payment.id, Timing.DURING, Strength(how), role)
            earlier = coincidence.payments.get(payment.id)
            if earlier is None or rank(paid) < rank(earlier):
                coincidence.payments[payment.id] = paid
    return [coincidence] if coincidence.payments else []

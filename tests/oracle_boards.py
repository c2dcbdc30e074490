"""Boards and money again, slow and obvious: every day that a partial date can be, loops over objects, no SQL.

In: dates as text, or a register's seats, awards and ties. Out: 'certain', 'possible' or 'none'; plain sets. Compared with
`projects.periods`, `funding.questions.conflicts` and `funding.questions.interlocks` on random registers.
"""

from calendar import monthrange
from datetime import date, timedelta
from itertools import combinations

from projects.models import BoardMembership, Organization, OrganizationTie

# Days that stand for « nobody knows »: long before, around, and long after what the tests draw.
ANY_DAY = [
    date(1950, 1, 1),
    date(2019, 6, 15),
    date(2020, 6, 15),
    date(2021, 6, 15),
    date(2022, 6, 15),
    date(2090, 1, 1),
]
BOARDS = {"board", "executive_committee"}
OFFICES = BOARDS | {"founder", "officer"}


def days(text: str) -> list[date]:
    """Days that the text can be: of each month the first two, one in the middle and the last."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return [date(*parts)]
    months = [parts[1]] if len(parts) == 2 else range(1, 13)
    found = []
    for month in months:
        first, last = date(parts[0], month, 1), date(parts[0], month, monthrange(parts[0], month)[1])
        found += [first, first + timedelta(1), first + timedelta(14), last]
    return found


def seat_periods(start: str, end: str, former: bool, known_on: str) -> list[tuple[date, date]]:
    """Every (first day, last day) that a seat can have had."""
    known = days(known_on) if known_on else []
    firsts = days(start) if start else ANY_DAY + known
    lasts = days(end) if end else ANY_DAY + known + firsts
    found = []
    for first in firsts:
        for last in lasts:
            if last < first or (former and not end and known and last > known[-1]):
                continue
            if not end and not former and known and (last < known[0] or (not start and first > known[-1])):
                continue
            found.append((first, last))
    return found


def fiscal_days(year: int) -> list[date]:
    """Days of a fiscal year, of each month as `days` has them: one of a seat's days is among them."""
    months = [f"{year}-{month}" for month in range(4, 13)] + [f"{year + 1}-{month}" for month in range(1, 4)]
    return [day for month in months for day in days(month)]


def payment_periods(day: str, years: list[int]) -> list[tuple[date, date]]:
    """Every (first day, last day) of a payment; one day unless it runs over several fiscal years."""
    spans = [fiscal_days(year) for year in sorted(years)]
    # How long money goes on matters only by the first and the last day that it can end.
    last_days = [spans[-1][0], spans[-1][-1]] if len(spans) > 1 else []
    if day:
        if last_days and last_days[0] > days(day)[-1]:
            return [(first, last) for first in days(day) for last in last_days]
        return [(one, one) for one in days(day)]
    if last_days:
        return [(first, last) for first in spans[0] for last in last_days]
    return [(one, one) for one in (spans[0] if spans else [date.min, *ANY_DAY, date.max])]


def verdict(answers: list[bool]) -> str:
    if answers and all(answers):
        return "certain"
    return "possible" if any(answers) else "none"


def next_year(day: date) -> date:
    if day.year == date.max.year:
        return date.max
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def meet(one, other) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def soon_after(seat, payment) -> bool:
    return seat[1] < payment[0] <= next_year(seat[1])


def during_or_after(seat, payment) -> bool:
    return meet(seat, payment) or soon_after(seat, payment)


def apart(one, other) -> bool:
    return meet(one, other) or soon_after(one, other) or soon_after(other, one)


def judged(rule, ones, others) -> str:
    return verdict([rule(one, other) for one in ones for other in others])


# --- A register


def stands_for(body: Organization | None) -> Organization | None:
    while body and body.merged_into:
        body = body.merged_into
    return body


def counted_seats(register):
    """Seats and offices that count: no observer, no former seat without a date."""
    known_on = register.state_of_data or ""
    found = []
    for seat in BoardMembership.objects.filter(register=register, published=True):
        observes = any(word in seat.role.lower() for word in ("observateur", "observatrice", "observer"))
        undated = seat.former and not seat.valid_from and not seat.valid_to
        if seat.kind in OFFICES and not observes and not undated:
            seat.days = seat_periods(seat.valid_from, seat.valid_to, seat.former, known_on)
            seat.body = stands_for(seat.organization)
            found.append(seat)
    return found


def money(register):
    """Awards of money that no other public award replaces, each with its days, payers and recipients."""
    from funding.models import Award

    public = list(Award.objects.filter(register=register, published=True))
    replaced = {award.supersedes_id for award in public}
    found = []
    for award in public:
        if award.pk in replaced or award.instrument == "in_kind" or (award.amount is not None and award.amount <= 0):
            continue
        years = [year.fiscal_year for year in award.years.all()]
        award.days = payment_periods(award.date, years or ([award.fiscal_year] if award.fiscal_year else []))
        parties = list(award.parties.all())
        award.paying = {stands_for(party.organization).key for party in parties if party.role == "payer"}
        award.paid = {stands_for(party.organization).key for party in parties if party.role == "recipient"}
        found.append(award)
    return found


def coincidences(register) -> dict[tuple, dict[str, str]]:
    """{(rule, who pays, who is paid, who sits): {award: how strong}}, all by public key."""
    seats, awards, known_on = counted_seats(register), money(register), register.state_of_data or ""
    ties = list(OrganizationTie.objects.filter(organization__register=register))
    found: dict[tuple, dict[str, list[str]]] = {}
    for seat in seats:
        if seat.kind not in BOARDS:
            continue
        for rule, body, offices, path in behind(seat, seats, ties, known_on):
            for award in awards:
                if seat.body.key not in award.paying or body.key not in award.paid:
                    continue
                answers = [judged(during_or_after, one.days, award.days) for one in (seat, *offices)]
                answers += [judged(meet, days_of_tie, award.days) for days_of_tie in path]
                if "none" not in answers:
                    who = seat.person.key if seat.person else stands_for(seat.holder).key
                    behalf = stands_for(seat.on_behalf_of)
                    key = (rule, seat.body.key, body.key, who, behalf.key if behalf else "")
                    strength = "possible" if "possible" in answers else "certain"
                    found.setdefault(key, {}).setdefault(award.key, []).append(strength)
    for pair, payments in crossing(awards).items():
        found[("reciprocal", *pair, "", "")] = payments
    return {key: {award: min(told) for award, told in payments.items()} for key, payments in found.items()}


def behind(seat, seats, ties, known_on):
    """(rule, body, offices, days of the ties) of each body behind a seat."""
    holder, behalf = stands_for(seat.holder), stands_for(seat.on_behalf_of)
    if holder and holder != seat.body:
        yield "own_seat", holder, [], []
    if behalf and behalf not in (seat.body, holder):
        yield "on_behalf", behalf, [], []
    for office in seats:
        if seat.person and office.person == seat.person and office.body not in (seat.body, behalf):
            yield "person", office.body, [office], []
    for sits in {holder, behalf} - {None, seat.body}:
        for first in ends_of(sits, ties, known_on):
            others = [first, *((body, first[1] + path) for body, path in ends_of(first[0], ties, known_on))]
            for body, path in others:
                if first[0] != seat.body and body not in (seat.body, holder, behalf, sits):
                    yield "group", body, [], path


def ends_of(body, ties, known_on):
    for tie in ties:
        one, other = stands_for(tie.organization), stands_for(tie.to)
        spent = [seat_periods(tie.valid_from, tie.valid_to, False, known_on)]
        if one != other and body in (one, other):
            yield (other if body == one else one), spent


def crossing(awards) -> dict[tuple[str, str], dict[str, list[str]]]:
    found: dict[tuple[str, str], dict[str, list[str]]] = {}
    for one, other in combinations(awards, 2):
        for payer in one.paying & other.paid:
            for recipient in one.paid & other.paying - {payer}:
                how = judged(apart, one.days, other.days)
                if how != "none":
                    told = found.setdefault(tuple(sorted((payer, recipient))), {})
                    for award in (one, other):
                        told.setdefault(award.key, []).append(how)
    return found

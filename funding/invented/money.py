"""Invented programmes and awards: transfers, regrants and direct awards, with a heavy tail and every kind of gap."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.text import slugify

from funding.invented import words
from funding.invented.draft import Draft, rounded
from funding.invented.what import heavy
from funding.invented.who import Bodies
from funding.models import Award, AwardParty, AwardYear, Programme, ProgrammeParty

# How an amount is known, out of 100 awards; the other 82 are exact.
STATUSES = (
    ["at_least"] * 2 + ["more_than"] * 2 + ["at_most"] + ["about"] * 4
    + ["in_words"] * 2 + ["undisclosed"] * 4 + ["withheld"] * 2 + ["unreadable"]
)  # fmt: skip
ABSENT = ["not_named", "aggregate", "public", "withheld", "person", "unreadable"]
YEARS = [2018, 2019, 2020, 2021, 2022, 2023]


@dataclass
class Transfer:
    """A transfer that can be handed on: what is left of the part that is traced."""

    id: int
    consortium: int
    amount: Decimal
    left: Decimal


@dataclass
class Purse:
    """What awards draw on."""

    draft: Draft
    bodies: Bodies
    programmes: list[int]
    projects: list[int]
    number: int = 0
    finals: int = 0


def draw_programmes(draft: Draft, bodies: Bodies) -> list[int]:
    payers = bodies.ministries + bodies.others
    made = []
    for number, (name, payer) in enumerate(words.PROGRAMMES):
        kind = "policy" if number == 11 else "envelope"
        dates = {"valid_from": "2018", "valid_to": "2023-03-31" if number % 3 == 0 else ""}
        programme = draft.fact(Programme, slugify(name), name=name, kind=kind, **dates)
        made.append(programme)
        draft.add(ProgrammeParty, programme_id=programme, organization_id=payers[payer], role="payer")
        chooser = bodies.consortia[number % len(bodies.consortia)] if number % 2 == 0 else payers[payer]
        draft.add(ProgrammeParty, programme_id=programme, organization_id=chooser, role="chooser")
    return made


def draw_awards(draft: Draft, bodies: Bodies, programmes: list[int], projects: list[int], count: int) -> None:
    """So many awards: 3 % transfers, then regrants, research, commercial, contracts and gifts of others."""
    purse = Purse(draft, bodies, programmes, projects)
    transfers = [draw_transfer(purse, number) for number in range(max(6, count * 3 // 100))]
    while purse.number < count - len(words.CONSORTIA) - 1:
        chance = draft.rng.random()
        if chance < 0.26:
            draw_regrant(purse, draft.rng.choice(transfers))
        elif chance < 0.62:
            draw_research_award(purse)
        elif chance < 0.90:
            draw_company_award(purse)
        else:
            draw_other_award(purse)
    draw_special_awards(purse, transfers[0], count)


def draw_transfer(purse: Purse, number: int) -> Transfer:
    """A ministry's money to a consortium. What is traced of it goes from nothing to nearly all."""
    draft, bodies = purse.draft, purse.bodies
    amount = rounded(draft.rng.lognormvariate(15, 1.1), 10_000)
    consortium = bodies.consortia[number % len(bodies.consortia)]
    payers = [bodies.ministries[number % 3]] if number % 4 else bodies.ministries[:2]
    award = add_award(
        purse,
        payers,
        [consortium],
        amount,
        {"flow_level": "transfer", "title": "Transfert exemple", "title_en": "Example transfer"},
    )
    traced = [Decimal("0"), Decimal("0.14"), Decimal("0.45"), Decimal("0.8"), Decimal("0.97")][number % 5]
    return Transfer(award, consortium, amount, amount * traced)


def draw_regrant(purse: Purse, transfer: Transfer) -> None:
    """A part of the traced money; a company's direct award where the transfer's is used up."""
    draft, bodies = purse.draft, purse.bodies
    amount = rounded(draft.rng.lognormvariate(11.8, 1.3), 500)
    amount = min(amount, transfer.left.quantize(Decimal(1)))
    recipients = [heavy(draft, bodies.companies if draft.rng.random() < 0.8 else bodies.establishments)]
    if amount <= 0:
        draw_company_award(purse)
        return
    transfer.left -= amount
    fee = rounded(float(amount) * 0.05, 10) if draft.rng.random() < 0.1 else None
    add_award(purse, [transfer.consortium], recipients, amount, {"parent_id": transfer.id, "fee": fee})


def draw_research_award(purse: Purse) -> None:
    draft, bodies = purse.draft, purse.bodies
    payer = draft.rng.choice(bodies.others[1:3])
    recipients = [heavy(draft, bodies.research)]
    if draft.rng.random() < 0.12:
        recipients.append(heavy(draft, bodies.establishments))
    add_award(purse, [payer], recipients, rounded(draft.rng.lognormvariate(11, 0.7), 500), {"instrument": "grant"})


def draw_company_award(purse: Purse) -> None:
    draft, bodies = purse.draft, purse.bodies
    payers = [draft.rng.choice(bodies.ministries + bodies.others[:1] + bodies.others[3:5])]
    if draft.rng.random() < 0.08:
        payers = [bodies.ministries[2], bodies.others[3]]
    recipients = [heavy(draft, bodies.companies)]
    if draft.rng.random() < 0.08:
        recipients = list(dict.fromkeys([*recipients, heavy(draft, bodies.companies), heavy(draft, bodies.research)]))
    instrument = draft.rng.choice(["grant", "grant", "loan", "equity", "tax_credit", "mixed", "unknown"])
    amount = rounded(30_000 * draft.rng.paretovariate(0.85), 1_000)
    add_award(purse, payers, recipients, min(amount, Decimal(60_000_000)), {"instrument": instrument})


def draw_other_award(purse: Purse) -> None:
    """Contracts of establishments, money of private funders, and sides that a source does not name."""
    draft, bodies = purse.draft, purse.bodies
    amount = rounded(draft.rng.lognormvariate(10.5, 1), 100)
    reason = ABSENT[purse.number % len(ABSENT)]
    turn = draft.rng.randrange(4)
    if turn == 0:
        sides = ([heavy(draft, bodies.establishments)], [heavy(draft, bodies.companies)])
        add_award(purse, *sides, amount, {"instrument": "contract"})
    elif turn == 1:
        recipients = [heavy(draft, bodies.establishments)]
        add_award(purse, [draft.rng.choice(bodies.others[5:7])], recipients, amount, {"instrument": "in_kind"})
    elif turn == 2:
        words = "" if reason == "person" else "plusieurs entreprises (exemple)"
        words_of_it = {"recipient_absent": reason, "recipient_text": words}
        add_award(purse, [draft.rng.choice(bodies.ministries)], [], amount, words_of_it)
    else:
        add_award(purse, [], [heavy(draft, bodies.companies)], amount, {"payer_absent": reason})


def draw_special_awards(purse: Purse, first: Transfer, count: int) -> None:
    """One each: more handed on than received, a fee paid back to the intermediary, money taken back, an announcement
    that is paid, a correction, a line that stands for many projects, and an award that nobody has published yet."""
    draft, bodies = purse.draft, purse.bodies
    company, ministry = [bodies.companies[0]], [bodies.ministries[0]]
    beyond = first.amount + Decimal(250_000)
    dated = {"date": "2021-06-15", "fiscal_year": 2021}
    add_award(
        purse, [first.consortium], company, beyond, {"parent_id": first.id, "in_scope": "part", **dated}, plain=True
    )
    fee = {"title": "Cotisation (exemple)", "date": "2021-11", "fiscal_year": 2021, "instrument": "contract"}
    add_award(purse, company, [first.consortium], Decimal(12_000), fee, plain=True)
    add_award(
        purse,
        ministry,
        [bodies.companies[3]],
        Decimal(-250_000),
        {"title": "Somme reprise (exemple)", "title_en": "Amount taken back (example)"},
        plain=True,
    )
    promised = add_award(purse, ministry, company, Decimal(2_000_000), {"money_stage": "announced"}, plain=True)
    paid = {"money_stage": "paid", "supersedes_id": promised}
    add_award(purse, ministry, company, Decimal(1_850_000), paid, plain=True)
    many = {"recipient_absent": "aggregate", "count_of_projects": 69, "amount_status": "average"}
    add_award(purse, [bodies.others[1]], [], Decimal(4_830_000), many, plain=True)
    while purse.number < count:
        add_award(
            purse,
            ministry,
            company,
            Decimal(75_000),
            {"title": "Brouillon (exemple)", "title_en": "Draft (example)"},
            plain=True,
        )
        draft.rows[Award][-1]["published"] = False


def add_award(
    purse: Purse,
    payers: list[int],
    recipients: list[int],
    amount: Decimal,
    values: dict[str, Any],
    *,
    plain: bool = False,
) -> int:
    """An award, its parties and years; unless `plain`, chance decides how its amount is known and its currency."""
    draft, rng = purse.draft, purse.draft.rng
    purse.number += 1
    transfer = values.get("flow_level") == "transfer"
    money = {"amount": amount, "amount_status": "exact"} if plain or transfer else known_amount(draft, amount)
    if not (plain or transfer or "parent_id" in values):
        money |= {"currency": rng.choices(["CAD", "USD", "EUR"], [94, 4, 2])[0]}
    year = rng.choice(YEARS)
    base = {
        "title": f"Financement exemple {purse.number}",
        "title_en": f"Example award {purse.number}",
        "reference": f"EX-{purse.number:05}",
        "programme_id": rng.choice(purse.programmes) if rng.random() < 0.85 else None,
        "project_id": None if transfer else next_project(purse),
        "instrument": "grant",
        "money_stage": rng.choice(["announced", "committed", "paid", "paid", "unknown"]),
        "date": [
            f"{year}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
            f"{year}-{rng.randint(1, 12):02}",
            str(year),
        ][rng.randrange(3)],
        "fiscal_year": year if rng.random() < 0.95 else None,
        "in_scope": rng.choices(["all", "part", "unknown"], [90, 6, 4])[0],
        "region": rng.choice(words.REGIONS),
        "description": "Financement inventé.",
    }
    award = draft.fact(Award, f"ex-{purse.number:05}", **{**base, **money, **values})
    add_parties(draft, award, payers, "payer", draft.rows[Award][-1]["amount"])
    add_parties(draft, award, recipients, "recipient", draft.rows[Award][-1]["amount"])
    add_years(draft, award, draft.rows[Award][-1])
    return award


def known_amount(draft: Draft, amount: Decimal) -> dict[str, Any]:
    """Exact most of the time, else rounded, in words or missing; some money is taken back, some is told to the cent."""
    rng = draft.rng
    place = rng.randrange(100)
    status = STATUSES[place] if place < len(STATUSES) else "exact"
    if status in ("undisclosed", "withheld", "unreadable"):
        return {"amount": None, "amount_status": status}
    if status == "in_words":
        return {"amount": None, "amount_status": status, "amount_text": "plusieurs millions (exemple)"}
    if status != "exact":
        step = 1_000_000 if amount > 5_000_000 else 10_000
        return {"amount": rounded(float(amount), step), "amount_status": status, "rounded_to": Decimal(step)}
    if rng.random() < 0.015:
        return {"amount": -rounded(float(amount) / 5, 100), "amount_status": status}
    cents = Decimal(rng.randrange(100)) / 100 if rng.random() < 0.2 else Decimal(0)
    return {"amount": amount + cents, "amount_status": status}


def next_project(purse: Purse) -> int | None:
    """Projects in turn, so that each has an award; one award in twelve names none."""
    purse.finals += 1
    return None if purse.finals % 12 == 0 else purse.projects[purse.finals % len(purse.projects)]


def add_parties(draft: Draft, award: int, bodies: list[int], role: str, amount: Decimal | None) -> None:
    """Two bodies have known shares half of the time."""
    split = len(bodies) == 2 and amount is not None and draft.rng.random() < 0.5
    first = (amount * Decimal("0.6")).quantize(Decimal("0.01")) if split and amount is not None else None
    shares = [first, amount - first] if first is not None and amount is not None else [None] * len(bodies)
    for body, share in zip(bodies, shares, strict=True):
        draft.add(AwardParty, award_id=award, organization_id=body, role=role, share=share)


def add_years(draft: Draft, award: int, row: dict[str, Any]) -> None:
    """One award in eight runs over several years, with its split in two cases out of three."""
    year, amount = row["fiscal_year"], row["amount"]
    if year is None or draft.rng.random() > 0.125:
        return
    length = draft.rng.choice([2, 3])
    split = amount is not None and draft.rng.random() < 0.67
    part = (amount / length).quantize(Decimal("0.01")) if split else None
    for place in range(length):
        last = place == length - 1
        value = amount - part * (length - 1) if last and part is not None else part
        draft.add(AwardYear, award_id=award, fiscal_year=year + place, amount=value)

"""The amount of a record as a source states it, and its split by fiscal year.

In: the values of a row. Out: the fields of `funding.models.Money`.
"""

from decimal import Decimal
from typing import Any

from funding.choices import STATUSES_WITHOUT_AMOUNT, AmountStatus
from funding.imports.keys import value_of

Values = dict[str, Any]
EXACT, UNDISCLOSED, UNREADABLE, IN_WORDS = map(
    str, (AmountStatus.EXACT, AmountStatus.UNDISCLOSED, AmountStatus.UNREADABLE, AmountStatus.IN_WORDS)
)
PLAIN = frozenset({EXACT, UNDISCLOSED})
WITHOUT_AMOUNT = {str(status) for status in STATUSES_WITHOUT_AMOUNT}
# What makes a sum of known amounts « at least ».
MORE = {str(AmountStatus.AT_LEAST), str(AmountStatus.MORE_THAN), *WITHOUT_AMOUNT}


def money_of(values: Values) -> dict[str, Any]:
    """The fields of an amount as a source states it. An empty cell is « not disclosed », never zero."""

    entry = values.get("amount") or {}
    stated = entry.get("value")
    amount = Decimal(stated) if stated else None
    status = value_of(values, "amount_status") or (EXACT if amount is not None else UNDISCLOSED)
    words = value_of(values, "amount_text") or (entry.get("raw") if status not in PLAIN else "") or ""
    if status in WITHOUT_AMOUNT:
        amount = None
    elif amount is None:
        status = UNREADABLE
    if status == IN_WORDS and not words:
        status = UNDISCLOSED
    rounded_to = value_of(values, "rounded_to") if amount is not None else None
    return {
        "amount": amount,
        "currency": value_of(values, "currency") or "CAD",
        "amount_status": status,
        "amount_text": words[:200],
        "rounded_to": (Decimal(rounded_to) or None) if rounded_to else None,
    }


def total(values: Values, parts: list[Values]) -> tuple[dict[str, Any], dict[int, Decimal | None]]:
    """The amount of an award and its split by fiscal year, where the source splits it.

    Where the amount of one year is not known, the sum of the others is « at least ». Several columns of a year are one.
    """
    if len(parts) < 2:
        return money_of(values), {}
    years: dict[int, Decimal | None] = {}
    every = []
    for one in parts:
        part = money_of(one)
        every.append(part)
        year = (one.get("fiscal_year") or {}).get("value")
        if year:
            before = years.get(int(year[:4]))
            years[int(year[:4])] = part["amount"] if before is None else before + (part["amount"] or 0)
    known = [part for part in every if part["amount"] is not None]
    if not known:
        return every[0], years
    status = together({part["amount_status"] for part in every})
    money = known[0] | {"amount": sum(part["amount"] for part in known), "amount_status": status}
    return money | {
        "rounded_to": max((part["rounded_to"] for part in known if part["rounded_to"]), default=None)
    }, years


def together(statuses: set[str]) -> str:
    """How a sum of amounts is known: what is exact changes nothing; what is unlike and not all « more » leaves « about »."""
    rest = statuses - {EXACT}
    if len(rest) < 2 and not rest & WITHOUT_AMOUNT:
        return next(iter(rest), EXACT)
    return str(AmountStatus.AT_LEAST if rest <= MORE else AmountStatus.ABOUT)

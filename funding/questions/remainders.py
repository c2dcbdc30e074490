"""Traced and untraced: what each intermediary received to pass on, how far it can be followed, and why no further.

In: transfers and what comes out of them, as lines (`questions.ledger`). Out: one `Remainder` per intermediary and
currency, or per year.

Universe: current transfers to one body, with an amount, wholly in the register's scope; the others are counted and left
out. Traced = Σ of the current awards that come out of the transfer (DESIGN § 5.2): `named` where a recipient or one
project is named, `aggregate` where only a line for several, `withheld` where the body keeps the name. What is left,
transfer − Σ, never below zero, is `refused` where a request for access to the intermediary or to a payer was refused and
none was answered, else `unpublished`. More out than in is counted in `beyond` and lowers nothing.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from funding.choices import AbsentReason, InScope, RequestOutcome
from funding.questions.ledger import Line

ENDS = ("named", "aggregate", "withheld", "refused", "unpublished")


@dataclass
class Remainder:
    """Sums in one currency; `received` = named + aggregate + withheld + refused + unpublished, where nothing is beyond."""

    currency: str
    received: Decimal = Decimal(0)
    named: Decimal = Decimal(0)
    aggregate: Decimal = Decimal(0)
    withheld: Decimal = Decimal(0)
    refused: Decimal = Decimal(0)
    unpublished: Decimal = Decimal(0)
    transfers: int = 0
    regrants: int = 0
    beyond: int = 0

    @property
    def traced(self) -> Decimal:
        return self.named + self.aggregate + self.withheld

    @property
    def untraced(self) -> Decimal:
        return self.refused + self.unpublished

    @property
    def share(self) -> Decimal | None:
        """The traced part of what was received, at most all of it; None where nothing is known."""
        return min(self.traced, self.received) / self.received if self.received else None


@dataclass
class LeftOut:
    """Transfers that no sum can use, by reason."""

    without_amount: int = 0
    several_bodies: int = 0
    partly_in_scope: int = 0

    @property
    def transfers(self) -> int:
        return self.without_amount + self.several_bodies + self.partly_in_scope


def why_left_out(line: Line) -> str:
    """A field of LeftOut; empty where the transfer can be used."""
    if line.amount is None:
        return "without_amount"
    if len(line.recipients) != 1:
        return "several_bodies"
    return "" if line.in_scope == InScope.ALL else "partly_in_scope"


def remainders(
    transfers: Iterable[Line], out: Iterable[Line], refusing: set[int], by: Callable[[Line], Hashable]
) -> tuple[dict[Any, Remainder], LeftOut]:
    """What was received and what became of it, by (`by`(transfer), currency), the largest sum first."""
    regrants: dict[int, list[Line]] = {}
    for line in out:
        regrants.setdefault(line.parent or 0, []).append(line)
    found: dict[Any, Remainder] = {}
    left_out = LeftOut()
    for line in transfers:
        reason = why_left_out(line)
        if reason:
            setattr(left_out, reason, getattr(left_out, reason) + 1)
            continue
        row = found.setdefault((by(line), line.currency), Remainder(line.currency))
        add(row, line, regrants.get(line.pk, []), refusing)
    order = sorted(found, key=lambda key: (-found[key].received, str(key)))
    return {key: found[key] for key in order}, left_out


def add(row: Remainder, transfer: Line, out: list[Line], refusing: set[int]) -> None:
    amount, handed_on = transfer.amount or Decimal(0), Decimal(0)
    for line in out:
        part = line.amount or Decimal(0)
        end = end_of(line)
        setattr(row, end, getattr(row, end) + part)
        handed_on += part
    rest = max(amount - handed_on, Decimal(0))
    bodies = {body for body, _share in (*transfer.payers, *transfer.recipients)}
    if bodies & refusing:
        row.refused += rest
    else:
        row.unpublished += rest
    row.received += amount
    row.transfers += 1
    row.regrants += len(out)
    row.beyond += handed_on > amount


def end_of(line: Line) -> str:
    """How far an award that comes out of a transfer can be followed."""
    if line.recipients:
        return "named"
    if line.recipient_absent == AbsentReason.WITHHELD:
        return "withheld"
    return "named" if line.project and line.count_of_projects == 1 and not line.recipient_absent else "aggregate"


def refusing_bodies(requests: QuerySet) -> set[int]:
    """Bodies that refused a request for access, or hold no document, and answered none."""
    found: dict[int, set[str]] = {}
    for body, outcome in requests.exclude(body=None).order_by("pk").values_list("body_id", "outcome"):
        found.setdefault(body, set()).add(outcome)
    refused = {RequestOutcome.REFUSED.value, RequestOutcome.NO_DOCUMENT.value}
    answered = {RequestOutcome.ANSWERED.value, RequestOutcome.PARTIAL.value}
    return {body for body, outcomes in found.items() if outcomes & refused and not outcomes & answered}

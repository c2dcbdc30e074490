"""What became of them: public money of organizations that were later bought, merged, bankrupt or listed.

In: published events of organizations, awards as lines (`questions.ledger`), sectors of bodies. Out: `Fate`s.

Universe: bodies with a merger, an acquisition, a bankruptcy or a listing on record. Public money: current final awards
with a public or parapublic payer that the body receives, alone or by a known share, in one currency; one without an
amount, or shared in unknown parts, is counted. Years between: from the year of the first such award to the year of the
event, None where either is not known.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from funding.questions.ledger import Line
from projects.choices import PUBLIC_SECTORS, EventKind

KINDS = (EventKind.ACQUISITION, EventKind.MERGER, EventKind.BANKRUPTCY, EventKind.LISTING)


@dataclass(frozen=True)
class Fate:
    """One event of a body, with its public money up to now: None where no amount is known."""

    event: Any
    body: int
    received: Decimal | None
    awards: int
    without_amount: int
    first_year: int | None

    @property
    def year(self) -> int | None:
        return int(self.event.date[:4]) if self.event.date else None

    @property
    def years_between(self) -> int | None:
        return None if self.year is None or self.first_year is None else self.year - self.first_year


def fates(
    events: Iterable[Any], lines: Iterable[Line], sectors: Mapping[int, str], same: Mapping[int, int]
) -> list[Fate]:
    """Each event with the public money of its body, the most money first."""
    received: dict[int, list[tuple[Decimal | None, int | None]]] = {}
    for line in lines:
        if not line.is_final or not any(sectors.get(body) in PUBLIC_SECTORS for body, _share in line.payers):
            continue
        parts = dict(line.parts or ())
        for body, _share in line.recipients:
            received.setdefault(body, []).append((parts.get(body), line.year))
    found = []
    for event in events:
        body = same.get(event.organization_id, event.organization_id)
        rows = received.get(body, [])
        known = [amount for amount, _year in rows if amount is not None]
        years = [year for _amount, year in rows if year is not None]
        money = sum(known, Decimal(0)) if known else None
        found.append(Fate(event, body, money, len(rows), len(rows) - len(known), min(years, default=None)))
    return sorted(
        found, key=lambda fate: (-(fate.received or Decimal(0)), fate.event.organization.folded, fate.event.pk)
    )

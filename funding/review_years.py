"""Counts and sums of awards per fiscal year: stored, in the file, and what there would be. In: a report. Out: rows."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class Side:
    count: int
    sum: Decimal
    without: int


@dataclass(frozen=True)
class YearLine:
    """Awards of a fiscal year: what the register holds from this body, what the file says, what there would be."""

    year: str
    currency: str
    stored: Side
    file: Side
    after: Side

    @property
    def sides(self) -> tuple[Side, Side, Side]:
        return self.stored, self.file, self.after

    @property
    def fewer(self) -> bool:
        """The file says less than what is stored."""
        return self.file.count < self.stored.count


def year_lines(found: dict[str, Any]) -> list[YearLine]:
    return [
        YearLine(
            f"{line['year']}-{line['year'] + 1}" if line["year"] else "",
            line["currency"],
            *(side(line[name]) for name in ("stored", "file", "after")),
        )
        for line in found.get("years", [])
    ]


def side(found: dict[str, Any]) -> Side:
    return Side(found["count"], Decimal(found["sum"]), found["without"])

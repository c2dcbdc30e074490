"""What corrections of cells did to what was said of a file when it was read. In: an import. Out: plain values; no writing.

The summary of a file stays as the reader made it; the page of an import shows it with what people typed since.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from funding.imports.corrections import corrections_of
from funding.imports.models import Import, StagedRow


@dataclass
class Moved:
    """By how much the sum of a column of a table is another one, by currency; rows that have an amount since, or none."""

    sums: defaultdict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    counted: int = 0
    rows: int = 0


def rows_corrected(batch: Import) -> list[StagedRow]:
    return list(batch.rows.filter(as_read__isnull=False).order_by("id"))


def cells(rows: list[StagedRow]) -> set[tuple[str, str]]:
    """(sheet, cell) of each correction."""
    return {(row.sheet, said["cell"]) for row in rows for said in corrections_of(row).values()}


def sums_moved(rows: list[StagedRow]) -> dict[tuple[int, str], Moved]:
    """{(index of the table, letter of the column): Moved} of the columns of amounts."""
    found: defaultdict[tuple[int, str], Moved] = defaultdict(Moved)
    for row in rows:
        read = (row.as_read or {})["values"]
        before, after = amount_of(read), amount_of(row.values)
        if before == after:
            continue
        cell = (row.values.get("amount") or read.get("amount") or {}).get("cell", "")
        moved = found[row.table - 1, cell.rstrip("0123456789")]
        moved.rows += 1
        for (amount, currency), sign in ((before, -1), (after, 1)):
            if amount is not None:
                moved.sums[currency] += sign * amount
                moved.counted += sign
    return dict(found)


def amount_of(values: dict[str, Any]) -> tuple[Decimal | None, str]:
    """(amount, currency) of a row; an amount in words is none."""
    amount = (values.get("amount") or {}).get("value")
    return (Decimal(amount) if amount else None), str((values.get("currency") or {}).get("value") or "")

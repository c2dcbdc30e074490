"""What the rows of one table come to, while they are read.

Comes in: nothing; `rows.py` fills it. Goes out: `Tally`, complete when all rows were read.
"""

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from funding.imports.document import Problem


@dataclass(slots=True)
class Tally:
    """What the rows of one table add up to. Sums are by (column, currency)."""

    kinds: Counter[str] = field(default_factory=Counter)
    sums: dict[tuple[int, str], Decimal] = field(default_factory=dict)
    since_subtotal: dict[int, Decimal] = field(default_factory=dict)
    uncounted: Counter[int] = field(default_factory=Counter)
    declared: dict[int, tuple[Decimal, str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    filled: int = 0
    hidden_rows: int = 0
    concealed_rows: int = 0
    struck_rows: int = 0
    years_taken: int = 0
    boards_taken: int = 0
    # Rows (from 1) that name nobody in the column of those who received.
    unnamed: list[int] = field(default_factory=list)
    # By column, what the first rows bring forward from another page.
    brought: dict[int, Decimal] = field(default_factory=dict)

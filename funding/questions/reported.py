"""Reported against computed: each figure that a source states, beside what the register adds up to.

In: reported figures, and the register's records (`questions.books.Books`). Out: one `Check` per figure.

What is counted for a figure is its own rule (`ReportedFigure.rule`), which its source's file or an administrator gives.
A figure without a rule, or with one that says why nothing is counted, is not computed.

Verdict: `agrees` where the computed number, to the rounding of the source, is the stated one, or meets its qualifier
(more than, at least, at most; « about » allows a twentieth); else `less` or `more`; `not_computed`; `in_words` where the
source gives no number.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from funding.choices import Qualifier
from funding.questions.books import Books
from funding.questions.reported_rules import counted

AGREES, LESS, MORE, NOT_COMPUTED, IN_WORDS = "agrees", "less", "more", "not_computed", "in_words"
VERDICTS = (AGREES, LESS, MORE, NOT_COMPUTED, IN_WORDS)
# What « about » and « on average » allow where the source does not say how it rounds.
ABOUT = Decimal("0.05")


@dataclass(frozen=True)
class Check:
    """A figure, what the register adds up to by its rule (None where nothing can be compared), and the verdict."""

    figure: Any
    computed: Decimal | None
    verdict: str

    @property
    def difference(self) -> Decimal | None:
        if self.computed is None or self.figure.value is None:
            return None
        return self.computed - self.figure.value


def checks(figures: Iterable[Any], books: Books) -> list[Check]:
    """In the order of the figures."""
    return [check(figure, books) for figure in figures]


def check(figure: Any, books: Books) -> Check:
    computed = counted(books, figure)
    return Check(figure, computed, verdict(figure, computed))


def verdict(figure: Any, computed: Decimal | None) -> str:
    if figure.value is None:
        return IN_WORDS
    if computed is None:
        return NOT_COMPUTED
    value, slack = figure.value, (figure.rounded_to or Decimal(0)) / 2
    if figure.qualifier in (Qualifier.ABOUT, Qualifier.AVERAGE):
        slack = max(slack, value * ABOUT)
    low, high = value - slack, value + slack
    if figure.qualifier in (Qualifier.MORE_THAN, Qualifier.AT_LEAST):
        return AGREES if computed >= low else LESS
    if figure.qualifier == Qualifier.AT_MOST:
        return AGREES if computed <= high else MORE
    return LESS if computed < low else MORE if computed > high else AGREES

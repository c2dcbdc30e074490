"""Who adds up a list quicker than its querysets do: `funding.columnar` sets it where a release can be asked.

In: a list's filters. Out: what stands beside the list; None where the querysets have to be asked.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from contextvars import ContextVar
from typing import Any, Protocol

from projects.blocks import holding

# (facet, or facet and « bars »; value; what it is called; how many).
Row = tuple[str, str, str, int]


class Tally(Protocol):
    """`filters` is a `projects.lists.ListFilter`; `without`: but what it asks of this facet."""

    def has(self, model: Any) -> bool:
        """Whether it adds up lists of these."""

    def facets(self, filters: Any, without: Any, facets: list[Any]) -> list[Row] | None:
        """How many of the rows have each value of each facet."""

    def ids(self, filters: Any, start: int, stop: int) -> list[int] | None:
        """The ids of some of the rows, in their order."""

    def totals_by_basis(self, filters: Any) -> list[dict[str, Any]] | None:
        """The totals of awards, as their queryset gives them."""


class Nobody:
    """Adds up nothing: the querysets are asked, which is how a release learns what pages ask of it."""

    def has(self, _model: Any) -> bool:
        return False

    def none(self, *_asked: Any) -> None:
        return None

    facets = ids = totals_by_basis = none


# A block in which a register is read as fast as can be (`funding.columnar.fast`).
Block = Callable[[Any], AbstractContextManager[Any]]
blocks: list[Block] = [nullcontext]
TALLY: ContextVar[Tally | None] = ContextVar("tally", default=None)


def tallied_by(tally: Tally) -> AbstractContextManager[None]:
    return holding(TALLY, tally)


# (request, register) → what a page reads of the register; a release answers it without a filter (`funding.release_answers`).
Read = Callable[[Any, Any], Any]
reads: list[Read] = []


def beforehand[Reads: Read](read: Reads) -> Reads:
    """What this reads without a filter is read of each release before anyone asks."""
    reads.append(read)
    return read


def reads_by(block: Block) -> None:
    """What lists are read in from here on."""
    blocks.append(block)


def quickly(register: Any) -> AbstractContextManager[Any]:
    """A block for the reading of a list; the one that is open already where there is one."""
    return nullcontext() if TALLY.get() else blocks[-1](register)

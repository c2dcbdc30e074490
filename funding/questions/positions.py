"""Positions on a law: groups by position, and which groups voice which concern.

In: published positions. Out: `Positions`. Unit: a group as the source forms it. A concern is the source's words; the same
words in two groups are one concern. A group that voices a concern twice voices it once.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Positions:
    """Groups by position; per concern, per position, the groups that voice it, the most shared concerns first."""

    stances: Counter[str] = field(default_factory=Counter)
    concerns: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    @property
    def groups(self) -> int:
        return self.stances.total()

    def voices(self, concern: str) -> int:
        """How many groups voice a concern."""
        return sum(map(len, self.concerns[concern].values()))

    @property
    def shared(self) -> list[str]:
        """Concerns of several groups."""
        return [concern for concern in self.concerns if self.voices(concern) > 1]


def positions(rows: Iterable[Any]) -> Positions:
    """The rows in their own order decide between concerns that are voiced equally often."""
    found = Positions()
    for row in rows:
        found.stances[row.stance] += 1
        for concern in dict.fromkeys(row.concerns):
            found.concerns.setdefault(concern, {}).setdefault(row.stance, []).append(row.group)
    order = sorted(found.concerns, key=lambda concern: -found.voices(concern))
    found.concerns = {concern: found.concerns[concern] for concern in order}
    return found

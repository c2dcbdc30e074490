"""A table found on a sheet: where it is, its header, and what each of its rows is.

Comes in: nothing; table.py finds it, and the files beside it settle its rows. Goes out: `Found`.
"""

import re
from dataclasses import dataclass, field

from funding.imports.document import Value
from funding.imports.header import HeaderGuess

# How a note under a table begins: its mark, or its name.
NOTE = re.compile(
    r"\s*(\*|†|‡|[¹²³⁴-⁹]|\(\d{1,2}\)|\[\d{1,2}\]|\d{1,2}\)|#|(notes?|nota|n\.? "
    r"?b\.?|sources?|remarques?|légende|legend|"
    r"mise à jour|état des données|document|données)\b\s*[:.(\d]?)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Found:
    """A table of a sheet. Rows and columns count from 0; `first` to `last` are the rows it owns, titles and notes too.

    `kinds[i]` is the kind of row `first + i`; `groups` maps the row of a group title to its text. `leading` are sums
    that stand above what they add up; `continued` are rows that went on with the one above; `carried` counts, by column,
    the cells that took the value above them; `shared` maps (row, column) of each cell that an amount is merged over
    to (row where it stands, number of rows it stands for).
    """

    first: int
    last: int
    header: tuple[int, ...]
    labels: tuple[str, ...]
    first_column: int
    last_column: int
    candidates: list[HeaderGuess] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    groups: dict[int, str] = field(default_factory=dict)
    leading: set[int] = field(default_factory=set)
    continued: list[int] = field(default_factory=list)
    # Rows that say a part of the amount above them.
    parts: list[int] = field(default_factory=list)
    # What a row right under the headings says of the unit of its columns, by column.
    units: dict[int, str] = field(default_factory=dict)
    # A text that may say the unit of the amounts, and of which a person says whether it does.
    unit_asked: str = ""
    # The fiscal year that a title or the sheet's name states for the rows that say none.
    year: Value | None = None
    # The body whose board a title or the sheet's name speaks of, for the rows of people that name none.
    board: Value | None = None
    # How many cells of each column say « idem ».
    dittos: dict[int, int] = field(default_factory=dict)
    # Rows that carry a sum over from one page to the next.
    carried_over: list[int] = field(default_factory=list)
    # Rows of data that may be sums of others: a person says.
    perhaps_sums: set[int] = field(default_factory=set)
    # Rows of data with a name alone, which may be the titles of those below.
    perhaps_titles: set[int] = field(default_factory=set)
    carried: dict[int, int] = field(default_factory=dict)
    shared: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    @property
    def first_data(self) -> int:
        return self.header[-1] + 1 if self.header else self.first

    def rows_of(self, *kinds: str) -> list[int]:
        return [self.first + offset for offset, kind in enumerate(self.kinds) if kind in kinds]

    @property
    def titles(self) -> list[int]:
        """Title rows above the header."""
        return [row for row in self.rows_of("title") if row < self.first_data]

"""A part of a PDF's page: the rows of a table, or lines of text, with where they stand.

Comes in: nothing; both readers of pages make blocks, and the sheet is made of them. Goes out: `Block`, and the text of a cell.
"""

import re
import unicodedata
from dataclasses import dataclass, field

from funding.imports.pdf_laid import Spot

Range = tuple[int, int, int, int]

# « ﬁ », « ﬂ »: Unicode's letters for what fonts join.
JOINED = re.compile("[\ufb00-\ufb06]")
BULLET = re.compile(r"\s*[•▪◦‣-]\s+")


@dataclass(slots=True)
class Block:
    """Rows of one table, or lines of text as rows of one cell. `top` and `bottom` in points from the page's head."""

    rows: list[list[str]]
    is_table: bool
    top: float = 0
    bottom: float = 0
    merged: list[Range] = field(default_factory=list)
    concealed: set[int] = field(default_factory=set)
    # (top, bottom) of each row, where the one who found the table says it.
    lines: list[tuple[float, float]] = field(default_factory=list)
    # It stands outside of the part of the page that is shown: no table holds it.
    is_outside: bool = False
    # The left edges of its cells.
    edges: list[float] = field(default_factory=list)

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)

    def spots(self, first: int) -> list[Spot]:
        """Where its rows stand; the first is that of this number."""
        lines = self.lines or [(self.top, self.bottom)] * len(self.rows)
        return [Spot(top, bottom, self.edges, first + number) for number, (top, bottom) in enumerate(lines)]


def one_line(text: str) -> str:
    """The text of a cell whose lines were broken to fit: « Centre hospitalier de / l’Université » is one name.

    Lines that begin with a bullet stay lines: they are several names. Letters that a font joins are letters again.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", JOINED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text))
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and all(BULLET.match(line) for line in lines):
        return "\n".join(lines)
    joined = ""
    for line in lines:
        is_broken_word = re.search(r"\w-$", joined) is not None
        joined = joined + line if is_broken_word or not joined else f"{joined} {line}"
    return joined

"""What lies over the cells of an ODS's sheet: looks under a condition, shapes and pictures.

Comes in: the elements of content.xml with their attributes, without prefixes, as `sheet_ods` meets them. Goes out: the rows
that something may conceal. Of shapes those that hang on a cell are known; a cell is covered where more than about half of it
is. Charts are left out, they show what the cells hold.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from funding.imports.sheet_facts import LAST_ROW, column_index

# « Feuille1.A2:Feuille1.C5 'La liste'.B7 »: the cells of a condition, or the one where a shape ends.
AREA = re.compile(r"\.\$?([A-Z]{1,3})\$?(\d{1,7})(?::(?:[^ :]*\.)?\$?[A-Z]{1,3}\$?(\d{1,7}))?(?=\s|$)")
LENGTH = re.compile(r"(-?[\d.]+)(cm|mm|in|pt)")
CENTIMETRES = {"cm": 1, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72}
# Half of a cell of the usual size.
HALF_ROW, HALF_COLUMN = 0.226, 1.129
Attributes = Mapping[str, str]


@dataclass(slots=True)
class Covers:
    """Follows one sheet after the other. Rows and columns count from 0."""

    concealing: set[str]
    style: str = ""
    cell: tuple[int, int] = (0, 0)
    # How shapes are filled, by their style: a shape without a word about it is filled, a text box is not.
    fills: dict[str, str] = field(default_factory=dict)
    # (first row, last row, first column) of what may conceal something.
    found: list[tuple[int, int, int]] = field(default_factory=list)
    target: str = ""
    in_frame: Attributes = field(default_factory=dict)
    last_row: int = -1
    last_column: int = -1

    def begin(self) -> None:
        """A sheet begins."""
        self.found, self.last_row, self.last_column = [], -1, -1

    def filled(self, row: int, column: int) -> None:
        """A cell holds something."""
        self.last_row = max(self.last_row, min(row, LAST_ROW))
        self.last_column = max(self.last_column, column)

    def rows(self) -> frozenset[int]:
        """The rows of the sheet that something may conceal."""
        return frozenset(
            row
            for top, bottom, left in self.found
            if left <= self.last_column
            for row in range(top, min(bottom, self.last_row) + 1)
        )

    def graphic_properties(self, attributes: Attributes) -> None:
        self.fills[self.style] = attributes.get("fill", "")

    def conditional_format(self, attributes: Attributes) -> None:
        self.target = attributes.get("target-range-address", "")

    def condition(self, attributes: Attributes) -> None:
        if attributes.get("apply-style-name") in self.concealing:
            for left, top, bottom in AREA.findall(self.target):
                self.found.append((int(top) - 1, int(bottom or top) - 1, column_index(left.encode())))

    def shape(self, attributes: Attributes) -> None:
        if self.fills.get(attributes.get("style-name", "")) != "none":
            self._cover(attributes)

    def frame(self, attributes: Attributes) -> None:
        self.in_frame = attributes

    def image(self, _attributes: Attributes) -> None:
        self._cover(self.in_frame)

    def text_box(self, _attributes: Attributes) -> None:
        if self.fills.get(self.in_frame.get("style-name", "")) not in {None, "", "none"}:
            self._cover(self.in_frame)

    def _cover(self, attributes: Attributes) -> None:
        """What hangs on the cell, from there to where it ends."""
        end = AREA.search(attributes.get("end-cell-address", ""))
        if end is None:
            return
        row, column = self.cell
        top, left = row + (length(attributes, "y") > HALF_ROW), column + (length(attributes, "x") > HALF_COLUMN)
        bottom = int(end[2]) - 1 - (length(attributes, "end-y") <= HALF_ROW)
        right = column_index(end[1].encode()) - (length(attributes, "end-x") <= HALF_COLUMN)
        if top <= bottom and left <= right:
            self.found.append((top, bottom, left))


# The elements that are heard of.
HEARD = {
    "graphic-properties": Covers.graphic_properties,
    "conditional-format": Covers.conditional_format,
    "condition": Covers.condition,
    **dict.fromkeys(("custom-shape", "rect", "ellipse", "polygon", "g"), Covers.shape),
    "frame": Covers.frame,
    "image": Covers.image,
    "text-box": Covers.text_box,
}


def length(attributes: Attributes, name: str) -> float:
    """In centimetres; 0 where nothing is said."""
    said = LENGTH.fullmatch(attributes.get(name, ""))
    return float(said[1]) * CENTIMETRES[said[2]] if said else 0

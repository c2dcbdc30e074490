"""Shapes and pictures that lie over the cells of an XLSX: what is below them is in the file all the same.

Comes in: an archive that scan found safe, and the part of a sheet. Goes out: ranges of cells that something covers. A cell is
covered where more than about half of it is; charts are left out, they show what the cells hold.
"""

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from funding.imports.sheet_facts import related
from funding.imports.small_xml import entity_free_parser

# A cell of the usual size, in the units of drawings (12,700 to a point), and half of one.
ROW, COLUMN = 190_500, 609_600
HALF_ROW, HALF_COLUMN = ROW // 2, COLUMN // 2
# A larger drawing is no box over a table.
MOST = 4 * 1024 * 1024


@dataclass(slots=True)
class Anchor:
    """What lies between two cells: for each corner its column and row, from 0, and how far into them it reaches."""

    corners: dict[str, dict[str, int]] = field(default_factory=lambda: {"from": {}, "to": {}})
    covers: bool = False

    def reach(self, width: int, height: int) -> None:
        """The other corner of what has a size instead; how high the rows are is not looked up."""
        begin = self.corners["from"]
        rows, row_offset = divmod(begin.get("rowOff", 0) + height, ROW)
        columns, column_offset = divmod(begin.get("colOff", 0) + width, COLUMN)
        self.corners["to"] = {
            "row": begin.get("row", 0) + rows,
            "rowOff": row_offset,
            "col": begin.get("col", 0) + columns,
            "colOff": column_offset,
        }

    def cells(self) -> tuple[int, int, int, int]:
        """(first row, last row, first column, last column); the last before the first where it covers none."""
        begin, end = self.corners["from"], self.corners["to"]
        return (
            begin.get("row", 0) + (begin.get("rowOff", 0) > HALF_ROW),
            end.get("row", 0) - (end.get("rowOff", 0) <= HALF_ROW),
            begin.get("col", 0) + (begin.get("colOff", 0) > HALF_COLUMN),
            end.get("col", 0) - (end.get("colOff", 0) <= HALF_COLUMN),
        )


class _Drawing:
    """Follows the elements of a drawing."""

    def __init__(self) -> None:
        self.anchors: list[Anchor] = []
        self.path: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.path.append(name.rpartition(":")[2])
        if self.path[-1] in {"twoCellAnchor", "oneCellAnchor"}:
            self.anchors.append(Anchor())
        elif self.path[-2:] == ["oneCellAnchor", "ext"]:
            self.anchors[-1].reach(int(attributes["cx"]), int(attributes["cy"]))
        elif self.anchors and self.path[-1] in {"sp", "pic"}:
            self.anchors[-1].covers = True
        elif self.anchors and self.path[-2:] == ["spPr", "noFill"] and "sp" in self.path:
            self.anchors[-1].covers = False

    def end(self, _name: str) -> None:
        self.path.pop()

    def text(self, said: str) -> None:
        corner, *what = self.path[-2:] if len(self.path) > 1 else ("",)
        if self.anchors and corner in {"from", "to"} and said.strip().isdecimal():
            self.anchors[-1].corners[corner][what[0]] = int(said)


def has_large_drawing(archive: zipfile.ZipFile, part: str) -> bool:
    """Whether a drawing of the sheet is too large to be looked at."""
    return any(archive.getinfo(drawing).file_size > MOST for drawing in related(archive, part, "drawing"))


def covered_cells(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[int, int, int]]:
    """(first row, last row, first column) under each shape and picture of the sheet, from 0."""
    for drawing in related(archive, part, "drawing"):
        if archive.getinfo(drawing).file_size > MOST:
            continue
        found, parser = _Drawing(), entity_free_parser()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = found.start, found.end
        parser.CharacterDataHandler = found.text
        parser.Parse(archive.read(drawing), True)
        for anchor in found.anchors:
            top, bottom, left, right = anchor.cells()
            if anchor.covers and top <= bottom and left <= right:
                yield top, bottom, left

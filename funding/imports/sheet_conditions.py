"""Conditional formats of an XLSX's sheet under which a cell may show nothing (see `concealed`).

Comes in: the sheet's XML in pieces, and which of the workbook's conditional looks may show nothing. Goes out: the rows with
cells that they are laid over, and would conceal on the ground that these have. Whether a condition holds now is not worked out: what it may hide waits for a reviewer.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from funding.imports.concealed import WHITE, Conditional
from funding.imports.sheet_facts import LAST_ROW, attributes_of, chunks, column_index
from funding.imports.small_xml import elements

CONDITION = re.compile(rb"<(?:\w+:)?(conditionalFormatting|cfRule)\b([^>]*)>")
AREA = re.compile(rb"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
CELL = re.compile(rb'<(?:\w+:)?c r="([A-Z]{1,3})(\d{1,7})"(?: s="(\d+)")?[^>/]*>')
# What these rules are about is no fact: empty cells, and « #N/A ».
OF_NOTHING = {b"containsBlanks", b"containsErrors"}
# Rules that Excel added in 2010 stand at the end of the sheet, each with its look in it and the cells after it.
LATER = b"x14:conditionalFormatting"
LATER_RULES = re.compile(rb"<x14:conditionalFormatting\b.*?</x14:conditionalFormatting>", re.DOTALL)
LATER_AREAS = re.compile(rb"<xm:sqref>([^<]*)<")
MOST = 16 * 1024 * 1024
# Of more areas than these every row counts, whatever its cells.
MOST_AREAS = 500
Area = tuple[int, int, int, int]


@dataclass(slots=True)
class Conditions:
    """The rules of one sheet; `concealing` are the workbook's conditional looks that may show nothing, by number."""

    concealing: dict[int, Conditional]
    found: list[tuple[bytes, bytes]] = field(default_factory=list)
    later: bytearray = field(default_factory=bytearray)
    # Whether the sheet has more than is looked at.
    is_cut: bool = False

    def take(self, chunk: bytes) -> None:
        """A piece of the sheet, in order."""
        if self.concealing:
            self.found += CONDITION.findall(chunk)
        if self.later or LATER in chunk:
            self.is_cut = self.is_cut or (len(self.later) >= MOST and bool(chunk))
            self.later += b"" if self.is_cut else chunk

    def rows(self, archive: zipfile.ZipFile, part: str, grounds: list[str]) -> set[int]:
        """The rows (from 0) with a cell that a rule may conceal; `grounds` are those of the styles of cells."""
        areas = list(self._areas())
        if len(areas) > MOST_AREAS:
            return {row for (top, bottom, _, _), _ in areas for row in range(top, min(bottom, LAST_ROW) + 1)}
        found: set[int] = set()
        for chunk in chunks(archive, part) if areas else ():
            for letters, number, style in CELL.findall(chunk):
                row, column, of = int(number) - 1, column_index(letters), int(style or 0)
                ground = grounds[of] if of < len(grounds) else WHITE
                if row not in found and any(
                    top <= row <= bottom and left <= column <= right and look.conceals_on(ground)
                    for (top, bottom, left, right), look in areas
                ):
                    found.add(row)
        return found

    def _areas(self) -> Iterator[tuple[Area, Conditional]]:
        """What a rule is laid over, and how it looks."""
        area = b""
        for name, said in self.found:
            attributes = attributes_of(said)
            if name == b"conditionalFormatting":
                area = attributes.get(b"sqref", b"")
            elif attributes.get(b"type") not in OF_NOTHING:
                look = self.concealing.get(int(attributes.get(b"dxfId", b"-1")))
                yield from ((one, look) for one in ranges(area) if look)
        for rule in LATER_RULES.findall(bytes(self.later)):
            looks = looks_in(rule)
            yield from ((one, look) for said in LATER_AREAS.findall(rule) for one in ranges(said) for look in looks)


def looks_in(rule: bytes) -> list[Conditional]:
    """The looks that a later rule has in it."""
    found: list[Conditional] = []
    counts = False
    for name, attributes in elements(rule):
        if name == "cfRule":
            counts = attributes.get("type", "").encode() not in OF_NOTHING
        elif name == "dxf" and counts:
            found.append(Conditional())
        elif found and counts:
            found[-1].take(name, attributes)
    return found


def ranges(said: bytes) -> Iterator[Area]:
    """b'A2:C5 E7' → (1, 4, 0, 2), (6, 6, 4, 4): first and last row, first and last column."""
    for left, top, right, bottom in AREA.findall(said):
        yield int(top) - 1, int(bottom or top) - 1, column_index(left), column_index(right or left)

"""Conditional formats of an XLSX's sheet under which a cell may show nothing (see `concealed`).

Comes in: the sheet's XML in pieces, and which of the workbook's conditional looks show nothing. Goes out: the cells they are
laid over. Whether a condition holds now is not worked out: what it may hide waits for a reviewer.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from funding.imports.concealed import Conditional
from funding.imports.sheet_facts import attributes_of, column_index
from funding.imports.small_xml import elements

CONDITION = re.compile(rb"<(?:\w+:)?(conditionalFormatting|cfRule)\b([^>]*)>")
AREA = re.compile(rb"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?[A-Z]{1,3}\$?(\d{1,7}))?")
# What these rules are about is no fact: empty cells, and « #N/A ».
OF_NOTHING = {b"containsBlanks", b"containsErrors"}
# Rules that Excel added in 2010 stand at the end of the sheet, each with its look in it and the cells after it.
LATER = b"x14:conditionalFormatting"
LATER_RULES = re.compile(rb"<x14:conditionalFormatting\b.*?</x14:conditionalFormatting>", re.DOTALL)
LATER_AREAS = re.compile(rb"<xm:sqref>([^<]*)<")
MOST = 16 * 1024 * 1024


@dataclass(slots=True)
class Conditions:
    """The rules of one sheet; `concealing` are the numbers of the workbook's conditional looks that show nothing."""

    concealing: set[int]
    found: list[tuple[bytes, bytes]] = field(default_factory=list)
    later: bytearray = field(default_factory=bytearray)

    def take(self, chunk: bytes) -> None:
        """A piece of the sheet, in order."""
        if self.concealing:
            self.found += CONDITION.findall(chunk)
        if (self.later or LATER in chunk) and len(self.later) < MOST:
            self.later += chunk

    def areas(self) -> Iterator[tuple[int, int, int]]:
        """(first row, last row, first column), from 0, of what a rule may conceal."""
        area = b""
        for name, said in self.found:
            attributes = attributes_of(said)
            if name == b"conditionalFormatting":
                area = attributes.get(b"sqref", b"")
            elif int(attributes.get(b"dxfId", b"-1")) in self.concealing and attributes.get(b"type") not in OF_NOTHING:
                yield from ranges(area)
        for rule in LATER_RULES.findall(bytes(self.later)):
            if any(look.conceals for look in looks_in(rule)):
                yield from (one for said in LATER_AREAS.findall(rule) for one in ranges(said))


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


def ranges(said: bytes) -> Iterator[tuple[int, int, int]]:
    """b'A2:C5 E7' → (1, 4, 0), (6, 6, 4)."""
    for left, top, bottom in AREA.findall(said):
        yield int(top) - 1, int(bottom or top) - 1, column_index(left)

"""Cells of an XLSX whose number format says another currency or unit than that of most of their column.

Comes in: an archive that scan found safe, a sheet of it, and the number format of each cell style. Goes out: those cells with
their format: one grant of twenty in US dollars is told by nothing else.
"""

import re
import zipfile
from collections import Counter
from decimal import Decimal

from funding.imports.column_style import format_currency
from funding.imports.sheet_facts import OddFormats, chunks, column_index
from funding.imports.units import ONE, format_scale, said_by_format

CELL = re.compile(rb'<(?:\w+:)?c r="([A-Z]{1,3})(\d{1,7})"(?: s="(\d+)")?(?: t="n")?>')
Said = tuple[str, Decimal]
NOTHING, DOLLARS = ("", ONE), ("$", ONE)


def odd_formats(archive: zipfile.ZipFile, part: str, formats: list[str]) -> OddFormats:
    """{(row, column) from 0: format}."""
    said = [_said(code) for code in formats]
    if not set(said) - {NOTHING, DOLLARS}:
        return {}
    counts: dict[bytes, Counter[Said]] = {}
    telling: list[tuple[bytes, bytes, int]] = []
    for chunk in chunks(archive, part):
        for letters, row, number in CELL.findall(chunk):
            style = int(number or 0)
            if style < len(said):
                counts.setdefault(letters, Counter())[said[style]] += 1
                if said[style] != NOTHING:
                    telling.append((letters, row, style))
    usual = {letters: counted.most_common(1)[0][0] for letters, counted in counts.items()}
    return {
        (int(row) - 1, column_index(letters)): formats[style]
        for letters, row, style in telling
        if said[style] != usual[letters] and {said[style], usual[letters]} != {NOTHING, DOLLARS}
    }


def _said(code: str) -> Said:
    return format_currency(code), max(ONE, said_by_format(code) / format_scale(code))

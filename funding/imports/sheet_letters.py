"""Letters of an XLSX's texts that have a look of their own, which may show nothing on the ground of their cell, or strike
them through.

Comes in: an archive that scan found safe, and the looks of its styles. Goes out: the rows with such a text, and the cells.
A text stands among the shared ones, or in the sheet itself.
"""

import re
import zipfile
from collections.abc import Iterator

from funding.imports.concealed import TINY, WHITE, Font, Looks, alike, colour, is_on, shows_nothing
from funding.imports.sheet_facts import Struck, attributes_of, chunks, column_index

STRINGS = "xl/sharedStrings.xml"
SHARED_CELL = re.compile(rb'<(?:\w+:)?c r="([A-Z]{1,3})(\d{1,7})"(?: s="(\d+)")? t="s"[^>]*>\s*<(?:\w+:)?v>(\d+)<')
OWN_CELL = re.compile(
    rb'<(?:\w+:)?c r="([A-Z]{1,3})(\d{1,7})"(?: s="(\d+)")? t="inlineStr"[^>]*>(.*?)</(?:\w+:)?c>', re.DOTALL
)
PART_OF_TEXT = re.compile(rb"<(?:\w+:)?(si|r|color|sz|strike)\b([^>]*)>")
# The look of letters; nothing else in a sheet has one.
LOOK = b"rPr>"


def looks_of_letters(archive: zipfile.ZipFile, looks: Looks) -> dict[int, list[Font]]:
    """{number of a shared text: the looks of its letters} of those that are struck through, or that some ground of the workbook may
    conceal."""
    found: dict[int, list[Font]] = {}
    grounds = {WHITE, *looks.grounds}
    number = -1
    for chunk in chunks(archive, STRINGS) if STRINGS in archive.namelist() else ():
        for name, said in PART_OF_TEXT.findall(chunk):
            if name == b"si":
                number += 1
            else:
                _take(found.setdefault(number, [Font("")]), name, said)
    return {
        number: runs
        for number, runs in found.items()
        if any(run.struck or run.points <= TINY or any(alike(run.colour, ground) for ground in grounds) for run in runs)
    }


def _take(runs: list[Font], name: bytes, said: bytes) -> None:
    """What one element says of the letters that follow."""
    attributes = {key.decode(): value.decode() for key, value in attributes_of(said).items()}
    if name == b"r":
        runs.append(Font(""))
    elif name == b"color":
        runs[-1].colour = colour(attributes)
    elif name == b"strike":
        runs[-1].struck = is_on(attributes)
    else:
        runs[-1].points = float(attributes.get("val", "11"))


def looks_found(
    archive: zipfile.ZipFile, part: str, looks: Looks, shared: dict[int, list[Font]], own: bool
) -> tuple[set[int], Struck]:
    """Rows with a text of which some letters show nothing on the ground of their cell, and cells of which some are struck
    through; `own`: the sheet has some itself."""
    concealed: set[int] = set()
    struck: Struck = {}
    for chunk in chunks(archive, part, b"c>") if shared or own else ():
        for letters, row, style, runs in _texts(chunk, shared, own):
            number = int(style or 0)
            ground = looks.grounds[number] if number < len(looks.grounds) else WHITE
            if any(shows_nothing(run.colour, ground, run.points) for run in runs):
                concealed.add(int(row) - 1)
            if any(run.struck for run in runs):
                struck.setdefault(int(row) - 1, set()).add(column_index(letters))
    return concealed, struck


def _texts(chunk: bytes, shared: dict[int, list[Font]], own: bool) -> Iterator[tuple[bytes, bytes, bytes, list[Font]]]:
    """(column, row, style of the cell, looks of its letters) of each text with letters of a look of their own."""
    if shared:
        for letters, row, style, text in SHARED_CELL.findall(chunk):
            if runs := shared.get(int(text)):
                yield letters, row, style, runs
    if own and LOOK in chunk:
        for letters, row, style, text in OWN_CELL.findall(chunk):
            runs = [Font("")]
            for name, said in PART_OF_TEXT.findall(text):
                _take(runs, name, said)
            yield letters, row, style, runs

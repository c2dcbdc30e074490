"""What a reader of workbooks does not tell of a sheet, whatever the format: `sheet_xml`, `sheet_ods` and `biff` find it."""

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from funding.imports.small_xml import elements

# Of any sheet, from 0.
LAST_ROW = 1_048_575
CHUNK = 1024 * 1024
# (row, column, text) of cells whose formula has no value: see sheet_lost.
Lost = list[tuple[int, int, str]]
# {row: columns} of cells with text that a line goes through.
Struck = dict[int, set[int]]
# {(row, column): text} of what was written about cells.
Comments = dict[tuple[int, int], str]
# {column: rows} of formulas whose value is 0, as that of every other formula of the column.
Zeros = dict[int, set[int]]
# {(row, column): number format} of cells that are shown in another currency or unit than their column.
OddFormats = dict[tuple[int, int], str]
MOST_COMMENTS, LONGEST_COMMENT = 20_000, 500
ATTRIBUTE = re.compile(rb'([\w:]+)\s*=\s*"([^"]*)"')


@dataclass(slots=True)
class SheetFacts:
    """Rows and columns count from 0. `last_row` and `last_column` bound the cells that hold something."""

    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    formats: dict[int, str] = field(default_factory=dict)
    last_row: int = -1
    last_column: int = -1
    epoch: int | None = 1900
    # Rows with text in the colour of its own background, or in a format that shows nothing, be it under a condition, or with
    # cells under a picture.
    concealed_rows: frozenset[int] = frozenset()
    lost: Lost = field(default_factory=list)
    struck: Struck = field(default_factory=dict)
    comments: Comments = field(default_factory=dict)
    zeros: Zeros = field(default_factory=dict)
    odd_formats: OddFormats = field(default_factory=dict)
    # Some of what may hide its cells was too much to look at.
    is_unexamined: bool = False


def column_index(letters: bytes) -> int:
    """b'A' → 0, b'AA' → 26."""
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index - 1


def attributes_of(tag: bytes) -> dict[bytes, bytes]:
    return {match[1]: match[2] for match in ATTRIBUTE.finditer(tag)}


def chunks(archive: zipfile.ZipFile, part: str, ending: bytes = b">") -> Iterator[bytes]:
    """The part's content, each piece ending with a whole tag."""
    with archive.open(part) as stream:
        rest = b""
        while piece := stream.read(CHUNK):
            whole = rest + piece
            end = whole.rfind(ending) + len(ending) if ending in whole else 0
            rest = whole[end:]
            yield whole[:end]
        yield rest


def only_zeros(formulas: Iterable[tuple[int, int, bool]]) -> Zeros:
    """Out of (row, column, whether it is 0) of formulas: a spreadsheet that never counted them leaves a 0 in each."""
    zeros: Zeros = {}
    others: set[int] = set()
    for row, column, is_zero in formulas:
        if is_zero:
            zeros.setdefault(column, set()).add(row)
        else:
            others.add(column)
    return {column: rows for column, rows in zeros.items() if column not in others and len(rows) > 1}


def related(archive: zipfile.ZipFile, part: str, kind: str) -> Iterator[str]:
    """The parts of a kind (« drawing », « comments ») that a sheet has."""
    sheet = PurePosixPath(part)
    relations = str(sheet.parent / "_rels" / f"{sheet.name}.rels")
    if relations not in archive.namelist():
        return
    for name, attributes in elements(archive.read(relations)):
        if name == "Relationship" and attributes.get("Type", "").endswith(f"/{kind}"):
            target = attributes.get("Target", "")
            there = target.lstrip("/") if target.startswith("/") else f"xl/{target.removeprefix('../')}"
            if there in archive.namelist():
                yield there

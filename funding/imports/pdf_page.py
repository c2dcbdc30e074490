"""One page of a PDF: its ruled tables, the lines of text around them, and what a black box covers.

Comes in: a page of pdfplumber. Goes out: a Page, its blocks from top to bottom. Text that has the colour of what it
stands on is read and told apart: a redaction that isn't one. A black box with nothing under it is a redacted cell.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from funding.imports.pdf_block import Block
from funding.imports.pdf_concealed import center, hidden, holds, outside, true_redactions
from funding.imports.pdf_covers import Box, box_of, covers, drawn_over, from_foot, is_scan, middle, shown, within
from funding.imports.pdf_laid import Laid, remarks, strokes
from funding.imports.pdf_letters import (
    SUPERSCRIPT,
    UNKNOWN,
    Letter,
    foot,
    letter_of,
    raised,
    set_aside,
    stamp,
    turn,
    upward,
)
from funding.imports.pdf_ruled import block_of, ruled_tables
from funding.imports.pdf_unpainted import unpainted

# A gap this wide (in points) between two words parts columns.
COLUMN_GAP = 12


@dataclass(slots=True)
class Page:
    """`kind` is text, picture or blank. `number` counts from 1; `concealed` counts rows with hidden text."""

    number: int
    kind: str
    height: float = 0
    blocks: list[Block] = field(default_factory=list)
    # How many of its lines stand in columns, beside its ruled tables; where those are.
    in_columns: int = 0
    ruled: list[Box] = field(default_factory=list)
    covered: list[Box] = field(default_factory=list)
    # By how many degrees it was turned to be read; whether letters on it were set aside; the text of a stamp across it.
    turned: int = 0
    is_mixed: bool = False
    stamp: str = ""
    shown: Box = (0, 0, 0, 0)
    # Its text was recognized on a picture.
    is_recognized: bool = False
    # Where letters stand of which its fonts do not say what they are.
    unknown: list[tuple[int, int]] = field(default_factory=list)
    laid: list[Laid] = field(default_factory=list)

    @property
    def has_table(self) -> bool:
        return any(block.is_table for block in self.blocks)

    @property
    def concealed(self) -> int:
        return sum(len(block.concealed) for block in self.blocks)

    def take(self, tables: Sequence[Block]) -> None:
        """Tables that another reader found, in the place of the lines that they hold."""
        lines = [
            block
            for block in self.blocks
            if block.is_outside
            or block.is_table
            or not any(table.top - 1 <= (block.top + block.bottom) / 2 <= table.bottom + 1 for table in tables)
        ]
        for table in tables:
            table.concealed = {
                number
                for number, (top, bottom) in enumerate(table.lines)
                if any(top <= center(box)[1] <= bottom for box in self.covered)
            }
        self.blocks = sorted([*lines, *tables], key=lambda block: block.top)


def page_of(page: Any) -> Page:
    """What a page of pdfplumber holds."""
    characters = [character for character in page.chars if character["text"].strip()]
    if _is_picture(page, characters):
        return Page(page.page_number, "picture")
    if not characters:
        return Page(page.page_number, "blank")
    letters = [letter_of(character) for character in characters]
    if degrees := turn(letters):
        return _read(*_turned(page, degrees), degrees)
    return _read(page, characters, letters)


def _turned(page: Any, degrees: int) -> tuple[Any, list[Any], list[Letter]]:
    """The page as if it said itself that it is to be turned, its characters and letters."""
    page.page_obj.rotate = page.page_obj.attrs["Rotate"] = (page.rotation + degrees) % 360
    page = type(page)(page.pdf, page.page_obj, page.page_number)
    characters = [character for character in page.chars if character["text"].strip()]
    return page, characters, [letter_of(character) for character in characters]


def _read(page: Any, characters: list[Any], letters: Sequence[Letter], degrees: int = 0) -> Page:
    stamped = stamp(letters)
    unknown = [one for one in characters if one["text"].startswith("(cid:")]
    for character in unknown:
        character["text"] = UNKNOWN
    lying = covers(page)
    over = drawn_over(page, lying)
    below = {id(one) for one in over}
    above = [number for number, one in enumerate(characters) if id(one) not in below]
    aside = {id(characters[above[number]]) for number in set_aside([letters[number] for number in above])}
    marks = raised(letters)
    for number, base in marks.items():
        _lower(characters[number], characters[base])
    beside = outside(page, page.chars)
    is_beside = any(one["text"].strip() for one in beside)
    found = Page(page.page_number, "text", float(page.height), turned=degrees)
    found.unknown = [foot(one["matrix"]) for one in unknown]
    found.is_mixed = bool(aside or marks or unknown) or is_beside
    found.stamp = "".join(letters[number].text for number in sorted(stamped))
    found.shown = shown(page)
    without_ink, off = unpainted(page)
    found.is_recognized = bool(without_ink) and is_scan(page)
    never_painted = [page.chars[number] for number in (off if found.is_recognized else without_ink | off)]
    aside |= {id(one) for one in beside}
    characters = [one for one in characters if id(one) not in aside]
    struck, striking = strokes(page, characters)
    found.laid = [*remarks(page, characters), *struck]
    aside |= striking
    unseen = hidden(page, characters, lying, [*over, *never_painted])
    found.covered = [box_of(one) for one in unseen]
    redactions = true_redactions(characters, lying)
    hiding = [one for one in lying if holds(one.box, unseen if one.is_dark else over)]
    aside |= {cover.thing for cover in (*redactions, *hiding)}
    # What was written anew over a cover is what the page shows there.
    below |= {id(one) for one in unseen}
    anew = [one.box for one in hiding if holds(one.box, [two for two in characters if id(two) not in below])]
    aside |= {id(one) for one in unseen if any(within(middle(one), box) for box in anew)}
    whole, page = page, page.filter(lambda thing: id(thing) not in aside)
    tables = ruled_tables(page, len(characters), upward(letters))
    found.blocks = [block_of(table, found.covered, [cover.box for cover in redactions]) for table in tables]
    boxes = [table.bbox for table, _texts in tables]
    page = _without(page, boxes)
    found.in_columns = _in_columns(page)
    found.ruled = [from_foot(page, box) for box in boxes]
    found.is_mixed = found.is_mixed or bool(boxes)
    found.blocks += _lines(page, found.covered)
    if is_beside:
        ids = {id(one) for one in beside}
        apart = _lines(whole.filter(lambda thing: id(thing) in ids), [box_of(one) for one in beside])
        found.blocks += [replace(block, is_outside=True) for block in apart]
    found.blocks.sort(key=lambda block: block.top)
    return found


def _lower(character: Any, base: Any) -> None:
    """Sets a raised figure into the line where it stands, as the letter that it is: ¹."""
    character["text"] = character["text"].translate(SUPERSCRIPT)
    character.update({side: base[side] for side in ("top", "bottom", "doctop", "y0", "y1")})


def _is_picture(page: Any, characters: Sequence[Any]) -> bool:
    """A scanned page: pictures over most of it, and at most a stamp or a page number as text."""
    return len(characters) < 20 and is_scan(page)


# --- text around the tables ------------------------------------------------------------------------------------------


def _without(page: Any, tables: Sequence[Box]) -> Any:
    """The page without the letters in its ruled tables."""
    if not tables:
        return page
    return page.filter(
        lambda thing: thing["object_type"] != "char" or not any(within(middle(thing), table) for table in tables)
    )


def _lines(page: Any, covered: Sequence[Box]) -> list[Block]:
    """Each line of text."""
    blocks = []
    for line in page.extract_text_lines(return_chars=False):
        text = " ".join(line["text"].split())
        if text:
            block = Block([[text]], False, line["top"], line["bottom"])
            block.concealed = {0} if any(line["top"] <= center(box)[1] <= line["bottom"] for box in covered) else set()
            blocks.append(block)
    return blocks


def _in_columns(page: Any) -> int:
    """How many lines have gaps as wide as those between columns."""
    lines: dict[int, list[Any]] = {}
    for word in page.extract_words():
        lines.setdefault(round(word["bottom"] / 4), []).append(word)
    apart = 0
    for words in lines.values():
        words.sort(key=lambda word: word["x0"])
        apart += any(after["x0"] - before["x1"] > COLUMN_GAP for before, after in itertools.pairwise(words))
    return apart

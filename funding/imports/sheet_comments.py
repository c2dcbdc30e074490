"""What was written about the cells of an XLSX: notes, and the threads of comments that came after them.

Comes in: an archive that scan found safe, and the part of a sheet. Goes out: their texts by cell, those of a thread one after
the other.
"""

import re
import zipfile
from collections.abc import Mapping

from funding.imports.sheet_facts import LONGEST_COMMENT, MOST_COMMENTS, Comments, chunks, column_index, related
from funding.imports.small_xml import entity_free_parser

CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")


class _Texts:
    """Follows the elements of a part with comments."""

    def __init__(self) -> None:
        self.found: dict[str, list[str]] = {}
        self.said: list[str] | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name.rpartition(":")[2] in {"comment", "threadedComment"} and len(self.found) < MOST_COMMENTS:
            self.said = self.found.setdefault(attributes.get("ref", ""), [])

    def end(self, name: str) -> None:
        if name.rpartition(":")[2] in {"comment", "threadedComment"}:
            self.said = None
        elif name.rpartition(":")[2] == "text" and self.said is not None:
            self.said.append(" ")

    def text(self, said: str) -> None:
        if self.said is not None:
            self.said.append(said)


def comments_of(archive: zipfile.ZipFile, part: str) -> Comments:
    """{(row, column) from 0: text}; the text of a thread goes before that of the note that stands for it."""
    texts: dict[str, str] = {}
    for kind in ("comments", "threadedComment"):
        for name in related(archive, part, kind):
            texts |= _texts(archive, name)
    return {
        (int(cell[2]) - 1, column_index(cell[1].encode())): text
        for place, text in texts.items()
        if text and (cell := CELL.fullmatch(place))
    }


def _texts(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    found, parser = _Texts(), entity_free_parser()
    parser.StartElementHandler, parser.EndElementHandler = found.start, found.end
    parser.CharacterDataHandler = found.text
    for chunk in chunks(archive, part):
        parser.Parse(chunk, False)
    return {place: " ".join("".join(said).split())[:LONGEST_COMMENT] for place, said in found.found.items()}

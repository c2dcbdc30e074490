"""What calamine does not tell of an XLSX: hidden rows and columns, concealed text, number formats, the extent, cells
without the value of their formula.

Comes in: an archive that scan found safe. Goes out: SheetFacts by sheet name. A sheet's XML is streamed in chunks through
patterns that see single tags: nothing is expanded, no tree is built.
"""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator

from funding.imports.concealed import Font, Looks, looks_of
from funding.imports.sheet_comments import comments_of
from funding.imports.sheet_conditions import Conditions
from funding.imports.sheet_drawings import covered_cells, has_large_drawing
from funding.imports.sheet_facts import SheetFacts, Struck, attributes_of, chunks, column_index
from funding.imports.sheet_formats import odd_formats
from funding.imports.sheet_letters import LOOK, looks_found, looks_of_letters
from funding.imports.sheet_lost import TELLING, lost_cells
from funding.imports.small_xml import elements

# Formats are taken from the first cells of each column.
FORMAT_SAMPLE = 512 * 1024

ROW_TAG = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
COLUMN_TAG = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
FILLED_CELL = re.compile(rb'<(?:\w+:)?c r="([A-Z]{1,3})(\d{1,7})"[^>/]*>')
STYLED_CELL = re.compile(rb'<(?:\w+:)?c r="([A-Z]{1,3})\d+"(?: s="(\d+)")?[^>/]*>')
CELL_STYLE = re.compile(rb'<(?:\w+:)?c r="([A-Z]{1,3})(\d+)" s="(\d+)"[^>/]*>')
HIDING = (b"hidden=", b' ht="0', b' ht="1.', b' ht="1"', b' width="0')
# Less than this shows nothing of a text: points of a row, characters of a column.
LOWEST, NARROWEST = 2, 0.5
BUILT_IN_FORMATS = {
    9: "0%", 10: "0.00%", 14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 22: "m/d/yy h:mm",
    5: '"$"#,##0', 6: '"$"#,##0', 7: '"$"#,##0.00', 8: '"$"#,##0.00', 44: '"$"#,##0.00',
}  # fmt: skip


def facts_of_xlsx(archive: zipfile.ZipFile) -> dict[str, SheetFacts]:
    """{sheet name: SheetFacts}."""
    targets = {
        attributes["Id"]: attributes["Target"]
        for name, attributes in elements(archive.read("xl/_rels/workbook.xml.rels"))
        if name == "Relationship"
    }
    formats = _formats(archive)
    looks = looks_of(archive.read("xl/styles.xml")) if "xl/styles.xml" in archive.namelist() else Looks()
    styling = (formats, looks, looks_of_letters(archive, looks))
    epoch = 1900
    facts: dict[str, SheetFacts] = {}
    for name, attributes in elements(archive.read("xl/workbook.xml")):
        if name == "workbookPr" and attributes.get("date1904") in {"1", "true"}:
            epoch = 1904
        if name != "sheet":
            continue
        target = next(
            (targets[value] for key, value in attributes.items() if key.endswith(":id") and value in targets), ""
        )
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in archive.namelist():
            facts[attributes["name"]] = _sheet(archive, part, styling, epoch)
    return facts


def _formats(archive: zipfile.ZipFile) -> list[str]:
    """The number format of each cell style, '' where it is the general one."""
    if "xl/styles.xml" not in archive.namelist():
        return []
    codes = dict(BUILT_IN_FORMATS)
    styles: list[str] = []
    inside = False
    for name, attributes in elements(archive.read("xl/styles.xml")):
        if name == "numFmt" and "numFmtId" in attributes:
            codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        if name in {"cellXfs", "cellStyles", "cellStyleXfs", "dxfs"}:
            inside = name == "cellXfs"
        if name == "xf" and inside:
            styles.append(codes.get(int(attributes.get("numFmtId", "0")), ""))
    return styles


def _sheet(
    archive: zipfile.ZipFile, part: str, styling: tuple[list[str], Looks, dict[int, list[Font]]], epoch: int
) -> SheetFacts:
    """`styling` is the number format of each style, what the styles show, and the letters that may show nothing."""
    formats, looks, of_letters = styling
    telling, concealed = {str(number).encode() for number in looks.concealing | looks.striking}, set[int]()
    struck: Struck = {}
    conditions, letters_of_its_own = Conditions(looks.conditional), False
    hidden_rows: set[int] = set()
    hidden_columns: set[int] = set()
    letters: set[bytes] = set()
    styles: dict[bytes, Counter[str]] = {}
    last_row, read, has_formulas = -1, 0, False
    for chunk in chunks(archive, part):
        for letter, row, style in CELL_STYLE.findall(chunk) if telling else ():
            if style in telling and int(style) in looks.concealing:
                concealed.add(int(row) - 1)
            if style in telling and int(style) in looks.striking:
                struck.setdefault(int(row) - 1, set()).add(column_index(letter))
        conditions.take(chunk)
        has_formulas = has_formulas or any(word in chunk for word in TELLING)
        letters_of_its_own = letters_of_its_own or LOOK in chunk
        if any(word in chunk for word in HIDING):
            hidden_rows.update(_hidden_rows(chunk))
            hidden_columns.update(_hidden_columns(chunk))
        cells = FILLED_CELL.findall(chunk)
        if cells:
            letters.update({letter for letter, _ in cells})
            last_row = max(last_row, int(cells[-1][1]) - 1)
        if read < FORMAT_SAMPLE and formats:
            _count_formats(chunk[:FORMAT_SAMPLE], formats, styles)
        read += len(chunk)
    last_column = max(map(column_index, letters), default=-1)
    of_some, struck_in_part = looks_found(archive, part, looks, of_letters, letters_of_its_own)
    concealed |= of_some
    for number, columns in struck_in_part.items():
        struck.setdefault(number, set()).update(columns)
    concealed |= conditions.rows(archive, part, looks.grounds)
    for top, bottom, left in covered_cells(archive, part):
        if left <= last_column:
            concealed.update(range(top, min(bottom, last_row) + 1))
    lost, zeros = lost_cells(archive, part) if has_formulas else ([], {})
    return SheetFacts(
        hidden_rows=frozenset(hidden_rows),
        hidden_columns=frozenset(hidden_columns),
        formats={
            column_index(letter): code for letter, codes in styles.items() if (code := codes.most_common(1)[0][0])
        },
        last_row=last_row,
        last_column=last_column,
        epoch=epoch,
        concealed_rows=frozenset(concealed),
        struck=struck,
        comments=comments_of(archive, part),
        is_unexamined=conditions.is_cut or has_large_drawing(archive, part),
        odd_formats=odd_formats(archive, part, formats),
        lost=lost,
        zeros=zeros,
    )


def _hidden_rows(chunk: bytes) -> Iterator[int]:
    for match in ROW_TAG.finditer(chunk):
        if any(word in match[1] for word in HIDING):
            attributes = attributes_of(match[1])
            if _is_hidden(attributes, b"ht", LOWEST) and attributes.get(b"r", b"").isdigit():
                yield int(attributes[b"r"]) - 1


def _hidden_columns(chunk: bytes) -> Iterator[int]:
    for match in COLUMN_TAG.finditer(chunk):
        attributes = attributes_of(match[1])
        if _is_hidden(attributes, b"width", NARROWEST):
            yield from range(int(attributes[b"min"]) - 1, min(int(attributes[b"max"]), 16_384))


def _is_hidden(attributes: dict[bytes, bytes], size: bytes, least: float) -> bool:
    """Hidden, or too low or too narrow to show a letter."""
    return attributes.get(b"hidden") in {b"1", b"true"} or float(attributes.get(size, least)) < least


def _count_formats(chunk: bytes, formats: list[str], styles: dict[bytes, Counter[str]]) -> None:
    for letter, style in STYLED_CELL.findall(chunk):
        number = int(style or 0)
        styles.setdefault(letter, Counter())[formats[number] if number < len(formats) else ""] += 1

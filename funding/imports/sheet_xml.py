"""What calamine does not tell of a workbook: hidden rows and columns, number formats, spans of an ODS, the extent.

Comes in: the path of an XLSX or ODS that scan found safe. Goes out: SheetFacts by sheet name.
A sheet's XML is streamed in chunks through patterns that see single tags: nothing is expanded, no tree is built.
"""

import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from funding.imports.biff import facts_of_xls
from funding.imports.concealed import concealing_styles
from funding.imports.small_xml import elements, entity_free_parser

CHUNK = 1024 * 1024
# Formats are taken from the first cells of each column.
FORMAT_SAMPLE = 512 * 1024

ROW_TAG = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
COLUMN_TAG = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
FILLED_CELL = re.compile(rb'<(?:\w+:)?c r="([A-Z]{1,3})(\d{1,7})"[^>/]*>')
STYLED_CELL = re.compile(rb'<(?:\w+:)?c r="([A-Z]{1,3})\d+"(?: s="(\d+)")?[^>/]*>')
CELL_STYLE = re.compile(rb'<(?:\w+:)?c r="[A-Z]{1,3}(\d+)" s="(\d+)"[^>/]*>')
HIDING = (b"hidden=", b' ht="0', b' width="0')
ATTRIBUTE = re.compile(rb'([\w:]+)\s*=\s*"([^"]*)"')
BUILT_IN_FORMATS = {
    9: "0%", 10: "0.00%", 14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 22: "m/d/yy h:mm",
    5: '"$"#,##0', 6: '"$"#,##0', 7: '"$"#,##0.00', 8: '"$"#,##0.00', 44: '"$"#,##0.00',
}  # fmt: skip


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
    # Rows with text in the colour of its own background, or in a format that shows nothing.
    concealed_rows: frozenset[int] = frozenset()


def facts_of(path: Path, file_type: str) -> dict[str, SheetFacts]:
    """{sheet name: SheetFacts}."""
    if file_type == "xls":
        return facts_of_xls(path)
    try:
        with zipfile.ZipFile(path) as archive:
            return _of_xlsx(archive) if file_type == "xlsx" else _of_ods(archive)
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, KeyError, ValueError, EOFError, OSError):
        # Calamine gives the verdict on a damaged file; here only its trimmings are lost.
        return {}


# --- XLSX ------------------------------------------------------------------------------------------------------------


def _of_xlsx(archive: zipfile.ZipFile) -> dict[str, SheetFacts]:
    targets = {
        attributes["Id"]: attributes["Target"]
        for name, attributes in elements(archive.read("xl/_rels/workbook.xml.rels"))
        if name == "Relationship"
    }
    formats = _formats(archive)
    concealed = concealing_styles(archive.read("xl/styles.xml")) if "xl/styles.xml" in archive.namelist() else set()
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
            facts[attributes["name"]] = _sheet(archive, part, (formats, concealed), epoch)
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


def _chunks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The part's content, each piece ending with a whole tag."""
    with archive.open(part) as stream:
        rest = b""
        while piece := stream.read(CHUNK):
            whole = rest + piece
            end = whole.rfind(b">") + 1
            rest = whole[end:]
            yield whole[:end]
        yield rest


def _sheet(archive: zipfile.ZipFile, part: str, styling: tuple[list[str], set[int]], epoch: int) -> SheetFacts:
    """`styling` is the number format of each style, and the styles that show nothing."""
    formats, concealing = styling
    concealed: set[int] = set()
    hidden_rows: set[int] = set()
    hidden_columns: set[int] = set()
    letters: set[bytes] = set()
    styles: dict[bytes, Counter[str]] = {}
    last_row, read = -1, 0
    for chunk in _chunks(archive, part):
        if concealing:
            concealed.update(int(row) - 1 for row, style in CELL_STYLE.findall(chunk) if int(style) in concealing)
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
    return SheetFacts(
        hidden_rows=frozenset(hidden_rows),
        hidden_columns=frozenset(hidden_columns),
        formats={
            column_index(letter): code for letter, codes in styles.items() if (code := codes.most_common(1)[0][0])
        },
        last_row=last_row,
        last_column=max(map(column_index, letters), default=-1),
        epoch=epoch,
        concealed_rows=frozenset(concealed),
    )


def column_index(letters: bytes) -> int:
    """b'A' → 0, b'AA' → 26."""
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index - 1


def _attributes(tag: bytes) -> dict[bytes, bytes]:
    return {match[1]: match[2] for match in ATTRIBUTE.finditer(tag)}


def _hidden_rows(chunk: bytes) -> Iterator[int]:
    for match in ROW_TAG.finditer(chunk):
        if any(word in match[1] for word in HIDING):
            attributes = _attributes(match[1])
            if _is_hidden(attributes, b"ht") and attributes.get(b"r", b"").isdigit():
                yield int(attributes[b"r"]) - 1


def _hidden_columns(chunk: bytes) -> Iterator[int]:
    for match in COLUMN_TAG.finditer(chunk):
        attributes = _attributes(match[1])
        if _is_hidden(attributes, b"width"):
            yield from range(int(attributes[b"min"]) - 1, min(int(attributes[b"max"]), 16_384))


def _is_hidden(attributes: dict[bytes, bytes], size: bytes) -> bool:
    """Hidden, or without any height or width."""
    return attributes.get(b"hidden") in {b"1", b"true"} or attributes.get(size) in {b"0", b"0.0"}


def _count_formats(chunk: bytes, formats: list[str], styles: dict[bytes, Counter[str]]) -> None:
    for letter, style in STYLED_CELL.findall(chunk):
        number = int(style or 0)
        styles.setdefault(letter, Counter())[formats[number] if number < len(formats) else ""] += 1


# --- ODS -------------------------------------------------------------------------------------------------------------

TELLING = (b"number-columns-spanned", b"number-rows-spanned", b"collapse", b'"filter"', b'table:display="false"')


class _OdsSheets:
    """Follows content.xml: where each cell is, repeated rows and columns counted, and what spans or hides."""

    def __init__(self) -> None:
        self.facts: dict[str, SheetFacts] = {}
        self.hidden_styles: set[str] = set()
        self.style = ""
        self.current = SheetFacts()
        self.row = self.column = self.columns = self.repeat = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        handler = getattr(self, "_" + name.rpartition(":")[2].replace("-", "_"), None)
        if handler:
            handler({key.rpartition(":")[2]: value for key, value in attributes.items()})

    def end(self, name: str) -> None:
        if name == "table:table-row":
            self.row += self.repeat

    def _style(self, attributes: dict[str, str]) -> None:
        self.style = attributes.get("name", "")

    def _table_properties(self, attributes: dict[str, str]) -> None:
        if attributes.get("display") == "false":
            self.hidden_styles.add(self.style)

    def _table(self, attributes: dict[str, str]) -> None:
        hidden = attributes.get("style-name", "") in self.hidden_styles
        self.current = self.facts[attributes.get("name", "")] = SheetFacts(hidden=hidden)
        self.row = self.columns = 0

    def _table_column(self, attributes: dict[str, str]) -> None:
        count = int(attributes.get("number-columns-repeated", "1"))
        if attributes.get("visibility") in {"collapse", "filter"}:
            self.current.hidden_columns |= frozenset(range(self.columns, min(self.columns + count, 16_384)))
        self.columns += count

    def _table_row(self, attributes: dict[str, str]) -> None:
        self.repeat = int(attributes.get("number-rows-repeated", "1"))
        self.column = 0
        if attributes.get("visibility") in {"collapse", "filter"}:
            self.current.hidden_rows |= frozenset(range(self.row, min(self.row + self.repeat, 1_048_576)))

    def _table_cell(self, attributes: dict[str, str]) -> None:
        columns = int(attributes.get("number-columns-spanned", "1"))
        rows = int(attributes.get("number-rows-spanned", "1"))
        if columns * rows > 1:
            self.current.merged.append((self.row, self.column, self.row + rows - 1, self.column + columns - 1))
        self.column += int(attributes.get("number-columns-repeated", "1"))

    def _covered_table_cell(self, attributes: dict[str, str]) -> None:
        self.column += int(attributes.get("number-columns-repeated", "1"))


def _of_ods(archive: zipfile.ZipFile) -> dict[str, SheetFacts]:
    if not any(word in chunk for chunk in _chunks(archive, "content.xml") for word in TELLING):
        return {}
    sheets = _OdsSheets()
    parser = entity_free_parser()
    parser.StartElementHandler = sheets.start
    parser.EndElementHandler = sheets.end
    for chunk in _chunks(archive, "content.xml"):
        parser.Parse(chunk)
    return sheets.facts

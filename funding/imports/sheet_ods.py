"""What calamine does not tell of an ODS: spans, hidden sheets, rows and columns, rows that only their looks
conceal, cells that are struck through, cells whose formula gave an error or no value.

Comes in: an archive that scan found safe. Goes out: SheetFacts by sheet name. content.xml is followed tag by tag, and only
where some word in it says that there is something to tell.
"""

import math
import re
import zipfile

from funding.imports.concealed_ods import LETTERS, telling_ods_styles
from funding.imports.ods_covers import CENTIMETRES, HEARD, LENGTH, Covers
from funding.imports.sheet_facts import LONGEST_COMMENT, MOST_COMMENTS, Lost, SheetFacts, chunks, only_zeros
from funding.imports.sheet_lost import LONGEST
from funding.imports.small_xml import entity_free_parser

TELLING = (
    *(b"number-columns-spanned", b"number-rows-spanned", b"collapse", b'"filter"', b'table:display="false"'),
    *(b"office:annotation", b"end-cell-address", b":formula=", b'row-height="0', b'column-width="0'),
)
# « Err:502 » is one that LibreOffice gives a number.
ERROR = re.compile(r"#\S.*|Err:\d+")
# Centimetres of a row and a column that show nothing of a text.
LOWEST, NARROWEST = 0.07, 0.1
MOST_LOST = 1_000_000
MOST_STRUCK = 1_000_000


class _OdsSheets:
    """Follows content.xml: where each cell is, repeated rows and columns counted, and what spans or hides."""

    def __init__(self, concealing: set[str], striking: set[str]) -> None:
        self.concealing, self.striking = concealing, striking
        self.facts: dict[str, SheetFacts] = {}
        self.hidden_styles: set[str] = set()
        self.small_styles: set[str] = set()
        self.covers = Covers(concealing)
        self.style = ""
        self.current = SheetFacts()
        self.row = self.column = self.columns = self.repeat = 0
        # (column after the last, style) of the cells that have none of their own; that of the row goes before.
        self.column_styles: list[tuple[int, str]] = []
        self.row_style = ""
        # The cell that is followed, where it has a formula, and its text.
        self.formula: dict[str, str] | None = None
        self.text: list[str] = []
        self.lost: Lost = []
        self.counted: list[tuple[int, int, bool]] = []
        # What was written about the cell, while it is read.
        self.comment: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name in OF_SHEETS or name in HEARD:
            given = {key.rpartition(":")[2]: value for key, value in attributes.items()}
            if name in OF_SHEETS:
                OF_SHEETS[name](self, given)
            else:
                HEARD[name](self.covers, given)

    def end(self, name: str) -> None:
        if name == "office:annotation":
            self._end_of_comment()
        elif name == "text:p" and self.comment is not None:
            self.comment.append(" ")
        elif name == "table:table-cell":
            self._end_of_cell()
        elif name == "table:table-row":
            self.current.lost += [
                (row, column, text) for row in range(self.row, self.row + self.repeat) for _, column, text in self.lost
            ]
            self.row += self.repeat
        elif name == "table:table":
            self.current.concealed_rows |= self.covers.rows()
            self.current.zeros = only_zeros(self.counted)
            self.counted = []

    def characters(self, text: str) -> None:
        if self.comment is not None:
            self.comment.append(text)
        elif self.formula is not None:
            self.text.append(text)

    def _annotation(self, _attributes: dict[str, str]) -> None:
        self.comment = []

    def _paragraph(self, _attributes: dict[str, str]) -> None:
        """Before its first paragraph an annotation says who wrote it, and when."""
        if self.comment is not None and " " not in self.comment:
            self.comment.clear()

    def _end_of_comment(self) -> None:
        text = " ".join("".join(self.comment or ()).split())[:LONGEST_COMMENT]
        if text and len(self.current.comments) < MOST_COMMENTS:
            self.current.comments[self.row, self.column - 1] = text
        self.comment = None

    def _end_of_cell(self) -> None:
        """Notes a cell with a formula that has no value, once for each column and row that it is repeated in."""
        if (formula := self.formula) is None:
            return
        self.formula = None
        self.counted.append((self.row, self.column - 1, formula.get("value") in {"0", "0.0"}))
        text = "".join(self.text).strip()
        is_wrong = not formula.get("string-value") and ERROR.fullmatch(text)
        if not is_wrong and "value-type" in formula:
            return
        said = text if is_wrong else "=" + formula["formula"].partition("=")[2][:LONGEST]
        columns = int(formula.get("number-columns-repeated", "1"))
        if (len(self.current.lost) + len(self.lost) + columns) * self.repeat > MOST_LOST:
            raise ValueError("too many formulas without a value")
        self.lost += [(0, self.column - 1 - offset, said) for offset in range(columns)]

    def _style(self, attributes: dict[str, str]) -> None:
        self.style = self.covers.style = attributes.get("name", "")

    def _table_properties(self, attributes: dict[str, str]) -> None:
        if attributes.get("display") == "false":
            self.hidden_styles.add(self.style)

    def _row_properties(self, attributes: dict[str, str]) -> None:
        if centimetres(attributes.get("row-height", "")) < LOWEST:
            self.small_styles.add(self.style)

    def _column_properties(self, attributes: dict[str, str]) -> None:
        if centimetres(attributes.get("column-width", "")) < NARROWEST:
            self.small_styles.add(self.style)

    def _is_hidden(self, attributes: dict[str, str]) -> bool:
        """Of a row or a column."""
        is_small = attributes.get("style-name", "") in self.small_styles
        return is_small or attributes.get("visibility") in {"collapse", "filter"}

    def _table(self, attributes: dict[str, str]) -> None:
        hidden = attributes.get("style-name", "") in self.hidden_styles
        self.current = self.facts[attributes.get("name", "")] = SheetFacts(hidden=hidden)
        self.row = self.columns = 0
        self.column_styles = []
        self.covers.begin()

    def _table_column(self, attributes: dict[str, str]) -> None:
        count = int(attributes.get("number-columns-repeated", "1"))
        if self._is_hidden(attributes):
            self.current.hidden_columns |= frozenset(range(self.columns, min(self.columns + count, 16_384)))
        self.columns += count
        self.column_styles.append((self.columns, attributes.get("default-cell-style-name", "")))

    def _table_row(self, attributes: dict[str, str]) -> None:
        self.repeat = int(attributes.get("number-rows-repeated", "1"))
        self.lost = []
        self.column, self.row_style = 0, attributes.get("default-cell-style-name", "")
        if self._is_hidden(attributes):
            self.current.hidden_rows |= frozenset(range(self.row, min(self.row + self.repeat, 1_048_576)))

    def _table_cell(self, attributes: dict[str, str]) -> None:
        columns = int(attributes.get("number-columns-spanned", "1"))
        rows = int(attributes.get("number-rows-spanned", "1"))
        if columns * rows > 1:
            self.current.merged.append((self.row, self.column, self.row + rows - 1, self.column + columns - 1))
        if "formula" in attributes:
            self.formula, self.text = attributes, []
        self.covers.cell = (self.row, self.column)
        if "value-type" in attributes:
            self.covers.filled(self.row + self.repeat - 1, self.column)
            if self.concealing and self._style_of(attributes) in self.concealing:
                self.current.concealed_rows |= frozenset(range(self.row, min(self.row + self.repeat, 1_048_576)))
            if self.striking and self._style_of(attributes) in self.striking:
                self._strike(self.column)
        self.column += int(attributes.get("number-columns-repeated", "1"))

    def _strike(self, column: int) -> None:
        for row in range(self.row, min(self.row + self.repeat, MOST_STRUCK)):
            self.current.struck.setdefault(row, set()).add(column)

    def _span(self, attributes: dict[str, str]) -> None:
        """Letters with a look of their own, in the cell that was begun."""
        if LETTERS + attributes.get("style-name", "") in self.striking:
            self._strike(self.column - 1)

    def _style_of(self, attributes: dict[str, str]) -> str:
        """The cell's own style, else the row's, else the column's."""
        of_column = next((style for end, style in self.column_styles if self.column < end), "")
        return attributes.get("style-name") or self.row_style or of_column

    def _covered_table_cell(self, attributes: dict[str, str]) -> None:
        self.column += int(attributes.get("number-columns-repeated", "1"))


OF_SHEETS = {
    "style": _OdsSheets._style,
    "table-properties": _OdsSheets._table_properties,
    "table-row-properties": _OdsSheets._row_properties,
    "table-column-properties": _OdsSheets._column_properties,
    "table": _OdsSheets._table,
    "table-column": _OdsSheets._table_column,
    "table-row": _OdsSheets._table_row,
    "table-cell": _OdsSheets._table_cell,
    "span": _OdsSheets._span,
    "annotation": _OdsSheets._annotation,
    "p": _OdsSheets._paragraph,
    "covered-table-cell": _OdsSheets._covered_table_cell,
}


def centimetres(length: str) -> float:
    """« 0.026cm », « 0.01in » → centimetres; endless where no length is given."""
    found = LENGTH.fullmatch(length)
    return float(found[1]) * CENTIMETRES[found[2]] if found else math.inf


def facts_of_ods(archive: zipfile.ZipFile) -> dict[str, SheetFacts]:
    """{sheet name: SheetFacts}; nothing where no cell spans and nothing is hidden or struck through."""
    concealing, striking = telling_ods_styles(archive)
    names = {name.removeprefix(LETTERS) for name in concealing | striking}
    telling = (*TELLING, *(f'style-name="{name}"'.encode() for name in names))
    if not any(word in chunk for chunk in chunks(archive, "content.xml") for word in telling):
        return {}
    sheets = _OdsSheets(concealing, striking)
    parser = entity_free_parser()
    parser.StartElementHandler = sheets.start
    parser.EndElementHandler = sheets.end
    parser.CharacterDataHandler = sheets.characters
    for chunk in chunks(archive, "content.xml"):
        parser.Parse(chunk)
    return sheets.facts

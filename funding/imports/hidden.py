"""What a file hides (sheets, rows, columns), and what a reviewer decided about it; nothing of it is public before.

In: the summary and the options of an import; a row as it was read. Out: the hidden parts of the file, each with its
decision, and what becomes of the row: its values without what stays withheld, the problem that makes it wait, or that
it is set aside. A redaction that is only a hidden column must be noticed before it is published.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from funding.imports.document import Column, RowRead, TableRead

PUBLISH, WITHHOLD = "publish", "withhold"
Notes = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A hidden part of a file: `what` is sheet, rows or column; `decision` is '' until a reviewer decides."""

    what: str
    sheet: str
    column: str = ""
    header: str = ""
    rows: int = 0
    decision: str = ""

    @property
    def key(self) -> str:
        return "|".join((self.what, self.column, self.sheet))


def parts(summary: Mapping[str, Any], options: Mapping[str, Any], rows: Mapping[str, int]) -> list[Part]:
    """The hidden parts of a file, each with its decision. `rows`: {sheet: hidden rows}, also those that only their
    colour or a black box conceals."""
    decided = options.get("hidden") or {}
    everything = PUBLISH if options.get("publish_hidden") else ""
    headers = {
        (table.get("sheet", ""), column["letter"]): column.get("header", "")
        for table in summary.get("tables", [])
        for column in table.get("columns", [])
    }
    found = []
    for sheet in summary.get("sheets", []):
        name = sheet.get("name", "")
        if sheet.get("hidden") and sheet.get("rows"):
            found.append(Part("sheet", name, rows=sheet["rows"]))
        for letter in sheet.get("hidden_columns", []):
            found.append(Part("column", name, letter, headers.get((name, letter), "")))
    whole = {part.sheet for part in found if part.what == "sheet"}
    found += [Part("rows", name, rows=count) for name, count in rows.items() if name not in whole]
    return [
        Part(one.what, one.sheet, one.column, one.header, one.rows, decided.get(one.key, everything)) for one in found
    ]


@dataclass
class Withheld:
    """What the rows of a file lose, wait for or are set aside for, as the decisions stand. Rows come in their order."""

    options: Mapping[str, Any]
    tables: Mapping[int, TableRead]
    hidden_rows: set[tuple[str, int]] = field(default_factory=set)
    columns: dict[int, dict[str, Column]] = field(default_factory=dict)

    def hidden_columns(self, index: int) -> dict[str, Column]:
        """{letter: column} of a table's hidden columns; tables may still be coming."""
        found = self.columns.get(index)
        if found is None and index in self.tables:
            columns = self.tables[index].columns
            found = self.columns[index] = {column.letter: column for column in columns if column.hidden}
        return found or {}

    def looks_at(self, table: int) -> bool:
        """Whether something hidden was seen so far that a row of the table may show."""
        return bool(self.hidden_rows or self.hidden_columns(table))

    def decision(self, what: str, sheet: str, column: str = "") -> str:
        decided = self.options.get("hidden") or {}
        return str(
            decided.get("|".join((what, column, sheet))) or (PUBLISH if self.options.get("publish_hidden") else "")
        )

    def of(self, row: RowRead, values: dict[str, Any]) -> tuple[dict[str, Any], Notes, set[str]]:
        """(values that may be published, cells that stay notes, decisions about the row: '', publish or withhold)."""
        table = self.tables.get(row.table)
        if row.hidden:
            self.hidden_rows.add((row.sheet, row.row))
        columns = self.hidden_columns(row.table)
        if not (columns or self.hidden_rows):
            return values, row.notes, set()
        decisions = {self.decision("sheet" if table and table.hidden else "rows", row.sheet)} if row.hidden else set()
        kept, notes = dict(values), list(row.notes)
        for name, entry in values.items():
            letter, number = place_of(entry.get("cell", ""))
            if number and number != row.row and (row.sheet, number) in self.hidden_rows:
                decisions.add(self.decision("rows", row.sheet))
            if letter not in columns:
                continue
            decision = self.decision("column", row.sheet, letter)
            if decision == WITHHOLD:
                del kept[name]
                note = (letter, columns[letter].header, str(entry.get("raw") or ""))
                notes += [note] if note not in notes else []
            elif not decision:
                decisions.add("")
        return kept, tuple(notes), decisions


def place_of(cell: str) -> tuple[str, int]:
    """'AB12' → ('AB', 12); ('', 0) where it is no cell."""
    match = re.fullmatch(r"([A-Z]+)([0-9]+)", cell or "")
    return (match[1], int(match[2])) if match else ("", 0)

"""What is worth saying of a table that was read, and of its columns.

Comes in: a table and how its rows were read. Goes out: notices: (code, row from 1 or 0, letter of the column or '', parameters).
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from funding.imports.columns import NOT_MONEY, samples_of
from funding.imports.document import (
    Column,
    TableRead,
    column_letter,
)
from funding.imports.found import Found
from funding.imports.grid import Grid
from funding.imports.groups import GroupTitle
from funding.imports.header import cell_class
from funding.imports.lexicon import folded
from funding.imports.rows import RowReader
from funding.imports.unread_amounts import are_amounts, has_no_amount

Notice = tuple[str, int, str, dict[str, Any]]

MONEY = re.compile(
    r"\b(remboursements?|repayments?|refunds?|recuperations?|recouvrements?|prets?|loans?|garanties?|guarantees?|prevue?s?|"
    r"planned|budget\w*|engagee?s?|engagements?|committed|demandee?s?|requested|soldes?|balance|cumul\w*|restante?s?|"
    r"depenses?|couts?|costs?|versee?s?|paid|accordee?s?|awarded|approuvee?s?|ajustements?|subventions?|grants?)\b|\$"
)

# Amounts that are not there yet.
PLANNED = re.compile(
    r"\b(prevue?s?|previsions?|previsionnel\w*|planned|forecast|projected|expected|a venir|estimee?s?|estimated)\b"
)


def notice(code: str, row: int = 0, letter: str = "", /, **parameters: Any) -> Notice:
    return code, row, letter, parameters


def table_notices(grid: Grid, found: Found, table: TableRead, reader: RowReader) -> Iterator[Notice]:
    """Of a table as a whole, then of each of its columns."""
    if not table.header_rows:
        yield notice("no-header", table.first_row)
    yield from rows_notices(found)
    for index, count in found.carried.items():
        yield notice("carried-down", 0, column_letter(index), count=count)
    for index, count in found.dittos.items():
        yield notice("dittos", 0, column_letter(index), count=count)
    if reader.tally.concealed_rows and not grid.places:
        yield notice("concealed-cells", table.first_row, count=reader.tally.concealed_rows)
    if reader.tally.struck_rows:
        yield notice("struck-rows", table.first_row, count=reader.tally.struck_rows)
    if unnamed := reader.tally.unnamed:
        yield notice("recipients-missing", unnamed[0], count=len(unnamed), first=unnamed[0])
    if apart := [column.letter for column in table.columns if column.index in grid.apart]:
        yield notice("columns-apart", table.first_row, columns=apart)
    data = table.kinds.get("data", 0)
    if not data:
        yield notice("no-rows", table.first_row)
    if data and has_no_amount(table):
        yield notice("no-amount-column", table.header_rows[-1] if table.header_rows else table.first_row)
    yield from said_around(found, table, reader)
    redacted = sum(count for (_, reason), count in reader.tally.reasons.items() if reason == "redacted")
    if data and reader.tally.filled and redacted >= 0.9 * reader.tally.filled:
        yield notice("all-redacted", table.first_row)
    for label, letters in repeated(grid, found, table.columns).items():
        yield notice("duplicate-header", table.first_row, header=label, columns=letters)
    for column in table.columns:
        yield from column_notices(grid, table, column, reader)


def rows_notices(found: Found) -> Iterator[Notice]:
    """Of rows that are no data of their own."""
    if found.continued:
        first = found.continued[0] + 1
        yield notice("continuation-rows", first, "", count=len(found.continued), first=first)
    if found.parts:
        first = found.parts[0] + 1
        yield notice("part-rows", first, "", count=len(found.parts), first=first)
    if found.carried_over:
        first = found.carried_over[0] + 1
        yield notice("carried-over", first, "", count=len(found.carried_over), first=first)


def said_around(found: Found, table: TableRead, reader: RowReader) -> Iterator[Notice]:
    """Of what titles and notes say of all rows: their unit, their year, the board."""
    amounts = [column for column in table.columns if column.field == "amount"]
    if found.unit_asked and all(column.unit == 1 for column in amounts) and amounts:
        yield notice("unit-perhaps", 0, amounts[0].letter, example=found.unit_asked)
    for column in amounts:
        if PLANNED.search(folded(column.header)):
            yield notice("planned-amounts", 0, column.letter, header=column.header)
    if found.year and reader.tally.years_taken:
        row = int(found.year.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or 0)
        said = {"year": found.year.value, "example": found.year.raw, "count": reader.tally.years_taken}
        yield notice("year-from-title", row, **said)
    if found.board and reader.tally.boards_taken:
        row = int(found.board.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or 0)
        told = {"name": found.board.value, "example": found.board.raw, "count": reader.tally.boards_taken}
        yield notice("board-from-title", row, **told)


def group_notices(titles: Mapping[int, GroupTitle]) -> Iterator[Notice]:
    """Which field the titles of groups fill; once per field, with the first of them."""
    first: dict[str, tuple[int, GroupTitle]] = {}
    for row, title in titles.items():
        first.setdefault(title.field, (row, title))
    for name, (row, title) in first.items():
        count = sum(other.field == name for other in titles.values())
        code = "group-titles" if name else "group-unassigned"
        parameters = {"field": name} if name else {}
        yield notice(code, row + 1, "", count=count, example=title.text, **parameters)


def column_notices(grid: Grid, table: TableRead, column: Column, reader: RowReader) -> Iterator[Notice]:
    letter, reasons = column.letter, reader.tally.reasons
    if column.field == "amount":
        own_currency = any(other.field == "currency" for other in table.columns)
        currencies = sorted(currency for index, currency in reader.tally.sums if index == column.index and currency)
        if len(currencies) > 1 and not own_currency:
            yield notice("currency-mixed", 0, letter, currencies=currencies)
        is_assumed = (column.index, column.currency) in reader.tally.sums
        if column.currency_from == "default" and is_assumed and not own_currency:
            yield notice("currency-assumed", 0, letter, currency=column.currency)
        if column.unit != 1:
            unit = f"{column.unit:f}"
            yield notice("unit-in-header", 0, letter, unit=unit, header=column.unit_from or column.header)
        if not column.decimal_mark and reasons["amount", "ambiguous"]:
            yield notice("decimal-mark-unknown", 0, letter)
    elif column.field and not column.date_order and reasons[column.field, "ambiguous"]:
        yield notice("date-order-unknown", 0, letter)
    elif not column.field and any(name == "amount" and score >= 0.5 for name, score in column.suggestions):
        cells = samples_of(grid, reader.found, column.index)
        if any(cell_class(cell) == "n" for cell in cells):
            yield notice("other-amounts", 0, letter, header=column.header)
    elif (
        not column.field
        and is_money_beside(column, table)
        and are_amounts(samples_of(grid, reader.found, column.index))
    ):
        yield notice("other-amounts", 0, letter, header=column.header)


def is_money_beside(column: Column, table: TableRead) -> bool:
    """Whether a heading that no field has is that of money all the same: « Remboursement », « Prévu », « Prêt »."""
    words = folded(column.header)
    return not has_no_amount(table) and MONEY.search(words) is not None and not NOT_MONEY.search(words)


def repeated(grid: Grid, found: Found, columns: tuple[Column, ...]) -> dict[str, list[str]]:
    """{heading: letters} of headings that stand over several columns of data."""
    letters: dict[str, list[str]] = {}
    for column in columns:
        if column.header and samples_of(grid, found, column.index):
            letters.setdefault(column.header, []).append(column.letter)
    return {label: found for label, found in letters.items() if len(found) > 1}

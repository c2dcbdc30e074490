"""Tables of one file that may say the same money: a copy of rows on another sheet, a summary beside its detail.

Comes in: tables and their rows, as they are read. Goes out: a notice for each table whose rows all stand in another one, or
whose amounts come to the same as another one's. Whether they are the same, a person says.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal

from funding.imports.document import AmountSum, Problem, RowRead, TableRead

# What makes two rows look like one: who receives, for what, how much.
NAMES = ("recipient", "project", "title")
FEWEST = 2
# A file of more rows or tables is not looked through: each table is held against each other one.
MOST, MOST_TABLES = 200_000, 200


class CountedTwice:
    """What the rows of each table of awards look like, and what their amounts come to by currency."""

    def __init__(self) -> None:
        self.tables: dict[int, TableRead] = {}
        self.looks: defaultdict[int, Counter[int]] = defaultdict(Counter)
        self.sums: defaultdict[int, defaultdict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
        self.rows = 0

    def row(self, table: TableRead, row: RowRead) -> None:
        amount = row.values.get("amount")
        if table.record_kind != "award" or amount is None or not amount.value:
            return
        self.rows += 1
        if self.rows > MOST:
            return
        self.looks[table.index][
            hash((amount.value, *(value and value.raw for value in map(row.values.get, NAMES))))
        ] += 1

    def table(self, table: TableRead, sums: list[AmountSum]) -> None:
        """Its rows were all read."""
        if table.index in self.looks:
            self.tables[table.index] = table
            for amount in sums:
                self.sums[table.index][amount.currency] += amount.sum

    def notices(self) -> Iterator[Problem]:
        """Of the later table, or of the smaller one where its rows are a part of the other's."""
        several = {index: table for index, table in self.tables.items() if self.looks[index].total() >= FEWEST}
        if self.rows > MOST or len(several) > MOST_TABLES:
            return
        for index, table in several.items():
            for other, beside in several.items():
                if self.is_copy(index, other):
                    yield said("same-rows", table, beside, count=self.looks[index].total())
                    break
                if index > other and self.sums[index] == self.sums[other] and not self.is_copy(other, index):
                    yield said("same-sum", table, beside)
                    break
            else:
                others = [other for other in self.tables if other != index]
                if len(others) > 1 and self.sums[index] == self.sum_of(others):
                    yield said("same-sum", table, *(self.tables[other] for other in others))

    def sum_of(self, tables: list[int]) -> dict[str, Decimal]:
        """What the amounts of several tables come to, by currency."""
        total: defaultdict[str, Decimal] = defaultdict(Decimal)
        for index in tables:
            for currency, amount in self.sums[index].items():
                total[currency] += amount
        return total

    def is_copy(self, index: int, other: int) -> bool:
        """Whether all rows stand in the other table too; of two that are alike, the later one is the copy."""
        mine, others = self.looks[index], self.looks[other]
        return index != other and mine <= others and (mine != others or index > other)


def said(code: str, table: TableRead, *beside: TableRead, **parameters: int) -> Problem:
    row = table.header_rows[0] if table.header_rows else table.first_row
    places = (one.sheet if one.sheet != table.sheet else one.range for one in beside)
    return Problem(table.sheet, row, "", code, parameters={"other": ", ".join(dict.fromkeys(places)), **parameters})

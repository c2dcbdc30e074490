"""How a column writes its numbers and dates, in what unit and currency: told by the whole column, never by one cell.

Comes in: columns with their field, and samples of their cells. Goes out: the same columns with decimal mark, date
order, unit and currency. What nothing tells stays unknown; then the cells that need it are refused.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from funding.imports.amounts import NumberStyle, plain
from funding.imports.document import Column
from funding.imports.headers import KINDS
from funding.imports.lexicon import CURRENCIES, DOLLARS
from funding.imports.units import CHOICES, ONE, UnitSaid, format_scale, said_by_format, unit_of, unit_under

NUMBER = re.compile(r"\d[\d.,' ]*")
SLASHED = re.compile(r"\s*(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})(?:[ T].*)?")


@dataclass(frozen=True, slots=True)
class Around:
    """What is said around the columns: the titles above them, the units in the row under their headings, by column, what a
    note says of the unit, and the unit and currency that hold where a person picked one, or nothing says any."""

    titles: str = ""
    units: Mapping[int, str] = field(default_factory=dict)
    note: UnitSaid | None = None
    picked_unit: str = ""
    currency: str = "CAD"


def styled(columns: list[Column], samples: dict[int, list[Any]], kind: str, around: Around) -> list[Column]:
    """The columns with their style."""
    amounts = [column.index for column in columns if KINDS[kind].get(column.field, "") == "amount"]
    return [
        _styled(
            column,
            samples.get(column.index, []),
            KINDS[kind].get(column.field, ""),
            unit_under(around.units, column.index, amounts),
            around,
        )
        for column in columns
    ]


def _styled(column: Column, cells: list[Any], field_type: str, under: str, around: Around) -> Column:
    if field_type == "date":
        return replace(column, date_order=date_order(cells))
    if field_type in {"quantity", "count"}:
        return replace(column, decimal_mark=number_marks(cells)[0])
    if field_type != "amount":
        return column
    currency, source = currency_of_column(column, cells, under, around)
    unit, text = _unit(column, under, around)
    return replace(
        column,
        decimal_mark=number_marks(cells, whole_money=unit == 1)[0],
        currency=currency,
        currency_from=source,
        unit=unit,
        unit_from=text,
    )


def _unit(column: Column, under: str, around: Around) -> tuple[Decimal, str]:
    """(unit, the words that say it): the nearest that speaks of it; what a number format divides is taken off."""
    if around.picked_unit in CHOICES:
        return CHOICES[around.picked_unit], ""
    unit, text = unit_of(column.header), column.header
    if unit == 1 and under:
        unit, text = unit_of(f"({under})"), under
    elif unit == 1 and said_by_format(column.number_format) != 1:
        unit, text = said_by_format(column.number_format), column.number_format
    elif unit == 1:
        titles = ((unit_of(line, title=True), line) for line in around.titles.split("\n"))
        unit, text = next((found for found in titles if found[0] != 1), (unit, ""))
        if unit == 1 and around.note and around.note.certain:
            unit, text = around.note.unit, around.note.text
    unit = max(ONE, unit / format_scale(column.number_format))
    return (unit, text) if unit != 1 else (ONE, "")


def number_style(column: Column, cells: list[Any]) -> NumberStyle:
    """What parse_amount needs to know of the column."""
    whole_money = column.field == "amount" and column.unit == 1
    return NumberStyle(column.decimal_mark, number_marks(cells, whole_money)[1], column.unit)


def number_marks(cells: Iterable[Any], whole_money: bool = False) -> tuple[str, str | None]:
    """(decimal mark, thousands separator) of a column's texts. '' is an unknown mark; a separator of '' means that
    the column is seen to use none, None that nothing tells. `whole_money`: the column holds money, not in thousands
    or millions; three amounts or more that all have three digits after the mark are then grouped, for no money has
    three decimals."""
    decimals: Counter[str] = Counter()
    groups: Counter[str] = Counter()
    undecided: Counter[str] = Counter()
    for text in {cell for cell in cells if isinstance(cell, str)}:
        match = NUMBER.search(plain(text))
        if match:
            _vote(match[0].strip(" ,.'"), decimals, groups, undecided)
    if whole_money and not decimals and len(undecided) == 1 and undecided.total() >= 3:
        mark = next(iter(undecided))
        decimals["." if mark == "," else ","] += 1
        groups[mark] += 1
    mark = next(iter(decimals)) if len(decimals) == 1 else ""
    grouped = [separator for separator in groups if separator]
    if len(grouped) > 1:
        return mark, None
    return mark, grouped[0] if grouped else ("" if groups[""] else None)


def _vote(number: str, decimals: Counter[str], groups: Counter[str], undecided: Counter[str]) -> None:
    marks = [character for character in number if character in ".,"]
    for separator in " '":
        if separator in number:
            groups[separator] += 1
    if not marks:
        if number.isdigit() and len(number) > 3:
            groups[""] += 1
        return
    if len(set(marks)) == 2:
        decimals[marks[-1]] += 1
        groups[marks[0]] += 1
        return
    mark = marks[0]
    if len(marks) > 1:
        groups[mark] += 1
        decimals["." if mark == "," else ","] += 1
        return
    whole, _, fraction = number.rpartition(mark)
    if " " in whole or "'" in whole:
        decimals[mark] += 1
    elif len(fraction) != 3 or (whole.isdigit() and (len(whole) > 3 or whole.startswith("0"))):
        decimals[mark] += 1
        if len(whole) > 3:
            groups[""] += 1
    else:
        undecided[mark] += 1


def date_order(cells: Iterable[Any]) -> str:
    """'dmy', 'mdy' or 'ymd' where the column's own dates show it; '' where they don't, or contradict each other."""
    seen: set[str] = set()
    for text in {cell for cell in cells if isinstance(cell, str)}:
        match = SLASHED.fullmatch(text)
        if not match:
            continue
        first, second = int(match[1]), int(match[2])
        if len(match[1]) == 4:
            seen.add("ymd")
        elif first > 12 >= second and len(match[1]) < 3:
            seen.add("dmy")
        elif second > 12 >= first:
            seen.add("mdy")
    day_first = seen - {"ymd"}
    if len(day_first) == 1:
        return day_first.pop()
    return "ymd" if seen == {"ymd"} else ""


def currency_of_column(column: Column, cells: list[Any], under: str, around: Around) -> tuple[str, str]:
    """(currency, where it was seen): header, format, cells, title or default. '$' is the default's dollar."""
    titles, default = around.titles, around.currency
    dollar = default if default in DOLLARS else "CAD"
    for text, place in (
        (column.header, "header"),
        (under, "header"),
        (format_currency(column.number_format), "format"),
    ):
        found = currencies_in(text)
        if len(found) == 1:
            return found.pop().replace("$", dollar), place
    in_cells: set[str] = set()
    for text in {cell for cell in cells if isinstance(cell, str)}:
        in_cells |= currencies_in(text)
    in_cells = {code.replace("$", dollar) for code in in_cells}
    if len(in_cells) == 1:
        return in_cells.pop(), "cells"
    if not in_cells:
        found = currencies_in(titles)
        if len(found) == 1:
            return found.pop().replace("$", dollar), "title"
    return default, "default"


def format_currency(code: str) -> str:
    """The currency sign of a number format: '#,##0.00 [$€-40C]' → '€', '"$"#,##0' → '$'."""
    match = re.search(r'\[\$([^\]-]+)(?:-[0-9A-Fa-f]+)?\]|"([^"]*[$€£][^"]*)"|\\?([$€£])', code)
    return next((group for group in match.groups() if group), "") if match else ""


def currencies_in(text: str) -> set[str]:
    """ISO codes that a text names, '$' for dollars of no stated country."""
    found: set[str] = set()
    rest = plain(text)
    if not rest or (rest.isascii() and not re.search(r"[$A-Za-z]", rest)):
        return found
    for code, pattern in CURRENCIES:
        rest, count = pattern.subn(" ", rest)
        if count:
            found.add(code)
    return found - {"$"} if found & DOLLARS else found

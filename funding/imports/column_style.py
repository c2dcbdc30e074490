"""How a column writes its numbers and dates, in what unit and currency: told by the whole column, never by one cell.

Comes in: columns with their field, and samples of their cells. Goes out: the same columns with decimal mark, date
order, unit and currency. What nothing tells stays unknown; then the cells that need it are refused.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from funding.imports.amounts import NumberStyle, plain
from funding.imports.document import Column
from funding.imports.headers import KINDS
from funding.imports.lexicon import CURRENCIES, DOLLARS

NUMBER = re.compile(r"\d[\d.,' ]*")
UNITS: tuple[tuple[Decimal, re.Pattern[str]], ...] = (
    (Decimal(10**9), re.compile(r"\b(en |in )?(milliards|billions)\b|(?<![a-z])[G]\s?[$€£]|\(G\$\)")),
    (
        Decimal(10**6),
        re.compile(
            r"\b(en |in )(millions)\b|\bmillions? (de|of)\b|(?<![A-Za-z])M\s?[$€£]|[$€£]\s?M\b|000[ ,]?000\s?[$€£]"
        ),
    ),
    (
        Decimal(1000),
        re.compile(
            r"\b(en |in )(milliers|thousands)\b|\bmilliers? (de|d')|(?<![A-Za-z])[kK]\s?[$€£]|[('’ "
            r"]000\s?['’]?s?\s?[$€£)]|[$€£]\s?['’]?000\b|\(k\)"
        ),
    ),
)
SLASHED = re.compile(r"\s*(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})(?:[ T].*)?")


def styled(columns: list[Column], samples: dict[int, list[Any]], kind: str, titles: str, default: str) -> list[Column]:
    """The columns with their style. `default` is the currency where nothing names one."""
    return [
        _styled(column, samples.get(column.index, []), KINDS[kind].get(column.field, ""), titles, default)
        for column in columns
    ]


def _styled(column: Column, cells: list[Any], field_type: str, titles: str, default: str) -> Column:
    if field_type == "date":
        return replace(column, date_order=date_order(cells))
    if field_type in {"quantity", "count"}:
        return replace(column, decimal_mark=number_marks(cells)[0])
    if field_type != "amount":
        return column
    currency, source = currency_of_column(column, cells, titles, default)
    unit = unit_of(column.header)
    unit = unit if unit != 1 else unit_of(titles, title=True)
    return replace(
        column,
        decimal_mark=number_marks(cells, whole_money=unit == 1)[0],
        currency=currency,
        currency_from=source,
        unit=unit,
    )


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


def unit_of(text: str, title: bool = False) -> Decimal:
    """What a heading or a title multiplies amounts by: « (en milliers de $) » → 1000; 1 where it says nothing."""
    words = text.replace("\u00a0", " ").replace("\u202f", " ")
    lowered = " ".join(part if "$" in part or "€" in part or "£" in part else part.lower() for part in words.split())
    for unit, pattern in UNITS:
        match = pattern.search(lowered)
        # In a title only a plain statement counts: « 55 millions de dollars » there is a fact, not a unit.
        if (
            match
            and not re.search(r"\d\s*$", lowered[: match.start()])
            and (
                not title or re.search(r"\b(en|in)\b|\(", match[0] + lowered[max(0, match.start() - 4) : match.start()])
            )
        ):
            return unit
    return Decimal(1)


def currency_of_column(column: Column, cells: list[Any], titles: str, default: str) -> tuple[str, str]:
    """(currency, where it was seen): header, format, cells, title or default. '$' is the default's dollar."""
    dollar = default if default in DOLLARS else "CAD"
    for text, place in ((column.header, "header"), (_format_currency(column.number_format), "format")):
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


def _format_currency(code: str) -> str:
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

"""What each column of a table holds: heading → field, and the kind of record that the table is about.

Comes in: a Grid and a table found on it. Goes out: one Column per column, with a confidence and the next best fields;
how it writes numbers and dates is settled per column (column_style.py). What a person picked stands over all of it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from funding.imports.amounts import Amount, Unreadable, parse_amount
from funding.imports.column_style import Around, styled
from funding.imports.dates import parse_date, parse_fiscal_year
from funding.imports.document import Column
from funding.imports.found import Found
from funding.imports.grid import Grid
from funding.imports.header import cell_class, year_of
from funding.imports.headers import KINDS, SHEET_WORDS
from funding.imports.heading_likeness import recognised
from funding.imports.lexicon import folded
from funding.imports.stated_board import board_in, speaks_of_board
from funding.imports.units import UnitSaid
from funding.imports.values import parse_neq, shown

APPLIED = 0.6
SAMPLE_FIRST, SAMPLE_SPREAD = 1_500, 1_500
# Without these fields (one of each group) a table is not of that kind.
KEYS: dict[str, tuple[tuple[str, ...], ...]] = {
    "organization": (("name",), ("kind", "sector", "legal_form", "controlled_by", "other_names", "acronym", "neq")),
    "participation": (("project",), ("organization",), ("role",)),
    "membership": (("organization",), ("person", "holder_organization")),
    "contribution": (("organization",), ("contribution_kind", "hours", "headcount")),
    "event": (("organization",), ("event_kind",)),
    "programme": (("name",), ("programme_kind", "chooser")),
    "position": (("group",), ("position",)),
    "reported_figure": (("value",), ("label", "key")),
    "access_request": (("organization", "body_text"), ("outcome", "sent", "answered", "articles")),
}
WHOSE = {"recipient", "payer", "organization", "project", "programme"}
ROW_TOTAL = re.compile(r"(total|totaux|somme|grand total|total general)\b.*")
# « Montant du prêt » beside « Montant de la subvention »: two awards of one row, told apart by their instrument.
NATURES = (
    ("loan", re.compile(r"\b(prets?|loans?)\b")),
    ("grant", re.compile(r"\b(subventions?|fonctionnement|investissement|equipement|exceptionnelle?s?|grants?)\b")),
)
OTHER_SUMS = re.compile(
    r"\b(garanties?|guarantees?|demande|requested|total cost|cout total|budget|prevu|depenses? totales?|cumul|solde|"
    r"restant)\b"
)
# Words of the names of bodies.
BODY = re.compile(
    r"\b(inc|ltee|ltd|senc|enr|universite|university|ministere|ministry|ville|municipalite|centre|hopital|institut|societe|"
    r"commission|association|corporation|college|cegep|fondation|agence|canada|quebec)\b"
)
NOT_MONEY = re.compile(r"\b(pourcent\w*|percent\w*|taux|rate|part|ratio|nombre|number|nb|date|code|type|id)\b|%")


@dataclass(frozen=True, slots=True)
class Picked:
    """What a person decided of a table: fields by column letter ('' for none), its kind, how numbers are written."""

    fields: Mapping[str, str] = field(default_factory=dict)
    record_kind: str = ""
    decimal_mark: str = ""
    date_order: str = ""
    currency: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Understood:
    """A table's columns, its kind of record, and how sure that is."""

    columns: tuple[Column, ...]
    record_kind: str
    confidence: float


def understand(
    grid: Grid,
    table: Found,
    picked: Picked | None = None,
    default_currency: str = "CAD",
    titles: str = "",
    *,
    note: UnitSaid | None = None,
) -> Understood:
    """Field, number style and currency of each column. `titles` is the text above the table, `note` what is said of the
    unit beside it."""
    picked = picked or Picked()
    samples = _samples(grid, table)
    apart = grid.apart
    kinds = [picked.record_kind] if picked.record_kind in KINDS else list(KINDS)
    scored = {kind: _assigned(table, samples, kind, grid.name, titles, apart=apart) for kind in kinds}
    kind = max(kinds, key=lambda name: scored[name][1])
    columns, score = scored[kind]
    if score <= 0 and not picked.record_kind:
        kind, columns = "award", _assigned(table, samples, "award", grid.name, titles, apart=apart)[0]
    columns = _as_picked_together(columns, picked)
    columns = [
        replace(column, hidden=column.index in grid.hidden_columns, number_format=grid.formats.get(column.index, ""))
        for column in columns
    ]
    columns = [column if column.letter in picked.fields else _no_percentage(column) for column in columns]
    around = Around(titles, table.units, note, picked.unit, default_currency)
    columns = [_with_style_picked(column, picked) for column in styled(columns, samples, kind, around)]
    return Understood(tuple(columns), kind, max(0.0, min(1.0, score)))


def _no_percentage(column: Column) -> Column:
    """A number that the workbook shows as a percentage is no money, whatever the heading says."""
    if column.field == "amount" and "%" in column.number_format:
        return replace(column, field="", confidence=0.0, fiscal_year="", nature="")
    return column


def _samples(grid: Grid, table: Found) -> dict[int, list[Any]]:
    chosen = _sampled_rows(table)
    return {
        column: [cell for row in chosen if (cell := grid.rows[row][column]) != ""]
        for column in range(table.first_column, table.last_column + 1)
    }


def samples_of(grid: Grid, table: Found, column: int) -> list[Any]:
    """What a column's cells hold, without the empty ones: the first ones, and some from all over."""
    return [cell for row in _sampled_rows(table) if (cell := grid.rows[row][column]) != ""]


def _sampled_rows(table: Found) -> list[int]:
    rows = table.rows_of("data")
    rest = rows[SAMPLE_FIRST:]
    return rows[:SAMPLE_FIRST] + rest[:: max(1, len(rest) // SAMPLE_SPREAD)]


def _as_picked_together(columns: list[Column], picked: Picked) -> list[Column]:
    """The columns as a person picked them; a field picked for one column is taken from the one that had it."""
    taken = {field for field in picked.fields.values() if field}
    spread = sum(column.field == "amount" for column in columns) > 1
    return [
        replace(column, field="", confidence=0.0, fiscal_year="", nature="")
        if column.letter not in picked.fields and column.field in taken and not (spread and column.field == "amount")
        else _as_picked(column, picked)
        for column in columns
    ]


def _as_picked(column: Column, picked: Picked) -> Column:
    if column.letter not in picked.fields:
        return column
    chosen = picked.fields[column.letter]
    year, nature = (column.fiscal_year, column.nature) if chosen == "amount" else ("", "")
    return replace(column, field=chosen, confidence=1.0 if chosen else 0.0, fiscal_year=year, nature=nature)


def _with_style_picked(column: Column, picked: Picked) -> Column:
    mark, order = picked.decimal_mark or column.decimal_mark, picked.date_order or column.date_order
    if picked.currency and column.currency:
        column = replace(column, currency=picked.currency, currency_from="picked")
    return replace(column, decimal_mark=mark, date_order=order)


# --- which column is which field -------------------------------------------------------------------------------------


def _assigned(
    table: Found, samples: dict[int, list[Any]], kind: str, sheet: str, titles: str, *, apart: frozenset[int]
) -> tuple[list[Column], float]:
    """(columns with their field in this kind, how well the kind fits: 0 or less where it doesn't)."""
    own = {index: cells for index, cells in samples.items() if index not in apart}
    years = _year_columns(table, own) if kind in {"award", "contribution"} else {}
    if len(years) == 1 and not _is_only_amount(table, own, kind):
        years = {}
    natures = _nature_columns(table, own) if kind == "award" and not years else {}
    options: list[tuple[bool, float, int, str]] = []
    suggestions: dict[int, list[tuple[str, float]]] = {}
    for index, cells in samples.items():
        if index in years or index in natures:
            continue
        label = table.labels[index] if index < len(table.labels) else ""
        ranked = [
            (name, score * _fit(name, KINDS[kind][name], cells, label)) for name, score in recognised(label, kind)
        ]
        if not label:
            ranked = _by_content(cells, kind)
        # « 2021-2022 – Nombre de projets » is of that year alone, and its row becomes a row for each year.
        if years and (ROW_TOTAL.fullmatch(folded(label)) or year_of(label.partition(" – ")[0])):
            ranked = []
        suggestions[index] = sorted(ranked, key=lambda item: -item[1])
        options.extend(
            (bool(cells), score, -index, name)
            for name, score in ranked
            if score >= APPLIED and index in own and not ((years or natures) and name == "amount")
        )
    taken: dict[str, int] = {}
    fields: dict[int, tuple[str, float]] = {}
    # A column without a value takes no field from one that has some.
    for _, score, negative, name in sorted(options, reverse=True):
        if -negative not in fields and name not in taken:
            fields[-negative] = (name, score)
            taken[name] = -negative
    columns = [
        _spread(table, index, years.get(index, ""), natures.get(index, ""))
        if index in years or index in natures
        else _column(table, index, fields, suggestions)
        for index in samples
    ]
    if kind == "membership" and (board := next(filter(None, map(board_in, [*titles.splitlines(), sheet])), "")):
        columns = _of_one_board(columns, samples, board)
    return columns, _kind_score(kind, columns, sheet, titles)


def _of_one_board(columns: list[Column], samples: dict[int, list[Any]], board: str) -> list[Column]:
    """Under a title that names the board, other bodies after the names of its members are those that these come from."""
    person = next((column.index for column in columns if column.field == "person"), None)
    if person is None or any(column.field == "on_behalf_of" for column in columns):
        return columns
    return [
        replace(column, field="on_behalf_of")
        if column.field == "organization"
        and column.index > person
        and not any(folded(board) == folded(shown(cell)) for cell in samples[column.index])
        else column
        for column in columns
    ]


def _column(
    table: Found,
    index: int,
    fields: dict[int, tuple[str, float]],
    suggestions: dict[int, list[tuple[str, float]]],
) -> Column:
    label = table.labels[index] if index < len(table.labels) else ""
    name, score = fields.get(index, ("", 0.0))
    others = tuple((other, value) for other, value in suggestions.get(index, ()) if other != name and value > 0.3)[:3]
    return Column(index=index, header=label, field=name, confidence=score, suggestions=others)


def _spread(table: Found, index: int, fiscal_year: str, nature: str) -> Column:
    """One of several amount columns: each of its cells becomes a row of its own."""
    return Column(
        index=index, header=table.labels[index], field="amount", confidence=0.9, fiscal_year=fiscal_year, nature=nature
    )


def _nature_columns(table: Found, samples: dict[int, list[Any]]) -> dict[int, str]:
    """{column: instrument} where amounts of several natures stand side by side (seen in Sarthe's and Loire-Atlantique's
    lists: grants for operating, grants for investment, loans)."""
    natures = {}
    for index, cells in samples.items():
        label = table.labels[index] if index < len(table.labels) else ""
        score = dict(recognised(label, "award")).get("amount", 0.0) * _fit("amount", "amount", cells, label)
        nature = next((code for code, pattern in NATURES if pattern.search(folded(label))), "")
        if score >= APPLIED and nature and cells:
            natures[index] = nature
    labels = {folded(table.labels[index]) for index in natures}
    return natures if len(natures) > 1 and len(labels) == len(natures) else {}


def _year_columns(table: Found, samples: dict[int, list[Any]]) -> dict[int, str]:
    """{column: fiscal year} where headings are years, each another one, over columns of numbers."""
    years = {}
    for index, cells in samples.items():
        label = table.labels[index] if index < len(table.labels) else ""
        year = year_of(label.rpartition(" – ")[2]) or year_of(label)
        numbers = (
            sum(cell_class(cell) == "n" or isinstance(parse_amount(cell), Amount) for cell in cells) if year else 0
        )
        if year and (not cells or numbers >= len(cells) / 2):
            years[index] = year
    return years if len(set(years.values())) == len(years) else {}


def _is_only_amount(table: Found, samples: dict[int, list[Any]], kind: str) -> bool:
    """Whether « 2021-2022 » over numbers can only head the amounts: no other column has any, and one says whose they are."""
    named = {
        name
        for index, cells in samples.items()
        if index < len(table.labels)
        for name, score in recognised(table.labels[index], kind)
        if score * _fit(name, KINDS[kind][name], cells, table.labels[index]) >= APPLIED
    }
    return "amount" not in named and not named.isdisjoint(WHOSE)


def _fit(name: str, field_type: str, cells: list[Any], label: str) -> float:
    """1 where the column's cells are what the field wants, less where they are not."""
    if name == "amount" and NOT_MONEY.search(folded(label)):
        return 0.3
    if name == "amount" and OTHER_SUMS.search(folded(label)):
        return 0.55
    if not cells:
        return 0.97
    sample = cells[:200]
    numbers = sum(cell_class(cell) == "n" for cell in sample) / len(sample)
    dates = sum(cell_class(cell) == "d" for cell in sample) / len(sample)
    if field_type in {"amount", "quantity", "count"}:
        digits = sum(any(character.isdigit() for character in str(cell)) for cell in sample) / len(sample)
        return 1.0 if digits > 0.3 and dates < 0.5 else 0.72
    suits = True
    if field_type == "neq":
        # What is called NEQ is read as one: a number that is none is then told.
        suits = "neq" in folded(label).split()
        suits = suits or sum(not isinstance(parse_neq(cell), Unreadable) for cell in sample) > len(sample) / 5
    elif field_type == "fiscal_year":
        suits = sum(bool(year_of(cell)) for cell in sample) > len(sample) * 0.3
    elif field_type in {"text", "party", "list"} and name not in {"reference", "key", "note", "period"}:
        suits = numbers <= 0.8 and dates <= 0.8
    return 1.0 if suits else 0.58


def _by_content(cells: list[Any], kind: str) -> list[tuple[str, float]]:
    """What a column without a heading may hold, told by its cells. It is proposed, never applied: a person says it."""
    sample = cells[:200]
    if kind != "award" or not sample:
        return []
    signs: tuple[tuple[float, Callable[[Any], bool], list[tuple[str, float]]], ...] = (
        (1.0, lambda cell: not isinstance(parse_neq(cell), Unreadable), [("recipient_neq", 0.5)]),
        (0.9, lambda cell: not isinstance(parse_fiscal_year(cell), Unreadable), [("fiscal_year", 0.45)]),
        (0.9, lambda cell: not isinstance(parse_date(cell, "dmy"), Unreadable), [("decision_date", 0.45)]),
        (0.9, lambda cell: cell_class(cell) == "n", _number_or_reference(sample)),
        (0.3, lambda cell: bool(BODY.search(folded(str(cell)))), [("recipient", 0.4), ("payer", 0.35)]),
        (0.5, lambda cell: len(str(cell)) > 25, [("title", 0.35)]),
    )
    return next((found for part, is_one, found in signs if sum(map(is_one, sample)) >= part * len(sample)), [])


def _number_or_reference(sample: list[Any]) -> list[tuple[str, float]]:
    """Numbers of which one has cents or a sign of money are amounts."""
    has_cents = any(re.search(r"[.,]\d{1,2}\D*$|[$€£]", str(cell)) for cell in sample)
    return [("amount", 0.45)] if has_cents else [("reference", 0.35)]


def _kind_score(kind: str, columns: list[Column], sheet: str, titles: str) -> float:
    """How much of the table this kind explains, with a word for its keys and for the sheet's name."""
    have = {column.field for column in columns if column.field}
    labelled = [column for column in columns if column.header]
    needed = KEYS.get(kind, ())
    if kind == "membership" and speaks_of_board(sheet, titles):
        # A list of one board has its body in the title.
        needed = needed[1:]
    if not labelled or any(not have & set(group) for group in needed):
        return 0.0
    covered = sum(column.confidence for column in columns if column.field) / len(labelled)
    words = folded(sheet)
    named = any(word in words for word in SHEET_WORDS[kind])
    titled = any(word in folded(titles) for word in SHEET_WORDS[kind])
    score = covered + 0.3 * named + 0.08 * (titled and not named)
    if kind == "award":
        score += 0.12 * ("amount" in have) + 0.06 * bool(have & {"recipient", "payer"})
    return score * 0.75

"""Titles of groups: rows with one text, whose value belongs to the rows below them.

Comes in: a table, its columns and what a person picked. Goes out: for each title, the field that it fills and the text
that fills it. A title tells its field by a label before a colon, by the column that the rows below leave empty, by being
a fiscal year, or by its first word; else it fills none, and the reader says so.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from funding.imports.amounts import Unreadable
from funding.imports.dates import parse_fiscal_year
from funding.imports.document import Column, Value
from funding.imports.found import Found
from funding.imports.grid import Grid
from funding.imports.headers import KINDS
from funding.imports.heading_likeness import recognised
from funding.imports.lexicon import folded
from funding.imports.stated_years import stated_year

LABELLED = re.compile(r"(?P<label>[^:]{2,60}?)\s*:\s*(?P<value>\S.*)")
FIRST_WORDS = (
    ("programme", re.compile(r"(programmes?|programs?|volets?|mesures?|enveloppes?|dispositifs?|concours|axes?)\b")),
    ("payer", re.compile(r"(ministere|ministry|fonds|secretariat|societe d'etat|department of)\b")),
    ("region", re.compile(r"(region|regions)\b")),
)
SURE = 0.85
# A title is the value of its own column where hardly any row of data fills that column.
FILLED_AT_MOST = 0.1


@dataclass(frozen=True, slots=True)
class GroupTitle:
    """`field` is '' where nothing tells what the title is; `column` is where it stands, from 0; `is_under`: right under
    another title, so within its group."""

    field: str
    text: str
    column: int
    is_under: bool = False


def group_titles(
    grid: Grid, found: Found, columns: Sequence[Column], kind: str, picked: str | None
) -> dict[int, GroupTitle]:
    """{row from 0: its title}, for each title of a group in the table."""
    if not found.groups:
        return {}
    data = found.rows_of("data")
    filled = {
        column.index: sum(grid.rows[row][column.index] != "" for row in data) / max(1, len(data)) for column in columns
    }
    taken = {column.field for column in columns if column.field and filled[column.index] > FILLED_AT_MOST}
    fields = {column.index: column.field for column in columns if filled[column.index] <= FILLED_AT_MOST}
    titles: dict[int, GroupTitle] = {}
    before = -1
    first = _above_the_first(grid, found)
    if first and "" != _by_words(first[1]) == _by_words(next(iter(found.groups.values()))):
        found.groups = dict([first]) | found.groups
    for row, text in found.groups.items():
        column = next(index for index, cell in enumerate(grid.rows[row]) if cell != "")
        title = _title(GroupTitle(fields.get(column, ""), text, column), kind, taken, picked)
        is_under = before >= 0 and "data" not in found.kinds[before - found.first : row - found.first]
        titles[row] = replace(title, is_under=is_under)
        before = row
    return titles


def _above_the_first(grid: Grid, found: Found) -> tuple[int, str] | None:
    """(row, text) of the title right above the headings, where each group begins with its title and the headings again: that
    of the first group stands there too."""
    filled = [row for row in range(found.first, found.last + 1) if found.kinds[row - found.first] != "blank"]
    after = dict(itertools.pairwise(filled))
    again = all(found.kinds[after.get(row, row) - found.first] == "header" for row in found.groups)
    if not again or not found.titles or not found.header or after.get(found.titles[-1]) != found.header[0]:
        return None
    texts = [cell for cell in grid.rows[found.titles[-1]] if cell != ""]
    return (found.titles[-1], " ".join(str(texts[0]).split())) if len(texts) == 1 else None


def _title(title: GroupTitle, kind: str, taken: set[str], picked: str | None) -> GroupTitle:
    """`title` comes with the field of its own column."""
    text, column = title.text, title.column
    labelled = LABELLED.fullmatch(text)
    if labelled:
        name, score = next(iter(recognised(labelled["label"], kind)), ("", 0.0))
        if score >= SURE and name not in taken and picked is None:
            return GroupTitle(name, labelled["value"], column)
    if picked is not None:
        return GroupTitle(picked if picked in KINDS[kind] else "", text, column)
    if title.field:
        return title
    name = _by_words(text)
    stated = stated_year(text) if not name else None
    if stated and "fiscal_year" in KINDS[kind] and "fiscal_year" not in taken:
        return GroupTitle("fiscal_year", stated[1], column)
    return GroupTitle(name if name in KINDS[kind] and name not in taken else "", text, column)


def levels_after(title: GroupTitle | None, kind: str, levels: dict[str, Value | None]) -> dict[str, Value | None]:
    """What the titles above the next rows say, by field, the innermost last, without what this row ends: a title whose
    field nothing tells (it stands under '') ends the group before it, a sum the group that it adds up."""
    if title is None:
        return {} if kind == "total" else dict(list(levels.items())[:-1]) if kind == "subtotal" else levels
    if not title.field and not title.is_under:
        levels = dict(list(levels.items())[:-1])
    levels = {name: value for name, value in levels.items() if name != title.field}
    return levels if title.field else levels | {"": None}


def says_its_field(text: str) -> bool:
    """Whether a text alone in its row says what it is, also where rows are short: a label, a year, « Volet 2 »."""
    labelled = LABELLED.fullmatch(text)
    if labelled and next(iter(recognised(labelled["label"], "award")), ("", 0.0))[1] >= SURE:
        return True
    return _by_words(text) in {"fiscal_year", "programme"}


def _by_words(text: str) -> str:
    if not isinstance(parse_fiscal_year(text), Unreadable):
        return "fiscal_year"
    words = folded(text)
    return next((name for name, pattern in FIRST_WORDS if pattern.match(words)), "")

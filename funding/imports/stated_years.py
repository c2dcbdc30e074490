"""The fiscal year that a title over a table, the title of a group or the name of a sheet states for the rows below it.

Comes in: texts. Goes out: the year, where one is stated and nothing makes it another thing's: of a day, a law, a plan.
"""

import re

from funding.imports.amounts import Unreadable
from funding.imports.dates import parse_fiscal_year
from funding.imports.document import Value, column_letter
from funding.imports.found import Found
from funding.imports.grid import Grid
from funding.imports.lexicon import MONTHS, folded
from funding.imports.values import shown

YEARS = re.compile(r"(?<!\d)(?:19|20)\d{2}\s*[-–/]\s*(?:(?:19|20)\d{2}|\d{2})(?!\d)|(?<!\d)20\d{2}(?!\d)")
DAYS = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|(\d{1,2}(er)?|premier)\s+[^\W\d]+\s+\d{4}|"
    r"[^\W\d]+\s+\d{1,2},\s*\d{4}"
)
# What has a year of its own, which is none of the rows'.
OTHERS = re.compile(
    r"\b(plans?|strategi\w*|politiques?|lois?|act|bill|demandes?|requests?|dossiers?|reference|ref|version|budget\w*)\b"
    r"|\b(depuis|since|jusqu'(a|en)|until|avant|before|apres|after|au|du|le|no)$"
)
IN = re.compile(r"\b(en|in|pour|for|de|of|annee|annees|exercice|year|fy|af|financiere|budgetaire|civile)$")


def year_in(text: str) -> str:
    """The one fiscal year that a title names, '' where it names none or several."""
    found = [parse_fiscal_year(match) for match in YEARS.findall(text)]
    years = {year for year in found if not isinstance(year, Unreadable)}
    return years.pop() if len(years) == 1 and not any(isinstance(year, Unreadable) for year in found) else ""


def stated_year(text: str) -> tuple[str, str] | None:
    """(fiscal year, its words) where the text surely states that of the rows: « Subventions versées en 2020-2021 »."""
    text = DAYS.sub(" ", text)
    year = year_in(text)
    if not year:
        return None
    first = YEARS.search(text)
    assert first is not None
    before, after = folded(text[: first.start()]), folded(text[first.end() :])
    if OTHERS.search(before) or any(word in MONTHS for word in before.split()[-1:]):
        return None
    is_sure = "-" in year or not (before or after) or IN.search(before) or not after
    return (year, first[0]) if is_sure else None


def year_over(sheet: Grid, found: Found) -> Value | None:
    """The year that is stated nearest above a table, else by the name of its sheet, with its cell. Of several texts in a
    row, those over its columns count: tables that stand side by side have a title each. `sheet` is the whole sheet."""
    top = found.header[0] if found.header else found.first
    for row in range(top - 1, found.first - 1, -1):
        filled = [column for column, cell in enumerate(sheet.rows[row]) if cell != ""]
        own = [column for column in filled if found.first_column <= column <= found.last_column]
        stated = {
            said: column
            for column in (filled if len(filled) == 1 else own)
            if (said := stated_year(shown(sheet.rows[row][column])))
        }
        if len(stated) > 1:
            return None
        for (year, _), column in stated.items():
            return Value(year, shown(sheet.rows[row][column])[:200], f"{column_letter(column)}{row + 1}")
    named = stated_year(sheet.name)
    return Value(named[0], sheet.name, "") if named else None

"""The body whose board a title over a list of people, or the name of its sheet, speaks of.

Comes in: texts. Goes out: whether they speak of a board, and the name of the body, where one says it:
« Membres du conseil d’administration du CHUM au 31 mars 2022 » → CHUM.
"""

import re

from funding.imports.document import Value, column_letter
from funding.imports.found import Found
from funding.imports.grid import Grid
from funding.imports.values import shown

BOARD = re.compile(
    r"conseil(?P<several>s)? d['’]administration|conseil(?P<other>s)? d['’]établissement|conseil(?P<more>s)? des gouverneurs"
    r"|board(?P<many>s)? of (directors|governors|trustees)",
    re.IGNORECASE,
)
OF = re.compile(r"\s+(?:of\s+(?:the\s+)?|de\s+l['’]|de\s+la\s+|des\s+|du\s+|de\s+|d['’])(?P<name>\S.*)", re.IGNORECASE)
BEFORE = re.compile(
    r"\s*(?P<name>\S.*?)\s*[-–—:,]\s*(?:(?:les\s+|liste\s+des\s+)?(?:membres|administrateurs)\s+(?:du|des)\s+|members\s+of\s+the\s+)?",
    re.IGNORECASE,
)
# What a title says after the name: a day, a year, a mandate.
AFTER = re.compile(
    r"\s*(?:[,;:(]\s*|[-–—]\s+)?(?:\b(?:au|en|as\s+(?:of|at)|pour|for|depuis|since|entre|between|exercice|mandats?)\b\s+.*\d.*"
    r"|(?:19|20)\d{2}\b.*)$",
    re.IGNORECASE,
)
# What stands before « – Conseil d’administration » and is no body.
DOCUMENTS = re.compile(
    r"(rapport|report|liste|list|annexe|appendix|composition|tableau|table|membres|members|réponse|demande|sièges?|seats?|"
    r"gouvernance|governance|administrateurs|directors|feuille|sheet|section|partie|part)\b",
    re.IGNORECASE,
)
LONGEST, LONGEST_TITLE = 200, 500


def speaks_of_board(*texts: str) -> bool:
    return any(BOARD.search(text) for text in texts)


def board_in(text: str) -> str:
    """The body whose board a text names; '' where it names none."""
    text = " ".join(text.split())[:LONGEST_TITLE]
    board = BOARD.search(text)
    # Of several boards no title names the body.
    if board is None or any(board.groupdict().values()):
        return ""
    of = OF.match(text, board.end())
    before = None if of or DOCUMENTS.match(text) else BEFORE.fullmatch(text, 0, board.start())
    name = (of or before or {"name": ""})["name"]
    name = AFTER.sub("", name).strip(" ,;:-–—.")
    return name if 1 < len(name) <= LONGEST and any(letter.isupper() for letter in name) else ""


def board_over(sheet: Grid, found: Found) -> Value | None:
    """The body that is named nearest above a table, else by the name of its sheet, with its cell."""
    top = found.header[0] if found.header else found.first
    for row in range(top - 1, found.first - 1, -1):
        for column, cell in enumerate(sheet.rows[row]):
            if cell != "" and (name := board_in(shown(cell))):
                return Value(name, shown(cell)[:LONGEST], f"{column_letter(column)}{row + 1}")
    name = board_in(sheet.name)
    return Value(name, sheet.name, "") if name else None

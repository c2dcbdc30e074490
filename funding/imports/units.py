"""In what unit amounts are given: said by their heading, by a row under it, by a title, by a note, on the cover.

Comes in: texts of a sheet. Goes out: what amounts are multiplied by, and whether the text surely means all of them.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from funding.imports.amounts import plain
from funding.imports.lexicon import folded

ONE = Decimal(1)
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
# In a heading the word alone says it: « Montant (milliers) ».
WORDS = {"milliers": 3, "thousands": 3, "millions": 6, "milliards": 9, "billions": 9}
WORD = re.compile(rf"\b({'|'.join(WORDS)})\b")
# What a person may pick.
CHOICES = {"1": ONE, "1000": Decimal(1000), "1000000": Decimal(10**6), "1000000000": Decimal(10**9)}
_MONEY = r"([$€£]|dollars|euros|cad|usd|eur)( ?(ca|can|cad|us|usd|canadiens|canadian))?"
UNIT_CELL = re.compile(
    r"[(\[]? ?((montants?|amounts?|unit[ée]s?|units?) ?:? ?)?((en|in) )?"
    rf"({_MONEY}|[$€£] ?'?000|'?000 ?'?s? ?{_MONEY}|[kmg] ?[$€£]|[$€£] ?[kmg]|"
    rf"(milliers|millions|milliards|thousands|billions)( (de |of )?{_MONEY}| d'euros)?) ?[)\]]?\.?"
)
IN_BRACKETS = re.compile(r"\s*\([^()]*[^\W\d_][^()]*\)\s*|\s*\([$€£% 0]+\)\s*")
STATEMENT = re.compile(rf"\b(en|in|unites?|units?) ({'|'.join(WORDS)}|k\$|000 \$)( |$)")
# Of what a note speaks: amounts; and what makes it speak of some of them only.
AMOUNTS = re.compile(
    r"\b(montants?|sommes?|chiffres|donnees|valeurs|amounts?|figures|sums|values|dollars|tableaux?|tables?)\b"
)
SOME = re.compile(
    r"\b(sauf|except\w*|certaine?s?|some|colonnes?|columns?|lignes?|rows?|ne|pas|not|autres|others?|budget\w*|arrondi\w*|"
    r"rounded|plus|moins|over|under)\b"
)
ONLY_UNIT = re.compile(
    rf"((notes?|nota|n b|unites?|units?) )?(exprimee?s? )?((en|in) )?({'|'.join(WORDS)})( (de |of )?(\$|dollars|euros))?"
)


class UnitSaid(NamedTuple):
    """`certain`: the text speaks of all amounts."""

    unit: Decimal
    text: str
    certain: bool


def unit_of(text: str, title: bool = False) -> Decimal:
    """What a heading or a title multiplies amounts by: « (en milliers de $) » → 1000; 1 where it says nothing."""
    words = text.replace("\u00a0", " ").replace("\u202f", " ")
    words = re.sub(r"\b([kKMG])\s+(?=[$€£])", r"\1", words)
    lowered = " ".join(part if "$" in part or "€" in part or "£" in part else part.lower() for part in words.split())
    for unit, pattern in UNITS:
        match = pattern.search(lowered)
        # In a title only a plain statement counts: « 55 millions de dollars » there is a fact, not a unit.
        if match and not re.search(r"\d\s*$", lowered[: match.start()]) and (not title or _is_stated(lowered, match)):
            return unit
    word = None if title else WORD.search(lowered)
    if word and not re.search(r"(\d|plusieurs|quelques)\s*$", lowered[: word.start()]):
        return Decimal(10) ** WORDS[word[1]]
    return ONE


def _is_stated(lowered: str, match: re.Match[str]) -> bool:
    before = lowered[: match.start()]
    near = re.search(r"\b(en|in)\b|\(", match[0] + before[-4:])
    return near is not None or re.search(r"\bunit(é|e)?s? ?:? ?$", before) is not None


def is_unit_row(cells: Iterable[Any]) -> bool:
    """Whether a row under the headings says only in what unit their columns are: « (000 $) »."""
    filled = [cell for cell in cells if cell != ""]
    if len(filled) > 1 and all(isinstance(cell, str) and IN_BRACKETS.fullmatch(cell) for cell in filled):
        # « (nom légal) | (en $) | (1er avril au 31 mars) » explains the headings.
        return True
    return bool(filled) and all(isinstance(cell, str) and UNIT_CELL.fullmatch(plain(cell).lower()) for cell in filled)


def format_scale(code: str) -> Decimal:
    """What a number format divides by what it shows: « #,##0, » shows 150 for 150000."""
    commas = re.search(r"[0#?](,+)(?![0#?,])", code.partition(";")[0])
    return Decimal(1000) ** len(commas[1]) if commas else ONE


def said_by_format(code: str) -> Decimal:
    """What the words of a number format say of the unit: « #,##0" k$" » shows 150 k$ for 150."""
    return unit_of(" ".join(re.findall(r'"([^"]*)"', code.partition(";")[0])))


def said_in_notes(texts: Iterable[str]) -> UnitSaid | None:
    """The unit that a note or a cover states, the surest one; None where none speaks of one."""
    found = [said for text in texts if (said := _said_in(text))]
    certain = [said for said in found if said.certain]
    if len({said.unit for said in found}) > 1:
        return found[0]._replace(certain=False)
    return next(iter(certain or found), None)


def _said_in(text: str) -> UnitSaid | None:
    for sentence in re.split(r"[.;\n]", text):
        words = folded(sentence)
        stated = STATEMENT.search(words)
        whole = ONLY_UNIT.fullmatch(words)
        if not stated and not whole:
            continue
        unit = unit_of(sentence)
        certain = whole is not None or (AMOUNTS.search(words) is not None and not SOME.search(words))
        if unit != ONE:
            return UnitSaid(unit, " ".join(text.split())[:200], certain)
    return None


def unit_under(units: Mapping[int, str], column: int, amounts: Iterable[int]) -> str:
    """What the row under the headings says of a column; what stands under no column of amounts speaks of all of them."""
    others = (text for index, text in units.items() if index not in set(amounts))
    return units.get(column) or next(others, "")

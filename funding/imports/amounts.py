"""Amounts of money as people write them, in French and English.

Comes in: the content of a cell, and what its column told (decimal mark, grouping, unit). Goes out: an Amount with an
exact Decimal and how it is known, or an Unreadable with its reason. Nothing is guessed: what can be read in two ways
is refused as ambiguous.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from funding.imports.lexicon import ABSENT, CURRENCIES, IN_WORDS, MAGNITUDES, NUMBER_WORDS, QUALIFIERS, folded

CENT = Decimal("0.01")
SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2009\u2007\u2002\u2003\u2004\u2005\u2006\u2008\u200a\u3000\t\n\r"), " ")
DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"), "-")
APOSTROPHES = dict.fromkeys(map(ord, "\u2019\u2018\u02bc\u00b4`"), "'")
INVISIBLE = dict.fromkeys(
    map(ord, "\ufeff\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u00ad\u2060"), None
)
PLAIN = {**SPACES, **DASHES, **APOSTROPHES, **INVISIBLE}
NOT_PLAIN = re.compile(f"[{re.escape(''.join(map(chr, PLAIN)))}]")
# Superscripts are footnote marks: Unicode's own folding would turn them into digits of the amount.
FOOTNOTE = re.compile(r"(?<=\S)\s*([\u00b9\u00b2\u00b3\u2070-\u2079*†‡]+|(?<=[\d$€£kKMG])\s*(\(\d\)|\[\d\]))\s*$")
LEAD_IN = re.compile(r"^(?:(?:un montant|une somme|montant|somme|an amount)(?: de | d'| of )?\s*:?\s*)", re.I)
# « 12€50 » and « 12 $ 50 »; « M$ 5 » and « k€5 ».
SIGN_AS_MARK = re.compile(r"^(\d+)\s?([€$])\s?(\d{2})$")
MAGNITUDE_FIRST = re.compile(r"^(k|K|M|MM|G|Md)\s?([€$£])\s*(\d[\d., ']*)$")
FORMULA_ERROR = re.compile(
    r"#(DIV/0!|N/A|REF!|VALUE!|VALEUR!|NAME\?|NOM\?|NUM!|NOMBRE!|NULL!|NUL!|SPILL!|CALC!|[A-Z_]{4,20}!)?|Err:\d{3}",
    re.I,
)
ARTICLE = r"(?:(?:art|articles?)\.?|a\.)\s*\d[\d\s.,;&/et-]*(?:(?:al|par|para)\.?\s*\d+\s*)?(?:(?:de la )?(?:lai|loi)\b.{0,20})?"
REDACTED = re.compile(
    rf"[█■▇▓▒●\u2022]{{1,}}|[xX]{{3,}}|[\[(]?\s*{ARTICLE}[\])]?"
    rf"|(?:caviard\w*|confidenti\w*|masqu\w*|redacted|withheld|élagu\w*|refus\w*)\W{{1,4}}{ARTICLE}[\])]?"
)
DIGITS = re.compile(r"[0-9]")
LONGEST_REASON = 40
BEGINS_REDACTED = frozenset("█■▇▓▒●•[(aAcCmMrRwWéÉ")
# « 1 000 — » is a thousand for who prices, and less than nothing for who keeps books.
TRAILING_DASH = re.compile(r"\d\s*[\u2013\u2014]\s*$")
QUOTED = re.compile(r"^[\s'\"«“”]+(?=[\d$€£(+-])|(?<=[\d$€£)])[\s\"»“”;,]+$")
# What a machine wrote: nothing to decide where the column's own mark is the point, or not known.
MACHINE_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,2})?")

GROUPED = {
    " ": re.compile(r"\d{1,3}( \d{3})+"),
    "'": re.compile(r"\d{1,3}('\d{3})+"),
    ",": re.compile(r"\d{1,3}(,\d{3})+"),
    ".": re.compile(r"\d{1,3}(\.\d{3})+"),
}


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell that is kept as it is. `reason` is a code of sentences.CELLS, `parameters` fill its sentence."""

    reason: str
    raw: str
    parameters: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as the source states it. `value` is None where `status` is in_words or undisclosed.

    `currency` is what the cell itself says: an ISO code, '$' for dollars of no stated country, or ''.
    """

    value: Decimal | None
    status: str = "exact"
    text: str = ""
    rounded_to: Decimal | None = None
    currency: str = ""


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How a column writes numbers. `mark`: ',', '.' or '' (unknown); `grouping`: the thousands separator, '' where
    the column is seen to use none, None where nothing tells; `unit` multiplies, from the header."""

    mark: str = ""
    grouping: str | None = None
    unit: Decimal = Decimal(1)


UNKNOWN_STYLE = NumberStyle()


def plain(text: str) -> str:
    """Text with one kind of space, dash and apostrophe, without invisible characters."""
    return " ".join((text.translate(PLAIN) if NOT_PLAIN.search(text) else text).split())


def absent_reason(text: str, strict: bool = False) -> str:
    """Why a cell holds no value: redacted, not_available, not_applicable, undisclosed, or '' where it may hold one.

    `strict` leaves out the short words that may also be a name (« ND », « so »).
    """
    has_digits = DIGITS.search(text) is not None
    if has_digits and text[0] not in BEGINS_REDACTED and not text[0].isspace():
        return ""
    if has_digits or len(text) > LONGEST_REASON:
        # Only an article of law that was invoked, or bars of black, are a reason among digits or in a long cell.
        word = text.lower() if text[:1] in BEGINS_REDACTED else ""
    else:
        word = folded(text)
    reason = ABSENT.get(word, "")
    if strict and len(word) <= 2 and not re.search(r"[./\-?]", text) and word.isalpha():
        return ""
    if reason:
        return reason
    # « ARTICLE 1 » and « ART 86 » are also names of bodies (seen among the recipients of 360Giving and Poitiers).
    if REDACTED.fullmatch(text) or REDACTED.fullmatch(word):
        return "" if strict and word[:1] == "a" else "redacted"
    return "not_available" if re.fullmatch(r"[-–—_.…?*/ ]+|[$€£]\s*-+|-+\s*[$€£]", text) else ""


def parse_amount(raw: Any, style: NumberStyle = UNKNOWN_STYLE) -> Amount | Unreadable:
    """One cell of an amount column. Percentages, ranges and amounts « each » are never an amount."""
    if isinstance(raw, bool | date | datetime | time | timedelta):
        return Unreadable("not_a_number", str(raw))
    if isinstance(raw, int | float | Decimal):
        return _from_number(raw, style)
    if style.unit == 1 and style.mark != "," and MACHINE_NUMBER.fullmatch(raw):
        return Amount(_shortest(Decimal(raw)))
    return _from_text(str(raw), style)


def _from_number(raw: int | float | Decimal, style: NumberStyle) -> Amount | Unreadable:
    if style.unit == 1 and isinstance(raw, float) and raw.is_integer() and abs(raw) < 10**15:
        return Amount(Decimal(int(raw)))
    number = Decimal(repr(raw)) if isinstance(raw, float) else Decimal(raw)
    if not number.is_finite() or abs(number) >= 10**15:
        return Unreadable("not_a_number", str(raw))
    rounded_to = style.unit if style.unit != 1 else None
    return Amount(cents(number * style.unit), rounded_to=_precision(number, style.unit) if rounded_to else None)


def cents(number: Decimal) -> Decimal:
    """A spreadsheet's binary fraction as money: 1234.5599999 → 1234.56, 5.0 → 5."""
    rounded = number.quantize(CENT, ROUND_HALF_UP)
    whole = rounded.to_integral_value()
    return whole if rounded == whole else rounded


def _precision(number: Decimal, unit: Decimal) -> Decimal:
    """What a figure was rounded to: 8.68 in millions → 10000."""
    exponent = number.normalize().as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return _shortest(max(unit.scaleb(-decimals), CENT))


def _from_text(raw: str, style: NumberStyle) -> Amount | Unreadable:
    text = QUOTED.sub("", plain(raw))
    if len(text) > 200:
        return Unreadable("not_a_number", raw)
    if TRAILING_DASH.search(raw):
        number = text.rstrip(" -")
        return Unreadable("ambiguous", raw, {"readings": [number, f"-{number}"]})
    if FORMULA_ERROR.fullmatch(text):
        return Unreadable("formula-error", raw)
    reason = absent_reason(text)
    if reason == "undisclosed":
        return Amount(None, "undisclosed", text=raw.strip())
    if reason:
        return Unreadable(reason, raw)
    return _amount_with_words(text.replace("\\$", "$"), raw, style)


def _amount_with_words(text: str, raw: str, style: NumberStyle) -> Amount | Unreadable:
    body = LEAD_IN.sub("", FOOTNOTE.sub("", text))
    body = SIGN_AS_MARK.sub(r"\1,\3 \2", body)
    body = MAGNITUDE_FIRST.sub(r"\2 \3 \1", body)
    if "%" in body:
        return Unreadable("unit_unknown", raw, {"expected": "percentage"})
    status, body = _qualifier(body)
    currencies, body = _currency(body)
    if len(currencies) > 1:
        return Unreadable("ambiguous", raw, {"readings": sorted(currencies)})
    currency = currencies.pop() if currencies else ""
    if not DIGITS.search(body):
        return _in_words(body, raw, status, currency)
    if re.search(
        r"\b(chacune?s?|each|par (projet|annee|an|personne)|per (project|year|person)|annuel\w*|/an)\b", folded(text)
    ):
        return Amount(None, "in_words", text=raw.strip(), currency=currency)
    return _number_with_magnitude(body, raw, status, currency, style)


def _qualifier(text: str) -> tuple[str, str]:
    """(amount status, the rest of the text): « plus de 63 M$ » → ('more_than', '63 M$')."""
    lowered = text.lower()
    for status, pattern in QUALIFIERS:
        match = pattern.search(lowered)
        if match:
            return status, (text[: match.start()] + " " + text[match.end() :]).strip()
    return "exact", text


def _currency(text: str) -> tuple[set[str], str]:
    """(currencies said, the text without them); « $ CA » before « $ »."""
    found: set[str] = set()
    for code, pattern in CURRENCIES:
        text, count = pattern.subn(lambda match: match.group("keep") or " ", text)
        if count:
            found.add(code)
    if "$" in found and found & {"CAD", "USD", "AUD"}:
        found.discard("$")
    return found, text.strip()


def _in_words(body: str, raw: str, status: str, currency: str) -> Amount | Unreadable:
    words = folded(body)
    match = re.fullmatch(
        r"(?:d')?([a-z]+) (mille|millions?|milliards?|thousand|billion)(?: et (demie?)| and a half)?(?: de| d')?", words
    )
    if match and match[1] in NUMBER_WORDS and match[2] != "billion":
        unit = MAGNITUDES[match[2].rstrip("s") if match[2] != "mille" else "mille"]
        number = NUMBER_WORDS[match[1]] + (Decimal("0.5") if " et demi" in words or "and a half" in words else 0)
        return Amount(_shortest(number * unit), status, raw.strip(), _precision(number, unit), currency)
    if IN_WORDS.search(words):
        return Amount(None, "in_words", text=raw.strip(), currency=currency)
    return Unreadable("not_a_number", raw)


def _number_with_magnitude(body: str, raw: str, status: str, currency: str, style: NumberStyle) -> Amount | Unreadable:
    match = re.fullmatch(
        r"(?P<number>[-+(]*\s*[\d.,' ]*\d[.,]?-?(?: ?\))?(?: ?-)?)\s*(?P<word>[A-Za-zéÉ.]+(?: (?:de|d'|of))?)?\s*\)?",
        body,
    )
    if not match:
        return Unreadable(_why_not(body), raw, _readings_of_range(body))
    word = folded(match["word"] or "").removesuffix(" de").removesuffix(" d'").removesuffix(" of").strip(" .")
    unit = _magnitude(match["word"] or "", word, body, raw)
    if isinstance(unit, Unreadable):
        return unit
    if unit is None:
        return Unreadable("not_a_number", raw)
    text = match["number"].strip()
    if text.startswith("(") and not body.rstrip().endswith(")"):
        return Unreadable("not_a_number", raw)
    if text.startswith("(") and not text.endswith(")"):
        text += ")"
    number = parse_number(text, style if unit == 1 else NumberStyle(style.mark, style.grouping), scaled=unit != 1)
    if isinstance(number, Unreadable):
        return Unreadable(number.reason, raw, number.parameters)
    if unit == 1 and style.unit != 1:
        unit = style.unit
    value = number * unit
    rounded_to = _precision(number, unit) if unit != 1 else None
    text = "" if status == "exact" else raw.strip()
    return Amount(_shortest(value), status, text, rounded_to, currency)


def _shortest(value: Decimal) -> Decimal:
    """Without the zeros that multiplying left: 8680000.00 → 8680000; 25.50 stays."""
    whole = value.to_integral_value()
    return whole if value == whole else value


def _magnitude(word: str, folded_word: str, body: str, raw: str) -> Decimal | Unreadable | None:
    """What the word after a number multiplies it by; None where it is no such word."""
    if not folded_word:
        return Decimal(1)
    if word in {"m", "M"}:
        # « 5 m$ » is thousands for some and millions for others; « $5.5m » and « 5 M$ » are millions for all.
        sure = word == "M" or raw.strip()[:1] in "$£€"
        return Decimal(10**6) if sure else Unreadable("unit_unknown", raw, {"expected": "magnitude"})
    if folded_word in {"billion", "billions"}:
        # A French « billion » is a thousand English ones.
        english = raw.strip()[:1] in "$£" and "," not in body
        return Decimal(10**9) if english else Unreadable("ambiguous", raw, {"readings": ["10⁹", "10¹²"]})
    return MAGNITUDES.get(folded_word)


def _why_not(body: str) -> str:
    return "ambiguous" if _readings_of_range(body) else "not_a_number"


def _readings_of_range(body: str) -> dict[str, Any]:
    match = re.fullmatch(
        r"(?:entre |between |de |from )?(\d[\d .,']*?)\s*(?:[A-Za-z]{1,8})?\s*(?:-|à|a|et|and|to|/|ou|or)\s*(\d[\d "
        r".,']*)\s*[A-Za-zé]*( de)?",
        body.strip(),
    )
    return {"readings": [match[1].strip(), match[2].strip()]} if match else {}


def parse_number(text: str, style: NumberStyle = UNKNOWN_STYLE, scaled: bool = False) -> Decimal | Unreadable:
    """A bare number with its sign and separators. `scaled`: a word such as « millions » follows it."""
    negative, body = _sign(text.strip())
    body = re.sub(r"[.,]-$", "", body)
    if body is None or not re.fullmatch(r"[\d.,' ]*\d[\d.,' ]*", body):
        return Unreadable("not_a_number", text)
    digits = _unsigned(body.strip(), style, scaled)
    number = _decimal(digits) if isinstance(digits, str) else digits
    if isinstance(number, Unreadable):
        return Unreadable(number.reason, text, number.parameters)
    return -number if negative else number


def _sign(text: str) -> tuple[bool, str]:
    if text.startswith("(") and text.endswith(")"):
        return True, text[1:-1].strip()
    if text.startswith("-"):
        return True, text[1:].strip()
    if text.endswith("-") and not text.endswith((",-", ".-")):
        return True, text[:-1].strip()
    return False, text.removeprefix("+").strip()


def _decimal(text: str) -> Decimal | Unreadable:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return Unreadable("not_a_number", text)
    return number if abs(number) < 10**15 else Unreadable("not_a_number", text)


def _unsigned(body: str, style: NumberStyle, scaled: bool) -> str | Unreadable:
    """The number as Python writes it, or why not."""
    marks = [character for character in body if character in ".,"]
    kinds = set(marks)
    if len(kinds) == 2:
        return _both_marks(body, marks)
    whole, mark, fraction = _split_at_mark(body, marks)
    if len(marks) > 1 and not (" " in body or "'" in body):
        return _ungrouped(body) if GROUPED[marks[0]].fullmatch(body) else Unreadable("not_a_number", body)
    whole_text = _whole(whole)
    if whole_text is None or len(marks) > 1:
        return Unreadable("not_a_number", body)
    if not mark:
        return whole_text
    if not fraction.isdigit():
        return whole_text if not fraction else Unreadable("not_a_number", body)
    return _one_mark((whole, mark, fraction), whole_text, style, scaled)


def _split_at_mark(body: str, marks: list[str]) -> tuple[str, str, str]:
    if not marks:
        return body, "", ""
    whole, _, fraction = body.rpartition(marks[0])
    return whole, marks[0], fraction


def _ungrouped(text: str) -> str:
    return re.sub(r"[., ']", "", text)


def _whole(text: str) -> str | None:
    """Digits of the whole part, where its groups are groups of three."""
    if not text:
        return "0"
    if text.isdigit():
        return text
    for separator in (" ", "'"):
        if GROUPED[separator].fullmatch(text):
            return _ungrouped(text)
    return None


def _both_marks(body: str, marks: list[str]) -> str | Unreadable:
    """1.234,56 and 1,234.56: the last mark is the decimal one, the other groups by three."""
    decimal = marks[-1]
    whole, _, fraction = body.rpartition(decimal)
    if marks.count(decimal) > 1 or not fraction.isdigit() or not GROUPED[marks[0]].fullmatch(whole):
        return Unreadable("not_a_number", body)
    return f"{_ungrouped(whole)}.{fraction}"


def _one_mark(parts: tuple[str, str, str], whole_text: str, style: NumberStyle, scaled: bool) -> str | Unreadable:
    whole, mark, fraction = parts
    as_decimal, as_thousands = f"{whole_text}.{fraction}", whole_text + fraction
    if " " in whole or "'" in whole:
        # 1 234,567 groups with spaces: the mark can only be decimal.
        return as_decimal
    ambiguous = Unreadable("ambiguous", whole + mark + fraction, {"readings": [as_decimal, as_thousands]})
    if len(fraction) != 3 or whole.startswith("0") or not whole or len(whole) > 3:
        contradicts = style.mark and style.mark != mark
        return ambiguous if contradicts else as_decimal
    if style.mark and style.mark != mark:
        return as_thousands
    # Three digits after the column's own decimal mark: sure only where the column is seen not to group.
    if style.mark == mark and (scaled or style.grouping == ""):
        return as_decimal
    return ambiguous

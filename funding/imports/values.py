"""A cell's content as a value of its field.

Comes in: the content of a cell and what is known of its column. Goes out: a Reading: canonical text (see
document.RowRead), or None with the reason. Amounts and dates have a file each; identifiers, counts, closed lists, lists
of names and plain text are here.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from funding.imports.amounts import (
    FORMULA_ERROR,
    NUMBER_WORDS,
    UNKNOWN_STYLE,
    Amount,
    NumberStyle,
    Unreadable,
    absent_reason,
    parse_amount,
    plain,
)
from funding.imports.dates import parse_date, parse_fiscal_year
from funding.imports.enumerations import codes_for
from funding.imports.lexicon import CURRENCIES, DOLLARS, IN_WORDS, folded
from funding.imports.refusals import is_refusal

LONGEST_TEXT = 10_000
# Sentences that pages print: their no-break spaces are part of how French is written, and are kept.
PROSE = frozenset({"note", "description", "description_en", "quote", "section", "label", "project_outcome", "articles"})
# Control characters and marks that turn the direction of writing: they hide what a cell says.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
SCIENTIFIC = re.compile(r"[+-]?\d+(?:[.,]\d+)?\s*[eE]\s*\+?\s*\d+")
WITH_ZEROS = re.compile(r"\d+\.0+")
ROUNDED = re.compile(r"\d{5,}0{5}")
# A formula that stands where its value should: its first sign is no space.
FORMULA = re.compile(r"=[\w(+\-$'\"{\[.@…]")
# « ="00123" », by which a text file keeps a spreadsheet from taking the zeros away.
KEPT_AS_TEXT = re.compile(r'="([^"]*)"')
# Reasons that say « there is no value here » rather than « this value can't be read ».
SILENT = frozenset({"not_available", "not_applicable"})
STATUS_WITHOUT_VALUE = {"redacted": "withheld", "not_available": "undisclosed", "not_applicable": "undisclosed"}
LEGAL_FORMS = re.compile(
    r"(inc|ltee|ltd|llc|limited|limitee|s e n c|s e c|enr|corp|co|lp|llp|sa|sas|gmbh|plc|jr|ph d|m d)"
)


class Reading(NamedTuple):
    """`value` is canonical text, or None where `reason` says why; `beside` are the fields that come with it; `currency`
    is what the cell of an amount itself says (see `Amount`)."""

    value: str | None
    reason: str = ""
    parameters: dict[str, Any] = {}
    beside: tuple[tuple[str, str], ...] = ()
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Style:
    """What a column told of its cells: how it writes numbers and dates, its currency, its workbook's epoch."""

    number: NumberStyle = UNKNOWN_STYLE
    date_order: str = ""
    currency: str = ""
    epoch: int | None = None
    # Digits that a number format such as « 000000 » shows: identifiers keep their zeros.
    digits: int = 0


# Marks of footnotes after a name: « CHUM¹ », « Imagia* ».
NAME_MARKS = re.compile(r"(?<=\S)\s*[\u00b9\u00b2\u00b3\u2070-\u2079*†‡]+$")


def with_zeros(raw: Any, digits: int) -> Any:
    """123.0 under the format « 000000 » → '000123'."""
    if not digits or isinstance(raw, bool) or not isinstance(raw, int | float) or not 0 <= raw < 10**15:
        return raw
    return str(int(raw)).zfill(digits) if raw == int(raw) else raw


def shown(raw: Any) -> str:
    """The cell as text: 5.0 → '5', a date → '2021-03-14'; PostgreSQL can store it."""
    if isinstance(raw, str):
        if raw.isprintable():
            return raw
        return CONTROLS.sub(lambda match: "␀" if match[0] == "\0" else "", raw) if CONTROLS.search(raw) else raw
    if isinstance(raw, float):
        return str(int(raw)) if raw.is_integer() and abs(raw) < 10**15 else repr(raw)
    if isinstance(raw, datetime):
        return raw.isoformat(" ") if raw.hour or raw.minute or raw.second else raw.date().isoformat()
    return str(raw)


def parse_neq(raw: Any) -> str | Unreadable:
    """A Québec enterprise number: 10 digits, 11, 22, 33 or 88 first, the other eight a Luhn number.

    The check was not found in writing; all 3,320 numbers in the public contracts of 2009 to 2018 hold to it.
    """
    digits = _digits(raw)
    if isinstance(digits, Unreadable):
        return digits
    if len(digits) == 10 and digits[:2] in {"11", "22", "33", "88"} and _luhn(digits[2:]):
        return digits
    return Unreadable("not_an_identifier", shown(raw), {"expected": "neq"})


def parse_bn(raw: Any) -> str | Unreadable:
    """A CRA business number: nine digits, a Luhn number; a programme account (RT0001) may follow and is left out."""
    text = shown(raw)
    digits = _digits(re.sub(r"\s*[A-Za-z]{2}\s*\d{4}$", "", plain(text)) if isinstance(raw, str) else raw)
    if isinstance(digits, Unreadable):
        return Unreadable(digits.reason, text, digits.parameters)
    if len(digits) == 9 and digits != "000000000" and _luhn(digits):
        return digits
    return Unreadable("not_an_identifier", shown(raw), {"expected": "bn"})


def parse_identifier(raw: Any) -> str | Unreadable:
    """Any other identifier, as text; one that the spreadsheet rounded is refused."""
    if isinstance(raw, float) and (not raw.is_integer() or abs(raw) >= 10**15):
        return Unreadable("damaged_identifier", shown(raw)) if abs(raw) >= 10**9 else shown(raw)
    text = plain(shown(raw))
    if SCIENTIFIC.fullmatch(text):
        return Unreadable("damaged_identifier", text)
    number = text.partition(".")[0] if WITH_ZEROS.fullmatch(text) else text
    if number.endswith("0") and ROUNDED.fullmatch(number.replace(" ", "")):
        return Unreadable("damaged_identifier", text)
    reason = absent_reason(text, strict=True)
    return Unreadable(reason.replace("undisclosed", "not_available"), text) if reason else number


def _digits(raw: Any) -> str | Unreadable:
    found = parse_identifier(raw)
    if isinstance(found, Unreadable):
        return found
    return re.sub(r"[\s.\-]", "", found.upper().removeprefix("NEQ").lstrip(" :"))


def _luhn(digits: str) -> bool:
    """The mod-10 check: every second digit from the right doubled, the sum a multiple of ten."""
    if not digits.isascii() or not digits.isdigit():
        return False
    total = 0
    for place, character in enumerate(reversed(digits)):
        digit = int(character) * (2 if place % 2 else 1)
        total += digit - 9 if digit > 9 else digit
    return total % 10 == 0


def parse_count(raw: Any) -> int | Unreadable:
    """A whole number of people or projects, zero or more; « trois » too."""
    number = parse_quantity(raw, NumberStyle())
    if isinstance(number, Unreadable):
        word = folded(shown(raw))
        return int(NUMBER_WORDS[word]) if word in NUMBER_WORDS and word not in {"a", "demi", "half"} else number
    if number < 0 or number != number.to_integral_value():
        return Unreadable("not_a_number", shown(raw))
    return int(number)


def parse_quantity(raw: Any, style: NumberStyle) -> Decimal | Unreadable:
    """A number that is not money: hours, a reported value. A percentage gives its number; its unit stands elsewhere."""
    if isinstance(raw, float | int) and not isinstance(raw, bool):
        number = Decimal(repr(raw))
        usable = number.is_finite() and abs(number) < 10**15
        return _four_places(number) if usable else Unreadable("not_a_number", shown(raw))
    text = re.sub(r"\s*%$|(?<=\d)\s*(h|heures?|hours?|hrs?)\.?$", "", plain(shown(raw)), flags=re.IGNORECASE)
    found = parse_amount(text if isinstance(raw, str) else raw, style)
    if isinstance(found, Unreadable):
        return Unreadable(found.reason, shown(raw), found.parameters)
    return found.value if found.value is not None else Unreadable("not_a_number", shown(raw))


def _four_places(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.0001")).normalize()


def parse_choice(raw: Any, record_kind: str, field: str) -> str | Unreadable:
    """The code of a word of a closed list; the list is in enumerations.py."""
    text = shown(raw)
    words = codes_for(record_kind, field)
    code = words.get(folded(text)) or words.get(folded(re.sub(r"\s*\([^)]*\)", "", text)))
    if code:
        return code
    reason = absent_reason(plain(text))
    # « Refusé » says no value away where it is what was decided.
    if reason and not is_refusal(text):
        return Unreadable(reason.replace("undisclosed", "not_available"), text)
    known = dict.fromkeys(words.values())
    return Unreadable("not_in_list", text, {"expected": ", ".join(known)})


def parse_currency(raw: Any, usual: str = "CAD") -> str | Unreadable:
    """The ISO code of a cell such as « $ CA », « euros » or « GBP »; a bare « $ » is the usual dollar."""
    text = plain(shown(raw))
    found = {code for code, pattern in CURRENCIES if pattern.search(text)}
    found = found - {"$"} if len(found) > 1 else found
    if len(found) == 1:
        return currency_of(found.pop(), usual)
    if re.fullmatch("[A-Z]{3}", text):
        return text
    reason = absent_reason(text)
    return Unreadable(reason or "not_in_list", text, {} if reason else {"expected": "CAD, USD, EUR, GBP"})


def parse_text(raw: Any) -> str | Unreadable:
    """Text on one line, without control characters."""
    text = " ".join(shown(raw).split())
    if text[:1] == "#" and text != "#" and FORMULA_ERROR.fullmatch(text):
        return Unreadable("formula-error", text)
    reason = absent_reason(plain(text), strict=True) if len(text) < 60 else ""
    if reason:
        return Unreadable(reason.replace("undisclosed", "not_available"), text)
    return text


def parse_prose(raw: Any, field: str) -> str | Unreadable:
    """Sentences, with their no-break spaces. Where articles of an Act are listed, « article 23 » hides nothing."""
    text = re.sub(r"[ \t\r\n\f\v]+", " ", shown(raw)).strip()
    found = parse_text(text)
    refused = isinstance(found, Unreadable) and not (field == "articles" and found.reason == "redacted")
    return found if refused else text


# A name goes on in the next line where that begins small or in brackets, or where this one ends with a small word.
GOES_ON = re.compile(
    r"[ \t]*[\n\r]+[ \t]*(?=[a-zà-ÿ(])|(\b(?:de|du|des|d['’]|l['’]|et|en|pour|à|la|le|les|of|the|and|for|in)|&)[ \t]*[\n\r]+[ \t]*"
)


def parse_list(raw: Any, commas: bool = True) -> str | Unreadable:
    """Several names in one cell, joined by '; '. A comma parts names only where none of the pieces is a legal form; a new line
    only where it begins one: « Centre hospitalier / de l'Université de Montréal / (CHUM) » is one."""
    text = GOES_ON.sub(lambda match: f"{match[1] or ''} ", shown(raw))
    pieces = [piece.strip(" ,\t•-") for piece in re.split(r"[;\n\r•|]", text)]
    if commas:
        pieces = [name for piece in pieces for name in _between_commas(piece)]
    names = [name for name in (NAME_MARKS.sub("", " ".join(piece.split())) for piece in pieces) if name]
    if len(names) <= 1:
        return parse_text(names[0] if names else raw)
    return "; ".join(dict.fromkeys(names))


def _between_commas(text: str) -> list[str]:
    pieces = [piece.strip() for piece in text.split(",")]
    apart = len(pieces) > 1 and all(
        piece[:1].isupper() and not LEGAL_FORMS.fullmatch(folded(piece)) and " et " not in piece for piece in pieces
    )
    return pieces if apart and all(len(piece) > 1 for piece in pieces) else [text]


# --- one reader per type of field ------------------------------------------------------------------------------------


def reader(field_type: str, record_kind: str, field: str, style: Style) -> Callable[[Any], Reading]:
    """The function that reads the cells of one column. It never raises, whatever the cell holds."""
    read = _reader(field_type, record_kind, field, style)

    def told(raw: Any) -> Reading:
        if not isinstance(raw, str) or raw[:1] not in "#=E":
            return read(raw)
        if kept := KEPT_AS_TEXT.fullmatch(raw.strip()):
            return read(kept[1])
        return _without_value(raw, field) or read(raw)

    return told


def _without_value(raw: str, field: str) -> Reading | None:
    """The reading of a formula that has no value in the file, or an error; None of any other text."""
    text = raw.strip()
    is_wrong = FORMULA_ERROR.fullmatch(text) and text != "#"
    if not is_wrong and not FORMULA.match(text):
        return None
    beside = unread(raw) if field == "amount" else ()
    return Reading(None, "formula-error" if is_wrong else "formula-without-value", {}, beside)


def _reader(field_type: str, record_kind: str, field: str, style: Style) -> Callable[[Any], Reading]:
    parsers: dict[str, Callable[[Any], Any]] = {
        "date": lambda raw: parse_date(raw, style.date_order, style.epoch),
        "fiscal_year": parse_fiscal_year,
        "neq": lambda raw: parse_neq(with_zeros(raw, style.digits)),
        "bn": lambda raw: parse_bn(with_zeros(raw, style.digits)),
        "identifier": lambda raw: parse_identifier(with_zeros(raw, style.digits)),
        "count": parse_count,
        "quantity": lambda raw: parse_quantity(raw, style.number),
        "currency": lambda raw: parse_currency(raw, style.currency),
        "choice": lambda raw: parse_choice(raw, record_kind, field),
        "list": lambda raw: parse_list(raw, commas=field.endswith("partner")),
        "party": lambda raw: parse_list(raw, commas=False),
        "text": (lambda raw: parse_prose(raw, field)) if field in PROSE else parse_text,
    }
    if field_type == "amount":
        return lambda raw: read_amount(raw, style, field)
    if (record_kind, field) == ("reported_figure", "value"):
        return lambda raw: read_figure(raw, style)
    parse = parsers[field_type]
    return lambda raw: _reading(parse(raw), raw)


def _reading(found: Any, raw: Any) -> Reading:
    if isinstance(found, Unreadable):
        return Reading(None, found.reason, found.parameters)
    text = format(found, "f") if isinstance(found, Decimal) else str(found)
    if len(text) > LONGEST_TEXT:
        return Reading(text[:LONGEST_TEXT], "too-long", {"length": len(text), "limit": LONGEST_TEXT})
    if isinstance(raw, str) and not raw.isprintable() and CONTROLS.search(raw):
        return Reading(text, "control-characters")
    return Reading(text)


def read_figure(raw: Any, style: Style) -> Reading:
    """The number that a source states, or no number where it states it in words (« plusieurs dizaines »)."""
    found = parse_quantity(raw, style.number)
    in_words = isinstance(found, Unreadable) and found.reason == "not_a_number" and IN_WORDS.search(folded(shown(raw)))
    return Reading(None) if in_words else _reading(found, raw)


def read_amount(raw: Any, style: Style, field: str = "amount") -> Reading:
    """An amount with what stands beside it: its status where it is not exact, its words, its rounding, its currency."""
    found = parse_amount(raw, style.number)
    currency = currency_of(found.currency if isinstance(found, Amount) else "", style.currency)
    if isinstance(found, Unreadable):
        status = STATUS_WITHOUT_VALUE.get(found.reason, "unreadable")
        return Reading(None, found.reason, found.parameters, unread(raw, status) if field == "amount" else ())
    value = None if found.value is None else format(found.value, "f")
    if field != "amount":
        return Reading(value) if value is not None else Reading(None, "not_a_number")
    beside = [("amount_status", found.status)] if found.status != "exact" else []
    if found.text:
        beside.append(("amount_text", found.text[:200]))
    if found.rounded_to is not None:
        beside.append(("rounded_to", format(found.rounded_to, "f")))
    if currency:
        beside.append(("currency", currency))
    return Reading(value, beside=tuple(beside), currency=found.currency)


def unread(raw: Any, status: str = "unreadable") -> tuple[tuple[str, str], ...]:
    """What stands beside an amount that has no value."""
    return ("amount_status", status), ("amount_text", shown(raw)[:200])


def agree(said: str, column: str) -> bool:
    """Whether the currency in the cell of an amount is the one that another column gives; '$' is any dollar."""
    return said in {"", column} or (said == "$" and column in DOLLARS)


def currency_of(said: str, column: str) -> str:
    """The ISO code: the cell's own, or the column's; '$' takes the column's where that is a dollar."""
    if said in {"", "$"}:
        return column
    return said

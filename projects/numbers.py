"""Numbers as French and English write them: `1 234 567,89 $` and `$1,234,567.89`. Imports nothing from Django.

In: a number and a language ('fr' or 'en'). Out: text. French parts thousands with a narrow no-break space (U+202F) and
puts a no-break space (U+00A0) before a sign; a minus is U+2212 in both. And back: the number that an address holds.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

NARROW, WIDE, MINUS = "\u202f", "\u00a0", "\u2212"
SIGNS = {"fr": {"CAD": "$", "USD": "$\u00a0US", "EUR": "€"}, "en": {"CAD": "$", "USD": "US$", "EUR": "€"}}
MILLION, THOUSAND_MILLIONS = Decimal(10) ** 6, Decimal(10) ** 9


ID = re.compile(r"[0-9]{1,18}")


def asked_number(text: str) -> int | None:
    """The whole number that stands in an address or in a form; None where there is none, or one that no id can be."""
    return int(text) if ID.fullmatch(text) else None


def rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def decimal(value: Decimal | int, language: str, places: int = 0) -> str:
    """`1 234,50` or `1,234.50`, with exactly so many places."""
    value = rounded(Decimal(value), places)
    text = f"{abs(value):,.{places}f}"
    if language == "fr":
        text = text.replace(",", NARROW).replace(".", ",")
    return f"{MINUS}{text}" if value < 0 else text


def plain(value: Decimal | int, language: str) -> str:
    """With as many places as it has, none for nothing: `8,5`, `312`."""
    value = Decimal(value)
    exponent = value.normalize().as_tuple().exponent
    return decimal(value, language, max(0, -exponent) if isinstance(exponent, int) else 0)


def percent(share: Decimal, language: str, places: int = 1) -> str:
    """A share from 0 to 1: `51,2 %`, `23.0%`; nothing and everything without places, so `0 %` and `100 %`."""
    value = rounded(share * 100, places)
    text = decimal(value, language, 0 if value in (0, 100) else places)
    return f"{text}{WIDE}%" if language == "fr" else f"{text}%"


def signed(number: str, unit: str, currency: str, language: str) -> str:
    """The sign of the currency on its side of the number, `unit` (M, G) beside the number's end."""
    sign = SIGNS[language].get(currency, currency)
    minus, number = (MINUS, number[1:]) if number.startswith(MINUS) else ("", number)
    if language == "fr":
        return f"{minus}{number}{WIDE}{unit}{sign}"
    gap = WIDE if currency not in SIGNS["en"] else ""
    return f"{minus}{sign}{gap}{number}{unit}"


def money(value: Decimal | int, currency: str, language: str) -> str:
    """The whole amount; cents only where there are some: `25 000 $`, `$1,234,567.89`."""
    value = Decimal(value)
    return signed(decimal(value, language, 0 if value == value.to_integral() else 2), "", currency, language)


def short_money(value: Decimal | int, currency: str, language: str, digits: int = 3) -> str:
    """To so many digits: `146 M$`, `3,24 M$`, `70 000 $`; thousands of millions as `1,2 G$` or `$1.2B`."""
    return compact(to_digits(Decimal(value), digits), currency, language)


def compact(value: Decimal, currency: str, language: str, places: int = 9) -> str:
    """In millions or thousands of millions, with at most so many places; below a million the whole amount."""
    if abs(value) < MILLION:
        return money(value, currency, language)
    unit, size = ("M", MILLION)
    if abs(value) >= THOUSAND_MILLIONS:
        unit, size = ("G" if language == "fr" else "B"), THOUSAND_MILLIONS
    return signed(plain(rounded(value / size, places), language), unit, currency, language)


def to_digits(value: Decimal, digits: int) -> Decimal:
    """The value to so many significant digits; whole where it has more."""
    if not value:
        return value
    return rounded(value, min(2, digits - 1 - value.adjusted()))


def rounded_money(value: Decimal | int, rounded_to: Decimal | int, currency: str, language: str) -> str:
    """An amount that a source rounded, printed as rounded: `55 M$`, `8,68 M$`, `70 000 $`, never with cents."""
    value = Decimal(value)
    if abs(value) >= MILLION and Decimal(rounded_to) >= 1_000:
        return short_money(value, currency, language, digits=value.adjusted() - Decimal(rounded_to).adjusted() + 1)
    return money(value, currency, language)

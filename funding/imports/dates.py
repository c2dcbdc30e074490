"""Dates and fiscal years as people write them, in French and English.

Comes in: the content of a cell, and what its column told (which of day and month comes first). Goes out: a partial
date ('2021', '2021-03', '2021-03-14') or a fiscal year ('2021-2022'), or an Unreadable with its reason.
A fiscal year of the Québec government ends on 31 March.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import Any

from funding.imports.amounts import FORMULA_ERROR, Unreadable, absent_reason, plain
from funding.imports.lexicon import MONTHS, folded

EARLIEST, LATEST = 1900, 2100
# The day from which a workbook counts: most from 1899-12-30, those once made on a Macintosh from 1904-01-01.
EPOCHS = {1900: date(1899, 12, 30), 1904: date(1904, 1, 1)}

TIME = r"(?:[T ]\s*\d{1,2}[:h]\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:Z|[+-]\d{2}:?\d{2}|UTC)?)?"
YEAR = re.compile(r"(\d{4})(?:\.0+)?")
YEAR_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
YEAR_FIRST = re.compile(r"(\d{4})([-/. ])(\d{1,2})\2(\d{1,2})" + TIME)
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
YEAR_LAST = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})" + TIME)
DAY_NAME = re.compile(
    r"^(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|\w{3,6}day|mon|tue|wed|thu|fri|sat|sun)\.?,? "
)

FISCAL_MARK = re.compile(
    r"^(?:annee|an|af|a f|ex|fy|exercice|annee financiere|annee budgetaire|exercice financier|exercice budgetaire|"
    r"fiscal year|financial year|fiscal|year|periode|saison)\s*:?\s*(?=\d|')"
)
TWO_YEARS = re.compile(r"'?(\d{4}|\d{2})\s*(?:[-/_]|a|to|et|and| )\s*'?(\d{4}|\d{2})")
YEAR_ENDED = re.compile(
    r"(?:exercice|annee|year|fiscal year|financial year|annee financiere|exercice financier)?\s*"
    r"(?:terminee?|clos|close|se terminant|finissant|ended|ending|prenant fin|au|to|as at|as "
    r"of)\s*(?:le|on|the)?\s*(.+)"
)
FROM_TO = re.compile(r"(?:du|de|from)?\s*(.+?)\s+(?:au|a|à|to|until|jusqu'au)\s+(.+)")


def parse_date(raw: Any, order: str = "", epoch: int | None = None) -> str | Unreadable:
    """A partial date. `order` is 'dmy', 'mdy' or 'ymd' where the column showed it; `epoch` (1900 or 1904) is given
    where bare numbers may be a spreadsheet's days."""
    if isinstance(raw, datetime | date):
        return _day(raw.year, raw.month, raw.day) or Unreadable("not_a_date", str(raw))
    if isinstance(raw, bool | time | timedelta):
        return Unreadable("not_a_date", str(raw))
    if isinstance(raw, int | float):
        return _from_serial(raw, epoch)
    return _from_text(str(raw), order)


def _from_text(raw: str, order: str) -> str | Unreadable:
    text = plain(raw)
    reason = no_value(text) if len(text) <= 80 else "not_a_date"
    if reason:
        return Unreadable(reason, raw)
    found = _from_digits(text, order) if text[:1].isdigit() else None
    found = found or _from_words(text)
    return _with_raw(found, raw, "not_a_date")


def no_value(text: str) -> str:
    """The reason where a cell of dates says in words that it holds none, or an error of the spreadsheet; else ''."""
    if FORMULA_ERROR.fullmatch(text):
        return "formula-error"
    return absent_reason(text).replace("undisclosed", "not_available")


def _with_raw(found: str | Unreadable | None, raw: str, otherwise: str) -> str | Unreadable:
    if found is None:
        return Unreadable(otherwise, raw)
    return Unreadable(found.reason, raw, found.parameters) if isinstance(found, Unreadable) else found


def _from_serial(raw: float, epoch: int | None) -> str | Unreadable:
    """A number in a date column: a year, a compact date, or a spreadsheet's count of days."""
    if not isfinite(raw):
        return Unreadable("not_a_date", str(raw))
    whole = int(raw)
    if raw == whole and EARLIEST <= whole <= LATEST:
        return str(whole)
    if raw == whole and 10**7 <= whole < 10**8:
        match = COMPACT.fullmatch(str(whole))
        return (_day(match[1], match[2], match[3]) if match else None) or Unreadable("not_a_date", str(whole))
    if not 10_000 < raw < 73_500:
        return Unreadable("not_a_date", _shown(raw))
    days = {key: (start + timedelta(days=whole)).isoformat() for key, start in EPOCHS.items()}
    return days[epoch] if epoch else Unreadable("ambiguous", _shown(raw), {"readings": list(days.values())})


def _shown(number: float) -> str:
    return str(int(number)) if number == int(number) else repr(number)


def _day(year: str | int, month: str | int, day: str | int) -> str | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found.isoformat() if EARLIEST <= found.year <= LATEST else None


def _month(year: str | int, month: str | int) -> str | None:
    return f"{int(year):04}-{int(month):02}" if EARLIEST <= int(year) <= LATEST and 1 <= int(month) <= 12 else None


def _from_digits(text: str, order: str) -> str | Unreadable | None:
    for pattern, read in DIGIT_FORMS:
        if match := pattern.fullmatch(text):
            return read(match, order)
    return None


def _year(match: re.Match[str], order: str) -> str | None:
    return match[1] if EARLIEST <= int(match[1]) <= LATEST else None


DIGIT_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str], str | Unreadable | None]], ...] = (
    (YEAR, _year),
    (YEAR_MONTH, lambda match, order: _year_month(match[1], match[2], order)),
    (MONTH_YEAR, lambda match, order: _month(match[2], match[1])),
    (COMPACT, lambda match, order: _day(match[1], match[2], match[3])),
    (YEAR_FIRST, lambda match, order: _day(match[1], match[3], match[4])),
    # « 03/04/22 » among dates like 2022-06-01 is another hand's: what the others put first says nothing of it.
    (
        YEAR_LAST,
        lambda match, order: _year_last(
            match[1], match[3], match[4], "" if order == "ymd" and match[2] == "/" else order
        ),
    ),
)


def _year_month(year: str, month: str, order: str) -> str | Unreadable | None:
    found = _month(year, month)
    if found and order != "ymd" and int(month) == (int(year) + 1) % 100 and len(month) == 2:
        # « 2010-11 » is November 2010 or the fiscal year 2010-2011.
        return Unreadable("ambiguous", "", {"readings": [found, f"{year}-{int(year) + 1}"]})
    return found


def _year_last(first: str, second: str, year: str, order: str) -> str | Unreadable | None:
    if len(year) == 2:
        return _short_year(first, second, year, order)
    readings = {"dmy": _day(year, second, first), "mdy": _day(year, first, second)}
    valid = {reading for reading in readings.values() if reading}
    if len(valid) < 2:
        return valid.pop() if valid else None
    return readings.get(order) or Unreadable("ambiguous", "", {"readings": sorted(valid)})


def _short_year(first: str, second: str, year: str, order: str) -> str | Unreadable | None:
    """« 14/03/21 »: read only where the column says that the day or the month comes first. That its other dates are
    written 2021-03-14 says nothing of « 03/04/22 » (seen in our own sample, which was read as 2003)."""
    century = "20" if int(year) < 50 else "19"
    readings = {
        "dmy": _day(century + year, second, first),
        "mdy": _day(century + year, first, second),
        "ymd": _day("20" + first.zfill(2), second, year) if len(first) == 2 else None,
    }
    valid = {reading for reading in readings.values() if reading}
    if order in {"dmy", "mdy"}:
        return readings[order]
    if not valid:
        return None
    return valid.pop() if len(valid) == 1 else Unreadable("ambiguous", "", {"readings": sorted(valid)})


def _from_words(text: str) -> str | Unreadable | None:
    """« 14 mars 2021 », « March 14, 2021 », « mars 2021 », « 14-Mar-2021 »."""
    words = DAY_NAME.sub("", folded(text))
    words = (
        re.sub(r"\b(\d{1,2})(er|st|nd|rd|th|e)\b", r"\1", words)
        .removeprefix("le ")
        .replace(" de ", " ")
        .replace(" of ", " ")
    )
    parts = words.split()
    months = [MONTHS[part] for part in parts if part in MONTHS]
    numbers = [part for part in parts if part.isdigit()]
    if len(months) != 1 or len(months) + len(numbers) != len(parts) or not 1 <= len(numbers) <= 2:
        return None
    years = [number for number in numbers if len(number) == 4]
    if len(years) != 1:
        short = len(numbers) == 2 or (len(numbers) == 1 and len(numbers[0]) == 2)
        return _short_month_year(parts, months[0], numbers) if short else None
    days = [number for number in numbers if len(number) < 3]
    if not days:
        return _month(years[0], months[0])
    return _day(years[0], str(months[0]), days[0])


def _short_month_year(parts: list[str], month: int, numbers: list[str]) -> Unreadable | None:
    readings = [_month(f"20{number.zfill(2)}", month) for number in numbers]
    return Unreadable("ambiguous", "", {"readings": [reading for reading in readings if reading]})


def parse_fiscal_year(raw: Any) -> str | Unreadable:
    """'2021-2022', or '2021' where the source gives one year and does not say which fiscal year it means."""
    if isinstance(raw, float | int) and not isinstance(raw, bool) and abs(raw) < 10**9:
        raw = _shown(raw)
    text = plain(str(raw))
    if isinstance(raw, datetime | date | time | timedelta) or len(text) > 80:
        return Unreadable("not_a_year", text)
    reason = no_value(text)
    if reason:
        return Unreadable(reason, str(raw))
    return _with_raw(_fiscal_year(text), str(raw), "not_a_year")


def _fiscal_year(text: str) -> str | Unreadable | None:
    # A mark of a footnote, « (12 mois) », « (p) »: nothing that is a year.
    text = re.sub(r"\s*([\u00b9\u00b2\u00b3*]+|\((?![^)]*\d{4})[^)]*\))$", "", text)
    words = " ".join(re.sub(r"[^\w'/-]+", " ", folded(text.replace("-", "/")).replace("_", " ")).split())
    stated = FISCAL_MARK.match(words)
    body = words[stated.end() :] if stated else words
    if match := YEAR.fullmatch(re.sub(r" 0$", "", body)):
        return _single_year(int(match[1]), words[: stated.end()] if stated else "")
    if stated and re.fullmatch(r"'?\d{2}", body) and words.startswith(("fy", "af", "ex")):
        return _single_year(2000 + int(body[-2:]), "fy")
    if match := TWO_YEARS.fullmatch(body):
        return _two_years(match[1], match[2])
    return _period(text)


def _single_year(year: int, mark: str) -> str | Unreadable | None:
    if not EARLIEST <= year <= LATEST:
        return None
    if re.match(r"(fy|af|a f|fiscal|financial|exercice|annee (financiere|budgetaire))", mark):
        # « FY2022 » ends in 2022 for some governments and begins in it for others.
        return Unreadable("ambiguous", "", {"readings": [f"{year - 1}-{year}", f"{year}-{year + 1}"]})
    return str(year)


def _two_years(first: str, second: str) -> str | Unreadable | None:
    if len(first) < len(second):
        return None
    start = int(first) if len(first) == 4 else 2000 + int(first)
    end = int(second) if len(second) == 4 else start // 100 * 100 + int(second)
    if len(second) == 2 and end < start and start % 100 == 99:
        end += 100
    if not (EARLIEST <= start <= LATEST and EARLIEST <= end <= LATEST):
        return None
    if end == start + 1:
        return f"{start}-{end}"
    return Unreadable("span_of_years", "") if end > start + 1 else None


def _period(text: str) -> str | Unreadable | None:
    """« exercice terminé le 31 mars 2022 », « du 1er avril 2021 au 31 mars 2022 », « 2019-2020 à 2021-2022 »."""
    simple = " ".join(text.lower().split())
    if match := FROM_TO.fullmatch(simple):
        start, end = parse_date(match[1]), parse_date(match[2])
        if isinstance(start, str) and isinstance(end, str) and len(start) == len(end) == 7:
            start, end = f"{start}-01", f"{end}-31" if end.endswith("-03") else f"{end}-01"
        if isinstance(start, str) and isinstance(end, str) and len(start) == len(end) == 10:
            return _from_days(start, end)
    years = {int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d{2}(?!\d)", simple)}
    if len(years) > 1:
        return Unreadable("span_of_years", "")
    words = re.sub(r"[^\w' ]+", " ", folded(text))
    if match := YEAR_ENDED.fullmatch(" ".join(words.split())):
        return _ended(parse_date(match[1]))
    return None


def _from_days(start: str, end: str) -> str | Unreadable:
    if start[5:] == "04-01" and end[5:] == "03-31" and int(end[:4]) == int(start[:4]) + 1:
        return f"{start[:4]}-{end[:4]}"
    return Unreadable("span_of_years", "")


def _ended(end: str | Unreadable) -> str | Unreadable | None:
    if isinstance(end, Unreadable) or len(end) < 7:
        return None
    if end[5:7] == "03":
        return f"{int(end[:4]) - 1}-{end[:4]}"
    return Unreadable("ambiguous", "", {"readings": [f"{int(end[:4]) - 1}-{end[:4]}", f"{end[:4]}-{int(end[:4]) + 1}"]})

"""Dates and fiscal years in every spelling met: read right, or refused with why. A line is: spelling → answer."""

from datetime import date, datetime, time

import pytest

from funding.imports.amounts import Unreadable
from funding.imports.dates import parse_date, parse_fiscal_year

DATES = """
2021 → 2021
2021.0 → 2021
2021-03 → 2021-03
2021/3 → 2021-03
2021-03-14 → 2021-03-14
2021/3/4 → 2021-03-04
2021.03.14 → 2021-03-14
2021 03 14 → 2021-03-14
20210314 → 2021-03-14
2009-03-26 00:00 → 2009-03-26
2014-06-06 15:42:37+00:00 → 2014-06-06
2021-03-14T00:00:00Z → 2021-03-14
2021-03-14T09:30:00.123-05:00 → 2021-03-14
14/03/2021 → 2021-03-14
03/14/2021 → 2021-03-14
14-03-2021 → 2021-03-14
14.03.2021 → 2021-03-14
03/03/2021 → 2021-03-03
03/2021 → 2021-03
06-2022 → 2022-06
14 mars 2021 → 2021-03-14
1er mars 2021 → 2021-03-01
le 3 mai 2020 → 2020-05-03
lundi 14 mars 2021 → 2021-03-14
14 MARS 2021 → 2021-03-14
5 déc. 2019 → 2019-12-05
31 août 2022 → 2022-08-31
14 mars\u00a02021 → 2021-03-14
March 14, 2021 → 2021-03-14
Monday, March 14, 2021 → 2021-03-14
Dec. 5th, 2019 → 2019-12-05
24 October 2011 → 2011-10-24
14-Mar-2021 → 2021-03-14
mars 2021 → 2021-03
Février 2020 → 2020-02
June 2013 → 2013-06
04/03/2021 → !ambiguous
12/03/21 → !ambiguous
31/12/21 → !ambiguous
mars-21 → !ambiguous
14 mars 21 → !ambiguous
2010-11 → !ambiguous
2021-22 → !not_a_date
2021-13 → !not_a_date
31/02/2021 → !not_a_date
2021-02-30 → !not_a_date
0021-01-01 → !not_a_date
1789-07-14 → !not_a_date
00:00 → !not_a_date
44197 → !not_a_date
été 2021 → !not_a_date
avril à juin 2021 → !not_a_date
2018-01-04_2021-06-21 → !not_a_date
2017-03-30/2017-05-24 → !not_a_date
mandat de 3 ans → !not_a_date
#REF! → !formula-error
n/d → !not_available
— → !not_available
s.o. → !not_applicable
caviardé → !redacted
"""
IN_A_COLUMN_OF_DAYS_FIRST = """
04/03/2021 → 2021-03-04
12/03/21 → 2021-03-12
31/12/99 → 1999-12-31
03/14/2021 → 2021-03-14
"""
IN_A_COLUMN_OF_MONTHS_FIRST = """
04/03/2021 → 2021-04-03
12/03/21 → 2021-12-03
14/03/2021 → 2021-03-14
"""
IN_A_COLUMN_OF_YEARS_FIRST = """
2010-11 → 2010-11
21-03-04 → !ambiguous
03/04/22 → !ambiguous
04/03/2021 → !ambiguous
"""
YEARS = """
2021-2022 → 2021-2022
2021-22 → 2021-2022
2021/22 → 2021-2022
2021/2022 → 2021-2022
2021–2022 → 2021-2022
2021 - 2022 → 2021-2022
2021 2022 → 2021-2022
2021_2022 → 2021-2022
’21-’22 → 2021-2022
21-22 → 2021-2022
1999-2000 → 1999-2000
1999-00 → 1999-2000
2007/08 → 2007-2008
2010-11 → 2010-2011
AF 2021-2022 → 2021-2022
AF2021-22 → 2021-2022
FY2021-22 → 2021-2022
FY 2021-2022 → 2021-2022
exercice 2021-2022 → 2021-2022
Exercice financier 2021-2022 → 2021-2022
Année financière 2021-2022 → 2021-2022
fiscal year 2021/22 → 2021-2022
2021-2022* → 2021-2022
2021-22 (1) → 2021-2022
exercice terminé le 31 mars 2022 → 2021-2022
Exercice clos le 31 mars 2022 → 2021-2022
au 31 mars 2022 → 2021-2022
year ended March 31, 2022 → 2021-2022
fiscal year ending 31 March 2022 → 2021-2022
1er avril 2021 au 31 mars 2022 → 2021-2022
du 1er avril 2021 au 31 mars 2022 → 2021-2022
2021-04-01 au 2022-03-31 → 2021-2022
2021 → 2021
2021.0 → 2021
Année : 2017 → 2017
Year 2020 → 2020
FY22 → !ambiguous
FY2022 → !ambiguous
AF 2022 → !ambiguous
exercice terminé le 31 décembre 2022 → !ambiguous
2018-2023 → !span_of_years
2021-2023 → !span_of_years
2019-20 à 2021-22 → !span_of_years
2018-2019 et 2019-2020 → !span_of_years
2020-2021 et suivantes → !span_of_years
1er janvier 2021 au 31 décembre 2021 → !span_of_years
2022-2021 → !not_a_year
2021-2021 → !not_a_year
12 → !not_a_year
1850 → !not_a_year
31 mars 2022 → !not_a_year
2016-12-05 → !not_a_year
T1 → !not_a_year
n/d → !not_available
s. o. → !not_applicable
caviardé → !redacted
"""


def lines(text: str, order: str = "") -> list[tuple[str, str, str]]:
    return [(*line.split(" → "), order) for line in text.split("\n") if " → " in line]  # type: ignore[misc]


def told(found: str | Unreadable) -> str:
    return f"!{found.reason}" if isinstance(found, Unreadable) else found


@pytest.mark.parametrize(
    ("raw", "answer", "order"),
    [
        *lines(DATES),
        *lines(IN_A_COLUMN_OF_DAYS_FIRST, "dmy"),
        *lines(IN_A_COLUMN_OF_MONTHS_FIRST, "mdy"),
        *lines(IN_A_COLUMN_OF_YEARS_FIRST, "ymd"),
    ],
)
def test_date(raw: str, answer: str, order: str) -> None:
    assert told(parse_date(raw, order)) == answer


@pytest.mark.parametrize(("raw", "answer", "order"), lines(YEARS))
def test_fiscal_year(raw: str, answer: str, order: str) -> None:
    assert told(parse_fiscal_year(raw)) == answer


def test_there_are_enough_spellings() -> None:
    assert len(lines(DATES)) >= 60 and len(lines(YEARS)) >= 55


@pytest.mark.parametrize(
    ("cell", "epoch", "answer"),
    [
        (date(2021, 3, 14), None, "2021-03-14"),
        (datetime.fromisoformat("2021-03-14T09:30"), None, "2021-03-14"),
        (2021.0, None, "2021"),
        (20210314, None, "2021-03-14"),
        (44197, 1900, "2021-01-01"),
        (44197.75, 1900, "2021-01-01"),
        (42735, 1904, "2021-01-01"),
        (44197, None, "!ambiguous"),
        (5, 1900, "!not_a_date"),
        (1e9, 1900, "!not_a_date"),
        (float("nan"), 1900, "!not_a_date"),
        (time(9, 30), 1900, "!not_a_date"),
        (date(1066, 10, 14), None, "!not_a_date"),
        (True, 1900, "!not_a_date"),
    ],
)
def test_spreadsheet_date(cell: object, epoch: int | None, answer: str) -> None:
    assert told(parse_date(cell, epoch=epoch)) == answer


def test_fiscal_year_of_a_date_is_not_guessed() -> None:
    assert told(parse_fiscal_year(date(2021, 4, 1))) == "!not_a_year"
    assert told(parse_fiscal_year(2021.0)) == "2021"


def test_ambiguous_date_tells_both_readings() -> None:
    found = parse_date("04/03/2021")
    assert isinstance(found, Unreadable)
    assert found.parameters["readings"] == ["2021-03-04", "2021-04-03"]

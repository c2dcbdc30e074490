"""More than 200 spellings of amounts, each seen in a real file or a near kin of one: read right, or refused with why.

A line is: spelling → value [status] [currency] [~rounded to], or spelling → !reason. `$` as currency is a dollar of no
stated country. The style of the column is that of the heading above the lines.
"""

from decimal import Decimal

import pytest

from funding.imports.amounts import Amount, NumberStyle, Unreadable, cents, parse_amount, parse_number

NO_EVIDENCE = NumberStyle()
COMMA = NumberStyle(mark=",", grouping=" ")
POINT = NumberStyle(mark=".", grouping=",")
MACHINE = NumberStyle(mark=".", grouping="")
THOUSANDS = NumberStyle(mark=",", unit=Decimal(1000))

ALONE = """
0 → 0
7 → 7
123 → 123
1234 → 1234
1234567 → 1234567
00123 → 123
12.50 → 12.50
12,50 → 12.50
12,5 → 12.5
12.5 → 12.5
.5 → 0.5
,5 → 0.5
0,125 → 0.125
0.125 → 0.125
12. → 12
1234,567 → 1234.567
1234.567 → 1234.567
1 234 → 1234
1 234 567 → 1234567
1 234,56 → 1234.56
1 234.56 → 1234.56
1 234 567,891 → 1234567.891
17\u00a0833 → 17833
110\u202f000 → 110000
1\u2009000 → 1000
1\u202f234\u202f567,89 → 1234567.89
1'234 → 1234
1’234’567.50 → 1234567.50
1 234 567,89 $ → 1234567.89 $
1,234,567 → 1234567
1.234.567 → 1234567
1,234.56 → 1234.56
1.234,56 → 1234.56
1,234,567.89 → 1234567.89
1.234.567,89 → 1234567.89
1000,- → 1000
1 000.- → 1000
\ufeff1000 → 1000
\u200b2 500 → 2500
\t2 500\t → 2500
1,234 → !ambiguous
1.234 → !ambiguous
12,345 → !ambiguous
999.999 → !ambiguous
1,234 $ → !ambiguous
$1,234 → !ambiguous
1,23,456 → !not_a_number
1,234,56 → !not_a_number
12 34 → !not_a_number
1 23 456 → !not_a_number
1 000 00 → !not_a_number
1..5 → !not_a_number
1,,5 → !not_a_number
1.2.3 → !not_a_number
1e5 → !not_a_number
1E+06 → !not_a_number
2,43E+13 → !not_a_number
1/2 → !ambiguous
½ → !not_a_number
١٢٣ → !not_a_number
1234567890123456 → !not_a_number
2021-03-14 → !not_a_number
14/03/2021 → !not_a_number
12:30 → !not_a_number
A12 → !not_a_number
12A → !not_a_number
X → !not_a_number
Oui → !not_a_number
CHUM → !not_a_number
Total → !not_a_number
voir annexe → !not_a_number
TRUE → !not_a_number
-5 → -5
−5 → -5
–5 → -5
5- → -5
-1 234,56 → -1234.56
(25 000) → -25000
(1 234,56) → -1234.56
(25 → !not_a_number
25) → !not_a_number
--5 → !not_a_number
+500 → 500
-$500 → -500 $
$-500 → -500 $
-500 $ → -500 $
500$- → -500 $
($500.00) → -500 $
$ (500) → -500 $
(500 $) → -500 $
25 000 $ → 25000 $
25 000$ → 25000 $
25000$ → 25000 $
$25000 → 25000 $
$ 25 000 → 25000 $
25 000,00 $ → 25000 $
25 000 dollars → 25000 $
1 dollar → 1 $
25 000 $ CA → 25000 CAD
25 000 $CA → 25000 CAD
25 000 $ CAN → 25000 CAD
25 000 $CAN → 25000 CAD
25 000 \\$ CA → 25000 CAD
25 000 CAD → 25000 CAD
25 000 $ CAD → 25000 CAD
CAD 25 000 → 25000 CAD
CAD$ 25 000 → 25000 CAD
CA$ 25 000 → 25000 CAD
C$25 000 → 25000 CAD
1 000,00CAD → 1000 CAD
25 000 dollars canadiens → 25000 CAD
25 000 Canadian dollars → 25000 CAD
25 000 $ US → 25000 USD
US$ 25 000 → 25000 USD
25 000 USD → 25000 USD
25 000 dollars américains → 25000 USD
25 000 € → 25000 EUR
25 000€ → 25000 EUR
€25 000 → 25000 EUR
25 000 EUR → 25000 EUR
25 000 euros → 25000 EUR
1 euro → 1 EUR
€5.000,50 → 5000.50 EUR
12€50 → 12.50 EUR
12 $ 50 → 12.50 $
£30,000.00 → 30000 GBP
£12 500 → 12500 GBP
25 000 GBP → 25000 GBP
CHF 1'250.50 → 1250.50 CHF
100 € (110 $) → !ambiguous
5 k$ → 5000 $ ~1000
5 K$ → 5000 $ ~1000
5k → 5000 ~1000
5,5 k$ → 5500 $ ~100
k$ 5 → 5000 $ ~1000
250 k€ → 250000 EUR ~1000
63 M$ → 63000000 $ ~1000000
63M$ → 63000000 $ ~1000000
63 $M → 63000000 $ ~1000000
$63M → 63000000 $ ~1000000
$5.5m → 5500000 $ ~100000
M$ 63 → 63000000 $ ~1000000
8,68 M$ → 8680000 $ ~10000
8.68 M$ → 8680000 $ ~10000
124,5 M$ → 124500000 $ ~100000
5 MM$ → 5000000 $ ~1000000
63 M → 63000000 ~1000000
3 G$ → 3000000000 $ ~1000000000
G$ 3 → 3000000000 $ ~1000000000
1,2 Md€ → 1200000000 EUR ~100000000
2 Mds € → 2000000000 EUR ~1000000000
US$ 5 M → 5000000 USD ~1000000
5 millions → 5000000 ~1000000
5 millions $ → 5000000 $ ~1000000
5 millions de dollars → 5000000 $ ~1000000
5 millions de $ → 5000000 $ ~1000000
2,5 millions d'euros → 2500000 EUR ~100000
2,5 millions d’euros → 2500000 EUR ~100000
$5 million → 5000000 $ ~1000000
5 million dollars → 5000000 $ ~1000000
1 milliard de dollars → 1000000000 $ ~1000000000
1,5 milliard → 1500000000 ~100000000
300 mille dollars → 300000 $ ~1000
300 milliers de dollars → 300000 $ ~1000
300 thousand dollars → 300000 $ ~1000
$1.2 billion → 1200000000 $ ~100000000
1.2 billion → !ambiguous
1,2 billion $ → !ambiguous
5 m$ → !unit_unknown
12,345 M$ → !ambiguous
5 trucs → !not_a_number
un million de dollars → 1000000 $ ~1000000
un million et demi → 1500000 ~100000
deux millions de dollars → 2000000 $ ~1000000
cinq mille dollars → 5000 $ ~1000
plus de 63 M$ → 63000000 more_than $ ~1000000
Plus de 63 millions → 63000000 more_than ~1000000
more than $63 million → 63000000 more_than $ ~1000000
over $5M → 5000000 more_than $ ~1000000
> 5000 → 5000 more_than
supérieur à 5 000 $ → 5000 more_than $
au moins 1 M$ → 1000000 at_least $ ~1000000
at least 5000 → 5000 at_least
minimum de 5 000 $ → 5000 at_least $
≥ 5 000 → 5000 at_least
>= 5000 → 5000 at_least
25 000 $ et plus → 25000 at_least $
63 M$ + → 63000000 at_least $ ~1000000
63 M$ et plus → 63000000 at_least $ ~1000000
au plus 5 000 $ → 5000 at_most $
jusqu'à 5 000 $ → 5000 at_most $
jusqu’à 5 000 $ → 5000 at_most $
up to $5000 → 5000 at_most $
moins de 5 000 $ → 5000 at_most $
<5000 → 5000 at_most
maximum 5 000 $ → 5000 at_most $
5 000 $ maximum → 5000 at_most $
environ 4,83 M$ → 4830000 about $ ~10000
env. 5000 → 5000 about
about $5000 → 5000 about $
approx. 5000 → 5000 about
~5000 → 5000 about
≈5000 → 5000 about
près de 5 millions → 5000000 about ~1000000
de l'ordre de 5 000 $ → 5000 about $
5 000 $ environ → 5000 about $
63 M$ (estimé) → 63000000 about $ ~1000000
un montant d'environ 5 M$ → 5000000 about $ ~1000000
en moyenne 70 000 $ → 70000 average $
70 000 $ en moyenne → 70000 average $
moyenne de 70 000 $ → 70000 average $
average 70000 → 70000 average
2 000 $ (1) → 2000 $
2 000 $¹ → 2000 $
25 000² → 25000
25 000 $* → 25000 $
25 000 † → 25000
12 (13) → !not_a_number
plusieurs millions → - in_words
Plusieurs millions de dollars → - in_words $
plusieurs dizaines de millions → - in_words
quelques milliers de dollars → - in_words $
several million dollars → - in_words $
au moins 1 million de dollars chacune → - in_words $
50 000 $ par année → - in_words $
50 000 $ par projet → - in_words $
non divulgué → - undisclosed
Non divulgués → - undisclosed
Montant non divulgué → - undisclosed
undisclosed → - undisclosed
not disclosed → - undisclosed
non publié → - undisclosed
caviardé → !redacted
CAVIARDÉ → !redacted
[caviardé] → !redacted
Confidentiel → !redacted
masqué → !redacted
redacted → !redacted
art. 23 → !redacted
art. 23, 24 → !redacted
articles 53 et 54 → !redacted
[art. 23] → !redacted
█████ → !redacted
■■■ → !redacted
XXXX → !redacted
xxx xxx → !not_a_number
s.o. → !not_applicable
S. O. → !not_applicable
s/o → !not_applicable
sans objet → !not_applicable
N/A → !not_applicable
n.a. → !not_applicable
n/d → !not_available
N.D. → !not_available
nd → !not_available
NC → !not_available
non disponible → !not_available
à venir → !not_available
à déterminer → !not_available
TBD → !not_available
inconnu → !not_available
null → !not_available
- → !not_available
— → !not_available
-- → !not_available
... → !not_available
… → !not_available
? → !not_available
**** → !not_available
#DIV/0! → !formula-error
#N/A → !formula-error
#VALEUR! → !formula-error
52 % → !unit_unknown
52% → !unit_unknown
1 000 à 5 000 $ → !ambiguous
1000-5000 → !ambiguous
entre 1 et 2 M$ → !ambiguous
1 000 $ ou 2 000 $ → !ambiguous
1 234,56$CA → 1234.56 CAD
$ 1 234,56 CAD → 1234.56 CAD
1234.56 CAD$ → 1234.56 CAD
12 500.- $ → 12500 $
45k $ → 45000 $ ~1000
1,2 M$ CA → 1200000 CAD ~100000
(1 234,56 $) → -1234.56 $
5000€ → 5000 EUR
1´000 → 1000
1’000,00 → 1000
+1 000 $ → 1000 $
1 000 $ ** → 1000 $
«1 000 $» → 1000 $
'1000 → 1000
1 000 $; → 1000 $
1 000 — → !ambiguous
1 000 – → !ambiguous
23, 24 et 53 → !ambiguous
5 000 $ x 3 → !not_a_number
1 234,5O → !not_a_number
l 000 $ → !not_a_number
1 000.000,00 → !not_a_number
1 000 000 $ (un million) → !not_a_number
- $ → !not_available
$ - → !not_available
néant → !not_available
nil → !not_available
aucun montant → !not_available
a. 23 → !redacted
art. 23 al. 1 → !redacted
Art. 23-24 LAI → !redacted
confidentiel (art. 23) → !redacted
Caviardé - art. 23 et 24 → !redacted
"""
IN_A_COLUMN_OF_COMMAS = """
1.234 → 1234
12.345 $ → 12345 $
1,234 → !ambiguous
12,50 → 12.50
12.50 → !ambiguous
1,234 M$ → 1234000 $ ~1000
1 234,5 → 1234.5
1,234.56 → 1234.56
1234 → 1234
12.5 → !ambiguous
"""
IN_A_COLUMN_OF_POINTS = """
1,234 → 1234
$1,234 → 1234 $
1.234 → !ambiguous
12,50 → !ambiguous
1,234,567 → 1234567
1234.5 → 1234.5
"""
WRITTEN_BY_A_MACHINE = """
12.345 → 12.345
65395.05 → 65395.05
1825.0 → 1825
1,234 → 1234
0.001 → 0.001
"""
IN_THOUSANDS = """
12 → 12000 ~1000
12,5 → 12500 ~100
1 234 → 1234000 ~1000
12 M$ → 12000000 $ ~1000000
5 000 $ → 5000000 $ ~1000
plus de 12 → 12000 more_than ~1000
"""


def lines(text: str) -> list[tuple[str, str]]:
    return [tuple(line.split(" → ")) for line in text.split("\n") if " → " in line]  # type: ignore[misc]


def told(found: Amount | Unreadable) -> str:
    """The answer as the tables write it."""
    if isinstance(found, Unreadable):
        return f"!{found.reason}"
    parts = ["-" if found.value is None else format(found.value, "f")]
    if found.status != "exact":
        parts.append(found.status)
    if found.currency:
        parts.append(found.currency)
    if found.rounded_to is not None:
        parts.append(f"~{found.rounded_to:f}")
    return " ".join(parts)


CASES = [
    *((raw, answer, NO_EVIDENCE) for raw, answer in lines(ALONE)),
    *((raw, answer, COMMA) for raw, answer in lines(IN_A_COLUMN_OF_COMMAS)),
    *((raw, answer, POINT) for raw, answer in lines(IN_A_COLUMN_OF_POINTS)),
    *((raw, answer, MACHINE) for raw, answer in lines(WRITTEN_BY_A_MACHINE)),
    *((raw, answer, THOUSANDS) for raw, answer in lines(IN_THOUSANDS)),
]


@pytest.mark.parametrize(("raw", "answer", "style"), CASES)
def test_spelling(raw: str, answer: str, style: NumberStyle) -> None:
    assert told(parse_amount(raw, style)) == answer


def test_there_are_more_than_two_hundred_spellings() -> None:
    assert len({(raw, style) for raw, _, style in CASES}) == len(CASES) > 280


@pytest.mark.parametrize(
    ("number", "answer"),
    [
        (1234.5599999999999, "1234.56"),
        (5.0, "5"),
        (0.1 + 0.2, "0.30"),
        (1 / 3, "0.33"),
        (1234, "1234"),
        (-17.5, "-17.50"),
        (Decimal("12.34"), "12.34"),
        (2.675, "2.68"),
        (0.125, "0.13"),
        (1e20, "!not_a_number"),
        (float("nan"), "!not_a_number"),
        (float("inf"), "!not_a_number"),
        (True, "!not_a_number"),
    ],
)
def test_spreadsheet_number(number: float, answer: str) -> None:
    assert told(parse_amount(number)) == answer


def test_thousands_column_of_numbers_says_what_it_was_rounded_to() -> None:
    assert told(parse_amount(12.5, THOUSANDS)) == "12500 ~100"


def test_words_of_an_amount_are_kept() -> None:
    found = parse_amount("plus de 63 M$")
    assert isinstance(found, Amount)
    assert found.text == "plus de 63 M$"


def test_ambiguous_amount_tells_both_readings() -> None:
    found = parse_amount("1,234")
    assert isinstance(found, Unreadable)
    assert found.parameters["readings"] == ["1.234", "1234"]


def test_a_very_long_cell_is_no_amount() -> None:
    assert told(parse_amount("9" * 10_000)) == "!not_a_number"


def test_bare_numbers_keep_their_decimals() -> None:
    assert parse_number("1 234,5") == Decimal("1234.5")
    assert cents(Decimal("1000.5577")) == Decimal("1000.56")

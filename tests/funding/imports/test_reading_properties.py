"""What holds for any file: a written register read back is equal, the order of columns does not matter, nothing raises.

Bounded: 60 examples each, without a deadline of their own.
"""

import csv
import io
import tempfile
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from funding.imports.amounts import Amount, NumberStyle, Unreadable, parse_amount
from funding.imports.dates import parse_date, parse_fiscal_year
from funding.imports.delimited import read_delimited
from funding.imports.document import Refused
from funding.imports.double_encoding import repair_twice_encoded
from funding.imports.headers import KINDS
from funding.imports.read import read
from funding.imports.values import Reading, Style, reader
from tests.corpus import cases
from tests.corpus.pdf_writer import Page, write
from tests.funding.imports.messy import workbook
from tests.whole import examples

BOUNDED = settings(
    max_examples=examples(75),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
HEADINGS = {
    "reference": "Référence",
    "recipient": "Bénéficiaire",
    "programme": "Programme",
    "amount": "Montant",
    "decision_date": "Date de la décision",
    "fiscal_year": "Année financière",
}
names = st.from_regex(r"[A-Z][a-zéèàô]{3,12} [A-Z][a-z]{4,10}", fullmatch=True)
amounts = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(10**9), places=2)
days = st.dates(min_value=date(1990, 1, 1), max_value=date(2049, 12, 31))
years = st.integers(1990, 2048).map(lambda year: f"{year}-{year + 1}")
awards = st.lists(
    st.tuples(st.integers(1, 10**6).map("R-{}".format), names, names, amounts, days, years), min_size=2, max_size=15
)
anything = st.one_of(
    st.text(max_size=60),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)


def spelt(amount: Decimal, mark: str) -> str:
    """1234567.89 as people write it: '1 234 567,89' or '1,234,567.89'."""
    text = f"{amount:,.2f}"
    return text.replace(",", "\u202f").replace(".", ",") if mark == "," else text


def rows_of(path: Path) -> list[dict[str, str | None]]:
    document = read(path)
    return [{name: value.value for name, value in row.values.items()} for row in document.rows() if row.kind == "data"]


def expected(awards: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
    return [dict(zip(HEADINGS, award, strict=True)) for award in awards]


def same(read_rows: list[dict[str, str | None]], written: list[dict[str, Any]]) -> bool:
    if len(read_rows) != len(written):
        return False
    return all(
        Decimal(got["amount"] or 0) == want["amount"]
        and got["decision_date"] == want["decision_date"].isoformat()
        and all(got[name] == want[name] for name in ("reference", "recipient", "programme", "fiscal_year"))
        for got, want in zip(read_rows, written, strict=True)
    )


@BOUNDED
@given(awards=awards, mark=st.sampled_from(",."), separator=st.sampled_from([";", "\t", "|"]), seed=st.randoms())
def test_a_written_text_file_is_read_back_in_any_order_of_columns(
    tmp_path: Path, awards: list[tuple[Any, ...]], mark: str, separator: str, seed: Any
) -> None:
    order = list(range(len(HEADINGS)))
    seed.shuffle(order)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator)
    writer.writerow([list(HEADINGS.values())[place] for place in order])
    for award in awards:
        cells = [*award[:3], spelt(award[3], mark), award[4].isoformat(), award[5]]
        writer.writerow([cells[place] for place in order])
    path = tmp_path / "registre.csv"
    path.write_text(text.getvalue(), encoding="utf-8")
    assert same(rows_of(path), expected(awards))


@BOUNDED
@given(awards=awards, titles=st.lists(names, max_size=2), has_total=st.booleans())
def test_a_written_workbook_is_read_back_with_its_titles_and_total(
    tmp_path: Path, awards: list[tuple[Any, ...]], titles: list[str], has_total: bool
) -> None:
    rows: list[list[Any]] = [[title] for title in titles]
    rows.append(list(HEADINGS.values()))
    rows += [[*award[:3], float(award[3]), award[4].isoformat(), award[5]] for award in awards]
    if has_total:
        rows.append(["Total", "", "", float(sum(award[3] for award in awards))])
    path = workbook(tmp_path, {"Feuille": rows})
    document = read(path)
    assert same(rows_of(path), expected(awards))
    assert document.kinds.get("title", 0) == len(titles)
    assert [amount.matches for amount in document.amounts] == [True if has_total else None]


@BOUNDED
@given(
    rows=st.lists(
        st.lists(
            st.one_of(st.text(max_size=20), st.integers(), st.floats(allow_nan=False, allow_infinity=False)), max_size=6
        ),
        max_size=12,
    )
)
def test_no_table_of_anything_raises(tmp_path: Path, rows: list[list[Any]]) -> None:
    text = "\n".join(";".join(str(cell) for cell in row) for row in rows)
    path = tmp_path / "quelconque.csv"
    path.write_text(text, encoding="utf-8", errors="replace")
    try:
        document = read(path)
    except Refused:
        return
    assert sum(1 for row in document.rows() if row.part == 0) == sum(document.kinds.values())
    document.as_json(rows=True)


@BOUNDED
@given(data=st.binary(max_size=400))
def test_no_bytes_raise(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "octets.csv"
    path.write_bytes(data)
    try:
        read(path).as_json(rows=True)
    except Refused as refusal:
        assert refusal.message("fr") and refusal.message("en")


@BOUNDED
@given(data=st.binary(max_size=200))
def test_any_bytes_are_some_text(data: bytes) -> None:
    read_delimited(data)


@BOUNDED
@given(cell=anything)
def test_no_cell_raises_in_any_field(cell: Any) -> None:
    for record_kind, fields in KINDS.items():
        for field, field_type in fields.items():
            found = reader(field_type, record_kind, field, Style(currency="CAD", epoch=1900))(cell)
            assert isinstance(found, Reading)
            assert found.value is not None or found.reason or found.beside


@BOUNDED
@given(text=st.text(alphabet="0123456789 ,.-()$€kMG\u00a0\u202f'", max_size=14))
def test_an_amount_never_has_other_digits_than_its_text(text: str) -> None:
    found = parse_amount(text, NumberStyle())
    if isinstance(found, Amount) and found.value is not None and found.rounded_to is None:
        digits = "".join(character for character in text if character.isdigit())
        kept = f"{abs(found.value):f}".replace(".", "")
        assert kept.strip("0") == digits.strip("0")


@BOUNDED
@given(day=days)
def test_dates_survive_their_spellings(day: date) -> None:
    assert parse_date(day.isoformat()) == day.isoformat()
    assert parse_date(f"{day:%d/%m/%Y}", "dmy") == day.isoformat()
    assert parse_date(f"{day:%m/%d/%Y}", "mdy") == day.isoformat()
    assert parse_date((day - date(1899, 12, 30)).days, epoch=1900) == day.isoformat()
    found = parse_date(f"{day:%d/%m/%Y}")
    assert found == day.isoformat() if day.day > 12 or day.day == day.month else isinstance(found, Unreadable)


@BOUNDED
@given(year=st.integers(1950, 2049))
def test_fiscal_years_survive_their_spellings(year: int) -> None:
    answer = f"{year}-{year + 1}"
    for text in (
        f"{year}-{year + 1}",
        f"{year}-{(year + 1) % 100:02}",
        f"AF {year}/{(year + 1) % 100:02}",
        f"{year} – {year + 1}",
    ):
        assert parse_fiscal_year(text) == answer


# --- files that were damaged on their way -----------------------------------------------------------------------------

MENDABLE = ("title-rows-merged-heading-subtotals", "hidden-row-of-an-old-workbook", "open-document-with-spans")
MENDABLE += ("pdf-ruled-over-two-pages", "encoding-mixed")


@lru_cache
def whole(name: str) -> tuple[str, bytes]:
    """(suffix, content) of a file of the corpus."""
    (case,) = [case for case in cases() if case.name == name]
    with tempfile.TemporaryDirectory() as folder:
        path = case.make(Path(folder))
        return path.suffix, path.read_bytes()


@BOUNDED
@given(name=st.sampled_from(MENDABLE), changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=12))
def test_no_damaged_file_raises(tmp_path: Path, name: str, changes: list[tuple[float, int]]) -> None:
    suffix, content = whole(name)
    data = bytearray(content)
    for place, byte in changes:
        data[int(place * (len(data) - 1))] = byte
    path = tmp_path / f"abime{suffix}"
    path.write_bytes(bytes(data))
    try:
        read(path).as_json(rows=True)
    except Refused as refusal:
        assert refusal.message("fr") and refusal.message("en")


@BOUNDED
@given(name=st.sampled_from(MENDABLE), part=st.floats(0, 1))
def test_no_file_cut_short_raises(tmp_path: Path, name: str, part: float) -> None:
    suffix, content = whole(name)
    path = tmp_path / f"coupe{suffix}"
    path.write_bytes(content[: int(part * len(content))])
    try:
        read(path).as_json(rows=True)
    except Refused as refusal:
        assert refusal.message("fr") and refusal.message("en")


@BOUNDED
@given(awards=awards, seed=st.randoms())
def test_the_order_of_columns_of_a_workbook_changes_nothing(
    tmp_path: Path, awards: list[tuple[Any, ...]], seed: Any
) -> None:
    order = list(range(len(HEADINGS)))
    seed.shuffle(order)
    rows = [list(HEADINGS.values())]
    rows += [[*award[:3], float(award[3]), award[4].isoformat(), award[5]] for award in awards]
    path = workbook(tmp_path, {"Feuille": [[row[place] for place in order] for row in rows]})
    assert same(rows_of(path), expected(awards))


@pytest.mark.slow
@BOUNDED
@given(awards=awards, per_page=st.integers(2, 6))
def test_a_register_printed_on_pages_is_read_back(tmp_path: Path, awards: list[tuple[Any, ...]], per_page: int) -> None:
    cells = [
        [*award[:3], spelt(award[3], ",").replace("\u202f", " "), award[4].isoformat(), award[5]] for award in awards
    ]
    pages = []
    for first in range(0, len(cells), per_page):
        page = Page()
        page.ruled([60, 120, 120, 80, 70, 70], [list(HEADINGS.values()), *cells[first : first + per_page]], size=4)
        pages.append(page)
    assert same(rows_of(write(tmp_path / "registre.pdf", pages)), expected(awards))


@BOUNDED
@given(
    text=st.text(alphabet="aéèàùôîçœÉÀ’«» —abc", min_size=1, max_size=30),
    codec=st.sampled_from(["latin-1", "mac_roman", "cp850"]),
)
def test_text_encoded_twice_is_mended_and_other_text_is_left_alone(text: str, codec: str) -> None:
    assert repair_twice_encoded(text)[0] == text
    twice = text.encode().decode(codec)
    mended, count, _ = repair_twice_encoded(twice)
    assert mended == text
    assert bool(count) == (not text.isascii())

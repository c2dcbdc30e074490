"""PDF files as ministries answer with them: what stands on each page, and what must come out of it."""

from pathlib import Path

import pytest

from funding.imports.document import Document, RowRead
from funding.imports.read import read
from tests.corpus.pdf_writer import TOP, Page, write

HEADER = ["Bénéficiaire", "Programme", "Montant", "Année financière"]
WIDTHS = [190, 110, 90, 90]
COLUMNS = (50, 255, 385, 480)
YEAR = "2021-2022"


def data(document: Document) -> list[RowRead]:
    return [row for row in document.rows() if row.kind == "data"]


def values(document: Document, *fields: str) -> list[tuple[str | None, ...]]:
    return [tuple(row.values[name].value if name in row.values else None for name in fields) for row in data(document)]


def grants(first: int, last: int) -> list[list[str]]:
    return [[f"Organisme {n}", "Essor", f"{n} 000,00 $", YEAR] for n in range(first, last + 1)]


@pytest.mark.parametrize("lines", ["ruled", "unruled"])
def test_the_year_above_each_page_s_rows_is_theirs(tmp_path: Path, lines: str) -> None:
    pages = [Page(), Page(), Page(), Page()]
    for number, page in enumerate(pages):
        top = TOP if number == 2 else page.lines(f"Subventions accordées en {2019 + number}-{2020 + number}")
        rows = [HEADER[:3], *(row[:3] for row in grants(4 * number + 1, 4 * number + 4))]
        page.ruled(WIDTHS[:3], rows, top) if lines == "ruled" else page.unruled(COLUMNS, rows, top)
    document = read(write(tmp_path / "quatre.pdf", pages))
    years = ["2019-2020"] * 4 + ["2020-2021"] * 8 + ["2022-2023"] * 4
    assert values(document, "recipient", "fiscal_year") == [
        (f"Organisme {n + 1}", year) for n, year in enumerate(years)
    ]


@pytest.mark.parametrize("tilted", [True, False])
@pytest.mark.parametrize("lines", ["ruled", "unruled"])
def test_a_stamp_across_a_page_is_in_no_cell(tmp_path: Path, lines: str, tilted: bool) -> None:
    page = Page().across(150, 480, "COPIE", tilted=tilted)
    rows = [HEADER, *grants(1, 25)]
    page.ruled(WIDTHS, rows) if lines == "ruled" else page.unruled(COLUMNS, rows)
    document = read(write(tmp_path / "copie.pdf", [page]))
    assert values(document, "recipient", "amount") == [(f"Organisme {n}", f"{n}000") for n in range(1, 26)]
    (problem,) = [one for one in document.problems if one.code == "text-across"]
    assert problem.parameters == {"pages": "1", "example": "COPIE"}


@pytest.mark.parametrize("lines", ["ruled", "unruled"])
def test_letters_drawn_twice_to_look_bold_are_read_once(tmp_path: Path, lines: str) -> None:
    page = Page()
    rows = [HEADER, *grants(1, 6)]
    page.ruled(WIDTHS, rows) if lines == "ruled" else page.unruled(COLUMNS, rows)
    page.drawn += ["q 1 0 0 1 0.3 0 cm", *(one for one in page.drawn if "Tj" in one), "Q"]
    document = read(write(tmp_path / "gras.pdf", [page]))
    assert values(document, "recipient", "amount") == [(f"Organisme {n}", f"{n}000") for n in range(1, 7)]


@pytest.mark.parametrize("lines", ["ruled", "unruled"])
@pytest.mark.parametrize("placed", ["0 1 -1 0 612 0", "0 -1 1 0 0 792"])
def test_a_sheet_laid_sideways_onto_its_page_is_read(tmp_path: Path, lines: str, placed: str) -> None:
    page = Page()
    rows = [HEADER, *grants(1, 8)]
    page.ruled(WIDTHS, rows, 560) if lines == "ruled" else page.unruled(COLUMNS, rows, 560)
    page.drawn = [f"q {placed} cm", *page.drawn, "Q"]
    document = read(write(tmp_path / "paysage.pdf", [page]))
    assert values(document, "recipient", "amount") == [(f"Organisme {n}", f"{n}000") for n in range(1, 9)]

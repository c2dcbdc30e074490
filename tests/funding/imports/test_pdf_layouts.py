"""Ruled and unruled tables of a PDF beside each other, lines that part columns only, and what stands in no table."""

from pathlib import Path

import pytest

from funding.imports.document import Document
from funding.imports.read import read
from tests.corpus.pdf_writer import LINE, TOP, Page, write

HEADER = ["Bénéficiaire", "Programme", "Montant", "Année financière"]
WIDTHS = [190, 110, 90, 90]
COLUMNS = (53, 243, 353, 443)
PROSE = "Le ministère soutient les organismes qui contribuent au développement de l’innovation au Québec."


def grants(first: int, last: int) -> list[list[str]]:
    return [[f"Organisme {n}", "Essor", f"{n} 000,00 $", "2021-2022"] for n in range(first, last + 1)]


def awards(document: Document) -> list[tuple[str | None, str | None]]:
    rows = [row for row in document.rows() if row.kind == "data"]
    return [(row.values["recipient"].value, row.values["amount"].value) for row in rows]


def expected(first: int, last: int) -> list[tuple[str, str]]:
    return [(f"Organisme {n}", f"{n}000") for n in range(first, last + 1)]


def test_a_small_ruled_table_in_a_letter_is_read_by_its_lines(tmp_path: Path) -> None:
    page = Page()
    top = page.ruled(WIDTHS, [HEADER, *grants(1, 4)], page.lines(*[PROSE] * 14))
    page.lines(*[PROSE] * 14, top=top)
    assert awards(read(write(tmp_path / "lettre.pdf", [page]))) == expected(1, 4)


def test_a_last_ruled_row_above_long_notes_goes_on_with_its_table(tmp_path: Path) -> None:
    pages = [Page(), Page()]
    pages[0].ruled(WIDTHS, [HEADER, *grants(1, 20)])
    pages[1].lines(*[PROSE] * 14, top=pages[1].ruled(WIDTHS, grants(21, 21)))
    assert awards(read(write(tmp_path / "notes.pdf", pages))) == expected(1, 21)


def test_rows_without_lines_under_a_ruled_table_are_read(tmp_path: Path) -> None:
    page = Page()
    top = page.ruled(WIDTHS, [HEADER, *grants(1, 12)]) - 12
    page.unruled(COLUMNS, grants(13, 24), top)
    document = read(write(tmp_path / "moitie.pdf", [page]))
    assert awards(document) == expected(1, 24)


def test_lines_that_only_part_columns_make_no_rows(tmp_path: Path) -> None:
    for under_heading in (True, False):
        page = Page()
        bottom = page.unruled(COLUMNS, [HEADER, *grants(1, 20)])
        edges = [50, 240, 350, 440, 530]
        for x in edges:
            page.line(x, TOP + 11, x, bottom + 11)
        for y in (TOP + 11, bottom + 11, *([TOP - 4] if under_heading else [])):
            page.line(edges[0], y, edges[-1], y)
        assert awards(read(write(tmp_path / "colonnes.pdf", [page]))) == expected(1, 20)


def test_lines_with_an_amount_that_stand_in_no_table_are_told(tmp_path: Path) -> None:
    page = Page()
    top = page.ruled(WIDTHS, [HEADER, *grants(1, 8)])
    page.lines(
        "Note : les montants sont ceux de 2021-2022.",
        "Organisme oublié 12 345,00 $",
        PROSE,
        "Organisme perdu 1 345 678 2021-2022",
        "Page 12",
        top=top - LINE,
    )
    document = read(write(tmp_path / "reste.pdf", [page]))
    assert awards(document) == expected(1, 8)
    (said,) = [one for one in document.problems if one.code == "rows-in-no-table"]
    assert said.parameters == {"pages": "1", "count": 2, "example": "Organisme oublié 12 345,00 $"}


@pytest.mark.parametrize("gap", [2.2, 6.5])
@pytest.mark.parametrize("backwards", [True, False])
def test_an_amount_that_was_drawn_in_pieces_is_whole(tmp_path: Path, gap: float, backwards: bool) -> None:
    page = Page()
    page.unruled((50, 300, 470), [["Bénéficiaire", "Exercice", "Montant"]])
    for number in range(1, 13):
        top = TOP - LINE * number
        page.text(50, top, f"Organisme {number}").text(300, top, "2021-2022")
        pieces = [f"{number}", "345", "678", "$"]
        # Helvetica's figures are 5 points wide at 9.
        starts = [500 - 5.004 * len(pieces[0]), 500 + gap, 515.1 + 2 * gap, 530.2 + 3 * gap]
        for x, piece in sorted(zip(starts, pieces, strict=True), reverse=backwards):
            page.text(x, top, piece)
    document = read(write(tmp_path / "morceaux.pdf", [page]))
    assert awards(document) == [(f"Organisme {n}", f"{n}345678") for n in range(1, 13)]


def test_columns_of_numbers_that_stand_close_stay_apart(tmp_path: Path) -> None:
    page = Page()
    page.unruled((50, 341.5, 380), [["Bénéficiaire", "2020", "2021"]])
    for number in range(1, 13):
        top = TOP - LINE * number
        figures = "9 876" if number % 2 else "345 678"
        right = 400 - 5.004 * (len(figures) - 0.5)
        page.text(50, top, f"Organisme {number}").text(right, top, figures)
        page.text(400 - 32.5 - 6 - 5.004 * len(str(10 + number)), top, str(10 + number))
    document = read(write(tmp_path / "serre.pdf", [page]))
    amounts = [amount for _name, amount in awards(document)]
    assert amounts == [one for n in range(1, 13) for one in (f"{10 + n}", "9876" if n % 2 else "345678")]


def test_a_name_that_runs_over_into_an_empty_cell_is_whole(tmp_path: Path) -> None:
    page = Page()
    long = "Fondation de l’Institut universitaire de cardiologie de Montréal"
    rows = [HEADER, *grants(1, 3), [long, "", "4 000,00 $", "2021-2022"], *grants(5, 6)]
    page.ruled(WIDTHS, rows)
    document = read(write(tmp_path / "deborde.pdf", [page]))
    names = [long if n == 4 else f"Organisme {n}" for n in range(1, 7)]
    assert awards(document) == [(name, f"{n}000") for n, name in enumerate(names, 1)]

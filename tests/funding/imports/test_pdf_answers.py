"""PDF files as ministries answer with them: what stands on each page, and what must come out of it."""

from pathlib import Path

import pytest

from funding.imports.document import Document, RowRead
from funding.imports.pdf_block import one_line
from funding.imports.read import read
from tests.corpus.pdf_writer import LINE, TOP, Page, write

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


@pytest.mark.parametrize("lines", ["ruled", "unruled"])
def test_a_raised_figure_is_the_mark_of_a_footnote(tmp_path: Path, lines: str) -> None:
    page = Page()
    rows = [HEADER, *grants(1, 6)]
    page.ruled(WIDTHS, rows) if lines == "ruled" else page.unruled(COLUMNS, rows)
    # Helvetica's letters: « Organisme 2 » and « 4 000,00 » at 9 points.
    names, amounts, down = (53, 353, 11) if lines == "ruled" else (50, 385, 0)
    page.text(names + 52, TOP - 2 * LINE - down + 3.5, "1", 5.5)
    page.text(amounts + 46.5, TOP - 4 * LINE - down + 3.5, "2", 5.5)
    page.lines("1 Anciennement Valorisation", "2 Montant révisé", top=300)
    document = read(write(tmp_path / "renvois.pdf", [page]))
    assert values(document, "recipient", "amount") == [(f"Organisme {n}", f"{n}000") for n in range(1, 7)]
    assert not any(row.problems for row in data(document))


@pytest.mark.parametrize("lines", ["ruled", "unruled"])
def test_dots_that_lead_to_an_amount_are_no_part_of_the_name(tmp_path: Path, lines: str) -> None:
    page = Page()
    rows = [HEADER, *([f"{row[0]} {'.' * 20}", *row[1:]] for row in grants(1, 6))]
    page.ruled(WIDTHS, rows) if lines == "ruled" else page.unruled(COLUMNS, rows)
    document = read(write(tmp_path / "points.pdf", [page]))
    assert values(document, "recipient", "amount") == [(f"Organisme {n}", f"{n}000") for n in range(1, 7)]


def test_letters_that_a_font_joins_are_letters() -> None:
    assert (
        one_line("Fondation ofﬁcielle\ndes ﬂeurs de Montre\u0301al²") == "Fondation officielle des fleurs de Montréal²"
    )


@pytest.mark.parametrize("down", [0, 5, 10], ids=["head", "middle", "foot"])
def test_a_name_of_two_lines_is_one_wherever_its_amount_stands(tmp_path: Path, down: int) -> None:
    page = Page()
    top = page.unruled(COLUMNS, [HEADER])
    for row in grants(1, 12):
        if row[0] in {"Organisme 3", "Organisme 8"}:
            page.text(COLUMNS[0], top, row[0]).text(COLUMNS[0], top - 10, "et ses partenaires")
            top = page.unruled(COLUMNS, [["", *row[1:]]], top - down) - 10 + down
        else:
            top = page.unruled(COLUMNS, [row], top)
    document = read(write(tmp_path / "deux-lignes.pdf", [page]))
    names = [f"Organisme {n}{' et ses partenaires' * (n in {3, 8})}" for n in range(1, 13)]
    assert values(document, "recipient", "amount") == [(name, f"{n}000") for n, name in enumerate(names, 1)]


def test_the_title_of_a_group_that_stands_close_is_no_part_of_a_name(tmp_path: Path) -> None:
    page = Page()
    top = page.unruled(COLUMNS, [HEADER])
    for first in (1, 5, 9):
        top = page.unruled(COLUMNS, [["Montréal"]], top) + 5
        top = page.unruled(
            COLUMNS, [[f"Institut universitaire {row[0]}", *row[1:]] for row in grants(first, first + 3)], top
        )
    document = read(write(tmp_path / "groupes.pdf", [page]))
    assert [row.values["recipient"].value for row in data(document)][:2] == [
        "Institut universitaire Organisme 1",
        "Institut universitaire Organisme 2",
    ]


@pytest.mark.parametrize("more", [1, 2])
@pytest.mark.parametrize("total", [True, False])
def test_the_last_rows_of_a_table_stand_alone_on_their_page(tmp_path: Path, more: int, total: bool) -> None:
    pages = [Page(), Page(), Page()]
    pages[0].unruled(COLUMNS, [HEADER, *grants(1, 30)])
    pages[1].lines("Rapport annuel de gestion", top=760)
    top = pages[1].unruled(COLUMNS, grants(31, 30 + more))
    if total:
        said = f"{sum(range(1, 31 + more))} 000,00 $"
        top = pages[1].unruled(COLUMNS, [["Total", "", said, ""]], top)
    pages[1].lines("Les montants sont ceux des ententes signées.", top=top - 30)
    pages[2].lines("Québec, le 3 mai 2023", "Madame,", "Voici la liste demandée.", "Téléphone : 418 643-1234")
    document = read(write(tmp_path / "suite.pdf", pages))
    assert values(document, "recipient", "amount") == [(f"Organisme {n}", f"{n}000") for n in range(1, 31 + more)]
    (said,) = document.amounts
    assert said.declared_total == (said.sum if total else None)
    assert [one.parameters["pages"] for one in document.problems if one.code == "pages-without-table"] == ["3"]


def test_what_follows_a_table_on_a_page_of_its_own_is_no_row_of_it(tmp_path: Path) -> None:
    pages = [Page(), Page()]
    pages[0].unruled(COLUMNS, [HEADER, *grants(1, 30)])
    top = pages[1].lines(
        "Madame,", "Vous avez trente jours pour demander une révision à la Commission.", "Bien à vous,"
    )
    pages[1].unruled(COLUMNS, [["Frais de la demande", "", "12,50 $", ""]], top)
    document = read(write(tmp_path / "lettre.pdf", pages))
    assert len(data(document)) == 30


def test_the_rows_of_a_dense_page_are_read_once(tmp_path: Path) -> None:
    pages = [Page(), Page()]
    for page, first, last in zip(pages, (1, 91), (90, 170), strict=True):
        rows = [
            [f"Organisme de Montréal {n}", f"{n * 7919 % 900_000 + 12_345:,} $", YEAR] for n in range(first, last + 1)
        ]
        for line, (name, amount, year) in enumerate(
            [["Bénéficiaire", "Montant", "Exercice"], *rows, ["Total", "9 999 999 $", ""]]
        ):
            # Helvetica's figures are 0.556 of their size wide, its spaces half of that.
            right = 540 - 5.5 * 0.556 * (len(amount) - amount.count(",") / 2 - amount.count(" ") / 2)
            for x, cell in ((50, name), (330, year), (right, amount.replace(",", " "))):
                page.text(x, 740 - 7.5 * line - 4 * (line > 0), cell, 5.5)
    document = read(write(tmp_path / "serre.pdf", pages))
    assert len(data(document)) == 170


# Letters that the font does not name.
NAMELESS = (
    "/Font << /F1 3 0 R /F2 << /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [<< /Type /Font "
    "/Subtype /CIDFontType2 /BaseFont /X /DW 500 "
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] >> >>"
)


@pytest.mark.parametrize("lines", ["ruled", "unruled"])
def test_letters_that_a_font_does_not_name_are_told(tmp_path: Path, lines: str) -> None:
    page = Page()
    page.resources = NAMELESS
    rows = [HEADER, *grants(1, 6)]
    page.ruled(WIDTHS, rows) if lines == "ruled" else page.unruled(COLUMNS, rows)
    page.drawn = [one.replace("(Organisme 3)", "(Organisme) Tj /F2 9 Tf <0041> Tj /F1 9 Tf (3)") for one in page.drawn]
    document = read(write(tmp_path / "police.pdf", [page]))
    assert [row.values["recipient"].value for row in data(document)][2] == "Organisme\N{REPLACEMENT CHARACTER}3"
    (said,) = [one for one in document.problems if one.code == "unknown-letters"]
    assert said.parameters == {"pages": "1", "count": 1, "example": "\N{REPLACEMENT CHARACTER}"}


def test_two_tables_without_lines_on_a_page_are_both_read(tmp_path: Path) -> None:
    page = Page()
    top = page.lines("Tableau 1 – Prêts", top=760)
    top = page.unruled(COLUMNS, [HEADER, *grants(1, 12)], top) - 40
    top = page.lines("Tableau 2 – Subventions", top=top)
    page.unruled(COLUMNS[:3], [["Organisme", "Volet", "Subvention ($)"], *(row[:3] for row in grants(13, 24))], top)
    document = read(write(tmp_path / "deux.pdf", [page]))
    assert values(document, "recipient", "amount") == [(f"Organisme {n}", f"{n}000") for n in range(1, 25)]

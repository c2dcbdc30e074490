"""What a page of a PDF holds and does not show: read, told, and kept apart."""

from pathlib import Path

import pytest

from funding.imports.document import Document, RowRead
from funding.imports.read import read
from tests.corpus.pdf_writer import LEFT, LINE, TOP, Page, write

HEADER = ["Bénéficiaire", "Programme", "Montant", "Année financière"]
WIDTHS = [190, 110, 90, 90]
COLUMNS = (50, 255, 385, 480)
ROWS = [HEADER, *([f"Organisme {n}", "Essor", f"{n} 000,00 $", "2021-2022"] for n in range(1, 5))]
# Over the name of the second row.
X, Y, WIDE, HIGH = LEFT + 2, TOP - 3 * LINE + 2, 180, 13
# A tint that lets through what is below, as a marker does.
TINT = "/ExtGState << /G1 << /ca 0.4 >> >>"


def data(document: Document) -> list[RowRead]:
    return [row for row in document.rows() if row.kind == "data"]


def made(folder: Path, page: Page, catalogue: str = "") -> Document:
    return read(write(folder / "reponse.pdf", [page], catalogue))


def table(lines: str = "ruled") -> Page:
    page = Page()
    page.ruled(WIDTHS, ROWS) if lines == "ruled" else page.unruled(COLUMNS, ROWS)
    return page


OVER = {
    "a shape that is not quite a box": f"0 g {X} {Y} m {X + WIDE} {Y + 0.5} l {X + WIDE - 1} {Y + HIGH} l {X} {Y + HIGH} l f",
    "a thick line": f"{HIGH} w 0 G {X} {Y + HIGH / 2} m {X + WIDE} {Y + HIGH / 2} l S 1 w",
    "a picture": f"q {WIDE} 0 0 {HIGH} {X} {Y} cm /Im1 Do Q",
    "a grey box": f"0.6 g {X} {Y} {WIDE} {HIGH} re f 0 g",
    "a yellow box": f"1 1 0 rg {X} {Y} {WIDE} {HIGH} re f 0 g",
}


@pytest.mark.parametrize("over", OVER)
def test_what_was_laid_over_a_text_hides_it(tmp_path: Path, over: str) -> None:
    page = table()
    page.drawn.append(OVER[over])
    document = made(tmp_path, page)
    assert [row.hidden for row in data(document)] == [False, True, False, False]
    assert [row.values["amount"].value for row in data(document)] == ["1000", "2000", "3000", "4000"]
    assert document.problem_counts["concealed-text"] == 1


@pytest.mark.parametrize("over", ["a grey box", "a yellow box", "a picture"])
def test_what_was_drawn_before_a_text_hides_nothing(tmp_path: Path, over: str) -> None:
    page = table()
    page.drawn.insert(0, OVER[over])
    document = made(tmp_path, page)
    assert not any(row.hidden for row in data(document)) and "concealed-text" not in document.problem_counts


def test_a_marker_s_colour_hides_nothing(tmp_path: Path) -> None:
    page = table()
    page.resources = TINT
    page.drawn.append(f"q /G1 gs {OVER['a yellow box']} Q")
    document = made(tmp_path, page)
    assert not any(row.hidden for row in data(document)) and "concealed-text" not in document.problem_counts


def test_white_letters_on_a_picture_hide_nothing(tmp_path: Path) -> None:
    page = Page()
    page.drawn.append(f"q 500 0 0 40 {LEFT} {TOP + 2} cm /Im1 Do Q")
    page.text(LEFT + 10, TOP + 15, "Rapport annuel", grey=1).ruled(WIDTHS, ROWS)
    document = made(tmp_path, page)
    assert "concealed-text" not in document.problem_counts


@pytest.mark.parametrize("lines", ["ruled", "unruled"])
@pytest.mark.parametrize(
    ("said", "x", "y"),
    [("", 640, TOP - 3 * LINE), ("", 60, -30), ("/CropBox [0 300 612 792]", 60, 200)],
    ids=["beside", "below", "cropped"],
)
def test_what_stands_outside_of_the_page_is_hidden(tmp_path: Path, lines: str, said: str, x: float, y: float) -> None:
    page = table(lines)
    page.said = said
    page.text(x, y, "Organisme caché")
    document = made(tmp_path, page)
    assert [row.text for row in document.rows() if row.hidden] == ["Organisme caché"]
    assert [row.values["amount"].value for row in data(document)] == ["1000", "2000", "3000", "4000"]
    assert document.problem_counts["concealed-text"] == 1


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_what_a_turned_page_shows_is_read(tmp_path: Path, turned: int) -> None:
    page = table()
    page.said = f"/Rotate {turned} /CropBox [0 300 612 792]"
    document = made(tmp_path, page.text(60, 200, "Organisme caché"))
    assert [row.text for row in document.rows() if row.hidden] == ["Organisme caché"]
    assert [row.values["amount"].value for row in data(document)] == ["1000", "2000", "3000", "4000"]


@pytest.mark.parametrize("lines", ["ruled", "unruled"])
def test_letters_without_ink_are_hidden(tmp_path: Path, lines: str) -> None:
    page = table(lines)
    page.drawn += ["BT 3 Tr ET"]
    page.unruled(COLUMNS, [["Fantôme", "Essor", "9 000,00 $", "2021-2022"]], TOP - 6 * LINE)
    document = made(tmp_path, page)
    assert not any("Fantôme" in str(row.as_json()) for row in document.rows() if not row.hidden)
    assert [row.hidden for row in data(document)][:4] == [False] * 4
    assert document.problem_counts["concealed-text"] == 1


def test_letters_without_ink_on_a_scan_were_recognized(tmp_path: Path) -> None:
    page = Page().picture()
    page.drawn.append("BT 3 Tr ET")
    page.unruled(COLUMNS, [HEADER, *([f"Organisme {n}", "Essor", f"{n} 000,00 $", "2021-2022"] for n in range(1, 9))])
    document = made(tmp_path, page)
    assert [row.values["amount"].value for row in data(document)] == [f"{n}000" for n in range(1, 9)]
    assert not any(row.hidden for row in document.rows())
    (problem,) = [one for one in document.problems if one.code == "recognized-letters"]
    assert problem.parameters == {"pages": "1"}


def test_a_layer_that_is_off_is_hidden(tmp_path: Path) -> None:
    page = table()
    page.resources = "/Properties << /L1 4 0 R >>"
    page.drawn.append("/OC /L1 BDC")
    page.text(60, 300, "Organisme caché")
    page.drawn.append("EMC")
    page.text(60, 250, "Source : le ministère")
    document = made(tmp_path, page, catalogue="/OCProperties << /OCGs [4 0 R] /D << /OFF [4 0 R] >> >>")
    assert [row.text for row in document.rows() if row.hidden] == ["Organisme caché"]


def test_what_was_written_anew_over_a_cover_is_read(tmp_path: Path) -> None:
    page = table()
    left = LEFT + 302
    page.box(left, Y, 80, HIGH, grey=1).text(left + 1, Y + 3, "9 000,00 $")
    document = made(tmp_path, page)
    assert [row.hidden for row in data(document)] == [False, True, False, False]
    assert [row.values["amount"].value for row in data(document)] == ["1000", "9000", "3000", "4000"]
    assert document.problem_counts["concealed-text"] == 1 and "other-amounts" not in document.problem_counts


def test_headings_that_lie_on_their_side_are_read(tmp_path: Path) -> None:
    page = Page()
    for edge in (LEFT, LEFT + 190, LEFT + 300, LEFT + 390, LEFT + 480):
        page.line(edge, TOP, edge, TOP - 80)
    page.line(LEFT, TOP, LEFT + 480, TOP)
    for x, text in zip((LEFT + 20, LEFT + 210, LEFT + 330, LEFT + 420), HEADER, strict=True):
        page.drawn.append(f"BT /F1 9 Tf 0 1 -1 0 {x} {TOP - 76} Tm ({text}) Tj ET")
    page.ruled(WIDTHS, ROWS[1:], TOP - 80)
    document = made(tmp_path, page)
    assert [row.values["fiscal_year"].value for row in data(document)] == ["2021-2022"] * 4
    assert [row.values["recipient"].value for row in data(document)] == [row[0] for row in ROWS[1:]]
    assert "concealed-text" not in document.problem_counts

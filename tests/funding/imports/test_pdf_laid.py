"""What was laid over a PDF's page, or drawn through its text: the row waits and says why."""

from pathlib import Path

import pytest

from funding.imports.document import Document, RowRead
from funding.imports.read import read
from tests.corpus.pdf_writer import LEFT, LINE, TOP, Page, write

HEADER = ["Bénéficiaire", "Programme", "Montant", "Année financière"]
WIDTHS = [190, 110, 90, 90]
COLUMNS = (50, 255, 385, 480)
ROWS = [HEADER, *([f"Organisme {n}", "Essor", f"{n} 000,00 $", "2021-2022"] for n in range(1, 6))]
LINES = pytest.mark.parametrize("lines", ["ruled", "unruled"])


def table(lines: str) -> tuple[Page, float, float]:
    """A page, the foot of the third grant's letters, and the left edge of its amount."""
    page = Page()
    page.ruled(WIDTHS, ROWS) if lines == "ruled" else page.unruled(COLUMNS, ROWS)
    return page, TOP - 3 * LINE - (11 if lines == "ruled" else 0), LEFT + 303 if lines == "ruled" else COLUMNS[2]


def data(document: Document) -> list[RowRead]:
    return [row for row in document.rows() if row.kind == "data"]


def told(document: Document) -> dict[str, list[tuple[str, str, str, bool]]]:
    """{recipient: [(code, field, raw, whether it waits)]} of the rows of which something is told."""
    return {
        row.values["recipient"].raw: [(one.code, one.field, one.raw, one.blocking) for one in row.problems]
        for row in data(document)
        if row.problems
    }


def remark(kind: str, x: float, y: float, wide: float, more: str) -> str:
    return f"<< /Type /Annot /Subtype /{kind} /Rect [{x} {y - 2} {x + wide} {y + 8}] {more} >>"


@LINES
@pytest.mark.parametrize("drawn", ["0.7 w {x0} {y} m {x1} {y} l S", "{x0} {y} {wide} 0.6 re f"], ids=["line", "box"])
@pytest.mark.parametrize("part", ["row", "amount"])
def test_a_line_through_a_text_strikes_it(tmp_path: Path, lines: str, drawn: str, part: str) -> None:
    page, foot, amount = table(lines)
    left, right = (52, 525) if part == "row" else (amount, amount + 50)
    page.drawn.append(drawn.format(x0=left, x1=right, wide=right - left, y=foot + 2.7))
    document = read(write(tmp_path / "biffe.pdf", [page]))
    assert told(document) == {"Organisme 3": [("struck-through", "amount", "3 000,00 $", True)]}
    assert [row.values["amount"].value for row in data(document)] == [f"{n}000" for n in range(1, 6)]
    assert document.problem_counts["struck-rows"] == 1 and {row.kind for row in document.rows()} == {"header", "data"}


@LINES
@pytest.mark.parametrize("up", [-1.5, 9], ids=["under", "over"])
def test_a_line_under_or_over_a_text_strikes_nothing(tmp_path: Path, lines: str, up: float) -> None:
    page, foot, _amount = table(lines)
    page.line(52, foot + up, 200, foot + up)
    assert not told(read(write(tmp_path / "souligne.pdf", [page])))


@LINES
def test_a_remark_that_strikes_a_text_strikes_it(tmp_path: Path, lines: str) -> None:
    page, foot, amount = table(lines)
    page.marks.append(remark("StrikeOut", amount, foot, 60, r"/Contents (annul\351)"))
    document = read(write(tmp_path / "biffe.pdf", [page]))
    assert told(document) == {"Organisme 3": [("struck-through", "amount", "3 000,00 $", True)]}


@LINES
@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("FreeText", r"/Contents (3 500 $ corrig\351)"),
        ("FreeText", r"/RC (<body><p>3 500 $ corrig\351</p></body>)"),
        ("Widget", r"/FT /Tx /T (m) /V (3 500 $ corrig\351)"),
        ("Widget", r"/Parent << /FT /Ch /T (m) /V [(3 500 $ corrig\351)] >>"),
    ],
)
def test_a_text_that_stands_over_the_page_is_told(tmp_path: Path, lines: str, kind: str, more: str) -> None:
    page, foot, amount = table(lines)
    page.marks += [remark("Link", 50, 700, 20, ""), "<< /Subtype /Text >>", remark(kind, amount, foot, 60, more)]
    document = read(write(tmp_path / "note.pdf", [page]))
    assert told(document) == {"Organisme 3": [("laid-over", "amount", "3 500 $ corrigé", True)]}
    (notice,) = [one for one in document.problems if one.code == "laid-texts"]
    assert notice.parameters == {"pages": "1", "count": 1, "example": "3 500 $ corrigé"}


@LINES
def test_a_remark_beside_a_row_is_a_comment_of_it(tmp_path: Path, lines: str) -> None:
    page, foot, amount = table(lines)
    page.marks += [
        remark("Text", amount + 60, foot, 10, r"/Contents (Montant \340 v\351rifier)"),
        remark("Highlight", 52, foot + LINE, 60, "/C [1 1 0] /Contents (Premier versement)"),
        remark("Highlight", 52, foot - LINE, 60, "/C [1 1 0]"),
    ]
    document = read(write(tmp_path / "note.pdf", [page]))
    assert told(document) == {
        "Organisme 2": [("cell-comment", "recipient", "Premier versement", False)],
        "Organisme 3": [("comment-in-doubt", "amount", "Montant à vérifier", True)],
    }


@LINES
def test_a_mark_of_redaction_is_seen_beside_a_remark_with_accents(tmp_path: Path, lines: str) -> None:
    page, foot, _amount = table(lines)
    page.marks.append(remark("Text", 300, 60, 10, r"/Contents (\340 v\351rifier)"))
    page.mark(52, foot - 2, 100, 11, "/Redact")
    document = read(write(tmp_path / "marque.pdf", [page]))
    assert [row.hidden for row in data(document)] == [False, False, True, False, False]


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_remarks_of_a_turned_page_stand_where_its_text_does(tmp_path: Path, turned: int) -> None:
    page, foot, amount = table("ruled")
    page.said = f"/Rotate {turned}"
    page.marks.append(remark("FreeText", amount, foot, 60, "/Contents (3 500 $)"))
    document = read(write(tmp_path / "tourne.pdf", [page]))
    assert told(document) == {"Organisme 3": [("laid-over", "amount", "3 500 $", True)]}

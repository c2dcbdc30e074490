"""PDF files: ruled and unruled tables over many pages, pages without a table, pictures, redactions that are none."""

import threading
from decimal import Decimal
from pathlib import Path

import pytest

from funding.imports import pdf
from funding.imports.document import Document, Refused, RowRead
from funding.imports.pdf import spans
from funding.imports.pdf_block import one_line
from funding.imports.pdf_covers import brightness
from funding.imports.picture import page_count, page_picture
from funding.imports.read import read, read_in_child
from tests.corpus.long_pdf import COLUMNS, long_pdf
from tests.corpus.pdf_writer import LEFT, LINE, TOP, Page, write

HEADER = ["Bénéficiaire", "Programme", "Montant", "Année financière"]
WIDTHS = [190, 110, 90, 90]
YEAR = "2021-2022"


def data(document: Document) -> list[RowRead]:
    return [row for row in document.rows() if row.kind == "data"]


def grants(first: int, last: int) -> list[list[str]]:
    return [[f"Organisme {n}", "Essor", f"{n} 000,00 $", YEAR] for n in range(first, last + 1)]


def test_ruled_table_over_three_pages_with_titles_totals_and_page_numbers(tmp_path: Path) -> None:
    pages = [Page(), Page(), Page()]
    top = pages[0].lines("Ministère de l’Économie", "Subventions de 2021-2022 (en milliers de dollars)")
    pages[0].ruled(WIDTHS, [HEADER, *grants(1, 10)], top)
    pages[1].ruled(WIDTHS, [HEADER, *grants(11, 20)])
    pages[2].ruled(WIDTHS, [*grants(21, 25), ["Total", "", "325 000,00 $", ""]])
    for number, page in enumerate(pages, 1):
        page.text(280, 40, f"Page {number} de 3")
    document = read(write(tmp_path / "liste.pdf", pages))
    (table,) = document.tables
    assert document.kinds == {"title": 2, "header": 2, "data": 25, "total": 1, "note": 3}
    assert table.header_rows == (3,)
    assert document.amounts[0].matches is True
    assert document.amounts[0].sum == Decimal(325_000_000)
    last = data(document)[-1]
    assert (last.sheet, last.values["recipient"].value) == ("p. 3", "Organisme 25")
    assert [row.row for row in document.rows()] == list(range(1, 34))


def test_unruled_table_over_many_pages(tmp_path: Path) -> None:
    path = tmp_path / "rapport.pdf"
    rows, total = long_pdf(path, pages=4, rows=100)
    document = read(path)
    assert document.kinds["data"] == rows
    assert document.kinds["header"] == 4
    (amount,) = document.amounts
    assert (amount.sum, amount.declared_total, amount.uncounted) == (total, total, 0)
    assert data(document)[30].sheet == "p. 2"


def test_a_page_of_an_unruled_table_where_a_column_is_empty(tmp_path: Path) -> None:
    full, gap = Page(), Page()
    full.unruled(COLUMNS, [HEADER, *grants(1, 12)])
    gap.unruled(COLUMNS, [[name, "", amount, year] for name, _, amount, year in grants(13, 24)])
    document = read(write(tmp_path / "trou.pdf", [full, gap]))
    assert len(data(document)) == 24
    assert [row.values["amount"].value for row in data(document)[11:14]] == ["12000", "13000", "14000"]
    assert "programme" not in data(document)[12].values


def test_pages_without_a_table_are_named_and_kept(tmp_path: Path) -> None:
    letter, table, end = Page(), Page(), Page()
    letter.lines("Québec, le 3 mai 2023", "Madame,", "Voici la réponse à votre demande d’accès.")
    table.ruled(WIDTHS, [HEADER, *grants(1, 3)])
    end.lines("Avis de recours", "Vous pouvez demander la révision de cette décision.")
    document = read(write(tmp_path / "reponse.pdf", [letter, table, end]))
    (problem,) = [one for one in document.problems if one.code == "pages-without-table"]
    assert problem.parameters == {"pages": "1, 3"}
    assert "Pages sans tableau\u00a0: 1, 3" in problem.message("fr")
    assert len(data(document)) == 3
    texts = [(row.sheet, row.text) for row in document.rows() if row.kind in {"title", "note"}]
    assert ("p. 1", "Madame,") in texts and ("p. 3", "Avis de recours") in texts


def test_a_letter_has_no_table(tmp_path: Path) -> None:
    page = Page()
    page.lines(*[f"Une ligne de la lettre, qui n’est pas un tableau, numéro {n}." for n in range(20)])
    document = read(write(tmp_path / "lettre.pdf", [page]))
    assert document.tables == []
    assert "no-table" in document.problem_counts


def test_a_second_table_of_other_columns(tmp_path: Path) -> None:
    first, second = Page(), Page()
    first.ruled(WIDTHS, [HEADER, *grants(1, 4)])
    second.ruled([200, 100, 100], [["Organisation", "Personne", "Fonction"], ["MEDTEQ", "Une personne", "présidente"]])
    document = read(write(tmp_path / "deux.pdf", [first, second]))
    assert [table.record_kind for table in document.tables] == ["award", "membership"]


def test_rows_of_other_columns_without_a_header_are_never_read_as_the_table_above(tmp_path: Path) -> None:
    first, second = Page(), Page()
    first.ruled(WIDTHS, [HEADER, *grants(1, 4)])
    second.ruled([100, 100], [["Un", "1 000,00 $"], ["Deux", "2 000,00 $"]])
    document = read(write(tmp_path / "deux.pdf", [first, second]))
    assert document.amounts[0].sum == Decimal(10_000)
    assert len(document.tables) == 2


@pytest.mark.parametrize("under", ["ruled", "unruled"])
def test_text_under_a_black_box_is_noticed(tmp_path: Path, under: str) -> None:
    page = Page()
    rows = [HEADER, *grants(1, 4)]
    page.ruled(WIDTHS, rows) if under == "ruled" else page.unruled((50, 240, 350, 440), rows)
    page.box(45, TOP - 2 * LINE - 13 if under == "ruled" else TOP - 2 * LINE - 3, 180, 12)
    document = read(write(tmp_path / "caviarde.pdf", [page]))
    assert [row.hidden for row in data(document)] == [False, True, False, False]
    (problem,) = [one for one in document.problems if one.code == "concealed-text"]
    assert problem.parameters == {"pages": "1", "count": 1}


def test_white_text_on_a_dark_heading_hides_nothing(tmp_path: Path) -> None:
    page = Page()
    page.box(LEFT, TOP - LINE, sum(WIDTHS), LINE, grey=0.1)
    for place, text in enumerate(HEADER):
        page.text(LEFT + sum(WIDTHS[:place]) + 3, TOP - 11, text, grey=1)
    page.ruled(WIDTHS, [["", "", "", ""], *grants(1, 3)])
    document = read(write(tmp_path / "entete.pdf", [page]))
    assert document.problem_counts.get("concealed-text") is None
    assert [column.field for column in document.tables[0].columns] == [
        "recipient",
        "programme",
        "amount",
        "fiscal_year",
    ]


def test_white_text_on_white_paper_is_noticed(tmp_path: Path) -> None:
    page = Page()
    page.ruled(WIDTHS, [HEADER, *grants(1, 2)])
    page.text(60, 60, "une phrase que personne ne devait lire", grey=1)
    document = read(write(tmp_path / "blanc.pdf", [page]))
    assert "concealed-text" in document.problem_counts
    assert [row.text for row in document.rows() if row.hidden] == ["une phrase que personne ne devait lire"]


def test_a_text_that_was_painted_white_is_still_in_the_file(tmp_path: Path) -> None:
    page = Page()
    page.ruled(WIDTHS, [HEADER, *grants(1, 3)])
    page.box(LEFT + 2, TOP - 3 * LINE + 2, 180, 14, grey=1)
    page.text(LEFT + 3, TOP - 3 * LINE + 5, "Confidentiel")
    document = read(write(tmp_path / "blanchi.pdf", [page]))
    assert [row.hidden for row in data(document)] == [False, True, False]
    (problem,) = [one for one in document.problems if one.code == "concealed-text"]
    assert problem.parameters == {"pages": "1", "count": 1}


def test_white_paper_under_a_text_hides_nothing(tmp_path: Path) -> None:
    page = Page()
    page.box(0, 0, 800, 900, grey=1)
    page.ruled(WIDTHS, [HEADER, *grants(1, 3)])
    document = read(write(tmp_path / "papier.pdf", [page]))
    assert [row.hidden for row in data(document)] == [False, False, False]
    assert "concealed-text" not in document.problem_counts


def test_a_black_box_with_nothing_under_it_is_a_redaction(tmp_path: Path) -> None:
    page = Page()
    page.ruled(WIDTHS, [HEADER, ["CHUM", "Essor", "", YEAR], *grants(2, 3)])
    page.box(LEFT + 305, TOP - 2 * LINE + 3, 60, 10)
    document = read(write(tmp_path / "caviarde.pdf", [page]))
    first = data(document)[0]
    assert [problem.code for problem in first.problems] == ["redacted"]
    assert first.values["amount_status"].value == "withheld"


@pytest.mark.parametrize(
    ("pages", "code", "parameters"),
    [
        ([Page().picture(), Page().picture(), Page().picture().text(50, 20, "12")], "only-pictures", {"pages": 3}),
        ([Page(), Page()], "empty-document", {}),
    ],
)
def test_documents_without_text(tmp_path: Path, pages: list[Page], code: str, parameters: dict[str, int]) -> None:
    with pytest.raises(Refused) as caught:
        read(write(tmp_path / "numerise.pdf", pages))
    assert (caught.value.code, caught.value.parameters) == (code, parameters)


def test_pages_that_are_pictures_among_others_are_named(tmp_path: Path) -> None:
    table = Page()
    table.ruled(WIDTHS, [HEADER, *grants(1, 3)])
    document = read(write(tmp_path / "mixte.pdf", [Page().picture(), table, Page().picture(), Page().picture()]))
    (problem,) = [one for one in document.problems if one.code == "pages-of-pictures"]
    assert problem.parameters == {"pages": "1, 3–4", "count": 3}
    assert len(data(document)) == 3


def test_locked_and_broken_files_are_refused(tmp_path: Path) -> None:
    page = Page()
    page.ruled(WIDTHS, [HEADER, *grants(1, 3)])
    locked = write(tmp_path / "verrou.pdf", [page], locked=True)
    broken = tmp_path / "casse.pdf"
    broken.write_bytes(b"%PDF-1.7\nthis is nothing\n")
    for path, code in ((locked, "encrypted"), (broken, "damaged")):
        with pytest.raises(Refused) as caught:
            read(path)
        assert caught.value.code == code


def test_the_child_reads_the_same_within_its_limits(tmp_path: Path) -> None:
    path = tmp_path / "rapport.pdf"
    long_pdf(path, pages=2, rows=40)
    here = read(path)
    before = set(threading.enumerate())
    with read_in_child(path) as there:
        assert there.as_json(rows=True) == here.as_json(rows=True)
    assert set(threading.enumerate()) <= before


def test_too_many_pages_and_pages_that_are_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "trois.pdf", [Page().picture() for _ in range(3)])
    assert page_count(path) == 3
    assert page_picture(path, 3).startswith(b"\x89PNG")
    with pytest.raises(Refused) as caught:
        page_picture(path, 4)
    assert (caught.value.code, caught.value.parameters) == ("no-such-page", {"page": 4, "pages": 3})
    monkeypatch.setattr(pdf, "PAGES", 2)
    with pytest.raises(Refused) as caught:
        read(path)
    assert caught.value.code == "too-many-pages"


def test_each_page_is_a_place_of_its_own(tmp_path: Path) -> None:
    """A reviewer decides about what is hidden page by page."""
    first, second = Page(), Page()
    first.ruled(WIDTHS, [HEADER, *grants(1, 3)])
    second.ruled(WIDTHS, grants(4, 6))
    second.box(45, TOP - LINE - 13, 180, 12)
    document = read(write(tmp_path / "deux.pdf", [first, second]))
    assert [(sheet.name, sheet.rows, sheet.hidden_rows) for sheet in document.sheets] == [
        ("p. 1", 4, 0),
        ("p. 2", 3, 1),
    ]
    assert [row.sheet for row in data(document) if row.hidden] == ["p. 2"]


def test_lines_of_a_cell_are_one_name() -> None:
    assert one_line("Centre hospitalier de\nl’Université") == "Centre hospitalier de l’Université"
    assert one_line("Saint-\nJean-sur-Richelieu") == "Saint-Jean-sur-Richelieu"
    assert one_line("• CHUM\n• Imagia") == "• CHUM\n• Imagia"
    assert spans([1, 2, 3, 7, 9, 10]) == "1–3, 7, 9–10"
    assert [brightness(colour) for colour in (0, (1, 1, 1), (0, 0, 0, 1), None, "pattern")] == [0, 1, 0, 0, 0]


def test_a_file_that_cannot_be_read_is_closed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = []

    def stumbles(_document: object, stream: object, *_given: object, **_named: object) -> None:
        given.append(stream)
        raise KeyError("/Info")

    monkeypatch.setattr("pdfplumber.pdf.PDF.__init__", stumbles)
    page = Page()
    page.lines("Un titre")
    with pytest.raises(Refused):
        read(write(tmp_path / "abime.pdf", [page]))
    assert [one.closed for one in given] == [True]

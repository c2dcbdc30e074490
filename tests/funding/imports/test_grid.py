"""Files as sheets of cells: encodings and separators of text, what is hidden, merged or formatted in workbooks."""

import time
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from funding.imports.delimited import decoded, read_delimited, separator_of
from funding.imports.document import Refused
from funding.imports.grid import Grid, open_grids
from funding.imports.scan import scan
from tests.corpus.workbooks import under_a_later_condition
from tests.funding.imports.messy import changed, csv_file, ods_row, open_document, workbook

ROWS = [["Bénéficiaire", "Montant"], ["CHUM", 1000], ["Dialogue", 2500.5]]


def grids(path: Path, **more: int) -> list[Grid]:
    return list(open_grids(path, scan(path).type, **more))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"])
def test_encodings(encoding: str) -> None:
    text = (
        "Bénéficiaire;Libellé\nHôpital Notre-Dame;Été à Québec\nCégep;Œuvre\n"
        if encoding != "mac_roman"
        else ("Bénéficiaire;Libellé\nHôpital Notre-Dame;Été à Québec\n")
    )
    rows, notices, separator = read_delimited(text.encode(encoding))
    assert rows[1] == ["Hôpital Notre-Dame", "Été à Québec"]
    assert separator == ";"
    guessed = encoding in {"utf-16-le", "utf-16-be", "cp1252", "mac_roman"}
    assert [code for code, _ in notices] == (["encoding-guessed"] if guessed else [])


def test_lines_of_two_encodings_are_mended_and_counted() -> None:
    data = "Ville;Nom\nMontréal;Hélène\n".encode() + "Québec;Zoé\n".encode("cp1252")
    rows, notices, _ = read_delimited(data)
    assert rows[1:] == [["Montréal", "Hélène"], ["Québec", "Zoé"]]
    assert notices == [("encoding-mixed", {"count": 1, "encoding": "CP1252"})]


def test_accents_encoded_twice_are_mended_and_said() -> None:
    text, notices = decoded("MontrÃ©al;lâ€™Ã©tÃ©;CafÃ©".encode())
    assert text == "Montréal;l’été;Café"
    assert notices[0][0] == "double-encoding"
    assert notices[0][1]["count"] == 5


@pytest.mark.parametrize("text", ["PÂTISSERIE À GOÛTER", "TEMPÉRÉ…", "« Âme »", "ÎLE-DES-SŒURS", "naïve Ã"])
def test_real_accents_are_left_alone(text: str) -> None:
    assert decoded(text.encode()) == (text, [])


def test_characters_that_were_lost_before_are_said() -> None:
    assert decoded("Montr\ufffdal".encode())[1] == [("lost-characters", {"count": 1, "example": "\ufffd"})]


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a;b\n1,5;2,5\n3,5;4,5\n", ";"),
        ("a,b\n1,2\n3,4\n", ","),
        ("a\tb\n1,5\t2\n", "\t"),
        ("a|b|c\n1|2|3\n", "|"),
        ("sep=;\na;b\n1;2\n", ";"),
        ('nom,note\n"Un; deux; trois",1\n"Quatre; cinq; six",2\n', ","),
        ("Titre, avec une virgule\n\na;b;c\n1;2;3\n4;5;6\n", ";"),
    ],
)
def test_separators(text: str, separator: str) -> None:
    assert separator_of(text) == separator


def test_prose_is_not_cut_at_its_commas() -> None:
    text = "\n".join(f"Une phrase{', une autre' * (n % 4)} et la fin." for n in range(20))
    rows, _, _ = read_delimited(text.encode())
    assert {len(row) for row in rows} == {1}


def test_quotes_spaces_and_line_ends() -> None:
    rows, _, _ = read_delimited(b'a, b\r1, "6,000,000"\r2, "deux\rlignes"\r')
    assert rows == [["a", "b"], ["1", "6,000,000"], ["2", "deux\nlignes"]]


def test_a_quote_that_is_never_closed_swallows_nothing() -> None:
    text = 'nom;montant\n"CHUM;100\n' + "".join(f"Organisme {n};{n}\n" for n in range(200))
    rows, notices, _ = read_delimited(text.encode())
    assert len(rows) == 202
    assert [code for code, _ in notices] == ["unclosed-quote"]


def test_rows_of_a_text_file_are_equally_wide(tmp_path: Path) -> None:
    (grid,) = grids(csv_file(tmp_path, "a;b;c\n1;2\n1;2;3;4\n"))
    assert {len(row) for row in grid.rows} == {4}
    assert grid.width == 4


def test_rows_made_longer_by_a_separator_are_said(tmp_path: Path) -> None:
    (grid,) = grids(csv_file(tmp_path, "nom,montant\n" + "CHUM,1\n" * 9 + "Emovi, inc.,2\n"))
    assert grid.notices == [("ragged-rows", {"count": 1, "expected": 2, "first": 11})]


def test_workbook_cells_keep_their_type(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"A": [["Nom", "Montant", "Vrai"], ["CHUM", 1000, True], ["  ", 2500.5, False]]})
    (grid,) = grids(path)
    assert grid.rows == [["Nom", "Montant", "Vrai"], ["CHUM", 1000.0, "TRUE"], ["", 2500.5, "FALSE"]]
    assert grid.epoch == 1900


def test_hidden_sheets_rows_and_columns_are_read_and_told(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        {"Vue": ROWS, "Cachée": ROWS},
        hidden_sheets=["Cachée"],
        hidden_rows={"Vue": [2]},
        hidden_columns={"Vue": ["B:C"]},
    )
    seen, hidden = grids(path)
    assert (seen.hidden, hidden.hidden) == (False, True)
    assert seen.hidden_rows == {2}
    assert seen.hidden_columns == {1, 2}
    assert len(seen.rows) == 3


def test_merged_ranges_and_formats(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        {"A": [["", "", ""], ["x", 0.5, 12], ["y", 0.25, 7]]},
        merges={"A": [("A1:C1", "Titre")]},
        formats={"A": {1: "0%", 2: "#,##0.00 [$€-40C]"}},
    )
    (grid,) = grids(path)
    assert grid.merged == [(0, 0, 0, 2)]
    assert grid.formats == {1: "0%", 2: "#,##0.00 [$€-40C]"}


def test_workbook_of_1904(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"A": [["Date"], [date(2021, 3, 14)]]}, date_1904=True, formats={"A": {0: "yyyy-mm-dd"}})
    (grid,) = grids(path)
    assert grid.epoch == 1904
    assert grid.rows[1][0] == date(2021, 3, 14)


def test_a_table_at_the_end_of_a_sheet_is_read_there_or_refused(tmp_path: Path) -> None:
    def table_at(row: int) -> Path:
        path = tmp_path / f"{row}.xlsx"
        book = xlsxwriter.Workbook(path)
        sheet = book.add_worksheet()
        for offset, cells in enumerate(ROWS):
            sheet.write_row(row + offset, 16_382, cells)
        book.close()
        return path

    (grid,) = grids(table_at(0))
    assert (grid.width, grid.rows[1][16_382:]) == (16_384, ["CHUM", 1000])
    with pytest.raises(Refused) as refused:
        grids(table_at(1_000_000))
    assert refused.value.code == "too-many-cells"


def test_a_million_phantom_rows_are_read_fast(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"A": ROWS})
    phantom = b"".join(b'<row r="%d"><c r="A%d" s="1"/></row>' % (row, row) for row in range(4, 1_048_577))
    path = changed(path, "xl/worksheets/sheet1.xml", b"</sheetData>", phantom + b"</sheetData>")
    started = time.process_time()
    (grid,) = grids(path)
    assert time.process_time() - started < 6
    assert len(grid.rows) == 3


def test_a_sheet_stretched_over_too_many_cells_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"A": ROWS})
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    path = changed(path, "xl/worksheets/sheet1.xml", b"</sheetData>", far)
    with pytest.raises(Refused) as caught:
        grids(path)
    assert caught.value.code == "too-many-cells"
    assert caught.value.parameters["columns"] == 16_384
    assert "jusqu’à la case XFD1048576" in caught.value.message()
    assert "as far as cell XFD1048576" in caught.value.message("en")


def test_all_columns_of_a_sheet(tmp_path: Path) -> None:
    wide = [["Bénéficiaire", "Montant", *[f"C{n}" for n in range(16_382)]], ["CHUM", 5]]
    (grid,) = grids(workbook(tmp_path, {"A": wide}))
    assert grid.width == 16_384


def test_too_many_cells_of_a_text_file(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="more than is read here"):
        grids(csv_file(tmp_path, "a;b\n1;2\n"), cells=3)


def test_ods_spans_and_hidden_parts(tmp_path: Path) -> None:
    table = (
        '<table:table table:name="Vue"><table:table-column/><table:table-column table:visibility="collapse"/>'
        + ods_row("Titre", "", cell_attributes=('table:number-columns-spanned="2" table:number-rows-spanned="1"',))
        + ods_row("CHUM", "5", attributes='table:visibility="collapse"')
        + ods_row("Dialogue", "6", attributes='table:visibility="filter"')
        + ods_row("Imagia", "7")
        + '</table:table><table:table table:name="Cachée" table:style-name="h">'
        + ods_row("a", "b")
        + "</table:table>"
    )
    styles = '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
    seen, hidden = grids(open_document(tmp_path, table, styles))
    assert seen.merged == [(0, 0, 0, 1)]
    assert seen.hidden_rows == {1, 2}
    assert seen.hidden_columns == {1}
    assert hidden.hidden
    assert seen.rows[3] == ["Imagia", "7"]


def test_damaged_inside(tmp_path: Path) -> None:
    path = changed(workbook(tmp_path, {"A": ROWS}), "xl/workbook.xml", b"<sheets>", b"<sheets")
    with pytest.raises(Refused) as caught:
        grids(path)
    assert caught.value.code == "damaged"


def test_a_sheet_with_more_rules_than_are_looked_at_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("funding.imports.sheet_conditions.MOST", 10)
    monkeypatch.setattr("funding.imports.sheet_facts.CHUNK", 200)
    path = under_a_later_condition("FFFFFF")(tmp_path)
    (grid,) = open_grids(path, "xlsx")
    assert ("looks-unexamined", {"sheet": "Feuille"}) in grid.notices

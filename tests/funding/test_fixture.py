"""The register's readable text becomes the same workbook each time, and nothing is lost on the way."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import call_command
from python_calamine import CalamineWorkbook

from funding.fixture import FixtureError, Sheet, as_number, read_blocks, read_sheet, read_sheets
from funding.fixture_workbook import build_workbook

HEAD = "Feuille: Essai\nContenu: award\nTitre: Un essai\nColonne: | Référence | reference | texte\n"
AMOUNT = "Colonne: Argent | Montant | amount | montant\nColonne: Argent | Monnaie | currency | texte\n"


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> CalamineWorkbook:
    return CalamineWorkbook.from_path(str(build_workbook(tmp_path_factory.mktemp("fixture") / "registre-1.xlsx")))


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "02-essai.txt"
    path.write_text(text, encoding="utf-8")
    return path


def cells(sheet: Sheet) -> Iterator[tuple[int, int, str]]:
    """(row, column, text) of every cell that the text of a sheet asks for, counted from 0."""
    for number, title in enumerate(sheet.titles):
        yield number, 0, title
    top = len(sheet.titles) + 1
    for number, row in enumerate(sheet.rows, start=top + 2):
        for position, column in enumerate(sheet.columns):
            if row.values.get(column.header):
                yield number, position, row.values[column.header]
    for number, note in enumerate(sheet.notes, start=top + len(sheet.rows) + 3):
        yield number, 0, note


def test_the_workbook_holds_every_cell_of_the_text(workbook: CalamineWorkbook) -> None:
    sheets = read_sheets()
    assert workbook.sheet_names == [sheet.name for sheet in sheets]
    for sheet in sheets[1:]:
        grid = workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        for row, column, text in cells(sheet):
            found = grid[row][column]
            if isinstance(found, float):
                assert Decimal(str(found)) == as_number(text)
            elif isinstance(found, date):
                assert found.isoformat() == text
            else:
                assert found == text, (sheet.name, row, column)


def test_the_header_has_two_rows_with_groups_over_their_columns(workbook: CalamineWorkbook) -> None:
    page = workbook.get_sheet_by_name("Transferts")
    grid = page.to_python(skip_empty_area=False)
    assert grid[3][3] == "D’où vient l’argent" and grid[4][3:6] == [
        "Payeur",
        "Raison de l’absence du payeur",
        "Programme",
    ]
    assert grid[3][0] == "Référence" and grid[4][0] == ""
    assert ((3, 3), (3, 5)) in page.merged_cell_ranges and ((3, 0), (4, 0)) in page.merged_cell_ranges


def test_cells_are_numbers_days_or_words_as_people_write_them(workbook: CalamineWorkbook) -> None:
    def column(sheet: str, header: str) -> list[object]:
        grid = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        top = next(number for number, row in enumerate(grid) if header in row)
        return [row[grid[top].index(header)] for row in grid[top + 1 :]]

    amounts = column("Inscriptions", "Montant")
    assert 25000 in amounts and 267401 in amounts and "plus de 900\u202f000\u00a0$" in amounts
    dates = column("Événements", "Date")
    assert date(2023, 4, 4) in dates and "2023-08" in dates


def test_the_same_text_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = build_workbook(tmp_path / "a.xlsx"), build_workbook(tmp_path / "new" / "b.xlsx")
    assert first.read_bytes() == second.read_bytes()


def test_the_command_says_where_it_wrote(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "registre.xlsx"
    call_command("build_fixture", str(path))
    assert capsys.readouterr().out.strip() == str(path)
    assert path.stat().st_size > 10_000


def test_subtotals_and_totals_are_summed_from_the_numbers_above(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        f"{HEAD}{AMOUNT}Constante: Monnaie = CAD\n\n"
        "Référence: A\nMontant: 10.50\n\nRéférence: B\nMontant: non divulgué\n\n"
        "Sous-total: Référence = Sous-total | Montant\n\nRéférence: C\nMontant: 4\n\n"
        "Sous-total: Référence = Sous-total | Montant\n\nTotal: Référence = TOTAL | Montant\n",
    )
    sheet = read_sheet(path)
    assert [row.values["Montant"] for row in sheet.rows] == ["10.50", "non divulgué", "10.50", "4", "4", "14.50"]
    assert [row.kind for row in sheet.rows] == ["data", "data", "subtotal", "data", "subtotal", "total"]
    assert sheet.data[0] == {"reference": "A", "amount": "10.50", "currency": "CAD"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Référence: A\nMontants: 3\n", "line 9: no column is called « Montants »"),
        ("Référence: A\nn’importe quoi\n", "line 9: « n’importe quoi » is not « Name: value »"),
        (
            "Référence: A\nMontant: peu\n\nTotal: Référence = TOTAL | Montant\n",
            "line 11: nothing to add in « Montant »",
        ),
    ],
)
def test_a_text_that_is_wrong_is_refused_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(FixtureError, match=message):
        read_sheet(written(tmp_path, f"{HEAD}{AMOUNT}\n{text}"))


def test_a_head_that_is_wrong_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FixtureError, match="line 7: « Couleur » is no part of a sheet's head"):
        read_sheet(written(tmp_path, f"{HEAD}{AMOUNT}Couleur: rouge\n"))


def test_blocks_are_parted_by_empty_lines(tmp_path: Path) -> None:
    blocks = read_blocks(written(tmp_path, "Nom: un : deux\n\n\nNom: trois\nSuite: x\n"))
    assert blocks == [[("Nom", "un : deux", 1)], [("Nom", "trois", 4), ("Suite", "x", 5)]]

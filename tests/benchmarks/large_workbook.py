"""The workbook that imports are measured on: 8 columns, 2,000 organizations, each row a grant for a project of its own.
And the bomb: a workbook of half a megabyte that every reader can open, with one cell of 512 MiB.

In: a path and how many rows. Out: the file, the same each time.
"""

import random
import zipfile
from pathlib import Path

import xlsxwriter

HEADERS = ("Numéro", "Projet", "Payeur", "Bénéficiaire", "Montant", "Année financière", "Programme", "Région")
WORDS = [
    "Alpha",
    "Boréal",
    "Cascade",
    "Delta",
    "Érable",
    "Fjord",
    "Giboulée",
    "Horizon",
    "Iris",
    "Jonquille",
    "Lumière",
    "Marée",
    "Nordet",
    "Ombre",
]
ORGANIZATIONS = 2_000


def workbook(path: Path, rows: int) -> None:
    rng = random.Random(1)
    bodies = [f"{' '.join(rng.sample(WORDS, 3))} {number}" for number in range(ORGANIZATIONS)]
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Subventions")
        sheet.write_row(0, 0, HEADERS)
        for number in range(rows):
            values = (
                f"R-{number:06}",
                f"Projet de soutien numéro {number}",
                "Ministère de l’Économie",
                bodies[number % ORGANIZATIONS],
                1_000 + number,
                "2021-2022",
                f"Programme {number % 20}",
                "Montréal",
            )
            sheet.write_row(number + 1, 0, values)


SHEET = "xl/worksheets/sheet1.xml"
MEBIBYTE = 1024 * 1024


def bomb_workbook(path: Path, mebibytes: int = 512) -> Path:
    """The first sheet of an honest workbook is replaced."""
    honest = path.with_suffix(".honest.xlsx")
    workbook(honest, 1)
    with zipfile.ZipFile(honest) as given, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            if name != SHEET:
                made.writestr(name, given.read(name))
        space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        with made.open(SHEET, "w") as sheet:
            sheet.write(f'<worksheet xmlns="{space}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>'.encode())
            for _ in range(mebibytes):
                sheet.write(b"A" * MEBIBYTE)
            sheet.write(b"</t></is></c></row></sheetData></worksheet>")
    return path

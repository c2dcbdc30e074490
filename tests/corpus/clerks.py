"""What a clerk does to a sheet in passing: awards that are called off in words, cells shown in another currency, amounts over
several columns."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.corpus.case import Case
from tests.corpus.text_files import text
from tests.funding.imports.messy import workbook

HEADER = ["Bénéficiaire", "Projet", "Montant"]
GRANTS: list[list[Any]] = [["CHUM", "A", 1000], ["CUSM", "B", 2000], ["Mila", "C", 3000]]
ASSUMED = "currency-assumed"


def sheet(*rows: list[Any], **options: Any) -> Callable[[Path], Path]:
    return lambda folder: workbook(folder, {"Feuille": rows}, "fichier.xlsx", **options)


def shown_as(*codes: str) -> Callable[[Path], Path]:
    """The amounts of the three grants, each in a number format."""

    def make(folder: Path) -> Path:
        path = folder / "fichier.xlsx"
        made = xlsxwriter.Workbook(path)
        feuille = made.add_worksheet("Feuille")
        for number, row in enumerate([HEADER, *GRANTS]):
            feuille.write_row(number, 0, row)
        for number, (row, code) in enumerate(zip(GRANTS, codes, strict=True), 1):
            feuille.write(number, 2, row[2], made.add_format({"num_format": code}))
        made.close()
        return path

    return make


CASES = [
    Case(
        "called-off-in-a-status",
        "a column of states in which only « Refusé » kept an award out",
        sheet(
            ["Bénéficiaire", "Montant", "Statut"],
            *(
                [f"CHU {n}", 10 + n, said]
                for n, said in enumerate(("Versé", "Annulé", "Résiliée", "En attente", "Cancelled"))
            ),
        ),
        waiting=[False, True, True, True, True],
    ),
    Case(
        "called-off-in-a-remark",
        "« Projet annulé » in a column of remarks",
        sheet(
            ["Bénéficiaire", "Montant", "Remarques"],
            ["CHUM", 1, "Projet annulé, aucune somme versée"],
            ["CUSM", 2, "Les activités en personne ont été remplacées"],
            ["Mila", 3, "Aucune somme n'a été versée"],
        ),
        waiting=[True, False, True],
        problems={ASSUMED, "refused-application"},
    ),
    Case(
        "called-off-beside-a-name",
        "« (ANNULÉ) » after a name; a project about what was cancelled is none that was",
        sheet(
            HEADER,
            ["CHUM (ANNULÉ)", "A", 1],
            ["CUSM", "Aide aux festivals annulés par la pandémie", 2],
            ["Mila", "B – projet annulé", 3],
            ["IVADO", "Cancelled: C", 4],
        ),
        waiting=[True, False, True, True],
        problems={ASSUMED, "refused-application"},
    ),
    Case(
        "unit-of-the-format",
        "1000 that the sheet shows as « 1 000 k$ »",
        shown_as(*['#,##0" k$"'] * 3),
        fields=("amount",),
        values=[("1000000",), ("2000000",), ("3000000",)],
        problems={"unit-in-header"},
    ),
    Case(
        "unit-of-the-format-taken-off",
        "1000 that the sheet shows as « 1 k$ »",
        shown_as(*['#,##0," k$"'] * 3),
        fields=("amount",),
        values=[("1000",), ("2000",), ("3000",)],
        problems=set(),
    ),
    Case(
        "currency-of-a-cell",
        "one grant of three is shown in US dollars, by its number format alone",
        shown_as("#,##0", "[$USD] #,##0", "#,##0"),
        waiting=[False, True, False],
        problems={ASSUMED, "other-format"},
    ),
    Case(
        "currency-sign-of-a-cell",
        "a dollar sign that one cell has and the others do not",
        shown_as("#,##0", '#,##0 "$"', "#,##0"),
        waiting=[False, False, False],
        problems={ASSUMED},
    ),
    Case(
        "amount-over-two-years",
        "an amount merged over the columns of two years went to the first",
        sheet(
            ["Bénéficiaire", "2020-2021", "2021-2022"],
            ["CHUM"],
            ["CUSM", 5, 6],
            merges={"Feuille": [("B2:C2", 1000)]},
        ),
        waiting=[True, False, False],
        problems={ASSUMED, "amount-over-columns"},
    ),
    Case(
        "two-files-in-one",
        "a longer list of other columns pasted under another: the first one's grants were taken for titles, and lost",
        text(
            "Bénéficiaire;Projet;Montant\nCHUM;A;1000\nBénéficiaire;Montant;Projet;Année\nCUSM;2000;B;2021\nMila;3;C;2022\n"
        ),
        rows="hdhdd",
        fields=("recipient", "amount", "project"),
        values=[("CHUM", "1000", "A"), ("CUSM", "2000", "B"), ("Mila", "3", "C")],
    ),
    Case(
        "two-files-in-one-the-first-longer",
        "the same, where the second list's headings were a grant without a number",
        text(
            "Bénéficiaire;Projet;Montant\nCHUM;A;1\nIVADO;X;2\nMila;Y;3\nBénéficiaire;Montant;Année\nCUSM;2000;2021\n"
        ),
        rows="hdddhd",
        fields=("recipient", "amount"),
        values=[("CHUM", "1"), ("IVADO", "2"), ("Mila", "3"), ("CUSM", "2000")],
    ),
    Case(
        "a-cell-left-out",
        "a row of a text file with a cell less than the others: its year was its amount",
        text("Bénéficiaire;Projet;Montant;Année\nCHUM;A;1000;2021\nCUSM;2000;2021\nMila;C;3000;2022\n"),
        waiting=[False, True, False],
        problems={ASSUMED, "row-too-short"},
    ),
    Case(
        "ends-left-out",
        "a program leaves out what is empty at the end of a row",
        text("Bénéficiaire;Montant;Remarques\nCHUM;1000;RAS\nCUSM;2000\nMila;3500\nIVADO;4000\n"),
        waiting=[False] * 4,
        problems={ASSUMED},
    ),
    Case(
        "a-body-with-the-sum-of-those-above",
        "a grant that is by chance the sum of those above it, and leaves a cell empty, was dropped as their total",
        text("Bénéficiaire;Montant;Remarques\nCHUM;1000;RAS\nCUSM;2000\nMila;3000\nIVADO;4000\n"),
        rows="hdddd",
        waiting=[False, False, True, False],
        problems={ASSUMED, "perhaps-sum"},
    ),
    Case(
        "payments-of-a-project",
        "the third payment of a project is the sum of the first two; the body stands once",
        sheet(
            ["Bénéficiaire", "Projet", "Date", "Montant"],
            ["CHUM", "A", "2021-01-01", 100],
            ["", "", "2021-06-01", 200],
            ["", "", "2021-12-01", 300],
            ["CUSM", "B", "2021-01-01", 50],
        ),
        fields=("recipient", "project", "amount"),
        values=[("CHUM", "A", "100"), ("CHUM", "A", "200"), ("CHUM", "A", "300"), ("CUSM", "B", "50")],
        waiting=[False, False, True, False],
    ),
    Case(
        "columns-numbered",
        "a row that numbers the columns, as forms have it, was a grant of 3 $",
        sheet(HEADER, ["(1)", "(2)", "(3)"], *GRANTS),
        rows="hhddd",
        problems={ASSUMED},
    ),
    Case(
        "columns-numbered-with-sums",
        "numbers that say what is added to what",
        sheet([*HEADER, "Total"], [1, 2, 3, "4 = 3"], *([*row, row[2]] for row in GRANTS)),
        rows="hhddd",
    ),
    Case(
        "title-in-two-cells",
        "« en date du … » beside the title, right above the headings: no column was that of the amount",
        sheet(["Liste des projets", "en date du 31 mars 2021"], HEADER, *GRANTS),
        rows="thddd",
        sums=[("6000", "CAD", None)],
    ),
    Case(
        "years-under-the-list",
        "what each year comes to stands under the list, in the column of the bodies",
        sheet(HEADER, ["CHUM", "A", 1000], ["CUSM", "B", 2000], [], ["2020-2021", "", 1000], ["2021-2022", "", 2000]),
        waiting=[False, False, True, True],
    ),
    Case(
        "averages-in-two-columns",
        "« Moyenne » and what a program says of its rows, under a table of two columns",
        text("Bénéficiaire;Montant\nCHUM;5\nCUSM;7\nMoyenne;6\nMédiane;6\n(4 rows affected)\n"),
        rows="hddnnn",
        sums=[("12", "CAD", None)],
        problems={ASSUMED},
    ),
    Case(
        "taxes-and-adjustments",
        "taxes and what was adjusted stand in the column of the bodies",
        sheet(
            HEADER,
            ["IBM", "A", 1000],
            ["TPS", "", 50],
            ["Ajustement de fin d'année", "", -5],
            ["Moins : remboursement", "", -10],
            ["Taxibus Québec", "B", 7],
        ),
        waiting=[False, True, True, True, False],
        problems={ASSUMED, "no-body"},
    ),
    Case(
        "recipient-left-out",
        "an empty cell where others have a name",
        sheet(HEADER, GRANTS[0], ["", "B", 2000], GRANTS[2]),
        problems={ASSUMED, "recipients-missing"},
    ),
]

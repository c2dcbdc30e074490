"""Tables that begin elsewhere than in A1: what a file says of its columns and rows counts from A and 1."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.corpus.case import Case
from tests.corpus.xls_writer import book
from tests.funding.imports.messy import Rows, compound, ods_row, open_document, workbook

HEADER = ["Bénéficiaire", "Programme", "Montant"]
GRANTS: Rows = [["CHUM", "Essor", 1000.5], ["CUSM", "Essor", 2000]]
ASSUMED = "currency-assumed"


def in_c4(**options: Any) -> Callable[[Path], Path]:
    """A workbook whose table begins in C4; options as `messy.workbook` takes them."""
    rows: Rows = [[], [], [], *(["", "", *row] for row in [HEADER, *GRANTS])]
    return lambda folder: workbook(folder, {"Feuille": rows}, "fichier.xlsx", **options)


def in_c4_of_an_old_workbook(folder: Path) -> Path:
    rows = [["", "", *row] for row in [HEADER, *GRANTS]]
    return compound(folder, {"Workbook": book("Liste", [[""], *rows], hidden_columns=[4])}, "fichier.xls")


def in_c4_of_an_open_document(folder: Path) -> Path:
    columns = '<table:table-column table:number-columns-repeated="4"/><table:table-column table:visibility="collapse"/>'
    rows = [["Bénéficiaire", "Programme", "Montant"], ["CHUM", "Essor", "1 000,50 $"], ["CUSM", "Essor", "2 000 $"]]
    table = "".join([ods_row(""), *(ods_row("", "", *row) for row in rows)])
    return open_document(folder, f'<table:table table:name="A">{columns}{table}</table:table>', name="fichier.ods")


def with_a_merged_amount(folder: Path) -> Path:
    """An amount merged over two rows; from B on."""
    path = folder / "fichier.xlsx"
    made = xlsxwriter.Workbook(path)
    sheet = made.add_worksheet("Feuille")
    for number, row in enumerate([HEADER, ["CHUM", "Essor"], ["CUSM", "Essor"], ["Mila", "Essor", 300]]):
        sheet.write_row(number, 1, row)
    sheet.merge_range("D2:D3", 1000)
    made.close()
    return path


def sheet_of(*rows: list[Any]) -> Callable[[Path], Path]:
    return lambda folder: workbook(folder, {"Feuille": rows}, "fichier.xlsx")


def side_by_side(title: str, *others: list[Any]) -> Callable[[Path], Path]:
    """The grants with other rows at their right, an empty column between; a title over each where one is given."""
    rows = [[*row, "", *other] for row, other in zip([HEADER, *GRANTS], others, strict=True)]
    return sheet_of(*([[title, "", "", "", "Contrats"]] if title else []), *rows)


CASES = [
    Case(
        "elsewhere-hidden-column",
        "a table in C4 whose amounts are folded away: the column was looked for two columns further left",
        in_c4(hidden_columns={"Feuille": ["E:E"]}),
        rows="...hdd",
        sums=[("3000.50", "CAD", None)],
        problems={ASSUMED, "hidden-columns"},
    ),
    Case(
        "elsewhere-hidden-empty-column",
        "a margin that is folded away hides nothing but itself",
        in_c4(hidden_columns={"Feuille": ["G:G"]}),
        problems={ASSUMED},
    ),
    Case(
        "elsewhere-formats",
        "the number format of the amounts' own column",
        in_c4(formats={"Feuille": {4: "#,##0.00 [$€-40C]"}}),
        sums=[("3000.50", "EUR", None)],
        problems=set(),
    ),
    Case(
        "elsewhere-hidden-column-of-an-old-workbook",
        "the same in an XLS",
        in_c4_of_an_old_workbook,
        rows=".hdd",
        problems={ASSUMED, "hidden-columns"},
    ),
    Case(
        "elsewhere-hidden-column-of-an-open-document",
        "the same in an ODS",
        in_c4_of_an_open_document,
        rows=".hdd",
        problems={"hidden-columns"},
    ),
    Case(
        "elsewhere-merged-amount",
        "an amount merged over two rows of a table that begins in B",
        with_a_merged_amount,
        rows="hddd",
        fields=("recipient", "amount"),
        values=[("CHUM", "1000"), ("CUSM", None), ("Mila", "300")],
        waiting=[True, True, False],
        problems={ASSUMED, "shared-amount"},
    ),
    Case(
        "beside-other-headings",
        "grants at the left and contracts at the right, an empty column between: the supplier was the grant's title",
        side_by_side("Subventions", ["Fournisseur", "Valeur", "Objet"], ["IBM", 500, "Serveur"], ["AWS", 700, "Nuage"]),
        tables=2,
        rows="thddthdd",
        fields=("recipient", "amount", "title", "description"),
        values=[
            *(("CHUM", "1000.50", None, None), ("CUSM", "2000", None, None)),
            *(("IBM", "500", None, "Serveur"), ("AWS", "700", None, "Nuage")),
        ],
        sums=[("3000.50", "CAD", None), ("1200", "CAD", None)],
        problems={ASSUMED},
    ),
    Case(
        "beside-a-summary",
        "a small table of years at the right with its own total: the first grant got the first year",
        side_by_side("", ["Année", "Total"], ["2020-2021", 1000.5], ["Total", 3000.5]),
        tables=1,
        fields=("recipient", "amount", "fiscal_year"),
        values=[("CHUM", "1000.50", None), ("CUSM", "2000", None)],
        problems={ASSUMED, "columns-apart", "other-amounts"},
    ),
    Case(
        "beside-a-gap-of-one-table",
        "an empty column to part the dates from the rest of the table, which is one",
        side_by_side(
            "", ["Date", "Région"], [datetime.date(2021, 4, 5), "Estrie"], [datetime.date(2021, 5, 6), "Estrie"]
        ),
        tables=1,
        fields=("recipient", "amount", "decision_date"),
        values=[("CHUM", "1000.50", "2021-04-05"), ("CUSM", "2000", "2021-05-06")],
        problems={ASSUMED},
    ),
    Case(
        "beside-the-same-headings-elsewhere",
        "a list in two columns that begins in B",
        sheet_of(["", *HEADER, *HEADER], ["", "CHUM", "Essor", 1, "Mila", "Essor", 3], ["", "CUSM", "Essor", 2]),
        tables=2,
        fields=("recipient", "amount"),
        values=[("CHUM", "1"), ("CUSM", "2"), ("Mila", "3")],
        problems={ASSUMED},
    ),
]

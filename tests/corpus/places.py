"""Tables that begin elsewhere than in A1: what a file says of its columns and rows counts from A and 1."""

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
]

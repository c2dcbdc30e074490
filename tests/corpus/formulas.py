"""Workbooks with formulas: errors, and values that were never stored."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.corpus.case import Case
from tests.corpus.text_files import text
from tests.corpus.xls_writer import Error, book
from tests.funding.imports.messy import changed, compound, ods_row, open_document

HEADER = ["Bénéficiaire", "Projet", "Montant"]
FIELDS = ("recipient", "project", "amount")
ASSUMED = "currency-assumed"
VALUE = "formula-without-value"


def with_formulas(*cells: tuple[str, str, Any]) -> Callable[[Path], Path]:
    """A workbook of three grants and these formulas, each (cell, formula, value); '' is not stored."""

    def make(folder: Path) -> Path:
        path = folder / "fichier.xlsx"
        made = xlsxwriter.Workbook(path)
        sheet = made.add_worksheet("Feuille")
        for number, row in enumerate([HEADER, ["CHUM", "A", 1000], ["CUSM", "B", 2000], ["Mila", "C", 3000]]):
            sheet.write_row(number, 0, row)
        for place, formula, value in cells:
            sheet.write_formula(place, formula, None, value)
        made.close()
        return path

    return make


def counted_as_an_empty_text(folder: Path) -> Path:
    path = with_formulas(("C3", "=C2*2.5", 2500), ("B4", '=IF(A4="","x","")', ""))(folder)
    return changed(path, "xl/worksheets/sheet1.xml", b'<c r="B4">', b'<c r="B4" t="str">')


def old_workbook(folder: Path) -> Path:
    rows = [HEADER, ["CHUM", "A", 1000], ["CUSM", "B", Error(23)], ["Mila", Error(42, False), 3000]]
    return compound(folder, {"Workbook": book("Liste", rows)}, "fichier.xls")


def open_document_with_formulas(folder: Path) -> Path:
    wrong = 'table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"'
    cells = (
        f"<table:table-cell {wrong}><text:p>#DIV/0!</text:p></table:table-cell>",
        '<table:table-cell table:formula="of:=[.C2]*2"/>',
        '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"><text:p>2</text:p>'
        "</table:table-cell>",
    )
    names = (("CHUM", "A"), ("CUSM", "B"), ("Mila", "C"))
    rows = "".join(
        ods_row(*name).replace("</table:table-row>", f"{cell}</table:table-row>")
        for name, cell in zip(names, cells, strict=True)
    )
    table = f'<table:table table:name="A">{ods_row(*HEADER)}{rows}</table:table>'
    return open_document(folder, table, name="fichier.ods")


def open_document_with_zeros(folder: Path) -> Path:
    zero = (
        '<table:table-cell table:formula="of:=[.D2]*2" office:value-type="float" office:value="0"><text:p>0</text:p>'
        "</table:table-cell></table:table-row>"
    )
    rows = [ods_row(*name).replace("</table:table-row>", zero) for name in (("CHUM", "A"), ("CUSM", "B"))]
    return open_document(
        folder, f'<table:table table:name="A">{ods_row(*HEADER)}{"".join(rows)}</table:table>', name="f.ods"
    )


CASES = [
    Case(
        "formulas-of-a-text-file",
        'a reference in ="…" to keep its zeros, and a formula where a name should be',
        text('Référence;Bénéficiaire;Montant\n"=""00123""";CHUM;1 $\n"=""00456""";=B2;2 $\n"=""00789""";Mila;3 $\n'),
        fields=("reference", "recipient", "amount"),
        values=[("00123", "CHUM", "1"), ("00456", None, "2"), ("00789", "Mila", "3")],
        problems={VALUE},
        waiting=[False, True, False],
    ),
    Case(
        "formula-errors",
        "#REF! and #N/A where amounts were: the cells of an error are no empty ones",
        with_formulas(("C3", "=#REF!", "#REF!"), ("C4", "=NA()", "#N/A")),
        rows="hddd",
        fields=FIELDS,
        values=[("CHUM", "A", "1000"), ("CUSM", "B", None), ("Mila", "C", None)],
        sums=[("1000", "CAD", None)],
        problems={ASSUMED, "formula-error"},
        waiting=[False, True, True],
    ),
    Case(
        "formula-error-for-a-name",
        "a name that was looked up in a list that is no longer there",
        with_formulas(("A3", "=VLOOKUP(B3,Liste!A:B,2)", "#N/A")),
        fields=FIELDS,
        values=[("CHUM", "A", "1000"), (None, "B", "2000"), ("Mila", "C", "3000")],
        problems={ASSUMED, "formula-error"},
        waiting=[False, True, False],
    ),
    Case(
        "formulas-never-counted",
        "a program wrote the formulas, and no spreadsheet ever opened the file",
        with_formulas(("C3", "=C2*2", ""), ("A4", "=A2", "")),
        fields=FIELDS,
        values=[("CHUM", "A", "1000"), ("CUSM", "B", None), (None, "C", "3000")],
        problems={ASSUMED, VALUE},
        waiting=[False, True, True],
    ),
    Case(
        "formulas-all-zero",
        "a conversion wrote 0 for every formula of the amounts",
        with_formulas(("C2", "=D2*2", 0), ("C3", "=D3*2", 0), ("C4", "=D4*2", 0)),
        waiting=[True, True, True],
        problems={ASSUMED, "formulas-all-zero"},
    ),
    Case(
        "formulas-some-zero",
        "one of the amounts is 0, and rightly so",
        with_formulas(("C2", "=D2*2", 0), ("C3", "=D3*2", 0), ("C4", "=D4*2", 5)),
        waiting=[False, False, False],
        problems={ASSUMED},
    ),
    Case(
        "formulas-all-zero-of-an-open-document",
        "the same in an ODS",
        open_document_with_zeros,
        waiting=[True, True],
        problems={ASSUMED, "formulas-all-zero"},
    ),
    Case(
        "formulas-counted",
        "formulas with their values, one of them an empty text",
        counted_as_an_empty_text,
        fields=FIELDS,
        values=[("CHUM", "A", "1000"), ("CUSM", "B", "2500"), ("Mila", None, "3000")],
        problems={ASSUMED},
        waiting=[False, False, False],
    ),
    Case(
        "formula-under-the-table",
        "a total that was never counted stands in a row and a column of its own",
        with_formulas(("E9", "=SUM(C2:C4)", "")),
        rows="hddd....n",
        sums=[("6000", "CAD", None)],
        problems={ASSUMED},
    ),
    Case(
        "formula-errors-of-an-old-workbook",
        "an error of a formula, and one that was typed",
        old_workbook,
        fields=FIELDS,
        values=[("CHUM", "A", "1000"), ("CUSM", "B", None), ("Mila", None, "3000")],
        problems={ASSUMED, "formula-error"},
        waiting=[False, True, True],
    ),
    Case(
        "formulas-of-an-open-document",
        "an error, a value that was never stored, and one that was",
        open_document_with_formulas,
        fields=FIELDS,
        values=[("CHUM", "A", None), ("CUSM", "B", None), ("Mila", "C", "2")],
        problems={ASSUMED, "formula-error", VALUE},
        waiting=[True, True, False],
    ),
]

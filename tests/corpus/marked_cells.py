"""Cells that say more than their value: text that is struck through."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.corpus.case import Case
from tests.corpus.xls_writer import Style, book
from tests.funding.imports.messy import compound, ods_row, open_document

HEADER = ["Bénéficiaire", "Programme", "Montant"]
GRANTS: list[list[Any]] = [["CHUM", "Essor", 1000.5], ["CUSM", "Essor", 2000]]
ASSUMED = "currency-assumed"
STRUCK = [False, True], {ASSUMED, "struck-rows", "struck-through"}


def marked(mark: Callable[[Any, Any], object]) -> Callable[[Path], Path]:
    """A workbook of two grants, and what is done to it; the third row is the second grant's."""

    def make(folder: Path) -> Path:
        path = folder / "fichier.xlsx"
        made = xlsxwriter.Workbook(path)
        sheet = made.add_worksheet("Feuille")
        for number, row in enumerate([HEADER, *GRANTS]):
            sheet.write_row(number, 0, row)
        mark(made, sheet)
        made.close()
        return path

    return make


def struck_cell(column: int) -> Callable[[Path], Path]:
    """One cell of the second grant is struck through."""
    return marked(
        lambda made, sheet: sheet.write(2, column, GRANTS[1][column], made.add_format({"font_strikeout": True}))
    )


def struck_word(made: Any, sheet: Any) -> None:
    sheet.write_rich_string(2, 0, "CUSM", made.add_format({"font_strikeout": True}), " et CHUM")


def struck_heading(made: Any, sheet: Any) -> None:
    sheet.write(0, 1, "Programme", made.add_format({"font_strikeout": True}))
    sheet.write_blank(2, 5, None, made.add_format({"font_strikeout": True}))


def struck_old_workbook(folder: Path) -> Path:
    written = book("Liste", [HEADER, *GRANTS], styles={2: Style(struck=True)})
    return compound(folder, {"Workbook": written}, "fichier.xls")


LINE = (
    '<style:style style:name="T1" style:family="text"><style:text-properties style:text-line-through-style="solid"/>'
    '</style:style><style:style style:name="parent" style:family="table-cell">'
    '<style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="ce1" style:family="table-cell" style:parent-style-name="parent"/>'
    '<style:style style:name="ce2" style:family="table-cell" style:parent-style-name="parent">'
    '<style:text-properties style:text-line-through-style="none"/></style:style>'
)


def struck_open_document(name: str, attribute: str = "") -> Callable[[Path], Path]:
    """An ODS whose second grant has this XML for its name, and whose cell has this attribute."""
    rows = ods_row(*HEADER) + ods_row("CHUM", "Essor", "1 000,50 $")
    rows += ods_row(name, "Essor", "2 000,25 $", cell_attributes=(attribute,))
    return lambda folder: open_document(
        folder, f'<table:table table:name="A">{rows}</table:table>', LINE, "fichier.ods"
    )


CASES = [
    *(
        Case(f"struck-{name}", seen, make, rows="hdd", waiting=STRUCK[0], problems=STRUCK[1])
        for name, seen, make in (
            ("name", "a list whose cancelled grants are struck through, not taken out", struck_cell(0)),
            ("amount", "only the amount is", struck_cell(2)),
            ("word", "only some letters of a cell are", marked(struck_word)),
            ("old-workbook", "the same in an XLS", struck_old_workbook),
        )
    ),
    Case(
        "struck-heading",
        "a heading and an empty cell that are struck through say nothing of a grant",
        marked(struck_heading),
        waiting=[False, False],
        problems={ASSUMED},
    ),
    *(
        Case(f"struck-open-document-{name}", seen, make, waiting=[False, waits], problems=problems)
        for name, seen, make, waits, problems in (
            (
                "cell",
                "an ODS whose cell takes after a style with a line through it",
                struck_open_document("CUSM", 'table:style-name="ce1"'),
                True,
                {"struck-rows", "struck-through"},
            ),
            (
                "word",
                "letters of an ODS that have a style of their own",
                struck_open_document('CUSM <text:span text:style-name="T1">et CHUM</text:span>'),
                True,
                {"struck-rows", "struck-through"},
            ),
            (
                "not",
                "a style that takes the line of its parent away",
                struck_open_document("CUSM", 'table:style-name="ce2"'),
                False,
                set[str](),
            ),
        )
    ),
]

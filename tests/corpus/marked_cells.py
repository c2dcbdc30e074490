"""Cells that say more than their value: text that is struck through, comments."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.corpus.case import Case
from tests.corpus.xls_writer import Style, book
from tests.funding.imports.messy import changed, compound, ods_row, open_document, zip_file

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


REVISED = "montant révisé à 2 500 $"


def commented(made: Any, sheet: Any) -> None:
    sheet.write_comment("C1", "en milliers de dollars", {"author": "Jean Untel"})
    sheet.write_comment("A2", "siège à Montréal")
    sheet.write_comment("C3", REVISED)


def in_a_thread(folder: Path) -> Path:
    """Excel keeps a thread in a part of its own, and a note that says so in its place."""
    path = marked(lambda made, sheet: sheet.write_comment("C3", "[Commentaire en fil de discussion] Votre version…"))(
        folder
    )
    relation = (
        '<Relationship Id="rId99" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" '
        'Target="../threadedComments/threadedComment1.xml"/></Relationships>'
    )
    path = changed(path, "xl/worksheets/_rels/sheet1.xml.rels", b"</Relationships>", relation.encode())
    thread = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
        f'<threadedComment ref="C3" id="{{1}}"><text>À vérifier ?</text></threadedComment>'
        f'<threadedComment ref="C3" id="{{2}}" parentId="{{1}}"><text>{REVISED}</text></threadedComment></ThreadedComments>'
    )
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zip_file(folder, parts | {"xl/threadedComments/threadedComment1.xml": thread.encode()}, path.name)


def old_workbook_with_notes(folder: Path) -> Path:
    written = book("Liste", [HEADER, *GRANTS], notes={(2, 2): REVISED, (1, 0): "siège à Montréal"})
    return compound(folder, {"Workbook": written}, "fichier.xls")


def open_document_with_annotation(folder: Path) -> Path:
    note = (
        '<office:annotation><dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">Jean annulé</dc:creator>'
        "<text:p>{}</text:p><text:p>voir au verso</text:p></office:annotation><text:p>"
    )
    rows = ods_row(*HEADER) + ods_row("CHUM", "Essor", "1 000,50 $").replace(
        "<text:p>", note.format("siège à Montréal"), 1
    )
    rows += ods_row("CUSM", "Essor", "2 000 $").replace("<text:p>2", f"{note.format(REVISED)}2")
    return open_document(folder, f'<table:table table:name="A">{rows}</table:table>', name="fichier.ods")


SAID = {"cell-comments", "cell-comment", "comment-in-doubt"}

CASES = [
    Case(
        "comments",
        "« en milliers » and « montant révisé » were said in comments, and read by nobody",
        marked(commented),
        rows="hdd",
        waiting=[False, True],
        problems={ASSUMED, "comment-outside", *SAID},
    ),
    Case(
        "comments-in-a-thread",
        "what was answered to a comment",
        in_a_thread,
        waiting=[False, True],
        problems={ASSUMED, "cell-comments", "comment-in-doubt"},
    ),
    Case(
        "comments-of-an-old-workbook",
        "the notes of an XLS",
        old_workbook_with_notes,
        waiting=[False, True],
        problems={ASSUMED, *SAID},
    ),
    Case(
        "comments-of-an-open-document",
        "the annotations of an ODS, whose author is no part of their text",
        open_document_with_annotation,
        fields=("recipient", "amount"),
        values=[("CHUM", "1000.50"), ("CUSM", "2000")],
        waiting=[False, True],
        problems=SAID,
    ),
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

"""Messy workbooks: XLSX, XLS and ODS with merged, hidden and concealed cells, several tables and several sheets."""

import datetime
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.corpus.case import Case
from tests.corpus.xls_writer import Style, book
from tests.funding.imports.messy import Rows, compound, ods_row, open_document, workbook
from tests.whole import WHOLE

HEADER = ["Bénéficiaire", "Programme", "Montant", "Année financière"]
YEAR = "2021-2022"
GRANTS: Rows = [["CHUM", "Essor", 1000.5, YEAR], ["CUSM", "Essor", 2000, YEAR]]
ASSUMED = "currency-assumed"
CONCEALED = [False, True], {ASSUMED, "concealed-cells"}
SHOWN = [False, False], {ASSUMED}
WHITE = {"font_color": "#FFFFFF"}
# An amount typed with its sign assumes no currency.
CONCEALED_ODS, SHOWN_ODS = ([False, True], {"concealed-cells"}), ([False, False], set[str]())


def sheets(given: dict[str, Rows], **options: Any) -> Callable[[Path], Path]:
    return lambda folder: workbook(folder, given, "fichier.xlsx", **options)


def one(*rows: Any, **options: Any) -> Callable[[Path], Path]:
    return sheets({"Feuille": rows}, **options)


def concealed(**style: Any) -> Callable[[Path], Path]:
    """A workbook whose second grant is written in a style that shows nothing, under a white-on-black heading."""

    def make(folder: Path) -> Path:
        path = folder / "fichier.xlsx"
        made = xlsxwriter.Workbook(path)
        sheet = made.add_worksheet("Feuille")
        heading = made.add_format({"font_color": "#FFFFFF", "bg_color": "#000000"})
        hiding = made.add_format(style)
        for number, row in enumerate([HEADER, *GRANTS]):
            for column, cell in enumerate(row):
                sheet.write(number, column, cell, heading if number == 0 else hiding if number == 2 else None)
        made.close()
        return path

    return make


def drawn(draw: Callable[[Any, Any], object]) -> Callable[[Path], Path]:
    """A workbook of two grants, and what is drawn on their sheet: the third row is the second grant's."""

    def make(folder: Path) -> Path:
        path = folder / "fichier.xlsx"
        made = xlsxwriter.Workbook(path)
        sheet = made.add_worksheet("Feuille")
        for number, row in enumerate([HEADER, *GRANTS]):
            sheet.write_row(number, 0, row)
        draw(made, sheet)
        made.close()
        return path

    return make


def under_a_condition(style: dict[str, Any], area: str = "A3:D3", kind: str = "no_blanks") -> Callable[[Path], Path]:
    """A conditional format over cells, by default over the second grant."""
    return drawn(
        lambda made, sheet: sheet.conditional_format(area, {"type": kind, "format": made.add_format(style)}),
    )


def on_cells_of(ground: str) -> Callable[[Path], Path]:
    """White letters under a condition over the second grant, whose cells have a ground."""

    def draw(made: Any, sheet: Any) -> None:
        sheet.write_row(2, 0, GRANTS[1], made.add_format({"bg_color": ground}))
        sheet.conditional_format("A3:D3", {"type": "no_blanks", "format": made.add_format(WHITE)})

    return drawn(draw)


def under_a_box(row: int, column: int, **options: Any) -> Callable[[Path], Path]:
    """A text box of two cells' size."""
    size = {"width": 128, "height": 20, "object_position": 1}
    return drawn(lambda _made, sheet: sheet.insert_textbox(row, column, "", size | options))


def letters(ground: str = "", **style: Any) -> Callable[[Path], Path]:
    """Some letters of the second grant's programme have a style of their own."""

    def draw(made: Any, sheet: Any) -> None:
        cell = [made.add_format({"bg_color": ground})] if ground else []
        sheet.write_rich_string(2, 1, "Projet de ", made.add_format(style), "Untel", " et autres", *cell)

    return drawn(draw)


def of_one_corner(row: int, height: int) -> Callable[[Path], Path]:
    """A picture that hangs on its upper left corner only, as some programs write it; its size in units of drawings."""
    anchor = (
        f"<xdr:oneCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row>"
        f'<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="1219200" cy="{height}"/><xdr:pic/>'
        "<xdr:clientData/></xdr:oneCellAnchor></xdr:wsDr>"
    )
    return damaged("xl/drawings/drawing1.xml", b"</xdr:wsDr>", anchor.encode())


def under_a_later_condition(colour: str, area: str = "A3:D3", kind: str = "expression") -> Callable[[Path], Path]:
    """A conditional format as Excel writes it since 2010, with its look in it."""
    rule = (
        '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
        'uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}"><x14:conditionalFormattings><x14:conditionalFormatting '
        f'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:cfRule type="{kind}" priority="1" id="{{1}}">'
        f'<xm:f>Autre!$A$1=1</xm:f><x14:dxf><font><color rgb="FF{colour}"/></font></x14:dxf></x14:cfRule>'
        f"<xm:sqref>{area}</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst></worksheet>"
    )
    return damaged("xl/worksheets/sheet1.xml", b"</worksheet>", rule.encode())


def letters_in_the_sheet(colour: str) -> Callable[[Path], Path]:
    """Some letters of the second grant's programme have a colour, in a text that stands in the sheet itself."""
    text = f'<is><r><t>Projet de </t></r><r><rPr><color rgb="FF{colour}"/></rPr><t>Untel</t></r></is>'
    old = b'r="B3" t="s"><v>5</v>'
    return damaged("xl/worksheets/sheet1.xml", old, f'r="B3" t="inlineStr">{text}'.encode())


def damaged(part: str, old: bytes, new: bytes) -> Callable[[Path], Path]:
    """A workbook with a box beside its table, and one of its parts with a damage that leaves the cells whole, or an
    addition."""

    def make(folder: Path) -> Path:
        whole = under_a_box(2, 6)(folder)
        path = folder / "abime.xlsx"
        with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as target:
            for name in source.namelist():
                content = source.read(name)
                assert name != part or old in content
                target.writestr(name, content.replace(old, new) if name == part else content)
        return path

    return make


def old_workbook(folder: Path) -> Path:
    rows = [HEADER, *GRANTS, ["CHUQ", "Essor", 5, YEAR]]
    return compound(folder, {"Workbook": book("Liste", rows, hidden_rows=[2], hidden_columns=[])}, "fichier.xls")


def concealed_in_an_old_workbook(style: Style) -> Callable[[Path], Path]:
    """An XLS whose second grant is written in the style."""
    written = book("Liste", [HEADER, *GRANTS], styles={2: style})
    return lambda folder: compound(folder, {"Workbook": written}, "fichier.xls")


def concealed_in_an_open_document(text: str, cells: str = "", of_column: bool = False) -> Callable[[Path], Path]:
    """An ODS whose second grant is written in a style with these properties, which takes after another; or its last
    column."""
    styles = (
        f'<style:style style:name="parent" style:family="table-cell"><style:text-properties {text}/></style:style>'
        '<style:style style:name="ce9" style:family="table-cell" style:parent-style-name="parent">'
        f"<style:table-cell-properties {cells}/></style:style>"
        '<style:style style:name="ce1" style:family="table-cell"><style:text-properties fo:color="#ff0000"/></style:style>'
    )
    hiding = () if of_column else ('table:style-name="ce9"',) * 3
    columns = '<table:table-column table:number-columns-repeated="2"/>'
    columns += (
        f"<table:table-column {'table:default-cell-style-name=' + chr(34) + 'ce9' + chr(34) if of_column else ''}/>"
    )
    table = (
        f'<table:table table:name="A">{columns}'
        + ods_row("Bénéficiaire", "Programme", "Montant", cell_attributes=('table:style-name="ce1"',) * 3)
        + ods_row("CHUM", "Essor", "1 000,50 $", cell_attributes=("", "", 'table:style-name="ce1"'))
        + ods_row("CUSM", "Essor", "2 000,25 $", cell_attributes=hiding)
        + "</table:table>"
    )
    return lambda folder: open_document(folder, table, styles, "fichier.ods")


def laid_over_an_open_document(
    styles: str = "", cell: str = "", sheet: str = "", cell_style: str = ""
) -> Callable[[Path], Path]:
    """An ODS with automatic styles, something in the second grant's first cell, and something after the rows. « white » is a
    style that conceals."""
    white = (
        '<style:style style:name="white" style:family="table-cell">'
        '<style:text-properties fo:color="#ffffff"/></style:style>'
    )
    row = ods_row("CUSM", "Essor", "2 000,25 $", cell_attributes=(cell_style,))
    table = (
        '<table:table table:name="A">'
        + ods_row("Bénéficiaire", "Programme", "Montant")
        + ods_row("CHUM", "Essor", "1 000,50 $")
        + row.replace("</text:p>", f"</text:p>{cell}", 1)
        + f"{sheet}</table:table>"
    )
    return lambda folder: open_document(folder, table, white + styles, "fichier.ods")


def condition_over(area: str, style: str = "white") -> str:
    """A condition as LibreOffice writes it."""
    return (
        f'<calcext:conditional-formats><calcext:conditional-format calcext:target-range-address="{area}">'
        f'<calcext:condition calcext:apply-style-name="{style}" calcext:value="&gt;0" calcext:base-cell-address="A.A3"/>'
        "</calcext:conditional-format></calcext:conditional-formats>"
    )


# A style that another one takes the place of under a condition, as the standard writes it.
UNDER_A_CONDITION = (
    '<style:style style:name="ce2" style:family="table-cell"><style:map style:condition="cell-content()=1" '
    'style:apply-style-name="{}" style:base-cell-address="A.A1"/></style:style>'
)
FILLED, EMPTY = (
    f'<style:style style:name="gr1" style:family="graphic"><style:graphic-properties draw:fill="{fill}"/></style:style>'
    for fill in ("solid", "none")
)
TO_C3 = 'draw:style-name="gr1" table:end-cell-address="A.C3" table:end-x="2cm" table:end-y="0.4cm" svg:x="0cm"'
BOX = f'<draw:custom-shape {TO_C3} svg:y="0cm"/>'
LOW_BOX = f'<draw:rect {TO_C3} svg:y="0.4cm"/>'
PICTURE = f'<draw:frame {TO_C3} svg:y="0cm"><draw:image/></draw:frame>'
CHART = f'<draw:frame {TO_C3} svg:y="0cm"><draw:object/></draw:frame>'
LABEL = f'<draw:frame {TO_C3} svg:y="0cm"><draw:text-box/></draw:frame>'


def painted_black_and_empty(folder: Path) -> Path:
    """A true redaction: the cell is black, and nothing is in it."""
    path = folder / "fichier.xlsx"
    made = xlsxwriter.Workbook(path)
    sheet, black = made.add_worksheet("Feuille"), made.add_format({"bg_color": "#000000"})
    for number, row in enumerate([HEADER, *GRANTS]):
        sheet.write_row(number, 0, row)
    sheet.write_blank(2, 1, None, black)
    made.close()
    return path


def open_document_with_spans(folder: Path) -> Path:
    table = (
        '<table:table table:name="A">'
        + ods_row("Subventions", "", "", cell_attributes=('table:number-columns-spanned="3"',))
        + ods_row("Bénéficiaire", "Programme", "Montant")
        + ods_row("CHUM", "Essor", "1 000,50 $")
        + ods_row("CUSM", "Essor", "2 000,25 $", attributes='table:visibility="collapse"')
        + ods_row("Total", "", "3 000,75 $")
        + "</table:table>"
    )
    return open_document(folder, table, name="fichier.ods")


CASES = [
    Case(
        "title-rows-merged-heading-subtotals",
        "DESIGN 6: no reader of six reads this sheet",
        one(
            ["Subventions accordées"],
            [],
            ["", "", "Montant versé", ""],
            ["Bénéficiaire", "Programme", "2020-2021", "2021-2022"],
            ["CHUM", "Novascience", 1000, 2000],
            ["Imagia", "Novascience", 500, ""],
            ["Sous-total", "", 1500, 2000],
            ["Dialogue", "Essor", "", 250.5],
            ["Emovi", "Essor", "", 100],
            ["Sous-total", "", "", 350.5],
            ["TOTAL", "", 1500, 2350.5],
            merges={"Feuille": [("C3:D3", "Montant versé")]},
        ),
        rows="t.hhddsddsT",
        sums=[("1500", "CAD", "1500"), ("2350.50", "CAD", "2350.50")],
        problems={ASSUMED},
    ),
    Case(
        "heading-of-three-rows",
        "issue320.xlsx: three rows of merged headings",
        one(
            ["Bénéficiaire", "Programme", "Montants", "", "", ""],
            ["", "", "Subventions", "", "Prêts", ""],
            ["", "", "2020-2021", "2021-2022", "2022-2023", "2023-2024"],
            ["CHUM", "Essor", 1, 2, 3, 4],
            ["CUSM", "Essor", 5, 6, 7, 8],
            merges={
                "Feuille": [
                    *(("A1:A3", "Bénéficiaire"), ("B1:B3", "Programme"), ("C1:F1", "Montants")),
                    *(("C2:D2", "Subventions"), ("E2:F2", "Prêts")),
                ]
            },
        ),
        rows="hhhdd",
        fields=("recipient", "amount", "fiscal_year"),
        values=[
            *(("CHUM", str(n), f"20{19 + n}-20{20 + n}") for n in range(1, 5)),
            *(("CUSM", str(n + 4), f"20{19 + n}-20{20 + n}") for n in range(1, 5)),
        ],
    ),
    Case(
        "copy-of-some-rows",
        "a sheet of all grants, and a filtered copy of it",
        sheets({"Toutes": [HEADER, *GRANTS, ("Mila", "C", 7, "2021-2022")], "IA santé": [HEADER, *GRANTS]}),
        problems={ASSUMED, "same-rows"},
    ),
    Case(
        "summary-beside-its-detail",
        "a sheet of totals by body before the sheet of grants",
        sheets(
            {
                "Sommaire": [("Bénéficiaire", "Montant"), ("CHUM", 300), ("CUSM", 400)],
                "Détail": [
                    ("Bénéficiaire", "Projet", "Montant"),
                    ("CHUM", "A", 100),
                    ("CHUM", "B", 200),
                    ("CUSM", "C", 400),
                ],
            }
        ),
        problems={ASSUMED, "same-sum"},
    ),
    Case(
        "hidden-sheet-rows-and-columns",
        "a ministry's working file, with the rows that it did not mean to send",
        sheets(
            {"Vue": [HEADER, *GRANTS], "Cachée": [HEADER, *GRANTS]},
            hidden_sheets=["Cachée"],
            hidden_rows={"Vue": [1]},
        ),
        hidden=[True, False, True, True],
        problems={ASSUMED, "hidden-sheet", "hidden-rows", "same-rows"},
    ),
    Case(
        "hidden-column",
        "a column of amounts folded away",
        one(HEADER, *GRANTS, hidden_columns={"Feuille": ["C:C"]}),
        # A column is decided about as a column.
        hidden=[False, False],
        problems={ASSUMED, "hidden-columns"},
    ),
    Case(
        "hidden-row-of-an-old-workbook",
        "the same in an XLS, where no reader tells it",
        old_workbook,
        hidden=[False, True, False],
        problems={ASSUMED, "hidden-rows"},
    ),
    *(
        Case(f"concealed-{name}", seen, concealed(**style), hidden=[False, True], problems={ASSUMED, "concealed-cells"})
        for name, seen, style in (
            ("black-on-black", "a « redaction » by colour", {"font_color": "#000000", "bg_color": "#000000"}),
            ("white-on-white", "amounts in white", {"font_color": "#FFFFFF"}),
            ("by-format", "a number format that shows nothing", {"num_format": ";;;"}),
            ("nearly-white", "grey of one part in twenty on white", {"font_color": "#F2F2F2"}),
            ("tiny", "letters of one point", {"font_size": 1}),
        )
    ),
    *(
        Case(name, seen, make, hidden=hidden, problems=problems)
        for name, seen, make, (hidden, problems) in (
            ("condition-white", "white while something stands there", under_a_condition(WHITE), CONCEALED),
            ("condition-white-column", "of a whole column", under_a_condition(WHITE, "C3:C1048576"), CONCEALED),
            ("condition-black", "a ground as black as its text", under_a_condition({"bg_color": "#000000"}), CONCEALED),
            ("condition-no-format", "a format that shows nothing", under_a_condition({"num_format": ";;;"}), CONCEALED),
            ("condition-heat", "white on red is to be read", under_a_condition(WHITE | {"bg_color": "#C00000"}), SHOWN),
            ("condition-on-dark", "white on cells that are dark already", on_cells_of("#203040"), SHOWN),
            ("condition-on-white", "white on cells that are painted white", on_cells_of("#FFFFFF"), CONCEALED),
            ("condition-blanks", "white where nothing stands", under_a_condition(WHITE, kind="blanks"), SHOWN),
            ("condition-elsewhere", "beside the table", under_a_condition(WHITE, "K3:K9"), SHOWN),
            ("box-white", "a white box over a row", under_a_box(2, 0, fill={"color": "#FFFFFF"}), CONCEALED),
            ("box-black", "a black box over two cells", under_a_box(2, 1, fill={"color": "#000000"}), CONCEALED),
            ("box-frame", "a frame without a ground", under_a_box(2, 0, fill={"none": True}), SHOWN),
            ("box-heading", "a box over the heading", under_a_box(0, 0, fill={"color": "#FFFFFF"}), SHOWN),
            ("box-beside", "a box beside the table", under_a_box(2, 6, fill={"color": "#FFFFFF"}), SHOWN),
            (
                "box-edge",
                "it reaches a little into the row",
                under_a_box(2, 0, fill={"color": "#FFFFFF"}, height=5),
                SHOWN,
            ),
            ("letters-white", "a name in white within a text", letters(**WHITE), CONCEALED),
            ("letters-tiny", "a name of one point within a text", letters(font_size=1), CONCEALED),
            ("letters-on-their-ground", "grey on the same grey", letters("#808080", font_color="#808080"), CONCEALED),
            ("letters-red", "red letters are there to be read", letters(font_color="#FF0000"), SHOWN),
            ("letters-white-on-dark", "white letters on a dark cell", letters("#203040", **WHITE), SHOWN),
        )
    ),
    *(
        Case(name, seen, make, hidden=hidden, problems=problems)
        for name, seen, make, (hidden, problems) in (
            ("condition-later", "a rule as Excel writes it since 2010", under_a_later_condition("FFFFFF"), CONCEALED),
            ("condition-later-red", "red is there to be read", under_a_later_condition("FF0000"), SHOWN),
            ("condition-later-elsewhere", "beside", under_a_later_condition("FFFFFF", "K3:K9"), SHOWN),
            (
                "condition-later-blanks",
                "white where nothing stands",
                under_a_later_condition("FFFFFF", kind="containsBlanks"),
                SHOWN,
            ),
            ("letters-in-the-sheet", "white letters of a text of the sheet", letters_in_the_sheet("FFFFFF"), CONCEALED),
            ("letters-in-the-sheet-red", "red ones are there to be read", letters_in_the_sheet("FF0000"), SHOWN),
            ("picture-of-one-corner", "it hangs on one corner", of_one_corner(2, 190_500), CONCEALED),
            ("picture-of-one-corner-edge", "it reaches a little into the row", of_one_corner(2, 60_000), SHOWN),
        )
    ),
    *(
        Case(f"open-document-{name}", seen, laid_over_an_open_document(*given), hidden=hidden, problems=problems)
        for name, seen, given, (hidden, problems) in (
            (
                "condition",
                "white under a condition, as the standard has it",
                (UNDER_A_CONDITION.format("white"), "", "", 'table:style-name="ce2"'),
                CONCEALED_ODS,
            ),
            (
                "condition-harmless",
                "a condition that changes nothing",
                (UNDER_A_CONDITION.format("ce2"), "", "", 'table:style-name="ce2"'),
                SHOWN_ODS,
            ),
            ("condition-area", "as LibreOffice has it", ("", "", condition_over("A.A3:A.C1048576")), CONCEALED_ODS),
            (
                "condition-of-a-quoted-sheet",
                "a dot in the name of the sheet",
                ("", "", condition_over("$'L.a liste'.K1 A.$A$3")),
                CONCEALED_ODS,
            ),
            ("condition-beside", "beside the table", ("", "", condition_over("A.K3:A.L9")), SHOWN_ODS),
            ("condition-of-no-look", "a style of no harm", ("", "", condition_over("A.A3", "Bon")), SHOWN_ODS),
            ("shape", "a shape over a row", (FILLED, BOX), CONCEALED_ODS),
            ("shape-without-ground", "a frame", (EMPTY, BOX), SHOWN_ODS),
            ("shape-at-the-edge", "it reaches a little into the row", (FILLED, LOW_BOX), SHOWN_ODS),
            ("picture", "a picture over a row", ("", PICTURE), CONCEALED_ODS),
            ("chart", "a chart shows what the cells hold", ("", CHART), SHOWN_ODS),
            ("label", "a text box with a ground", (FILLED, LABEL), CONCEALED_ODS),
            ("label-without-ground", "a text box", ("", LABEL), SHOWN_ODS),
        )
    ),
    *(
        Case(
            f"damaged-{name}",
            "what is hidden can't be told: everything counts as hidden",
            damaged(part, old, new),
            hidden=[True, True],
            problems={ASSUMED, "hidden-unclear"},
        )
        for name, part, old, new in (
            ("styles", "xl/styles.xml", b'<sz val="11"/>', b'<sz val="large"/>'),
            ("drawing", "xl/drawings/drawing1.xml", b"</xdr:from>", b"</xdr:to>"),
        )
    ),
    Case(
        "painted-black-and-empty",
        "a cell under a black fill that truly holds nothing is no concealment",
        painted_black_and_empty,
        hidden=[False, False],
        problems={ASSUMED},
    ),
    *(
        Case(f"old-workbook-{name}", seen, concealed_in_an_old_workbook(style), hidden=hidden, problems=problems)
        for name, seen, style, hidden, problems in (
            ("white-on-white", "the same in an XLS", Style(text=9), *CONCEALED),
            ("black-on-black", "black under black in an XLS", Style(text=8, ground=8), *CONCEALED),
            (
                "own-palette",
                "two numbers of one colour",
                Style(10, 11, colours=["0" * 6, "F" * 6, "FF0000", "FF0000"]),
                *CONCEALED,
            ),
            ("tiny", "letters of one point in an XLS", Style(points=1), *CONCEALED),
            ("by-format", "a format that shows nothing in an XLS", Style(code=";;;"), *CONCEALED),
            ("red", "red on white is there to be read", Style(text=10), *SHOWN),
            ("white-on-black", "a heading's colours", Style(text=9, ground=8), *SHOWN),
        )
    ),
    *(
        Case(f"open-document-{name}", seen, concealed_in_an_open_document(*style), hidden=hidden, problems=problems)
        for name, seen, style, hidden, problems in (
            ("white-on-white", "the same in an ODS", ('fo:color="#ffffff"',), *CONCEALED_ODS),
            (
                "black-on-black",
                "black under black in an ODS",
                ('fo:color="#000000"', 'fo:background-color="#000000"'),
                *CONCEALED_ODS,
            ),
            ("tiny", "letters of one point in an ODS", ('fo:font-size="1pt"',), *CONCEALED_ODS),
            ("by-column", "a column whose own style is white", ('fo:color="#ffffff"', "", True), *CONCEALED_ODS),
            (
                "automatic-on-black",
                "a text of no colour shows on black",
                ("", 'fo:background-color="#000000"'),
                *SHOWN_ODS,
            ),
        )
    ),
    Case(
        "cover-sheet",
        "answers that begin with a sheet of explanations",
        sheets(
            {
                "À lire": [["Réponse à une demande d’accès"], ["Organisme", "MEIE"], ["Date", "2023-05-01"]],
                "Données": [HEADER, *GRANTS],
            }
        ),
        rows="nnnhdd",
        problems={ASSUMED, "cover-sheet"},
        tables=1,
    ),
    Case(
        "two-tables-on-a-sheet",
        "projects, and below them a board",
        one(
            ["Projets"],
            HEADER,
            *GRANTS,
            [],
            ["Conseil d’administration"],
            ["Organisation", "Personne", "Fonction", ""],
            ["MEDTEQ", "Une personne", "présidente", ""],
            ["CQDM", "Une autre", "membre", ""],
        ),
        rows="thdd.thdd",
        tables=2,
    ),
    Case(
        "notes-beside-a-heading-of-years",
        "the same headings under two others are one table, not two",
        one(
            ["", "Subventions", "", "Prêts", ""],
            ["Bénéficiaire", "2020-2021", "2021-2022", "2022-2023", "2023-2024"],
            ["CHUM", 1, 2, 3, 4],
            ["CUSM", 5, 6, 7, 8],
            merges={"Feuille": [("B1:C1", "Subventions"), ("D1:E1", "Prêts")]},
        ),
        rows="hhdd",
        tables=1,
    ),
    Case(
        "two-tables-side-by-side",
        "a list in two columns to fit the page",
        one(
            ["Bénéficiaire", "Montant", "", "Bénéficiaire", "Montant"],
            ["CHUM", 1, "", "UdeM", 3],
            ["CUSM", 2, "", "UL", 4],
            ["CHUQ", 5, "", "ETS", 6],
        ),
        fields=("recipient", "amount"),
        values=[("CHUM", "1"), ("CUSM", "2"), ("CHUQ", "5"), ("UdeM", "3"), ("UL", "4"), ("ETS", "6")],
        tables=2,
    ),
    Case(
        "name-merged-over-its-rows",
        "a programme merged over its grants",
        one(
            ["Programme", "Bénéficiaire", "Montant"],
            ["Essor", "CHUM", 1],
            ["", "CUSM", 2],
            ["Novascience", "UdeM", 3],
            ["", "UL", 4],
            ["", "ETS", 5],
            merges={"Feuille": [("A2:A3", "Essor"), ("A4:A6", "Novascience")]},
        ),
        fields=("programme", "amount"),
        values=[("Essor", "1"), ("Essor", "2"), ("Novascience", "3"), ("Novascience", "4"), ("Novascience", "5")],
        problems={ASSUMED, "carried-down"},
    ),
    Case(
        "amount-merged-over-two-rows",
        "one amount for two bodies: nobody says whose it is",
        one(
            ["Bénéficiaire", "Programme", "Montant"],
            ["CHUM", "Essor", 10],
            ["CUSM", "Essor", ""],
            ["UdeM", "Essor", 5],
            merges={"Feuille": [("C2:C3", 10)]},
        ),
        fields=("recipient", "amount"),
        values=[("CHUM", "10"), ("CUSM", None), ("UdeM", "5")],
        problems={ASSUMED, "shared-amount"},
    ),
    Case(
        "dates-of-1904",
        "simple.xls: a workbook that counts from 1904",
        sheets(
            {"Feuille": [["Bénéficiaire", "Montant", "Date de la décision"], ["CHUM", 5, datetime.date(2021, 3, 14)]]},
            date_1904=True,
            formats={"Feuille": {2: "yyyy-mm-dd"}},
        ),
        fields=("decision_date",),
        values=[("2021-03-14",)],
    ),
    Case(
        "serial-numbers-for-dates",
        "dates whose format was lost: 44269 is a day",
        one(["Bénéficiaire", "Montant", "Date de la décision"], ["CHUM", 5, 44269], ["CUSM", 6, 44270]),
        fields=("decision_date",),
        values=[("2021-03-14",), ("2021-03-15",)],
    ),
    Case(
        "binary-fractions",
        "Charente-Maritime: 1234.5599999 where 1234.56 was typed",
        one(["Bénéficiaire", "Montant"], ["CHUM", 1234.5599999999], ["CUSM", 0.1 + 0.2]),
        fields=("amount",),
        values=[("1234.56",), ("0.30",)],
    ),
    Case(
        "euros-by-format",
        "Vendée: the currency only in the number format",
        one(["Bénéficiaire", "Montant"], ["CHUM", 5.5], formats={"Feuille": {1: "#,##0.00 [$€-40C]"}}),
        fields=("amount", "currency"),
        values=[("5.50", "EUR")],
        problems=set(),
    ),
    Case(
        "zeros-by-format",
        "numbers of files that a workbook shows as 000123 and stores as 123",
        one(["Référence", "Bénéficiaire", "Montant"], [123, "A", 5], [45, "B", 6], formats={"Feuille": {0: "000000"}}),
        fields=("reference", "amount"),
        values=[("000123", "5"), ("000045", "6")],
    ),
    Case(
        "percentages-called-amounts",
        "« Montant » over shares of a whole, shown as 25 %",
        one(["Bénéficiaire", "Montant"], ["A", 0.25], ["B", 0.75], formats={"Feuille": {1: "0%"}}),
        fields=("recipient", "amount"),
        values=[("A", None), ("B", None)],
        sums=[],
    ),
    Case(
        "number-of-fifteen-digits",
        "a SIRET that Excel rounded",
        one(["nomBeneficiaire", "idBeneficiaire", "montant"], ["A", 44259700100035, 5], ["B", 2.43e13, 6]),
        fields=("recipient_identifier",),
        values=[("44259700100035",), (None,)],
        problems={ASSUMED, "damaged_identifier"},
    ),
    Case(
        "error-cells",
        "#DIV/0! and #REF! where amounts were",
        one(["Bénéficiaire", "Montant"], ["A", "#DIV/0!"], ["B", "#VALEUR!"], ["C", 5]),
        fields=("amount",),
        values=[(None,), (None,), ("5",)],
        problems={ASSUMED, "formula-error"},
    ),
    Case(
        "encoded-twice-before-it-came-into-a-workbook",
        "a CSV that someone opened wrongly and saved as XLSX",
        one(["BÃ©nÃ©ficiaire", "Montant"], ["HÃ´pital de MontrÃ©al", 5], ["CHUM", 6]),
        fields=("recipient", "amount"),
        values=[("Hôpital de Montréal", "5"), ("CHUM", "6")],
        problems={ASSUMED, "double-encoding"},
    ),
    Case(
        "all-columns-of-a-sheet",
        "16,384 columns (by `make test` fewer), two of them of use",
        one(
            ["Bénéficiaire", "Montant", *[f"C{n}" for n in range(16_382 if WHOLE else 2_046)]], ["CHUM", 5], ["CUSM", 6]
        ),
        fields=("recipient", "amount"),
        values=[("CHUM", "5"), ("CUSM", "6")],
    ),
    Case(
        "empty-workbook",
        "libreoffice.xlsx: a sheet without any cell",
        sheets({"Feuille": []}),
        rows="",
        problems={"no-table", "empty-file"},
    ),
    Case(
        "open-document-with-spans",
        "an ODS with a merged title and a folded row",
        open_document_with_spans,
        rows="thddT",
        sums=[("3000.75", "CAD", "3000.75")],
        hidden=[False, True],
        problems={"hidden-rows"},
    ),
]

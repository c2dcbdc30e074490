"""Messy PDF files."""

import zlib
from collections.abc import Callable
from pathlib import Path

from tests.corpus.case import Case
from tests.corpus.long_pdf import COLUMNS, long_pdf
from tests.corpus.pdf_writer import LINE, TOP, Page, write

HEADER = ["Bénéficiaire", "Programme", "Montant", "Année financière"]
WIDTHS = [190, 110, 90, 90]
YEAR = "2021-2022"
ROW_LETTERS = "d" * 24


def drawn(
    draw: Callable[[list[Page]], None], pages: int = 1, locked: bool = False, catalogue: str = ""
) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        made = [Page() for _ in range(pages)]
        draw(made)
        return write(folder / "fichier.pdf", made, catalogue, locked=locked)

    return make


def grants(first: int, last: int) -> list[list[str | None]]:
    return [[f"Organisme {n}", "Essor", f"{n} 000,00 $", YEAR] for n in range(first, last + 1)]


def ruled(pages: list[Page]) -> None:
    top = pages[0].lines("Subventions de 2021-2022 (en milliers de dollars)")
    pages[0].ruled(WIDTHS, [HEADER, *grants(1, 3)], top)
    pages[1].ruled(WIDTHS, [*grants(4, 5), ["Total", "", "15 000,00 $", ""]])


def names_of_two_lines(pages: list[Page]) -> None:
    rows = [HEADER, ["Centre hospitalier de\nl’Université de Montréal", "Essor", "1 000,00 $", YEAR], *grants(2, 3)]
    pages[0].ruled(WIDTHS, rows)


def merged_heading(pages: list[Page]) -> None:
    top = [None, None, "Montant versé", None]
    pages[0].ruled(
        WIDTHS,
        [
            ["", "", *top[2:]],
            ["Bénéficiaire", "Programme", "2020-2021", "2021-2022"],
            ["CHUM", "Essor", "1 000,50 $", "2 000,50 $"],
        ],
    )


def under_a_box(pages: list[Page]) -> None:
    pages[0].ruled(WIDTHS, [HEADER, *grants(1, 3)])
    pages[0].box(50, TOP - 2 * LINE + 2, 150, 11)


def below_a_mark(pages: list[Page]) -> None:
    pages[0].ruled(WIDTHS, [HEADER, *grants(1, 3)])
    pages[0].mark(50, TOP - 2 * LINE + 2, 150, 11, "/Redact")


def tiny(pages: list[Page]) -> None:
    top = pages[0].ruled(WIDTHS, [HEADER, *grants(1, 1)])
    pages[0].ruled(WIDTHS, grants(2, 2), top + LINE, size=1)


def interrupted(pages: list[Page]) -> None:
    pages[0].ruled(WIDTHS, [HEADER, *grants(1, 3)])
    pages[1].ruled([140, 100], [["Programme", "Montant"], ["Essor", "6 000,00 $"], ["Tremplin", "9 000,00 $"]])
    pages[2].ruled(WIDTHS, grants(4, 5))


def in_a_group_of_objects(folder: Path) -> Path:
    """The same, where the file's objects are compressed together, as most programs write them."""
    path = drawn(ruled, 2)(folder)
    text = (
        b"1 0 << /Type /Filespec /UF (Annexe.xlsx) /EF << /F 2 0 R >> >> << /Type /EmbeddedFile >> << /S /JavaScript >>"
    )
    group = zlib.compress(text)
    head = b"99 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n" % len(group)
    path.write_bytes(path.read_bytes() + head + group + b"\nendstream\nendobj\n")
    return path


SCRIPT = "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"


def letter_then_table(pages: list[Page]) -> None:
    pages[0].lines("Québec, le 3 mai 2023", "Madame,", "Voici la réponse à votre demande d’accès.")
    pages[1].ruled(WIDTHS, [HEADER, *grants(1, 3)])
    pages[2].picture()


def letter(pages: list[Page]) -> None:
    pages[0].lines(
        "Madame,", "Nous donnons suite à votre demande d’accès, que nous refusons.", "Veuillez agréer, Madame,"
    )


def other_columns(pages: list[Page]) -> None:
    pages[0].ruled(WIDTHS, [HEADER, *grants(1, 3)])
    pages[1].ruled([100, 100], [["Un", "1 000,00 $"], ["Deux", "2 000,00 $"]])


def broken_names(pages: list[Page]) -> None:
    top = pages[0].unruled(COLUMNS, [HEADER])
    for number in range(1, 9):
        name = "Centre hospitalier universitaire" if number == 4 else f"Organisme {number}"
        top = pages[0].unruled(COLUMNS, [[name, "Essor", f"{number} 000,00 $", YEAR]], top)
        if number == 4:
            pages[0].text(COLUMNS[0], top + 6, "Sainte-Justine")
            top -= 8


def annual_report(pages: list[Page]) -> None:
    """Lines between rows only, a heading of two lines, subtotals, the number of the page."""
    for number, page in enumerate(pages, 1):
        page.text(50, 740, "Annexe 3 – Aide financière accordée", 12)
        top = page.unruled((50, 300, 480), [["Nom du", "Programme", "Montant"]], 716) + 6
        top = page.unruled((50, 300, 480), [["bénéficiaire", "", "versé ($)"]], top) - 4
        for group in range(2):
            rows = [[f"Organisme {number}{group}{n}", "Essor", f"{n} 000,50"] for n in range(1, 6)]
            for row in rows:
                page.line(50, top + 11, 560, top + 11)
                top = page.unruled((50, 300, 480), [row], top)
            top = page.unruled((50, 300, 480), [["Sous-total", "", "15 002,50"]], top) - 6
        page.text(300, 30, str(number))


def of_an_annual_report(folder: Path) -> Path:
    long_pdf(folder / "fichier.pdf", pages=2, rows=48)
    return folder / "fichier.pdf"


CASES = [
    Case(
        "pdf-ruled-over-two-pages",
        "answers printed from a spreadsheet",
        drawn(ruled, 2),
        rows="thdddddT",
        sums=[("15000000", "CAD", "15000000")],
        problems={"unit-in-header"},
    ),
    Case(
        "pdf-unruled-over-two-pages",
        "annual reports: columns without lines (pdfplumber 0 of 1,600 rows)",
        of_an_annual_report,
        rows=f"th{ROW_LETTERS}nnh{ROW_LETTERS}Tn",
        problems=set(),
        tables=1,
    ),
    Case(
        "pdf-annual-report",
        "annual reports: lines between rows only, a heading of two lines, subtotals",
        drawn(annual_report, 3),
        rows="thdddddsdddddsn" + "nhdddddsdddddsn" * 2,
        sums=[("90015.00", "CAD", None)],
        problems=set(),
    ),
    Case(
        "pdf-names-of-two-lines",
        "long names broken to fit their cell",
        drawn(names_of_two_lines),
        fields=("recipient", "amount"),
        values=[
            ("Centre hospitalier de l’Université de Montréal", "1000"),
            ("Organisme 2", "2000"),
            ("Organisme 3", "3000"),
        ],
    ),
    Case(
        "pdf-names-of-two-rows",
        "the same without lines: the rest of a name stands closer than the next row",
        drawn(broken_names),
        rows="h" + "d" * 8,
        fields=("recipient",),
        values=[
            *[(f"Organisme {n}",) for n in (1, 2, 3)],
            ("Centre hospitalier universitaire Sainte-Justine",),
            *[(f"Organisme {n}",) for n in (5, 6, 7, 8)],
        ],
    ),
    Case(
        "pdf-merged-heading",
        "a heading over two years",
        drawn(merged_heading),
        fields=("amount", "fiscal_year"),
        values=[("1000.50", "2020-2021"), ("2000.50", "2021-2022")],
    ),
    Case(
        "pdf-text-under-a-black-box",
        "a redaction that isn't one",
        drawn(under_a_box),
        hidden=[True, False, False],
        problems={"concealed-text"},
    ),
    Case(
        "pdf-text-below-a-mark",
        "marked for redaction, and sent before it was applied",
        drawn(below_a_mark),
        hidden=[True, False, False],
        problems={"concealed-text"},
    ),
    Case(
        "pdf-tiny-letters",
        "a row in letters of one point",
        drawn(tiny),
        hidden=[False, True],
        problems={"concealed-text"},
    ),
    Case(
        "pdf-with-a-program",
        "a form that runs a program when it is opened",
        drawn(ruled, 2, catalogue=SCRIPT),
        rows="thdddddT",
        problems={"unit-in-header", "script-in-pdf"},
    ),
    Case(
        "pdf-with-a-compressed-attachment",
        "an answer with its spreadsheet attached, and a program, both compressed away",
        in_a_group_of_objects,
        rows="thdddddT",
        problems={"unit-in-header", "script-in-pdf", "embedded-objects"},
    ),
    Case(
        "pdf-interrupted-table",
        "a list that a smaller table of sums interrupts",
        drawn(interrupted, 3),
        rows="hdddddhdd",
        fields=("recipient", "amount"),
        values=[
            *((f"Organisme {n}", f"{n}000") for n in range(1, 6)),
            *((None, amount) for amount in ("6000", "9000")),
        ],
        problems={"interrupted-table", "same-sum"},
        tables=2,
    ),
    Case(
        "pdf-letter-table-picture",
        "an answer: its letter, its list, a scanned page",
        drawn(letter_then_table, 3),
        problems={"pages-without-table", "pages-of-pictures"},
        sums=[("6000", "CAD", None)],
    ),
    Case("pdf-letter", "a refusal", drawn(letter), rows="nnn", problems={"letter", "no-table"}),
    Case(
        "pdf-other-columns-after-a-table",
        "a second list of fewer columns, without a header",
        drawn(other_columns, 2),
        sums=[("6000", "CAD", None)],
        problems={"no-header"},
        tables=2,
    ),
    Case(
        "pdf-pictures",
        "a scanned answer",
        drawn(lambda pages: [page.picture() for page in pages] and None, 3),
        refused="only-pictures",
    ),
    Case("pdf-nothing", "blank pages", drawn(lambda pages: None, 2), refused="empty-document"),
    Case("pdf-locked", "an answer with a password", drawn(ruled, 2, locked=True), refused="encrypted"),
]

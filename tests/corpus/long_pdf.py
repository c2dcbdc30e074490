"""The 67-page PDF of the benchmark: 1,600 grants in columns without ruled lines, as an annual report prints them.

In: nothing. Out: a PDF, and what is in it: (rows, sum). `python -m tests.corpus.long_pdf FILE` writes it.
"""

import sys
from decimal import Decimal
from pathlib import Path

from tests.corpus.pdf_writer import Page, write

PAGES, ROWS = 67, 1_600
COLUMNS = (50, 255, 385, 480)
HEADER = ("Bénéficiaire", "Programme", "Montant", "Année financière")
PROGRAMMES = ("Novascience", "Essor", "Innovation ouverte", "Passeport")


def row(number: int) -> tuple[str, str, str, str]:
    """The grant of this number; its amount ends in its own digits."""
    amount = Decimal(number * 1_337 % 900_000 + 1_000) + Decimal(number % 100) / 100
    spelt = f"{amount:,.2f} $".replace(",", " ").replace(".", ",")
    start = 2018 + number % 5
    return f"Organisme {number} de Montréal", PROGRAMMES[number % 4], spelt, f"{start}-{start + 1}"


def amount_of(spelt: str) -> Decimal:
    return Decimal(spelt.removesuffix(" $").replace(" ", "").replace(",", "."))


def long_pdf(path: Path, pages: int = PAGES, rows: int = ROWS) -> tuple[int, Decimal]:
    """Writes the file; (rows, their sum) comes back. The header stands on each page, the total on the last."""
    grants = [row(number) for number in range(1, rows + 1)]
    total = sum((amount_of(grant[2]) for grant in grants), Decimal(0))
    per_page = -(-rows // pages)
    drawn = []
    for number in range(pages):
        page = Page()
        top = page.lines("Rapport annuel de gestion – Subventions versées", top=760)
        top = page.unruled(COLUMNS, [HEADER, *grants[number * per_page : (number + 1) * per_page]], top - 10)
        if number == pages - 1:
            page.unruled(COLUMNS, [("Total", "", f"{total:,.2f} $".replace(",", " ").replace(".", ","), "")], top)
        page.text(270, 30, f"Page {number + 1} de {pages}")
        drawn.append(page)
    write(path, drawn)
    return rows, total


if __name__ == "__main__":
    print(*long_pdf(Path(sys.argv[1])))

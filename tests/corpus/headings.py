"""Headings said twice, headings in another order further down, names that stand alone over their rows."""

from pathlib import Path
from typing import Any

import xlsxwriter

from tests.corpus.case import Case
from tests.corpus.places import sheet_of
from tests.corpus.text_files import text
from tests.corpus.xls_writer import book
from tests.funding.imports.messy import changed, compound, ods_row, open_document

HEADER = ["Bénéficiaire", "Projet", "Montant"]
FIELDS = ("recipient", "project", "amount")
ASSUMED = "currency-assumed"
GRANTS = [["CHUM", "A", 100], ["CUSM", "B", 200]]

RECIPIENTS = (
    *("Raison sociale", "Dénomination sociale", "Nom du client", "Nom de l’établissement", "Prestataire de services"),
    *("Firme", "Nom de la compagnie", "Attributaire", "Mandataire", "Legal name", "Payee", "Contractor"),
)
AMOUNTS = (
    *("Déboursé", "Versements", "Aide versée", "Prêt", "Subvention octroyée", "Aide financière accordée"),
    *("Montant investi", "Contribution gouvernementale", "Funding", "Payment", "Disbursement", "Prix du contrat"),
)


def too_small(row: float, column: float) -> Any:
    """A workbook whose third row has this height, and whose column of amounts this width."""

    def make(folder: Path) -> Path:
        path = folder / "fichier.xlsx"
        made = xlsxwriter.Workbook(path)
        sheet = made.add_worksheet("Feuille")
        for number, cells in enumerate([HEADER, *GRANTS]):
            sheet.write_row(number, 0, cells)
        sheet.set_row(2, 7.5)
        sheet.set_column("C:C", 5)
        made.close()
        part = "xl/worksheets/sheet1.xml"
        changed(path, part, b'ht="7.5"', f'ht="{row}"'.encode())
        return changed(path, part, b'width="5.7109375"', f'width="{column}"'.encode())

    return make


def too_small_in_an_old_workbook(folder: Path) -> Path:
    rows = [HEADER, *GRANTS]
    return compound(folder, {"Workbook": book("Liste", rows, heights={2: 15}, widths={2: 26})}, "fichier.xls")


def too_small_in_an_open_document(row: str, column: str) -> Any:
    styles = (
        f'<style:style style:name="ro2" style:family="table-row"><style:table-row-properties style:row-height="{row}"/>'
        '</style:style><style:style style:name="co2" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{column}"/></style:style>'
    )
    columns = '<table:table-column table:number-columns-repeated="2"/><table:table-column table:style-name="co2"/>'
    rows = (
        ods_row(*HEADER)
        + ods_row("CHUM", "A", "100 $")
        + ods_row("CUSM", "B", "200 $", attributes='table:style-name="ro2"')
    )
    table = f'<table:table table:name="A">{columns}{rows}</table:table>'
    return lambda folder: open_document(folder, table, styles, "fichier.ods")


SMALL = {"hidden-rows", "hidden-columns"}
CASES = [
    Case(
        "headings-in-both-languages",
        "the headings once more in English: « Recipient » became an organization",
        sheet_of(HEADER, ["Recipient", "Project", "Amount paid"], *GRANTS),
        rows="hhdd",
        fields=FIELDS,
        values=[("CHUM", "A", "100"), ("CUSM", "B", "200")],
        problems={ASSUMED},
    ),
    Case(
        "headings-in-both-languages-of-text",
        "the same without any number",
        text("Conseil;Personne;Fonction\nBoard of directors;Person;Role\nMila;Anne Roy;Membre\nIVADO;Luc Roy;Membre\n"),
        rows="hhdd",
        fields=("person", "role"),
        values=[("Anne Roy", "Membre"), ("Luc Roy", "Membre")],
    ),
    Case(
        "headings-turned",
        "the same headings in another order further down, without an empty row: C was a recipient and Mila a project",
        sheet_of(HEADER, *GRANTS, ["Projet", "Bénéficiaire", "Montant"], ["C", "Mila", 300], ["D", "ETS", 400]),
        tables=2,
        rows="hddhdd",
        fields=FIELDS,
        values=[("CHUM", "A", "100"), ("CUSM", "B", "200"), ("Mila", "C", "300"), ("ETS", "D", "400")],
        problems={ASSUMED},
    ),
    Case(
        "names-alone-in-three-columns",
        "each body stands alone above its projects, in a table of three columns",
        sheet_of(HEADER, ["CHUM"], ["", "A", 100], ["", "B", 200], ["CUSM"], ["", "C", 400], ["", "D", 300]),
        rows="htddtdd",
        fields=FIELDS,
        values=[("CHUM", "A", "100"), ("CHUM", "B", "200"), ("CUSM", "C", "400"), ("CUSM", "D", "300")],
        problems={ASSUMED, "group-titles"},
    ),
    Case(
        "too-small-to-be-seen",
        "a row one pixel high and a column one pixel wide",
        too_small(0.75, 0.1),
        hidden=[False, True],
        problems={ASSUMED, *SMALL},
    ),
    Case(
        "small-and-seen", "low rows and narrow columns", too_small(6.0, 1.5), hidden=[False, False], problems={ASSUMED}
    ),
    Case(
        "too-small-to-be-seen-in-an-old-workbook",
        "the same in an XLS",
        too_small_in_an_old_workbook,
        hidden=[False, True],
        problems={ASSUMED, *SMALL},
    ),
    Case(
        "too-small-to-be-seen-in-an-open-document",
        "the same in an ODS",
        too_small_in_an_open_document("0.026cm", "0.018in"),
        hidden=[False, True],
        problems=SMALL,
    ),
    Case(
        "small-and-seen-in-an-open-document",
        "a row of four points",
        too_small_in_an_open_document("0.14cm", "0.5cm"),
        hidden=[False, False],
        problems=set(),
    ),
    Case(
        "numbers-of-enterprises-that-are-none",
        "a column called NEQ, whose numbers fail their check: it was kept as a note without a word",
        text("Bénéficiaire;NEQ;Montant\nCHUM;1143956211;5,50\nImagia;1,17E+09;6,50\n"),
        fields=("recipient", "recipient_neq", "amount"),
        values=[("CHUM", None, "5.50"), ("Imagia", None, "6.50")],
        problems={ASSUMED, "not_an_identifier", "damaged_identifier"},
    ),
    Case(
        "headings-of-a-ministry",
        "the Ministry of Economy's own words: « nom légal de l'organisme » was no name, « dossier » no reference",
        text(
            "Dossier;Nom légal de l’organisme;Programme d’aide;Aide accordée ($);Date d’octroi;Région administrative\n"
            "A-1;CHUM;Essor;125 000;2019-05-14;06 - Montréal\n"
        ),
        fields=("reference", "recipient", "programme", "amount", "decision_date", "region"),
        values=[("A-1", "CHUM", "Essor", "125000", "2019-05-14", "06 - Montréal")],
    ),
    *(
        Case(
            f"heading-{field}-{heading}",
            "words that bodies and their clerks write over the same columns",
            text(f"{heading};{'Montant' if field != 'amount' else 'Bénéficiaire'}\n{cell};{other}\n{cell};{other}\n"),
            fields=(field,),
            values=[(value,), (value,)],
        )
        for field, cell, value, other, headings in (
            ("recipient", "CHUM", "CHUM", "5,50", RECIPIENTS),
            ("amount", "5,50", "5.50", "CHUM", AMOUNTS),
        )
        for heading in headings
    ),
]

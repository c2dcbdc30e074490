"""Messy text files: encodings, separators, quotation marks, rows that are none, numbers and dates of several hands."""

from collections.abc import Callable
from pathlib import Path

from funding.imports.reading_options import Options, Override
from tests.corpus.case import Case

EUROS = Options(default_currency="EUR")


def text(content: str, encoding: str = "utf-8", name: str = "fichier.csv") -> Callable[[Path], Path]:
    return raw(content.encode(encoding), name)


def raw(content: bytes, name: str = "fichier.csv") -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content)
        return path

    return make


PLAIN = "Bénéficiaire;Montant\nHôpital Sainte-Justine;1 000,50 $\nCHUM;2 000,00 $\n"
READ = [("Hôpital Sainte-Justine", "1000.50"), ("CHUM", "2000")]
TWO = ("recipient", "amount")
SUM = [("3000.50", "CAD", None)]


def twice(content: str, codec: str, errors: str = "strict") -> bytes:
    """What a program writes that took UTF-8 for an older encoding."""
    return content.encode().decode(codec, errors).encode()


CASES = [
    *(
        Case(
            f"encoding-{encoding}",
            seen,
            text(PLAIN, encoding),
            rows="hdd",
            fields=TWO,
            values=READ,
            sums=SUM,
            problems={"encoding-guessed"} if guessed else set(),
        )
        for encoding, seen, guessed in (
            ("utf-8-sig", "Toulouse: UTF-8 with its mark", False),
            ("utf-16", "messytables utf-16le_encoded.csv", False),
            ("utf-16-le", "the same without its mark", True),
            ("cp1252", "Nièvre and Lot: Windows without a word of it", True),
            ("mac_roman", "a list saved by Excel on a Macintosh", True),
        )
    ),
    Case(
        "encoding-mixed",
        "two lists pasted one under the other, each in its own encoding",
        raw(PLAIN.encode() + "Cégep régional;3 000,00 $\n".encode("cp1252")),
        rows="hddd",
        fields=("recipient",),
        values=[("Hôpital Sainte-Justine",), ("CHUM",), ("Cégep régional",)],
        sums=[("6000.50", "CAD", None)],
        problems={"encoding-mixed"},
    ),
    Case(
        "currency-said-twice",
        "a column of currencies beside amounts that name their own; « $ » is the dollar of the column",
        text(
            "Bénéficiaire;Devise;Montant\nCHUM;USD;2 000 $\nIVADO;USD;3 000 US$\nMila;EUR;4 000\nCRIM;CAD;5 000 €\n"
            "LIVIA;n/d;6 000 €\n"
        ),
        rows="hddddd",
        fields=("recipient", "currency", "amount", "amount_text"),
        values=[
            ("CHUM", "USD", "2000", None),
            ("IVADO", "USD", "3000", None),
            ("Mila", "EUR", "4000", None),
            ("CRIM", "CAD", None, "5 000 €"),
            ("LIVIA", "EUR", "6000", None),
        ],
        sums=[("5000", "USD", None), ("10000", "EUR", None)],
        problems={"two-currencies", "not_available"},
    ),
    *(
        Case(
            f"encoded-twice-{codec}",
            "« MontrÃ©al »: an export opened and saved by another program",
            raw(twice(PLAIN, codec)),
            rows="hdd",
            fields=TWO,
            values=READ,
            sums=SUM,
            problems={"double-encoding"},
        )
        for codec in ("latin-1", "mac_roman", "cp850")
    ),
    Case(
        "encoded-three-times",
        "« MontrÃƒÂ©al »: twice through the same program",
        raw(twice(twice(PLAIN, "latin-1").decode(), "latin-1")),
        fields=TWO,
        values=READ,
        problems={"double-encoding"},
    ),
    Case(
        "characters-lost",
        "cordis unique_org.csv: accents that someone's program threw away",
        text("Bénéficiaire;Montant\nMontr\ufffdal;5 $\nCHUM;6 $\n"),
        fields=("recipient",),
        values=[("Montr\ufffdal",), ("CHUM",)],
        problems={"lost-characters"},
    ),
    Case(
        "separator-tab",
        "cordis projects.csv: tabs, decimal commas, padded integers",
        text("reference\ttotalContrib\n000123\t1234,50\n000124\t2000,00\n", name="fichier.tsv"),
        fields=("reference", "amount"),
        values=[("000123", "1234.50"), ("000124", "2000")],
        sums=[("3234.50", "EUR", None)],
        options=EUROS,
    ),
    Case(
        "separator-pipe",
        "messytables simple.psv",
        text("Bénéficiaire|Montant\nCHUM|1000,50 $\nCUSM|2000,00 $\n", name="fichier.psv"),
        fields=TWO,
        values=[("CHUM", "1000.50"), ("CUSM", "2000")],
    ),
    Case(
        "separator-stated",
        "an export for Excel that begins with « sep=; »",
        text("sep=;\nBénéficiaire;Montant\nCHUM;1,5 $\nCUSM;2,5 $\n"),
        fields=TWO,
        values=[("CHUM", "1.5"), ("CUSM", "2.5")],
    ),
    Case(
        "comma-inside-a-name",
        "PEERS 9: « Emovi, inc. » without quotation marks pushes its amount aside",
        text("Bénéficiaire,Montant,Année\n" + "CHUM,1.50,2021\n" * 9 + "Emovi, inc.,2.50,2021\n"),
        problems={"currency-assumed", "ragged-rows", "not_a_number", "not_a_year", "row-too-long"},
        waiting=[*[False] * 9, True],
    ),
    Case(
        "comma-inside-every-amount",
        "an export with decimal commas between commas: the first row was read as a second heading, the others cut short",
        text('Bénéficiaire,Montant\n"CHUM",1,234\n"CUSM",2,345\n"Mila",13,500\n"ETS",7\n'),
        rows="hdddd",
        problems={"currency-assumed", "row-too-long"},
        waiting=[True, True, True, False],
    ),
    Case(
        "separators-at-the-end",
        "empty cells after the last heading, and a column that the heading leaves without a name",
        text("Bénéficiaire;Montant;\nCHUM;1 $;\nCUSM;2 $;révisé;\nMila;3 $\n"),
        rows="hddd",
        fields=TWO,
        values=[("CHUM", "1"), ("CUSM", "2"), ("Mila", "3")],
        waiting=[False, False, False],
    ),
    Case(
        "line-ends-in-cells",
        "Loire-Atlantique: purposes of several lines",
        text('Bénéficiaire;Objet;Montant\nCHUM;"deux\nlignes";1,50 $\nCUSM;une;2,50 $\n'),
        rows="hdd",
        fields=("description", "amount"),
        values=[("deux lignes", "1.50"), ("une", "2.50")],
    ),
    Case(
        "quotation-mark-never-closed",
        "a name with an inch mark, and all rows after it gone in one cell",
        text('Bénéficiaire;Montant\n"Écran 24;1,50 $\n' + "".join(f"Organisme {n};{n},50 $\n" for n in range(90))),
        rows="h" + "d" * 91,
        problems={"unclosed-quote"},
    ),
    Case(
        "empty-rows-at-the-end",
        "Lot: 21 rows of semicolons after the last grant",
        text(PLAIN + ";\n" * 3),
        rows="hdd...",
        sums=SUM,
    ),
    Case(
        "titles-and-notes-around",
        "Sarthe 2017: a title, and footnotes after the last row",
        text(
            "Subventions versées en 2017;\nBénéficiaire¹;Montant*\nCHUM;1,50 $\nCUSM;2,50 $\n;\n"
            "(1) Au sens de la loi de 1901.;\n* Montants arrondis au cent.;\n"
        ),
        rows="thdd.nn",
        fields=TWO,
        values=[("CHUM", "1.50"), ("CUSM", "2.50")],
    ),
    Case(
        "no-header",
        "the Québec contracts: 19 columns, no header",
        text("".join(f"C-{n},CHUM,{n}5.50,2021-03-0{n}\n" for n in range(1, 8))),
        rows="ddddddd",
        problems={"no-header"},
    ),
    Case(
        "one-year-as-column",
        "an answer for one fiscal year, headed by it",
        text("Bénéficiaire;Projet;2021-2022\nCHUM;A;15\nCUSM;B;6\n"),
        rows="hdd",
        fields=("recipient", "amount", "fiscal_year"),
        values=[("CHUM", "15", "2021-2022"), ("CUSM", "6", "2021-2022")],
        sums=[("21", "CAD", None)],
        problems={"currency-assumed"},
    ),
    Case(
        "debit-and-credit",
        "an extract of an accounting system: nobody knows which column is the amount",
        text("Bénéficiaire;Projet;Débit;Crédit\nCHUM;A;1000;\nCUSM;B;2000;\nCUSM;B remb.;;500\n"),
        rows="hddd",
        problems={"no-amount-column", "amount-unread"},
    ),
    Case(
        "numbers-with-a-point-in-no-column",
        "CORDIS: numbers as text, as a program wrote them",
        text("Bénéficiaire;Projet;Superficie\nCHUM;A;22.0\nCUSM;B;31.0\nMila;C;31.0\n"),
        rows="hddd",
        problems={"no-amount-column", "amount-unread"},
    ),
    Case(
        "amounts-in-no-column-said",
        "the same, where a person said that no column is the amount",
        text("Bénéficiaire;Projet;Débit;Crédit\nCHUM;A;1000;\nCUSM;B;2000;\n"),
        rows="hdd",
        problems={"no-amount-column"},
        options=Options(overrides={0: Override(fields={"C": "", "D": ""})}),
    ),
    Case(
        "no-header-columns-said",
        "the same, where a person says what the columns are",
        text("".join(f"C-{n},CHUM,{n}5.50,2021-03-0{n}\n" for n in range(1, 4))),
        rows="ddd",
        fields=("reference", "recipient", "amount", "decision_date"),
        values=[(f"C-{n}", "CHUM", f"{n}5.50", f"2021-03-0{n}") for n in range(1, 4)],
        options=Options(
            overrides={0: Override(fields={"A": "reference", "B": "recipient", "C": "amount", "D": "decision_date"})}
        ),
    ),
    Case(
        "header-in-row-twelve",
        "messytables weird_head_padding.csv",
        text("Réponse à la demande 2022-118;\n" + ";\n" * 10 + "Bénéficiaire;Montant\nCHUM;5 $\nCUSM;6 $\n"),
        rows="t..........hdd",
        sums=[("11", "CAD", None)],
    ),
    Case(
        "header-on-each-page",
        "lists printed by page and exported as they were printed",
        text("Bénéficiaire;Montant\nCHUM;5 $\nCUSM;6 $\nBénéficiaire;Montant\nCHUQ;7 $\nUdeM;8 $\n"),
        rows="hddhdd",
        sums=[("26", "CAD", None)],
    ),
    Case(
        "years-as-columns",
        "annual lists side by side, one column a year",
        text("Bénéficiaire;2019-2020;2020-2021;Total\nCHUM;5 $;6 $;11 $\nCUSM;;7 $;7 $\nTotal;5 $;13 $;18 $\n"),
        rows="hddT",
        fields=("recipient", "amount", "fiscal_year"),
        values=[("CHUM", "5", "2019-2020"), ("CHUM", "6", "2020-2021"), ("CUSM", "7", "2020-2021")],
        sums=[("5", "CAD", "5"), ("13", "CAD", "13")],
    ),
    Case(
        "unit-in-the-heading",
        "budgets « en milliers de $ »",
        text("Bénéficiaire;Montant (en milliers de $)\nCHUM;12,5\nCUSM;3\n"),
        fields=("amount", "rounded_to"),
        values=[("12500", "100"), ("3000", "1000")],
        problems={"unit-in-header"},
    ),
    Case(
        "spellings-of-two-hands",
        "Nièvre: amounts and words in one column",
        text(
            "Bénéficiaire;Montant\nA;1 200,50 $\nB;n/d\nC;caviardé\nD;art. 23\nE;plus de 2 M$\nF;(500,00) $\nG;\\$ 12\nH;-\n"
        ),
        fields=("amount", "amount_status"),
        values=[
            ("1200.50", None),
            (None, "undisclosed"),
            (None, "withheld"),
            (None, "withheld"),
            ("2000000", "more_than"),
            ("-500", None),
            ("12", None),
            (None, "undisclosed"),
        ],
        problems={"not_available", "redacted"},
    ),
    Case(
        "comma-or-point-unknown",
        "metabase#45171: « 1,234 » is a thousand for some",
        text("Bénéficiaire;Montant\nA;1,234 $\nB;100 $\n"),
        fields=("amount",),
        values=[(None,), ("100",)],
        problems={"ambiguous", "decimal-mark-unknown"},
    ),
    Case(
        "comma-decided-by-the-column",
        "the same where another cell tells",
        text("Bénéficiaire;Montant\nA;1,234 $\nB;100.25 $\n"),
        fields=("amount",),
        values=[("1234",), ("100.25",)],
        problems=set(),
    ),
    Case(
        "day-or-month-unknown",
        "csvapi#62: days and months swapped without a word",
        text("Bénéficiaire;Montant;Date de la décision\nA;1 $;04/03/2021\nB;2 $;05/06/2021\n"),
        fields=("decision_date",),
        values=[(None,), (None,)],
        problems={"ambiguous", "date-order-unknown"},
    ),
    Case(
        "day-first-by-the-column",
        "the same where one day is the 25th",
        text("Bénéficiaire;Montant;Date de la décision\nA;1 $;04/03/2021\nB;2 $;25/06/2021\n"),
        fields=("decision_date",),
        values=[("2021-03-04",), ("2021-06-25",)],
        problems=set(),
    ),
    Case(
        "fiscal-years-in-all-spellings",
        "answers of five ministries",
        text(
            "Bénéficiaire;Montant;Année financière\nA;1 $;2021-22\nB;1 $;AF 2021-2022\n"
            "C;1 $;exercice terminé le 31 mars 2022\nD;1 $;2021\nE;1 $;2019-2020 à 2021-2022\nF;1 $;FY2022\n"
        ),
        fields=("fiscal_year",),
        values=[("2021-2022",), ("2021-2022",), ("2021-2022",), ("2021",), (None,), (None,)],
        problems={"span_of_years", "ambiguous", "date-order-unknown"},
    ),
    Case(
        "identifiers-destroyed",
        "Toulouse: 2,43E+13 where a SIRET was; Poitiers: rounded to …00000",
        text(
            "nomBeneficiaire;idBeneficiaire;montant\nA;2,43E+13;5 €\nB;44259700100035;6 €\nC;24310051800000;7 €\n"
            "D;00123456700018;8 €\n"
        ),
        fields=("recipient_identifier",),
        values=[(None,), ("44259700100035",), (None,), ("00123456700018",)],
        problems={"damaged_identifier"},
    ),
    Case(
        "neq-and-business-number",
        "the contracts' NEQ, checked by their last digits",
        text(
            "Bénéficiaire;NEQ;Numéro d’entreprise;Montant\nA;1147627393;123456782;5 $\nB;1147627394;123456789;6 $\n"
            "C;NEQ 1143920115;123456782 RT0001;7 $\n"
        ),
        fields=("recipient_neq", "recipient_bn"),
        values=[("1147627393", "123456782"), (None, None), ("1143920115", "123456782")],
        problems={"not_an_identifier"},
    ),
    Case(
        "total-that-differs",
        "USASpending-Issue-Tracker#88: totals that match nothing",
        text("Bénéficiaire;Programme;Montant\nA;x;10 $\nB;y;20 $\nTotal;;31 $\n"),
        rows="hddT",
        sums=[("30", "CAD", "31")],
        problems={"total-differs"},
    ),
    Case(
        "total-at-the-top",
        "a ministry's list that begins with its total",
        text("Bénéficiaire;Programme;Montant\nTotal;;30 $\nA;x;10 $\nB;y;20 $\n"),
        rows="hTdd",
        sums=[("30", "CAD", "30")],
        problems=set(),
    ),
    Case(
        "subtotals-and-a-total-without-words",
        "excel_pasting.csv: sums that only arithmetic tells",
        text("Bénéficiaire;Programme;Montant\nA;x;10 $\nB;x;20 $\n;;30 $\nC;y;5 $\nD;y;7 $\n;;12 $\n;;42 $\n"),
        rows="hddsddsT",
        sums=[("42", "CAD", "42")],
    ),
    Case(
        "summary-before-its-detail",
        "a programme's amount, then its projects: counted once",
        text(
            "Bénéficiaire;Ville;Montant\nNovascience;;30 $\nCHUM;Montréal;10 $\nCUSM;Montréal;20 $\nEssor;;12 $\n"
            "Emovi;Laval;5 $\nImagia;Montréal;7 $\n"
        ),
        rows="hsddsdd",
        fields=("recipient", "amount"),
        values=[("CHUM", "10"), ("CUSM", "20"), ("Emovi", "5"), ("Imagia", "7")],
        sums=[("42", "CAD", None)],
    ),
    Case(
        "titles-of-groups",
        "lists by programme: the programme stands alone in a row",
        text(
            "Bénéficiaire;Ville;Montant\nProgramme : Novascience;;\nCHUM;Montréal;10 $\nCUSM;Montréal;20 $\n"
            "Programme : Essor;;\nEmovi;Laval;5 $\n"
        ),
        rows="htddtd",
        fields=("recipient", "programme"),
        values=[("CHUM", "Novascience"), ("CUSM", "Novascience"), ("Emovi", "Essor")],
        problems={"group-titles"},
    ),
    Case(
        "total-without-a-word-in-two-columns",
        "two columns, and the sum alone under the second",
        text("Bénéficiaire;Montant\nA;10 $\nB;20 $\n;\n;30 $\n"),
        rows="hdd.T",
        sums=[("30", "CAD", "30")],
    ),
    Case(
        "titles-of-groups-in-two-columns",
        "two columns: a programme's name stands where a body's would",
        text("Bénéficiaire;Montant\nVolet 1;\nA;10 $\nB;20 $\nVolet 2;\nC;5 $\nD;\n"),
        rows="htddtdd",
        fields=("recipient", "programme", "amount"),
        values=[("A", "Volet 1", "10"), ("B", "Volet 1", "20"), ("C", "Volet 2", "5"), ("D", "Volet 2", None)],
        problems={"group-titles"},
    ),
    Case(
        "averages-and-counts-under-the-total",
        "lists that end with their statistics",
        text("Bénéficiaire;Programme;Montant\nA;x;10 $\nB;y;20 $\nTotal;;30 $\nMoyenne;;15 $\nNombre de projets;;2\n"),
        rows="hddTnn",
        sums=[("30", "CAD", "30")],
    ),
    Case(
        "part-of-the-amount-above",
        "« dont CHUM »: a part that is counted already",
        text("Bénéficiaire;Programme;Montant\nUniversité;x;30 $\ndont CHUM;x;10 $\nB;y;20 $\n"),
        rows="hdnd",
        sums=[("50", "CAD", None)],
        problems={"part-rows"},
    ),
    Case(
        "years-as-titles-of-groups",
        "one list for three years, the year in a row of its own",
        text("Bénéficiaire;Ville;Montant\n2020-2021;;\nCHUM;Montréal;10 $\n2021-2022;;\nEmovi;Laval;5 $\n"),
        rows="htdtd",
        fields=("recipient", "fiscal_year"),
        values=[("CHUM", "2020-2021"), ("Emovi", "2021-2022")],
        problems={"group-titles"},
    ),
    Case(
        "rows-that-go-on",
        "Sarthe 2017: names broken over two rows by the way from PDF",
        text(
            "Bénéficiaire;Objet;Montant;Ville\nCentre hospitalier de;Recherche en;10 $;Montréal\n"
            "l’Université de Montréal;imagerie;;\nCUSM;Autre;20 $;Montréal\n"
        ),
        rows="hdnd",
        fields=("recipient", "description", "amount"),
        values=[
            ("Centre hospitalier de l’Université de Montréal", "Recherche en imagerie", "10"),
            ("CUSM", "Autre", "20"),
        ],
        problems={"continuation-rows"},
    ),
    Case(
        "outline",
        "pivot tables: the programme only in the first of its rows",
        text(
            "Programme;Bénéficiaire;Montant\nEssor;CHUM;1 $\n;CUSM;2 $\n;CHUQ;3 $\nNovascience;UdeM;4 $\n;UL;5 $\n;ETS;6 $\n"
        ),
        rows="hdddddd",
        fields=("programme", "amount"),
        values=[("Essor", "1"), ("Essor", "2"), ("Essor", "3"), *[("Novascience", n) for n in "456"]],
        problems={"carried-down"},
    ),
    Case(
        "several-partners-in-a-cell",
        "Tableau 1: « CHUM; Imagia, Université de Montréal »",
        text(
            'Nom du projet;Partenaires;Montant\nA;CHUM; $\nB;"CHUM; Imagia, Université de Montréal";5 $\n'.replace(
                "CHUM; $", "CHUM;4 $"
            )
        ),
        fields=("partner",),
        values=[("CHUM",), ("CHUM; Imagia; Université de Montréal",)],
    ),
    Case(
        "amounts-of-several-natures",
        "Loire-Atlantique: grants and loans side by side",
        text("Bénéficiaire;Montant de la subvention de fonctionnement;Montant du prêt\nA;5,50 €;\nB;6,50 €;100,00 €\n"),
        fields=("recipient", "amount", "instrument"),
        values=[("A", "5.50", "grant"), ("B", "6.50", "grant"), ("B", "100", "loan")],
    ),
    Case(
        "marks-after-names",
        "Sarthe 2017: footnote marks after names",
        text("Bénéficiaire;Montant\nCHUM¹;1 $\nImagia*;2 $\nÉcole 42;3 $\n"),
        fields=("recipient",),
        values=[("CHUM",), ("Imagia",), ("École 42",)],
    ),
    Case(
        "duplicate-headings",
        "exemple-duplicate-column.csv",
        text("Bénéficiaire;Montant;Montant\nA;1 $;2 $\nB;3 $;4 $\n"),
        fields=("amount",),
        values=[("1",), ("3",)],
        problems={"duplicate-header", "other-amounts"},
    ),
    Case(
        "currencies-mixed-in-a-column",
        "amounts of two countries, their sign in the cell",
        text("Bénéficiaire;Montant\nA;10 $ US\nB;20,00 €\nC;30 $ US\n"),
        fields=("amount", "currency"),
        values=[("10", "USD"), ("20", "EUR"), ("30", "USD")],
        problems={"currency-mixed"},
    ),
    Case(
        "currencies-of-a-column",
        "grants in three currencies, their code beside",
        text("Bénéficiaire;Montant;Devise\nA;10;USD\nB;20;CAD\nC;30;CAD\n"),
        fields=("amount", "currency"),
        values=[("10", "USD"), ("20", "CAD"), ("30", "CAD")],
    ),
    Case(
        "all-redacted",
        "a list whose every cell was redacted, one by one",
        text("Bénéficiaire;Programme;Montant\n" + "█████;caviardé;art. 23\n" * 4),
        rows="hdddd",
        problems={"all-redacted", "redacted"},
    ),
    Case(
        "letter",
        "a refusal sent where a table was asked for",
        text("Madame,\nNous avons bien reçu votre demande, et, après analyse, nous la refusons.\nVeuillez agréer.\n"),
        rows="nnn",
        problems={"letter", "no-table"},
    ),
    Case(
        "empty-table",
        "a header, and nothing under it",
        text("Bénéficiaire;Programme;Montant\n;;\nNote : aucune subvention cette année.;;\n"),
        problems={"no-rows"},
        tables=1,
    ),
    Case(
        "spaces-alone",
        "a file of blank lines",
        text(" \n \n  \n"),
        problems={"no-table", "empty-file"},
        tables=0,
    ),
    Case(
        "control-characters",
        "cells that turn the direction of writing, or hold a bell",
        text("Bénéficiaire;Montant\nCH\u202eUM;5 $\nCU\x07SM;6 $\n"),
        fields=("recipient",),
        values=[("CHUM",), ("CUSM",)],
        problems={"control-characters"},
    ),
    Case(
        "a-cell-of-ten-thousand-characters",
        "a whole report pasted into a cell",
        text(f"Bénéficiaire;Objet;Montant\nCHUM;{'x' * 12_000};5 $\nCUSM;y;6 $\n"),
        fields=("recipient", "amount"),
        values=[("CHUM", "5"), ("CUSM", "6")],
        problems={"too-long"},
    ),
    Case("zero-bytes", "messytables simple.unknown", raw(b""), refused="empty"),
    Case("archive-named-csv", "a zip called .csv", raw(b"PK\x03\x04" + b"\0" * 60), refused="damaged"),
    Case(
        "web-page-named-xls",
        "an old export: HTML under the name of a workbook",
        raw(b"<html><body><table><tr><td>CHUM</td></tr></table></body></html>", "liste.xls"),
        refused="wrong-content",
    ),
    Case("json", "scdl-departements schema.json", raw(b'{"name": "schema"}', "schema.json"), refused="unknown-type"),
]

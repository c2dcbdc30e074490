"""Sheets whose layout is another than a row of headings over rows of records."""

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.corpus.case import Case
from tests.corpus.text_files import text
from tests.funding.imports.messy import workbook

HEADER = ["Bénéficiaire", "Projet", "Montant", "Année financière"]
GRANTS: list[list[Any]] = [["CHUM", "A", 1000.5, "2021-2022"], ["CUSM", "B", 2000, "2021-2022"]]
ASSUMED = "currency-assumed"


def sheet(*rows: list[Any], **more: list[list[Any]]) -> Callable[[Path], Path]:
    """A workbook of one sheet, and of others by their names."""
    return lambda folder: workbook(folder, {"Feuille": rows, **more}, "fichier.xlsx")


def turned(*rows: list[Any]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]


BOARD: list[list[Any]] = [
    ["Organisme", "Nom du membre", "Fonction"],
    *(["MEDTEQ", f"J. Untel {n}", "Membre"] for n in (1, 2)),
]
PEOPLE: list[tuple[str | None, ...]] = [(f"J. Untel {n}", None, None) for n in (1, 2)]
AWARDS: list[tuple[str | None, ...]] = [(None, f"CHU {n}", f"{100 + n}") for n in range(4)]
PROJECTS: list[list[Any]] = [HEADER[:3], *([f"CHU {n}", f"P{n}", 100 + n] for n in range(4))]

DETAIL: list[list[Any]] = [
    ["Programme", "Bénéficiaire", "Montant"],
    *(["Essor", "CHUM", 1000], ["Essor", "Imagia", 2500], ["PSO", "Mila", 400], ["PSO", "ETS", 600]),
]
SUMMARY: list[list[Any]] = [["Programme", "Montant total"], ["Essor", 3500], ["PSO", 1000], ["Total", 4500]]


def beside(left: list[list[Any]], right: list[list[Any]], gap: int) -> Callable[[Path], Path]:
    """Two lists side by side, this many empty columns between them."""
    rows = itertools.zip_longest(left, right, fillvalue=None)
    return sheet(*([*(one or [""] * len(left[0])), *[""] * gap, *(other or [])] for one, other in rows))


CASES = [
    *(
        Case(
            f"board-{name}",
            "a ministry's list of the board beside that of the projects: people were notes of projects, or lost",
            make,
            tables=2,
            fields=("person", "recipient", "amount"),
            values=values,
            problems={ASSUMED},
        )
        for name, make, values in (
            ("right", beside(PROJECTS, BOARD, 1), AWARDS + PEOPLE),
            ("right-without-gap", beside(PROJECTS, BOARD, 0), AWARDS + PEOPLE),
            ("left", beside(BOARD, PROJECTS, 1), PEOPLE + AWARDS),
            ("left-without-gap", beside(BOARD, PROJECTS, 0), PEOPLE + AWARDS),
        )
    ),
    *(
        Case(
            f"summary-at-the-{side}",
            "what each programme has, beside the grants: its sums were the amounts of the grants of the same rows",
            make,
            tables=1,
            fields=("programme", "recipient", "amount"),
            values=[
                ("Essor", "CHUM", "1000"),
                ("Essor", "Imagia", "2500"),
                ("PSO", "Mila", "400"),
                ("PSO", "ETS", "600"),
            ],
            problems={ASSUMED, "columns-apart", *said},
        )
        for side, make, said in (
            ("left", beside(SUMMARY, DETAIL, 1), {"duplicate-header", "other-amounts"}),
            ("right", beside(DETAIL, SUMMARY, 1), {"duplicate-header", "other-amounts"}),
        )
    ),
    *(
        Case(
            f"board-in-the-title-{name}",
            "the board of one body: its people were read as grants to the bodies that they come from",
            sheet([title], *rows),
            fields=("person", "organization", "on_behalf_of"),
            values=values,
            problems=problems,
        )
        for name, title, rows, values, problems in (
            (
                "said-after",
                "Conseil d’administration de MEDTEQ+ au 31 mars 2022",
                [["Nom", "Fonction", "Organisation d’attache"], ["D. Côté", "Présidente", "Imagia"]],
                [("D. Côté", "MEDTEQ+", "Imagia")],
                {"board-from-title"},
            ),
            (
                "said-before",
                "Mila – Membres du conseil d'administration",
                [["Membre", "Organisation"], ["D. Côté", "Imagia"]],
                [("D. Côté", "Mila", "Imagia")],
                {"board-from-title"},
            ),
            (
                "and-in-each-row",
                "Board of Directors of Mila as of March 31, 2022",
                [["Organization", "Name", "Role"], ["Mila", "D. Côté", "Chair"]],
                [("D. Côté", "Mila", None)],
                set(),
            ),
            (
                "of-several-in-each-row",
                "Sièges : conseils d’administration, comités, fondateurs",
                [
                    ["Organisation", "Personne", "Organisation qui siège", "Fonction"],
                    ["MEDTEQ", "D. Côté", "", "membre"],
                    ["CQDM", "", "MIMs", "membre"],
                ],
                [("D. Côté", "MEDTEQ", None), (None, "CQDM", None)],
                set(),
            ),
            (
                "a-word-for-seats-said-before",
                "Gouvernance : conseil d’administration",
                [["Conseil", "Membre"], ["Mila", "D. Côté"]],
                [("D. Côté", "Mila", None)],
                set(),
            ),
            (
                "without-the-body",
                "Membres du conseil d’administration",
                [["Nom", "Fonction"], ["D. Côté", "Présidente"]],
                [("D. Côté", None, None)],
                set(),
            ),
        )
    ),
    Case(
        "titles-and-headings-in-turn",
        "each programme has its title and the headings again: the first title was that of the file",
        sheet(
            ["Programme de soutien à la recherche"],
            HEADER[:3],
            ["CHUM", "A", 1],
            ["Programme Essor"],
            HEADER[:3],
            ["CUSM", "B", 2],
        ),
        rows="thdthd",
        fields=("programme", "recipient"),
        values=[("Programme de soutien à la recherche", "CHUM"), ("Programme Essor", "CUSM")],
        problems={ASSUMED, "group-titles"},
    ),
    Case(
        "headings-explained-in-brackets",
        "a row under the headings says in brackets what they mean",
        text("Bénéficiaire;Montant;Exercice\n(nom légal);(en $);(1er avril au 31 mars)\nCHUM;100;2021-2022\n"),
        rows="hhd",
        fields=("recipient", "amount"),
        values=[("CHUM", "100")],
    ),
    Case(
        "answers-as-bodies-say-them",
        "« acceptée partiellement » was no answer that the reader knew",
        text(
            "Numéro;Date de la demande;Organisme;Décision\n1;2021-03-04;MSSS;Refus total\n"
            "2;2021-03-05;CHUM;Acceptée partiellement\n3;2021-03-06;CHUM;Accès accordé\n"
        ),
        fields=("outcome",),
        values=[("refused",), ("partial",), ("answered",)],
    ),
    Case(
        "a-gap-within-a-table",
        "a narrow empty column between the programme and the names is no summary",
        sheet(
            ["No", "Programme", "", "Bénéficiaire", "Montant"],
            *([n, "Essor" if n == 1 else "", "", f"CHU {n}", 100 + n] for n in range(1, 7)),
        ),
        tables=1,
        fields=("recipient", "amount"),
        values=[(f"CHU {n}", f"{100 + n}") for n in range(1, 7)],
    ),
    Case(
        "unit-on-a-later-sheet",
        "« Notes », which says the unit, stands after the tables",
        sheet(HEADER, *GRANTS, Notes=[["Les montants sont en milliers de dollars."]]),
        fields=("recipient", "amount"),
        values=[("CHUM", "1000500"), ("CUSM", "2000000")],
        problems={ASSUMED, "unit-in-header", "cover-sheet"},
    ),
    Case(
        "brought-forward",
        "a sheet that begins with the sum of the page before it, and ends with that of both",
        sheet(HEADER[:3], ["Report", "", 5000], ["CHUM", "A", 1000], ["CUSM", "B", 2000], ["Total", "", 8000]),
        rows="hnddT",
        sums=[("3000", "CAD", None)],
        problems={ASSUMED, "carried-over", "total-brought-forward"},
    ),
    Case(
        "groups-of-which-some-say-what-they-are",
        "« Nova » stands where « Programme : Essor » stood: its bodies were of Essor",
        sheet(
            [*HEADER[:3], "Année"],
            *(["Programme : Essor"], ["CHUM", "A", 1, 2021], ["CUSM", "B", 2, 2021]),
            *(["Nova"], ["Mila", "C", 3, 2021], ["IVADO", "D", 4, 2022]),
        ),
        fields=("recipient", "programme"),
        values=[("CHUM", "Essor"), ("CUSM", "Essor"), ("Mila", None), ("IVADO", None)],
        problems={ASSUMED, "group-titles", "group-unassigned"},
    ),
    Case(
        "groups-within-a-group",
        "two lists of one ministry, under names that nothing explains: both are the ministry's",
        sheet(
            [*HEADER[:3], "Année"],
            ["Ministère de la Santé"],
            *(["Essor"], ["CHUM", "A", 1, 2021], ["CUSM", "B", 2, 2021]),
            *(["Nova"], ["Mila", "C", 3, 2021], ["IVADO", "D", 4, 2022]),
        ),
        fields=("recipient", "payer"),
        values=[(name, "Ministère de la Santé") for name in ("CHUM", "CUSM", "Mila", "IVADO")],
        problems={ASSUMED, "group-titles", "group-unassigned"},
    ),
    Case(
        "heading-that-begins-over-an-empty-column",
        "« Aide financière » stands over a column that only parts the others, and took the field of the amounts",
        sheet(
            ["Identification", "", "", "Aide financière"],
            ["Bénéficiaire", "Projet", "Année financière", "", "Montant ($)"],
            *([name, project, year, "", amount] for name, project, amount, year in GRANTS),
        ),
        fields=("recipient", "amount"),
        values=[("CHUM", "1000.50"), ("CUSM", "2000")],
        problems=set(),
    ),
    Case(
        "list-without-a-heading",
        "its first row was the heading, and « 4000 » the name of a column",
        sheet(*([f"Essor {n}", f"CHU {n}", 4000 + n * n] for n in range(6))),
        rows="dddddd",
        problems={"no-header"},
    ),
    Case(
        "fiscal-year-in-two-letters",
        "« FY » was no heading that the reader knew: the years stayed beside the rows",
        sheet(["Organization", "Amount", "FY"], ["CHUM", 1000, "2015-2016"], ["CUSM", 2000, "2016-2017"]),
        fields=("recipient", "fiscal_year"),
        values=[("CHUM", "2015-2016"), ("CUSM", "2016-2017")],
    ),
    Case(
        "years-over-amounts-with-their-currency",
        "« 15 000 CAD » under years: no column of them was read, and nothing said so",
        sheet(
            ["Bénéficiaire", "2021-2022", "2022-2023"],
            *([f"CHU {n}", f"{n} 000 CAD", f"{n} 500 CAD" if n == 2 else ""] for n in (1, 2, 3)),
        ),
        fields=("recipient", "fiscal_year", "amount"),
        values=[
            ("CHU 1", "2021-2022", "1000"),
            ("CHU 2", "2021-2022", "2000"),
            ("CHU 2", "2022-2023", "2500"),
            ("CHU 3", "2021-2022", "3000"),
        ],
        problems=set(),
    ),
    Case(
        "two-columns-numbered",
        "« (1) (2) » under the headings was a body that received -2",
        sheet(["Bénéficiaire", "Montant"], ["(1)", "(2)"], ["CHUM", 5000], ["CUSM", 7000]),
        rows="hhdd",
        problems={ASSUMED},
    ),
    Case(
        "summary-of-several-sheets",
        "a sheet sums up by programme what the sheets of the years list: nothing said that it is the same money",
        sheet(
            ["Programme", "Montant"],
            *(["Essor", 1700], ["Nova", 2600]),
            **{
                "2021-2022": [HEADER[:3], ["CHUM", "A", 1000], ["CUSM", "B", 2000]],
                "2022-2023": [HEADER[:3], ["Mila", "C", 1300]],
            },
        ),
        problems={ASSUMED, "same-sum", "year-from-title"},
    ),
    Case(
        "groups-in-two-columns",
        "names of programmes stand alone in the column of the bodies: they were bodies without an amount",
        sheet(["Bénéficiaire", "Montant"], ["Essor"], ["CHUM", 1], ["CUSM", 2], ["Nova"], ["Mila", 3]),
        waiting=[True, False, False, True, False],
        problems={ASSUMED, "perhaps-title"},
    ),
    Case(
        "amounts-missing-in-two-columns",
        "bodies whose amount was left out, here and there",
        sheet(["Bénéficiaire", "Montant"], ["CHUM", 1], ["CUSM"], ["Mila"], ["IVADO", 2], ["McGill", 3]),
        waiting=[False] * 5,
        problems={ASSUMED},
    ),
    Case(
        "contacts-of-projects",
        "who answers for each project is said in the table of projects",
        sheet(
            *([*row, *more] for row, more in zip(PROJECTS, [["Nom", "Titre"], *[["J. Untel", "PDG"]] * 4], strict=True))
        ),
        tables=1,
    ),
    Case(
        "turned",
        "each grant is a column: « Projet » and « Montant » were read as bodies that received something",
        sheet(["Subventions"], [], *turned(HEADER, *GRANTS)),
        rows="n.nnnn",
        tables=0,
        problems={"turned-table", "no-table"},
    ),
    Case(
        "turned-forms",
        "a form for each grant, one under the other",
        text(
            "Bénéficiaire :;CHUM\nProjet :;A\nMontant :;1 000 $\n\nBénéficiaire :;CUSM\nProjet :;B\nMontant :;2 000 $\n"
        ),
        tables=0,
        problems={"turned-table", "no-table"},
    ),
    Case(
        "turned-board",
        "members in columns, without a number",
        sheet(*turned(["Nom", "Fonction", "Conseil"], *(["Jean Untel", "Membre", "MEDTEQ"] for _ in range(4)))),
        tables=0,
        problems={"turned-table", "no-table"},
    ),
    Case(
        "turned-only-above",
        "what all grants share stands in a form above their table, which is one as others",
        sheet(
            ["Ministère", "MEI"],
            ["Programme", "Essor"],
            ["Année financière", "2021-2022"],
            [],
            HEADER[:3],
            ["CHUM", "A", 1],
        ),
        rows="ttt.hd",
        fields=("recipient", "amount", "fiscal_year"),
        values=[("CHUM", "1", "2021-2022")],
    ),
    Case(
        "form-above",
        "the same with colons, two pairs in a row, and no empty row before the headings",
        sheet(
            ["Ministère :", "MEI", "", "No :", "12"], ["Année financière", "2021-2022"], HEADER[:3], ["CHUM", "A", 1]
        ),
        rows="tthd",
        fields=("recipient", "amount", "fiscal_year"),
        values=[("CHUM", "1", "2021-2022")],
    ),
    Case(
        "form-alone",
        "a cover sheet that says whose file it is, in pairs",
        sheet(["Ministère", "MEI"], ["Direction", "X"], ["Programme :", "Essor"], Liste=[HEADER, *GRANTS]),
        rows="nnnhdd",
        problems={ASSUMED, "cover-sheet"},
    ),
    Case(
        "turned-list-of-headings",
        "what the columns of another file mean",
        sheet(HEADER, *GRANTS, Dictionnaire=[["Champ", "Description"], *([name, "…"] for name in HEADER)]),
        tables=1,
        problems={ASSUMED, "cover-sheet"},
    ),
]

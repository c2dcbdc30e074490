"""Whole files, from bytes to rows: each is born from something seen in a real file, and stands here with its truth."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from funding.imports.document import Document, Refused, RowRead
from funding.imports.read import read
from funding.imports.reading_options import Options, Override
from tests.funding.imports.messy import Rows, csv_file, ods_row, open_document, workbook

LETTERS = {"d": "data", "h": "header", "t": "title", "s": "subtotal", "T": "total", "n": "note", ".": "blank"}


def kinds(document: Document) -> str:
    """One letter a row: d data, h header, t title, s subtotal, T total, n note, . blank."""
    letters = {kind: letter for letter, kind in LETTERS.items()}
    return "".join(letters[row.kind] for row in document.rows() if row.part == 0)


def data(document: Document) -> list[RowRead]:
    return [row for row in document.rows() if row.kind == "data"]


def values(document: Document, *fields: str) -> list[tuple[str | None, ...]]:
    return [tuple(row.values[name].value if name in row.values else None for name in fields) for row in data(document)]


def codes(document: Document) -> set[str]:
    return set(document.problem_counts)


def read_rows(folder: Path, rows: Rows, options: Options | None = None, **more: Any) -> Document:
    return read(workbook(folder, {"Feuille": rows}, **more), options=options or Options())


def read_text(folder: Path, text: str, options: Options | None = None) -> Document:
    return read(csv_file(folder, text), options=options or Options())


HEADER = ["Bénéficiaire", "Programme", "Montant", "Année financière"]
FIELDS = ("recipient", "programme", "amount", "fiscal_year")


def test_titles_two_row_merged_header_subtotals_total_and_note(tmp_path: Path) -> None:
    rows: Rows = [
        ["Subventions accordées en 2021-2022"],
        ["Ministère de l’Économie"],
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
        [],
        ["* Données au 31 mars 2022, non vérifiées."],
    ]
    document = read_rows(tmp_path, rows, merges={"Feuille": [("C4:D4", "Montant versé")]})
    assert kinds(document) == "tt.hhddsddsT.n"
    assert document.tables[0].header_rows == (4, 5)
    assert document.tables[0].range == "A4:D12"
    assert document.tables[0].fiscal_year_in_title == "2021-2022"
    assert values(document, "recipient", "amount", "fiscal_year") == [
        ("CHUM", "1000", "2020-2021"),
        ("CHUM", "2000", "2021-2022"),
        ("Imagia", "500", "2020-2021"),
        ("Dialogue", "250.50", "2021-2022"),
        ("Emovi", "100", "2021-2022"),
    ]
    assert [(one.fiscal_year, one.sum, one.declared_total, one.matches) for one in document.amounts] == [
        ("2020-2021", Decimal(1500), Decimal(1500), True),
        ("2021-2022", Decimal("2350.50"), Decimal("2350.5"), True),
    ]
    year = data(document)[1].values["fiscal_year"]
    assert (year.raw, year.cell) == ("Montant versé – 2021-2022", "D5")
    assert data(document)[1].values["amount"].cell == "D6"


def test_a_table_elsewhere_on_the_sheet_has_its_cells_and_its_hidden_column_there(tmp_path: Path) -> None:
    rows: Rows = [HEADER, ["CHUM", "A", 10, "2021-2022"], ["CUSM", "B", 20, "2021-2022"]]
    moved: Rows = [[], [], *(["", "", "", *row] for row in rows)]
    document = read_rows(tmp_path, moved, hidden_columns={"Feuille": ["F:F"]})
    assert document.tables[0].range == "D3:G5"
    assert [(column.letter, column.field) for column in document.tables[0].columns if column.hidden] == [
        ("F", "amount")
    ]
    assert [row.values["amount"].cell for row in data(document)] == ["F4", "F5"]
    assert values(document, *FIELDS) == values(read_rows(tmp_path, rows), *FIELDS)


def test_total_that_does_not_agree_is_said_with_its_cell(tmp_path: Path) -> None:
    document = read_rows(tmp_path, [HEADER, ["CHUM", "A", 10, ""], ["CUSM", "A", 20, ""], ["Total", "", 31, ""]])
    assert kinds(document) == "hddT"
    (amount,) = document.amounts
    assert (amount.sum, amount.declared_total, amount.matches, amount.cell) == (Decimal(30), Decimal(31), False, "C4")
    (problem,) = [one for one in document.problems if one.code == "total-differs"]
    assert problem.cell == "C4"
    assert "31" in problem.message("en") and "30" in problem.message("en")


def test_subtotal_that_does_not_agree(tmp_path: Path) -> None:
    rows: Rows = [
        HEADER,
        ["A", "x", 1, ""],
        ["B", "x", 2, ""],
        ["Sous-total", "", 4, ""],
        ["C", "y", 5, ""],
        ["Total", "", 8, ""],
    ]
    document = read_rows(tmp_path, rows)
    assert kinds(document) == "hddsdT"
    (problem,) = [one for one in document.problems if one.code == "subtotal-differs"]
    assert (problem.cell, problem.parameters["difference"]) == ("C4", "1")


def test_sums_without_a_word_are_known_by_arithmetic(tmp_path: Path) -> None:
    rows: Rows = [HEADER, *[[f"Organisme {n}", "x", n * 100, "2021-2022"] for n in range(1, 6)], ["", "", 1500, ""]]
    assert kinds(read_rows(tmp_path, rows)) == "hdddddT"
    rows = [
        HEADER,
        ["A", "x", 7, "2021-2022"],
        ["B", "x", 8, "2021-2022"],
        ["", "", 99, ""],
        ["C", "x", 1, "2021-2022"],
    ]
    assert kinds(read_rows(tmp_path, rows)) == "hdddd"


def test_a_body_called_total_is_data(tmp_path: Path) -> None:
    rows: Rows = [HEADER, ["Total Énergies inc.", "Essor", 100, "2021-2022"], ["Somme toute", "Essor", 50, "2021-2022"]]
    document = read_rows(tmp_path, rows)
    assert kinds(document) == "hdd"
    assert document.amounts[0].sum == Decimal(150)


def test_group_titles_belong_to_the_rows_below(tmp_path: Path) -> None:
    rows: Rows = [
        HEADER,
        ["MEDTEQ"],
        ["Emovi", "A", 1, "2021-2022"],
        ["Dialogue", "A", 2, "2021-2022"],
        ["CQDM"],
        ["Imagia", "B", 3, "2021-2022"],
        ["Total", "", 6, ""],
    ]
    document = read_rows(tmp_path, rows)
    assert kinds(document) == "htddtdT"
    assert [row.group for row in data(document)] == ["MEDTEQ", "MEDTEQ", "CQDM"]


def test_header_repeated_on_each_page(tmp_path: Path) -> None:
    page = [["CHUM", "A", 1, "2021-2022"], ["CUSM", "A", 2, "2021-2022"], ["CHUQ", "A", 3, "2021-2022"]]
    document = read_rows(tmp_path, [HEADER, *page, HEADER, *page, [], HEADER, *page])
    assert kinds(document) == "hdddhddd.hddd"
    assert len(document.tables) == 1


def test_header_in_row_twelve(tmp_path: Path) -> None:
    rows: Rows = [["Réponse à la demande 2022-118"], *[[] for _ in range(10)], HEADER, ["CHUM", "A", 5, "2021-22"]]
    document = read_rows(tmp_path, rows)
    assert document.tables[0].header_rows == (12,)
    assert kinds(document) == "t..........hd"


def test_no_header_at_all_names_no_field(tmp_path: Path) -> None:
    text = "".join(f"C-{n},CHUM,11476273{n:02},{n}5.50,2021-03-0{n}\n" for n in range(1, 8))
    document = read_text(tmp_path, text)
    assert codes(document) == {"no-header"}
    assert document.tables[0].header_rows == ()
    assert all(column.field == "" for column in document.tables[0].columns)
    assert data(document)[0].notes[1] == ("B", "", "CHUM")


def test_two_tables_on_a_sheet(tmp_path: Path) -> None:
    rows: Rows = [
        ["Projets"],
        HEADER,
        ["CHUM", "A", 5, "2021-2022"],
        ["CUSM", "A", 6, "2021-2022"],
        [],
        [],
        ["Conseil d’administration"],
        ["Organisation", "Personne", "Fonction", ""],
        ["MEDTEQ", "Une personne", "présidente", ""],
        ["CQDM", "Une autre", "membre", ""],
    ]
    document = read_rows(tmp_path, rows)
    assert [(table.record_kind, table.header_rows) for table in document.tables] == [
        ("award", (2,)),
        ("membership", (8,)),
    ]
    assert kinds(document) == "thdd..thdd"
    assert document.tables[1].titles == ("Conseil d’administration",)


def test_amounts_in_thousands_by_the_header(tmp_path: Path) -> None:
    rows: Rows = [["Bénéficiaire", "Montant (en milliers de $)"], ["CHUM", 12.5], ["CUSM", 3]]
    document = read_rows(tmp_path, rows)
    assert values(document, "amount", "rounded_to", "currency") == [("12500", "100", "CAD"), ("3000", "1000", "CAD")]
    assert document.tables[0].columns[1].unit == Decimal(1000)
    assert document.tables[0].columns[1].currency_from == "header"
    assert "unit-in-header" in codes(document)


def test_amounts_in_millions_by_the_title(tmp_path: Path) -> None:
    rows: Rows = [["Financements (en millions de dollars)"], ["Bénéficiaire", "Montant"], ["CHUM", 1.5], ["CUSM", 3]]
    assert values(read_rows(tmp_path, rows), "amount") == [("1500000",), ("3000000",)]


def test_a_sum_in_a_title_is_no_unit(tmp_path: Path) -> None:
    rows: Rows = [["Programme de 55 millions de dollars"], ["Bénéficiaire", "Montant"], ["CHUM", 1500], ["CUSM", 3]]
    assert values(read_rows(tmp_path, rows), "amount") == [("1500",), ("3",)]


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        (["1,50", "1.234,00", "1,234"], ["1.50", "1234.00", None]),
        (["1.50", "1,234.00", "1,234"], ["1.50", "1234.00", "1234"]),
        (["12,5", "12.5", "1,234"], ["12.5", "12.5", None]),
        (["1,234", "2,500", "12,000"], ["1234", "2500", "12000"]),
        (["1,234", "100", "200"], [None, "100", "200"]),
        (["40 000,00", "1.234", "5"], ["40000", "1234", "5"]),
    ],
)
def test_decimal_mark_is_decided_by_the_column(
    tmp_path: Path, amounts: Sequence[str], expected: Sequence[str | None]
) -> None:
    lines = "".join(f"Organisme {n};{amount}\n" for n, amount in enumerate(amounts))
    document = read_text(tmp_path, f"Bénéficiaire;Montant\n{lines}")
    found = [None if value is None else Decimal(value) for (value,) in values(document, "amount")]
    assert found == [None if value is None else Decimal(value) for value in expected]


def test_day_and_month_are_decided_by_the_column(tmp_path: Path) -> None:
    text = "Bénéficiaire;Montant;Date de la décision\nA;1;04/03/2021\nB;2;25/12/2021\n"
    document = read_text(tmp_path, text)
    assert values(document, "decision_date") == [("2021-03-04",), ("2021-12-25",)]
    text = "Bénéficiaire;Montant;Date de la décision\nA;1;04/03/2021\nB;2;05/12/2021\n"
    document = read_text(tmp_path, text)
    assert values(document, "decision_date") == [(None,), (None,)]
    assert {"ambiguous", "date-order-unknown"} <= codes(document)
    assert not any(problem.blocking for problem in document.problems)


def test_words_statuses_and_reasons_of_amounts(tmp_path: Path) -> None:
    text = (
        "Bénéficiaire;Montant\nA;plus de 63 M$\nB;plusieurs millions\nC;non divulgué\nD;caviardé\nE;n/d\nF;1 200,50 $\n"
        "G;1,234\nH;\n"
    )
    document = read_text(tmp_path, text)
    assert values(document, "amount", "amount_status", "rounded_to", "currency") == [
        ("63000000", "more_than", "1000000", "CAD"),
        (None, "in_words", None, "CAD"),
        (None, "undisclosed", None, "CAD"),
        (None, "withheld", None, None),
        (None, "undisclosed", None, None),
        ("1200.50", None, None, "CAD"),
        (None, "unreadable", None, None),
        (None, None, None, None),
    ]
    assert [(problem.code, problem.cell, problem.blocking) for problem in document.problems if problem.field] == [
        ("redacted", "B5", False),
        ("not_available", "B6", False),
        ("ambiguous", "B8", True),
    ]
    (amount,) = document.amounts
    assert (amount.sum, amount.uncounted) == (Decimal("63001200.50"), 5)


def test_currency_is_never_invented_without_a_word(tmp_path: Path) -> None:
    silent = read_text(tmp_path, "Bénéficiaire;Montant\nA;10\n")
    assert "currency-assumed" in codes(silent)
    assert silent.tables[0].columns[1].currency_from == "default"
    euros = read_text(tmp_path, "Bénéficiaire;Montant\nA;10 €\nB;20\n")
    assert values(euros, "currency") == [("EUR",), ("EUR",)]
    assert "currency-assumed" not in codes(euros)
    column = read_text(tmp_path, "Bénéficiaire;Montant;Devise\nA;10;USD\nB;20;CAD\n")
    assert values(column, "currency") == [("USD",), ("CAD",)]
    assert {one.currency: one.sum for one in column.amounts} == {"USD": Decimal(10), "CAD": Decimal(20)}
    other = read_text(tmp_path, "Bénéficiaire;Montant\nA;10\n", Options(default_currency="EUR"))
    assert values(other, "currency") == [("EUR",)]


def test_currency_by_number_format(tmp_path: Path) -> None:
    document = read_rows(
        tmp_path, [["Bénéficiaire", "Montant"], ["A", 5.5]], formats={"Feuille": {1: "#,##0.00 [$€-40C]"}}
    )
    assert values(document, "amount", "currency") == [("5.50", "EUR")]


def test_identifiers_destroyed_by_a_spreadsheet_are_flagged_not_kept(tmp_path: Path) -> None:
    text = "nomBeneficiaire;idBeneficiaire;NEQ;montant\nA;2,43E+13;1147627393;5\nB;44259700100035;1147627394;6\n"
    document = read_text(tmp_path, text)
    assert values(document, "recipient_identifier", "recipient_neq") == [
        (None, "1147627393"),
        ("44259700100035", None),
    ]
    assert {"damaged_identifier", "not_an_identifier"} <= codes(document)
    assert data(document)[0].values["recipient_identifier"].raw == "2,43E+13"


def test_amounts_of_several_natures_are_several_awards(tmp_path: Path) -> None:
    text = (
        "Nom de l’organisme bénéficiaire;Montant de la subvention de fonctionnement;Montant de la subvention "
        "d’investissement;Montant du prêt\n14 Juillet;250;;\nUnion;100;500;2000\nZéro;10;0;0\n"
    )
    document = read_text(tmp_path, text)
    assert values(document, "recipient", "amount", "instrument") == [
        ("14 Juillet", "250", "grant"),
        ("Union", "100", "grant"),
        ("Union", "500", "grant"),
        ("Union", "2000", "loan"),
        ("Zéro", "10", "grant"),
    ]
    assert [row.part for row in data(document)] == [0, 0, 1, 2, 0]


def test_total_of_the_row_against_its_years(tmp_path: Path) -> None:
    rows: Rows = [["Bénéficiaire", "2020-2021", "2021-2022", "Total"], ["CHUM", 1, 2, 3], ["CUSM", 1, 2, 4]]
    document = read_rows(tmp_path, rows)
    assert len(data(document)) == 4
    (problem,) = [one for one in document.problems if one.code == "row-total-differs"]
    assert problem.cell == "D3"


def test_hidden_things_are_read_and_flagged(tmp_path: Path) -> None:
    rows: Rows = [HEADER, ["CHUM", "A", 1, "2021-2022"], ["CUSM", "A", 2, "2021-2022"]]
    document = read(
        workbook(tmp_path, {"Vue": rows, "Cachée": rows}, hidden_sheets=["Cachée"], hidden_rows={"Vue": [1]})
    )
    assert [row.hidden for row in data(document)] == [True, False, True, True]
    assert {"hidden-sheet", "hidden-rows"} <= codes(document)
    assert [(sheet.name, sheet.hidden, sheet.hidden_rows) for sheet in document.sheets] == [
        ("Vue", False, 1),
        ("Cachée", True, 0),
    ]
    document = read(workbook(tmp_path, {"Vue": rows}, hidden_columns={"Vue": ["B:B"]}))
    assert [column.hidden for column in document.tables[0].columns[:2]] == [False, True]
    assert not any(row.hidden for row in data(document)), "a column is decided about as a column"


def test_cover_sheet_is_kept_as_text(tmp_path: Path) -> None:
    cover: Rows = [["Réponse à une demande d’accès"], ["Organisme", "MEIE"], ["Date", "2023-05-01"]]
    document = read(workbook(tmp_path, {"À lire": cover, "Données": [HEADER, ["CHUM", "A", 1, "2021-22"]]}))
    assert kinds(document) == "nnnhd"
    assert [sheet.role for sheet in document.sheets] == ["cover", "table"]
    assert "cover-sheet" in codes(document)
    assert [row.table for row in document.rows()] == [-1, -1, -1, 0, 0]


def test_letter_empty_table_and_redaction_of_everything_are_said(tmp_path: Path) -> None:
    letter = "Madame,\nNous avons bien reçu votre demande, et, après analyse, nous la refusons.\nVeuillez agréer.\n"
    assert codes(read_text(tmp_path, letter)) == {"no-table", "letter"}
    assert "no-rows" in codes(read_rows(tmp_path, [HEADER, ["", "", "", ""], ["Note : rien à signaler cette année."]]))
    text = "Bénéficiaire;Programme;Montant\n" + "caviardé;caviardé;caviardé\n" * 4
    assert "all-redacted" in codes(read_text(tmp_path, text))


def test_duplicate_headings_are_said(tmp_path: Path) -> None:
    document = read_text(tmp_path, "Bénéficiaire;Montant;Montant\nA;1;2\n")
    assert {"duplicate-header", "other-amounts"} <= codes(document)
    assert values(document, "amount") == [("1",)]
    assert data(document)[0].notes == (("C", "Montant", "2"),)


def test_ods_with_spans(tmp_path: Path) -> None:
    table = (
        '<table:table table:name="A">'
        + ods_row("Subventions", "", "", cell_attributes=('table:number-columns-spanned="3"',))
        + ods_row("Bénéficiaire", "Programme", "Montant")
        + ods_row("CHUM", "Essor", "1 000,50 $")
        + ods_row("CUSM", "Essor", "2 000,25 $")
        + ods_row("Total", "", "3 000,75 $")
        + "</table:table>"
    )
    document = read(open_document(tmp_path, table))
    assert kinds(document) == "thddT"
    assert document.amounts[0].matches is True


@pytest.mark.parametrize(
    ("sheet", "headings", "record_kind"),
    [
        ("Inscriptions", ["Titre", "Payeur", "Bénéficiaire", "Montant"], "award"),
        ("Feuil1", ["Project title", "Funder", "Recipient", "Amount awarded"], "award"),
        ("Organisations", ["Organisation", "Sigle", "Sorte d’organisation", "Secteur"], "organization"),
        ("Participations", ["Projet", "Organisation", "Rôle"], "participation"),
        ("Sièges", ["Organisation", "Personne", "Fonction", "Sorte de siège"], "membership"),
        ("Contributions", ["Établissement", "Projet", "Sorte de contribution", "Heures"], "contribution"),
        ("Événements", ["Organisation", "Sorte d’événement", "Date", "Description"], "event"),
        ("Programmes", ["Nom du programme", "Sorte de programme", "Payeur", "Qui choisit"], "programme"),
        ("Positions", ["Type de groupe", "Loi", "Position globale", "Préoccupations"], "position"),
        ("Chiffres", ["Clé", "Libellé", "Valeur", "Unité"], "reported_figure"),
        ("Demandes d’accès", ["Organisme", "Envoyée le", "Réponse", "Articles invoqués"], "access_request"),
    ],
)
def test_kind_of_record(tmp_path: Path, sheet: str, headings: list[str], record_kind: str) -> None:
    rows: Rows = [headings, *[[f"{heading} {n}" for heading in headings] for n in range(3)]]
    document = read(workbook(tmp_path, {sheet: rows}))
    (table,) = document.tables
    assert table.record_kind == record_kind
    assert sum(bool(column.field) for column in table.columns) == len(headings)


def test_a_person_picks_header_fields_and_marks(tmp_path: Path) -> None:
    text = "Liste A;Liste B\nx;y\nQui;Combien\nCHUM;1,234\nCUSM;12\n"
    override = Override(header_rows=(3,), fields={"A": "recipient", "B": "amount"}, decimal_mark=",", currency="EUR")
    document = read_text(tmp_path, text, Options(overrides={0: override}))
    assert kinds(document) == "tthdd"
    assert values(document, "recipient", "amount", "currency") == [("CHUM", None, None), ("CUSM", "12", "EUR")]
    override = Override(header_rows=(3,), fields={"A": "recipient", "B": "amount"}, decimal_mark=".")
    assert values(read_text(tmp_path, text, Options(overrides={0: override})), "amount") == [("1234",), ("12",)]
    override = Override(header_rows=())
    assert kinds(read_text(tmp_path, text, Options(overrides={0: override}))) == "ddddd"
    override = Override(record_kind="organization", fields={"A": "name"})
    assert data(read_text(tmp_path, text, Options(overrides={0: override})))[0].record_kind == "organization"


def test_a_person_says_which_sheet_holds_a_table(tmp_path: Path) -> None:
    cover: Rows = [["Réponse à une demande d’accès"], ["Qui", "Combien"], ["MEIE", 5], ["MSSS", 6]]
    path = workbook(tmp_path, {"À lire": cover, "Données": [HEADER, ["CHUM", "A", 1, "2021-22"]]})
    unaided = read(path)
    assert [sheet.role for sheet in unaided.sheets] == ["cover", "table"]
    assert (2,) in [candidate.rows for candidate in unaided.sheets[0].candidates]
    fields = Override(fields={"A": "recipient", "B": "amount"})
    picked = read(path, options=Options(sheets={0: ((2,),), 1: ()}, overrides={0: fields}))
    assert kinds(picked) == "thddnn"
    assert [sheet.role for sheet in picked.sheets] == ["table", "cover"]
    assert values(picked, "recipient", "amount") == [("MEIE", "5"), ("MSSS", "6")]


@pytest.mark.parametrize(
    ("headings", "title", "field", "value"),
    [
        (["Bénéficiaire", "Montant"], "Programme : Novascience", "programme", "Novascience"),
        (["Bénéficiaire", "Montant"], "2021-2022", "fiscal_year", "2021-2022"),
        (["Bénéficiaire", "Montant"], "Ministère de la Santé", "payer", "Ministère de la Santé"),
        (["Bénéficiaire", "Montant"], "Volet 2 : Innovation", "programme", "Volet 2 : Innovation"),
        (["Bénéficiaire", "Programme", "Montant"], "MEDTEQ", "", None),
    ],
)
def test_titles_of_groups_fill_the_rows_below(
    tmp_path: Path, headings: list[str], title: str, field: str, value: str | None
) -> None:
    filler = ["x"] * (len(headings) - 1)
    rows: Rows = [[*headings, "Note"], [title], *[[f"Organisme {n}", *filler[1:], n, "z"] for n in (1, 2, 3)]]
    document = read_rows(tmp_path, rows)
    assert kinds(document) == "htddd"
    assert document.tables[0].group_field == field
    assert ("group-titles" if field else "group-unassigned") in codes(document)
    if field:
        told = [row.values[field] for row in data(document)]
        assert {(one.value, one.cell) for one in told} == {(value, "A2")}


def test_a_person_says_which_field_titles_of_groups_fill(tmp_path: Path) -> None:
    rows: Rows = [HEADER, ["MEDTEQ"], ["Emovi", "A", 1, "2021-2022"], ["CQDM"], ["Imagia", "B", 3, "2021-2022"]]
    document = read_rows(tmp_path, rows, Options(overrides={0: Override(group_field="payer")}))
    assert values(document, "payer", "recipient") == [("MEDTEQ", "Emovi"), ("CQDM", "Imagia")]


def test_the_first_column_holds_the_titles_of_groups(tmp_path: Path) -> None:
    rows: Rows = [HEADER, ["", "Novascience"], ["CHUM", "", 1, "2021-2022"], ["CUSM", "", 2, "2021-2022"]]
    document = read_rows(tmp_path, rows)
    assert kinds(document) == "htdd"
    assert values(document, "programme", "amount") == [("Novascience", "1"), ("Novascience", "2")]


def test_options_survive_json() -> None:
    picked = Override((3, 4), {"B": "amount"}, "award", ",", "dmy", "CAD", "programme")
    options = Options("EUR", {2: picked, 0: Override(())}, {1: ((2, 3), ()), 3: ()})
    assert Options.from_json(options.as_json()) == options
    assert Options.from_json({}) == Options()


def test_header_candidates_are_scored(tmp_path: Path) -> None:
    document = read_rows(tmp_path, [["Titre"], HEADER, ["CHUM", "A", 1, "2021-2022"], ["CUSM", "B", 2, "2021-2022"]])
    first, *others = document.tables[0].candidates
    assert first.rows == (2,)
    assert all(first.score >= other.score for other in others)


def test_json_has_the_form_that_stays(tmp_path: Path) -> None:
    answer = read_rows(tmp_path, [HEADER, ["CHUM", "A", 12.5, "2021-22"], ["Total", "", 12.5, ""]]).as_json(rows=True)
    assert set(answer["file"]) == {"name", "sha256", "bytes", "type"}
    assert {"sheet", "range", "header_rows", "columns"} <= set(answer["tables"][0])
    assert answer["rows"] == {
        "data": 1, "header": 1, "title": 0, "subtotal": 0, "total": 1, "note": 0, "blank": 0
    }  # fmt: skip
    assert {"currency": "CAD", "sum": "12.50", "declared_total": "12.50", "matches": True}.items() <= answer["amounts"][
        0
    ].items()
    assert {"sheet", "row", "column", "code", "message", "raw"} <= set(answer["problems"][0])
    (row,) = [one for one in answer["rows_read"] if one["kind"] == "data"]
    assert row["values"]["amount"] == {"value": "12.50", "raw": "12.5", "cell": "C2"}
    assert (row["sheet"], row["row"]) == ("Feuille", 2)


def test_every_row_has_one_kind(tmp_path: Path) -> None:
    rows: Rows = [["Titre"], [], HEADER, ["CHUM", "A", 1, "x"], [], ["Note : fin."]]
    document = read_rows(tmp_path, rows)
    assert [row.row for row in document.rows()] == [1, 2, 3, 4, 5, 6]
    assert sum(document.kinds.values()) == 6


def test_strange_cells_raise_nothing(tmp_path: Path) -> None:
    rows: Rows = [HEADER, ["x" * 10_000, "a\u202eb", "1e999", "∞"], ["=SOMME(A1)", "\u0007", -0.0, "2021-2022"]]
    document = read_rows(tmp_path, rows)
    assert len(data(document)) == 2
    assert data(document)[0].values["programme"].value == "ab"
    assert "control-characters" in codes(document)


def test_refusal_is_raised(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        read(csv_file(tmp_path, ""))

"""Downloads, opened by readers that did not write them."""

import csv
import io
import json
import zipfile
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override
from python_calamine import CalamineWorkbook

from funding import export_workbook
from funding.export_columns import Column, Type
from funding.export_kinds import KINDS
from funding.export_lines import CELL_LENGTH, neutral
from funding.exports import Download, Table, dictionary, response, table_of
from funding.models import Award, Programme, ReportedFigure, Source
from projects.models import Person, Project
from tests import factories as make

pytestmark = pytest.mark.django_db

MODELS = {kind: layout.model for kind, layout in KINDS.items()}


def download(register, language="fr", filters=""):
    return Download(register, language, filters, "https://example.org/fr/awards/")


def content(form, kind, rows, about):
    answer = response(form, table_of(kind, rows), about)
    data = b"".join(answer.streaming_content)
    return data


def plain(kind, rows, about):
    return list(csv.DictReader(io.StringIO(content("csv", kind, rows, about).decode("utf-8"), newline="")))


def sheets(data):
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in workbook.sheet_names}


@pytest.fixture
def register():
    return make.register(name_fr="Registre d’essai", name_en="Trial register")


@pytest.fixture
def awards(register):
    ministry = make.ministry(register, "Ministère de l’Été")
    company = make.organization(register, '=HYPERLINK("x")', kind="startup")
    make.award(register, "1234567.89", payers=[ministry], recipients=[company], title="+danger", key="a-1")
    make.award(register, "0", payers=[ministry], title="Zéro; œuvre", key="a-2")
    make.award(register, "-50.10", payers=[ministry], title="Négatif", key="a-3", currency="USD")
    make.award(register, None, payers=[ministry], title="Inconnu", key="a-4")
    return Award.objects.public().of(register).order_by("key")


def test_plain_csv_holds_every_field_as_programs_read_it(register, awards):
    rows = plain("award", awards, download(register))
    assert list(rows[0]) == [column.name for column in KINDS["award"].columns]
    assert [row["amount"] for row in rows] == ["1234567.89", "0.00", "-50.10", ""]
    assert [row["currency"] for row in rows] == ["CAD", "CAD", "USD", "CAD"]
    assert [row["amount_status"] for row in rows] == ["exact", "exact", "exact", "undisclosed"]
    assert rows[0]["payers"] == "Ministère de l’Été"
    assert rows[1]["recipient_absent"] == "not_named"
    assert rows[0]["invented"] == "false"
    assert rows[0]["quotes"] == "« … »"


def test_a_text_that_would_run_as_a_formula_does_not(register, awards):
    row = plain("award", awards, download(register))[0]
    assert row["title"] == "'+danger"
    assert row["recipients"] == '\'=HYPERLINK("x")'


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_every_beginning_of_a_formula_is_preceded_by_an_apostrophe(start):
    assert neutral(f"{start}1") == f"'{start}1"
    assert neutral("1=1") == "1=1"


@pytest.mark.parametrize(
    ("language", "separator", "amounts", "status"),
    [
        ("fr", ";", ["1234567,89", "0,00", "-50,10", ""], "Montant connu"),
        ("en", ",", ["1234567.89", "0.00", "-50.10", ""], "How the amount is known"),
    ],
)
def test_csv_for_excel_speaks_the_language_of_the_reader(register, awards, language, separator, amounts, status):
    data = content("excel.csv", "award", awards, download(register, language))
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=separator))
    place = [column.name for column in KINDS["award"].columns].index("amount")
    assert [row[place] for row in rows[1:]] == amounts
    with override(language):
        assert rows[0] == [str(column.label) for column in KINDS["award"].columns]
        assert rows[4][place + 2] == str(Award(amount_status="undisclosed").get_amount_status_display())


def test_xlsx_has_numbers_as_numbers_and_text_as_text(register, awards):
    data = content("xlsx", "award", awards, download(register, "en", "Years: 2021"))
    rows = sheets(data)["Data"]
    names = [column.name for column in KINDS["award"].columns]
    amount, title, recipients = names.index("amount"), names.index("title"), names.index("recipients")
    assert [row[amount] for row in rows[1:]] == [1234567.89, 0.0, -50.1, ""]
    assert [row[title] for row in rows[1:]] == ["+danger", "Zéro; œuvre", "Négatif", "Inconnu"]
    assert rows[1][recipients] == '=HYPERLINK("x")'
    assert b"<f>" not in sheet_xml(data)


def sheet_xml(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("xl/worksheets/sheet1.xml")


def test_xlsx_notes_say_what_the_rows_are(register, awards):
    notes = sheets(content("xlsx", "award", awards, download(register, "en", "Years: 2021")))["Notes"]
    said = {row[0]: row[1] for row in notes}
    assert said["Filter"] == "Years: 2021"
    assert said["Register"] == "Trial register"
    assert said["State of the data"] == "2023-08"
    assert said["Edition"] == "none has these data yet"
    assert said["Licence"] == "CC BY 4.0"
    assert "Trial register" in said["Cite as"] and "https://example.org/fr/awards/" in said["Cite as"]
    assert [row[0] for row in notes if row[0] in ("amount", "currency")] == ["amount", "currency"]


def test_an_invented_register_says_so_in_every_file():
    register = make.register(slug="exemple", invented=True)
    award = make.award(register, "1", key="x")
    rows = Award.objects.filter(pk=award.pk)
    assert plain("award", rows, download(register))[0]["invented"] == "true"
    assert "invented-data" in download(register, "en").file_name("awards", "csv")
    notes = sheets(content("xlsx", "award", rows, download(register, "en")))["Notes"]
    assert notes[0][0] == "Warning"


def test_more_rows_than_a_sheet_holds_go_on_to_the_next(register, awards, monkeypatch):
    monkeypatch.setattr(export_workbook, "SHEET_ROWS", 3)
    book = sheets(content("xlsx", "award", awards, download(register, "en")))
    assert [len(book[name]) for name in ("Data", "Data 2")] == [3, 3]
    assert list(book) == ["Data", "Data 2", "Notes"]


def test_a_text_longer_than_a_cell_is_cut_and_says_so(register):
    award = make.award(register, "1", description="é" * 40_000)
    rows = sheets(content("xlsx", "award", Award.objects.filter(pk=award.pk), download(register, "en")))["Data"]
    text = rows[1][[column.name for column in KINDS["award"].columns].index("description")]
    assert len(text) == CELL_LENGTH and text.endswith("…")


def test_the_number_of_queries_does_not_grow_with_the_rows(register, awards):
    with CaptureQueriesContext(
        connection,
    ) as few:
        plain("award", awards[:1], download(register))
    body = make.organization(register)
    for number in range(20):
        make.award(register, number, recipients=[body], title=f"Encore {number}")
    with CaptureQueriesContext(connection) as many:
        plain("award", Award.objects.public().of(register).order_by("key"), download(register))
    assert len(many) <= len(few) + 1


def test_every_kind_can_be_taken_away_in_every_form(register):
    ministry, person = make.ministry(register), make.person(register, "Personne essayée")
    project = make.project(register, "Projet essayé")
    make.participation(project, ministry, "lead")
    make.seat(ministry, person, role="présidence")
    make.seat(ministry, make.organization(register))
    make.programme(register)
    make.reported_figure(register, "chiffre", "8.5", organization=ministry)
    make.award(register, "5", payers=[ministry], project=project, programme=Programme.objects.get())
    for kind, model in MODELS.items():
        rows = model.objects.filter(register=register).order_by("pk")
        read = plain(kind, rows, download(register))
        assert [row["key"] for row in read] == [row.key for row in rows]
        assert len(sheets(content("xlsx", kind, rows, download(register, "en")))["Data"]) == len(rows) + 1
        assert content("excel.csv", kind, rows, download(register, "en")).count(b"\r\n") >= len(rows) + 1
    assert plain("person", Person.objects.all(), download(register))[0]["seats"] == "Ministère (présidence)"
    assert plain("project", Project.objects.all(), download(register))[0]["leads"] == "Ministère"
    assert plain("reported_figure", ReportedFigure.objects.all(), download(register))[0]["value"] == "8.5000"
    assert int(plain("source", Source.objects.all(), download(register))[0]["pieces"]) > 5


def test_the_cell_of_a_study_is_not_given_away(register):
    study = make.source(register, "Étude", kind="study", shows_cells=False)
    answer = make.source(register, "Réponse")
    hidden, shown = make.award(register, "1", public=False, key="h"), make.award(register, "2", public=False, key="s")
    make.published(hidden, study, sheet="Feuille 1", cell="B4")
    make.published(shown, answer, sheet="Feuille 1", cell="B4")
    places = [row["places"] for row in plain("award", Award.objects.order_by("key"), download(register))]
    assert places == ["§ 2.2.1", "§ 2.2.1, Feuille 1, B4"]


def test_the_dictionary_is_the_export(register, awards):
    for kind, layout in KINDS.items():
        entries = dictionary(kind)
        assert [entry["name"] for entry in entries] == [column.name for column in layout.columns]
        assert all(entry["label"] and entry["meaning"] and entry["type"] for entry in entries)
        assert len({entry["name"] for entry in entries}) == len(entries)


def test_the_file_streams_and_names_its_release(register, awards):
    answer = response("csv", table_of("award", awards), download(register))
    assert answer.streaming
    assert answer["Content-Disposition"].endswith(
        f'filename="registre-1_awards_{timezone.localdate().isoformat()}.csv"'
    )
    pieces = iter(answer.streaming_content)
    assert next(pieces) == ",".join(column.name for column in KINDS["award"].columns).encode() + b"\r\n"


def test_rows_of_a_question_go_the_same_way(register):
    columns = (Column("name", "Name", "Who"), Column("share", "Share", "In all", Type.NUMBER))
    rows = [type("Row", (), {"name": "A", "share": Decimal("0.5")})()]
    table = Table("concentration", columns, lambda: rows)
    data = b"".join(response("csv", table, download(register)).streaming_content)
    assert data == b"name,share\r\nA,0.5\r\n"


def test_an_unknown_form_is_an_error(register, awards):
    with pytest.raises(KeyError):
        response("docx", table_of("award", awards), download(register))


def test_a_file_of_awards_says_that_its_amounts_are_not_added_up_and_gives_both_sums(register):
    """What goes through a body is told twice: the column adds up to 150, the money in is 100, its end 40 + 10."""
    ministry, relay = make.ministry(register), make.organization(register, "Relais", kind="consortium")
    transfer = make.award(register, 100, payers=[ministry], recipients=[relay], flow_level="transfer")
    out = [make.organization(register, name) for name in ("Un", "Deux")]
    make.award(register, 40, payers=[relay], recipients=[out[0]], parent=transfer)
    make.award(register, 10, payers=[relay], recipients=[out[1]])
    rows = Award.objects.public().of(register)
    said = {row[0]: row[1] for row in sheets(content("xlsx", "award", rows, download(register, "en")))["Notes"]}
    assert said["Sums"].startswith("Do not add up")
    assert said["Public money in, CAD"] == "$100" and said["Final destination, CAD"] == "$50"
    [sums] = json.loads(content("json", "award", rows, download(register)))["about"]["sums"]
    assert Decimal(sums["entered"]) == 100 and Decimal(sums["final"]) == 50 and sums["awards"] == 3

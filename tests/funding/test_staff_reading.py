"""The reading of a file corrected by a person: its header, its columns, what it hides; and remembered for the next one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import translation

from funding import reading_view
from funding.choices import RowState
from funding.imports import pipeline
from funding.imports.intake_of_files import receive
from funding.imports.models import Import, ReadingProfile
from funding.imports.profile import Profile, by_heading, by_letter, signature_of
from funding.models import Award, Source
from projects.models import Organization
from tests import factories as make
from tests.corpus import pdf_files, workbooks
from tests.corpus.xls_writer import Style
from tests.funding.imports.messy import workbook

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read_here")]

# Row 1 has every word that a header has; the body's own header is row 2 (seen where a form's legend is left on top).
LEGEND = "Bénéficiaire;Projet;Montant;Date"
HEADER = "Nom légal;Titre retenu;Somme versée;Jour convenu"
ROWS = ("Imagia inc.;Plateforme d’imagerie;1 000,00 $;2021-03-01", "Emovi;Genougraphie;2 500,50 $;2021-04-02")
FILE = "\n".join((LEGEND, HEADER, *ROWS))
NEXT_FILE = "\n".join((LEGEND, HEADER, *ROWS, "Optina;Rétine;300,00 $;2022-01-05"))
MOVED_FILE = "\n".join(
    ";".join(line.split(";")[place] for place in (2, 0, 3, 1))
    for line in (LEGEND, HEADER, "Optina;Rétine;300,00 $;2022-01-05")
)
PICKED = {"field-A": "recipient", "field-B": "project", "field-C": "amount", "field-D": "decision_date"}


@pytest.fixture(autouse=True)
def private_files(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def client(staff: Callable[[str], Any]) -> Any:
    """A reviewer, whose pages are in English."""
    with translation.override("en"):
        yield staff("reviewer")


def read(content: str | bytes, name: str = "reponse.csv", body: str = "MEIE", **options: Any) -> Import:
    """The file of a body, read and ready for review."""
    data = content if isinstance(content, bytes) else content.encode()
    file = ContentFile(data, name=name)
    batch = receive(make.default_register(), file, body_name=body, options={"create_new": True, **options})
    return pipeline.run(batch.pk)


def page(client: Any, name: str, *parts: Any, **query: Any) -> str:
    response = client.get(reverse(name, args=parts), query)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def pick(client: Any, batch: Import, name: str, **values: Any) -> Import:
    """One click or one form of the page, and the worker's work after it."""
    answer = client.post(reverse(name, args=[batch.pk, 1]), {"at": "table-1", **values})
    assert answer["Location"] == f"{reverse('import', args=[batch.pk])}?at=table-1#table-1"
    return pipeline.run(batch.pk)


def table(batch: Import) -> dict[str, Any]:
    return batch.summary["tables"][0]


def fields(batch: Import) -> dict[str, str]:
    return {column["letter"]: column["field"] for column in table(batch)["columns"]}


def test_header_candidates_are_shown_with_their_scores(client: Any) -> None:
    batch = read(FILE)
    shown = page(client, "import", batch.pk)
    assert "Where the header is" in shown and "Nom légal · Titre retenu" in shown
    scores = [f"{candidate['score']:.2f}" for candidate in table(batch)["header_candidates"]]
    assert len(scores) == 2 and all(f">{score}<" in shown for score in scores) and "No header" in shown
    assert 'name="rows" value="2"' in shown and 'name="rows" value="1"' not in shown, "the one in use is no button"


def test_another_header_is_one_click_and_its_columns_a_form(client: Any) -> None:
    batch = read(FILE)
    assert table(batch)["header_rows"] == [1] and batch.rows.filter(kind="data").count() == 3
    batch = pick(client, batch, "import_header", rows="2")
    assert (batch.state, table(batch)["header_rows"]) == ("review", [2])
    assert [candidate["rows"] for candidate in table(batch)["header_candidates"]] == [[1], [2]]
    assert batch.rows.filter(kind="data").count() == 2
    batch = pick(client, batch, "import_columns", **PICKED)
    assert fields(batch) == {"A": "recipient", "B": "project", "C": "amount", "D": "decision_date"}
    values = batch.rows.get(row=3).values
    assert {name: values[name]["value"] for name in ("recipient", "amount", "decision_date")} == {
        "recipient": "Imagia inc.",
        "amount": "1000",
        "decision_date": "2021-03-01",
    }
    shown = page(client, "import", batch.pk)
    assert '<option value="recipient" selected>' in shown and "picked" in shown
    assert "will serve for the next file of MEIE" in shown


def test_the_next_file_of_the_body_needs_no_click(client: Any) -> None:
    taught = pick(client, read(FILE), "import_header", rows="2")
    taught = pick(client, taught, "import_columns", **PICKED)
    following = read(NEXT_FILE)
    assert table(following)["header_rows"] == [2] and fields(following) == fields(taught)
    assert following.rows.filter(kind="data", state=RowState.READY).count() == 3
    assert "Read as someone corrected an earlier file of MEIE" in page(client, "import", following.pk)
    moved = read(MOVED_FILE)
    assert fields(moved) == {"A": "amount", "B": "recipient", "C": "decision_date", "D": "project"}
    assert fields(read(FILE, body="Un autre organisme"))["A"] == "recipient"
    assert table(read(FILE, body="Un autre organisme"))["header_rows"] == [1], "a profile is its body's"


def test_a_correction_in_another_import_is_a_new_version(client: Any) -> None:
    first = pick(client, read(FILE), "import_header", rows="2")
    first = pick(client, first, "import_columns", **PICKED)
    assert [(one.version, one.learned_from_id) for one in ReadingProfile.objects.all()] == [(1, first.pk)]
    second = read(NEXT_FILE)
    second = pick(client, second, "import_columns", **PICKED | {"field-D": ""})
    assert fields(second)["D"] == "" and fields(second)["A"] == "recipient", "what was replayed stays picked"
    versions = ReadingProfile.objects.order_by("version").values_list("version", "learned_from_id")
    assert list(versions) == [(1, first.pk), (2, second.pk)]
    assert fields(read(FILE))["D"] == ""
    assert "version 2" in page(client, "import", second.pk)


def test_a_profile_can_be_forgotten(client: Any) -> None:
    taught = pick(client, read(FILE), "import_header", rows="2")
    profile = ReadingProfile.objects.get()
    client.post(reverse("profile_forget", args=[taught.pk, profile.pk]))
    assert table(read(NEXT_FILE))["header_rows"] == [1]
    assert ReadingProfile.objects.get().retired_at, "that it was stays written"


def test_one_can_start_over(client: Any) -> None:
    batch = pick(client, read(FILE), "import_header", rows="2")
    batch = pick(client, batch, "import_columns", start_over="1")
    assert table(batch)["header_rows"] == [1] and fields(batch)["A"] == "recipient"


def test_a_table_can_have_no_header(client: Any) -> None:
    batch = read("\n".join(ROWS * 2))
    assert table(batch)["header_rows"] == []
    batch = pick(client, batch, "import_columns", **PICKED)
    assert fields(batch)["B"] == "project"
    following = read("\n".join(("Optina;Rétine;300,00 $;2022-01-05", *ROWS)))
    assert table(following)["header_rows"] == [] and fields(following) == fields(batch)
    headed = read("\n".join(("Projet;Bénéficiaire;Montant;Date", *ROWS)))
    assert table(headed)["header_rows"] == [1] and fields(headed)["A"] == "project"


@pytest.mark.parametrize("rows", ["", "0", "x", "9-3", "1-9", "3-"])
def test_what_can_be_no_header_is_said(client: Any, rows: str) -> None:
    batch = read(FILE)
    answer = client.post(reverse("import_header", args=[batch.pk, 1]), {"rows": rows}, follow=True)
    assert "Say the header as one row or as two" in answer.content.decode()
    batch.refresh_from_db()
    assert batch.state == "review"
    assert client.post(reverse("import_header", args=[batch.pk, 7]), {"rows": "1"}).status_code == 404


def test_two_columns_cannot_be_one_field(client: Any) -> None:
    batch = read(FILE)
    values = {"field-A": "recipient", "field-B": "recipient"}
    answer = client.post(reverse("import_columns", args=[batch.pk, 1]), values, follow=True)
    assert "Columns A, B can’t all be “Recipient”" in answer.content.decode()
    batch.refresh_from_db()
    assert batch.state == "review" and not ReadingProfile.objects.exists()


def test_the_order_of_dates_can_be_picked(client: Any) -> None:
    batch = read("Bénéficiaire;Projet;Montant;Date\nImagia inc.;P;1 000,00 $;03/04/2022\nEmovi;Q;2,00 $;05/06/2022")
    assert not (batch.rows.get(row=2).values.get("decision_date") or {}).get("value")
    batch = pick(client, batch, "import_columns", date_order="dmy")
    assert batch.rows.get(row=2).values["decision_date"]["value"] == "2022-04-03"
    assert (
        read("Bénéficiaire;Projet;Montant;Date\nOptina;R;3,00 $;01/02/2022")
        .rows.get(row=2)
        .values["decision_date"]["value"]
        == "2022-02-01"
    )


def test_a_published_file_is_not_read_again(client: Any) -> None:
    batch = pipeline.commit(read(FILE).pk)
    answer = client.post(reverse("import_header", args=[batch.pk, 1]), {"rows": "2"}, follow=True)
    assert "This file cannot be read again now." in answer.content.decode()
    assert "Read again with these" not in answer.content.decode()


def test_a_row_set_aside_stays_aside_when_the_file_is_read_again(client: Any) -> None:
    batch = read(FILE)
    client.post(reverse("import_row", args=[batch.pk, batch.rows.get(row=4).pk]))
    batch = pick(client, pipeline.run(batch.pk), "import_columns", **{"field-D": ""})
    assert [row.state for row in batch.rows.filter(row__in=(3, 4)).order_by("row")] == [
        RowState.READY,
        RowState.SET_ASIDE,
    ]


def test_a_sheet_that_was_passed_over_can_hold_a_table(client: Any, tmp_path: Path) -> None:
    head = ["Mot un", "Mot deux", "Mot trois"]
    cover = [["Explications"], head, ["Imagia inc.", "Plateforme", "voir plus bas"], ["Emovi", "Genou", "idem"]]
    rows = [["Bénéficiaire", "Projet", "Montant"], ["Optina", "Rétine", 300]]
    batch = read(workbook(tmp_path, {"Lisez-moi": cover, "Liste": rows}).read_bytes(), "deux.xlsx")
    assert [sheet["role"] for sheet in batch.summary["sheets"]] == ["cover", "table"]
    batch = pick(client, batch, "import_columns", **{"field-B": ""})
    assert "Read as text, not as a table" in page(client, "import", batch.pk)
    client.post(reverse("import_sheet", args=[batch.pk, 1]), {"rows": "2"})
    batch = pipeline.run(batch.pk)
    assert [one["sheet"] for one in batch.summary["tables"]] == ["Lisez-moi", "Liste"]
    assert table(batch)["header_rows"] == [2]
    second = batch.summary["tables"][1]["columns"]
    assert [column["field"] for column in second] == ["recipient", "", "amount"], "what was picked follows its table"
    assert client.post(reverse("import_sheet", args=[batch.pk, 9]), {"rows": "2"}).status_code == 404


def test_a_reading_that_stopped_is_started_again(client: Any) -> None:
    batch = read(FILE)
    Import.objects.filter(pk=batch.pk).update(step="stage")
    pipeline.stop(batch, "failed", "stopped", "Arrêté.", "Stopped.")
    assert "Start again" in page(client, "import", batch.pk)
    client.post(reverse("import_again", args=[batch.pk]))
    assert pipeline.run(batch.pk).state == "review"


def test_a_profile_knows_its_headings_in_any_order() -> None:
    assert signature_of(["Nom légal", "", "Montant"]) == signature_of(["MONTANT", "nom legal"])
    assert signature_of(["a"]) != signature_of(["a", "a"]) and signature_of((), 3) != signature_of((), 4)
    kept = by_heading({"A": "Montant", "B": "Montant", "C": ""}, {"B": "amount", "C": "note"})
    assert kept == {"montant#2": "amount", "column C": "note"}
    assert by_letter({"A": "x", "B": "Montant", "D": "montant"}, kept) == {"D": "amount"}
    profile = Profile("s", kept, record_kind="award", group_field="", id=3)
    assert Profile.from_json(profile.as_json()) == profile


# What a file hides

SECRET, SECRET_BODY, SECRET_PROJECT = "47114711", "Clinique Cachée", "Projet caché"


def hiding(tmp_path: Path) -> bytes:
    """A workbook with a hidden column (the fee), a hidden row and a hidden sheet."""
    head = ["Bénéficiaire", "Projet", "Payeur", "Montant", "Remarque"]
    rows = [head, ["Imagia inc.", "P1", "MEIE", 1000, SECRET], [SECRET_BODY, "P2", "MEIE", 2000, ""]]
    rows.append(["Emovi", "P3", "MEIE", 3000, ""])
    other = [head, ["Optina", SECRET_PROJECT, "MEIE", 4000, ""]]
    path = workbook(
        tmp_path,
        {"Vue": rows, "Feuille cachée": other},
        hidden_sheets=["Feuille cachée"],
        hidden_rows={"Vue": [2]},
        hidden_columns={"Vue": ["E:E"]},
    )
    return path.read_bytes()


def public_text(anybody: Any) -> str:
    """Every list, record and download of the register, as a visitor gets them."""
    names = ("awards", "organizations", "projects", "sources", "funders")
    texts = [anybody.get(reverse(name)).content.decode() for name in names]
    for name in ("awards_download", "organizations_download", "projects_download"):
        answer = anybody.get(reverse(name, args=["csv"]))
        texts.append(b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode())
    public = [model.objects.filter(published=True) for model in (Award, Organization, Source)]
    for one in [record for records in public for record in records]:
        texts.append(anybody.get(one.get_absolute_url()).content.decode())
    return "\n".join(texts)


def decide(client: Any, batch: Import, part: str, decision: str) -> Import:
    client.post(reverse("import_hidden", args=[batch.pk]), {"part": part, "decision": decision, "at": "hidden"})
    return pipeline.run(batch.pk)


PARTS = {"sheet": "sheet||Feuille cachée", "rows": "rows||Vue", "column": "column|E|Vue"}


def test_what_is_hidden_waits_for_a_decision_and_is_nowhere_public(client: Any, tmp_path: Path) -> None:
    from tests.strict import StrictClient

    batch = read(hiding(tmp_path), "cache.xlsx")
    shown = page(client, "import", batch.pk)
    assert "The file hides something" in shown and shown.count("to decide") == 3
    assert "The whole sheet “Feuille cachée”" in shown and "Column E of “Vue”, headed “Remarque”" in shown
    waiting = batch.rows.filter(kind="data", state=RowState.WAITING)
    assert sorted(waiting.values_list("sheet", "row")) == [("Feuille cachée", 2), ("Vue", 2), ("Vue", 3)]
    pipeline.commit(batch.pk)
    text = public_text(StrictClient())
    assert "Emovi" in text
    assert not [secret for secret in (SECRET, SECRET_BODY, SECRET_PROJECT, "Feuille cachée") if secret in text]


def test_a_damaged_file_is_not_said_to_hide_what_nothing_tells(client: Any, tmp_path: Path) -> None:
    damaged = workbooks.damaged("xl/styles.xml", b'<sz val="11"/>', b'<sz val="large"/>')(tmp_path)
    shown = page(client, "import", read(damaged.read_bytes(), damaged.name).pk)
    assert '<strong class="missing">nothing tells what is hidden</strong>' in shown
    assert '<strong class="missing">hidden in the file</strong>' not in shown


def test_a_hidden_sheet_names_no_body_before_it_is_decided(client: Any, tmp_path: Path) -> None:
    rows = [["Bénéficiaire", "Projet", "Montant"], ["CHC", "P1", 1000]]
    bodies = [["Nom", "Sigle", "Sorte"], [SECRET_BODY, "CHC", "entreprise"], ["Autre", "AUT", "entreprise"]]
    path = workbook(tmp_path, {"Liste": rows, "Organisations": bodies}, hidden_sheets=["Organisations"])
    batch = read(path.read_bytes(), "cache.xlsx")
    pipeline.commit(batch.pk)
    assert [body.name for body in Organization.objects.all()] == ["CHC"]


def test_a_reviewer_keeps_the_hidden_out_or_treats_it_like_the_rest(client: Any, tmp_path: Path) -> None:
    batch = read(hiding(tmp_path), "cache.xlsx")
    batch = decide(client, batch, PARTS["column"], "withhold")
    row = batch.rows.get(sheet="Vue", row=2)
    assert row.state == RowState.READY and "note" not in row.values
    assert row.notes == [{"cell": "E2", "header": "Remarque", "raw": SECRET}], "kept for the staff, never a value"
    batch = decide(client, batch, PARTS["rows"], "withhold")
    batch = decide(client, batch, PARTS["sheet"], "publish")
    states = dict(
        batch.rows.filter(kind="data").order_by("sheet", "row").values_list("values__project__value", "state")
    )
    assert states == {
        SECRET_PROJECT: RowState.READY,
        "P1": RowState.READY,
        "P2": RowState.SET_ASIDE,
        "P3": RowState.READY,
    }
    batch = decide(client, batch, PARTS["rows"], "publish")
    assert batch.rows.get(sheet="Vue", row=3).state == RowState.READY
    assert "kept out" in page(client, "import", batch.pk)
    pipeline.commit(batch.pk)
    assert Award.objects.count() == 4 and not Award.objects.filter(note__contains=SECRET).exists()
    assert client.post(reverse("import_hidden", args=[batch.pk]), {"part": "rows||Nulle part"}).status_code == 404


def test_only_a_reviewer_decides_about_the_hidden(staff: Callable[[str], Any], tmp_path: Path) -> None:
    batch = read(hiding(tmp_path), "cache.xlsx")
    contributor = staff("contributor")
    answer = contributor.post(reverse("import_hidden", args=[batch.pk]), {"part": PARTS["rows"], "decision": "publish"})
    assert answer.status_code == 403
    with translation.override("en"):
        assert "Treat it like the rest" not in page(contributor, "import", batch.pk)


CONCEALED = [
    pytest.param(workbooks.concealed(font_color="#FFFFFF"), "CUSM", id="xlsx-white-on-white"),
    pytest.param(
        workbooks.concealed(font_color="#000000", bg_color="#000000"),
        "CUSM",
        id="xlsx-black-on-black",
        marks=pytest.mark.slow,
    ),
    pytest.param(
        workbooks.concealed_in_an_old_workbook(Style(text=9)), "CUSM", id="xls-white-on-white", marks=pytest.mark.slow
    ),
    pytest.param(
        workbooks.concealed_in_an_open_document('fo:color="#ffffff"'),
        "CUSM",
        id="ods-white-on-white",
        marks=pytest.mark.slow,
    ),
    pytest.param(pdf_files.drawn(pdf_files.under_a_box), "Organisme 1", id="pdf-black-box"),
    pytest.param(pdf_files.drawn(pdf_files.below_a_mark), "Organisme 1", id="pdf-mark", marks=pytest.mark.slow),
]


@pytest.mark.parametrize(("make_file", "secret"), CONCEALED)
def test_what_only_its_looks_conceal_is_withheld_until_a_reviewer_decides(
    client: Any, tmp_path: Path, make_file: Callable[[Path], Path], secret: str
) -> None:
    from tests.strict import StrictClient

    path = make_file(tmp_path)
    batch = read(path.read_bytes(), path.name)
    shown = page(client, "import", batch.pk)
    assert "The file hides something" in shown and shown.count("to decide") == 1
    (row,) = batch.rows.filter(kind="data", hidden=True)
    assert row.values["recipient"]["value"] == secret
    assert (row.state, [found["code"] for found in row.problems if found["blocking"]]) == ("waiting", ["hidden-row"])
    (part,) = reading_view.hidden_parts(batch)
    assert decide(client, batch, part.key, "withhold").rows.get(pk__gt=0, kind="data", hidden=True).state == "set_aside"
    batch = decide(client, batch, part.key, "")
    pipeline.commit(batch.pk)
    assert secret not in public_text(StrictClient())


def test_what_is_withheld_goes_in_by_no_other_way(staff: Callable[[str], Any], client: Any, tmp_path: Path) -> None:
    """Its row taken up again waits: it is decided about as a part of the file, by a reviewer."""
    batch = decide(client, read(hiding(tmp_path), "cache.xlsx"), PARTS["rows"], "withhold")
    row = batch.rows.get(kind="data", hidden=True, state="set_aside")
    staff("contributor").post(reverse("import_row", args=[batch.pk, row.pk]))
    row.refresh_from_db()
    assert row.state == "waiting"
    batch.refresh_from_db()
    pipeline.run(batch.pk)
    pipeline.commit(batch.pk)
    assert row.values["recipient"]["value"] not in public_text(client)


GROUPED = "\n".join(
    (
        "Bénéficiaire;Projet;Programme;Montant;Date",
        "Les premiers;;;;",
        "CHUM;A;P;100;2021-03-01",
        "CUSM;B;P;200;2021-03-02",
        "Les autres;;;;",
        "CHUM;C;P;300;2021-03-03",
    )
)


def test_what_titles_of_groups_say_can_be_chosen(client: Any) -> None:
    batch = read(GROUPED)
    shown = page(client, "import", batch.pk)
    assert "do not say which field they fill" in shown and 'name="group_field"' in shown
    batch = pick(client, batch, "import_columns", group_field="payer")
    told = batch.rows.filter(kind="data").order_by("row").values_list("values__payer__value", flat=True)
    assert list(told) == ["Les premiers", "Les premiers", "Les autres"]
    assert '<option value="payer" selected>' in page(client, "import", batch.pk)
    batch = pick(client, batch, "import_columns", group_field=reading_view.AS_FOUND)
    assert not batch.rows.filter(values__has_key="payer").exists()


def test_a_header_is_a_row_with_others_below_it(client: Any) -> None:
    batch = read(FILE)
    answer = client.post(reverse("import_header", args=[batch.pk, 1]), {"rows": "99"}, follow=True)
    assert "The header can’t be row 99" in answer.content.decode()
    batch.refresh_from_db()
    assert (batch.state, table(batch)["header_rows"]) == ("review", [1])


def test_a_corrected_amount_is_in_the_sum_and_no_problem_any_more(client: Any) -> None:
    lines = ("Bénéficiaire;Projet;Montant", "Imagia inc.;A;5 000 $", "Emovi;B;23x45 $", "Total;;7 345 $")
    batch = read("\n".join(lines))
    shown = page(client, "import", batch.pk)
    assert "Σ ≠ TOTAL" in shown and "is not a number" in shown and "1 row without an amount" in shown
    row = batch.rows.get(row=3)
    client.post(reverse("import_cell", args=[batch.pk, row.pk]), {"field": "amount", "text": "2 345 $"})
    shown = page(client, "import", batch.pk)
    assert "Σ = TOTAL ✓" in shown and "with 1 corrected amount" in shown
    assert "is not a number" not in shown and "row without an amount" not in shown
    client.post(reverse("import_cell", args=[batch.pk, row.pk]), {"field": "amount", "take_back": "1"})
    assert "Σ ≠ TOTAL" in page(client, "import", batch.pk)


def test_the_unit_of_the_amounts_can_be_picked(client: Any) -> None:
    """A note that may speak of other amounts is asked about; what was picked serves for the body's next file."""
    note = ";;\nNote : certains montants sont en milliers.;;\n"
    batch = read(f"Bénéficiaire;Projet;Montant\nImagia inc.;A;5\nEmovi;B;6\n{note}")
    assert "unit-perhaps" in {problem["code"] for problem in batch.summary["problems"]}
    assert "Unit of the amounts" in page(client, "import", batch.pk)
    batch = pick(client, batch, "import_columns", unit="1000")
    assert batch.rows.get(row=2).values["amount"]["value"] == "5000"
    assert read("Bénéficiaire;Projet;Montant\nOptina;C;7\n").rows.get(row=2).values["amount"]["value"] == "7000"


def test_the_box_of_an_amount_says_what_it_is_multiplied_by(client: Any) -> None:
    batch = read("Bénéficiaire;Projet;Montant (000 $)\nImagia inc.;A;5\n")
    shown = page(client, "import_rows", batch.pk)
    assert "× 1,000" in shown
    assert 'name="text" value="CAD"' in shown, "a currency that the amount's cell tells is no amount"


def test_what_another_import_published_meanwhile_is_not_said_to_be_published_here(client: Any) -> None:
    first, second = read(FILE), read(FILE)
    for batch in (first, second):
        pipeline.commit(batch.pk)
    shown = page(client, "import", second.pk)
    assert "What was published" in shown and "Nothing would change." not in shown
    assert "effect--created" not in shown and "effect--unchanged" in shown
    assert "Amounts created" not in shown


def test_what_was_undone_is_not_said_to_be_there(client: Any) -> None:
    batch = read(FILE)
    pipeline.commit(batch.pk)
    assert "in the register</span>" in page(client, "import", batch.pk)
    pipeline.ask_undo(batch, None)
    pipeline.undo(batch.pk)
    shown = page(client, "import", batch.pk)
    assert "What the undoing did" in shown
    assert "in the register</span>" not in shown and "Amounts created" not in shown


def test_a_table_that_counts_twice_is_set_aside_as_a_whole(client: Any, tmp_path: Path) -> None:
    rows = [
        ["Bénéficiaire", "Projet", "Montant", "Date"],
        ["Imagia inc.", "A", 100, "2021-03-01"],
        ["Emovi", "B", 200, "2021-03-02"],
    ]
    batch = read(workbook(tmp_path, {"Toutes": rows, "Copie": rows}).read_bytes(), "copie.xlsx")
    shown = page(client, "import", batch.pk)
    assert "stand in “Toutes” too" in shown and shown.count("Set all its rows aside") == 2
    client.post(reverse("import_table", args=[batch.pk, 2]))
    batch = pipeline.run(batch.pk)
    states = list(batch.rows.filter(kind="data").order_by("table", "row").values_list("state", flat=True))
    assert states == ["ready", "ready", "set_aside", "set_aside"]
    assert "nothing of this table will be published" in page(client, "import", batch.pk)
    client.post(reverse("import_table", args=[batch.pk, 2]), {"take_up": "1"})
    batch = pipeline.run(batch.pk)
    assert batch.rows.filter(kind="data", state="ready").count() == 4

"""The command lines: `import_ati` with the JSON and exit statuses of DESIGN § 6, `undo_import`, `open_register`, releases."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from funding.checksum import checksum
from funding.fixture_workbook import build_workbook
from funding.imports.models import Import
from funding.models import Award, Release, ReportedFigure, Source
from projects.models import BoardMembership, Organization, Project, Register, UseType
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read_here")]

FIRST_REGISTER = Path(settings.BASE_DIR) / "fixtures" / "registre-1"
GOOD = """Bénéficiaire;Projet;Payeur;Montant
Imagia inc.;Plateforme d’imagerie;Ministère de l’Économie;"1 000,00 $"
Emovi;Genougraphie;Ministère de l’Économie;"2 500,50 $"
Total;;;"3 500,50 $"
"""


def run(capsys, *arguments):
    """(exit status, JSON) of the command."""
    with pytest.raises(SystemExit) as done:
        call_command("import_ati", *[str(one) for one in arguments], "--json")
    return done.value.code, json.loads(capsys.readouterr().out)


def csv_file(folder, text=GOOD, name="subventions.csv"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_without_commit_it_says_what_was_understood(capsys, tmp_path):
    make.default_register()
    status, answer = run(capsys, csv_file(tmp_path))
    assert status == 3
    assert set(answer) >= {
        *("file", "tables", "rows", "amounts", "problems", "resolution", "committed", "import_id"),
        *("created", "changed", "unchanged"),
    }
    assert answer["file"]["name"] == "subventions.csv"
    assert answer["file"]["bytes"] == len(GOOD.encode())
    assert (len(answer["file"]["sha256"]), answer["file"]["type"]) == (64, "csv")
    assert answer["tables"][0]["header_rows"] == [1]
    assert set(answer["tables"][0]) >= {"sheet", "range", "header_rows", "columns"}
    assert answer["rows"] == {
        "data": 2, "header": 1, "title": 0, "subtotal": 0, "total": 1, "note": 0, "blank": 0
    }  # fmt: skip
    amount = answer["amounts"][0]
    assert (Decimal(amount["sum"]), Decimal(amount["declared_total"]), amount["matches"]) == (
        Decimal("3500.50"),
        Decimal("3500.50"),
        True,
    )
    assert answer["resolution"] == {"identifier": 0, "alias": 0, "exact": 0, "near": 0, "waiting": 3, "new": 0}
    assert (answer["committed"], answer["created"], "rows_read" in answer) == (False, 0, False)
    assert {(one["row"], one["code"]) for one in answer["problems"] if one["row"]} == {
        (2, "name-waiting"),
        (3, "name-waiting"),
    }
    assert set(answer["problems"][-1]) >= {"sheet", "row", "column", "code", "message", "raw"}
    assert not Award.objects.exists()


def test_known_names_without_problems_are_all_done(capsys, tmp_path):
    for name in ("Imagia", "Emovi", "Ministère de l’Économie"):
        make.organization(name=name)
    status, answer = run(capsys, csv_file(tmp_path), "--commit")
    assert (status, answer["committed"], answer["created"]) == (0, True, 2)
    assert answer["resolution"]["exact"] == 3


def test_commit_publishes_what_is_resolved_and_the_rest_waits(capsys, tmp_path):
    for name in ("Imagia", "Ministère de l’Économie"):
        make.organization(name=name)
    status, answer = run(capsys, csv_file(tmp_path), "--commit")
    assert (status, answer["created"], answer["waiting"]) == (3, 1, 1)


def test_create_new_and_the_same_file_again(capsys, tmp_path):
    register = make.default_register()
    path = csv_file(tmp_path)
    status, answer = run(capsys, path, "--commit", "--create-new")
    assert (status, answer["created"], answer["resolution"]["new"]) == (0, 2, 3)
    before = checksum(register)
    status, again = run(capsys, path, "--commit", "--create-new")
    assert (status, again["created"], again["changed"], again["unchanged"]) == (0, 0, 0, 2)
    assert again["already_received"] == [answer["import_id"]]
    assert checksum(register) == before


def test_rows_gives_every_row_with_its_values(capsys, tmp_path):
    make.default_register()
    _, answer = run(capsys, csv_file(tmp_path), "--rows")
    assert [(row["row"], row["kind"]) for row in answer["rows_read"]] == [
        (1, "header"),
        (2, "data"),
        (3, "data"),
        (4, "total"),
    ]
    amount = answer["rows_read"][2]["values"]["amount"]
    assert (amount["value"], amount["raw"], amount["cell"]) == ("2500.50", "2 500,50 $", "D3")


def test_a_row_that_cannot_be_read_gives_three(capsys, tmp_path):
    for name in ("Imagia", "Emovi", "Ministère de l’Économie"):
        make.organization(name=name)
    status, answer = run(capsys, csv_file(tmp_path, GOOD.replace("1 000,00 $", "█████")), "--commit")
    assert status == 3
    assert [one["code"] for one in answer["problems"] if one["row"] == 2] == ["redacted"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [("vide.csv", b"", "empty")],
)
def test_a_refused_file_gives_two(capsys, tmp_path, name, content, code):
    make.default_register()
    path = tmp_path / name
    path.write_bytes(content)
    status, answer = run(capsys, path, "--commit")
    assert (status, answer["refused"]["code"]) == (2, code)
    assert answer["refused"]["message"]
    assert answer["committed"] is False


def test_errors_give_one(tmp_path, monkeypatch):
    with pytest.raises(CommandError, match="no register") as error:
        call_command("import_ati", str(csv_file(tmp_path)))
    assert error.value.returncode == 1
    make.default_register()
    for arguments in (["nowhere.csv"], [str(csv_file(tmp_path)), "--request", "2023-045"]):
        with pytest.raises(CommandError) as error:
            call_command("import_ati", *arguments)
        assert error.value.returncode == 1
    from funding.imports import commit as committing

    def broken(*given):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(committing, "write_evidence", broken)
    with pytest.raises(CommandError, match="the disk is full") as error:
        call_command("import_ati", str(csv_file(tmp_path)), "--commit", "--create-new")
    assert error.value.returncode == 1
    assert Import.objects.latest("pk").state == "failed"


def test_the_request_gives_the_body_and_the_source(capsys, tmp_path):
    body = make.ministry(name="Ministère de l’Économie")
    make.access_request(body, reference="2023-045")
    _, answer = run(capsys, csv_file(tmp_path), "--request", "2023-045", "--source", "Réponse du 3 mars")
    batch = Import.objects.get(pk=answer["import_id"])
    assert (batch.body_name, batch.request.reference) == ("Ministère de l’Économie", "2023-045")
    assert batch.source.title == "Réponse du 3 mars"


def test_text_for_a_person(capsys, tmp_path):
    make.default_register()
    with pytest.raises(SystemExit):
        call_command("import_ati", str(csv_file(tmp_path)), "--commit", "--create-new")
    text = capsys.readouterr().out
    assert "4 rows = 2 data + 1 header + 1 total" in text
    assert "3500.50 CAD, declared 3500.50 ✓" in text
    assert "published: 2 created" in text


def test_undo_import(capsys, tmp_path):
    register = make.default_register()
    before = checksum(register)
    _, answer = run(capsys, csv_file(tmp_path), "--commit", "--create-new")
    with pytest.raises(SystemExit) as done:
        call_command("undo_import", str(answer["import_id"]), "--json")
    undone = json.loads(capsys.readouterr().out)
    assert done.value.code == 0
    assert set(undone) >= {"reversed", "kept", "errored", "checksum_before", "checksum_after"}
    assert undone["checksum_before"] == undone["checksum_after"] == before
    with pytest.raises(CommandError, match="nothing to undo"):
        call_command("undo_import", str(answer["import_id"]))
    with pytest.raises(CommandError, match="no import"):
        call_command("undo_import", "999999")


def test_a_workbook_of_messy_cells(capsys, tmp_path):
    make.default_register()
    book = Workbook()
    sheet = book.active
    for line in (
        ["Subventions accordées 2021-2022"],
        [],
        ["Organisme", "Bénéficiaire", "Montant accordé ($)", "Date"],
        ["MEIE", "Imagia inc.", 1000.5, "2021-03-14"],
        ["MEIE", "Emovi", "n/d", "2021-04"],
        ["TOTAL", None, 1000.5, None],
    ):
        sheet.append(line)
    path = tmp_path / "classeur.xlsx"
    book.save(path)
    status, answer = run(capsys, path, "--commit", "--create-new")
    assert (status, answer["created"]) == (0, 2)
    amounts = dict(Award.objects.values_list("amount", "amount_status"))
    assert amounts == {Decimal("1000.50"): "exact", None: "undisclosed"}


@pytest.fixture
def first_register(tmp_path, capsys):
    """The first register, imported from its workbook."""
    call_command("open_register", str(FIRST_REGISTER), verbosity=0)
    register = Register.objects.get()
    path = build_workbook(tmp_path / "registre-1.xlsx")
    status, answer = run(capsys, path, "--source", "iris-2023", "--commit", "--create-new")
    return register, status, answer


def test_the_first_register_goes_in_whole(first_register):
    register, status, answer = first_register
    assert (status, answer["waiting"], answer["unchanged"]) == (0, 0, 0)
    assert answer["created"] == answer["rows"]["data"]
    awards = {award.key: award for award in Award.objects.filter(register=register).prefetch_related("parties")}
    assert len(awards) == 39
    medteq = Organization.objects.get(name="MEDTEQ")
    received = sorted(
        award.amount for award in awards.values() if award.flow_level == "transfer" and award.amount
        and award.parties.filter(role="recipient", organization=medteq).exists()
    )  # fmt: skip
    assert received == [Decimal(8_680_000), Decimal(55_000_000)]
    assert awards["a-27"].parent == awards["t-04"]
    assert awards["t-04"].payer_absent == "public"
    payers = set(awards["a-08"].parties.filter(role="payer").values_list("organization__name", flat=True))
    assert payers == {"Investissement Québec", "Gouvernement du Québec"}
    former = BoardMembership.objects.filter(person__name="Alexandre Le Bouthillier", former=True)
    assert set(former.filter(kind="board").values_list("organization__name", flat=True)) == {
        "MEDTEQ", "IVADO", "Montréal InVivo", "Mila"
    }  # fmt: skip
    establishments = ReportedFigure.objects.filter(register=register, table="tableau 4")
    assert establishments.count() == 23
    assert sum(figure.value for figure in establishments) == 209
    assert not establishments.filter(organization=None).exists()
    uses = ReportedFigure.objects.filter(register=register, table="tableau 6")
    assert sum(figure.value for figure in uses) == 46 + 184
    assert not uses.filter(use_type=None).exists()
    assert Project.objects.get(title__startswith="Analyse d’implantation").contributions.count() > 0


def test_the_first_register_again_changes_nothing_and_its_undo_leaves_nothing(first_register, capsys, tmp_path):
    register, _, answer = first_register
    before = checksum(register)
    path = build_workbook(tmp_path / "registre-1.xlsx")
    title = Source.objects.get().title
    status, again = run(capsys, path, "--source", title, "--commit", "--create-new")
    assert (status, again["created"], again["changed"]) == (0, 0, 0)
    assert again["unchanged"] == again["rows"]["data"]
    assert checksum(register) == before
    for number in (again["import_id"], answer["import_id"]):
        with pytest.raises(SystemExit) as done:
            call_command("undo_import", str(number), "--json")
        assert done.value.code == 0
        undone = json.loads(capsys.readouterr().out)
        assert undone["checksum_before"] == undone["checksum_after"]
    assert not Organization.objects.exists()


def test_open_register_twice_changes_nothing():
    call_command("open_register", str(FIRST_REGISTER), verbosity=0)
    register, source = Register.objects.get(), Source.objects.get()
    types = UseType.objects.count()
    assert (register.is_default, register.slug, register.state_of_data) == (True, "ia-sante", "2023-08")
    assert (source.kind, source.shows_cells) == ("study", False)
    assert UseType.objects.exclude(same_as=None).exists()
    call_command("open_register", str(FIRST_REGISTER), verbosity=0)
    assert (Register.objects.count(), Source.objects.count(), UseType.objects.count()) == (1, 1, types)
    assert Register.objects.get().data_version == 0
    UseType.objects.filter(pk=UseType.objects.earliest("pk").pk).update(name_en="Another name")
    call_command("open_register", str(FIRST_REGISTER), verbosity=0)
    assert Register.objects.get().data_version == 1, "what the texts changed is a change of the data"
    with pytest.raises(CommandError):
        call_command("open_register", "nowhere")


def test_release_and_verify_release(capsys):
    register = make.default_register()
    make.award(register)
    call_command("release", register=register.slug)
    call_command("release", register=register.slug)
    assert Release.objects.count() == 1
    call_command("verify_release", "1")
    assert "the register is as in it" in capsys.readouterr().out
    Award.objects.update(title="autre")
    call_command("verify_release", "1")
    assert "the register is no longer as in it" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("release", register="nowhere")
    with pytest.raises(CommandError):
        call_command("verify_release", "7")

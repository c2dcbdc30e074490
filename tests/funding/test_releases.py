"""Releases: what is in them, that they are what they say, that nothing changes them, and what changed between two."""

import csv
import hashlib
import io
import json
import re
import threading
import zipfile
from datetime import timedelta
from decimal import Decimal

import duckdb
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from django.utils.translation import override
from frictionless import validate

from funding import columnar, release_rows, release_store, releases, tasks
from funding.export_kinds import KINDS, NAMES
from funding.export_lines import DECIMAL_MARKS, excel_value, json_line, plain_value, workbook_row
from funding.exports import Download, response, table_of
from funding.models import Award, Release
from funding.release_store import local_folder
from funding.releases import make_release, verify
from projects.choices import NameKind
from projects.models import (
    Identifier,
    OrganizationName,
    OrganizationTie,
    ProjectUseDomain,
    ProjectUseType,
    Register,
    UseDomain,
    UseType,
)
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def register():
    """A register with every kind of record, and texts that break a careless writer."""
    register = make.register(name_fr="Registre d’essai", name_en="Trial register")
    study = make.source(register, "Étude; « une »", kind="study", shows_cells=False)
    ministry = make.ministry(register, "Ministère, de l’Été")
    company = make.organization(register, '=HYPERLINK("x")', kind="startup", acronym="H")
    hidden = make.organization(register, "Pas publique", public=False)
    OrganizationName.objects.create(organization=company, name="Ancien\nnom", kind=NameKind.FORMER)
    OrganizationTie.objects.create(organization=company, to=ministry)
    Identifier.objects.create(register=register, organization=company, scheme="CA-QC-CR", value="1234567890")
    use = UseType.objects.create(register=register, version="6", code="x", family="clinical", name_fr="é", name_en="e")
    domain = UseDomain.objects.create(register=register, code="d", name_fr="domaine", name_en="domain")
    project = make.project(register, "Projet & <essai> _x0041_")
    ProjectUseType.objects.create(project=project, use_type=use)
    ProjectUseDomain.objects.create(project=project, use_domain=domain)
    make.participation(project, ministry, "lead")
    make.participation(project, company, "private_partner")
    person = make.person(register, "Ada")
    seat = make.seat(ministry, person, role="présidence")
    make.seat(company, person, kind="board")
    make.event(company, other=ministry, date="2023")
    make.contribution(ministry, "12.50", headcount=1, occupation="infirmière", hours="3.25", project=project)
    make.contribution(ministry, None, headcount=2, occupation="métiers")
    make.reported_figure(register, "chiffre", "8.5", organization=ministry)
    make.position(register, "groupe")
    make.access_request(ministry, articles=["23", "24"], outcome="refused")
    programme = make.programme(register, "Programme")
    transfer = make.award(
        register, "1234567.89", payers=[ministry], recipients=[company], title="+danger", key="a-1", programme=programme
    )
    make.award(
        register, "0", payers=[ministry], title='Zéro; "œuvre", une', key="a-2", project=project, fiscal_year=2021
    )
    make.award(register, "-50.10", payers=[ministry], title="Négatif", key="a-3", currency="USD", parent=transfer)
    make.award(register, None, payers=[ministry], title="Inconnu\r\nsur deux lignes", key="a-4", description="\tx\x07")
    make.award(register, "5", public=False, key="a-5", recipients=[hidden])
    make.award(register, "7", key="a-6", payers=[company], public=False)
    make.published(Award.objects.get(key="a-6"), study, sheet="Feuille", cell="B4", row=4)
    make.published(Award.objects.get(key="a-1"), make.source(register, "Réponse"), sheet="Feuille", row=9)
    make.finding(seat, transfer, company, state="published")
    make.finding(seat, transfer, company, state="checked")
    return register


def objects(kind, register):
    layout = KINDS[kind]
    rows = layout.model._default_manager.filter(register=register).public()
    return list(layout.prepare(rows.order_by(*layout.model._meta.ordering)))


def written(kind, register, form, language="fr"):
    """The file of every row of a kind, out of the release."""
    rows = KINDS[kind].model._default_manager.filter(register=register).public()
    with override(language):
        return taken(form, table_of(kind, rows), Download(register, language, "", "https://example.org/"))


def taken(form, table, about):
    return b"".join(response(form, table, about).streaming_content)


def cells(data, separator=","):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=separator))[1:]


def sheet_rows(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    return [f"<row>{row}</row>" for row in re.findall("<row>(.*?)</row>", sheet, re.DOTALL)[1:]]


def test_every_row_of_every_kind_is_written_as_python_writes_it(register):
    assert make_release(register)
    for kind, layout in KINDS.items():
        rows, columns = objects(kind, register), layout.columns
        assert rows, kind
        assert cells(written(kind, register, "csv")) == [[plain_value(one, row) for one in columns] for row in rows]
        for form in ("json", "jsonl"):
            said = [json.loads(json_line(columns, row), parse_float=Decimal) for row in rows]
            data = written(kind, register, form).decode()
            read = data if form == "json" else f'{{"rows":[{",".join(data.splitlines())}]}}'
            assert json.loads(read, parse_float=Decimal)["rows"] == said, kind
        for language, mark in (("fr", ";"), ("en", ",")):
            with override(language):
                excel = [[excel_value(one, row, DECIMAL_MARKS[language]) for one in columns] for row in rows]
                sheet = [workbook_row(columns, row) for row in rows]
            assert cells(written(kind, register, "excel.csv", language), mark) == excel, kind
            assert sheet_rows(written(kind, register, "xlsx", language)) == sheet, kind


def test_what_is_not_public_is_not_in_it(register):
    release = make_release(register)
    everything = b""
    for name in release.files:
        with release_store.opened(release, name) as file:
            everything += file.read()
    assert b"a-6" in everything and b"a-5" not in everything
    folder = local_folder(release)
    names = duckdb.connect().execute(f"SELECT name FROM '{folder}/tables/projects_organization.parquet'").fetchall()
    assert ("Pas publique",) not in names
    cells = duckdb.connect().execute(f"SELECT sheet, cell FROM '{folder}/tables/funding_evidence.parquet'").fetchall()
    assert ("Feuille", "B4") not in cells and ("Feuille", "") in cells
    assert "infirmière" not in (folder / "data" / "contributions.csv").read_text()


def test_frictionless_finds_it_valid(register):
    release = make_release(register)
    report = validate(str(local_folder(release) / "datapackage.json"))
    assert report.valid, report.flatten(["resource", "type", "message"])
    assert len(report.tasks) == len(NAMES)


def test_every_file_is_in_the_sums_and_each_form_has_every_row(register):
    release = make_release(register)
    folder = local_folder(release)
    sums = dict(reversed(line.split("  ")) for line in (folder / "SHA256SUMS").read_text().splitlines())
    assert set(sums) == set(release.files) - {"SHA256SUMS"}
    for name, kept in sums.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == kept == release.files[name]["sha256"]
    for name in NAMES.values():
        rows = list(csv.DictReader(io.StringIO((folder / "data" / f"{name}.csv").read_text(), newline="")))
        said = [json.loads(line) for line in (folder / "data" / f"{name}.jsonl").read_text().splitlines()]
        assert [row["key"] for row in rows] == [row["key"] for row in said]


def test_it_is_made_where_something_changed_and_says_what(register, client):
    first = make_release(register)
    assert (first.number, first.counts["award"], first.changes) == (1, 5, {})
    assert make_release(register) is None
    Award.objects.filter(key="a-2").update(amount=11)
    Award.objects.filter(key="a-3").update(published=False)
    make.award(register, "1", key="a-9")
    second = make_release(register)
    assert second.number == 2
    assert second.changes["award"] == {"added": 1, "changed": 1, "withdrawn": 1}
    assert second.changes["person"] == {"added": 0, "changed": 0, "withdrawn": 0}
    assert not verify(first) and not verify(second), "the first is as it was written"
    page = " ".join(client.get("/en/releases/").content.decode().split())
    assert "Awards: " in page and "1 added" in page and "1 changed" in page and "1 withdrawn" in page


def test_the_same_state_under_another_data_version_is_no_new_release(register):
    release = make_release(register)
    Register.objects.update(data_version=7)
    assert make_release(register) is None
    release.refresh_from_db()
    assert release.data_version == 7


def test_a_file_that_was_touched_is_found(register):
    release = make_release(register)
    path = local_folder(release) / "data" / "awards.csv"
    kept = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(kept.replace(b"1234567.89", b"1234567.88"))
    assert [line.split(":")[0] for line in verify(release)] == ["data/awards.csv"]
    with pytest.raises(CommandError, match=r"data/awards\.csv"):
        call_command("verify_release", "1")
    path.write_bytes(kept)
    call_command("verify_release", "1")
    path.unlink()
    assert verify(release) == ["data/awards.csv: is not there"]


def test_a_release_that_is_not_whole_is_not_switched_to(register, monkeypatch):
    first = make_release(register)
    Award.objects.filter(key="a-2").update(amount=11)
    whole = releases.write_files

    def cut(release, folder):
        whole(release, folder)
        path = folder / "data" / "awards.jsonl"
        path.write_text("".join(path.read_text().splitlines(keepends=True)[:-1]))

    monkeypatch.setattr(releases, "write_files", cut)
    with pytest.raises(releases.Broken, match="awards"):
        make_release(register)
    assert list(Release.objects.all()) == [first]
    assert not verify(first)
    monkeypatch.undo()
    assert make_release(register).number == 2


def test_it_is_made_by_a_worker_some_minutes_after_the_last_change(register, settings):
    settings.RELEASE_AFTER = 300
    Register.objects.update(data_version=1)
    tasks.make_releases()
    assert not Release.objects.exists(), "the last change is a moment ago"
    Register.objects.update(data_changed_at=timezone.now() - timedelta(seconds=301))
    tasks.make_releases()
    assert Release.objects.get().data_version == 1
    tasks.make_releases()
    assert Release.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_programs_do_not_make_the_same_release(register):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", [releases.LOCK, register.pk])
            assert make_release(register, wait=False) is None
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [releases.LOCK, register.pk])
        assert make_release(register, wait=False).number == 1
    finally:
        other.close()


def ways(register, rows, form, kind="award"):
    """The same download out of the release, and row by row from PostgreSQL."""
    return taken(form, table_of(kind, rows), Download(register, "fr", "", "https://example.org/"))


def values(data, form):
    if form == "jsonl":
        return [json.loads(line) for line in data.splitlines()]
    return cells(data, ";" if form == "excel.csv" else ",")


@pytest.mark.parametrize("order", [["key"], ["-key"], list(Award._meta.ordering)])
@pytest.mark.parametrize("form", ["csv", "excel.csv", "jsonl"])
def test_a_download_is_the_same_from_the_release_and_from_postgresql(register, settings, form, order):
    make_release(register)
    rows = Award.objects.public().of(register).filter(amount__gte=0).order_by(*order)
    fast = ways(register, rows, form)
    settings.COLUMNAR = False
    assert values(fast, form) == values(ways(register, rows, form), form)
    assert fast.count(b"a-") >= 3


def test_a_list_without_a_filter_is_the_file_of_the_release(register, client):
    """As the pages ask for it: with what a list shows beside its rows, in its first order."""
    release = make_release(register)
    for name, kind in (("awards", "award"), ("projects", "project"), ("sources", "source")):
        rows = KINDS[kind].model.objects.for_reading(register).for_list()
        data = ways(register, rows, "csv", kind)
        assert hashlib.sha256(data).hexdigest() == release.files[f"data/{name}.csv"]["sha256"]
        asked = client.get(f"/fr/{name}.csv")
        assert int(asked["Content-Length"]) == len(data)
        assert b"".join(asked.streaming_content) == data


def test_who_goes_away_stops_the_writing(register):
    engine, threads = columnar.engine(make_release(register)).cursor(), threading.active_count()
    pieces = release_rows.written(engine, "SELECT * FROM range(100000000)", release_rows.WRITTEN["csv"])
    assert next(pieces).startswith(b"range")
    pieces.close()
    assert threading.active_count() == threads
    assert engine.execute("SELECT 1").fetchone() == (1,)


def test_a_file_that_cannot_be_written_to_its_end_says_so(register):
    engine = columnar.engine(make_release(register)).cursor()
    with pytest.raises(duckdb.Error, match="half"):
        list(release_rows.written(engine, "SELECT error('half')", release_rows.WRITTEN["csv"]))


def test_a_download_of_no_rows_has_its_heading(register, settings):
    make_release(register)
    for rows in (Award.objects.none(), Award.objects.filter(key="nowhere")):
        assert ways(register, rows, "csv").startswith(b"key,title") and ways(register, rows, "csv").count(b"\r\n") == 1
        assert ways(register, rows, "parquet")[:4] == b"PAR1"


def test_parquet_has_typed_columns_both_ways(register, settings, tmp_path):
    make_release(register)
    rows = Award.objects.public().of(register).order_by("key")
    for quick in (True, False):
        settings.COLUMNAR = quick
        path = tmp_path / "x.parquet"
        path.write_bytes(ways(register, rows, "parquet"))
        read = duckdb.connect().execute(f"SELECT key, amount, payers, invented FROM '{path}'").fetchall()
        assert [row[0] for row in read] == ["a-1", "a-2", "a-3", "a-4", "a-6"]
        assert read[0][1:] == (Decimal("1234567.89"), ["Ministère, de l’Été"], False)
        assert read[3][1] is None


def test_a_list_under_a_filter_is_copied_out_of_the_files_of_the_release(register, monkeypatch):
    """Byte for byte what DuckDB would write, in any order, also of texts that break lines."""
    monkeypatch.setattr("funding.release_lines.FEWEST", 0)
    make_release(register)
    rows = Award.objects.filter(register=register).public().filter(amount__isnull=False) | Award.objects.filter(
        register=register, published=True, amount=None
    )
    for ordered in (rows.exclude(key="a-2"), rows.order_by("-folded", "id"), rows.order_by("key"), rows.none()):
        for form in ("csv", "jsonl"):
            table = table_of("award", ordered)
            with pytest.MonkeyPatch.context() as patch:
                about = Download(register, "fr", "", "https://example.org/")
                copied = taken(form, table, about)
                patch.setattr(release_rows, "has_lines", lambda *_asked: False)
                assert copied == taken(form, table, about), (form, str(ordered.query.order_by))
    chosen = release_rows.choice("award", rows.order_by("key"), register)
    assert [*chosen.lines("csv")] and chosen.lines("xlsx") is None
    chosen.close()

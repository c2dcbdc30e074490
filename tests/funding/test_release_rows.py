"""What a release holds, and what is taken away of it: each row in each form, whichever engine writes it."""

import csv
import hashlib
import io
import json
import re
import threading
import zipfile
from dataclasses import replace
from decimal import Decimal

import duckdb
import pytest
from django.utils.translation import override
from frictionless import validate

from funding import columnar, release_rows, release_store
from funding.export_kinds import KINDS, NAMES
from funding.export_lines import DECIMAL_MARKS, excel_value, json_line, plain_value, workbook_row
from funding.exports import Download, response, table_of
from funding.models import Award
from funding.release_store import local_folder
from funding.releases import make_release
from tests import factories as make
from tests.funding.release_register import every_kind

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def release(of_the_file):
    """A register with every kind of record, and its release."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("funding.release_lines.FEWEST", 0)
        return make_release(every_kind())


@pytest.fixture
def register(release):
    return release.register


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


def test_what_is_not_public_is_not_in_it(release):
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


def test_frictionless_finds_it_valid(release):
    report = validate(str(local_folder(release) / "datapackage.json"))
    assert report.valid, report.flatten(["resource", "type", "message"])
    assert len(report.tasks) == len(NAMES)


def test_every_file_is_in_the_sums_and_each_form_has_every_row(release):
    folder = local_folder(release)
    sums = dict(reversed(line.split("  ")) for line in (folder / "SHA256SUMS").read_text().splitlines())
    assert set(sums) == set(release.files) - {"SHA256SUMS"}
    for name, kept in sums.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == kept == release.files[name]["sha256"]
    for name in NAMES.values():
        rows = list(csv.DictReader(io.StringIO((folder / "data" / f"{name}.csv").read_text(), newline="")))
        said = [json.loads(line) for line in (folder / "data" / f"{name}.jsonl").read_text().splitlines()]
        assert [row["key"] for row in rows] == [row["key"] for row in said]


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
    rows = Award.objects.public().of(register).filter(amount__gte=0).order_by(*order)
    fast = ways(register, rows, form)
    settings.COLUMNAR = False
    assert values(fast, form) == values(ways(register, rows, form), form)
    assert fast.count(b"a-") >= 3


def test_a_list_without_a_filter_is_the_file_of_the_release(release, register, client):
    """As the pages ask for it: with what a list shows beside its rows, in its first order."""
    for name, kind in (("awards", "award"), ("projects", "project"), ("sources", "source")):
        rows = KINDS[kind].model.objects.for_reading(register).for_list()
        data = ways(register, rows, "csv", kind)
        assert hashlib.sha256(data).hexdigest() == release.files[f"data/{name}.csv"]["sha256"]
        asked = client.get(f"/fr/{name}.csv")
        assert int(asked["Content-Length"]) == len(data)
        assert b"".join(asked.streaming_content) == data


def test_who_goes_away_stops_the_writing(release):
    engine, threads = columnar.engine(release).cursor(), threading.active_count()
    pieces = release_rows.written(engine, "SELECT * FROM range(100000000)", release_rows.WRITTEN["csv"])
    assert next(pieces).startswith(b"range")
    pieces.close()
    assert threading.active_count() == threads
    assert engine.execute("SELECT 1").fetchone() == (1,)


def test_a_file_that_cannot_be_written_to_its_end_says_so(release):
    engine = columnar.engine(release).cursor()
    with pytest.raises(duckdb.Error, match="half"):
        list(release_rows.written(engine, "SELECT error('half')", release_rows.WRITTEN["csv"]))


def test_a_download_of_no_rows_has_its_heading(register, settings):
    for rows in (Award.objects.none(), Award.objects.filter(key="nowhere")):
        assert ways(register, rows, "csv").startswith(b"key,title") and ways(register, rows, "csv").count(b"\r\n") == 1
        assert ways(register, rows, "parquet")[:4] == b"PAR1"


def test_parquet_has_typed_columns_both_ways(register, settings, tmp_path):
    rows = Award.objects.public().of(register).order_by("key")
    for quick in (True, False):
        settings.COLUMNAR = quick
        path = tmp_path / "x.parquet"
        path.write_bytes(ways(register, rows, "parquet"))
        read = duckdb.connect().execute(f"SELECT key, amount, payers, invented FROM '{path}'").fetchall()
        assert [row[0] for row in read] == ["a-1", "a-2", "a-3", "a-4", "a-6"]
        assert read[0][1:] == (Decimal("1234567.89"), ["Ministère, de l’Été"], False)
        assert read[3][1] is None


def test_a_list_under_a_filter_is_copied_out_of_the_files_of_the_release(register):
    """Byte for byte what DuckDB would write, in any order, also of texts that break lines."""
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


def test_an_edition_has_the_columns_it_was_written_with_and_the_register_all_of_them(monkeypatch, client):
    """What a later program adds is in no file that cannot change, and in what is asked of today."""
    register = make.register()
    make.award(register, "5", payers=[make.ministry(register)], flow_level="final")
    with monkeypatch.context() as before:
        had = tuple(one for one in KINDS["award"].columns if not one.name.startswith("counts_"))
        before.setitem(KINDS, "award", replace(KINDS["award"], columns=had))
        before.setattr("funding.release_lines.FEWEST", 0)
        make_release(register)
    for form in ("csv", "excel.csv", "xlsx", "json", "jsonl", "parquet"):
        for where, there in (("", True), ("releases/1/", False)):
            for asked in ("", "?level=final"):
                answer = client.get(f"/en/r/{register.slug}/{where}awards.{form}{asked}")
                data = answer.getvalue()
                if form == "parquet":
                    assert data[:4] == b"PAR1" and (b"counts_public_money_in" in data) == there
                elif form != "xlsx":
                    text = data.decode("utf-8-sig")
                    assert ("counts_public_money_in" in text or "Counts in public money in" in text) == there, (
                        form,
                        where,
                    )
                if form == "csv":
                    heading, *rows = csv.reader(io.StringIO(text))
                    assert {len(row) for row in rows} == {len(heading)}
                    assert {row[heading.index("flow_level")] for row in rows} <= {"final", "transfer"}

"""The reading in a process of its own: the same answer, and a sentence where that process dies."""

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from funding.imports import child
from funding.imports.document import Document, Refused
from funding.imports.read import read, read_in_child
from funding.imports.reading_options import Options, Override
from funding.imports.wire import as_json, fill_document, pack_document, pack_row, row_of
from tests.funding.imports.messy import changed, csv_file, workbook

TEXT = (
    "Subventions 2021-2022\nBénéficiaire;2020-2021;2021-2022;Note\nCHUM;1 000,50 $;caviardé;x\nCUSM;;plus de 2 M$;\n"
    "Total;1 000,50 $;;\n"
)


def test_the_same_answer_as_in_this_process(tmp_path: Path) -> None:
    path = csv_file(tmp_path, TEXT)
    options = Options("CAD", {0: Override(fields={"D": "note"})})
    here = read(path, options=options)
    seen: list[tuple[int, int]] = []
    with read_in_child(path, options=options, progress=lambda done, total: seen.append((done, total))) as there:
        assert list(there.rows()) == list(here.rows()) == list(there.rows())
        assert there.as_json(rows=True) == here.as_json(rows=True)
        assert there.tables == here.tables
        assert there.amounts == here.amounts
        spool = there.spool
        assert spool is not None and spool.exists()
    assert not spool.exists()
    assert seen and seen[-1][0] <= seen[-1][1]


def test_the_wire_loses_nothing(tmp_path: Path) -> None:
    document = read(workbook(tmp_path, {"A": [["Bénéficiaire", "Montant (k$)"], ["CHUM", 1.5], ["CUSM", "x"]]}))
    again = Document(document.file)
    fill_document(again, json.loads(as_json(pack_document(document))))
    assert again.as_json() == document.as_json()
    assert [row_of(json.loads(pack_row(row))) for row in document.rows()] == list(document.rows())


def test_refusals_come_through(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"A": [["a", "b"]]})
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    with pytest.raises(Refused) as caught:
        read_in_child(changed(path, "xl/worksheets/sheet1.xml", b"</sheetData>", far))
    assert caught.value.code == "too-many-cells"
    with pytest.raises(Refused) as caught:
        read_in_child(tmp_path / "rien.csv")
    assert caught.value.code == "no-such-file"


def test_rows_that_a_killed_worker_left_are_cleared_and_those_of_others_stay(tmp_path: Path) -> None:
    names = "rows-left.jsonl", "rows-at-work.jsonl", "of-someone-else.jsonl"
    for name in names:
        (tmp_path / name).touch()
    for name in names[::2]:
        os.utime(tmp_path / name, (0, 0))
    read_in_child(csv_file(tmp_path, TEXT)).close()
    assert {path.name for path in tmp_path.glob("*.jsonl")} == {*names[1:]}


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other runs on the machine read files as well."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def spools() -> set[str]:
    return {path.name for path in Path(tempfile.gettempdir()).iterdir() if path.name.startswith("rows-")}


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        ({"seconds": 0}, "reader-too-long"),
        ({"memory": 160 * 1024 * 1024}, "reader-out-of-memory"),
        ({"spool": 1000}, "reader-died"),
    ],
)
def test_a_child_that_goes_too_far(tmp_path: Path, limits: dict[str, int], code: str) -> None:
    lines = "".join(f"Organisme {n};Projet {n} {'x' * 250};{n}\n" for n in range(100_000))
    path = csv_file(tmp_path, f"Bénéficiaire;Titre;Montant\n{lines}")
    before = spools()
    with pytest.raises(Refused) as caught:
        read_in_child(path, limits=child.Limits(**limits))
    assert caught.value.code == code
    assert spools() <= before


@pytest.mark.parametrize(
    "words", ["import os; os.kill(os.getpid(), 9)", "raise SystemExit(3)", "print('no JSON')", "1/0"]
)
def test_a_child_that_dies_is_a_sentence(tmp_path: Path, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = child.subprocess.Popen

    def dying(command: list[str], **more: Any) -> Any:
        return real([command[0], "-c", words], **more)

    monkeypatch.setattr(child.subprocess, "Popen", dying)
    with pytest.raises(Refused) as caught:
        read_in_child(csv_file(tmp_path, TEXT))
    assert caught.value.code == "reader-died"
    assert "Rien n’a été gardé" in caught.value.message("fr")


def test_the_child_knows_nothing_of_the_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "not for the child")
    seen: dict[str, Any] = {}
    real = child.subprocess.Popen

    def watched(command: list[str], **more: Any) -> Any:
        seen.update(more["env"])
        return real(command, **more)

    monkeypatch.setattr(child.subprocess, "Popen", watched)
    with read_in_child(csv_file(tmp_path, TEXT)) as document:
        assert document.kinds["data"] == 2
    assert "SECRET_KEY" not in seen and "DATABASE_URL" not in seen


def test_the_reading_needs_no_django() -> None:
    words = "import sys, funding.imports.child, funding.imports.read; print('django' in sys.modules)"
    command = [sys.executable, "-c", words]
    assert child.subprocess.run(command, cwd=child.PROJECT, capture_output=True, text=True).stdout == "False\n"


@pytest.mark.slow
def test_a_hundred_thousand_rows(tmp_path: Path) -> None:
    heading = ["Référence", "Bénéficiaire", "Programme", "Montant", "Date de la décision", "Région"]
    rows = [
        [f"R-{n:06}", f"Organisme {n % 5000}", f"P {n % 40}", n + 0.25, "2021-03-04", "Montréal"]
        for n in range(100_000)
    ]
    path = workbook(tmp_path, {"Subventions": [heading, *rows]})
    with read_in_child(path) as document:
        assert document.kinds["data"] == 100_000
        assert f"{document.amounts[0].sum}" == "4999975000.00"
        assert sum(row.kind == "data" for row in document.rows()) == 100_000

"""What is refused before it is opened, each with its sentence in both languages."""

import time
import tracemalloc
import zlib
from pathlib import Path

import pytest

from funding.imports.document import Refused
from funding.imports.scan import Limits, looks_like_text, scan, spelt_size
from funding.imports.sentences_of_refusals import REFUSALS
from tests.funding.imports.messy import ODS_MIMETYPE, bomb, compound, csv_file, workbook, zip_file

ROWS = [["Bénéficiaire", "Montant"], ["CHUM", 1000]]
TYPES = b'<Types><Override ContentType="application/vnd.ms-excel.sheet.%s.main+xml"/></Types>'
BOF = b"\x09\x08\x10\x00" + b"\0" * 16
FILE_PASS = b"\x2f\x00\x06\x00" + b"\0" * 6


def refusal(path: Path, **limits: int) -> str:
    with pytest.raises(Refused) as caught:
        scan(path, limits=Limits(**limits))
    for language in ("fr", "en"):
        assert "{" not in caught.value.message(language) and "…" not in caught.value.message(language)
    assert caught.value.as_json()["code"] in REFUSALS
    return caught.value.code


def test_types_by_content(tmp_path: Path) -> None:
    found = scan(workbook(tmp_path, {"A": ROWS}))
    assert (found.type, found.name, len(found.sha256)) == ("xlsx", "reponse.xlsx", 64)
    assert scan(csv_file(tmp_path, "a;b\n1;2\n")).type == "csv"
    assert scan(csv_file(tmp_path, "a\tb\n1\t2\n", "utf-16", name="sans-extension")).type == "csv"
    assert scan(csv_file(tmp_path, "a,b\n1,2\n", "utf-16-le", name="b.txt")).type == "csv"
    assert scan(compound(tmp_path, {"Workbook": BOF})).type == "xls"
    assert scan(csv_file(tmp_path, "%PDF-1.7\n", name="lettre.pdf")).type == "pdf"
    ods = zip_file(tmp_path, {"mimetype": ODS_MIMETYPE.encode(), "content.xml": b"<a/>"}, "a.ods")
    assert scan(ods).type == "ods"


def test_the_same_bytes_have_the_same_sum(tmp_path: Path) -> None:
    first = scan(csv_file(tmp_path, "a;b\n1;2\n", name="a.csv"))
    second = scan(csv_file(tmp_path, "a;b\n1;2\n", name="b.csv"))
    assert first.sha256 == second.sha256


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("vide.xlsx", b"", "empty"),
        ("tableau.pdf", b"a;b\n1;2\n", "wrong-content"),
        ("tableau.xlsx", b"%PDF-1.7\n...", "wrong-content"),
        ("tableau.xlsx", b"a;b\n1;2\n", "wrong-content"),
        ("tableau.xls", b"<html><table><tr><td>1</td></tr></table></html>", "wrong-content"),
        ("page.html", b"<!DOCTYPE html><html></html>", "unknown-type"),
        ("donnees.json", b'{"a": 1}', "unknown-type"),
        ("donnees.json", b'[{"a": 1}]', "unknown-type"),
        ("ancien.xml", b"<?xml version='1.0'?><Workbook/>", "unknown-type"),
        ("lettre.rtf", b"{\\rtf1 bonjour}", "unknown-type"),
        ("image.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "unknown-type"),
        ("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)), "unknown-type"),
        ("bruit.bin", bytes(range(256)) * 8, "unknown-type"),
        ("tableau.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "wrong-content"),
        ("tout.gz", b"\x1f\x8b\x08\x00rest", "archive"),
        ("tout.7z", b"7z\xbc\xaf\x27\x1crest", "archive"),
        ("tout.rar", b"Rar!\x1a\x07\x00rest", "archive"),
        ("abime.xlsx", b"PK\x03\x04 and nothing more", "damaged"),
        ("abime.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and nothing more", "damaged"),
    ],
)
def test_refused_by_content(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert refusal(path) == code


@pytest.mark.parametrize(
    ("name", "parts", "code"),
    [
        ("a.xlsx", {"[Content_Types].xml": b"<Types/>", "xl/vbaProject.bin": b"x"}, "macro"),
        ("a.xlsx", {"[Content_Types].xml": b"<Types/>", "xl/macrosheets/sheet1.xml": b"x"}, "macro"),
        ("a.xlsm", {"[Content_Types].xml": TYPES % b"macroEnabled", "xl/workbook.xml": b"x"}, "macro"),
        ("a.ods", {"mimetype": ODS_MIMETYPE.encode(), "Basic/Standard/Module1.xml": b"x"}, "macro"),
        (
            "a.ods",
            {"mimetype": ODS_MIMETYPE.encode(), "META-INF/manifest.xml": b"<manifest:encryption-data/>"},
            "encrypted",
        ),
        ("a.zip", {"un.csv": b"a;b\n", "deux.csv": b"a;b\n"}, "archive"),
        ("a.xlsx", {"un.xlsx": b"PK\x03\x04"}, "wrong-content"),
        ("a.docx", {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"x"}, "unknown-type"),
        ("a.pptx", {"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"x"}, "unknown-type"),
        ("a.odt", {"mimetype": b"application/vnd.oasis.opendocument.text"}, "unknown-type"),
        ("a.xlsb", {"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b"x"}, "not-yet-readable"),
        (
            "a.xlsx",
            {
                "[Content_Types].xml": b"<Types/>",
                "xl/workbook.xml": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>',
            },
            "entities",
        ),
    ],
)
def test_refused_by_what_the_zip_holds(tmp_path: Path, name: str, parts: dict[str, bytes], code: str) -> None:
    assert refusal(zip_file(tmp_path, parts, name)) == code


@pytest.mark.parametrize(
    ("streams", "code"),
    [
        ({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}, "encrypted"),
        ({"Workbook": BOF + FILE_PASS}, "encrypted"),
        ({"Workbook": BOF, "_VBA_PROJECT_CUR": b"x"}, "macro"),
        ({"WordDocument": b"x"}, "wrong-content"),
    ],
)
def test_refused_by_what_the_compound_document_holds(tmp_path: Path, streams: dict[str, bytes], code: str) -> None:
    assert refusal(compound(tmp_path, streams)) == code


def test_encrypted_zip_entry(tmp_path: Path) -> None:
    path = zip_file(tmp_path, {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"x"})
    data = bytearray(path.read_bytes())
    place = data.find(b"PK\x01\x02")
    data[place + 8] |= 1
    path.write_bytes(bytes(data))
    assert refusal(path) == "encrypted"


def test_missing_file_and_too_big_a_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "rien.xlsx") == "no-such-file"
    assert refusal(csv_file(tmp_path, "a;b\n" * 1000), bytes=1000) == "too-big"


def test_bomb_is_refused_at_once_and_in_little_memory(tmp_path: Path) -> None:
    path = bomb(tmp_path)
    assert path.stat().st_size < 600_000
    tracemalloc.start()
    started = time.perf_counter()
    assert refusal(path) == "bomb"
    elapsed = time.perf_counter() - started
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert elapsed < 0.5
    assert peak < 20 * 1024 * 1024


def test_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    path = bomb(tmp_path, declared=1000)
    started = time.perf_counter()
    assert refusal(path) == "bomb"
    assert time.perf_counter() - started < 0.5


def test_a_pdf_that_grows_beyond_measure(tmp_path: Path) -> None:
    path = tmp_path / "bombe.pdf"
    grown = zlib.compress(b" " * (30 * 1024 * 1024), 9)
    content = b"".join(b"%d 0 obj << /Length 1 >>\nstream\n%s\nendstream\nendobj\n" % (n, grown) for n in range(1, 20))
    path.write_bytes(b"%PDF-1.4\n" + content)
    tracemalloc.start()
    assert refusal(path) == "bomb"
    assert tracemalloc.get_traced_memory()[1] < 20 * 1024 * 1024
    tracemalloc.stop()


def test_too_many_entries(tmp_path: Path) -> None:
    parts = {f"xl/media/{number}.png": b"x" for number in range(50)}
    assert refusal(zip_file(tmp_path, {"[Content_Types].xml": b"<Types/>", **parts}), entries=20) == "bomb"


def test_workbook_cut_short_is_damaged(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"A": ROWS})
    path.write_bytes(path.read_bytes()[:-200])
    assert refusal(path) == "damaged"


def test_sizes_are_spelt() -> None:
    assert [spelt_size(count) for count in (12, 2048, 5 * 1024**2, 3 * 1024**3)] == [
        "12 B",
        "2 KiB",
        "5 MiB",
        "3.0 GiB",
    ]


def test_text_and_binary_are_told_apart() -> None:
    assert looks_like_text("Bénéficiaire;Montant".encode("cp1252"))
    assert not looks_like_text(bytes(range(32)) * 20)

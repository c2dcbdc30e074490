"""Files that are refused unopened, and those that come near it: each with its reason."""

from collections.abc import Callable
from pathlib import Path

from tests.corpus.case import Case
from tests.funding.imports.messy import ODS_MIMETYPE, bomb, changed, compound, workbook, zip_file

ROWS = [["Bénéficiaire", "Montant"], ["CHUM", 1000], ["CUSM", 2000]]
TYPES = b'<Types><Override ContentType="application/vnd.ms-excel.sheet.%s.main+xml"/></Types>'
BEGINNING = b"\x09\x08\x10\x00" + b"\0" * 16
FILE_PASS = b"\x2f\x00\x06\x00" + b"\0" * 6
LINK = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" '
    b'Target="file:///C:/Users/quelqu%27un/Budget%202021.xlsx" TargetMode="External"/></Relationships>'
)
SHEET = "xl/worksheets/sheet1.xml"


def zipped(parts: dict[str, bytes], name: str = "fichier.xlsx") -> Callable[[Path], Path]:
    return lambda folder: zip_file(folder, parts, name)


def with_parts(parts: dict[str, bytes]) -> Callable[[Path], Path]:
    """A workbook that holds something more."""

    def make(folder: Path) -> Path:
        import zipfile

        path = workbook(folder, {"Feuille": ROWS}, "fichier.xlsx")
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        return path

    return make


def in_sheet(old: bytes, new: bytes) -> Callable[[Path], Path]:
    return lambda folder: changed(workbook(folder, {"Feuille": ROWS}, "fichier.xlsx"), SHEET, old, new)


def _png(folder: Path) -> Path:
    path = folder / "fichier.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    return path


def _cut(folder: Path) -> Path:
    path = workbook(folder, {"Feuille": ROWS}, "fichier.xlsx")
    path.write_bytes(path.read_bytes()[:-200])
    return path


PHANTOMS = b"".join(b'<row r="%d"><c r="A%d" s="1"/></row>' % (row, row) for row in range(4, 60_000))
FAR = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'

CASES = [
    Case("bomb", "a 527 kB file that inflates to 512 MiB", bomb, refused="bomb"),
    Case(
        "lying-size",
        "the same, whose directory says 1,000 bytes",
        lambda folder: bomb(folder, declared=1000),
        refused="bomb",
    ),
    Case(
        "macro-workbook",
        "messytables: a workbook with macros",
        with_parts({"xl/vbaProject.bin": b"x"}),
        refused="macro",
    ),
    Case(
        "macro-by-its-type",
        "an .xlsm renamed .xlsx",
        zipped({"[Content_Types].xml": TYPES % b"macroEnabled", "xl/workbook.xml": b"x"}),
        refused="macro",
    ),
    Case(
        "macro-open-document",
        "an ODS with a Basic module",
        zipped({"mimetype": ODS_MIMETYPE.encode(), "Basic/Standard/Module1.xml": b"x"}, "fichier.ods"),
        refused="macro",
    ),
    Case(
        "macro-old-workbook",
        "an XLS with a VBA project",
        lambda folder: compound(folder, {"Workbook": BEGINNING, "_VBA_PROJECT_CUR": b"x"}),
        refused="macro",
    ),
    Case(
        "entities",
        "an XML entity that grows when it is read",
        zipped(
            {
                "[Content_Types].xml": b"<Types/>",
                "xl/workbook.xml": b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>',
            }
        ),
        refused="entities",
    ),
    Case(
        "encrypted-workbook",
        "a workbook with a password to open it",
        lambda folder: compound(folder, {"EncryptedPackage": b"x", "EncryptionInfo": b"x"}, "fichier.xlsx"),
        refused="encrypted",
    ),
    Case(
        "encrypted-old-workbook",
        "encrypted_no_password.xls",
        lambda folder: compound(folder, {"Workbook": BEGINNING + FILE_PASS}),
        refused="encrypted",
    ),
    Case("archive", "simple.zip", zipped({"un.csv": b"a;b\n"}, "fichier.zip"), refused="archive"),
    Case(
        "nested-archive",
        "a workbook that carries a zip among its parts",
        with_parts({"xl/media/tout.zip": b"PK\x03\x04" + b"\0" * 40}),
        refused="nested-archive",
    ),
    Case(
        "word-document-named-xlsx",
        "a letter whose name says it is a workbook",
        zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"x"}),
        refused="wrong-content",
    ),
    Case("picture-named-csv", "a scan under a wrong name", _png, refused="wrong-content"),
    Case("cut-short", "a download that stopped", _cut, refused="damaged"),
    Case(
        "too-many-cells",
        "one cell in the last row and column of a sheet: 17 billion cells",
        in_sheet(b"</sheetData>", FAR),
        refused="too-many-cells",
    ),
    Case(
        "phantom-rows",
        "rows that hold only a format, to the foot of the sheet",
        in_sheet(b"</sheetData>", PHANTOMS + b"</sheetData>"),
        rows="hdd",
        sums=[("3000", "CAD", None)],
    ),
    Case(
        "embedded-objects",
        "a workbook with a document embedded in it",
        with_parts({"xl/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0", "xl/embeddings/Lettre.docx": b"PK\x03\x04"}),
        rows="hdd",
        problems={"embedded-objects", "currency-assumed"},
    ),
    Case(
        "external-links",
        "cells that come from another workbook on someone's disk",
        with_parts({"xl/externalLinks/_rels/externalLink1.xml.rels": LINK}),
        rows="hdd",
        problems={"external-links", "currency-assumed"},
    ),
]

"""Downloads, opened by LibreOffice, which did not write them: values and types as it sees them.

Collected only where LibreOffice is on the path (tests/conftest.py): calamine reads the same files everywhere.
"""

import os
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from funding.export_kinds import KINDS
from funding.exports import Download, response, table_of
from funding.models import Award
from projects.models import Register
from tests import factories as make

pytestmark = pytest.mark.django_db

OFFICE, TABLE = (
    "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}",
    "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}",
)
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
FORMULA = '=HYPERLINK("http://example.org";"x")'


@pytest.fixture
def register() -> Register:
    register = make.register()
    ministry, company = make.ministry(register, "Ministère de l’Été"), make.organization(register, FORMULA)
    make.award(register, "1234567.89", payers=[ministry], recipients=[company], title="+danger", key="a-1")
    make.award(register, "0", payers=[ministry], title="Zéro; « œuvre », une", key="a-2", fiscal_year=2021)
    make.award(register, "-50.10", payers=[ministry], title="007", key="a-3", currency="USD")
    make.award(register, None, payers=[ministry], title="@somme", key="a-4")
    return register


def cells_of(form: str, language: str, register: Register, folder: Path) -> list[dict[str, Any]]:
    """[{column: (type, value, text, formula)}] of the first sheet, as LibreOffice has it when it saves it as flat XML."""
    awards = Award.objects.public().of(register).order_by("key")
    about = Download(register, language, "", "https://example.org/")
    path = folder / f"awards.{form.rpartition('.')[2]}"
    path.write_bytes(b"".join(response(form, table_of("award", awards), about).streaming_content))
    # A byte-order mark, the reader's separator and language: what a double click gives (44 or 59, UTF-8 = 76, 1036 or 4105).
    separator, locale = ("59", "1036") if language == "fr" else ("44", "4105")
    filters = [f"--infilter=CSV:{separator},34,76,1,,{locale},false,true"] if form == "excel.csv" else []
    asked = ["soffice", "--headless", f"-env:UserInstallation=file://{folder / 'profile'}", *filters]
    asked += ["--convert-to", "fods", "--outdir", str(folder), str(path)]
    subprocess.run(asked, check=True, capture_output=True, timeout=240, env=os.environ | {"HOME": str(folder)})
    sheet = ElementTree.parse(folder / "awards.fods").getroot().find(f".//{TABLE}table")
    assert sheet is not None
    rows = [cells_in(row) for row in sheet.iter(f"{TABLE}table-row")]
    names = [column.name for column in KINDS["award"].columns]
    return [dict(zip(names, row, strict=False)) for row in rows[1:] if row and row[0][2]]


def cells_in(row: Any) -> list[tuple[str, str, str, str]]:
    """A cell that stands for several empty ones in a row is all of them."""
    found = []
    for cell in row.iter(f"{TABLE}table-cell"):
        text = "\n".join("".join(part.itertext()) for part in cell.iter(f"{TEXT}p"))
        value = (
            cell.get(f"{OFFICE}value-type", ""),
            cell.get(f"{OFFICE}value", ""),
            text,
            cell.get(f"{TABLE}formula", ""),
        )
        found += [value] * min(int(cell.get(f"{TABLE}number-columns-repeated", "1")), 60)
    return found


@pytest.mark.parametrize(("form", "language"), [("xlsx", "fr"), ("excel.csv", "fr"), ("excel.csv", "en")])
def test_libreoffice_sees_the_values_and_their_types(
    register: Register, tmp_path: Path, form: str, language: str
) -> None:
    assert shutil.which("soffice")
    rows = {row["key"][2]: row for row in cells_of(form, language, register, tmp_path)}
    assert list(rows) == ["a-1", "a-2", "a-3", "a-4"]
    amounts = {key: (row["amount"][0], row["amount"][1]) for key, row in rows.items()}
    assert {key: kind for key, (kind, _value) in amounts.items()} == dict.fromkeys(["a-1", "a-2", "a-3"], "float") | {
        "a-4": ""
    }
    assert [Decimal(amounts[key][1]) for key in ("a-1", "a-2", "a-3")] == [Decimal("1234567.89"), 0, Decimal("-50.1")]
    assert not [cell for row in rows.values() for cell in row.values() if cell[3]], "no cell is a formula"
    titles = {key: row["title"] for key, row in rows.items()}
    assert titles["a-2"][:1] + titles["a-2"][2:3] == ("string", "Zéro; « œuvre », une")
    assert titles["a-1"][2].lstrip("'") == "+danger" and titles["a-4"][2].lstrip("'") == "@somme"
    assert rows["a-1"]["recipients"][2].lstrip("'") == FORMULA
    if form == "xlsx":
        assert titles["a-3"][0] == "string" and titles["a-3"][2] == "007", "zeros at the beginning stay"

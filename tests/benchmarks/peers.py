"""What peers make of the same files: `python peers.py WHAT PEER FILE`, in an environment that has them and not this project.

Out: one line of JSON, {"result": …}. WHAT is read (rows of a workbook), import (rows into PostgreSQL, DATABASE_URL), bomb,
pdf, or messy: there FILE is a list of files, and what comes out is [rows, sums of the columns that are numbers] for each.
"""

import json
import sys
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

NAMES = ("number", "project", "payer", "recipient", "amount", "year", "programme", "region")
Rows = list[tuple[Any, ...]]


def tablib_rows(path: str) -> Rows:
    import tablib

    kind = path.rsplit(".", 1)[-1]
    content = Path(path).read_bytes()
    return [tuple(row) for row in tablib.Dataset().load(content if kind != "csv" else content.decode(), format=kind)]


def pandas_rows(path: str) -> Rows:
    import pandas

    table = pandas.read_csv(path, sep=None, engine="python") if path.endswith(".csv") else pandas.read_excel(path)
    return [tuple(row) for row in table.astype(object).where(table.notna(), None).itertuples(index=False)]


def frictionless_rows(path: str) -> Rows:
    import frictionless

    frictionless.system.trusted = True
    with frictionless.Resource(path) as resource:
        return [tuple(row.to_list()) for row in resource.row_stream]


def openpyxl_rows(path: str) -> Rows:
    import openpyxl

    sheet = openpyxl.load_workbook(path, read_only=True, data_only=True).active
    return list(sheet.iter_rows(min_row=2, values_only=True))


def calamine_rows(path: str) -> Rows:
    import python_calamine

    return [tuple(row) for row in python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()][
        1:
    ]


READERS: dict[str, Callable[[str], Rows]] = {
    "tablib": tablib_rows,
    "pandas": pandas_rows,
    "frictionless": frictionless_rows,
    "openpyxl": openpyxl_rows,
    "calamine": calamine_rows,
}


def read(peer: str, path: str) -> int:
    return len(READERS[peer](path))


def bomb(peer: str, path: str) -> str:
    """How it ends: the peer reads on until the limit that it was started with."""
    try:
        return f"{len(READERS[peer](path))} rows"
    except Exception as problem:
        return type(problem).__name__


def messy(peer: str, paths: str) -> list[list[Any]]:
    return [told(peer, path) for path in Path(paths).read_text(encoding="utf-8").split("\n")]


def told(peer: str, path: str) -> list[Any]:
    """[rows that hold something, the sums of the columns of numbers]; [0, []] where the file is not read."""
    try:
        rows = [row for row in READERS[peer](path) if any(cell not in (None, "") for cell in row)]
    except Exception:
        return [0, []]
    width = max((len(row) for row in rows), default=0)
    columns = ([row[column] for row in rows if len(row) > column] for column in range(width))
    return [len(rows), [str(total) for cells in columns if (total := sum_of(cells)) is not None]]


def sum_of(cells: Iterable[Any]) -> Decimal | None:
    """The sum of a column in which the peer saw numbers and nothing else."""
    filled = [cell for cell in cells if cell not in (None, "")]
    if not filled or not all(isinstance(cell, int | float | Decimal) and cell == cell for cell in filled):
        return None
    return sum((Decimal(repr(cell) if isinstance(cell, float) else cell) for cell in filled), Decimal(0))


def pdf(peer: str, path: str) -> int:
    """Rows with an amount in their third cell, in the tables that the peer finds."""
    if peer == "camelot":
        import camelot

        tables = camelot.read_pdf(path, pages="all", flavor="stream")
        return sum(is_grant(row) for table in tables for row in table.df.values.tolist())
    import pdfplumber

    with pdfplumber.open(path) as document:
        return sum(is_grant(row) for page in document.pages for table in page.extract_tables() for row in table)


def is_grant(row: list[str | None]) -> bool:
    return len(row) >= 4 and bool(row[2]) and str(row[2]).strip().endswith("$")


def into_database(peer: str, path: str) -> int:
    """django-import-export: « default » as it comes, « bulk » with its bulk mode. One table without history or evidence."""
    import os
    from urllib.parse import unquote, urlsplit

    import django
    from django.conf import settings

    at = urlsplit(os.environ["DATABASE_URL"])
    place = {"ENGINE": "django.db.backends.postgresql", "NAME": at.path[1:], "USER": at.username, "PORT": at.port or ""}
    settings.configure(
        DATABASES={"default": place | {"HOST": unquote(at.hostname or "")}},
        INSTALLED_APPS=["django.contrib.contenttypes", "import_export"],
        USE_TZ=True,
        IMPORT_EXPORT_USE_TRANSACTIONS=True,
    )
    django.setup()
    import tablib
    from django.db import connection, models
    from import_export import resources

    fields = {name: models.TextField(blank=True) for name in NAMES if name != "amount"}
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    meta = type("Meta", (), {"app_label": "import_export", "db_table": f"peer_{peer}"})
    grant = type("Grant", (models.Model,), {"__module__": "peers", "Meta": meta, "amount": amount, **fields})
    options = {"model": grant, "import_id_fields": ("number",), "fields": NAMES}
    if peer == "bulk":
        options |= {"use_bulk": True, "batch_size": 1000, "skip_diff": True}
    resource = type("GrantResource", (resources.ModelResource,), {"Meta": type("Meta", (), options)})()
    with connection.schema_editor() as editor:
        editor.create_model(grant)
        editor.execute(f"CREATE UNIQUE INDEX ON peer_{peer} (number)")
    dataset = tablib.Dataset().load(Path(path).read_bytes(), format="xlsx")
    dataset.headers = list(NAMES)
    done = resource.import_data(dataset, raise_errors=True)
    assert grant.objects.count() == dataset.height
    return int(done.totals["new"])


WORK: dict[str, Callable[[str, str], Any]] = {
    "read": read,
    "bomb": bomb,
    "messy": messy,
    "pdf": pdf,
    "import": into_database,
}

if __name__ == "__main__":
    what, who, file = sys.argv[1:]
    print(json.dumps({"result": WORK[what](who, file)}))

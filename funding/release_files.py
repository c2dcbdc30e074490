"""The files of a release: every kind of record as Parquet, CSV, XLSX and JSON Lines, and what is said of them.

In: a register and a folder with its tables (`release_tables`). Out: in the same folder `data/`, and beside it
datapackage.json (Frictionless), dictionary.csv, tombstones.csv, CITATION, LICENCE, README and SHA256SUMS; and a file of
DuckDB's own, which only the site reads: the same tables, and the rows of each kind as they are taken away. Everything
is made from the tables alone.
"""

# ruff: noqa: S608  (names of kinds and files are ours)

import csv
import hashlib
import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from funding.export_columns import Kind, Type
from funding.export_dress import as_they_are, for_programs, for_workbook
from funding.export_kinds import KINDS, NAMES
from funding.export_workbook import Heading, workbook
from funding.exports import LICENCE, LICENCE_ADDRESS, Download, Table, citation, described, notes_sheet
from funding.models import Release, Withdrawal
from funding.release_answers import write_answers
from funding.release_engine import fill, new_engine
from funding.release_lines import write_lines
from funding.release_rows import WRITTEN, texts
from funding.release_store import ENGINE, rows_of

FIELDS = {Type.TEXT: "string", Type.NUMBER: "number", Type.FLAG: "boolean", Type.LIST: "string"}
SUMS = "SHA256SUMS"


def write_files(release: Release, folder: Path) -> None:
    """Everything beside the tables. `release` need not be stored yet."""
    (folder / "data").mkdir(exist_ok=True)
    with new_engine(folder / ENGINE) as engine:
        fill(engine, folder / "tables", release.register)
        # Each row is read once, as it stands: to look for a better way takes longer than a small kind's rows.
        engine.execute("PRAGMA disable_optimizer")
        for name in KINDS:
            write_kind(engine, release, name, folder)
    write_answers(folder / ENGINE, release.register)
    write_texts(release, folder)


def write_kind(engine: duckdb.DuckDBPyConnection, release: Release, name: str, folder: Path) -> None:
    """One kind of record in every form."""
    kind, stem, rows = KINDS[name], folder / "data" / NAMES[name], rows_of(name)
    engine.execute(f"COPY (SELECT {as_they_are(kind)} FROM {rows}) TO '{stem}.parquet' ({WRITTEN['parquet']})")
    engine.execute(f"COPY (SELECT {for_programs(kind)} FROM {rows}) TO '{stem}.csv' ({WRITTEN['csv']}, HEADER true)")
    engine.execute(f"COPY (SELECT {as_they_are(kind)} FROM {rows}) TO '{stem}.jsonl' ({WRITTEN['jsonl']})")
    write_lines(engine, name, stem)
    with Path(f"{stem}.xlsx").open("wb") as file:
        file.writelines(workbook_of(release, name, kind, engine))


def workbook_of(release: Release, name: str, kind: Kind, engine: duckdb.DuckDBPyConnection) -> Iterator[bytes]:
    with override("fr"):
        rows = texts(engine, for_workbook(kind, rows_of(name)))
        heading = Heading(
            [str(column.label) for column in kind.columns],
            [14 if column.holds is Type.NUMBER else 24 for column in kind.columns],
        )
        table = Table(NAMES[name], kind.columns, lambda: ())
        said, names = notes_sheet(table, about(release)), (_("Data"), _("Notes"))
    return workbook(heading, rows, said, names)


def about(release: Release) -> Download:
    return Download(release.register, "fr", "", address_of(release), release)


def address_of(release: Release) -> str:
    """The permanent address of the release; where the site's own is not known, the path alone."""
    return f"{settings.SITE_ADDRESS}{release.get_absolute_url()}"


# --- What is said of the files


def write_texts(release: Release, folder: Path) -> None:
    write_dictionary(folder / "dictionary.csv")
    write_tombstones(release, folder / "tombstones.csv")
    with override("fr"):
        cited = citation(about(release))
    (folder / "CITATION.txt").write_text(f"{cited}\n", encoding="utf-8")
    (folder / "CITATION.bib").write_text(bibtex(release), encoding="utf-8")
    (folder / "LICENCE.txt").write_text(f"{LICENCE}\n{LICENCE_ADDRESS}\n", encoding="utf-8")
    (folder / "README.txt").write_text(read_me(release, cited), encoding="utf-8")
    (folder / "datapackage.json").write_text(
        json.dumps(datapackage(release, folder), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    sums = "".join(f"{one['sha256']}  {name}\n" for name, one in described_files(folder).items())
    (folder / SUMS).write_text(sums, encoding="utf-8")


def write_dictionary(path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(dictionary_rows())


@cache
def dictionary_rows() -> list[list[str]]:
    """Every column of every file, in both languages."""
    names = ("label", "meaning", "type", "words")
    rows = [["file", "column", *(f"{name}_{language}" for language in ("fr", "en") for name in names)]]
    for name, kind in KINDS.items():
        for column in kind.columns:
            row = [NAMES[name], column.name]
            for language in ("fr", "en"):
                with override(language):
                    said = described(column)
                row += [said[part] for part in names]
            rows.append(row)
    return rows


def write_tombstones(release: Release, path: Path) -> None:
    """The records that were withdrawn by rule: what is left of them. Their keys may be names (`public_mark`)."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["kind", "mark", "rule", "reason", "withdrawn_on"])
        found = Withdrawal.objects.filter(register=release.register)
        for one in sorted(found, key=lambda one: (one.kind, one.mark)):
            writer.writerow([one.kind, one.mark, one.rule, one.reason, one.withdrawn_on.isoformat()])


def bibtex(release: Release) -> str:
    """The release as an entry of BibTeX."""
    site, register = settings.SITE_NAME["fr"], release.register
    state = register.state_of_data or ""
    lines = {
        "title": f"{register.name_fr}, édition {release.number}",
        # In braces, so that nobody takes the site's name for a first name and a family name.
        "author": f"{{{site}}}",
        "year": str(made_on(release).year),
        "version": str(release.number),
        "url": address_of(release),
        "note": f"CC BY 4.0. État des données : {state}. SHA-256 : {release.checksum}",
    }
    fields = ",\n".join(f'  {name} = "{value}"' for name, value in lines.items())
    return f"@misc{{{register.slug}-{release.number},\n{fields}\n}}\n"


def made_on(release: Release) -> date:
    return timezone.localdate(release.created_at) if release.created_at else timezone.localdate()


def read_me(release: Release, cited: str) -> str:
    register = release.register
    invented = "DONNÉES INVENTÉES · INVENTED DATA\n\n" if register.invented else ""
    return (
        f"{invented}{register.name_fr} · {register.name_en}\n"
        f"Édition · release {release.number}, {made_on(release).isoformat()}\n\n{cited}\n\n"
        "data/       chaque liste en Parquet, CSV, XLSX et JSON Lines · each list in four forms\n"
        "tables/     les tables du registre, en Parquet · the register's own tables\n"
        "dictionary.csv, datapackage.json (Frictionless), tombstones.csv, SHA256SUMS\n\n"
        "tombstones.csv: mark = SHA-256(« kind key »), 16 premiers chiffres · first 16 digits\n\n"
        "awards: ne pas additionner les montants, un transfert et ce qui en sort sont le même argent · do not add up the\n"
        "amounts, a transfer and what comes out of it are the same money\n\n"
        "sha256sum --check SHA256SUMS\n"
    )


def datapackage(release: Release, folder: Path) -> dict[str, Any]:
    """A Frictionless data package of the CSV files (specs.frictionlessdata.io, version 1)."""
    register = release.register
    return {
        "profile": "tabular-data-package",
        "name": f"{register.slug}-{release.number}",
        "title": f"{register.name_fr}, édition {release.number}",
        "version": str(release.number),
        "created": f"{made_on(release).isoformat()}T00:00:00Z",
        "homepage": address_of(release),
        "licenses": [{"name": "CC-BY-4.0", "title": LICENCE, "path": LICENCE_ADDRESS}],
        "invented": register.invented,
        "checksum": release.checksum,
        "resources": [resource(name, kind, folder) for name, kind in KINDS.items()],
    }


def resource(name: str, kind: Kind, folder: Path) -> dict[str, Any]:
    path = f"data/{NAMES[name]}.csv"
    with override("fr"):
        fields = [
            {
                "name": column.name,
                "title": str(column.label),
                "description": str(column.meaning),
                "type": FIELDS[column.holds],
            }
            for column in kind.columns
        ]
    return {
        "profile": "tabular-data-resource",
        "name": NAMES[name],
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": (folder / path).stat().st_size,
        "hash": f"sha256:{sha256(folder / path)}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True},
        "schema": {"fields": fields, "primaryKey": "key", "missingValues": [""]},
    }


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def described_files(folder: Path) -> dict[str, dict[str, Any]]:
    """{name: {bytes, sha256}} of every file that is taken away, in order."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    names = {str(path.relative_to(folder)): path for path in paths}
    return {
        name: {"bytes": path.stat().st_size, "sha256": sha256(path)} for name, path in names.items() if name != ENGINE
    }

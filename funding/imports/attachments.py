"""What a file carries beside its cells: objects embedded in it, and links to other files. They are said, never opened.

Comes in: a path and the type that scan found. Goes out: notices (code, parameters). A value that a link brought is the one
that was stored when the file was saved: the other file is not asked.
"""

import re
import zipfile
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote
from xml.parsers import expat

from funding.imports.small_xml import elements

Notice = tuple[str, dict[str, Any]]

EMBEDDED = re.compile(r"(xl/embeddings/|xl/activex/[^/]+\.(bin|xml)$|object [^/]+/content\.xml$)", re.I)
EXTERNAL = re.compile(r"xl/externallinks/_rels/[^/]+\.rels$", re.I)
# A chart of an ODS is an object too, made by the spreadsheet program itself from its own cells.
CHART = b"office:chart"
LISTED = 5


def attachments(path: Path, file_type: str) -> list[Notice]:
    """Embedded objects and external links, each said once with its number and its first names."""
    if file_type == "pdf":
        return _of_pdf(path)
    if file_type not in {"xlsx", "ods"}:
        return []
    try:
        with zipfile.ZipFile(path) as archive:
            return _of_zip(archive)
    except (zipfile.BadZipFile, expat.ExpatError, ValueError, KeyError, EOFError, OSError):
        return []


def _of_zip(archive: zipfile.ZipFile) -> list[Notice]:
    names = archive.namelist()
    embedded = [name for name in names if EMBEDDED.match(name) and not _is_chart(archive, name)]
    targets = [
        unquote(attributes.get("Target", ""))
        for name in names
        if EXTERNAL.match(name)
        for element, attributes in elements(archive.read(name))
        if element == "Relationship"
    ]
    return _said("embedded-objects", [_last(name) for name in embedded]) + _said(
        "external-links", [_last(target) for target in targets]
    )


def _is_chart(archive: zipfile.ZipFile, name: str) -> bool:
    return name.lower().endswith("content.xml") and CHART in archive.read(name)[:20_000]


def _last(name: str) -> str:
    """The file's name alone: where it stood on someone's disk is nobody's business."""
    return PurePosixPath(name.replace("\\", "/")).name[:80] or name[:80]


def _said(code: str, names: list[str]) -> list[Notice]:
    return [(code, {"count": len(names), "names": names[:LISTED]})] if names else []


def _of_pdf(path: Path) -> list[Notice]:
    """Files attached to a PDF, where its objects are not compressed away."""
    count = path.read_bytes().count(b"/EmbeddedFile")
    return [("embedded-objects", {"count": 1, "names": ["PDF"]})] if count else []

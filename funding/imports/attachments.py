"""What a file carries beside its cells: objects embedded in it, programs, links to other files. They are said, never opened.

Comes in: a path and the type that scan found. Goes out: notices (code, parameters). A value that a link brought is the one
that was stored when the file was saved: the other file is not asked.
"""

import re
import zipfile
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote
from xml.parsers import expat

from funding.imports.pdf_streams import objects_of
from funding.imports.small_xml import elements

Notice = tuple[str, dict[str, Any]]

EMBEDDED = re.compile(r"(xl/embeddings/|xl/activex/[^/]+\.(bin|xml)$|object [^/]+/content\.xml$)", re.I)
EXTERNAL = re.compile(r"xl/externallinks/_rels/[^/]+\.rels$", re.I)
# A chart of an ODS is an object too, made by the spreadsheet program itself from its own cells.
CHART = b"office:chart"
# Of a PDF: a file in it, the name that it was attached under, a program (ISO 32000-1 § 7.11.4, § 12.6.4.16).
ATTACHED = re.compile(rb"/EmbeddedFile\b(?!s)")
ATTACHED_NAME = re.compile(rb"/UF\s*\(((?:[^()\\]|\\.)*)\)", re.S)
SCRIPT = re.compile(rb"/S\s*/JavaScript\b|/JS\s*[(<\d]")
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
    """Files attached to a PDF, with their names, and programs in it: neither is opened or run."""
    attached, names, has_script = 0, list[str](), False
    for text in objects_of(path):
        attached += len(ATTACHED.findall(text))
        names += [_last(spelt(match[1])) for match in ATTACHED_NAME.finditer(text)]
        has_script = has_script or SCRIPT.search(text) is not None
    found = [("embedded-objects", {"count": attached, "names": list(dict.fromkeys(names))[:LISTED] or ["PDF"]})]
    return (found if attached else []) + ([("script-in-pdf", {})] if has_script else [])


def spelt(text: bytes) -> str:
    """A text of a PDF: UTF-16 where it begins with the mark, else nearly Latin-1 (ISO 32000-1 § 7.9.2.2)."""
    plain = re.sub(rb"\\([()\\])", rb"\1", text)
    return plain.decode("utf-16", "replace") if plain.startswith(b"\xfe\xff") else plain.decode("latin-1")

"""The first look at a zip: an XLSX, an ODS, or something else, and what it inflates to.

Comes in: a stream, its size and the limits. Goes out: the type, or Refused. The directory's sizes are checked first; then every
entry is inflated a chunk at a time and nothing is kept.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from funding.imports.document import Refused
from funding.imports.scan_limits import ARCHIVES, CHUNK, MEBIBYTE, Limits, mismatch, spelt_size

OPEN_DOCUMENT = "application/vnd.oasis.opendocument."


def type_of_zip(stream: BinaryIO, size: int, limits: Limits, extension: str) -> str:
    # zipfile raises a RuntimeError on a compression or a version that it does not know: the file is refused in words.
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, RuntimeError, struct.error, OSError) as error:
        raise Refused("damaged", found=type(error).__name__) from None
    with archive:
        entries = archive.infolist()
        _check_declared(entries, size, limits)
        found = _kind_of_zip(archive, entries, extension)
        _check_inflated(stream, entries, size, limits)
    return found


def _check_declared(entries: list[zipfile.ZipInfo], size: int, limits: Limits) -> None:
    if len(entries) > limits.entries:
        raise Refused("bomb", size=spelt_size(size), inflated="entries")
    _check_size(sum(entry.file_size for entry in entries), size, limits)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("encrypted")


def _check_size(inflated: int, size: int, limits: Limits) -> None:
    too_dense = inflated > limits.ratio_from and inflated > limits.ratio * size
    if inflated > limits.inflated or too_dense:
        raise Refused("bomb", size=spelt_size(size), inflated=spelt_size(inflated))


def _kind_of_zip(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], extension: str) -> str:
    names = {entry.filename.replace("\\", "/").lower() for entry in entries}
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
        raise Refused("macro")
    if "mimetype" in names:
        return _kind_of_open_document(archive, names, extension)
    if "[content_types].xml" not in names:
        raise mismatch(extension, "zip") or Refused("archive", found="zip")
    if b"macroenabled" in _beginning(archive, "[Content_Types].xml").lower():
        raise Refused("macro")
    if any(name.startswith("xl/workbook") and name.endswith(".bin") for name in names):
        raise Refused("not-yet-readable", found="XLSB")
    for folder, found in (("word/", "word"), ("ppt/", "slides")):
        if any(name.startswith(folder) for name in names):
            raise mismatch(extension, found) or Refused("unknown-type", found=found)
    if not any(name.startswith(("xl/", "/xl/")) for name in names):
        raise mismatch(extension, "zip") or Refused("archive", found="zip")
    return "xlsx"


def _kind_of_open_document(archive: zipfile.ZipFile, names: set[str], extension: str) -> str:
    mimetype = _beginning(archive, "mimetype").decode("latin-1").strip()
    if not mimetype.startswith(OPEN_DOCUMENT + "spreadsheet"):
        found = "word" if mimetype.startswith(OPEN_DOCUMENT + "text") else "zip"
        raise mismatch(extension, found) or Refused("unknown-type", found=found)
    if any(name.startswith(("basic/", "scripts/")) and not name.endswith("/") for name in names):
        raise Refused("macro")
    if b"encryption-data" in _beginning(archive, "META-INF/manifest.xml"):
        raise Refused("encrypted")
    return "ods"


def _beginning(archive: zipfile.ZipFile, name: str) -> bytes:
    """At most the first mebibyte of an entry, whatever the case of its name; nothing where there is none."""
    for entry in archive.infolist():
        if entry.filename.lower() == name.lower():
            try:
                with archive.open(entry) as stream:
                    return stream.read(MEBIBYTE)
            except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
                raise Refused("damaged", found=type(error).__name__) from None
    return b""


def _check_inflated(stream: BinaryIO, entries: list[zipfile.ZipInfo], size: int, limits: Limits) -> None:
    """Inflates every entry a chunk at a time, keeping nothing: the directory's sizes may lie."""
    total = 0
    for entry in entries:
        inflated = 0
        for chunk in _inflated(stream, entry):
            if not inflated:
                _refuse_beginning(entry.filename, chunk)
            inflated += len(chunk)
            if inflated > entry.file_size:
                lie = spelt_size(max(inflated, entry.file_size))
                raise Refused("bomb", size=spelt_size(size), inflated=f"> {lie}")
            _check_size(total + inflated, size, limits)
        total += inflated


def _inflated(stream: BinaryIO, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The entry's content in chunks, from its compressed bytes and not from what the zip says of them."""
    stream.seek(entry.header_offset)
    header = stream.read(30)
    if len(header) < 30 or header[:4] != b"PK\x03\x04":
        raise Refused("damaged", found="zip")
    name_length, extra_length = struct.unpack("<HH", header[26:30])
    stream.seek(entry.header_offset + 30 + name_length + extra_length)
    if entry.compress_type == zipfile.ZIP_STORED:
        return _chunks(stream, entry.compress_size)
    if entry.compress_type == zipfile.ZIP_DEFLATED:
        return _deflated(stream, entry.compress_size)
    raise Refused("damaged", found=f"compression {entry.compress_type}")


def _chunks(stream: BinaryIO, left: int) -> Iterator[bytes]:
    while left > 0 and (chunk := stream.read(min(CHUNK, left))):
        left -= len(chunk)
        yield chunk


def _deflated(stream: BinaryIO, left: int) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-15)
    try:
        for piece in _chunks(stream, left):
            waiting = piece
            while waiting and not inflater.eof:
                yield inflater.decompress(waiting, 4 * CHUNK)
                waiting = inflater.unconsumed_tail
    except zlib.error:
        raise Refused("damaged", found="zip") from None


def _refuse_beginning(name: str, beginning: bytes) -> None:
    """Refuses XML that declares entities, and an archive in the archive; objects embedded in a sheet are only said."""
    if name.lower().endswith((".xml", ".rels")) and b"<!ENTITY" in beginning.replace(b"\0", b""):
        raise Refused("entities")
    is_archive = beginning.startswith((b"PK\x03\x04", *ARCHIVES))
    if is_archive and not name.lower().startswith(("xl/embeddings/", "word/embeddings/", "object ")):
        raise Refused("nested-archive", name=name[:80])

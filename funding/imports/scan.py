"""The first look at a file: its type by content, and whether it is safe to open.

Comes in: a path and the name that the sender gave. Goes out: a FileRead, or Refused with the reason.
Nothing is opened as a workbook here: the signature, the zip's directory and the compound document's directory are
read, sizes declared and inflated are compared, and at most a chunk is in memory at a time.
"""

import hashlib
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from funding.imports.compound import open_compound
from funding.imports.document import FileRead, Refused
from funding.imports.pdf_streams import inflated_sizes

MEBIBYTE = 1024 * 1024
CHUNK = 64 * 1024

# What each extension promises. Any other extension promises nothing, and the content alone decides.
PROMISES = {
    ".xlsx": "xlsx",
    ".xls": "xls",
    ".ods": "ods",
    ".pdf": "pdf",
    ".csv": "csv",
    ".tsv": "csv",
    ".tab": "csv",
    ".psv": "csv",
    ".ssv": "csv",
    ".txt": "csv",
}
ARCHIVES = {
    b"\x1f\x8b": "gzip",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"Rar!\x1a\x07": "rar",
    b"BZh": "bzip2",
    b"\xfd7zXZ\x00": "xz",
    b"\x28\xb5\x2f\xfd": "zstd",
}
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
WEB_PAGE = re.compile(rb"\s*(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body|table|script|meta|div)\b", re.I | re.S)
JSON = re.compile(rb'\s*(\{\s*"[^"\n]*"\s*:|\[\s*[\[{])')
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes beyond which a file is refused unopened."""

    bytes: int = 60 * MEBIBYTE
    inflated: int = 400 * MEBIBYTE
    # A sheet of a million rows that hold only formats inflates 30 to 60 times; a bomb about a thousand times.
    ratio: int = 150
    ratio_from: int = 20 * MEBIBYTE
    entries: int = 5_000


def scan(path: str | Path, name: str = "", limits: Limits = Limits()) -> FileRead:
    """Type, size and SHA-256 of a file that may be opened. Raises Refused with the reason where it may not."""
    path = Path(path)
    name = name or path.name
    if not path.is_file():
        raise Refused("no-such-file", name=name)
    size = path.stat().st_size
    if not size:
        raise Refused("empty", name=name)
    if size > limits.bytes:
        raise Refused("too-big", size=spelt_size(size), limit=spelt_size(limits.bytes))
    with path.open("rb") as stream:
        found = type_of(stream, size, limits, Path(name).suffix.lower())
        promised = PROMISES.get(Path(name).suffix.lower(), found)
        if promised != found:
            raise Refused("wrong-content", extension=Path(name).suffix.lower(), found=found.upper())
        if found == "pdf":
            _check_pages(path, size, limits)
        stream.seek(0)
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return FileRead(name=name, sha256=digest, bytes=size, type=found)


def _check_pages(path: Path, size: int, limits: Limits) -> None:
    """A scanned page that is all white deflates a thousand times: only the whole is limited."""
    total = 0
    for inflated in inflated_sizes(path):
        total += inflated
        if total > limits.inflated:
            raise Refused("bomb", size=spelt_size(size), inflated=f"> {spelt_size(total)}")


def spelt_size(count: int) -> str:
    """A size in binary units, the same in both languages: '512 MiB'."""
    size = float(count)
    for unit in ("B", "KiB", "MiB"):
        if size < 1024:
            return f"{size:.0f} {unit}"
        size /= 1024
    return f"{size:.1f} GiB"


def type_of(stream: BinaryIO, size: int, limits: Limits, extension: str) -> str:
    """xlsx, xls, ods, pdf or csv, by content. Raises Refused for everything else."""
    head = stream.read(CHUNK)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _type_of_zip(stream, size, limits, extension)
    if head.startswith(COMPOUND):
        return _type_of_compound(stream, size, extension)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    for signature, found in ARCHIVES.items():
        if head.startswith(signature):
            raise Refused("archive", found=found)
    if not looks_like_text(head):
        found = _name_of_binary(head)
        raise _mismatch(extension, found) or Refused("unknown-type", found=found)
    for pattern, found in ((WEB_PAGE, "html"), (JSON, "json")):
        if pattern.match(head.removeprefix(BYTE_ORDER_MARKS[0])):
            raise _mismatch(extension, found) or Refused("unknown-type", found=found)
    if head.lstrip()[:5] in (b"<?xml", b"{\\rtf"):
        found = "xml" if b"<?xml" in head[:64] else "word"
        raise _mismatch(extension, found) or Refused("unknown-type", found=found)
    return "csv"


def _mismatch(extension: str, found: str) -> Refused | None:
    return Refused("wrong-content", extension=extension, found=found) if extension in PROMISES else None


def looks_like_text(sample: bytes) -> bool:
    """Whether bytes are text in some encoding: few control characters, or UTF-16 with its regular zeros."""
    if sample.startswith(BYTE_ORDER_MARKS):
        return True
    zeros = sample.count(0)
    if zeros > len(sample) // 100:
        halves = (sample[0::2].count(0), sample[1::2].count(0))
        return max(halves) > len(sample) * 0.2 and min(halves) < len(sample) * 0.02
    controls = len(sample) - len(sample.translate(None, bytes([*range(9), 11, *range(14, 27), *range(28, 32), 127])))
    return controls <= max(2, len(sample) // 50)


def _name_of_binary(head: bytes) -> str:
    import puremagic

    try:
        found = puremagic.from_string(head)
    except (puremagic.PureError, ValueError):
        return "binary"
    return found.lstrip(".").upper() or "binary"


# --- zip: XLSX, ODS, or something else -------------------------------------------------------------------------------


def _type_of_zip(stream: BinaryIO, size: int, limits: Limits, extension: str) -> str:
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, OSError) as error:
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
        raise _mismatch(extension, "zip") or Refused("archive", found="zip")
    if b"macroenabled" in _beginning(archive, "[Content_Types].xml").lower():
        raise Refused("macro")
    if any(name.startswith("xl/workbook") and name.endswith(".bin") for name in names):
        raise Refused("not-yet-readable", found="XLSB")
    for folder, found in (("word/", "word"), ("ppt/", "slides")):
        if any(name.startswith(folder) for name in names):
            raise _mismatch(extension, found) or Refused("unknown-type", found=found)
    if not any(name.startswith(("xl/", "/xl/")) for name in names):
        raise _mismatch(extension, "zip") or Refused("archive", found="zip")
    return "xlsx"


def _kind_of_open_document(archive: zipfile.ZipFile, names: set[str], extension: str) -> str:
    mimetype = _beginning(archive, "mimetype").decode("latin-1").strip()
    if not mimetype.startswith(OPEN_DOCUMENT + "spreadsheet"):
        found = "word" if mimetype.startswith(OPEN_DOCUMENT + "text") else "zip"
        raise _mismatch(extension, found) or Refused("unknown-type", found=found)
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
            except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
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


# --- compound document: XLS, an encrypted workbook, or something else ------------------------------------------------


def _type_of_compound(stream: BinaryIO, size: int, extension: str) -> str:
    try:
        found = open_compound(stream, size)
    except (struct.error, IndexError, ValueError):
        raise Refused("damaged", found="compound") from None
    names = set(found.streams)
    if "encryptedpackage" in names:
        raise Refused("encrypted")
    if any(name.startswith(("_vba_project", "vba")) for name in names):
        raise Refused("macro")
    workbook = next((name for name in ("workbook", "book") if name in names), None)
    if workbook is None:
        other = "word" if "worddocument" in names else "compound"
        raise _mismatch(extension, other) or Refused("unknown-type", found=other)
    if _has_password(stream, found.offset(workbook)):
        raise Refused("encrypted")
    return "xls"


def _has_password(stream: BinaryIO, offset: int) -> bool:
    """Whether a FilePass record (0x002F) stands among the workbook's first records (MS-XLS § 2.4.117)."""
    stream.seek(offset)
    block = stream.read(512)
    position = 0
    while position + 4 <= len(block):
        record, length = struct.unpack_from("<HH", block, position)
        if record == 0x2F:
            return True
        if record in (0, 0x85):
            return False
        position += 4 + length
    return False

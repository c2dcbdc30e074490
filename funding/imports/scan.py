"""The first look at a file: its type by content, and whether it is safe to open.

Comes in: a path and the name that the sender gave. Goes out: a FileRead, or Refused with the reason.
Nothing is opened as a workbook here: the signature, the zip's directory and the compound document's directory are
read, sizes declared and inflated are compared, and at most a chunk is in memory at a time.
"""

import hashlib
import re
import struct
from pathlib import Path
from typing import BinaryIO

from funding.imports.compound import open_compound
from funding.imports.document import FileRead, Refused
from funding.imports.pdf_streams import inflated_sizes
from funding.imports.scan_limits import ARCHIVES, CHUNK, LIMITS, PROMISES, Limits, mismatch, spelt_size
from funding.imports.scan_zip import type_of_zip

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
WEB_PAGE = re.compile(rb"\s*(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body|table|script|meta|div)\b", re.I | re.S)
JSON = re.compile(rb'\s*(\{\s*"[^"\n]*"\s*:|\[\s*[\[{])')


def scan(path: str | Path, name: str = "", limits: Limits = LIMITS) -> FileRead:
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


def type_of(stream: BinaryIO, size: int, limits: Limits, extension: str) -> str:
    """xlsx, xls, ods, pdf or csv, by content. Raises Refused for everything else."""
    head = stream.read(CHUNK)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return type_of_zip(stream, size, limits, extension)
    if head.startswith(COMPOUND):
        return _type_of_compound(stream, size, extension)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    for signature, found in ARCHIVES.items():
        if head.startswith(signature):
            raise Refused("archive", found=found)
    if not looks_like_text(head):
        found = _name_of_binary(head)
        raise mismatch(extension, found) or Refused("unknown-type", found=found)
    for pattern, found in ((WEB_PAGE, "html"), (JSON, "json")):
        if pattern.match(head.removeprefix(BYTE_ORDER_MARKS[0])):
            raise mismatch(extension, found) or Refused("unknown-type", found=found)
    if head.lstrip()[:5] in (b"<?xml", b"{\\rtf"):
        found = "xml" if b"<?xml" in head[:64] else "word"
        raise mismatch(extension, found) or Refused("unknown-type", found=found)
    return "csv"


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
        raise mismatch(extension, other) or Refused("unknown-type", found=other)
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

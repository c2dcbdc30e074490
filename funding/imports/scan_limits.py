"""What a file may be at most, and what its name promises: what every step of the first look shares."""

from dataclasses import dataclass

from funding.imports.document import Refused

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


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes beyond which a file is refused unopened."""

    bytes: int = 60 * MEBIBYTE
    inflated: int = 400 * MEBIBYTE
    # A sheet of a million rows that hold only formats inflates 30 to 60 times; a bomb about a thousand times.
    ratio: int = 150
    ratio_from: int = 20 * MEBIBYTE
    entries: int = 5_000


LIMITS = Limits()


def spelt_size(count: int) -> str:
    """A size in binary units, the same in both languages: '512 MiB'."""
    size = float(count)
    for unit in ("B", "KiB", "MiB"):
        if size < 1024:
            return f"{size:.0f} {unit}"
        size /= 1024
    return f"{size:.1f} GiB"


def mismatch(extension: str, found: str) -> Refused | None:
    return Refused("wrong-content", extension=extension, found=found) if extension in PROMISES else None

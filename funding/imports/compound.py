"""The compound document, the container of XLS and of encrypted workbooks: its streams and where they are.

Comes in: an open file. Goes out: a Compound (MS-CFB § 2.2 to 2.6). Raises struct.error, IndexError or ValueError where the
file is not what it says; no chain of sectors is followed beyond the file's own size.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

LAST = 0xFFFFFFFA
# Streams under this size stand in sectors of 64 bytes inside the root's.
SMALL = 4_096


@dataclass(slots=True)
class Compound:
    """`streams` maps a name in lower case to (its first sector, its length)."""

    stream: BinaryIO
    size: int
    sector: int
    fat: list[int] = field(default_factory=list)
    streams: dict[str, tuple[int, int]] = field(default_factory=dict)
    root: int = 0

    def offset(self, name: str) -> int:
        """Where the stream begins in the file."""
        first, length = self.streams[name]
        return (self.root + 1) * self.sector + first * 64 if length < SMALL else (first + 1) * self.sector

    def content(self, name: str) -> bytes:
        """All of a stream; of a small one what stands in one piece."""
        first, length = self.streams[name]
        if length < SMALL:
            self.stream.seek(self.offset(name))
            return self.stream.read(length)
        return b"".join(self.chain(first))[:length]

    def chain(self, number: int) -> Iterator[bytes]:
        """The sectors of a chain, one after the other."""
        for _ in range(self.size // self.sector + 1):
            if number >= LAST:
                return
            self.stream.seek((number + 1) * self.sector)
            yield self.stream.read(self.sector)
            number = self.fat[number]


def open_compound(stream: BinaryIO, size: int) -> Compound:
    """Reads the header, the table of sectors and the directory."""
    stream.seek(0)
    header = stream.read(512)
    found = Compound(stream, size, 1 << struct.unpack_from("<H", header, 30)[0])
    if found.sector not in (512, 4096):
        raise ValueError(found.sector)
    for number in _fat_sectors(found, header):
        stream.seek((number + 1) * found.sector)
        found.fat += struct.unpack(f"<{found.sector // 4}I", stream.read(found.sector))
    for block in found.chain(struct.unpack_from("<I", header, 48)[0]):
        for offset in range(0, len(block) - 127, 128):
            _add_entry(found, block[offset : offset + 128])
    return found


def _fat_sectors(found: Compound, header: bytes) -> Iterator[int]:
    """The sectors that hold the table: 109 in the header, the others in a chain of their own."""
    numbers = list(struct.unpack_from("<109I", header, 76))
    place, count = struct.unpack_from("<II", header, 68)
    for _ in range(min(count, found.size // found.sector)):
        found.stream.seek((place + 1) * found.sector)
        *more, place = struct.unpack(f"<{found.sector // 4}I", found.stream.read(found.sector))
        numbers += more
    return (number for number in numbers if number < LAST)


def _add_entry(found: Compound, entry: bytes) -> None:
    length = struct.unpack_from("<H", entry, 64)[0]
    name = entry[: max(0, length - 2)].decode("utf-16-le", "replace").lower()
    first, size = struct.unpack_from("<II", entry, 116)
    if entry[66] == 5:
        found.root = first
    elif name:
        found.streams.setdefault(name, (first, size))

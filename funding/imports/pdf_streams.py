"""What the streams of a PDF inflate to, counted without keeping anything of it.

Comes in: a path. Goes out: sizes as they are found, a chunk at a time; who reads stops where it is enough. Only what is
compressed once by « deflate » is followed (ISO 32000-1 § 7.4.4): what hides behind more meets the limits of the child.
"""

import mmap
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

CHUNK = 1024 * 1024
# What of one compressed group of objects is looked at: they are dictionaries, not pictures.
GROUP = 8 * CHUNK
OBJECTS = re.compile(rb"/ObjStm\b[^>]{0,400}>>\s*stream\r?\n")
START = re.compile(rb"stream\r?\n(?=\x78[\x01\x5e\x9c\xda])")


def inflated_sizes(path: Path) -> Iterator[int]:
    """Sizes of inflated chunks, stream after stream."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        for match in START.finditer(content):
            yield from _of_stream(content, match.end())


def _of_stream(content: mmap.mmap, place: int) -> Iterator[int]:
    inflater = zlib.decompressobj()
    waiting = b""
    try:
        while not inflater.eof:
            if not waiting:
                waiting = content[place : place + CHUNK]
                place += len(waiting)
            if not waiting:
                return
            yield len(inflater.decompress(waiting, CHUNK))
            waiting = inflater.unconsumed_tail
    except zlib.error:
        return


def objects_of(path: Path) -> Iterator[bytes]:
    """The text of a PDF's objects: the file as it is, then what its compressed groups of objects inflate to."""
    content = path.read_bytes()
    yield content
    for match in OBJECTS.finditer(content):
        try:
            yield zlib.decompressobj().decompress(content[match.end() :], GROUP)
        except zlib.error:
            continue

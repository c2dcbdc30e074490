"""Messy files made by code, each born from something seen in a real one.

In: rows, as lists. Out: the path of a file in a folder of the test.
"""

import io
import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

Rows = Sequence[Sequence[Any]]

ODS_MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
)


def csv_file(folder: Path, text: str, encoding: str = "utf-8", name: str = "reponse.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def workbook(folder: Path, sheets: dict[str, Rows], name: str = "reponse.xlsx", **options: Any) -> Path:
    """An XLSX. Options: `merges` {sheet: [(range, text)]}, `hidden_sheets`, `hidden_rows` {sheet: [row from 0]},
    `hidden_columns` {sheet: ['B:B']}, `formats` {sheet: {column from 0: format}}, `date_1904`."""
    path = folder / name
    book = xlsxwriter.Workbook(path, {"date_1904": options.get("date_1904", False), "strings_to_urls": False})
    for title, rows in sheets.items():
        sheet = book.add_worksheet(title)
        codes = options.get("formats", {}).get(title, {})
        styles = {column: book.add_format({"num_format": code}) for column, code in codes.items()}
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell not in (None, ""):
                    sheet.write(number, column, cell, styles.get(column))
        for span, text in options.get("merges", {}).get(title, []):
            sheet.merge_range(span, text)
        for row in options.get("hidden_rows", {}).get(title, []):
            sheet.set_row(row, None, None, {"hidden": True})
        for columns in options.get("hidden_columns", {}).get(title, []):
            sheet.set_column(columns, None, None, {"hidden": True})
        if title in options.get("hidden_sheets", ()):
            sheet.hide()
    book.close()
    return path


def zip_file(folder: Path, parts: dict[str, bytes], name: str = "reponse.xlsx") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return path


def open_document(folder: Path, tables: str, styles: str = "", name: str = "reponse.ods") -> Path:
    """An ODS with this XML inside `<office:spreadsheet>`, and these automatic styles."""
    content = (
        f"{ODS_HEAD}<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>"
        f"{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    parts = {"mimetype": ODS_MIMETYPE, "META-INF/manifest.xml": manifest, "content.xml": content}
    return zip_file(folder, {part: text.encode() for part, text in parts.items()}, name)


def ods_row(*cells: str, attributes: str = "", cell_attributes: Sequence[str] = ()) -> str:
    """A row of text cells; an empty one is left empty."""
    filled = []
    for place, cell in enumerate(cells):
        extra = cell_attributes[place] if place < len(cell_attributes) else ""
        text = f'<table:table-cell office:value-type="string" {extra}><text:p>{cell}</text:p></table:table-cell>'
        filled.append(text if cell else f"<table:table-cell {extra}/>")
    return f"<table:table-row {attributes}>{''.join(filled)}</table:table-row>"


def changed(path: Path, part: str, old: bytes, new: bytes) -> Path:
    """The same zip with one part altered."""
    with zipfile.ZipFile(path) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new)
    return zip_file(path.parent, parts, path.name)


def bomb(folder: Path, inflated: int = 512 * 1024 * 1024, declared: int | None = None) -> Path:
    """A small workbook whose sheet inflates to this many bytes; `declared` is what its directory says instead."""
    inside = io.BytesIO()
    with zipfile.ZipFile(inside, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=False) as sheet:
            piece = b" " * (1024 * 1024)
            for _ in range(inflated // len(piece)):
                sheet.write(piece)
    data = bytearray(inside.getvalue())
    if declared is not None:
        for place in _sizes_of(data, b"xl/worksheets/sheet1.xml"):
            struct.pack_into("<I", data, place, declared)
    path = folder / "bombe.xlsx"
    path.write_bytes(bytes(data))
    return path


def _sizes_of(data: bytearray, part: bytes) -> list[int]:
    """Where the inflated size of a part stands: in its own header and in the directory."""
    places = []
    for signature, offset, name_at in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        start = data.find(signature)
        while start >= 0:
            if data[start + name_at : start + name_at + len(part)] == part:
                places.append(start + offset)
            start = data.find(signature, start + 4)
    return places


def compound(folder: Path, streams: dict[str, bytes], name: str = "reponse.xls") -> Path:
    """A compound document (the container of XLS) with these streams, each padded to 4,096 bytes."""
    sectors: list[bytes] = []
    fat = [0xFFFFFFFD]
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0)]
    starts = {}
    for title, content in streams.items():
        padded = content.ljust(4096, b"\0")
        starts[title] = 2 + len(sectors)
        sectors.extend(padded[place : place + 512] for place in range(0, len(padded), 512))
        entries.append(_entry(title, 2, starts[title], len(padded)))
    directory = b"".join(entries).ljust(((len(entries) + 3) // 4) * 512, b"\0")
    assert len(directory) == 512, "at most three streams"
    fat.append(0xFFFFFFFE)
    for title, content in streams.items():
        count = max(1, len(content.ljust(4096, b"\0")) // 512)
        fat.extend(range(starts[title] + 1, starts[title] + count))
        fat.append(0xFFFFFFFE)
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(512, b"\xff")
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<III", header, 44, 1, 1, 0)
    struct.pack_into("<I", header, 56, 4096)
    struct.pack_into("<II", header, 60, 0xFFFFFFFE, 0)
    struct.pack_into("<II", header, 68, 0xFFFFFFFE, 0)
    struct.pack_into("<109I", header, 76, 0, *([0xFFFFFFFF] * 108))
    path = folder / name
    path.write_bytes(bytes(header) + table + directory + b"".join(sectors))
    return path


def _entry(title: str, kind: int, start: int, size: int) -> bytes:
    entry = bytearray(128)
    name = title.encode("utf-16-le")
    entry[: len(name)] = name
    struct.pack_into("<HB", entry, 64, len(name) + 2, kind)
    struct.pack_into("<II", entry, 116, start, size)
    return bytes(entry)

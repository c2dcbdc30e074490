"""An XLSX file as a stream: rows that are XML already go into the archive as they come, and out to who asked.

In: a heading, rows as « <row>…</row> », and the lines of a sheet of notes. Out: pieces of the archive; memory stays flat
however many rows there are. More rows than a sheet holds go on to the next one. The format is ECMA-376's smallest:
no shared strings, one style for headings.
"""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any, NamedTuple

from funding.export_lines import cell

# A sheet ends there (ECMA-376 limits as Excel states them).
SHEET_ROWS = 1_048_576
ROWS_AT_ONCE = 500
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STYLES = (
    f'{XML}<styleSheet xmlns="{MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>'
)


class Heading(NamedTuple):
    """The first row of a sheet, and how wide its columns are."""

    texts: Sequence[str]
    widths: Sequence[int]


class Sink:
    """Where the archive is written: what has come since is taken away."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        self.pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        pass

    def taken(self) -> bytes:
        data = b"".join(self.pieces)
        self.pieces.clear()
        return data


def workbook(
    heading: Heading, rows: Iterable[str], notes: Sequence[Sequence[str]], names: tuple[str, str]
) -> Iterator[bytes]:
    """Pieces of the archive. `names`: of the sheets of data and of notes."""
    sink = Sink()
    sheets: list[str] = []
    waiting = iter(rows)
    # Of a file that can't be wound back, zipfile asks write and flush only.
    file: Any = sink
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/styles.xml", STYLES)
        # What is there goes out before the first row is asked for.
        yield sink.taken()
        first: str | None = next(waiting, None)
        while first is not None or not sheets:
            sheets.append(names[0] if not sheets else f"{names[0]} {len(sheets) + 1}")
            here = islice(chain([first] if first is not None else [], waiting), SHEET_ROWS - 1)
            yield from sheet(archive, sink, len(sheets), heading, here)
            first = next(waiting, None)
        sheets.append(names[1])
        lines = (f"<row>{''.join(cell(text) for text in line)}</row>" for line in notes[1:])
        yield from sheet(archive, sink, len(sheets), Heading(notes[0], (30, 30, 30, 60, 60)), lines)
        for name, content in frame(sheets).items():
            archive.writestr(name, content)
    yield sink.taken()


def sheet(archive: zipfile.ZipFile, sink: Sink, number: int, heading: Heading, rows: Iterator[str]) -> Iterator[bytes]:
    with archive.open(f"xl/worksheets/sheet{number}.xml", "w", force_zip64=True) as file:
        file.write(before_rows(heading).encode())
        yield sink.taken()
        while piece := "".join(islice(rows, ROWS_AT_ONCE)):
            file.write(piece.encode())
            yield sink.taken()
        file.write(b"</sheetData></worksheet>")


def before_rows(heading: Heading) -> str:
    widths = "".join(
        f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>'
        for place, width in enumerate(heading.widths, start=1)
    )
    bold = "".join(cell(text).replace("<c", '<c s="1"', 1) for text in heading.texts)
    return (
        f'{XML}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{widths}</cols><sheetData><row>{bold}</row>"
    )


def frame(sheets: Sequence[str]) -> dict[str, str]:
    """What says which sheets there are: {name in the archive: content}."""
    numbers = range(1, len(sheets) + 1)
    listed = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in zip(numbers, sheets, strict=True)
    )
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in numbers
    )
    links += f'<Relationship Id="rId{len(sheets) + 1}" Type="{OFFICE}/styles" Target="styles.xml"/>'
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{TYPE}.worksheet+xml"/>'
        for number in numbers
    )
    return {
        "xl/workbook.xml": f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
        "_rels/.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "[Content_Types].xml": f'{XML}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>{parts}'
        f'<Override PartName="/xl/styles.xml" ContentType="{TYPE}.styles+xml"/></Types>',
    }

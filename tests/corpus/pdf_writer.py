"""PDF files written by hand: text at its place, ruled lines, black boxes, a picture.

In: pages, as what is drawn on them. Out: the bytes of a PDF (ISO 32000-1) with one font, Helvetica, in cp1252.
Nothing is compressed: what a test draws can be read in its file.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

WIDTH, HEIGHT = 612, 792
LEFT, TOP = 50, 740
LINE = 16


def _text(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


@dataclass
class Page:
    """What is drawn on a page; y counts upwards from its foot, as in PDF."""

    drawn: list[str] = field(default_factory=list)
    has_picture: bool = False
    marks: list[str] = field(default_factory=list)
    # What is put into the page's dictionary and into that of its resources, as it is.
    said: str = ""
    resources: str = ""

    def text(self, x: float, y: float, text: str, size: float = 9, grey: float = 0) -> "Page":
        self.drawn.append(f"{grey} g BT /F1 {size} Tf {x} {y} Td ({_text(text)}) Tj ET 0 g")
        return self

    def across(self, x: float, y: float, text: str, size: float = 80, tilted: bool = True, grey: float = 0.8) -> "Page":
        """A stamp over the page, tilted by half a right angle."""
        matrix = "0.7 0.7 -0.7 0.7" if tilted else "1 0 0 1"
        self.drawn.append(f"{grey} g BT /F1 {size} Tf {matrix} {x} {y} Tm ({_text(text)}) Tj ET 0 g")
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float) -> "Page":
        self.drawn.append(f"0.5 w {x0} {y0} m {x1} {y1} l S")
        return self

    def box(self, x: float, y: float, width: float, height: float, grey: float = 0) -> "Page":
        self.drawn.append(f"{grey} g {x} {y} {width} {height} re f 0 g")
        return self

    def mark(self, x: float, y: float, width: float, height: float, kind: str) -> "Page":
        """A remark laid over the page, which a reader draws and the page itself does not hold."""
        self.marks.append(f"<< /Type /Annot /Subtype {kind} /Rect [{x} {y} {x + width} {y + height}] /IC [0 0 0] >>")
        return self

    def picture(self) -> "Page":
        """A scanned page: a grey picture over all of it, and no text."""
        self.has_picture = True
        self.drawn.append(f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /Im1 Do Q")
        return self

    def lines(self, *texts: str, top: float = TOP) -> float:
        """Text, a line under the other; where the next one would stand comes back."""
        for text in texts:
            self.text(LEFT, top, text)
            top -= LINE
        return top

    def unruled(self, columns: Sequence[float], rows: Sequence[Sequence[str]], top: float = TOP) -> float:
        """Cells at the columns' left edges; a number ends where its column ends, as numbers do."""
        for row in rows:
            for x, cell in zip(columns, row, strict=False):
                if cell:
                    self.text(x, top, cell)
            top -= LINE
        return top

    def ruled(
        self, widths: Sequence[float], rows: Sequence[Sequence[str | None]], top: float = TOP, size: float = 9
    ) -> float:
        """A table with lines around each cell; None is covered by the cell before it. A newline starts a second line."""
        edges = [LEFT + sum(widths[:place]) for place in range(len(widths) + 1)]
        for row in rows:
            height = LINE + 10 * max((cell or "").count("\n") for cell in row)
            self.line(edges[0], top, edges[-1], top)
            for place, cell in enumerate(row):
                if cell is None:
                    continue
                self.line(edges[place], top, edges[place], top - height)
                for number, piece in enumerate(cell.split("\n")):
                    self.text(edges[place] + 3, top - 11 - 10 * number, piece, size)
            self.line(edges[-1], top, edges[-1], top - height)
            top -= height
        self.line(edges[0], top, edges[-1], top)
        return top - LINE


# Keys of the standard handler (ISO 32000-1 § 7.6.3) that no password opens.
LOCKED = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'11' * 32}> /U <{'22' * 32}> /P -4 >> /ID [<33> <33>]"


def write(path: Path, pages: Sequence[Page], catalogue: str = "", locked: bool = False) -> Path:
    """The file. `catalogue` is put into the catalogue as it is; a locked file asks for a password."""
    numbers = [5 + 2 * place for place in range(len(pages))]
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalogue} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        _picture(),
    ]
    for page, number in zip(pages, numbers, strict=True):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] {page.said} /Contents {number + 1} 0 R "
            f"/Annots [{' '.join(page.marks)}] "
            f"/Resources << /Font << /F1 3 0 R >> /XObject << /Im1 4 0 R >> {page.resources} >> >>".encode()
        )
        content = "\n".join(page.drawn).encode("cp1252")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    path.write_bytes(_file(objects, LOCKED if locked else ""))
    return path


def _picture() -> bytes:
    data = zlib.compress(bytes((x * y) % 200 for y in range(60) for x in range(60)))
    head = (
        "<< /Type /XObject /Subtype /Image /Width 60 /Height 60 /ColorSpace /DeviceGray /BitsPerComponent 8 "
        f"/Filter /FlateDecode /Length {len(data)} >>"
    )
    return head.encode() + b"\nstream\n" + data + b"\nendstream"


def _file(objects: Sequence[bytes], trailer: str = "") -> bytes:
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    said = b"<< /Size %d /Root 1 0 R %s >>" % (len(objects) + 1, trailer.encode())
    out += b"trailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (said, start)
    return bytes(out)

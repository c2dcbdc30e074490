"""Pages of a PDF as pictures, for whoever enters by hand what no machine reads.

Comes in: the path of a PDF and a page. Goes out: its number of pages, or a page as PNG. A stranger's file is drawn in a
process of its own with limits, as it is read (child.py); that process calls `answer`.
"""

import tempfile
from pathlib import Path
from typing import Any

from funding.imports.child import Limits, ask_child
from funding.imports.document import Refused

# Wide enough to read small print on a screen.
PIXELS_WIDE = 1_400
LIMITS = Limits(cpu_seconds=30, seconds=60)


def page_count(path: str | Path) -> int:
    """How many pages the PDF has. Raises Refused where it can't be opened."""
    return int(ask_child({"picture": 0, "path": str(Path(path).resolve())}, LIMITS)["pages"])


def page_picture(path: str | Path, page: int) -> bytes:
    """A page (from 1) as PNG. Raises Refused where there is no such page or it can't be drawn."""
    with tempfile.NamedTemporaryFile(prefix="page-", suffix=".png") as file:
        ask_child({"picture": page, "path": str(Path(path).resolve()), "spool": file.name}, LIMITS)
        return Path(file.name).read_bytes()


# --- in the child ----------------------------------------------------------------------------------------------------


def answer(order: dict[str, Any]) -> dict[str, Any]:
    """{"pages": how many}; page `order["picture"]`, where it is not 0, is drawn into `order["spool"]`."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(order["path"])
    except pypdfium2.PdfiumError as error:
        raise Refused("damaged", found=type(error).__name__) from None
    pages = len(document)
    if order["picture"]:
        if not 0 < order["picture"] <= pages:
            raise Refused("no-such-page", page=order["picture"], pages=pages)
        page = document[order["picture"] - 1]
        scale = min(PIXELS_WIDE / page.get_width(), 4.0)
        page.render(scale=scale).to_pil().convert("RGB").save(order["spool"], "PNG", optimize=False)
    return {"pages": pages}

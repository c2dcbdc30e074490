"""Text files with separators: comma, semicolon, tab or pipe, in whatever encoding.

Comes in: the file's bytes. Goes out: rows of text, and what was found and mended on the way (as (code, parameters)).
"""

import csv
import io
import re
from collections import Counter
from typing import Any

from funding.imports.double_encoding import USUAL, repair_twice_encoded

Notice = tuple[str, dict[str, Any]]

SEPARATORS = (";", ",", "\t", "|")
# A character that no text holds: each line is one cell.
NO_SEPARATOR = "\x1f"
SAMPLE_CHARACTERS = 200_000
SAMPLE_ROWS = 300
# More line ends than this in one cell, and its opening quotation mark was never closed.
LINES_IN_A_CELL = 60


def read_delimited(data: bytes) -> tuple[list[list[str]], list[Notice], str]:
    """(rows, notices, separator). A cell of white space is empty."""
    text, notices = decoded(data)
    separator = separator_of(text)
    spaced = re.search(rf'{re.escape(separator)} +"', text[:SAMPLE_CHARACTERS]) is not None
    rows = _rows(text, separator, spaced, csv.QUOTE_MINIMAL)
    if any(_swallowed(cell) for row in rows for cell in row if len(cell) > 500):
        notices.append(("unclosed-quote", {}))
        rows = _rows(text, separator, spaced, csv.QUOTE_NONE)
    return [[cell if cell and not cell.isspace() else "" for cell in row] for row in rows], notices, separator


def _swallowed(cell: str) -> bool:
    return cell.count("\n") > LINES_IN_A_CELL


def _rows(text: str, separator: str, spaced: bool, quoting: int) -> list[list[str]]:
    limit = csv.field_size_limit(2**31 - 1)
    try:
        reader = csv.reader(
            io.StringIO(text, newline=None),
            delimiter=separator,
            skipinitialspace=spaced,
            quoting=quoting,  # type: ignore[arg-type]
        )
        return list(reader)
    finally:
        csv.field_size_limit(limit)


def separator_of(text: str) -> str:
    """The separator that gives the most rows the same number of cells; NO_SEPARATOR where none does."""
    sample = text[:SAMPLE_CHARACTERS]
    if len(text) > len(sample):
        sample = sample[: max(sample.rfind("\n"), sample.rfind("\r")) + 1] or sample
    stated = re.match(r"sep=([;,\t|])\s*[\r\n]", sample, re.IGNORECASE)
    if stated:
        return stated[1]
    scores = {separator: _regularity(sample, separator) for separator in SEPARATORS}
    best = max(SEPARATORS, key=lambda separator: scores[separator])
    return best if scores[best] > 0 else NO_SEPARATOR


def _regularity(sample: str, separator: str) -> float:
    if separator not in sample:
        return 0.0
    rows = _rows(sample, separator, False, csv.QUOTE_MINIMAL)[:SAMPLE_ROWS]
    lengths = Counter(len(row) for row in rows if any(cell.strip() for cell in row))
    if not lengths:
        return 0.0
    commonest, count = max(lengths.items(), key=lambda item: (item[0] > 1, item[1]))
    # Prose has commas too, but no two lines agree on them, and what stands between them is long.
    cells = [cell for row in rows for cell in row if cell]
    is_prose = 2 * count < lengths.total() and sum(map(len, cells)) > 12 * len(cells)
    return count / lengths.total() + 0.02 * min(commonest, 20) if commonest > 1 and not is_prose else 0.0


# --- encodings -------------------------------------------------------------------------------------------------------


def decoded(data: bytes) -> tuple[str, list[Notice]]:
    """The text, and what had to be guessed or mended."""
    text, notices = _decoded(data)
    guessed = any(code == "encoding-guessed" for code, _ in notices)
    text, repaired, example = (text, 0, "") if guessed else repair_twice_encoded(text)
    if repaired:
        notices.append(("double-encoding", {"count": repaired, "example": example}))
    lost = text.count("\ufffd")
    if lost:
        notices.append(("lost-characters", {"count": lost, "example": "\ufffd"}))
    return text, notices


def _decoded(data: bytes) -> tuple[str, list[Notice]]:
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    elif data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), []
    else:
        wide = _wide_encoding(data)
        if wide:
            return data.decode(wide, "replace"), [("encoding-guessed", {"encoding": wide.upper()})]
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        return _legacy(data)


def _wide_encoding(data: bytes) -> str:
    """UTF-16 without its mark: every second byte of western text is zero."""
    sample = data[:4096]
    if not sample.count(0) or sample.count(0) < len(sample) // 5:
        return ""
    return "utf-16-le" if sample[1::2].count(0) > sample[0::2].count(0) else "utf-16-be"


def _legacy(data: bytes) -> tuple[str, list[Notice]]:
    """Not UTF-8, or not all of it: a mixture, or one of the older encodings."""
    lines = re.split(rb"(?<=\n)|(?<=\r)(?!\n)", data)
    good, bad = 0, 0
    for line in lines:
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
            good += 1
        except UnicodeDecodeError:
            bad += 1
    if good and good >= bad / 20 and _usual_share(data.decode("utf-8", "ignore")) > 0.9:
        return "".join(_line(line) for line in lines), [("encoding-mixed", {"count": bad, "encoding": "CP1252"})]
    encoding = _legacy_encoding(data)
    return data.decode(encoding, "replace"), [("encoding-guessed", {"encoding": encoding.upper().replace("_", "-")})]


def _line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def _usual_share(text: str) -> float:
    """Of the characters beyond ASCII, the part that French and English use."""
    counts = Counter(character for character in text if character > "\x7f")
    total = counts.total()
    return sum(count for character, count in counts.items() if character in USUAL) / total if total else 1.0


def _legacy_encoding(data: bytes) -> str:
    shares = {}
    # Beyond an eighth of the text, the bytes are another alphabet's (seen: Big5), not accents.
    sample = data[:SAMPLE_CHARACTERS]
    if len(sample) > 200 and sum(byte > 0x7F for byte in sample) > len(sample) / 8:
        return _detected(data)
    for encoding in ("cp1252", "mac_roman", "cp850"):
        text = data.decode(encoding, "replace")
        # In the right encoding an accented letter stands among letters, not alone among signs.
        within = len(re.findall(r"[A-Za-z][à-ÿœ]|[à-ÿœ][A-Za-z]", text)) / max(
            1, len(re.findall(r"[^\x00-\x7f]", text))
        )
        shares[encoding] = _usual_share(text) + 0.2 * min(within, 1)
    best = max(shares, key=lambda encoding: shares[encoding])
    if _usual_share(data.decode(best, "replace")) >= 0.9:
        return best
    return _detected(data)


def _detected(data: bytes) -> str:
    from charset_normalizer import from_bytes

    found = from_bytes(data[:SAMPLE_CHARACTERS]).best()
    return found.encoding if found else "cp1252"

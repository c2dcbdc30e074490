"""A row of a download as one text, from an object: the line of a CSV, of a CSV for Excel, of JSON, the row of a workbook.

In: columns and an object. Out: text without the end of the line. `export_dress` says the same in SQL.
"""

import csv
import json
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from funding.export_columns import Column, Type

# What a spreadsheet takes for the beginning of a formula (OWASP, « CSV Injection », read 2026-11).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# Excel in French takes the semicolon for a separator and the comma for a decimal mark.
SEPARATORS = {"fr": ";", "en": ","}
DECIMAL_MARKS = {"fr": ",", "en": "."}
# A cell of an XLSX file holds as many characters (ECMA-376 limits as Excel states them).
CELL_LENGTH = 32_767
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
LOOKS_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


class Echo:
    """A file that gives back what is written to it: csv writes a line, the response sends it."""

    def write(self, text: str) -> str:
        return text


def csv_writer(separator: str = ",") -> Any:
    return csv.writer(Echo(), delimiter=separator, lineterminator="")


def neutral(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would run it."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def labelled(column: Column, code: str) -> str:
    """The word of a closed list, in the active language; the code itself where the list does not have it."""
    known = column.choices and code in column.choices.values
    return str(column.choices(code).label) if known and code else code  # type: ignore[misc]


def number_text(value: Decimal | int) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def plain_value(column: Column, row: Any) -> str:
    """As programs read it: points, codes, true and false."""
    value = column.of(row)
    if value is None:
        return ""
    if column.holds is Type.NUMBER:
        return number_text(value)
    if column.holds is Type.FLAG:
        return "true" if value else "false"
    if column.holds is Type.LIST:
        return neutral("; ".join(value))
    return neutral(str(value))


def reader_value(column: Column, row: Any) -> str | Decimal | int | None:
    """As people read it, in the active language: words of closed lists, yes and no; numbers stay numbers."""
    value = column.of(row)
    if value is None or column.holds is Type.NUMBER:
        return value
    if column.holds is Type.FLAG:
        return _("Yes") if value else _("No")
    if column.holds is Type.LIST:
        return "; ".join(labelled(column, part) for part in value)
    return labelled(column, str(value))


def excel_value(column: Column, row: Any, mark: str) -> str:
    value = reader_value(column, row)
    if value is None:
        return ""
    if isinstance(value, str):
        return neutral(value)
    return number_text(value).replace(".", mark)


def csv_line(columns: Sequence[Column], row: Any, writer: Any) -> str:
    return writer.writerow([plain_value(column, row) for column in columns])


def excel_line(columns: Sequence[Column], row: Any, writer: Any, language: str) -> str:
    """In the active language, which is `language`."""
    return writer.writerow([excel_value(column, row, DECIMAL_MARKS[language]) for column in columns])


def json_value(column: Column, row: Any) -> Any:
    """Numbers as numbers, with all their figures; lists as lists; nothing as null."""
    value = column.of(row)
    return list(value) if column.holds is Type.LIST else value


def json_line(columns: Sequence[Column], row: Any) -> str:
    parts = [f"{json.dumps(column.name)}:{json_text(json_value(column, row))}" for column in columns]
    return f"{{{','.join(parts)}}}"


def json_text(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if value is not None and not isinstance(value, str | int | bool | list):
        value = str(value)
    return json_text_of(value)


def json_text_of(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def cell(value: str | Decimal | int | None) -> str:
    """A cell of a workbook: a number as a number, anything else as text, which never runs."""
    if value is None or value == "":
        return "<c/>"
    if not isinstance(value, str):
        return f"<c><v>{number_text(value)}</v></c>"
    text = value if len(value) <= CELL_LENGTH else f"{value[: CELL_LENGTH - 1]}…"
    text = LOOKS_ESCAPED.sub(r"_x005F_x\1_", NOT_IN_XML.sub("", text))
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def workbook_row(columns: Sequence[Column], row: Any) -> str:
    """In the active language."""
    return f"<row>{''.join(cell(reader_value(column, row)) for column in columns)}</row>"

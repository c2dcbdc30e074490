"""A row of a download as one text, in SQL: the line of a CSV, of a CSV for Excel, of JSON, the row of a workbook.

In: a kind of row (`export_kinds`), whose columns stand in a table of DuckDB under their names. Out: SQL expressions, one
per dress. `export_lines` makes the same texts from objects; a test holds them equal. A release keeps every row in every
dress, so that a download is a choice of texts and nothing is written twice.
"""

from django.utils.translation import gettext as _
from django.utils.translation import override

from funding.export_columns import Column, Kind, Type
from funding.export_lines import CELL_LENGTH, DECIMAL_MARKS, SEPARATORS

LANGUAGES = ("fr", "en")
# What the dresses are built of: DuckDB's macros, made once per connection.
MACROS = (
    """CREATE OR REPLACE MACRO neutral(x) AS
       CASE WHEN x[1] IN ('=', '+', '-', '@', chr(9), chr(13)) THEN '''' || x ELSE x END""",
    r"""CREATE OR REPLACE MACRO quoted(x, mark) AS
       CASE WHEN contains(x, mark) OR regexp_matches(x, '["\r\n]') THEN '"' || replace(x, '"', '""') || '"'
       ELSE coalesce(x, '') END""",
    # XML has no control characters; « _x0041_ » would be read as « A » (ECMA-376, ST_Xstring).
    rf"""CREATE OR REPLACE MACRO cell(x) AS
       CASE WHEN coalesce(x, '') = '' THEN '<c/>' ELSE '<c t="inlineStr"><is><t xml:space="preserve">' ||
       replace(replace(replace(regexp_replace(regexp_replace(
         CASE WHEN length(x) > {CELL_LENGTH} THEN left(x, {CELL_LENGTH - 1}) || '…' ELSE x END,
         '[\x00-\x08\x0B\x0C\x0E-\x1F]', '', 'g'), '_x([0-9A-Fa-f]{{4}})_', '_x005F_x\1_', 'g'),
         '&', '&amp;'), '<', '&lt;'), '>', '&gt;') || '</t></is></c>' END""",
)


def dresses(kind: Kind) -> dict[str, str]:
    """{name of the dress: SQL expression}."""
    found = {"csv": csv_line(kind), "json": json_line(kind)}
    for language in LANGUAGES:
        with override(language):
            found[f"excel_{language}"] = excel_line(kind, language)
            found[f"xlsx_{language}"] = workbook_row(kind)
    return found


def text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def joined(parts: list[str], mark: str) -> str:
    return f" || {text(mark)} || ".join(parts) if mark else " || ".join(parts)


def csv_line(kind: Kind) -> str:
    def plain(column: Column) -> str:
        here = f'"{column.name}"'
        if column.holds is Type.NUMBER:
            return f"coalesce(CAST({here} AS VARCHAR), '')"
        if column.holds is Type.FLAG:
            return f"coalesce(CAST({here} AS VARCHAR), '')"
        words = f"array_to_string({here}, '; ')" if column.holds is Type.LIST else here
        return f"quoted(neutral({words}), ',')"

    return joined([plain(column) for column in kind.columns], ",")


def json_line(kind: Kind) -> str:
    fields = ", ".join(f'"{column.name}" := "{column.name}"' for column in kind.columns)
    return f"CAST(to_json(struct_pack({fields})) AS VARCHAR)"


def read_by_people(column: Column) -> str:
    """Words of closed lists, yes and no, in the active language; numbers as they are, as text."""
    here = f'"{column.name}"'
    if column.holds is Type.NUMBER:
        return f"CAST({here} AS VARCHAR)"
    if column.holds is Type.FLAG:
        return f"CASE WHEN {here} THEN {text(_('Yes'))} WHEN NOT {here} THEN {text(_('No'))} END"
    if column.holds is Type.LIST:
        parts = f"list_transform({here}, lambda part: {labelled(column, 'part')})" if column.choices else here
        return f"array_to_string({parts}, '; ')"
    return labelled(column, here)


def labelled(column: Column, here: str) -> str:
    """The word of a closed list in the active language; the code itself where the list does not have it."""
    if not column.choices:
        return here
    known = [f"WHEN {text(str(code))} THEN {text(str(label))}" for code, label in column.choices.choices if code]
    return f"CASE {here} {' '.join(known)} ELSE {here} END"


def excel_line(kind: Kind, language: str) -> str:
    separator, mark = SEPARATORS[language], DECIMAL_MARKS[language]

    def shown(column: Column) -> str:
        words = read_by_people(column)
        if column.holds is Type.NUMBER:
            return f"quoted(replace({words}, '.', {text(mark)}), {text(separator)})"
        return f"quoted(neutral({words}), {text(separator)})"

    return joined([shown(column) for column in kind.columns], separator)


def workbook_row(kind: Kind) -> str:
    def shown(column: Column) -> str:
        words = read_by_people(column)
        if column.holds is Type.NUMBER:
            return f"coalesce('<c><v>' || {words} || '</v></c>', '<c/>')"
        return f"cell({words})"

    return joined(["'<row>'", *[shown(column) for column in kind.columns], "'</row>'"], "")

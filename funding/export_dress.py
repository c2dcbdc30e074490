"""A row of a download as one text, in SQL: the line of a CSV, of a CSV for Excel, of JSON, the row of a workbook.

In: a kind of row (`export_kinds`), whose columns stand in a table of DuckDB under their names. Out: SQL expressions, one
per dress. `export_lines` makes the same texts from objects; a test holds them equal. A release keeps every row in every
dress, so that a download is a choice of texts and nothing is written twice.
"""

# ruff: noqa: S608  (names come from the mapping of columns, never from a visitor)

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


def dresses(kind: Kind, source: str) -> dict[str, str]:
    """{name of the dress: SELECT of id, key, place and text} of the rows of `source`, each step on its own.

    Steps are nested, not written into one another: a macro repeats what it is given, and macros in macros take DuckDB
    seconds to plan (2026-11).
    """
    found = {"csv": csv_lines(kind, source), "json": json_lines(kind, source)}
    for language in LANGUAGES:
        with override(language):
            found[f"excel_{language}"] = excel_lines(kind, source, language)
            found[f"xlsx_{language}"] = workbook_rows(kind, source)
    return found


def step(values: list[str], source: str) -> str:
    """The values as c0, c1, … beside what says which row it is."""
    shown = ", ".join(f"{value} AS c{place}" for place, value in enumerate(values))
    return f"(SELECT id, key, place, {shown} FROM {source})"


def each(kind: Kind, numbers: str, words: str) -> list[str]:
    """What is done to each column of the step before: « {} » stands for it."""
    return [
        (numbers if column.holds is Type.NUMBER else words).format(f"c{place}")
        for place, column in enumerate(kind.columns)
    ]


def joined(kind: Kind, mark: str, source: str, before: str = "", after: str = "") -> str:
    columns = f", {text(mark)}, ".join(f"c{place}" for place in range(len(kind.columns)))
    if not mark:
        columns = ", ".join(f"c{place}" for place in range(len(kind.columns)))
    parts = ", ".join(part for part in (before and text(before), columns, after and text(after)) if part)
    return f"SELECT id, key, place, concat({parts}) AS text FROM {source}"


def text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def csv_lines(kind: Kind, source: str) -> str:
    def plain(column: Column) -> str:
        here = f'"{column.name}"'
        if column.holds in (Type.NUMBER, Type.FLAG):
            return f"CAST({here} AS VARCHAR)"
        return f"array_to_string({here}, '; ')" if column.holds is Type.LIST else here

    words = step([plain(column) for column in kind.columns], source)
    safe = step(each(kind, "{}", "neutral({})"), words)
    return joined(kind, ",", step(each(kind, "coalesce({}, '')", "quoted({}, ',')"), safe))


def json_lines(kind: Kind, source: str) -> str:
    fields = ", ".join(f'"{column.name}" := "{column.name}"' for column in kind.columns)
    return f"SELECT id, key, place, CAST(to_json(struct_pack({fields})) AS VARCHAR) AS text FROM {source}"


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


def excel_lines(kind: Kind, source: str, language: str) -> str:
    separator, mark = text(SEPARATORS[language]), text(DECIMAL_MARKS[language])
    words = step([read_by_people(column) for column in kind.columns], source)
    safe = step(each(kind, f"replace({{}}, '.', {mark})", "neutral({})"), words)
    return joined(
        kind, SEPARATORS[language], step(each(kind, f"quoted({{}}, {separator})", f"quoted({{}}, {separator})"), safe)
    )


def workbook_rows(kind: Kind, source: str) -> str:
    words = step([read_by_people(column) for column in kind.columns], source)
    cells = step(each(kind, "coalesce('<c><v>' || {} || '</v></c>', '<c/>')", "cell({})"), words)
    return joined(kind, "", cells, "<row>", "</row>")

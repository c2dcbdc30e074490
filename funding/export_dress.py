"""A row of a download in DuckDB's SQL: what each form writes of the columns of a kind.

In: a kind of row (`export_kinds`), whose columns stand in a table under their names. Out: expressions for a SELECT.
DuckDB writes CSV, JSON Lines and Parquet itself; what is said here is what they are to hold. `export_lines` makes the
same values from objects; a test holds them equal.
"""

from django.utils.translation import gettext as _

from funding.export_columns import Column, Kind, Type
from funding.export_lines import CELL_LENGTH, DECIMAL_MARKS, FORMULA_STARTS

# Kept in every file that rows are read from. An empty text is nothing: what is nothing is written without quotes.
MACROS = (
    f"""CREATE MACRO neutral(x) AS
       CASE WHEN ascii(x) IN ({", ".join(str(ord(start)) for start in FORMULA_STARTS)}) THEN '''' || x
       ELSE nullif(x, '') END""",
    # XML has no control characters; « _x0041_ » would be read as « A » (ECMA-376, ST_Xstring).
    rf"""CREATE MACRO cell(x) AS
       CASE WHEN coalesce(x, '') = '' THEN '<c/>' ELSE '<c t="inlineStr"><is><t xml:space="preserve">' ||
       replace(replace(replace(regexp_replace(regexp_replace(
         CASE WHEN length(x) > {CELL_LENGTH} THEN left(x, {CELL_LENGTH - 1}) || '…' ELSE x END,
         '[\x00-\x08\x0B\x0C\x0E-\x1F]', '', 'g'), '_x([0-9A-Fa-f]{{4}})_', '_x005F_x\1_', 'g'),
         '&', '&amp;'), '<', '&lt;'), '>', '&gt;') || '</t></is></c>' END""",
)


def as_they_are(kind: Kind) -> str:
    """Typed columns, for JSON and Parquet."""
    return ", ".join(f'"{column.name}"' for column in kind.columns)


def for_programs(kind: Kind) -> str:
    """As programs read a CSV: codes, points, true and false; what Excel would run is neutral."""
    return ", ".join(f'{plain(column)} AS "{column.name}"' for column in kind.columns)


def plain(column: Column) -> str:
    here = f'"{column.name}"'
    if column.holds in (Type.NUMBER, Type.FLAG):
        return here
    return f"neutral(array_to_string({here}, '; '))" if column.holds is Type.LIST else f"neutral({here})"


def for_excel(kind: Kind, language: str) -> str:
    """As people read a CSV in the active language, which is `language`."""
    return ", ".join(f'{shown(column, language)} AS "{column.name}"' for column in kind.columns)


def shown(column: Column, language: str) -> str:
    if column.holds is Type.NUMBER:
        return f"replace({read_by_people(column)}, '.', {text(DECIMAL_MARKS[language])})"
    return f"neutral({read_by_people(column)})"


def for_workbook(kind: Kind, source: str) -> str:
    """The whole SELECT of the rows of a sheet, in the active language, as XML; `source` is what stands after FROM.

    Its steps are nested, not written into one another: a macro repeats what it is given, and DuckDB would take seconds
    to plan it (2026-11).
    """
    words = ", ".join(f"{read_by_people(column)} AS c{place}" for place, column in enumerate(kind.columns))
    cells = ", ".join(sheet_cell(column, f"c{place}") for place, column in enumerate(kind.columns))
    return f"SELECT concat('<row>', {cells}, '</row>') FROM (SELECT {words} FROM {source})"  # noqa: S608


def sheet_cell(column: Column, here: str) -> str:
    return f"coalesce('<c><v>' || {here} || '</v></c>', '<c/>')" if column.holds is Type.NUMBER else f"cell({here})"


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


def text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"

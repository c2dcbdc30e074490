"""The SQL of Django's querysets as DuckDB reads it, where both engines answer it alike.

In: the SQL that Django compiled for PostgreSQL. Out: the same for DuckDB; NotCovered where something in it is not on the
list of what the two were found to compute alike, word for word (`FUNCTIONS`, `CASTS`; DESIGN § 9).
"""

import re
from typing import Any

from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db import connection
from django.db.models import QuerySet
from django.db.models.sql.where import AND

from funding.models.lines import SQL, TABLE
from funding.release_tables import TABLES
from projects.ids import Among, Ids

# What both engines compute alike, word for word.
FUNCTIONS = {
    *("COUNT", "SUM", "MIN", "MAX", "COALESCE", "NULLIF", "LEFT", "UPPER", "LOWER", "REPLACE", "CONCAT", "FOLD"),
    *("ROW_NUMBER", "RANK", "DENSE_RANK", "EXISTS", "IN", "AND", "OR", "NOT", "FILTER", "OVER", "WHEN", "THEN"),
    *("LENGTH", "SUBSTRING", "ABS", "STRING_AGG", "VALUES", "NUMERIC", "VARCHAR", "ARRAY", "JSON_OBJECT", "ANY"),
    "ARRAY_POSITION",
}
CASTS = {"text", "integer", "bigint", "smallint", "boolean", "varchar"}
CAST = re.compile(r"::([a-z]+(?: precision)?)(\([0-9, ]+\))?")
CALL = re.compile(r"([A-Za-z_]+)\s*\(")
NAMED = re.compile(r'\b(?:FROM|JOIN) "([a-z_]+)"')
WORDS = re.compile(r"\b(DISTINCT ON|AT TIME ZONE|INTERVAL|LATERAL|FOR UPDATE|SIMILAR|RECURSIVE|COLLATE)\b")
MARKS = re.compile(r"(?<![\w'|])/|->|@>|<@|&&|(?<!!)~")
# What is made of the tables, in SQL that both engines read; a release has it written beside them.
VIEWS = {TABLE: SQL}
READABLE = TABLES.keys() | VIEWS.keys()


class NotCovered(Exception):
    """The query has something that the two engines may not answer alike."""


def translated(sql: str, named: set[str]) -> str:
    """The SQL as DuckDB reads it. Raises NotCovered."""
    if not sql.lstrip("(").startswith("SELECT"):
        raise NotCovered("not a SELECT")
    if unknown := named - READABLE:
        raise NotCovered(f"tables that a release has not: {', '.join(sorted(unknown))}")
    for name in CALL.findall(sql):
        if name.upper() not in FUNCTIONS and not name.isupper():
            raise NotCovered(f"function {name}")
        if name.isupper() and name not in FUNCTIONS | KEYWORDS:
            raise NotCovered(f"function {name}")
    for kind, precision in CAST.findall(sql):
        if kind not in CASTS and not (kind == "numeric" and precision):
            raise NotCovered(f"cast to {kind}")
    if found := WORDS.search(sql) or MARKS.search(sql):
        raise NotCovered(f"« {found.group()} »")
    # An object of JSON is spelt in two ways; nothing is asked of it but to be one.
    sql = sql.replace("JSON_OBJECT(", "json_object(").replace(" VALUE ", ", ").replace(" RETURNING JSONB", "")
    # PostgreSQL's LIKE has the backslash for an escape, DuckDB's has none until it is said.
    sql = re.sub(r"LIKE %s", r"LIKE %s ESCAPE '\\'", sql)
    sql = re.sub(r" \|\| '%%'(?! \|\|)", r" || '%%' ESCAPE '\\'", sql)
    return sql.replace("%s", "?").replace("%%", "%")


# Words that stand before a parenthesis and are no function.
KEYWORDS = {
    *(
        "SELECT",
        "FROM",
        "WHERE",
        "ON",
        "AS",
        "BY",
        "UNION",
        "ALL",
        "ELSE",
        "HAVING",
        "LIKE",
        "BETWEEN",
        "IS",
        "DISTINCT",
    ),
    *("INTERSECT", "EXCEPT", "CASE", "JOIN", "LIMIT"),
}


def ids_sql(rows: QuerySet) -> tuple[str, list[Any]]:
    """(SQL for DuckDB, parameters) of the ids of the rows, in their order. Raises NotCovered."""
    try:
        return values_sql(rows.values_list("pk"))
    except EmptyResultSet:
        return "SELECT 0 WHERE false", []


def parts_sql(rows: QuerySet) -> list[tuple[str, list[Any]] | Ids]:
    """The ids of the rows as SELECTs of one condition each, or as the ids that a condition names: a row that is in all of them
    is one of the rows, and no other is. Where the rows are not to be told so, the one SELECT of `ids_sql`. Raises NotCovered."""
    rows = rows.order_by()
    query = rows.values_list("pk").query
    compiler = query.get_compiler(connection=connection)
    compiler.pre_sql_setup()
    where = query.where
    apart = where.connector == AND and not where.negated and len(where.children) > 1
    if query.distinct or query.combinator or compiler.having or compiler.qualify or not apart:
        return [ids_sql(rows)]
    [(_column, (column, of_column), _name)] = compiler.select
    tables, of_tables = compiler.get_from_clause()
    begin = f"SELECT {column} FROM {' '.join(tables)}"  # noqa: S608  (as Django wrote them)
    found: list[tuple[str, list[Any]] | Ids] = []
    for condition in where.children:
        if (named := ids_named(condition)) is not None:
            found.append(named)
            continue
        try:
            said, of_condition = compiler.compile(condition)
        except FullResultSet:
            continue
        except EmptyResultSet:
            return [("SELECT 0 WHERE false", [])]
        sql = f"{begin} WHERE {said}"
        params = [plain(value) for value in (*of_column, *of_tables, *of_condition)]
        found.append((translated(sql, named_in(sql)), params))
    return found or [ids_sql(rows)]


def ids_named(condition: Any) -> Ids | None:
    """The ids of a condition that the rows are among them."""
    among = getattr(condition, "lhs", None)
    return among.ids if isinstance(among, Among) and among.of_key else None


def values_sql(rows: QuerySet) -> tuple[str, list[Any]]:
    """(SQL for DuckDB, parameters) of a `values_list`. Raises NotCovered."""
    sql, params = rows.query.sql_with_params()
    return translated(sql, named_in(sql)), [plain(value) for value in params]


def named_in(sql: str) -> set[str]:
    return set(NAMED.findall(sql))


def plain(value: Any) -> Any:
    """A word of a closed list as text, a typed number of Django's as a number."""
    if isinstance(value, Ids):
        return value.numbers.tolist()
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return int(value)
    return [plain(one) for one in value] if isinstance(value, list) else value

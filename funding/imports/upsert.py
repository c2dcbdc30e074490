# ruff: noqa: S608  (names of tables and columns come from the models, values are always parameters)
"""Facts into the register, many at once: COPY into a temporary table, one MERGE a model.

In: rows of values by field, where a foreign key is the public key of what it points at and None is « not stated ».
Out: which facts were created, which changed (before and after), in the temporary table `merged`.

What a source does not state never overwrites what the register holds. Everything happens in the transaction of the
caller; the history is written by the triggers of projects/history.py, with the context that the caller has set.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models

from projects.models import Fact

# Rows kept in memory before they are copied: a file of a million rows takes no more than one of a thousand.
CHUNK = 5_000
Parameters = Sequence[Any] | dict[str, Any]
# What a new award has on a side that its file says nothing of.
UNSTATED = {"payer_absent": "not_named", "recipient_absent": "not_named"}
MONEY = ("amount", "currency", "amount_status", "amount_text", "rounded_to")


@dataclass
class Incoming:
    """The temporary table of a model: which fields, and whether several rows may speak of one fact."""

    model: type[models.Model]
    fields: Sequence[str]
    shared: bool = False
    waiting: list[tuple[Any, ...]] = field(default_factory=list)
    count: int = 0
    copied: int = 0

    @property
    def table(self) -> str:
        return f"incoming_{self.model._meta.db_table}"

    @property
    def is_fact(self) -> bool:
        return issubclass(self.model, Fact)

    def columns(self) -> list[models.Field]:
        return [self.model._meta.get_field(name) for name in self.fields]  # type: ignore[misc]

    def create(self) -> None:
        """Make the temporary table, when the first rows come: most files fill a few. It goes with the transaction."""
        columns = ", ".join(f'"{column.name}" {temporary_type(column)}' for column in self.columns())
        key = "key text, " if self.is_fact else ""
        create_temporary(self.table, f"(ordinal integer, {key}{columns})")

    def add(self, *values: Any) -> None:
        """A row: the public key first where the model is a fact, then the fields in order."""
        self.waiting.append((self.count, *values))
        self.count += 1
        if len(self.waiting) >= CHUNK:
            self.flush()

    def flush(self) -> None:
        if not self.waiting:
            return
        if not self.copied:
            self.create()
        copy_rows(self.table, self.waiting)
        self.copied += len(self.waiting)
        self.waiting = []

    def finish(self) -> None:
        """All rows are in: let the planner know how many; facts are joined by their key."""
        if not self.count:
            return
        self.flush()
        execute(f'ANALYZE "{self.table}"{" (key)" if self.is_fact else ""}')


def copy_rows(table: str, rows: Sequence[Sequence[Any]], columns: Sequence[str] = ()) -> None:
    """COPY the rows into the table, through the connection that Django has open."""
    names = "(" + ", ".join(f'"{name}"' for name in columns) + ")" if columns else ""
    with connection.cursor() as cursor, cursor.cursor.copy(f'COPY "{table}" {names} FROM STDIN') as copy:
        for row in rows:
            copy.write_row(row)


# From this many rows on, the planner's guesses about tables that were just filled cost more than a plan without them:
# 20,000 rows took 26 s in one nested loop (2026-11).
MANY = 5_000


def prepare(rows: models.QuerySet) -> None:
    """Set the transaction up for statements over so many rows."""
    execute("SET LOCAL work_mem = '64MB'")
    # What search looks for is sorted into its indexes once all of it is there (settle.py).
    execute("SET LOCAL gin_pending_list_limit = '256MB'")
    execute(f"SET LOCAL enable_nestloop = {'off' if are_many(rows, MANY + 1) else 'on'}")


def are_many(rows: models.QuerySet, many: int) -> bool:
    """Whether there are so many rows, or more; they are not all counted."""
    return rows.order_by()[:many].count() == many


def has_key(column: models.Field) -> bool:
    """Whether it points at a fact, which is told by its public key; a use is told by its id."""
    return bool(column.is_relation and issubclass(column.related_model, Fact))  # type: ignore[arg-type]


def temporary_type(column: models.Field) -> str:
    """Its type in the database, text for the public key of another fact."""
    if has_key(column):
        return "text"
    if column.is_relation:
        return "bigint"
    return str(column.db_type(connection))


def create_merged() -> None:
    """The temporary table of what was done: one line for each fact that was created or changed; of a part that changed,
    a line of the fact that it hangs on, without the fact's id."""
    create_temporary("merged", "(kind text, key text, action text, before jsonb, after jsonb, id bigint)")


def create_temporary(table: str, columns: str) -> None:
    """A temporary table that goes with the transaction; one of an earlier import in the same transaction goes now."""
    execute(f'DROP TABLE IF EXISTS pg_temp."{table}"')
    execute(f'CREATE TEMP TABLE "{table}" {columns} ON COMMIT DROP')


def select_into(table: str, query: str, parameters: Parameters = ()) -> None:
    """A temporary table of what a query finds."""
    execute(f'DROP TABLE IF EXISTS pg_temp."{table}"')
    execute(f'CREATE TEMP TABLE "{table}" ON COMMIT DROP AS {query}', parameters)


def execute(sql: str, parameters: Parameters = ()) -> int:
    """Run one statement. Out: rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.rowcount


def rows_of(sql: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def source_query(incoming: Incoming) -> str:
    """What MERGE reads: one row a key, foreign keys turned into ids."""
    columns, joins = ["i.key"], []
    for column in incoming.columns():
        value = f'i."{column.name}"'
        if has_key(column):
            target = column.related_model._meta.db_table  # type: ignore[union-attr]
            alias = f"to_{column.name}"
            joins.append(
                f'LEFT JOIN "{target}" {alias} ON {alias}.register_id = %(register)s AND {alias}.key = {value}'
            )
            value = f"{alias}.id"
        columns.append(f'{value} AS "{column.column}"')
    return f"SELECT {', '.join(columns)} FROM {one_row_a_key(incoming)} i {' '.join(joins)}"


def one_row_a_key(incoming: Incoming) -> str:
    """Where several rows speak of one fact, the first that states a field wins."""
    if not incoming.shared or not twice_the_same(incoming):
        return f'"{incoming.table}"'
    firsts = ", ".join(
        f'(array_agg("{name}" ORDER BY ordinal) FILTER (WHERE "{name}" IS NOT NULL))[1] AS "{name}"'
        for name in incoming.fields
    )
    return f'(SELECT key, {firsts} FROM "{incoming.table}" GROUP BY key)'


def twice_the_same(incoming: Incoming) -> bool:
    """Whether some fact is spoken of twice: putting rows together is work that most files do not need."""
    ((twice,),) = rows_of(f'SELECT EXISTS (SELECT FROM "{incoming.table}" GROUP BY key HAVING count(*) > 1)')
    return bool(twice)


def after(column: models.Field, fields: Sequence[str]) -> str:
    """The value of a column after the merge: what is stated, else what was there. An amount changes as one thing."""
    if column.name in MONEY and "amount_status" in fields:
        return f'CASE WHEN i.amount_status IS NULL THEN t."{column.column}" ELSE i."{column.column}" END'
    return f'coalesce(i."{column.column}", t."{column.column}")'


def on_insert(column: models.Field, stated: bool) -> str:
    """The value of a column in a new row: what is stated, else the model's own default."""
    if column.null or column.is_relation:
        return f'i."{column.column}"'
    default = UNSTATED.get(column.name, column.get_default())
    text = "{}" if isinstance(default, list) else str("" if default is None else default)
    literal = "'" + text.replace("'", "''") + "'"
    return f'coalesce(i."{column.column}", {literal})' if stated else literal


def merge(incoming: Incoming, kind: str, register_id: int) -> None:
    """Create what is new and change what differs; what was done stands in `merged` under `kind`."""
    columns = incoming.columns()
    others = untouched(incoming.model, incoming.fields)
    current = ", ".join(f't."{column.column}"' for column in columns)
    wanted = ", ".join(after(column, incoming.fields) for column in columns)
    assignments = ", ".join(f'"{column.column}" = {after(column, incoming.fields)}' for column in columns)
    names = ", ".join(f'"{column.column}"' for column in [*columns, *others])
    values = ", ".join(
        [on_insert(column, True) for column in columns] + [on_insert(column, False) for column in others]
    )
    sql = f"""
        WITH done AS (
          MERGE INTO "{incoming.model._meta.db_table}" t USING ({source_query(incoming)}) i
            ON t.register_id = %(register)s AND t.key = i.key
          WHEN MATCHED AND ({current}) IS DISTINCT FROM ({wanted}) THEN UPDATE SET {assignments}
          WHEN NOT MATCHED THEN INSERT (register_id, key, published, {names})
            VALUES (%(register)s, i.key, true, {values})
          RETURNING merge_action() AS action, i.key,
            CASE merge_action() WHEN 'UPDATE' THEN to_jsonb(old) END AS before,
            CASE merge_action() WHEN 'UPDATE' THEN to_jsonb(new) END AS after, new.id
        )
        INSERT INTO merged SELECT %(kind)s, key, lower(action), before, after, id FROM done"""
    execute(sql, {"register": register_id, "kind": kind})


def untouched(model: type[models.Model], fields: Sequence[str]) -> list[models.Field]:
    """The columns of a new row that the file cannot state and the database has no default for."""
    known = {*fields, "id", "register", "key", "published"}
    return [
        column
        for column in model._meta.concrete_fields
        if column.name not in known and not column.null and not column.generated
    ]

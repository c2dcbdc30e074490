"""The tables of a release: what is public in a register, one Parquet file per table, with the names of PostgreSQL.

In: a register, and a folder. Out: a file per table in it, all read in one look at the database. `funding.columnar` runs
Django's querysets on them; `funding.release_files` writes from them what people take away. A fact that is not published
is not in them, nor anything that hangs on it; what points at such a fact points at nothing. Who stands on a side of an
award and is not shown stays as nobody: the others would be taken for all of them.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models import Case, F, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, JSONObject

from funding.evidence import of_public_facts
from funding.models import FACTS, AwardParty, AwardYear, Evidence, Finding, FindingEdge, ProgrammeParty, Source
from projects.models import (
    BoardMembership,
    Fact,
    Identifier,
    OrganizationName,
    OrganizationSector,
    OrganizationTie,
    ProjectUseDomain,
    ProjectUseType,
    Register,
    UseDomain,
    UseType,
)
from projects.querysets import PUBLIC_HOLDER

# What hangs on a fact, and the field that says on which.
PARTS: dict[type[models.Model], str] = {
    OrganizationName: "organization",
    OrganizationSector: "organization",
    OrganizationTie: "organization",
    Identifier: "organization",
    ProjectUseType: "project",
    ProjectUseDomain: "project",
    ProgrammeParty: "programme",
    AwardParty: "award",
    AwardYear: "award",
}
OF_REGISTER: tuple[type[models.Model], ...] = (Source, UseType, UseDomain)
MODELS: tuple[type[models.Model], ...] = (
    Register,
    *OF_REGISTER,
    *FACTS.values(),
    *PARTS,
    Evidence,
    Finding,
    FindingEdge,
)
TABLES = {model._meta.db_table: model for model in MODELS}
# Which staged row a piece of evidence came from, and who checked a finding, is the staff's business.
NEVER = {"staged_row", "checked_by"}
CELLS = {"sheet", "row", "cell"}
# Not empty in the database, and empty here where it points at what is not public.
NOBODY = (AwardParty, "organization")
NULL = "\\N"


def write_tables(register: Register, folder: Path) -> None:
    """One Parquet file per table in the folder. Must be in a transaction that sees one state of the database."""
    with duckdb.connect() as engine:
        for model in MODELS:
            copied = folder / f"{model._meta.db_table}.csv"
            copy_out(public_rows(model, register), copied)
            engine.execute(parquet_of(model, copied, folder / f"{model._meta.db_table}.parquet"))
            copied.unlink()


def public_rows(model: type[models.Model], register: Register) -> QuerySet:
    """The rows of a table that visitors may see, as `values_list` of its columns in their order."""
    rows = model._default_manager.filter(public(model, register))
    expressions = {f"x_{field.name}": expression(model, field) for field in columns_of(model)}
    return rows.order_by(*first_order(model)).values_list(*expressions.values())


def public(model: type[models.Model], register: Register) -> Q:
    if model is Register:
        return Q(pk=register.pk)
    if model in (Finding, FindingEdge):
        findings = Finding.objects.of(register).public().order_by().values("pk")
        return Q(**{"pk__in" if model is Finding else "finding__in": findings})
    if model is Evidence:
        return Q(register=register, source__published=True) & of_public_facts()
    if model in PARTS:
        owner = PARTS[model]
        return Q(**{f"{owner}__register": register, f"{owner}__published": True}) & needed_are_public(model, owner)
    if model is Source or issubclass(model, Fact):
        named = PUBLIC_HOLDER if model is BoardMembership else Q()
        return Q(register=register, published=True) & needed_are_public(model) & named
    return Q(register=register)


def needed_are_public(model: type[models.Model], *but: str) -> Q:
    """The facts that a row can't do without are public."""
    return Q(
        **{
            f"{field.name}__published": True
            for field in facts_named(model)
            if not may_be_empty(model, field) and field.name not in but
        }
    )


def may_be_empty(model: type[models.Model], field: models.Field) -> bool:
    """Whether the column may point at nothing."""
    return field.null or (model, field.name) == NOBODY


def facts_named(model: type[models.Model]) -> Iterator[models.ForeignKey]:
    """The columns that point at facts."""
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and issubclass(field.related_model, Fact | Source):  # type: ignore[arg-type]
            yield field


def first_order(model: type[models.Model]) -> tuple[Any, ...]:
    """Awards stand as their list shows them first, so that a page of it is at the beginning of the file."""
    return tuple(model._meta.ordering or ()) if model is FACTS["award"] else ("pk",)


def columns_of(model: type[models.Model]) -> list[models.Field]:
    return list(model._meta.concrete_fields)


def expression(model: type[models.Model], field: models.Field) -> Any:
    """The column; nothing where it is private or points at what is not public; the list as JSON."""
    if field.name in NEVER:
        return Cast(Value(None), field)
    if model is Evidence and field.name in CELLS:
        empty = Value(None) if field.null else Value("")
        return Case(When(source__shows_cells=True, then=F(field.name)), default=empty, output_field=field)
    if isinstance(field, ArrayField):
        return Cast(JSONObject(of=F(field.name)), TextField())
    if may_be_empty(model, field) and field in set(facts_named(model)):
        return Case(When(Q(**{f"{field.name}__published": True}), then=F(field.attname)), default=None)
    return F(field.attname)


def copy_out(rows: QuerySet, path: Path) -> None:
    """The rows as CSV, straight from PostgreSQL."""
    sql, parameters = rows.query.sql_with_params()
    with connection.cursor() as cursor, path.open("wb") as file:
        query = cursor.mogrify(sql, parameters)
        with cursor.cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT csv, NULL '{NULL}')") as copy:
            for block in copy:
                file.write(block)


def parquet_of(model: type[models.Model], copied: Path, path: Path) -> str:
    """The statement that turns the CSV into Parquet, each column with its type."""
    fields = columns_of(model)
    kinds = ", ".join(
        f"'{field.column}': '{'VARCHAR' if isinstance(field, ArrayField) else kind_of(field)}'" for field in fields
    )
    shown = ", ".join(
        f"""from_json("{field.column}"->'of', '["VARCHAR"]') AS "{field.column}\""""
        if isinstance(field, ArrayField)
        else f'"{field.column}"'
        for field in fields
    )
    read = (
        f"read_csv('{copied}', header=false, columns={{{kinds}}}, nullstr='{NULL}', allow_quoted_nulls=false, "
        f"delim=',', quote='\"', escape='\"', auto_detect=false, parallel=false)"
    )
    return f"COPY (SELECT {shown} FROM {read}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)"  # noqa: S608


def kind_of(field: models.Field) -> str:
    """DuckDB's type of a column."""
    field = getattr(field, "target_field", field) if field.is_relation else field
    if isinstance(field, models.DecimalField):
        return f"DECIMAL({field.max_digits}, {field.decimal_places})"
    kinds: tuple[tuple[type[models.Field], str], ...] = (
        (models.SmallIntegerField, "SMALLINT"),
        (models.PositiveSmallIntegerField, "SMALLINT"),
        (models.BigIntegerField, "BIGINT"),
        (models.BigAutoField, "BIGINT"),
        (models.IntegerField, "INTEGER"),
        (models.BooleanField, "BOOLEAN"),
        (models.DateTimeField, "VARCHAR"),
        (models.DateField, "DATE"),
    )
    return next((kind for one, kind in kinds if isinstance(field, one)), "VARCHAR")


def no_rows(model: type[models.Model]) -> str:
    """A SELECT in DuckDB's SQL with the table's columns and no row: a release that is older than the table has none."""
    columns = ", ".join(f'{nothing(field)} AS "{field.column}"' for field in columns_of(model))
    return f"SELECT {columns} WHERE false"


def relation(engine: duckdb.DuckDBPyConnection, model: type[models.Model], folder: Path) -> str:
    """A SELECT in DuckDB's SQL of the rows of a table of a release, with every column that the model has: what is younger
    than the release is empty there."""
    path = folder / f"{model._meta.db_table}.parquet"
    if not path.exists():
        return no_rows(model)
    there = {row[0] for row in engine.execute(f"DESCRIBE SELECT * FROM '{path}'").fetchall()}  # noqa: S608
    columns = ", ".join(
        f'"{field.column}"' if field.column in there else f'{nothing(field)} AS "{field.column}"'
        for field in columns_of(model)
    )
    return f"SELECT {columns} FROM '{path}'"  # noqa: S608


def nothing(field: models.Field) -> str:
    """An empty text where a column can't be without one."""
    if not field.null and isinstance(field, models.CharField | models.TextField):
        return "''"
    return f"CAST(NULL AS {'VARCHAR[]' if isinstance(field, ArrayField) else kind_of(field)})"

"""The rows of an import that may go into the register now, in the order in which they are built.

In: an import, with the temporary table `unchanged_row` of the transaction. Out: Row after Row: bodies first, what hangs on
another row last; all the parts of a row of the file are one Row.
"""

from collections.abc import Iterator
from typing import Any

import orjson
from django.db.models import Count, Exists, OuterRef, Q, TextField
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from funding.choices import RowKind, RowState
from funding.imports.builder import Row
from funding.imports.models import Import

# Bodies first, so that what a sheet says of them is known before they are only named.
ORDER = ("organization", "programme")
LINKED = Q(values__has_any_keys=["parent", "supersedes"])
COLUMNS = ("id", "fact_key", "record_kind", "sheet", "row", "values_text", "problems_text", "table")


def data_rows(batch: Import) -> Any:
    """The rows that may go in: not those set aside, not those that are in already; of a row with several years all of its
    parts, those that are in already too: they are one award."""
    going = chosen(batch).filter(kind=RowKind.DATA, state__in=[RowState.READ, RowState.READY, RowState.WAITING])
    going = going.exclude(pk__in=RawSQL("SELECT id FROM unchanged_row", []))
    data = batch.rows.filter(kind=RowKind.DATA)
    if not data.filter(part__gt=0).exists():
        return going
    parts = going.filter(table=OuterRef("table"), row=OuterRef("row"), fact_key=OuterRef("fact_key"))
    return data.filter(Exists(parts)).exclude(state=RowState.SET_ASIDE)


def chosen(batch: Import) -> Any:
    """The rows that were accepted: all, or a group ({"effect", "record_kind"}), or some ({"rows": [id]})."""
    only = batch.options.get("only") or {}
    if "rows" in only:
        return batch.rows.filter(pk__in=only["rows"])
    if only:
        return batch.rows.filter(effect__effect=only["effect"], record_kind=only["record_kind"])
    return batch.rows.all()


def in_order(rows: Any) -> Iterator[Row]:
    """Organizations, programmes, then the rest as in the file; what hangs on another row comes last. Most files have rows of
    one kind, and none that hangs on another: they are read once, where each part of the order would look at every row."""
    there = rows.order_by().values("record_kind").annotate(linked=Count("pk", filter=LINKED))
    links = dict(there.values_list("record_kind", "linked"))
    for kind in ORDER:
        if kind in links:
            yield from grouped(rows.filter(record_kind=kind))
    rest, others = rows.exclude(record_kind__in=ORDER), links.keys() - {*ORDER}
    if any(links[kind] for kind in others):
        yield from grouped(rest.filter(~LINKED))
        yield from grouped(rest.filter(LINKED))
    elif others:
        yield from grouped(rest)


def grouped(rows: Any) -> Iterator[Row]:
    """One Row for all the parts of a row of the file."""
    current: Row | None = None
    place: tuple[int, int] | None = None
    as_text = {"values_text": Cast("values", TextField()), "problems_text": Cast("problems", TextField())}
    read = rows.annotate(**as_text).order_by("id").values_list(*COLUMNS).iterator(chunk_size=2_000)
    for pk, key, kind, sheet, number, values_text, problems_text, table in read:
        values, problems = orjson.loads(values_text), [] if problems_text == "[]" else orjson.loads(problems_text)
        if current is not None and place == (table, number) and current.key == key:
            current.parts.append(values)
            current.ids.append(pk)
            current.problems.extend(problems)
            continue
        if current is not None:
            yield current
        place = (table, number)
        current = Row(pk, key, kind, sheet, number, values, problems, [values], [pk], table)
    if current is not None:
        yield current

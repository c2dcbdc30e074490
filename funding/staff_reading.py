"""What a person corrects in the reading of a file: its header, its columns, what of the hidden may be published.

In: one click or one form of the page of an import. Out: the file read again with it, by the worker; what was corrected is
remembered for the body's next file (`funding.imports.remembered`).
"""

import re
from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from funding import reading_view, tasks
from funding.imports import hidden, pipeline, remembered
from funding.imports.headers import KINDS
from funding.imports.models import Import, ReadingProfile
from funding.imports.profile import WORDS, by_letter
from funding.permissions import may
from funding.record_words import field_label
from funding.staff import import_called

ROWS = re.compile(r"\s*(\d{1,7})\s*(?:[-–]\s*(\d{1,7})\s*)?")
MOST_HEADER_ROWS = 6


@require_POST
@may("funding.change_import")
def import_header(request: HttpRequest, number: int, table: int) -> HttpResponse:
    """Other rows are the header of a table, or none is; what was picked for its columns goes with the old header."""
    batch = import_called(request, number)
    found = table_called(batch, table)
    rows = header_rows(request.POST.get("rows", ""))
    if rows is None:
        messages.error(request, gettext("Say the header as one row or as two, “3” or “3-4”, six rows at most."))
        return redirect(f"{reverse('import', args=[batch.pk])}#table-{table}")
    if problem := below(batch, found, rows):
        messages.error(request, problem)
        return redirect(f"{reverse('import', args=[batch.pk])}#table-{table}")
    return read_again(request, batch, found, {"header_rows": rows})


def below(batch: Import, table: dict[str, Any], rows: list[int]) -> str:
    """Why rows can't be the header: the sheet ends before them."""
    sheets = {one.get("name", ""): one.get("rows", 0) for one in batch.summary.get("sheets", [])}
    last = sheets.get(table.get("sheet", ""), 0)
    if not rows or not last or rows[-1] < last:
        return ""
    return gettext("The header can’t be row %(row)s: there is no row below it.") % {"row": rows[-1]}


def header_rows(text: str) -> list[int] | None:
    """« 3-4 » → [3, 4], « none » → []; None where it says nothing that can be a header."""
    if text == "none":
        return []
    match = ROWS.fullmatch(text)
    if match is None:
        return None
    first, last = int(match[1]), int(match[2] or match[1])
    return list(range(first, last + 1)) if 0 < first <= last < first + MOST_HEADER_ROWS else None


def table_called(batch: Import, number: int) -> dict[str, Any]:
    """The table with this number on the page; they count from 1 on."""
    tables = batch.summary.get("tables", [])
    if not 0 < number <= len(tables):
        raise Http404(gettext("This file has no such table."))
    return dict(tables[number - 1])


@require_POST
@may("funding.change_import")
def import_columns(request: HttpRequest, number: int, table: int) -> HttpResponse:
    """The columns hold other fields, the table is about something else, or its numbers and dates are written otherwise."""
    batch = import_called(request, number)
    found = table_called(batch, table)
    if "start_over" in request.POST:
        return read_again(request, batch, found, {})
    picked = picked_so_far(batch, found)
    kind = request.POST.get("record_kind", "")
    kind = kind if kind in KINDS else found.get("record_kind", "award")
    now = {column["letter"]: column.get("field", "") for column in found.get("columns", [])}
    wanted = {letter: request.POST.get(f"field-{letter}", field) for letter, field in now.items()}
    problem = twice(found, wanted) or unknown(wanted)
    if problem:
        messages.error(request, problem)
        return redirect(f"{reverse('import', args=[batch.pk])}#table-{table}")
    # A column that is left without a field was looked at too: nothing in it waits to be read.
    changed = {letter: field for letter, field in wanted.items() if field != now[letter] or not field}
    words: dict[str, Any] = {
        name: request.POST.get(name, "") for name in ("decimal_mark", "date_order", "currency", "unit")
    }
    if "group_field" in request.POST:
        group = request.POST["group_field"]
        words["group_field"] = None if group == reading_view.AS_FOUND or group not in {"", *KINDS[kind]} else group
    if kind != found.get("record_kind"):
        words["record_kind"] = kind
    return read_again(request, batch, found, picked | words | {"fields": picked["fields"] | changed})


def picked_so_far(batch: Import, table: dict[str, Any]) -> dict[str, Any]:
    """What holds for the table now: picked in this import, else what its profile brought; in the form of an Override."""
    override = reading_view.override_of(batch, table)
    if override is None and (
        profile := ReadingProfile.objects.filter(pk=(table.get("profile") or {}).get("id", 0)).first()
    ):
        labels = {column["letter"]: column.get("header", "") for column in table["columns"]}
        override = profile.picked | {"fields": by_letter(labels, profile.picked.get("fields") or {})}
    empty: dict[str, Any] = dict.fromkeys(WORDS, "")
    return empty | {"fields": {}} | (override or {}) | {"header_rows": list(table.get("header_rows") or [])}


def twice(table: dict[str, Any], wanted: dict[str, str]) -> str:
    """Why two columns can't hold one field; amounts of several years or natures can."""
    years = {column["letter"] for column in table["columns"] if column.get("fiscal_year") or column.get("nature")}
    counted = Counter(field for letter, field in wanted.items() if field and letter not in years)
    for field, times in counted.items():
        if times > 1:
            letters = ", ".join(letter for letter, one in wanted.items() if one == field)
            said = gettext(
                "Columns %(letters)s can’t all be “%(field)s”: choose another field, or none, for one of them."
            )
            return said % {"letters": letters, "field": field_label(field)}
    return ""


def unknown(wanted: dict[str, str]) -> str:
    """Why a field can't be picked: no kind of record has it."""
    every = {field for fields in KINDS.values() for field in fields}
    strange = [field for field in wanted.values() if field and field not in every]
    return gettext("There is no field “%(field)s”.") % {"field": strange[0]} if strange else ""


def read_again(request: HttpRequest, batch: Import, table: dict[str, Any], override: dict[str, Any]) -> HttpResponse:
    """Ask for the file to be read anew with this for the table, and lead back to the table once it is."""
    reader = dict(batch.options.get("reader") or {})
    reader["overrides"] = {**(reader.get("overrides") or {}), str(table.get("index", 0)): override}
    return ask(request, batch, reader=reader)


def ask(request: HttpRequest, batch: Import, **options: Any) -> HttpResponse:
    address = reverse("import", args=[batch.pk])
    try:
        tasks.read_again(batch, request.user, **options)
    except pipeline.NotPossible as error:
        messages.error(request, str(error))
        return redirect(address)
    place = request.POST.get("at", "")
    return redirect(f"{address}?at={place}#{place}" if re.fullmatch(r"[a-z]+(-\d+)?", place) else address)


@require_POST
@may("funding.change_import")
def import_sheet(request: HttpRequest, number: int, sheet: int) -> HttpResponse:
    """A sheet that was passed over holds a table under these rows."""
    batch = import_called(request, number)
    sheets = batch.summary.get("sheets", [])
    rows = header_rows(request.POST.get("rows", ""))
    if not 0 < sheet <= len(sheets) or sheets[sheet - 1].get("role") == "table":
        raise Http404(gettext("This file has no such sheet."))
    if rows is None:
        messages.error(request, gettext("Say the header as one row or as two, “3” or “3-4”, six rows at most."))
        return redirect("import", batch.pk)
    reader = dict(batch.options.get("reader") or {})
    reader["sheets"] = {**(reader.get("sheets") or {}), str(sheet - 1): [rows]}
    reader["overrides"] = moved(batch, sheet - 1, reader.get("overrides") or {})
    return ask(request, batch, reader=reader)


def moved(batch: Import, sheet: int, overrides: dict[str, Any]) -> dict[str, Any]:
    """What was picked for the tables, by their numbers once the sheet has one more before them."""
    earlier = {one.get("name", "") for one in batch.summary["sheets"][:sheet]}
    before = sum(table.get("sheet", "") in earlier for table in batch.summary.get("tables", []))
    return {str(int(index) + (int(index) >= before)): picked for index, picked in overrides.items()}


@require_POST
@may("funding.change_import")
def import_again(request: HttpRequest, number: int) -> HttpResponse:
    """Start again a reading that stopped."""
    return ask(request, import_called(request, number))


@require_POST
@may("funding.commit_import")
def import_hidden(request: HttpRequest, number: int) -> HttpResponse:
    """A reviewer decides about a hidden part of the file: it is published like the rest, or it stays out."""
    batch = import_called(request, number)
    key, decision = request.POST.get("part", ""), request.POST.get("decision", "")
    known = {part.key for part in reading_view.parts_of(batch)}
    if key not in known or decision not in (hidden.PUBLISH, hidden.WITHHOLD, ""):
        raise Http404(gettext("This file hides no such part."))
    decided = {**(batch.options.get("hidden") or {}), key: decision}
    return ask(request, batch, hidden=decided)


@require_POST
@may("funding.change_import")
def profile_forget(request: HttpRequest, number: int, profile: int) -> HttpResponse:
    """What was remembered of a body's files is not replayed any more."""
    batch = import_called(request, number)
    found = get_object_or_404(ReadingProfile, pk=profile, register=batch.register)
    remembered.forget(found)
    messages.success(
        request, gettext("Forgotten: the next file of %(body)s is read without it.") % {"body": found.body_name}
    )
    return redirect("import", batch.pk)

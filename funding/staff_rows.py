"""The rows of a file one by one: what was read, what publishing would do, a cell corrected, a row or a group set aside.

In: requests of the staff. Out: the page of rows; rows changed, and the names and effects looked at again by the worker.
"""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from funding import review_groups, row_view, scope_view, tasks
from funding.choices import Effect, ImportState, RowKind, RowState, ScopeVerdict
from funding.imports import corrections, pipeline
from funding.imports.models import Import, StagedRow
from funding.imports.scope_rule import rule_of
from funding.imports.words import problem_in_words
from funding.permissions import may, may_confirm
from funding.staff import PAGE, crumbs, import_called
from projects.numbers import asked_number

OPEN = (RowState.READY, RowState.WAITING, RowState.SET_ASIDE)


@require_safe
@may("funding.view_import")
def import_rows(request: HttpRequest, number: int) -> HttpResponse:
    """Every row of the file with what was read in it; `?state=waiting`, `?effect=changed`, `?row=47`."""
    return rows_page(request, import_called(request, number))


def rows_page(
    request: HttpRequest, batch: Import, wrong: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """The page; `wrong` is the form that could not be taken: {"row", "field", "text", "message"}."""
    asked = request.GET if request.method != "POST" else request.POST
    state, effect, kind, shown = (asked.get(name, "") for name in ("state", "effect", "record_kind", "shown"))
    wanted = Q()
    if state in RowState.values:
        wanted &= Q(state=state)
    if effect in Effect.values:
        wanted &= Q(effect__effect=effect)
    if kind:
        wanted &= Q(record_kind=kind)
    scope = asked.get("scope", "")
    if scope in ScopeVerdict.values:
        wanted &= Q(scope=scope)
    # A row that was just corrected is shown, whatever became of its state and its effect.
    corrected = wrong["row"] if wrong else asked_number(shown)
    wanted = Q(pk=corrected) if wrong else wanted | Q(pk=corrected) if wanted and corrected else wanted
    rows = batch.rows.filter(wanted, kind=RowKind.DATA).select_related("effect")
    page = Paginator(rows.order_by("table", "row", "part"), PAGE).get_page(asked.get("page"))
    context = {
        "batch": batch,
        "crumbs": crumbs(batch, gettext("Rows")),
        "state": state if state in RowState.values else "",
        "effect": effect if effect in Effect.values else "",
        "record_kind": kind,
        "scope": scope if scope in ScopeVerdict.values else "",
        "scope_counts": scope_view.counts(batch),
        "scope_lines": scope_view.lines(batch, list(page), rule_of(batch.register)),
        "may_decide": request.user.has_perm("funding.add_judgement") and batch.state == ImportState.REVIEW,
        "page": page,
        "rows": [row_view.row_in_words(batch, row, wrong) for row in page],
        "states": [(code, label, code == state) for code, label in RowState.choices],
        "effects": [(code, label, code == effect) for code, label in Effect.choices],
        "may_change": request.user.has_perm("funding.change_import") and batch.state == ImportState.REVIEW,
        "may_correct": request.user.has_perm("funding.commit_import") and may_be_corrected(batch),
        "may_confirm": may_confirm(request.user, batch) and pipeline.may_commit(batch),
    }
    return render(request, "imports/rows.html", context, status=status)


def may_be_corrected(batch: Import) -> bool:
    """While the import waits for review, and after, as long as some of its rows are not in the register."""
    return batch.state in (ImportState.REVIEW, ImportState.COMMITTED)


@require_POST
@may("funding.commit_import")
@transaction.atomic
def import_cell(request: HttpRequest, number: int, row: int) -> HttpResponse:
    """A cell is corrected in place, or a correction taken back; what cannot be read is said beside it."""
    batch = import_called(request, number, still=True)
    staged = get_object_or_404(batch.rows.filter(kind=RowKind.DATA), pk=row)
    staged.batch = batch
    field, text = request.POST.get("field", ""), request.POST.get("text", "")
    if not may_be_corrected(batch) or staged.state not in OPEN or field not in corrections.fields_of(staged):
        messages.error(request, gettext("This cell cannot be corrected now: its row is in the register already."))
        return redirect("import_rows", batch.pk)
    try:
        if "take_back" in request.POST:
            corrections.take_back(staged, field)
        else:
            corrections.correct(staged, field, text, request.user.pk)
    except corrections.Unreadable as error:
        wrong = {"row": staged.pk, "field": field, "text": text, "message": problem_in_words(error.problem)}
        return rows_page(request, batch, wrong, status=400)
    return back_to_rows(request, batch, staged)


def back_to_rows(request: HttpRequest, batch: Import, row: StagedRow) -> HttpResponse:
    """The person goes on with the rows where they were."""
    messages.success(
        request,
        gettext("Row %(row)s: the cell holds what you typed; the file’s own text stays beside it.") % {"row": row.row},
    )
    sent = ((name, request.POST.get(name, "")) for name in ("state", "effect", "record_kind", "page"))
    query = urlencode({name: value for name, value in sent if value} | {"shown": row.pk})
    return redirect(f"{reverse('import_rows', args=[batch.pk])}?{query}#row-{row.pk}")


@require_POST
@may("funding.change_import")
def import_compare(request: HttpRequest, number: int) -> HttpResponse:
    """The names and the effects of the rows are found anew, with the cells that were corrected since; with `as_new`, as if
    what matches nothing were made (1), or not (0)."""
    batch = import_called(request, number)
    return compared_again(request, batch, {"1": True, "0": False}.get(request.POST.get("as_new", "")))


def compared_again(request: HttpRequest, batch: Import, as_new: bool | None = None) -> HttpResponse:
    try:
        tasks.re_resolve(batch, request.user, as_new)
    except pipeline.NotPossible as error:
        messages.error(request, str(error))
    return redirect(f"{reverse('import', args=[batch.pk])}?at=preview#preview")


@require_POST
@may("funding.change_import")
@transaction.atomic
def import_group(request: HttpRequest, number: int) -> HttpResponse:
    """A group of rows is set aside, or taken up again."""
    batch = import_called(request, number, still=True)
    only = review_groups.asked(batch, request.POST)
    if batch.state != ImportState.REVIEW or "effect" not in only:
        messages.error(request, gettext("Rows can be set aside only while the import waits for review."))
        return redirect("import", batch.pk)
    rows = review_groups.rows_of_group(batch, only)
    if "take_up" in request.POST:
        take_up(rows)
        said = gettext("The group is taken up again.")
    else:
        rows.filter(state=RowState.READY).update(state=RowState.SET_ASIDE)
        said = gettext("The group is set aside: it will not be published.")
    messages.success(request, said)
    return compared_again(request, batch)


def take_up(rows: QuerySet[StagedRow]) -> None:
    """Rows that were set aside are ready, or wait where something keeps them out."""
    aside, blocked = rows.filter(state=RowState.SET_ASIDE), Q(problems__contains=[{"blocking": True}])
    aside.filter(blocked).update(state=RowState.WAITING)
    aside.filter(~blocked).update(state=RowState.READY)

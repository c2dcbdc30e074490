"""What a person decides on the page of an import: about a name, and about a row. Each decision can be taken back."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from funding import name_decision, tasks
from funding.choices import ImportState, RowKind, RowState
from funding.imports import pipeline, resolve
from funding.imports.models import Import, Judgement, StagedRow
from funding.permissions import may
from funding.staff import import_called
from funding.staff_rows import OPEN, take_up


@require_POST
@may("funding.add_judgement")
def import_name(request: HttpRequest, number: int, mention: int) -> HttpResponse:
    """A name of the file is one of the register, or a new one; its rows become ready."""
    batch = import_called(request, number)
    name = get_object_or_404(batch.mentions.select_related("batch__register"), pk=mention)
    return match_again(request, batch, name_decision.decide(name, request.POST, request.user))


@require_POST
@may("funding.add_judgement")
def import_take_back(request: HttpRequest, number: int, judgement: int) -> HttpResponse:
    """A decision about a name of this file is taken back; it stays written that it was made."""
    batch = import_called(request, number)
    decided = get_object_or_404(Judgement, pk=judgement, register=batch.register, reversed_at=None)
    resolve.take_back(decided, request.user)
    return match_again(
        request, batch, gettext("The decision about “%(name)s” was taken back.") % {"name": decided.name}
    )


def match_again(request: HttpRequest, batch: Import, said: str) -> HttpResponse:
    """The names are matched anew by the worker, with what was just decided."""
    messages.success(request, said)
    try:
        tasks.re_resolve(batch, request.user)
    except pipeline.NotPossible as error:
        messages.warning(request, str(error))
    return redirect("import", batch.pk)


@require_POST
@may("funding.change_import")
@transaction.atomic
def import_row(request: HttpRequest, number: int, row: int) -> HttpResponse:
    """Set a row aside, so that it is not published, or take it up again."""
    batch = import_called(request, number, still=True)
    staged = get_object_or_404(StagedRow, pk=row, batch=batch)
    if batch.state != ImportState.REVIEW or staged.state not in OPEN:
        messages.error(request, gettext("Rows can be set aside only while the import waits for review."))
        return redirect("import", batch.pk)
    parts = batch.rows.filter(sheet=staged.sheet, row=staged.row, state__in=OPEN)
    if staged.state == RowState.SET_ASIDE:
        take_up(parts)
        said = gettext("Row %(row)s is taken up again.") % {"row": staged.row}
    else:
        parts.update(state=RowState.SET_ASIDE)
        said = gettext("Row %(row)s is set aside: it will not be published.") % {"row": staged.row}
    return match_again(request, batch, said)


@require_POST
@may("funding.change_import")
@transaction.atomic
def import_table(request: HttpRequest, number: int, table: int) -> HttpResponse:
    """Set all the rows of a table aside, a summary or a copy of another one, or take them up again."""
    batch = import_called(request, number, still=True)
    rows = batch.rows.filter(table=table, kind=RowKind.DATA, state__in=OPEN)
    if batch.state != ImportState.REVIEW or not rows.exists():
        messages.error(request, gettext("Rows can be set aside only while the import waits for review."))
        return redirect("import", batch.pk)
    if "take_up" in request.POST:
        take_up(rows)
        said = gettext("The rows of the table are taken up again.")
    else:
        rows.update(state=RowState.SET_ASIDE)
        said = gettext("The rows of the table are set aside: they will not be published.")
    return match_again(request, batch, said)

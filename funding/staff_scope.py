"""What a reviewer decides of a row against the scope rule; it holds for the same row of the body's next files.

In: requests of reviewers on the rows of an import. Out: decisions, each of which can be taken back, and the rows' states.
"""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from funding.choices import ImportState, ScopeVerdict
from funding.imports import scope_decisions
from funding.imports.models import Import, StagedRow
from funding.permissions import may
from funding.staff import import_called
from funding.staff_rows import compared_again


@require_POST
@may("funding.add_judgement")
@transaction.atomic
def import_row_scope(request: HttpRequest, number: int, row: int) -> HttpResponse:
    """One row is in scope, out of scope, or left to the rule again."""
    batch = import_called(request, number, still=True)
    staged = get_object_or_404(StagedRow, pk=row, batch=batch)
    verdict = request.POST.get("verdict", "")
    if verdict not in ("", ScopeVerdict.IN, ScopeVerdict.OUT) or not open_to_decisions(request, batch):
        return redirect("import_rows", batch.pk)
    scope_decisions.decide(batch, [staged], verdict, request.user)
    said = {
        ScopeVerdict.IN: gettext("Row %(row)s is in scope: it goes with the others."),
        ScopeVerdict.OUT: gettext("Row %(row)s is out of scope: it will not be published, nor in later files."),
        "": gettext("Row %(row)s is left to the rule again."),
    }
    messages.success(request, said[verdict] % {"row": staged.row})
    sent = {name: request.POST.get(name, "") for name in ("scope", "page")}
    query = {name: value for name, value in sent.items() if value}
    return redirect(reverse("import_rows", args=[batch.pk], query=query, fragment=f"row-{staged.pk}"))


@require_POST
@may("funding.add_judgement")
@transaction.atomic
def import_scope(request: HttpRequest, number: int) -> HttpResponse:
    """All rows in which the rule finds none of its words are out of scope, except those decided one by one."""
    batch = import_called(request, number, still=True)
    if not open_to_decisions(request, batch):
        return redirect("import_rows", batch.pk)
    done = scope_decisions.decide(batch, scope_decisions.out_by_rule(batch), ScopeVerdict.OUT, request.user)
    said = ngettext("%(n)s row is out of scope.", "%(n)s rows are out of scope.", done) % {"n": done}
    messages.success(request, said)
    return compared_again(request, batch)


def open_to_decisions(request: HttpRequest, batch: Import) -> bool:
    if batch.state == ImportState.REVIEW:
        return True
    messages.error(request, gettext("The scope of rows is decided while the import waits for review."))
    return False

"""The staff's pages of imports: the list, a file handed in, what was understood of it, publishing and undoing.

In: requests of members of the groups. Out: pages, fragments, and work for the worker (funding/tasks.py); no view
does the work itself. Decisions about names and rows: `funding.staff_decisions`; facts by hand: `funding.staff_entry`.
"""

import errno
import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files import File
from django.core.paginator import Paginator
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_POST, require_safe

from funding import reading_view, review, review_groups, review_names, sheet_view, tasks, undo_view
from funding.cells_corrected import rows_corrected
from funding.choices import ImportState, RowKind, RowState, SourceKind
from funding.imports import pipeline
from funding.imports.document import Refused
from funding.imports.models import Import
from funding.permissions import may, may_confirm, needs_another
from funding.sources import source_called
from funding.staff_forms import UploadForm, answering_bodies
from projects.choices import OrganizationKind
from projects.models import Register
from projects.registers import in_register

SAMPLE = Path(settings.BASE_DIR) / "fixtures" / "exemple-desordre.xlsx"
PAGE = 50


def import_called(request: HttpRequest, number: int, *, still: bool = False) -> Import:
    """The import with this number; its register becomes the page's. `still`: whoever else would change its state waits
    until the transaction ends."""
    found = Import.objects.select_related("register", "source", "request", "uploaded_by", "committed_by")
    batch = get_object_or_404(found.select_for_update(of=("self",), no_key=True) if still else found, pk=number)
    request.register = batch.register  # type: ignore[attr-defined]
    return batch


OWN_PAGES = {"admin:index", "password", "second_factor"}


def tabs(request: HttpRequest) -> list[dict[str, Any]]:
    """The staff's pages that this person may open: [{label, address, current, own}]; `own`: under the person's name."""
    pages = (
        ("imports", gettext("Imports"), "funding.view_import"),
        ("import_upload", gettext("Hand in a file"), "funding.add_import"),
        ("names", gettext("Names"), "funding.add_judgement"),
        ("entry", gettext("Enter a fact by hand"), "funding.add_import"),
        ("requests", gettext("Access requests"), "funding.view_accessrequest"),
        ("findings", gettext("Findings"), "funding.check_finding"),
        ("correction_queue", gettext("Reported errors"), "funding.answer_correction"),
        ("editions", gettext("Editions"), "funding.publish_release"),
        ("admin:index", gettext("Administration"), "projects.change_organization"),
        ("password", gettext("Password"), "funding.view_import"),
        ("second_factor", gettext("Second factor"), "funding.view_import"),
    )
    here = request.resolver_match.url_name if request.resolver_match else ""
    return [
        {"label": label, "address": reverse(name), "current": name == here, "own": name in OWN_PAGES}
        for name, label, permission in pages
        if request.user.has_perm(permission)
    ]


@require_safe
@may("funding.view_import")
@in_register
def imports(request: HttpRequest, register: Register) -> HttpResponse:
    """Every import of every register, the newest first."""
    found = Import.objects.select_related("register", "source", "uploaded_by")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    may_add = request.user.has_perm("funding.add_import")
    return render(request, "imports/list.html", {"tabs": tabs(request), "page": page, "may_add": may_add})


def register_of_upload(request: HttpRequest, default: Register) -> Register:
    """The register that a file is for: the one chosen on the page, else the first."""
    slug = request.POST.get("register") or request.GET.get("register") or default.slug
    return get_object_or_404(Register, slug=slug)


@may("funding.add_import")
@in_register
def import_upload(request: HttpRequest, register: Register) -> HttpResponse:
    """Hand in a file; or the made-up sample, which goes into the invented register only."""
    if request.method == "POST" and "sample" in request.POST:
        return try_sample(request)
    chosen = register_of_upload(request, register)
    request.register = chosen  # type: ignore[attr-defined]
    form = UploadForm(chosen, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        batch = received(request, chosen, form)
        if batch is not None:
            return redirect("import", batch.pk)
    context = {
        "tabs": tabs(request),
        "form": form,
        "register": chosen,
        "choices": Register.objects.all(),
        "bodies": answering_bodies(chosen),
        "invented": Register.objects.filter(invented=True).first(),
        "limit": settings.UPLOAD_LIMIT,
        "four_eyes": settings.FOUR_EYES,
    }
    return render(request, "imports/upload.html", context, status=400 if form.errors else 200)


def received(request: HttpRequest, register: Register, form: UploadForm) -> Import | None:
    """The import of the file that was handed in, or None where it is refused unopened; the form then says why."""
    clean = form.cleaned_data
    try:
        with transaction.atomic():
            return tasks.start_import(
                register,
                clean["file"],
                user=request.user,
                source=source_called(register, clean["title"], clean["body"]),
                request=clean["request"],
                body_name=clean["body"],
            )
    except Refused as refused:
        form.add_error("file", refused.message((get_language() or "fr")[:2]))
    except OSError as problem:
        if problem.errno != errno.ENOSPC:
            raise
        form.add_error(
            "file", gettext("The site has no room left to keep this file. Tell whoever looks after the site.")
        )
    return None


def try_sample(request: HttpRequest) -> HttpResponse:
    """A plainly messy workbook of ours; nothing in it is real, so it goes where nothing is."""
    register = Register.objects.filter(invented=True).first()
    if register is None or not SAMPLE.exists():
        raise Http404(gettext("There is no register of invented data to try the sample in."))
    title = gettext("Made-up sample, to try the import")
    with SAMPLE.open("rb") as file:
        batch = tasks.start_import(
            register,
            File(file, name=SAMPLE.name),
            user=request.user,
            source=source_called(register, title, "", SourceKind.OTHER),
        )
    return redirect("import", batch.pk)


@require_safe
@may("funding.view_import")
def import_page(request: HttpRequest, number: int) -> HttpResponse:
    """What was understood of a file, what is to be settled, what publishing would do or did."""
    batch = import_called(request, number)
    return render(request, "imports/import.html", page_of(request, batch))


def page_of(request: HttpRequest, batch: Import) -> dict[str, Any]:
    at_work = batch.state in review.AT_WORK
    context: dict[str, Any] = {
        "batch": batch,
        "headline": review.headline(batch),
        "crumbs": crumbs(batch),
        "steps": review.steps(batch),
        "at_work": at_work,
        "at": place_asked(request),
        "progress": review.progress(batch),
        "refusal": pipeline.refusal_message(batch) if batch.refusal else "",
        "earlier": pipeline.already_received(batch),
        "may_again": request.user.has_perm("funding.change_import")
        and batch.state == ImportState.FAILED
        and pipeline.may_read_again(batch),
        "undo": undo_view.undo_report(batch),
        "four_eyes": settings.FOUR_EYES,
        "understood": bool(batch.summary) and not at_work,
    }
    if context["understood"]:
        context |= understood(request, batch)
    return context


def crumbs(batch: Import, below: str = "") -> list[dict[str, str]]:
    """Where a page of an import stands; `below` is the label of a page under the import's own."""
    address = reverse("import", args=[batch.pk]) if below else ""
    found = [
        {"label": gettext("Imports"), "address": reverse("imports")},
        {"label": gettext("no. %(number)s") % {"number": batch.pk}, "address": address},
    ]
    return [*found, {"label": below, "address": ""}] if below else found


def understood(request: HttpRequest, batch: Import) -> dict[str, Any]:
    """The parts of the page that are there once the file was read."""
    corrected = rows_corrected(batch)
    sums = review.sums(batch, corrected)
    problems, more_problems = sheet_view.problems(batch, corrected, {one.cell for one in sums if one.verdict})
    data = batch.rows.filter(kind=RowKind.DATA)
    waits = data.filter(state=RowState.WAITING).count()
    names = review_names.resolution(batch)
    return {
        "equation": review.equation(batch),
        "bars": review.barcode_rows(batch),
        "sums": sums,
        "tables": sheet_view.tables(batch),
        "problems": problems,
        "more_problems": more_problems,
        "blocking": sum(1 for problem in problems if problem.blocking and not problem.is_aside),
        "names": names,
        "kinds": OrganizationKind.choices,
        "preview": review.preview(batch),
        "groups": review_groups.groups(batch),
        "stale": review.stale(batch),
        "hidden": reading_view.hidden_parts(batch),
        "passed_over": reading_view.passed_over(batch),
        "open": batch.state in (ImportState.REVIEW, ImportState.COMMITTED),
        "ready": data.filter(state=RowState.READY).count(),
        "waits": waits,
        "aside": data.filter(state=RowState.SET_ASIDE).count(),
        "may_review": request.user.has_perm("funding.add_judgement"),
        "may_change": request.user.has_perm("funding.change_import"),
        "may_decide": request.user.has_perm("funding.commit_import") and pipeline.may_read_again(batch),
        "may_correct": request.user.has_perm("funding.change_import") and pipeline.may_read_again(batch),
        "may_confirm": may_confirm(request.user, batch) and pipeline.may_commit(batch),
        "needs_another": needs_another(request.user, batch) and pipeline.may_commit(batch),
        "as_new": bool(batch.options.get("as_new")),
        "may_create": bool(names.bodies_without_candidate or names.people_without_candidate),
        "may_undo": request.user.has_perm("funding.undo_import") and pipeline.may_undo(batch),
    }


@require_safe
@may("funding.view_import")
def import_progress(request: HttpRequest, number: int) -> HttpResponse:
    """The bar alone, asked for again and again while the worker is at work; when it is done, the whole page is."""
    batch = import_called(request, number)
    if batch.state not in review.AT_WORK:
        place = place_asked(request)
        if request.headers.get("HX-Request"):
            back = {"HX-Redirect": f"{reverse('import', args=[batch.pk])}#{place}"} if place else {"HX-Refresh": "true"}
            return HttpResponse(headers=back)
        return redirect("import", batch.pk)
    # The words are read out where they change, not at each tick.
    template = (
        "imports/import.html#progress" if request.GET.get("step") == batch.step else "imports/_progress_step.html"
    )
    return render(request, template, {"batch": batch, "progress": review.progress(batch), "at": place_asked(request)})


def place_asked(request: HttpRequest) -> str:
    """Where on the page of the import the person was: « table-1 »; empty where nothing of the kind is asked for."""
    place = request.GET.get("at", "")
    return place if re.fullmatch(r"[a-z]+(-\d+)?", place) else ""


@require_POST
@may("funding.commit_import")
def import_confirm(request: HttpRequest, number: int) -> HttpResponse:
    """Publish the rows that are ready, or one group or row of them; with `create_new`, or where the preview was made so,
    also make what matches nothing."""
    batch = import_called(request, number)
    if needs_another(request.user, batch):
        messages.error(request, gettext("Someone other than the person who handed the file in must confirm it."))
        return redirect("import", batch.pk)
    try:
        create_new = "create_new" in request.POST or bool(batch.options.get("as_new"))
        only = review_groups.asked(batch, request.POST)
        tasks.request_commit(batch, request.user, create_new=create_new, only=only)
    except pipeline.NotPossible as error:
        messages.error(request, str(error))
    return redirect("import", batch.pk)


@require_POST
@may("funding.undo_import")
def import_undo(request: HttpRequest, number: int) -> HttpResponse:
    """Take back all that the import published; what a person changed since is kept and listed."""
    batch = import_called(request, number)
    try:
        tasks.request_undo(batch, request.user)
    except pipeline.NotPossible as error:
        messages.error(request, str(error))
    return redirect("import", batch.pk)


@require_GET
@may("funding.view_import")
def import_file(request: HttpRequest, number: int) -> HttpResponseBase:
    """The file as it was received, for the staff only; it is saved, never opened in the browser."""
    batch = import_called(request, number)
    if not batch.file or not batch.file.storage.exists(batch.file.name or ""):
        raise Http404(gettext("This import has no file."))
    return FileResponse(
        batch.file.open("rb"), as_attachment=True, filename=batch.file_name, content_type="application/octet-stream"
    )

"""A fact entered by hand from a document, its pages beside where it is a PDF; and access requests.

In: forms. Out: an import to review; a page as a picture; a saved request.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.cache import cache
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from funding.choices import RequestOutcome
from funding.imports import entry
from funding.imports.document import Refused
from funding.imports.models import Import
from funding.imports.picture import page_count, page_picture
from funding.models import AccessRequest
from funding.permissions import may
from funding.record_words import field_label, record_label
from funding.sources import source_called
from funding.staff import register_of_upload, tabs
from funding.staff_forms import RequestForm
from projects.changes import new_data_version
from projects.dates import PartialDate
from projects.history import own_context
from projects.models import Register
from projects.numbers import asked_number
from projects.registers import in_register

LONG_FIELDS = {"description", "description_en", "note", "concerns", "project_outcome", "outcome"}


class EntryForm(forms.Form):
    """Where the fact stands, then its fields; each is typed as the document writes it and read as a cell would be."""

    source_title = forms.CharField(label=_("Title of the source"), max_length=400)
    place = forms.CharField(label=_("Place in the document"), max_length=120)
    quote = forms.CharField(label=_("Quote, 25 words at most"), widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].help_text = gettext("A page, a section, a table: “p. 14”, “§ 2.2.1”.")
        self.record_fields = [name for name in entry.KINDS[kind] if name not in ("quote", "section")]
        for name in self.record_fields:
            self.fields[name] = field_of(name)

    @property
    def where(self) -> list[forms.BoundField]:
        return [self[name] for name in ("source_title", "place", "quote")]

    @property
    def record(self) -> list[forms.BoundField]:
        return [self[name] for name in self.record_fields]


def field_of(name: str) -> forms.Field:
    """A choice where the field is a closed list, else a line or some lines of text."""
    choices = entry.CHOICES.get(name)
    if choices is not None:
        empty = [("", gettext("Not stated"))]
        listed = [(code, label) for code, label in choices.choices if code]
        return forms.ChoiceField(label=field_label(name), choices=empty + listed, required=False)
    widget = forms.Textarea(attrs={"rows": 3}) if name in LONG_FIELDS else forms.TextInput()
    return forms.CharField(label=field_label(name), required=False, widget=widget)


@may("funding.add_import")
@in_register
def entry_by_hand(request: HttpRequest, register: Register) -> HttpResponse:
    """One fact from a page or a picture: source, place and quote first; then the same review as an imported row."""
    chosen = register_of_upload(request, register)
    request.register = chosen  # type: ignore[attr-defined]
    kind = request.POST.get("kind") or request.GET.get("kind") or "award"
    if kind not in entry.KINDS:
        raise Http404(gettext("There is no such kind of record."))
    beside = pages_beside(request)
    initial = {"source_title": beside.title, "place": beside.place} if beside else None
    form = EntryForm(kind, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        batch = entered(request, chosen, kind, form)
        if batch is not None:
            return redirect("import", batch.pk)
    context = {
        "beside": beside,
        "tabs": tabs(request),
        "form": form,
        "kind": kind,
        "register": chosen,
        "choices": Register.objects.all(),
        "kinds": [(code, record_label(code), code == kind) for code in entry.KINDS],
    }
    return render(request, "imports/entry.html", context, status=400 if form.errors else 200)


@dataclass(frozen=True)
class PageBeside:
    """A page of a PDF that was handed in, shown beside the form; `previous` and `next` are 0 where there is none."""

    number: int
    title: str
    page: int
    pages: int
    previous: int
    next: int

    @property
    def place(self) -> str:
        return f"p. {self.page}"


def pages_beside(request: HttpRequest) -> PageBeside | None:
    """The page of `?import=NUMBER&page=N`, from the file that was handed in; None where no document is asked for."""
    said = request.POST.get("import") or request.GET.get("import") or ""
    if (number := asked_number(said)) is None:
        return None
    batch = import_with_pages(number)
    try:
        pages = int(cache.get_or_set(f"pages-of:{batch.sha256}", lambda: page_count(batch.file.path), 3_600) or 1)
    except Refused as refused:
        raise Http404(refused.message((get_language() or "fr")[:2])) from None
    wanted = request.POST.get("page") or request.GET.get("page") or "1"
    page = min(asked_number(wanted) or 1, pages)
    title = batch.source.title if batch.source else batch.file_name
    return PageBeside(batch.pk, title, page, pages, page - 1, page + 1 if page < pages else 0)


def import_with_pages(number: int) -> Import:
    """An import whose file is a PDF and is still there."""
    batch = get_object_or_404(Import.objects.select_related("source"), pk=number)
    is_there = batch.file and batch.file.storage.exists(batch.file.name or "")
    if not is_there or not batch.file_name.lower().endswith(".pdf"):
        raise Http404(gettext("This import has no pages to show."))
    return batch


@require_safe
@may("funding.view_import")
def import_picture(request: HttpRequest, number: int, page: int) -> HttpResponse:
    """A page of a PDF that was handed in, as PNG, for the staff only."""
    batch = import_with_pages(number)
    try:
        picture = page_picture(batch.file.path, page)
    except Refused as refused:
        raise Http404(refused.message((get_language() or "fr")[:2])) from None
    return HttpResponse(picture, "image/png", headers={"Cache-Control": "private, max-age=3600"})


def entered(request: HttpRequest, register: Register, kind: str, form: EntryForm) -> Any:
    """The import of the fact, or None where a field could not be read; the form then says which."""
    clean = form.cleaned_data
    fields = {name: clean[name].strip() for name in form.record_fields if clean[name].strip()}
    try:
        # A source that nothing was entered from is not kept.
        with transaction.atomic():
            source = source_called(register, clean["source_title"])
            where = {"source": source, "place": clean["place"], "quote": clean["quote"]}
            return entry.enter(register, kind, fields, user=request.user, **where)
    except entry.EntryError as error:
        for name, message in error.errors.items():
            form.add_error(name if name in form.fields else None, message)
    return None


def is_late(request: AccessRequest, today: date) -> bool:
    """No answer, and the day that the law gives (with the notice's ten more) is over."""
    limit = request.extended or request.due
    return bool(
        limit
        and not request.answered
        and request.outcome in (RequestOutcome.PENDING, RequestOutcome.UNKNOWN)
        and PartialDate(limit).latest < today
    )


@require_safe
@may("funding.view_accessrequest")
@in_register
def requests(request: HttpRequest, register: Register) -> HttpResponse:
    """Every access request, those that are late first, then by the day they were sent."""
    chosen = register_of_upload(request, register)
    request.register = chosen  # type: ignore[attr-defined]
    today = timezone.localdate()
    found = list(AccessRequest.objects.filter(register=chosen).select_related("body").order_by("-sent", "id"))
    rows = [{"request": one, "late": is_late(one, today), "days": days_late(one, today)} for one in found]
    context = {
        "tabs": tabs(request),
        "rows": sorted(rows, key=lambda row: not row["late"]),
        "late": sum(1 for row in rows if row["late"]),
        "register": chosen,
        "choices": Register.objects.all(),
    }
    return render(request, "requests/list.html", context)


def days_late(request: AccessRequest, today: date) -> int:
    """Days since the limit; 0 where the request is not late."""
    limit = request.extended or request.due
    return (today - PartialDate(limit).latest).days if limit and is_late(request, today) else 0


@may("funding.add_accessrequest")
@in_register
def request_new(request: HttpRequest, register: Register) -> HttpResponse:
    chosen = register_of_upload(request, register)
    return request_form(request, chosen, None)


@may("funding.change_accessrequest")
def request_edit(request: HttpRequest, number: int) -> HttpResponse:
    found = get_object_or_404(AccessRequest.objects.select_related("register", "body"), pk=number)
    return request_form(request, found.register, found)


def request_form(request: HttpRequest, register: Register, found: AccessRequest | None) -> HttpResponse:
    """Make or change a request. It is published, or not, like any fact: by evidence."""
    request.register = register  # type: ignore[attr-defined]
    form = RequestForm(register, request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        with own_context(user=request.user.pk, import_id=None, reason="access request"):
            saved = form.save()
            new_data_version(register.pk)
        messages.success(request, gettext("The request was saved."))
        return redirect(f"{reverse('requests')}?register={saved.register.slug}")
    fields = [field for field in form if field.name != "notice"]
    context = {"tabs": tabs(request), "form": form, "fields": fields, "found": found, "register": register}
    return render(request, "requests/form.html", context, status=400 if form.errors else 200)

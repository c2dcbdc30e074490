"""The editions of a register: the list of them, the page of each with its files, and the files.

In: a request and a register. Out: a page, or a file as it was written. Nothing of an edition changes but by a withdrawal.
"""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from funding.export_kinds import KINDS, NAMES
from funding.models import Release, Withdrawal
from funding.release_store import opened
from projects.models import Register
from projects.registers import crumbs, in_register

FORMS = ("xlsx", "csv", "jsonl", "parquet")
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "jsonl": "application/jsonl; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
@in_register
def releases(request: HttpRequest, register: Register) -> HttpResponse:
    found = list(Release.objects.filter(register=register).order_by("-number"))
    page = {
        "releases": [{"release": one, "changes": changes_of(one), "size": size_of(one)} for one in found],
        "withdrawals": withdrawals(register),
        "crumbs": crumbs(register, (_("Data"), "data"), here=_("Editions")),
    }
    return render(request, "data/releases.html", page)


@require_safe
@in_register
def release(request: HttpRequest, register: Register, number: int) -> HttpResponse:
    found = get_object_or_404(Release, register=register, number=number)
    page = {
        "release": found,
        "newest": not Release.objects.filter(register=register, number__gt=number).exists(),
        "changes": changes_of(found),
        "first": number == 1,
        "kinds": kinds_of(found),
        "others": [
            {"name": name, **one} for name, one in found.files.items() if not name.startswith(("data/", "tables/"))
        ],
        "tables": [{"name": name, **one} for name, one in found.files.items() if name.startswith("tables/")],
        "withdrawals": withdrawals(register),
        "crumbs": crumbs(register, (_("Data"), "data"), (_("Editions"), "releases"), here=f"{_('Edition')} {number}"),
    }
    return render(request, "data/release.html", page)


def withdrawals(register: Register) -> list[Withdrawal]:
    return list(Withdrawal.objects.filter(register=register))


def changes_of(found: Release) -> list[dict[str, Any]]:
    """[{label, added, changed, withdrawn}] of the kinds in which something changed."""
    return [
        {"label": str(KINDS[kind].name), **numbers}
        for kind, numbers in found.changes.items()
        if kind in KINDS and any(numbers.values())
    ]


def kinds_of(found: Release) -> list[dict[str, Any]]:
    """[{label, rows, forms}]: each kind of record with its files."""
    kinds = []
    for kind, name in NAMES.items():
        forms = [
            {"form": form, "name": f"data/{name}.{form}", **found.files[f"data/{name}.{form}"]}
            for form in FORMS
            if f"data/{name}.{form}" in found.files
        ]
        if forms:
            kinds.append({"label": str(KINDS[kind].name), "rows": found.counts.get(kind), "forms": forms})
    return kinds


def size_of(found: Release) -> int:
    return sum(one["bytes"] for one in found.files.values())


@require_safe
@in_register
def release_file(request: HttpRequest, register: Register, number: int, name: str) -> HttpResponseBase:
    """A file of the edition; its checksum is its ETag, and « never changed » is what caches are told, but by rule."""
    found = get_object_or_404(Release, register=register, number=number)
    if name not in found.files:
        raise Http404(_("This edition has no such file."))
    etag = f'"{found.files[name]["sha256"]}"'
    if etag in request.headers.get("If-None-Match", ""):
        return HttpResponse(status=304, headers={"ETag": etag})
    form = name.rpartition(".")[2]
    title = f"{register.slug}_{number}_{name.rpartition('/')[2]}"
    answer = FileResponse(
        opened(found, name),
        as_attachment=True,
        filename=title,
        content_type=TYPES.get(form, "text/plain; charset=utf-8"),
    )
    answer.headers["ETag"] = etag
    # A withdrawal makes another file: whoever keeps a copy asks again after a day.
    answer.headers["Cache-Control"] = "public, max-age=86400"
    return answer


urlpatterns = [
    path("releases/", releases, name="releases"),
    path("releases/<int:number>/", release, name="release"),
    path("releases/<int:number>/files/<path:name>", release_file, name="release_file"),
]

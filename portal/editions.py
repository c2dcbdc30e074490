"""The site as it was: `/fr/releases/3/awards/?sector=private` is the list of awards in edition 3.

In: the site map's own pages. Out: the same pages under an edition; each asks the edition's Parquet files and nothing of
PostgreSQL (`funding.columnar.reading`), and its links stay in the edition. What an edition can't be asked, a search by
words for instance, is a page that says so.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, URLResolver, path

from funding import columnar
from funding.models import Release
from projects.models import in_edition

# The pages that say what the register states; the others are about the site, or are written to.
PAGES = {
    *(
        "projects",
        "organizations",
        "funders",
        "consortia",
        "establishments",
        "people",
        "programmes",
        "awards",
        "sources",
    ),
    *("project", "organization", "person", "programme", "award", "source", "seats", "finding", "network"),
    *("questions", "question", "question_download", "question_chart", "question_table", "question_embed"),
    "question_chart_embed",
}


def pages(known: list[URLPattern | URLResolver]) -> list[URLPattern]:
    """The pages of the site map that an edition has, downloads of lists among them."""
    return [
        path(str(one.pattern), as_of(one.callback), one.default_args, name=one.name)
        for one in known
        if isinstance(one, URLPattern) and (one.name in PAGES or str(one.name).endswith("_download"))
    ]


def as_of(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The view, with the facts of an edition."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, edition: int, register: str = "", **kwargs: Any) -> HttpResponseBase:
        whose = {"register__slug": register} if register else {"register__is_default": True}
        release = get_object_or_404(Release.objects.select_related("register"), number=edition, **whose)
        if not release.files:
            raise Http404
        request.edition = release  # type: ignore[attr-defined]
        try:
            with columnar.reading(release), in_edition(edition):
                return view(request, *args, register=register, **kwargs)
        except columnar.NotCovered:
            request.register = release.register  # type: ignore[attr-defined]
            return render(request, "data/not_in_edition.html", {"release": release}, status=404)

    return wrapped

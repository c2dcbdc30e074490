"""What PostgreSQL has given up because it took too long (`settings.STATEMENT_LIMIT`) is said: to people as a page, to programs
as JSON, each with what to do.
"""

from collections.abc import Callable

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from psycopg.errors import QueryCanceled

from portal.context import address_of
from portal.errors import is_for_programs

Answer = Callable[[HttpRequest], HttpResponseBase]


def given_up(answer: Answer) -> Answer:
    def middleware(request: HttpRequest) -> HttpResponseBase:
        return answer(request)

    middleware.process_exception = said  # type: ignore[attr-defined]
    return middleware


def said(request: HttpRequest, problem: Exception) -> HttpResponse | None:
    """The answer where a statement was given up; None of any other exception."""
    if not (isinstance(problem, OperationalError) and isinstance(problem.__cause__, QueryCanceled)):
        return None
    if is_for_programs(request):
        words = _("This takes longer than %(n)s seconds. Ask for fewer rows, or take the files of an edition.")
        return JsonResponse({"detail": words % {"n": settings.STATEMENT_LIMIT}}, status=503)
    page = {"limit": settings.STATEMENT_LIMIT, "data_address": address_of(getattr(request, "register", None), "data")}
    return render(request, "503.html", page, status=503)

"""What is answered where nothing is, where the site itself has failed, and where PostgreSQL refuses a statement: a page to
people, JSON to programs.

PostgreSQL gives up what takes too long (`settings.STATEMENT_LIMIT`): that is said, with what to do. No text of it holds the
character NUL: who sends one, in an address, a form or the cursor of a list, is not understood.
"""

import sys
from collections.abc import Callable

from django.conf import settings
from django.db import DataError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.translation import gettext as _
from django.views import defaults
from psycopg.errors import QueryCanceled
from rest_framework.exceptions import APIException, NotFound, ParseError

from portal.context import address_of

Answer = Callable[[HttpRequest], HttpResponseBase]


def is_for_programs(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def for_programs(detail: object, status: int) -> JsonResponse:
    return JsonResponse({"detail": str(detail)}, status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if is_for_programs(request):
        return for_programs(NotFound.default_detail, 404)
    return defaults.page_not_found(request, exception)


def failed(request: HttpRequest) -> HttpResponse:
    if is_away(sys.exception()):
        return away(request)
    if is_for_programs(request):
        return for_programs(APIException.default_detail, 500)
    return defaults.server_error(request)


def is_away(problem: BaseException | None) -> bool:
    """Whether PostgreSQL cannot be reached, or is being stopped or started (SQLSTATE 08 and 57P)."""
    state = getattr(problem.__cause__, "sqlstate", None) if problem else None
    return isinstance(problem, OperationalError) and (state is None or state.startswith(("08", "57P")))


def away(request: HttpRequest) -> HttpResponse:
    """What needs no database: a page in both languages, without the register's name."""
    if is_for_programs(request):
        answer: HttpResponse = for_programs("The register does not answer at the moment. Ask again in a minute.", 503)
    else:
        answer = HttpResponse(get_template("away.html").render(), status=503)
    answer["Retry-After"] = "60"
    return answer


def refused_statements(answer: Answer) -> Answer:
    def middleware(request: HttpRequest) -> HttpResponseBase:
        return answer(request)

    middleware.process_exception = refused  # type: ignore[attr-defined]
    return middleware


def refused(request: HttpRequest, problem: Exception) -> HttpResponse | None:
    """The answer where PostgreSQL refused a statement for what was sent or asked; None of any other exception."""
    if isinstance(problem, OperationalError) and isinstance(problem.__cause__, QueryCanceled):
        return given_up(request)
    if isinstance(problem, DataError) and "NUL (0x00)" in str(problem):
        return not_understood(request, problem)
    return None


def given_up(request: HttpRequest) -> HttpResponse:
    if is_for_programs(request):
        words = _("This takes longer than %(n)s seconds. Ask for fewer rows, or take the files of an edition.")
        return for_programs(words % {"n": settings.STATEMENT_LIMIT}, 503)
    page = {"limit": settings.STATEMENT_LIMIT, "data_address": address_of(getattr(request, "register", None), "data")}
    return render(request, "503.html", page, status=503)


def not_understood(request: HttpRequest, problem: Exception) -> HttpResponse:
    if is_for_programs(request):
        return for_programs(ParseError.default_detail, 400)
    return defaults.bad_request(request, problem)

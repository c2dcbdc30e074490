"""Which requests read the register as visitors do: all but those of the staff's pages and of the administration."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from projects.reading import reading_public

STAFF = re.compile(r"^/(?:[a-z]{2}/staff|admin)/")


def public_reading(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    def middleware(request: HttpRequest) -> HttpResponseBase:
        if STAFF.match(request.path):
            return answer(request)
        with reading_public():
            return answer(request)

    return middleware

"""What is shown where a record was: `410 Gone`, with the rule and the day. In: a page of a record. Out: the same page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render

from funding.models import Withdrawal


def with_tombstone(kind: str, view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, key: str, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, key=key, **kwargs)
        except Http404:
            register = getattr(request, "register", None)
            found = Withdrawal.objects.filter(register=register, kind=kind, key=key).first() if register else None
            if found is None:
                raise
            return render(request, "data/tombstone.html", {"withdrawal": found}, status=410)

    return wrapped

"""Which register a request is about: `/fr/awards/` is the first one's page, `/fr/r/NAME/awards/` another's."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render

from projects.models import Register


def in_register(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The view, given a Register as second argument and on `request.register`; 404 where there is none.

    The header offers all of them: they are read once, and stand on `request.registers`.
    The address of the first register never has its name in it: the other spelling redirects.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, register: str = "", **kwargs: Any) -> HttpResponseBase:
        registers = list(Register.objects.all())
        found = next((one for one in registers if (one.slug == register if register else one.is_default)), None)
        if not registers:
            return render(request, "no_register.html", status=404)
        if found is None:
            raise Http404
        if register and found.is_default:
            return redirect(request.get_full_path().replace(f"/r/{register}/", "/", 1), permanent=True)
        request.register, request.registers = found, registers  # type: ignore[attr-defined]
        return view(request, found, *args, **kwargs)

    return wrapped


def crumbs(register: Register, *way: tuple[str, str], here: str = "") -> list[dict[str, str]]:
    """Where a page stands, [{label, address}]: (label, page) of what is above it, then the page itself."""
    above = [{"label": label, "address": register.address(page)} for label, page in way]
    return [*above, *([{"label": here, "address": ""}] if here else [])]

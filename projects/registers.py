"""Which register a request is about: `/fr/awards/` is the first one's page, `/fr/r/NAME/awards/` another's."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render

from projects.conditions import NOT
from projects.models import Organization, Register

# The filters, of any list, whose values are bodies.
NAMED = ("payer", "recipient", "organization", "intermediary", "establishment", "participant", "body", "on_behalf_of")
BODIES = {f"{before}{name}" for name in NAMED for before in ("", NOT)}


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
        if standing := address_of_standing(request, found):
            return redirect(standing)
        return view(request, found, *args, **kwargs)

    return wrapped


def address_of_standing(request: HttpRequest, register: Register) -> str:
    """The same address with the bodies that stand in place of those merged into them; empty where it names none of these."""
    named = {value for name in BODIES for value in request.GET.getlist(name)}
    if not named:
        return ""
    merged = Organization.objects.of(register).public().filter(key__in=named, merged_into__published=True)
    standing = dict(merged.values_list("key", "merged_into__key"))
    if not standing:
        return ""
    parameters = request.GET.copy()
    for name in BODIES & parameters.keys():
        parameters.setlist(name, list(dict.fromkeys(standing.get(one, one) for one in parameters.getlist(name))))
    return f"{request.path}?{parameters.urlencode()}"


def crumbs(register: Register, *way: tuple[str, str], here: str = "") -> list[dict[str, str]]:
    """Where a page stands, [{label, address}]: (label, page) of what is above it, then the page itself."""
    above = [{"label": label, "address": register.address(page)} for label, page in way]
    return [*above, *([{"label": here, "address": ""}] if here else [])]

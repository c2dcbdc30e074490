"""A visitor who has a page of the same data is told so (304), and nothing is worked out.

In: the view of a page that shows nothing but the register's data. Out: the view, whose answers have an ETag. It changes
with the data version, the newest edition, the language and the address, and with the program itself. Whoever is signed
in is always given the page anew.
"""

from collections.abc import Callable
from functools import cache, wraps
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.timezone import localdate
from django.views.decorators.http import condition

from projects.models import Register

# What pages are made of; another version of the program has other files.
MADE_OF = ("portal", "projects", "funding", "templates", "static")
KINDS = {".py", ".html", ".po", ".css", ".js"}


def unless_unchanged(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Under `in_register`: the view is given the register after the request."""
    conditional = condition(etag_func=etag)(view)

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = conditional(request, *args, **kwargs)
        patch_cache_control(response, no_cache=True)
        patch_vary_headers(response, ["Cookie", "HX-Request"])
        return response

    return wrapped


def etag(request: HttpRequest, register: Register, *args: Any, **kwargs: Any) -> str | None:
    """None for who is signed in, or was given a message: the page is theirs alone. What is late is late by the day."""
    if is_own(request):
        return None
    release = register.releases.order_by("-number").values_list("number", "revision", "data_version").first()
    registers = [(one.pk, one.name_fr, one.name_en, one.state_of_data) for one in request.registers]  # type: ignore[attr-defined]
    part = bool(request.headers.get("HX-Request"))
    said = (
        register.pk,
        register.data_version,
        release,
        registers,
        part,
        request.build_absolute_uri(),
        program(),
        localdate(),
    )
    return f'"{sha256(repr(said).encode()).hexdigest()[:32]}"'


def is_own(request: HttpRequest) -> bool:
    """Whether the page may hold what is only for who asks: they are signed in, or were given a message."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES or "messages" in request.COOKIES


@cache
def program() -> str:
    """Another text for each state of the program's files."""
    files = [path for name in MADE_OF for path in (settings.BASE_DIR / name).rglob("*") if path.suffix in KINDS]
    stats = [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in sorted(files)]
    return sha256(repr(stats).encode()).hexdigest()

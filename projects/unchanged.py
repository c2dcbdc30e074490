"""A visitor who has a page of the same data is told so (304), and nothing is worked out; one who has it not is given the
page that was made for another visitor some minutes ago.

In: the view of a page that shows nothing but the register's data. Out: the view, whose answers have an ETag. It changes
with the data version, the newest edition, the language, the address and the day (a citation says it), and with the program
itself. Whoever is signed in is always given the page anew, and no cache on the way keeps it.
"""

from collections.abc import Callable
from functools import cache, partial, wraps
from hashlib import sha256
from typing import Any
from zlib import compress, decompress

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import condition

from projects.kept import recalled, remember
from projects.models import Register

View = Callable[..., HttpResponseBase]
# How long a page is kept, in seconds: who follows every link of the site fills no memory with them.
MINUTES = 10 * 60
LARGEST = 4 * 1024 * 1024
# To htmx a part of the page is sent; not where it puts a page back that the reader had left.
OF_HTMX = ("HX-Request", "HX-History-Restore-Request")
# What pages are made of; another version of the program has other files.
MADE_OF = ("portal", "projects", "funding", "templates", "static")
KINDS = {".py", ".html", ".po", ".css", ".js"}


def nothing_else(register: Register, **_parts: Any) -> Any:
    return None


def unless_unchanged(view: View, also: Callable[..., Any] = nothing_else) -> View:
    """Under `in_register`: the view is given the register after the request.

    `also`: (register, parts of the address) → what the page shows besides the register's data, as plain values.
    """
    conditional = condition(etag_func=partial(etag, also))(kept_whole(view))

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = conditional(request, *args, **kwargs)
        patch_cache_control(response, no_cache=True, **({"private": True} if is_own(request) else {}))
        patch_vary_headers(response, ["Cookie", "HX-Request"])
        return response

    return wrapped


def kept_whole(view: View) -> View:
    """The view, whose page is kept under its ETag: that stands for all that a visitor's page is made of."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        tag = getattr(request, "page_tag", None)
        if tag is None:
            return view(request, *args, **kwargs)
        if found := recalled(f"page:{tag}"):
            content, headers = found
            return HttpResponse(decompress(content), headers=headers)
        response = view(request, *args, **kwargs)
        if isinstance(response, HttpResponse) and may_be_kept(request, response):
            remember(f"page:{tag}", (compress(response.content, 1), dict(response.items())), MINUTES)
        return response

    return answered


def may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """A page with a form holds a word that only its own visitor may send back; a file of millions of letters would fill memory."""
    own = response.cookies or "CSRF_COOKIE" in request.META
    return response.status_code == 200 and not own and len(response.content) < LARGEST


def etag(also: Callable[..., Any], request: HttpRequest, register: Register, **parts: Any) -> str | None:
    """None where the page is theirs alone. What is late is late by the day."""
    if is_own(request):
        return None
    # The page's own frame shows it too, and does not ask again.
    newest = request.newest_release = register.releases.order_by("-number").first()  # type: ignore[attr-defined]
    release = (newest.number, newest.revision, newest.data_version) if newest else None
    registers = [(one.pk, one.name_fr, one.name_en, one.state_of_data) for one in request.registers]  # type: ignore[attr-defined]
    part, today = [bool(request.headers.get(name)) for name in OF_HTMX], timezone.localdate().isoformat()
    edition = getattr(request, "edition", None)
    shown = edition.revision if edition else None
    state = (register.pk, register.data_version, release, shown, registers, today, also(register, **parts))
    site = (settings.SITE_NAME, settings.COLUMNAR, program())
    said = (state, part, request.build_absolute_uri(), site)
    tag = request.page_tag = f'"{sha256(repr(said).encode()).hexdigest()[:32]}"'  # type: ignore[attr-defined]
    return tag


def is_own(request: HttpRequest) -> bool:
    """Whether the page may hold what is only for who asks: they are signed in, or were given a message."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES or "messages" in request.COOKIES


@cache
def program() -> str:
    """Another text for each state of the program's files."""
    files = [path for name in MADE_OF for path in (settings.BASE_DIR / name).rglob("*") if path.suffix in KINDS]
    stats = [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in sorted(files)]
    return sha256(repr(stats).encode()).hexdigest()

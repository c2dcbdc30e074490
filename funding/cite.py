"""How to cite a page: one sentence, BibTeX, and an address that leads to the same thing in its edition for ever.

In: a request, its register, what the page is called, and the edition where the page is of one. Out: a `Citation`, which
`templates/_cite.html` prints.
"""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from funding.dashboards.words import quoted
from funding.models import Release
from projects.models import Register

LICENCE = "CC BY 4.0"


@dataclass(frozen=True)
class Citation:
    text: str
    bibtex: str
    address: str
    release: Release | None


def lasting(
    request: HttpRequest, register: Register, path: str = "", edition: Release | None = None
) -> tuple[str, Release | None]:
    """The one address that is cited of what a page shows, and the edition that it is of: the page's own, else the newest
    one where that has the page as it is now; None where no edition has it. `path`: of another page of the register."""
    path = path or asked(request)
    edition = edition or getattr(request, "edition", None) or holding(request, register, path)
    return request.build_absolute_uri(permanent(path, register, edition)), edition


def asked(request: HttpRequest) -> str:
    """The path with what was asked: neither what a form sends empty nor that a filter stands open."""
    parameters = QueryDict(mutable=True)
    for name, values in request.GET.lists():
        if name != "form" and any(values):
            parameters.setlist(name, [value for value in values if value])
    return f"{request.path}?{parameters.urlencode()}" if parameters else request.path


def holding(request: HttpRequest, register: Register, path: str) -> Release | None:
    """The newest edition, where it has the page as it is now; none can be asked for words."""
    if not hasattr(request, "newest_release"):
        request.newest_release = register.releases.order_by("-number").first()  # type: ignore[attr-defined]
    newest: Release | None = request.newest_release  # type: ignore[attr-defined]
    if not newest or not newest.files or newest.data_version != register.data_version or request.GET.get("q"):
        return None
    try:
        resolve(permanent(path, register, newest).partition("?")[0])
    except Resolver404:
        return None
    return newest


def citing(request: HttpRequest, register: Register, title: str, edition: Release | None = None) -> Citation:
    """Where an edition has the page, the address names it; else the page's own address and today's date."""
    address, edition = lasting(request, register, edition=edition)
    day = timezone.localdate().isoformat()
    site = settings.SITE_NAME[(get_language() or "fr")[:2]]
    parts = [*([quoted(title)] if title else []), site, register.name]
    parts += [_("invented data")] if register.invented else []
    parts += [_("edition %(number)s") % {"number": edition.number}] if edition else []
    parts += [_("consulted on %(day)s") % {"day": day}, address]
    return Citation(
        f"{', '.join(parts)}. {LICENCE}.", bibtex((site, title), register, edition, address, day), address, edition
    )


def permanent(path: str, register: Register, edition: Release | None) -> str:
    """The path in the edition: « /fr/releases/3/awards/?sector=private »."""
    home = register.address("home")
    if edition is None or not path.startswith(home):
        return path
    rest = path.removeprefix(home)
    return path if rest.startswith(f"releases/{edition.number}/") else f"{home}releases/{edition.number}/{rest}"


def bibtex(names: tuple[str, str], register: Register, edition: Release | None, address: str, day: str) -> str:
    site, title = names
    number = str(edition.number) if edition else ""
    lines = {
        "title": f"{title}. {register.name}",
        # In braces, so that nobody takes the site's name for a first name and a family name.
        "author": f"{{{site}}}",
        "year": str((timezone.localdate(edition.created_at) if edition else timezone.localdate()).year),
        **({"version": number} if number else {}),
        "url": address,
        "urldate": day,
        "note": LICENCE,
    }
    fields = ",\n".join(
        f'  {name} = "{plain(value) if name in ("title", "note") else value}"' for name, value in lines.items()
    )
    return f"@misc{{{slugify(f'{register.slug}-{number or day}-{title}')[:60]},\n{fields}\n}}"


def plain(text: str) -> str:
    """The text without what BibTeX would take for its own."""
    return (
        text.replace('"', "''")
        .replace("{", "(")
        .replace("}", ")")
        .replace("%", r"\%")
        .replace("&", r"\&")
        .replace("#", r"\#")
    )

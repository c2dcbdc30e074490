"""What every page is given: the site's name, its registers, the current release and its address in each language.

In: a request (`request.register` is set by `projects.registers.in_register`). Out: the context of templates/base.html.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import OperationalError, ProgrammingError
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from funding.cite import Citation, citing
from funding.models import Release
from portal.feeds import feeds_of
from projects.models import Register

# Letters with a dot for the thread to be tied to, and letters with an eye for it to go through.
DOTTED, EYED = "ij", "oeadbpq"
OWN_NAMES = {"fr": "Français", "en": "English"}
WITH_OWN_SEARCH = {"home", "search"}
# The pages that are cited at their foot; those of lists, records and questions say how to cite them.
CITED_BELOW = {"home", "search", "questions", "finding", "network", "method", "api", "releases", "corrections"}
# The pages that belong to each part of the main navigation.
SECTIONS = {
    "projects": {"projects", "project"},
    "organizations": {
        "organizations",
        "organization",
        "funders",
        "consortia",
        "establishments",
        "people",
        "person",
        "seats",
    },
    "awards": {"awards", "award", "programmes", "programme"},
    "questions": {"questions", "question", "finding", "network"},
    "sources": {"sources", "source"},
    "data": {"data", "api", "method", "corrections", "report", "report_received"},
}


@dataclass(frozen=True)
class Wordmark:
    """The site's name cut where the thread is tied: before + first + between + second + after is the name."""

    before: str
    first: str
    between: str
    second: str
    after: str
    eye: bool


def wordmark(name: str) -> Wordmark:
    """The name cut at its first two dotted letters; with one only, at it and at the last eye after it; else uncut."""
    dots = [position for position, letter in enumerate(name) if letter in DOTTED]
    if not dots:
        return Wordmark(name, "", "", "", "", False)
    first = dots[0]
    eyes = [position for position, letter in enumerate(name) if position > first + 1 and letter in EYED]
    round_eyes = [position for position in eyes if name[position] == "o"]
    if len(dots) > 1:
        second = dots[1]
    elif eyes:
        second = (round_eyes or eyes)[-1]
    else:
        return Wordmark(name[:first], name[first], name[first + 1 :], "", "", False)
    between = name[first + 1 : second]
    return Wordmark(name[:first], name[first], between, name[second], name[second + 1 :], len(dots) == 1)


def languages_of(request: HttpRequest) -> list[dict[str, Any]]:
    """[{code, name, address, current}]: this page in each language of the site."""
    current = get_language()
    return [
        {
            "code": code,
            "name": OWN_NAMES.get(code, code),
            "address": translate_url(request.get_full_path(), code),
            "current": code == current,
        }
        for code, _name in settings.LANGUAGES
    ]


def address_of(register: Register | None, page: str) -> str:
    """The address of a page of the register; empty where the site map has no such page."""
    try:
        return register.address(page) if register else reverse(page)
    except NoReverseMatch:
        return ""


def navigation(register: Register | None, current: str) -> list[dict[str, Any]]:
    """[{label, address, current}] of the main pages, the one that holds `current` marked."""
    labels = {
        "projects": _("Projects"),
        "organizations": _("Organizations"),
        "awards": _("Awards"),
        "questions": _("Questions"),
        "sources": _("Sources"),
        "data": _("Data"),
    }
    links = [
        {"label": label, "address": address_of(register, page), "current": current in SECTIONS[page]}
        for page, label in labels.items()
    ]
    return [link for link in links if link["address"]]


def footer_links(register: Register | None) -> list[dict[str, str]]:
    """[{label, address}]: what can be taken away, how records are made, and the look of the site."""
    labels = {
        "data": _("Downloads and dictionary"),
        "api": _("The register for programs"),
        "method": _("Method"),
        "corrections": _("Corrections"),
        "design": _("How these pages are made"),
    }
    links = [{"label": label, "address": address_of(register, page)} for page, label in labels.items()]
    return [link for link in links if link["address"]]


def registers_of(current: Register | None, known: list[Register] | None = None) -> list[dict[str, Any]]:
    """[{name, address, current}]; none where the database does not answer: an error page must still be shown."""
    try:
        return [
            {
                "name": one.name,
                "address": address_of(one, "home"),
                "current": one == current or (not current and one.is_default),
            }
            for one in (Register.objects.all() if known is None else known)
        ]
    except (OperationalError, ProgrammingError):
        return []


def current_release(register: Register | None) -> Release | None:
    """The newest edition of the register, or of the first one."""
    chosen = {"register": register} if register else {"register__is_default": True}
    try:
        return Release.objects.filter(**chosen).select_related("register").order_by("-number").first()
    except (OperationalError, ProgrammingError):
        return None


def newest_of(request: HttpRequest, register: Register | None, registers: Any) -> Any:
    """The newest edition, as it was found for the page's ETag, else when it is first shown. Where no register was found
    there is none to ask for: a database that does not answer is waited for once."""
    if hasattr(request, "newest_release"):
        return request.newest_release
    return SimpleLazyObject(lambda: current_release(register) if registers else None)


def cited_below(request: HttpRequest, register: Register | None) -> Citation | None:
    """How to cite a page that has no « Cite this » of its own, at its foot; None of pages that nobody cites."""
    match = request.resolver_match
    if register is None or not match or match.url_name not in CITED_BELOW:
        return None
    return citing(request, register, "")


def site(request: HttpRequest) -> dict[str, Any]:
    """What templates/base.html reads; registers and release are asked of the database only where they are shown."""
    name = settings.SITE_NAME[get_language() or settings.LANGUAGE_CODE]
    register = getattr(request, "register", None)
    registers = SimpleLazyObject(lambda: registers_of(register, getattr(request, "registers", None)))
    match = request.resolver_match
    return {
        "site_name": name,
        "wordmark": wordmark(name),
        "languages": languages_of(request),
        "registers": registers,
        "site_register": register,
        "edition": getattr(request, "edition", None),
        "address_today": re.sub(r"/releases/[0-9]+/", "/", request.get_full_path(), count=1),
        "release": newest_of(request, register, registers),
        "navigation": navigation(register, match.url_name or "" if match else ""),
        "footer_links": footer_links(register),
        "home_address": address_of(register, "home") or f"/{get_language()}/",
        "main_home_address": address_of(None, "home") or f"/{get_language()}/",
        "feeds": feeds_of(request),
        "search_address": address_of(register, "search"),
        "suggestions_address": address_of(register, "suggestions"),
        # The pages that are about searching have the large box; every other one has it in its header.
        "has_own_search": bool(match and match.url_name in WITH_OWN_SEARCH),
        "staff_address": address_of(None, "imports"),
        "page_citation": SimpleLazyObject(lambda: cited_below(request, register)),
    }

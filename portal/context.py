"""What every page is given: the site's name, its registers, the current release and its address in each language.

In: a request (`request.register` is set by `projects.registers.in_register`). Out: the context of templates/base.html.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import OperationalError, ProgrammingError
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from funding.models import Release
from projects.models import Register

# Letters with a dot for the thread to be tied to, and letters with an eye for it to go through.
DOTTED, EYED = "ij", "oeadbpq"


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
    names = {"fr": "Français", "en": "English"}
    return [
        {
            "code": code,
            "name": names.get(code, code),
            "address": translate_url(request.get_full_path(), code),
            "current": code == current,
        }
        for code, _name in settings.LANGUAGES
    ]


def all_registers() -> list[Register]:
    """Every register, or none where the database does not answer: an error page must still be shown."""
    try:
        return list(Register.objects.all())
    except OperationalError, ProgrammingError:
        return []


def current_release(register: Register | None) -> Release | None:
    """The newest release of the register."""
    if register is None:
        return None
    return Release.objects.filter(register=register).order_by("-number").first()


def site(request: HttpRequest) -> dict[str, Any]:
    """{site_name, wordmark, languages, registers, site_register, release, section}; the reads wait until they are used."""
    name = settings.SITE_NAME[get_language() or settings.LANGUAGE_CODE]
    register = getattr(request, "register", None)
    match = getattr(request, "resolver_match", None)
    return {
        "site_name": name,
        "wordmark": wordmark(name),
        "languages": languages_of(request),
        "registers": SimpleLazyObject(all_registers),
        "site_register": register,
        "release": SimpleLazyObject(lambda: current_release(register)),
        "current_page": match.url_name if match else "",
    }

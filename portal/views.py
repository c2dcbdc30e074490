"""The pages that are about the whole register: home, search, method, data; and what machines ask: health, robots.

In: a request. Out: a page, or plain text and JSON for machines.
"""

from functools import cache
from typing import Any

from django.conf import settings
from django.core.cache import cache as shared
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.text import slugify
from django.utils.translation import get_language, get_language_from_request, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError

from funding import exports
from funding.account import no_judgement
from funding.choices import AmountStatus, ImportState
from funding.cite import lasting
from funding.dashboards.catalogue import QUESTIONS
from funding.models import Award, Import, Release
from funding.views import DOWNLOADS
from portal.search import LONGEST, nearly, results
from portal.search import suggestions as suggested
from portal.story import story
from portal.templatetags.figures import number
from projects.kept import kept
from projects.lists import form_labels
from projects.models import Organization, Register
from projects.registers import in_register
from projects.tally import beforehand, quickly
from projects.unchanged import unless_unchanged

LATELY = 5


@require_safe
def to_language(request: HttpRequest) -> HttpResponse:
    """The bare address of the site leads to French, or to English where the browser asks for it first."""
    response = redirect(f"/{get_language_from_request(request)}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
@in_register
@unless_unchanged
def home(request: HttpRequest, register: Register) -> HttpResponse:
    imports = Import.objects.filter(register=register, state=ImportState.COMMITTED).select_related("source")
    page = {
        "story": story(register),
        "contents": kept(register, ("contents",), lambda: contents(register)),
        "imports": imports.order_by("-committed_at")[:LATELY],
        "releases": Release.objects.filter(register=register).order_by("-number")[:LATELY],
    }
    return render(request, "home/home.html", page)


@beforehand
def of_contents(_request: Any, register: Register) -> list[dict[str, str]]:
    return contents(register)


def contents(register: Register) -> list[dict[str, str]]:
    """How much the register holds of what a visitor looks for first, each with its list."""
    with quickly(register):
        awards, bodies = (kind.objects.for_reading(register).count() for kind in (Award, Organization))
    told = (
        ("awards", ngettext("%(count)s award", "%(count)s awards", awards), awards),
        ("organizations", ngettext("%(count)s organization", "%(count)s organizations", bodies), bodies),
        ("questions", ngettext("%(count)s question", "%(count)s questions", len(QUESTIONS)), len(QUESTIONS)),
    )
    return [{"address": register.address(page), "label": words % {"count": number(n)}} for page, words, n in told]


def looked_for(request: HttpRequest) -> str:
    """What someone typed into the box, without the character that no text of the database has."""
    return request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]


@require_safe
@in_register
def search(request: HttpRequest, register: Register) -> HttpResponse:
    """Everything that has a name, by kind with counts; where nothing has the words, what is spelt nearly so."""
    text = looked_for(request)
    groups = results(register, text)
    near = nearly(register, text, groups)
    page = {"text": text, "groups": groups, "near": near, "found": bool(groups or near)}
    return render(request, "search/search.html", page)


@require_safe
@in_register
def suggestions(request: HttpRequest, register: Register) -> JsonResponse:
    """Names that begin so, have the text in them or are spelt nearly so, while someone types."""
    return JsonResponse({"suggestions": suggested(register, looked_for(request))})


@cache
def glossary_rows() -> tuple[dict[str, str], ...]:
    """The words of fixtures/glossary.txt: {term, fr, en, explanation_fr, explanation_en}."""
    lines = (settings.BASE_DIR / "fixtures" / "glossary.txt").read_text(encoding="utf-8").splitlines()
    names = lines[0].split("\t")
    return tuple(dict(zip(names, line.split("\t"), strict=True)) for line in lines[1:] if line.strip())


def glossary() -> list[dict[str, str]]:
    """[{id, term, name, meaning}] in the language of the page, in the order of the alphabet."""
    language = "en" if get_language() == "en" else "fr"
    rows = [
        {
            "id": f"word-{slugify(row['term'])}",
            "term": row["term"],
            "name": row[language],
            "meaning": row[f"explanation_{language}"],
        }
        for row in glossary_rows()
    ]
    return sorted(rows, key=lambda row: row["term"].casefold())


@require_safe
@in_register
def method(request: HttpRequest, register: Register) -> HttpResponse:
    meanings = amount_meanings()
    statuses = [{"label": status.label, "meaning": meanings[status]} for status in AmountStatus]
    return render(
        request, "method/method.html", {"glossary": glossary(), "statuses": statuses, "meeting": no_judgement()}
    )


def amount_meanings() -> dict[AmountStatus, str]:
    """What each way of knowing an amount means."""
    return {
        AmountStatus.EXACT: _("The source gives this sum; it is printed with as many figures as the source gives."),
        AmountStatus.AT_LEAST: _("The source gives a minimum: the sum may be larger."),
        AmountStatus.MORE_THAN: _("The source says that it is more than this sum."),
        AmountStatus.AT_MOST: _("The source gives a maximum: the sum may be smaller."),
        AmountStatus.ABOUT: _("The source gives an approximation."),
        AmountStatus.AVERAGE: _("The source gives an average for several projects."),
        AmountStatus.IN_WORDS: _(
            "The source has words only, such as “several millions”: they are quoted, not counted."
        ),
        AmountStatus.UNDISCLOSED: _("The source names the award and gives no amount."),
        AmountStatus.WITHHELD: _("The body refused to give the amount, or blacked it out."),
        AmountStatus.UNREADABLE: _("The document has something there that cannot be read with certainty."),
    }


@require_safe
@in_register
def data(request: HttpRequest, register: Register) -> HttpResponse:
    """Every list as a file, the dictionary of its columns, how to cite, and the releases."""
    lists = [
        {
            "name": name,
            "label": str(exports.KINDS[taken.kind].name),
            "forms": [
                {"form": form, "label": label, "address": register.address(f"{name.replace('-', '_')}_download", form)}
                for form, label in form_labels().items()
            ],
        }
        for name, taken in DOWNLOADS.items()
        if name not in ("funders", "consortia", "establishments")
    ]
    # All of the register is cited as its newest edition, where that has all of it.
    _address, edition = lasting(request, register, register.address("questions"))
    address = request.build_absolute_uri(edition.get_absolute_url() if edition else request.path)
    about = exports.Download(register, get_language() or "fr", "", address)
    request.is_cited = True  # type: ignore[attr-defined]
    page = {
        "lists": lists,
        "forms": form_labels().values(),
        "dictionary": [(str(kind.name), exports.dictionary(name)) for name, kind in exports.KINDS.items()],
        "citation": exports.citation(about),
        "release": Release.objects.filter(register=register).order_by("-number").first(),
    }
    return render(request, "data/data.html", page)


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """{database, broker}: whether each answers; 503 where one does not."""
    answers = {"database": database_answers(), "broker": broker_answers()}
    return JsonResponse(answers, status=200 if all(answers.values()) else 503)


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True


def broker_answers() -> bool:
    try:
        shared.set("health", 1, 5)
    except (RedisError, OSError):
        return False
    return True


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """People's pages stay out of search engines; so do the staff's and the countless filtered lists."""
    lines = [
        "User-agent: *",
        "Disallow: /*/people/",
        "Disallow: /*/r/*/people/",
        "Disallow: /*/seats/",
        "Disallow: /*/r/*/seats/",
        "Disallow: /*/network/",
        "Disallow: /*/r/*/network/",
        "Disallow: /*/report/",
        "Disallow: /*/staff/",
        "Disallow: /*/admin/",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")

"""What is new and what changed, as Atom and as JSON Feed: of any list under its filters, and of one record.

In: « /fr/awards.atom?sector=private », « /fr/organizations/meie.feed.json ». Out: the records that changed last, with the
fields of their download; 400 where a filter's value is not understood. Times are those of the history that the database
writes. A record withdrawn by rule is nothing but its tombstone, which takes the place of the entry a reader has.
"""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db.models import Max, Min, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.template.defaultfilters import linebreaksbr
from django.urls import URLPattern, re_path
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from funding.export_blocks import REGISTER
from funding.export_columns import Column, Type
from funding.export_kinds import KINDS
from funding.export_lines import NOT_IN_XML, reader_value
from funding.models import Evidence, Source, Withdrawal
from funding.models.releases import public_mark
from funding.record_details import TOLD
from funding.views import DOWNLOADS, Taken
from projects.list_address import in_words
from projects.models import Register
from projects.numbers import plain
from projects.registers import in_register
from projects.unchanged import unless_unchanged
from projects.views import ROLES

IN_FEED = 50
FORMS = {"atom": ("application/atom+xml", "Atom"), "feed.json": ("application/feed+json", "JSON Feed")}
# Reported figures have no page to lead to.
LISTS: dict[str, Taken] = {name: taken for name, taken in DOWNLOADS.items() if taken.filters}
# The list that a record's address stands in, and what else its feed tells: {kind: ways from it to the record}.
RECORDS: dict[str, tuple[str, dict[str, tuple[str, ...]]]] = {
    "organization": (
        "organizations",
        {"award": ("parties__organization",), "seat": ("organization", "holder", "on_behalf_of")},
    ),
    "project": ("projects", {"award": ("project",)}),
    "person": ("people", {"seat": ("person",)}),
    "programme": ("programmes", {"award": ("programme",)}),
    "source": (
        "sources",
        dict.fromkeys(("award", "project", "organization", "programme", "seat"), ("evidence__source",)),
    ),
    "award": ("awards", {"award": ("parent",)}),
}


@dataclass(frozen=True)
class Entry:
    """A record in a feed: `made` and `changed` are equal where it is new."""

    name: str
    title: str
    address: str
    text: str
    made: datetime
    changed: datetime


@dataclass(frozen=True)
class Feed:
    title: str
    said: str
    page: str
    entries: list[Entry]


@require_safe
@in_register
@unless_unchanged
def of_list(request: HttpRequest, register: Register, form: str, name: str) -> HttpResponseBase:
    """The rows of a list under the address's filters that changed last."""
    taken = LISTS[name]
    filters: Any = taken.filters(request.GET, taken.rows(register), request=request)  # type: ignore[misc]
    if filters.errors_by_filter:
        lines = [f"{label}: {message}" for label, message in filters.errors_by_filter]
        return HttpResponse("\n".join(lines), status=400, content_type="text/plain; charset=utf-8")

    entries = [*changed(register, taken.kind, filters.qs), *tombstones(register, Q(kind=taken.kind))]
    said = _("The %(n)s records of the list that changed last.") % {"n": IN_FEED}
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    parts = [str(ROLES[name].title if name in ROLES else KINDS[taken.kind].name), in_words(filters)]
    feed = Feed(titled(register, *parts), said, f"{register.address(name)}{query}", entries)
    return answer(request, register, form, feed)


@require_safe
@in_register
@unless_unchanged
def of_record(request: HttpRequest, register: Register, form: str, kind: str, key: str) -> HttpResponseBase:
    """A record and what hangs on it, each where it changed; of a withdrawn one the tombstone."""
    model: Any = KINDS[kind].model
    found = model.objects.for_reading(register).filter(key=key).first()
    if found is None:
        gone = tombstones(register, Q(kind=kind, key=key))
        if not gone:
            raise Http404(_("There is no such record."))
        page = register.address(kind, key)
        return answer(request, register, form, Feed(titled(register, gone[0].title), "", page, gone))
    if other := getattr(found, "merged_into", None):
        return redirect(register.address(f"{kind}_feed", other.key, form), permanent=True)

    entries = changed(register, kind, model.objects.for_reading(register).filter(pk=found.pk))
    merged = found.merged.values_list("pk", flat=True) if kind == "organization" else ()
    same = [found.pk, *merged]
    for other, ways in RECORDS[kind][1].items():
        about = Q.create([(f"{way}__in", same) for way in ways], connector=Q.OR)
        there: Any = KINDS[other].model
        entries += changed(register, other, there.objects.for_reading(register).filter(about))
    said = _("The record and what hangs on it: the %(n)s changes that came last.") % {"n": IN_FEED}
    feed = Feed(titled(register, name_of(kind, found)), said, register.address(kind, key), entries)
    return answer(request, register, form, feed)


def titled(register: Register, *parts: str) -> str:
    """« Financements · Secteur : Privé · Registre »; of an invented register, that it is."""
    invented = [_("Invented data")] if register.invented else []
    return " · ".join([*filter(None, parts), register.name, *invented])


def name_of(kind: str, record: Any) -> str:
    return TOLD[kind][0](record) if kind in TOLD else str(record)


# --- The entries


def changed(register: Register, kind: str, rows: QuerySet) -> list[Entry]:
    """Those of the rows that changed last, from the time on at which they were public."""
    model: Any = KINDS[kind].model
    link, events = events_of(model)
    events = events.filter(**{f"{link}__in": rows.order_by().values("pk")}).order_by()
    times = events.values(link).annotate(made=Min("pgh_created_at"), last=Max("pgh_created_at"))
    newest = {one[link]: one for one in times.order_by("-last", f"-{link}")[:IN_FEED]}
    found = KINDS[kind].prepare(model.objects.for_reading(register).filter(pk__in=newest).order_by("pk"))
    return [entry(register, kind, row, newest[row.pk]["made"], newest[row.pk]["last"]) for row in found]


def events_of(model: Any) -> tuple[str, QuerySet]:
    """(the link to the record, the events): a source has no history of its own, it changes with what it is evidence for."""
    if model is Source:
        return "source", Evidence._meta.get_field("history").related_model._default_manager.all()  # type: ignore[union-attr]
    return "pgh_obj", model._meta.get_field("history").related_model._default_manager.filter(published=True)


def entry(register: Register, kind: str, row: Any, made: datetime, last: datetime) -> Entry:
    name = name_of(kind, row)
    said = _("Changed: %(record)s") if last > made else _("New: %(record)s")
    mark = public_mark(kind, row.key)
    return Entry(
        f"{kind}-{mark}", said % {"record": name}, address_of(register, kind, row), text_of(kind, row), made, last
    )


def address_of(register: Register, kind: str, row: Any) -> str:
    """The record's page; a seat's line among the seats of its board, all on one page."""
    if kind == "seat":
        return f"{register.address('seats')}?body={row.organization.key}&size=250#seat-{row.key}"
    return register.address(kind, row.key)


def text_of(kind: str, row: Any) -> str:
    """Each field of the download that says something, a line each."""
    said = [(str(column.label), words(column, row)) for column in KINDS[kind].columns if column not in REGISTER]
    return "\n".join(f"{label}{_(': ')}{value}" for label, value in said if value)


def words(column: Column, row: Any) -> str:
    value = reader_value(column, row)
    if value is None or isinstance(value, str):
        return value or ""
    named_by_years = column.holds is Type.NUMBER and column.name.endswith("year")
    return str(value) if named_by_years else plain(value, (get_language() or "fr")[:2])


def tombstones(register: Register, which: Q) -> list[Entry]:
    """What is said of records withdrawn by rule: that, the rule and the day."""
    found = Withdrawal.objects.filter(which, register=register).order_by("-withdrawn_on", "-id")[:IN_FEED]
    return [tombstone(register, one) for one in found]


def tombstone(register: Register, one: Withdrawal) -> Entry:
    day = timezone.make_aware(datetime.combine(one.withdrawn_on, time.min))
    address = f"{register.address('releases')}#withdrawal-{one.mark}"
    text = "\n".join(filter(None, [one.get_rule_display(), one.reason]))
    return Entry(f"{one.kind}-{one.mark}", _("A record withdrawn by rule"), address, text, day, day)


# --- The two forms


def answer(request: HttpRequest, register: Register, form: str, feed: Feed) -> HttpResponse:
    """The feed; anybody on the way may keep it."""
    newest = sorted(feed.entries, key=lambda one: (one.changed, one.name), reverse=True)[:IN_FEED]
    response = {"atom": atom, "feed.json": json_feed}[form](request, register, feed, newest)
    response.headers["Cache-Control"] = "public"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def same_for_ever(request: HttpRequest, register: Register, one: Entry) -> str:
    """An id that a record's tombstone has too."""
    return request.build_absolute_uri(f"{register.address('home')}#{one.name}")


def atom(request: HttpRequest, register: Register, feed: Feed, entries: list[Entry]) -> HttpResponse:
    absolute = request.build_absolute_uri
    made = Atom1Feed(
        title=clean(feed.title),
        link=absolute(feed.page),
        description="",
        subtitle=feed.said,
        language=(get_language() or "fr")[:2],
        feed_url=absolute(),
    )
    for one in entries:
        made.add_item(
            title=clean(one.title),
            link=absolute(one.address),
            # Django says that a summary is HTML.
            description=linebreaksbr(clean(one.text), autoescape=True),
            unique_id=same_for_ever(request, register, one),
            pubdate=one.made,
            updateddate=one.changed,
        )
    return HttpResponse(made.writeString("utf-8"), content_type=made.content_type)


def clean(text: str) -> str:
    """The text without what XML can't hold."""
    return NOT_IN_XML.sub("", text)


def json_feed(request: HttpRequest, register: Register, feed: Feed, entries: list[Entry]) -> HttpResponse:
    """https://www.jsonfeed.org/version/1.1/"""
    absolute = request.build_absolute_uri
    items = [
        {
            "id": same_for_ever(request, register, one),
            "url": absolute(one.address),
            "title": one.title,
            "content_text": one.text,
            "date_published": one.made.isoformat(),
            "date_modified": one.changed.isoformat(),
        }
        for one in entries
    ]
    said = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.said,
        "home_page_url": absolute(feed.page),
        "feed_url": absolute(),
        "language": (get_language() or "fr")[:2],
        "items": items,
    }
    return JsonResponse(said, content_type=FORMS["feed.json"][0], json_dumps_params={"ensure_ascii": False})


# --- Where they are


def feeds_of(request: HttpRequest) -> list[dict[str, str]]:
    """[{address, type, label}]: the feeds of the list or the record that a page shows; an edition never changes."""
    register, match = getattr(request, "register", None), request.resolver_match
    name = match.url_name or "" if match else ""
    if register is None or match is None or getattr(request, "edition", None) or name not in LISTS.keys() | RECORDS:
        return []
    parts = [match.kwargs["key"]] if name in RECORDS else []
    parameters = request.GET.copy()
    for nothing in ("page", "size", "order"):
        parameters.pop(nothing, None)
    query = f"?{parameters.urlencode()}" if parameters and name in LISTS else ""
    return [
        {"address": f"{register.address(f'{name}_feed', *parts, form)}{query}", "type": media, "label": label}
        for form, (media, label) in FORMS.items()
    ]


FORM = r"(?P<form>atom|feed\.json)$"
urlpatterns: list[URLPattern] = [
    *(re_path(rf"^{name}\.{FORM}", of_list, {"name": name}, name=f"{name}_feed") for name in LISTS),
    *(
        re_path(rf"^{place}/(?P<key>[-a-zA-Z0-9_]+)\.{FORM}", of_record, {"kind": kind}, name=f"{kind}_feed")
        for kind, (place, _others) in RECORDS.items()
    ),
]

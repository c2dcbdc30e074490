"""« Signaler une erreur »: the form of a record, the public log of answers, and its feed.

In: a record's kind and key. Out: a report in the queue of the staff; the answers, for everyone.
"""

import re
from datetime import datetime, time
from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from redis.exceptions import RedisError

from funding.attempts import client_address, count_one, counter
from funding.corrections.forms import ReportForm
from funding.corrections.models import Correction, CorrectionContact
from funding.corrections.records import Record, record_called, records_of
from projects.models import Register
from projects.registers import crumbs, in_register

# So many reports are taken within an hour: from one address, and in all.
HOUR = 60 * 60
FROM_ONE_ADDRESS, FROM_EVERYONE = 5, 200
PAGE, IN_FEED = 40, 50


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_register
def report(request: HttpRequest, register: Register, kind: str, key: str) -> HttpResponse:
    """The form, and the report that it sends."""
    record = record_called(register, kind, key)
    if record is None:
        raise Http404(_("There is no such record."))
    piece = request.GET.get("piece", "")
    of_piece = {"text": _("Piece %(number)s: ") % {"number": piece}} if re.fullmatch("[0-9]{1,9}", piece) else {}
    form = ReportForm(request.POST or None, initial=of_piece)
    status = 200
    if request.method == "POST":
        if form.is_trapped:
            return redirect(register.address("report_received"))
        if form.is_valid():
            refusal = refused(request)
            if not refusal:
                receive(register, record, form.cleaned_data)
                return redirect(register.address("report_received"))
            form.add_error(None, refusal)
        status = 429 if not form.errors.keys() - {"__all__"} else 400
    page = {
        "record": record,
        "form": form,
        "crumbs": crumbs(register, (_("Corrections"), "corrections"), here=_("Report an error")),
    }
    return render(request, "corrections/report.html", page, status=status)


def refused(request: HttpRequest) -> str:
    """Why no report is taken now; empty where one is."""
    try:
        own = count_one(counter("report:address", client_address(request)), HOUR)
        if own > FROM_ONE_ADDRESS:
            return _("Several reports came from your address within the hour. Please wait before you send another one.")
        if count_one(counter("report:everyone"), HOUR) > FROM_EVERYONE:
            return _("Too many reports came in within the hour. Please try again later.")
    except RedisError:
        return _("Reports cannot be taken for the moment. Please try again in a few minutes.")
    return ""


def receive(register: Register, record: Record, given: dict[str, Any]) -> Correction:
    """The report, with the next number of the register; the address of the sender apart from it."""
    with transaction.atomic():
        locked = Register.objects.select_for_update(no_key=True).get(pk=register.pk)
        last = Correction.objects.of(locked).aggregate(last=Max("number"))["last"] or 0
        made = Correction.objects.create(
            register=register,
            number=last + 1,
            record_kind=record.kind,
            record_key=record.key,
            error_kind=given["error_kind"],
            text=given["text"],
            source=given["source"].replace("\x00", ""),
        )
        if given["email"]:
            CorrectionContact.objects.create(correction=made, email=given["email"])
    return made


@require_safe
@in_register
def report_received(request: HttpRequest, register: Register) -> HttpResponse:
    page = {"crumbs": crumbs(register, (_("Corrections"), "corrections"), here=_("Report received"))}
    return render(request, "corrections/received.html", page)


@require_safe
@in_register
def corrections(request: HttpRequest, register: Register) -> HttpResponse:
    """Every answer, the newest first, with what changed."""
    answered = Correction.objects.of(register).answered()
    page = Paginator(answered, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "answers": with_records(register, list(page.object_list)),
        "waiting": Correction.objects.of(register).waiting().count(),
        "crumbs": crumbs(register, here=_("Corrections")),
        "feed": register.address("corrections_feed"),
    }
    return render(request, "corrections/log.html", context)


def with_records(register: Register, answered: list[Correction]) -> list[dict[str, Any]]:
    """Each answer beside its record; the record is None where the register no longer has it."""
    records = records_of(register, answered)
    return [{"correction": one, "record": records.get((one.record_kind, one.record_key))} for one in answered]


@require_safe
@in_register
def corrections_feed(request: HttpRequest, register: Register) -> HttpResponse:
    """The newest answers, as an Atom feed."""
    log = request.build_absolute_uri(register.address("corrections"))
    feed = Atom1Feed(
        title=_("Corrections: %(register)s") % {"register": register.name},
        link=log,
        description="",
        language=(get_language() or "fr")[:2],
        feed_url=request.build_absolute_uri(register.address("corrections_feed")),
    )
    for row in with_records(register, list(Correction.objects.of(register).answered()[:IN_FEED])):
        one, record = row["correction"], row["record"]
        name = record.name if record else _("A record that the register no longer has")
        day = timezone.make_aware(datetime.combine(one.answered_on, time.min))
        feed.add_item(
            title=_("No. %(number)s, %(record)s: %(state)s")
            % {"number": one.number, "record": name, "state": one.get_state_display()},
            link=f"{log}#correction-{one.number}",
            description="\n\n".join(part for part in (one.answer, one.change) if part),
            unique_id=f"{log}#correction-{one.number}",
            pubdate=day,
            updateddate=day,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)

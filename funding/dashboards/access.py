"""The page « access to information »: per body its requests, delays, outcomes, articles, and what is late now."""

from collections import Counter
from decimal import Decimal

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from funding import chart_bars, charts
from funding.chart_bars import Series
from funding.choices import AnswerPart, RequestOutcome
from funding.dashboards import sketch
from funding.dashboards.asked import Asked
from funding.dashboards.cells import counted, figures_table, measured, text
from funding.dashboards.page import Cell, Chart, Number, Page, Rows, drawn, from_records, none_on_record, scope
from funding.dashboards.words import count, day_in_words, share_of
from funding.export_columns import column, number
from funding.models import AccessRequest
from funding.questions.access import DAYS, EXTENSION, WAITING, Body, by_body, clock
from funding.questions.stated import playing

SLUG = "access-to-information"
COLOURS = {
    RequestOutcome.ANSWERED: "token:thread-fill",
    RequestOutcome.PARTIAL: "token:thread-mid",
    RequestOutcome.REFUSED: "token:signal",
    RequestOutcome.NO_DOCUMENT: "token:caution",
    RequestOutcome.PENDING: "token:edge",
    RequestOutcome.UNKNOWN: "token:rule-2",
}
MARKS = {RequestOutcome.ANSWERED: "traced", RequestOutcome.PARTIAL: "thin", RequestOutcome.REFUSED: "signal"}
BARS = 15
# Codes of the numbers that count some of the requests; a body's requests have its own.
TIMED, ANSWERED_LATE, LATE_NOW = "timed", "answered-late", "late-now"


def page(asked: Asked) -> Page:
    """The requests on record, as of today."""
    requests = list(
        asked.found.select_related("body").prefetch_related("evidence__source__register").order_by("sent", "pk")
    )
    if not requests:
        closing = _("The requests that were sent, with their dates and answers, would close this gap.")
        return none_on_record(
            asked, _("No request for access is on record."), closing, title=title(), definitions=definitions()
        )
    today = timezone.localdate()
    bodies = by_body(requests, today)
    outcomes = Counter(request.outcome for request in requests)
    delays = sorted(delay for body in bodies for delay in body.delays)
    late = sum(body.late_now for body in bodies)
    told = len(requests) - sum(outcomes[one] for one in WAITING)
    finding = ngettext(
        "%(n)s request for access is on record; for %(told)s of them the outcome is known.",
        "%(n)s requests for access are on record; for %(told)s of them the outcome is known.",
        len(requests),
    ) % {"n": count(len(requests)), "told": count(told)}
    articles: Counter[str] = Counter()
    for body in bodies:
        articles.update(body.articles)
    second = outcome_words(outcomes, articles, late, delays)
    return from_records(
        asked,
        title=title(),
        finding=finding,
        second=second,
        numbers=(
            Number(_("Requests"), count(len(requests)), "", asked.counted("requests"), len(requests)),
            Number(_("Bodies"), count(len(bodies)), _("named, or as the source calls them"), asked.counted("table"), len(bodies)),
            *(
                Number(label, count(n), meaning, asked.counted("requests", code) if n else "", n)
                for code, label, n, meaning in (
                    (TIMED, _("Delay known"), len(delays), _("sent and answered, to the day")),
                    (ANSWERED_LATE, _("Answered late"), sum(body.answered_late for body in bodies), _("after the last day")),
                    (LATE_NOW, _("Late now"), late, _("as of %(day)s") % {"day": day_in_words(today.isoformat())}),
                )
            ),
        ),
        charts=charts_of(asked, bodies, outcomes, second or finding),
        tables=tuple(table for table in (body_table(asked, bodies), request_table(requests, bodies, today), figures_table(playing(asked.stated, AnswerPart.ACCESS), name="study")) if table.rows),
        definitions=definitions(),
        scope=scope(
            asked,
            _("Every request for access to documents that is on record."),
            _("Request"),
            count(len(requests)),
            _("Dates to the day for %(n)s requests, and the outcome of %(unknown)s.") % {"n": count(len(requests) - len(delays)), "unknown": count(outcomes[RequestOutcome.UNKNOWN])},
        ),
        gaps=(
            (_("Dates that are not known."), _("Where a source gives only a month or a year, the delay is not known and is counted nowhere; an answer is late where every day of it is.")),
            (_("Bodies that nobody names."), _("A source may say “several establishments”: they stand as one line, in its words.")),
        ),
        sketch=sketch.parts([[(outcomes[one], MARKS.get(one, "void")) for one in RequestOutcome if outcomes[one]]]),
    )  # fmt: skip


def title() -> str:
    return _("Access to information")


def outcome_words(outcomes: Counter[str], articles: Counter[str], late: int, delays: list[int]) -> str:
    """What came out, in a sentence; late ones are said."""
    told = sum(outcomes.values()) - sum(outcomes[one] for one in WAITING)
    refused = outcomes[RequestOutcome.REFUSED] + outcomes[RequestOutcome.NO_DOCUMENT]
    parts = []
    if refused:
        parts.append(_("%(share)s of those were refused or found no document.") % {"share": share_of(refused, told)})
    elif articles:
        parts.append(_("Articles invoked: %(articles)s.") % {"articles": ", ".join(articles)})
    if delays:
        words = ngettext(
            "The %(n)s answer dated to the day took %(days)s days.",
            "Half of the %(n)s answers dated to the day took %(days)s days or more.",
            len(delays),
        )
        parts.append(words % {"n": count(len(delays)), "days": count(delays[len(delays) // 2])})
    if waiting := outcomes[RequestOutcome.PENDING]:
        words = ngettext("%(n)s still awaits an answer.", "%(n)s still await an answer.", waiting)
        parts.append(words % {"n": count(waiting)})
    if late:
        parts.append(ngettext("%(n)s is late now.", "%(n)s are late now.", late) % {"n": count(late)})
    return " ".join(parts)


def charts_of(asked: Asked, bodies: list[Body], outcomes: Counter[str], sentence: str) -> tuple[Chart, ...]:
    found = [outcome_chart(asked, outcomes, sentence)]
    if bodies[0].requests > 1:
        found.append(body_chart(asked, bodies[:BARS], outcomes))
    timed = sorted((body for body in bodies if body.delays), key=lambda body: -(body.median_delay or 0))[:BARS]
    if timed:
        first = timed[0]
        said = _("The longest median delay is that of %(name)s: %(days)s days.") % {
            "name": first.name,
            "days": count(Decimal(str(first.median_delay))),
        }
        words = drawn(asked, _("How long it took"), said)
        bars = [
            charts.Bar(
                short(body),
                Decimal(str(body.median_delay)),
                _("%(n)s days") % {"n": count(Decimal(str(body.median_delay)))},
                colour="token:thread-fill" if (body.median_delay or 0) <= DAYS + EXTENSION else "token:signal",
            )
            for body in timed
        ]
        marks = [
            (Decimal(DAYS), _("%(n)s days") % {"n": DAYS}),
            (Decimal(DAYS + EXTENSION), _("%(n)s with notice") % {"n": DAYS + EXTENSION}),
        ]
        found.append(
            Chart(
                "delays",
                words.title,
                _("median delay in days; the law gives 20, and 10 more with notice"),
                words,
                chart_bars.ranked_with_landmarks(bars, words, marks),
                wide=True,
            )
        )
    return tuple(found)


def outcome_chart(asked: Asked, outcomes: Counter[str], sentence: str) -> Chart:
    """The requests by what came out."""
    words = drawn(asked, _("What came out"), sentence)
    rows = [outcome for outcome in RequestOutcome if outcomes[outcome]]
    bars = [
        charts.Bar(str(one.label), Decimal(outcomes[one]), count(outcomes[one]), colour=COLOURS[one]) for one in rows
    ]
    columns = (
        column("outcome", _lazy("Outcome"), _lazy("What came out, by its code.")),
        number("requests", _lazy("Requests"), _lazy("Requests on record.")),
    )
    cells = tuple((text(str(one.label), value=one.value), counted(outcomes[one], "#table-requests")) for one in rows)
    table = Rows(words.title, columns, cells, name="outcomes")
    subtitle = _("requests by their outcome")
    return Chart("outcomes", words.title, subtitle, words, charts.ranked_bars(bars, words), wide=True, table=table)


def body_chart(asked: Asked, shown: list[Body], outcomes: Counter[str]) -> Chart:
    """The same, body by body; only where a body has several requests."""
    first = shown[0]
    sentence = _("%(name)s got the most requests: %(n)s.") % {"name": first.name, "n": count(first.requests)}
    words = drawn(asked, _("What came out, by body"), sentence)
    series = [
        Series(
            str(outcome.label),
            COLOURS[outcome],
            tuple(Decimal(body.outcomes[outcome]) for body in shown),
            tuple(count(body.outcomes[outcome]) for body in shown),
        )
        for outcome in RequestOutcome
        if outcomes[outcome]
    ]
    totals = [count(body.requests) for body in shown]
    figure = chart_bars.parts([short(body) for body in shown], series, words, totals=totals)
    return Chart("bodies", words.title, _("requests by their outcome"), words, figure, wide=True)


def short(body: Body) -> str:
    return body.organization.short if body.organization else body.name


def body_table(asked: Asked, bodies: list[Body]) -> Rows:
    columns = (
        column("body", _lazy("Body"), _lazy("The body that was asked, or what the source calls it.")),
        number("requests", _lazy("Requests"), _lazy("Requests on record.")),
        number(
            "delay",
            _lazy("Median delay (days)"),
            _lazy("From the day it was sent to the answer, where both are known."),
        ),
        *(number(outcome.value, outcome.label, _lazy("Requests with this outcome.")) for outcome in RequestOutcome),
        column("articles", _lazy("Articles invoked"), _lazy("Articles of the law, with how often they were invoked.")),
        number("late", _lazy("Answered late"), _lazy("Answers after the last day.")),
        number("late_now", _lazy("Late now"), _lazy("Without an answer after the last day.")),
    )
    rows = []
    for one in bodies:
        of_it = code_of(one)
        articles = _("; ").join(f"{article} ({n})" for article, n in one.articles.most_common())
        delay = None if one.median_delay is None else Decimal(str(one.median_delay))
        rows.append(
            (
                text(one.name, asked.page_of(one.organization) if one.organization else "", of=one),
                counted(one.requests, asked.counted("requests", of_it)),
                measured(delay),
                *(
                    counted(n, asked.counted("requests", f"{of_it}-{outcome}") if n else "")
                    for outcome in RequestOutcome
                    for n in (one.outcomes[outcome],)
                ),
                text(articles or "—", value=articles),
                counted(
                    one.answered_late,
                    asked.counted("requests", f"{of_it}-{ANSWERED_LATE}") if one.answered_late else "",
                ),
                counted(one.late_now, asked.counted("requests", f"{of_it}-{LATE_NOW}") if one.late_now else ""),
            )
        )
    return Rows(_("Body by body"), columns, tuple(rows))


def request_table(requests: list[AccessRequest], bodies: list[Body], today: object) -> Rows:
    """Each request on the law's clock."""
    columns = (
        column("reference", _lazy("Reference"), _lazy("The reference of the request.")),
        column("body", _lazy("Body"), _lazy("The body that was asked, or what the source calls it.")),
        column("sent", _lazy("Sent"), _lazy("When it was sent, as precise as it is known.")),
        column("last_day", _lazy("Last day"), _lazy("As the source states it, else 20 days after it was sent.")),
        column("answered", _lazy("Answered"), _lazy("When it was answered, as precise as it is known.")),
        number("delay", _lazy("Days"), _lazy("From the day it was sent to the answer, where both are known.")),
        column("outcome", _lazy("Outcome"), _lazy("What came out, by its code.")),
        number("late_now", _lazy("Late now (days)"), _lazy("Days since the last day, where nothing was answered.")),
    )
    rows = []
    for request in requests:
        on_clock = clock(request, today)  # type: ignore[arg-type]
        pieces = tuple(sorted(request.evidence.all(), key=lambda piece: piece.number))  # type: ignore[attr-defined]
        name = request.body.label if request.body else request.body_text
        last = on_clock.last_day.isoformat() if on_clock.last_day else ""
        rows.append(
            (
                Cell(request.reference or request.key, evidence=pieces, value=request.reference or request.key),
                text(name, of=request),
                text(day_in_words(request.sent) or _("not stated"), value=str(request.sent or "")),
                text(day_in_words(last) or "—", value=last),
                text(day_in_words(request.answered) or "—", value=str(request.answered or "")),
                counted(on_clock.delay, missing=_("not known")),
                text(request.get_outcome_display(), value=request.outcome),
                counted(on_clock.late_now) if on_clock.late_now is not None else Cell("—", number=True),
            )
        )
    own = {one.name: code_of(one) for one in bodies}
    codes = tuple(counted_in(request, own, today) for request in requests)
    return Rows(_("Request by request"), columns, tuple(rows), name="requests", counted_in=codes)


def code_of(body: Body) -> str:
    return f"body-{body.organization.key if body.organization else slugify(body.name)}"


def counted_in(request: AccessRequest, own: dict[str, str], today: object) -> frozenset[str]:
    """The numbers that count a request: of all the requests, and of its body."""
    on_clock = clock(request, today)  # type: ignore[arg-type]
    of_it = own[request.body.name if request.body else request.body_text]
    late = [
        *([ANSWERED_LATE] if on_clock.answered_late else []),
        *([LATE_NOW] if on_clock.late_now is not None else []),
    ]
    timed = [TIMED] if on_clock.delay is not None else []
    return frozenset([*timed, *late, of_it, f"{of_it}-{request.outcome}", *(f"{of_it}-{one}" for one in late)])


def definitions() -> tuple[tuple[str, str], ...]:
    return (
        (_("The law's clock"), _("A public body answers within 20 days of receiving the request, or within 10 more where it gives notice (Act respecting Access to documents held by public bodies, s. 47). Counted here from the day it was sent; the last day that a source states comes first.")),
        (_("Late now"), _("Nothing was answered, not even a refusal, and the last day has gone by.")),
        (_("Articles invoked"), _("The articles of the law by which a body refuses or withholds, as its answer gives them.")),
    )  # fmt: skip

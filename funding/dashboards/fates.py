"""The page « what became of them »: public money of bodies later bought, merged, bankrupt or listed."""

from collections import Counter
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from funding import chart_marks, charts
from funding.chart_marks import Span
from funding.choices import AmountStatus, AnswerPart
from funding.dashboards import sketch
from funding.dashboards.asked import Asked
from funding.dashboards.cells import KNOWN, body, counted, figures_table, known_as, sum_of, text
from funding.dashboards.page import Cell, Chart, Number, Page, Rows, drawn, from_records, none_on_record, scope
from funding.dashboards.words import count, day_in_words, dollars, qualified
from funding.export_columns import column, number
from funding.questions.fates import KINDS, Fate, fates
from funding.questions.standing import same_body
from funding.questions.stated import playing
from projects.choices import EventKind
from projects.models import OrganizationEvent

SLUG = "what-became-of-them"
# What an event is stands beside its mark: only the end of a body has a colour of its own.
COLOURS = {EventKind.BANKRUPTCY: "token:ink"}
SHOWN = 15


def page(asked: Asked) -> Page:
    """Events are records, also those that a study tells; the money is what is on record of it."""
    events = asked.facts(OrganizationEvent).filter(kind__in=KINDS).select_related("organization", "other")
    pieces = list(events.prefetch_related("evidence__source__register").order_by("pk"))
    if not pieces:
        closing = _("A source that says who was bought, merged, went bankrupt or was listed would close this gap.")
        return none_on_record(
            asked,
            _("No merger, sale, bankruptcy or listing is on record."),
            closing,
            title=title(),
            definitions=definitions(),
        )
    return of_records(asked, fates(pieces, asked.in_currency, same_body()), asked.currency)


def title() -> str:
    return _("What became of them")


def of_records(asked: Asked, rows: list[Fate], currency: str) -> Page:
    by_body = {row.body: row for row in rows}
    known = [row.received for row in by_body.values() if row.received is not None]
    whole = sum(known, Decimal(0)) if known else None
    unknown = sum(row.without_amount for row in by_body.values())
    kinds = Counter(row.event.kind for row in rows)
    statuses = frozenset().union(*(row.statuses for row in by_body.values()))
    if unknown and AmountStatus.MORE_THAN not in statuses:
        statuses |= {AmountStatus.AT_LEAST}
    money = qualified(dollars(whole, currency), statuses) if whole is not None else dollars(None, currency)
    finding = ngettext(
        "%(n)s organization was bought, merged, bankrupt or listed; it received %(money)s of public money.",
        "%(n)s organizations were bought, merged, bankrupt or listed; they received %(money)s of public money.",
        len(by_body),
    ) % {"n": count(len(by_body)), "money": money}
    if whole is None:
        finding = ngettext(
            "%(n)s organization was bought, merged, bankrupt or listed; no amount of public money to it is on record.",
            "%(n)s organizations were bought, merged, bankrupt or listed; no amount of public money to them is on record.",
            len(by_body),
        ) % {"n": count(len(by_body))}
    left = ngettext(
        "%(n)s of their awards has no amount of its own.", "%(n)s of their awards have no amount of their own.", unknown
    ) % {"n": count(unknown)}
    return from_records(
        asked,
        title=title(),
        finding=finding,
        second=story([row for row in rows if row.body == rows[0].body], currency),
        numbers=(
            *(
                Number(str(EventKind(kind).label), count(kinds[kind]), "", asked.counted("table", kind), kinds[kind])
                for kind in KINDS
                if kinds[kind]
            ),
            Number(_("Public money"), money, left, asked.behind("bodies", currency=currency)),
        ),
        charts=tuple(chart for chart in (line_chart(asked, rows, currency),) if chart),
        tables=tuple(table for table in (table_of(asked, rows, currency), study_table(asked, rows)) if table.rows),
        definitions=definitions(),
        scope=scope(
            asked,
            _("Bodies with a merger, a sale, a bankruptcy or a listing on record."),
            _("Event"),
            count(len(rows)),
            left,
        ),
        gaps=(
            (_("Awards without an amount."), left),
            (
                _("What nobody followed."),
                _(
                    "That a body has no event here does not mean that nothing became of it: only what a source tells is on record."
                ),
            ),
            (
                _("Before, not because."),
                _("The page sets dates beside each other; it does not say that one thing led to the other."),
            ),
        ),
        sketch=sketch.parts(
            [
                [
                    (1, "void" if row.received is None else "traced"),
                    (0.35, "ink" if row.event.kind == EventKind.BANKRUPTCY else "thin"),
                ]
                for row in rows[:6]
            ]
        ),
    )


def what(row: Fate) -> str:
    """« faillite, août 2023 », « achat par X (Pays) »."""
    event = row.event
    label = str(EventKind(event.kind).label)
    parts = [label[:1].lower() + label[1:]]
    if event.other:
        parts.append(_("with or by %(name)s") % {"name": event.other.short})
    if event.other_place:
        parts.append(event.other_place)
    parts.append(day_in_words(event.date) or _("date not stated"))
    return ", ".join(parts)


def story(rows: list[Fate], currency: str) -> str:
    """What became of one body, from its first event to its last."""
    events = _("; ").join(what(row) for row in sorted(rows, key=lambda row: str(row.event.date or "")))
    received = rows[0].received
    known = qualified(dollars(received, currency), rows[0].statuses)
    money = known if received is not None else _("no amount on record")
    return _("%(name)s: %(what)s; public money: %(money)s.") % {
        "name": rows[0].event.organization.label,
        "what": events,
        "money": money,
    }


def line_chart(asked: Asked, rows: list[Fate], currency: str) -> Chart | None:
    """From the first public money to the event; only what is dated. Of one alone the page's sentence says as much."""
    dated = [row for row in rows if row.year is not None][:SHOWN]
    if len(dated) < 2:
        return None
    longest = max(dated, key=lambda row: row.years_between or 0)
    sentence = _("The longest time from the first public money to the event is %(n)s years: %(name)s.") % {
        "n": longest.years_between or 0,
        "name": longest.event.organization.label,
    }
    if not longest.years_between:
        sentence = story([row for row in rows if row.body == longest.body], currency)
    words = drawn(asked, _("From the first public money to the event"), sentence)
    spans = [
        Span(
            row.event.organization.short,
            float(row.first_year if row.first_year is not None else row.year or 0),
            float(row.year or 0),
            what(row),
            COLOURS.get(row.event.kind, charts.THREAD),
            open=row.first_year is None,
        )
        for row in dated
    ]
    subtitle = _("a point alone: the year of the first public money is not known")
    return Chart("line", words.title, subtitle, words, chart_marks.spans(spans, words), wide=True)


def table_of(asked: Asked, rows: list[Fate], currency: str) -> Rows:
    columns = (
        column("organization", _lazy("Organization"), _lazy("The body whose event it is.")),
        column("event", _lazy("Event"), _lazy("Merger, sale, bankruptcy or listing, by its code.")),
        column("other", _lazy("With or by"), _lazy("The other body of the event.")),
        column("place", _lazy("From where"), _lazy("Where the other body is from.")),
        column("date", _lazy("Date"), _lazy("The date of the event, as precise as it is known.")),
        number("received", _lazy("Public money"), _lazy("Final awards with a public payer that it received.")),
        number("awards", _lazy("Awards"), _lazy("Such awards.")),
        number("without_amount", _lazy("Without an amount"), _lazy("Awards that no sum can count.")),
        number("years", _lazy("Years between"), _lazy("From the first such award to the event.")),
        column("currency", _lazy("Currency"), _lazy("The currency of the amounts.")),
        KNOWN,
    )
    found, first = [], rows[: asked.most]
    for row in first:
        event = row.event
        behind = asked.behind("body", event.organization.key, currency=currency)
        pieces = tuple(sorted(event.evidence.all(), key=lambda piece: piece.number))
        received = (
            sum_of(row.received, currency, behind, row.statuses)
            if row.awards
            else Cell(_("none on record"), number=True)
        )
        found.append(
            (
                body(asked, event.organization),
                Cell(str(EventKind(event.kind).label), value=event.kind, evidence=pieces, detail=event.description),
                body(asked, event.other) if event.other else text("—", value=""),
                text(event.other_place or "—", value=event.other_place),
                text(day_in_words(event.date) or _("not stated"), value=str(event.date or "")),
                received,
                counted(row.awards, behind),
                counted(row.without_amount),
                counted(row.years_between, missing=_("not known")),
                text(currency),
                known_as(row.statuses),
            )
        )
    kinds = tuple(frozenset({str(row.event.kind)}) for row in first)
    again = len({row.body for row in rows}) < len(rows)
    note = _("A body with several events has the same money in each of its rows: the column is not to be added up.")
    apart = frozenset({"currency", KNOWN.name})
    return Rows(
        _("One by one"),
        columns,
        tuple(found),
        note if again else "",
        only_download=apart,
        known_rows=len(rows),
        counted_in=kinds,
    )


def study_table(asked: Asked, rows: list[Fate]) -> Rows:
    """What sources state of the money of these bodies, and what else they state on the question."""
    bodies = {pk for row in rows for pk in (row.body, row.event.organization_id)}
    money = [one for one in asked.stated if one.organization_id in bodies and one.unit == "CAD" and not one.table]
    note = _("The money of projects that a company takes part in is the projects' money, not the company's.")
    return figures_table(
        [*money, *playing(asked.stated, AnswerPart.FATES)],
        _("What the study says of it"),
        note,
        "study",
    )


def definitions() -> tuple[tuple[str, str], ...]:
    return (
        (
            _("Event"),
            _(
                "A merger, a sale (by whom, from where), a bankruptcy, a listing on a stock exchange, as a source tells it."
            ),
        ),
        (
            _("Public money"),
            _(
                "Current final awards with a public or parapublic payer, whatever their date, that the body receives alone or by a known share."
            ),
        ),
        (_("Years between"), _("From the year of the first such award to the year of the event.")),
    )

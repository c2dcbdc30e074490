"""The page « traced and untraced »: per intermediary what it received, how far it can be followed, why no further."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from funding import chart_bars
from funding.chart_bars import Series
from funding.dashboards import sketch
from funding.dashboards.asked import Asked
from funding.dashboards.cells import body, counted, figures_table, share, sum_of, text
from funding.dashboards.page import Chart, Number, Page, Rows, drawn, from_records, none_on_record, scope
from funding.dashboards.words import count, dollars, inexact_words, more_out_than_in, share_of
from funding.export_columns import column, number
from funding.models import AccessRequest
from funding.models.lines import AwardLineQuerySet
from funding.questions.remainders import (
    ELSEWHERE,
    ENDS,
    LeftOut,
    Remainder,
    left_out,
    once,
    refusing_bodies,
    remainders,
)
from funding.questions.remainders import rows as lines_behind
from funding.questions.stated import money_of_bodies
from projects.models import Organization

SLUG = "traced"
BARS = 12
# What is left of transfers.
LEFT = ("refused", "unpublished")
COLOURS = {"named": "token:thread-fill", "aggregate": "token:thread-mid", "withheld": "token:edge"}


def page(asked: Asked) -> Page:
    """From the transfers on record: those that the study states are records too."""
    refusing = refusing_bodies(asked.facts(AccessRequest))
    lines = asked.lines if asked.is_gross else once(asked.lines)
    rows = remainders(lines, asked.all_lines, refusing)
    if not rows:
        closing = _("The files of the bodies that receive money to hand on would close this gap.")
        words = {"title": _("Traced and untraced"), "definitions": definitions()}
        return none_on_record(asked, _("No transfer to an intermediary is on record here."), closing, **words)
    years = remainders(lines, asked.all_lines, refusing, by="year")
    currency = next(iter(rows.values())).currency
    return of_records(asked, {key[0]: row for key, row in rows.items() if key[1] == currency}, years, left_out(lines))


def of_records(
    asked: Asked, rows: dict[int, Remainder], years: dict[tuple[int | None, str], Remainder], left: LeftOut
) -> Page:
    whole, bodies = whole_of(rows.values()), Organization.objects.in_bulk(rows)
    first, row = next(iter(rows.items()))
    finding = ngettext(
        "Of the %(received)s that %(n)s intermediary received to hand on, %(share)s can be followed further.",
        "Of the %(received)s that %(n)s intermediaries received to hand on, %(share)s can be followed further.",
        len(rows),
    ) % {
        "received": dollars(whole.received, whole.currency),
        "n": count(len(rows)),
        "share": share_of(whole.followed, whole.received),
    }
    second = _("%(name)s: %(traced)s followed out of %(received)s received.") % {
        "name": bodies[first].short,
        "traced": dollars(row.traced, row.currency),
        "received": dollars(row.received, row.currency),
    }
    pooled = asked.covered.suffices or len(rows) == 1
    if not pooled:
        finding = second
        second = _("No share is taken of all of them together: what the others received in all is not on record.")
    return from_records(
        asked,
        title=_("Traced and untraced"),
        finding=finding,
        second=second,
        numbers=numbers(asked, whole, left, pooled=pooled),
        charts=charts_of(asked, rows, bodies, years, finding),
        tables=tuple(table for table in (table_of(asked, rows, bodies), study_table(asked)) if table.rows),
        definitions=definitions(),
        scope=scope(
            asked,
            _("Transfers to one intermediary, with an amount, wholly in the register's scope."),
            _("Dollar, in %(currency)s; currencies are never added up.") % {"currency": whole.currency},
            ngettext("%(n)s transfer", "%(n)s transfers", whole.transfers) % {"n": count(whole.transfers)},
            left_out_words(left),
        ),
        gaps=(
            *gaps(whole, left, known_by_out=not pooled and any(row.share == 1 for row in rows.values())),
            *inexact_words(told_of(asked).filter(currency=whole.currency)),
        ),
        sketch=sketch.parts([[(row.traced, "traced"), (row.untraced, "void")] for row in [*rows.values()][:6]]),
    )


def told_of(asked: Asked) -> AwardLineQuerySet:
    """The transfers that are counted, and what comes out of them."""
    used = lines_behind(asked.lines, "transfers").order_by().values("pk")
    return asked.all_lines.filter(Q(pk__in=used) | Q(parent__in=used))


def behind_of(asked: Asked, *parts: object, **changes: str) -> str:
    """The awards behind a number of the page, net or gross as it is seen."""
    return asked.behind(*([] if asked.is_gross else ["net"]), *parts, **changes)


def whole_of(rows: Any) -> Remainder:
    """All the rows of one currency together."""
    found = list(rows)
    whole = Remainder(found[0].currency)
    for name in ("received", *ENDS, "transfers", "regrants", "beyond", "elsewhere"):
        setattr(whole, name, sum((getattr(row, name) for row in found), getattr(whole, name)))
    return whole


def end_words() -> dict[str, str]:
    return {
        "named": _("followed to a named recipient"),
        "aggregate": _("handed on, recipients not told apart"),
        "withheld": _("handed on, name withheld"),
        "refused": _("access refused"),
        "unpublished": _("distribution not in the register"),
    }


def numbers(asked: Asked, whole: Remainder, left: LeftOut, *, pooled: bool) -> tuple[Number, ...]:
    """`pooled`: the parts are told as shares of what all intermediaries received."""
    currency = whole.currency
    rows = behind_of(asked, "transfers", currency=currency)
    found = [Number(_("Received to hand on"), dollars(whole.received, currency), "", rows, whole.received)]
    for end, label in end_words().items():
        amount = getattr(whole, end)
        if amount:
            behind = behind_of(asked, *(["rest"] if end in LEFT else ["out", end]), currency=currency)
            # More out than in is no share of what came in.
            part = "" if not pooled or (whole.beyond and end not in LEFT) else share_of(amount, whole.received)
            found.append(Number(label, dollars(amount, currency), part, behind, amount))
    if whole.elsewhere:
        behind = behind_of(asked, "out", ELSEWHERE, currency=currency)
        label, meaning = _("Handed on in another currency"), _("awards, in no sum here")
        found.append(Number(label, count(whole.elsewhere), meaning, behind, whole.elsewhere))
    meaning = _("without an amount, to several, or partly in scope")
    found.append(
        Number(_("Transfers left out"), count(left.transfers), meaning, behind_of(asked, "left"), left.transfers)
    )
    return tuple(found)


def series_of(rows: list[Remainder]) -> list[Series]:
    """The ends of the money as parts of bars; what the register cannot follow is hatched."""
    words = end_words()
    return [
        Series(
            words[end],
            COLOURS.get(end, chart_bars.VOID),
            tuple(getattr(row, end) for row in rows),
            tuple(dollars(getattr(row, end), row.currency) for row in rows),
            hatched=end in LEFT,
        )
        for end in ENDS
        if any(getattr(row, end) for row in rows)
    ]


def charts_of(
    asked: Asked,
    rows: dict[int, Remainder],
    bodies: dict[int, Organization],
    years: dict[tuple[int | None, str], Remainder],
    finding: str,
) -> tuple[Chart, ...]:
    shown = list(rows.items())[:BARS]
    words = drawn(asked, _("How far the money can be followed"), finding)
    totals = [f"{dollars(row.received, row.currency)} · {share_of(row.followed, row.received)}" for _pk, row in shown]
    bars = chart_bars.parts(
        [bodies[pk].short for pk, _row in shown], series_of([row for _pk, row in shown]), words, totals=totals
    )
    subtitle = _("received, and share that can be followed; hatched is what the register cannot follow")
    found = [Chart("intermediaries", words.title, subtitle, words, bars, wide=True)]
    currency = next(iter(rows.values())).currency
    dated = sorted((key[0], row) for key, row in years.items() if key[0] and key[1] == currency)
    if len(dated) > 1:
        found.append(years_chart(asked, dated))
    return tuple(found)


def years_chart(asked: Asked, dated: list[tuple[int, Remainder]]) -> Chart:
    """The same, by the year of the transfer."""
    best = max(dated, key=lambda pair: pair[1].untraced)
    sentence = _("The year with the most money that cannot be followed is %(year)s: %(money)s.") % {
        "year": best[0],
        "money": dollars(best[1].untraced, best[1].currency),
    }
    words = drawn(asked, _("Over time"), sentence)
    rows = [row for _year, row in dated]
    figure = chart_bars.columns(
        [str(year) for year, _row in dated],
        series_of(rows),
        words,
        up=_("dollars received to hand on"),
        currency=best[1].currency,
    )
    columns = (
        number("year", _lazy("Year"), _lazy("First fiscal year, or year of the decision.")),
        number("received", _lazy("Received"), _lazy("Transfers received to hand on.")),
        number("traced", _lazy("Followed"), _lazy("What comes out of the transfers, on record.")),
        number("untraced", _lazy("Not followed"), _lazy("What is left, never below zero.")),
    )
    table = Rows(
        words.title,
        columns,
        tuple(
            (
                text(str(year), value=year),
                sum_of(row.received, row.currency, behind_of(asked, "year", year, currency=row.currency)),
                sum_of(row.traced, row.currency),
                sum_of(row.untraced, row.currency),
            )
            for year, row in dated
        ),
        name="years",
    )
    return Chart("years", words.title, _("by the year of the transfer"), words, figure, wide=True, table=table)


COLUMNS = (
    column("intermediary", _lazy("Intermediary"), _lazy("The body that received money to hand on.")),
    number("transfers", _lazy("Transfers"), _lazy("Transfers counted.")),
    number("received", _lazy("Received"), _lazy("Transfers received to hand on.")),
    number("named", _lazy("To a named recipient"), _lazy("Handed on to a named recipient or project.")),
    number("aggregate", _lazy("Recipients not told apart"), _lazy("Handed on in lines that name nobody.")),
    number("withheld", _lazy("Name withheld"), _lazy("Handed on to recipients whose name the body keeps.")),
    number("refused", _lazy("Access refused"), _lazy("Left over where a request for access was refused.")),
    number("unpublished", _lazy("Not followed"), _lazy("Left over: no award on record says where it went.")),
    number("share", _lazy("Share followed"), _lazy("Share that can be followed, from 0 to 1.")),
    column("currency", _lazy("Currency"), _lazy("The currency of the amounts.")),
)


def table_of(asked: Asked, rows: dict[int, Remainder], bodies: dict[int, Organization]) -> Rows:
    def row_of(pk: int, row: Remainder) -> tuple[Any, ...]:
        behind = behind_of(asked, "to", bodies[pk].key, currency=row.currency)
        sums = [
            sum_of(getattr(row, name), row.currency, behind if name == "received" else "")
            for name in ("received", *ENDS)
        ]
        followed = share(row.followed, row.received)
        return (body(asked, bodies[pk]), counted(row.transfers, behind), *sums, followed, text(row.currency))

    return Rows(_("The intermediaries, one by one"), COLUMNS, tuple(row_of(pk, row) for pk, row in rows.items()))


def study_table(asked: Asked) -> Rows:
    note = _("The study tells this money in several places: these figures overlap and are never added up.")
    return figures_table(money_of_bodies(asked.stated), _("What the study says of it"), note, "study")


def left_out_words(left: LeftOut) -> str:
    return _(
        "%(amount)s transfers without an amount, %(several)s to several bodies, %(part)s only partly in the scope."
    ) % {
        "amount": count(left.without_amount),
        "several": count(left.several_bodies),
        "part": count(left.partly_in_scope),
    }


def net_and_gross() -> tuple[str, str]:
    return (
        _("Net and gross"),
        _(
            "Net counts each dollar once: a transfer that comes out of another one is left to the first intermediary. "
            "Gross counts what each intermediary received, so that money that two of them pass on is told twice."
        ),
    )


def gaps(whole: Remainder, left: LeftOut, *, known_by_out: bool) -> tuple[tuple[str, str], ...]:
    by_out = _(
        "Where a source states only what an intermediary handed on, the transfer to it is that sum, and all of it is "
        "followed: that says nothing of what the intermediary received in all."
    )
    return (
        (_("Transfers left out."), left_out_words(left)),
        *more_out_than_in(whole.beyond),
        *([(_("A transfer known by what came out of it."), by_out)] if known_by_out else []),
        (
            _("What it costs to run the intermediary."),
            _(
                "What cannot be followed may have paid projects, companies or the intermediary's own running: the "
                "register's sources do not say."
            ),
        ),
    )


def definitions() -> tuple[tuple[str, str], ...]:
    return (
        net_and_gross(),
        (_("Followed"), _("Awards on record that come out of a transfer, whatever they name.")),
        (
            _("Not followed"),
            _("What an intermediary received less what is on record as coming out of it; never below zero."),
        ),
        (
            _("Access refused"),
            _("The rest of a transfer whose payer or recipient refused a request for access and answered none."),
        ),
    )

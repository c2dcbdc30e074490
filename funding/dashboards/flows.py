"""The page « who decides »: money from payer through intermediary to recipient, and who makes the last choice."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from funding import chart_bars, chart_flow
from funding.choices import AnswerPart
from funding.dashboards import sketch
from funding.dashboards.asked import Asked
from funding.dashboards.cells import counted, share, sum_of, text
from funding.dashboards.flow_places import LARGEST, Told, placed
from funding.dashboards.page import Chart, Number, Page, Rows, drawn, from_records, from_study, nothing, scope
from funding.dashboards.words import count, dollars, inexact_words, more_out_than_in, said, share_of
from funding.export_columns import column, number
from funding.models.lines import SEVERAL
from funding.questions.flows import BODY, KIND, Flows, decided, flows
from funding.questions.stated import of_part
from projects.choices import Sector

SLUG = "who-decides"
NAME = "name"
ORDER = (Sector.PUBLIC, Sector.PARAPUBLIC, Sector.PRIVATE, Sector.NONPROFIT, SEVERAL, Sector.UNKNOWN)


def page(asked: Asked) -> Page:
    """Shares where records suffice; else only the flows that a source states with an amount, and no share."""
    answer = flows(asked.in_currency, BODY if asked.views.get("by") == NAME else KIND, gross=asked.is_gross)
    if not answer.flows:
        return nothing(asked, asked.covered_here, **fixed(asked))
    told = placed(asked, answer, asked.currency)
    return of_records(asked, answer, told) if asked.covered.suffices else of_study(asked, answer, told)


def fixed(asked: Asked) -> dict[str, object]:
    universe = _("Current awards, transfers and final ones; what another award replaces is left out.")
    n, absent = count(asked.covered_here.usable), count(asked.covered_here.missing)
    return {
        "title": _("Who decides"),
        "definitions": definitions(),
        "scope": scope(asked, universe, _("Award"), n, absent),
    }


def of_records(asked: Asked, answer: Flows, told: Told) -> Page:
    shares = decided(asked.in_currency)
    whole = sum((amount for amount, _awards in shares.values()), Decimal(0))
    finding = decided_finding(shares, whole, told.currency)
    return from_records(
        asked,
        title=_("Who decides"),
        finding=finding,
        second=untraced_words(answer, told.currency),
        numbers=numbers(asked, shares, whole, answer, told.currency),
        charts=(
            flow_chart(asked, answer, told, way_words(answer, told)),
            decided_chart(asked, shares, told.currency, finding),
        ),
        tables=(told.table,),
        definitions=definitions(),
        scope=scope(
            asked,
            _("Current awards, transfers and final ones; what another award replaces is left out."),
            _("Dollar, in %(currency)s; currencies are never added up.") % {"currency": told.currency},
            ngettext("%(n)s award", "%(n)s awards", answer.awards) % {"n": count(answer.awards)},
            missing_words(answer),
        ),
        gaps=(*gaps(answer), *inexact_words(asked.in_currency)),
        sketch=sketch.flow(
            [(amount, sector) for sector, (amount, _n) in in_order(shares)], [(1, "traced"), (0.4, "void")]
        ),
    )


def of_study(asked: Asked, answer: Flows, told: Told) -> Page:
    """The flows that the study states, drawn as it states them; no share and no total."""
    stated = of_part(asked.stated, AnswerPart.DECIDERS)
    words = {
        "awards": count(answer.awards - answer.without_amount),
        "flows": count(len(answer.flows)),
        "missing": count(answer.without_amount),
    }
    second = (
        _(
            "%(awards)s awards have an amount and make %(flows)s flows, which are never added up. "
            "%(missing)s awards have no amount."
        )
        % words
    )
    finding = second
    if stated:
        finding = _("According to the study, %(n)s control the largest share of the grants.") % {"n": said(stated)}
    return from_study(
        asked,
        [stated] if stated else [],
        title=_("Who decides"),
        finding=finding,
        second=second if stated else "",
        basis_words=_("Drawn from the awards that the study states; too few of them for a share."),
        charts=(flow_chart(asked, answer, told, second),),
        tables=(told.table,),
        definitions=definitions(),
        scope=scope(
            asked,
            _("The awards that the study states with an amount."),
            _("Dollar, in %(currency)s; currencies are never added up.") % {"currency": told.currency},
            ngettext("%(n)s flow", "%(n)s flows", len(answer.flows)) % {"n": count(len(answer.flows))},
            missing_words(answer),
        ),
        gaps=(*gaps(answer), *inexact_words(asked.in_currency)),
        sketch=sketch.flow([(1, "public"), (0.5, "private")], [(0.5, "traced"), (1, "void")]),
    )


def in_order(shares: dict[str, tuple[Decimal, int]]) -> list[tuple[str, tuple[Decimal, int]]]:
    return [(sector, shares[sector]) for sector in ORDER if sector in shares]


def sector_words(sector: str) -> str:
    return _("Several, of different sectors") if sector == SEVERAL else str(Sector(sector).label)


def decided_finding(shares: dict[str, tuple[Decimal, int]], whole: Decimal, currency: str) -> str:
    """« Des organismes privés font le dernier choix pour 12,3 % de l'argent public. »"""
    outside = sum((shares.get(one, (Decimal(0), 0))[0] for one in (Sector.PRIVATE, Sector.NONPROFIT)), Decimal(0))
    return _(
        "Bodies that are neither public nor parapublic make the last choice over %(share)s of %(total)s of public money."
    ) % {
        "share": share_of(outside, whole),
        "total": dollars(whole, currency),
    }


def untraced_words(answer: Flows, currency: str) -> str:
    if not answer.untraced:
        return ""
    return _("%(money)s stop at an intermediary: the register does not say where they went from there.") % {
        "money": dollars(answer.untraced, currency)
    }


def way_words(answer: Flows, told: Told) -> str:
    """The widest band, in a sentence."""
    first = answer.flows[0]
    return _("The widest flow goes from %(source)s to %(target)s: %(money)s.") % {
        "source": told.names[first.source],
        "target": told.names[first.target],
        "money": dollars(first.amount, told.currency),
    }


def missing_words(answer: Flows) -> str:
    return ngettext(
        "%(n)s award without an amount is not drawn.",
        "%(n)s awards without an amount are not drawn.",
        answer.without_amount,
    ) % {"n": count(answer.without_amount)}


def numbers(
    asked: Asked, shares: dict[str, tuple[Decimal, int]], whole: Decimal, answer: Flows, currency: str
) -> tuple[Number, ...]:
    found = [
        Number(
            sector_words(sector),
            share_of(amount, whole),
            dollars(amount, currency),
            asked.behind("decider", sector, currency=currency),
            amount,
        )
        for sector, (amount, _awards) in in_order(shares)
    ]
    meaning = _("gross: told twice where it passes through") if asked.is_gross else _("each dollar once")
    drawn_rows = asked.behind("drawn", *(["gross"] if asked.is_gross else []), currency=currency)
    found.append(Number(_("All the money drawn"), dollars(answer.total, currency), meaning, drawn_rows, answer.total))
    without = asked.behind("without", currency=currency)
    found.append(
        Number(
            _("Without an amount"), count(answer.without_amount), _("counted in no sum"), without, answer.without_amount
        )
    )
    return tuple(found)


def flow_chart(asked: Asked, answer: Flows, told: Told, sentence: str) -> Chart:
    words = drawn(asked, _("From who pays to who receives"), sentence)
    by_name = asked.views.get("by") == NAME
    subtitle = _("the wider the band, the more dollars; grey is what the register cannot follow")
    if by_name:
        subtitle = _("the %(n)s largest of each side by name; grey is what the register cannot follow") % {
            "n": count(LARGEST)
        }
    columns = (_("Who pays"), _("Through whom"), _("Who receives"))
    figure = chart_flow.sankey(told.places, told.bands, words, columns=columns)
    return Chart("flows", words.title, subtitle, words, figure, wide=True)


def decided_chart(asked: Asked, shares: dict[str, tuple[Decimal, int]], currency: str, finding: str) -> Chart:
    """One bar per sector of who decides."""
    words = drawn(asked, _("Who makes the last choice"), finding)
    whole = sum((amount for amount, _awards in shares.values()), Decimal(0))
    rows = in_order(shares)
    bars = [
        chart_bars.Bar(sector_words(sector), amount, f"{dollars(amount, currency)} · {share_of(amount, whole)}", sector)
        for sector, (amount, _awards) in rows
        if amount > 0
    ]
    columns = (
        column(
            "sector",
            _lazy("Sector of who decides"),
            _lazy("Public, parapublic, private, non-profit, several, unknown."),
        ),
        number("amount", _lazy("Dollars"), _lazy("Public money over which it makes the last choice.")),
        number("share", _lazy("Share"), _lazy("Share of public money, from 0 to 1.")),
        number("awards", _lazy("Awards"), _lazy("Awards counted.")),
    )
    table = Rows(
        words.title,
        columns,
        tuple(
            (
                text(sector_words(sector), value=sector),
                sum_of(amount, currency, asked.behind("decider", sector, currency=currency)),
                share(amount, whole),
                counted(awards, asked.behind("decider", sector, currency=currency)),
            )
            for sector, (amount, awards) in rows
        ),
        name="deciders",
    )
    return Chart(
        "deciders",
        words.title,
        _("public money by the sector of who chooses the projects"),
        words,
        chart_bars.ranked_bars(bars, words),
        wide=True,
        table=table,
    )


def gaps(answer: Flows) -> tuple[tuple[str, str], ...]:
    return (
        (_("Awards without an amount."), missing_words(answer)),
        *more_out_than_in(answer.beyond),
        (
            _("Several bodies on one side."),
            _(
                "Where several bodies of different kinds pay or receive together, they are drawn as one: no share is invented."
            ),
        ),
    )


def definitions() -> tuple[tuple[str, str], ...]:
    return (
        (
            _("Who makes the last choice"),
            _(
                "Who chooses the projects of the programme, where that is on record; else the intermediary that a transfer "
                "goes to; else who pays. Counted over awards with a public or parapublic payer, each dollar once."
            ),
        ),
        (
            _("Net and gross"),
            _(
                "Net counts each dollar once: what comes out of a transfer is the transfer's money. Gross counts every "
                "award as it stands, so that money passing through an intermediary is told twice."
            ),
        ),
        (
            _("Parapublic"),
            _("Public investors that act at arm's length from the government: Investissement Québec, the CDPQ."),
        ),
        (
            _("Distribution not in the register"),
            _("What an intermediary received less what is on record as coming out of it; never below zero."),
        ),
    )

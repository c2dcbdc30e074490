"""The page « boards and money »: published findings, or what the study states of them. Candidates are never on it.

In: a question as it was asked. Out: a `Page`; the fixed explanation stands under its finding.
"""

from collections import Counter
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from funding import charts
from funding.account import meeting_words
from funding.charts import Bar
from funding.choices import AnswerPart
from funding.dashboards import sketch
from funding.dashboards.asked import Asked
from funding.dashboards.board_definitions import definitions, gaps
from funding.dashboards.boards_study import from_study_s_figures
from funding.dashboards.cells import body, counted, text
from funding.dashboards.page import Cell, Chart, Number, Page, Rows, drawn, from_records, nothing, scope
from funding.dashboards.words import count
from funding.evidence import attach_evidence
from funding.export_columns import column, number
from funding.findings.choices import EdgeRole, Rule, Strength
from funding.findings.models import Finding
from funding.findings.words import Told, all_told, who_sits
from funding.questions.stated import of_part
from projects.models import Organization

SLUG = "boards"
BARS = 12
# Codes of two numbers; the others are those of strength.
BOTH_WAYS, REPLIED = "both-ways", "replied"


def page(asked: Asked) -> Page:
    """Published findings where there are any in the register, else the figures that the study states."""
    published = Finding.objects.of(asked.register).public()
    if published.exists():
        found = list(published.resting_on(asked.awards).with_edges().order_by("strength", "id"))
        return of_findings(asked, all_told(found, asked.register))
    stated = of_part(asked.stated, AnswerPart.BOARD_COMPANIES)
    if stated:
        return from_study_s_figures(asked, stated)
    return nothing(
        asked,
        asked.covered,
        title=_("Boards and money"),
        finding=_("No finding is published in this register."),
        basis_words=_("A finding is public once a person checked it and those named were asked for a reply."),
        closing=_("The rules look at every seat and every payment; people decide what is published."),
        definitions=definitions(),
    )


def of_findings(asked: Asked, found: list[Told]) -> Page:
    attach_evidence(*(told.facts for told in found))
    with_seat = [told for told in found if told.finding.has_seat]
    by_strength = Counter(told.strength for told in with_seat)
    finding = ngettext(
        "In %(n)s case a seat on a body and funding from that body coincide.",
        "In %(n)s cases a seat on a body and funding from that body coincide.",
        len(with_seat),
    ) % {"n": count(len(with_seat))}
    second = _("Certain: %(certain)s; possible, after partial dates: %(possible)s; deduced: %(deduced)s.") % {
        code.value: count(by_strength[code]) for code in Strength
    }
    return from_records(
        asked,
        title=_("Boards and money"),
        finding=finding,
        second=second if with_seat else "",
        aside=meeting_words(bool(with_seat)),
        basis_words=_("Published findings only: each was checked, and those named were asked for a reply."),
        numbers=numbers(asked, found),
        charts=(chart(asked, with_seat),) if any(told.finding.board for told in with_seat) else (),
        tables=(table(asked, found),),
        definitions=definitions(),
        scope=scope(
            asked,
            _("Published findings with a payment under the filter."),
            _("Finding: one who sits, one body that pays and one that is paid, by one rule"),
            count(len(found)),
            _("What no source states: seats and dates that nobody published."),
        ),
        gaps=gaps(),
        sketch=sketch.dots(by_strength[Strength.CERTAIN], max(len(with_seat), 1), "traced"),
    )


def numbers(asked: Asked, found: list[Told]) -> tuple[Number, ...]:
    """Each number leads to its rows of the table below."""
    with_seat = [told for told in found if told.finding.has_seat]
    by_strength = Counter(told.strength for told in with_seat)
    both_ways = len(found) - len(with_seat)
    replied = sum(1 for told in found if told.finding.reply)
    parts = {"seat": count(len(with_seat)), "both": count(both_ways)}
    told = _("%(seat)s with a seat, %(both)s of payments both ways") % parts if both_ways else ""
    rows = [Number(_("Published findings"), count(len(found)), told, asked.counted("table"), len(found))]
    rows += [
        Number(
            str(Strength(code).label),
            count(by_strength[code]),
            meaning,
            asked.counted("table", code),
            by_strength[code],
        )
        for code, meaning in (
            (Strength.CERTAIN, _("whatever the days behind partial dates are")),
            (Strength.POSSIBLE, _("depending on the days behind partial dates")),
            (Strength.DEDUCED, _("through a group: no source states the link")),
        )
        if by_strength[code]
    ]
    if both_ways:
        meaning = _("without a seat")
        rows.append(
            Number(_("Payments both ways"), count(both_ways), meaning, asked.counted("table", BOTH_WAYS), both_ways)
        )
    there = asked.counted("table", REPLIED) if replied else ""
    return (*rows, Number(_("With a reply"), count(replied), _("printed beside the finding"), there, replied))


def most_words(name: str, n: int, of: int) -> str:
    """Which body pays in most of the findings: a count, no judgement of it."""
    words = _("The body that pays most often is %(name)s: %(n)s of %(of)s findings with a seat.")
    return words % {"name": name, "n": count(n), "of": count(of)}


def chart(asked: Asked, found: list[Told]) -> Chart:
    """How many findings there are per body that pays."""
    per_board = Counter(told.finding.board for told in found if told.finding.board)
    ranked = sorted(per_board.items(), key=lambda pair: (-pair[1], pair[0].folded))
    first, most = ranked[0]
    words = drawn(asked, _("By the body that pays"), most_words(first.label, most, len(found)))
    bars = [Bar(board.short, Decimal(n), count(n), board.sector) for board, n in ranked[:BARS]]
    return Chart("boards", words.title, _("number of published findings"), words, charts.ranked_bars(bars, words))


COLUMNS = (
    column("board", _lazy("Body that pays"), _lazy("The body on whose board someone sits, and that pays.")),
    column("who", _lazy("Who sits"), _lazy("The person or the body that holds the seat.")),
    column("recipient", _lazy("Body that is paid"), _lazy("The body that receives the money.")),
    column("rule", _lazy("Rule"), _lazy("How the seat leads to the money.")),
    column("strength", _lazy("Strength"), _lazy("certain, possible or deduced.")),
    number("payments", _lazy("Payments"), _lazy("Awards from the body that pays to the body that is paid.")),
    column("reply", _lazy("Reply of those named"), _lazy("Their words; empty where none came.")),
    column("key", _lazy("Finding"), _lazy("The key of the finding, in its address.")),
)


def table(asked: Asked, found: list[Told]) -> Rows:
    note = _("“Payments both ways” has no seat. Each finding leads to its records, each record to its evidence.")
    rows = tuple(row(asked, told) for told in found)
    # Rule, strength and payments stand below the other cells: a phone has no room for eight columns.
    apart = frozenset(("rule", "strength", "payments"))
    return Rows(
        _("The findings, one by one"),
        COLUMNS,
        rows,
        note=note,
        only_download=apart,
        counted_in=tuple(map(counted_in, found)),
    )


def counted_in(told: Told) -> frozenset[str]:
    """The numbers that count a finding."""
    how = BOTH_WAYS if told.finding.rule == Rule.RECIPROCAL else str(told.strength)
    return frozenset((how, REPLIED) if told.finding.reply else (how,))


def row(asked: Asked, told: Told) -> tuple[Cell, ...]:
    finding = told.finding
    payments = sum(1 for edge in finding.edges.all() if edge.role == EdgeRole.PAYMENT)
    paid = ngettext("%(n)s payment", "%(n)s payments", payments) % {"n": count(payments)}
    pieces = {piece.number: piece for fact in told.facts for piece in fact.pieces}  # type: ignore[attr-defined]
    sits = who_sits(finding) if finding.person or finding.holder else "—"
    where = asked.register.address("person", finding.person.key) if finding.person else ""
    reply = finding.reply or _("no reply by the day given")
    return (
        named(asked, finding.board),
        text(sits, where, sits if sits != "—" else "", detail=told.rule),
        named(asked, finding.recipient),
        text(told.rule, value=finding.rule),
        text(str(Strength(told.strength).label), value=told.strength),
        counted(payments),
        text(reply, value=finding.reply, detail=finding.reply_by),
        Cell(
            _("records"),
            address=finding.get_absolute_url(),
            evidence=tuple(pieces[n] for n in sorted(pieces)[:3]),
            value=finding.key,
            detail=f"{Strength(told.strength).label}, {paid}",
        ),
    )


def named(asked: Asked, organization: Organization | None) -> Cell:
    return body(asked, organization) if organization else text("—")

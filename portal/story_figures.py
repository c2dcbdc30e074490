"""Five figures of the home page: each is the answer to one question, in plain words, and leads to that question.

In: a register, and what its sources state. Out: at most five `Figure`s. A question is told as a
source states it where one does, else from the register's records where they suffice; where fewer than five can be told,
sums of the register's awards follow, each of which leads to its awards.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from funding.account import meeting_words
from funding.choices import AnswerPart, CountRule
from funding.dashboards.ratios_words import dollars as ratio_in_dollars
from funding.dashboards.ratios_words import second
from funding.findings.choices import Rule
from funding.findings.models import Finding
from funding.models import Award, AwardLine, Contribution, Evidence, ReportedFigure
from funding.questions.board_projects import seats_and_projects
from funding.questions.coverage import coverage
from funding.questions.establishments import establishments
from funding.questions.participants import in_at_least, repeats
from funding.questions.ratios import comparisons
from funding.questions.remainders import once, remainders
from funding.questions.reported_ratio import reported_ratio
from funding.questions.standing import same_body
from funding.questions.stated import followed, of_part, of_rule, per_body
from portal import drawing
from portal.templatetags.figures import compact, number, partial_date, percent, short_money
from portal.templatetags.register import UNITS, reported
from projects.choices import Sector
from projects.models import BoardMembership, Participation, Register

FIVE = 5
CURRENCY = "CAD"
# A dot or a square each, as long as they can be told apart.
MOST_DOTS, MOST_SQUARES = 400, 120


@dataclass(frozen=True)
class Figure:
    """A large figure: its value and unit, the sentence, the address of its rows, a drawing, and what states it."""

    value: str
    unit: str
    text: str
    address: str
    more: str = ""
    kind: str = ""
    picture: Any = field(default_factory=dict)
    stated: tuple[ReportedFigure, ...] = ()

    @property
    def pieces(self) -> list[Evidence]:
        """The evidence of what states it."""
        return list({piece.number: piece for figure in self.stated for piece in attached(figure)}.values())


@dataclass(frozen=True)
class Told:
    """What the five figures are told from."""

    register: Register
    stated: list[ReportedFigure]
    suffices: bool


def five_figures(register: Register, stated: list[ReportedFigure]) -> list[Figure]:
    suffices = coverage(AwardLine.objects.of(register), ReportedFigure.objects.for_reading(register)).suffices
    told = Told(register, stated, suffices)
    tellers = (untraced, ratio, repeat, boards, care)
    found = [figure for figure in (teller(told) for teller in tellers) if figure]
    if len(found) < FIVE:
        found += list(sums_of_awards(register))[: FIVE - len(found)]
    return found


def dots(part: int, whole: int, sector: str = "private") -> dict[str, Any]:
    """The drawing of a part of a whole, a dot each; none where they could not be told apart."""
    if not 0 < whole <= MOST_DOTS:
        return {}
    # A handful of dots is drawn large, not as the corner of a field.
    return {"kind": "dots", "picture": drawing.dot_matrix(part, whole, sector, columns=34 if whole > 34 else 12)}


def squares(many: int) -> dict[str, Any]:
    """The drawing of so many against one; none where nobody would count them."""
    return {"kind": "squares", "picture": drawing.squares(many)} if 0 < many <= MOST_SQUARES else {}


def attached(figure: ReportedFigure) -> list[Evidence]:
    """The evidence of a figure that `attach_evidence` has read."""
    return figure.pieces  # type: ignore[attr-defined]


def author_of(piece: Evidence) -> str:
    """« IRIS » of « IRIS, Institut … »; the title of a source that names nobody."""
    return piece.source.publisher.split(",")[0] or piece.source.title


# --- How far can the money be followed?


def untraced(told: Told) -> Figure | None:
    page = told.register.address("question", "traced")
    said = followed(told.stated)
    if not said:
        return untraced_on_record(told.register, page)
    body = said.rest.organization
    bar = [{"amount": said.traced.value, "kind": "traced"}, {"amount": said.rest.value, "kind": "void"}]
    pieces = attached(said.rest)
    words = {
        "name": body.short if body else "",
        "by": author_of(pieces[0]) if pieces else told.register.name,
        "date": partial_date(told.register.state_of_data),
    }
    return Figure(
        reported(said.rest),
        "",
        _("received by %(name)s: distribution not published, according to %(by)s, as of %(date)s.") % words,
        page,
        _("Of the rest, %(traced)s can be followed.") % {"traced": reported(said.traced)},
        "share",
        drawing.share_bar(bar),
        (said.rest, said.traced),
    )


def untraced_on_record(register: Register, page: str) -> Figure | None:
    """What the intermediaries received and nobody can follow further, each dollar once: as the question counts it."""
    lines = AwardLine.objects.of(register)
    rows = [row for row in remainders(once(lines), lines, set()).values() if row.currency == CURRENCY]
    lost = sum((row.untraced for row in rows), Decimal(0))
    whole = sum((row.received for row in rows), Decimal(0))
    if not whole:
        return None
    text = _("of the %(whole)s that intermediaries received cannot be followed further.")
    bar = drawing.share_bar([{"amount": whole - lost, "kind": "traced"}, {"amount": lost, "kind": "void"}])
    return Figure(short_money(lost), "", text % {"whole": short_money(whole)}, page, "", "share", bar)


# --- How much goes to public research, and how much to commercial projects?


def ratio(told: Told) -> Figure | None:
    page = told.register.address("question", "research-and-commercial")
    said = of_part(told.stated, AnswerPart.RATIO_IN_DOLLARS)
    if not said:
        return ratio_on_record(told, page)
    many = int(said.value or 0)
    behind = reported_ratio(told.stated)
    more = _("A ratio between programmes, not between the recipients' sectors.")
    if behind:
        apart = _("%(commercial)s commercial projects share %(sum)s; %(research)s research projects get %(mean)s.")
        words = {
            "commercial": number(behind.commercial_projects.value),
            "sum": reported(behind.commercial_sum),
            "research": number(behind.research_projects.value),
            "mean": reported(behind.research_mean),
        }
        more = f"{apart % words} {more}"
    return Figure(
        _("$%(many)s") % {"many": many},
        _("for $1"),
        _("Private research receives $%(many)s for each dollar that public research receives.") % {"many": many},
        page,
        more,
        **squares(many),
        stated=(said,),
    )


def ratio_on_record(told: Told, page: str) -> Figure | None:
    """The ratio of the register's own records, where they suffice."""
    answers = comparisons(AwardLine.objects.of(told.register)) if told.suffices else []
    answer = answers[0] if answers else None
    if not answer or not answer.ratio:
        return None
    many = int(answer.ratio.to_integral_value())
    totals = {"commercial": answer.commercial.total, "research": answer.research.total}
    sides = {name: compact(total or Decimal(0), answer.currency, 2) for name, total in totals.items()}
    return Figure(
        ratio_in_dollars(answer.ratio, answer.currency),
        _("for $1"),
        _("Commercial projects receive %(commercial)s, public research %(research)s.") % sides,
        page,
        second(answer),
        **squares(many),
    )


# --- Which private bodies come back, project after project?


def repeat(told: Told) -> Figure | None:
    page = told.register.address("question", "repeat-participants")
    everyone = of_rule(told.stated, CountRule.PRIVATE_BODIES)
    several = of_rule(told.stated, CountRule.PRIVATE_REPEAT, "3")
    if everyone and several:
        return repeat_figure(int(several.value or 0), int(everyone.value or 0), page, (several, everyone))
    if not told.suffices:
        return None
    taking = Participation.objects.for_reading(told.register)
    rows = repeats(taking, AwardLine.objects.of(told.register), same_body(), [Sector.PRIVATE])
    part = in_at_least(rows, 3)
    return repeat_figure(part, len(rows), page) if part else None


def repeat_figure(part: int, whole: int, page: str, stated: tuple[ReportedFigure, ...] = ()) -> Figure:
    return Figure(
        number(part),
        _("of %(whole)s") % {"whole": number(whole)},
        _("private organizations take part in three projects or more."),
        page,
        _("That is %(share)s of them.") % {"share": percent(Decimal(part) / whole, 1)},
        **dots(part, whole),
        stated=stated,
    )


# --- Who sits on a board, and is paid by it?


def boards(told: Told) -> Figure | None:
    page = told.register.address("question", "boards")
    said = of_part(told.stated, AnswerPart.BOARD_COMPANIES)
    if not said:
        return findings(told, page)
    whole, documented = int(said.value or 0), documented_on_boards(told.register)
    named = ngettext("The register names %(n)s of them.", "The register names %(n)s of them.", documented)
    return Figure(
        number(whole),
        str(UNITS.get(said.unit, said.unit)),
        _("sit on boards that hand on public money, and take part in projects paid with public money."),
        page,
        f"{named % {'n': number(documented)}} {meeting_words(coincide=False)}",
        **dots(documented, whole),
        stated=(said,),
    )


def documented_on_boards(register: Register) -> int:
    """How many of the companies the register knows by name, with their seat and their project."""
    seats, parts = BoardMembership.objects.for_reading(register), Participation.objects.for_reading(register)
    return len({case.seat.holder_id for case in seats_and_projects(seats, parts)})


def findings(told: Told, page: str) -> Figure | None:
    """Published findings, each checked by a person."""
    found = Finding.objects.of(told.register).public().exclude(rule=Rule.RECIPROCAL).count()
    if not found:
        return None
    text = ngettext(
        "case where a seat on a body and funding from that body coincide.",
        "cases where a seat on a body and funding from that body coincide.",
        found,
    )
    return Figure(number(found), "", text, page, meeting_words(coincide=True))


# --- What do care establishments take part in?


def care(told: Told) -> Figure | None:
    page = told.register.address("question", "establishments")
    table = per_body(told.stated)
    if table:
        first = table[0].organization.short if table[0].organization else ""
        rows = [(first, int(figure.value or 0)) for figure in table]
        return care_figure(rows, page, (table[0],))
    if not told.suffices:
        return None
    parts, given = (kind.objects.for_reading(told.register) for kind in (Participation, Contribution))  # type: ignore[attr-defined]
    bodies = [row for row in establishments(parts, given, same_body()) if row.projects]
    return care_figure([(row.organization.short, row.projects) for row in bodies], page) if bodies else None


def care_figure(rows: list[tuple[str, int]], page: str, stated: tuple[ReportedFigure, ...] = ()) -> Figure:
    """`rows`: establishments with their number of projects, the most first."""
    total, (first, most) = sum(n for _name, n in rows), rows[0]
    said = _("of %(bodies)s care establishments in projects; %(first)s alone takes part in %(n)s.")
    return Figure(
        number(total),
        _("participations"),
        said % {"bodies": number(len(rows)), "first": first, "n": number(most)},
        page,
        _("A project counts in each of its establishments."),
        **dots(most, total, Sector.PUBLIC),
        stated=stated,
    )


# --- Sums of the register's awards, where fewer than five questions can be told


def sums_of_awards(register: Register) -> Iterator[Figure]:
    awards = Award.objects.for_reading(register)
    totals = {row["currency"]: row for row in awards.totals_by_basis()}
    if CURRENCY not in totals:
        return
    row = totals[CURRENCY]
    page = register.address("awards")
    yield entered_figure(row, page)
    yield final_figure(row, page)
    missing = sum(total["without_amount"] for total in totals.values())
    yield missing_figure(sum(total["awards"] for total in totals.values()), missing, page)
    yield private_figure(awards, page)


def entered_figure(row: dict[str, Any], page: str) -> Figure:
    said = ngettext(
        "of public money in; %(n)s award has no amount and is not in it.",
        "of public money in; %(n)s awards have no amount and are not in it.",
        row["without_amount"],
    )
    return Figure(short_money(row["entered"]), "", said % {"n": number(row["without_amount"])}, f"{page}?basis=entered")


def final_figure(row: dict[str, Any], page: str) -> Figure:
    text = _("reach their final destination in the register's records.")
    more = _("The same money further on its way: the two sums are never added.")
    return Figure(short_money(row["final"]), "", text, f"{page}?basis=final", more)


def missing_figure(every: int, missing: int, page: str) -> Figure:
    """Awards without an amount."""
    return Figure(
        number(missing),
        _("of %(whole)s") % {"whole": number(every)},
        ngettext("award has no published amount.", "awards have no published amount.", missing),
        f"{page}?amount=missing",
        **dots(missing, every, "missing"),
    )


def private_figure(awards: Any, page: str) -> Figure:
    """Final awards that a private body receives."""
    received = awards.final().with_party("recipient", organization__sector="private").totals()
    nothing = {"total": Decimal(0), "awards": 0}
    total: dict[str, Any] = next((row for row in received if row["currency"] == CURRENCY), nothing)
    said = ngettext(
        "of final awards have a private recipient: %(n)s award.",
        "of final awards have a private recipient: %(n)s awards.",
        total["awards"],
    )
    text = said % {"n": number(total["awards"])}
    return Figure(short_money(total["total"]), "", text, f"{page}?sector=private&basis=final")

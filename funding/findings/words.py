"""A finding in words: what coincides, and the records it rests on. Never more than that both exist (DESIGN § 7).

In: findings read with `with_edges`. Out: sentences and lines that templates only print.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from funding.findings.choices import EdgeRole, Rule, Strength, Timing
from funding.findings.models import Finding, FindingEdge
from projects.models import Fact, Organization, Register


@dataclass(frozen=True)
class Line:
    """A record of a finding: its part, what it says, its page, when it was, and how it meets the seat."""

    part: str
    text: str
    address: str
    starts: str
    ends: str
    former: bool
    timing: str
    strength: str
    fact: Fact
    award: Any = None


@dataclass(frozen=True)
class Told:
    """A finding as pages show it."""

    finding: Finding
    title: str
    strength: str
    rule: str
    lines: tuple[Line, ...]

    @property
    def facts(self) -> list[Fact]:
        return [line.fact for line in self.lines]


def short(body: Organization | None) -> str:
    return body.short if body else _("a body that is no longer in the register")


def who_sits(finding: Finding) -> str:
    return finding.person.name if finding.person else short(finding.holder)


def title(finding: Finding) -> str:
    """What coincides, in one sentence without a verb of time or of cause."""
    sentences = {
        Rule.OWN_SEAT: _("A seat and funding coincide: a seat of %(who)s at %(board)s, and funding from %(board)s."),
        Rule.ON_BEHALF: _(
            "A seat and funding coincide: a seat of %(who)s at %(board)s on behalf of %(recipient)s, and funding from "
            "%(board)s to %(recipient)s."
        ),
        Rule.PERSON: _(
            "A seat and funding coincide: a seat of %(who)s at %(board)s, a role of the same person at %(recipient)s, "
            "and funding from %(board)s to %(recipient)s."
        ),
        Rule.GROUP: _(
            "A seat and funding coincide: a seat of %(who)s at %(board)s, a tie of %(behalf)s with %(recipient)s, and "
            "funding from %(board)s to %(recipient)s."
        ),
        Rule.RECIPROCAL: _("Payments both ways: from %(board)s to %(recipient)s, and back."),
    }
    names = {
        "who": who_sits(finding),
        "board": short(finding.board),
        "recipient": short(finding.recipient),
        "behalf": short(finding.on_behalf_of or finding.holder),
    }
    return sentences[Rule(finding.rule)] % names


def told(finding: Finding, register: Register, *, records: bool = True) -> Told:
    """`records`: with a line for each record, where the finding was read with its edges."""
    lines = tuple(line_of(edge, register) for edge in finding.edges.all()) if records else ()
    return Told(finding, title(finding), finding.strength, str(Rule(finding.rule).label), lines)


def all_told(findings: Iterable[Finding], register: Register) -> list[Told]:
    return [told(finding, register) for finding in findings]


def line_of(edge: FindingEdge, register: Register) -> Line:
    part = str(EdgeRole(edge.role).label)
    if edge.seat:
        return seat_line(edge.seat, part, register)
    if edge.tie:
        tie = edge.tie
        words = _("%(one)s, part of %(other)s") % {"one": tie.organization.short, "other": tie.to.short}
        address = register.address("organization", tie.organization.key)
        return Line(part, words, address, tie.valid_from, tie.valid_to, False, "", "", tie.organization)
    award: Any = edge.award
    timing = str(Timing(edge.timing).label) if edge.role == EdgeRole.PAYMENT else ""
    if edge.role == EdgeRole.PAYMENT and edge.finding.rule == Rule.RECIPROCAL:
        timing = _("twelve months at most from a payment back")
    day = award.date or (str(award.fiscal_year) if award.fiscal_year else "")
    address = register.address("award", award.key)
    return Line(part, str(award), address, day, day, False, timing, Strength(edge.strength).value, award, award)


def seat_line(seat: Any, part: str, register: Register) -> Line:
    who = seat.person.name if seat.person else short(seat.holder)
    words = _("%(who)s, %(kind)s of %(body)s") % {
        "who": who,
        "kind": str(seat.get_kind_display()).lower(),
        "body": seat.organization.short,
    }
    if seat.on_behalf_of:
        words = _("%(seat)s, on behalf of %(body)s") % {"seat": words, "body": seat.on_behalf_of.short}
    address = f"{register.address('organization', seat.organization.key)}#seat-{seat.key}"
    return Line(part, words, address, seat.valid_from, seat.valid_to, seat.former, "", "", seat)


def reply_words(finding: Finding) -> str:
    """What is said where there is no reply: that it was asked for, until when."""
    if finding.reply or not finding.reply_due:
        return ""
    return _("No reply was received by the day that was given.")

"""The sentences of the page « concentration », made from the data in the active language."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from funding.chart_marks import Band
from funding.dashboards.words import count, dollars, language, table_name
from funding.questions.concentration import Concentration, Measures
from projects.numbers import decimal, percent, plain, rounded

# Bars that a chart shows.
BARS = 10


def measures_of(answer: Concentration) -> Measures:
    if answer.measures is None:
        raise ValueError("an answer without measures has no page of its own")
    return answer.measures


def top_of(n: int) -> int:
    """How many of the largest the finding speaks of: about a tenth, and 1, 4 or 10."""
    return 10 if n >= 50 else 4 if n >= 12 else 1


def top_share(answer: Concentration) -> tuple[int, Decimal]:
    measures = measures_of(answer)
    top = top_of(measures.n)
    return top, {1: measures.cr1, 4: measures.cr4, 10: measures.cr10}[top]


def finding(answer: Concentration) -> str:
    """« 10 des 211 organisations reçoivent 58,2 % des 310 M$ dont on connaît le bénéficiaire et le montant. »"""
    measures, words = measures_of(answer), language()
    top, share = top_share(answer)
    parts = {
        "top": count(top),
        "n": count(measures.n),
        "share": percent(share, words),
        "total": dollars(measures.total, answer.unit),
    }
    if measures.n == 1:
        return _("A single organization receives the %(total)s whose recipient and amount are known.") % parts
    return (
        ngettext(
            "The largest of the %(n)s organizations receives %(share)s of the %(total)s whose recipient and amount are "
            "known.",
            "%(top)s of the %(n)s organizations receive %(share)s of the %(total)s whose recipient and amount are "
            "known.",
            top,
        )
        % parts
    )


def as_if(measures: Measures, counted: bool = False) -> str:
    """What the effective number says, in a sentence: of a sum, or of things that a table `counted`."""
    equal = plain(rounded(measures.effective, 0 if measures.effective >= 20 else 1), language())
    words = (
        _("It is as if %(equal)s organizations shared them in equal parts, instead of %(n)s.")
        if counted
        else _("It is as if %(equal)s organizations shared it in equal parts, instead of %(n)s.")
    )
    return words % {"equal": equal, "n": count(measures.n)}


def alone_words(answer: Concentration) -> str:
    """« Un organisme a 12,3 % à lui seul : MEDTEQ. »"""
    first = answer.holders[0]
    shares = {"name": first.organization.label, "share": percent(first.share, language())}
    return _("%(name)s alone has %(share)s.") % shares


def is_currency(unit: str) -> bool:
    return len(unit) == 3 and unit.isupper()


def counted_thing(unit: str) -> str:
    """What a table counts, as people say it: a project counts once in each of its organizations."""
    return _("participations in projects") if unit == "projets" else unit


def top_words(top: int, share: Decimal) -> str:
    return ngettext("the largest: %(share)s", "the %(top)s largest: %(share)s", top) % {
        "top": count(top),
        "share": percent(share, language()),
    }


def largest_title(answer: Concentration) -> str:
    shown = min(BARS, len(answer.holders))
    return ngettext("The largest", "The %(n)s largest", shown) % {"n": count(shown)}


def finding_of(answer: Concentration) -> str:
    return table_finding(answer) if answer.holders[0].figure else finding(answer)


def missing(answer: Concentration) -> str:
    """How many awards the measure could not use, and why."""
    left = answer.left_out
    if not left.awards:
        return _("No award is left out.")
    reasons = [
        ngettext("%(n)s without an amount", "%(n)s without an amount", left.without_amount),
        ngettext("%(n)s without a named recipient", "%(n)s without a named recipient", left.without_recipient),
        ngettext("%(n)s shared in unknown parts", "%(n)s shared in unknown parts", left.shares_unknown),
        ngettext("%(n)s standing for several projects", "%(n)s standing for several projects", left.several_projects),
    ]
    counts = [left.without_amount, left.without_recipient, left.shares_unknown, left.several_projects]
    told = [reason % {"n": count(n)} for reason, n in zip(reasons, counts, strict=True) if n]
    text = ngettext("%(n)s award is left out: %(reasons)s.", "%(n)s awards are left out: %(reasons)s.", left.awards)
    return text % {"n": count(left.awards), "reasons": ", ".join(told)}


def gaps(answer: Concentration, *, by_group: bool) -> tuple[tuple[str, str], ...]:
    """What this figure does not count."""
    left = answer.left_out
    groups = _("The members of a group count as the group, as long as they belong to it; two names of one body as one.")
    apart = _(
        "Each organization counts for itself, also where it belongs to a group; two names of one body count as one."
    )
    return (
        (_("What is left out."), missing(answer)),
        (
            _("Rounded and partial amounts."),
            _(
                "%(inexact)s of the %(awards)s awards counted have an amount that their source gives as “about”, "
                "“at least” or the like; it is counted as it is written. %(part)s are only in part, or perhaps, in the "
                "register's scope; they are counted whole."
            )
            % {
                "inexact": count(answer.inexact),
                "awards": count(answer.awards),
                "part": count(answer.partly_in_scope),
            },
        ),
        (
            _("Money taken back."),
            _(
                "%(taken)s awards are below zero and lower their recipient's total. %(bodies)s organizations come to "
                "zero or less and are left out."
            )
            % {"taken": count(answer.taken_back), "bodies": count(left.not_above_zero)},
        ),
        (
            _("Subsidiaries and groups."),
            groups if by_group else apart,
        ),
        (_("Money whose recipient is not known."), interval_words(answer)),
    )


def table_finding(answer: Concentration) -> str:
    """« 4 des 23 organisations du tableau 4 comptent 51,2 % des 209 participations à des projets. »"""
    measures = measures_of(answer)
    top, share = top_share(answer)
    figure = answer.holders[0].figure
    return ngettext(
        "The largest of the %(n)s organizations in the study's %(table)s accounts for %(share)s of the %(total)s "
        "%(what)s.",
        "%(top)s of the %(n)s organizations in the study's %(table)s account for %(share)s of the %(total)s %(what)s.",
        top,
    ) % {
        "top": count(top),
        "n": count(measures.n),
        "table": table_name(figure.table) if figure else "",
        "share": percent(share, language()),
        "total": count(measures.total),
        "what": counted_thing(answer.unit),
    }


def interval_words(answer: Concentration) -> str:
    """Where the index stands, and between which bounds it could be."""
    hhi = decimal(measures_of(answer).hhi, language())
    if not answer.interval or not answer.unresolved:
        return _("The index is %(hhi)s, on a scale from 0 to 10,000.") % {"hhi": hhi}
    low, high = (decimal(value, language()) for value in answer.interval)
    return _(
        "The index is %(hhi)s; it would be between %(low)s and %(high)s, wherever the %(money)s go whose recipient or "
        "shares are not known."
    ) % {"hhi": hhi, "low": low, "high": high, "money": dollars(answer.unresolved, answer.unit)}


def bands() -> tuple[Band, ...]:
    """The landmarks of competition law. European Union: Guidelines on horizontal mergers, 2004, § 19 (below 1,000).
    Canada: Competition Act, s. 92(3), 2024; United States: Merger Guidelines, 2023 (above 1,800)."""
    return (
        Band(Decimal(1_000), _("below 1,000: not concentrated")),
        Band(Decimal(1_800), _("to 1,800")),
        Band(Decimal(10_000), _("above 1,800: highly concentrated")),
    )


def definitions() -> tuple[tuple[str, str], ...]:
    return (
        (
            _("HHI (Herfindahl-Hirschman index)"),
            _(
                "The sum of the squares of the shares, in per cent: Σ(100 s)². From 10,000 ÷ n, where all have equal "
                "parts, "
                "to 10,000, where one has everything. HHI* takes the number of organizations out of it: 0 for equal "
                "parts, "
                "1 for a single holder."
            ),
        ),
        (
            _("Effective number (N_eff)"),
            _("10,000 ÷ HHI: how many organizations with equal parts would give the same index."),
        ),
        (_("CR1, CR4, CR10"), _("The share of the largest, of the four largest, of the ten largest.")),
        (
            _("Lorenz curve and Gini"),
            _(
                "Organizations stand from the smallest to the largest; the curve shows which share of the whole they "
                "hold "
                "together. The Gini coefficient is twice the area between the curve and the line of equal parts: "
                "G = 2Σ i·x₍ᵢ₎ ÷ (nΣx) − (n + 1) ÷ n."
            ),
        ),
        (
            _("Bands of competition law"),
            _(
                "Only a landmark. Authorities use them to judge mergers of companies in a market: below 1,000 the "
                "European Union sees no problem (2004), above 1,800 Canada (2024) and the United States (2023) presume "
                "one. Public money is not a market, and nothing here is a rule for it."
            ),
        ),
        (
            _("At least and at most"),
            _(
                "Money whose recipient or shares are not known could be spread over any number of bodies, which gives "
                "the lowest index, or have gone to the largest, which gives the highest."
            ),
        ),
        (_("Final award"), _("An award to the one who uses the money, not to a body that hands it on.")),
    )

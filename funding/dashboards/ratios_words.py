"""The sentences of the page « public research and commercial projects », made from the data in the active language."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from funding.dashboards.words import as_stated as as_reported
from funding.dashboards.words import count, language
from funding.dashboards.words import dollars as exactly
from funding.questions.ratios import CLASS_EDGES, Comparison, Side
from funding.questions.reported_ratio import ReportedRatio, number
from projects.numbers import MILLION, decimal, money, plain, short_money, signed

SLUG = "research-and-commercial"


def title() -> str:
    return _("Public research and commercial projects")


def commercial_name() -> str:
    return _("Commercial projects")


def research_name() -> str:
    return _("Public research")


def times(ratio: Decimal) -> str:
    """A ratio with two decimals below ten, as its dollars have, none from there on."""
    return decimal(ratio, language(), 2 if ratio < 10 else 0)


def finding(answer: Comparison) -> str:
    """« Pour 1 $ à la recherche publique, 3,2 $ vont à des projets commerciaux. »"""
    if answer.ratio is None:
        return _("No ratio: no amount of public research is on record in %(currency)s.") % {"currency": answer.currency}
    one, many = short_money(1, answer.currency, language()), dollars(answer.ratio, answer.currency)
    return _("For each %(one)s to public research, %(many)s go to commercial projects.") % {"one": one, "many": many}


def dollars(ratio: Decimal, currency: str) -> str:
    """« 32 $ » for a ratio of 32, « 3,20 $ » for one of 3.2."""
    places = Decimal("0.01") if ratio < 10 else Decimal(1)
    return money(ratio.quantize(places), currency, language())


def second(answer: Comparison) -> str:
    """What one project gets on each side."""
    commercial, research = answer.commercial, answer.research
    if commercial.median is None or research.median is None:
        return ""
    return _(
        "Of the awards with an amount, half of the commercial ones are of %(commercial)s or more, half of the research "
        "ones of %(research)s or more."
    ) % {
        "commercial": exactly(commercial.median, answer.currency),
        "research": exactly(research.median, answer.currency),
    }


def reported_finding(answer: ReportedRatio) -> str:
    """« Selon l'étude, trois programmes … 32 fois … » in plain words, from its figures."""
    return _(
        "According to the study, %(commercial)s projects share %(sum)s: %(ratio)s times what goes to %(research)s "
        "projects of public research."
    ) % {
        "commercial": as_reported(answer.commercial_projects),
        "sum": as_reported(answer.commercial_sum),
        "ratio": as_reported(answer.ratio),
        "research": as_reported(answer.research_projects),
    }


def verdict(answer: ReportedRatio) -> str:
    """What the study's own figures give, and whether its ratio agrees with them."""
    half = (answer.research_mean.rounded_to or Decimal(0)) / 2
    words, mean = language(), number(answer.research_mean)
    parts = {
        "sum": as_reported(answer.commercial_sum),
        "projects": as_reported(answer.research_projects),
        "low_mean": money(mean - half, "CAD", words),
        "high_mean": money(mean + half, "CAD", words),
        "low": decimal(answer.low, words, 1),
        "high": decimal(answer.high, words, 1),
        "ratio": as_reported(answer.ratio),
    }
    if answer.agrees:
        return (
            _(
                "Checked: %(sum)s against %(projects)s projects of %(low_mean)s to %(high_mean)s on average gives "
                "%(low)s to %(high)s; %(ratio)s agrees within rounding."
            )
            % parts
        )
    return (
        _(
            "Checked: %(sum)s against %(projects)s projects of %(low_mean)s to %(high_mean)s on average gives %(low)s "
            "to "
            "%(high)s; %(ratio)s does not agree with it."
        )
        % parts
    )


def missing(answer: Comparison) -> str:
    """Awards that no sum can count, and awards on neither side."""
    parts = [
        ngettext("%(n)s award without an amount", "%(n)s awards without an amount", answer.without_amount)
        % {"n": count(answer.without_amount)},
        ngettext("%(n)s award on neither side", "%(n)s awards on neither side", answer.neither.awards)
        % {"n": count(answer.neither.awards)},
    ]
    return _("%(first)s, %(second)s.") % {"first": parts[0], "second": parts[1]}


def aside(side: Side) -> str:
    """What mean and median of a side leave out."""
    return _(
        "Mean and median rest on %(described)s of %(awards)s awards. Left out: lines that stand for several projects "
        "(%(lines)s), amounts below zero (%(taken)s), amounts that are not known (%(missing)s)."
    ) % {
        "described": count(side.described),
        "awards": count(side.awards),
        "lines": count(side.several_projects),
        "taken": count(side.taken_back),
        "missing": count(side.without_amount),
    }


def class_labels(currency: str) -> list[str]:
    """The classes of the distribution by their lower edge: « < 10 k$ », « 10 k$ », « 1 M$ »."""
    edges = [in_thousands(edge, currency) for edge in CLASS_EDGES]
    return [f"< {edges[0]}", *edges]


def in_thousands(edge: int, currency: str) -> str:
    """« 300 k$ » and “$300K” below a million, where a chart has little room."""
    if edge >= MILLION:
        return short_money(edge, currency, language())
    return signed(plain(Decimal(edge) / 1_000, language()), "k" if language() == "fr" else "K", currency, language())


def definitions() -> tuple[tuple[str, str], ...]:
    return (
        (
            _("Commercial project"),
            _(
                "A final award to a company, a start-up, a consulting firm, a venture fund or a large company, or one "
                "that "
                "comes through a consortium or a public investor."
            ),
        ),
        (
            _("Public research"),
            _(
                "Any other final award that comes from a public research fund, or that goes to a university, a "
                "research "
                "centre or group, or a care establishment."
            ),
        ),
        (
            _("On neither side"),
            _("A final award of which neither is known. It is counted here and in no sum of a side."),
        ),
        (
            _("Ratio"),
            _(
                "Dollars to commercial projects for each dollar to public research, in one currency; money taken back "
                "is subtracted."
            ),
        ),
        (
            _("Mean and median"),
            _("Of awards with an amount, without lines that stand for several projects and without money taken back."),
        ),
        (
            _("Number of projects"),
            _(
                "Each named project once; a line that stands for several counts them; an award that names no project "
                "counts "
                "as one."
            ),
        ),
    )


def reported_definition() -> tuple[str, str]:
    return (
        _("What the study compares"),
        _(
            "Programmes: its three main programmes for artificial intelligence in health, which it does not name, "
            "against "
            "the projects of one research fund, the FRQS. It is a ratio between programmes, not between the sectors of "
            "those who receive the money. The register cannot reproduce it; it reports it and checks it."
        ),
    )


def moves() -> dict[str, str]:
    """What each choice of `what_moves` is, in words."""
    return {
        "as_defined": _("As defined here"),
        "grants": _("Grants only, without loans, equity and tax credits"),
        "exact": _("Only amounts known to the dollar"),
        "in_scope": _("Only awards wholly in the scope"),
        "without_largest": _("Without the largest commercial award"),
        "single": _("Without lines that stand for several projects"),
    }


def moves_finding(ratios: dict[str, Decimal]) -> str:
    """« Selon le choix, le rapport va de 2,9 à 3,4 pour 1. »"""
    low, high = min(ratios.values()), max(ratios.values())
    return _("Depending on what is counted, the ratio goes from %(low)s to %(high)s to 1.") % {
        "low": times(low),
        "high": times(high),
    }


def distribution_finding(answer: Comparison) -> str:
    """How unlike the amounts of the two sides are."""
    return second(answer) or _("The amounts of one side are not known.")

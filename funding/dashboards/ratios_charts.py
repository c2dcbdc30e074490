"""The charts of the page « public research and commercial projects »."""

from decimal import Decimal

from django.utils.translation import gettext as _

from funding import charts
from funding.dashboards.page import (
    Asked,
    Chart,
    chart_words,
    count,
    language,
    source_line,
)
from funding.dashboards.ratios_words import (
    class_labels,
    commercial_name,
    dollars,
    finding,
    research_name,
    second,
)
from funding.questions.ratios import Comparison
from projects.numbers import money, short_money

# More squares than this are not counted by anyone who looks.
MOST_SQUARES = 120


def chart_list(asked: Asked, answer: Comparison) -> tuple[Chart, ...]:
    """Squares where there is a ratio that can be counted, both sides, and the distribution of amounts."""
    source, found = source_line(asked.register), []
    if answer.ratio is not None and 0 < answer.ratio <= MOST_SQUARES:
        found.append(squares_chart(asked, answer.ratio, answer.currency, source, finding(answer)))
    pairs = side_pairs(answer)
    if pairs:
        found.append(sides_chart(asked, pairs, source, finding(answer)))
    if answer.commercial.amounts and answer.research.amounts:
        found.append(distribution_chart(asked, answer, source))
    return tuple(found)


def squares_chart(asked: Asked, ratio: Decimal, currency: str, source: str, summary: str) -> Chart:
    one = money(1, currency, language())
    words = chart_words(asked.register, _("One against the other"), source, summary)
    many = _("%(many)s to commercial projects") % {"many": dollars(ratio, currency)}
    single = _("%(one)s to public research") % {"one": one}
    return Chart(
        "squares",
        words.title,
        _("one square is %(one)s") % {"one": one},
        words,
        lambda: charts.squares(ratio, words, many=many, one=single),
        wide=True,
    )


def sides_chart(asked: Asked, pairs: list[charts.Pair], source: str, summary: str) -> Chart:
    words = chart_words(asked.register, _("Both sides"), source, summary)
    return Chart(
        "sides",
        words.title,
        _("dollars, projects and what one project gets; each measure on its own scale"),
        words,
        lambda: charts.two_sides(pairs, words, commercial=_("Commercial"), research=_("Research")),
    )


def distribution_chart(asked: Asked, answer: Comparison, source: str) -> Chart:
    words = chart_words(asked.register, _("Small and large awards"), source, second(answer))
    return Chart(
        "distribution",
        words.title,
        _("share of each side's awards by amount; the numbers are awards"),
        words,
        lambda: charts.distribution(
            answer.commercial.amounts,
            answer.research.amounts,
            words,
            names=(commercial_name(), research_name()),
            labels=class_labels(answer.currency),
            across=_("amount of the award, from"),
        ),
    )


def side_pairs(answer: Comparison) -> list[charts.Pair]:
    """Dollars, projects and medians of both sides, where both are known."""
    words, currency = language(), answer.currency
    commercial, research = answer.commercial, answer.research
    pairs = []
    for label, one, other in (
        (_("Dollars"), commercial.total, research.total),
        (_("Median award"), commercial.median, research.median),
    ):
        if one is not None and other is not None:
            written = [(value, short_money(value, currency, words)) for value in (one, other)]
            pairs.append(charts.Pair(label, written[0], written[1]))
    projects = [(Decimal(side.projects), count(side.projects)) for side in (commercial, research)]
    pairs.insert(1, charts.Pair(_("Projects"), projects[0], projects[1]))
    return pairs if len(pairs) > 1 else []

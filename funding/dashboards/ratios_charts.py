"""The charts of the page « public research and commercial projects »."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from funding import chart_sides, charts
from funding.dashboards.asked import Asked
from funding.dashboards.cells import measured, text
from funding.dashboards.page import Chart, Rows, drawn
from funding.dashboards.ratios_words import (
    class_labels,
    commercial_name,
    distribution_finding,
    dollars,
    moves,
    moves_finding,
    research_name,
    times,
)
from funding.dashboards.words import count, language
from funding.dashboards.words import dollars as whole_dollars
from funding.export_columns import column, number
from funding.models import ReportedFigure
from funding.questions.ratios import Comparison
from projects.numbers import money

# More squares than this are not counted by anyone who looks.
MOST_SQUARES = 120
Figures = tuple[ReportedFigure, ...]


def chart_list(asked: Asked, answer: Comparison, moved: Mapping[str, Decimal | None]) -> tuple[Chart, ...]:
    """Squares where there is a ratio that can be counted, both sides, the distribution, and what moves the ratio."""
    found = []
    if answer.ratio is not None and 0 < answer.ratio <= MOST_SQUARES:
        found.append(squares_chart(asked, answer.ratio, answer.currency))
    pairs = side_pairs(answer)
    if pairs:
        found.append(sides_chart(asked, pairs))
    if answer.commercial.described and answer.research.described:
        found.append(distribution_chart(asked, answer))
    ratios = {name: ratio for name, ratio in moved.items() if ratio is not None}
    if len(ratios) > 1:
        found.append(moves_chart(asked, {moves()[name]: ratio for name, ratio in ratios.items()}))
    return tuple(found)


def moves_chart(asked: Asked, ratios: Mapping[str, Decimal], figures: Figures = (), said: str = "") -> Chart:
    """The ratio under each choice, as bars."""
    words = drawn(
        asked, _("What moves the ratio"), said or moves_finding(dict(ratios)), figures, computed=bool(figures)
    )
    bars = [
        charts.Bar(label, ratio, _("%(n)s to 1") % {"n": times(ratio)}, colour=chart_sides.COMMERCIAL_COLOUR)
        for label, ratio in ratios.items()
    ]
    columns = (
        column("choice", _lazy("What is counted"), _lazy("The choice under which the ratio is taken.")),
        number("ratio", _lazy("Ratio"), _lazy("Commercial dollars for one dollar of research.")),
    )
    rows = tuple((text(label), measured(ratio, 2)) for label, ratio in ratios.items())
    table = Rows(words.title, columns, rows, name="moves")
    subtitle = _("commercial dollars for one dollar of public research, under other choices")
    return Chart("moves", words.title, subtitle, words, charts.ranked_bars(bars, words), wide=not figures, table=table)


def squares_words(ratio: Decimal, currency: str) -> str:
    """« Chaque carré est 1 $ : 32 $ vont à des projets commerciaux, un seul carré à la recherche publique. »"""
    one, many = money(1, currency, language()), dollars(ratio, currency)
    return _("Each square is %(one)s: %(many)s go to commercial projects where one square goes to public research.") % {
        "one": one,
        "many": many,
    }


def squares_chart(asked: Asked, ratio: Decimal, currency: str, figures: Figures = ()) -> Chart:
    one = money(1, currency, language())
    many = _("%(many)s to commercial projects") % {"many": dollars(ratio, currency)}
    single = _("%(one)s to public research") % {"one": one}
    words = drawn(asked, _("One against the other"), squares_words(ratio, currency), figures)
    return Chart(
        "squares",
        words.title,
        _("one square is %(one)s") % {"one": one},
        words,
        chart_sides.squares(ratio, words, many=many, one=single),
        wide=True,
    )


def sides_words(pairs: list[chart_sides.Pair]) -> str:
    """« Commercial contre recherche : dollars, 145,7 M$ et 4,83 M$ ; projets, 45 et 69. »"""
    told = [
        _("%(measure)s, %(commercial)s and %(research)s")
        % {"measure": pair.label.lower(), "commercial": pair.commercial[1], "research": pair.research[1]}
        for pair in pairs
    ]
    return _("Commercial against research: %(measures)s.") % {"measures": _("; ").join(told)}


def sides_chart(asked: Asked, pairs: list[chart_sides.Pair], figures: Figures = ()) -> Chart:
    words = drawn(asked, _("Both sides"), sides_words(pairs), figures, computed=bool(figures))
    return Chart(
        "sides",
        words.title,
        _("dollars, projects and what one project gets; each measure on its own scale"),
        words,
        chart_sides.two_sides(pairs, words, commercial=_("Commercial"), research=_("Research")),
    )


def distribution_chart(asked: Asked, answer: Comparison) -> Chart:
    words = drawn(asked, _("Small and large awards"), distribution_finding(answer))
    return Chart(
        "distribution",
        words.title,
        _("share of each side's awards by amount; the numbers are awards"),
        words,
        chart_sides.distribution(
            answer.commercial.classes,
            answer.research.classes,
            words,
            names=(commercial_name(), research_name()),
            labels=class_labels(answer.currency),
            across=_("amount of the award, from"),
        ),
    )


def side_pairs(answer: Comparison) -> list[chart_sides.Pair]:
    """Dollars, projects and medians of both sides, where both are known."""
    currency = answer.currency
    commercial, research = answer.commercial, answer.research
    pairs = []
    for label, one, other in (
        (_("Dollars"), commercial.total, research.total),
        (_("Median award"), commercial.median, research.median),
    ):
        if one is not None and other is not None:
            written = [(value, whole_dollars(value, currency)) for value in (one, other)]
            pairs.append(chart_sides.Pair(label, written[0], written[1]))
    projects = [(Decimal(side.projects), count(side.projects)) for side in (commercial, research)]
    pairs.insert(1, chart_sides.Pair(_("Projects"), projects[0], projects[1]))
    return pairs if len(pairs) > 1 else []

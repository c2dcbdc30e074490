"""The page « over time »: final awards by fiscal year and by the sector of who receives."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from funding import chart_bars, chart_marks
from funding.chart_bars import Series
from funding.chart_marks import Span
from funding.charts import SECTORS
from funding.dashboards import sketch
from funding.dashboards.asked import Asked
from funding.dashboards.cells import counted, figures_table, sum_of, text
from funding.dashboards.page import (
    Chart,
    Number,
    Page,
    Rows,
    drawn,
    from_records,
    from_study,
    none_on_record,
    nothing,
    scope,
)
from funding.dashboards.words import count, day_in_words, dollars, inexact_words, said, share_of
from funding.export_columns import column, number
from funding.models import ReportedFigure
from funding.models.lines import SEVERAL, UNNAMED
from funding.questions.years import Year, years
from projects.choices import Sector
from projects.periods import days_of

SLUG = "over-time"
PARTS = (*Sector.values, SEVERAL, UNNAMED)


def page(asked: Asked) -> Page:
    """Records where they suffice and most of them are dated; else what the study states with a year."""
    fixed = {"title": _("Over time"), "definitions": definitions(), "scope": ()}
    if not asked.covered.suffices:
        stated = dated_figures(asked)
        return of_study(asked, stated) if stated else nothing(asked, asked.covered, **fixed)
    if not asked.covered_here.suffices:
        return nothing(asked, asked.covered_here, **fixed)
    answer, undated = years(asked.in_currency)
    if not answer:
        closing = _("The year of each award, in the files of those who gave it, would close this gap.")
        return none_on_record(asked, _("No award on record has a year."), closing, **fixed)
    return of_records(asked, answer, undated, asked.currency)


def part_words(part: str) -> str:
    words = {SEVERAL: _("Several, of different sectors"), UNNAMED: _("No recipient named")}
    return words[part] if part in words else str(Sector(part).label)


def of_records(asked: Asked, answer: list[Year], undated: int, currency: str) -> Page:
    whole = sum((year.total for year in answer), answer[0].total * 0)
    best = max(answer, key=lambda year: year.total)
    finding = _("The year with the most money is %(year)s: %(money)s, %(share)s of %(whole)s.") % {
        "year": best.year,
        "money": dollars(best.total, currency),
        "share": share_of(best.total, whole),
        "whole": dollars(whole, currency),
    }
    # After the last year in which an award begins there is only what earlier ones still bring.
    began = [year for year in answer if year.awards] or answer
    first, last = began[0], began[-1]
    second = _("From %(first)s in %(first_year)s to %(last)s in %(last_year)s.") % {
        "first": dollars(first.total, currency),
        "first_year": first.year,
        "last": dollars(last.total, currency),
        "last_year": last.year,
    }
    awards = sum(year.awards for year in answer)
    left = ngettext("%(n)s award without a year", "%(n)s awards without a year", undated) % {"n": count(undated)}
    return from_records(
        asked,
        title=_("Over time"),
        finding=finding,
        second=second,
        numbers=(
            Number(_("Awards with a year"), count(awards), "", asked.behind("dated", currency=currency), awards),
            Number(
                _("Awards without a year"),
                count(undated),
                _("in no column"),
                asked.behind("undated", currency=currency),
                undated,
            ),
            Number(_("All years"), dollars(whole, currency), "", asked.behind("dated", currency=currency)),
        ),
        charts=(chart_of(asked, answer, currency, finding),),
        tables=(table_of(asked, answer, currency),),
        definitions=definitions(),
        scope=scope(
            asked,
            _("Final awards: those that reach the one who uses the money. What another award replaces is left out."),
            _("Award; amounts in %(currency)s, currencies are never added up.") % {"currency": currency},
            count(awards),
            left,
        ),
        gaps=(
            (_("Awards without a year."), left + "."),
            *years_cut_short(asked, answer, last),
            *inexact_words(asked.in_currency.final()),
        ),
        sketch=sketch.columns([(max(year.total, Decimal(0)), "traced") for year in answer]),
    )


def years_cut_short(asked: Asked, answer: list[Year], last: Year) -> tuple[tuple[str, str], ...]:
    """Years that are not comparable with the others: later parts alone, or not over when the data was as it stands."""
    found = []
    later = [str(year.year) for year in answer if year.year > last.year]
    if later:
        words = _("%(years)s: only what awards that began earlier still bring, as their sources split it.")
        found.append((_("Years in which no award begins."), words % {"years": ", ".join(later)}))
    state = asked.register.state_of_data
    if state and days_of(state)[1] < date(last.year + 1, 3, 31):
        words = _("%(year)s: the fiscal year was not over in the state of the data (%(state)s).")
        told = {"year": last.year, "state": day_in_words(state)}
        found.append((_("A year that was not over."), words % told))
    return tuple(found)


def chart_of(asked: Asked, answer: list[Year], currency: str, finding: str) -> Chart:
    words = drawn(asked, _("Dollars by year"), finding)
    zero = answer[0].total * 0
    series = [
        Series(
            part_words(part),
            SECTORS[part][1] if part in SECTORS else "token:edge" if part == SEVERAL else "token:rule-2",
            tuple(year.parts.get(part, zero) for year in answer),
            tuple(dollars(year.parts.get(part, zero), currency) for year in answer),
        )
        for part in PARTS
        if any(year.parts.get(part) for year in answer)
    ]
    figure = chart_bars.columns(
        [str(year.year) for year in answer],
        series,
        words,
        up=_("dollars"),
        across=_("first fiscal year"),
        currency=currency,
    )
    return Chart("years", words.title, _("by the sector of who receives"), words, figure, wide=True)


def table_of(asked: Asked, answer: list[Year], currency: str) -> Rows:
    zero = answer[0].total * 0
    columns = (
        number("year", _lazy("Year"), _lazy("First fiscal year, or year of the decision.")),
        number("awards", _lazy("Awards"), _lazy("Awards that begin in the year.")),
        number("without_amount", _lazy("Without an amount"), _lazy("Awards that no sum can count.")),
        number("total", _lazy("Total"), _lazy("Dollars of the year.")),
        *(number(part, part_words(part), _lazy("Dollars to this sector.")) for part in PARTS),
        column("currency", _lazy("Currency"), _lazy("The currency of the amounts.")),
    )
    rows = tuple(
        (
            text(str(year.year), value=year.year),
            counted(year.awards, asked.behind("in", year.year, currency=currency)),
            counted(year.without_amount, asked.behind("in", year.year, "without", currency=currency)),
            sum_of(year.total, currency, asked.behind("money", year.year, currency=currency)),
            *(sum_of(year.parts.get(part, zero), currency) for part in PARTS),
            text(currency),
        )
        for year in answer
    )
    return Rows(_("Year by year"), columns, rows, only_download=frozenset({"currency"}))


# --- From the study


def dated_figures(asked: Asked) -> list[ReportedFigure]:
    """What the study states with a year of the register's period, outside of its tables."""
    begins = int(str(asked.register.period_from or "1900")[:4])
    figures = asked.figures.exclude(period="").filter(table="", unit__in=["CAD", "projets"]).order_by("pk")
    return [figure for figure in figures if (first_year(figure) or 0) >= begins]


def first_year(figure: ReportedFigure) -> int | None:
    """The first year that the period of a figure names."""
    found = [int(word) for word in figure.period.replace("-", " ").split() if word.isdigit() and len(word) == 4]
    return found[0] if found else None


def of_study(asked: Asked, stated: list[ReportedFigure]) -> Page:
    """The figures that the study gives with a year, on a line of time: « depuis 2018 » runs to the state of the data."""
    dated = asked.awards.with_year().exclude(year=None).count()
    everything = asked.awards.count()
    first, last = day_in_words(asked.register.period_from), day_in_words(asked.register.state_of_data)
    finding = _(
        "The study looks at the years from %(first)s to %(last)s and says of few sums when they were given."
    ) % {
        "first": first or "—",
        "last": last or "—",
    }
    second = _("%(dated)s of the %(all)s awards on record have a year.") % {
        "dated": count(dated),
        "all": count(everything),
    }
    words = drawn(asked, _("What the study dates"), finding, stated)
    end = int(str(asked.register.state_of_data or "2023")[:4]) + 0.65
    spans = [span_of(figure, end) for figure in sorted(stated, key=lambda one: (first_year(one) or 0, one.label))]
    chart = Chart(
        "dated", words.title, _("money and projects that the study gives with a year; dotted: since then"),
        words, chart_marks.spans(spans, words), wide=True,
    )  # fmt: skip
    return from_study(
        asked,
        stated,
        title=_("Over time"),
        finding=finding,
        second=second,
        charts=(chart,),
        tables=(figures_table(stated, note=_("These figures overlap and are never added up.")),),
        definitions=definitions(),
        scope=scope(
            asked,
            _("The figures that the study gives with a year."),
            _("Figure"),
            count(len(stated)),
            _("The year of the awards: the study gives calendar years, and few of them."),
        ),
        sketch=sketch.parts(
            [
                [
                    (max(one.start - 2016, 0.1), "nothing"),
                    (max(one.end - one.start, 0.2), "traced"),
                    (max(2025 - one.end, 0.1), "nothing"),
                ]
                for one in spans[:7]
            ]
        ),
    )


def span_of(figure: ReportedFigure, end: float) -> Span:
    start = first_year(figure) or 2018
    since = any(word in figure.period for word in ("depuis", "since"))
    last = [int(word) for word in figure.period.replace("-", " ").split() if word.isdigit() and len(word) == 4][-1]
    stop = end if since else float(last) + (0.6 if last > start else 0)
    return Span(figure.label, float(start), max(stop, float(start)), said(figure), open=since)


def definitions() -> tuple[tuple[str, str], ...]:
    return (
        (
            _("Year"),
            _(
                "The first fiscal year of an award, which begins on 1 April; the year of the decision where no fiscal year "
                "is stated. Where the source splits the amount over years, each year has its part."
            ),
        ),
        (_("Final award"), _("An award to the one who uses the money, not to a body that hands it on.")),
    )

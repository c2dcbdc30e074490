"""The study's own ratio, for a register whose records do not suffice: stated, checked, and said to be the study's."""

from django.utils.translation import gettext as _

from funding import charts
from funding.dashboards.page import (
    Asked,
    Cell,
    Number,
    Page,
    Rows,
    cannot_be_calculated,
    evidence_of,
    headings,
    language,
    shared_scope,
    source_line,
    why_not,
)
from funding.dashboards.ratios_charts import sides_chart, squares_chart
from funding.dashboards.ratios_export import export
from funding.dashboards.ratios_words import (
    SLUG,
    as_reported,
    definitions,
    reported_definition,
    reported_finding,
    title,
    verdict,
)
from funding.models import ReportedFigure
from funding.questions import ratios
from funding.questions.coverage import Coverage
from funding.questions.ratios import ReportedRatio
from projects.numbers import decimal, short_money


def from_study(asked: Asked, covered: Coverage, stated: ReportedRatio) -> Page:
    """The study's ratio, checked against its own figures; nothing is typed here, all of it is reported figures."""
    words, source = language(), source_line(asked.register, stated.figures)
    summary = reported_finding(stated)
    pairs = [
        charts.Pair(
            _("Dollars"),
            (ratios.number(stated.commercial_sum), as_reported(stated.commercial_sum)),
            (stated.research_sum, _("about %(sum)s") % {"sum": short_money(stated.research_sum, "CAD", words)}),
        ),
        charts.Pair(
            _("Projects"),
            (ratios.number(stated.commercial_projects), as_reported(stated.commercial_projects)),
            (ratios.number(stated.research_projects), as_reported(stated.research_projects)),
        ),
        charts.Pair(
            _("Average per project"),
            (stated.commercial_mean, short_money(stated.commercial_mean, "CAD", words)),
            (ratios.number(stated.research_mean), as_reported(stated.research_mean)),
        ),
    ]
    return Page(
        slug=SLUG,
        title=title(),
        finding=summary,
        second=verdict(stated),
        basis="reported",
        basis_words=_(
            "Reported by the study and checked against its own figures; not calculated from the register's records."
        ),
        cannot=cannot_be_calculated(covered),
        closing=why_not(covered),
        numbers=study_numbers(stated),
        charts=(
            squares_chart(asked, ratios.number(stated.ratio), "CAD", source, summary),
            sides_chart(asked, pairs, source, summary),
        ),
        tables=(study_table(stated),),
        definitions=(reported_definition(), *definitions()),
        scope=shared_scope(
            asked,
            _("What the study counts: three programmes on one side, one research fund on the other."),
            _("Project"),
            _("%(commercial)s and %(research)s projects")
            % {
                "commercial": as_reported(stated.commercial_projects),
                "research": as_reported(stated.research_projects),
            },
            _("The names of the programmes, the projects and what each received."),
        ),
        gaps=(
            (
                _("A ratio between programmes."),
                _(
                    "A project of the three programmes may be led by a hospital or a university; the ratio does not "
                    "say how "
                    "much companies receive."
                ),
            ),
            (_("A rounded average."), verdict(stated)),
            (
                _("Projects that may be told twice."),
                _(
                    "The projects of the programmes and those of the consortia may in part be the same; they are "
                    "never added."
                ),
            ),
        ),
        export=export([("", figure.label, figure.value, figure.unit, None, None, None) for figure in stated.figures]),
    )


def study_numbers(stated: ReportedRatio) -> tuple[Number, ...]:
    words = language()
    commercial = _("%(n)s projects") % {"n": as_reported(stated.commercial_projects)}
    research = _("%(n)s projects × %(mean)s") % {
        "n": as_reported(stated.research_projects),
        "mean": as_reported(stated.research_mean),
    }
    about = _("about %(sum)s") % {"sum": short_money(stated.research_sum, "CAD", words)}
    span = _("%(low)s to %(high)s") % {
        "low": decimal(stated.low, words, 1),
        "high": decimal(stated.high, words, 1),
    }
    return (
        Number(
            _("Ratio in the study"), _("%(n)s to 1") % {"n": as_reported(stated.ratio)}, "", first_mark(stated.ratio)
        ),
        Number(_("Ratio from its figures"), span, _("within rounding") if stated.agrees else _("does not agree")),
        Number(
            _("Three programmes"), as_reported(stated.commercial_sum), commercial, first_mark(stated.commercial_sum)
        ),
        Number(_("Research fund"), about, research, first_mark(stated.research_mean)),
    )


def first_mark(figure: ReportedFigure) -> str:
    """Where the figure's first piece of evidence stands on the page."""
    return next((f"#piece-{piece.number}" for piece in evidence_of(figure)), "")


def study_table(stated: ReportedRatio) -> Rows:
    rows = tuple(
        (
            Cell(figure.label),
            Cell(as_reported(figure), number=True, evidence=evidence_of(figure)),
            Cell(figure_unit(figure)),
        )
        for figure in stated.figures
    )
    return Rows(
        _("The figures of the study"),
        headings(_("Figure"), (_("Value"),), _("Unit")),
        rows,
        note=_("No total: a ratio, a sum, an average and counts."),
    )


def figure_unit(figure: ReportedFigure) -> str:
    words = {"fois": _("times"), "projets": _("projects"), "CAD": _("dollars")}
    return words.get(figure.unit, figure.unit)

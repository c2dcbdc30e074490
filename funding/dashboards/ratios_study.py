"""The study's own ratio, for a register whose records do not suffice: stated, checked, and said to be the study's."""

from decimal import Decimal

from django.utils.translation import gettext as _

from funding import chart_sides
from funding.choices import AnswerPart
from funding.dashboards import sketch
from funding.dashboards.asked import Asked
from funding.dashboards.cells import figures_table
from funding.dashboards.page import Number, Page, Rows, from_study, scope
from funding.dashboards.ratios_charts import moves_chart, sides_chart, squares_chart
from funding.dashboards.ratios_words import (
    as_reported,
    definitions,
    reported_definition,
    reported_finding,
    title,
    verdict,
)
from funding.dashboards.words import evidence_of, language, source_line
from funding.models import ReportedFigure
from funding.questions import reported_ratio as ratios
from funding.questions.reported_ratio import ReportedRatio
from funding.questions.stated import of_part
from projects.numbers import decimal, short_money


def of_study(asked: Asked, stated: ReportedRatio) -> Page:
    """The study's ratio, checked against its own figures; nothing is typed here, all of it is reported figures."""
    summary = reported_finding(stated)
    universe = _("What the study counts: three programmes on one side, one research fund on the other.")
    counts = {
        "commercial": as_reported(stated.commercial_projects),
        "research": as_reported(stated.research_projects),
    }
    n = _("%(commercial)s and %(research)s projects") % counts
    absent = _("The names of the programmes, the projects and what each received.")
    return from_study(
        asked,
        stated.figures,
        title=title(),
        finding=summary,
        second=verdict(stated),
        basis_words=_(
            "Reported by the study and checked against its own figures; not calculated from the register's records."
        ),
        numbers=study_numbers(asked, stated),
        charts=(
            squares_chart(asked, ratios.number(stated.ratio), "CAD", stated.figures),
            sides_chart(asked, study_pairs(stated), stated.figures),
            moves_chart(asked, study_moves(asked, stated), stated.figures, verdict(stated)),
        ),
        tables=(study_table(stated),),
        definitions=(reported_definition(), *definitions()),
        scope=scope(asked, universe, _("Project"), n, absent),
        gaps=study_gaps(stated),
        sketch=sketch.bars(
            [(ratios.number(stated.commercial_sum), "commercial"), (stated.research_sum, "research")],
        ),
    )


def study_pairs(stated: ReportedRatio) -> list[chart_sides.Pair]:
    words = language()
    about = _("about %(sum)s") % {"sum": short_money(stated.research_sum, "CAD", words)}
    return [
        chart_sides.Pair(
            _("Dollars"),
            (ratios.number(stated.commercial_sum), as_reported(stated.commercial_sum)),
            (stated.research_sum, about),
        ),
        chart_sides.Pair(
            _("Projects"),
            (ratios.number(stated.commercial_projects), as_reported(stated.commercial_projects)),
            (ratios.number(stated.research_projects), as_reported(stated.research_projects)),
        ),
        chart_sides.Pair(
            _("Average per project"),
            (stated.commercial_mean, short_money(stated.commercial_mean, "CAD", words)),
            (ratios.number(stated.research_mean), as_reported(stated.research_mean)),
        ),
    ]


def study_moves(asked: Asked, stated: ReportedRatio) -> dict[str, Decimal]:
    """The ratio as stated, at both ends of the average's rounding, per project, and of the consortia's projects."""
    found = {
        _("As the study states it"): ratios.number(stated.ratio),
        _("With the highest average that rounds to it"): stated.low,
        _("With the lowest average that rounds to it"): stated.high,
        _("Average per project, one against the other"): stated.commercial_mean / ratios.number(stated.research_mean),
    }
    projects = of_part(asked.stated, AnswerPart.CONSORTIA_PROJECTS)
    mean = of_part(asked.stated, AnswerPart.CONSORTIA_MEAN)
    if projects and mean and projects.value and mean.value:
        label = _("Known projects of two consortia, times their average")
        found[label] = projects.value * mean.value / stated.research_sum
    return found


def study_gaps(stated: ReportedRatio) -> tuple[tuple[str, str], ...]:
    return (
        (
            _("A ratio between programmes."),
            _(
                "A project of the three programmes may be led by a hospital or a university; the ratio does not "
                "say how much companies receive."
            ),
        ),
        (_("A rounded average."), verdict(stated)),
        (
            _("Projects that may be told twice."),
            _(
                "The projects of the programmes and those of the consortia may in part be the same; they are never added."
            ),
        ),
    )


def study_numbers(asked: Asked, stated: ReportedRatio) -> tuple[Number, ...]:
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
    computed = source_line(asked.register, stated.figures, computed=True)
    return (
        Number(
            _("Ratio in the study"), _("%(n)s to 1") % {"n": as_reported(stated.ratio)}, "", first_mark(stated.ratio)
        ),
        Number(
            _("Ratio from its figures"),
            span,
            _("within rounding") if stated.agrees else _("does not agree"),
            "#table-table",
            source=computed,
        ),
        Number(
            _("Three programmes"), as_reported(stated.commercial_sum), commercial, first_mark(stated.commercial_sum)
        ),
        Number(_("Research fund"), about, research, first_mark(stated.research_mean), source=computed),
    )


def first_mark(figure: ReportedFigure) -> str:
    """Where the figure's first piece of evidence stands on the page."""
    return next((f"#piece-{piece.number}" for piece in evidence_of(figure)), "")


def study_table(stated: ReportedRatio) -> Rows:
    return figures_table(stated.figures, note=_("No total: a ratio, a sum, an average and counts."), name="table")

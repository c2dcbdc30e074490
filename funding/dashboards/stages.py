"""The page « stages and programmes »: research, pilot, commercialisation, acquisition; and what each programme gave."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from funding import charts
from funding.choices import AnswerPart
from funding.dashboards import sketch
from funding.dashboards.asked import Asked
from funding.dashboards.cells import KNOWN, counted, figures_table, known_as, share, sum_of, text
from funding.dashboards.page import (
    Chart,
    Number,
    Page,
    Rows,
    drawn,
    from_records,
    from_study,
    none_on_record,
    scope,
)
from funding.dashboards.programmes import catalogue_table, choosers, payers, programme_charts
from funding.dashboards.words import count, dollars, inexact_words, qualified, share_of
from funding.export_columns import column, number
from funding.models import Programme
from funding.questions.stages import Given, programmes, stages
from funding.questions.stated import of_part, playing
from projects.choices import ProjectStage

SLUG = "stages-and-programmes"
PARTS = (
    AnswerPart.RESEARCH_PROJECTS,
    AnswerPart.PILOT_PROJECTS,
    AnswerPart.COMMERCIAL_PROJECTS,
    AnswerPart.COMMERCIAL_SUM,
    AnswerPart.PROGRAMMES,
)


def page(asked: Asked) -> Page:
    """The catalogue is always records; shares by stage only where records suffice."""
    catalogue = list(asked.facts(Programme).with_parties().order_by("folded", "pk"))
    if not catalogue and not asked.lines.exists():
        closing = _("A list of programmes, with who pays and who chooses, would close this gap.")
        return none_on_record(asked, _("No programme is on record."), closing, title=title(), definitions=definitions())
    gave = programmes(asked.lines, asked.is_gross)
    table = catalogue_table(asked, catalogue, gave)
    known = [one for one in catalogue if len(payers(one)) and len(choosers(one))]
    second = _("Of %(n)s programmes and policies on record, who pays and who chooses are both known for %(known)s.") % {
        "n": count(len(catalogue)),
        "known": count(len(known)),
    }
    answer = stages(asked.in_currency)
    if not asked.covered.suffices:
        return of_study(asked, answer, table, second)
    return of_records(asked, answer, asked.currency, table, second)


def title() -> str:
    return _("Stages and programmes")


def known_stages(answer: dict[str, Given]) -> dict[str, Given]:
    return {stage: row for stage, row in answer.items() if stage != ProjectStage.UNKNOWN}


def of_records(asked: Asked, answer: dict[str, Given], currency: str, table: Rows, second: str) -> Page:
    known = known_stages(answer)
    whole = sum((row.total or 0 for row in known.values()), 0)
    best = max(known, key=lambda stage: known[stage].total or 0, default=ProjectStage.UNKNOWN)
    finding = _("The stage that gets the most money is “%(stage)s”: %(money)s, %(share)s of what has a stage.") % {
        "stage": ProjectStage(best).label,
        "money": qualified(dollars(answer[best].total, currency), answer[best].statuses),
        "share": share_of(answer[best].total or 0, whole),
    }
    unknown = answer.get(ProjectStage.UNKNOWN)
    left = _("%(n)s final awards that name no project, or one without a stage.") % {
        "n": count(unknown.awards if unknown else 0)
    }
    n = sum(row.awards for row in answer.values())
    return from_records(
        asked,
        title=title(),
        finding=finding,
        second=second,
        numbers=tuple(
            Number(
                str(ProjectStage(stage).label),
                qualified(dollars(row.total, currency), row.statuses),
                projects_words(row),
                asked.behind("stage", stage, currency=currency),
                row.total,
            )
            for stage, row in answer.items()
        ),
        charts=(stages_chart(asked, answer, currency, finding), *programme_charts(asked, table, second)),
        tables=(table,),
        definitions=definitions(),
        scope=scope(
            asked,
            _("Final awards by the stage of their project; all programmes on record."),
            _("Award; amounts in %(currency)s, currencies are never added up.") % {"currency": currency},
            count(n),
            left,
        ),
        gaps=((_("Awards without a stage."), left), *inexact_words(asked.in_currency.final())),
        sketch=sketch.bars([(row.total or 0, "traced") for row in known.values()]),
    )


def stages_chart(asked: Asked, answer: dict[str, Given], currency: str, finding: str) -> Chart:
    words = drawn(asked, _("Dollars by stage"), finding)
    bars = [
        charts.Bar(
            str(ProjectStage(stage).label),
            row.total or Decimal(0),
            f"{qualified(dollars(row.total, currency), row.statuses)} · {projects_words(row)}",
            colour=stage_colour(stage),
        )
        for stage, row in answer.items()
    ]
    whole = sum((row.total or 0 for row in answer.values()), 0)
    columns = (
        column("stage", _lazy("Stage"), _lazy("The stage of the project, by its code.")),
        number("awards", _lazy("Awards"), _lazy("Final awards.")),
        number("projects", _lazy("Projects"), _lazy("Projects that awards name, those of a line for several counted.")),
        number("total", _lazy("Dollars"), _lazy("The sum of the known amounts.")),
        number("share", _lazy("Share"), _lazy("Share of the dollars, from 0 to 1.")),
        number("without_amount", _lazy("Without an amount"), _lazy("Awards that no sum can count.")),
        KNOWN,
    )
    rows = tuple(
        (
            text(str(ProjectStage(stage).label), value=stage),
            counted(row.awards, asked.behind("stage", stage, currency=currency)),
            counted(
                row.projects, (asked.projects_behind if row.listed else asked.behind)("stage", stage, currency=currency)
            ),
            sum_of(row.total, currency, asked.behind("stage", stage, currency=currency), row.statuses),
            share(row.total or 0, whole),
            counted(row.without_amount, asked.behind("stage", stage, "without", currency=currency)),
            known_as(row.statuses),
        )
        for stage, row in answer.items()
    )
    table = Rows(words.title, columns, rows, name="stages", only_download=frozenset({KNOWN.name}))
    return Chart(
        "stages",
        words.title,
        _("final awards by the stage of their project"),
        words,
        charts.ranked_bars(bars, words),
        wide=True,
        table=table,
    )


def stage_colour(stage: str) -> str:
    return charts.EDGE if stage == ProjectStage.UNKNOWN else "token:thread-fill"


def projects_words(row: Given) -> str:
    return ngettext("%(n)s project", "%(n)s projects", row.projects) % {"n": count(row.projects)}


def of_study(asked: Asked, answer: dict[str, Given], table: Rows, second: str) -> Page:
    """The catalogue from records, the counts by stage as the study states them."""
    known = known_stages(answer)
    research, pilot = (of_part(asked.stated, part) for part in PARTS[:2])
    finding = second
    if research and pilot:
        finding = _(
            "According to the study, %(research)s projects are research and at least %(pilot)s were tried out in care."
        ) % {
            "research": count(research.value or 0),
            "pilot": count(pilot.value or 0),
        }
    bars = [
        charts.Bar(
            str(ProjectStage(stage).label), Decimal(row.projects), projects_words(row), colour=stage_colour(stage)
        )
        for stage, row in answer.items()
    ]
    told = _("; ").join(f"{ProjectStage(stage).label}, {projects_words(row)}" for stage, row in answer.items())
    words = drawn(asked, _("Projects on record by stage"), _("On record: %(stages)s.") % {"stages": told})
    columns = (
        column("stage", _lazy("Stage"), _lazy("The stage of the project, by its code.")),
        number("awards", _lazy("Awards"), _lazy("Final awards.")),
        number("projects", _lazy("Projects"), _lazy("Projects that awards name, those of a line for several counted.")),
    )
    rows = tuple(
        (
            text(str(ProjectStage(stage).label), value=stage),
            counted(row.awards, asked.behind("stage", stage, currency=asked.currency)),
            counted(row.projects, asked.behind("stage", stage, currency=asked.currency)),
        )
        for stage, row in answer.items()
    )
    chart = Chart(
        "stages",
        words.title,
        _("projects that awards name, those of a line for several counted; few awards say their stage"),
        words,
        charts.ranked_bars(bars, words),
        wide=True,
        table=Rows(words.title, columns, rows, name="stages"),
    )
    study = figures_table(playing(asked.stated, *PARTS), name="study")
    return from_study(
        asked,
        [research, pilot] if research and pilot else [],
        title=title(),
        finding=finding,
        second=second if finding != second else "",
        basis_words=_("The catalogue is the register's; counts by stage are the study's."),
        charts=(chart,) if bars else (),
        tables=tuple(one for one in (table, study) if one.rows),
        definitions=definitions(),
        scope=scope(
            asked,
            _("All programmes and policies on record."),
            _("Programme"),
            count(len(table.rows)),
            _("What most programmes gave: the study does not print it."),
        ),
        sketch=sketch.bars([(row.projects, "traced") for row in known.values()]),
    )


def definitions() -> tuple[tuple[str, str], ...]:
    return (
        (
            _("Stage"),
            _(
                "Research; pilot: tried out in a real place of care; commercialisation; acquisition by the care network."
            ),
        ),
        (
            _("Who pays, who chooses"),
            _("Who pays into a programme, and who chooses what it pays for: two roles, often of two bodies."),
        ),
        (
            _("Gave, on record"),
            _("Awards of the programme in the register, without what comes out of another of its awards."),
        ),
        (
            _("Net and gross"),
            _(
                "Net counts each dollar of a programme once. Gross counts every award of a programme as it stands, so "
                "that money passing through an intermediary is told twice. Stages count final awards: the same in both."
            ),
        ),
    )

"""The page « stages and programmes »: research, pilot, commercialisation, acquisition; and what each programme gave."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from funding import charts
from funding.choices import ProgrammeRole
from funding.dashboards import sketch
from funding.dashboards.cells import bodies, counted, figures_table, share, sum_of, text
from funding.dashboards.page import (
    Asked,
    Cell,
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
from funding.dashboards.words import count, day_in_words, dollars, share_of
from funding.export_columns import column, number
from funding.models import Programme
from funding.questions.stages import Given, programmes, stages
from projects.choices import ProjectStage

SLUG = "stages-and-programmes"
KEYS = (
    "frqs_projets",
    "fonds_soutien_projets",
    "programmes_ia_projets",
    "programmes_ia_somme",
    "programmes_ia_nombre",
    "formes_financement",
)
BARS = 12


def page(asked: Asked) -> Page:
    """The catalogue is always records; shares by stage only where records suffice."""
    catalogue = list(asked.facts(Programme).with_parties().order_by("folded", "pk"))
    if not catalogue and not asked.lines.exists():
        closing = _("A list of programmes, with who pays and who chooses, would close this gap.")
        return none_on_record(asked, _("No programme is on record."), closing, title=title(), definitions=definitions())
    gave = programmes(asked.lines)
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


def payers(programme: Any) -> list[Any]:
    return [party.organization for party in programme.parties.all() if party.role == ProgrammeRole.PAYER]


def choosers(programme: Any) -> list[Any]:
    return [party.organization for party in programme.parties.all() if party.role == ProgrammeRole.CHOOSER]


def known_stages(answer: dict[str, Given]) -> dict[str, Given]:
    return {stage: row for stage, row in answer.items() if stage != ProjectStage.UNKNOWN}


def of_records(asked: Asked, answer: dict[str, Given], currency: str, table: Rows, second: str) -> Page:
    known = known_stages(answer)
    whole = sum((row.total or 0 for row in known.values()), 0)
    best = max(known, key=lambda stage: known[stage].total or 0, default=ProjectStage.UNKNOWN)
    finding = _("The stage that gets the most money is “%(stage)s”: %(money)s, %(share)s of what has a stage.") % {
        "stage": ProjectStage(best).label,
        "money": dollars(answer[best].total, currency),
        "share": share_of(answer[best].total or 0, whole),
    }
    unknown = answer.get(ProjectStage.UNKNOWN)
    left = _("%(n)s final awards whose project has no stage.") % {"n": count(unknown.awards if unknown else 0)}
    n = sum(row.awards for row in answer.values())
    return from_records(
        asked,
        title=title(),
        finding=finding,
        second=second,
        numbers=tuple(
            Number(
                str(ProjectStage(stage).label),
                dollars(row.total, currency),
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
        gaps=((_("Awards without a stage."), left),),
        sketch=sketch.bars([(row.total or 0, "traced") for row in known.values()]),
    )


def stages_chart(asked: Asked, answer: dict[str, Given], currency: str, finding: str) -> Chart:
    words = drawn(asked, _("Dollars by stage"), finding)
    bars = [
        charts.Bar(
            str(ProjectStage(stage).label),
            row.total or Decimal(0),
            f"{dollars(row.total, currency)} · {projects_words(row)}",
            colour=stage_colour(stage),
        )
        for stage, row in answer.items()
    ]
    whole = sum((row.total or 0 for row in answer.values()), 0)
    columns = (
        column("stage", _lazy("Stage"), _lazy("The stage of the project, by its code.")),
        number("awards", _lazy("Awards"), _lazy("Final awards.")),
        number("projects", _lazy("Projects"), _lazy("Projects, those of a line for several counted.")),
        number("total", _lazy("Dollars"), _lazy("The sum of the known amounts.")),
        number("share", _lazy("Share"), _lazy("Share of the dollars, from 0 to 1.")),
        number("without_amount", _lazy("Without an amount"), _lazy("Awards that no sum can count.")),
    )
    rows = tuple(
        (
            text(str(ProjectStage(stage).label), value=stage),
            counted(row.awards, asked.behind("stage", stage, currency=currency)),
            counted(row.projects, asked.behind("stage", stage, currency=currency)),
            sum_of(row.total, currency, asked.behind("stage", stage, currency=currency)),
            share(row.total or 0, whole),
            counted(row.without_amount, asked.behind("stage", stage, "without", currency=currency)),
        )
        for stage, row in answer.items()
    )
    table = Rows(words.title, columns, rows, name="stages")
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


def programme_charts(asked: Asked, table: Rows, second: str) -> list[Chart]:
    """What the programmes gave, the most first; none where no programme has an amount."""
    place = [one.name for one in table.columns].index("total")
    gave = sorted((row for row in table.rows if row[place].value), key=lambda row: -row[place].value)
    if not gave:
        return []
    first = gave[0]
    sentence = _("The programme that gave the most on record is %(name)s: %(money)s.") % {
        "name": first[0].text,
        "money": first[place].text,
    }
    words = drawn(asked, _("What the programmes gave"), sentence)
    bars = [charts.Bar(row[0].text, row[place].value, row[place].text, address=row[0].address) for row in gave[:BARS]]
    return [
        Chart(
            "programmes",
            words.title,
            _("sum of the known amounts of each programme's awards"),
            words,
            charts.ranked_bars(bars, words),
            wide=True,
        )
    ]


def catalogue_table(asked: Asked, catalogue: list[Any], gave: dict[tuple[int, str], Given]) -> Rows:
    """Who pays, who chooses, what for, from when to when, and what each gave on record."""
    columns = (
        column("programme", _lazy("Programme"), _lazy("The name of the programme or policy.")),
        column("kind", _lazy("Kind"), _lazy("An envelope of money, or a policy.")),
        column("payers", _lazy("Who pays"), _lazy("Bodies that pay into it.")),
        column("choosers", _lazy("Who chooses"), _lazy("Bodies that choose its projects.")),
        column("period", _lazy("Period"), _lazy("From when to when.")),
        number("awards", _lazy("Awards"), _lazy("Awards on record, each dollar once.")),
        number("total", _lazy("Gave, on record"), _lazy("The sum of the known amounts.")),
        number("without_amount", _lazy("Without an amount"), _lazy("Awards that no sum can count.")),
        column("currency", _lazy("Currency"), _lazy("The currency of the amounts.")),
        column("description", _lazy("What for"), _lazy("What the programme is for, in the words of the register.")),
    )
    rows = []
    for one in catalogue:
        found = {currency: row for (pk, currency), row in gave.items() if pk == one.pk} or {"": Given(0, 0, None, 0)}
        for currency, row in sorted(found.items(), key=lambda pair: (-pair[1].awards, pair[0])):
            behind = asked.behind("programme", one.key, currency=currency) if row.awards else ""
            without = asked.behind("programme", one.key, "without", currency=currency) if row.awards else ""
            rows.append(
                (
                    text(one.label, asked.register.address("programme", one.key), one.name, detail=one.description),
                    text(one.get_kind_display(), value=one.kind),
                    bodies(asked, payers(one), _("not stated")),
                    bodies(asked, choosers(one), _("not stated")),
                    text(period_of(one), value=f"{one.valid_from or ''}/{one.valid_to or ''}"),
                    counted(row.awards, behind),
                    sum_of(row.total, currency or "CAD", behind) if row.awards else Cell("—", number=True),
                    counted(row.without_amount, without),
                    text(currency),
                    text(one.description),
                )
            )
    return Rows(_("The programmes"), columns, tuple(rows), only_download=frozenset({"currency", "description"}))


def period_of(programme: Any) -> str:
    first, last = day_in_words(programme.valid_from), day_in_words(programme.valid_to)
    if first and last:
        return _("%(first)s to %(last)s") % {"first": first, "last": last}
    if first:
        return _("since %(first)s") % {"first": first}
    return _("until %(last)s") % {"last": last} if last else _("not stated")


def of_study(asked: Asked, answer: dict[str, Given], table: Rows, second: str) -> Page:
    """The catalogue from records, the counts by stage as the study states them."""
    known = known_stages(answer)
    research, pilot = asked.figure("frqs_projets"), asked.figure("fonds_soutien_projets")
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
    words = drawn(asked, _("Projects on record by stage"), finding)
    columns = (
        column("stage", _lazy("Stage"), _lazy("The stage of the project, by its code.")),
        number("awards", _lazy("Awards"), _lazy("Final awards.")),
        number("projects", _lazy("Projects"), _lazy("Projects, those of a line for several counted.")),
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
        _("projects, those of a line for several counted; few awards say their stage"),
        words,
        charts.ranked_bars(bars, words),
        wide=True,
        table=Rows(words.title, columns, rows, name="stages"),
    )
    study = figures_table(asked.stated(*KEYS), name="study")
    return from_study(
        asked,
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
    )

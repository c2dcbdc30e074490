"""What the study states of boards and money, for a register without published findings: companies first, never names.

The eight companies of § 2.2.2 and the eight executives of the highlights are two wordings, both printed; how many seats
come from where is a reported figure and is never filled with names.
"""

from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from funding import chart_bars
from funding.account import meeting_words
from funding.chart_bars import Series
from funding.choices import AnswerPart
from funding.dashboards import sketch
from funding.dashboards.asked import Asked
from funding.dashboards.board_definitions import definitions, gaps
from funding.dashboards.cells import body, figures_table, text
from funding.dashboards.page import Cell, Chart, Number, Page, Rows, drawn, from_study, scope
from funding.dashboards.words import count, said, source_line
from funding.evidence import attach_evidence
from funding.export_columns import column
from funding.models import ReportedFigure
from funding.questions.board_projects import SeatAndProject, seats_and_projects
from funding.questions.stated import playing
from funding.tongue import language_of
from projects.models import BoardMembership, Participation


def from_study_s_figures(asked: Asked, stated: ReportedFigure) -> Page:
    """The figure that leads, the cases that the register documents, and how many are not named."""
    cases = seats_and_projects(asked.facts(BoardMembership), asked.facts(Participation))
    attach_evidence([fact for case in cases for fact in (case.seat, case.part, case.funder)])
    holders = {case.seat.holder_id for case in cases}
    parts = playing(asked.stated, AnswerPart.PARTICIPATIONS)
    documents = [figure for figure in parts if figure.organization_id in holders]
    figures = [stated, *playing(asked.stated, AnswerPart.BOARD_MEMBERS), *documents]
    documented = len(holders)
    unnamed = max(0, int(stated.value or 0) - documented)
    names = ", ".join(dict.fromkeys(case.seat.holder.short for case in cases if case.seat.holder))
    of_records = _("from the register's records, whatever the filter")
    of_both = source_line(asked.register, [stated], computed=True)
    finding = _("%(label)s: %(value)s, according to the study.") % {"label": stated.label, "value": said(stated)}
    return from_study(
        asked,
        figures,
        title=_("Boards and money"),
        finding=finding,
        second=_("Documented in the register: %(names)s. Not named: %(unnamed)s.")
        % {"names": names or "—", "unnamed": count(unnamed)},
        aside=meeting_words(coincide=False),
        cannot=_("No finding is published in this register."),
        closing=_(
            "The study counts these companies without naming them, but for those documented here; its figure that shows "
            "them is not transcribed. The lists of the members of these boards, with dates, would close the gap."
        ),
        numbers=(
            *(Number(figure.label, said(figure), note_of(figure), evidence_mark(figure)) for figure in figures),
            Number(_("Documented in the register"), count(documented), names, "#table-documented", source=of_records),
            Number(_("Companies not named"), count(unnamed), _("a named gap, not filled"), source=of_both),
        ),
        charts=(chart(asked, stated, documented, unnamed, finding),),
        tables=(
            figures_table_with_notes(figures),
            documented_table(asked, cases),
        ),
        definitions=definitions(),
        scope=scope(
            asked,
            _("What the study counts: the boards that it names."),
            _("Company; executives and seats stand apart, as the study counts them"),
            said(stated),
            _("The names of %(n)s companies, and of everyone who sits.") % {"n": count(unnamed)},
        ),
        gaps=(
            (
                _("Companies, or their executives."),
                _(
                    "The study says both, in two places: companies that take part in projects paid with public funds, "
                    "and executives of companies paid by these bodies. They are not the same count, and not added."
                ),
            ),
            (
                _("Seats without names."),
                _("How many members come from where is a reported figure; the register puts no names into it."),
            ),
            *gaps(),
        ),
        sketch=sketch.dots(documented, documented + unnamed, "traced", "void", in_a_row=8),
    )


def note_of(figure: ReportedFigure) -> str:
    return figure.period or ""


def evidence_mark(figure: ReportedFigure) -> str:
    return next((f"#piece-{piece.number}" for piece in figure.evidence.all()), "")


def figures_table_with_notes(figures: list[ReportedFigure]) -> Rows:
    """The figures, each with what its source's row remarks."""
    table = figures_table(figures, _("What the study says"))
    rows = tuple(
        (replace(row[0], detail=figure.note, detail_tongue=language_of(figure, figure.note)), *row[1:])
        for row, figure in zip(table.rows, figures, strict=True)
    )
    return replace(table, rows=rows)


def chart(asked: Asked, stated: ReportedFigure, documented: int, unnamed: int, finding: str) -> Chart:
    """Companies, never people: those that the register documents, and those that nobody named."""
    words = drawn(asked, _("Named, and not named"), finding, [stated])
    series = [
        Series(_("documented in the register"), "token:thread-fill", (Decimal(documented),), (count(documented),)),
        Series(_("not named"), chart_bars.VOID, (Decimal(unnamed),), (count(unnamed),), hatched=True),
    ]
    drawing = chart_bars.parts([_("companies")], series, words, totals=[said(stated)])
    return Chart("companies", words.title, _("companies, as the study counts them"), words, drawing, wide=True)


COLUMNS = (
    column("holder", _lazy("Who sits"), _lazy("The body that holds the seat; no person is named.")),
    column("board", _lazy("On the board of"), _lazy("The body on whose board it sits.")),
    column("project", _lazy("Takes part in"), _lazy("The project that the same body funds.")),
)


def documented_table(asked: Asked, cases: list[SeatAndProject]) -> Rows:
    note = _("Taking part in a project says nothing of who receives its money.")
    rows = tuple(row(asked, case) for case in cases)
    return Rows(_("What the register documents"), COLUMNS, rows, note=note, name="documented")


def row(asked: Asked, case: SeatAndProject) -> tuple[Cell, ...]:
    seat, project = case.seat, case.part.project
    assert seat.holder is not None
    pieces = (*seat.pieces, *case.part.pieces, *case.funder.pieces)  # type: ignore[attr-defined]
    marks = tuple({piece.number: piece for piece in pieces}.values())
    board = body(asked, seat.organization)
    taking_part = text(project.label, asked.register.address("project", project.key), project.title, of=project)
    return (body(asked, seat.holder), board, Cell(taking_part.text, address=taking_part.address, evidence=marks))

"""The page « positions on the law »: groups, their position and their concerns, as the study's Tableau 5 tells them."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from funding import charts
from funding.choices import AnswerPart
from funding.dashboards import sketch
from funding.dashboards.asked import Asked
from funding.dashboards.cells import figures_table, text
from funding.dashboards.page import Cell, Chart, Number, Page, Rows, drawn, none_on_record, scope
from funding.dashboards.words import count, day_in_words
from funding.export_columns import column, number
from funding.questions.positions import Positions, positions
from funding.questions.stated import playing
from funding.tongue import language_of
from projects.choices import Stance
from projects.models import Position

SLUG = "positions"
COLOURS = {Stance.FAVOURABLE: "token:thread-fill", Stance.RELUCTANT: "token:ink-2", Stance.MIXED: "token:edge"}
MARKS = {Stance.FAVOURABLE: "traced", Stance.RELUCTANT: "ink", Stance.MIXED: "thin"}


def page(asked: Asked) -> Page:
    """The positions on record, by law; a concern that several groups share is one line of the matrix."""
    rows = list(asked.facts(Position).prefetch_related("evidence__source__register").order_by("law", "stance", "pk"))
    if not rows:
        closing = _("A table of who said what on a law would close this gap.")
        return none_on_record(
            asked, _("No position on a law is on record."), closing, title=title(), definitions=definitions()
        )
    answer = positions(rows)
    counts = answer.stances
    stance = counts.most_common(1)[0][0]
    finding = ngettext(
        "%(n)s of %(all)s groups is “%(stance)s” on the law.",
        "%(n)s of %(all)s groups are “%(stance)s” on the law.",
        counts[stance],
    ) % {
        "n": count(counts[stance]),
        "all": count(len(rows)),
        "stance": str(Stance(stance).label).lower(),
    }
    shared = answer.shared[:3]
    second = _("Several groups share: %(concerns)s.") % {"concerns": ", ".join(shared)} if shared else ""
    return Page(
        slug=asked.slug,
        title=title(),
        finding=finding,
        second=second,
        basis="records",
        basis_words=_("As the source groups and words them."),
        numbers=tuple(Number(str(Stance(one).label), count(n), _("groups"), asked.counted("table", one), n) for one, n in counts.most_common()),
        charts=(chart_of(asked, rows),),
        tables=tuple(table for table in (table_of(rows), matrix(answer, language_of(rows[0], "")), figures_table(playing(asked.stated, AnswerPart.POSITIONS), name="study")) if table.rows),
        definitions=definitions(),
        scope=scope(
            asked,
            _("Groups on record with a position on: %(laws)s.") % {"laws": _("; ").join(sorted({row.law for row in rows}))},
            _("Group of people or bodies, as the source forms them"),
            count(len(rows)),
            _("Who said what: the source groups the briefs and does not date each."),
        ),
        gaps=((_("Groups, not persons."), _("A group's position is the source's reading of several briefs; one of them may say otherwise.")),),
        sketch=sketch.parts([[(counts[one], MARKS[one]) for one in Stance if counts[one]]]),
    )  # fmt: skip


def title() -> str:
    return _("Positions on the law")


def concerns_words(rows: list[Any]) -> str:
    """Which group voices the most concerns, and how far the others are: « Le plus de préoccupations, 6 : Syndicats … »."""
    most = max(rows, key=lambda row: len(row.concerns))
    said = _("The group with the most concerns, %(n)s: %(group)s, “%(stance)s” on the law.") % {
        "group": most.group,
        "n": count(len(most.concerns)),
        "stance": str(Stance(most.stance).label).lower(),
    }
    favourable = [row for row in rows if row.stance == Stance.FAVOURABLE]
    voicing = sum(1 for row in favourable if row.concerns)
    if not voicing:
        return said
    also = ngettext(
        "Of the groups in favour, %(n)s of %(all)s has concerns too.",
        "Of the groups in favour, %(n)s of %(all)s have concerns too.",
        voicing,
    ) % {
        "n": count(voicing),
        "all": count(len(favourable)),
    }
    return f"{said} {also}"


def chart_of(asked: Asked, rows: list[Any]) -> Chart:
    """How many concerns each group voices, coloured by its position."""
    words = drawn(asked, _("Concerns of each group"), concerns_words(rows))
    bars = [
        charts.Bar(row.group, Decimal(len(row.concerns)), f"{count(len(row.concerns))} · {row.get_stance_display()}", colour=COLOURS[row.stance], short=count(len(row.concerns)))
        for row in sorted(rows, key=lambda row: (row.stance, -len(row.concerns)))
    ]  # fmt: skip
    subtitle = _("number of concerns; in green, the groups in favour")
    return Chart("concerns", words.title, subtitle, words, charts.ranked_bars(bars, words), wide=True)


def evidence_of(row: Any) -> tuple[Any, ...]:
    return tuple(sorted(row.evidence.all(), key=lambda piece: piece.number))


def table_of(rows: list[Any]) -> Rows:
    columns = (
        column("group", _lazy("Group"), _lazy("The group, as the source forms it.")),
        column("stance", _lazy("Position"), _lazy("Favourable, reluctant or mixed, by its code.")),
        column("concerns", _lazy("Concerns"), _lazy("What the group is concerned about, in the source's words.")),
        column("law", _lazy("Law"), _lazy("The law or the bill.")),
        column("date", _lazy("Date"), _lazy("The date of the position, where it is known.")),
    )
    found = tuple(
        (
            Cell(row.group, evidence=evidence_of(row), value=row.group, tongue=language_of(row, row.group)),
            text(row.get_stance_display(), value=row.stance),
            text(" · ".join(row.concerns), value="; ".join(row.concerns), of=row),
            text(row.law, of=row),
            text(day_in_words(row.date) or "—", value=str(row.date or "")),
        )
        for row in rows
    )
    several = len({row.law for row in rows}) > 1
    apart, stances = frozenset({"date"} if several else {"date", "law"}), tuple(frozenset({row.stance}) for row in rows)
    return Rows(_("Group by group"), columns, found, only_download=apart, counted_in=stances)


def matrix(answer: Positions, tongue: str) -> Rows:
    """A line per concern, a column per position: which groups voice it."""
    columns = (
        column("concern", _lazy("Concern"), _lazy("What groups are concerned about, in the source's words.")),
        number("groups", _lazy("Groups"), _lazy("How many groups voice it.")),
        *(column(stance.value, stance.label, _lazy("Groups with this position that voice it.")) for stance in Stance),
    )
    found = []
    for concern, voiced in answer.concerns.items():
        cells = [", ".join(voiced.get(stance, ())) for stance in Stance]
        n = answer.voices(concern)
        voices = (Cell(cell or "—", value=cell, tongue=tongue if cell else "") for cell in cells)
        found.append((Cell(concern, tongue=tongue), Cell(count(n), True, value=n), *voices))
    return Rows(_("Concern by concern"), columns, tuple(found), name="matrix")


def definitions() -> tuple[tuple[str, str], ...]:
    return (
        (
            _("Position"),
            _("Favourable, reluctant or hesitant, or mixed, as the source judges the group's briefs and hearings."),
        ),
        (
            _("Concern"),
            _("What a group asks for or fears, in the source's words; the same words in two groups are one concern."),
        ),
    )

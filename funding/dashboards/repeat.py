"""The page « repeat participants »: how many private bodies come back, in two, three, five projects or more."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from funding import chart_bars, chart_sides, charts
from funding.chart_bars import Series
from funding.choices import AnswerPart, CountRule
from funding.dashboards import sketch
from funding.dashboards.asked import Asked
from funding.dashboards.cells import body, counted, figures_table, text
from funding.dashboards.page import Chart, Number, Page, Rows, drawn, from_records, from_study, nothing, scope
from funding.dashboards.words import as_stated, count, said, share_of, unit_word
from funding.export_columns import column, number
from funding.models import ReportedFigure
from funding.questions.coverage import Coverage
from funding.questions.participants import Repeat, distribution, in_at_least, repeats
from funding.questions.standing import same_body
from funding.questions.stated import of_rule, playing, ruled
from projects.choices import Sector
from projects.models import Participation

SLUG = "repeat-participants"
RULES = (CountRule.PRIVATE_BODIES, CountRule.PRIVATE_REPEAT, CountRule.PRIVATE_REPEAT_SHARE)
BARS = 12
# In so many projects or more.
TIMES = (1, 2, 3, 5)


def page(asked: Asked) -> Page:
    """Records where they hold at least half of the bodies that a source counts; else the source's own counts."""
    projects = asked.awards.exclude(project=None).order_by().values("project")
    parts = asked.facts(Participation)
    if asked.filters:
        parts = parts.filter(project__in=projects)
    rows = repeats(parts, asked.lines, same_body(), [Sector.PRIVATE])
    everyone = of_rule(asked.stated, CountRule.PRIVATE_BODIES)
    several = of_rule(asked.stated, CountRule.PRIVATE_REPEAT, "3")
    if everyone and everyone.value and len(rows) * 2 < everyone.value:
        covered = Coverage(len(rows), int(everyone.value), everyone)
        return of_study(asked, everyone, several, rows, covered) if several else nothing(asked, covered, **fixed())
    if not rows or not asked.covered.suffices:
        return nothing(asked, asked.covered, **fixed())
    return of_records(asked, rows)


def fixed() -> dict[str, object]:
    return {"title": _("Repeat participants"), "definitions": definitions(), "scope": ()}


def of_records(asked: Asked, rows: list[Repeat]) -> Page:
    three, n = in_at_least(rows, 3), len(rows)
    finding = _("%(three)s of %(n)s private bodies, %(share)s, are in three projects or more.") % {
        "three": count(three),
        "n": count(n),
        "share": share_of(three, n),
    }
    second = _("%(two)s are in two or more, %(five)s in five or more.") % {
        "two": count(in_at_least(rows, 2)),
        "five": count(in_at_least(rows, 5)),
    }
    return from_records(
        asked,
        title=_("Repeat participants"),
        finding=finding,
        second=second,
        numbers=tuple(
            Number(
                at_least(least),
                count(in_at_least(rows, least)),
                share_of(in_at_least(rows, least), n),
                asked.counted("table", str(least)) if in_at_least(rows, least) else "",
                in_at_least(rows, least),
            )
            for least in TIMES
        ),
        charts=(
            dots_chart(asked, three, n, finding, ()),
            distribution_chart(asked, rows),
            largest_chart(asked, rows),
        ),
        tables=(table_of(asked, rows),),
        definitions=definitions(),
        scope=scope(
            asked, universe(), _("Organization"), count(n), _("Bodies whose sector is not stated are not counted.")
        ),
        gaps=(
            (_("Lines that stand for several projects."), several_words()),
            (_("Money."), _("Taking part says nothing of what a body receives.")),
        ),
        sketch=sketch.dots(three, n) if n <= 300 else sketch.bars([(n, "edge"), (three, "private")]),
    )


def at_least(least: int) -> str:
    return ngettext("In %(n)s project or more", "In %(n)s projects or more", least) % {"n": least}


def universe() -> str:
    return _("Private bodies that take part in a project, or receive a final award.")


def several_words() -> str:
    return _("They count as one project: in which of them a body takes part is not known.")


def of_study(
    asked: Asked, everyone: ReportedFigure, several: ReportedFigure, rows: list[Repeat], covered: Coverage
) -> Page:
    """The study's count; « cinq autres … cinq projets ou plus » stays as ambiguous as its sentence."""
    n, three = int(everyone.value or 0), int(several.value or 0)
    finding = _(
        "According to the study, %(three)s of %(n)s private bodies, %(share)s, are in three projects or more."
    ) % {
        "three": as_stated(several),
        "n": as_stated(everyone),
        "share": share_of(three, n),
    }
    five = of_rule(asked.stated, CountRule.PRIVATE_REPEAT, "5")
    second = ""
    if five:
        second = _(
            "“Five others” are in five projects or more: within the %(three)s or beside them, its sentence allows both."
        ) % {"three": as_stated(several)}
    counts = ruled(asked.stated, *RULES)
    figures = [*counts, *playing(asked.stated, AnswerPart.PARTICIPATIONS)]
    on_record = ngettext("%(n)s private body is on record.", "%(n)s private bodies are on record.", len(rows)) % {
        "n": count(len(rows))
    }
    return from_study(
        asked,
        figures,
        title=_("Repeat participants"),
        finding=finding,
        second=second,
        numbers=tuple(
            Number(
                figure.label,
                as_stated(figure) if figure.unit != "%" else said(figure),
                unit_of(figure),
                f"#piece-{piece}",
            )
            for figure in counts
            if (piece := first_piece(figure))
        ),
        cannot=_("%(found)s private bodies on record out of %(n)s: cannot be calculated.")
        % {"found": count(len(rows)), "n": as_stated(everyone)},
        closing=_(
            "What is missing is the list of the %(n)s bodies and the projects of each. It is in the study's own data, and in the lists of projects of the programmes and the consortia."
        )
        % {"n": as_stated(everyone)},
        charts=(dots_chart(asked, three, n, finding, (everyone, several)),),
        tables=tuple(table for table in (figures_table(figures), table_of(asked, rows, "records")) if table.rows),
        definitions=definitions(),
        scope=scope(asked, universe(), _("Organization"), as_stated(everyone), on_record),
        gaps=((_("Five or more."), second), (_("Money."), _("Taking part says nothing of what a body receives."))),
        sketch=sketch.dots(three, n),
    )


def unit_of(figure: ReportedFigure) -> str:
    return "" if figure.unit == "%" else unit_word(figure.unit)


def first_piece(figure: ReportedFigure) -> int | None:
    return next((piece.number for piece in figure.evidence.all()), None)


def dots_chart(asked: Asked, filled: int, n: int, finding: str, figures: tuple[ReportedFigure, ...]) -> Chart:
    words = drawn(asked, _("One dot for each private body"), finding, figures)
    columns = (
        column("group", _lazy("Private bodies"), _lazy("In how many projects.")),
        number("bodies", _lazy("Bodies"), _lazy("How many bodies.")),
    )
    rows = (
        (text(_("in three projects or more")), counted(filled)),
        (text(_("in one or two, or none named")), counted(n - filled)),
    )
    table = Rows(words.title, columns, rows, name="dots")
    subtitle = _("filled: in three projects or more")
    return Chart("dots", words.title, subtitle, words, chart_sides.dots(filled, n, words), wide=True, table=table)


def once_words(counts: list[int]) -> str:
    """« 120 sur 199 organismes privés sont dans un seul projet. »"""
    return ngettext(
        "%(once)s of %(n)s private body is in one project only.",
        "%(once)s of %(n)s private bodies are in one project only.",
        sum(counts),
    ) % {"once": count(counts[1]), "n": count(sum(counts))}


def distribution_chart(asked: Asked, rows: list[Repeat]) -> Chart:
    counts = distribution(rows)
    words = drawn(asked, _("How many projects"), once_words(counts))
    labels = [count(place) for place in range(len(counts) - 1)] + [_("%(n)s or more") % {"n": len(counts) - 1}]
    series = Series(_("Private bodies"), "token:private", tuple(map(Decimal, counts)), tuple(map(count, counts)))
    columns = (
        column("projects", _lazy("Projects"), _lazy("Number of projects; the last is that many or more.")),
        number("bodies", _lazy("Bodies"), _lazy("How many bodies.")),
    )
    table = Rows(
        words.title,
        columns,
        tuple((text(label), counted(n)) for label, n in zip(labels, counts, strict=True)),
        name="distribution",
    )
    figure = chart_bars.columns(
        labels, [series], words, up=_("private bodies"), across=_("projects that a body takes part in")
    )
    return Chart(
        "distribution", words.title, _("private bodies by their number of projects"), words, figure, table=table
    )


def largest_chart(asked: Asked, rows: list[Repeat]) -> Chart:
    first = rows[0]
    sentence = _("%(name)s takes part in the most projects: %(n)s.") % {
        "name": first.organization.label,
        "n": count(first.projects),
    }
    words = drawn(asked, _("The most present"), sentence)
    bars = [
        charts.Bar(
            row.organization.short,
            Decimal(row.projects),
            count(row.projects),
            row.organization.sector,
            address=asked.page_of(row.organization),
        )
        for row in rows[:BARS]
    ]
    return Chart("largest", words.title, _("number of projects"), words, charts.ranked_bars(bars, words))


def table_of(asked: Asked, rows: list[Repeat], name: str = "table") -> Rows:
    columns = (
        column("organization", _lazy("Organization"), _lazy("The name of the organization.")),
        number("projects", _lazy("Projects"), _lazy("Projects that it takes part in, or that an award to it is for.")),
        column("key", _lazy("Key"), _lazy("The public key of the organization.")),
    )
    found = tuple(
        (
            body(asked, row.organization),
            counted(row.projects, asked.projects_behind("body", row.organization.key)),
            text(row.organization.key),
        )
        for row in rows[: asked.most]
    )
    several = tuple(frozenset(str(n) for n in TIMES if row.projects >= n) for row in rows[: asked.most])
    title, apart = _("The private bodies on record"), frozenset({"key"})
    return Rows(title, columns, found, name=name, only_download=apart, known_rows=len(rows), counted_in=several)


def definitions() -> tuple[tuple[str, str], ...]:
    return (
        (_("Private body"), _("An organization whose sector is private, whatever its kind.")),
        (
            _("Project of a body"),
            _("A project that it takes part in, whatever its role, or that a final award to it is for; each once."),
        ),
        (_("A line for several projects"), several_words()),
    )

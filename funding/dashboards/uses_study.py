"""The uses as a study counts them, for a register whose records do not suffice: projects by type and family."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from funding.charts import Bar, ranked_bars
from funding.dashboards import sketch
from funding.dashboards.asked import Asked
from funding.dashboards.cells import text
from funding.dashboards.page import Cell, Chart, Number, Page, Rows, drawn, from_study, scope
from funding.dashboards.uses_words import definitions, families_words, gaps, quoted_use
from funding.dashboards.words import count, evidence_of, said
from funding.export_columns import column, number
from funding.models import ReportedFigure
from projects.choices import UseFamily


def of_study(asked: Asked, table: list[ReportedFigure]) -> Page:
    """The table of a study that counts projects by type of use."""
    families: dict[UseFamily, Decimal] = {}
    for figure in table:
        families[family_of(figure)] = families.get(family_of(figure), Decimal(0)) + (figure.value or 0)
    ranked = sorted(table, key=lambda figure: -(figure.value or 0))
    first = max(families, key=lambda family: families[family])
    finding = _(
        "According to the study, %(n)s projects have a use of the family “%(family)s”; the first is %(use)s, %(projects)s."
    ) % {
        "n": count(families[first]),
        "family": UseFamily(first).label,
        "use": quoted_use(ranked[0].use_type),
        "projects": said(ranked[0]),
    }
    words = drawn(asked, _("By type of use"), finding, table)
    bars = [
        Bar(
            str(figure.use_type),
            figure.value or Decimal(0),
            f"{count(figure.value or 0)} · {family_of(figure).label}",
            short=count(figure.value or 0),
        )
        for figure in ranked
    ]
    rest = [(family, n) for family, n in sorted(families.items(), key=lambda pair: -pair[1])]
    return from_study(
        asked,
        table,
        title=_("Uses"),
        finding=finding,
        second=families_words({family.value: int(n) for family, n in rest}),
        numbers=tuple(
            Number(
                str(UseFamily(family).label),
                count(n),
                _("projects, in the study"),
                asked.counted("table", family.value),
                n,
            )
            for family, n in rest
        ),
        charts=(
            Chart(
                "types",
                words.title,
                _("number of projects; clinical and organizational uses"),
                words,
                ranked_bars(bars, words),
                wide=True,
            ),
        ),
        tables=(study_table(ranked),),
        definitions=definitions(),
        scope=scope(
            asked,
            _("The projects that the study counts by type of use; it does not print the other families."),
            _("Project; one with two uses may count in both."),
            count(sum(families.values(), Decimal(0))),
            _("Dollars by use, and the domain of care: the study prints neither."),
        ),
        gaps=gaps(),
        sketch=sketch.bars([(figure.value or Decimal(0), "traced") for figure in ranked]),
    )


def family_of(figure: ReportedFigure) -> UseFamily:
    return UseFamily(figure.use_type.family) if figure.use_type else UseFamily.CLINICAL


def study_table(ranked: list[ReportedFigure]) -> Rows:
    columns = (
        column("type", _lazy("Type of use"), _lazy("The type, by its code.")),
        column("family", _lazy("Family"), _lazy("The family of the type.")),
        number("projects", _lazy("Projects"), _lazy("Projects of the use; a project with two uses counts in both.")),
    )
    rows = tuple(
        (
            text(str(figure.use_type), value=figure.use_type.code),  # type: ignore[union-attr]
            text(figure.use_type.get_family_display(), value=figure.use_type.family),  # type: ignore[union-attr]
            Cell(count(figure.value or 0), True, evidence=evidence_of(figure), value=figure.value),
        )
        for figure in ranked
    )
    return Rows(
        _("Types of use"),
        columns,
        rows,
        note=_("No total: a project with two uses counts in both."),
        counted_in=tuple(frozenset({family_of(figure).value}) for figure in ranked),
    )

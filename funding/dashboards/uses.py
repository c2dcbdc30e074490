"""The page « uses »: projects and dollars by type and domain of use."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from funding import chart_marks, charts
from funding.dashboards import sketch
from funding.dashboards.asked import Asked
from funding.dashboards.cells import counted, share, sum_of, text
from funding.dashboards.page import Cell, Chart, Number, Page, Rows, drawn, from_records, nothing, scope
from funding.dashboards.uses_study import of_study
from funding.dashboards.uses_words import definitions, families_words, gaps, quoted_use
from funding.dashboards.words import count, dollars, inexact_words, share_of
from funding.export_columns import column, number
from funding.questions.coverage import Coverage
from funding.questions.uses import Use, Uses, uses
from projects.choices import UseFamily
from projects.models import Project, UseDomain, UseType

SLUG = "uses"
BY_DOLLARS = "dollars"


def page(asked: Asked) -> Page:
    """Records where at least half of the projects on record have a type of use and records suffice; else a table."""
    table = [
        figure
        for figure in asked.figures.exclude(use_type=None).select_related("use_type").order_by("pk")
        if figure.value
    ]
    if not asked.covered.suffices and table:
        return of_study(asked, table)
    projects = asked.facts(Project)
    if asked.filters:
        projects = projects.filter(pk__in=asked.awards.exclude(project=None).order_by().values("project"))
    answer = uses(projects, asked.lines)
    covered = Coverage(answer.projects - answer.without_type, answer.projects)
    if not asked.covered_here.suffices or not covered.suffices:
        return nothing(asked, asked.covered_here, title=_("Uses"), definitions=definitions(), scope=())
    return of_records(asked, answer)


def of_records(asked: Asked, answer: Uses) -> Page:
    types, domains = named(UseType, answer.types), named(UseDomain, answer.domains)
    typed = answer.projects - answer.without_type
    by_dollars = asked.views.get("measure") == BY_DOLLARS
    ranked = in_order(answer, by_dollars)
    first_pk, first = ranked[0]
    finding = _("The first use is %(use)s: %(projects)s of the %(n)s projects whose use is known, %(share)s.") % {
        "use": quoted_use(types[first_pk]),
        "projects": count(first.projects),
        "n": count(typed),
        "share": share_of(first.projects, typed),
    }
    if by_dollars:
        finding = _("The use that gets the most money is %(use)s: %(money)s.") % {
            "use": quoted_use(types[first_pk]),
            "money": dollars(first.total, answer.currency),
        }
    return from_records(
        asked,
        title=_("Uses"),
        finding=finding,
        second=families_words(answer.families),
        numbers=numbers(asked, answer),
        charts=charts_of(asked, answer, types, domains, by_dollars),
        tables=(type_table(asked, answer, ranked, types), pair_table(asked, answer, types, domains)),
        definitions=definitions(),
        scope=scope(
            asked,
            _("The projects on record; those that stand for several count as so many."),
            _("Project, and dollar in %(currency)s.") % {"currency": answer.currency},
            count(answer.projects),
            _("%(types)s projects without a type of use, %(domains)s without a domain.")
            % {"types": count(answer.without_type), "domains": count(answer.without_domain)},
        ),
        gaps=(*gaps(), *inexact_words(asked.lines.final().filter(currency=answer.currency, project__isnull=False))),
        sketch=sketch.bars([(use.projects, "traced") for _pk, use in ranked]),
    )


def numbers(asked: Asked, answer: Uses) -> tuple[Number, ...]:
    typed = answer.projects - answer.without_type
    found = [
        Number(str(UseFamily(family).label), count(n), share_of(n, typed), asked.projects_behind("family", family), n)
        for family, n in answer.families.items()
    ]
    without = asked.projects_behind("untyped")
    return (*found, Number(_("Without a use"), count(answer.without_type), _("projects"), without, answer.without_type))


def named(model: Any, ids: Iterable[int]) -> dict[int, Any]:
    return model.objects.in_bulk(list(ids))


def size(use: Use, by_dollars: bool) -> Decimal:
    return (use.total or Decimal(0)) if by_dollars else Decimal(use.projects)


def in_order(answer: Uses, by_dollars: bool) -> list[tuple[int, Use]]:
    return sorted(answer.types.items(), key=lambda pair: (-size(pair[1], by_dollars), pair[0]))


def charts_of(
    asked: Asked,
    answer: Uses,
    types: dict[int, Any],
    domains: dict[int, Any],
    by_dollars: bool,
) -> tuple[Chart, ...]:
    ranked = in_order(answer, by_dollars)
    first = ranked[0]
    sentence = _("%(use)s: %(projects)s projects, %(money)s.") % {
        "use": types[first[0]],
        "projects": count(first[1].projects),
        "money": dollars(first[1].total, answer.currency),
    }
    words = drawn(asked, _("By type of use"), sentence)
    bars = [
        charts.Bar(
            str(types[pk]),
            size(use, by_dollars),
            f"{measure_text(use, answer.currency, by_dollars)} · {types[pk].get_family_display()}",
            short=measure_text(use, answer.currency, by_dollars),
            address=asked.projects_behind("type", types[pk].code),
        )
        for pk, use in ranked
    ]
    found = [Chart("types", words.title, measure_words(by_dollars), words, charts.ranked_bars(bars, words))]
    if answer.domains:
        placed = sorted(answer.domains.items(), key=lambda pair: (-size(pair[1], by_dollars), pair[0]))
        top = placed[0]
        said_of = _("%(use)s: %(projects)s projects, %(money)s.") % {
            "use": domains[top[0]],
            "projects": count(top[1].projects),
            "money": dollars(top[1].total, answer.currency),
        }
        words = drawn(asked, _("By domain of care"), said_of)
        bars = [
            charts.Bar(str(domains[pk]), size(use, by_dollars), measure_text(use, answer.currency, by_dollars))
            for pk, use in placed
        ]
        table = domain_table(asked, answer, domains)
        found.append(
            Chart(
                "domains", words.title, measure_words(by_dollars), words, charts.ranked_bars(bars, words), table=table
            )
        )
        if answer.pairs:
            found.append(matrix_chart(asked, answer, types, domains, by_dollars))
    return tuple(found)


def matrix_chart(asked: Asked, answer: Uses, types: dict[int, Any], domains: dict[int, Any], by_dollars: bool) -> Chart:
    (use, domain), best = max(answer.pairs.items(), key=lambda pair: (size(pair[1], by_dollars), pair[0]))
    sentence = _("Type and domain meet most often in %(use)s and %(domain)s: %(n)s projects.") % {
        "use": quoted_use(types[use]),
        "domain": quoted_use(domains[domain]),
        "n": count(best.projects),
    }
    words = drawn(asked, _("Type and domain together"), sentence)
    dots = [
        chart_marks.Dot(
            str(domains[pair[1]]),
            str(types[pair[0]]),
            size(one, by_dollars),
            measure_text(one, answer.currency, by_dollars),
        )
        for pair, one in answer.pairs.items()
    ]
    figure = chart_marks.matrix(
        [str(one) for one in domains.values()], [str(one) for one in types.values()], dots, words
    )
    return Chart("matrix", words.title, measure_words(by_dollars), words, figure, wide=True, table=None)


def measure_words(by_dollars: bool) -> str:
    return _("dollars of the projects") if by_dollars else _("number of projects")


def measure_text(use: Use, currency: str, by_dollars: bool) -> str:
    return dollars(use.total, currency) if by_dollars else count(use.projects)


MEASURES = (
    number("projects", _lazy("Projects"), _lazy("Projects of the use; a project with two uses counts in both.")),
    number("share", _lazy("Share"), _lazy("Share of the projects whose use is known, from 0 to 1.")),
    number("total", _lazy("Dollars"), _lazy("Final awards of the projects.")),
    number("without_amount", _lazy("Without an amount"), _lazy("Projects whose awards have no amount.")),
)


def measures(asked: Asked, use: Use, whole: int, currency: str, *named: str) -> tuple[Cell, ...]:
    """The measures of a type or a domain, each with its rows: projects, or awards where it is money."""
    return (
        counted(use.projects, asked.projects_behind(*named)),
        share(use.projects, whole),
        sum_of(use.total, currency, asked.behind(*named, currency=currency)),
        counted(use.without_amount, asked.projects_behind(*named, "without")),
    )


def type_table(asked: Asked, answer: Uses, ranked: list[tuple[int, Use]], types: dict[int, Any]) -> Rows:
    columns = (
        column("type", _lazy("Type of use"), _lazy("The type, by its code.")),
        column("family", _lazy("Family"), _lazy("The family of the type.")),
        *MEASURES,
    )
    whole = answer.projects - answer.without_type
    rows = tuple(
        (
            text(str(types[pk]), value=types[pk].code),
            text(types[pk].get_family_display(), value=types[pk].family),
            *measures(asked, use, whole, answer.currency, "type", types[pk].code),
        )
        for pk, use in ranked
    )
    return Rows(_("Types of use"), columns, rows, note=_("No total: a project with two uses counts in both."))


def domain_table(asked: Asked, answer: Uses, domains: dict[int, Any]) -> Rows:
    columns = (column("domain", _lazy("Domain"), _lazy("The domain of care, by its code.")), *MEASURES)
    whole = answer.projects - answer.without_domain
    rows = tuple(
        (
            text(str(domains[pk]), value=domains[pk].code),
            *measures(asked, use, whole, answer.currency, "domain", domains[pk].code),
        )
        for pk, use in sorted(answer.domains.items(), key=lambda pair: (-pair[1].projects, pair[0]))
    )
    return Rows(_("Domains"), columns, rows, name="domains")


def pair_cell(asked: Asked, use: Use | None, type_code: str, domain_code: str) -> Cell:
    return counted(use.projects, asked.projects_behind("pair", type_code, domain_code)) if use else counted(0)


def pair_table(asked: Asked, answer: Uses, types: dict[int, Any], domains: dict[int, Any]) -> Rows:
    """The matrix: a row per type, a column per domain, projects in each."""
    order = sorted(domains)
    columns = (
        column("type", _lazy("Type of use"), _lazy("The type, by its code.")),
        *(number(domains[pk].code, str(domains[pk]), _lazy("Projects of the type in this domain.")) for pk in order),
    )
    rows = tuple(
        (
            text(str(types[use]), value=types[use].code),
            *(
                pair_cell(asked, answer.pairs.get((use, domain)), types[use].code, domains[domain].code)
                for domain in order
            ),
        )
        for use in sorted(types)
    )
    return Rows(_("Type by domain, in projects"), columns, rows if order else (), name="matrix")

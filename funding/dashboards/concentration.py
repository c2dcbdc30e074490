"""The page « concentration »: the finding in a sentence, its measures, three charts and the table under them."""

from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from funding import chart_marks, charts
from funding.dashboards import sketch
from funding.dashboards.asked import Asked
from funding.dashboards.concentration_tables import BY_GROUP, holder_rows, other_currencies
from funding.dashboards.concentration_words import (
    BARS,
    alone_words,
    as_if,
    bands,
    counted_thing,
    definitions,
    finding_of,
    gaps,
    interval_words,
    is_currency,
    largest_title,
    measures_of,
    missing,
    top_share,
    top_words,
)
from funding.dashboards.page import Chart, Number, Page, drawn, from_records, from_study, nothing, scope
from funding.dashboards.words import count, dollars, language, table_name
from funding.questions.concentration import Concentration, Holder, concentration, in_tables
from projects.numbers import decimal, percent, plain

SLUG = "concentration"


def page(asked: Asked) -> Page:
    """Records where they suffice, else the longest table of a source that counts something per organization."""
    if not asked.covered.suffices:
        tables = in_tables(asked.figures)
        return of_table(asked, tables[0]) if tables else nothing(asked, asked.covered, **fixed(asked))
    answers = concentration(asked.lines, by_group=asked.views.get("by") == BY_GROUP, most=asked.most)
    if not asked.covered_here.suffices or not answers or answers[0].measures is None:
        return nothing(asked, asked.covered_here, **fixed(asked))
    return of_records(asked, answers)


def fixed(asked: Asked) -> dict[str, object]:
    """What the page says whatever the data."""
    universe = _("Final awards: those that reach the one who uses the money. What another award replaces is left out.")
    unit = _("Organization; amounts in one currency, currencies are never added up.")
    n, absent = count(asked.covered_here.usable), count(asked.covered_here.missing)
    return {
        "title": _("Concentration"),
        "definitions": definitions(),
        "scope": scope(asked, universe, unit, n, absent),
    }


def of_records(asked: Asked, answers: list[Concentration]) -> Page:
    """The currency with the most awards in full, the others in a table beside it."""
    answer = answers[0]
    measures = measures_of(answer)
    universe = _("Final awards: those that reach the one who uses the money. What another award replaces is left out.")
    unit = _("Organization; amounts in %(currency)s, currencies are never added up.") % {"currency": answer.unit}
    n = ngettext("%(n)s organization", "%(n)s organizations", measures.n) % {"n": count(measures.n)}
    tables = (holder_rows(asked, answers), other_currencies(answers[1:]))
    return from_records(
        asked,
        title=_("Concentration"),
        finding=finding_of(answer),
        second=as_if(measures),
        numbers=numbers(asked, answer),
        charts=chart_list(asked, answer),
        tables=tuple(table for table in tables if table.rows),
        definitions=definitions(),
        scope=scope(asked, universe, unit, n, missing(answer)),
        gaps=gaps(answer, by_group=asked.views.get("by") == BY_GROUP),
        sketch=sketch_of(answer),
    )


def of_table(asked: Asked, answer: Concentration) -> Page:
    """The largest table of a source that counts something per organization."""
    measures = measures_of(answer)
    figure = answer.holders[0].figure
    table = table_name(figure.table) if figure else ""
    unit = _("Organization; %(what)s, not money.") % {"what": counted_thing(answer.unit)}
    n = ngettext("%(n)s organization", "%(n)s organizations", measures.n) % {"n": count(measures.n)}
    return from_study(
        asked,
        [holder.figure for holder in answer.holders if holder.figure],
        computed=True,
        title=_("Concentration"),
        finding=finding_of(answer),
        second=as_if(measures, counted=True),
        basis_words=_("Calculated from %(table)s of the study, not from the register's records.") % {"table": table},
        numbers=numbers(asked, answer),
        charts=chart_list(asked, answer),
        tables=(holder_rows(asked, [answer]),),
        definitions=definitions(),
        scope=scope(
            asked,
            _("The organizations that %(table)s of the study lists.") % {"table": table},
            unit,
            n,
            _("The amounts: the study does not give them per organization."),
        ),
        gaps=(
            (
                _("Participations, not projects."),
                _(
                    "A project counts in each organization that takes part in it: the total is larger than the number "
                    "of projects. An organization's projects are also its partners'."
                ),
            ),
            (_("Not money."), _("What each organization receives is not published; participation says nothing of it.")),
        ),
        sketch=sketch_of(answer),
    )


def sketch_of(answer: Concentration) -> sketch.Sketch:
    """The curve as columns: what each tenth of the organizations holds, from the smallest."""
    curve = measures_of(answer).lorenz
    steps = [curve[(len(curve) - 1) * place // 12][1] for place in range(13)]
    return sketch.columns([(after - before, "traced") for before, after in pairwise(steps)])


def numbers(asked: Asked, answer: Concentration) -> tuple[Number, ...]:
    """n, CR1, CR4, CR10, N_eff, HHI, Gini: the figures under the finding, those first that need no explanation."""
    measures, words = measures_of(answer), language()
    holders = asked.counted("table", answer.unit)
    rows = holders if answer.holders[0].figure else asked.behind("used", currency=answer.unit)
    spread = _("HHI* = %(value)s") % {"value": decimal(measures.normalised, words, 3)} if measures.normalised else ""
    found = [
        Number(_("Organizations (n)"), count(measures.n), _("with a total above zero"), holders, measures.n),
        Number(_("Largest"), percent(measures.cr1, words), _("CR1, share of the first"), rows),
        Number(_("Four largest"), percent(measures.cr4, words), _("CR4"), rows),
        Number(_("Ten largest"), percent(measures.cr10, words), _("CR10"), rows),
        Number(_("Effective number"), decimal(measures.effective, words, 1), _("10,000 ÷ HHI"), rows),
        Number(_("HHI"), decimal(measures.hhi, words), spread or _("from 0 to 10,000"), rows),
        Number(_("Gini"), decimal(measures.gini, words, 3), _("0: equal parts; near 1: one has everything"), rows),
    ]
    if answer.interval and answer.unresolved:
        low, high = (decimal(value, words) for value in answer.interval)
        span = _("%(low)s to %(high)s") % {"low": low, "high": high}
        found.insert(
            6,
            Number(
                _("HHI, at least and at most"),
                span,
                _("wherever the unresolved money goes"),
                asked.behind("left", currency=answer.unit),
            ),
        )
    return tuple(found)


def chart_list(asked: Asked, answer: Concentration) -> tuple[Chart, ...]:
    """The Lorenz curve, the ten largest, and the index on its scale."""
    measures, words = measures_of(answer), language()
    figures = [holder.figure for holder in answer.holders if holder.figure]
    top, held = top_share(answer)
    marked = (1 - Decimal(top) / measures.n, 1 - held, top_words(top, held)) if measures.n > top else None
    what = _("amounts received") if is_currency(answer.unit) else counted_thing(answer.unit)
    curve = drawn(asked, _("Lorenz curve"), as_if(measures, counted=bool(figures)), figures, computed=True)
    largest = drawn(asked, largest_title(answer), alone_words(answer), figures, computed=True)
    scale = drawn(asked, _("The index on its scale"), interval_words(answer), figures, computed=True)
    bars = [
        charts.Bar(
            holder.organization.short,
            holder.total,
            f"{bar_text(holder, answer.unit)} · {percent(holder.share, words)}",
            holder.organization.sector,
        )
        for holder in answer.holders[:BARS]
    ]
    across = _("organizations, from the smallest")
    return (
        Chart(
            "lorenz",
            curve.title,
            _("cumulated share of %(what)s, from the smallest to the largest") % {"what": what},
            curve,
            charts.lorenz(measures.lorenz, curve, across=across, up=what, even=_("equal parts"), top=marked),
        ),
        Chart(
            "largest",
            largest.title,
            _("%(what)s, and share of the whole") % {"what": what},
            largest,
            charts.ranked_bars(bars, largest),
        ),
        Chart(
            "scale",
            scale.title,
            _("HHI from 0 to 10,000; the bands are a landmark of competition law, not a rule for public money"),
            scale,
            chart_marks.scale(measures.hhi, answer.interval if answer.unresolved else None, bands(), scale),
            wide=True,
        ),
    )


def bar_text(holder: Holder, unit: str) -> str:
    return dollars(holder.total, unit) if is_currency(unit) else plain(holder.total, language())

"""The values of a facet, and its bars where it is also a range. In: its counts (projects.facets.FacetCounts). Out: lines with
boxes to tick, and an SVG whose bars are links."""

from typing import Any

from django import template
from django.http import QueryDict
from django.template import Context
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from funding.questions.behind_words import NAMES, what_it_counts
from portal import drawing
from portal.templatetags.figures import named, number
from projects.facets import Bar, FacetCounts, FacetValue
from projects.list_address import address_with
from projects.numbers import decimal

register = template.Library()
# Above so many bars their counts would touch.
COUNTED_BARS = 9

# A page has some ninety of these lines: written here they take a tenth of the time that a template of each takes, and
# half of what `format_html` takes. Only the value and its label are texts of the register.
VALUE = (
    '<div class="facet-row"><label class="check"><input type="checkbox" id="facet-{name}-{place}" name="{name}"'
    ' value="{value}"{on}><span>{label}</span></label><span class="facet-count">{count}</span>'
)
LEAVE_OUT = (
    '<label class="facet-out" title="{title}"><input type="checkbox" id="facet-not-{name}-{place}" name="not_{name}"'
    ' value="{value}"{out}><span>{words}</span></label>'
)
TICKED = {True: " checked", False: ""}


@register.simple_tag
def facet_values(facet: FacetCounts, values: list[FacetValue], first: int = 1) -> SafeString:
    """A line for each value: how many rows it has, and boxes to ask for it or to leave it out."""
    line = f"{VALUE}{LEAVE_OUT if facet.excludes else ''}</div>"
    leave_out, leaving, lines = escape(_("Leave out")), escape(_("Leave out: %(label)s")), []
    for place, one in enumerate(values, first):
        said = {"name": facet.name, "place": place, "on": TICKED[one.on], "out": TICKED[one.out], "title": leave_out}
        label = conditional_escape(named(one.label))
        words, count = leaving % {"label": label}, escape(number(one.count))
        lines.append(line.format(**said, value=escape(one.value), label=label, count=count, words=words))
    return mark_safe("".join(lines))


@register.inclusion_tag("_behind.html", takes_context=True)
def behind_the_figure(context: Context) -> dict[str, Any]:
    """The way back from a list to the figure that it stands behind, and what of the rows that figure counts."""
    request: Any = context["request"]
    named = request.GET.get("behind", "")
    number, _mark, asked = named.partition("?")
    question = number.partition(":")[0]
    if question not in NAMES:
        return {"question": ""}
    query = QueryDict(asked if asked else request.GET.urlencode(), mutable=True)
    for name in ("behind", "page", "size", "order", "basis"):
        query.pop(name, None)
    address = request.register.address("question", question)
    address += f"?{query.urlencode()}" if query else ""
    of_projects = bool(request.resolver_match) and request.resolver_match.url_name == "projects"
    return {"address": address, "question": NAMES[question], "counts": what_it_counts(named, of_projects)}


@register.inclusion_tag("_histogram.html", takes_context=True)
def range_bars(context: Context, facet: FacetCounts) -> dict[str, Any]:
    """Bars by year or by step of amounts; those outside what is asked are hollow."""
    parameters: QueryDict = context["request"].GET
    drawn = drawing.histogram([(place, bar.count) for place, bar in enumerate(facet.bars)])
    low, high = as_number(facet.low), as_number(facet.high)
    for shape, bar in zip(drawn["bars"], facet.bars, strict=True):
        shape["out"] = is_out(bar, low, high)
        shape["words"] = f"{words(bar, facet.below)}{_(': ')}{bar.count}"
        ends = {name: None if end is None else str(end) for name, end in zip(facet.ends, edges(bar), strict=True)}
        shape["address"] = address_with(parameters, **ends)
    first, last = facet.bars[0], facet.bars[-1]
    drawn["first"], drawn["last"] = words(first, facet.below), words(last, facet.below) if last != first else ""
    return {
        "years": drawn,
        "label": facet.label,
        "counted": len(facet.bars) <= COUNTED_BARS,
        "path": context["request"].path,
    }


def edges(bar: Bar) -> tuple[int | None, int | None]:
    return bar.low, bar.high


def as_number(text: str) -> float | None:
    """What the address asks for, as far as it is a number: the filter itself says what is wrong."""
    try:
        return float(text)
    except ValueError:
        return None


def is_out(bar: Bar, low: float | None, high: float | None) -> bool:
    below = low is not None and bar.high is not None and bar.high <= low and bar.high != bar.low
    before = low is not None and bar.low is not None and bar.low < low
    above = high is not None and bar.low is not None and bar.low >= high and bar.low != bar.high
    after = high is not None and bar.high is not None and bar.high > high
    return below or before or above or after


def words(bar: Bar, amounts: bool) -> str:
    """« 2019 », « 2000–2004 », « 1 000–10 000 », « 10 M + »."""
    if not amounts:
        return str(bar.low) if bar.low == bar.high else f"{bar.low}–{bar.high}"
    if bar.low is None:
        return _("below %(amount)s") % {"amount": short(bar.high or 0)}
    return f"{short(bar.low)}–{short(bar.high)}" if bar.high is not None else f"{short(bar.low)} +"


def short(value: int) -> str:
    """1000 → « 1 000 », 10000000 → « 10 M »."""
    language = (get_language() or "fr")[:2]
    return f"{value // 1_000_000}\u00a0M" if value >= 1_000_000 else decimal(value, language)

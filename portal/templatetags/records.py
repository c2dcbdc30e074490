"""What the page of a record draws: its neighbours, and its money by year. In: plain rows. Out: fragments with an SVG and
the table that says the same."""

from collections.abc import Sequence
from functools import partial
from textwrap import wrap
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from funding.neighbours import Neighbour
from funding.over_time import Year
from funding.tongue import language_of
from portal import network as drawn
from portal.templatetags.figures import number
from portal.templatetags.register import sum_money

register = template.Library()
# So long is a line of the name under the middle of a drawing; there are two at most.
LETTERS = 26
HEADINGS = {
    "paid_by": gettext_lazy("Payers"),
    "partner": gettext_lazy("Shares projects with"),
    "beside": gettext_lazy("Sit on the same boards, at some time"),
    "pays": gettext_lazy("Recipients"),
    "sits_here": gettext_lazy("Sit on its boards"),
    "sits": gettext_lazy("Has a seat at"),
}


@register.inclusion_tag("_network.html")
def network_of(name: str, neighbours: Sequence[Neighbour], partner: str = "", of: Any = None) -> dict[str, Any]:
    """The drawing and its table; `partner` is what those who share a project are called round the project itself."""
    headings = {tie: str(words) for tie, words in HEADINGS.items()} | ({"partner": partner} if partner else {})
    groups = [(tie, headings[tie], rows) for tie in headings if (rows := [one for one in neighbours if one.tie == tie])]
    return {
        "name": name,
        "tongue": language_of(of, name) if of else "",
        "lines": wrap(name, LETTERS, max_lines=2, placeholder="…"),
        "groups": groups,
        "picture": drawn.network(groups) if groups else None,
        "hung": drawn.hung(groups),
    }


@register.filter
def dated(years: Sequence[Year]) -> bool:
    """Whether anything has a year: where nothing has, the account says it all."""
    return any(year.year for year in years)


@register.inclusion_tag("_years.html")
def money_by_year(years: Sequence[Year], received: bool = True) -> dict[str, Any]:
    """Bars of the currency with most awards, and a table of every currency and of what has no year."""
    dated = [year for year in years if year.year]
    currencies = {
        year.currency: sum(other.awards for other in years if other.currency == year.currency) for year in years
    }
    first = max(currencies, key=lambda code: currencies[code], default="")
    shown = filled([year for year in dated if year.currency == first and (year.received or year.paid)])
    return {
        "years": years,
        "currency": first,
        "several": len(currencies) > 1,
        "received": received,
        "picture": drawn.mirrored(shown, partial(sum_money, currency=first)) if len(shown) > 1 else None,
        "drawn": drawn_words(years, shown) if len(shown) > 1 else "",
        "said": year_words(shown, received) if len(shown) < 2 and years else "",
        "label": _("Money by year, %(currency)s") % {"currency": first},
        "paid_word": _("Given") if received else _("Amount"),
    }


def year_words(shown: Sequence[Year], received: bool) -> str:
    """What one year, or none, says better in a sentence than a lone bar: « Tout ce qui est daté est de 2021 : 3,2 M$ … »."""
    if not shown:
        return _("Nothing here has both a year and an amount.")
    year = shown[0]
    sums = [(_("received"), year.received)] if received and year.received is not None else []
    if year.paid is not None:
        sums.append((_("given") if received else _("awards"), year.paid))
    told = _("; ").join(f"{word}{_(': ')}{sum_money(total, year.currency)}" for word, total in sums)
    return _("All that has a year and an amount is of %(year)s (%(sums)s).") % {"year": year.year, "sums": told}


def drawn_words(years: Sequence[Year], shown: Sequence[Year]) -> str:
    """How many awards the bars are of, where some have none: without a year, without an amount, in another currency."""
    told = sum(year.awards - year.without_amount - year.apart for year in shown)
    every = sum(year.awards for year in years)
    if told == every:
        return ""
    return ngettext(
        "%(told)s of %(n)s award is drawn; the others have no year, no amount, unknown shares or another currency.",
        "%(told)s of %(n)s awards are drawn; the others have no year, no amount, unknown shares or another currency.",
        every,
    ) % {"told": number(told), "n": number(every)}


def filled(years: list[Year]) -> list[Year]:
    """With the years between that have nothing; as they are where they lie too far apart to be drawn."""
    if not years:
        return []
    by_year = {year.year: year for year in years}
    first, last = min(by_year), max(by_year)  # type: ignore[type-var]
    if last - first > 24:  # type: ignore[operator]
        return years
    return [by_year.get(year) or Year(year, years[0].currency) for year in range(first, last + 1)]  # type: ignore[arg-type,operator]

"""What the address of a list says, and the addresses that differ from it by a word: filters that are on, as chips and in words.

In: the filters of a list and the parameters of its address. Out: chips, each with the address without it; « ?… » texts.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from projects.conditions import NOT
from projects.facets import Facet
from projects.numbers import plain

if TYPE_CHECKING:
    from projects.lists import ListFilter


@dataclass(frozen=True)
class Chip:
    """A filter that is on: what it says, and the address of the list without it."""

    label: str
    value: str
    address: str
    out: bool = False


def address_with(parameters: QueryDict, **changes: str | None) -> str:
    """« ?… » with some parameters set, or taken away by None; a change begins again at the first page."""
    given = lists_of(parameters)
    for name, value in changes.items():
        if value is None:
            given.pop(name, None)
        else:
            given[name] = [value]
    return f"?{urlencode(given, doseq=True)}"


def address_without(parameters: QueryDict, name: str, value: str) -> str:
    """« ?… » without one value of a parameter."""
    given = lists_of(parameters)
    given[name] = [one for one in given.get(name, []) if one != value]
    return f"?{urlencode(given, doseq=True)}"


def lists_of(parameters: QueryDict) -> dict[str, list[str]]:
    """The parameters but the number of the page. A page has fifty addresses: to copy a QueryDict takes much longer."""
    return {name: values for name, values in parameters.lists() if name != "page"}


def chips(filters: "ListFilter", parameters: QueryDict) -> list[Chip]:
    if not filters.is_on or not filters.form.is_valid():
        return []
    ends = {end for facet in filters.facets if facet.bars is not None for end in facet.ends}
    ranges = [
        chip for facet in filters.facets if facet.bars is not None for chip in range_chips(filters, facet, parameters)
    ]
    return ranges + [
        Chip(
            capfirst(str(filters.form.fields[name].label)),
            label,
            address_without(parameters, name, value),
            name.startswith(NOT),
        )
        for name in filters.form.cleaned_data
        if name not in filters.controls and name not in ends
        for value, label in filters.values_on(name)
    ]


def range_chips(filters: "ListFilter", facet: Facet, parameters: QueryDict) -> list[Chip]:
    """« Years: 2018 to 2024 », one chip for both ends."""
    low, high = map(filters.form.cleaned_data.get, facet.ends)
    if low is None and high is None:
        return []
    said = [plain_number(end, facet) for end in (low, high)]
    if low is None:
        words = _("below %(end)s") if facet.steps else _("until %(end)s")
    elif high is None:
        words = _("from %(start)s")
    else:
        words = _("from %(start)s to less than %(end)s") if facet.steps else _("%(start)s to %(end)s")
    value = words % {"start": said[0], "end": said[1]}
    return [Chip(str(facet.label), value, address_with(parameters, **dict.fromkeys(facet.ends)))]


def plain_number(value: Decimal | None, facet: Facet) -> str:
    """An amount with its thousands; a year as it is."""
    if value is None:
        return ""
    return plain(value, (get_language() or "fr")[:2]) if facet.steps else f"{value:f}"


def in_words(filters: "ListFilter") -> str:
    """The filters that are on, in one line: « Funder: MEIE; Sector: Private ». Empty where none is."""
    parts = [f"{chip.label}{_(': ')}{chip.value}" for chip in chips(filters, QueryDict())]
    return _("; ").join(parts)

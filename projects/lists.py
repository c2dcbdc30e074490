"""A list of facts: filtered, sorted, counted by facet and cut into pages; all of it stands in the address.

In: a FilterSet over a queryset, and the address's parameters. Out: a `Listing`, which a template only prints. A value
that a filter does not know is a message and no rows, never the whole list.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, ClassVar

import django_filters
from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.db.models import Choices, Count, F, Model, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django_htmx.http import push_url

PAGE_SIZE = 25
# So many values of a facet are counted; so many are shown before « more ».
FACET_VALUES = 200
FACET_SHOWN = 7

Text = str | Promise


@dataclass(frozen=True)
class Facet:
    """Counts beside a list. `rows`: the filtered list → rows of {value, label, n}; `label` is empty for `choices`."""

    name: str
    label: Text
    rows: Callable[[QuerySet], QuerySet]
    choices: type[Choices] | None = None
    words: dict[str, Text] = field(default_factory=dict)
    # Years stand in their own order, the newest first, not by how many there are.
    by_value: bool = False

    def word(self, value: str, label: str) -> str:
        if value in self.words:
            return str(self.words[value])
        return str(self.choices(value).label) if self.choices and value in self.choices.values else label or value


def by_field(
    name: str, label: Text, column: str, choices: type[Choices] | None = None, *, by_value: bool = False
) -> Facet:
    """A facet over a column of the list's own table."""

    def rows(found: QuerySet) -> QuerySet:
        counts = found.order_by().values(value=Cast(F(column), TextField())).annotate(n=Count("pk", distinct=True))
        return counts.annotate(label=Value("", TextField()))

    return Facet(name, label, rows, choices, by_value=by_value)


def by_relation(
    name: str, label: Text, rows: Callable[[QuerySet], QuerySet], *, value: str, title: str, count: str, **more: Any
) -> Facet:
    """A facet over rows that point at the list: each thing of the list is counted once per value.

    `value` and `title` are columns of the rows; a title such as « name_fr » is read in the language of the page.
    `count` points back at the list.
    """

    def counted(found: QuerySet) -> QuerySet:
        column = f"{title.removesuffix('_fr')}_en" if title.endswith("_fr") and get_language() == "en" else title
        values = rows(found).order_by().values(value=Cast(F(value), TextField()), label=Cast(F(column), TextField()))
        return values.annotate(n=Count(count, distinct=True))

    return Facet(name, label, counted, more.get("choices"), more.get("words", {}))


@dataclass(frozen=True)
class FacetValue:
    value: str
    label: str
    count: int
    on: bool


@dataclass(frozen=True)
class FacetCounts:
    """A facet with its values, the most frequent first; what is switched on is always among `shown`."""

    name: str
    label: str
    shown: list[FacetValue]
    more: list[FacetValue]

    @property
    def on(self) -> bool:
        return any(value.on for value in self.shown)


@dataclass(frozen=True)
class Chip:
    """A filter that is on: what it says, and the address of the list without it."""

    label: str
    value: str
    address: str


class ListFilter(django_filters.FilterSet):
    """The filters of a list. Subclasses give their facets and their orders: code → (label, fields)."""

    facets: ClassVar[tuple[Facet, ...]] = ()
    orders: ClassVar[dict[str, tuple[Text, tuple[Any, ...]]]] = {}
    # Filters that are no chip: they have a control of their own.
    controls: ClassVar[tuple[str, ...]] = ("order",)
    # Filters whose choices are the register's own: they are asked for only where the address has the filter.
    own_choices: ClassVar[dict[str, Callable[[Any], list[tuple[str, str]]]]] = {}

    q = django_filters.CharFilter(method="by_text", label=gettext_lazy("text"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.own_choices.keys() & (self.data or {}).keys():
            self.filters[name].extra["choices"] = self.own_choices[name](self.request.register)

    def by_text(self, queryset: Any, name: str, value: str) -> QuerySet:
        return queryset.matching(value)

    @property
    def qs(self) -> QuerySet:
        """The rows; none where a value of the address is not understood."""
        return self.filtered()

    def filtered(self, without: str = "") -> QuerySet:
        """The rows under all the filters but one."""
        if not self.form.is_valid():
            return self.queryset.none()
        found = self.queryset.all()
        for name, value in self.form.cleaned_data.items():
            if name != without:
                found = self.filters[name].filter(found, value)
        if self.orders and not self.form.cleaned_data.get("order"):
            return found.order_by(*next(iter(self.orders.values()))[1])
        return found

    def sort(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.order_by(*self.orders[value][1]) if value else queryset

    @property
    def errors_by_filter(self) -> list[tuple[str, str]]:
        """(the filter's label, the message), in the order of the filters."""
        if self.form.is_valid():
            return []
        return [
            (capfirst(str(self.form.fields[name].label)), " ".join(messages))
            for name, messages in self.form.errors.items()
        ]

    def values_on(self, name: str) -> list[tuple[str, str]]:
        """(value in the address, what it says) for each value of a filter that is on."""
        cleaned = self.form.cleaned_data.get(name)
        if cleaned in (None, "", []):
            return []
        if isinstance(cleaned, QuerySet):
            return [(thing.key, thing.label) for thing in cleaned]
        values = cleaned if isinstance(cleaned, list) else [cleaned]
        words = dict(getattr(self.form.fields[name], "choices", ()))
        return [(str(value), str(words.get(value, value))) for value in values]


def order_filter(orders: dict[str, tuple[Text, tuple[Any, ...]]]) -> django_filters.ChoiceFilter:
    choices = [(code, label) for code, (label, _fields) in orders.items()]
    return django_filters.ChoiceFilter(choices=choices, method="sort", label=gettext_lazy("order"))


def facet_counts(filters: ListFilter) -> list[FacetCounts]:
    """Every facet in one query; each is counted under all the other filters, so that it shows what it could add."""
    if not filters.facets or not filters.form.is_valid():
        return []
    parts = [
        facet.rows(filters.filtered(without=facet.name))
        .exclude(value=None)
        .annotate(facet=Value(facet.name, TextField()))
        .order_by("-n", "label", "value")
        .values_list("facet", "value", "label", "n")[:FACET_VALUES]
        for facet in filters.facets
    ]
    rows = list(parts[0].union(*parts[1:], all=True).order_by("facet") if len(parts) > 1 else parts[0])
    return [one_facet(filters, facet, [row[1:] for row in rows if row[0] == facet.name]) for facet in filters.facets]


def one_facet(filters: ListFilter, facet: Facet, rows: Iterable[tuple[str, str, int]]) -> FacetCounts:
    on = dict(filters.values_on(facet.name))
    values = [FacetValue(value, facet.word(value, label), n, value in on) for value, label, n in rows if value]
    values.sort(key=lambda one: one.value, reverse=True) if facet.by_value else values.sort(
        key=lambda one: (-one.count, one.label)
    )
    there = {one.value for one in values}
    values = [FacetValue(value, label, 0, True) for value, label in on.items() if value not in there] + values
    shown = [one for place, one in enumerate(values) if one.on or place < FACET_SHOWN]
    return FacetCounts(facet.name, str(facet.label), shown, [one for one in values if one not in shown])


def address_with(parameters: QueryDict, **changes: str | None) -> str:
    """« ?… » with some parameters set, or taken away by None; a change begins again at the first page."""
    copy = parameters.copy()
    copy.pop("page", None)
    for name, value in changes.items():
        if value is None:
            copy.pop(name, None)
        else:
            copy[name] = value
    return f"?{copy.urlencode()}"


def address_without(parameters: QueryDict, name: str, value: str) -> str:
    """« ?… » without one value of a parameter."""
    copy = parameters.copy()
    copy.pop("page", None)
    rest = [one for one in copy.getlist(name) if one != value]
    copy.setlist(name, rest) if rest else copy.pop(name, None)
    return f"?{copy.urlencode()}"


def chips(filters: ListFilter, parameters: QueryDict) -> list[Chip]:
    if not filters.form.is_valid():
        return []
    return [
        Chip(capfirst(str(filters.form.fields[name].label)), label, address_without(parameters, name, value))
        for name in filters.form.cleaned_data
        if name not in filters.controls
        for value, label in filters.values_on(name)
    ]


def in_words(filters: ListFilter) -> str:
    """The filters that are on, in one line: « Funder: MEIE; Sector: Private ». Empty where none is."""
    parts = [f"{chip.label}{_(': ')}{chip.value}" for chip in chips(filters, QueryDict())]
    return "; ".join(parts)


@dataclass(frozen=True)
class Choice:
    """One of several ways to see the list: an order, what is counted, a form of download."""

    code: str
    label: str
    address: str
    on: bool = False


@dataclass(frozen=True)
class Listing:
    """What the template of a list prints."""

    filters: ListFilter
    page: Page
    count: int
    facets: list[FacetCounts]
    chips: list[Chip]
    errors: list[tuple[str, str]]
    orders: list[Choice]
    text: str
    downloads: list[Choice]
    # The list without any filter.
    all: str
    # What is asked of the years, ("2019", "") for instance; empty where the list has no years.
    years: tuple[str, ...]
    # What the form must hand on though it has no field for it: [(name, value)].
    hidden: list[tuple[str, str]]


def listing(
    request: HttpRequest, filters: ListFilter, rows: QuerySet | None = None, count: int | None = None
) -> Listing:
    """The asked page of a list. `rows`: the filtered rows with what the page shows beside them; `count`: where it is
    known already. Raises Http404 on a page that does not exist."""
    rows = filters.qs if rows is None else rows
    paginator = Paginator(rows, PAGE_SIZE)
    if count is not None:
        paginator.count = count
    page = asked_page(paginator, request.GET.get("page", "1"))
    valid = filters.form.is_valid()
    order = filters.form.cleaned_data.get("order") if valid else ""
    order = order or next(iter(filters.orders), "")
    return Listing(
        filters=filters,
        page=page,
        count=paginator.count,
        facets=facet_counts(filters),
        chips=chips(filters, request.GET),
        errors=filters.errors_by_filter,
        orders=[
            Choice(code, str(label), address_with(request.GET, order=code), code == order)
            for code, (label, _fields) in filters.orders.items()
        ],
        text=request.GET.get("q", ""),
        downloads=downloads(request),
        all=request.path,
        years=tuple(request.GET.get(name, "") for name in ("year_from", "year_to") if name in filters.filters),
        hidden=hidden(filters, request.GET),
    )


def asked_page(paginator: Paginator, number: str) -> Page:
    try:
        return paginator.page(number)
    except (EmptyPage, PageNotAnInteger):
        raise Http404(_("This list has no such page.")) from None


def downloads(request: HttpRequest) -> list[Choice]:
    """The same rows as files: the address with the form in the place of its last slash."""
    labels = {
        "xlsx": _("Excel workbook (XLSX)"),
        "excel.csv": _("CSV for Excel"),
        "csv": _("CSV for programs"),
    }
    stem, query = request.path.removesuffix("/"), address_with(request.GET) if request.GET else ""
    return [Choice(form, label, f"{stem}.{form}{query}") for form, label in labels.items()]


def hidden(filters: ListFilter, parameters: QueryDict) -> list[tuple[str, str]]:
    """Filters that are on and that the form has no field for: the order, what is counted, a project's key."""
    fields = {facet.name for facet in filters.facets} | {"q", "year_from", "year_to"}
    names = [name for name in filters.filters if name in parameters and name not in fields]
    return [(name, value) for name in names for value in parameters.getlist(name)]


def keys(things: QuerySet[Model] | None) -> list[int]:
    """The ids of what a filter by keys found."""
    return [thing.pk for thing in things or ()]


def render_list(request: HttpRequest, template: str, page: dict[str, Any]) -> HttpResponse:
    """The page of a list; to htmx only its `results`, which a browser must not take for the page."""
    only_results = bool(request.htmx) and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    response = render(request, f"{template}#results" if only_results else template, page)
    patch_vary_headers(response, ["HX-Request"])
    return push_url(response, address_of(request)) if only_results else response


def address_of(request: HttpRequest) -> str:
    """The address without the filters that a form sends empty: what a reader shares."""
    kept = QueryDict(mutable=True)
    for name, values in request.GET.lists():
        kept.setlist(name, [value for value in values if value])
    query = kept.urlencode()
    return f"{request.path}?{query}" if query else request.path

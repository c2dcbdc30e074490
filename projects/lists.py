"""A list of facts: filtered, sorted, counted by facet and cut into pages; all of it stands in the address.

In: a FilterSet over a queryset, and the address's parameters. Out: a `Listing`, which a template only prints. A value
that a filter does not know is a message and no rows, never the whole list.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from operator import methodcaller
from typing import Any, ClassVar

import django_filters
from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.db.models import Model, Q, QuerySet
from django.forms import Form, ModelMultipleChoiceField
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_htmx.http import push_url

from projects.conditions import NOT, UNKNOWN, leaving_out
from projects.facets import Facet, FacetCounts, Text, facet_counts
from projects.ids import Ids, in_ids
from projects.kept import kept
from projects.list_address import Chip, address_with, chips
from projects.tally import TALLY, quickly

PAGE_SIZES = (25, 50, 100, 250)


@dataclass(frozen=True)
class Part:
    """One thing that the address asks for: rows with one of the `values` of a facet, or where `out` with none of them; or
    those in a range of it; or what else a filter asks, which has no facet. `narrow`: rows → those of them."""

    facet: Facet | None
    name: str
    values: tuple[str, ...]
    out: bool
    ends: tuple[Any, Any] | None
    narrow: Callable[[Any], QuerySet]


def told(values: Any) -> tuple[str, ...]:
    """The values of a filter, as facets have them: things by their public keys."""
    several = values if isinstance(values, list | QuerySet) else () if values is None else (values,)
    return tuple(value.key if isinstance(value, Model) else str(value) for value in several)  # type: ignore[attr-defined]


def under(one: Any, value: Any, rows: QuerySet) -> QuerySet:
    return one.filter(rows, value)


class ListFilter(django_filters.FilterSet):
    """The filters of a list. Subclasses give their facets and their orders: code → (label, fields)."""

    facets: ClassVar[tuple[Facet, ...]] = ()
    orders: ClassVar[dict[str, tuple[Text, tuple[Any, ...]]]] = {}
    # Filters that are no chip: they have a control of their own.
    controls: ClassVar[tuple[str, ...]] = ("order",)
    # Whether what stands beside the rows is counted of thousands of others: it is asked where lists are read, not of PostgreSQL.
    counts: bool = False
    # Filters whose choices are the register's own: they are asked for only where the address has the filter.
    own_choices: ClassVar[dict[str, Callable[[Any], list[tuple[str, Text]]]]] = {}

    # The ids of what has the words of `q`, once they were looked for.
    found: Ids | None = None
    _rows: QuerySet | None = None

    q = django_filters.CharFilter(method="by_text", label=gettext_lazy("text"))

    @classmethod
    def get_filters(cls) -> dict[str, Any]:
        """Those of the class; beside each facet the filter that leaves its values out. A number of a question is of what all
        the others leave."""
        filters = super().get_filters()
        there = [facet.name for facet in cls.facets if facet.excludes and facet.name in filters]
        last = {name: filters.pop(name) for name in ("behind", "order") if name in filters}
        return filters | {f"{NOT}{name}": leaving_out(filters[name]) for name in there} | last

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in self.own_choices.items():
            for asked in {name, f"{NOT}{name}"} & (self.data or {}).keys():
                self.filters[asked].extra["choices"] = choices(self.request.register)

    def get_form_class(self) -> type[Form]:
        """Fields of what the address asks for: a list has sixty filters and an address two of them, and those that name
        bodies ask the database for the ones that there are."""
        asked = {name: one.field for name, one in self.filters.items() if any(self.data.getlist(name))}
        return type(f"{type(self).__name__}Form", (self._meta.form,), asked)

    def by_text(self, queryset: Any, name: str, value: str) -> QuerySet:
        """Text becomes ids once for each state of the register: each facet, each sum and each page would look for the words
        again, and a common word in every row of a large register takes minutes."""
        if self.found is None:
            rows, register = self.queryset.model._default_manager, self.request.register
            found = rows.for_reading(register).matching(value).order_by().values_list("pk", flat=True)
            asked = ("words", rows.model._meta.label, value)
            self.found = Ids.unpacked(kept(register, asked, lambda: Ids.of(found).packed()))
        return queryset.filter(in_ids("pk", self.found))

    def in_range(self, queryset: QuerySet, name: str, value: Any) -> QuerySet:
        """Both ends of a range are asked for at once (`between`)."""
        return queryset

    @property
    def asked(self) -> tuple[str, ...]:
        """The list and the filters that are on, whatever the page and, where it is one, the order: what is counted is the
        same. An order that there is not leaves no row."""
        order = {"order"} if not self.errors_by_filter else set()
        on = sorted((name, value) for name in self.filters for value in self.data.getlist(name) if value)
        return (
            type(self).__name__,
            str(self.request.resolver_match.url_name),
            *(f"{n}={v}" for n, v in on if n not in order),
        )

    @cached_property
    def base(self) -> Any:
        """The rows before any filter of the address, with what the filters ask about them."""
        return self.queryset.all()

    @property
    def qs(self) -> QuerySet:
        """The rows; none where a value of the address is not understood. To put their condition together takes longer than
        to copy it."""
        if self._rows is None:
            self._rows = self.filtered()
        return self._rows.all()

    @property
    def is_on(self) -> bool:
        """Whether the address has any filter or an order: most have none, and a form is dear to make and to read."""
        return any(value for name in self.filters if name in self.data for value in self.data.getlist(name))

    @property
    def is_understood(self) -> bool:
        return not self.is_on or self.form.is_valid()

    @property
    def order_on(self) -> str:
        """The code of the order: that of the address, else the first one; empty where the list has none."""
        asked = self.form.cleaned_data.get("order") if self.is_on and self.form.is_valid() else ""
        return asked or next(iter(self.orders), "")

    def filtered(self, without: Facet | None = None) -> QuerySet:
        """The rows under all the filters but those of one facet."""
        if not self.is_understood:
            return self.queryset.none()
        found = self.base.all()
        for part in self.parts(without):
            found = part.narrow(found)
        return self.sort(found, "order", self.order_on) if self.orders else found

    def parts(self, without: Facet | None = None) -> Iterator[Part]:
        """What the address asks for, but of one facet, each by itself; a number of a question stands last."""
        if not self.is_on:
            return
        given, off = self.form.cleaned_data, without.names if without else set()
        for facet in self.facets:
            ends = (given.get(facet.ends[0]), given.get(facet.ends[1])) if facet.bars is not None else (None, None)
            if ends == (None, None):
                continue
            if facet.name not in off:
                condition = self.between(facet)
                yield Part(
                    facet, facet.name, told(given.get(facet.name)), False, ends, methodcaller("filter", condition)
                )
            off = off | {facet.name, *facet.ends}
        by_name = {facet.name: facet for facet in self.facets}
        for name, value in given.items():
            if name in off or name == "order" or not value:
                continue
            facet = by_name.get(name.removeprefix(NOT))
            out = facet is not None and name != facet.name
            yield Part(facet, name, told(value), out, None, partial(under, self.filters[name], value))

    def between(self, facet: Facet) -> Q:
        """What is in the range; with it what has no value, where that is switched on too."""
        given = self.form.cleaned_data
        low, high = map(given.get, facet.ends)
        inside = Q(**{f"{facet.ranged}__isnull": False})
        if low is not None:
            inside &= Q(**{f"{facet.ranged}__gte": low})
        if high is not None:
            inside &= Q(**{f"{facet.ranged}__{'lt' if facet.steps else 'lte'}": high})
        values, same = given.get(facet.name) or [], self.filters[facet.name]
        others = [value for value in values if value != facet.gap]
        condition = inside & same.asked(others) if others else inside
        return condition | same.asked([facet.gap]) if facet.gap in values else condition

    def sort(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.order_by(*self.orders[value][1])

    @property
    def errors_by_filter(self) -> list[tuple[str, str]]:
        """(the filter's label, the message), in the order of the filters."""
        if self.is_understood:
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
        values: list[Any] = list(cleaned) if isinstance(cleaned, list | QuerySet) else [cleaned]
        field = self.form.fields[name]
        empty = getattr(field, "null_label", None)
        words = {UNKNOWN: empty} if isinstance(field, ModelMultipleChoiceField) else dict(getattr(field, "choices", ()))
        return [
            (value.key, value.label)  # type: ignore[attr-defined]
            if isinstance(value, Model)
            else (str(value), str(words.get(value, value)))
            for value in values
        ]


def order_filter(orders: dict[str, tuple[Text, tuple[Any, ...]]]) -> django_filters.ChoiceFilter:
    choices = [(code, label) for code, (label, _fields) in orders.items()]
    return django_filters.ChoiceFilter(choices=choices, method="sort", label=gettext_lazy("order"))


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
    # Names in the address that are no filter of the list: they change nothing, and the page says so.
    unknown: list[str]
    orders: list[Choice]
    sizes: list[Choice]
    text: str
    downloads: list[Choice]
    # The list without any filter.
    all: str
    # What the form must hand on though it has no field for it: [(name, value)].
    hidden: list[tuple[str, str]]


def listing(
    request: HttpRequest,
    filters: ListFilter,
    beside: Callable[[Any], QuerySet] = lambda rows: rows,
    count: int | None = None,
) -> Listing:
    """The asked page of a list. `beside`: rows → the same rows with what the page shows beside them, which is read of the
    few that are shown; `count`: where it is known already. Raises Http404 on a page that does not exist."""
    size, register = asked_size(request.GET.get("size", str(PAGE_SIZES[0]))), filters.request.register
    with quickly(register):
        if count is None:
            count = kept(register, ("count", *filters.asked), filters.qs.count)
        page = asked_page(Paginator(ShownRows(filters, beside, count), size), request.GET.get("page", "1"))
        # What a release's sets count is counted sooner than it is read back from where answers are kept.
        tally = TALLY.get()
        quick = tally and tally.has(filters.queryset.model)
        facets = (
            facet_counts(filters)
            if quick
            else kept(register, ("facets", *filters.asked), lambda: facet_counts(filters))
        )
    order = filters.order_on
    return Listing(
        filters=filters,
        page=page,
        count=count,
        facets=facets,
        chips=chips(filters, request.GET),
        errors=filters.errors_by_filter,
        unknown=sorted({*request.GET} - {*filters.filters} - {"page", "size"}),
        orders=[
            Choice(code, str(label), address_with(request.GET, order=code), code == order)
            for code, (label, _fields) in filters.orders.items()
        ],
        sizes=[Choice(str(n), str(n), address_with(request.GET, size=str(n)), n == size) for n in PAGE_SIZES],
        text=request.GET.get("q", ""),
        downloads=downloads(request),
        all=request.path,
        hidden=hidden(filters, request.GET),
    )


class ShownRows(Sequence):
    """The rows of a list, as a paginator asks for them: which ones first, by their order, then what they are."""

    def __init__(self, filters: ListFilter, beside: Callable[[Any], QuerySet], count: int) -> None:
        self.filters, self.beside, self.n = filters, beside, count

    def __len__(self) -> int:
        return self.n

    def __getitem__(self, part: Any) -> Any:
        filters, tally = self.filters, TALLY.get()
        ids = tally.ids(filters, part.start, part.stop) if tally else None
        if ids is None:
            ids = list(filters.qs.values_list("pk", flat=True)[part])
        rows = SimpleLazyObject(lambda: in_order(self.beside(filters.base.filter(pk__in=ids)), ids))
        return list(rows) if filters.counts else rows


def in_order(rows: QuerySet, ids: list[int]) -> list[Any]:
    place = {pk: at for at, pk in enumerate(ids)}
    return sorted(rows.order_by(), key=lambda row: place[row.pk])


def asked_page(paginator: Paginator, number: str) -> Page:
    try:
        return paginator.page(number)
    except (EmptyPage, PageNotAnInteger):
        raise Http404(_("This list has no such page.")) from None


def asked_size(size: str) -> int:
    if size not in map(str, PAGE_SIZES):
        raise Http404(_("A page of a list has 25, 50, 100 or 250 rows."))
    return int(size)


def downloads(request: HttpRequest) -> list[Choice]:
    """The same rows as files: the address with the form in the place of its last slash."""
    stem, query = request.path.removesuffix("/"), address_with(request.GET) if request.GET else ""
    return [Choice(form, label, f"{stem}.{form}{query}") for form, label in form_labels().items()]


def form_labels() -> dict[str, str]:
    """Every form in which a list can be taken away, and what it is for."""
    return {
        "xlsx": _("Excel workbook (XLSX)"),
        "excel.csv": _("CSV for Excel"),
        "csv": _("CSV for programs"),
        "json": _("JSON"),
        "jsonl": _("JSON Lines"),
        "parquet": _("Parquet"),
    }


def hidden(filters: ListFilter, parameters: QueryDict) -> list[tuple[str, str]]:
    """Filters that are on and that the form has no field for: the order, what is counted, a project's key."""
    fields = {"q"} | {name for facet in filters.facets for name in facet.names}
    names = [name for name in [*filters.filters, "size"] if name in parameters and name not in fields]
    return [(name, value) for name in names for value in parameters.getlist(name)]


def keys(things: Iterable[Model] | None) -> list[int]:
    """The ids of what a filter by keys found."""
    return [thing.pk for thing in things or ()]


def render_list(request: HttpRequest, template: str, page: dict[str, Any]) -> HttpResponse:
    """The page of a list; to htmx only its `results`, which a browser must not take for the page."""
    only_results = bool(request.htmx) and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    response = render(request, f"{template}#results" if only_results else template, page)
    patch_vary_headers(response, ["HX-Request"])
    return push_url(response, address_of(request)) if only_results else response


def address_of(request: HttpRequest, parameters: QueryDict | None = None) -> str:
    """The address without the filters that a form sends empty: what a reader shares."""
    kept = QueryDict(mutable=True)
    for name, values in (request.GET if parameters is None else parameters).lists():
        kept.setlist(name, [value for value in values if value])
    query = kept.urlencode()
    return f"{request.path}?{query}" if query else request.path

"""What stands beside a list: how many rows each value would give, and how they spread over years or amounts.

In: a list's filters. Out: counts per value, each facet counted under all the other filters. Facets that nobody has
switched on are counted in the same rows, their columns together in one query; `Facet` says how its rows are grouped.
Where a release can be asked, it counts (`projects.tally`).
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, Choices, Count, F, IntegerField, Min, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, NullIf
from django.utils.functional import Promise
from django.utils.translation import get_language

from projects.conditions import NOT, UNKNOWN
from projects.tally import TALLY, Row

Text = str | Promise
# So many values of a facet are counted; so many are shown before « more ».
FACET_VALUES = 200
FACET_SHOWN = 7
# So many bars at most: more years are drawn by five or by ten.
MOST_BARS = 24


@dataclass(frozen=True)
class Facet:
    """Counts beside a list, of a `column` of it, or of `rows`: the filtered list → rows of {value, label, n}.

    `members`: the same rows before they are counted, (thing of the list, value, label in French, in English).
    `unknown`: what it is called that no source says; a value of its own, counted apart.
    `bars`: a column of whole numbers, where the facet is also a range of `ranged`, from NAME_from to NAME_to with it, or
    with `steps` below NAME_below: the number of the step is the bar's value.
    `gap`: the value that a range keeps when it is on (« without a date too »).
    """

    name: str
    label: Text
    rows: Callable[[QuerySet], QuerySet] | None = None
    choices: type[Choices] | None = None
    column: Any = None
    words: dict[str, Text] = field(default_factory=dict)
    unknown: Text = ""
    unknown_code: str = UNKNOWN
    excludes: bool = True
    bars: Any = None
    ranged: str = ""
    steps: tuple[int, ...] = ()
    gap: str = UNKNOWN
    members: Callable[[QuerySet], QuerySet] | None = None
    # Shown only where there is a choice: one currency is none.
    only_if_several: bool = False
    # Closed until it is on or opened: what few ask for.
    aside: bool = False

    @property
    def names(self) -> set[str]:
        """The parameters of the address that this facet is about."""
        return {self.name, f"{NOT}{self.name}", *self.ends}

    @property
    def ends(self) -> tuple[str, str]:
        """The parameters of a range: its first value, and its last, or for amounts what it stays below."""
        return f"{self.name}_from", f"{self.name}_below" if self.steps else f"{self.name}_to"

    def word(self, value: str, label: str) -> str:
        if value == self.unknown_code and self.unknown:
            return str(self.unknown)
        if value in self.words:
            return str(self.words[value])
        return str(self.choices(value).label) if self.choices and value in self.choices.values else label or value


def by_field(name: str, label: Text, column: str, choices: type[Choices] | None = None, **more: Any) -> Facet:
    """A facet over a column of the list's own table."""
    return Facet(name, label, None, choices, F(column), **more)


def by_relation(
    name: str,
    label: Text,
    rows: Callable[[QuerySet], QuerySet],
    *,
    value: str,
    title: str,
    count: str,
    once: bool = False,
    read: Callable[[str], Any] = F,
    each: Callable[[QuerySet], QuerySet] = lambda rows: rows,
    **more: Any,
) -> Facet:
    """A facet over rows that point at the list: each thing of the list is counted once per value.

    `value` and `title` are columns of the rows, as `read` reads them; the title is read in the language of the page, where it
    has one in both (`name_fr` and `name_en`, or `name` and `name_en`). `count` points back at the list; `once` where no thing
    of the list can have a value twice, or not among `each` of the rows: a count without sorting.
    """

    def there(found: QuerySet) -> QuerySet:
        # What is not public is no value of a facet.
        public = {f"{value.removesuffix('key')}published": True} if value.endswith("__key") else {}
        return rows(found).filter(**public).order_by()

    def counted(found: QuerySet) -> QuerySet:
        values = each(there(found)).values(value=Cast(read(value), TextField()))
        return values.annotate(label=Min(in_language(title, get_language(), read)), n=Count(count, distinct=not once))

    def members(found: QuerySet) -> QuerySet:
        french, english = in_language(title, "fr", read), in_language(title, "en", read)
        told = there(found).annotate(
            thing=F(count), told=Cast(read(value), TextField()), french=french, english=english
        )
        return told.values_list("thing", "told", "french", "english")

    return Facet(name, label, counted, members=members, **more)


def by_body(
    name: str, label: Text, rows: Callable[[QuerySet], QuerySet], body: str, *, count: str, **more: Any
) -> Facet:
    """A facet over rows that name a body in their column `body`; one that was merged into another is that other."""
    key, title = f"{body}__key", f"{body}__name"
    return by_relation(name, label, rows, value=key, title=title, count=count, read=standing, **more)


def standing(path: str) -> Case:
    """A column of a body, or of the one that it was merged into, where that one is public."""
    body, _mark, column = path.rpartition("__")
    of_other = When(**{f"{body}__merged_into__published": True}, then=F(f"{body}__merged_into__{column}"))
    return Case(of_other, default=F(path))


def in_language(title: str, language: str | None, read: Callable[[str], Any] = F) -> Any:
    if language != "en" or not title.endswith(("name", "name_fr")):
        return Cast(read(title), TextField())
    english = Cast(read(f"{title.removesuffix('_fr')}_en"), TextField())
    return Coalesce(NullIf(english, Value("", TextField())), Cast(read(title), TextField()))


@dataclass(frozen=True)
class FacetValue:
    value: str
    label: str
    count: int
    on: bool
    out: bool = False


@dataclass(frozen=True)
class Bar:
    """A step of a range with the rows that it has: from `low` to `high`, or below `high` where amounts are drawn; None
    where the range is open."""

    low: int | None
    high: int | None
    count: int


@dataclass(frozen=True)
class FacetCounts:
    """A facet with its values, the most frequent first; what is switched on or left out is always among `shown`."""

    name: str
    label: str
    shown: list[FacetValue]
    more: list[FacetValue]
    excludes: bool = True
    bars: list[Bar] = field(default_factory=list)
    # The parameters of its range, empty where it has none, and what is asked of each.
    ends: tuple[str, str] = ("", "")
    low: str = ""
    high: str = ""
    below: bool = False
    aside: bool = False

    @property
    def on(self) -> bool:
        return any(value.on or value.out for value in self.shown) or bool(self.low or self.high)


def facet_counts(filters: Any, wanted: tuple[Facet, ...] = ()) -> list[FacetCounts]:
    """Every facet, or only those wanted, each counted under all the other filters, so that it shows what it could add."""
    facets = wanted or filters.facets
    if not facets or not filters.form.is_valid():
        return []
    rows = [row for group in together(filters, facets) for row in counted(filters, group)]
    found = [one_facet(filters, facet, rows) for facet in facets]
    several = {facet.name for facet in facets if facet.only_if_several}
    return [one for one in found if one.on or one.name not in several or len(one.shown) > 1]


def together(filters: Any, facets: tuple[Facet, ...]) -> list[list[Facet]]:
    """The facets that are counted in the same rows: all that are not on, and each that is on by itself."""
    on = [one for one in facets if any(filters.values_on(name) for name in one.names & filters.filters.keys())]
    off = [one for one in facets if one not in on]
    return [*([off] if off else []), *([one] for one in on)]


def counted(filters: Any, facets: list[Facet]) -> Iterator[Row]:
    """Their values, how many have none, and their bars."""
    is_on = any(filters.values_on(name) for name in facets[0].names & filters.filters.keys())
    without, tally = facets[0] if is_on else None, TALLY.get()
    if tally and (told := tally.facets(filters, without, facets)) is not None:
        yield from told
        return
    found = (filters.filtered(without) if without else filters.qs).order_by()
    yield from of_columns(found, [facet for facet in facets if not facet.rows])
    relations = [facet for facet in facets if facet.rows]
    for facet in relations:
        values = facet.rows(found).exclude(value=None).exclude(value="").order_by("-n", "label", "value")  # type: ignore[misc]
        yield from ((facet.name, *row) for row in values.values_list("value", "label", "n")[:FACET_VALUES])
    yield from of_nobody(filters, found, [facet for facet in relations if facet.unknown])


def of_nobody(filters: Any, found: QuerySet, facets: list[Facet]) -> Iterator[Row]:
    """How many rows have no value of each facet, in one query."""
    conditions = [filters.filters[facet.name].asked([facet.unknown_code]) for facet in facets]
    said = {f"no_{n}": Case(When(q, then=1), output_field=IntegerField()) for n, q in enumerate(conditions)}
    if said:
        counts = found.annotate(**said).aggregate(**{f"n_{name}": Count(name) for name in said})
        yield from ((facet.name, facet.unknown_code, "", counts[f"n_no_{n}"]) for n, facet in enumerate(facets))


def of_columns(found: QuerySet, facets: list[Facet]) -> Iterator[Row]:
    """The values of columns of the list's own table: how often they stand together is counted once, and added up here."""
    columns = [(facet, "", facet.column) for facet in facets if facet.column is not None]
    columns += [(facet, " bars", facet.bars) for facet in facets if facet.bars is not None]
    if not columns:
        return
    values = {f"column_{place}": Cast(column, TextField()) for place, (*_facet, column) in enumerate(columns)}
    sums: list[Counter[str]] = [Counter() for _column in columns]
    for *row, n in found.values(**values).annotate(n=Count("pk")).values_list(*values, "n"):
        for counts, value in zip(sums, row, strict=True):
            counts[value or ""] += n
    for (facet, what, _column), counts in zip(columns, sums, strict=True):
        without = counts.pop("", 0)
        if facet.unknown:
            yield facet.name, facet.unknown_code, "", without
        yield from ((f"{facet.name}{what}", value, "", n) for value, n in counts.most_common(FACET_VALUES))


def one_facet(filters: Any, facet: Facet, rows: list[Row]) -> FacetCounts:
    on, out = dict(filters.values_on(facet.name)), dict(filters.values_on(f"{NOT}{facet.name}"))
    counts = [(value, label, n) for name, value, label, n in rows if name == facet.name and n]
    values = [FacetValue(value, facet.word(value, label), n, value in on, value in out) for value, label, n in counts]
    values.sort(key=lambda one: (bool(facet.unknown) and one.value == facet.unknown_code, -one.count, one.label))
    there = {one.value for one in values}
    chosen = {value: label for value, label in (on | out).items() if value not in there}
    values = [FacetValue(value, label, 0, value in on, value in out) for value, label in chosen.items()] + values
    shown = [one for place, one in enumerate(values) if one.on or one.out or place < FACET_SHOWN]
    shown += [
        one for one in values[len(shown) :] if facet.unknown and one.value == facet.unknown_code and one not in shown
    ]
    ends = facet.ends if facet.bars is not None else ("", "")
    return FacetCounts(
        name=facet.name,
        label=str(facet.label),
        shown=shown,
        more=[one for one in values if one not in shown],
        excludes=facet.excludes,
        bars=bars_of(facet, {int(value): n for name, value, _label, n in rows if name == f"{facet.name} bars"}),
        ends=ends,
        low=filters.data.get(ends[0], ""),
        high=filters.data.get(ends[1], ""),
        below=bool(facet.steps),
        aside=facet.aside,
    )


def bars_of(facet: Facet, counts: dict[int, int]) -> list[Bar]:
    """A bar per year, or per five or ten years; or per step of amounts, from the first that has rows to the last."""
    if not counts:
        return []
    if facet.steps:
        return stepped(facet.steps, counts)
    first, last = min(counts), max(counts)
    wide = next(width for width in (1, 5, 10, 50, 100) if (last - first) // width < MOST_BARS)
    starts = range(first - first % wide, last + 1, wide)
    return [Bar(at, at + wide - 1, sum(counts.get(year, 0) for year in range(at, at + wide))) for at in starts]


def stepped(steps: tuple[int, ...], counts: dict[int, int]) -> list[Bar]:
    """`counts` by the number of the step: 0 is below the first, 1 from the first on, …"""
    edges: list[int | None] = [None, *steps, None]
    return [Bar(edges[at], edges[at + 1], counts.get(at, 0)) for at in range(min(counts), max(counts) + 1)]

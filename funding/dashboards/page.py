"""What the page of a question shows, in words: one dataclass that a template only prints.

In: the answers of `funding.questions`. Out: a `Page`. Sentences are made from the data, in the active language.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from funding.charts import Figure, Words
from funding.exports import Table
from funding.models import Evidence, ReportedFigure
from funding.questions.coverage import Coverage
from projects.dates import PartialDate
from projects.models import Register
from projects.numbers import decimal


@dataclass(frozen=True)
class Asked:
    """A question as it was asked: the register, the query string of its filter, and the filter in words."""

    register: Register
    parameters: str = ""
    filters: str = ""

    def rows(self, **changes: str) -> str:
        """The address of the awards behind a number: the same filter, narrowed to final awards and to `changes`."""
        query = QueryDict(self.parameters, mutable=True)
        for name, value in {"basis": "final", **changes}.items():
            query[name] = value
        return f"{self.register.address('awards')}?{query.urlencode()}"


@dataclass(frozen=True)
class Number:
    """A figure under the finding: what it is, how it is written, what it means, and the rows behind it."""

    label: str
    text: str
    meaning: str = ""
    address: str = ""


@dataclass(frozen=True)
class Cell:
    """A cell of a table: its text, whether it is a number, and where it leads."""

    text: str
    number: bool = False
    address: str = ""
    # A sector's code: its shape and colour stand before the text.
    sector: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Rows:
    """A table: title, (heading, is a number) of each column, rows, a note, and a total row where one makes sense."""

    title: str
    columns: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    total: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class Chart:
    """A chart with the words around it; `draw` makes the figure when its address is asked for."""

    name: str
    title: str
    subtitle: str
    words: Words
    draw: Callable[[], Figure]
    # Across the whole page.
    wide: bool = False


@dataclass(frozen=True)
class Page:
    """`basis`: 'records', 'reported' or 'none'. `pairs` of (label, text) are printed as they stand."""

    slug: str
    title: str
    finding: str
    basis: str
    basis_words: str
    second: str = ""
    cannot: str = ""
    numbers: tuple[Number, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[Rows, ...] = ()
    definitions: tuple[tuple[str, str], ...] = ()
    scope: tuple[tuple[str, str], ...] = ()
    gaps: tuple[tuple[str, str], ...] = ()
    closing: str = ""
    export: Table = field(kw_only=True, repr=False)


def evidence_in(page: Page) -> list[Evidence]:
    """Every piece of evidence that the page's tables point to."""
    return [piece for table in page.tables for row in table.rows for cell in row for piece in cell.evidence]


def language() -> str:
    return "en" if (get_language() or "fr").startswith("en") else "fr"


def invented_words(register: Register) -> str:
    return _("invented data") if register.invented else ""


def chart_words(register: Register, title: str, source: str, summary: str) -> Words:
    return Words(language(), title, source, summary, invented_words(register))


def day_in_words(day: PartialDate | str | None) -> str:
    """« août 2023 » or “August 2023”; a year alone, a whole day; empty where it is not known."""
    if not day:
        return ""
    partial = PartialDate(day)
    forms = {"year": "Y", "month": "F Y", "day": "DATE_FORMAT"}
    return date_format(partial.earliest, forms[partial.precision])


def period_in_words(register: Register) -> str:
    """« avril 2018 à août 2023 »; what is known of it."""
    first, last = day_in_words(register.period_from), day_in_words(register.period_to)
    if first and last:
        return _("%(first)s to %(last)s") % {"first": first, "last": last}
    return first or last or _("not stated")


def source_line(register: Register, figures: Sequence[ReportedFigure] = ()) -> str:
    """Where a chart's data are from: the register, or the source that states the figures."""
    if not figures:
        state = day_in_words(register.state_of_data)
        name = register.name
        return _("Source: %(register)s, state of the data: %(state)s") % {"register": name, "state": state or "—"}
    return _("Source: %(sources)s") % {"sources": " · ".join(sources_of(figures))}


def sources_of(figures: Sequence[ReportedFigure]) -> list[str]:
    """« Author, title, table » of what the figures stand in, each once."""
    found: dict[str, None] = {}
    for figure in figures:
        for piece in figure.evidence.all():
            parts = [piece.source.author, quoted(piece.source.title), table_name(figure.table)]
            found[", ".join(part for part in parts if part)] = None
    return list(found)


def quoted(title: str) -> str:
    return f"«\u00a0{title}\u00a0»" if language() == "fr" else f"“{title}”"


def table_name(table: str) -> str:
    """« tableau 4 » of a source, in the language of the page."""
    return table if language() == "fr" else table.lower().replace("tableau", "table")


def evidence_of(figure: ReportedFigure | None) -> tuple[Evidence, ...]:
    """The pieces of evidence of a figure, by number."""
    return tuple(sorted(figure.evidence.all(), key=lambda piece: piece.number)) if figure else ()


def cannot_be_calculated(covered: Coverage) -> str:
    """« 6 financements sur 312 entrées : ne se calcule pas. »"""
    if not covered.universe:
        return _("No award is on record here.")
    numbers = {"usable": count(covered.usable), "universe": count(covered.universe)}
    return (
        ngettext(
            "%(usable)s award out of %(universe)s entries: cannot be calculated.",
            "%(usable)s awards out of %(universe)s entries: cannot be calculated.",
            covered.usable,
        )
        % numbers
    )


def why_not(covered: Coverage) -> str:
    """Why the records do not suffice, and which record would close the gap."""
    if not covered.universe:
        return _("The filter leaves none, or none has been published yet.")
    return _(
        "Of the %(universe)s entries, only %(usable)s are on record with a named recipient and an amount of their own; "
        "half would be needed. What is missing is the recipient and the amount of the %(missing)s others: they are in "
        "the files of the ministries and of the bodies that hand the money on."
    ) % {
        "universe": count(covered.universe),
        "usable": count(covered.usable),
        "missing": count(covered.missing),
    }


def count(value: Decimal | int) -> str:
    return decimal(value, language())


def cited(page: Page, register: Register, address: str) -> str:
    """One sentence to copy, with its attribution."""
    site = settings.SITE_NAME[language()]
    release = register.releases.order_by("-number").first()
    edition = _("edition %(number)s") % {"number": release.number} if release else ""
    state = _("state of the data: %(state)s") % {"state": day_in_words(register.state_of_data) or "—"}
    source = page.charts[0].words.source if page.basis == "reported" and page.charts else ""
    where = ", ".join(part for part in (site, register.name, edition, state, source, address) if part)
    return f"{page.finding} ({where})"


def shared_scope(asked: Asked, universe: str, unit: str, n: str, missing: str) -> tuple[tuple[str, str], ...]:
    """What every question says of its figures."""
    return (
        (_("Universe"), universe),
        (_("Unit"), unit),
        (_("Period"), period_in_words(asked.register)),
        (_("State of the data"), day_in_words(asked.register.state_of_data) or _("not stated")),
        (_("Number counted (n)"), n),
        (_("What is missing"), missing),
        (_("Filter"), asked.filters or _("none: the whole register")),
    )


def headings(*columns: Any) -> tuple[tuple[str, bool], ...]:
    """(heading, is a number): a text is a column of text, a tuple (heading,) one of numbers."""
    return tuple((column[0], True) if isinstance(column, tuple) else (column, False) for column in columns)

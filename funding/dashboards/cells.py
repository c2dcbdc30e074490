"""Cells of the pages' tables, each with its text for people and its value for downloads; and tables that many share.

In: facts and numbers of the register. Out: `Cell` and `Rows`.
"""

from collections.abc import Collection, Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from funding.choices import AmountStatus
from funding.dashboards.asked import Asked
from funding.dashboards.page import Cell, Rows
from funding.dashboards.words import count, evidence_of, language, qualified, said, unit_word
from funding.export_columns import Column, column
from funding.export_columns import number as number_column
from funding.models import ReportedFigure
from funding.tongue import language_of, told_by_words
from projects.models import Organization
from projects.numbers import decimal, money, percent


def text(words: str, address: str = "", value: object = None, detail: str = "", of: Any = None) -> Cell:
    """A text; with the language of its record, where it is one that a source wrote."""
    tongue = language_of(of, words) if of is not None else ""
    return Cell(words, address=address, value=value, detail=detail, tongue=tongue)


def counted(n: int | Decimal | None, address: str = "", missing: str = "") -> Cell:
    """A count; « inconnu », or another reason, where it is not known."""
    if n is None:
        return Cell(missing or _("not known"), number=True, missing=True)
    return Cell(count(n), number=True, address=address, value=n)


def measured(value: Decimal | None, places: int = 1) -> Cell:
    """A number that is neither money nor a count; a dash where there is none."""
    return Cell("—" if value is None else decimal(value, language(), places), number=True, value=value)


# In a file the word that stands before a sum on the page has a column of its own.
KNOWN = column(
    "amount_known",
    _lazy("How known"),
    _lazy(
        "How the amounts of the sum are known where not to the dollar: about, at_least, more_than, at_most, average."
    ),
)


def known_as(statuses: Collection[str]) -> Cell:
    return text("; ".join(sorted({*statuses} - {AmountStatus.EXACT})))


def sum_of(value: Decimal | None, currency: str, address: str = "", statuses: Collection[str] = ()) -> Cell:
    """Money to the dollar, with the word that the statuses of its amounts need; « inconnu » where none is known."""
    if value is None:
        return Cell(_("not known"), number=True, missing=True)
    whole = value.quantize(Decimal(1))
    return Cell(qualified(money(whole, currency, language()), statuses), number=True, address=address, value=value)


def share(part: Decimal | int, whole: Decimal | int) -> Cell:
    """A share of a whole; a dash where there is no whole."""
    if not whole:
        return Cell("—", number=True)
    value = Decimal(part) / Decimal(whole)
    return Cell(percent(value, language()), number=True, value=value)


def body(asked: Asked, organization: Organization) -> Cell:
    """An organization, which leads to its page."""
    address = asked.page_of(organization)
    tongue = told_by_words(organization.label)
    return Cell(organization.label, address=address, sector=organization.sector, value=organization.name, tongue=tongue)


def bodies(asked: Asked, organizations: Iterable[Organization], none: str = "—") -> Cell:
    """Several organizations in one cell; it leads to the page of the only one."""
    found = list(organizations)
    if not found:
        return Cell(none)
    address = asked.page_of(found[0]) if len(found) == 1 else ""
    names = "; ".join(one.name for one in found)
    return Cell(" · ".join(one.short for one in found), address=address, value=names)


def stated(figure: ReportedFigure) -> Cell:
    """What a source states, with its evidence."""
    return Cell(said(figure), number=True, evidence=evidence_of(figure), value=figure.value)


FIGURE_COLUMNS: tuple[Column, ...] = (
    column("figure", _lazy("Figure"), _lazy("What the source states.")),
    number_column("value", _lazy("As stated"), _lazy("The number that the source states; empty where it gives words.")),
    column("unit", _lazy("Unit"), _lazy("What the figure counts, or its currency.")),
    column("period", _lazy("Period"), _lazy("The period in the source's words.")),
)


def figures_table(figures: Iterable[ReportedFigure], title: str = "", note: str = "", name: str = "figures") -> Rows:
    """The figures of a study, with their evidence."""
    rows = tuple(
        (
            text(figure.label, value=figure.key, of=figure),
            stated(figure),
            text(unit_word(figure.unit), value=figure.unit),
            text(figure.period or "—", value=figure.period, of=figure if figure.period else None),
        )
        for figure in figures
    )
    # The unit stands in the cell of the figure; who downloads the table has it apart.
    title = title or _("The figures of the study")
    return Rows(title, FIGURE_COLUMNS, rows, note=note, name=name, only_download=frozenset({"unit"}))

"""A column of a download, and how its value is read from a row's object.

In: one row's object. Out: per column a name that never changes, a heading and a meaning in the reader's language, and
the value, as text, number, yes or no, a word of a closed list, or several texts. `export_kinds` puts them in order.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.models import Choices, Count, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from funding.models import Award, Evidence, Organization, Project, Source
from projects.models import BoardMembership, Person

Text = str | Promise


class Type(Enum):
    """How a value is written: numbers as numbers, lists with « ; » between their parts."""

    TEXT = _("text")
    NUMBER = _("number")
    FLAG = _("yes or no")
    LIST = _("list, separated by semicolons")


@dataclass(frozen=True)
class Column:
    """One column of a download. `value` takes the row's object; without it, the attribute that has its name."""

    name: str
    label: Text
    meaning: Text
    holds: Type = Type.TEXT
    value: Callable[[Any], Any] | None = None
    choices: type[Choices] | None = None

    def of(self, row: Any) -> Any:
        """The value in the row: str, Decimal, int, bool, list of str, or None."""
        return self.value(row) if self.value else getattr(row, self.name)


@dataclass(frozen=True)
class Kind:
    """A kind of row: its name, its columns, and what is read beside each row, in a fixed number of queries."""

    name: Text
    columns: tuple[Column, ...]
    joined: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()

    def prepare(self, rows: QuerySet) -> QuerySet:
        rows = rows.select_related("register", *self.joined).prefetch_related(*self.beside)
        return rows.annotate(**{f"{name}_count": Count(name) for name in self.counted}) if self.counted else rows


def key_of(name: str) -> Callable[[Any], str]:
    """The public key of another fact that the row points to; empty where it points to none."""
    return lambda row: other.key if (other := getattr(row, name)) else ""


def name_of(name: str) -> Callable[[Any], str]:
    """The name of another fact that the row points to; empty where it points to none."""
    return lambda row: str(other) if (other := getattr(row, name)) else ""


def parties(award: Award, role: str) -> list[Organization]:
    return [party.organization for party in award.parties.all() if party.role == role]


def side(role: str, field: str) -> Callable[[Award], list[str]]:
    """One field of each payer, or of each recipient, in the same order in every column."""
    return lambda award: [str(getattr(body, field)) for body in parties(award, role)]


def shares(role: str) -> Callable[[Award], list[str]]:
    """« key=amount » for each body whose share the source states."""
    return lambda award: [
        f"{party.organization.key}={party.share:f}"
        for party in award.parties.all()
        if party.role == role and party.share is not None
    ]


def years(award: Award) -> list[str]:
    """« 2021=1500.00 » where the source splits the amount, « 2021 » where it only names the year."""
    return [
        str(year.fiscal_year) if year.amount is None else f"{year.fiscal_year}={year.amount:f}"
        for year in award.years.all()
    ]


def uses(field: str) -> Callable[[Any], list[str]]:
    """The types or domains of use of a project, or of an award's project."""

    def read(row: Any) -> list[str]:
        project = row if isinstance(row, Project) else row.project
        return [str(use) for use in getattr(project, field).all()] if project else []

    return read


def participants(*roles: str) -> Callable[[Project], list[str]]:
    return lambda project: [
        part.organization.name for part in project.participations.all() if part.published and part.role in roles
    ]


def ties(kind: str) -> Callable[[Organization], list[str]]:
    return lambda body: [tie.to.name for tie in body.ties.all() if tie.kind == kind]


def programme_side(role: str) -> Callable[[Any], list[str]]:
    return lambda programme: [party.organization.name for party in programme.parties.all() if party.role == role]


def seats(person: Person) -> list[str]:
    return [f"{seat.organization.name} ({seat.role or seat.get_kind_display()})" for seat in published_seats(person)]


def published_seats(person: Person) -> Iterable[BoardMembership]:
    return (seat for seat in person.seats.all() if seat.published)


def place(piece: Evidence) -> str:
    """Where in its source: place, and sheet and cell where the source's cells may be shown."""
    parts = [piece.place]
    if piece.source.shows_cells:
        parts += [piece.sheet, piece.cell or (f"row {piece.row}" if piece.row else "")]
    return ", ".join(part for part in parts if part)


def evidence(read: Callable[[Evidence], str]) -> Callable[[Any], list[str]]:
    return lambda row: [read(piece) for piece in row.evidence.all()]


def column(name: str, label: Text, meaning: Text, value: Callable[[Any], Any] | None = None) -> Column:
    return Column(name, label, meaning, Type.TEXT, value)


def number(name: str, label: Text, meaning: Text, value: Callable[[Any], Any] | None = None) -> Column:
    return Column(name, label, meaning, Type.NUMBER, value)


def listed(
    name: str, label: Text, meaning: Text, value: Callable[[Any], list[str]], choices: type[Choices] | None = None
) -> Column:
    return Column(name, label, meaning, Type.LIST, value, choices)


def word(name: str, label: Text, meaning: Text, choices: type[Choices]) -> Column:
    return Column(name, label, meaning, Type.TEXT, None, choices)


def pieces(document: Source) -> int:
    return document.evidence_count  # type: ignore[attr-defined]  # counted by Kind.prepare

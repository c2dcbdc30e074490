"""A column of a download, and how its value is read: from a row's object, or by SQL from the tables of a release.

In: one row's object. Out: per column a name that never changes, a heading and a meaning in the reader's language, and
the value, as text, number, yes or no, a word of a closed list, or several texts. `export_kinds` puts them in order;
`export_joins` has the tables that the SQL names. A test holds that both ways give the same for every kind of row.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.models import Choices, Count, Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from funding.choices import AbsentReason, FlowLevel, PartyRole
from funding.models import Award, Evidence
from projects.choices import PUBLIC_SECTORS
from projects.models import BoardMembership, Organization, Person, Project

Text = str | Promise


class Type(Enum):
    """How a value is written: numbers as numbers, lists with « ; » between their parts."""

    TEXT = _("text")
    NUMBER = _("number")
    FLAG = _("yes or no")
    LIST = _("list, separated by semicolons")

    def __reduce_ex__(self, protocol: Any) -> tuple[Any, ...]:
        """Kept by its name: its value is a word that each language writes in its own way."""
        return getattr, (Type, self.name)


@dataclass(frozen=True)
class Reader:
    """A value that is not a column of the row's own table: how an object gives it, and how the tables give it."""

    read: Callable[[Any], Any]
    sql: str

    def __call__(self, row: Any) -> Any:
        return self.read(row)


@dataclass(frozen=True)
class Column:
    """One column of a download. `value` takes the row's object; without it, the attribute that has its name."""

    name: str
    label: Text
    meaning: Text
    holds: Type = Type.TEXT
    value: Callable[[Any], Any] | None = None
    choices: type[Choices] | None = None

    @property
    def sql(self) -> str:
        """The value over the tables of a release; `t` is the row's own table. Raises TypeError where none is known."""
        if isinstance(self.value, Reader):
            return self.value.sql
        if self.value:
            raise TypeError(f"{self.name} is read from objects only")
        return f't."{self.name}"'

    def of(self, row: Any) -> Any:
        """The value in the row: str, Decimal, int, bool, list of str, or None."""
        return self.value(row) if self.value else getattr(row, self.name)


@dataclass(frozen=True)
class Kind:
    """A kind of row: its name, its columns, and what is read beside each row, in a fixed number of queries."""

    name: Text
    model: type[Model]
    columns: tuple[Column, ...]
    joined: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()

    def prepare(self, rows: QuerySet) -> QuerySet:
        rows = rows.select_related("register", *self.joined).prefetch_related(*self.beside)
        return rows.annotate(**{f"{name}_count": Count(name) for name in self.counted}) if self.counted else rows


def shown(thing: Any) -> bool:
    """Whether what a row points at is there, and public where it can be private."""
    return thing is not None and getattr(thing, "published", True)


def key_of(name: str) -> Reader:
    """The public key of another fact that the row points to; empty where it points to none."""
    return Reader(lambda row: other.key if shown(other := getattr(row, name)) else "", f"coalesce(\"{name}\".key, '')")


def name_of(name: str, field: str = "name") -> Reader:
    """The name of another fact that the row points to; empty where it points to none."""
    return Reader(
        lambda row: getattr(other, field) if shown(other := getattr(row, name)) else "",
        f"coalesce(\"{name}\".{field}, '')",
    )


def parties(award: Award, role: str) -> list[Organization]:
    return [party.organization for party in award.parties.all() if party.role == role and shown(party.organization)]


def side(role: str, field: str) -> Reader:
    """One field of each payer, or of each recipient, in the same order in every column."""
    return Reader(lambda award: [str(getattr(body, field)) for body in parties(award, role)], f"parties.{role}_{field}")


def shares(role: str) -> Reader:
    """« key=amount » for each body whose share the source states."""
    return Reader(
        lambda award: [
            f"{party.organization.key}={party.share:f}"
            for party in award.parties.all()
            if party.role == role and party.share is not None and shown(party.organization)
        ],
        f"parties.{role}_shares",
    )


def year_text(year: Any) -> str:
    """« 2021=1500.00 » where the source splits the amount, « 2021 » where it only names the year."""
    return str(year.fiscal_year) if year.amount is None else f"{year.fiscal_year}={year.amount:f}"


YEARS = Reader(lambda award: [year_text(year) for year in award.years.all()], "years.told")


def uses(field: str, part: str) -> Reader:
    """The codes or names of the types or domains of use of a project, or of an award's project."""

    def read(row: Any) -> list[str]:
        project = row if isinstance(row, Project) else row.project
        return [getattr(use, part) for use in getattr(project, field).all()] if shown(project) else []

    return Reader(read, f"{field}.{part}")


def participants(name: str, *roles: str) -> Reader:
    return Reader(
        lambda project: [
            part.organization.name
            for part in project.participations.all()
            if part.published and shown(part.organization) and part.role in roles
        ],
        f"participations.{name}",
    )


def ties(kind: str) -> Reader:
    return Reader(
        lambda body: [tie.to.name for tie in body.ties.all() if tie.kind == kind and shown(tie.to)], f"ties.{kind}"
    )


def programme_side(role: str) -> Reader:
    return Reader(
        lambda programme: [
            party.organization.name
            for party in programme.parties.all()
            if party.role == role and shown(party.organization)
        ],
        f"sides.{role}",
    )


def newer(award: Award) -> list[str]:
    """The keys of the public awards that supersede or pay it."""
    return sorted(one.key for one in award.superseded_by.all() if one.published)


def enters(award: Award) -> bool:
    """As `AwardQuerySet.public_money_in`: a public payer, out of no transfer that is shown, superseded by none."""
    public = any(body.sector in PUBLIC_SECTORS for body in parties(award, PartyRole.PAYER))
    return not newer(award) and not shown(award.parent) and (public or award.payer_absent == AbsentReason.PUBLIC)


NEWER = Reader(newer, "newer.keys")
PUBLIC_WORDS = ", ".join(f"'{sector.value}'" for sector in PUBLIC_SECTORS)
ENTERS = Reader(
    enters,
    f"""newer.keys IS NULL AND "parent".id IS NULL AND (t.payer_absent = '{AbsentReason.PUBLIC.value}'
    OR list_has_any(coalesce(parties.{PartyRole.PAYER.value}_sector, []), [{PUBLIC_WORDS}]))""",
)
IS_FINAL = Reader(
    lambda award: award.flow_level == FlowLevel.FINAL and not newer(award),
    f"newer.keys IS NULL AND t.flow_level = '{FlowLevel.FINAL.value}'",
)
OTHER_NAMES = Reader(lambda body: [other.name for other in body.names.all()], "names.told")
IDENTIFIERS = Reader(lambda body: [str(identifier) for identifier in body.identifiers.all()], "identifiers.told")
AWARDS = Reader(lambda project: [award.key for award in project.awards.all() if award.published], "awards.keys")
SEATS = Reader(
    lambda person: [f"{seat.organization.name} ({seat.role or seat.kind})" for seat in published_seats(person)],
    "seats.told",
)
# The hours of an occupation that one person holds would be that person's: the occupation is not told (DESIGN § 11).
OCCUPATION = Reader(
    lambda row: "" if row.headcount == 1 else row.occupation, "CASE WHEN t.headcount = 1 THEN '' ELSE t.occupation END"
)
# Counted by Kind.prepare for objects.
PIECES = Reader(lambda document: document.evidence_count, "coalesce(pieces.told, 0)")


def published_seats(person: Person) -> Iterable[BoardMembership]:
    return (seat for seat in person.seats.all() if seat.published and shown(seat.organization))


def place(piece: Evidence) -> str:
    """Where in its source: place, and sheet and cell where the source's cells may be shown."""
    parts = [piece.place]
    if piece.source.shows_cells:
        parts += [piece.sheet, piece.cell or (f"row {piece.row}" if piece.row else "")]
    return ", ".join(part for part in parts if part)


def evidence(name: str, read: Callable[[Evidence], str]) -> Reader:
    return Reader(lambda row: [read(piece) for piece in row.evidence.all() if piece.source.published], f"proof.{name}")


def column(name: str, label: Text, meaning: Text, value: Callable[[Any], Any] | None = None) -> Column:
    return Column(name, label, meaning, Type.TEXT, value)


def number(name: str, label: Text, meaning: Text, value: Callable[[Any], Any] | None = None) -> Column:
    return Column(name, label, meaning, Type.NUMBER, value)


def listed(
    name: str, label: Text, meaning: Text, value: Callable[[Any], Any], choices: type[Choices] | None = None
) -> Column:
    return Column(name, label, meaning, Type.LIST, value, choices)


def flag(name: str, label: Text, meaning: Text, value: Callable[[Any], Any]) -> Column:
    return Column(name, label, meaning, Type.FLAG, value)


def word(name: str, label: Text, meaning: Text, choices: type[Choices]) -> Column:
    return Column(name, label, meaning, Type.TEXT, None, choices)

"""Who stands around a body, a project, a programme or a person: by money, by projects, by seats.

In: the ids of a body and of those merged into it, or the rows that a page has already. Out: plain `Neighbour`s in groups,
those with most in common first; a page draws them and says the same in a table.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, Exists, OuterRef, QuerySet, Value

from funding.choices import PartyRole
from funding.models import AwardParty
from projects.facets import standing
from projects.models import BoardMembership, Organization, Participation, Register

# So many of each group are told; a drawing has the first of them.
TOLD = 20


@dataclass(frozen=True)
class Neighbour:
    """`tie`: paid_by, pays, partner, sits, sits_here; `count`: awards, projects or seats in common."""

    tie: str
    name: str
    short: str
    address: str
    count: int
    sector: str = ""


def around(family: list[int], register: Register) -> list[Neighbour]:
    """Who pays a body, whom it pays, and with whom it shares projects; one query."""
    mine = AwardParty.objects.filter(organization__in=family, award__published=True)
    return told(
        [
            ("paid_by", other_side(mine.filter(role=PartyRole.RECIPIENT), PartyRole.PAYER, family)),
            ("pays", other_side(mine.filter(role=PartyRole.PAYER), PartyRole.RECIPIENT, family)),
            ("partner", partners(family)),
        ],
        register,
    )


def around_awards(awards: QuerySet, register: Register) -> list[Neighbour]:
    """Who pays the awards of a programme, and who receives them; one query."""
    parties = AwardParty.objects.public().filter(award__in=awards.order_by().values("pk"))
    sides = (("paid_by", PartyRole.PAYER), ("pays", PartyRole.RECIPIENT))
    return told([(tie, counted(parties.filter(role=role), "award")) for tie, role in sides], register)


def other_side(mine: QuerySet, role: str, family: list[int]) -> QuerySet:
    same = mine.filter(award=OuterRef("award"))
    return counted(
        AwardParty.objects.public().filter(Exists(same), role=role).exclude(organization__in=family), "award"
    )


def partners(family: list[int]) -> QuerySet:
    """Those that take part in the same projects; that says nothing of money."""
    mine = Participation.objects.public().filter(
        organization__in=family, project=OuterRef("project"), project__published=True
    )
    return counted(
        Participation.objects.public().filter(Exists(mine)).exclude(organization__in=family).order_by(), "project"
    )


def counted(rows: QuerySet, what: str) -> QuerySet:
    """The bodies of the rows, those with most first; one that was merged into another is that other."""
    body = {
        f"body_{name}": standing(f"organization__{name}") for name in ("key", "name", "name_en", "acronym", "sector")
    }
    return rows.order_by().values(**body).annotate(n=Count(what, distinct=True)).order_by("-n", "body_name", "body_key")


def told(groups: list[tuple[str, QuerySet]], register: Register) -> list[Neighbour]:
    fields = ("tie", "body_key", "body_name", "body_name_en", "body_acronym", "body_sector", "n")
    parts = [rows.annotate(tie=Value(tie, CharField())).values_list(*fields)[:TOLD] for tie, rows in groups]
    rows = parts[0].union(*parts[1:], all=True).order_by("tie", "-n", "body_name") if len(parts) > 1 else parts[0]
    return [neighbour(dict(zip(fields, row, strict=True)), register) for row in rows]


def neighbour(row: dict[str, Any], register: Register) -> Neighbour:
    body = Organization(name=row["body_name"], name_en=row["body_name_en"], acronym=row["body_acronym"])
    address = register.address("organization", row["body_key"])
    return Neighbour(row["tie"], body.label, body.short, address, row["n"], row["body_sector"])


def of_seats(seats: Iterable[BoardMembership], family: list[int], register: Register) -> list[Neighbour]:
    """Who sits on a body's boards, and where it sits; out of the seats that its page shows."""
    found: Counter[tuple[str, str, str, str]] = Counter()
    for seat in seats:
        here = seat.organization_id in family
        if here and seat.person:
            found["sits_here", seat.person.name, register.address("person", seat.person.key), ""] += 1
        elif here and seat.holder:
            found["sits_here", seat.holder.label, register.address("organization", seat.holder.key), ""] += 1
        else:
            body = seat.organization
            found["sits", body.label, register.address("organization", body.key), body.sector] += 1
    rows = [Neighbour(tie, name, name, address, n, sector) for (tie, name, address, sector), n in found.most_common()]
    return [row for tie in ("sits_here", "sits") for row in [one for one in rows if one.tie == tie][:TOLD]]


def of_parts(parts: Iterable[Any], awards: Iterable[Any], register: Register) -> list[Neighbour]:
    """Who takes part in a project and who pays its awards; out of the rows that its page shows."""
    found: dict[tuple[str, str], Neighbour] = {}
    bodies = [("partner", part.organization) for part in parts]
    for award in awards:
        ties = {PartyRole.PAYER: "paid_by", PartyRole.RECIPIENT: "pays"}
        bodies += [(ties[PartyRole(party.role)], party.organization) for party in award.parties.all()]
    for tie, body in bodies:
        address = register.address("organization", body.key)
        before = found.get((tie, body.key))
        count = before.count + 1 if before else 1
        found[tie, body.key] = Neighbour(tie, body.label, body.short, address, count, body.sector)
    return [
        row
        for tie in ("paid_by", "pays", "partner")
        for row in [one for one in found.values() if one.tie == tie][:TOLD]
    ]


def beside_person(seats: list[BoardMembership], register: Register) -> list[Neighbour]:
    """The boards of a person, and the people who sit on them too; dates are not compared here; one query."""
    boards = list({seat.organization_id: seat.organization for seat in seats}.values())
    person = seats[0].person_id if seats else None
    others = (
        BoardMembership.objects.public()
        .of(register)
        .filter(organization__in=[board.pk for board in boards], person__published=True)
        .exclude(person=person)
        .order_by()
        .values("person__key", "person__name")
        .annotate(n=Count("organization", distinct=True))
        .order_by("-n", "person__name", "person__key")[:TOLD]
    )
    return [
        *(
            Neighbour("sits", body.label, body.short, register.address("organization", body.key), 1, body.sector)
            for body in boards[:TOLD]
        ),
        *(
            Neighbour(
                "beside",
                row["person__name"],
                row["person__name"],
                register.address("person", row["person__key"]),
                row["n"],
            )
            for row in others
        ),
    ]

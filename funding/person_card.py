"""What the register knows of persons who may be the one of a name that waits: a human tells them apart by it.

In: candidates of a mention, by the person's id. Out: each person's name, seats and sources; nothing else is kept of anyone.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q

from funding.imports.resolve import why_in_words
from funding.models import Source
from projects.models import BoardMembership, Person

# Seats and documents that are shown of one person.
SEATS, SOURCES = 8, 4


@dataclass(frozen=True)
class PersonSide:
    person: Person
    why: str
    seats: list[BoardMembership]
    more_seats: int
    sources: list[Source]


def person_sides(candidates: dict[int, dict[str, Any]]) -> list[PersonSide]:
    """The persons in the order of their likeness."""
    seats = BoardMembership.objects.select_related("organization", "on_behalf_of").order_by("valid_from", "pk")
    people = Person.objects.filter(pk__in=candidates).prefetch_related(Prefetch("seats", seats)).in_bulk()
    return [side(people[pk], why_in_words(one["why"])) for pk, one in candidates.items() if pk in people]


def side(person: Person, why: str) -> PersonSide:
    seats = list(person.seats.all())
    told = Q(evidence__person=person) | Q(evidence__seat__person=person)
    sources = Source.objects.filter(told).distinct().order_by("title", "pk")[:SOURCES]
    return PersonSide(person, why, seats[:SEATS], max(0, len(seats) - SEATS), list(sources))

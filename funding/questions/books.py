"""The register's records, asked for what counts many things of them.

In: a register. Out: a `Books`, each part of which is read when it is first asked for.
"""

from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Q, Sum

from funding.choices import PartyRole
from funding.models import AwardLine, AwardParty, Contribution
from funding.models.lines import AwardLineQuerySet
from funding.questions.participants import Repeat, repeats
from funding.questions.standing import same_body
from funding.questions.uses import Uses, uses
from projects.choices import Sector
from projects.models import Participation, Position, Project, Register


class Books:
    """Published records of one register."""

    def __init__(self, register: Register) -> None:
        self.register = register

    @property
    def lines(self) -> AwardLineQuerySet:
        return AwardLine.objects.of(self.register)

    @cached_property
    def participations(self) -> list[tuple[int, int, int]]:
        """(organization, project, how many projects it stands for) of each, once."""
        same = same_body()
        rows = Participation.objects.public().of(self.register).order_by("pk")
        found = rows.values_list("organization_id", "project_id", "project__count_of_projects")
        return sorted({(same.get(body, body), project, n) for body, project, n in found})

    @cached_property
    def contributions(self) -> list[tuple[int, str, Decimal | None, Decimal | None, str]]:
        """(organization, kind, hours, amount, currency) of each."""
        rows = Contribution.objects.public().of(self.register).order_by("pk")
        return list(rows.values_list("organization_id", "kind", "hours", "amount", "currency"))

    @cached_property
    def private_bodies(self) -> list[Repeat]:
        parts = Participation.objects.public().of(self.register)
        return repeats(parts, self.lines, same_body(), [Sector.PRIVATE])

    @cached_property
    def uses(self) -> Uses:
        return uses(Project.objects.public().of(self.register), self.lines)

    @cached_property
    def positions(self) -> int:
        return Position.objects.public().of(self.register).count()

    def sum(self, currency: str, *conditions: Any, **more: Any) -> Decimal | None:
        """The known amounts in a currency of the lines that are asked for; None where none is known."""
        return self.lines.filter(*conditions, currency=currency, **more).aggregate(sum=Sum("amount"))["sum"]

    def count(self, *conditions: Any, **more: Any) -> Decimal:
        return Decimal(self.lines.filter(*conditions, **more).count())

    def named(self, awards: list[str]) -> Q:
        """The lines of the awards with these references or public keys, whatever their capitals."""
        keys = [name.lower() for name in awards]
        return Q(award__reference__in=awards) | Q(award__key__in=keys)

    def pays(self, body: int | None) -> Q:
        return self._side(PartyRole.PAYER, body)

    def receives(self, body: int | None) -> Q:
        return self._side(PartyRole.RECIPIENT, body)

    def _side(self, role: str, body: int | None) -> Q:
        """The body on a side, under each of its names."""
        names = [body, *(one for one, end in same_body().items() if end == body)]
        return Q(award__in=AwardParty.objects.filter(role=role, organization__in=names).values("award"))

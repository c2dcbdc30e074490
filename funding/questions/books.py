"""The register's records, read once, for what counts many things of them.

In: a register. Out: a `Books`, each part of which is read when it is first asked for.
"""

from collections.abc import Callable
from decimal import Decimal
from functools import cached_property

from funding.models import Award, Contribution
from funding.questions.ledger import Line, lines, same_body
from funding.questions.participants import Repeat, repeats
from funding.questions.uses import Uses, uses
from projects.choices import PUBLIC_SECTORS, Sector
from projects.models import Organization, Participation, Position, Project, Register


class Books:
    """Published records of one register."""

    def __init__(self, register: Register) -> None:
        self.register = register

    @cached_property
    def lines(self) -> list[Line]:
        return lines(Award.objects.public().of(self.register))

    @cached_property
    def by_key(self) -> dict[str, Line]:
        """Current awards by their public key."""
        keys = dict(Award.objects.public().of(self.register).values_list("pk", "key"))
        return {keys[line.pk]: line for line in self.lines}

    @cached_property
    def sectors(self) -> dict[int, str]:
        return dict(Organization.objects.filter(register=self.register).values_list("pk", "sector"))

    @cached_property
    def counts_of_projects(self) -> dict[int, int]:
        return dict(Project.objects.filter(register=self.register).values_list("pk", "count_of_projects"))

    @cached_property
    def participations(self) -> list[tuple[int, int]]:
        """(organization, project) of each, once."""
        same = same_body()
        rows = (
            Participation.objects.public().of(self.register).order_by("pk").values_list("organization_id", "project_id")
        )
        return sorted({(same.get(body, body), project) for body, project in rows})

    @cached_property
    def contributions(self) -> list[tuple[int, str, Decimal | None, Decimal | None]]:
        """(organization, kind, hours, amount) of each."""
        rows = Contribution.objects.public().of(self.register).order_by("pk")
        return list(rows.values_list("organization_id", "kind", "hours", "amount"))

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

    def sum(self, wanted: Callable[[Line], bool]) -> Decimal | None:
        """The known amounts of the lines that are wanted; None where none is known."""
        known = [line.amount for line in self.lines if line.amount is not None and wanted(line)]
        return sum(known, Decimal(0)) if known else None

    def pays(self, body: int) -> Callable[[Line], bool]:
        return lambda line: any(payer == body for payer, _share in line.payers)

    def receives(self, body: int) -> Callable[[Line], bool]:
        return lambda line: any(recipient == body for recipient, _share in line.recipients)

    def is_public_money(self, line: Line) -> bool:
        """Money that comes in: a public or parapublic payer, and out of no transfer."""
        return line.parent is None and any(self.sectors.get(body) in PUBLIC_SECTORS for body, _share in line.payers)

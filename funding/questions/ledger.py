"""Awards as plain lines: what most questions read, once.

In: a queryset of awards. Out: `Line`s of those that are current (what another award supersedes or pays is left out),
with the ids of who pays and who receives; a body that was found to be another counts as that other. Three queries,
however many awards.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from funding.choices import FlowLevel, PartyRole
from funding.models import AwardParty, ProgrammeParty
from funding.querysets import AwardQuerySet
from projects.choices import TieKind
from projects.models import Organization, OrganizationTie


class Line(NamedTuple):
    """One award. `payers` and `recipients`: (organization, share or None); `year`: fiscal year, else year of decision."""

    pk: int
    currency: str
    amount: Decimal | None
    amount_status: str
    flow_level: str
    parent: int | None
    programme: int | None
    project: int | None
    count_of_projects: int
    in_scope: str
    year: int | None
    recipient_absent: str
    payers: tuple[tuple[int, Decimal | None], ...]
    recipients: tuple[tuple[int, Decimal | None], ...]

    @property
    def is_final(self) -> bool:
        return self.flow_level == FlowLevel.FINAL

    @property
    def parts(self) -> list[tuple[int, Decimal]] | None:
        """(recipient, what it gets); None where the amount, a recipient or the shares of several are not known."""
        if self.amount is None or not self.recipients:
            return None
        if len(self.recipients) == 1:
            return [(self.recipients[0][0], self.amount)]
        known = [(body, share) for body, share in self.recipients if share is not None]
        return known if len(known) == len(self.recipients) else None


FIELDS = (
    "pk",
    "currency",
    "amount",
    "amount_status",
    "flow_level",
    "parent_id",
    "programme_id",
    "project_id",
    "count_of_projects",
    "in_scope",
    "year",
    "recipient_absent",
)


def lines(awards: AwardQuerySet, same: Mapping[int, int] | None = None) -> list[Line]:
    """The current awards. `same`: the bodies that count as another; those that were found to be one by default."""
    current = awards.current()
    same = same_body() if same is None else same
    sides: dict[str, dict[int, list[tuple[int, Decimal | None]]]] = {PartyRole.PAYER: {}, PartyRole.RECIPIENT: {}}
    parties = AwardParty.objects.filter(award__in=current.order_by().values("pk")).order_by("pk")
    for award, role, body, share in parties.values_list("award_id", "role", "organization_id", "share").iterator():
        sides[role].setdefault(award, []).append((same.get(body, body), share))
    payers, recipients = sides[PartyRole.PAYER], sides[PartyRole.RECIPIENT]
    rows = current.with_year().order_by("pk").values_list(*FIELDS).iterator(chunk_size=5_000)
    return [Line._make((*row, tuple(payers.get(row[0], ())), tuple(recipients.get(row[0], ())))) for row in rows]


def by_currency(found: Iterable[Line]) -> dict[str, list[Line]]:
    """The lines of each currency, the currency with the most lines first: currencies are never added up."""
    rows = list(found)
    counts = Counter(line.currency for line in rows)
    order = sorted(counts, key=lambda currency: (-counts[currency], currency))
    return {currency: [line for line in rows if line.currency == currency] for currency in order}


def total(found: Iterable[Line]) -> Decimal | None:
    """The sum of the known amounts; None where none is known."""
    known = [line.amount for line in found if line.amount is not None]
    return sum(known, Decimal(0)) if known else None


def without_amount(found: Iterable[Line]) -> int:
    return sum(line.amount is None for line in found)


def projects_in(found: Iterable[Line]) -> int:
    """Each named project once; a line that stands for several counts them; an award that names none counts as one."""
    rows = list(found)
    named = {line.project for line in rows if line.count_of_projects == 1 and line.project}
    unnamed = sum(line.count_of_projects == 1 and not line.project for line in rows)
    return len(named) + unnamed + sum(line.count_of_projects for line in rows if line.count_of_projects > 1)


def same_body() -> dict[int, int]:
    """Each organization that was found to be another, and that other, to the end of the chain."""
    return to_the_end(dict(Organization.objects.exclude(merged_into=None).values_list("pk", "merged_into_id")))


def same_group() -> dict[int, int]:
    """As `same_body`, and each member of a group as the group; a tie that has ended does not count."""
    ties = OrganizationTie.objects.filter(kind=TieKind.GROUP, valid_to="").order_by("-valid_from", "pk")
    ties_to = dict(ties.values_list("organization_id", "to_id"))
    merged = dict(Organization.objects.exclude(merged_into=None).values_list("pk", "merged_into_id"))
    return to_the_end({**ties_to, **merged})


def to_the_end(steps: dict[int, int]) -> dict[int, int]:
    """Each start of a chain with its end; a chain that runs in a circle stops before it closes."""
    ends = {}
    for start in steps:
        end, seen = start, {start}
        while end in steps and steps[end] not in seen:
            end = steps[end]
            seen.add(end)
        ends[start] = end
    return ends


def choosers() -> dict[int, tuple[int, ...]]:
    """Per programme, who chooses what it pays for."""
    found: dict[int, tuple[int, ...]] = {}
    for programme, body in (
        ProgrammeParty.objects.filter(role="chooser").order_by("pk").values_list("programme_id", "organization_id")
    ):
        found[programme] = (*found.get(programme, ()), body)
    return found

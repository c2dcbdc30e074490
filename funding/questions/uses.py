"""What the money is used for: projects and dollars by type and domain of use.

In: published projects and awards as lines (`questions.ledger`). Out: one `Use` per type, per domain, and per pair.

Universe: projects, those that stand for several counted as so many. A project with several types counts in each, so
counts and sums of types are not added up. Types of an older version of the typology count as the type they are the same
as. Dollars: current final awards of the project, in one currency; a project whose awards have no amount adds none and is
counted in `without_amount`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import QuerySet

from funding.questions.ledger import Line, by_currency
from projects.models import ProjectUseDomain, ProjectUseType, UseType


@dataclass
class Use:
    """`projects` counted, dollars in one currency (None where none is known), projects without an amount."""

    projects: int = 0
    total: Decimal | None = None
    without_amount: int = 0


@dataclass
class Uses:
    """By type (id), by domain (id), by (type, domain); `projects` counted at all, `without_type`, `without_domain`."""

    currency: str
    types: dict[int, Use] = field(default_factory=dict)
    domains: dict[int, Use] = field(default_factory=dict)
    pairs: dict[tuple[int, int], Use] = field(default_factory=dict)
    projects: int = 0
    without_type: int = 0
    without_domain: int = 0


def uses(projects: QuerySet, awards: Iterable[Line]) -> Uses:
    """The uses of the projects; dollars in the currency with the most awards. Four queries."""
    final = by_currency(line for line in awards if line.is_final and line.project)
    currency, rows = next(iter(final.items()), ("CAD", []))
    money: dict[int, Decimal] = {}
    for line in rows:
        if line.amount is not None and line.project:
            money[line.project] = money.get(line.project, Decimal(0)) + line.amount
    types = pairs_of(
        ProjectUseType.objects.filter(project__in=projects.order_by().values("pk")), "use_type", crosswalk()
    )
    domains = pairs_of(ProjectUseDomain.objects.filter(project__in=projects.order_by().values("pk")), "use_domain", {})
    answer = Uses(currency)
    for pk, count in projects.order_by("pk").values_list("pk", "count_of_projects"):
        answer.projects += count
        answer.without_type += 0 if types.get(pk) else count
        answer.without_domain += 0 if domains.get(pk) else count
        for use in types.get(pk, ()):
            add(answer.types.setdefault(use, Use()), count, money.get(pk))
        for domain in domains.get(pk, ()):
            add(answer.domains.setdefault(domain, Use()), count, money.get(pk))
        for use in types.get(pk, ()):
            for domain in domains.get(pk, ()):
                add(answer.pairs.setdefault((use, domain), Use()), count, money.get(pk))
    return answer


def add(use: Use, count: int, amount: Decimal | None) -> None:
    use.projects += count
    if amount is None:
        use.without_amount += count
    else:
        use.total = (use.total or Decimal(0)) + amount


def pairs_of(rows: QuerySet, name: str, same: dict[int, int]) -> dict[int, set[int]]:
    """Per project, its types or domains."""
    found: dict[int, set[int]] = {}
    for project, use in rows.order_by("pk").values_list("project_id", f"{name}_id"):
        found.setdefault(project, set()).add(same.get(use, use))
    return found


def crosswalk() -> dict[int, int]:
    """Each type that is the same as one of another version, and that one."""
    return dict(UseType.objects.exclude(same_as=None).values_list("pk", "same_as_id"))

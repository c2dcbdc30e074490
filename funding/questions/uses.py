"""What the money is used for: projects and dollars by type and domain of use.

In: published projects and award lines (`funding.models.lines`). Out: one `Use` per type, per domain, and per pair.

Universe: projects, those that stand for several counted as so many. A project with several types counts in each, so
counts and sums of types are not added up. Types of an older version of the typology count as the type they are the same
as. Dollars: current final awards of the project, in one currency; a project whose awards have no amount adds none and is
counted in `without_amount`.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from funding.models.lines import AwardLineQuerySet
from projects.choices import UseFamily
from projects.models import Project, ProjectUseDomain, ProjectUseType, UseType


@dataclass
class Use:
    """`projects` counted, dollars in one currency (None where none is known), projects without an amount."""

    projects: int = 0
    total: Decimal | None = None
    without_amount: int = 0


@dataclass
class Uses:
    """By type (id), by domain (id), by (type, domain), by family; `projects` counted at all, `without_type`, `without_domain`."""

    currency: str
    types: dict[int, Use] = field(default_factory=dict)
    domains: dict[int, Use] = field(default_factory=dict)
    pairs: dict[tuple[int, int], Use] = field(default_factory=dict)
    projects: int = 0
    without_type: int = 0
    without_domain: int = 0
    # Projects with a use of a family, each once for it.
    families: dict[str, int] = field(default_factory=dict)


def uses(projects: QuerySet[Project], lines: AwardLineQuerySet) -> Uses:
    """The uses of the projects; dollars in the currency with the most awards of projects."""
    final = lines.final().filter(project__isnull=False)
    currency = next(iter(final.currencies()), "CAD")
    money = final.known().filter(currency=currency)
    answer = Uses(currency)
    answer.projects, answer.without_type, answer.without_domain = totals(projects)
    answer.families = by_family(projects)
    same = crosswalk()
    typed = ProjectUseType.objects.filter(project__in=projects.order_by().values("pk"))
    typed = once(typed, same) if same else typed
    count_by(answer.types, typed, money, same, "use_type_id")
    count_by(
        answer.domains,
        ProjectUseDomain.objects.filter(project__in=projects.order_by().values("pk")),
        money,
        {},
        "use_domain_id",
    )
    both = typed.filter(project__projectusedomain__isnull=False)
    count_by(answer.pairs, both, money, same, "use_type_id", "project__projectusedomain__use_domain_id")
    return answer


def of_family(family: str) -> Exists:
    """That a project has a use of a family; an older type is of the family of the type that it is the same as."""
    typed = ProjectUseType.objects.filter(project=OuterRef("pk"))
    newer = Q(use_type__same_as__family=family)
    return Exists(typed.filter(newer | Q(use_type__family=family, use_type__same_as=None)))


def by_family(projects: QuerySet[Project]) -> dict[str, int]:
    """Projects of each family that has one, the most first."""
    counts = {family: Sum("count_of_projects", filter=of_family(family)) for family in UseFamily.values}
    found = projects.order_by().aggregate(**counts)
    return dict(sorted(((family, n) for family, n in found.items() if n), key=lambda pair: -pair[1]))


def of_use(project: str, kind: str, *codes: str) -> Q:
    """That the project, by the column that has its id, is of a type, of a domain, or of both.

    Raises ValueError where a number of uses is called otherwise.
    """
    asked = {"type": ("type",), "domain": ("domain",), "pair": ("type", "domain")}.get(kind, ())
    if not asked or len(asked) != len(codes):
        raise ValueError(kind)
    found = Q()
    for what, code in zip(asked, codes, strict=True):
        typed = ProjectUseType.objects.filter(Q(use_type__code=code) | Q(use_type__same_as__code=code))
        placed = ProjectUseDomain.objects.filter(use_domain__code=code)
        found &= Q(**{f"{project}__in": (typed if what == "type" else placed).order_by().values("project")})
    return found


def rows(lines: AwardLineQuerySet, kind: str = "", *codes: str) -> AwardLineQuerySet:
    """The final awards with an amount of the projects of a use: what its dollars are made of."""
    return lines.final().known().filter(of_use("project", kind, *codes), project__published=True)


def project_rows(
    projects: QuerySet[Project], lines: AwardLineQuerySet, kind: str = "", *codes: str
) -> QuerySet[Project]:
    """The projects of a use, those of them « without » an amount, those of a « family », or those « untyped »."""
    if kind == "family" and len(codes) == 1 and codes[0] in UseFamily.values:
        return projects.filter(of_family(codes[0]))
    if kind == "untyped":
        return projects.filter(~Exists(ProjectUseType.objects.filter(project=OuterRef("pk"))))
    without = bool(codes) and codes[-1] == "without"
    found = projects.filter(of_use("pk", kind, *codes[: len(codes) - without]))
    if without:
        final = lines.final().filter(project__isnull=False)
        money = final.known().filter(currency=next(iter(final.currencies()), "CAD"))
        found = found.filter(~Exists(money.filter(project=OuterRef("pk"))))
    return found


def totals(projects: QuerySet[Project]) -> tuple[int, int, int]:
    """How many projects there are, without a type and without a domain."""
    counted = projects.order_by().annotate(
        has_type=Exists(ProjectUseType.objects.filter(project=OuterRef("pk"))),
        has_domain=Exists(ProjectUseDomain.objects.filter(project=OuterRef("pk"))),
    )
    found = counted.aggregate(
        projects=Sum("count_of_projects"),
        without_type=Sum("count_of_projects", filter=Q(has_type=False)),
        without_domain=Sum("count_of_projects", filter=Q(has_domain=False)),
    )
    return found["projects"] or 0, found["without_type"] or 0, found["without_domain"] or 0


def count_by(found: dict[Any, Use], rows: QuerySet, money: AwardLineQuerySet, same: dict[int, int], *by: str) -> None:
    """Projects, those without an amount, and dollars of each group of rows; `same` reads older types as newer ones."""
    paid = Exists(money.filter(project=OuterRef("project")))
    counts = (
        rows.order_by()
        .annotate(paid=paid)
        .values_list(*by)
        .annotate(n=Sum("project__count_of_projects"), without=Sum("project__count_of_projects", filter=Q(paid=False)))
    )
    for *group, n, without in counts:
        use = found.setdefault(key_of(group, same), Use())
        use.projects += n
        use.without_amount += without or 0
    sums = (
        rows.filter(project__lines__in=money).order_by().values_list(*by).annotate(total=Sum("project__lines__amount"))
    )
    for *group, total in sums:
        use = found[key_of(group, same)]
        use.total = (use.total or Decimal(0)) + total


def key_of(group: list[int], same: dict[int, int]) -> Any:
    first = same.get(group[0], group[0])
    return first if len(group) == 1 else (first, *group[1:])


def once(typed: QuerySet, same: dict[int, int]) -> QuerySet:
    """Without a project's second type that is the same as its first under another version."""
    for older, newer in same.items():
        alike = [newer, *(one for one, end in same.items() if end == newer and one < older)]
        twin = ProjectUseType.objects.filter(project=OuterRef("project"), use_type__in=alike)
        typed = typed.exclude(Q(use_type=older) & Q(Exists(twin)))
    return typed


def crosswalk() -> dict[int, int]:
    """Each type that is the same as one of another version, and that one."""
    return dict(UseType.objects.exclude(same_as=None).values_list("pk", "same_as_id"))

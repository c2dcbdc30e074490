"""What the money is used for: projects and dollars by type and domain of use.

In: published projects and award lines (`funding.models.lines`). Out: one `Use` per type, per domain, and per pair.

Universe: projects, those that stand for several counted as so many. A project with several types counts in each, so
counts and sums of types are not added up. Types of an older version of the typology count as the type they are the same
as. Dollars: current final awards of the project, in one currency; a project whose awards have no amount adds none and is
counted in `without_amount`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, StringAgg, Subquery, Sum, TextField, Value
from django.db.models.functions import Cast, Coalesce

from funding.models.lines import AwardLineQuerySet
from projects.choices import UseFamily
from projects.models import Project, ProjectUseDomain, ProjectUseType, UseType


@dataclass
class Use:
    """`projects` counted, dollars in one currency (None where none is known), projects without an amount."""

    projects: int = 0
    total: Decimal | None = None
    without_amount: int = 0

    def add(self, projects: int, without_amount: int, total: Decimal | None) -> None:
        self.projects += projects
        self.without_amount += without_amount
        if total is not None:
            self.total = (self.total or Decimal(0)) + total


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
    answer, same = Uses(currency), crosswalk()
    families = dict(UseType.objects.values_list("pk", "family"))
    for types, domains, *counted in alike(projects, final.known().filter(currency=currency)):
        of_types = {same.get(one, one) for one in ids_in(types)}
        of_domains = set(ids_in(domains))
        answer.projects += counted[0]
        answer.without_type += 0 if of_types else counted[0]
        answer.without_domain += 0 if of_domains else counted[0]
        for family in {families[one] for one in of_types} - {""}:
            answer.families[family] = answer.families.get(family, 0) + counted[0]
        keyed: tuple[tuple[dict[Any, Use], Iterable[Any]], ...] = (
            (answer.types, of_types),
            (answer.domains, of_domains),
            (answer.pairs, product(of_types, of_domains)),
        )
        for found, keys in keyed:
            for key in keys:
                found.setdefault(key, Use()).add(*counted)
    answer.families = dict(sorted(answer.families.items(), key=lambda pair: -pair[1]))
    return answer


def alike(projects: QuerySet[Project], money: AwardLineQuerySet) -> Iterable[tuple[Any, ...]]:
    """(ids of types, ids of domains, projects, those without an amount, dollars) of the projects that have the same uses:
    there are some hundreds of these, however many projects there are."""
    of_project = {"project": OuterRef("pk")}
    paid = money.filter(**of_project).order_by().values("project").annotate(total=Sum("amount")).values("total")
    return (
        projects.order_by()
        .annotate(types=ids_of(ProjectUseType, "use_type_id"), domains=ids_of(ProjectUseDomain, "use_domain_id"))
        .alias(paid=Subquery(paid))
        .values_list("types", "domains")
        .annotate(
            n=Sum("count_of_projects"),
            without=Coalesce(Sum("count_of_projects", filter=Q(paid=None)), 0),
            total=Sum("paid"),
        )
    )


def ids_of(model: Any, name: str) -> Subquery:
    """The ids of a project's uses, with commas, in any order."""
    ids = StringAgg(Cast(name, TextField()), Value(","))
    return Subquery(
        model.objects.filter(project=OuterRef("pk")).order_by().values("project").annotate(ids=ids).values("ids")
    )


def ids_in(text: str | None) -> list[int]:
    return [int(one) for one in text.split(",")] if text else []


def of_family(family: str) -> Exists:
    """That a project has a use of a family; an older type is of the family of the type that it is the same as."""
    typed = ProjectUseType.objects.filter(project=OuterRef("pk"))
    newer = Q(use_type__same_as__family=family)
    return Exists(typed.filter(newer | Q(use_type__family=family, use_type__same_as=None)))


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


def crosswalk() -> dict[int, int]:
    """Each type that is the same as one of another version, and that one."""
    return dict(UseType.objects.exclude(same_as=None).values_list("pk", "same_as_id"))

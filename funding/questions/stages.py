"""Stages of the projects that money goes to, and what each programme gave.

In: award lines (`funding.models.lines`). Out: one `Given` per stage, or per programme and currency.

Universe: current final awards in one currency for stages; for programmes, all current awards of the programme that come
out of no transfer of the same programme, so that a dollar is counted once. Projects: each named project once; a line that
stands for several projects of a name counts them; an award that names none counts in none.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce

from funding.models.lines import AwardLineQuerySet
from funding.querysets import INEXACT
from projects.choices import ProjectStage
from projects.models import Project


@dataclass(frozen=True)
class Given:
    """What went to a stage, or came from a programme: None where no amount is known."""

    awards: int
    projects: int
    total: Decimal | None
    without_amount: int
    # How the known amounts are known, where not exactly.
    statuses: frozenset[str] = frozenset()
    # Whether `projects` are those of a list: no line stands for several.
    listed: bool = False


def given(lines: AwardLineQuerySet, *by: str) -> Iterable[tuple[Any, ...]]:
    """(`by` …, Given) of each group of lines."""
    one, named = Q(count_of_projects=1), Q(project__isnull=False)
    rows = (
        lines.order_by()
        .values_list(*by)
        .annotate(
            n=Count("pk"),
            once=Count("project", distinct=True, filter=one),
            told=Coalesce(Sum("count_of_projects", filter=~one & named), Value(0)),
            total=Sum("amount"),
            without=Count("pk", filter=Q(amount=None)),
            **{status: Count("pk", filter=Q(amount_status=status, amount__isnull=False)) for status in INEXACT},
        )
    )
    for row in rows:
        n, once, told, total, without, *inexact = row[len(by) :]
        statuses = frozenset(status for status, found in zip(INEXACT, inexact, strict=True) if found)
        yield *row[: len(by)], Given(n, once + told, total, without, statuses, not told)


def staged(lines: AwardLineQuerySet) -> AwardLineQuerySet:
    """Final lines with the stage of their project; an award without a public project has no stage that is stated."""
    public = When(project__published=True, then=F("project__stage"))
    unknown = Value(ProjectStage.UNKNOWN.value)
    return lines.final().annotate(stage=Case(public, default=unknown, output_field=CharField()))


def stages(lines: AwardLineQuerySet) -> dict[str, Given]:
    """Per stage, in the order of the stages."""
    found = dict(given(staged(lines), "stage"))
    return {stage: found[stage] for stage in ProjectStage.values if stage in found}


def of_programmes(lines: AwardLineQuerySet, gross: bool = False) -> AwardLineQuerySet:
    """Lines of a programme; net, without what comes out of another of its lines."""
    if gross:
        return lines.exclude(programme=None)
    passed = lines.transfers().filter(pk=OuterRef("parent_id"), programme=OuterRef("programme_id"))
    return lines.exclude(programme=None).filter(~Exists(passed))


def programmes(lines: AwardLineQuerySet, gross: bool = False) -> dict[tuple[int, str], Given]:
    """Per (programme, currency), what it gave."""
    rows = given(of_programmes(lines, gross), "programme", "currency")
    return {(programme, currency): one for programme, currency, one in rows}


def rows(lines: AwardLineQuerySet, what: str, *parts: str) -> AwardLineQuerySet:
    """The lines behind a number: `stage:pilot`, `stage:pilot:without` an amount; `programme:KEY` or `gross:KEY`, and
    `…:without`. Raises ValueError on anything else."""
    match what, parts:
        case "stage", [stage, *rest] if stage in ProjectStage.values and rest in ([], ["without"]):
            found = staged(lines).filter(stage=stage)
        case (("programme" | "gross"), [key, *rest]) if rest in ([], ["without"]):
            found = of_programmes(lines, what == "gross").filter(programme__key=key)
        case _:
            raise ValueError(what)
    return found.filter(amount=None) if rest else found


def project_rows(projects: QuerySet[Project], lines: AwardLineQuerySet, kind: str = "", *of: str) -> QuerySet[Project]:
    """The projects that the awards of a stage name."""
    if kind != "stage" or len(of) != 1:
        raise ValueError(kind)
    return projects.filter(Exists(rows(lines, kind, *of).filter(project=OuterRef("pk"))))

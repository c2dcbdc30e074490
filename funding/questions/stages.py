"""Stages of the projects that money goes to, and what each programme gave.

In: awards as lines (`questions.ledger`), the stage of each project. Out: one `Given` per stage, or per programme.

Universe: current final awards in one currency for stages; for programmes, all current awards of the programme that come
out of no transfer of the same programme, so that a dollar is counted once. Projects as in `ledger.projects_in`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from funding.questions.ledger import Line, projects_in, total, without_amount
from projects.choices import ProjectStage


@dataclass(frozen=True)
class Given:
    """What went to a stage, or came from a programme: None where no amount is known."""

    awards: int
    projects: int
    total: Decimal | None
    without_amount: int


def given(rows: list[Line]) -> Given:
    return Given(len(rows), projects_in(rows), total(rows), without_amount(rows))


def stages(lines: Iterable[Line], stage_of: dict[int, str]) -> dict[str, Given]:
    """Per stage, in the order of the stages; a line without a project has no stage that is stated."""
    groups: dict[str, list[Line]] = {}
    for line in lines:
        if line.is_final:
            groups.setdefault(stage_of.get(line.project or 0, ProjectStage.UNKNOWN), []).append(line)
    return {stage: given(groups[stage]) for stage in ProjectStage.values if stage in groups}


def programmes(lines: Iterable[Line]) -> dict[tuple[int, str], Given]:
    """Per (programme, currency), what it gave."""
    rows = [line for line in lines if line.programme]
    transfers = {line.pk: line.programme for line in rows if not line.is_final}
    groups: dict[tuple[int, str], list[Line]] = {}
    for line in rows:
        if line.programme and transfers.get(line.parent or 0) != line.programme:
            groups.setdefault((line.programme, line.currency), []).append(line)
    return {key: given(found) for key, found in groups.items()}

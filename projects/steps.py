"""Steps of a migration that are taken together, so that Django draws the models once for all of them.

Django draws every model that is related to a changed one anew after each single step. Here everything is related to its
register: some six hundred steps would take over a minute on an empty database, and take seconds together.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.db.migrations.operations import CreateModel, RunPython, RunSQL
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class Together(Operation):
    """Steps of one kind as one: the models before all of them, and after all of them, are what each one sees."""

    def __init__(self, *steps: Operation) -> None:
        self.steps = steps

    @property
    def reversible(self) -> bool:  # type: ignore[override]
        return all(step.reversible for step in self.steps)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        # Models that are not drawn are not drawn anew: the next who asks for them has them drawn.
        state.__dict__.pop("apps", None)
        for step in self.steps:
            step.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for step in self.steps:
            step.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for step in reversed(self.steps):
            step.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "; ".join(step.describe() for step in self.steps)


def together(*steps: Operation) -> list[Operation]:
    """The same steps, neighbours of one kind as one. A table is made as the step that makes it knows its model."""
    return [one for kind, those in groupby(steps, kind_of) for one in grouped(kind, those)]


def kind_of(step: Operation) -> str:
    if isinstance(step, RunSQL | RunPython):
        return "alone"
    return "tables" if isinstance(step, CreateModel) else "parts of tables"


def grouped(kind: str, steps: Iterator[Operation]) -> list[Operation]:
    return [*steps] if kind == "alone" else [Together(*steps)]

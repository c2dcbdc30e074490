"""Steps of a migration that are taken together do what the same steps do one by one."""

from django.db.migrations import AddField, AddIndex, CreateModel, RunSQL
from django.db.migrations.state import ProjectState
from django.db.models import BigAutoField, CharField, Index

from projects.steps import Together, together

STEPS = [
    CreateModel("Body", [("id", BigAutoField(primary_key=True)), ("name", CharField(max_length=9))]),
    CreateModel("Seat", [("id", BigAutoField(primary_key=True))]),
    AddField("Body", "key", CharField(max_length=9, default="")),
    AddIndex("Body", Index(fields=["key"], name="body_key")),
    RunSQL("SELECT 1", "SELECT 2"),
    AddField("Seat", "kind", CharField(max_length=9, default="")),
]


def test_neighbours_of_one_kind_are_one_step() -> None:
    taken = together(*STEPS)
    assert [len(one.steps) if isinstance(one, Together) else "alone" for one in taken] == [2, 2, "alone", 1]
    assert all(one.reversible for one in taken)


def test_the_models_are_the_same_and_are_drawn_once() -> None:
    one_by_one, at_once = ProjectState(), ProjectState()
    for state, steps in ((one_by_one, STEPS), (at_once, together(*STEPS))):
        assert state.apps
        for step in steps:
            step.state_forwards("projects", state)
    assert at_once == one_by_one
    drawn = at_once.apps.get_model("projects", "body")
    assert [field.name for field in drawn._meta.fields] == ["id", "name", "key"]

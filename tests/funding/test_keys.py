"""The foreign keys that are checked by statement: what points at nothing is refused, under the key's name."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from projects.models import Project
from tests import factories as make
from tests.rules import one_row_of_each

migration = import_module("funding.migrations.0003_keys_by_statement")
KEYS = [(child, key) for child, keys in migration.KEYS.items() for key in keys]
# Of an import's rows, which are replaced as a whole: what points at them is only a way back.
LOOSE = {("funding_evidence", "staged_row_id"), ("funding_roweffect", "row_id")}
NOWHERE = 987_654_321


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def rows(of_the_file: None) -> None:
    one_row_of_each()


def run(sql: str, *given: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)


def refused(sql: str, *given: object) -> str:
    """The statement breaks a key by the end of its transaction. Out: the name of the key."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        run(sql, *given)
        run("SET CONSTRAINTS check_key IMMEDIATE")
    run("SET CONSTRAINTS check_key DEFERRED")
    return error.value.__cause__.diag.constraint_name


def test_each_key_without_a_constraint_of_its_own_is_checked_by_statement() -> None:
    unheld = {
        (model._meta.db_table, column.column)
        for model in apps.get_models()
        if not model.__name__.endswith("History") and model._meta.app_label in {"projects", "funding"}
        for column in model._meta.concrete_fields
        if isinstance(column, models.ForeignKey) and not column.db_constraint
    }
    assert unheld == {*KEYS} | LOOSE


@pytest.mark.parametrize(("child", "key"), KEYS)
def test_what_points_at_nothing_is_refused(child: str, key: str) -> None:
    facts = migration.FACTS if child == "funding_evidence" and key in migration.FACTS else ()
    others = [f"{name} = NULL" for name in facts if name != key]
    row = f"(SELECT id FROM {child} ORDER BY {key} IS NULL, id LIMIT 1)"
    assert (
        refused(f"UPDATE {child} SET {', '.join([*others, f'{key} = %s'])} WHERE id = {row}", NOWHERE)
        == f"{child}_{key}"
    )


@pytest.mark.parametrize("parent", sorted(migration.parents()))
def test_what_is_pointed_at_stays(parent: str) -> None:
    run("UPDATE funding_award SET parent_id = NULL")
    child, key = migration.parents()[parent][0]
    if parent == "funding_award":
        child, key = "funding_awardparty", "award_id"
    others = {f"{child}_{key}" for child, key in migration.parents()[parent]}
    assert refused(f"DELETE FROM {parent} WHERE id = (SELECT min({key}) FROM {child})") in others


def test_the_end_of_the_transaction_counts() -> None:
    project = make.project(key="autre")
    with transaction.atomic():
        run("UPDATE funding_award SET project_id = %s", NOWHERE)
        run("UPDATE funding_award SET project_id = %s", project.pk)
        run("DELETE FROM projects_project WHERE id = %s", project.pk)
        run("UPDATE funding_award SET project_id = NULL")
        run("DELETE FROM funding_evidence WHERE project_id = %s", project.pk)
        run("SET CONSTRAINTS ALL IMMEDIATE")
        run("SET CONSTRAINTS ALL DEFERRED")
        run("SELECT 1 FROM key_to_check HAVING count(*) > 0")
    assert not Project.objects.filter(pk=project.pk).exists()


def test_an_id_never_changes() -> None:
    assert refused(
        "UPDATE projects_project SET id = %s WHERE id = (SELECT min(id) FROM projects_project)", NOWHERE
    ) == ("projects_project_id_stays")


def test_a_staged_row_never_moves_to_another_import() -> None:
    run("UPDATE funding_stagedrow SET batch_id = batch_id, state = 'ready'")
    with pytest.raises(IntegrityError, match="never moves"), transaction.atomic():
        run("UPDATE funding_stagedrow SET batch_id = batch_id + 1")

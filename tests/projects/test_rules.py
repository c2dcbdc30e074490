"""Each constraint on who and what: a row that breaks it is refused, under the constraint's name (DESIGN § 5)."""

import pytest
from django.db import DataError, IntegrityError, connection
from django.db.models import CheckConstraint, F, UniqueConstraint

from projects.models import (
    BoardMembership,
    Identifier,
    Organization,
    OrganizationEvent,
    OrganizationName,
    OrganizationSector,
    OrganizationTie,
    Person,
    Project,
    Register,
)
from tests import factories as make
from tests.rules import again, changed, closed_list, constraints, one_row_of_each, refused

pytestmark = pytest.mark.django_db

CHECKS = {name: (model, constraint) for name, model, constraint in constraints("projects", CheckConstraint)}
UNIQUE = {name: model for name, model, _ in constraints("projects", UniqueConstraint)}
LISTS = {name: (model, closed_list(one)) for name, (model, one) in CHECKS.items() if closed_list(one)}
KEYS = {name: model for name, (model, _) in CHECKS.items() if name.endswith("_has_key")}
BACKWARDS = {"valid_from": "2021-03", "valid_to": "2021-02"}
# Name of the constraint → the model, and what one of its rows may not become.
OTHERS = {
    "register_period_in_order": (Register, {"period_from": "2023", "period_to": "2022-12"}),
    "organization_has_name": (Organization, {"name": ""}),
    "organization_not_merged_into_itself": (Organization, {"merged_into": F("pk")}),
    "organization_name_in_order": (OrganizationName, BACKWARDS),
    "organization_sector_in_order": (OrganizationSector, BACKWARDS),
    "organization_tie_in_order": (OrganizationTie, BACKWARDS),
    "organization_tie_not_to_itself": (OrganizationTie, {"to": F("organization")}),
    "identifier_neq_ten_digits": (Identifier, {"value": "114392011"}),
    "organization_event_with_another": (OrganizationEvent, {"other": F("organization")}),
    "person_has_name": (Person, {"name": ""}),
    "seat_in_order": (BoardMembership, BACKWARDS),
    "seat_has_one_holder": (BoardMembership, {"holder": F("organization")}),
    "seat_not_on_behalf_of_itself": (BoardMembership, {"on_behalf_of": F("organization")}),
    "project_in_order": (Project, {"started": "2021-03-02", "ended": "2021-03-01"}),
    "project_has_title": (Project, {"title": ""}),
    "project_counts_one_or_more": (Project, {"count_of_projects": 0}),
}
# Name of the constraint → what a second row must have otherwise, so that this constraint alone refuses it.
TWINS = {
    "register_one_default": {"slug": "autre", "number": 99},
    "projects_participation_key": {"role": "host"},
    "participation_once": {"key": "autre"},
}


@pytest.fixture(scope="module", autouse=True)
def rows(of_the_file):
    one_row_of_each()


def test_every_check_has_a_test():
    assert set(CHECKS) == set(LISTS) | set(KEYS) | set(OTHERS)


@pytest.mark.parametrize("name", sorted(LISTS))
def test_a_word_that_is_not_in_its_list(name):
    model, field = LISTS[name]
    refused(name, lambda: changed(model, {field: "zzz"}))


@pytest.mark.parametrize("name", sorted(KEYS))
def test_a_fact_without_a_key(name):
    refused(name, lambda: changed(KEYS[name], {"key": ""}))


@pytest.mark.parametrize("name", sorted(OTHERS))
def test_what_a_row_may_not_become(name):
    model, values = OTHERS[name]
    refused(name, lambda: changed(model, values))


@pytest.mark.parametrize("name", sorted(UNIQUE))
def test_what_may_be_there_once(name):
    refused(name, lambda: again(UNIQUE[name], name, TWINS.get(name, {})))


def test_a_seat_has_a_holder():
    refused("seat_has_one_holder", lambda: changed(BoardMembership, {"person": None}))


@pytest.mark.parametrize("text", ["2021-13", "2021-3", "mars 2021", "21", "2021-02-32", "2021-00"])
def test_a_partial_date_is_a_year_a_month_or_a_day(text):
    with pytest.raises((DataError, IntegrityError)) as error, connection.cursor() as cursor:
        cursor.execute("UPDATE projects_boardmembership SET valid_from = %s", [text])
    assert "partial_date" in str(error.value)


@pytest.mark.parametrize(("first", "last"), [("2021-03", "2021"), ("2021", "2021-01"), ("", "2020"), ("2021", "")])
def test_partial_dates_that_may_be_in_order_are_accepted(first, last):
    changed(BoardMembership, {"valid_from": first, "valid_to": last})


def test_each_change_is_in_the_history_with_what_was():
    person = make.person(name="Avant")
    Person.objects.filter(pk=person.pk).update(name="Après")
    labels = list(person.history.order_by("pgh_id").values_list("pgh_label", "name"))
    assert labels[0] == ("insert", "Avant")
    assert labels[-1] == ("update", "Après")
    table = person.history.model
    Person.objects.filter(pk=make.person(name="Effacé", public=False).pk).delete()
    assert table.objects.filter(name="Effacé").order_by("-pgh_id").first().pgh_label == "delete"


def test_a_statement_that_changes_nothing_leaves_no_event():
    person = make.person(name="Le même")
    before = person.history.count()
    Person.objects.filter(pk=person.pk).update(name="Le même")
    assert person.history.count() == before

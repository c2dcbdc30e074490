"""What is kept of an answer: as long as the data are the same, in each language, and without Redis too."""

import pickle

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import override
from redis import RedisError

from funding.export_columns import Column, Type
from projects.changes import new_data_version
from projects.kept import kept
from projects.models import Register
from tests import factories as make

pytestmark = pytest.mark.django_db


def counted():
    calls = []

    def made():
        calls.append(1)
        return len(calls)

    return made


def test_an_answer_is_made_once_for_a_state_of_the_data():
    register, made = make.register(), counted()
    assert [kept(register, ("a",), made), kept(register, ("a",), made), kept(register, ("a", "year=2021"), made)] == [
        1,
        1,
        2,
    ]
    with override("en"):
        assert kept(register, ("a",), made) == 3
    new_data_version(register.pk)
    assert kept(Register.objects.get(), ("a",), made) == 4


def test_without_redis_it_is_made_each_time(monkeypatch):
    def refuse(*arguments, **options):
        raise RedisError("gone")

    monkeypatch.setattr(cache, "get", refuse)
    monkeypatch.setattr(cache, "set", refuse)
    register, made = make.register(), counted()
    assert [kept(register, ("a",), made), kept(register, ("a",), made)] == [1, 2]


def test_a_page_changes_with_the_data_and_its_second_reading_asks_for_nothing(client, django_assert_max_num_queries):
    register = make.register()
    body, other = make.organization(register, "Alpha"), make.organization(register, "Bêta")
    make.award(amount=60, recipients=[body], title="Un")
    make.award(amount=40, recipients=[other], title="Deux")
    assert "60,0" in client.get("/fr/questions/concentration/").content.decode()
    # Which registers there are, and the newest edition (asked for twice).
    with django_assert_max_num_queries(3):
        again = client.get("/fr/questions/concentration/")
    told = client.get("/fr/questions/concentration/", headers={"if-none-match": again["ETag"]})
    assert told.status_code == 304 and again.status_code == 200
    make.award(amount=100, recipients=[other], title="Trois")
    new_data_version(register.pk)
    changed = client.get("/fr/questions/concentration/", headers={"if-none-match": again["ETag"]})
    assert changed.status_code == 200 and "70,0" in changed.content.decode()


def test_what_is_kept_for_visitors_is_not_the_page_of_who_is_signed_in(client, django_user_model):
    make.award(amount=60, recipients=[make.organization()])
    visitor = client.get("/fr/questions/concentration/")
    client.force_login(django_user_model.objects.create_user("quelqu-un@example.org"))
    own = client.get("/fr/questions/concentration/")
    staff = f'href="{reverse("imports")}"'.encode()
    assert staff in own.content and "ETag" not in own
    client.logout()
    again = client.get("/fr/questions/concentration/").content
    assert again == visitor.content and staff not in again


def test_a_renamed_register_is_called_so_on_what_was_kept(client):
    register = make.register(name_fr="Avant")
    make.award(amount=60, recipients=[make.organization(register)])
    assert "Avant" in client.get("/fr/questions/concentration/").content.decode()
    Register.objects.filter(pk=register.pk).update(name_fr="Après")
    assert "Après" in client.get("/fr/questions/concentration/").content.decode()


def test_what_is_kept_in_one_language_is_read_in_another():
    with override("fr"):
        written = pickle.dumps([Column("n", "N", "N", Type.NUMBER), Column("t", "T", "T", Type.TEXT)])
    with override("en"):
        assert [column.holds for column in pickle.loads(written)] == [Type.NUMBER, Type.TEXT]

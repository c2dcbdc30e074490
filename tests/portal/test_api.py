"""The API: the same rows and fields as the downloads, page by page; 400 on what is not understood; 304; a description."""

import json
from decimal import Decimal

import pytest
from django.core.cache.backends.redis import RedisCache
from rest_framework.throttling import AnonRateThrottle

from funding.export_kinds import KINDS
from funding.views import DOWNLOADS
from projects.models import Register
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def register():
    register = make.register()
    ministry = make.ministry(register, "Ministère")
    company = make.organization(register, "Jeune pousse")
    for number in range(5):
        make.award(register, f"{number}.50", payers=[ministry], recipients=[company], key=f"a-{number}")
    make.award(register, None, payers=[ministry], key="a-9")
    make.award(register, "7", payers=[ministry], key="hidden", public=False)
    make.seat(ministry, make.person(register, "Ada"))
    return register


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer.content
    return json.loads(answer.content, parse_float=Decimal)


def test_pages_follow_one_another_and_hold_every_row_once(client, register):
    address, keys = "/api/v1/awards/?page_size=2", []
    while address:
        page = read(client, address)
        keys += [row["key"] for row in page["results"]]
        address = page["next"]
    assert keys == ["a-0", "a-1", "a-2", "a-3", "a-4", "a-9"]


def test_a_row_has_the_fields_and_values_of_the_download(client, register):
    for name, taken in DOWNLOADS.items():
        rows = read(client, f"/api/v1/{name}/")["results"]
        told = b"".join(client.get(f"/fr/{name}.jsonl").streaming_content).decode().splitlines()
        download = {row["key"]: row for row in (json.loads(line, parse_float=Decimal) for line in told)}
        assert {row["key"]: row for row in rows} == download, name
        assert all(list(row) == [column.name for column in KINDS[taken.kind].columns] for row in rows)
    assert read(client, "/api/v1/awards/")["results"][1]["amount"] == Decimal("1.50")


def test_filters_are_those_of_the_pages(client, register):
    assert [row["key"] for row in read(client, "/api/v1/awards/?amount=missing")["results"]] == ["a-9"]
    assert len(read(client, "/api/v1/awards/?recipient=jeune-pousse")["results"]) == 5


def test_a_number_has_all_its_figures_in_any_list(client, register):
    make.award(register, "123456789012345678.91", key="large")
    assert b'"amount":123456789012345678.91,' in client.get("/api/v1/awards/?amount_from=1000000").content


def test_rows_come_in_the_order_of_keys_and_no_other(client, register):
    answer = client.get("/api/v1/awards/?order=-amount")
    assert answer.status_code == 400 and "in the order of their keys" in answer.json()["order"][0]
    assert '"order"' not in client.get("/api/v1/schema/?format=json").content.decode()


@pytest.mark.parametrize("query", ["sector=nonsense", "payer=nobody", "colour=red", "year=abc", "cursor=nonsense"])
def test_what_is_not_understood_is_refused(client, register, query):
    answer = client.get(f"/api/v1/awards/?{query}")
    assert answer.status_code in (400, 404) and "results" not in answer.json()
    assert answer.status_code == 400 or "cursor" in query


def test_an_answer_is_sent_again_only_where_the_data_changed(client, register):
    first = client.get("/api/v1/awards/")
    again = client.get("/api/v1/awards/", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304 and not again.content
    Register.objects.update(data_version=1)
    assert client.get("/api/v1/awards/", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_another_register_has_its_own_lists(client, register):
    make.award(make.register(slug="autre"), "1", key="b-1")
    assert [row["key"] for row in read(client, "/api/v1/r/autre/awards/")["results"]] == ["b-1"]
    assert client.get("/api/v1/r/nowhere/awards/").status_code == 404


def test_it_is_only_read_and_not_without_measure(client, register, settings):
    assert client.post("/api/v1/awards/").status_code == 405
    answers = {client.get("/api/v1/sources/").status_code for _n in range(130)}
    assert 429 in answers


def test_rows_are_given_while_the_cache_does_not_answer(client, register, monkeypatch):
    monkeypatch.setattr(AnonRateThrottle, "cache", RedisCache("redis://127.0.0.1:1/0", {}))
    assert len(read(client, "/api/v1/awards/")["results"]) == 6


def test_its_description_has_every_list_and_its_page_shows_them(client, register):
    schema = client.get("/api/v1/schema/", headers={"Accept": "application/vnd.oai.openapi+json"}).content.decode()
    page = client.get("/fr/api/").content.decode()
    for name in DOWNLOADS:
        assert f"/{name}/" in schema and f"/api/v1/{name}/" in page
    assert "recipient_kind" in schema and "recipient_kind" in page

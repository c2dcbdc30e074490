"""What questions ask of a whole register stands in the file of its release: the same pages come of it, and nothing else."""

from importlib import import_module

import pytest
from django.conf import settings

from funding import columnar
from funding.dashboards.catalogue import QUESTIONS
from funding.export_kinds import KINDS, NAMES
from funding.models import Award, Release
from funding.release_engine import engine_file, new_engine
from funding.releases import make_release
from funding.withdrawals import withdraw
from projects.changes import new_data_version
from projects.models import Organization
from tests import factories as make
from tests.funding.release_register import every_kind

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def released(of_the_file):
    """A register and its release, with the answers of a longer one; of two kinds of record only, which are quickly written."""
    import_module(settings.ROOT_URLCONF)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("funding.release_answers.FEWEST", 0)
        for kind in {*KINDS} - {"award", "organization"}:
            patch.delitem(KINDS, kind)
            patch.delitem(NAMES, kind)
        register = every_kind()
        company = make.organization(register, "Qvrtz inc.", key="qvrtz")
        make.award(register, "9", payers=[Organization.objects.get(kind="ministry")], recipients=[company], key="a-9")
        new_data_version(register.pk)
        make_release(register)
    return register


@pytest.fixture
def asked(monkeypatch):
    """Every SELECT that was computed, and every one that was read."""
    found = {"read": [], "computed": []}
    name_of = columnar.name_of

    def noted(sql, given):
        name = name_of(sql, given)
        [there] = [name in names for names in [columnar.answered(columnar.engine(Release.objects.get()))]]
        found["read" if there else "computed"].append(sql)
        return name

    monkeypatch.setattr(columnar, "name_of", noted)
    return found


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_page_read_from_the_answers_is_the_page_computed(released, client, monkeypatch, language):
    addresses = [f"/{language}/releases/1/questions/{slug}/" for slug in QUESTIONS]
    read = [client.get(one).content for one in addresses]
    monkeypatch.setattr(columnar, "answered", lambda _engine: set())
    assert [client.get(one).content for one in addresses] == read


def test_what_is_asked_without_a_filter_is_read_and_the_rest_computed(released, client, asked):
    client.get("/fr/releases/1/questions/who-decides/")
    page = [sql for sql in asked["computed"] if "SUM(" in sql or "COUNT(" in sql]
    assert asked["read"] and not page, page
    client.get("/fr/releases/1/questions/who-decides/?sector=private")
    assert any("SUM(" in sql or "COUNT(" in sql for sql in asked["computed"])


def test_lists_and_the_first_page_are_read_too(released, client, asked, monkeypatch):
    monkeypatch.setattr(columnar, "FEW", 0)
    for page in ("", "projects/", "organizations/", "funders/", "consortia/", "programmes/", "sources/", "seats/"):
        asked["read"].clear()
        assert client.get(f"/en/{page}").status_code == 200
        assert asked["read"] and not [sql for sql in asked["computed"] if "SUM(" in sql or "COUNT(" in sql], page


def test_a_withdrawal_writes_the_answers_anew(released, few_kinds, monkeypatch):
    monkeypatch.setattr("funding.release_answers.FEWEST", 0)

    def said():
        with new_engine(engine_file(Release.objects.get()), read_only=True) as engine:
            names = engine.execute("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'answers'").fetchall()
            return repr([engine.execute(f'SELECT * FROM answers."{name}"').fetchall() for (name,) in names])

    assert "Qvrtz" in said()
    withdraw(released, "organization", "qvrtz", "court")
    assert said().count("[(") > 5 and "Qvrtz" not in said()
    assert Award.objects.public().filter(key="a-9").exists()


def test_a_question_that_cannot_be_asked_beforehand_stops_no_release(released, few_kinds, monkeypatch, caplog):
    def failing(*_asked):
        raise ZeroDivisionError

    monkeypatch.setattr("funding.release_answers.FEWEST", 0)
    monkeypatch.setattr("funding.answers.Answer.put", failing)
    make.award(released, "1", key="a-10")
    new_data_version(released.pk)
    assert make_release(released).files
    assert "could not be answered beforehand" in caplog.text

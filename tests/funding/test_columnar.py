"""The same queryset on both engines: the same values and the same types, over random filters; and the switch."""

import json
from collections import OrderedDict
from contextlib import nullcontext
from decimal import Decimal

import numpy
import pytest
from django.core.cache import cache
from django.db import connection
from django.db.models import Avg, Count, F, Q, Sum
from django.http import QueryDict
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from hypothesis import HealthCheck, given
from hypothesis import settings as properties
from hypothesis import strategies as st

from funding import columnar
from funding.account import parties_of, totals
from funding.facet_counting import Sets
from funding.filters import AwardFilter
from funding.models import Award, AwardLine, AwardParty, ReportedFigure
from funding.over_time import sums_of_body
from funding.questions.books import Books
from funding.questions.concentration import concentration
from funding.questions.reported_rules import counted
from funding.releases import make_release
from funding.views import for_list, totals_of
from projects.filters import OrganizationFilter, ProjectFilter
from projects.lists import ShownRows, facet_counts
from projects.models import Organization, Project, ProjectUseType, Register, UseType
from projects.tally import TALLY
from tests import factories as make
from tests.whole import examples

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def register(of_the_file):
    """A register and its release, with the sets of a longer one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("funding.facet_sets.FEWEST", 0)
        return written()


@pytest.fixture(autouse=True)
def small_registers_too(monkeypatch):
    """The release is asked, however few its awards."""
    monkeypatch.setattr(columnar, "FEW", 0)


def written():
    register = make.register()
    ministry = make.ministry(register, "Ministère")
    fund = make.organization(register, "Fonds", kind="research_fund", sector="parapublic")
    between = make.organization(register, "Consortium_100%", kind="consortium", sector="nonprofit")
    companies = [make.organization(register, f"Société {n}", region="Montréal" if n else "") for n in range(3)]
    programme = make.programme(register, "Programme")
    use = UseType.objects.create(register=register, version="6", code="x", family="clinical", name_fr="é", name_en="e")
    projects = [make.project(register, f"Projet {n}") for n in range(2)]
    ProjectUseType.objects.create(project=projects[0], use_type=use)
    make.participation(projects[0], companies[0], "lead")
    for stands in (fund, between, companies[0]):
        twin = make.organization(register, f"{stands.name} bis", kind=stands.kind, sector=stands.sector)
        twin.merged_into = stands
        twin.save()
        make.award(
            register,
            "4",
            payers=[ministry, *([fund, twin] if stands == fund else [])],
            recipients=[] if stands == fund else [twin],
        )
    make.award(register, "8", payers=[ministry], recipients=[twin, companies[0]], project=projects[1])
    make.award(register, "6", payers=[ministry], recipients=[companies[1]], flow_level="transfer")
    obscure = make.organization(register, "Obscure", kind="other", sector="unknown")
    make.award(register, "11", payers=[ministry], recipients=[obscure])
    transfer = make.award(register, "1000.50", payers=[ministry, fund], recipients=[between], flow_level="transfer")
    transfer.date = "2021-03"
    transfer.save()
    make.award(register, "-20", payers=[between], recipients=companies[:2], parent=transfer, fiscal_year=2021)
    make.award(register, None, payers=[ministry], recipients=companies[2:], programme=programme, date="2019")
    make.award(register, "7.25", payers=[fund], project=projects[0], currency="USD", amount_status="at_least")
    old = make.award(register, "3", payers=[ministry], recipients=companies[:1], project=projects[1], fiscal_year=2022)
    make.award(register, "3", payers=[ministry], recipients=companies[:1], supersedes=old, in_scope="part")
    make.award(register, "9", payers=[ministry], public=False)
    # Out of a transfer, and to two bodies, of which one is not shown.
    secret = make.award(register, "50", payers=[ministry], recipients=[between], flow_level="transfer", public=False)
    make.award(register, "40", payers=[fund], recipients=companies[:1], parent=secret, title="Issu")
    hidden = make.organization(register, "Cachée", kind="university", public=False)
    other = make.organization(register, "Cachée aussi", public=False)
    make.award(register, "60", payers=[ministry, other], recipients=[companies[0], hidden], title="Partagé")
    make.award(register, "70", payers=[ministry], recipients=[hidden], title="Caché", flow_level="transfer")
    make_release(register)
    return register


CHOICES = {
    "sector": ["private", "nonprofit", "unnamed", "unknown"],
    "recipient_kind": ["company", "consortium", "unnamed", "unknown", "other"],
    "payer": ["ministere", "fonds", "consortium_100"],
    "organization": ["societe-0", "ministere"],
    "intermediary": ["consortium_100", "unknown"],
    "not_intermediary": ["consortium_100", "unknown"],
    "programme": ["programme", "unknown"],
    "not_year": ["2021", "unknown"],
    "not_use": ["x", "unknown"],
    "project": ["projet-0"],
    "use": ["x"],
    "level": ["final", "transfer"],
    "amount": ["known", "missing"],
    "basis": ["entered", "final"],
    "year": ["2019", "2021", "2022"],
    "year_from": ["2020"],
    "year_to": ["2021"],
    "order": ["-amount", "amount", "-year", "year", "title"],
    "not_payer": ["fonds", "unknown"],
    "not_sector": ["private", "unnamed"],
    "amount_below": ["5"],
}
filters = st.dictionaries(st.sampled_from(sorted(CHOICES)), st.integers(0, 10), max_size=4)


def asked(register, parameters, model=Award, kind=AwardFilter):
    request = RequestFactory().get("/")
    request.register, request.resolver_match = register, resolve("/fr/awards/")
    return kind(QueryDict(parameters), model.objects.for_reading(register), request=request)


def address(chosen):
    return "&".join(f"{name}={CHOICES[name][number % len(CHOICES[name])]}" for name, number in chosen.items())


def answers(register, parameters):
    """What a page of awards adds up: totals, counts of every facet, and which rows in which order."""
    found = asked(register, parameters)
    return (
        found.qs.totals_by_basis(),
        totals_of(found),
        found.qs.totals(),
        facet_counts(found),
        list(found.qs.values_list("key", flat=True)),
        [row.key for row in ShownRows(found, for_list, 9)[1:4]],
        found.qs.count(),
        found.qs.aggregate(total=Sum("amount"), n=Count("pk")),
        list(found.qs.order_by("currency").values("currency").annotate(n=Count("pk"), least=Sum(F("amount")))),
        [(one.pk, one.amount, one.year, one.folded, one.published) for one in found.qs],
    )


@pytest.mark.parametrize(
    "parameters", ["q=ministere", "q=societe&sector=private&not_payer=fonds", "q=projet&order=title"]
)
def test_words_become_ids_once_and_the_release_is_asked_about_them(register, parameters):
    slow = answers(register, parameters)
    cache.clear()
    with columnar.fast(register), CaptureQueriesContext(connection) as queries:
        quick = answers(register, parameters)
    assert typed(quick) == typed(slow)
    asked = of_postgresql(queries)
    assert sum("search_query" in sql for sql in asked) == 1, asked
    assert not any("COUNT(" in sql for sql in asked), asked


def of_postgresql(queries):
    """The queries that PostgreSQL was asked."""
    return [query["sql"] for query in queries if not query["sql"].startswith("/* the release */")]


def typed(value):
    """The value with the types of everything in it."""
    if isinstance(value, dict):
        return {name: typed(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [typed(one) for one in value]
    return (type(value).__name__, value)


@properties(max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filters)
def test_both_engines_give_the_same_values_and_types(register, chosen):
    parameters = address(chosen)
    slow = answers(register, parameters)
    with columnar.reading(columnar.fresh(register)), CaptureQueriesContext(connection) as queries:
        quick = answers(register, parameters)
    assert typed(quick) == typed(slow), parameters
    assert not [query for query in of_postgresql(queries) if "funding_award" in query], "DuckDB answered"


@pytest.mark.parametrize("quick", [False, True])
def test_each_number_beside_a_list_is_how_many_rows_it_leads_to(register, quick):
    """A recipient of a sector that is not stated; a final award to a body that hands others on."""
    with columnar.fast(register) if quick else nullcontext():
        for facet in facet_counts(asked(register, "")):
            for one in [*facet.shown, *facet.more]:
                found = asked(register, f"{facet.name}={one.value}")
                rows = sum(total["awards"] for total in totals_of(found)) if quick else found.qs.count()
                assert rows == one.count, (facet.name, one)


def test_money_out_of_a_transfer_that_nobody_sees_enters_in_both(register):
    make.reported_figure(register, "f", 1, unit="CAD", rule="public_money")
    figure = ReportedFigure.objects.get()

    def told():
        found = asked(register, "basis=entered").qs
        return sorted(award.amount or 0 for award in found), counted(Books(register), figure)

    slow = told()
    with columnar.fast(register):
        assert told() == slow
    assert 40 in slow[0]


def test_each_line_is_the_same_in_both_and_holds_who_is_not_shown(register):
    names = [field.attname for field in AwardLine._meta.concrete_fields if field.name != "parent"]

    def told():
        lines = list(AwardLine.objects.of(register).order_by("pk").values(*names))
        named = concentration(AwardLine.objects.of(register))
        unnamed = asked(register, "sector=unnamed").qs.values_list("title", flat=True)
        parties = AwardParty.objects.public().filter(award__register=register, award__published=True)
        return lines, named, sorted(unnamed), parties.count()

    slow = told()
    with columnar.fast(register):
        assert told() == slow
    assert [line["recipients"] for line in slow[0] if line["amount"] in (60, 70)] == [2, 0]
    assert "Caché" in slow[2] and "Partagé" not in slow[2]


def test_what_stands_beside_a_list_is_counted_in_the_sets_of_the_release(register):
    found = asked(register, "sector=private&year_from=2019")
    with columnar.reading(columnar.fresh(register)):
        tally = TALLY.get()
        assert tally.facets(found, None, list(found.facets))
        assert tally.totals_by_basis(found) and len(tally.read) == 1, "the filter is asked once"
        assert tally.ids(found, 0, 2)
    assert TALLY.get() is None


def test_a_filter_is_put_together_of_its_conditions_which_are_asked_once(register, monkeypatch):
    """What was asked alone is not asked again together with others, nor by the next reader."""
    monkeypatch.setattr("funding.facet_counting.CONDITIONS", 6)
    wanted = ("sector=private", "year_from=2019", "sector=private&year_from=2019", "sector=private&payer=ministere")
    slow = {query: set(asked(register, query).qs.values_list("pk", flat=True)) for query in wanted}
    release = columnar.fresh(register)
    kept = columnar.memos[columnar.engine(release)].setdefault("conditions", OrderedDict())
    kept.clear()
    for query in wanted:
        before = {*kept}
        with columnar.reading(release):
            columns = TALLY.get().columns(asked(register, query))
            assert {*columns["id"].tolist()} == slow[query], query
        assert query != wanted[2] or {*kept} == before, "two that were asked alone"
        assert len(kept) <= 6


def test_rows_that_are_no_conditions_put_together_are_asked_for_as_they_are(register):
    rows = Award.objects.for_reading(register)
    either = rows.filter(Q(amount__gt=5) | Q(amount=None))
    for found in (rows.none(), either.distinct(), rows.exclude(currency="CAD"), rows.filter(pk__in=[])):
        with columnar.reading(columnar.fresh(register)):
            sets = TALLY.get()
            there = numpy.logical_and.reduce(list(sets.of_rows(found)))
            assert {*sets.table(Award).columns["id"][there].tolist()} == {*found.values_list("pk", flat=True)}


def test_a_release_that_has_no_sets_is_counted_by_its_tables(register, monkeypatch):
    found = asked(register, "sector=private")
    slow = facet_counts(found)
    monkeypatch.setattr(Sets, "has", lambda *_asked: False)
    with columnar.reading(columnar.fresh(register)):
        assert facet_counts(found) == slow and ShownRows(found, for_list, 9)[0:2]


def test_a_value_that_is_called_differently_in_two_rows_is_one_value(register, monkeypatch):
    """A code of two versions of the typology."""
    monkeypatch.setattr("funding.facet_sets.FEWEST", 0)
    other = UseType.objects.create(
        register=register, version="2", code="x", family="clinical", name_fr="a", name_en="b"
    )
    project = Project.objects.get(key="projet-0")
    ProjectUseType.objects.create(project=project, use_type=other)
    Register.objects.update(data_version=F("data_version") + 1)
    make_release(register)
    slow = facet_counts(asked(register, ""))
    with columnar.reading(columnar.fresh(register)):
        quick = facet_counts(asked(register, ""))
    assert typed(quick) == typed(slow)
    [use] = [facet for facet in quick if facet.name == "use"]
    assert [(one.value, one.label, one.count) for one in use.shown][:1] == [("x", "a", 1)]


@pytest.mark.parametrize(("model", "kind"), [(Organization, OrganizationFilter), (Project, ProjectFilter)])
def test_the_other_lists_too(register, model, kind):
    for parameters in ("", "kind=company", "sector=private", "use=x", "order=name", "order=-name"):
        found = asked(register, parameters, model, kind)
        if not found.form.is_valid():
            continue
        rows = found.queryset.for_list()
        slow = list(rows.order_by("key").values()), facet_counts(found)
        with columnar.reading(columnar.fresh(register)):
            assert typed((list(rows.order_by("key").values()), facet_counts(found))) == typed(slow)


@pytest.mark.parametrize("quick", [False, True])
def test_the_columns_that_say_what_counts_add_up_to_the_sums_of_the_page(register, client, settings, quick):
    settings.COLUMNAR = quick
    given = json.loads(client.get("/fr/awards.json").getvalue(), parse_float=Decimal)
    for total in Award.objects.public().of(register).totals_by_basis():
        for column, name in (("counts_public_money_in", "entered"), ("counts_final_destination", "final")):
            rows = [row for row in given["rows"] if row[column] and row["currency"] == total["currency"]]
            amounts = [Decimal(row["amount"]) for row in rows if row["amount"] is not None]
            assert (sum(amounts) if amounts else None) == total[name], (total, name)
    [old] = [row for row in given["rows"] if row["superseded_by"]]
    assert not old["counts_public_money_in"] and not old["counts_final_destination"]


@pytest.mark.parametrize("order", ["received_cad", "paid_cad", "received_usd", "paid_usd"])
def test_bodies_by_money_are_in_the_same_order_in_both_and_have_what_their_account_says(register, order):
    found = asked(register, f"order={order}", Organization, OrganizationFilter)
    assert not found.errors_by_filter
    role, currency = found.by_money[order]

    def told():
        bodies = asked(register, f"order={order}", Organization, OrganizationFilter)
        cache.clear()
        return [(key, bodies.sums.get(pk)) for pk, key in bodies.qs.standing().values_list("pk", "key")]

    slow = told()
    with columnar.reading(columnar.fresh(register)):
        assert typed(told()) == typed(slow)
    sums = [money for _key, money in slow]
    known = [money for money in sums if money is not None]
    assert sums == sorted(known, reverse=True) + [None] * (len(sums) - len(known))
    for key, money in slow:
        family = [one.pk for one in Organization.objects.filter(Q(key=key) | Q(merged_into__key=key), published=True)]
        parties = parties_of(family, register)
        account = totals(sums_of_body(parties, family))
        told = {(side, one.currency): one.amount for side, one in account}
        assert told.get((role, currency)) == money, (key, order)
        with columnar.reading(columnar.fresh(register)):
            assert totals(sums_of_body(parties_of(family, register), family)) == account


def test_a_text_with_marks_is_found_alike(register):
    """« _ » and « % » stand for themselves."""
    for text in ("Consortium_100%", "100%", "_", "%", "société", "Société 1"):
        rows = Organization.objects.for_reading(register).filter(name__contains=text).order_by("key")
        slow = list(rows.values_list("key"))
        with columnar.reading(columnar.fresh(register)):
            assert list(rows.values_list("key")) == slow, text


def test_what_the_engines_may_not_answer_alike_goes_to_postgresql(register):
    rows = Award.objects.public().of(register)
    release = columnar.fresh(register)
    with columnar.reading(release), pytest.raises(columnar.NotCovered, match="AVG"):
        rows.aggregate(Avg("amount"))
    with columnar.reading(release), pytest.raises(columnar.NotCovered, match="/"):
        list(rows.annotate(half=F("amount") / 2).values_list("half"))
    with columnar.fast(register), CaptureQueriesContext(connection) as queries:
        assert rows.aggregate(mean=Avg("amount"))["mean"] is not None
    assert len(of_postgresql(queries)) == 1


def test_a_release_that_is_older_than_the_register_is_not_asked(register):
    with columnar.fast(register) as used:
        assert used
    Register.objects.update(data_version=F("data_version") + 1)
    with columnar.fast(register) as used:
        assert not used
        assert Award.objects.public().of(register).count() == 15


def test_a_small_register_is_read_from_postgresql(register, monkeypatch):
    monkeypatch.setattr(columnar, "FEW", 16)
    with columnar.fast(register) as used, CaptureQueriesContext(connection) as queries:
        Award.objects.public().of(register).count()
    assert not used and len(of_postgresql(queries)) == 1
    monkeypatch.setattr(columnar, "FEW", 6)
    with columnar.fast(register) as used:
        assert used


def test_one_setting_switches_it_off(register, settings):
    settings.COLUMNAR = False
    with columnar.fast(register) as used, CaptureQueriesContext(connection) as queries:
        Award.objects.public().of(register).count()
    assert not used and len(of_postgresql(queries)) == 1


def test_nothing_is_written_through_it(register):
    with columnar.fast(register):
        Award.objects.filter(title="").update(note="x")
        assert Award.objects.filter(note="x").count() == 0, "the release is what it was"
    assert Award.objects.filter(note="x").count() > 0

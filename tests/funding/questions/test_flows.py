"""Who decides: each dollar once, the rest of transfers, who makes the last choice, and the oracle."""

import re
from decimal import Decimal

import pytest
from hypothesis import given

from funding.dashboards.words import qualified
from funding.models import AccessRequest, Award, AwardLine, ProgrammeParty
from funding.questions.flows import decided, flows
from funding.questions.remainders import left_out, once, refusing_bodies, remainders, rows
from projects.models import Organization
from tests import factories as make
from tests import oracle
from tests.funding.questions.registers import drawn_register, lines_of, random_registers, written

pytestmark = pytest.mark.django_db


def told(answer):
    return {(*flow.source, *flow.target): flow.amount for flow in answer.flows}


@pytest.fixture
def medteq():
    """A ministry gives 63 to a consortium, which hands 8 on to a start-up; and 10 straight to a university."""
    ministry = make.ministry()
    consortium = make.organization(ministry.register, "C", kind="consortium", sector="nonprofit")
    startup = make.organization(ministry.register, "S", kind="startup")
    university = make.organization(ministry.register, "U", kind="university", sector="public")
    transfer = make.award(amount=63, payers=[ministry], recipients=[consortium], flow_level="transfer")
    make.award(amount=8, payers=[consortium], recipients=[startup], parent=transfer)
    make.award(amount=10, payers=[ministry], recipients=[university])
    return transfer


def test_net_counts_each_dollar_once_and_the_rest_is_not_published(medteq):
    answer = flows(AwardLine.objects.all())
    assert told(answer) == {
        ("payer", "ministry", "intermediary", "consortium"): 63,
        ("intermediary", "consortium", "recipient", "startup"): 8,
        ("intermediary", "consortium", "recipient", "untraced"): 55,
        ("payer", "ministry", "recipient", "university"): 10,
    }
    assert answer.total == 73 and answer.untraced == 55


def test_gross_counts_every_award_as_it_stands(medteq):
    answer = flows(AwardLine.objects.all(), gross=True)
    assert answer.total == 81 and answer.untraced == 0
    assert told(answer)["payer", "consortium", "recipient", "startup"] == 8


def test_more_out_than_in_leaves_no_rest(medteq):
    make.award(amount=100, payers=[medteq.parties.get(role="recipient").organization], parent=medteq)
    answer = flows(AwardLine.objects.all())
    assert answer.untraced == 0 and answer.beyond == 1


def test_who_makes_the_last_choice(medteq):
    found = decided(AwardLine.objects.all())
    # The consortium chooses over the 63 it received; the ministry over the 10 it gives itself.
    assert found == {"nonprofit": (63, 1), "public": (10, 1)}


def test_public_bodies_without_a_name_are_not_a_payer_that_nobody_knows(medteq):
    startup = Organization.objects.get(kind="startup")
    Award.objects.filter(pk=make.award(amount=3, recipients=[startup]).pk).update(payer_absent="public")
    make.award(amount=2, recipients=[startup])
    found = told(flows(AwardLine.objects.all()))
    assert found["payer", "public", "recipient", "startup"] == 3
    assert found["payer", "unnamed", "recipient", "startup"] == 2
    assert decided(AwardLine.objects.all()) == {"nonprofit": (63, 1), "public": (13, 2)}


def test_a_programme_says_who_chooses(medteq):
    programme = make.programme(medteq.register)
    chooser = make.organization(medteq.register, kind="consultant")
    ProgrammeParty.objects.create(programme=programme, organization=chooser, role="chooser")
    Award.objects.filter(amount=10).update(programme=programme)
    assert decided(AwardLine.objects.all()) == {"nonprofit": (63, 1), "private": (10, 1)}


def test_traced_and_why_not(medteq):
    everything = AwardLine.objects.all()
    (row,) = remainders(everything, everything, set()).values()
    assert (row.received, row.named, row.unpublished, row.share) == (63, 8, 55, Decimal(8) / 63)
    assert left_out(everything).transfers == 0
    ministry = medteq.parties.get(role="payer").organization
    make.access_request(ministry, outcome="refused")
    refusing = refusing_bodies(AccessRequest.objects.all())
    (row,) = remainders(everything, everything, refusing).values()
    assert (row.refused, row.unpublished) == (55, 0)
    make.access_request(ministry, outcome="answered")
    assert refusing_bodies(AccessRequest.objects.all()) == set()


def test_what_comes_out_in_another_currency_is_counted_and_not_added_up(client):
    consortium = make.organization(name="C", kind="consortium", sector="nonprofit")
    startup = make.organization(kind="startup")
    transfer = make.award(amount=1_000_000, payers=[make.ministry()], recipients=[consortium], flow_level="transfer")
    abroad = make.award(
        amount=600_000,
        payers=[consortium],
        recipients=[startup],
        parent=transfer,
        currency="USD",
        flow_level="transfer",
    )
    everything = AwardLine.objects.all()
    found = remainders(once(everything), everything, set())
    dollars, others = found[consortium.pk, "CAD"], found[startup.pk, "USD"]
    assert (dollars.received, dollars.named, dollars.unpublished, dollars.elsewhere) == (1_000_000, 0, 1_000_000, 1)
    assert others.received == 600_000
    for currency, untraced in (("CAD", 1_000_000), ("USD", 600_000)):
        assert flows(everything.filter(currency=currency)).untraced == untraced
    assert [line.pk for line in rows(everything, "out", "elsewhere")] == [abroad.pk]
    assert not rows(everything, "out", "named") and len(rows(everything, "rest")) == 2
    page = client.get("/fr/questions/traced/").content.decode()
    assert "dans une autre devise" in page and "600" not in page


def test_transfers_that_cannot_be_used_are_counted(medteq):
    body, other = make.organization(medteq.register), make.organization(medteq.register)
    make.award(amount=None, recipients=[body], flow_level="transfer")
    make.award(amount=5, recipients=[body, other], flow_level="transfer")
    make.award(amount=124, recipients=[body], flow_level="transfer", in_scope="part")
    left = left_out(AwardLine.objects.all())
    assert (left.without_amount, left.several_bodies, left.partly_in_scope) == (1, 1, 1)
    found = remainders(AwardLine.objects.all(), AwardLine.objects.all(), set())
    assert [row.received for row in found.values()] == [63]


@random_registers
@given(drawn=drawn_register)
def test_flows_agree_with_the_oracle(drawn):
    with written(drawn) as awards:
        for gross in (False, True):
            found = {
                currency: told(flows(lines_of(awards).filter(currency=currency), gross=gross))
                for currency in lines_of(awards).currencies()
            }
            assert found == oracle.flows(list(awards.order_by("pk")), gross=gross)


@random_registers
@given(drawn=drawn_register)
def test_remainders_agree_with_the_oracle(drawn):
    with written(drawn) as awards:
        keys = dict(Organization.objects.values_list("pk", "key"))
        rows = remainders(lines_of(awards), lines_of(awards), set())
        found = {(keys[body], currency): row for (body, currency), row in rows.items()}
        twin = oracle.traced(list(awards.order_by("pk")))
        assert set(found) == set(twin)
        for key, row in found.items():
            expected = twin[key]
            assert (row.received, row.traced, row.untraced) == (
                expected["received"],
                expected["traced"],
                expected["untraced"],
            )


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ({"exact"}, "3 M$"),
        ({"more_than"}, "plus de 3 M$"),
        ({"at_least", "exact", "more_than"}, "au moins 3 M$"),
        ({"at_least", "exact", "about"}, "environ 3 M$"),
        ({"at_most"}, "au plus 3 M$"),
        ({"about", "at_most"}, "environ 3 M$"),
        ({"at_least", "at_most"}, "environ 3 M$"),
    ],
)
def test_a_sum_keeps_the_word_that_its_parts_need(statuses, expected):
    assert qualified("3 M$", statuses) == expected


def test_the_flows_say_what_they_are_made_of(client):
    """Three minimums are a minimum; a rest is no award; what leaves an intermediary is told apart from what it pays."""
    register = make.register(invented=True)
    ministry, relay = make.ministry(register), make.organization(register, "Relais", kind="consortium")
    first = make.award(amount=90, payers=[ministry], recipients=[relay], flow_level="transfer")
    make.award(amount=30, payers=[relay], recipients=[make.organization(register)], parent=first)
    for _one in range(2):
        make.award(amount=10, payers=[relay], recipients=[make.organization(register)], amount_status="at_least")
    page = re.sub(r"<[^>]+>", " ", client.get("/fr/questions/who-decides/").content.decode()).replace("\u00a0", " ")
    assert "au moins 20 $" in page and "le reste d’un transfert" in page
    assert page.count("sur ce qu’il a reçu") == 2

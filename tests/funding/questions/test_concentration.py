"""Concentration: the vectors of the design, the oracle on random registers, and what is left out."""

from decimal import Decimal

import pytest
from hypothesis import given

from funding.models import AwardLine, AwardParty, ReportedFigure
from funding.questions.concentration import concentration, in_tables, interval, measure
from projects.models import Organization, OrganizationTie
from tests import factories as make
from tests import oracle
from tests.funding.questions.registers import close, drawn_register, lines_of, random_registers, written


def numbers(*values):
    return [Decimal(value) for value in values]


def test_five_equal_parts():
    answer = measure(numbers(7, 7, 7, 7, 7))
    assert answer.hhi == 2000 and answer.effective == 5 and answer.normalised == 0
    assert answer.gini == 0 and answer.cr1 == Decimal("0.2") and answer.cr4 == Decimal("0.8") and answer.cr10 == 1


def test_thirty_thirty_twenty_twenty():
    answer = measure(numbers(30, 20, 30, 20))
    assert answer.hhi == 2600
    assert round(answer.gini, 3) == Decimal("0.100")


def test_one_large_and_thirty_small():
    answer = measure(numbers(70, *[1] * 30))
    assert answer.n == 31 and answer.hhi == 4930
    assert round(answer.normalised, 3) == Decimal("0.476")
    assert round(answer.effective, 2) == Decimal("2.03")
    assert round(answer.gini, 3) == Decimal("0.668")
    assert answer.cr4 == Decimal("0.73")


def test_one_alone_holds_everything():
    answer = measure(numbers(5))
    assert (answer.hhi, answer.effective, answer.normalised, answer.gini) == (10_000, 1, None, 0)
    assert answer.lorenz == ((0, 0), (1, 1))


def test_the_lorenz_curve_goes_from_the_smallest_up():
    answer = measure(numbers(6, 1, 3))
    assert answer.lorenz == (
        (0, 0),
        (Decimal(1) / 3, Decimal("0.1")),
        (Decimal(2) / 3, Decimal("0.4")),
        (1, 1),
    )


@pytest.mark.parametrize("totals", [[], [0], [3, 0], [3, -1]])
def test_measures_refuse_totals_that_are_not_above_zero(totals):
    with pytest.raises(ValueError, match="above zero"):
        measure(numbers(*totals))


@pytest.mark.django_db
@random_registers
@given(drawn=drawn_register)
def test_it_agrees_with_the_oracle(drawn):
    with written(drawn) as awards:
        answers = {answer.unit: answer for answer in concentration(lines_of(awards))}
        expected = oracle.concentration(list(awards.order_by("pk")))
        assert set(answers) == set(expected)
        for currency, answer in answers.items():
            twin = expected[currency]
            totals = {holder.organization.key: holder.total for holder in answer.holders}
            assert totals == twin["totals"]
            assert answer.left_out.awards == twin["left_out"]
            assert answer.left_out.not_above_zero == twin["not_above_zero"]
            assert (answer.measures is None) == (twin["measures"] is None)
            for name, value in (twin["measures"] or {}).items():
                assert close(getattr(answer.measures, name), value), name
            if answer.measures:
                assert close(sum(holder.share for holder in answer.holders), 1)
                assert answer.measures.lorenz[-1] == (1, 1)


@pytest.mark.django_db
def test_currencies_are_never_added_up():
    body, other = make.organization(), make.organization()
    make.award(amount=100, recipients=[body])
    make.award(amount=100, recipients=[other])
    make.award(amount=900, recipients=[other], currency="USD")
    dollars, american = concentration(AwardLine.objects.all())
    assert (dollars.unit, american.unit) == ("CAD", "USD")
    assert dollars.measures.hhi == 5000 and american.measures.hhi == 10_000


@pytest.mark.django_db
def test_what_cannot_be_used_is_counted_by_its_reason():
    one, two = make.organization(), make.organization()
    make.award(amount=100, recipients=[one], amount_status="about", in_scope="part")
    make.award(amount=None, recipients=[one])
    make.award(amount=50, payers=[two])
    make.award(amount=50, recipients=[one, two])
    make.award(amount=690, recipients=[two], count_of_projects=69)
    make.award(amount=-30, recipients=[two])
    make.award(amount=1_000, recipients=[two], flow_level="transfer")
    (answer,) = concentration(AwardLine.objects.all())
    left = answer.left_out
    assert (left.without_amount, left.without_recipient, left.shares_unknown, left.several_projects) == (1, 1, 1, 1)
    assert left.awards == 4 and left.not_above_zero == 1
    assert (answer.awards, answer.inexact, answer.partly_in_scope, answer.taken_back) == (2, 1, 1, 1)
    assert [holder.organization for holder in answer.holders] == [one]


@pytest.mark.django_db
def test_known_shares_count_for_each_and_a_payment_replaces_its_announcement():
    one, two = make.organization(name="A"), make.organization(name="B")
    shared = make.award(amount=100, recipients=[one, two])
    for body, share in ((one, 75), (two, 25)):
        shared.parties.filter(organization=body).update(share=share)
    promised = make.award(amount=900, recipients=[two], money_stage="announced")
    make.award(amount=75, recipients=[two], money_stage="paid", supersedes=promised)
    (answer,) = concentration(AwardLine.objects.all())
    assert {holder.organization.name: holder.total for holder in answer.holders} == {"A": 75, "B": 100}


@pytest.mark.django_db
def test_a_body_found_to_be_another_counts_as_it():
    one = make.organization(name="A")
    twin = make.organization(name="A bis", merged_into=one)
    make.award(amount=10, recipients=[one])
    make.award(amount=15, recipients=[twin])
    (answer,) = concentration(AwardLine.objects.all())
    assert [(holder.organization, holder.total, holder.awards) for holder in answer.holders] == [(one, 25, 2)]


@pytest.mark.django_db
def test_who_received_with_a_body_that_is_not_shown_does_not_hold_all_of_it():
    one, hidden = make.organization(name="Une"), make.organization(name="Cachée", public=False)
    award = make.award(amount=10, payers=[make.ministry()], recipients=[one, hidden])
    [answer] = concentration(AwardLine.objects.all())
    assert not answer.holders and answer.left_out.shares_unknown == 1
    line = AwardLine.objects.get()
    assert (line.recipients, line.recipient, line.recipient_kind) == (2, None, "several")
    AwardParty.objects.filter(award=award, organization=one).update(share=7)
    [answer] = concentration(AwardLine.objects.all())
    assert [(holder.organization, holder.total) for holder in answer.holders] == [(one, 7)]


@pytest.mark.django_db
def test_two_recipients_found_to_be_one_body_are_one():
    one, twin = make.organization(name="Une"), make.organization(name="Une inc.")
    make.award(amount=10, payers=[make.ministry()], recipients=[one, twin])
    Organization.objects.filter(pk=twin.pk).update(merged_into=one)
    [answer] = concentration(AwardLine.objects.all())
    assert [(holder.organization, holder.total, holder.awards) for holder in answer.holders] == [(one, 10, 1)]


@pytest.mark.django_db
def test_members_of_a_group_count_as_the_group_as_long_as_they_belong_to_it():
    group = make.organization(name="G")
    one, two, former = (make.organization(name=name) for name in "ABC")
    for body, end in ((one, ""), (two, ""), (former, "2020")):
        OrganizationTie.objects.create(organization=body, to=group, kind="group", valid_from="2018", valid_to=end)
    for body, amount in ((one, 10), (two, 15), (former, 75)):
        make.award(amount=amount, recipients=[body])
    (apart,) = concentration(AwardLine.objects.all())
    (together,) = concentration(AwardLine.objects.all(), by_group=True)
    assert apart.measures.n == 3
    assert {holder.organization.name: holder.total for holder in together.holders} == {"G": 25, "C": 75}


def test_money_without_a_recipient_makes_an_interval():
    # 60 and 40 known, 100 more without a recipient: (3600 + 1600) / 200² at least, (160² + 40²) / 200² at most.
    assert interval(numbers(60, 40), Decimal(100)) == (1300, 6800)
    assert interval(numbers(60, 40), Decimal(0)) == (5200, 5200)


@pytest.mark.django_db
@random_registers
@given(drawn=drawn_register)
def test_the_interval_holds_the_index_however_the_rest_is_given_out(drawn):
    with written(drawn) as awards:
        for answer in concentration(lines_of(awards)):
            if not answer.measures:
                continue
            totals = [holder.total for holder in answer.holders]
            low, high = answer.interval
            for given in ([*totals, answer.unresolved], [*totals[:-1], totals[-1] + answer.unresolved]):
                index = measure([total for total in given if total > 0]).hhi
                assert low - Decimal("1e-9") <= index <= high + Decimal("1e-9")


@pytest.mark.django_db
def test_no_award_with_an_amount_gives_no_measure():
    make.award(amount=None, recipients=[make.organization()])
    (answer,) = concentration(AwardLine.objects.all())
    assert answer.measures is None and answer.holders == ()
    assert concentration(AwardLine.objects.none()) == []


@pytest.mark.django_db
def test_a_table_of_the_study_answers_over_its_organizations():
    counts = [48, 31, 15, 13, 13, 12, 10, 9, 7, 6, 5, 5, 5, 5, 4, 4, 3, 3, 3, 3, 2, 2, 1]
    for place, count in enumerate(counts):
        body = make.organization(name=f"Établissement {place}", kind="establishment")
        make.reported_figure(body.register, f"t-{place}", count, table="tableau 4", organization=body)
    make.reported_figure(None, "ailleurs", 999)
    make.reported_figure(None, "sans-organisation", 999, table="tableau 4")
    (answer,) = in_tables(ReportedFigure.objects.all())
    assert answer.unit == "projets" and answer.measures.n == 23 and answer.measures.total == 209
    # By hand: the sum of the squares of the 23 counts is 4,415; 10,000 × 4,415 / 209² = 1,010.74.
    assert round(answer.measures.hhi, 2) == Decimal("1010.74")
    assert round(answer.measures.cr4, 3) == Decimal("0.512")
    assert answer.holders[0].figure.value == 48

"""When the records suffice, and when the page says « 6 financements sur 312 entrées : ne se calcule pas »."""

from decimal import Decimal

import pytest

from funding.models import AwardLine, ReportedFigure
from funding.questions.coverage import SHARE_NEEDED, Coverage, coverage
from tests import factories as make

pytestmark = pytest.mark.django_db


def asked():
    return coverage(AwardLine.objects.filter(published=True), ReportedFigure.objects.public())


def test_only_final_awards_with_a_recipient_an_amount_and_one_project_are_usable():
    body = make.organization()
    make.award(amount=10, recipients=[body])
    make.award(amount=None, recipients=[body])
    make.award(amount=10, payers=[body])
    make.award(amount=10, recipients=[body], count_of_projects=2)
    make.award(amount=10, recipients=[body], flow_level="transfer")
    assert (asked().usable, asked().universe) == (1, 4)


def test_six_of_three_hundred_and_twelve_do_not_suffice():
    body = make.organization()
    for number in range(6):
        make.award(amount=number, recipients=[body])
    assert asked().suffices
    make.reported_figure(None, "of-a-body", 999, rule="final_awards", organization=body)
    make.reported_figure(None, "any", 312, rule="final_awards")
    answer = asked()
    assert (answer.usable, answer.universe, answer.missing) == (6, 312, 306)
    assert not answer.suffices and answer.reported.key == "any"


def test_what_a_source_counts_does_not_shrink_what_is_on_record():
    body = make.organization()
    for number in range(4):
        make.award(amount=number, recipients=[body])
    make.reported_figure(None, "any", 3, rule="final_awards")
    assert asked().universe == 4 and asked().reported is None


def test_half_is_enough_and_nothing_is_not():
    assert Decimal("0.5") == SHARE_NEEDED
    assert Coverage(5, 10).suffices and not Coverage(4, 10).suffices
    assert not Coverage(0, 0).suffices and Coverage(0, 0).share == 0

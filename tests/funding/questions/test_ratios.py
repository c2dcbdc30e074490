"""Public research against commercial projects: sides, sums, the oracle, and the study's own ratio."""

from decimal import Decimal

import pytest
from hypothesis import given

from funding.models import AwardLine, ReportedFigure
from funding.questions.ratios import comparisons, groups_of, what_moves
from funding.questions.reported_ratio import reported_ratio
from tests import factories as make
from tests import oracle
from tests.funding.questions.registers import close, drawn_register, lines_of, random_registers, written

pytestmark = pytest.mark.django_db


def body(kind):
    return make.organization(kind=kind, sector="public")


@pytest.mark.parametrize(
    ("payer", "recipient", "side"),
    [
        ("ministry", "startup", "commercial"),
        ("ministry", "pharmaceutical_company", "commercial"),
        ("consortium", "establishment", "commercial"),
        ("public_investor", None, "commercial"),
        ("research_fund", "company", "commercial"),
        ("research_fund", "university", "research"),
        ("research_fund", None, "research"),
        ("ministry", "establishment", "research"),
        (None, "research_group", "research"),
        ("ministry", None, "neither"),
        ("ministry", "community_group", "neither"),
    ],
)
def test_the_side_of_an_award(payer, recipient, side):
    make.award(
        make.default_register(),
        payers=[body(payer)] if payer else [],
        recipients=[body(recipient)] if recipient else [],
    )
    assert AwardLine.objects.get().side == side


def test_sums_means_and_the_ratio_by_hand():
    fund, university, company = body("research_fund"), body("university"), make.organization()
    project = make.project()
    make.award(amount=100, payers=[fund], recipients=[university], project=project)
    make.award(amount=50, payers=[fund], recipients=[university], project=project)
    make.award(amount=690, payers=[fund], count_of_projects=69)
    make.award(amount=1_000, recipients=[company])
    make.award(amount=4_000, recipients=[company])
    make.award(amount=-800, recipients=[company])
    make.award(amount=None, recipients=[company])
    make.award(amount=7, payers=[make.ministry()])
    (answer,) = comparisons(AwardLine.objects.all())
    research, commercial = answer.research, answer.commercial
    assert (research.total, research.awards, research.projects, research.mean) == (840, 3, 70, 75)
    assert (commercial.total, commercial.awards, commercial.projects, commercial.median) == (4_200, 4, 4, 2_500)
    assert (commercial.without_amount, commercial.taken_back, research.several_projects) == (1, 1, 1)
    assert answer.ratio == 5 and answer.neither.total == 7
    assert (answer.awards, answer.without_amount) == (8, 1)


def test_no_research_money_gives_no_ratio():
    make.award(amount=100, recipients=[make.organization()])
    (answer,) = comparisons(AwardLine.objects.all())
    assert answer.ratio is None and answer.research.total is None and answer.research.mean is None
    make.award(amount=-5, recipients=[body("university")])
    assert comparisons(AwardLine.objects.all())[0].ratio is None
    assert comparisons(AwardLine.objects.none()) == []


@random_registers
@given(drawn=drawn_register)
def test_it_agrees_with_the_oracle(drawn):
    with written(drawn) as awards:
        answers = {}
        for answer in comparisons(lines_of(awards)):
            for side in (answer.commercial, answer.research, answer.neither):
                if side.awards:
                    answers[answer.currency, side.name] = side
        expected = oracle.ratios(list(awards.order_by("pk")))
        assert set(answers) == set(expected)
        for where, twin in expected.items():
            for name, value in twin.items():
                assert close(getattr(answers[where], name), value), (where, name)


def study(**changes):
    figures = {
        "ratio": ("32", "1"),
        "commercial_sum": ("145700000", "100000"),
        "commercial_projects": ("45", None),
        "research_projects": ("69", None),
        "research_mean": ("70000", "10000"),
    }
    for key, (value, rounded_to) in (figures | changes).items():
        make.reported_figure(None, f"any-{key}", value, rounded_to=rounded_to, part=key)
    return reported_ratio(list(ReportedFigure.objects.public()))


def test_thirty_two_to_one_agrees_within_rounding():
    answer = study()
    # 145.7 M$ against 69 × 75,000 $ and 69 × 65,000 $ (seed, point 2).
    assert (round(answer.low, 1), round(answer.high, 1)) == (Decimal("28.2"), Decimal("32.5"))
    assert answer.agrees
    assert answer.research_sum == 4_830_000
    assert round(answer.commercial_mean, -4) == 3_240_000


@pytest.mark.parametrize(("stated", "agrees"), [("27", False), ("28", True), ("32", True), ("33", False)])
def test_the_verdict_follows_the_range_and_the_ratios_own_rounding(stated, agrees):
    assert study(ratio=(stated, "1")).agrees is agrees


def test_a_ratio_without_its_figures_is_not_told():
    make.reported_figure(None, "any", "32", part="ratio")
    assert reported_ratio(list(ReportedFigure.objects.public())) is None


@pytest.mark.django_db
def test_what_moves_the_ratio():
    fund = make.organization(kind="research_fund")
    make.award(amount=10, payers=[fund], recipients=[make.organization(kind="university")], instrument="grant")
    company = make.organization(kind="startup")
    make.award(amount=20, recipients=[company], instrument="grant", amount_status="about")
    make.award(amount=70, recipients=[company], instrument="loan", in_scope="part")
    (answer,) = comparisons(AwardLine.objects.all())
    assert what_moves(answer, groups_of(AwardLine.objects.all())) == {
        "as_defined": 9,
        "grants": 2,
        "exact": 7,
        "in_scope": 2,
        "without_largest": 2,
        "single": 9,
    }


def test_amounts_fall_into_classes_by_their_lower_edge_and_the_median_is_found_among_them():
    company = make.organization(kind="startup")
    for amount in (0, 9_999, 10_000, "29999.99", 1_000_000, 99_000_000):
        make.award(amount=amount, recipients=[company])
    (answer,) = comparisons(AwardLine.objects.all())
    assert answer.commercial.classes == (2, 2, 0, 0, 0, 1, 0, 1)
    assert answer.commercial.median == (10_000 + Decimal("29999.99")) / 2

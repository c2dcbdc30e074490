"""Establishments, access to information, reported figures and positions, on random registers, against the oracle."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from funding.models import AccessRequest, Contribution, ReportedFigure
from funding.questions.access import by_body
from funding.questions.establishments import establishments
from funding.questions.positions import positions
from funding.questions.reported import verdict
from funding.questions.standing import same_body
from projects.models import Organization, OrganizationTie, Participation, Position, Project
from tests import factories as make
from tests import oracle
from tests.funding.questions.registers import random_registers

pytestmark = pytest.mark.django_db
KINDS = ["establishment", "establishment", "installation", "installation", "company", "university"]
MERGED, INTO = 1, 0
numbers = st.one_of(st.none(), st.decimals(min_value=0, max_value=90_000, places=2))
partial_dates = st.sampled_from(
    ["", "2022", "2022-05", "2022-05-10", "2022-05-30", "2022-06-09", "2022-06-30", "2023-01-15"]
)

drawn_establishments = st.fixed_dictionaries(
    {
        "parts": st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3)), max_size=10, unique=True),
        "given": st.lists(
            st.tuples(st.integers(0, 5), numbers, numbers, st.sampled_from(["CAD", "CAD", "USD"])), max_size=8
        ),
        "ties": st.lists(
            st.tuples(st.integers(2, 3), st.sampled_from([0, 4]), st.sampled_from(["", "2015", "2015-04"])),
            max_size=4,
            unique=True,
        ),
    }
)


@random_registers
@given(drawn=drawn_establishments)
def test_establishments_agree_with_the_oracle(drawn):
    with transaction.atomic():
        register = make.register()
        bodies = Organization.objects.bulk_create(
            Organization(register=register, key=f"o-{place}", name=f"O {place}", kind=kind)
            for place, kind in enumerate(KINDS)
        )
        Organization.objects.filter(pk=bodies[MERGED].pk).update(merged_into=bodies[INTO])
        projects = Project.objects.bulk_create(
            Project(register=register, key=f"p-{place}", title=f"P {place}") for place in range(4)
        )
        OrganizationTie.objects.bulk_create(
            OrganizationTie(organization=bodies[body], to=bodies[to], kind="parent", valid_from=since)
            for body, to, since in drawn["ties"]
        )
        Participation.objects.bulk_create(
            Participation(
                register=register,
                key=f"t-{place}",
                organization=bodies[body],
                project=projects[project],
                published=True,
            )
            for place, (body, project) in enumerate(drawn["parts"])
        )
        Contribution.objects.bulk_create(
            Contribution(
                register=register,
                key=f"c-{place}",
                organization=bodies[body],
                hours=hours,
                amount=amount,
                amount_status="undisclosed" if amount is None else "exact",
                currency=currency,
                kind="other",
            )
            for place, (body, hours, amount, currency) in enumerate(drawn["given"])
        )
        found = {
            row.organization.key: {
                "projects": row.projects,
                "partners": row.partners,
                "hours": row.hours,
                "money": row.money.get("CAD"),
                "contributions": row.contributions,
                "unknown": row.unknown,
            }
            for row in establishments(Participation.objects.all(), Contribution.objects.all(), same_body())
        }
        expected = oracle.establishments(
            list(Participation.objects.order_by("pk")),
            list(Contribution.objects.order_by("pk")),
            list(OrganizationTie.objects.order_by("pk")),
        )
        transaction.set_rollback(True)
    assert found == expected


drawn_request = st.fixed_dictionaries(
    {
        "body": st.sampled_from(["A", "B", "plusieurs établissements"]),
        "sent": partial_dates,
        "due": partial_dates,
        "extended": partial_dates,
        "answered": partial_dates,
        "outcome": st.sampled_from(["pending", "answered", "partial", "refused", "no_document", "unknown"]),
        "articles": st.lists(st.sampled_from(["23", "37", "art. 53"]), max_size=3),
    }
)


@given(drawn=st.lists(drawn_request, max_size=8), today=st.dates(date(2022, 5, 1), date(2023, 6, 1)))
def test_access_agrees_with_the_oracle(drawn, today):
    bodies = {name: Organization(pk=place + 1, name=name, key=name) for place, name in enumerate("AB")}
    requests = []
    for row in drawn:
        body = bodies.get(row["body"])
        told = {} if body else {"body_text": row["body"]}
        requests.append(AccessRequest(**{**row, "body": body, **told}))
    found = {
        row.name: {
            "requests": row.requests,
            "delays": row.delays,
            "answered_late": row.answered_late,
            "late_now": row.late_now,
            "outcomes": row.outcomes,
            "articles": row.articles,
        }
        for row in by_body(requests, today)
    }
    assert found == oracle.access(requests, today)


@given(
    value=st.one_of(st.none(), st.decimals(min_value=-100, max_value=1_000_000, places=2)),
    rounded_to=st.sampled_from([None, Decimal("0.1"), Decimal(1), Decimal(10_000)]),
    qualifier=st.sampled_from(["exact", "more_than", "at_least", "at_most", "about", "average"]),
    computed=st.one_of(st.none(), st.decimals(min_value=-100, max_value=1_000_000, places=2)),
    near=st.decimals(min_value=-2, max_value=2, places=2),
)
def test_a_verdict_agrees_with_the_oracle(value, rounded_to, qualifier, computed, near):
    figure = ReportedFigure(value=value, rounded_to=rounded_to, qualifier=qualifier, value_text="…")
    close = None if value is None else value + near * (rounded_to or 1)
    for one in (computed, close):
        assert verdict(figure, one) == oracle.verdict(value, rounded_to, qualifier, one)


drawn_position = st.fixed_dictionaries(
    {
        "stance": st.sampled_from(["favourable", "reluctant", "mixed"]),
        "concerns": st.lists(st.sampled_from(["délais", "secret professionnel", "coûts", "consentement"]), max_size=4),
    }
)


@given(drawn=st.lists(drawn_position, max_size=7))
def test_positions_agree_with_the_oracle(drawn):
    rows = [Position(group=f"Groupe {place}", law="Loi", **row) for place, row in enumerate(drawn)]
    found, (stances, voiced) = positions(rows), oracle.positions(rows)
    assert dict(found.stances) == stances
    told = {(concern, stance): set(groups) for concern, by in found.concerns.items() for stance, groups in by.items()}
    assert told == voiced
    sizes = [found.voices(concern) for concern in found.concerns]
    assert sizes == sorted(sizes, reverse=True)
    assert set(found.shared) == {concern for concern in found.concerns if found.voices(concern) > 1}

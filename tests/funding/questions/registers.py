"""Random small registers for properties: drawn by hypothesis, written in few statements, rolled back."""

from contextlib import contextmanager
from decimal import Decimal

from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from funding.models import Award, AwardLine, AwardParty
from projects.models import Organization, Project
from tests import factories as make
from tests.whole import examples

# Without shrinking: each smaller register would be written to the database again, for minutes.
random_registers = settings(
    max_examples=examples(40),
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
KINDS = ["startup", "company", "university", "establishment", "consortium", "research_fund", "ministry"]

amounts = st.one_of(
    st.none(),
    st.decimals(min_value=-5_000, max_value=1_000_000, places=2),
    st.sampled_from([Decimal(0), Decimal("0.01"), Decimal(10_000)]),
)
drawn_award = st.fixed_dictionaries(
    {
        "amount": amounts,
        "currency": st.sampled_from(["CAD", "CAD", "USD"]),
        "count_of_projects": st.sampled_from([1, 1, 1, 1, 12]),
        "flow_level": st.sampled_from(["final", "final", "final", "transfer"]),
        "supersedes": st.one_of(st.none(), st.none(), st.integers(0, 30)),
        "parent": st.one_of(st.none(), st.integers(0, 6)),
        "in_scope": st.sampled_from(["all", "all", "all", "part", "unknown"]),
        "year": st.one_of(st.none(), st.integers(2018, 2021)),
        "project": st.one_of(st.none(), st.integers(0, 2)),
        "recipients": st.lists(st.tuples(st.integers(0, 6), amounts), max_size=3, unique_by=lambda pair: pair[0]),
        "payer_absent": st.sampled_from(["not_named", "public"]),
        "payers": st.lists(st.integers(7, 13), max_size=2, unique=True),
    }
)
drawn_register = st.lists(drawn_award, max_size=14)


@contextmanager
def written(drawn: list[dict]):
    """A register with these awards (organizations 0 to 6 receive, 7 to 13 pay; 6 was found to be 0), then nothing."""
    with transaction.atomic():
        register = make.register()
        bodies = Organization.objects.bulk_create(
            Organization(register=register, key=f"o-{place}", name=f"O {place}", kind=KINDS[place % 7], published=True)
            for place in range(14)
        )
        Organization.objects.filter(pk=bodies[6].pk).update(merged_into=bodies[0])
        projects = Project.objects.bulk_create(
            Project(register=register, key=f"p-{place}", title=f"P {place}") for place in range(3)
        )
        write_awards(register, bodies, projects, drawn)
        yield Award.objects.of(register)
        transaction.set_rollback(True)


def write_awards(register, bodies, projects, drawn):
    made = []
    for place, row in enumerate(drawn):
        values = {name: row[name] for name in ("currency", "count_of_projects", "flow_level", "amount", "in_scope")}
        values["fiscal_year"] = row["year"]
        values["amount_status"] = "undisclosed" if row["amount"] is None else "exact"
        values["project"] = None if row["project"] is None else projects[row["project"]]
        values |= {"payer_absent": row["payer_absent"], "recipient_absent": "not_named"}
        award = Award(register=register, key=f"a-{place}", published=True, **values)
        if row["supersedes"] is not None and row["supersedes"] < place:
            award.supersedes = made[row["supersedes"]]
        if row["parent"] is not None and row["parent"] < place and made[row["parent"]].flow_level == "transfer":
            award.parent = made[row["parent"]]
        award.save()
        made.append(award)
    AwardParty.objects.bulk_create(
        AwardParty(award=award, organization=bodies[body], role="recipient", share=share)
        for award, row in zip(made, drawn, strict=True)
        for body, share in row["recipients"]
    )
    AwardParty.objects.bulk_create(
        AwardParty(award=award, organization=bodies[body], role="payer")
        for award, row in zip(made, drawn, strict=True)
        for body in row["payers"]
    )


def lines_of(awards):
    """The award lines of a register's awards."""
    return AwardLine.objects.under(awards)


def close(one, other) -> bool:
    """Equal as numbers, to twelve digits; None equals only None."""
    if one is None or other is None:
        return one is None and other is None
    return abs(float(one) - float(other)) <= 1e-12 * max(1.0, abs(float(other)))

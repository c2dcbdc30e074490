"""Who comes back, uses, establishments, stages, time, fates, access, reported figures: by hand, and by the oracle."""

from datetime import date
from decimal import Decimal
from html import unescape

import pytest

from funding.choices import CountRule
from funding.invented import register as invented
from funding.models import AccessRequest, Award, AwardLine, AwardYear, Contribution, ReportedFigure
from funding.questions import reported
from funding.questions.access import by_body, clock
from funding.questions.books import Books
from funding.questions.establishments import establishments
from funding.questions.fates import KINDS, fates
from funding.questions.participants import distribution, in_at_least, repeats
from funding.questions.remainders import once, remainders
from funding.questions.reported_rules import COUNTS
from funding.questions.stages import programmes, stages
from funding.questions.standing import same_body
from funding.questions.uses import uses
from funding.questions.years import years
from projects.models import (
    Organization,
    OrganizationEvent,
    OrganizationTie,
    Participation,
    Project,
    ProjectUseDomain,
    ProjectUseType,
    UseDomain,
    UseType,
)
from tests import factories as make
from tests import oracle
from tests.whole import WHOLE

pytestmark = pytest.mark.django_db


# --- By hand


def test_a_project_counts_once_for_a_body_whatever_its_roles():
    body, other = make.organization(name="A"), make.organization(name="B")
    one, two = make.project(title="Un"), make.project(title="Deux")
    make.participation(one, body, "lead")
    make.participation(one, body, "private_partner")
    make.award(amount=5, recipients=[body], project=two)
    make.award(amount=5, recipients=[other])
    make.participation(one, make.organization(name="U", sector="public"))
    rows = repeats(Participation.objects.public(), AwardLine.objects.all(), same_body(), ["private"])
    assert [(row.organization.name, row.projects) for row in rows] == [("A", 2), ("B", 0)]
    assert in_at_least(rows, 2) == 1 and distribution(rows, 2) == [1, 0, 1]


def test_an_installation_counts_as_its_establishment():
    hospital = make.organization(name="CIUSSS", kind="establishment", sector="public")
    verdun = make.organization(name="Verdun", kind="installation", sector="public")
    OrganizationTie.objects.create(organization=verdun, to=hospital, kind="parent")
    company, project = make.organization(name="Emovi"), make.project()
    make.participation(project, verdun, "installation")
    make.participation(project, hospital, "host")
    make.participation(project, company, "private_partner")
    make.contribution(hospital, None, "staff_hours", hours=1521)
    make.contribution(verdun, 196_061, "salaries")
    make.contribution(verdun, None, "data")
    (row,) = establishments(Participation.objects.public(), Contribution.objects.public(), same_body())
    assert (row.organization, row.projects, row.hours, row.money) == (hospital, 1, 1521, {"CAD": 196_061})
    assert row.partners == 2 and (row.contributions, row.unknown) == (3, 1)


def test_a_project_with_two_uses_counts_in_both_and_an_older_type_as_the_one_it_is():
    register = make.default_register()
    names = {"name_fr": "I", "name_en": "I", "family": "clinical"}
    imaging = UseType.objects.create(register=register, version="6", code="imagerie", **names)
    older = UseType.objects.create(register=register, version="2", code="imagerie", same_as=imaging, **names)
    health = UseType.objects.create(register=register, version="6", code="sante-mentale", **names)
    domain = UseDomain.objects.create(register=register, code="premiere-ligne", name_fr="P", name_en="P")
    one, many = make.project(), make.project(count_of_projects=3)
    for project, use in ((one, older), (one, health), (many, imaging)):
        ProjectUseType.objects.create(project=project, use_type=use)
    ProjectUseDomain.objects.create(project=one, use_domain=domain)
    make.award(amount=10, recipients=[make.organization()], project=one)
    answer = uses(Project.objects.public(), AwardLine.objects.all())
    assert (answer.types[imaging.pk].projects, answer.types[health.pk].projects) == (4, 1)
    assert (answer.types[imaging.pk].total, answer.types[imaging.pk].without_amount) == (10, 3)
    assert answer.pairs[imaging.pk, domain.pk].projects == 1
    assert (answer.projects, answer.without_type, answer.without_domain) == (4, 0, 3)
    # A project with two uses of a family counts once for the family.
    assert answer.families == {"clinical": 4}


def test_an_award_counts_in_its_first_year_or_as_its_source_splits_it():
    split = make.award(amount=100, fiscal_year=2019, recipients=[make.organization()])
    for year, amount in ((2019, 40), (2020, 60)):
        AwardYear.objects.create(award=split, fiscal_year=year, amount=amount)
    half_known = make.award(amount=7, fiscal_year=2020, recipients=[make.organization()])
    AwardYear.objects.create(award=half_known, fiscal_year=2021)
    make.award(amount=5, date="2021-03", recipients=[make.organization()])
    make.award(amount=None, fiscal_year=2021, recipients=[make.organization()])
    make.award(amount=9, recipients=[make.organization()])
    found, undated = years(AwardLine.objects.all())
    assert [(row.year, row.total, row.awards, row.without_amount) for row in found] == [
        (2019, 40, 1, 0),
        (2020, 67, 1, 0),
        (2021, 5, 2, 1),
    ]
    assert undated == 1


def test_years_that_hold_only_later_parts_are_not_compared(client):
    register = make.register(invented=True, is_default=True, state_of_data="2023-08")
    given = {"payers": [make.ministry(register)], "recipients": [make.organization(register)]}
    for year, amount in ((2021, 40), (2023, 30)):
        make.award(register, amount, fiscal_year=year, **given)
    split = make.award(register, 100, fiscal_year=2022, **given)
    for year, amount in ((2022, 95), (2024, 5)):
        AwardYear.objects.create(award=split, fiscal_year=year, amount=amount)
    text = " ".join(client.get("/en/questions/over-time/").content.decode().split())
    assert "From $40 in 2021 to $30 in 2023." in text
    assert "2024: only what awards that began earlier still bring, as their sources split it." in text
    assert "2023: the fiscal year was not over in the state of the data (August 2023)." in text


def test_sums_say_that_amounts_are_not_known_to_the_dollar_and_currencies_are_never_drawn_together(client):
    register = make.register(invented=True, is_default=True)
    project = make.project(register, stage="research")
    many, few = make.programme(register, "Beaucoup"), make.programme(register, "Peu")
    given = {"payers": [make.ministry(register)], "recipients": [make.organization(register)], "fiscal_year": 2021}
    make.award(register, 40, project=project, programme=few, amount_status="at_least", **given)
    make.award(register, 30, project=project, programme=few, **given)
    make.award(register, 99, programme=many, currency="USD", **given)
    make.award(register, 2, count_of_projects=18, **given)
    found = stages(AwardLine.objects.filter(currency="CAD"))
    # Neither an award without a project nor a line for 18 companies is so many projects.
    assert {stage: row.projects for stage, row in found.items()} == {"research": 1, "unknown": 0}
    page = client.get("/en/questions/stages-and-programmes/").content.decode()
    text = " ".join(page.split())
    assert "at least $70" in text
    assert "The programme that gave the most on record is Peu: at least $70." in unescape(text)
    file = client.get("/en/questions/stages-and-programmes.csv")
    assert b"at_least" in b"".join(file.streaming_content if file.streaming else [file.content])
    for slug in ("stages-and-programmes", "over-time", "research-and-commercial", "who-decides"):
        text = " ".join(client.get(f"/en/questions/{slug}/").content.decode().split())
        assert "1 of the 3 awards counted has an amount that its source gives as" in text, slug


def test_a_programme_does_not_give_twice_what_passes_through_it():
    programme, ministry = make.programme(), make.ministry()
    consortium = make.organization(kind="consortium")
    transfer = make.award(
        amount=63, payers=[ministry], recipients=[consortium], flow_level="transfer", programme=programme
    )
    make.award(amount=8, payers=[consortium], recipients=[make.organization()], parent=transfer, programme=programme)
    make.award(amount=None, recipients=[make.organization()], programme=programme)
    answer = programmes(AwardLine.objects.all())[programme.pk, "CAD"]
    assert (answer.awards, answer.total, answer.without_amount) == (2, 63, 1)
    gross = programmes(AwardLine.objects.all(), gross=True)[programme.pk, "CAD"]
    assert (gross.awards, gross.total, gross.without_amount) == (3, 71, 1)


def test_money_that_two_intermediaries_pass_on_is_told_once_net_and_twice_gross(client):
    make.register(invented=True, is_default=True)
    ministry, first, second = make.ministry(), make.organization(name="Premier"), make.organization(name="Second")
    transfer = make.award(amount=10, payers=[ministry], recipients=[first], flow_level="transfer")
    passed = make.award(amount=6, payers=[first], recipients=[second], flow_level="transfer", parent=transfer)
    make.award(amount=2, payers=[second], recipients=[make.organization()], parent=passed)
    lines = AwardLine.objects.all()
    gross, net = (sum(row.received for row in remainders(some, lines, set()).values()) for some in (lines, once(lines)))
    assert (gross, net) == (16, 10)
    # A transfer stays where the one that it comes out of is not among those that are asked for.
    assert [line.pk for line in once(lines.filter(pk=passed.pk))] == [passed.pk]
    pages = [client.get(f"/en/questions/traced/{query}").content.decode() for query in ("", "?money=gross")]
    assert ["of the $10 that 1 intermediary" in " ".join(page.split()).lower() for page in pages] == [True, False]
    assert "of the $16 that 2 intermediaries" in " ".join(pages[1].split()).lower()


def test_more_out_of_a_transfer_than_in_is_no_share_of_what_came_in(client):
    """Of two transfers of 100, 130 come out of one: 50 % can be followed, and the parts are never more than the whole."""
    body = make.organization(kind="consortium")
    for out in (130, None):
        transfer = make.award(amount=100, payers=[make.ministry()], recipients=[body], flow_level="transfer")
        if out:
            make.award(amount=out, payers=[body], recipients=[make.organization()], parent=transfer)
    lines = AwardLine.objects.all()
    [row] = remainders(lines, lines, set()).values()
    assert (row.received, row.traced, row.untraced, row.followed, row.share) == (200, 130, 100, 100, Decimal("0.5"))
    page = client.get("/en/questions/traced/").content.decode()
    assert "50.0%" in page
    assert "65.0%" not in page


def test_an_award_to_two_names_of_a_body_is_its_money_once():
    body, twin = make.organization(name="Une"), make.organization(name="Une inc.")
    make.award(amount=10, payers=[make.ministry()], recipients=[body, twin], fiscal_year=2020)
    Organization.objects.filter(pk=twin.pk).update(merged_into=body)
    make.event(body, "bankruptcy")
    events = OrganizationEvent.objects.select_related("organization")
    [found] = fates(events, AwardLine.objects.all(), same_body())
    assert (found.received, found.awards, found.without_amount) == (10, 1, 0)


def test_public_money_of_a_body_that_went_bankrupt():
    ministry, fund = make.ministry(), make.organization(kind="venture_fund")
    imagia, other = make.organization(name="Imagia"), make.organization(name="Canexia")
    make.award(amount=900_000, payers=[ministry], recipients=[imagia], fiscal_year=2018)
    make.award(amount=None, payers=[ministry], recipients=[imagia], fiscal_year=2016)
    make.award(amount=49, payers=[ministry], recipients=[imagia, other])
    make.award(amount=5, payers=[fund], recipients=[imagia])
    make.event(imagia, "bankruptcy", date="2023-08")
    make.event(imagia, "renaming", date="2017")
    events = OrganizationEvent.objects.filter(kind__in=KINDS).select_related("organization")
    (row,) = fates(events, AwardLine.objects.all(), same_body())
    assert (row.received, row.awards, row.without_amount, row.first_year, row.years_between) == (900_000, 3, 2, 2016, 7)


@pytest.mark.parametrize(
    ("fields", "last_day", "delay", "late", "late_now"),
    [
        ({"sent": "2023-01-10", "answered": "2023-01-30", "outcome": "answered"}, date(2023, 1, 30), 20, False, None),
        ({"sent": "2023-01-10", "answered": "2023-02-10", "outcome": "refused"}, date(2023, 1, 30), 31, True, None),
        ({"sent": "2023-01-10", "extended": "2023-02-09", "answered": "2023-02-09", "outcome": "partial"},
         date(2023, 2, 9), 30, False, None),
        ({"sent": "2023-01-10", "outcome": "pending"}, date(2023, 1, 30), None, False, 2),
        ({"sent": "2023-01-10", "due": "2023-02-01", "outcome": "pending"}, date(2023, 2, 1), None, False, None),
        ({"sent": "2023-01", "answered": "2023-03", "outcome": "answered"}, None, None, False, None),
        ({"sent": "2023-01-10", "outcome": "unknown"}, date(2023, 1, 30), None, False, None),
    ],
)  # fmt: skip
def test_the_laws_clock(fields, last_day, delay, late, late_now):
    request = AccessRequest(**fields)
    found = clock(request, date(2023, 2, 1))
    assert (found.last_day, found.delay, found.answered_late, found.late_now) == (last_day, delay, late, late_now)


def test_who_waits_has_no_outcome_and_a_month_after_the_last_day_is_late(client):
    register = make.register(invented=True, is_default=True)
    ministry = make.ministry(register)
    make.access_request(ministry, sent="2023-01-10", answered="2023-04", outcome="refused")
    make.access_request(ministry, sent="2023-01-10", answered="2023-01-20", outcome="answered")
    for outcome in ("pending", "pending", "unknown"):
        make.access_request(ministry, sent="2023-01-10", outcome=outcome)
    (row,) = by_body(AccessRequest.objects.select_related("body"), date(2023, 3, 1))
    assert (row.answered_late, row.delays) == (1, [10])
    text = " ".join(client.get("/en/questions/access-to-information/").content.decode().split())
    assert "5 requests for access are on record; for 2 of them the outcome is known." in text
    assert "50.0% of those were refused or found no document." in text
    assert "2 still await an answer." in text
    assert "Half of the 1 answers" not in text


def test_requests_by_body():
    ministry = make.ministry()
    make.access_request(ministry, sent="2023-01-10", answered="2023-01-20", outcome="refused", articles=["23", "37"])
    make.access_request(ministry, sent="2023-01-10", answered="2023-02-20", outcome="partial", articles=["23"])
    (row,) = by_body(AccessRequest.objects.select_related("body"), date(2023, 3, 1))
    assert (row.requests, row.median_delay, row.answered_late, row.late_now) == (2, 25.5, 1, 0)
    assert row.articles == {"23": 2, "37": 1} and row.outcomes == {"refused": 1, "partial": 1}


@pytest.mark.parametrize(
    ("fields", "computed", "said"),
    [
        ({"value": 63_000_000, "qualifier": "more_than", "rounded_to": 1_000_000}, 63_680_000, "agrees"),
        ({"value": 63_000_000, "qualifier": "more_than"}, 62_000_000, "less"),
        ({"value": 312}, 28, "less"),
        ({"value": 48}, 49, "more"),
        ({"value": "8.5", "rounded_to": "0.1"}, "8.5427", "agrees"),
        ({"value": "8.5", "rounded_to": "0.1"}, "8.56", "more"),
        ({"value": 70_000, "qualifier": "average"}, 73_000, "agrees"),
        ({"value": 1_000_000, "qualifier": "at_most"}, 2_000_000, "more"),
        ({"value": None, "value_text": "plusieurs"}, None, "in_words"),
        ({"value": 5}, None, "not_computed"),
    ],
)
def test_a_figure_agrees_within_its_rounding_and_its_word(fields, computed, said):
    numbers = {name: Decimal(value) for name, value in fields.items() if name in ("value", "rounded_to") and value}
    figure = ReportedFigure(**{**fields, **numbers, "value": numbers.get("value")})
    assert reported.verdict(figure, None if computed is None else Decimal(computed)) == said


def test_transfers_and_what_comes_out_of_them_meet_the_studys_figures():
    ministry, medteq = make.ministry(), make.organization(name="MEDTEQ", kind="consortium")
    first = make.award(amount=8_680_000, payers=[ministry], recipients=[medteq], flow_level="transfer")
    make.award(amount=55_000_000, payers=[ministry], recipients=[medteq], flow_level="transfer")
    make.award(amount=8_680_000, payers=[medteq], parent=first)
    for rule, value in (("transfers", 63_000_000), ("handed_on", 8_680_000), ("remainder", 55_000_000)):
        more = {"qualifier": "more_than"} if rule == "transfers" else {}
        make.reported_figure(medteq.register, "", value, unit="CAD", organization=medteq, rule=rule, **more)
    found = reported.checks(ReportedFigure.objects.order_by("pk"), Books(medteq.register))
    assert [(row.computed, row.verdict) for row in found] == [
        (63_680_000, "agrees"),
        (8_680_000, "agrees"),
        (55_000_000, "agrees"),
    ]


def test_a_figure_is_compared_with_what_is_in_its_own_currency():
    ministry, body = make.ministry(), make.organization(kind="consortium")
    transfer = make.award(amount=100, payers=[ministry], recipients=[body], flow_level="transfer")
    make.award(amount=1, payers=[ministry], recipients=[body], flow_level="transfer", currency="USD")
    make.award(amount=60, payers=[body], parent=transfer, currency="USD")
    make.award(amount=10, payers=[body], parent=transfer)
    make.contribution(body, 900, "salaries")
    make.contribution(body, 30, "salaries", currency="USD")
    for unit in ("CAD", "USD"):
        for rule in ("transfers", "handed_on", "remainder", "salaries"):
            make.reported_figure(None, "", 1, unit=unit, organization=body, rule=rule)
    found = reported.checks(ReportedFigure.objects.order_by("pk"), Books(body.register))
    assert [row.computed for row in found] == [100, 10, 90, 900, 1, None, 1, 30]


def test_a_figure_of_any_register_is_compared_by_the_rule_that_stands_beside_it():
    ministry, hospital = make.ministry(), make.organization(name="H", kind="establishment", sector="public")
    one, two = make.organization(name="Un"), make.organization(name="Deux")
    make.award(amount=5, payers=[ministry], recipients=[one], reference="2024/7", count_of_projects=3)
    make.award(amount=7, payers=[ministry], recipients=[two])
    for project in (make.project(), make.project(count_of_projects=2)):
        make.participation(project, one, "private_partner")
        make.participation(project, hospital, "host")
    make.contribution(hospital, None, "staff_hours", hours=40)
    make.contribution(hospital, 900, "salaries")
    wanted = {
        "final_awards": ({}, 2),
        "public_money": ({}, 12),
        "these_awards": ({"rule_terms": "2024/7"}, 5),
        "these_projects": ({"rule_terms": "2024/7"}, 3),
        "private_bodies": ({}, 2),
        "private_repeat": ({"rule_terms": "2"}, 1),
        "private_repeat_share": ({"rule_terms": "2"}, 50),
        "projects": ({"organization": hospital}, 3),
        "hosted": ({"organization": hospital}, None),
        "received": ({"organization": two}, 7),
        "staff_hours": ({"organization": hospital}, 40),
        "salaries": ({"organization": hospital}, 900),
        "establishments": ({}, 1),
        "context": ({}, None),
        "": ({}, None),
    }
    for rule, (fields, _value) in wanted.items():
        make.reported_figure(None, f"f-{rule}", 1, rule=rule, **{"unit": "CAD"} | fields)
    make.reported_figure(None, "f-absent", 1, rule="these_projects", rule_terms="2024/7; 2024/8")
    figures = ReportedFigure.objects.order_by("pk")
    found = {row.figure.key: row.computed for row in reported.checks(figures, Books(ministry.register))}
    assert found == {f"f-{rule}": value for rule, (_fields, value) in wanted.items()} | {"f-absent": None}


def test_each_rule_counts_or_says_why_it_does_not():
    without = {"not_named", "no_named_seats", "same_money", "not_one_by_one", "circular", "unlike", "context"}
    assert {*COUNTS} | without == {*CountRule.values} and not {*COUNTS} & without


def test_the_page_says_the_rule_and_the_record_that_would_close_the_gap(client):
    medteq = make.organization(name="MEDTEQ", kind="consortium")
    make.award(amount=5, payers=[make.ministry()], recipients=[medteq], flow_level="transfer")
    make.reported_figure(None, "reçu", 7, unit="CAD", organization=medteq, rule="transfers", closes="boards")
    page = client.get("/en/questions/reported-against-computed/").content.decode()
    assert "transfers to it, on record" in page and "The annual report, with the members" in page


# --- By the oracle, on the invented register


@pytest.fixture
def example():
    make.register()
    return invented.make(awards=400 if WHOLE else 150)[0]


def test_the_invented_register_agrees_with_the_oracle(example):
    awards = Award.objects.public().of(example).filter(currency="CAD")
    objects = list(awards.order_by("pk").prefetch_related("parties__organization__merged_into", "years"))
    found = AwardLine.objects.under(awards)

    rows = repeats(Participation.objects.public().of(example), found, same_body(), ["private"])
    assert {row.organization.key: row.projects for row in rows} == oracle.projects_of_private_bodies(objects)

    by_year, _undated = years(found)
    assert {row.year: row.total for row in by_year if row.total} == oracle.years(objects)

    by_stage = {stage: (row.awards, row.total or 0) for stage, row in stages(found).items()}
    assert by_stage == oracle.stages(objects)

    projects = Project.objects.public().of(example)
    codes = dict(UseType.objects.values_list("pk", "code"))
    by_use = {codes[pk]: (use.projects, use.total or 0) for pk, use in uses(projects, found).types.items()}
    assert by_use == oracle.uses(objects, list(projects))
    assert uses(projects, found).families == oracle.families(list(projects))

    events = OrganizationEvent.objects.public().of(example).filter(kind__in=KINDS).select_related("organization")
    for row in fates(events, found, same_body()):
        body = Organization.objects.get(pk=row.body)
        assert (row.awards, row.received or 0) == oracle.public_money(objects, body)

"""Each constraint on the money and on how we know: a row that breaks it is refused, under the constraint's name."""

from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.db.models import CheckConstraint, F, UniqueConstraint

from funding.choices import AmountStatus
from funding.imports.models import Import, Judgement
from funding.models import (
    FACTS,
    AccessRequest,
    Award,
    Contribution,
    Correction,
    Evidence,
    Finding,
    FindingEdge,
    Programme,
    ReportedFigure,
    Source,
    Withdrawal,
)
from funding.release_work.models import ReleaseWork
from tests import factories as make
from tests.rules import again, changed, closed_list, constraints, one_row_of_each, refused

pytestmark = pytest.mark.django_db

CHECKS = {name: (model, constraint) for name, model, constraint in constraints("funding", CheckConstraint)}
UNIQUE = {name: model for name, model, _ in constraints("funding", UniqueConstraint)}
LISTS = {name: (model, closed_list(one)) for name, (model, one) in CHECKS.items() if closed_list(one)}
KEYS = {name: model for name, (model, _) in CHECKS.items() if name.endswith("_has_key")}
# A word that is no status breaks the rule of amounts first: both refuse it.
OF_AMOUNTS = {"award_amount_status_known"}
OTHERS = {
    "source_has_title": (Source, {"title": ""}),
    "access_request_in_order": (AccessRequest, {"sent": "2023-02", "answered": "2023-01-31"}),
    "access_request_has_body": (AccessRequest, {"body": None, "body_text": ""}),
    "programme_in_order": (Programme, {"valid_from": "2023", "valid_to": "2022"}),
    "award_amount_goes_with_status": (Award, {"amount": None}),
    "award_counts_one_or_more": (Award, {"count_of_projects": 0}),
    "award_recipient_text_names_nobody": (Award, {"recipient_text": "Ada Lovelace", "recipient_absent": "person"}),
    "award_not_out_of_itself": (Award, {"parent": F("pk")}),
    "award_not_superseding_itself": (Award, {"supersedes": F("pk")}),
    "award_fee_not_negative": (Award, {"fee": Decimal(-1)}),
    "award_fiscal_year_plausible": (Award, {"fiscal_year": 2921}),
    "contribution_amount_goes_with_status": (Contribution, {"amount": Decimal(5)}),
    "contribution_hours_not_negative": (Contribution, {"hours": Decimal(-1)}),
    "reported_figure_has_value_or_words": (ReportedFigure, {"value": None}),
    "reported_figure_part_known": (ReportedFigure, {"part": "autre"}),
    "reported_figure_rule_has_its_terms": (ReportedFigure, {"rule": "private_repeat", "rule_terms": "trois"}),
    "evidence_is_for_one_fact": (Evidence, {"award": F("id"), "person": F("id")}),
    "evidence_says_where": (Evidence, {"place": "", "cell": "", "row": None}),
    "import_done_within_total": (Import, {"done": 2, "total": 1}),
    "finding_is_called": (Finding, {"key": ""}),
    "finding_checked_before": (Finding, {"state": "checked"}),
    "finding_put_to_those_named": (Finding, {"state": "reply_sought", "checked_on": "2024-01-10"}),
    "finding_published_with_reply": (
        Finding,
        {"state": "published", "published_on": "2024-02-01", "reply_due": "2024-02-01"}
        | {"reply_sought_on": "2024-01-10", "checked_on": "2024-01-10"},
    ),
    "finding_dismissed_with_reason": (Finding, {"state": "dismissed", "dismissed_on": "2024-01-10"}),
    "finding_reply_has_day": (Finding, {"reply": "Nous répondons."}),
    "finding_reply_due_after": (Finding, {"reply_sought_on": "2024-01-10", "reply_due": "2024-01-09"}),
    "finding_edge_is_one_record": (FindingEdge, {"award": F("seat")}),
    "finding_edge_payment_is_placed": (FindingEdge, {"timing": "during"}),
    "judgement_of_one_kind": (Judgement, {"person": F("id")}),
    "withdrawal_of_a_record": (Withdrawal, {"key": ""}),
    "release_work_withdraws_a_record": (ReleaseWork, {"reason": "Une raison sans retrait."}),
    "release_work_proposed_is_a_withdrawal": (ReleaseWork, {"state": "proposed"}),
    "correction_names_a_record": (Correction, {"record_key": ""}),
    "correction_says_what": (Correction, {"text": ""}),
    "correction_not_too_long": (Correction, {"text": "x" * 2001}),
    "correction_answered_in_words": (Correction, {"state": "unchanged", "answer": "Non."}),
    "correction_says_what_changed": (
        Correction,
        {"state": "corrected", "answer": "Oui.", "answered_on": "2024-01-10"},
    ),
}
TWINS = {
    "evidence_number_per_key": {"number": 10_001},
    "evidence_number_once": {"key": "autre"},
}


def test_a_finding_is_published_with_its_reply_or_once_the_time_for_one_is_over():
    steps = {"checked_on": "2024-01-10", "reply_sought_on": "2024-01-10", "reply_due": "2024-02-01"}
    changed(Finding, steps | {"state": "published", "published_on": "2024-02-02"})
    reply = {"reply": "Nous répondons.", "reply_by": "X", "reply_on": "2024-01-20"}
    changed(Finding, steps | reply | {"published_on": "2024-01-21"})
    refused("finding_published_with_reply", lambda: changed(Finding, {"published_on": None}))


def test_a_dismissal_is_no_more_when_the_finding_is_taken_up_again():
    changed(Finding, {"state": "dismissed", "dismissed_on": "2024-01-10", "reason": "Homonyme."})
    refused("finding_dismissed_with_reason", lambda: changed(Finding, {"state": "candidate"}))


@pytest.fixture(scope="module", autouse=True)
def rows(of_the_file):
    one_row_of_each()


def test_every_check_has_a_test():
    assert set(CHECKS) == set(LISTS) | set(KEYS) | set(OTHERS)


@pytest.mark.parametrize("name", sorted(set(LISTS) - OF_AMOUNTS))
def test_a_word_that_is_not_in_its_list(name):
    model, field = LISTS[name]
    refused(name, lambda: changed(model, {field: "zzz"}))


def test_an_amount_status_that_is_not_in_its_list():
    refused("award_amount_goes_with_status", lambda: changed(Award, {"amount_status": "zzz"}))


@pytest.mark.parametrize("name", sorted(KEYS))
def test_a_fact_without_a_key(name):
    refused(name, lambda: changed(KEYS[name], {"key": ""}))


@pytest.mark.parametrize("name", sorted(OTHERS))
def test_what_a_row_may_not_become(name):
    model, values = OTHERS[name]
    refused(name, lambda: changed(model, values))


@pytest.mark.parametrize("name", sorted(UNIQUE))
def test_what_may_be_there_once(name):
    refused(name, lambda: again(UNIQUE[name], name, TWINS.get(name, {})))


@pytest.mark.parametrize(
    ("status", "amount", "words", "accepted"),
    [
        *((status, "5", "", status not in {"in_words", "undisclosed", "withheld", "unreadable"}) for status in AmountStatus.values),
        *((status, None, "des millions", status in {"in_words", "undisclosed", "withheld", "unreadable"}) for status in AmountStatus.values),
        ("in_words", None, "", False),
    ],
)  # fmt: skip
def test_no_amount_without_a_status_and_none_missing_without_a_reason(status, amount, words, accepted):
    values = {"amount_status": status, "amount": amount, "amount_text": words}
    if accepted:
        changed(Award, values)
    else:
        refused("award_amount_goes_with_status", lambda: changed(Award, values))


def test_an_amount_has_a_currency():
    refused("award_amount_goes_with_status", lambda: changed(Award, {"currency": "$"}))


@pytest.mark.parametrize("kind", sorted(FACTS))
def test_a_public_fact_has_evidence(kind):
    model = FACTS[kind]
    fact = model._default_manager.filter(published=True).first()
    refused(f"{kind}_needs_evidence", lambda: Evidence.objects.filter(**{kind: fact}).delete())
    hidden = {"published": False}
    with transaction.atomic():
        model._default_manager.filter(pk=fact.pk).update(**hidden)
        Evidence.objects.filter(**{kind: fact}).delete()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    refused(f"{kind}_needs_evidence", lambda: model._default_manager.filter(pk=fact.pk).update(published=True))


def test_an_award_has_each_side_or_a_reason():
    award = Award.objects.get()
    for role in ("payer", "recipient"):
        refused("award_has_both_sides", lambda role=role: award.parties.filter(role=role).delete())
    refused(
        "award_has_both_sides",
        lambda: Award.objects.create(register=award.register, key="x", amount_status="undisclosed"),
    )
    with transaction.atomic():
        award.parties.filter(role="payer").delete()
        Award.objects.update(payer_absent="not_named")


def test_evidence_is_missed_where_it_was_moved_from():
    project, organization = FACTS["project"].objects.first(), FACTS["organization"].objects.first()
    evidence = Evidence.objects.filter(project=project)
    refused("project_needs_evidence", lambda: evidence.update(project=None, organization=organization))


def test_one_bare_fact_among_many_is_found():
    """The rules look at all rows of a statement at once."""
    register = make.register()
    many = [Award(register=register, key=f"n-{n}", amount_status="undisclosed", published=True) for n in range(50)]
    for award in many:
        award.payer_absent = award.recipient_absent = "not_named"

    def all_but_one_have_evidence():
        source = make.source(register)
        with transaction.atomic():
            Award.objects.bulk_create(many)
            numbers = enumerate(many[1:], 1)
            Evidence.objects.bulk_create(
                Evidence(register=register, number=n, award=award, source=source, place="p. 1") for n, award in numbers
            )

    refused("award_needs_evidence", all_but_one_have_evidence)


def test_one_bare_fact_among_many_statements_is_found():
    """What the statements of a transaction noted for one rule is looked at together."""
    good, bare, other = make.project(), make.project(public=False), make.project()

    def one_by_one():
        for project in (good, bare, other):
            project.published = True
            project.save()

    refused("project_needs_evidence", one_by_one)


def test_what_is_to_be_checked_is_forgotten_once_it_was():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("SELECT count(*) FROM rule_to_check")
        assert cursor.fetchone() == (0,)


def test_payer_and_recipient_differ():
    award = Award.objects.get()
    payer = award.parties.get(role="payer").organization
    refused(
        "award_party_pays_or_receives",
        lambda: award.parties.create(organization=payer, role="recipient"),
    )


def test_the_last_evidence_goes_with_its_fact():
    with transaction.atomic():
        make.reported_figure().delete()

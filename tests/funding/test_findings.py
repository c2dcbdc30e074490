"""Findings: what survives a second look, the steps to publication, and what the public sees of them."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from funding.findings import decide
from funding.findings.choices import FindingState, Rule
from funding.findings.look import look, look_where_data_changed
from funding.findings.models import Finding, FindingEdge
from funding.findings.words import title
from funding.imports.commit import commit
from funding.imports.undo import undo
from funding.models import Evidence, Withdrawal
from funding.withdrawals import withdraw
from projects.changes import new_data_version
from projects.models import BoardMembership, Person
from tests import factories as make
from tests.funding.imports.documents import document, nothing, staged
from tests.funding.questions.planted import Case

pytestmark = pytest.mark.django_db
DAY = date(2024, 3, 1)


@pytest.fixture
def one():
    """A register with a seat of X at B, and money from B to X."""
    register = make.register(state_of_data="2023-08")
    case = Case(register, 1)
    case.sits("B", "X", "2018")
    case.pays("B", "X", "2021-06-01")
    return case


def the_finding(register):
    return Finding.objects.of(register).get()


def published(finding):
    decide.check(finding, None, today=DAY)
    decide.seek_reply(finding, None, due=DAY, today=DAY)
    decide.note_reply(finding, None, "Notre siège est public.", "La direction", today=DAY)
    return decide.publish(finding, None, today=DAY)


def test_a_look_writes_candidates_with_their_records(one):
    assert look(one.register) == 1
    finding = the_finding(one.register)
    assert (finding.state, finding.rule, finding.strength) == ("candidate", "own_seat", "certain")
    assert [edge.role for edge in finding.edges.all()] == ["seat", "payment"]


def test_a_second_look_changes_nothing(one):
    look(one.register)
    before = (the_finding(one.register).pk, [*FindingEdge.objects.values_list("pk", flat=True).order_by("pk")])
    events = Finding.history.rel.related_model.objects.count()
    look(one.register)
    after = (the_finding(one.register).pk, [*FindingEdge.objects.values_list("pk", flat=True).order_by("pk")])
    assert before == after
    assert Finding.history.rel.related_model.objects.count() == events


def test_a_dismissal_survives_another_look_and_new_records(one):
    look(one.register)
    decide.dismiss(the_finding(one.register), None, "Une observatrice, dit le rapport annuel.", today=DAY)
    look(one.register)
    finding = the_finding(one.register)
    assert (finding.state, finding.changed) == ("dismissed", False)
    one.pays("B", "X", "2022-06-01")
    look(one.register)
    finding = the_finding(one.register)
    assert (finding.state, finding.reason, finding.changed) == (
        "dismissed",
        "Une observatrice, dit le rapport annuel.",
        True,
    )
    decide.confirm(finding, None)
    look(one.register)
    assert not the_finding(one.register).changed


def test_records_that_came_since_are_public_once_someone_has_seen_them(one):
    """A reply that is noted, or a day, is no look at the records."""
    look(one.register)
    finding = published(the_finding(one.register))
    assert Finding.objects.public().exists()
    one.pays("B", "X", "2022-06-01")
    look(one.register)
    assert not Finding.objects.public().exists()
    # As someone had it on the screen before the rules looked.
    decide.note_reply(finding, None, "Encore ceci.", "La direction", today=DAY)
    assert the_finding(one.register).changed and not Finding.objects.public().exists()
    decide.confirm(finding, None)
    assert Finding.objects.public().exists()


def test_it_is_not_published_while_nobody_has_seen_what_came_since(one):
    look(one.register)
    finding = decide.seek_reply(decide.check(the_finding(one.register), None, today=DAY), None, today=DAY)
    one.pays("B", "X", "2022-06-01")
    look(one.register)
    late = finding.reply_due + timedelta(1)
    with pytest.raises(decide.NotPossible, match="confirm it first"), override("en"):
        decide.publish(the_finding(one.register), None, today=late)
    decide.publish(decide.confirm(the_finding(one.register), None), None, today=late)
    assert Finding.objects.public().exists()


def test_a_dismissal_survives_records_that_are_taken_away_and_come_back(one):
    look(one.register)
    decide.dismiss(the_finding(one.register), None, "Homonyme.", today=DAY)
    key, seat = the_finding(one.register).key, BoardMembership.objects.get()
    with transaction.atomic():
        Evidence.objects.filter(seat=seat).delete()
        seat.delete()
    assert look(one.register) == 0
    assert not the_finding(one.register).found
    one.sits("B", "X", "2018")
    look(one.register)
    finding = the_finding(one.register)
    assert (finding.key, finding.state, finding.found) == (key, "dismissed", True)


def test_registers_are_looked_at_when_their_data_changed(one):
    assert look_where_data_changed() == 1
    assert look_where_data_changed() == 0
    new_data_version(one.register.pk)
    assert look_where_data_changed() == 1


def test_a_finding_is_published_step_by_step(one):
    look(one.register)
    finding = the_finding(one.register)
    for step in (lambda: decide.publish(finding, None), lambda: decide.seek_reply(finding, None)):
        with pytest.raises(decide.NotPossible):
            step()
    published(finding)
    finding.refresh_from_db()
    assert (finding.state, finding.reply_by) == (FindingState.PUBLISHED, "La direction")
    assert set(Finding.objects.public()) == {finding}


def test_without_a_reply_it_is_published_once_the_time_is_over(one):
    look(one.register)
    finding = decide.check(the_finding(one.register), None, today=DAY)
    decide.seek_reply(finding, None, today=DAY)
    assert finding.reply_due == DAY + timedelta(decide.DAYS_TO_REPLY)
    with pytest.raises(decide.NotPossible, match="no reply"), override("en"):
        decide.publish(finding, None, today=finding.reply_due)
    decide.publish(finding, None, today=finding.reply_due + timedelta(1))
    assert Finding.objects.public().exists()


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_dismissal_needs_a_reason(one, reason):
    look(one.register)
    with pytest.raises(decide.NotPossible):
        decide.dismiss(the_finding(one.register), None, reason)


def test_a_dismissed_finding_can_be_taken_up_again_and_its_history_keeps_why(one):
    look(one.register)
    finding = published(the_finding(one.register))
    decide.dismiss(finding, None, "Le conseil a corrigé ses dates.", today=DAY)
    assert not Finding.objects.public().exists()
    decide.take_up_again(finding, None)
    assert (finding.state, finding.reply, finding.published_on) == ("candidate", "", None)
    assert "Le conseil a corrigé ses dates." in finding.history.values_list("reason", flat=True)


def test_four_eyes_keep_who_checked_from_publishing(one, settings, django_user_model):
    settings.FOUR_EYES = True
    first, second = (django_user_model.objects.create_user(name) for name in ("a@example.org", "b@example.org"))
    look(one.register)
    finding = decide.check(the_finding(one.register), first, today=DAY)
    decide.seek_reply(finding, first, due=DAY, today=DAY)
    decide.note_reply(finding, first, "Oui.", "X", today=DAY)
    with pytest.raises(decide.NotPossible):
        decide.publish(finding, first, today=DAY)
    assert decide.publish(finding, second, today=DAY).state == "published"


@pytest.mark.parametrize("hide", ["seat", "award", "changed", "found"])
def test_what_rests_on_something_that_is_not_public_or_was_not_checked_is_not_public(one, hide):
    look(one.register)
    finding = published(the_finding(one.register))
    if hide in ("changed", "found"):
        Finding.objects.update(**{hide: hide == "changed"})
    else:
        [record] = [getattr(edge, hide) for edge in finding.edges.all() if getattr(edge, hide)]
        type(record).objects.filter(pk=record.pk).update(published=False)
    assert not Finding.objects.public().exists()


def test_a_person_who_is_withdrawn_is_named_by_no_finding_and_no_interlock(client):
    case = Case(make.register(), 1)
    person = case.person("Retirée")
    for board in ("B", "C"):
        case.sits(board, person, "2018", behalf="X")
    case.pays("B", "X")
    look(case.register)
    finding = published(Finding.objects.get())
    Person.objects.filter(pk=person.pk).update(published=False)
    assert not Finding.objects.public().exists()
    assert client.get(f"/fr/findings/{finding.key}/").status_code == 404
    for address in ("questions/boards", "questions/interlocks", f"organizations/{case.body('X').key}"):
        page = client.get(f"/fr/{address}/").content.decode()
        assert finding.key not in page and ("Retirée" not in page or address.startswith("organizations")), address
    assert look(case.register) == 0


@pytest.mark.parametrize("was_public", [True, False])
def test_a_finding_that_rests_on_what_is_withdrawn_leaves_a_tombstone_where_it_was_public(client, one, was_public):
    look(one.register)
    finding = the_finding(one.register)
    if was_public:
        published(finding)
    [award] = [edge.award for edge in finding.edges.all() if edge.award]
    withdraw(one.register, "award", award.key, "court")
    assert Withdrawal.objects.filter(kind="finding", key=finding.key).exists() is was_public
    assert client.get(f"/fr/findings/{finding.key}/").status_code == (410 if was_public else 404)


@pytest.mark.parametrize("rule", Rule.values)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_finding_says_that_both_exist_and_accuses_nobody(rule, language):
    body, company = make.organization(name="Corps"), make.organization(name="Entreprise")
    seat = make.seat(body, make.person(name="Ève Roy"))
    finding = make.finding(seat, make.award(payers=[body], recipients=[company]), company, rule=rule)
    with override(language):
        words = title(finding)
    coincide = {"fr": "Siège et financement coïncident", "en": "A seat and funding coincide"}[language]
    assert words.startswith(coincide) or rule == Rule.RECIPROCAL
    assert "onfli" not in words and "Corps" in words


# --- Pages


def test_only_published_findings_have_a_page(client, one):
    look(one.register)
    finding = the_finding(one.register)
    address = f"/fr/findings/{finding.key}/"
    assert client.get(address).status_code == 404
    published(finding)
    page = client.get(address).content.decode()
    assert "Siège et financement coïncident" in page
    assert "S’asseoir" not in page and "n’est pas une faute" in page
    assert "Notre siège est public." in page and "La direction" in page
    assert 'id="piece-' in page


def test_a_candidate_is_on_no_public_page(client, one):
    look(one.register)
    finding = the_finding(one.register)
    body = one.body("B")
    for address in ("/fr/questions/boards/", f"/fr/organizations/{body.key}/", "/fr/questions/boards.csv"):
        answer = client.get(address)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert finding.key not in content.decode(), address


def test_a_published_finding_stands_on_the_pages_of_those_it_names(client):
    register = make.register()
    case = Case(register, 1)
    person = case.person("P")
    case.sits("B", person, "2018", behalf="X")
    case.pays("B", "X")
    look(register)
    finding = published(the_finding(register))
    for address in (
        f"organizations/{case.body('B').key}",
        f"organizations/{case.body('X').key}",
        f"people/{person.key}",
        "questions/boards",
    ):
        page = client.get(f"/fr/{address}/").content.decode()
        assert f"/fr/findings/{finding.key}/" in page, address
        assert "Notre siège est public." in page, address
        assert "siège et financement coïncident" in page and "n’est pas une faute" in page, address
    assert client.get(f"/fr/findings/{finding.key}/")["X-Robots-Tag"] == "noindex"


def test_the_staff_takes_the_steps_on_the_page(staff, one):
    look(one.register)
    finding = the_finding(one.register)
    reviewer, publisher = staff("reviewer"), staff("publisher")
    assert one.name("B") in reviewer.get("/fr/staff/findings/").content.decode()
    page, step, publish = (f"/fr/staff/findings/{finding.pk}/{end}" for end in ("", "step/", "publish/"))
    assert reviewer.get(page).status_code == 200
    reviewer.post(step, {"step": "check"})
    reviewer.post(step, {"step": "seek-reply", "due": "hier"})
    finding.refresh_from_db()
    assert (finding.state, finding.checked_by.username) == ("checked", "reviewer@example.org")
    reviewer.post(step, {"step": "seek-reply", "due": ""})
    assert reviewer.post(publish, {"step": "publish"}).status_code == 403
    publisher.post(publish, {"step": "publish"})
    finding.refresh_from_db()
    assert finding.state == "reply_sought", "the time for a reply is not over"
    publisher.post(publish, {"step": "reply", "reply": "Nous répondons.", "reply_by": "La présidente"})
    publisher.post(publish, {"step": "publish"})
    finding.refresh_from_db()
    assert (finding.state, finding.published_on) == ("published", timezone.localdate())
    assert publisher.get(page).status_code == 200
    reviewer.post(step, {"step": "dismiss", "reason": "Les dates étaient fausses."})
    assert "Les dates étaient fausses." in reviewer.get(page).content.decode()
    for state in FindingState.values:
        assert reviewer.get(f"/fr/staff/findings/?state={state}").status_code == 200


def test_a_dismissal_survives_an_import_that_is_undone_and_done_again():
    register = make.default_register()
    seat = {
        "organization": "Consortium",
        "holder_organization": "Alpha inc.",
        "seat_kind": "board",
        "valid_from": "2018",
    }
    award = {"payer": "Consortium", "recipient": "Alpha inc.", "amount": "1000", "decision_date": "2021-06-01"}

    def imported():
        batch = staged(document(("membership", [seat]), ("award", [award])))
        commit(batch, True, None, nothing)
        batch.refresh_from_db()
        return batch

    batch = imported()
    assert look(register) == 1
    decide.dismiss(the_finding(register), None, "Une observatrice.", today=DAY)
    done = undo(batch, None)
    assert (done["kept"], done["errored"]) == ([], []), "a finding keeps no record from being taken back"
    assert look(register) == 0
    finding = the_finding(register)
    assert (finding.found, finding.board, finding.edges.count()) == (False, None, 0)
    imported()
    assert look(register) == 1
    finding = the_finding(register)
    assert (finding.state, finding.reason, finding.found) == ("dismissed", "Une observatrice.", True)

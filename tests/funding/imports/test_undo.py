"""Undo: what an import made goes, what it changed comes back, what someone changed since stays and is listed."""

from decimal import Decimal

import pytest

from funding.checksum import checksum
from funding.imports import undo as undoing
from funding.imports.commit import commit
from funding.imports.models import Judgement, Mention
from funding.imports.undo import TRACKED, undo
from funding.imports.undo_tables import BY_MODEL, Touched, contexts_of, touched_by
from funding.models import Award, AwardParty, Evidence, EvidenceNumber
from projects.history import own_context
from projects.models import Organization, Participation, Project
from tests import factories as make
from tests.funding.imports.documents import document, nothing, staged
from tests.funding.imports.test_commit import GRANT, SEAT

pytestmark = pytest.mark.django_db

ENTRY = GRANT | {
    "entry_type": "project",
    "private_partner": "Imagia inc.",
    "programme": "Fonds",
    "recipient_neq": "1143920115",
}


def published(*rows, kind="award", **given):
    batch = staged(document((kind, list(rows))), **given)
    commit(batch, True, None, nothing)
    batch.refresh_from_db()
    return batch


def by_hand(model, **fields):
    """A person corrects every row of a kind."""
    with own_context(user=None, reason="by hand"):
        model.objects.update(**fields)


def test_import_and_undo_leave_an_equal_checksum():
    register = make.default_register()
    before = checksum(register)
    batch = published(ENTRY, ENTRY | {"title": "Autre", "recipient": "Emovi"})
    assert checksum(register) != before
    done = undo(batch, None)
    assert (done["kept"], done["errored"]) == ([], [])
    assert done["checksum_before"] == done["checksum_after"] == checksum(register) == before
    assert done["reversed"] > 10
    batch.refresh_from_db()
    assert batch.state == "undone"
    assert batch.outcome["undo"]["reversed"] == done["reversed"]


def test_the_short_way_and_the_long_way_end_alike(monkeypatch):
    """Where nobody else has written since, nothing is compared; done with everything compared, the end is the same."""
    register = make.default_register()
    published(GRANT | {"note": "avant"})
    before = checksum(register)
    ends = []
    for compared in (False, True):
        batch = published(ENTRY, GRANT | {"amount": "1500", "note": "après"})
        found = touched_by(contexts_of(batch))
        assert (found.alone, BY_MODEL[Project] in found.made_only, BY_MODEL[Award] in found.made_only) == (
            True,
            True,
            False,
        )
        if compared:
            monkeypatch.setattr(undoing, "touched_by", lambda _, found=found: Touched(found.models, frozenset(), False))
        done = undo(batch, None)
        ends.append((done["reversed"], done["kept"], done["errored"], checksum(register)))
    assert ends[0] == ends[1] == (ends[0][0], [], [], before)


def test_someone_elses_word_takes_the_long_way():
    batch = published(ENTRY)
    by_hand(Project, summary="à la main")
    found = touched_by(contexts_of(batch))
    assert not found.alone
    assert BY_MODEL[Project] not in found.made_only
    assert BY_MODEL[Award] in found.made_only


def test_a_seat_on_what_the_import_made_keeps_it():
    """Rows of a model that the import did not touch are asked too."""
    batch = published(GRANT)
    assert touched_by(contexts_of(batch)).alone
    body = Organization.objects.get(name="Imagia inc.")
    with own_context(user=None, reason="by hand"):
        make.seat(body, make.person(public=False), public=False)
    assert touched_by(contexts_of(batch)).alone
    done = undo(batch, None)
    assert ("organization", body.key, "used-since") in {(one["kind"], one["key"], one["why"]) for one in done["kept"]}
    assert not Award.objects.exists()


def test_every_kind_of_record_is_undone():
    register = make.default_register()
    before = checksum(register)
    sheets = (
        ("award", [ENTRY]),
        ("organization", [{"name": "Imagia inc.", "acronym": "IMG", "other_names": "Imagia", "parent": "Groupe"}]),
        ("participation", [{"project": "P", "organization": "CHUM"}]),
        ("membership", [SEAT]),
        ("contribution", [{"organization": "CHUM", "hours": "5"}]),
        ("event", [{"organization": "Imagia", "event_kind": "merger"}]),
        ("programme", [{"name": "Fonds", "payer": "MSSS", "chooser": "MEDTEQ"}]),
        ("position", [{"group": "Syndicats", "law": "Loi 3", "position": "reluctant"}]),
        ("reported_figure", [{"key": "f", "label": "Projets", "value": "312", "unit": "projets"}]),
        ("access_request", [{"body_text": "Des hôpitaux"}]),
    )
    batch = staged(document(*sheets))
    report = commit(batch, True, None, nothing)
    assert report["waiting"] == 0
    batch.refresh_from_db()
    done = undo(batch, None)
    assert checksum(register) == before
    assert (done["kept"], done["errored"]) == ([], [])
    assert not any(tracked.model._default_manager.exists() for tracked in TRACKED)


def test_the_same_file_after_an_undo_gets_the_same_keys_and_numbers():
    first = published(ENTRY)
    facts = list(Evidence.objects.order_by("number").values_list("number", "place", "award__key", "organization__key"))
    register = make.default_register()
    state = checksum(register)
    undo(first, None)
    assert EvidenceNumber.objects.count() == len(facts)
    published(ENTRY)
    again = list(Evidence.objects.order_by("number").values_list("number", "place", "award__key", "organization__key"))
    assert again == facts
    assert checksum(register) == state


def test_a_change_is_taken_back_field_by_field():
    published(GRANT | {"note": "avant"})
    state = checksum(make.default_register())
    second = published(GRANT | {"amount": "1500", "note": "après"})
    by_hand(Award, note="corrigé à la main")
    done = undo(second, None)
    award = Award.objects.get()
    assert (award.amount, award.note) == (Decimal(1000), "corrigé à la main")
    assert [(one["kind"], one["fields"]) for one in done["kept"]] == [("award", ["note"])]
    by_hand(Award, note="avant")
    assert checksum(make.default_register()) == state


def test_a_recipient_that_was_replaced_is_put_back():
    published(GRANT | {"reference": "A-1"})
    state = checksum(make.default_register())
    second = published(GRANT | {"reference": "A-1", "recipient": "Emovi"})
    assert AwardParty.objects.filter(organization__name="Emovi").exists()
    done = undo(second, None)
    assert checksum(make.default_register()) == state
    assert done["kept"] == []
    assert not Organization.objects.filter(name="Emovi").exists()


def test_an_award_that_someone_corrected_is_kept_with_what_it_needs():
    batch = published(ENTRY)
    by_hand(Award, title="Titre corrigé")
    done = undo(batch, None)
    assert [(one["kind"], one["name"]) for one in done["kept"] if one["part"] == "award"] == [
        ("award", "Titre corrigé")
    ]
    award = Award.objects.get()
    assert award.parties.count() == 2
    assert award.evidence.exists()
    assert award.project == Project.objects.get()
    assert Organization.objects.count() == 2


def test_what_a_later_import_uses_is_kept():
    first = published(GRANT)
    later = published(
        GRANT | {"title": "Plus tard", "amount": "7"}, body="MSSS", source=make.source(title="Autre réponse")
    )
    done = undo(first, None)
    assert {(one["kind"], one["name"]) for one in done["kept"]} == {
        ("organization", "Imagia inc."),
        ("organization", "Ministère de l’Économie"),
    }
    assert Award.objects.get().title == "Plus tard"
    assert all(organization.evidence.exists() for organization in Organization.objects.all())
    later.refresh_from_db()
    done = undo(later, None)
    assert not Award.objects.exists()


def test_two_imports_undone_in_either_order_leave_what_was_there():
    register = make.default_register()
    before = checksum(register)
    first = published(GRANT)
    second = published(GRANT | {"amount": "2000"}, GRANT | {"title": "Autre"})
    undo(second, None)
    assert Award.objects.get().amount == Decimal(1000)
    undo(first, None)
    assert checksum(register) == before


def test_a_body_that_was_there_before_stays():
    known = make.organization(name="Imagia inc.")
    make.ministry(name="Ministère de l’Économie")
    state = checksum(make.default_register())
    batch = published(ENTRY)
    assert known.identifiers.exists()
    undo(batch, None)
    assert not known.identifiers.exists()
    assert checksum(make.default_register()) == state


def test_a_body_made_by_hand_becomes_public_and_is_hidden_again():
    hidden = make.organization(name="Imagia inc.", public=False)
    state = checksum(make.default_register())
    batch = published(GRANT)
    hidden.refresh_from_db()
    assert hidden.published
    undo(batch, None)
    hidden.refresh_from_db()
    assert not hidden.published
    assert checksum(make.default_register()) == state


def test_the_last_evidence_of_a_public_fact_stays():
    first = published(ENTRY)
    by_hand(Project, summary="Décrit à la main")
    done = undo(first, None)
    assert ("project", "changed-or-used-since") in {(one["kind"], one["why"]) for one in done["kept"]}
    assert Project.objects.get().evidence.exists()
    assert not Participation.objects.exists()


def test_judgements_stay_and_let_go():
    batch = published(GRANT)
    imagia = Organization.objects.get(name="Imagia inc.")
    register = make.default_register()
    Judgement.objects.create(register=register, name="Imagia Cybernétique", organization=imagia, verdict="same")
    undo(batch, None)
    assert Judgement.objects.get().organization is None
    assert set(Mention.objects.values_list("organization", flat=True)) == {None}


def test_the_undo_is_in_the_history_under_its_own_name():
    batch = published(GRANT)
    undo(batch, None)
    events = Award.history.rel.related_model.objects.order_by("pgh_id")
    assert [(event.pgh_label, event.pgh_context.metadata.get("undo_of")) for event in events] == [
        ("insert", None),
        ("delete", batch.pk),
    ]

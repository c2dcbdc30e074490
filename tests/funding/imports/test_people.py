"""Persons are never linked by machine: who waits, what a human decides, what an earlier file settles, and undoing it."""

import pytest

from funding.checksum import checksum
from funding.choices import MentionTier, Verdict
from funding.imports.commit import commit, preview
from funding.imports.models import Import, Judgement
from funding.imports.people import likeness
from funding.imports.resolve import judge, take_back
from funding.imports.undo import undo
from projects.models import BoardMembership, Organization, Person
from tests import factories as make
from tests.funding.imports.documents import document, nothing, staged

pytestmark = pytest.mark.django_db

SEAT = {"organization": "MEDTEQ", "person": "Alexandre Le Bouthillier", "seat_kind": "board", "role": "membre"}


def imported(*rows, create_new=True, **given):
    """Commit the seats; out: (the report, the import as it is stored)."""
    batch = staged(document(("membership", list(rows))), **given)
    report = commit(batch, create_new, None, nothing)
    batch.refresh_from_db()
    return report, batch


def mention(batch):
    return batch.mentions.get(is_person=True)


def waits(batch):
    return [(row.state, [found["code"] for found in row.problems]) for row in batch.rows.filter(kind="data")]


def test_a_name_that_nobody_bears_is_a_new_person_where_new_ones_are_wanted():
    report, batch = imported(SEAT)
    assert (report["facts"]["person"]["created"], report["waiting"]) == (1, 0)
    assert (mention(batch).tier, mention(batch).person.name) == (MentionTier.NEW, "Alexandre Le Bouthillier")


def test_without_new_ones_it_waits_and_is_no_link():
    make.organization(name="MEDTEQ")
    _, batch = imported(SEAT, create_new=False)
    assert waits(batch) == [("waiting", ["person-waiting"])]
    assert (mention(batch).tier, mention(batch).why, mention(batch).candidates) == ("waiting", "person-nothing", [])
    assert not Person.objects.exists()


@pytest.mark.parametrize("spelling", ["Alexandre Le Bouthillier", "LE BOUTHILLIER, Alexandre", "A. Le Bouthillier"])
def test_a_name_that_someone_of_the_register_bears_waits_for_a_human(spelling):
    imported(SEAT)
    report, batch = imported(SEAT | {"organization": "IVADO", "person": spelling}, body="Mila")
    assert report["waiting"] == 1 and waits(batch) == [("waiting", ["person-waiting"])]
    known = Person.objects.get()
    assert [one["person"] for one in mention(batch).candidates] == [known.pk]
    assert (mention(batch).tier, mention(batch).person) == (MentionTier.WAITING, None)
    assert BoardMembership.objects.get().organization.name == "MEDTEQ"
    assert not Organization.objects.filter(name="IVADO").exists(), "nothing of a row that waits goes in"


def test_what_is_only_part_of_another_name_is_a_new_person_with_the_other_one_shown():
    imported(SEAT | {"person": "Marie Tremblay"})
    _, batch = imported(SEAT | {"person": "Marie-Claude Tremblay"}, create_new=False, body="Mila")
    assert [one["name"] for one in mention(batch).candidates] == ["Marie Tremblay"]
    report, _ = imported(SEAT | {"person": "Marie-Claude Tremblay"}, body="Mila")
    assert report["facts"]["person"]["created"] == 1


def test_the_same_is_taught_to_this_import_and_the_next_in_any_spelling():
    imported(SEAT)
    other = SEAT | {"organization": "IVADO", "person": "Le Bouthillier, Alexandre"}
    _, batch = imported(other, body="Mila")
    person = Person.objects.get()
    judgement = judge(batch.register, mention(batch).name, Verdict.SAME, None, person=person)
    report = commit(batch, True, None, nothing)
    assert report["waiting"] == 0
    assert (mention(batch).tier, mention(batch).person) == (MentionTier.HUMAN, person)
    _, following = imported(SEAT | {"organization": "CQDM"}, body="Autre")
    assert mention(following).person == person and person.seats.count() == 3
    assert Person.objects.get().name == "Alexandre Le Bouthillier", "a spelling of a file renames nobody"
    take_back(judgement, None)
    _, later = imported(SEAT | {"organization": "OBVIA"}, body="Encore un")
    assert mention(later).tier == MentionTier.WAITING


def test_a_new_one_of_the_same_name_is_made_once():
    imported(SEAT)
    make.organization(name="IVADO")
    _, batch = imported(SEAT | {"organization": "IVADO"}, body="Mila")
    judge(batch.register, SEAT["person"], Verdict.NEW, None, is_person=True)
    commit(batch, False, None, nothing)
    first, second = Person.objects.order_by("id")
    assert (first.key, second.key) == ("alexandre-le-bouthillier", "alexandre-le-bouthillier-2")
    assert Judgement.objects.get().person == second
    imported(SEAT | {"organization": "CQDM"}, body="Autre")
    assert Person.objects.count() == 2 and second.seats.count() == 2


def test_a_new_organization_is_made_once_as_well():
    make.organization(name="Technologies Lavoie")
    row = SEAT | {"organization": "Technologies Lavoisier"}
    register = make.default_register()
    judge(register, "Technologies Lavoisier", Verdict.NEW, None, kind="startup")
    imported(row)
    imported(row | {"role": "présidente"}, body="Mila", create_new=False)
    assert Organization.objects.filter(name="Technologies Lavoisier").count() == 1
    assert Judgement.objects.get().organization.name == "Technologies Lavoisier"


def test_who_is_not_the_same_is_not_proposed_and_another_is_made():
    imported(SEAT)
    known = Person.objects.get()
    judge(known.register, SEAT["person"], Verdict.NOT_SAME, None, person=known)
    _, waiting = imported(SEAT | {"organization": "IVADO"}, create_new=False, body="Mila")
    assert (mention(waiting).tier, mention(waiting).candidates) == (MentionTier.WAITING, [])
    imported(SEAT | {"organization": "IVADO"}, body="Mila")
    assert Person.objects.count() == 2


def test_the_same_file_again_changes_nothing_and_a_corrected_row_keeps_its_person():
    rows = [SEAT, SEAT | {"organization": "IVADO"}]
    imported(*rows)
    before = checksum(make.default_register())
    report, batch = imported(*rows)
    assert (report["created"], report["changed"], report["waiting"]) == (0, 0, 0)
    assert (mention(batch).tier, mention(batch).rows) == (MentionTier.IDENTIFIER, 2)
    assert checksum(make.default_register()) == before
    report, batch = imported(SEAT | {"former": "yes"}, rows[1])
    assert (report["changed"], report["waiting"]) == (1, 0)
    assert Person.objects.get().seats.filter(former=True).count() == 1


def test_a_row_with_a_reference_keeps_its_person_only_while_it_names_the_same():
    imported(SEAT | {"reference": "S-1"})
    report, _ = imported(SEAT | {"reference": "S-1", "former": "yes"})
    assert (report["changed"], report["waiting"]) == (1, 0)
    report, _ = imported(SEAT | {"reference": "S-1", "person": "Nicolas Chapados"})
    assert BoardMembership.objects.get().person.name == "Nicolas Chapados"


def test_a_name_corrected_by_hand_keeps_its_rows():
    imported(SEAT)
    Person.objects.update(name="Alexandre Le Bouthillier, fils")
    report, _ = imported(SEAT | {"former": "yes"})
    assert report["waiting"] == 0 and Person.objects.get().name == "Alexandre Le Bouthillier, fils"


def test_one_row_is_known_and_another_of_the_same_name_waits():
    imported(SEAT)
    report, batch = imported(SEAT, SEAT | {"organization": "IVADO"})
    assert report["waiting"] == 1
    assert (mention(batch).tier, mention(batch).rows) == (MentionTier.WAITING, 1)


def test_the_preview_says_who_waits_and_keeps_nothing():
    imported(SEAT)
    batch = staged(document(("membership", [SEAT | {"organization": "IVADO"}])), body="Mila")
    told, names = preview(batch, True, nothing)
    assert (told["waiting"], names["waiting"], names["new"]) == (1, 1, 1)
    assert Person.objects.count() == 1


def test_undone_and_done_again_nothing_is_doubled_and_decisions_stay():
    register = make.default_register()
    imported(SEAT)
    before = checksum(register)
    judge(register, SEAT["person"], Verdict.NEW, None, is_person=True)
    _, batch = imported(SEAT | {"organization": "IVADO"}, body="Mila")
    done = checksum(register)
    undo(Import.objects.get(pk=batch.pk), None)
    assert checksum(register) == before
    judgement = Judgement.objects.get()
    assert (judgement.person, judgement.reversed_at) == (None, None)
    imported(SEAT | {"organization": "IVADO"}, body="Mila")
    assert checksum(register) == done


def test_two_people_of_one_name_are_both_proposed():
    register = make.register()
    for _ in range(2):
        make.person(register, "Jean Tremblay")
    _, batch = imported(SEAT | {"person": "Jean Tremblay"})
    assert mention(batch).why == "person-several" and len(mention(batch).candidates) == 2


@pytest.mark.parametrize(
    ("one", "other", "close"),
    [
        ("alexandre le bouthillier", "le bouthillier alexandre", True),
        ("a le bouthillier", "alexandre le bouthillier", True),
        ("alexandre le boutillier", "alexandre le bouthillier", True),
        ("alexandre bouthillier", "alexandre le bouthillier", True),
        ("marie tremblay", "marie claude tremblay", False),
        ("marie tremblay", "nicolas tremblay", False),
        ("m tremblay", "nicolas tremblay", False),
    ],
)
def test_how_alike_two_names_of_persons_are(one, other, close):
    assert (likeness(one, other) >= 90) == close == (likeness(other, one) >= 90)

"""Undo with later imports on top, in any order, field by field, and held against a register that never had the import."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisCase

from funding.checksum import checksum
from funding.choices import ImportState
from funding.imports.models import Import
from funding.imports.undo import undo
from funding.models import Award, AwardParty, Programme
from projects.history import own_context
from projects.models import Organization
from tests import factories as make
from tests.funding.imports.test_commit import GRANT
from tests.funding.imports.test_undo import ENTRY, by_hand, published
from tests.whole import examples

pytestmark = pytest.mark.django_db
REFERRED = GRANT | {"reference": "A-1"}


def test_two_imports_undone_the_older_first_leave_what_was_there() -> None:
    register = make.default_register()
    before = checksum(register)
    first = published(GRANT)
    second = published(GRANT | {"amount": "2000"}, GRANT | {"title": "Autre"})
    done = undo(first, None)
    assert [(one["kind"], one["why"], one["by"]) for one in done["kept"] if one["part"] == "award"] == [
        ("award", "changed-or-used-since", {"import": second.pk})
    ]
    assert done["later"] == {"changed": True, "imports": [second.pk]}
    assert Award.objects.count() == 2
    done = undo(second, None)
    assert (done["kept"], done["errored"], Award.objects.count()) == ([], [], 0)
    assert checksum(register) == before, "what the first had to leave goes with the second"


def test_a_field_that_three_imports_changed_goes_back_in_any_order() -> None:
    published(REFERRED)
    base = checksum(make.default_register())
    second, third, fourth = (published(REFERRED | {"amount": amount}) for amount in ("2000", "3000", "4000"))
    undo(third, None)
    assert Award.objects.get().amount == Decimal(4000), "a later import’s word stands"
    undo(second, None)
    assert Award.objects.get().amount == Decimal(4000)
    done = undo(fourth, None)
    assert (Award.objects.get().amount, done["kept"]) == (Decimal(1000), [])
    assert checksum(make.default_register()) == base


def test_what_a_person_wrote_between_two_imports_stays() -> None:
    published(REFERRED)
    second = published(REFERRED | {"amount": "2000"})
    by_hand(Award, note="vérifié", amount=Decimal(2500))
    third = published(REFERRED | {"amount": "3000", "region": "Montréal"})
    undo(second, None)
    undo(third, None)
    award = Award.objects.get()
    assert (award.amount, award.note, award.region) == (Decimal(2500), "vérifié", "")


def test_a_kept_award_still_loses_what_a_later_import_changed_in_it() -> None:
    first = published(REFERRED)
    by_hand(Award, note="vérifié")
    second = published(REFERRED | {"amount": "2000"})
    undo(first, None)
    done = undo(second, None)
    assert (Award.objects.get().amount, Award.objects.get().note) == (Decimal(1000), "vérifié")
    assert done["kept"] == []


def test_undoing_leaves_what_a_later_import_alone_would_have_made() -> None:
    """The same register, but for the import, as one that had it and lost it before the later one came."""
    register = make.default_register()
    first = published(ENTRY)
    undo(first, None)
    other: dict[str, Any] = {"title": "Plus tard", "payer": "Ministère de la Santé", "recipient": "Emovi"}
    source = make.source(title="Autre réponse")
    alone = published(GRANT | other, body="MSSS", source=source)
    expected = checksum(register)
    undo(alone, None)
    again = published(ENTRY)
    published(GRANT | other, body="MSSS", source=source)
    done = undo(again, None)
    assert (done["kept"], done["errored"]) == ([], [])
    assert done["later"]["imports"] and checksum(register) == expected


def test_what_pointed_at_something_gone_is_errored_and_the_rest_goes_back() -> None:
    published(REFERRED | {"programme": "Fonds A"})
    second = published(REFERRED | {"programme": "Fonds B", "amount": "2000"})
    with own_context(user=None, reason="by hand"):
        Programme.objects.get(name="Fonds A").delete()
    done = undo(second, None)
    award = Award.objects.get()
    assert award.amount == Decimal(1000)
    assert [(one["kind"], one["why"], one["fields"]) for one in done["errored"]] == [
        ("award", "target-gone", ["programme_id"])
    ]


def test_a_recipient_that_is_gone_cannot_be_put_back_and_is_errored() -> None:
    published(REFERRED)
    second = published(REFERRED | {"recipient": "Emovi"})
    with own_context(user=None, reason="by hand"):
        Organization.objects.get(name="Imagia inc.").delete()
    done = undo(second, None)
    assert [(one["kind"], one["why"], one["count"]) for one in done["errored"]] == [("award", "not-put-back", 1)]
    assert AwardParty.objects.get(role="recipient").organization.name == "Emovi", "an award keeps a recipient"
    second.refresh_from_db()
    assert second.state == ImportState.UNDONE


def test_who_changed_it_since_is_said(django_user_model: Any) -> None:
    user = django_user_model.objects.create_user("reviewer@example.org")
    batch = published(GRANT)
    with own_context(user=user.pk, reason="by hand"):
        Award.objects.update(note="vérifié")
    done = undo(batch, None)
    by = {(one["part"], one["why"]): one["by"] for one in done["kept"]}
    assert by["award", "changed-or-used-since"] == {"user": user.pk}
    assert by["organization", "used-since"] == {}


def test_an_import_published_in_two_times_is_undone_as_one() -> None:
    from funding.imports.commit import commit
    from tests.funding.imports.documents import document, nothing, staged

    register = make.default_register()
    before = checksum(register)
    batch = staged(document(("award", [GRANT, GRANT | {"title": "Autre"}])))
    for row in (2, 3):
        batch.options["only"] = {"rows": list(batch.rows.filter(row=row).values_list("pk", flat=True))}
        batch.save()
        commit(batch, True, None, nothing)
        batch.refresh_from_db()
        assert Award.objects.count() == row - 1
    assert (batch.outcome["created"], batch.outcome["facts"]["award"]["created"]) == (2, 2)
    by_hand(Award, note="")
    done = undo(batch, None)
    assert (done["kept"], done["errored"], checksum(register)) == ([], [], before)


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 1, 0, 2), (1, 3, 2, 0)])
def test_four_files_that_take_turns_leave_nothing(order: tuple[int, ...]) -> None:
    """Found by the property below: an amount that goes there and back, recipients that come and go."""

    def line(title: str, recipient: str, amount: str) -> dict[str, Any]:
        return GRANT | {"title": title, "reference": title, "recipient": recipient, "amount": amount}

    register = make.default_register()
    before = checksum(register)
    files = (
        [line("Un", "Imagia inc.", "1000")],
        [line("Un", "Imagia inc.", "1000"), line("Deux", "Emovi", "1000")],
        [line("Un", "Imagia inc.", "2000"), line("Deux", "Imagia inc.", "1000")],
        [line("Un", "Emovi", "1000")],
    )
    imports = [published(*lines) for lines in files]
    for place in order:
        undo(Import.objects.get(pk=imports[place].pk), None)
    assert checksum(register) == before


def test_a_recipient_that_came_back_leaves_nothing_the_newest_first() -> None:
    """Found by the property below: what an import wrote and took back is no word of someone else."""
    register = make.default_register()
    before = checksum(register)
    deux = GRANT | {"reference": "Deux"}
    files = ([deux, GRANT], [GRANT], [deux | {"recipient": "Emovi"}], [deux])
    imports = [published(*lines) for lines in files]
    for batch in reversed(imports):
        undo(Import.objects.get(pk=batch.pk), None)
    assert checksum(register) == before


def test_a_recipient_that_could_not_come_back_yet_comes_back_later() -> None:
    """Found by the property below: the file between two others is undone while the later one says the same again."""
    register = make.default_register()
    before = checksum(register)
    deux = GRANT | {"reference": "Deux"}
    imports = [published(deux | {"recipient": body}) for body in ("Emovi", "Imagia inc.", "Emovi", "Imagia inc.")]
    for place in (3, 1, 2, 0):
        undo(Import.objects.get(pk=imports[place].pk), None)
    assert checksum(register) == before


TITLES, AMOUNTS, BODIES = ("Un", "Deux"), ("1000", "2000", "3000"), ("Imagia inc.", "Emovi")
LINES = st.lists(
    st.fixed_dictionaries(
        {
            "reference": st.sampled_from(TITLES),
            "amount": st.sampled_from(AMOUNTS),
            "recipient": st.sampled_from(BODIES),
            "programme": st.sampled_from(("", "Fonds")),
        }
    ),
    min_size=1,
    max_size=2,
    unique_by=lambda line: line["reference"],
)


class AnyOrder(HypothesisCase):
    """Whatever files came, and in whatever order they are undone, nothing of them is left."""

    @settings(max_examples=examples(8), derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
    @given(files=st.lists(LINES, min_size=2, max_size=4), data=st.data())
    def test_imports_undone_in_any_order_leave_what_was_there(self, files: Any, data: Any) -> None:
        register = make.default_register()
        before = checksum(register)
        imports = [published(*[GRANT | {"title": line["reference"]} | line for line in lines]) for lines in files]
        for batch in data.draw(st.permutations(imports)):
            undo(Import.objects.get(pk=batch.pk), None)
        assert checksum(register) == before
        assert not AwardParty.objects.exists() and not Award.objects.exists()


def test_what_a_later_file_says_too_stays() -> None:
    """The file is corrected, and the first answer taken back: what the second one says, in the same words, is still said."""
    register, other = make.default_register(), GRANT | {"title": "Autre aide"}
    before = checksum(register)
    first = published(GRANT, other, GRANT | {"title": "Retirée depuis"})
    second = published(GRANT, other | {"amount": "1500"})
    done = undo(first, None)
    assert sorted(Award.objects.values_list("title", "amount")) == [
        (GRANT["title"], Decimal(GRANT["amount"])),
        ("Autre aide", Decimal(1500)),
    ]
    award = Award.objects.get(title=GRANT["title"])
    assert award.parties.count() == 2 and award.evidence.exists()
    kept = {(one["name"], one["why"], one["by"].get("import")) for one in done["kept"] if one["part"] == "award"}
    assert (GRANT["title"], "said-since", second.pk) in kept
    undo(second, None)
    assert not Award.objects.exists() and not Organization.objects.exists()
    assert checksum(register) == before


def test_the_same_file_handed_in_twice_stands_until_both_are_undone() -> None:
    register = make.default_register()
    before = checksum(register)
    first, second = published(GRANT), published(GRANT)
    undo(first, None)
    assert Award.objects.filter(title=GRANT["title"]).exists()
    undo(second, None)
    assert checksum(register) == before

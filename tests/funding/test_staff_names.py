"""The queue of names: which is next, both sides' facts, same / not the same / new / later, decisions that teach."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from funding import name_queue
from funding.choices import ImportState, MentionTier
from funding.imports import pipeline
from funding.imports.models import Import, Judgement
from funding.imports.resolve import judge
from projects.models import Identifier, OrganizationName
from tests import factories as make
from tests.funding.imports.test_commit import GRANT
from tests.funding.test_staff import page, reviewed

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(staff: Callable[[str], Any]) -> Any:
    """A reviewer, whose pages are in English."""
    with translation.override("en"):
        yield staff("reviewer")


@pytest.fixture
def lavoie() -> Any:
    """A body of the register with all that a reviewer wants to know of it."""
    register = make.register()
    body = make.organization(register, "Technologies Lavoie")
    OrganizationName.objects.create(
        organization=body, name="Ateliers Lavoie", kind="former", valid_from="2001", valid_to="2012"
    )
    Identifier.objects.create(register=register, organization=body, scheme="CA-QC-CR", value="1143920115")
    make.award(register, "1200", payers=[make.ministry(register, "Ministère de l’Économie")], recipients=[body])
    return body


def waiting_name(batch: Import, name: str) -> Any:
    return batch.mentions.get(name=name, tier=MentionTier.WAITING)


def asked(client: Any, **query: Any) -> str:
    return " ".join(client.get(reverse("names"), query).content.decode().split())


def decide(client: Any, mention: Any, **choice: Any) -> Any:
    return client.post(reverse("name_decide"), {"mention": mention.pk, **choice})


def test_both_sides_are_shown_with_the_words_that_differ(client: Any, lavoie: Any) -> None:
    reviewed(GRANT | {"recipient": "Technologies Lavoie Zéta"})
    shown = page(client, "names")
    assert "One name waits for a decision" in shown and "1 of 1" in shown
    assert "Technologies Lavoie <mark>Zéta</mark>" in shown
    assert "Ateliers Lavoie (2001 – 2012)" in shown and "CA-QC-CR 1143920115" in shown
    assert "1 award, $1,200" in shown, "what it received"
    assert "Aide au démarrage" in shown, "the row that the name stands in"
    assert 'data-key="s"' in shown and 'data-key="n"' in shown and 'data-key="c"' in shown and 'data-key="l"' in shown
    with translation.override("fr"):
        assert 'data-key="m"' in page(client, "names")


def test_the_same_body_teaches_this_import_and_the_next(client: Any, lavoie: Any) -> None:
    batch = reviewed(GRANT | {"recipient": "Technologies Lavoie Zéta"})
    decide(client, waiting_name(batch, "Technologies Lavoie Zéta"), same=lavoie.pk)
    batch.refresh_from_db()
    assert batch.state == ImportState.RESOLVING, "nothing is left to decide: it is matched again"
    batch = pipeline.run(batch.pk)
    match = batch.mentions.get(name="Technologies Lavoie Zéta")
    assert (match.tier, match.organization) == (MentionTier.HUMAN, lavoie)
    following = reviewed(GRANT | {"title": "Autre", "recipient": "TECHNOLOGIES LAVOIE ZETA inc."})
    assert following.mentions.get(name="TECHNOLOGIES LAVOIE ZETA inc.").organization == lavoie
    assert "No name waits for a decision" in page(client, "names")


def test_not_the_same_is_never_proposed_again(client: Any, lavoie: Any) -> None:
    other = make.organization(lavoie.register, "Technologies Lavoie Oméga")
    batch = reviewed(GRANT | {"recipient": "Technologies Lavoie Zéta"})
    mention = waiting_name(batch, "Technologies Lavoie Zéta")
    answer = decide(client, mention, not_same=lavoie.pk)
    assert answer["Location"].endswith(f"?name={mention.pk}"), "the next proposal for the same name"
    card = name_queue.card(mention)
    assert [side.body for side in card.proposals] == [other] and card.refused == ["Technologies Lavoie"]
    again = reviewed(GRANT | {"title": "Autre", "recipient": "Technologies Lavoie Zéta"})
    proposed = waiting_name(again, "Technologies Lavoie Zéta").candidates
    assert [one["organization"] for one in proposed] == [other.pk]


def test_a_new_body_of_a_kind_and_a_decision_taken_back(client: Any, lavoie: Any) -> None:
    batch = reviewed(GRANT | {"recipient": "Technologies Lavoie Zéta"})
    decide(client, waiting_name(batch, "Technologies Lavoie Zéta"), new="1", kind="startup")
    batch = pipeline.run(batch.pk)
    assert batch.mentions.get(name="Technologies Lavoie Zéta").tier == MentionTier.NEW
    judgement = Judgement.objects.get()
    assert (judgement.verdict, judgement.kind, judgement.made_by.username) == (
        "new",
        "startup",
        "reviewer@example.org",
    )
    assert "a new body" in page(client, "names")
    client.post(reverse("name_take_back", args=[judgement.pk]))
    judgement.refresh_from_db()
    assert judgement.reversed_at and judgement.reversed_by
    batch = pipeline.run(batch.pk)
    assert waiting_name(batch, "Technologies Lavoie Zéta")
    assert client.post(reverse("name_take_back", args=[judgement.pk])).status_code == 404


def test_later_leads_to_the_next_name_and_those_in_most_rows_come_first(client: Any, lavoie: Any) -> None:
    rows = [GRANT | {"title": str(n), "recipient": "Technologies Lavoie Zéta"} for n in range(2)]
    batch = reviewed(*rows, GRANT | {"title": "3", "recipient": "Technologies Lavoie Iota"})
    first, second = name_queue.waiting()
    assert (first.name, second.name) == ("Technologies Lavoie Zéta", "Technologies Lavoie Iota")
    assert f"?name={second.pk}" in page(client, "names")
    shown = asked(client, name=second.pk, **{"import": batch.pk})
    assert "<mark>Iota</mark>" in shown and "2 of 2" in shown
    answer = decide(client, first, same=lavoie.pk, following=second.pk)
    assert answer["Location"].endswith(f"?name={second.pk}")
    assert list(name_queue.to_match_again()) == [batch]
    client.post(reverse("names_match_again"))
    batch.refresh_from_db()
    assert batch.state == ImportState.RESOLVING


def test_a_reviewer_who_knows_better_looks_for_another_body(client: Any, lavoie: Any) -> None:
    hidden = make.organization(lavoie.register, "Groupe Sagamie")
    OrganizationName.objects.create(organization=hidden, name="Ateliers du Fjord")
    make.organization(make.register("ailleurs"), "Fjord d’ailleurs")
    batch = reviewed(GRANT | {"recipient": "Technologies Lavoie Zéta"})
    shown = page(client, "names", q="fjord")
    assert "Same as Groupe Sagamie" in shown and "Fjord d’ailleurs" not in shown
    assert "has these words" in page(client, "names", q="zzz")
    decide(client, waiting_name(batch, "Technologies Lavoie Zéta"), same=hidden.pk)
    assert Judgement.objects.get().organization == hidden


def test_what_is_asked_wrongly_changes_nothing(client: Any, lavoie: Any) -> None:
    batch = reviewed(GRANT | {"recipient": "Technologies Lavoie Zéta"})
    mention = waiting_name(batch, "Technologies Lavoie Zéta")
    stranger = make.organization(make.register("ailleurs"), "Lavoie")
    assert decide(client, mention, same=stranger.pk).status_code == 404
    assert decide(client, mention, same="x").status_code == 404
    assert client.post(reverse("name_decide"), {"mention": "999999", "same": lavoie.pk}).status_code == 302
    assert client.get(reverse("names"), {"import": "999999"}).status_code == 404
    assert "1 of 1" in asked(client, name="x")
    assert not Judgement.objects.exists()


def test_a_name_that_was_decided_about_elsewhere_is_no_longer_asked(lavoie: Any) -> None:
    reviewed(GRANT | {"recipient": "Technologies Lavoie Zéta"})
    assert name_queue.waiting().count() == 1
    judge(lavoie.register, "technologies lavoie zeta", "same", None, organization=lavoie)
    assert not name_queue.waiting().exists()


SEAT = {"organization": "IVADO", "person": "Alexandre Le Bouthillier", "seat_kind": "board", "role": "membre"}


@pytest.fixture
def bouthillier() -> Any:
    """A person of the register with a seat: what tells two people of one name apart."""
    register = make.register()
    person = make.person(register, "Alexandre Le Bouthillier")
    make.organization(register, "IVADO")
    make.seat(make.organization(register, "MEDTEQ"), person, role="administrateur", valid_from="2018", valid_to="2021")
    return person


def test_a_person_waits_with_both_sides_facts(client: Any, bouthillier: Any) -> None:
    batch = reviewed(SEAT, kind="membership")
    shown = page(client, "names")
    assert "The machine never decides that" in shown and "1 of 1" in shown
    assert "MEDTEQ" in shown and "administrateur" in shown and "2018 to 2021" in shown, "the seats of the one known"
    assert "IVADO" in shown and "membre" in shown, "the row of the file"
    assert "The same person" in shown and "A new person" in shown and "Kind of the new organization" not in shown
    on_the_import = page(client, "import", batch.pk)
    assert "Same as Alexandre Le Bouthillier" in on_the_import and "A new person" in on_the_import


def test_a_person_is_the_same_a_new_one_or_another_and_each_is_taken_back(client: Any, bouthillier: Any) -> None:
    batch = reviewed(SEAT, kind="membership")
    decide(client, waiting_name(batch, SEAT["person"]), same=bouthillier.pk)
    batch = pipeline.run(batch.pk)
    assert batch.mentions.get(is_person=True).person == bouthillier
    assert "the same person as “Alexandre Le Bouthillier”" in page(client, "names")
    client.post(reverse("name_take_back", args=[Judgement.objects.get().pk]))
    batch = pipeline.run(batch.pk)
    decide(client, waiting_name(batch, SEAT["person"]), not_same=bouthillier.pk)
    assert name_queue.card(waiting_name(batch, SEAT["person"])).refused == ["Alexandre Le Bouthillier"]
    assert "No person of the register is like it" in page(client, "names")
    decide(client, waiting_name(batch, SEAT["person"]), new="1")
    batch = pipeline.run(batch.pk)
    assert batch.mentions.get(is_person=True).tier == MentionTier.NEW
    assert "a new person" in page(client, "names") and "New person" in page(client, "import", batch.pk)


def test_a_person_is_looked_for_by_words_and_never_in_another_register(client: Any, bouthillier: Any) -> None:
    stranger = make.person(make.register("ailleurs"), "Alexandre Le Bouthillier")
    other = make.person(bouthillier.register, "Sacha Boutillier")
    batch = reviewed(SEAT, kind="membership")
    assert "Same as Sacha Boutillier" in page(client, "names", q="sacha")
    assert "No person of the register has these words" in page(client, "names", q="zzz")
    mention = waiting_name(batch, SEAT["person"])
    assert decide(client, mention, same=stranger.pk).status_code == 404
    assert decide(client, mention, same="x").status_code == 404
    client.post(reverse("import_name", args=[batch.pk, mention.pk]), {"same": other.pk})
    assert Judgement.objects.get().person == other


def test_a_decision_holds_for_every_spelling_and_is_taken_back_from_all(client: Any, lavoie: Any) -> None:
    batch = reviewed(GRANT | {"recipient": "Technologies Lavoie Zéta inc."})
    judge(lavoie.register, "technologies LAVOIE zêta", "same", None, organization=lavoie)
    assert not name_queue.waiting().exists() and list(name_queue.to_match_again()) == [batch]
    client.post(reverse("names_match_again"))
    assert pipeline.run(batch.pk).mentions.get(organization=lavoie).tier == MentionTier.HUMAN
    client.post(reverse("name_take_back", args=[Judgement.objects.get().pk]))
    batch.refresh_from_db()
    assert batch.state == ImportState.RESOLVING, "also the import that spells the name in another way is matched again"

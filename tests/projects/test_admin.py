"""The administration: every list and form opens, the database's rules come back as sentences, merging is reversible."""

import re
from typing import Any

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import translation

from funding.models import Award, Evidence, EvidenceNumber, Judgement
from projects.models import Organization, Person, Register, UseType
from tests import factories as make

pytestmark = pytest.mark.django_db


def form_values(page: Any) -> dict[str, str]:
    """What a browser would send back of the form that the page shows."""
    forms = [
        page.context["adminform"].form,
        *(one.formset.management_form for one in page.context["inline_admin_formsets"]),
    ]
    forms += [form for one in page.context["inline_admin_formsets"] for form in one.formset.initial_forms]
    values = {}
    for form in forms:
        for field in form:
            value = field.value()
            if value is not None and value is not False:
                values[field.html_name] = value
    return values


@pytest.fixture
def everything(db: Any) -> dict[type, Any]:
    """One record of each kind that has a form."""
    register = make.register()
    payer, recipient = make.ministry(register, "Ministère de l’Essai"), make.organization(register, "Jeune pousse")
    project = make.project(register, "Projet d’essai")
    made = [
        payer,
        make.award(register, "1000", payers=[payer], recipients=[recipient], project=project, title="Aide"),
        make.person(register, "Ève Tremblay"),
        project,
        make.programme(register, "Programme d’essai"),
        make.participation(project, recipient),
        make.event(recipient),
        make.contribution(payer),
        make.reported_figure(register, "chiffre"),
        make.position(register, "Groupe"),
        make.access_request(payer),
        make.seat(payer, make.person(register, "Luc Roy")),
        make.source(register),
    ]
    return {type(one): one for one in made}


def test_every_list_and_every_form_opens(staff: Any, everything: dict[type, Any]) -> None:
    client = staff("superuser")
    for model, model_admin in admin.site._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        assert client.get(reverse(f"{name}_changelist"), {"q": "essai"}).status_code == 200, name
        add = client.get(reverse(f"{name}_add"))
        assert add.status_code == (200 if model_admin.has_add_permission(add.wsgi_request) else 403), name
        one = model_admin.get_queryset(add.wsgi_request).first()
        if one is not None:
            assert client.get(reverse(f"{name}_change", args=[one.pk])).status_code == 200, name
            assert client.get(reverse(f"{name}_history", args=[one.pk])).status_code == 200, name


def test_search_is_forgiving_of_accents_and_finds_other_names(staff: Any, everything: dict[type, Any]) -> None:
    everything[Organization].names.create(name="Ancien Bureau de l’Épreuve", kind="former")
    client = staff("reviewer")
    address = reverse("admin:projects_organization_changelist")
    for text in ("ministere ESSAI", "epreuve", everything[Organization].key):
        found = client.get(address, {"q": text}).context["cl"].queryset
        assert list(found) == [everything[Organization]], text
    autocomplete = {"app_label": "projects", "model_name": "project", "field_name": "project", "term": "ministère"}
    autocomplete |= {"app_label": "projects", "model_name": "participation", "field_name": "organization"}
    answer = client.get(reverse("admin:autocomplete"), autocomplete).json()
    assert [row["text"] for row in answer["results"]] == ["Ministère de l’Essai"]


def test_the_administration_speaks_the_language_of_the_page_that_led_to_it(staff: Any) -> None:
    client = staff("reviewer")
    for language, words in (("fr", "Pages de l’équipe"), ("en", "Pages of the staff")):
        with translation.override(language):
            shown = client.get(reverse("admin:index"), headers={"accept-language": "de"}).content.decode()
            assert f'href="{reverse("imports")}"' in shown and f'href="{reverse("home")}"' in shown
        assert f'<html lang="{language}"' in shown and words in shown
    assert client.get("/admin/", follow=True).request["PATH_INFO"] == "/fr/admin/"


def test_publishing_without_evidence_is_refused_in_the_form(staff: Any) -> None:
    body = make.organization(public=False, name="Sans preuve")
    client = staff("reviewer")
    with translation.override("en"):
        address = reverse("admin:projects_organization_change", args=[body.pk])
        values = form_values(client.get(address)) | {"published": "on"}
        answer = client.post(address, values)
    assert answer.status_code == 200
    assert answer.context["adminform"].form.non_field_errors() == [
        "A published record needs at least one piece of evidence: add one below, or untick “published”."
    ]
    assert answer.context["adminform"].form["published"].value()
    body.refresh_from_db()
    assert not body.published


def test_evidence_added_in_the_form_lets_a_record_be_published(staff: Any) -> None:
    body = make.organization(public=False, name="Avec preuve")
    document = make.source(body.register)
    client = staff("reviewer")
    address = reverse("admin:projects_organization_change", args=[body.pk])
    values = form_values(client.get(address)) | {"published": "on", "evidence-TOTAL_FORMS": "1"}
    values |= {"evidence-0-source": document.pk, "evidence-0-place": "p. 3", "evidence-0-quote": "Voici."}
    answer = client.post(address, values)
    assert answer.status_code == 302, re.findall(r"errorlist.*?</ul>", answer.content.decode(), re.DOTALL)
    body.refresh_from_db()
    piece = Evidence.objects.get(organization=body)
    assert body.published and piece.source == document
    assert EvidenceNumber.objects.filter(register=body.register, number=piece.number).exists()
    body.register.refresh_from_db()
    assert body.register.data_version == 1


def test_taking_the_last_evidence_away_is_refused(staff: Any) -> None:
    person = make.person(name="Anne Roy")
    client = staff("superuser")
    address = reverse("admin:projects_person_change", args=[person.pk])
    answer = client.post(address, form_values(client.get(address)) | {"evidence-0-DELETE": "on"})
    assert answer.status_code == 200 and Evidence.objects.filter(person=person).exists()
    piece = person.evidence.get()
    answer = client.post(reverse("admin:funding_evidence_delete", args=[piece.pk]), {"post": "yes"})
    assert answer.status_code == 302 and Evidence.objects.filter(pk=piece.pk).exists()


def test_many_at_once_are_published_all_or_none(staff: Any) -> None:
    register = make.register()
    good, bad = make.person(register, "A", public=False), make.person(register, "B", public=False)
    make.evidence(good)
    client = staff("reviewer")
    chosen = {"action": "publish", "_selected_action": [good.pk, bad.pk]}
    client.post(reverse("admin:projects_person_changelist"), chosen)
    assert not Person.objects.filter(published=True).exists()
    make.evidence(bad)
    client.post(reverse("admin:projects_person_changelist"), chosen)
    assert Person.objects.filter(published=True).count() == 2


def test_a_change_of_the_typology_or_of_the_register_is_a_change_of_the_data(staff: Any) -> None:
    register, other = make.register(), make.register()
    words = {"version": "6", "family": "clinical", "name_fr": "é", "name_en": "e"}
    uses = [UseType.objects.create(register=register, code=f"use-{n}", **words) for n in range(3)]
    client = staff("superuser")
    address = reverse("admin:projects_usetype_changelist")

    def asked(where: str, **values: Any) -> tuple[int, int]:
        """The data versions after a form was sent."""
        assert client.post(where, values).status_code == 302
        return tuple(Register.objects.order_by("pk").values_list("data_version", flat=True))

    change = reverse("admin:projects_usetype_change", args=[uses[0].pk])
    values = form_values(client.get(change))
    assert asked(change, **values | {"name_en": "Another"}) == (1, 0)
    assert asked(change, **values | {"register": other.pk}) == (2, 1), "it left the one for the other"
    assert asked(reverse("admin:projects_usetype_delete", args=[uses[1].pk]), post="yes") == (3, 1)
    assert asked(address, action="delete_selected", _selected_action=[uses[2].pk], post="yes") == (4, 1)
    change = reverse("admin:projects_register_change", args=[register.pk])
    assert asked(change, **form_values(client.get(change)) | {"scope_en": "Another"}) == (5, 1)
    register.refresh_from_db()
    assert register.scope_en == "Another"


def test_nothing_points_into_another_register(staff: Any) -> None:
    here, there = make.register("ici"), make.register("ailleurs")
    award = make.award(here, "10", public=False)
    programme = make.programme(there, "Ailleurs")
    client = staff("reviewer")
    address = reverse("admin:funding_award_change", args=[award.pk])
    answer = client.post(address, form_values(client.get(address)) | {"programme": programme.pk})
    assert "programme" in answer.context["adminform"].form.errors
    assert Award.objects.get(pk=award.pk).programme is None


def test_merging_points_and_rewrites_nothing_and_is_taken_back(staff: Any) -> None:
    register = make.register()
    keep, other = make.organization(register, "CHUM"), make.organization(register, "C.H.U.M.")
    award = make.award(register, "10", payers=[make.ministry(register)], recipients=[other])
    client = staff("reviewer")
    address = reverse("admin:projects_organization_changelist")
    chosen = {"action": "merge_organizations", "_selected_action": [keep.pk, other.pk]}
    asked = client.post(address, chosen)
    assert asked.status_code == 200 and {body for body, *_ in asked.context["bodies"]} == {keep, other}
    other.refresh_from_db()
    assert other.merged_into is None, "the confirmation page changes nothing"
    client.post(address, chosen | {"keep": keep.pk, "reason": "même NEQ"})
    other.refresh_from_db()
    judgement = Judgement.objects.get()
    assert (other.merged_into, judgement.organization, judgement.verdict, judgement.reason) == (
        keep,
        keep,
        "same",
        "même NEQ",
    )
    assert award.parties.filter(organization=other).exists(), "merging rewrites nothing"
    client.post(address, {"action": "separate_organizations", "_selected_action": [other.pk]})
    other.refresh_from_db()
    judgement.refresh_from_db()
    assert (
        other.merged_into is None and judgement.reversed_at and judgement.reversed_by.username == "reviewer@example.org"
    )


def test_merging_refuses_chains_and_other_registers(staff: Any) -> None:
    here, there = make.register("ici"), make.register("ailleurs")
    first, second, third = (make.organization(here, name) for name in ("A", "B", "C"))
    stranger = make.organization(there, "D")
    client = staff("reviewer")
    address = reverse("admin:projects_organization_changelist")

    def merged(keep: Organization, *others: Organization) -> list[int]:
        chosen = [keep.pk, *(other.pk for other in others)]
        client.post(address, {"action": "merge_organizations", "_selected_action": chosen, "keep": keep.pk})
        return list(Organization.objects.exclude(merged_into=None).order_by("pk").values_list("pk", flat=True))

    assert merged(first, stranger) == []
    assert merged(first, second) == [second.pk]
    assert merged(second, third) == [second.pk], "a body that is itself merged can't stand for others"
    assert merged(third, first) == [second.pk], "a body that others are merged into can't be merged"


def test_history_says_who_changed_what(staff: Any) -> None:
    body = make.organization(name="Avant")
    client = staff("reviewer")
    address = reverse("admin:projects_organization_change", args=[body.pk])
    assert client.post(address, form_values(client.get(address)) | {"name": "Après"}).status_code == 302
    page = client.get(reverse("admin:projects_organization_history", args=[body.pk])).content.decode()
    assert "<del>Avant</del>" in page and "<ins>Après</ins>" in page and "reviewer@example.org" in page


def test_an_administrator_makes_no_superuser(staff: Any, django_user_model: Any) -> None:
    client = staff("administrator")
    me = django_user_model.objects.get(username="administrator@example.org")
    boss = django_user_model.objects.create_superuser("boss@example.org")
    page = client.get(reverse("admin:auth_user_change", args=[me.pk]))
    assert "is_superuser" not in page.context["adminform"].form.fields
    assert "user_permissions" not in page.context["adminform"].form.fields
    assert client.post(reverse("admin:auth_user_change", args=[boss.pk]), {"username": "x"}).status_code == 403

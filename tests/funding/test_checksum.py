"""The checksum: the same for the same facts, another for any change, blind to how they came."""

import pytest

from funding.checksum import checksum, counts
from funding.imports.models import Judgement
from funding.models import FACTS, Award
from projects.models import OrganizationName, UseType
from tests import factories as make

pytestmark = pytest.mark.django_db


def filled(register):
    payer = make.ministry(register, "Ministère")
    company = make.organization(register, "Imagia")
    made = make.award(register, "10", payers=[payer], recipients=[company], key="a-1")
    made.save()
    return made


def test_an_empty_register_has_a_checksum_and_registers_do_not_meet():
    first, second = make.register(), make.register()
    before = checksum(second)
    filled(first)
    assert checksum(second) == before == checksum(second)
    assert len(before) == 64
    assert checksum(first) != before


def test_any_change_of_a_fact_or_of_what_hangs_on_it_changes_it():
    register = make.register()
    award = filled(register)
    seen = {checksum(register)}
    company = award.parties.get(role="recipient").organization
    Award.objects.update(amount=11)
    seen.add(checksum(register))
    OrganizationName.objects.create(organization=company, name="Imagia Cybernétique")
    seen.add(checksum(register))
    award.evidence.update(quote="autre")
    seen.add(checksum(register))
    award.parties.filter(role="payer").update(share=3)
    seen.add(checksum(register))
    award.evidence.get().source.__class__.objects.update(key="autre")
    seen.add(checksum(register))
    assert len(seen) == 6


def test_ids_times_judgements_and_orphan_sources_do_not_count():
    register = make.register()
    award = filled(register)
    before = checksum(register)
    make.source(register, "Un document que rien ne cite")
    Judgement.objects.create(register=register, name="x", verdict="new")
    award.delete()
    again = make.award(
        register, "10", payers=list(make.Organization.objects.filter(key="ministere")),
        recipients=list(make.Organization.objects.filter(key="imagia")), key="a-1",
    )  # fmt: skip
    number = again.evidence.get()
    type(number).objects.filter(pk=number.pk).update(number=3)
    assert checksum(register) == before


def test_every_kind_of_fact_can_be_summed():
    register = make.register()
    UseType.objects.create(register=register, version="6", code="x", family="clinical", name_fr="x")
    body = make.organization(register)
    project = make.project(register)
    make.participation(project, body)
    make.seat(body, make.person(register))
    make.event(body)
    make.contribution(body)
    make.reported_figure(register, "f", 3, organization=body)
    make.position(register, "groupe")
    make.access_request(body)
    make.programme(register)
    make.award(register)
    assert set(counts(register)) == set(FACTS)
    assert all(counts(register).values())
    assert len(checksum(register)) == 64

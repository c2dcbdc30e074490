"""The invented register: the same from the same seed, everything a register can hold, and plainly made up."""

import json
import re
from decimal import Decimal
from io import StringIO

import pghistory.models
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.models import Count, Sum

from funding.choices import AbsentReason, AmountStatus, ContributionKind, FlowLevel, Instrument, MoneyStage
from funding.imports.scope_rule import rule_of
from funding.invented import register as invented
from funding.models import FACTS, Award, AwardParty, AwardYear, Contribution, Evidence, Programme, Source
from projects.choices import EventKind, OrganizationKind, SeatKind, Sector
from projects.models import BoardMembership, Organization, OrganizationEvent, Person, Project, Register

pytestmark = pytest.mark.django_db
AWARDS = 600


@pytest.fixture(scope="module")
def register(of_the_file):
    return invented.make(AWARDS)[0]


def command(**options):
    out = StringIO()
    call_command("make_register", stdout=out, **options)
    return out.getvalue()


def canonical(register):
    """The register's facts as text, without ids: what the same seed must give again."""
    names = ["key", "amount", "currency", "amount_status", "title", "fiscal_year", "parent__key", "project__key"]
    awards = list(Award.objects.of(register).order_by("key").values_list(*names))
    parties = AwardParty.objects.filter(award__register=register).order_by("award__key", "organization__key")
    seats = BoardMembership.objects.of(register).order_by("key")
    parts = [
        awards,
        list(parties.values_list("award__key", "organization__key", "role", "share")),
        list(seats.values_list("key", "person__key", "organization__key", "valid_from", "valid_to", "kind")),
        list(Evidence.objects.filter(register=register).order_by("number").values_list("number", "cell", "place")),
    ]
    return json.dumps(parts, default=str)


def test_its_scope_rule_is_seen_at_work_on_the_sample(register):
    rule = rule_of(register)
    texts = [
        ({"recipient": "Clinique fictive du Vallon", "programme": "Programme exemple Impulsion"}, "in"),
        ({"recipient": "Laboratoire Sapinière (exemple)", "programme": "Programme exemple Découverte"}, "in"),
        ({"recipient": "Atelier Quenouille inc. (exemple)", "programme": "Programme exemple Impulsion"}, "part"),
        ({"recipient": "Atelier Quenouille inc. (exemple)", "programme": ""}, "out"),
    ]
    for fields, verdict in texts:
        assert rule.verdict({name: {"value": text} for name, text in fields.items()}, ()) == verdict
    assert all(theme.words_fr and theme.words_en for theme in register.scope_themes.all())


def test_it_holds_as_many_awards_as_asked_and_a_second_run_changes_nothing():
    assert "rows written" in command(awards=AWARDS, slug="exemple-4")
    register = Register.objects.get(slug="exemple-4")
    before, events = canonical(register), pghistory.models.Events.objects.count()
    assert register.invented and not register.is_default
    assert Award.objects.of(register).count() == AWARDS
    assert "nothing was changed" in command(awards=AWARDS, slug="exemple-4")
    assert canonical(register) == before
    assert pghistory.models.Events.objects.count() == events


def test_the_same_seed_draws_the_same_register_and_another_seed_another():
    one, _ = invented.make(100, slug="exemple-1")
    again, _ = invented.make(100, slug="exemple-2")
    other, _ = invented.make(100, seed=7, slug="exemple-3")
    assert canonical(one) == canonical(again)
    assert canonical(one) != canonical(other)


def test_a_name_that_is_taken_is_refused(register):
    with pytest.raises(CommandError, match="exemple"):
        command(awards=AWARDS + 1)
    with pytest.raises(CommandError, match="too few"):
        command(awards=3, slug="petit")


def test_every_name_says_that_it_is_invented(register):
    for model, field in [(Organization, "name"), (Person, "name"), (Programme, "name"), (Source, "title")]:
        names = list(model.objects.filter(register=register).order_by("pk").values_list(field, flat=True))
        assert names
        assert [name for name in names if not re.search("exempl|ficti", name, re.IGNORECASE)] == []
    titles = Project.objects.of(register).order_by("pk").values_list("title", flat=True)
    assert all("exemple" in title for title in titles)


def test_it_holds_every_kind_of_gap_and_stage(register):
    awards = Award.objects.of(register)

    def seen(field):
        return set(awards.order_by().values_list(field, flat=True).distinct())

    assert seen("amount_status") == set(AmountStatus.values)
    assert seen("money_stage") == set(MoneyStage.values)
    assert seen("flow_level") == set(FlowLevel.values)
    assert seen("instrument") == set(Instrument.values)
    assert seen("currency") == {"CAD", "USD", "EUR"}
    assert seen("payer_absent") == seen("recipient_absent") == set(AbsentReason.values)
    assert awards.filter(amount__lt=0).exists()
    assert awards.filter(supersedes__isnull=False).exists()
    assert awards.filter(count_of_projects__gt=1).exists()
    assert awards.filter(published=False).exists()
    for role in ("payer", "recipient"):
        parties = AwardParty.objects.filter(award__register=register, role=role)
        assert parties.order_by().values("award").annotate(n=Count("pk")).filter(n__gt=1).exists()
        assert parties.filter(share__isnull=False).exists()
    assert AwardYear.objects.filter(award__register=register, amount=None).exists()


def test_who_is_in_it(register):
    bodies = Organization.objects.of(register)
    assert set(bodies.values_list("sector", flat=True)) == set(Sector.values)
    assert set(bodies.values_list("kind", flat=True)) >= set(OrganizationKind.values) - {"other"}
    assert bodies.filter(merged_into__isnull=False).exists()
    assert bodies.filter(names__kind="former").exists() and bodies.filter(ties__kind="group").exists()
    events = OrganizationEvent.objects.of(register)
    assert set(events.values_list("kind", flat=True)) == set(EventKind.values)
    seats = BoardMembership.objects.of(register)
    assert set(seats.values_list("kind", flat=True)) == set(SeatKind.values)
    assert {len(seat.valid_from) for seat in seats} == {0, 4, 7, 10}
    assert seats.filter(former=True).exists() and seats.filter(holder__isnull=False).exists()
    kinds = Contribution.objects.of(register).values_list("kind", flat=True)
    assert set(kinds) == set(ContributionKind.values)


def test_transfers_are_traced_in_part_and_one_is_handed_on_beyond_what_came(register):
    traced = {}
    for transfer in Award.objects.of(register).filter(flow_level="transfer").order_by("pk"):
        handed_on = transfer.regrants.aggregate(total=Sum("amount"))["total"] or Decimal(0)
        traced[transfer.key] = handed_on / transfer.amount
    assert any(share == 0 for share in traced.values())
    assert any(0 < share < 1 for share in traced.values())
    assert [share > 1 for share in traced.values()].count(True) == 1


def test_the_money_has_a_heavy_tail(register):
    amounts = sorted(Award.objects.public().of(register).filter(amount__gt=0).values_list("amount", flat=True))
    assert sum(amounts[-len(amounts) // 10 :]) > sum(amounts) / 2


def test_the_splits_by_year_add_up_to_the_award(register):
    split = Award.objects.of(register).filter(years__amount__isnull=False).distinct().order_by("pk")
    assert split
    for award in split:
        assert sum(year.amount for year in award.years.all()) == award.amount


def test_every_public_fact_has_evidence_and_its_change_has_a_context(register):
    connection.check_constraints()
    for name, model in FACTS.items():
        public = model.objects.public().of(register)
        assert public.exists(), name
        assert not public.filter(evidence=None).exists(), name
    events = Award.history.rel.related_model.objects.all()
    assert events.count() == AWARDS
    assert not events.filter(pgh_context=None).exists()
    assert events.first().pgh_context.metadata["reason"] == "Invented register, seed 2023"

"""Rows become facts: each kind of record, natural keys, what waits, what changes, and nothing half done."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection

from funding.checksum import checksum
from funding.imports.award_money import total
from funding.imports.commit import commit, preview
from funding.imports.models import Import, RowEffect
from funding.imports.undo import undo
from funding.models import (
    AccessRequest,
    Award,
    AwardParty,
    Contribution,
    Evidence,
    EvidenceNumber,
    Programme,
    ReportedFigure,
)
from projects.choices import NameKind
from projects.models import (
    BoardMembership,
    Identifier,
    Organization,
    OrganizationEvent,
    OrganizationName,
    OrganizationTie,
    Participation,
    Person,
    Position,
    Project,
    UseDomain,
    UseType,
)
from tests import factories as make
from tests.funding.imports.documents import document, nothing, problem, row, staged

pytestmark = pytest.mark.django_db

GRANT = {
    "title": "Aide au démarrage",
    "payer": "Ministère de l’Économie",
    "recipient": "Imagia inc.",
    "amount": "1000.00",
    "currency": "CAD",
    "decision_date": "2021-03-14",
}


def published(*rows, kind="award", register=None, **given):
    """Commit the rows; out: (the report, the import)."""
    batch = staged(document((kind, list(rows))), register, **given)
    return commit(batch, True, None, nothing), batch


def parties(award):
    found = AwardParty.objects.filter(award=award).order_by("role", "organization__key")
    return [(party.role, party.organization.name) for party in found]


def test_an_award_with_its_parties_and_its_evidence():
    report, batch = published(GRANT)
    award = Award.objects.get()
    assert (award.title, award.amount, award.amount_status, award.date) == (
        "Aide au démarrage",
        Decimal("1000.00"),
        "exact",
        "2021-03-14",
    )
    assert award.published
    assert parties(award) == [("payer", "Ministère de l’Économie"), ("recipient", "Imagia inc.")]
    piece = Evidence.objects.get(award=award)
    assert (piece.place, piece.sheet, piece.row, piece.cell) == ("Feuille 1!D2", "Feuille 1", 2, "D2")
    assert piece.staged_row == batch.rows.get(kind="data")
    assert (report["created"], report["changed"], report["unchanged"], report["waiting"]) == (1, 0, 0, 0)
    assert report["facts"]["organization"] == {"created": 2, "changed": 0, "unchanged": 0}
    assert report["sums"] == [{"currency": "CAD", "created": "1000.00", "before": "0", "after": "0"}]


def test_section_and_quote_are_the_place_of_the_evidence():
    published(GRANT | {"section": "§ 2.2.1", "quote": "une aide au démarrage"})
    piece = Evidence.objects.get(award__isnull=False)
    assert (piece.place, piece.quote) == ("§ 2.2.1", "une aide au démarrage")


def test_the_reference_of_the_source_is_the_key_of_the_award():
    published(GRANT | {"reference": "A-07"}, body="")
    assert Award.objects.get().key == "a-07"


def test_the_reference_of_a_body_has_the_body_before_it():
    published(GRANT | {"reference": "2021-07"}, body="MEIE")
    assert Award.objects.get().key == "meie-2021-07"


def test_a_reference_that_several_rows_share_is_no_key():
    report, _ = published(GRANT | {"reference": "P1"}, GRANT | {"reference": "P1", "recipient": "Emovi"})
    assert report["created"] == 2
    assert Award.objects.count() == 2


def test_the_same_file_again_changes_nothing():
    published(GRANT, GRANT | {"title": "Autre"})
    register = make.default_register()
    before = checksum(register)
    report, _ = published(GRANT, GRANT | {"title": "Autre"})
    assert (report["created"], report["changed"], report["unchanged"]) == (0, 0, 2)
    assert checksum(register) == before
    assert Award.objects.first().history.count() == 1


def test_identical_rows_stay_two():
    report, _ = published(GRANT, GRANT)
    assert report["created"] == 2
    report, _ = published(GRANT, GRANT)
    assert (report["created"], report["unchanged"]) == (0, 2)
    assert Award.objects.count() == 2


def test_a_corrected_amount_is_a_change_of_the_same_award():
    published(GRANT)
    report, _ = published(GRANT | {"amount": "1500.00"})
    assert (report["created"], report["changed"]) == (0, 1)
    assert Award.objects.get().amount == Decimal(1500)
    assert report["changes"] == [
        {
            "kind": "award",
            "key": Award.objects.get().key,
            "name": "Aide au démarrage",
            "field": "amount",
            "before": "1000.00",
            "after": "1500.00",
            "currencies": {"before": "CAD", "after": "CAD"},
        }
    ]
    assert report["sums"] == [{"currency": "CAD", "created": "0", "before": "1000.00", "after": "1500.00"}]


def test_a_correction_by_hand_survives_the_same_file():
    published(GRANT)
    Award.objects.update(title="Aide au démarrage, corrigée")
    report, _ = published(GRANT)
    assert report["unchanged"] == 1
    assert Award.objects.get().title == "Aide au démarrage, corrigée"


def test_what_a_later_file_does_not_say_stays():
    published(GRANT | {"description": "Pour une plateforme."})
    published(GRANT | {"note": "Payé."})
    assert (Award.objects.get().description, Award.objects.get().note) == ("Pour une plateforme.", "Payé.")


def test_an_award_no_longer_sent_is_proposed_as_withdrawn_and_stays():
    published(GRANT, GRANT | {"title": "Autre"})
    report, _ = published(GRANT)
    assert [(one["kind"], one["name"]) for one in report["withdrawn"]] == [("award", "Autre")]
    assert Award.objects.count() == 2


def test_another_recipient_replaces_the_first_where_the_reference_is_the_same():
    published(GRANT | {"reference": "A-1"})
    report, _ = published(GRANT | {"reference": "A-1", "recipient": "Emovi"})
    assert report["changed"] == 1
    assert parties(Award.objects.get()) == [("payer", "Ministère de l’Économie"), ("recipient", "Emovi")]


def test_words_of_the_source_stand_only_where_nobody_is_named():
    """The body may be hidden later, and a person is not to be named: neither is told by the text of the cell."""
    keyed = GRANT | {"reference": "A-1"}
    for given, said in (
        (keyed | {"recipient": "Plusieurs entreprises", "recipient_absent_reason": "aggregate"}, None),
        (keyed | {"recipient": "n. d."}, None),
        (keyed, ""),
        (keyed | {"recipient": None, "recipient_absent_reason": "person"}, ""),
    ):
        published(given)
        award = Award.objects.get()
        assert said is None or award.recipient_text == said, given
        assert not (award.recipient_text and not award.recipient_absent)


def test_a_file_without_a_column_of_payers_leaves_them():
    keyed = GRANT | {"reference": "A-7"}
    published(keyed)
    later = {name: value for name, value in keyed.items() if name != "payer"} | {"amount": "1200.00"}
    batch = staged(document(("award", [later | {"recipient": "Emovi"}])))
    preview(batch, True, nothing)
    [effect] = RowEffect.objects.filter(batch=batch)
    assert {change["field"] for change in effect.changes} == {"amount", "recipient"}
    commit(batch, True, None, nothing)
    award = Award.objects.get()
    assert (award.amount, award.payer_absent) == (1200, "")
    assert parties(award) == [("payer", "Ministère de l’Économie"), ("recipient", "Emovi")]


def test_a_column_of_payers_with_an_empty_cell_takes_them_away():
    published(GRANT | {"reference": "A-7"}, GRANT | {"reference": "A-8"})
    published(GRANT | {"reference": "A-7", "payer": None}, GRANT | {"reference": "A-8", "amount": "5"})
    assert [award.payer_absent for award in Award.objects.order_by("reference")] == ["not_named", ""]
    assert [role for role, _name in parties(Award.objects.get(reference="A-7"))] == ["recipient"]


def test_who_paid_and_is_said_to_receive_leaves_a_side_that_names_nobody():
    keyed = GRANT | {"reference": "A-7"}
    published(keyed)
    published({name: value for name, value in keyed.items() if name != "payer"} | {"recipient": GRANT["payer"]})
    award = Award.objects.get()
    assert (award.payer_absent, parties(award)) == ("not_named", [("recipient", GRANT["payer"])])


def test_two_payers_in_one_cell():
    published(GRANT | {"payer": "Investissement Québec; Gouvernement du Québec"})
    payers = [name for role, name in parties(Award.objects.get()) if role == "payer"]
    assert payers == ["Gouvernement du Québec", "Investissement Québec"]


def test_a_side_without_a_name_has_a_reason():
    published({"title": "Aide", "payer": "MEIE", "amount": "5"})
    assert (Award.objects.get().payer_absent, Award.objects.get().recipient_absent) == ("", "not_named")


def test_a_redacted_recipient_is_withheld_by_the_body():
    values = GRANT | {"recipient": None}
    redacted = problem(2, "redacted", "recipient")
    extra = [row("award", 2, values, sheet="Feuille 1", problems=(redacted,))]
    batch = staged(document(extra=extra))
    commit(batch, True, None, nothing)
    assert Award.objects.get().recipient_absent == "withheld"


@pytest.mark.parametrize(
    ("stated", "kept"),
    [
        ({"amount": "55000000", "rounded_to": "1000000"}, ("exact", Decimal(55000000), Decimal(1000000))),
        ({"amount": "900000", "amount_status": "more_than"}, ("more_than", Decimal(900000), None)),
        ({"amount": None, "amount_status": "in_words", "amount_text": "plusieurs millions"}, ("in_words", None, None)),
        ({"amount": None, "amount_status": "undisclosed"}, ("undisclosed", None, None)),
        ({"amount": None}, ("undisclosed", None, None)),
    ],
)
def test_how_an_amount_is_known(stated, kept):
    base = {name: value for name, value in GRANT.items() if name not in ("amount", "currency")}
    published(base | stated)
    award = Award.objects.get()
    assert (award.amount_status, award.amount, award.rounded_to) == kept


def by_years(*parts):
    """A row of a table with fiscal years as columns, staged: a part for each (year, amount, currency)."""
    rows = [
        row("award", 2, GRANT | {"fiscal_year": year, "amount": amount, "currency": currency}, sheet="F", part=part)
        for part, (year, amount, currency) in enumerate(parts)
    ]
    given = document(extra=rows)
    given.tables.append(document(("award", [{}])).tables[0])
    columns = tuple(type(c)(c.index, c.header, c.field, fiscal_year="2021-2022") for c in split_columns())
    given.tables[0] = replaced(given.tables[0], columns)
    return staged(given)


def test_fiscal_years_as_columns_are_one_award_with_its_split():
    report = commit(by_years(("2021-2022", "100", "CAD"), ("2022-2023", "250", "CAD")), True, None, nothing)
    award = Award.objects.get()
    assert (award.amount, award.fiscal_year) == (Decimal(350), 2021)
    years = list(award.years.order_by("fiscal_year").values_list("fiscal_year", "amount"))
    assert years == [(2021, Decimal(100)), (2022, Decimal(250))]
    assert report["created"] == 1


def test_the_sums_by_year_are_of_each_year_of_an_award_that_is_split():
    def told(report):
        return {
            line["year"]: tuple(
                (line[side]["count"], Decimal(line[side]["sum"])) for side in ("stored", "file", "after")
            )
            for line in report["years"]
        }

    first = commit(by_years(("2021-2022", "100", "CAD"), ("2022-2023", "250", "CAD")), True, None, nothing)
    assert told(first) == {2021: ((0, 0), (1, 100), (1, 100)), 2022: ((0, 0), (1, 250), (1, 250))}
    second = commit(by_years(("2021-2022", "100", "CAD"), ("2022-2023", "300", "CAD")), True, None, nothing)
    assert told(second) == {2021: ((1, 100), (1, 100), (1, 100)), 2022: ((1, 250), (1, 300), (1, 300))}


def test_one_year_accepted_brings_all_the_years_of_its_award():
    batch = by_years(("2021-2022", "100", "CAD"), ("2022-2023", "250", "CAD"))
    batch.options = {"only": {"rows": [batch.rows.get(part=1, kind="data").pk]}}
    batch.save()
    assert commit(batch, True, None, nothing)["created"] == 1
    assert Award.objects.get().amount == 350
    assert set(batch.rows.filter(kind="data").values_list("state", flat=True)) == {"committed"}


def test_a_year_that_was_set_aside_comes_back_beside_the_others():
    batch = by_years(("2021-2022", "100", "CAD"), ("2022-2023", "250", "CAD"))
    later = batch.rows.filter(part=1, kind="data")
    later.update(state="set_aside")
    commit(batch, True, None, nothing)
    assert Award.objects.get().amount == 100
    later.update(state="ready")
    batch.refresh_from_db()
    commit(batch, True, None, nothing)
    award = Award.objects.get()
    assert (award.amount, award.fiscal_year, award.years.count()) == (350, 2021, 2)


def merged_years(years):
    """{year: (before, after)} beside the years of the first file."""
    before, after = {2021: 100, 2022: 250}, dict(years)
    return {year: (before.get(year), after.get(year)) for year in {**before, **after}}


def as_number(text):
    return None if text in (None, "None") else Decimal(text)


@pytest.mark.parametrize(
    ("corrected", "amount", "years"),
    [
        ([("2021-2022", "100"), ("2022-2023", "300")], 400, [(2021, 100), (2022, 300)]),
        ([("2021-2022", "100")], 100, []),
        ([("2021-2022", "100"), ("2022-2023", "250"), ("2023-2024", "5")], 355, [(2021, 100), (2022, 250), (2023, 5)]),
        ([("2021-2022", "100"), ("2022-2023", "250")], 350, [(2021, 100), (2022, 250)]),
    ],
)
def test_a_corrected_file_that_changes_one_year_keeps_the_others(corrected, amount, years):
    def by_year(award):
        return list(award.years.order_by("fiscal_year").values_list("fiscal_year", "amount"))

    commit(by_years(("2021-2022", "100", "CAD"), ("2022-2023", "250", "CAD")), True, None, nothing)
    before = checksum(Award.objects.get().register)
    batch = by_years(*((*part, "CAD") for part in corrected))
    told = commit(batch, True, None, nothing)["changes"]
    award = Award.objects.get()
    assert (award.amount, by_year(award)) == (amount, years)
    # With one year left, no year stands beside the amount any more.
    parts = {
        change["field"]: (change["before"], change["after"]) for change in told if change["field"].startswith("year")
    }
    before_and_after = {year: (str(old), str(new)) for year, (old, new) in merged_years(years).items() if old != new}
    assert {year: tuple(map(as_number, pair)) for year, pair in parts.items()} == {
        f"year {year}": tuple(map(as_number, pair)) for year, pair in before_and_after.items()
    }
    assert all(set(change["currencies"].values()) <= {"CAD", ""} for change in told if change["field"] in parts)
    undo(batch, None)
    assert (Award.objects.get().amount, by_year(award)) == (350, [(2021, 100), (2022, 250)])
    assert checksum(award.register) == before


@pytest.mark.parametrize(
    ("statuses", "whole"),
    [
        (["exact", "at_most"], "at_most"),
        (["exact", "about"], "about"),
        (["exact", "more_than"], "more_than"),
        (["more_than", "at_least"], "at_least"),
        (["at_least", "at_most"], "about"),
        (["exact", "undisclosed"], "at_least"),
        (["at_most", "undisclosed"], "about"),
    ],
)
def test_a_sum_of_years_is_known_as_its_parts_allow(statuses, whole):
    parts = [{"amount": {"value": "50"}, "amount_status": {"value": status}} for status in statuses]
    assert total({}, parts)[0]["amount_status"] == whole


def test_two_columns_of_one_fiscal_year_are_added_up():
    parts = [
        {"amount": {"value": amount}, "fiscal_year": {"value": year}}
        for amount, year in (("100", "2021-2022"), ("30", "2021-2022"), (None, "2021-2022"), (None, "2022-2023"))
    ]
    money, years = total({}, parts)
    assert (money["amount"], years) == (130, {2021: 130, 2022: None})


def test_parts_in_several_currencies_wait():
    """« 2020-2021 ($ CA) » beside « 2021-2022 (US$) »: they are never added up."""
    batch = by_years(("2021-2022", "100", "CAD"), ("2022-2023", "250", "USD"))
    report = commit(batch, True, None, nothing)
    assert (report["created"], report["waiting"]) == (0, 2)
    problem = batch.rows.filter(kind="data").first().problems[0]
    assert (problem["code"], problem["parameters"]["currencies"]) == ("several-currencies", "CAD, USD")


def split_columns():
    from funding.imports.document import Column

    return [Column(0, "2021-2022", "amount")]


def replaced(table, columns):
    from dataclasses import replace

    return replace(table, columns=columns)


def test_a_regrant_is_linked_to_the_transfer_it_comes_from():
    transfer = GRANT | {"reference": "T-4", "recipient": "Scale AI", "flow_level": "transfer"}
    final = GRANT | {"reference": "A-7", "payer": "Scale AI", "recipient": "Emovi", "parent": "T-4"}
    batch = staged(document(("award", [final]), ("award", [transfer])), body="")
    commit(batch, True, None, nothing)
    assert Award.objects.get(key="a-7").parent == Award.objects.get(key="t-4")


def test_a_regrant_of_an_unknown_transfer_waits():
    report, batch = published(GRANT | {"parent": "T-9"})
    assert (report["created"], report["waiting"]) == (0, 1)
    waiting = batch.rows.get(kind="data")
    assert waiting.state == "waiting"
    assert [found["code"] for found in waiting.problems] == ["reference-unknown"]


def test_a_regrant_waits_with_its_transfer():
    transfer = GRANT | {"reference": "T-4", "recipient": GRANT["payer"], "flow_level": "transfer"}
    final = GRANT | {"reference": "A-7", "parent": "T-4"}
    report, batch = published(final, transfer)
    assert report["waiting"] == 2
    codes = [found["code"] for one in batch.rows.filter(kind="data").order_by("row") for found in one.problems]
    assert codes == ["reference-waits", "same-payer-and-recipient"]


def test_a_project_with_its_partners_and_its_uses():
    register = make.default_register()
    use = UseType.objects.create(register=register, version="6", code="imagerie", family="clinical", name_fr="Imagerie")
    domain = UseDomain.objects.create(register=register, code="domicile", name_fr="Soins à domicile")
    entry = GRANT | {
        "entry_type": "project",
        "title_en": "Start-up aid",
        "public_partner": "CHUM; Université de Montréal",
        "private_partner": "Imagia inc.",
        "host": "CHUM",
        "use_type": "IMAGERIE",
        "use_domain": "soins a domicile",
        "project_stage": "research",
        "health_link": "yes",
    }
    report, _ = published(entry)
    project = Project.objects.get()
    assert (project.title, project.title_en, project.stage, project.health_link) == (
        "Aide au démarrage",
        "Start-up aid",
        "research",
        "yes",
    )
    assert Award.objects.get().project == project
    assert list(project.use_types.all()) == [use]
    assert list(project.use_domains.all()) == [domain]
    roles = sorted(project.participations.values_list("role", "organization__name"))
    assert roles == [
        ("host", "CHUM"),
        ("private_partner", "Imagia inc."),
        ("public_partner", "CHUM"),
        ("public_partner", "Université de Montréal"),
    ]
    assert report["facts"]["participation"]["created"] == 4
    assert not Participation.objects.filter(evidence=None).exists()


def test_partners_of_one_cell_take_part_each():
    published(GRANT | {"partner": "CHUM; Imagia, Université de Montréal"})
    roles = sorted(Project.objects.get().participations.values_list("role", "organization__name"))
    assert roles == [("participant", name) for name in ("CHUM", "Imagia inc.", "Université de Montréal")]


def test_several_bodies_in_a_cell_of_a_sheet_of_participations():
    row = {"project": "Aide au démarrage", "organization": "CHUM; Imagia inc.", "role": "private_partner"}
    batch = staged(document(("award", [GRANT | {"entry_type": "project"}]), ("participation", [row])))
    commit(batch, create_new=True, user_id=None, progress=nothing)
    roles = sorted(Project.objects.get().participations.values_list("role", "organization__name"))
    assert roles == [("private_partner", "CHUM"), ("private_partner", "Imagia inc.")]


def test_a_sheet_of_organizations_gives_kind_names_numbers_and_ties():
    sheet = [
        {"name": "Ministère de la Santé et des Services sociaux", "acronym": "MSSS", "kind": "ministry"},
        {
            "name": "Hôpital de Verdun",
            "kind": "installation",
            "sector": "public",
            "parent": "CIUSSS du Centre-Sud",
            "other_names": "Verdun; Hopital de Verdun (site)",
            "neq": "1143920115",
        },
        {"name": "CIUSSS du Centre-Sud", "kind": "establishment", "sector": "public"},
    ]
    batch = staged(document(("award", [GRANT | {"payer": "MSSS", "recipient": "Verdun"}]), ("organization", sheet)))
    report = commit(batch, True, None, nothing)
    verdun = Organization.objects.get(name="Hôpital de Verdun")
    assert (verdun.kind, verdun.sector, verdun.key) == ("installation", "public", "hopital-de-verdun")
    assert parties(Award.objects.get()) == [
        ("payer", "Ministère de la Santé et des Services sociaux"),
        ("recipient", "Hôpital de Verdun"),
    ]
    assert OrganizationTie.objects.get().to.name == "CIUSSS du Centre-Sud"
    assert Identifier.objects.get().value == "1143920115"
    names = OrganizationName.objects.filter(organization=verdun, kind=NameKind.ALIAS).values_list("name", flat=True)
    assert sorted(names) == ["Hopital de Verdun (site)", "Verdun"]
    assert report["created"] == 4
    assert Organization.objects.count() == 3


def test_a_name_without_a_sheet_gets_a_kind_only_where_it_is_certain():
    published(GRANT | {"recipient": "Groupe Lavoie"})
    kinds = dict(Organization.objects.values_list("name", "kind"))
    assert kinds == {"Ministère de l’Économie": "ministry", "Groupe Lavoie": "other"}


def test_participations_of_a_sheet_and_of_an_award_are_the_same_fact():
    entry = GRANT | {"entry_type": "project", "private_partner": "Imagia inc."}
    other = {"project": "Aide au démarrage", "organization": "Imagia inc.", "role": "private_partner", "note": "Pilote"}
    batch = staged(document(("award", [entry]), ("participation", [other])))
    commit(batch, True, None, nothing)
    participation = Participation.objects.get()
    assert participation.note == "Pilote"
    assert participation.evidence.count() == 2


SEAT = {
    "organization": "MEDTEQ",
    "person": "Alexandre Le Bouthillier",
    "seat_kind": "board",
    "role": "membre",
    "former": "yes",
}


def test_seats_of_one_person():
    rows = [SEAT, SEAT | {"organization": "IVADO", "person": "Le Bouthillier, Alexandre"}]
    published(*rows, kind="membership")
    person = Person.objects.get()
    assert person.name == "Alexandre Le Bouthillier"
    assert sorted(person.seats.values_list("organization__name", "former")) == [("IVADO", True), ("MEDTEQ", True)]
    assert person.published
    assert person.evidence.exists()


def test_a_seat_of_a_body_and_a_seat_on_behalf_of_one():
    body = {"organization": "CQDM", "holder_organization": "MIMs"}
    both = SEAT | {"holder_organization": "Imagia"}
    published(body, both, kind="membership")
    seats = {seat.organization.name: seat for seat in BoardMembership.objects.all()}
    assert (seats["CQDM"].holder.name, seats["CQDM"].person) == ("MIMs", None)
    assert (seats["MEDTEQ"].holder, seats["MEDTEQ"].on_behalf_of.name) == (None, "Imagia")


def test_a_contribution_in_hours():
    hours = {
        "organization": "CISSS de la Montérégie-Centre",
        "project": "Genougraphie",
        "beneficiary": "Emovi",
        "contribution_kind": "staff_hours",
        "hours": "4170.5",
        "headcount": "4",
        "amount": None,
        "amount_status": "undisclosed",
    }
    published(hours, kind="contribution")
    made = Contribution.objects.get()
    assert (made.hours, made.headcount, made.amount_status) == (Decimal("4170.50"), 4, "undisclosed")
    assert (made.project.title, made.beneficiary.name) == ("Genougraphie", "Emovi")


def test_an_event():
    merger = {
        "organization": "Imagia",
        "event_kind": "merger",
        "other_organization": "Canexia Health",
        "other_place": "Canada",
        "description": "Fusionne.",
        "description_en": "Merges.",
    }
    published(merger, kind="event")
    made = OrganizationEvent.objects.get()
    assert (made.kind, made.other.name, made.other_place, made.description_en) == (
        "merger",
        "Canexia Health",
        "Canada",
        "Merges.",
    )


def test_a_programme_with_who_pays_and_who_chooses():
    fund = {"name": "Fonds de soutien", "payer": "MSSS; MEIE", "chooser": "MEDTEQ", "programme_kind": "envelope"}
    award = GRANT | {"programme": "Fonds de soutien"}
    batch = staged(document(("award", [award]), ("programme", [fund])))
    commit(batch, True, None, nothing)
    programme = Programme.objects.get()
    assert Award.objects.get().programme == programme
    found = sorted(programme.parties.values_list("role", "organization__name"))
    assert found == [("chooser", "MEDTEQ"), ("payer", "MEIE"), ("payer", "MSSS")]


def test_a_programme_spelt_twice_is_one_and_another_is_another():
    names = [
        "Réseau d’évaluation et de l’innovation en santé",
        "Réseau d’évaluation de l’innovation en santé",
        "Réseau d’évaluation des innovations en santé durable",
    ]
    published(*[GRANT | {"title": str(n), "programme": name} for n, name in enumerate(names)])
    assert sorted(Programme.objects.values_list("name", flat=True)) == sorted([names[0], names[2]])


def test_a_position_and_a_figure_and_a_request():
    register = make.default_register()
    use = UseType.objects.create(register=register, version="6", code="s-o", family="clinical", name_fr="S. O.")
    sheets = (
        ("position", [{"group": "Syndicats", "law": "Loi 3", "position": "reluctant", "concerns": "secret; lourdeur"}]),
        (
            "reported_figure",
            [
                {
                    "key": "t4-chum",
                    "label": "Projets du CHUM",
                    "value": "48",
                    "unit": "projets",
                    "organization": "CHUM",
                    "rule": "these_projects",
                    "rule_terms": "A-1; A-2",
                    "part": "participations",
                    "closes": "entries",
                },
                {"key": "t6-so", "label": "S. O.", "value": "1", "unit": "projets", "use_type": None},
            ],
        ),
        ("access_request", [{"body_text": "23 organisations", "sent": "2023", "articles": "23; 24"}]),
    )
    given = document(*sheets)
    batch = staged(given, body="")
    figure = batch.rows.get(values__key__value="t6-so")
    figure.values["use_type"]["raw"] = "S. O."
    figure.save()
    commit(batch, True, None, nothing)
    assert Position.objects.get().concerns == ["secret", "lourdeur"]
    chum = ReportedFigure.objects.get(key="t4-chum")
    assert (chum.value, chum.organization.name) == (Decimal(48), "CHUM")
    assert (chum.rule, chum.rule_terms, chum.closes) == ("these_projects", "A-1; A-2", "entries")
    assert chum.part == "participations"
    other = ReportedFigure.objects.get(key="t6-so")
    assert (other.use_type, other.rule, other.closes) == (use, "", "")
    assert AccessRequest.objects.get().articles == ["23", "24"]


def test_without_create_new_the_rows_of_unknown_bodies_wait_and_the_others_go_in():
    make.ministry(name="Ministère de l’Économie")
    known = make.organization(name="Imagia")
    batch = staged(document(("award", [GRANT, GRANT | {"recipient": "Emovi"}])))
    report = commit(batch, False, None, nothing)
    assert (report["created"], report["waiting"], report["waiting_names"]) == (1, 1, ["Emovi"])
    assert parties(Award.objects.get())[1] == ("recipient", known.name)
    waiting = batch.rows.get(state="waiting")
    assert [(found["code"], found["field"]) for found in waiting.problems] == [("name-waiting", "recipient")]


def test_what_waited_goes_in_when_the_same_import_is_committed_again():
    batch = staged(document(("award", [GRANT])))
    commit(batch, False, None, nothing)
    batch.refresh_from_db()
    assert Award.objects.count() == 0
    report = commit(batch, True, None, nothing)
    assert report["created"] == 1
    row_now = batch.rows.get(kind="data")
    assert (row_now.state, row_now.problems) == ("committed", [])


def test_a_row_that_the_database_would_refuse_waits_and_the_others_go_in():
    seats = [SEAT | {"valid_from": "2020", "valid_to": "2019"}, SEAT | {"organization": "IVADO"}]
    report, batch = published(*seats, kind="membership")
    assert (report["created"], report["waiting"]) == (1, 1)
    assert [found["code"] for found in batch.rows.get(state="waiting").problems] == ["ends-before-it-begins"]


def test_a_row_set_aside_is_left_aside():
    report, batch = published(GRANT | {"in_scope": "none"}, GRANT)
    assert report["created"] == 1
    assert batch.rows.filter(state="set_aside").count() == 1


def test_a_hidden_row_waits_for_a_decision():
    extra = [row("award", 2, GRANT, sheet="Feuille 1", hidden=True)]
    batch = staged(document(extra=extra))
    assert commit(batch, True, None, nothing)["waiting"] == 1
    batch = staged(document(extra=extra), publish_hidden=True)
    assert commit(batch, True, None, nothing)["created"] == 1


def test_a_preview_says_what_a_commit_does_and_writes_nothing():
    published(GRANT)
    register = make.default_register()
    before = checksum(register)
    batch = staged(document(("award", [GRANT | {"amount": "1"}, GRANT | {"title": "Neuf", "recipient": "Emovi"}])))
    seen, names = preview(batch, True, nothing)
    assert checksum(register) == before
    assert Organization.objects.count() == 2
    assert names["new"] == 1
    done = commit(batch, True, None, nothing)
    for name in ("created", "changed", "unchanged", "waiting", "facts", "changes", "sums"):
        assert seen[name] == done[name], name


def test_evidence_numbers_follow_the_file_and_are_never_given_twice():
    published(GRANT | {"reference": "1"}, GRANT | {"reference": "2"}, body="")
    register = make.default_register()
    numbers = dict(Evidence.objects.filter(award__isnull=False).values_list("award__key", "number"))
    assert numbers["1"] < numbers["2"]
    assert EvidenceNumber.objects.filter(register=register).count() == Evidence.objects.count()


def test_each_event_of_the_history_knows_the_import():
    _, batch = published(GRANT | {"entry_type": "project", "private_partner": "Emovi", "recipient_neq": "1143920115"})
    published(GRANT | {"entry_type": "project", "amount": "2"})
    from funding.imports.undo import TRACKED

    for tracked in TRACKED:
        for event in tracked.model.history.rel.related_model.objects.all():
            assert event.pgh_context.metadata["import_id"] >= batch.pk, tracked.table
            assert "user" in event.pgh_context.metadata


def test_a_failure_in_the_middle_leaves_nothing(monkeypatch):
    from funding.imports import commit as committing

    def broken(*given):
        raise IntegrityError("the disk is full")

    register = make.default_register()
    before = checksum(register)
    batch = staged(document(("award", [GRANT])))
    monkeypatch.setattr(committing, "write_evidence", broken)
    with pytest.raises(IntegrityError):
        commit(batch, True, None, nothing)
    assert checksum(register) == before
    assert not Organization.objects.exists()
    batch.refresh_from_db()
    assert (batch.state, batch.outcome) == ("review", {})


def test_the_data_of_the_register_has_a_new_version():
    register = make.default_register()
    report, batch = published(GRANT)
    register.refresh_from_db()
    assert register.data_version == report["data_version"] == 1
    assert Import.objects.get(pk=batch.pk).outcome["created"] == 1


def test_nothing_crosses_from_one_register_to_another():
    first, second = make.default_register(), make.register()
    make.organization(first, "Imagia inc.")
    published(GRANT, register=second)
    assert Organization.objects.filter(register=second).count() == 2
    assert Organization.objects.filter(register=first).count() == 1


def test_the_temporary_tables_go_with_the_transaction(transactional_db):
    published(GRANT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_class WHERE relname LIKE 'incoming%%' AND relpersistence = 't'")
        assert cursor.fetchone()[0] == 0

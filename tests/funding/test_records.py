"""Pages of records: money by year, programmes, neighbours, what happened when, and the rows of a source."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

import pytest

from funding import neighbours
from funding.account import account, parties_of
from funding.choices import ImportState, RowKind, RowState
from funding.invented.register import make as make_invented
from funding.models import Award, AwardParty, Import, ProgrammeParty, StagedRow
from funding.organization_view import programmes_of
from funding.over_time import sums_of_body, years_of, years_of_body
from funding.record_details import body_details
from projects.models import Organization, Participation
from tests import factories as make

pytestmark = pytest.mark.django_db


def family_of(body: Organization) -> list[int]:
    return [body.pk, *Organization.objects.filter(merged_into=body).values_list("pk", flat=True)]


def account_of(family: list[int], register: Any) -> dict[str, Any]:
    mine = parties_of(family, register)
    return account(mine, family, sums_of_body(mine, family), register)


def own_part(award: Award, role: str, family: list[int]) -> Decimal | None:
    """What of an award's amount is the body's own: all of it where it stands alone, else its stated share."""
    side = [party for party in award.parties.all() if party.role == role]
    shares = [party.share for party in side if party.organization_id in family]
    if len(shares) == len(side):
        return award.amount
    return None if None in shares else sum(shares, Decimal(0))


def slow_years(family: list[int], register: Any) -> dict[tuple[str, int | None, str], Decimal | None]:
    """{(currency, year, role): sum}, award by award: those that a public award supersedes are left out."""
    superseded = {award.supersedes_id for award in Award.objects.filter(published=True)}
    sums: dict[tuple[str, int | None, str], list[Decimal]] = defaultdict(list)
    for award in Award.objects.filter(published=True, register=register):
        if award.pk in superseded:
            continue
        year = award.fiscal_year or (int(award.date[:4]) if award.date else None)
        for role in {party.role for party in award.parties.all() if party.organization_id in family}:
            part = own_part(award, role, family)
            sums[award.currency, year, role] += [] if part is None else [part]
    return {group: sum(amounts, Decimal(0)) if amounts else None for group, amounts in sums.items()}


def test_money_by_year_is_what_the_awards_add_up_to() -> None:
    make.register(is_default=True)
    register, _rows = make_invented(awards=150)
    consortia = Organization.objects.of(register).consortia()[:3]
    several = AwardParty.objects.filter(share__isnull=False).values("organization")
    bodies = [*consortia, *Organization.objects.of(register).filter(pk__in=several)[:3]]
    assert len(bodies) == 6
    for body in bodies:
        family = family_of(body)
        slow = slow_years(family, register)
        found = {}
        for year in years_of_body(parties_of(family, register), family):
            for role, total in (("recipient", year.received), ("payer", year.paid)):
                if (year.currency, year.year, role) in slow:
                    found[year.currency, year.year, role] = total
                else:
                    assert total is None
        assert found == slow
        for side in account_of(family, register).values():
            by_currency: dict[str, Decimal] = defaultdict(Decimal)
            for (currency, _year, role), total in slow.items():
                if role == side.role:
                    by_currency[currency] += total or 0
            assert {total.currency: total.amount or 0 for total in side.totals} == by_currency


def test_an_award_that_merged_bodies_share_counts_once() -> None:
    register = make.register()
    ministry, one, other = make.ministry(register), make.organization(register), make.organization(register)
    make.award(register, "10", payers=[ministry], recipients=[one, other], fiscal_year=2020)
    Organization.objects.filter(pk=other.pk).update(merged_into=one)
    family = family_of(one)
    [year] = years_of_body(parties_of(family, register), family)
    assert (year.received, year.awards) == (Decimal(10), 1)
    [total] = account_of(family, register)["received"].totals
    assert (total.amount, total.awards) == (Decimal(10), 1)


def test_of_money_with_others_a_body_has_its_own_share_or_none(client: Any) -> None:
    register = make.register(is_default=True)
    body, other = make.organization(register, "Une", key="une"), make.organization(register, "Deux")
    hidden = make.organization(register, "Secrète", public=False)
    make.award(register, "100", recipients=[body], fiscal_year=2020)
    stated = make.award(register, "60", recipients=[body, other], fiscal_year=2020)
    stated.parties.filter(role="recipient", organization=body).update(share=20)
    make.award(register, "1000", recipients=[body, other], fiscal_year=2020)
    make.award(register, "5000", recipients=[body, hidden], fiscal_year=2020)
    [year] = years_of_body(parties_of([body.pk], register), [body.pk])
    assert (year.received, year.awards, year.without_amount, year.apart) == (Decimal(120), 4, 0, 2)
    page = client.get("/en/organizations/une/")
    [total] = page.context["account"]["received"].totals
    assert (total.amount, total.apart, total.apart_amount) == (Decimal(120), 2, Decimal(6000))
    text = " ".join(page.content.decode().replace("\xa0", " ").split())
    assert "2 awards of $6,000 together, with others in unknown shares, are not in it." in text
    assert "with Deux; its share: $20" in text
    assert "with Deux, in unknown shares: not in the total" in text
    assert "with others, in unknown shares: not in the total" in text
    assert "Secrète" not in text


def test_a_payer_beside_another_has_not_paid_all_of_it() -> None:
    register = make.register()
    one, other = make.ministry(register), make.ministry(register)
    make.award(register, "46", payers=[one, other])
    [total] = account_of([one.pk], register)["paid"].totals
    assert (total.amount, total.awards, total.apart, total.apart_amount) == (None, 1, 1, Decimal(46))


def test_missing_amounts_are_counted_by_year_and_never_zero() -> None:
    register = make.register()
    make.award(register, None, fiscal_year=2020)
    make.award(register, "5", date="2021-04")
    make.award(register, "7")
    found = [(year.year, year.paid, year.without_amount) for year in years_of(Award.objects.public())]
    assert found == [(2020, None, 1), (2021, Decimal(5), 0), (None, Decimal(7), 0)]


@pytest.fixture
def body() -> Organization:
    """A consortium that a ministry pays, that pays two firms, shares a project and has a board."""
    register = make.register()
    ministry = make.ministry(register, "Ministère", key="ministere")
    body = make.organization(register, "Consortium", key="consortium", kind="consortium", sector="nonprofit")
    one, two = make.organization(register, "Une", key="une"), make.organization(register, "Deux", key="deux")
    programme = make.programme(register, "Enveloppe", key="enveloppe")
    ProgrammeParty.objects.create(programme=programme, organization=body, role="chooser")
    transfer = make.award(
        register,
        "100",
        payers=[ministry],
        recipients=[body],
        flow_level="transfer",
        fiscal_year=2020,
        programme=programme,
    )
    for firm, amount in ((one, "30"), (one, "10"), (two, "20")):
        make.award(register, amount, payers=[body], recipients=[firm], parent=transfer, fiscal_year=2021)
    project = make.project(register, "Projet", key="projet", started="2019", ended="2022-05")
    for organization in (body, two):
        make.participation(project, organization)
    make.participation(project, make.organization(register, "Secrète", key="secrete"), public=False)
    make.seat(body, make.person(register, "Ève Roy", key="eve-roy"), valid_from="2019-03", valid_to="2021")
    make.event(body, date="2023-08", kind="merger")
    make.event(body, kind="bankruptcy")
    return body


def test_neighbours_by_money_projects_and_seats(body: Organization, client: Any) -> None:
    found = {(one.tie, one.name): one.count for one in neighbours.around([body.pk], body.register)}
    assert found == {("paid_by", "Ministère"): 1, ("pays", "Une"): 2, ("pays", "Deux"): 1, ("partner", "Deux"): 1}
    page = client.get("/fr/organizations/consortium/")
    ties = {(one.tie, one.name) for one in page.context["neighbours"]}
    assert ("sits_here", "Ève Roy") in ties
    text = page.content.decode()
    assert 'class="network-line network-line--money"' in text
    # The table says the same as the drawing.
    table = text.split('class="as-table"')[-1]
    assert all(name in table for name in ("Ministère", "Une", "Deux", "Ève Roy"))


def test_what_happened_when_is_in_the_order_of_dates_and_the_undated_last(body: Organization, client: Any) -> None:
    page = client.get("/fr/organizations/consortium/")
    assert [moment.date for moment in page.context["moments"]] == ["2019-03", "2021", "2023-08", ""]
    project = client.get("/fr/projects/projet/").context["moments"]
    assert [(moment.date, moment.title) for moment in project] == [
        ("2019", "Le projet commence"),
        ("2022-05", "Le projet se termine"),
    ]
    person = client.get("/fr/people/eve-roy/").context
    assert [moment.date for moment in person["moments"]] == ["2019-03", "2021"]
    assert [one.name for one in person["neighbours"]] == ["Consortium"]


def test_programmes_of_a_body_with_its_role_and_its_money(body: Organization) -> None:
    found = body_details(Organization.objects.filter(pk=body.pk)).get()
    [row] = programmes_of(found, sums_of_body(parties_of([body.pk], body.register), [body.pk]))
    assert (row["key"], row["roles"]) == ("enveloppe", ["chooser"])
    assert [(one["role"], one["total"], one["n"]) for one in row["sums"]] == [("recipient", Decimal(100), 1)]


@pytest.mark.parametrize(
    ("basis", "received", "paid"), [("", [100], [60]), ("entered", [100], []), ("final", [], [60])]
)
def test_the_switch_between_gross_and_net(
    body: Organization, client: Any, basis: str, received: list, paid: list
) -> None:
    sides = client.get(f"/fr/organizations/consortium/?basis={basis}").context["account"]
    assert [int(total.amount) for total in sides["received"].totals] == received
    assert [int(total.amount) for total in sides["paid"].totals] == paid


@pytest.mark.parametrize("address", ["organizations/consortium", "programmes/enveloppe"])
def test_an_unknown_basis_is_a_message_and_no_rows(body: Organization, client: Any, address: str) -> None:
    page = client.get(f"/fr/{address}/?basis=net")
    assert "notice--blocking" in page.content.decode()
    assert page.context["years"] == []
    assert "notice--blocking" not in client.get(f"/fr/{address}/?basis=final").content.decode()


def test_an_establishment_says_what_it_takes_part_in_and_gives(client: Any) -> None:
    register = make.register()
    hospital = make.organization(register, "Hôpital", key="hopital", kind="establishment", sector="public")
    make.reported_figure(register, "h", 48, table="tableau 4", rule="projects", organization=hospital)
    make.participation(make.project(register), hospital)
    make.contribution(hospital, None, hours=Decimal(120))
    make.contribution(hospital, "500", kind="services")
    make.contribution(hospital, None, kind="equipment")
    care = client.get("/fr/organizations/hopital/").context["care"]
    assert (care["reported"].value, care["projects"], care["hours"]) == (48, 1, 120)
    assert (care["money"], care["unknown"]) == ([("CAD", Decimal(500))], 1)


def test_a_source_says_what_each_of_its_rows_became(client: Any) -> None:
    register = make.register()
    source = make.source(register, "Réponse", key="reponse")
    batch = Import.objects.create(register=register, source=source, state=ImportState.COMMITTED, summary={})
    kinds = [RowKind.HEADER, RowKind.DATA, RowKind.DATA, RowKind.TOTAL]
    rows = [
        StagedRow.objects.create(batch=batch, sheet="F", row=n, kind=kind, state=RowState.READY, text="4711 secret")
        for n, kind in enumerate(kinds, start=1)
    ]
    award = make.award(register, "5", title="Subvention", public=False)
    make.published(award, source, staged_row=rows[1], sheet="F", row=2)
    hidden = make.award(register, "6", title="Cachée", public=False)
    make.evidence(hidden, source, staged_row=rows[2], sheet="F", row=3)
    page = client.get("/fr/sources/reponse/")
    told = page.context["rows"]
    assert [(one["row"].row, [fact["name"] for fact in one["facts"]]) for one in told.told] == [
        (2, ["Subvention"]),
        (3, []),
    ]
    assert told.total == 4
    assert page.context["became"] == [("financements", 1)]
    assert "4711" not in page.content.decode() and "Cachée" not in page.content.decode()
    source.shows_cells = False
    source.save()
    assert client.get("/fr/sources/reponse/").context["rows"] is None


def test_where_time_matters_a_page_has_years_and_a_timeline(client: Any) -> None:
    register = make.register(is_default=True)
    ministry, body = make.ministry(register, "Ministère"), make.organization(register, "Centre")
    project, programme = make.project(register, "Projet"), make.programme(register, "Programme", valid_from="2019")
    source = make.source(register, "Réponse", key="reponse", date="2022-05", state_of_data="2021-12")
    sides = {"payers": [ministry], "recipients": [body], "project": project, "programme": programme}
    for year, amount in ((2020, "3"), (2021, "7")):
        make.published(make.award(register, amount, fiscal_year=year, **sides), source)
    person = make.person(register, "Ève Roy", key="eve-roy")
    make.seat(body, person)
    for thing, side in ((project, "paid"), (person, "received"), (programme, "paid"), (source, "paid")):
        page = client.get(thing.get_absolute_url())
        assert [(year.year, getattr(year, side)) for year in page.context["years"]] == [(2020, 3), (2021, 7)], thing
        assert page.context["neighbours"], thing
        assert 'class="years"' in page.content.decode(), thing
    told = [(one.date, one.title) for one in client.get("/fr/sources/reponse/").context["moments"]]
    assert told == [("2021-12", "Date de ce que montrent les données"), ("2022-05", "Date du document")]
    told = [(one.date, one.title) for one in client.get(programme.get_absolute_url()).context["moments"]]
    assert told[0] == ("2019", "Le programme commence") and told[1][0] == "2020"


def test_titles_are_in_the_language_of_the_page(client: Any) -> None:
    make.award(amount="5", title="Aide au démarrage", title_en="Start-up aid", key="aide")
    for language, words in (("fr", "Aide au démarrage"), ("en", "Start-up aid")):
        assert words in client.get(f"/{language}/awards/aide/").content.decode()
        assert words in client.get(f"/{language}/awards/").content.decode()


def test_pages_of_records_have_few_queries_for_many_rows(client: Any, django_assert_max_num_queries: Any) -> None:
    make.register(is_default=True)
    register, _rows = make_invented(awards=120)
    busiest = Organization.objects.of(register).consortia().first()
    programme = register.programme_set.order_by("key").first()
    project = Participation.objects.of(register).order_by("pk").first().project
    start = f"/fr/r/{register.slug}"
    pages = {
        f"{start}/organizations/{busiest.key}/": 19,
        f"{start}/programmes/{programme.key}/": 15,
        f"{start}/projects/{project.key}/": 14,
    }
    for page, most in pages.items():
        with django_assert_max_num_queries(most):
            assert client.get(page).status_code == 200

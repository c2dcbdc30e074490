"""Invented organizations and people: kinds, sectors, names, numbers, ties, events and seats."""

from dataclasses import dataclass, field

from django.utils.text import slugify

from funding.invented import words
from funding.invented.draft import Draft
from projects.choices import EventKind, OrganizationKind, SeatKind
from projects.models import (
    BoardMembership,
    Identifier,
    Organization,
    OrganizationEvent,
    OrganizationName,
    OrganizationSector,
    OrganizationTie,
    Person,
)

KIND = OrganizationKind
SCHEME = "XX-EXEMPLE"


@dataclass
class Bodies:
    """Ids of the organizations, by the part they play; the first of each list gets the most money."""

    ministries: list[int] = field(default_factory=list)
    others: list[int] = field(default_factory=list)
    consortia: list[int] = field(default_factory=list)
    research: list[int] = field(default_factory=list)
    establishments: list[int] = field(default_factory=list)
    companies: list[int] = field(default_factory=list)
    everyone: list[int] = field(default_factory=list)


def draw_bodies(draft: Draft, awards: int) -> Bodies:
    """Organizations for a register of so many awards: their number grows with its square root."""
    bodies = Bodies()
    draw_payers(draft, bodies)
    draw_research(draft, bodies)
    draw_companies(draft, bodies, max(20, round(5 * awards**0.5)))
    draw_past(draft, bodies)
    return bodies


def body(draft: Draft, bodies: Bodies, name: str, kind: str, sector: str, **values: str) -> int:
    """An organization with its invented number."""
    number = len(bodies.everyone) + 1
    made = draft.fact(
        Organization,
        slugify(name)[:80],
        name=name,
        kind=kind,
        sector=sector,
        region=draft.rng.choice(words.REGIONS),
        **values,
    )
    bodies.everyone.append(made)
    if number % 3:
        draft.add(
            Identifier, register_id=draft.register_id, organization_id=made, scheme=SCHEME, value=f"EX-{number:06}"
        )
    return made


def draw_payers(draft: Draft, bodies: Bodies) -> None:
    state = {"legal_form": "state_body", "controlled_by": "public"}
    for name, english, acronym in words.MINISTRIES:
        made = body(draft, bodies, name, KIND.MINISTRY, "public", name_en=english, acronym=acronym, **state)
        bodies.ministries.append(made)
        draft.add(OrganizationName, organization_id=made, name=acronym, kind="acronym")
        draft.add(OrganizationName, organization_id=made, name=english, kind="translation", language="en")
    for name, english, acronym, kind, sector in words.OTHER_PAYERS:
        form = state if sector in ("public", "parapublic") else {"legal_form": "company", "controlled_by": "industry"}
        bodies.others.append(body(draft, bodies, name, kind, sector, name_en=english, acronym=acronym, **form))
    controls = ["industry", "mixed", "public", "unknown", "mixed", "industry"]
    for name, control in zip(words.CONSORTIA, controls, strict=True):
        form = {"legal_form": "nonprofit_corporation", "controlled_by": control}
        made = body(draft, bodies, f"Consortium {name} (exemple)", KIND.CONSORTIUM, "nonprofit", **form)
        bodies.consortia.append(made)


def draw_research(draft: Draft, bodies: Bodies) -> None:
    state = {"legal_form": "state_body", "controlled_by": "public"}
    for place in words.UNIVERSITIES:
        bodies.research.append(body(draft, bodies, f"Université exemple {place}", KIND.UNIVERSITY, "public", **state))
        centre = body(draft, bodies, f"Centre de recherche fictif {place}", KIND.RESEARCH_CENTRE, "public")
        group = body(draft, bodies, f"Groupe de recherche exemple {place}", KIND.RESEARCH_GROUP, "public")
        bodies.research += [centre, group]
    for place in words.PLACES:
        made = body(draft, bodies, f"Centre de santé fictif {place}", KIND.ESTABLISHMENT, "public", **state)
        bodies.establishments.append(made)
    for parent, place in zip(bodies.establishments[:8], words.PLACES[8:16], strict=True):
        made = body(draft, bodies, f"Hôpital exemple {place}", KIND.INSTALLATION, "public", **state)
        draft.add(OrganizationTie, organization_id=made, to_id=parent, kind="parent", valid_from="2015-04-01")
    body(draft, bodies, "Association fictive des entreprises", KIND.INDUSTRY_ASSOCIATION, "nonprofit")
    body(draft, bodies, "Régie fictive des soins", KIND.PUBLIC_BODY, "public", **state)
    body(draft, bodies, "Ordre fictif des professions", KIND.PROFESSIONAL_ORDER, "nonprofit")
    body(draft, bodies, "Syndicat exemple", KIND.UNION, "nonprofit")
    body(draft, bodies, "Regroupement communautaire fictif", KIND.COMMUNITY_GROUP, "nonprofit")


def draw_companies(draft: Draft, bodies: Bodies, count: int) -> None:
    kinds = [KIND.STARTUP] * 6 + [KIND.COMPANY] * 4 + [KIND.CONSULTANT, KIND.DIGITAL_COMPANY]
    for number in range(count):
        first = words.FIRST_PARTS[number % len(words.FIRST_PARTS)]
        last = words.LAST_PARTS[(number // len(words.FIRST_PARTS) + number) % len(words.LAST_PARTS)]
        again = number // (len(words.FIRST_PARTS) * len(words.LAST_PARTS))
        name = f"{first}{last}{f' {again + 1}' if again else ''} inc. (exemple)"
        sector = "unknown" if number % 40 == 39 else "private"
        made = body(draft, bodies, name, draft.rng.choice(kinds), sector, legal_form="company")
        bodies.companies.append(made)
        if number % 9 == 4:
            draft.add(OrganizationName, organization_id=made, name=f"{first}{last} Exemple ltée", kind="alias")
    group = body(draft, bodies, "Groupe Exemplia (groupe fictif)", KIND.COMPANY, "private", legal_form="company")
    for made in bodies.companies[2:7]:
        draft.add(OrganizationTie, organization_id=made, to_id=group, kind="group", valid_from="2019")


def draw_past(draft: Draft, bodies: Bodies) -> None:
    """Former names, an earlier sector, a body told twice, and what became of some companies."""
    for number, made in enumerate(bodies.companies[10:18]):
        name = f"Ancienne société fictive {number + 1}"
        draft.add(OrganizationName, organization_id=made, name=name, kind="former", valid_to=f"{2016 + number % 5}-06")
        event(draft, made, number, EventKind.RENAMING, date=f"{2016 + number % 5}-06")
    draft.add(
        OrganizationSector, organization_id=bodies.others[3], sector="private", valid_from="2008", valid_to="2016-12-31"
    )
    twin = body(draft, bodies, "Université du Fjord (exemple)", KIND.UNIVERSITY, "public")
    draft.rows[Organization][-1]["merged_into_id"] = bodies.research[0]
    draft.add(OrganizationName, organization_id=bodies.research[0], name="Université du Fjord (exemple)", kind="alias")
    buyers = [bodies.others[6], bodies.companies[0], bodies.companies[1]]
    for number, made in enumerate(bodies.companies[5 : 5 + max(3, len(bodies.companies) // 12)]):
        kind = [EventKind.ACQUISITION, EventKind.MERGER, EventKind.BANKRUPTCY, EventKind.LISTING][number % 4]
        buyer = buyers[number % 3] if kind in (EventKind.ACQUISITION, EventKind.MERGER) else None
        place = "Pays fictif" if kind == EventKind.ACQUISITION else ""
        date = ["2023", "2022-09", "2023-02-15", ""][number % 4]
        event(draft, made, number, kind, other_id=buyer, other_place=place, date=date)
    event(draft, bodies.consortia[5], 0, EventKind.CREATION, date="2020-01")
    event(draft, twin, 0, EventKind.OTHER, date="2021")


def event(draft: Draft, made: int, number: int, kind: str, **values: object) -> None:
    draft.fact(
        OrganizationEvent,
        f"evenement-{len(draft.rows.get(OrganizationEvent, [])) + 1}",
        organization_id=made,
        kind=kind,
        description_fr=f"Événement inventé no {number + 1}.",
        description_en=f"Invented event no. {number + 1}.",
        **values,
    )


def draw_people(draft: Draft, bodies: Bodies) -> None:
    """People and their seats: several each, partial dates, periods that overlap and periods that don't."""
    people = [
        draft.fact(Person, slugify(name), name=name)
        for name in (
            f"{draft.rng.choice(words.GIVEN_NAMES)} Exemple-{family}{f' {turn + 1}' if turn else ''}"
            for turn in range(4)
            for family in words.FAMILY_NAMES
        )
    ]
    dates = [
        ("2018", ""),
        ("2019-04", "2021-03"),
        ("2020-01-15", "2022"),
        ("", "2019"),
        ("2021", "2023-06-30"),
        ("", ""),
    ]
    boards = bodies.consortia + bodies.others[2:5] + bodies.research[:3]
    for number, holder in enumerate(people):
        for turn in range(1 + number % 3):
            start, end = dates[(number + 2 * turn) % len(dates)]
            where = boards[(number * (turn + 1)) % len(boards)]
            behalf = bodies.companies[number] if number % 2 == 0 and number < len(bodies.companies) else None
            kinds = [SeatKind.BOARD] * 4 + [SeatKind.EXECUTIVE_COMMITTEE, SeatKind.ADVISORY, SeatKind.WORKING_GROUP]
            seat(draft, where, draft.rng.choice(kinds), start, end, person_id=holder, on_behalf_of_id=behalf)
        if number < 30:
            kind = SeatKind.FOUNDER if number % 2 else SeatKind.OFFICER
            seat(draft, bodies.companies[number % len(bodies.companies)], kind, "2016", "", person_id=holder)
    for number, where in enumerate(bodies.consortia):
        seat(draft, where, SeatKind.BOARD, "2019", "", holder_id=bodies.companies[number])
    seat(draft, bodies.ministries[0], SeatKind.PUBLIC_OFFICE, "2018-10-18", "2022-10-20", person_id=people[-1])


def seat(draft: Draft, where: int, kind: str, start: str, end: str, **values: object) -> None:
    number = len(draft.rows.get(BoardMembership, [])) + 1
    draft.fact(
        BoardMembership,
        f"siege-{number}",
        organization_id=where,
        kind=kind,
        role="membre (exemple)" if number % 3 == 0 else "",
        valid_from=start,
        valid_to=end,
        former=not start and not end,
        **values,
    )

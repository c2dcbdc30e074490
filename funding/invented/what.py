"""Invented projects: their uses, who takes part, and what the public network puts in."""

from dataclasses import dataclass, field

from funding.invented import words
from funding.invented.draft import Draft, rounded
from funding.invented.who import Bodies
from funding.models import Contribution
from projects.models import (
    Participation,
    Position,
    Project,
    ProjectUseDomain,
    ProjectUseType,
    UseDomain,
    UseType,
)

FIRST, SECOND = "Exemple 1", "Exemple 2"


@dataclass
class Uses:
    """Ids of the types of use of the first version, and of the domains."""

    types: list[int] = field(default_factory=list)
    domains: list[int] = field(default_factory=list)


def draw_uses(draft: Draft) -> Uses:
    """A typology in two versions, with the crosswalk from the second to the first."""
    uses = Uses()
    for version in (FIRST, SECOND):
        for place, (code, family, french, english) in enumerate(words.USE_TYPES):
            same = uses.types[place] if version == SECOND else None
            names = {"name_fr": french, "name_en": english, "family": family}
            where = {"register_id": draft.register_id, "version": version, "code": code, "position": place}
            made = draft.add(UseType, **where, **names, same_as_id=same)
            if version == FIRST:
                uses.types.append(made)
    for place, (code, french, english) in enumerate(words.USE_DOMAINS):
        where = {"register_id": draft.register_id, "code": code, "position": place}
        uses.domains.append(draft.add(UseDomain, **where, name_fr=french, name_en=english))
    return uses


def draw_projects(draft: Draft, bodies: Bodies, uses: Uses, count: int) -> list[int]:
    rng = draft.rng
    projects = []
    for number in range(1, count + 1):
        name = f"Projet exemple {number} : {words.PROJECTS[number % len(words.PROJECTS)]}"
        year = rng.randint(2018, 2022)
        made = draft.fact(
            Project,
            f"projet-{number}",
            title=name,
            title_en=f"Example project {number}",
            summary="Projet inventé.",
            entry_type="organization" if number % 12 == 0 else "project",
            stage=rng.choice(["research", "pilot", "commercialisation", "acquisition", "unknown"]),
            status=rng.choice(["planned", "ongoing", "ongoing", "completed", "abandoned", "unknown"]),
            status_date="2023-08",
            outcome="Abandonné après l’essai (exemple)." if number % 15 == 0 else "",
            deployed=rng.choice(["yes", "no", "unknown", "not_applicable"]),
            health_link=rng.choice(["yes", "yes", "yes", "no", "not_applicable", "unknown"]),
            ai_link=rng.choice(["yes", "yes", "yes", "no", "not_applicable", "unknown"]),
            region=rng.choice(words.REGIONS),
            started=f"{year}-{rng.randint(1, 12):02}" if number % 3 else str(year),
            ended=str(year + 2) if number % 4 == 0 else "",
            count_of_projects=rng.randint(2, 9) if number % 60 == 0 else 1,
        )
        projects.append(made)
        for use in rng.sample(uses.types, rng.choice([0, 1, 1, 1, 2])):
            draft.add(ProjectUseType, project_id=made, use_type_id=use)
        for domain in rng.sample(uses.domains, rng.choice([0, 1, 1, 2])):
            draft.add(ProjectUseDomain, project_id=made, use_domain_id=domain)
        draw_participants(draft, bodies, made, number)
    return projects


def draw_participants(draft: Draft, bodies: Bodies, project: int, number: int) -> None:
    """A lead, and by chance a private partner, a public partner and a host; the first of each list come most often."""
    rng = draft.rng
    lead = heavy(draft, bodies.research if number % 2 else bodies.companies)
    sides = [("lead", lead)]
    if rng.random() < 0.6:
        sides.append(("private_partner", heavy(draft, bodies.companies)))
    if rng.random() < 0.5:
        sides.append(("public_partner", heavy(draft, bodies.research)))
    if rng.random() < 0.5:
        sides.append(("host", heavy(draft, bodies.establishments)))
    if rng.random() < 0.1:
        sides.append(("funder", heavy(draft, bodies.consortia)))
    for place, (role, made) in enumerate(sides):
        values = {"project_id": project, "organization_id": made, "role": role}
        draft.fact(Participation, f"participation-{number}-{place + 1}", **values)


def heavy(draft: Draft, choices: list[int]) -> int:
    """One of the list, with a heavy tail: the first comes up about one time in eight, the last ones hardly ever."""
    place = int(6 * draft.rng.paretovariate(0.9)) - 6
    return choices[place % len(choices)]


def draw_contributions(draft: Draft, bodies: Bodies, projects: list[int]) -> None:
    """Hours, salaries, services and equipment of establishments; some without an amount, with the reason."""
    kinds = ["staff_hours", "salaries", "services", "equipment", "data", "promotion", "other"]
    for number in range(1, 61):
        kind = kinds[number % len(kinds)]
        known = kind not in ("staff_hours", "data") and number % 5 != 0
        amount = rounded(draft.rng.lognormvariate(10, 1), 100) if known else None
        draft.fact(
            Contribution,
            f"contribution-{number}",
            organization_id=heavy(draft, bodies.establishments),
            beneficiary_id=heavy(draft, bodies.companies),
            project_id=draft.rng.choice(projects),
            kind=kind,
            occupation="métiers regroupés (exemple)" if kind == "staff_hours" else "",
            headcount=draft.rng.randint(2, 9) if kind == "staff_hours" else None,
            hours=draft.rng.randint(40, 3_000) if kind == "staff_hours" else None,
            amount=amount,
            amount_status="exact" if known else "undisclosed",
            date=str(draft.rng.randint(2019, 2023)),
        )


def draw_positions(draft: Draft) -> None:
    for number, stance in enumerate(["favourable", "reluctant", "mixed"], start=1):
        draft.fact(
            Position,
            f"position-{number}",
            group=f"Groupe fictif {number}",
            law="Loi exemple sur les renseignements imaginés",
            stance=stance,
            concerns=["délais d’accès (exemple)", "gouvernance (exemple)"][: number % 3 or 1],
            date="2023-03",
        )

"""A made-up register whose margins are those that the study prints: every page then says the study's figures.

312 entries, Tableau 4, Tableau 6, 199 private bodies of which 17 are in three projects or more, 69 projects of 66,000 $ on
average against 45 that share 145.7 M$, 8.68 of 63.68 M$ followed. Only the margins are the study's: no body, project or
sum in it is. The pages answer from records, so what they print is worked out, not copied.
"""

import re
from decimal import Decimal
from html import unescape

import pytest
from django.db import transaction

from funding.models import Award, AwardParty, Evidence, EvidenceNumber
from projects.models import Organization, Participation, Project, ProjectUseType, Register, UseType
from tests import factories as make

pytestmark = pytest.mark.django_db
ENTRIES, PRIVATE, IN_THREE = 312, 199, 17
RESEARCH, RESEARCH_MEAN = 69, Decimal(66_000)
COMMERCIAL, COMMERCIAL_SUM = 45, Decimal(145_700_000)
TABLE_4 = [48, 31, 15, 13, 13, 12, 10, 9, 7, 6, 5, 5, 5, 5, 4, 4, 3, 3, 3, 3, 2, 2, 1]
# Tableau 6: clinical uses, organizational uses.
TABLE_6 = {"clinical": [53, 42, 29, 19, 17, 11, 5, 7, 1], "organizational": [15, 12, 7, 6, 6]}


@pytest.fixture
def register():
    with transaction.atomic():
        made = make.register("reconstruit", name_fr="Reconstruit", name_en="Rebuilt", invented=True)
        projects = write_projects(made)
        write_money(made, projects)
        take_part(made, projects)
        use(made, projects)
        publish(made)
    return made


def write_projects(register: Register) -> list[Project]:
    return Project.objects.bulk_create(
        Project(
            register=register,
            key=f"p-{n}",
            title=f"Projet inventé {n}",
            stage="research" if n < RESEARCH else "unknown",
        )
        for n in range(ENTRIES)
    )


def bodies(register: Register, kind: str, sector: str, count: int) -> list[Organization]:
    return Organization.objects.bulk_create(
        Organization(register=register, key=f"{kind}-{n}", name=f"{kind} inventé {n}", kind=kind, sector=sector)
        for n in range(count)
    )


def write_money(register: Register, projects: list[Project]) -> None:
    """69 research awards, 45 commercial ones, 198 on neither side; 63.68 M$ to one consortium, 8.68 of it followed.

    What comes out of the consortium is the first commercial awards: a dollar stands on record once as a final award.
    """
    (fund,) = bodies(register, "research_fund", "public", 1)
    (ministry,) = bodies(register, "ministry", "public", 1)
    (consortium,) = bodies(register, "consortium", "nonprofit", 1)
    (university,) = bodies(register, "university", "public", 1)
    (group,) = bodies(register, "community_group", "nonprofit", 1)
    startups = bodies(register, "startup", "private", PRIVATE)
    followed = award(register, "t-1", Decimal(8_680_000), ministry, consortium, flow_level="transfer")
    award(register, "t-2", Decimal(55_000_000), ministry, consortium, flow_level="transfer")
    for n in range(RESEARCH):
        award(register, f"r-{n}", RESEARCH_MEAN, fund, university, project=projects[n])
    first = Decimal(8_680_000)
    rest = split(COMMERCIAL_SUM - first, COMMERCIAL - 1)
    for n, amount in enumerate([first, *rest]):
        out = {"parent": followed} if n == 0 else {}
        award(
            register,
            f"c-{n}",
            amount,
            consortium if n == 0 else ministry,
            startups[n],
            project=projects[RESEARCH + n],
            **out,
        )
    for n in range(ENTRIES - RESEARCH - COMMERCIAL):
        award(register, f"n-{n}", Decimal(1_000), ministry, group, project=projects[RESEARCH + COMMERCIAL + n])


def split(amount: Decimal, parts: int) -> list[Decimal]:
    """Parts that add up to the cent."""
    one = (amount / parts).quantize(Decimal("0.01"))
    return [one] * (parts - 1) + [amount - one * (parts - 1)]


def award(
    register: Register, key: str, amount: Decimal, payer: Organization, recipient: Organization, **fields
) -> Award:
    made = Award.objects.create(register=register, key=key, amount=amount, amount_status="exact", **fields)
    AwardParty.objects.create(award=made, organization=payer, role="payer")
    AwardParty.objects.create(award=made, organization=recipient, role="recipient")
    return made


def take_part(register: Register, projects: list[Project]) -> None:
    """Tableau 4, and the private bodies: 17 in three projects or more, five of them in five; the others in one or two."""
    care = bodies(register, "establishment", "public", len(TABLE_4))
    rows = [(body, project) for body, count in zip(care, TABLE_4, strict=True) for project in projects[:count]]
    startups = list(Organization.objects.filter(register=register, kind="startup").order_by("pk"))
    for place, body in enumerate(startups):
        own = RESEARCH + place if place < COMMERCIAL else place
        count = 5 if place < 5 else 3 if place < IN_THREE else 1 + place % 2
        rows += [(body, projects[(own + step) % ENTRIES]) for step in range(count)]
    Participation.objects.bulk_create(
        Participation(register=register, key=f"i-{n}", organization=body, project=project)
        for n, (body, project) in enumerate(rows)
    )


def use(register: Register, projects: list[Project]) -> None:
    """Tableau 6, one use a project: 230 of the 312."""
    waiting = iter(projects)
    for family, counts in TABLE_6.items():
        for place, count in enumerate(counts):
            names = {"name_fr": f"Usage {family} {place}", "name_en": f"Use {family} {place}"}
            kind = UseType.objects.create(
                register=register, version="6", code=f"{family}-{place}", family=family, **names
            )
            ProjectUseType.objects.bulk_create(
                ProjectUseType(project=next(waiting), use_type=kind) for _project in range(count)
            )


def publish(register: Register) -> None:
    """A piece of evidence for each fact, then all of them public."""
    document, number = make.source(register), 0
    for name, model in (
        ("organization", Organization),
        ("project", Project),
        ("award", Award),
        ("participation", Participation),
    ):
        facts = list(model.objects.filter(register=register).order_by("pk"))
        numbers = range(number + 1, number + 1 + len(facts))
        number += len(facts)
        EvidenceNumber.objects.bulk_create(EvidenceNumber(register=register, key=f"e-{n}", number=n) for n in numbers)
        Evidence.objects.bulk_create(
            Evidence(register=register, number=n, source=document, place="p. 1", **{name: fact})
            for n, fact in zip(numbers, facts, strict=True)
        )
        model.objects.filter(register=register).update(published=True)


def words(client, slug: str, language: str = "fr") -> str:
    page = client.get(f"/{language}/questions/{slug}/").content.decode()
    main = unescape(re.sub(r"<[^>]+>", " ", re.search(r"<main.*</main>", page, re.DOTALL).group(0)))
    return re.sub(r"\s+", " ", main)


# With ordinary spaces. The study's own: 32 to 1, 8.5 %, 51.2 %, 8.68 of 63.68 M$, 184 and 46 uses, 69 and 45 projects.
PRINTED = {
    "research-and-commercial": ["32 pour 1", "145,7 M$", "69 financements, 69 projets", "45 financements, 45 projets"],
    "traced": ["8,68 M$ sur 63,68 M$", "13,6 %"],
    "repeat-participants": ["17 des 199 organismes privés, soit 8,5 %"],
    "establishments": ["Quatre des 23 établissements ont 51,2 % des 209 participations"],
    "uses": ["Usage clinique 184", "Usage organisationnel 46", "53 des 230 projets"],
    "stages-and-programmes": ["Recherche 4,55 M$ 69 projets"],
}


def test_every_page_prints_the_studys_figures(client, register):
    wrong = []
    for slug, said in PRINTED.items():
        text = words(client, slug)
        wrong += [f"{slug}: « {one} » is not in: {text[:1_600]}" for one in said if one not in text]
        if "Calculé à partir des fiches du registre." not in text:
            wrong.append(f"{slug}: not from records")
    assert not wrong, "\n\n".join(wrong)


def test_the_ratio_is_that_of_the_margins(client, register):
    # 145.7 M$ ÷ (69 × 66,000 $) = 31.99.
    ratio = COMMERCIAL_SUM / (RESEARCH * RESEARCH_MEAN)
    assert round(ratio, 2) == Decimal("31.99")
    assert "For each $1 to public research, $32 go to commercial projects." in words(
        client, "research-and-commercial", "en"
    )


def test_five_others_stay_ambiguous_where_only_the_study_says_it(client):
    """« Cinq autres cumulent … cinq projets ou plus »: within the 17 or beside them, the sentence allows both."""
    register = make.register()
    for rule, terms, value in (("private_bodies", "", 199), ("private_repeat", "3", 17), ("private_repeat", "5", 5)):
        make.reported_figure(register, f"any-{value}", value, unit="organismes", rule=rule, rule_terms=terms)
    text = words(client, "repeat-participants")
    assert "17 des 199 organismes privés, soit 8,5 %" in text and "parmi les 17 ou à côté" in text
    assert "12 autres" not in text and "22" not in text.replace("2022", "")

"""The invented register as a whole: sources, requests and reported figures besides, drawn from a seed and written.

In: how many awards, the seed, the register's slug. Out: the register, and how many rows were written (0 where it stood
already: it is never drawn twice).
"""

import random
from decimal import Decimal

from django.db import connection, transaction
from django.db.models import Max

from funding.choices import ClosingRecord, CountRule
from funding.imports.settle import sort_in
from funding.invented.draft import Document, Draft
from funding.invented.findings import draw_findings
from funding.invented.money import draw_awards, draw_programmes
from funding.invented.what import draw_contributions, draw_positions, draw_projects, draw_uses
from funding.invented.who import Bodies, draw_bodies, draw_people
from funding.invented.words import SCOPE_THEMES
from funding.models import AccessRequest, Award, ReportedFigure, Source
from projects.models import Register, ScopeTheme

SLUG = "exemple"
SEED = 2023
AWARDS = 2_000
# Fewer would leave out a kind of gap.
FEWEST = 50
SCOPE_FR = "Registre inventé : aucune organisation, personne ou somme n’y est réelle. Il montre chaque page au travail."
SCOPE_EN = "Invented register: no organization, person or amount in it is real. It shows every page at work."


class OtherRegister(Exception):
    """There is a register of that name, and it is not the one that would be drawn."""


def make(
    awards: int = AWARDS, seed: int = SEED, slug: str = SLUG, *, for_measuring: bool = False
) -> tuple[Register, int]:
    """The register, and the rows written. Raises OtherRegister where its name is taken, ValueError below FEWEST.

    `for_measuring`: no history, no findings, and the database does not look at keys; a million awards take minutes.
    """
    if awards < FEWEST:
        raise ValueError(
            f"{awards} awards are too few: {FEWEST} at least, so that the register holds every kind of gap."
        )
    standing = Register.objects.filter(slug=slug).first()
    if standing:
        there = Award.objects.of(standing).count()
        if not standing.invented or there != awards:
            raise OtherRegister(f"« {slug} » stands already, with {there} awards: give another --slug.")
        return standing, 0
    with transaction.atomic():
        if for_measuring:
            without_triggers()
        register = start(slug)
        rows = draw(register, awards, seed).write()
        register.data_version = 1
        register.save(update_fields=["data_version"])
        analyse()
        if not for_measuring:
            draw_findings(register)
    return register, rows


def without_triggers() -> None:
    """Until the end of the transaction; only the owner of the server may."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")


def start(slug: str) -> Register:
    """The register and its scope rule, before anything is drawn."""
    number = Register.objects.aggregate(last=Max("number"))["last"] or 1
    register = Register.objects.create(
        slug=slug,
        number=number + 1,
        name_fr="Registre d’exemple (données inventées)",
        name_en="Example register (invented data)",
        scope_fr=SCOPE_FR,
        scope_en=SCOPE_EN,
        state_of_data="2023-08",
        period_from="2018-04",
        period_to="2024-03",
        invented=True,
    )
    fields = ("code", "name_fr", "name_en", "words_fr", "words_en")
    themes = (dict(zip(fields, theme, strict=True)) for theme in SCOPE_THEMES)
    ScopeTheme.objects.bulk_create(
        ScopeTheme(register=register, position=position, **theme) for position, theme in enumerate(themes)
    )
    return register


def draw(register: Register, awards: int, seed: int) -> Draft:
    chance = random.Random(seed)  # noqa: S311  (a register that can be drawn again, not a secret)
    draft = Draft(register.pk, chance, reason=f"Invented register, seed {seed}")
    draw_documents(draft)
    bodies = draw_bodies(draft, awards)
    draw_people(draft, bodies)
    uses = draw_uses(draft)
    projects = draw_projects(draft, bodies, uses, awards // 2)
    draw_contributions(draft, bodies, projects)
    draw_positions(draft)
    draw_awards(draft, bodies, draw_programmes(draft, bodies), projects, awards)
    draw_requests(draft, bodies)
    draw_figures(draft, awards)
    return draft


def draw_documents(draft: Draft) -> None:
    kinds = ["ati_answer"] * 5 + ["annual_report", "press_release", "data_set", "study", "other"]
    titles = {
        "ati_answer": "Réponse fictive à une demande d’accès",
        "annual_report": "Rapport annuel fictif",
        "press_release": "Communiqué fictif",
        "data_set": "Jeu de données fictif",
        "study": "Étude fictive",
        "other": "Document fictif",
    }
    for number, kind in enumerate(kinds, start=1):
        made = draft.add(
            Source,
            register_id=draft.register_id,
            key=f"document-{number}",
            title=f"{titles[kind]} no {number}",
            kind=kind,
            author="Personne (exemple)" if kind == "study" else "",
            publisher="Éditions de l’Exemple",
            date=f"20{17 + number % 7}-0{number % 9 + 1}",
            state_of_data="2023-08",
            licence="CC BY 4.0",
            shows_cells=kind != "study",
            published=True,
        )
        sheet = "Feuille exemple" if kind in ("ati_answer", "data_set") else ""
        draft.documents.append(Document(made, sheet))


def draw_requests(draft: Draft, bodies: Bodies) -> None:
    outcomes = ["pending", "answered", "partial", "refused", "no_document", "unknown"]
    for number in range(1, 25):
        outcome = outcomes[number % len(outcomes)]
        month = number % 9 + 1
        # Some to the day, within the law's 20 days or after them; some to the month only.
        day = f"2022-{month + number % 2:02}-{12 + number % 16}" if number % 3 else f"2022-1{number % 3}"
        answered = "" if outcome in ("pending", "unknown") else day
        draft.fact(
            AccessRequest,
            f"demande-{number}",
            body_id=(bodies.ministries + bodies.establishments)[number],
            reference=f"EX-D-{number:03}",
            sent=f"2022-0{month}-10",
            due=f"2022-0{month}-28",
            extended=f"2022-{month + 1:02}-09" if number % 4 == 0 else "",
            answered=answered,
            outcome=outcome,
            articles=["art. 22 (exemple)", "art. 37 (exemple)"][: number % 3]
            if outcome in ("partial", "refused")
            else [],
        )


def draw_figures(draft: Draft, awards: int) -> None:
    """Totals that the invented study states: one that the register adds up to, one that it does not, one in words."""
    figures = (
        ("inscriptions", "Financements recensés", "Awards recorded", awards, "financements", CountRule.AWARDS),
        ("consortiums", "Consortiums", "Consortia", 6, "consortiums", CountRule.CONSORTIA),
        ("somme", "Somme annoncée", "Announced sum", 1_000_000_000, "CAD", CountRule.PUBLIC_MONEY),
    )
    for key, french, english, value, unit, rule in figures:
        words = {"label_fr": f"{french} (exemple)", "label_en": f"{english} (example)", "unit": unit}
        words |= {"rule": rule, "closes": ClosingRecord.ENTRIES}
        qualifier = "more_than" if unit == "CAD" else "exact"
        draft.fact(ReportedFigure, f"exemple-{key}", **words, value=Decimal(value), qualifier=qualifier)
    draft.fact(
        ReportedFigure,
        "exemple-en-mots",
        label_fr="Retombées (exemple)",
        label_en="Spin-offs (example)",
        unit="CAD",
        qualifier="in_words",
        value_text="plusieurs dizaines de millions (exemple)",
    )


def analyse() -> None:
    """As after an import (`funding.imports.settle`): the words of search are sorted in, and the planner learns at once that
    tables have grown; one that PostgreSQL looks at itself is not waited for."""
    sort_in()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE (SKIP_LOCKED)")

"""What the register adds up for each reported figure, by the figure's key.

A `Rule` says in words what is counted, counts it (or can't: `count` is None), and which record would close the gap. The
keys are those of the first register's study and of the invented one; a source of another register that uses the same
keys gets the same rules.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from funding.choices import FlowLevel
from funding.export_columns import Text
from funding.questions.books import Books
from funding.questions.participants import in_at_least
from projects.choices import OrganizationKind, UseFamily
from projects.models import Organization, UseType

Count = Callable[[Books, Any], Decimal | None]


@dataclass(frozen=True)
class Rule:
    """What is counted, the count, and what would close the gap."""

    counts: Text
    closes: Text
    count: Count | None = None


LISTS = _("The list of entries with recipient and amount, in the ministries' and the consortia's files.")
NAMES = _("The names of the programmes, and their lists of projects.")
PROJECT_LISTS = _("The consortium's list of projects with each sum.")
ANSWERS = _("The establishments' answers to requests for access, with hours and amounts.")
NOTHING = _("None: it is not about money on record.")


def received_transfers(books: Books, figure: Any) -> Decimal | None:
    return books.sum(books.receives(figure.organization_id), flow_level=FlowLevel.TRANSFER)


def handed_on(books: Books, figure: Any) -> Decimal | None:
    return books.sum(books.pays(figure.organization_id), parent__isnull=False)


def rest(books: Books, figure: Any) -> Decimal | None:
    received = received_transfers(books, figure)
    return None if received is None else max(received - (handed_on(books, figure) or Decimal(0)), Decimal(0))


def received(books: Books, figure: Any) -> Decimal | None:
    return books.sum(books.receives(figure.organization_id), flow_level=FlowLevel.FINAL)


def taking_part(books: Books, figure: Any) -> Decimal | None:
    """Projects that the body takes part in; a line for several counts as so many, as its source tells it."""
    return Decimal(sum(n for body, _project, n in books.participations if body == figure.organization_id))


def hosted(books: Books, figure: Any) -> Decimal | None:
    projects = {project for body, project, _n in books.participations if body == figure.organization_id}
    return books.sum(flow_level=FlowLevel.FINAL, project__in=projects)


def amounts(*keys: str) -> Count:
    """The awards with these keys, added up."""
    return lambda books, figure: books.sum(award__key__in=keys)


def projects(*keys: str) -> Count:
    """The projects that the awards with these keys stand for; None where one is not on record."""

    def count(books: Books, figure: Any) -> Decimal | None:
        found = list(books.by_keys(keys).values_list("count_of_projects", flat=True))
        return Decimal(sum(found)) if len(found) == len(keys) else None

    return count


def contributed(kind: str, field: str = "amount") -> Count:
    """Hours or dollars of one kind that the figure's body puts in."""

    def count(books: Books, figure: Any) -> Decimal | None:
        rows = [
            (hours, amount)
            for body, one, hours, amount in books.contributions
            if (body, one) == (figure.organization_id, kind)
        ]
        known = [hours if field == "hours" else amount for hours, amount in rows]
        numbers = [number for number in known if number is not None]
        return sum(numbers, Decimal(0)) if numbers else None

    return count


def private(least: int) -> Count:
    return lambda books, figure: Decimal(in_at_least(books.private_bodies, least))


def private_share(books: Books, figure: Any) -> Decimal | None:
    bodies = books.private_bodies
    return 100 * Decimal(in_at_least(bodies, 3)) / len(bodies) if bodies else None


def family(name: str) -> Count:
    """Projects on record with a use of a family."""

    def count(books: Books, figure: Any) -> Decimal | None:
        types = set(UseType.objects.filter(register=books.register, family=name).values_list("pk", flat=True))
        return Decimal(sum(use.projects for pk, use in books.uses.types.items() if pk in types))

    return count


def use(books: Books, figure: Any) -> Decimal | None:
    found = books.uses.types.get(figure.use_type_id)
    return Decimal(found.projects if found else 0)


def kind(name: str) -> Count:
    def count(books: Books, figure: Any) -> Decimal | None:
        return Decimal(Organization.objects.public().standing().of(books.register).filter(kind=name).count())

    return count


def establishments_on_record(books: Books, figure: Any) -> Decimal | None:
    bodies = Organization.objects.public().standing().of(books.register).establishments()
    return Decimal(bodies.filter(participations__published=True).distinct().count())


of_use = Rule(_("projects on record with this use"), LISTS, use)
of_establishment = Rule(_("projects on record that it takes part in"), LISTS, taking_part)
_projects_money = Rule(_("its projects' money is not on record by project"), PROJECT_LISTS)
_seats = Rule(
    _("no seat is filled in without a name"), _("The annual report, with the members' names and where they come from.")
)
_context = Rule(_("context of the study, outside of the register"), NOTHING)
_programmes = Rule(_("the study does not name the three programmes"), NAMES)
_line = _("what the award on record states: the same passage of the source")

RULES: dict[str, Rule] = {
    "registre_total": Rule(_("final awards on record, one line for several projects counted once"), LISTS,
                           lambda books, figure: books.count(flow_level=FlowLevel.FINAL)),
    "medteq_total": Rule(_("transfers to it, on record"), PROJECT_LISTS, received_transfers),
    "medteq_retrace": Rule(_("awards that come out of transfers to it"), PROJECT_LISTS, handed_on),
    "medteq_meie": Rule(_("transfers to it less what comes out of them"), PROJECT_LISTS, rest),
    "medteq_programmes_2018": Rule(_("read as part of the same money as the transfers: not counted again"), PROJECT_LISTS),
    "medteq_appuis": Rule(_("its projects are not on record one by one"), PROJECT_LISTS),
    "medteq_equity_max": Rule(_("its investments are not on record one by one"), PROJECT_LISTS),
    "medteq_ca_prive": _seats,
    "medteq_ca_universitaire": _seats,
    "dirigeants_ca": _seats,
    "entreprises_ca_medteq_cqdm": _seats,
    "ratio_recherche": _programmes,
    "ratio_frqs": _programmes,
    "programmes_ia_projets": _programmes,
    "programmes_ia_somme": _programmes,
    "programmes_ia_nombre": _programmes,
    "consortiums_projets": Rule(_("known projects are on record in few lines, without their names"), PROJECT_LISTS),
    "consortiums_moyenne": Rule(_("known projects are on record in few lines, without their names"), PROJECT_LISTS),
    "mims_projets_cqdm": Rule(_("projects on record that it takes part in"), PROJECT_LISTS, taking_part),
    "dalcor_projets": Rule(_("projects on record that it takes part in"), PROJECT_LISTS, taking_part),
    "alayacare_projets": Rule(_line, PROJECT_LISTS, projects("a-09")),
    "entreprises_aide_directe": Rule(_line, _("The ministry's list of companies with each sum."), projects("a-02")),
    "frqs_projets": Rule(_line, _("The fund's list of projects with each sum."), projects("a-03")),
    "frqs_moyenne": Rule(_("the sum on record is made from this average: comparing would be circular"), _("The fund's list of projects with each sum.")),
    "frqs_regroupement": Rule(_line, LISTS, amounts("a-04")),
    "scale_ai_projets": Rule(_line, PROJECT_LISTS, projects("a-27")),
    "scale_ai_somme": Rule(_("transfers to it, on record"), PROJECT_LISTS, received_transfers),
    "scale_ai_hospitaliers": Rule(_line, PROJECT_LISTS, projects("a-28")),
    "scale_ai_hospitaliers_somme": Rule(_line, PROJECT_LISTS, amounts("a-28")),
    "ivado_apogee": Rule(_("transfers to it, on record"), PROJECT_LISTS, received_transfers),
    "icm_astrazeneca_bayer": Rule(_("final awards of projects that it takes part in"), LISTS, hosted),
    "scientifiques_max": Rule(_("grants without a private partner are not on record one by one"), LISTS),
    "scientifiques_min": Rule(_("grants without a private partner are not on record one by one"), LISTS),
    "orthophonie_max": Rule(_line, LISTS, amounts("a-24")),
    "prives_uniques": Rule(_("private bodies on record"), LISTS, private(0)),
    "prives_3plus": Rule(_("private bodies on record in three projects or more"), LISTS, private(3)),
    "prives_3plus_part": Rule(_("their share of the private bodies on record"), LISTS, private_share),
    "prives_5plus": Rule(_("private bodies on record in five projects or more"), LISTS, private(5)),
    "alayacare_2021": Rule(_("final awards that it receives, with an amount"), LISTS, received),
    "imagia_provincial": Rule(_("final awards that it receives, with an amount"), LISTS, received),
    "imagia_federal": Rule(_line, LISTS, amounts("a-16")),
    "atherosclerose": Rule(_line, LISTS, amounts("a-20")),
    "impulsion_pme_min": Rule(_line, LISTS, amounts("a-10")),
    "muutaa_contrat": Rule(_("final awards that it receives, with an amount"), LISTS, received),
    "mims_somme": _projects_money,
    "imagia_somme": _projects_money,
    "dalcor_somme": _projects_money,
    "fonds_soutien_projets": Rule(_line, NAMES, projects("a-05")),
    "etablissements_actifs": Rule(_("establishments on record in a project"), LISTS, establishments_on_record),
    "alayacare_heures": Rule(_("hours of staff that it puts in, on record"), ANSWERS, contributed("staff_hours", "hours")),
    "emovi_salaires": Rule(_("salaries that it pays, on record"), ANSWERS, contributed("salaries")),
    "emovi_services": Rule(_("services that it buys, on record"), ANSWERS, contributed("services")),
    "emovi_equipement": Rule(_("equipment that it buys or rents, on record"), ANSWERS, contributed("equipment")),
    "usages_cliniques": Rule(_("projects on record with a use of this family"), LISTS, family(UseFamily.CLINICAL)),
    "usages_organisationnels": Rule(_("projects on record with a use of this family"), LISTS, family(UseFamily.ORGANIZATIONAL)),
    "groupes_lrsss": Rule(_("groups on record with a position"), NOTHING, lambda books, figure: Decimal(books.positions)),
    "public_total_rd": Rule(_("the sums on record have neither the same scope nor the same stage: not added up"), LISTS),
    "exemple_inscriptions": Rule(_("awards on record"), LISTS, lambda books, figure: books.count()),
    "exemple_consortiums": Rule(_("consortia on record"), LISTS, kind(OrganizationKind.CONSORTIUM)),
    "exemple_somme": Rule(_("awards with a public payer, each dollar once"), LISTS, lambda books, figure: books.sum(public_payer=True, parent=None)),
}  # fmt: skip

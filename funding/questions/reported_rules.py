"""What the register adds up to for a reported figure, by the rule that stands beside the figure (`choices.CountRule`).

In: the register's records (`questions.books.Books`) and a figure, whose `organization`, `use_type` and `rule_terms` say
what is counted of. Out: a count, or a sum in the currency that is the figure's unit; None where the rule counts nothing, or
nothing is known.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.db.models import Q

from funding.choices import ContributionKind, CountRule, FlowLevel
from funding.questions.books import Books
from funding.questions.participants import in_at_least
from projects.choices import OrganizationKind, UseFamily
from projects.models import Organization, UseType

Count = Callable[[Books, Any], Decimal | None]
# What comes out of no transfer that is shown.
ENTERS = Q(parent=None) | Q(award__parent__published=False)


def counted(books: Books, figure: Any) -> Decimal | None:
    """What the figure's rule counts."""
    count = COUNTS.get(figure.rule)
    return count(books, figure) if count else None


def terms(figure: Any) -> list[str]:
    """« A-09 ; A-10 » → ['A-09', 'A-10']."""
    return [term.strip() for term in figure.rule_terms.split(";") if term.strip()]


def transfers(books: Books, figure: Any) -> Decimal | None:
    return books.sum(figure.unit, books.receives(figure.organization_id), flow_level=FlowLevel.TRANSFER)


def handed_on(books: Books, figure: Any) -> Decimal | None:
    return books.sum(figure.unit, books.pays(figure.organization_id), parent__currency=figure.unit)


def remainder(books: Books, figure: Any) -> Decimal | None:
    received = transfers(books, figure)
    return None if received is None else max(received - (handed_on(books, figure) or Decimal(0)), Decimal(0))


def received(books: Books, figure: Any) -> Decimal | None:
    return books.sum(figure.unit, books.receives(figure.organization_id), flow_level=FlowLevel.FINAL)


def projects(books: Books, figure: Any) -> Decimal | None:
    """Projects that the body takes part in; a line for several counts as so many, as its source tells it."""
    if not figure.organization_id:
        return None
    return Decimal(sum(n for body, _project, n in books.participations if body == figure.organization_id))


def hosted(books: Books, figure: Any) -> Decimal | None:
    taking_part = {project for body, project, _n in books.participations if body == figure.organization_id}
    return books.sum(figure.unit, flow_level=FlowLevel.FINAL, project__in=taking_part)


def these_awards(books: Books, figure: Any) -> Decimal | None:
    return books.sum(figure.unit, books.named(terms(figure)))


def these_projects(books: Books, figure: Any) -> Decimal | None:
    """The projects that these awards stand for; None where one of them is not on record."""
    found = list(books.lines.filter(books.named(terms(figure))).values_list("count_of_projects", flat=True))
    return Decimal(sum(found)) if found and len(found) >= len(terms(figure)) else None


def private_repeat(books: Books, figure: Any) -> Decimal:
    return Decimal(in_at_least(books.private_bodies, int(figure.rule_terms)))


def private_repeat_share(books: Books, figure: Any) -> Decimal | None:
    bodies = books.private_bodies
    return 100 * private_repeat(books, figure) / len(bodies) if bodies else None


def contributed(kind: ContributionKind) -> Count:
    """What the figure's body puts in of a kind: hours for staff, else dollars."""

    def count(books: Books, figure: Any) -> Decimal | None:
        of_staff = kind == ContributionKind.STAFF_HOURS
        rows = [
            hours if of_staff else amount
            for body, one, hours, amount, currency in books.contributions
            if (body, one) == (figure.organization_id, kind) and (of_staff or currency == figure.unit)
        ]
        known = [number for number in rows if number is not None]
        return sum(known, Decimal(0)) if known else None

    return count


def family(name: str) -> Count:
    """Projects on record with a use of a family."""

    def count(books: Books, figure: Any) -> Decimal | None:
        types = set(UseType.objects.filter(register=books.register, family=name).values_list("pk", flat=True))
        return Decimal(sum(use.projects for pk, use in books.uses.types.items() if pk in types))

    return count


def use(books: Books, figure: Any) -> Decimal | None:
    if not figure.use_type_id:
        return None
    found = books.uses.types.get(figure.use_type_id)
    return Decimal(found.projects if found else 0)


def consortia(books: Books, figure: Any) -> Decimal:
    bodies = Organization.objects.public().standing().of(books.register)
    return Decimal(bodies.filter(kind=OrganizationKind.CONSORTIUM).count())


def establishments(books: Books, figure: Any) -> Decimal:
    bodies = Organization.objects.public().standing().of(books.register).establishments()
    return Decimal(bodies.filter(participations__published=True).distinct().count())


COUNTS: dict[str, Count] = {
    CountRule.FINAL_AWARDS: lambda books, figure: books.count(flow_level=FlowLevel.FINAL),
    CountRule.AWARDS: lambda books, figure: books.count(),
    CountRule.PUBLIC_MONEY: lambda books, figure: books.sum(figure.unit, ENTERS, public_payer=True),
    CountRule.TRANSFERS: transfers,
    CountRule.HANDED_ON: handed_on,
    CountRule.REMAINDER: remainder,
    CountRule.RECEIVED: received,
    CountRule.HOSTED: hosted,
    CountRule.PROJECTS: projects,
    CountRule.THESE_AWARDS: these_awards,
    CountRule.THESE_PROJECTS: these_projects,
    CountRule.PRIVATE_BODIES: lambda books, figure: Decimal(len(books.private_bodies)),
    CountRule.PRIVATE_REPEAT: private_repeat,
    CountRule.PRIVATE_REPEAT_SHARE: private_repeat_share,
    CountRule.CONSORTIA: consortia,
    CountRule.ESTABLISHMENTS: establishments,
    CountRule.USE: use,
    CountRule.CLINICAL_USES: family(UseFamily.CLINICAL),
    CountRule.ORGANIZATIONAL_USES: family(UseFamily.ORGANIZATIONAL),
    CountRule.STAFF_HOURS: contributed(ContributionKind.STAFF_HOURS),
    CountRule.SALARIES: contributed(ContributionKind.SALARIES),
    CountRule.SERVICES: contributed(ContributionKind.SERVICES),
    CountRule.EQUIPMENT: contributed(ContributionKind.EQUIPMENT),
    CountRule.POSITIONS: lambda books, figure: Decimal(books.positions),
}

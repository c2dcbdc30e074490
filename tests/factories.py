"""Facts for tests, in a state that the database accepts: published facts come with their evidence.

Plain functions. In: a register (made when none is given) and the fields that the test is about. Out: the saved fact.
"""

from collections.abc import Iterable
from decimal import Decimal
from itertools import count
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from funding.choices import STATUSES_WITHOUT_AMOUNT, AmountStatus, PartyRole
from funding.models import (
    FACTS,
    AccessRequest,
    Award,
    AwardParty,
    Contribution,
    Evidence,
    EvidenceNumber,
    Finding,
    FindingEdge,
    Programme,
    ReportedFigure,
    Source,
)
from projects.choices import EventKind, OrganizationKind, ParticipationRole, Sector, Stance
from projects.models import (
    BoardMembership,
    Fact,
    Organization,
    OrganizationEvent,
    Participation,
    Person,
    Position,
    Project,
    Register,
)

numbers = count(1)

Amount = Decimal | int | str | None


def register(slug: str = "", *, is_default: bool | None = None, **fields: Any) -> Register:
    """A register; the first one of a test is the one shown first."""
    number = fields.pop("number", None) or Register.objects.count() + 1
    slug = slug or f"registre-{number}"
    if is_default is None:
        is_default = not Register.objects.filter(is_default=True).exists()
    names = {"name_fr": f"Registre {number}", "name_en": f"Register {number}", "state_of_data": "2023-08"}
    return Register.objects.create(slug=slug, number=number, is_default=is_default, **(names | fields))


def default_register() -> Register:
    """The register that is shown first, made where there is none."""
    return Register.objects.filter(is_default=True).first() or register()


def source(of: Register | None = None, title: str = "Réponse à une demande d’accès", **fields: Any) -> Source:
    """A document that is published, found again by its title."""
    of = of or default_register()
    key = fields.pop("key", slugify(title))
    values = {"title": title, "published": True, "date": "2023-06-01"} | fields
    return Source.objects.get_or_create(register=of, key=key, defaults=values)[0]


def evidence(fact: Fact, document: Source | None = None, **fields: Any) -> Evidence:
    """A piece of evidence for a fact, with a number of its own, as EvidenceNumber keeps it."""
    name = next(name for name, model in FACTS.items() if isinstance(fact, model))
    number = EvidenceNumber.objects.filter(register=fact.register).count() + 1
    EvidenceNumber.objects.create(register=fact.register, key=f"{number}-{name}", number=number)
    values = {"place": "§ 2.2.1", "quote": "« … »"} | fields
    document = document or source(fact.register)
    return Evidence.objects.create(register=fact.register, number=number, source=document, **{name: fact}, **values)


def published(fact: Fact, document: Source | None = None, **fields: Any) -> Any:
    """The fact, shown to everyone, with a piece of evidence."""
    with transaction.atomic():
        evidence(fact, document, **fields)
        fact.published = True
        fact.save()
    return fact


def fact(model: type[Fact], of: Register | None, name: str, public: bool, fields: dict[str, Any]) -> Any:
    """A fact of any kind; its key is the slug of its name, with a number where another has it."""
    of = of or default_register()
    key = fields.pop("key", "") or slugify(name)[:80] or f"{model._meta.model_name}-{next(numbers)}"
    if model._default_manager.filter(register=of, key=key).exists():
        key = f"{key}-{next(numbers)}"
    made = model(register=of, key=key, **fields)
    made.save()
    return published(made) if public else made


def organization(of: Register | None = None, name: str = "", *, public: bool = True, **fields: Any) -> Organization:
    """A body; a company of the private sector where the test says nothing."""
    name = name or f"Organisation {next(numbers)}"
    values = {"name": name, "kind": OrganizationKind.COMPANY, "sector": Sector.PRIVATE} | fields
    return fact(Organization, of, name, public, values)


def ministry(of: Register | None = None, name: str = "Ministère", **fields: Any) -> Organization:
    return organization(of, name, **({"kind": OrganizationKind.MINISTRY, "sector": Sector.PUBLIC} | fields))


def person(of: Register | None = None, name: str = "", *, public: bool = True, **fields: Any) -> Person:
    name = name or f"Personne {next(numbers)}"
    return fact(Person, of, name, public, {"name": name} | fields)


def project(of: Register | None = None, title: str = "", *, public: bool = True, **fields: Any) -> Project:
    title = title or f"Projet {next(numbers)}"
    return fact(Project, of, title, public, {"title": title} | fields)


def programme(of: Register | None = None, name: str = "", *, public: bool = True, **fields: Any) -> Programme:
    name = name or f"Programme {next(numbers)}"
    return fact(Programme, of, name, public, {"name": name} | fields)


def money(amount: Amount, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of an amount: exact where a number is given, undisclosed where none is."""
    status = AmountStatus.UNDISCLOSED if amount is None else AmountStatus.EXACT
    values = {"amount_status": status} | fields
    if values["amount_status"] in STATUSES_WITHOUT_AMOUNT:
        return values | {"amount": None}
    return values | {"amount": None if amount is None else Decimal(amount)}


def award(
    of: Register | None = None,
    amount: Amount = "1000",
    *,
    payers: Iterable[Organization] = (),
    recipients: Iterable[Organization] = (),
    public: bool = True,
    **fields: Any,
) -> Award:
    """An award with its payers and recipients; a side without a body is « not named by the source »."""
    payers, recipients = list(payers), list(recipients)
    if of is None and (payers or recipients):
        of = (payers + recipients)[0].register
    absent = {
        "payer_absent": "" if payers else "not_named",
        "recipient_absent": "" if recipients else "not_named",
    }
    title = fields.get("title", "")
    with transaction.atomic():
        made = fact(Award, of, title or f"a-{next(numbers)}", False, absent | money(amount, fields))
        for role, bodies in ((PartyRole.PAYER, payers), (PartyRole.RECIPIENT, recipients)):
            for body in bodies:
                AwardParty.objects.create(award=made, organization=body, role=role)
        return published(made) if public else made


def seat(body: Organization, holder: Person | Organization, *, public: bool = True, **fields: Any) -> BoardMembership:
    side = {"person": holder} if isinstance(holder, Person) else {"holder": holder}
    values = {"organization": body} | side | fields
    return fact(BoardMembership, body.register, f"seat-{next(numbers)}", public, values)


def participation(
    what: Project,
    who: Organization,
    role: str = ParticipationRole.PARTICIPANT,
    *,
    public: bool = True,
    **fields: Any,
) -> Participation:
    values = {"project": what, "organization": who, "role": role} | fields
    return fact(Participation, what.register, f"participation-{next(numbers)}", public, values)


def event(body: Organization, kind: str = EventKind.MERGER, *, public: bool = True, **fields: Any) -> OrganizationEvent:
    values = {"organization": body, "kind": kind} | fields
    return fact(OrganizationEvent, body.register, f"event-{next(numbers)}", public, values)


def contribution(
    body: Organization,
    amount: Amount = None,
    kind: str = "staff_hours",
    *,
    public: bool = True,
    **fields: Any,
) -> Contribution:
    values = {"organization": body, "kind": kind} | money(amount, fields)
    return fact(Contribution, body.register, f"contribution-{next(numbers)}", public, values)


def reported_figure(
    of: Register | None = None,
    key: str = "",
    value: Decimal | int | str | None = "1",
    *,
    public: bool = True,
    **fields: Any,
) -> ReportedFigure:
    """A figure that a source states; `organization=` and `table="Tableau 4"` make it a line of a table."""
    key = key or f"figure-{next(numbers)}"
    number = None if value is None else Decimal(value)
    values = {"label_fr": key, "label_en": key, "unit": "projets", "value": number, "key": key} | fields
    return fact(ReportedFigure, of, key, public, values)


def position(of: Register | None = None, group: str = "", *, public: bool = True, **fields: Any) -> Position:
    group = group or f"Groupe {next(numbers)}"
    values = {"group": group, "law": "Loi d’essai", "stance": Stance.MIXED, "concerns": ["délais"]} | fields
    return fact(Position, of, group, public, values)


def access_request(body: Organization, *, public: bool = True, **fields: Any) -> AccessRequest:
    values = {"body": body, "sent": "2023-01-10"} | fields
    return fact(AccessRequest, body.register, f"request-{next(numbers)}", public, values)


def finding(seat: BoardMembership, award: Award, recipient: Organization, **fields: Any) -> Finding:
    """A finding that rests on a seat and a payment; `state="published"` gives it all that the state asks for."""
    values = {
        "rule": "on_behalf",
        "rule_version": 1,
        "strength": "certain",
        "board": seat.organization,
        "recipient": recipient,
        "person": seat.person,
        "holder": seat.holder,
        "key": f"finding-{next(numbers)}",
    }
    steps = {
        "checked": {"checked_on": "2024-01-10"},
        "reply_sought": {"checked_on": "2024-01-10", "reply_sought_on": "2024-01-11", "reply_due": "2024-02-01"},
        "dismissed": {"dismissed_on": "2024-01-12", "reason": "Une autre personne du même nom."},
    }
    steps["published"] = steps["reply_sought"] | {
        "published_on": "2024-02-02",
        "reply": "Notre siège est public.",
        "reply_by": "La direction",
        "reply_on": "2024-01-20",
    }
    values |= steps.get(fields.get("state", ""), {}) | fields
    made = Finding.objects.create(register=seat.register, **values)
    FindingEdge.objects.create(finding=made, place=0, role="seat", seat=seat)
    payment = {"role": "payment", "award": award, "timing": "during", "strength": "certain"}
    FindingEdge.objects.create(finding=made, place=1, **payment)
    return made

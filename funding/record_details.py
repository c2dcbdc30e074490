"""What a page of a record prints besides its facts: what a body is, and what a piece of evidence is for.

In: a queryset of organizations, or a piece of evidence with its fact at hand. Out: the same queryset with plain lists
beside each row, or {kind, name, address}.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from funding.models import FACTS, AccessRequest, Evidence, ProgrammeParty
from funding.tongue import language_of
from projects.choices import ControlledBy, LegalForm, NameKind, TieKind
from projects.models import Identifier, Organization, OrganizationName, OrganizationTie, Register
from projects.querysets import OrganizationQuerySet


def beside(rows: Any, link: str, **fields: str) -> ArraySubquery:
    """The rows that point at the outer row, as a list of {field: value}."""
    values = JSONObject(**{name: F(column) for name, column in fields.items()})
    return ArraySubquery(rows.filter(**{link: OuterRef("pk")}).annotate(told=values).values("told"))


def body_details(bodies: OrganizationQuerySet) -> OrganizationQuerySet:
    """With `merged_ids`, `other_names`, `numbers`, `part_of`, `parts`, `envelopes` and `asked`, in the one query."""
    merged = Organization.objects.public().filter(merged_into=OuterRef("pk")).order_by("id").values("pk")
    ties = OrganizationTie.objects.order_by("kind", "id")
    there = {"kind": "kind", "valid_from": "valid_from", "valid_to": "valid_to"}
    programmes = ProgrammeParty.objects.filter(programme__published=True).order_by("programme__folded", "role")
    return bodies.select_related("merged_into").annotate(
        merged_ids=ArraySubquery(merged),
        other_names=beside(
            OrganizationName.objects.order_by("kind", "name", "id"), "organization", name="name", **there
        ),
        numbers=beside(Identifier.objects.order_by("scheme", "value"), "organization", scheme="scheme", value="value"),
        part_of=beside(ties.filter(to__published=True), "organization", name="to__name", key="to__key", **there),
        parts=beside(
            ties.filter(organization__published=True), "to", name="organization__name", key="organization__key", **there
        ),
        envelopes=beside(
            programmes,
            "organization",
            name="programme__name",
            name_en="programme__name_en",
            key="programme__key",
            role="role",
        ),
        asked=requests_to(),
    )


REQUEST = ("id", "key", "reference", "sent", "answered", "outcome", "articles")


def requests_to() -> ArraySubquery:
    """The public access requests to the outer body and to those merged into it."""
    here = Q(body=OuterRef("pk")) | Q(body__merged_into=OuterRef("pk"))
    rows = AccessRequest.objects.public().filter(here).order_by("sent", "id")
    return ArraySubquery(rows.annotate(told=JSONObject(**{name: F(name) for name in REQUEST})).values("told"))


# What identifiers are called; schemes after org-id.guide.
SCHEMES = {"CA-QC-CR": "NEQ", "CA-CRA_ACR": _("Canada Revenue Agency business number"), "ROR": "ROR"}


@dataclass(frozen=True)
class Detail:
    """A line of what a body is: a label, and one or more values with their address and their dates."""

    label: str
    values: list[dict[str, str]]


def details_of(body: Any, register: Register) -> list[Detail]:
    """What a body is, line by line, without the lines that nobody stated. `body` comes from `body_details`."""
    plain = [
        (_("Kind"), body.get_kind_display(), True),
        (_("Legal form"), body.get_legal_form_display(), body.legal_form != LegalForm.UNKNOWN),
        (_("Controlled by"), body.get_controlled_by_display(), body.controlled_by != ControlledBy.UNKNOWN),
        (_("Region"), body.region, bool(body.region)),
    ]
    lines = [Detail(str(label), [{"text": str(text)}]) for label, text, shown in plain if shown]
    for kind, names in grouped(body.other_names):
        if any(name["name"] not in (body.name, body.acronym) for name in names):
            lines.append(Detail(str(NameKind(kind).label), [told(name) for name in names]))
    for scheme, numbers in grouped(body.numbers, "scheme"):
        lines.append(Detail(str(SCHEMES.get(scheme, scheme)), [{"text": number["value"]} for number in numbers]))
    for kind, ties in grouped(body.part_of):
        values = [told(tie, register.address("organization", tie["key"])) for tie in ties]
        lines.append(Detail(str(TieKind(kind).label), values))
    if body.parts:
        values = [told(tie, register.address("organization", tie["key"])) for tie in body.parts]
        lines.append(Detail(str(_("Has as parts or members")), values))
    return lines


def grouped(rows: list[dict[str, str]], by: str = "kind") -> list[tuple[str, list[dict[str, str]]]]:
    return [(value, list(group)) for value, group in groupby(rows, key=lambda row: row[by])]


def told(row: dict[str, str], address: str = "") -> dict[str, str]:
    """{text, address, from, to} of a name or a tie."""
    return {"text": row["name"], "address": address, "from": row["valid_from"], "to": row["valid_to"]}


# What each kind of fact is called on the page of a source, and the page that shows it.
TOLD: dict[str, tuple[Callable[[Any], str], Callable[[Any], tuple[str, str] | None]]] = {
    "organization": (lambda fact: fact.label, lambda fact: ("organization", fact.key)),
    "person": (lambda fact: fact.name, lambda fact: ("person", fact.key)),
    "event": (
        lambda fact: f"{fact.organization.label}, {fact.get_kind_display()}",
        lambda fact: ("organization", fact.organization.key),
    ),
    "seat": (
        lambda fact: f"{fact.person or fact.holder}, {fact.organization.short}",
        lambda fact: ("organization", fact.organization.key),
    ),
    "project": (lambda fact: fact.label, lambda fact: ("project", fact.key)),
    "participation": (
        lambda fact: f"{fact.organization.short}, {fact.project.label}",
        lambda fact: ("project", fact.project.key),
    ),
    "position": (lambda fact: f"{fact.group}, {fact.law}", lambda fact: None),
    "programme": (lambda fact: fact.label, lambda fact: ("programme", fact.key)),
    "award": (lambda fact: fact.label, lambda fact: ("award", fact.key)),
    "contribution": (
        lambda fact: f"{fact.organization.short}, {fact.get_kind_display()}",
        lambda fact: ("organization", fact.organization.key),
    ),
    "reported_figure": (lambda fact: fact.label, lambda fact: None),
    "access_request": (lambda fact: str(fact.body or fact.body_text), lambda fact: None),
}


# Those that are called by a title or a sentence of their source; the others by names.
TITLED = {"project", "programme", "award", "reported_figure"}


def fact_told(piece: Evidence, register: Register) -> dict[str, str]:
    """{kind, name, tongue, address}: what the piece is evidence for; the address is empty where no page shows it alone."""
    name = next(name for name in FACTS if getattr(piece, f"{name}_id"))
    fact = getattr(piece, name)
    words, page = TOLD[name]
    where = page(fact)
    return {
        "kind": str(FACTS[name]._meta.verbose_name),
        "name": words(fact),
        "tongue": language_of(fact, fact.label) if name in TITLED else "",
        "address": register.address(*where) if where else "",
    }

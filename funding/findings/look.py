"""The rules look at a register, and what they find is written down; what people decided stays.

In: a register. Out: findings, new or found again, with the records each rests on. A finding is known by its key, made of
public keys: an import that is undone and done again, or a new version of a rule, finds the same one.
"""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from funding.findings.choices import EdgeRole, FindingState, Rule
from funding.findings.models import Finding, FindingEdge, FindingLook
from funding.models import Award
from funding.questions.conflicts import RULES_VERSION, Coincidence, coincidences
from projects.changes import new_data_version
from projects.history import own_context
from projects.models import BoardMembership, Organization, OrganizationTie, Person, Register

Edge = tuple[str, int, str, str]


def look(register: Register) -> int:
    """Write what the rules find now. Out: how many coincidences there are. Two looks at once wait for each other."""
    with transaction.atomic(), own_context(user=None, import_id=None, reason=f"rules, version {RULES_VERSION}"):
        locked = Register.objects.select_for_update(no_key=True).get(pk=register.pk)
        found = coincidences(
            BoardMembership.objects.public().of(register),
            Award.objects.public().of(register),
            OrganizationTie.objects.filter(organization__register=register, organization__published=True),
            str(locked.state_of_data or ""),
        )
        before = public_state(register)
        write(register, found)
        if public_state(register) != before:
            new_data_version(register.pk)
            locked.refresh_from_db()
        FindingLook.objects.update_or_create(
            register=register, defaults={"data_version": locked.data_version, "rules_version": RULES_VERSION}
        )
    return len(found)


def public_state(register: Register) -> set[tuple[Any, ...]]:
    """What visitors see of the findings, as rows: where a look changes it, the next release has it."""
    public = Finding.objects.of(register).public().order_by("pk")
    return set(public.values_list("pk", "strength", "rule_version", "edges__pk"))


def look_where_data_changed() -> int:
    """Look at each register whose data, or the rules, changed since the last look. Out: how many that were."""
    looked = dict(FindingLook.objects.order_by("pk").values_list("register", "data_version"))
    current = set(FindingLook.objects.filter(rules_version=RULES_VERSION).values_list("register", flat=True))
    changed = [one for one in Register.objects.all() if one.pk not in current or looked.get(one.pk) != one.data_version]
    for register in changed:
        look(register)
    return len(changed)


def write(register: Register, found: list[Coincidence]) -> None:
    """New findings are candidates; those found again keep their state; those no longer found are hidden."""
    names = Names(found)
    known = {one.key: one for one in Finding.objects.of(register).prefetch_related("edges")}
    for coincidence in found:
        key = names.key(coincidence)
        finding = known.pop(key, None) or Finding(register=register, key=key)
        fill(finding, coincidence)
    for gone in known.values():
        if gone.found:
            gone.found = False
            gone.save(update_fields=["found"])


def fill(finding: Finding, coincidence: Coincidence) -> None:
    """The finding as the rules see it now, and its records where they are others than before."""
    edges = edges_of(coincidence)
    stored = [edge_as_stored(edge) for edge in finding.edges.all()] if finding.pk else []
    values: dict[str, Any] = {
        "rule": coincidence.rule,
        "rule_version": RULES_VERSION,
        "strength": coincidence.strength,
        "board_id": coincidence.board,
        "recipient_id": coincidence.recipient,
        "person_id": coincidence.person,
        "holder_id": coincidence.holder,
        "on_behalf_of_id": coincidence.on_behalf_of,
        "found": True,
        "changed": finding.changed or (stored != edges and finding.state != FindingState.CANDIDATE),
    }
    if finding.pk is None or any(getattr(finding, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(finding, name, value)
        finding.save()
    if stored != edges:
        finding.edges.all().delete()
        FindingEdge.objects.bulk_create(
            FindingEdge(finding=finding, place=place, role=role, timing=timing, strength=strength, **record(role, pk))
            for place, (role, pk, timing, strength) in enumerate(edges)
        )


def record(role: str, pk: int) -> dict[str, int]:
    """The key of FindingEdge that holds a record of this part."""
    column = {EdgeRole.SEAT: "seat_id", EdgeRole.OFFICE: "seat_id", EdgeRole.TIE: "tie_id"}
    return {column.get(EdgeRole(role), "award_id"): pk}


def edges_of(coincidence: Coincidence) -> list[Edge]:
    """(part, id, when, how strong) in the order of the chain: seats, offices, ties, payments."""
    edges: list[Edge] = [(EdgeRole.SEAT.value, pk, "", "") for pk in sorted(coincidence.seats)]
    edges += [(EdgeRole.OFFICE.value, pk, "", "") for pk in sorted(coincidence.offices)]
    edges += [(EdgeRole.TIE.value, pk, "", "") for pk in sorted(coincidence.ties)]
    payments = sorted(coincidence.payments.values(), key=lambda paid: (paid.role, paid.award))
    return edges + [(paid.role.value, paid.award, paid.timing.value, paid.strength.value) for paid in payments]


def edge_as_stored(edge: FindingEdge) -> Edge:
    return (edge.role, edge.seat_id or edge.tie_id or edge.award_id or 0, edge.timing, edge.strength)


class Names:
    """The public keys of the bodies and people of some coincidences, read once."""

    def __init__(self, found: Iterable[Coincidence]) -> None:
        bodies = {pk for one in found for pk in (one.board, one.recipient, one.holder, one.on_behalf_of) if pk}
        people = {one.person for one in found if one.person}
        self.bodies = dict(Organization.objects.filter(pk__in=bodies).order_by("pk").values_list("pk", "key"))
        self.people = dict(Person.objects.filter(pk__in=people).order_by("pk").values_list("pk", "key"))

    def key(self, one: Coincidence) -> str:
        """Of the rule, who pays, who is paid, and who sits on whose behalf; the version of the rule is not in it."""
        pair = [self.bodies[one.board], self.bodies[one.recipient]]
        who = [self.people.get(one.person or 0, ""), self.bodies.get(one.holder or 0, "")]
        behalf = self.bodies.get(one.on_behalf_of or 0, "")
        parts = [one.rule.value, *(sorted(pair) if one.rule == Rule.RECIPROCAL else pair), *who, behalf]
        return f"c-{hashlib.sha256(chr(10).join(parts).encode()).hexdigest()[:16]}"

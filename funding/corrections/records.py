"""The record that a correction is about: found by its kind and key, in a register.

In: a kind of `RecordKind` and a public key. Out: the record's name and address; None where nothing public has them.
"""

from dataclasses import dataclass
from typing import Any

from funding.corrections.choices import RecordKind
from funding.findings.models import Finding
from funding.findings.words import title
from funding.models import Award, Programme, Source
from projects.models import Organization, Person, Project, Register

MODELS: dict[str, Any] = {
    RecordKind.ORGANIZATION: Organization,
    RecordKind.PERSON: Person,
    RecordKind.PROJECT: Project,
    RecordKind.AWARD: Award,
    RecordKind.PROGRAMME: Programme,
    RecordKind.SOURCE: Source,
}


@dataclass(frozen=True)
class Record:
    kind: str
    key: str
    name: str
    address: str
    kind_label: str


def record_called(register: Register, kind: str, key: str) -> Record | None:
    """The public record of this kind with this key."""
    if kind == RecordKind.FINDING:
        finding = Finding.objects.of(register).public().with_names().filter(key=key).first()
        return named(register, kind, key, title(finding)) if finding else None
    model = MODELS.get(kind)
    found = model._default_manager.public().of(register).filter(key=key).first() if model else None
    return named(register, kind, key, name_of(found)) if found else None


def named(register: Register, kind: str, key: str, name: str) -> Record:
    return Record(kind, key, name, register.address(kind, key), str(RecordKind(kind).label))


def name_of(found: Any) -> str:
    return str(getattr(found, "label", "") or found)


def records_of(register: Register, corrections: list[Any]) -> dict[tuple[str, str], Record]:
    """The records of some corrections, in one query for each kind."""
    keys: dict[str, set[str]] = {}
    for correction in corrections:
        keys.setdefault(correction.record_kind, set()).add(correction.record_key)
    found = {}
    for kind, wanted in keys.items():
        if kind == RecordKind.FINDING:
            findings = Finding.objects.of(register).public().with_names().filter(key__in=wanted).order_by("id")
            rows = [(one.key, title(one)) for one in findings]
        else:
            things = MODELS[kind]._default_manager.public().of(register).filter(key__in=wanted).order_by("id")
            rows = [(one.key, name_of(one)) for one in things]
        found.update({(kind, key): named(register, kind, key, name) for key, name in rows})
    return found

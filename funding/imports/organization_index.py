"""The organizations that names are compared with: those of the register, and those that a file's own sheet describes.

In: a register. Out: for a name or a number, which organizations bear it, and by what: its name, another name, its
acronym. An organization is told by its public key, so that one that is not made yet can be found as well.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from funding.choices import Verdict
from funding.imports.models import Judgement
from funding.imports.names import IN_PARENTHESES, normal, with_former
from projects.choices import NameKind, OrganizationKind
from projects.models import Identifier, Organization, OrganizationName, Register

# The stronger claim first: where the name of one body is the acronym of another, the name wins.
CLAIMS = ("alias", "exact", "former", "acronym")
CLAIM_OF: dict[str, str] = {
    NameKind.ACRONYM: "acronym",
    NameKind.OFFICIAL: "exact",
    NameKind.TRANSLATION: "exact",
    NameKind.FORMER: "former",
}
NEVER_BY_LIKENESS = {OrganizationKind.ESTABLISHMENT, OrganizationKind.INSTALLATION}


@dataclass
class Body:
    """What is known of an organization: `id` is None where it is not made yet."""

    key: str
    name: str
    kind: str = OrganizationKind.OTHER
    id: int | None = None
    identifiers: dict[str, str] = field(default_factory=dict)


@dataclass
class OrganizationIndex:
    """All names and numbers, by their normal form."""

    bodies: dict[str, Body] = field(default_factory=dict)
    names: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    # How a normal form was first written, to be shown.
    spellings: dict[str, str] = field(default_factory=dict)
    numbers: dict[tuple[str, str], str] = field(default_factory=dict)
    # From when to when a body had a former name, as partial dates.
    periods: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    same: dict[str, tuple[str, str]] = field(default_factory=dict)
    not_same: set[tuple[str, str]] = field(default_factory=set)
    new: dict[str, str] = field(default_factory=dict)

    def add_body(self, body: Body) -> None:
        self.bodies[body.key] = body

    def add_name(self, name: str, key: str, claim: str) -> None:
        """The body bears this name; the stronger claim stays."""
        form = normal(name)
        if not form:
            return
        self.spellings.setdefault(form, name)
        held = self.names[form].get(key)
        if held is None or CLAIMS.index(claim) < CLAIMS.index(held):
            self.names[form][key] = claim
        if both := with_former(name):
            # What it was called before may be another body's name by now.
            self.add_name(both[0], key, claim)

    def add_number(self, scheme: str, value: str, key: str) -> None:
        self.numbers.setdefault((scheme, value), key)
        self.bodies[key].identifiers.setdefault(scheme, value)

    def bearers(self, name: str) -> dict[str, str]:
        """{key: claim} of the bodies that bear the name; where one bears it as its name, those by acronym go."""
        form = normal(name)
        found = {key: claim for key, claim in self.names.get(form, {}).items() if (form, key) not in self.not_same}
        strong = {key: claim for key, claim in found.items() if claim != "acronym"}
        return strong or found

    def knows(self, name: str) -> bool:
        form = normal(name)
        return form in self.names or form in self.same


def load(register: Register) -> OrganizationIndex:
    """The index of a register. A body that was merged into another leads to that one."""
    index = OrganizationIndex()
    fields = ("id", "key", "name", "name_en", "acronym", "kind", "merged_into_id")
    rows = list(Organization.objects.filter(register=register).order_by("id").values_list(*fields))
    standing = final_keys(rows)
    for pk, key, name, _english, _acronym, kind, _merged in rows:
        if standing[pk] == key:
            index.add_body(Body(key, name, kind, pk))
    for pk, _key, name, english, acronym, _kind, _merged in rows:
        for spelling, claim in ((name, "exact"), (english, "exact"), (acronym, "acronym")):
            if spelling:
                index.add_name(spelling, standing[pk], claim)
        if (match := IN_PARENTHESES.match(name)) and acronym and normal(match["inside"]) == normal(acronym):
            index.add_name(match["name"], standing[pk], "exact")
    add_other_names(index, register, standing)
    add_judgements(index, register, standing)
    return index


def final_keys(rows: Iterable[tuple[int, str, str, str, str, str, int | None]]) -> dict[int, str]:
    """{id: key of the body it stands for today}."""
    key_of = {row[0]: row[1] for row in rows}
    merged = {row[0]: row[6] for row in rows}
    final = {}
    for pk in key_of:
        seen, target = {pk}, pk
        while (following := merged[target]) in key_of and following not in seen:
            seen.add(following)
            target = following
        final[pk] = key_of[target]
    return final


def add_other_names(index: OrganizationIndex, register: Register, standing: dict[int, str]) -> None:
    names = OrganizationName.objects.filter(organization__register=register).order_by("id")
    for owner, name, kind, start, end in names.values_list("organization_id", "name", "kind", "valid_from", "valid_to"):
        index.add_name(name, standing[owner], CLAIM_OF.get(kind, "alias"))
        if start or end:
            index.periods[normal(name), standing[owner]] = (start or "", end or "")
    numbers = Identifier.objects.filter(register=register).order_by("id")
    for owner, scheme, value in numbers.values_list("organization_id", "scheme", "value"):
        index.add_number(scheme, value, standing[owner])


def add_judgements(index: OrganizationIndex, register: Register, standing: dict[int, str]) -> None:
    """What people decided; the latest word on a name counts, those taken back don't."""
    standing_ones = Judgement.objects.filter(register=register, is_person=False, reversed_at=None).order_by("id")
    fields = ("form", "organization_id", "verdict", "reason", "kind")
    for form, owner, verdict, reason, kind in standing_ones.values_list(*fields):
        if verdict == Verdict.NEW and owner is None:
            index.new[form] = kind
            index.same.pop(form, None)
        elif owner is None:
            continue
        elif verdict == Verdict.NOT_SAME:
            index.not_same.add((form, standing[owner]))
        else:
            index.same[form] = (standing[owner], reason)
            index.new.pop(form, None)

"""What the facts of a row are made with: the row, the names resolved, the register's typology, the keys.

In: a row's values. Out: facts in an Intake, by public key; or a `Waits` where the row cannot be published yet, with the
problem. What each kind of record states is in `records`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from funding.choices import MentionTier
from funding.imports.checks import problem
from funding.imports.intake import Intake, Place
from funding.imports.keys import EntityKeys, digest
from funding.imports.match import Match
from funding.imports.names import fold, is_acronym, kind_in_name, normal
from funding.imports.resolution import Resolution
from funding.imports.resolve import identifiers_of
from projects.choices import Sector

Values = dict[str, Any]
# The cell that evidence points at: the first of these that the row has.
MAIN_FIELDS = ("amount", "value", "hours", "title", "name", "person", "organization", "project", "group", "key")
# {field of the row: (field of the project, characters that the database has room for; 0: any number)}
PROJECT_TEXTS = {
    "title_en": ("title_en", 400),
    "entry_type": ("entry_type", 0),
    "project_stage": ("stage", 0),
    "project_status": ("status", 0),
    "project_outcome": ("outcome", 0),
    "health_link": ("health_link", 0),
    "ai_link": ("ai_link", 0),
    "region": ("region", 80),
}
PARTNER_ROLES = (
    ("lead", "lead"),
    ("public_partner", "public_partner"),
    ("private_partner", "private_partner"),
    ("host", "host"),
    ("partner", "participant"),
)
USES = frozenset({"use_type", "use_domain"})
PARTNERS = frozenset(name for name, _role in PARTNER_ROLES)


class Waits(Exception):
    """The row cannot be published yet."""

    def __init__(self, values: Values, name: str, code: str, /, **parameters: Any) -> None:
        super().__init__(code)
        self.problem = problem(values, name, code, True, **parameters)


def cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


@dataclass
class Row:
    """A data row on its way: `parts` are the rows of its fiscal years where those are columns."""

    id: int
    key: str
    record_kind: str
    sheet: str
    number: int
    values: Values
    problems: list[dict[str, Any]]
    parts: list[Values] = field(default_factory=list)
    ids: list[int] = field(default_factory=list)
    table: int = 0

    @cached_property
    def stated(self) -> dict[str, str]:
        """{field: its text}, those that say something."""
        return {name: value for name, entry in self.values.items() if (value := entry.get("value"))}

    def text(self, name: str, limit: int = 0) -> str | None:
        """The text of a field, cut where the database has no room for more; None where nothing is stated."""
        value = self.stated.get(name)
        return value if value is None or not limit else cut(value, limit)

    def texts(self, wanted: Mapping[str, tuple[str, int]]) -> dict[str, str]:
        """Of {field: (name, limit)} those that the row states, by name, as `text` gives them."""
        found = {}
        for field_name, value in self.stated.items():
            if field_name in wanted:
                name, limit = wanted[field_name]
                found[name] = cut(value, limit) if limit else value
        return found

    def number_of(self, name: str) -> Decimal | None:
        value = self.text(name)
        return Decimal(value) if value else None

    def whole(self, name: str) -> int | None:
        value = self.number_of(name)
        return int(value) if value is not None else None

    def year(self, name: str = "fiscal_year") -> int | None:
        value = self.text(name)
        return int(value[:4]) if value else None

    def several(self, name: str) -> list[str]:
        """The parts of a field that holds several values."""
        return [part.strip() for part in (self.text(name) or "").split(";") if part.strip()]

    @cached_property
    def place(self) -> Place:
        """Where the row's facts stand: the section where the source has one, else the sheet and the cell."""
        cell = ""
        for name in MAIN_FIELDS:
            if name in self.values and (cell := self.values[name].get("cell") or ""):
                break
        where = f"{self.sheet}!{cell or self.number}" if self.sheet else ""
        place = (self.stated.get("section") or where or f"ligne {self.number}")[:120]
        quote = self.stated.get("quote") or ""
        return (place, quote, self.sheet[:120], self.number or None, cell[:20], self.id)


@dataclass
class Builder:
    """What all rows of an import share."""

    intake: Intake
    resolution: Resolution
    projects: EntityKeys
    programmes: EntityKeys
    use_types: dict[str, int]
    use_domains: dict[str, int]
    award_references: dict[str, str]
    # (table, side of an award) of the sides that any row of the table says something of.
    sides: Callable[[], set[tuple[int, str]]]
    participations: dict[tuple[str, str, str], str] = field(default_factory=dict)
    made: set[str] = field(default_factory=set)
    # Matches that were mentioned, by identity: the resolution keeps each one, once for a name and its numbers.
    mentioned: set[int] = field(default_factory=set)

    def bodies(self, row: Row, name: str) -> list[Match]:
        """The organizations in a field; raises Waits where one of them is not known yet."""
        text = row.text(name)
        if text is None:
            return []
        matches = self.resolution.bodies(name, text, identifiers_of(name, row.values))
        for match in matches:
            if match.tier == MentionTier.WAITING:
                raise Waits(row.values, name, "name-waiting", name=match.name)
        return matches

    def body(self, row: Row, name: str) -> Match | None:
        found = self.bodies(row, name)
        return found[0] if found else None

    def partners_in(self, row: Row) -> list[tuple[str, Match]]:
        """(role, body) of those who take part in the row's project; most rows name none."""
        if PARTNERS.isdisjoint(row.stated):
            return []
        return [(role, match) for name, role in PARTNER_ROLES for match in self.bodies(row, name)]

    def mention(self, row: Row, record: str, *matches: Match | None) -> None:
        """What a row says of the bodies it only names: that they are; new ones are made."""
        for match in matches:
            if match is None or id(match) in self.mentioned:
                continue
            self.mentioned.add(id(match))
            if match.key in self.resolution.planned and match.key not in self.made:
                self.make(match)
            for scheme, value in match.identifiers.items():
                self.intake.part("identifier", match.key, scheme, value)
            self.intake.piece("organization", match.key, "", row.place, first_only=True)

    def make(self, match: Match) -> None:
        """A body that no sheet describes: its name, and its kind where a person or the name itself leaves no doubt."""
        self.made.add(match.key)
        name = self.resolution.planned[match.key].name
        certain = kind_in_name(name)
        chosen = self.resolution.index.new.get(normal(name))
        self.intake.fact(
            "organization",
            match.key,
            name=name[:300],
            kind=chosen or (certain[0] if certain else None),
            sector=certain[1] if certain and certain[1] != Sector.UNKNOWN else None,
            acronym=name if is_acronym(name) else None,
        )

    def person(self, row: Row, name: str) -> Match | None:
        """The person in a field; raises Waits where no human has said yet who it is."""
        text = row.text(name)
        if text is None:
            return None
        match = self.resolution.people.of_row(text, row.key, bool(row.text("reference") or row.text("key")))
        if match.tier == MentionTier.WAITING:
            raise Waits(row.values, name, "person-waiting", name=match.name)
        return match

    def mention_person(self, row: Row, match: Match) -> None:
        """What a row says of the person it only names: who is new is made."""
        if match.key in self.resolution.people.planned:
            self.intake.fact("person", match.key, name=match.name)
        self.intake.piece("person", match.key, "", row.place, first_only=True)

    def programme(self, row: Row) -> str | None:
        name = row.text("programme", 300)
        if not name:
            return None
        key = self.programmes.key(name)
        if key not in self.made:
            self.made.add(key)
            self.intake.fact("programme", key, name=name)
            self.intake.piece("programme", key, "", row.place, first_only=True)
        return key

    def project(self, row: Row, record: str, title: str | None) -> str | None:
        """The project that a row is about, with all that the row says of it, and the row as evidence."""
        if not title:
            return None
        key = self.projects.key(title)
        self.intake.fact(
            "project",
            key,
            title=title[:400],
            count_of_projects=row.whole("count_of_projects"),
            **row.texts(PROJECT_TEXTS),
        )
        self.intake.piece("project", key, record, row.place)
        if not USES.isdisjoint(row.values):
            for use in self.uses(row, "use_type", self.use_types):
                self.intake.part("project_use_type", key, use)
            for use in self.uses(row, "use_domain", self.use_domains):
                self.intake.part("project_use_domain", key, use)
        return key

    def uses(self, row: Row, name: str, typology: dict[str, int]) -> Iterator[int]:
        """The types or domains of use, by their folded name; what is no part of the typology stays in the row."""
        entry = row.values.get(name)
        if not entry:
            return
        text = entry.get("value") or entry.get("raw") or ""
        whole = typology.get(fold(text))
        for part in [text] if whole else text.split(";"):
            if found := typology.get(fold(part)):
                yield found

    def participation(self, row: Row, record: str, triple: tuple[str, str, str], note: str | None) -> str:
        """A body takes part in a project, once in each role: (project, organization, role)."""
        project, organization, role = triple
        key = self.participations.get(triple) or digest("participation", *triple)
        self.participations[triple] = key
        self.intake.fact("participation", key, project=project, organization=organization, role=role, note=note)
        self.intake.piece("participation", key, record, row.place)
        return key

    def partners(self, row: Row, record: str, project: str | None, partners: list[tuple[str, Match]]) -> None:
        for role, match in partners:
            self.mention(row, record, match)
            if project:
                self.participation(row, record, (project, match.key, role), None)

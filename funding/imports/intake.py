"""The temporary tables that an import fills before it is merged: one for each kind of fact, and what hangs on facts.

In: facts by field, in any order. Out: the same in the database's temporary tables, ready for `commit`.
"""

from dataclasses import dataclass, field
from typing import Any

from django.db import models

from funding.imports.upsert import MONEY, Incoming, copy_rows, create_temporary, execute
from funding.models import FACTS, AccessRequest, Award, Contribution, Programme, ReportedFigure
from projects.models import (
    BoardMembership,
    Organization,
    OrganizationEvent,
    Participation,
    Person,
    Position,
    Project,
)

# kind → (model, fields, whether several rows may speak of one fact), in the order of merging.
KINDS: dict[str, tuple[type[models.Model], tuple[str, ...], bool]] = {
    "organization": (
        Organization,
        ("name", "name_en", "acronym", "kind", "sector", "legal_form", "controlled_by", "region", "note"),
        True,
    ),
    "person": (Person, ("name",), True),
    "programme": (Programme, ("name", "name_en", "kind", "description", "valid_from", "valid_to"), True),
    "project": (
        Project,
        (
            *("title", "title_en", "entry_type", "stage", "status", "outcome", "health_link", "ai_link"),
            *("region", "count_of_projects"),
        ),
        True,
    ),
    "award": (
        Award,
        (
            *(
                "title",
                "title_en",
                "description",
                "reference",
                "programme",
                "project",
                "instrument",
                "money_stage",
                "flow_level",
            ),
            *("date", "fiscal_year", "period_text", "count_of_projects", "in_scope", "region", "payer_absent"),
            *("recipient_absent", "recipient_text", "fee", "note", *MONEY),
        ),
        False,
    ),
    "participation": (Participation, ("project", "organization", "role", "note"), True),
    "seat": (
        BoardMembership,
        (
            *("organization", "person", "holder", "on_behalf_of", "role", "kind", "valid_from", "valid_to"),
            *("former", "note"),
        ),
        True,
    ),
    "contribution": (
        Contribution,
        (
            *("organization", "installation", "beneficiary", "project", "kind", "occupation", "headcount", "hours"),
            *("date", "note", *MONEY),
        ),
        True,
    ),
    "event": (
        OrganizationEvent,
        ("organization", "kind", "other", "other_place", "date", "description_fr", "description_en"),
        True,
    ),
    "position": (Position, ("group", "law", "stance", "concerns", "date"), False),
    "reported_figure": (
        ReportedFigure,
        (
            *("label_fr", "label_en", "value", "unit", "qualifier", "value_text", "rounded_to", "table"),
            *("organization", "use_type", "use_domain", "period", "rule", "rule_terms", "part", "closes", "note"),
        ),
        True,
    ),
    "access_request": (
        AccessRequest,
        (
            *("body", "body_text", "reference", "sent", "due", "extended", "answered", "outcome", "articles"),
            "note",
        ),
        False,
    ),
}
# What hangs on facts, by public keys: (columns of the temporary table).
PARTS: dict[str, tuple[str, ...]] = {
    "name": ("organization", "name", "kind"),
    "identifier": ("organization", "scheme", "value"),
    "tie": ("organization", "to_organization", "kind", "valid_from"),
    "programme_party": ("programme", "organization", "role"),
    "award_party": ("award", "organization", "role"),
    "award_year": ("award", "fiscal_year", "amount"),
    "award_link": ("award", "parent", "supersedes"),
    "project_use_type": ("project", "use_type"),
    "project_use_domain": ("project", "use_domain"),
}
OF_AWARDS = ("award_party", "award_year")
# The type of a column that is no text.
PART_TYPES = {"fiscal_year": "integer", "amount": "numeric", "use_type": "bigint", "use_domain": "bigint"}
EVIDENCE = (
    *("ordinal", "kind", "key", "record", "field", "place", "quote", "sheet", "row", "cell", "staged_row"),
    "first_only",
)
EVIDENCE_TYPES = {"ordinal": "integer", "row": "integer", "staged_row": "bigint", "first_only": "boolean"}
# What the tables of rows and of evidence are joined by: the planner needs to know no more of them.
JOINED = ("kind", "key")
ROWS = ("staged_row", "kind", "key", "record")
ROW_TYPES = {"staged_row": "bigint"}
CHUNK = 5_000
# Of a piece of evidence: (place, quote, sheet, row, cell, staged row).
Place = tuple[str, str, str, int | None, str, int]


@dataclass
class Loose:
    """A temporary table without a model behind it."""

    table: str
    columns: tuple[str, ...]
    types: dict[str, str]
    waiting: list[tuple[Any, ...]] = field(default_factory=list)
    count: int = 0
    created: bool = False

    def create(self) -> None:
        """Make the temporary table, when the first rows come or it is read without any; it goes with the transaction."""
        if self.created:
            return
        self.created = True
        columns = ", ".join(f'"{name}" {self.types.get(name, "text")}' for name in self.columns)
        create_temporary(self.table, f"({columns})")

    def add(self, *values: Any) -> None:
        self.waiting.append(values)
        self.count += 1
        if len(self.waiting) >= CHUNK:
            self.flush()

    def flush(self) -> None:
        if self.waiting:
            self.create()
            copy_rows(self.table, self.waiting)
            self.waiting = []

    def finish(self) -> None:
        if not self.count:
            return
        self.flush()
        analyzed = f" ({', '.join(JOINED)})" if set(JOINED) <= set(self.columns) else ""
        execute(f'ANALYZE "{self.table}"{analyzed}')


class Intake:
    """Everything that an import brings, table by table."""

    def __init__(self) -> None:
        self.facts = {kind: Incoming(model, fields, shared) for kind, (model, fields, shared) in KINDS.items()}
        self.parts = {name: Loose(f"incoming_{name}", columns, PART_TYPES) for name, columns in PARTS.items()}
        self.evidence = Loose("incoming_evidence", EVIDENCE, EVIDENCE_TYPES)
        self.rows = Loose("incoming_row", ROWS, ROW_TYPES)
        self.pieces = 0

    def tables(self) -> list[Any]:
        return [*self.facts.values(), *self.parts.values(), self.evidence, self.rows]

    def finish(self) -> None:
        """All rows are in. Made without any row: what an award without parties or years is compared with, and the rows
        and their evidence, which the report counts."""
        for table in self.tables():
            table.finish()
        for table in (self.evidence, self.rows, *(self.parts[name] for name in OF_AWARDS if self.facts["award"].count)):
            table.create()

    def kinds(self) -> set[str]:
        """The kinds of facts that there are any of."""
        return {kind for kind, facts in self.facts.items() if facts.count}

    def filled(self) -> set[str]:
        """The parts that there are any of."""
        return {name for name, part in self.parts.items() if part.count}

    def fact(self, kind: str, key: str, /, **values: Any) -> None:
        """A fact: fields that are not given, or None, are not stated."""
        table = self.facts[kind]
        table.add(key, *map(values.get, table.fields))

    def part(self, name: str, *values: Any) -> None:
        self.parts[name].add(*values)

    def piece(self, kind: str, key: str, record: str, place: Place, first_only: bool = False) -> None:
        """A piece of evidence. `record` is the row's own fact: what the number is kept by. `first_only`: not needed where
        the fact has evidence already."""
        self.pieces += 1
        self.evidence.add(self.pieces, kind, key, record, "", *place, first_only)


assert set(KINDS) == set(FACTS), set(KINDS) ^ set(FACTS)

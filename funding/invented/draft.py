"""Rows drawn in memory and written with COPY, piece by piece: a register of any size needs the same memory.

In: `add(model, field=value, …)`, by the names of columns (`organization_id`). Out: the row's id, taken from the
database's own sequence, so that rows can point at each other before any is written.
"""

import json
import random
import uuid
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import connection, models

from funding.models import FACTS, Evidence, EvidenceNumber
from projects.models import Fact

BLOCK = 500
# So many rows of a model wait in memory.
AT_ONCE = 50_000
EVIDENCE_KEYS = {model: name for name, model in FACTS.items()}
# The triggers of the history read these; COPY does not pass Django's cursor.
CONTEXT = "SELECT set_config('pghistory.context_id', %s, true), set_config('pghistory.context_metadata', %s, true)"


@dataclass(frozen=True)
class Document:
    """A source that evidence is drawn from: `sheet` where its cells may be shown."""

    id: int
    sheet: str


@dataclass
class Draft:
    """A register being drawn: its rows by model, in the order they were added."""

    register_id: int
    rng: random.Random
    documents: list[Document] = field(default_factory=list)
    rows: dict[type[models.Model], list[dict[str, Any]]] = field(default_factory=dict)
    ids: dict[type[models.Model], list[int]] = field(default_factory=dict)
    blanks: dict[type[models.Model], dict[str, Any]] = field(default_factory=dict)
    pieces: int = 0
    reason: str = ""
    written: int = 0

    def add(self, model: type[models.Model], **values: Any) -> int:
        """Keeps a row, its other fields as the model leaves them. Out: its id."""
        rows = self.rows.setdefault(model, [])
        if len(rows) >= AT_ONCE:
            self.write_rows(model)
        blank = self.blanks.get(model) or self.blanks.setdefault(model, blank_row(model))
        number = self.next_id(model)
        rows.append({**blank, **values, "id": number})
        return number

    def next_id(self, model: type[models.Model]) -> int:
        waiting = self.ids.setdefault(model, [])
        if not waiting:
            block = BLOCK if not self.rows.get(model) else max(BLOCK, len(self.rows[model]))
            waiting.extend(reversed(reserved(model, block)))
        return waiting.pop()

    def fact(self, model: type[Fact], key: str, **values: Any) -> int:
        """A published fact with a piece of evidence. Out: its id."""
        number = self.add(model, register_id=self.register_id, key=key, published=True, **values)
        self.evidence(EVIDENCE_KEYS[model], number, key)
        return number

    def evidence(self, name: str, fact: int, key: str) -> None:
        """A piece of evidence, with the next number, in one of the invented documents."""
        self.pieces += 1
        document = self.rng.choice(self.documents)
        where: dict[str, Any] = {"place": f"p. {self.rng.randint(2, 180)}"}
        if document.sheet:
            row = 5 + self.pieces
            where = {"place": "", "sheet": document.sheet, "row": row, "cell": f"{self.rng.choice('ABCDEFGH')}{row}"}
        self.add(EvidenceNumber, register_id=self.register_id, key=f"{name}:{key}"[:64], number=self.pieces)
        self.add(
            Evidence,
            register_id=self.register_id,
            number=self.pieces,
            source_id=document.id,
            quote=f"Passage inventé no {self.pieces}, pour l’exemple.",
            **{f"{name}_id": fact},
            **where,
        )

    def write(self) -> int:
        """Writes what is not written yet, inside the transaction of the caller. Out: how many rows there are."""
        for model in self.rows:
            self.write_rows(model)
        return self.written

    def write_rows(self, model: type[models.Model]) -> None:
        """COPYs the rows of a model that are waiting; keys to rows that are not there yet are looked at in the end."""
        context = [str(uuid.uuid4()), json.dumps({"user": None, "import_id": None, "reason": self.reason})]
        with connection.cursor() as cursor:
            cursor.execute(CONTEXT, context)
            copy(cursor, model, self.rows[model])
        self.written += len(self.rows[model])
        self.rows[model].clear()


def written_fields(model: type[models.Model]) -> list[models.Field]:
    return [item for item in model._meta.concrete_fields if not isinstance(item, models.GeneratedField)]


def blank_row(model: type[models.Model]) -> dict[str, Any]:
    """The fields of the model with their defaults."""
    return {item.attname: item.get_default() for item in written_fields(model) if not item.primary_key}


def reserved(model: type[models.Model], size: int) -> list[int]:
    """Ids that the database keeps for us."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, size],
        )
        return [row[0] for row in cursor.fetchall()]


def copy(cursor: Any, model: type[models.Model], rows: list[dict[str, Any]]) -> None:
    fields = written_fields(model)
    names = [item.attname for item in fields]
    columns = ", ".join(f'"{item.column}"' for item in fields)
    with cursor.copy(f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN') as target:
        for row in rows:
            target.write_row([row[name] for name in names])


def rounded(value: float, step: int) -> Decimal:
    """The value to the nearest step of dollars, at least one step."""
    return Decimal(max(1, round(value / step)) * step)

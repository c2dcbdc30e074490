"""What publishing would do, in groups that can be accepted one by one. In: an import. Out: plain rows; no writing.

A group is an effect on a kind of record: « 40 awards created ». What a form asks for comes back as the rows it means
(`asked`), in the form that `funding.imports.ready_rows.chosen` reads.
"""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from funding.choices import Effect, RowKind, RowState
from funding.imports.models import Import
from funding.imports.upsert import rows_of
from funding.record_words import record_label
from projects.numbers import asked_number

# Rows of the file, however many years they hold, with what they do and whether they go in. What another import published
# between the preview and the publication changed nothing more.
GROUPS = """
    SELECT s.record_kind, CASE WHEN s.state = 'unchanged' THEN 'unchanged' ELSE e.effect END, count(DISTINCT (s."table", s.row)) FILTER (WHERE s.state = 'ready'),
      count(DISTINCT (s."table", s.row)) FILTER (WHERE s.state = 'set_aside'),
      count(DISTINCT (s."table", s.row)) FILTER (WHERE s.state IN ('committed', 'unchanged'))
    FROM funding_roweffect e JOIN funding_stagedrow s ON s.id = e.row_id
    WHERE e.batch_id = %s AND s.kind = 'data' GROUP BY 1, 2 ORDER BY 1, 2"""


@dataclass(frozen=True)
class Group:
    """Rows that do the same: how many would go in, were set aside, are in."""

    record_kind: str
    record: str
    effect: str
    effect_words: str
    ready: int
    aside: int
    done: int

    @property
    def rows(self) -> int:
        return self.ready + self.aside + self.done


def groups(batch: Import) -> list[Group]:
    """The groups of the last preview, those that change something first."""
    order = list(Effect.values)
    found = [
        Group(kind, record_label(kind), effect, str(Effect(effect).label), *counted)
        for kind, effect, *counted in rows_of(GROUPS, [batch.pk])
    ]
    return sorted(found, key=lambda group: (order.index(group.effect), group.record))


def asked(batch: Import, sent: QueryDict) -> dict[str, Any]:
    """The rows that a form means: all ({}), a group, or one row of the file with all its parts."""
    number, effect = sent.get("row", ""), sent.get("effect", "")
    if number:
        row = batch.rows.filter(pk=asked_number(number) or 0, kind=RowKind.DATA).first()
        parts = batch.rows.filter(table=row.table, row=row.row, sheet=row.sheet) if row else batch.rows.none()
        return {"rows": list(parts.values_list("pk", flat=True))}
    return {"effect": effect, "record_kind": sent.get("record_kind", "")} if effect in Effect.values else {}


def rows_of_group(batch: Import, only: dict[str, Any]) -> Any:
    """The rows of a group that may be set aside or taken up: none that is in the register."""
    rows = batch.rows.filter(kind=RowKind.DATA, effect__effect=only["effect"], record_kind=only["record_kind"])
    return rows.filter(state__in=[RowState.READY, RowState.SET_ASIDE])

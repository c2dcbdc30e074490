"""The rows of a file as the page of rows shows them. In: an import and staged rows. Out: plain rows; no writing."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.translation import get_language

from funding.choices import AmountStatus, RowState
from funding.imports import corrections
from funding.imports.entry import CHOICES
from funding.imports.models import Import, StagedRow
from funding.imports.words import problem_in_words
from funding.record_words import field_label, record_label
from funding.review import as_decimal, changed_field
from projects.numbers import plain


@dataclass(frozen=True)
class ValueLine:
    """A field of a row: what was read, the file's own text where it differs, who corrected it; `wrong` is why what was
    typed in the form can't be taken, `typed` what the form holds."""

    field: str
    label: str
    read: str
    raw: str
    cell: str
    typed: str
    unit: str
    corrected_by: str = ""
    corrected: bool = False
    wrong: str = ""


@dataclass(frozen=True)
class RowLine:
    """A row: its place, its state, what was read in it, what is wrong in it, what publishing it would do."""

    pk: int
    place: str
    record: str
    state: str
    state_words: str
    effect: str
    effect_words: str
    values: list[ValueLine]
    notes: list[tuple[str, str]]
    problems: list[str]
    changes: list[dict[str, str]]
    hidden: bool
    open: bool

    @property
    def wrong(self) -> bool:
        return any(value.wrong for value in self.values)


def row_in_words(batch: Import, row: StagedRow, wrong: dict[str, Any] | None = None) -> RowLine:
    row.batch = batch
    fields = list(dict.fromkeys([*corrections.fields_of(row), *row.values]))
    effect = getattr(row, "effect", None)
    return RowLine(
        pk=row.pk,
        place=f"{row.sheet} · {row.row}" if row.sheet else str(row.row),
        record=record_label(row.record_kind),
        state=row.state,
        state_words=str(row.get_state_display()),
        effect=effect.effect if effect else "",
        effect_words=str(effect.get_effect_display()) if effect else "",
        values=[value_line(row, name, wrong or {}) for name in fields],
        notes=[(note.get("header") or note.get("cell", ""), str(note.get("raw", ""))) for note in row.notes],
        problems=[problem_in_words(problem) for problem in row.problems],
        changes=[changed_field({"kind": row.record_kind, **change}) for change in effect.changes] if effect else [],
        hidden=row.hidden,
        open=row.state in (RowState.READY, RowState.WAITING, RowState.SET_ASIDE),
    )


def value_line(row: StagedRow, name: str, wrong: dict[str, Any]) -> ValueLine:
    entry, said = row.values.get(name) or {}, corrections.corrections_of(row).get(name)
    known = corrections.original(row, name)
    read, raw = value_in_words(name, entry), known["raw"]
    mine = wrong if wrong.get("field") == name else {}
    return ValueLine(
        field=name,
        label=field_label(name),
        read=read or ("" if said else raw),
        raw=raw if raw != read and (read or said) and not told_by_amount(row, name) else "",
        cell=known["cell"],
        typed=str(mine.get("text") if mine else said["text"] if said else read if told_by_amount(row, name) else raw),
        unit=unit_of(row) if name == "amount" else "",
        corrected_by=person(said["by"]) if said else "",
        corrected=said is not None,
        wrong=str(mine.get("message", "")),
    )


def unit_of(row: StagedRow) -> str:
    """What the column multiplies its amounts by, « 1 000 »; empty where it is one."""
    unit = as_decimal(corrections.column_of(row, "amount").get("unit"))
    return "" if unit in (None, 1) else plain(unit, (get_language() or "fr")[:2])  # type: ignore[arg-type]


def told_by_amount(row: StagedRow, name: str) -> bool:
    """Whether a field has no cell of its own: a currency, a status that the amount's cell tells."""
    cell = (row.values.get(name) or {}).get("cell")
    return name != "amount" and bool(cell) and cell == (row.values.get("amount") or {}).get("cell")


def person(pk: int | None) -> str:
    found = get_user_model().objects.filter(pk=pk or 0).first()
    return found.get_username() if found else ""


def value_in_words(field_name: str, value: dict[str, Any]) -> str:
    """What was read, as a person reads it: amounts with their thousands apart, codes by their label."""
    read = str(value.get("value") or "")
    choices = AmountStatus if field_name == "amount_status" else CHOICES.get(field_name)
    if choices is not None and read in choices.values:
        return str(choices(read).label)
    amount = as_decimal(read) if field_name in ("amount", "fee", "hours", "rounded_to") else None
    return read if amount is None else plain(amount, (get_language() or "fr")[:2])

"""A fact entered by hand from a page or a picture: it goes the same way as a row of a file.

In: the fields as a person typed them, the source, the place in it and a quote. Out: an Import with one StagedRow, in
state `review`. The fields are read by the reader of files, from a table of one row, so that « 6,45 M$ » means the same.
"""

import csv
import tempfile
from pathlib import Path
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from funding import choices as money
from funding.choices import ImportState, RowKind
from funding.imports import checks, pipeline
from funding.imports import read as reading
from funding.imports.document import RowRead, column_letter
from funding.imports.intake_of_files import body_behind
from funding.imports.keys import RowKeys
from funding.imports.models import Import, StagedRow
from funding.imports.reading_options import Options, Override
from funding.imports.stage import key_scope, row_problems, row_state
from funding.imports.words import problem_in_words
from funding.models import Source
from projects import choices as words
from projects.models import Register

KINDS: dict[str, tuple[str, ...]] = {
    "award": (
        *("title", "payer", "payer_absent_reason", "recipient", "recipient_absent_reason", "amount", "currency"),
        *("programme", "instrument", "money_stage", "flow_level", "decision_date", "fiscal_year", "project"),
        *(
            "description",
            "public_partner",
            "private_partner",
            "partner",
            "host",
            "use_type",
            "use_domain",
            "count_of_projects",
        ),
        *("in_scope", "parent", "supersedes", "fee", "region", "reference", "note"),
    ),
    "organization": (
        *("name", "name_en", "acronym", "other_names", "kind", "sector", "legal_form", "controlled_by", "parent"),
        *("group", "region", "neq", "bn", "note"),
    ),
    "participation": ("project", "organization", "role", "project_status", "project_outcome", "note"),
    "membership": (
        *("organization", "person", "holder_organization", "on_behalf_of", "role", "seat_kind", "valid_from"),
        *("valid_to", "former", "note"),
    ),
    "contribution": (
        *("organization", "installation", "project", "beneficiary", "contribution_kind", "occupation", "headcount"),
        *("hours", "amount", "date", "note"),
    ),
    "event": (
        *("organization", "event_kind", "other_organization", "other_place", "date", "description"),
        "description_en",
    ),
    "programme": ("name", "payer", "chooser", "programme_kind", "valid_from", "valid_to", "description"),
    "position": ("group", "law", "position", "concerns", "date"),
    "reported_figure": (
        *("label", "label_en", "value", "unit", "qualifier", "rounded_to", "table", "organization", "use_type"),
        *("use_domain", "period", "rule", "rule_terms", "part", "closes", "note"),
    ),
    "access_request": (
        *("organization", "body_text", "reference", "sent", "due", "extended", "answered", "outcome", "articles"),
        "note",
    ),
}
CHOICES: dict[str, type[models.TextChoices]] = {
    "payer_absent_reason": money.AbsentReason,
    "recipient_absent_reason": money.AbsentReason,
    "instrument": money.Instrument,
    "money_stage": money.MoneyStage,
    "flow_level": money.FlowLevel,
    "in_scope": money.InScope,
    "contribution_kind": money.ContributionKind,
    "programme_kind": money.ProgrammeKind,
    "qualifier": money.Qualifier,
    "rule": money.CountRule,
    "part": money.AnswerPart,
    "closes": money.ClosingRecord,
    "outcome": money.RequestOutcome,
    "kind": words.OrganizationKind,
    "sector": words.Sector,
    "legal_form": words.LegalForm,
    "controlled_by": words.ControlledBy,
    "seat_kind": words.SeatKind,
    "event_kind": words.EventKind,
    "position": words.Stance,
    "project_status": words.ProjectStatus,
}


class EntryError(ValueError):
    """Fields that cannot be read or are missing: `errors` is {field: message in the language of the page}."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(errors)
        self.errors = errors


def enter(
    register: Register, record_kind: str, fields: dict[str, str], *, source: Source, place: str, quote: str, user: Any
) -> Import:
    """The fact as an import to review, with what would be done. Raises EntryError, and then keeps nothing."""
    row = read_row(record_kind, {name: text for name, text in fields.items() if text.strip()})
    values = {
        name: {"value": entry.value, "raw": entry.raw, "cell": ""}
        for name, entry in row.values.items()
        if name not in {"section", "quote"}
    }
    for name, text in (("section", place), ("quote", quote)):
        values[name] = {"value": text.strip(), "raw": text.strip(), "cell": ""}
    problems = row_problems(row.problems, row.record_kind, values)
    raise_errors(problems, place)
    with transaction.atomic():
        batch = Import.objects.create(
            register=register,
            source=source,
            state=ImportState.RESOLVING,
            body_name=body_behind(source)[:300],
            options={"entry": True},
            uploaded_by=user,
            summary={"rows": {"data": 1}, "tables": [], "amounts": [], "problems": problems},
        )
        StagedRow.objects.create(
            batch=batch,
            row=0,
            kind=RowKind.DATA,
            record_kind=record_kind,
            values=values,
            problems=problems,
            state=row_state(values, problems),
            fact_key=RowKeys(key_scope(batch)).key(record_kind, values),
        )
    return pipeline.run(batch.pk)


def read_row(record_kind: str, fields: dict[str, str]) -> RowRead:
    """The fields read as the cells of a table of one row, whose columns are known."""
    if record_kind not in KINDS:
        raise EntryError({"": _("There is no such kind of record.")})
    columns = {column_letter(place): name for place, name in enumerate(fields)}
    override = Override(header_rows=(1,), fields=columns, record_kind=record_kind)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "entry.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([list(fields), list(fields.values())])
        document = reading.read(path, "entry.csv", Options(overrides={0: override}))
        rows = [row for row in document.rows() if row.kind == RowKind.DATA]
    if len(rows) != 1:
        raise EntryError({"": _("Fill in at least the fields that say what the fact is.")})
    return rows[0]


def raise_errors(problems: list[dict[str, Any]], place: str) -> None:
    """What a person can still mend on the form is said there; nothing is kept of an entry that cannot be read."""
    errors = {
        found["field"]: problem_in_words(found)
        for found in problems
        if found["blocking"] or found["code"] not in pipeline.HOLDS_NOTHING
    }
    if not place.strip():
        errors["place"] = _("Say where it stands in the document: a page, a section, a table.")
    if errors:
        raise EntryError(errors)


assert set(KINDS) == set(checks.REQUIRED)

"""What a person picked of how a file is read, as it is stored and replayed.

Comes in: JSON of `Import.options["reader"]`. Goes out: Options, with an Override for each table that was corrected.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from funding.imports.columns import Picked
from funding.imports.profile import WORDS, Profile


@dataclass(frozen=True, slots=True)
class Override:
    """What a person picked for a table. `header_rows` are 1-based, () for no header, None to leave them found.

    `fields` maps a column's letter to its field, '' for none; columns that it does not name are left as they were
    understood. `group_field` is the field that the titles of groups fill in the rows below them: None leaves it found,
    '' is none.
    """

    header_rows: tuple[int, ...] | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    record_kind: str = ""
    decimal_mark: str = ""
    date_order: str = ""
    currency: str = ""
    unit: str = ""
    group_field: str | None = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        rows = data.get("header_rows")
        words = {name: str(data.get(name) or "") for name in WORDS}
        group = data.get("group_field")
        fields = dict(data.get("fields") or {})
        return cls(None if rows is None else tuple(map(int, rows)), fields, **words, group_field=group)

    def as_json(self) -> dict[str, Any]:
        return {
            "header_rows": None if self.header_rows is None else list(self.header_rows),
            "fields": dict(self.fields),
            "record_kind": self.record_kind,
            "decimal_mark": self.decimal_mark,
            "date_order": self.date_order,
            "currency": self.currency,
            "unit": self.unit,
            "group_field": self.group_field,
        }

    @property
    def picked(self) -> Picked:
        return Picked(self.fields, *(getattr(self, name) for name in WORDS))


@dataclass(frozen=True, slots=True)
class Options:
    """How to read a file: the currency where it names none, what a person picked, and what was picked in earlier files
    of its body (`profiles`), for the tables that have those headings.

    `overrides` are by the index of the table in the file (`TableRead.index`). `sheets` are by the place of the sheet in
    the file, from 0: the header rows (1-based) of each table that a person says it has; () alone where a table has no
    header, and no item at all where the sheet has no table. It is how a table is found on a sheet that was passed over;
    the candidates for it are `SheetRead.candidates`. Both are stored as JSON (`as_json`, `from_json`) in
    `Import.options["reader"]`, and reading again with them is the whole of « correct it and see the result ».
    """

    default_currency: str = "CAD"
    overrides: Mapping[int, Override] = field(default_factory=dict)
    sheets: Mapping[int, tuple[tuple[int, ...], ...]] = field(default_factory=dict)
    profiles: tuple[Profile, ...] = ()

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        found = {int(index): Override.from_json(item) for index, item in (data.get("overrides") or {}).items()}
        sheets = {
            int(index): tuple(tuple(map(int, rows)) for rows in tables)
            for index, tables in (data.get("sheets") or {}).items()
        }
        profiles = tuple(map(Profile.from_json, data.get("profiles") or ()))
        return cls(str(data.get("default_currency") or "CAD"), found, sheets, profiles)

    def as_json(self) -> dict[str, Any]:
        overrides = {str(index): item.as_json() for index, item in self.overrides.items()}
        sheets = {str(index): [list(rows) for rows in tables] for index, tables in self.sheets.items()}
        profiles = [profile.as_json() for profile in self.profiles]
        answer: dict[str, Any] = {"default_currency": self.default_currency, "overrides": overrides}
        return answer | {"sheets": sheets, "profiles": profiles}


DEFAULTS = Options()

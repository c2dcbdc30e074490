"""Public keys: what stays the same when a file is imported again, or undone and imported again.

In: the body that sent a file, the kind of record, a row's values. Out: its key, as it stands in addresses.
"""

import base64
import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from funding.imports.names import fold, normal

# What makes a row the same row in a later file. Amount, status, stage and notes are not in it: a corrected amount is a
# change of the same award.
IDENTIFYING: dict[str, tuple[str, ...]] = {
    "award": (
        *("title", "project", "payer", "recipient", "recipient_neq", "programme", "decision_date", "fiscal_year"),
        *("flow_level", "parent", "region"),
    ),
    "participation": ("project", "organization", "role"),
    "membership": ("organization", "person", "holder_organization", "on_behalf_of", "seat_kind", "role", "valid_from"),
    "contribution": (
        *("organization", "installation", "project", "beneficiary", "contribution_kind", "occupation"),
        *("fiscal_year", "date"),
    ),
    "event": ("organization", "event_kind", "other_organization", "date", "description"),
    "position": ("group", "law"),
    "reported_figure": ("table", "label", "organization", "use_type", "use_domain", "period", "unit"),
    "access_request": ("organization", "body_text", "sent"),
}
# A reference whose slug is itself in small letters: most are so, and slugify takes its time.
PLAIN = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
NO_LETTERS, BETWEEN = re.compile(r"[^\w\s-]"), re.compile(r"[-\s]+")
# These are known by their name, whoever sends them.
NAMED = {"organization": "name", "programme": "name"}


def value_of(values: dict[str, Any], name: str) -> Any:
    """The value read from a field; None where the row has none."""
    entry = values.get(name)
    return entry.get("value") if entry else None


def digest(*parts: str) -> str:
    """12 characters of base32 SHA-256."""
    raw = hashlib.sha256("\x1f".join(parts).encode()).digest()
    return base64.b32encode(raw)[:12].decode().lower()


@dataclass
class RowKeys:
    """Gives each data row of a file its key; identical rows are told apart by their occurrence."""

    body: str
    seen: Counter[tuple[str, str]] = field(default_factory=Counter)

    @cached_property
    def prefix(self) -> str:
        """What stands before a reference in its slug."""
        return slugify(f"{self.body} x")[:-1]

    def key(self, record_kind: str, values: dict[str, Any], split: bool = False) -> str:
        """The key of a row. `split`: its fiscal years are columns, and are no part of what it is."""
        if record_kind in NAMED:
            return entity_key(str(value_of(values, NAMED[record_kind]) or ""))
        reference = value_of(values, "reference") or value_of(values, "key")
        if reference and (key := self.by_reference(record_kind, str(reference))):
            return key
        parts = [
            fold(str(value_of(values, name) or ""))
            for name in ("reference", "key", *IDENTIFYING.get(record_kind, ()))
            if not (split and name == "fiscal_year")
        ]
        identity = digest(fold(self.body), record_kind, *parts)
        self.seen[record_kind, identity] += 1
        occurrence = self.seen[record_kind, identity]
        return identity if occurrence == 1 else digest(identity, str(occurrence))

    def by_reference(self, record_kind: str, reference: str) -> str:
        """The source's own reference as a key; empty where an earlier row of the file has the same one."""
        if PLAIN.fullmatch(reference):
            slug = (self.prefix + reference.lower())[:100]
        else:
            slug = slugify(f"{self.body} {reference}")[:100]
        self.seen[record_kind, slug] += 1
        return slug if slug and self.seen[record_kind, slug] == 1 else ""


def slugify(text: str) -> str:
    """As Django's function of this name, which takes four times as long."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return BETWEEN.sub("-", NO_LETTERS.sub("", text.lower())).strip("-_")


def entity_key(name: str) -> str:
    """The key of an organization, a person, a project or a programme: its name as a slug."""
    return slugify(name.replace("œ", "oe").replace("Œ", "Oe").replace("’", " "))[:80].strip("-") or digest(name)


@dataclass
class EntityKeys:
    """Keys of things known by their name, in one register: what is there keeps its key, what is new gets a free one."""

    by_name: dict[str, str]
    taken: set[str]
    form: Callable[[str], str] = normal
    # Names as they were spelt, with their keys: most stand on many rows.
    spelt: dict[str, str] = field(default_factory=dict)

    def key(self, name: str) -> str:
        if (known := self.spelt.get(name)) is None:
            known = self.spelt[name] = self.by_name.get(self.form(name)) or self.new(name)
        return known

    def new(self, name: str) -> str:
        """A free key for a name that is not there yet: « moteur », « moteur-2 »."""
        base, number = entity_key(name), 1
        key = base
        while key in self.taken:
            number += 1
            key = f"{base}-{number}"
        self.taken.add(key)
        self.by_name[self.form(name)] = key
        return key
